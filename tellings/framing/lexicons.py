"""Lexicons: lists of words with values, the programs that score a sentence with them, and the language they know."""

import re
import unicodedata
import warnings
from collections import defaultdict
from functools import cache, lru_cache
from heapq import heappop, heappush

from tellings.case.files import CaseError, word_list
from tellings.framing.wording import say
from tellings.reading.text import MARKS, UNSEEN

LEXICONS = ("vader", "textblob", "nltk")
PROGRESS_FROM = 8000
ENGLISH = 0.06  # share of the words in english.csv; English texts have .13 to .25, German and Dutch below .04
FEWEST = 30  # words: of fewer, only another script can be told
LONGEST = 400  # words and marks of a sentence whose words are explained
LOOKS = 200  # evenly spread sentences: enough to notice another language, and next to nothing to read
_RUN = rf"[^\W\d_]+(?:[{MARKS}][^\W\d_]*)*"
WORD = re.compile(rf"{_RUN}(?:['’‘‛′`´\-‐‑]{_RUN})*")
NOT_LATIN = re.compile("[\u0250-\U0010ffff]")
_PIECE = re.compile(rf"{WORD.pattern}|[!?]+")
_STRAIGHT = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′‹›", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑", "-")
    | dict.fromkeys("–—―", " - ")
    | {"…": "...", "\u00ad": ""}
)
_BACKTICK = re.compile(r"(?<=\w)[`´](?=\w)")
_DASH = re.compile(r"--+|(?<=\w)\.{3,}(?=\w)")
# Dashes in a row are one break, however they are typed: each would push a negation a word away from what it negates.
_DASHES = re.compile(r"(?<!\S)-+(?:\s+-+)*(?!\S)")
_MANY_MARKS = re.compile(r"([^\w\s]{100})[^\w\s]+")
# An apostrophe with letters on one side only is a mark too; without any it belongs to a smiley.
_QUOTE = re.compile(r"""(?<!\w)'(?=\w)|(?<=\w)'(?!\w)|["]""")


def sentence_tone(sentences, lexicon="vader", mask=True, marks="straight"):
    """The tone of each sentence: from −1 (worst) to 1 (best), 0 where no word is listed.

    In: a list or Series of sentences; lexicon "vader", "textblob", or "nltk" (NLTK's program with VADER's lexicon);
    mask=True keeps the names in framing/institutions.csv ("United States") from being scored; marks="as written"
    leaves typography to the program, which then misses “isn’t” and “disaster” in such marks (see straight).
    Out: a list of floats. Warns where the sentences do not look English; 8,000 and more show their progress.
    Errors: TypeError for anything but sentences; ValueError for an unknown lexicon.
    Source: Hutto and Gilbert (2014) for VADER; Loria's TextBlob after De Smedt and Daelemans (2012).
    """
    texts = _texts(sentences)
    score = scorer(lexicon, marks)
    _warn_if_not_english(texts)
    if mask:
        texts = [masked(text) for text in texts]
    if len(texts) < PROGRESS_FROM:
        return [score(text) for text in texts]
    scores = []
    for number, text in enumerate(texts, 1):
        scores.append(score(text))
        if number % 1000 == 0 or number == len(texts):
            print("\r" + say("tone.scored", number=number, sentences=len(texts)), end="", flush=True)
    print()
    return scores


def straight(text):
    """The text as the programs can read it: straight apostrophes, dashes set apart, no mark that hides a word.

    VADER parts words at white space and takes nothing but ASCII marks from their ends: “disaster”, isn’t and good—bad
    are no words to it. What a text says does not depend on its typography, so both forms get one score.
    """
    straightened = UNSEEN.sub("", unicodedata.normalize("NFC", text).translate(_STRAIGHT))
    straightened = _BACKTICK.sub("'", straightened)
    apart = _DASH.sub(lambda dash: f" {dash[0]} ", straightened)
    return _QUOTE.sub(" ", _DASHES.sub("-", apart))


def masked(sentence):
    """The sentence with names of institutions made neutral: each of their words becomes "name", the rest stays."""
    return _names().sub(lambda match: WORD.sub(_neutral, match[0]), sentence)


