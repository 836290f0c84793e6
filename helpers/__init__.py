"""What the notebooks import: `from helpers import load_case, show, …`."""

from tellings.case.files import CaseError
from tellings.case.folder import Case, load_case
from tellings.case.sources import Source, as_sources, text_source
from tellings.coding.scoring import match_spans, precision_recall
from tellings.exercises.check import check
from tellings.exercises.handin import hand_in
from tellings.framing.tone import explain, sentence_tone, tone_table
from tellings.perspectives.tables import find_speech
from tellings.reading.show import show, table
from tellings.reading.tables import paragraphs, sentences, words
from tellings.reading.text import clean
from tellings.timeline.events import compare_events, dated_statements, propose_events, times_in_sentences, told_events
from tellings.timeline.tables import find_dates

__all__ = [
    "check",
    "hand_in",
    "Case",
    "CaseError",
    "Source",
    "as_sources",
    "clean",
    "compare_events",
    "dated_statements",
    "explain",
    "find_dates",
    "find_speech",
    "load_case",
    "match_spans",
    "paragraphs",
    "precision_recall",
    "propose_events",
    "sentence_tone",
    "sentences",
    "show",
    "table",
    "text_source",
    "times_in_sentences",
    "told_events",
    "tone_table",
    "words",
]
