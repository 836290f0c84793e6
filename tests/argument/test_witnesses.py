"""Who can have drawn on whom: dates first, then each sign by its strength; and what a text names as its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from helpers import dependence, load_case, named_outlets, shared_passages, text_source
from tellings.argument.witnesses import common_speakers, with_sentences

COPY = "The lock keeper opened the old gate at dawn and let eleven barges through before the wall gave way."
QUOTE = "“We saw the water come over the wall at night and nobody had rung the bell for us,” Ann Lee said."


def told(id, *sentences, published=None, outlet=""):
    return text_source(f"Word of {id}\n\n" + "\n\n".join(sentences), id=id, published=published, outlet=outlet)


def names(text):
    return named_outlets(text_source("A Head Line\n\n" + text)).text.tolist()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("He said so in an interview with The Times on Friday.", ["The Times"]),
        ("The Wall Street Journal reported that talks had begun.", ["The Wall Street Journal"]),
        ("The fire was first reported by the Port Alder Gazette.", ["the Port Alder Gazette"]),
        ("According to Reuters, the ship sank.", ["Reuters"]),
        ("ALDER (AP) - The ship sank.", ["AP"]),
        ("The mayor told BBC News that it burned. CNN said so too.", ["BBC News", "CNN"]),
        ("Daily Mirror journalist Ann Lee was there.", ["Daily Mirror"]),
        # Read, owned, praised: no source of this text.
        ("He read the Times every day.", []),
        ("The Post Office told us so.", []),
        ("Press freedom fell. The Sun rose at six.", []),
        ("Lee told the harbour master that it burned.", []),
    ],
)
def test_an_outlet_is_a_source_where_the_words_beside_it_say_so(text, expected):
    assert names(text) == expected


def test_a_byline_names_an_agency():
    source = text_source("The Ship Sank\n\nBy Reuters\n\n3 May 2024\n\nThe ship sank on Friday off the old mole.")
    assert named_outlets(source).text.tolist() == ["Reuters"]


def test_a_text_is_no_source_of_itself():
    """Nor is it two agreeing witnesses to name where one stood: but an agency in that line wrote the text."""
    page = "The Ship Sank\n\n{}, 3 May 2024\n\nThe ship sank off the old mole. The mate told the Alder Gazette so."
    assert named_outlets(text_source(page.format("Alder Gazette"))).text.tolist() == ["the Alder Gazette"]
    assert named_outlets(text_source(page.format("Alder Gazette"), outlet="Alder Gazette")).empty
    assert named_outlets(text_source(page.format("Reuters"))).text.tolist() == ["Reuters", "the Alder Gazette"]


def test_a_surname_is_that_of_the_man_whom_another_text_names_in_full():
    one, other = told("a", "“It sank,” said Ann Lee."), told("b", "The ship sank, Ms Lee said. “It rained,” said Bo.")
    assert list(common_speakers([one, other])) == ["Ann Lee"]
    initial = told("c", "“It sank,” said A. Lee.")
    assert list(common_speakers([initial, other])) == ["A. Lee"], "nobody spells it out"
    assert {*common_speakers([one, initial, other])["Ann Lee"]} == {"a", "b", "c"}
    assert common_speakers([one, other, told("c", "“No,” said Bo Lee.")]) == {}, "two of one surname"


def test_the_span_is_the_name():
    source = text_source("A Head\n\nIt was, said\nThe Port\u00a0Alder Gazette, a gale. The Times reported it.")
    for row in named_outlets(source).itertuples():
        assert " ".join(source.text[row.start : row.end].split()) == row.text


@tries(100)
@given(st.text(alphabet="The TmesRutrACNN ,.()’'\n\t-—", max_size=300))
def test_any_text_has_an_answer(text):
    if text.strip():
        source = text_source(text)
        for row in named_outlets(source).itertuples():
            assert source.text[row.start : row.end].split() == row.text.split()


def signs(*sources):
    return {(row.text, row.on): (row.dates, row.sign) for row in dependence(sources).itertuples()}


def test_the_three_texts():
    found = dependence(load_case("seeds"))
    possible = {("pism", "lbc"), ("later", "lbc"), ("later", "pism")}
    assert set(zip(found.text[found.dates == "possible"], found.on[found.dates == "possible"])) == possible
    assert set(found.sign) == {"same speaker"} and set(found.speakers) == {"Jens Stoltenberg"}
    assert found.wording.sum() + found.quotations.sum() == 0 and len(found) == 6


def test_without_its_date_a_text_may_be_the_oldest():
    """What 05 says of later: four of six cells get a question mark."""
    case = load_case("seeds")
    undated = [text_source(source.text, id=name, published=None if name == "later" else source.published)
               for name, source in case.items()]  # fmt: skip
    assert (dependence(undated).dates == "unknown").sum() == 4


def test_one_day_leaves_both_ways_open():
    found = signs(told("a", "It rained.", published="2024-05-03"), told("b", "It snowed.", published="2024-05-03"))
    assert found == {("a", "b"): ("possible", "no sign"), ("b", "a"): ("possible", "no sign")}


@pytest.mark.parametrize(
    "one, other, sign",
    [
        (COPY, COPY.replace("at dawn", "at noon"), "shared wording"),
        (f"{COPY} The Aldis Courier reported it.", COPY, "shared wording"),
        ("It rained, the Aldis Courier reported.", "Rain fell.", "names it"),
        ("Rain fell, Reuters reported.", "According to Reuters the mole broke.", "same agency or outlet"),
        (QUOTE, f"A long night it was. {QUOTE}", "quotes the same words"),
        ("“It was a gale,” Ann Lee said.", "Ann Lee said that the mole had broken.", "same speaker"),
        ("Rain fell on the mole.", "The council met.", "no sign"),
    ],
)
def test_the_strongest_sign_is_named(one, other, sign):
    found = signs(
        told("one", one, published="2024-05-04"), told("two", other, published="2024-05-03", outlet="Aldis Courier")
    )
    assert found["one", "two"] == ("possible", sign) and found["two", "one"][0] == "impossible"


def test_one_text_depends_on_none():
    assert dependence([told("a", COPY)]).empty


def test_common_speakers_stand_with_their_sentences():
    found = common_speakers([told("a", "Ann Lee said it rained."), told("b", "“Yes,” Ann Lee said. It cleared.")])
    assert found == {"Ann Lee": {"a": ["a-02"], "b": ["b-02"]}}


def test_a_passage_is_placed_in_its_sentences():
    sources = [told("a", f"It was late. {COPY}"), told("b", COPY, "It was late.")]
    found = with_sentences(sources, shared_passages(sources))
    assert dict(zip(found.source, found.sentence)) == {"a": "a-03", "b": "b-02"}


def test_a_speaker_of_two_texts_is_no_tie_to_a_third():
    one, two = (told(name, "“The dam was shut,” said Bo Lind.") for name in "ab")
    rows = dependence([one, two, told("c", "Nobody was asked.")]).set_index(["text", "on"])
    assert rows.speakers[rows.speakers != ""].to_dict() == {("a", "b"): "Bo Lind", ("b", "a"): "Bo Lind"}
