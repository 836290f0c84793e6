"""The words of a sentence with their classes: as much grammar as finding a speaker needs.

A word belongs to the classes of the lists beside this file and to those of its shape. Words of the same classes share
one letter, and a sentence is also the string of its letters, so that a regular expression over letters is a pattern
over classes of words (phrases.py, patterns.py).
"""

import re
from collections import Counter, defaultdict, namedtuple
from functools import lru_cache
from itertools import accumulate

from tellings.case.files import word_list
from tellings.reading.text import MARKS

Words = namedtuple("Words", "raw low start end letters mirrored")
Verb = namedtuple("Verb", "lemma form takes")

QUOTE = "<quotation>"
_TOKEN = re.compile(
    r"((?=[A-Z])(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=[\s\xa0][A-Z])|"
    r"[DRI]-(?:[A-Z][a-z]{1,5}\.(?=[,)])|[A-Z]\.[A-Z]\.)|(?:[A-Z][a-z]{1,4}|Calif)\.(?=,)|"
    r"(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Prof|Lt|Col|Sgt|Capt|Adm|Rev|Jr|Sr|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)|"
    rf"al\.(?=\s[(a-z])|[@$€£]?\w[\w{MARKS}]*(?:[.,:/&'’‑-]\w[\w{MARKS}]*)*%?|"
    r"\]\([^()\s]{0,2000}\)|-{2,9}|\.{3}|\S)"
)

# Where a report was filed, in front of its first words: "PORT ALDER, Nov 18 (Reuters) - ", "Alder (AP) — ", "(CNN)".
_DATELINE = re.compile(
    r"\s*(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,20}(?:[ ,/]{1,2}[A-ZÀ-Þ][\w'’.-]{0,20}){0,6}(?:,? (?:[A-Z][a-z]{2,8}\.? )?\d\d?)?"
    r"(?: ?\([A-Z][^()\n]{1,30}\))?|(?:[A-ZÀ-Þ][\w'’.-]{0,20}(?: |, )){0,5}\([A-Z][^()\n]{1,30}\))"
    r"\s{0,3}(?:—|–|--|-|―)\s{0,3}(?=[A-ZÀ-Þ\d“\"‘«„])"
    # "14:32 ", "BELUR: ": a live blog, a paper in the east
    r"|\s*\d\d?[.:]\d\d(?: ?(?:[ap]\.?m\.?|[A-Z]{2,4}))?(?: [—–-])?\s+(?=[A-ZÀ-Þ“\"‘])"
    r"|[A-Z]{4,20}(?: [A-Z]{4,20}){0,2}: (?=[A-ZÀ-Þ])"
).match

# -- The lists --------------------------------------------------------------------------------------------------------

_LISTED = defaultdict(set)  # word in lower case -> its classes
for _row in word_list("perspectives/speech", "function_words"):
    _LISTED[_row["word"]] |= {_row["word"], _row["class"]}


def words_of(kind):
    """The words of one class of function_words.csv."""
    return frozenset(word for word, classes in _LISTED.items() if kind in classes)


_DOUBLING = words_of("doubling")
_BRITISH = _DOUBLING | words_of("doubling in Britain")


def inflect(lemma, irregular="", doubling=_DOUBLING):
    """The forms of an English verb: base, -s, past, participle, -ing."""
    doubled = lemma + lemma[-1] if lemma in doubling else lemma
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    past, ing = doubled + "ed", doubled + "ing"
    if lemma.endswith("e"):
        past, ing = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeou":
        third, past, ing = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    past, *_, participle = [*irregular.split(), *irregular.split()] or [past, past]
    return {"base": lemma, "s": third, "past": past, "participle": participle, "ing": ing}


def _verb_forms():
    """Every form of every reporting verb: form -> Verb(lemma, form, takes)."""
    forms = {}
    for row in word_list("perspectives/speech", "reporting_verbs"):
        takes = frozenset(row["takes"].split())
        inflected = [*inflect(row["lemma"], row["irregular"]).items()]
        inflected += inflect(row["lemma"], row["irregular"], _BRITISH).items()
        # "read" is taken as the past form, the likelier in a report.
        for form, word in sorted(inflected, key=lambda pair: pair[0] != "past"):
            forms.setdefault(word, Verb(row["lemma"], form, takes))
    return forms


