"""Figures of the argument: who can have drawn on whom."""

from matplotlib.patches import Patch

from tellings.case.wording import listed
from tellings.charts.base import GREY, MANY, PALETTE, cell, columns_of, finish, legend, new_figure, rows_of
from tellings.charts.wording import say

# Of each sign: what stands in the cell, its colour, its ink; the strongest first.
SIGN_LOOK = {
    "shared wording": ("W", PALETTE[1], "white"),
    "names it": ("N", PALETTE[4], "black"),
    "same agency or outlet": ("A", PALETTE[5], "black"),
    "quotes the same words": ("Q", "#b9d9ee", "black"),
    "same speaker": ("S", "#dfe9f2", "black"),
    "no sign": ("–", "white", "black"),
}


def dependence(table):
    """Who can have drawn on whom: a matrix, a row per text, a column per text that it may have drawn on.

    In: a table of argument.dependence. What the dates forbid is called too early, what they leave unknown has a "?".
    """
    texts = list(dict.fromkeys(table["text"]))
    figure, axis = new_figure(max(7.5, 3 + 0.8 * len(texts)), 2.4 + 0.36 * len(texts))
    for row in table.itertuples():
        place = texts.index(row.on), texts.index(row.text)
        if row.dates == "impossible":
            early = say("dependence.early") if len(texts) < MANY else "·"
            axis.text(*place, early, ha="center", va="center", fontsize=8, color=GREY)
            continue
        letter, shade, ink = SIGN_LOOK[row.sign]
        letter += "?" * (row.dates == "unknown")
        cell(axis, *place, letter, 0.96, 0.9, ink, facecolor=shade, edgecolor=GREY, linewidth=0.5)
    rows_of(axis, texts, ylabel=say("dependence.y"), xlabel=say("dependence.x"))
    columns_of(axis, texts)
    keys = [
        Patch(facecolor=shade, edgecolor=GREY, label=f"{letter} {sign}")
        for sign, (letter, shade, _) in SIGN_LOOK.items()
    ]
    legend(axis, "below", handles=keys, ncols=3)
    early = table["dates"] == "impossible"
    each = "; ".join(f"{_pair(row)}: {row.sign}{_by(row)}" for row in table[~early].itertuples())
    forbidden = listed(map(_pair, table[early].itertuples()))
    description = say("dependence.description", each=each or say("dependence.none"), early=forbidden)
    return finish(figure, _finding(table), description, table)


def _pair(row):
    return say("dependence.pair", text=row.text, on=row.on)


def _finding(table):
    """The strongest sign that any two texts show, and how many pairs show it."""
    if table.empty:
        return say("dependence.title_one")
    pairs = {sign: set(map(frozenset, zip(rows.text, rows.on))) for sign, rows in table.groupby("sign")}
    copied, all_pairs = len(pairs.get("shared wording", ())), len(table) // 2
    name = "dependence.title_copied" if copied else "dependence.title_not_copied"
    title = say(name, copied=copied, pairs=all_pairs)
    speakers = table["speakers"][table["sign"] == "same speaker"]
    if len(speakers) == len(table) and speakers.nunique() == 1:
        return say("dependence.one_speaker", title=title, speaker=speakers.iloc[0])
    return title


def _by(row):
    """What a row's sign rests on, in brackets."""
    shown = {"names it": row.names, "same agency or outlet": row.names, "same speaker": row.speakers}.get(row.sign, "")
    return f" ({shown})" if shown else ""
