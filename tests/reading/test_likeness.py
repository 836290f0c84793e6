"""Texts about one matter share words that two matters do not."""

import pytest

from helpers import load_case, text_source
from tellings.case.files import PROJECT
from tellings.reading.likeness import is_content, related, stem, vocabulary


@pytest.mark.parametrize("folder", ["seeds", "tests/cases/ferry", "tests/cases/dam", "tests/cases/school"])
def test_texts_of_one_case_are_related_and_those_of_two_are_not(folder):
    own = [vocabulary(source) for source in load_case(PROJECT / folder).values()]
    assert all(related(one, other) for one in own for other in own)
    strangers = [
        text for name in ("seeds", "tests/cases/ferry") if name != folder for text in load_case(PROJECT / name).values()
    ]
    assert not any(related(one, vocabulary(other)) for one in own for other in strangers)


def test_forms_of_a_word_have_one_stem_and_numbers_stay():
    assert stem("evacuates") == stem("evacuated") and stem("boat") == stem("boats")
    assert stem("1,100") == "1,100" and not is_content("the") and not is_content("a") and is_content("harbour")


def test_no_words_are_related_to_nothing():
    assert (
        vocabulary(text_source("123 ! ?", id="x")) == {"123"}
        and not related(set(), {"a"})
        and not related(set(), set())
    )
