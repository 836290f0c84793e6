"""An argument as a page: citations lead to their sentences, what is amiss is told, nothing typed becomes markup."""

import re

import pytest
from doubling import growth

from helpers import load_case, text_source
from tellings.argument.page import argument_page
from tellings.case.files import CaseError
from tellings.case.folder import Case

ARGUMENT = """# Whose failure?

He blames *the leaders*: they “failed to stand up” [lbc-17]. The collapse “took NATO by storm” [pism-12].
Nobody else does. [lbc-20 to lbc-21, LATER-04]

- See [sic] and [lbc-99].
"""


@pytest.fixture(scope="module")
def case():
    return load_case("seeds")


def page_of(case, tmp_path, text, **given):
    return argument_page(text, case, tmp_path / "a.html", **given).read_text(encoding="utf-8")


def test_each_citation_leads_to_its_sentence_on_the_page(case, tmp_path):
    page = page_of(case, tmp_path, ARGUMENT, author="Ana Silva")
    argument, _, problems = page.partition("What the program checked")
    assert re.findall(r'href="#([^"]+)"', problems) == ["pism-12"], "named among the problems, it is a link there, too"
    links, ids = re.findall(r'href="#([^"]+)"', argument), re.findall(r'<dt id="([^"]+)"', page)
    assert links == ["lbc-17", "pism-12", "lbc-20", "lbc-21", "later-04"]
    assert ids == ["lbc-17", "lbc-20", "lbc-21", "pism-12", "later-04"]
    assert "See [sic] and [lbc-99]." in argument and "Ana Silva" in page and "<h1>Whose failure?</h1>" in page
    assert "The rapid collapse of the state structures took NATO by surprise." in page


def test_straight_marks_are_read_as_they_were_typed(case, tmp_path):
    page = page_of(case, tmp_path, 'R&D, "failed to stand up" & it\'s < all [lbc-17].')
    assert """<p>R&amp;D, &quot;failed to stand up&quot; &amp; it's &lt; all [""" in page


def test_what_is_amiss_is_told_with_its_sentence(case, tmp_path):
    page = page_of(case, tmp_path, ARGUMENT)
    assert 'words not in the sentence: “The collapse “took NATO by storm”.” [<a href="#pism-12">pism-12</a>]' in page
    assert "no such sentence" in page and "4 sentences" in page
    assert "Nothing is amiss" in page_of(case, tmp_path, "So it is [lbc-17].")


def test_a_table_stands_as_one_and_each_of_its_rows_is_checked(case, tmp_path):
    page = page_of(case, tmp_path, "| who | what |\n|---|---|\n| lbc | a surprise [lbc-18] |\n| pism | a collapse |\n")
    assert '<td>a surprise [<a href="#lbc-18">lbc-18</a>]</td>' in page and "<th>what</th>" in page
    assert "2 sentences" in page and "no evidence: “pism | a collapse”" in page


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script> [lbc-17]",
        '<img src=x onerror="alert(1)">',
        "[click](javascript:alert(1))",
        '<style>body{display:none}</style><base href="//x">',
        "[a](http://x/?q=[lbc-17])",
    ],
)
def test_what_is_typed_stays_text(case, tmp_path, typed):
    page = page_of(case, tmp_path, typed, author=typed)
    body = page.split("<main>")[1]
    assert not re.search(r"<(?:script|img|style|base)\b|href=\"javascript", body)


def test_a_link_elsewhere_is_not_written_through(case, tmp_path):
    (tmp_path / "real.html").write_text("mine", encoding="utf-8")
    (tmp_path / "a.html").symlink_to(tmp_path / "real.html")
    with pytest.raises(CaseError, match="is a link"):
        page_of(case, tmp_path, ARGUMENT)


@pytest.mark.parametrize(
    "part", ["```\na\n", "- ```\n", "> ```\n", "- a\n", "a\n\n", "`a ", "[a](b) ", "a|", "|a|\n|-|\n", "|\n"]
)
def test_a_page_takes_time_that_grows_with_its_argument(case, tmp_path, part):
    def made(size):
        return f"He left.\n\n{part * (size // len(part))}x"

    assert growth(lambda text: argument_page(text, case, tmp_path / "a.html"), made, 8000) < 2.6


def test_ids_in_capitals_are_found_however_they_are_typed(tmp_path):
    case = Case([text_source("Weir opened\n\nThe weir burst on Monday.", id="BBC")])
    page = page_of(case, tmp_path, "It burst [bbc-02, BBC-02], and nobody knows why [ , ].")
    assert 'It burst [<a href="#BBC-02">BBC-02</a>, <a href="#BBC-02">BBC-02</a>], and nobody knows why [ , ].' in page
