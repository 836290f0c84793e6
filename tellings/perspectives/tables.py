"""Speech as a table of spans."""

import pandas as pd

from tellings.case.sources import as_sources
from tellings.perspectives.speech.find import speech_rows
from tellings.perspectives.speech.marks import quoted_spans, stretches
from tellings.reading.text import SPAN, clean


def find_speech(sources):
    """Find reported speech, thought and intention by the order of speaker, reporting verb and reported words.

    In: a source, a case or a list of sources.
    Out: a row per span: source, start, end, text, kind, speaker, cue. kind: direct (quoted words with their marks;
    in a transcript the words behind a speaker's label), indirect (a reported clause without its cue; direct rows may
    lie inside it), headline (quoted words in a headline or teaser). speaker: the fullest name that the text gives, the
    description as written, or None; cue: the word that reports, or None. Words inside marks that have no partner are
    no rows.
    Method: the orders of source, cue and content in news (Pareti 2015; Newell et al. 2018), each a line of
    speech/patterns.py over classes of words, no parser.
    """
    rows = [(source.id, *row) for source in as_sources(sources) for row in speech_rows(source)]
    return pd.DataFrame(rows, columns=[*SPAN, "kind", "speaker", "cue"])


def unbalanced_marks(sources):
    """Quotation marks that have no partner, so that nothing can be said of the words behind them.

    In: a source, a case or a list of sources. Out: a row per mark: source, start, end, text (the mark and the words
    next to it).
    """
    rows = []
    for source in as_sources(sources):
        blocks = [(start, end) for start, end, *_ in stretches(source)]
        for mark in quoted_spans(source.text, blocks)[1]:
            rows.append((source.id, mark, mark + 1, clean(source.text[mark : mark + 40])))
    return pd.DataFrame(rows, columns=SPAN)
