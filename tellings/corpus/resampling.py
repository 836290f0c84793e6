"""Many texts out of few: what a large corpus changes, shown on made texts that hold no new evidence."""

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd

from tellings.case.sources import as_sources, text_source
from tellings.coding.agreement import SEED, bootstrap_difference, bootstrap_mean, signs
from tellings.corpus.wording import say
from tellings.framing.keyness import keyness
from tellings.framing.lexicons import sentence_tone
from tellings.reading.tables import sentences as sentence_table
from tellings.reading.tables import words

ROLES = ("abstract", "body")
FEW = 5  # texts: with fewer an interval says more about luck than about the outlet
MOST = 30  # outlets that are compared in pairs: of more there are thousands of pairs
RUNS = 11  # times that texts are made anew, so that no single draw makes the point; odd, so that one is the middle
OUTLETS = ["outlet", "shown", "texts", "mean", "low", "high", "apart_from"]


def resample(sources, count, sentences=24, seed=SEED):
    """Make texts by drawing the sentences of one source at random, with replacement, the sources taken in turn.

    A made text says nothing that its source does not say: it shows a method at work on many texts, and is no evidence.
    In: sources; how many texts; sentences a text; the seed.
    Out: yields Sources with the id "made-lbc-00001", the outlet "made from lbc" and the publication date of lbc.
    """
    origins = as_sources(sources)
    table = sentence_table(origins)
    table = table[table["role"].isin(ROLES)]
    drawn_from = [list(table.loc[table["source"] == origin.id, "text"]) for origin in origins]
    rng = random.Random(seed)
    for number in range(count):
        origin, available = origins[number % len(origins)], drawn_from[number % len(origins)]
        drawn = rng.choices(available, k=sentences)
        paragraphs = [" ".join(drawn[first : first + 3]) for first in range(0, sentences, 3)]
        yield text_source(
            "\n\n".join(paragraphs),
            id=f"made-{origin.id}-{number // len(origins) + 1:05d}",
            published=origin.published,
            published_basis=origin.published_basis,
            outlet=f"made from {origin.id}",
        )


def halves(source):
    """A source cut in two after half of its sentences: two Sources with the ids "first half" and "second half"."""
    table = sentence_table(source)
    texts = list(table.loc[table["role"].isin(ROLES), "text"])
    middle = len(texts) // 2
    return [
        text_source(" ".join(part), id=name, published=source.published)
        for name, part in (("first half", texts[:middle]), ("second half", texts[middle:]))
    ]


def keyness_by_size(first, second, sizes, sentences=24, repeats=True, copies=0, runs=RUNS, draws=100, seed=SEED):
    """Favoured words between two sources when ever more texts are made from each, and this several times over.

    In: two sources (the same one twice for a comparison in which there is nothing to find); how many texts a side;
    sentences a text; repeats=False draws no sentence twice into one text, but for so many copies of those drawn; how
    often all is drawn anew; shuffles for the null.
    Out: two tables. Words, of the first run: texts, word, z, beyond (the chance band of its side, see keyness), chance
    (the |z| at the end of that band). Runs: run, texts, beyond (how many words are).
    """
    (vocabulary, *pools), found, counted = _pools(first, second), [], []
    for run in range(runs):
        # The texts of a smaller corpus are the first of a larger one.
        made = [
            _drawn_words(pool, side, _drawn(pool, max(sizes), sentences, repeats, copies, [seed, run, side]), sentences)
            for side, pool in enumerate(pools)
        ]
        table = pd.concat(made, ignore_index=True)
        for size in sizes:
            favoured = keyness(table[table["text"] < size], 0, 1, by="side", draws=draws, seed=seed + run)
            counted.append((run + 1, size, len(favoured.beyond)))
            if not run:
                rows = favoured.table[["word", "z"]]
                chance = np.where(rows["z"] > 0, favoured.high, -favoured.low).round(2)
                found.append(rows.assign(texts=size, beyond=rows["word"].isin(favoured.beyond), chance=chance))
    words_found = pd.concat(found, ignore_index=True)[["texts", "word", "z", "beyond", "chance"]]
    words_found["word"] = vocabulary[words_found["word"]]
    return words_found, pd.DataFrame(counted, columns=["run", "texts", "beyond"])


