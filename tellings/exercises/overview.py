"""The class at a glance: who, which tasks, which typical mistakes, what waits for a person, answers side by side."""

import hashlib
from collections import Counter

from tellings.exercises.bank import exercises, exercises_of
from tellings.exercises.wording import say
from tellings.reading.templates import render

SIGNS = {
    "right": "●",
    "part right": "◐",
    "typical mistake": "○",
    "wrong": "✕",
    "not answered": "–",
    "waits for a person": "…",
    "not graded": "?",
}


def overview(hand_ins, judged, grades, hide_names):
    """The page as HTML, everything typed by students escaped.

    In: the hand-ins that count; file -> rows of tasks; the rows of grades.csv, with why a file does not count if it
    does not (left_out); whether names and file names are hidden.
    """
    called = _called(hand_ins, hide_names)
    sums = {row["file"]: (row["points"], row["of"], row["graded"]) for row in grades}
    sheets = []
    for sheet in sorted({one.sheet for one in hand_ins}):
        class_ = sorted((one for one in hand_ins if one.sheet == sheet), key=lambda one: called[one.file].casefold())
        names = list(exercises_of(sheet))
        rows = {one.file: {row["task"]: row for row in judged[one.file]} for one in class_}
        sheets.append(
            {
                "name": sheet,
                "tasks": names,
                "students": [
                    (called[one.file], sums[one.file], [SIGNS[rows[one.file][name]["result"]] for name in names])
                    for one in class_
                ],
                "sections": [_section(name, class_, rows, called) for name in names],
            }
        )
    others = [row for row in grades if row["file"] not in called]
    return render(
        "overview.html",
        title=say("overview.title"),
        say=say,
        sheets=sheets,
        signs=list(SIGNS.items()),
        here=len(hand_ins),
        all=len(grades),
        others=reasons(others) if hide_names else "",
        files=[] if hide_names else others,
        noted=[] if hide_names else [row for row in grades if row["note"] and row["file"] in called],
    )


def _called(hand_ins, hide_names):
    """What each hand-in's student is called on the page: file -> name, or a number that no order gives away."""
    same = Counter((one.student, one.sheet) for one in hand_ins)
    # Of several files of one name that all count, each says which it is.
    who = {
        one.file: f"? {one.file}"
        if not one.student
        else f"{one.student} ({one.file})"
        if same[one.student, one.sheet] > 1
        else one.student
        for one in hand_ins
    }
    if not hide_names:
        return who
    people = sorted(set(who.values()), key=lambda name: hashlib.sha256(name.encode("utf-8", "replace")).digest())
    numbers = {name: say("overview.number", number=number) for number, name in enumerate(people, 1)}
    return {file: numbers[name] for file, name in who.items()}


def reasons(others):
    """Why files do not count, with how many, as part of a sentence. In: their rows of grades.csv."""
    counts = Counter(row["left_out"] for row in others).most_common()
    return ", ".join(say(f"left_out.{why}", count=count) for why, count in counts)


def _section(name, class_, rows, called):
    """What the page says of one task."""
    given = [(called[one.file], rows[one.file][name]) for one in class_]
    mistakes, answers = {}, {}
    for who, row in given:
        for mistake in row["mistakes"].items():
            mistakes.setdefault(mistake, []).append(who)
        if row["answer"] or row["note"]:
            answers.setdefault((row["answer"], row["result"], row["note"]), []).append(who)
    order = list(SIGNS)
    return {
        "name": name,
        "title": given[0][1]["title"],
        "asks": exercises()[name]["asks"],
        "person": given[0][1]["person"],
        "counts": Counter(row["result"] for _, row in given).most_common(),
        "mistakes": sorted(((*told, who) for told, who in mistakes.items()), key=lambda row: -len(row[-1])),
        "answers": sorted(
            ((*told, who) for told, who in answers.items()), key=lambda row: (order.index(row[1]), -len(row[-1]))
        ),
    }
