"""A heap of hand-ins graded: each file accounted for, points only where they are earned, nothing ungraded a zero."""

import csv
import io
import json
import os
import re
import zipfile

import hand_ins
import nbconvert
import nbformat
import pytest
from doubling import took
from hand_ins import FULL, SHEET, answering, inserted, solved, solved_source, typical
from sheets import marked

from tellings.__main__ import main
from tellings.case.files import CaseError
from tellings.exercises import tasks
from tellings.exercises.check import exercises
from tellings.exercises.grade import grade
from tellings.exercises.heap import find_files, notebook_cells, read_work
from tellings.exercises.judging import judge_tasks
from tellings.exercises.plain import Strange, from_plain, plain_data
from tellings.exercises.run import Ran, run_cells
from tellings.exercises.whose import name_key, named

# Seconds a cell may take: the loops wait for them, nobody else does, however slow the machine is.
SECONDS = 8


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def heap(tmp_path_factory):
    """The class of made-up hand-ins, graded."""
    folder = tmp_path_factory.mktemp("heap")
    names = hand_ins.build(folder)
    grade(folder, SECONDS, tell=lambda line: None)
    return folder, names


@pytest.fixture(scope="module")
def rows(heap):
    return {row["file"]: row for row in table(heap[0] / "grades" / "grades.csv")}


@pytest.fixture(scope="module")
def results(heap):
    return {(row["file"], row["task"]): row for row in table(heap[0] / "grades" / "tasks.csv")}


def test_each_file_is_accounted_for(heap, rows):
    expected = [name for name in heap[1] if name != "Zoe Zip.zip"]
    assert sorted(rows) == sorted([*expected, "Zoe Zip.zip/work/sheet_1_source_reading.ipynb"])
    for name, row in rows.items():
        assert row["points"] or row["note"], name


@pytest.mark.parametrize(
    ("file", "student", "points", "graded"),
    [
        ("Ana-Silva_sheet_1_source_reading.ipynb", "Ana Silva", FULL, 7),
        ("blank/Ben Okoro/sheet_1_source_reading.ipynb", "Ben Okoro", 0, 7),
        ("Cleo Lindqvist_100234_assignsubmission_file_/sheet 1 FINAL (2).ipynb", "Cleo Lindqvist", 9, 7),
        ("Dan-Sharp_sheet_1.ipynb", "Dan Sharp", 0, 6),
        ("Eve-Loop_sheet_1.ipynb", "Eve Loop", 12, 6),
        ("late/Finn-Late_sheet_1.ipynb", "Finn Late", 13, 7),
        ("Gus-Split_sheet_1.ipynb", "Gus Split", FULL, 7),
        ("Hana-Copy_sheet_1.ipynb", "Hana Copy", FULL, 7),
        ("Ida-Gone_sheet_1.ipynb", "Ida Gone", 12, 6),
        ("Jon-Bare_sheet_1.ipynb", "Jon Bare", FULL, 7),
        ("Kim-Script_sheet_1.py", "Kim Script", FULL, 7),
        ("Lea Red/sheet_1_source_reading.ipynb", "Lea Red", 13, 6),
        ("Mo-Magic_sheet_1.ipynb", "Mo Magic", FULL, 7),
        ("7a/Noor Same.ipynb", "Noor Same", FULL, 7),
        ("7b/Noor Same.ipynb", "Noor Same", 9, 7),
        ("王芳_sheet_1.ipynb", "王芳", 12, 7),
        ("अनिता-शर्मा_sheet_1.ipynb", "अनिता शर्मा", 11, 6),
        ("Olu-Exit_sheet_1.ipynb", "Olu Exit", 11, 5),
        ("Pia-Strange_sheet_1.ipynb", "Pia Strange", 11, 5),
        ("Quin-Heavy_sheet_1.ipynb", "Quin Heavy", FULL, 7),
        ("Rui-Earlier_01_source_reading.ipynb", "Rui Earlier", FULL, 7),
        ("Sam-Old_sheet_1.ipynb", "Sam Old", FULL, 7),
        ("Wen-Below_sheet_1.ipynb", "Wen Below", FULL, 7),
        ("Xan-Page_sheet.html", "Xan Page", FULL, 7),
        ("Yve-Both_sheet.ipynb", "Yve Both", 9, 7),
        ("Zoe Zip.zip/work/sheet_1_source_reading.ipynb", "Zoe Zip", 9, 7),
    ],
)
def test_points_are_those_that_are_earned(rows, file, student, points, graded):
    row = rows[file]
    assert (row["student"], row["sheet"], row["of"], row["graded"]) == (student, SHEET, str(FULL), f"{graded} of 7")
    assert float(row["points"]) == points


