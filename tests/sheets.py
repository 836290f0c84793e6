"""The exercise sheets as the tests read them: sources with solutions, released sheets, cells by their name."""

import atexit
import json
import shutil
import tempfile
from pathlib import Path

import nbformat
import release

from tellings.case.files import PROJECT

# The notebooks with solutions are made of the sheets' exercises and texts, and lie in no version of the project.
FOLDER = Path(tempfile.mkdtemp())
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
SOURCES = {name: FOLDER / f"{name}.ipynb" for name in release.names()}
for _name, _path in SOURCES.items():
    _path.write_text(json.dumps(release.notebook(_name)), encoding="utf-8")
RELEASED = {name: PROJECT / "notebooks" / "exercises" / f"{name}.ipynb" for name in SOURCES}


def read(path):
    return nbformat.read(path, as_version=4)


def marked(notebook):
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
