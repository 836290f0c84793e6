"""The pieces of a page: a line or a joined paragraph, with what it says by itself, whatever stands around it."""

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from tellings.case.files import word_list
from tellings.reading.byline import read_line
from tellings.reading.lines import TAIL, ended, find_lines
from tellings.reading.rules import held

REACH = 12  # pieces below a headline among which its writer and its day stand
NEAR = 4  # pieces: what stands no further above a headline can be its date or its picture
ARTICLE = 40  # words: an article in the file has no fewer
STANDFIRST = 45  # words: it has no more
NAMED = frozenset(("byline", "dateline"))  # the roles that tell a headline from other lines
SHORT = 25  # words: a line of more is running text even where its full stop is lost
LONG = 40  # words: a line with more is no button, label or credit
SHOUTED = 80  # characters: a sentence in capitals that is no longer is a title
SEEN = 1000  # characters: what patterns look at; a longer line is running text
LEAST, FOOT = 10, 160  # characters: before a credit in a caption; of the end of a line in which it stands
FIGURES = re.compile(r"\d[\d.,:/–-]*")  # a number, a clock, a date as one
# How high a title in Markdown stands, 1 the highest; bold letters are a title in the text.
LEVELS = {"**": 3, "__": 3, **{"#" * level: level for level in range(1, 7)}}
_MARK = re.compile(r"(#{1,6})\s+(?P<words>[^\s#].*)", re.S)
_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*_\n]{2,120})\1$")
_CREDIT_AFTER = re.compile(r"(?<=[.!?])\s+(?=\S[^.!?]{0,80}$)")
_FIELD = re.compile(r"[^\W\d_a-z][\w ]{1,25}:\s\S")
_LONG = re.compile(r"[^\W\d_]{4,}")  # the words that a title in English begins with a capital
_ITEM = re.compile(r"[-*•·–]\s|\d{1,2}[.)]\s")
_LETTERS = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[\s|/,·•»›>–—-]+")
_ADDRESS = re.compile(
    r"\b(?:you|your|yours|us|our|we|here|please)\b|(?:^|[.!?–—] )(?:Sign|Subscribe|Follow|Download|Get|Join|Visit|Add|"
    r"Notify|Save|Find|Submit|Send|Share|Support|Like|Don['’]t|Read|See|Check|Enter|Create|Sorry)\b|\bby e-?mail\b",
    re.I,
)
_SAID = re.compile(r"[\"“”«»]|\b(?:said|says|told|according|wrote|asked|announced|reported|warned)\b", re.I)
_GLUED = re.compile(r"[a-z]{5}[A-Z][a-z]{5}|[A-Z]{4}[A-Z][a-z]{4}")
_MENU_WORDS = frozenset(row["word"] for row in word_list("reading", "menu_words"))
_BESIDE = frozenset(("a", "and", "the", "in", "to", "of", "for", "on", "your", "up", "now", "here", "&", "+", ""))


