"""Intake: the texts of a large corpus one after another; what can't be read, with its reason."""

import csv
import io
import json
import random
import re
import sqlite3
from collections import deque
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tellings.case.cards import CARD_COLUMNS, TEXT_SUFFIXES, find_file, mended_date, read_cards
from tellings.case.documents import document_of, is_document, readable_name, why_unread
from tellings.case.files import CaseError, read_text
from tellings.case.sources import text_source
from tellings.coding.agreement import SEED

LONGEST = 2_000_000  # characters of one text, about a thousand pages: what a worker's memory is sure to hold
LINE = 8 * LONGEST  # bytes of one line: a JSON escape takes six for a character
BOM = b"\xef\xbb\xbf"
CARD = [column for column in CARD_COLUMNS if column not in ("file", "id", "sha256", "published")]


class Fault(NamedTuple):
    """A text that could not be read: its id where it has one, its file, line or row, and the reason."""

    id: str
    place: str
    reason: str


def read_corpus(path):
    """Read a corpus text by text, so that memory does not grow with its size.

    In: a folder of texts (.txt, .md, .html, .pdf, .docx; cards from its sources.csv, if there is one), or a CSV, JSON
    Lines or Parquet file with the columns id, text and optionally title, outlet, author, published and others of
    sources.csv.
    Out: yields (share of the input read, 0 to 1; a Source or a Fault), always in the same order.
    Errors: CaseError where the whole file or folder is no corpus.
    """
    path = Path(path)
    rows = _reader(path)(path)
    # A temporary database keeps the ids of ten million texts on disk where a set would keep them in memory.
    with closing(sqlite3.connect("")) as seen:
        seen.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, place TEXT) WITHOUT ROWID")
        for share, place, row in rows:
            try:
                source = _source(row)
                _only_once(seen, source.id, place)
                yield share, source
            except (CaseError, TypeError) as error:
                name = _cell(row.get("id"))[:200] if isinstance(row, dict) else ""
                yield share, Fault(_printable(name), place, _printable(str(error)))


def sample(path, count, seed=SEED):
    """A random sample of the texts of a corpus, in its order, every text with the same chance; read once, any size.

    In: as for read_corpus; how many texts. Out: a list of Sources and a list of Faults (of the whole corpus).
    Method: reservoir sampling (Vitter, 1985).
    """
    rng, kept, faults, number = random.Random(seed), {}, [], 0
    for _, item in read_corpus(path):
        if isinstance(item, Fault):
            faults.append(item)
            continue
        place = number if number < count else rng.randrange(number + 1)
        if place < count:
            kept[place] = (number, item)
        number += 1
    return [item for _, item in sorted(kept.values(), key=lambda pair: pair[0])], faults


def _reader(path):
    if path.is_dir():
        return _folder
    if not path.exists():
        raise CaseError(f"there is no file or folder {path}: give the folder or the table that holds the texts")
    readers = {".csv": _csv, ".tsv": _csv, ".parquet": _parquet}
    readers |= dict.fromkeys([".jsonl", ".ndjson", ".json"], _json_lines)
    reader = readers.get(path.suffix.lower())
    if not reader:
        known = ", ".join(readers)
        raise CaseError(f"{path} is no corpus: give a folder of .txt or .md files, or a table that ends in {known}")
    return reader


def _source(row):
    if isinstance(row, str):
        raise CaseError(row)
    name, text = _cell(row.get("id")), row.get("text")
    if not name:
        raise CaseError("has no id: give each text a name or a number of its own")
    if not isinstance(text, str):
        raise CaseError(f"has no text: the column text holds {'nothing' if text is None else type(text).__name__}")
    if len(text) > LONGEST:
        raise CaseError(f"has more than {LONGEST:,} characters: cut it into parts with an id each")
    fields = {field: _cell(row.get(field)) for field in CARD}
    published = mended_date(re.sub(r"^(\d{4}-\d\d-\d\d)[T ].*", r"\1", _cell(row.get("published"))))
    try:
        "".join([name, text, published, *fields.values()]).encode()
    except UnicodeEncodeError:
        raise CaseError("is not UTF-8 text: convert the file with iconv -t UTF-8") from None
    return text_source(text, id=name, published=published, file=_cell(row.get("file")), **fields)


def _cell(value):
    # Numbers and dates from Parquet and JSON; a missing cell is None, or a number that is not equal to itself.
    return "" if value is None or value != value else str(value).strip()


def _only_once(seen, name, place):
    try:
        seen.execute("INSERT INTO seen VALUES (?, ?)", (name, place))
    except sqlite3.IntegrityError:
        first = seen.execute("SELECT place FROM seen WHERE id = ?", (name,)).fetchone()[0]
        raise CaseError(f"the id {name!r} is that of {first} already: give each text an id of its own") from None


def _printable(text):
    return text.encode(errors="backslashreplace").decode()


