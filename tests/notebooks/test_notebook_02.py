"""What notebook 02 says in its prose without computing it there."""

import re

import pytest
from collection import DEEPER, LESSONS, cells

from helpers import explain, sentence_tone, tone_table, words
from tellings.case.files import PROJECT
from tellings.coding.agreement import bootstrap_mean, coverage
from tellings.coding.recoding import doubted
from tellings.framing.fragility import fragility, mean_differences
from tellings.framing.frames import frame_by_words, score_frames
from tellings.framing.keyness import keyness
from tellings.framing.lexicons import listed_value, straight, vader
from tellings.reading.terms import body, word_groups


@pytest.fixture(scope="module")
def tones(case):
    table = tone_table(case)
    return table[table.role == "body"]


def test_the_lexicon_has_some_7500_entries_up_to_four():
    values = vader().lexicon.values()
    assert 7400 < len(values) < 7600
    assert min(values) >= -4 and max(values) <= 4


def test_textblob_knows_no_word_of_no_terrorist_attacks():
    assert explain("There have been no terrorist attacks on allied soil.", "textblob").empty


def test_textblob_reads_not_and_does_not_read_nt():
    assert sentence_tone(["The plan is not good.", "The plan isn't good.", "The plan isn’t good."], "textblob") == [
        -0.35,
        0.7,
        0.7,
    ]


def test_words_of_the_matter():
    assert all(
        listed_value(word) is None
        for word in ["withdraw", "takeover", "flaws", "hasty", "regime", "insurgents", "backlash", "lacked"]
    )
    assert all(
        listed_value(word) > 0
        for word in ["united", "security", "justice", "support", "safe", "surprise", "agreement", "ambitious"]
    )


def test_a_name_made_a_reproach_milder(case):
    text = case.gold("sentences").set_index("sentence").text["pism-27"]
    assert sentence_tone([text])[0] < sentence_tone([text], mask=False)[0] < 0


def test_a_reproach_is_the_most_positive_sentence(tones):
    later = tones[tones.source == "later"]
    assert later.loc[later.tone.idxmax(), "sentence"] == "later-05"


def test_typography_and_one_but_make_biggest_defeat_positive(case):
    table = tone_table(case["later"])
    first = table[table["item"] == 1]
    assert "“Biggest Defeat”" in first.text.iloc[0]
    for text in (" ".join(first.text), case["later"].text):
        assert text.lower().split().count("but") == 1
        score = {marks: sentence_tone([text], mask=False, marks=marks)[0] for marks in ("as written", "straight")}
        silent = sentence_tone([text.replace(" but ", " name ")], mask=False)[0]
        assert score["as written"] > 0.1 and silent < -0.7
        assert silent < score["straight"] < score["as written"] - 0.35
    effects = explain(case["later"].text, mask=False).set_index("word").effect
    assert effects["but"] == effects.max() and effects["freedom"] == 0
    assert "“" not in case["lbc"].text and "’" not in case["lbc"].text and "’" in case["later"].text
    assert sentence_tone(["Defeat”"], marks="as written") == [0.0] > sentence_tone(["Defeat”"])


def test_the_rule_for_but_takes_freedom_for_commitment(tones):
    charge = tones.text[tones.sentence == "later-05"].item()
    assert listed_value("freedom") / 2 == listed_value("commitment")
    effects = explain(charge).set_index("word").effect
    assert effects["freedom"] == 0 < effects["commitment"]


def test_more_than_half_of_lbc_is_quoted_from_one_man(case):
    inside = words(case["lbc"]).query("role == 'body'")
    quotes = case.gold("quotes").query("source == 'lbc' and kind == 'direct'")
    assert set(quotes.speaker) == {"Stoltenberg"}
    quoted = sum(any((quotes.start <= row.start) & (quotes.end >= row.end)) for row in inside.itertuples())
    assert 0.52 < quoted / len(inside) < 0.54


def test_pism_is_below_zero_with_one_list_and_above_with_another(case, tones):
    assert bootstrap_mean(tones.tone[tones.source == "pism"])[2] < 0
    textblob = tone_table(case, "textblob")
    assert textblob.tone[(textblob.source == "pism") & (textblob.role == "body")].mean() > 0


