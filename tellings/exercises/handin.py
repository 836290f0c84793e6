"""The work of a sheet as one page to hand in, and a copy to be graded."""

import json
import os
import re
import time
import unicodedata
from datetime import datetime
from pathlib import Path

from tellings.case.errors import CaseError
from tellings.case.files import PROJECT, write_text
from tellings.case.places import read_bytes, working_folder
from tellings.exercises import runs, tasks
from tellings.exercises.bank import exercises_of
from tellings.exercises.cells import assigned
from tellings.exercises.heap import notebook_cells
from tellings.exercises.pages import embedded
from tellings.exercises.wording import say
from tellings.reading.inert import inert
from tellings.reading.show import visible
from tellings.reading.templates import render

SHEETS = PROJECT / "notebooks" / "exercises"
# Sheets that were refused as unsaved, with the time: what is saved after that is taken, whatever the session says.
_refused = {}


def hand_in(sheet, student):
    """Write the saved sheet as one HTML page, with nothing to load from elsewhere, and a copy for automatic grading.

    The notebook that is open is handed in, whatever its name; the sheet's name counts where no notebook is open.
    In: the sheet's name ("sheet_1_source_reading", or the name of your own copy of it) and yours.
    Out: two files beside the sheet, STUDENT_SHEET.html and STUDENT_SHEET.ipynb; names and folder are printed, and what
    is wrong with the sheet's cells. While sheets are graded, nothing is written.
    Errors: CaseError where there is no such sheet, no name, no answer, or where the sheet is not saved as it stands.
    """
    if any(os.environ.get(name) for name in ("NBGRADER_EXECUTION", "TELLINGS_GRADING")):
        print(say("hand_in.grading"))
        return
    name = file_name(student) if isinstance(student, (str, int)) else ""
    if not name or name.casefold() == "your-name":
        raise CaseError(say("hand_in.name"))
    said, history = _session()
    path = _open_notebook(said) or _sheet(str(sheet))
    notebook = _notebook(path)
    cells, about = notebook_cells(notebook)
    of = tasks.sheet_of(cells)
    saved = datetime.fromtimestamp(os.path.getmtime(path))
    _refuse(path, cells, of, saved, history)
    about = {**about, "sheet": of, "student": str(student).strip(), "saved": saved.isoformat(timespec="seconds")}
    for fault, names in tasks.faults(cells, of).items():
        if names:
            print(say(f"careful.{fault}", tasks=", ".join(names), count=len(names)))
    page, copy = _write(path, notebook, cells, about, name)
    print(say("hand_in.written", page=page.name, copy=copy.name, saved=saved))
    if name != "-".join(str(student).split()):
        print(say("hand_in.called", name=name))
    print(say("hand_in.folder", folder=path.parent))
    print(say("hand_in.again"))


# Windows opens these in place of a file or a folder of that name.
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d", re.I)


def file_name(student):
    """A student's name as part of a file's: the letters of any script with their marks, hyphens for all else."""
    text = unicodedata.normalize("NFC", str(student))
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in text)
    name = cut_name(re.sub("-+", "-", kept).strip("-"))
    return f"{name}-" if _DEVICE.fullmatch(name) else name


def cut_name(name):
    """The first hundred bytes of a name, no letter cut."""
    return name.encode("utf-8", "replace")[:100].decode("utf-8", "ignore")


def _session():
    """The notebook's file if VS Code says it, and what was run in it, the cell that runs now last; "", [] elsewhere."""
    shell = runs.shell()
    if shell is None:
        return "", []
    # As it was typed: what was run has its magics translated.
    history = [str(source).strip() for source in getattr(shell.history_manager, "input_hist_raw", [])]
    return str(shell.user_ns.get("__vsc_ipynb_file__", "")), history


def _open_notebook(said):
    """The file that is open: as VS Code or JupyterLab's server says; None where neither does, or it has moved."""
    for place in (said, os.environ.get("JPY_SESSION_NAME")):
        if place and (path := Path(place)).suffix == ".ipynb" and os.path.isfile(path):
            return path
    return None


