"""Pasted texts, read by all finders: rows, marked texts, tables, and what could not be read."""

import csv
import io
import re
from bisect import bisect_right

from tellings.argument.passages import passage_rows
from tellings.case.codes import CUT
from tellings.case.files import CaseError, guarded
from tellings.case.sources import text_source
from tellings.framing.lexicons import ENGLISH, english_share, masked, scorer, word_effects
from tellings.own.wording import say
from tellings.perspectives.speech.find import speech_rows
from tellings.reading.show import grid, marked
from tellings.reading.text import TEXT_ROLES, clean, paragraph_rows, sentence_rows, word_rows
from tellings.timeline.dates import date_rows

MOST = 1_000_000  # characters of all texts together: 32 s in Chromium on two cores, where no sentence comes twice
LONG = 80  # words: what each word of a sentence does takes more than the square of their number
ENDLESS = 1000  # words: so much has no one tone
_PIECE = re.compile(r"\w+|[^\w\s]+")
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
    Errors: CaseError, which names the text, where one can't be read or has no name of its own.
    """
    names = [text["id"] for text in texts]
    if not all(names) or len(set(names)) < len(names):
        raise CaseError(say("desk.names"))
    if sum(len(text["text"]) for text in texts) > MOST:
        raise CaseError(say("desk.too_long", most=MOST))
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
    times = _found(source, date_rows(source), "type", "value", "basis", "note")
    tones = _tones(source)
    layers = {
        "voice": _layer(source, _found(source, speech_rows(source), "kind", "speaker", "cue"), VOICES),
        "time": _layer(source, times, TIMES),
        "tone": _layer(source, tones, TONES),
        "roles": _layer(source, _roles(source)),
    }
    if any(row[1] == number for row in copies):
        layers["shared words"] = _layer(source, _shared(number, source, copies))
    return {"id": source.id, "notes": list(_notes(source, times[1], tones[1])), "layers": layers}


def _notes(source, times, tones):
    """What a reader should know of one text before anything else, a sentence each."""
    if english_share(row[3] for row in word_rows(source)) < ENGLISH:
        yield say("desk.foreign")
    if source.published is None and any(_needs_a_day(*cells[3:5]) for *_, cells in times):
        yield say("desk.undated")
    many = [words_of(cells[1]) for *_, cells in tones]
    if long := sum(LONG < words <= ENDLESS for words in many):
        yield say("desk.long", count=long, most=LONG)
    if endless := sum(words > ENDLESS for words in many):
        yield say("desk.endless", count=endless, most=ENDLESS)


def _needs_a_day(value, basis):
    """Whether a date could say more if the day of publication were known."""
    return basis == "context" or (value or "").startswith("XXXX")


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


def _found(source, rows, *columns):
    """What a finder gives for a text, as a layer takes it: its columns behind the text, each row with its sentence."""
    name = _sentence_at(source)
    marks = [(row[0], row[1], row[3], (name(row[0]), *row[2:])) for row in rows]
    return ("sentence", "text", *columns), marks


def _sentence_at(source):
    """The function that gives the sentence in which a place of the text stands."""
    rows = sorted(sentence_rows(source))
    starts = [row[0] for row in rows]
    return lambda place: rows[max(0, bisect_right(starts, place) - 1)][3]


def _tones(source):
    rows = [row for row in sentence_rows(source) if row[6] in TEXT_ROLES]
    # Not sentence_tone: it judges the language by sentences, which one plain short text may fail; _notes judges it.
    score, found = scorer("vader"), []
    for start, end, text, name, *_ in rows:
        many = words_of(text)
        tone = score(masked(text)) if many <= ENDLESS else None
        sign = "" if tone is None or abs(tone) < CUT else "positive" if tone > 0 else "negative"
        told = None if tone is None else round(tone, 2)
        found.append((start, end, sign, (name, text, told, _effects(text) if many <= LONG else None)))
    return ("sentence", "text", "tone", "words"), found


def words_of(text):
    """How many words a sentence has, counted so that VADER parts no more."""
    return len(_PIECE.findall(text))


def _effects(text):
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
    """What each layer marks, what was measured of it, and how; what readers can't measure again is marked so."""
    how = {name: say(f"room.{name}_how") for name in LAYERS}
    how |= {name: f"{how[name]} {say(f'room.{outside}')}" for name, outside in OUTSIDE.items()}
    said = {name: (say(f"desk.{name}"), say(f"room.{name}") + ".", how[name]) for name in LAYERS}
    if count > 1:
        said["shared words"] = (say("desk.shared"), say("desk.shared_right"), say("desk.shared_how"))
    return said


LAYERS = ("voice", "time", "tone", "roles")
# Measured elsewhere, on texts that are not here: the finders in their first edition, tone as scored now.
OUTSIDE = {"voice": "outside", "time": "outside", "tone": "outside_tone"}
