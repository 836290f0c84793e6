"""The verbs of all lessons: what they give, and what they say to a reader who slips."""

import pandas as pd
import pytest
from IPython.display import Markdown

from helpers import CaseError, containing, count, fill, inside, load_case, only, sentences, without, words
from tellings.reading.tables import sentences as sentence_table


@pytest.fixture
def rows():
    return pd.DataFrame(
        {
            "source": ["a", "a", "b", "b"],
            "start": [0, 10, 0, 10],
            "end": [5, 20, 5, 20],
            "kind": ["direct", "indirect", "direct", None],
            "text": ["One.", "Two: more.", "(three", "Four"],
        }
    )


def said(call, *arguments, **options):
    """What the error says to the reader, whole."""
    with pytest.raises(CaseError) as error:
        call(*arguments, **options)
    (shown,) = error.value._render_traceback_()
    return shown.removeprefix("CaseError: ")


def test_a_lessons_case_is_the_librarys(case):
    assert list(case) == ["lbc", "pism", "later"]
    assert case.coding.quotes.equals(case.gold("quotes"))
    assert {"quotes", "sentences", "dates"} <= set(dir(case.coding))
    assert not hasattr(case.coding, "_repr_html_")
    assert list(case.table("evidence").source.unique()) == ["lbc", "pism", "later"]


def test_a_sentence_by_its_name(case):
    table = sentence_table(case).set_index("sentence")
    assert case.sentence("pism-27") == table.text["pism-27"]
    asked = case.sentences(["pism-57", "lbc-09"])
    assert list(asked) == ["sentence", "text"]
    assert list(asked.sentence) == ["pism-57", "lbc-09"]
    assert list(asked.text) == [table.text["pism-57"], table.text["lbc-09"]]


def test_a_sentence_that_is_not_there(case):
    expected = "there is no sentence 'pism-99': look its number up in show(), as in lbc-01"
    assert said(case.sentence, "pism-99") == said(case.sentences, ["lbc-01", "pism-99"]) == expected
    assert "quotations.csv is missing: this case has no reference coding of quotations" in said(
        lambda: case.coding.quotations
    )
    with pytest.raises(KeyError, match="no source 'lcb'; this case has lbc, pism, later"):
        case["lcb"]


def test_a_case_of_ones_own(tmp_path):
    (tmp_path / "one.txt").write_text("The dam holds. Nobody knows why.", encoding="utf-8")
    case = load_case(tmp_path)
    assert case.sentence("one-02") == "Nobody knows why."
    assert "holds no filled coding sheet: write empty ones" in said(lambda: case.coding.sentences)
    assert dir(case.coding) == []


def test_only(case, rows):
    assert list(only(rows, "a").index) == [0, 1]
    assert list(only(rows, kind="direct").index) == [0, 2]
    assert list(only(rows, "b", kind="direct").index) == [2]
    assert list(only(rows, kind=["indirect", "headline"]).index) == [1]
    assert list(only(rows, source=["a", "b"]).index) == [0, 1, 2, 3]
    assert list(only(rows, kind=rows.kind[:1]).index) == [0, 2]
    assert list(only(rows, start=10).index) == [1, 3]
    assert only(rows) is rows
    quotes = case.gold("quotes")
    assert only(quotes, "lbc", kind="direct").equals(quotes.query("source == 'lbc' and kind == 'direct'"))


def test_only_says_what_is_there(rows):
    assert said(only, rows, kid="direct") == ("there is no column 'kid'; the table has source, start, end, kind, text")
    assert said(only, rows, kind="odd") == "no rows with kind 'odd'; kind is direct, indirect"
    assert said(only, rows, "c") == "no rows with source 'c'; source is a, b"
    assert said(only, rows, "b", kind=["indirect", "headline"]) == (
        "no rows with kind 'indirect' or 'headline'; kind is direct"
    )
    assert said(only, rows.head(0), kind="direct") == "no rows with kind 'direct'; kind is empty"
    many = pd.DataFrame({"n": range(20)})
    assert said(only, many, n=-1) == "no rows with n -1; n is 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …"


