"""The roles within an article, from the headline down: what a piece is by what stands around it."""

import re

from tellings.reading.pieces import ARTICLE, FIGURES, NAMED, NEAR, NOTHING, REACH, STANDFIRST, below, is_note, told
from tellings.reading.rules import any_rule, first_role, held

_ABSTRACT = re.compile(r"(?:Executive |In )?(?:Abstract|Summary|Key points|Brief)", re.I)
_VERSE = re.compile(r".*[,;—–]$|[^\W_A-ZÀ-Þ]", re.S)
_QUOTED = re.compile(r"[\"“‘'][^\"“”]+[\"”’']$")
_ABOUT = re.compile(r"About (?:[Tt]he )?([^\W\d_a-z][\w&.'’-]+)(?: [^.!?]{1,60})?$")
_ASKS = re.compile(r"(?:What|Why|How|Who|Where|When)\b")
_INTRODUCES = re.compile(r":[*_]*$")
REPEATED = 8  # words in a row that an abstract shares with the text it sums up
MENU = 3  # lines in a row that end in no stop: links, not headings


def mark_article(pieces, head, text):
    """Give every piece of an article its role. In: its pieces, the place of its headline or None, the text."""
    first = 0 if head is None else head + 1
    for place, piece in enumerate(pieces[:first]):
        near = place >= first - NEAR and piece.role in {"caption", "credit", *NAMED}
        piece.role = piece.role if near else "furniture"
    if head is not None:
        pieces[head].role = "headline"
    for piece in pieces:
        piece.role = "furniture" if piece.role == "title" else piece.role
    begin = _first_of_text(pieces, first)
    if begin == len(pieces):
        # Verse, a list, a table: where nothing is running text, all is.
        begin, end = first, len(pieces)
    else:
        begin = first if head is None else begin
        end = _end_of_text(pieces, begin)
        _mark_head(pieces, first, begin)
    _mark_text(pieces, begin, end)
    _mark_foot(pieces, end)
    _mark_abstract(pieces, text)


# -- Between headline and text ----------------------------------------------------------------------------------------


def _first_of_text(pieces, first):
    """Where the text begins: below the last line that names the writer or the day, unless text stands above that."""
    begin, said, text = first, 0, None
    for i in range(first, len(pieces)):
        piece = pieces[i]
        if _is_of_writer(piece, pieces[max(first, i - NEAR) : i]):
            begin = i + 1
        elif piece.prose and not _is_caption(piece, below(pieces, i), not said):
            text = i if text is None else text
            said += 1
            if said > 3 or piece.words > STANDFIRST:
                break
        elif piece.role in NAMED and said < 3 and i - first < 3 * REACH:
            begin, text = i + 1, None
    places = (next((i for i in range(place, len(pieces)) if pieces[i].prose), None) for place in (begin, first))
    return next((place for place in (text, *places) if place is not None), len(pieces))


def _is_of_writer(piece, above):
    """Whether a sentence below a byline says who the writer is."""
    name = " ".join(piece.raw.split()[:2])
    return any(other.role == "byline" and name in other.raw for other in above) and is_note(piece.raw)


def _mark_head(pieces, first, begin):
    """Standfirst, writer, pictures and buttons between the headline and the text."""
    marks = [i for i in range(first, begin) if pieces[i].role in NAMED]
    points = False
    for i in range(first, begin):
        piece = pieces[i]
        if not piece.role:
            points &= piece.gap == 1 or pieces[i - 1].opens == "points"
            points = points or _are_points(pieces[i - 1], piece, below(pieces, i))
            page = {"points": points, "no writer": not marks, "writer below": marks and i < marks[-1]}
            page["writer above"] = marks and i > marks[0]
            piece.role = _in_head(piece, below(pieces, i), page)
        # The label of a list of firms stands between "Summary" and its points.
        label = piece.role == "furniture" and piece.words < 3
        points = piece.opens == "points" or points and (piece.role == "abstract" or label)


def _are_points(above, piece, after):
    """Whether what a text says is summed up in lines one below the other, next to headline, writer or day."""
    beside = above.role in {"headline", "abstract", *NAMED}
    return beside and piece.loose and after.loose and after.gap == 1 and min(piece.words, after.words) > 4


