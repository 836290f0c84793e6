"""The sentences of check and report: each is said somewhere, with the fields that it names."""

import ast
import string
import tomllib

from tellings.case.codes import QUESTIONS
from tellings.case.files import PROJECT
from tellings.own.layers import MADE
from tellings.own.pasted import LAYERS
from tellings.own.wording import say

ROOM = PROJECT / "tellings" / "own"
WORDING = tomllib.loads((ROOM / "wording.toml").read_text(encoding="utf-8"))
SENTENCES = {f"{part}.{name}": text for part, sentences in WORDING.items() for name, text in sentences.items()}


def said():
    """The names of the sentences that the code says, each with its fields.

    check.py names four by its patterns, cards.py six, layers.py and pasted.py those of their layers, coded.py three.
    """
    found = {f"text.{name}": {"places"} for name in ("tags", "broken", "unseen", "hyphens")}
    problems = ("either", "relative", "year", "impossible", "weekday", "byline")
    found |= {f"head.{problem}": {"number", "line"} for problem in problems}
    measured = ("voice", "time", "tone", "frame_coded", "frame", "names", "roles", "doubts_sheets")
    found |= {f"room.{layer}{how}": set() for layer in measured for how in ("", "_how")}
    found |= {f"room.no_{layer}": set() for layer in MADE}
    found["room.here_spans"] = {"right", "found", "coded", "missed"}
    found["room.here_sentences"] = {"right", "coded"}
    found |= {f"desk.{layer}": set() for layer in LAYERS}
    found |= {f"coded.{question}": set() for question in QUESTIONS}
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            says = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
            if says and isinstance(node.args[0], ast.Constant):
                found[node.args[0].value] = {keyword.arg for keyword in node.keywords}
    return found


def test_each_sentence_is_said_with_its_fields():
    found = said()
    assert set(found) == set(SENTENCES)
    for name, text in SENTENCES.items():
        fields = {field for _, field, _, _ in string.Formatter().parse(text) if field}
        assert fields == found[name] or found[name] == {"places"}, name


def test_line_breaks_are_folded_and_fields_are_no_patterns():
    assert "\n" not in say("tone.method") and "  " not in say("tone.method")
    assert say("text.either", date="{x} 5\n5").startswith("has a date in figures ({x} 5\n5)")
