"""`check(name, answer)`: says at once whether an answer is right, and if not, which way to look."""

import base64
import json
import os
import textwrap
import zlib
from functools import cache

from tellings.case.files import PROJECT
from tellings.exercises import answers

SHEETS = PROJECT / "tellings" / "exercises" / "sheets"
VERDICTS = {
    "right": "Right.",
    "wrong": "Not yet.",
    "known": "Not yet.",
    "blank": "Not answered yet.",
    "unread": "Not readable.",
    "person": "A person grades this one.",
    "unknown": "",
}
_tries = {}


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
        sheet = [known for known in exercises() if known.startswith(name.partition(".")[0] + ".")]
        return "unknown", f"There is no exercise {name!r}; there are {', '.join(sheet or exercises())}."
    again = _tries.get(name, 0) > 0
    try:
        verdict, message = _judge(exercise, answer, again)
    # An answer may be any object, also one that fails when it is looked at; no student should see a traceback for it.
    except Exception:
        verdict, message = "unread", f"This answer cannot be read; give {_form(exercise)}."
    if verdict == "wrong":
        _tries[name] = _tries.get(name, 0) + 1
    elif verdict == "right":
        _tries.pop(name, None)
    return verdict, message


@cache
def exercises():
    """All exercises of all sheets, name -> exercise, out of the released sheets in tellings/exercises/sheets/."""
    return {
        name: {"sheet": path.stem, **unpacked(packed)}
        for path in sorted(SHEETS.glob("*.json"))
        for name, packed in json.loads(path.read_text(encoding="utf-8")).items()
    }


def packed(exercise):
    """An exercise as it is released, as text that shows neither key nor typical mistakes.

    This is against a glance, not against a search: who calls unpacked() finds the keys, and so may a teacher.
    """
    return base64.b64encode(zlib.compress(json.dumps(exercise).encode(), 9)).decode()


def unpacked(text):
    """The exercise that packed() has made into text; what were tuples are lists."""
    return json.loads(zlib.decompress(base64.b64decode(text)))


def cells_of(exercise):
    """The entries of an exercise, each an exercise of its own that takes over how the whole is read."""
    fields = ("kind", "within", "percent", "at_most", "options", "unread")
    shared = {field: exercise[field] for field in fields if field in exercise}
    return {name: {**shared, **cell} for name, cell in exercise["cells"].items()}


def _judge(exercise, answer, again):
    if exercise["kind"] == "person":
        full = "A full answer contains: " + "; ".join(exercise["full"]) + "."
        return ("blank" if answers.is_blank(answer) else "person"), full
    if "cells" in exercise:
        return _judge_cells(exercise, answer, again)
    return _judge_one(exercise, answer, again)


def _judge_one(exercise, answer, again=False):
    if answers.is_blank(answer):
        return "blank", f"Give {_form(exercise)}."
    try:
        given = answers.read(exercise, answer)
    except answers.Unreadable as reason:
        message = exercise.get("unread", str(reason))
        return "unread", message if message.endswith(".") else f"{message}; give {_form(exercise)}."
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
        return "blank", f"Give {_form(exercise)}."
    if isinstance(answer, str):
        given = answers.plain(answer)
        for mistake in exercise.get("wrong", []):
            if answers.plain(mistake["answer"]) in given:
                return "known", mistake["hint"]
    given = answers.read_cells(answer)
    if given is None:
        return "unread", f"This is one value ({type(answer).__name__}) where several belong; give {_form(exercise)}."
    cells = cells_of(exercise)
    results = {cell: _judge_one(cells[cell], given.get(answers.plain(cell))) for cell in cells}
    empty = [cell for cell, (verdict, _) in results.items() if verdict == "blank"]
    faulty = [cell for cell, (verdict, _) in results.items() if verdict not in ("right", "blank")]
    still = f"Still empty: {'; '.join(empty)}."
    rest = f" {still}" if empty else ""
    for cell in faulty:
        verdict, message = results[cell]
        if verdict != "wrong":
            return verdict, f"{cell}: {message}{rest}"
    if faulty:
        if again:
            return "wrong", f"Look again at: {', '.join(faulty)}. {exercise['sharper']}{rest}"
        right = len(cells) - len(faulty) - len(empty)
        return "wrong", f"{right} of {len(cells)} entries are right. {exercise['hint']}{rest}"
    if empty:
        return "blank", still
    return "right", exercise["right"]


def _form(exercise):
    return exercise.get("form") or answers.FORMS[exercise["kind"]]