# What a piece between headline and text is: the first row of which all holds.
_HEAD = (
    ("furniture", {"note"}),
    ("abstract", {"points"}),
    ("furniture", {"field", "field below"}),
    ("caption", {"captioned"}),
    ("byline", {"signed", "not ended", "to 12 words"}),
    ("heading", {"marked"}),
    ("heading", {"titled", "apart", "text apart below", "writer above"}),
    ("abstract", {"says something", "no writer"}),
    ("abstract", {"says something", "writer below"}),
    ("caption", {"says something"}),
    ("heading", {"apart", "text apart below", "not writer below"}),
    ("furniture", set()),
)


def _in_head(piece, after, page):
    conditions = {
        "note": page["writer above"] and is_note(piece.raw),
        "captioned": _is_caption(piece, after, True),
        "field below": "field" in after.signs and not after.prose,
        "signed": piece.signed,
        "says something": piece.prose or piece.words > 4,
        "text apart below": after.gap > 1 and after.prose,
    }
    return first_role(_HEAD, piece.signs | held(page | conditions))


# A few words are a caption where any row holds: the next line says the same again, or whose picture it is; a sentence
# is one only where it hangs between the two.
_CAPTION = (
    {"loose", "said again below"},
    {"loose", "credit below"},
    {"credit on it", "in the head"},
    {"credit on it", "apart"},
)


def _is_caption(piece, after, in_head=False):
    """Whether a piece says what a picture shows; above the text a sentence need not stand apart to be a caption."""
    conditions = {
        "loose": piece.loose,
        "said again below": after.raw.startswith(piece.raw),
        "credit below": after.role == "credit" and after.gap <= 2,
        "credit on it": after.role == "credit" and after.gap == 1,
        "in the head": in_head,
    }
    return piece.short and piece.words >= 3 and any_rule(_CAPTION, piece.signs | held(conditions))


# -- The text ---------------------------------------------------------------------------------------------------------


def _mark_text(pieces, begin, end):
    """Body, and the headings, lists, captions and links between its paragraphs."""
    page = {
        "no text": not told(pieces[begin:end]),
        "paged": any(piece.role in ("credit", "teaser", "furniture") for piece in pieces),
        "own titles in capitals": any(piece.raw.isupper() for piece in pieces if piece.role in ("headline", "heading")),
    }
    above = NOTHING
    for run, after in _runs(pieces, begin, end):
        if _is_line(run[0]):
            beside = {"introduced": above.role == "body" and _introduces(above)}
            beside["between paragraphs"] = above.role == "body" and after.prose
            beside["below a title"] = above.mark and after.prose
            _mark_run(run, after, held(page | _said_of(run) | beside))
        else:
            run[0].role = run[0].role or "body"
        above = run[-1]


def _runs(pieces, begin, end):
    """The short lines that follow on each other, any other piece alone; with the piece below."""
    run = []
    for i in range(begin, end):
        run.append(pieces[i])
        after = below(pieces, i)
        if i + 1 == end or pieces[i].mark or after.mark or not (_is_line(pieces[i]) and _is_line(after)):
            yield run, after
            run = []


def _is_line(piece):
    """A few words that end in no stop; with one they are a sentence of the text, however short."""
    return piece.loose and (piece.mark or not piece.ended)


def _introduces(piece):
    """Whether a piece ends in a colon, as what stands above a list or a quotation does."""
    return bool(_INTRODUCES.search(piece.raw[-4:]))


# What short lines in a row are: any row of which all holds makes them a list, a table or verse of the text.
_IS_TEXT = (
    {"no text"},
    {"introduced"},
    {"items"},
    {"goes on"},
    {"many", "fields"},
    {"many", "half with figures"},
    {"many", "between paragraphs", "headed", "as in sentences"},
    {"many", "below a title", "as in sentences"},
    {"many", "a third verse"},
)

# Links of the page, where they are no text: any row of which all holds.
_ARE_LINKS = ({"many"}, {"several", "paged", "one below the other", "from 4 words"})


