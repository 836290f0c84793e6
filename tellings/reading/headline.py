"""The articles of a file: where each begins, and which line is its headline."""

import re
from dataclasses import dataclass
from itertools import takewhile

from tellings.reading.byline import of_the_press
from tellings.reading.pieces import Piece, below
from tellings.reading.roles import ARTICLE, NEAR, REACH, STANDFIRST, mark_links

_PATH = re.compile(r"\s[>›»|/]\s")
_RUNNING = re.compile(r"\S(?: {4}|\t)")
_SPOKEN = re.compile(r"[\"“‘«„]|[^:]{1,40}:\s")


def find_articles(pieces, title):
    """The pieces of each article in a file, and the place of its headline among them; None where it has none."""
    head = _headline(pieces, title)
    first = 0 if head is None else head + 1
    mark_links(pieces, first)
    begins, text, bare = [0], 0, True
    for i in range(first, len(pieces)):
        piece = pieces[i]
        if text >= ARTICLE and _begins_article(pieces, i, begins[-1] or head or 0, pieces[head or 0].mark, bare):
            begins.append(i)
            text, bare = 0, True
        text += piece.words if piece.prose else 0
        bare &= not piece.role
    for begin, end in zip(begins, [*begins[1:], len(pieces)]):
        yield pieces[begin:end], head if begin == 0 else 0


POINT = 8  # words: a point that sums a text up has no fewer
NOTICE = 80  # words of running text above a headline: a notice of the page has no more

# Points for being the headline; the piece with the most is it.
_SIGNS = (
    (8, lambda at: at.named and at.place > 0),
    (1, lambda at: at.named and at.place == 0),
    (4, lambda at: at.piece.role == "title" or at.piece.mark == 1),
    (2, lambda at: at.piece.mark > 1),
    (3, lambda at: at.signed),
    (2, lambda at: at.dated),
    (2, lambda at: 4 <= at.piece.words <= 25),
    (1, lambda at: 6 <= at.piece.words <= 25),
    (-2, lambda at: at.piece.words < 3 and (at.place > 0 or at.menu_below)),
    (2, lambda at: at.place == 0 and not at.menu_below),
    (1, lambda at: at.named_below),
    (2, lambda at: at.said_above),
    (1, lambda at: at.text_below),
    (-1, lambda at: at.piece.ended),
    (-2, lambda at: at.piece.ended and at.piece.words > 12),
    (-1, lambda at: at.piece.ended and not at.signed and at.piece.raw[-1] not in "?!"),
    (-3, lambda at: at.piece.raw[-1] in ":,;"),
    (-2, lambda at: bool(_PATH.search(at.piece.raw))),
    (-2, lambda at: at.path_below),
    (-4, lambda at: bool(_RUNNING.search(at.piece.raw))),
    (-6, lambda at: at.place == 0 and _is_masthead(at.piece)),
)


@dataclass
class _Place:
    """A piece that may be the headline, and what speaks for it."""

    place: int
    piece: Piece
    named: bool  # it is the title that the card has
    signed: bool  # a writer is named below it
    dated: bool
    close: bool  # no more than a standfirst parts it from its writer or its day
    said_above: bool  # the page has it in its path or its menu too
    text_below: bool
    menu_below: bool
    named_below: bool  # by a name alone
    path_below: bool  # which stands above a headline

    @property
    def certain(self):
        return self.named or self.signed or self.dated

    @property
    def points(self):
        return sum(points for points, holds in _SIGNS if holds(self))


def _headline(pieces, title):
    """The place of the headline of the first article, None where the file has none."""
    found = _candidates(pieces, title)
    # Of equal titles in Markdown the first heads all, of equal lines the last stands next to the text.
    best = max(found, key=lambda at: (at.points + at.close, -at.place if at.piece.mark else at.place), default=None)
    if best is None or best.points + best.close < 1:
        return None
    above = (at for at in found if at.place < best.place and at.piece.plain == best.piece.plain)
    best = next((at for at in above if _signs(pieces[at.place + 1 : best.place])), best)
    return _top(pieces, found, best)


def _candidates(pieces, title):
    """The pieces that may be the headline, each with what speaks for it; those below a notice only with a sure sign."""
    wanted = Piece(0, 0, 0, title, 0, False).plain
    most = min(NOTICE, sum(piece.words for piece in pieces if piece.prose) / 2)
    found, above, best = [], 0, 0
    for i, piece in enumerate(pieces[:-1]):
        # A file without a card has its first line for a title, whatever that is.
        named = bool(wanted) and piece.plain == wanted and (i > 0 or not piece.role)
        if named or above <= most and _can_be_headline(pieces, i):
            at = _place(pieces, i, named)
            if named or _fits(pieces, at, above, best) and (most or i == 0 or piece.mark or at.certain):
                found.append(at)
                best = best if piece.ended else max(best, at.points)
        above += piece.words if piece.prose else 0
        if above > most and not wanted:
            break
    return found