@pytest.mark.parametrize(
    ("file", "note"),
    [
        ("Tom-Broken_sheet_1.ipynb", "not a notebook's JSON"),
        ("Uma-Pdf_sheet_1.pdf", "a PDF, no notebook: ask for the notebook"),
        ("notes.txt", "neither a notebook nor a page of one"),
        ("lesson.ipynb", "no task of any sheet is in it"),
        ("Yve-Both_sheet.html", "the same hand-in as Yve-Both_sheet.ipynb"),
        ("Finn-Late_sheet_1.ipynb", "replaced by late/Finn-Late_sheet_1.ipynb"),
    ],
)
def test_what_does_not_count_has_a_reason_and_no_points(rows, file, note):
    assert note in rows[file]["note"]
    assert (rows[file]["points"], rows[file]["of"]) == ("", "")


@pytest.mark.parametrize(
    ("file", "note"),
    [
        ("blank/Ben Okoro/sheet_1_source_reading.ipynb", "blank: no task is answered"),
        ("late/Finn-Late_sheet_1.ipynb", "replaces Finn-Late_sheet_1.ipynb"),
        ("Gus-Split_sheet_1.ipynb", "split within a statement, and put together again"),
        ("Hana-Copy_sheet_1.ipynb", "cells copied, the last check counts: 1.1"),
        ("Ida-Gone_sheet_1.ipynb", "the check of 1.1 is gone"),
        ("Jon-Bare_sheet_1.ipynb", "no edition is named in it"),
        ("Rui-Earlier_01_source_reading.ipynb", "of another edition (00000000"),
        ("Mo-Magic_sheet_1.ipynb", "commands are not run: %%bash; %time pass; !ls"),
        ("7a/Noor Same.ipynb", "two students of one name"),
        ("7b/Noor Same.ipynb", "7a/Noor Same.ipynb"),
        ("Jon-Bare_sheet_1.ipynb", "word for word the same as"),
        ("Ana-Silva_sheet_1_source_reading.ipynb", "waits for a person: 1.6"),
    ],
)
def test_the_note_says_what_a_teacher_should_know(rows, file, note):
    assert note in rows[file]["note"]


@pytest.mark.parametrize(
    ("file", "task", "reason"),
    [
        ("Eve-Loop_sheet_1.ipynb", "1.4", f"the cell of 1.4 did not end within {SECONDS} seconds"),
        ("Ida-Gone_sheet_1.ipynb", "1.4", "neither checked nor answered"),
        ("Lea Red/sheet_1_source_reading.ipynb", "1.1", "the cell of 1.1 ended in SyntaxError"),
        ("Olu-Exit_sheet_1.ipynb", "1.8", "the cell of 1.8 ended the program"),
        ("Olu-Exit_sheet_1.ipynb", "1.1", "the cell of 1.1 ended in EOFError"),
        ("Pia-Strange_sheet_1.ipynb", "1.1", "of a kind that no check reads: builtin_function"),
        ("अनिता-शर्मा_sheet_1.ipynb", "1.5", "answered in a form that can't be read"),
        ("Dan-Sharp_sheet_1.ipynb", "1.1", "answered in a form that can't be read"),
    ],
)
def test_what_cannot_be_graded_is_named_and_no_zero(results, file, task, reason):
    row = results[file, task]
    assert (row["result"], row["points"]) == ("not graded", "") and reason in row["note"]


def test_memory_without_end_costs_its_own_task_only(rows, results):
    if os.name != "posix" or os.uname().sysname != "Linux":
        pytest.skip("no limit of memory here")
    assert results["Vic-Memory_sheet_1.ipynb", "1.1"]["note"].endswith("MemoryError")
    assert rows["Vic-Memory_sheet_1.ipynb"]["points"] == str(FULL - 1)


def test_free_texts_are_kept_for_a_person_and_earn_nothing_here(results):
    row = results["Ana-Silva_sheet_1_source_reading.ipynb", "1.6"]
    assert (row["result"], row["points"]) == ("waits for a person", "") and "lbc-26" in row["answer"]
    assert "A full answer contains" not in row["answer"]
    assert results["Jon-Bare_sheet_1.ipynb", "1.6"]["answer"] == row["answer"]
    assert results["blank/Ben Okoro/sheet_1_source_reading.ipynb", "1.6"]["result"] == "not answered"


def test_a_part_that_is_right_earns_its_share(tmp_path):
    card = marked(solved())["answer-1-5"].source + '\ncard["lbc"]["outlet"] = "stated"'
    write(tmp_path / "Ana.ipynb", answering(answer_1_5=card))
    (row,) = [row for row in graded(tmp_path, "tasks") if row["task"] == "1.5"]
    assert (row["result"], row["points"]) == ("part right", "2.8")
    assert row["note"] == "14 of 15 entries of 1.5 are right"


def write(path, notebook):
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def graded(folder, name="grades", **how):
    grade(folder, SECONDS, tell=lambda line: None, **how)
    return table(folder / "grades" / f"{name}.csv")


def test_a_second_run_reads_no_output_of_the_first(tmp_path):
    write(tmp_path / "Ana.ipynb", solved())
    assert graded(tmp_path) == graded(tmp_path)


def test_the_page_shows_mistakes_and_answers_and_runs_nothing(heap):
    page = (heap[0] / "grades" / "overview.html").read_text(encoding="utf-8")
    assert "which of them would be in print?" in page and "Cleo Lindqvist" in page
    assert "default-src 'none'" in page and not re.search(r"<script|<link|src=|https?://", page)


