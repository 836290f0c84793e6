"""What a teacher opens first: routes whose minutes are computed, pages that print on two sheets, a picture, the language."""

import re
from statistics import mean

import pytest
from browser import chromium, need_browser
from collection import LESSONS, SHEETS, cells
from PIL import Image
from reading_minutes import WORDS_A_MINUTE, sections, stated, words

from helpers import load_case
from tellings.case import wording
from tellings.case.files import PROJECT

CLASSROOM = PROJECT / "classroom"
GUIDE = (CLASSROOM / "guide.md").read_text(encoding="utf-8")
ROUTES = GUIDE[GUIDE.index("## Routes") : GUIDE.index("## When something goes wrong")]
MM = 25.4 / 96  # of a pixel in print


def cut(path):
    """True for a lesson whose sections are the length of a class's attention: those are the ones that routes can use."""
    return any("your-turn" in cell["metadata"].get("tags", []) for _, _, cell in cells(path))


def planned():
    """(minutes, lesson, headings) of each row of a route, and of each piece of homework, that names sections of a lesson."""
    lessons = {path.stem[:2]: path for path in LESSONS}
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", ROUTES, re.M)
    rows += [(found[2], found[1]) for found in re.finditer(r'(\[\d\d\]\([^)]*\), "[^"]+") \((\d+)\)', ROUTES)]
    for minutes, what in rows:
        lesson = re.search(r"(?<![\d.])(0\d)(?![\d.])", what)
        headings = re.findall(r'"([^"]+)"', what)
        if lesson and headings:
            yield int(minutes), lessons[lesson[1]], headings


def test_the_routes_leave_the_time_that_the_sections_take():
    rows = list(planned())
    assert len(rows) > 20
    short = []
    for minutes, path, headings in rows:
        took = sections(path)
        needed = sum(took[heading] for heading in headings)
        if cut(path) and minutes < needed - 0.5:
            short.append(f"{path.stem}, {headings}: {minutes} minutes, {needed:.1f} needed")
    assert not short


def test_what_is_read_at_home_is_counted_too():
    homework = re.findall(r"[Aa]t home(?: before)?, (\d+) minutes:\**(.*)", ROUTES)
    assert len(homework) == 3
    for minutes, what in homework:
        parts = [int(part) for part in re.findall(r"\((\d+)\)", what)]
        assert sum(parts) == int(minutes) and parts[0] == stated(LESSONS[0])
    texts = sum(words(source.text) for source in load_case("seeds").values()) / WORDS_A_MINUTE
    assert 11 < texts < 12.5 and "the three texts in `seeds/` (twelve minutes)" in GUIDE


def test_what_of_sheet_6_wants_the_notebook_is_what_its_page_says():
    say = wording.of(PROJECT / "site" / "sheet_pages.py")
    assert (
        say("aside.6_1").startswith("This one wants the notebook") and "6.1 needs own texts and the notebook" in GUIDE
    )
    assert say("aside.6_2").startswith("Without a notebook you can code in")
    assert "6.2 can be done on the three texts in `coding.html`" in GUIDE and "its first two tasks" not in GUIDE


def test_what_is_left_of_a_sheet_is_counted_as_homework():
    plans = [part.partition("\n") for part in re.split(r"^\*\*Lesson \d: ", ROUTES, flags=re.M)[1:]]
    # What is left stands at the head of the next lesson, or in the last one's last row.
    left = [head for head, _, _ in plans[1:]] + [plans[-1][2]]
    for number, ((_, _, table), homework) in enumerate(zip(plans, left, strict=True), 1):
        in_class = sum(int(minutes) for minutes in re.findall(rf"^\| (\d+) \| Sheet {number}:", table, re.M))
        (at_home,) = re.findall(r"\(about (\d+) minutes\)", homework)
        assert abs(stated(SHEETS[number - 1]) - in_class - int(at_home)) <= 5, f"lesson {number}"


