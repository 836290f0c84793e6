"""The head of a page: the lines that say when a text was published and who wrote it, and what stands in its fields."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from tellings.case.files import word_list

LONG = 200  # characters: no date line or byline is longer


class Dateline(NamedTuple):
    """What a date line says."""

    day: str  # 2019-11-19, or 2019-11 where only the month is told; "" where it can't be read
    label: str  # "published", "updated" or ""
    words: str  # the date as the line has it
    rest: str  # capitals that are neither date, label nor byline: a place, an outlet, a section; "" where all is read
    problem: (
        str  # "" | either | relative | year | impossible | weekday (the day is given all the same) | label (no date)
    )


class Byline(NamedTuple):
    """Whom a byline names."""

    names: tuple
    words: str  # the line's part that names them
    form: (
        str  # "by": a word says so; "office": a name with office, outlet or handle; "name": its neighbours must say so
    )


@cache
def _words(name):
    return {row["word"]: row["value"] for row in word_list("reading", "head") if row["list"] == name}


@cache
def _calendar(name):
    return {row["word"]: int(row["value"]) for row in word_list("timeline", "calendar") if row["list"] == name}


def _any(words):
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


# -- A date line ------------------------------------------------------------------------------------------------------

# A paste loses what stood between a name and the date after it.
_RUN_IN_DATE = re.compile(
    r"(?<=[^\W_])(?=(?:Published|Updated|Posted|PUBLISHED|UPDATED|Last updated)\b)|(?<=[^\W\d_])(?="
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4})"
)
_EDGE = " \t|·•●▪■–—―-/,;:()[].*_#>~"
_READ = {"dmy": ("day", "month", "year"), "mdy": ("month", "day", "year")}


@cache
def _tokens():
    """One pattern for all that a date line is made of; the name of the group says what was found."""
    month = rf"(?:{_any(word.rstrip('.') for word in _calendar('month'))})\.?"
    weekday = rf"(?:{_any(word.rstrip('.') for word in _calendar('weekday'))}|mon|tue|wed|thu|thur|fri|sat)\b\.?"
    day, year = r"[0-3]?\d(?:st|nd|rd|th)?", r"(?:1[5-9]|20)\d\d"
    zones = rf"\(?(?-i:{_any(_words('zone'))})(?:[+-]\d{{1,2}}(?::?\d\d)?)?\b\)?"
    clock = rf"\d{{1,2}}[:.h]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?(?: ?{zones})?|\d{{1,2}} ?[ap]\.?m\b\.?(?: ?{zones})?"
    time = rf"(?:{clock}|\d{{4}} ?{zones}|noon|midnight)"
    before = rf"(?:(?:on|at|from) )?(?:{weekday},? ?(?:the )?)?"
    after = rf"(?:,? ?\(?(?:{weekday})\)?(?![ ,]+(?:{month} )?\d))?"
    forms = {
        "iso": rf"{year}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d{{1,9}})?)?(?: ?(?:z|[+-]\d\d:?\d\d))?)?",
        "dmy": rf"{before}{day}(?: of)?[ .-]{{0,2}}{month}(?:, |[ .,-]){{0,2}}{year}{after}",
        "mdy": rf"{before}{month} ?{day}(?:,? {time})?[,.]? ?{year}{after}",
        "ymd": rf"{year},? {month} {day}",
        "figures": rf"{before}\d{{1,2}}(?P<mark>[/.-])\d{{1,2}}(?P=mark)(?:\d{{4}}|\d\d){after}",
        "slashed": rf"{before}{year}[/.]\d{{1,2}}[/.]\d{{1,2}}",
        "month": rf"{month},? {year}",
        "bare": rf"{before}(?:{day}(?: of)? {month}|{month} {day})",
        "clock": rf"(?:at |@ ?)?{time}",
        "relative": r"(?:(?:about|over) )?(?:an?|one|two|\d{1,2}) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|"
        r"d|days?|w|wks?|weeks?|mos?|months?|yrs?|years?)\.? ago|yesterday|(?<!usa )today|just now",
        "weekday": rf"(?:on )?(?:{_any(word for word in _calendar('weekday') if '.' not in word)})",
        "label": rf"(?:{_any(_words('label'))})(?: on| at)?(?=[ :|]|$)",
        "noise": "|".join(_words("noise")),
        "zone": zones,
    }
    pattern = "|".join(f"(?P<{name}>{form})" for name, form in forms.items())
    return re.compile(rf"(?<![\w@]){'(?:'}{pattern})(?!\w)", re.I)


def read_dateline(line, order=""):
    """What a line says of the day of publication, or None where it is no date line.

    A line that also holds a byline is read past it. In: the line; `order`, "dmy" or "mdy", decides on figures that are
    two days, and so do a clock of the United States and a weekday beside them.
    """
    return read_line(line, order)[0]


def read_byline(line):
    """Whom a line names as the writer, or None where it is no byline; a date on the line, an office, a desk, a place
    and a handle are cut off."""
    return read_line(line)[1]


def read_line(line, order=""):
    """The date line and the byline that a line of a page is; None for either where it is none."""
    if not line or len(line) > LONG:
        return None, None
    tokens, segments = _cut(_RUN_IN_DATE.sub(" ", " ".join(line.split())))
    byline, rest = None, []
    for segment in segments:
        found = _read_names(segment)
        if found and (byline is None or found.form == "by" != byline.form):
            byline = found
        else:
            rest.append(segment)
    kinds = {kind for kind, _ in tokens}
    if not kinds & _TELLS or not all(_beside_a_date(segment) for segment in rest):
        # A line with other words is a sentence or a headline, whatever day it names.
        return None, byline if byline and (byline.form == "by" or len(segments) == 1) and not kinds & _TELLS else None
    return _dateline(tokens, rest, order), byline


_DATES = ("iso", "dmy", "mdy", "ymd", "figures", "slashed", "month", "bare")
_TELLS = {*_DATES, "relative", "label"}


# Most lines hold neither figures nor a word of these, and the long pattern is slow.
_MAY_DATE = re.compile(
    r"\d| ago\b|(?:publi|post|updat|date|modif|issu|releas|edit|revis|correct|prepar|adopt|approv|filed|add|upload|aired|creat|"
    r"amend|review|section|share|comment|print|e-?mail|save|yesterday|today|just now)",
    re.I,
)


def _cut(line):
    """The tokens of a line, (kind, words), and what stands between them."""
    tokens, segments, position = [], [], 0
    for match in _tokens().finditer(line) if _MAY_DATE.search(line) else ():
        segments.append(line[position : match.start()])
        tokens.append((match.lastgroup, match[0]))
        position = match.end()
    segments.append(line[position:])
    return tokens, [segment.strip(_EDGE) for segment in segments if segment.strip(_EDGE)]


_FILLERS = {"and", "on", "at", "of", "the", "in", "by", "am", "pm", "to", "edition"}
_PLACE = re.compile(
    r"(?:[^\W\d_a-zß-ÿ][\w.'’&-]*|&|of|the|and|de|di|la)(?: (?:[^\W\d_a-zß-ÿ][\w.'’&-]*|&|of|the|and|de|di|la)){0,4}$"
)


def _beside_a_date(segment):
    """Whether words beside a date can be a place, an outlet or a section."""
    return segment.lower() in _FILLERS or bool(_PLACE.match(segment))


def _dateline(tokens, rest, order):
    rest = " | ".join(segment for segment in rest if segment.lower() not in _FILLERS)
    dates, label, relative = [], "", False
    for kind, words in tokens:
        if kind == "label":
            label = _words("label")[re.sub(r" (?:on|at)$", "", words.lower())] if words else label
        relative |= kind == "relative"
        if kind in _DATES:
            dates.append((label, *_day(kind, words, order, tokens), words))
    if not dates:
        problem = "relative" if relative else "label"
        return None if rest else Dateline("", label, " ".join(words for _, words in tokens), rest, problem)
    # The day of publication before one without a label, that before the last change; of several the first that is read.
    rank = {"published": 0, "": 1, "updated": 2}
    label, day, problem, words = min(dates, key=lambda row: (not row[1], rank[row[0]], len(row[1]) < 10))
    return Dateline(day, label, words, rest, problem)


def _day(kind, words, order, tokens):
    """The day that a date means, and what is wrong with it."""
    figures = re.findall(r"\d+", words)
    names = re.findall(r"[a-z]+", words.lower())
    month = next((_calendar("month")[name] for name in names if name in _calendar("month")), None)
    if kind == "bare":
        return "", "year"
    if kind == "month":
        return f"{figures[-1]}-{month:02}", ""
    if kind == "figures":
        readings = _readings(*figures[:3])
        return _told_apart(readings, order if "." not in words else order or "dmy", words, tokens)
    parts = {"iso": figures[:3], "slashed": figures[-3:], "ymd": (figures[0], month, figures[1])}
    parsed = _iso(*parts.get(kind, (figures[-1], month, figures[0])))
    return parsed, _against_weekday(parsed, tokens) if parsed else "impossible"


def _iso(year, month, day):
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _readings(first, second, year):
    """The days that three figures can be, by the order of day and month."""
    # Two figures of a year are read as find_dates reads them.
    year = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 50 else 1900)
    days = {"dmy": _iso(year, second, first), "mdy": _iso(year, first, second)}
    return {order: day for order, day in days.items() if day}


def _told_apart(readings, order, words, tokens):
    """The one day of several that the order, the weekday or the clock beside it leaves."""
    days = set(readings.values())
    fitting = {day for day in days if not _against_weekday(day, tokens)}
    american = any(zone in _words("zone") and _words("zone")[zone] for _, told in tokens for zone in told.split())
    wanted = readings.get(order or ("mdy" if american else ""))
    if len(days) > 1 and len(fitting) == 1:
        wanted = fitting.pop()
    if len(days) != 1 and not wanted:
        return "", "either" if days else "impossible"
    day = wanted or days.pop()
    return day, _against_weekday(day, tokens)


def _against_weekday(day, tokens):
    """ "weekday" where the line names another weekday than the day had."""
    named = {
        _WEEKDAYS[word[:3]]
        for kind, words in tokens
        if kind in _DATES or kind == "weekday"
        for word in re.findall(r"[a-z]+", words.lower())
        if word[:3] in _WEEKDAYS and (word in _calendar("weekday") or len(word) <= 5)
    }
    several = sum(kind in _DATES for kind, _ in tokens) > 1
    return "weekday" if named and not several and date.fromisoformat(day).isoweekday() not in named else ""


_WEEKDAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1)}


# -- A byline ---------------------------------------------------------------------------------------------------------

_BETWEEN = re.compile(r"(\s*(?:[,;&|·•]|\band\b|\bwith\b| [-–—/] )\s*)", re.I)
_CUT = re.compile(r"\s(?:for|in|at|from|of|via|reporting|contributing|on|to)\s.*|\s[–—|-].*", re.I)
_NOT_A_NAME = re.compile(r"\([^()]*\)|\S+@\S+|(?<!\w)@\w+|https?://\S+|\*+|_+")
_RUN_IN = re.compile(r"(?<=[a-zß-ÿ]{3})(?=[A-Z]{2,})")


@cache
def _by():
    return re.compile(rf"(?:{_any(_words('by'))})(?: ?: ?| )(?=(?-i:[^\W\d_a-zß-ÿ])|[\"“‘'@])", re.I)


@cache
def _first_names():
    return {row["name"].lower() for row in word_list("perspectives/speech", "first_names")}


def known_name(name):
    """Whether a name begins with a first name that is frequent in English-language news, or with an initial."""
    first = name.split()[0]
    return first.split("-")[0].lower() in _first_names() or bool(re.fullmatch(r"(?:[A-Z]\.){1,3}", first))


def _read_names(segment):
    by = _by().match(segment)
    words = segment[by.end() :] if by else segment
    marked = bool(re.search(r"(?<!\w)@\w", words))
    pieces = _BETWEEN.split(_RUN_IN.sub(", ", _NOT_A_NAME.sub(" ", words)).strip(_EDGE))
    if by and (agency := _agency(pieces[0])):
        return Byline((agency,), words, "by")
    names, office = [], marked
    listed = any(mark.strip().lower() in ("and", "&") for mark in pieces[1::2])
    for piece in pieces[::2]:
        name, more = _name(piece, bool(by))
        office |= more and bool(names or name)
        if name and (not names or listed or known_name(name)):
            names.append(name)
        elif not names or not (by or name or more or _beside_a_date(piece.strip(_EDGE) or "And")):
            return None
    form = "by" if by else "office" if office else "name"
    return Byline(tuple(dict.fromkeys(names)), words, form) if names else None


def _agency(piece):
    """An agency or a desk that stands in the place of a writer, as it is written."""
    piece = piece.strip(_EDGE)
    return piece if piece.lower() in _words("agency") else ""


def _name(piece, stated):
    """The name that a piece of a byline begins with, "" where it is none; whether an office or outlet follows it."""
    whole = " ".join(piece.split()).strip(_EDGE)
    cut = _CUT.sub("", whole).split()
    tokens = cut[1:] if cut and cut[0].lower() in _words("honorific") else cut
    foreign = {**_words("role"), **_words("outlet")}
    # A first name before it makes a word of an outlet a family name: Emily Post.
    at = next(
        (i for i, token in enumerate(tokens) if token.lower().strip(".,") in foreign or token.lower() in foreign), None
    )
    if at is not None and not (at == 1 and len(tokens) == 2 and known_name(whole) and tokens[1].istitle()):
        tokens = tokens[:at]
    office = len(tokens) < len(whole.split())
    return (_written(tokens) if _like_a_name(tokens, stated) else ""), office or at is not None


def _like_a_name(tokens, stated):
    if not 2 <= len(tokens) <= 5 or not all(_name_word(token) for token in tokens):
        return False
    if tokens[0].lower() in _words("particle") and tokens[0].islower() and not stated:
        return False
    strange = [i for i, token in enumerate(tokens) if token.lower().strip(".") in _words("no_name")]
    known = known_name(tokens[0])
    return not strange or known and 0 not in strange and len(strange) == 1


def _name_word(token):
    if token.lower() in _words("particle"):
        return True
    return token[0].isupper() and bool(re.fullmatch(r"(?:[^\W\d_]|['’.-])+", token)) and not token.endswith("’s")


def _written(tokens):
    """A name as a card has it: capitals throughout are a page's style."""
    if all(token.isupper() or token.lower() in _words("particle") for token in tokens) and any(
        len(token.strip(".")) > 2 for token in tokens
    ):
        tokens = [_small(token) if len(token) > 1 else token for token in tokens]
    return " ".join(tokens).rstrip(".,") if not tokens[-1].endswith(("Jr.", "Sr.")) else " ".join(tokens)