def _folder(folder):
    if (folder / "sources.csv").exists():
        cards = [{**card, "id": card["id"] or Path(card["file"]).stem} for card in read_cards(folder)]
    else:
        cards = [_card(path, path.relative_to(folder)) for path in _files(folder)]
    if not cards:
        raise CaseError(f"{folder} holds no text: put .txt or .md files into it")
    for number, card in enumerate(cards, 1):
        name, row = card["file"], card
        if card.get("unread"):
            yield number / len(cards), readable_name(name), card["unread"]
            continue
        try:
            path = find_file(folder, name)
            card["text"] = text = read_text(path) if path.stat().st_size <= 4 * LONGEST else "x" * (LONGEST + 1)
            first = next((line.strip(" #*\t") for line in text.splitlines() if line.strip()), "")
            card["title"] = card.get("title") or first[:300]
        except (CaseError, OSError) as error:
            row = str(error)
        yield number / len(cards), readable_name(name), row


def _files(folder):
    """Every file beneath a folder that is a text, or is named because it is none; the text of a document once."""
    files = [path for path in sorted(folder.rglob("[!.]*")) if path.is_file() and path.stem.lower() != "readme"]
    return [path for path in files if not document_of(path) and (_is_text(path) or why_unread(path))]


def _is_text(path):
    return path.suffix.lower() in TEXT_SUFFIXES or is_document(path)


def _card(path, name):
    unread = "" if _is_text(path) else f"{name.as_posix()} {why_unread(path)}"
    return {"file": name.as_posix(), "id": name.with_suffix("").as_posix(), "unread": unread}


def _csv(path):
    csv.field_size_limit(LONGEST + 1)
    size = path.stat().st_size
    with open(path, "rb") as file, io.TextIOWrapper(file, "utf-8-sig", "surrogateescape", newline="") as lines:
        if file.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise CaseError(f'{path} is UTF-16: save it as "CSV UTF-8"')
        header = lines.readline(LINE)
        delimiter = max(",;\t", key=header.count)
        names = _columns(path, next(csv.reader([header], delimiter=delimiter), []))
        for line, cells in _strict_rows(lines, delimiter):
            share, place = file.tell() / size, f"line {line}"
            if isinstance(cells, str):
                yield share, place, cells
            elif len(cells) == len(names):
                yield share, place, dict(zip(names, cells))
            elif cells:
                uneven = f"has {len(cells)} cells, the header {len(names)}"
                yield share, place, f"{uneven}: put cells with commas or line breaks into quotation marks"


def _strict_rows(lines, delimiter):
    """(line, cells) of every row; where a mark never closes, the reason, and on with the line after its own."""
    waiting, taken, number = deque(), [], 2

    def one_by_one():
        while line := waiting.popleft() if waiting else lines.readline(LINE):
            taken.append(line)
            yield line

    rows = csv.reader(one_by_one(), delimiter=delimiter, strict=True)
    while True:
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                number,
                f"is no row of a table ({error}): look for a quotation mark that opens a cell and never closes",
            )
            waiting.extendleft(reversed(taken[1:]))
            del taken[1:]
            rows = csv.reader(one_by_one(), delimiter=delimiter, strict=True)
        number += len(taken)
        taken.clear()


def _json_lines(path):
    size = path.stat().st_size
    with open(path, "rb") as file:
        if file.peek(3).removeprefix(BOM).lstrip()[:1] == b"[":
            raise CaseError(f"{path} is one JSON list, which can't be read piece by piece: write one object a line")
        number = 0
        while line := file.readline(LINE):
            number += 1
            whole = line.endswith(b"\n") or len(line) < LINE
            while not whole and (more := file.readline(LINE)):
                whole = more.endswith(b"\n")
                line = b""
            row = _json(line.removeprefix(BOM)) if line else f"has more than {LINE:,} bytes: cut it into parts"
            if not line or line.strip():
                yield file.tell() / size, f"line {number}", row


def _json(line):
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError:
        return "is not UTF-8 text: convert the file with iconv -t UTF-8"
    except (ValueError, RecursionError) as error:
        return f"is no JSON ({error})"
    if not isinstance(row, dict):
        return "is no JSON object with id and text"
    return {_name(key): value for key, value in row.items()}


def _parquet(path):
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import ParquetFile

    try:
        table = ParquetFile(path)
    except (ArrowInvalid, OSError) as error:
        raise CaseError(f"{path} is no Parquet file ({str(error).splitlines()[0]}): write it again") from None
    with table:
        names = _columns(path, table.schema_arrow.names)
        wanted = {"id", "text", "published", *CARD}
        wanted = [column for column, name in zip(table.schema_arrow.names, names) if name in wanted]
        number, total = 0, table.metadata.num_rows
        for batch in table.iter_batches(batch_size=64, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield number / total, f"row {number}", {_name(key): value for key, value in row.items()}


def _columns(path, header):
    names = [_name(column) for column in header]
    missing = [name for name in ("id", "text") if names.count(name) != 1]
    if missing:
        has = ", ".join(names)[:200] or "none"
        raise CaseError(f"{path} needs one column named {' and one named '.join(missing)}; it has {has}")
    return names


def _name(column):
    return str(column).strip(" \ufeff").lower()
