"""What `check` says of tables that came from strangers: each fault and each doubt with its file, its row, its remedy."""

import os
import shutil

import pandas as pd
import pytest

from helpers import load_case
from tellings.__main__ import main
from tellings.case.files import CaseError
from tellings.case.tables import read_table, write_table
from tellings.coding.sheets import coders_of, short_sheets, write_sheets
from tellings.own.cards import new_cards
from tellings.own.check import check_case
from tellings.own.scores import tool_scores
from tellings.own.sheet import write_sheet_of

ARTICLE = (
    "The council closed the bridge on Monday. It said that the beams had moved, and that lorries must turn back. " * 8
)


@pytest.fixture
def folder(tmp_path):
    """Two texts without cards."""
    place = tmp_path / "bridge"
    place.mkdir()
    for name, word in (("one", "lorries"), ("two", "coaches")):
        text = f"Bridge {name} is closed\n\n{ARTICLE.replace('lorries', word)}"
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def coded(folder):
    """The same with an empty sheet; a function that writes it under a name, changed."""
    write_sheets(folder)
    sheet = read_table(folder / "coding" / "coder-1.csv").astype(object).assign(tone="0", frame="none")
    for path in (folder / "coding").glob("coder-*.csv"):
        path.unlink()

    def write(name, change=lambda sheet: sheet):
        write_table(change(sheet.copy()), folder / "coding" / name)

    return folder, write


def said(folder, file, level="fault"):
    table = check_case(folder)
    return [row.message for row in table.itertuples() if (row.file, row.level) == (file, level)]


# -- coders


def with_code(sheet):
    sheet.loc[3, "tone"] = "5"
    return sheet


@pytest.mark.parametrize(
    "change, fault",
    [
        (with_code, "coding/anna.csv, row 5, one-04: '5' is no code for tone: choose -1, 0, 1"),
        (
            lambda sheet: sheet.assign(sentence="x-" + sheet.sentence),
            "row 2: there is no sentence x-one-01: write the id",
        ),
        (lambda sheet: sheet.assign(sentence=""), "anna.csv, row 2 has codes and no sentence: write the id"),
        (lambda sheet: pd.concat([sheet, sheet.head(1)]), "codes one-01 a second time: keep one of the two rows"),
        (lambda sheet: sheet.drop(columns="sentence"), "needs the column sentence and one of tone, .*: name them"),
        (lambda sheet: sheet.assign(text="It rained."), "row 2: sentence one-01 is not what the text has now"),
    ],
)
def test_a_coders_fault_has_its_file_and_row(coded, change, fault):
    folder, write = coded
    write("anna.csv", change)
    (message,) = said(folder, "coding")
    with pytest.raises(CaseError, match=fault):
        coders_of(load_case(folder))
    assert fault.split(":")[0].replace("\\", "").split(".*")[0] in message


def test_capitals_blanks_and_dashes_of_coders_change_nothing(coded):
    folder, write = coded
    write("anna.csv", lambda sheet: sheet.assign(tone="-1"))
    write("Ben.CSV", lambda sheet: sheet.assign(tone="–1", sentence=sheet.sentence + " ").rename(columns=str.upper))
    rows = coders_of(load_case(folder))
    assert set(rows.coder) == {"anna", "Ben"} and set(rows.tone) == {"-1"} and not said(folder, "coding")


def test_a_sheet_that_was_cut_is_named(coded):
    folder, write = coded
    write("anna.csv")
    path = folder / "coding" / "anna.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:6]))
    (warning,) = said(folder, "coding", "warning")
    whole = len(lines) - 1
    assert f"anna.csv has 5 of the {whole} sentences of the texts: if it was cut short, take" in warning
    assert list(short_sheets(load_case(folder))) == [("anna.csv", 5, whole)]
    path.write_bytes(b"".join(lines[:6])[:-40])
    assert said(folder, "coding")


