"""Numbers: what is read as one, what it counts, and when two texts give one number for one thing."""

import re
import tomllib
from itertools import combinations
from math import inf
from pathlib import Path

import pytest
from doubling import growth
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from helpers import find_dates, load_case, text_source
from tellings.case.files import PROJECT
from tellings.own.wording import say
from tellings.perspectives.numbers import number_rows
from tellings.perspectives.tables import compare_numbers
from tellings.timeline.dates import date_rows

CASES = sorted((Path(__file__).parent / "numbers").glob("*.toml"))


def counted(text, published="2019-05-06"):
    source = text_source(f"Head Line\n\n{text}", id="x", published=published)
    return number_rows(source, [(row[0], row[1], row[4]) for row in date_rows(source)])


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Two boys, aged nine and 12, were rescued.", [("Two boys", 2, 2, "rescued")]),
        ("A man aged 24 and 31 others were hurt.", [("31 others", 31, 31, "injured")]),
        ("She told the court about 40 letters.", [("40 letters", 40, 40, "letters")]),
        ("She told them about 40 guards had left.", [("about 40 guards", 36, 44, "guards")]),
        ("They talked about 40 leaks.", [("40 leaks", 40, 40, "leaks")]),
        ("They asked about 40 guards.", [("about 40 guards", 36, 44, "guards")]),
        ("It fell two and a half miles.", [("two and a half miles", 2.5, 2.5, "miles")]),
        ("It moved two and a half million bricks.", [("two and a half million bricks", 2.5e6, 2.5e6, "bricks")]),
        ("A couple of doors broke.", [("A couple of doors", 2, inf, "doors")]),
        ("Six helicopters came.", [("Six helicopters", 6, 6, "helicopters")]),
        ("The fire injured 14 people.", [("14 people", 14, 14, "injured")]),
        ("It burned, injuring at least 14.", [("at least 14", 14, inf, "injured")]),
        ("Fourteen people were injured.", [("Fourteen people", 14, 14, "injured")]),
        ("Twenty-one were hurt.", [("Twenty-one", 21, 21, "injured")]),
        ("A number of passengers were hurt.", [("A number of passengers", 2, inf, "injured")]),
        ("Dozens of people were wounded.", [("Dozens of people", 24, inf, "injured")]),
        ("Nobody was killed.", [("Nobody", 0, 0, "dead")]),
        ("There were no deaths.", [("no deaths", 0, 0, "dead")]),
        ("The death toll rose to 14.", [("14", 14, 14, "dead")]),
        ("About 400 residents left.", [("About 400 residents", 360, 440, "residents")]),
        ("Between 14 and 16 stalls burned.", [("16 stalls", 16, 16, "stalls")]),
        ("It had 14 to 16 stalls.", [("14 to 16 stalls", 14, 16, "stalls")]),
        ("It had up to 40 stalls.", [("up to 40 stalls", 0, 40, "stalls")]),
        ("It cost £2m, or $1.4 billion.", [("£2m", 2e6, 2e6, "£"), ("$1.4 billion", 1.4e9, 1.4e9, "$")]),
        ("They offered 3 per cent.", [("3 per cent", 3, 3, "per cent")]),
        ("It has a crew of 31.", [("31", 31, 31, "crew")]),
        ("More than 120,000 people were evacuated.", [("More than 120,000 people", 120000, inf, "evacuated")]),
        ("Two hundred thousand homes were dark.", [("Two hundred thousand homes", 200000, 200000, "homes")]),
        ("14 people were seriously injured.", [("14 people", 14, 14, "seriously injured")]),
        (
            "34 people were hurt, six of them badly.",
            [("34 people", 34, 34, "injured"), ("six", 6, 6, "seriously injured")],
        ),
        ("Six were still in a serious condition.", [("Six", 6, 6, "seriously injured")]),
        ("Three were slightly injured.", [("Three", 3, 3, "slightly injured")]),
        (
            "It killed 13 soldiers and more than 150 civilians.",
            [("13 soldiers", 13, 13, "dead"), ("more than 150 civilians", 150, inf, "dead")],
        ),
        (
            "Sixteen people were hurt and 42 stalls destroyed.",
            [("Sixteen people", 16, 16, "injured"), ("42 stalls", 42, 42, "stalls")],
        ),
        ("It forced about 120 people from their homes.", [("about 120 people", 108, 132, "evacuated")]),
        ("More than 200 people have left their homes.", [("More than 200 people", 200, inf, "evacuated")]),
        ("Some 230 residents had to leave their flats.", [("Some 230 residents", 207, 253, "evacuated")]),
        ("Police moved 300 people out of nearby homes.", [("300 people", 300, 300, "evacuated")]),
        ("Sixty people returned to their homes.", [("Sixty people", 60, 60, "people")]),
        ("Five people from homes near it spoke.", [("Five people", 5, 5, "people")]),
        ("Three people died in their homes.", [("Three people", 3, 3, "dead")]),
        ("About 96 households were evacuated.", [("About 96 households", 86.4, 105.6, "homes")]),
        (
            "Three schools and 200 people were evacuated.",
            [("Three schools", 3, 3, "schools"), ("200 people", 200, 200, "evacuated")],
        ),
        ("Ann Lee, who lives 80 metres away, spoke.", [("80 metres", 80, 80, "metres")]),
        ("It moved 5,500 tons of waste.", [("5,500 tons", 5500, 5500, "tonnes")]),
        (
            "Only 14 of Halden Transit's 212 buses left.",
            [("14 of Halden Transit's 212 buses", 14, 14, "buses"), ("212 buses", 212, 212, "buses")],
        ),
        ("In all 43 houses were damaged and 12 destroyed.", [("43 houses", 43, 43, "homes"), ("12", 12, 12, "homes")]),
        (
            "Six of the 212 passengers were hurt.",
            [("Six of the 212 passengers", 6, 6, "injured"), ("212 passengers", 212, 212, "passengers")],
        ),
        (
            "None of the 212 passengers was hurt.",
            [("None of the 212 passengers", 0, 0, "injured"), ("212 passengers", 212, 212, "passengers")],
        ),
        ("Half of the 300 nurses were hurt.", [("300 nurses", 300, 300, "nurses")]),
        ("Nobody among the 300 nurses was hurt.", [("300 nurses", 300, 300, "nurses")]),
        ("All of the 212 passengers were rescued.", [("212 passengers", 212, 212, "rescued")]),
        ("In Lund 12 drivers left.", [("12 drivers", 12, 12, "drivers")]),
        ("Two gunmen killed a guard.", [("Two gunmen", 2, 2, "gunmen")]),
        ("Six helicopters brought the injured to Lund.", [("Six helicopters", 6, 6, "helicopters")]),
    ],
)
def test_a_number_is_read_with_what_it_counts(text, expected):
    assert [(row.text, row.low, row.high, row.thing) for row in counted(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 14 May 2019 at 7.30 a.m.",
        "A 61-year-old man spoke.",
        "Ann Lee, 68, died in hospital.",
        "She died at 91.",
        "The Boeing 737 landed.",
        "Section 21 notices were served.",
        "The Year 11 pupils sat still.",
        "The number 9 buses ran late.",
        "Nine in ten nurses left.",
        "No comment was made.",
        "They lasted three days.",
        "None of the injuries was grave.",
    ],
)
def test_what_counts_nothing_is_no_number(text):
    assert counted(text) == []


