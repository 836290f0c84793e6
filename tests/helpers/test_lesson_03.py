"""The words of lesson 03: a rule of one's own, another date of publication, the numbers of what was found."""

import pytest
from collection import DEEPER, cells

from helpers import (
    CaseError,
    dated_statements,
    find_dates,
    found_events,
    match_spans,
    propose_events,
    text_source,
    timeline,
    told_events,
)
from tellings.case.files import PROJECT
from tellings.own.wording import say
from tellings.timeline import dates as finder
from tellings.timeline.events import proposal_scores


def test_a_rule_of_ones_own_finds_what_it_names_and_leaves_the_finder_as_it_was(case):
    before = list(finder.RULES)
    found = timeline.with_rule(case, "as soon as possible", "FUTURE_REF")
    new = found[found.text == "as soon as possible"]
    assert list(new.value) == ["FUTURE_REF"]
    assert len(found) == len(find_dates(case)) + 1
    assert before == finder.RULES


def test_what_the_reference_has_no_date_for_is_not_told_to_be_a_rule_of_the_codebook(case):
    """ "As soon as possible" stands in lbc-31; the coder left it out, and no rule of the codebook says why."""
    assert "as soon as possible" in case.sentence("lbc-31") and case.gold("dates").query("sentence == 'lbc-31'").empty
    book = (PROJECT / "seeds" / "gold" / "CODEBOOK.md").read_text(encoding="utf-8")
    assert "soon" not in book and "speed" not in book
    page = next(path for path in DEEPER if path.stem == "03_rules_for_dates")
    prose = "".join(source for _, source, _ in cells(page, "markdown"))
    assert (
        "by the reference it is wrong, which has no date there" in prose and "The codebook has no rule for it" in prose
    )


@pytest.mark.parametrize(
    ("meaning", "kind"), [("2021-08-15", "DATE"), ("P45Y", "DURATION"), ("PAST_REF", "DATE"), ("XXXX-08-15", "DATE")]
)
def test_the_meaning_of_a_rule_may_be_a_value(meaning, kind):
    text = text_source("It happened in the great flood of old.", published="2021-08-17")
    row = timeline.with_rule(text, "the great flood", meaning).iloc[0]
    assert (row.text, row.value, row.type) == ("the great flood", meaning, kind)


def test_the_meaning_of_a_rule_may_be_a_function_of_the_finder():
    text = text_source("They met on the ides of March 2021.", published="2021-08-17")
    row = timeline.with_rule(text, "the ides of <month> <year>", "calendar_day").iloc[0]
    assert (row.text, row.value) == ("the ides of March 2021", "2021-03")


@pytest.mark.parametrize(
    ("pattern", "meaning", "says"),
    [
        ("as soon as possible", "vague", "lacks a part that vague asks for"),
        ("as soon as possible", "vauge", "is no value and no function"),
        ("as soon as possible", "soon", "is no value and no function"),
        ("as (soon", "FUTURE_REF", "cannot be read"),
        ("as <soon> as possible", "FUTURE_REF", "no list <soon>"),
        ("As Soon As Possible", "FUTURE_REF", "finds nothing new here"),
        ("as soon as never", "FUTURE_REF", "finds nothing new here"),
    ],
)
def test_a_rule_that_fails_says_why_and_leaves_nothing_behind(case, pattern, meaning, says):
    before = list(finder.RULES)
    with pytest.raises(CaseError, match=says):
        timeline.with_rule(case, pattern, meaning)
    assert before == finder.RULES


@pytest.mark.parametrize("meaning", ["calendar_day", "decade", "this_unit", "duration", "clock"])
def test_a_function_that_misses_its_parts_is_named(meaning):
    text = text_source("Write to us as soon as possible.", published="2021-08-17")
    with pytest.raises(CaseError, match=f"lacks a part that {meaning} asks for"):
        timeline.with_rule(text, "as soon as possible", meaning)


def test_an_excerpt_keeps_the_date_of_its_text(case):
    piece = timeline.excerpt(case["pism"], "On 31 August")
    assert piece.text.startswith("On 31 August, the U.S. officially ended") and "\n" not in piece.text
    assert piece.published == case["pism"].published
    with pytest.raises(CaseError, match="no paragraph of pism opens with 'In 1066'"):
        timeline.excerpt(case["pism"], "In 1066")


def test_texts_as_if_published_at_another_time_leave_the_case_as_it_is(case):
    assert {source.published for source in timeline.as_if_published(case, None)} == {None}
    moved = find_dates(timeline.as_if_published(case["later"], "2023-11"))
    assert "2023-11-08" in set(moved.value)
    assert case["later"].published.startswith("2025")


def test_tables_beside_the_texts_and_the_finder(case):
    assert {"text", "knowledge", "earliest", "latest"} <= set(timeline.windows(case))
    assert len(timeline.benchmarks()) > 5


def test_the_benchmarks_say_what_was_measured_on_what_and_by_whom():
    rows = timeline.benchmarks()
    unseen = rows[(rows.system == "this finder") & (rows["seen before"] == "no")]
    assert len(unseen) == 3 and unseen["value F1"].tolist() == ["81.3", "77.0", "86.1"], (
        "a row on every collection held out"
    )
    for _, held_out in rows[rows["seen before"] == "no"].groupby("documents"):
        assert {"this finder", "HeidelTime 2.2"} <= set(held_out.system)
    assert rows["measured by"].str.contains("its makers|the makers of this finder").all()


def test_a_proposal_is_right_where_two_texts_tell_the_event_in_its_sentences(case):
    """3 of 10 on this case, with one pair in four wrong: the figures of lesson 03 and of reports on other texts."""
    told, proposed = told_events(case), propose_events(case)
    assert found_events(proposed, told) == ["e06", "e17", "e18"]
    assert proposal_scores(proposed, told) == {"pairs": 4, "right": 3, "events": 10, "found": 3}
    assert "3 of its 4 pairs" in say("alike.error") and "3 of the 10 events" in say("alike.error")
    wrong = proposed[proposed.event == "p03"].assign(sentence=["lbc-02", "pism-09"])
    assert found_events(wrong, told) == []


def test_the_numbers_of_what_was_found(case):
    dates, told = find_dates(case), told_events(case)
    missed = match_spans(find_dates(timeline.as_if_published(case, None)), case.coding.dates, same=["value"])
    found = timeline.numbers(dates, missed[missed.outcome != "right"], told, timeline.dated_by_reading(told, case))
    assert (found["dates"], found["missed"], found["events"], found["tellings"]) == (34, 11, 39, 51)
    assert (found["by_all"], found["compared"], found["agree"], found["may_differ"]) == (1, 2, 1, 1)
    coarse = timeline.dated_by_sentence(told, dated_statements(case))
    assert set(coarse.event) == set(told.event)
    assert timeline.by_text(told).data == "13 in `lbc`, 26 in `pism`, 12 in `later`"
