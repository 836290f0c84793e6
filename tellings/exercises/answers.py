"""How an answer is read: numbers, dates, words, lists and tables as people type them."""

import math
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import islice
from numbers import Real

import numpy as np
import pandas as pd

from tellings.case import files

LONGEST = 5_000
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNITS = re.compile(r" (times?|words?|years?|uses?|hits?|sentences?|per ?cent)$")
# What people write where a date cannot be given; it is compared as it stands.
OPEN = re.compile(r"(open|unknown|undated|outside|none|no|not|never|nothing|cannot|year|x+)\b")
FORMS = {
    "number": "a number, for example 12",
    "date": "a date, for example 17 August 2021, June 2021 or 2021",
    "choice": "one of the words that the question offers",
    "mentions": "a few words as text, in quotation marks",
    "set": "a list of words, for example ['one', 'two']",
    "some": "a list of words, for example ['one', 'two']",
    "dates": "a list of dates",
    "order": "a list from first to last",
    "person": "your answer as text",
    "spans": "a table with the columns start and end, a list of (start, end), or a list of the quoted words",
}


class Unreadable(ValueError):
    """An answer of a kind that the exercise cannot use; the message says what it is."""


def _spelled(number):
    if number < 20:
        return SMALL[number]
    if number < 100:
        return f"{TENS[number // 10 - 2]} {SMALL[number % 10]}".removesuffix(" zero")
    return f"{SMALL[number // 100]} hundred {_spelled(number % 100)}".removesuffix(" zero")


NUMBER_WORDS = {_spelled(number): number for number in range(1000)} | {
    "none": 0,
    "never": 0,
    "no": 0,
    "once": 1,
    "twice": 2,
    "hundred": 100,
    "thousand": 1000,
    "one thousand": 1000,
}


def is_blank(answer):
    """Whether nothing has been answered yet: None, three dots, an empty text, list or table, or only such in a list."""
    if answer is None or answer is ... or answer is NotImplemented:
        return True
    if isinstance(answer, str):
        return len(answer) <= LONGEST and not re.search(r"\w", answer)
    if isinstance(answer, (pd.DataFrame, pd.Series, pd.Index)):
        return answer.empty
    if isinstance(answer, Mapping):
        return all(is_blank(item) for item in answer.values())
    if isinstance(answer, (list, tuple, set, frozenset)):
        return all(is_blank(item) for item in answer)
    if isinstance(answer, np.ndarray):
        return answer.size == 0
    return answer is pd.NA or answer is pd.NaT or isinstance(answer, float) and math.isnan(answer)


def plain(text):
    """A text as it is compared: lower case, straight quotation marks, no article in front, no stop at the end.

    Errors: Unreadable for a text that is too long to be an answer.
    """
    text = str(text)
    if len(text) > LONGEST:
        raise Unreadable(f"This text is {len(text):,} characters long")
    text = text.casefold().translate(str.maketrans("’‘“”–—\u00a0", "''\"\"-- "))
    text = " ".join(text.split()).strip(" .,;:!?…\"'")
    return re.sub(r"^(the|a|an) (?=\w)", "", text)


def read(exercise, answer):
    """The answer in the form in which its kind is compared; Unreadable where it has none."""
    return READERS[exercise["kind"]](exercise, answer)


def same(exercise, given, key):
    """Whether a read answer is the key."""
    kind = exercise["kind"]
    if kind == "number":
        return abs(given - key) <= exercise.get("within", 0)
    if kind == "mentions":
        return all(any(_holds(given, option) for option in group) for group in key)
    if kind == "some":
        allowed = {_item(item) for item in key}
        return len(given & allowed) >= exercise["at_least"] and given <= allowed
    return given == read(exercise, key)


def shows(exercise, given, mistake):
    """Whether a read answer makes a listed mistake: is it, or, in a text or a set, contains it."""
    kind = exercise["kind"]
    if kind == "mentions":
        return _holds(given, mistake)
    if kind in ("set", "some"):
        mistake = read(exercise, mistake)
        # A word that comes with its sentence ("support pism-10") is still that word.
        word = min(mistake) if len(mistake) == 1 else None
        return given == mistake or any(item == word or item.startswith(f"{word} ") for item in given)
    if kind == "number":
        return abs(given - mistake) <= exercise.get("within", 0)
    return given == read(exercise, mistake)


