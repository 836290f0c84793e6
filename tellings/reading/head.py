"""The head of a page: the lines that say when a text was published and who wrote it, and what stands in its fields."""

import re
from bisect import bisect_left
from collections import Counter
from itertools import takewhile
from types import SimpleNamespace
from typing import NamedTuple

from tellings.reading.byline import POST, RUNNING, Byline, plain, read_byline, read_dateline, read_lines, read_names
from tellings.reading.dateline import RANK, TELLS, Dateline, cut, readings_of
from tellings.reading.imprint import read_outlet
from tellings.reading.lines import FIELD, read_front_matter

_ABOVE = 4  # lines above a headline that may carry its date
_WHOLE = TELLS - {"relative", "label"}
_SHORT = 12  # words of a line that may say of what day a text is, and is no sentence of it
_BELOW = 8  # lines below a standfirst, or below the whole article, that may do so
_PLACE_LINE = re.compile(r"[^a-zß-ÿ\n]{3}[^\n]{0,100}?(?: ?[—–]|--| - )")
_CLOSING = re.compile(
    r"(?:With respect|Yours|Kind regards|Best wishes|Regards|Sincerely|Respectfully)\b[^.!?]{0,30},?$"
)
_MEMO = re.compile(r"\W{0,4}(to|from|subject|re)\W{0,4}:\W{0,4}(\w[^\n]{1,150})", re.I)
_MEMO_LINES = 15
_TEXT = ("body", "abstract", "quotation")
_DATE_FIELDS = (
    *("date", "published", "date published", "datepublished", "publication date", "pubdate", "datetime", "created"),
)
_TITLE_FIELDS = ("title", "headline", "subject")
_OUTLET_FIELDS = ("outlet", "sitename", "site", "publisher", "publication")
_AUTHOR_FIELDS = ("author", "authors", "byline", "by", "writer", "from", "creator")
_SIGNED_WITH_OFFICE = re.compile(
    r"\W{0,3}([^\W\d_a-zß-ÿ][^,.;:\n]{3,50}?),? (?:is|was|covers|writes|reports)\b[^.\n]{0,120}\b"
    r"(?:reporter|correspondent|columnist|writer|editor|journalist|contributor|reports|writes)\b"
)
_BY_SOMEBODY = re.compile(r"\W{0,3}(?:written |words |report |story )?by:? (?:[^\s.!?]+ ?){1,7}$", re.I)
_SET_APART = re.compile(r"[^\s\d] ?[-–—|,(] ?$")
_REPORTED = re.compile(r"\W{0,2}(?:additional )?reporting by ([^;.]{4,100})", re.I)
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)(?![/.]?\d)")


_UNDATED = Dateline("", "", "", "", "label")
_NOBODY = Byline((), "", "")


class _Row(NamedTuple):
    """A line of a page, with what it says of the day and of the writers."""

    place: int
    line: str
    dated: Dateline = _UNDATED
    named: Byline = _NOBODY


class Head(NamedTuple):
    """What a page states of its article."""

    title: str
    outlet: str
    authors: tuple
    day: str
    order: str  # of day and month in figures, "dmy" or "mdy", where they show it
    read: tuple  # (what: published | updated | author | outlet, number of the line, its words)
    unread: tuple  # (problem of the Dateline, "within", "below" or "byline", number of the line, its words)


def read_head(text, paragraphs, order=""):
    """The title, the writers and the day that a page states of its article, and the lines that say so.

    They stand between the headline and the text, else just above the headline; a day below the text counts only where
    a label such as "Published" names it. The day of publication goes before that of the last change.
    In: the text, line breaks as line feeds; its paragraphs with start, end, role and item; `order` as in read_dateline.
    """
    begins, front = read_front_matter(text)
    order = order or order_of_figures(text)
    article = _article(text, paragraphs)
    rows = _rows(text, begins, article, order)
    zones = _zones(rows, text, article, order)
    fields = _fields(text, front, rows)
    dates = _field_dates(fields, order) or _first(_dates(zone, where) for where, zone in zones.items())
    signed = _first(_authors(zone, where) for where, zone in zones.items())
    stated = _field_authors(fields)
    # A mail is sent by a newsletter, and written by whom it names.
    sender = [row for row in stated if signed and "@" in row.line]
    authors = signed if sender else stated or signed
    readable = [row for row in dates if row.dated.day]
    kept = min(readable, key=lambda row: (RANK[row.dated.label], row.place in article.linked), default=None)
    unread = [(row.dated.problem, row) for row in ([kept] if kept else dates) if row.dated.problem]
    if not dates:
        for where, near in (("within", _about(rows, article, order)), ("below", zones["foot"])):
            unread += [(where, row) for row in near if len(row.dated.day) == 10][:1]
    if not authors:
        unread += [("byline", row) for row in zones["head"] if _BY_SOMEBODY.match(row.line)][:1]
    outlet, named = _outlet(rows, article, fields, sender)
    told = [(row.dated.label or "published", row) for row in readable]
    told += [("author", row) for row in authors] + [("outlet", row) for row in named]
    return Head(
        _held(fields, _TITLE_FIELDS)[2] or article.title,
        outlet,
        tuple(dict.fromkeys(name for row in authors for name in row.named.names)),
        kept.dated.day if kept else "",
        order or _shown_order(kept),
        _numbered(told, text),
        _numbered(unread, text),
    )


