"""Fragility: does a comparison of tone survive other choices, and other sentences?"""

from itertools import combinations, product

import numpy as np
import pandas as pd

from tellings.case.files import CaseError
from tellings.case.sources import as_sources
from tellings.coding.agreement import bootstrap_difference
from tellings.framing.lexicons import LEXICONS, sentence_tone
from tellings.framing.wording import say
from tellings.reading.tables import articles, sentences
from tellings.reading.text import TEXT_ROLES, word_spans

PAGES = {"body": ("body",), "article": TEXT_ROLES, "file": ()}
UNITS = ("sentence", "word", "paragraph")
CHOICES = ["lexicon", "mask", "page", "unit", "against", "left_out"]
# Something speaks against these choices. They are tried all the same: people make them, and what they do should show.
AGAINST = {
    ("lexicon", "nltk"): "nltk",
    ("mask", False): "unmasked",
    ("page", "file"): "file",
    ("unit", "paragraph"): "paragraph",
}


def fragility(sources, items=True, page="body"):
    """The mean tone of every text under every choice, and with each single sentence left out in turn.

    Choices: lexicon (vader, textblob, nltk) × mask × page (body; article: headline, abstract and posts too; file:
    captions, teasers and the like too) × unit (sentence: mean of sentences; word: the same, weighted by their words;
    paragraph: paragraphs scored whole). The first row has the defaults, with the page that is given. Of choices that
    give every mean alike, as the mask does where a lexicon lists no name, the first stands for all. items=False keeps
    the articles of one file together.
    Out: lexicon, mask, page, unit, against (what speaks against the choice, "" where it can be defended), left_out (a
    sentence id or ""), and a column of means per text.
    Source: Steegen, Tuerlinckx, Gelman and Vanpaemel (2016), a multiverse analysis; Simonsohn, Simmons and Nelson
    (2020), a specification curve.
    """
    table = pd.concat([sentences(source) for source in as_sources(sources)], ignore_index=True)
    table["group"] = articles(table) if items else table["source"]
    names = list(dict.fromkeys(table["group"]))
    plans = [
        (page, unit, *_plan(table[table["role"].isin(roles)] if roles else table, unit, names))
        for (page, roles), unit in product(_first(page), UNITS)
    ]
    texts = set()
    for *_, units, changes in plans:
        texts.update(text for _, text, _ in units)
        texts.update(rest for *_, rest, _ in changes)
    texts, choices, means, seen = sorted(texts), [], [], set()
    for lexicon, mask in product(LEXICONS, (True, False)):
        score = dict(zip(texts, sentence_tone(texts, lexicon, mask)))
        for page, unit, units, changes in plans:
            found = _means(units, changes, score, len(names)).round(4)
            if found.tobytes() in seen:
                continue
            seen.add(found.tobytes())
            choice = {"lexicon": lexicon, "mask": mask, "page": page, "unit": unit}
            against = "; ".join(say(f"against.{AGAINST[pair]}") for pair in choice.items() if pair in AGAINST)
            choices += [(*choice.values(), against, left_out) for left_out in ("", *(row[0] for row in changes))]
            means.append(found)
    result = pd.DataFrame(choices, columns=CHOICES).join(pd.DataFrame(np.vstack(means), columns=names))
    return result.dropna(subset=names, ignore_index=True)


def _first(page):
    """What may belong to the article, each idea with its roles, one of them first."""
    if page not in PAGES:
        raise CaseError(say("fragility.no_page", page=page, pages=", ".join(PAGES)))
    return sorted(PAGES.items(), key=lambda one: one[0] != page)


def mean_differences(table):
    """By how much the mean tone of one text lies above that of another, and what its sentences allow.

    In: a tone_table. Out: lower, higher (by their means), difference, low, high (95 % bootstrap interval of the
    difference, drawn anew within each text); a row per pair of texts. Whether two intervals overlap does not answer
    this question.
    """
    tones = {name: part["tone"].to_numpy() for name, part in table.groupby("group", sort=False)}
    rows = []
    for lower, higher in combinations(sorted(tones, key=lambda name: tones[name].mean()), 2):
        rows.append((lower, higher, *bootstrap_difference(tones[higher], tones[lower])))
    return pd.DataFrame(rows, columns=["lower", "higher", "difference", "low", "high"]).round(2)


def orders(table):
    """The order of the texts in each row of a fragility table, lowest tone first, as text: "pism < lbc"."""
    names = compared(table)
    values = table[names].to_numpy()
    found = []
    for row, places in zip(values, values.argsort(axis=1, kind="stable"), strict=True):
        order = names[places[0]]
        for before, place in zip(places, places[1:]):
            order += (" < " if row[before] < row[place] else " = ") + names[place]
        found.append(order)
    return pd.Series(found, index=table.index, name="order")


def fragility_in_words(table):
    """What a fragility table says: in how many of the comparisons the order of the default choices holds."""
    found, names = orders(table), compared(table)
    whole, sound = table["left_out"] == "", table["against"] == ""
    if len(names) == 1:
        means = table.loc[whole, names[0]]
        low, high = (f"{end:.2f}".replace("-", "−") for end in (means.min(), means.max()))
        return say("fragility.one", name=names[0], low=low, high=high, combinations=whole.sum())
    held = found == found.iloc[0]
    return say(
        "fragility.order",
        over=say(f"over.{table['page'].iloc[0]}"),
        order=found.iloc[0],
        sound=held[whole & sound].sum(),
        of_sound=(whole & sound).sum(),
        others=held[whole & ~sound].sum(),
        of_others=(whole & ~sound).sum(),
        combinations=whole.sum(),
        orders=found[whole].nunique(),
        left_out=held[~whole & sound].sum(),
        of_left_out=(~whole & sound).sum(),
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
    return float(len(word_spans(text)) if unit == "word" else bool(text))


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
