"""Figures of time: when the texts say that things happened, in which order they tell them, and who tells what."""

import textwrap

import pandas as pd
from matplotlib.lines import Line2D

from tellings.case.wording import listed
from tellings.charts.base import GREY, colour, finish, legend, linked, new_figure, rows_of
from tellings.charts.wording import say
from tellings.reading.tables import articles
from tellings.timeline.events import bounds, year_number

# A mark per precision, so that a year is never drawn as if it were a day.
LOOK = {
    "day": ("o", 7),
    "week": ("p", 8),
    "month": ("s", 7),
    "season": ("D", 7),
    "year": ("^", 9),
    "interval": ("|", 11),
    "unknown": ("X", 8),
}
# The axis is cut where a gap is so many times as long as all that is left, and no more than a share of the dates lies
# beyond (of few dates one or two): one "500 BC" would make one column of a week.
GAP, BEYOND, OF_FEW = 3, 0.1, 0.25
DRAWN = ["shape", "placed_by", "open_end", "first_sentence"]  # columns that only the drawing needs
TOLD = {
    "told with these words of time": ("●", "#d6e7f3"),
    "told, no date": ("○", "#ffffff"),
    "silent": ("–", "#eeeeee"),
}


# -- Events on an axis


def event_time(told, zoom=None):
    """What each text tells on the axis of events: a lane per text, and below it a stretch enlarged and labelled.

    A filled mark is a time complete as written (a bare year is), a hollow one reckoned or known from outside. A
    hollow cross, on a dotted line where it stands for an interval, has no place in time by that text: the coding places
    it.
    In: a table of told_events, propose_events or dated_statements; zoom, two ISO days, or None.
    """
    rows, names = _placed(told), list(told["source"].unique())
    known = _known(rows)
    inside = _in_zoom(known, zoom)
    heights = [1.2 + (0.75 if len(names) < 13 else 0.45) * len(names)]
    heights += [0.9 + 0.245 * (len(inside) + len(names))] if zoom else []
    ratios = {"height_ratios": heights}
    figure, axes = new_figure(10.5, sum(heights) + 0.7, rows=len(heights), squeeze=False, gridspec_kw=ratios)
    reach = _reach_of_axis(rows)
    _draw_lanes(axes[0, 0], rows, names, reach)
    if zoom:
        _draw_zoom(axes[1, 0], inside, names, zoom)
    legend(axes[0, 0], "below", handles=_handles(rows), ncols=5)
    explicit = (known["basis"] == "explicit").sum()
    what = "tellings" if "event" in told else "expressions"
    hollow = "_hollow" if explicit < len(known) else ""
    title = say(f"event_time.{what}{hollow}", known=len(known), explicit=explicit)
    each = "; ".join(_told_of(name, own) for name, own in rows.groupby("source", sort=False))
    description = [say("event_time.description", each=each)]
    if unknown := len(rows) - len(known):
        description.append(say("event_time.unknown", count=unknown))
    description += _break_in_words(rows, reach)
    sides = pd.Series(_beyond(rows, reach), index=rows.index)
    data = rows.drop(columns=DRAWN)
    data = data.assign(beyond=sides) if sides.any() else data
    return finish(figure, title, " ".join(description), data)


def _placed(told):
    """The rows with first and last filled: an open end runs to the last day known, an open start to the first.

    A telling without a place in time by its own words stands where the coding puts the event: its precision stays
    unknown, `shape` is that of its place, and `placed_by` what the place rests on.
    """
    rows = told.drop(columns=["clause", "statement"], errors="ignore").reset_index(drop=True)
    rows["shape"], rows["placed_by"] = rows["precision"], rows["basis"]
    # An event can be told by several sentences: its mark leads to the first of them.
    rows["first_sentence"] = [next(iter(names.split()), "") for names in rows["sentence"].fillna("")]
    if "coded" in rows:
        for i in rows.index[rows["precision"] == "unknown"]:
            rows.loc[i, ["first", "last", "shape"]] = bounds(rows.at[i, "coded"])
            rows.at[i, "placed_by"] = rows.at[i, "coded_basis"]
    open_end = rows["last"].eq("") & rows["first"].ne("")
    open_start = rows["first"].eq("") & rows["last"].ne("")
    rows["open_end"] = open_end.astype(int) - open_start.astype(int)
    rows["last"] = rows["last"].mask(open_end, rows["first"])
    rows["first"] = rows["first"].mask(open_start, rows["last"])
    return rows


