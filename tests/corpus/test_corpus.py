"""The corpus command: what goes in, what comes out, what is listed as a fault."""

import csv
import json
import logging
import os
import shutil
import socket
import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from helpers import find_dates, load_case, sentence_tone, sentences, text_source
from tellings.case.files import PROJECT, CaseError
from tellings.corpus import command as corpus
from tellings.corpus import reading, tables
from tellings.corpus.reading import LONGEST, Fault, read_corpus
from tellings.perspectives.tables import find_speech

pa = pytest.importorskip("pyarrow", reason="the extra for large corpora is not installed")


def read(path):
    """The texts and the faults of a corpus, the shares in order from 0 to 1."""
    items = list(read_corpus(path))
    shares = [share for share, _ in items]
    assert shares == sorted(shares) and all(0 <= share <= 1 for share in shares)
    return (
        [item for _, item in items if not isinstance(item, Fault)],
        [item for _, item in items if isinstance(item, Fault)],
    )


def written(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding, "surrogateescape"))
    return path


def test_a_folder_with_its_cards(tmp_path):
    texts, faults = read(PROJECT / "seeds")
    case = load_case("seeds")
    assert not faults
    assert {source.id: (source.text, source.published, source.outlet, source.published_basis) for source in texts} == {
        source.id: (source.text, source.published, source.outlet, source.published_basis) for source in case.values()
    }


@pytest.mark.parametrize("name", ["Sources.csv", "SOURCES.CSV"])
def test_a_folders_cards_are_found_in_any_capitals(tmp_path, name):
    written(tmp_path / "one.txt", "Talks fail.\n\nThe talks failed.")
    written(tmp_path / name, "file,id,outlet\none.txt,first,Courier\n")
    texts, faults = read(tmp_path)
    assert not faults and [(source.id, source.outlet) for source in texts] == [("first", "Courier")]


def test_a_folder_of_files_some_of_which_are_no_texts(tmp_path):
    (tmp_path / "march").mkdir()
    written(tmp_path / "march" / "one.txt", "# Talks fail\n\nThe talks failed.")
    written(tmp_path / "march" / "page.txt", '---\ntitle: "Rain"\n---\n\n***\n# Rain falls\n\nIt rained.')
    written(tmp_path / "README.md", "About this folder")
    written(tmp_path / ".hidden.txt", "An editor's copy")
    written(tmp_path / "empty.txt", " \n")
    (tmp_path / "latin.txt").write_bytes("café".encode("latin-1"))
    texts, faults = read(tmp_path)
    assert [(source.id, source.title, source.file) for source in texts] == [
        ("march/one", "Talks fail", "march/one.txt"),
        ("march/page", "Rain falls", "march/page.txt"),
    ]
    assert [fault.place for fault in faults] == ["empty.txt", "latin.txt"]
    assert "empty" in faults[0].reason and "UTF-8" in faults[1].reason


def test_csv_from_strangers(tmp_path):
    path = written(
        tmp_path / "reports.csv",
        "\ufeffID,Text,published,outlet\n"
        'a,"One line, one comma.\nAnd a second line.",2021-08-17T10:00:00Z,LBC\n'
        "b,No comma here,17 August 2021,\n"
        "c,Too, many, cells, here\n"
        "a,The same id again,,\n"
        ",No id,,\n"
        "\n"
        "d,Which day?,the day before,\n"
        "e,caf\udce9,,\n"
        "f,Good,,\n",
    )
    texts, faults = read(path)
    assert [(source.id, source.published, source.outlet) for source in texts] == [
        ("a", "2021-08-17", "LBC"),
        ("b", "2021-08-17", ""),
        ("f", None, ""),
    ]
    assert texts[0].text == "One line, one comma.\nAnd a second line."
    assert [(fault.id, fault.place) for fault in faults] == [
        ("", "line 5"),
        ("a", "line 6"),
        ("", "line 7"),
        ("d", "line 9"),
        ("e", "line 10"),
    ]
    for fault, words in zip(faults, ["5 cells, the header 4", "line 2", "no id", "is no date", "not UTF-8"]):
        assert words in fault.reason


def test_semicolons_as_some_spreadsheets_write_them(tmp_path):
    texts, faults = read(written(tmp_path / "reports.csv", "id;text\r\n1;Talks, again\r\n"))
    assert [source.text for source in texts] == ["Talks, again"] and not faults


