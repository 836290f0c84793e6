"""How much the words of two texts have in common: enough to tell one matter from two."""

from functools import cache
from math import sqrt

from tellings.case.files import word_list
from tellings.reading.text import TEXT_ROLES, word_rows

# Likeness from which two texts are taken to be about one matter; two in a hundred unrelated pairs have it.
RELATED = 0.12
GRAMMAR = ("adjunct", "adverb", "auxiliary", "conjunction", "determiner", "indefinite", "preposition", "pronoun", "wh")


def stem(word):
    """The beginning of a word, which many of its forms share: evacuates, evacuated; boat, boats; a number as it is."""
    if not word.isalpha():
        return word
    return word[: max(4, len(word) - 3)] if len(word) > 5 else word.rstrip("s")


def is_content(word):
    """Whether a word in its normal form is neither grammar nor among the commonest of English."""
    return len(word) > 1 and word not in _common()


@cache
def _common():
    grammar = {row["word"] for row in word_list("perspectives/speech", "function_words") if row["class"] in GRAMMAR}
    return grammar | {row["word"] for row in word_list("framing", "english")}


def vocabulary(source):
    """The stems of the content words in headline, abstract, body and posts of a source."""
    return {stem(word) for _, _, _, word, _, _, role in word_rows(source) if role in TEXT_ROLES and is_content(word)}


def related(one, other):
    """Whether two vocabularies are those of texts about one matter: the cosine of their words, each counted once."""
    return bool(one and other) and len(one & other) >= RELATED * sqrt(len(one) * len(other))