def test_two_of_one_name_are_two_on_the_page(heap):
    page = (heap[0] / "grades" / "overview.html").read_text(encoding="utf-8")
    for group in ("7a", "7b"):
        assert f'<th scope="row">Noor Same ({group}/Noor Same.ipynb)</th>' in page


def test_what_students_type_is_text_on_the_page_and_in_the_table(tmp_path):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    write(tmp_path / "=cmd|' /C calc'!A0_sheet_1.ipynb", answering(answer_1_4=f"clash = {evil!r}", free_1_6=evil))
    (row,) = graded(tmp_path)
    page = (tmp_path / "grades" / "overview.html").read_text(encoding="utf-8")
    assert "<script" not in page and "<img" not in page and "&lt;script&gt;" in page
    assert row["file"].startswith("'=cmd")


def test_names_are_hidden_at_wish_on_the_page_and_kept_in_the_tables(tmp_path):
    write(tmp_path / "Ana-Silva_sheet_1.ipynb", hand_ins.typical())
    write(tmp_path / "Ben-Okoro_sheet_1.ipynb", hand_ins.solved())
    (tmp_path / "Ben-Okoro.txt").write_text("a note", encoding="utf-8")
    rows = graded(tmp_path, hide_names=True)
    page = (tmp_path / "grades" / "overview.html").read_text(encoding="utf-8")
    assert (
        "which of them would be in print?" in page
        and not re.search("Ana|Silva|Ben|Okoro", page)
        and "Student 01" in page
        and "Student 02" in page
    )
    assert {row["student"] for row in rows} >= {"Ana Silva", "Ben Okoro"}


def test_names_and_texts_that_no_file_can_hold_cost_nobody_the_tables(tmp_path):
    """A name in Latin-1, one with a line break, half an emoji in code and in a free text."""
    half = answering(answer_1_4='clash = "\\ud83d"', free_1_6="Broken: \ud83d")
    data = json.dumps(half).encode()
    with open(os.fsencode(tmp_path) + b"/Ren\xe9_sheet_1.ipynb", "wb") as file:
        file.write(data)
    (tmp_path / "Ana\nSilva.ipynb").write_bytes(data)
    rows = {row["file"]: row for row in graded(tmp_path)}
    assert {name: (row["student"], row["points"]) for name, row in rows.items()} == {
        "Ren\\xe9_sheet_1.ipynb": ("Ren\\xe9", "12"),
        "Ana␊Silva.ipynb": ("Ana Silva", "12"),
    }
    assert {row["answer"] for row in table(tmp_path / "grades" / "tasks.csv") if row["task"] == "1.6"} == {
        "Broken: \\ud83d"
    }


def test_a_notebook_of_another_course_is_no_sheet_whatever_its_numbers(tmp_path):
    cells = [nbformat.v4.new_markdown_cell("## 1.1 Variables"), nbformat.v4.new_code_cell("years = [3]")]
    write(tmp_path / "lab.ipynb", nbformat.v4.new_notebook(cells=cells))
    (row,) = graded(tmp_path)
    assert row["sheet"] == "" and "no task of any sheet is in it" in row["note"]


def test_cells_with_ids_of_somebody_s_own_are_nobody_s_tasks():
    """Of a course of their own, or typed by hand; two of one name made grading fail."""
    notebook = solved()
    for mark in ("abc", "abc", "", "check-", "-", "check-1-4"):
        cell = nbformat.v4.new_code_cell("pass")
        cell.metadata.nbgrader = {"grade_id": mark}
        notebook.cells.append(cell)
    cells = notebook_cells(notebook)[0]
    assert tasks.sheet_of(cells) == SHEET
    assert tasks.faults(cells, SHEET) == {"copied": [], "missing": [], "split": ["1.4"]}


def test_a_second_sheet_in_a_file_is_named(tmp_path):
    notebook, other = solved(), hand_ins.read(hand_ins.RELEASED["sheet_2_sentiment_and_framing"])
    notebook.cells += [cell for cell in other.cells if cell.cell_type == "markdown"][:5]
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    write(tmp_path / "Ana.ipynb", notebook)
    (row,) = graded(tmp_path)
    assert row["points"] == str(FULL) and "tasks of sheet_2_sentiment_and_framing too, not graded here" in row["note"]


def test_tasks_whose_cells_are_missing_are_named_in_one_sentence(tmp_path):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell('words_written = 486\ncheck("1.1", words_written)')]
    )
    write(tmp_path / "Ana.ipynb", notebook)
    (row,) = graded(tmp_path)
    assert row["points"] == "1" and "their cells are missing: 1.2, 1.3, 1.4, 1.5, 1.7, 1.8" in row["note"]
    assert row["note"].count("missing") == 1


