"""The text as the reader sees it, with spans marked in place: plain tuples in, HTML out."""

import html
import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

from tellings.case.sources import Source
from tellings.reading.spans import Spans
from tellings.reading.text import UNSEEN, paragraph_rows, sentence_rows
from tellings.reading.wording import say

# Pale enough for dark text, and apart from each other for the colour-blind (tests/pages/test_access.py measures it).
COLOURS = ["#d9ebff", "#ecf3c4", "#b5e6c9", "#eec5db", "#fbe8a0", "#c8aac9", "#c5bdf0"]
QUIET = ("dateline", "byline", "caption", "credit", "teaser", "furniture")
# How a paragraph looks by its role, where it does not look as the text does; and the style of each look.
LOOKS = {**dict.fromkeys(QUIET, "quiet"), "headline": "head", "heading": "head"}
STYLES = {"quiet": "opacity:.85;font-size:85%", "head": ";font-weight:bold", "": ""}
NAMING = ("kind", "type", "frame", "role", "actor", "outcome")  # columns whose values name marks
# Read aloud but not drawn, so that a mark is more than its colour.
SPOKEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"
TAG = "font-size:70%;background:#333;color:#fff;border-radius:3px;padding:0 3px;margin-right:2px"
EDGE = "border-bottom:1px solid #ccc;padding:3px 8px;text-align:left;vertical-align:top;white-space:pre-line"


class Dress(NamedTuple):
    """The attributes of a mark's letter and of what is only spoken: styles, or classes where the page has a sheet."""

    letter: str
    spoken: str


INLINE = Dress(f'style="{TAG}"', f'style="{SPOKEN}"')


class Page:
    """A piece of HTML that a notebook shows; `print` gives its text."""

    def __init__(self, html_text, plain):
        self.html, self.plain = html_text, plain

    def _repr_html_(self):
        return as_written(self.html)

    def __repr__(self):
        return self.plain


def show(source, spans=None, label=None):
    """Show a source with spans marked by colour and by a letter, what is not the article greyed, and a legend.

    In: a Source; a span table (rows of other sources are passed over) or None; `label`, the column whose values name
    the marks (default: the first of kind, type, frame, role, actor, outcome that the table has; a categorical column
    gives its values the same letters and colours in every text).
    Out: a Page; all text is escaped, so that nothing in a source can act on the page.
    Errors: TypeError for anything but a Source and a table; KeyError for a label that is no column.
    """
    if not isinstance(source, Source):
        raise TypeError(say("text.no_source", kind=type(source).__name__))
    if spans is None:
        return marked(source)
    if not hasattr(spans, "columns"):
        raise TypeError(say("text.no_spans", kind=type(spans).__name__))
    for column in ("source", "start", "end"):
        if column not in spans.columns:
            raise TypeError(say("text.no_column", column=column))
    fixed = getattr(getattr(spans[label], "cat", None), "categories", ()) if label else ()
    label = label or next((column for column in NAMING if column in spans), None)
    values = spans[label] if label else [say("text.mark")] * len(spans["start"])
    rows = zip(spans["source"], spans["start"], spans["end"], values, strict=True)
    unnamed = say("text.unnamed")
    marks = [(int(start), int(end), _words(value) or unnamed) for name, start, end, value in rows if name == source.id]
    return marked(source, marks, [str(name) for name in fixed])


def marked(source, marks=(), names=()):
    """The Page of a source with marks (start, end, name); `names` are those that come first, here or not."""
    size = len(source.text)
    marks = Spans((max(0, start), min(size, end), name) for start, end, name in marks if max(0, start) < min(size, end))
    counts = Counter(name for _, _, name in marks.rows)
    letters = letters_of(dict.fromkeys([*names, *counts]))
    look = {name: (letter, COLOURS[i % len(COLOURS)]) for i, (name, letter) in enumerate(letters.items())}
    numbers = {
        start: f'<sub style="opacity:.85;user-select:none">{name.rpartition("-")[2]} </sub>'
        for start, _, _, name, *_ in sentence_rows(source)
    }
    blocks = [_block(source.text, row, marks, look, numbers) for row in paragraph_rows(source)]
    legend = "".join(
        f'<li style="display:inline;margin-right:1.2em">{tag(letter)} '
        f"{visible(say('text.kind', name=name, places=counts[name]))}</li>"
        for name, letter in letters.items()
        if counts[name]
    )
    label = visible(say("text.legend"))
    legend = f'<ul style="padding:0;list-style:none;font-size:90%" aria-label="{label}">{legend}</ul>' if look else ""
    title = visible(source.title or say("text.no_title"))
    head = say("text.head", text=f"<b>{visible(source.id)}</b>", title=title)
    page = (
        f'<div role="group" lang="en" aria-label="{visible(say("text.label", text=source.id))}" '
        'style="max-width:46em;line-height:1.6">'
        f'<p style="font-size:85%;opacity:.85">{head}</p>{legend}{"".join(blocks)}</div>'
    )
    return Page(page, say("text.plain", text=source.id, spans=len(marks.rows), characters=size))


