"""Where files lie: links, rights, pipes, capitals and names of any kind end in one sentence, never in a traceback."""

import os
import subprocess
import sys

import pytest

from tellings.case.cards import MOST
from tellings.case.files import PROJECT, CaseError, read_text, write_text
from tellings.case.folder import load_case
from tellings.case.places import existing_folder, find_table, folder_to_write, read_bytes, tables_in, working_folder

TEXT = "The bridge is closed.\n"
ROWS = {
    "sources.csv": "file,id\none.txt,x\n",
    "actors.csv": "actor,label,term\nNato,neutral,Nato\n",
    "gold/dates.csv": "source,start,end,value\none,4,10,2021\n",
    "evidence.csv": "field\nday\n",
}
pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")


@pytest.fixture
def folder(tmp_path):
    """A folder with one text, and room beside it."""
    place = tmp_path / "case"
    (place / "gold").mkdir(parents=True)
    (place / "one.txt").write_text(TEXT, encoding="utf-8")
    return place


def read_all(folder):
    case = load_case(folder)
    find_table(folder, "actors.csv")
    case.gold("dates")
    case.table("evidence")


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("where", ["outside", "nowhere", "itself"])
def test_no_table_is_a_link_that_leads_out_of_the_folder(folder, name, where):
    for other, rows in ROWS.items():
        (folder / other).write_text(rows, encoding="utf-8")
    read_all(folder)
    (folder / name).unlink()
    (folder.parent / "outside").write_text(ROWS[name], encoding="utf-8")
    (folder / name).symlink_to(folder / name if where == "itself" else folder.parent / where)
    with pytest.raises(CaseError, match=f"'{name}' .*{folder.name}.* (a link leads there: copy|link to nowhere: put)"):
        read_all(folder)


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize(
    "kind", [pytest.param("pipe", marks=pipes), "folder", "shut"], ids=["a pipe", "a folder", "no right to read"]
)
def test_a_table_that_is_no_file_is_named_and_not_waited_for(folder, name, kind, monkeypatch):
    for other, rows in ROWS.items():
        (folder / other).write_text(rows, encoding="utf-8")
    (folder / name).unlink()
    if kind == "shut":
        (folder / name).write_text("x", encoding="utf-8")
        forbid(monkeypatch, os, "stat", folder / name)
    else:
        {"pipe": os.mkfifo if hasattr(os, "mkfifo") else None, "folder": os.mkdir}[kind](folder / name)
    said = {"pipe": "is no ordinary file .*put a file", "folder": "is a folder, not a file", "shut": "its permissions"}
    with pytest.raises(CaseError, match=f"{name} {'cannot be read .*' if kind == 'shut' else ''}.*{said[kind]}"):
        read_all(folder)


def forbid(monkeypatch, module, name, *places):
    """Let a call be refused for these paths, as a system does to who has no right: a test may run as root."""
    real = getattr(module, name)

    def call(path=".", *args, **kwargs):
        if str(path) in map(str, places):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **kwargs)

    monkeypatch.setattr(module, name, call)


@pytest.mark.parametrize(
    "name, rows", [("Sources.csv", "file,id\none.txt,x\n"), ("SOURCES.CSV", "FILE;ID\none.txt;x\n")]
)
def test_capitals_of_a_name_hide_no_table(folder, name, rows):
    (folder / name).write_text(rows, encoding="utf-8")
    assert list(load_case(folder)) == ["x"]
    (folder / "gold" / "Dates.CSV").write_text(ROWS["gold/dates.csv"], encoding="utf-8")
    assert load_case(folder).gold("dates").value.tolist() == ["2021"]


def test_two_tables_of_one_name_but_for_capitals(folder):
    for name in ("sources.csv", "Sources.csv"):
        (folder / name).write_text(ROWS["sources.csv"], encoding="utf-8")
    if len(list(folder.glob("*.csv"))) == 1:
        pytest.skip("here the two names are one")
    with pytest.raises(CaseError, match="Sources.csv and sources.csv have one name but for capitals: rename"):
        load_case(folder)


def test_what_macos_puts_beside_a_table_is_none(folder):
    for name in ("._a.csv", "b.csv", "C.CSV", "d.xlsx"):
        (folder / name).write_bytes(b"\0\5\x16\7")
    assert [path.name for path in tables_in(folder)] == ["C.CSV", "b.csv"]
    assert tables_in(folder / "nowhere") == []


@pytest.mark.parametrize(
    "given, said",
    [
        ("", "'' is no folder: give the folder that holds the texts"),
        (" ", "is no folder: give"),
        ("a\0b", "folder a␀b"),
        ("x" * 300, "there is no folder xxx"),
        ("x/" * 3000, "there is no folder x/x"),
        ("~nosuchuser/case", "there is no folder ~nosuchuser/case"),
        ("caf\udce9", r"there is no folder caf\\xe9"),
        ("caf\ud800", "there is no folder caf"),
    ],
)
def test_names_that_are_no_folder(given, said):
    with pytest.raises(CaseError, match=said):
        load_case(given)
    with pytest.raises(CaseError, match="is no folder|there is no folder"):
        existing_folder(given, "the texts")


