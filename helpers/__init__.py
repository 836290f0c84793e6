"""What the notebooks import: `from helpers import load_case, show, …`."""
from helpers.case import Case, CaseError, Source, as_sources, load_case, text_source
from helpers.dates import find_dates
from helpers.scoring import match_spans, precision_recall
from helpers.show import show, table
from helpers.speech import find_speech
from helpers.text import clean, paragraphs, sentences, words
from helpers.timeline import compare_events, dated_statements, propose_events, times_in_sentences, told_events
from helpers.tone import explain, sentence_tone, tone_table

__all__ = ["Case", "CaseError", "Source", "as_sources", "clean", "compare_events", "dated_statements", "explain",
           "find_dates", "find_speech", "load_case", "match_spans", "paragraphs", "precision_recall", "propose_events",
           "sentence_tone", "sentences", "show", "table", "text_source", "times_in_sentences", "told_events",
           "tone_table", "words"]
