"""The span tables of one partition of a corpus: worked out, written as Parquet files, known again.

Runs on workers, to which Dask sends its functions by the name of this module.
"""

import hashlib
import io
import json
import os
import warnings
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from uuid import uuid4

import pandas as pd

from tellings.case.files import PROJECT
from tellings.case.wording import LANGUAGE
from tellings.corpus.notes import notes_of
from tellings.corpus.reading import Fault
from tellings.corpus.wording import say
from tellings.framing.lexicons import sentence_tone
from tellings.perspectives.tables import find_speech
from tellings.reading import text
from tellings.reading.tables import sentences
from tellings.timeline.tables import find_dates

TABLES = ("sources", "sentences", "dates", "speech")
CARD = ["title", "outlet", "author", "published", "file"]
NUMBERS = {**dict.fromkeys(["start", "end", "paragraph", "item", "characters"], "int64"), "tone": "float64"}


def span_tables(sources):
    """The four tables of a batch of sources: sources (a row per text), sentences with their tone, dates, speech."""
    rows = [[source.id, *(getattr(source, name) or "" for name in CARD), len(source.text)] for source in sources]
    cards = pd.DataFrame(rows, columns=["source", *CARD, "characters"])
    table = sentences(sources)
    table["tone"] = sentence_tone(table["text"])
    return {"sources": cards, "sentences": table, "dates": find_dates(sources), "speech": find_speech(sources)}


def work_out(number, block, out, mark):
    """Write the tables of one partition, then the record that it is finished; out: the record. Runs on a worker."""
    faults = [item for item in block if isinstance(item, Fault)]
    sources = [item for item in block if not isinstance(item, Fault)]
    # The progress of long batches is for notebooks; here it would write over that of the command.
    # What it warns of stands text by text in the notes.
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        tables, failed = _tables_and_faults(sources)
    kept = set(tables["sources"].source)
    notes = [Fault(one.id, one.file, note) for one in sources if one.id in kept for note in notes_of(one)]
    text.forget()
    # An older record must not vouch for tables of which one is new and one is old.
    part(out, "finished", number).unlink(missing_ok=True)
    files = {name: _parquet(table) for name, table in tables.items()}
    for name, content in files.items():
        with whole_file(part(out, name, number)) as file:
            file.write(content)
    record = {
        "number": number,
        "input": mark,
        "texts": len(block),
        "faults": faults + failed,
        "rows": {name: len(table) for name, table in tables.items()},
        "files": {name: _digest(content) for name, content in files.items()},
        "notes": notes,
    }
    with whole_file(part(out, "finished", number)) as file:
        file.write(json.dumps(record).encode())
    return record


def try_out(source):
    """Work out the tables of one text for nothing: whether a worker can hold them. Runs on a worker."""
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        _tables_and_faults([source])
    text.forget()


def _tables_and_faults(sources):
    try:
        return span_tables(sources), []
    except Exception:
        # One text that a finder can't take must not cost the others: look for it.
        kept, faults = [], []
        for source in sources:
            try:
                span_tables([source])
                kept.append(source)
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                faults.append(Fault(source.id, source.file, say("fault.finder_failed", reason=reason)))
        return span_tables(kept), faults


def _parquet(table):
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, NUMBERS.get(name, "string")) for name in table])
    buffer = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pandas(table, schema, preserve_index=False), buffer, compression="zstd")
    return buffer.getvalue().to_pybytes()


def part(out, name, number):
    """The path of one partition's file: OUT/dates/part-000017.parquet."""
    return Path(out) / name / f"part-{number:06d}.{'json' if name == 'finished' else 'parquet'}"


@contextmanager
def whole_file(path):
    """Open a file for bytes under a hidden name, and rename it in the end: whoever looks sees all of it or nothing."""
    hidden = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with open(hidden, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)


def fingerprint(block, code):
    """A digest of a partition's texts and of the code that works on them: the same digest, the same tables."""
    content = json.dumps([repr(item) for item in block])
    return hashlib.blake2b(content.encode() + code, digest_size=16).hexdigest()


def code_digest():
    """A digest of the library's code and lists, and of what it says in its language."""
    files = [path for path in sorted((PROJECT / "tellings").rglob("*")) if path.suffix in (".py", ".csv", ".toml")]
    return hashlib.blake2b(b"".join([LANGUAGE.encode(), *(path.read_bytes() for path in files)])).digest()


def finished(out, number, mark):
    """The record of a partition that was finished with these texts and this code, its tables as written; or None."""
    record = read_record(out, number)
    if record is None or record["input"] != mark:
        return None
    try:
        whole = all(_digest(part(out, name, number).read_bytes()) == record["files"][name] for name in TABLES)
    except OSError:
        return None
    return record if whole else None


def read_record(out, number):
    """The record of a partition as work_out has written it; None where there is none, or it is damaged."""
    try:
        record = json.loads(part(out, "finished", number).read_bytes())
        whole = set(record["rows"]) == set(record["files"]) == set(TABLES)
        for said in ("faults", "notes"):
            record[said] = [Fault(*map(str, row)) for row in record[said]]
        whole &= record["rows"]["sources"] + len(record["faults"]) == record["texts"] and record["number"] == number
        whole &= isinstance(record["input"], str)
        whole &= all(isinstance(rows, int) for rows in record["rows"].values())
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return record if whole else None


def _digest(content):
    return hashlib.blake2b(content, digest_size=16).hexdigest()
