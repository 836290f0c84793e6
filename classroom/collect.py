"""Put hand-ins in order for nbgrader: each in its place, with every task's cell once, before autograding begins.

python classroom/collect.py FOLDER    take in a heap of notebooks and pages, in any names and folders
python classroom/collect.py           look through classroom/submitted/, as nbgrader or you have filled it

Out: classroom/submitted/STUDENT/SHEET/SHEET.ipynb. A file that was changed is kept as it came, in
classroom/set_aside/STUDENT/; what could not be taken in is named. The last lines are the commands to type next.
"""

import copy
import shutil
import sys
from pathlib import Path

import nbformat

from tellings.case import wording
from tellings.case.errors import printable
from tellings.case.files import CaseError
from tellings.case.places import existing_folder
from tellings.exercises import tasks
from tellings.exercises.bank import exercises_of
from tellings.exercises.cells import assigned, parsed
from tellings.exercises.cells import checked as checked_by
from tellings.exercises.handin import file_name
from tellings.exercises.roll import call_roll

CLASSROOM = Path(__file__).resolve().parent
SHEETS = CLASSROOM.parent / "notebooks" / "exercises"
say = wording.of(__file__)


def collect(heap=None, course=CLASSROOM, sheets=SHEETS, tell=print):
    """Take the hand-ins of a heap into a course, or put its submitted/ in order.

    In: the folder of the heap, or None; the folder of the course; that of the released sheets.
    Out: the (sheet, student) pairs that are ready.
    """
    submitted = Path(course) / "submitted"
    taken = existing_folder(heap or submitted, say("collect.hand_ins"))
    hand_ins, _ = call_roll(taken)
    ready = []
    for one in hand_ins:
        if why := _left_out(one, heap):
            tell(say("collect.not_taken", file=one.file, why=why))
            continue
        student = _folder(one, heap, submitted, {name for sheet, name in ready if sheet == one.sheet})
        target = submitted / student / one.sheet / f"{one.sheet}.ipynb"
        released = nbformat.read(Path(sheets) / target.name, as_version=4)
        notebook, notes = in_order(released, one.cells, one.sheet)
        aside = Path(course) / "set_aside" / student
        notes += _put(notebook, target, None if heap else taken / one.file, aside, changed=bool(notes))
        for note in [*notes, *one.notes]:
            tell(f"{one.file}: {note}")
        ready.append((one.sheet, student))
    _commands(ready, Path(course), tell)
    return ready


def _put(notebook, target, came, aside, changed):
    """Write a notebook to its place, and set aside what was there. Out: notes on it.

    In: `came`, the file as it lies in submitted/, None where it comes from elsewhere; whether it was put in order.
    """
    if came == target and not changed:
        return []
    notes = []
    if came is None and target.exists():
        if _same(target, notebook):
            return [say("collect.there")]
        notes.append(say("collect.in_place"))
    for old in {came, target}:
        if old is not None and old.exists():
            _set_aside(old, aside)
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)
    return notes


def _left_out(one, heap):
    """Why a file isn't taken in, "" where it is."""
    if not heap and one.file.endswith("timestamp.txt"):
        return say("collect.nbgraders")
    other = one.counted_in or one.replaced_by
    # In submitted/ a student is a folder, whatever a copied file says.
    if other and (heap or Path(other).parts[0] == Path(one.file).parts[0]):
        return say("collect.same" if one.counted_in else "collect.replaced", other=other)
    return one.reason or ("" if one.student or not heap else say("collect.nameless"))


def _folder(one, heap, submitted, taken):
    """The name of the student's folder: that which is there, whatever its case, else made of the student's name."""
    name = file_name(one.student) if heap else Path(one.file).parts[0]
    there = [path.name for path in submitted.glob("*/")] if submitted.is_dir() else []
    name = next((known for known in there if known.casefold() == name.casefold()), name)
    # Two of one name: nbgrader must not take the second for the first.
    more = [file_name(part) for part in Path(one.file).parts[-2:-1]] + [str(number) for number in range(2, 1000)]
    names = [name, *(f"{name}-{part}" for part in more if part)]
    return next(free for free in names if free not in taken)


def _same(target, notebook):
    cells = nbformat.read(target, as_version=4).cells
    return [cell.source for cell in cells] == [cell.source for cell in notebook.cells]


def _set_aside(path, folder):
    """Keep a file as it came, under a name that is still free."""
    folder.mkdir(parents=True, exist_ok=True)
    names = (f"{path.stem}{f' ({number})' if number else ''}{path.suffix}" for number in range(10_000))
    shutil.move(path, next(folder / name for name in names if not (folder / name).exists()))


