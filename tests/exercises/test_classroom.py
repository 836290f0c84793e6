"""The teacher's pack: links that lead somewhere, minutes that add up, excerpts that are the texts' own words."""

import json
import re
from html import unescape

import pandas as pd
import pytest

from helpers import load_case
from tellings.case.files import PROJECT
from tellings.coding.agreement import agreement, coding, merge_codings
from tellings.exercises import check as exercises

CLASSROOM = PROJECT / "classroom"
PAGES = [CLASSROOM / f"{name}.md" for name in ("guide", "glossary", "teaching_note", "key")]
NOTEBOOKS = sorted((PROJECT / "notebooks").rglob("*.ipynb"))


def anchors(path):
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def links(text):
    return [
        link
        for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.S))
        if not re.match(r"[a-z]+:", link)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page):
    for link in links(page.read_text(encoding="utf-8")):
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), link
        if anchor and path.suffix == ".md":
            assert anchor in anchors(path), link


def test_the_glossary_has_every_term_that_a_notebook_links_to():
    terms = anchors(CLASSROOM / "glossary.md")
    asked = {}
    for path in NOTEBOOKS:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for term in re.findall(r"glossary\.md#([\w-]+)", "".join(cell["source"])):
                asked.setdefault(term, path.name)
    assert asked
    assert {term: name for term, name in asked.items() if term not in terms} == {}


def test_the_glossary_is_in_order_and_names_each_term_once():
    terms = re.findall(r"^## (.+)$", (CLASSROOM / "glossary.md").read_text(encoding="utf-8"), re.M)
    assert len(terms) > 40
    assert terms == sorted(set(terms), key=str.lower)


def test_the_minutes_of_each_route_add_up():
    tables = re.findall(
        r"\| minutes \| what \|\n\|---\|---\|\n(.*?)\n\n", (CLASSROOM / "guide.md").read_text(encoding="utf-8"), re.S
    )
    assert len(tables) == 7
    for table in tables:
        *rows, total = re.findall(r"^\| (\**\d+\**) \|", table, re.M)
        assert sum(map(int, rows)) == int(total.strip("*"))


def test_the_guide_names_sections_and_exercises_that_exist():
    guide = (CLASSROOM / "guide.md").read_text(encoding="utf-8")
    guide = guide.replace(guide[guide.index("### Adding an exercise") : guide.index("## Collecting")], "")
    assert set(re.findall(r"(?<![\d.=])[1-5]\.\d(?![\d.])", guide)) <= set(exercises.exercises())
    headings = set()
    for path in NOTEBOOKS:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            headings |= set(re.findall(r"^#+ (?:\d+ )?(.+)$", "".join(cell["source"]), re.M))
    routes = guide[guide.index("## Routes") : guide.index("## When something goes wrong")]
    for named in re.findall(r'"([^"]+)"', routes):
        assert named in headings, named


def test_the_key_has_every_exercise():
    key = (CLASSROOM / "key.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (\d\.\d+) ", key, re.M) == list(exercises.exercises())


def test_the_paper_worksheet_quotes_the_texts_and_needs_nothing_else():
    page = (CLASSROOM / "worksheet.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|https?://|@import|url\(", page)
    coded = load_case("seeds").gold("sentences").set_index("sentence")["text"]
    quoted = re.findall(r'<li data-id="([^"]+)">(.*?)</li>', page)
    assert len(quoted) > 20
    for name, text in quoted:
        assert unescape(text) == " ".join(coded[name].split())
    assert sum(map(int, re.findall(r"\((\d+) minutes\)", page))) == 45


def test_the_codings_of_a_class_become_one_table(tmp_path):
    for name, codes in [("ana", [0, -1, 1]), ("ben", [0, -1, 0]), ("cy", [0, -1, 1])]:
        answers = {f"pism-{number}": [code, "policy"] for number, code in zip((10, 12, 30), codes)}
        coding(answers).to_csv(tmp_path / f"{name}.csv", index=False)
    merged = merge_codings(tmp_path)
    assert isinstance(merged, pd.DataFrame) and len(merged) == 9
    assert set(merged.coder) == {"ana", "ben", "cy"}
    tone = agreement(merged).set_index("question").loc["tone"]
    assert (tone.coders, tone.sentences) == (3, 3)
    assert tone.agree == pytest.approx((3 + 3 + 1) / 9, abs=0.01)


def test_a_skill_is_practised_by_the_tasks_that_the_guide_names_for_it():
    """4.4 asks which government: no function of a frame, and no voice."""
    guide = (PROJECT / "classroom" / "guide.md").read_text(encoding="utf-8")
    row = next(line for line in guide.splitlines() if line.startswith("| framing |"))
    assert re.findall(r"\d\.\d", row) == ["2.6"]
    assert "dates better than you do" not in guide, "nobody has measured a class"


def test_the_note_on_teaching_says_no_more_of_the_three_tellers_than_is_known():
    """Who wrote later, for whom and where, no table knows; an Afghan of the Taliban's government has two sentences."""
    text = (CLASSROOM / "teaching_note.md").read_text(encoding="utf-8")
    case = load_case("seeds")
    known = case.table("evidence").query("source == 'later'").set_index("field").basis
    assert set(known[["author", "outlet", "audience"]]) == {"unknown"} and "outside view" not in text
    assert text.count("No Afghan outside the Taliban's government is heard by name") == 1
    assert "Fitrat" in case.sentence("later-13") and case.sentence("later-14").startswith("He reminded")


def test_a_repeated_statement_is_borne_out_as_said_and_not_as_so():
    glossary = (CLASSROOM / "glossary.md").read_text(encoding="utf-8")
    assert "do not corroborate that what was said there is so; they show that it was repeated" in glossary


def test_a_sample_is_told_each_citation_that_does_not_bear_its_claim_out():
    page = (CLASSROOM / "samples.md").read_text(encoding="utf-8")
    middle = page.partition("### 5.6 middle")[2].partition("### 5.6 low")[0]
    assert "all twenty years [later-06]" in middle and "later-06 only that the operation took twenty years" in middle
    assert "only about one day [lbc-02]" in middle and "lbc-02 only that the text is of one day" in middle
