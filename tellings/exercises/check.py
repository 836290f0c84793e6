"""`check(name, answer)`: says at once whether an answer is right, and if not, which way to look."""

import base64
import json
import os
import textwrap
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path

from tellings.exercises import answers

SHEETS = Path(__file__).with_name("sheets")
OWN = "sheet.json"
VERDICTS = {
    "right": "Right.",
    "wrong": "Not yet.",
    "known": "Not yet.",
    "blank": "Not answered yet.",
    "unread": "Not readable.",
    "person": "A person grades this one.",
    "unknown": "",
}
# Exercises answered wrongly since they were last right: their next hint is the sharper one.
_missed = set()


class NotYet(Exception):
    """Raised in strict mode for an answer that earns no points; Jupyter shows it as one line."""

    def _render_traceback_(self):
        return [str(self)]


def check(name=None, answer=None):
    """Say whether an answer is right: the reason if it is, a hint if not, never the key.

    In: the exercise's name ("1.2") and the answer as people type it (a number or its text, a date in words, a list,
    a set, a table). Out: nothing; the verdict is printed.
    Errors: none in class. Where EXERCISES_STRICT=1 or NBGRADER_EXECUTION is set (tests, grading), NotYet for any
    answer that is not right.
    """
    verdict, message = judge(name, answer)
    line = f"{VERDICTS[verdict]} {message}".strip()
    if verdict not in ("right", "person") and strict():
        raise NotYet(line)
    print(textwrap.fill(line, 88))


def strict():
    """Whether checks raise: in tests and in grading."""
    return os.environ.get("EXERCISES_STRICT") == "1" or bool(os.environ.get("NBGRADER_EXECUTION"))


def judge(name=None, answer=None):
    """The verdict on an answer and the sentence that goes with it.

    Out: (verdict, message); the verdict is right, known (a typical mistake), wrong, blank, unread, person or unknown.
    """
    name = str(name).strip()[:40] if isinstance(name, (str, int, float)) else type(name).__name__
    exercise = exercises().get(name)
    if exercise is None:
        sheet = name.partition(".")[0] + "."
        known = [other for other in exercises() if other.startswith(sheet)]
        return "unknown", f"There is no exercise {name!r}; there are {', '.join(known or exercises())}."
    try:
        verdict, message = _judge(exercise, answer, again=name in _missed)
    # An answer may be any object, also one that fails when it is looked at; no student should see a traceback for it.
    except Exception:
        verdict, message = "unread", f"This answer cannot be read; give {answers.form(exercise)}."
    if verdict == "wrong":
        _missed.add(name)
    elif verdict == "right":
        _missed.discard(name)
    return verdict, message


def entries(name, answer):
    """The verdict on each part of an answer, so that a part that is right can earn its share.

    In: the name of an exercise that a program checks, an answer. Out: part -> (verdict, message); the one part of an
    exercise without parts is "".
    """
    exercise = exercises()[name]
    if "cells" not in exercise:
        return {"": _judge_one(exercise, answer)}
    given = {} if answers.is_blank(answer) else answers.read_cells(answer)
    if given is None:
        return dict.fromkeys(exercise["cells"], ("unread", ""))
    return {part: _judge_one(cell, given.get(answers.plain(part))) for part, cell in exercise["cells"].items()}


@cache
def exercises():
    """All exercises of all sheets, name -> exercise.

    The collection's sheets lie in tellings/exercises/sheets/; a sheet of one's own has its file, sheet.json, beside it.
    """
    known = {}
    for path in sorted(SHEETS.glob("*.json")):
        known |= read_sheet(path)
    # A file of this name that is no sheet is somebody else's.
    with suppress(OSError, ValueError, AttributeError, TypeError, zlib.error):
        known |= read_sheet(Path.cwd() / OWN)
    return known


def read_sheet(path):
    """The exercises of a packed sheet, name -> exercise."""
    tasks = json.loads(Path(path).read_text(encoding="utf-8"))
    return {name: {"sheet": Path(path).stem, **unpacked(task)} for name, task in tasks.items()}


def write_sheet(path, tasks):
    """Write exercises as a packed sheet."""
    text = json.dumps({name: packed(task) for name, task in tasks.items()}, indent=0)
    Path(path).write_text(text + "\n", encoding="utf-8")


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


def _judge(exercise, answer, again):
    if exercise["kind"] == "person":
        verdict = "blank" if answers.is_blank(answer) else "person"
        return verdict, f"A full answer contains: {'; '.join(exercise['full'])}."
    judged = _judge_cells if "cells" in exercise else _judge_one
    return judged(exercise, answer, again)


def _judge_one(exercise, answer, again=False):
    if answers.is_blank(answer):
        return "blank", f"Give {answers.form(exercise)}."
    try:
        given = answers.read(exercise, answer)
    except answers.Unreadable as reason:
        message = exercise.get("unread", str(reason))
        return "unread", message if message.endswith(".") else f"{message}; give {answers.form(exercise)}."
    if any(answers.same(exercise, given, key) for key in [exercise["key"], *exercise.get("also", [])]):
        return "right", exercise.get("right", "")
    for mistake in exercise.get("wrong", []):
        if answers.shows(exercise, given, mistake["answer"]):
            return "known", mistake["hint"]
    if exercise["kind"] == "date" and given.startswith("XXXX-") and not exercise["key"].startswith("XXXX"):
        return "known", "Add the year."
    return "wrong", exercise.get("sharper" if again else "hint", "")


def _judge_cells(exercise, answer, again):
    if answers.is_blank(answer):
        return "blank", f"Give {answers.form(exercise)}."
    if isinstance(answer, str):
        text = answers.plain(answer)
        for mistake in exercise.get("wrong", []):
            if answers.plain(mistake["answer"]) in text:
                return "known", mistake["hint"]
    given = answers.read_cells(answer)
    if given is None:
        message = f"This is one value ({type(answer).__name__}) where several belong"
        return "unread", f"{message}; give {answers.form(exercise)}."
    results = {name: _judge_one(cell, given.get(answers.plain(name))) for name, cell in exercise["cells"].items()}
    return _sum_up(exercise, results, again)


def _sum_up(exercise, results, again):
    """One verdict on all entries: a hint to the first that gets one of its own, else how many or which are wrong."""

    def entries(*verdicts):
        return [name for name, (verdict, _) in results.items() if verdict in verdicts]

    told, wrong, empty = entries("known", "unread"), entries("wrong"), entries("blank")
    if told:
        verdict, message = results[told[0]]
        message = f"{told[0]}: {message}"
    elif wrong and again:
        verdict, message = "wrong", f"Look again at: {', '.join(wrong)}. {exercise['sharper']}"
    elif wrong:
        right = len(entries("right"))
        verdict, message = "wrong", f"{right} of {len(results)} entries are right. {exercise['hint']}"
    elif empty:
        verdict, message = "blank", ""
    else:
        verdict, message = "right", exercise["right"]
    still = f"Still empty: {'; '.join(empty)}." if empty else ""
    return verdict, f"{message} {still}".strip()
