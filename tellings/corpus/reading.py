"""Intake: the texts of a large corpus one after another; what can't be read, with its reason."""

import csv
import io
import json
import os
import random
import re
import sqlite3
from collections import deque
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tellings.case.cards import CARD_COLUMNS, TEXT_SUFFIXES, cards_table, find_file, mended_date, read_cards, text_files
from tellings.case.documents import document_of, is_document, is_readme, readable_name, why_unread
from tellings.case.files import CaseError, read_text
from tellings.case.folder import first_line
from tellings.case.places import paths_in
from tellings.case.sources import text_source
from tellings.coding.agreement import SEED
from tellings.corpus.wording import say

LONGEST = 2_000_000  # characters of one text, about a thousand pages: what a worker's memory is sure to hold
LINE = 8 * LONGEST  # bytes of one line: a JSON escape takes six for a character
ROW = 16 * LONGEST  # characters of one cell: where a mark opens it, its lines are looked through for the closing one
FIELD = 10_000  # characters of what a row says beside its text; of an id 300, since a folder's path can be one
LONGEST_ID = 300
BOM = b"\xef\xbb\xbf"
HEADER = 100_000  # characters of the line that names the columns
TOO_LONG = object()
CARD = [column for column in CARD_COLUMNS if column not in ("file", "id", "sha256", "published")]


# Folders in the folder of a case that hold what its reader or this program made of the texts.
MADE = ("report", "sheet", "coding", "gold", "arguments")


