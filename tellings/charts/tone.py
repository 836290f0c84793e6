"""Figures of tone: sentences, voices, growing texts, and how far a comparison holds."""

import numpy as np
import pandas as pd

from tellings.charts.base import GREY, HATCHES, MARKERS, PALETTE, finish, new_figure
from tellings.coding.agreement import bootstrap_mean
from tellings.framing.fragility import fragility_in_words, orders
from tellings.framing.lexicons import LEXICONS, sentence_tone

POINTS = 20  # lengths at which a growing text is scored: a whole text takes time with the square of its length


def tone_growing(table, lexicon="vader"):
    """What a program says of a text as a whole while the text grows sentence by sentence, one line a text.

    In: a tone_table (its roles are those that are read).
    """
    rows = []
    for name, part in table.groupby("group", sort=False):
        lengths = sorted({round(n) for n in np.linspace(1, len(part), POINTS)})
        texts = [" ".join(part["text"].iloc[:number]) for number in lengths]
        whole = sentence_tone(texts, lexicon, mask=False)
        means = part["tone"].expanding().mean().iloc[[number - 1 for number in lengths]]
        rows += list(zip([name] * len(lengths), lengths, whole, means, strict=True))
    data = pd.DataFrame(rows, columns=["group", "sentences", "as one text", "mean of sentences"]).round(3)
    figure, axis = new_figure(9, 4.2)
    for number, (name, part) in enumerate(data.groupby("group", sort=False)):
        look = {"color": PALETTE[number % len(PALETTE)], "marker": MARKERS[number % len(MARKERS)], "markersize": 4}
        every = max(1, len(part) // 12)
        axis.plot(part["sentences"], part["as one text"], label=f"{name}, as one text", markevery=every, **look)
        axis.plot(
            part["sentences"],
            part["mean of sentences"],
            ls=":",
            lw=1.2,
            label=f"{name}, mean of sentences",
            markevery=every,
            **(look | {"markerfacecolor": "none"}),
        )
    axis.axhline(0, color=GREY, lw=0.8)
    axis.set(ylim=(-1.08, 1.08), xlabel="sentences read so far", ylabel="tone")
    axis.legend(fontsize=8, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    last = data.groupby("group", sort=False).last()
    extreme = last["as one text"].abs().idxmax()
    title = (
        f"Scored as one text, {extreme} ends at {_number(last.loc[extreme, 'as one text'], 3)} of a possible −1 to 1; "
        f"the mean of its sentences is {_number(last.loc[extreme, 'mean of sentences'])}"
    )
    each = "; ".join(
        f"{name} {_number(row['as one text'])} after {row['sentences']:.0f} sentences (mean of sentences "
        f"{_number(row['mean of sentences'])})"
        for name, row in last.iterrows()
    )
    return finish(
        figure,
        title,
        f"Lines of the score of each text against the number of sentences read: {each}. The score of a "
        "whole adds up its words, so it drifts to an edge with length; the mean does not.",
        data,
    )


def tone_by_sentence(table):
    """Every sentence of every text at its tone, with the mean of the text and the bootstrap interval of that mean."""
    names = list(dict.fromkeys(table["group"]))
    figure, axis = new_figure(9, 1.6 + 0.62 * len(names))
    summary = {}
    for number, name in enumerate(names):
        tones = table.loc[table["group"] == name, "tone"].to_numpy()
        # A fixed spread in place of random jitter, so that the figure is the same every time.
        spread = (np.arange(len(tones)) % 7 - 3) * 0.06
        axis.plot(
            tones,
            number + spread,
            MARKERS[number % len(MARKERS)],
            color=PALETTE[number % len(PALETTE)],
            ms=5,
            alpha=0.55,
            mew=0,
        )
        summary[name] = mean, low, high = bootstrap_mean(tones)
        axis.plot([low, high], [number + 0.36] * 2, color="black", lw=2.5)
        axis.plot(mean, number + 0.36, "|", color="black", ms=13, mew=2.5)
    axis.axvline(0, color=GREY, lw=0.8)
    axis.set(
        xlim=(-1.05, 1.05),
        ylim=(len(names) - 0.4, -0.5),
        yticks=range(len(names)),
        xlabel="tone of a sentence (bar: mean and its interval)",
    )
    axis.set_yticklabels([f"{name} ({(table['group'] == name).sum()})" for name in names])
    means = {name: values[0] for name, values in summary.items()}
    within = table.groupby("group")["tone"].std().mean()
    apart = max(means.values()) - min(means.values())
    title = f"The sentences of one text lie far apart; the means of the texts lie within {apart:.2f} of each other"
    each = "; ".join(
        f"{name} {_number(mean)} [{_number(low)}, {_number(high)}]" for name, (mean, low, high) in summary.items()
    )
    return finish(
        figure,
        title,
        f"A row of dots per text, one dot a sentence, with the mean and the 95 % interval that comes of drawing its "
        f"sentences anew: {each}. Standard deviation within a text, on average: {within:.2f}.",
        table[["group", "sentence", "tone"]].reset_index(drop=True),
    )


def tone_and_coding(table, coding):
    """The program's tone of each sentence against the tone that a coder gave it.

    In: a tone_table; a coding with the columns sentence and tone (−1, 0, 1).
    """
    coded = coding[["sentence", "tone"]].rename(columns={"tone": "coded"})
    coded = coded[coded["coded"].astype(str).isin(["-1", "0", "1"])]
    data = table[["group", "sentence", "tone"]].merge(coded, on="sentence")
    data["coded"] = data["coded"].astype(int)
    data["by program"] = np.select([data["tone"] >= 0.05, data["tone"] <= -0.05], [1, -1], 0)
    figure, axis = new_figure(9, 3.4)
    for number, code in enumerate((-1, 0, 1)):
        tones = data.loc[data["coded"] == code, "tone"].to_numpy()
        spread = (np.arange(len(tones)) % 9 - 4) * 0.07
        axis.plot(tones, number + spread, MARKERS[number], color=PALETTE[number], ms=5, alpha=0.6, mew=0)
    axis.axvspan(-0.05, 0.05, color="#dddddd", zorder=0)
    axis.set(
        xlim=(-1.05, 1.05),
        ylim=(-0.5, 2.5),
        yticks=range(3),
        xlabel="tone by the program (grey: counted as 0)",
        ylabel="coded by reading",
    )
    axis.set_yticklabels(["−1", "0", "+1"])
    same, opposite = (data["coded"] == data["by program"]).sum(), (data["coded"] * data["by program"] == -1).sum()
    title = f"Program and coding give the same sign to {same} of {len(data)} sentences and opposite signs to {opposite}"
    counts = pd.crosstab(data["coded"], data["by program"])
    each = "; ".join(
        f"of {row.sum()} coded {_sign(code)}, the program calls " + ", ".join(f"{n} {_sign(c)}" for c, n in row.items())
        for code, row in counts.iterrows()
    )
    return finish(
        figure, title, f"Three rows of dots, one a code, each dot a sentence at the program's tone: {each}.", data
    )


def tone_by_voice(table):
    """The mean tone of each voice in each text, with its interval where there are five sentences or more.

    In: the table of framing.tone_by_voice.
    """
    figure, axis = new_figure(9, 1.4 + 0.32 * len(table))
    names = list(dict.fromkeys(table["group"]))
    for place, row in enumerate(table.itertuples()):
        number = names.index(row.group)
        if row.low == row.low:
            axis.plot([row.low, row.high], [place] * 2, color=PALETTE[number % len(PALETTE)], lw=1.8)
        axis.plot(
            row.mean,
            place,
            MARKERS[number % len(MARKERS)],
            color=PALETTE[number % len(PALETTE)],
            ms=7,
            mfc=PALETTE[number % len(PALETTE)] if row.sentences >= 5 else "white",
        )
    axis.axvline(0, color=GREY, lw=0.8)
    axis.set(
        xlim=(-1.05, 1.05),
        ylim=(len(table) - 0.5, -0.5),
        yticks=range(len(table)),
        xlabel="mean tone (hollow: fewer than five sentences, no interval)",
    )
    axis.set_yticklabels([f"{row.group}: {row.voice} ({row.sentences})" for row in table.itertuples()])
    few = int((table["sentences"] < 5).sum())
    clear = int(((table["low"] > 0) | (table["high"] < 0)).sum())
    title = (
        f"{few} of {len(table)} pairs of text and voice have fewer than five sentences; "
        f"of the other {len(table) - few}, {clear or 'none'} {'have' if clear > 1 else 'has'} an interval clear of zero"
    )
    each = "; ".join(f"{row.group}, {row.voice} {_number(row.mean)} ({row.sentences})" for row in table.itertuples())
    return finish(figure, title, f"A row per text and voice with the mean tone, sentences in brackets: {each}.", table)


def fragility(table):
    """Where each text's mean falls under every choice, and how often each pair of texts keeps its order.

    In: the table of framing.fragility.
    """
    names = [column for column in table if column not in ("lexicon", "mask", "page", "unit", "left_out")]
    whole = table[table["left_out"] == ""]
    default = sorted(names, key=lambda name: (table[name].iloc[0], names.index(name)))
    pairs = (
        [(a, b) for i, a in enumerate(default) for b in default[i + 1 :]]
        if len(names) <= 4
        else list(zip(default, default[1:], strict=False))
    )
    found = orders(table)
    held = [("whole order", found == found.iloc[0])] + [(f"{a} < {b}", table[a] < table[b]) for a, b in pairs]
    alone = (table["left_out"] == "").to_numpy()
    rows = [
        (label, int(holds[alone].sum()), int(alone.sum()), int(holds[~alone].sum()), int((~alone).sum()))
        for label, holds in held
    ]
    data = pd.DataFrame(
        rows, columns=["order", "holds", "of", "holds with one sentence out", "of with one sentence out"]
    )
    figure, (left, right) = new_figure(11, 2.2 + 0.4 * max(len(names), len(rows)), columns=2, width_ratios=[3, 2])
    for number, lexicon in enumerate(LEXICONS):
        part = whole[whole["lexicon"] == lexicon]
        for place, name in enumerate(default):
            left.plot(
                part[name],
                np.full(len(part), place + (number - 1) * 0.24),
                MARKERS[number],
                color=PALETTE[number],
                ms=5,
                alpha=0.6,
                mew=0,
                label=lexicon if place == 0 else None,
            )
    left.axvline(0, color=GREY, lw=0.8)
    left.set(
        ylim=(len(names) - 0.5, -0.5), yticks=range(len(names)), xlabel="mean tone, a mark per combination of choices"
    )
    left.set_yticklabels(default)
    left.legend(
        title="instrument",
        fontsize=8,
        title_fontsize=8,
        frameon=False,
        ncol=3,
        loc="lower center",
        bbox_to_anchor=(0.5, 1),
    )
    for place, row in enumerate(data.itertuples(index=False)):
        right.barh(
            place - 0.18,
            100 * row[1] / row[2],
            height=0.34,
            color=PALETTE[5],
            edgecolor="black",
            lw=0.5,
            label="all sentences" if place == 0 else None,
        )
        right.barh(
            place + 0.18,
            100 * row[3] / max(1, row[4]),
            height=0.34,
            color="white",
            edgecolor="black",
            lw=0.5,
            hatch=HATCHES[1],
            label="one sentence left out" if place == 0 else None,
        )
        right.text(101, place, f"{row[1]} of {row[2]}", va="center", fontsize=8)
    right.set(
        xlim=(0, 100),
        ylim=(len(rows) - 0.5, -0.5),
        yticks=range(len(rows)),
        xlabel="% of comparisons in which it holds",
    )
    right.set_yticklabels(data["order"].where(data["order"] != "whole order", "the whole order"))
    right.legend(fontsize=8, frameon=False, ncol=2, loc="lower center", bbox_to_anchor=(0.5, 1))
    if len(names) == 1:
        return finish(figure, fragility_in_words(table).removesuffix("."), "A row of marks, one per combination.", data)
    order = " < ".join(default) if len(names) <= 6 else f"of the {len(names)} texts"
    title = f"The order {order} holds in {data.loc[0, 'holds']} of {data.loc[0, 'of']} combinations of choices"
    each = "; ".join(f"{row[0]} in {row[1]} of {row[2]}" for row in data.iloc[1:].itertuples(index=False))
    return finish(figure, title, f"{fragility_in_words(table)} Pairs: {each}.", data)


def _number(value, digits=2):
    return f"{value:.{digits}f}".replace("-", "−")


def _sign(code):
    return {-1: "−1", 0: "0", 1: "+1"}[code]
