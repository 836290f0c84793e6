"""The kinds of exercise: how an answer of each is read, when it is the key, what it earns, what is missing in it.

An answer may be any object. Tables of pandas and arrays of numpy are known by what they can do, so that neither need be
there; the question is put to the type, because an object may do anything when its own attributes are asked for.
"""

import re

from tellings.exercises.counts import read_number as read_number
from tellings.exercises.days import is_bare_number, read_date, read_dates
from tellings.exercises.forms import all_quoted, counted, holds, plain, quoted, says
from tellings.exercises.objects import Unreadable as Unreadable
from tellings.exercises.objects import is_blank as is_blank
from tellings.exercises.options import keys_of, read_choice, read_order, read_set
from tellings.exercises.quotations import not_quoted, read_spans, read_text, source
from tellings.exercises.quotations import told as told_phrases
from tellings.exercises.sentences import read_pairs, read_sentence
from tellings.exercises.wording import say

# "Is it stated?" asks back; "stated?" is an answer.
QUESTION = re.compile(r"\W*(?:is|are|was|do|does|did|can|could|should|wh\w+|how)\s+\w[^?]*\?\W*", re.IGNORECASE)
NEARLY = 1e-9  # what computers lose when they count in fractions of two
# How an answer of each kind of exercise is read.
KINDS = {
    "number": read_number,
    "date": read_date,
    "choice": read_choice,
    "sentence": read_sentence,
    "mentions": read_text,
    "set": read_set,
    "some": read_set,
    "pairs": read_pairs,
    "dates": read_dates,
    "order": read_order,
    "spans": read_spans,
    "person": None,
}
SETS = ("set", "some", "pairs", "dates", "spans")


def give(exercise):
    """What is asked for, as a sentence: "Give a number, for example 12."."""
    return say("answer.give", form=exercise.get("form") or say(f"form.{exercise['kind']}"))


def read(exercise, answer, notes=None):
    """The answer in the form in which its kind is compared; Unreadable where it has none.

    What was read as something else than it was typed, up to a slip of one letter, is said in the list of notes.
    """
    if isinstance(answer, str) and QUESTION.fullmatch(answer):
        raise Unreadable(say("answer.question"), give(exercise))
    return KINDS[exercise["kind"]](exercise, answer, [] if notes is None else notes)


def is_a_key(exercise, given):
    """Whether a read answer is the key, or one of those that are right too."""
    return any(same(exercise, given, key) for key in keys_of(exercise))


def spoilt(exercise, given):
    """Whether a quotation has words of its own, or makes a mistake that makes it wrong whatever else it holds."""
    spoilers = [mistake for mistake in exercise.get("wrong", []) if mistake.get("spoils")]
    return bool(not_quoted(exercise, given)) or any(shows(exercise, given, mistake) for mistake in spoilers)


def same(exercise, given, key):
    """Whether a read answer is this key."""
    kind = exercise["kind"]
    if kind == "number":
        return abs(given - key) <= exercise.get("within", 0) + NEARLY
    if kind == "mentions":
        # A name is typed and not quoted: it may be one of two.
        one = "text" in exercise or not re.search(r"\bor\b", given)
        return one and all(any(says(given, phrase) for phrase in group) for group in key)
    if kind in ("some", "pairs"):
        allowed = read(exercise, key)
        return len(given & allowed) >= exercise["at_least"] and given <= allowed
    return given == read(exercise, key)


def shows(exercise, given, mistake):
    """Whether a read answer makes a listed mistake: is it, or, in a text or a set, contains it."""
    kind, told = exercise["kind"], mistake["answer"]
    if kind == "mentions":
        return any(holds(given, phrase) for phrase in told_phrases(mistake))
    if kind == "pairs":
        # What is right in its sentence is no mistake, though the word is one in others.
        words = {pair.rpartition(" ")[0] for pair in given - read(exercise, exercise["key"])}
        return bool(words & {plain(word) for word in told})
    if kind in ("set", "some"):
        wrong = read(exercise, told)
        allowed = read(exercise, exercise["key"]) if kind == "some" else frozenset()
        return given == wrong or len(wrong) == 1 and wrong <= given - allowed
    return same(exercise, given, told)


def nearly(exercise, given):
    """What is said of a date that lacks the key's year, or is more exact than the text, or less; or nothing."""
    if exercise["kind"] not in ("date", "dates"):
        return ""
    key = exercise["key"]
    days, wanted = ([given], [key]) if exercise["kind"] == "date" else (given, key)
    if any(day.startswith("XXXX-") for day in days) and not any(day.startswith("XXXX") for day in wanted):
        return say("date.add_year")
    if str(key).startswith(f"{given}-"):
        return say("date.vague")
    return say("date.exact") if str(given).startswith(f"{key}-") else ""


def fault(exercise, answer, given):
    """What of its form makes a wrong answer of the right kind one that cannot be meant so, as Unreadable; or None."""
    if exercise["kind"] == "date" and is_bare_number(answer):
        return Unreadable(say("date.as_year", typed=quoted(answer)), say("date.quote"))
    if strange := not_quoted(exercise, given):
        said = say("quotation.strange", count=len(strange), words=all_quoted(strange), text=exercise["text"])
        return Unreadable(said, say("quotation.own_words"))
    wanted, least = exercise.get("count"), exercise.get("at_least", 0)
    if wanted and len(given) != wanted:
        return _counts("number", len(given), wanted)
    if least and len(given) < least and given <= read(exercise, exercise["key"]):
        return _counts("number_each", len(given), least)
    return None


def _counts(sentence, given, wanted):
    return Unreadable(say(f"progress.{sentence}", count=given, given=counted(given), wanted=counted(wanted)))


def part(exercise, given):
    """The share of what is asked for that a wrong answer has: of several words or dates those that are right."""
    if exercise["kind"] not in ("some", "pairs", "dates"):
        return 0.0
    allowed = read(exercise, exercise["key"])
    return len(given & allowed) / max(exercise.get("at_least", len(allowed)), len(given))


def progress(exercise, given, again=False):
    """How far a wrong answer of several items has come, as a sentence, or nothing; asked again, which are wrong."""
    kind = exercise["kind"]
    if kind == "order":
        return _places(exercise, given)
    if kind not in SETS:
        return ""
    allowed = max((read(exercise, key) for key in keys_of(exercise)), key=lambda key: len(given & key))
    wrong, good = sorted(given - allowed), given & allowed
    if not wrong:
        return say("progress.missing") if good else ""
    if kind == "spans":
        text = source(exercise["text"])
        words = next((text[start:end] for start, end in wrong), "")
        return say("progress.spans", right=len(good), given=len(given), words=quoted(words))
    if again and kind in ("some", "pairs"):
        return say("progress.look_again", items=", ".join(wrong[:5]))
    return say("progress.items", right=len(good), given=len(given)) if good else ""


def _places(exercise, given):
    """How many places from the first an order of more than a few has right."""
    keys = [read(exercise, key) for key in keys_of(exercise)]
    fitting = max(
        next((at for at, (one, other) in enumerate(zip(given, key)) if one != other), len(key)) for key in keys
    )
    return say("progress.places", places=counted(fitting)) if fitting > 1 and len(keys[0]) > 4 else ""