def _pools(*sources):
    """The words of two sources, and of each the sentences of abstract and body, as arrays of places among the words."""
    tables = [words(source) for source in sources]
    tables = [table[table["role"].isin(ROLES)] for table in tables]
    places, vocabulary = pd.factorize(pd.concat(table["word"] for table in tables), sort=True)
    one, two = (
        [part[own] for own in table.groupby("sentence", sort=False).indices.values()]
        for table, part in zip(tables, np.split(places, [len(tables[0])]), strict=True)
    )
    return np.array(vocabulary, dtype=object), one, two


def _drawn(pool, texts, sentences, repeats, copies, seed):
    """The places of the sentences of made texts in their pool, a text after the other, its copies at its end."""
    rng, places = np.random.default_rng(seed), []
    for _ in range(texts):
        places.append(rng.choice(len(pool), sentences - copies, replace=repeats))
        places.append(rng.choice(places[-1], copies, replace=repeats))
    return np.concatenate(places)


def _drawn_words(pool, side, places, sentences):
    """The words of made texts, all in numbers, which keyness counts and compares faster than names."""
    drawn = [pool[place] for place in places]
    sentence = np.repeat(np.arange(len(drawn)), [len(own) for own in drawn])
    columns = {"source": side, "side": side, "text": sentence // sentences, "sentence": sentence}
    return pd.DataFrame(columns | {"word": np.concatenate(drawn)})


def spread_of_runs(runs):
    """How many words are beyond chance in the middle run, the lowest and the highest.

    In: the second table of keyness_by_size. Out: texts, median (of an even number of runs perhaps a half), lowest,
    highest.
    """
    return runs.groupby("texts")["beyond"].agg(median="median", lowest="min", highest="max").reset_index()


def beyond_by_size(growths):
    """How many words are beyond chance: a row per comparison, a column per size, each "3 (2 to 7)".

    In: name -> the second table of keyness_by_size. Out: texts: the median of the runs, the lowest and the highest in
    brackets; "" where a comparison has no such size.
    """
    rows = {}
    for name, runs in growths.items():
        rows[name] = {
            row.texts: say("resampling.spread", median=row.median, lowest=row.lowest, highest=row.highest)
            for row in spread_of_runs(runs).itertuples()
        }
    return pd.DataFrame(rows).T.fillna("").rename_axis("compared").reset_index()


def tone_by_size(values, sizes, seed=SEED):
    """The mean sign of the tone of ever more sentences drawn from one pool, by three instruments.

    In: a table of instruments; the numbers of draws.
    Out: a row per instrument and size: instrument, draws, pool (the sentences drawn from), mean (of the signs), low,
    high (the interval that holds 95 % of the means of samples drawn anew).
    """
    rng = np.random.default_rng(seed)
    rows = []
    for size in sizes:
        drawn = rng.integers(len(values), size=size)
        rows += [
            (name, size, len(values), *bootstrap_mean(values[name].to_numpy()[drawn], draws=200))
            for name in values.columns[2:]
        ]
    return pd.DataFrame(rows, columns=["instrument", "draws", "pool", "mean", "low", "high"])


def instruments(coding):
    """Three readings of the sign of each coded sentence's tone: −1, 0 or 1.

    The scores themselves share a range and no unit: VADER squeezes a sum, TextBlob takes a mean of listed words.
    A score between −0.05 and 0.05 counts as 0, the cut of VADER's makers.
    Out: source, sentence, vader, textblob, coder.
    """
    coding = coding[coding["tone"].notna()].reset_index(drop=True)
    read = {name: signs(sentence_tone(coding["text"], name)).astype(float) for name in ("vader", "textblob")}
    return coding[["source", "sentence"]].assign(**read, coder=coding["tone"].astype(float))


def difference_by_source(readings):
    """By how much VADER's signs differ from the coder's in each source, on average.

    In: a table of instruments. Out: source, sentences, difference (mean of VADER's sign less the coder's), low, high
    (bootstrap, 95 %).
    """
    departs = (readings["vader"] - readings["coder"]).groupby(readings["source"], sort=False)
    rows = [(name, len(values), *bootstrap_mean(values.to_numpy(), draws=1000)) for name, values in departs]
    return pd.DataFrame(rows, columns=["source", "sentences", "difference", "low", "high"]).round(2)


def difference_between_sources(readings):
    """By how much VADER's departure from the coder differs between two sources, and what their sentences allow.

    That the intervals of two sources overlap does not answer this. Out: a row per pair: one, other, difference (of one
    less other), low, high (95 % bootstrap interval of the difference), by falling size of the difference.
    """
    departs = (readings["vader"] - readings["coder"]).groupby(readings["source"], sort=False)
    departs = {name: values.to_numpy() for name, values in departs}
    rows = [
        (one, other, *bootstrap_difference(departs[one], departs[other])) for one, other in combinations(departs, 2)
    ]
    table = pd.DataFrame(rows, columns=["one", "other", "difference", "low", "high"]).round(2)
    return table.sort_values("difference", key=lambda by: -by.abs(), kind="stable", ignore_index=True)


def years_named(dates):
    """How often each year is named, by basis; dates without a year are left out.

    In: a table of find_dates. Out: year, basis, count.
    """
    found = dates[dates["type"].isin(["DATE", "TIME"]) & dates["value"].str.match(r"\d{4}(?!\d)")]
    table = pd.DataFrame({"year": found["value"].str[:4].astype(int), "basis": found["basis"]})
    return table.value_counts(sort=False).reset_index(name="count").sort_values(["year", "basis"], ignore_index=True)


def share_of_years(table):
    """The share of each year in a table of years_named: year -> 0 to 1."""
    counts = table.groupby("year")["count"].sum()
    return counts / counts.sum()


def tone_by_outlet(cards, sentences):
    """The mean tone of the texts of each outlet, a text being the mean of its sentences.

    Where no outlet has five texts, nothing can be said of outlets, and each row is a text.
    In: the tables sources and sentences of span_tables. Out: outlet (the source where the card names none), shown (the
    outlet, or the source where rows are texts), texts (of the outlet), mean, low, high (the bootstrap interval over
    texts; nan where there are fewer than five), apart_from (from how many of the others that have an interval, of the
    thirty with most texts, its mean differs: the interval of the difference is clear of zero).
    """
    inside = sentences[sentences["role"].isin(ROLES)]
    by_text = inside.groupby("source", sort=False)["tone"].mean()
    outlet = cards.set_index("source")["outlet"]
    outlet = outlet.where(outlet != "", outlet.index).reindex(by_text.index)
    size = outlet.value_counts()
    if size.max() < FEW:
        rows = [(outlet[name], name, size[outlet[name]], mean, np.nan, np.nan, 0) for name, mean in by_text.items()]
        return pd.DataFrame(rows, columns=OUTLETS)
    means = {name: own.to_numpy() for name, own in by_text.groupby(outlet)}
    # Those that the figure shows: the outlets with most texts, of as many the first by name.
    most = sorted(means, key=lambda name: -len(means[name]))[:MOST]
    apart = _apart({name: means[name] for name in most if len(means[name]) >= FEW})
    rows = []
    for name, own in means.items():
        mean, low, high = bootstrap_mean(own, draws=1000)
        rows.append((name, name, len(own), mean, *((low, high) if len(own) >= FEW else (np.nan, np.nan)), apart[name]))
    return pd.DataFrame(rows, columns=OUTLETS)


def _apart(means):
    """From how many others each differs: name -> count."""
    apart = Counter()
    for one, other in combinations(means, 2):
        _, low, high = bootstrap_difference(means[one], means[other], draws=1000)
        apart.update([one, other] if low > 0 or high < 0 else [])
    return apart
