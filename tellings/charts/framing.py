"""Figures of framing: policy frames, the dictionary's confusion, favoured words against chance, planned groups."""

import numpy as np
import pandas as pd

from tellings.charts.base import GREY, HATCHES, MARKERS, PALETTE, finish, new_figure


def frame_counts(table):
    """How often each text has each policy frame, a group of bars per frame, counts written at the bars.

    In: the table of framing.frame_counts.
    """
    table = table[table.groupby("frame")["count"].transform("sum") > 0]
    frames, names = list(dict.fromkeys(table["frame"])), list(dict.fromkeys(table["group"]))
    height = 0.84 / len(names)
    figure, axis = new_figure(9, 1.5 + 0.24 * len(frames) * len(names))
    for number, name in enumerate(names):
        part = table[table["group"] == name].set_index("frame").loc[frames]
        places = np.arange(len(frames)) + (number - (len(names) - 1) / 2) * height
        axis.barh(
            places,
            part["share"],
            height=height,
            color=PALETTE[number % len(PALETTE)],
            hatch=HATCHES[number % len(HATCHES)],
            edgecolor="white",
            label=f"{name} ({part['of'].iloc[0]} sentences)",
        )
        for place, share, count in zip(places, part["share"], part["count"], strict=True):
            axis.text(share + 0.8, place, str(count), va="center", fontsize=8)
    axis.set(
        ylim=(len(frames) - 0.5, -0.5),
        yticks=range(len(frames)),
        xlabel="% of the coded sentences of the text (counts at the bars)",
    )
    axis.set_yticklabels(frames)
    axis.legend(fontsize=9, frameon=False)
    top = table.loc[table.groupby("group", sort=False)["count"].idxmax()]
    each = "; ".join(f"{row.group}: {row.frame} {row.count} of {row.of}" for row in top.itertuples(index=False))
    few = table.groupby("group")["of"].first()
    title = f"By the coding, the commonest frame is {_list(f'{row.frame} in {row.group}' for row in top.itertuples())}"
    return finish(
        figure,
        title,
        f"Bars of the share of sentences by frame. Commonest frame: {each}. The shortest text has {few.min()} coded "
        "sentences, so one sentence more or less moves its bars by "
        f"{100 / few.min():.0f} points.",
        table.reset_index(drop=True),
    )


def frame_confusion(confusion):
    """Which frames a word list takes for which: rows as coded, columns as found, the diagonal right.

    In: the second table of framing.score_frames.
    """
    figure, axis = new_figure(8, 4.6)
    values = confusion.to_numpy()
    axis.imshow(values, cmap="Greys", vmin=0, vmax=max(1, values.max()) * 1.6, aspect="auto")
    for row in range(len(values)):
        for column in range(len(values)):
            if values[row, column]:
                axis.text(
                    column,
                    row,
                    str(values[row, column]),
                    ha="center",
                    va="center",
                    fontsize=10,
                    fontweight="bold" if row == column else "normal",
                    color="black",
                )
        axis.add_patch(_box(row))
    axis.set(
        xticks=range(len(values)), yticks=range(len(values)), xlabel="found by the word list", ylabel="coded by reading"
    )
    axis.set_xticklabels(confusion.columns, rotation=30, ha="right")
    axis.set_yticklabels(confusion.index)
    right, all_ = int(np.trace(values)), int(values.sum())
    off = values - np.diag(np.diag(values))
    row, column = np.unravel_index(off.argmax(), off.shape)
    majority = int(values.sum(axis=1).max())
    title = (
        f"The word list finds the coded frame of {right} in {all_} sentences; "
        f"always guessing the commonest would find {majority}"
    )
    return finish(
        figure,
        title,
        f"A square of counts, frames as coded by frames as found, the right ones in boxes. The commonest "
        f"mistake: {off[row, column]} sentences coded {confusion.index[row]} and found {confusion.columns[column]}.",
        confusion.reset_index().melt(id_vars="coded", var_name="found", value_name="sentences"),
    )