def _sheet(name):
    name = name.removesuffix(".ipynb")
    # The name that a sheet had when it shared that of its lesson.
    now = re.sub(r"^0(\d)_", r"sheet_\1_", name)
    here = working_folder()
    places = [folder / f"{one}.ipynb" for one in (name, now) for folder in (here, SHEETS)]
    for path in places:
        if os.path.isfile(path) and tasks.checks(notebook_cells(_notebook(path))[0]):
            return path
    raise CaseError(say("hand_in.no_sheet", count=len({here, SHEETS}), sheet=name, here=here, sheets=SHEETS))


def _notebook(path):
    data = read_bytes(path)
    try:
        notebook = json.loads(data)
        notebook_cells(notebook)
    except (ValueError, RecursionError):
        raise CaseError(say("hand_in.damaged", path=path)) from None
    # What is known of a hand-in is written there.
    if not isinstance(notebook.get("metadata"), dict):
        notebook["metadata"] = {}
    return notebook


def _refuse(path, cells, sheet, saved, history):
    """CaseError for what would be the wrong thing to hand in: no sheet, a blank one, one not saved as it stands."""
    if not sheet and not tasks.checks(cells):
        raise CaseError(say("hand_in.no_task", file=path.name))
    since = _refused.get(path)
    if not (since and saved.timestamp() >= since) and (lacking := _unsaved(cells, sheet, history)):
        _refused[path] = time.time()
        raise CaseError(say("hand_in.unsaved", file=path.name, lacking=lacking))
    if sheet and tasks.blank(cells):
        raise CaseError(say("hand_in.blank", file=path.name, saved=saved))


def _unsaved(cells, sheet, history):
    """What was run in the session and isn't in the saved file, "" where nothing is missing that can be told."""
    if not history:
        return ""
    kept = [source.strip() for kind, source, _ in cells if kind == "code"]
    if history[-1] not in kept and "hand_in" in history[-1]:
        return say("hand_in.lacking_cell")
    for name, task in exercises_of(sheet).items():
        variable = task.get("variable")
        last = next((source for source in reversed(history) if variable in assigned(source)), None)
        if last is None or last in kept:
            continue
        saved = [source for source in kept if variable in assigned(source)]
        # What stands in the file and was never run is newer than what was run, unless it is the sheet's dots.
        if not saved or any(source in history or not tasks.fills(source, {variable}) for source in saved):
            return say("hand_in.lacking_answer", task=name)
    return ""


def _write(path, notebook, cells, about, name):
    """The page and the copy, with what is known of them inside."""
    import nbformat
    from nbconvert import HTMLExporter

    notebook["metadata"]["three_tellings"] = about
    exporter = HTMLExporter(template_name="basic", embed_images=True, sanitize_html=True)
    # Its own leaves out tables and the marks of show().
    exporter.register_filter("clean_html", inert)
    try:
        shown = nbformat.reads(json.dumps(notebook), as_version=4)
        for cell in shown.cells:
            if cell.cell_type == "raw":
                cell.cell_type, cell.source = "markdown", f"<pre>{visible(cell.source)}</pre>"
            for output in cell.get("outputs", []):
                # What asks to stand alone would become a page within the page.
                output.get("metadata", {}).pop("text/html", None)
        body, _ = exporter.from_notebook_node(shown)
    # A file with cells can be no notebook in as many ways as there are programs that write one.
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"[:200]
        raise CaseError(say("hand_in.not_shown", path=path, reason=reason)) from None
    # A system takes names of 255 bytes.
    stem = cut_name(path.stem.removeprefix(f"{name}_"))
    page = path.with_name(f"{name}_{stem}.html")
    html = render(
        "hand_in.html",
        title=f"{about['student']}: {stem}",
        student=about["student"],
        sheet=stem,
        saved=say("hand_in.saved", saved=datetime.fromisoformat(about["saved"])),
        notebook=embedded(cells, about),
        body=body,
    )
    copy = page.with_name(f"{name}_{stem}.ipynb")
    write_text(page, html)
    write_text(copy, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
    return page, copy