def read_cells(answer):
    """A mapping or a table as one flat mapping from plain cell names to answers, or None for anything else.

    A table with two columns and no index of its own pairs its rows; any other is read as row name, column name.
    """
    if isinstance(answer, pd.DataFrame):
        if answer.shape[1] == 2 and isinstance(answer.index, pd.RangeIndex):
            answer = dict(zip(answer.iloc[:, 0], answer.iloc[:, 1], strict=True))
        else:
            if isinstance(answer.index, pd.RangeIndex):
                answer = answer.set_index(answer.columns[0])
            answer = answer.to_dict(orient="index")
    elif isinstance(answer, pd.Series):
        answer = answer.to_dict()
    elif isinstance(answer, (list, tuple)) and all(isinstance(row, (list, tuple)) and len(row) == 2 for row in answer):
        answer = dict(answer)
    if not isinstance(answer, Mapping):
        return None
    flat = {}
    for name, item in answer.items():
        name = " ".join(map(str, name)) if isinstance(name, tuple) else name
        if isinstance(item, Mapping):
            flat |= {f"{plain(name)} {inner}": cell for inner, cell in (read_cells(item) or {}).items()}
        else:
            flat[plain(name)] = item
    return flat


def read_number(exercise, answer):
    """A number, or the only number in a short text: 1,412 and 1412, 53 % and .53, eighteen, twice, none."""
    answer = _single(answer)
    if isinstance(answer, Real) and not isinstance(answer, bool):
        number = float(answer)
    else:
        text = plain(_text(answer))
        text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text).replace(",", ".")
        found = re.findall(r"[-−]?\d*\.?\d+", text)
        spelled = " ".join(UNITS.sub("", text).replace("-", " ").replace(" and ", " ").split())
        if spelled in NUMBER_WORDS:
            number = float(NUMBER_WORDS[spelled])
        elif len(found) == 1:
            number = float(found[0].replace("−", "-"))
        else:
            raise Unreadable(
                "Give one number, the result only." if found else "Write the number in digits, for example 12."
            )
    if not math.isfinite(number):
        raise Unreadable("This number is not finite")
    return number * 100 if exercise.get("percent") and 0 < number <= 1 else number


def read_date(exercise, answer):
    """A date in words or figures as ISO text, as far as it goes: 2021-08-17, 2021-06, 2021; XXXX-11-08 has no year."""
    answer = _single(answer)
    if isinstance(answer, date):
        return answer.isoformat()[:10]
    answer = int(answer) if isinstance(answer, float) and answer.is_integer() else answer
    text = plain(_text(answer, numbers=True).replace("?", "x"))
    if re.match(r"(before|after) .*\d{4}", text):
        return text
    figures = re.search(r"(\d{4}|xxxx)-(\d\d?)(?:-(\d\d?))?", text)
    if figures:
        year, month, day = figures.groups()
    elif slashed := re.fullmatch(r"(\d\d?)[./](\d\d?)[./](\d{4})", text):
        day, month, year = slashed.groups()
        if int(month) > 12:
            day, month = month, day
    else:
        year = (re.findall(r"\b(?:1[5-9]|20)\d\d\b", text) or [None])[0]
        names = [name for name in re.findall(r"[a-z]+", text) if len(name) > 2]
        month = next((n for n, full in enumerate(MONTHS, 1) for name in names if full.startswith(name)), None)
        day = (re.findall(r"\b(\d\d?)(?:st|nd|rd|th)?\b", text) or [None])[0] if month else None
        if not year and not month:
            if OPEN.match(text):
                return text
            raise Unreadable("No date is found in this: write it as 17 August 2021.")
    year = year if year and year.isdigit() else "XXXX"
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def read_choice(exercise, answer):
    """A word or a few; yes and no also as True and False; only the options, if the exercise lists any."""
    answer = _single(answer)
    if str(answer) in ("True", "False"):
        return "yes" if str(answer) == "True" else "no"
    word = plain(_text(answer, numbers=True))
    options = exercise.get("options", {word: []})
    for option, spellings in options.items():
        if word == option or word in spellings:
            return option
    raise Unreadable(f"Write one of these: {', '.join(options)}.")


