"""An answer typed into fields instead of Python: the fields of an answer cell, the answer they make, its lines."""

import ast
import json
import re
from contextlib import suppress

from tellings.case.files import CaseError
from tellings.exercises.bank import exercises
from tellings.exercises.fields import LISTED, parted
from tellings.exercises.forms import BULLET, DATED
from tellings.exercises.wording import say

# A number as it is written plain: anything else stays the text that was typed, for check to read.
PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
IN_MARKS = re.compile(r'\A"([^"]*)"\Z')
BEHIND_AN_ID = re.compile(r"(?<=-\d\d)\s*[,;]\s*")
NUMBER_OF_SENTENCE = re.compile(r"\d{1,3}")
OF_OPTIONS = ("choice", "set", "order")
# Of so many options at most each is there to be chosen; more would be a list to search in.
CHOICES = 9


def fields(name, source):
    """The fields of an answer cell, from left to right, one for each place where three dots stand.

    In: the name of an exercise that a program checks; its cell as the sheet has it. Out: a list of dictionaries: label
    ("lbc author", "" where there is one field only), kind (of exercise), shape, options, numbered
    (whether sentences of the text of its label are asked for, so that a number names one). Shapes: "one" (a few
    words or a number), "choice" (one of the options), "several" (any of them), "lines" (an entry a line), "pairs" (a
    line "word: sentence" each), "places" (of each option its place, from 1; equal numbers stand together).
    Errors: CaseError for a cell that is no assignment with three dots.
    """
    parts = parted(exercises()[name])
    found = []
    _built(_parsed(source)[1], lambda label, shape: found.append(_field(label, shape, parts.get(label) or parts[""])))
    labels = [field["label"] for field in found]
    for number, field in enumerate(found):
        if labels.count(field["label"]) > 1:
            field["label"] = f"{field['label']} {labels[: number + 1].count(field['label'])}".strip()
    return found


def filled(name, source, values):
    """The answer that typed values make, and the cell that says it.

    In: as fields, and a value for each field: a text, or of "several" and "places" a list of texts. What is left empty
    stays three dots. Out: (the answer, the source of the cell). Errors: CaseError where fields and values differ in
    number.
    """
    asked = fields(name, source)
    if len(asked) != len(values):
        raise CaseError(say("sheet.values", task=name, fields=len(asked), values=len(values)))
    left = map(_value, asked, values)
    variable, form = _parsed(source)
    answer = _built(form, lambda label, shape: next(left))
    # What says nothing to check stands in the cell all the same, as it was typed.
    if not any("".join(value).strip() for value in values):
        return answer, source
    kept = [line for line in source.splitlines() if line.startswith("#")]
    return answer, "\n".join([f"{variable} = {written(answer)}", *kept])


def _parsed(source):
    """The variable of an answer cell and the syntax tree of its form."""
    try:
        (statement,) = ast.parse(source).body
        (target,) = statement.targets
        _built(statement.value, lambda label, shape: None)
        return target.id, statement.value
    except (SyntaxError, ValueError, AttributeError):
        raise CaseError(say("sheet.no_dots", source=source[:60])) from None


def _built(node, place, label=""):
    """A skeleton as a value, each place of three dots taken by what is given for its label and its shape."""
    if _is_dots(node):
        return place(label, "one")
    if isinstance(node, ast.Dict) and any(map(_is_dots, node.keys)):
        return place(label, "pairs")
    if isinstance(node, ast.Dict):
        keys = [*map(ast.literal_eval, node.keys)]
        return {key: _built(value, place, f"{label} {key}".strip()) for key, value in zip(keys, node.values)}
    if len(node.elts) > 1:
        return [place(label, "item") for _ in node.elts]
    value = place(label, "lines")
    return [...] if value is ... else value


def _is_dots(node):
    return isinstance(node, ast.Constant) and node.value is ...


def _field(label, shape, part):
    kind, key = part["kind"], part["key"]
    # What holds for most entries of a task may not be for this one: no options belong to a number.
    listed = part.get("among") or (part.get("options", []) if kind in OF_OPTIONS else [])
    options = list(map(str, listed))
    few = 0 < len(options) <= CHOICES
    if shape == "one" and kind == "order" and options:
        shape = "places"
    elif shape == "one" and kind in (*LISTED, "spans"):
        shape = "lines"
    elif shape == "lines" and kind == "set" and few:
        shape = "several"
    elif shape in ("one", "item"):
        shape = "choice" if few else "one"
    return {
        "label": label,
        "kind": kind,
        "shape": shape,
        "numbered": bool(label)
        and all(re.fullmatch(rf"{label}-\d+", str(one)) for one in (key if isinstance(key, list) else [key])),
        "options": options if shape in ("choice", "several", "places") else [],
    }


def _value(field, value):
    if field["shape"] == "several":
        return list(value) or ...
    if field["shape"] == "places":
        return _in_order(field["options"], value)
    if field["shape"] == "lines":
        return [_sentence(field, _plain(line)) for line in _lines(value, field["kind"])] or ...
    if field["shape"] == "pairs":
        return [_pair(part) for line in _lines(value) for part in BEHIND_AN_ID.split(line)] or ...
    if not value.strip():
        return ...
    return _number(_plain(value)) if field["kind"] == "number" else _sentence(field, _plain(value))


def _lines(text, kind=""):
    """The lines of a text that hold something, without the sign that makes them a list."""
    sign = DATED if kind == "dates" else BULLET
    lines = [sign.sub("", line) for line in text.splitlines()]
    return [line for line in lines if line.strip()]


def _sentence(field, text):
    """The id of a sentence for its number, where a field asks for sentences of one text and bears its name."""
    return f"{field['label']}-{int(text):02d}" if field["numbered"] and NUMBER_OF_SENTENCE.fullmatch(text) else text


def _plain(text):
    # Quotation marks around the whole are Python's, and habit.
    return IN_MARKS.sub(r"\1", text.strip())


def _number(text):
    if PLAIN_NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def _pair(line):
    """A word and the id of a sentence; a line that has no sign between them stays as it was typed."""
    word, sign, name = (part.strip() for part in line.partition(":"))
    return (word, name) if sign else line.strip()


def _in_order(options, places):
    """The options by their places, whatever numbers these are, those of one place in a list of their own."""
    by_place = {}
    for option, place in zip(options, places):
        with suppress(ValueError):
            by_place.setdefault(float(place), []).append(option)
    together = [by_place[place] for place in sorted(by_place)]
    return [items[0] if len(items) == 1 else items for items in together] or ...


def written(value, inner=False):
    """A value as the lines of Python that give it: text in straight marks, an entry of the outermost mapping a line."""
    if value is ...:
        return "..."
    if isinstance(value, dict):
        entries = [f"{written(key, True)}: {written(item, True)}" for key, item in value.items()]
        return "{" + ", ".join(entries) + "}" if inner else "\n".join(["{", *(f"    {one}," for one in entries), "}"])
    if isinstance(value, (list, tuple)):
        opened, closed = "[]" if isinstance(value, list) else "()"
        return opened + ", ".join(written(item, True) for item in value) + closed
    return json.dumps(value, ensure_ascii=False)
