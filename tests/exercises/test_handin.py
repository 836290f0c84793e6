"""Handing in: the open notebook as a page and a copy, refused where it would be the wrong thing, with a word on faults."""

import json
import os
import re

import hand_ins
import nbformat
import pytest
from hand_ins import SHEET, answering, solved
from sheets import RELEASED, marked, read

from tellings.case.files import CaseError
from tellings.exercises import handin
from tellings.exercises.handin import file_name, hand_in
from tellings.exercises.heap import File, read_work

CALL = 'hand_in("sheet_1_source_reading", "Ana Silva")'


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A working folder of one's own, no notebook open."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setattr(handin, "_refused", {})
    return tmp_path


def saved(path, notebook):
    nbformat.write(notebook, path)
    return path


def ran(monkeypatch, *sources):
    """A session in which these cells were run, the last one running."""
    monkeypatch.setattr(handin, "_session", lambda: ("", [*sources]))


def called(notebook, call=CALL):
    notebook.cells[-1].source = call
    return notebook


def work(path):
    return read_work(File(path.name, None, path.read_bytes))


def test_a_sheet_becomes_one_page_that_needs_nothing_else(here, capsys):
    notebook = solved()
    number = hand_ins.place(notebook, "check-1-1")
    notebook.cells[number].outputs = [nbformat.v4.new_output("stream", text="Right. The page is not the article.\n")]
    notebook.cells.append(nbformat.v4.new_markdown_cell("<script>alert(1)</script> <b>bold</b>"))
    saved(here / "my sheet.ipynb", notebook)
    hand_in("my sheet", "Ana <b>Silva")
    page = (here / "Ana-b-Silva_my sheet.html").read_text(encoding="utf-8")
    assert "Ana &lt;b&gt;Silva" in page and "Right. " in page and "Bagram" in page and "words_written" in page
    head, body = page.split("<body>")
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in head
    assert not re.search(r"<link|src=[\"']?http|@import|url\(", page)
    assert "<h2" in body and "<b>bold</b>" in body
    assert re.findall(r"<script[^>]*>", head) == ['<script type="application/json" id="three-tellings-notebook">']
    told = capsys.readouterr().out
    assert "Ana-b-Silva_my sheet.html" in told and f"Both lie in the folder {here}." in told


def test_page_and_copy_both_hold_the_cells_and_whose_they_are(here):
    saved(here / "sheet.ipynb", solved())
    hand_in("sheet", "Ana Silva")
    page, copy = work(here / "Ana-Silva_sheet.html"), work(here / "Ana-Silva_sheet.ipynb")
    assert page.cells == copy.cells == work(here / "sheet.ipynb").cells
    assert page.about == copy.about
    assert (page.about["student"], page.about["sheet"]) == ("Ana Silva", SHEET) and len(page.about["edition"]) == 8
    assert page.about["saved"][:4].isdigit()
    kept = json.loads((here / "Ana-Silva_sheet.ipynb").read_text(encoding="utf-8"))
    assert kept["cells"] == json.loads((here / "sheet.ipynb").read_text(encoding="utf-8"))["cells"]


def test_what_a_student_writes_cannot_pass_for_the_notebook_in_the_page(here):
    notebook = solved()
    forged = '<script type="application/json" id="three-tellings-notebook">{"cells": [], "about": {}}</script>'
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(forged + "</script><!-- <script>"))
    saved(here / "sheet.ipynb", notebook)
    hand_in("sheet", "Ana Silva" + forged)
    assert work(next(here.glob("*.html"))).cells == work(here / "sheet.ipynb").cells


def test_the_open_notebook_is_handed_in_whatever_the_call_says(here, monkeypatch):
    path = saved(here / f"{SHEET} (1).ipynb", answering(answer_1_1="words_written = 777"))
    saved(here / f"{SHEET}.ipynb", solved())
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    hand_in(SHEET, "Ana Silva")
    assert "words_written = 777" in (here / f"Ana-Silva_{SHEET} (1).ipynb").read_text(encoding="utf-8")