class Fault(NamedTuple):
    """A text that could not be read, or what of one was not: its id where it has one, its file, line or row, why."""

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
            except sqlite3.OperationalError as error:
                raise CaseError(say("corpus.ids", path=path, reason=error)) from None
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
    try:
        path.stat()
    except FileNotFoundError:
        raise CaseError(say("corpus.missing", path=path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CaseError(say("corpus.shut", path=str(path)[:200], reason=reason)) from None
    if path.is_dir():
        return _folder
    if not path.is_file():
        # A pipe would be waited for without end.
        raise CaseError(say("corpus.no_file", path=path))
    readers = {".csv": _csv, ".tsv": _csv, ".parquet": _parquet}
    readers |= dict.fromkeys([".jsonl", ".ndjson", ".json"], _json_lines)
    reader = readers.get(path.suffix.lower())
    if not reader:
        raise CaseError(say("corpus.unknown", path=path, known=", ".join(readers)))
    return reader


def _source(row):
    if isinstance(row, str):
        raise CaseError(row)
    name, text = _cell(row.get("id")), row.get("text")
    if not name:
        raise CaseError(say("fault.no_id"))
    if not isinstance(text, str):
        given = say("fault.nothing") if text is None else type(text).__name__
        raise CaseError(say("fault.no_text", given=given))
    if len(text) > LONGEST:
        raise CaseError(say("fault.long_text", most=LONGEST))
    if len(name) > LONGEST_ID:
        raise CaseError(say("fault.long_id", characters=len(name), most=LONGEST_ID))
    fields = {field: _cell(row.get(field)) for field in CARD}
    long = next((field for field in ("published", *fields) if len(_cell(row.get(field))) > FIELD), None)
    if long:
        raise CaseError(say("fault.long_field", field=long, most=FIELD))
    published = mended_date(re.sub(r"^(\d{4}-\d\d-\d\d)[T ].*", r"\1", _cell(row.get("published"))))
    try:
        "".join([name, text, published, *fields.values()]).encode()
    except UnicodeEncodeError:
        raise CaseError(say("fault.not_utf8")) from None
    return text_source(text, id=name, published=published, file=_cell(row.get("file")), **fields)


def _cell(value):
    # Numbers and dates from Parquet and JSON; a missing cell is None, or a number that is not equal to itself.
    return "" if value is None or value != value else str(value).strip()


def _only_once(seen, name, place):
    try:
        seen.execute("INSERT INTO seen VALUES (?, ?)", (name, place))
    except sqlite3.IntegrityError:
        first = seen.execute("SELECT place FROM seen WHERE id = ?", (name,)).fetchone()[0]
        raise CaseError(say("fault.same_id", id=name, place=first)) from None


def _printable(text):
    return text.encode(errors="backslashreplace").decode()


def _folder(folder):
    if cards_table(folder):
        cards = [{**card, "id": card["id"] or Path(card["file"]).stem} for card in read_cards(folder)]
        named = {_resolved(folder, card["file"]) for card in cards}
        without = [path for path in text_files(folder) if path.resolve() not in named]
        cards += [{"file": path.name, "unread": say("fault.no_row")} for path in without]
        rest = [(path, why_unread(path)) for path in paths_in(folder) if not _is_text(path)]
        cards += [_card(path.relative_to(folder), why) for path, why in rest if why]
    else:
        cards = [_card(path.relative_to(folder), why) for path, why in _files(folder)]
    if not cards:
        raise CaseError(say("corpus.no_text", folder=folder))
    for number, card in enumerate(cards, 1):
        name, row = card["file"], card
        if card.get("unread"):
            yield number / len(cards), readable_name(name), card["unread"]
            continue
        try:
            path = find_file(folder, name)
            card["text"] = text = read_text(path) if path.stat().st_size <= 4 * LONGEST else "x" * (LONGEST + 1)
            card["title"] = card.get("title") or first_line(text)[:300]
        except (CaseError, OSError) as error:
            row = str(error)
        yield number / len(cards), readable_name(name), row


def _resolved(folder, name):
    try:
        return find_file(folder, name).resolve()
    except (CaseError, OSError):
        return None


def _files(folder):
    """Every file beneath a folder that is a text, or is named because it is none, with the reason; the text of a
    document once. The folders into which report, coding and sheet write beside the texts hold none.
    """
    found, shut = [], []
    made = [path for path in paths_in(folder) if path.name in MADE and path.is_dir()]
    for place, folders, names in os.walk(folder, onerror=shut.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and Path(place, name) not in made)
        found += [Path(place) / name for name in names if not name.startswith(".")]
        found += [Path(place) / name for name in folders if (Path(place) / name).is_symlink()]
    reasons = {path: _why_left_out(path) for path in found if not document_of(path)}
    reasons |= {path: say("fault.made") for path in made if any(path.rglob("*.txt"))}
    reasons |= {Path(error.filename): say("fault.shut", reason=error.strerror) for error in shut}
    return [(path, why) for path, why in sorted(reasons.items()) if why or _is_text(path)]


def _why_left_out(path):
    if path.is_dir():
        return say("fault.folder_link")
    if not path.is_file():
        return say("fault.no_file") if _is_text(path) else ""
    return "" if _is_text(path) else why_unread(path)


def _is_text(path):
    return not is_readme(path) and (path.suffix.lower() in TEXT_SUFFIXES or is_document(path))


def _card(name, why):
    unread = f"{readable_name(name.as_posix())} {why}" if why else ""
    return {"file": name.as_posix(), "id": name.with_suffix("").as_posix(), "unread": unread}


def _csv(path):
    csv.field_size_limit(ROW)
    size = path.stat().st_size
    with open(path, "rb") as file, io.TextIOWrapper(file, "utf-8-sig", "surrogateescape", newline="") as lines:
        if file.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise CaseError(say("corpus.utf16", path=path))
        first, header = 2, lines.readline(HEADER)
        if separator := re.fullmatch(r"sep=([,;\t])\s*", header):
            first, header = 3, lines.readline(HEADER)
        if len(header) == HEADER:
            raise CaseError(say("corpus.long_header", path=path, most=HEADER))
        delimiter = separator[1] if separator else max(",;\t", key=header.count)
        names = _columns(path, next(csv.reader([header], delimiter=delimiter), []))
        for line, cells in _strict_rows(lines, delimiter, first):
            share, place = file.tell() / size, say("place.line", number=line)
            if isinstance(cells, str):
                yield share, place, cells
            elif len(cells) == len(names):
                yield share, place, dict(zip(names, cells))
            elif cells:
                yield share, place, say("fault.uneven", cells=len(cells), columns=len(names))


def _strict_rows(lines, delimiter, number):
    """(line, cells) of every row; where a mark never closes, the reason, and on with the line after its own."""
    waiting, taken = deque(), []

    def one_by_one():
        while line := waiting.popleft() if waiting else _whole_line(lines):
            taken.append(line)
            if line is TOO_LONG:
                raise csv.Error(say("fault.too_long", most=LINE))
            yield line

    rows = csv.reader(one_by_one(), delimiter=delimiter, strict=True)
    while True:
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, say("fault.long_line" if taken[0] is TOO_LONG else "fault.no_table_row", reason=error)
            waiting.extendleft(reversed(taken[1:]))
            del taken[1:]
            rows = csv.reader(one_by_one(), delimiter=delimiter, strict=True)
        number += len(taken)
        taken.clear()


def _whole_line(lines):
    """The next line, or TOO_LONG for one that is, whose rest is passed over: no part of it is a row."""
    line = lines.readline(LINE)
    if len(line) < LINE or line.endswith(("\n", "\r")):
        return line
    while (rest := lines.readline(LINE)) and not rest.endswith(("\n", "\r")):
        pass
    return TOO_LONG


def _json_lines(path):
    size = path.stat().st_size
    with open(path, "rb") as file:
        if file.peek(3).removeprefix(BOM).lstrip()[:1] == b"[":
            raise CaseError(say("corpus.json_list", path=path))
        number = 0
        while line := file.readline(LINE):
            number += 1
            whole = line.endswith(b"\n") or len(line) < LINE
            while not whole and (more := file.readline(LINE)):
                whole = more.endswith(b"\n")
                line = b""
            row = _json(line.removeprefix(BOM)) if line else say("fault.many_bytes", most=LINE)
            if not line or line.strip():
                yield file.tell() / size, say("place.line", number=number), row


def _json(line):
    try:
        row = json.loads(line.decode(), object_pairs_hook=_fields)
    except UnicodeDecodeError:
        return say("fault.not_utf8")
    except CaseError as error:
        return str(error)
    except (ValueError, RecursionError) as error:
        return say("fault.no_json", reason=error)
    return row if isinstance(row, dict) else say("fault.no_object")


def _fields(pairs):
    """A JSON object; of two fields of one name, capitals apart, nobody knows which is meant."""
    names = [_name(key) for key, _ in pairs]
    if twice := _twice(names):
        raise CaseError(say("fault.two_fields", name=twice))
    return dict(zip(names, (value for _, value in pairs)))


def _parquet(path):
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        table = ParquetFile(path)
    except (ArrowException, OSError) as error:
        raise CaseError(say("corpus.no_parquet", path=path, reason=_first_line(error))) from None
    with table:
        names = _columns(path, table.schema_arrow.names)
        wanted = {"id", "text", "published", *CARD}
        wanted = [column for column, name in zip(table.schema_arrow.names, names) if name in wanted]
        done, total = 0, table.metadata.num_rows
        for group in range(table.num_row_groups):
            last = done + table.metadata.row_group(group).num_rows
            for number, row in enumerate(_group_rows(table, group, wanted, last - done), done + 1):
                yield number / total, say("place.row", number=number), row
            done = last


def _group_rows(table, group, wanted, count):
    """The rows of a group, so many as the file says: where it is damaged, the reason in place of each that is lost."""
    from pyarrow import ArrowException

    given, lost = 0, say("fault.lost")
    try:
        for batch in table.iter_batches(batch_size=64, row_groups=[group], columns=wanted):
            for place in range(min(batch.num_rows, count - given)):
                given += 1
                yield _arrow_row(batch.slice(place, 1))
    except (ArrowException, OSError) as error:
        lost = say("fault.damaged", reason=_first_line(error))
    for _ in range(count - given):
        yield lost


def _arrow_row(one):
    try:
        return {_name(key): value for key, value in one.to_pylist()[0].items()}
    except (UnicodeDecodeError, ValueError, OverflowError) as error:
        return say("fault.not_as_told", reason=_first_line(error))


def _first_line(error):
    return next(iter(str(error).splitlines()), type(error).__name__)[:200]


def _columns(path, header):
    names = [_name(column) for column in header]
    if not {"id", "text"} <= set(names):
        has = "".join(c if c.isprintable() else " " for c in ", ".join(names)[:200])
        raise CaseError(say("corpus.no_columns", path=path, columns=_printable(has) or say("corpus.no_name")))
    if twice := _twice(names):
        raise CaseError(say("corpus.two_columns", path=path, name=twice))
    return names


def _twice(names):
    return next((name for name in ("id", "text", "published", "file", *CARD) if names.count(name) > 1), None)


def _name(column):
    return str(column).strip(" \ufeff").lower()
