"""How an answer is read: numbers, dates, words, lists and tables as people type them.

An answer may be any object. Tables of pandas and arrays of numpy are known by what they can do, so that neither need be
there; the question is put to the type, because an object may do anything when its own attributes are asked for.
"""

import math
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import islice
from numbers import Real

from tellings.case.files import PROJECT, word_list
from tellings.case.files import read_text as read_file

LONGEST = 5_000  # characters of a text
MOST = 2_000  # entries of a list
LISTS = (list, tuple, set, frozenset)
# Types whose one value means that there is none; the last two are pandas's.
NOTHING = ("NoneType", "ellipsis", "NotImplementedType", "NAType", "NaTType")
MARKS = '"“” \n'
TRUTH = {"True": "yes", "False": "no"}
UNITS = re.compile(r" (times?|words?|years?|uses?|hits?|sentences?|per ?cent)$")
# What people write where a date cannot be given; it is compared as it stands.
OPEN = re.compile(r"(open|unknown|undated|outside|none|no|not|never|nothing|cannot|year|x+)\b")
BEYOND = re.compile(r"(before|after) .*\d{4}")


class Unreadable(ValueError):
    """An answer of a kind that the exercise cannot use; the message says what it is."""


# -- Answer and key ---------------------------------------------------------------------------------------------------


def is_blank(answer):
    """Whether nothing has been answered yet: None, three dots, an empty text, list or table, or only such in a list."""
    if type(answer).__name__ in NOTHING:
        return True
    if isinstance(answer, str):
        return len(answer) <= LONGEST and not re.search(r"\w", answer)
    if isinstance(answer, float):
        return math.isnan(answer)
    if isinstance(answer, Mapping):
        return all(map(is_blank, answer.values()))
    if isinstance(answer, LISTS):
        return all(map(is_blank, answer))
    return hasattr(type(answer), "size") and answer.size == 0


def form(exercise):
    """What is asked for, as the end of a sentence: "a number, for example 12"."""
    return exercise.get("form") or KINDS[exercise["kind"]][1]


def read(exercise, answer):
    """The answer in the form in which its kind is compared; Unreadable where it has none."""
    reader, _ = KINDS[exercise["kind"]]
    return reader(exercise, answer)


def same(exercise, given, key):
    """Whether a read answer is the key."""
    kind = exercise["kind"]
    if kind == "number":
        return abs(given - key) <= exercise.get("within", 0)
    if kind == "mentions":
        return all(any(holds(given, option) for option in group) for group in key)
    if kind == "some":
        allowed = {_item(item) for item in key}
        return len(given & allowed) >= exercise["at_least"] and given <= allowed
    return given == read(exercise, key)


def shows(exercise, given, mistake):
    """Whether a read answer makes a listed mistake: is it, or, in a text or a set, contains it."""
    kind = exercise["kind"]
    if kind == "mentions":
        return holds(given, mistake)
    if kind in ("set", "some"):
        mistake = read(exercise, mistake)
        if kind == "some":
            # What is right in its sentence is no mistake, though the word is one in others.
            given = given - {_item(item) for item in exercise["key"]}
        # A word that comes with its sentence ("support pism-10") is still that word.
        word = min(mistake) if len(mistake) == 1 else None
        return given == mistake or any(item == word or item.startswith(f"{word} ") for item in given)
    return same(exercise, given, mistake)


def holds(text, phrase):
    """Whether a plain text holds a phrase as whole words."""
    return re.search(rf"(?<!\w){re.escape(plain(phrase))}(?!\w)", text) is not None


def plain(text):
    """A text as it is compared: lower case, straight quotation marks, no article in front, no stop at the end.

    Errors: Unreadable for a text that is too long to be an answer.
    """
    text = _short(str(text)).casefold().translate(str.maketrans("’‘“”–—\u00a0", "''\"\"-- "))
    text = " ".join(text.split()).strip(" .,;:!?…\"'")
    return re.sub(r"^(the|a|an) (?=\w)", "", text)


def _short(text):
    if len(text) > LONGEST:
        raise Unreadable(f"This text is {len(text):,} characters long")
    return text


# -- Numbers ----------------------------------------------------------------------------------------------------------


def read_number(exercise, answer):
    """A number, or the only number in a short text: 1,412 and 1412, 53 % and .53, 6/8, eighteen, twice, none."""
    answer = _single(answer)
    if isinstance(answer, Real) and not isinstance(answer, bool):
        number = float(answer)
    else:
        number = _number_in(_text(answer))
    if not math.isfinite(number):
        raise Unreadable("This number is not finite")
    return number * 100 if exercise.get("percent") and 0 < number <= 1 else number


