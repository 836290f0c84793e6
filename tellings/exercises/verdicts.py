"""The judgement on an answer: first what cannot be read in it, then its matter."""

from typing import NamedTuple

from tellings.exercises import answers
from tellings.exercises.bank import exercises
from tellings.exercises.entries import read_cells
from tellings.exercises.forms import plain, quoted
from tellings.exercises.objects import Unreadable
from tellings.exercises.wording import say

MOST_NAMED = 3  # entries that are named with their fault; of more only the names are given
# What is wrong by its form is wrong for whoever counts, though it does not call for the sharper hint.
OUTWARD = {"fault": "wrong"}
HINTS = ("hint", "sharper")  # for a first try, and for one after it
# Exercises answered wrongly since they were last right: their next hint is the sharper one.
_missed = set()


class Judgement(NamedTuple):
    """What is said of one answer or entry; for one that cannot be read the message is its fault."""

    verdict: str  # right, known (a typical mistake), wrong, fault (wrong by its form), blank, unread or person
    message: str
    remedy: str = ""  # what to write instead of what cannot be read
    notes: tuple = ()  # how slips were read
    share: float = 0.0  # of what is asked for, from 0 to 1


# -- By the name of an exercise ---------------------------------------------------------------------------------------


def judge(name=None, answer=None):
    """The verdict on an answer and the sentence that goes with it.

    Out: (verdict, message); the verdict is right, known (a typical mistake), wrong, blank, unread, person or unknown.
    """
    name = called(name)
    exercise = exercises().get(name)
    if exercise is None:
        sheet = name.partition(".")[0] + "."
        known = [other for other in exercises() if other.startswith(sheet)]
        return "unknown", say("answer.unknown", name=name, names=", ".join(known or exercises()))
    judgement = judged(exercise, answer, again=name in _missed)
    # Of several entries one may be told its own mistake, and the next try is still the second.
    if judgement.verdict == "wrong" or judgement.verdict == "known" and "cells" in exercise:
        _missed.add(name)
    elif judgement.verdict == "right":
        _missed.discard(name)
    return _told(judgement)


def share(name, answer):
    """The share of an exercise that an answer has right, from 0 to 1: of several entries those that are right.

    A list is one entry, but where so many words, pairs or dates are all that is asked for, each of them counts.
    """
    return judged(exercises()[name], answer).share


def entries(name, answer):
    """The verdict on each entry of an answer.

    In: the name of an exercise that a program checks, an answer. Out: entry -> (verdict, message); the one entry of an
    exercise without entries is "".
    """
    exercise = exercises()[name]
    if "cells" not in exercise:
        return {"": _told(judged(exercise, answer))}
    given = _guarded(_cells, exercise, answer)
    unread = isinstance(given, Judgement)
    each = dict.fromkeys(exercise["cells"], given) if unread else _entries(exercise, given)
    return {part: _told(one) for part, one in each.items()}


def called(name):
    """The name of an exercise as text, whatever was given for it."""
    return str(name).strip()[:40] if isinstance(name, (str, int, float)) else type(name).__name__


def _told(judgement):
    """The verdict as it is told, and how slips were read, the message and the remedy as one text."""
    parts = [*dict.fromkeys(judgement.notes), judgement.message, judgement.remedy]
    return OUTWARD.get(judgement.verdict, judgement.verdict), " ".join(filter(None, parts))


# -- One entry --------------------------------------------------------------------------------------------------------


def judged(exercise, answer, again=False):
    """The judgement on an answer to an exercise; asked again after a wrong one, a sharper hint."""
    if exercise["kind"] == "person":
        return _guarded(_of_person, exercise, answer)
    if "cells" in exercise:
        return _guarded(_several, exercise, answer, again)
    judgement = _one(exercise, answer, again)
    if judgement.verdict == "wrong":
        hint = exercise.get("missing") if judgement.message == say("progress.missing") else None
        return judgement._replace(message=f"{judgement.message} {hint or exercise.get(HINTS[again], '')}".strip())
    return judgement


def _of_person(exercise, answer):
    verdict = "blank" if answers.is_blank(answer) else "person"
    return Judgement(verdict, say("answer.full", full="; ".join(exercise["full"])))


def _guarded(judge_it, exercise, *given):
    """What a function says of an answer; where it cannot be read, the judgement that says so."""
    try:
        return judge_it(exercise, *given)
    except Unreadable as reason:
        return _unread(exercise, reason)
    # An answer may be any object, also one that fails when it is looked at; no student should see a traceback for it.
    except Exception:
        return _unread(exercise, Unreadable(say("answer.unreadable")))


def _unread(exercise, reason):
    """The judgement on an answer, or an entry, that cannot be read, with the remedy in the exercise's own words."""
    # What an exercise of several says of its own holds for its entries.
    own = "" if "cells" in exercise else exercise.get("unread")
    return Judgement("unread", reason.fault, own or reason.remedy or answers.give(exercise))


