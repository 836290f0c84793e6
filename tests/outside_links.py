"""Ask every address outside the collection that its pages and notebooks link to: python tests/outside_links.py [FOLDER]

Prints those that do not answer, with where they stand; exit code 1 where there are any. It needs a network, and is no
part of `make test`.
"""

import json
import re
import sys
import urllib.error
import urllib.request
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"https?://[^\s<>()\[\]{}\"'`\\|]+")
# Examples, and services that answer no program: nothing to be learnt from asking them.
EXAMPLES = re.compile(r"https?://(?:localhost|127\.|192\.0\.2\.|[^/]*example\.(?:org|com|net)|mybinder\.org/v2)|[…$]")
SECONDS = 20
# Refused to programs, and not gone.
REFUSED = (401, 403, 405, 406, 418, 429, 999)


def addresses(folder):
    """The addresses in Markdown and notebooks, each with the files in which it stands."""
    found = defaultdict(set)
    for path in sorted([*folder.glob("*.md"), *folder.glob("[a-z]*/**/*.md"), *folder.glob("notebooks/**/*.ipynb")]):
        name = path.relative_to(folder).as_posix()
        if name.startswith(("build/", "tests/")):
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            text = "\n".join(
                "".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown"
            )
        for address in ADDRESS.findall(text):
            if not EXAMPLES.search(address):
                found[address.rstrip(".,;:!?*")].add(name)
    return found


def answer(address):
    """What is wrong with an address, "" where it answers."""
    asked = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (a check of links)"})
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code in REFUSED else str(error)
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", error))


def main():
    found = addresses(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
    with ThreadPoolExecutor(8) as asking:
        faults = [(name, fault) for name, fault in zip(found, asking.map(answer, found)) if fault]
    for name, fault in faults:
        print(f"{name} ({', '.join(sorted(found[name]))}): {fault}")
    print(f"{len(found)} addresses, {len(faults)} without an answer")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
