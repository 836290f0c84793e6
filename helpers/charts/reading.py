"""Figures of the first reading."""
import pandas as pd

from helpers.charts.base import finish, new_figure
from helpers.text import TEXT_ROLES, words

# The article in colours, what the page put around it in greys; each with a hatch of its own.
LOOK = {"headline": ("#0072B2", "---"), "abstract": ("#E69F00", "|||"), "body": ("#009E73", ""), "heading": ("#56B4E9", "**"),
        "dateline": ("#ffffff", "..."), "byline": ("#d9d9d9", "///"), "caption": ("#bdbdbd", "\\\\\\"),
        "credit": ("#ffffff", "xxx"), "teaser": ("#969696", "+++"), "furniture": ("#d9d9d9", "ooo")}


def role_shares(sources):
    """What each file is made of: the share of its words by role, a bar per source."""
    table = words(sources)
    counts = table.groupby(["source", "role"]).size().unstack(fill_value=0)
    counts = counts.loc[list(dict.fromkeys(table.source)), [role for role in LOOK if role in counts]]
    shares = counts.div(counts.sum(axis=1), axis=0) * 100
    figure, axis = new_figure(9, 1.8 + 0.55 * len(counts))
    left = 0 * shares.iloc[:, 0]
    for role in shares:
        colour, hatch = LOOK[role]
        axis.barh(shares.index, shares[role], left=left, color=colour, edgecolor="#4d4d4d", linewidth=0.6, hatch=hatch,
                  label=role, height=0.6)
        for y, (share, start) in enumerate(zip(shares[role], left)):
            if share >= 4:
                axis.text(start + share / 2, y, f"{share:.0f}", ha="center", va="center", fontsize=9,
                          bbox={"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none"})
        left = left + shares[role]
    axis.invert_yaxis()
    axis.set(xlim=(0, 100), xlabel="% of the words in the file")
    figure.legend(*axis.get_legend_handles_labels(), ncol=5, fontsize=9, frameon=False, loc="outside lower center")
    text = shares[[role for role in TEXT_ROLES if role in shares]].sum(axis=1)
    most = (100 - text).idxmax()
    title = f"In {most}, {100 - text[most]:.0f} % of the words are the page's, not the article's: the most of all files"
    each = "; ".join(f"{name} {value:.0f} % of {int(counts.loc[name].sum())} words" for name, value in text.items())
    data = counts.reset_index().melt("source", var_name="role", value_name="words")
    description = (f"Share of headline, abstract and body in each file: {each}. The rest is what the page put around "
                   "the text: datelines, bylines, captions, credits, teasers, headings, running heads.")
    return finish(figure, title, description, data)


def date_windows(windows):
    """When each text can have been published, from the text alone (filled) and with outside knowledge (hollow).

    In: a table source, knowledge (text alone, outside knowledge), earliest, latest (ISO days; empty = open), why.
    """
    latest = windows.latest.replace("", None)
    days = windows.assign(first=pd.to_datetime(windows.earliest), last=pd.to_datetime(latest))
    names = list(dict.fromkeys(windows.source))
    open_end = days["last"].max() + pd.DateOffset(months=4)
    figure, axis = new_figure(9, 1.6 + 0.7 * len(names))
    for row in days.itertuples():
        y = names.index(row.source) + (0.18 if row.knowledge == "outside knowledge" else -0.18)
        hollow = row.knowledge == "outside knowledge"
        last = open_end if pd.isna(row.last) else row.last
        axis.plot([row.first, last], [y, y], lw=5, color="#0072B2", alpha=0.35 if hollow else 1, solid_capstyle="butt")
        axis.plot([row.first], [y], "o", ms=8, color="#0072B2", mfc="white" if hollow else "#0072B2")
        mark = ">" if pd.isna(row.last) else "s"
        axis.plot([last], [y], mark, ms=9, color="#0072B2", mfc="white" if hollow else "#0072B2")
    axis.set(yticks=range(len(names)), yticklabels=names, ylim=(len(names) - 0.4, -0.6),
             xlabel="filled: from the text alone; hollow: with outside knowledge; arrow: no latest date")
    alone = windows[windows.knowledge == "text alone"]
    open_ones = list(alone.source[alone.latest == ""])
    title = (f"No word of {', '.join(open_ones)} rules out a later year: its latest date stays open" if open_ones else
             "Every text can be dated from both sides by its own words")
    each = "; ".join(f"{r.source} from {r.earliest} to {r.latest or 'open'}" for r in alone.itertuples())
    return finish(figure, title, f"Possible days of publication from the text alone: {each}.", windows)