VERBS = _verb_forms()
NOUNS = {
    word: frozenset(row["takes"].split())
    for row in word_list("perspectives/speech", "reporting_nouns")
    for word in (row["noun"], row["plural"])
}
SPEAKER_NOUNS = {row["noun"]: row["kind"] for row in word_list("perspectives/speech", "speaker_nouns")}
PREPOSITIONS, CONJUNCTIONS, PRONOUNS = words_of("preposition"), words_of("conjunction"), words_of("pronoun")
DETERMINERS, AUXILIARIES, FINITE = words_of("determiner"), words_of("auxiliary"), words_of("finite")

_INVERTING = words_of("inverting verb")
for _word, _verb in VERBS.items():
    _inverts = {"inverting"} if _verb.lemma in _INVERTING else set()
    _LISTED[_word] |= {"verb", _verb.form, *_inverts, *(f"+{taken}" for taken in _verb.takes)}
for _word, _takes in NOUNS.items():
    _LISTED[_word] |= {f"noun+{taken}" for taken in _takes}
for _word, _kind in SPEAKER_NOUNS.items():
    _classes = {"proper": {"proper", "body"}, "person": {"speaker", "person"}}.get(_kind, {"speaker", "body", _kind})
    _LISTED[_word.lower()] |= _classes
    _LISTED[inflect(_word.lower())["s"]] |= _classes - {"body"}

# -- Shapes: the classes of a word that its letters show; the first line that fits ------------------------------------

_SHAPES = [
    (r"(?:he|she|it|we|they|i|you|there|who|that)['’](?:s|d|ll|ve|re|m)", {"contracted"}),
    (r".+['’]s", {"owner"}),
    (r"[dri]-[a-z].*", {"party"}),
    (r"1[5-9]\d\d|20\d\d", {"number", "year"}),
    (r"\d+-year-olds?", {"speaker", "person"}),
    (r"\d.*%", {"number", "share"}),
    (r"[$€£]?\d.*", {"number"}),
    (r".+day", {"day"}),
    (r".{3,}ly", {"adverb", "ly"}),
    (r".+(?:man|woman|er|or|ist|ian|ant)", {"speaker", "person"}),
    (r".+(?:men|women)|people|police|others|.{4,}(?:er|or|ist|ian|ant)s", {"speaker", "person", "plural"}),
    (r".+[^siu]s", {"plural"}),
    (r".+ed", {"ed"}),
    (r".+ing", {"ing ending"}),
    (r".*", set()),
]
_SHAPES = [(re.compile(pattern, re.S).fullmatch, frozenset(classes)) for pattern, classes in _SHAPES]
_MARKS = {
    **dict.fromkeys(".?!;…", "stop"),
    **dict.fromkeys(("—", "–", "--", "-", "―"), "dash"),
    **{mark: mark for mark in ",:()[]'’&"},
}


def _classes(low, capital):
    """All classes of a word: those of the lists and of its shape, "word", and "name" where it is written like one."""
    listed, shape = _LISTED.get(low, frozenset()), next(classes for fits, classes in _SHAPES if fits(low))
    if "no adverb" in listed:
        shape = shape - {"adverb", "ly"}
    if "no person" in listed or len(low) <= 5 or listed & {"speaker", "proper"}:
        shape = shape - {"speaker", "person"}
    return frozenset(listed | shape | {"word"} | ({"name"} if capital else set()))


def _alphabet():
    """One letter for each set of classes that a word can have, and the letters of each class."""
    sets = {_classes(low, capital) for low in _LISTED for capital in (False, True)}
    for _, shape in _SHAPES:
        sets |= {frozenset({"word"} | shape | name) for name in (set(), {"name"})}
        sets |= {frozenset({"word"} | shape - {"speaker", "person"} | name) for name in (set(), {"name"})}
    sets |= {frozenset({kind, mark}) for mark, kind in _MARKS.items()} | {frozenset({"quotation"}), frozenset()}
    # In the order of the common classes, so that the letters of a class lie side by side.
    common = [kind for kind, _ in Counter(kind for kinds in sets for kind in kinds).most_common(40)]
    ordered = sorted(sets, key=lambda kinds: [kind not in kinds for kind in common])
    return {kinds: chr(0xE000 + n) for n, kinds in enumerate(ordered)}


