"""The one reader of tables: strict about what would be lost, kind about what spreadsheets and typists do."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tries import tries

from tellings.case.files import CaseError, read_rows, unguarded
from tellings.case.tables import read_numbered, read_table, write_table


def table(folder, content, name="actors.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "content, fault",
    [
        ("a,b,c\n1,2,3\n4,five, and six,\n", "row 3 has 4 cells, the header 3: put a cell that holds a comma"),
        ("a,b,c\n1,2,3\n4,5,6,\n", "row 3 has 4 cells, the header 3: .* delete each comma behind the last cell"),
        ("Term,actor,term\nx,y,z\n", "two columns 'term': rename or delete one"),
        ("other label,other_label\nx,y\n", "two columns 'other_label'"),
        ("a,,b\nx,lost,y\n", "row 2 has a cell in column 2, which has no name: name the column"),
        (
            "actor,label,term\nx,neutral,y\nz,neut",
            "row 3 ends, and the file with it, .*: it seems cut short; fetch it anew",
        ),
        ('actor,label,term\nx,neutral,"y\nz,neutral,w"\n', "row 2 has more than one line in its cell 'term'"),
        (
            'file,title,outlet,kind,note\na,"Old bridge,Post,news,x\nb,New ""bridge"" shut,Post,news,y\nc,z",Post,news,w\n',
            "row 2 has more than one line in its cell 'title': see whether a quotation mark",
        ),
        (b"{\\rtf1 actor,label,term}", "is an RTF file, not a table as text"),
        (b"\xef\xbb\xbf <html><table><tr><td>actor", "is a web page, not a table as text: open it in a spreadsheet"),
        (b"actor,label,term\nx,neutral,y\n" + b"\0" * 9, "holds null characters"),
        ("actor,label,term\nx,neutral,y\n".encode("utf-32-le"), "it seems to be UTF-32LE"),
    ],
)
def test_what_would_be_lost_is_refused_with_its_row(tmp_path, content, fault):
    with pytest.raises(CaseError, match=f"actors.csv.*{fault}"):
        read_rows(table(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    [
        'Actor, Label, Speaks for\nNato, neutral, "Silva, Ana"\n',
        'ACTOR;LABEL;SPEAKS_FOR\r\nNato;neutral;"Silva, Ana"\r\n',
        "sep=|\nactor|label|speaks-for\nNato|neutral|Silva, Ana\n",
        '"SEP=;"\n\nactor;label;speaks_for;\n\nNato;neutral;Silva, Ana;\n',
        b"\xef\xbb\xbf\xef\xbb\xbfsep=;\nactor;label;speaks_for\nNato;neutral;Silva, Ana",
        '"actor"\t" label "\t"speaks_for"\nNato\tneutral\tSilva, Ana\n',
    ],
)
def test_capitals_blanks_marks_and_separators_make_no_difference(tmp_path, content):
    assert read_table(table(tmp_path, content)).values.tolist() == [["Nato", "neutral", "Silva, Ana"]]
    assert list(read_table(tmp_path / "actors.csv")) == ["actor", "label", "speaks_for"]


def test_a_column_of_somebodys_own_keeps_its_name(tmp_path):
    assert list(read_table(table(tmp_path, "Sentence,BBC News,bbc news\na-01,1,2\n"))) == [
        "sentence",
        "BBC News",
        "bbc news",
    ]


def test_a_header_in_marks_may_hold_the_separator_of_another_table(tmp_path):
    assert read_rows(table(tmp_path, '"seen, by whom";source\nx;y\n'))[0] == ["seen, by whom", "source"]


def test_ids_stay_text_whatever_they_look_like(tmp_path):
    rows = "source,sentence,start,text,value,speaker\n01,1-01,7,2021,2021,007\n02,1-02,8,2022,2022,008\n"
    read = read_table(table(tmp_path, rows))
    assert read.source.tolist() == ["01", "02"] and read.start.tolist() == [7, 8]
    assert [read[column].tolist()[0] for column in ("text", "value", "speaker")] == ["2021", "2021", "007"]
    assert read_table(table(tmp_path, "number\n01\n02\n")).number.tolist() == ["01", "02"], "no number begins so"


def test_rows_have_the_numbers_that_a_spreadsheet_shows(tmp_path):
    read = read_numbered(table(tmp_path, 'note,term\n\n"two\nlines",x\n\n,\ny,z\n'))
    assert read.index.tolist() == [3, 6] and read.index.name == "row"


@pytest.mark.parametrize("wide", [3, 100_000])
def test_a_table_may_have_many_columns(tmp_path, wide):
    header = ",".join(f"c{number}" for number in range(wide))
    assert len(read_rows(table(tmp_path, f"{header}\n{',' * (wide - 1)}x\n"))[0]) == wide


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8)


@tries(300)
@example(rows=[['"', ","], ["\n", ""]], delimiter=";")
@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
)
def test_each_row_that_a_spreadsheet_writes_is_read_or_the_table_refused(tmp_path_factory, rows, delimiter):
    """Counts in are counts out: no cell and no row goes missing without a word."""
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([["one", "two"], *rows])
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    kept = [[unguarded(cell) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    try:
        assert read_rows(path) == (
            ["one", "two"],
            [(number, row) for (number, _), row in zip(read_rows(path)[1], kept)],
        )
        assert len(read_rows(path)[1]) == len(kept)
    except CaseError as error:
        assert "has more than one line in its cell" in str(error)
        assert any(cell.count(delimiter) > 2 and "\n" in cell for row in rows for cell in row)


@tries(2_000)
@example(b'actor,label,term\n"')
@example(b"actor,label,term\nx,neutral,y\nz")
@example(b"\xff\xfea\0")
@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from([b"a", b",", b'"', b"\n", b";", b"\xef\xbb\xbf", b"'", b" "])).map(b"".join)
)
def test_any_bytes_are_a_table_or_a_sentence(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    try:
        header, rows = read_rows(path)
    except CaseError as error:
        assert "any.csv" in str(error) and len(str(error).splitlines()) == 1
    else:
        assert all(len(row) <= len(header) for _, row in rows)


def test_a_null_character_is_written_as_its_picture(tmp_path):
    import pandas as pd

    write_table(pd.DataFrame({"text": ["a\0b"]}), tmp_path / "t.csv")
    assert read_table(tmp_path / "t.csv").text.tolist() == ["a␀b"]