def test_the_page_says_at_its_head_how_many_files_count(heap):
    page = (heap[0] / "grades" / "overview.html").read_text(encoding="utf-8")
    counted = re.search(r'<p>(\d+) of (\d+) files count here; <a href="#others">', page)
    listed = page.partition('id="others"')[2].partition("</ul>")[0].count("<li>")
    assert int(counted[2]) == len(heap[1]) and int(counted[2]) - int(counted[1]) == listed


def test_an_answer_in_several_entries_is_shown_a_line_an_entry(results):
    lines = results["Ana-Silva_sheet_1_source_reading.ipynb", "1.2"]["answer"].splitlines()
    assert len(lines) > 2 and all(": " in line for line in lines)
    sentences = results["Ana-Silva_sheet_1_source_reading.ipynb", "1.3"]["answer"].splitlines()[0]
    assert sentences.count(". | ") == 2


def packed(files):
    """A ZIP archive as bytes. In: name -> bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_archives_within_archives_are_unpacked_and_empty_ones_named(tmp_path):
    sheet = nbformat.writes(solved()).encode()
    inner = packed({"hw.ipynb": sheet})
    (tmp_path / "all.zip").write_bytes(
        packed(
            {
                "Ana Silva_11_assignsubmission_file_/hw.zip": inner,
                "Ben Okoro_12_assignsubmission_file_/e.ZIP": packed({}),
            }
        )
    )
    (tmp_path / "none.zip").write_bytes(packed({"__MACOSX/._x": b""}))
    for name in ("deep.zip", "deeper.zip", "deepest.zip"):
        inner = packed({name: inner})
    (tmp_path / "bottom.zip").write_bytes(inner)
    rows = {row["file"]: (row["student"], row["points"], row["note"]) for row in graded(tmp_path)}
    assert rows["all.zip/Ana Silva_11_assignsubmission_file_/hw.zip/hw.ipynb"][:2] == ("Ana Silva", str(FULL))
    for name in ("all.zip/Ben Okoro_12_assignsubmission_file_/e.ZIP", "none.zip"):
        assert "an archive (ZIP) with no file in it" in rows[name][2]
    assert len(rows) == 4 and "archive" in rows["bottom.zip/deepest.zip/deeper.zip/deep.zip"][2]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_in_an_archive_are_graded_apart(tmp_path):
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for student, notebook in (("Ana", solved()), ("Ben", typical()), ("Cleo", answering())):
            notebook.metadata["three_tellings"] = {"student": student}
            archive.writestr("hw (2).ipynb" if student == "Cleo" else "hw.ipynb", nbformat.writes(notebook))
    rows = {row["student"]: (row["file"], row["points"]) for row in graded(tmp_path)}
    assert rows["Ana"] == ("class.zip/hw.ipynb", str(FULL)) and rows["Ben"] == ("class.zip/hw (2).ipynb", "9")
    assert rows["Cleo"] == ("class.zip/hw (2) (2).ipynb", str(FULL))


def test_what_systems_put_beside_hand_ins_is_counted_and_no_hand_in(tmp_path):
    for name in (
        ".ipynb_checkpoints/hw-checkpoint.ipynb",
        "Ana/__MACOSX/deep/._hw.ipynb",
        "Ana/._hw.ipynb",
        "Thumbs.db",
    ):
        write(tmp_path / name, solved())
    write(tmp_path / "Ana" / "hw.ipynb", solved())
    files, left = find_files(tmp_path)
    assert [file.name for file in files] == ["Ana/hw.ipynb"] and left == 4


def test_what_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("tellings.exercises.heap.LARGEST", 1_000_000)
    (tmp_path / "a.ipynb").write_bytes(b"{" + b" " * 1_000_000)
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("c.ipynb", b"{" + b" " * 1_000_000)
    for file, fault in zip(
        find_files(tmp_path)[0], ["^larger than 1 MB: clear", "larger than 1 MB in its archive"], strict=True
    ):
        with pytest.raises(CaseError, match=fault):
            read_work(file)


def test_folders_that_are_not_walked_are_named(tmp_path, monkeypatch):
    """A link to a folder, and one to which there are no rights."""
    write(tmp_path / "elsewhere" / "Ana.ipynb", solved())
    write(tmp_path / "heap" / "Ben.ipynb", solved())
    (tmp_path / "heap" / "class").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "heap" / "shut").mkdir()
    real = os.scandir

    def scandir(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    files, _ = find_files(tmp_path / "heap")
    assert [file.name for file in files] == ["Ben.ipynb", "class", "shut/"]
    for file, reason in zip(files[1:], ["a link to elsewhere", "a folder that cannot be read"]):
        with pytest.raises(CaseError, match=reason):
            file.data()


def test_the_command(tmp_path, capsys):
    write(tmp_path / "Ana-Silva_sheet_1.ipynb", solved())
    assert main(["grade", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "[1/1] Ana-Silva_sheet_1.ipynb: 14 of 14 points, 7 of 7 tasks graded" in told and "overview.html" in told
    assert main(["grade", str(tmp_path / "nowhere")]) == 1
    assert "there is no folder" in capsys.readouterr().err


def test_the_last_line_counts_the_files_that_do_not_count(tmp_path):
    told = []
    write(tmp_path / "Ana_sheet_1.ipynb", solved())
    grade(tmp_path, tell=told.append)
    assert len(told) == 1
    write(tmp_path / "copy" / "Ana_sheet_1.ipynb", solved())
    for name in ("photo.png", "essay.docx"):
        (tmp_path / name).write_bytes(b"")
    grade(tmp_path, tell=told.append)
    assert told[-1] == "1 of 4 files count here; 2 not graded, 1 counted in another file: grades.csv says why."


def test_an_empty_folder_and_a_link_in_place_of_the_output_are_refused(tmp_path):
    with pytest.raises(CaseError, match="holds no file"):
        grade(tmp_path)
    write(tmp_path / "heap" / "Ana.ipynb", solved())
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "heap" / "grades").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(CaseError, match="link"):
        grade(tmp_path / "heap", tell=lambda line: None)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_interrupted_it_leaves_what_is_done(tmp_path):
    for name in ("Ana", "Ben", "Cleo", "Dan", "Eve", "Finn"):
        write(tmp_path / f"{name}_sheet_1.ipynb", answering(answer_1_4=f"clash = '{name}'"))

    def stop(line):
        if line.startswith("[2/"):
            raise KeyboardInterrupt

    grade(tmp_path, SECONDS, tell=stop)
    rows = table(tmp_path / "grades" / "grades.csv")
    assert len(rows) == 6 and sum(bool(row["points"]) for row in rows) >= 2
    assert all(row["points"] or "grading was interrupted" in row["note"] for row in rows)


# -- Cells ------------------------------------------------------------------------------------------------------------


def code(*sources):
    return [("code", source, "") for source in sources]


def values(ran, task="1.1"):
    return [from_plain(data) if data else reason for _, data, reason in ran.answers[task]]


def test_a_check_is_asked_for_its_answer_wherever_it_stands():
    cells = code(
        "x = 1\ncheck('1.1', x + 1)", "for n in ('1.1', '1.2'):\n    check(n, n * 2)", "check(1.1, answer=[x])"
    )
    ran = run_cells([("code", "from helpers import check", ""), *cells], {}, SECONDS)
    assert values(ran) == [2, "1.11.1", [1]] and values(ran, "1.2") == ["1.21.2"]


def test_cells_after_one_that_does_not_end_run_with_what_came_before():
    ran = run_cells(code("x = 5", "while True: pass", "check('1.1', x)"), {"1.1": "x"}, 1)
    assert ran.faults == {1: "did not end within 1 second"} and values(ran) == [5]
    assert from_plain(ran.finals["1.1"][0]) == 5


def test_a_file_full_of_endless_cells_is_given_up_early():
    ran = run_cells(code(*["while True: pass"] * 9, "check('1.1', 1)"), {}, 1)
    assert len(ran.faults) == 10 and "was not run" in ran.faults[9]


def test_nothing_that_a_cell_does_reaches_the_project():
    from tellings.case.files import PROJECT

    before = {path: path.read_bytes() for path in (PROJECT / "seeds").glob("*.txt")}
    source = "from helpers import load_case\nfrom pathlib import Path\nfor p in load_case().folder.glob('*.txt'):\n    p.unlink()"
    ran = run_cells(code(source, "check('1.1', 1)"), {}, SECONDS)
    assert not ran.faults and {path: path.read_bytes() for path in (PROJECT / "seeds").glob("*.txt")} == before


def test_grading_needs_no_guard_in_the_script_that_calls_it(tmp_path):
    import subprocess
    import sys

    from tellings.case.files import PROJECT

    write(tmp_path / "heap" / "Ana.ipynb", solved())
    script = tmp_path / "grade_all.py"
    script.write_text(f"from tellings.exercises.grade import grade\nprint(grade({str(tmp_path / 'heap')!r}))\n")
    run = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(PROJECT)}
    )
    assert run.returncode == 0 and run.stdout.count("[1/1]") == 1, run.stderr


@pytest.mark.parametrize(
    ("source", "kept", "left"),
    [
        ("x = 1\n!ls\n%time y = 2\nx", "x = 1\n\n\nx", ["!ls", "%time y = 2"]),
        ("files = !ls\nx = 1", "\nx = 1", ["files = !ls"]),
        ('text = """\n!not a command\n"""', 'text = """\n!not a command\n"""', []),
        ("%%html\n<b>", "", ["%%html"]),
        ("%%time\nx = 1", "\nx = 1", ["%%time"]),
        ("words_written = 562 words", "words_written = 562 words", []),
    ],
)
def test_lines_that_are_no_python_are_left_out_and_named(source, kept, left):
    assert tasks.runnable(source) == (kept, left)


@pytest.mark.parametrize(
    "value",
    [1, 2.5, True, "text", [1, "a"], (1, 2), {"a", "b"}, frozenset({1}), {"a": {"b": (1, 2)}}, None, ..., 10**40],
)
def test_plain_values_come_back_as_they_were(value):
    again = from_plain(json.loads(json.dumps(plain_data(value))))
    assert again == value and type(again) is type(value)


def test_tables_arrays_and_dates_come_back():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"start": [1, 2], "text": ["a", "b"]})
    again = from_plain(json.loads(json.dumps(plain_data(frame))))
    assert again.equals(frame.astype(again.dtypes)) and type(again.index).__name__ == "RangeIndex"
    named = from_plain(json.loads(json.dumps(plain_data(frame.set_index("text")))))
    assert list(named.index) == ["a", "b"]
    assert from_plain(plain_data(frame.start)) == [1, 2] and from_plain(plain_data(frame.start.sum())) == 3
    assert str(from_plain(plain_data(pd.Timestamp("2021-08-17 10:00")))) == "2021-08-17"


def test_an_answer_that_is_a_table_is_judged_and_shown():
    pd = pytest.importorskip("pandas")
    spans = pd.DataFrame(exercises()["4.1"]["key"], columns=["start", "end"])
    cells = [("code", "quoted = found", ""), ("code", 'check("4.1", quoted)', "")]
    ran = Ran({}, {}, {"4.1": [(1, plain_data(spans), "")]}, {})
    row = next(row for row in judge_tasks("sheet_4_perspectives", cells, ran) if row["task"] == "4.1")
    assert (row["result"], row["points"]) == ("right", row["of"])
    assert row["answer"].splitlines()[:2] == ["start,end", "348,434"]


@pytest.mark.parametrize("value", [len, object(), b"bytes", int, [len]])
def test_what_is_no_data_is_refused(value):
    with pytest.raises(Strange):
        plain_data(value)


# -- Names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Ana-Silva_sheet_1_source_reading.ipynb", "Ana Silva"),
        ("sheet 1 FINAL (2).ipynb", ""),
        ("Copy of sheet_1_source_reading (3) - Ben Okoro.ipynb", "Ben Okoro"),
        ("01_source_reading-checkpoint Zoë.ipynb", "checkpoint Zoë"),
        ("Finn-Day_sheet_2_sentiment_and_framing.html", "Finn Day"),
        ("李.ipynb", "李"),
        ("O'Neill_sheet_3_timeline.ipynb.txt", "O'Neill"),
        ("7a", ""),
        ("sheet2.ipynb", ""),
        ("homework3 - Ben Okoro.ipynb", "Ben Okoro"),
        ("Übungsblatt 1 – Jürgen Weiß (Kopie).ipynb", "Jürgen Weiß"),
        ("Devoir2_Zoé Caron.ipynb", "Zoé Caron"),
        ("Tarea 3 entrega.ipynb", ""),
    ],
)
def test_a_name_is_told_from_that_of_a_file(file, name):
    assert named(file) == name


def test_names_are_compared_without_their_marks():
    assert name_key("Silva, Ana") == name_key("ana-silva") == name_key("ANA  SILVA")


def test_one_student_with_two_files_in_one_folder(tmp_path):
    for hour, name in enumerate(["Ana-Silva_sheet_1.ipynb", "ana silva_sheet_1 (1).ipynb"]):
        path = write(tmp_path / name, answering(answer_1_4=f"clash = 'try {hour}'"))
        os.utime(path, (1_770_000_000 + hour * 60,) * 2)
    first, second = graded(tmp_path)
    assert (first["points"], second["points"]) == ("", "12")
    assert "replaced by ana silva_sheet_1 (1).ipynb" in first["note"] and "it would earn 12" in first["note"]


def test_the_time_that_hand_in_wrote_outdoes_the_file(tmp_path):
    for name, saved, changed in [
        ("a/Ana.ipynb", "2026-03-10T10:00:00", 1),
        ("late/Ana.ipynb", "2026-03-09T10:00:00", 9),
    ]:
        notebook = answering(answer_1_4=f"clash = '{name}'")
        notebook.metadata["three_tellings"] = {"student": "Ana Silva", "saved": saved}
        os.utime(write(tmp_path / name, notebook), (1_800_000_000 + changed,) * 2)
    early, late = sorted(graded(tmp_path), key=lambda row: row["file"])
    assert early["points"] and not late["points"]


def test_two_of_one_name_in_folders_of_their_own_are_two(tmp_path):
    for number in (11, 12):
        write(
            tmp_path / f"Ana Silva_{number}_assignsubmission_file_" / "sheet.ipynb",
            answering(answer_1_4=f"clash = '{number}'"),
        )
    rows = graded(tmp_path)
    assert all(row["points"] == "12" and "two students of one name?" in row["note"] for row in rows)


def test_a_folder_of_many_gives_nobody_its_name(tmp_path):
    write(tmp_path / "Red House" / "sheet 1.ipynb", hand_ins.typical())
    write(tmp_path / "Red House" / "Ana-Silva_sheet_1.ipynb", solved())
    write(tmp_path / "Ben Okoro" / "sheet 1.ipynb", hand_ins.copied())
    rows = {row["file"]: row for row in graded(tmp_path)}
    assert [row["student"] for row in rows.values()] == ["Ben Okoro", "Ana Silva", ""]
    assert rows["Red House/sheet 1.ipynb"]["points"] == "9" and "whose it is" in rows["Red House/sheet 1.ipynb"]["note"]


def test_no_name_of_a_file_hides_a_hand_in_and_an_answer_in_a_later_cell_is_found(tmp_path):
    later = answering(answer_1_1="words_written = ...", answer_1_4=f"words_written = 486\n{solved_source('1-4')}")
    called = inserted(solved(), len(solved().cells), 'hand_in("sheet_1_source_reading", "Someone Else")')
    for name, notebook in {
        "Sue Moss/sheet.json": solved(),
        "Walt-Wrongcell_sheet_1.ipynb": later,
        "Fay-Call_sheet_1.ipynb": called,
        "Dec-Imal_sheet_1.ipynb": answering(answer_1_1="from decimal import Decimal\nwords_written = Decimal(486)"),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(notebook), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name, notebook in (("sheet_1 (1)", answering(answer_1_1="words_written = 486.0")), ("sheet_1", typical())):
            member = zipfile.ZipInfo(f"Käthe Öl/{name}.ipynb", (2026, 3, 1, 8, 0, 0))
            archive.writestr(member, json.dumps(notebook))
    grade(tmp_path, SECONDS, tell=lambda line: None)
    rows = {row["file"]: row for row in table(tmp_path / "grades" / "grades.csv")}
    assert len(rows) == 6 and rows["Sue Moss/sheet.json"]["student"] == "Sue Moss"
    assert {row["points"] for row in rows.values()} == {str(FULL), ""}, rows
    assert "1.1 is answered below its check" in rows["Walt-Wrongcell_sheet_1.ipynb"]["note"]
    assert "names Someone Else, its folder or name says Fay Call" in rows["Fay-Call_sheet_1.ipynb"]["note"]
    assert "replaced by class.zip/Käthe Öl/sheet_1 (1).ipynb" in rows["class.zip/Käthe Öl/sheet_1.ipynb"]["note"]
    of_tasks = [row for row in table(tmp_path / "grades" / "tasks.csv") if row["file"].startswith("class.zip")]
    told = {
        row["file"] for row in of_tasks if row["note"].startswith("replaced by class.zip/Käthe Öl/sheet_1 (1).ipynb")
    }
    assert told == {"class.zip/Käthe Öl/sheet_1.ipynb"}, "nobody adds up the tasks of what does not count"


def test_a_name_that_its_folder_contradicts_is_said(tmp_path):
    notebook = solved()
    notebook.metadata["three_tellings"]["student"] = "Ana Silva"
    write(tmp_path / "Ben Okoro_12_assignsubmission_file_" / "Ana-Silva_sheet_1.ipynb", notebook)
    (row,) = graded(tmp_path)
    assert row["student"] == "Ana Silva" and "its folder or name says Ben Okoro" in row["note"]


def test_a_hand_in_call_names_its_student_even_behind_its_sign(tmp_path):
    notebook = inserted(solved(), 99, '# hand_in("sheet_1_source_reading", "Mira Holm")')
    write(tmp_path / "homework.ipynb", notebook)
    (row,) = graded(tmp_path)
    assert row["student"] == "Mira Holm" and "its call of hand_in" in row["note"]


# -- What is in the cells ---------------------------------------------------------------------------------------------


def saved_as_script(text, folder):
    (folder / "Ana_sheet_1.py").write_text(text, encoding="utf-8")
    return [(kind, source) for kind, source, _ in read_work(find_files(folder)[0][0]).cells]


@pytest.mark.parametrize("way", ["JupyterLab", "VS Code"])
def test_a_script_has_the_texts_of_its_notebook(tmp_path, way):
    """JupyterLab's Executable Script parts no texts from code: an answer of words was called none."""
    notebook = solved()
    notebook.metadata.language_info = {"name": "python", "file_extension": ".py"}
    text = nbconvert.PythonExporter().from_notebook_node(notebook)[0] if way == "JupyterLab" else hand_ins.script()
    cells = [cell for cell in saved_as_script(text, tmp_path) if not cell[1].startswith("!/usr/bin")]
    assert cells == [(cell.cell_type, cell.source) for cell in notebook.cells]


