"""What notebook 02 says in its prose without computing it there."""
import pytest

from helpers import explain, sentence_tone, tone_table, words
from tellings.coding.agreement import bootstrap_mean
from tellings.framing.fragility import fragility
from tellings.framing.keyness import keyness
from tellings.framing.lexicons import listed_value, vader
from tellings.reading.terms import body


@pytest.fixture(scope="module")
def tones(case):
    table = tone_table(case)
    return table[table.role == "body"]


def test_the_lexicon_has_some_7500_entries_up_to_four():
    values = vader().lexicon.values()
    assert 7400 < len(values) < 7600
    assert min(values) >= -4 and max(values) <= 4


def test_textblob_knows_no_word_of_no_terrorist_attacks():
    assert explain("There have been no terrorist attacks on allied soil.", "textblob").empty


def test_words_of_the_matter():
    assert all(listed_value(word) is None for word in ["withdraw", "takeover", "flaws", "hasty", "regime", "insurgents", "backlash", "lacked"])
    assert all(listed_value(word) > 0 for word in ["united", "security", "justice", "support", "safe", "surprise", "agreement", "ambitious"])


def test_a_name_made_a_reproach_milder(case):
    text = case.gold("sentences").set_index("sentence").text["pism-27"]
    assert sentence_tone([text])[0] < sentence_tone([text], mask=False)[0] < 0


def test_the_harshest_charge_is_the_most_positive_sentence(tones):
    later = tones[tones.source == "later"]
    assert later.loc[later.tone.idxmax(), "sentence"] == "later-05"


def test_the_article_under_biggest_defeat_is_positive_by_itself(case):
    table = tone_table(case["later"])
    first = table[table["item"] == 1]
    assert "Biggest Defeat" in first.text.iloc[0]
    scores = [sentence_tone([" ".join(part.text)], mask=False)[0] for part in (first, first[first.role == "body"])]
    assert 0 < scores[0] < scores[1]


def test_the_rule_for_but_takes_freedom_for_commitment(tones):
    charge = tones.text[tones.sentence == "later-05"].item()
    assert listed_value("freedom") / 2 == listed_value("commitment")
    effects = explain(charge).set_index("word").effect
    assert effects["freedom"] == 0 < effects["commitment"]


def test_more_than_half_of_lbc_is_quoted_from_one_man(case):
    inside = words(case["lbc"]).query("role == 'body'")
    quotes = case.gold("quotes").query("source == 'lbc' and kind == 'direct'")
    assert set(quotes.speaker) == {"Stoltenberg"}
    quoted = sum(any((quotes.start <= row.start) & (quotes.end >= row.end)) for row in inside.itertuples())
    assert 0.52 < quoted / len(inside) < 0.54


def test_pism_is_below_zero_with_one_list_and_above_with_another(case, tones):
    assert bootstrap_mean(tones.tone[tones.source == "pism"])[2] < 0
    textblob = tone_table(case, "textblob")
    assert textblob.tone[(textblob.source == "pism") & (textblob.role == "body")].mean() > 0


def test_fragility_is_as_large_as_the_notebook_says(case):
    table = fragility(case, items=False)
    assert {name: table[name].nunique() for name in ("lexicon", "mask", "page", "unit")} == {
        "lexicon": 3, "mask": 2, "page": 3, "unit": 3}
    assert table.left_out.nunique() - 1 == 110


def test_one_of_the_two_words_drops_out_where_the_pull_is_weak(case):
    article = body(words(case))
    found = {prior: keyness(article, "lbc", "pism", prior=prior).beyond for prior in (50, 500, 5000)}
    assert found == {50: ["he"], 500: ["said", "he"], 5000: ["said", "he"]}
    z = keyness(article, "lbc", "pism").table.set_index("word").z
    assert 1.9 < z["afghan"] < 2.2 and 1.9 < z["stay"] < 2.2


def test_who_reads_the_row_of_causes_finds_what_the_notebook_finds(case):
    coding = case.gold("sentences")
    causes = coding[coding.function == "cause"].set_index("sentence")
    assert set(causes.voice[causes.source == "lbc"]) == {"Stoltenberg"}
    assert causes.text[causes.source == "lbc"].str.contains("Afghan").all()
    assert list(causes.index[causes.source == "pism"]) == ["pism-07", "pism-09", "pism-18", "pism-28", "pism-47"]
    assert causes.voice["pism-28"] == "critics"
    assert list(causes.index[causes.source == "later"]) == ["later-05"]


def test_fourteen_sentences_are_coded_security(case):
    assert (case.gold("sentences").frame == "security").sum() == 14


def test_nobody_but_officials_and_papers_speaks(case):
    voices = set(case.gold("quotes").speaker) - {""}
    assert voices <= {"Stoltenberg", "Biden", "Biden and Stoltenberg", "NATO", "NATO members", "critics", "US",
                      "Russia and China", "WSJ", "Trump", "Fitrat", "It is argued", "There are arguments"}
