"""The articles of a file: where each begins, and which line is its headline."""

import re
from dataclasses import dataclass
from itertools import takewhile

from tellings.reading.byline import known_name, of_the_press
from tellings.reading.imprint import INSTITUTION
from tellings.reading.pieces import ARTICLE, NAMED, NEAR, REACH, STANDFIRST, Piece, below, told
from tellings.reading.rules import any_rule, held

_PATH = re.compile(r"(?<=[^\W\d_])\s[>›»|/]\s")
_COLUMNS = re.compile(r"\S(?: {4}|\t)")
# Above the line that dates a press release stands who sends it.
_RELEASE = re.compile(
    r"\W*(?:(?:press|news|media) release|(?:not )?(?:for )?(?:immediate )?release|.{0,9}embargo(?:ed)?)\b", re.I
)
_SPOKEN = re.compile(r"[\"“‘«„]|[^:]{1,40}:\s")


def find_articles(pieces, title):
    """The pieces of each article in a file, and the place of its headline among them; None where it has none."""
    head = _headline(pieces, title)
    first, top = 0 if head is None else head + 1, head or 0
    mark_links(pieces, first)
    begins, text, bare = [0], 0, True
    for i in range(first, len(pieces)):
        piece = pieces[i]
        if text >= ARTICLE and _begins_article(pieces, i, begins[-1] or top, pieces[top].mark, bare):
            begins.append(i)
            text, bare = 0, True
        text += piece.told
        bare &= not piece.role
    for begin, end in zip(begins, [*begins[1:], len(pieces)]):
        yield pieces[begin:end], head if begin == 0 else 0


POINT = 8  # words: a point that sums a text up has no fewer
NOTICE = 80  # words of running text above a headline: a notice of the page has no more

# Points for being the headline; the piece with the most is it.
_SIGNS = (
    (8, {"on the card", "not first"}),
    (1, {"on the card", "first"}),
    (4, {"title"}),
    (2, {"section"}),
    (3, {"signed"}),
    (2, {"dated"}),
    (2, {"from 4 words", "to 25 words"}),
    (1, {"from 6 words", "to 25 words"}),
    (-2, {"not from 3 words", "not first"}),
    (-2, {"not from 3 words", "first", "menu below"}),
    (-2, {"not from 3 words", "first", "not menu below", "sure"}),
    (2, {"first", "not menu below"}),
    (1, {"name below"}),
    (6, {"entry"}),
    (2, {"said above"}),
    (1, {"text below"}),
    (-1, {"ended"}),
    (-4, {"ended", "not to 12 words"}),
    (-1, {"ended", "not signed", "not asks"}),
    (-3, {"leads on"}),
    (-4, {"small letter"}),
    (-2, {"path"}),
    (-2, {"path below"}),
    (-4, {"columns"}),
    (-1, {"bracketed"}),
    (-2, {"among buttons", "not sure"}),
    (-4, {"field", "among fields"}),
    (-6, {"masthead", "first"}),
    (-5, {"institution"}),
    (-4, {"release below"}),
    (-4, {"a person"}),
)

# What can be a headline by itself, where nothing is known of it: any row of which all holds.
_CAN_BE = ({"marked"}, {"short", "not ended"}, {"short", "asks"}, {"short", "to 20 words", "not quotes"})

# What can be one with what stands above and below it: any row of which all holds. Running text above is a notice of the
# page, which only a sure sign of the headline tells. A short sentence is a title where a writer or a day follows, or
# longer text, and nobody says it.
_FITS = (
    {"sure", "best", "not ended"},
    {"sure", "best", "not menu below"},
    {"not text above", "not ended"},
    {"not text above", "not sure", "not spoken", "asks"},
    {"not text above", "not sure", "not spoken", "near the top", "to 12 words", "longer text next"},
)

