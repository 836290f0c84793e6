"""The exercises of all sheets by their names, and a sheet as the package has it."""

import base64
import json
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path

from tellings.case.places import read_bytes

SHEETS = Path(__file__).with_name("sheets")
OWN = "sheet.json"


@cache
def exercises():
    """All exercises of all sheets, name -> exercise.

    The collection's sheets lie in tellings/exercises/sheets/; a sheet of one's own has its file, sheet.json, beside it.
    """
    known = {}
    for path in sorted(SHEETS.glob("*.json")):
        known |= read_sheet(path)
    return known | own_sheet(Path.cwd())


def exercises_of(sheet):
    """The exercises of one sheet, name -> exercise."""
    return {name: task for name, task in exercises().items() if task["sheet"] == sheet}


def own_sheet(folder):
    """The exercises of a sheet of one's own whose file lies in a folder, name -> exercise; else none."""
    # A file of this name that is no sheet is somebody else's.
    with suppress(OSError, ValueError, AttributeError, TypeError, zlib.error):
        return read_sheet(Path(folder) / OWN)
    return {}


def read_sheet(path):
    """The exercises of a packed sheet, name -> exercise."""
    tasks = json.loads(read_bytes(path))
    return {name: {"sheet": Path(path).stem, **unpacked(task)} for name, task in tasks.items()}


def sheet_text(tasks):
    """The text of a packed sheet. In: name -> exercise."""
    return json.dumps({name: packed(task) for name, task in tasks.items()}, indent=0) + "\n"


def add_sheet(sheet, tasks):
    """Let check and grading know the exercises of one more sheet, name -> exercise."""
    exercises().update({name: {"sheet": sheet, **task} for name, task in tasks.items()})


def packed(exercise):
    """An exercise as text that shows neither its key nor its typical mistakes: the form in which the package has it."""
    # Against a glance, not against a search: the sheets' sources hold the keys, and so does classroom/key.md.
    return base64.b64encode(zlib.compress(json.dumps(exercise).encode(), 9)).decode()


def unpacked(text):
    """The exercise that packed() has made into text; its tuples have become lists."""
    return json.loads(zlib.decompress(base64.b64decode(text)))