_LETTERS = _alphabet()
_KINDS = {letter: kinds for kinds, letter in _LETTERS.items()}
_OF_KIND = defaultdict(set)
for _kinds, _letter in _LETTERS.items():
    for _kind in _kinds:
        _OF_KIND[_kind].add(_letter)


class _Spelling(dict):
    """The letter of each word as written; of new words, the latest 50,000 are kept."""

    def __missing__(self, raw):
        if len(self) > 50_000:
            self.clear()
        kinds = frozenset({_MARKS[raw], raw} if raw in _MARKS else ())
        if is_word(raw) or raw.lower() in AUXILIARIES:
            kinds = _classes(raw.lower(), is_name(raw))
        self[raw] = _LETTERS[kinds]
        return self[raw]


_SPELLING = _Spelling()


@lru_cache(maxsize=20_000)
def kinds_of(word):
    """The classes of a word as written."""
    return _KINDS[_SPELLING[word]]


@lru_cache(maxsize=1000)
def letters_of(wanted):
    """The letters of all words that are of some classes and not of others, as a character set of regular expressions.

    In: classes with a space for "and", "|" for "or" and "!" for "not": "name !day|pronoun".
    """
    chosen = set()
    for terms in wanted.split("|"):
        letters = set(_KINDS)
        for term in terms.split():
            kind = (term.lstrip("!") or term).replace("_", " ")
            if kind not in _OF_KIND:
                raise ValueError(f"{kind} in <{wanted}> is no word and no class of function_words.csv and its like")
            letters = letters - _OF_KIND[kind] if term[1:] and term[0] == "!" else letters & _OF_KIND[kind]
        chosen |= letters
    ranges = []
    for code in sorted(map(ord, chosen)):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    if not ranges:
        raise ValueError(f"no word of the lists is <{wanted}>")
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


# -- Sentences --------------------------------------------------------------------------------------------------------


def tokenise(text, start, end, gaps=()):
    """The words and marks of a stretch as parallel lists, and its letters, read to the right and to the left.

    In: the text, the stretch, and its gaps in order: (start, end, whether it is a quotation). Each quotation is one
    word, each other gap is left out.
    """
    raw, starts, ends, quotations = [], [], [], []
    position, head = start, text[start : start + 60]
    if (head[1:3].isupper() or "(" in head or head[:1].isdigit()) and (dateline := _DATELINE(text, start, end)):
        position = dateline.end()
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
    written = [QUOTE if word is QUOTE else raw[i] for i, word in enumerate(low)] if quotations else raw
    letters = "".join(map(_SPELLING.__getitem__, written))
    return Words(raw, low, starts, ends, letters, letters[::-1])


_SPELLING[QUOTE] = _LETTERS[frozenset({"quotation"})]


def is_word(word):
    """Whether a token is a word rather than a mark or a quotation."""
    return word[0].isalnum() or word[0] in "$€£" or word[0] == "@" != word


def is_name(raw):
    """Whether a token is written like a name: with a capital, at once or behind al-, d'; or names an account."""
    if raw[0] == "@":
        return True
    if raw[0].isupper():
        return raw[0].isalpha() and raw[1:2] != "-"
    return (
        raw[1:2] in _JOINTS
        and bool(raw[2:3].isupper())
        or raw[2:3] == "-"
        and raw[:2] in _ARTICLES
        and raw[3:4].isupper()
    )


_JOINTS, _ARTICLES = ("'", "’"), ("al", "el", "ad", "an", "ar", "as", "at", "ul")


def is_adverb(low):
    """Whether a word can stand between a subject and its verb, or a verb and what it governs."""
    return "adverb" in kinds_of(low)
