"""The kinds of exercise: how an answer of each is read, when it is the key, what it earns, what is missing in it.

An answer may be any object. Tables of pandas and arrays of numpy are known by what they can do, so that neither need be
there; the question is put to the type, because an object may do anything when its own attributes are asked for.
"""

from tellings.exercises.blank import is_blank as is_blank
from tellings.exercises.counts import read_number as read_number
from tellings.exercises.days import is_bare_number, read_date
from tellings.exercises.forms import Unreadable as Unreadable
from tellings.exercises.forms import counted, holds, plain, quoted
from tellings.exercises.lists import read_dates, read_order, read_pairs, read_set, read_spans
from tellings.exercises.words import not_quoted, read_choice, read_sentence, read_text, source
from tellings.exercises.words import told as told_phrases

NEARLY = 1e-9  # what computers lose when they count in fractions of two
# Of each kind of exercise: how an answer is read, and what is asked for.
KINDS = {
    "number": (read_number, "a number, for example 12"),
    "date": (read_date, "a date, for example 17 August 2021, June 2021 or 2021"),
    "choice": (read_choice, "one of the words that the question offers"),
    "sentence": (read_sentence, "the id of a sentence, for example pism-01"),
    "mentions": (read_text, "a few words as text, in quotation marks"),
    "set": (read_set, "a list of words, for example ['one', 'two']"),
    "some": (read_set, "a list of words, for example ['one', 'two']"),
    "pairs": (read_pairs, "words, each with the id of a sentence"),
    "dates": (read_dates, "a list of dates"),
    "order": (read_order, "a list from first to last"),
    "spans": (
        read_spans,
        "a table with the columns start and end, a list of (start, end), or a list of the quoted words",
    ),
    "person": (None, "your answer as text"),
}
MISSING = "All that you give belongs, and something is missing."
SETS = ("set", "some", "pairs", "dates", "spans")


def form(exercise):
    """What is asked for, as the end of a sentence: "a number, for example 12"."""
    return exercise.get("form") or KINDS[exercise["kind"]][1]


def read(exercise, answer, notes=None):
    """The answer in the form in which its kind is compared; Unreadable where it has none.

    What was read as something else than it was typed, up to a slip of one letter, is said in the list of notes.
    """
    reader, _ = KINDS[exercise["kind"]]
    return reader(exercise, answer, notes)


def right(exercise, given):
    """Whether a read answer is the key, or one of those that are right too, and holds nothing that spoils it."""
    if exercise["kind"] == "mentions" and (not_quoted(exercise, given) or spoilt(exercise, given)):
        return False
    return any(same(exercise, given, key) for key in _keys(exercise))


def _keys(exercise):
    return [exercise["key"], *exercise.get("also", [])]


def same(exercise, given, key):
    """Whether a read answer is this key."""
    kind = exercise["kind"]
    if kind == "number":
        return abs(given - key) <= exercise.get("within", 0) + NEARLY
    if kind == "mentions":
        return all(any(holds(given, phrase) for phrase in group) for group in key)
    if kind in ("some", "pairs"):
        allowed = read(exercise, key)
        return len(given & allowed) >= exercise["at_least"] and given <= allowed
    return given == read(exercise, key)


def spoilt(exercise, given):
    """The typical mistake that makes a quotation wrong whatever else it holds; None where there is none."""
    return next(
        (part for part in exercise.get("wrong", []) if part.get("spoils") and shows(exercise, given, part)), None
    )


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
        return given == wrong or len(wrong) == 1 and wrong <= given - _allowed(exercise)
    return same(exercise, given, told)


def _allowed(exercise):
    return read(exercise, exercise["key"]) if exercise["kind"] == "some" else frozenset()


def lacks_year(exercise, given):
    """Whether a date, or one of several, was given without the year that the key has."""
    if exercise["kind"] not in ("date", "dates"):
        return False
    wanted = exercise["key"] if exercise["kind"] == "dates" else [exercise["key"]]
    dates = given if exercise["kind"] == "dates" else [given]
    return any(day.startswith("XXXX-") for day in dates) and not any(day.startswith("XXXX") for day in wanted)


def fault(exercise, answer, given):
    """What of its form makes a wrong answer of the right kind one that cannot be meant so, as Unreadable; or None."""
    kind = exercise["kind"]
    if kind == "date" and is_bare_number(answer):
        return Unreadable(
            f"{quoted(answer)} is read as a year; without quotation marks Python takes dashes for minus.",
            'Put a date between quotation marks, for example "17 August 2021".',
        )
    if kind == "mentions" and (strange := not_quoted(exercise, given)):
        those = " and ".join(map(quoted, strange[:3]))
        return Unreadable(
            f"{those} {'does' if len(strange) == 1 else 'do'} not stand in {exercise['text']}.",
            "Quote its own words, and nothing else.",
        )
    if wanted := exercise.get("count"):
        return _unlike(len(given), wanted, "") if len(given) != wanted else None
    least = exercise.get("at_least")
    if least and len(given) < least and given <= read(exercise, exercise["key"]):
        return _unlike(len(given), least, ", and each of them counts")
    return None


def _unlike(given, wanted, more):
    these = "This is one" if given == 1 else f"These are {counted(given)}"
    return Unreadable(f"{these}, where {counted(wanted)} belong{more}.")


def part(exercise, given):
    """The share of what is asked for that a read answer has: of several words or dates those that are right."""
    if right(exercise, given):
        return 1.0
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
    allowed = max((read(exercise, key) for key in _keys(exercise)), key=lambda key: len(given & key))
    wrong, good = sorted(given - allowed), given & allowed
    if not wrong:
        return MISSING if good else ""
    if kind == "spans":
        text = source(exercise["text"])
        words = next((text[start:end] for start, end in wrong), "")
        return f"{len(good)} of your {len(given)} are right; not right is, for example, {quoted(words)}."
    if again and kind in ("some", "pairs"):
        return f"Look again at: {', '.join(wrong[:5])}."
    return f"{len(good)} of your {len(given)} count." if good else ""


def _places(exercise, given):
    """How many places from the first an order of more than a few has right."""
    keys = [read(exercise, key) for key in _keys(exercise)]
    fitting = max(
        next((at for at, (one, other) in enumerate(zip(given, key)) if one != other), len(key)) for key in keys
    )
    return f"The first {counted(fitting)} places are right." if fitting > 1 and len(keys[0]) > 4 else ""