def told(*texts, days=("2019-05-06", "2019-05-06", "2019-05-06")):
    sources = [
        text_source(f"Head Line\n\n{text}", id=f"t{n}", published=days[n - 1]) for n, text in enumerate(texts, 1)
    ]
    return compare_numbers(sources, find_dates(sources))


@pytest.mark.parametrize(
    "texts, verdict",
    [
        (("The fire injured 14 people.", "Sixteen were hurt."), "differs"),
        (("The fire injured 14 people.", "Fourteen were hurt."), "agrees"),
        (("The fire injured 14 people.", "A number of people were hurt."), "may agree"),
        (("The fire injured 14 people.", "At least 14 were hurt."), "may agree"),
        (("The fire injured 14 people.", "Dozens were hurt."), "differs"),
        (("About 40 stalls burned down.", "42 stalls burned."), "may agree"),
        (("About 40 stalls burned down.", "58 stalls burned."), "differs"),
        (("Nobody was hurt.", "Three people were hurt."), "differs"),
        (("At least 34 people were hurt.", "At least 38 were hurt."), "differs"),
        (("At least 34 people were hurt.", "More than 40 were hurt."), "differs"),
        (("At least 41 people were hurt.", "More than 40 were hurt."), "may agree"),
        (("The ferry was carrying 212 passengers.", "A ferry carrying more than 200 people sank."), "may agree"),
        (("The fire injured 150 people.", "More than 150 were hurt."), "differs"),
        (("The fire injured 151 people.", "More than 150 were hurt."), "may agree"),
        (("The fire injured 150 people.", "At least 150 were hurt."), "may agree"),
        (("The fire injured 150 people.", "Fewer than 150 people were hurt."), "differs"),
        (("The fire injured 150 people.", "Up to 150 people were hurt."), "may agree"),
        (("Nobody was hurt.", "Fewer than 150 people were hurt."), "may agree"),
        (("More than 150 people were hurt.", "More than 150 were hurt."), "agrees"),
        (("Up to 150 people were hurt.", "More than 150 were hurt."), "differs"),
    ],
)
def test_texts_differ_may_agree_or_agree(texts, verdict):
    found = told(*texts)
    assert set(found.verdict) == {verdict} and found.source.tolist() == ["t1", "t2"]


