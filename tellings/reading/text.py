"""Text: a source as paragraphs with roles, sentences and words, each a list of tuples."""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from tellings.case.files import word_list
from tellings.reading.lines import drop_cap, one_break
from tellings.reading.page import find_paragraphs

SPAN = ["source", "start", "end", "text"]
# Characters that a reader does not see, but that move, hide or turn round what is seen: controls but tab and line feed,
# joiners and spaces of no width, marks of direction, byte-order marks.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
TEXT_ROLES = ("headline", "abstract", "body", "quotation")
# Accents and the like that follow their letter as characters of their own, as macOS and PDF files write them.
MARKS = "".join(mark for mark in map(chr, range(0x300, 0x10000)) if unicodedata.category(mark)[0] == "M")
_LETTER = re.compile(rf".[{MARKS}]*", re.S)
_RUN = rf"[^\W_]+(?:[{MARKS}][^\W_]*)*"

_ABBREVIATIONS = {row["abbreviation"]: row["before"] for row in word_list("reading", "abbreviations")}
_NORMAL = {row["form"]: row["normal"] for row in word_list("reading", "normal_forms")}
_NORMALS = frozenset(_NORMAL.values())
_LISTED = word_list("reading", "sentence_words")
_STARTERS, _NAMELIKE, _CUES, _CRIES, _ZONES = (
    "|".join(row["word"] for row in _LISTED if row["list"] == name)
    for name in ("starter", "starter before a small letter", "cue", "cry", "after an hour")
)

_EDGE = rf"\b(?![{MARKS}])"
_CAPITAL = r"[^\W_a-zß-öø-ÿ]"
_OPENERS, _CLOSERS = "\"'`“‘«„‚»›‹‟(\\[*_", "\"'”’»“‘«›‹)\\]*_†‡"
# What points to a note stands directly behind the stop: [1], [citation needed], (3), ², and 1 behind a word.
_NOTE = (
    r"(?:\[[^\[\]\n]{1,20}\]|\(\d{1,3}\)|[¹²³⁰⁴-⁹]{1,4}"
    r"|(?:(?<=[a-z]{3}[.!?])|(?<=[.!?][”\"’]))\d{1,3}(?:[,–-]\d{1,3}){0,5})*"
)
# Marks stand apart from the words in French and where a typist set blanks inside.
_BOUNDARY = re.compile(rf"[.!?…][{_CLOSERS}]*(?:[ \xa0][”»])?{_NOTE}\s+(?=[{_OPENERS}]*(?:[“„«][ \xa0])?{_CAPITAL})")
_INITIALS = re.compile(rf"(?:[^\W\d_][{MARKS}]*\.)+")
_STARTER = rf"[\"“‘']?(?:(?:{_STARTERS}){_EDGE}|(?:{_NAMELIKE})[ ,][ a-z])"
# What follows an abbreviation within its sentence, by what it stands before (abbreviations.csv).
_GOES_ON = {
    kind: re.compile(pattern).match
    for kind, pattern in {
        "name": "",
        "number": r"[(\[]*(?:\d|[IVXLC]+\b)",
        "time": rf"(?:{_ZONES})\b|[(\[]",
        "firm": rf"(?!{_STARTER})(?!(?!\w+day\b)[A-Z][a-z]+ [a-z])",
        "any": rf"(?!{_STARTER})",
    }.items()
}
_SMALL_IN_NAMES = r"(?:de|la|da|do|dos|van|von|der|den|al|bin|ibn|el)\s+"
_NAME_PART = rf"(?:{_SMALL_IN_NAMES}){{0,2}}{_CAPITAL}[\w{MARKS}.'’-]{{0,30}}"
_CUE_AFTER = re.compile(
    # "Why?" Nobody answered: a word that begins a sentence is no name, but a pronoun may be the speaker.
    rf"(?!(?!(?:He|She|They|We|I|The)\b)(?:{_STARTERS}){_EDGE})"
    rf"(?:{_NAME_PART}\s+){{0,3}}{_NAME_PART}(?:,[^,.!?\n]{{1,60}},)?\s+(?:(?:\w{{2,15}}ly|then|also|later|once|had|has)\s+){{0,2}}"
    rf"(?:(?:{_CUES})\b|(?:{_CRIES})\b(?!\s+(?:an?|the|that|his|her|their|its|on|how|what|why|whether)\b))"
)
_WORD = re.compile(rf"(?:[^\W_][{MARKS}]*\.){{2,}}|{_RUN}(?:(?:['’.,:/&+‑-]|\u00ad){_RUN})*")
_STAR = re.compile(r"((?<!\.)['’.,:/&+‑-]*)\*")
_CLOSING = "\"”’'»“«‹›"
_LINK_TARGET = re.compile(r"\]\([^()\s]{0,2000}\)")


