"""The words of lesson 04: speech against the coding, whose words, names that judge, what one man says in three texts."""

import pytest
from collection import DEEPER, cells

from helpers import CaseError, find_names, find_speech, inside, only, perspectives, text_source, words

REPUBLIC = "Afghan republic (until August 2021)"


@pytest.fixture(scope="module")
def quotes(case):
    return case.coding.quotes


@pytest.fixture(scope="module")
def coded(case, quotes):
    return perspectives.whose_words(case, quotes)


@pytest.fixture(scope="module")
def pairs(case):
    return perspectives.against_coding(find_speech(case), case)


def test_marks_paired_as_they_come_change_places_where_one_is_never_closed(case, quotes):
    text = text_source('"One," said Lee. "Two.\n\n"Three," he said.')
    assert list(perspectives.marks_as_they_come(text).text) == ['"One,"', '"Two. "']
    naive = perspectives.marks_as_they_come(case["lbc"])
    assert naive.text[3].startswith('" Nato has been leading')
    body = only(words(case["lbc"]), role="body")
    assert len(inside(body, naive)) - len(inside(body, only(quotes, "lbc", kind="direct"))) == 2


def test_speech_against_the_coding_keeps_quoted_and_reported_apart(pairs):
    scores = perspectives.scores(pairs).set_index("speech")
    assert list(scores.index) == ["quoted", "reported"]
    assert scores.right["quoted"] == scores.reference["quoted"] == 25
    assert scores.recall["reported"] == 1 and scores.precision["reported"] > 0.8
    assert set(only(pairs, speech="quoted").outcome) == {"right"}


def test_shares_of_a_text_add_up_and_nobody_is_a_speaker_too(coded):
    assert (coded.shares[["direct", "indirect", "reporting", "author"]].sum(axis=1) - 100).abs().max() < 0.3
    speakers = coded.speakers
    assert (speakers.speaker != "").all() and "unnamed" in set(speakers.speaker)
    assert only(speakers, text="lbc").words.sum() == only(coded.words, "lbc", part=["direct", "indirect"]).shape[0]


def test_coding_and_program_stand_side_by_side(case, coded):
    both = perspectives.side_by_side(coded, perspectives.whose_words(case, find_speech(case)))
    assert list(both.columns) == ["text", "direct coded", "direct found", "indirect coded", "indirect found"]
    assert list(both.text) == ["lbc", "pism", "later 1", "later 2"]


def test_voices_draw_themselves(coded):
    assert coded.chart(by="coding").title.startswith("By the coding")
    assert "26 sentences of pism" in coded.strip().title


def test_reporting_words_by_class(case, quotes):
    reporting = perspectives.reporting_words(case, quotes)
    assert set(reporting.role) <= {"headline", "abstract", "body"}
    verbs = perspectives.by_class(reporting).set_index(["source", "class"]).verbs
    assert verbs["lbc", "neutral"] == "say, add"


def test_names_that_judge_and_those_who_are_not_heard(case, quotes):
    names = find_names(case, quotes)
    judging = perspectives.judging(names, "Taliban", REPUBLIC)
    assert set(judging.actor) == {"Taliban", REPUBLIC} and "neutral" not in set(judging.label)
    assert set(judging[judging.sentences == "lbc-15"]["words of"]) == {"author, for Stoltenberg"}
    there = perspectives.presence(case, names, quotes)
    assert only(there, actor="those it happened to").speaks.sum() == 0


def test_words_of_certainty_are_counted_and_listed(case, coded):
    hits = perspectives.certainty(case)
    rates = perspectives.per_100_words(hits, coded.words)
    assert list(rates.columns[:3]) == list(case)
    assert rates.loc["will and may", "pism"] == only(hits, "pism", group="will and may").shape[0]
    assert rates.loc["must and should"].tolist() == [6, 8, 0, 1.27, 0.57, 0.0], "true to the hundredth that is printed"
    assert perspectives.listed(hits).hits.sum() == len(hits)
    few = perspectives.per_100_words(only(hits, "lbc"), coded.words)
    assert (few[["pism", "later", "pism per 100 words"]] == 0).all(axis=None)


