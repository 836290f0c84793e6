"""The text as the reader sees it, with spans marked in place."""

import html
import re
from collections import Counter

import pandas as pd

from tellings.case.sources import Source
from tellings.reading.tables import paragraphs, sentences

# Pale enough for dark text, and apart from each other for the colour-blind, too (tests/test_access.py measures it).
COLOURS = ["#d9ebff", "#ecf3c4", "#b5e6c9", "#eec5db", "#fbe8a0", "#c8aac9", "#c5bdf0"]
QUIET = ("dateline", "byline", "caption", "credit", "teaser", "furniture")
# Read aloud but not drawn, so that a mark is more than its colour.
SPOKEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Page:
    """A piece of HTML that a notebook shows; `print` gives its text."""

    def __init__(self, html_text, plain):
        self.html, self.plain = html_text, plain

    def _repr_html_(self):
        return self.html

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
        raise TypeError(f'show() takes one source, for example show(case["lbc"]), not {type(source).__name__}')
    marks = [] if spans is None else _marks(source, spans, label)
    names = _order(spans, label) or list(dict.fromkeys(name for _, _, name in marks))
    counts = Counter(name for _, _, name in marks)
    letters = _letters(names)
    look = {name: (letters[name], COLOURS[i % len(COLOURS)]) for i, name in enumerate(names)}
    numbers = {row.start: row.sentence.removeprefix(f"{source.id}-") for row in sentences(source).itertuples()}
    blocks = [_block(source.text, p, look, numbers, inside) for p, inside in _by_paragraph(source, marks)]
    legend = "".join(
        f'<li style="display:inline;margin-right:1.2em">{_tag(letters[name])} {visible(name)} ({counts[name]})</li>'
        for name in names
        if counts[name]
    )
    legend = f'<ul style="padding:0;list-style:none;font-size:90%" aria-label="Legend">{legend}</ul>' if names else ""
    head = f"<b>{visible(source.id)}</b>: {visible(source.title or 'no title')}. Small numbers count the sentences."
    page = (
        f'<div role="group" lang="en" aria-label="Text {visible(source.id)}" '
        'style="max-width:46em;line-height:1.6">'
        f'<p style="font-size:85%;opacity:.85">{head}</p>{legend}{"".join(blocks)}</div>'
    )
    return Page(page, f"{source.id}: {len(marks)} spans marked in {len(source.text):,} characters")


def table(rows, caption="", folded=False):
    """Show a table whose words wrap and whose headers a screen reader can name.

    In: a DataFrame (a named index is shown as the first column), a caption; folded=True shows the caption alone until
    the reader opens it. Out: a Page; all cells are escaped.
    """
    rows = rows.reset_index() if rows.index.name else rows
    edge = "border-bottom:1px solid #ccc;padding:3px 8px;text-align:left;vertical-align:top;white-space:pre-line"
    head = "".join(f'<th scope="col" style="{edge}">{visible(name)}</th>' for name in rows.columns)
    lines = ("".join(_td(value, edge) for value in row) for row in rows.itertuples(index=False))
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    head = (f'<caption style="text-align:left;caption-side:top">{visible(caption)}</caption>' if caption else "") + (
        f"<thead><tr>{head}</tr></thead>"
    )
    page = f'<table style="border-collapse:collapse;max-width:70em;font-size:90%">{head}<tbody>{body}</tbody></table>'
    if folded:
        page = f"<details><summary>{visible(caption or 'Open the table')}</summary>{page}</details>"
    return Page(page, f"{caption or 'table'}: {len(rows)} rows")


def _td(value, style):
    empty = value is None or str(value) in ("nan", "<NA>", "NaT")
    words = "" if empty else f"{value:.2f}" if isinstance(value, float) else str(value)
    unbroken = ";white-space:nowrap" if len(words) <= 12 else ""
    return f'<td style="{style}{unbroken}">{visible(words)}</td>'


