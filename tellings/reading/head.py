"""The head of a page: the lines that say when a text was published and who wrote it, and what stands in its fields."""

import re
from bisect import bisect_left
from collections import Counter
from datetime import date
from functools import cache, lru_cache
from types import SimpleNamespace
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

# A paste loses what stood between a name, a date and a clock: a place to cut for each pair.
_RUN_IN_DATE = re.compile(
    r"(?<=(?:19|20)\d\d)(?=\d{1,2}:\d\d)|(?<=(?:ed|ED))(?=\d{1,2}[:.]\d\d)|"
    r"(?<=[^\W_])(?=(?:Published|Updated|Posted|PUBLISHED|UPDATED|Last updated)(?![A-Za-z]))|"
    r"(?<=[^\W\d_])(?=(?i:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? \d{4}))|"
    r"(?<=[a-z])(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d{1,2} )|"
    r"(?<=^By)(?=[A-Z][a-z]+ [A-Z])"
)
_EDGE = " \t|·•●▪■–—―-/,;:()[].*_#<>~"
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


@lru_cache(maxsize=4096)
def read_line(line, order=""):
    """The date line and the byline that a line of a page is; None for either where it is none."""
    if not line or len(line) > LONG:
        return None, None
    tokens, segments = _cut(" ".join(line.split()))
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


@cache
def _may_date():
    """What a line that dates anything holds: most lines hold none of it, and the long pattern is slow."""
    month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    return re.compile(
        rf"\d[/.-]\d{{1,2}}[/.-]\d|{month}[a-z]{{0,6}}\.?,? ?\d|\d(?:st|nd|rd|th)?,?(?: of)?[ .-]{{0,2}}{month}|"
        rf"\d[ -]min|\d (?:comment|share)|(?:^|[|·•]) {{0,2}}\W?(?:{_any(_words('label'))})\b|"
        r"\b(?:ago|yesterday|today|just now)\b",
        re.I,
    )


def _cut(line):
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
    return tokens, [segment.strip(_EDGE) for segment in segments if segment.strip(_EDGE)]


_FILLERS = {"and", "on", "at", "of", "the", "in", "by", "am", "pm", "to", "edition"}
_WITHIN = re.compile(r"[,|/·•()–—-]| - ")
_LETTERS = re.compile(r"[^\W\d_]")


def _beside_a_date(segment):
    """Whether words beside a date can be a place, an outlet or a section; a bare number is a count of comments."""
    words = [word for part in _WITHIN.split(segment) for word in part.split()]
    small = [word for word in words if _LETTERS.match(word) and word[0].islower() and word.lower() not in _SMALL]
    return segment.isdigit() or segment.lower() in _FILLERS or len(words) <= 7 and not small and _capitals(words)


_SMALL = {"of", "the", "and", "de", "di", "la", "for", "du", "del"}


def _capitals(words):
    return bool(words) and all(_LETTERS.match(word) or word == "&" for word in words) and words[0][0].isupper()


def _dateline(tokens, rest, order):
    rest = " | ".join(segment for segment in rest if segment.lower() not in _FILLERS and not segment.isdigit())
    dates, label, relative = [], "", False
    for kind, words in tokens:
        if kind == "label":
            label = _words("label")[re.sub(r" (?:on|at)$", "", words.lower())] if words else label
        relative |= kind == "relative"
        if kind in _DATES:
            dates.append((label, *_day(kind, words, order, tokens), words))
    if not dates:
        problem = "relative" if relative else "label"
        return (
            None
            if rest and not (label and relative)
            else Dateline("", label, " ".join(words for _, words in tokens), rest, problem)
        )
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
_NOT_A_NAME = re.compile(r"\([^()]*\)|(?<![\w.])[a-z0-9._-]+@\S+|@\S+|https?://\S+|\*+|_+")
_INITIALS = re.compile(r"[a-z]{2,4}(?:[/,] ?[a-z]{2,4}){0,3} \([^()]{2,40}\)?$")
_RUN_IN = re.compile(
    r"(?<=[a-zß-ÿ]{3})(?=[A-Z]{2,})|(?<=[^\W\d_])(?=(?:STAFF|Staff) (?:WRITER|Writer|REPORTER|Reporter)\b)"
)


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


