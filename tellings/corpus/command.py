"""The span tables of a corpus of any size, worked out by Dask and written as Parquet.

python -m tellings corpus IN OUT                     on all cores of this machine
python -m tellings corpus IN OUT --workers 2         on two of them
python -m tellings corpus IN OUT --scheduler tcp://host:8786    on a Dask cluster that sees the folder OUT too
    (start its scheduler with DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH=0, or it keeps a thousand messages of texts)

IN:  a folder of texts (.txt, .md, .html, .pdf, .docx), or a CSV, JSON Lines or Parquet file with the columns id, text
     and optionally title, outlet, author, published (2021-08-17, 2021-08 or 2021).
OUT: sources/, sentences/ (with their tone), dates/, speech/: Parquet files, a row per text or span; faults.csv: the
     texts that could not be read, each with its reason. Stopped and started again, the command goes on where it was.
"""

import argparse
import codecs
import csv
import errno
import json
import logging
import signal
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

from tellings.case.files import CaseError, guarded
from tellings.corpus.reading import LONGEST, Fault, read_corpus
from tellings.corpus.tables import TABLES, code_digest, fingerprint, finished, part, whole_file, work_out

NEEDS = ("dask", "distributed", "pyarrow")
TEXTS = 200  # texts a partition: some seconds of work, lost at most when a worker dies
MEMORY = "500MB"  # a worker that needs more is started anew by Dask
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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


def run(given, out, client, progress=lambda tally, share: None):
    """Work out all partitions that are not finished, and write faults.csv.

    In: the path of the corpus, the folder for the tables, a dask.distributed Client, a function that shows progress.
    Out: the tally, a dict: texts (read), rows (per table), faults, new (texts worked out this time), notes, lost (why
    partitions could not be worked out), last (number of the last partition). Errors: CaseError for no corpus, a full
    disk, a scheduler that is gone.
    """
    rows = dict.fromkeys(TABLES, 0)
    tally = {"texts": 0, "faults": 0, "new": 0, "rows": rows, "notes": set(), "lost": [], "last": -1}
    for name in (*TABLES, "finished"):
        (out / name).mkdir(parents=True, exist_ok=True)
    try:
        _work_through(given, out, client, tally, progress)
    except Exception as error:
        if isinstance(error, _gone()) or client.status != "running":
            raise CaseError(
                "the Dask scheduler is gone: start it and then the same command again; what is finished is kept"
            ) from None
        raise
    finally:
        tally["faults"] = write_faults(out, tally["last"])
    if tally["last"] < 0:
        raise CaseError(f"{given} holds no text: its table has no rows")
    tidy(out, tally["last"])
    return tally


def _work_through(given, out, client, tally, progress):
    from dask.distributed import as_completed

    code, flying = code_digest(), as_completed()
    for number, (share, block) in enumerate(partitions(read_corpus(given))):
        tally["last"] = number
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
    options = _options(arguments)
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
        print(_disk_fault(error, options.out), file=sys.stderr)
        return 1
    rows = ", ".join(f"{tally['rows'][name]:,} rows in {name}" for name in TABLES)
    print(
        f"{tally['texts']:,} texts in = {tally['rows']['sources']:,} out + {tally['faults']:,} faults; {rows}. "
        f"{time.monotonic() - began:.0f} s, {tally['new']:,} texts worked out now. Look in {options.out}"
    )
    if tally["notes"]:
        print(f"Note, one of {len(tally['notes'])}: {min(tally['notes'])}")
    return 0


def _options(arguments):
    parser = argparse.ArgumentParser(
        "python -m tellings corpus", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("given", metavar="IN", type=Path)
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster that exists")
    parser.add_argument("--workers", type=int, metavar="N", help="processes on this machine (default: one a core)")
    return parser.parse_args(arguments)


def _disk_fault(error, out):
    if error.errno in NO_ROOM:
        return f"the disk of {out} is full: free some space and start the same command again; what is finished is kept"
    return f"{error.filename or out}: {error.strerror or error}; check the name and your rights to it"