def test_a_text_where_a_folder_is_asked(folder):
    with pytest.raises(CaseError, match="one.txt is a file, not a folder: give the folder"):
        load_case(folder / "one.txt")
    with pytest.raises(CaseError, match="is no folder: give the folder"):
        load_case(folder / "one.txt" / "below")
    (folder / "gold").rmdir()
    (folder / "gold").write_text("x", encoding="utf-8")
    with pytest.raises(CaseError, match="gold is no folder: rename it"):
        load_case(folder).gold("dates")


def test_a_folder_without_the_right_to_list_or_enter(folder, monkeypatch):
    with monkeypatch.context() as patched:
        forbid(patched, os, "listdir", folder)
        with pytest.raises(CaseError, match=r"case cannot be listed \(Permission denied\): check its permissions"):
            load_case(folder)
    forbid(monkeypatch, os, "lstat", folder / "one.txt")
    with pytest.raises(
        CaseError, match=r"one.txt cannot be read \(Permission denied\): check its name and its permissions"
    ):
        load_case(folder)


def test_the_working_folder_may_be_gone(tmp_path):
    code = "import os; os.rmdir(os.getcwd())\nfrom tellings.case.folder import load_case\nload_case('seeds')"
    gone = tmp_path / "gone"
    gone.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    run = subprocess.run([sys.executable, "-c", code], cwd=gone, capture_output=True, text=True, env=environment)
    if run.returncode == 0 or "os.rmdir" in run.stderr:
        pytest.skip("here nobody can delete the folder that a program runs in")
    bare = "import os; os.rmdir(os.getcwd())\nimport numpy"
    gone.mkdir(exist_ok=True)
    if subprocess.run([sys.executable, "-c", bare], cwd=gone, capture_output=True).returncode:
        pytest.skip("numpy itself can't be imported in a folder that is gone, as with Python 3.13.0")
    assert "CaseError: the folder in which this runs is gone: change into one" in run.stderr
    assert working_folder().is_dir()


def test_files_that_are_too_large_say_how_large_they_may_be(folder):
    with open(folder / "one.txt", "wb") as file:
        file.truncate(200_000_001)  # takes no room on the disk
    with pytest.raises(CaseError, match="one.txt has more than 200 MB: cut it into parts"):
        load_case(folder)


def test_what_cannot_be_written_says_so(folder, monkeypatch):
    (folder / "report").write_text("x", encoding="utf-8")
    with pytest.raises(CaseError, match="report is to be a folder, and a file has that name: rename the file"):
        write_text(folder / "report" / "a.csv", "x")
    with pytest.raises(CaseError, match="nowhere cannot be written"):
        folder_to_write(folder / "no" / "nowhere")
    (folder / "link").symlink_to(folder.parent)
    with pytest.raises(CaseError, match="link is a link: remove the link"):
        folder_to_write(folder / "link")


def test_more_texts_than_can_be_read_side_by_side_are_refused_at_once(folder):
    (folder / "sources.csv").write_text("file,id\n" + "one.txt,a\n" * 100_000, encoding="utf-8")
    with pytest.raises(CaseError, match=f"100,000 texts, or rows in sources.csv, and a case at most {MOST:,}: delete"):
        load_case(folder)


# -- texts


@pytest.mark.parametrize(
    "data, said",
    [
        (b"\xef\xbb\xbf{\\rtf1 The bridge is closed.}", "is an RTF file, not plain text"),
        (b"\n  %PDF-1.7", "is a PDF, not what the end of its name says: rename it so that it ends in .pdf"),
        ("The bridge".encode("utf-32-le"), r"seems to be UTF-32LE \(a guess\)"),
        ("The bridge".encode("utf-32-be"), r"seems to be UTF-32BE \(a guess\)"),
        (b"\0" * 50, "holds null characters, as no text does: save what it holds as plain text"),
        (b"The \0bridge \0is \0closed.", "holds null characters"),
        ("\u200b\u2060\ufeff \n".encode() * 9, "is empty: put the text into it"),
        ("“Late”, said Zoë – twice".encode() + b"\xe9 and on", "is UTF-8 but for 1 place, the first in line 1, behind"),
        (
            "One\nTwo\n“Late” é".encode()[:-1],
            "1 place, the first in line 3, behind “.*“Late””: open it, mend the letter",
        ),
        ("“A” – “B”".encode() + b"\xe9\n\xe9", "UTF-8 but for 2 places, the first in line 1"),
        (b"caf\xe9 and na\xefve", "seems to be WINDOWS-1252"),
    ],
)
@pytest.mark.parametrize("described", [True, False])
def test_what_is_no_text_is_refused_with_its_name(folder, data, said, described):
    (folder / "one.txt").write_bytes(data)
    if described:
        (folder / "sources.csv").write_text("file\none.txt\n", encoding="utf-8")
    row = "sources.csv, row 2: .*" if described else ""
    with pytest.raises(CaseError, match=f"{row}one.txt .*{said}"):
        load_case(folder)


