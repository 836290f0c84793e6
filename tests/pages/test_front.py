"""The parts of the front page by themselves, without building the pages."""

import re

import front
import nbformat
import pytest

from helpers import load_case, sentences
from tellings.case.files import PROJECT

OPENING = """# Which `year` is “later” of?

**Time:** about 45 minutes

**Afterwards you can:** {}
And more."""


@pytest.fixture(scope="module")
def case():
    return load_case("seeds")


def notebook(path, opening):
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(opening)]), path)
    return path


def test_a_lesson_says_its_number_its_minutes_and_what_comes_of_it(tmp_path):
    path = notebook(tmp_path / "03_time.ipynb", OPENING.format("find [dates](x.md) in `text`; *weigh* them."))
    assert front.numbered(path) == "03 Which “year” is “later” of?" and front.minutes(path) == 45
    assert front.afterwards(path) == "find dates in text; weigh them."
    bare = notebook(tmp_path / "sheet_3.ipynb", "# Sheet 3\n\nNo time is given.")
    assert (front.numbered(bare), front.minutes(bare), front.afterwards(bare)) == ("Sheet 3", None, "")


@pytest.mark.parametrize(
    "parts, shown",
    [
        (["a" * 100, "b" * 30], 2),  # 130 letters are a line
        (["a" * 100, "b" * 31], 1),
        (["a" * 100, "b" * 31, "c"], 1),  # none is passed over
        (["a" * 200, "b"], 1),
    ],
)
def test_a_line_holds_as_many_parts_as_fit_and_the_first_in_any_case(tmp_path, parts, shown):
    path = notebook(tmp_path / "01_a.ipynb", OPENING.format("; ".join(parts) + "."))
    assert front.line(path) == "; ".join(parts[:shown]) + "."


def test_the_walk_leads_to_each_lesson(tmp_path):
    path = notebook(tmp_path / "03_time.ipynb", OPENING.format("read R&D; more.").replace("of?", "of: R&D?"))
    walk = front.walk([path])
    assert '<li><a href="notebooks/03_time.html">03 Which “year” is “later” of</a> ' in walk
    assert '<span class="minutes">45 min' in walk and "read R&amp;D; more." in walk


def test_the_sample_shows_one_sentence_a_text_and_names_the_others(case):
    sample = front.sample(case)
    first, second = sample.split("<h3>")[1:]
    assert first.startswith(f"{front.SAMPLE[0]}</h3>") and second.startswith(f"{front.SAMPLE[1]}</h3>")
    assert "silent" not in first and second.count('<dd class="silent">silent</dd>') == 1
    words = dict(sentences(case)[["sentence", "text"]].itertuples(index=False, name=None))
    for part in first.split("<div>")[1:]:
        shown, *also = re.findall(r'href="room\.html#([^"]+)"', part)
        head, _, rest = part.partition("</dt>")
        assert f"<b>{shown.rpartition('-')[0]}</b>" in head and rest.startswith(f"<dd>{words[shown][:20]}")
        assert all(f"<dd>{words[name][:20]}" not in part for name in also)
    assert len(re.findall("href=", first)) > 3, "a text has several sentences on it"


def test_names_between_braces_are_filled_in_and_others_of_a_page_stay(case):
    said = {"abstract": "About {it}.", "places": {"repository": ""}}
    lessons = sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb"))
    minutes = sum(front.minutes(path) for path in lessons)
    filled = front.filled("{{ abstract }} {{ minutes }} {{hours}} {{ hours }}", case, said)
    assert filled == f"About {{it}}. {minutes} {{{{hours}}}} {front.hours(minutes)}"


def test_the_page_for_the_search_has_every_sentence_without_its_marks(case):
    told = front.room_words(case)
    assert re.findall(r"(?m)^## (.+)$", told) == list(sentences(case).sentence)
    assert not re.search(r"[*_`\[\]“”]", re.sub(r"(?m)^#+ .*$", "", told))