def word_effects(sentence, lexicon="vader", mask=True):
    """What each word does to the tone of a sentence: the tone, less the tone with that one word made neutral.

    Marks of exclamation and question count as words. What a rule does is taken away with the word that calls it: with
    "but" neutral, nothing is halved or raised any more (unless another "but" stands behind it).
    Out: a list of tuples: word, the lexicon's own value (0 where it has none), effect, whether the word is masked, what
    the program's rule for the word does ("" where it has none or had nothing to work on).
    Errors: TypeError for what is no text; CaseError for more words.
    """
    if not isinstance(sentence, str):
        raise TypeError(say("explain.no_sentence", kind=type(sentence).__name__))
    if (many := sum(1 for _ in _PIECE.finditer(sentence))) > LONGEST:
        raise CaseError(say("explain.long", pieces=many, most=LONGEST))
    score = scorer(lexicon)
    scored = masked(sentence) if mask else sentence
    whole = score(scored)
    rows = []
    for match, kept in zip(_PIECE.finditer(sentence), _PIECE.finditer(scored), strict=True):
        hidden = match[0] != kept[0]
        without = scored[: kept.start()] + _neutral(kept) + scored[kept.end() :]
        effect = 0.0 if hidden else round(whole - score(without), 4)
        rule = _rules(lexicon).get(straight(match[0]).lower(), "") if effect else ""
        if effect and match[0][0] in "!?":
            rule = say("explain.whole")
        rows.append((match[0], listed_value(match[0], lexicon) or 0.0, effect, hidden, rule))
    return rows


def listed_value(word, lexicon="vader"):
    """A word's own value, before any rule: −4 to 4 (TextBlob −1 to 1), None if not listed (TextBlob: or 0)."""
    if lexicon == "textblob":
        return scorer(lexicon)(word) or None
    return vader().lexicon.get(straight(word).lower())


@cache
def _rules(lexicon):
    """What VADER's rules do, by the word that calls them; TextBlob's are not told apart."""
    if lexicon == "textblob":
        return {}
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE

    rules = {word: say("explain.stronger" if by > 0 else "explain.weaker") for word, by in BOOSTER_DICT.items()}
    rules |= dict.fromkeys(NEGATE, say("explain.turns"))
    # NLTK's program, written after an older version, has no rule for "no".
    rules |= {"no": say("explain.turns")} if lexicon == "vader" else {}
    return rules | {"but": say("explain.but")}


@cache
def scorer(lexicon, marks="straight"):
    """The function that gives a text its tone by one of LEXICONS; it remembers the last 4,096 texts.

    Errors: ValueError for an unknown lexicon.
    """
    if lexicon not in LEXICONS:
        raise ValueError(say("tone.no_lexicon", lexicon=lexicon, lexicons=", ".join(LEXICONS)))
    if marks not in ("straight", "as written"):
        raise ValueError(say("tone.marks", marks=marks))
    program = _textblob() if lexicon == "textblob" else _compound(lexicon)
    # A comparison under many choices meets the same sentences again and again.
    return lru_cache(maxsize=4096)(program if marks == "as written" else lambda text: program(straight(text)))


@cache
def vader():
    """VADER's own program with its lexicon, imported when it is first asked for.

    For each word of the lexicon, and for a "but", it goes through the whole text: here it gets the words that its rules
    look at, and the same scores in a time that grows with the length.
    """
    from types import SimpleNamespace

    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    class Vader(SentimentIntensityAnalyzer):
        def sentiment_valence(self, valence, sentitext, item, i, sentiments):
            near = sentitext.words_and_emoticons[max(0, i - 3) : i + 3]
            beside = SimpleNamespace(words_and_emoticons=near, is_cap_diff=sentitext.is_cap_diff)
            return super().sentiment_valence(valence, beside, item, min(i, 3), sentiments)

        @staticmethod
        def _but_check(words_and_emoticons, sentiments):
            lowered = [word.lower() for word in words_and_emoticons]
            return _weighed(sentiments, lowered.index("but")) if "but" in lowered else sentiments

    return Vader()


def _weighed(values, but):
    """VADER's values where a "but" stands at a place: those before it halved, those behind it raised by half.

    As VADER does it: of equal values the first is changed, wherever the one stands whose turn it is.
    """
    places = defaultdict(list)
    for place, value in enumerate(values):
        places[value].append(place)
    for turn in range(len(values)):
        value = values[turn]
        first = places[value][0]
        changed = value * (0.5 if first < but else 1.5) if first != but else value
        if changed != value:
            heappop(places[value])
            heappush(places[changed], first)
            values[first] = changed
    return values


