"""Frames: terms in place, the grid, the dictionary's error, favoured words against a second implementation and chance."""

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures
from tries import seen, tries

from helpers import CaseError, clean, load_case, text_source, words
from tellings import charts
from tellings.case.files import PROJECT, word_list
from tellings.framing.frames import (
    FRAMES,
    FUNCTIONS,
    entman_grid,
    frame_by_words,
    frame_counts,
    frame_ties,
    score_frames,
    stance_counts,
)
from tellings.framing.keyness import group_chance, keyness, log_likelihood, log_odds_z
from tellings.reading.terms import body, concordance, find_terms, group_rates, list_hits, word_groups


@pytest.fixture(scope="module")
def article(case):
    return body(words(case))


@pytest.fixture(scope="module")
def hits(article):
    return word_groups(article)


def terms_in(text, terms):
    return list(find_terms(words(text_source(text)), terms)["text"])


def test_every_hit_stands_in_the_raw_text(case, article):
    found = find_terms(article, ["US", "United States", "safe haven", "Taliban", "no-break", "threat* from"])
    for hit in found.itertuples():
        assert (
            clean(case[hit.source].text[hit.start : hit.end])
            .replace("’", "'")
            .startswith(hit.text.replace("’", "'")[:2])
        )
    assert "threat from" in set(found["text"])


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("The US and the U.S. told us. American troops.", ["US", "American"], ["US", "U.S", "American"]),
        ("A withdrawal. They withdraw and withdrew.", ["withdraw*"], ["withdrawal", "withdraw"]),
        ("On 1 May they may leave; May 5 came.", ["may", "# May", "May #"], ["1 May", "may", "May 5"]),
        ("A safe haven is safe.", ["safe", "safe haven"], ["safe haven", "safe"]),
        ("It ended. Safe there.", ["ended safe"], []),
        ("The Taliban’s rule", ["Taliban"], ["Taliban’s"]),
        ("A (dot) c++ [x]", ["c++", "(", "*"], None),
    ],
)
def test_terms(text, terms, expected):
    found = terms_in(text, terms)
    if expected is not None:
        assert [hit.rstrip(".") for hit in found] == expected


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=3))
@tries(100)
def test_any_term_may_be_asked_for(text, terms):
    if seen(text):
        source = text_source(text)
        found = find_terms(words(source), [term for term in terms if term.strip()] or ["a"])
        assert ((found.start >= 0) & (found.end <= len(text)) & (found.start < found.end)).all()


def test_nothing_found_has_the_same_columns(article):
    found = find_terms(article, ["zzz"])
    assert found.empty
    assert list(found) == ["source", "start", "end", "text", "term", "sentence", "item", "role"]


def test_the_grid_quotes_or_says_absent(coding):
    grid = entman_grid(coding)
    assert list(grid.index) == list(FUNCTIONS)
    assert list(grid) == ["lbc", "pism", "later 1", "later 2"]
    absent = [(row, column) for row in grid.index for column in grid if grid.loc[row, column] == "absent"]
    assert absent == [("problem", "later 1"), ("problem", "later 2"), ("cause", "later 2"), ("remedy", "later 1")]
    for name in grid:
        for function in grid.index:
            ids = set(coding.sentence[(coding.function == function) & (coding.source == name.split()[0])])
            for line in grid.loc[function, name].splitlines():
                if line.startswith("• "):
                    text, sentence = line[2:-1].rsplit(" (", 1)
                    assert sentence in ids
                    assert coding.set_index("sentence").text[sentence] == text
    assert "(lbc-15)" in grid.loc["cause", "lbc"] and "(later-05)" in grid.loc["cause", "later 1"]


def test_every_sentence_of_a_function_is_in_its_cell(coding):
    cell = entman_grid(coding).loc["remedy", "pism"]
    ids = coding.sentence[(coding.function == "remedy") & (coding.source == "pism")]
    assert all(sentence in cell for sentence in ids)
    assert f"and {len(ids) - 2} more" in cell


def test_frame_counts(coding):
    table = frame_counts(coding).set_index(["group", "frame"])
    assert table["count"]["later 2", "political"] == table["of"]["later 2", "political"] == 8
    assert table["count"]["pism", "policy"] == ((coding.source == "pism") & (coding.frame == "policy")).sum()
    assert table.groupby("group").share.sum().round().eq(100).all()
    chart = charts.frame_counts(table.reset_index())
    assert chart.data["count"].sum() == (coding.frame != "").sum()


