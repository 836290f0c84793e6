"""What lies beside the texts for lesson 05: findings that are true of them, an argument that stands, one that does not."""

import re

import pytest
from collection import LESSONS, cells

from helpers import (
    CaseError,
    case_argument,
    check_argument,
    corroboration,
    dependence,
    find_speech,
    framing,
    load_case,
    only,
    shared_passages,
    text_source,
)
from tellings.argument.witnesses import common_speakers
from tellings.case.documents import unread_files
from tellings.reading.tables import sentences
from tellings.reading.text import TEXT_ROLES

BASES = {"stated", "inferred", "outside", "unknown"}


@pytest.fixture(scope="module")
def case():
    return load_case("seeds")


@pytest.fixture(scope="module")
def findings(case):
    return case.table("findings")


def test_each_text_has_a_finding_of_each_aspect_with_sentences_of_the_texts(case, findings):
    assert sorted(zip(findings.text, findings.aspect)) == sorted(
        (text, aspect) for text in case for aspect in ("provenance", "tone", "time", "voice")
    )
    known = set(sentences(case).sentence)
    for row in findings.itertuples():
        cited = row.sentences.split()
        assert set(cited) <= known and any(name.startswith(row.text) for name in cited), row
        assert row.strength in ("strong", "fair", "weak") and row.overturned_by


def test_in_lbc_headline_and_body_speak_for_one_man(case):
    """The finding on its voice, and the card's row on what is left out."""
    places = only(sentences(case), "lbc", role=list(TEXT_ROLES))
    quotes = only(case.coding.quotes, "lbc")
    inside = [((places.start <= row.start) & (row.end <= places.end)).any() for row in quotes.itertuples()]
    assert set(quotes.speaker[inside]) == {"Stoltenberg"}


def test_most_sentences_of_lbc_say_themselves_who_speaks(case):
    """The card and the lesson: 16 of the 21 of its body."""
    body = only(case.coding.sentences, "lbc", role="body")
    says = body.text.str.contains(r"\b(?:said|says|insisted|warned|blamed|made the remarks|secretary general said)\b")
    assert (says.sum(), len(body)) == (16, 21)


def test_only_pism_names_the_day_on_which_kabul_fell(case):
    dates = case.gold("dates")
    assert set(dates.sentence[dates.value.str.endswith("08-15")]) == {"pism-13"}


def test_two_programs_disagree_on_no_terrorist_attacks(case):
    """Both with VADER's list of words, on the quoted words of lbc-09."""
    row = framing.tone_by_program("There have been no terrorist attacks on allied soil.").iloc[0]
    assert "no terrorist attacks" in case.sentence("lbc-09") and row.vader * row.nltk < 0


def test_the_card_says_of_every_new_field_how_it_is_known(case):
    cards = case.table("evidence")
    assert cards.groupby("source").size().tolist() == [13, 13, 13] and set(cards.basis) == BASES
    known = set(sentences(case).sentence)
    for row in cards[cards.sentence != ""].itertuples():
        assert row.sentence in known and row.sentence.startswith(row.source), row


def test_what_the_cards_quote_stands_in_the_texts(case):
    """Words between straight marks in a ground are a text's own."""
    for row in case.table("evidence").itertuples():
        for words in re.findall(r'"([^"]+)"', row.ground):
            parts = [part.strip(" .,") for part in words.split("…")]
            assert all(part in " ".join(case[row.source].text.split()) for part in parts), (row.source, words)


def test_the_model_argument_stands(case):
    found = check_argument(case_argument(case, "model"), case)
    assert len(found) > 10 and (found.problem == "").all()
    assert 150 <= sum(len(text.split()) for text in found.text) <= 250, "as long as what is asked of the reader"


def test_the_weaker_one_has_each_fault_that_a_program_sees_and_three_that_none_does(case):
    found = check_argument(case_argument(case, "weaker"), case)
    assert found.problem.tolist() == [
        "no evidence",
        "words not in the sentence",
        "",
        "outside knowledge without a source",
        "",
        "",
        "no such sentence",
    ]


def test_an_argument_that_is_not_there_is_named_with_those_that_are(case):
    with pytest.raises(CaseError, match="arguments beside these texts: model, weaker"):
        case_argument(case, "other")


def test_a_row_of_the_grid_says_what_it_is_about(case):
    grid = corroboration(case)
    assert grid.what.str.split().str.len().min() >= 2
    assert "had commanded the mission in Afghanistan since 2003" in set(grid.what)


