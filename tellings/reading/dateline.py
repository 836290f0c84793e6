"""Date lines: the day of publication in the forms that sites, newspapers, reports and letters write it."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from tellings.case.files import word_list

EDGE = " \t|·•●▪■–—―-/,;:()[].*_#<>~"  # what parts the pieces of a line


class Dateline(NamedTuple):
    """What a date line says.

    problem: "relative" ("2 hours ago"), "either" (figures that are two days), "year" (none is told), "impossible" (no
    such day), "label" (no date), all without a day; "weekday" (another than that day had), with the day all the same.
    """

    day: str  # 2019-11-19, or 2019-11 where only the month is told; "" where it can't be read
    label: str  # "published", "updated" or ""
    words: str  # the date as the line has it
    rest: str  # what else stands on the line: a place, an outlet, a section; "" where all is read
    problem: str = ""


@cache
def listed(name):
    """A list of head.csv: word -> value."""
    return {row["word"]: row["value"] for row in word_list("reading", "head") if row["list"] == name}


@cache
def _calendar(name):
    """A list of calendar.csv: word, without the point of a short form, -> number."""
    rows = word_list("timeline", "calendar")
    return {row["word"].rstrip("."): int(row["value"]) for row in rows if row["list"] == name}


def any_of(words):
    """A pattern for any of the words, the longer first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"  # in any spelling

# A paste loses what stood between a name, a date and a clock: a place to cut for each pair.
_RUN_IN_DATE = re.compile(
    r"(?<=(?:19|20)\d\d)(?=\d{1,2}:\d\d)|(?<=(?:ed|ED))(?=\d{1,2}(?:[:.]\d\d| [A-Z]))|"
    r"(?<=[^\W_])(?=(?:Published|Updated|Posted|PUBLISHED|UPDATED|Last updated)(?![A-Za-z]))|"
    rf"(?<=[/.]\d{{4}})(?=(?i:{_MONTH}\.? \d))|(?<=[^\W\d_])(?=(?i:{_MONTH}\.? \d{{1,2}},? \d{{4}}))|"
    r"(?<=[a-z])(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d{1,2} )|"
    r"(?<=^By)(?=[A-Z][a-z]+ [A-Z])|(?<=\d (?:am|pm|AM|PM))(?=[A-Z])|"
    r"(?<= [A-Z]{2})(?=\d{1,2} (?:minute|hour|day)s? ago)"
)


@cache
def _tokens():
    """One pattern for all that a date line is made of; the name of the group says what was found."""
    month = rf"(?:{any_of(_calendar('month'))})\.?"
    abroad = rf"(?:{any_of(_calendar('month') | listed('month'))})\.?"
    weekday = rf"(?:{any_of(_calendar('weekday'))})\b\.?"
    day, year = r"[0-3]?\d(?:st|nd|rd|th)?", r"(?:1[5-9]|20)\d\d"
    zones = rf"\(?(?-i:{any_of(listed('zone'))})(?:[+-]\d{{1,2}}(?::?\d\d)?)?\b\)?|[+-]\d\d:?\d\d\b"
    clock = rf"\d{{1,2}}[:.h]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?(?: ?{zones})?|\d{{1,2}} ?[ap]\.?m\b\.?(?: ?{zones})?"
    time = rf"(?:{clock}|\d{{4}} ?{zones}|noon|midnight)"
    before = rf"(?:(?:on|at|from) )?(?:{weekday},? ?(?:the )?)?"
    after = rf"(?:,? ?\(?(?:{weekday})\)?(?![ ,]+(?:{month} )?\d))?"
    forms = {
        "iso": rf"{year}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d{{1,9}})?)?(?: ?(?:z|[+-]\d\d:?\d\d))?)?",
        "dmy": rf"{before}{day}(?: of| de)?[ .-]{{0,2}}{abroad}(?:, | de |[ .,-]){{0,2}}{year}{after}",
        "mdy": rf"{before}{month} ?{day}(?:,? {time})?[,.]? ?{year}{after}",
        "ymd": rf"{year}[,.]? {abroad} {day}\.?",
        "figures": rf"{before}\d{{1,2}}(?P<mark>[/.-])\d{{1,2}}(?P=mark)(?:\d{{4}}|\d\d){after}",
        "slashed": rf"{before}{year}[/.]\d{{1,2}}[/.]\d{{1,2}}",
        "month": rf"{month},? {year}",
        "bare": rf"{before}(?:{day}(?: of)? {month}|{month} {day})",
        "clock": rf"(?:at |@ ?)?{time}",
        "relative": r"(?:(?:about|over) )?(?:an?|one|two|\d{1,2}) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|"
        r"d|days?|w|wks?|weeks?|mos?|months?|yrs?|years?)\.? ago|yesterday|(?<!usa )today|just now",
        "weekday": rf"(?:on )?(?:{any_of(word for word in _calendar('weekday') if word.endswith('day'))})",
        "label": rf"(?:{any_of(listed('label'))})(?: on| at)?(?=[ :|]|$)",
        "noise": "|".join(listed("noise")),
        "zone": zones,
    }
    pattern = "|".join(f"(?P<{name}>{form})" for name, form in forms.items())
    return re.compile(rf"(?<![\w@])(?:{pattern})(?!\w)", re.I)


_DATES = ("iso", "dmy", "mdy", "ymd", "figures", "slashed", "month", "bare")
TELLS = {*_DATES, "relative", "label"}