def _one(exercise, answer, again=False):
    """The judgement on one answer or entry; of a wrong one the message is how far it has come."""
    notes = []
    return _guarded(_read, exercise, answer, again, notes)._replace(notes=tuple(notes))


def _read(exercise, answer, again, notes):
    if answers.is_blank(answer):
        return Judgement("blank", answers.give(exercise))
    return _matter(exercise, answer, answers.read(exercise, answer, notes), again)


def _matter(exercise, answer, given, again):
    key, share = answers.is_a_key(exercise, given), answers.part(exercise, given)
    if key and not answers.spoilt(exercise, given):
        return Judgement("right", exercise.get("right", ""), share=1.0)
    for mistake in exercise.get("wrong", []):
        # Where a quotation has all that is asked for, the hint for half an answer would mislead.
        if answers.shows(exercise, given, mistake) and (mistake.get("spoils") or not key):
            return Judgement("known", mistake["hint"], share=share)
    if message := answers.nearly(exercise, given):
        return Judgement("known", message, share=share)
    if reason := answers.fault(exercise, answer, given):
        return _unread(exercise, reason)._replace(verdict="fault", share=share)
    return Judgement("wrong", answers.progress(exercise, given, again), share=share)


# -- Several entries --------------------------------------------------------------------------------------------------


def _several(exercise, answer, again):
    if answers.is_blank(answer):
        return Judgement("blank", answers.give(exercise))
    text = plain(answer) if isinstance(answer, str) else ""
    for mistake in exercise.get("wrong", []):
        if text and plain(mistake["answer"]) in text:
            return Judgement("known", mistake["hint"])
    given = _cells(exercise, answer)
    strangers = [told for told, item in given.get(None, []) if not answers.is_blank(item)]
    return _sum_up(exercise, _entries(exercise, given, again), strangers, again)


def _cells(exercise, answer):
    return {} if answers.is_blank(answer) else read_cells(answer, list(exercise["cells"]))


def _entries(exercise, given, again=False):
    shared = {"asks": exercise.get("asks", "")}
    cells = exercise["cells"].items()
    return {name: _one({**shared, **cell, "entry": name}, given.get(name), again) for name, cell in cells}


def _sum_up(exercise, results, strangers, again):
    """One judgement on all entries: what cannot be read, else the first hint that an entry has, else how many."""
    named = {verdict: [name for name in results if results[name].verdict == verdict] for verdict in VERDICTS}
    share = sum(result.share == 1 for result in results.values()) / len(results)
    notes = tuple(note for result in results.values() for note in result.notes)
    verdict = next((verdict for verdict in VERDICTS if named[verdict]), "right")
    parts = [SAYS[verdict](exercise, results, named[verdict], again)]
    right, others = len(named["right"]), len(results) - len(named[verdict]) - len(named["blank"])
    if verdict in ("unread", "fault") and others:
        parts.append(
            say("entries.all_others_right" if right == others else "entries.others_right", count=right, total=others)
        )
    elif verdict in ("wrong", "known"):
        parts.insert(verdict == "known", say("entries.right", count=right, total=len(results)))
    if named["blank"]:
        parts.append(say("entries.empty", entries="; ".join(named["blank"])))
    if strangers:
        verdict = "unread" if verdict == "blank" else verdict
        parts.append(say("entries.strange", entries=", ".join(map(quoted, strangers[:MOST_NAMED]))))
    return Judgement(verdict, " ".join(filter(None, parts)), notes=notes, share=share)


def _say_unread(exercise, results, names, again):
    """Each entry that cannot be read with its fault, the remedy once."""
    faults = [f"{name}: {results[name].message}" for name in names[:MOST_NAMED]]
    if more := names[MOST_NAMED:]:
        faults.append(say("entries.unread_more", entries=", ".join(more)))
    return " ".join([*faults, *dict.fromkeys(results[name].remedy for name in names)])


def _say_wrong(exercise, results, names, again):
    told = [f"{name}: {results[name].message}" for name in names if results[name].message]
    look = [say("progress.look_again", items=", ".join(names))] if again else []
    # An entry of another kind than the rest has a hint of its own: the general one would mislead.
    own = exercise["cells"][names[0]].get("hint", "")
    label = "" if results[names[0]].message else f"{names[0]}: "
    hint = f"{label}{own}" if own and not again else exercise.get(HINTS[again], "")
    return " ".join([*look, *told, hint])


# What is said of several entries, the first that has any: by verdict.
SAYS = {
    "unread": _say_unread,
    "fault": _say_unread,
    "known": lambda exercise, results, names, again: f"{names[0]}: {results[names[0]].message}",
    "wrong": _say_wrong,
    "blank": lambda exercise, results, names, again: answers.give(exercise),
    "right": lambda exercise, results, names, again: exercise["right"],
}
VERDICTS = tuple(SAYS)
