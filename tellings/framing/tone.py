"""Tone: how positive or negative each sentence of a text sounds to a list of words, and who was speaking."""

import pandas as pd

from tellings.case.sources import as_sources
from tellings.coding.agreement import bootstrap_mean
from tellings.framing.lexicons import sentence_tone, word_effects
from tellings.reading.tables import articles, sentences, voices_of

FEW = 5  # sentences: an interval over fewer says nothing


def explain(sentence, lexicon="vader", mask=True):
    """What each word does to the tone of a sentence: the tone, less the tone with that one word made neutral.

    In VADER a negation (but for "no", which its list has too), a booster or a "but" has no value of its own and works
    on its neighbours: it shows as `listed` 0 with an effect, and `rule` says what the program does there. TextBlob
    lists some boosters, and its rules are not told apart: `rule` is "" there. Taking the word away takes its rule away.
    Effects need not add up to the tone, for words act on one another.
    In: a sentence of at most 400 words and marks.
    Out: word, listed (the lexicon's own value: −4 to 4, TextBlob's −1 to 1), effect, masked, rule ("" for a word that
    only has its value); a row per word that is listed, works or is masked, in the order of the sentence.
    Errors: TypeError for anything but one sentence as text; CaseError for more than one sentence can be long;
    ValueError for an unknown lexicon.
    """
    table = pd.DataFrame(word_effects(sentence, lexicon, mask), columns=["word", "listed", "effect", "masked", "rule"])
    return table[(table.listed != 0) | (table.effect != 0) | table.masked].reset_index(drop=True)


def tone_table(sources, lexicon="vader", mask=True):
    """The sentence table with the columns tone (−1 to 1) and group (see articles)."""
    tables = []
    for source in as_sources(sources):
        table = sentences(source)
        tables.append(table.assign(tone=sentence_tone(table.text, lexicon, mask)))
    table = pd.concat(tables, ignore_index=True)
    return table.assign(group=articles(table))


def tone_by_voice(table, voices):
    """Mean tone by text and by whose words they are.

    In: a tone_table; a table of voices as for voices_of. Out: group, voice, sentences, mean, low, high (the 95 %
    bootstrap interval of the mean over its sentences; nan where there are fewer than five), by falling number of
    sentences within each text.
    """
    table = table.assign(voice=voices_of(table, voices))
    places = {group: place for place, group in enumerate(dict.fromkeys(table["group"]))}
    rows = []
    for (group, voice), part in table.groupby(["group", "voice"], sort=False):
        mean, low, high = bootstrap_mean(part["tone"])
        interval = (low, high) if len(part) >= FEW else (float("nan"), float("nan"))
        rows.append((group, voice, len(part), mean, *interval))
    rows.sort(key=lambda row: (places[row[0]], -row[2], row[1]))
    return pd.DataFrame(rows, columns=["group", "voice", "sentences", "mean", "low", "high"]).round(2)
