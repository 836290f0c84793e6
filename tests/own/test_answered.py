"""A sheet answered in its page: its notebook is what grade takes, and what a page asks of Python is answered."""

import csv
import json

import pytest
from answered import ALL, AUTOMATIC, right_answer
from sheet_cells import CELLS, typed

from tellings.case.files import PROJECT, CaseError
from tellings.exercises.check import VERDICTS, judge
from tellings.exercises.grade import grade
from tellings.own import asked
from tellings.own.answered import check_fields, take_away

SHEETS = {path.stem: path for path in sorted((PROJECT / "notebooks" / "exercises").glob("sheet_*.ipynb"))}


def right_cells(sheet):
    """The cells of a sheet as a page gives them, each answered rightly, free tasks with a text."""
    cells = {}
    for name, task in ALL.items():
        label = name.replace(".", "-")
        if task["sheet"] == sheet and name in AUTOMATIC:
            cells[f"answer-{label}"] = [name, CELLS[name], typed(name, task, right_answer(task))]
        elif task["sheet"] == sheet:
            cells[f"free-{label}"] = "A text of my own.\n\nIn two paragraphs."
    return cells


def taken(sheet, cells, student="Ana Silva"):
    return take_away(sheet, student, SHEETS[sheet].read_text(encoding="utf-8"), cells, "2026-11-29T10:00:00")


def test_all_sheets_answered_in_the_page_earn_all_points_that_a_program_gives(tmp_path):
    for sheet in SHEETS:
        made = taken(sheet, right_cells(sheet))
        assert made["left"] == "" and made["name"] == f"Ana-Silva_{sheet}.ipynb"
        (tmp_path / made["name"]).write_text(made["notebook"], encoding="utf-8")
    grade(tmp_path, 60, tell=lambda line: None)
    with open(tmp_path / "grades" / "tasks.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["task"] for row in rows} == set(ALL)
    for row in rows:
        if row["task"] in AUTOMATIC:
            assert (row["result"], float(row["points"])) == ("right", ALL[row["task"]]["points"]), row
        else:
            assert row["result"] == "waits for a person", row


def test_only_what_was_answered_changes_and_what_was_not_is_named():
    sheet = "sheet_1_source_reading"
    cells = {
        "answer-1-1": ["1.1", CELLS["1.1"], ["12"]],
        "answer-1-2": ["1.2", CELLS["1.2"], [""] * 6],
        "free-1-6": " \n",
    }
    made = taken(sheet, cells, " Zoë 'O’Neil' ")
    assert made["name"] == f"Zoë-O-Neil_{sheet}.ipynb"
    assert made["left"] == "1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8"
    before = json.loads(SHEETS[sheet].read_text(encoding="utf-8"))
    after = json.loads(made["notebook"])
    known, kept = (book["metadata"].pop("three_tellings") for book in (after, before))
    assert known.pop("typed") == {"answer-1-1": ["12"], "answer-1-2": [""] * 6, "free-1-6": " \n"}
    assert known == kept | {"student": "Zoë 'O’Neil'", "saved": "2026-11-29T10:00:00"} and kept["edition"]
    changed = [one["id"] for one, other in zip(before["cells"], after["cells"]) if one != other]
    assert changed == ["answer-1-1"] and before["metadata"] == after["metadata"]
    assert "".join(after["cells"][4]["source"]).startswith("words_written = 12\n")


def test_what_cannot_be_taken_away_is_said():
    with pytest.raises(CaseError, match="type your name, with a letter in it"):
        taken("sheet_1_source_reading", {}, " !? ")
    with pytest.raises(CaseError, match="this sheet has no cell free-9-9: open the page anew"):
        taken("sheet_1_source_reading", {"free-9-9": "text"})


def test_a_check_through_fields_says_what_the_notebook_prints():
    verdict, message = judge("1.1", 486)
    assert check_fields("1.1", CELLS["1.1"], ["486"]) == {
        "verdict": verdict,
        "message": f"{VERDICTS[verdict]} {message}".strip(),
    }


def test_a_page_is_answered_in_json_whatever_it_asks():
    def told(**what):
        return json.loads(asked.answer(json.dumps(what)))

    assert told(what="check", name="1.1", answer=486)["given"]["verdict"] == "right"
    assert told(what="look_up", text="") == {"fault": "there is no word to look up: type one, for example withdrawal"}
    assert (
        told(what="find", text="It rained on 5 May 2019.", published=None)["given"]["dates"][0]["value"] == "2019-05-05"
    )
    assert "TypeError" in told(what="score", text=5)["fault"] or "AttributeError" in told(what="score", text=5)["fault"]
    assert told(what="nothing")["fault"].startswith("Python could not read this: KeyError")


def test_what_python_cannot_survive_is_not_made_a_sentence(monkeypatch):
    def full(**_):
        raise MemoryError

    monkeypatch.setitem(asked.DOES, "find", full)
    with pytest.raises(MemoryError):
        asked.answer(json.dumps({"what": "find"}))
