"""The notebooks and sheets as the tests read them."""

import json
import re

from tellings.case.files import PROJECT

LESSONS = sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb"))
# What the lessons leave out of their hour: each is named after its lesson.
DEEPER = sorted((PROJECT / "notebooks" / "deeper").glob("[0-9]*.ipynb"))
SHEETS = sorted((PROJECT / "notebooks" / "exercises").glob("sheet_*.ipynb"))


def cells(path, kind=None):
    """The cells of a notebook as (number, source, cell), counted from 1; `kind` is code or markdown."""
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        (number, "".join(cell["source"]), cell)
        for number, cell in enumerate(found, 1)
        if kind in (None, cell["cell_type"])
    ]


def outputs(path):
    """The stored outputs of a notebook as (number of the cell, output)."""
    return [(number, output) for number, _, cell in cells(path, "code") for output in cell.get("outputs", [])]


def prose(text):
    """Markdown without what is code or mark-up: a reader's words."""
    text = re.sub(r"```.*?```|`[^`]*`|<[^>]+>", " ", text, flags=re.S)
    return re.sub(r"\]\([^)]*\)", "]", text)


def slug(heading):
    """The anchor that GitHub, JupyterLab's pages and Sphinx give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
