"""Make the sheets that students get, and the key that teachers keep, out of the sources with solutions.

python classroom/release.py    writes notebooks/exercises/*.ipynb and classroom/key.md, and sets up the gradebook
"""

import logging
import shutil
import sys
from pathlib import Path

import nbformat
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from tellings.exercises import check as exercises

CLASSROOM = Path(__file__).resolve().parent
SOURCES = CLASSROOM / "source"
SHEETS = CLASSROOM.parent / "notebooks" / "exercises"


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
        shutil.copyfile(Path(folder) / "release" / source.parent.name / source.name, Path(sheets) / source.name)


def key():
    """The answer key as Markdown: solutions from the sources; reasons, mistakes and rubrics from the data."""
    lines = [
        "# Answer key and rubrics",
        "",
        "For teachers. Made by `make release` of `classroom/source/` and `tellings/exercises/sheets/`: change those, "
        "not this page. Free text is graded by the rubric; the example is one answer that earns every point.",
        "",
    ]
    for path in sorted(SOURCES.glob("*/*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        marked = {cell.metadata.nbgrader.grade_id: cell for cell in cells if "nbgrader" in cell.metadata}
        title = cells[0].source.splitlines()[0].removeprefix("# ")
        total = sum(cell.metadata.nbgrader.get("points", 0) for cell in marked.values())
        lines += [f"## {title}", "", f"{total} points.", ""]
        for name, exercise in exercises.exercises().items():
            if exercise["sheet"] == path.stem:
                lines += _entry(name, exercise, marked)
    return "\n".join(lines).rstrip() + "\n"


def _entry(name, exercise, marked):
    label = name.replace(".", "-")
    if exercise["kind"] == "person":
        cell = marked[f"free-{label}"]
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
    points = marked[f"check-{label}"].metadata.nbgrader.points
    _, _, solution = marked[f"answer-{label}"].source.partition("### BEGIN SOLUTION\n")
    solution = solution.removesuffix("\n### END SOLUTION")
    parts = [("", exercise), *exercise.get("cells", {}).items()]
    mistakes = [
        f"- {cell + ': ' if cell else ''}{_shown(mistake['answer'])} → {mistake['hint']}"
        for cell, part in parts
        for mistake in part.get("wrong", [])
    ]
    return [
        f"### {name} · {points} point{'s' * (points != 1)}",
        "",
        exercise["asks"],
        "",
        "```python",
        solution,
        "```",
        "",
        *_computed(exercise),
        exercise["right"],
        "",
        "Typical mistakes and their hints:",
        "",
        *mistakes,
        "",
    ]


def _computed(exercise):
    """The values of keys that are computed from the texts, for which the solution shows only the way."""
    cells = exercise.get("cells") or {"Key": exercise}
    lines = [f"- {name}: {_shown(cell['key'])}" for name, cell in cells.items() if str(cell["key"]).startswith("=")]
    return ["Computed from the texts:", "", *lines, ""] if lines else []


def _shown(answer):
    value = exercises.value(answer)
    if hasattr(value, "columns"):
        value = value[["start", "end"]].values.tolist()
    text = str(value).replace("|", "\\|")
    if len(text) > 90:
        text = f"{text[:80]} …"
    return f"`{text}`"


def main():
    release(CLASSROOM, SHEETS)
    (CLASSROOM / "key.md").write_text(key(), encoding="utf-8")
    print("Released the sheets to notebooks/exercises and their key to classroom/key.md")


if __name__ == "__main__":
    sys.exit(main())
