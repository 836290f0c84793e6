"""What finds needs Python alone, and VADER's package for tone: so it runs where pandas doesn't, in a browser too."""

import json
import subprocess
import sys

from tellings.case.files import PROJECT

WORK = """
import json, sys
before = set(sys.modules)
for name in ("pandas", "numpy", "matplotlib", "nltk"):
    sys.modules[name] = None
import tellings
at_once = [name for name in sys.modules if name.startswith("tellings.")]
from tellings.case.sources import text_source
from tellings.own.coded import compare, take
from tellings.own.pasted import read
from tellings.exercises import answers, check
from tellings.framing import lexicons
from tellings.perspectives.speech import find
from tellings.reading import page, spans, text
from tellings.timeline import calendar, dates, rules
paragraph = 'On 15 August 2021, Ms Orr said: "We were late." The mayor warned that the dam was not safe.'
source = text_source("DAM NEWS\\n\\n" + paragraph, published="2021-08-20")
found = {
    "at once": at_once,
    "paragraphs": len(page.find_paragraphs(source.text)),
    "sentences": len(text.sentence_rows(source)),
    "words": len(text.word_rows(source)),
    "dates": [row[4] for row in dates.date_rows(source)],
    "speech": [row[3:5] for row in find.speech_rows(source)],
    "tone": lexicons.sentence_tone(["A good day.", "A terrible failure."]),
    "number": answers.read_number({}, "twenty-one"),
    "verdict": check.judge("1.1", "")[0],
    "coded": [row["agree"] for row in compare({"lbc-09": {"tone": "1"}}, ["tone"], {})["agreement"]],
    "taken": take("ann.csv", "c2VudGVuY2UsdG9uZQpsYmMtMDksMS4w")["coders"],
    "desk": [layer["rows"] for layer in read([dict(id="a", text=paragraph, published=None)])["texts"][0]["layers"].values()],
}
loaded = {name.partition(".")[0] for name in set(sys.modules) - before if sys.modules[name]}
print(json.dumps(found | {"packages": sorted(loaded - sys.stdlib_module_names)}))
"""
FOUND = {
    "at once": [],
    "paragraphs": 2,
    "sentences": 3,
    "words": 21,
    "dates": ["2021-08-15"],
    "speech": [["direct", "Orr"], ["indirect", "The mayor"]],
    "tone": [0.4404, -0.7506],
    "number": 21,
    "verdict": "blank",
    "coded": [1, 1, 1, 1],
    "taken": {"ann": {"lbc-09": {"tone": "1"}}},
    "desk": [2, 1, 2, 1],
    "packages": ["tellings", "vaderSentiment"],
}


def test_what_finds_runs_on_python_alone():
    run = subprocess.run([sys.executable, "-c", WORK], cwd=PROJECT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == FOUND


def test_naming_the_vocabulary_loads_nothing_heavy():
    code = "import helpers, sys; print(*{'pandas', 'numpy', 'matplotlib', 'nltk', 'IPython'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True)
    assert run.stdout.split() == [] and not run.stderr
