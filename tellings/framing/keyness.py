"""Keyness: the words that one text favours against another, and what chance would bring up as well."""

import numpy as np
import pandas as pd

from tellings.case.files import CaseError
from tellings.reading.tables import articles

PRIOR = 500
CHANCE = 95
SEED = 20210831


def keyness(words, first, second=None, by="group", minimum=3, prior=PRIOR):
    """The words that one text favours against another, by two measures, with the counts that they rest on.

    In: a word table; the names of two texts in the column `by` (group: the article; made if it is missing),
    second=None for all others; the least count of a word in both together; the prior's strength in words.
    Out: word, count_1, count_2, per_1000_1, per_1000_2, z (log-odds ratio with an informative Dirichlet prior, over its
    standard error; above 0 where the first favours the word), g2 (log-likelihood), log_ratio (of the rates, base 2,
    half a count added where one is 0), by falling |z|.
    Source: Monroe, Colaresi and Quinn (2008), "Fightin' words"; Dunning (1993) and Hardie (2014).
    """
    matrix, labels, vocabulary, sizes = _table(words, first, second, by, minimum)
    one, two = matrix[labels].sum(axis=0), matrix[~labels].sum(axis=0)
    n, m = sizes[labels].sum(), sizes[~labels].sum()
    half = np.where((one == 0) | (two == 0), 0.5, 0.0)
    table = pd.DataFrame(
        {
            "word": vocabulary,
            "count_1": one,
            "count_2": two,
            "per_1000_1": 1000 * one / n,
            "per_1000_2": 1000 * two / m,
            "z": log_odds_z(one, two, n, m, prior),
            "g2": _g2(one, two, n, m),
            "log_ratio": np.log2(((one + half) / n) / ((two + half) / m)),
        }
    )
    return table.sort_values(
        ["z", "word"], key=lambda column: -column.abs() if column.name == "z" else column, ignore_index=True
    ).round(3)


def keyness_null(words, first, second=None, by="group", minimum=3, prior=PRIOR, draws=500):
    """The largest |z| in each of many shuffles that deal whole sentences to the two texts at random, seeded.

    A z that chance reaches too is no finding. In: as for keyness. Out: an array of `draws` floats.
    """
    matrix, labels, _, sizes = _table(words, first, second, by, minimum)
    rng = np.random.default_rng(SEED)
    largest = []
    for _ in range(draws):
        dealt = rng.permutation(labels)
        z = log_odds_z(
            matrix[dealt].sum(axis=0), matrix[~dealt].sum(axis=0), sizes[dealt].sum(), sizes[~dealt].sum(), prior
        )
        largest.append(np.abs(z).max())
    return np.array(largest)


def beyond_chance(table, null):
    """The words whose |z| is above the largest |z| of 95 in 100 shuffles. In: tables of keyness and keyness_null."""
    return list(table.loc[table["z"].abs() > np.percentile(null, CHANCE), "word"])


def log_odds_z(one, two, n, m, prior):
    """z-scores of log-odds ratios with an informative Dirichlet prior: both texts' own rates, `prior` words strong."""
    expected = prior * (one + two) / (n + m)
    odds = np.log((one + expected) / (n + prior - one - expected)) - np.log(
        (two + expected) / (m + prior - two - expected)
    )
    return odds / np.sqrt(1 / (one + expected) + 1 / (two + expected))


def _g2(one, two, n, m):
    total = 0.0
    for seen, size, of in (
        (one, n, one + two),
        (two, m, one + two),
        (n - one, n, n + m - one - two),
        (m - two, m, n + m - one - two),
    ):
        expected = size * of / (n + m)
        total = total + np.where(seen > 0, seen * np.log(np.maximum(seen, 1) / expected), 0.0)
    return 2 * total


def _table(words, first, second, by, minimum):
    """Counts (sentences × frequent words), which sentences belong to the first text, the words, sentence lengths."""
    names = articles(words) if by == "group" and by not in words else words[by]
    for name in (first, second):
        if name is not None and name not in set(names):
            raise CaseError(
                f"there is no text {name!r} to compare: choose of {', '.join(dict.fromkeys(names.astype(str)))}"
            )
    kept = words[(names == first) | (names == second if second is not None else names != first)]
    if (names.loc[kept.index] == first).all():
        raise CaseError(f"{first!r} is the only text: keyness needs a second one to compare it with")
    row = kept.groupby(["source", "sentence"], sort=True).ngroup().to_numpy()
    column, vocabulary = pd.factorize(kept["word"], sort=True)
    sizes = np.bincount(row)
    belongs = np.zeros(len(sizes), dtype=bool)
    belongs[row] = (names.loc[kept.index] == first).to_numpy()
    frequent = np.bincount(column) >= minimum
    if not frequent.any():
        raise CaseError(f"no word stands {minimum} times in these texts: lower the minimum, or add text")
    place = np.cumsum(frequent) - 1
    shown = frequent[column]
    counts = np.zeros((len(sizes), frequent.sum()), dtype=int)
    np.add.at(counts, (row[shown], place[column[shown]]), 1)
    return counts, belongs, list(vocabulary[frequent]), sizes
