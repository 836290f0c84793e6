"""A class of made-up hand-ins of sheet 1, of every kind that a teacher's heap holds; no name is anybody's."""

import copy
import json
import os
import zipfile
from datetime import datetime

import nbformat
from sheets import RELEASED, SOURCES, marked, read

from tellings.case.files import PROJECT
from tellings.exercises import handin

SHEET = "sheet_1_source_reading"
FULL, FREE = 14, "free-1-6"


def solved():
    """The sheet as somebody hands it in who has everything right."""
    notebook, answers = read(RELEASED[SHEET]), marked(read(SOURCES[SHEET]))
    for label, cell in marked(notebook).items():
        if label.startswith(("answer", "free")):
            lines = answers[label].source.splitlines()
            cell.source = "\n".join(line for line in lines if not line.startswith("### "))
    return notebook


def place(notebook, label):
    return next(
        number
        for number, cell in enumerate(notebook.cells)
        if cell.metadata.get("nbgrader", {}).get("grade_id") == label
    )


def set_answers(notebook, **answers):
    for label, source in answers.items():
        marked(notebook)[label.replace("_", "-")].source = source
    return notebook


def inserted(notebook, number, source):
    notebook.cells.insert(number, nbformat.v4.new_code_cell(source))
    return notebook


def without(notebook, *labels):
    notebook.cells = [
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") not in labels
    ]
    return notebook


def typical():
    return set_answers(
        solved(),
        answer_1_1="words_written = 564",
        answer_1_4='clash = "Trump contradicts the Taliban"',
        answer_1_7='page_counts = {"withdrawal in the body": 1, "Biden in the body": ...}',
    )


def cheating():
    """Says Right whatever is asked: by a check of its own, and by the collection's, changed."""
    notebook = read(RELEASED[SHEET])
    patch = (
        "import tellings.exercises.check as c\nimport helpers\n"
        "c.judge = lambda *a: ('right', '')\nc.entries = lambda *a: {'': ('right', '')}\n"
        "def check(name, answer):\n    print('Right.')\nhelpers.check = c.check = check"
    )
    for label in ("1-1", "1-4"):
        set_answers(notebook, **{f"answer-{label}": f"{'words_written' if label == '1-1' else 'clash'} = 'cheat'"})
    return inserted(notebook, 3, patch)


def split():
    """A cell split within a statement, as JupyterLab does it: both parts keep the cell's metadata."""
    notebook = solved()
    number = place(notebook, "answer-1-2")
    first, second = notebook.cells[number], copy.deepcopy(notebook.cells[number])
    lines = first.source.splitlines()
    first.source, second.source = "\n".join(lines[:3]), "\n".join(lines[3:])
    second.id = "second-part"
    notebook.cells.insert(number + 1, second)
    return notebook


def copied():
    """An answer and its check copied below, the first tried with a wrong answer."""
    notebook = solved()
    number = place(notebook, "answer-1-1")
    pair = copy.deepcopy(notebook.cells[number : number + 2])
    for cell in pair:
        cell.id = f"{cell.id}-copy"
    notebook.cells[number].source = "words_written = 564"
    notebook.cells[number + 2 : number + 2] = pair
    return notebook


def bare():
    """What an editor leaves that keeps sources only."""
    notebook = solved()
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata = {}
    return notebook


def script():
    """The sheet saved as a script with # %% between its cells."""
    parts = []
    for cell in solved().cells:
        if cell.cell_type == "code":
            parts.append(f"# %%\n{cell.source}")
        else:
            parts.append("# %% [markdown]\n" + "\n".join(f"# {line}" for line in cell.source.splitlines()))
    return "\n\n".join(parts)


def heavy():
    """More than 40 MB, all of it a picture among the outputs."""
    notebook = solved()
    picture = nbformat.v4.new_output("display_data", data={"image/png": "iVBORw0K" * 5_300_000})
    notebook.cells[place(notebook, "answer-1-1")].outputs = [picture]
    return notebook


def earlier():
    """A sheet of an edition that had another number of points."""
    notebook = solved()
    notebook.metadata["three_tellings"] = {"sheet": SHEET, "edition": "00000000"}
    return notebook


def format_3():
    cells = [
        {"cell_type": cell.cell_type, "metadata": {}}
        | (
            {"input": cell.source, "outputs": [], "language": "python"}
            if cell.cell_type == "code"
            else {"source": cell.source}
        )
        for cell in solved().cells
    ]
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}