def test_what_lies_among_the_sheets_and_is_none_is_named(coded):
    folder, write = coded
    write("anna.csv")
    for name in ("ben.xlsx", "cleo.ods", "._anna.csv", ".DS_Store"):
        (folder / "coding" / name).write_bytes(b"PK\3\4")
    warnings = said(folder, "coding", "warning")
    assert [message.split()[0] for message in warnings] == ["ben.xlsx", "cleo.ods"]
    assert all("save it as CSV UTF-8 under its coder's name" in message for message in warnings)
    assert not said(folder, "coding")


def test_two_coders_of_one_name(coded):
    folder, write = coded
    write("anna.csv")
    write("Anna.csv")
    if len(list((folder / "coding").glob("*.csv"))) == 2:
        assert "have one name but for capitals: give each coder another name" in said(folder, "coding")[0]


def test_sheets_are_not_written_where_two_sentences_would_have_one_address(folder):
    shutil.copy(folder / "one.txt", folder / "my text.txt")
    shutil.copy(folder / "two.txt", folder / "my_text.txt")
    assert any("sentences of the same address, my_text-01" in line for line in said(folder, "bridge", "warning"))
    with pytest.raises(CaseError, match="two texts have a sentence my_text-01, .*: give one of them another id"):
        write_sheets(folder)


# -- reference coding


@pytest.mark.parametrize(
    "name, rows, fault",
    [
        (
            "dates",
            "source,start,end,value\none,4,9,2021\nfour,4,9,2021\n",
            "row 3: there is no text 'four': write one of one",
        ),
        (
            "dates",
            "source,start,end,value\none,4,99999,2021\n",
            "row 2: the text one has no characters 4 to 99999: correct",
        ),
        ("dates", "source,start,end,value\n\none,9,4,2021\n", "row 3: the text one has no characters 9 to 4"),
        ("quotes", "source,start,end,speaker\none,-4,9,Ana\n", "row 2: the text one has no characters -4 to 9"),
        ("quotes", "source,start,end,speaker\none,4,,Ana\n", "'end' must hold a whole number in each row"),
        ("sentences", "sentence,tone\none-01,1\nsix-01,1\n", "row 3: there is no sentence 'six-01': correct the id"),
        ("sentences", "sentence,tone\none-01,1\none-01,0\n", "row 3: it codes one-01 a second time: keep one"),
    ],
)
def test_a_row_that_nothing_in_the_texts_answers_is_a_fault(folder, name, rows, fault):
    (folder / "gold").mkdir()
    (folder / "gold" / f"{name}.csv").write_text(rows, encoding="utf-8")
    (message,) = said(folder, f"gold/{name}.csv")
    assert f"{name}.csv" in message and fault in message
    with pytest.raises(CaseError):
        tool_scores(load_case(folder))


def test_places_codes_and_headings_as_spreadsheets_save_them(folder):
    (folder / "gold").mkdir()
    start = ARTICLE.index("Monday") + len("Bridge one is closed\n\n")
    rows = f"Source; Start;End;Value\none ;{start}.0;{start + 6}.0;XXXX-WXX-1\n"
    (folder / "gold" / "Dates.csv").write_text(rows, encoding="utf-8")
    (folder / "gold" / "sentences.csv").write_text("Sentence,Tone\none-01,0.0\none-02,+1\n", encoding="utf-8")
    assert not (check_case(folder).level == "fault").any()
    scores = tool_scores(load_case(folder)).set_index("tool")
    assert scores.coded["dates with their value"] == 1 and scores.coded["tone of a sentence"] == 2


# -- actors


@pytest.mark.parametrize(
    "rows, fault",
    [
        (
            'actor,label,term,note\n\nX,neutral,x,"two\nlines"\nY,wicked,y,\n',
            "row 4: 'wicked' is no label: write one of neutral",
        ),
        ("actor,label,term\nX,neutral,\u200b\n", "row 2: actor or term is empty: fill it in"),
        ("actor,label,term,source\nX,neutral,x,six\n", "row 2: there is no text 'six': write one of one, two"),
        ("actor,label,term,Term\nX,neutral,x,y\n", "has two columns 'term': rename"),
    ],
)
def test_an_actors_fault_has_its_row_as_a_spreadsheet_counts(folder, rows, fault):
    (folder / "actors.csv").write_text(rows, encoding="utf-8")
    (message,) = said(folder, "actors.csv")
    assert fault in message and "actors.csv" in message


