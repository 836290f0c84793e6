"""The calendar of the date finder: its word lists, and arithmetic on dates that may lack their month or day.

A date is a tuple (year, month, day) whose parts may be None; a year before Christ is negative. Values follow TIMEX3, as
this collection writes it: 2021-08-17, 2021-W33, 2021-Q3, BC0490, PT30M; two decades are P20Y; what is unknown is X.
"""

import re
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from tellings.case.files import word_list

WORDS = {}
for row in word_list("timeline", "calendar"):
    WORDS.setdefault(row["list"], {})[row["word"]] = row["value"]
BC = r" ?(?:bce?|b\.c\.e\.|b\.c\.?)"
SEASON_MONTHS = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


def any_of(name):
    """A pattern for any word of a list, the longer first; set apart by first letter, since most texts have none."""
    words = sorted(WORDS[name], key=lambda w: (w[0], -len(w), w))
    alike = ("|".join(map(re.escape, group)) for _, group in groupby(words, key=itemgetter(0)))
    return "|".join(f"(?:{group})" for group in alike).replace(r"\ ", " ")


def number(word):
    """The value of a number in words or digits; "X" for "several", and where none is told."""
    whole, half, _ = (word or "").replace("½", "1/2").partition("1/2")
    if half:
        return int(whole.strip(" -")) + 0.5
    tens, dash, ones = (word or "several").replace(",", "").partition("-")
    if dash:
        return number(tens) + number(ones)
    more, _, rest = tens.partition(" and ")
    if rest:
        return number(more) + number(rest)
    many, _, size = tens.rpartition(" ")
    if size in WORDS["hundreds"] and tens not in WORDS["number"]:
        n = number(many)
        return n if n == "X" else n * int(WORDS["hundreds"][size])
    value = WORDS["number"].get(tens, tens)
    return value if value == "X" else float(value) if "." in value else int(value)


def unit_of(word):
    """The TIMEX3 letter of a unit, singular or plural ("weekend" is WE)."""
    return WORDS["unit"].get(word) or WORDS["unit"][word.rstrip("s")]


def whole_year(figures):
    """The year of two figures or four: 12 is 2012, 76 is 1976."""
    year = int(figures)
    return year + (2000 if year < 50 else 1900) if len(figures) == 2 else year


def year_value(year):
    if year is None or not -9999 <= year <= 9999:
        return "XXXX"
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def date_value(year, month=None, day=None):
    """An ISO value as exact as its parts; None where the calendar has no such day."""
    if month is not None and not 1 <= month <= 12:
        return None
    if day:
        try:
            date(year if year and 0 < year < 10000 else 2000, month, day)
        except ValueError:
            return None
    return year_value(year) + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def duration_value(n, unit):
    """P2D, PT30M, P2.5Y; decades as years (P20Y), "decades" PXDE."""
    if n == "X":
        unit = {"FN": "W"}.get(unit, unit)
    else:
        n, unit = {"DE": (n * 10, "Y"), "FN": (n * 2, "W")}.get(unit, (n, unit))
        if unit == "CE" and n > 1 and n != int(n):
            n, unit = n * 100, "Y"
        if 0 < n < 1:
            size, smaller = {"H": (60, "TM"), "Y": (12, "M"), "D": (24, "H"), "CE": (100, "Y")}.get(unit, (1, unit))
            n, unit = n * size, smaller
        n = int(n) if n == int(n) else n
    return f"PT{n}{unit[-1]}" if unit in ("S", "TM", "H") else f"P{n}{unit}"


