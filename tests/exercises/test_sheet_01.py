"""Sheet 1: half of an answer is told which half is missing."""

import pytest

from helpers import load_case
from tellings.case.files import PROJECT
from tellings.exercises.check import exercises, judge
from tellings.exercises.verdicts import entries


@pytest.mark.parametrize("presence", ["US military presence", "presence"])
def test_a_presence_is_not_yet_the_word_that_supposes_it(presence):
    verdict, hint = judge("1.4", [presence, "transfer control of the base"])
    assert verdict == "known" and hint.startswith("Nearly: ") and "the word before it" in hint


def test_whoever_has_the_word_before_the_presence_is_asked_for_the_other_side():
    verdict, hint = judge("1.4", "retention of US military presence")
    assert verdict == "known" and "in other hands" in hint
    assert judge("1.4", ["retention of US military presence", "transfer control"])[0] == "right"


def test_what_an_agreement_mandated_is_no_word_for_the_base():
    """later-14 says that foreign troops ought to have gone, and neither that they have nor from where."""
    told = load_case("seeds").gold("sentences").set_index("sentence").text
    assert "mandated the complete withdrawal of foreign troops" in told["later-14"] and "base" not in told["later-14"]
    verdict, hint = judge("1.4", ["retention of US military presence", "complete withdrawal"])
    assert verdict == "known" and "ought to have gone" in hint
    assert judge("1.4", ["retention", "its return", "complete withdrawal"])[0] == "right"
    check = load_case("seeds").gold("claims").set_index("claim").check["later-c15"]
    assert "a demand" in check and "complete withdrawal by 2021, which do not fit" not in check


@pytest.mark.parametrize("article", ["a", "the"])
def test_an_article_that_may_have_gone_is_not_the_verb_that_is_asked_for(article):
    answer = {"sentences": [], "last word before the missing full stop": "structures", "missing verb": article}
    verdict, hint = judge("1.3", answer)
    assert verdict == "known" and "pism-04" in hint and "pism-25" in hint
    told = load_case("seeds").gold("sentences").set_index("sentence").text
    assert "Alliance to new threat" in told["pism-04"] and "a new threat" in told["pism-58"]
    assert "and UK (" in told["pism-25"] and "will more difficult" in told["pism-45"]


def test_the_press_conference_is_stated_for_the_sentence_it_introduces_only():
    told = load_case("seeds").gold("sentences").set_index("sentence").text
    assert [name for name in told.index if "press conference" in told[name]] == ["lbc-09"]
    key = (PROJECT / "classroom" / "key.md").read_text(encoding="utf-8")
    assert "press conference in Brussels (inferable: lbc-09" in key and "Brussels (stated)" not in key


def test_a_handful_of_scattered_words_is_no_quotation_of_as_few_as_possible():
    verdict, message = judge("1.4", ["retention", "presence", "transfer", "return", "withdrawal"])
    assert verdict == "unread" and "five quotations where four" in message
    assert judge("1.4", {"WSJ": "retention", "Trump's": "return"})[0] == "right"


def test_a_withdrawal_is_what_the_agreement_mandated_and_speakers_are_not_judged():
    assert "ought to have gone" in judge("1.4", ["retention", "withdrawal"])[1]
    assert "Only the words are judged" in judge("1.4", "retention; return")[1]


@pytest.mark.parametrize(
    ("verb", "verdict"),
    [
        ("prove", "right"),
        ("will become", "right"),
        ("carrying out such operations will be more difficult than in the past", "right"),
        ("prove to be", "right"),
        ("seem", "right"),
        ("was", "known"),
        ("being", "known"),
    ],
)
def test_any_verb_that_mends_the_sentence_is_right_and_its_forms_are_told(verb, verdict):
    answer = {"sentences": [], "missing verb": verb, "last word before the missing full stop": "structures"}
    assert entries("1.3", answer)["missing verb"][0] == verdict


def mended(change):
    case = load_case("seeds")
    whole = [change(case.sentence(name)) for name in ("pism-17", "pism-30", "pism-47")]
    return {"sentences": whole, "missing verb": "be", "last word before the missing full stop": "structures"}


def test_a_name_is_the_same_with_its_stops_and_without():
    assert judge("1.3", mended(lambda text: text.replace("U.S.", "US")))[0] == "right"


def test_of_a_long_sentence_only_the_slip_is_shown():
    verdict, message = judge("1.3", mended(lambda text: text.replace("evacuation", "evacuatoin")))
    assert verdict == "right" and message.startswith("'evacuatoin' is read as 'evacuation'. ")


def test_the_verb_counted_for_the_noun_is_told_and_what_is_right_beside_it():
    counts = {"withdrawal in the body": 1, "withdrawal in the teasers": 1}
    verdict, hint = judge("1.7", {**counts, "Biden in the body": 0, "Biden in the teasers": 2})
    assert verdict == "known" and "count the noun only" in hint and "two capital words" in hint
    assert hint.endswith("3 of 4 entries are right.")


def test_a_former_man_is_not_in_office():
    hints = [row["hint"] for row in exercises()["1.2"]["cells"]["later earliest"]["wrong"]]
    assert sum(hint.startswith("Good: not while he was in office.") for hint in hints) == 6
    assert not any("before he was in office" in hint for hint in hints)


def test_the_first_possible_day_is_not_told_to_lie_before_the_writing():
    """The key takes 31 August itself as the earliest day, and so does the card: the hint to it as the latest denies neither."""
    days = exercises()["1.2"]["cells"]
    day = days["pism earliest"]["key"]
    hint = next(row["hint"] for row in days["pism latest"]["wrong"] if row["answer"] == day)
    assert "its first possible day" in hint and "after which it was written" not in hint
    card = load_case("seeds").table("evidence").set_index(["source", "field"]).ground["pism", "date"]
    assert "The words allow 31 August itself" in card
