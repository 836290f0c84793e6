"""The figures of the timeline by their data: every telling drawn, steps back counted, shared events compared."""

import re

import pandas as pd
import pytest

from helpers import compare_events, dated_statements, propose_events, text_source, times_in_sentences
from tellings import charts


def test_event_time_draws_every_telling(told):
    chart = charts.event_time(told, zoom=("2021-06-01", "2021-09-30"))
    assert len(chart.data) == len(told)
    explicit = (told.basis == "explicit").sum()
    assert explicit == 5, "the year of the agreement is in pism, and not in later"
    assert chart.title.startswith(f"Of {len(told)} tellings of events on the axis, {explicit} rest")


def test_the_mark_of_a_telling_is_filled_only_by_a_date_of_that_text(told):
    """One event, two lanes: a filled triangle in pism, a hollow cross at the same place in later."""
    pair = told[told.event == "e09"]
    chart = charts.event_time(pair)
    marks = {line.get_marker(): line for line in chart.figure.axes[0].lines}
    assert set(marks) == {"^", "X"} and len(chart.figure.axes[0].lines) == 2
    assert marks["^"].get_markerfacecolor() != "white" and marks["X"].get_markerfacecolor() == "white"
    assert marks["^"].get_xdata()[0] == marks["X"].get_xdata()[0]
    assert chart.data.set_index("source").basis.to_dict() == {"pism": "explicit", "later": ""}
    legend = [text.get_text() for text in chart.figure.legends[0].get_texts()]
    assert "no place in time by this text: placed by the coding" in legend
    panels = charts.telling_order(pair)
    assert panels.data.set_index("source").precision.to_dict() == {"pism": "year", "later": "unknown"}


def test_titles_count_what_is_drawn(told):
    """pism is drawn with what it dates itself; what it does not date is said to be placed by the coding."""
    lent = told[(told.source == "pism") & (told.precision == "unknown")]
    assert f"{len(lent)} of them with no place in time by its own words" in charts.event_time(told).description
    assert "by its own words" not in charts.event_time(told[told.basis != ""]).description


def test_a_cross_is_said_to_have_no_place_in_time_and_not_to_have_no_time(told):
    """Three of the crosses have words of time in their text, such as "recent weeks", that name no day, month or year."""
    figures = charts.event_time(told), charts.telling_order(told)
    said = [repr(chart.title + chart.description) for chart in figures]
    said += [
        text.get_text()
        for chart in figures
        for text in (chart.figure.legends or [chart.figure.axes[0].get_legend()])[0].get_texts()
    ]
    assert not any("no time" in words for words in said) and any("no place in time" in words for words in said)


def test_hollow_marks_are_named_only_where_there_are_some(told, stated):
    for rows in (told, stated):
        filled = charts.event_time(rows[rows.basis == "explicit"])
        assert "hollow ones" in charts.event_time(rows).title and "hollow ones" not in filled.title


def test_steps_within_a_sentence_are_counted_apart(told, stated):
    """What one sentence tells has one place in the text and is put in order of time: it cannot go back."""
    assert "these steps cannot go back: lbc: 4; pism: 7; later 2: 3." in charts.telling_order(told).description
    assert "cannot go back" not in charts.telling_order(stated).description, "a date has a place of its own"
    labels = {axis.get_xlabel() for axis in charts.telling_order(told).figure.axes if axis.get_visible()}
    assert labels == {"order of telling, sentence by sentence"}


def test_event_time_says_what_has_no_place(stated):
    chart = charts.event_time(stated)
    unplaced = stated.precision == "unknown"
    assert f"{unplaced.sum()} have no place" in chart.description
    complete = (~unplaced & (stated.basis == "explicit")).sum()
    assert chart.title.startswith(
        f"Of {(~unplaced).sum()} expressions of time on the axis, {complete} are complete as written"
    )


def test_a_lane_is_said_to_hold_what_stands_on_the_axis(stated, told):
    """What has no place is counted apart: the lanes' numbers add up to the title's, and not to all rows."""
    for rows in (stated, told[told.event == "e09"]):
        chart = charts.event_time(rows)
        lanes = [int(count) for count in re.findall(r"tells (\d+) between", chart.description)]
        assert f"Of {sum(lanes)} " in chart.title
    assert "lbc tells 11 between 2001 and 2021; pism tells 9" in charts.event_time(stated).description
    none = charts.event_time(stated[(stated.precision == "unknown") & (stated.source == "lbc")])
    assert "lbc has nothing there" in none.description


def test_steps_between_tellings_are_not_called_steps_between_dates(told, stated):
    """25 of the tellings have no date in their text."""
    assert "from one telling that has a place in time to the next" in charts.telling_order(told).description
    assert "from one dated statement to the next" in charts.telling_order(stated).description


def test_dates_of_one_sentence_stand_in_the_order_of_their_words(told):
    """Events of one sentence share its place and are put in order of time; dates have each their own."""
    source = text_source("The bridge of May 2021 replaced that of March 1990.", id="one", published="2021-06-01")
    order = charts.telling_order(dated_statements([source])).data
    assert order.happened.tolist() == [2, 1]
    shared = charts.telling_order(told).data
    steps = shared.happened.diff()[shared.duplicated(["source", "start"])]
    assert len(steps) == 14 and (steps >= 0).all()
    assert "dates stand in the order\n    of their words" in charts.telling_order.__doc__