def test_people_out_of_their_homes_are_those_who_were_evacuated():
    found = told(
        "The fire forced about 120 people from their homes.",
        "More than 200 people have left their homes.",
        "Around 230 people were evacuated from 96 homes.",
    )
    assert found.thing.tolist() == ["evacuated"] * 3 and set(found.verdict) == {"differs"}
    assert told("The fire forced 120 people from their homes.", "Police evacuated 100 homes.").empty


def test_a_number_that_both_texts_give_leaves_the_others_to_be_compared():
    """The tonnes of a permit, told by all, are no reason to pass over the tonnes that lay there."""
    found = told(
        "There are about 4,000 tonnes of paper in there. A permit was given for 3,000 tonnes.",
        "Crews believe that at least 5,500 tonnes lay on the site. It was allowed to keep 3,000 tonnes.",
        "The firm kept about 6,100 tons, twice the 3,000 tons that its permit allowed.",
    )
    things = [(one.verdict.iloc[0], one["text"].tolist()) for _, one in found.groupby("number")]
    assert things == [
        ("differs", ["about 4,000 tonnes", "at least 5,500 tonnes", "about 6,100 tons"]),
        ("agrees", ["3,000 tonnes", "3,000 tonnes", "3,000 tons"]),
    ]


def test_what_differs_stands_first_and_a_number_of_one_text_nowhere():
    found = told(
        "Six helicopters came to the pass. The crash injured 14 people. Three cows died.",
        "Six helicopters came to the pass. The crash injured 16 people.",
    )
    assert found.drop_duplicates("number")[["thing", "verdict"]].values.tolist() == [
        ["injured", "differs"],
        ["helicopters", "agrees"],
    ]


def test_an_earlier_year_is_another_event():
    assert told("The fire injured 14 people.", "In 2015 a fire injured nine people.").empty
    assert told("The fire injured 14 people.", "In 2015 a fire injured nine people.", days=("2019-05-06", None)).empty


@pytest.mark.parametrize(
    "sentence",
    [
        "The river rose on Monday above the mark of 1997, when 23 people died.",
        "The worst flood was that of 1997, when 23 people died, officials said on 5 May 2019.",
        "In 1997 the flood killed 23 people, in 2019 it spared the town.",
    ],
)
def test_of_two_years_in_a_sentence_a_number_has_the_one_beside_it(sentence):
    assert told("The flood killed nine people.", sentence).empty
    assert counted(sentence)[-1].years == {"1997"}


def test_a_year_that_a_clause_adds_is_not_that_of_the_sentence():
    sold = "The ground was sold for £14 million."
    for added in ("The ground, which was opened in 1902, was", "Opened in 1902, the ground was"):
        assert len(told(sold, f"{added} sold for £14 million.")) == 2
    assert counted("The ground, which was opened in 1902, holds 40 stalls.")[0].years == frozenset()


def test_one_number_is_one_thing_though_a_text_names_an_earlier_year_for_it():
    assert len(told("The ground was sold for £11.5 million.", "In 2018 it was sold for £11.5 million.")) == 2


def test_a_rate_is_not_compared_with_another():
    year = "The strike will cost the firm £3.2 million a year."
    assert told(year, "The strike is costing the firm £2.2 million a day.").empty
    assert set(told(year, "The strike will cost the firm £2.2 million a year.").verdict) == {"differs"}


def test_a_part_is_not_compared_with_the_whole():
    found = told("Some 655 of the firm's 700 drivers were on strike.", "More than 690 drivers were on strike.")
    assert found.text.tolist() == ["Some 655 of the firm's 700 drivers", "More than 690 drivers"]