def _compound(lexicon):
    program = vader() if lexicon == "vader" else _nltk()
    return lambda text: program.polarity_scores(text)["compound"]


def _nltk():
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    class WithTheSameLexicon(SentimentIntensityAnalyzer):
        def __init__(self):
            self.lexicon_file = vader().lexicon_full_filepath.rstrip("\n")
            self.lexicon = self.make_lex_dict()
            self.constants = VaderConstants()

    return WithTheSameLexicon()


def _textblob():
    from textblob.en.sentiments import PatternAnalyzer

    analyse = PatternAnalyzer().analyze
    # It takes one mark after another off a run of them, and copies the rest each time.
    return lambda text: round(max(-1.0, min(1.0, analyse(_MANY_MARKS.sub(r"\1", text)).polarity)), 4)


def _texts(sentences):
    if isinstance(sentences, (str, bytes)) or hasattr(sentences, "columns") or not hasattr(sentences, "__iter__"):
        raise TypeError(say("tone.one", kind=type(sentences).__name__))
    texts = list(sentences)
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(say("tone.no_sentence", number=number, kind=type(text).__name__))
    return texts


def _neutral(match):
    if match[0][0] in "!?":
        return "."
    return "NAME" if match[0].isupper() else "name"


@cache
def _names():
    # An entry in lower case is found however it is written; one with capitals as it stands, or all in capitals.
    # Names are tried by first letter, the longest first: one flat list of two hundred would cost half the scoring time.
    by_letter = {}
    names = [row["name"] for row in word_list("framing", "institutions")]
    for name in sorted(names, key=lambda name: (-len(name), name)):
        forms = [f"(?i:{re.escape(name)})"] if name.islower() else [re.escape(name), re.escape(name.upper())]
        for letter in {name[0], name[0].upper()}:
            by_letter.setdefault(letter, []).extend(form.replace(r"\ ", r"\s+").replace("'", "['’]") for form in forms)
    branches = [f"(?={letter})(?:{'|'.join(forms)})" for letter, forms in sorted(by_letter.items())]
    return re.compile(rf"\b(?=[{''.join(by_letter)}])(?:{'|'.join(branches)})\b(?![{MARKS}])")


def english_share(words):
    """The share of a text's words that are common English ones: under ENGLISH, it does not look like English.

    In: all its words in order, in lower case. Out: 0 to 1; 1 where they are too few to tell.
    """
    words = list(words)
    letters = [c for c in "".join(words[:1000]) if c.isalpha()]
    # Other letters are told from few words.
    if sum(not unicodedata.name(c, "").startswith("LATIN") for c in letters) > len(letters) / 2:
        return 0.0
    if len(words) < FEWEST:
        return 1.0
    _, common = _english()
    return sum(word in common for word in words) / len(words)


def foreign_sentences(texts):
    """The longer sentences looked at that are not English, none where they are few; how many were looked at."""
    looks = [(text, _looks_english(text)) for text in texts[:: max(1, len(texts) // LOOKS)]]
    long = [(text, english) for text, english in looks if english is not None]
    foreign = [text for text, english in long if not english]
    return foreign if len(foreign) * 5 >= len(long) else [], len(long)


def _warn_if_not_english(texts):
    foreign, long = foreign_sentences(texts)
    if foreign:
        warnings.warn(say("tone.foreign", foreign=len(foreign), sentences=long, example=foreign[0][:60]), stacklevel=3)


def _looks_english(text):
    """Whether a sentence has a common English word; None where it is too short to tell."""
    words = [word.lower() for word in WORD.findall(text)]
    letters = unicodedata.normalize("NFC", "".join(words))
    if len(letters) >= 4 and len(NOT_LATIN.findall(letters)) * 2 > len(letters):
        return False
    if len(words) < 10:
        return None
    alone, together = _english()
    return not alone.isdisjoint(words) or len(together.intersection(words)) > 1


@cache
def _english():
    rows = word_list("framing", "english")
    return frozenset(row["word"] for row in rows if row["alone"] == "yes"), frozenset(row["word"] for row in rows)