def keyness(favoured, top=8):
    """The words that each text favours most, against what shuffled sentences give.

    In: the Keyness of two texts; how many words a side.
    """
    table, limit, null = favoured.table, favoured.limit, favoured.chance
    first, second = favoured.first, favoured.second or "the others"
    chosen = pd.concat([table[table["z"] > 0].head(top), table[table["z"] < 0].head(top)[::-1]])
    figure, (left, right) = new_figure(11, 1.8 + 0.27 * len(chosen), columns=2, width_ratios=[3, 2])
    left.axvspan(-limit, limit, color="#e4e4e4", zorder=0, label=f"95 of 100 shuffles have no |z| beyond {limit:.1f}")
    for place, row in enumerate(chosen.itertuples()):
        side = 0 if row.z > 0 else 1
        left.plot([0, row.z], [place] * 2, color=PALETTE[side], lw=1.5)
        left.plot(
            row.z, place, MARKERS[side], color=PALETTE[side], ms=7, mfc=PALETTE[side] if abs(row.z) > limit else "white"
        )
    left.axvline(0, color=GREY, lw=0.8)
    reach = max(limit, chosen["z"].abs().max()) * 1.15
    left.set(
        xlim=(-reach, reach),
        ylim=(len(chosen) - 0.5, -0.7),
        yticks=range(len(chosen)),
        xlabel=f"z: {second}  ←   →  {first} (filled: beyond the band)",
    )
    left.set_yticklabels([f"{row.word}  {row.count_1} : {row.count_2}" for row in chosen.itertuples()])
    left.legend(fontsize=8, frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1))
    right.hist(null, bins=20, color=PALETTE[5], edgecolor="black", lw=0.5)
    right.axvline(limit, color="black", ls="--", lw=1, label="95 of 100 lie below")
    beyond = favoured.beyond
    right.axvline(abs(table["z"].iloc[0]), color=PALETTE[1], lw=2, label=f"here: {table['word'].iloc[0]}")
    right.legend(fontsize=8, frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncol=2)
    right.set(xlabel="largest |z| of any word when sentences are shuffled", ylabel=f"shuffles, of {len(null)}")
    words = (
        f"{_list(beyond)} {'lies' if len(beyond) == 1 else 'lie'} beyond the chance band"
        if len(beyond)
        else "No word lies beyond the chance band"
    )
    title = f"{words}: largest |z| {table['z'].abs().max():.1f}, and 95 of 100 shuffles stay below {limit:.1f}"
    each = "; ".join(
        f"{row.word} {row.count_1} to {row.count_2}, z {row.z:.1f}".replace("-", "−") for row in chosen.itertuples()
    )
    return finish(
        figure,
        title,
        f"Words with their counts ({first} to {second}) and z: {each}. Of {len(null)} shuffles, 95 of 100 stay below "
        f"a largest |z| of {limit:.2f}.",
        chosen.assign(limit=round(limit, 3)).reset_index(drop=True),
    )


def word_groups(rates):
    """Planned groups of words: the rate in each text, a mark per text, raw counts written beside.

    In: the table of framing.group_rates.
    """
    kinds, names = list(dict.fromkeys(rates["group"])), list(dict.fromkeys(rates["text"]))
    figure, axis = new_figure(9, 1.5 + 0.2 * len(kinds) * len(names))
    step = 0.8 / len(names)
    for number, name in enumerate(names):
        part = rates[rates["text"] == name].set_index("group").loc[kinds]
        places = np.arange(len(kinds)) + (number - (len(names) - 1) / 2) * step
        axis.hlines(places, 0, part["per_1000"], color=PALETTE[number % len(PALETTE)], lw=1.2)
        axis.plot(
            part["per_1000"],
            places,
            MARKERS[number % len(MARKERS)],
            color=PALETTE[number % len(PALETTE)],
            ms=6,
            ls="",
            label=f"{name} ({part['words'].iloc[0]:,} words)",
        )
        for place, rate, count in zip(places, part["per_1000"], part["count"], strict=True):
            axis.text(rate + 0.4, place, str(count), va="center", fontsize=8)
    axis.set(
        ylim=(len(kinds) - 0.5, -0.5),
        yticks=range(len(kinds)),
        xlabel="per 1,000 words (counts at the marks)",
        xlim=(0, None),
    )
    axis.set_yticklabels(kinds)
    axis.legend(fontsize=8, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    wide = rates.pivot(index="group", columns="text", values="per_1000").loc[kinds]
    widest = (wide.max(axis=1) - wide.min(axis=1)).idxmax()
    of = rates[rates["group"] == widest].set_index("text")["count"]
    ends = " and ".join(
        f"{wide.loc[widest, name]:.1f} in {name} (hits: {of[name]})"
        for name in dict.fromkeys([wide.loc[widest].idxmin(), wide.loc[widest].idxmax()])
    )
    title = f"Rates per 1,000 words differ most for “{widest}”: {ends}"
    each = "; ".join(
        f"{kind}: " + ", ".join(f"{row.text} {row.count} ({row.per_1000})" for row in part.itertuples(index=False))
        for kind, part in rates.groupby("group", sort=False)
    )
    return finish(figure, title, f"Rates per 1,000 words by group of words and text, counts first: {each}.", rates)


def _list(items):
    items = [str(item) for item in items]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "none"


def _box(place):
    from matplotlib.patches import Rectangle

    return Rectangle((place - 0.5, place - 0.5), 1, 1, fill=False, lw=1.8, clip_on=False)
