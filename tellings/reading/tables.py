"""Paragraphs, sentences and words of sources, each as a table of spans."""

import pandas as pd

from tellings.case.sources import as_sources
from tellings.reading.spans import UNNAMED, by_source
from tellings.reading.text import SPAN, TEXT_ROLES, paragraph_rows, sentence_rows, word_rows


def paragraphs(sources):
    """Split sources into paragraphs, the stretches that a writer or a page sets apart.

    In: a source, a case or a list of sources.
    Out: a row per paragraph: source, start, end, text, paragraph (number in the source), item (number of the article
    in the file), role (headline, byline, dateline, abstract, body, quotation: an embedded
    post; heading, caption, credit, teaser, furniture).
    """
    return _table(sources, paragraph_rows, ["paragraph", "item", "role"])


def sentences(sources):
    """Split sources into sentences; one that a page break cuts is one row from its first to its last character.

    In: a source, a case or a list of sources.
    Out: a row per sentence: source, start, end, text, sentence (its id), paragraph, item, role.
    """
    return _table(sources, sentence_rows, ["sentence", "paragraph", "item", "role"])


def words(sources):
    """Split sources into words: runs of letters and digits with single marks inside: isn't, 9/11-style, 1,000.

    The marks are apostrophe, hyphen, point, comma, colon, slash, & and +. Markdown marks are no words.
    In: a source, a case or a list of sources.
    Out: a row per word: source, start, end, text, word (normal form: lower case, no possessive, one spelling for
    "U.S." and "US"), sentence, item, role.
    """
    return _table(sources, word_rows, ["word", "sentence", "item", "role"])


def _table(sources, find, columns):
    rows = [(source.id, *row) for source in as_sources(sources) for row in find(source)]
    return pd.DataFrame(rows, columns=[*SPAN, *columns])


def page_share(words):
    """The share of a file's words that the page has put around the article.

    Headings and embedded posts are the article's; its date, writer and pictures, links and furniture the page's.
    In: a word table. Out: a Series, source -> share from 0 to 1, in the table's order.
    """
    around = ~words["role"].isin([*TEXT_ROLES, "heading"])
    return around.groupby(words["source"], sort=False).mean()


def articles(table):
    """The article that each row of a span table belongs to: its source, "later 1" where that holds several."""
    several = table.groupby("source")["item"].transform("nunique") > 1
    return table["source"].where(~several, table["source"] + " " + table["item"].astype(str))


def voices_of(spans, voices, otherwise="author"):
    """Whose words each span is: the voice that covers half of it or more, `otherwise` where none does.

    In: spans; a table of voices with source, start, end and either `voice` (a coding; empty rows are skipped) or
    `speaker` (find_speech or gold quotes; an empty speaker is UNNAMED). Out: a list, one name per span.
    """
    column = "voice" if "voice" in voices else "speaker"
    voices = voices[voices["voice"].fillna("") != ""] if column == "voice" else voices
    voices = voices.assign(name=voices[column].fillna("").replace("", UNNAMED))
    known, found = by_source(voices, "name"), []
    for source, start, end in zip(spans["source"], spans["start"], spans["end"], strict=True):
        covered = {}
        for first, last, name in known[source].touching(start, end):
            covered.setdefault(name, set()).update(range(max(first, start), min(last, end)))
        name = max(covered, key=lambda name: len(covered[name]), default=otherwise)
        found.append(name if covered and len(covered[name]) * 2 >= end - start else otherwise)
    return found
