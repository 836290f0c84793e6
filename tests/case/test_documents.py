"""Saved pages and documents: their text is written beside them; what nothing reads is named."""

import os
import re
import subprocess
import sys

import matplotlib.pyplot as plt
import pytest
from word_files import word_file

from tellings.case.documents import _PARTS, unread_files, write_document_text
from tellings.case.files import PROJECT, CaseError
from tellings.case.folder import load_case

PAGE = """<html><head><title>Weir opened | The Alder Times</title><meta property="og:site_name" content="The Alder Times">
<meta name="author" content="Ruth Aldana"><meta property="article:published_time" content="2019-11-19T08:03:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/n">News</a></nav><div>We use cookies on this site.</div><article>
<h1>Weir opened after the flood</h1><p>The river board opened the weir on <b>Monday</b> after three days of rain. Nobody
had been told, and the meadows below it went under water within the hour.</p><h2>What now</h2>
<p>“Nobody told us,” said Bo Lind, who lives beside it. Residents had asked for a siren since spring, and the board had
given no answer to any of their letters.</p></article>
<div class="comments"><p>Great article! I agree with all of it.</p></div></body></html>"""


def pdf_file(path, lines):
    with plt.rc_context({"pdf.fonttype": 42}):
        figure = plt.figure()
        figure.text(0.05, 0.5, "\n".join(lines))
        figure.savefig(path)
        plt.close(figure)
    return path


def test_page_is_read_with_what_it_says_of_itself(tmp_path):
    (tmp_path / "weir.html").write_text(PAGE, encoding="utf-8")
    source = load_case(tmp_path)["weir"]
    assert source.file == "weir.html.txt"
    assert source.text == (tmp_path / "weir.html.txt").read_text(encoding="utf-8")
    head, text = source.text.split("---\n")[1:]
    assert head.splitlines() == [
        'title: "Weir opened after the flood"',
        'author: "Ruth Aldana"',
        'date: "2019-11-19"',
        'outlet: "The Alder Times"',
        'left out: "comments (“Great article! I agree with all of it.”)"',
    ]
    assert "opened the weir on Monday after" in text and "said Bo Lind" in text
    assert text.count("Weir opened") == 1 and not any(words in text for words in ("Great article", "Home", "cookies"))


def test_pdf_and_word_are_read(tmp_path):
    pdf_file(
        tmp_path / "report.pdf", ["The weir was opened on Mon-", "day, and the office found it", "a well-known fault."]
    )
    word_file(tmp_path / "letter.docx", ["Dear board,", "the siren is silent."])
    case = load_case(tmp_path)
    assert set(case) == {"report", "letter"}
    assert "opened on Monday, and the office found" in " ".join(case["report"].text.split())
    assert "well-known" in case["report"].text
    assert case["letter"].text.split("\n\n")[:2] == ["Dear board,", "the siren is silent."]


def test_lines_that_word_breaks_within_a_paragraph_stay_apart(tmp_path):
    broken = "One thing.</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>By Ann &lt; Lee</w:t></w:r><w:r><w:tab/><w:t>x"
    word_file(tmp_path / "letter.docx", [broken, "Two."])
    assert load_case(tmp_path)["letter"].text.split("\n")[:4] == ["One thing.", "By Ann < Lee\tx", "", "Two."]


def test_a_note_of_word_is_kept_as_one():
    made = '<p>It rained.<sup><a href="#f">[1]</a></sup></p><ol><li id="footnote-1"><p> See Lee. <a href="#r">↑</a></p>'
    for pattern, written in _PARTS:
        made = re.sub(pattern, written, made)
    assert made.split() == ["It", "rained.[1]", "^", "See", "Lee."]


def test_marks_that_a_page_has_itself_stay_as_they_are(tmp_path):
    page = "<article><h1>Weir opened</h1>" + "".join(
        f"<p>The office opened the weir on <b>Monday</b> {n} after when_the *star* fell [{n}] and `all` went well.</p>"
        for n in range(4)
    )
    (tmp_path / "a.html").write_text(f"<html><body>{page}</article></body></html>", encoding="utf-8")
    text = load_case(tmp_path)["a"].text
    assert "weir on Monday 2 after when_the *star* fell [2] and `all` went well." in text and "\\" not in text


def test_text_beside_a_document_is_left_as_it_was_mended(tmp_path):
    word_file(tmp_path / "letter.docx", ["One thing."])
    assert load_case(tmp_path)["letter"].text.strip() == "One thing."
    (tmp_path / "letter.docx.txt").write_text("Mended.", encoding="utf-8")
    assert load_case(tmp_path)["letter"].text == "Mended." and not list(unread_files(tmp_path))
    later = (tmp_path / "letter.docx.txt").stat().st_mtime + 60
    os.utime(tmp_path / "letter.docx", (later, later))
    assert [(name, remedy.split(":")[0]) for name, remedy in unread_files(tmp_path)] == [
        ("letter.docx", "is newer than its text letter.docx.txt")
    ]


def test_card_may_name_the_document_or_its_text(tmp_path):
    for name in ("letter.docx", "letter.docx.txt"):
        word_file(tmp_path / "letter.docx", ["One thing."])
        (tmp_path / "sources.csv").write_text(f"file,id,title\n{name},l,A letter\n", encoding="utf-8")
        assert load_case(tmp_path)["l"].file == "letter.docx.txt"
        (tmp_path / "letter.docx.txt").unlink()


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("a.pdf", b"%PDF-1.7 broken", "a.pdf is no PDF that can be read"),
        ("a.docx", b"PK\x03\x04 broken", "a.docx is no Word document that can be read"),
        ("a.html", b"<html><body></body></html>", "a.html holds no text"),
        ("a.pdf", b"", "a.pdf is no PDF that can be read"),
    ],
)
def test_document_that_cannot_be_read_gets_a_sentence(tmp_path, name, data, words, capfd):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CaseError, match=words):
        load_case(tmp_path)
    assert not capfd.readouterr().err