def test_a_capital_letter_is_no_silent_loss(rows):
    """Of a list of words one is in capitals: its rows would be missing without a word."""
    expected = "no kind is 'Direct', but there is 'direct': mind capitals"
    assert said(only, rows, kind="Direct") == said(only, rows, kind=["indirect", "Direct"]) == expected
    both = pd.DataFrame({"word": ["US", "us", "may"]})
    assert list(only(both, word=["US", "may"]).index) == [0, 2]


def test_without(rows):
    assert list(without(rows, kind="direct").index) == [1, 3]
    assert list(without(rows, source="a", kind="direct").index) == [3]
    assert list(without(rows, kind=["direct", "indirect"]).index) == [3]
    assert len(without(rows, kind="none of them")) == 4
    assert said(without, rows, kid="x").startswith("there is no column 'kid'")


def test_containing_takes_words_as_they_stand(rows):
    assert list(containing(rows, text="more.").index) == [1]
    assert list(containing(rows, text="(").index) == [2]
    assert list(containing(rows, kind="direct").index) == [0, 1, 2]
    assert list(containing(rows, end="2").index) == [1, 3]
    assert said(containing, rows, text="MORE") == (
        "no row has 'MORE' in its column text: look at the table, and mind capitals"
    )


def test_inside_is_what_begins_within_a_span_of_the_same_source(case, rows):
    spans = pd.DataFrame({"source": ["a", "a"], "start": [0, 8], "end": [1, 11]})
    assert list(inside(rows, spans).index) == [0, 1]
    spans = pd.DataFrame({"source": ["b"], "start": [5], "end": [10]})
    assert inside(rows, spans).empty and list(inside(rows, spans)) == list(rows)
    assert inside(rows, spans.head(0)).empty
    assert inside(rows.head(0), spans).empty
    body = only(words(case["lbc"]), role="body")
    quotations = only(case.coding.quotes, "lbc", kind="direct")
    places = list(zip(quotations.start, quotations.end))
    expected = [any(start <= place < end for start, end in places) for place in body.start]
    assert list(inside(body, quotations).index) == list(body.index[expected])


def test_count(rows, case):
    assert count(rows, "source").to_dict("list") == {"source": ["a", "b"], "count": [2, 2]}
    by_role = count(sentences(case["lbc"]), "source", "role")
    assert list(by_role) == ["source", "role", "count"]
    assert by_role["count"].sum() == len(sentences(case["lbc"]))


def test_fill():
    text = fill("**{n}** of {all:,}, mean {mean:.2f}", n=5, all=1200, mean=-0.126)
    assert text.data == "**5** of 1,200, mean −0.13"
    row = pd.Series({"share": 0.5, "count": 3, "name": "lbc-17"})
    assert fill("{row.name} {row[name]}: {row.share:.0%} of {row[count]}", row=row).data == "None lbc-17: 50% of 3"
    assert fill("\n    - one\n      two\n    ").data == "- one\n  two"
    assert fill("{text}", text="from -1 to 1").data == "from -1 to 1"


def test_words_of_a_text_are_no_markdown():
    dollar = '<span class="mathjax_ignore">&#36;</span>'
    assert fill("> {text}", text="*No* `a_b` <b>").data == r"> \*No\* \`a\_b\` \<b>"
    assert fill("{text}", text="$5 and $6").data == f"{dollar}5 and {dollar}6"
    assert fill("`{name}`: {name}", name="a_b").data == r"`a_b`: a\_b"
    assert fill("{count}", count=Markdown("3 in `a`")).data == "3 in `a`"


def test_fill_says_which_name_is_missing():
    assert said(fill, "{quoted} of {body}", body=5) == "the text asks for what is not given ('quoted'); given are body"
    assert said(fill, "{n}") == "the text asks for what is not given ('n'); given are empty"
    assert "has no attribute 'alfa'" in said(fill, "{row.alfa}", row=pd.Series({"alpha": 1}))


def test_a_word_that_does_not_occur_is_counted_as_none_and_told_how_words_are_written():
    rows = pd.DataFrame({"source": ["a"], "word": ["u.s."]})
    for word in ("US", "threat perception"):
        assert "small letters, with its stops (u.s.)" in said(only, rows, word=word)
        assert "0 times" in said(only, rows, word=word)


def test_a_number_is_looked_for_as_text():
    rows = pd.DataFrame({"text": ["since 2003", "now"]})
    assert list(containing(rows, text=2003).text) == ["since 2003"]
