"""Tone: how positive or negative a sentence sounds to a list of words."""

import re
import warnings
from functools import lru_cache

import pandas as pd

from tellings.case.files import word_list
from tellings.case.sources import as_sources
from tellings.coding.agreement import bootstrap_mean
from tellings.reading.tables import articles, voices_of
from tellings.reading.tables import sentences as sentence_table

LEXICONS = ("vader", "textblob", "nltk")
PROGRESS_FROM = 8000
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def sentence_tone(sentences, lexicon="vader", mask=True):
    """The tone of each sentence: −1 (all words of blame) to 1 (all words of praise), 0 where no word is listed.

    In: a list or Series of sentences; lexicon "vader", "textblob", or "nltk" (NLTK's program with VADER's lexicon);
    mask=True keeps the names in data/institutions.csv ("United States") from being scored.
    Out: a list of floats. Warns where the sentences do not look English; 8,000 and more show their progress.
    Errors: TypeError for anything but sentences; ValueError for an unknown lexicon.
    Source: Hutto and Gilbert (2014) for VADER; Loria's TextBlob after De Smedt and Daelemans (2012).
    """
    texts = _texts(sentences)
    score = _scorer(lexicon)
    _warn_if_not_english(texts)
    if mask:
        texts = [masked(text) for text in texts]
    if len(texts) < PROGRESS_FROM:
        return [score(text) for text in texts]
    scores = []
    for number, text in enumerate(texts, 1):
        scores.append(score(text))
        if number % 1000 == 0 or number == len(texts):
            print(f"\r{number:,} of {len(texts):,} sentences scored", end="", flush=True)
    print()
    return scores


def masked(sentence):
    """The sentence with names of institutions made neutral: each of their words becomes "name", the rest stays."""
    return _names().sub(lambda match: WORD.sub(_neutral, match[0]), sentence)


def explain(sentence, lexicon="vader", mask=True):
    """What each word does to the tone of a sentence: the tone, less the tone with that one word made neutral.

    A negation or a booster has no value of its own, and works through its neighbours: it shows as `listed` 0 with an
    effect. Effects need not add up to the tone, for words act on one another.
    Out: word, listed (the lexicon's own value: −4 to 4, TextBlob's −1 to 1), effect, masked; a row per word that
    is listed, works or is masked, in the order of the sentence.
    """
    score = _scorer(lexicon)
    scored = masked(sentence) if mask else sentence
    whole = score(scored)
    rows = []
    for match, kept in zip(WORD.finditer(sentence), WORD.finditer(scored), strict=True):
        without = scored[: kept.start()] + _neutral(kept) + scored[kept.end() :]
        effect = 0.0 if match[0] != kept[0] else round(whole - score(without), 4)
        rows.append((match[0], listed_value(match[0], lexicon) or 0.0, effect, match[0] != kept[0]))
    table = pd.DataFrame(rows, columns=["word", "listed", "effect", "masked"])
    return table[(table.listed != 0) | (table.effect != 0) | table.masked].reset_index(drop=True)


def listed_value(word, lexicon="vader"):
    """The lexicon's own value of a word, before any rule: −4 to 4 (TextBlob −1 to 1), None where it is not listed."""
    if lexicon == "textblob":
        return _scorer(lexicon)(word) or None
    return _vader().lexicon.get(word.lower())


def tone_table(sources, lexicon="vader", mask=True):
    """The sentence table with the columns tone (−1 to 1) and group (see articles)."""
    tables = []
    for source in as_sources(sources):
        table = sentence_table(source)
        tables.append(table.assign(tone=sentence_tone(table.text, lexicon, mask)))
    table = pd.concat(tables, ignore_index=True)
    return table.assign(group=articles(table))


def tone_by_voice(table, voices):
    """Mean tone by text and by whose words they are.

    In: a tone_table; a table of voices as for voices_of. Out: group, voice, sentences, mean, low, high (the 95 %
    bootstrap interval of the mean over its sentences; nan where there are fewer than five).
    """
    table = table.assign(voice=voices_of(table, voices))
    rows = []
    for (group, voice), part in table.groupby(["group", "voice"], sort=False):
        mean, low, high = bootstrap_mean(part["tone"])
        few = len(part) < 5
        rows.append((group, voice, len(part), mean, *((float("nan"),) * 2 if few else (low, high))))
    columns = ["group", "voice", "sentences", "mean", "low", "high"]
    order = {group: number for number, group in enumerate(dict.fromkeys(table["group"]))}
    result = pd.DataFrame(rows, columns=columns).round(2)
    return result.sort_values(
        ["group", "sentences", "voice"],
        ignore_index=True,
        key=lambda column: (
            column.map(order) if column.name == "group" else -column if column.name == "sentences" else column
        ),
    )


