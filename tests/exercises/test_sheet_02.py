"""Sheet 2: a hint asks for nothing that the student's own table does not hold."""

import keys

from tellings.exercises.check import judge

PROGRAMS = ("vader", "textblob", "nltk")


def test_lbc_is_lowest_under_no_program_and_its_hint_does_not_say_otherwise():
    ranking = {name: keys.tone_order(name) for name in PROGRAMS}
    assert "lbc" not in {order[0] for order in ranking.values()}
    verdict, hint = judge("2.1", ranking | {"most negative": "lbc"})
    assert verdict == "known" and "does it stand first in any?" in hint and "under which it is" not in hint