def test_claims_in_tension_are_of_different_texts(case):
    pairs = perspectives.tensions(case)
    assert len(pairs) == 8 and (pairs.sentence.str[:3] != pairs["other sentence"].str[:3]).all()
    status = ["agrees", "agrees, same speaker", "in tension", "noted", "open"]
    assert list(perspectives.claims_by_text(case).status) == status


def test_who_speaks_for_whom_and_who_no_longer_does(case):
    table = perspectives.spokesmen(case).set_index(["actor", "source"]).speaks_for
    assert table["Stoltenberg"].to_dict() == {"lbc": "NATO", "pism": "NATO", "later": ""}
    assert (table["Trump", "later"], table["Fitrat", "later"]) == ("US", "Taliban")


def test_names_that_another_reader_would_label_otherwise(case, quotes):
    other = perspectives.other_labels(find_names(case, quotes), case)
    assert {"Taliban's sweeping victory", "Taliban's success", "Afghan Diplomacy"} <= set(other.name)
    assert (other.label != other.other).all()


def test_what_one_man_says_is_found_by_his_words(case):
    said = perspectives.said_by("Stoltenberg", case)
    assert "headline" not in set(said.kind)
    rows = perspectives.by_topic(said, {"leaving": ["a serious dilemma", "the right decision"]})
    assert list(rows.source) == ["lbc", "later"] and set(rows.topic) == {"leaving"}
    with pytest.raises(CaseError, match="never said"):
        perspectives.by_topic(said, {"leaving": ["never said"]})


def test_cards_are_saved_where_a_folder_is_named(case, quotes, tmp_path):
    assert perspectives.save_cards(case, quotes, "") == []
    names = perspectives.save_cards(case, quotes, tmp_path / "cards")
    assert len(names) == 3 and {path.name for path in (tmp_path / "cards").iterdir()} == set(names)


def test_the_numbers_of_what_was_found(case, quotes, coded, pairs):
    found = perspectives.numbers(coded, perspectives.reporting_words(case, quotes), pairs)
    assert (round(found["quoted"]), round(found["told"]), round(found["author"])) == (53, 23, 82)
    assert (found["say"], found["verbs"], found["right"], found["quotations"]) == (13, 18, 25, 25)
    # The same base as the figure of reporting words.
    assert found["verbs"] == len(only(perspectives.reporting_words(case, quotes), "lbc"))


def test_benchmarks_of_speech_are_read_as_written():
    rows = perspectives.benchmarks()
    assert list(rows["quoted spans F1"]) == [".965", ".965", ".961", "", ".978"]
    mine = rows[rows.finder.str.startswith("find_speech")].iloc[0]
    assert mine.tolist()[2:] == [".961", ".891", ".859", ".061"]


def test_whom_the_words_of_obligation_in_lbc_address(case):
    """Two say that the alliance must or needs; in lbc-18 only the reporter's "at Nato" says whose lessons they are."""
    hits = only(perspectives.certainty(case), "lbc", group="must and should")
    told = {name: case.sentence(name) for name in hits.sentence}
    assert list(told) == ["lbc-07", "lbc-15", "lbc-18", "lbc-26", "lbc-27", "lbc-28"]
    assert "the alliance needs" in told["lbc-07"] and "the alliance must" in told["lbc-15"]
    assert told["lbc-18"].endswith('"there are lessons that need to be learned" at Nato.')
    page = next(path for path in DEEPER if path.stem == "04_certainty_and_agreement")
    prose = "".join(source for _, source, _ in cells(page, "markdown"))
    assert "two are addressed to the alliance itself (`lbc-07`, `lbc-15`), one by the reporter's" in prose
