"""`python -m tellings sheet FOLDER`: an exercise sheet on any case, to work in and to print, and the teacher's key."""

import json
import re
import textwrap

from tellings.case.files import CaseError, write_text
from tellings.case.folder import load_case
from tellings.case.places import folder_to_write, is_there
from tellings.case.wording import listed
from tellings.exercises import source
from tellings.exercises.bank import OWN, sheet_text
from tellings.exercises.fields import parted
from tellings.exercises.tasks import edition
from tellings.own.asking import ask
from tellings.own.parts import is_own, place_for
from tellings.own.wording import say
from tellings.reading.inert import inert
from tellings.reading.show import as_typed
from tellings.reading.templates import render
from tellings.reading.text import UNSEEN

NAME = OWN.removesuffix(".json")
TEACHER = "teacher"
MINUTES = 5  # a task: an estimate, nobody has measured it
LINES = 2  # to write on, beside one a point


def write_sheet_of(folder):
    """Write the exercise sheet of a case: what is asked into FOLDER/sheet/teacher/sheet.toml, and the sheet from it.

    A sheet.toml that is there already is kept as it is and used.
    Out: the lines that say what was written, what was not asked, and why. In FOLDER/sheet/ lie sheet.ipynb, sheet.json
    (its keys, packed, for check and grade) and sheet.html (to print), for students; in teacher/ also key.html.
    Errors: CaseError for a faulty case, a faulty sheet.toml, and where nothing can be written.
    """
    case = load_case(folder)
    place, shown = place_for(case.folder, NAME)
    data = place / TEACHER / f"{NAME}.toml"
    # One after the other: through a link as the first, the second would be made elsewhere.
    folder_to_write(place)
    folder_to_write(data.parent)
    kept = is_there(data)
    if not kept:
        _write_new(data, case, shown)
    about, tasks = source.read_tasks(data)
    if not tasks:
        raise CaseError(say("sheet_file.empty", file=data))
    _check_whole(data, about, tasks)
    texts = source.texts_of(tasks, _head(about, case, tasks), _end())
    complete = source.complete(tasks, texts)
    made = {solved: source.woven(texts, tasks, solved) for solved in (True, False)}
    _try(data, made[True], complete)
    made[False]["metadata"]["three_tellings"] = {"sheet": NAME, "edition": edition(complete)}
    write_text(place / f"{NAME}.ipynb", json.dumps(made[False], indent=1, ensure_ascii=False) + "\n")
    write_text(place / OWN, sheet_text(complete))
    page = _page(about, tasks)
    write_text(place / f"{NAME}.html", render("sheet.html", **page))
    write_text(place / TEACHER / "key.html", render("sheet_key.html", **page))
    return [
        say("sheet_file.kept" if kept else "sheet_file.written", count=len(tasks), file=shown / TEACHER / data.name),
        say("sheet_file.students", name=NAME, checks=OWN, folder=shown),
        say("sheet_file.teacher", folder=shown / TEACHER, file=data.name),
        *map(str, about.get("left", [])),
    ]


def _write_new(data, case, shown):
    """Write what can be asked of a case as the data of its sheet; CaseError with the reasons where that is nothing."""
    tasks, left = ask(case)
    if not tasks:
        reasons = "; ".join(str(line).rstrip(".") for line in left)
        raise CaseError(say("sheet_file.nothing", folder=shown.parent, reasons=reasons))
    about = {"title": say("sheet.title", texts=listed(case, 3)), "texts": list(case), "left": left}
    what, keys = (
        textwrap.fill(say(f"sheet_file.{name}"), 120, initial_indent="# ", subsequent_indent="# ")
        for name in ("what", "keys")
    )
    head = f"{what}\n#     python -m tellings sheet FOLDER\n{keys}\n"
    write_text(data, head + as_toml({"sheet": about, **tasks}))


def _check_whole(data, about, tasks):
    """CaseError where a task lacks what a sheet on one's own case needs beside the rest, or [sheet] is odd."""
    for field, form in (("title", str), ("texts", list), ("left", list)):
        if not isinstance(about, dict) or not isinstance(about.get(field, form()), form):
            raise CaseError(say(f"sheet_file.no_{form.__name__}", file=data.name, field=field))
    for name, task in tasks.items():
        if "title" not in task:
            raise CaseError(say("sheet_file.no_title", file=data.name, task=name))