@pytest.mark.parametrize(
    "text, codec",
    [
        ("Привет, как дела? Паром отменён, рабочие стра ав.", "cp1251"),
        ("Привет, как дела? Паром отменён, рабочие стра ав.", "koi8-r"),
        ("Привет, как дела? Паром отменён, рабочие стра ав.", "cp866"),
        ("桥梁于星期一关闭,市长说工程师们曾经警告过。" * 9, "gb18030"),
        ("橋は月曜日に閉鎖され、市長は技術者が警告していたと述べた。" * 9, "shift_jis"),
        ("Zażółć gęślą jaźń, powiedział burmistrz.", "cp1250"),
        ("Der Bürgermeister sprach über die Fähre: “Größe – schön”.", "cp1252"),
    ],
)
def test_another_encoding_is_not_taken_for_utf_8_with_faults(folder, text, codec):
    (folder / "one.txt").write_bytes(text.encode(codec))
    with pytest.raises(CaseError, match="is not UTF-8; it seems to be"):
        read_text(folder / "one.txt")


def test_the_command_that_is_printed_overwrites_nothing(folder):
    (folder / "one.txt").write_bytes(b"caf\xe9")
    (folder / "one-utf8.txt").write_bytes(b"there already")
    with pytest.raises(CaseError, match=r"this command makes: iconv .*one\.txt > .*one-utf81\.txt$"):
        read_text(folder / "one.txt")


@pipes
def test_a_pipe_among_the_texts(folder):
    os.mkfifo(folder / "two.txt")
    with pytest.raises(CaseError, match="two.txt is no ordinary file"):
        load_case(folder)
    with pytest.raises(CaseError, match="two.txt is no ordinary file"):
        read_bytes(folder / "two.txt")


@pytest.mark.parametrize("names", [("1", "2"), ("01", "02"), ("2020", "2021"), ("1e5", "nan"), ("-1", "+1")])
def test_texts_that_are_called_as_numbers_are_keep_their_names(folder, names):
    (folder / "one.txt").unlink()
    for name in names:
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (folder / "gold" / "dates.csv").write_text(f"source,start,end,value\n{names[0]},4,10,2021\n", encoding="utf-8")
    case = load_case(folder)
    assert sorted(case) == sorted(names) and case.gold("dates").source.tolist() == [names[0]]


@pytest.mark.parametrize("ids", [("BBC", "bbc"), ("Café", "Cafe\u0301"), ("straße", "STRASSE")])
def test_ids_that_readers_would_not_tell_apart_are_refused(folder, ids):
    (folder / "two.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_text(f"file,id\none.txt,{ids[0]}\ntwo.txt,{ids[1]}\n", encoding="utf-8")
    with pytest.raises(
        CaseError, match=f"one.txt and two.txt have the same id '{ids[0]}'.* give one of them another id"
    ):
        load_case(folder)


@pytest.mark.parametrize("name", ['"x\ny"', "x\u202ey", "x\x07y"])
def test_an_id_is_one_line_of_what_can_be_seen(folder, name):
    (folder / "sources.csv").write_text(f"file,id\none.txt,{name}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"sources\.csv, row 2.*(type it anew|write the cell as one line)"):
        load_case(folder)


@pytest.mark.parametrize("name", ["one\ntwo", "one\x07", "one\u202e", "one\u2028"])
def test_a_file_whose_name_no_table_could_hold(folder, name):
    (folder / "one.txt").rename(folder / f"{name}.txt")
    with pytest.raises(CaseError, match=r"the name of the file 'one.*has a line break or a character .*: rename it"):
        load_case(folder)


@pytest.mark.parametrize("name", ["می\u200cخواهم", "Le\xa0Monde", "क्\u200dष"])
def test_blanks_and_joiners_that_scripts_need_are_no_fault(folder, name):
    (folder / "one.txt").rename(folder / f"{name}.txt")
    assert list(load_case(folder)) == [name]
    (folder / "sources.csv").write_text(f"file,id\n{name}.txt,{name}\n", encoding="utf-8")
    assert list(load_case(folder)) == [name]


@pytest.mark.parametrize("name", ["../evidence", "/etc/passwd", "x" * 300, "gold/../../evidence", "a\0b", ""])
def test_a_case_has_tables_in_its_folder_only(folder, name):
    (folder.parent / "evidence.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(CaseError, match="there is no table .*: correct the name"):
        load_case(folder).table(name)
