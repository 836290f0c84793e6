"""Figures of many texts: what grows with their number, and what stays."""

import numpy as np

from tellings.charts.base import GREY, HATCHES, MARKERS, PALETTE, finish, new_figure

MOST = 30  # rows that a figure can hold


def keyness_growth(table, first, second, shown=6):
    """The |z| of the most favoured words against the number of texts a side, with what chance reaches.

    In: a table of keyness_by_size; the names of the two sides.
    """
    sizes = sorted(table["texts"].unique())
    largest = table[table["texts"] == sizes[-1]].nlargest(shown, "z", keep="first")["word"].tolist()[: shown // 2]
    smallest = table[table["texts"] == sizes[-1]].nsmallest(shown, "z", keep="first")["word"].tolist()[: shown // 2]
    figure, axis = new_figure(9, 4.2)
    for number, word in enumerate(largest + smallest):
        line = table[table["word"] == word].sort_values("texts")
        side = first if word in largest else second
        axis.plot(
            line["texts"],
            line["z"].abs(),
            marker=MARKERS[number % len(MARKERS)],
            label=f"{word} ({side})",
            color=PALETTE[number % len(PALETTE)],
            ls="-" if word in largest else "--",
        )
    chance = table.groupby("texts")["chance"].first()
    axis.plot(chance.index, chance, color="black", lw=2.5, ls=":", label="chance")
    axis.set(xscale="log", xlabel="made texts a side", ylabel="|z|", ylim=(0, None))
    axis.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axis.minorticks_off()
    axis.legend(fontsize=9, frameon=False, loc="upper left")
    beyond = table.groupby("texts")["beyond"].sum()
    title = (
        f"From {sizes[0]:,} to {sizes[-1]:,} texts a side the words beyond chance go from {beyond.iloc[0]} to "
        f"{beyond.iloc[-1]}, and no sentence is new"
    )
    each = "; ".join(f"at {size:,} a side {beyond[size]} words, chance {chance[size]:.1f}" for size in sizes)
    return finish(
        figure,
        title,
        f"Lines of |z| for the words that {first} and {second} favour most, rising with the "
        f"number of made texts, over a dotted line of what chance reaches. Beyond it are {each}.",
        table,
    )


def tone_growth(table):
    """The mean sign with its interval against the number of draws, a line an instrument. In: a tone_by_size."""
    names = list(dict.fromkeys(table["instrument"]))
    sizes, pool = sorted(table["draws"].unique()), table["pool"].max()
    figure, axis = new_figure(9, 4.2)
    for number, name in enumerate(names):
        line = table[table["instrument"] == name]
        place = line["draws"] * 1.06 ** (number - 1)
        reach = [line["mean"] - line["low"], line["high"] - line["mean"]]
        axis.errorbar(place, line["mean"], yerr=reach, color=PALETTE[number], fmt="none", capsize=3, lw=1.4)
        axis.plot(
            place,
            line["mean"],
            color=PALETTE[number],
            label=name,
            marker=MARKERS[number],
            ls=["-", "--", ":"][number % 3],
        )
    axis.axhline(0, color=GREY, lw=0.8)
    axis.set(xscale="log", xlabel=f"draws from {pool:,} sentences", ylabel="mean sign of the tone")
    axis.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axis.minorticks_off()
    axis.legend(fontsize=9, frameon=False)
    last = table[table["draws"] == sizes[-1]].set_index("instrument")
    width = table.assign(width=table["high"] - table["low"]).groupby("draws")["width"].max()
    apart = last["mean"].max() - last["mean"].min()
    title = (
        f"With {sizes[-1]:,} draws from {pool:,} sentences every interval is at most {width[sizes[-1]]:.2f} wide, "
        f"and the instruments stay up to {apart:.2f} apart"
    )
    each = "; ".join(f"{row.Index} {_interval(row)}" for row in last.itertuples())
    return finish(
        figure,
        title,
        f"Three lines whose intervals shrink from up to {width[sizes[0]]:.2f} at {sizes[0]:,} "
        "draws. They end, where 1 is all sentences positive and −1 all negative, at: "
        f"{each}.",
        table,
    )


def years_named(table):
    """How often each year is named, by what its value rests on. In: a table of years_named."""
    years = range(table["year"].min(), table["year"].max() + 1) if len(table) else range(0)
    counts = table.pivot_table(index="year", columns="basis", values="count", aggfunc="sum").reindex(years).fillna(0)
    figure, axis = new_figure(9, 3.6)
    bottom = np.zeros(len(counts))
    for number, basis in enumerate(counts):
        axis.bar(
            counts.index,
            counts[basis],
            bottom=bottom,
            label=basis.replace("_", " "),
            color=PALETTE[number % 7],
            hatch=HATCHES[number % 7],
            edgecolor="white",
            width=0.8,
        )
        bottom += counts[basis].to_numpy()
    axis.set(xlabel="year named", ylabel="times")
    axis.xaxis.get_major_locator().set_params(integer=True)
    if len(counts):
        axis.legend(fontsize=9, frameon=False, title="the year rests on", title_fontsize=9)
    total = counts.sum(axis=1)
    most = int(total.idxmax()) if len(total) else "none"
    share = total.max() / total.sum() if len(total) else 0
    title = f"{100 * share:.0f} % of the {int(total.sum()):,} dates with a year name {most}"
    each = "; ".join(f"{year} {int(count):,}" for year, count in total[total > 0].items())
    return finish(figure, title, f"Bars of how often each year is named: {each}. Stacked by what it rests on.", table)


def tone_by_outlet(table):
    """The mean tone of the texts of each outlet, with its interval over texts, or of each text where outlets have few.

    In: a table of tone_by_outlet.
    """
    drawn = table.nlargest(MOST, "texts", keep="first").sort_index()
    few = table["low"].isna().all()
    figure, axis = new_figure(9, 1.4 + 0.5 * len(drawn))
    for number, row in enumerate(drawn.itertuples()):
        look = {"color": PALETTE[number % 7], "marker": MARKERS[number % 7]}
        axis.plot([row.low, row.high], [number, number], color=PALETTE[number % 7], lw=2.5)
        axis.plot([row.mean], [number], ls="", ms=9, **look)
    axis.axvline(0, color=GREY, lw=0.8)
    axis.set(
        yticks=range(len(drawn)),
        ylim=(len(drawn) - 0.4, -0.6),
        xlabel="mean tone of a text",
        yticklabels=[row.shown if few else f"{row.shown} ({row.texts:,})" for row in drawn.itertuples()],
    )
    apart = sum(int((row.high < table["low"]).sum()) for row in table.itertuples())
    most = "One text" if table["texts"].max() == 1 else f"At most {table['texts'].max()} texts"
    title = (
        f"{most} an outlet: nothing can be said of outlets"
        if few
        else f"The intervals of {apart} of {len(table) * (len(table) - 1) // 2} pairs of outlets are apart"
    )
    each = "; ".join(f"{row.shown} {_interval(row)}" for row in drawn.itertuples())
    rest = f" The figure shows {MOST} of {len(table):,}, the data all." if len(table) > MOST else ""
    marks = (
        "A mark per text at the mean tone of its sentences, VADER"
        if few
        else "A mark per outlet at the mean "
        "tone of its texts, VADER, with the interval over texts where there are five or more"
    )
    return finish(figure, title, f"{marks}: {each}.{rest}", table)


def _interval(row):
    known = "" if np.isnan(row.low) else f" ({row.low:.2f} to {row.high:.2f})"
    return f"{row.mean:.2f}{known}".replace("-", "−")
