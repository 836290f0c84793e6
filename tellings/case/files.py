"""Files from strangers: text in any encoding is read or refused, tables go to a spreadsheet and come back."""

import csv
import io
import os
import re
import shlex
import unicodedata
from collections import Counter
from functools import cache
from itertools import count, zip_longest
from pathlib import Path

from tellings.case.encodings import document_in, encoding_mark, guess_encoding, spoilt_utf8, wide_encoding
from tellings.case.errors import CaseError
from tellings.case.places import folder_to_write, read_bytes, reason_of

PROJECT = Path(__file__).resolve().parents[2]
DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
NULLS = 50  # characters, one of which may be null
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "stroke (|)"}
# Columns that programs ask for: a heading is one of them in any capitals, with blanks for its underscores. A table of
# somebody's own may have others, which are left as they are.
COLUMNS = {
    *("file", "id", "title", "outlet", "outlet_basis", "author", "author_basis", "published", "published_basis"),
    *(
        "kind",
        "rights",
        "sha256",
        "date_order",
        "actor",
        "label",
        "term",
        "source",
        "speaks_for",
        "other_label",
        "note",
    ),
    *("coder", "sentence", "tone", "frame", "function", "speaker", "dates", "role", "item", "voice", "doubt"),
    *("start", "end", "text", "value", "type", "basis", "cue", "event", "sentences"),
}
# Of these a cell is one line: more of them stand in it where a quotation mark opens a cell and closes it rows below.
ONE_LINE = {
    "file",
    "id",
    "published",
    "actor",
    "label",
    "term",
    "sentence",
    "tone",
    "frame",
    "function",
    "start",
    "end",
}
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?\r?', re.I)


@cache
def word_list(room, name):
    """The rows of a word list or pattern table that lies beside the code of a room.

    In: the room ("timeline", "perspectives/speech"), the name of the list. Out: a list of dictionaries, column -> text.
    """
    header, rows = read_rows(Path(__file__).parents[1] / room / f"{name}.csv")
    return [dict(zip_longest(header, cells, fillvalue="")) for _, cells in rows]


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
        raise CaseError(
            f"{path} is {as_table}, not a table as text: "
            "open it in a spreadsheet and save it as CSV UTF-8 (comma delimited)"
        )
    if kind:
        raise CaseError(f"{path} is {kind}, not plain text: open it and save it as plain text (.txt, UTF-8)")
    mark, wide = encoding_mark(data), wide_encoding(data)
    # The mark of UTF-32 begins as that of UTF-16 does.
    if wide and (mark == "utf-8" or wide == "UTF-32"):
        raise _not_read(path, wide)
    try:
        text = data.decode(mark)
    except UnicodeDecodeError:
        if mark == "utf-16":
            raise CaseError(f"{path} has the mark of UTF-16 but is broken: save it again as UTF-8") from None
        if spoilt := spoilt_utf8(data):
            places, line, words = spoilt
            raise CaseError(
                f"{path} is UTF-8 but for {places} place{'s' * (places > 1)}, the first in line {line}, behind "
                f"“{words}”: open it, mend the letter there, and save it as UTF-8 ({_saved_as(path)})"
            ) from None
        raise _not_read(path, guess_encoding(data)) from None
    # One that a broken program has left is shown as [U+0000]; a table would lose what stands around it.
    if text.count("\0") * NULLS > (0 if path.suffix.lower() == ".csv" else len(text)):
        raise CaseError(f"{path} holds null characters, as no text does: {_save_anew(path)}")
    return text


def is_blank(text):
    """Whether a text shows nothing: white space, and characters that nobody sees (of no width, of direction)."""
    return all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf") for c in text)


def read_rows(path):
    """The header of a CSV file and its rows that are not empty, each with the number that a spreadsheet gives it.

    Out: a list of names, those of COLUMNS as they stand there; a list of (number, cells).
    Errors: CaseError where there is no header or a name stands in it twice, where a mark never closes, a row has more
    cells than the header, a cell stands in a column without a name, or the last row is cut short.
    """
    return rows_of(read_text(path), path)


