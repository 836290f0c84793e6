"""Whether the cell that gives an answer ran through when it was last run.

A cell that fails leaves the value of an earlier run in place; a check that judged it would speak of an answer that no
longer stands there. So every run in a notebook is noted: which variables its cell gives a value, and whether it failed.
"""

import re
import sys
from contextlib import suppress

from tellings.exercises.cells import asked, assigned, cell_tree
from tellings.exercises.wording import say

# Errors that are mostly one thing in a cell that gives an answer.
MOSTLY = ("SyntaxError", "IndentationError", "NameError", "KeyboardInterrupt")
_failed = {}  # variable -> the error with which the last run that was to give it a value ended, "" if it ran through
_homes = {}  # id of a cell -> the variables that it gave a value when it last ran through
_now = {}  # the cell that is running
# What takes the answers to checks instead of judging them, while sheets are graded: one function of name and answer.
_hearers = []


def watch():
    """From now on note of every cell in this notebook whether it runs through; elsewhere nothing is noted."""
    if here := shell():
        here.events.register("pre_run_cell", _begin)
        here.events.register("post_run_cell", _end)


def hear(hearer):
    """From now on let a function have the names and answers of all checks."""
    _hearers[:] = [hearer]


def heard(name, answer):
    """Whether somebody has taken this answer, so that nothing is to be said."""
    for hearer in _hearers:
        hearer(name, answer)
    return bool(_hearers)


def unfinished(name):
    """The error that ended the last run of the cell with the answer that is being checked, "" where none did.

    In: the name of the exercise, as in the check that is running.
    """
    source = _now.get("source", "")
    elsewhere = [word for word in asked(source, name) if word not in assigned(source)]
    return next(filter(None, map(_failed.get, elsewhere)), "")


def why(error):
    """What is said to a student whose cell ended in this error."""
    return say("answer.not_run", error=say(f"mostly.{error}") if error in MOSTLY else error)


def shell():
    """IPython's shell in a notebook, None elsewhere: where nobody else has loaded IPython there is no notebook."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module else None


def _begin(info):
    _now["source"] = info.raw_cell or ""


def _end(result):
    # An error in here would be printed under the student's cell.
    with suppress(Exception):
        _note(result.info.raw_cell or "", result.info.cell_id, result.error_before_exec or result.error_in_exec)


def _note(source, cell, error):
    given = assigned(source)
    if error is None:
        _failed.update(dict.fromkeys(given, ""))
        if cell and given:
            _homes[cell] = given
        return
    if cell_tree(source) is None:
        # Of a cell that is no Python those names count that stand in it somehow.
        given |= {word for word in _failed if _letters(word) in _letters(source)}
    _failed.update(dict.fromkeys(given | _homes.get(cell, set()), type(error).__name__))


def _letters(text):
    return re.sub(r"[\W_]", "", text).casefold()
