"""Figures of voice: whose words, which verbs, who is named, who is blamed."""

import pandas as pd
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from tellings.charts.base import GREY, HATCHES, PALETTE, finish, new_figure
from tellings.perspectives.voices import CLASSES, PARTS
from tellings.reading.tables import articles

_PART_LOOK = dict(zip(PARTS, zip([PALETTE[0], PALETTE[5], PALETTE[4], "#d9d9d9"], ["", "///", "...", "\\\\"], "QIRA")))
_PART_NAMES = {"direct": "quoted", "indirect": "reported", "reporting": "reporting clause", "author": "author"}


def voice_share(shares, by="program"):
    """A bar per article: its words by voice. In: a table of perspectives.voice_shares; who told the voices apart (the
    program or the coding), for the title.
    """
    figure, axes = new_figure(9, 1.6 + 0.42 * len(shares))
    left = pd.Series(0.0, index=shares.index)
    for part in PARTS:
        colour, hatch, _ = _PART_LOOK[part]
        axes.barh(
            shares.text, shares[part], left=left, color=colour, hatch=hatch, edgecolor="white", label=_PART_NAMES[part]
        )
        for y, (start, value) in enumerate(zip(left, shares[part])):
            if value >= 6:
                axes.text(
                    start + value / 2,
                    y,
                    f"{value:.0f}",
                    ha="center",
                    va="center",
                    fontsize=9,
                    color="white" if part == "direct" else "black",
                    bbox=None
                    if part in ("direct", "author")
                    else {"facecolor": "white", "alpha": 0.8, "pad": 1, "lw": 0},
                )
        left = left + shares[part]
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.set_xlabel("percent of the words")
    axes.legend(ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False, fontsize=9)
    spoken = (shares.direct + shares.indirect).round(0)
    most, least = spoken.idxmax(), spoken.idxmin()
    title = (
        f"By the {by}, somebody else's words are {spoken[least]:.0f} to {spoken[most]:.0f} percent of a text"
        if len(shares) > 1
        else (f"By the {by}, somebody else's words are {spoken.iloc[0]:.0f} percent of the text")
    )
    parts = "; ".join(
        f"{row.text}: {row.direct:.0f} quoted, {row.indirect:.0f} reported, {row.reporting:.0f} reporting clause, "
        f"{row.author:.0f} author, of {row.words} words"
        for row in shares.itertuples()
    )
    return finish(figure, title, f"Percent of the words of abstract and body. {parts}.", shares)


def voice_strip(voices):
    """The sentences of each article in order, a cell each, coloured by the voice that has most of its words.

    In: a table of perspectives.sentence_voices.
    """
    table = voices.assign(article=articles(voices))
    names = list(dict.fromkeys(table.article))
    longest = table.article.value_counts().max()
    figure, axes = new_figure(10, 1.4 + 0.5 * len(names))
    for y, name in enumerate(names):
        for x, row in enumerate(table[table.article == name].itertuples()):
            colour, hatch, letter = _PART_LOOK[row.part]
            axes.add_patch(
                Rectangle((x, y - 0.4), 1, 0.8, facecolor=colour, hatch=hatch, edgecolor="white", linewidth=0.6)
            )
            if longest <= 70:
                axes.text(
                    x + 0.5,
                    y,
                    letter,
                    ha="center",
                    va="center",
                    fontsize=7,
                    color="white" if row.part == "direct" else "black",
                )
    axes.set_xlim(0, longest)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("sentences in the order of the text, headline first")
    axes.legend(
        handles=[
            Patch(facecolor=c, hatch=h, edgecolor="white", label=f"{letter} {_PART_NAMES[part]}")
            for part, (c, h, letter) in _PART_LOOK.items()
        ],
        ncols=4,
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        frameon=False,
        fontsize=9,
    )
    lines, runs = [], {}
    for name in names:
        parts = table.part[table.article == name]
        spoken = parts.isin(["direct", "indirect"])
        runs[name] = _longest_run(list(~spoken))
        lines.append(f"{name}: {int(spoken.sum())} of {len(parts)} sentences are mostly somebody's words")
    most = max(runs, key=lambda name: runs[name])
    title = f"The longest stretch in which no sentence is mostly another's words: {runs[most]} sentences of {most}"
    columns = ["source", "sentence", "article", "part", "speaker", "share"]
    return finish(figure, title, ". ".join(lines) + ".", table[columns].round({"share": 2}))


