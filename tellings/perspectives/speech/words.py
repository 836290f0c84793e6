"""The words of a sentence with their word classes: as much grammar as finding a speaker needs."""

import re
from collections import namedtuple
from itertools import accumulate

from tellings.case.files import word_list

Words = namedtuple("Words", "raw low start end")
Verb = namedtuple("Verb", "lemma form takes")

QUOTE = "<quotation>"
_TOKEN = re.compile(
    r"((?=[A-Z])(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=[\s\xa0][A-Z])|"
    r"(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Prof|Lt|Col|Sgt|Capt|Adm|Rev|Jr|Sr|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)|"
    r"[$€£]?\w+(?:[.,:/&'’‑-]\w+)*%?|\]\([^()\s]{0,2000}\)|-{2,9}|\.{3}|\S)"
)


def words_of(kind):
    """The words of one class of data/function_words.csv."""
    return frozenset(row["word"] for row in _FUNCTION if row["class"] == kind)


_FUNCTION = word_list("perspectives/speech", "function_words")
PREPOSITIONS, CONJUNCTIONS, PRONOUNS = words_of("preposition"), words_of("conjunction"), words_of("pronoun")
DETERMINERS, AUXILIARIES, ADVERBS = words_of("determiner"), words_of("auxiliary"), words_of("adverb")
ADJUNCTS, FINITE = words_of("adjunct"), words_of("finite")
BE = words_of("be")
WH, _NO_ADVERBS = words_of("wh"), words_of("no adverb")
STOPS = frozenset([".", "?", "!", ";", "…"])


def tokenise(text, start, end, gaps=()):
    """The words and marks of a stretch as parallel lists; each quotation is one word, each hole none.

    In: the text, the stretch, and its gaps in order: (start, end, whether it is a quotation).
    """
    raw, starts, ends, quotations = [], [], [], []
    position = start
    for gap_start, gap_end, quoted in (*gaps, (end, end, False)):
        if position < gap_start:
            # Between the tokens stand the parts that are none, so that lengths add up to places.
            parts = _TOKEN.split(text[position:gap_start])
            places = list(accumulate(map(len, parts), initial=position))
            raw += parts[1::2]
            starts += places[1:-1:2]
            ends += places[2:-1:2]
        if quoted:
            quotations.append(len(raw))
            raw.append(text[gap_start:gap_end])
            starts.append(gap_start)
            ends.append(gap_end)
        position = max(position, gap_end)
    low = [word.lower() for word in raw]
    for i in quotations:
        low[i] = QUOTE
    return Words(raw, low, starts, ends)


def is_word(word):
    """Whether a token is a word rather than a mark or a quotation."""
    return word[0].isalnum() or word[0] in "$€£"


def is_name(raw):
    """Whether a token is written like a name."""
    return raw[0].isupper() and raw[0].isalpha()


def is_adverb(low):
    """Whether a word can stand between a subject and its verb, or a verb and what it governs."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in _NO_ADVERBS)


def inflect(lemma, irregular=""):
    """The forms of an English verb: base, -s, past, participle, -ing."""
    doubled = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    if lemma.endswith("e"):
        past, ing = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeou":
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = doubled + "ed", doubled + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    given = irregular.split()
    past = given[0] if given else past
    return {"base": lemma, "s": third, "past": past, "participle": given[-1] if given else past, "ing": ing}


_DOUBLING = words_of("doubling")


def verb_forms():
    """Every form of every reporting verb: form -> Verb(lemma, form, takes)."""
    forms = {}
    for row in word_list("perspectives/speech", "reporting_verbs"):
        takes = frozenset(row["takes"].split())
        # "read" is taken as the past form, the likelier in a report.
        for form, word in sorted(inflect(row["lemma"], row["irregular"]).items(), key=lambda pair: pair[0] != "past"):
            forms.setdefault(word, Verb(row["lemma"], form, takes))
    return forms


VERBS = verb_forms()
NOUNS = {
    word: frozenset(row["takes"].split())
    for row in word_list("perspectives/speech", "reporting_nouns")
    for word in (row["noun"], row["plural"])
}


def looks_like_clause(words, at, width=16):
    """Whether a subject and its verb seem to follow, rather than a noun alone."""
    if words.low[at] in ("he", "she", "they", "it", "we", "i", "there", "you"):
        return True
    for i in range(at + 1, min(len(words.low), at + width)):
        low = words.low[i]
        if not is_word(low) and low not in ("’", "'", "(", ")", QUOTE, "$", "%"):
            return False
        if (
            low in FINITE
            or low in AUXILIARIES
            and low not in ("to", "been", "being", "having", "be", "have", "do", "n't")
        ):
            return True
    return False
