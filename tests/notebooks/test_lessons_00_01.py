"""What a hostile reader found in the first two lessons and in the pages beside them, held to what was mended."""

import re

import pytest
from collection import cells

from helpers import load_case
from tellings.case.files import PROJECT

CASE = load_case("seeds")
LESSONS = PROJECT / "notebooks"
PAGES = [
    *sorted(LESSONS.glob("*.ipynb")),
    *sorted((PROJECT / "classroom").glob("*.md")),
    *sorted(PROJECT.glob("*.md")),
    *(PROJECT / "seeds" / name for name in ("README.md", "gold/CODEBOOK.md")),
]


def prose(path):
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return "\n\n".join(source for _, source, _ in cells(path, "markdown"))


FIRST = prose(LESSONS / "01_source_reading.ipynb")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_no_page_gives_an_agreement_that_cannot_be_checked(path):
    assert not re.search(r"kappa\S*\s+(of )?\.9", prose(path)), "the passes behind that figure were not kept"


def test_how_the_reference_was_made_is_said_at_the_head_of_its_codebook():
    head = prose(PROJECT / "seeds" / "gold" / "CODEBOOK.md").split("## Rows")[0]
    for words in (
        "large language model",
        "November 2026",
        "two passes",
        "not kept",
        "row by row",
        "stability",
        "reliability",
    ):
        assert words in head, words
    for page in PAGES:
        assert page.name == "CODEBOOK.md" or "two passes" not in prose(page), f"{page} says it a second time"


@pytest.mark.parametrize(
    "term", ["provenance", "purpose-and-audience", "primary-and-secondary-source", "lateral-reading", "corroboration"]
)
def test_the_words_of_source_criticism_are_used_and_explained(term):
    assert f"glossary.md#{term})" in FIRST


def test_traces_that_the_lesson_names_are_in_the_text_it_names():
    later = CASE["later"].text
    quoted = re.search("“(excessively[^”]*)”", later)[1]
    assert "endeavor" in quoted and "deputy official representative" in later and "November 8" in later
    assert all(f'"{trace}"' in FIRST for trace in ("endeavor", "deputy official representative"))


def test_two_sentences_beside_the_cut_ones_are_damaged():
    whole = CASE.sentences(["pism-20", "pism-45"]).text
    assert not whole[0].endswith(".") and "will more difficult" in whole[1]
    assert "Two others are damaged" in FIRST


def test_the_card_of_pism_says_why_it_begins_with_september():
    grounds = CASE.table("evidence").set_index(["source", "field"]).ground
    assert "31 August itself" in grounds["pism", "date"]
    window = CASE.table("date_windows").set_index(["text", "knowledge"])
    assert window.loc[("pism", "text alone"), "earliest"] == "2021-08-31"
    why = window.loc[("later 1", "with the other texts"), "why"]
    assert why.startswith("pism") and "lbc-07" in why


def test_nothing_internal_yields_a_year_that_no_text_prints():
    checks = CASE.gold("claims").check
    internal = checks.str.findall(r"internal:[^;]*").str.join(" ")
    assert not internal.str.contains("2025").any()


def test_nobody_has_taught_with_it_and_the_headings_say_so():
    for page in (PROJECT / "README.md", PROJECT / "classroom" / "guide.md"):
        assert "get wrong" not in re.sub(r"\s+", " ", prose(page)), page
    assert "## Mistakes to expect" in prose(PROJECT / "classroom" / "guide.md")