def rows_of(text, path):
    """The header and rows of a CSV file (see read_rows). In: its text; the path by which a fault calls it."""
    # Programs that join files leave the mark of each.
    text = text.lstrip("\ufeff")
    first, _, rest = text.lstrip("\r\n").partition("\n")
    separator = _SEPARATOR.fullmatch(first)
    skipped = bool(separator)
    if separator:
        delimiter, text = separator[1], rest
    else:
        delimiter = max(NAMES, key=re.sub(r'"[^"]*"', "", first).count)
    rows = _strict_rows(path, text, delimiter, skipped, spaced=not first.startswith("“"))
    numbered = [
        (number + skipped, [unguarded(cell) for cell in row])
        for number, row in enumerate(rows, 1)
        if any(cell.strip() for cell in row)
    ]
    if not numbered:
        raise CaseError(f"{path} is empty: write the names of the columns into its first line, and the rows below")
    header = [_known(name.strip(' \t\xa0\ufeff"“”')) for name in numbered[0][1]]
    twice = next((name for name, times in Counter(header).items() if name and times > 1), None)
    if twice:
        raise CaseError(f"{path} has two columns {twice!r}: rename or delete one of them")
    table = [(number, _rejoined(row, delimiter, len(header))) for number, row in numbered[1:]]
    for number, row in table:
        if fault := _misplaced(row, header, delimiter):
            raise CaseError(f"{path}, row {number} {fault}")
    if table and len(table[-1][1]) < len(header) and not text.rstrip(" \t").endswith(("\n", "\r")):
        number, row = table[-1]
        raise CaseError(
            f"{path}, row {number} ends, and the file with it, after {len(row)} of {len(header)} cells: it seems cut "
            f"short; fetch it anew, or write what is missing and a line break behind it"
        )
    return header, table


def _known(name):
    plain = re.sub(r"[\s-]+", "_", name.lower())
    return plain if plain in COLUMNS else name


def _misplaced(row, header, delimiter):
    """What is wrong with where the cells of a row stand, and the remedy; "" for nothing."""
    name = NAMES[delimiter]
    # Also where the cells beyond the header are empty: what they held has moved to the left.
    if len(row) > len(header):
        return (
            f"has {len(row)} cells, the header {len(header)}: put a cell that holds a {name} between two quotation "
            f"marks, and delete each {name} behind the last cell"
        )
    lost = next((place for place, cell in enumerate(row) if cell.strip() and not header[place]), None)
    if lost is not None:
        return f"has a cell in column {lost + 1}, which has no name: name the column in the first line, or empty it"
    for column, cell in zip(header, row):
        if "\n" in cell.strip() and (column in ONE_LINE or _has_row(cell, header, delimiter)):
            return (
                f"has more than one line in its cell {column!r}: see whether a quotation mark opens the cell and "
                "closes it rows below, and close it; or write the cell as one line"
            )
    return ""


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
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=spaced)
    while True:
        try:
            rows.append(next(reader))
        except StopIteration:
            return rows
        except csv.Error:
            raise CaseError(
                f"{path}, line {begun}: a quotation mark opens a cell there and does not close it before the next "
                f'{NAMES[delimiter]}: close it with a straight mark ("), write a mark within the cell twice ("")'
            ) from None
        begun = reader.line_num + 1 + skipped


def write_text(path, text, encoding="utf-8"):
    """Write a file into a folder that may come from a stranger: not through a link to somewhere else.

    Errors: CaseError where the file or its folder is a link, or cannot be written.
    """
    path = Path(path)
    if os.path.islink(path) or os.path.islink(path.parent):
        raise CaseError(f"{path} is a link or lies in one: remove the link, so that nothing elsewhere is overwritten")
    if not os.path.isdir(path.parent):
        folder_to_write(path.parent)
    try:
        path.write_text(text, encoding=encoding, errors="replace", newline="")
    except OSError as error:
        raise CaseError(f"{path} cannot be written ({reason_of(error)}): copy the folder to a place of yours") from None


def guarded(text):
    """The text with an apostrophe in front where a spreadsheet would run it as a formula."""
    return "'" + text if DANGEROUS.match(text) else text


def unguarded(text):
    """The text without the apostrophe that guarded() has put in front."""
    return text[1:] if GUARDED.match(text) else text


def _not_read(path, encoding):
    if not encoding:
        return CaseError(f"{path} is no text: {_save_anew(path)}")
    # A guess may be wrong: the command writes a file beside this one, and none that is there already.
    copies = (path.with_name(f"{path.stem}-utf8{number or ''}{path.suffix}") for number in count())
    new = next(copy for copy in copies if not os.path.lexists(copy))
    command = f"iconv -f {encoding} -t UTF-8 {shlex.quote(str(path))} > {shlex.quote(str(new))}"
    return CaseError(
        f"{path} is not UTF-8; it seems to be {encoding} (a guess): save it as UTF-8 ({_saved_as(path)}), or take in "
        f"its place, if its letters are right, the copy that this command makes: {command}"
    )


def _save_anew(path):
    table = path.suffix.lower() == ".csv"
    kind = "from a spreadsheet as CSV UTF-8" if table else "as plain text (.txt, UTF-8)"
    return f"save what it holds {kind}, or take it away"


def _saved_as(path):
    table = path.suffix.lower() == ".csv"
    return "in Excel as CSV UTF-8" if table else "in Notepad by Save as, Encoding UTF-8"


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
