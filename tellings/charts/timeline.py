"""Figures of time: when the texts say that things happened, in which order they tell them, and who tells what."""

import textwrap

import pandas as pd
from matplotlib.lines import Line2D

from tellings.charts.base import GREY, PALETTE, finish, new_figure
from tellings.reading.tables import articles
from tellings.timeline.events import year_number

# A mark per precision, so that a year is never drawn as if it were a day.
LOOK = {
    "day": ("o", 7),
    "week": ("p", 8),
    "month": ("s", 7),
    "season": ("D", 7),
    "year": ("^", 9),
    "interval": ("|", 11),
    "unknown": ("x", 7),
}
TOLD = {"dated": ("●", "#d6e7f3"), "undated": ("○", "#ffffff"), "silent": ("–", "#eeeeee")}


def event_time(told, zoom=None):
    """What each text tells on the axis of events: a lane per text, and below it a stretch enlarged and labelled.

    In: a table of told_events, propose_events or dated_statements; zoom, two ISO days, or None.
    """
    rows = _placed(told)
    known, names = rows[rows.precision != "unknown"], list(dict.fromkeys(told.source))
    inside = _in_zoom(known, zoom)
    lane = 0.75 if len(names) < 13 else 0.45
    heights = [1.2 + lane * len(names)] + [0.9 + 0.245 * (len(inside) + len(names))] * bool(zoom)
    figure, axes = new_figure(
        10.5, sum(heights) + 0.7, rows=len(heights), squeeze=False, gridspec_kw={"height_ratios": heights}
    )
    top = axes[0, 0]
    left, right = _limits(known)
    unplaced = right + (right - left) * 0.08
    for y, name in enumerate(names):
        own = rows[rows.source == name]
        for i, row in enumerate(own.itertuples()):
            shift = (i % 5 - 2) * 0.13
            if row.precision == "unknown":
                top.plot(unplaced, y + shift, "x", ms=6, color=PALETTE[y % len(PALETTE)])
            else:
                _draw(top, row, y + shift, PALETTE[y % len(PALETTE)], left, right)
    top.set(
        yticks=range(len(names)),
        yticklabels=names,
        ylim=(len(names) - 0.4, -0.6),
        xlim=(left - (right - left) * 0.02, unplaced + (right - left) * 0.05),
    )
    ticks = sorted({round(tick) for tick in top.get_xticks() if left - 1 <= tick <= right})
    unknown = int((rows.precision == "unknown").sum())
    top.set_xticks([*ticks, unplaced] if unknown else ticks)
    top.set_xticklabels([_year_label(tick) for tick in ticks] + (["open"] if unknown else []))
    top.grid(axis="x", color="#e5e5e5")
    if zoom:
        _draw_zoom(axes[1, 0], inside, names, zoom)
    figure.legend(handles=_legend(rows), ncol=5, fontsize=9, frameon=False, loc="outside lower center")
    explicit = int((known.basis == "explicit").sum())
    title = (
        f"Of {len(known)} tellings of events on the axis, {explicit} rest on a complete date in the text; the "
        "hollow ones do not"
        if "event" in told
        else f"Of {len(known)} expressions of time on the axis, {explicit} are a complete date in the text; the hollow "
        "ones are not"
    )
    by_text = rows.groupby("source", sort=False)
    each = "; ".join(f"{name} tells {len(own)} between {_span(own)}" for name, own in by_text)
    tail = f" {unknown} have no place on the axis and stand at its end." if unknown else ""
    return finish(figure, title, f"A lane per text on the axis of years: {each}.{tail}", rows.drop(columns="open_end"))


