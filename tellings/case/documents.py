"""Saved web pages, PDF and Word: their text, written beside the file, is what a case reads and what offsets count."""

import logging
import os
import re
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from tellings.case.errors import CaseError, readable_name
from tellings.case.files import refuse_other_ending, word_list, write_text
from tellings.case.places import is_there, paths_in, read_bytes
from tellings.case.wording import say

FEW = 30  # words
BEGINS = 60  # characters of what is left out by which it is named
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": None})
_ASKS = re.compile(r"\b(?:java ?script|cookies|browser)\b", re.I)
_CUT_WORD = re.compile(r"([^\W\d_]+)-\n([a-z]+)")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|`)(?=\S)([^*`\n]+)(?<=[^\s\\])\1")
# Marks of the page itself, as Markdown writes them; at the beginning of a line they would make a heading or a list.
_ESCAPED = re.compile(r"\\([][()_*`|~<>{}\\])|(?<=.)\\([#+.!-])")
_PARTS = (  # of Word's text as HTML, and what stands in their place; a note is none of the article
    (r"<br ?/?>", "\n"),
    (r"<li id=\"(?:foot|end)note-[^>]*>(?:<p>)?\s*", "^ "),
    (r"</(?:p|h\d|li|tr)>", "\n\n"),
    (r"↑(?=</a>)|<[^>]*>", ""),
)
_BESIDE = {  # what a Word document holds beside its text: the names of its parts, and how their words stand there
    "header": (r"word/header\d*\.xml", "w:t"),
    "footer": (r"word/footer\d*\.xml", "w:t"),
    "comments": (r"word/comments\.xml", "w:t"),
    "deleted": (r"word/document\.xml", "w:delText"),
}


def is_document(path):
    """Whether a file is a saved page or a document whose text can be taken out, by the end of its name."""
    return Path(path).suffix.lower() in _READERS


def is_readme(path):
    """Whether a file is called README, whatever its ending: it says what a folder holds, and is none of its texts."""
    return Path(path).name.split(".")[0].lower() == "readme"


def text_path(path):
    """Where the text of a document lies or will lie: beside it, as report.pdf.txt beside report.pdf."""
    return Path(f"{path}.txt")


def document_of(path):
    """The document that a text was taken from, or None: report.pdf for report.pdf.txt where both lie there."""
    path = Path(path)
    document = path.with_suffix("")
    return document if path.suffix == ".txt" and is_document(document) and is_there(document) else None


def write_document_text(path):
    """Write the text of a saved web page, a PDF or a Word document beside it, if it is not there yet.

    The page's own title, author, day and site stand above a web page's text, as `title: …` lines between two `---`, and
    there, as `left out: …`, of a page or a Word document what it holds and its text does not.
    Words that a PDF cuts at the end of a line are joined. A text that is there already is left as it is, mended or not.
    In: the path. Out: the path of the text. Errors: CaseError where the document cannot be read or holds no text, and
    where the programs that read it (trafilatura, pypdf, mammoth) are not installed.
    """
    path = Path(path)
    place = text_path(path)
    if os.path.lexists(place):
        return place
    data = read_bytes(path)
    refuse_other_ending(data, path)
    kind, read = _READERS[path.suffix.lower()]
    try:
        with _quiet():
            text = read(data)
    except ImportError as error:
        raise CaseError(say(f"documents.{kind}_unread", path=path, package=error.name)) from None
    # The readers fail in as many ways as files can be broken.
    except Exception as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        raise CaseError(say(f"documents.{kind}_broken", path=path, reason=reason)) from None
    if not re.search(r"\w", text):
        raise CaseError(say(f"documents.{kind}_empty", path=path))
    write_text(place, text)
    return place


def unread_files(folder):
    """The files and folders in a case's folder that nothing reads: (readable name, what it is and the remedy)."""
    for path in paths_in(folder):
        if remedy := why_unread(path):
            yield readable_name(path.name), remedy


def why_unread(path):
    """What a file or folder is that no case reads, and the remedy; "" for texts, documents and a case's own tables."""
    unread = {row["ending"]: row["unread"] for row in word_list("case", "other_files")}
    name, kind = path.name.lower(), path.suffix.lower()
    if os.path.isdir(path) and name in ("gold", "coding", "arguments") and not os.path.isdir(path.with_name(name)):
        return say("unread.capitals", name=name)
    if name.startswith(".") or name in unread["known"].split():
        return ""
    if is_readme(path):
        return say("unread.readme")
    if name.startswith("~$"):
        return say("unread.open")
    if os.path.isdir(path):
        return _why_folder(path)
    # Windows hides the ending that it puts behind that of a table.
    if kind == ".txt" and path.stem.lower() in ("sources.csv", "actors.csv"):
        return say("unread.table", name=path.stem)
    if is_document(path):
        place = text_path(path)
        newer = os.path.exists(place) and os.path.getmtime(path) > os.path.getmtime(place) + 1
        return say("unread.newer", text=place.name) if newer else ""
    return "" if kind in (".txt", ".md") else say(f"unread.{unread.get(kind, 'other')}")


