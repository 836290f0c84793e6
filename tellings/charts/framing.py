"""Figures of tone and framing: sentences, voices, how far a comparison holds; frames, favoured words, word groups."""

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from tellings.case.wording import listed
from tellings.charts.base import GREY, colour, fill, finish, interval, legend, mark, new_figure, number, rows_of
from tellings.charts.wording import say
from tellings.coding.agreement import CUT, bootstrap_mean, signs
from tellings.framing.fragility import compared, fragility_in_words, orders
from tellings.framing.lexicons import LEXICONS, sentence_tone
from tellings.reading.show import sentence_address

POINTS = 20  # lengths at which a growing text is scored: a whole text takes time with the square of its length


# -- Tone


def tone_growing(table):
    """What a program says of a text as a whole while the text grows sentence by sentence, one line a text.

    In: a tone_table (its roles are those that are read), names set aside as in the whole.
    """
    data = pd.concat(_growing(name, part) for name, part in table.groupby("group", sort=False))
    figure, axis = new_figure(9, 4.2)
    for n, (name, part) in enumerate(data.groupby("group", sort=False)):
        look = mark(n) | {"ms": 4, "markevery": max(1, len(part) // 12)}
        axis.plot(part["sentences"], part["as one text"], label=say("tone_growing.as_text", name=name), **look)
        look |= {"ls": ":", "lw": 1.2, "mfc": "none"}
        axis.plot(part["sentences"], part["mean of sentences"], label=say("tone_growing.mean", name=name), **look)
    axis.axhline(0, color=GREY, lw=0.8)
    axis.set(ylim=(-1.08, 1.08), xlabel=say("tone_growing.x"), ylabel=say("value.tone"))
    legend(axis, "beside", fontsize=8)
    last = data.groupby("group", sort=False).last()
    extreme = last.loc[last["as one text"].abs().idxmax()]
    end, mean = number(extreme["as one text"], 3), number(extreme["mean of sentences"])
    title = say("tone_growing.title", name=extreme.name, end=end, mean=mean)
    each = []
    for name, row in last.iterrows():
        end, mean = number(row["as one text"]), number(row["mean of sentences"])
        each.append(say("tone_growing.each", name=name, end=end, sentences=row["sentences"], mean=mean))
    description = say("tone_growing.description", each="; ".join(each))
    return finish(figure, title, description, data.reset_index(drop=True))


def _growing(name, part):
    """The first sentences of a text, more and more of them, scored as one text, and the mean of their tones."""
    lengths = np.unique(np.linspace(1, len(part), POINTS).round().astype(int))
    wholes = [" ".join(part["text"].iloc[:length]) for length in lengths]
    columns = {
        "group": name,
        "sentences": lengths,
        "last sentence": part["sentence"].to_numpy()[lengths - 1],
        "as one text": sentence_tone(wholes),
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
    axis.set_xlabel(say("tone_by_sentence.x"))
    apart = np.ptp([mean for mean, _, _ in means.values()])
    # A text of one sentence has no deviation.
    spread = table.groupby("group", sort=False)["tone"].std()
    within = np.nan_to_num(spread.mean())
    title = say(
        "tone_by_sentence.title" if len(means) > 1 else "tone_by_sentence.title_one", within=within, apart=apart
    )
    each = "; ".join(
        f"{name} {number(mean)} [{number(low)}, {number(high)}]" for name, (mean, low, high) in means.items()
    )
    deviations = "; ".join(f"{name} {deviation:.2f}" for name, deviation in spread.dropna().items())
    description = say("tone_by_sentence.description", means=each, deviations=deviations)
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
    rows_of(axis, written.values(), xlim=(-1.05, 1.05), ylim=(-0.5, 2.5), ylabel=say("value.coded"))
    axis.set_xlabel(say("tone_and_coding.x"))
    same, opposite = (data["coded"] == data["by program"]).sum(), (data["coded"] * data["by program"] == -1).sum()
    title = say("tone_and_coding.title", same=same, all=len(data), opposite=opposite)
    each = []
    for code, row in pd.crosstab(data["coded"], data["by program"]).iterrows():
        called = ", ".join(f"{count} {written[called]}" for called, count in row.items())
        each.append(say("tone_and_coding.each", all=row.sum(), code=written[code], called=called))
    return finish(figure, title, say("tone_and_coding.description", each="; ".join(each)), data)


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
    rows_of(axis, lanes, xlim=(-1.05, 1.05), xlabel=say("tone_by_voice.x"))
    few = table["sentences"] < 5
    counts = {"few": few.sum(), "all": len(table), "other": (~few).sum()}
    low, high = (number(end) for end in (table.loc[~few, "mean"].min(), table.loc[~few, "mean"].max()))
    title = say("tone_by_voice.title_few" if few.all() else "tone_by_voice.title", low=low, high=high, **counts)
    each = "; ".join(f"{row.group}, {row.voice} {number(row.mean)} ({row.sentences})" for row in table.itertuples())
    return finish(figure, title, say("tone_by_voice.description", each=each), table)


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
        return finish(figure, fragility_in_words(table).removesuffix("."), say("fragility.description_one"), data)
    holds = {"holds": data["holds"].iloc[0], "of": data["of"].iloc[0]}
    order = orders(table).iloc[0]
    name = "fragility.title_many_equal" if " = " in order else "fragility.title_many"
    title = say("fragility.title" if len(names) <= 6 else name, order=order, texts=len(names), **holds)
    each = "; ".join(
        say("fragility.each", order=row.order, holds=row.holds, of=row.of) for row in data[1:].itertuples()
    )
    description = say("fragility.description", finding=fragility_in_words(table), each=each)
    return finish(figure, title, description, data)


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
    rows_of(axis, names, xlabel=say("fragility.x_choices"))
    legend(axis, "above", title=say("fragility.instrument"), title_fontsize=9, ncols=len(LEXICONS))


def _shown_as(lexicon, sound, whole):
    """The name of a lexicon for the legend: once, by its filled marks where it has any."""
    has_sound = ((whole["lexicon"] == lexicon) & (whole["against"] == "")).any()
    return lexicon if sound == has_sound else None


def _how_often(axis, data):
    places, edge = np.arange(len(data)), {"edgecolor": "black", "lw": 0.5, "height": 0.34}
    share = 100 * data["holds"] / data["of"].clip(lower=1)
    axis.barh(places - 0.18, share, color=colour(5), label=say("fragility.sound"), **edge)
    share = 100 * data["holds in others"] / data["of others"].clip(lower=1)
    axis.barh(places + 0.18, share, color="white", hatch="///", label=say("fragility.others"), **edge)
    for place, (_, row) in enumerate(data.iterrows()):
        others = {"holds_in_others": row["holds in others"], "others": row["of others"]}
        axis.text(
            101, place, say("fragility.counts", holds=row["holds"], of=row["of"], **others), va="center", fontsize=9
        )
    lanes = data["order"].replace("whole order", say("fragility.whole_order"))
    rows_of(axis, lanes, xlim=(0, 100), xlabel=say("fragility.x_share"))
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
        label = say("frame_counts.text", name=name, count=part["of"].iloc[0])
        bars = axis.barh(places, part["share"], height, label=label, **fill(n))
        axis.bar_label(bars, part["count"], padding=4, fontsize=8)
    rows_of(axis, frames, xlabel=say("frame_counts.x"))
    legend(axis, "inside")
    top = table.loc[table.groupby("group", sort=False)["count"].idxmax()]
    each = "; ".join(
        say("frame_counts.each", name=row.group, frame=row.frame, sentences=row.count, of=row.of)
        for row in top.itertuples(index=False)
    )
    commonest = listed(say("frame_counts.commonest", frame=row.frame, name=row.group) for row in top.itertuples())
    fewest = table["of"].min()
    description = say("frame_counts.description", each=each, fewest=fewest, points=100 / fewest)
    title = say("frame_counts.title", commonest=commonest)
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
        label = say("word_groups.text", name=name, words=part["words"].iloc[0])
        axis.plot(part["per_1000"], places, ls="", label=label, **mark(n))
        for rate, place, count in zip(part["per_1000"], places, part["count"]):
            axis.text(rate + 0.4, place, str(count), va="center", fontsize=8)
    rows_of(axis, groups, xlabel=say("word_groups.x"), xlim=(0, None))
    legend(axis, "beside", fontsize=8)
    wide = rates.pivot(index="group", columns="text", values="per_1000").loc[groups]
    widest = (wide.max(axis=1) - wide.min(axis=1)).idxmax()
    hits = rates[rates["group"] == widest].set_index("text")["count"]
    ends = listed(
        say("word_groups.end", rate=wide.loc[widest, name], name=name, hits=hits[name])
        for name in dict.fromkeys([wide.loc[widest].idxmin(), wide.loc[widest].idxmax()])
    )
    title = say("word_groups.title", group=widest, ends=ends)
    each = "; ".join(
        f"{group}: " + ", ".join(f"{row.text} {row.count} ({row.per_1000})" for row in part.itertuples(index=False))
        for group, part in rates.groupby("group", sort=False)
    )
    return finish(figure, title, say("word_groups.description", each=each), rates)


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
    rows_of(axis, confusion.index, xlabel=say("frame_confusion.x"), ylabel=say("value.coded"))
    axis.set_xticks(range(len(values)), confusion.columns, rotation=30, ha="right")
    wrong = values - np.diag(np.diag(values))
    row, column = np.unravel_index(wrong.argmax(), wrong.shape)
    counts = {"right": np.trace(values), "sentences": values.sum(), "commonest": values.sum(axis=1).max()}
    title = say("frame_confusion.title", **counts)
    mistake = {"wrong": wrong[row, column], "coded": confusion.index[row], "found": confusion.columns[column]}
    description = say("frame_confusion.description", **mistake)
    data = confusion.reset_index().melt(id_vars="coded", var_name="found", value_name="sentences")
    return finish(figure, title, description, data)


def keyness(favoured, top=8):
    """The words that each text favours most, against what shuffled sentences give on either side.

    In: the Keyness of two texts; how many words a side.
    """
    table, beyond = favoured.table, favoured.beyond
    first, second = favoured.first, favoured.second or say("keyness.others")
    chosen = pd.concat([table[table["z"] > 0].head(top), table[table["z"] < 0].head(top)[::-1]])
    figure, (left, right) = new_figure(11, 2.1 + 0.27 * len(chosen), columns=2, width_ratios=[3, 2])
    _favoured(left, chosen, favoured)
    least = say("keyness.least", least=_least(favoured, first, second))
    sides = say("keyness.x", second=second, arrows="  ←   →  ", first=first)
    left.set_xlabel(f"{sides}\n{least}", fontsize=9)
    _shuffles(right, favoured)
    band = {"low": number(favoured.low, 1), "high": number(favoured.high, 1)}
    words = listed(say("keyness.word", word=word) for word in beyond)
    title = say("keyness.title" if beyond else "keyness.title_none", words=words, count=len(beyond), **band)
    each = "; ".join(
        say("keyness.each", word=row.word, first=row.count_1, second=row.count_2, z=number(row.z, 1))
        for row in chosen.itertuples()
    )
    band = {"low": number(favoured.low), "high": number(favoured.high), "shuffles": len(favoured.largest)}
    description = say("keyness.description", first=first, second=second, each=each, least=least, **band)
    data = chosen.assign(low=round(favoured.low, 3), high=round(favoured.high, 3)).reset_index(drop=True)
    return finish(figure, title, description, data)


def _least(favoured, first, second):
    counts = zip(favoured.smallest_count(), (first, second), strict=True)
    return listed(
        say("keyness.least_in" if least else "keyness.least_none", least=least, name=name) for least, name in counts
    )


def _favoured(axis, chosen, favoured):
    low, high = favoured.low, favoured.high
    axis.axvspan(low, high, color="#e4e4e4", zorder=0, label=say("keyness.inside"))
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
    sides = (
        (favoured.smallest, favoured.low, say("keyness.lowest")),
        (favoured.largest, favoured.high, say("keyness.highest")),
    )
    for n, (ends, limit, label) in enumerate(sides):
        # The second text stands on the left, in the colour that its words have.
        look = {"color": colour(1 - n), "hatch": ["///", ""][n]}
        axis.hist(ends, bins=20, edgecolor="black", lw=0.5, label=label, **look)
        axis.axvline(limit, color="black", ls="--", lw=1)
    legend(axis, "above", fontsize=8, ncols=2)
    axis.set_xlabel(f"{say('keyness.x_shuffles')}\n{say('keyness.dashed')}", fontsize=9)
    axis.set_ylabel(say("keyness.y_shuffles", shuffles=len(favoured.largest)))
