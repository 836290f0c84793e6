"""The way of a sheet through nbgrader and back: collected, executed, graded, with points only where they are earned."""

import shutil
import subprocess
import sys

import nbformat
import pytest
import release
from nbgrader.api import Gradebook
from sheets import RELEASED, SOURCES, marked, read

from tellings.case.files import PROJECT

# nbgrader's database and kernels warn of their own affairs.
pytestmark = pytest.mark.filterwarnings("ignore")
READING = "sheet_1_source_reading"
TYPICAL = {
    "answer-1-1": "words_written = 564",
    "answer-1-2": 'dates = {"lbc earliest": "17 August 2021", "lbc latest": "17 August 2021", "later latest": 2025}',
    "answer-1-4": 'clash = "Trump contradicts the Taliban"',
    "answer-1-7": "page_counts = 1 / 0",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with a class of five, collected from one folder of files and graded."""
    folder = tmp_path_factory.mktemp("course")
    release.release(folder, folder / "sheets")
    for name in SOURCES:
        hand_over(folder, "solved", name, read(SOURCES[name]))
    hand_over(folder, "blank", READING, read(RELEASED[READING]))
    typical = read(SOURCES[READING])
    for label, source in TYPICAL.items():
        marked(typical)[label].source = source
    hand_over(folder, "typical", READING, typical)
    cheating = read(RELEASED[READING])
    for label, cell in marked(cheating).items():
        if label.startswith("check"):
            cell.source = "pass"
    cheating.cells.insert(3, nbformat.v4.new_code_cell("def check(name, answer):\n    print('Right.')"))
    hand_over(folder, "cheating", READING, cheating)
    endless = read(SOURCES[READING])
    marked(endless)["answer-1-4"].source = "import time\nwhile True:\n    time.sleep(.1)"
    hand_over(folder, "endless", READING, endless)
    collect(folder, READING)
    api = release.course(folder)
    for name in SOURCES:
        for student in sorted(path.parent.name for path in (folder / "submitted").glob(f"*/{name}")):
            # The loop is stopped after these seconds; nobody else may be, however slow the machine is.
            api.config.Execute.timeout = 20 if student == "endless" else 120
            result = api.autograde(name, student)
            assert result["success"], result
    return folder


def hand_over(folder, student, name, notebook):
    target = folder / "downloaded" / name / "archive" / f"{student}_{name}.ipynb"
    if name != READING:
        target = folder / "submitted" / student / name / f"{name}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)


def collect(folder, name):
    """What the guide tells a teacher to type, in the folder with the settings."""
    shutil.copy(PROJECT / "classroom" / "nbgrader_config.py", folder)
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", "zip_collect", name], cwd=folder, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def graded(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        yield lambda student, name: gradebook.find_submission(name, student).notebooks[0]


def points(notebook):
    return {grade.name: grade.auto_score for grade in notebook.grades if grade.name.startswith("check")}


@pytest.mark.parametrize("name", SOURCES)
def test_a_solved_sheet_gets_every_automatic_point(graded, name):
    notebook = graded("solved", name)
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
    for label, cell in marked(read(course / "autograded" / "solved" / name / f"{name}.ipynb")).items():
        if label.startswith("check"):
            assert {output.output_type for output in cell.outputs} == {"stream"}
            assert cell.outputs[0].text.startswith("Right. ")


def test_a_blank_sheet_gets_none_and_nothing_to_grade(graded):
    notebook = graded("blank", READING)
    assert notebook.score == 0
    assert not notebook.needs_manual_grade


def test_typical_mistakes_get_the_points_they_deserve(graded):
    expected = points(graded("solved", READING)) | {label.replace("answer", "check"): 0 for label in TYPICAL}
    assert points(graded("typical", READING)) == expected
    assert 0 < sum(expected.values()) < graded("typical", READING).max_score


def test_a_mistake_is_shown_as_one_line(course):
    cells = marked(read(course / "autograded" / "typical" / READING / f"{READING}.ipynb"))
    (output,) = cells["check-1-1"].outputs
    assert output.output_type == "error"
    assert output.traceback == [
        "Not yet. Read the last words of each short paragraph: would they be part of a printed article?"
    ]


def test_edited_test_cells_are_restored(course, graded):
    cells = marked(read(course / "autograded" / "cheating" / READING / f"{READING}.ipynb"))
    assert cells["check-1-1"].source == 'check("1.1", words_written)'
    assert cells["check-1-1"].metadata.nbgrader.points == 1


def test_an_endless_loop_is_stopped_and_costs_its_own_exercise_only(graded):
    expected = points(graded("solved", READING)) | {"check-1-4": 0}
    assert points(graded("endless", READING)) == expected


def test_feedback_is_a_page_with_the_points(course):
    api = release.course(course)
    assert api.generate_feedback(READING, "typical")["success"]
    page = (course / "feedback" / "typical" / READING / f"{READING}.html").read_text(encoding="utf-8")
    assert "Not yet. Read the last words" in page
    shutil.rmtree(course / "feedback")
