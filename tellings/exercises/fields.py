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


def _is_text(value):
    return isinstance(value, str)


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _are_texts(value):
    return isinstance(value, list) and all(map(_is_text, value))


# What a field can be: its name in the part [is] of the wording, and the question whether a value is so.
TEXT = "text", _is_text
WHOLE = "whole", _is_whole
NUMBER = "number", _is_number
TRUTH = "truth", lambda value: isinstance(value, bool)
LIST = "list", lambda value: isinstance(value, list)
TEXTS = "texts", _are_texts
WORDS = "words", lambda value: isinstance(value, dict) and all(map(_are_texts, value.values()))
TABLES = ("tables", lambda value: isinstance(value, dict) and all(isinstance(one, dict) for one in value.values()))
NUMBERS = "numbers", lambda value: isinstance(value, dict) and all(map(_is_number, value.values()))
ANY = "anything", lambda value: True
GROUPS = "groups", lambda value: isinstance(value, list) and all(value) and all(map(_are_texts, value))
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
        form, holds = FIELDS[field]
        if not holds(value) and not _is_formula(value):
            yield say("field.form", field=field, form=say(f"is.{form}"), value=value)


def _is_formula(value):
    return isinstance(value, str) and value.startswith("=")


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
    form, holds = KEYS.get(kind, ANY)
    for key in (part["key"], *part.get("also", [])):
        if not holds(key) and not _is_formula(key):
            yield say("field.key", kind=kind, form=say(f"is.{form}"), key=key)
    for mistake in part.get("wrong", []):
        if not isinstance(mistake, dict) or set(mistake) - {"spoils"} != {"answer", "hint"}:
            yield say("field.wrong")
        elif not _is_text(mistake["hint"]):
            yield say("field.hint", hint=mistake["hint"])


def parted(task):
    """The parts of an exercise that are judged, label -> part with all that holds for it; "" is the only one."""
    if "cells" not in task:
        return {"": task}
    shared = {field: task[field] for field in SHARED if field in task}
    return {label: {**shared, **cell} for label, cell in task["cells"].items()}