def _commands(ready, course, tell):
    for sheet in sorted({sheet for sheet, _ in ready}):
        tell(say("collect.ready", sheet=sheet))
        for _, student in sorted(pair for pair in set(ready) if pair[0] == sheet):
            if (course / "autograded" / student / sheet).is_dir():
                command = f'nbgrader autograde {sheet} --student "{student}" --force'
                tell(f"       {command}    ({say('collect.again')})")


def in_order(released, cells, sheet):
    """A hand-in as nbgrader can grade it: every id of the released sheet once, on the cell that it belongs to.

    In: the released notebook; the hand-in's cells as (kind, source, grade id). Out: a notebook; notes on what was done.
    """
    cells, joined = tasks.mended(cells)
    known = exercises_of(sheet)
    wanted = {cell.metadata.nbgrader.grade_id: cell for cell in released.cells if "nbgrader" in cell.metadata}
    marked = [(kind, source, mark if mark in wanted else "") for kind, source, mark in cells]
    named = _with_marks(marked, known, wanted)
    notes = [say("collect.split")] if joined else []
    lost = len({mark for _, _, mark in named} - {mark for _, _, mark in marked})
    notes += [say("collect.lost", cells=lost)] if lost else []
    once, twice = _once(named)
    notes += [say("collect.twice", cells=", ".join(twice))] if twice else []
    whole, missing = _complete(once, wanted)
    notes += [say("collect.gone", cells=", ".join(missing))] if missing else []
    for name, task in known.items():
        if task["kind"] == "person" and (text := tasks.written(named, name, task.get("given", []))):
            mark = f"free-{name.replace('.', '-')}"
            whole = [
                (kind, _with_text(source, text), one) if one == mark else (kind, source, one)
                for kind, source, one in whole
            ]
    notebook = copy.deepcopy(released)
    notebook.cells = [_cell(kind, source, wanted.get(mark)) for kind, source, mark in whole]
    return notebook, notes


def _with_text(source, text):
    """A free text's own cell, unless it holds nothing and the text stands elsewhere in its task."""
    return text if source.strip() == tasks.EMPTY or not source.strip() else source


def _with_marks(cells, known, wanted):
    """The cells, with the ids they have lost: a check by its call, an answer by its variable above its check."""
    cells, have = list(cells), {mark for _, _, mark in cells}
    for number, (kind, source, mark) in enumerate(cells):
        tree = parsed(source) if kind == "code" and not mark else None
        checked = [checked_by(statement)[0] for statement in tree.body] if tree else []
        label = f"check-{str(checked[0]).replace('.', '-')}" if checked and all(checked) else ""
        if label in wanted and label not in have:
            cells[number] = (kind, source, label)
            have.add(label)
    for name, task in known.items():
        label = name.replace(".", "-")
        checks = [number for number, cell in enumerate(cells) if cell[2] == f"check-{label}"]
        answer = f"answer-{label}"
        if answer not in wanted or answer in have:
            continue
        above = range((checks or [len(cells)])[0] - 1, -1, -1)
        found = (
            n for n in above if not cells[n][2] and cells[n][0] == "code" and task["variable"] in assigned(cells[n][1])
        )
        if (number := next(found, None)) is not None:
            cells[number] = (*cells[number][:2], answer)
            have.add(answer)
    return cells


def _once(cells):
    """The cells with every id once: of answers and texts the parts run on in one cell, of checks the first stays."""
    parts = {}
    for _, source, mark in cells:
        if mark and source.strip() and source not in parts.setdefault(mark, []):
            parts[mark].append(source)
    once, seen, twice = [], set(), []
    for kind, source, mark in cells:
        if mark in seen:
            twice.append(mark)
            continue
        if mark:
            seen.add(mark)
            own, between = parts.get(mark, [source]), "\n\n" if kind == "markdown" else "\n"
            source = own[0] if mark.startswith("check") else between.join(own)
        once.append((kind, source, mark))
    return once, list(dict.fromkeys(twice))


def _complete(cells, wanted):
    """The cells with every id of the sheet: what is missing is put in, blank, after what stands before it there."""
    cells, missing, last = list(cells), [], -1
    for mark, cell in wanted.items():
        places = [number for number, (_, _, one) in enumerate(cells) if one == mark]
        if places:
            last = places[0]
            continue
        missing.append(mark)
        last += 1
        cells.insert(last, (cell.cell_type, cell.source, mark))
    return cells, missing


def _cell(kind, source, released):
    if released is not None:
        cell = copy.deepcopy(released)
        cell.source = source
        return cell
    make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    return make(source)


def main(arguments):
    try:
        collect(*arguments[:1], tell=lambda line: print(printable(line)))
    except CaseError as error:
        return printable(error)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
