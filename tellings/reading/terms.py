"""Terms: every place where a word, a phrase or a planned group of words stands, and its line of context."""

import re
from bisect import bisect_left
from collections import defaultdict, namedtuple
from itertools import accumulate

import pandas as pd

from tellings.case.files import word_list
from tellings.case.sources import as_sources
from tellings.reading.tables import articles, voices_of
from tellings.reading.tables import words as word_table
from tellings.reading.text import TEXT_ROLES, around, asked_words

_Word = namedtuple("_Word", ["source", "sentence", "word", "text", "start", "end", "item", "role"])
_PLACEHOLDERS = {"#": r"\d[\d.,]*", "*": r"\S+"}


def find_terms(words, terms):
    """Every place where one of the terms stands.

    In: a word table; terms in any spelling, "*" for any ending, "#" for a number, several words apart by spaces.
    Out: a span table: source, start, end, text, term, sentence, item, role; of overlapping hits the
    first, of those that begin together the longest.
    """
    patterns = [(term, re.compile(rf"(?<!\S){_pattern(term)}(?!\S)")) for term in terms]
    some = re.compile("|".join(pattern.pattern for _, pattern in patterns))
    inside = defaultdict(list)
    # Columns, since itertuples() takes many times as long.
    for row in map(_Word._make, zip(*(words[name].to_numpy() for name in _Word._fields))):
        inside[row.source, row.sentence].append(row)
    rows = []
    for (source, sentence), told in inside.items():
        line = " ".join(row.word for row in told)
        if not some.search(line):
            continue
        ends = list(accumulate((len(row.word) + 1 for row in told), initial=-1))
        hits = [(match.start(), match.end(), term) for term, pattern in patterns for match in pattern.finditer(line)]
        taken = -1
        for start, end, term in sorted(hits, key=lambda hit: (hit[0], -hit[1], hit[2])):
            if start > taken:
                own = told[bisect_left(ends, start - 1) : bisect_left(ends, end)]
                text = " ".join(row.text for row in own)
                rows.append((source, own[0].start, own[-1].end, text, term, sentence, own[0].item, own[0].role))
                taken = end
    return pd.DataFrame(rows, columns=["source", "start", "end", "text", "term", "sentence", "item", "role"])


def word_groups(words, as_planned=False):
    """Every hit of the planned groups of words in word_groups.csv ("hedges", …), those that do not count left out.

    In: a word table; as_planned=True counts also what was taken out only after these texts had been read ("1 May",
    "around 800"), which says how far a result hangs on that reading. Out: the columns of find_terms, and group.
    """
    rows, found = word_list("reading", "word_groups"), []
    for name in dict.fromkeys(row["group"] for row in rows):
        mine = [row for row in rows if row["group"] == name]
        hits = find_terms(words, [row["term"] for row in mine])
        late = [row["term"] for row in mine if as_planned and row["decided"] == "after reading"]
        counting = [row["term"] for row in mine if row["counts"] == "yes"] + late
        found.append(hits[hits["term"].isin(counting)].assign(group=name))
    return pd.concat(found, ignore_index=True)


def list_hits(hits):
    """The hits of word groups, every one by its sentence: group, source, item, term, hits, sentences."""
    keys = ["group", "source", "item", "term"]
    table = hits.groupby(keys, sort=False)["sentence"].agg(hits="size", sentences=", ".join).reset_index()
    order = {name: place for place, name in enumerate(dict.fromkeys(hits["group"]))}
    return table.sort_values("group", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def group_rates(hits, words):
    """Counts and rates of word groups by text: group, text, count, words (in the text), per 1,000 words."""
    sizes = articles(words).value_counts()
    order = list(dict.fromkeys(articles(words)))
    texts = _group_of(hits, words)
    rows = [
        (name, text, int(((hits["group"] == name) & (texts == text)).sum()), int(sizes[text]))
        for name in dict.fromkeys(row["group"] for row in word_list("reading", "word_groups"))
        for text in order
    ]
    table = pd.DataFrame(rows, columns=["group", "text", "count", "words"])
    return table.assign(per_1000=(1000 * table["count"] / table["words"]).round(2))


def concordance(sources, term, voices=None, width=45):
    """Every line in which a term stands, the term in the middle (KWIC, keyword in context), with whose words they are.

    In: sources; a term as for find_terms; a table of voices as for voices_of, or None; width in characters a side.
    Out: a span table: source, start, end, left, text, right, sentence, role, voice.
    """
    texts = {source.id: source.text for source in as_sources(sources)}
    hits = find_terms(word_table(sources), [term])
    beside = [around(texts[hit.source], hit.start, hit.end, width) for hit in hits.itertuples()]
    table = hits.assign(
        left=[left for left, _ in beside],
        right=[right for _, right in beside],
        voice=voices_of(hits, voices) if voices is not None else "",
    )
    return table[["source", "start", "end", "left", "text", "right", "sentence", "role", "voice"]]


def body(words):
    """The words of headline, abstract, body and embedded posts: the article without what the page puts around it."""
    return words[words["role"].isin(TEXT_ROLES)]


def _group_of(hits, words):
    names = dict(zip(zip(words["source"], words["item"], strict=True), articles(words), strict=True))
    return pd.Series(
        [names[key] for key in zip(hits["source"], hits["item"], strict=True)], index=hits.index, dtype=object
    )


def _pattern(term):
    parts = []
    for part in term.split():
        if part in _PLACEHOLDERS:
            parts.append(_PLACEHOLDERS[part])
        else:
            parts += [re.escape(word) + r"\S*" * starred for word, starred, _ in asked_words(part)]
    return " ".join(parts)
