"""The words of lesson 01."""

from helpers import reading, sentences, text_source


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
