"""Numbers as people type them: 1,412 and 1412, 53 % and .53, 2/3, eighteen, twice, none."""

import math
import re
from decimal import Decimal
from functools import cache
from numbers import Real

from tellings.exercises.forms import (
    OTHERWISE,
    SENTENCE,
    all_quoted,
    bare,
    forms,
    front,
    number_words,
    plain,
    says_one_of,
    uncited,
    withheld,
    written_out,
)
from tellings.exercises.objects import Unreadable, single, text_of
from tellings.exercises.wording import say

# "2 in 2021" is no share.
FRACTION = re.compile(
    r"(.+?)(?: [a-z]+)? ?(?:/|(?<=\d) ?:(?= ?\d)|\bout of\b|\bof\b|\bin\b(?! (?:19|20)\d\d\b))"
    r" ?(?:the )?(\S+)(?: [a-z ]+)?"
)
RESULT = re.compile(r"(?<![<>])=|→|->|:(?= ?\d+\D*$)|\b(?:so|makes|gives|together)\b")
# A dash between two numbers is a range, unless it leads from a later year to an earlier.
SUM = re.compile(r"(\d+(?:\.\d+)?)(?:( ?\+ ?|(?<=\d{4}) ?- ?(?=\d{4}))(\d+(?:\.\d+)?))?")
# Signs that make another number of the one beside them.
BEYOND = re.compile(r"[<>≤≥√²³‰]|\d(?:k|st|nd|rd|th)\b|\d\+(?! ?\d)")
COUNTED = re.compile(r"\b(?:count|how (?:many|often)\b)", re.IGNORECASE)
SHARE = re.compile(r" (?:per ?cent|pct|points?)$")
COUNTS = {"none", "never", "zero", "once", "twice", "thrice"}