def test_pdf_of_pictures_is_no_empty_text(tmp_path):
    with pytest.raises(CaseError, match="holds no text, perhaps only pictures"):
        write_document_text(pdf_file(tmp_path / "scan.pdf", [""]))


def test_without_the_extra_a_sentence_says_what_to_install(tmp_path):
    (tmp_path / "weir.html").write_text(PAGE, encoding="utf-8")
    run = "import sys; sys.modules['trafilatura'] = None; from tellings.__main__ import main; main(['check', sys.argv[1]])"
    said = subprocess.run([sys.executable, "-c", run, str(tmp_path)], cwd=PROJECT, capture_output=True, text=True)
    assert 'weir.html: is a saved web page; to read it, install trafilatura: pip install ".[documents]"' in said.stdout
    assert not said.stderr and not (tmp_path / "weir.html.txt").exists()


def test_link_to_a_document_elsewhere_is_refused(tmp_path):
    (tmp_path / "case").mkdir()
    word_file(tmp_path / "secret.docx", ["Secret."])
    try:
        (tmp_path / "case" / "a.docx").symlink_to(tmp_path / "secret.docx")
    except OSError:
        pytest.skip("no links here")
    with pytest.raises(CaseError, match="outside the folder"):
        load_case(tmp_path / "case")
    assert not (tmp_path / "case" / "a.docx.txt").exists()


def test_every_file_that_nothing_reads_is_named(tmp_path):
    for name in ("a.txt", "README.md", ".DS_Store", "sources.csv", "old.doc", "photo.JPG", "notes", "more.csv"):
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    for folder in ("coding", "deep/deeper", "later", "weir_files", "empty"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("later/b.txt", "weir_files/ad.html", "coding/ann.csv", "weir.html", "weir.html.txt"):
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    for name in ("deep/deeper/c.md", "~$port.docx", "Thumbs.db", "page.php"):
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    named = dict(unread_files(tmp_path))
    assert sorted(named) == ["deep", "later", "more.csv", "notes", "old.doc", "page.php", "photo.JPG", "~$port.docx"]
    assert "ends in .html" in named["page.php"] and "close the document" in named["~$port.docx"]
    assert "move the texts in it into" in named["later"] and "save it as .docx" in named["old.doc"]


def test_a_folder_is_named_whatever_lies_in_it_and_what_the_program_wrote_is_not(tmp_path):
    for name in ("scans/page 1.jpg", "drafts/deep/letter.odt", "sheet/sheet.html", "report/room.html", "empty/.hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    assert sorted(dict(unread_files(tmp_path))) == ["drafts", "scans"]


def test_a_readme_that_may_be_one_of_the_texts_is_named(tmp_path):
    for name in ("README", "readme.md", "Readme.txt", "readme.2021.txt", "README.docx"):
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    named = dict(unread_files(tmp_path))
    assert sorted(named) == ["README.docx", "Readme.txt", "readme.2021.txt"]
    assert "rename it if it is one of the texts" in named["Readme.txt"]


@pytest.mark.parametrize(
    "name, data, said",
    [
        ("page.txt", b"<!DOCTYPE html><p>Words.", r"page.txt is a web page, .*so that it ends in \.html"),
        ("word.md", b"PK\x03\x04\x14 word/document.xml", r"word.md is a Word file, .*so that it ends in \.docx"),
        ("really.docx", b"%PDF-1.7 \xff", r"really.docx is a PDF, .*so that it ends in \.pdf"),
        ("really.pdf", b"<html><p>Words.</html>", r"really.pdf is a web page, .*so that it ends in \.html"),
    ],
)
def test_a_document_under_a_wrong_ending_is_told_its_right_one(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CaseError, match=said):
        load_case(tmp_path)


def test_name_that_is_no_utf_8_gets_a_sentence(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Words.")
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    with pytest.raises(CaseError, match=r"name is no UTF-8, caf\\xe9\.txt: rename it"):
        load_case(tmp_path)


def test_a_name_that_begins_with_a_blank_is_found(tmp_path):
    (tmp_path / " lead.txt").write_text("Words.", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file\n lead.txt\n", encoding="utf-8")
    assert [source.text for source in load_case(tmp_path).values()] == ["Words."]


def test_name_in_the_other_way_of_writing_accents_is_found(tmp_path):
    (tmp_path / "Cafe\u0301.txt").write_text("Words.", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file\nCaf\u00e9.txt\n", encoding="utf-8")
    assert [source.text for source in load_case(tmp_path).values()] == ["Words."]


def test_a_folder_or_table_under_another_name_is_not_passed_over(tmp_path):
    (tmp_path / "Gold").mkdir()
    (tmp_path / "sources.csv.txt").write_text("file,id\n", encoding="utf-8")
    said = dict(unread_files(tmp_path))
    if not (tmp_path / "gold").is_dir():
        assert said["Gold"] == "is not read under this name: rename it gold"
    assert said["sources.csv.txt"].startswith(
        "is read as a text; if it is the table of that name, rename it sources.csv"
    )


def test_a_folder_is_named_where_a_file_lies_in_it_however_deep(tmp_path):
    (tmp_path / "one" / "empty").mkdir(parents=True)
    assert list(unread_files(tmp_path)) == []
    (tmp_path / "one" / "empty" / ".hidden").write_text("A text.")
    assert list(unread_files(tmp_path)) == []
    (tmp_path / "one" / "empty" / "a.txt").write_text("A text.")
    assert [name for name, _ in unread_files(tmp_path)] == ["one"]
