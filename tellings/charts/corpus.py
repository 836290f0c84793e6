"""Figures of many texts: what grows with their number, and what stays."""

import numpy as np

from tellings.charts.base import GREY, fill, finish, interval, legend, mark, new_figure, number, rows_of

MOST = 30  # rows that a figure can hold


def keyness_growth(table, spread, first, second, shown=6):
    """The |z| of the most favoured words against the number of texts a side, with what chance reaches.

    In: the words of keyness_by_size, and the spread_of_runs of its runs; the names of the two sides; how many words.
    """
    sizes = sorted(table["texts"].unique())
    last = table[table["texts"] == sizes[-1]]
    sides = dict.fromkeys(last.nlargest(shown // 2, "z")["word"], first)
    sides |= dict.fromkeys(last.nsmallest(shown // 2, "z")["word"], second)
    figure, axis = new_figure(9, 4.2)
    for n, (word, side) in enumerate(sides.items()):
        line = table[table["word"] == word].sort_values("texts")
        style = "-" if side == first else "--"
        axis.plot(line["texts"], line["z"].abs(), ls=style, label=f"{word} ({side})", **mark(n))
    chances = []
    for side, of_side, style in ((first, table["z"] > 0, ":"), (second, table["z"] < 0, "-.")):
        chance = table[of_side].groupby("texts")["chance"].max()
        axis.plot(chance.index, chance, color="black", lw=2.5, ls=style, label=f"chance ({side})")
        chances.append(chance)
    axis.set(xlabel="made texts a side", ylabel="|z|", ylim=(0, None))
    _sizes(axis, sizes)
    legend(axis, "inside", loc="upper left")
    counted = [f"{row.median:g} ({row.lowest} to {row.highest})" for row in spread.itertuples()]
    title = (
        f"From {sizes[0]:,} to {sizes[-1]:,} texts a side the words beyond chance go from {counted[0]} to "
        f"{counted[-1]}, and every sentence is of the same two"
    )
    each = "; ".join(
        f"at {size:,} a side {count} words, chance "
        + " and ".join(f"{chance[size]:.1f}" for chance in chances if size in chance)
        for size, count in zip(spread["texts"], counted)
    )
    description = (
        f"Lines of |z| for the words that {first} and {second} favour most in one run, rising with the "
        f"number of made texts, over a line a side of what chance reaches. Beyond it are, in the middle of all runs "
        f"(lowest to highest): {each}."
    )
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
    axis.set(xlabel=f"draws from {pool:,} sentences", ylabel="mean sign of the tone")
    _sizes(axis, sizes)
    legend(axis, "inside")
    last = table[table["draws"] == sizes[-1]]
    width = (table["high"] - table["low"]).groupby(table["draws"]).max()
    title = (
        f"With {sizes[-1]:,} draws from {pool:,} sentences the widest interval measures {width[sizes[-1]]:.2f}, "
        f"and the instruments stay up to {np.ptp(last['mean']):.2f} apart"
    )
    each = "; ".join(f"{row.instrument} {_mean(row)}" for row in last.itertuples())
    description = (
        f"Three lines whose intervals shrink from up to {width[sizes[0]]:.2f} at {sizes[0]:,} "
        f"draws. They end, where 1 is all sentences positive and −1 all negative, at: {each}."
    )
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
    axis.set(xlabel="year named", ylabel="times")
    axis.xaxis.get_major_locator().set_params(integer=True)
    if len(counts):
        legend(axis, "inside", title="the year rests on", title_fontsize=9)
    total = counts.sum(axis=1).astype(int)
    most = total.idxmax() if len(total) else "none"
    share = total.max() / total.sum() if len(total) else 0
    title = f"{100 * share:.0f} % of the {total.sum():,} dates with a year name {most}"
    each = "; ".join(f"{year} {count:,}" for year, count in total[total > 0].items())
    return finish(figure, title, f"Bars of how often each year is named: {each}. Stacked by what it rests on.", table)


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
    rows_of(axis, lanes, xlabel="mean tone of a text")
    each = "; ".join(f"{row.shown} {_mean(row)}" for row in drawn.itertuples())
    rest = f" The figure shows {MOST} of {len(table):,}, the data all." if len(table) > MOST else ""
    if few:
        most = "One text" if table["texts"].max() == 1 else f"At most {table['texts'].max()} texts"
        title = f"{most} an outlet: nothing can be said of outlets"
        marks = "A mark per text at the mean tone of its sentences, VADER"
    else:
        compared = min(MOST, table["low"].notna().sum())
        pairs, apart = compared * (compared - 1) // 2, table["apart_from"].sum() // 2
        title = (
            f"In {apart} of {pairs} pairs of outlets the interval of the difference leaves zero out; by chance "
            "alone it does so in one or two of twenty"
        )
        marks = (
            "Of twenty pairs without any difference it leaves zero out in one where outlets have many texts, and in "
            "two where they have five. A mark per outlet at the mean tone of its texts, VADER, with the interval over "
            "texts where there are five or more"
        )
    return finish(figure, title, f"{marks}: {each}.{rest}", table)


def _mean(row):
    """A mean with its interval, where it has one, in words."""
    return number(row.mean) + ("" if np.isnan(row.low) else f" ({number(row.low)} to {number(row.high)})")