def test_a_script_that_was_saved_without_its_texts_says_so(tmp_path):
    cells = [cell.source for cell in solved().cells if cell.cell_type == "code"]
    (tmp_path / "Ana-Silva_sheet_1.py").write_text("\n\n".join(f"# %%\n{cell}" for cell in cells), encoding="utf-8")
    write(tmp_path / "Ben-Okoro_sheet_1.ipynb", solved())
    notes = [row["note"] for row in graded(tmp_path)]
    assert ["it holds code and no text, so free texts are not in it" in note for note in notes] == [True, False]


def test_comments_of_code_stay_code_in_a_script(tmp_path):
    text = "# In[1]:\n\n\n# one\nx = 1\n\n\n# two\ny = 2\n# three\n\n\n# In[2]:\n\n\n# z = 3\n"
    assert saved_as_script(text, tmp_path) == [("code", "# one\nx = 1\n\n\n# two\ny = 2\n# three"), ("code", "# z = 3")]


def test_a_script_without_end_is_read_at_once(tmp_path):
    for lines in ("#\n\n\n", "\n", "# a\n\n", "x\n\n\n# a\n"):
        assert took(lambda _, lines=lines: saved_as_script("# In[1]:\n" + lines * 50_000, tmp_path), 5) < 5


def cells_of(notebook):
    return notebook_cells(json.loads(nbformat.writes(notebook)))[0]