def test_a_quotation_mark_that_is_not_closed_is_one_fault(tmp_path):
    """What follows is read, whether the mark is never closed, or another cell's mark seems to close it."""
    for rest in ("", "d,Last\n", 'd,"Last, and whole"\n', 'd,"Last\nof\nall"\n'):
        texts, faults = read(written(tmp_path / "reports.csv", f'id,text\na,Good\nb,"Open” and\nc,words\n{rest}'))
        assert [source.id for source in texts] == ["a", "c", *("d" if rest else "")]
        assert [fault.place for fault in faults] == ["line 3"] and "a quotation mark that opens" in faults[0].reason
        assert rest.strip() == "" or "Last" in texts[-1].text


def test_a_mark_that_is_not_closed_in_a_long_table_costs_its_own_row(tmp_path):
    rows = [f"n{i},words and words {'x' * 100}" for i in range(LONGEST // 100 + 50)]
    rows[7] = 'n7,"Open'
    texts, faults = read(written(tmp_path / "reports.csv", "\n".join(["id,text", *rows])))
    assert len(texts) == len(rows) - 1 and [fault.place for fault in faults] == ["line 9"]


def test_files_of_a_folder_that_are_no_texts_are_named(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "sub/b.md", "sub/c.odt", "scan.tif", "README.md", ".hidden.odt"):
        (tmp_path / name).write_text("A text.", encoding="utf-8")
    texts, faults = read(tmp_path)
    assert [source.id for source in texts] == ["a", "sub/b"]
    assert [(fault.place, fault.reason.split(":")[0]) for fault in faults] == [
        ("scan.tif", "scan.tif is a picture and is not read"),
        ("sub/c.odt", "sub/c.odt is an OpenDocument file and is not read"),
    ]


def test_json_lines_from_strangers(tmp_path):
    rows = [
        '{"id": 17, "text": "A number as its id.", "published": "2021"}',
        "",
        "[1, 2]",
        '{"id": "cut", "te',
        '{"id": "none", "text": null}',
        '{"id": "half", "text": "\\ud800"}',
        '{"text": "No id."}',
        json.dumps({"id": "long", "text": "x" * (LONGEST + 1)}),
        '{"id": "z", "text": "Last, without a line end."}',
    ]
    texts, faults = read(written(tmp_path / "reports.jsonl", "\n".join(rows)))
    assert [(source.id, source.published) for source in texts] == [("17", "2021"), ("z", None)]
    assert [(fault.id, fault.place) for fault in faults] == [
        ("", "line 3"),
        ("", "line 4"),
        ("none", "line 5"),
        ("half", "line 6"),
        ("", "line 7"),
        ("long", "line 8"),
    ]


def test_parquet_with_numbers_dates_and_gaps(tmp_path):
    path = tmp_path / "reports.parquet"
    pd.DataFrame(
        {
            "id": [1, 2, 3],
            "text": ["One.", None, "Three."],
            "extra": [b"", b"", b""],
            "published": pd.to_datetime(["2021-08-17", "2021-08-18", None]),
        }
    ).to_parquet(path)
    texts, faults = read(path)
    assert [(source.id, source.published) for source in texts] == [("1", "2021-08-17"), ("3", None)]
    assert faults == [Fault("2", "row 2", "has no text: the column text holds nothing")]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("reports.csv", "number,words\n1,One\n", "one column named id and one named text; it has number, words"),
        ("reports.csv", "", "one column named id"),
        ("reports.csv", "id,text" + ",x" * 3_000_000, "the first line of .* 100,000 characters or more"),
        ("reports.csv", "id,text,title,Title\n1,One,,\n", "two columns 'title'"),
        ("reports.json", '[{"id": 1, "text": "One"}]', "one object a line"),
        ("reports.xlsx", "PK", "is no corpus"),
        ("reports.parquet", "PAR", "is no Parquet file"),
    ],
)
def test_a_table_that_is_no_corpus(tmp_path, name, content, words):
    with pytest.raises(CaseError, match=words):
        read(written(tmp_path / name, content))


def test_a_place_where_nothing_is(tmp_path):
    with pytest.raises(CaseError, match="there is no file or folder"):
        read(tmp_path / "nothing.csv")
    with pytest.raises(CaseError, match="holds no text"):
        read(tmp_path)