def test_fragility_is_as_large_as_the_notebook_says(case):
    table = fragility(case, items=False)
    assert {name: table[name].nunique() for name in ("lexicon", "mask", "page", "unit")} == {
        "lexicon": 3,
        "mask": 2,
        "page": 3,
        "unit": 3,
    }
    assert table.left_out.nunique() - 1 == 110
    # "setting names aside changes no score of TextBlob"
    assert set(table["mask"][table.lexicon == "textblob"]) == {True}
    # "`pism` lies below `lbc` in every combination that can be defended, and not in all others"
    whole = table[table.left_out == ""]
    lower = whole.pism < whole.lbc
    assert lower[whole.against == ""].all() and not lower.all()
    assert set(whole.unit[~lower]) == {"sentence", "word"} and set(whole.lexicon[~lower]) == {"nltk"}
    # "the place of `later` turns with the word list"
    sound = whole[whole.against == ""]
    assert ((sound.later > sound.lbc) == (sound.lexicon == "vader")).all()


def test_a_paragraph_of_lbc_is_a_sentence_and_one_of_pism_up_to_fifteen(tones):
    sizes = tones.groupby(["source", "paragraph"]).size().groupby("source").max()
    assert (sizes["lbc"], sizes["pism"]) == (1, 15)


def test_differences_hold_nothing_but_one_pair_of_textblobs(case, tones):
    ours = mean_differences(tones)
    assert len(ours) == 6 and ((ours.low < 0) & (ours.high > 0)).all()
    other = tone_table(case, "textblob")
    found = mean_differences(other[other.role == "body"])
    apart = found[(found.low > 0) | (found.high < 0)]
    assert apart[["lower", "higher"]].to_numpy().tolist() == [["later 2", "later 1"]]


def test_bars_over_five_sentences_are_too_short(tones):
    assert round(100 * coverage(tones.tone[tones.source == "pism"], 5)) == 84


def test_the_words_that_pull_sentences_into_security(case):
    coding = case.gold("sentences").query("frame not in ['', 'security']").set_index("sentence")
    found = frame_by_words(words(case))
    pulled = coding[[found.get(sentence) == "security" for sentence in coding.index]].text.str.lower()
    assert all(pulled.str.contains(rf"\b{word}").any() for word in ("security", "threat", "attack", "militar"))


def test_which_words_pass_and_which_could_not(case):
    article = body(words(case))
    found = {prior: keyness(article, "lbc", "pism", prior=prior) for prior in (50, 500, 5000)}
    assert {prior: one.beyond for prior, one in found.items()} == {
        50: ["he", "the"],
        500: ["said", "he", "the"],
        5000: ["said", "he", "the"],
    }
    assert all(set(one.beyond_by_g2) == {"said", "he"} for one in found.values())
    seeds = [keyness(article, "lbc", "pism", seed=seed) for seed in range(5)]
    assert {word for one in seeds for word in one.beyond} == {"said", "he", "the", "for"}
    assert {*map(tuple, (one.beyond_by_g2 for one in seeds))} == {("said", "he")}
    assert found[500].smallest_count() == (6, 19)
    counts = found[500].table.set_index("word")
    assert all((counts.count_1[word], counts.count_2[word]) == (4, 0) for word in ("must", "stay", "we"))


def test_the_forecasts_of_the_abstract_are_four_and_said_again(case):
    hits = word_groups(body(words(case["pism"])))
    ahead = hits[hits.group == "will and may"]
    assert list(ahead.sentence[ahead.role == "abstract"]) == ["pism-03", "pism-03", "pism-04", "pism-05"]
    assert len(ahead) == 25
    # The body says them again: pism-55 (twice), pism-58, pism-62.
    assert {"pism-55", "pism-58", "pism-62"} <= set(ahead.sentence)


def test_what_the_frames_leave_open(case):
    coding = case.gold("sentences")
    assert (coding.frame == "morality").sum() == 0
    text = coding.set_index("sentence").text
    assert (
        "freedom and democracy" in text["later-05"] and coding.frame[coding.sentence == "later-05"].item() == "capacity"
    )
    remedies = coding[coding.function == "remedy"].set_index("sentence")
    assert len(remedies) == 39 and "response force" in remedies.text["pism-16"] and "pism-54" in remedies.index
    assert "should" in remedies.text["pism-54"]


