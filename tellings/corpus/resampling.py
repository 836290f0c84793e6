"""Many texts out of few: what a large corpus changes, shown on made texts that hold no new evidence."""

import random

import numpy as np
import pandas as pd

from tellings.case.sources import as_sources, text_source
from tellings.coding.agreement import SEED, bootstrap_mean, signs
from tellings.framing.keyness import keyness
from tellings.framing.lexicons import sentence_tone
from tellings.reading.tables import sentences as sentence_table
from tellings.reading.tables import words

ROLES = ("abstract", "body")
FEW = 5  # texts: with fewer an interval says more about luck than about the outlet
OUTLETS = ["outlet", "shown", "texts", "mean", "low", "high"]


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


def keyness_by_size(first, second, sizes, draws=100, seed=SEED):
    """Favoured words between two sources, when ever more texts are made from each.

    In: two sources (the same one twice for a comparison in which there is nothing to find); how many texts a side;
    shuffles for the null. Out: a row per size and word: texts, word, z, beyond (above the |z| that chance reaches
    somewhere in 5 of 100 shuffles), chance (that |z|).
    """
    # The texts of a smaller corpus are the first of a larger one, so that each is cut into words once.
    made = [_made_words(first, "first", max(sizes), seed), _made_words(second, "second", max(sizes), seed + 1)]
    table = pd.concat(made, ignore_index=True)
    results = []
    for size in sizes:
        found = keyness(table[table["number"] <= size], "first", "second", by="side", draws=draws)
        rows = found.table[["word", "z"]]
        results.append(rows.assign(texts=size, beyond=rows["word"].isin(found.beyond), chance=round(found.limit, 2)))
    return pd.concat(results, ignore_index=True)[["texts", "word", "z", "beyond", "chance"]]


def _made_words(source, side, count, seed):
    made = list(resample(source, count, seed=seed))
    table = words(made)[["source", "sentence", "word"]]
    number = table["source"].map({text.id: number for number, text in enumerate(made, 1)})
    return table.assign(source=side + " " + table["source"], number=number, side=side)


def beyond_by_size(growths):
    """How many words are beyond chance: a row per comparison, a column per size.

    In: name -> table of keyness_by_size.
    """
    rows = {name: growth.groupby("texts")["beyond"].sum() for name, growth in growths.items()}
    return pd.DataFrame(rows).T.rename_axis("compared").reset_index()


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
    return pd.DataFrame(rows, columns=["instrument", "draws", "pool", "mean", "low", "high"]).round(3)


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
    texts; nan where there are fewer than five).
    """
    inside = sentences[sentences["role"].isin(ROLES)]
    by_text = inside.groupby("source", sort=False)["tone"].mean()
    outlet = cards.set_index("source")["outlet"]
    outlet = outlet.where(outlet != "", outlet.index).reindex(by_text.index)
    size = outlet.value_counts()
    if size.max() < FEW:
        rows = [(outlet[name], name, size[outlet[name]], mean, np.nan, np.nan) for name, mean in by_text.items()]
        return pd.DataFrame(rows, columns=OUTLETS).round(3)
    rows = []
    for name, means in by_text.groupby(outlet):
        mean, low, high = bootstrap_mean(means.to_numpy(), draws=1000)
        rows.append((name, name, len(means), mean, *((low, high) if len(means) >= FEW else (np.nan, np.nan))))
    return pd.DataFrame(rows, columns=OUTLETS).round(3)
