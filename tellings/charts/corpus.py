"""Figures of many texts: what grows with their number, and what stays."""

import numpy as np

from tellings.case.wording import listed
from tellings.charts.base import GREY, fill, finish, interval, legend, mark, new_figure, number, rows_of
from tellings.charts.wording import say

MOST = 30  # rows that a figure can hold
SHOWN = 3  # words of each side


def keyness_growth(table, spread, first, second):
    """The |z| of the most favoured words against the number of texts a side, with what chance reaches.

    In: the words of keyness_by_size, and the spread_of_runs of its runs; the names of the two sides.
    """
    sizes = sorted(table["texts"].unique())
    last = table[table["texts"] == sizes[-1]]
    sides = dict.fromkeys(last.nlargest(SHOWN, "z")["word"], first)
    sides |= dict.fromkeys(last.nsmallest(SHOWN, "z")["word"], second)
    figure, axis = new_figure(9, 4.2)
    for n, (word, side) in enumerate(sides.items()):
        line = table[table["word"] == word].sort_values("texts")
        style = "-" if side == first else "--"
        axis.plot(line["texts"], line["z"].abs(), ls=style, label=f"{word} ({side})", **mark(n))
    chances = []
    for side, of_side, style in ((first, table["z"] > 0, ":"), (second, table["z"] < 0, "-.")):
        chance = table[of_side].groupby("texts")["chance"].max()
        axis.plot(chance.index, chance, color="black", lw=2.5, ls=style, label=say("keyness_growth.chance", side=side))
        chances.append(chance)
    axis.set(xlabel=say("keyness_growth.x"), ylabel="|z|", ylim=(0, None))
    _sizes(axis, sizes)
    legend(axis, "inside", loc="upper left")
    counted = [
        say("value.interval", mean=f"{row.median:g}", low=row.lowest, high=row.highest) for row in spread.itertuples()
    ]
    title = say("keyness_growth.title", fewest=sizes[0], most=sizes[-1], first=counted[0], last=counted[-1])
    each = []
    for size, words in zip(spread["texts"], counted):
        reached = listed(f"{chance[size]:.1f}" for chance in chances if size in chance)
        each.append(say("keyness_growth.each", size=size, words=words, chance=reached))
    description = say("keyness_growth.description", first=first, second=second, each="; ".join(each))
    return finish(figure, title, description, table)


def tone_growth(table):
    """The mean sign with its interval against the number of draws, a line an instrument. In: a tone_by_size."""
    sizes, pool = sorted(table["draws"].unique()), table["pool"].max()
    figure, axis = new_figure(9, 4.2)
    for n, (name, line) in enumerate(table.groupby("instrument", sort=False)):
        place = line["draws"] * 1.06 ** (n - 1)
        reach = [line["mean"] - line["low"], line["high"] - line["mean"]]
        look = mark(n) | {"ls": ["-", "--", ":"][n % 3]}
        axis.errorbar(place, line["mean"], yerr=reach, color=look["color"], fmt="none", capsize=3, lw=1.4)
        axis.plot(place, line["mean"], label=name, **look)
    axis.axhline(0, color=GREY, lw=0.8)
    axis.set(xlabel=say("tone_growth.x", pool=pool), ylabel=say("tone_growth.y"))
    _sizes(axis, sizes)
    legend(axis, "inside")
    last = table[table["draws"] == sizes[-1]]
    width = (table["high"] - table["low"]).groupby(table["draws"]).max()
    apart = np.ptp(last["mean"])
    title = say("tone_growth.title", draws=sizes[-1], pool=pool, width=width[sizes[-1]], apart=apart)
    each = "; ".join(f"{row.instrument} {_mean(row)}" for row in last.itertuples())
    description = say("tone_growth.description", width=width[sizes[0]], draws=sizes[0], each=each)
    return finish(figure, title, description, table)


def _sizes(axis, sizes):
    """A horizontal axis on which each size stands with its number, ten times as much being one step."""
    axis.set_xscale("log")
    axis.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axis.minorticks_off()


def years_named(table):
    """How often each year is named, by what its value rests on. In: a table of years_named."""
    years = range(table["year"].min(), table["year"].max() + 1) if len(table) else range(0)
    counts = table.pivot_table(index="year", columns="basis", values="count", aggfunc="sum").reindex(years).fillna(0)
    bottoms = counts.cumsum(axis=1) - counts
    figure, axis = new_figure(9, 3.6)
    for n, basis in enumerate(counts):
        axis.bar(years, counts[basis], bottom=bottoms[basis], label=basis.replace("_", " "), width=0.8, **fill(n))
    axis.set(xlabel=say("years_named.x"), ylabel=say("years_named.y"))
    axis.xaxis.get_major_locator().set_params(integer=True)
    if len(counts):
        legend(axis, "inside", title=say("years_named.legend"), title_fontsize=9)
    total = counts.sum(axis=1).astype(int)
    most = total.idxmax() if len(total) else say("years_named.none")
    share = total.max() / total.sum() if len(total) else 0
    title = say("years_named.title", share=100 * share, dates=total.sum(), year=most)
    each = "; ".join(f"{year} {count:,}" for year, count in total[total > 0].items())
    return finish(figure, title, say("years_named.description", each=each), table)


def tone_by_outlet(table):
    """The mean tone of the texts of each outlet, with its interval over texts, or of each text where outlets have few.

    In: a table of tone_by_outlet.
    """
    drawn = table.nlargest(MOST, "texts", keep="first").sort_index()
    few = table["low"].isna().all()
    figure, axis = new_figure(9, 1.4 + 0.5 * len(drawn))
    for n, row in enumerate(drawn.itertuples()):
        interval(axis, n, row.mean, row.low, row.high, n)
    axis.axvline(0, color=GREY, lw=0.8)
    lanes = drawn["shown"] if few else [f"{row.shown} ({row.texts:,})" for row in drawn.itertuples()]
    rows_of(axis, lanes, xlabel=say("tone_by_outlet.x"))
    each = "; ".join(f"{row.shown} {_mean(row)}" for row in drawn.itertuples())
    description = say("tone_by_outlet.description_few" if few else "tone_by_outlet.description", each=each)
    if len(table) > MOST:
        description += " " + say("tone_by_outlet.rest", drawn=MOST, all=len(table))
    if few:
        title = say("tone_by_outlet.title_few", count=int(table["texts"].max()))
    else:
        compared = min(MOST, table["low"].notna().sum())
        pairs, apart = compared * (compared - 1) // 2, table["apart_from"].sum() // 2
        title = say("tone_by_outlet.title", apart=apart, pairs=pairs)
    return finish(figure, title, description, table)


def _mean(row):
    """A mean with its interval, where it has one, in words."""
    mean, low, high = map(number, (row.mean, row.low, row.high))
    return mean if np.isnan(row.low) else say("value.interval", mean=mean, low=low, high=high)