@dataclass
class Piece:
    """A stretch of the page; `role` is "" as long as only its neighbours can tell it."""

    start: int
    end: int
    gap: int  # line breaks before it
    raw: str  # its first characters
    words: int
    ended: bool  # as a sentence is
    mark: int = 0  # of a title in Markdown: 1 to 6
    inner: tuple = (0, 0)  # where its words begin and end without that mark
    role: str = ""
    opens: str = ""  # what stands below it: links, comments, points, post …
    dated: bool = False
    labelled: bool = False  # its date: "Published …"
    signed: str = ""  # the form of its byline: by, office or name

    def __post_init__(self):
        self.short = self.words <= SHORT and self.end - self.start < 400
        # A sentence, or more words than a heading has.
        self.said = not self.mark and (not self.short or self.ended and self.words > 3)

    @property
    def prose(self):
        """Running text, as far as its role is known."""
        return self.said if not self.role else self.role == "body"

    @property
    def told(self):
        """Its words where it is running text."""
        return self.words * self.prose

    @property
    def loose(self):
        """A few words without a full stop, of which nothing is known."""
        return not self.role and not self.said

    @cached_property
    def item(self):
        return bool(_ITEM.match(self.raw))

    @cached_property
    def titled(self):
        """Whether it is written as English headlines are: Long Words With Capitals."""
        long = _LONG.findall(self.raw)
        return bool(long) and sum(word[0].isupper() for word in long) >= 0.75 * len(long)

    @cached_property
    def signs(self):
        """What it says by itself, as names of conditions; a rule asks for these and for what stands around it."""
        conditions = {
            "marked": self.mark,
            "section": self.mark > 1,
            "short": self.short,
            "ended": self.ended,
            "item": self.item,
            "numbered": self.item and self.raw[0].isdigit(),
            "titled": self.titled,
            "capitals": self.raw.isupper(),
            "small letter": self.raw[0].islower(),
            "quotes": self.raw[0] in '"“‘',
            "asks": self.raw[-1] in "?!",
            "leads on": self.raw[-1] in ":,;",
            "bracketed": self.raw[-1] == ")",
            "field": _FIELD.match(self.raw),
            "hangs": self.gap == 1,
            "apart": self.gap > 1,
        }
        return _lengths(self.words) | held(conditions)

    @cached_property
    def plain(self):
        """Its letters and digits, to compare it with another."""
        return " ".join(_LETTERS.findall(self.raw.casefold()))


@cache
def _lengths(count):
    """What the number of a piece's words says."""
    conditions = {f"from {words} words": count >= words for words in (3, 4, 5, 6)}
    conditions |= {f"to {words} words": count <= words for words in (4, 5, 7, 8, 11, 12, 14, 20, 25)}
    return frozenset(held(conditions))


NOTHING = Piece(0, 0, 0, " ", 0, False, role="nothing")  # what stands below the last piece


def below(pieces, i):
    """The piece below one, NOTHING below the last."""
    return pieces[i + 1] if i + 1 < len(pieces) else NOTHING


def neighbours(pieces):
    """Each piece with the one above and the one below it, NOTHING at the ends."""
    return zip([NOTHING, *pieces], pieces, [*pieces[1:], NOTHING])


def told(pieces):
    """The words of running text in some pieces."""
    return sum(piece.told for piece in pieces)


def find_pieces(text):
    """The pieces of a page in order, roles given where the form of the piece is enough."""
    found = []
    for start, end, gap, hint in find_lines(text):
        cut = _credit_at(text, start, end) if not hint else None
        if cut:
            found.append(_piece(text, start, cut[0], gap, "caption"))
            start, gap = cut[1], 0
        found.append(_piece(text, start, end, gap, hint))
    return found


def _credit_at(text, start, end):
    """Where in a line a caption ends and its credit begins."""
    match = _CREDIT_AFTER.search(text, max(start, end - 100), end)
    return match.span() if match and by_pattern(text[match.end() : end])[0] == "credit" else None


def _piece(text, start, end, gap, hint):
    mark = _MARK.match(text, start, end) or _BOLD.match(text, start, end) if not hint else None
    first, last = mark.span("words") if mark else (start, end)
    raw = text[first : min(last, first + SEEN)]
    # A short line that ends in a stop is no sentence where it is an old newspaper's title, or a link that is cut off.
    title = end - start < SHOUTED and (raw.isupper() or raw.endswith(("...", "…")))
    stop = ended(text[max(start, end - TAIL) : end]) and not title
    level = LEVELS[mark[1]] if mark else 0
    piece = Piece(start, end, gap, raw, _count(raw), stop, level, (first, last), hint)
    if not hint and end - start <= SEEN:
        _read(piece)
    return piece


def _count(raw):
    """The words of a piece; scripts that part them by no spaces have one to about two letters."""
    unparted = 0 if raw.isascii() or max(raw) < "\u2e80" else sum(letter > "\u2e80" for letter in raw) // 2
    return max(len(raw.split()), unparted)


