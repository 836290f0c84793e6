"""Sheet 3: no key asks for what the sheet forbids, and a right answer in another form is right."""

import pandas as pd
import pytest
from collection import cells

from helpers import load_case, told_events
from tellings.case.files import PROJECT
from tellings.exercises.check import judge
from tellings.timeline.events import compare_events

MIDDLE = ["NATO takes command", "combat operations end", "Doha agreement", "first deadline", "Brussels summit"]
MIDDLE += ["Taliban enter Kabul", "Stoltenberg's press conference", "US mission ends"]
OPEN = ["new NATO strategy", "Bagram report", "Times interview"]
PAIR = ["9/11 attacks", "Taliban lose control"]


def test_what_no_text_orders_shares_a_list():
    verdict, reason = judge("3.3", [PAIR, *MIDDLE, OPEN])
    assert verdict == "right" and "only outside knowledge" in reason and "inference" in reason


ORDERED_ENDS = [[OPEN[0], OPEN[1:]], OPEN, [OPEN[0], OPEN[2], OPEN[1]]]


@pytest.mark.parametrize("beginning", [PAIR, PAIR[::-1]])
def test_only_outside_knowledge_orders_the_attacks_and_the_loss_of_control(beginning):
    verdict, hint = judge("3.3", [*beginning, *MIDDLE, OPEN])
    assert verdict == "known" and "All but the beginning: which words of the texts" in hint
    for end in ORDERED_ENDS:
        verdict, hint = judge("3.3", [*beginning, *MIDDLE, *end])
        assert verdict == "known" and "All but the two ends" in hint, end


@pytest.mark.parametrize("end", ORDERED_ENDS)
def test_whoever_orders_what_no_text_dates_is_asked_what_says_so(end):
    verdict, hint = judge("3.3", [PAIR, *MIDDLE, *end])
    asked = (
        "which words of the texts put the strategy" if end[1:] == [OPEN[1:]] else "what year does each of the last two"
    )
    assert verdict == "known" and "All but the end" in hint and asked in hint


def test_further_attacks_are_later_than_the_first():
    verdict, hint = judge("3.3", [[*PAIR, MIDDLE[0]], *MIDDLE[1:], OPEN])
    assert verdict == "known" and "pism-39" in hint


@pytest.mark.parametrize("told", [["takeover", "withdrawal", "NATO takes command"], None])
def test_that_one_agreement_is_meant_is_an_inference(told):
    """pism has the year and never says Doha: with or without it, the witnesses are right."""
    told = told or ["takeover", "withdrawal", "NATO takes command", "Doha agreement"]
    verdict, reason = judge("3.4", {"told by two": told, "dated by two": ["NATO takes command"]})
    assert verdict == "right" and "inference" in reason


def test_eleven_years_run_from_the_lead_to_the_end_of_combat():
    """lbc does not say when combat began: a hint may not say how long it lasted."""
    verdict, hint = judge("3.2", 11)
    assert verdict == "known" and "from the lead" in hint and "combat operations lasted" not in hint


def test_that_speed_was_the_surprise_is_one_reading():
    answer = {"expected": "a deterioration in security", "by surprise": "the rapid collapse of the state structures"}
    verdict, reason = judge("3.5", answer)
    assert verdict == "right" and "can be read so" in reason and "does not contradict" not in reason


def test_that_no_year_is_left_for_a_president_rests_on_a_premise():
    """pism-39 has the President after the mission's end: be its title that of the deed or of the day of writing."""
    windows = load_case("seeds").table("date_windows").set_index(["text", "knowledge"])
    why = windows.why["later 2", "with the other texts"]
    assert "Biden was after the mission's end (pism-39)" in why and "did not change hands" in why
    assert "Biden was after the mission's end (pism-39)" in (PROJECT / "classroom" / "key.md").read_text(
        encoding="utf-8"
    )
    told = why + "".join(source for _, source, _ in cells(PROJECT / "notebooks/deeper/03_the_year_of_later.ipynb"))
    assert "when pism was written" not in told and "autumn" not in told and "between `pism` and that" not in told


def test_why_the_bagram_report_is_of_2021_or_after_shuts_out_a_rule_before_2001_and_a_september_of_2020():
    """lbc-23 has an earlier Taliban rule, pism-07 a Trump administration in 2020: neither may be left open."""
    case = load_case("seeds")
    assert "lost control of in 2001" in case.sentence("lbc-23") and "Trump" in case.sentence("pism-07")
    assert "foreign troops" in case.sentence("later-14") and "by 2021" in case.sentence("later-14")
    window = case.table("date_windows").set_index(["text", "knowledge"]).why["later 2", "with the other texts"]
    key = (PROJECT / "classroom" / "key.md").read_text(encoding="utf-8")
    (example,) = [line for line in key.splitlines() if "| Bagram report |" in line]
    page = "".join(source for _, source, _ in cells(PROJECT / "notebooks/deeper/03_the_year_of_later.ipynb"))
    for told in (window, example, page.replace("`", "")):
        assert all(f"({name})" in told for name in ("later-14", "lbc-23", "pism-13")), told
        assert "their rule of before 2001" in told
    assert "later-07" in window and "later-07" in example


def test_events_agree_if_one_date_of_each_meets():
    told = pd.DataFrame({"event": "e", "label": "l", "source": ["a", "b"], "sentence": ["a-01", "b-01"]})
    times = pd.DataFrame({"event": "e", "source": ["a", "a", "b"], "text": ["2003", "2014", "2003"]})
    assert list(compare_events(told, times.assign(value=times.text)).verdict) == ["agree"]
    assert "of every two texts that date it, one date of each meets" in compare_events.__doc__


def test_an_event_that_both_articles_of_later_tell_is_counted_for_each():
    told = told_events(load_case("seeds"))
    twice = told[told.duplicated(["event", "source"])]
    assert list(twice.event) == ["e16"] and list(twice.source) == ["later"]


DECADES = {"lbc": "no terrorist attacks", "pism": "the U.S. mission", "later": "operation"}


@pytest.mark.parametrize(
    "told",
    [
        "there have been no terrorist attacks on allied soil",
        "years without attacks",
        "free of attacks",
        "time free from any attack",
        "none: attacks",
    ],
)
def test_two_decades_without_attacks_can_be_said_in_many_ways(told):
    assert judge("3.8", DECADES | {"lbc": told})[0] == "right"


@pytest.mark.parametrize("told", ["terrorist attacks", "attacks", "terrorist attacks on allied soil"])
def test_two_decades_of_attacks_are_not_what_lbc_says(told):
    hint = "lbc: Have there been any, by this sentence? 2 of 3 entries are right."
    assert judge("3.8", DECADES | {"lbc": told}) == ("known", hint)


@pytest.mark.parametrize("told", ["its mission in Afghanistan", "officially ended its mission"])
def test_whose_mission_it_is_must_be_quoted_too(told):
    verdict, hint = judge("3.8", DECADES | {"pism": told})
    assert verdict == "known" and "Take in the subject of the sentence." in hint
    assert judge("3.8", DECADES | {"pism": "the U.S. officially ended its mission"})[0] == "right"


def test_the_end_of_the_evacuation_is_said_to_be_inferred():
    """pism-08 sets a deadline for the withdrawal; no text says when the evacuation ended."""
    times = load_case("seeds").table("event_times")
    notes = times[times.event.isin(["e20", "e21"]) & (times.source == "pism")].note
    assert len(notes) == 2
    assert all("coder's inference" in note and '"for the withdrawal" of pism-08' in note for note in notes)
