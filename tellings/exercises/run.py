"""A student's cells run in a process of their own, with a time limit, however they end."""

import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import NamedTuple

from tellings.case.files import PROJECT
from tellings.exercises.child import serve
from tellings.exercises.wording import say

SECONDS = 20
BEGIN = 60
# Cells that don't end, in one file: after so many the rest of it is not run.
PATIENCE = 4
# What sheets import, loaded once for all files where processes can be forked.
PRELOADED = ["tellings.exercises.child", "pandas", "helpers.cases", "tellings.reading", "tellings.perspectives"]
_BEGINNING = Lock()
LARGEST = 30_000_000  # bytes of a message


class Ran(NamedTuple):
    """What became of a file's cells: number -> fault, number -> lines left out, task -> [(number, data, reason)]."""

    faults: dict
    left: dict
    answers: dict
    finals: dict


class _Ended(Exception):
    """The process has not answered in time, or has ended; the message says which."""


def run_cells(cells, variables, seconds=SECONDS):
    """Run the code cells in order, and ask for the answer at every check.

    A cell that does not end within the seconds, or that ends its process, is skipped, and the others run in a new one.
    In: cells as (kind, source, grade id); task -> name of its variable; seconds a cell may take.
    Out: Ran; `finals` holds the variables' data after the last cell, task -> (data, reason).
    """
    code = [number for number, (kind, source, _) in enumerate(cells) if kind == "code" and source.strip()]
    skipped = {}
    while True:
        try:
            return _one_run(cells, [number for number in code if number not in skipped], variables, seconds, skipped)
        except _Ended as end:
            number, reason = end.args
            skipped[number] = reason
            if len(skipped) >= PATIENCE:
                rest = [later for later in code if later > number]
                skipped |= dict.fromkeys(rest, say("cell.skipped"))


def _one_run(cells, numbers, variables, seconds, skipped):
    ran = Ran(dict(skipped), {}, {}, {})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process, pipe = _started(_workplace(folder))
        try:
            # The process and its libraries have a minute to begin; no cell is charged with it.
            _told(pipe, {}, -1, BEGIN)
            for number in numbers:
                told = _told(pipe, {"run": cells[number][1]}, number, seconds)
                if told["error"]:
                    ran.faults[number] = say("cell.ended", error=told["error"])
                if told["left"]:
                    ran.left[number] = told["left"]
                for task, data, reason in told["answers"]:
                    ran.answers.setdefault(task, []).append((number, data, reason))
            if numbers:
                finals = _told(pipe, {"values": variables}, numbers[-1], seconds)["answers"]
                ran.finals.update({task: (data, reason) for task, data, reason in finals})
        finally:
            _end(process)
            pipe.close()
    return ran


def _told(pipe, message, number, seconds):
    try:
        pipe.send_bytes(json.dumps(message).encode())
        if not pipe.poll(seconds):
            raise _Ended(number, say("cell.endless", count=seconds))
        told = json.loads(pipe.recv_bytes(LARGEST))
        return {"error": str(told["error"]), "left": list(told["left"]), "answers": [*map(_three, told["answers"])]}
    except (EOFError, OSError, ValueError, KeyError, TypeError, RecursionError):
        raise _Ended(number, say("cell.killed")) from None


def _three(answer):
    task, data, reason = answer
    return str(task), data, str(reason)


def _workplace(folder):
    """The folders around a sheet as the project has them, the texts copied: a cell may change them."""
    shutil.copytree(PROJECT / "seeds", Path(folder) / "seeds")
    place = Path(folder) / "notebooks" / "exercises"
    place.mkdir(parents=True)
    return place


@cache
def _context():
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def _started(folder):
    here, there = _context().Pipe()
    process = _context().Process(target=serve, args=(there, str(folder)), daemon=True)
    with _BEGINNING:
        # A new process would run the script of whoever called: it is shown an empty one.
        main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
        try:
            process.start()
        finally:
            sys.modules["__main__"] = main
    there.close()
    return process, here


def _end(process):
    """End the process and what it has started."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            # Its group is its own from its first line on; before that, it has started nothing.
            if os.getpgid(process.pid) == process.pid:
                os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()
    process.close()