# Where another article begins: any row of which all holds.
_BEGINS = (
    {"as the first"},
    {"not marked", "from 4 words", "signed"},
    {"not marked", "from 4 words", "dated", "apart"},
    {"not marked", "from 5 words", "titled", "bare", "apart", "on its text"},
)


@dataclass
class _Place:
    """A piece that may be the headline, and what speaks for it."""

    place: int
    piece: Piece
    held: set  # the names of the conditions that hold there
    close: bool  # no more than a standfirst parts it from its writer or its day
    points: int


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
    most = min(NOTICE, told(pieces) / 2)
    found, above, best = [], 0, 0
    for i, piece in enumerate(pieces[:-1]):
        # A file without a card has its first line for a title, whatever that is: perhaps the head of every page.
        named = bool(wanted) and piece.plain == wanted and (not piece.role if i == 0 else pieces[0].plain != wanted)
        if named or above <= most and _is_open(piece) and any_rule(_CAN_BE, piece.signs):
            at = _place(pieces, i, named)
            if named or _fits(pieces, at, above, best) and (most or {"first", "marked", "sure"} & at.held):
                found.append(at)
                best = best if piece.ended else max(best, at.points)
        above += piece.told
        if above > most and not wanted:
            break
    return found


def _top(pieces, found, best):
    """The place of the first line of a headline: its standfirst hangs on it, and titles in capitals are a row."""
    capitals = best.piece.raw.isupper()
    # A report begins with its title, often shorter than what stands below it.
    least = {best.place - 1: best.points - 2} if best.place < 3 else {}
    fits = [at for at in found if at.points >= least.get(at.place, best.points - 1)]
    fits += [at for at in found if capitals and at.points > 0 and at.piece.raw.isupper()]
    rivals, top = {at.place for at in fits}, best.place
    while (above := _next_above(pieces, top)) in rivals:
        # Three lines or more, each between empty lines, are links.
        alone = _next_above(pieces, above) not in rivals
        alone &= pieces[above].gap > 1 or bool(pieces[above - 1].role)
        if not (_is_standfirst(pieces[top], pieces[above]) or alone and _is_apart(pieces[top], pieces[above])):
            break
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
    # One or two words above a headline, and a few in capitals, are the name of the site or of a kind of piece.
    kicker = above.words < 3 or above.words < 6 and above.raw.isupper() and not piece.raw.isupper()
    fits = (above.mark or not kicker) and above.words <= 2 * piece.words
    return (piece.gap == 1 or capitals) and fits and (piece.ended or not above.ended)


def _is_apart(piece, above):
    """Whether a line is the standfirst of one above, an empty line between; a link above a headline is short."""
    lengths = 2 * above.words >= piece.words >= POINT and above.words <= 2 * piece.words
    return lengths and piece.gap > 1 and (piece.ended or not above.ended)


def _fits(pieces, at, above, best):
    """Whether a piece can be the headline with what stands above and below it."""
    after = below(pieces, at.place)
    around = {
        "text above": above,
        "best": at.points >= best + 3 * bool(above),
        "near the top": at.place < NEAR,
        "longer text next": after.words >= 20 and after.prose,
        "spoken": _SPOKEN.match(at.piece.raw),
    }
    return any_rule(_FITS, at.held | held(around))


def _is_open(piece):
    return piece.role in ("", "title") and not piece.item


