"""Figures of voice: whose words, which verbs, who is named, who is blamed."""

from itertools import groupby

import pandas as pd
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from tellings.charts.base import (
    GREY,
    HATCHES,
    PALETTE,
    cell,
    colour,
    columns_of,
    finish,
    legend,
    linked,
    new_figure,
    rows_of,
    stacked,
)
from tellings.charts.wording import say
from tellings.perspectives.voices import CLASSES, PARTS
from tellings.reading.spans import UNNAMED
from tellings.reading.tables import articles

VOICES = [say(f"voice.{part}") for part in PARTS]  # the parts as a legend names them
VOICE_LOOK = dict(zip(VOICES, zip([PALETTE[0], PALETTE[5], PALETTE[4], "#d9d9d9"], ["", "///", "...", "\\\\"])))
VERB_LOOK = dict(zip([*CLASSES, "other"], zip([*PALETTE, "#d9d9d9"], [*HATCHES, "|||"])))
NAME_LOOK = dict(zip(["neutral", "legitimising", "delegitimising", "favourable", "critical"], zip(PALETTE, HATCHES)))


def voice_share(shares, by="program"):
    """A bar per article: its words by voice.

    In: a table of perspectives.voice_shares; who told the voices apart (the program or the coding), for the title.
    """
    figure, axis = new_figure(9, 1.6 + 0.42 * len(shares))
    stacked(axis, shares.set_index("text")[PARTS].set_axis(VOICES, axis=1), VOICE_LOOK, least=6, edgecolor="white")
    axis.set(xlim=(0, 100), xlabel=say("voice_share.x"))
    legend(axis, "above", ncols=4)
    spoken = (shares["direct"] + shares["indirect"]).round(0)
    title = say(f"voice_share.by_{by}", low=spoken.min(), high=spoken.max(), count=len(shares))
    each = []
    for row in shares.itertuples():
        parts = {"quoted": row.direct, "reported": row.indirect, "rest": row.reporting, "author": row.author}
        each.append(say("voice_share.each", name=row.text, words=row.words, **parts))
    return finish(figure, title, say("voice_share.description", each="; ".join(each)), shares)


def voice_strip(voices):
    """The sentences of each article in order, a cell each, coloured by the voice that has most of its words.

    In: a table of perspectives.sentence_voices.
    """
    table = voices.assign(article=articles(voices))
    texts = dict(list(table.groupby("article", sort=False)))
    longest = max(map(len, texts.values()))
    figure, axis = new_figure(10, 1.4 + 0.5 * len(texts))
    letters = dict(zip(VOICES, "QIRA"))
    for y, rows in enumerate(texts.values()):
        for x, (part, sentence) in enumerate(zip(rows["part"], rows["sentence"])):
            voice = VOICES[PARTS.index(part)]
            shade, hatch = VOICE_LOOK[voice]
            look = {"facecolor": shade, "hatch": hatch, "edgecolor": "white", "linewidth": 0.6}
            letter = letters[voice] if longest <= 70 else ""
            ink = "white" if part == "direct" else "black"
            linked(cell(axis, x + 0.5, y, letter, height=0.8, ink=ink, size=8, **look), sentence)
    rows_of(axis, texts, xlim=(0, longest), xlabel=say("voice_strip.x"))
    handles = [
        Patch(facecolor=shade, hatch=hatch, edgecolor="white", label=f"{letters[voice]} {voice}")
        for voice, (shade, hatch) in VOICE_LOOK.items()
    ]
    legend(axis, "above", handles=handles, ncols=4)
    spoken = {name: rows["part"].isin(["direct", "indirect"]) for name, rows in texts.items()}
    runs = {name: _longest_silence(said) for name, said in spoken.items()}
    most = max(runs, key=runs.get)
    title = say("voice_strip.title", count=runs[most], name=most)
    each = ". ".join(
        say("voice_strip.each", name=name, spoken=said.sum(), count=len(said)) for name, said in spoken.items()
    )
    columns = ["source", "sentence", "article", "part", "speaker", "share"]
    return finish(figure, title, f"{each}.", table[columns].round({"share": 2}))


def _longest_silence(spoken):
    return max((len(list(run)) for said, run in groupby(spoken) if not said), default=0)


def verb_classes(cues):
    """Reporting words of each text by class, a bar per text. In: a table of perspectives.cues."""
    table = pd.crosstab(cues["source"], cues["class"])
    table = table.reindex(index=cues["source"].unique(), columns=list(VERB_LOOK), fill_value=0)
    figure, axis = new_figure(9, 1.8 + 0.42 * max(len(table), 1))
    stacked(axis, table, VERB_LOOK, least=1, edgecolor="white")
    axis.set_xlabel(say("verb_classes.x"))
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    legend(axis, "above", ncols=4)
    plain = (table["neutral"] / table.sum(axis=1)).fillna(0) > 0.5
    name = "verb_classes.title_none" if table.empty else "verb_classes.title"
    title = say(name, plain=plain.sum(), count=len(table))
    each = "; ".join(f"{name}: {_counted(row)}" for name, row in table.iterrows())
    description = say("verb_classes.description", each=each)
    return finish(figure, title, description, table.rename_axis("source").reset_index())


