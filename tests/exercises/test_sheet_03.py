"""Sheet 3: what a hint says of places, grammar and dates is so, and a right answer by reckoning is taken."""

import keys
import pytest

from helpers import load_case, sentences
from tellings.exercises.check import exercises, judge

TOLD = ["takeover", "withdrawal", "NATO takes command"]


def test_the_surprise_stands_two_sentences_after_what_was_expected():
    exercise = exercises()["3.5"]
    assert "the second two sentences after the first" in exercise["sharper"]
    case = load_case("seeds")
    rows = sentences(case["pism"]).set_index("sentence")
    assert list(rows.index).index("pism-12") - list(rows.index).index("pism-10") == 2
    assert rows.paragraph["pism-10"] == rows.paragraph["pism-12"]
    assert "expected a deterioration" in rows.text["pism-10"]
    assert rows.text["pism-12"].startswith("The rapid collapse") and "took NATO by surprise" in rows.text["pism-12"]


def test_whoever_takes_the_object_of_took_is_sent_to_its_subject():
    exercise = exercises()["3.5"]
    assert "One answer is the object of its verb, the other the subject" in exercise["sharper"]
    hints = [exercise["hint"], exercise["right"], *(mistake["hint"] for mistake in exercise["wrong"])]
    assert not any("object" in hint for hint in hints)
    answer = {"expected": "a deterioration in security", "by surprise": "NATO"}
    verdict, hint = judge("3.5", answer)
    assert verdict == "known" and "before the verb" in hint
    assert judge("3.5", answer | {"by surprise": "the rapid collapse took NATO by surprise"})[0] == "right"


@pytest.mark.parametrize("dated", [["NATO takes command"], ["NATO takes command", "takeover"]])
def test_the_takeover_may_be_dated_by_reckoning(dated):
    assert judge("3.4", {"told by two": TOLD, "dated by two": dated})[0] == "right"


@pytest.mark.parametrize(
    ("dated", "asked"),
    [
        (["takeover"], "By reckoning"),
        (["NATO takes command", "takeover", "withdrawal"], "when the troops left"),
        (["Doha agreement"], "the date of the agreement"),
    ],
)
def test_what_two_texts_do_not_date_gets_its_hint(dated, asked):
    verdict, hint = judge("3.4", {"told by two": TOLD, "dated by two": dated})
    assert verdict == "known" and asked in hint


def test_recent_weeks_of_lbc_lie_in_the_year_that_pism_gives():
    dates = load_case("seeds").gold("dates").set_index(["sentence", "text"]).value
    assert dates["lbc-08", "Tuesday"] == "2021-08-17" and dates["lbc-08", "recent weeks"] == "PAST_REF"
    assert dates["pism-13", "15 August"] == "2021-08-15"


def test_five_dates_rest_on_three_kinds_of_knowledge():
    cells = exercises()["3.7"]["cells"]
    assert {cell["key"] for cell in cells.values()} == {"explicit", "document_date", "outside"}
    assert [name for name, cell in cells.items() if "context" in cell.get("also", [])] == ["15 August"]
    right = exercises()["3.7"]["right"]
    assert "three kinds of knowledge" in right and "Context would be a fourth" in right
    assert "context" not in set(keys.case().gold("dates").basis)