@tries(50)
@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=12)), max_size=6))
def test_each_json_row_is_a_text_or_a_fault(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "rows.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in rows))
    items = [item for _, item in read_corpus(path)]
    assert len(items) == len(rows)
    assert [item.text for item in items if not isinstance(item, Fault)] == [
        text for item, (_, text) in zip(items, rows) if not isinstance(item, Fault)
    ]
    for item in items:
        "".join(item if isinstance(item, Fault) else [item.id, item.text]).encode()


@tries(1000)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([b"a", b",", b'"', b"\n", b"\r\n", b";", b"\xff", b"\0", b"x,y\n", b'"q\n",z\n']),
            st.binary(max_size=4),
        ),
        max_size=25,
    ).map(b"".join)
)
def test_each_line_of_any_table_is_a_text_or_a_fault_or_belongs_to_one(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "rows.csv"
    path.write_bytes(b"id,text\n" + rows)
    items = [item for _, item in read_corpus(path)]
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        lines = list(file)[1:]
    assert len({item.place for item in items if isinstance(item, Fault)}) == sum(
        isinstance(item, Fault) for item in items
    )
    if b'"' not in rows:
        assert len(items) == sum(bool(line.strip("\r\n")) for line in lines)
    # Of what was in no mark nothing is lost, faults give the place of the rest.
    kept = "".join(f"{item.id}{item.text}" for item in items if not isinstance(item, Fault))
    first = [int(item.place.split()[1]) - 2 for item in items if isinstance(item, Fault)]
    missing = [
        line
        for place, line in enumerate(lines)
        if place not in first and any(c.isalnum() and c not in kept for c in line)
    ]
    assert not [line for line in missing if b'"' not in rows]


@tries(300)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_corpus_or_refused_in_a_sentence(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("any")
    for name in ("rows.csv", "rows.jsonl", "rows.parquet", "a/text.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
        path = folder / name if name.startswith("rows") else folder / "a"
        try:
            for _, item in read_corpus(path):
                assert isinstance(item, Fault) or item.text.strip()
        except CaseError as error:
            assert "\n" not in str(error) and str(path) in str(error)


def test_a_cell_of_many_lines_that_is_too_long_is_one_fault(tmp_path):
    long = "a line of it\n" * (LONGEST // 10)
    texts, faults = read(written(tmp_path / "reports.csv", f'id,text\na,"{long}"\nb,Good\n'))
    assert [source.id for source in texts] == ["b"]
    assert [(fault.id, fault.place) for fault in faults] == [("a", "line 2")] and "cut it into parts" in faults[
        0
    ].reason


def test_no_part_of_a_line_without_end_is_a_row(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "LINE", 1000)
    for quote in ("", '"'):
        given = f"id,text\na,Good\nb,{quote}{'x' * 2500},y{quote}\nc,Good\n"
        texts, faults = read(written(tmp_path / "reports.csv", given))
        assert [source.id for source in texts] == ["a", "c"]
        assert [fault.place for fault in faults] == ["line 3"] and "a line of 1,000 characters" in faults[0].reason


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"id": "x" * 1_000_000, "text": "One."}, "an id of 1,000,000 characters: give it one of at most 300"),
        ({"id": "a", "text": "One.", "title": "x" * 10_001}, "its title has more than 10,000 characters"),
        ({"id": "a", "text": "One.", "Text": "Two."}, "has two fields 'text': delete one of them"),
    ],
)
def test_what_a_row_may_not_hold(tmp_path, row, words):
    texts, faults = read(written(tmp_path / "reports.jsonl", json.dumps(row) + '\n{"id": "b", "text": "Two."}'))
    assert [source.id for source in texts] == ["b"] and words in faults[0].reason and len(faults[0].id) <= 200


def test_a_damaged_parquet_file_gives_a_fault_for_each_row_that_is_lost(tmp_path):
    import pyarrow.parquet as pq

    path = tmp_path / "reports.parquet"
    rows = pa.table({"id": [str(n) for n in range(900)], "text": [f"Talks number {n} failed." for n in range(900)]})
    pq.write_table(rows, path, row_group_size=300, compression="zstd", use_dictionary=False)
    content = bytearray(path.read_bytes())
    place = pq.ParquetFile(path).metadata.row_group(1).column(1).data_page_offset
    content[place + 30 : place + 60] = bytes(30)
    path.write_bytes(content)
    texts, faults = read(path)
    assert len(texts) == 600 and [fault.place for fault in faults] == [f"row {n}" for n in range(301, 601)]
    assert "the file is damaged here" in faults[0].reason