def test_stance_counts(coding):
    table = stance_counts(coding)
    nato = coding[(coding.source == "lbc")]["stance_NATO"]
    assert table.loc["NATO", "lbc"] == " / ".join(str((nato == code).sum()) for code in (-1, 0, 1))
    assert table.loc["Taliban", "later 1"] == "0 / 0 / 0"
    assert list(table.index) == ["NATO", "US", "Taliban", "Afghan government"]


def test_frame_dictionary_is_scored_frame_by_frame(case, coding):
    scores, confusion = score_frames(frame_by_words(words(case)), coding)
    coded = coding[coding.frame != ""]
    assert scores.coded.sum() == scores.found.sum() == len(coded) == confusion.to_numpy().sum()
    assert list(np.diag(confusion)) == list(scores.right)
    security = scores.set_index("frame").loc["security"]
    assert security.precision == security.right / security.found
    assert list(confusion.index) == list(confusion.columns) == list(FRAMES)
    assert f"{scores.right.sum()} in {len(coded)} sentences" in charts.frame_confusion(confusion).title


def test_a_tie_of_frames_goes_to_the_first_or_the_last_of_them():
    text = words(text_source("The attack cost money. The attack and the threat hit training.", id="a"))
    assert frame_ties(text) == {"a-01": ["security", "capacity"]}
    assert frame_by_words(text) == {"a-01": "security", "a-02": "security"}
    assert frame_by_words(text, tie="last") == {"a-01": "capacity", "a-02": "security"}


def test_most_wrong_finds_of_security_are_ties(case, coding):
    coded = coding[coding.frame != ""].set_index("sentence").frame
    table = words(case)
    found, tied = frame_by_words(table), frame_ties(table)
    wrong = [sentence for sentence in coded.index if found[sentence] == "security" != coded[sentence]]
    as_many = [sentence for sentence in wrong if sentence in tied]
    assert (len(wrong), len(as_many), sum(coded[sentence] in tied[sentence] for sentence in as_many)) == (14, 12, 10)
    last = frame_by_words(table, tie="last")
    still = [sentence for sentence in coded.index if last[sentence] == "security" != coded[sentence]]
    assert still == ["lbc-08", "lbc-14"]
    assert sum(found[sentence] == coded[sentence] for sentence in coded.index) == 45
    assert sum(last[sentence] == coded[sentence] for sentence in coded.index) == 47


def test_scores_by_hand():
    coding = pd.DataFrame({"sentence": list("abcd"), "frame": ["policy", "policy", "security", ""]})
    scores, confusion = score_frames({"a": "policy", "b": "security", "c": "security", "d": "policy"}, coding)
    policy, security = scores.set_index("frame").loc["policy"], scores.set_index("frame").loc["security"]
    assert (policy.precision, policy.recall) == (1, 0.5)
    assert (security.precision, security.recall) == (0.5, 1)
    assert confusion.loc["policy", "security"] == 1


def test_the_dictionary_knows_only_frames_of_the_codebook():
    assert {row["frame"] for row in word_list("framing", "frame_terms")} == set(FRAMES) - {"none"}
    lists = ("framing", "frame_terms"), ("reading", "word_groups"), ("framing", "english"), ("coding", "codebook")
    for place in lists:
        assert all(len(row["source"]) > 5 for row in word_list(*place)), place


def test_planned_groups(article, hits):
    counts = group_rates(hits, article).set_index(["group", "text"])["count"]
    assert (counts["United States", "lbc"], counts["United States", "pism"]) == (1, 20)
    assert (counts["will and may", "lbc"], counts["will and may", "pism"]) == (1, 25)
    assert (counts["must and should", "lbc"], counts["must and should", "pism"]) == (6, 8)
    assert (counts["hedges", "lbc"], counts["hedges", "pism"], counts["hedges", "later 1"]) == (0, 15, 0)
    assert (counts["Taliban", "lbc"], counts["Taliban", "pism"], counts["Taliban", "later 1"]) == (7, 15, 0)