def telling_order(told):
    """In which order each article tells what it dates, against the order in which that happened: a panel per article.

    In: a table of told_events, propose_events or dated_statements. A line that rises is told as it happened; where it
    falls the text steps back.
    """
    rows = _placed(told).assign(article=articles(told).to_numpy())
    rows = rows[rows.precision != "unknown"].sort_values(["source", "start", "first"], kind="stable")
    names = [name for name in dict.fromkeys(articles(told)) if (rows.article == name).any()]
    columns = min(2 if len(names) == 4 else 3, max(1, len(names))) if len(names) < 13 else 5
    lines = max(1, -(-len(names) // columns))
    figure, axes = new_figure(
        10.5, 0.9 + lines * (3.6 if len(names) < 13 else 2.3), rows=lines, columns=columns, squeeze=False
    )
    data, steps, outside = [], {}, []
    for axis, name in zip(axes.flat, names):
        own = rows[rows.article == name].reset_index(drop=True)
        own = own.assign(told=range(1, len(own) + 1), happened=own["first"].map(year_number).rank(method="dense"))
        back = own.happened.diff() < 0
        steps[name] = (int(back.sum()), max(len(own) - 1, 0))
        unstated = int((own.basis == "outside").sum())
        outside += [f"{name}: {unstated} of {len(own)}"] * bool(unstated)
        colour = PALETTE[list(dict.fromkeys(told.source)).index(own.source[0]) % len(PALETTE)]
        axis.plot(own.told, own.happened, "-", color=colour, lw=1, alpha=0.6)
        for row in own.itertuples():
            mark, size = LOOK[row.precision]
            axis.plot(
                row.told,
                row.happened,
                mark,
                ms=size - 1,
                color=colour,
                mew=1.5,
                mfc=colour if row.basis == "explicit" else "white",
            )
        labels = own.drop_duplicates("happened").sort_values("happened")
        keep = labels.iloc[:: max(1, -(-len(labels) // 9))]
        axis.set(
            yticks=keep.happened,
            yticklabels=[_short(row) for row in keep.itertuples()],
            xlabel="order of telling" if columns < 5 else "",
            ylim=(0.4, own.happened.max() + 0.6),
            xlim=(0.5, max(len(own), 2) + 0.5),
        )
        short = name if columns < 5 or len(name) < 15 else name[:13] + "…"
        axis.set_title(
            f"{short}: {steps[name][0]} of {steps[name][1]}" + " steps go back" * (columns < 5)
            if steps[name][1]
            else f"{short}: a single date",
            fontsize=10 if columns < 5 else 8,
            loc="left",
        )
        axis.tick_params(labelsize=8 if columns < 5 else 7)
        axis.xaxis.get_major_locator().set_params(integer=True)
        data.append(own.drop(columns="open_end"))
    for axis in list(axes.flat)[len(names) :]:
        axis.set_visible(False)
    figure.legend(
        handles=_legend(rows.assign(open_end=0)), ncol=7, fontsize=9, frameon=False, loc="outside lower center"
    )
    each = "; ".join(f"{name}: {back} of {total}" for name, (back, total) in steps.items())
    sums = [sum(counts) for counts in zip(*steps.values())] or [0, 0]
    shown = "; ".join(f"{name}: {back} of {total}" for name, (back, total) in steps.items() if total)
    title = f"Steps back in time: {shown if len(steps) < 6 else f'{sums[0]} of {sums[1]} in {len(steps)} articles'}"
    if not sums[1]:
        title = "No text dates two things: there is no order to compare"
    elif not sums[0]:
        title = "Every text tells what it dates in the order in which it happened"
    tail = f" Placed by outside knowledge: {'; '.join(outside)}." if outside else ""
    return finish(
        figure,
        title,
        "Steps back in time, of all steps from one dated statement to the next, by article: "
        f"{each or 'none'}. The order of events is a rank, so that a day and a decade take the same step."
        f"{tail}",
        pd.concat(data, ignore_index=True) if data else rows,
    )


def event_agreement(compared):
    """Which text tells which event and how it dates it: a row per event that several texts tell.

    In: a table of compare_events.
    """
    rows = compared[compared.told_by > 1].reset_index(drop=True)
    names = [name for name in rows.columns if name not in ("event", "label", "told_by", "verdict")]
    words = len(names) < 6
    width = 22 if len(names) < 4 else 14
    cells = [[textwrap.fill(value, width) if words else "" for value in row] for row in rows[names].to_numpy()]
    labels = [textwrap.fill(f"{row.event} {row.label}", 30) for row in rows.itertuples()]
    lines = [max([label.count("\n"), *(cell.count("\n") for cell in line)]) + 1 for label, line in zip(labels, cells)]
    figure, axis = new_figure(10.5, 1.6 + sum(0.18 * n + 0.16 for n in lines))
    tops = [0.0]
    for n in lines:
        tops.append(tops[-1] + n + 0.9)
    for i, row in enumerate(rows.itertuples(index=False)):
        y, height = tops[i], tops[i + 1] - tops[i]
        axis.text(-0.03, y + height / 2, labels[i], ha="right", va="center", fontsize=9)
        for x, name in enumerate(names):
            value = getattr(row, name, rows.at[i, name])
            state = "silent" if value == "silent" else "undated" if value == "told, no date" else "dated"
            mark, colour = TOLD[state]
            axis.fill([x, x + 1, x + 1, x], [y, y, y + height, y + height], color=colour, ec="white", lw=2)
            shown = f"{mark} {cells[i][x]}" if words and state != "silent" else mark
            axis.text(
                x + 0.04 if words else x + 0.5,
                y + height / 2,
                shown,
                va="center",
                fontsize=9,
                ha="left" if words else "center",
            )
        axis.text(
            len(names) + 0.05,
            y + height / 2,
            row.verdict,
            va="center",
            fontsize=9,
            fontweight="bold" if "differ" in row.verdict else "normal",
        )
    axis.set(
        xlim=(0, len(names) + 0.6),
        ylim=(max(tops[-1], 1), 0),
        yticks=[],
        xticks=[x + 0.5 for x in range(len(names))] + [len(names) + 0.3],
    )
    axis.xaxis.tick_top()
    slant = {} if words else {"rotation": 60, "ha": "left", "rotation_mode": "anchor"}
    axis.set_xticklabels([*names, "dates"], fontsize=10, **slant)
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    meaning = ("told with these words of time", "told, no date", "silent")
    handles = [
        Line2D([], [], ls="", marker="s", ms=10, mfc=colour, mec=GREY, label=f"{mark} {text}")
        for (mark, colour), text in zip(TOLD.values(), meaning)
    ]
    figure.legend(handles=handles, ncol=3, fontsize=9, frameon=False, loc="outside lower center")
    counts = rows.verdict.value_counts()
    verdicts = [
        f"{counts[name]} {name if counts[name] > 1 or name == 'may differ' else name + 's'}"
        for name in ("agree", "differ", "may differ")
        if name in counts
    ]
    verdicts = f"where two times can be compared, {' and '.join(verdicts)}" if verdicts else "no two times compare"
    title = f"Several texts tell {len(rows)} of {len(compared)} events; {verdicts}"
    each = "; ".join(f"{row.event} {row.label}: {row.verdict}" for row in rows.itertuples())
    return finish(figure, title, f"Verdict on the dates of each shared event: {each or 'no event is shared'}.", rows)


# -- Details ----------------------------------------------------------------------------------------------------------


def _placed(told):
    """The rows with first and last filled: an open end runs to the last day known, an open start to the first."""
    rows = told.drop(columns=[c for c in ("clause", "statement") if c in told]).copy()
    open_end = rows["last"].eq("") & rows["first"].ne("")
    open_start = rows["first"].eq("") & rows["last"].ne("")
    rows["open_end"] = open_end.astype(int) - open_start.astype(int)
    rows.loc[open_end, "last"] = rows.loc[open_end, "first"]
    rows.loc[open_start, "first"] = rows.loc[open_start, "last"]
    return rows.reset_index(drop=True)


def _in_zoom(rows, zoom):
    """The rows that begin or end within the stretch, told as finely as it is drawn."""
    if not zoom:
        return rows.iloc[:0]
    inside = (rows["first"].between(*zoom) | rows["last"].between(*zoom)) & (rows.precision != "year")
    return rows[inside].sort_values(["first", "last"], kind="stable")


def _limits(rows):
    years = [year_number(day) for day in [*rows["first"], *rows["last"]]] or [2000.0]
    left, right = min(years, default=2000.0), max(years, default=2001.0)
    return (left, right) if right - left > 0.2 else (left - 0.2, right + 0.2)


def _draw(axis, row, y, colour, left, right):
    begin, end = year_number(row.first), year_number(row.last)
    mark, size = LOOK[row.precision]
    face = colour if row.basis == "explicit" else "white"
    if row.precision == "interval":
        solid = "-" if row.basis == "explicit" else (0, (4, 2))
        axis.plot([begin, end], [y, y], color=colour, lw=1.8, ls=solid, marker="|", ms=size, mew=1.8)
        return
    if row.open_end:
        axis.annotate(
            "",
            (end + (right - left) * 0.05 * row.open_end, y),
            (end, y),
            arrowprops={"arrowstyle": "->", "color": colour},
        )
    axis.plot((begin + end) / 2, y, mark, ms=size, color=colour, mfc=face, mew=1.5)


def _draw_zoom(axis, rows, names, zoom):
    left, right = (year_number(day) for day in zoom)
    y, ticks = 0, []
    for lane, name in enumerate(names):
        own = rows[rows.source == name]
        colour = PALETTE[lane % len(PALETTE)]
        ticks.append((y + max(len(own) - 1, 0) / 2, name))
        for row in own.itertuples():
            _draw(axis, row, y, colour, left, right)
            label = f"{row.event} {row.label}" if hasattr(row, "label") else f"{row.text} ({row.sentence})"
            _label(axis, row, label, y, left, right)
            y += 1
        if not len(own):
            axis.text(left + (right - left) * 0.01, y, "nothing in this stretch", fontsize=8.5, va="center")
            y += 1
        axis.axhline(y - 0.1, color="#cccccc", lw=0.8)
        y += 0.8
    months = pd.date_range(zoom[0], zoom[1], freq="MS")
    axis.set(
        xlim=(left, right + (right - left) * 0.01),
        ylim=(y - 0.7, -0.8),
        yticks=[tick for tick, _ in ticks],
        yticklabels=[name for _, name in ticks],
        xticks=[year_number(day.date()) for day in months],
    )
    axis.set_xticklabels([f"1 {day:%B %Y}" for day in months], ha="left")
    axis.grid(axis="x", color="#e5e5e5")
    axis.set_title(f"{pd.Timestamp(zoom[0]):%B %Y} to {pd.Timestamp(zoom[1]):%B %Y}, enlarged", fontsize=10, loc="left")


def _label(axis, row, label, y, left, right):
    """The label beside its mark where there is room, on the line of an interval that fills the stretch."""
    begin, end = year_number(row.first), year_number(row.last)
    if row.precision != "interval":
        begin = end = (begin + end) / 2
    begin, end = max(begin, left), min(end, right)
    room_left, room_right = (begin - left) / (right - left) > 0.38, (right - end) / (right - left) > 0.38
    place, shift, side = (end, 8, "left") if room_right else (begin, -8, "right") if room_left else (begin, 14, "left")
    axis.annotate(
        label,
        (place, y),
        xytext=(shift, 0),
        va="center",
        textcoords="offset points",
        ha=side,
        fontsize=8.5,
        bbox=None if room_left or room_right else {"fc": "white", "ec": "none", "pad": 1},
    )


def _legend(rows):
    used = [name for name in LOOK if (rows.precision == name).any()]
    handles = [
        Line2D(
            [],
            [],
            ls="-" if name == "interval" else "",
            marker=LOOK[name][0],
            ms=LOOK[name][1] - 1,
            color="#333333",
            label=name,
        )
        for name in used
    ]
    handles.append(
        Line2D(
            [], [], ls="", marker="o", color="#333333", mfc="white", ms=6, label="hollow, dashed: inferred or outside"
        )
    )
    if rows.open_end.any():
        handles.append(Line2D([], [], ls="-", marker=">", color="#333333", ms=5, label="open end"))
    return handles


def _span(rows):
    known = rows[rows.precision != "unknown"]
    return f"{_year(known['first'].min())} and {_year(known['last'].max())}" if len(known) else "unknown times"


def _year(day):
    year = int(year_number(day) // 1) if str(day) else 0
    return _year_label(year)


def _year_label(year):
    return f"{-round(year)} BC" if year < 0 else f"{round(year)}"


def _short(row):
    """A date as exact as it is known."""
    if row.precision == "day":
        return row.first
    if row.precision in ("month", "season"):
        return row.first[:-3]
    year, last = _year(row.first), _year(row.last)
    if row.precision == "interval":
        return f"{year}–{last}" if last != year else f"{row.first[:7]} to {row.last[5:7]}"
    return year
