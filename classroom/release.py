"""Make the sheets that students get, and the key that teachers keep, out of the sources with solutions.

In: classroom/source/SHEET/, the notebook SHEET.ipynb with solutions and its questions, keys and hints in SHEET.toml.
Out: notebooks/exercises/SHEET.ipynb; tellings/exercises/sheets/SHEET.json, the same questions and keys packed, with
every formula computed; classroom/key.md; nbgrader's gradebook.

python classroom/release.py    (or make release)
"""

import json
import logging
import shlex
import shutil
import sys
import tomllib
from functools import cache
from pathlib import Path

import keys
import nbformat
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from tellings.exercises import tasks
from tellings.exercises.check import SHEETS as PACKED
from tellings.exercises.check import packed

CLASSROOM = Path(__file__).resolve().parent
SOURCES = CLASSROOM / "source"
SHEETS = CLASSROOM.parent / "notebooks" / "exercises"
# What is said once of an exercise with several entries and holds for each of them.
SHARED = ("kind", "within", "percent", "at_most", "options", "unread")


def course(folder):
    """nbgrader's interface to a course in this folder, with the settings of nbgrader_config.py."""
    config = PyFileConfigLoader("nbgrader_config.py", str(CLASSROOM)).load_config()
    config.CourseDirectory.root = str(folder)
    api = NbGraderAPI(config=Config(config))
    api.log_level = logging.ERROR
    return api