def verb_classes(cues):
    """Reporting words of each text by class, a bar per text. In: a table of perspectives.cues."""
    kinds = [*CLASSES, "other"]
    table = pd.crosstab(cues.source, cues["class"]).reindex(
        index=list(dict.fromkeys(cues.source)), columns=kinds, fill_value=0
    )
    figure, axes = new_figure(9, 1.8 + 0.42 * max(len(table), 1))
    left = pd.Series(0, index=table.index)
    for n, kind in enumerate(kinds):
        axes.barh(
            table.index,
            table[kind],
            left=left,
            color=(PALETTE[:6] + ["#d9d9d9"])[n],
            hatch=HATCHES[n],
            edgecolor="white",
            label=kind,
        )
        for y, (start, value) in enumerate(zip(left, table[kind])):
            if value:
                axes.text(
                    start + value / 2,
                    y,
                    str(value),
                    ha="center",
                    va="center",
                    fontsize=8,
                    bbox={"facecolor": "white", "alpha": 0.8, "pad": 1, "lw": 0},
                )
        left = left + table[kind]
    axes.invert_yaxis()
    axes.set_xlabel("reporting words")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False, fontsize=9)
    share = (table.neutral / table.sum(axis=1)).fillna(0)
    title = (
        "No text has a reporting word"
        if table.empty
        else (f"In {int((share > 0.5).sum())} of {len(table)} texts most reporting words are plain, such as “said”")
    )
    lines = "; ".join(
        f"{name}: " + ", ".join(f"{n} {kind}" for kind, n in row.items() if n) for name, row in table.iterrows()
    )
    return finish(figure, title, f"Reporting words by class. {lines}.", table.rename_axis("source").reset_index())


def naming(names, actors=None):
    """Mentions of each actor by text and by the kind of name. In: a table of names.find_names; actors to draw, or
    all.
    """
    actors = list(dict.fromkeys(names.actor)) if actors is None else list(actors)
    table = names[names.actor.isin(actors)]
    labels = [
        label
        for label in ("neutral", "legitimising", "delegitimising", "favourable", "critical")
        if label in set(table.label)
    ]
    texts = list(dict.fromkeys(names.source))
    rows = [(actor, text) for actor in actors for text in texts]
    counts = table.groupby(["actor", "source", "label"]).size()
    figure, axes = new_figure(9, 1.6 + 0.3 * len(rows))
    data = pd.DataFrame(
        [(actor, text, *(int(counts.get((actor, text, label), 0)) for label in labels)) for actor, text in rows],
        columns=["actor", "source", *labels],
    )
    left = pd.Series(0, index=data.index)
    for n, label in enumerate(labels):
        axes.barh(
            data.index, data[label], left=left, color=PALETTE[n], hatch=HATCHES[n], edgecolor="white", label=label
        )
        left = left + data[label]
    for y, size in enumerate(left.astype(int)):
        axes.text(size + 0.2, y, str(size), va="center", fontsize=8)
    axes.set_yticks(data.index, [f"{_plain(row.actor)} in {row.source}" for row in data.itertuples()])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.invert_yaxis()
    places = [role for role in dict.fromkeys(["headline", "abstract", "body", *table.role]) if role in set(table.role)]
    axes.set_xlabel(f"mentions in {', '.join(places)}" if places else "mentions")
    axes.legend(ncols=len(labels) or 1, loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False, fontsize=9)
    silent = [f"{row.actor} in {row.source}" for row, size in zip(data.itertuples(), left) if not size]
    plain, total = int(data.neutral.sum()) if "neutral" in data else 0, int(left.sum())
    title = (
        f"{plain} of {total} mentions use a name that judges nobody" if total else "None of these actors is mentioned"
    )
    lines = (
        "; ".join(
            f"{row['actor']} in {row['source']}: "
            + ", ".join(f"{row[label]} {label}" for label in labels if row[label])
            for row in data.to_dict("records")
            if any(row[label] for label in labels)
        )
        or "No mention"
    )
    return finish(figure, title, f"{lines}. Never named: {', '.join(silent) or 'none'}.", data)


