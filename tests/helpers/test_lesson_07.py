"""The words of lesson 07: made texts, what grows with their number, an archive of one's own."""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers import corpus, find_dates, instruments, only, text_source, tone_by_size, years_named

SIZES = (1, 4)


@pytest.fixture(scope="module")
def growth(case):
    return corpus.growth(case["lbc"], case["pism"], SIZES, runs=3)


def test_a_made_text_begins_with_what_it_holds(case):
    made = corpus.made_texts(case, 4, sentences=5)
    assert [text.outlet for text in made] == ["made from lbc", "made from pism", "made from later", "made from lbc"]
    shown = corpus.beginning(made[0], 50).data
    assert shown.startswith("> ") and shown.endswith(" …") and len(shown) < 60
    two = text_source("One.\n\nTwo.")
    assert corpus.beginning(two).data == "> One.\n>\n> Two. …"


def test_tables_of_an_archive_and_their_sizes(case):
    found = corpus.tables(list(case.values()))
    assert list(corpus.sizes(found).rows)[:2] == [3, 110]
    said = corpus.what_was_read(list(case), [], found).data
    assert said.startswith("**3 texts** read, **0** could not be read. 3 rows in sources, 110 rows in sentences")
    assert list(corpus.tone_of_outlets(found).shown) == list(case)


def test_growth_draws_itself_and_is_counted_beside_others(case, growth):
    assert growth.chart().title.startswith("From 1 to 4 texts a side")
    assert list(growth.spread.columns) == ["texts", "median", "lowest", "highest"]
    assert len(growth.most_favoured(3)) == 3
    first, second = corpus.in_halves(case["pism"])
    once = corpus.growth(case["lbc"], case["pism"], (1,), sentences=21, repeats=False, runs=2)
    beyond = corpus.beyond_chance(
        {"texts": growth, "halves": corpus.growth(first, second, SIZES, runs=3), "once": once}
    )
    assert list(beyond.compared) == ["texts", "halves", "once"] and list(beyond.columns[1:]) == list(SIZES)
    assert beyond[4][0].startswith(f"{growth.spread['median'].iloc[-1]:g} (") and beyond[4][2] == ""


def test_how_far_a_share_of_years_moves():
    before, after = (
        pd.DataFrame({"year": [2001, 2021], "basis": "explicit", "count": counts}) for counts in ([1, 3], [3, 3])
    )
    assert corpus.largest_move(before, after) == pytest.approx(25)


def test_a_sample_names_what_it_could_not_read(tmp_path):
    path = tmp_path / "reports.csv"
    path.write_text("id,text\na,One text of May 2021.\nb,\n")
    texts, faults = corpus.sample(path, 10)
    assert [text.id for text in texts] == ["a"] and len(years_named(find_dates(texts))) == 1
    assert repr(corpus.show_faults(faults)) == "table: 1 rows"
    assert corpus.show_faults([]).data == "No faults."


def test_a_sample_of_the_texts_of_the_collection():
    assert len(corpus.sample("seeds", 200)[0]) == 3


def test_the_numbers_of_what_was_found(case):
    readings = instruments(only(case.coding.sentences, role="body"))
    steady = tone_by_size(readings, (10, 50))
    spreads = {"one": [4, 73], "two": [1, 86], "three": [0, 0]}
    compared = {
        name: SimpleNamespace(spread=pd.DataFrame({"texts": [1, 30], "median": medians}))
        for name, medians in spreads.items()
    }
    found = corpus.numbers(compared, steady, readings)
    assert (found["most"], found["texts"], found["halves"], found["itself"]) == (30, 73, 86, 0)
    assert found["draws"] == 50 and found["sentences"] == len(readings)
    means = [found[name] for name in ("vader", "textblob", "coder")]
    assert found["apart"] == pytest.approx(max(means) - min(means))


def test_errors_are_compared_between_sources(case):
    between = corpus.between_sources(instruments(only(case.coding.sentences, role="body")))
    assert list(between.columns) == ["one", "other", "difference", "low", "high"]
    assert between.difference.abs().is_monotonic_decreasing