def _top(pieces, found, best):
    """The place of the first line of a headline: its standfirst hangs on it, and titles in capitals are a row."""
    capitals = best.piece.raw.isupper()
    fits = [at for at in found if at.points >= best.points - 1 or capitals and at.points > 0 and at.piece.raw.isupper()]
    rivals, top = {at.place for at in fits}, best.place
    while (above := _next_above(pieces, top)) in rivals and _is_standfirst(pieces[top], pieces[above]):
        top = above
    # A standfirst and points say more than a link does; a longer run of short lines is a list of links above it.
    points = best.place - top < 2 * NEAR and all(piece.words >= POINT for piece in pieces[top : best.place + 1])
    return top if points or best.place - top < NEAR else best.place


def _next_above(pieces, i):
    """The line above, a notice of the page between them passed over: "This article is more than a year old"."""
    between, above = pieces[i - 1], pieces[i - 2]
    notice = between.role == "furniture" and between.gap == 1 and min(between.words, above.words) > NEAR
    return i - 2 if notice else i - 1


def _signs(between):
    """Whether the writer stands between two lines of the same words: the page says its headline again below him."""
    return any(piece.role == "byline" or piece.signed for piece in between[:REACH])


def _is_standfirst(piece, above):
    capitals = piece.gap == 2 and piece.raw.isupper() and above.raw.isupper()
    return (piece.gap == 1 or capitals) and above.words <= 2 * piece.words and (piece.ended or not above.ended)


def _can_be_headline(pieces, i):
    piece = pieces[i]
    if piece.role not in ("", "title") or not piece.short and not piece.mark or piece.item:
        return False
    return piece.mark or not piece.ended or piece.raw[-1] in "?!" or piece.words <= 20 and piece.raw[0] not in '"“‘'


def _fits(pieces, at, above, best):
    """Whether a piece can be the headline with what stands above it.

    Running text there is a notice of the page, which only a sure sign of the headline below can tell. A short sentence
    is a title where a writer or a day follows, or longer text, and nobody says it.
    """
    if above or at.piece.ended and at.certain:
        return at.certain and not (at.menu_below and at.piece.ended) and at.points >= best + 3 * bool(above)
    if not at.piece.ended:
        return True
    after = below(pieces, at.place)
    longer = at.place < NEAR and at.piece.words <= 12 and after.words >= 20 and after.prose
    return not _SPOKEN.match(at.piece.raw) and (at.piece.raw[-1] in "?!" or longer)


def _place(pieces, i, named):
    reach = list(_reach(pieces, i))
    roles = {piece.role for piece in reach}
    after = pieces[i + 1 : i + 1 + NEAR]
    head = takewhile(lambda piece: piece.role not in ("byline", "dateline"), after)
    plain = pieces[i].plain
    above = [piece.plain for piece in pieces[max(0, i - 40) : i]] if pieces[i].words > 3 else []
    return _Place(
        place=i,
        piece=pieces[i],
        named=named,
        signed="byline" in roles or "office" in {piece.signed for piece in reach},
        dated="dateline" in roles,
        close=not {"byline", "dateline"}.isdisjoint(piece.role for piece in after[:3]),
        said_above=any(line.endswith(plain) or line.startswith(plain) for line in above),
        text_below=any(piece.prose and piece.words >= 12 for piece in reach[:NEAR]),
        menu_below=sum(piece.role == "furniture" or piece.loose and piece.words < 3 for piece in head) > 1,
        named_below="name" in {piece.signed for piece in after[:3]},
        path_below=any(piece.role == "furniture" and _PATH.search(piece.raw) for piece in after[:2]),
    )


def _reach(pieces, i):
    """The pieces below a headline among which its writer and its day stand: no further than the first long text."""
    said = 0
    for piece in pieces[i + 1 : i + 1 + REACH]:
        yield piece
        said += piece.prose
        if said > 2 or piece.prose and piece.words > STANDFIRST:
            return


def _begins_article(pieces, i, head, mark, bare):
    """Whether the headline of another article stands here, below the text of one."""
    piece, after = pieces[i], below(pieces, i)
    if not _may_begin(piece, pieces[i - 1]) or not any(other.prose for other in pieces[i + 1 : i + 8]):
        return False
    if _text_below(pieces, i) < ARTICLE:
        return False
    if piece.mark:
        return piece.mark == mark == 1
    signed = "byline" in {other.role for other in pieces[i + 1 : i + 3]}
    dated = piece.gap > 1 and after.role == pieces[head + 1].role == "dateline"
    capitals = bare and piece.titled and piece.words > 4 and piece.gap > 1 == after.gap and not after.short
    return piece.words > 3 and (signed or dated or capitals)


def _may_begin(piece, above):
    """Whether a line can be the headline of another article: it is no item of a list, and no link or label is above."""
    if above.role == "teaser" or above.loose or not piece.loose:
        return False
    return not piece.item and piece.raw[-1] != ":" and (piece.mark or 3 <= piece.words <= 25)


def _is_masthead(piece):
    """Whether a line is the name of a newspaper: "THE ALDER DAILY COURIER"."""
    words = piece.raw.split()
    return words[0].lower() == "the" and len(words) <= 6 and piece.titled and of_the_press(words[-1])


def _text_below(pieces, i):
    """The words of running text among the pieces below, counted as far as an article needs."""
    return sum(piece.words for piece in pieces[i + 1 : i + 20] if piece.prose)
