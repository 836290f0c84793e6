"""Whether the cell that gives an answer ran through when it was last run.

A cell that fails leaves the value of an earlier run in place; a check that judged it would speak of an answer that no
longer stands there. So every run in a notebook is noted: which variables its cell gives a value, and whether it failed.
"""

import ast
import re
import sys
from contextlib import suppress

from tellings.exercises.wording import say

# Errors that are mostly one thing in a cell that gives an answer.
MOSTLY = ("SyntaxError", "IndentationError", "NameError", "KeyboardInterrupt")
_failed = {}  # variable -> the error with which the last run that was to give it a value ended, "" if it ran through
_homes = {}  # id of a cell -> the variables that it gave a value when it last ran through
_now = {}  # the cell that is running


def watch():
    """From now on note of every cell in this notebook whether it runs through; elsewhere nothing is noted."""
    if here := shell():
        here.events.register("pre_run_cell", _begin)
        here.events.register("post_run_cell", _end)


def unfinished(name):
    """The error that ended the last run of the cell with the answer that is being checked, "" where none did.

    In: the name of the exercise, as in the check that is running.
    """
    source = _now.get("source", "")
    given = _given(source)
    return next((_failed[word] for word in _asked(source, str(name)) if word not in given and _failed.get(word)), "")


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
    given = _given(source)
    if error is None:
        _failed.update(dict.fromkeys(given, ""))
        if cell and given:
            _homes[cell] = given
    else:
        _failed.update(dict.fromkeys(given | _homes.get(cell, set()), type(error).__name__))


def _given(source):
    """The variables that a cell gives a value; of one that is no Python, those known ones that stand in it somehow."""
    try:
        tree = _tree(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        letters = _letters(source)
        return set(re.findall(r"^\s*([^\W\d]\w*)\s*[=\[]", source, re.M)) | {
            word for word in _failed if _letters(word) in letters
        }
    nodes = list(ast.walk(tree))
    targets = [target for node in nodes for target in _targets(node)]
    return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}


def _targets(node):
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, (ast.AugAssign, ast.AnnAssign, ast.NamedExpr, ast.For)) else []


def _asked(source, name):
    """The variables that the check of this exercise is given in the running cell."""
    try:
        calls = [node for node in ast.walk(_tree(source)) if isinstance(node, ast.Call) and len(node.args) > 1]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    mine = [
        call for call in calls if isinstance(call.args[0], ast.Constant) and str(call.args[0].value).strip() == name
    ]
    return [part.id for call in mine for part in ast.walk(call.args[1]) if isinstance(part, ast.Name)]


def _tree(source):
    # What IPython has besides Python, such as %time, is no part of an answer.
    return ast.parse(re.sub(r"^\s*[%!].*$", "", source, flags=re.M))


def _letters(text):
    return re.sub(r"[\W_]", "", text).casefold()
