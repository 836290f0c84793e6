"""The page: what in a file is text and what the page has put around it."""

import re
from collections import Counter
from dataclasses import dataclass

from tellings.reading.byline import HANDLE
from tellings.reading.headline import find_articles
from tellings.reading.lines import SMALL, one_break
from tellings.reading.pieces import ARTICLE, FIGURES, below, find_pieces, is_request, neighbours, told
from tellings.reading.roles import mark_article, stand_apart
from tellings.reading.rules import first_role, held

_POSTED = re.compile(r"\d{1,2}:\d\d\s?(?:[AaPp]\.?[Mm]\.?)?\s[·•-]\s")
HALF = 8  # words: a half of a sentence at the foot of a page has no fewer
MANY = 5  # lines: no more stand between its halves
_PICTURE = re.compile(r"(?:Image|Photo|Picture|Video|Slideshow|Gallery)$", re.I)
_HIDES = re.compile(r"(?:hide|toggle) caption$", re.I)
_SEEN = re.compile(r"(?:An?|Two|Three|Four|People|Men|Women|Children|Rows?) [^\"“”«»]{12,}$")


@dataclass(frozen=True)
class Paragraph:
    """A stretch of the raw file with its role, article and run (paragraphs of one run are one text that a page cut)."""

    start: int
    end: int
    role: str = "body"
    item: int = 1
    run: int = 0


def find_paragraphs(text, title=""):
    """The paragraphs of a file in order, each with the role that its form and its place give it.

    In: the text; the title of its article where somebody knows it, else "".
    """
    text = one_break(text)
    pieces = find_pieces(text)
    _mark_running_heads(pieces)
    _mark_posts(pieces)
    _mark_between(pieces, _PICTURES)
    _mark_requests(pieces)
    _mark_between(pieces, _BROKEN_NOTICES)
    if stand_apart(piece for piece in pieces if piece.prose and not piece.short):
        _mark_between(pieces, _BOXES)
    if _are_comments(pieces):
        for piece in pieces:
            piece.role = "furniture"
        return _paragraphs((piece, 1) for piece in pieces)
    found = []
    for item, (article, head) in enumerate(find_articles(pieces, title), 1):
        mark_article(article, head, text)
        found += [(piece, item) for piece in article]
    return _paragraphs(found)


def _paragraphs(pieces):
    """The paragraphs, those that a page break parts with the number of the first of them."""
    found, cut = [], None
    for piece, item in pieces:
        run, role = len(found) + 1, piece.role
        if role == "body" and cut and cut.item == item and SMALL.match(piece.raw):
            role, run = cut.role, cut.run
        start, end = piece.inner if role in ("headline", "heading") else (piece.start, piece.end)
        found.append(Paragraph(start, end, role, item, run))
        if role in ("body", "abstract"):
            cut = None if piece.ended else found[-1]
    return found


# -- What stands between the halves of a paragraph, and what others have posted ---------------------------------------


def _mark_running_heads(pieces):
    """Furniture: page numbers and heads between two halves of a sentence, and the same lines wherever they stand."""
    cuts = list(_cuts(pieces))
    said = Counter(_without_figures(piece) for piece in pieces if piece.short) if cuts else Counter()
    said[""] = 2  # the number of a page is on each
    heads = set()
    for half, between in cuts:
        lines = {_without_figures(head) for head in between}
        if not half.role and (not half.short or any(said[line] > 1 for line in lines)):
            half.role = "body"
            heads |= lines
            for head in between:
                head.role = "furniture"
    for piece in pieces if heads else ():
        if piece.short and not piece.prose and _without_figures(piece) in heads:
            piece.role = "furniture"


def _cuts(pieces):
    """The first halves of sentences that go on in small letters, each with the lines between them."""
    for i, piece in enumerate(pieces):
        if piece.role or piece.mark or piece.ended or piece.words < HALF:
            continue
        between = _loose_below(pieces, i)
        after = below(pieces, i + len(between))
        if between and not after.mark and (after.prose or after.ended) and SMALL.match(after.raw):
            yield piece, between


def _loose_below(pieces, i):
    """The pieces below that are no running text nor the end of a sentence; none where they are many."""
    for k, piece in enumerate(pieces[i + 1 : i + 2 + MANY], i + 1):
        if piece.prose or piece.ended and SMALL.match(piece.raw):
            return pieces[i + 1 : k]
    return []