def test_a_text_in_parquet_that_is_no_utf8_is_a_fault_of_its_own(tmp_path):
    import pyarrow.parquet as pq

    path = tmp_path / "reports.parquet"
    texts = pa.array([b"One.", b"caf\xe9", b"Three."], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"id": ["a", "b", "c"], "text": texts}), path)
    read_texts, faults = read(path)
    assert [source.id for source in read_texts] == ["a", "c"] and [fault.place for fault in faults] == ["row 2"]


def test_texts_that_the_cards_do_not_name_and_links_to_nowhere_are_named(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("A text.")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere.txt")
    texts, faults = read(tmp_path)
    assert [source.id for source in texts] == ["a", "b"]
    assert [fault.place for fault in faults] == ["c.txt"] and "a link to nowhere" in faults[0].reason
    (tmp_path / "c.txt").unlink()
    (tmp_path / "sources.csv").write_text("file,id\na.txt,one\n")
    texts, faults = read(tmp_path)
    assert [source.id for source in texts] == ["one"]
    assert faults == [Fault("", "b.txt", "has no row in sources.csv: give it one")]


def test_what_is_waited_for_without_end_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(CaseError, match="no ordinary file"):
        read(tmp_path / "pipe.csv")
    with pytest.raises(CaseError, match="cannot be opened"):
        read(tmp_path / ("x" * 300 + ".csv"))


def test_the_line_with_which_a_spreadsheet_names_its_separator_is_no_row(tmp_path):
    """The rows count from the file's first line all the same."""
    texts, faults = read(written(tmp_path / "reports.csv", "sep=;\nid;text\na;Talks, again\nb\n"))
    assert [(source.id, source.text) for source in texts] == [("a", "Talks, again")]
    assert faults == [
        Fault("", "line 4", "has 1 cells, the header 2: put cells with commas or line breaks into quotation marks")
    ]


def test_a_json_line_without_end_is_one_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "LINE", 1000)
    long, good = json.dumps({"id": "a", "text": "x" * 3500}), json.dumps({"id": "b", "text": "Two."})
    texts, faults = read(written(tmp_path / "reports.jsonl", f"{long}\n{good}\n"))
    assert [source.id for source in texts] == ["b"]
    assert faults == [Fault("", "line 1", "has more than 1,000 bytes: cut it into parts")]


def test_of_a_table_that_lacks_a_column_both_are_named(tmp_path):
    with pytest.raises(CaseError, match="needs one column named id and one named text; it has id, words"):
        read(written(tmp_path / "reports.csv", "id,words\n1,One\n"))


def test_a_link_to_a_folder_and_a_card_without_its_file_are_named(tmp_path):
    corpus, elsewhere = tmp_path / "corpus", tmp_path / "elsewhere"
    for folder in (corpus, elsewhere):
        folder.mkdir()
        (folder / "a.txt").write_text("A text.")
    (corpus / "more").symlink_to(elsewhere)
    texts, faults = read(corpus)
    assert [source.id for source in texts] == ["a"]
    assert faults == [Fault("", "more", "more is a link to a folder: copy the folder itself")]
    (corpus / "more").unlink()
    (corpus / "sources.csv").write_text("file,id\ngone.txt,one\n")
    texts, faults = read(corpus)
    assert not texts and [fault.place for fault in faults] == ["gone.txt", "a.txt"]