def _rows(text, begins, article, order):
    """The lines of a page below its front matter, as rows."""
    lines = [(match.start(), match[0].rstrip()) for match in re.compile(r"\S[^\n]*").finditer(text, begins)]
    # A name alone that the page sets between headline and text.
    placed = [i for i, (place, _) in enumerate(lines) if place in article.bylines]
    read = read_lines([line for _, line in lines], order, placed)
    return [_Row(*line, dated or _UNDATED, named or _NOBODY) for line, (dated, named) in zip(lines, read)]


def _numbered(told, text):
    """What rows are taken for, each with the number of its line and its words."""
    breaks = [match.start() for match in re.finditer("\n", text)]
    return tuple((what, bisect_left(breaks, row.place) + 1, row.line) for what, row in told)


def order_of_figures(text):
    """The order of day and month that the dates in figures of a text show, "dmy" or "mdy"; "" where they show none."""
    found = _FIGURES.findall(text)
    day_first, day_second = any(int(row[0]) > 12 for row in found), any(int(row[2]) > 12 for row in found)
    return {(True, False): "dmy", (False, True): "mdy"}.get((day_first, day_second), "")


def _shown_order(row):
    """The order that a weekday or a clock beside a date in figures has settled."""
    figures = _FIGURES.search(row.dated.words) if row else None
    readings = readings_of(figures[1], figures[3], figures[4]) if figures else {}
    orders = [order for order, day in readings.items() if day == row.dated.day]
    return orders[0] if len(readings) == 2 and len(orders) == 1 else ""


def _first(zones):
    """Of the rows of several zones the first that has one that is read, else the first that has any."""
    return min(
        filter(None, zones), key=lambda rows: not any(row.dated.day or row.named.form for row in rows), default=[]
    )


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
    running = [part for part in texts if len(text[part.start : part.end].split()) >= RUNNING]
    first, second = [*(part.start for part in running[:2]), len(text), len(text)][:2]
    ends = texts[-1].end if texts else len(text)
    # A last paragraph may say nothing but who wrote the others.
    if texts[1:] and _SIGNED_WITH_OFFICE.match(text, texts[-1].start, ends):
        ends = texts[-1].start
    return SimpleNamespace(
        title=" ".join(text[headline.start : headline.end].split()) if headline else "",
        begins=begins,
        running=running[:2],
        first=first,
        second=second,
        ends=ends,
        # The day below a link to another article is that one's.
        linked={below.start for part, below in zip(paragraphs, paragraphs[1:]) if part.role == "teaser"},
        bylines={part.start for part in own if part.role == "byline" and begins < part.start < first},
    )


def _zones(rows, text, article, order):
    """Where the day and the writers of an article may stand, the likeliest zone first: its name -> its rows."""
    begins, first = article.begins, article.first
    above = [row for row in rows if row.place < begins][::-1]
    title = [row for row in rows if row.place == begins]
    return {
        "head": [row for row in title if not row.dated.rest] + [row for row in rows if begins < row.place < first],
        "standfirst": [row for row in rows if first < row.place < article.second][:_BELOW],
        "over": above[:2],
        "above": above[:_ABOVE],
        "opening": [_opening(part, text, order) for part in article.running],
        "title": [_closing(row, order) for row in title + above[:2]],
        "foot": [row for row in rows if row.place >= article.ends][:_BELOW],
    }


def _opening(part, text, order):
    """The place, day and agency that a report begins with: "PORT ALDER, Nov. 19, 2019 (AP) —"."""
    begun = _PLACE_LINE.match(text, part.start, min(part.end, part.start + 130))
    line = begun[0].rstrip(" —–-") if begun else ""
    return _dated_row(part.start, line, line, order)


def _about(rows, article, order):
    """The short lines around a title, each with the first day it names: "Minutes of the meeting of 21 March 2023"."""
    above = [row for row in rows if row.place < article.begins][-2:]
    below = [row for row in rows if article.begins <= row.place < article.ends][: _ABOVE + 1]
    below = takewhile(lambda row: row.place == article.begins or _is_short(row), below)
    for row in filter(_is_short, [*above, *below]):
        words = next((words for kind, words in cut(plain(row.line))[0] if kind in _WHOLE), "")
        yield _dated_row(row.place, row.line, words, order)


def _is_short(row):
    return len(row.line.split()) <= _SHORT


def _closing(row, order):
    """A title with the day that stands at its end, set apart: "Debate - Tuesday, 19 Nov 2019"."""
    line = plain(row.line)
    dates = [words for kind, words in cut(line)[0] if kind not in ("clock", "zone", "noise")][-1:]
    before, date, after = line.rpartition(dates[0] if dates else "\n")
    apart = not after.strip(" .)]") and _SET_APART.search(before[-20:])
    return _dated_row(row.place, row.line, date if apart else "", order)