def _read(piece):
    """What the form of a piece says of it: a pattern of the list, a date, a writer."""
    piece.role, piece.opens = by_pattern(piece.raw.lstrip("♦►▸▶■▪★☛⇒→ ") or piece.raw)
    # A paste runs the names of buttons together: names of firms have no two such long parts.
    glued = len(piece.raw) < 100 and _GLUED.search(piece.raw)
    if not piece.role and piece.words <= SHORT and not piece.ended and (glued or is_menu(piece.raw)):
        piece.role = "furniture"
    said = piece.ended and piece.words > 14 and not piece.raw.endswith(("a.m.", "p.m."))
    if piece.role in ("caption", "credit", "post") or piece.words > SHORT or said:
        return
    dateline, byline = read_line(piece.raw)
    piece.dated, piece.signed = bool(dateline and dateline.problem != "label"), byline.form if byline else ""
    piece.labelled = bool(dateline and dateline.label)
    if piece.signed == "by" or piece.dated:
        piece.role = "byline" if piece.signed == "by" else "dateline"


@lru_cache(maxsize=4096)
def by_pattern(raw):
    """The role of a line by the first pattern of the list that it matches, and what it opens; "" for none."""
    for pattern, role, opens in _patterns("start", _initial(raw), raw.count(" ") > LONG):
        if pattern.match(raw):
            return role, opens
    ends = ("bracket", "end") if raw.rstrip(".")[-1:] in (")", "]") else ("end",)
    for pattern, role, opens in (row for at in ends for row in _patterns(at)):
        if pattern.search(raw, max(LEAST, len(raw) - FOOT)):
            return role, opens
    return "", ""


def is_note(raw):
    """Whether a sentence speaks of the writer or the article: below a text it is a note, before that one of its own."""
    return len(raw) < SEEN and any(pattern.match(raw) for pattern, *_ in _patterns("note", _initial(raw)))


def _initial(raw):
    """The first character of a line where any pattern names it among those that a line can begin with."""
    return raw[0].lower() if raw[0].lower() in _INITIALS else "other"


_INITIALS = frozenset(letter for row in word_list("reading", "furniture") for letter in row["begins"])


@cache
def _patterns(at, initial="", long=False):
    """The patterns of one place in a line, each with its role and what it opens, that a line can match at all.

    In: the first character of the line; whether it is longer than any pattern that says how a line ends.
    """
    fits = [row for row in _rows() if row[0] == at and (not row[1] or initial in row[1])]
    return [row[2:] for row in fits if not (long and row[2].pattern.endswith("$"))]


@lru_cache(maxsize=4096)
def is_menu(raw):
    """Whether a line is made of names of sections and buttons: one to three, or half of a longer line in capitals."""
    words = [word.strip("()[]:.!…'’\"") if len(word) > 4 else word for word in _PARTS.split(raw[:200].lower())]
    words = [word for word in words if word not in _BESIDE and not word[0].isdigit()]
    named = [word for word in words if word in _MENU_WORDS]
    if len(words) <= 3:
        return bool(words) and len(named) == len(words)
    capitals = sum(word[0].isupper() for word in raw.split())
    return len(named) >= max(3, len(words) / 2) and capitals >= 0.7 * len(raw.split()) and not ended(raw)


def is_request(raw, enough=3):
    """Whether a line speaks of the page itself to its reader: of newsletters, accounts, comments; nobody is quoted."""
    if not _ADDRESS.search(raw) or _SAID.search(raw):
        return False
    return sum({match[0].lower(): int(match.lastgroup[1:]) for match in _requests().finditer(raw)}.values()) >= enough


@cache
def _requests():
    """One pattern for what sites say to their readers; the name of the group holds its points."""
    rows = word_list("reading", "request_words")
    groups = {points: "|".join(row["pattern"] for row in rows if row["points"] == points) for points in ("3", "2", "1")}
    return re.compile(r"\b(?:" + "|".join(f"(?P<p{points}>{words})" for points, words in groups.items()) + r")\b", re.I)


@cache
def _rows():
    return [
        (row["at"], row["begins"], re.compile(row["pattern"]), row["role"], row["opens"])
        for row in word_list("reading", "furniture")
    ]