def test_of_two_numbers_the_nearer_one_is_the_one_told():
    one = "The strike was joined by 4,300 nurses. The strike league has 6,800 nurses."
    assert told(one, "The strike was on: 4,550 nurses stayed away.").text.tolist() == ["4,300 nurses", "4,550 nurses"]


def test_what_is_damaged_is_not_what_is_destroyed():
    found = told("The fire destroyed a dozen houses.", "In all 43 houses were damaged and 12 destroyed.")
    assert found.text.tolist() == ["a dozen houses", "12"] and set(found.verdict) == {"agrees"}
    found = told("Here 74 houses are gone.", "In all 74 houses were destroyed and 130 damaged.")
    assert found.text.tolist() == ["74 houses", "74 houses"]


def test_that_somebody_said_it_makes_no_two_numbers_one_thing():
    assert told("The council said it had inspected 240 houses.", "She said that 1,900 houses were hers.").empty


def test_a_text_that_gives_two_numbers_agrees_with_none_that_gives_the_smaller():
    found = told("The fire killed two people.", "The fire killed four people. Two people died in a car.")
    assert found.text.tolist() == ["two people", "four people", "Two people"] and set(found.verdict) == {"differs"}


def test_a_rounded_number_is_that_of_the_text_that_does_not_say_about():
    found = told("Around 560 firefighters came. Two firefighters fell.", "She thanked the 560 firefighters.")
    assert found.text.tolist() == ["Around 560 firefighters", "560 firefighters"]


def test_a_long_number_is_one_thing_whatever_the_noun():
    found = told("A crowd of 9,412 saw it.", "They lost before 9,412 spectators.", "It drew 9,412 of us.")
    assert set(found.verdict) == {"agrees"} and found.source.tolist() == ["t1", "t2", "t3"]
    assert told("Call 9,412 now.", "Call 9,412 now.").empty, "what nobody counts"
    assert told("A crowd of 9,000 saw it.", "It has 9,000 spectators.").empty


def test_a_year_that_opens_a_sentence_holds_for_the_next():
    now = "The crash injured 14 people."
    assert told(now, "In 2009 her sister ran aground off the harbour. Nobody was hurt.").empty
    assert set(told(now, "The ship, built in 1998, struck the wall. Sixteen people were hurt.").verdict) == {"differs"}
    assert set(told(now, "In 2009 she ran aground. On Monday sixteen people were hurt.").verdict) == {"differs"}


def test_a_number_that_a_text_gives_twice_stands_in_one_group():
    """In figures and in words; and a number before the words that give none, though these stand in the headline."""
    texts = {
        "one": "Ferry crash: Dozens hurt in harbour\n\nAt least 34 people were injured when a ferry hit a wall.",
        "two": "Ferry hits pier, injuring more than 40\n\nA ferry hit a wall on Tuesday, injuring at least 41 people.",
        "six": "After the crash\n\nThe ferry crash, in which 43 people were hurt, was told. Forty-three people were hurt.",
    }
    sources = [text_source(text, id=name, published="2019-05-06") for name, text in texts.items()]
    found = compare_numbers(sources, find_dates(sources))
    assert found.number.nunique() == 1 and set(found.verdict) == {"differs"}
    assert found.text.tolist() == [
        "At least 34 people",
        "Dozens",
        "more than 40",
        "at least 41 people",
        "43 people",
        "Forty-three people",
    ]


def test_passengers_that_another_text_calls_people_are_named_as_passengers():
    found = told("The ferry was carrying 212 passengers.", "A ferry carrying more than 200 people sank.")
    assert found.thing.tolist() == ["passengers", "passengers"]
    assert told("The ferry was carrying 212 passengers.", "The town has 300 people.").empty


def test_some_of_the_dead_are_not_compared_with_all_of_them():
    """Thirteen soldiers of a hundred and sixty-three dead are no other number of the dead, and no label counts them."""
    parts = "The attack killed 13 soldiers and 150 civilians."
    assert told(parts, "The attack killed 163 people.").empty
    assert set(told(parts, "The attack killed 11 soldiers.").thing) == {"dead"}