def naming(names, actors=None):
    """Mentions of each actor by text and by the kind of name.

    In: a table of names.find_names; actors to draw, or all. Whoever is named and not drawn is said.
    """
    actors = list(names["actor"].unique() if actors is None else actors)
    table = names[names["actor"].isin(actors)]
    rows = pd.MultiIndex.from_product([actors, table["source"].unique()], names=["actor", "source"])
    counts = table.groupby(["actor", "source", "label"]).size().unstack(fill_value=0)
    counts = counts.reindex(rows, fill_value=0).filter(items=list(NAME_LOOK)).rename_axis(columns=None)
    total = counts.sum(axis=1)
    figure, axis = new_figure(9, 1.6 + 0.3 * len(rows))
    lanes = [say("naming.row", actor=_plain(actor), text=text) for actor, text in rows]
    stacked(axis, counts.set_axis(lanes), NAME_LOOK, edgecolor="white")
    for y, size in enumerate(total):
        axis.text(size + 0.2, y, str(size), va="center", fontsize=8)
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    places = [
        role for role in dict.fromkeys(["headline", "abstract", "body", *table["role"]]) if role in set(table["role"])
    ]
    axis.set_xlabel(say("naming.x" if places else "naming.x_none", places=", ".join(places)))
    legend(axis, "above", ncols=max(1, counts.shape[1]))
    left_out = names[~names["actor"].isin(actors)]
    title = say("naming.title_none")
    if total.sum():
        mentions = {"plain": counts["neutral"].sum() if "neutral" in counts else 0, "all": total.sum()}
        title = say("naming.title_drawn" if len(left_out) else "naming.title", actors=len(actors), **mentions)
    each = "; ".join(
        f"{say('naming.row', actor=_plain(actor), text=text)}: {_counted(row)}"
        for (actor, text), row in counts[total > 0].iterrows()
    )
    description = [f"{each}." if each else say("naming.no_mention")]
    # A list finds the names that stand in it: what it does not find may be named all the same.
    if silent := ", ".join(say("naming.row", actor=_plain(actor), text=text) for actor, text in rows[total == 0]):
        description.append(say("naming.silent", silent=silent))
    if len(left_out):
        others = ", ".join(_plain(actor) for actor in left_out["actor"].unique())
        description.append(say("naming.left_out", others=others, count=len(left_out)))
    return finish(figure, title, " ".join(description), counts.reset_index())


def presence(table):
    """Who is named, acts and speaks in which text: a matrix of actors and texts.

    In: a table of perspectives.presence.
    """
    there = (table["named"] + table["speaks"]).groupby(table["actor"]).transform("sum") > 0
    table = table[there].reset_index(drop=True)
    actors, texts = list(table["actor"].unique()), list(table["source"].unique())
    figure, axis = new_figure(max(5.0, 2.8 + 1.1 * len(texts)), 1.5 + 0.3 * len(actors))
    shades = ["white", "#d9d9d9", PALETTE[5], PALETTE[0]]
    for row in table.itertuples():
        marks = "N" * bool(row.named) + "A" * bool(row.acts) + "S" * bool(row.speaks)
        look = {"facecolor": shades[len(marks)], "edgecolor": GREY, "linewidth": 0.5}
        ink = "white" if len(marks) == 3 else "black"
        cell(axis, texts.index(row.source), actors.index(row.actor), marks or "–", 0.96, 0.9, ink, **look)
    rows_of(axis, map(_plain, actors), xlabel=say("presence.x"))
    columns_of(axis, texts)
    speaking = list(table["actor"][table["speaks"] > 0].unique())
    mute = [actor for actor in actors if actor not in speaking]
    title = say("presence.title", mute=len(mute), actors=len(actors))
    if 0 < len(mute) <= 3:
        title = say("presence.title_named", mute=", ".join(map(_plain, mute)))
    given, none = (", ".join(names) or say("presence.nobody") for names in (speaking, mute))
    description = say("presence.description", speaking=given, mute=none)
    if (table["named"] == 0).any():
        description += " " + say("presence.empty")
    return finish(figure, title, description, table)


def who_failed(table):
    """Statements of failure, listed under whoever their words name or, by the coder, mean.

    In: a table of perspectives.failures.
    """
    table = table.assign(culprit=table["culprit"].replace("", UNNAMED))
    groups = dict(list(table.groupby("culprit", sort=False)))
    # Those whom more statements name come first, and what names nobody last.
    order = sorted(groups, key=lambda name: (name == UNNAMED, -len(groups[name])))
    texts = list(table["source"].unique())
    figure, axis = new_figure(10, 0.6 + 0.3 * (len(table) + len(groups)))
    axis.axis("off")
    axis.set(xlim=(0, 10), ylim=(len(table) + len(groups) - 0.5, -0.7))
    y = 0
    for culprit in order:
        axis.text(0, y, _plain(culprit), va="center", fontsize=10, weight="bold")
        for row in groups[culprit].itertuples():
            y += 1
            ink = colour(texts.index(row.source))
            said = axis.text(0.3, y, f"{row.sentence}, {row.voice}:", va="center", fontsize=9, color=ink)
            linked(said, row.sentence)
            axis.text(3.6, y, row.failure, va="center", fontsize=9)
            axis.text(8.2, y, row.grammar, va="center", fontsize=9, style="italic", color="#4d4d4d")
        y += 1
    title = say("who_failed.title", statements=len(table))
    each = "; ".join(
        f"{row.sentence} ({row.voice}): {row.failure}, {row.subject or say('who_failed.nobody')}, {row.grammar}"
        for row in table.itertuples()
    )
    return finish(figure, title, f"{each}.", table)


def _plain(actor):
    return str(actor).replace("_", " ")


def _counted(row):
    """The counts of a row of a table in words, without the zeros."""
    return ", ".join(f"{count} {name}" for name, count in row.items() if count)