def read_text(exercise, answer):
    """The words of a text, or of all texts of a list; a text that quotes everything has found nothing.

    Of pairs and of a mapping the first members count: the words that are quoted, not who is said to have used them.
    """
    items = [answer] if isinstance(answer, str) else _items(answer)
    text = plain(" ; ".join(_text(item[0] if isinstance(item, (tuple, list)) and item else item) for item in items))
    if len(text.split()) > exercise["at_most"]:
        raise Unreadable(f"These are {len(text.split())} words where at most {exercise['at_most']} belong")
    return text


def read_set(exercise, answer):
    """The different items of a list, set or column, or of a text with commas, semicolons or lines."""
    return frozenset(_item(item) for item in _items(answer) if not is_blank(item))


def read_dates(exercise, answer):
    """Several dates, each as read_date reads it."""
    return frozenset(read_date(exercise, item) for item in _items(answer) if not is_blank(item))


def read_order(exercise, answer):
    """A list of items; items whose order is open stand together in a list or set of their own."""
    return [
        read_set(exercise, item if isinstance(item, (list, tuple, set, frozenset)) else [item])
        for item in _items(answer)
        if not is_blank(item)
    ]


def read_spans(exercise, answer):
    """Stretches of the exercise's text as a set of (start, end), the quotation marks at their ends left out."""
    text = _text_of(exercise["text"])
    if isinstance(answer, pd.DataFrame) and {"start", "end"} <= set(answer.columns):
        items = list(zip(answer["start"], answer["end"], strict=True))
    else:
        items = _items(answer)
    found = set()
    for item in items:
        if isinstance(item, str):
            plain(item)
            words = [re.escape(word) for word in item.strip(' "“”').split()]
            places = [match.span() for match in re.finditer(r"\s+".join(words), text)] if words else []
            found |= {_bare(text, *place) for place in places[:1]} or {(-1, item)}
        else:
            start, end = item
            found.add(_bare(text, int(start), int(end)))
    return frozenset(found)


READERS = {
    "number": read_number,
    "date": read_date,
    "choice": read_choice,
    "mentions": read_text,
    "set": read_set,
    "dates": read_dates,
    "some": read_set,
    "order": read_order,
    "spans": read_spans,
}


@cache
def _text_of(source):
    return files.read_text(files.PROJECT / "seeds" / f"{source}.txt")


def _bare(text, start, end):
    while start < end and text[start] in '"“” \n':
        start += 1
    while start < end and text[end - 1] in '"“” \n.,':
        end -= 1
    return start, end


def _single(answer):
    if isinstance(answer, str) or not hasattr(answer, "__len__") or isinstance(answer, Mapping):
        return answer
    items = list(islice(answer.to_numpy().ravel() if isinstance(answer, pd.DataFrame) else answer, 2))
    if len(items) != 1:
        raise Unreadable(f"This is a {type(answer).__name__} with {len(answer):,} entries")
    return items[0]


def _text(answer, numbers=False):
    if isinstance(answer, str) or numbers and isinstance(answer, Real):
        return str(answer)
    raise Unreadable(f"This is a {type(answer).__name__}")


def _item(item):
    if isinstance(item, (tuple, list)):
        return " ".join(plain(_text(part, numbers=True)) for part in item)
    return plain(_text(item, numbers=True))


def _items(answer):
    if isinstance(answer, str):
        plain(answer)
        parts = re.split(r"[;\n]", answer)
        return parts if len(parts) > 1 else answer.split(",")
    if isinstance(answer, pd.DataFrame):
        column = "text" if "text" in answer else answer.columns[0]
        return list(answer[column])
    if isinstance(answer, Mapping):
        return list(answer.items())
    if not hasattr(answer, "__iter__"):
        raise Unreadable(f"This is a {type(answer).__name__}")
    # A generator may never end.
    items = list(islice(answer, 2_001))
    if len(items) > 2_000:
        raise Unreadable("This list has more than 2,000 entries")
    return items


def _holds(text, phrase):
    return re.search(rf"(?<!\w){re.escape(plain(phrase))}(?!\w)", text) is not None