def test_the_first_of_may_is_no_modal(case):
    found = concordance(case, "may")
    assert len(found) == 7
    assert "pism-08" in set(found.sentence)
    modals = word_groups(words(case)).query("group == 'will and may'")
    assert "pism-08" not in set(modals.sentence)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("He argued that it may fail.", ["may"]),
        ("It is argued that it failed.", ["is argued"]),
        ("This would make it possible.", ["would"]),
        ("It is possible that it failed.", ["possible"]),
    ],
)
def test_a_hedge_is_no_report_and_no_means(text, terms):
    found = word_groups(words(text_source(text))).query("group == 'hedges'")
    assert list(found["term"]) == terms


def test_every_hit_is_listed(hits):
    table = list_hits(hits)
    assert table.hits.sum() == len(hits)
    assert table.sentences.str.split(", ").map(len).equals(table.hits)


def test_group_chart_gives_counts_beside_rates(article, hits):
    chart = charts.word_groups(group_rates(hits, article))
    row = chart.data.query("group == 'hedges' and text == 'pism'").iloc[0]
    assert row.per_1000 == round(1000 * row["count"] / row.words, 2)


def test_rates_and_shares_are_true_to_the_hundredth_that_a_table_prints(article, hits, coding):
    rates, counts = group_rates(hits, article), frame_counts(coding)
    assert (rates.per_1000 - 1000 * rates["count"] / rates.words).abs().max() < 0.00501
    assert (counts.share - 100 * counts["count"] / counts.of).abs().max() < 0.00501
    by_chance = group_chance(hits, article, "lbc", "pism", draws=50)
    size = (article.source == "lbc").sum()
    assert (by_chance.per_1000_1 - 1000 * by_chance.count_1 / size).abs().max() < 0.00501


def test_of_overlapping_hits_the_first_counts_and_of_those_that_begin_together_the_longest():
    line = "He will not be able to go home."
    assert terms_in(line, ["not be able to go", "will not be"]) == ["will not be"]
    assert terms_in(line, ["will not", "will not be"]) == ["will not be"]
    assert "of overlapping hits the\n    first, of those that begin together the longest" in find_terms.__doc__


def test_concordance_names_the_voice(case, coding):
    found = concordance(case, "must", coding)
    assert list(found.sentence) == ["lbc-15", "lbc-26", "lbc-27", "lbc-28"]
    assert set(found.voice) == {"Stoltenberg"}
    quotes = case.gold("quotes")
    direct = [
        (
            (quotes.source == "lbc") & (quotes.kind == "direct") & (quotes.start <= row.start) & (quotes.end >= row.end)
        ).any()
        for row in found.itertuples()
    ]
    assert direct == [False, True, True, False]
    row = found.iloc[0]
    assert row.left.endswith("the alliance") and row.right.startswith("also uncover")
    assert set(concordance(case, "must").voice) == {""}


counts = st.integers(1, 60)


@given(counts, counts, st.integers(61, 3000), st.integers(61, 3000))
@tries(100)
def test_g2_is_nltks(one, two, n, m):
    expected = BigramAssocMeasures.likelihood_ratio(one, (one + two, n), n + m)
    assert float(log_likelihood(np.array([one]), np.array([two]), n, m)[0]) == pytest.approx(expected, abs=1e-6)


@given(counts, counts, st.integers(61, 3000), st.integers(61, 3000), st.sampled_from([10, 500, 5000]))
@tries(100)
def test_log_odds_by_the_formula(one, two, n, m, prior):
    """Monroe, Colaresi and Quinn (2008), equations 16, 19 and 22, written out for one word."""
    alpha_w, alpha_0 = prior * (one + two) / (n + m), prior
    delta = math.log((one + alpha_w) / (n + alpha_0 - one - alpha_w)) - math.log(
        (two + alpha_w) / (m + alpha_0 - two - alpha_w)
    )
    z = delta / math.sqrt(1 / (one + alpha_w) + 1 / (two + alpha_w))
    assert float(log_odds_z(one, two, n, m, prior)) == pytest.approx(z)
    assert float(log_odds_z(two, one, m, n, prior)) == pytest.approx(-z)


def test_keyness_counts_what_stands_there(article):
    table = keyness(article, "lbc", "pism").table.set_index("word")
    lbc, pism = article[article.source == "lbc"], article[article.source == "pism"]
    assert table.count_1["said"] == (lbc.word == "said").sum() == 12
    assert table.per_1000_2["the"] == pytest.approx(1000 * (pism.word == "the").sum() / len(pism), abs=1e-3)
    assert ((table.count_1 + table.count_2) >= 3).all()
    assert table.log_ratio["he"] == pytest.approx(math.log2((12 / len(lbc)) / (1 / len(pism))), abs=1e-3)


