"""The exercise sheets as the tests read them: sources with solutions, released sheets, cells by their name."""

import nbformat

from tellings.case.files import PROJECT

SOURCES = {path.stem: path for path in sorted((PROJECT / "classroom" / "source").glob("*/*.ipynb"))}
RELEASED = {name: PROJECT / "notebooks" / "exercises" / f"{name}.ipynb" for name in SOURCES}


def read(path):
    return nbformat.read(path, as_version=4)


def marked(notebook):
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
