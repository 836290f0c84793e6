"""The roles within an article, from the headline down: what a piece is by what stands around it."""

import re

from tellings.reading.pieces import FIGURES, NOTHING, below, is_note

_ABSTRACT = re.compile(r"(?:Executive |In )?(?:Abstract|Summary|Key points|Brief)", re.I)
_VERSE = re.compile(r".*[,;—–]$|[^\W_A-ZÀ-Þ]", re.S)
_QUOTED = re.compile(r"[\"“‘'][^\"“”]+[\"”’']$")
_ABOUT = re.compile(r"About (?:[Tt]he )?([^\W\d_a-z][\w&.'’-]+)(?: [^.!?]{1,60})?$")
_ASKS = re.compile(r"(?:What|Why|How|Who|Where|When)\b")
_FIELD = re.compile(r"[^\W\d_a-z][\w ]{1,25}:\s\S")
_INTRODUCES = re.compile(r":[*_]*$")
REPEATED = 8  # words in a row that an abstract shares with the text it sums up
REACH = 12  # pieces below a headline among which its writer and its day stand
NEAR = 4  # pieces: what stands no further above a headline can be its date or its picture
MENU = 3  # lines in a row that end in no stop: links, not headings
ARTICLE = 40  # words: an article in the file has no fewer
STANDFIRST = 45  # words: it has no more


def mark_article(pieces, head, text):
    """Give every piece of an article its role. In: its pieces, the place of its headline or None, the text."""
    first = 0 if head is None else head + 1
    for place, piece in enumerate(pieces[:first]):
        near = first - place <= NEAR and piece.role in ("byline", "dateline", "caption", "credit")
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
        if piece.prose and not _is_caption(piece, below(pieces, i), not said):
            text = i if text is None else text
            said += 1
            if said > 3 or piece.words > STANDFIRST:
                break
        elif piece.role in ("byline", "dateline") and said < 3 and i - first < 3 * REACH:
            begin, text = i + 1, None
    places = (next((i for i in range(place, len(pieces)) if pieces[i].prose), None) for place in (begin, first))
    return next((place for place in (text, *places) if place is not None), len(pieces))


def _mark_head(pieces, first, begin):
    """Standfirst, writer, pictures and buttons between the headline and the text."""
    marks = [i for i in range(first, begin) if pieces[i].role in ("byline", "dateline")]
    last = marks[-1] if marks else begin
    points = False
    for i in range(first, begin):
        piece = pieces[i]
        if not piece.role:
            points = points or _are_points(pieces[i - 1], piece, below(pieces, i))
            piece.role = _in_head(piece, below(pieces, i), i < last, points, bool(marks) and i < last)
        # The label of a list of firms stands between "Summary" and its points.
        label = piece.role == "furniture" and piece.words < 3
        points = piece.opens == "points" or points and piece.gap == 1 and (piece.role == "abstract" or label)


def _are_points(above, piece, after):
    """Whether what a text says is summed up in lines one below the other, next to headline, writer or day."""
    beside = above.role in ("headline", "abstract", "byline", "dateline")
    return beside and piece.loose and after.loose and after.gap == 1 and min(piece.words, after.words) > 4


# What a piece between headline and text is: the first row of which all holds.
_HEAD = (
    ("abstract", {"points"}),
    ("caption", {"captioned"}),
    ("byline", {"signed"}),
    ("heading", {"marked"}),
    ("abstract", {"above the writer", "says something"}),
    ("caption", {"says something"}),
    ("heading", {"apart", "no kicker"}),
    ("furniture", set()),
)


def _in_head(piece, after, above_writer, points, kicker):
    return _first_role(
        _HEAD,
        {
            "points": points,
            "captioned": _is_caption(piece, after, True),
            "signed": piece.signed and not piece.ended,
            "marked": piece.mark,
            "above the writer": above_writer,
            "says something": piece.prose or piece.words > 4,
            "apart": piece.gap > 1 and after.gap > 1 and after.prose,
            "no kicker": not kicker,
        },
    )


