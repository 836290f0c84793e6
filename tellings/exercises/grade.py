"""`python -m tellings grade FOLDER`: a heap of hand-ins becomes two tables and a page; every file is accounted for."""

import os
from concurrent.futures import ThreadPoolExecutor, as_completed

from tellings.case.errors import CaseError, as_utf8
from tellings.case.places import existing_folder, folder_to_write
from tellings.exercises import tasks
from tellings.exercises.bank import OWN, exercises, exercises_of, own_sheet
from tellings.exercises.heap import OUTPUT
from tellings.exercises.judging import GRADED, judge_tasks
from tellings.exercises.overview import overview, reasons
from tellings.exercises.roll import call_roll
from tellings.exercises.run import SECONDS, run_cells
from tellings.exercises.wording import say

GRADES = ["file", "student", "sheet", "points", "of", "graded", "note"]
TASKS = ["file", "student", "sheet", "task", "points", "of", "result", "answer", "note"]
AT_ONCE = 4


def grade(folder, seconds=SECONDS, hide_names=False, tell=print):
    """Grade every hand-in under a folder, whatever it is called, and write FOLDER/grades/.

    grades.csv has a row a file, tasks.csv a row a task of each graded file, overview.html is the class at a glance;
    what can't be graded is named, with empty points. Interrupted (Ctrl+C), it writes what is done.
    A sheet of one's own is known by its sheet.json, in the folder or one of the two above it.
    In: a folder; the seconds that a cell may take; whether the page hides the names; what takes the lines on progress.
    Out: the path of the page.
    Errors: CaseError where there is no such folder, or nothing in it, or the tables can't be written.
    """
    folder = existing_folder(folder, say("grade.hand_ins"))
    # A sheet on one's own case: its file lies among the hand-ins or above them.
    for place in (folder.resolve(), *folder.resolve().parents[:2]):
        exercises().update(found := own_sheet(place))
        if not found and os.path.lexists(place / OWN):
            tell(say("grade.no_sheet", path=place / OWN))
    hand_ins, left = call_roll(folder)
    if not hand_ins:
        raise CaseError(say("grade.empty", folder=folder))
    if left:
        tell(say("grade.systems", count=left))
    # A class is not graded first and refused then.
    output = folder / OUTPUT
    folder_to_write(output)
    if not os.access(output, os.W_OK):
        raise CaseError(say("grade.shut", folder=output))
    judged = {}
    try:
        _judge_all(hand_ins, seconds, judged, tell)
    except KeyboardInterrupt:
        tell(say("grade.interrupted"))
    for one in hand_ins:
        if not (one.reason or one.counted_in or one.file in judged):
            one.reason = say("grade.not_reached")
    return _write(folder, hand_ins, judged, hide_names, tell)


def _judge_all(hand_ins, seconds, judged, tell):
    """Run and judge every file that counts or has counted, a few at once; file -> rows of tasks."""
    waiting = [one for one in hand_ins if not (one.reason or one.counted_in)]
    pool = ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1))
    try:
        runs = {pool.submit(_run, one, seconds): one for one in waiting}
        for done, run in enumerate(as_completed(runs), 1):
            one = runs[run]
            try:
                cells, joined, ran = run.result()
                judged[one.file] = judge_tasks(one.sheet, cells, ran)
                one.notes += _notes(one, joined, ran, judged[one.file])
            # A file that no rule foresaw costs itself only.
            except Exception as error:
                one.reason = say("grade.failed", error=f"{type(error).__name__}: {error}")
            tell(f"[{done}/{len(waiting)}] {one.file}: {one.reason or _sum_line(judged[one.file])}")
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _run(one, seconds):
    cells, joined = tasks.mended(one.cells)
    variables = {name: task["variable"] for name, task in exercises_of(one.sheet).items() if "variable" in task}
    return cells, joined, run_cells(cells, variables, seconds)


def totals(rows):
    """Points earned, points to be had, tasks graded and tasks to be graded, of the tasks that a program checks."""
    checked = [row for row in rows if not row["person"]]
    graded = [row for row in checked if row["result"] in GRADED]
    points = round(sum(row["points"] for row in graded), 2)
    return (
        int(points) if points == int(points) else points,
        sum(row["of"] for row in checked),
        len(graded),
        len(checked),
    )


