"""A heap of hand-ins, in any names and folders: each file found, and its cells read, whatever its name says it is."""

import io
import json
import os
import re
import zipfile
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tellings.case.errors import CaseError, readable_name
from tellings.case.places import reason_of
from tellings.exercises.bank import OWN, own_sheet
from tellings.exercises.pages import page_cells
from tellings.exercises.wording import say

LARGEST = 200_000_000  # bytes of a file: pictures among the outputs are most of a large notebook
LONGEST = 20_000_000  # characters of all cells, without their outputs
MOST = 5_000  # files in an archive
DEEPEST = 3  # archives within one another
KINDS = {"code": "code", "markdown": "markdown", "raw": "markdown", "heading": "markdown", "html": "markdown"}
# Made by systems and editors, by nobody's hand: they are counted, not listed.
OF_SYSTEMS = (".DS_Store", "Thumbs.db", "desktop.ini")
FOLDERS_OF_SYSTEMS = (".ipynb_checkpoints", "__MACOSX", "__pycache__", ".git")
OUTPUT = "grades"
WRITTEN = ("grades.csv", "tasks.csv", "overview.html")
# How a file begins that is no hand-in, and what it is.
FOREIGN = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "sevenzip"),
    (b"\x1f\x8b", "gzip"),
)
PACKED = ("rar", "sevenzip", "gzip")


class File(NamedTuple):
    """A file of the heap: its path in it, of an archive's too; when it was changed; a function that gives its bytes."""

    name: str
    time: datetime
    data: object


class Work(NamedTuple):
    """What a file holds: its cells as (kind, source, grade id), and what hand_in or the release wrote about it."""

    cells: list
    about: dict


def find_files(folder):
    """Every file under a folder and in its ZIP archives, by name; and the number of those that systems made.

    Out: a list of File, a number. What `grade` itself has written into FOLDER/grades is neither, nor
    is the file of a sheet of one's own.
    """
    folder, files, left = Path(folder), [], 0
    shut = []
    for place, folders, names in os.walk(folder, onerror=shut.append):
        for system in set(folders) & set(FOLDERS_OF_SYSTEMS):
            folders.remove(system)
            left += sum(len(inside) for _, _, inside in os.walk(Path(place) / system))
        folders.sort()
        # Nobody walks into a link to a folder: it is named as one.
        for name in sorted([*names, *(name for name in folders if os.path.islink(Path(place) / name))]):
            path = Path(place) / name
            if path.parent == folder / OUTPUT and name in WRITTEN:
                continue
            # In a student's folder a hand-in may bear the name of a sheet's own file.
            if name == OWN and (path.parent == folder or own_sheet(place)):
                continue
            if name in OF_SYSTEMS or name.startswith("._"):
                left += 1
                continue
            found = _on_disk(path, _name_in(folder, path))
            files += _unpacked(found) if name.lower().endswith(".zip") else [found]
    for error in shut:
        name = f"{_name_in(folder, error.filename)}/"
        files.append(_refused(name, say("heap.folder", reason=reason_of(error))))
    return _told_apart(files), left


def _told_apart(files):
    """The files, each with a name that no other has: an archive may hold two of one name, of two students."""
    taken = {}
    for place, file in enumerate(files):
        name, path = file.name, PurePosixPath(file.name)
        while name in taken:
            taken[file.name] += 1
            name = str(path.with_stem(f"{path.stem} ({taken[file.name]})"))
        taken[name] = 1
        files[place] = file._replace(name=name)
    return files