def _try(data, notebook, tasks):
    """CaseError where a key is none that an answer can be."""
    cells = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    if faults := source.try_solutions(NAME, {"cells": cells}, tasks):
        raise CaseError(f"{data}: {faults[0]}")


# -- The notebook -----------------------------------------------------------------------------------------------------


def _head(about, case, tasks):
    """The cells before the first task."""
    names = about.get("texts") or list(case)
    texts = f"{say('count.texts', count=len(names))} ({listed(map(as_typed, names), 3)})"
    compares = any(task["title"] == say("sheet.agreement_title") for task in tasks.values())
    what = "sheet.what_one" if len(names) == 1 else "sheet.what" if compares else "sheet.what_apart"
    intro = [
        f"# {as_typed(about.get('title', NAME))}",
        # Points are counted where the notebook is made.
        say("sheet.time", minutes=MINUTES * len(tasks), points="{points}", person="{person}"),
        say(what, texts=texts),
        say("sheet.how"),
        say("sheet.first", example=_in_code(next(iter(case)))),
    ]
    left = [f"- {line}" for line in about.get("left", [])]
    if left:
        intro += [say("sheet_left.heading"), "\n".join(left)]
    folder = "seeds" if is_own(case.folder) else ".."
    code = f'from helpers import check, load_case, sentences, show\n\ncase = load_case("{folder}")'
    return [("markdown", "\n\n".join(intro)), ("code", code)]


def _in_code(name):
    return UNSEEN.sub("", name).replace("`", "").replace("\\", "\\\\").replace('"', '\\"')


def _end():
    code = f'from helpers import hand_in\n\n# hand_in("{NAME}", "your name")'
    return [("markdown", f"## {say('sheet.hand_in_heading')}\n\n{say('sheet.hand_in')}"), ("code", code)]


# -- The pages --------------------------------------------------------------------------------------------------------


def _page(about, tasks):
    """What the templates of the sheet and of its key are filled with."""
    title = about.get("title", NAME)
    rows = [_row(name, task) for name, task in tasks.items()]
    left = [_html(str(line)) for line in about.get("left", [])]
    points = sum(task["points"] for task in tasks.values())
    return {"say": say, "title": title, "tasks": rows, "left": left, "points": points}


def _row(name, task):
    """What a page shows of a task; text is escaped where it is filled in, HTML made here."""
    parts = parted(task) if task["kind"] != "person" else {}
    keys = [(label, _key(part)) for label, part in parts.items()]
    return {
        "name": name,
        "title": task["title"],
        "points": say("count.points", count=task["points"]),
        "asks": _html(task["asks"]),
        "entries": [label for label in parts if label],
        "lines": range(LINES + (0 if parts else task["points"])),
        "answers": keys,
        "rubric": task.get("rubric", []),
        "note": task.get("note", ""),
    }


def _key(part):
    """A key as a teacher reads it."""
    key = part["key"]
    if part["kind"] == "mentions":
        return f" {say('joined.and')} ".join(f" {say('joined.or')} ".join(group) for group in key)
    return ", ".join(map(str, key)) if isinstance(key, list) else str(key)


def _html(markdown):
    from markupsafe import Markup
    from nbconvert.filters.markdown import markdown2html

    # The words of texts are escaped in the Markdown; the rest is a teacher's, or of whoever sent the folder.
    return Markup(inert(markdown2html(markdown)))


# -- The file of data -------------------------------------------------------------------------------------------------


def as_toml(tables):
    """Exercises as TOML, a table each, and a table for each entry. In: name -> dictionary."""
    lines = []
    for name, table in tables.items():
        cells = table.get("cells", {})
        lines += [f"\n[{_string(name) if '.' in name else name}]"]
        lines += [f"{field} = {_value(value)}" for field, value in table.items() if field != "cells"]
        for label, cell in cells.items():
            lines += [f"\n[{_string(name)}.cells.{_string(label)}]"]
            lines += [f"{field} = {_value(value)}" for field, value in cell.items()]
    return "\n".join(lines) + "\n"


def _value(value):
    if isinstance(value, str):
        plain = "\n" in value and "'''" not in value and not UNSEEN.search(value.replace("\n", ""))
        return f"'''\n{value}'''" if plain else _string(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{field} = {_value(one)}" for field, one in value.items()) + "}"
    return str(value)


def _string(text):
    """A string of TOML: that of JSON, but for one control character that JSON lets stand."""
    return re.sub("\x7f", r"\\u007f", json.dumps(text, ensure_ascii=False))