def _read_names(segment, a_name=known_name):
    """The byline that a stretch without dates is, or None; `a_name` tells a second name from a place."""
    if _INITIALS.match(segment):
        return Byline((), segment, "initials")
    by = _by().match(segment)
    # A sentence, or words in small letters: most lines of a page.
    if not by and (segment.count(" ") > _MOST or not segment[0].isupper() or " " not in segment):
        return None
    words = segment[by.end() :] if by else segment
    pieces = _BETWEEN.split(_RUN_IN.sub(", ", _NOT_A_NAME.sub(" ", words)).strip(_EDGE))
    if by and (agency := _agency(pieces[0])):
        return Byline((agency,), words, "by")
    names, office = [], bool(re.search(r"(?<!\w)@\w", words))
    listed = any(mark.strip().lower() in ("and", "&") for mark in pieces[1::2])
    for piece in pieces[::2]:
        name, rest = _name(piece, bool(by))
        held = any(word.lower().strip(".,") in _foreign() for word in rest)
        if name and (not names or listed or a_name(name)):
            names.append(name)
        elif not names or not (by or _goes_on(piece.strip(_EDGE).split())):
            return None
        office |= held
    return Byline(tuple(dict.fromkeys(names)), words, "by" if by else "office" if office else "name")


def _agency(piece):
    """An agency or a desk that stands in the place of a writer, as it is written."""
    words = piece.strip(_EDGE).split()
    desk = len(words) <= 4 and any(word.lower() in _words("role") for word in words)
    desk = desk and all(word.lower() in _foreign() or word[0].isupper() for word in words) and not known_name(words[0])
    return " ".join(words) if desk or " ".join(words).lower() in _words("agency") else ""


@cache
def _foreign():
    return {**_words("role"), **_words("outlet")}


_MOST = 18  # words of a byline that no "By" begins
_STOPS = {"for", "in", "at", "from", "of", "via", "reporting", "contributing", "on", "to"}
_GOES_ON = {"for", "in", "at", "from", "of", "the", "and", "via", "reporting", "contributing", "our", "to"}


def _goes_on(words):
    """Whether words after a name can be an office, an outlet or a place, and are no sentence."""
    if len(words) < 5 and words and words[-1].lower() in _words("role"):
        return True
    return all(
        word[0].isupper() or word.lower().strip(".,") in _foreign() or word.lower() in _GOES_ON for word in words
    )


def _name(piece, stated):
    """The name that a piece of a byline begins with, "" where it is none, and the words after it."""
    tokens = piece.strip(_EDGE).split()
    tokens = tokens[1:] if tokens and tokens[0].lower() in _words("honorific") else tokens
    ends = [i for i, token in enumerate(tokens) if token.lower().strip(".,") in _foreign() or token.lower() in _STOPS]
    # A first name before it makes a word of an outlet a family name: Emily Post.
    if ends == [1] and len(tokens) == 2 and known_name(tokens[0]) and tokens[1].istitle():
        ends = []
    if ends and ends[0] > 2 and tokens[ends[0]].islower() and tokens[ends[0]] not in _STOPS:
        ends = [ends[0] - 1]  # "Ann Lee Rivers correspondent"
    name, rest = tokens[: ends[0] if ends else None], tokens[ends[0] :] if ends else []
    fits = _goes_on(rest) and (stated or not {"to", "on"} & {token.lower() for token in rest})
    return (_written(name) if fits and _like_a_name(name, stated) else ""), rest


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
    return (
        token[0].isupper() and bool(re.fullmatch(r"(?:[^\W\d_]|['’.-])+", token)) and not token.endswith(("’s", "'s"))
    )


