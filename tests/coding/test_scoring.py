"""Spans found and spans coded, paired by hand."""

import pandas as pd

from tellings.coding.scoring import match_spans, precision_recall


def spans(*rows):
    return pd.DataFrame(rows, columns=["source", "start", "end", "text", "value"])


FOUND = spans(
    ("b", 0, 4, "June", "2021-06"),
    ("a", 40, 50, "last month", "2021-07"),
    ("a", 10, 20, "31 August,", "2021-08-31"),
    ("a", 10, 18, "31 Augus", "2021-08-31"),
    ("a", 60, 64, "2001", ""),
)
CODED = spans(
    ("a", 10, 19, "31 August", "2021-08-31"),
    ("a", 40, 50, "last month", "2021-08"),
    ("a", 60, 64, "2001", None),
    ("a", 30, 34, "then", "PAST_REF"),
    ("c", 0, 4, "June", "2021-06"),
)


def test_the_largest_overlaps_are_paired_first_and_one_to_one():
    pairs = match_spans(FOUND, CODED, same=["value"], overlap=0.5)
    assert pairs[["source", "outcome", "start_found", "start_reference"]].fillna(-1).to_numpy().tolist() == [
        ["a", "right", 10, 10],
        ["a", "extra", 10, -1],
        ["a", "missed", -1, 30],
        ["a", "differs", 40, 40],
        ["a", "right", 60, 60],
        ["b", "extra", 0, -1],
        ["c", "missed", -1, 0],
    ]
    assert pairs.text_found[0] == "31 August,", "nine of ten characters, where the other has eight of nine"
    right, found, coded = 2, 5, 5
    score = {"precision": right / found, "recall": right / coded, "f1": 2 * right / (found + coded)}
    assert precision_recall(pairs) == score | {"found": found, "reference": coded, "right": right}


def test_without_an_overlap_spans_must_be_the_same():
    outcomes = match_spans(FOUND, CODED).outcome.value_counts().to_dict()
    assert outcomes == {"right": 2, "extra": 3, "missed": 3}, "the value is not asked for"


def test_where_there_is_nothing_there_is_no_share():
    assert precision_recall(match_spans(FOUND[:0], CODED)) == {
        **dict.fromkeys(("precision", "recall", "f1"), 0.0), "found": 0, "reference": 5, "right": 0
    }  # fmt: skip
    assert precision_recall(match_spans(FOUND, CODED[:0]))["found"] == 5


def test_one_span_over_two_is_a_pair_with_the_larger_one_alone():
    found = spans(("a", 0, 30, "in June and in July 2021 there", ""))
    coded = spans(("a", 3, 7, "June", ""), ("a", 15, 30, "July 2021 there", ""))
    pairs = match_spans(found, coded, overlap=0.1)
    assert pairs[["outcome", "start_reference"]].values.tolist() == [["missed", 3], ["right", 15]]


def test_what_two_spans_share_is_what_lies_in_both():
    """Five of thirty characters: no half, whichever begins first."""
    early, late = spans(("a", 0, 20, "", "")), spans(("a", 15, 30, "", ""))
    assert match_spans(early, late, overlap=0.5).outcome.tolist() == ["extra", "missed"]
    assert match_spans(late, early, overlap=0.5).outcome.tolist() == ["missed", "extra"]
    assert match_spans(early, late, overlap=0.16).outcome.tolist() == ["right"]