def week_value(day):
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def first_and_last(value):
    """The first and last day of a year, quarter, month or week; (None, None) where it is open or before Christ."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)|-Q(\d)|-W(\d\d))?", value)
    if not match or not 0 < int(match[1]) < 9999:
        return None, None
    year, month, quarter, week = map(int, match.groups("0"))
    if week:
        monday = date.fromisocalendar(year, week, 1)
        return monday, monday + timedelta(days=6)
    start, months = (month, 1) if month else (3 * quarter - 2, 3) if quarter else (1, 12)
    behind = start - 1 + months
    return date(year, start, 1), date(year + behind // 12, behind % 12 + 1, 1) - timedelta(days=1)


# How many years a unit has and how many figures tell it; how many of a unit a year has, its mark and its figures.
YEARS = {"DE": (10, 3), "CE": (100, 2)}
_OF_A_YEAR = {"M": (12, "", 2), "Q": (4, "Q", 1)}


def shift(reference, n, unit):
    """The value n units away from a date, as exact as the unit: five years on is a year, two weeks on a week."""
    year, month, day = reference
    if unit == "Y":
        return year_value(year and year + n)
    if unit in YEARS:
        size, width = YEARS[unit]
        if year is None or 0 < year < -n * size:
            return "X" * width
        return f"{year // size + n:0{width}d}" if year > 0 else f"BC{-year // size - n:0{width}d}"
    if unit in _OF_A_YEAR:
        a_year, mark, width = _OF_A_YEAR[unit]
        if month is None:
            return f"{year_value(year)}-{mark}{'X' * width}"
        count = year * a_year + (month - 1) * a_year // 12 + n
        return f"{year_value(count // a_year)}-{mark}{count % a_year + 1:0{width}d}"
    try:
        that = date(year, month, day) + timedelta(days=n * {"D": 1, "W": 7, "FN": 14, "WE": 7}[unit])
    except (TypeError, ValueError, OverflowError):  # no day known, or one before Christ
        month = "XX" if month is None else f"{month:02d}"
        return f"{year_value(year)}-{month}-XX" if unit == "D" else f"{year_value(year)}-WXX"
    return that.isoformat() if unit == "D" else week_value(that) + ("-WE" if unit == "WE" else "")


# -- What stands in and around an expression (state.start to state.end of state.text), and what it counts from ---------


def named_parts(match):
    """The named parts of a match, "" for what the text lacks; of a name that stands twice, the first that matched."""
    found = {}
    for name, value in match.groupdict("").items():
        name = name.rstrip("2")
        found[name] = found.get(name) or value and _BLANKS(" ", value)
    return found


_BLANKS = re.compile(" +").sub


def step_of(words):
    """Where "the last" or "next" points, by its last word: a step back (-1), ahead (1), or none (0)."""
    return int(WORDS["step"].get(words.split(" ")[-1], 0))


def before(state, length=12):
    return state.text[max(0, state.start - length) : state.start]


def word_before(state):
    return (before(state, 16).split() or [""])[-1]


def follows(state, *lists):
    """Whether the word before the expression stands in one of the lists."""
    word = word_before(state)
    return any(word in WORDS[name] for name in lists)


def after(state, length=24):
    return state.text[state.end : state.end + length]


def document(state):
    return "outside" if state.outside else "document_date"


def counts_from(state, here=True, by_day=False):
    """The date that "last year" (here) or "the previous year" (there) counts from, and the basis.

    What is counted by the day goes on from the last day told, and not from a year or a week told since.
    """
    now = state.published
    if not state.narrative and (here or state.last[0] is None):
        return (now.year, now.month, now.day), document(state)
    return by_day and state.day or state.last, "context"


def short_year(figures, state):
    """The year of "'47": of this century unless it lies far ahead of the text."""
    latest = state.published.year + 8 if state.published else 2049
    return int(figures) + (2000 if 2000 + int(figures) <= latest else 1900)


def year_of(words, state):
    """The year and its basis of "2021", "490 BC" or "last year"."""
    if figures := re.search(r"\d+", words):
        year = short_year(figures[0], state) if words[0] == "'" else int(figures[0])
        return (-year if re.search(r"\db| b", words) else year), "explicit"
    which = words.split()[-2]
    (year, _, _), basis = counts_from(state, which in ("this", "last", "next"))
    return year and year + step_of(which), basis
