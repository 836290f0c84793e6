"""Frames: what a text makes of its matter, by a coder's reading, by word lists, and by the words it favours."""

import re

import numpy as np
import pandas as pd

from helpers.case import CaseError, as_sources
from helpers.page import lexicon
from helpers.text import TEXT_ROLES, clean, normal_form
from helpers.text import words as word_table
from helpers.tone import groups, voices_of

FUNCTIONS = ("problem", "cause", "judgement", "remedy")
FRAMES = ("security", "capacity", "political", "reputation", "humanitarian", "policy", "morality", "none")
PRIOR = 500
CHANCE = 95
SEED = 20210831


def entman_grid(coding, quotations=2):
    """Entman's grid: what each text calls the problem, its cause, its judgement and the remedy, in its own words.

    In: a coding of sentences (columns source, item, sentence, function, text). Out: a row per function, a column per
    text; a cell quotes its shortest sentences with their ids and lists the ids of the others; "absent" where none is.
    Source: Entman (1993), "Framing: toward clarification of a fractured paradigm".
    """
    coding = coding.assign(group=groups(coding))
    names = list(dict.fromkeys(coding["group"]))
    cells = [
        [_cell(coding[(coding["group"] == name) & (coding["function"] == function)], quotations) for name in names]
        for function in FUNCTIONS
    ]
    return pd.DataFrame(cells, columns=names, index=pd.Index(FUNCTIONS, name="function"))


def frame_counts(coding):
    """How many sentences of each text have which policy frame: group, frame, count, of (all coded), share (%)."""
    coded = coding[coding["frame"].fillna("") != ""]
    coded = coded.assign(group=groups(coded))
    rows = []
    for name in dict.fromkeys(coded["group"]):
        frames = coded.loc[coded["group"] == name, "frame"]
        rows += [(name, frame, int((frames == frame).sum()), len(frames)) for frame in FRAMES]
    table = pd.DataFrame(rows, columns=["group", "frame", "count", "of"])
    return table.assign(share=(100 * table["count"] / table["of"]).round(1))