def _first_role(rules, holds):
    """The role of the first rule all of whose conditions hold."""
    held = {name for name, yes in holds.items() if yes}
    return next(role for role, needed in rules if needed <= held)


def _is_caption(piece, after, in_head=False):
    """Whether the next line says the same again, or whose picture it is; above the text a sentence can be one."""
    if piece.words < 3 or not piece.short:
        return False
    hangs = piece.loose or after.gap == 1 and (in_head or piece.gap > 1)
    return piece.loose and after.raw.startswith(piece.raw) or hangs and after.role == "credit" and after.gap <= 2


# -- The text ---------------------------------------------------------------------------------------------------------


def _mark_text(pieces, begin, end):
    """Body, and the headings, lists, captions and links between its paragraphs."""
    whole = not any(piece.prose for piece in pieces[begin:end])
    paged = any(piece.role in ("credit", "teaser", "furniture") for piece in pieces)
    # Whether the page writes its own titles in capitals.
    shouts = any(piece.raw.isupper() for piece in pieces if piece.role in ("headline", "heading"))
    above = NOTHING
    for run, after in _runs(pieces, begin, end):
        introduced = above.role == "body" and _introduces(above)
        if not _is_line(run[0]):
            run[0].role = run[0].role or "body"
        elif whole or introduced or _is_text(run):
            for piece in run:
                piece.role = "heading" if piece.mark else "body"
        else:
            _mark_run(run, after, {"paged": paged, "quiet": not shouts})
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


def _is_text(run):
    """Whether short lines in a row are a list, a table or verse of the text."""
    if all(piece.item for piece in run) or run[-1].raw.endswith((";", "; and", "; or", ",")):
        return True
    if len(run) < MENU:
        return False
    if all(_FIELD.match(piece.raw) for piece in run):
        return True
    rows = sum(len(FIGURES.findall(piece.raw)) > 1 or "\t" in piece.raw for piece in run)
    verse = sum(bool(_VERSE.match(piece.raw)) for piece in run)
    return 2 * rows >= len(run) or 3 * verse >= len(run)


def _mark_run(run, after, page):
    """Headings, captions and links: short lines of the page between two paragraphs."""
    pair = len(run) == 2 and page["paged"] and run[1].gap == 1 and min(piece.words for piece in run) > 3
    if len(run) < MENU and not pair:
        for piece, following in zip(run, [*run[1:], after]):
            piece.role = "heading" if piece.mark else _alone(piece, following, page)
        return
    usual = max([1, *(piece.gap for piece in run[1:-1])])
    for piece, following in zip(run, [*run[1:], after]):
        at_edge = piece is run[0] or piece is run[-1]
        apart = at_edge and following.gap > 1 and piece.words < 8 and piece.gap > usual
        piece.role = "heading" if piece.mark or apart else "teaser"


# What a short line alone between two paragraphs is: the first row of which all holds.
_ALONE = (
    ("caption", {"captioned"}),
    ("furniture", {"above a notice"}),
    # A link to another story, as some American sites set them.
    ("teaser", {"capitals", "long", "quiet"}),
    ("heading", {"titled"}),
    ("heading", {"short"}),
    ("heading", {"quoted"}),
    ("heading", {"asks"}),
    ("caption", {"paged"}),
    ("heading", set()),
)


def _alone(piece, after, page):
    return _first_role(
        _ALONE,
        {
            **page,
            "captioned": _is_caption(piece, after),
            "above a notice": after.role == "furniture" and after.ended and after.gap == 1,
            "capitals": piece.raw.isupper(),
            "long": piece.words >= 5,
            "titled": piece.titled,
            "short": piece.words < 6,
            "quoted": piece.words < 12 and _QUOTED.match(piece.raw),
            "asks": piece.words < 9 and piece.gap > 1 and after.gap > 1 and _ASKS.match(piece.raw),
        },
    )


