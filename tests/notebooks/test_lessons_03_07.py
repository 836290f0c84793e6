"""What hostile readers found in lessons 03 to 06 and in the guide, held to what was mended."""

import csv
from collections import Counter
from math import log

import pytest
from collection import DEEPER, LESSONS, cells
from live import run

from helpers import corpus, framing, load_case, only, propose_events, words
from tellings.case.files import PROJECT
from tellings.framing.keyness import keyness
from tellings.own import sections
from tellings.own.parts import open_case
from tellings.reading.likeness import is_content, stem
from tellings.reading.terms import body


def prose(path):
    return "\n\n".join(source for _, source, _ in cells(path))


CASE = load_case("seeds")
THIRD, FOURTH, FIFTH, SIXTH = (prose(LESSONS[n]) for n in (3, 4, 5, 6))
DEEP = {path.stem: path for path in DEEPER}
PROPOSING, FINDING = DEEP["03_what_a_program_would_draw"], DEEP["04_how_good_is_the_finder"]
GUIDE = (PROJECT / "classroom" / "guide.md").read_text(encoding="utf-8")


def test_recent_weeks_are_reckoned_to_a_year_and_to_no_day():
    assert "has no place on a calendar" not in THIRD
    assert "reckoned to the year of the 15 August in `pism`, and to no day" in THIRD


def test_wrong_extents_that_half_an_overlap_lets_pass_are_shown():
    loose, text = run(FINDING)[0]["loose"], prose(FINDING)
    named = {"lbc": "following the Taliban's takeover", "pism": "carrying out such operations"}
    for row in loose.itertuples():
        assert row.text_found != row.text_reference
        assert named[row.source] in row.text_found and named[row.source] not in row.text_reference
        assert f"`{'lbc-07' if row.source == 'lbc' else 'pism-45'}`" in text
    assert set(loose.source) == set(named), "what the lesson names is no longer wrong: mend its prose"


def test_half_in_common_is_counted_in_characters():
    assert "if the characters that both have are at least half" in FOURTH and "half of the words" not in FOURTH


def test_that_fitrat_is_a_deputy_spokesman_is_outside_knowledge():
    with open(PROJECT / "seeds" / "outside.csv", encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if "Fitrat" in row["fact"])
    assert "notebooks/04_perspectives.ipynb" in row["used_in"].split()
    assert "that Fitrat is one is **outside knowledge**" in FOURTH
    assert not any("spokesman" in source.text for source in CASE.values())


def test_the_report_ranks_by_tone_as_its_figures_do():
    texts = open_case(str(PROJECT / "seeds"))
    parts = sections.tone(texts).parts
    told = next(part.description for part in parts if hasattr(part, "description") and "The order" in part.title)
    rows = framing.tone_table(CASE)
    means = rows[rows.role.isin(["headline", "abstract", "body"])].groupby("group").tone.mean().sort_values()
    assert f"over headline, abstract and body, the order is {' < '.join(means.index)}." in told
    lowest = framing.mean_differences(rows[rows.role.isin(["headline", "abstract", "body"])]).lower.iloc[0]
    assert lowest == means.index[0] == "later 1"


def test_a_third_of_the_texts_is_not_there_at_the_left_and_copies_are_set_apart():
    assert "Nothing was learned on the way" not in SIXTH and "Change nothing else" not in SIXTH
    title = run(LESSONS[6])[0]["growth"].chart().title
    assert title.endswith("every sentence is of the same two") and "no sentence is new" not in title
    assert "(all anew; 11)" in corpus.growth.__doc__


def test_what_shrinks_is_the_luck_of_the_draw_of_the_coder_too():
    steady = run(LESSONS[6])[0]["steady"].assign(width=lambda table: table.high - table.low)
    widths = steady.pivot(index="draws", columns="instrument", values="width")
    assert (widths.loc[3000] < 0.1 * widths.loc[10]).all() and "coder" in widths
    assert "the coder's interval shrinks as well" in SIXTH and "does cancel" not in SIXTH


def test_a_number_of_texts_is_whole():
    names = run(LESSONS[6])[0]
    assert corpus.numbers(names["compared"], names["steady"], names["readings"])["most"] == 10
    assert isinstance(corpus.numbers(names["compared"], names["steady"], names["readings"])["most"], int)


def test_the_guide_gives_the_codings_of_the_dead_and_no_grounds():
    told = next(line for line in GUIDE.splitlines() if "`pism-19`" in line)
    coders = CASE.coders()
    three = only(coders, sentence="pism-19")
    assert set(three.tone.astype(int)) == {-1} and len(three) == 3 and (three.doubt.fillna("") != "").all()
    assert only(CASE.coding.sentences, sentence="pism-19").tone.item() == 0
    assert "was not recorded" in told and "hear a threat" not in told


def test_the_key_to_the_worksheet_has_a_date_for_each_of_its_dates():
    key = next(line for line in GUIDE.splitlines() if line.startswith("The key to the paper worksheet"))
    page = (PROJECT / "classroom" / "worksheet.html").read_text(encoding="utf-8")
    assert "15 August (pism-13)" in page and "it is 15 August 2021" in key and "3.7 asks" in key


@pytest.mark.parametrize("row", ["2.1", "3.5"])
def test_what_helps_is_about_what_the_exercise_asks(row):
    line = next(line for line in GUIDE.splitlines() if line.startswith(f"| {row} |"))
    assert "five sentences" not in line and "objects" not in line


def test_what_a_program_proposes_is_counted_and_the_withdrawal_is_not_among_it():
    names, text = run(PROPOSING)[0], prose(PROPOSING)
    assert "e16" not in names["right"] and len(names["right"]) < sum(names["careful"].told_by > 1) / 2
    assert "One proposal." not in text and "by luck" not in text and "misses most is plain here" in text


def test_the_withdrawal_shares_words_and_is_too_unlike_to_be_proposed():
    table = words(CASE)
    table = table[table.role.isin(["headline", "abstract", "body"])]
    bags = {name: {stem(word) for word in group if is_content(word)} for name, group in table.groupby("sentence").word}
    seen = Counter(form for bag in bags.values() for form in bag)
    shared = bags["pism-47"] & bags["later-02"]
    assert shared == {stem(word) for word in ("withdrawal", "troops", "u.s.", "afghanistan")}
    counts = sorted(seen[form] for form in shared)
    assert f"stand in {counts[0]} to {counts[-1]} of the {len(bags)} sentences" in prose(PROPOSING)
    told = propose_events(CASE)
    assert not {"pism-47", "later-02"} <= set(told.sentence)


def test_how_many_words_all_of_each_text_once_gives_and_how_often_a_word_must_stand():
    table = body(words(CASE))
    found = {len(keyness(table, "lbc", "pism", by="source", seed=seed, draws=100).beyond) for seed in range(1, 61)}
    assert found == {2, 3, 4} and "gives two to four words, by the shuffles" in SIXTH
    full = keyness(table, "lbc", "pism", by="source")
    n, m = full.words

    def g2(ones, twos):
        parts = ((ones, n), (twos, m))
        return 2 * sum(k * log(k * (n + m) / ((ones + twos) * size)) for k, size in parts if k)

    least = (
        next(k for k in range(1, 50) if g2(k, 0) > full.g2_high),
        next(k for k in range(1, 50) if g2(0, k) > -full.g2_low),
    )
    assert (full.smallest_count(), least) == ((6, 19), (5, 17))
    assert "(by G², five and seventeen)" in prose(DEEP["02_frames_and_favoured_words"])