@pytest.fixture(scope="module")
def page():
    need_browser()
    with chromium() as browser:
        yield browser.new_page()


@pytest.mark.parametrize("name", ["worksheet", "report_template"])
def test_the_pages_to_write_on_print_on_two_sides(page, name, tmp_path):
    pypdf = pytest.importorskip("pypdf")
    page.goto((CLASSROOM / f"{name}.html").as_uri())
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    assert len(pypdf.PdfReader(tmp_path / "printed.pdf").pages) == 2


def test_the_worksheet_leaves_room_to_write(page):
    page.set_viewport_size({"width": round(184 / MM), "height": 1000})  # A4 without its margins
    page.emulate_media(media="print")
    page.goto((CLASSROOM / "worksheet.html").as_uri())
    boxes = "cells => cells.map(cell => cell.getBoundingClientRect()).map(box => [box.width, box.height])"
    dates = page.eval_on_selector_all(".dates td", boxes)
    assert len(dates) == 5 and all(width * MM >= 35 and height * MM >= 12 for width, height in dates)
    empty = page.eval_on_selector_all("td:empty, .line", boxes)
    assert all(width * MM >= 25 and height * MM >= 7 for width, height in empty)


def test_the_worksheet_leaves_time_to_read():
    text = (CLASSROOM / "worksheet.html").read_text(encoding="utf-8")
    excerpts = sum(map(words, re.findall(r"<li data-id[^>]*>(.*?)</li>", text)))
    minutes = int(re.search(r"Read them all first \((\d+) minutes\)", text)[1])
    introduction = words(re.sub("<[^>]+>", " ", text[text.index("<header>") : text.index("</header>")]))
    assert 1.2 * (excerpts + introduction) / WORDS_A_MINUTE <= minutes


def test_the_report_to_print_and_the_one_to_type_into_ask_the_same():
    printed = (CLASSROOM / "report_template.html").read_text(encoding="utf-8")
    typed = (CLASSROOM / "report_template.md").read_text(encoding="utf-8")
    headings = re.findall(r"<h2>(.*?)</h2>", printed)
    assert headings == re.findall(r"^## (.*)$", typed, re.M) and len(headings) == 11
    asked = re.findall(r"</h2>\n<p>(.*?)</p>", printed)
    assert all(re.sub(r"</?em>", "*", question) in typed for question in asked) and asked
    assert not re.search(r"<script|<link|https?://|@import|url\(", printed)


def test_the_picture_of_a_hint_is_small_and_described():
    alt = re.search(r"!\[(.+?)\]\(hint\.png\)", GUIDE)[1]
    assert (CLASSROOM / "hint.png").stat().st_size < 150_000
    with Image.open(CLASSROOM / "hint.png") as picture:
        assert picture.width >= 900
    sheets = (CLASSROOM / "source/sheet_1_source_reading/sheet_1_source_reading.toml").read_text(encoding="utf-8")
    assert re.search(r"Not yet\. (Read .*?\?)$", alt)[1] in sheets


def test_the_length_of_the_sentences_is_what_the_guide_says():
    coded = load_case("seeds").gold("sentences")
    for source in ("lbc", "pism", "later"):
        told = coded[(coded.source == source) & coded.role.isin(["body", "abstract"])].text
        length = mean(len(re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", text)) for text in told)
        assert int(re.search(rf"^\| `{source}` \| (\d+) \|", GUIDE, re.M)[1]) == round(length)


def test_a_teacher_is_told_what_a_teacher_may_do():
    rights = (PROJECT / "RIGHTS.md").read_text(encoding="utf-8")
    assert "## What a teacher may do" in rights and "RIGHTS.md#what-a-teacher-may-do" in GUIDE
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    teach = readme[readme.index("## Teach with it") : readme.index("## Your own texts")]
    for said in ("16", "C1", "B2", "public repository", "nobody has taught"):
        assert said in teach, said
