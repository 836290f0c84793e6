"""The process in which one student's cells run: told cell by cell what to do, it hands back answers as plain data.

Whatever the cells do to it, to `check` or to this module, the process that grades asks only for the data.
"""

import ast
import builtins
import json
import os
import sys
from contextlib import suppress

from tellings.exercises import runs
from tellings.exercises.cells import call_of, checked, runnable
from tellings.exercises.plain import Strange, plain_data
from tellings.exercises.wording import say

MEMORY = 4 * 2**30  # bytes of addresses, most of them the libraries' own
FILE = 100 * 2**20  # bytes of a file that a cell may write


def serve(pipe, folder):
    """Run the cells that come through a pipe, in this folder, until it closes.

    In: JSON messages {"run": source} or {"values": {task: variable}}. Out: for each, one JSON message:
    {"error": text or "", "left": lines left out, "answers": [[task, plain data or None, reason]]}.
    """
    _closed_off(folder)
    answers = []
    # A check in a loop or a function is heard too; one that the student has written is not, and needs none.
    runs.hear(lambda name, answer: answers.append(_answer(str(name), lambda: answer)))
    names = {"__name__": "__main__", "__builtins__": builtins, "display": lambda *things, **how: None}
    while True:
        try:
            message = json.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            return
        answers.clear()
        error, left = "", []
        if "run" in message:
            source, left = runnable(message["run"])
            error = _run(source, names, answers)
        for task, variable in message.get("values", {}).items():
            if variable in names:
                answers.append(_answer(task, lambda name=variable: names[name]))
        pipe.send_bytes(json.dumps({"error": error, "left": left, "answers": answers}).encode())


def _closed_off(folder):
    """A process group, a folder, no input, no output, no mail to a display; limits where the system has them."""
    if hasattr(os, "setsid"):
        os.setsid()
    os.chdir(folder)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    # Each is opened anew: what the parent had put in its place belongs to the parent.
    sys.stdin, sys.stdout, sys.stderr = (
        open(stream, mode, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        for stream, mode in enumerate("rww")
    )
    os.environ.update(MPLBACKEND="Agg", TELLINGS_GRADING="1")
    for name in ("EXERCISES_STRICT", "NBGRADER_EXECUTION", "JPY_SESSION_NAME"):
        os.environ.pop(name, None)
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, FILE), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _run(source, names, answers):
    """Run a cell, statement by statement; of its checks ask for the answer. Out: the error's one line, or ""."""
    try:
        for statement in ast.parse(source).body:
            task, answer = checked(statement)
            if task is not None:
                answers.append(_answer(task, lambda given=answer: _value(given, names)))
            elif call_of(statement, "hand_in") is None:
                exec(compile(ast.Module([statement], []), "<cell>", "exec"), names)
    except BaseException as error:
        return _named(error)
    return ""


def _value(expression, names):
    if expression is None:
        return None
    return eval(compile(ast.Expression(expression), "<check>", "eval"), names)


def _answer(task, find):
    try:
        return [task, plain_data(find()), ""]
    except Strange as strange:
        return [task, None, say("value.strange", kind=strange)]
    except BaseException as error:
        return [task, None, say("value.failed", error=_named(error))]


def _named(error):
    try:
        text = " ".join(str(getattr(error, "msg", error)).split())[:200]
    except BaseException:
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