def _said_of(run):
    """What short lines in a row say by themselves: condition -> whether it holds."""
    figures = sum(len(FIGURES.findall(piece.raw)) > 1 or "\t" in piece.raw for piece in run)
    verse = sum(bool(_VERSE.match(piece.raw)) for piece in run)
    return {
        "several": len(run) >= 2,
        "many": len(run) >= MENU,
        # A number before a few words alone is that of a section.
        "items": all(piece.item for piece in run) and not (len(run) == 1 and run[0].raw[0].isdigit()),
        "goes on": run[-1].raw.endswith((";", "; and", "; or", ",")),
        "headed": len(run) > MENU and run[1].gap > 1 and all(piece.gap == 1 for piece in run[2:]),
        # Links and names of sections have capitals; items of a list have none behind their first word.
        "as in sentences": sum(piece.titled for piece in run) <= 1,
        "fields": all("field" in piece.signs for piece in run),
        "half with figures": 2 * figures >= len(run),
        "a third verse": 3 * verse >= len(run),
        "one below the other": run[-1].gap == 1,
        "from 4 words": min(piece.words for piece in run) >= 4,
    }


# What a short line between two paragraphs is, alone or in a row: the first row of which all holds.
_ALONE = (
    ("heading", {"marked"}),
    ("heading", {"headed", "first", "as in sentences", "not introduced", "not items", "text"}),
    ("body", {"text"}),
    ("heading", {"links", "at an edge", "further off", "apart below", "to 7 words"}),
    ("teaser", {"links"}),
    ("caption", {"captioned"}),
    ("furniture", {"above a notice"}),
    ("heading", {"numbered", "apart"}),
    # A link to another story, as some American sites set them.
    ("teaser", {"capitals", "not to 4 words", "not own titles in capitals", "not item"}),
    ("heading", {"titled"}),
    ("heading", {"to 5 words"}),
    ("heading", {"quoted", "to 11 words"}),
    ("heading", {"question word", "apart", "apart below", "to 8 words"}),
    ("caption", {"paged"}),
    ("heading", set()),
)


def _mark_run(run, after, names):
    """What short lines in a row are, of which and of whose page these conditions hold."""
    usual = max([1, *(piece.gap for piece in run[1:-1])])
    names = names | held({"text": any_rule(_IS_TEXT, names), "links": any_rule(_ARE_LINKS, names)})
    for piece, following in zip(run, [*run[1:], after]):
        conditions = {
            "first": piece is run[0],
            "at an edge": piece is run[0] or piece is run[-1],
            "further off": piece.gap > usual,
            "apart below": following.gap > 1,
            "captioned": _is_caption(piece, following),
            "above a notice": following.role == "furniture" and following.ended and following.gap == 1,
            "quoted": _QUOTED.match(piece.raw),
            "question word": _ASKS.match(piece.raw),
        }
        piece.role = first_role(_ALONE, names | piece.signs | held(conditions))


# -- Below the text ---------------------------------------------------------------------------------------------------


def _end_of_text(pieces, begin):
    """Behind the last paragraph of the text: what stands below it are notes, comments and links."""
    end = _end_of_article(pieces, begin)
    _mark_blurbs(pieces, begin, end)
    for piece in pieces[end:]:
        piece.role = "furniture"
    text = [i for i in range(begin, end) if pieces[i].prose or pieces[i].role == "quotation"]
    while text and (_is_note(pieces, text[-1]) or _is_below_note(pieces, text)):
        pieces[text.pop()].role = "furniture"
    end = text[-1] + 1 if text else begin
    # A list that the last paragraph introduces belongs to it.
    listed = bool(text) and _introduces(pieces[end - 1])
    while end < len(pieces) and pieces[end].loose and (listed or pieces[end].item or pieces[end].ended):
        listed |= _introduces(pieces[end]) and not below(pieces, end).titled
        end += 1
    return end


def _is_note(pieces, last):
    """Whether the last running text is none of the article: a note on its writer, or a few words above links."""
    piece, after = pieces[last], below(pieces, last)
    above_links = piece.words < 9 and after is not NOTHING and not after.item and _introduces(piece)
    return above_links or not piece.role and is_note(piece.raw)


