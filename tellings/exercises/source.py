"""How a sheet is written: its exercises as data (TOML), its texts as Markdown, and the notebook made of both."""

import contextlib
import io
import json
import re
import tomllib
from collections import Counter
from pathlib import Path

from tellings.case.files import CaseError, read_text
from tellings.exercises.bank import add_sheet
from tellings.exercises.fields import LISTED, NAME, faults, parted
from tellings.exercises.tasks import print_of
from tellings.exercises.verdicts import judge
from tellings.exercises.wording import say

# Of the teacher alone: what is not packed.
UNPACKED = ("blank", "solution", "note")
TWICE = re.compile(r"Cannot declare \((.+?),?\) twice \(at line (\d+)")
BREAK = re.compile(r"\+\+\+(?: (answer))?\s*")
# What stands in a released sheet where the solution was; nbgrader_config.py has the same.
RUN = "# Run this cell, then the one beneath it."
WRITE = "*Write your answer here.*"


# -- The exercises ----------------------------------------------------------------------------------------------------


def read_tasks(path):
    """The exercises of a sheet as people wrote them, and its table [sheet], which is about the whole of it.

    Out: that table; name -> exercise, formulas as they stand.
    Errors: CaseError, one sentence, for what is no TOML, a number given twice, a field that is missing or unknown.
    """
    path = Path(path)
    try:
        tasks = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        if found := TWICE.match(str(error)):
            what = found[1].replace("'", "").replace(", ", " ")
            raise CaseError(say("sheet.twice", file=path.name, line=found[2], entry=what)) from None
        raise CaseError(say("sheet.no_toml", file=path.name, error=error)) from None
    about = tasks.pop("sheet", {})
    for name, task in tasks.items():
        if fault := next(faults(name, task), None):
            raise CaseError(say("sheet.fault", file=path.name, task=name, fault=fault))
    return about, tasks


def complete(tasks, texts):
    """The exercises as they are checked: each entry with all that holds for it, what is the teacher's left out.

    From the texts come the title and, of a free text, the lines that were given, so that grading needs no notebook.
    """
    cells, done = dict(texts), {}
    for name, task in tasks.items():
        lines = [line for _, source in cells[name] for line in source.splitlines() if line.strip()]
        title = lines[0].lstrip("# ").removeprefix(name).strip()
        done[name] = {field: value for field, value in task.items() if field not in UNPACKED} | {"title": title}
        if task["kind"] == "person":
            done[name]["given"] = sorted(set(map(print_of, lines)))
        if "cells" in task:
            done[name]["cells"] = parted(task)
    return done


def blank_of(task):
    """The form that stands in the sheet to be filled in: three dots, or a mapping with three dots for each entry."""
    if "blank" in task:
        return task["blank"].strip()
    return _form(task, lambda part: "[...]" if "cells" in task and part["kind"] in LISTED else "...")


def solution_of(task):
    """The lines that answer an exercise: as the sheet's author wrote them, or the key itself."""
    if "solution" in task:
        return task["solution"].strip("\n")
    return f"{task['variable']} = {_form(task, _typed)}"


def _form(task, fill):
    """What fills the place of an answer: one value, or a mapping with one for each entry."""
    if "cells" not in task:
        return fill(task)
    rows = [f"    {_literal(label)}: {fill(part)}," for label, part in parted(task).items()]
    return "\n".join(["{", *rows, "}"])


def _typed(part):
    """A key as somebody would type it: of words that may be chosen the first, of a list no more than is asked for."""
    key = part["key"]
    if part["kind"] == "mentions":
        key = " ".join(group[0].replace(" … ", " ") for group in key)
    elif part["kind"] in ("some", "pairs"):
        # Of a word that may go with several sentences one.
        words = {str(item[:1] if isinstance(item, list) else item): item for item in key}
        key = list(words.values())[: part["at_least"]]
    return _literal(key)


def _literal(value):
    return json.dumps(value, ensure_ascii=False)


# -- The texts --------------------------------------------------------------------------------------------------------


def read_texts(path):
    """The texts of a sheet, a list of (name, cells): "" before the first exercise and after the last.

    In: Markdown. "## 3.2 Title" begins the text of an exercise, any other "## " one that belongs to none; ```python
    fences are cells of code, a line of +++ begins a new cell, +++ answer says where the answer goes if not at the end.
    Out: cells are (kind, source), the kind is markdown, code or answer.
    """
    sections, fenced = [("", [["markdown", []]])], False
    for line in read_text(path).splitlines():
        cells = sections[-1][1]
        if fenced:
            fenced = line.strip() != "```"
            cells[-1][1].append(line) if fenced else cells.append(["markdown", []])
        elif line.startswith("## "):
            found = NAME.match(line[3:])
            sections.append((found[0] if found else "", [["markdown", [line]]]))
        elif line.strip() == "```python":
            fenced = True
            cells.append(["code", []])
        elif found := BREAK.fullmatch(line):
            cells += [["answer", []], ["markdown", []]] if found[1] else [["markdown", []]]
        else:
            cells[-1][1].append(line)
    return [(name, _cells(cells)) for name, cells in sections]


