"""What a notebook says of the sentences that its outputs name."""

import html
import re

from doubling import took
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import HTML
from tries import tries

from helpers import load_case, table
from tellings.reading import hover
from tellings.reading.show import visible

TOLD = {"a-01": 'He said: "No <b>."', "a-02": "It rained & rained.", "a-10": "Nobody came."}


def plain(page):
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def test_a_name_says_its_sentence_and_the_list_beneath_has_it_too():
    shown = hover.in_words("<p>See a-01, (a-02) and a-99; not a-010 or xa-01.</p>", TOLD)
    assert '<span title="He said: &quot;No &lt;b&gt;.&quot;">a-01</span>' in shown
    assert shown.count("<span") == 2 and "a-99" in shown
    beneath = shown.partition("<details>")[2]
    assert "The sentences named above (2)" in beneath and "<dt>a-02</dt><dd>It rained &amp; rained.</dd>" in beneath


def test_words_that_stand_there_are_not_said_twice():
    page = f"<td>a-01</td><td>{visible(TOLD['a-01'])}</td>"
    assert hover.in_words(page, TOLD) == page


def test_what_a_reader_has_to_open_keeps_its_sentences_inside():
    shown = hover.in_words("<details><summary>Answers</summary>a-01</details>", TOLD)
    assert shown.endswith("</details></details>") and shown.startswith("<details><summary>Answers</summary>")
    assert shown.count("</details>") == 2


def test_what_names_nothing_stays_as_it_is():
    for page in ("", "<p>no name</p>", '<a href="#a-01">a-01</a>', '<p title="a-01">x</p>'):
        assert hover.in_words(page, TOLD) == page


@tries(300)
@given(st.lists(st.one_of(st.sampled_from(["a-01", "a-02", " ", ", ", "(", "b-01"]), st.text(max_size=8)), max_size=12))
def test_any_text_is_still_shown_as_it_was(pieces):
    page = f"<p>{visible(''.join(pieces))}</p>"
    shown = hover.in_words(page, TOLD)
    assert plain(shown.partition("<details>")[0]) == plain(page)


def test_outside_a_notebook_nothing_happens(monkeypatch):
    monkeypatch.setattr(hover, "OPENED", {})
    case = load_case("seeds")
    assert hover.remember(case) is case and hover.OPENED == {}


def test_in_a_notebook_tables_and_html_say_their_sentences(monkeypatch):
    shell = InteractiveShell()
    monkeypatch.setattr(hover, "OPENED", {})
    monkeypatch.setattr(hover, "get_ipython", lambda: shell)
    case = load_case("seeds")
    rows = case.sentences(["lbc-12"])
    for shown in (table(rows[["sentence"]]), HTML("<p>lbc-12</p>")):
        given, _ = shell.display_formatter.format(shown)
        assert f'title="{visible(rows.text[0])}">lbc-12</span>' in given["text/html"]
    given, _ = shell.display_formatter.format(table(rows))
    assert "title=" not in given["text/html"], "its words stand in the row"


def test_an_id_with_other_words_in_another_folder_says_nothing(monkeypatch):
    monkeypatch.setattr(
        hover, "OPENED", {"one": {"a-01": "It rained.", "a-02": "It snowed."}, "two": {"a-01": "It was dry."}}
    )
    assert hover.told() == {"a-02": "It snowed."}


def test_a_picture_in_the_html_costs_no_time():
    page = '<img src="data:image/png;base64,' + "iVBORw0K-1" * 40_000 + '"> a-01 ' + "a-b" * 30_000
    assert 'title="He said' in hover.in_words(page, TOLD)
    assert took(lambda turn: hover.in_words(f"{page} {turn}", TOLD), 2) < 2
