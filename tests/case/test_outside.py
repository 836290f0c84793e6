"""What is known from outside the three texts has a row in seeds/outside.csv: fact, place, source, how far it was checked."""

import csv
import json
import re

import pytest

from tellings.case.files import PROJECT

SEEDS = PROJECT / "seeds"
MARK = re.compile(r"\boutside (?:knowledge|figures?)\b", re.I)
# Paragraphs that speak of outside knowledge and use none.
ONLY_NAMED = (
    "known only from **outside**",
    "are outside knowledge. Which words",
    "outside knowledge may help further",
    "seeds/outside.csv",
    "outside.csv",
    "rests on a date of publication that is itself",
    "it is outside knowledge: leave it out here",
    "It is outside knowledge.",
    'outside = ["outside knowledge"]',
    '"outside knowledge without a source"',
    "Dated by outside knowledge: {sources}",
    "Outside knowledge: {count:,} date",
    'outside = "date by outside knowledge"',
    "Has outside knowledge a source?",
)
with open(SEEDS / "outside.csv", encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
PROSE = [
    *sorted((PROJECT / "notebooks").glob("*.ipynb")),
    *sorted((PROJECT / "notebooks" / "deeper").glob("*.ipynb")),
    *sorted((PROJECT / "classroom" / "source").glob("*/*.md")),
    *sorted((PROJECT / "classroom" / "source").glob("*/*.toml")),
    PROJECT / "tellings" / "own" / "wording.toml",
    PROJECT / "classroom" / "guide.md",
    SEEDS / "README.md",
]
TABLES = sorted(
    {*SEEDS.glob("*.csv"), *(SEEDS / "gold").glob("*.csv"), *(PROJECT / "tellings").rglob("*.csv")}
    # In a list of the forms that answers take, "outside" is an answer.
    - {SEEDS / "outside.csv", PROJECT / "tellings" / "exercises" / "forms.csv"}
)


def name(path):
    return path.relative_to(PROJECT).as_posix()


def words(row):
    return [one.strip() for one in row["words"].split("|")]


def text(path):
    if path.suffix != ".ipynb":
        return path.read_text(encoding="utf-8")
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in found if cell["cell_type"] == "markdown")


def marked(path):
    """The paragraphs of a page, or the rows of a table, that say that they use what stands in none of the texts."""
    if path.suffix != ".csv":
        parts = re.split(r"\n\s*\n|\n(?=[|>*-] )", text(path))
        return [part for part in parts if MARK.search(part) and not any(words in part for words in ONLY_NAMED)]
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    # In a word list the word "outside" is a word.
    bare = "outside" if SEEDS in path.parents else None
    return [
        " ; ".join(row) for row in rows if any(cell == bare or MARK.search(cell) or "outside:" in cell for cell in row)
    ]


@pytest.mark.parametrize("path", [*PROSE, *TABLES], ids=name)
def test_each_fact_from_outside_has_a_row(path):
    here = [word for row in ROWS if name(path) in row["used_in"].split() for word in words(row)]
    missing = [part for part in marked(path) if not any(word in part for word in here)]
    assert not missing, "give each a row in seeds/outside.csv, or add its page and words to one:\n" + "\n".join(missing)


@pytest.mark.parametrize("row", ROWS, ids=[row["fact"][:60] for row in ROWS])
def test_each_row_is_used_where_it_says(row):
    pages = {page: text(PROJECT / page) for page in row["used_in"].split()}
    assert pages and all(row.values()), row
    unused = [page for page, told in pages.items() if not any(word in told for word in words(row))]
    assert not unused, f"no longer used in {unused}"
    stray = [word for word in words(row) if not any(word in told for told in pages.values())]
    assert not stray, f"no page has {stray}"


def test_no_row_claims_to_be_checked_where_nothing_could_be_looked_up():
    for row in ROWS:
        assert "not checked here" in row["checked"] or "readers can't repeat it" in row["checked"], row["fact"]


@pytest.mark.parametrize("fact", ["29 February 2020", "14 June 2021", "11 September 2001", "November 2025", "LBC"])
def test_what_the_samples_know_from_outside_has_a_row_that_names_them(fact):
    assert fact in (PROJECT / "classroom" / "samples.md").read_text(encoding="utf-8")
    assert any("classroom/samples.md" in row["used_in"].split() and fact in words(row) for row in ROWS)