def test_the_old_name_of_a_sheet_still_finds_it_and_never_its_lesson(here):
    saved(here / "01_source_reading.ipynb", nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show()")]))
    saved(here / f"{SHEET}.ipynb", solved())
    hand_in("01_source_reading", "Ana Silva")
    assert (here / f"Ana-Silva_{SHEET}.html").exists()


@pytest.mark.parametrize(
    ("sheet", "student", "message"),
    [
        (SHEET, "your name", "needs your name"),
        (SHEET, "  ", "needs your name"),
        ("sheet_9_nothing", "Ana", "there is no sheet sheet_9_nothing.ipynb"),
        (SHEET, "Ana", "no task is answered in sheet_1_source_reading.ipynb, saved at"),
    ],
)
def test_what_cannot_be_handed_in(sheet, student, message, here):
    with pytest.raises(CaseError, match=message):
        hand_in(sheet, student)
    assert list(here.iterdir()) == []


def test_an_open_lesson_is_no_sheet(here, monkeypatch):
    path = saved(here / "lesson.ipynb", nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 1")]))
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    with pytest.raises(CaseError, match="lesson.ipynb holds no task of a sheet"):
        hand_in(SHEET, "Ana")


@pytest.mark.parametrize("name", ["NBGRADER_EXECUTION", "TELLINGS_GRADING"])
def test_nothing_is_written_while_grading_runs(name, here, monkeypatch, capsys):
    saved(here / "sheet.ipynb", solved())
    monkeypatch.setenv(name, "autograde")
    hand_in("sheet", "Ana Silva")
    assert [path.name for path in here.iterdir()] == ["sheet.ipynb"]
    assert capsys.readouterr().out.count("\n") == 1


ANSWER = marked(solved())["answer-1-1"].source


@pytest.mark.parametrize(
    ("history", "lacks"),
    [
        ((ANSWER, CALL), ""),
        (("x = 1", CALL), ""),
        (("words_written = 5", CALL), ""),  # changed since, saved, and not run again
        ((ANSWER, "words_written = 5", CALL), "what you ran last for 1.1"),
        ((ANSWER, CALL + "  # now"), "the cell that you have just run"),
    ],
)
def test_what_is_not_saved_is_refused_once(history, lacks, here, monkeypatch):
    path = saved(here / "sheet.ipynb", called(solved()))
    ran(monkeypatch, *history)
    if lacks:
        with pytest.raises(CaseError, match=f"lacks {lacks}: save it"):
            hand_in("sheet", "Ana Silva")
        assert [file.name for file in here.iterdir()] == ["sheet.ipynb"]
        os.utime(path, (path.stat().st_mtime + 60,) * 2)
    hand_in("sheet", "Ana Silva")
    assert (here / "Ana-Silva_sheet.html").exists()


def test_a_sheet_saved_before_its_answers_is_refused(here, monkeypatch):
    saved(here / "sheet.ipynb", called(read(RELEASED[SHEET])))
    ran(monkeypatch, ANSWER, CALL)
    with pytest.raises(CaseError, match="lacks what you ran last for 1.1"):
        hand_in("sheet", "Ana Silva")


@pytest.mark.parametrize(
    ("make", "warning"),
    [
        (hand_ins.copied, "Careful: 1.1 stands in the sheet more than once"),
        (hand_ins.split, "Careful: 1.2 stands in cells that were split"),
        (lambda: hand_ins.without(solved(), "check-1-4"), "Careful: 1.4 has lost its check cell"),
    ],
)
def test_copied_split_and_missing_cells_are_named(make, warning, here, capsys):
    saved(here / "sheet.ipynb", make())
    hand_in("sheet", "Ana Silva")
    assert warning in capsys.readouterr().out
    saved(here / "sheet.ipynb", solved())
    hand_in("sheet", "Ana Silva")
    assert "Careful" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("student", "name"),
    [
        ("Ana Silva", "Ana-Silva"),
        ("अनिता शर्मा", "अनिता-शर्मा"),
        ("王芳", "王芳"),
        ("Zoë O'Neill", "Zoë-O-Neill"),
        ("../../etc/passwd", "etc-passwd"),
        ("名" * 200, "名" * 33),
    ],
)
def test_names_of_any_script_make_names_of_files(student, name):
    assert file_name(student) == name


# -- what a file, a folder, a name or a right can cause


@pytest.mark.parametrize("student", [None, ["Ana"], "\u200b", "\udce9\ud800", ""], ids=repr)
def test_what_is_no_name_is_asked_for_again(here, student):
    saved(here / "mine.ipynb", solved())
    with pytest.raises(CaseError, match="the page needs your name: write it between quotation marks"):
        hand_in("mine", student)


@pytest.mark.parametrize("sheet", [None, 5, "", "x" * 300, "a\0b", "../../etc/passwd"], ids=str)
def test_what_is_no_sheet_is_named(here, sheet):
    with pytest.raises(CaseError, match="there is no sheet .*: give the name of the file you are working in"):
        hand_in(sheet, "Ana Silva")


def test_names_longer_than_a_system_takes_are_cut_between_letters(here):
    saved(here / f"{'y' * 240}.ipynb", solved())
    hand_in("y" * 240, "王" * 500)
    assert sorted(path.name for path in here.iterdir() if "王" in path.name) == [
        f"{'王' * 33}_{'y' * 100}.{end}" for end in ("html", "ipynb")
    ]


def without(notebook, **fields):
    return json.dumps({**json.loads(nbformat.writes(notebook)), **fields}).encode()


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 99, b"[" * 100_000, b"[1]", bytes(range(256)), without(solved(), cells=None)],
    ids=["empty", "nulls", "deep", "a list", "bytes", "no cells"],
)
def test_a_file_that_is_no_notebook_is_damaged(here, data):
    (here / "mine.ipynb").write_bytes(data)
    with pytest.raises(CaseError, match="mine.ipynb is damaged and cannot be handed in: open it, save it"):
        hand_in("mine", "Ana Silva")