def _is_below_note(pieces, text):
    """Whether the last running text is a sentence among buttons, below a note on the writer or the article."""
    piece, beside = pieces[text[-1]], (pieces[text[-1] - 1], below(pieces, text[-1]))
    hangs = piece.gap == beside[1].gap == 1 and any(other.role == "furniture" for other in beside)
    return len(text) > 1 and piece.short and hangs and not piece.role and _is_note(pieces, text[-2])


def _mark_foot(pieces, end):
    """A signature, and what the page puts below the text."""
    for piece in pieces[end + NEAR :]:
        if piece.role == "dateline" and not piece.labelled:
            piece.role = "furniture"
    left = [piece for piece in pieces[end:] if not piece.role]
    alone = len(left) == 1 or len(left) == 2 and left[0].gap > 1 == left[1].gap
    closed = {id(after) for piece, after in zip(pieces[end - 1 :], pieces[end:]) if piece.opens == "signature"}
    if left and left[0].signed and (alone or id(left[0]) in closed):
        left[0].role = "byline"
    for piece in left:
        piece.role = piece.role or "furniture"


# Where an article ends above the end of its page: any row of which all holds. A press release has said its news at its
# end mark, or at "About Alder" above words on Alder.
_ENDS = (
    {"comments", "answered"},
    {"comments", "half as much below"},
    {"end mark", "less below"},
    {"about", "less below"},
)


def _end_of_article(pieces, first):
    """Where an article ends that comments or a firm's words on itself follow; the end of the page where none do."""
    above, all_of_it = 0, told(pieces[first:])
    for i in range(first, len(pieces)):
        piece, after = pieces[i], below(pieces, i)
        about = _ABOUT.match(piece.raw) if piece.loose else None
        if above >= ARTICLE and (about or piece.opens):
            conditions = {
                "comments": piece.opens == "comments",
                "end mark": piece.opens == "end",
                "about": about and about[1] in after.raw[:60],
                "answered": any(other.opens == "reply" or other.dated for other in pieces[i + 1 : i + 13]),
                "less below": all_of_it - above < above,
                "half as much below": all_of_it - above < above / 2,
            }
            if any_rule(_ENDS, held(conditions)):
                return i
        above += piece.told
    return len(pieces)


def _mark_blurbs(pieces, begin, end):
    """Teaser: the sentences below the links to other stories at the end of a page."""
    prose = [i for i in range(begin, end) if pieces[i].prose]
    last = next((i + 1 for i in reversed(prose) if not _hangs(pieces, i)), begin)
    label = next((i for i in range(last, end) if pieces[i].opens == "links"), end)
    blurbs = [piece for piece in pieces[label:end] if piece.prose]
    if stand_apart(pieces[i] for i in prose) or len(blurbs) > 1:
        for piece in blurbs:
            piece.role = "teaser"


def stand_apart(pieces):
    """Whether an empty line parts half of some pieces, or more, from what stands above them."""
    gaps = [piece.gap > 1 for piece in pieces]
    return bool(gaps) and 2 * sum(gaps) >= len(gaps)


def _hangs(pieces, i):
    """Whether a sentence stands below the title of a link, which begins a block, or goes on with another."""
    piece, above = pieces[i], pieces[i - 1]
    alone = above.gap > 1 or below(pieces, i).gap <= 1
    return alone and piece.gap == 1 and not above.prose and piece.words <= STANDFIRST


# -- The abstract -----------------------------------------------------------------------------------------------------


def _mark_abstract(pieces, text):
    """Abstract: an opening paragraph that a heading calls so, or that a text in sections says again later."""
    roles = [piece.role for piece in pieces]
    if not {"body", "heading"} <= set(roles):
        return
    first = roles.index("body")
    above = pieces[first - 1] if first else NOTHING
    called = above.role == "heading" and _ABSTRACT.match(above.raw)
    texts = (text[piece.start : piece.end] for piece in pieces[first:])
    if called or first < roles.index("heading") and _said_again(texts):
        pieces[first].role = "abstract"


def _said_again(texts):
    opening, *rest = (text.split() for text in texts)
    told = "\n".join(f" {' '.join(words)} " for words in rest)
    runs = (opening[i : i + REPEATED] for i in range(len(opening) - REPEATED + 1))
    return any(f" {' '.join(run)} " in told for run in runs)
