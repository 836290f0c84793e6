"""What of a folder is not read, counted or compared is named, with its reason and what helps."""

import os

import pandas as pd
import pytest
from word_files import word_file

from tellings.__main__ import main
from tellings.case.files import read_dictionaries
from tellings.case.folder import load_case
from tellings.case.sources import text_source
from tellings.corpus.notes import notes_of
from tellings.own.actors import new_actors
from tellings.own.cards import card_of, new_cards
from tellings.own.check import check_case
from tellings.own.first import numbers, overview
from tellings.own.parts import read
from tellings.perspectives.tables import compare_numbers, left_numbers
from tellings.timeline.tables import find_dates

STORY = "\n\nBy Ann Dyer\n\n7 May 2014\n\n" + (
    "Some 300 people stood outside the town hall on Monday night. The council wants to close the pool at Lohne. "
    "“It is our only pool,” said Jens Röhr, who has swum there for forty years. "
)
GERMAN = (
    "Der Stadtrat hat am Montag beschlossen, das Freibad im Stadtteil Lohne zu schließen. Die Kosten für die Sanierung "
    "seien zu hoch, sagte Bürgermeisterin Karin Wulf nach der Sitzung. Rund 300 Menschen demonstrierten vor dem Rathaus. "
)


@pytest.fixture
def folder(tmp_path):
    for number, word in enumerate(("Crowd", "Swimmers"), 1):
        (tmp_path / f"good{number}.txt").write_text(f"{word} protest against closure{STORY}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def broken(folder):
    """Two texts that can be read, and four files that can't, each for a reason of its own."""
    (folder / "empty.txt").write_text("")
    (folder / "fake.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "latin.txt").write_bytes("Café Müller “shocked”".encode("cp1252"))
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return folder


def said(folder, name):
    table = check_case(folder)
    return [row.message for row in table.itertuples() if row.file == name]


# -- Files


def test_new_names_every_file_that_it_cannot_read_and_goes_on_with_the_others(broken, capsys):
    assert main(["new", str(broken)]) == 1
    told = capsys.readouterr()
    names = [line.split(":")[0] for line in told.err.splitlines()]
    assert names == ["empty.txt", "fake.docx", "latin.txt", "photo.txt"]
    assert "is empty: put the text into it" in told.err and "iconv -f WINDOWS-1252" in told.err
    assert "2 rows written" in told.out and "4 files above could not be read and have no row" in told.out
    assert f"delete sources.csv, and run: python -m tellings new {broken}" in told.out
    assert list(load_case(broken)) == ["good1", "good2"]


def test_a_file_without_a_row_that_cannot_be_read_is_named_with_its_reason(broken):
    new_cards(broken)
    table = check_case(broken)
    assert set(table.level) == {"warning"}
    assert said(broken, "empty.txt") == [
        "has no row in sources.csv and can't be read: is empty: put the text into it, or take it out of the case; "
        "give it a row when that is mended"
    ]
    shown = "\n".join(map(str, overview(read(str(broken))).parts))
    assert "Not read, and in none of the counts: empty.txt, fake.docx, latin.txt and photo.txt." in shown
    (broken / "latin.txt").write_text("Café Müller", encoding="utf-8")
    assert said(broken, "latin.txt") == ["has no row in sources.csv and is not read: give it a row"]


def test_where_nothing_can_be_read_nothing_is_written(tmp_path, capsys):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("")
    assert main(["new", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert told.out == "" and [line[:14] for line in told.err.splitlines()] == ["a.txt: is empt", "b.txt: is empt"]
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.txt"]


def test_two_files_of_one_name_are_told_by_new(folder, capsys):
    (folder / "good1.md").write_text(f"Another{STORY}", encoding="utf-8")
    assert main(["new", str(folder)]) == 1
    assert "has the same id 'good1' as good1.md: rename one" in capsys.readouterr().err


@pytest.mark.parametrize("begins", ["%pdf is how every file of that kind begins", "PK Sharma resigns", "pk\x03 marks"])
def test_a_text_that_begins_as_a_document_does_is_read(folder, begins):
    (folder / "begins.txt").write_text(f"{begins} word/document.xml{STORY}", encoding="utf-8")
    assert "begins" in load_case(folder)


def test_a_pdf_that_is_called_a_text_is_told(folder):
    (folder / "begins.txt").write_bytes(b"%PDF-1.4\n1 0 obj")
    assert said(folder, "begins.txt") == [
        "is a PDF, not what the end of its name says: rename it so that it ends in .pdf"
    ]


# -- Documents


def test_what_stands_beside_the_text_of_a_word_document_is_named(folder):
    change = "<w:p><w:del><w:r><w:delText>18</w:delText><w:delText>0</w:delText></w:r></w:del></w:p>"
    word_file(
        folder / "inquiry.docx",
        ["Inquiry into the Flood", "The river flooded 214 houses."],
        change,
        header1="DRAFT – not for release",
        footer1="12",
        comments="Is this what he said?",
    )
    source = load_case(folder)["inquiry"]
    assert source.title == "Inquiry into the Flood" and "214 houses" in source.text
    (told,) = [line for line in notes_of(source) if "leaves out" in line]
    assert "the header (“DRAFT – not for release”)" in told and "comments (“Is this what he said?”)" in told
    assert "words that a tracked change deletes (“180”)" in told
    assert "footer" not in told  # a number of the page
    assert told in said(folder, "inquiry.docx.txt")


def test_a_word_document_with_nothing_beside_its_text_begins_with_it(folder):
    word_file(folder / "plain.docx", ["Flood victims wait"])
    assert load_case(folder)["plain"].text.startswith("Flood victims wait")


PAGE = """<html><head><title>Ferry aground</title></head><body><article><h1>Ferry runs aground off Hallow Point</h1>
<p>The ferry Saint Brid ran aground off Hallow Point on Sunday evening with 143 people on board, the coastguard said.</p>
<figure><img src="x.jpg"><figcaption>The Saint Brid on Monday. Photograph: Ian Coll</figcaption></figure>
<p>“The sea was calm and nobody panicked,” said the captain of the lifeboat, Owen Reece. Four people were treated.</p>
<p>The Marine Accident Branch has begun an inquiry, and its report is expected within a year of the accident.</p></article>
<section id="comments"><div class="comment"><p>I was on board and there were at least 180 people, if you ask me.</p></div>
</section></body></html>"""


def test_comments_and_captions_of_a_saved_page_that_are_left_out_are_named(folder):
    (folder / "ferry.html").write_text(PAGE, encoding="utf-8")
    source = load_case(folder)["ferry"]
    (told,) = notes_of(source)
    assert "comments (“I was on board and there were at least 180 people" in told
    assert "captions (“The Saint Brid on Monday. Photograph: Ian Coll”)" in told
    shown = "\n".join(map(str, overview(read(str(folder))).parts))
    assert "Read in part: ferry." in shown


def test_a_page_that_was_saved_before_it_filled_itself_holds_no_text(folder):
    page = (
        "<html><head><title>Coast Live</title></head><body><noscript>You need to enable JavaScript.</noscript></body>"
    )
    (folder / "app.html").write_text(page, encoding="utf-8")
    (told,) = said(folder, "app.html")
    assert told.startswith("holds no text that can be taken out") and "open it in one, copy the text" in told
    page = "<html><body><p>Talks failed, the two sides said on Monday night in Senn.</p></body></html>"
    (folder / "app.html").write_text(page, encoding="utf-8")
    assert "Talks failed" in load_case(folder)["app"].text


# -- Languages, figures, numbers


def test_a_text_that_is_no_english_gives_no_names(folder):
    for name in ("eins", "zwei"):
        (folder / f"{name}.txt").write_text(f"Freibad Lohne\n\n{GERMAN}", encoding="utf-8")
    assert set(new_actors(folder).actor) == {"Jens Röhr", "Lohne"}


def test_a_text_of_figures_is_no_text(folder):
    (folder / "table.txt").write_text("2016 41 203 17\n2017 39 187 22\n2018 44 240 9\n2019 51 260 31\n")
    assert any("holds figures and next to no words" in line for line in said(folder, "table.txt"))


BLAST = """Blast at Corve works

A blast at the Corve works on Tuesday morning injured 14 people, the fire service said. The blast broke windows.

By the evening the hospital said that {} people were injured. The works employ 400 people.
"""
HURT = "Works blast at Corve\n\nThe blast at the Corve works injured 19 people and broke windows, the council said.\n"


@pytest.mark.parametrize("later, left", [("17", ["17 people"]), ("14", []), ("dozens of", [])])
def test_a_number_of_a_text_that_is_compared_with_none_is_named(tmp_path, later, left):
    sources = [text_source(BLAST.format(later), id="a"), text_source(HURT, id="b")]
    dates = find_dates(sources)
    compared = compare_numbers(sources, dates)
    assert set(compared.text) >= {"14 people", "19 people"}
    assert list(left_numbers(sources, dates, compared).text) == left
    for source in sources:
        (tmp_path / f"{source.id}.txt").write_text(source.text, encoding="utf-8")
    tables = [part for part in numbers(read(str(tmp_path))).parts if isinstance(part, pd.DataFrame)]
    assert [list(table.text) for table in tables] == ([left] if left else [])


# -- Press releases

RELEASE = "\n\nCouncil orders inspection of Quarry Lane footbridge\n\n" + (
    "The council has ordered an inspection of the footbridge at Quarry Lane after two people were hurt there. "
    "The bridge stays closed until the engineers have reported, and a bus runs between the two banks.\n\n"
    "“We owe it to every family in the town,” said council leader Margaret Oduya. “Nobody should be afraid.”\n"
)


@pytest.mark.parametrize("above", ["", "DERRYHOLM BOROUGH COUNCIL\n"])
@pytest.mark.parametrize(
    "line",
    [
        "For immediate release: 20 May 2017",
        "FOR IMMEDIATE RELEASE – Saturday, May 20, 2017",
        "For release Saturday, 20 May 2017",
        "EMBARGOED until 00:01, Saturday 20 May 2017",
        "Under embargo until 20 May 2017",
        "Not for release before 20 May 2017",
        "PRESS RELEASE 20 May 2017 – for immediate release",
        "Immediate release 20/05/2017",
        "MEDIA RELEASE: 20th May 2017",
    ],
)
def test_the_day_of_a_press_release_is_read_and_who_sends_it_is_no_headline(above, line):
    card = card_of(text_source(f"{above}{line}{RELEASE}", id="council"))
    assert card["published"] == "2017-05-20" and card["title"] == "Council orders inspection of Quarry Lane footbridge"


def test_a_headline_above_the_line_that_dates_its_release_is_one():
    title, text = RELEASE.strip().split("\n\n", 1)
    card = card_of(text_source(f"{title}\nFor immediate release: 20 May 2017\n\n{text}", id="council"))
    assert (card["title"], card["published"]) == (title, "2017-05-20")


# -- Written down


def test_cards_of_what_can_be_read_are_those_that_are_written(broken):
    table, faults = new_cards(broken)
    assert list(table.file) == [card["file"] for card in read_dictionaries(broken / "sources.csv")]
    assert [name for name, _ in faults] == ["empty.txt", "fake.docx", "latin.txt", "photo.txt"]
