"""Dates as people type them, as ISO text as far as they go: 2021-08-17, 2021-06, 2021; XXXX-11-08 has no year.

Not read by find_dates, which reads edited prose: answers come in lower case, year first, with months cut short.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from numbers import Real

from tellings.case.files import word_list
from tellings.exercises.forms import (
    DATED,
    MONTH,
    all_quoted,
    bare,
    forms,
    front,
    note,
    number_words,
    one_slip,
    plain,
    quoted,
    says_one_of,
    uncited,
    withheld,
    written_out,
)
from tellings.exercises.objects import Unreadable, answered, opened, short, single, text_of
from tellings.exercises.wording import say

SEASON = re.compile(r"\b(?:spring|summer|autumn|winter|fall)\b(?! of)")
CLOCK = re.compile(
    r"(?:\bat )?\b\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?\b|\b\d{1,2} ?[ap]m\b|t(?=\d\d:)"
    r"|(?<=\d{4})[ ,]+(?:at )?\d\d?\.\d\d(?![.\d])"
)
# "17-Aug-21", as spreadsheets write it.
SHORT_YEAR = re.compile(r"(?<![\w.])(\d\d?[-. ]+[a-z]{3,}[-. ]+'?|[a-z]{3,} ')(\d\d)(?![\dx])")
# What a text says behind its date: those after it, those before it, or that it is in itself.
ALSO_IN = re.compile(
    r"[ ,(]*(?:(?P<since>(?:or|and) (?:later|after)|onwards?|on|at the earliest)"
    r"|(?P<until>(?:or|and) (?:earlier|before)|at the latest)|inclusive|included)\)?$"
)
# The end of a stretch of time that a limit can be: "after" says nothing of the latest date.
ENDS = {"since": "earliest", "after": "earliest", "until": "latest", "before": "latest"}
NO_YEAR = re.compile(r"(?:the )?year (?:is )?(?:unknown|not known|open|x+)|x{2,}|no year")
OPEN = re.compile(r"(?<!year )(?<!year is )\bopen\b")
# "It was written before 2022", "the Tuesday before 17 August".
BEFORE_LIMIT = re.compile(
    r"^\D*?(?<!or )\b(?=(?:not )?(?:before|after|(?:beginning|start|end) of)"
    rf" (?:the )?(?:beginning |end |year |\d|{MONTH}))"
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# How a date in figures may stand: its pattern and the order of its parts; "?" where day and month may change places.
FIGURES = [
    (re.compile(rf"(?<![\w.-]){pattern}(?![\w-])"), order)
    for pattern, order in [
        (r"(\d{4}|x{2,4}|20xx)[-/. ](\d\d?)[-/. ](\d\d?)", "ymd"),
        (r"(\d{4})(\d\d)(\d\d)", "ymd"),
        (r"(\d\d?)\. ?(\d\d?)\. ?(\d{4}|x{2,4}|20xx|\d\d)", "dmy"),
        (r"(\d\d?)[-/ ](\d\d?)[-/ ](\d{4}|x{2,4}|20xx|\d\d)", "dmy?"),
        (r"(\d{4})[-/.](\d\d?)(?:[-/.]xx?)?", "ym"),
        (r"xx?[-/.](\d\d?)[-/.](\d{4})", "my"),
        (r"(\d\d?)[-/.](\d{4})", "my"),
        (r"(\d\d?)\. ?(\d\d?)\.?", "dm"),
        (r"(\d\d?)[-/](\d\d?)", "dm?"),
        (r"--(\d\d)-(\d\d)", "md"),
    ]
]


def read_date(exercise, answer, notes=None):
    """A date in words or figures as ISO text, as far as it goes; "open" where no limit is set.

    "After 31 August 2021" is the next day, "before 2022" the last day of 2021, "end of 2021" too.
    """
    notes = [] if notes is None else notes
    typed = _typed(answer)
    if isinstance(typed, date):
        return typed.isoformat()[:10]
    said = uncited(plain(typed.replace("?", "x")).strip("()"))
    text = bare(said)
    if {said, written_out(said), text.strip("- ")} & set(forms("open")) or NO_YEAR.fullmatch(text):
        return "open"
    try:
        return _read(exercise, answer, typed, text, notes)
    except Unreadable as reason:
        before = front(text)
        # A date and "open" are two answers, also where one stands in a bracket; and so are two dates.
        if before != text and not OPEN.search(text) and not _is_all_date(text[len(before) :]):
            with suppress(Unreadable):
                return _read(exercise, answer, typed, before, notes)
        raise reason


def read_dates(exercise, answer, notes):
    """Several dates, each as read_date reads it."""
    answer = opened(answer)
    if isinstance(answer, str):
        if re.match(r"\W*(?:between|from)\b", answer, re.IGNORECASE):
            raise Unreadable(say("date.range"))
        parts = re.split(r";|\n|\bor\b|\band\b|&| / |(?<=\d{4}),|(?:^|\s)\(?\d\)\s", short(answer))
        answer = parts if len(parts) > 1 else answer.split(",")
    if isinstance(answer, Mapping):
        answer = list(answer.values())
    unnumbered = [DATED.sub("", item) if isinstance(item, str) else item for item in answered(answer)]
    dates = [read_date(exercise, item, notes) for item in unnumbered]
    years = {day[:4] for day in dates if day[:4].isdigit()}
    # "3 April and 4 March 2021" says the year once for both.
    return frozenset(day.replace("XXXX", min(years)) if len(years) == 1 else day for day in dates)


def _is_all_date(text):
    words = re.findall(r"\w+", text)
    return all(word[0].isdigit() or any(month.startswith(word) for month, _ in _months()) for word in words)


def _read(exercise, answer, typed, text, notes):
    text = re.sub(r"\bmay be\b", "", CLOCK.sub(" ", text))
    relations, behind, rest = _relations(_in_digits(text))
    parts = _in_figures(rest, typed, notes) or _in_words(rest, notes)
    opens = next((phrase for phrase in forms("open") for mark in " ,;:.(" if text.startswith(phrase + mark)), "")
    if not any(parts):
        more = written_out(text[len(opens) :]).strip(" ,;:.(")
        other = re.match(r"(?:or|and) (?:else )?(.*)", more)
        if opens and not says_one_of("denial", more) and not (other and bare(other[1]) not in forms("open")):
            return "open"
        if opens or OPEN.search(text):
            raise Unreadable(say("date.denied"), say("date.write"))
        if is_bare_number(answer):
            raise Unreadable(say("date.reckoned", typed=quoted(answer)), say("date.write"))
        raise Unreadable(say("date.none"), say("date.write"))
    if opens or OPEN.search(rest):
        raise Unreadable(say("date.open_too"), say("date.one"))
    if withheld(rest) or re.search(r"\b(?:not|never|neither|nor|cannot)\b", written_out(rest)):
        raise Unreadable(say("date.denied"), say("date.write"))
    if relations[-2:] == ["before", "last"]:  # "before the end of 2021" has its last day in
        relations.remove("before")
    asked = next((end for end in ENDS.values() if end in exercise.get("entry", "")), "one")
    if {ENDS.get(said) for said in [behind, *(relations if asked != "one" else [])]} - {None, asked}:
        raise Unreadable(say(f"date.not_{asked}"), say("date.one"))
    for relation in reversed(relations):
        parts = _moved(parts, relation)
    return _iso(*parts)


def _typed(answer):
    """The date or the text that was given; of figures in a list the text that they make."""
    if isinstance(answer, (tuple, list)) and 2 <= len(answer) <= 3 and all(type(part) is int for part in answer):
        return "-".join(map(str, answer))
    answer = single(answer)
    if type(answer).__name__ == "datetime64":
        return str(answer)[:10]
    if isinstance(answer, date):
        return answer
    return text_of(answer, numbers=not isinstance(answer, bool)).removesuffix(".0")


def is_bare_number(answer):
    """Whether a date was given as a number, which Python may have reckoned out of a date without quotation marks."""
    answer = single(answer) if not isinstance(answer, (tuple, list)) else None
    return isinstance(answer, Real) and not isinstance(answer, bool)


def _relations(text):
    """What a text says before its date ("after the end of"), outermost first; what behind it; and the rest of it."""
    found, also = [], ALSO_IN.search(text)
    text = ALSO_IN.sub("", text)
    if not any(text.startswith(phrase) for phrase in _limits()):
        text = BEFORE_LIMIT.sub("", text)
    while phrase := next((phrase for phrase in _limits() if re.match(rf"{re.escape(phrase)}(?!\w)", text)), None):
        found.append(forms("limit")[phrase])
        text = plain(text[len(phrase) :].lstrip(" -,"))
    return found, also and also.lastgroup, text


def _in_digits(text):
    """A text whose days in words beside a month are in figures: "the seventeenth of August", "May first"."""
    pattern, days = _days_in_words()
    return pattern.sub(lambda day: f" {days[(day[1] or day[2]).replace('-', ' ')]} ", text).strip()


@cache
def _days_in_words():
    """The pattern of a day in words beside its month or its year, and the days by their words."""
    ordinals = [row for row in word_list("timeline", "calendar") if row["list"] == "ordinal" and row["value"] != "0"]
    days = {word: int(number) for word, number in number_words().items() if number in range(1, 32)}
    days |= {row["word"].replace("-", " "): row["value"] for row in ordinals}
    named = rf"\b({'|'.join(sorted(days, key=len, reverse=True)).replace(' ', '[- ]')})\b"
    return re.compile(rf"{named}(?: of)?(?= {MONTH})|(?<=[a-z]) (?:the )?{named}(?=,| \d{{4}}|$)"), days


@cache
def _limits():
    """The phrases that set a limit, the longest first; text that is compared has no article in front."""
    return sorted(forms("limit"), key=len, reverse=True)


def _in_figures(text, typed, notes):
    """Year, month and day of a date in figures, None for what it lacks; None where there is no such date."""
    for pattern, order in FIGURES:
        found = {match.groups(): match[0] for match in pattern.finditer(text)}
        if len(found) > 1:
            raise _several(found.values())
        if found:
            # "2019, rather 2020-05-03": of two years one may be in words.
            if more := {*_YEAR.findall(pattern.sub(" ", text))} - {*_YEAR.findall(" ".join(filter(None, *found)))}:
                raise _several([*found.values(), *more])
            parts = dict(zip(order.rstrip("?"), *found))
            if order.startswith("dm"):
                parts |= _day_and_month(parts["d"], parts["m"], order.endswith("?"), typed)
            year = parts.get("y", "")
            if len(year) == 2 and year.isdigit():
                note(notes, year, f"20{year}")
                year = f"20{year}"
            return year if year.isdigit() else None, parts["m"], parts.get("d")
    return None


def _day_and_month(first, second, either, typed):
    if int(first) > 12 or int(second) > 12 or first == second or not either:
        return {"d": second, "m": first} if int(second) > 12 else {"d": first, "m": second}
    raise Unreadable(say("date.two_days", typed=quoted(typed)), say("date.write"))


def _in_words(text, notes):
    """The year, month and day that a text names, each None where it names none."""
    if found := SHORT_YEAR.search(text):
        note(notes, found[2], f"20{found[2]}")
        text = SHORT_YEAR.sub(r"\g<1>20\2", text)
    months = {}
    for name in re.findall(r"[a-z]{3,}", text):
        month = next((value for word, value in _months() if word.startswith(name) or one_slip(name, word)), None)
        if month:
            months[month] = name
    years = set(_YEAR.findall(text))
    days = set(re.findall(r"(?<!\d)\d\d?(?![\dx])", text))
    if SEASON.search(text):
        raise Unreadable(say("date.season"), say("date.write"))
    if days and years and not months:
        raise Unreadable(say("date.no_month"), say("date.write"))
    days = days if months else set()
    if several := next((found for found in (years, [*months.values()], days) if len(found) > 1), None):
        raise _several(several)
    for month, name in months.items():
        word = next(word for word, value in _months() if value == month)
        if not word.startswith(name):
            note(notes, name, word.title())
    return [next(iter(found), None) for found in (years, months, days)]


def _several(given):
    return Unreadable(say("date.several", dates=all_quoted(sorted(given))), say("date.one"))


@cache
def _months():
    return [(row["word"], row["value"]) for row in word_list("timeline", "calendar") if row["list"] == "month"]


def _moved(parts, relation):
    """The day that lies after, before, last or first in what is given; without a year what is given itself."""
    if not parts[0] or relation in ("since", "until"):
        return parts
    _iso(*parts)
    year, month, day = (part and int(part) for part in parts)
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    step = timedelta(days=1)
    moved = {"after": last + step, "before": first - step, "last": last, "first": first}[relation]
    return [str(moved.year), str(moved.month), str(moved.day)]


def _iso(year, month, day):
    """ISO text of these parts; Unreadable for a day that no calendar has."""
    try:
        date(int(year or 2000), int(month or 1), int(day or 1))
    except ValueError:
        raise Unreadable(say("date.no_day"), say("date.write")) from None
    return "-".join([year or "XXXX", *(f"{int(part):02d}" for part in (month, day) if part)])