def test_partitions_hold_so_many_texts_and_so_many_characters():
    small = [(0.0, text_source("word " * 10, id=str(n))) for n in range(2 * corpus.TEXTS + 1)]
    blocks = [block for _, block in corpus.partitions(small)]
    assert [len(block) for block in blocks] == [corpus.TEXTS, corpus.TEXTS, 1]
    large = [(0.0, text_source("x" * (LONGEST // 2), id=str(n))) for n in range(3)]
    assert [len(block) for _, block in corpus.partitions(large)] == [2, 1]
    assert [item for block in blocks for item in block] == [source for _, source in small]


def test_the_tables_are_those_of_the_finders():
    case = load_case("seeds")
    sources = list(case.values())
    found = tables.span_tables(sources)
    assert found["sources"]["source"].tolist() == list(case)
    pd.testing.assert_frame_equal(found["dates"], find_dates(case))
    pd.testing.assert_frame_equal(found["speech"], find_speech(case))
    pd.testing.assert_frame_equal(found["sentences"].drop(columns="tone"), sentences(case))
    assert found["sentences"]["tone"].tolist() == sentence_tone(sentences(case)["text"])


def folders(out):
    for name in (*corpus.TABLES, "finished"):
        (out / name).mkdir(parents=True, exist_ok=True)
    return out


def test_every_partition_has_the_same_columns_even_an_empty_one(tmp_path):
    from pyarrow.parquet import read_schema

    folders(tmp_path)
    corpus.work_out(0, list(load_case("seeds").values()), tmp_path, "")
    corpus.work_out(1, [Fault("a", "line 2", "has no text")], tmp_path, "")
    corpus.work_out(2, [text_source("Nothing", id="b")], tmp_path, "")
    for name in corpus.TABLES:
        schemas = {str(read_schema(path).remove_metadata()) for path in (tmp_path / name).iterdir()}
        assert len(schemas) == 1
        assert len(pd.read_parquet(tmp_path / name)) >= 3


def test_a_text_on_which_a_finder_fails_is_a_fault_and_costs_no_other(tmp_path, monkeypatch):
    def fails(sources):
        if any("poison" in source.text for source in sources):
            raise RecursionError("too deep")
        return find_speech(sources)

    monkeypatch.setattr(tables, "find_speech", fails)
    block = [
        text_source(text, id=name, file=f"{name}.txt")
        for name, text in [("a", "Good."), ("b", "poison"), ("c", "Fine.")]
    ]
    record = corpus.work_out(0, block, folders(tmp_path), "")
    assert record["faults"] == [("b", "b.txt", "a finder failed on it (RecursionError: too deep)")]
    assert pd.read_parquet(tmp_path / "sources")["source"].tolist() == ["a", "c"]


def test_a_partition_that_breaks_off_is_not_taken_for_finished(tmp_path, monkeypatch):
    block, parquet = [text_source("Talks failed.", id="a")], tables._parquet
    corpus.work_out(0, block, folders(tmp_path), "mark")
    assert corpus.finished(tmp_path, 0, "mark") and not corpus.finished(tmp_path, 0, "another")
    monkeypatch.setattr(tables, "_parquet", lambda table: parquet(table) if "characters" in table else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        corpus.work_out(0, block, tmp_path, "another")
    assert not corpus.finished(tmp_path, 0, "mark")


def test_texts_in_another_language_get_a_note(tmp_path, capsys):
    text = "Die Taliban haben am Sonntag die Hauptstadt Kabul eingenommen, und die Regierung ist geflohen. " * 350
    record = corpus.work_out(0, [text_source(text, id=str(n)) for n in range(24)], folders(tmp_path), "")
    assert [note[0] for note in record["notes"]] == [str(n) for n in range(24)]
    assert all("is probably not English" in note[2] for note in record["notes"])
    assert record["rows"]["sentences"] == 8400 and capsys.readouterr().out == ""


def test_a_spreadsheet_runs_nothing_in_the_list_of_faults(tmp_path):
    corpus.work_out(
        0, [Fault('=HYPERLINK("x")', "line 2", "has no text"), Fault("b", "line 3", "+1")], folders(tmp_path), ""
    )
    assert corpus.write_said(tmp_path, "faults", 0) == 2
    with open(tmp_path / "faults.csv", encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["id", "place", "reason"],
            ['\'=HYPERLINK("x")', "line 2", "has no text"],
            ["b", "line 3", "'+1"],
        ]


@pytest.fixture(scope="module")
def client():
    distributed = pytest.importorskip("dask.distributed")
    with distributed.Client(
        processes=False, n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0"
    ) as client:
        yield client


def reports(path, texts):
    return written(
        path,
        "".join(
            json.dumps({"id": f"r{n}", "text": f"Talks number {n} failed on Monday."}) + "\n" for n in range(texts)
        ),
    )


def test_only_what_has_changed_is_worked_out_again(tmp_path, monkeypatch, client):
    monkeypatch.setattr(corpus, "TEXTS", 10)
    out, given = tmp_path / "out", reports(tmp_path / "reports.jsonl", 35)
    assert corpus.run(given, out, client)["new"] == 35
    tally = corpus.run(given, out, client)
    assert (tally["texts"], tally["new"], tally["rows"]["sources"]) == (35, 0, 35)
    given.write_text(given.read_text().replace("number 12 ", "number twelve "))
    assert corpus.run(given, out, client)["new"] == 10
    (out / "dates" / "part-000003.parquet").unlink()
    assert corpus.run(given, out, client)["new"] == 5
    monkeypatch.setattr(corpus, "code_digest", lambda: b"another version")
    assert corpus.run(given, out, client)["new"] == 35


@pytest.mark.parametrize(
    "damage", [lambda path: path.write_bytes(path.read_bytes()[:-20]), lambda path: path.write_bytes(b"{}")]
)
@pytest.mark.parametrize("table", ["finished", "sources", "speech"])
def test_a_part_that_was_damaged_is_worked_out_again(tmp_path, monkeypatch, client, table, damage):
    monkeypatch.setattr(corpus, "TEXTS", 10)
    out, given = tmp_path / "out", reports(tmp_path / "reports.jsonl", 15)
    corpus.run(given, out, client)
    damage(next((out / table).glob("part-000000.*")))
    tally = corpus.run(given, out, client)
    corpus.check_counts(out, tally)
    assert tally["new"] == 10


def test_a_text_that_kills_its_workers_is_a_fault_and_costs_no_other(tmp_path, monkeypatch, client):
    def dies(future):
        held = blocks.get(future.key, ())
        if any("number 7 " in item.text for item in held if not isinstance(item, Fault)):
            raise corpus.KilledTask("workers died on it")
        return future.result()

    blocks, submit = {}, client.submit

    def noted(work, *given, key):
        blocks[key] = given[1] if work is corpus.work_out else given[:1]
        return submit(work, *given, key=key)

    monkeypatch.setattr(client, "submit", noted)
    monkeypatch.setattr(corpus, "_result", dies)
    out = tmp_path / "out"
    tally = corpus.run(reports(tmp_path / "reports.jsonl", 20), out, client)
    corpus.check_counts(out, tally)
    assert (tally["texts"], tally["faults"], tally["lost"]) == (20, 1, [])
    assert (
        "r7" in (out / "faults.csv").read_text()
        and "needs more memory than a worker has (500MB)" in (out / "faults.csv").read_text()
    )


def test_a_file_that_is_not_the_commands_is_named(tmp_path, client):
    out, given = tmp_path / "out", reports(tmp_path / "reports.jsonl", 3)
    corpus.run(given, out, client)
    shutil.copy(out / "dates" / "part-000000.parquet", out / "dates" / "part-000000 (1).parquet")
    with pytest.raises(CaseError, match=r"\(1\).parquet is no file of this command: take it away"):
        corpus.run(given, out, client)


@pytest.mark.parametrize("workers", ["0", "-1", "1.5", "100000", "two"])
def test_so_many_workers_there_are_not(tmp_path, capsys, workers):
    with pytest.raises(SystemExit):
        corpus.main([str(tmp_path), str(tmp_path / "out"), f"--workers={workers}"])
    assert f"{workers} is no number of processes: give one from 1 to 256" in capsys.readouterr().err


def test_the_tables_may_not_lie_among_what_is_read(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("A text.")
    for out in (tmp_path / "out", tmp_path):
        assert corpus.main([str(tmp_path), str(out)]) == 1
        assert "choose a folder elsewhere for OUT" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_a_scheduler_that_takes_the_call_and_is_silent_is_given_up(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(corpus, "SILENCE", 1)
    given = reports(tmp_path / "reports.jsonl", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        assert corpus.main([str(given), str(tmp_path / "out"), "--scheduler", address]) == 1
    assert f"no Dask scheduler with a worker answers at {address}" in capsys.readouterr().err


def test_a_scheduler_that_falls_silent_is_given_up(monkeypatch):
    monkeypatch.setattr(corpus, "SILENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        there = SimpleNamespace(address=f"tcp://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(TimeoutError):
            corpus._next(SimpleNamespace(has_ready=lambda: False), SimpleNamespace(cluster=None, scheduler=there))
    with pytest.raises(TimeoutError):
        corpus._next(SimpleNamespace(has_ready=lambda: False), SimpleNamespace(cluster=None, scheduler=there))


def test_a_corpus_that_has_become_shorter_leaves_nothing_behind(tmp_path, monkeypatch, client):
    monkeypatch.setattr(corpus, "TEXTS", 10)
    out = tmp_path / "out"
    corpus.run(reports(tmp_path / "reports.jsonl", 35), out, client)
    tally = corpus.run(reports(tmp_path / "reports.jsonl", 12), out, client)
    corpus.check_counts(out, tally)
    assert pd.read_parquet(out / "sources")["source"].tolist() == [f"r{n}" for n in range(12)]


def test_a_partition_that_cannot_be_worked_out_stops_no_other_and_is_not_forgotten(tmp_path, monkeypatch, client):
    monkeypatch.setattr(corpus, "TEXTS", 10)
    work = corpus.work_out

    def fails(number, *rest):
        if number == 1:
            raise MemoryError("no memory")
        return work(number, *rest)

    monkeypatch.setattr(corpus, "work_out", fails)
    out = tmp_path / "out"
    tally = corpus.run(reports(tmp_path / "reports.jsonl", 35), out, client)
    assert pd.read_parquet(out / "sources").shape[0] == 25
    with pytest.raises(
        CaseError, match="of 35 texts 25 came out .*MemoryError: no memory.*start the same command again"
    ):
        corpus.check_counts(out, tally)


def test_without_the_extra_the_command_says_what_to_install(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(corpus, "find_spec", lambda name: None)
    assert corpus.main([str(tmp_path), str(tmp_path / "out")]) == 1
    assert "pip install -r requirements-corpus.txt" in capsys.readouterr().err
    assert (PROJECT / "requirements-corpus.txt").is_file()


def test_the_module_is_read_without_the_extra():
    """Notebook 07 uses span_tables where neither Dask nor pyarrow is installed."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['dask', 'distributed']));"
        "from tellings.corpus.tables import span_tables; from helpers import load_case;"
        "print(sum(map(len, span_tables(list(load_case('seeds').values())).values())) > 200)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT)
    assert done.stdout == "True\n", done.stderr


def test_logs_of_whoever_calls_the_command_go_on(tmp_path, capsys):
    assert corpus.main([str(tmp_path / "none"), str(tmp_path / "out")]) == 1
    assert logging.getLogger("of the caller").isEnabledFor(logging.ERROR)


def test_what_of_a_text_was_not_read_stands_in_the_notes(tmp_path):
    folder, out = tmp_path / "in", folders(tmp_path / "out")
    folder.mkdir()
    german = "Der Rat hat am Montag beschlossen, das Bad zu schließen, und die Kosten seien zu hoch. "
    english = "The council has decided to close the pool, and the mayor said that the costs were too high for it. "
    written(folder / "german.txt", "Das Bad\n\n" + german * 4)
    written(folder / "both.txt", "The pool\n\n" + (german + english) * 2)
    written(folder / "plain.txt", "The pool\n\n" + english * 4)
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4")
    written(folder / "scan.pdf.txt", f"The pool\n\n{english}\f\f{english}")
    written(folder / "page.html", "<html>")
    written(folder / "page.html.txt", f'---\nleft out: "comments (“=I was there”)"\n---\n\nThe pool\n\n{english}')
    block = [item for _, item in read_corpus(folder)]
    corpus.work_out(0, block, out, "")
    assert corpus.write_said(out, "notes", 0) == 4
    with open(out / "notes.csv", encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: (row["place"], row["reason"]) for row in csv.DictReader(file)}
    assert rows["german"][1].startswith("is probably not English") and "partly not English" in rows["both"][1]
    assert rows["scan"][0] == "scan.pdf" and "no text on page 2 of 3" in rows["scan"][1]
    assert "leaves out what its document holds beside the text: comments (“=I was there”)" in rows["page"][1]


def test_what_a_case_has_made_of_its_texts_is_no_text_of_a_corpus(tmp_path):
    written(tmp_path / "a.txt", "Talks failed.")
    for name, file in (("report", "report.html"), ("coding", "CODEBOOK.md"), ("sheet", "notes.txt"), ("more", "b.txt")):
        (tmp_path / name).mkdir()
        written(tmp_path / name / file, "<html><p>Talks failed, it says.</p></html>" if name == "report" else "Talks.")
    texts, faults = read(tmp_path)
    assert [text.id for text in texts] == ["a", "more/b"]
    (fault,) = faults
    assert fault.place == "sheet" and "if it holds texts, rename it" in fault.reason
    written(tmp_path / "sources.csv", "file\na.txt\n")
    written(tmp_path / "letter.eml", "From: x")
    assert [fault.place for fault in read(tmp_path)[1]] == ["letter.eml", "more"]