def test_actors_are_read_with_capitals_and_blanks(folder):
    (folder / "Actors.csv").write_text(
        "Actor, Label, Term, Speaks for\nCouncil, Neutral , the council,\n", encoding="utf-8"
    )
    assert not said(folder, "actors.csv")


def test_equal_rows_have_an_end(folder):
    (folder / "actors.csv").write_text(
        "actor,label,term\n" + "Council,neutral,the council\n" * 20_000, encoding="utf-8"
    )
    (folder / "sources.csv").write_text("file,id\n" + "one.txt,a\n" * 20_000, encoding="utf-8")
    assert "20,000 texts, or rows in sources.csv, and a case at most 1,000" in said(folder, "sources.csv")[0]
    (folder / "sources.csv").unlink()
    assert not said(folder, "actors.csv")


# -- names, rights and links, by the commands


def test_names_that_are_no_utf_8_are_shown_in_their_bytes(folder, capsys):
    try:
        (folder / os.fsdecode(b"coding-\xe9.xlsx")).write_bytes(b"PK")
        moved = folder.rename(folder.parent / os.fsdecode(b"br\xfccke"))
    except OSError:
        pytest.skip("this system has no such names")
    assert main(["check", str(moved)]) == 0
    told = capsys.readouterr().out
    assert r"br\xfccke" in told and r"coding-\xe9.xlsx: is a workbook and is not read" in told
    assert main(["new", str(moved)]) == 0
    assert r"br\xfccke" in capsys.readouterr().out


def test_a_folder_that_may_not_be_entered_is_one_fault(folder, monkeypatch):
    (folder / "gold").mkdir()
    real = os.listdir

    def listdir(path="."):
        if str(path) == str(folder / "gold"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    faults = check_case(folder)
    faults = faults[faults.level == "fault"]
    assert (
        len(faults) == 1
        and "gold cannot be listed (Permission denied): check its permissions" in faults.message.iloc[0]
    )


@pytest.mark.parametrize("command, name", [("report", "report"), ("sheet", "sheet"), ("coding", "coding")])
@pytest.mark.parametrize("kind", ["link", "file"])
def test_nothing_is_written_through_a_link_or_over_a_file(folder, capsys, command, name, kind):
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    if kind == "link":
        (folder / name).symlink_to(elsewhere)
    else:
        (folder / name).write_text("mine", encoding="utf-8")
    assert main([command, str(folder)]) == 1
    err = capsys.readouterr().err
    assert "remove the link" in err if kind == "link" else "a file has that name: rename the file" in err
    assert not list(elsewhere.iterdir()) and (kind == "link" or (folder / name).read_text(encoding="utf-8") == "mine")


def test_a_table_that_is_there_under_other_capitals_is_not_written_again(folder):
    (folder / "Sources.csv").write_text("file\none.txt\n", encoding="utf-8")
    with pytest.raises(CaseError, match="Sources.csv is there already"):
        new_cards(folder)


def test_a_folder_into_which_nobody_may_look_is_named(folder, monkeypatch):
    (folder / "more").mkdir()
    real = os.listdir
    monkeypatch.setattr(
        os,
        "listdir",
        lambda path=".": (_ for _ in ()).throw(PermissionError(13, "x")) if str(path).endswith("more") else real(path),
    )
    assert said(folder, "more", "warning") == [
        "is a folder into which you may not look: check its permissions, or take it away"
    ]


def test_a_sheet_of_ones_own_is_still_written(folder):
    assert any("sheet.ipynb" in line for line in write_sheet_of(folder))