def test_texts_about_two_matters_are_not_compared():
    fire = (
        "Flames burned the market hall beside the quay. Three people were hurt. Brigades pumped water from the river. "
    )
    fire += "Traders lost cheese, carpets and lamps. An electrician blamed rotten cables in the cellar."
    match = "Rovers won the cup after a late penalty. Five people were hurt. Supporters sang in the stadium until midnight. "
    match += "Their goalkeeper saved twice. The referee showed a red card to a striker."
    texts = [text_source(text, id=name) for name, text in zip("abc", (fire, match, fire.replace("Three", "Five")))]
    assert compare_numbers(texts[:2], find_dates(texts)).empty
    assert set(compare_numbers(texts[::2], find_dates(texts)).verdict) == {"differs"}


def test_nothing_is_compared_in_one_text_or_none():
    assert told("The fire injured 14 people. It injured 16 people.").empty
    assert compare_numbers([], find_dates([])).empty


# -- How often it is right


def _pairs(things):
    """Pairs of numbers of two texts that are held to count one thing."""
    return {
        frozenset((one, other)) for numbers in things for one, other in combinations(numbers, 2) if one[0] != other[0]
    }


def _as_coded(row, coded):
    """A number as the coding names it, which is alone, where the finder has its noun: of several the first."""
    places = [(f" {row.text} ".find(f" {text} "), text) for source, text in coded if source == row.source]
    return row.source, min((one for one in places if one[0] >= 0), default=(0, row.text))[1]


def _measure():
    right = found = coded = 0
    for path in CASES:
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        sources = [text_source(text.strip(), name, published=case["published"]) for name, text in case["texts"].items()]
        reading = [{(name, text) for name, own in thing["numbers"].items() for text in own} for thing in case["thing"]]
        table = compare_numbers(sources, find_dates(sources))
        named = [_as_coded(row, {pair for thing in reading for pair in thing}) for row in table.itertuples()]
        proposed = [set(own) for _, own in table.assign(named=named).groupby("number").named]
        right += len(_pairs(reading) & _pairs(proposed))
        found += len(_pairs(proposed))
        coded += len(_pairs(reading))
    return right, found, coded


def test_the_report_says_how_often_a_comparison_is_right():
    """On eighteen short texts written for these tests: a number for the page, and no promise for other texts."""
    right, found, coded = _measure()
    assert (right, found, coded) == (37, 37, 48)
    assert f"{right} of {found} pairs" in say("numbers.error") and f"{right} of {coded}" in say("numbers.error")


def test_the_collection_gives_no_number_twice():
    case = load_case(PROJECT / "seeds")
    assert compare_numbers(case, find_dates(case)).empty


# -- Any text


@tries(80)
@given(
    st.lists(
        st.sampled_from(
            [
                "14",
                "1,400",
                "£2",
                "m",
                "million",
                "two",
                "hundred",
                "and",
                "people",
                "killed",
                ",",
                ".",
                "%",
                "per",
                "cent",
                "of",
                "the",
                "no",
                "one",
                "at",
                "-",
            ]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_spans_lie_in_the_text_and_are_read_in_order(text):
    source = text_source(f"Head\n\nSo {text}", id="x")
    rows = number_rows(source)
    assert all(source.text[row.start : row.end].strip() and row.low <= row.high for row in rows)
    assert [row.start for row in rows] == sorted(row.start for row in rows)


@pytest.mark.parametrize("unit", ["two hundred ", "14 people and ", "killed at least ", "a number of "])
def test_time_is_linear(unit):
    def made(size):
        return "Head\n\n" + unit * (size // len(unit))

    assert growth(lambda text: number_rows(text_source(text)), made, 8_000) < 2.6


def test_time_is_linear_with_a_date_beside_each_number():
    unit = "on 3 May 2019 some 14 people died, "

    def read(text):
        dates = [(m.start(), m.end(), "2019-05-03") for m in re.finditer("3 May 2019", text)]
        return number_rows(text_source(text), dates)

    assert growth(read, lambda size: "Head\n\n" + unit * (size // len(unit)), 8_000) < 2.6


def test_of_one_thing_so_many_numbers_are_compared_and_the_rest_is_told():
    told = " ".join(f"In the {n}th week {n * 17} helicopters were sent to Kabul." for n in range(20, 80))
    texts = [text_source(told, id=name, published="2021-08-17") for name in ("a", "b")]
    with pytest.warns(UserWarning) as said:
        rows = compare_numbers(texts, find_dates(texts))
    assert 0 < len(rows) <= 80
    assert [str(one.message) for one in said] == [
        f"{name} gives 60 numbers of helicopters: the first 40 are compared with other texts" for name in ("a", "b")
    ]