def _written(tokens):
    """A name as a card has it: capitals throughout are a page's style."""
    shouted = [re.sub("^Ma?c", "", token).isupper() for token in tokens]
    all_of_it = all(upper or token.lower() in _words("particle") for upper, token in zip(shouted, tokens))
    least = 2 if all_of_it else 4  # letters: of a name in small letters, "JD" and "III" keep their capitals
    name = [_small(token) if upper and len(token) >= least else token for upper, token in zip(shouted, tokens)]
    return " ".join(name).rstrip(",")


def _small(token):
    small = "".join(part.capitalize() for part in re.split(r"([-.'’])", token))
    return re.sub(r"^(Mc)([a-z])", lambda m: m[1] + m[2].upper(), small)


# -- The fields of a front matter or a memorandum ---------------------------------------------------------------------

_FENCE = re.compile(r"\ufeff?\s{0,20}(---|\+\+\+)[ \t\r]*\n")
_FIELD = re.compile(r"[ \t]{0,3}[\"']?([A-Za-z][A-Za-z _-]{1,30}?)[\"']?[ \t]{0,3}[:=][ \t]*(\S.*)?$")
_ITEM = re.compile(r"\s*-\s+(\S.*)$")
_EMPTY = {"null", "~", "none", "n/a", ">", "|", ">-", "|-", "[]"}


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
        if field := _FIELD.match(line):
            name = re.sub("[_-]", " ", field[1].strip().lower())
            fields[name] = _value(field[2] or "")
        elif name and (item := _ITEM.match(line)):
            fields[name] = f"{fields[name]}; {_value(item[1])}".strip("; ")
        elif name and line.strip() and line[0] in " \t":
            fields[name] = f"{fields[name]} {_value(line)}".strip()
    return (closed.end(), fields) if fields else (0, {})


def _value(words):
    """What a field holds, without the marks of its notation: quotes, brackets around a list."""
    words = words.strip()
    if words.startswith("["):
        return "; ".join(part.strip("\"'“”‘’ ") for part in words.strip("[]").split(","))
    return "" if words.lower() in _EMPTY else words.strip("\"'“”‘’ ")


# -- Lines with their neighbours --------------------------------------------------------------------------------------

