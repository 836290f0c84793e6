"""The span tables of a corpus of any size, worked out by Dask and written as Parquet: python -m tellings corpus."""

import argparse
import codecs
import csv
import errno
import logging
import re
import signal
import sys
import textwrap
import time
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

from tellings.case.errors import printable
from tellings.case.files import CaseError, guarded
from tellings.corpus.reading import LONGEST, Fault, read_corpus
from tellings.corpus.tables import (
    TABLES,
    code_digest,
    fingerprint,
    finished,
    part,
    read_record,
    try_out,
    whole_file,
    work_out,
)
from tellings.corpus.wording import say

NEEDS = ("dask", "distributed", "pyarrow")
TEXTS = 200  # texts a partition: some seconds of work, lost at most when a worker dies
MEMORY = "500MB"  # a worker that needs more is started anew by Dask
SILENCE = 20  # seconds in which a scheduler has to answer; asked anew where nothing came back for three times as long
MOST_WORKERS = 256
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
USES = {"": "all_cores", " --workers 2": "two_cores", " --scheduler tcp://host:8786": "cluster"}


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
    Out: the tally, a dict: texts (read), rows (per table), faults and notes (how many), new (texts worked out this
    time), lost (why partitions could not be worked out), last (number of the last partition). Errors: CaseError for no
    corpus, a full disk, a scheduler that is gone.
    """
    rows = dict.fromkeys(TABLES, 0)
    tally = {"texts": 0, "faults": 0, "new": 0, "rows": rows, "notes": 0, "lost": [], "last": -1}
    for name in (*TABLES, "finished"):
        (out / name).mkdir(parents=True, exist_ok=True)
    try:
        _work_through(given, out, client, tally, progress)
    except Exception as error:
        if isinstance(error, _gone()) or client.status != "running":
            raise CaseError(say("command.scheduler_gone")) from None
        raise
    finally:
        for said in ("faults", "notes"):
            tally[said] = write_said(out, said, tally["last"])
    if tally["last"] < 0:
        raise CaseError(say("command.no_rows", given=given))
    tidy(out, tally["last"])
    return tally


def _work_through(given, out, client, tally, progress):
    from dask.distributed import as_completed

    code, flying, blocks = code_digest(), as_completed(), {}
    for number, (share, block) in enumerate(partitions(read_corpus(given))):
        tally["last"] = number
        mark = fingerprint(block, code)
        record = finished(out, number, mark)
        if record:
            _count(record, tally)
        else:
            # Three partitions a worker are under way: enough to keep all busy, few enough for any memory.
            while flying.count() >= 3 * max(1, len(client.sync(client.scheduler.ncores, callback_timeout=SILENCE))):
                _collect(_next(flying, client), out, tally, blocks, client)
            future = client.submit(work_out, number, block, str(out), mark, key=f"part-{number}-{uuid4().hex}")
            blocks[future.key] = number, block, mark
            flying.add(future)
        tally["texts"] += len(block)
        progress(tally, share)
    while flying.count():
        _collect(_next(flying, client), out, tally, blocks, client)
        progress(tally, 1.0)


def _next(flying, client):
    """The next future that is done; TimeoutError where a scheduler elsewhere says nothing any more."""
    heard = time.monotonic()
    while not flying.has_ready():
        time.sleep(0.02)
        if not client.cluster and time.monotonic() - heard > 3 * SILENCE:
            _hear(client.scheduler.address)
            heard = time.monotonic()
    return next(flying)


def _hear(address):
    """Ask a scheduler who it is; TimeoutError where it does not say within SILENCE.

    What takes a call and is silent would be waited for without end by a Client.
    """
    import asyncio

    from distributed.comm import connect as call

    async def ask():
        line = await call(address, timeout=SILENCE)
        try:
            await line.write({"op": "identity", "reply": True})
            return await line.read()
        finally:
            line.abort()

    async def in_time():
        return await asyncio.wait_for(ask(), SILENCE)

    try:
        asyncio.run(in_time())
    except OSError as error:
        raise TimeoutError(str(error)) from None


def _gone():
    from dask.distributed import CancelledError
    from distributed.comm import CommClosedError

    return CancelledError, CommClosedError, TimeoutError


def _collect(future, out, tally, blocks, client):
    number, block, mark = blocks.pop(future.key)
    try:
        try:
            record = _result(future)
        except (MemoryError, KilledTask):
            # One text that a worker cannot hold must not cost the others: each is tried alone.
            block = [_tried(item, client) for item in block]
            key = f"part-{number}-{uuid4().hex}"
            record = _result(client.submit(work_out, number, block, str(out), mark, key=key))
    except Exception as error:
        if isinstance(error, _gone()) or getattr(error, "errno", None) in NO_ROOM:
            raise
        tally["lost"].append(" ".join(f"{type(error).__name__}: {error}".split())[:300])
        return
    if not part(out, "finished", record["number"]).exists():
        raise CaseError(say("command.other_disk", out=out))
    tally["new"] += record["texts"]
    _count(record, tally)


class KilledTask(Exception):
    """A task on which its workers died, one after another."""


def _result(future):
    from distributed.scheduler import KilledWorker

    try:
        return future.result()
    except KilledWorker:
        raise KilledTask(say("command.workers_died", memory=MEMORY)) from None


def _tried(item, client):
    """A text, or the fault that it costs a worker its life."""
    if isinstance(item, Fault):
        return item
    try:
        _result(client.submit(try_out, item, key=f"try-{uuid4().hex}"))
    except (MemoryError, KilledTask):
        return Fault(item.id, item.file, say("fault.many_megabytes", memory=MEMORY))
    return item


def _count(record, tally):
    for name, rows in record["rows"].items():
        tally["rows"][name] += rows
    tally["faults"] += len(record["faults"])


def write_said(out, said, last):
    """Write OUT/faults.csv or OUT/notes.csv from the records of partitions 0 to `last`; out: the number of its rows."""
    count = 0
    with whole_file(out / f"{said}.csv") as file:
        rows = csv.writer(codecs.getwriter("utf-8-sig")(file), lineterminator="\n")
        rows.writerow(Fault._fields)
        for number in range(last + 1):
            record = read_record(out, number)
            lines = record[said] if record else []
            # A spreadsheet must not run what a stranger has written as a formula.
            rows.writerows([guarded(cell) for cell in line] for line in lines)
            count += len(lines)
    return count


def check_counts(out, tally):
    """Whether each text that went in came out as a row of sources/ or as a fault; CaseError where one is missing."""
    from pyarrow import ArrowException
    from pyarrow.parquet import read_metadata

    try:
        rows = sum(read_metadata(path).num_rows for path in (out / "sources").glob("part-*.parquet"))
    except (ArrowException, OSError) as error:
        raise CaseError(say("command.damaged", folder=out / "sources", reason=str(error)[:200])) from None
    texts, faults, lost = tally["texts"], tally["faults"], tally["lost"]
    if lost:
        raise CaseError(say("command.rest_failed", texts=texts, rows=rows, faults=faults, reason=lost[0]))
    if rows + faults != texts:
        raise CaseError(say("command.rest_missing", texts=texts, rows=rows, faults=faults))


def tidy(out, last):
    """Remove what killed workers left half written, and partitions after `last`: the corpus was longer once.

    Errors: CaseError for a file that the command has not made, as a copy of one of its own, which every reader of the
    tables would count.
    """
    for name in ("finished", *TABLES):
        for path in (out / name).glob(".part-*"):
            path.unlink(missing_ok=True)
        for path in (out / name).glob("part-*"):
            if not re.fullmatch(r"part-\d{6,}\.(json|parquet)", path.name):
                raise CaseError(say("command.stray_file", path=path))
            if int(path.stem.removeprefix("part-")) > last:
                path.unlink()


def connect(scheduler=None, workers=None):
    """A Dask client: of the scheduler at an address, or of a cluster on this machine with a process per core."""
    import dask.system
    from dask.distributed import Client

    # Dask keeps the last thousand messages of each connection for debugging; ours carry texts.
    # A worker that is nearly full would take no more tasks and wait; better it dies, and the text is named.
    # Twice is enough to know that it is the text.
    dask.config.set(
        {
            "distributed.admin.low-level-log-length": 0,
            "distributed.worker.memory.pause": False,
            "distributed.scheduler.allowed-failures": 1,
        }
    )
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
        except (RuntimeError, TimeoutError) as error:
            raise CaseError(say("command.not_started", reason=str(error)[:200])) from None
        finally:
            signal.signal(signal.SIGINT, handler)
    try:
        _hear(scheduler)
        client = Client(scheduler, timeout=SILENCE)
        client.wait_for_workers(1, timeout=SILENCE)
    except (OSError, ValueError):
        raise CaseError(say("command.no_scheduler", address=scheduler)) from None
    return client


def show_progress():
    """A function that prints how far the work is: on a terminal in one line, elsewhere in a line every ten seconds."""
    began, terminal, last = time.monotonic(), sys.stderr.isatty(), [0.0]

    def show(tally, share):
        now = time.monotonic()
        if now - last[0] >= (0.2 if terminal else 10):
            last[0] = now
            done = tally["rows"]["sources"] + tally["faults"]
            line = say("command.progress", done=done, share=share, speed=tally["new"] / (now - began))
            print(line, file=sys.stderr, end="  \r" if terminal else "\n", flush=True)

    return show


def main(arguments=None):
    """The command; out: its exit code."""
    options = _options(arguments)
    if not all(find_spec(name) for name in NEEDS):
        print(say("command.needs"), file=sys.stderr)
        return 1
    # Dask logs each worker that dies with its traceback; the command says what matters in a sentence.
    logged = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    try:
        out = options.out.resolve()
        if out.is_relative_to(options.given.resolve()):
            raise CaseError(say("command.out_in_given", out=options.out, given=options.given))
        out.mkdir(parents=True, exist_ok=True)
        # What is no corpus at all is said before the processes start, which takes some seconds.
        next(read_corpus(options.given), None)
        with connect(options.scheduler, options.workers) as client:
            tally = run(options.given, out, client, show_progress())
        check_counts(out, tally)
    except CaseError as error:
        print(printable(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(say("command.stopped"), file=sys.stderr)
        return 130
    except OSError as error:
        print(_disk_fault(error, options.out), file=sys.stderr)
        return 1
    finally:
        # Whoever calls this from Python has logs of their own.
        logging.disable(logged)
    rows = ", ".join(say("command.rows", rows=tally["rows"][name], table=name) for name in TABLES)
    sources, seconds = tally["rows"]["sources"], time.monotonic() - began
    counts = {name: tally[name] for name in ("texts", "faults", "new")}
    print(say("command.done", **counts, sources=sources, tables=rows, seconds=seconds, out=options.out))
    if tally["notes"]:
        print(say("command.notes", count=tally["notes"]))
    return 0


def _options(arguments):
    command = "python -m tellings corpus"
    uses = [f"{command} IN OUT{given}".ljust(49) + "    " + say(f"help.{name}") for given, name in USES.items()]
    files = [
        textwrap.fill(say(f"help.{name}"), 120, initial_indent=start, subsequent_indent=" " * 5)
        for start, name in (("IN:  ", "given"), ("OUT: ", "out"))
    ]
    about = "\n".join([say("help.about"), "", *uses, f"    {say('help.log_length')}", "", *files])
    parser = argparse.ArgumentParser(command, description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", metavar="IN", type=Path)
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--scheduler", metavar="ADDRESS", help=say("help.scheduler"))
    parser.add_argument("--workers", type=_workers, metavar="N", help=say("help.workers"))
    return parser.parse_args(arguments)


def _workers(text):
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(say("help.no_workers", given=text, most=MOST_WORKERS))
    return int(text)


def _disk_fault(error, out):
    if error.errno in NO_ROOM:
        return say("command.disk_full", out=out)
    return say("command.disk_fault", path=error.filename or out, reason=error.strerror or error)
