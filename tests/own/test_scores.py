"""How the tools are scored against a coding: a speaker under another of his names is the same speaker."""

import pytest

from helpers import load_case
from tellings.own import scores


@pytest.fixture(scope="module")
def case():
    return load_case("seeds")


def test_no_speaker_of_the_three_texts_is_wrong_where_the_span_is_right(case):
    rows = scores.tool_scores(case).set_index("tool")
    aside, named = rows.loc["speech, speaker aside"], rows.loc["speech with its speaker"]
    assert aside.coded == named.coded == len(case.gold("quotes"))
    assert named.right == aside.right


@pytest.mark.parametrize(
    ("found", "coded"),
    [
        ("The Wall Street Journal", "WSJ"),
        ("Joe Biden and Jens Stoltenberg", "Biden and Stoltenberg"),
        ("Nato secretary general", "Jens Stoltenberg"),
        ("the U.S.", "US"),
    ],
)
def test_names_of_one_actor_are_one_speaker(case, found, coded):
    one, other = scores.speakers_as_coded(case, [found, coded])
    assert one == other != ""


def test_two_speakers_and_nobody_are_told_apart(case):
    told = scores.speakers_as_coded(case, ["Joe Biden", "Donald Trump", "Biden and Stoltenberg", None, float("nan")])
    assert len(set(told[:3])) == 3 and told[3:] == ["", ""]


def test_a_case_without_actors_has_last_names(tmp_path):
    (tmp_path / "one.txt").write_text("Fire in the school\n\nOn 3 May 2021 a fire broke out, said Ann Lee.\n")
    told = scores.speakers_as_coded(load_case(tmp_path), ["Ann Lee and Ben Okri", "the headmaster"])
    assert told == ["lee and okri", "headmaster"]
