"""The exercise sheets: what nbgrader makes of the sources, without outputs, one page to hand in."""

import json
import re

import pytest
import release
from sheets import RELEASED, SOURCES, marked, read

from tellings.case.files import PROJECT
from tellings.exercises import check as exercises


def test_released_sheets_are_what_nbgrader_makes_of_the_sources(tmp_path):
    release.release(tmp_path / "course", tmp_path / "sheets")
    assert {path.name for path in (tmp_path / "sheets").iterdir()} == {path.name for path in RELEASED.values()}
    assert not list((tmp_path / "course" / "release").rglob("*.toml")), "a released folder holds the keys"
    for name, path in RELEASED.items():
        fresh = read(tmp_path / "sheets" / f"{name}.ipynb")
        assert read(path) == fresh, f"{name} has drifted from classroom/source: run make release"


@pytest.mark.parametrize("name", SOURCES)
def test_released_keys_are_what_the_sources_and_the_texts_give(name):
    """A key is computed when a sheet is released: a text, a coding or a finder that changes later must not go unseen."""
    path = exercises.SHEETS / f"{name}.json"
    released = {
        number: exercises.unpacked(packed) for number, packed in json.loads(path.read_text(encoding="utf-8")).items()
    }
    fresh = json.loads(json.dumps(release.complete(name)))
    assert released == fresh, f"{path.name} has drifted: run make release"
    assert list(released) == list(fresh)


def test_a_packed_sheet_shows_no_hint_and_no_key():
    for path in exercises.SHEETS.iterdir():
        assert re.fullmatch(r'\{\n("\d\.\d+": "[\w+/=]+",?\n)+\}\n', path.read_text(encoding="utf-8")), path.name


def test_the_key_page_is_what_the_sources_give():
    assert (PROJECT / "classroom" / "key.md").read_text(encoding="utf-8") == release.key(), "run make release"


@pytest.mark.parametrize("name", SOURCES)
def test_sources_and_sheets_carry_no_outputs_and_sheets_no_solutions(name):
    for path in (SOURCES[name], RELEASED[name]):
        for cell in read(path).cells:
            if cell.cell_type == "code":
                assert cell.outputs == [] and cell.execution_count is None
    solutions = marked(read(SOURCES[name]))
    for label, cell in marked(read(RELEASED[name])).items():
        assert "SOLUTION" not in cell.source
        if label.startswith(("answer", "free")):
            assert cell.source != solutions[label].source
        if label.startswith("free"):
            assert cell.source == "*Write your answer here.*"


def lesson(name):
    """The lesson of a sheet: sheet_1_source_reading belongs to 01_source_reading."""
    _, number, subject = name.split("_", 2)
    return f"0{number}_{subject}"


@pytest.mark.parametrize("name", SOURCES)
def test_a_sheet_says_what_it_takes(name):
    notebook = read(RELEASED[name])
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    head = notebook.cells[0].source
    assert re.search(r"\*\*Time:\*\* about \d+ minutes", head) and f"(../{lesson(name)}.ipynb)" in head
    assert "On Binder" in text and "download" in text
    assert "quotation marks" in text and "`SyntaxError`" in text and "`NameError`" in text
    points = {
        label: cell.metadata.nbgrader.points
        for label, cell in marked(notebook).items()
        if "points" in cell.metadata.nbgrader
    }
    person = sum(value for label, value in points.items() if label.startswith("free"))
    assert f"**Points:** {sum(points.values())}, of which {person} are given by a person" in head
    assert len(re.findall(r"^# ", text, re.M)) == 1
    for cell, following in zip(notebook.cells, notebook.cells[1:]):
        if following.metadata.get("nbgrader", {}).get("grade_id", "").startswith("free"):
            assert "*A full answer contains*" in cell.source
    assert "hand_in(" in notebook.cells[-1].source


def test_each_exercise_stands_on_its_sheet_and_the_rubric_adds_up_to_its_points():
    for name, exercise in exercises.exercises().items():
        cells = marked(read(RELEASED[exercise["sheet"]]))
        label = name.replace(".", "-")
        if exercise["kind"] == "person":
            rubric = [int(row[0]) for row in exercise["rubric"] if row[0].isdigit()]
            assert sum(rubric) == cells[f"free-{label}"].metadata.nbgrader.points
        else:
            assert cells[f"check-{label}"].source.startswith(f'check("{name}", ')
            assert f"answer-{label}" in cells
    assert sum(
        len([label for label in marked(read(path)) if not label.startswith("answer")]) for path in RELEASED.values()
    ) == len(exercises.exercises())
