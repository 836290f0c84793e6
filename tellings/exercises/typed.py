"""An answer typed into fields instead of Python: the fields of an answer cell, the answer they make, its lines."""

import ast
import json
import re
from contextlib import suppress

from tellings.case.files import CaseError
from tellings.exercises.check import exercises
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
    found = [_field(label, shape, _part(parts, label)) for label, shape in _dots(_skeleton(source), "")]
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
    left = iter([_value(field, value) for field, value in zip(asked, values)])
    answer = _put(_skeleton(source), left)
    # What says nothing to check stands in the cell all the same, as it was typed.
    if not any(text.strip() for value in values for text in ([value] if isinstance(value, str) else value)):
        return answer, source
    kept = [line for line in source.splitlines() if line.startswith("#")]
    variable = ast.parse(source).body[0].targets[0].id
    return answer, "\n".join([f"{variable} = {written(answer)}", *kept])


def _skeleton(source):
    try:
        (statement,) = ast.parse(source).body
        found = statement.value
        (target,) = statement.targets
        if not isinstance(target, ast.Name) or not list(_dots(found, "")):
            raise ValueError
    except (SyntaxError, ValueError, AttributeError):
        raise CaseError(say("sheet.no_dots", source=source[:60])) from None
    return found


def _dots(node, label):
    """The places of three dots in a skeleton, (label, whether one value, lines or pairs belong there)."""
    if _is_dots(node):
        yield label, "one"
    elif isinstance(node, ast.Dict) and any(map(_is_dots, node.keys)):
        yield label, "pairs"
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values):
            yield from _dots(value, f"{label} {ast.literal_eval(key)}".strip())
    elif isinstance(node, ast.List) and len(node.elts) == 1:
        yield label, "lines"
    elif isinstance(node, ast.List):
        yield from ((label, "item") for item in node.elts if _is_dots(item))


def _is_dots(node):
    return isinstance(node, ast.Constant) and node.value is ...


def _part(parts, label):
    """The part of an exercise that a field belongs to."""
    return parts.get(label) or parts[""]


def _field(label, shape, part):
    kind, options = part["kind"], list(map(str, part.get("among") or part.get("options") or []))
    # What holds for most entries of a task may not be for this one: no options belong to a number.
    if kind not in OF_OPTIONS and "among" not in part:
        options = []
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
        "numbered": bool(label) and all(re.fullmatch(rf"{label}-\d+", str(one)) for one in _listed(part["key"])),
        "options": options if shape in ("choice", "several", "places") else [],
    }


def _listed(key):
    return key if isinstance(key, list) else [key]


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


def _put(node, values):
    """The skeleton as a value, each place of three dots taken by the next value."""
    if _is_dots(node):
        return next(values)
    if isinstance(node, ast.Dict) and not any(map(_is_dots, node.keys)):
        return {ast.literal_eval(key): _put(value, values) for key, value in zip(node.keys, node.values)}
    if isinstance(node, ast.List) and len(node.elts) > 1:
        return [_put(item, values) for item in node.elts]
    value = next(values)
    return [...] if value is ... and isinstance(node, ast.List) else value


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