def test_blank_is_what_nothing_has_been_typed_into():
    assert tasks.blank(cells_of(hand_ins.read(hand_ins.RELEASED[SHEET])))
    for label, source in [("answer_1_1", "words_written = 1"), ("free_1_6", "Somebody told me.")]:
        notebook = hand_ins.set_answers(hand_ins.read(hand_ins.RELEASED[SHEET]), **{label: source})
        assert not tasks.blank(cells_of(notebook)), label


def test_an_edition_changes_with_a_key_and_not_with_a_hint():
    task = {"asks": "How many?", "kind": "number", "key": 3, "hint": "Count."}
    assert tasks.edition({"9.1": task}) == tasks.edition({"9.1": task | {"hint": "Count again."}})
    assert tasks.edition({"9.1": task}) != tasks.edition({"9.1": task | {"key": 4}})


def test_a_page_that_a_browser_saved_is_read_without_its_notebook(tmp_path):
    from nbconvert import HTMLExporter

    for template in ("lab", "classic", "basic"):
        page, _ = HTMLExporter(template_name=template).from_notebook_node(solved())
        (tmp_path / f"{template}_sheet_1.html").write_text(page, encoding="utf-8")
    rows = graded(tmp_path)
    assert any(row["points"] == str(FULL) for row in rows)
    assert all(row["points"] == str(FULL) or "the same hand-in" in row["note"] for row in rows)


