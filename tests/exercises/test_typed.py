"""Fields instead of Python: an answer typed into them is judged as in the notebook, and its cell gives the same."""

import pytest
from answered import AUTOMATIC, every_answer, right_answer
from hypothesis import given
from hypothesis import strategies as st
from sheet_cells import CELLS, typed
from tries import tries

from tellings.case.files import CaseError
from tellings.exercises import check as exercises
from tellings.exercises import verdicts
from tellings.exercises.check import judge
from tellings.exercises.typed import fields, filled


def given_by(name, source):
    """The answer that a cell gives when it is run."""
    names = {}
    exec(source, names)
    return names[AUTOMATIC[name]["variable"]]


def said(name, answer):
    verdicts._missed.clear()
    return judge(name, answer), judge(name, answer)


def test_every_task_that_a_program_checks_has_its_cell():
    assert set(CELLS) == set(AUTOMATIC)


@pytest.mark.parametrize("name", AUTOMATIC)
def test_each_known_answer_gets_the_same_words_as_in_the_notebook(name):
    exercise, tried = AUTOMATIC[name], 0
    for answer in every_answer(name):
        values = typed(name, exercise, answer)
        if values is None:
            continue
        if exercise["kind"] == "spans" and answer is not ...:
            answer = values[0].splitlines()
        made, source = filled(name, CELLS[name], values)
        assert said(name, made) == said(name, answer), (values, made)
        assert source == CELLS[name] if not any(map(len, map("".join, values))) else given_by(name, source) == made
        tried += 1
    assert tried > 2


def test_what_fields_cannot_take_is_little():
    lost = [
        (name, answer)
        for name in AUTOMATIC
        for answer in every_answer(name)
        if not typed(name, AUTOMATIC[name], answer)
    ]
    # Where one of a few words is to be chosen, no other is; and no text stands for several entries at once.
    assert len(lost) == 10, lost


@pytest.mark.parametrize("name", AUTOMATIC)
def test_the_key_earns_its_points_through_the_fields(name):
    values = typed(name, AUTOMATIC[name], right_answer(AUTOMATIC[name]))
    assert judge(name, filled(name, CELLS[name], values)[0])[0] == "right"


@pytest.mark.parametrize(
    ("name", "shapes"),
    [
        ("1.1", ["one"]),
        ("1.5", ["choice"] * 15),
        ("2.1", ["choice"] * 10),
        ("2.4", ["pairs"]),
        ("3.3", ["places"]),
        ("3.4", ["several"] * 2),
        ("4.1", ["lines"]),
        ("4.5", ["choice"] * 3),
        ("5.4", ["choice"] * 8),
    ],
)
def test_fields_have_the_shape_of_what_is_asked(name, shapes):
    assert [field["shape"] for field in fields(name, CELLS[name])] == shapes


def test_fields_are_named_as_the_entries_and_offer_what_the_question_offers():
    card = fields("1.5", CELLS["1.5"])
    assert [field["label"] for field in card][:6] == [
        *(f"lbc {part}" for part in ("author", "outlet", "date", "genre", "evidence")),
        "pism author",
    ]
    assert card[0]["options"] == ["stated", "inferable", "outside", "unknown"]
    assert [field["label"] for field in fields("1.3", CELLS["1.3"])][:4] == [
        "sentences 1",
        "sentences 2",
        "sentences 3",
        "missing verb",
    ]


