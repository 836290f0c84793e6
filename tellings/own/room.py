"""The reading room: the texts of a case side by side, each sentence at its address, in layers that are switched."""

import base64
import colorsys
import hashlib
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

from matplotlib.colors import to_hex, to_rgb

from tellings.case import wording
from tellings.case.files import CaseError, write_text
from tellings.case.folder import Case
from tellings.own.layers import layers_of
from tellings.own.parts import base_tables, is_own
from tellings.own.wording import say
from tellings.reading import templates
from tellings.reading.show import COLOURS, LOOKS, Dress, mark_end, mark_start, sentence_link, visible, woven
from tellings.reading.spans import Spans
from tellings.reading.text import paragraph_rows, sentence_rows

# Beneath the marks of layers that may lie in one another: the style of the line and how far down it is.
LINES = {"voice": ("solid", 3), "time": ("dotted", 5), "names": ("dashed", 7)}
CLASSES = Dress('class="l"', 'class="q"')
_SCRIPT = (Path(templates.__file__).with_name("templates") / "room.js").read_text(encoding="utf-8")


def write_room(it, path, home=None):
    """Write the reading room of a case as one HTML page that loads nothing.

    In: a case, or what parts.read gives of one; the path of the page; (address, words) of a link to where its reader
    comes from, or None.
    Out: the path. Each sentence is an element whose id is its own (see show.sentence_link), so that PATH#lbc-17 opens
    the room there. Without script, and in print, all texts stand there with the first layer marked, and the rows of the
    grid beneath them.
    Errors: TypeError for what is no case; CaseError where two sentences would have one address, where actors.csv is
    faulty, or where the page cannot be written.
    """
    it = found(it)
    layers, missing = layers_of(it)
    marks, of_sentences = _by_text(it, layers), _by_sentence(layers)
    sources = [_column(number, source, marks, of_sentences) for number, source in enumerate(it.case.values())]
    folder = it.case.folder and (say("room.three") if is_own(it.case.folder) else Path(it.case.folder).resolve().name)
    script = wording.script(__file__, "room_js") + _SCRIPT
    page = templates.render(
        "room.html",
        say=say,
        title=say("room.title_of", case=folder) if folder else say("room.title"),
        home=home,
        policy=f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'",
        script=script,
        colours=[(colour, _edge(colour), _dark(colour)) for colour in COLOURS],
        layers=[_switch(layer) for layer in layers],
        missing=missing,
        lines=LINES,
        texts=sources,
        **_grid(it),
    )
    write_text(path, page)
    return path


def found(it):
    """What the layers are made of: a case with its sentences, dates, speech, tone, actors, names and grid.

    In: a case, or what parts.read gives of one, which has all this. Errors: TypeError; CaseError.
    """
    it = base_tables(it) if isinstance(it, Case) else it
    if not isinstance(getattr(it, "case", None), Case):
        raise TypeError(say("room.no_case", kind=type(it).__name__))
    twice = it.sentences[it.sentences.sentence.duplicated(keep=False)]
    if len(twice):
        name = twice.sentence.iloc[0]
        one, other = twice.source[twice.sentence == name].unique()[:2]
        raise CaseError(say("room.same_address", one=one, other=other, sentence=name))
    return it


# -- Texts


def _by_text(it, layers):
    """The marks of stretches of each text: Spans of (start, end, (attributes, letter, kind))."""
    rows = {name: [] for name in it.case}
    for layer in layers:
        for number, (source, start, end, kind, said) in enumerate([] if layer.whole else layer.marks):
            rows[source].append((start, end, _mark(layer, number, kind, said)))
    return {name: Spans(own) for name, own in rows.items()}


def _by_sentence(layers):
    """The marks of whole sentences: id -> a list of (attributes, letter, kind)."""
    rows = {}
    for layer in layers:
        for number, (sentence, kind, said) in enumerate(layer.marks if layer.whole else []):
            rows.setdefault(sentence, []).append(_mark(layer, number, kind, said))
    return rows


def _mark(layer, number, kind, said):
    place = list(layer.letters).index(kind) % len(COLOURS)
    title = f"{layer.name}: {said or kind}"
    attributes = f'class="{layer.name} c{place}" data-r="{number}" title="{visible(title)}"'
    return attributes, layer.letters[kind], kind