def _dated_row(place, line, words, order):
    """A row of which these words may say the day."""
    return _Row(place, line, read_dateline(words, order) or _UNDATED)


# Which date lines of a zone may date the article.
_DATING = {
    "head": lambda dated: True,
    "standfirst": lambda dated: not dated.rest,
    "over": lambda dated: True,
    # An old newspaper has its town beside its day.
    "above": lambda dated: dated.problem != "relative" and (not dated.rest or dated.rest.isupper()),
    "opening": lambda dated: dated.rest,
    "title": lambda dated: len(dated.day) == 10,
    "foot": lambda dated: dated.label and dated.day,
}


def _dates(rows, where):
    """The rows of a zone that may date the article."""
    return [row for row in rows if row.dated.problem != "label" and _DATING[where](row.dated)]


def _authors(rows, where):
    """The rows of a place that name the writers, those with a word such as "By" before those by form alone."""
    if where == "foot":
        return _signed(rows)
    named = [i for i, row in enumerate(rows) if row.named.names]
    stated = [i for i in named if rows[i].named.form == "by"]
    by_place = where in ("head", "standfirst") or where == "over" and any(row.dated.day for row in rows)
    named = stated or (named if by_place else [])
    # Writers stand together, at most an office and a handle between them.
    apart = next((k for k in range(1, len(named)) if named[k] - named[k - 1] > 3), len(named))
    return [rows[i] for i in named[:apart]]


def _signed(rows):
    """The writers that the foot of an article names: a byline, "Reporting by", a name below the closing of a letter."""
    for row, after in zip(rows, [*rows[1:], _Row(0, "")]):
        dashed = row.line[0] in "—–-" and not POST.match(row.line) and read_byline(row.line[1:])
        if dashed or row.named.form in ("by", "initials") or row.named.form and row.dated is not _UNDATED:
            return [row if row.named.form else row._replace(named=dashed)]
        if said := _REPORTED.match(row.line) or _SIGNED_WITH_OFFICE.match(row.line):
            signature = read_byline(f"By {said[1]}")
        elif _CLOSING.match(row.line):
            row = after
            signature = read_byline(f"By {row.line}")
        else:
            continue
        if signature:
            return [row._replace(named=signature)]
    return []


def _fields(text, front, rows):
    """The fields of the front matter or of a memorandum: name -> its place, its words, what it holds."""
    places = {name: re.search(rf"^[ \t\"']*{name.replace(' ', '[ _-]')}\b", text, re.I | re.M) for name in front}
    fields = {name: (places[name].start(), value, value) for name, value in front.items() if value and places[name]}
    found = [(row.place, row.line, _MEMO.match(row.line)) for row in rows[:_MEMO_LINES]]
    memo = {match[1].lower(): (place, line, match[2]) for place, line, match in found if match}
    for (place, line, field), (_, rest, other), (_, after, _) in zip(found, found[1:], found[2:]):
        # A long subject goes on below, above the next field.
        if field and not other and not FIELD.match(rest) and FIELD.match(after):
            memo[field[1].lower()] = (place, line, f"{field[2]} {rest.strip()}")
    if "re" in memo:
        memo.setdefault("subject", memo["re"])
    if "from" not in memo or memo.keys().isdisjoint(("subject", "to")):
        return fields
    return fields | {name: memo[name] for name in ("from", "subject") if name in memo}


def _held(fields, names):
    """The first of the fields of these names that holds anything: its place, its words, what it holds."""
    return next((fields[name] for name in names if name in fields), (0, "", ""))


def _outlet(rows, article, fields, sender):
    """The outlet that a field, the page itself or the sender of a mail names, and the row of the page that does."""
    if stated := _held(fields, _OUTLET_FIELDS)[2]:
        return stated, []
    above = [row for row in rows if row.place < article.begins]
    below = [row for row in rows if row.place >= article.ends]
    line, name = read_outlet([row.line for row in above], [row.line for row in below])
    if name:
        return name, [row for row in above + below if row.line == line][:1]
    heads = {row.line.lower().strip("> ") for row in rows if row.place < article.first}
    named = [row for row in sender if row.named.words.lower() in heads]
    return "".join(row.named.words for row in named), named


def _field_dates(fields, order):
    """The day that a field states, as a row."""
    rows = [_dated_row(*fields[name], order) for name in _DATE_FIELDS if name in fields]
    return [row for row in rows if row.dated.day][:1]


def _field_authors(fields):
    """The writers that a field states, as rows."""
    place, words, value = _held(fields, _AUTHOR_FIELDS)
    value = re.sub(r"\s*<[^<>]*@[^<>]*>", "", value)
    if not value:
        return []
    return [_Row(place, words, named=read_names(f"By {value}", bool) or Byline((value,), value, "by"))]
