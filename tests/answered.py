"""The exercises, an answer to each that earns its points, and those that earn a hint."""

import itertools

from tellings.exercises import answers
from tellings.exercises.check import exercises

# A copy: a test that grades a sheet of its own adds to what check knows.
ALL = dict(exercises())
AUTOMATIC = {name: exercise for name, exercise in ALL.items() if exercise["kind"] != "person"}
STRANGE = {
    "sentence": "lbc-01",
    "pairs": {f"quince{number}": "pism-01" for number in range(5)},
    "number": -987654,
    "date": "1914-06-28",
    "choice": "quinces",
    "mentions": "Afghanistan",
    "set": ["quinces"],
    "some": ["quinces"],
    "order": ["quinces"],
    "spans": [(0, 3)],
    "dates": ["1914-06-28"],
}


def strange(cell):
    """An answer that is wrong and is listed nowhere; of options or numbers to choose from, one that is left, or none."""
    listed = [cell["key"], *cell.get("also", []), *(mistake["answer"] for mistake in cell.get("wrong", []))]
    if "count" in cell:
        return [f"quince{number}" for number in range(cell["count"])]
    if "among" in cell:
        return next((number for number in cell["among"] if number not in listed), None)
    if "options" not in cell:
        return STRANGE[cell["kind"]]
    if cell["kind"] == "order":
        turned = list(
            reversed([item for place in cell["key"] for item in (place if isinstance(place, list) else [place])])
        )
        return next(list(order) for order in itertools.permutations(turned) if list(order) not in listed)
    if cell["kind"] == "set":
        return next([option] for option in cell["options"] if [option] not in listed)
    listed = {answers.read(cell, answer) for answer in listed}
    return next((option for option in cell["options"] if option not in listed), None)


def right_answer(exercise, key=None):
    """An answer that earns the point, made from the key as a student might give it."""
    if "cells" in exercise:
        return {name: right_answer(cell) for name, cell in exercise["cells"].items()}
    key = exercise["key"] if key is None else key
    if exercise["kind"] == "mentions":
        return " ".join(group[0].replace(" … ", " ") for group in key)
    if exercise["kind"] in ("some", "pairs"):
        items = {item[0] if isinstance(item, list) else item: item for item in key}
        return list(items.values())[: exercise["at_least"]]
    return key


def mistakes():
    for name, exercise in AUTOMATIC.items():
        for mistake in exercise.get("wrong", []):
            yield name, None, mistake
        for label, cell in exercise.get("cells", {}).items():
            for mistake in cell.get("wrong", []):
                yield name, label, mistake


def mistaken(name, label, mistake):
    """An answer that makes a listed mistake, its other entries right."""
    answer = mistake["answer"]
    if AUTOMATIC[name]["kind"] == "pairs":
        answer = dict.fromkeys(answer, "pism-01")
    return right_answer(AUTOMATIC[name]) | {label: answer} if label else answer


def unlisted(exercise):
    """An answer that is wrong and listed nowhere; None where there is none."""
    if "cells" in exercise:
        return {label: strange(cell) or right_answer(cell) for label, cell in exercise["cells"].items()}
    return strange(exercise)


def every_answer(name):
    """All answers to an exercise that are known here: keys, other keys, typical mistakes, one that nobody listed."""
    exercise = AUTOMATIC[name]
    yield right_answer(exercise)
    yield from (right_answer(exercise, key) for key in exercise.get("also", []))
    for label, cell in exercise.get("cells", {}).items():
        yield from (right_answer(exercise) | {label: key} for key in cell.get("also", []))
        yield right_answer(exercise) | {label: ...}
        if other := strange(cell):
            yield right_answer(exercise) | {label: other}
    yield from (mistaken(*found) for found in mistakes() if found[0] == name)
    if other := unlisted(exercise):
        yield other
        yield other
    yield ...
