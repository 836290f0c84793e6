"""One's own case: every fault with file, row and remedy; cards written and read back; coders' sheets."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from helpers import CaseError, load_case, match_spans, precision_recall, sentences
from tellings.__main__ import main
from tellings.case.cards import read_cards
from tellings.case.errors import printable
from tellings.case.files import PROJECT
from tellings.case.tables import read_table, write_table
from tellings.coding.agreement import agreement, merge_codings
from tellings.coding.sheets import coders_of, write_sheets
from tellings.own.cards import new_cards
from tellings.own.check import check_case
from tellings.own.scores import tool_scores
from tellings.perspectives.tables import find_speech
from tellings.timeline.tables import find_dates

CASES = ["ferry", "school", "dam"]
ARTICLE = (
    "The council closed the bridge on Monday. It said that the beams had moved, and that lorries must turn back. " * 8
)


@pytest.fixture(params=CASES)
def name(request):
    return request.param


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(PROJECT / "tests" / "cases" / "ferry", tmp_path / "ferry")


@pytest.fixture
def folder(tmp_path):
    """Three texts without cards."""
    place = tmp_path / "bridge"
    place.mkdir()
    for number, word in enumerate(("One", "Two", "Three"), 1):
        (place / f"{word.lower()}.txt").write_text(
            f"{word} Reports the Closed Bridge\n\n{word} says so. "
            + ARTICLE.replace("lorries", ("lorries", "coaches", "tractors and their drivers")[number - 1]),
            encoding="utf-8",
        )
    return place


def found(folder, level="fault"):
    table = check_case(folder)
    return [f"{row.file}|{row.row}|{row.message}" for row in table.itertuples() if row.level == level]


def only(folder, level="fault"):
    lines = found(folder, level)
    assert len(lines) == 1, lines
    return lines[0]


# -- the worked cases and their answers


def test_worked_cases_have_no_fault(name):
    table = check_case(PROJECT / "tests" / "cases" / name)
    assert not (table.level == "fault").any()
    assert all("is read as" in message for message in table.message)


def test_worked_cases_segments(name):
    case = load_case(PROJECT / "tests" / "cases" / name)
    answers = case.gold("segments")
    keys = ["source", "sentence", "item", "role", "start", "end", "text"]
    assert sentences(case)[keys].astype(str).values.tolist() == answers[keys].astype(str).values.tolist()


def scored(finder, gold, same):
    import pandas as pd

    pairs = [
        match_spans(finder(case), case.gold(gold), same=same)
        for case in (load_case(PROJECT / "tests" / "cases" / name) for name in CASES)
    ]
    return precision_recall(pd.concat(pairs))


def test_worked_cases_dates():
    result = scored(find_dates, "dates", ("value",))
    assert result["reference"] == 68
    assert result["f1"] > 0.8, result


def test_worked_cases_speech():
    assert scored(find_speech, "quotes", ())["recall"] > 0.8
    assert scored(find_speech, "quotes", ("speaker",))["f1"] > 0.55


@pytest.mark.parametrize("end, codec", [("\r\n", "utf-8"), ("\r", "utf-8"), ("\n", "utf-8-sig"), ("\r\n", "utf-16")])
def test_line_ends_and_marks_change_no_sentence(copy, end, codec):
    before = sentences(load_case(copy))
    for path in [*copy.glob("*.txt"), *copy.glob("*.md")]:
        text = path.read_text(encoding="utf-8")
        path.write_bytes(text.replace("\n", end).encode(codec))
    after = sentences(load_case(copy))
    assert after[["sentence", "role", "text"]].values.tolist() == before[["sentence", "role", "text"]].values.tolist()
    texts = {source.id: source.text for source in load_case(copy).values()}
    assert all(
        texts[row.source][row.start : row.end].split() == row.text.split()
        for row in after.itertuples()
        if row.role != "furniture"
    )


# -- new


def test_new_is_filled_with_what_the_texts_state(copy):
    os.remove(copy / "sources.csv")
    new_cards(copy)
    cards = {card["file"]: card for card in read_cards(copy)}
    assert cards["courier.txt"]["author"] == "Morag Tullis"
    assert cards["courier.txt"]["author_basis"] == cards["courier.txt"]["published_basis"] == "stated"
    assert {name: card["published"] for name, card in cards.items()} == {
        "courier.txt": "2024-03-05",
        "minutes.md": "2024-03-12",
        "notice.txt": "2024-03-04",
    }
    assert cards["notice.txt"]["author"] == cards["notice.txt"]["author_basis"] == cards["notice.txt"]["outlet"] == ""
    assert list(load_case(copy)) == ["notice", "courier", "minutes"]


def test_new_writes_the_order_of_figures_that_the_text_shows(tmp_path):
    folder = shutil.copytree(PROJECT / "tests" / "cases" / "school", tmp_path / "school")
    os.remove(folder / "sources.csv")
    table = new_cards(folder)[0].set_index("file")
    assert table.date_order.to_dict() == {"column.txt": "", "letter.txt": "", "report.md": "mdy"}
    assert table.published["column.txt"] == "" and table.published_basis["column.txt"] == ""


def test_new_does_not_overwrite(copy):
    before = (copy / "sources.csv").read_bytes()
    with pytest.raises(CaseError, match="is there already"):
        new_cards(copy)
    assert (copy / "sources.csv").read_bytes() == before


def test_new_guards_a_title_that_is_a_formula(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("=HYPERLINK(1)\n\n" + ARTICLE, encoding="utf-8")
    new_cards(tmp_path)
    assert '"\'=HYPERLINK(1)"' in (tmp_path / "sources.csv").read_text(encoding="utf-8-sig")
    assert load_case(tmp_path)["a"].title == "=HYPERLINK(1)"


def test_new_takes_author_and_day_from_the_lines_that_state_them_and_says_which(folder, capsys):
    text = (folder / "one.txt").read_text(encoding="utf-8")
    title, body = text.split("\n\n", 1)
    head = "By Morag Tullis and Ines Okoro | The Courier\nPublished 4 March 2024, 8:03 am | Updated 5 March 2024"
    (folder / "one.txt").write_text(f"{title}\n{head}\n\n{body}", encoding="utf-8")
    (folder / "two.txt").write_text(text.replace("\n\n", "\n2 hours ago\n\n", 1), encoding="utf-8")
    assert main(["new", str(folder)]) == 0
    printed = capsys.readouterr().out
    assert (
        "published: line 3 “Published 4 March 2024, 8:03 am | Updated 5 March 2024”; author: line 2 “By Mor" in printed
    )
    assert "line 2 “2 hours ago” tells its day only as seen from when the page was read" in printed
    assert "Paste from the headline to the last line of the article; more does no harm." in printed
    one, _, two = read_cards(folder)
    assert [one[name] for name in ("author", "author_basis", "published", "published_basis")] == [
        "Morag Tullis; Ines Okoro",
        "stated",
        "2024-03-04",
        "stated",
    ]
    assert two["published"] == two["published_basis"] == two["author"] == ""


def test_new_takes_the_fields_of_a_front_matter(tmp_path):
    for name in ("a.md", "b.md"):
        fields = (
            f"title: Statement {name[0]}\ndate: '2024-03-04T10:00:00-05:00'\nauthor: Ines Okoro\noutlet: The Courier"
        )
        (tmp_path / name).write_text(f"---\n{fields}\n---\n\n{ARTICLE}", encoding="utf-8")
    new_cards(tmp_path)
    card = read_cards(tmp_path)[0]
    about = ("title", "outlet", "outlet_basis", "author", "published")
    assert [card[name] for name in about] == ["Statement a", "The Courier", "stated", "Ines Okoro", "2024-03-04"]


def test_new_gives_long_names_a_short_id(tmp_path):
    for name in ("The Evening Post, 3 May 2019 (print edition).txt", "b.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    new_cards(tmp_path)
    assert sorted(load_case(tmp_path)) == ["b", "the-evening-post-3-m"]


# -- check: faults


def test_a_short_id_keeps_the_letters_of_a_name(tmp_path):
    for name in ("Zeitung für Übung", "Ana Straße"):
        (tmp_path / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    assert sorted(new_cards(tmp_path)[0].id) == ["ana-strasse", "zeitung-fur-ubung"]


def test_a_text_without_line_breaks_gives_no_title_of_its_length(tmp_path, capsys):
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    assert main(["new", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "characters long and was cut: line breaks seem lost" in told and "1 row written" in told
    (title,) = [card["title"] for card in read_cards(tmp_path)]
    assert len(title) < 110 and title.startswith("The council closed") and title.endswith(" …")


def test_a_first_sentence_that_stands_for_a_headline_is_named(tmp_path):
    sentence = (
        "The council closed the old bridge over the river on Monday, and nobody in the two towns had been told of it."
    )
    (tmp_path / "one.txt").write_text(f"{sentence}\n\n{ARTICLE}", encoding="utf-8")
    assert "no line looks like its headline" in new_cards(tmp_path)[0].unread[0]


def test_of_many_lines_that_cannot_be_read_the_first_are_named(tmp_path):
    posts = "".join(f"\n\nreader {number}\n{number} hours ago\nI was there and saw it." for number in range(2, 12))
    (tmp_path / "one.txt").write_text("Comments on the Closed Bridge" + posts, encoding="utf-8")
    (unread,) = new_cards(tmp_path)[0].unread
    assert unread.count("hours ago") == 3 and unread.endswith("and 7 more such lines")


def test_without_cards_the_page_says_what_is_unknown(folder):
    assert found(folder) == []
    assert "has no sources.csv: the first line is taken for the title" in "\n".join(found(folder, "warning"))
    assert {source.title for source in load_case(folder).values()} == {
        f"{w} Reports the Closed Bridge" for w in ("One", "Two", "Three")
    }


def test_a_text_of_signs_without_a_letter_stops_no_check(tmp_path):
    (tmp_path / "a.txt").write_text("\ue000\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,id\na.txt,a\n", encoding="utf-8")
    assert check_case(tmp_path).message.str.contains("has no article").any()
    assert load_case(tmp_path)["a"].text == "\ue000\n"


def test_all_faults_of_all_rows_are_listed(copy):
    path = copy / "sources.csv"
    text = path.read_text(encoding="utf-8").replace("2024-03-05,stated", "05/06/2024,known")
    path.write_text(text.replace("minutes.md,", "minuets.md,"), encoding="utf-8")
    (copy / "notice.txt").write_bytes("Café".encode("cp1252"))
    lines = found(copy)
    assert len(lines) == 4
    assert any(line.startswith("sources.csv|2|") and "iconv -f WINDOWS-1252" in line for line in lines)
    assert any(line.startswith("sources.csv|3|'05/06/2024' can be two days") for line in lines)
    assert any(line.startswith("sources.csv|3|published_basis 'known' is unknown: write stated") for line in lines)
    assert any(line.startswith("sources.csv|4|there is no file 'minuets.md'") for line in lines)
    assert any("minutes.md" in line and "has no row" in line for line in found(copy, "warning"))


@pytest.mark.parametrize(
    "named", ["../secret.txt", "/etc/passwd", "link.txt", "linked/secret.txt", "sub/../../secret.txt"]
)
def test_no_file_outside_the_folder(folder, named):
    (folder.parent / "secret.txt").write_text("Not for the page.", encoding="utf-8")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "linked").symlink_to(folder.parent)
    (folder / "sources.csv").write_text(f"file\none.txt\n{named}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"sources\.csv, row 3: .*lies outside the folder.*: copy"):
        load_case(folder)
    assert "lies outside" in only(folder)


def test_a_link_is_no_text_of_a_folder_without_cards(folder):
    (folder.parent / "secret.txt").write_text("Not for the page.", encoding="utf-8")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    with pytest.raises(CaseError, match="'link.txt' lies outside"):
        load_case(folder)
    assert only(folder).startswith("link.txt||")


def test_links_that_stay_inside_and_folders_below_are_read(folder):
    (folder / "more").mkdir()
    (folder / "more" / "four.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "alias.txt").symlink_to(folder / "one.txt")
    (folder / "sources.csv").write_text("file,id\nalias.txt,a\nmore/four.txt,b\n", encoding="utf-8")
    case = load_case(folder)
    assert case["b"].text == ARTICLE and "One says so" in case["a"].text


@pytest.mark.parametrize(
    "named, message",
    [
        ("a\0b.txt", "sources.csv holds null characters"),
        ("x" * 5000 + ".txt", "there is no file"),
        ("sources.csv", "is no text file"),
        ("loop.txt", "is a link to nowhere: put the file itself"),
        ("", "no file is named"),
    ],
)
def test_names_that_are_no_file(folder, named, message):
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "sources.csv").write_text(f"file,id\n{named},a\n", encoding="utf-8")
    with pytest.raises(CaseError, match=message):
        load_case(folder)


def test_empty_text_two_ids_and_no_texts(folder):
    (folder / "two.txt").write_text(" \n", encoding="utf-8")
    assert only(folder).startswith("two.txt||") and "is empty" in only(folder)
    (folder / "sources.csv").write_text("file,id\none.txt,x\nthree.txt,x\n", encoding="utf-8")
    assert only(folder) == "three.txt||has the same id 'x' as one.txt: rename one"
    for path in folder.iterdir():
        path.unlink()
    assert "holds no text" in only(folder)


def test_cards_that_are_no_table(folder):
    (folder / "sources.csv").write_text("name,title\none.txt,One\n", encoding="utf-8")
    assert "has no rows with a column 'file'" in only(folder)
    (folder / "sources.csv").write_bytes("file,title\none.txt,Café\n".encode("cp1252"))
    assert "sources.csv is not UTF-8; it seems to be WINDOWS-1252" in only(folder)


def test_actors_without_their_columns(copy):
    (copy / "actors.csv").write_text("who,what\nx,y\n", encoding="utf-8")
    assert only(copy) == f"actors.csv||{copy / 'actors.csv'} has no column 'actor': its columns are actor, label, term"


@pytest.mark.parametrize(
    "name, content, fault",
    [
        ("dates", b"x,y\n1,2\n", "has no column 'source': it needs source, start, end, value, or take it away"),
        ("quotes", b"source,start,end,speaker\none,here,9,Ana\n", "the column 'start' must hold a whole number"),
        ("sentences", bytes(range(128, 256)) * 9, "gold/sentences.csv"),
    ],
)
def test_a_coding_that_cannot_be_compared_is_a_fault_and_not_left_out(copy, name, content, fault):
    (copy / "gold" / f"{name}.csv").write_bytes(content)
    assert only(copy).startswith(f"gold/{name}.csv|") and fault in only(copy)
    with pytest.raises(CaseError, match=f"{name}.csv"):
        tool_scores(load_case(copy))


def test_a_text_in_two_rows_of_the_cards(copy):
    cards = (copy / "sources.csv").read_text(encoding="utf-8-sig")
    (copy / "sources.csv").write_text(cards + cards.splitlines()[1] + "\n", encoding="utf-8")
    assert only(copy).endswith("|stands in two rows of sources.csv: delete one")


def test_a_document_that_cannot_be_read_goes_by_its_own_name_and_is_named_once(folder):
    pytest.importorskip("pypdf")
    (folder / "four.pdf").write_bytes(b"%PDF-1.4 broken")
    assert only(folder).startswith("four.pdf||is no PDF that can be read")


def test_who_meets_one_fault_hears_how_many_there_are(folder, capsys):
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_bytes("Café Olé".encode("cp1252"))
    assert main(["coding", str(folder)]) == 1
    told = capsys.readouterr().err
    assert "one.txt is not UTF-8" in told and f"2 faults in all: python -m tellings check {folder}" in told
    (folder / "two.txt").write_text("One fault is left.", encoding="utf-8")
    assert main(["coding", str(folder)]) == 1
    assert "faults in all" not in capsys.readouterr().err


def test_a_command_that_is_shown_can_be_typed(folder, capsys):
    spaced = folder.rename(folder.with_name("bürger brücke 2023"))
    assert f'python -m tellings new "{spaced}"' in found(spaced, "warning")[0]
    assert main(["new", str(spaced)]) == 0
    assert f'then: python -m tellings check "{spaced}"' in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["check", "bürger", "brücke"])
    assert "between quotation marks" in capsys.readouterr().err


# -- check: warnings


def test_pages_of_a_pdf_without_text_are_counted_off(folder):
    (folder / "scan.pdf.txt").write_text(f"Report\n\n{ARTICLE}\f\n\f{ARTICLE}\f", encoding="utf-8")
    assert any("has no text on pages 2 and 4 of 4" in line for line in found(folder, "warning"))
    (folder / "scan.pdf.txt").write_text(f"Report\n\n{ARTICLE}\f{ARTICLE}", encoding="utf-8")
    assert not any("has no text on page" in line for line in found(folder, "warning"))


def test_what_the_sheet_and_the_report_wrote_is_no_folder_of_texts(folder):
    for name in ("sheet/sheet.html", "report/report.html"):
        (folder / name).parent.mkdir()
        (folder / name).write_text("<p>Words.</p>", encoding="utf-8")
    assert not any("is a folder" in line for line in found(folder, "warning"))


@pytest.mark.parametrize(
    "text, warning",
    [
        ("The bridge is closed.", "is too short to compare: 4 words"),
        ("Reply\nLike\nShare\nReport\n", "has no article: every line looks like a menu"),
        (
            "Die Regierung hat am Dienstag beschlossen, die Fähre einzustellen. Die Bewohner sind entsetzt. " * 20,
            "is probably not English",
        ),
        (ARTICLE, "has no date"),
        (
            "Bridge Closed for Repairs\n\n"
            + "READ MORE: Timetable changes for all ferries and buses\n\n" * 30
            + ARTICLE,
            "has much furniture",
        ),
        (
            "Bridge Closed for Repairs\n\n" + ARTICLE + "\n\nFerry Fares to Rise Again in Spring\n" + ARTICLE,
            "seems to hold 2 articles, the second at “Ferry Fares to Rise Again in Spring”",
        ),
        ("<p>One</p><p>Two</p>\n" + ARTICLE, "holds HTML tags"),
        (ARTICLE + "It’s â€œclosedâ€\x9d.", "holds broken letters"),
        (ARTICLE + "\u202eabc", "holds 1 invisible character"),
        ("On 05/06/2019 it closed. " + ARTICLE, r"has a date in figures \(05/06/2019\) that can be two days"),
        (ARTICLE * 12, "has a paragraph of 1,[0-9]+ words"),
        (ARTICLE * 3, "has a paragraph of 4[0-9]+ words"),
        ("Bridge", "is too short to compare: 1 word of article"),
        ("حريق في الميناء\n12 مارس 2024\nدمر حريق مبنيين يوم الثلاثاء.", "is probably not English"),
        ("Пожар в порту уничтожил два здания.", "is probably not English"),
        (
            ARTICLE
            + "\n\n"
            + "Die Fähre wurde am Dienstag eingestellt, weil der Rumpf bei dem Sturm beschädigt wurde. " * 3,
            r"is partly not English \(3 of 1\d longer sentences .* “Die Fähre wurde",
        ),
        ("The brid-\nge, the fer-\nry and the coun-\ncil. " + ARTICLE, "cut by hyphens"),
    ],
)
def test_what_a_careful_colleague_would_say(folder, text, warning):
    (folder / "one.txt").write_text(text, encoding="utf-8")
    import re

    lines = [line for line in found(folder, "warning") if line.startswith("one.txt")]
    assert any(re.search(warning, line) for line in lines), lines


@pytest.mark.parametrize(
    "line, warning",
    [
        ("Published 11/12/2024", "has no date; line 2 “Published 11/12/2024” looks like its date but can be two days"),
        ("3 hours ago", "has no date; line 2 “3 hours ago” tells its day only as seen from when the page was read"),
        ("March 4", "has no date; line 2 “March 4” looks like its date but names no year"),
        ("31 June 2024", "has no date; line 2 “31 June 2024” looks like its date, but there is no such day"),
        ("4 March 2024", "has no date, though line 2 “4 March 2024” says 2024-03-04: write it into sources.csv"),
        (
            "Minutes of the meeting of 4 March 2024",
            "has no date; line 2 “Minutes of the meeting of 4 March 2024” names a day",
        ),
        ("The bridge at Hale", "has no date: its days and months without a year stay open or get the year"),
    ],
)
def test_a_line_that_looks_like_the_date_is_quoted(folder, line, warning):
    text = (folder / "one.txt").read_text(encoding="utf-8")
    (folder / "one.txt").write_text(text.replace("\n\n", f"\n{line}\n\n", 1), encoding="utf-8")
    lines = [row for row in found(folder, "warning") if row.startswith("one.txt||has no date")]
    assert len(lines) == 1 and lines[0].startswith(f"one.txt||{warning}"), lines


def test_a_byline_that_names_nobody_is_quoted(folder):
    text = (folder / "one.txt").read_text(encoding="utf-8")
    (folder / "one.txt").write_text(text.replace("\n\n", "\nBy our own correspondent\n\n", 1), encoding="utf-8")
    new_cards(folder)
    said = "one.txt||line 2 “By our own correspondent” looks like a byline that can't be read: write the author"
    assert any(row.startswith(said) for row in found(folder, "warning"))


def test_a_weekday_that_the_day_was_not_is_named(folder):
    text = (folder / "one.txt").read_text(encoding="utf-8")
    (folder / "one.txt").write_text(text.replace("\n\n", "\nSunday 4 March 2024\n\n", 1), encoding="utf-8")
    new_cards(folder)
    assert any("“Sunday 4 March 2024” names a weekday that this day was not" in row for row in found(folder, "warning"))


def test_warnings_are_not_given_without_reason(folder):
    (folder / "sources.csv").write_text("file,published,published_basis\none.txt,2019-05-01,stated\n", encoding="utf-8")
    (folder / "two.txt").unlink()
    (folder / "three.txt").write_text(
        "The 13/05/2019 edition says otherwise.\n\nNobody asked why the gates were shut. " * 20, encoding="utf-8"
    )
    assert not any(line.startswith("one.txt") for line in found(folder, "warning"))


def test_two_who_quote_one_man_are_told_from_two_who_copy(folder):
    said = (
        "“We saw the water come over the wall at night, and nobody had rung the bell for us or for them,” said Bo Lind."
    )
    (folder / "one.txt").write_text(f"Weir opened\n\nThe river rose. {said}\n\nThe board met later.", encoding="utf-8")
    (folder / "two.txt").write_text(f"Siren silent\n\n{said} Nobody slept in the valley.", encoding="utf-8")
    lines = "\n".join(found(folder, "warning"))
    assert "one and two quote the same words in 1 passage (such as “We saw the water" in lines
    assert "be no independent witnesses" not in lines


def test_the_page_breaks_of_a_pdf_are_no_invisible_characters(folder):
    text = (folder / "one.txt").read_text(encoding="utf-8")
    (folder / "one.txt").write_text(f"{text}\f\n{text}\n", encoding="utf-8")
    assert not any("invisible" in line for line in found(folder, "warning"))


def test_two_texts_share_no_more_than_the_shorter_of_their_places(tmp_path):
    """A near copy of one text must not make a third share what the copies share."""
    long = (
        "A fire at a recycling warehouse on the docks at Saltmarsh destroyed two old buildings, and crews from three "
        "counties pumped water out of the harbour because the mains were far too low. "
    )
    for name, text in {
        "one": f"Docks Burn\n\n{long}Two workers were hurt.",
        "two": f"Docks Burn Again\n\n{long}Three people needed help.",
        "three": "Residents Complain\n\nNobody knows who lit a fire at a recycling warehouse on the docks at Saltmarsh.",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    pattern = r"\|\|(\w+) and (\w+) share wording in 1 passage \((\d+) words"
    told = re.findall(pattern, "\n".join(found(tmp_path, "warning")))
    shared = {tuple(sorted(pair)): int(words) for *pair, words in told}
    assert shared["one", "two"] > 30
    assert all(10 <= shared[tuple(sorted(pair))] <= 12 for pair in [("one", "three"), ("two", "three")])


def test_one_article_twice_is_named_once(folder):
    (folder / "two.txt").write_bytes((folder / "one.txt").read_bytes())
    lines = found(folder, "warning")
    assert "bridge||one holds the same article as two: leave one in, or they agree with themselves" in lines
    assert not any("one and two share" in line for line in lines)


def test_copies_uneven_texts_one_text_and_too_many(folder):
    text = (folder / "one.txt").read_text(encoding="utf-8")
    (folder / "two.txt").write_text(text + " Our reporter adds a line.", encoding="utf-8")
    (folder / "three.txt").write_text(text * 30, encoding="utf-8")
    lines = "\n".join(found(folder, "warning"))
    assert "one and two share wording in" in lines
    assert "be no independent witnesses" in lines and "is uneven: three has" in lines
    for number in range(31):
        (folder / f"copy{number}.txt").write_text(f"{number} {text}", encoding="utf-8")
    assert "holds 34 texts: figures and tables are legible up to 30" in "\n".join(found(folder, "warning"))
    for path in folder.glob("*.txt"):
        if path.name != "one.txt":
            path.unlink()
    assert "holds one text: it can be read, dated and shown, but there is nothing to compare it with" in "\n".join(
        found(folder, "warning")
    )


# -- coding


def fill(path, codes, name):
    """Fill the first rows of a sheet and save it as a coder would."""
    table = read_table(path)
    for row, values in enumerate(codes):
        for column, value in values.items():
            table[column] = table[column].astype(object)
            table.loc[row, column] = value
    write_table(table, path.with_name(f"{name}.csv"))
    if path.stem != name:
        path.unlink()


def test_sheets_have_a_row_per_sentence_and_no_answers(copy):
    sheet, _, codebook = write_sheets(copy)
    table, rows = read_table(sheet), sentences(load_case(copy))
    rows = rows[rows.role.isin(["headline", "abstract", "body"])]
    assert list(table.sentence) == list(rows.sentence) and list(table.text) == list(rows.text)
    assert (table[["tone", "frame", "function", "speaker", "dates"]] == "").all(axis=None)
    page = codebook.read_text(encoding="utf-8")
    assert "## frame" in page and "`security`" in page and "`economic` Economic: costs" in page
    assert not re.search(r"troops|evacuee|terror|mission|alliance|Afghan|NATO", page, re.I)
    with pytest.raises(CaseError, match="holds coding sheets already"):
        write_sheets(copy)


def test_empty_sheets_are_no_coding(copy):
    write_sheets(copy)
    with pytest.raises(CaseError, match="holds no filled coding sheet.*python -m tellings coding"):
        load_case(copy).gold("sentences")
    assert found(copy) == []


def test_one_coder_and_several(copy):
    one, two, _ = write_sheets(copy)
    fill(one, [{"tone": "-1", "frame": "capacity"}, {"tone": "0"}, {"tone": "−1"}], "anna")
    case = load_case(copy)
    assert case.gold("sentences").tone.tolist() == ["-1", "0", "-1"]
    fill(two, [{"tone": "-1.0", "frame": "policy"}, {"tone": "1"}, {"tone": "-1"}, {"tone": "0"}], "ben")
    rows = coders_of(load_case(copy))
    assert rows.coder.tolist() == ["anna"] * 3 + ["ben"] * 4
    reference = case.gold("sentences").set_index("sentence")
    assert reference.tone.tolist() == ["-1", "", "-1", "0"]
    assert reference.frame.iloc[0] == ""
    table = agreement(merge_codings([rows]), draws=20).set_index("question")
    assert table.loc["tone", ["coders", "sentences"]].tolist() == [2, 3]
    assert table.loc["tone", "agree"] == pytest.approx(0.67)


def test_sheet_as_a_spreadsheet_saves_it(copy):
    one, _, _ = write_sheets(copy)
    table = read_table(one)
    table.loc[0, "tone"] = "-1"
    table["text"] = table["text"].str.replace("'", "’")
    one.write_bytes(b"\xef\xbb\xbf" + table.to_csv(sep=";", index=False, lineterminator="\r\n").encode())
    assert coders_of(load_case(copy)).tone.tolist() == ["-1"]


def test_unknown_code_and_changed_text_and_double_row(copy):
    one, _, _ = write_sheets(copy)
    fill(one, [{"tone": "5"}], "coder-1")
    with pytest.raises(CaseError, match="'5' is no code for tone: choose"):
        coders_of(load_case(copy))
    assert "'5' is no code for tone" in only(copy)
    fill(one, [{"tone": "0"}, {"tone": "1"}], "coder-1")
    path = copy / "notice.txt"
    path.write_text("A New First Line\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(CaseError, match="coding/coder-1.csv, row .*: sentence notice-.* is not what the text has now"):
        coders_of(load_case(copy))
    table = read_table(one)
    write_table(table.loc[[0, 0]], one)
    with pytest.raises(CaseError, match="row .* codes notice-01 a second time"):
        load_case(copy).gold("coding")


def test_gold_is_a_name_not_a_path(copy):
    for name in ("../sources", "a/b", ""):
        with pytest.raises(CaseError, match="no name of a reference coding"):
            load_case(copy).gold(name)


# -- commands


def test_commands(copy, capsys):
    assert main(["check", str(copy)]) == 0
    assert capsys.readouterr().out.endswith("0 faults, 0 warnings\n")
    assert main(["new", str(copy)]) == 1
    assert "is there already" in capsys.readouterr().err
    os.remove(copy / "sources.csv")
    assert main(["new", str(copy)]) == 0
    assert (
        "courier.txt: title Islanders ‘given four days’ as ferry is taken off; author Morag Tullis"
        in capsys.readouterr().out
    )
    assert main(["coding", str(copy)]) == 0
    os.remove(copy / "notice.txt")
    assert main(["check", str(copy)]) == 1
    assert "fault: sources.csv, row 4: there is no file 'notice.txt'" in capsys.readouterr().out
    assert main(["check", "no-such-folder"]) == 1
    assert capsys.readouterr().err.startswith("there is no folder no-such-folder")
    with pytest.raises(SystemExit):
        main(["chekc", str(copy)])


def test_command_line_from_any_folder(copy):
    result = subprocess.run([sys.executable, "-m", "tellings", "check", "ferry"], cwd=copy.parent, capture_output=True)
    assert result.returncode == 0 and b"0 faults" in result.stdout and result.stderr == b""


def test_nothing_acts_on_the_terminal():
    assert printable("\x1b[2J\u202eabc\nx") == "[U+001B][2J[U+202E]abc\nx"


def test_long_names_leave_room_in_the_figures(folder):
    (folder / ("a long name " * 12 + ".txt")).write_text(ARTICLE, encoding="utf-8")
    assert max(map(len, load_case(folder))) == 40
    (folder / "sources.csv").write_text(f"file,id\none.txt,{'x' * 41}\n", encoding="utf-8")
    assert "sources.csv|2|the id has 41 characters: write one of at most 40" in found(folder)


def test_coding_by_two_shows_agreement_and_scores_the_tools(copy):
    from tellings.own import parts as material
    from tellings.own import sections

    one, two, _ = write_sheets(copy)
    codes = [
        {"tone": "-1", "frame": "capacity", "speaker": "none", "dates": "none"},
        {"tone": "0", "frame": "capacity", "speaker": "none", "dates": "8 March 2024"},
        {"tone": "-1", "frame": "policy", "speaker": "none", "dates": "28 February"},
    ]
    fill(one, codes, "anna")
    fill(two, [*codes[:2], {**codes[2], "tone": "0"}], "ben")
    it = material.read(copy)
    parts = sections.coding(it).parts
    assert parts[0] == "2 coders, 3 sentences coded."
    shown = [part for part in parts if hasattr(part, "columns")]
    assert "alpha" in shown[0] and shown[1].sentence.tolist() == ["notice-04"]
    scores = shown[-1].set_index("tool")
    assert scores.loc["tone of a sentence", "coded"] == 2
    assert scores.loc["sentences with dates", ["coded", "found", "right"]].tolist() == [2, 2, 2]
    assert scores.loc["dates with their value", "measured on"] == "spans"
