"""What each task of a hand-in earns: its answer judged here, by the collection's own check, never by the file's."""

import re
from contextlib import suppress

from tellings.exercises import tasks
from tellings.exercises.bank import exercises_of
from tellings.exercises.cells import asked, assigned
from tellings.exercises.objects import is_blank
from tellings.exercises.plain import from_plain, shown
from tellings.exercises.verdicts import entries, judge, share
from tellings.exercises.wording import say

LONGEST = 20_000  # characters of an answer that are shown
GRADED = ("right", "part right", "typical mistake", "wrong", "not answered")


def judge_tasks(sheet, cells, ran):
    """A row per task of the sheet: what it earns, or why it waits.

    In: the sheet's name, the cells that were run, a Ran. Out: a list of dictionaries: task, title, points (None where
    it is not graded), of, result (one of GRADED, "waits for a person", "not graded"), answer (text), mistakes (part ->
    hint), note.
    """
    rows = []
    for name, task in exercises_of(sheet).items():
        row = {"task": name, "title": task.get("title", ""), "of": task.get("points", 1), "points": None}
        row |= {"answer": "", "mistakes": {}, "note": "", "person": task["kind"] == "person"}
        rows.append(row | (_free if row["person"] else _checked)(name, task, cells, ran))
    return rows


def _free(name, task, cells, ran):
    text = tasks.written(cells, name, task.get("given", []))
    return {"answer": text[:LONGEST], "result": "waits for a person" if text else "not answered"}


def _checked(name, task, cells, ran):
    data, reason, note = _answer(name, task, cells, ran)
    if reason:
        return {"result": "not graded", "note": reason}
    try:
        value = from_plain(data)
        judged = {"answer": shown(value)[:LONGEST], "note": note} | _earned(name, task, value)
    # The data may come from a process that a student's code has taken over.
    except Exception:
        return {"result": "not graded", "note": say("task.no_form", task=name)}
    judged["note"] = "; ".join(filter(None, [note, judged["note"]]))
    return judged


def _answer(name, task, cells, ran):
    """The data that answers a task, a reason why there is none, a note on where it comes from."""
    found, variable = ran.answers.get(name), task.get("variable", "")
    last, note = None, ""
    if found:
        last, data, reason = found[-1]
        final = ran.finals.get(name, (None,))[0]
        if final and (reason or _blank(data) and not _blank(final)):
            last, (data, reason), note = len(cells), ran.finals[name], say("task.below", task=name)
    elif name in ran.finals:
        last, (data, reason) = len(cells), ran.finals[name]
        note = say("task.no_check", task=name, variable=variable)
    wanted = {variable} | set(asked(cells[last][1], name) if found and last < len(cells) else [])
    end = len(cells) if last is None else last
    fault = _fault(name, wanted, cells, ran, end) or _fault_above(name, wanted, cells, ran, end, last is None or reason)
    if fault:
        return None, fault, ""
    if last is None:
        return None, say("task.missing", task=name), ""
    return data, reason and f"{name}: {reason}", note


def _blank(data):
    with suppress(Exception):
        return is_blank(from_plain(data))
    return False


def _fault(name, wanted, cells, ran, last):
    """The sentence on the cell that answers a task, the last one to bind its name, if it did not run through."""
    check = re.compile(rf"check\(\s*[\"']?{re.escape(name)}\b")
    for number in range(min(last, len(cells) - 1), -1, -1):
        kind, source, _ = cells[number]
        if kind != "code":
            continue
        bound = wanted & assigned(source)
        if number in ran.faults and (bound or check.search(source)):
            return say("task.cell", task=name, fault=ran.faults[number])
        if bound:
            return ""
    return ""


def _fault_above(name, wanted, cells, ran, last, unanswered):
    """The sentence on a cell of the task that did not run and may have been meant to answer it."""
    mark = f"answer-{name.replace('.', '-')}"
    code = [number for number in tasks.sections(cells).get(name, []) if number < last and cells[number][0] == "code"]
    for number in reversed(code):
        _, source, marked = cells[number]
        fault = ran.faults.get(number)
        if fault is None or not source.strip():
            continue
        # Of a cell with a fault of form nothing has run: a name mistyped in it is a new answer all the same.
        meant = (
            marked == mark or number == code[-1] and (" SyntaxError" in fault or any(one in source for one in wanted))
        )
        if unanswered or meant:
            return say("task.cell", task=name, fault=fault)
    return ""


def _earned(name, task, value):
    """Points, result and mistakes of an answer: all of the points, none, or the share of the parts that are right."""
    verdict, message = judge(name, value)
    points = task.get("points", 1)
    if verdict == "right":
        return {"points": points, "result": "right", "note": ""}
    parts = entries(name, value)
    right, blank, unread = (
        [part for part, (is_, _) in parts.items() if is_ == which] for which in ("right", "blank", "unread")
    )
    if len(blank) == len(parts):
        return {"points": 0, "result": "not answered", "answer": "", "note": ""}
    mistakes = {part: hint for part, (is_, hint) in parts.items() if is_ == "known"}
    if verdict == "known" and not mistakes:
        mistakes = {"": message}
    if not mistakes and len(unread) + len(blank) == len(parts):
        return {"result": "not graded", "note": say("task.unread", task=name, reason=message)}
    earned = round(points * share(name, value), 2)
    result = "part right" if earned else "typical mistake" if mistakes else "wrong"
    named = ", ".join(part for part in unread if part)
    notes = [say("task.entries", right=len(right), entries=len(parts), task=name)] if len(parts) > 1 else []
    notes += [say("task.entries_unread", entries=named)] if named else []
    return {"points": earned, "result": result, "mistakes": mistakes, "note": "; ".join(notes)}
