"""What of a text that was read the program does not understand or does not have: other languages, pages, comments."""

import re

from tellings.case.wording import listed
from tellings.corpus.wording import say
from tellings.framing.lexicons import ENGLISH, english_share, foreign_sentences
from tellings.reading.head import read_front_matter
from tellings.reading.text import TEXT_ROLES, sentence_rows, word_rows

MOST = 10  # pages without text that are named


def is_english(source):
    """Whether a source looks like English, the one language that the programs know, or is too short to tell."""
    return _english(source) >= ENGLISH


def _english(source):
    return english_share(word for *_, word, _, _, role in word_rows(source) if role in TEXT_ROLES)


def notes_of(source):
    """What of a source is not understood or not there, a sentence each with the remedy, after the name of its file."""
    told = [text for *_, text, _, _, _, role in sentence_rows(source) if role in TEXT_ROLES]
    (foreign, long), share = foreign_sentences(told), _english(source)
    if share < ENGLISH:
        yield say("note.foreign", share=share)
    elif foreign:
        yield say("note.partly_foreign", foreign=len(foreign), sentences=long, example=foreign[0][:60])
    of_pdf = source.file.lower().removesuffix(".txt").endswith(".pdf")
    pages = source.text.split("\f") if of_pdf else []
    if blank := [number for number, page in enumerate(pages, 1) if not re.search(r"\w", page)]:
        yield say("note.blank_pages", count=len(blank), pages=listed(blank, MOST), of=len(pages))
    # Written there by write_document_text.
    if what := read_front_matter(source.text)[1].get("left out"):
        yield say("note.left_out", what=what)
