"""Numbers as people type them: 1,412 and 1412, 53 % and .53, 2/3, eighteen, twice, none."""

import math
import re
from decimal import Decimal
from functools import cache
from numbers import Real

from tellings.case.files import word_list
from tellings.exercises.forms import Unreadable, forms, plain, single, text_of
from tellings.exercises.wording import say

UNITS = re.compile(r" (times?|words?|years?|uses?|hits?|sentences?|dates?|points?|per ?cent|percent|pct)$")
ABOUT = re.compile(r"^(about|around|roughly|approximately|approx|ca|circa|exactly|some|only|nearly|[~≈=+])[. ]*")
FRACTION = re.compile(r"(\d+(?:\.\d+)?) ?(?:/|of|out of) ?(\d+(?:\.\d+)?)")


def read_number(exercise, answer, notes=None):
    """A number, or the only number in a short text, as a float; a share of an exercise in per cent as per cent."""
    answer = single(answer)
    percent = exercise.get("percent")
    if isinstance(answer, (Real, Decimal)) and not isinstance(answer, bool):
        number, marked = float(answer), False
    else:
        text = text_of(answer)
        if (word := plain(text)) in exercise.get("spelled", {}):
            return float(exercise["spelled"][word])
        marked = bool(re.search(r"%|per ?cent|pct", text, re.I))
        number = number_in(text, decimal_comma=percent)
    if not math.isfinite(number):
        raise Unreadable(say("number.infinite"))
    if marked and not percent:
        number /= 100
    elif percent and not marked and 0 < number <= 1:
        number *= 100
    among = exercise.get("among", [number])
    if number not in among:
        raise Unreadable(say("number.not_among", number=number), say("number.among", numbers=among))
    return number


def number_in(text, decimal_comma=False):
    """The number that a text is or holds; Unreadable where it holds none or several."""
    text = (
        plain(re.sub(r"(?<![\d.])\.(?=\d)", "0.", text))
        .replace("−", "-")
        .replace("%", "")
        .replace("minus ", "-")
        .strip()
    )
    text = _pointed(ABOUT.sub("", text), decimal_comma)
    if fraction := FRACTION.fullmatch(UNITS.sub("", text)):
        part, whole = map(float, fraction.groups())
        return part / whole if whole else math.inf
    words = " ".join(UNITS.sub("", text).replace("-", " ").replace(" and ", " ").split())
    if words in _number_words():
        return _number_words()[words] * (-1 if text.startswith("-") else 1)
    found = re.findall(r"-?\d*\.?\d+", text)
    if not found:
        raise Unreadable(say("number.none"), say("number.digits"))
    if len(found) > 1:
        raise Unreadable(say("number.several"), say("number.one"))
    return float(found[0])


def _pointed(text, decimal_comma):
    """A text whose numbers have no mark between thousands, and a point before decimals."""
    if not decimal_comma:
        text = re.sub(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])", lambda number: number[0].replace(",", ""), text)
    text = re.sub(r"(?<![\d.,])[1-9]\d{0,2}(?:[ '’]\d{3})+(?!\d)", lambda number: re.sub(r"\D", "", number[0]), text)
    return re.sub(r"(?<=\d),(?=\d)", ".", text)


@cache
def _number_words():
    """The numbers below a thousand in words, without "and" and hyphens, and what else people write for a number."""
    rows = [row for row in word_list("timeline", "calendar") if row["list"] == "number" and row["value"].isdigit()]
    named = {int(row["value"]): row["word"] for row in reversed(rows)}
    spelled = {_spelled(number, named): float(number) for number in range(1, 1000)}
    return spelled | {word: float(value) for word, value in forms("number").items()}


def _spelled(number, named):
    hundreds, rest = divmod(number, 100)
    words = [named[hundreds], "hundred"] if hundreds else []
    if rest in named:
        words.append(named[rest])
    elif rest:
        words += [named[rest // 10 * 10], named[rest % 10]]
    return " ".join(words)