def _known(rows):
    """The rows that have a place in time."""
    return rows[rows["shape"] != "unknown"]


def _in_zoom(rows, zoom):
    """The rows that begin or end within the stretch, told as finely as it is drawn."""
    if not zoom:
        return rows.iloc[:0]
    inside = (rows["first"].between(*zoom) | rows["last"].between(*zoom)) & (rows["shape"] != "year")
    return rows[inside].sort_values(["first", "last"], kind="stable")


def _reach_of_axis(rows):
    """The first and last year that the axis shows in full.

    Years far outside are left for a column at its edge: those beyond a gap of GAP times the span of all others, as long
    as they are few.
    """
    known = _known(rows)
    years = sorted(year_number(day) for day in [*known["first"], *known["last"]])
    if not years:
        return 2000.0, 2000.0
    first, last, most = 0, len(years) - 1, max(BEYOND * len(years), min(4, OF_FEW * len(years)))
    while True:
        cuts = [(i, last, years[i] - years[i - 1], years[last] - years[i]) for i in range(first + 1, last + 1)]
        cuts += [
            (first, i - 1, years[i] - years[i - 1], years[i - 1] - years[first]) for i in range(first + 1, last + 1)
        ]
        valid = [cut for cut in cuts if cut[2] > max(1, GAP * cut[3]) and len(years) - (cut[1] - cut[0] + 1) <= most]
        if years[last] - years[first] <= 1 or not valid:
            return years[first], years[last]
        first, last = max(valid, key=lambda cut: cut[1] - cut[0])[:2]


def _beyond(rows, reach):
    """Where a row lies beyond a break in the axis: "before", "after", or "" on it."""
    begins, ends = rows["first"].map(year_number), rows["last"].map(year_number)
    return ["before" if b < reach[0] else "after" if e > reach[1] else "" for b, e in zip(begins, ends)]


def _draw_lanes(axis, rows, names, reach):
    known = _known(rows)
    left, right = reach
    if right - left <= 0.2:
        spare = max((right - left) / 2, 0.005) if right > left else 0.2
        left, right = left - spare, right + spare
    wide = right - left
    edges = {side for side in _beyond(known, reach) if side}
    # A column at the edge for what lies beyond a break, another for what has no place.
    before, after = left - wide * 0.1, right + wide * 0.1
    unplaced = (after if "after" in edges else right) + wide * 0.08
    place = _placing(left, right, before, after)
    for y, name in enumerate(names):
        for i, row in enumerate(rows[rows["source"] == name].itertuples()):
            shifted = y + (i % 5 - 2) * 0.13
            if row.shape == "unknown":
                linked(*axis.plot(unplaced, shifted, "X", ms=7, color=colour(y), mfc="white"), row.first_sentence)
            else:
                _draw(axis, row, shifted, colour(y), wide, place)
    start = before - wide * 0.06 if "before" in edges else left - wide * 0.02
    rows_of(axis, names, xlim=(start, unplaced + wide * 0.05))
    ticks = _ticks(axis.get_xticks(), left, right)
    for side, x, border in (("before", before, left - wide * 0.05), ("after", after, right + wide * 0.05)):
        if side in edges:
            ticks = {
                tick: label for tick, label in ticks.items() if left <= tick <= right and abs(tick - x) > wide * 0.07
            }
            ticks[x] = _years_beyond(known, reach, side)
            axis.axvline(border, color="#555555", lw=1.2, ls=(0, (1, 2)))
    if len(known) < len(rows):
        ticks[unplaced] = say("event_time.open")
    axis.set_xticks(list(ticks), ticks.values())
    axis.grid(axis="x", color="#e5e5e5")


