"""`check(name, answer)`: says at once whether an answer is right, and if not, which way to look."""

import base64
import json
import os
import textwrap
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path

from tellings.case.places import read_bytes
from tellings.exercises import runs
from tellings.exercises.forms import Unreadable
from tellings.exercises.verdicts import judged, judged_entries, said, unread
from tellings.exercises.wording import say

SHEETS = Path(__file__).with_name("sheets")
OWN = "sheet.json"
# The first words on an answer.
VERDICTS = {
    verdict: say(f"verdict.{verdict}")
    for verdict in ("right", "wrong", "known", "blank", "unread", "unrun", "person", "unknown")
}
# What is wrong by its form is wrong for whoever counts, though it does not call for the sharper hint.
OUTWARD = {"fault": "wrong"}
# Exercises answered wrongly since they were last right: their next hint is the sharper one.
_missed = set()
runs.watch()


class NotYet(Exception):
    """Raised in strict mode for an answer that earns no points; Jupyter shows it as one line."""

    def _render_traceback_(self):
        return [str(self)]


def check(name=None, answer=None):
    """Say whether an answer is right: the reason if it is, a hint if not, never the key.

    In: the exercise's name ("1.2") and the answer as people type it (a number or its text, a date in words, a list,
    a set, a table). Out: nothing, the verdict is printed; in grading the points of an answer that is right in part.
    Errors: none in class. Where EXERCISES_STRICT=1 or NBGRADER_EXECUTION is set (tests, grading), NotYet for any
    answer that earns nothing.
    """
    if error := runs.unfinished(_name(name)):
        verdict, message = "unrun", runs.why(error)
    else:
        verdict, message = judge(name, answer)
    line = f"{VERDICTS[verdict]} {message}".strip()
    earned = part_marks(name, answer) if grading() and verdict not in ("right", "person", "unrun", "unknown") else 0
    if not earned and verdict not in ("right", "person") and strict():
        raise NotYet(line)
    print(textwrap.fill(line, 88))
    if earned:
        # What nbgrader takes for the points of a cell: the number that it shows as its result.
        print(say("answer.earns", earned=earned, points=exercises()[_name(name)]["points"]))
        return earned
    return None


def strict():
    """Whether checks raise: in tests and in grading."""
    return os.environ.get("EXERCISES_STRICT") == "1" or grading()


def grading():
    """Whether nbgrader is running the notebook."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


def judge(name=None, answer=None):
    """The verdict on an answer and the sentence that goes with it.

    Out: (verdict, message); the verdict is right, known (a typical mistake), wrong, blank, unread, person or unknown.
    """
    name = _name(name)
    exercise = exercises().get(name)
    if exercise is None:
        sheet = name.partition(".")[0] + "."
        known = [other for other in exercises() if other.startswith(sheet)]
        return "unknown", say("answer.unknown", name=name, names=", ".join(known or exercises()))
    judgement = _judgement(exercise, answer, again=name in _missed)
    # Of several entries one may be told its own mistake, and the next try is still the second.
    if judgement.verdict == "wrong" or judgement.verdict == "known" and "cells" in exercise:
        _missed.add(name)
    elif judgement.verdict == "right":
        _missed.discard(name)
    return _told(judgement)


def _told(judgement):
    return OUTWARD.get(judgement.verdict, judgement.verdict), said(judgement)


def share(name=None, answer=None):
    """The share of an exercise that an answer has right, from 0 to 1: of several entries those that are right.

    A list is one entry, but where so many words, pairs or dates are all that is asked for, each of them counts. None
    for what a person grades and where there is no such exercise.
    """
    exercise = exercises().get(_name(name))
    if exercise is None or exercise["kind"] == "person":
        return None
    return _judgement(exercise, answer).share


def part_marks(name, answer):
    """The points that an answer earns for what is right in it, to two places."""
    exercise = exercises().get(_name(name), {})
    return round((share(name, answer) or 0) * exercise.get("points", 0), 2)


def _judgement(exercise, answer, again=False):
    try:
        return judged(exercise, answer, again)
    # An answer may be any object, also one that fails when it is looked at; no student should see a traceback for it.
    except Unreadable as reason:
        return unread(exercise, reason)
    except Exception:
        return unread(exercise, Unreadable(say("answer.unreadable")))


def _name(name):
    return str(name).strip()[:40] if isinstance(name, (str, int, float)) else type(name).__name__


def entries(name, answer):
    """The verdict on each entry of an answer.

    In: the name of an exercise that a program checks, an answer. Out: entry -> (verdict, message); the one entry of an
    exercise without entries is "".
    """
    exercise = exercises()[name]
    if "cells" not in exercise:
        return {"": _told(_judgement(exercise, answer))}
    try:
        return {part: _told(one) for part, one in judged_entries(exercise, answer).items()}
    except Exception:
        return dict.fromkeys(exercise["cells"], ("unread", say("answer.unreadable")))


@cache
def exercises():
    """All exercises of all sheets, name -> exercise.

    The collection's sheets lie in tellings/exercises/sheets/; a sheet of one's own has its file, sheet.json, beside it.
    """
    known = {}
    for path in sorted(SHEETS.glob("*.json")):
        known |= read_sheet(path)
    return known | own_sheet(Path.cwd())


def exercises_of(sheet):
    """The exercises of one sheet, name -> exercise."""
    return {name: task for name, task in exercises().items() if task["sheet"] == sheet}


def own_sheet(folder):
    """The exercises of a sheet of one's own whose file lies in a folder, name -> exercise; else none."""
    # A file of this name that is no sheet is somebody else's.
    with suppress(OSError, ValueError, AttributeError, TypeError, zlib.error):
        return read_sheet(Path(folder) / OWN)
    return {}


def read_sheet(path):
    """The exercises of a packed sheet, name -> exercise."""
    tasks = json.loads(read_bytes(path))
    return {name: {"sheet": Path(path).stem, **unpacked(task)} for name, task in tasks.items()}


def sheet_text(tasks):
    """The text of a packed sheet. In: name -> exercise."""
    return json.dumps({name: packed(task) for name, task in tasks.items()}, indent=0) + "\n"


def add_sheet(sheet, tasks):
    """Let check and grading know the exercises of one more sheet, name -> exercise."""
    exercises().update({name: {"sheet": sheet, **task} for name, task in tasks.items()})


def packed(exercise):
    """An exercise as text that shows neither its key nor its typical mistakes: the form in which the package has it."""
    # Against a glance, not against a search: the sheets' sources hold the keys, and so does classroom/key.md.
    return base64.b64encode(zlib.compress(json.dumps(exercise).encode(), 9)).decode()


def unpacked(text):
    """The exercise that packed() has made into text; its tuples have become lists."""
    return json.loads(zlib.decompress(base64.b64decode(text)))
