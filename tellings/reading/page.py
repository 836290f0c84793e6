"""The page: what in a file is text and what the page has put around it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from tellings.case.files import word_list

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_BREAKS = str.maketrans(dict.fromkeys("\r\f\v\x85\u2028\u2029", "\n"))
_ODD_BREAK = re.compile("[\r\f\v\x85\u2028\u2029]")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]*_]*$")
_RUN_IN_HEADING = re.compile(r"\*\*([^*\n]{3,120}[.:?!])\*\*\s+(?=\S)")
_TITLE_MARK = re.compile(r"#{1,6}\s+")
_ABSTRACT = re.compile(r"(?:Executive |In )?(?:Abstract|Summary|Key points|Brief)", re.I)
_ITEM = re.compile(r"[-*•]\s|\d+[.)]\s|#")
_NAME_LINE = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w'’-]+$")
_CREDIT_AFTER = re.compile(r"(?<=[.!?])\s+(?=\S[^.!?]{0,80}$)")
SHORT = 25  # words: a line of more is running text even where its full stop is lost
REPEATED = 8  # words in a row that an abstract shares with the text it sums up
WRAPPED = 100  # characters: a file with no longer line has its lines broken by hand


@dataclass(frozen=True)
class Paragraph:
    """A stretch of the raw file with its role, article and run (paragraphs of one run are one text that a page cut)."""

    start: int
    end: int
    role: str = "body"
    item: int = 1
    run: int = 0


@lru_cache
def _patterns(role):
    return [re.compile(row["pattern"]) for row in word_list("reading", "furniture") if row["role"] == role]


def one_break(text):
    """The text with every kind of line break as a line feed, as long as before, so that offsets stay true."""
    text = text.replace("\r\n", " \n")
    # Translating is slow, and few files need it.
    return text.translate(_BREAKS) if _ODD_BREAK.search(text) else text


def find_paragraphs(text):
    """The paragraphs of a file in order, each with the role that its form and its place give it."""
    text = one_break(text)
    pieces = [*_pieces(text), (len(text), len(text), "")]
    found, item, last, seen = [], 1, None, set()
    for (start, end, hint), (following, its_end, _) in zip(pieces, pieces[1:]):
        raw, after = text[start:end], text[following : min(its_end, following + 400)]
        attached = text.count("\n", end, following) == 1
        cut = last if last and not _ended(text[max(last.start, last.end - 12) : last.end]) else None
        role = hint or _around_a_cut(raw, after, cut) or _by_pattern(raw, seen) or _by_form(raw, after, attached, seen)
        if role == "headline" and "body" in seen:
            item, seen, last = item + 1, set(), None
        run = len(found) + 1
        if role == "body" and cut and raw[0].islower():
            role, run = cut.role, cut.run
        if role in ("headline", "heading") and (mark := _TITLE_MARK.match(raw)):
            start += mark.end()
        found.append(Paragraph(start, end, role, item, run))
        seen.add(role)
        last = found[-1] if role in ("body", "abstract") else last
    return _with_abstracts(_with_signatures(_with_asides(found), text), text)


def _pieces(text):
    """(start, end, role or "") of every stretch between line breaks; headings and credits inside a line set apart."""
    for start, end in _unwrapped(text):
        if m := _RUN_IN_HEADING.match(text, start, end):
            yield m.start(1), m.end(1), "heading"
            start = m.end()
        m = _CREDIT_AFTER.search(text, max(start, end - 100), end)
        if m and _matches(text[m.end() : end], "credit"):
            yield start, m.start(), "caption"
            start = m.end()
        yield start, end, ""


def _unwrapped(text):
    """(start, end) of every line, the lines of a hand-broken paragraph taken as one."""
    lines = [m.span() for m in _LINE.finditer(text)]
    width = max((end - start for start, end in lines), default=0)
    if width > WRAPPED:
        return lines
    joined = lines[:1]
    for start, end in lines[1:]:
        before, stop = joined[-1]
        full = stop - max(before, text.rfind("\n", 0, stop) + 1) > 0.6 * width
        if full and text.count("\n", stop, start) <= 1 and not _ITEM.match(text, start, end):
            joined[-1] = (before, end)
        else:
            joined.append((start, end))
    return joined


def _around_a_cut(raw, after, cut):
    """After a paragraph that breaks off: its other half, or the running head that stands between the halves."""
    if cut and raw[0].islower():
        return "body"
    if cut and _short(raw) and not _ended(raw) and after[:1].islower():
        return "furniture"
    return ""


def _by_pattern(raw, seen):
    if len(raw) > 300:
        return ""
    line = _TITLE_MARK.sub("", raw, count=1)
    for role in ("teaser", "credit", "dateline", "furniture", "heading"):
        if _matches(line, role):
            return role
    signed = _matches(line, "byline") or "headline" in seen and _NAME_LINE.match(line)
    return "byline" if signed and "body" not in seen else ""


def _by_form(raw, after, attached, seen):
    """The role of a line that no pattern knows, from its length, its last mark and its neighbours."""
    marked, short = bool(_TITLE_MARK.match(raw)), len(raw.split()) < 5
    stopped = _ended(raw) and ("body" in seen or raw[-1] not in "?!")
    if not marked and (not _short(raw) or stopped):
        return "body"
    if not seen & {"headline", "body"}:
        return "headline" if after else "body"
    if after.startswith(raw.rstrip(".")) or len(after) < 300 and _matches(after, "credit"):
        return "caption"
    if "body" not in seen:
        return "heading" if marked or short else "abstract"
    titled = _in_headline_case(raw)
    if titled and not short and after and (attached and not _short(after) or _matches(after, "byline")):
        return "headline"
    if marked or titled or short:
        return "heading"
    return "aside" if after else "body"


def _with_asides(found):
    """A line set apart in sentence case is a caption on a page with credits and teasers, else a heading."""
    pages = {p.item for p in found if p.role in ("credit", "teaser", "furniture")}
    return [replace(p, role="caption" if p.item in pages else "heading") if p.role == "aside" else p for p in found]


def _with_signatures(found, text):
    """What looks like headings after the last paragraph of a file is a signature: it heads no text."""
    last = max((i for i, p in enumerate(found) if p.role in ("body", "abstract")), default=len(found))
    for i, p in enumerate(found):
        if i > last and p.role == "heading":
            found[i] = replace(p, role="byline" if _NAME_LINE.match(text, p.start, p.end) else "furniture")
    return found


def _with_abstracts(found, text):
    """An opening paragraph is an abstract where a heading says so, or where a text in sections says it again later."""
    items = {}
    for i, p in enumerate(found):
        items.setdefault(p.item, []).append(i)
    for own in items.values():
        first = next((i for i in own if found[i].role == "body"), None)
        sections = [i for i in own if found[i].role == "heading"]
        if first is None or not sections:
            continue
        labelled = first - 1 in sections and _ABSTRACT.match(text, found[first - 1].start)
        texts = [text[found[i].start : found[i].end] for i in own if i >= first]
        if labelled or first < sections[0] and _said_again(texts):
            found[first] = replace(found[first], role="abstract")
    return found


def _said_again(texts):
    opening, *rest = (_runs_of_words(text) for text in texts)
    return not opening.isdisjoint(set().union(*rest))


def _runs_of_words(text):
    words = text.split()
    return {tuple(words[i : i + REPEATED]) for i in range(len(words) - REPEATED + 1)}


def _matches(line, role):
    return any(pattern.match(line) for pattern in _patterns(role))


def _ended(raw):
    return bool(_ENDED.search(raw[-12:]))


def _short(raw):
    return len(raw) < 400 and len(raw.split()) <= SHORT


def _in_headline_case(raw):
    long = [word for word in re.findall(r"[^\W\d_]+", raw) if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