def test_each_side_has_a_band_of_its_own(article):
    found = keyness(article, "lbc", "pism")
    assert found.low == np.percentile(found.smallest, 2.5) and found.high == np.percentile(found.largest, 97.5)
    # Five of 100 shuffles have a word outside, half of them on either side, though lbc is a third as long.
    above, below = (found.largest > found.high).mean(), (found.smallest < found.low).mean()
    assert above == pytest.approx(0.025, abs=0.001) == below
    assert -1.9 < found.low < -1.75 and 2.4 < found.high < 2.6
    assert len(found.largest) == 2000 == len(found.g2_smallest)
    # The largest |z| of a shuffle is nearly always on the side of the shorter text: one band would hide the other.
    assert (found.largest > -found.smallest).mean() > 0.9


def test_a_word_of_the_longer_text_can_be_found(article):
    """A word used 30 times in pism and never in lbc was inside the one band of both sides."""
    planted = article.copy()
    places = planted.index[(planted.source == "pism") & (planted.word == "the")][:30]
    planted.loc[places, "word"] = "ze"
    found = keyness(planted, "lbc", "pism")
    row = found.table.set_index("word").loc["ze"]
    assert (row.count_1, row.count_2) == (0, 30) and row.z < found.low
    assert "ze" in found.beyond and -row.z < found.high


def test_the_smallest_count_that_can_be_found(article):
    found = keyness(article, "lbc", "pism")
    one, two = found.smallest_count()
    assert (one, two) == (6, 19)
    n, m = (article.source == "lbc").sum(), (article.source == "pism").sum()
    assert found.words == (n, m)
    z = [float(log_odds_z(np.array([count]), np.array([0]), n, m, 500)[0]) for count in (one - 1, one)]
    assert z[0] <= found.high < z[1]
    z = [float(log_odds_z(np.array([0]), np.array([count]), n, m, 500)[0]) for count in (two - 1, two)]
    assert z[0] >= found.low > z[1]
    # So four uses of "stay" could not have been found, whatever the text does with them.
    assert found.table.set_index("word").count_1["stay"] == 4 < one


def test_only_the_marks_of_a_report_lie_beyond_chance_by_both_measures(article):
    found = keyness(article, "lbc", "pism")
    assert found.beyond == ["said", "he", "the"] and found.beyond_by_g2 == ["said", "he"]
    for seed in range(5):
        other = keyness(article, "lbc", "pism", seed=seed)
        assert other.beyond[:3] == ["said", "he", "the"] and set(other.beyond[3:]) <= {"for"}
        assert other.beyond_by_g2 == ["said", "he"]
    rest = article[~article.word.isin(["said", "he"])]
    for prior in (50, 500):
        found = keyness(rest, "lbc", "pism", prior=prior)
        assert found.beyond == [] == found.beyond_by_g2 or prior == 50
    found = keyness(rest, "lbc", "pism")
    chart = charts.keyness(found)
    assert chart.title.startswith("No word lies beyond the chance band")
    assert chart.data["low"].iloc[0] == round(found.low, 3) and chart.data["high"].iloc[0] == round(found.high, 3)
    assert "the least count that can be found is" in chart.description


def test_chance_of_groups_of_words(article, hits):
    table = group_chance(hits, article, "lbc", "pism").set_index("group")
    assert table.count_1.to_dict() == {
        "United States": 1,
        "will and may": 1,
        "must and should": 6,
        "hedges": 0,
        "Taliban": 7,
    }
    assert {table[column].dtype.kind for column in ("count_1", "count_2")} == {"i"}, "no 7.0 in a table that is shown"
    # Twice the share of the tail on their own side: counting both sides by size gave .008, .009 and .025.
    assert 0.003 < table.p["will and may"] < 0.006 and 0.004 < table.p["hedges"] < 0.007
    assert 0.012 < table.p["United States"] < 0.018 and table.p["Taliban"] > 0.3 and table.p["must and should"] > 0.08
    assert table.difference["hedges"] < table.low["hedges"]
    again = group_chance(hits, article, "lbc", "pism").set_index("group")
    assert table.equals(again)
    other = group_chance(hits, article, "lbc", "pism", seed=1).set_index("group")
    assert abs(table.p - other.p)[["will and may", "hedges"]].max() < 0.002


