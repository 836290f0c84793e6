"""A lesson takes an hour at most and says how long, its prose comes in short pieces, and each section has something to do."""

import re

import pytest
from collection import LESSONS, cells
from reading_minutes import STATED, doing, lengths, reading, stated, words

AFTER = ("What was found", "What cannot be known", "Where next")


def turns(path):
    return [
        (number, cell) for number, _, cell in cells(path, "code") if "your-turn" in cell["metadata"].get("tags", [])
    ]


# Lessons that have been cut to an hour; what they leave out stands in notebooks/deeper/.
CUT = [path for path in LESSONS if turns(path)]
cut = {"argvalues": CUT, "ids": [path.stem for path in CUT]}
timed = {"argvalues": LESSONS[:1] + CUT, "ids": [path.stem for path in LESSONS[:1] + CUT]}


def test_a_word_is_what_a_reader_reads():
    assert words("Read `lbc-09`, [the guide](../guide.md) & *two* rows: **1,414** words, <b>38</b> %.") == 9
    assert STATED.search("**Time:** about 55 minutes · **You")[1] == "55"


@pytest.mark.parametrize("path", **timed)
def test_the_minutes_stated_are_those_of_reading_and_doing(path):
    honest = reading(path) / 200 + doing(path)
    assert 0.85 * honest <= stated(path) <= 1.15 * honest, f"{honest:.0f} minutes, {stated(path)} stated"
    assert honest <= 60 and stated(path) <= 60, f"{honest:.2f} minutes: shorten it, or move a part to notebooks/deeper/"


@pytest.mark.parametrize("path", **timed)
def test_prose_comes_in_short_pieces(path):
    median, ninth = lengths(path)
    assert median <= 45 and ninth <= 90, f"median {median:.0f} words, nine of ten under {ninth:.0f}"


@pytest.mark.parametrize("path", **cut)
def test_each_section_has_one_thing_to_do(path):
    section, found = "", {}
    for _, source, cell in cells(path):
        if cell["cell_type"] == "markdown":
            for title in re.findall(r"^## (.+)$", source, re.M):
                section = title
                found.setdefault(section, 0)
        elif section:
            found[section] += "your-turn" in cell["metadata"].get("tags", [])
    assert {title: count for title, count in found.items() if count != 1 and title not in AFTER} == {}


@pytest.mark.parametrize("path", **cut)
def test_a_turn_has_one_thing_to_change_and_stores_no_answer(path):
    """The one line to change is in capitals and empty, or holds an example that the lesson has not asked about."""
    for number, cell in turns(path):
        source = "".join(cell["source"])
        assert len(re.findall(r"^MY_[A-Z]+ = ", source, re.M)) == 1, f"cell {number}"
        assert source.startswith("# Your turn: "), f"cell {number} says first what to change"
        shown = [output.get("data", {}) for output in cell["outputs"]]
        assert not any("image/png" in data for data in shown), f"cell {number}: a figure is an answer"