def visible(text):
    """Text made safe for a page: HTML escaped; null, control and direction characters written out as [U+202E]."""
    return html.escape(_UNSEEN.sub(lambda m: f"[U+{ord(m[0]):04X}]", str(text)), quote=True)


def _marks(source, spans, label):
    rows = spans[spans["source"] == source.id]
    known = ("kind", "type", "frame", "role", "actor", "outcome")
    label = label or next((column for column in known if column in rows), None)
    names = ["span"] * len(rows) if label is None else [_name(value) for value in rows[label]]
    size = len(source.text)
    found = [(max(0, int(s)), min(size, int(e)), name) for s, e, name in zip(rows["start"], rows["end"], names)]
    return sorted(((s, e, name) for s, e, name in found if s < e), key=lambda mark: (mark[0], -mark[1]))


def _order(spans, label):
    column = spans[label] if spans is not None and label is not None else pd.Series()
    return list(column.cat.categories) if isinstance(column.dtype, pd.CategoricalDtype) else []


def _by_paragraph(source, marks):
    """Each paragraph with the marks that touch it; both are in text order, so one pass is enough."""
    waiting, i = [], 0
    for p in paragraphs(source).itertuples():
        waiting = [mark for mark in waiting if mark[1] > p.start]
        while i < len(marks) and marks[i][0] < p.end:
            if marks[i][1] > p.start:
                waiting.append(marks[i])
            i += 1
        yield p, list(waiting)


def _block(text, paragraph, look, numbers, marks):
    """One paragraph as HTML, cut at every edge of a mark, each piece wrapped in the marks that cover it."""
    start, end = paragraph.start, paragraph.end
    opening = {}
    for mark in marks:
        opening.setdefault(max(start, mark[0]), []).append(mark)
    edges = {start, end, *opening, *(min(end, mark[1]) for mark in marks)}
    edges |= {n for n in range(start, end) if n in numbers}
    edges, covering, pieces = sorted(edges), [], []
    for left, right in zip(edges, edges[1:]):
        covering = [mark for mark in covering if mark[1] > left] + opening.get(left, [])
        number = f'<sub style="opacity:.85;user-select:none">{numbers[left]} </sub>' if left in numbers else ""
        before = "".join(_mark_start(look[name], name if left in (s, start) else "") for s, _, name in covering)
        after = "".join(_mark_end(name if right == e else "") for _, e, name in reversed(covering))
        pieces.append(f"{number}{before}{visible(text[left:right])}{after}")
    style = "opacity:.85;font-size:85%" if paragraph.role in QUIET else ""
    style += ";font-weight:bold" if paragraph.role in ("headline", "heading") else ""
    role = "" if paragraph.role == "body" else f'<span style="font-size:80%;opacity:.85">[{paragraph.role}] </span>'
    return f'<p dir="auto" style="unicode-bidi:isolate;margin:0.5em 0;{style}">{role}{"".join(pieces)}</p>'


def _mark_start(look, name):
    letter, colour = look
    spoken = f'{_tag(letter)}<span style="{SPOKEN}"> {visible(name)}: </span>' if name else ""
    return f'<mark style="background:{colour};color:#1a1a1a;border-bottom:2px solid #555">{spoken}'


def _mark_end(name):
    return (f'<span style="{SPOKEN}"> (end of {visible(name)}) </span>' if name else "") + "</mark>"


def _tag(letter):
    return (
        '<b style="font-size:70%;background:#333;color:#fff;border-radius:3px;padding:0 3px;margin-right:2px" '
        f'aria-hidden="true">{html.escape(letter)}</b>'
    )


def _name(value):
    return "unknown" if value is None or value != value or value == "" else str(value)


def _letters(names):
    """A letter of its own for each name: its first that is free, else a number."""
    letters = {}
    for name in names:
        free = [c.upper() for c in name if c.isalnum() and c.upper() not in letters.values()]
        letters[name] = free[0] if free else str(len(letters) + 1)
    return letters
