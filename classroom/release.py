"""Make the sheets that students get, and the key that teachers keep, out of the sources with solutions.

In: classroom/source/SHEET/, the exercises with their solutions in SHEET.toml and the texts in SHEET.md.
Out: notebooks/exercises/SHEET.ipynb; tellings/exercises/sheets/SHEET.json, the exercises packed, with every formula
computed; classroom/key.md; classroom/source/SHEET/SHEET.ipynb, the notebook with solutions, and nbgrader's gradebook.

python classroom/release.py    (or make release)
"""

import json
import logging
import os
import re
import shlex
import shutil
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import keys
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from tellings.case import wording
from tellings.case.files import CaseError, write_text
from tellings.exercises import source
from tellings.exercises.bank import SHEETS as PACKED
from tellings.exercises.bank import sheet_text
from tellings.exercises.tasks import edition

CLASSROOM = Path(__file__).resolve().parent
SOURCES = CLASSROOM / "source"
SHEETS = CLASSROOM.parent / "notebooks" / "exercises"
say = wording.of(__file__)
# nbgrader asks for programs that lie beside its Python, which need not be on the PATH.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def course(folder):
    """nbgrader's interface to a course in this folder, with the settings of nbgrader_config.py."""
    config = PyFileConfigLoader("nbgrader_config.py", str(CLASSROOM)).load_config()
    config.CourseDirectory.root = str(folder)
    api = NbGraderAPI(config=Config(config))
    api.log_level = logging.ERROR
    return api


def release(folder, sheets):
    """Let nbgrader make the released sheets in a course folder, and copy them into the folder for the students."""
    api = course(folder)
    Path(sheets).mkdir(parents=True, exist_ok=True)
    for sheet in names():
        place = Path(folder) / "source" / sheet / f"{sheet}.ipynb"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(notebook(sheet), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        result = api.generate_assignment(sheet, force=True)
        if not result["success"]:
            raise CaseError(say("release.failed", sheet=sheet, why=_reason(result)))
        shutil.copyfile(Path(folder) / "release" / sheet / place.name, Path(sheets) / place.name)


def _reason(result):
    """What nbgrader says when it refuses: the first error in its log, of which the later ones are the echo."""
    said = "\n".join(filter(None, (result.get("log"), result.get("error"))))
    first = re.search(r"^ *[\w.]+(?:Error|Exception): (.+)$|^\[ERROR\] (?!Traceback)(.+)$", said, re.M)
    return first[1] or first[2] if first else said


def names():
    """The names of the sheets, in order."""
    return sorted(path.stem for path in SOURCES.glob("*/*.toml"))


def written(sheet):
    """The exercises of a sheet as people wrote them, name -> exercise, formulas as they stand."""
    return source.read_tasks(SOURCES / sheet / f"{sheet}.toml")[1]


def texts(sheet):
    """The texts of a sheet, one for each of its exercises."""
    found = source.read_texts(SOURCES / sheet / f"{sheet}.md")
    source.agree(sheet, found, written(sheet))
    return found


def computed(entry, place=""):
    """An entry of a sheet with every formula in it replaced by its result: "=uses stay lbc body" by uses("stay", …)."""
    if isinstance(entry, dict):
        return {name: computed(part, place or name) for name, part in entry.items()}
    if isinstance(entry, list):
        return [computed(part, place) for part in entry]
    return _result(entry, place) if isinstance(entry, str) and entry.startswith("=") else entry


@cache
def _result(formula, place):
    try:
        function, *arguments = shlex.split(formula[1:])
        return getattr(keys, function)(*arguments)
    # Any function may be named with any words: what goes wrong in it is told with the formula.
    except Exception as error:
        reason = str(error) if isinstance(error, CaseError) else f"{type(error).__name__}: {error}"
        raise CaseError(say("release.formula", place=place, formula=formula, why=reason)) from None


def complete(sheet):
    """The exercises of a sheet as they are checked: every formula computed, each entry with all that holds for it."""
    return source.complete(computed(written(sheet)), texts(sheet))


def notebook(sheet):
    """The notebook of a sheet with its solutions, as nbgrader takes it."""
    made = source.woven(texts(sheet), computed(written(sheet)))
    # What tells a hand-in's sheet and edition, whatever becomes of its name.
    made["metadata"]["three_tellings"] = {"sheet": sheet, "edition": edition(complete(sheet))}
    return made


def faults():
    """A sentence for each exercise whose own solution its key does not take, and for each that stands twice."""
    counts = Counter(name for sheet in names() for name in written(sheet))
    found = [say("release.two_sheets", task=name) for name in counts if counts[name] > 1]
    for sheet in names():
        found += source.try_solutions(sheet, notebook(sheet), complete(sheet))
    return found


def pack():
    """Write the complete exercises of each sheet into the package."""
    for sheet in names():
        write_text(PACKED / f"{sheet}.json", sheet_text(complete(sheet)))


def key():
    """The answer key as Markdown: solutions from the notebooks; reasons, mistakes and rubrics from the sheets."""
    lines = [f"# {say('key.heading')}", "", say("key.about"), ""]
    for sheet in names():
        tasks, ((_, head), *_) = written(sheet), texts(sheet)
        title = head[0][1].splitlines()[0].removeprefix("# ")
        lines += [f"## {title}", "", say("key.points", points=sum(task["points"] for task in tasks.values())), ""]
        for name, task in tasks.items():
            lines += (_free if task["kind"] == "person" else _entry)(name, task)
    return "\n".join(lines).rstrip() + "\n"


def _free(name, task):
    """The lines on an exercise that a person grades."""
    return [
        f"### {say('key.free', task=name, points=task['points'])}",
        "",
        task["asks"],
        "",
        *[f"- {row}" for row in task["rubric"]],
        "",
        say("key.example"),
        "",
        *[f"> {line}".rstrip() for line in task["solution"].strip().splitlines()],
        "",
    ]


def _entry(name, task):
    """The lines on an exercise that is checked."""
    mistakes = [
        f"- {cell + ': ' if cell else ''}{_shown(mistake['answer'])} → {mistake['hint']}"
        for cell, part in [("", task), *task.get("cells", {}).items()]
        for mistake in part.get("wrong", [])
    ]
    return [
        f"### {say('key.checked', task=name, count=task['points'])}",
        "",
        task["asks"],
        "",
        "```python",
        source.solution_of(computed(task)),
        "```",
        "",
        *_results(task),
        task["right"],
        "",
        say("key.mistakes"),
        "",
        *mistakes,
        "",
    ]


def _results(exercise):
    """The values of keys that are computed from the texts, for which the solution shows only the way."""
    cells = exercise.get("cells") or {say("key.key"): exercise}
    lines = [f"- {name}: {_shown(cell['key'])}" for name, cell in cells.items() if str(cell["key"]).startswith("=")]
    return [say("key.computed"), "", *lines, ""] if lines else []


def _shown(answer):
    text = str(computed(answer)).replace("|", "\\|")
    return f"`{text[:80]} …`" if len(text) > 90 else f"`{text}`"


def main():
    if found := faults():
        raise SystemExit("\n".join([say("release.nothing"), *found]))
    try:
        release(CLASSROOM, SHEETS)
    except CaseError as error:
        raise SystemExit(f"{say('release.nothing')}\n{error}") from None
    pack()
    (CLASSROOM / "key.md").write_text(key(), encoding="utf-8")
    print(say("release.done"))


if __name__ == "__main__":
    sys.exit(main())
