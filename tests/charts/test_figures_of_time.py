"""The figures of the timeline by their data: every telling drawn, steps back counted, shared events compared."""

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
    assert "no time in this text: placed by the coding" in legend
    panels = charts.telling_order(pair)
    assert panels.data.set_index("source").precision.to_dict() == {"pism": "year", "later": "unknown"}


def test_titles_count_what_is_drawn(told):
    """pism is drawn with what it dates itself; what it does not date is said to be placed by the coding."""
    lent = told[(told.source == "pism") & (told.precision == "unknown")]
    assert f"{len(lent)} of them with no time of its own" in charts.event_time(told).description
    assert "no time of its own" not in charts.event_time(told[told.basis != ""]).description


def test_event_time_says_what_has_no_place(stated):
    chart = charts.event_time(stated)
    unplaced = stated.precision == "unknown"
    assert f"{unplaced.sum()} have no place" in chart.description
    complete = (~unplaced & (stated.basis == "explicit")).sum()
    assert chart.title.startswith(
        f"Of {(~unplaced).sum()} expressions of time on the axis, {complete} are a complete date"
    )


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


def test_figures_of_texts_without_dates_say_so():
    empty = dated_statements([text_source("Nothing happened.", id="a")])
    assert isinstance(empty, pd.DataFrame) and empty.empty
    assert "no" in charts.telling_order(empty).title.lower() and charts.event_time(empty).data.empty
