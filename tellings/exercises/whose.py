"""Whose hand-in a file is: by what hand_in wrote into it, by its call, by the name of the file or of its folder."""

import re
import unicodedata
from functools import cache
from pathlib import PurePosixPath

from tellings.case.files import word_list
from tellings.exercises.tasks import handed_in

LONGEST = 80
# Folders of Moodle: "Ana Silva_123456_assignsubmission_file_"; its number tells two of one name apart.
MOODLE = re.compile(r"(?P<name>.+?)_\d+_assign(?:submission|feedback)\w*$")
# hand_in's own way of naming: Ana-Silva_sheet_1_source_reading, and that of earlier editions.
HANDED = re.compile(r"(?P<name>[^_]+)_(?:sheet|0\d_)", re.I)
SUFFIXES = re.compile(r"(\.(ipynb|html?|py|json|txt|zip))+$", re.I)


def student_of(work, name):
    """The student, and how that is known: from "hand_in", its "call", the name of the "file" or "folder", or "".

    In: a Work; the file's path in the heap. Out: the name as written, "" where nothing tells it; where from.
    """
    _, called = handed_in(work.cells)
    path = PurePosixPath(name)
    folders = [SUFFIXES.sub("", part) for part in path.parts[:-1]]
    moodle = next((found["name"] for part in reversed(folders) if (found := MOODLE.match(part))), "")
    places = [
        (tidy(work.about.get("student", "")), "hand_in"),
        (tidy(called), "call"),
        (tidy(moodle), "folder"),
        (named(path.name), "file"),
        *((named(part), "folder") for part in reversed(folders)),
    ]
    return next(((student, how) for student, how in places if student), ("", ""))


def contradicted(student, name):
    """Another name, given by a folder of Moodle or in the way that hand_in names files; "" where none differs."""
    path = PurePosixPath(name)
    found = [MOODLE.match(SUFFIXES.sub("", part)) for part in path.parts[:-1]] + [HANDED.match(path.name)]
    others = [tidy(one["name"].replace("-", " ")) for one in found if one]
    # A file's name has no commas and brackets: "Silva, Ana (10b)" is Silva-Ana-10b there.
    same = {name_key(student), name_key(re.sub(r"[^\w\s]+", " ", student))}
    return next((other for other in others if named(other) and name_key(other) not in same), "")


def person(student, name):
    """What tells a student from others of the same name: the key of the name, and the folder that is theirs, or "".

    In: the student's name; the path of a file of theirs.
    """
    key = name_key(student)
    parts = PurePosixPath(name).parts[:-1]
    for count, part in enumerate(parts, 1):
        plain = SUFFIXES.sub("", part)
        found = MOODLE.match(plain)
        if key and name_key(found["name"] if found else named(plain)) == key:
            return key, "/".join(parts[:count])
    return key, ""


def name_key(student):
    """A name as it is compared: no case, no marks between its words, "Silva, Ana" turned round."""
    student = unicodedata.normalize("NFKC", student)
    if student.count(",") == 1:
        student = " ".join(reversed(student.split(",")))
    return " ".join(re.sub(r"[\s_.,'’`-]+", " ", student.casefold()).split())


def tidy(name):
    """A name on one line, without characters that can't be seen, at most 80 long."""
    text = unicodedata.normalize("NFC", name if isinstance(name, str) else "")
    seen = "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text)
    return " ".join(seen.split())[:LONGEST]


def named(name):
    """The name of a person in that of a file or folder: what is left without the words of sheets and systems."""
    plain = unicodedata.normalize("NFC", SUFFIXES.sub("", name))
    handed = HANDED.match(plain)
    words = re.findall(r"[^\s_\-+.,()\[\]{}#–—\u2400-\u241f]+", handed["name"] if handed else plain)
    kept = [word for word in words if not _means_nothing(word)]
    # A person may be called Day or New.
    kept = words if handed and kept else kept
    letters = "".join(kept)
    return tidy(" ".join(kept)) if len(letters) > 1 or not letters.isascii() else ""


def download(name):
    """The number that a browser or a system adds to the name of a second file: 1 for "sheet (1).ipynb", else 0."""
    found = re.search(r"\((\d{1,3})\)$", SUFFIXES.sub("", name))
    return int(found[1]) if found else 0


def again(name):
    """Whether a folder in a path says that what lies in it came later, or once more."""
    words = re.split(r"[\W_\d]+", PurePosixPath(name).parent.as_posix().casefold())
    return any(_words().get(word) == "again" for word in words)


def _means_nothing(word):
    return bool(re.fullmatch(r"v?\d+[a-z]{0,2}", word, re.I)) or word.casefold().rstrip("0123456789") in _words()


@cache
def _words():
    return {row["word"]: row["means"] for row in word_list("exercises", "file_words")}
