"""What a lesson's word says when it is given something else: what was expected, in words of the lessons."""

import pandas as pd
import pytest

import helpers
from helpers import explain, load_case, match_spans, precision_recall, sentence_tone, show, table
from helpers.cases import count, inside, only
from tellings.case.files import CaseError
from tellings.perspectives.names import find_names

WRONG = [None, 5, b"bytes", "text", [1, None], {1: 2}]


def spans():
    return pd.DataFrame({"source": ["lbc"], "start": [0], "end": [3], "text": ["The"]})


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
@pytest.mark.parametrize(
    "call, expected",
    [
        (table, r"table\(\) shows a table, for example table\(sentences\(case\)\), not "),
        (
            lambda wrong: show(load_case("seeds")["lbc"], wrong or 5),
            "show.. marks a table of spans with the columns source",
        ),
        (precision_recall, "precision_recall takes a table, not "),
        (lambda wrong: match_spans(wrong, spans()), "match_spans takes a table, not "),
        (lambda wrong: match_spans(spans(), wrong), "match_spans takes a table, not "),
        (lambda wrong: inside(wrong, spans()), "inside takes a table, not "),
        (lambda wrong: only(wrong, source="lbc"), "this takes a table, not "),
        (find_names, "the actors are those of a case, not of .*: give what load_case returns"),
        (helpers.sentences, "expected a source, a case or a list of sources, not "),
    ],
)
def test_no_table_and_no_source(call, expected, wrong):
    with pytest.raises(TypeError, match=expected):
        call(wrong)


@pytest.mark.parametrize("wrong", [None, 5, b"bytes", "text", 2.5, spans()], ids=type)
def test_tone_is_of_a_list_of_sentences(wrong):
    with pytest.raises(TypeError, match="sentence_tone needs a list of sentences, not one .*give .*table.text"):
        sentence_tone(wrong)


@pytest.mark.parametrize("wrong", [None, 5, b"bytes", ["A good day."], 2.5], ids=type)
def test_one_sentence_is_explained(wrong):
    with pytest.raises(TypeError, match=r'the words of one sentence are explained, as in explain\("…"\), not '):
        explain(wrong)


def test_a_table_without_the_column_that_is_needed():
    with pytest.raises(TypeError, match="match_spans takes a table with the column 'start'; this one has source"):
        match_spans(spans()[["source"]], spans())
    with pytest.raises(TypeError, match="show.. marks a table of spans .*, not one without 'source'"):
        show(load_case("seeds")["lbc"], pd.DataFrame({"a": [1]}))
    with pytest.raises(CaseError, match="there is no column 'voice'; the table has source, start, end, text"):
        count(spans(), "voice")


@pytest.mark.parametrize("wrong", [None, 5, ["dates"]], ids=repr)
def test_tables_and_codings_are_named_as_text(wrong):
    case = load_case("seeds")
    with pytest.raises(TypeError, match='a table is named as text, such as "evidence"'):
        case.table(wrong)
    with pytest.raises(TypeError, match='a reference coding is named as text, such as "dates"'):
        case.gold(wrong)
    with pytest.raises(TypeError, match="the folder with the texts is given as its path, not as"):
        load_case(wrong)
