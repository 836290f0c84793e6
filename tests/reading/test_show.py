"""The reader's page: every character is there, escaped, and marks are more than colour."""

import html
import re

import pandas as pd
import pytest
from doubling import took
from hypothesis import given
from hypothesis import strategies as st
from mistune import create_markdown
from tries import seen, tries

from helpers import load_case, show, table, text_source
from tellings.reading.show import as_typed, grid, letters_of, link_sentences, marked, sentence_link, visible

CASE = load_case()


def plain(page):
    """What a reader sees of a page, tags and unspoken parts taken off."""
    text = re.sub(r'<span style="position:absolute[^>]*>.*?</span>|<(sub|b)[ >].*?</\1>', "", page._repr_html_())
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_marks_carry_letter_name_and_count():
    page = show(CASE["lbc"], CASE.gold("quotes"))._repr_html_()
    assert "direct (18)" in page and "> direct: </span>" in page and "(end of direct)" in page
    assert page.count("<mark ") == page.count("</mark>") >= 31


def test_every_word_of_the_text_is_shown():
    for source in CASE.values():
        shown = plain(show(source, CASE.gold("quotes")))
        for word in source.text.replace("**", " ").split():
            assert word.strip("#") in shown


def test_nothing_in_a_source_acts():
    source = text_source("<script>alert(1)</script> said <b>yes</b> & \x00 \u202eabc.", id="<i>", title="<img src=x>")
    page = show(
        source, pd.DataFrame([["<i>", 0, 8, "x", "<u>"]], columns=["source", "start", "end", "text", "kind"])
    )._repr_html_()
    assert "<script" not in page and "<img" not in page and "<u>" not in page and "<i>" not in page
    assert "[U+202E]" in page and "[U+0000]" in page
    assert "<script" not in table(pd.DataFrame({"<script>": ["<script>"]}), "<script>")._repr_html_()


def test_nothing_in_an_id_acts():
    """An id with blanks stood before each number as it was written."""
    page = show(text_source("One two. Three four.", id="<img src=x> y"))._repr_html_()
    assert "<img" not in page and ">01 </sub>" in page and ">02 </sub>" in page


def test_a_sentence_of_any_id_has_its_link():
    assert sentence_link("lbc-17") == '<a href="#lbc-17">lbc-17</a>'
    link = sentence_link('ü"(<b>_%#\u202e-03', "room.html", "here")
    assert link == '<a href="room.html#%C3%BC%22%28%3Cb%3E_%25%23%5BU%2B202E%5D-03">here</a>'


def test_letters_are_of_their_own():
    assert list(letters_of(["direct", "dinner", "d", "Dd"]).values()) == ["D", "I", "3", "4"]
    assert list(letters_of(["NATO", "Nah", "N", "…"], size=2).values()) == ["Na", "Nh", "3", "4"]


def test_wrong_arguments():
    with pytest.raises(TypeError, match="one source"):
        show(CASE)
    with pytest.raises(TypeError, match=r"show\(\) marks a table of spans with .*, not list"):
        show(CASE["lbc"], [(0, 5)])
    with pytest.raises(TypeError, match="not one without 'end'"):
        show(CASE["lbc"], CASE.gold("quotes").drop(columns="end"))
    with pytest.raises(KeyError):
        show(CASE["lbc"], CASE.gold("quotes"), label="nothing")


def test_overlapping_marks_are_well_formed():
    rows = pd.DataFrame(
        [["a", 0, 6, "", "x"], ["a", 3, 9, "", "y"], ["a", 5, 7, "", "z"]],
        columns=["source", "start", "end", "text", "kind"],
    )
    page = show(text_source("abcdefghi jkl.", id="a"), rows)
    assert "abcdefghi jkl." in plain(page)
    assert page._repr_html_().count("<mark ") == page._repr_html_().count("</mark>")


def test_table_has_headers_and_rounds():
    page = table(pd.DataFrame({"n": [1.23456, None]}), "A caption")._repr_html_()
    assert '<th scope="col"' in page and "<caption" in page and "1.23<" in page and "nan" not in page