_GOES_ON_BELOW = re.compile(r"(?:\band|[,&])\s*$", re.I)
_HANDLE = re.compile(r"@\w{2,30}$")
_READING_TIME = re.compile(r"\W{0,3}\d{1,3}[ -]min(?:ute)?s?\.?[ -]read\W{0,3}$", re.I)
_SMALL_WORD = re.compile(r"\b[^\W\d_A-ZÀ-Þ][^\W\d_]+\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_RUNNING = 20  # words: a line or paragraph of fewer may be a heading, a caption, a standfirst


def read_lines(lines, order="", placed=()):
    """The date line and the byline of each line of a page, as read_line gives them, with what its neighbours say.

    A label alone ("By", "Published") is read with the line below it. A line that holds nothing but a name is a byline
    only beside a date line, a handle or an office, and where the page does not use its words for anything else.
    In: all lines of a page; `order` as in read_dateline; `placed`, the numbers of lines that their place bears out.
    Out: a pair of Dateline or None, Byline or None per line.
    """
    found = [read_line(line, order) for line in lines]
    for i, line in enumerate(lines[:-1]):
        below, label = lines[i + 1].strip(), " ".join(line.split()).strip(" :").lower()
        goes_on = found[i][1] and found[i][1].form == "by" and _GOES_ON_BELOW.search(line)
        if (label in _words("by") or goes_on) and (named := read_byline(f"By {below}")) and below[:1].isupper():
            found[i + 1] = (found[i + 1][0], named)
        dated = found[i + 1][0]
        if dated and not dated.label and found[i][0] and found[i][0].problem == "label":
            found[i + 1] = (dated._replace(label=found[i][0].label), found[i + 1][1])
    return _with_neighbours(lines, found, placed)


def _with_neighbours(lines, found, placed):
    """The lines read, those that only look like a byline left out where no neighbour bears them out."""
    named = [i for i, (_, byline) in enumerate(found) if byline and byline.names]
    if not named:
        return found
    # Words that the page uses in small letters, and what its running text says: a place is named there, a writer isn't.
    common = set(_SMALL_WORD.findall("\n".join(lines)))
    told = "\n".join(line for line in lines if len(line.split()) > _RUNNING)

    def a_name(name):
        return known_name(name) or name not in told and not any(word.lower() in common for word in _WORD.findall(name))

    fitting = [i for i in named if found[i][1].form != "name" or all(map(a_name, found[i][1].names))]
    sure = {i for i in fitting if found[i][1].form != "name" or found[i][0] or i in placed}
    sure |= {i for i in fitting if i not in sure and _borne_out(i, lines, found, told)}
    for i in [*fitting, *fitting[::-1]]:
        # Names stand one below the other.
        sure |= {i} if {i - 1, i + 1} & sure else set()
    for i in named:
        dated, byline = found[i]
        if i in sure and "," in byline.words:
            byline = _read_names("By " * (byline.form == "by") + byline.words, a_name) or byline
        found[i] = (dated, byline if i in sure else None)
    return found


def _borne_out(i, lines, found, told):
    """Whether a line beside a name says that it is a writer's, or a place that the text tells of follows the name."""
    reach = 2 if known_name(found[i][1].names[0]) else 1
    near = [j for j in range(i - reach, i + reach + 1) if 0 <= j < len(lines) and j != i]
    if any(found[j][0] and found[j][0].problem != "label" or _READING_TIME.match(lines[j]) for j in near):
        return True
    below, place = lines[i + 1].strip() if i + 1 < len(lines) else "", lines[i].partition(",")[2].strip()
    return bool(_HANDLE.match(below)) or _is_office(below) or bool(place) and place in told


def _is_office(line):
    """Whether a line is an office alone: "Political Editor", "Staff Writer, The Gazette"."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", line)
    held = any(word.lower().strip(".") in _foreign() for word in words)
    return held and len(words) <= 8 and words[0][0].isupper()


# -- The head of an article -------------------------------------------------------------------------------------------

_ABOVE = 6  # lines above a headline that may carry its date
_BELOW = 8  # lines below a standfirst, or below the whole article, that may do so
_PLACE_LINE = re.compile(r"[^a-zß-ÿ\n]{3}[^\n]{0,100}?(?: ?[—–]|--| - )")
_CLOSING = re.compile(
    r"(?:With respect|Yours|Kind regards|Best wishes|Regards|Sincerely|Respectfully)\b[^.!?]{0,30},?$"
)
_MEMO = re.compile(r"\W{0,4}(to|from|subject|re)\W{0,4}:\W{0,4}(\w[^\n]{1,150})", re.I)
_MEMO_LINES = 15
_TEXT = ("body", "abstract", "quotation")
_DATE_FIELDS = (
    "date",
    "published",
    "date published",
    "datepublished",
    "publication date",
    "pubdate",
    "datetime",
    "created",
)
_TITLE_FIELDS = ("title", "headline", "subject")
_OUTLET_FIELDS = ("outlet", "sitename", "site", "publisher", "publication")
_AUTHOR_FIELDS = ("author", "authors", "byline", "by", "writer", "from", "creator")
_REPORTED = re.compile(r"\W{0,2}(?:additional )?reporting by ([^;.]{4,100})", re.I)
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)(?![/.]?\d)")
_RANK = {"published": 0, "": 1, "updated": 2}


class Head(NamedTuple):
    """What a page states of its article."""

    title: str
    outlet: str  # only a field of the front matter states it
    authors: tuple
    day: str
    order: str  # of day and month in figures, "dmy" or "mdy", where they show it
    read: tuple  # (what: published | updated | author, number of the line, its words)
    unread: (
        tuple  # (problem, number of the line, its words): what looks like a date and gives no day, or the wrong weekday
    )


def read_head(text, paragraphs, order=""):
    """The title, the writers and the day that a page states of its article, and the lines that say so.

    They stand between the headline and the text, else just above the headline; a day below the text counts only where
    a label such as "Published" names it. The day of publication goes before that of the last change.
    In: the text, line breaks as line feeds; its paragraphs with start, end, role and item; `order` as in read_dateline.
    """
    begins, front = read_front_matter(text)
    order = order or order_of_figures(text)
    article = _article(text, paragraphs)
    lines = [(match.start(), match[0].rstrip()) for match in re.compile(r"\S[^\n]*").finditer(text, begins)]
    # A name alone that the page sets between headline and text.
    placed = [i for i, (place, _) in enumerate(lines) if place in article.bylines]
    rows = [(*line, *pair) for line, pair in zip(lines, read_lines([line for _, line in lines], order, placed))]
    places = _places(rows, text, article, order)
    fields = _fields(text, front, rows)
    dates = _field_dates(fields, order) or _first(_dates(zone, where) for where, zone in places)
    authors = _field_authors(fields) or _first(_authors(zone, where) for where, zone in places)
    readable = [row for row in dates if row[2].day]
    kept = min(readable, key=lambda row: _RANK[row[2].label], default=None)
    troubled = [kept] if kept else dates
    breaks = [match.start() for match in re.finditer("\n", text)]
    told = [(row[2].label or "published", row) for row in readable] + [("author", row) for row in authors]
    return Head(
        (_held(fields, _TITLE_FIELDS) or (0, "", article.title))[2],
        (_held(fields, _OUTLET_FIELDS) or (0, "", ""))[2],
        tuple(dict.fromkeys(name for row in authors for name in row[3].names)),
        kept[2].day if kept else "",
        order or _shown_order(kept),
        tuple((what, bisect_left(breaks, row[0]) + 1, row[1]) for what, row in told),
        tuple((row[2].problem, bisect_left(breaks, row[0]) + 1, row[1]) for row in troubled if row[2].problem),
    )


def order_of_figures(text):
    """The order of day and month that the dates in figures of a text show, "dmy" or "mdy"; "" where they show none."""
    found = _FIGURES.findall(text)
    day_first, day_second = any(int(row[0]) > 12 for row in found), any(int(row[2]) > 12 for row in found)
    return "" if day_first == day_second else "dmy" if day_first else "mdy"


def _shown_order(row):
    """The order that a weekday or a clock beside a date in figures has settled."""
    figures = _FIGURES.search(row[2].words) if row else None
    readings = _readings(figures[1], figures[3], figures[4]) if figures else {}
    orders = [order for order, day in readings.items() if day == row[2].day]
    return orders[0] if len(readings) == 2 and len(orders) == 1 else ""


def _first(zones):
    """Of the rows of several places the first that has one that is read, else the first that has any."""
    zones = [rows for rows in zones if rows]
    return next((rows for rows in zones if any(row[2] and row[2].day or row[3] for row in rows)), (zones or [[]])[0])


def _article(text, paragraphs):
    """The first article of a page that is not much shorter than another: its headline, text and bylines."""
    size = Counter()
    for part in paragraphs:
        size[part.item] += (part.end - part.start) * (part.role in _TEXT)
    main = next((item for item in sorted(size) if 2 * size[item] >= max(size.values())), 1)
    own = [part for part in paragraphs if part.item == main]
    headline = next((part for part in own if part.role == "headline"), None)
    begins = headline.start if headline else own[0].start if own else 0
    texts = [part for part in own if part.role in _TEXT and part.start > begins]
    running = [part for part in texts if len(text[part.start : part.end].split()) >= _RUNNING]
    first, second = [*(part.start for part in running[:2]), len(text), len(text)][:2]
    return SimpleNamespace(
        title=" ".join(text[headline.start : headline.end].split()) if headline else "",
        begins=begins,
        running=running[:2],
        first=first,
        second=second,
        ends=texts[-1].end if texts else len(text),
        bylines={part.start for part in own if part.role == "byline" and begins < part.start < first},
    )


def _places(rows, text, article, order):
    """Where the day and the writers of an article may stand, the likeliest place first: (its name, its rows)."""
    begins, first = article.begins, article.first
    above = [row for row in rows if row[0] < begins][::-1]
    return [
        ("head", [row for row in rows if begins < row[0] < first or row[0] == begins and not (row[2] and row[2].rest)]),
        ("standfirst", [row for row in rows if first < row[0] < article.second][:_BELOW]),
        ("over", above[:2]),
        ("above", above[:_ABOVE]),
        ("opening", [_opening(part, text, order) for part in article.running]),
        ("foot", [row for row in rows if row[0] >= article.ends][:_BELOW]),
    ]


def _opening(part, text, order):
    """The place, day and agency that a report begins with: "PORT ALDER, Nov. 19, 2019 (AP) —"."""
    begun = _PLACE_LINE.match(text, part.start, min(part.end, part.start + 130))
    line = begun[0].rstrip(" —–-") if begun else ""
    return part.start, line, read_dateline(line, order), None


def _dates(rows, where):
    """The rows of a place that may date the article."""
    return [row for row in rows if row[2] and _ALLOWED[where](row[2])]


_ALLOWED = {
    "head": lambda dated: dated.problem != "label",
    "standfirst": lambda dated: not dated.rest and dated.problem != "label",
    "over": lambda dated: dated.problem != "label",
    "above": lambda dated: not dated.rest and dated.problem not in ("label", "relative"),
    "opening": lambda dated: bool(dated.rest),
    "foot": lambda dated: bool(dated.label and dated.day),
}


def _authors(rows, where):
    """The rows of a place that name the writers, those with a word such as "By" before those by form alone."""
    if where == "foot":
        return _signed(rows)
    named = [i for i, row in enumerate(rows) if row[3] and row[3].names]
    stated = [i for i in named if rows[i][3].form == "by"]
    named = stated or (named if where in ("head", "standfirst") else [])
    # Writers stand together, at most an office and a handle between them.
    apart = next((k for k in range(1, len(named)) if named[k] - named[k - 1] > 3), len(named))
    return [rows[i] for i in named[:apart]]


def _signed(rows):
    """The writers that the foot of an article names: a byline, "Reporting by", a name below the closing of a letter."""
    for i, (place, line, dated, named) in enumerate(rows):
        tweet = "(@" in line
        dashed = line[0] in "—–-" and not tweet and read_byline(line[1:])
        if named and (named.form == "by" or dated and not tweet) or dashed:
            return [(place, line, dated, named or dashed)]
        reported = _REPORTED.match(line)
        below = rows[i + 1][1] if rows[i + 1 :] else ""
        signature = (
            read_byline(f"By {reported[1] if reported else below}") if reported or _CLOSING.match(line) else None
        )
        if signature:
            return [(place if reported else rows[i + 1][0], line if reported else below, dated, signature)]
    return []


def _fields(text, front, rows):
    """The fields of the front matter or of a memorandum: name -> its place, its words, what it holds."""
    places = {name: re.search(rf"^\W*{name.replace(' ', '[ _-]')}\b", text, re.I | re.M) for name in front}
    fields = {name: (places[name].start(), value, value) for name, value in front.items() if value and places[name]}
    found = [(place, line, _MEMO.match(line)) for place, line, *_ in rows[:_MEMO_LINES]]
    memo = {match[1].lower(): (place, line, match[2]) for place, line, match in found if match}
    subject = memo.get("subject") or memo.get("re")
    if "from" not in memo or not (subject or "to" in memo):
        return fields
    return {**fields, "from": memo["from"], **({"subject": subject} if subject else {})}


def _held(fields, names):
    """The first of the fields of these names that holds anything, or None."""
    return next((fields[name] for name in names if name in fields), None)


def _field_dates(fields, order):
    """The day that a field states, as a row."""
    rows = [(*fields[name][:2], read_dateline(fields[name][2], order), None) for name in _DATE_FIELDS if name in fields]
    return [row for row in rows if row[2] and row[2].day][:1]


def _field_authors(fields):
    """The writers that a field states, as rows."""
    field = _held(fields, _AUTHOR_FIELDS)
    if not field:
        return []
    place, words, value = field
    return [(place, words, None, _read_names(f"By {value}", bool) or Byline((value,), value, "by"))]