def table(rows, caption="", folded=False):
    """Show a table whose words wrap and whose headers a screen reader can name.

    In: a DataFrame (a named index is shown as the first column), a caption; folded=True shows the caption alone until
    the reader opens it. Out: a Page; all cells are escaped. Errors: TypeError for anything but a table.
    """
    if not hasattr(type(rows), "itertuples"):
        raise TypeError(say("table.no_table", kind=type(rows).__name__))
    rows = rows.reset_index() if rows.index.name else rows
    return grid(rows.columns, rows.itertuples(index=False, name=None), caption, folded)


def grid(columns, rows, caption="", folded=False):
    """The Page of a table: the names of its columns, a tuple per row."""
    head = "".join(f'<th scope="col" style="{EDGE}">{visible(name)}</th>' for name in columns)
    lines = ["".join(map(_cell, row)) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    title = f'<caption style="text-align:left;caption-side:top">{visible(caption)}</caption>' if caption else ""
    page = (
        f'<table style="border-collapse:collapse;max-width:70em;font-size:90%">{title}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
    if folded:
        page = f"<details><summary>{visible(caption or say('table.open'))}</summary>{page}</details>"
    return Page(page, say("table.plain", caption=caption or say("table.name"), rows=len(lines)))


def as_written(html_text):
    """HTML in which a notebook sets no mathematics: "$5 a day, $6 on Sundays" stays as a text has it."""
    return f'<div class="mathjax_ignore">{html_text}</div>' if _MATHEMATICS.search(html_text) else html_text


def as_typed(text):
    """Words of a text as Markdown that shows them as they stand, in a notebook too: no mark, no mathematics.

    Null, control and direction characters are written out, as by visible().
    """
    marked = _MARKDOWN.sub(r"\\\g<0>", _seen(text))
    return marked.replace("$", '<span class="mathjax_ignore">&#36;</span>')


def visible(text):
    """Text made safe for a page: HTML escaped; null, control and direction characters written out as [U+202E]."""
    return html.escape(_seen(text), quote=True)


def _cell(value):
    words = f"{value:.2f}".replace("-", "−") if isinstance(value, float) and value == value else _words(value)
    unbroken = ";white-space:nowrap" if len(words) <= 12 else ""
    return f'<td style="{EDGE}{unbroken}">{visible(words)}</td>'


def _words(value):
    return "" if value is None or str(value) in ("nan", "<NA>", "NaT") else str(value)


def sentence_address(name):
    """The place of a sentence in the reading room as a link gives it: #lbc-17; the id may hold any characters."""
    return "#" + quote(_seen(name), safe="", errors="replace")


def sentence_link(name, page="", words=None):
    """A link to the place of a sentence in the reading room.

    In: its id; the page of the room as seen from where the link stands ("" in the room itself); the words of the link
    (default: the id). Out: HTML; the id may hold any characters.
    """
    address = visible(page) + sentence_address(name)
    return f'<a href="{address}">{visible(name if words is None else words)}</a>'


def link_sentences(html_text, names, page=""):
    """HTML in which each id of a sentence that stands as a word by itself is a link to its place.

    In: HTML, the ids, the page of the room as in sentence_link. See replace_ids for what stays as it is.
    """
    return replace_ids(html_text, {name: sentence_link(name, page) for name in names})


def replace_ids(html_text, known):
    """HTML in which each id of a sentence that stands as a word by itself gives way to other HTML.

    In: HTML; id -> what stands in its place. What stands in a tag, in a link, in a style or a script stays.
    """
    known = {visible(name): new for name, new in known.items()}

    def new(found):
        # In code and between single marks an id has a mark in front, which may be written out as &quot;.
        before, name = ("", found[0]) if found[0] in known else _MARK_BEFORE.match(found[0]).groups()
        return before + known[name] if name in known else found[0]

    pieces, shut = [], ""
    for piece in _MARKUP.split(html_text):
        tag = _TAG.match(piece)
        name = tag[2].lower() if tag and not piece.endswith("/>") else ""
        if name in ("a", "style", "script", "svg", "title"):
            # What has other such elements in it, as a figure has links, is left whole.
            shut = (shut if name != shut else "") if tag[1] else shut or name
        pieces.append(piece if tag or shut else _LIKE_AN_ID.sub(new, piece))
    return "".join(pieces)


def ids_in(html_text, names):
    """Which of these ids HTML may name: those that stand in what looks like an id, in the order of the names."""
    shown = " ".join(piece for piece in _MARKUP.split(html_text) if not piece.startswith("<"))
    words = " ".join(_LIKE_AN_ID.findall(shown))
    return [name for name in names if visible(name) in words]


def link_marks(html_text, told, page=""):
    """HTML in whose figures each mark of a sentence is a link to its place in the reading room, and says the sentence.

    In: HTML with SVG figures (see charts.base.Chart.svg), the sentences as id -> text, the page of the room as in
    sentence_link. A mark of a sentence that is not among them is left without a link.
    """
    places = {sentence_address(name): (name, words) for name, words in told.items()}

    def link(found):
        if found[1] not in places:
            return f"<g>{found[2]}</g>"
        name, words = places[found[1]]
        title = f"<title>{visible(name)}: {visible(words)}</title>"
        return f'<a href="{visible(page)}{found[1]}">{title}{found[2]}</a>'

    return _MARK_OF.sub(link, html_text)


# A blank behind it leaves "<" and "&" what they are.
_MARKDOWN = re.compile(r"[\\`*_\[\]~|#{}]|[<&](?=\S)|(?m:^(?:>|[-+](?=\s)))")
_MATHEMATICS = re.compile(r"\$|\\[(\[]|\\begin\b")
_MARK_OF = re.compile(r'<a href="(#[^"]*)"><title>[^<]*</title>(.*?)</a>', re.S)
_MARKUP, _TAG = re.compile(r"(<[^>]*>)"), re.compile(r"<(/?)(\w+)")
_MARK_BEFORE = re.compile(r"""(.*;|['"‘]+|)(.*)""")
# From the beginning of a word only: a long one, such as a picture written out, is looked at once.
_LIKE_AN_ID = re.compile(r"(?<![^\s<>,:()\[\]“”])[^\s<>,:()\[\]“”]+-\d+(?:h\d*)?(?![\w-])")


def woven(text, first, last, marks, opened, closed, inserted=None):
    """A stretch of text as HTML, cut at every edge of a mark, each piece wrapped in the marks that cover it.

    In: the text, where the stretch begins and ends, Spans of marks (start, end, key); a function each that gives the
    HTML before and behind a piece of a mark, of its row and whether it begins (ends) here, and the HTML to be put in,
    by its place.
    """
    inserted = inserted or {}
    edges = {first, last, *(place for place in range(first, last) if place in inserted)}
    for start, end, *_ in marks.touching(first, last):
        edges |= {max(first, start), min(last, end)}
    pieces = []
    for left, right in pairwise(sorted(edges)):
        covering = marks.at(left)
        before = "".join(opened(row, left in (row[0], first)) for row in covering)
        after = "".join(closed(row, right == row[1]) for row in reversed(covering))
        pieces.append(f"{inserted.get(left, '')}{before}{visible(text[left:right])}{after}")
    return "".join(pieces)


def mark_start(attributes, letter, name, dress=INLINE):
    """The HTML before a mark: its letter, drawn, and its name, spoken; neither where the name is ""."""
    spoken = f"{tag(letter, dress)}<span {dress.spoken}> {visible(name)}: </span>" if name else ""
    return f"<mark {attributes}>{spoken}"


def mark_end(name, dress=INLINE):
    """The HTML behind a mark; a name is spoken where it ends."""
    return (f"<span {dress.spoken}> {visible(say('text.end', name=name))} </span>" if name else "") + "</mark>"


def tag(letter, dress=INLINE):
    """The letter of a mark."""
    return f'<b {dress.letter} aria-hidden="true">{html.escape(letter)}</b>'


def letters_of(names, size=1):
    """A letter of its own for each name: its first that is free, else a number; with size 2, its first and another."""
    letters = {}
    for name in names:
        own = [c.upper() for c in name if c.isalnum()]
        signs = own if size == 1 else [own[0] + c.lower() for c in own[1:]]
        letters[name] = next((sign for sign in signs if sign not in letters.values()), str(len(letters) + 1))
    return letters


def _seen(text):
    return UNSEEN.sub(lambda m: f"[U+{ord(m[0]):04X}]", str(text))


def _block(text, paragraph, marks, look, numbers):
    """One paragraph as HTML."""
    first, last, *_, role = paragraph

    def opened(row, begins):
        letter, colour = look[row[2]]
        attributes = f'style="background:{colour};color:#1a1a1a;border-bottom:2px solid #555"'
        return mark_start(attributes, letter, row[2] if begins else "")

    pieces = woven(text, first, last, marks, opened, lambda row, ends: mark_end(row[2] if ends else ""), numbers)
    style = STYLES[LOOKS.get(role, "")]
    shown = "" if role == "body" else f'<span style="font-size:80%;opacity:.85">[{role}] </span>'
    return f'<p dir="auto" style="unicode-bidi:isolate;margin:0.5em 0;{style}">{shown}{pieces}</p>'
