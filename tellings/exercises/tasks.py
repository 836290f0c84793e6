"""The tasks in a notebook's cells: where each is checked, what answers it, and what has become of its cells.

Nothing is run here. A cell is (kind, source, grade id); a task goes by its name, "1.2".
"""

import ast
import hashlib
import json
import re
import zlib
from collections import Counter
from contextlib import suppress

from tellings.exercises.bank import exercises, exercises_of
from tellings.exercises.cells import assigned, call_of, cell_tree, checked, parsed, statements
from tellings.exercises.objects import is_blank

# A heading without a number may be a student's own; only the sheet's last one ends a task.
HEADING = re.compile(r"#{1,4}\s*(?:(\d+\.\d+)\b|Hand it in)")
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
EMPTY = "*Write your answer here.*"
# What makes a task another one: its edition changes with these, not with a hint.
ASKED = ("asks", "kind", "key", "also", "points", "options", "within", "at_least", "cells")


def edition(tasks):
    """Eight characters that change when a sheet's questions, keys or points do. In: name -> exercise."""
    asked = {name: _asked(task) for name, task in tasks.items()}
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:8]


def _asked(task):
    cells = {name: _asked(cell) for name, cell in task.get("cells", {}).items()}
    return {field: task[field] for field in ASKED if field in task} | ({"cells": cells} if cells else {})


def checks(cells):
    """Every check in the cells, in order, as (number of the cell, task)."""
    return [
        (number, name)
        for number, (kind, source, _) in enumerate(cells)
        if kind == "code"
        for statement in statements(source)
        if (name := checked(statement)[0])
    ]


def handed_in(cells):
    """The sheet and the student that a call of hand_in names, live or behind its #; "" for what it leaves open."""
    for kind, source, _ in reversed(cells):
        if kind == "code" and "hand_in" in source:
            live = re.sub(r"^\s*#+\s*(?=hand_in\()", "", source, flags=re.M)
            for call in filter(None, (call_of(statement, "hand_in") for statement in statements(live))):
                texts = [getattr(part, "value", "") for part in [*call.args, *(word.value for word in call.keywords)]]
                sheet, student = [*(str(text) for text in texts), "", ""][:2]
                return sheet, "" if student.strip().casefold() == "your name" else student.strip()
    return "", ""


def sheet_of(cells):
    """The name of the sheet whose tasks the cells hold, "" if they hold none: by checks, headings, variables, ids."""
    return next(iter(sheets_of(cells)), "")


def sheets_of(cells):
    """Every sheet of which the cells hold tasks, the one with most of it first."""
    known = exercises()
    variables = {task.get("variable"): task["sheet"] for task in known.values()}
    names = [name for _, name in checks(cells)]
    # Any course has a task 1.1: its title must be ours.
    lines = {print_of(source.split("\n")[0]) for kind, source, _ in cells if kind == "markdown"}
    names += [name for name, task in known.items() if print_of(f"{name} {task.get('title', '')}") in lines]
    names += [_of_mark(mark) for _, _, mark in cells if re.fullmatch(r"\w+-\d+-\d+", mark)]
    sheets = Counter(known[name]["sheet"] for name in names if name in known)
    given = {name for _, source, _ in cells for name in assigned(source)}
    bound = Counter(variables[name] for name in given & variables.keys())
    # One name, such as "years", may be anybody's; two of one sheet are no chance.
    sheets.update({sheet: count for sheet, count in bound.items() if sheet in sheets or count > 1})
    return [sheet for sheet, _ in sheets.most_common()]


def sections(cells):
    """The cells of each task by the headings, task -> numbers of its cells, headings included; "" for what is outside.

    A cell that carries the id of a free text belongs to it wherever it stands.
    """
    found, current = {}, ""
    for number, (kind, source, mark) in enumerate(cells):
        if kind == "markdown" and (heading := HEADING.match(source)):
            current = heading[1] or ""
        found.setdefault(_of_mark(mark) if mark.startswith("free-") else current, []).append(number)
    return found


def print_of(line):
    """A line as a number, by its letters alone, so that a rendered and an edited form of it are one."""
    return zlib.crc32("".join(re.findall(r"\w", LINK.sub(r"\1", line))).casefold().encode())


def written(cells, task, given):
    """What was written for a free-text task: the lines of its section that the sheet did not give.

    In: cells; the task's name; the numbers (print_of) of the sheet's own lines. Out: text, "" for nothing.
    """
    lines = [line for number in sections(cells).get(task, []) for line in cells[number][1].splitlines() + [""]]
    empty = {*given, print_of(EMPTY)}
    kept = [line.rstrip() for line in lines if not line.strip() or print_of(line) not in empty]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return text if re.search(r"\w", text) else ""


def blank(cells):
    """Whether nothing in the cells answers a task: variables hold dots only, free texts what the sheet gave."""
    known = exercises_of(sheet_of(cells))
    if any(written(cells, name, task.get("given", [])) for name, task in known.items() if task["kind"] == "person"):
        return False
    variables = {task.get("variable") for task in known.values()} - {None}
    return not any(kind == "code" and fills(source, variables) for kind, source, _ in cells)


def fills(source, variables):
    """Whether a cell gives one of the variables something beyond dots."""
    if not variables & assigned(source):
        return False
    tree = cell_tree(source)
    if tree is None:
        return True
    values = [node.value for node in ast.walk(tree) if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign))]
    return not all(value is not None and _says_nothing(value) for value in values)


def _says_nothing(value):
    """Whether an expression is dots, an empty text, or a form that holds nothing else."""
    with suppress(ValueError, TypeError):
        return is_blank(ast.literal_eval(value))
    return False


def _of_mark(mark):
    """The name of the task whose cell nbgrader knows by this id: 1.4 of check-1-4, none of somebody's own id."""
    return mark.partition("-")[2].replace("-", ".")


def faults(cells, sheet):
    """What has become of a sheet's cells: tasks checked more than once, without their check, in cells that don't parse.

    Out: {"copied": [task], "missing": [task], "split": [task]}.
    """
    known = exercises_of(sheet)
    counts = Counter(name for _, name in checks(cells))
    marks = Counter(mark for _, _, mark in cells if mark)
    twice = {_of_mark(mark) for mark, count in marks.items() if count > 1}
    checkable = [name for name, task in known.items() if task["kind"] != "person"]
    return {
        "copied": [name for name in known if counts[name] > 1],
        "missing": [name for name in checkable if not counts[name]],
        "split": [name for name in known if name in twice and counts[name] < 2],
    }


def mended(cells):
    """The cells, those that were split within a statement put together again; and the numbers of their first parts.

    The later parts stay as empty cells, so that every number still names the same cell.
    """
    cells, joined = list(cells), []
    for first, (kind, source, mark) in enumerate(cells):
        if kind != "code" or not source.strip() or cell_tree(source):
            continue
        for last in range(first + 1, min(first + 4, len(cells))):
            if cells[last][0] != "code":
                break
            parts = [source for _, source, _ in cells[first : last + 1]]
            # Where a later part runs by itself, the fault is not that of a split.
            if not parsed(parts[-1]) and parsed(whole := "\n".join(parts)):
                cells[first] = (kind, whole, mark)
                cells[first + 1 : last + 1] = [("code", "", "")] * (last - first)
                joined.append(first)
                break
    return cells, joined
