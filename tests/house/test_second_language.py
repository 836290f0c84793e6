"""A second language needs no change of code: with other wording files beside the English ones nothing English is said."""

import html
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from tellings.case.files import PROJECT

FERRY = PROJECT / "tests" / "cases" / "ferry"
VOWELS = str.maketrans("aeiouAEIOU", "åëïöüÅËÏÖÜ")
# What is put in, commands, addresses and ids stay as they are.
KEPT = re.compile(r"\{[^}]*\}|`[^`]*`|<[^>]*>|\b[\w/.]+\.(?:csv|html|md|toml|txt|ipynb|js)\b|1: |; 1: ")


def other(text):
    if isinstance(text, list):
        return [other(form) for form in text]
    kept = [*KEPT.finditer(text)]
    starts, ends = [0, *(match.end() for match in kept)], [*(match.start() for match in kept), len(text)]
    parts = [text[start:end].translate(VOWELS) for start, end in zip(starts, ends, strict=True)]
    return "".join(part + (kept[place][0] if place < len(kept) else "") for place, part in enumerate(parts))


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """What the commands write and print on one case: language -> {name: text}."""
    home = tmp_path_factory.mktemp("language")
    for package in ("tellings", "helpers"):
        shutil.copytree(PROJECT / package, home / package)
    for path in home.rglob("wording.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        lines = []
        for part, said in table.items():
            lines += [f"[{part}]", *(f"{name} = {json.dumps(other(text))}" for name, text in said.items())]
        path.with_name("wording.xx.toml").write_text("\n".join(lines), encoding="utf-8")
    for name in ("seeds", "tests/cases"):
        shutil.copytree(PROJECT / name, home / name)
    return {language: _spoken(home, language) for language in ("en", "xx")}


WORK = """
import sys
from helpers import check, load_case, told_events
from tellings.case.files import CaseError
from tellings.charts import reading, timeline
case = load_case("seeds")
charts = [timeline.event_time(told_events(case)), reading.role_shares(case)]
for chart in charts:
    print(chart.title, chart.description, sep="\\n")
    print(*{text.get_text() for text in chart.figure.findobj(lambda one: hasattr(one, "get_text"))}, sep="\\n")
for call in (lambda: load_case("nowhere"), lambda: case["nobody"], lambda: case.sentence("lbc-99")):
    try:
        call()
    except Exception as error:
        print(error)
check("1.1", ...)
check("2.3", "a lot")
"""


# In one process, since each would load pandas and Matplotlib anew: what a command says stands in a file of its name.
COMMANDS = """
import json, sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from tellings.__main__ import main
for name, arguments in json.loads(sys.argv[1]).items():
    with open(f"{name}.said", "w", encoding="utf-8") as file, redirect_stdout(file), redirect_stderr(file):
        with suppress(SystemExit):
            main(arguments)
"""


def _spoken(home, language):
    folder = home / language
    shutil.copytree(FERRY, folder, ignore=shutil.ignore_patterns("report", "sheet"))
    environment = os.environ | {"TELLINGS_LANGUAGE": language, "PYTHONPATH": str(home), "PYTHONIOENCODING": "utf-8"}
    commands = {name: [name, str(folder)] for name in ("check", "coding", "report", "sheet")}
    commands |= {"refused": ["report", str(folder / "none")], "help": ["--help"]}
    script = [sys.executable, "-c", COMMANDS + WORK, json.dumps(commands)]
    done = subprocess.run(script, cwd=home, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    said = {name: (home / f"{name}.said").read_text(encoding="utf-8") for name in commands}
    assert not any("Traceback" in text for text in said.values())
    said["python"] = done.stdout + done.stderr
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}
    return said | pages


class Words(html.parser.HTMLParser):
    """The pieces of text of a page, what is spoken of a picture too."""

    def __init__(self, page):
        super().__init__()
        self.found, self.inside = set(), []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.inside.append(tag)
        self.found |= {
            " ".join(value.split()) for name, value in attributes if name in ("alt", "aria-label", "title") and value
        }

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, text):
        if not {"script", "style"} & set(self.inside):
            self.found.add(" ".join(text.split()))


IDS = re.compile(r"\b[a-z]+-\d+\b")
# Python's own, which it says in its own languages, and names of commands.
OWN = re.compile(r"^(?:-h, --help|usage:|new\|check)")


# Values of tables, which code and lessons compare, and layers of the room: names, as columns are.
VALUES = re.compile(
    r"same agency or outlet|quotes the same words|author, for|dates with their value|speech with its speaker|"
    r"speech, speaker aside|(?:tone|frame) of a sentence|speaks in (?:this text alone|several texts)|"
    r"^(?:time|voice|names|tone|frame): |^\(number|list of three words"
)


def words(text):
    return {word.lower() for word in re.findall(r"[^\W\d_]+", html.unescape(text))}


def pieces(name, text):
    found = Words(text).found if name.endswith(".html") else {" ".join(line.split()) for line in text.splitlines()}
    found = {piece for piece in found if not OWN.match(piece)}
    return {piece for piece in found if len(re.findall(r"[A-Za-z]{2,}", IDS.sub("", piece))) >= 3}


def test_nothing_is_said_in_english(spoken):
    """But for the texts, their cards and tables, and codes that stand in tables."""
    files = [*FERRY.rglob("*.txt"), *FERRY.rglob("*.csv"), *(PROJECT / "seeds").rglob("*.csv")]
    known = words(" ".join(path.read_text(encoding="utf-8-sig") for path in files))
    assert set(spoken["en"]) == set(spoken["xx"]) and len(spoken["en"]) >= 10
    both = {name: pieces(name, text) & pieces(name, spoken["xx"][name]) for name, text in spoken["en"].items()}
    left = [
        f"{name}: {piece}"
        for name, found in both.items()
        for piece in sorted(found)
        if words(IDS.sub("", piece)) - known and not VALUES.search(piece)
    ]
    assert not left, "\n".join(left)
    said = {name: len(pieces(name, text)) for name, text in spoken["en"].items()}
    assert said["report.html"] > 100 and said["room.html"] > 100 and said["key.html"] > 30 and said["python"] > 8


def test_a_language_that_nobody_wrote_is_named_and_english_is_said():
    environment = os.environ | {"TELLINGS_LANGUAGE": "tlh", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "tellings", "check", str(FERRY)]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert "no translation for TELLINGS_LANGUAGE=tlh, and what is said is English: set one of en" in done.stderr
    assert "0 faults" in done.stdout