def _sum_line(rows):
    points, of, graded, tasks_ = totals(rows)
    return say("grade.sum", points=points, of=of, graded=graded, tasks=tasks_)


def _notes(one, joined, ran, rows):
    """What a teacher should know of a graded file, a sentence each."""
    faults = tasks.faults(one.cells, one.sheet)
    stamped, now = one.about.get("edition"), tasks.edition(exercises_of(one.sheet))
    lines = [line for left in ran.left.values() for line in left]
    others = [sheet for sheet in tasks.sheets_of(one.cells) if sheet != one.sheet]
    waits = [row["task"] for row in rows if row["result"] == "waits for a person"]
    missing = [row["task"] for row in rows if row["note"] == say("task.missing", task=row["task"])]
    notes = {
        say("note.blank"): one.blank,
        say("note.code_only"): "markdown" not in {kind for kind, _, _ in one.cells}
        and any(row["person"] for row in rows),
        say("note.others", sheets=", ".join(others)): others,
        say("note.no_edition"): not stamped,
        say("note.edition", stamped=stamped, now=now): stamped and stamped != now,
        say("note.copied", tasks=", ".join(faults["copied"])): faults["copied"],
        say("note.split", tasks=", ".join(faults["split"])): faults["split"],
        say("note.joined"): joined,
        say("note.left_out", lines="; ".join(lines)[:200]): lines,
        say("note.person", tasks=", ".join(waits)): waits,
        say("note.missing", tasks=", ".join(missing)): missing,
    }
    more = [row["note"] for row in rows if row["note"] and row["task"] not in missing]
    return [note for note, holds in notes.items() if holds] + more


def _row(one, judged):
    row = {"file": one.file, "student": one.student, "sheet": one.sheet, "points": "", "of": "", "graded": ""}
    notes = list(one.notes)
    if one.reason:
        notes.insert(0, say("grade.not_graded", reason=one.reason))
    elif one.counted_in:
        notes = [say("grade.counted", file=one.counted_in)]
    else:
        points, row["of"], graded, of = totals(judged[one.file])
        row["graded"] = say("grade.graded", graded=graded, of=of)
        if one.replaced_by:
            row["of"] = ""
            notes.append(say("grade.would_earn", points=points))
        elif graded:
            row["points"] = points
    left_out = "counted" if one.counted_in else "replaced" if one.replaced_by else "not_graded" if one.reason else ""
    return row | {"note": "; ".join(notes), "left_out": left_out}


def _write(folder, hand_ins, judged, hide_names, tell):
    import pandas as pd

    from tellings.case.files import write_text
    from tellings.case.tables import write_table

    output = folder / OUTPUT
    grades = [_row(one, judged) for one in hand_ins]
    rows = [
        {"file": one.file, "student": one.student, "sheet": one.sheet} | row | {"note": _replaced(one, row)}
        for one in hand_ins
        for row in judged.get(one.file, [])
    ]
    for name, columns, table in (("grades.csv", GRADES, grades), ("tasks.csv", TASKS, rows)):
        cells = [[_encodable(row[column]) for column in columns] for row in table]
        write_table(pd.DataFrame(cells, columns=columns, dtype=object), output / name)
    counted = [one for one in hand_ins if one.file in judged and not one.replaced_by]
    page = output / "overview.html"
    write_text(page, overview(counted, judged, grades, hide_names))
    if others := [row for row in grades if row["left_out"]]:
        tell(say("grade.left_out", here=len(counted), count=len(grades), reasons=reasons(others)))
    return page


def _encodable(value):
    """A cell of a table; of a text that is half a character (one side of an emoji cut in two) its number."""
    if isinstance(value, str):
        return as_utf8(value)
    return "" if value is None else value


def _replaced(one, row):
    replaced = say("grade.replaced", file=one.replaced_by) if one.replaced_by else ""
    return "; ".join(filter(None, [replaced, row["note"]]))
