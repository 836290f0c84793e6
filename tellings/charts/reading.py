"""Figures of the first reading: what a file is made of, and when its text can have been published."""

import pandas as pd

from tellings.case.wording import listed
from tellings.charts.base import finish, legend, new_figure, rows_of, stacked
from tellings.charts.wording import say
from tellings.reading.tables import page_share, words

# The article in colours, what the page put around it in greys; each with a hatch of its own.
LOOK = {
    "headline": ("#0072B2", "---"),
    "abstract": ("#E69F00", "|||"),
    "body": ("#009E73", ""),
    "quotation": ("#CC79A7", "\\\\"),
    "heading": ("#56B4E9", "**"),
    "dateline": ("#ffffff", "..."),
    "byline": ("#d9d9d9", "///"),
    "caption": ("#bdbdbd", "\\\\\\"),
    "credit": ("#ffffff", "xxx"),
    "teaser": ("#969696", "+++"),
    "furniture": ("#d9d9d9", "ooo"),
}
# By what a date is known: colour, marker, its fill, and the place of the line within the row of the text.
KNOWLEDGE = {
    "text alone": ("#0072B2", "o", "#0072B2", -0.22),
    "with the other texts": ("#009E73", "D", "#009E73", 0),
    "outside knowledge": ("#D55E00", "s", "white", 0.22),
}


def role_shares(sources):
    """What each file is made of: the share of its words by role, a bar per source."""
    table = words(sources)
    counts = table.groupby(["source", "role"]).size().unstack(fill_value=0)
    counts = counts.loc[table["source"].unique()].filter(items=list(LOOK))
    shares = counts.div(counts.sum(axis=1), axis=0) * 100
    figure, axis = new_figure(9, 1.8 + 0.55 * len(counts))
    stacked(axis, shares, LOOK, least=4, edgecolor="#4d4d4d", linewidth=0.6, height=0.6)
    axis.set(xlim=(0, 100), xlabel=say("role_shares.x"))
    legend(axis, "below", ncols=5)
    text = 100 * (1 - page_share(table))
    most = text.idxmin()
    article = say("role_shares.article_with_posts" if "quotation" in counts else "role_shares.article")
    title = say("role_shares.title", name=most, share=100 - text[most], article=article)
    each = "; ".join(
        say("role_shares.each", name=name, share=share, words=counts.loc[name].sum()) for name, share in text.items()
    )
    description = say("role_shares.description", article=article, each=each)
    data = counts.reset_index().melt("source", var_name="role", value_name="words")
    return finish(figure, title, description, data)


def date_windows(windows):
    """When each text can have been published: by its words alone, with the other texts, with outside knowledge.

    In: a table text, knowledge (one of KNOWLEDGE), earliest, latest (ISO days; empty = open), why.
    """
    names = list(windows["text"].unique())
    first, last = (pd.to_datetime(windows[side].replace("", None)) for side in ("earliest", "latest"))
    edges = first.min() - pd.DateOffset(months=5), max(first.max(), last.max()) + pd.DateOffset(months=5)
    figure, axis = new_figure(9, 1.8 + 0.7 * len(names))
    for row, start, end in zip(windows.itertuples(), first, last):
        colour, marker, fill, shift = KNOWLEDGE[row.knowledge]
        y = names.index(row.text) + shift
        ends = [edges[0] if pd.isna(start) else start, edges[1] if pd.isna(end) else end]
        axis.plot(ends, [y, y], lw=3, ls=":" if pd.isna(start) else "-", color=colour)
        for place, known, arrow in zip(ends, (start, end), "<>"):
            axis.plot([place], [y], arrow if pd.isna(known) else marker, ms=8, color=colour, mfc=fill)
    for knowledge, (colour, marker, fill, _) in KNOWLEDGE.items():
        axis.plot([], [], marker=marker, color=colour, mfc=fill, ms=8, lw=3, label=knowledge)
    rows_of(axis, names, xlabel=say("date_windows.x"))
    legend(axis, "below", ncols=3)
    alone = windows[windows["knowledge"] == "text alone"]
    undated = alone["text"][alone["earliest"] + alone["latest"] == ""]
    title = say("date_windows.title")
    if len(undated):
        title = say("date_windows.title_undated", texts=listed(undated), count=len(undated))
    each = []
    for row in windows.itertuples():
        earliest, latest = (day or say("date_windows.open") for day in (row.earliest, row.latest))
        known = {"text": row.text, "knowledge": row.knowledge}
        each.append(say("date_windows.each", earliest=earliest, latest=latest, **known))
    return finish(figure, title, say("date_windows.description", each="; ".join(each)), windows)