def test_that_a_deed_is_a_remedy_is_the_reference_and_not_the_codebook(case):
    """The codebook's notes leave it open; by the rule that they propose pism-16 would be none."""
    book = (PROJECT / "seeds" / "gold" / "CODEBOOK.md").read_text(encoding="utf-8")
    row = next(line for line in book.splitlines() if "is every reported deed a `remedy`?" in line)
    assert "by this rule pism-16 and pism-20 would be `none`" in row
    prose = "".join(source for _, source, _ in cells(LESSONS[2], "markdown"))
    assert "the reference takes most reported deeds" in prose and "the codebook takes in" not in prose
    key = (PROJECT / "classroom" / "key.md").read_text(encoding="utf-8")
    assert "by the codebook and not by Entman" not in key and "a rule that the codebook leaves open" in key


def test_the_bold_words_say_which_uncertainty_a_number_carries():
    prose = [source for _, source, _ in cells(LESSONS[2], "markdown")]
    start = next(number for number, source in enumerate(prose) if "the bold words below say which" in source)
    for word in ("instrument", "coder", "sentence"):
        assert any(re.search(rf"\*\*{word}s?\*\*", source, re.I) for source in prose[start + 1 :]), word


def test_the_rule_of_but_halves_the_defeat_of_a_headline_with_straight_marks(case):
    """With the marks of the file `Defeat”` is no word to the program, so there is nothing to halve."""
    headline = case.sentence("later-01")
    assert vader().polarity_scores(headline)["compound"] != vader().polarity_scores(straight(headline))["compound"]
    prose = "".join(source for _, source, _ in cells(LESSONS[2], "markdown"))
    assert "halves the defeat of the headline (its marks made straight)" in prose


def test_three_later_coders_doubted_most_of_the_ten(case):
    ten = ["lbc-09", "lbc-20", "lbc-25", "pism-12", "pism-34", "pism-39", "pism-57", "later-04", "later-05", "later-13"]
    assert set(doubted(case).sentence) >= set(ten) - {"pism-34"}


def test_who_reads_the_row_of_causes_finds_what_the_notebook_finds(case):
    coding = case.gold("sentences")
    causes = coding[coding.function == "cause"].set_index("sentence")
    assert set(causes.voice[causes.source == "lbc"]) == {"Stoltenberg"}
    assert causes.text[causes.source == "lbc"].str.contains("Afghan").all()
    assert list(causes.index[causes.source == "pism"]) == ["pism-07", "pism-09", "pism-18", "pism-28", "pism-47"]
    assert causes.voice["pism-28"] == "critics"
    assert list(causes.index[causes.source == "later"]) == ["later-05"]


def test_fourteen_sentences_are_coded_security(case):
    assert (case.gold("sentences").frame == "security").sum() == 14


def test_nobody_but_officials_and_papers_speaks(case):
    voices = set(case.gold("quotes").speaker) - {""}
    assert voices <= {
        "Stoltenberg",
        "Biden",
        "Biden and Stoltenberg",
        "NATO",
        "NATO members",
        "critics",
        "US",
        "Russia and China",
        "WSJ",
        "Trump",
        "Fitrat",
        "It is argued",
        "There are arguments",
    }


PROSE = "\n\n".join(source for _, source, _ in cells(LESSONS[2], "markdown"))
ASIDE = "\n\n".join(source for path in DEEPER if path.name[:2] == "02" for _, source, _ in cells(path, "markdown"))


def test_the_sections_are_numbered_without_a_gap():
    assert [int(number) for number in re.findall(r"^## (\d) ", PROSE, re.M)] == [1, 2, 3, 4, 5, 6]
    assert "## 5 Break it" in PROSE and "## 5 Break it" not in PROSE.split("**Attack this, too.**")[1]


def test_abstract_and_body_is_no_page_of_the_grid_and_does_not_turn_the_order(case):
    table = tone_table(case, "nltk")
    means = table[table.role.isin(["abstract", "body"])].groupby("source").tone.mean()
    assert 0 < means["lbc"] - means["pism"] < 0.003
    assert "a page that is none of the three; there the two lie close together" in ASIDE


def test_no_nationality_is_given_to_the_civilians_killed(case):
    text = case.gold("sentences").set_index("sentence").text["pism-19"]
    assert text.endswith("killed 13 American troops and more than 150 civilians.")
    assert "of the civilians killed no text says from where" in PROSE and "Afghans who died" not in PROSE


def test_what_was_never_coded_or_never_found_has_no_share(case):
    scores, _ = score_frames(frame_by_words(words(case)), case.gold("sentences"))
    scores = scores.set_index("frame")
    assert (scores.precision.isna() == (scores.found == 0)).all() and (
        scores.recall.isna() == (scores.coded == 0)
    ).all()
    assert scores.recall.isna()["morality"] and "the field is empty" in ASIDE