def test_chance_is_counted_on_the_side_of_the_difference(article):
    """Chance reaches further on the side of the shorter text: turned round, the texts give one p all the same."""
    hits = word_groups(article)
    one, other = (group_chance(hits, article, *pair, draws=20_000) for pair in (("lbc", "pism"), ("pism", "lbc")))
    assert (one.p <= 1).all() and abs(one.p - other.p).max() < 0.03
    hedges = one.set_index("group").loc["hedges"]
    assert hedges.high > -hedges.low


def test_one_text_cut_in_two_differs_as_much(article):
    half = article[(article.source == "pism") & (article.role == "body")]
    first = set(half.sentence.unique()[: half.sentence.nunique() // 2])
    halves = half.assign(half=half.sentence.isin(first).map({True: "first", False: "second"}))
    assert keyness(halves, "first", "second", by="half").table.z.abs().max().round(1) == 2.0


def test_the_null_is_seeded_and_notices_a_planted_word(article):
    first, again = (keyness(article, "lbc", "pism", draws=20) for _ in range(2))
    assert (first.largest == again.largest).all() and len(first.largest) == 20
    planted = article.copy()
    planted.loc[(planted.source == "lbc") & (planted.word == "the"), "word"] = "ze"
    assert "ze" in keyness(planted, "lbc", "pism", draws=100).beyond


def test_a_text_against_all_others(article):
    table = keyness(article, "later 1").table
    assert (
        table.set_index("word").count_2["the"]
        == ((article.word == "the") & ~((article.source == "later") & (article["item"] == 1))).sum()
    )


def test_keyness_needs_two_texts(case):
    one = body(words(case["lbc"]))
    with pytest.raises(CaseError, match="'lbc' is the only text: add a second one"):
        keyness(one, "lbc")
    with pytest.raises(CaseError, match="no text 'x' to compare: choose of lbc"):
        keyness(one, "lbc", "x")
    short = words([text_source("One two.", id="a"), text_source("Three four.", id="b")])
    with pytest.raises(CaseError, match="no word stands 3 times"):
        keyness(short, "a", "b")


def test_what_was_decided_after_reading_is_said_and_can_be_put_back(article, hits):
    rows = word_list("reading", "word_groups")
    assert {row["decided"] for row in rows} == {"before counting", "after reading"}
    planned = word_groups(article, as_planned=True)
    back = set(planned[["sentence", "term"]].itertuples(index=False, name=None)) - set(
        hits[["sentence", "term"]].itertuples(index=False, name=None)
    )
    assert back == {
        ("pism-08", "# May"),
        ("lbc-29", "around"),
        ("pism-14", "around"),
        ("pism-15", "around"),
        ("lbc-31", "as soon as possible"),
        ("pism-56", "make it possible"),
        ("later-06", "argued"),
    }
    counts = group_rates(planned, article).set_index(["group", "text"])["count"]
    assert (counts["hedges", "lbc"], counts["hedges", "pism"]) == (2, 19)


def test_a_word_of_the_codebooks_definition_stands_in_it():
    """Of one frame, in its own paragraph; what is only akin to a word there is called another form."""
    codebook = (PROJECT / "seeds" / "gold" / "CODEBOOK.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^- `(\w+)`(.*)$", codebook, re.M))
    for row in word_list("framing", "frame_terms"):
        pattern = rf"\b{re.escape(row['term'].rstrip('*'))}{'' if row['term'].endswith('*') else chr(92) + 'b'}"
        inside = bool(re.search(pattern, row["frame"] + said[row["frame"]], re.I))
        if "definition" in row["source"]:
            assert inside == (row["source"] == "a word of the codebook's own definition"), row


def test_which_groups_another_set_of_shuffles_tips():
    """Without the abstract: will and may and the United States are tipped by many, the hedges by few."""
    bare = words(load_case("seeds"))
    bare = bare[bare.role.isin(["headline", "body"])]
    below = [
        group_chance(word_groups(bare), bare, "lbc", "pism", seed=seed).set_index("group").p < 0.01 for seed in range(8)
    ]
    share = pd.DataFrame(below).mean()
    assert 0 < share["will and may"] < 1 and 0 < share["United States"] < 1 and share["hedges"] > 0.8
    lesson = (PROJECT / "notebooks" / "deeper" / "02_frames_and_favoured_words.ipynb").read_text(encoding="utf-8")
    assert "tips *will and may* or *United States*, the hedges hardly ever" in lesson
