"""The class of made-up hand-ins through nbgrader: put in order, executed, graded, points only where they are earned."""

import copy
import shutil
import subprocess
import sys

import collect
import hand_ins
import nbformat
import pytest
import release
from hand_ins import SHEET, solved
from nbgrader.api import Gradebook
from sheets import RELEASED, SOURCES, marked, read

from tellings.case.files import PROJECT
from tellings.exercises.heap import notebook_cells

# nbgrader's database and kernels warn of their own affairs.
pytestmark = pytest.mark.filterwarnings("ignore")
SOLVED = "Solved"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with the class, taken in from a heap, and one student who has solved all sheets; all graded."""
    folder = tmp_path_factory.mktemp("course")
    release.release(folder, folder / "sheets")
    heap = folder / "heap"
    heap.mkdir()
    hand_ins.build(heap)
    told = []
    ready = collect.collect(heap, folder, tell=told.append)
    (folder / "told.txt").write_text("\n".join(told), encoding="utf-8")
    for name in SOURCES:
        target = folder / "submitted" / SOLVED / name / f"{name}.ipynb"
        target.parent.mkdir(parents=True)
        nbformat.write(read(SOURCES[name]), target)
        ready.append((name, SOLVED))
    api = release.course(folder)
    for name, student in ready:
        # The loop is stopped after these seconds; nobody else may be, however slow the machine is.
        api.config.Execute.timeout = 15 if student == "Eve-Loop" else 120
        result = api.autograde(name, student)
        assert result["success"] or student == "Olu-Exit", result
    return folder


@pytest.fixture(scope="module")
def graded(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        yield lambda student, name=SHEET: gradebook.find_submission(name, student).notebooks[0]


def points(notebook):
    return {grade.name: grade.auto_score for grade in notebook.grades if grade.name.startswith("check")}


def lost(graded, student):
    """The checks that a student has not got, of those that a solved sheet gets."""
    full = points(graded(SOLVED))
    return sorted(name for name, score in points(graded(student)).items() if score != full[name])


def autograded(course, student, name=SHEET):
    return marked(read(course / "autograded" / student / name / f"{name}.ipynb"))


@pytest.mark.parametrize("name", SOURCES)
def test_a_solved_sheet_gets_every_automatic_point(graded, name):
    notebook = graded(SOLVED, name)
    full = {
        label: cell.metadata.nbgrader.points
        for label, cell in marked(read(SOURCES[name])).items()
        if label.startswith("check")
    }
    assert points(notebook) == full
    assert notebook.needs_manual_grade
    assert all(grade.needs_manual_grade == grade.name.startswith("free") for grade in notebook.grades)


@pytest.mark.parametrize("name", SOURCES)
def test_a_solved_sheet_is_told_why_it_is_right(course, name):
    for label, cell in autograded(course, SOLVED, name).items():
        if label.startswith("check"):
            assert {output.output_type for output in cell.outputs} == {"stream"}
            assert cell.outputs[0].text.startswith("Right. ")


def test_each_file_of_the_heap_is_taken_in_or_named(course):
    told = (course / "told.txt").read_text(encoding="utf-8")
    taken = {path.parts[-3] for path in (course / "submitted").glob("*/*/*.ipynb")} - {SOLVED}
    assert len(taken) == 27 and {"Noor-Same", "Noor-Same-7b", "王芳", "Kim-Script", "Xan-Page", "Zoe-Zip"} <= taken
    left = {line.split(": ")[1] for line in told.splitlines() if line.startswith("not taken in")}
    assert left == {
        "Finn-Late_sheet_1.ipynb",
        "Tom-Broken_sheet_1.ipynb",
        "Uma-Pdf_sheet_1.pdf",
        "Yve-Both_sheet.html",
        "lesson.ipynb",
        "notes.txt",
    }
    assert f"ready: nbgrader autograde {SHEET}" in told


@pytest.mark.parametrize(
    ("student", "missing"),
    [
        ("Ana-Silva", []),
        ("Cleo-Lindqvist", ["check-1-1", "check-1-4", "check-1-7"]),
        ("Eve-Loop", ["check-1-4"]),
        ("Finn-Late", ["check-1-1"]),
        ("Gus-Split", []),
        ("Hana-Copy", []),
        ("Ida-Gone", ["check-1-4"]),
        ("Jon-Bare", []),
        ("Kim-Script", []),
        ("Lea-Red", ["check-1-1"]),
        ("Mo-Magic", []),
        ("Noor-Same", []),
        ("Noor-Same-7b", ["check-1-1", "check-1-4", "check-1-7"]),
        ("Quin-Heavy", []),
        ("Sam-Old", []),
        ("Xan-Page", []),
        ("अनिता-शर्मा", ["check-1-5"]),
    ],
)
def test_each_loses_what_is_wrong_and_no_more(graded, student, missing):
    assert lost(graded, student) == missing


def test_free_texts_wait_for_a_person_also_where_their_cells_had_lost_their_ids(course, graded):
    for student in ("Ana-Silva", "Jon-Bare", "Kim-Script", "Xan-Page"):
        assert graded(student).needs_manual_grade, student
        assert "lbc-26" in autograded(course, student)["free-1-6"].source


def test_a_blank_sheet_gets_none_and_nothing_to_grade(graded):
    notebook = graded("Ben-Okoro")
    assert notebook.score == 0
    assert not notebook.needs_manual_grade


def test_a_check_of_ones_own_earns_nothing(course, graded):
    assert set(points(graded("Dan-Sharp")).values()) == {0}
    cell = autograded(course, "Dan-Sharp")["check-1-1"]
    assert cell.source == 'check("1.1", words_written)' and cell.metadata.nbgrader.points == 1


def test_a_mistake_is_shown_as_one_line(course):
    (output,) = autograded(course, "Cleo-Lindqvist")["check-1-1"].outputs
    assert output.output_type == "error"
    assert output.traceback == ["Not yet. Read the short lines aloud: which of them would be in print?"]


def test_a_live_hand_in_writes_nothing_while_grading_and_feedback_has_the_points(course):
    """A second notebook beside the first made feedback fail for everybody who had handed in."""
    path = course / "submitted" / "Live" / SHEET / f"{SHEET}.ipynb"
    path.parent.mkdir(parents=True)
    notebook = solved()
    notebook.cells[-1].source = 'from helpers import hand_in\n\nhand_in("sheet_1_source_reading", "Live")'
    nbformat.write(notebook, path)
    api = release.course(course)
    api.config.Execute.timeout = 120
    assert api.autograde(SHEET, "Live")["success"]
    assert [file.name for file in (course / "autograded" / "Live" / SHEET).glob("*.ipynb")] == [f"{SHEET}.ipynb"]
    for student, words in (("Live", "Right. "), ("Cleo-Lindqvist", "Not yet. Read the short lines")):
        assert api.generate_feedback(SHEET, student)["success"]
        assert words in (course / "feedback" / student / SHEET / f"{SHEET}.html").read_text(encoding="utf-8")
    shutil.rmtree(course / "feedback")


# -- Put in order -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make", [hand_ins.copied, hand_ins.split, hand_ins.bare, lambda: hand_ins.without(solved(), "check-1-4")]
)
def test_every_id_stands_once(make):
    released = read(RELEASED[SHEET])
    notebook, notes = collect.in_order(released, notebook_cells(make())[0], SHEET)
    ids = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert sorted(ids) == sorted(marked(released)) and notes
    assert marked(notebook)["check-1-4"].metadata == marked(released)["check-1-4"].metadata


def test_a_sheet_in_order_is_left_as_it_is():
    notebook, notes = collect.in_order(read(RELEASED[SHEET]), notebook_cells(solved())[0], SHEET)
    assert notes == [] and [cell.source for cell in notebook.cells] == [cell.source for cell in solved().cells]


def test_only_code_that_has_lost_its_id_is_taken_for_a_check():
    call = marked(solved())["check-1-4"].source
    quoted = hand_ins.without(solved(), "check-1-4")
    quoted.cells.insert(0, nbformat.v4.new_markdown_cell(call))
    ordered, _ = collect.in_order(read(RELEASED[SHEET]), notebook_cells(quoted)[0], SHEET)
    assert ordered.cells[0].source == call and "nbgrader" not in ordered.cells[0].metadata
    answered = hand_ins.without(solved(), "check-1-4")
    marked(answered)["answer-1-4"].source = call
    ordered, _ = collect.in_order(read(RELEASED[SHEET]), notebook_cells(answered)[0], SHEET)
    assert marked(ordered)["answer-1-4"].source == call


def test_an_answer_that_has_lost_its_id_is_known_by_its_variable():
    notebook = solved()
    answer = marked(notebook)["answer-1-4"]
    del answer.metadata["nbgrader"]
    hand_ins.inserted(notebook, hand_ins.place(notebook, "check-1-4"), "1 + 1")
    ordered, _ = collect.in_order(read(RELEASED[SHEET]), notebook_cells(notebook)[0], SHEET)
    assert marked(ordered)["answer-1-4"].source == answer.source


def test_what_is_missing_is_put_in_at_its_place():
    gone = ("answer-1-2", "check-1-2", "answer-1-4", "check-1-4")
    notebook = hand_ins.without(solved(), *gone)
    ordered, _ = collect.in_order(read(RELEASED[SHEET]), notebook_cells(notebook)[0], SHEET)
    assert list(marked(ordered)) == list(marked(read(RELEASED[SHEET])))


def test_a_text_below_the_box_goes_into_the_box():
    notebook = read(RELEASED[SHEET])
    notebook.cells.insert(hand_ins.place(notebook, "free-1-6") + 1, nbformat.v4.new_markdown_cell("It came by wire."))
    ordered, _ = collect.in_order(read(RELEASED[SHEET]), notebook_cells(notebook)[0], SHEET)
    assert marked(ordered)["free-1-6"].source == "It came by wire."


def test_what_lies_in_submitted_is_put_in_order_and_kept_as_it_came(tmp_path):
    path = tmp_path / "submitted" / "ana" / SHEET / f"{SHEET}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(hand_ins.copied(), path)
    (tmp_path / "autograded" / "ana" / SHEET).mkdir(parents=True)
    told = []
    assert collect.collect(None, tmp_path, tell=told.append) == [(SHEET, "ana")]
    assert any("stood twice were joined: answer-1-1, check-1-1" in line for line in told)
    assert any(f'nbgrader autograde {SHEET} --student "ana" --force' in line for line in told)
    assert len(read(tmp_path / "set_aside" / "ana" / f"{SHEET}.ipynb").cells) == len(hand_ins.copied().cells)
    told.clear()
    collect.collect(None, tmp_path, tell=told.append)
    assert not any("joined" in line for line in told)


def test_a_renamed_file_in_submitted_gets_the_name_that_nbgrader_wants(tmp_path):
    folder = tmp_path / "submitted" / "ana" / SHEET
    folder.mkdir(parents=True)
    nbformat.write(solved(), folder / "sheet 1 FINAL (2).ipynb")
    collect.collect(None, tmp_path, tell=lambda line: None)
    assert [path.name for path in folder.iterdir()] == [f"{SHEET}.ipynb"]
    assert (tmp_path / "set_aside" / "ana" / "sheet 1 FINAL (2).ipynb").exists()


def test_a_second_hand_in_takes_the_place_and_the_first_is_kept(tmp_path):
    for number, notebook in enumerate([hand_ins.typical(), solved(), solved()]):
        heap = tmp_path / f"heap{number}"
        heap.mkdir()
        nbformat.write(notebook, heap / ("ana-silva_sheet_1.ipynb" if number else "Ana-Silva_sheet_1.ipynb"))
        told = []
        assert collect.collect(heap, tmp_path, tell=told.append) == [(SHEET, "Ana-Silva")]
        expected = ["ready", "takes the place of an earlier hand-in", "is there already"][number]
        assert any(expected in line for line in told)
    assert len(list((tmp_path / "set_aside").rglob("*.ipynb"))) == 1


def test_the_plain_way_of_nbgrader_still_collects(tmp_path):
    """What a teacher types who gives nbgrader the copies that hand_in has written."""
    archive = tmp_path / "downloaded" / SHEET / "archive"
    archive.mkdir(parents=True)
    nbformat.write(copy.deepcopy(solved()), archive / f"Ana-Silva_{SHEET}.ipynb")
    shutil.copy(PROJECT / "classroom" / "nbgrader_config.py", tmp_path)
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", "zip_collect", SHEET], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "submitted" / "Ana-Silva" / SHEET / f"{SHEET}.ipynb").exists()
