"""Sheet 3: no key asks for what the sheet forbids, and a right answer in another form is right."""

import pytest

from tellings.exercises.check import judge

MIDDLE = ["NATO takes command", "combat operations end", "Doha agreement", "first deadline", "Brussels summit"]
MIDDLE += ["Taliban enter Kabul", "Stoltenberg's press conference", "US mission ends"]
OPEN = ["new NATO strategy", "Bagram report", "Times interview"]
PAIR = ["9/11 attacks", "Taliban lose control"]


@pytest.mark.parametrize("end", [[OPEN], [OPEN[0], OPEN[1:]]])
@pytest.mark.parametrize("beginning", [[PAIR], PAIR, PAIR[::-1]])
def test_only_outside_knowledge_orders_the_attacks_and_the_loss_of_control(beginning, end):
    verdict, reason = judge("3.3", [*beginning, *MIDDLE, *end])
    assert verdict == "right" and "only outside knowledge" in reason and "inference" in reason


@pytest.mark.parametrize("beginning", [[PAIR], PAIR, PAIR[::-1]])
@pytest.mark.parametrize("end", [OPEN, [OPEN[0], OPEN[2], OPEN[1]]])
def test_whoever_orders_what_no_text_dates_is_asked_for_the_year(beginning, end):
    verdict, hint = judge("3.3", [*beginning, *MIDDLE, *end])
    assert verdict == "known" and "what year does each of the last two lines give" in hint


def test_further_attacks_are_later_than_the_first():
    verdict, hint = judge("3.3", [[*PAIR, MIDDLE[0]], *MIDDLE[1:], OPEN])
    assert verdict == "known" and "pism-39" in hint


@pytest.mark.parametrize("told", [["takeover", "withdrawal", "NATO takes command"], None])
def test_that_one_agreement_is_meant_is_an_inference(told):
    """pism has the year and never says Doha: with or without it, the witnesses are right."""
    told = told or ["takeover", "withdrawal", "NATO takes command", "Doha agreement"]
    verdict, reason = judge("3.4", {"told by two": told, "dated by two": ["NATO takes command"]})
    assert verdict == "right" and "inference" in reason
