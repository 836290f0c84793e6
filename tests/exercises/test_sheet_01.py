"""Sheet 1: half of an answer is told which half is missing."""

import pytest

from tellings.exercises.check import judge


@pytest.mark.parametrize("presence", ["US military presence", "presence"])
def test_a_presence_is_not_yet_the_word_that_supposes_it(presence):
    verdict, hint = judge("1.4", [presence, "transfer control of the base"])
    assert verdict == "known" and hint.startswith("Nearly: which word before it")


def test_whoever_has_the_word_before_the_presence_is_asked_for_the_other_side():
    verdict, hint = judge("1.4", "retention of US military presence")
    assert verdict == "known" and "have gone" in hint
    assert judge("1.4", ["retention of US military presence", "transfer control"])[0] == "right"
