"""The roll of a heap: whose each file is, which sheet, and which of several files of one student counts."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import PurePosixPath

from tellings.case.files import CaseError
from tellings.exercises import tasks
from tellings.exercises.bank import exercises_of
from tellings.exercises.heap import find_files, read_work
from tellings.exercises.whose import again, contradicted, download, name_key, person, student_of
from tellings.exercises.wording import say


@dataclass
class HandIn:
    """A file of the heap and what is known of it; `reason` says why it is not graded, `counted_in` where it is."""

    file: str
    time: datetime
    reason: str = ""
    cells: list = field(default_factory=list)
    about: dict = field(default_factory=dict)
    student: str = ""
    known_by: str = ""
    sheet: str = ""
    print: str = ""
    blank: bool = False
    counted_in: str = ""
    replaced_by: str = ""
    notes: list = field(default_factory=list)


def call_roll(folder):
    """Every file of a heap with its student and its sheet; doubles and earlier hand-ins are marked as such.

    Out: a list of HandIn in the order of their names; how many files that systems made were passed over.
    Errors: CaseError where there is no such folder, or no file in it.
    """
    files, left = find_files(folder)
    hand_ins = [_read(file) for file in files]
    readable = [one for one in hand_ins if not one.reason]
    _tell_names(readable)
    _count_once(readable)
    _name_copies(readable)
    counted = [one for one in readable if not one.counted_in]
    for same_name in _groups(counted, lambda one: (name_key(one.student), one.sheet)):
        if same_name[0].student and len(same_name) > 1:
            _replace(same_name)
    return hand_ins, left


def _read(file):
    one = HandIn(file.name, file.time)
    try:
        one.cells, one.about = read_work(file)
    except CaseError as reason:
        one.reason = str(reason)
        return one
    one.sheet = tasks.sheet_of(one.cells)
    if not one.sheet:
        one.reason = say("roll.no_task")
    elif any("### BEGIN SOLUTION" in source for _, source, _ in one.cells):
        one.reason = say("roll.source")
    if one.reason:
        return one
    one.student, one.known_by = student_of(one, file.name)
    one.blank = tasks.blank(one.cells)
    one.print = _print(one)
    saved = one.about.get("saved")
    try:
        one.time = datetime.fromisoformat(saved).replace(tzinfo=None)
    except (TypeError, ValueError):
        one.about = {**one.about, "saved": ""}
    return one


def _tell_names(hand_ins):
    """Note how each name is known; a folder that holds other people's files too gives nobody a name."""
    for folder in _groups(hand_ins, lambda one: str(PurePosixPath(one.file).parent)):
        others = [one for one in folder if one.known_by != "folder"]
        for one in folder:
            if one.known_by == "folder" and any(other.student != one.student for other in others if other.student):
                one.student = one.known_by = ""
            if not one.student:
                one.notes.append(say("roll.nobody"))
                continue
            if one.known_by != "hand_in":
                one.notes.append(say(f"known.{one.known_by}"))
            if one.known_by in ("hand_in", "call") and (other := contradicted(one.student, one.file)):
                said = "contradicted" if one.known_by == "hand_in" else "contradicted_call"
                one.notes.append(say(f"roll.{said}", student=one.student, other=other))


def _print(one):
    """What two files of one content share: their code and what is written, however it is shown."""
    code = [" ".join(source.split()) for kind, source, _ in one.cells if kind == "code" and "hand_in" not in source]
    free = [
        sorted(tasks.print_of(line) for line in tasks.written(one.cells, name, task.get("given", [])).split("\n"))
        for name, task in exercises_of(one.sheet).items()
        if task["kind"] == "person"
    ]
    return hashlib.sha256(repr([list(filter(None, code)), free]).encode("utf-8", "replace")).hexdigest()


def _groups(items, key):
    return [list(group) for _, group in groupby(sorted(items, key=key), key)]


def _count_once(hand_ins):
    """The page and the copy of one hand-in, or a file downloaded twice: the notebook counts, or the one with a name."""
    for group in _groups(hand_ins, lambda one: (one.sheet, one.print)):
        group.sort(key=lambda one: (not one.student, not one.file.lower().endswith(".ipynb"), one.file))
        for place, one in enumerate(group):
            for first in group[:place]:
                if not first.counted_in and (not one.student or _one_person(first, one)):
                    one.counted_in, one.student = first.file, first.student
                    break


def _one_person(first, other):
    name, place = person(first.student, first.file)
    another, elsewhere = person(other.student, other.file)
    return name == another and (place == elsewhere or not place or not elsewhere)


def _name_copies(hand_ins):
    for group in _groups([one for one in hand_ins if not one.blank], lambda one: (one.sheet, one.print)):
        counted = [one for one in group if not one.counted_in]
        for one in counted if len(counted) > 1 else []:
            others = [other.file for other in counted if other is not one]
            files, more = ", ".join(others[:3]), len(others) - 3
            one.notes.append(say("roll.same_more" if more > 0 else "roll.same", files=files, more=more))


def _replace(group):
    """Of one name's files for one sheet, the latest counts; where they may be two students', all do, and say so."""
    places = {person(one.student, one.file)[1] for one in group} - {""}
    folders = {str(PurePosixPath(one.file).parent): again(one.file) for one in group}
    namesakes = len(places) > 1
    if namesakes or not places and sum(not late for late in folders.values()) > 1:
        for one in group:
            others = ", ".join(other.file for other in group if other is not one)
            one.notes.append(say("roll.namesakes" if namesakes else "roll.namesakes_or_one", files=others))
        if not namesakes:
            return
    for part in _groups(group, lambda one: person(one.student, one.file)[1]) if namesakes else [group]:
        # A platform packs files with one time; the number that a browser adds to a second download tells them apart.
        part.sort(key=lambda one: (one.time, download(one.file), one.file))
        for one in part[:-1]:
            one.replaced_by = part[-1].file
            one.notes.append(say("roll.replaced", file=part[-1].file, saved=_saved(part[-1])))
        if len(part) > 1:
            files = ", ".join(one.file for one in part[:-1])
            part[-1].notes.append(say("roll.replaces", files=files, saved=_saved(part[-2])))


def _saved(one):
    return say("roll.saved" if one.about.get("saved") else "roll.saved_by_file", time=one.time)