def test_a_hollow_mark_may_be_known_from_outside(told):
    drawn = charts.event_time(told).data
    assert "outside" in set(drawn.basis) and "or known from outside" in charts.event_time.__doc__


def test_telling_order_counts_steps_back():
    texts = [
        text_source("In 1990 it began. In 1980 it was planned. In 2000 it ended.", id="a", published="2001"),
        text_source("In 1970 it began. In 1975 it went on.", id="b", published="2001"),
    ]
    chart = charts.telling_order(dated_statements(texts))
    assert chart.data.groupby("source").happened.apply(list).to_dict() == {"a": [2.0, 1.0, 3.0], "b": [1.0, 2.0]}
    assert chart.title == "Steps back in time: a: 1 of 2; b: 0 of 1" and "a: 1 of 2; b: 0 of 1" in chart.description


def test_telling_order_keeps_two_articles_of_one_file_apart(told, stated):
    chart = charts.telling_order(told)
    assert set(chart.data.article) == {"lbc", "pism", "later 1", "later 2"}
    own = told[told.source == "later"].groupby("item").precision.apply(lambda of: (of == "unknown").sum())
    assert f"later 1: {own[1]} of 4; later 2: {own[2]} of 8. Placed by outside" in chart.description
    assert chart.description.endswith("later 1: 2 of 4; later 2: 5 of 8."), "the mission's beginning, too"
    assert "later 1:" not in charts.telling_order(stated).title, "one date, no step"


def test_agreement_shows_only_shared_events(told, times):
    chart = charts.event_agreement(compare_events(told, times))
    assert (chart.data.told_by > 1).all() and len(chart.data) == 10
    assert chart.title == (
        "Several texts tell 10 of 39 events; where two times can be compared, 1 agrees and 1 may differ"
    )


@pytest.mark.parametrize("count", [2, 30])
def test_figures_hold_for_few_and_many_texts(count):
    texts = [
        text_source(
            f"In May 199{n % 10} the dam broke. In 1985 the dam was built. On 3 June 199{n % 10} it was mended.",
            id=f"text{n:02d}",
            published="2001-01-01",
        )
        for n in range(count)
    ]
    stated, proposed = dated_statements(texts), propose_events(texts, least=1)
    for chart in (
        charts.event_time(stated),
        charts.telling_order(stated),
        charts.event_time(proposed),
        charts.event_agreement(compare_events(proposed, times_in_sentences(proposed, stated))),
    ):
        assert chart.png().startswith(b"\x89PNG") and len(chart.data)


def stated_by(*texts):
    return dated_statements(
        [text_source(f"Head Line\n\n{text}", id=f"t{n}", published="2024-06-12") for n, text in enumerate(texts)]
    )


DAYS = "On 9 June 2024 it fell. On 3 August 2024 they sang. On 11 May 2024 it snowed. In 2023 it was built. "


def ticks(chart):
    axis = chart.figure.axes[0]
    return {text.get_text(): place for place, text in zip(axis.get_xticks(), axis.get_xticklabels())}


def test_one_year_far_away_does_not_flatten_the_axis():
    """It stands in a column at the edge, its year written there, and caption and data name it."""
    chart = charts.event_time(stated_by(DAYS + "In the mid-500s B.C. a wall stood.", DAYS))
    marks = ticks(chart)
    assert "// 509 BC" in marks and max(marks.values()) > 2024
    left, right = chart.figure.axes[0].get_xlim()
    assert 2022 < left < marks["// 509 BC"] < 2023 and right < 2025.5
    assert "The axis is broken and shows 2023 to 2024" in chart.description
    assert "“the mid-500s B.C.” (t0, 509 BC–500 BC)." in chart.description
    assert chart.data.loc[chart.data.beyond == "before", "text"].tolist() == ["the mid-500s B.C."]
    assert "t0 tells 5 between 509 BC and 2024" in chart.description


def test_a_year_far_ahead_stands_at_the_other_edge():
    chart = charts.event_time(stated_by(DAYS, DAYS + "It ends in 2090."))
    assert chart.figure.axes[0].get_xlim()[1] < 2026 and "// 2090" in ticks(chart)
    assert set(chart.data.beyond) == {"", "after"}


@pytest.mark.parametrize(
    "text",
    [
        "In 1950 it began. In 1990 it grew. In 2021 it fell. In 2024 it ended.",  # no gap of three times the rest
        "In 1700 it began. In 1720 it grew. In 2021 it fell. In 2024 it ended.",  # half the dates are no exception
        "On 3 May 2024 it began.",
        "Nothing happened.",
    ],
)
def test_an_axis_that_holds_all_dates_is_not_broken(text):
    chart = charts.event_time(stated_by(text))
    assert "broken" not in chart.description and "beyond" not in chart.data
    assert not any("//" in label for label in ticks(chart))


def test_an_axis_of_days_or_months_has_their_names():
    assert {"June 2024", "July 2024"} <= set(
        ticks(charts.event_time(stated_by("On 9 May 2024 it fell. On 3 August 2024 it ended.")))
    )
    assert "11 June 2024" in ticks(charts.event_time(stated_by("On 9 June 2024 it fell. On 12 June 2024 it ended.")))


def test_figures_of_texts_without_dates_say_so():
    empty = dated_statements([text_source("Nothing happened.", id="a")])
    assert isinstance(empty, pd.DataFrame) and empty.empty
    assert "no" in charts.telling_order(empty).title.lower() and charts.event_time(empty).data.empty
