"""The words of lesson 02: each gives what the library gives, in the form that the lesson speaks."""

import numpy as np
import pandas as pd
import pytest

from helpers import CaseError, framing, only, words
from tellings.coding.agreement import agreement, merge_codings
from tellings.framing import fragility as library


@pytest.fixture(scope="module")
def article(case):
    return framing.article(words(case))


@pytest.fixture(scope="module")
def broken(case):
    return framing.fragility(case, items=False)


def test_one_text_one_tone(case):
    text = "There have been no terrorist attacks on allied soil."
    assert framing.tone_of(text) == 0.7306
    by_program = framing.tone_by_program(text, "The plan isn't good.").set_index("sentence")
    assert by_program.loc[text].to_dict() == {"vader": 0.7306, "textblob": 0.0, "nltk": -0.8689}
    # TextBlob reads "not" and does not read "n't".
    assert by_program.textblob["The plan isn't good."] == 0.7 and framing.tone_of("It is not good.", "textblob") < 0
    assert list(framing.scored([text]).tone) == [0.7306]
    assert framing.tone_of("United States", mask=False) > 0 == framing.tone_of("United States")
    body = only(framing.tone_table(case), "later", role="body")
    assert framing.as_one_text(body) == framing.tone_of(" ".join(body.text), mask=False)


def test_what_is_taken_away_from_a_text(case):
    table = framing.taken_away({"file": case["later"].text, "none": "A good day."}).set_index("text")
    assert list(table.loc["file"]) == [0.4229, -0.1494, 0.0406, -0.7082]
    assert set(table.loc["none"]) == {framing.tone_of("A good day.")}


def test_listed_values_are_empty_where_the_list_has_none():
    values = framing.listed_values(["commitment", "lacked"]).set_index("word").value
    assert values["commitment"] == 1.6
    assert np.isnan(values["lacked"])


def test_wordings_are_the_codebooks():
    table = framing.wordings("tone", "frame")
    assert list(table) == ["question", "code", "wording"]
    assert list(table.code[table.question == "tone"]) == list(framing.codebook("tone"))
    with pytest.raises(CaseError, match="the codebook has no question 'mood'"):
        framing.wordings("mood")


def test_agreement_on_a_question(coding):
    zeros = framing.always("0", coding)
    assert set(zeros.tone) == {"0"} and len(zeros) == coding.tone.notna().sum()
    found = framing.agreement_on("tone", zeros, coding)
    assert found.equals(agreement(merge_codings([zeros, coding[["sentence", "tone"]]])))
    assert found.agree[0] == round((coding.tone[coding.tone.notna()] == 0).mean(), 2)
    assert list(framing.agreement_on(["tone", "frame"], zeros, coding).question) == ["tone", "frame"]


def test_differences_on_a_question(coding):
    zeros = framing.always("0", coding)
    rows = framing.differences_on("tone", zeros, coding, sentences=coding)
    assert len(rows) == (coding.tone.fillna(0) != 0).sum()
    assert {"sentence", "text", "always 0", "reference", "codebook"} == set(rows)


def test_every_program_against_the_reference(case, coding):
    table = framing.programs_against(coding, case)
    assert list(table.program) == ["vader", "textblob", "nltk"]
    assert list(table) == ["program", "sentences", "agree", "alpha", "low", "high"]


def test_a_class_without_a_folder_is_told_so(tmp_path, coding):
    assert framing.class_agreement(None).data == "No folder named yet."
    with pytest.raises(CaseError, match="holds no coding"):
        framing.class_agreement(str(tmp_path))
    for name in ("ana", "ben"):
        coding[["sentence", "tone"]].head(20).to_csv(tmp_path / f"{name}.csv", index=False)
    assert "Your class" in framing.class_agreement(str(tmp_path)).html


def test_fragility_draws_itself(case, broken):
    assert broken.table.equals(library.fragility(case, items=False))
    assert len(broken.combinations) == 45 and len(broken.sound) == 8
    assert broken.orders["can be defended"].sum() == 8 and broken.orders["others"].sum() == 37
    below = broken.below("pism", "lbc")
    assert list(below.lexicon) == ["vader", "textblob", "nltk"] and list(below.of) == [18, 9, 18]
    assert below.holds.sum() == (broken.combinations.pism < broken.combinations.lbc).sum()
    with pytest.raises(CaseError, match="no text 'later 1' was compared"):
        broken.below("later 1", "lbc")
    by_unit = broken.below("pism", "lbc", ["lexicon", "unit"]).set_index(["lexicon", "unit"]).holds
    assert by_unit["nltk"].to_dict() == {"sentence": 0, "word": 0, "paragraph": 6}
    assert broken.in_words().data == library.fragility_in_words(broken.table)
    assert broken.chart().title == "The order pism < lbc < later holds in 4 of 8 combinations that can be defended"


def test_favoured_words_draw_themselves(article):
    found = framing.keyness(article, "lbc", "pism")
    assert found.beyond == ["said", "he", "the"] and found.prior == 500
    assert found.chart().title.startswith("“said”, “he” and “the” lie beyond the chance band")
    pulled = framing.beyond_by(article, "lbc", "pism", prior=[50, 500])
    assert pulled.to_dict("list") == {
        "prior": [50, 500],
        "beyond by z": ["he, the", "said, he, the"],
        "beyond by G²": ["he, said", "said, he"],
    }
    assert len(framing.beyond_by(article, "lbc", "pism", seed=range(3))) == 3
    with pytest.raises(CaseError, match="no text 'lcb' to compare"):
        framing.keyness(article, "lcb", "pism")


def test_groups_by_chance_four_ways(article):
    table = framing.chance_of_groups(article, "lbc", "pism").set_index("group")
    assert list(table.loc["will and may"][["as read", "as planned", "without abstract"]]) == [
        "1 : 25",
        "1 : 26",
        "1 : 21",
    ]
    assert list(table.loc["hedges"][["as read", "as planned", "without abstract"]]) == ["0 : 15", "2 : 19", "0 : 13"]
    # Of five groups one is a finding where p is below 10 of 1,000: none is, all four ways.
    for name in ("will and may", "hedges"):
        four = table.loc[name, [column for column in table if column.startswith("of 1,000")]]
        assert four.iloc[0] < 10 < four.max() and len(four) == 4
    # Without the abstract three groups stand at the limit, as near as another set of shuffles moves p.
    assert table["of 1,000, without abstract"].between(8, 12).sum() == 3
    assert table.loc["hedges", "of one group only"] == "0 : 6"
    assert (table.loc[["hedges", "will and may"], "of 1,000, of one group only"] > 50).all()


def test_halves_cut_between_sentences(article):
    halves = framing.in_halves(only(article, "pism", role="body"))
    first, second = (set(halves.sentence[halves.half == name]) for name in ("first", "second"))
    assert not first & second and len(second) - len(first) in (0, 1)
    assert isinstance(halves, pd.DataFrame)
