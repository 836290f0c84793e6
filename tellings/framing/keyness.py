"""Keyness: the words that one text favours against another, and what chance would bring up as well."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tellings.case.files import CaseError
from tellings.coding.agreement import SEED
from tellings.reading.tables import articles

PRIOR = 500
DRAWS = 500
CHANCE = 95


@dataclass(frozen=True)
class Keyness:
    """Favoured words: their table, and the largest |z| of each shuffle, which a word must pass to be a finding.

    first, second: the texts compared (second None: all others); prior: in words; table: see keyness; chance: an array.
    """

    first: str
    second: str | None
    prior: float
    table: pd.DataFrame
    chance: np.ndarray

    @property
    def limit(self):
        """The |z| that no word reaches in 95 of 100 shuffles."""
        return float(np.percentile(self.chance, CHANCE))

    @property
    def beyond(self):
        """The words whose |z| is above the limit, by falling |z|."""
        return list(self.table.loc[self.table["z"].abs() > self.limit, "word"])


def keyness(words, first, second=None, by="group", minimum=3, prior=PRIOR, draws=DRAWS):
    """The words that one text favours against another, by two measures, with the counts that they rest on.

    A z that chance reaches too is no finding: `draws` times whole sentences are dealt to the two texts at random,
    seeded, and the largest |z| of any word is kept.
    In: a word table; the names of two texts in the column `by` (group: the article; made if it is missing),
    second=None for all others; the least count of a word in both together; the prior's strength in words.
    Out: a Keyness, whose table has word, count_1, count_2, per_1000_1, per_1000_2, z (log-odds ratio with an
    informative Dirichlet prior, over its standard error; above 0 where the first favours the word), g2
    (log-likelihood), log_ratio (of the rates, base 2, half a count added where one is 0), by falling |z|.
    Errors: CaseError where a text is not there or alone, or no word is frequent enough.
    Source: Monroe, Colaresi and Quinn (2008), "Fightin' words"; Dunning (1993) and Hardie (2014).
    """
    counts, belongs, vocabulary, sizes = _counts(words, first, second, by, minimum)
    one, two = belongs @ counts, ~belongs @ counts
    n, m = sizes[belongs].sum(), sizes[~belongs].sum()
    half = np.where((one == 0) | (two == 0), 0.5, 0.0)
    columns = {
        "word": vocabulary,
        "count_1": one,
        "count_2": two,
        "per_1000_1": 1000 * one / n,
        "per_1000_2": 1000 * two / m,
        "z": log_odds_z(one, two, n, m, prior),
        "g2": log_likelihood(one, two, n, m),
        "log_ratio": np.log2(((one + half) / n) / ((two + half) / m)),
    }
    table = pd.DataFrame(columns)
    # The vocabulary is in order already, so that words of one |z| stay in it.
    table = table.sort_values("z", key=lambda z: -z.abs(), kind="stable", ignore_index=True).round(3)
    return Keyness(first, second, prior, table, _largest_of_shuffles(counts, belongs, sizes, prior, draws))


def log_odds_z(one, two, n, m, prior):
    """z-scores of log-odds ratios with an informative Dirichlet prior: both texts' own rates, `prior` words strong."""
    expected = prior * (one + two) / (n + m)
    odds_1 = np.log((one + expected) / (n + prior - one - expected))
    odds_2 = np.log((two + expected) / (m + prior - two - expected))
    return (odds_1 - odds_2) / np.sqrt(1 / (one + expected) + 1 / (two + expected))


def log_likelihood(one, two, n, m):
    """Dunning's G²: how badly one common rate fits the counts of each word in two texts of n and m words."""
    both = one + two
    total = 0.0
    for seen, size, of in ((one, n, both), (two, m, both), (n - one, n, n + m - both), (m - two, m, n + m - both)):
        expected = size * of / (n + m)
        total = total + np.where(seen > 0, seen * np.log(np.maximum(seen, 1) / expected), 0.0)
    return 2 * total


def _largest_of_shuffles(counts, belongs, sizes, prior, draws):
    """The largest |z| of any word in each of many shuffles that deal whole sentences to the two texts at random."""
    rng = np.random.default_rng(SEED)
    # All shuffles in one multiplication: one for each would start numpy's threads anew every time.
    dealt = np.array([rng.permutation(belongs) for _ in range(draws)])
    one, n = dealt @ counts.astype(float), (dealt @ sizes)[:, None]
    z = log_odds_z(one, counts.sum(axis=0) - one, n, sizes.sum() - n, prior)
    return np.abs(z).max(axis=1)


def _counts(words, first, second, by, minimum):
    """Counts (sentences × frequent words), which sentences belong to the first text, the words, sentence lengths."""
    names = articles(words) if by == "group" and by not in words else words[by]
    for name in (first, second):
        if name is not None and name not in set(names):
            known = ", ".join(dict.fromkeys(names.astype(str)))
            raise CaseError(f"there is no text {name!r} to compare: choose of {known}")
    kept = words[(names == first) | (names == second if second is not None else names != first)]
    is_first = (names.loc[kept.index] == first).to_numpy()
    if is_first.all():
        raise CaseError(f"{first!r} is the only text: keyness needs a second one to compare it with")
    sentence = kept.groupby(["source", "sentence"], sort=True).ngroup().to_numpy()
    word, vocabulary = pd.factorize(kept["word"], sort=True)
    frequent = np.bincount(word) >= minimum
    if not frequent.any():
        raise CaseError(f"no word stands {minimum} times in these texts: lower the minimum, or add text")
    # Only the frequent words get a column, for most words of a text stand in it once.
    column, shown = np.cumsum(frequent) - 1, frequent[word]
    sizes = np.bincount(sentence)
    counts = np.zeros((len(sizes), frequent.sum()), dtype=int)
    np.add.at(counts, (sentence[shown], column[word[shown]]), 1)
    belongs = np.zeros(len(sizes), dtype=bool)
    belongs[sentence] = is_first
    return counts, belongs, list(vocabulary[frequent]), sizes