def presence(table):
    """Who is named, acts and speaks in which text: a matrix of actors and texts. In: a table of
    perspectives.presence.
    """
    kept = (
        table.groupby("actor", sort=False).named.transform("sum")
        + table.groupby("actor", sort=False).speaks.transform("sum")
        > 0
    )
    table = table[kept].reset_index(drop=True)
    actors, texts = list(dict.fromkeys(table.actor)), list(dict.fromkeys(table.source))
    figure, axes = new_figure(max(5.0, 2.8 + 1.1 * len(texts)), 1.5 + 0.3 * len(actors))
    for row in table.itertuples():
        x, y = texts.index(row.source), actors.index(row.actor)
        marks = ("N" if row.named else "") + ("A" if row.acts else "") + ("S" if row.speaks else "")
        shade = {0: "white", 1: "#d9d9d9", 2: PALETTE[5], 3: PALETTE[0]}[len(marks)]
        axes.add_patch(Rectangle((x - 0.48, y - 0.45), 0.96, 0.9, facecolor=shade, edgecolor=GREY, linewidth=0.5))
        axes.text(
            x, y, marks or "–", ha="center", va="center", fontsize=9, color="white" if len(marks) == 3 else "black"
        )
    axes.set_xlim(-0.5, len(texts) - 0.5)
    axes.set_ylim(len(actors) - 0.5, -0.5)
    axes.set_xticks(range(len(texts)), texts, rotation=0 if len(texts) < 8 else 60)
    axes.set_yticks(range(len(actors)), [_plain(actor) for actor in actors])
    axes.tick_params(length=0)
    axes.set_xlabel("N named · A acts (subject of a verb) · S speaks")
    speaking = table[table.speaks > 0].groupby("actor", sort=False).source.nunique()
    mute = [actor for actor in actors if actor not in speaking.index]
    title = f"{len(mute)} of {len(actors)} actors are given no words in any text"
    if 0 < len(mute) <= 3:
        title = f"Given no words in any text: {', '.join(_plain(actor) for actor in mute)}"
    return finish(
        figure,
        title,
        f"Given words: {', '.join(speaking.index) or 'nobody'}. Named but given none: {', '.join(mute) or 'nobody'}.",
        table,
    )


def who_failed(table):
    """Arrows from each text to whoever it says has failed. In: a table of perspectives.failures."""
    texts = list(dict.fromkeys(table.source))
    culprits = list(dict.fromkeys(c or "nobody named" for c in table.culprit))
    figure, axes = new_figure(10, 1.2 + 0.62 * len(table))
    axes.axis("off")
    step = len(table) / max(len(culprits), 1)
    goal = {c: (n + 0.5) * step - 0.5 for n, c in enumerate(culprits)}
    for y, row in enumerate(table.itertuples()):
        culprit = row.culprit or "nobody named"
        n = texts.index(row.source)
        axes.text(
            0, y, f"{row.source}, {row.voice}:", ha="left", va="center", fontsize=9, color=PALETTE[n % 7], weight="bold"
        )
        axes.text(1.5, y, row.failure, ha="left", va="center", fontsize=9)
        axes.annotate(
            "",
            xy=(6.2, goal[culprit]),
            xytext=(4.6, y),
            arrowprops={
                "arrowstyle": "->",
                "color": PALETTE[n % 7],
                "linestyle": ["-", "--", ":", "-."][n % 4],
                "lw": 1.5,
            },
        )
        axes.text(4.5, y, row.grammar, ha="right", va="center", fontsize=8, style="italic", color="#4d4d4d")
    for culprit, y in goal.items():
        axes.text(6.3, y, _plain(culprit), ha="left", va="center", fontsize=10, weight="bold")
    axes.set_xlim(0, 8)
    axes.set_ylim(len(table) - 0.5, -0.5)
    named = int((table.culprit != "").sum())
    title = f"Of {len(table)} statements of failure listed, {named} name who failed and {len(table) - named} nobody"
    lines = "; ".join(
        f"{row.source} ({row.voice}): {row.failure}, {row.subject or 'nobody'}, {row.grammar}"
        for row in table.itertuples()
    )
    return finish(figure, title, f"{lines}.", table)


def _plain(actor):
    return str(actor).replace("_", " ")


def _longest_run(flags):
    best = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        best = max(best, run)
    return best