def _column(number, source, marks, of_sentences):
    inside = Spans(sentence_rows(source))
    names = [source.outlet, source.author, source.published or say("texts.no_date")]
    blocks = [_block(source, row, inside, marks[source.id], of_sentences) for row in paragraph_rows(source)]
    return {
        "number": number,
        "id": source.id,
        "title": source.title or say("texts.no_title"),
        "about": ", ".join(filter(None, names)),
        "body": "\n".join(blocks),
    }


def _block(source, paragraph, inside, marks, of_sentences):
    """A paragraph as HTML: each stretch of it in its sentence, what stands between them as it is."""
    text, (first, last, *_, role) = source.text, paragraph
    edges = {first, last}
    for start, end, *_ in inside.touching(first, last):
        edges |= {max(first, start), min(last, end)}
    pieces = []
    for left, right in pairwise(sorted(edges)):
        row = inside.innermost(left)
        pieces.append(_stretch(text, left, right, row, marks, of_sentences) if row else visible(text[left:right]))
    look = LOOKS.get(role, "")
    attributes = (f' class="{look}"' if look else "") + (' dir="rtl"' if _leftwards(text[first:last]) else "")
    shown = "" if role == "body" else f'<span class="role">{role}</span> '
    return f"<p{attributes}>{shown}{''.join(pieces)}</p>"


def _stretch(text, left, right, row, marks, of_sentences):
    """A sentence, or so much of it as stands in one paragraph; where it begins it has its address and its number."""
    start, end, _, name, *_ = row
    begins, ends = left == start, right == end
    whole = of_sentences.get(name, [])
    before = "".join(mark_start(*mark[:2], mark[2] if begins else "", CLASSES) for mark in whole)
    after = "".join(mark_end(mark[2] if ends else "", CLASSES) for mark in reversed(whole))
    words = woven(text, left, right, marks, _opened, _closed)
    number = name.rpartition("-")[2]
    if not begins:
        return f'<span class="s" data-of="{visible(name)}">{before}{words}{after}</span>'
    link = sentence_link(name, words=number).replace("<a ", f'<a class="n" aria-label="{visible(name)}" ', 1)
    return f'<span class="s" id="{visible(name)}">{link}{before}{words}{after}</span>'


def _opened(row, begins):
    attributes, letter, kind = row[2]
    return mark_start(attributes, letter, kind if begins else "", CLASSES)


def _closed(row, ends):
    return mark_end(row[2][2] if ends else "", CLASSES)


def _leftwards(text):
    """Whether a paragraph runs from right to left: by its first letter that has a direction."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


# -- Layers


def _switch(layer):
    counts = Counter(mark[-2] for mark in layer.marks)
    kinds = [
        (letter, place % len(COLOURS), kind, counts[kind])
        for place, (kind, letter) in enumerate(layer.letters.items())
        if counts[kind]
    ]
    return {name: getattr(layer, name) for name in ("name", "what", "right", "how")} | {"kinds": kinds}


def _edge(colour):
    """The line beneath a mark: the hue of its ground, deep enough to be seen."""
    hue, _, _ = colorsys.rgb_to_hls(*to_rgb(colour))
    return to_hex(colorsys.hls_to_rgb(hue, 0.38, 0.5))


def _dark(colour):
    """A colour as the ground of light letters: a quarter of it on the dark page."""
    return to_hex([0.24 * part + 0.76 * page for part, page in zip(to_rgb(colour), to_rgb("#17181b"))])


# -- Rows


def _grid(it):
    """The rows of the grid: what they rest on, and each with its sentences as links, text by text."""
    if len(it.case) == 1:
        return {"rows": [], "basis": say("room.one")}
    if not it.grid_rows:
        return {"rows": [], "basis": say("room.none")}
    told, rows = dict(zip(it.sentences.sentence, it.sentences.text)), []
    for row, kind, what, verdict, basis, note, cells in it.grid_rows:
        silent = [name for name in it.case if name not in cells]
        rows.append(
            {
                "row": row,
                "what": what,
                "about": "; ".join(filter(None, [kind, verdict, note, basis])),
                "texts": {source: [(sentence_link(name), told[name]) for name in ids] for source, ids in cells.items()},
                "silent": wording.listed(silent) if silent else "",
                "coded": basis == "coded",
            }
        )
    coded = all(row["coded"] for row in rows)
    basis = say("room.coded") if coded else say("room.proposed")
    return {"rows": rows, "basis": f"{say('room.rows', count=len(rows))} {basis}"}
