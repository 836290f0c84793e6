"""Files from strangers: encodings, spreadsheets' ways of saving, formulas in tables."""

import csv
import io
import shutil
import subprocess

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from tellings.case.cards import mended_date, read_cards
from tellings.case.files import PROJECT, CaseError, guarded, guess_encoding, read_rows, read_text, unguarded
from tellings.case.folder import load_case
from tellings.case.tables import read_table, write_table

TEXT = "The mayor’s “plan” – for a £5 café – has failed.\r\nNobody was asked.\r\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_read(tmp_path, codec):
    (tmp_path / "a.txt").write_bytes(TEXT.encode(codec))
    assert read_text(tmp_path / "a.txt") == TEXT


def test_utf_16_of_the_other_end(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert read_text(tmp_path / "a.txt") == TEXT


@pytest.mark.parametrize(
    "codec, name",
    [
        ("cp1252", "WINDOWS-1252"),
        ("mac_roman", "MACINTOSH"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
    ],
)
def test_other_encodings_are_named_with_a_command_that_works(tmp_path, codec, name):
    path = tmp_path / "it's a text.txt"
    path.write_bytes(TEXT.encode(codec))
    with pytest.raises(CaseError, match=f"it's a text.txt is not UTF-8; it seems to be {name}") as error:
        read_text(path)
    if shutil.which("iconv"):
        command = str(error.value).split("this command makes: ")[1]
        assert command.startswith(f"iconv -f {name} ")
        subprocess.run(command, shell=True, check=True)
        assert path.read_bytes() == TEXT.encode(codec), "a guess never overwrites the file"
        assert read_text(tmp_path / "it's a text-utf8.txt") == TEXT


@pytest.mark.parametrize(
    "text, codec, name",
    [
        ("Zażółć gęślą jaźń, powiedział burmistrz.", "cp1250", "WINDOWS-1250"),
        ("Привет, как дела? Паром отменён.", "cp1251", "WINDOWS-1251"),
        ("Der Bürgermeister sprach über die Fähre.", "latin-1", "WINDOWS-1252"),
    ],
)
def test_guess(text, codec, name):
    assert guess_encoding(text.encode(codec)) == name


@pytest.mark.parametrize(
    "data, kind",
    [
        (b"%PDF-1.7 \xff", "a PDF"),
        (b"PK\x03\x04\x14", "a Word or OpenDocument file"),
        (b"{\\rtf1 Text}", "an RTF file"),
        (bytes(range(256)) * 4, "no text"),
    ],
)
def test_other_documents_are_named(tmp_path, data, kind):
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(CaseError, match=f"a.txt is {kind}.*(plain text|ends in .pdf)"):
        read_text(tmp_path / "a.txt")


@pytest.mark.parametrize(
    "data, kind", [(b"PK\x03\x04\x14", "a workbook"), (b"\xd0\xcf\x11\xe0", "a workbook"), (b"%PDF-1.7 \xff", "a PDF")]
)
def test_a_table_that_is_no_text_is_to_be_saved_as_csv(tmp_path, data, kind):
    (tmp_path / "sources.csv").write_bytes(data)
    with pytest.raises(CaseError, match=rf"sources\.csv is {kind}, not a table as text.*as CSV UTF-8") as caught:
        read_rows(tmp_path / "sources.csv")
    assert ".txt" not in str(caught.value)


def test_utf_16_that_is_broken(tmp_path):
    (tmp_path / "a.txt").write_bytes("One.".encode("utf-16") + b"\xd8")
    with pytest.raises(CaseError, match="UTF-16 but is broken"):
        read_text(tmp_path / "a.txt")


@pytest.mark.parametrize(
    "rows, line",
    [
        ('n1,Rain\nn2,"The dam is old” and wide.\nn3,Sun\n', 3),
        ('n1,"Rain\nand rain"\nn2,"Open\nn3,"Sun"\n', 4),
        ('n1,Rain\nn2,The end\nn3,"Open', 4),
    ],
)
def test_mark_that_never_closes_names_its_line(tmp_path, rows, line):
    (tmp_path / "actors.csv").write_text("actor,term\n" + rows, encoding="utf-8")
    with pytest.raises(CaseError, match=f"actors.csv, line {line}: a quotation mark opens a cell"):
        read_table(tmp_path / "actors.csv")


def test_row_with_more_cells_than_the_header_names_its_row(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n1,2\n3,4, and more\n5,6,,\n", encoding="utf-8")
    with pytest.raises(CaseError, match="t.csv, row 3 has 3 cells, the header 2: put a cell that holds a comma"):
        read_table(tmp_path / "t.csv")


def test_no_table_of_the_collection_has_cells_that_nobody_reads():
    for path in [*(PROJECT / "seeds").rglob("*.csv"), *(PROJECT / "tests" / "cases").rglob("*.csv")]:
        read_rows(path)


@tries(100)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    try:
        assert isinstance(read_text(path), str)
    except CaseError as error:
        assert "any.txt" in str(error) and "\n" not in str(error)


# -- sources.csv as spreadsheets save it

ROWS = [
    ["file", "id", "title", "published", "published_basis"],
    ["a.txt", "a", "One; two, “three”", "2019-06", "stated"],
    ["b.txt", "b", "Second", "2019-07-15", "inferred"],
]


def saved(folder, delimiter=",", codec="utf-8", rows=ROWS, end="\n"):
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"The text of {name} is short.", encoding="utf-8")
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerows(rows)
    (folder / "sources.csv").write_bytes(buffer.getvalue().encode(codec))
    return folder


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_marks_and_line_ends(tmp_path, delimiter, codec, end):
    case = load_case(saved(tmp_path, delimiter, codec, end=end))
    assert list(case) == ["a", "b"]
    assert case["a"].title == "One; two, “three”"
    assert [source.published for source in case.values()] == ["2019-06", "2019-07-15"]


def test_first_line_that_names_the_separator_and_empty_rows(tmp_path):
    saved(tmp_path, ";", rows=[*ROWS, ["", "", "", "", ""]])
    path = tmp_path / "sources.csv"
    path.write_text("sep=;\r\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [card["row"] for card in read_cards(tmp_path)] == [3, 4]
    assert len(load_case(tmp_path)) == 2


@pytest.mark.parametrize(
    "written, order, meant",
    [
        ("01/06/2019", "", "2019-06"),
        ("6/1/2019", "", "2019-06"),
        ("01.06.2019", "", "2019-06"),
        ("Jun-19", "", "2019-06"),
        ("Jun 2019", "", "2019-06"),
        ("1-Jun-19", "", "2019-06"),
        ("2019/06", "", "2019-06"),
        ("Sept-98", "", "1998-09"),
        ("2019-06-01 00:00:00", "", "2019-06-01"),
        ("17/08/2021", "", "2021-08-17"),
        ("17-Aug-21", "", "2021-08-17"),
        ("5 June 2019", "", "2019-06-05"),
        ("June 5, 2019", "", "2019-06-05"),
        ("05/06/2019", "dmy", "2019-06-05"),
        ("05/06/2019", "mdy", "2019-05-06"),
        ("01/06/2019", "mdy", "2019-01-06"),
        ("2021-09/2021-12", "", "2021-09/2021-12"),
        ("2019", "", "2019"),
        ("05/06/2019", "", "05/06/2019"),
        ("31/02/2019", "", "31/02/2019"),
        ("soon", "", "soon"),
    ],
)
def test_dates_as_spreadsheets_change_them(written, order, meant):
    assert mended_date(written, order) == meant


def test_one_date_shows_the_order_of_all(tmp_path):
    rows = [row[:] for row in ROWS]
    rows[1][3], rows[2][3] = "05/06/2019", "15/07/2019"
    assert [source.published for source in load_case(saved(tmp_path, ";", rows=rows)).values()] == [
        "2019-06-05",
        "2019-07-15",
    ]


def test_date_that_can_be_two_days_is_refused(tmp_path):
    rows = [row[:] for row in ROWS]
    rows[1][3] = "05/06/2019"
    with pytest.raises(
        CaseError, match=r"sources\.csv, row 2: '05/06/2019' can be two days: write the month in letters"
    ):
        load_case(saved(tmp_path, rows=rows))


def test_curly_quotation_marks(tmp_path):
    saved(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "the mayor's.txt")
    (tmp_path / "sources.csv").write_text(
        "“file”,“id”,“title”,“published”\n“the mayor’s.txt”,“a”,“One, two and three”,“2019-06”\nb.txt,b,“Quoted”,\n",
        encoding="utf-8",
    )
    case = load_case(tmp_path)
    assert (case["a"].file, case["a"].title, case["a"].published) == (
        "the mayor's.txt",
        "One, two and three",
        "2019-06",
    )
    assert case["b"].title == "“Quoted”"


def test_tables_that_are_none(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(" \n", encoding="utf-8")
    with pytest.raises(CaseError, match="a.csv is empty"):
        read_table(path)
    path.write_text("one,one\n1,2\n", encoding="utf-8")
    with pytest.raises(CaseError, match="two columns 'one'"):
        read_table(path)


# -- formulas

DANGER = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "'=1", "''+1", "＝1"]


def test_formulas_are_guarded_and_the_guard_is_taken_off(tmp_path):
    table = pd.DataFrame({"text": DANGER, "number": range(-5, 5), "share": [-0.5] * 10})
    written = write_table(table, tmp_path / "a.csv")
    rows = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert all(cell[0] == "'" for cell, _, _ in rows)
    assert [number for _, number, _ in rows] == [str(n) for n in range(-5, 5)]
    assert {share for _, _, share in rows} == {"-0.5"}
    back = read_table(tmp_path / "a.csv")
    assert list(back.text) == DANGER
    assert list(back.number) == list(range(-5, 5))


def test_column_names_are_guarded():
    assert write_table(pd.DataFrame({"=cmd": ["x"]})).startswith('"\'=cmd"')


@tries(100)
@given(st.text())
def test_guard_is_lossless(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n")


@tries(100)
@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")), min_size=1, max_size=5))
def test_any_text_comes_back_from_a_table(tmp_path_factory, cells):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    write_table(pd.DataFrame({"text": cells, "more": ["x"] * len(cells)}), path)
    back = read_table(path)["text"]
    expected = pd.Series(cells)
    assert list(back.astype(str)) == list(expected) or pd.to_numeric(expected, errors="coerce").notna().any()


def test_ordinary_tables_are_read_as_before():
    from tellings.case.files import PROJECT

    dates = read_table(PROJECT / "seeds" / "gold" / "dates.csv")
    assert dates.start.dtype == "int64"
    assert dates.value.map(type).eq(str).all()


def test_columns_of_numbers_are_numbers_and_empty_ones_and_names_text(tmp_path):
    path = tmp_path / "numbers.csv"
    path.write_text("id,count,all,share,code,empty\n1,1,4,0.5,007,\n2,,5,,8,\n3,3\n", encoding="utf-8")
    found = read_table(path)
    assert found.dtypes[["count", "share"]].astype(str).to_dict() == {"count": "Int64", "share": "float64"}
    assert found["count"].dropna().tolist() == [1, 3] and found.share.dropna().tolist() == [0.5]
    assert found[["id", "code", "empty"]].to_numpy().tolist() == [["1", "007", ""], ["2", "8", ""], ["3", "", ""]]
    assert (
        write_table(pd.DataFrame({"sure": [True, None], 3: [1.23456789, 2]})) == '"sure","3"\n"True",1.234568\n"",2.0\n'
    )
