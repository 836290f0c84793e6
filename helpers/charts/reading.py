"""Figures of the first reading."""
from helpers.charts.base import HATCHES, PALETTE, finish, new_figure
from helpers.text import TEXT_ROLES, words

GROUPS = {"headline": "headline", "abstract": "abstract", "body": "body", "heading": "heading"}


def role_shares(sources):
    """What each file is made of: the share of its words by role, a bar per source."""
    table = words(sources)
    counts = table.groupby(["source", "role"], sort=False).size().unstack(fill_value=0)
    counts = counts.loc[list(dict.fromkeys(table.source))]
    order = [*TEXT_ROLES, *sorted(set(counts.columns) - set(TEXT_ROLES))]
    counts = counts[[role for role in order if role in counts]]
    shares = counts.div(counts.sum(axis=1), axis=0) * 100
    figure, axis = new_figure(9, 1.6 + 0.55 * len(counts))
    left = 0 * shares.iloc[:, 0]
    for i, role in enumerate(shares):
        axis.barh(shares.index, shares[role], left=left, color=PALETTE[i % len(PALETTE)], edgecolor="white",
                  hatch=HATCHES[i % len(HATCHES)], label=role, height=0.6)
        for y, (share, start) in enumerate(zip(shares[role], left)):
            if share >= 6:
                axis.text(start + share / 2, y, f"{share:.0f}", ha="center", va="center", fontsize=9, color="white",
                          bbox={"boxstyle": "round,pad=0.15", "fc": "#333333", "ec": "none"})
        left = left + shares[role]
    axis.invert_yaxis()
    axis.set(xlim=(0, 100), xlabel="% of the words in the file")
    axis.legend(ncol=5, fontsize=9, frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.3))
    text = shares[[role for role in TEXT_ROLES if role in shares]].sum(axis=1)
    most = (100 - text).idxmax()
    title = f"{most} is the file in which most words are not the article's: {100 - text[most]:.0f} %"
    each = "; ".join(f"{name} {value:.0f} % of {int(counts.loc[name].sum())} words" for name, value in text.items())
    data = counts.reset_index().melt("source", var_name="role", value_name="words")
    return finish(figure, title, f"Share of headline, abstract and body in each file: {each}. The rest is what the page "
                  "put around the text: datelines, captions, credits, teasers, headings, running heads.", data)
