"""Sheet 2: a hint asks for nothing that the student's own table does not hold."""

import re

import keys
import pytest

from helpers import framing, load_case, only, sentences
from tellings.case.files import PROJECT
from tellings.exercises.check import exercises, judge
from tellings.exercises.verdicts import entries
from tellings.framing.lexicons import straight

PROGRAMS = ("vader", "textblob", "nltk")


def test_lbc_is_lowest_under_no_program_and_its_hint_does_not_say_otherwise():
    ranking = {name: keys.tone_order(name) for name in PROGRAMS}
    assert "lbc" not in {order[0] for order in ranking.values()}
    verdict, hint = judge("2.1", ranking | {"most negative": "lbc"})
    assert verdict == "known" and "does it stand first in any?" in hint and "under which it is" not in hint


def test_by_nltk_two_texts_lie_as_close_as_the_reason_says():
    table = framing.tone_table(load_case("seeds"), "nltk")
    with_abstract, alone = (
        only(table, role=roles).groupby("source").tone.mean() for roles in (["abstract", "body"], "body")
    )
    assert round(with_abstract["lbc"] - with_abstract["pism"], 3) == 0.002 and alone["lbc"] < alone["pism"]
    assert "lie .002 apart" in exercises()["2.1"]["right"]


@pytest.mark.parametrize("told", ["it depends", "it depends on the instrument", "it depends on the word list"])
def test_that_it_depends_is_right_in_whatever_words(told):
    ranking = {name: keys.tone_order(name) for name in PROGRAMS}
    assert judge("2.1", ranking | {"most negative": told})[0] == "right"


def test_commitment_is_heard_and_freedom_changes_nothing():
    sentence = load_case("seeds").sentence("later-05")
    without = [framing.tone_of(sentence.replace(word, "name")) for word in ("freedom", "commitment")]
    assert framing.tone_of(sentence) == without[0] > without[1]
    assert "'Freedom', listed twice as high, changes nothing" in exercises()["2.7"]["right"]


@pytest.mark.parametrize(("text", "spared"), [("article", "commitment"), ("file", "integrity")])
def test_the_one_but_raises_all_but_one_word_behind_it_and_halves_freedom_twice(text, spared):
    """What VADER's rule does to each listed word, read off its own lists before and after it."""
    case = load_case("seeds")
    first = only(framing.tone_table(case), "later", item=1)
    factors = by_but(" ".join(first.text) if text == "article" else case["later"].text)
    assert factors.pop("freedom") == 0.25
    assert factors.pop(spared) == 1
    assert set(factors.values()) == {0.5, 1.5}
    assert "raises all that comes after but one word" in exercises()["2.3"]["right"]


def by_but(text):
    """Listed word -> by how much the rule for "but" multiplies its value."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    factors, program = {}, SentimentIntensityAnalyzer()
    rule = program._but_check

    def watch(words, values):
        before = list(values)
        after = rule(words, list(values))
        factors.update({word.lower(): round(new / old, 6) for word, old, new in zip(words, before, after) if old})
        return after

    program._but_check = watch
    program.polarity_scores(straight(text))
    return factors


def test_four_uses_are_too_few_for_the_measure():
    assert keys.least_count("lbc", "pism") == 6 and keys.uses("stay", "lbc", "body") == 4
    assert "With four uses the measure could not have found it" in exercises()["2.5"]["right"]


def test_no_word_of_the_model_answer_is_masked():
    """A word whose effect is 0.00 in its sentence, because a name hides it, misleads nobody there."""
    told = load_case("seeds").gold("sentences").set_index("sentence").text
    key = (PROJECT / "classroom" / "key.md").read_text(encoding="utf-8")
    pairs = re.findall(r'"(\w+)": "(\w+-\d+)"', key[key.index("misleading = {") :].split("}")[0])
    assert len(pairs) == 5
    for word, sentence in pairs:
        row = framing.explain(told[sentence]).set_index("word").loc[word]
        assert row.effect and not row.masked, (word, sentence)


def test_a_hint_tells_the_student_of_no_deed_of_theirs():
    for told in ("lexicon", "one has another lexicon"):
        verdict, hint = judge("2.2", told)
        assert verdict == "known" and hint == "Both were given the same entries. So what differs?"


def test_the_hint_on_crisis_says_why_each_other_sentence_does_not_serve():
    """Where it blames nobody and stands in a compound, VADER does not see it; pism-61 has it as a word of its own."""
    table = sentences(load_case("seeds")).set_index("sentence").text
    with_it = table[table.str.contains("crisis", case=False)]
    seen = [name for name, text in with_it.items() if (framing.explain(text).word.str.lower() == "crisis").any()]
    compounds = [name for name, text in with_it.items() if re.search("crisis-", text)]
    assert {"pism-05", "pism-46", "pism-56"} <= set(compounds) and "pism-61" in seen
    for name in ("pism-05", "pism-46", "pism-56"):
        assert name not in seen
    assert "one word to it, and not on its list" in judge("2.4", {"crisis": "pism-56"})[1]


def test_whoever_gives_the_least_count_of_the_other_measure_is_told_which_is_asked():
    verdict, hint = entries("2.5", {"least count": 5})["least count"]
    assert verdict == "known" and "G²" in hint