def release(folder, sheets):
    """Let nbgrader make the released sheets in a course folder, and copy them into the folder for the students."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    if Path(folder).resolve() != CLASSROOM:
        shutil.copytree(SOURCES, Path(folder) / "source")
    api = course(folder)
    Path(sheets).mkdir(parents=True, exist_ok=True)
    for source in sorted(SOURCES.glob("*/*.ipynb")):
        result = api.generate_assignment(source.parent.name, force=True)
        if not result["success"]:
            raise SystemExit(f"{source.name} could not be released:\n{result.get('error') or result['log']}")
        released = Path(folder) / "release" / source.parent.name / source.name
        notebook = nbformat.read(released, as_version=4)
        # What tells a hand-in's sheet and edition, whatever becomes of its name.
        about = {"sheet": source.stem, "edition": tasks.edition(complete(source.stem))}
        notebook.metadata["three_tellings"] = about
        nbformat.write(notebook, released)
        shutil.copyfile(released, Path(sheets) / source.name)


def written(sheet):
    """The exercises of a sheet as people wrote them, name -> exercise, formulas as they stand."""
    return tomllib.loads((SOURCES / sheet / f"{sheet}.toml").read_text(encoding="utf-8"))


def computed(entry):
    """An entry of a sheet with every formula in it replaced by its result: "=uses stay lbc body" by uses("stay", …)."""
    if isinstance(entry, dict):
        return {name: computed(part) for name, part in entry.items()}
    if isinstance(entry, list):
        return [computed(part) for part in entry]
    return _result(entry) if isinstance(entry, str) and entry.startswith("=") else entry


@cache
def _result(formula):
    function, *arguments = shlex.split(formula[1:])
    return getattr(keys, function)(*arguments)


def complete(sheet):
    """The exercises of a sheet as they are checked: every formula computed, each entry with all that holds for it."""
    exercises = computed(written(sheet))
    for name, exercise in exercises.items():
        exercise |= placed(sheet, name)
        shared = {field: exercise[field] for field in SHARED if field in exercise}
        for name, cell in exercise.get("cells", {}).items():
            exercise["cells"][name] = {**shared, **cell}
    return exercises


def placed(sheet, name):
    """What the notebook says of an exercise, so that grading needs none: title, points, variable, given lines."""
    cells = _cells(sheet)
    label = name.replace(".", "-")
    graded = next(number for number, cell in enumerate(cells) if _label(cell) in (f"check-{label}", f"free-{label}"))
    numbers = tasks.sections([(cell.cell_type, cell.source, _label(cell)) for cell in cells])[name]
    about = {
        "title": cells[numbers[0]].source.splitlines()[0].lstrip("# ").removeprefix(name).strip(),
        "points": cells[graded].metadata.nbgrader.points,
    }
    if _label(cells[graded]).startswith("check"):
        (statement,) = tasks.parsed(cells[graded].source).body
        return about | {"variable": tasks.checked(statement)[1].id}
    lines = [line for number in numbers if number != graded for line in cells[number].source.splitlines()]
    return about | {"given": sorted({tasks.print_of(line) for line in lines if line.strip()})}


@cache
def _cells(sheet):
    return nbformat.read(SOURCES / sheet / f"{sheet}.ipynb", as_version=4).cells


def _label(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def pack():
    """Write the complete exercises of each sheet into the package."""
    for path in sorted(SOURCES.glob("*/*.toml")):
        exercises = {name: packed(exercise) for name, exercise in complete(path.stem).items()}
        (PACKED / f"{path.stem}.json").write_text(json.dumps(exercises, indent=0) + "\n", encoding="utf-8")


def key():
    """The answer key as Markdown: solutions from the notebooks; reasons, mistakes and rubrics from the sheets."""
    lines = [
        "# Answer key and rubrics",
        "",
        "For teachers. Made by `make release` of `classroom/source/`: change what lies there, not this page. "
        "Free text is graded by the rubric; the example is one answer that earns every point.",
        "",
    ]
    for path in sorted(SOURCES.glob("*/*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        marked = {cell.metadata.nbgrader.grade_id: cell for cell in cells if "nbgrader" in cell.metadata}
        title = cells[0].source.splitlines()[0].removeprefix("# ")
        total = sum(cell.metadata.nbgrader.get("points", 0) for cell in marked.values())
        lines += [f"## {title}", "", f"{total} points.", ""]
        for name, exercise in written(path.stem).items():
            lines += _free(name, exercise, marked) if exercise["kind"] == "person" else _entry(name, exercise, marked)
    return "\n".join(lines).rstrip() + "\n"


def _free(name, exercise, marked):
    """The lines on an exercise that a person grades."""
    cell = marked[f"free-{name.replace('.', '-')}"]
    return [
        f"### {name} · {cell.metadata.nbgrader.points} points, graded by a person",
        "",
        exercise["asks"],
        "",
        *[f"- {row}" for row in exercise["rubric"]],
        "",
        "Example:",
        "",
        *[f"> {line}".rstrip() for line in cell.source.splitlines()],
        "",
    ]


def _entry(name, exercise, marked):
    """The lines on an exercise that is checked."""
    label = name.replace(".", "-")
    points = marked[f"check-{label}"].metadata.nbgrader.points
    _, _, solution = marked[f"answer-{label}"].source.partition("### BEGIN SOLUTION\n")
    mistakes = [
        f"- {cell + ': ' if cell else ''}{_shown(mistake['answer'])} → {mistake['hint']}"
        for cell, part in [("", exercise), *exercise.get("cells", {}).items()]
        for mistake in part.get("wrong", [])
    ]
    return [
        f"### {name} · {points} point{'s' * (points != 1)}",
        "",
        exercise["asks"],
        "",
        "```python",
        solution.removesuffix("\n### END SOLUTION"),
        "```",
        "",
        *_results(exercise),
        exercise["right"],
        "",
        "Typical mistakes and their hints:",
        "",
        *mistakes,
        "",
    ]


def _results(exercise):
    """The values of keys that are computed from the texts, for which the solution shows only the way."""
    cells = exercise.get("cells") or {"Key": exercise}
    lines = [f"- {name}: {_shown(cell['key'])}" for name, cell in cells.items() if str(cell["key"]).startswith("=")]
    return ["Computed from the texts:", "", *lines, ""] if lines else []


def _shown(answer):
    text = str(computed(answer)).replace("|", "\\|")
    return f"`{text[:80]} …`" if len(text) > 90 else f"`{text}`"


def main():
    release(CLASSROOM, SHEETS)
    pack()
    (CLASSROOM / "key.md").write_text(key(), encoding="utf-8")
    print(
        "Released the sheets to notebooks/exercises, what checks them to tellings/exercises/sheets, the key to key.md"
    )


if __name__ == "__main__":
    sys.exit(main())