def _why_folder(folder):
    try:
        holds_files = any(_files_in(folder))
    except OSError:
        return say("unread.shut")
    return say("unread.folder") if holds_files and not _belongs_to_page(folder) else ""


def _files_in(folder):
    """The files in a folder and in those within it, hidden ones left out."""
    for path in folder.iterdir():
        if not path.name.startswith("."):
            yield from _files_in(path) if path.is_dir() and not path.is_symlink() else [path]


def _belongs_to_page(folder):
    """Whether a browser has made the folder for the pictures and scripts of a page that it saved beside it."""
    name = re.sub(r"([_-]files|_bestanden|-Dateien|_fichiers|_archivos|_file)$", "", folder.name)
    return name != folder.name and any(os.path.exists(folder.parent / f"{name}{end}") for end in (".html", ".htm"))


@contextmanager
def _quiet():
    """What the readers say to themselves of odd files would stand in a lesson as an error."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _page_text(data):
    found = _extracted(data, comments=False)
    told = (found and found.text or "").strip()
    # "You need to enable JavaScript" is all that a page saved before it filled itself says.
    if not told or len(told.split()) < FEW and _ASKS.search(told):
        return ""
    with_comments = _extracted(data, comments=True)
    beside = {"comments": [with_comments and with_comments.comments or ""], "captions": _captions(data, told)}
    said = {"title": found.title, "author": found.author, "date": found.date, "outlet": found.sitename}
    text = _ESCAPED.sub(r"\1\2", _EMPHASIS.sub(r"\2", told))
    first = text.split("\n", 1)[0].lstrip("# ")
    title = [] if not found.title or first.casefold() == found.title.casefold() else [f"# {found.title}", ""]
    return _front(**said, **_left_out(beside)) + "\n".join([*title, text, ""])


def _extracted(data, comments):
    from trafilatura import bare_extraction

    return bare_extraction(
        data,
        with_metadata=True,
        include_comments=comments,
        include_formatting=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _captions(data, text):
    """The captions of a page that its text lacks."""
    from trafilatura import load_html

    tree = load_html(data)
    captions = [] if tree is None else [" ".join(one.text_content().split()) for one in tree.iter("figcaption")]
    return [words for words in captions if words not in " ".join(text.split())]


def _left_out(beside):
    """The field that names what a document holds and its text does not. In: what it is -> its words, piece by piece."""
    said = []
    for name, pieces in beside.items():
        # The first page of a document often has its header again.
        words = " ".join(" ".join(dict.fromkeys(pieces)).split()).lstrip("# ")
        # Figures alone are the number of a page, but where somebody has deleted them.
        if re.search(r"\w" if name == "deleted" else r"[^\W\d_]", words):
            begins = words if len(words) <= BEGINS else f"{words[:BEGINS].rsplit(' ', 1)[0]} …"
            said.append(say(f"left_out.{name}", begins=begins.replace('"', "'")))
    return {"left out": "; ".join(said)}


def _front(**fields):
    """Fields as lines between two `---`, with an empty line behind; "" where none holds anything."""
    lines = [f'{name}: "{" ".join(value.split())}"'.replace("\\", "/") for name, value in fields.items() if value]
    return "\n".join(["---", *lines, "---", "", ""]) if lines else ""


def _pdf_text(data):
    from io import BytesIO

    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError(say("documents.locked"))
    text = "\f".join(page.extract_text() for page in reader.pages).translate(LIGATURES)
    return _CUT_WORD.sub(lambda cut: _joined(cut, text), text)


def _joined(cut, text):
    """A word cut at the end of a line, whole; with its hyphen where the text has it with one elsewhere."""
    hyphened = f"{cut[1]}-{cut[2]}"
    return hyphened if hyphened in text else cut[1] + cut[2]


def _word_text(data):
    from io import BytesIO
    from zipfile import ZipFile

    # Its raw text would run the lines of a paragraph together, and leave out notes.
    from mammoth import convert_to_html

    text = convert_to_html(BytesIO(data)).value
    for pattern, written in _PARTS:
        text = re.sub(pattern, written, text)
    text = unescape(text)
    with ZipFile(BytesIO(data)) as file:
        beside = {
            name: [_words(file.read(part), mark) for part in file.namelist() if re.fullmatch(place, part)]
            for name, (place, mark) in _BESIDE.items()
        }
    return _front(**_left_out(beside)) + text if re.search(r"\w", text) else ""


def _words(xml, mark):
    """What stands in the marks of one name; Word parts its words anywhere, and ends its paragraphs."""
    found = re.findall(rf"<{mark}(?: [^>]*)?>([^<]*)|</w:p>", xml.decode("utf-8", "replace"))
    return unescape("".join(words or " " for words in found))


_READERS = {  # end of the name -> (what it is, how its text is taken out)
    ".html": ("page", _page_text),
    ".htm": ("page", _page_text),
    ".pdf": ("pdf", _pdf_text),
    ".docx": ("word", _word_text),
}
