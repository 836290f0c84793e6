"""The span tables of a corpus of any size, worked out by Dask and written as Parquet.

python -m tellings corpus IN OUT                     on all cores of this machine
python -m tellings corpus IN OUT --workers 2         on two of them
python -m tellings corpus IN OUT --scheduler tcp://host:8786    on a Dask cluster that sees the folder OUT too
    (start its scheduler with DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH=0, or it keeps a thousand messages of texts)

IN:  a folder of .txt and .md files, or a CSV, JSON Lines or Parquet file with the columns id, text and optionally
     title, outlet, author, published (2021-08-17, 2021-08 or 2021).
OUT: sources/, sentences/ (with their tone), dates/, speech/: Parquet files, a row per text or span; faults.csv: the
     texts that could not be read, each with its reason. Stopped and started again, the command goes on where it was.
"""

import argparse
import codecs
import csv
import errno
import hashlib
import io
import json
import logging
import os
import signal
import sys
import time
import warnings
from contextlib import contextmanager, redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import pandas as pd

from tellings.case.files import PROJECT, CaseError, guarded
from tellings.corpus.reading import LONGEST, Fault, read_corpus
from tellings.framing.lexicons import sentence_tone
from tellings.perspectives.tables import find_speech
from tellings.reading import text
from tellings.reading.tables import sentences
from tellings.timeline.tables import find_dates

NEEDS = ("dask", "distributed", "pyarrow")
TABLES = ("sources", "sentences", "dates", "speech")
CARD = ["title", "outlet", "author", "published", "file"]
NUMBERS = {**dict.fromkeys(["start", "end", "paragraph", "item", "characters"], "int64"), "tone": "float64"}
TEXTS = 200  # texts a partition: some seconds of work, lost at most when a worker dies
MEMORY = "500MB"  # a worker that needs more is started anew by Dask
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def span_tables(sources):
    """The four tables of a batch of sources: sources (a row per text), sentences with their tone, dates, speech."""
    rows = [[source.id, *(getattr(source, name) or "" for name in CARD), len(source.text)] for source in sources]
    cards = pd.DataFrame(rows, columns=["source", *CARD, "characters"])
    table = sentences(sources)
    table["tone"] = sentence_tone(table["text"])
    return {"sources": cards, "sentences": table, "dates": find_dates(sources), "speech": find_speech(sources)}


def partitions(items):
    """Cut a stream of (share, Source or Fault) into blocks of at most TEXTS items and LONGEST characters, in order."""
    block, size = [], 0
    for share, item in items:
        length = 0 if isinstance(item, Fault) else len(item.text)
        if block and (len(block) == TEXTS or size + length > LONGEST):
            yield share, block
            block, size = [], 0
        block.append(item)
        size += length
    if block:
        yield 1.0, block


def work_out(number, block, out, mark):
    """Write the tables of one partition, then the record that it is finished; out: the record. Runs on a worker."""
    faults = [item for item in block if isinstance(item, Fault)]
    sources = [item for item in block if not isinstance(item, Fault)]
    # The progress of long batches is for notebooks; here it would write over that of the command.
    with warnings.catch_warnings(record=True) as caught, redirect_stdout(io.StringIO()):
        warnings.simplefilter("always")
        tables, failed = _tables_and_faults(sources)
    text.forget()
    # An older record must not vouch for tables of which one is new and one is old.
    part(out, "finished", number).unlink(missing_ok=True)
    for name, table in tables.items():
        with whole_file(part(out, name, number)) as file:
            file.write(_parquet(table))
    record = {
        "number": number,
        "input": mark,
        "texts": len(block),
        "faults": faults + failed,
        "rows": {name: len(table) for name, table in tables.items()},
        "notes": sorted({str(warning.message) for warning in caught}),
    }
    with whole_file(part(out, "finished", number)) as file:
        file.write(json.dumps(record).encode())
    return record


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
                faults.append(Fault(source.id, source.file, f"a finder failed on it ({type(error).__name__}: {error})"))
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


