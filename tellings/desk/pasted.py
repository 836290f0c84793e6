"""Pasted texts, read by all finders: rows, marked texts, tables, and what could not be read."""

import csv
import io
import warnings

from tellings.argument.passages import passage_rows
from tellings.case.files import CaseError, guarded
from tellings.case.sources import text_source
from tellings.framing.lexicons import sentence_tone, word_effects
from tellings.own.wording import say
from tellings.perspectives.speech.find import speech_rows
from tellings.reading.show import grid, marked
from tellings.reading.text import TEXT_ROLES, clean, paragraph_rows, sentence_rows
from tellings.timeline.dates import date_rows

MOST = 1_000_000  # characters of all texts together: a browser takes a minute for as many
CUT = 0.05  # a tone nearer to 0 counts as none: VADER's own rule
VOICES = ("direct", "indirect", "headline")
TIMES = ("DATE", "TIME", "DURATION", "SET")
TONES = ("positive", "negative")


def find(text, published=None):
    """The dates and the speech of one text, as plain rows.

    In: the text; the day of publication ("2021-08-17"), a month, a year, or None. Out: {"dates": [{start, end, type,
    value}], "speech": [{start, end, kind, speaker}]}, the rows of find_dates and find_speech; offsets count characters
    of the text. Errors: CaseError for a text without a letter or a date that is none; TypeError for what is no text.
    """
    source = text_source(text, published=published)
    dates = [dict(zip(("start", "end", "type", "value"), (*row[:2], *row[3:5]))) for row in date_rows(source)]
    speech = [dict(zip(("start", "end", "kind", "speaker"), (*row[:2], *row[3:5]))) for row in speech_rows(source)]
    return {"dates": dates, "speech": speech}


def read(texts):
    """All that the desk shows of some texts.

    In: a list of {"id", "text", "published"}, in the order in which they stand side by side.
    Out: {"texts": [{"id", "notes": [what was not read or is doubtful], "layers": {name: {"page": HTML as show() gives
    it, "table": HTML, "csv": the table, "rows": how many}}}], "layers": {name: {"what", "right", "how"}}}.
    Errors: CaseError, which names the text, where one can't be read.
    """
    if sum(len(text["text"]) for text in texts) > MOST:
        raise CaseError(
            f"these texts have more than {MOST:,} characters: take fewer, or run the program on your machine"
        )
    sources = [_source(text) for text in texts]
    copies = passage_rows(sources) if len(sources) > 1 else []
    return {
        "texts": [_text(number, source, copies) for number, source in enumerate(sources)],
        "layers": {name: dict(zip(("what", "right", "how"), said)) for name, said in _said(len(sources)).items()},
    }


def _source(text):
    try:
        return text_source(text["text"], id=text["id"], published=text["published"])
    except CaseError as fault:
        raise CaseError(f"{text['id']}: {fault}") from None


def _text(number, source, copies):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        tones = _tones(source)
    # What the finders say, and not what Python says of a package.
    notes = [f"{warning.message}." for warning in heard if warning.category is UserWarning]
    layers = {
        "voice": _layer(source, _voices(source), VOICES),
        "time": _layer(source, _times(source), TIMES),
        "tone": _layer(source, tones, TONES),
        "roles": _layer(source, _roles(source)),
    }
    if copies:
        layers["shared words"] = _layer(source, _shared(number, source, copies))
    return {"id": source.id, "notes": notes, "layers": layers}


def _layer(source, found, names=()):
    """A layer of a text. In: (start, end, name of the mark, cells of the table's row) a row; names that come first."""
    columns, rows = found
    marks = [(start, end, name) for start, end, name, _ in rows if name]
    cells = [(start, end, *row) for start, end, _, row in rows]
    columns = ("start", "end", *columns)
    return {
        "page": marked(source, marks, names).html,
        "table": grid(columns, cells).html,
        "csv": _as_csv(columns, cells),
        "rows": len(rows),
    }


def _voices(source):
    rows = speech_rows(source)
    return ("text", "kind", "speaker", "cue"), [(row[0], row[1], row[3], row[2:]) for row in rows]


def _times(source):
    rows = date_rows(source)
    return ("text", "type", "value", "basis", "note"), [(row[0], row[1], row[3], row[2:]) for row in rows]


def _tones(source):
    rows = [row for row in sentence_rows(source) if row[6] in TEXT_ROLES]
    tones, found = sentence_tone([row[2] for row in rows]), []
    for (start, end, text, name, *_), tone in zip(rows, tones):
        sign = "positive" if tone >= CUT else "negative" if tone <= -CUT else ""
        found.append((start, end, sign, (name, text, round(tone, 2), _words(text))))
    return ("sentence", "text", "tone", "words"), found


def _words(text):
    """The words that make the tone of a sentence, each with its effect."""
    effects = [(word, effect) for word, _, effect, *_ in word_effects(text) if effect]
    return ", ".join(f"{word} {effect:+.2f}".replace("-", "−") for word, effect in effects)


def _roles(source):
    rows = [(start, end, role) for start, end, *_, role in paragraph_rows(source)]
    return ("text", "role"), [(start, end, role, (clean(source.text[start:end]), role)) for start, end, role in rows]


def _shared(number, source, copies):
    rows = [(passage, start, end, kind) for passage, place, start, end, kind in copies if place == number]
    return ("passage", "text", "kind"), [
        (start, end, passage, (passage, clean(source.text[start:end]), kind)) for passage, start, end, kind in rows
    ]


def _as_csv(columns, rows):
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return file.getvalue()


def _said(count):
    """What each layer marks, how often it is right, and how that is known."""
    said = {name: (say(f"desk.{name}"), say(f"room.{name}") + ".", say(f"room.{name}_how")) for name in LAYERS}
    if count > 1:
        said["shared words"] = (say("desk.shared"), say("desk.shared_right"), say("desk.shared_how"))
    return said


LAYERS = ("voice", "time", "tone", "roles")