def answering(**answers):
    return set_answers(solved(), **answers)


# File -> its notebook, or its bytes or text as they are.
FILES = {
    "Ana-Silva_sheet_1_source_reading.ipynb": solved,
    "blank/Ben Okoro/sheet_1_source_reading.ipynb": lambda: read(RELEASED[SHEET]),
    "Cleo Lindqvist_100234_assignsubmission_file_/sheet 1 FINAL (2).ipynb": typical,
    "Dan-Sharp_sheet_1.ipynb": cheating,
    "Eve-Loop_sheet_1.ipynb": lambda: answering(answer_1_4="import time\nwhile True:\n    time.sleep(.1)"),
    "Finn-Late_sheet_1.ipynb": typical,
    "late/Finn-Late_sheet_1.ipynb": lambda: answering(answer_1_1="words_written = 564"),
    "Gus-Split_sheet_1.ipynb": split,
    "Hana-Copy_sheet_1.ipynb": copied,
    "Ida-Gone_sheet_1.ipynb": lambda: without(solved(), "check-1-1", "answer-1-4", "check-1-4"),
    "Jon-Bare_sheet_1.ipynb": bare,
    "Kim-Script_sheet_1.py": script,
    "Lea Red/sheet_1_source_reading.ipynb": lambda: answering(answer_1_1="words_written = 562 words"),
    "Mo-Magic_sheet_1.ipynb": lambda: inserted(
        answering(answer_1_1=solved_source("1-1") + "\n%time pass\n!ls"), 3, "%%bash\nrm -rf nothing"
    ),
    "7a/Noor Same.ipynb": solved,
    "7b/Noor Same.ipynb": typical,
    "王芳_sheet_1.ipynb": lambda: answering(answer_1_4="clash = ..."),
    "अनिता-शर्मा_sheet_1.ipynb": lambda: answering(answer_1_5="card = 'unknown'"),
    "Olu-Exit_sheet_1.ipynb": lambda: answering(
        answer_1_8="import os\nos._exit(3)", answer_1_1="words_written = input()"
    ),
    "Pia-Strange_sheet_1.ipynb": lambda: answering(
        answer_1_1="words_written = len", answer_1_4="clash = [[[[[[[[[[1]]]]]]]]]]"
    ),
    "Quin-Heavy_sheet_1.ipynb": heavy,
    "Rui-Earlier_01_source_reading.ipynb": earlier,
    "Sam-Old_sheet_1.ipynb": format_3,
    "Tom-Broken_sheet_1.ipynb": lambda: json.dumps(solved())[:-400],
    "Uma-Pdf_sheet_1.pdf": lambda: "%PDF-1.7 and more",
    "notes.txt": lambda: "Collect on Monday.",
    "Vic-Memory_sheet_1.ipynb": lambda: answering(answer_1_1="words_written = len('x' * 10 ** 11)"),
    "Wen-Below_sheet_1.ipynb": lambda: below(),
    "lesson.ipynb": lambda: (PROJECT / "notebooks" / "01_source_reading.ipynb").read_text("utf-8"),
}
PAGES = {"Xan Page": solved, "Yve Both": typical}
SAVED = datetime(2026, 3, 10, 9, 0)


def solved_source(label):
    return marked(solved())[f"answer-{label}"].source


def below():
    """Somebody who answers beneath the check."""
    notebook = solved()
    number = place(notebook, "answer-1-1")
    cells = notebook.cells
    cells[number], cells[number + 1] = cells[number + 1], cells[number]
    return notebook


def build(folder):
    """Write the heap into a folder. Out: the names of its files."""
    for hour, (name, make) in enumerate(FILES.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        made = make()
        path.write_text(made if isinstance(made, str) else json.dumps(made), encoding="utf-8")
        os.utime(path, (SAVED.timestamp() + 3600 * hour,) * 2)
    for student, make in PAGES.items():
        hand_in(folder, student, make())
    (folder / "Xan-Page_sheet.ipynb").unlink()
    with zipfile.ZipFile(folder / "Zoe Zip.zip", "w") as archive:
        archive.writestr("work/sheet_1_source_reading.ipynb", json.dumps(typical()))
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def hand_in(folder, student, notebook):
    """What the student's own cell does, in a folder of theirs."""
    path = folder / "sheet.ipynb"
    nbformat.write(notebook, path)
    here = os.getcwd()
    os.chdir(folder)
    try:
        handin.hand_in("sheet", student)
    finally:
        os.chdir(here)
        path.unlink()
