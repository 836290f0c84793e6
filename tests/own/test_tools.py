"""The tools beside a sheet in its page: the rows of the lessons' functions, and a sentence for what can't be read."""

import re

import pytest

from helpers import check_argument, clean, framing, load_case, words
from tellings.case.files import CaseError
from tellings.own.tools import argument, look_up, score, texts
from tellings.reading.terms import find_terms

CASE = load_case("seeds")


def cells(page):
    """The rows of a table as lists of texts, its header first."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.S)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in rows]


def test_the_texts_are_those_of_the_case():
    assert {source.id: source for source in texts()} == dict(CASE)


@pytest.mark.parametrize("word", ["withdrawal", "biden", "Afghanistan", "will", "soil"])
def test_a_word_is_found_where_the_lessons_find_it(word):
    table = words(CASE)
    table = table[table.word == word.lower()]
    found = look_up(word)
    counted = {(text, role): int(count) for text, role, count in cells(found["counts"])[1:]}
    assert counted == table.groupby(["source", "role"]).size().to_dict()
    assert [row[0] for row in cells(found["uses"])[1:]] == table.sentence.tolist()


def test_phrases_and_beginnings_are_found():
    assert {tuple(row) for row in cells(look_up("Threat  perception")["counts"])[1:]} == {
        ("pism", "abstract", "1"),
        ("pism", "body", "1"),
    }
    (_, use, *_) = cells(look_up("threat perception")["uses"])
    assert use[0] == "pism-03" and use[3] == "threat perception" and use[2].endswith("NATO&#x27;s overall")
    assert len(cells(look_up("withdr*")["uses"])) > len(cells(look_up("withdrawal")["uses"]))
    assert look_up("quince") == {"said": "0 uses of “quince”", "counts": "", "uses": ""}
    assert look_up('"withdrawal"') == look_up("“withdrawal”") == look_up("withdrawal"), "as the tasks write it"
    assert 'href="../../room.html#pism-03"' in look_up("threat perception")["uses"]


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("9/11", ["pism-39"]),
        ("However,", None),
        ("READ MORE:", None),
        ("17 August 2021, 22:07", None),
        ("(Nato)", None),
        ("“READ MORE: ”", None),
    ],
)
def test_what_stands_in_a_text_is_found_as_it_stands_there(typed, where):
    """The kind of the twelfth attack's find: "0 uses" of letters that a reader has before his eyes."""
    found = look_up(typed)
    uses = cells(found["uses"])[1:]
    bare = typed.strip("“” ")
    texts = [(source.id, clean(source.text)) for source in CASE.values()]
    stands = [name for name, text in texts for _ in re.findall(re.escape(bare), text)]
    assert stands and (where is None or [row[0] for row in uses] == where)
    assert len(uses) >= len(stands)


def test_where_only_the_letters_stand_this_is_said():
    found = look_up("9/11")
    assert found["said"] == "No words of one sentence are counted as “9/11”, but the same letters stand in the texts."
    assert cells(found["uses"])[1][3] == "9/11-style" and "1 place with the letters “9/11”" in found["counts"]
    assert len(cells(look_up("men")["uses"])) == 2, "a word that there is hides what only holds its letters"
    assert "same letters" in look_up("us")["said"] and {row[3] for row in cells(look_up("us")["uses"])[1:]} == {"US"}
    assert "same letters" in look_up("this year. In")["said"], "words of two sentences are no phrase"


def test_what_was_looked_up_is_named_as_it_was():
    assert look_up("NATO’s")["said"] == "A word is looked up with and without its ’s."
    assert "uses of “said”" in look_up("said.")["counts"]
    assert look_up("quince*")["said"] == "0 uses of “quince*”"
    assert look_up("withdraw*al")["uses"] == ""


@pytest.mark.parametrize(
    "typed", ["u.s.", "U.S.", "US", "the u.s. and nato", "ISIS-*", "Al-*", "9/11-*", "co-*", "never-*"]
)
def test_a_term_is_found_by_the_page_and_by_the_lessons_alike(typed):
    """A star stands behind a mark too, and a word may be typed as the tables have it."""
    hits = find_terms(words(CASE), [typed])
    assert len(hits) and len(cells(look_up(typed)["uses"])) == len(hits) + 1 and look_up(typed)["said"] == ""
    bare = re.sub(r"\W", "", typed.lower())
    assert all(re.sub(r"\W", "", text.lower()).startswith(bare) for text in hits.text)


@pytest.mark.parametrize("nothing", ["", "  ", "…", "*"])
def test_without_a_word_nothing_is_looked_up(nothing):
    with pytest.raises(CaseError, match="no word to look up"):
        look_up(nothing)


def test_a_score_is_that_of_the_lessons():
    sentence = "there have been no terrorist attacks on allied soil"
    found = score(sentence)
    assert found["said"] == f"9 words; VADER's score {framing.tone_of(sentence, 'vader'):.4f}."
    explained = framing.explain(sentence)
    kept = explained[(explained.listed != 0) | (explained.effect != 0)]
    assert [row[0] for row in cells(found["effects"])[1:]] == kept.word.tolist()
    assert score("table")["effects"] == ""


def test_long_texts_and_empty_ones_are_answered_in_a_sentence():
    assert "shown up to 80" in score("good " * 100)["said"]
    for text, told in (
        (" ", "no word to score"),
        ("!!", "no word to score"),
        ("good " * 1200, "more than 1,000 words"),
    ):
        with pytest.raises(CaseError, match=told):
            score(text)


def test_an_argument_is_checked_as_in_the_lesson():
    text = "NATO left [lbc-99]. It was “the biggest defeat” [later-03]. They agree <b>."
    expected = check_argument(text, CASE)
    found = cells(argument(text)["claims"])[1:]
    assert [row[3] for row in found] == expected.problem.tolist() and "&lt;b&gt;" in found[2][1]
    with pytest.raises(CaseError, match="no claim to check"):
        argument("# A heading")
    assert clean(CASE["lbc"].text)
