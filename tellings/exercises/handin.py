"""The work of a sheet as one page to hand in."""

import re
import shutil
from datetime import datetime
from html import escape
from pathlib import Path

from tellings.case.files import PROJECT, CaseError

# The page is opened by somebody else: its Content-Security-Policy lets no script in it run and loads nothing.
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 48rem; margin: 1rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; color: #1a1a1a; }}
pre {{ font: .85rem/1.4 monospace; white-space: pre-wrap; overflow-wrap: anywhere; }}
.input_area, .input pre {{ background: #f3f3f3; padding: .3rem .6rem; }}
.prompt, .anchor-link {{ display: none; }}
table {{ border-collapse: collapse; font-size: .85rem; display: block; overflow-x: auto; }}
td, th {{ border: 1px solid #bbb; padding: .2rem .5rem; text-align: left; vertical-align: top; }}
img {{ max-width: 100%; }}
@media print {{ body {{ max-width: none; margin: 0; }} }}
</style>
</head>
<body>
<p><strong>{student}</strong> · {sheet} · saved {saved}</p>
<main>
{body}
</main>
</body>
</html>
"""


def hand_in(sheet, student):
    """Write the saved sheet as one HTML page, with nothing to load from elsewhere, and a copy for automatic grading.

    In: the sheet's name ("01_source_reading", or the name of your own copy of it) and yours.
    Out: two files beside the sheet, STUDENT_SHEET.html and STUDENT_SHEET.ipynb; names and folder are printed.
    Errors: CaseError where there is no such sheet, or no name.
    """
    import nbformat
    from nbconvert import HTMLExporter

    name = re.sub(r"[\W_]+", "-", str(student)).strip("-")
    if not name or name == "your-name":
        raise CaseError('the page needs your name: hand_in("01_source_reading", "Ana Silva")')
    path = _sheet(str(sheet))
    notebook = nbformat.read(path, as_version=4)
    exporter = HTMLExporter(template_name="basic", embed_images=True)
    body, _ = exporter.from_notebook_node(notebook)
    saved = datetime.fromtimestamp(path.stat().st_mtime)
    page = path.with_name(f"{name}_{path.stem}.html")
    page.write_text(
        PAGE.format(
            title=escape(f"{student}: {path.stem}"),
            student=escape(str(student)),
            sheet=escape(path.stem),
            saved=f"{saved:%d %B %Y, %H:%M}",
            body=body,
        ),
        encoding="utf-8",
    )
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
