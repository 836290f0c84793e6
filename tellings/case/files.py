"""Files from strangers: text in any encoding is read or refused, tables go to a spreadsheet and come back."""

import csv
import io
import os
import re
import shlex
import unicodedata
from collections import Counter
from functools import cache
from itertools import count
from pathlib import Path

from tellings.case.encodings import document_in, encoding_mark, ending_of, guess_encoding, spoilt_utf8, wide_encoding
from tellings.case.errors import CaseError
from tellings.case.places import folder_to_write, read_bytes, reason_of
from tellings.case.wording import say

PROJECT = Path(__file__).resolve().parents[2]
DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
NULLS = 50  # characters, one of which may be null
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "stroke"}
# Columns that programs ask for: a heading is one of them in any capitals, with blanks for its underscores. A table of
# somebody's own may have others, which are left as they are.
COLUMNS = {
    *("file", "id", "title", "outlet", "outlet_basis", "author", "author_basis", "published", "published_basis"),
    *("kind", "rights", "sha256", "date_order", "actor", "label", "term", "source", "speaks_for", "other_label"),
    *("coder", "sentence", "tone", "frame", "function", "speaker", "dates", "role", "item", "voice", "doubt"),
    *("start", "end", "text", "value", "type", "basis", "cue", "event", "sentences", "note"),
}
# Of these a cell is one line: more of them stand in it where a quotation mark opens a cell and closes it rows below.
ONE_LINE = {
    *("file", "id", "published", "actor", "label", "term", "sentence", "tone", "frame", "function", "start", "end")
}
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?\r?', re.I)


@cache
def word_list(room, name):
    """The rows of a word list or pattern table that lies beside the code of a room.

    In: the room ("timeline", "perspectives/speech"), the name of the list. Out: a list of dictionaries, column -> text.
    """
    return read_dictionaries(Path(__file__).parents[1] / room / f"{name}.csv")


def read_dictionaries(path):
    """The rows of a CSV file as read_rows has them, each a dictionary: column -> text."""
    header, rows = read_rows(path)
    return [dict(zip(header, cells)) for _, cells in rows]


def read_text(path):
    """The text of a file, line ends as they stand, a byte-order mark not counted.

    UTF-8 with or without a mark and UTF-16 with its mark are read.
    Errors: CaseError for anything else, with the encoding it seems to have and the command that converts it.
    """
    path = Path(path)
    return text_of(read_bytes(path), path)


def text_of(data, path):
    """The text that the bytes of a file hold (see read_text). In: bytes; the path by which a fault calls them."""
    path = Path(path)
    kind, as_table = document_in(data)
    if as_table and path.suffix.lower() == ".csv":
        raise CaseError(say("files.no_table", path=path, kind=as_table))
    refuse_other_ending(data, path)
    if kind:
        raise CaseError(say("files.no_plain_text", path=path, kind=kind))
    mark, wide = encoding_mark(data), wide_encoding(data)
    # The mark of UTF-32 begins as that of UTF-16 does.
    if wide and (mark == "utf-8" or wide == "UTF-32"):
        raise _not_read(path, wide)
    try:
        text = data.decode(mark)
    except UnicodeDecodeError as error:
        if mark == "utf-16":
            raise CaseError(say("files.broken_utf16", path=path)) from None
        if spoilt := spoilt_utf8(data, len(data) - len(error.object) + error.start):
            places, line, words = spoilt
            how = say(f"files.{_form(path)}_how")
            raise CaseError(say("files.spoilt", path=path, count=places, line=line, words=words, how=how)) from None
        raise _not_read(path, guess_encoding(data)) from None
    # One that a broken program has left is shown as [U+0000]; a table would lose what stands around it.
    if text.count("\0") * NULLS > (0 if path.suffix.lower() == ".csv" else len(text)):
        raise CaseError(say("files.nulls", path=path, remedy=say(f"files.{_form(path)}_anew")))
    return text


def refuse_other_ending(data, path):
    """CaseError where the bytes of a file are a document, and its name ends as if it were another, or a text."""
    found = ending_of(data)
    if found and path.suffix.lower() not in (found[0], found[0][:-1]):
        raise CaseError(say("files.other_ending", path=path, ending=found[0], kind=found[1]))


def is_blank(text):
    """Whether a text shows nothing: white space, and characters that nobody sees (of no width, of direction)."""
    return all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf") for c in text)


def read_rows(path):
    """The header of a CSV file and its rows that are not empty, each with the number that a spreadsheet gives it.

    Out: a list of names, those of COLUMNS as they stand there; a list of (number, cells), as many as there are names.
    Errors: CaseError where there is no header or a name stands in it twice, where a mark never closes, a row has more
    cells than the header, a cell stands in a column without a name, or the last row is cut short.
    """
    return rows_of(read_text(path), path)