def _code():
    files = [path for path in sorted((PROJECT / "tellings").rglob("*")) if path.suffix in (".py", ".csv")]
    return hashlib.blake2b(b"".join(path.read_bytes() for path in files)).digest()


def finished(out, number, mark):
    """The record of a partition that was finished with these texts and this code, or None."""
    try:
        record = json.loads(part(out, "finished", number).read_bytes())
    except (OSError, ValueError):
        return None
    whole = record["input"] == mark and all(part(out, name, number).exists() for name in TABLES)
    return record if whole else None


def run(given, out, client, progress=lambda tally, share: None):
    """Work out all partitions that are not finished, and write faults.csv.

    In: the path of the corpus, the folder for the tables, a dask.distributed Client, a function that shows progress.
    Out: the tally, a dict: texts (read), rows (per table), faults, new (texts worked out this time), notes, lost (why
    partitions could not be worked out). Errors: CaseError for no corpus, a full disk, a scheduler that is gone.
    """
    from dask.distributed import as_completed

    tally = {"texts": 0, "faults": 0, "new": 0, "rows": dict.fromkeys(TABLES, 0), "notes": set(), "lost": []}
    for name in (*TABLES, "finished"):
        (out / name).mkdir(parents=True, exist_ok=True)
    number, code, flying = -1, _code(), as_completed()
    try:
        for number, (share, block) in enumerate(partitions(read_corpus(given))):
            mark = fingerprint(block, code)
            record = finished(out, number, mark)
            if record:
                _count(record, tally)
            else:
                # Three partitions a worker are under way: enough to keep all busy, few enough for any memory.
                while flying.count() >= 3 * max(1, len(client.nthreads())):
                    _collect(next(flying), out, tally)
                flying.add(client.submit(work_out, number, block, str(out), mark, key=f"part-{number}-{uuid4().hex}"))
            tally["texts"] += len(block)
            progress(tally, share)
        for future in flying:
            _collect(future, out, tally)
            progress(tally, 1.0)
    except Exception as error:
        if isinstance(error, _gone()) or client.status != "running":
            raise CaseError(
                "the Dask scheduler is gone: start it and then the same command again; what is finished is kept"
            ) from None
        raise
    finally:
        tally["faults"] = write_faults(out, number)
    if number < 0:
        raise CaseError(f"{given} holds no text: its table has no rows")
    tidy(out, number)
    return tally


def _gone():
    from dask.distributed import CancelledError
    from distributed.comm import CommClosedError

    return CancelledError, CommClosedError, TimeoutError


def _collect(future, out, tally):
    try:
        record = future.result()
    except Exception as error:
        if isinstance(error, _gone()) or getattr(error, "errno", None) in NO_ROOM:
            raise
        tally["lost"].append(f"{type(error).__name__}: {error}".splitlines()[0])
        return
    if not part(out, "finished", record["number"]).exists():
        raise CaseError(f"the workers write to a folder {out} of their own: choose one on a disk that all share")
    tally["new"] += record["texts"]
    _count(record, tally)


def _count(record, tally):
    for name, rows in record["rows"].items():
        tally["rows"][name] += rows
    tally["faults"] += len(record["faults"])
    tally["notes"].update(record["notes"])


def write_faults(out, last):
    """Write OUT/faults.csv from the records of partitions 0 to `last`; out: the number of faults."""
    count = 0
    with whole_file(out / "faults.csv") as file:
        rows = csv.writer(codecs.getwriter("utf-8-sig")(file), lineterminator="\n")
        rows.writerow(Fault._fields)
        for number in range(last + 1):
            path = part(out, "finished", number)
            faults = json.loads(path.read_bytes())["faults"] if path.exists() else []
            # A spreadsheet must not run what a stranger has written as a formula.
            rows.writerows([guarded(cell) for cell in fault] for fault in faults)
            count += len(faults)
    return count