@tries(100)
@given(st.text(min_size=1).filter(seen), st.lists(st.tuples(st.integers(-5, 300), st.integers(-5, 300)), max_size=8))
def test_any_spans_on_any_text(text, edges):
    rows = pd.DataFrame([["a", s, e, "", "k"] for s, e in edges], columns=["source", "start", "end", "text", "kind"])
    page = show(text_source(text, id="a"), rows)._repr_html_()
    assert page.count("<mark ") == page.count("</mark>")


def test_a_category_keeps_its_letter_and_a_row_without_one_is_unknown():
    rows = pd.DataFrame(
        [["a", 0, 3, "", "late"], ["a", 4, 7, "", None]], columns=["source", "start", "end", "text", "k"]
    )
    rows["k"] = pd.Categorical(rows["k"], categories=["early", "late"])
    page = plain(show(text_source("One two three.", id="a"), rows, label="k"))
    assert "late (1)" in page and "unknown (1)" in page and "early" not in page
    page = show(text_source("One two three.", id="a"), rows, label="k")._repr_html_()
    assert '">L</b> late (1)' in page


def test_a_text_is_shown_without_a_table():
    page = marked(text_source("One two three.", id="a"), [(4, 7, "number")])
    assert "number (1)" in page._repr_html_() and repr(page) == "a: 1 spans marked in 14 characters"
    assert "<td" in grid(["n"], [(1.5,)])._repr_html_()


def test_visible_keeps_ordinary_text():
    assert visible("It’s “so” – naïve.") == "It’s “so” – naïve."


def test_ids_that_stand_as_words_are_links_and_nothing_else_is():
    linked = link_sentences(
        '<p title="lbc-01">See lbc-01, (lbc-02): “lbc-03”; xlbc-01, lbc-011 and lbc-01b. <a href="#x">lbc-01</a></p>'
        "<style>lbc-01</style><td>my&quot;t-01</td><pre>[&quot;lbc-02&quot;, 'lbc-03', \"lbc-01\"]</pre>",
        ["lbc-01", "lbc-02", "lbc-03", 'my"t-01'],
        "room.html",
    )
    names = re.findall(r'<a href="room.html#[^"]*">([^<]*)</a>', linked)
    assert names == ["lbc-01", "lbc-02", "lbc-03", "my&quot;t-01", "lbc-02", "lbc-03", "lbc-01"]
    figure = '<svg><a href="#lbc-01"><title>lbc-01</title><text>lbc-01</text></a><text>lbc-02</text></svg>'
    assert link_sentences(figure + "lbc-03", ["lbc-01", "lbc-02"]) == figure + "lbc-03"
    assert link_sentences('<svg/><A href="#x">a-1</A> a-02h2', ["a-02h2", "a-1"]).endswith(
        '<a href="#a-02h2">a-02h2</a>'
    )
    assert linked.count("<a ") == 8 and '<p title="lbc-01">' in linked and "<style>lbc-01</style>" in linked


def test_links_are_put_in_fast():
    page = "<td>a lbc-07 b</td>" * 50_000
    ids = [f"lbc-{n:02d}" for n in range(5000)]
    assert link_sentences(page, ids).count("<a ") == 50_000
    assert took(lambda _: link_sentences(page, ids), 3) < 3


MONEY = "It cost $2 trillion and $3 more, \\(x\\) `or` _not_ *so* <b> &amp; #1"


def test_no_dollar_of_a_text_is_mathematics():
    """A notebook sets what stands between two of them, but for what this class holds."""
    rows = pd.DataFrame({"words": [MONEY]})
    for page in (show(text_source(MONEY)), table(rows), table(rows, MONEY, folded=True)):
        assert page._repr_html_().startswith('<div class="mathjax_ignore">') and page._repr_html_().endswith("</div>")
    assert "mathjax" not in show(text_source("It cost nothing."))._repr_html_()


@tries(2000)
@given(st.text(alphabet="$`*_[]()<>&#|~-+ \\a1{}!;", max_size=12))
def test_words_in_markdown_are_read_as_they_are_typed(words):
    words = " ".join(words.split())
    shown = create_markdown(escape=False, plugins=["strikethrough", "table"])(f"say {as_typed(words)} end")
    assert "$" not in re.sub(r'<span class="mathjax_ignore">\$</span>', "", shown)
    told = html.unescape(re.sub(r"</?(?:p|span)\b[^>]*>", "", shown)).strip()
    assert told.split() == f"say {words} end".split()