def _small(token):
    small = "".join(part.capitalize() for part in re.split(r"([-.'’])", token))
    return re.sub(r"^(Mc)([a-z])", lambda m: m[1] + m[2].upper(), small)


# -- The fields of a front matter or a memorandum ---------------------------------------------------------------------

_FENCE = re.compile(r"\ufeff?\s{0,20}(---|\+\+\+)[ \t\r]*\n")
_FIELD = re.compile(r"[ \t]{0,3}\*{0,2}([A-Za-z][A-Za-z _-]{1,30}?)\*{0,2}[ \t]{0,3}[:=]\*{0,2}[ \t]*(\S.*)?$")


def read_front_matter(text):
    """The fields in front of a text between two lines --- or +++, as Markdown files carry them.

    Out: where the text proper begins, and a dictionary of the fields, names in small letters; 0 and {} where there are
    none.
    """
    opened = _FENCE.match(text)
    if not opened:
        return 0, {}
    closed = re.compile(rf"^{re.escape(opened[1])}[ \t\r]*(?:\n|\Z)", re.M).search(
        text, opened.end(), opened.end() + 10_000
    )
    if not closed:
        return 0, {}
    fields, name = {}, ""
    for line in text[opened.end() : closed.start()].splitlines():
        field = _FIELD.match(line)
        item = re.match(r"\s*-\s+(\S.*)$", line)
        if field:
            name = field[1].strip().lower().replace("_", " ").replace("-", " ")
            fields[name] = (field[2] or "").strip().strip("[]").strip("\"'“”‘’ ")
        elif item and name:
            fields[name] = f"{fields[name]}; {item[1]}".strip("; ")
        elif line.strip() and name and line[:1] in " \t":
            fields[name] = f"{fields[name]} {line.strip()}".strip(" >|")
    return (closed.end(), fields) if fields else (0, {})