@pytest.mark.parametrize(
    "fields",
    [
        {"nbformat": 9},
        {"nbformat": "x"},
        {"nbformat": 3},
        {"cells": [*json.loads(nbformat.writes(solved()))["cells"], 5, "x"]},
    ],
)
def test_cells_in_a_file_that_jupyter_could_not_show(here, fields):
    (here / "mine.ipynb").write_bytes(without(solved(), **fields))
    with pytest.raises(
        CaseError, match="mine.ipynb has cells and is no notebook that can be shown .*: open it in Jupyter"
    ):
        hand_in("mine", "Ana Silva")
    assert [path.name for path in here.iterdir()] == ["mine.ipynb"]


@pytest.mark.parametrize("metadata", [None, [], 5])
def test_metadata_that_are_none_are_made_anew(here, metadata):
    (here / "mine.ipynb").write_bytes(without(solved(), metadata=metadata))
    hand_in("mine", "Ana Silva")
    assert work(here / "Ana-Silva_mine.ipynb").about["student"] == "Ana Silva"


def test_where_nothing_can_be_written_it_is_said(here, monkeypatch):
    saved(here / "mine.ipynb", solved())
    (here / "Ana-Silva_mine.html").symlink_to(here / "elsewhere")
    with pytest.raises(CaseError, match="Ana-Silva_mine.html is a link .*: remove the link"):
        hand_in("mine", "Ana Silva")
    (here / "Ana-Silva_mine.html").unlink()
    (here / "Ana-Silva_mine.html").mkdir()
    with pytest.raises(
        CaseError, match="Ana-Silva_mine.html cannot be written .*: copy the folder to a place of yours"
    ):
        hand_in("mine", "Ana Silva")
    assert not (here / "elsewhere").exists()