def clean(raw):
    """The words of a raw stretch as one line: page breaks healed, white space folded."""
    return " ".join(re.sub(r"\n[ \t]*\n#[^\n]*\n|\n>[> ]*", " ", one_break(raw)).split())


def around(text, start, end, width):
    """The words before and behind a stretch of a raw text, so many characters a side."""
    return clean(text[max(0, start - 3 * width) : start])[-width:], clean(text[end : end + 3 * width])[:width]


def composed(text):
    """The text with each accent and its letter as one character, and the function that gives an offset in the file.

    For patterns that know a letter only as one character; what they find has its offsets in the text as it stands.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, lambda offset: offset
    parts, offsets = [], []
    for letter in _LETTER.finditer(text):
        parts.append(unicodedata.normalize("NFC", letter[0]))
        offsets += [letter.start() + extra for extra in range(len(parts[-1]))]
    offsets.append(len(text))
    return "".join(parts), offsets.__getitem__


def paragraph_rows(source):
    """The paragraphs of a source: (start, end, text, number, item, role), see tables.paragraphs."""
    text = source.text
    return [
        (p.start, p.end, _whole(clean(text[p.start : p.end]), drop_cap(text, p.start)), number, p.item, p.role)
        for number, p in enumerate(_paragraphs(text, source.title), 1)
    ]


def sentence_rows(source):
    """The sentences of a source: (start, end, text, id, paragraph, item, role), see tables.sentences."""
    return _sentences(source.id, source.text, source.title)


def word_rows(source):
    """The words of a source: (start, end, text, normal form, sentence, item, role), see tables.words."""
    text, found, rows = source.text, sentence_rows(source), []
    for i, (start, end, _, name, _, item, role) in enumerate(found):
        # A running head that stands in a sentence which a page cuts has words of its own.
        inner = [row[:2] for row in found[i + 1 : i + 9] if row[0] < end]
        for s, e in _outside(word_spans(text, start, end), inner):
            word = text[s:e] if text[s:e].isprintable() else "".join(text[s:e].split())
            rows.append((s, e, word, normal_form(word), name, item, role))
    return rows


def word_spans(text, start=0, end=None):
    """The (start, end) of every word in a stretch of text, Markdown link targets left out."""
    end = len(text) if end is None else end
    targets = [m.span() for m in _LINK_TARGET.finditer(text, start, end)]
    spans = [m.span() for m in _WORD.finditer(text, start, end)]
    if len(spans) > 1 and drop_cap(text, start) and spans[0][1] - spans[0][0] == 1:
        spans[:2] = [(spans[0][0], spans[1][1])]
    return _outside(spans, targets)


def asked_words(term):
    """The words of a term as somebody types it, marks around them left off.

    Out: (normal form, whether it is the beginning of one, as typed) a word. A star behind a word, or behind a mark that
    stands inside one ("9/11-*"), makes it a beginning.
    """
    found = []
    for start, end in word_spans(term):
        typed = term[start:end]
        form = typed.lower() if typed.lower() in _NORMALS else normal_form(typed)
        star = _STAR.match(term, end)
        found.append((form + (star[1] if star else ""), bool(star), typed + (star[0] if star else "")))
    return found


def _whole(healed, cap):
    """The words of a stretch that begins with so many characters of a drop cap, as one word with what it begins."""
    return healed[:cap] + healed[cap:].lstrip() if cap else healed


def _outside(spans, holes):
    """The spans that do not begin in one of the holes; both in text order."""
    if not holes:
        return spans
    first = [a for a, _ in holes]
    before = [bisect_right(first, a) - 1 for a, _ in spans]
    return [span for span, i in zip(spans, before) if i < 0 or span[0] >= holes[i][1]]


def normal_form(token):
    """The form under which a word is counted: lower case, straight apostrophe, no possessive, one form of a country.

    An accent is one character with its letter here, however the file writes it.
    """
    token = token if token.isascii() else unicodedata.normalize("NFC", token)
    token = token.replace("’", "'").replace("\u00ad", "").rstrip(".")
    token = token[:-2] if token.endswith("'s") else token
    return _NORMAL.get(token) or token.lower()


@lru_cache(maxsize=256)
def _sentences(name, text, title):
    """Rows (start, end, text, id, paragraph, item, role) in order of their first character."""
    runs = {}
    for p in _paragraphs(text, title):
        runs.setdefault(p.run, []).append(p)
    found = [(*span, parts[0]) for parts in runs.values() for span in _split(text, parts)]
    found.sort(key=lambda row: row[0])
    # Lists of sentence ids are written with blanks between, so an id has none.
    name = "_".join(name.split())
    rows, count, headings = [], 0, 0
    for start, end, healed, p in found:
        if p.role == "heading":
            headings += 1
            label = f"{name}-{count + 1:02d}h{headings if headings > 1 else ''}"
        else:
            headings, count = 0, count + 1
            label = f"{name}-{count:02d}"
        rows.append((start, end, healed, label, p.run, p.item, p.role))
    return tuple(rows)


def _split(text, parts):
    """The sentences (start, end, healed text) of one run of paragraphs that a page may have cut."""
    joined = " ".join(text[p.start : p.end] for p in parts).replace("\n> ", "\n  ")
    raw = _raw_offsets(parts)
    starts, edges = [0], []
    for m in _BOUNDARY.finditer(joined):
        if not _inside(joined, m):
            edges.append(m.end() - len(m[0]) + len(m[0].rstrip()))
            starts.append(m.end())
    edges.append(len(joined))
    cap = drop_cap(joined)
    for start, end in zip(starts, edges):
        healed = _whole(" ".join(joined[start:end].split()), 0 if start else cap)
        if healed:
            yield raw(start), raw(end - 1) + 1, healed


def _inside(joined, m):
    """Whether a mark that could end a sentence stands inside one: an abbreviation, an initial, a quoted question; or
    behind the number of a paragraph."""
    mark = m.start()
    if joined[:mark].isdigit():
        return True
    if joined[mark] == "." and joined[mark - 1 : mark] != ".":
        kind = _abbreviated(joined[max(0, mark - 20) : mark + 1].split())
        return bool(kind) and bool(_GOES_ON[kind](joined, m.end()))
    return any(c in _CLOSING for c in m[0]) and bool(_CUE_AFTER.match(joined, m.end()))


def _abbreviated(words):
    """What the abbreviation at the end of these words stands before (a key of _GOES_ON); "" for another word."""
    token = words[-1].lstrip("(\"'“‘[")
    # Lt.-Col. is known by its last part, MS. as Ms.
    parts = token, token.rpartition("-")[2], token.capitalize() if token.isupper() else token
    kind = next((_ABBREVIATIONS[part] for part in parts if part in _ABBREVIATIONS), "")
    if kind == "month":
        return "number" if words[-2:-1] and words[-2][0].isdigit() else "any"
    return kind or ("any" if _INITIALS.fullmatch(token) else "")


def _raw_offsets(parts):
    """The function that gives the raw offset of a character of the joined run."""
    places, place = [], 0
    for p in parts:
        places.append(place)
        place += p.end - p.start + 1

    def raw(position):
        i = bisect_right(places, position) - 1
        return min(parts[i].start + position - places[i], parts[i].end)

    return raw


@lru_cache(maxsize=256)
def _paragraphs(text, title):
    """The paragraphs of a file, roles given; `run` is the number of the first of those that a page break parts."""
    return tuple(find_paragraphs(text, title))


def forget():
    """Drop the sentences and paragraphs kept for reuse, so that memory does not grow with the number of texts read."""
    _sentences.cache_clear()
    _paragraphs.cache_clear()
