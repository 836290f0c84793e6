"""What a stranger's HTML may still do once it is made inert: be read."""

import html.parser
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from tellings.case.sources import text_source
from tellings.reading.inert import ATTRIBUTES, TAGS, inert
from tellings.reading.show import show, table

PIECES = st.sampled_from(
    [
        *(
            "<form action=http://x>",
            "<base href=//x>",
            "<style>p{color:red}</style>",
            "<iframe src=x>",
            "</div>",
            "<b>",
        ),
        *("<img src=http://x>", "<img src='data:image/png;base64,A'>", "<a href=javascript:x>", "<a href='http://y'>"),
        *("<p style='position:fixed'>", "<p style='margin:-9em;color:red'>", "<svg><style>", "<math><mtext>", "<!--"),
        *(
            "<p onclick=x>",
            "</a>",
            "<table><td>",
            "<![CDATA[",
            "<plaintext>",
            "<textarea>",
            "&lt;script&gt;",
            "<script>",
        ),
    ]
)


class Elements(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found, self.said = [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.said.append(data)


@tries(2000)
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=8).map("".join))
def test_nothing_but_words_tables_and_marks_is_left(typed):
    for tag, attributes in Elements(inert(typed)).found:
        assert tag in TAGS.split()
        assert set(attributes) <= {*ATTRIBUTES.split(), "class"}
        assert not re.search("position|url|-9em", attributes.get("style") or "")
        assert tag != "img" or attributes["src"].startswith("data:image/")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('<form action="/x"><input name="y"></form>', '<form action="/x"><input name="y"></form>'),
        ('<a href="http://y.example/?a=1&b=2">my bank</a>!', "my bank (http://y.example/?a=1&b=2)!"),
        ('<a href="//y.example">bank</a>', "bank (//y.example)"),
        ('<a href="#here">there</a>', "there"),
        ('<img src="http://y.example/p.png" alt="a bridge">', "[picture: a bridge http://y.example/p.png]"),
        ("<style>p { display: none }</style>shown", "shown"),
        ("a < b & c", "a < b & c"),
        ("<p>&quot;R&amp;D&quot; &lt;b&gt; &#39;s &euro;5, &amp;quot; as typed", '"R&D" <b> \'s €5, &quot; as typed'),
    ],
)
def test_what_a_reader_sees(typed, read):
    assert "".join(Elements(inert(typed)).said) == read


def test_what_the_collection_shows_stays():
    source = text_source("They left on Monday. “We go,” he said.", id="a")
    rows = pd.DataFrame([("a", 0, 4, "span")], columns=["source", "start", "end", "kind"])
    for page in (show(source, rows), table(rows, "Spans")):
        before, after = Elements(page._repr_html_()), Elements(inert(page._repr_html_()))
        assert after.said == before.said
        assert [tag for tag, _ in after.found] == [tag for tag, _ in before.found]
        assert sum("style" in attributes for _, attributes in after.found) == sum(
            "style" in attributes for _, attributes in before.found
        )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('<a href="data:text/csv;base64,YQ==" download="a.csv">data</a>', {"href": "data:text/csv;base64,YQ=="}),
        ('<a href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;">data</a>', {}),
        ('<a href=" DATA:text/html,x">data</a>', {}),
        ('<a href="da\tta:text/html,x">data</a>', {}),
        ('<a href="&#1;&#68;ata:text/html,x">data</a>', {}),
        ('<img src="data:image/png;base64,A">', {"src": "data:image/png;base64,A"}),
        ('<pre class="highlight hl-ipython3">x</pre>', {"class": "highlight hl-ipython3"}),
        ('<p class="anchor-link">x</p>', {"class": "anchor-link"}),
        ('<p class="sidebar-drawer">x</p>', {}),
    ],
)
def test_what_stands_in_the_page_itself_stays_and_no_other_page_is_opened_by_it(typed, kept):
    ((_, attributes),) = Elements(inert(typed)).found
    assert {name: value for name, value in attributes.items() if name in ("href", "src", "class")} == kept
