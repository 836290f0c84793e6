"""The fields of an exercise as people write it, and what is wrong with one, a sentence each."""

import difflib
import keyword
import re

from tellings.exercises.answers import KINDS
from tellings.exercises.wording import say

# What is said once of an exercise with several entries and holds for each of them.
SHARED = ("kind", "within", "percent", "among", "spelled", "at_most", "options", "names", "text", "unread")
ALWAYS = ("asks", "kind", "points")
CHECKED = ("variable", "right", "hint", "sharper")
PERSON = ("full", "rubric", "solution")
# What a kind needs beside its key.
BY_KIND = {"mentions": ("at_most",), "some": ("at_least",), "pairs": ("at_least",), "spans": ("text",)}
LISTED = ("set", "some", "pairs", "dates", "order")
NAME = re.compile(r"\d+\.\d+")


# What a field can be, by its name in the part [is] of the wording: a type, or a list or a table of such.
SHAPES = {
    "text": str,
    "whole": int,
    "number": (int, float),
    "truth": bool,
    "list": [object],
    "texts": [str],
    "words": {"": [str]},
    "tables": {"": dict},
    "numbers": {"": (int, float)},
    "anything": object,
    "groups": [[str]],
}
FIELDS = {
    **dict.fromkeys(("asks", "kind", "title", "variable", "right", "hint", "sharper", "form", "unread"), "text"),
    **dict.fromkeys(("text", "blank", "solution", "note", "missing"), "text"),
    **dict.fromkeys(("points", "at_least", "at_most", "most", "count"), "whole"),
    **dict.fromkeys(("also", "wrong", "among"), "list"),
    **dict.fromkeys(("full", "rubric", "beside", "phrases"), "texts"),
    **dict.fromkeys(("options", "names"), "words"),
    "spelled": "numbers",
    "within": "number",
    "percent": "truth",
    "cells": "tables",
    "key": "anything",
}
KEYS = {"number": "number", "mentions": "groups"} | dict.fromkeys((*LISTED, "spans"), "list")


def _is(form, value):
    """Whether a value is what a field can be, or a formula for it."""
    if isinstance(value, str) and value.startswith("="):
        return True
    if not _has_shape(SHAPES[form], value):
        return False
    # At least one, and of groups none without a word.
    return value > 0 if form == "whole" else all(value) if form == "groups" else True


def _has_shape(shape, value):
    if isinstance(shape, list):
        return isinstance(value, list) and all(_has_shape(shape[0], one) for one in value)
    if isinstance(shape, dict):
        return isinstance(value, dict) and all(_has_shape(shape[""], one) for one in value.values())
    # True and False are whole numbers to Python.
    return isinstance(value, shape) and (shape in (bool, object) or not isinstance(value, bool))


def faults(name, task):
    """What is wrong with an exercise, sentence by sentence, the first that has to be mended first."""
    if not NAME.fullmatch(name) or not isinstance(task, dict):
        yield say("field.no_exercise")
        return
    yield from _wrong_fields(task)
    kind = task.get("kind")
    if kind is not None and kind not in KINDS:
        yield say("field.no_kind", kind=kind, kinds=", ".join(KINDS))
    for field in (*ALWAYS, *(PERSON if kind == "person" else CHECKED)):
        if field not in task:
            yield say("field.missing", field=field)
    yield from (_person_faults if kind == "person" else _checked_faults)(task)


def _wrong_fields(task):
    for field, value in task.items():
        if field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, 1)
            if near:
                yield say("field.unknown_near", field=field, near=near[0])
            else:
                yield say("field.unknown", field=field, fields=", ".join(FIELDS))
            return
        if not _is(FIELDS[field], value):
            yield say("field.form", field=field, form=say(f"is.{FIELDS[field]}"), value=value)


def _person_faults(task):
    points = sum(int(row.partition(":")[0]) for row in task["rubric"] if row.partition(":")[0].isdecimal())
    if points != task["points"]:
        yield say("field.rubric", points=points, of=task["points"])


def _checked_faults(task):
    if not task["variable"].isidentifier() or keyword.iskeyword(task["variable"]):
        yield say("field.variable", variable=task["variable"])
    for cell in task.get("cells", {}).values():
        yield from _wrong_fields(cell)
    parts = parted(task)
    if not parts:
        yield say("field.no_cells")
    for label, part in parts.items():
        for fault in _part_faults(part):
            yield say("field.entry", entry=label, fault=fault) if label else fault


def _part_faults(part):
    kind = part["kind"]
    if kind not in KINDS or kind == "person":
        yield say("field.not_checked", kind=kind)
    for field in ("key", *BY_KIND.get(kind, ())):
        if field not in part:
            yield say("field.missing", field=field)
    form = KEYS.get(kind, "anything")
    for key in (part["key"], *part.get("also", [])):
        if not _is(form, key):
            yield say("field.key", kind=kind, form=say(f"is.{form}"), key=key)
    for mistake in part.get("wrong", []):
        if not isinstance(mistake, dict) or set(mistake) - {"spoils"} != {"answer", "hint"}:
            yield say("field.wrong")
        elif not isinstance(mistake["hint"], str):
            yield say("field.hint", hint=mistake["hint"])


def parted(task):
    """The parts of an exercise that are judged, label -> part with all that holds for it; "" is the only one."""
    if "cells" not in task:
        return {"": task}
    shared = {field: task[field] for field in SHARED if field in task}
    return {label: {**shared, **cell} for label, cell in task["cells"].items()}
