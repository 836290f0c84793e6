"""The case: found from anywhere, unchanged, ordered, and clear about what is wrong with it."""

import os
import shutil
from datetime import date

import pytest
from doubling import took

from helpers import CaseError, Source, as_sources, text_source
from tellings.case.cards import day_range
from tellings.case.files import PROJECT
from tellings.case.folder import Case, first_line, load_case


@pytest.fixture
def copy(tmp_path):
    """A copy of the case that a test may spoil."""
    return shutil.copytree(PROJECT / "seeds", tmp_path / "seeds")


def test_order_of_publication():
    assert list(load_case("seeds")) == ["lbc", "pism", "later"]


@pytest.mark.parametrize("place", ["notebooks", "helpers", "."])
def test_found_from_any_folder(place, monkeypatch):
    monkeypatch.chdir(PROJECT / place)
    assert len(load_case("seeds")) == 3


def test_found_from_outside_the_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(load_case("seeds")) == 3
    assert len(load_case(PROJECT / "seeds")) == 3


def test_texts_byte_for_byte():
    for source in load_case().values():
        assert source.text.encode() == (PROJECT / "seeds" / source.file).read_bytes()


def test_changed_text_is_refused(copy):
    (copy / "lbc.txt").write_bytes((copy / "lbc.txt").read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(CaseError, match=r"lbc\.txt is not the text .* git checkout"):
        load_case(copy)


def test_missing_text_names_file_and_row(copy):
    os.remove(copy / "pism.txt")
    with pytest.raises(CaseError, match=r"sources\.csv, row 3: .*'pism\.txt'"):
        load_case(copy)


def test_missing_folder_and_file_for_folder(copy):
    with pytest.raises(CaseError, match="no folder nowhere-at-all"):
        load_case("nowhere-at-all")
    with pytest.raises(CaseError, match="is a file, not a folder"):
        load_case(copy / "lbc.txt")


def test_bad_date_on_a_card(copy):
    card = (copy / "sources.csv").read_text(encoding="utf-8").replace("2021-08-17,stated", "last summer,stated")
    (copy / "sources.csv").write_text(card, encoding="utf-8")
    with pytest.raises(CaseError, match=r"row 2: 'last summer' is no date"):
        load_case(copy)


@pytest.mark.parametrize("unseen", ["", " \n", "\u200b\u2060", "\ufeff", "\u202e \x00"])
def test_a_text_of_characters_that_cannot_be_seen_is_empty(tmp_path, unseen):
    with pytest.raises(CaseError, match="text is empty"):
        text_source(unseen)
    assert text_source(f"{unseen}.").text == f"{unseen}."


@pytest.mark.parametrize(
    "text, title",
    [
        ("---\ntitle: Rain\n---\n\n# Rain falls\nIt rained.", "Rain falls"),
        ("+++\r\ntitle = 'Rain'\r\n+++\r\nRain falls\r\n", "Rain falls"),
        ("* * *\n\n---\nRain falls\n---\nIt rained.", "Rain falls"),
        ("Rain falls\n---\nIt rained.\n---\nIt did.", "Rain falls"),
        ("***\n", ""),
        ("\n" * 200_000 + "Rain falls", "Rain falls"),
    ],
)
def test_the_title_of_a_file_is_its_first_line_with_a_word_below_its_front_matter(text, title):
    assert took(lambda _: first_line(text), 2) < 2
    assert first_line(text) == title


def test_empty_folder_empty_text_and_two_of_one_id(tmp_path):
    with pytest.raises(CaseError, match="holds no text"):
        load_case(tmp_path)
    (tmp_path / "a.txt").write_text(" \n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"a\.txt is empty"):
        load_case(tmp_path)
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "a.md").write_text("Two.", encoding="utf-8")
    with pytest.raises(CaseError, match=r"a\.md and a\.txt have the same id 'a': rename one of the files"):
        load_case(tmp_path)
    cards = tmp_path / "sources.csv"
    cards.write_text("file,id\na.txt,x\na.md,x\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"a\.txt and a\.md have the same id 'x': give one .* in sources\.csv"):
        load_case(tmp_path)
    cards.write_text("file,id\na.txt,\na.txt,\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"sources\.csv has two rows for a\.txt, id 'a': delete one of them"):
        load_case(tmp_path)


def test_bytes_that_are_no_text(tmp_path):
    (tmp_path / "a.txt").write_bytes("Café".encode("cp1252"))
    with pytest.raises(CaseError, match=r"a\.txt is not UTF-8.*iconv"):
        load_case(tmp_path)


def test_byte_order_mark_is_not_counted(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne.")
    assert load_case(tmp_path)["a"].text == "One."


@pytest.mark.parametrize(
    "written, first, last",
    [
        ("2021-08-17", date(2021, 8, 17), date(2021, 8, 17)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2021-09/2021-12", date(2021, 9, 1), date(2021, 12, 31)),
    ],
)
def test_day_range(written, first, last):
    assert day_range(written) == (first, last)


@pytest.mark.parametrize(
    "written", ["2021-02-30", "13/13/2021", "yesterday", "2021-12/2021-09", "0000", "2021-00", "2021-1-1/2/3"]
)
def test_no_date(written):
    with pytest.raises(CaseError, match="is no date"):
        text_source("One.", published=written)


def test_wrong_types():
    for wrong in (None, 3, b"bytes"):
        with pytest.raises(TypeError):
            text_source(wrong)
    with pytest.raises(TypeError):
        text_source("One.", published=date(2021, 8, 17))
    for wrong in ("a string", 3, None, [1, 2]):
        with pytest.raises(TypeError, match="expected a source"):
            as_sources(wrong)


def test_unknown_dates_come_last():
    sources = [text_source("x.", "b"), text_source("x.", "a"), text_source("x.", "z", published="1999")]
    assert list(Case(sources)) == ["z", "a", "b"]
    assert isinstance(Case(sources)["a"], Source)


def test_a_cell_that_a_spreadsheet_begins_with_a_capital_is_read(tmp_path):
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    cards = "file,published,published_basis,date_order\na.txt,2019-06-05,Stated,DMY\n"
    (tmp_path / "sources.csv").write_text(cards, encoding="utf-8")
    assert (load_case(tmp_path)["a"].published_basis, load_case(tmp_path)["a"].date_order) == ("stated", "dmy")


def test_gold_missing_is_said(tmp_path):
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    with pytest.raises(CaseError, match="no reference coding of dates"):
        load_case(tmp_path).gold("dates")


def test_a_code_is_one_however_its_coders_write_it(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge is closed.", encoding="utf-8")
    (tmp_path / "coding").mkdir()
    for name, codes in (("anna", "+1,Security,Ana Silva"), ("ben", "1,security,Ana Silva")):
        (tmp_path / "coding" / f"{name}.csv").write_text(
            f"sentence,tone,frame,speaker\na-01,{codes}\n", encoding="utf-8"
        )
    (row,) = load_case(tmp_path).gold("sentences").to_dict("records")
    assert row == {"sentence": "a-01", "tone": "1", "frame": "security", "speaker": "Ana Silva"}


def test_a_sheet_that_leads_outside_the_case_is_named(tmp_path):
    sheets = tmp_path / "case" / "coding"
    sheets.mkdir(parents=True)
    (tmp_path / "case" / "a.txt").write_text("The bridge is closed.", encoding="utf-8")
    for path in (sheets / "anna.csv", tmp_path / "ben.csv"):
        path.write_text("sentence,tone\na-01,1\n", encoding="utf-8")
    (sheets / "ben.csv").symlink_to(tmp_path / "ben.csv")
    with pytest.raises(CaseError, match="ben.csv' lies outside the folder .*case, .* a link .*: copy the file into it"):
        load_case(tmp_path / "case").gold("coding")
