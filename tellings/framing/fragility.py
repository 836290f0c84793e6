"""Fragility: does a comparison of tone survive other choices that are as reasonable as ours?"""

import numpy as np
import pandas as pd

from tellings.case.sources import as_sources
from tellings.framing.tone import LEXICONS, masked, sentence_tone
from tellings.reading.tables import articles
from tellings.reading.tables import sentences as sentence_table
from tellings.reading.text import TEXT_ROLES

PAGES = {"body": ("body",), "article": TEXT_ROLES, "file": ()}


def fragility(sources, items=True):
    """The mean tone of every text under every reasonable choice, and with each single sentence left out in turn.

    Choices: lexicon (vader, textblob, nltk) × mask × page (body; article: headline and abstract too; file: captions,
    teasers and the like too) × unit (sentence: mean of sentences; word: the same, weighted by their words; paragraph:
    paragraphs scored whole). The first row has the defaults. items=False keeps the articles of one file together.
    Out: lexicon, mask, page, unit, left_out (a sentence id or ""), and a column of means per text.
    """
    table = pd.concat([sentence_table(source) for source in as_sources(sources)], ignore_index=True)
    table["group"] = articles(table) if items else table["source"]
    names = list(dict.fromkeys(table["group"]))
    designs = [
        (page, unit, table[table["role"].isin(roles)] if roles else table)
        for page, roles in PAGES.items()
        for unit in ("sentence", "word", "paragraph")
    ]
    plans = [(page, unit, _plan(rows, unit, names)) for page, unit, rows in designs]
    texts = sorted({text for _, _, plan in plans for text in plan["texts"]})
    named = [text for text in texts if masked(text) != text]
    frames = []
    for lexicon in LEXICONS:
        plain = dict(zip(texts, sentence_tone(texts, lexicon, mask=False), strict=True))
        hidden = plain | dict(zip(named, sentence_tone(named, lexicon), strict=True))
        for mask, score in ((True, hidden), (False, plain)):
            for page, unit, plan in plans:
                means = pd.DataFrame(_means(plan, score, len(names)), columns=names)
                means.insert(0, "left_out", plan["left_out"])
                for place, (column, value) in enumerate(
                    (("lexicon", lexicon), ("mask", mask), ("page", page), ("unit", unit))
                ):
                    means.insert(place, column, value)
                frames.append(means)
    result = pd.concat(frames, ignore_index=True)
    return result.dropna(subset=names, ignore_index=True).round(4)


def orders(table):
    """The order of the texts in each row of a fragility table, lowest tone first, as text: "pism < lbc"."""
    names = _compared(table)
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
    found, names = orders(table), _compared(table)
    whole = (table["left_out"] == "").to_numpy()
    if len(names) == 1:
        means = table.loc[whole, names[0]]
        spread = f"from {means.min():.2f} to {means.max():.2f}".replace("-", "−")
        return f"The mean tone of {names[0]} runs {spread} over {whole.sum()} combinations of the choices."
    default, counts = found.iloc[0], found[whole].value_counts()
    held, out_held = int((found[whole] == default).sum()), int((found[~whole] == default).sum())
    return (
        f"With the default choices the order is {default}. It holds in {held} of {whole.sum()} combinations of "
        f"lexicon, mask, page and unit; the {whole.sum()} give {len(counts)} different orders. With one "
        f"sentence left out as well, it holds in {out_held:,} of {(~whole).sum():,} comparisons."
    )


def _compared(table):
    return [column for column in table if column not in ("lexicon", "mask", "page", "unit", "left_out")]


def _plan(rows, unit, names):
    """Which texts to score, with what weight and for which group; and what leaving out each sentence changes."""
    number = {name: place for place, name in enumerate(names)}
    sentences = list(
        zip(rows["sentence"], rows["group"].map(number), rows["text"], rows["source"], rows["paragraph"], strict=True)
    )
    units, changes = {}, []
    if unit == "paragraph":
        members = {}
        for sentence, group, text, source, paragraph in sentences:
            members.setdefault((group, source, paragraph), []).append((sentence, text))
        for (group, *key), inside in members.items():
            whole = " ".join(text for _, text in inside)
            units[(group, *key)] = (group, whole, 1.0)
            for sentence, _ in inside:
                rest = " ".join(text for other, text in inside if other != sentence)
                changes.append((sentence, group, whole, 1.0, rest, 1.0 if rest else 0.0))
    else:
        for sentence, group, text, *_ in sentences:
            weight = float(len(text.split())) if unit == "word" else 1.0
            units[sentence] = (group, text, weight)
            changes.append((sentence, group, text, weight, "", 0.0))
    texts = {text for _, text, _ in units.values()} | {change[4] for change in changes}
    return {
        "units": list(units.values()),
        "changes": changes,
        "texts": texts,
        "left_out": [""] + [change[0] for change in changes],
    }


def _means(plan, score, count):
    sums, weights = np.zeros(count), np.zeros(count)
    for group, text, weight in plan["units"]:
        sums[group] += weight * score[text]
        weights[group] += weight
    sums, weights = np.tile(sums, (len(plan["left_out"]), 1)), np.tile(weights, (len(plan["left_out"]), 1))
    for row, (_, group, text, weight, rest, rest_weight) in enumerate(plan["changes"], 1):
        sums[row, group] += rest_weight * score[rest] - weight * score[text]
        weights[row, group] += rest_weight - weight
    return np.divide(sums, weights, out=np.full_like(sums, np.nan), where=weights > 1e-9)