def _place(pieces, i, named):
    """A candidate, with what the page says of it and around it."""
    piece, reach, after = pieces[i], list(_reach(pieces, i)), pieces[i + 1 : i + 1 + NEAR]
    head = takewhile(lambda piece: piece.role not in NAMED, after)
    buttons = takewhile(lambda piece: piece.role == "furniture", pieces[i + 1 : i + 1 + REACH])
    above = [other.plain for other in pieces[max(0, i - 40) : i]] if piece.words > 3 else []
    roles, signed = {other.role for other in reach}, {other.signed for other in reach}
    place = {
        "first": i == 0,
        "title": piece.role == "title" or piece.mark == 1,
        "on the card": named,
        "entry": any(piece.opens == "entry" for piece in buttons),
        "signed": "byline" in roles or "office" in signed,
        "dated": "dateline" in roles,
        "said above": any(line.endswith(piece.plain) or line.startswith(piece.plain) for line in above),
        "text below": any(other.prose and other.words >= 12 for other in reach[:NEAR]),
        "menu below": sum(other.role == "furniture" or other.loose and other.words < 3 for other in head) > 1,
        "name below": "name" in {other.signed for other in after[:3]},
        "among buttons": i and pieces[i - 1].role == after[0].role == "furniture" and piece.gap == after[0].gap == 1,
        "among fields": i and all("field" in other.signs for other in (pieces[i - 1], after[0])),
        "path": _PATH.search(piece.raw),
        "path below": any(other.role == "furniture" and _PATH.search(other.raw) for other in after[:2]),
        "columns": _COLUMNS.search(piece.raw),
        "release below": any(other.role and _RELEASE.match(other.raw) for other in after[:2]),
        "masthead": _is_masthead(piece),
        "institution": INSTITUTION.match(piece.raw),
        "a person": piece.signed and known_name(piece.raw),
    }
    names = piece.signs | held(place)
    names |= held({"sure": names & {"on the card", "signed", "dated"}})
    points = sum(points for points, needed in _SIGNS if needed <= names)
    return _Place(i, piece, names, not NAMED.isdisjoint(other.role for other in after[:3]), points)


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
    above, piece, after = pieces[i - 1], pieces[i], below(pieces, i)
    # An item of a list, or a link: below a label or another link.
    listed = piece.item or above.loose or above.role == "teaser"
    if listed or not piece.loose or piece.raw[-1] == ":" or not (piece.mark or 3 <= piece.words <= 25):
        return False
    if not told(pieces[i + 1 : i + 8]) or told(pieces[i + 1 : i + 20]) < ARTICLE:
        return False
    conditions = {
        "as the first": piece.mark == mark == 1,
        "signed": "byline" in {other.role for other in pieces[i + 1 : i + 3]},
        "dated": after.role == pieces[head + 1].role == "dateline",
        "bare": bare,
        "on its text": after.gap == 1 and not after.short,
    }
    return any_rule(_BEGINS, piece.signs | held(conditions))


def _is_masthead(piece):
    """Whether a line is the name of a newspaper: "THE ALDER DAILY COURIER"."""
    words = piece.raw.split()
    return words[0].lower() == "the" and len(words) <= 6 and piece.titled and of_the_press(words[-1])


# -- Links between headline and text, and below it ------------------------------------------------------------------


def mark_links(pieces, first):
    """Teaser: the lines below a label such as "More on this story", up to the next running text."""
    i = first
    while i < len(pieces):
        label, i = pieces[i], i + 1
        if label.opens != "links":
            continue
        begin = i
        while i < len(pieces) and _is_link(pieces[i], i > begin):
            i += 1
        listed = [piece for piece in pieces[begin:i] if not piece.role or piece.role == "dateline"]
        # A heading of the text that goes on below the list stands apart from it.
        last = listed[-1] if len(listed) > 1 and i < len(pieces) and listed[-1] is pieces[i - 1] else None
        if last and last.words < 8 and last.gap > max(piece.gap for piece in listed[1:-1] or listed[:1]):
            listed.pop()
        for piece in listed:
            piece.role = "teaser"


# How a list of links goes on: any row of which all holds. A question is one where it hangs on the line above.
_LINK = ({"listed", "hangs", "to 14 words", "asks behind marks"}, {"not prose", "not marked", "not label", "not item"})


def _is_link(piece, listed):
    conditions = {
        "listed": listed,
        "asks behind marks": piece.raw.rstrip("\"'”’").endswith(("?", "!")),
        "prose": piece.prose,
        "label": piece.opens,
    }
    return any_rule(_LINK, piece.signs | held(conditions))
