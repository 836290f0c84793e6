"""An exercise is data: one entry and one text make its cells; what is wrong with it is told in a sentence."""

import json
import re
import shutil

import keys
import pytest
import release

from tellings.case.files import PROJECT, CaseError
from tellings.exercises import bank, source

# The exercise that the guide adds, step by step.
GUIDE = (PROJECT / "classroom" / "guide.md").read_text("utf-8")
ENTRY = "\n" + re.search(r"```toml\n(.+?)```", GUIDE, re.S)[1]
TEXT = "\n" + re.search(r"```\n(## 1\.9 .+?)```", GUIDE, re.S)[1]
# Of an entry that is wrong: the line that is replaced, by what, and the sentence.
WRONG = {
    "missing": ("key = 11\n", "", "1.9: 'key' is missing"),
    "unknown kind": ('"number"', '"numbre"', "1.9: there is no kind 'numbre'; the kinds are number, date"),
    "unknown field": ("hint =", "hnit =", "1.9: 'hnit' is no field of an exercise; is 'hint' meant?"),
    "no points": ("points = 1", 'points = "two"', "1.9: 'points' is a whole number from 1 on, not 'two'"),
    "no variable": ('"letters"', '"9 letters"', "1.9: '9 letters' can't be the name of a variable"),
    "a name": ('["1.9"]', '["one"]', "one: an exercise is a table with a number for its name"),
    "twice": ('["1.9"]', '["1.8"]', "1.8 stands there twice; give each its own name"),
    "no TOML": ("key = 11", "key = ", "is no TOML: "),
    "no entries": ("key = 11", "cells = {}", "1.9: 'cells' is empty"),
    "an entry without key": ("key = 11", "cells = {first = {}}", "1.9: entry 'first': 'key' is missing"),
    "a mistake": ("answer = 4, hint = ", "answer = 4, hunt = ", "1.9: each of 'wrong' has an answer and a hint"),
    "no source": (
        "11",
        '"=uses NATO lbx body"',
        "1.9: the formula '=uses NATO lbx body' fails: there is no source 'lbx'",
    ),
    "no role": ("11", '"=uses NATO lbc bdoy"', "fails: there is no role 'bdoy'; there are "),
    "no function": ("11", '"=use NATO lbc"', "1.9: the formula '=use NATO lbc' fails: AttributeError: "),
    "no arguments": ("11", '"=uses"', "1.9: the formula '=uses' fails: TypeError: "),
}


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """The sources of two sheets in a folder of their own, the release of which goes nowhere else."""
    folder = tmp_path / "source"
    left_out = shutil.ignore_patterns("*.ipynb", "sheet_2*", "sheet_4*", "sheet_6*")
    shutil.copytree(release.SOURCES, folder, ignore=left_out)
    monkeypatch.setattr(release, "SOURCES", folder)
    monkeypatch.setattr(release, "PACKED", tmp_path)
    bank.exercises.cache_clear()
    yield folder / "sheet_1_source_reading" / "sheet_1_source_reading"
    bank.exercises.cache_clear()


def add(copy, entry=ENTRY, text=TEXT):
    toml, texts = copy.with_suffix(".toml"), copy.with_suffix(".md")
    toml.write_text(toml.read_text("utf-8") + entry, encoding="utf-8")
    texts.write_text(texts.read_text("utf-8").replace("## Hand it in", f"{text}\n## Hand it in"), encoding="utf-8")


def test_an_entry_and_a_text_make_an_exercise(copy, tmp_path):
    before = release.notebook(copy.name)["cells"]
    add(copy)
    after = release.notebook(copy.name)["cells"]
    assert release.faults() == []
    new = [cell for cell in after if cell not in before]
    assert [cell["id"] for cell in new] == ["head-1", "1-9-1", "answer-1-9", "check-1-9"]
    assert "**Points:** 19, of which 4" in "".join(new[0]["source"])
    assert "".join(new[2]["source"]) == "letters = ...\n### BEGIN SOLUTION\nletters = 11\n### END SOLUTION"
    assert "".join(new[3]["source"]) == 'check("1.9", letters)'
    assert new[2]["metadata"]["nbgrader"]["solution"] and new[3]["metadata"]["nbgrader"]["points"] == 1
    release.pack()
    packed = bank.read_sheet(tmp_path / f"{copy.name}.json")
    assert packed["1.9"]["key"] == 11 and "solution" not in packed["1.1"]
    assert "### 1.9 · 1 point" in release.key() and "letters = 11" in release.key()


