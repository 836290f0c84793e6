"""Files from strangers: text in any encoding is read or refused, tables go to a spreadsheet and come back."""

import csv
import io
import re
import shlex
from functools import cache
from itertools import zip_longest
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DOCUMENTS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word or OpenDocument file"),
    (b"\xd0\xcf\x11\xe0", "a Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
# Names as iconv knows them. The first is the likeliest: on a tie it wins.
ENCODINGS = {
    "WINDOWS-1252": "cp1252",
    "MACINTOSH": "mac_roman",
    "WINDOWS-1250": "cp1250",
    "WINDOWS-1251": "cp1251",
    "GB18030": "gb18030",
    "SHIFT_JIS": "shift_jis",
}
COMMON = "‘’“”–—…•£€°½«»áàâäåçéèêëíîïóôöøúüñßæœÉÄÖÜąćęłńśźżŁŚŻčřšžőű"
OTHER_LETTERS = re.compile("(?<=[а-яА-Я])[а-я]|(?<=[ぁ-ヿ一-鿿])[ぁ-ヿ一-鿿]")
DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
DELIMITERS = ",;\t"
NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}


class CaseError(ValueError):
    """A fault in a case that its owner can mend; the one sentence names the file and the remedy."""

    def _render_traceback_(self):
        # Jupyter shows this in place of a traceback.
        return [f"CaseError: {self}"]


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
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CaseError(f"{path} cannot be read ({error.strerror}): check its name and your rights to it") from None
    return text_of(data, path)


def text_of(data, path):
    """The text that the bytes of a file hold (see read_text). In: bytes; the path by which a fault calls them."""
    path = Path(path)
    for start, kind in DOCUMENTS:
        if data.startswith(start) and path.suffix.lower() == ".csv":
            office = start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
            raise CaseError(
                f"{path} is {'a workbook' if office else kind}, not a table as text: "
                "open it in a spreadsheet and save it as CSV UTF-8 (comma delimited)"
            )
        if data.startswith(start):
            raise CaseError(f"{path} is {kind}, not plain text: open it and save it as plain text (.txt, UTF-8)")
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        raise _not_read(path, "UTF-32")
    mark = next((name for start, name in MARKS if data.startswith(start)), "utf-8")
    try:
        text = data.decode(mark)
    except UnicodeDecodeError:
        if mark == "utf-16":
            raise CaseError(f"{path} has the mark of UTF-16 but is broken: save it again as UTF-8") from None
        raise _not_read(path, guess_encoding(data)) from None
    if mark == "utf-8" and (half := _half_nulls(data)):
        raise _not_read(path, half)
    return text


def guess_encoding(data):
    """The encoding that bytes which are not UTF-8 seem to have, under the name that iconv uses; "" if they are no text.

    A guess: of the encodings that fit, the one in which most of the bytes beyond ASCII are marks and letters common in
    European texts, or Cyrillic, Chinese or Japanese letters beside one another.
    """
    half = _half_nulls(data)
    if half:
        return half
    sample = data[:200_000]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    if controls * 50 > len(sample):
        return ""
    scores = {}
    for name, codec in ENCODINGS.items():
        text = sample.decode(codec, errors="replace")
        # A sample may end inside a character; anything more means that the encoding does not fit.
        if text.count("\ufffd") <= (1 if len(sample) < len(data) else 0):
            common = sum(c in COMMON for c in text) + len(OTHER_LETTERS.findall(text))
            scores[name] = (common - sum(not c.isascii() for c in text) / 2) / max(1, len(text))
    return max(scores, key=scores.get, default="WINDOWS-1252")


def read_rows(path):
    """The header of a CSV file and its rows that are not empty, each with the number that a spreadsheet gives it.

    Out: a list of names, a list of (number, cells).
    Errors: CaseError where there is no header or a name stands in it twice.
    """
    return rows_of(read_text(path), path)


def rows_of(text, path):
    """The header and rows of a CSV file (see read_rows). In: its text; the path by which a fault calls it."""
    lines = text.lstrip("\r\n").split("\n", 1)
    skipped = 0
    if re.fullmatch(r"sep=[,;\t]\r?", lines[0]):
        delimiter, text, skipped = lines[0][4], lines[-1], 1
    else:
        delimiter = max(DELIMITERS, key=lines[0].count)
    rows = _strict_rows(path, text, delimiter, skipped)
    numbered = [
        (number + skipped, [unguarded(cell) for cell in row])
        for number, row in enumerate(rows, 1)
        if any(cell.strip() for cell in row)
    ]
    if not numbered:
        raise CaseError(f"{path} is empty: its first line must name the columns")
    header = [name.strip(' \t\xa0"“”') for name in numbered[0][1]]
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice:
        raise CaseError(f"{path} has two columns {twice!r}: rename or delete one of them")
    table = [(number, _rejoined(row, delimiter, len(header))) for number, row in numbered[1:]]
    for number, row in table:
        if any(cell.strip() for cell in row[len(header) :]):
            raise CaseError(
                f"{path}, row {number} has {len(row)} cells, the header {len(header)}: put a cell that holds a "
                f"{NAMES[delimiter]} between two quotation marks"
            )
    return header, table


def _strict_rows(path, text, delimiter, skipped):
    """The rows of a table; a quotation mark that never closes would swallow all that follows, and is refused."""
    # The module's limit of 131,072 characters a cell is shorter than some texts.
    csv.field_size_limit(2**31 - 1)
    rows, begun = [], 1 + skipped
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
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
    if path.is_symlink() or path.parent.is_symlink():
        raise CaseError(f"{path} is a link or lies in one: remove the link, so that nothing elsewhere is overwritten")
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding=encoding, errors="replace", newline="")
    except OSError as error:
        raise CaseError(f"{path} cannot be written ({error.strerror}): copy the case to a folder of yours") from None


def guarded(text):
    """The text with an apostrophe in front where a spreadsheet would run it as a formula."""
    return "'" + text if DANGEROUS.match(text) else text


def unguarded(text):
    """The text without the apostrophe that guarded() has put in front."""
    return text[1:] if GUARDED.match(text) else text


def _not_read(path, encoding):
    if not encoding:
        return CaseError(f"{path} is no text: save what it holds as plain text (.txt, UTF-8), or take it away")
    old, new = shlex.quote(str(path)), shlex.quote(f"{path}.new")
    return CaseError(
        f"{path} is not UTF-8; it seems to be {encoding} (a guess): save it as UTF-8 ({_saved_as(path)}), "
        f"or convert it with iconv -f {encoding} -t UTF-8 {old} > {new} && mv {new} {old}"
    )


def _saved_as(path):
    table = path.suffix.lower() == ".csv"
    return "in Excel as CSV UTF-8" if table else "in Notepad by Save as, Encoding UTF-8"


def _half_nulls(data):
    """The name of UTF-16 without its mark, told by the nulls at every second place; "" for other bytes."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) >= 8 and max(even, odd) > 0.35 * len(sample) / 2 and min(even, odd) * 10 < max(even, odd):
        return "UTF-16LE" if odd > even else "UTF-16BE"
    return ""


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
