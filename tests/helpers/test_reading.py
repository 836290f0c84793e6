"""The words of lesson 01."""

from helpers import match_spans, only, precision_recall, reading, sentences, text_source


def test_spellings_are_counted_in_the_whole_of_each_file(case):
    table = reading.count_spellings(case, ["U.S.", "American"]).set_index("spelling")
    assert list(table) == list(case)
    assert table.loc["U.S.", "pism"] == case["pism"].text.count("U.S.") > 0
    assert table.loc["U.S.", "lbc"] == 0


def test_sentences_that_a_page_cuts(case):
    cut = reading.cut_sentences(case["pism"])
    assert list(cut) == ["sentence", "in the file", "mended"]
    assert len(cut) == 3
    assert all(r"\n\n" in raw for raw in cut["in the file"])
    assert set(cut.mended) <= set(sentences(case["pism"]).text)
    assert reading.cut_sentences(text_source("One whole sentence.")).empty


def test_the_simplest_rule_for_sentences_is_right_in_part(case):
    running = only(case.coding.sentences, role=["headline", "abstract", "body"])
    pairs = match_spans(reading.simple_sentences(case), running)
    scored = precision_recall(pairs)
    assert (scored["found"], scored["reference"], scored["right"]) == (124, 96, 77)
    assert scored["precision"] < scored["f1"] < scored["recall"] < 1
    extra = only(pairs, "lbc", outcome="extra")
    assert len(extra) == 9 and "missed" not in set(pairs[pairs.source == "lbc"].outcome)
    assert list(reading.simple_sentences({"a": text_source("One. Two? “Three!” 4")}).text) == [
        "One.",
        "Two?",
        "“Three!”",
        "4",
    ]
