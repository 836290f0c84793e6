"""Pages that run Python: its own core for browsers, locked, and the library as it is; the desk is one of them."""

import hashlib
import html
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from base64 import b64decode
from pathlib import Path

import vaderSentiment
from about import ROOT, say
from jinja2 import Template

from tellings.case import wording
from tellings.case.folder import load_case
from tellings.own.coded import coding_page
from tellings.reading import templates

PYODIDE = "314.0.7"
# As the registry gives it; npm checks it too, but asks the registry for it.
SHA512 = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
KEPT = ROOT / "build" / "pyodide"
# What finds and judges runs on Python alone; figures and tables of a class stay out. Keys are packed, as in the sheets.
ROOMS = ("case", "reading", "coding", "framing", "timeline", "perspectives", "argument", "exercises")
PAGES = ("desk.html", "coding.html")
# What the scripts say, each in its part of the wording.
SCRIPTS = ("python_js", "desk_js", "coding_js", "sheet_js")
# Of the room of own texts, what a page asks for.
ASKED = ("__init__.py", "answered.py", "asked.py", "coded.py", "pasted.py", "tools.py", "wording.py")


def build(site):
    """Add the desk and coding to the finished pages, and what the sheets' pages need of Python.

    In: their folder. Out: what is missing and what helps, "" where nothing is. Without Python for browsers there are
    neither, and the pages in their places say so; without a node that runs it each start takes longer.
    """
    archive, missing = pyodide()
    if missing:
        missing = say("missing.desk", why=missing)
        # The front leads here all the same.
        for name in PAGES:
            title = say(f"{name.removesuffix('.html')}_page.title")
            body = f"<h1>{title}</h1><p>{html.escape(missing)}</p>"
            (site / name).write_text(templates.render("page.html", title=title, body=body), encoding="utf-8")
        return missing
    folder = site / "desk"
    shutil.copytree(ROOT / "site" / "desk", folder, ignore=shutil.ignore_patterns(*PAGES, "sw.js"))
    (folder / "words.js").write_text(wording.script(__file__, *SCRIPTS), encoding="utf-8")
    for name in PAGES:
        (site / name).write_text(page(name), encoding="utf-8")
    with tarfile.open(archive) as packed:
        (folder / "pyodide").mkdir()
        for name in CORE:
            (folder / "pyodide" / name).write_bytes(packed.extractfile(f"package/{name}").read())
    library(folder / "tellings.zip")
    uncompiled = compile_library(folder)
    (folder / "blank").mkdir()
    for sheet in sorted((ROOT / "notebooks" / "exercises").glob("sheet_*.ipynb")):
        shutil.copyfile(sheet, folder / "blank" / sheet.name)
    return uncompiled


def compile_library(folder):
    """Let node compile the archives of the desk's folder; where it can't, they stay as they are, and why is given."""
    program = [shutil.which("node") or "node", ROOT / "site" / "compile.mjs", folder]
    try:
        run = subprocess.run(program, capture_output=True, text=True)
    except OSError as error:
        return say("missing.compiled", why=error.strerror)
    why = [line for line in run.stderr.splitlines() if "Error" in line] or ["node"]
    return say("missing.compiled", why=why[0][:200]) if run.returncode else ""


