"""Reading: what in a file is text, and what the page has put around it.

Its question: where do paragraphs, sentences and words begin and end, and what role has each? In: a source. Out: spans
with roles, as tuples (text) or as tables (tables); the text with spans marked (show). Lists: furniture, menu_words,
request_words, head, abbreviations, sentence_words, normal_forms, word_groups. Stands on: case.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__,
    tables="articles page_share paragraphs sentences voices_of words",
    text="SPAN TEXT_ROLES clean",
    terms="body concordance find_terms group_rates list_hits word_groups",
)
