"""What the notebooks import: `from helpers import load_case, show, …`."""
from helpers.case import Case, CaseError, Source, as_sources, load_case, text_source
from helpers.dates import find_dates
from helpers.scoring import match_spans, precision_recall
from helpers.show import show, table
from helpers.text import clean, paragraphs, sentences, words
from helpers.tone import explain, sentence_tone, tone_table

__all__ = ["Case", "CaseError", "Source", "as_sources", "clean", "explain", "find_dates", "load_case", "match_spans", "paragraphs",
           "precision_recall", "sentence_tone", "sentences", "show", "text_source", "table", "tone_table", "words"]