def check_counts(out, tally):
    """Whether each text that went in came out as a row of sources/ or as a fault; CaseError where one is missing."""
    from pyarrow.parquet import read_metadata

    rows = sum(read_metadata(path).num_rows for path in (out / "sources").glob("part-*.parquet"))
    if tally["lost"] or rows + tally["faults"] != tally["texts"]:
        why = f" ({tally['lost'][0]})" if tally["lost"] else ""
        raise CaseError(
            f"of {tally['texts']:,} texts {rows:,} came out and {tally['faults']:,} are in faults.csv: "
            f"the rest is not worked out{why}; start the same command again"
        )


def tidy(out, last):
    """Remove what killed workers left half written, and partitions after `last`: the corpus was longer once."""
    for name in ("finished", *TABLES):
        for path in (out / name).glob(".part-*"):
            path.unlink(missing_ok=True)
        for path in (out / name).glob("part-*"):
            if int(path.stem.removeprefix("part-")) > last:
                path.unlink()


def connect(scheduler=None, workers=None):
    """A Dask client: of the scheduler at an address, or of a cluster on this machine with a process per core."""
    import dask.system
    from dask.distributed import Client

    # Dask keeps the last thousand messages of each connection for debugging; ours carry texts.
    dask.config.set({"distributed.admin.low-level-log-length": 0})
    if not scheduler:
        # Ctrl+C reaches every process of a terminal; the workers inherit that they leave it to the command.
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return Client(
                n_workers=workers or dask.system.CPU_COUNT,
                threads_per_worker=1,
                memory_limit=MEMORY,
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
            )
        finally:
            signal.signal(signal.SIGINT, handler)
    try:
        client = Client(scheduler, timeout=20)
        client.wait_for_workers(1, timeout=20)
    except (OSError, ValueError):
        raise CaseError(
            f"no Dask scheduler with a worker answers at {scheduler}: start both, or leave --scheduler out"
        ) from None
    return client


def show_progress():
    """A function that prints how far the work is: on a terminal in one line, elsewhere in a line every ten seconds."""
    began, terminal, last = time.monotonic(), sys.stderr.isatty(), [0.0]

    def show(tally, share):
        now = time.monotonic()
        if now - last[0] >= (0.2 if terminal else 10):
            last[0] = now
            done = tally["rows"]["sources"] + tally["faults"]
            print(
                f"{done:,} texts done, {share:.0%} read, {tally['new'] / (now - began):.0f} a second",
                file=sys.stderr,
                end="  \r" if terminal else "\n",
                flush=True,
            )

    return show


def main(arguments=None):
    """The command; out: its exit code."""
    parser = argparse.ArgumentParser(
        "python -m tellings corpus", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("given", metavar="IN", type=Path)
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster that exists")
    parser.add_argument("--workers", type=int, metavar="N", help="processes on this machine (default: one a core)")
    options = parser.parse_args(arguments)
    if not all(find_spec(name) for name in NEEDS):
        print('This command needs Dask: run "python -m pip install -r requirements-corpus.txt"', file=sys.stderr)
        return 1
    # Dask logs each worker that dies with its traceback; the command says what matters in a sentence.
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    try:
        out = options.out.resolve()
        out.mkdir(parents=True, exist_ok=True)
        # What is no corpus at all is said before the processes start, which takes some seconds.
        next(read_corpus(options.given), None)
        with connect(options.scheduler, options.workers) as client:
            tally = run(options.given, out, client, show_progress())
        check_counts(out, tally)
    except CaseError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The same command goes on from here.", file=sys.stderr)
        return 130
    except OSError as error:
        full = (
            f"the disk of {options.out} is full: free some space and start the same command again; "
            "what is finished is kept"
        )
        other = f"{error.filename or options.out}: {error.strerror or error}; check the name and your rights to it"
        print(full if error.errno in NO_ROOM else other, file=sys.stderr)
        return 1
    rows = ", ".join(f"{tally['rows'][name]:,} rows in {name}" for name in TABLES)
    print(
        f"{tally['texts']:,} texts in = {tally['rows']['sources']:,} out + {tally['faults']:,} faults; {rows}. "
        f"{time.monotonic() - began:.0f} s, {tally['new']:,} texts worked out now. Look in {options.out}"
    )
    if tally["notes"]:
        print(f"Note, one of {len(tally['notes'])}: {min(tally['notes'])}")
    return 0
