"""What the notebooks import: `from helpers import load_case, show, …`."""
from helpers.case import Case, CaseError, Source, as_sources, load_case, text_source
from helpers.scoring import match_spans, precision_recall
from helpers.show import show
from helpers.text import clean, paragraphs, sentences, words
from helpers.tone import explain, sentence_tone, tone_table

__all__ = ["Case", "CaseError", "Source", "as_sources", "clean", "explain", "load_case", "match_spans", "paragraphs",
           "precision_recall", "sentence_tone", "sentences", "show", "text_source", "tone_table", "words"]