def test_an_added_exercise_is_released_by_nbgrader(copy, tmp_path, monkeypatch):
    add(copy)
    monkeypatch.setattr(release, "names", lambda: [copy.name])
    release.release(tmp_path / "course", tmp_path / "sheets")
    cells = json.loads((tmp_path / "sheets" / f"{copy.name}.ipynb").read_text("utf-8"))["cells"]
    sources = {cell["id"]: "".join(cell["source"]) for cell in cells}
    assert sources["answer-1-9"] == "letters = ...\n# Run this cell, then the one beneath it."
    assert "11" not in sources["1-9-1"] + sources["check-1-9"]


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_entry_gets_one_sentence(copy, fault):
    old, new, sentence = WRONG[fault]
    assert old in ENTRY
    add(copy, ENTRY.replace(old, new, 1))
    with pytest.raises(CaseError) as told:
        release.faults()
    assert sentence in str(told.value) and "\n" not in str(told.value)


def test_a_text_without_an_entry_and_an_entry_without_a_text_are_named(copy):
    add(copy, text="")
    with pytest.raises(CaseError, match=r"1\.9 has no text; it begins with a line '## 1\.9 …'"):
        release.faults()
    add(copy, entry="", text=TEXT + TEXT)
    with pytest.raises(CaseError, match=r"1\.9 has two texts"):
        release.faults()


def test_a_text_that_no_entry_asks_for_is_named(copy):
    add(copy, entry="")
    with pytest.raises(CaseError, match=r'1\.9 has a text and no entry \["1\.9"\]'):
        release.faults()


def test_a_number_on_two_sheets_is_named(copy):
    add(copy, ENTRY.replace("1.9", "3.1"), TEXT.replace("1.9", "3.1"))
    assert release.faults()[0] == "3.1 stands on two sheets: give it another number"


def test_the_source_s_own_solution_is_tried_against_its_key(copy):
    add(copy, ENTRY + "solution = 'letters = 12'\n")
    (fault,) = release.faults()
    assert fault == (
        "sheet_1_source_reading, 1.9: its own solution is not right by its key, but wrong: "
        "Whose name stands in the first headline?"
    )


def test_a_solution_that_does_not_run_is_named(copy):
    add(copy, ENTRY + "solution = 'letters = len(surname)'\n")
    assert release.faults()[0].startswith(
        "sheet_1_source_reading, answer-1-9: the cell ends in NameError: name 'surname' is not defined"
    )


def test_rubric_rows_add_up(copy):
    entry = '["1.9"]\nasks = "Why?"\nkind = "person"\npoints = 3\nsolution = "So."\nfull = ["a reason"]\n'
    add(copy, entry + 'rubric = ["1: a reason", "1: a second one"]\n')
    with pytest.raises(CaseError, match="the rows of its rubric add up to 2 points, and it has 3"):
        release.faults()


def test_nbgrader_s_own_reason_is_shown(tmp_path, monkeypatch):
    def doubled(sheet, made=release.notebook):
        notebook = made(sheet)
        (answer,) = [cell for cell in notebook["cells"] if cell["id"] == "answer-1-1"]
        notebook["cells"].append({**answer, "id": "again"})
        return notebook

    monkeypatch.setattr(release, "notebook", doubled)
    with pytest.raises(CaseError, match="could not be released: Duplicate grade id: answer-1-1$"):
        release.release(tmp_path / "course", tmp_path / "sheets")


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        (lambda: keys.time_value("lbc-08", "Friday"), "there is no date in lbc-08 'Friday'; there are Tuesday"),
        (lambda: keys.dated("takeover=e99"), "there is no event 'e99'"),
        (lambda: keys.spoken("lbc", "Stoltenburg"), "there is no speaker in lbc 'Stoltenburg'"),
        (lambda: keys.cues("later", "3"), "there is no article in later 3; there are 1, 2"),
        (lambda: keys.word_count("nowhere"), "there is no source 'nowhere'; there are lbc, pism, later"),
    ],
)
def test_a_key_that_counts_nothing_is_an_error(formula, sentence):
    with pytest.raises(CaseError, match=re.escape(sentence)):
        formula()


def test_blank_forms_come_from_the_entries():
    task = {"variable": "x", "kind": "choice", "cells": {"one": {"key": "a"}, "some": {"key": ["b"], "kind": "set"}}}
    assert source.blank_of(task) == '{\n    "one": ...,\n    "some": [...],\n}'
    assert source.solution_of(task) == 'x = {\n    "one": "a",\n    "some": ["b"],\n}'


def test_code_fences_and_breaks_are_cells(tmp_path):
    path = tmp_path / "sheet.md"
    path.write_text(
        "# T\n\nA\n\n+++\n\nB\n\n```python\nx = 1\n## no heading\n```\n\n## 1.1 One\n+++ answer\n\nAfter\n\n## End\n"
    )
    assert source.read_texts(path) == [
        ("", [("markdown", "# T\n\nA"), ("markdown", "B"), ("code", "x = 1\n## no heading")]),
        ("1.1", [("markdown", "## 1.1 One"), ("answer", ""), ("markdown", "After")]),
        ("", [("markdown", "## End")]),
    ]


def test_the_project_keeps_no_notebook_with_solutions():
    ignored = (PROJECT / "classroom" / ".gitignore").read_text("utf-8").split()
    assert "source/*/*.ipynb" in ignored