def write_keeper(site):
    """Write the service worker, which keeps the files of the pages that run Python; nothing where there are none.

    Its version is made of all that it keeps, and so it comes when the pages are finished, their heads included.
    """
    if not (site / "desk").is_dir():
        return
    keeper = (ROOT / "site" / "desk" / "sw.js").read_text(encoding="utf-8")
    # With what their readers go to and fro between.
    names = [*PAGES, "index.html", "exercises.html", "room.html", "classroom/glossary.html"]
    pages = [
        *(site / name for name in names if (site / name).is_file()),
        *sorted(site.glob("notebooks/exercises/sheet_*.html")),
    ]
    # What the theme gives these pages; its addresses end in a mark of their version.
    theme = {
        name for page in pages for name in re.findall(r"_static/[^\"?]+\.(?:css|js)", page.read_text(encoding="utf-8"))
    }
    first = [
        *pages,
        *(site / name for name in sorted(theme)),
        *sorted((site / "desk").glob("*.*s")),
        *sorted((site / "desk").glob("blank/*")),
    ]
    rest = sorted(path for path in (site / "desk").rglob("*") if path.is_file() and path not in first)
    version = hashlib.sha256(b"".join([keeper.encode(), *(path.read_bytes() for path in [*first, *rest])])).hexdigest()
    names = json.dumps([path.relative_to(site).as_posix() for path in first])
    # At the top of the pages, since a service worker sees what lies beneath it.
    keeper = keeper.replace('"VERSION"', f'"{version[:12]}"').replace('["FIRST"]', names)
    (site / "desk-sw.js").write_text(keeper, encoding="utf-8")


def pyodide():
    """The archive of Pyodide's core as npm brings it, kept for the next time.

    Out: its path and ""; or None and what is missing, where there is no npm, where npm can't bring it, or where it is
    another than the locked one.
    """
    archive = KEPT / f"pyodide-{PYODIDE}.tgz"
    if not archive.is_file():
        npm = shutil.which("npm")
        if not npm:
            return None, say("missing.no_npm")
        KEPT.mkdir(parents=True, exist_ok=True)
        # Two builds at once must not read what the other has written in part.
        with tempfile.TemporaryDirectory(dir=KEPT) as place:
            command = [npm, "pack", "--silent", f"pyodide@{PYODIDE}"]
            run = subprocess.run(command, cwd=place, capture_output=True, text=True)
            if run.returncode == 0 and (brought := Path(place) / archive.name).is_file():
                brought.replace(archive)
        if run.returncode or not archive.is_file():
            # The first line names what is wrong; the last ones, where npm has written more.
            if why := run.stderr.strip():
                return None, say("missing.no_network_since", version=PYODIDE, why=why.splitlines()[0])
            return None, say("missing.no_network", version=PYODIDE)
    if hashlib.sha512(archive.read_bytes()).digest() != b64decode(SHA512):
        return None, say("missing.other", file=archive.name)
    return archive, ""


def page(name):
    """A page that runs Python as HTML, filled with what it says; coding holds what is coded, and by which rules."""
    told = json.dumps(coding_page(load_case(ROOT / "seeds").values()), ensure_ascii=False) if "coding" in name else ""
    text = (ROOT / "site" / "desk" / name).read_text(encoding="utf-8")
    # In a script, "</script>" would end it wherever it stands.
    filled = Template(text, autoescape=True, keep_trailing_newline=True)
    return filled.render(say=say, data=told.replace("<", "\\u003c"))


def library(path):
    """Write the rooms that the desk needs, and VADER's package, into one archive; the same bytes for the same files."""
    ours = [ROOT / "tellings" / "__init__.py"]
    ours += [ROOT / "tellings" / "own" / name for name in ASKED]
    ours += (ROOT / "tellings" / "own").glob("wording*.toml")
    ours += [
        file
        for room in ROOMS
        for file in (ROOT / "tellings" / room).rglob("*")
        if file.suffix in (".py", ".csv", ".json", ".toml")
    ]
    # The texts and their cards, which answers quote from; what others have coded, with the rules.
    ours += [*(ROOT / "seeds").glob("*.txt"), ROOT / "seeds" / "sources.csv"]
    gold = ROOT / "seeds" / "gold"
    ours += [gold / "sentences.csv", gold / "CODEBOOK.md", *(gold / "coders").glob("*.csv")]
    vader = Path(vaderSentiment.__file__).parent
    files = {file.relative_to(ROOT).as_posix(): file for file in ours}
    files |= {f"vaderSentiment/{file.name}": file for file in vader.iterdir() if file.suffix in (".py", ".txt")}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, file in sorted(files.items()):
            packed.writestr(zipfile.ZipInfo(name), file.read_bytes(), zipfile.ZIP_DEFLATED)
