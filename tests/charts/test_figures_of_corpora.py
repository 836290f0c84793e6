"""The figures of many texts by their data, where there are too many rows to draw, or none."""

import pandas as pd

from helpers import find_dates, text_source
from tellings import charts
from tellings.corpus.resampling import years_named


def test_a_figure_of_many_outlets_shows_those_with_most_texts():
    table = pd.DataFrame(
        {
            "outlet": [f"o{n}" for n in range(200)],
            "shown": [f"o{n}" for n in range(200)],
            "texts": [5 + (n % 10 == 0) for n in range(200)],
            "mean": 0.1,
            "low": 0.0,
            "high": 0.2,
            "apart_from": [2 * (n == 0) + (n in (10, 20)) for n in range(200)],
        }
    )
    chart = charts.tone_by_outlet(table)
    assert chart.title.startswith("In 2 of 435 pairs of outlets the interval of the difference")
    assert len(chart.data) == 200 and "shows 30 of 200" in chart.description
    assert "o190 0.10" in chart.description and "o199 0.10" not in chart.description


def test_a_corpus_without_a_date_draws_an_empty_figure():
    chart = charts.years_named(years_named(find_dates(text_source("Nothing has a date here."))))
    assert "none" in chart.title and chart.png()