def _without_figures(piece):
    return FIGURES.sub("", piece.plain).strip()


def _mark_posts(pieces):
    """Quotation: the words of an embedded post, above the line that says whose they are or below name and handle."""
    for i, piece in enumerate(pieces):
        if piece.role == "post":
            piece.role = "credit"
            words = pieces[max(0, i - 3) : i]
            top = next((k for k in range(len(words) - 1, -1, -1) if words[k].gap != 1), len(words) - 1)
            _quote(words[top:])
        elif HANDLE.match(piece.raw) and i and pieces[i - 1].loose:
            end = next((k for k in range(i + 1, min(i + 8, len(pieces))) if _POSTED.match(pieces[k].raw)), None)
            if end is not None:
                _quote(pieces[i + 1 : end])
                for said in (pieces[i - 1], piece, pieces[end]):
                    said.role = "credit"


# What a picture shows, told to those who cannot see it, between a label or button and the caption.
_PICTURES = (
    ("caption", {"named a caption"}),
    ("credit", {"to 8 words", "not ended", "hides a caption"}),
    ("caption", {"label above", "from 4 words", "caption on it"}),
    ("caption", {"furniture above", "tells a picture", "from 4 words", "caption on it"}),
    ("caption", {"furniture above", "hangs", "ended", "credit on it"}),
)

# The rest of a notice that a page has broken, below its first line.
_BROKEN_NOTICES = (("furniture", {"furniture above", "broken off above", "hangs", "goes on"}),)

# A sentence between two buttons or labels, where paragraphs of the text stand apart.
_BOXES = (("furniture", {"furniture above", "hangs", "ended", "furniture on it"}),)


def _mark_between(pieces, rules):
    """What short pieces are by those above and below: the first rule of which all holds, read downwards."""
    for above, piece, after in neighbours(pieces):
        if piece.role or not piece.short:
            continue
        conditions = {
            "label above": _PICTURE.match(above.raw),
            "named a caption": above.opens == "caption" and piece.gap == 1,
            "furniture above": above.role == "furniture",
            "broken off above": not above.ended and above.words >= HALF,
            "hides a caption": _HIDES.match(after.raw) and after.gap == 1,
            "hangs": piece.gap == 1,
            "goes on": SMALL.match(piece.raw),
            "ended": piece.ended,
            "from 4 words": piece.words >= 4,
            "to 8 words": piece.words <= 8,
            "tells a picture": _SEEN.match(piece.raw),
            "caption on it": after.gap == 1 and after.role == "caption",
            "credit on it": after.gap == 1 and after.role == "credit",
            "furniture on it": after.gap == 1 and after.role == "furniture",
        }
        piece.role = first_role(rules, held(conditions))


def _mark_requests(pieces):
    """Furniture: what a page says of itself to its reader, unless so much is said of it that it is the text."""
    asked = []
    for above, piece, after in neighbours(pieces):
        hangs = (piece.gap == 1 and above.role == "furniture") or (after.gap == 1 and after.role == "furniture")
        if not piece.role and is_request(piece.raw, 2 if hangs and piece.short else 3):
            asked.append(piece)
    # Less than half as much text again beside them, and they are what the text is about.
    if 5 * sum(piece.words for piece in asked) <= 3 * told(pieces):
        for piece in asked:
            piece.role = "furniture"


COMMENTS = 3  # answered or counted one by one: a page with fewer may hold something else


def _are_comments(pieces):
    """Whether a page holds comments alone: its text comes in parts that a button such as "Reply" ends, the first no
    longer than others, each below its day or all below a label such as "Comments", and nobody signs."""
    parts, said, days, labelled = [], 0, 0, False
    for piece in pieces:
        if piece.opens == "reply" and said:
            parts.append(said)
            said = 0
        labelled |= piece.opens == "comments" and not parts and said < ARTICLE
        days += piece.dated
        said += piece.told
    if len(parts) < COMMENTS or not (labelled or 2 * days >= len(parts)) or any(p.role == "byline" for p in pieces):
        return False
    return max(parts[0], said) <= max(ARTICLE, 2 * sorted(parts)[len(parts) // 2])


def _quote(pieces):
    for piece in pieces:
        if piece.role in ("", "furniture", "teaser"):
            piece.role = "quotation"
