"""Figures of tone and framing: sentences, voices, how far a comparison holds; frames, favoured words, word groups."""

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from tellings.charts.base import GREY, colour, fill, finish, interval, legend, listed, mark, new_figure, number, rows_of
from tellings.coding.agreement import CUT, bootstrap_mean, signs
from tellings.framing.fragility import compared, fragility_in_words, orders
from tellings.framing.lexicons import LEXICONS, sentence_tone
from tellings.reading.show import sentence_address

POINTS = 20  # lengths at which a growing text is scored: a whole text takes time with the square of its length


# -- Tone


def tone_growing(table, lexicon="vader"):
    """What a program says of a text as a whole while the text grows sentence by sentence, one line a text.

    In: a tone_table (its roles are those that are read), names set aside as in the whole.
    """
    data = pd.concat(_growing(name, part, lexicon) for name, part in table.groupby("group", sort=False))
    figure, axis = new_figure(9, 4.2)
    for n, (name, part) in enumerate(data.groupby("group", sort=False)):
        look = mark(n) | {"ms": 4, "markevery": max(1, len(part) // 12)}
        axis.plot(part["sentences"], part["as one text"], label=f"{name}, as one text", **look)
        look |= {"ls": ":", "lw": 1.2, "mfc": "none"}
        axis.plot(part["sentences"], part["mean of sentences"], label=f"{name}, mean of sentences", **look)
    axis.axhline(0, color=GREY, lw=0.8)
    axis.set(ylim=(-1.08, 1.08), xlabel="sentences read so far", ylabel="tone")
    legend(axis, "beside", fontsize=8)
    last = data.groupby("group", sort=False).last()
    extreme = last.loc[last["as one text"].abs().idxmax()]
    title = (
        f"Scored as one text, {extreme.name} ends at {number(extreme['as one text'], 3)} of a possible −1 to 1; "
        f"the mean of its sentences is {number(extreme['mean of sentences'])}"
    )
    each = "; ".join(
        f"{name} {number(row['as one text'])} after {row['sentences']:.0f} sentences (mean of sentences "
        f"{number(row['mean of sentences'])})"
        for name, row in last.iterrows()
    )
    description = (
        f"Lines of the score of each text against the number of sentences read: {each}. The score of a "
        "whole adds up its words, so it drifts to an edge with length; the mean does not."
    )
    return finish(figure, title, description, data.reset_index(drop=True))


def _growing(name, part, lexicon):
    """The first sentences of a text, more and more of them, scored as one text, and the mean of their tones."""
    lengths = np.unique(np.linspace(1, len(part), POINTS).round().astype(int))
    wholes = [" ".join(part["text"].iloc[:length]) for length in lengths]
    columns = {
        "group": name,
        "sentences": lengths,
        "last sentence": part["sentence"].to_numpy()[lengths - 1],
        "as one text": sentence_tone(wholes, lexicon),
        "mean of sentences": part["tone"].expanding().mean().to_numpy()[lengths - 1],
    }
    return pd.DataFrame(columns).round(3)


def tone_by_sentence(table):
    """Every sentence of every text at its tone, with the mean of the text and the bootstrap interval of that mean."""
    texts = dict(list(table.groupby("group", sort=False)))
    tones = {name: part["tone"].to_numpy() for name, part in texts.items()}
    means = {name: bootstrap_mean(values) for name, values in tones.items()}
    figure, axis = new_figure(9, 1.6 + 0.62 * len(tones))
    for n, (name, values) in enumerate(tones.items()):
        _dots(axis, values, texts[name]["sentence"], n)
        mean, low, high = means[name]
        axis.plot([low, high], [n + 0.36] * 2, color="black", lw=2.5)
        axis.plot(mean, n + 0.36, "|", color="black", ms=13, mew=2.5)
    axis.axvline(0, color=GREY, lw=0.8)
    lanes = [f"{name} ({len(values)})" for name, values in tones.items()]
    rows_of(axis, lanes, xlim=(-1.05, 1.05), ylim=(len(lanes) - 0.4, -0.5))
    axis.set_xlabel("tone of a sentence (bar: mean and its interval)")
    apart = np.ptp([mean for mean, _, _ in means.values()])
    # A text of one sentence has no deviation.
    spread = table.groupby("group", sort=False)["tone"].std()
    within = np.nan_to_num(spread.mean())
    title = f"Within a text the tone of sentences has a standard deviation of {within:.2f} on average"
    if len(means) > 1:
        title += f"; the means of the texts lie within {apart:.2f} of each other"
    each = "; ".join(
        f"{name} {number(mean)} [{number(low)}, {number(high)}]" for name, (mean, low, high) in means.items()
    )
    description = (
        f"A row of dots per text, one dot a sentence, with the mean and the 95 % interval that comes from drawing its "
        f"sentences anew: {each}. Standard deviation of its sentences: "
        + "; ".join(f"{name} {deviation:.2f}" for name, deviation in spread.dropna().items())
        + "."
    )
    return finish(figure, title, description, table[["group", "sentence", "tone"]].reset_index(drop=True))


def _dots(axis, tones, names, n):
    """A dot a sentence, spread about its row in a fixed order, so that the figure is the same every time."""
    spread = (np.arange(len(tones)) % 7 - 3) * 0.06
    dots = axis.scatter(tones, n + spread, s=25, alpha=0.55, linewidths=0, **mark(n))
    dots.set_urls([sentence_address(name) if isinstance(name, str) else None for name in names])


def tone_and_coding(table, coding):
    """The program's tone of each sentence against the tone that a coder gave it.

    In: a tone_table; a coding with the columns sentence and tone (−1, 0, 1).
    """
    coded = coding[["sentence", "tone"]].rename(columns={"tone": "coded"})
    coded = coded[coded["coded"].astype(str).isin(["-1", "0", "1"])]
    data = table[["group", "sentence", "tone"]].merge(coded, on="sentence")
    data["coded"] = data["coded"].astype(int)
    data["by program"] = signs(data["tone"])
    written = {-1: "−1", 0: "0", 1: "+1"}
    figure, axis = new_figure(9, 3.4)
    for n, code in enumerate(written):
        own = data[data["coded"] == code]
        _dots(axis, own["tone"].to_numpy(), own["sentence"], n)
    axis.axvspan(-CUT, CUT, color="#dddddd", zorder=0)
    rows_of(axis, written.values(), xlim=(-1.05, 1.05), ylim=(-0.5, 2.5), ylabel="coded by reading")
    axis.set_xlabel("tone by the program (grey: counted as 0)")
    same, opposite = (data["coded"] == data["by program"]).sum(), (data["coded"] * data["by program"] == -1).sum()
    title = f"Program and coding give the same sign to {same} of {len(data)} sentences and opposite signs to {opposite}"
    each = "; ".join(
        f"of {row.sum()} coded {written[code]}, the program calls "
        + ", ".join(f"{count} {written[called]}" for called, count in row.items())
        for code, row in pd.crosstab(data["coded"], data["by program"]).iterrows()
    )
    description = f"Three rows of dots, one a code, each dot a sentence at the program's tone: {each}."
    return finish(figure, title, description, data)


def tone_by_voice(table):
    """The mean tone of each voice in each text, with its interval where there are five sentences or more.

    In: the table of framing.tone_by_voice.
    """
    figure, axis = new_figure(9, 1.4 + 0.32 * len(table))
    texts = list(table["group"].unique())
    for place, row in enumerate(table.itertuples()):
        interval(axis, place, row.mean, row.low, row.high, texts.index(row.group), hollow=row.sentences < 5)
    axis.axvline(0, color=GREY, lw=0.8)
    lanes = [f"{row.group}: {row.voice} ({row.sentences})" for row in table.itertuples()]
    rows_of(axis, lanes, xlim=(-1.05, 1.05), xlabel="mean tone (hollow: fewer than five sentences, no interval)")
    few = table["sentences"] < 5
    title = f"{few.sum()} of {len(table)} pairs of text and voice have fewer than five sentences"
    if not few.all():
        ends = [number(end) for end in (table.loc[~few, "mean"].min(), table.loc[~few, "mean"].max())]
        title += f"; the means of the other {(~few).sum()} run from {ends[0]} to {ends[1]}"
    each = "; ".join(f"{row.group}, {row.voice} {number(row.mean)} ({row.sentences})" for row in table.itertuples())
    return finish(figure, title, f"A row per text and voice with the mean tone, sentences in brackets: {each}.", table)


def fragility(table):
    """Where each text's mean falls under every choice, and how often each pair of texts keeps its order.

    In: the table of framing.fragility.
    """
    names = sorted(compared(table), key=lambda name: table[name].iloc[0])
    data = _holding(table, names)
    figure, (left, right) = new_figure(11, 2.2 + 0.4 * max(len(names), len(data)), columns=2, width_ratios=[3, 2])
    _every_choice(left, table[table["left_out"] == ""], names)
    _how_often(right, data)
    if len(names) == 1:
        return finish(figure, fragility_in_words(table).removesuffix("."), "A row of marks, one per combination.", data)
    order = " < ".join(names) if len(names) <= 6 else f"of the {len(names)} texts"
    whole = data.iloc[0]
    title = f"The order {order} holds in {whole['holds']} of {whole['of']} combinations that can be defended"
    each = "; ".join(f"{row.order} in {row.holds} of {row.of}" for row in data[1:].itertuples())
    return finish(figure, title, f"{fragility_in_words(table)} Pairs, where it can be defended: {each}.", data)


def _holding(table, names):
    """In how many combinations of choices the whole order holds, and that of each pair; of many texts, neighbours."""
    found = orders(table)
    held = {"whole order": found == found.iloc[0]}
    for place, low in enumerate(names):
        for high in names[place + 1 :] if len(names) <= 4 else names[place + 1 : place + 2]:
            held[f"{low} < {high}"] = table[low] < table[high]
    held, whole, sound = pd.DataFrame(held), table["left_out"] == "", table["against"] == ""
    columns = {
        "holds": held[whole & sound].sum(),
        "of": (whole & sound).sum(),
        "holds in others": held[whole & ~sound].sum(),
        "of others": (whole & ~sound).sum(),
        "holds with one sentence out": held[~whole & sound].sum(),
        "of with one sentence out": (~whole & sound).sum(),
    }
    return pd.DataFrame(columns).rename_axis("order").reset_index()


def _every_choice(axis, whole, names):
    for n, lexicon in enumerate(LEXICONS):
        for sound, face in ((True, colour(n)), (False, "none")):
            part = whole[(whole["lexicon"] == lexicon) & ((whole["against"] == "") == sound)]
            places = np.repeat(np.arange(len(names)), len(part)) + (n - 1) * 0.24
            look = mark(n) | {"ls": "", "ms": 5, "alpha": 0.7, "mew": 0.8, "mfc": face}
            axis.plot(part[names].to_numpy().T.ravel(), places, label=_shown_as(lexicon, sound, whole), **look)
    axis.axvline(0, color=GREY, lw=0.8)
    rows_of(axis, names, xlabel="mean tone, a mark per combination (filled: can be defended)")
    legend(axis, "above", title="instrument", title_fontsize=9, ncols=len(LEXICONS))


def _shown_as(lexicon, sound, whole):
    """The name of a lexicon for the legend: once, by its filled marks where it has any."""
    has_sound = ((whole["lexicon"] == lexicon) & (whole["against"] == "")).any()
    return lexicon if sound == has_sound else None


def _how_often(axis, data):
    places, edge = np.arange(len(data)), {"edgecolor": "black", "lw": 0.5, "height": 0.34}
    share = 100 * data["holds"] / data["of"].clip(lower=1)
    axis.barh(places - 0.18, share, color=colour(5), label="can be defended", **edge)
    share = 100 * data["holds in others"] / data["of others"].clip(lower=1)
    axis.barh(places + 0.18, share, color="white", hatch="///", label="others", **edge)
    for place, (_, row) in enumerate(data.iterrows()):
        counts = f"{row['holds']} of {row['of']}; {row['holds in others']} of {row['of others']}"
        axis.text(101, place, counts, va="center", fontsize=9)
    lanes = data["order"].replace("whole order", "the whole order")
    rows_of(axis, lanes, xlim=(0, 100), xlabel="% of combinations in which it holds")
    legend(axis, "above", ncols=2)


# -- Frames and words


def frame_counts(table):
    """How often each text has each policy frame, a group of bars per frame, counts written at the bars.

    In: the table of framing.frame_counts.
    """
    table = table[table.groupby("frame")["count"].transform("sum") > 0]
    frames, texts = list(table["frame"].unique()), list(table["group"].unique())
    figure, axis = new_figure(9, 1.5 + 0.24 * len(frames) * len(texts))
    height = 0.84 / len(texts)
    for n, name in enumerate(texts):
        part = table[table["group"] == name].set_index("frame").loc[frames]
        places = _beside(frames, n, height, len(texts))
        bars = axis.barh(places, part["share"], height, label=f"{name} ({part['of'].iloc[0]} sentences)", **fill(n))
        axis.bar_label(bars, part["count"], padding=4, fontsize=8)
    rows_of(axis, frames, xlabel="% of the coded sentences of the text (counts at the bars)")
    legend(axis, "inside")
    top = table.loc[table.groupby("group", sort=False)["count"].idxmax()]
    each = "; ".join(f"{row.group}: {row.frame} {row.count} of {row.of}" for row in top.itertuples(index=False))
    commonest = listed([f"{row.frame} in {row.group}" for row in top.itertuples()])
    fewest = table["of"].min()
    description = (
        f"Bars of the share of sentences by frame. Commonest frame: {each}. The shortest text has {fewest} coded "
        f"sentences, so one sentence more or less moves its bars by {100 / fewest:.0f} points."
    )
    title = f"By the coding, the commonest frame is {commonest}"
    return finish(figure, title, description, table.reset_index(drop=True))


def word_groups(rates):
    """Planned groups of words: the rate in each text, a mark per text, raw counts written beside.

    In: the table of framing.group_rates.
    """
    groups, texts = list(rates["group"].unique()), list(rates["text"].unique())
    figure, axis = new_figure(9, 1.5 + 0.2 * len(groups) * len(texts))
    for n, name in enumerate(texts):
        part = rates[rates["text"] == name].set_index("group").loc[groups]
        places = _beside(groups, n, 0.8 / len(texts), len(texts))
        axis.hlines(places, 0, part["per_1000"], color=colour(n), lw=1.2)
        axis.plot(part["per_1000"], places, ls="", label=f"{name} ({part['words'].iloc[0]:,} words)", **mark(n))
        for rate, place, count in zip(part["per_1000"], places, part["count"]):
            axis.text(rate + 0.4, place, str(count), va="center", fontsize=8)
    rows_of(axis, groups, xlabel="per 1,000 words (counts at the marks)", xlim=(0, None))
    legend(axis, "beside", fontsize=8)
    wide = rates.pivot(index="group", columns="text", values="per_1000").loc[groups]
    widest = (wide.max(axis=1) - wide.min(axis=1)).idxmax()
    hits = rates[rates["group"] == widest].set_index("text")["count"]
    ends = " and ".join(
        f"{wide.loc[widest, name]:.1f} in {name} (hits: {hits[name]})"
        for name in dict.fromkeys([wide.loc[widest].idxmin(), wide.loc[widest].idxmax()])
    )
    title = f"Rates per 1,000 words differ most for “{widest}”: {ends}"
    each = "; ".join(
        f"{group}: " + ", ".join(f"{row.text} {row.count} ({row.per_1000})" for row in part.itertuples(index=False))
        for group, part in rates.groupby("group", sort=False)
    )
    return finish(figure, title, f"Rates per 1,000 words by group of words and text, counts first: {each}.", rates)


def _beside(rows, n, height, texts):
    """Where the n-th of several texts stands in each row, all of them about the middle of it."""
    return np.arange(len(rows)) + (n - (texts - 1) / 2) * height


def frame_confusion(confusion):
    """Which frames a word list takes for which: rows as coded, columns as found, the diagonal right.

    In: the second table of framing.score_frames.
    """
    values = confusion.to_numpy()
    figure, axis = new_figure(8, 4.6)
    axis.imshow(values, cmap="Greys", vmin=0, vmax=max(1, values.max()) * 1.6, aspect="auto")
    for row, column in zip(*values.nonzero()):
        weight = "bold" if row == column else "normal"
        axis.text(column, row, str(values[row, column]), ha="center", va="center", fontsize=10, fontweight=weight)
    for place in range(len(values)):
        axis.add_patch(Rectangle((place - 0.5, place - 0.5), 1, 1, fill=False, lw=1.8, clip_on=False))
    rows_of(axis, confusion.index, xlabel="found by the word list", ylabel="coded by reading")
    axis.set_xticks(range(len(values)), confusion.columns, rotation=30, ha="right")
    wrong = values - np.diag(np.diag(values))
    row, column = np.unravel_index(wrong.argmax(), wrong.shape)
    title = (
        f"The word list finds the coded frame of {np.trace(values)} in {values.sum()} sentences; "
        f"always guessing the commonest would find {values.sum(axis=1).max()}"
    )
    description = (
        f"A square of counts, frames as coded by frames as found, the right ones in boxes. The commonest "
        f"mistake: {wrong[row, column]} sentences coded {confusion.index[row]} and found {confusion.columns[column]}."
    )
    data = confusion.reset_index().melt(id_vars="coded", var_name="found", value_name="sentences")
    return finish(figure, title, description, data)


def keyness(favoured, top=8):
    """The words that each text favours most, against what shuffled sentences give on either side.

    In: the Keyness of two texts; how many words a side.
    """
    table, beyond = favoured.table, favoured.beyond
    first, second = favoured.first, favoured.second or "the others"
    chosen = pd.concat([table[table["z"] > 0].head(top), table[table["z"] < 0].head(top)[::-1]])
    figure, (left, right) = new_figure(11, 2.1 + 0.27 * len(chosen), columns=2, width_ratios=[3, 2])
    _favoured(left, chosen, favoured)
    least = f"the least count that can be found is {_least(favoured, first, second)}"
    left.set_xlabel(f"z: {second}  ←   →  {first} (filled: beyond the band)\n{least}", fontsize=9)
    _shuffles(right, favoured)
    words = f"{listed([f'“{word}”' for word in beyond])} {'lies' if len(beyond) == 1 else 'lie'} beyond the chance band"
    if not beyond:
        words = "No word lies beyond the chance band"
    title = f"{words}: 95 of 100 shuffles stay between {number(favoured.low, 1)} and {number(favoured.high, 1)}"
    each = "; ".join(f"{row.word} {row.count_1} to {row.count_2}, z {number(row.z, 1)}" for row in chosen.itertuples())
    description = (
        f"Words with their counts ({first} to {second}) and z: {each}. Of {len(favoured.largest)} shuffles, 2.5 in 100 "
        f"have a word above {number(favoured.high)} and 2.5 one below {number(favoured.low)}. For a word that only one "
        f"text uses, {least}."
    )
    data = chosen.assign(low=round(favoured.low, 3), high=round(favoured.high, 3)).reset_index(drop=True)
    return finish(figure, title, description, data)


def _least(favoured, first, second):
    counts = zip(favoured.smallest_count(), (first, second), strict=True)
    return " and ".join(f"{count or 'none'} in {name} alone" for count, name in counts)


def _favoured(axis, chosen, favoured):
    low, high = favoured.low, favoured.high
    axis.axvspan(low, high, color="#e4e4e4", zorder=0, label="95 of 100 shuffles have no word outside the grey")
    for place, row in enumerate(chosen.itertuples()):
        side = 0 if row.z > 0 else 1
        face = "white" if low <= row.z <= high else colour(side)
        axis.plot([0, row.z], [place] * 2, color=colour(side), lw=1.5)
        axis.plot(row.z, place, ms=7, mfc=face, **mark(side))
    axis.axvline(0, color=GREY, lw=0.8)
    reach = max(-low, high, chosen["z"].abs().max()) * 1.15
    rows_of(axis, [f"{row.word}  {row.count_1} : {row.count_2}" for row in chosen.itertuples()], xlim=(-reach, reach))
    legend(axis, "above", fontsize=8)


def _shuffles(axis, favoured):
    """What the most extreme word of each shuffle scores, one heap of shuffles a side."""
    sides = (favoured.smallest, favoured.low, "lowest"), (favoured.largest, favoured.high, "highest")
    for n, (ends, limit, name) in enumerate(sides):
        # The second text stands on the left, in the colour that its words have.
        look = {"color": colour(1 - n), "hatch": ["///", ""][n]}
        axis.hist(ends, bins=20, edgecolor="black", lw=0.5, label=f"{name} z of a shuffle", **look)
        axis.axvline(limit, color="black", ls="--", lw=1)
    legend(axis, "above", fontsize=8, ncols=2)
    xlabel = "z of the most extreme word when sentences are shuffled\n(dashed: 2.5 in 100 lie outside, on each side)"
    axis.set_xlabel(xlabel, fontsize=9)
    axis.set_ylabel(f"shuffles, of {len(favoured.largest):,}")