def _ticks(places, left, right):
    """The ticks of the axis: years; where it shows less than two of them, months; less than two months, days."""
    if right - left >= 2 or left < 1:
        return {round(tick): _year(tick) for tick in places if left - 1 <= tick <= right}
    begin, end = (pd.Timestamp(int(year), 1, 1) + pd.Timedelta(days=year % 1 * 365.25) for year in (left, right))
    months = pd.date_range(begin.normalize(), end, freq="MS")
    days = months if len(months) > 1 else pd.date_range(begin.normalize(), end)
    names = {day: say("time.month" if day in months else "time.day", day=day) for day in days}
    return {year_number(str(day.date())): names[day] for day in days[:: max(1, -(-len(days) // 6))]}


def _placing(left, right, before, after):
    """The place of a year on the axis: its own, or the column at the edge beyond a break."""
    return lambda year: before if year < left else after if year > right else year


def _years_beyond(rows, reach, side):
    """The years beyond a break, written beneath its column: one, or the first and the last."""
    column = "first" if side == "before" else "last"
    years = rows[column].map(year_number)[[found == side for found in _beyond(rows, reach)]]
    first, last = _year(min(years) // 1), _year(max(years) // 1)
    return f"// {first}" if first == last else f"// {first} …\n{last}"


def _break_in_words(rows, reach):
    """The sentence on what lies beyond a break, for the description; none where the axis has none."""
    known = _known(rows)
    sides = pd.Series(_beyond(known, reach), index=known.index)
    if not sides.any():
        return
    named = []
    for row in known[sides != ""].itertuples():
        text = row.event if "event" in known else getattr(row, "text", "")
        named.append(say("event_time.beyond", text=text, name=row.source, date=_short(row)))
    shown = "; ".join(named[:8])
    if len(named) > 8:
        shown = say("event_time.beyond_more", shown=shown, rest=len(named) - 8)
    first, last = (_year(year // 1) for year in reach)
    years = first if first == last else say("time.span", first=first, last=last)
    yield say("event_time.broken", years=years, named=shown)


def _draw(axis, row, y, shade, wide, place=float):
    """One telling of an event at its place in time; wide: the years that the axis shows; place: of a year on it."""
    begin, end = place(year_number(row.first)), place(year_number(row.last))
    explicit = row.basis == "explicit"
    marker, size = LOOK[row.precision]
    if row.precision == "unknown" and row.shape == "interval":
        axis.plot([begin, end], [y, y], color=shade, lw=1.2, ls=":")
    if row.precision == "interval":
        style = "-" if explicit else (0, (4, 2))
        line = axis.plot([begin, end], [y, y], color=shade, lw=1.8, ls=style, marker="|", ms=size, mew=1.8)
        linked(*line, row.first_sentence)
        return
    if row.open_end:
        arrow = {"arrowstyle": "->", "color": shade}
        axis.annotate("", (end + wide * 0.05 * row.open_end, y), (end, y), arrowprops=arrow)
    place, face = (begin + end) / 2, shade if explicit else "white"
    linked(*axis.plot(place, y, marker, ms=size, color=shade, mfc=face, mew=1.5), row.first_sentence)


def _draw_zoom(axis, rows, names, zoom):
    left, right = map(year_number, zoom)
    y, ticks = 0, {}
    for lane, name in enumerate(names):
        own = rows[rows["source"] == name]
        ticks[name] = y + max(len(own) - 1, 0) / 2
        for row in own.itertuples():
            _draw(axis, row, y, colour(lane), right - left)
            label = f"{row.event} {row.label}" if hasattr(row, "label") else f"{row.text} ({row.sentence})"
            _label(axis, row, label, y, left, right)
            y += 1
        if own.empty:
            axis.text(left + (right - left) * 0.01, y, say("event_time.nothing"), fontsize=8.5, va="center")
            y += 1
        axis.axhline(y - 0.1, color="#cccccc", lw=0.8)
        y += 0.8
    axis.set(xlim=(left, right + (right - left) * 0.01), ylim=(y - 0.7, -0.8))
    axis.set_yticks(list(ticks.values()), ticks)
    months = pd.date_range(*zoom, freq="MS")
    axis.set_xticks(
        [year_number(day.date()) for day in months], [say("time.day", day=day) for day in months], ha="left"
    )
    axis.grid(axis="x", color="#e5e5e5")
    first, last = map(pd.Timestamp, zoom)
    axis.set_title(say("event_time.zoom", first=first, last=last), fontsize=10, loc="left")


def _label(axis, row, label, y, left, right):
    """The label beside its mark where there is room, on the line of an interval that fills the stretch."""
    begin, end = year_number(row.first), year_number(row.last)
    if row.shape != "interval":
        begin = end = (begin + end) / 2
    begin, end = max(begin, left), min(end, right)
    look = {"fontsize": 8.5, "va": "center", "textcoords": "offset points"}
    if (right - end) / (right - left) > 0.38:
        words = axis.annotate(label, (end, y), (8, 0), ha="left", **look)
    elif (begin - left) / (right - left) > 0.38:
        words = axis.annotate(label, (begin, y), (-8, 0), ha="right", **look)
    else:
        box = {"fc": "white", "ec": "none", "pad": 1}
        words = axis.annotate(label, (begin, y), (14, 0), ha="left", bbox=box, **look)
    linked(words, row.first_sentence)


def _handles(rows):
    """The entries of a legend for the marks that are used."""
    dark = {"color": "#333333"}
    handles = [
        Line2D([], [], ls="-" if name == "interval" else "", marker=marker, ms=size - 1, label=name, **dark)
        for name, (marker, size) in LOOK.items()
        if name != "unknown" and (rows["precision"] == name).any()
    ]
    hollow = {"ls": "", "marker": "o", "mfc": "white", "ms": 6, "label": say("event_time.hollow")}
    handles.append(Line2D([], [], **hollow, **dark))
    lent = (rows["precision"] == "unknown") & (rows["shape"] != "unknown")
    if (rows["precision"] == "unknown").any():
        meaning = say("event_time.unplaced_coded" if lent.any() else "event_time.unplaced")
        look = {"ls": ":" if lent.any() else "", "marker": "X", "mfc": "white", "ms": 7, "label": meaning}
        handles.append(Line2D([], [], **look, **dark))
    if rows["open_end"].any():
        handles.append(Line2D([], [], ls="-", marker=">", ms=5, label=say("event_time.open_end"), **dark))
    return handles


# -- The order of telling


def telling_order(told):
    """In which order each article tells what it dates, against the order in which that happened: a panel per article.

    In: a table of told_events, propose_events or dated_statements. A line that rises is told as it happened; where it
    falls the text steps back. What has no place in time by that text, a hollow cross, has its place from the coding.
    What one sentence tells of events has one place in the text, so it is put in order of time; dates stand in the order
    of their words.
    """
    names = articles(told)
    rows = _ordered(_placed(told).assign(article=names.to_numpy()))
    panels = {name: rows[rows["article"] == name] for name in names.unique() if name in set(rows["article"])}
    texts = list(told["source"].unique())
    small = len(panels) > 12
    columns = 5 if small else min(2 if len(panels) == 4 else 3, max(1, len(panels)))
    lines = max(1, -(-len(panels) // columns))
    figure, axes = new_figure(10.5, 0.9 + lines * (2.3 if small else 3.6), lines, columns, squeeze=False)
    for axis, (name, own) in zip(axes.flat, panels.items()):
        _draw_order(axis, name, own, colour(texts.index(own["source"].iloc[0])), small)
    for axis in axes.flat[len(panels) :]:
        axis.set_visible(False)
    legend(axes[0, 0], "below", handles=_handles(rows.assign(open_end=0)), ncols=7)
    title, description = _steps_in_words(
        {name: (own["back"].sum(), len(own) - 1) for name, own in panels.items()},
        "tellings" if "event" in told else "expressions",
    )
    description = [description, *_one_sentence(panels)]
    for what, column, value in (("by_coding", "precision", "unknown"), ("by_outside", "placed_by", "outside")):
        counts = [(name, (own[column] == value).sum(), len(own)) for name, own in panels.items()]
        if each := _counted([row for row in counts if row[1]]):
            description.append(say(f"telling_order.{what}", each=each))
    data = pd.concat(panels.values(), ignore_index=True) if panels else rows
    return finish(figure, title, " ".join(description), data.drop(columns=[*DRAWN, "back"]))


def _ordered(rows):
    """What has a date, in the order of telling: its number there, its rank in time, and whether it is a step back."""
    rows = _known(rows).sort_values(["source", "start", "first"], kind="stable")
    told = rows.groupby("article").cumcount() + 1
    happened = rows["first"].map(year_number).astype(float).groupby(rows["article"]).rank(method="dense")
    return rows.assign(told=told, happened=happened, back=happened.groupby(rows["article"]).diff() < 0)


def _one_sentence(panels):
    """The sentence on how many steps cannot go back, since they lie within a sentence; none where none does."""
    inside = {name: own["start"].duplicated().sum() for name, own in panels.items()}
    each = "; ".join(f"{name}: {count}" for name, count in inside.items() if count)
    if each:
        yield say("telling_order.one_sentence", each=each)


def _draw_order(axis, name, own, shade, small):
    axis.plot(own["told"], own["happened"], "-", color=shade, lw=1, alpha=0.6)
    for row in own.itertuples():
        marker, size = LOOK[row.precision]
        face = shade if row.basis == "explicit" else "white"
        dot = axis.plot(row.told, row.happened, marker, ms=size - 1, color=shade, mew=1.5, mfc=face)
        linked(*dot, row.first_sentence)
    labels = own.drop_duplicates("happened").sort_values("happened")
    labels = labels.iloc[:: max(1, -(-len(labels) // 9))]
    axis.set_yticks(labels["happened"], [_short(row) for row in labels.itertuples()])
    axis.set(ylim=(0.4, own["happened"].max() + 0.6), xlim=(0.5, max(len(own), 2) + 0.5))
    axis.set_xlabel("" if small else say("telling_order.x"))
    short = name[:13] + "…" if small and len(name) > 14 else name
    steps = {"part": own["back"].sum(), "whole": len(own) - 1}
    title = say("value.of" if small else "telling_order.panel", name=short, **steps)
    if len(own) == 1:
        title = say("telling_order.panel_one", name=short)
    axis.set_title(title, fontsize=8 if small else 10, loc="left")
    axis.tick_params(labelsize=7 if small else 8.5)
    axis.xaxis.get_major_locator().set_params(integer=True)


def _steps_in_words(steps, what):
    """Title and description of the steps back. In: article -> how many go back, of how many; steps between what."""
    back, total = (sum(counts) for counts in zip((0, 0), *steps.values()))
    counts = [(name, *of) for name, of in steps.items()]
    title = say("telling_order.title", each=_counted([row for row in counts if row[2]]))
    if not total:
        title = say("telling_order.title_no_step")
    elif not back:
        title = say("telling_order.title_none_back")
    elif len(steps) >= 6:
        title = say("telling_order.title_many", back=back, steps=total, articles=len(steps))
    return title, say(f"telling_order.{what}", each=_counted(counts) or say("telling_order.none"))


def _counted(counts):
    return "; ".join(say("value.of", name=name, part=part, whole=whole) for name, part, whole in counts)


# -- Events that several texts tell


def event_agreement(compared):
    """Which text tells which event and how it dates it: a row per event that several texts tell.

    In: a table of compare_events.
    """
    # By place: a text may be called "verdict" or "event", as a column is.
    rows = compared[(compared.iloc[:, 2] > 1).to_numpy()].reset_index(drop=True)
    names, table = list(rows)[3:-2], list(rows.itertuples(index=False, name=None))
    worded = len(names) < 6
    width = 22 if len(names) < 4 else 14
    labels = [f"{event} {label}" for event, label, *_ in table]
    written = [textwrap.fill(label, 30) for label in labels]
    cells = [[textwrap.fill(words, width) if worded else "" for words in row[3:-2]] for row in table]
    lines = [1 + max(text.count("\n") for text in [label, *row]) for label, row in zip(written, cells)]
    figure, axis = new_figure(10.5, 1.6 + sum(0.18 * n + 0.16 for n in lines))
    top = 0.0
    for i, height in enumerate(n + 0.9 for n in lines):
        middle, verdict, first = top + height / 2, table[i][-2], _first_sentences(table[i][-1])
        axis.text(-0.03, middle, written[i], ha="right", va="center", fontsize=9)
        for x, name in enumerate(names):
            drawn = _draw_telling(axis, x, top, height, table[i][3 + x], cells[i][x])
            # An id has no blank, the name of a text may have one.
            linked(drawn, first.get("_".join(name.split()), ""))
        weight = "bold" if "differ" in verdict else "normal"
        axis.text(len(names) + 0.05, middle, verdict, va="center", fontsize=9, fontweight=weight)
        top += height
    axis.set(xlim=(0, len(names) + 0.6), ylim=(max(top, 1), 0), yticks=[])
    slant = {} if worded else {"rotation": 60, "ha": "left", "rotation_mode": "anchor"}
    axis.xaxis.tick_top()
    axis.set_xticks(
        [x + 0.5 for x in range(len(names))] + [len(names) + 0.3],
        [*names, say("event_agreement.dates")],
        fontsize=10,
        **slant,
    )
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    handles = [
        Line2D([], [], ls="", marker="s", ms=10, mfc=shade, mec=GREY, label=f"{sign} {meaning}")
        for meaning, (sign, shade) in TOLD.items()
    ]
    legend(axis, "below", handles=handles, ncols=3)
    verdicts = _verdicts(rows.iloc[:, -2])
    name = "event_agreement.title" if verdicts else "event_agreement.title_none"
    title = say(name, shared=len(rows), all=len(compared), verdicts=listed(verdicts))
    each = "; ".join(f"{label}: {row[-2]}" for label, row in zip(labels, table))
    description = say("event_agreement.description" if each else "event_agreement.description_none", each=each)
    return finish(figure, title, description, rows)


def _draw_telling(axis, x, top, height, told, words):
    """The box of one text in the row of an event: a sign for how it dates it, and where there is room its words."""
    sign, shade = TOLD.get(told, TOLD["told with these words of time"])
    (box,) = axis.fill([x, x + 1, x + 1, x], [top, top, top + height, top + height], color=shade, ec="white", lw=2)
    if words:
        text = sign if told == "silent" else f"{sign} {words}"
        axis.text(x + 0.04, top + height / 2, text, va="center", fontsize=9)
    else:
        axis.text(x + 0.5, top + height / 2, sign, va="center", ha="center", fontsize=9)
    return box


def _first_sentences(names):
    """Text -> the first of its sentences among these."""
    return {name.rpartition("-")[0]: name for name in reversed(names.split())}


def _verdicts(verdicts):
    counts = verdicts.value_counts().to_dict()
    return [
        say(f"event_agreement.{name.replace(' ', '_')}", count=counts[name])
        for name in ("agree", "differ", "may differ")
        if name in counts
    ]


# -- Dates in words


def _told_of(name, rows):
    """How many of a text's rows stand on the axis, between which years, and how many of these by the coding."""
    known = _known(rows)
    if known.empty:
        return say("event_time.lane_none", name=name)
    lent = (known["precision"] == "unknown").sum()
    # Days of an earlier era sort behind all others as text.
    first, last = min(known["first"], key=year_number), max(known["last"], key=year_number)
    lane = {"known": len(known), "first": _year_of(first), "last": _year_of(last), "lent": lent}
    return say("event_time.lane_coding" if lent else "event_time.lane", name=name, **lane)


def _year_of(day):
    return _year(year_number(day) // 1 if day else 0)


def _year(year):
    return say("time.bc", year=-round(year)) if year < 0 else f"{round(year)}"


def _short(row):
    """A date as exact as it is known."""
    if row.shape == "day":
        return row.first
    if row.shape in ("month", "season"):
        return row.first[:-3]
    year, last = _year_of(row.first), _year_of(row.last)
    if row.shape == "interval":
        return f"{year}–{last}" if last != year else say("time.span", first=row.first[:7], last=row.last[5:7])
    return year
