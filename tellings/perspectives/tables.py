"""Speech as a table of spans."""

import re
from itertools import chain

import pandas as pd

from tellings.case.sources import as_sources
from tellings.perspectives.numbers import ANYTHING, number_groups, number_rows, thing_of
from tellings.perspectives.speech.find import speech_rows
from tellings.perspectives.speech.marks import quoted_spans, stretches
from tellings.reading.likeness import vocabulary
from tellings.reading.spans import Spans
from tellings.reading.text import SPAN, clean

_ARROW = re.compile(r"(?<!\S)[›»](?!\S)")


def find_speech(sources):
    """Find reported speech, thought and intention by the order of speaker, reporting verb and reported words.

    In: a source, a case or a list of sources.
    Out: a row per span: source, start, end, text, kind, speaker, cue. kind: direct (quoted words with their marks; in a
    transcript, a speech or a signed post the words themselves, a row a paragraph), indirect (a reported clause without
    its cue; direct rows may lie inside it), headline (quoted words in a headline or teaser). speaker: the fullest name
    that the text gives, the description as written, or None; cue: the word that reports, a colon for a label, or None.
    Words inside marks that have no partner are no rows.
    Method: the orders of source, cue and content in news (Pareti 2015; Newell et al. 2018), each a line of
    speech/patterns.py over classes of words, no parser.
    """
    rows = [(source.id, *row) for source in as_sources(sources) for row in speech_rows(source)]
    return pd.DataFrame(rows, columns=[*SPAN, "kind", "speaker", "cue"])


def _arrows(text):
    """The places of marks that only point on, as in the path of a page, "Home › News": blanks around, no partner."""
    for line in re.finditer(".+", text):
        if not {"‹", "«"} & set(line[0]):
            yield from (line.start() + mark.start() for mark in _ARROW.finditer(line[0]))


def unbalanced_marks(sources):
    """Quotation marks that have no partner, so that nothing can be said of the words behind them.

    What the page has put around the text, and the arrows of a path, are left out.
    In: a source, a case or a list of sources. Out: a row per mark: source, start, end, text (the mark and the words
    next to it).
    """
    rows = []
    for source in as_sources(sources):
        found = stretches(source)
        beside = Spans([(start, end) for start, end, role, *_ in found if role == "furniture"])
        arrows = set(_arrows(source.text))
        for mark in quoted_spans(source.text, [block[:2] for block in found])[1]:
            if mark in arrows or beside.at(mark):
                continue
            rows.append((source.id, mark, mark + 1, clean(source.text[mark : mark + 40])))
    return pd.DataFrame(rows, columns=SPAN)


def compare_numbers(sources, dates):
    """The numbers that different texts give for one thing, and whether they differ.

    In: a case or a list of sources; a table of find_dates for them, since a number in a date counts nothing.
    Out: a row per number, those that differ first: number (n01, one for all that count one thing), thing (the noun
    counted, or what befell people: injured, killed …), verdict (differs, may agree, agrees; see numbers.verdict),
    source, start, end, text, sentence, least and most (the limits that the words set; most is NaN where they set none).
    Of one thing the first 40 numbers of a text are compared; a warning names a text that gives more.
    A proposal, never a fact: the texts may count at two times, in two ways, or two things. A number that only one text
    gives is no row.
    Method: of two texts about one matter, numbers of one noun or state are linked by shared words around them and by
    how near they lie, and those that one text gives twice; no parser.
    """
    texts = _numbers(sources, dates)
    vocabularies = {source.id: vocabulary(source) for source in as_sources(sources)}
    rows = [
        (f"n{count:02d}", thing_of(group), verdict, *row[:4], row.sentence, row.low, row.high)
        for count, (verdict, group) in enumerate(number_groups(texts, vocabularies), 1)
        for row in group
    ]
    columns = ["number", "thing", "verdict", *SPAN, "sentence", "least", "most"]
    return pd.DataFrame(rows, columns=columns).replace({"most": {float("inf"): float("nan")}})


def left_numbers(sources, dates, compared):
    """The numbers of a thing that a text gives beside the one of it that is compared, and that are compared with none.

    In: as for compare_numbers, and what it gives. Out: a row per number: thing, source, start, end, text, sentence.
    Words that give no number ("dozens") and what anything can be counted in (people, per cent) are no rows.
    """
    told = set(zip(compared.source, compared.thing))
    known = {*zip(compared.source, compared.start), *zip(compared.source, compared.thing, compared.least)}
    rows = [
        (row.thing, *row[:4], row.sentence)
        for row in chain.from_iterable(_numbers(sources, dates))
        if (row.source, row.thing) in told and not row.vague and row.thing not in ANYTHING
        if known.isdisjoint({(row.source, row.start), (row.source, row.thing, row.low)})
    ]
    return pd.DataFrame(rows, columns=["thing", *SPAN, "sentence"])


def _numbers(sources, dates):
    """The numbers of each text, a list for each (see number_rows)."""
    dated = {source: rows[["start", "end", "value"]] for source, rows in dates.groupby("source")}
    none = dates.iloc[:0][["start", "end", "value"]]
    return [
        number_rows(source, dated.get(source.id, none).itertuples(index=False, name=None))
        for source in as_sources(sources)
    ]