def rows_of(text, path):
    """The header and rows of a CSV file (see read_rows). In: its text; the path by which a fault calls it."""
    # Programs that join files leave the mark of each.
    text = text.lstrip("\ufeff")
    first, _, rest = text.lstrip("\r\n").partition("\n")
    delimiter, skipped = max(NAMES, key=re.sub(r'"[^"]*"', "", first).count), False
    if separator := _SEPARATOR.fullmatch(first):
        delimiter, skipped, text = separator[1], True, rest
    rows = _strict_rows(path, text, delimiter, skipped, spaced=not first.startswith("“"))
    numbered = [
        (number + skipped, [unguarded(cell) for cell in row])
        for number, row in enumerate(rows, 1)
        if any(cell.strip() for cell in row)
    ]
    if not numbered:
        raise CaseError(say("files.no_header", path=path))
    header = [_known(name.strip(' \t\xa0\ufeff"“”')) for name in numbered[0][1]]
    twice = next((name for name, times in Counter(header).items() if name and times > 1), None)
    if twice:
        raise CaseError(say("files.two_columns", path=path, name=twice))
    table = [(number, _rejoined(row, delimiter, len(header))) for number, row in numbered[1:]]
    for number, row in table:
        _refuse_misplaced(path, number, row, header, delimiter)
    if table and len(table[-1][1]) < len(header) and not text.rstrip(" \t").endswith(("\n", "\r")):
        number, row = table[-1]
        raise CaseError(say("files.cut_short", path=path, row=number, cells=len(row), columns=len(header)))
    return header, [(number, row + [""] * (len(header) - len(row))) for number, row in table]


def _known(name):
    plain = re.sub(r"[\s-]+", "_", name.lower())
    return plain if plain in COLUMNS else name


def _refuse_misplaced(path, number, row, header, delimiter):
    """CaseError where the cells of a row do not stand where they should."""
    # Also where the cells beyond the header are empty: what they held has moved to the left.
    if len(row) > len(header):
        name = say(f"delimiter.{NAMES[delimiter]}")
        raise CaseError(
            say("files.more_cells", path=path, row=number, cells=len(row), columns=len(header), delimiter=name)
        )
    lost = next((place for place, cell in enumerate(row, 1) if not header[place - 1] and cell.strip()), None)
    if lost:
        raise CaseError(say("files.nameless_column", path=path, row=number, column=lost))
    for column, cell in zip(header, row):
        if "\n" in cell and "\n" in cell.strip() and (column in ONE_LINE or _has_row(cell, header, delimiter)):
            raise CaseError(say("files.more_lines", path=path, row=number, column=column))


def _has_row(cell, header, delimiter):
    """Whether a line of a cell looks like a row of the table: as many delimiters, and none with a blank behind it."""
    rows = [len(re.findall(rf"{re.escape(delimiter)}(?! )", line)) for line in cell.split("\n")[1:]]
    return max(rows) >= max(3, len(header) - 2)


def _strict_rows(path, text, delimiter, skipped, spaced):
    """The rows of a table; a quotation mark that never closes would swallow all that follows, and is refused.

    In: `spaced`, whether blanks behind a comma are the typist's (not where marks are curly: a comma may stand within).
    """
    # The module's limit of 131,072 characters a cell is shorter than some texts.
    csv.field_size_limit(2**31 - 1)
    rows, begun = [], 1 + skipped
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=spaced)
    try:
        for row in reader:
            rows.append(row)
            begun = reader.line_num + 1 + skipped
    except csv.Error:
        name = say(f"delimiter.{NAMES[delimiter]}")
        raise CaseError(say("files.open_mark", path=path, line=begun, delimiter=name)) from None
    return rows


def write_text(path, text, encoding="utf-8"):
    """Write a text as write_bytes does; what the encoding lacks becomes a question mark."""
    write_bytes(path, text.encode(encoding, errors="replace"))


def write_bytes(path, content):
    """Write a file into a folder that may come from a stranger: not through a link to somewhere else.

    Errors: CaseError where the file or its folder is a link, or cannot be written.
    """
    path = Path(path)
    if os.path.islink(path) or os.path.islink(path.parent):
        raise CaseError(say("files.link", path=path))
    if not os.path.isdir(path.parent):
        folder_to_write(path.parent)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CaseError(say("places.not_written", path=path, reason=reason_of(error))) from None


def guarded(text):
    """The text with an apostrophe in front where a spreadsheet would run it as a formula."""
    return "'" + text if DANGEROUS.match(text) else text


def unguarded(text):
    """The text without the apostrophe that guarded() has put in front."""
    return text[1:] if GUARDED.match(text) else text


def _not_read(path, encoding):
    if not encoding:
        return CaseError(say("files.no_text", path=path, remedy=say(f"files.{_form(path)}_anew")))
    # A guess may be wrong: the command writes a file beside this one, and none that is there already.
    copies = (path.with_name(f"{path.stem}-utf8{number or ''}{path.suffix}") for number in count())
    new = next(copy for copy in copies if not os.path.lexists(copy))
    command = f"iconv -f {encoding} -t UTF-8 {shlex.quote(str(path))} > {shlex.quote(str(new))}"
    how = say(f"files.{_form(path)}_how")
    return CaseError(say("files.not_utf8", path=path, encoding=encoding, how=how, command=command))


def _form(path):
    return "table" if path.suffix.lower() == ".csv" else "text"


def _rejoined(row, delimiter, wanted):
    """A row whose quotation marks a word processor has curled: cells between “ and ” made one again."""
    if len(row) <= wanted:
        return row
    cells = []
    for cell in row:
        if cells and cells[-1].startswith("“") and not cells[-1].endswith("”"):
            cells[-1] += delimiter + cell
        else:
            cells.append(cell)
    return [cell[1:-1] if cell[:1] == "“" and cell[-1:] == "”" else cell for cell in cells]
