"""The cells of the sheets in which tasks are answered, and what somebody types into their fields to give an answer."""

import json

from tellings.case.files import PROJECT
from tellings.exercises.quotations import source
from tellings.exercises.typed import fields

CELLS = {
    cell["id"].removeprefix("answer-").replace("-", "."): "".join(cell["source"])
    for path in sorted((PROJECT / "notebooks" / "exercises").glob("sheet_*.ipynb"))
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    if cell["id"].startswith("answer-")
}


def typed(name, exercise, answer):
    """What is typed into a task's fields to give an answer; None where fields that offer choices can't take it."""
    asked = fields(name, CELLS[name])
    if "cells" in exercise and not isinstance(answer, dict) and answer is not ...:
        return None
    entries = answer if "cells" in exercise else {"": answer}
    values = [_value(field, exercise, _given(field["label"], entries)) for field in asked]
    whole = all(
        len(items) <= sum(field["label"].startswith(f"{label} ") for field in asked)
        for label, items in _rows(asked, entries)
    )
    return values if whole and None not in values else None


def _given(label, entries):
    """What an answer has for a field: its entry, or of a list that has a field for each item that item."""
    if entries is ... or label in entries:
        return entries if entries is ... else entries[label]
    row, _, number = label.rpartition(" ")
    items = entries.get(row, ...)
    return ... if items is ... or len(items) < int(number) else items[int(number) - 1]


def _rows(asked, entries):
    """The entries that have a field for each of their items."""
    labels = {field["label"] for field in asked}
    return (
        []
        if entries is ...
        else [(label, items) for label, items in entries.items() if label not in labels and items is not ...]
    )


def _value(field, exercise, given):
    shape, options = field["shape"], field["options"]
    if given is ...:
        return {"several": [], "places": [""] * len(options)}.get(shape, "")
    if shape == "several":
        return list(given) if set(given) <= set(options) else None
    if shape == "places":
        return _places(options, given)
    if shape == "pairs":
        pairs = given.items() if isinstance(given, dict) else given
        return "\n".join(pair if isinstance(pair, str) else f"{pair[0]}: {pair[1]}" for pair in pairs)
    if shape == "lines":
        return "\n".join(_words(exercise, item) for item in given)
    if shape == "choice":
        return next((option for option in options if option == str(given).replace("_", " ")), None)
    return str(given)


def _places(options, order):
    places = {}
    for place, items in enumerate(order, 1):
        for item in [items] if isinstance(items, str) else items:
            places[item] = str(place)
    return [places.get(option, "") for option in options] if set(places) <= set(options) else None


def _words(exercise, item):
    """A span as its words, which is how it is typed; anything else as it is."""
    return " ".join(source(exercise["text"])[slice(*item)].split()) if exercise["kind"] == "spans" else str(item)
