"""The work of a sheet as one page to hand in."""

import re
import shutil
from datetime import datetime
from pathlib import Path

from tellings.case.files import PROJECT, CaseError
from tellings.reading.templates import render


def hand_in(sheet, student):
    """Write the saved sheet as one HTML page, with nothing to load from elsewhere, and a copy for automatic grading.

    In: the sheet's name ("sheet_1_source_reading", or the name of your own copy of it) and yours.
    Out: two files beside the sheet, STUDENT_SHEET.html and STUDENT_SHEET.ipynb; names and folder are printed.
    Errors: CaseError where there is no such sheet, or no name.
    """
    import nbformat
    from nbconvert import HTMLExporter

    name = re.sub(r"[\W_]+", "-", str(student)).strip("-")
    if not name or name == "your-name":
        raise CaseError('the page needs your name: hand_in("sheet_1_source_reading", "Ana Silva")')
    path = _sheet(str(sheet))
    exporter = HTMLExporter(template_name="basic", embed_images=True)
    body, _ = exporter.from_notebook_node(nbformat.read(path, as_version=4))
    saved = datetime.fromtimestamp(path.stat().st_mtime)
    page = path.with_name(f"{name}_{path.stem}.html")
    html = render(
        "hand_in.html",
        title=f"{student}: {path.stem}",
        student=str(student),
        sheet=path.stem,
        saved=f"{saved:%d %B %Y, %H:%M}",
        body=body,
    )
    page.write_text(html, encoding="utf-8")
    copy = page.with_suffix(".ipynb")
    shutil.copyfile(path, copy)
    print(f"Written: {page.name} to read and print, {copy.name} to be graded, as the sheet was saved at {saved:%H:%M}.")
    print(f"Both lie in the folder {path.parent}.")
    print("Changed it since? Save it (Ctrl+S) and run this cell again. On Binder download both files before you leave.")


def _sheet(name):
    name = name.removesuffix(".ipynb")
    places = [Path.cwd() / f"{name}.ipynb", PROJECT / "notebooks" / "exercises" / f"{name}.ipynb"]
    for path in places:
        if path.is_file():
            return path
    raise CaseError(
        f"there is no sheet {name}.ipynb in {places[0].parent} or {places[1].parent}: "
        "give the name of the file you are working in"
    )
