"""Compare the stored outputs of all lessons with fresh ones under every Python from 3.11 to 3.13 that is installed.

python tests/all_pythons.py [3.11 ...]     each gets an environment of its own in build/pythons/, kept for the next time
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ["3.11", "3.12", "3.13"]


def find(version):
    """The path of a Python of that version, from PATH or among pyenv's, or None."""
    ours = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python")
    for candidate in filter(None, [shutil.which(f"python{version}"), *map(str, sorted(ours))]):
        asked = subprocess.run(
            [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True
        )
        if asked.stdout.strip() == version:
            return candidate
    return None


def environment(python, version):
    """The Python of an environment with what requirements.txt pins, made where it is missing or older than the pins."""
    folder = ROOT / "build" / "pythons" / version
    done, pins = folder / "done", ROOT / "requirements.txt"
    ours = folder / "bin" / "python"
    if not done.exists() or done.stat().st_mtime < pins.stat().st_mtime:
        subprocess.run([python, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run(
            [str(ours), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(pins)],
            check=True,
            cwd=ROOT,
        )
        done.touch()
    return ours


def main():
    faults = 0
    for version in sys.argv[1:] or VERSIONS:
        python = find(version)
        if not python:
            print(f"Python {version}: not installed here, passed over")
            continue
        ours, started = environment(python, version), time.perf_counter()
        notebooks = [
            str(path) for part in ("", "deeper") for path in sorted((ROOT / "notebooks" / part).glob("[0-9]*.ipynb"))
        ]
        run = subprocess.run(
            [
                str(ours),
                "-m",
                "pytest",
                "-q",
                "--tb=short",
                "-p",
                "no:cacheprovider",
                "-c",
                os.devnull,
                "--rootdir",
                str(ROOT),
                "--nbval",
                "--nbval-sanitize-with",
                str(ROOT / "tests" / "nbval.cfg"),
                *notebooks,
            ],
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        words = "all stored outputs the same" if run.returncode == 0 else "OUTPUTS DIFFER"
        print(
            f"Python {version}: {words}, {len(notebooks)} notebooks, {time.perf_counter() - started:.0f} s", flush=True
        )
        if run.returncode:
            print(run.stdout[-4000:] + run.stderr[-2000:])
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
