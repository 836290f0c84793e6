"""The fields of an exercise as people write it, and what is wrong with one, a sentence each."""

import difflib
import keyword
import re

from tellings.exercises.answers import KINDS

# What is said once of an exercise with several entries and holds for each of them.
SHARED = ("kind", "within", "percent", "among", "spelled", "at_most", "options", "names", "text", "unread")
ALWAYS = ("asks", "kind", "points")
CHECKED = ("variable", "right", "hint", "sharper")
PERSON = ("full", "rubric", "solution")
# What a kind needs beside its key.
BY_KIND = {"mentions": ("at_most",), "some": ("at_least",), "pairs": ("at_least",), "spans": ("text",)}
LISTED = ("set", "some", "pairs", "dates", "order")
NAME = re.compile(r"\d+\.\d+")


def _is_text(value):
    return isinstance(value, str)


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _are_texts(value):
    return isinstance(value, list) and all(map(_is_text, value))


# What a field can be: in words, and the question whether a value is so.
TEXT = "text in quotation marks", _is_text
WHOLE = "a whole number from 1 on", _is_whole
NUMBER = "a number", _is_number
TRUTH = "true or false", lambda value: isinstance(value, bool)
LIST = "a list in square brackets", lambda value: isinstance(value, list)
TEXTS = "a list of texts in quotation marks", _are_texts
WORDS = (
    "a table, each word with a list of texts",
    lambda value: isinstance(value, dict) and all(map(_are_texts, value.values())),
)
TABLES = (
    "a table, each entry with a table of its own",
    lambda value: isinstance(value, dict) and all(isinstance(one, dict) for one in value.values()),
)
NUMBERS = (
    "a table, each word with its number",
    lambda value: isinstance(value, dict) and all(map(_is_number, value.values())),
)
ANY = "anything", lambda value: True
GROUPS = (
    'a list of lists of texts, as in [["one", "or this"]]',
    lambda value: isinstance(value, list) and all(value) and all(map(_are_texts, value)),
)
FIELDS = {
    **dict.fromkeys(("asks", "kind", "title", "variable", "right", "hint", "sharper", "form", "unread", "text"), TEXT),
    **dict.fromkeys(("blank", "solution", "note", "missing"), TEXT),
    **dict.fromkeys(("points", "at_least", "at_most", "most", "count"), WHOLE),
    **dict.fromkeys(("also", "wrong", "among"), LIST),
    **dict.fromkeys(("full", "rubric", "beside", "phrases"), TEXTS),
    **dict.fromkeys(("options", "names"), WORDS),
    "spelled": NUMBERS,
    "within": NUMBER,
    "percent": TRUTH,
    "cells": TABLES,
    "key": ANY,
}
KEYS = {"number": NUMBER, "mentions": GROUPS} | dict.fromkeys((*LISTED, "spans"), LIST)


def faults(name, task):
    """What is wrong with an exercise, sentence by sentence, the first that has to be mended first."""
    if not NAME.fullmatch(name) or not isinstance(task, dict):
        yield 'an exercise is a table with a number for its name, as in ["3.2"]'
        return
    yield from _wrong_fields(task)
    kind = task.get("kind")
    if kind is not None and kind not in KINDS:
        yield f"there is no kind {kind!r}; the kinds are {', '.join(KINDS)}"
    for field in (*ALWAYS, *(PERSON if kind == "person" else CHECKED)):
        if field not in task:
            yield f"{field!r} is missing"
    yield from (_person_faults if kind == "person" else _checked_faults)(task)


def _wrong_fields(task, where=""):
    for field, value in task.items():
        if field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, 1)
            meant = f"is {near[0]!r} meant?" if near else f"the fields are {', '.join(FIELDS)}"
            yield f"{where}{field!r} is no field of an exercise; {meant}"
            return
        form, holds = FIELDS[field]
        if not holds(value) and not _is_formula(value):
            yield f"{where}{field!r} is {form}, not {value!r}"


def _is_formula(value):
    return isinstance(value, str) and value.startswith("=")


def _person_faults(task):
    points = sum(int(row.partition(":")[0]) for row in task["rubric"] if row.partition(":")[0].isdecimal())
    if points != task["points"]:
        yield f"the rows of its rubric add up to {points} points, and it has {task['points']}"


def _checked_faults(task):
    if not task["variable"].isidentifier() or keyword.iskeyword(task["variable"]):
        yield f"{task['variable']!r} can't be the name of a variable: letters, digits and _ only, no digit in front"
    for cell in task.get("cells", {}).values():
        yield from _wrong_fields(cell)
    parts = parted(task)
    if not parts:
        yield "'cells' is empty"
    for label, part in parts.items():
        yield from _part_faults(part, f"entry {label!r}: " if label else "")


def _part_faults(part, where):
    kind = part["kind"]
    if kind not in KINDS or kind == "person":
        yield f"{where}there is no kind {kind!r} for what is checked"
    for field in ("key", *BY_KIND.get(kind, ())):
        if field not in part:
            yield f"{where}{field!r} is missing"
    form, holds = KEYS.get(kind, ANY)
    for key in (part["key"], *part.get("also", [])):
        if not holds(key) and not _is_formula(key):
            yield f"{where}a key of the kind {kind} is {form}, not {key!r}"
    for mistake in part.get("wrong", []):
        if not isinstance(mistake, dict) or set(mistake) - {"spoils"} != {"answer", "hint"}:
            yield f"{where}each of 'wrong' has an answer and a hint"
        elif not _is_text(mistake["hint"]):
            yield f"{where}a hint is {TEXT[0]}, not {mistake['hint']!r}"


def parted(task):
    """The parts of an exercise that are judged, label -> part with all that holds for it; "" is the only one."""
    if "cells" not in task:
        return {"": task}
    shared = {field: task[field] for field in SHARED if field in task}
    return {label: {**shared, **cell} for label, cell in task["cells"].items()}
