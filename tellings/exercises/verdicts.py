"""The judgement on an answer: first what cannot be read in it, then its matter."""

from typing import NamedTuple

from tellings.exercises import answers
from tellings.exercises.forms import Unreadable, plain, quoted
from tellings.exercises.lists import read_cells
from tellings.exercises.wording import say

MOST_NAMED = 3  # entries that are named with their fault; of more only the names are given


class Judgement(NamedTuple):
    """What is said of one answer or entry; for one that cannot be read the message is its fault."""

    verdict: str  # right, known (a typical mistake), wrong, fault (wrong by its form), blank, unread or person
    message: str
    remedy: str = ""  # what to write instead of what cannot be read
    notes: tuple = ()  # how slips were read
    share: float = 0.0  # of what is asked for, from 0 to 1


def judged(exercise, answer, again=False):
    """The judgement on an answer to an exercise; asked again after a wrong one, a sharper hint."""
    if exercise["kind"] == "person":
        verdict = "blank" if answers.is_blank(answer) else "person"
        return Judgement(verdict, say("answer.full", full="; ".join(exercise["full"])))
    return (_several if "cells" in exercise else _single)(exercise, answer, again)


def unread(exercise, reason):
    """The judgement on an answer, or an entry, that cannot be read, with the remedy in the exercise's own words."""
    return Judgement("unread", reason.fault, exercise.get("unread") or reason.remedy or answers.give(exercise))


def said(judgement):
    """A judgement on one answer as one text: how slips were read, the message, the remedy."""
    return " ".join(filter(None, [*dict.fromkeys(judgement.notes), judgement.message, judgement.remedy]))


def _single(exercise, answer, again):
    judgement = _one(exercise, answer, again)
    if judgement.verdict == "wrong":
        hint = exercise.get("missing") if judgement.message == say("progress.missing") else None
        return judgement._replace(message=f"{judgement.message} {hint or _hint(exercise, again)}".strip())
    return judgement


def _one(exercise, answer, again=False):
    """The judgement on one answer or entry; of a wrong one the message is how far it has come."""
    if answers.is_blank(answer):
        return Judgement("blank", answers.give(exercise))
    notes = []
    try:
        given = answers.read(exercise, answer, notes)
        judgement = _matter(exercise, answer, given, again)
    except Unreadable as reason:
        judgement = unread(exercise, reason)
    # An answer may be any object, also one that fails when it is looked at; no student should see a traceback for it.
    except Exception:
        judgement = unread(exercise, Unreadable(say("answer.unreadable")))
    return judgement._replace(notes=tuple(notes))


def _matter(exercise, answer, given, again):
    if answers.right(exercise, given):
        return Judgement("right", exercise.get("right", ""), share=1.0)
    share = answers.part(exercise, given)
    for mistake in exercise.get("wrong", []):
        if answers.shows(exercise, given, mistake) and not _outweighed(exercise, given, mistake):
            return Judgement("known", mistake["hint"], share=share)
    if answers.lacks_year(exercise, given):
        return Judgement("known", say("date.add_year"), share=share)
    if message := answers.unlike(exercise, given):
        return Judgement("known", message)
    if reason := answers.fault(exercise, answer, given):
        return unread(exercise, reason)._replace(verdict="fault", share=share)
    return Judgement("wrong", answers.progress(exercise, given, again), share=share)


def _outweighed(exercise, given, mistake):
    """Whether a quotation has all that the key asks for, so that the hint for half an answer would mislead."""
    return exercise["kind"] == "mentions" and not mistake.get("spoils") and answers.is_a_key(exercise, given)


def _hint(exercise, again):
    return exercise.get("sharper" if again else "hint", "")


# -- Several entries --------------------------------------------------------------------------------------------------


def _several(exercise, answer, again):
    if answers.is_blank(answer):
        return Judgement("blank", answers.give(exercise))
    if isinstance(answer, str):
        text = plain(answer)
        for mistake in exercise.get("wrong", []):
            if plain(mistake["answer"]) in text:
                return Judgement("known", mistake["hint"])
    given = read_cells(answer, list(exercise["cells"]))
    if given is None:
        return Judgement("unread", say("answer.one_value"), answers.give(exercise))
    results = _entries(exercise, given, again)
    strangers = [told for told, item in given.get(None, []) if not answers.is_blank(item)]
    return _sum_up(exercise, results, strangers, again)


def judged_entries(exercise, answer):
    """The judgement on each entry of an answer to an exercise of several, by its name."""
    given = {} if answers.is_blank(answer) else read_cells(answer, list(exercise["cells"]))
    if given is None:
        return dict.fromkeys(exercise["cells"], Judgement("unread", say("answer.one_value")))
    return _entries(exercise, given)


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
    if verdict in ("unread", "fault"):
        parts.append(_others(len(named["right"]), len(results) - len(named[verdict]) - len(named["blank"])))
    elif verdict in ("wrong", "known"):
        right = say("entries.right", count=len(named["right"]), total=len(results))
        parts.insert(0 if verdict == "wrong" else 1, right)
    if named["blank"]:
        parts.append(say("entries.empty", entries="; ".join(named["blank"])))
    if strangers:
        verdict = "unread" if verdict == "blank" else verdict
        parts.append(say("entries.strange", entries=", ".join(map(quoted, strangers[:MOST_NAMED]))))
    return Judgement(verdict, " ".join(filter(None, parts)), notes=notes, share=share)


def _others(right, total):
    """How many are right of the entries that can be read and are not empty."""
    if not total:
        return ""
    if right == total:
        return say("entries.all_others_right", count=total)
    return say("entries.others_right", count=right, total=total)


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
    hint = f"{label}{own}" if own and not again else _hint(exercise, again)
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
