"""The three codings with which the reference can be checked: their figures, and where they differ or doubted."""

import re
import shutil
from itertools import combinations

import pytest

from helpers import doubted, load_case, stability
from tellings.case.files import PROJECT, CaseError
from tellings.coding.agreement import alpha
from tellings.coding.recoding import recodings

CASE = load_case("seeds")
CODERS = PROJECT / "seeds" / "gold" / "coders"


def test_agreement_is_what_the_codings_own_page_states():
    stated = re.findall(r"^\| (tone|frame|function|voice) \| ([^|]+) \| (\S+) \| (\S+) \| (\S+) \| (\d+) % \|$",
                        (CODERS / "README.md").read_text(encoding="utf-8"), re.M)  # fmt: skip
    found = stability(CASE).set_index("question")
    assert [question for question, *_ in stated] == list(found.index)
    for question, among, *pairs, same in stated:
        row = found.loc[question]
        low, high = (among.split("–") * 2)[:2]
        assert float(low) <= row["the recodings"] <= float(high), question
        assert [row[f"reference and coder_{name}"] for name in "abc"] == [float(pair) for pair in pairs], question
        assert row["all agree"] == int(same) / 100


def test_the_codebook_tells_two_coders_at_a_time_from_all_three():
    """Their own page, given with the codings, has .96–.98 for voice where alpha of the three is .98."""
    rows, names = recodings(CASE), [f"coder_{name}" for name in "abc"]
    two = {round(alpha(rows[rows.coder.isin(pair)], "voice"), 2) for pair in combinations(names, 2)}
    assert two == {0.96, 1.0} and round(alpha(rows, "voice"), 2) == 0.98
    book = (CODERS.parent / "CODEBOOK.md").read_text(encoding="utf-8")
    assert "two of them at a time have .96 or 1, all three together .98" in book


def test_each_coder_has_coded_each_sentence_of_the_reference():
    rows = recodings(CASE)
    reference = CASE.gold("sentences")
    coded = set(reference.sentence[reference.tone.notna()])
    assert len(coded) == 96
    assert rows.groupby("coder").sentence.apply(set).to_dict() == {f"coder_{name}": coded for name in "abc"}
    assert rows[rows.doubt == "x"].groupby("coder").size().tolist() == [51, 70, 61]
    assert CASE.coders().equals(rows)


def test_where_codes_differ_at_least_one_coder_had_doubts():
    rows = doubted(CASE)
    differ = rows[(rows[["tone", "frame", "function", "voice"]] != "").any(axis=1)]
    assert len(rows) == 74 and len(differ) == 34
    assert (differ.doubts > 0).all()
    assert (rows.doubts == 3).sum() == 48
    told = rows.set_index("sentence")
    against = [
        name
        for name, *codes in told[["tone", "frame", "function", "voice"]].itertuples(name=None)
        if any(code and len(set(code.split(" | ")[1].split(", "))) == 1 for code in codes)
    ]
    assert len(against) == 8
    assert "In eight of the 96 sentences all three" in (CODERS.parent / "CODEBOOK.md").read_text(encoding="utf-8")
    assert told.loc["pism-19", "tone"] == "0 | −1, −1, −1"
    assert told.loc["lbc-12", "frame"] == "security | security, security, morality"


def test_each_gap_in_the_codebook_has_a_rule_and_a_note():
    page = (CODERS / "README.md").read_text(encoding="utf-8")
    named = re.findall(
        r"\b(lbc|pism|later)-(\d\d)((?:(?:,| and) \d\d)*)", page.split("Where the wording of the codebook")[1]
    )
    gaps = {f"{text}-{number}" for text, first, more in named for number in [first, *re.findall(r"\d\d", more)]}
    rows = CASE.gold("sentences")
    rows = rows[rows.note.notna()]
    assert gaps <= set(rows.sentence[rows.note != ""])
    book = (PROJECT / "seeds" / "gold" / "CODEBOOK.md").read_text(encoding="utf-8").split("## Notes")[1]
    assert all(name in book for name in rows.sentence[rows.note != ""])
    assert set(rows.sentence[rows.note != ""]) <= set(doubted(CASE).sentence)


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(PROJECT / "seeds", tmp_path / "seeds")
    return tmp_path / "seeds"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("lbc-12,0,security", "lbc-12,0,safety", "'safety' is no code for frame"),
        ("lbc-12,0,security", "lbc-99,0,security", "lbc-12 is not coded both here and"),
        (",doubt", ",doubts", "coder_a.csv has no column 'doubt': add it, empty where there is nothing to say"),
    ],
)
def test_a_coding_that_does_not_fit_is_refused(copied, old, new, fault):
    path = copied / "gold" / "coders" / "coder_a.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(CaseError, match=fault):
        recodings(load_case(copied))


def test_a_coding_outside_the_case_is_not_read(copied):
    path = copied / "gold" / "coders" / "coder_a.csv"
    path.rename(copied.parent / "elsewhere.csv")
    path.symlink_to(copied.parent / "elsewhere.csv")
    with pytest.raises(CaseError, match="coder_a.csv"):
        recodings(load_case(copied))


def test_a_difference_without_doubts_is_shown(copied):
    path = copied / "gold" / "coders" / "coder_a.csv"
    sure = next(row for row in recodings(CASE).itertuples() if row.sentence not in set(doubted(CASE).sentence))
    old, new = (f"{sure.sentence},{sure.tone},{frame}," for frame in (sure.frame, "none"))
    assert sure.frame != "none" and path.read_text(encoding="utf-8").count(old) == 1
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    row = doubted(load_case(copied)).set_index("sentence").loc[sure.sentence]
    assert row.doubts == 0 and row.tone == "" and row.frame == f"{sure.frame} | none, {sure.frame}, {sure.frame}"


def test_a_case_without_recodings_says_so(copied):
    shutil.rmtree(copied / "gold" / "coders")
    with pytest.raises(CaseError, match="holds no coding"):
        recodings(load_case(copied))