# -- what a folder, a name or a right can cause


@pytest.mark.parametrize(
    "folder", ["", " ", "x" * 300, "x/" * 3000, "~nosuchuser/heap", "a\0b", "nowhere"], ids=lambda name: name[:9]
)
def test_what_is_no_folder_of_hand_ins_is_said(folder):
    with pytest.raises(
        CaseError, match="no folder .*: give the folder that holds the hand-ins|'.*' is no folder: give"
    ):
        grade(folder)


def test_a_hand_in_where_its_folder_is_asked(tmp_path):
    write(tmp_path / "Ana.ipynb", solved())
    with pytest.raises(CaseError, match="Ana.ipynb is a file, not a folder: give the folder that holds the hand-ins"):
        grade(tmp_path / "Ana.ipynb")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_is_named_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "Ana.ipynb")
    os.mkfifo(tmp_path / "sheet.json")
    lines = []
    grade(tmp_path, tell=lines.append)
    (row,) = table(tmp_path / "grades" / "grades.csv")
    assert "no ordinary file: put the file itself here" in row["note"]
    assert f"Passed over: {tmp_path / 'sheet.json'}, which is no sheet that can be read" in lines[0]


def test_a_sheet_json_that_is_broken_is_named(tmp_path):
    (tmp_path / "sheet.json").write_text("{", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    lines = []
    grade(tmp_path, tell=lines.append)
    assert any(
        "sheet.json, which is no sheet that can be read: if it is yours, write it anew" in line for line in lines
    )


def test_a_heap_into_which_nothing_can_be_written_is_refused_before_it_is_graded(tmp_path, monkeypatch):
    write(tmp_path / "Ana.ipynb", solved())
    monkeypatch.setattr("tellings.exercises.grade._judge_all", lambda *things: pytest.fail("graded in vain"))
    with monkeypatch.context() as patched:
        patched.setattr(os, "access", lambda path, mode: False)
        with pytest.raises(CaseError, match="grades cannot be written into: check its permissions"):
            grade(tmp_path, tell=print)
    (tmp_path / "grades").rmdir()
    (tmp_path / "grades").write_text("mine", encoding="utf-8")
    with pytest.raises(CaseError, match="grades is to be a folder, and a file has that name: rename the file"):
        grade(tmp_path, tell=print)


def test_a_file_that_may_not_be_looked_at_is_a_row(tmp_path, monkeypatch):
    write(tmp_path / "Ana_sheet_1.ipynb", solved())
    write(tmp_path / "Ben_sheet_1.ipynb", solved())
    real = os.lstat
    shut = str(tmp_path / "Ben_sheet_1.ipynb")

    def stat(path, *args, **kwargs):
        if str(path) == shut:
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **kwargs) if kwargs.get("follow_symlinks") is False else found(path, *args, **kwargs)

    found = os.stat
    monkeypatch.setattr(os, "stat", stat)
    files, _ = find_files(tmp_path)
    assert [file.name for file in files] == ["Ana_sheet_1.ipynb", "Ben_sheet_1.ipynb"]
    with pytest.raises(
        CaseError, match=r"cannot be read \(Permission denied\): check its permissions, and grade again"
    ):
        files[1].data()
