"""Keyness: the words that one text favours against another, and what chance would bring up as well."""

from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd

from tellings.case.files import CaseError
from tellings.coding.agreement import SEED
from tellings.framing.wording import say
from tellings.reading.tables import articles

PRIOR = 500
DRAWS = 2000
TAIL = 2.5  # % of shuffles with a word beyond the band, on each side: 5 % on both together
ROWS = 250  # shuffles at once: all of a long text at once would fill the memory


@dataclass(frozen=True)
class Keyness:
    """Favoured words: their table, and the ends that chance reaches on each side, which a word must pass.

    first, second: the texts compared (second None: all others); prior: in words; words: the lengths of the two; table:
    see keyness; smallest, largest: the lowest and the highest z of any word in each shuffle; g2_smallest, g2_largest:
    the same for G², below 0 where the second text favours the word.
    """

    first: str
    second: str | None
    prior: float
    words: tuple
    table: pd.DataFrame
    smallest: np.ndarray
    largest: np.ndarray
    g2_smallest: np.ndarray
    g2_largest: np.ndarray

    @property
    def low(self):
        """The z below which no word falls in 97.5 of 100 shuffles: what a word of the second text must pass."""
        return float(np.percentile(self.smallest, TAIL))

    @property
    def high(self):
        """The z above which no word rises in 97.5 of 100 shuffles: what a word of the first text must pass."""
        return float(np.percentile(self.largest, 100 - TAIL))

    @property
    def g2_low(self):
        """The same limit of G² for words of the second text, as a number below 0."""
        return float(np.percentile(self.g2_smallest, TAIL))

    @property
    def g2_high(self):
        """The same limit of G² for words of the first text."""
        return float(np.percentile(self.g2_largest, 100 - TAIL))

    @property
    def beyond(self):
        """The words whose z lies beyond the band, by falling |z|."""
        return list(self.table.loc[(self.table["z"] > self.high) | (self.table["z"] < self.low), "word"])

    @property
    def beyond_by_g2(self):
        """The words whose G² lies beyond what shuffles reach on their side, by falling |z|."""
        signed = self.table["g2"] * np.sign(self.table["z"])
        return list(self.table.loc[(signed > self.g2_high) | (signed < self.g2_low), "word"])

    def smallest_count(self):
        """How often a word that the other text never uses must stand in the first and in the second to be found.

        Below this count the measure is blind, whatever the text does. Out: two whole numbers; None where not even a
        text of that word alone would do.
        """
        n, m = self.words
        ones, twos = np.arange(1, n), np.arange(1, m)
        by_first = log_odds_z(ones, np.zeros(n - 1), n, m, self.prior) > self.high
        by_second = log_odds_z(np.zeros(m - 1), twos, n, m, self.prior) < self.low
        return tuple(int(found.argmax()) + 1 if found.any() else None for found in (by_first, by_second))