def read_number(exercise, answer, notes=None):
    """A number, or the only number in a short text, as a float; a share of an exercise in per cent as per cent."""
    answer = single(answer)
    percent = exercise.get("percent")
    if isinstance(answer, (Real, Decimal)) and not isinstance(answer, bool):
        number, marked = float(answer), False
    else:
        text = text_of(answer)
        for phrase in exercise.get("beside", []):
            text = re.sub(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", " ", text, flags=re.IGNORECASE)
        spelled = exercise.get("spelled", {})
        for word in (plain(text), bare(plain(text)), front(plain(text)), bare(front(plain(text)))):
            if word in spelled:
                return float(spelled[word])
        shares = set(re.findall(r"\d+(?:[.,]\d+)?(?= ?(?:%|per ?cent|pct))", text)) if percent else set()
        # "250 of 474, so 52.7 %": the share is what is asked for.
        if len(shares) == 1 and not _bounded(plain(text)) and not OTHERWISE.search(text):
            text = f"{shares.pop()} %"
        marked = bool(re.search(r"%|per ?cent|pct", text, re.I))
        number = number_in(text, exercise)
    if not math.isfinite(number):
        raise Unreadable(say("number.infinite"))
    if marked and not percent and number > 1:
        number /= 100
    elif percent and 0 < number <= 1:
        number *= 100
    among = exercise.get("among", [number])
    if number not in among:
        raise Unreadable(say("number.not_among", number=number), say("number.among", numbers=among))
    return number


def number_in(text, exercise):
    """The number that a text is or holds; Unreadable where it holds none or several, or counts something else."""
    text = plain(re.sub(r"(?<![\d.])\.(?=\d)", "0.", text)).replace("−", "-").replace("%", "").strip()
    text = re.sub(r"(?<!\d )minus ", "-", text)
    text = _pointed(uncited(text), exercise.get("percent"))
    result = RESULT.split(text)[-1].strip()
    asked, other = _units(exercise.get("entry", ""), exercise.get("asks", ""))
    shapes = [other.sub("", shape) for shape in (text, *map(bare, (text, result, front(result), front(text))))]
    number = next((found for shape in shapes if (found := _number(asked.sub("", shape.strip()))) is not None), None)
    # What an equation or a bracket has beside it is the same number, or another answer.
    beside = [*text.split("=")[:-1], *re.findall(r"\(([^()]*)\)", text)]
    values = [_reckoned(asked.sub("", part.strip(" ="))) for part in beside]
    counts = exercise.get("percent") or COUNTED.search(exercise.get("asks", ""))
    strange = counts and _of_another_kind(bare(text), SHARE if exercise.get("percent") else asked)
    # Alike are two numbers that are one but for rounding, or for a share in per cent.
    alike = [{value, value * 100, value / 100} for value in values if value is not None]
    if strange:
        raise Unreadable(say("number.unit"), say("number.one"))
    if number is not None and all(any(abs(number - one) <= abs(number) / 100 for one in ones) for ones in alike):
        return number
    words = dict.fromkeys(re.findall(r"\d+|[a-z]+", text))
    found = [word for word in words if word.isdigit() or word in _counting_words()]
    which = "none" if not found else "several" if len(found) > 1 else "unit" if other.search(text) else "denied"
    told = say(f"number.{which}", numbers=all_quoted(found))
    raise Unreadable(told, say("number.digits" if which == "none" else "number.one"))


def _of_another_kind(text, asked):
    """Whether a text is a number and a noun that is none of the units asked for: "18 countries", "one reporter"."""
    number, _, noun = (text := asked.sub("", text)).rpartition(" ")
    value = _worded(number) if noun.isalpha() and _reckoned(text) is None else None
    return bool(value) and (value == 1 or noun.endswith("s"))


@cache
def _units(entry, asks):
    """The pattern of a unit that may stand behind the number, and of a number with any other.

    Uses and hits are units of every count; years and sentences those of an entry, or else a question, that names them.
    """
    units = forms("unit")
    named = [[unit for unit in units if re.search(rf"\b{unit}s?\b", text)] for text in (entry, asks)]
    own = named[0] or named[1]
    asked = {*own, *(unit for unit in units if units[unit] in ("any", *own))}
    # What a question counts may be no unit of the list: "one forecast".
    asked |= {*re.findall(r"\b([a-z]{3,})s\b", f"{entry} {asks}".lower())} - units.keys()
    number = rf"(?:\d[\d.,]*|\b(?:{'|'.join(_counting_words())}))"
    other = re.compile(rf"(?<!and ){number}[ -]?(?:{'|'.join(units.keys() - asked)})s?\b")
    return re.compile(rf" (?:{'|'.join(asked)})s?$"), other


def _reckoned(text):
    """The number that a text without its unit is, a fraction reckoned out; None where it is more, or less."""
    fraction = FRACTION.fullmatch(text) if len(text) <= SENTENCE else None
    parts = [_worded(part) for part in fraction.groups()] if fraction else [None]
    # "0/2" is a grade and its highest.
    if None not in parts and (parts[0] or "/" not in text):
        return parts[0] / parts[1] if parts[1] else math.inf
    part = re.fullmatch(rf"(.+)[ -]({'|'.join(forms('part'))})s?", text)
    if part and (count := _worded(part[1])) is not None:
        return count / float(forms("part")[part[2]])
    return _worded(text)


def _number(text):
    """The number that a text without its unit is, or the only one in it, also in words: "it stands there twice"."""
    if (number := _reckoned(text)) is not None or _bounded(text):
        return number
    values = [*map(float, re.findall(r"-?\d*\.?\d+", text))]
    if not values and not OTHERWISE.search(text):
        words = {word.replace("-", " ") for word in re.findall(r"[a-z]+(?:-[a-z]+)?", text)}
        # "One" may mean anything.
        values = [*{number_words()[word] for word in words & _counting_words() - {"one"}}]
    return values[0] if len(values) == 1 else None


def _bounded(text):
    """Whether a text names a number without giving it: more than that, not that, that or another."""
    return withheld(text) or says_one_of("bound", written_out(text)) or bool(BEYOND.search(text))


def _worded(text):
    """The number that a text is, in figures, in words or as a sum of two."""
    words = " ".join(text.replace("-", " ").replace(" and ", " ").split())
    if words in number_words():
        return number_words()[words] * (-1 if text.startswith("-") else 1)
    if not (found := SUM.fullmatch(text)):
        return None
    first, sign, second = found[1], (found[2] or "").strip(), float(found[3] or 0)
    difference = float(first) - second
    return float(first) + second if sign == "+" else difference if difference > 0 or not sign else None


def _pointed(text, decimal_comma):
    """A text whose numbers have no mark between thousands, and a point before decimals."""
    if not decimal_comma:
        text = re.sub(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])", lambda number: number[0].replace(",", ""), text)
    text = re.sub(r"(?<![\d.,])[1-9]\d{0,2}(?:[ '’]\d{3})+(?!\d)", lambda number: re.sub(r"\D", "", number[0]), text)
    return re.sub(r"(?<=\d),(?=\d)", ".", text)


@cache
def _counting_words():
    """The words that are numbers in whatever they stand: "no" may mean anything, and "second" a place."""
    return number_words().keys() - forms("number").keys() | COUNTS