def _number_in(text):
    if fraction := re.fullmatch(r"\s*(\d+)\s*/\s*0*([1-9]\d*)\s*", text):
        return int(fraction[1]) / int(fraction[2])
    text = plain(re.sub(r"(?<![\d.])\.(?=\d)", "0.", text))
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text).replace(",", ".")
    words = " ".join(UNITS.sub("", text).replace("-", " ").replace(" and ", " ").split())
    if words in _number_words():
        return float(_number_words()[words])
    found = re.findall(r"[-−]?\d*\.?\d+", text)
    if not found:
        raise Unreadable("Write the number in digits, for example 12.")
    if len(found) > 1:
        raise Unreadable("Give one number, the result only.")
    return float(found[0].replace("−", "-"))


@cache
def _number_words():
    """The numbers below a thousand in words, without "and" and hyphens, and what else people write for a number."""
    named = {int(value): word for word, value in reversed(_calendar("number")) if value.isdigit()}
    spelled = {_spelled(number, named): number for number in range(1, 1000)}
    spelled |= {"zero": 0, "none": 0, "never": 0, "no": 0, "once": 1, "twice": 2}
    return spelled | {"hundred": 100, "thousand": 1000, "one thousand": 1000}


def _spelled(number, named):
    hundreds, rest = divmod(number, 100)
    words = [named[hundreds], "hundred"] if hundreds else []
    if rest in named:
        words.append(named[rest])
    elif rest:
        words += [named[rest // 10 * 10], named[rest % 10]]
    return " ".join(words)


def _calendar(name):
    """The words of one of the date finder's lists, with their values."""
    return [(row["word"], row["value"]) for row in word_list("timeline", "calendar") if row["list"] == name]


# -- Dates ------------------------------------------------------------------------------------------------------------


def read_date(exercise, answer):
    """A date in words or figures as ISO text, as far as it goes: 2021-08-17, 2021-06, 2021; XXXX-11-08 has no year.

    Not read by find_dates, which reads edited prose: answers come in lower case, year first, with months cut short.
    """
    answer = _single(answer)
    if isinstance(answer, date):
        return answer.isoformat()[:10]
    text = plain(_text(answer, numbers=True).removesuffix(".0").replace("?", "x"))
    if BEYOND.match(text):
        return text
    year, month, day = _in_figures(text) or _in_words(text)
    if year or month:
        return "-".join([year or "XXXX", *(f"{int(part):02d}" for part in (month, day) if part)]).upper()
    if OPEN.match(text):
        return text
    raise Unreadable("No date is found in this: write it as 17 August 2021.")


def _in_figures(text):
    """Year, month and day of 2021-8-17, xxxx-11-08, 2021-06, 17/8/2021 or 08/17/2021; None for anything else."""
    if iso := re.search(r"(\d{4}|xxxx)-(\d\d?)(?:-(\d\d?))?", text):
        return iso.groups()
    if slashed := re.fullmatch(r"(\d\d?)[./](\d\d?)[./](\d{4})", text):
        day, month, year = slashed.groups()
        return (year, day, month) if int(month) > 12 else (year, month, day)
    return None


def _in_words(text):
    """The first year, month and day that a text names, each None where it names none."""
    names = re.findall(r"[a-z]{3,}", text)
    month = next((value for word, value in _calendar("month") for name in names if word.startswith(name)), None)
    day = _first(r"\b(\d\d?)(?:st|nd|rd|th)?\b", text) if month else None
    return _first(r"\b((?:1[5-9]|20)\d\d)\b", text), month, day


def _first(pattern, text):
    found = re.search(pattern, text)
    return found and found[1]


# -- Words ------------------------------------------------------------------------------------------------------------


def read_choice(exercise, answer):
    """A word or a few; yes and no also as True and False; only the options, if the exercise lists any."""
    answer = _single(answer)
    word = TRUTH.get(str(answer)) or plain(_text(answer, numbers=True))
    options = exercise.get("options", {word: []})
    for option, spellings in options.items():
        if word in (option, *spellings):
            return option
    raise Unreadable(f"Write one of these: {', '.join(options)}.")


def read_text(exercise, answer):
    """The words of a text, or of all texts of a list; a text that quotes everything has found nothing.

    Of pairs and of a mapping the first members count: the words that are quoted, not who is said to have used them.
    """
    items = [answer] if isinstance(answer, str) else _items(answer)
    firsts = [item[0] if isinstance(item, (tuple, list)) and item else item for item in items]
    text = plain(" ; ".join(map(_text, firsts)))
    if len(text.split()) > exercise["at_most"]:
        raise Unreadable(f"These are {len(text.split())} words where at most {exercise['at_most']} belong")
    return text


# -- Lists and tables -------------------------------------------------------------------------------------------------


def read_set(exercise, answer):
    """The different items of a list, set or column, or of a text with commas, semicolons or lines."""
    return frozenset(map(_item, _answered(answer)))


def read_dates(exercise, answer):
    """Several dates, each as read_date reads it."""
    return frozenset(read_date(exercise, item) for item in _answered(answer))


def read_order(exercise, answer):
    """A list of items; items whose order is open stand together in a list or set of their own."""
    return [read_set(exercise, item if isinstance(item, LISTS) else [item]) for item in _answered(answer)]


def read_spans(exercise, answer):
    """Stretches of the exercise's text as a set of (start, end), the quotation marks at their ends left out."""
    text = _source(exercise["text"])
    if _is_table(answer) and {"start", "end"} <= set(answer.columns):
        items = zip(answer["start"], answer["end"], strict=True)
    else:
        items = _items(answer)
    return frozenset(_place(text, item) if isinstance(item, str) else _bare(text, *map(int, item)) for item in items)


def read_cells(answer):
    """A mapping or a table as one flat mapping from plain cell names to answers, or None for anything else.

    A table with two columns and no index of its own pairs its rows; any other is read as row name, column name.
    """
    try:
        cells = dict(_rows(answer) if _is_table(answer) else answer)
    except (TypeError, ValueError):
        return None
    flat = {}
    for name, item in cells.items():
        name = plain(" ".join(map(str, name)) if isinstance(name, tuple) else name)
        if isinstance(item, Mapping):
            flat |= {f"{name} {inner}": cell for inner, cell in read_cells(item).items()}
        else:
            flat[name] = item
    return flat


# Of each kind of exercise: how an answer is read, and what is asked for.
KINDS = {
    "number": (read_number, "a number, for example 12"),
    "date": (read_date, "a date, for example 17 August 2021, June 2021 or 2021"),
    "choice": (read_choice, "one of the words that the question offers"),
    "mentions": (read_text, "a few words as text, in quotation marks"),
    "set": (read_set, "a list of words, for example ['one', 'two']"),
    "some": (read_set, "a list of words, for example ['one', 'two']"),
    "dates": (read_dates, "a list of dates"),
    "order": (read_order, "a list from first to last"),
    "spans": (
        read_spans,
        "a table with the columns start and end, a list of (start, end), or a list of the quoted words",
    ),
    "person": (None, "your answer as text"),
}


def _is_table(answer):
    return hasattr(type(answer), "iterrows")


def _rows(table):
    """A table as a mapping, row name -> column name -> cell; rows without names are named by their first column."""
    named = type(table.index).__name__ != "RangeIndex"
    if not named and table.shape[1] == 2:
        return dict(table.itertuples(index=False, name=None))
    return (table if named else table.set_index(table.columns[0])).to_dict(orient="index")


def _single(answer):
    """The answer itself, or the only entry of a list or table."""
    if isinstance(answer, (str, Mapping)) or not hasattr(type(answer), "__len__"):
        return answer
    items = list(islice(answer.to_numpy().ravel() if _is_table(answer) else answer, 2))
    if len(items) != 1:
        raise Unreadable(f"This is a {type(answer).__name__} with {len(answer):,} entries")
    return items[0]


def _text(answer, numbers=False):
    if isinstance(answer, str) or numbers and isinstance(answer, Real):
        return str(answer)
    raise Unreadable(f"This is a {type(answer).__name__}")


def _item(item):
    parts = item if isinstance(item, (tuple, list)) else [item]
    return " ".join(plain(_text(part, numbers=True)) for part in parts)


def _items(answer):
    """The entries of a list, a mapping, a column; the parts of a text; of a table its column text, or the first."""
    if isinstance(answer, str):
        parts = re.split(r"[;\n]", _short(answer))
        return parts if len(parts) > 1 else answer.split(",")
    if _is_table(answer):
        return list(answer["text" if "text" in answer else answer.columns[0]])
    if isinstance(answer, Mapping):
        return list(answer.items())
    if not hasattr(type(answer), "__iter__"):
        raise Unreadable(f"This is a {type(answer).__name__}")
    # A generator may never end.
    items = list(islice(answer, MOST + 1))
    if len(items) > MOST:
        raise Unreadable(f"This list has more than {MOST:,} entries")
    return items


def _answered(answer):
    return [item for item in _items(answer) if not is_blank(item)]


@cache
def _source(name):
    return read_file(PROJECT / "seeds" / f"{name}.txt")


def _place(text, quoted):
    """Where words stand in a text for the first time, in whatever way its lines break; (-1, the words) if nowhere."""
    words = map(re.escape, _short(quoted).strip(MARKS).split())
    found = re.search(r"\s+".join(words) or "(?!)", text)
    return _bare(text, *found.span()) if found else (-1, quoted)


def _bare(text, start, end):
    quoted = text[start:end].lstrip(MARKS)
    start = end - len(quoted)
    return start, start + len(quoted.rstrip(MARKS + ".,"))