@cache
def _may_date():
    """What a line that dates anything holds: most lines hold none of it, and the long pattern is slow."""
    return re.compile(
        rf"\d(?: de |[ .]{{1,2}})(?:{any_of(listed('month'))})\b|\d[/.-]\d{{1,2}}[/.-]\d|"
        rf"{_MONTH}\.?,? ?\d|\d(?:st|nd|rd|th)?,?(?: of)?[ .-]{{0,2}}{_MONTH}|"
        rf"\d[ -]min|\d (?:comment|share)|(?:^|[|·•]) {{0,2}}\W?(?:{any_of(listed('label'))})\b|"
        r"\b(?:ago|yesterday|today|just now)\b",
        re.I,
    )


def cut(line):
    """The tokens of a line, (kind, words), and what stands between them."""
    tokens, segments, position = [], [], 0
    dated = bool(_may_date().search(line))
    if dated or line.startswith("By"):
        line = _RUN_IN_DATE.sub(" ", line)
    for match in _tokens().finditer(line) if dated else ():
        segments.append(line[position : match.start()])
        tokens.append((match.lastgroup, match[0]))
        position = match.end()
    segments.append(line[position:])
    return tokens, [segment.strip(EDGE) for segment in segments if segment.strip(EDGE)]


_FILLERS = {"and", "on", "at", "of", "the", "in", "by", "am", "pm", "to", "edition"}
_WITHIN = re.compile(r"[,|/·•()–—-]| - ")
_LETTERS = re.compile(r"[^\W\d_]")
_USER = re.compile(r"by [\w.-]+$")  # who posted it, by the name of an account


def beside_a_date(segment):
    """Whether words beside a date can be a place, an outlet or a section; a bare number is a count of comments."""
    words = [word for part in _WITHIN.split(segment) for word in part.split() if not word.isdigit()]
    words = words[1:] if words[:1] == ["in"] else words
    named = words and words[0][0].isupper() and len(words) <= 6 and all(map(_of_a_name, words))
    named = named and not (len(words) > 4 and ": " in segment)
    return segment.isdigit() or segment.lower() in _FILLERS or bool(named or _USER.match(segment))


_OF_NAMES = {"by", "of", "the", "and", "de", "di", "la", "for", "du", "del", "&"}


def _of_a_name(word):
    """Whether a word can stand in the name of a place, an outlet or a section."""
    return word.lower() in _OF_NAMES or bool(_LETTERS.match(word)) and not word[0].islower()


def dateline(tokens, rest, order):
    """The Dateline that the tokens of a line make, with what else stands on it; None where they date nothing."""
    rest = " | ".join(segment for segment in rest if segment.lower() not in _FILLERS and not segment.isdigit())
    dates, label = [], ""
    for kind, words in tokens:
        if kind == "label":
            label, *shown = listed("label")[re.sub(r" (?:on|at)$", "", words.lower())].split()
            order = order or "".join(shown)
        if kind in _DATES:
            dates.append((label, *_day(kind, words, order, tokens), words))
    if dates:
        # Of several the first that is read: of publication before one without a label, of the last change at the end.
        label, day, problem, words = min(dates, key=lambda row: (not row[1], RANK[row[0]], len(row[1]) < 10))
        return Dateline(day, label, words, rest, problem)
    relative = any(kind == "relative" for kind, _ in tokens)
    if rest and not (label and relative):
        return None
    return Dateline("", label, " ".join(words for _, words in tokens), rest, "relative" if relative else "label")


RANK = {"published": 0, "": 1, "updated": 2}


def _day(kind, words, order, tokens):
    """The day that a date means, and what is wrong with it."""
    figures = re.findall(r"\d+", words)
    months = _calendar("month") | listed("month")
    month = next((int(months[name]) for name in re.findall(r"[^\W\d_]+", words.lower()) if name in months), None)
    if kind == "bare":
        return "", "year"
    if kind == "month":
        return f"{figures[-1]}-{month:02}", ""
    if kind == "figures":
        readings = readings_of(*figures[:3])
        return _told_apart(readings, order or ("dmy" if "." in words else ""), tokens)
    parts = {"iso": figures[:3], "slashed": figures[-3:], "ymd": (figures[0], month, figures[1])}
    parsed = _iso(*parts.get(kind, (figures[-1], month, figures[0])))
    return parsed, _against_weekday(parsed, tokens) if parsed else "impossible"


def _iso(year, month, day):
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def readings_of(first, second, year):
    """The days that three figures can be, by the order of day and month."""
    # Two figures of a year are read as find_dates reads them.
    year = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 50 else 1900)
    days = {"dmy": _iso(year, second, first), "mdy": _iso(year, first, second)}
    return {order: day for order, day in days.items() if day}


def _told_apart(readings, order, tokens):
    """The one day of several that the order, the weekday or the clock beside it leaves."""
    days = set(readings.values())
    fitting = {day for day in days if not _against_weekday(day, tokens)}
    american = any(listed("zone").get(zone) for _, told in tokens for zone in told.split())
    told = {readings.get(order or ("mdy" if american else ""))} - {None}
    left = next((left for left in (days, fitting, told) if len(left) == 1), None)
    if not left:
        return "", "either" if days else "impossible"
    day = left.pop()
    return day, _against_weekday(day, tokens)


def _against_weekday(day, tokens):
    """ "weekday" where the line names another weekday than the day had."""
    words = " ".join(words.lower() for kind, words in tokens if kind in (*_DATES, "weekday"))
    named = {_calendar("weekday").get(word) for word in re.findall(r"[a-z]+", words)} - {None}
    several = sum(kind in _DATES for kind, _ in tokens) > 1
    return "weekday" if named and not several and date.fromisoformat(day).isoweekday() not in named else ""
