"""Fragility: does a comparison of tone survive other choices that are as reasonable as ours?"""

from itertools import product

import numpy as np
import pandas as pd

from tellings.case.sources import as_sources
from tellings.framing.lexicons import LEXICONS, sentence_tone
from tellings.reading.tables import articles, sentences
from tellings.reading.text import TEXT_ROLES

PAGES = {"body": ("body",), "article": TEXT_ROLES, "file": ()}
UNITS = ("sentence", "word", "paragraph")
CHOICES = ["lexicon", "mask", "page", "unit", "left_out"]


def fragility(sources, items=True):
    """The mean tone of every text under every reasonable choice, and with each single sentence left out in turn.

    Choices: lexicon (vader, textblob, nltk) × mask × page (body; article: headline and abstract too; file: captions,
    teasers and the like too) × unit (sentence: mean of sentences; word: the same, weighted by their words; paragraph:
    paragraphs scored whole). The first row has the defaults. items=False keeps the articles of one file together.
    Out: lexicon, mask, page, unit, left_out (a sentence id or ""), and a column of means per text.
    """
    table = pd.concat([sentences(source) for source in as_sources(sources)], ignore_index=True)
    table["group"] = articles(table) if items else table["source"]
    names = list(dict.fromkeys(table["group"]))
    plans = [
        (page, unit, *_plan(table[table["role"].isin(roles)] if roles else table, unit, names))
        for (page, roles), unit in product(PAGES.items(), UNITS)
    ]
    texts = set()
    for *_, units, changes in plans:
        texts.update(text for _, text, _ in units)
        texts.update(rest for *_, rest, _ in changes)
    texts, choices, means = sorted(texts), [], []
    for lexicon, mask in product(LEXICONS, (True, False)):
        score = dict(zip(texts, sentence_tone(texts, lexicon, mask)))
        for page, unit, units, changes in plans:
            choices += [(lexicon, mask, page, unit, left_out) for left_out in ("", *(row[0] for row in changes))]
            means.append(_means(units, changes, score, len(names)))
    result = pd.DataFrame(choices, columns=CHOICES).join(pd.DataFrame(np.vstack(means), columns=names))
    return result.dropna(subset=names, ignore_index=True).round(4)


def orders(table):
    """The order of the texts in each row of a fragility table, lowest tone first, as text: "pism < lbc"."""
    names = compared(table)
    values = table[names].to_numpy()
    found = []
    for row, places in zip(values, values.argsort(axis=1, kind="stable"), strict=True):
        order = names[places[0]]
        for before, place in zip(places, places[1:], strict=False):
            order += (" < " if row[before] < row[place] else " = ") + names[place]
        found.append(order)
    return pd.Series(found, index=table.index, name="order")


def fragility_in_words(table):
    """What a fragility table says: in how many of the comparisons the order of the default choices holds."""
    found, names = orders(table), compared(table)
    whole = table["left_out"] == ""
    if len(names) == 1:
        means = table.loc[whole, names[0]]
        spread = f"from {means.min():.2f} to {means.max():.2f}".replace("-", "−")
        return f"The mean tone of {names[0]} runs {spread} over {whole.sum()} combinations of the choices."
    held = found == found.iloc[0]
    return (
        f"With the default choices the order is {found.iloc[0]}. It holds in {held[whole].sum()} of {whole.sum()} "
        f"combinations of lexicon, mask, page and unit; the {whole.sum()} give {found[whole].nunique()} different "
        f"orders. With one sentence left out as well, it holds in {held[~whole].sum():,} of {(~whole).sum():,} "
        "comparisons."
    )


def compared(table):
    """The names of the texts that a fragility table compares."""
    return [column for column in table if column not in CHOICES]


def _plan(rows, unit, names):
    """What is scored under a choice of unit, and what is left of it without each sentence.

    Out: units (place of the text in names, words, weight); changes (sentence, its unit's place, words left, weight).
    """
    members = {}
    for row in rows.itertuples():
        key = (row.group, row.source, row.paragraph) if unit == "paragraph" else row.sentence
        members.setdefault(key, []).append(row)
    units, changes = [], []
    for inside in members.values():
        for row in inside:
            rest = " ".join(other.text for other in inside if other is not row)
            changes.append((row.sentence, len(units), rest, _weight(rest, unit)))
        whole = " ".join(row.text for row in inside)
        units.append((names.index(inside[0].group), whole, _weight(whole, unit)))
    return units, changes


def _weight(text, unit):
    return float(len(text.split()) if unit == "word" else bool(text))


def _means(units, changes, score, count):
    """The weighted mean of each text: a row with all sentences, then a row with each one left out."""
    sums, weights = np.zeros((len(changes) + 1, count)), np.zeros((len(changes) + 1, count))
    for place, text, weight in units:
        sums[:, place] += weight * score[text]
        weights[:, place] += weight
    for row, (_, unit, rest, rest_weight) in enumerate(changes, 1):
        place, whole, weight = units[unit]
        sums[row, place] += rest_weight * score[rest] - weight * score[whole]
        weights[row, place] += rest_weight - weight
    return np.divide(sums, weights, out=np.full_like(sums, np.nan), where=weights > 1e-9)