def test_a_cell_says_the_answer_as_a_student_would_type_it():
    assert filled("1.1", CELLS["1.1"], [" 486 "]) == (
        486,
        "words_written = 486\n# Run this cell, then the one beneath it.",
    )
    answer, source = filled("2.3", CELLS["2.3"], ["e", "but", 'the "but"', ""])
    assert answer == {"why": "e", "words": ["but", 'the "but"', ...]}
    assert source.splitlines()[1:3] == ['    "why": "e",', '    "words": ["but", "the \\"but\\"", ...],']
    assert filled("1.2", CELLS["1.2"], ['"17 August 2021"', "2021", *[""] * 4])[0]["lbc earliest"] == "17 August 2021"
    assert filled("1.2", CELLS["1.2"], ["2021", *[""] * 5])[0]["lbc earliest"] == "2021", "a year is no number"
    assert filled("2.4", CELLS["2.4"], ["fight: lbc-01\n\nno lbc-09"])[0] == [("fight", "lbc-01"), "no lbc-09"]
    listed = filled("2.4", CELLS["2.4"], ["1. fight: lbc-01, no: lbc-09; well: pism-11\n- easy lbc-20"])[0]
    assert listed == [("fight", "lbc-01"), ("no", "lbc-09"), ("well", "pism-11"), "easy lbc-20"]
    assert filled("4.1", CELLS["4.1"], ["• stay vigilant\n\n– we could not"])[0] == ["stay vigilant", "we could not"]
    assert filled("5.2", CELLS["5.2"], ["27", "pism-22\n3", "silent", "", "", ""])[0]["lbc"] == ["lbc-27"], "its number"
    assert filled("5.2", CELLS["5.2"], ["", "22", "5", "", "", ""])[0]["later"] == "5", "no sentence is asked for"
    assert filled("1.4", CELLS["1.4"], ["?"])[1].startswith('clash = "?"\n'), "what was typed is not lost"
    order = filled("3.3", CELLS["3.3"], [["2", "1", "x", "2", *[""] * 9]])[0]
    assert filled("3.3", CELLS["3.3"], [["2.5", "-1", "0", *[""] * 10]])[0] == [
        "NATO takes command",
        "combat operations end",
        "Stoltenberg's press conference",
    ]
    assert order == ["NATO takes command", ["Stoltenberg's press conference", "Taliban lose control"]]
    assert filled("3.4", CELLS["3.4"], [["takeover"], []])[0] == {"told by two": ["takeover"], "dated by two": [...]}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("3. April 2021\n4. March 2021", ["3. April 2021", "4. March 2021"]),
        ("3. 4. 2021\n4. 3. 2021", ["3. 4. 2021", "4. 3. 2021"]),
        ("- 3. April 2021\n- 4. March 2021", ["3. April 2021", "4. March 2021"]),
        ("1. 3 April 2021\n2. 4 March 2021", ["3 April 2021", "4 March 2021"]),
        ("1. 3. April 2021\n2. 4. March 2021\n3. ", ["3. April 2021", "4. March 2021"]),
        ("1) 2021-04-03\n2) 2021-03-04", ["2021-04-03", "2021-03-04"]),
    ],
)
def test_the_day_of_a_date_is_no_number_of_a_list(text, dates):
    """A day with a point at the head of a line was cut off: the page refused what the notebook takes."""
    assert filled("6.4", CELLS["6.4"], [text])[0] == dates
    assert said("6.4", dates)[0][0] == "right"


def test_what_does_not_fit_is_said():
    with pytest.raises(CaseError, match="1.2 has 6 fields, and 1 values came: open the page anew"):
        filled("1.2", CELLS["1.2"], ["2021"])
    for source in ("", "print(1)", "x = 3", "x = [", "x = y = ..."):
        with pytest.raises(CaseError, match="has no three dots"):
            fields("1.1", source)


@tries(400)
@given(st.data())
def test_whatever_is_typed_is_judged_in_words_and_its_cell_can_be_run(data):
    name = data.draw(st.sampled_from(sorted(CELLS)))
    anything = st.text(max_size=60) | st.sampled_from(['"', "\\", "'''", "[1]", "1e9", "½", "-0", "{}", "# x", "1.2.3"])
    values = [
        data.draw(st.lists(anything, max_size=3))
        if field["shape"] == "several"
        else data.draw(st.lists(anything, min_size=len(field["options"]), max_size=len(field["options"])))
        if field["shape"] == "places"
        else data.draw(anything)
        for field in fields(name, CELLS[name])
    ]
    answer, source = filled(name, CELLS[name], values)
    verdict, message = judge(name, answer)
    assert verdict in exercises.VERDICTS and message
    empty = not any("".join(value).strip() for value in values)
    assert source == CELLS[name] if empty else given_by(name, source) == answer