def stance_counts(coding):
    """How many sentences of each text make an actor look bad, neutral or good: a row per actor, a column per text."""
    actors = [column for column in coding if column.startswith("stance_")]
    coding = coding.assign(group=groups(coding))
    rows = {}
    for actor in actors:
        by_text = coding.groupby("group", sort=False)[actor]
        rows[actor.removeprefix("stance_").replace("_", " ")] = {
            text: " / ".join(str(int((codes == code).sum())) for code in (-1, 0, 1)) for text, codes in by_text
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("actor")


def find_terms(words, terms):
    """Every place where one of the terms stands.

    In: a word table; terms in any spelling, "*" for any ending, "#" for a number, several words apart by spaces.
    Out: a span table: source, start, end, text, term, sentence, item, role; of overlapping hits the longest.
    """
    words = words.reset_index(drop=True)
    patterns = [(term, re.compile(rf"(?<!\S){_pattern(term)}(?!\S)")) for term in terms if _pattern(term).strip()]
    rows = []
    for (source, sentence), inside in words.groupby(["source", "sentence"], sort=False):
        line, starts, ends = "", {}, {}
        for number, word in zip(inside.index, inside["word"], strict=True):
            starts[len(line)] = number
            line += word
            ends[len(line)] = number
            line += " "
        hits = [(match.start(), match.end(), term) for term, pattern in patterns for match in pattern.finditer(line)]
        taken = -1
        for start, end, term in sorted(hits, key=lambda hit: (hit[0], -hit[1], hit[2])):
            if start > taken:
                first, last = words.loc[starts[start]], words.loc[ends[end]]
                text = " ".join(inside.loc[starts[start] : ends[end], "text"])
                rows.append((source, first.start, last.end, text, term, sentence, first["item"], first.role))
                taken = end
    return pd.DataFrame(rows, columns=["source", "start", "end", "text", "term", "sentence", "item", "role"])


def frame_by_words(words):
    """The frame of each sentence by the dictionary in data/frame_terms.csv: the one with most hits, the first in a tie.

    Out: sentence id -> frame, "none" where no term stands in it.
    """
    terms = lexicon("frame_terms")
    found = {sentence: {} for sentence in words["sentence"]}
    for frame in FRAMES[:-1]:
        for sentence in find_terms(words, terms.term[terms.frame == frame])["sentence"]:
            found[sentence][frame] = found[sentence].get(frame, 0) + 1
    return {sentence: max(hits, key=hits.get) if hits else "none" for sentence, hits in found.items()}


def score_frames(found, coding):
    """How well frames found by a program match a coding.

    In: sentence id -> frame; a coding with the columns sentence and frame. Out: two tables: per frame the counts coded,
    found, right, and precision, recall, f1 (0 to 1); and the confusion, rows as coded, columns as found.
    """
    coded = coding[(coding["frame"].fillna("") != "") & coding["sentence"].isin(list(found))]
    given = coded["sentence"].map(found)
    rows = []
    for frame in FRAMES:
        n, m, right = (
            (coded["frame"] == frame).sum(),
            (given == frame).sum(),
            ((coded["frame"] == frame) & (given == frame)).sum(),
        )
        rows.append(
            (
                frame,
                n,
                m,
                right,
                right / m if m else 0.0,
                right / n if n else 0.0,
                2 * right / (n + m) if n + m else 0.0,
            )
        )
    table = pd.DataFrame(rows, columns=["frame", "coded", "found", "right", "precision", "recall", "f1"])
    confusion = pd.crosstab(coded["frame"], given).reindex(index=FRAMES, columns=FRAMES, fill_value=0)
    return table, confusion.rename_axis(index="coded", columns="found")


def word_groups(words):
    """Every hit of the planned groups of words in data/word_groups.csv ("hedges", …), those that do not count left out.

    Out: the columns of find_terms, and group (of words).
    """
    table = lexicon("word_groups")
    found = []
    for name in dict.fromkeys(table.group):
        entries = table[table.group == name]
        hits = find_terms(words, entries.term)
        found.append(hits[hits["term"].isin(entries.term[entries.counts == "yes"])].assign(group=name))
    return pd.concat(found, ignore_index=True)


def list_hits(hits):
    """The hits of word groups, every one by its sentence: group, source, item, term, hits, sentences."""
    keys = ["group", "source", "item", "term"]
    table = hits.groupby(keys, sort=False)["sentence"].agg(hits="size", sentences=", ".join).reset_index()
    order = {name: place for place, name in enumerate(dict.fromkeys(hits["group"]))}
    return table.sort_values("group", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def group_rates(hits, words):
    """Counts and rates of word groups by text: group, text, count, words (in the text), per 1,000 words."""
    sizes = groups(words).value_counts()
    order = list(dict.fromkeys(groups(words)))
    texts = _group_of(hits, words)
    rows = [
        (name, text, int(((hits["group"] == name) & (texts == text)).sum()), int(sizes[text]))
        for name in dict.fromkeys(lexicon("word_groups").group)
        for text in order
    ]
    table = pd.DataFrame(rows, columns=["group", "text", "count", "words"])
    return table.assign(per_1000=(1000 * table["count"] / table["words"]).round(1))


def concordance(sources, term, voices=None, width=45):
    """Every line in which a term stands, the term in the middle (KWIC, keyword in context), with whose words they are.

    In: sources; a term as for find_terms; a table of voices as for voices_of, or None; width in characters a side.
    Out: a span table: source, start, end, left, text, right, sentence, role, voice.
    """
    texts = {source.id: source.text for source in as_sources(sources)}
    hits = find_terms(word_table(sources), [term])
    around = [
        (
            clean(texts[hit.source][max(0, hit.start - 3 * width) : hit.start])[-width:],
            clean(texts[hit.source][hit.end : hit.end + 3 * width])[:width],
        )
        for hit in hits.itertuples()
    ]
    table = hits.assign(
        left=[left for left, _ in around],
        right=[right for _, right in around],
        voice=voices_of(hits, voices) if voices is not None else "",
    )
    return table[["source", "start", "end", "left", "text", "right", "sentence", "role", "voice"]]


def keyness(words, first, second=None, by="group", minimum=3, prior=PRIOR):
    """The words that one text favours against another, by two measures, with the counts that they rest on.

    In: a word table; the names of two texts in the column `by` (group: see groups; made if it is missing), second=None
    for all others; the least count of a word in both together; the prior's strength in words.
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
    names = groups(words) if by == "group" and by not in words else words[by]
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


def _group_of(hits, words):
    names = dict(zip(zip(words["source"], words["item"], strict=True), groups(words), strict=True))
    return pd.Series(
        [names[key] for key in zip(hits["source"], hits["item"], strict=True)], index=hits.index, dtype=object
    )


def _cell(rows, quotations):
    if rows.empty:
        return "absent"
    shortest = set(rows["text"].str.len().sort_values(kind="stable").index[:quotations])
    quoted = [f"• {row.text} ({row.sentence})" for row in rows.loc[rows.index.isin(shortest)].itertuples()]
    others = [sentence for number, sentence in rows["sentence"].items() if number not in shortest]
    return "\n".join(quoted + ([f"and {len(others)} more: {', '.join(others)}"] if others else []))


def _pattern(term):
    parts = []
    for part in term.split():
        stem = re.escape(normal_form(part.removesuffix("*")))
        if part == "#":
            stem = r"\d[\d.,]*"
        elif part.endswith("*"):
            stem += r"\S*" if stem else r"\S+"
        parts.append(stem)
    return " ".join(parts)


def body(words):
    """The words of headline, abstract and body: the article without what the page puts around it."""
    return words[words["role"].isin(TEXT_ROLES)]
