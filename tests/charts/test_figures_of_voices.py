"""The figures of voice by their words and data: whose speech it is, what the list of names finds, whom it leaves out."""

import re

import pytest

from helpers import find_names, only, perspectives, sentences
from tellings import charts


@pytest.fixture(scope="module")
def names(case):
    return find_names(case, case.coding.quotes)


@pytest.fixture(scope="module")
def coded(case):
    return perspectives.whose_words(case, case.coding.quotes)


def test_what_is_reported_is_not_called_somebody_s_words(coded):
    """By the glossary the wording of indirect speech is the reporter's: only what is quoted is another's words."""
    share, strip = coded.chart(by="coding"), coded.strip()
    assert share.title == "By the coding, 12 to 76 percent of a text is somebody else's speech, quoted or reported"
    assert "is mostly another's speech:" in strip.title
    for chart in (share, strip):
        assert "words are" not in chart.title and not re.search("another's words|somebody's words", repr(chart))


def test_the_rest_of_a_sentence_that_reports_is_named_as_what_it_is(case, coded):
    """In pism-38 the author's own main clause stands there: "reporting clause" would be said of it falsely."""
    own = coded.words[coded.words["sentence"].eq("pism-38") & coded.words["part"].eq("reporting")]
    assert {"mission", "exposed"} <= set(own["text"])
    chart = coded.chart(by="coding")
    legend = [text.get_text() for text in chart.figure.axes[0].get_legend().get_texts()]
    assert "rest of a sentence that reports" in legend and "reporting clause" not in repr(chart)
    assert "13 the rest of sentences that report, 11 author" in chart.description


def test_the_list_finds_the_allies_wherever_they_are_called_so(case, names):
    text = only(sentences(case), role=["headline", "abstract", "body"])
    called = text[text["text"].str.contains(r"\b[Aa]llies\b")]
    assert set(called["sentence"]) <= set(names["sentence"][names["actor"] == "allies"])
    assert "pism-05" not in set(names["sentence"][names["actor"] == "allies"]), "a coalition of the willing is another"
    there = perspectives.presence(case, names, case.coding.quotes).set_index(["actor", "source"])
    assert tuple(there.loc[("allies", "lbc"), ["named", "acts", "speaks"]]) == (2, 2, 0)


def test_what_the_list_does_not_find_is_said_of_the_list(case, names):
    drawn = charts.naming(names, ["Taliban", "collapse"])
    assert "Never named" not in drawn.description
    assert "No name of the list was found for: collapse in later." in drawn.description
    there = charts.presence(perspectives.presence(case, names, case.coding.quotes))
    assert there.description.endswith("An empty cell (–) says that no name of the list was found.")


def test_a_figure_of_some_actors_says_so_and_whom_it_leaves_out(names):
    two = names[names["actor"].isin(["Taliban", "collapse"])]
    some, all_of_them = charts.naming(names, ["Taliban", "collapse"]), charts.naming(two)
    assert f"of {len(two)} mentions of the 2 actors drawn use a name" in some.title
    assert some.description.endswith(f", with {len(names) - len(two)} mentions.") and "Not drawn: " in some.description
    assert "actors drawn" not in all_of_them.title and "Not drawn" not in all_of_them.description
