"""Any value in any field of an exercise gives a sheet or one sentence, never a traceback."""

import copy
import re

import pytest

from tellings.case.files import PROJECT, CaseError
from tellings.exercises import check as exercises
from tellings.exercises import source
from tellings.exercises.answers import KINDS
from tellings.exercises.fields import FIELDS, faults

SAID = {"title": "T", "asks": "A", "points": 1, "right": "r", "hint": "h", "sharper": "s"}
TASKS = {
    "7.1": SAID | {"kind": "number", "variable": "x", "key": 3, "wrong": [{"answer": 4, "hint": "w"}], "also": [5]},
    "7.2": SAID | {"kind": "mentions", "variable": "y", "at_most": 3, "cells": {"a": {"key": [["b", "c"]]}}},
    "7.3": {
        "title": "T",
        "asks": "A",
        "points": 1,
        "kind": "person",
        "full": ["x"],
        "rubric": ["1: x"],
        "solution": "S",
    },
    "7.4": SAID | {"kind": "choice", "variable": "z", "key": "a", "options": {"a": [], "b": []}},
    "7.5": SAID | {"kind": "order", "variable": "o", "key": ["a", "b"]},
    "7.6": SAID | {"kind": "some", "variable": "p", "key": ["a", "b"], "at_least": 1},
    "7.7": SAID | {"kind": "date", "variable": "q", "key": "2021-08-17"},
}
VALUES = [3, -1, 2.5, float("inf"), float("nan"), "x", "", [], ["x"], [3], [["x"]], [[]], {"x": 1}, {"x": {}}, True]


@pytest.fixture(autouse=True)
def forgotten():
    exercises.exercises.cache_clear()
    yield
    exercises.exercises.cache_clear()


def made(tasks):
    """What is wrong with a sheet of these exercises, in sentences; "" for nothing."""
    for name, task in tasks.items():
        if fault := next(faults(name, task), None):
            return [fault]
    texts = source.texts_of(tasks, [("markdown", "# T")], [])
    return source.try_solutions("s", source.woven(texts, tasks), source.complete(tasks, texts))


def test_the_exercises_of_this_test_are_right():
    assert made(TASKS) == []


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("field", FIELDS)
def test_any_value_in_any_field(name, field):
    for value in VALUES:
        tasks = copy.deepcopy(TASKS)
        tasks[name][field] = value
        for sentence in made(tasks):
            assert "\n" not in sentence.strip() and len(sentence) < 400, (value, sentence)


def test_a_sentence_names_the_entry():
    tasks = copy.deepcopy(TASKS)
    tasks["7.2"]["cells"]["a"]["key"] = ["b"]
    assert made(tasks) == [
        "entry 'a': a key of the kind mentions is a list of lists of texts, as in [[\"one\", \"or this\"]], not ['b']"
    ]


def test_the_guide_names_every_kind_and_every_field():
    guide = (PROJECT / "classroom" / "guide.md").read_text("utf-8")
    table = guide[guide.index("| field | what it is |") : guide.index("## Collecting and grading")]
    assert set(KINDS) <= set(re.findall(r"\w+", table))
    assert set(FIELDS) <= set(re.findall(r"`(\w+)`", table))


def test_numbers_given_twice_are_named(tmp_path):
    (tmp_path / "s.toml").write_text("['7.1']\nasks = 'A'\nasks = 'B'\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"s\.toml is no TOML: Cannot overwrite a value"):
        source.read_tasks(tmp_path / "s.toml")