def keyness(words, first, second=None, by="group", minimum=3, prior=PRIOR, draws=DRAWS, seed=SEED):
    """The words that one text favours against another, by two measures, with the counts that they rest on.

    A value that chance reaches too is no finding: `draws` times whole sentences are dealt to the two texts at random,
    and the highest and the lowest value of any word are kept. The two sides have a band each, for where one text is
    shorter chance reaches further on its side: one band for both would hide the words of the longer text. Westfall and
    Young's smallest p would weigh each word by a band of its own, but needs many times the shuffles.
    In: a word table; the names of two texts in the column `by` (group: the article; made if it is missing),
    second=None for all others; the least count of a word in both together; the prior's strength in words; the shuffles
    and their seed.
    Out: a Keyness, whose table has word, count_1, count_2, per_1000_1, per_1000_2, z (log-odds ratio with an
    informative Dirichlet prior, over its standard error; above 0 where the first favours the word), g2
    (log-likelihood), log_ratio (of the rates, base 2, half a count added where one is 0), by falling |z|.
    Errors: CaseError where a text is not there or alone, or no word is frequent enough.
    Source: Monroe, Colaresi and Quinn (2008), "Fightin' words"; Dunning (1993) and Hardie (2014); for the largest of
    many under shuffling Westfall and Young (1993).
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
    ends = _ends_of_shuffles(counts, belongs, sizes, prior, draws, seed)
    return Keyness(first, second, prior, (int(n), int(m)), table, *ends)


def group_chance(hits, words, first, second, draws=100_000, seed=SEED):
    """Whether planned groups of words differ between two texts by more than chance brings about.

    In: hits of word_groups and the word table that they were found in; the names of two articles; shuffles of whole
    sentences, as in keyness.
    Out: group, count_1, count_2, per_1000_1, per_1000_2, difference (of the rates, first less second), low, high (what
    95 of 100 shuffles give), p (twice the share of shuffles that go as far, on the side where fewer do, 1 at most:
    chance reaches further on the side of the shorter text, so that counting both sides by their size would measure the
    longer text by the luck of the shorter). Each group has a p of its own: of five groups compare it with .01, a fifth
    of .05; a p near .01 moves by some .0005 from seed to seed.
    """
    texts = articles(words)
    kept = words[texts.isin([first, second])]
    number = kept.groupby("sentence", sort=True).ngroup()
    sizes, belongs = np.bincount(number), np.zeros(number.max() + 1, dtype=bool)
    belongs[number[texts[kept.index] == first]] = True
    place = dict(zip(kept["sentence"], number, strict=True))
    groups = list(dict.fromkeys(hits["group"]))
    counts = np.zeros((len(sizes), len(groups)))
    for column, name in enumerate(groups):
        inside = hits.loc[hits["group"] == name, "sentence"].map(place).dropna().astype(int)
        counts[:, column] = np.bincount(inside, minlength=len(sizes))
    shuffles, chance = _dealt(belongs, draws, seed), []
    while dealt := list(islice(shuffles, ROWS)):
        chance.append(_rate_differences(np.array(dealt, dtype=float), counts, sizes))
    chance = np.concatenate(chance)
    seen = _rate_differences(belongs[None, :], counts, sizes)[0]
    above, below = ((1 + (side >= -1e-9).sum(axis=0)) / (draws + 1) for side in (chance - seen, seen - chance))
    one, two = (own @ counts for own in (belongs, ~belongs))
    low, high = np.percentile(chance, [2.5, 97.5], axis=0)
    columns = {
        "group": groups,
        "count_1": one.astype(int),
        "count_2": two.astype(int),
        "per_1000_1": 1000 * one / sizes[belongs].sum(),
        "per_1000_2": 1000 * two / sizes[~belongs].sum(),
        "difference": seen,
        "low": low,
        "high": high,
        "p": np.minimum(1, 2 * np.minimum(above, below)),
    }
    return pd.DataFrame(columns).round(dict.fromkeys(list(columns)[3:-1], 2) | {"p": 5})


def _rate_differences(belongs, counts, sizes):
    """Rates per 1,000 words of the first text less those of the rest: a row a deal, a column a group."""
    ours, lengths = belongs @ counts, (belongs @ sizes)[:, None]
    return 1000 * (ours / lengths - (counts.sum(axis=0) - ours) / (sizes.sum() - lengths))


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


def _dealt(belongs, draws, seed):
    """Shuffles of which sentence belongs to the first text."""
    rng = np.random.default_rng(seed)
    return (rng.permutation(belongs) for _ in range(draws))


def _ends_of_shuffles(counts, belongs, sizes, prior, draws, seed):
    """The lowest and the highest z, and the same of signed G², of any word in each of many shuffles of sentences."""
    shuffles, both, ends = _dealt(belongs, draws, seed), counts.sum(axis=0), []
    counts, sizes = counts.astype(float), sizes.astype(float)
    # Many shuffles in one multiplication: one for each would start numpy's threads anew every time.
    while dealt := list(islice(shuffles, ROWS)):
        dealt = np.array(dealt, dtype=float)
        one, n = dealt @ counts, (dealt @ sizes)[:, None]
        two, m = both - one, sizes.sum() - n
        z = log_odds_z(one, two, n, m, prior)
        g2 = log_likelihood(one, two, n, m) * np.sign(z)
        ends.append([z.min(axis=1), z.max(axis=1), g2.min(axis=1), g2.max(axis=1)])
    return np.concatenate(ends, axis=1)


def _counts(words, first, second, by, minimum):
    """Counts (sentences × frequent words), which sentences belong to the first text, the words, sentence lengths."""
    names = articles(words) if by == "group" and by not in words else words[by]
    for name in (first, second):
        if name is not None and not (names == name).any():
            known = ", ".join(dict.fromkeys(names.astype(str)))
            raise CaseError(say("keyness.no_text", name=name, known=known))
    kept = words[(names == first) | (names == second if second is not None else names != first)]
    is_first = (names.loc[kept.index] == first).to_numpy()
    if is_first.all():
        raise CaseError(say("keyness.one_text", name=first))
    sentence = kept.groupby(["source", "sentence"], sort=True).ngroup().to_numpy()
    word, vocabulary = pd.factorize(kept["word"], sort=True)
    frequent = np.bincount(word) >= minimum
    if not frequent.any():
        raise CaseError(say("keyness.no_word", minimum=minimum))
    # Only the frequent words get a column, for most words of a text stand in it once.
    column, shown = np.cumsum(frequent) - 1, frequent[word]
    sizes = np.bincount(sentence)
    counts = np.zeros((len(sizes), frequent.sum()), dtype=int)
    np.add.at(counts, (sentence[shown], column[word[shown]]), 1)
    belongs = np.zeros(len(sizes), dtype=bool)
    belongs[sentence] = is_first
    return counts, belongs, list(vocabulary[frequent]), sizes