def _cells(cells):
    joined = [(kind, "\n".join(lines).strip("\n")) for kind, lines in cells]
    return [(kind, source) for kind, source in joined if source.strip() or kind == "answer"]


def texts_of(tasks, head, end):
    """The texts of a sheet whose exercises have title and question in their data.

    In: exercises; the cells before the first and after the last, as (kind, source). Out: as read_texts.
    """
    asked = [(name, [("markdown", f"## {name} {task['title']}\n\n{task['asks']}")]) for name, task in tasks.items()]
    return [("", head), *asked, ("", end)]


def agree(sheet, texts, tasks):
    """Errors: CaseError where an exercise has no text, or two, or a text no exercise."""
    named = [name for name, _ in texts if name]
    for name in tasks:
        if name not in named:
            raise CaseError(say("sheet.no_text", sheet=sheet, task=name))
        if named.count(name) > 1:
            raise CaseError(say("sheet.two_texts", sheet=sheet, task=name))
    if left := [name for name in named if name not in tasks]:
        raise CaseError(say("sheet.no_entry", sheet=sheet, task=left[0]))


# -- The notebook -----------------------------------------------------------------------------------------------------


def woven(texts, tasks, solved=True):
    """The notebook of a sheet: its texts, and after each the cells to answer and to check it.

    In: the texts (read_texts), the exercises; solved: with the solutions between nbgrader's marks, or without.
    Out: the notebook as a dictionary, format 4.5.
    """
    points = sum(task["points"] for task in tasks.values())
    person = sum(task["points"] for task in tasks.values() if task["kind"] == "person")
    cells, ids = [], Counter()
    for number, (name, section) in enumerate(texts):
        label = name.replace(".", "-") or ("end" if number else "head")
        if name and ("answer", "") not in section:
            section = [*section, ("answer", "")]
        for kind, source in section:
            if kind == "answer":
                cells += _answer_cells(name, tasks[name], solved)
                continue
            ids[label] += 1
            source = source.replace("{points}", str(points)).replace("{person}", str(person))
            cells.append(_cell(kind, f"{label}-{ids[label]}", source))
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _answer_cells(name, task, solved):
    label = name.replace(".", "-")
    if task["kind"] == "person":
        source = task["solution"].strip("\n") if solved else WRITE
        return [_cell("markdown", f"free-{label}", source, grade=True, solution=True, points=task["points"])]
    empty, solution = f"{task['variable']} = {blank_of(task)}", solution_of(task)
    rest = f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION" if solved else RUN
    checks = f'check("{name}", {task["variable"]})'
    return [
        _cell("code", f"answer-{label}", f"{empty}\n{rest}", solution=True),
        _cell("code", f"check-{label}", checks, grade=True, locked=True, points=task["points"]),
    ]


def _cell(kind, name, source, **marks):
    cell = {"cell_type": kind, "id": name, "metadata": {}, "source": source.splitlines(keepends=True)}
    if marks:
        empty = {"grade": False, "locked": False, "solution": False, "task": False, "schema_version": 3}
        cell["metadata"]["nbgrader"] = dict(sorted({**empty, "grade_id": name, **marks}.items()))
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def try_solutions(sheet, notebook, tasks):
    """Run a sheet's own solutions and judge each by its key.

    In: the sheet's name, its notebook with solutions, its exercises as they are checked.
    Out: a list of sentences, one for each solution that does not pass.
    """
    add_sheet(sheet, tasks)
    names, found = {"display": lambda *things, **how: None}, []
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        called = re.match(r'check\("(\d+\.\d+)"', source)
        if not called:
            if error := _run(source, names):
                found.append(say("sheet.cell", sheet=sheet, cell=cell["id"], error=error))
            continue
        name = called[1]
        verdict, message = judge(name, names.get(tasks[name]["variable"]))
        if verdict != "right":
            found.append(say("sheet.solution", sheet=sheet, task=name, verdict=verdict, message=message))
    return found


def _run(source, names):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(source, "<sheet>", "exec"), names)
    # The lines are a teacher's: whatever they raise is told in a sentence.
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""