def test_rows_in_which_two_writers_agree_in_their_own_words(case):
    """05: one thing, that NATO led the mission from 2003, which is coded as a claim and as an event."""
    voice = case.coding.sentences.set_index("sentence").voice
    agree = only(corroboration(case), verdict="agrees")
    own = []
    for row in agree.itertuples():
        cells = [re.findall(r"\[([\w-]+)\]", getattr(row, name)) for name in case]
        if sum(any(voice[id] == "author" for id in ids) for ids in cells if ids) > 1:
            own.append(row.what)
    assert own == ["had commanded the mission in Afghanistan since 2003", "NATO leads the mission in Afghanistan"]


def test_the_three_rows_that_the_lesson_shows(case):
    what = corroboration(case).set_index("row").what
    assert "gains" in what["g02"] and "aimed to see" in what["g06"] and "surprise" in what["g20"]


def test_a_difference_that_a_reader_noted_is_in_the_grid(case):
    """event_times.csv marks both times of the two decades as such that may differ."""
    grid = corroboration(case)
    (note,) = only(grid, what="Mission in Afghanistan, two decades").note
    assert note.startswith("their words may mean another time; ")


def test_what_lies_beside_the_texts_is_known(case):
    """check and lesson 06 would else say that nothing reads it, and to take it away."""
    assert list(unread_files(case.folder)) == []


def test_the_cards_say_no_more_than_their_sentence(case):
    """lbc-10 names a country, and not the one of its PM; no word makes Poland a member state, or later a paper's."""
    ground = case.table("evidence").set_index(["source", "field"]).ground
    assert "Afghanistan" in case.sentence("lbc-10") and "names no country" not in ground["lbc", "audience"]
    told = only(sentences(case), "pism", role=list(TEXT_ROLES))
    poland = told[told.text.str.contains("Poland|Polish")]
    assert set(poland.sentence) == {"pism-33", "pism-57"} and not poland.text.str.contains("member").any()
    assert "member state" not in ground["pism", "good for"] and "(pism-57)" in ground["pism", "good for"]
    article = " ".join(only(sentences(case), "later", item=1).text)
    assert not re.search("newspaper|paper|printed|published", article)
    assert "another paper" not in ground["later", "genre"] and "printed" not in ground["later", "genre"]


def test_who_rules_since_a_day_is_not_told_to_rule_after_its_month(case):
    """pism-13 has the Taliban enter the capital on 15 August: a text in which they rule may be of that August."""
    why = case.table("date_windows").set_index(["text", "knowledge"]).why["later 2", "with the other texts"]
    day = only(case.gold("dates"), sentence="pism-13").value.item()
    assert day == "2021-08-15" and "not before 15 August 2021 (pism-13)" in why and "after August" not in why


def test_two_texts_can_share_words_because_both_took_them_from_a_third():
    """Between quotation marks or not: without the third, nothing in the two says which it was."""
    said = "the bridge will stay shut until the last stone of the arch has been tested"
    for marks, kind in (('"', "quotation"), ("", "wording")):
        notice, one, two = (
            text_source(f"{opens} {marks}{said}{marks}. {ends}", id=id, published=day)
            for id, day, opens, ends in (
                ("notice", "2021-03-01", "The council wrote that", "Ann Lee signed it."),
                ("one", "2021-03-02", "By a note of the council", "Traders fear for summer."),
                ("two", "2021-03-03", "Drivers heard on Monday that", "A ferry may help them."),
            )
        )
        assert set(shared_passages([notice, one, two]).source) == {"notice", "one", "two"}
        assert set(shared_passages([one, two]).kind) == {kind}
    prose = "".join(source for _, source, _ in cells(LESSONS[5], "markdown"))
    assert (
        "one from the other, or both from a third; elsewhere it suggests that one copied the other, or both a third"
        in prose
    )


def test_a_speaker_of_a_link_is_not_let_speak_by_the_article():
    town = text_source(
        "Bridge closed\n\nBy Ann Lee\n\nAnn Moor said the bridge at Orr was closed after a crack was found in its arch.",
        id="town",
    )
    coast = text_source(
        "Ferry to run\n\nBy Bo Lind\n\nA ferry runs from today. It is small and takes twelve people.\n\n"
        "READ MORE: Ann Moor said the bridge was closed\n\nIt runs at noon and at six, and costs the town nothing.",
        id="coast",
    )
    assert set(only(find_speech([town, coast]), speaker="Ann Moor").source) == {"town", "coast"}
    assert common_speakers([town, coast]) == {}
    assert set(dependence([town, coast]).sign) == {"no sign"}