def _texts(sentences):
    if isinstance(sentences, (str, bytes, pd.DataFrame)):
        raise TypeError(
            f"sentence_tone needs a list of sentences, not one {type(sentences).__name__}; "
            'give ["…"] or the column table.text'
        )
    texts = list(sentences)
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"sentence number {number} is {type(text).__name__}, not text")
    return texts


def _neutral(match):
    return "NAME" if match[0].isupper() else "name"


@lru_cache
def _names():
    # An entry in lower case is found however it is written; one with capitals as it stands, or all in capitals.
    # Names are tried by first letter, the longest first: one flat list of two hundred would cost half the scoring time.
    by_letter = {}
    names = [row["name"] for row in word_list("framing", "institutions")]
    for name in sorted(names, key=lambda name: (-len(name), name)):
        forms = [f"(?i:{re.escape(name)})"] if name.islower() else [re.escape(name), re.escape(name.upper())]
        for letter in {name[0], name[0].upper()}:
            by_letter.setdefault(letter, []).extend(form.replace(r"\ ", r"\s+") for form in forms)
    branches = [f"(?={letter})(?:{'|'.join(forms)})" for letter, forms in sorted(by_letter.items())]
    return re.compile(rf"\b(?=[{''.join(by_letter)}])(?:{'|'.join(branches)})\b")


@lru_cache
def _scorer(lexicon):
    # A comparison under many choices meets the same sentences again and again.
    return lru_cache(maxsize=4096)(_program(lexicon))


def _program(lexicon):
    # The programs are imported on first use: importing NLTK and TextBlob takes longer than reading a text.
    if lexicon == "vader":
        return lambda text: _vader().polarity_scores(text)["compound"]
    if lexicon == "nltk":
        return lambda text: _nltk_vader().polarity_scores(text)["compound"]
    if lexicon == "textblob":
        from textblob.en.sentiments import PatternAnalyzer

        analyse = PatternAnalyzer().analyze
        return lambda text: round(max(-1.0, min(1.0, analyse(text).polarity)), 4)
    raise ValueError(f"there is no lexicon {lexicon!r}: choose one of {', '.join(LEXICONS)}")


@lru_cache
def _vader():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


@lru_cache
def _nltk_vader():
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    class WithTheSameLexicon(SentimentIntensityAnalyzer):
        def __init__(self):
            self.lexicon_file = _vader().lexicon_full_filepath.rstrip("\n")
            self.lexicon = self.make_lex_dict()
            self.constants = VaderConstants()

    return WithTheSameLexicon()


def _warn_if_not_english(texts):
    # Two hundred sentences, evenly spread, are enough to notice another language and cost next to nothing.
    step = max(1, len(texts) // 200)
    looks = [(text, _looks_english(text)) for text in texts[::step]]
    long = [(text, looks_so) for text, looks_so in looks if looks_so is not None]
    foreign = [text for text, looks_so in long if not looks_so]
    if foreign and len(foreign) * 5 >= len(long):
        warnings.warn(
            f"{len(foreign)} of {len(long)} longer sentences do not look English, such as “{foreign[0][:60]}”: "
            "the lexicons know English words only, so the tone of other languages means nothing",
            stacklevel=3,
        )


def _looks_english(text):
    """Whether a sentence has a common English word; None where it is too short to tell."""
    words = [word.lower() for word in WORD.findall(text)]
    letters = "".join(words)
    if len(letters) >= 4 and sum(letter > "\u024f" for letter in letters) * 2 > len(letters):
        return False
    if len(words) < 10:
        return None
    alone, together = _english()
    return not alone.isdisjoint(words) or len(together.intersection(words)) > 1


@lru_cache
def _english():
    rows = word_list("framing", "english")
    return frozenset(row["word"] for row in rows if row["alone"] == "yes"), frozenset(row["word"] for row in rows)