def read_work(file):
    """The cells of a notebook, of a page that hand_in or a browser saved, or of a script; no name is trusted.

    Errors: CaseError that says what the file is instead and what to do.
    """
    data = file.data()
    for start, kind in FOREIGN:
        if data.startswith(start):
            name = "heap.packed" if kind in PACKED else "heap.foreign"
            raise CaseError(say(name, kind=say(f"foreign.{kind}")))
    if data.startswith(b"PK\x03\x04"):
        raise CaseError(say("heap.archive"))
    if not data.strip():
        raise CaseError(say("heap.empty"))
    head = data[:4000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        cells, about = page_cells(_text(data))
    elif head.startswith(b"{") or file.name.lower().endswith(".ipynb"):
        cells, about = _notebook(data)
    elif file.name.lower().endswith(".py"):
        cells, about = _script(_text(data)), {}
    else:
        raise CaseError(say("heap.neither"))
    if sum(len(source) for _, source, _ in cells) > LONGEST:
        raise CaseError(say("heap.long", millions=LONGEST // 1_000_000))
    return Work(cells, about)


def _name_in(folder, path):
    """How a file of the heap is called: its path in it, on one line."""
    return readable_name(Path(path).relative_to(folder).as_posix())


def _on_disk(path, name):
    if os.path.islink(path):
        return _refused(name, say("heap.link"))
    try:
        return File(name, datetime.fromtimestamp(path.stat().st_mtime).replace(microsecond=0), partial(_bytes, path))
    except (OSError, ValueError, OverflowError) as error:
        return _refused(name, say("heap.unreadable", reason=reason_of(error)))


def _refused(name, reason):
    """What stands in the heap for something that can't be opened."""
    return File(name, datetime.fromtimestamp(0), partial(_refuse, reason))


def _refuse(reason):
    raise CaseError(reason)


def _bytes(path):
    # A pipe would be waited for without an end.
    if os.path.exists(path) and not os.path.isfile(path):
        raise CaseError(say("heap.pipe"))
    try:
        if path.stat().st_size > LARGEST:
            raise CaseError(say("heap.large", megabytes=LARGEST // 1_000_000))
        return path.read_bytes()
    except OSError as error:
        raise CaseError(say("heap.unreadable", reason=reason_of(error))) from None


def _unpacked(archive, depth=1):
    """The files of a ZIP archive and of those in it, its name standing for a folder; itself where it gives none."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(archive.data()))
        members = [member for member in packed.infolist() if not member.is_dir()]
    except (CaseError, zipfile.BadZipFile, NotImplementedError, OSError):
        return [archive._replace(data=partial(_refuse, say("heap.zip_broken")))]
    if len(members) > MOST:
        return [archive._replace(data=partial(_refuse, say("heap.zip_many", most=MOST)))]
    files = []
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if set(path.parts) & set(FOLDERS_OF_SYSTEMS) or path.name in OF_SYSTEMS:
            continue
        try:
            time = datetime(*member.date_time)
        except ValueError:
            time = archive.time
        file = File(f"{archive.name}/{readable_name(path)}", time, partial(_member, packed, member))
        # A platform packs all that came in, archives too.
        files += _unpacked(file, depth + 1) if path.suffix.lower() == ".zip" and depth < DEEPEST else [file]
    return files or [archive._replace(data=partial(_refuse, say("heap.zip_empty")))]


def _member(packed, member):
    if member.file_size > LARGEST:
        raise CaseError(say("heap.large_packed", megabytes=LARGEST // 1_000_000))
    try:
        return packed.read(member)
    except (RuntimeError, zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
        raise CaseError(say("heap.zip_shut")) from None


def _text(data):
    mark = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(mark, errors="replace")


def _notebook(data):
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError):
        raise CaseError(say("heap.no_json")) from None
    return notebook_cells(notebook)


def notebook_cells(notebook):
    """The cells of a notebook of format 3, 4 or 5, outputs left out, and its metadata of ours.

    In: the notebook as JSON gives it. Out: [(kind, source, grade id)], a dictionary.
    Errors: CaseError where it has no cells.
    """
    sheets = _mapping(notebook).get("worksheets")
    inner = sheets[0] if isinstance(sheets, list) and sheets and isinstance(sheets[0], dict) else notebook
    cells = _mapping(inner).get("cells")
    if not isinstance(cells, list):
        raise CaseError(say("heap.no_cells"))
    about = _mapping(_mapping(notebook.get("metadata")).get("three_tellings"))
    return [_cell(cell) for cell in cells if isinstance(cell, dict)], about


def _mapping(value):
    """What JSON gives where a mapping should stand: itself, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def _cell(cell):
    source = cell.get("source", cell.get("input", ""))
    source = "".join(map(str, source)) if isinstance(source, list) else str(source)
    marks = _mapping(_mapping(cell.get("metadata")).get("nbgrader"))
    return KINDS.get(str(cell.get("cell_type")), "markdown"), source, str(marks.get("grade_id", ""))


def _script(text):
    """The cells of a notebook saved as a Python script: parted by comments, as VS Code, Jupytext and JupyterLab do it.

    JupyterLab's own export marks code alone: a text between two cells is the comment that ends the cell before it.
    """
    cells = [["code", []]]
    for line in text.splitlines():
        if line.startswith(("# %%", "# In[", "#%%")):
            cells.append(["markdown" if "[markdown]" in line else "code", []])
        else:
            cells[-1][1].append(line)
    if re.search(r"^# In\[", text, re.M):
        cells[0][1][:0] = [""] * 3
        cells = [part for kind, lines in cells for part in _code_and_texts(kind, lines)]
    cells = [(kind, "\n".join(lines).strip("\n")) for kind, lines in cells if any(map(str.strip, lines))]
    return [(kind, re.sub("^# ?", "", text, flags=re.M) if kind == "markdown" else text, "") for kind, text in cells]


def _code_and_texts(kind, lines):
    """A cell of code, and the texts that two empty lines part from its end: comments, an empty line between two."""
    while lines and not lines[-1]:
        lines.pop()
    start = len(lines)
    while start and (lines[start - 1] or lines[start - 2]).startswith("#"):
        start -= 1
    if start == len(lines) or start < 3 or lines[start - 1] or lines[start - 2]:
        return [(kind, lines)]
    texts = [list(text) for full, text in groupby(lines[start:], bool) if full]
    return [(kind, lines[:start]), *(("markdown", text) for text in texts)]