# -- Below the text ---------------------------------------------------------------------------------------------------


def _end_of_text(pieces, begin):
    """Behind the last paragraph of the text: what stands below it are notes, comments and links."""
    end = min(_comments(pieces, begin), _end_of_release(pieces, begin))
    _mark_blurbs(pieces, begin, end)
    for piece in pieces[end:]:
        piece.role = "furniture"
    told = [i for i in range(begin, end) if pieces[i].prose or pieces[i].role == "quotation"]
    while told and _is_note(pieces, told[-1]):
        pieces[told.pop()].role = "furniture"
    end = told[-1] + 1 if told else begin
    # A list that the last paragraph introduces belongs to it.
    listed = told and _introduces(pieces[end - 1])
    while end < len(pieces) and pieces[end].loose and (listed or pieces[end].item or pieces[end].ended):
        end += 1
    return end


def _is_note(pieces, last):
    """Whether the last running text is none of the article: a note on its writer, or a few words above links."""
    piece, after = pieces[last], below(pieces, last)
    above_links = piece.words < 9 and after is not NOTHING and not after.item and _introduces(piece)
    return above_links or not piece.role and is_note(piece.raw)


def _mark_foot(pieces, end):
    """A signature, and what the page puts below the text."""
    for piece in pieces[end + NEAR :]:
        if piece.role == "dateline" and not piece.labelled:
            piece.role = "furniture"
    left = [piece for piece in pieces[end:] if not piece.role]
    alone = len(left) == 1 or len(left) == 2 and left[0].gap > 1 == left[1].gap
    if left and left[0].signed and (alone or pieces[end - 1].opens == "signature"):
        left[0].role = "byline"
    for piece in left:
        piece.role = piece.role or "furniture"


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


def _is_link(piece, listed):
    """Whether a list of links goes on: with a line without a stop, or a question that hangs on the line above."""
    asked = listed and piece.gap == 1 and piece.words <= 14 and piece.raw.rstrip("\"'”’")[-1:] in ("?", "!")
    return asked or not piece.prose and not piece.mark and not piece.opens and not piece.item


def _comments(pieces, first):
    """Where the comments on an article begin: a heading of comments below its text; the end where there are none."""
    told = 0
    for i in range(first, len(pieces)):
        piece = pieces[i]
        told += piece.words if piece.prose else 0
        if piece.opens != "comments" or told < ARTICLE:
            continue
        rest = pieces[i + 1 :]
        written = sum(other.words for other in rest if other.prose)
        if any(other.opens == "reply" or other.dated for other in rest[:12]) or written < told / 2:
            return i
    return len(pieces)


def _end_of_release(pieces, first):
    """Where a press release has said its news: at its end mark, or at "About Alder" above words on Alder."""
    told, left = 0, sum(piece.words for piece in pieces[first:] if piece.prose)
    for i in range(first, len(pieces)):
        piece = pieces[i]
        about = _ABOUT.match(piece.raw) if piece.loose and i + 1 < len(pieces) else None
        if told >= ARTICLE and left < told and (piece.opens == "end" or about and about[1] in pieces[i + 1].raw[:60]):
            return i
        told, left = (told + piece.words, left - piece.words) if piece.prose else (told, left)
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
    first = next((i for i, piece in enumerate(pieces) if piece.role == "body"), None)
    sections = [i for i, piece in enumerate(pieces) if piece.role == "heading"]
    if first is None or not sections:
        return
    told = [text[piece.start : piece.end] for piece in pieces[first:]]
    if first - 1 in sections and _ABSTRACT.match(pieces[first - 1].raw) or first < sections[0] and _said_again(told):
        pieces[first].role = "abstract"


def _said_again(texts):
    opening, *rest = (text.split() for text in texts)
    told = "\n".join(f" {' '.join(words)} " for words in rest)
    runs = (opening[i : i + REPEATED] for i in range(len(opening) - REPEATED + 1))
    return any(f" {' '.join(run)} " in told for run in runs)
