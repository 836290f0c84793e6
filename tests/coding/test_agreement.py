"""Agreement against published and hand-made examples; coders' files and what can be wrong with them."""

import math
import random

import pandas as pd
import pytest

from helpers import CaseError, load_case, tone_table
from tellings.case.files import PROJECT
from tellings.coding.agreement import (
    agreement,
    alpha,
    bootstrap_difference,
    bootstrap_mean,
    codebook,
    coding,
    coverage,
    differences,
    kappa,
    merge_codings,
    program_coding,
)

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", example C: four observers, twelve units, gaps.
KRIPPENDORFF = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}


@pytest.fixture(scope="module")
def reference():
    return load_case("seeds").gold("sentences")


def long(question, coders):
    rows = [
        (coder, f"s{number}", code.replace(".", ""))
        for coder, codes in coders.items()
        for number, code in enumerate(codes.split())
    ]
    return pd.DataFrame(rows, columns=["coder", "sentence", question])


def test_alpha_of_krippendorffs_own_example():
    assert alpha(long("frame", KRIPPENDORFF), "frame") == pytest.approx(0.743, abs=5e-4)
    assert alpha(long("tone", KRIPPENDORFF), "tone") == pytest.approx(0.849, abs=5e-4)


@pytest.mark.parametrize("question, codes", [("tone", ["-1", "0", "1"]), ("frame", ["policy", "security", "none"])])
def test_alpha_is_that_of_nltk(question, codes):
    """Codes of four coders by chance, with gaps, against another program."""
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import binary_distance, interval_distance

    chance = random.Random(18)
    for count in range(2, 60):
        rows = [
            (coder, name, chance.choice(codes)) for coder in "abcd" for name in range(count) if chance.random() < 0.7
        ]
        table = pd.DataFrame(rows, columns=["coder", "sentence", question])
        if math.isnan(found := alpha(table, question)):
            continue
        rows = [(coder, name, int(code) if question == "tone" else code) for coder, name, code in rows]
        distance = interval_distance if question == "tone" else binary_distance
        assert found == pytest.approx(AnnotationTask(rows, distance).alpha(), abs=1e-12)


def test_kappa_by_hand():
    # 6 of 10 the same; by chance (5·4 + 5·6) / 100 = .5; (.6 − .5) / (1 − .5) = .2
    table = long("frame", {"a": "x x x x x y y y y y", "b": "x x x y y y y y x y"})
    same = 6 + 1
    by_chance = (5 * 4 + 5 * 6) / 100
    assert kappa(table, "frame") == pytest.approx((same / 10 - by_chance) / (1 - by_chance))
    with pytest.raises(CaseError, match="kappa compares two coders, not 4: use alpha"):
        kappa(long("frame", KRIPPENDORFF), "frame")


def test_no_variation_has_no_alpha():
    assert math.isnan(alpha(long("frame", {"a": "x x", "b": "x x"}), "frame"))
    assert math.isnan(alpha(long("frame", {"a": "x y"}), "frame"))
    assert alpha(long("frame", {"a": "x y x", "b": "x y x"}), "frame") == 1


def test_a_blank_sheet_is_no_coder(reference):
    mine = coding({"lbc-09": ("", ""), "lbc-20": (None, "")})
    assert mine.empty
    found = agreement(merge_codings([mine, reference[["sentence", "tone", "frame"]]]))
    assert list(found.sentences) == [0, 0]
    assert found.alpha.isna().all()
    assert differences(merge_codings([mine, reference]), "frame", reference).empty


def test_codes_as_people_type_them():
    mine = coding(
        {"lbc-09": (-1, "Security "), "lbc-20": ("−1", ""), "lbc-25": ("+1", "none"), "pism-12": (0.0, "policy")}
    )
    assert list(mine.tone) == ["-1", "-1", "1", "0"]
    assert list(mine.frame) == ["security", "", "none", "policy"]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"lbc-09": (2, "")}, "lbc-09: '2' is no code for tone: choose -1, 0, 1"),
        ({"lbc-09": (1, "war")}, "lbc-09: 'war' is no code for frame: choose security, capacity"),
        ({"lbc-09": "1"}, "lbc-09 needs 2 codes in brackets: tone, frame"),
        ({"lbc-09": (1,)}, "lbc-09 needs 2 codes in brackets"),
    ],
)
def test_wrong_codes_are_named(answers, message):
    with pytest.raises(CaseError, match=message):
        coding(answers)


def test_a_class_merges_its_files(tmp_path):
    coding({"lbc-09": (1, "security"), "lbc-20": (-1, "policy")}, "me").to_csv(tmp_path / "anna.csv", index=False)
    (tmp_path / "ben.csv").write_text("sentence,tone\nlbc-09,-1\nlbc-20,-1\n\ufeff"[:-1], encoding="utf-8")
    (tmp_path / "eva.csv").write_text("\ufeffsentence,tone,frame\nlbc-09,1.0,security\n", encoding="utf-8")
    merged = merge_codings(tmp_path)
    assert sorted(merged.coder.unique()) == ["anna", "ben", "eva"]
    found = agreement(merged).set_index("question")
    assert found.coders.to_dict() == {"tone": 3, "frame": 2}
    assert found.sentences.to_dict() == {"tone": 2, "frame": 1}
    assert found.agree["tone"] == 0.5  # lbc-09: one pair of three; lbc-20: one of one


def test_what_can_be_wrong_with_a_file(tmp_path):
    with pytest.raises(CaseError, match="holds no coding: put one .csv file per coder into it"):
        merge_codings(tmp_path)
    (tmp_path / "x.csv").write_text("id,mood\n1,2\n")
    with pytest.raises(CaseError, match="x.csv needs the column sentence and one of tone, frame, function"):
        merge_codings(tmp_path)
    (tmp_path / "x.csv").write_text("sentence,tone\nlbc-09,5\n")
    with pytest.raises(CaseError, match="x.csv, row 2, lbc-09: '5' is no code for tone"):
        merge_codings(tmp_path)
    (tmp_path / "x.csv").write_text("sentence,tone\nlbc-09,1\n,\n ,1\n")
    with pytest.raises(CaseError, match="x.csv, row 4 has codes and no sentence: write the id of the sentence"):
        merge_codings(tmp_path)
    with pytest.raises(CaseError, match="the table has codes and no sentence"):
        merge_codings([pd.DataFrame({"sentence": ["lbc-09", None], "tone": [1, 0]})])
    (tmp_path / "x.csv").write_text("sentence,tone\nlbc-09,1\nlbc-09,0\n")
    with pytest.raises(CaseError, match="x has coded lbc-09 twice"):
        merge_codings(tmp_path)


def test_a_program_is_one_more_coder(reference):
    tones = pd.DataFrame({"sentence": ["a", "b", "c", "d"], "tone": [0.05, 0.049, -0.05, 0.0]})
    assert list(program_coding(tones).tone) == ["1", "0", "-1", "0"]


def test_differences_quote_the_codebook(reference):
    mine = coding({"later-05": (1, "policy"), "lbc-09": (1, "security")})
    found = differences(merge_codings([mine, reference]), "tone", reference)
    assert list(found.sentence) == ["later-05"]
    assert found.me.item() == "1"
    assert found.reference.item() == "-1"
    assert "as good, successful, hopeful or praiseworthy" in found.codebook.item()
    assert "lacked the commitment" in found.text.item()


def test_the_codebook_table_quotes_the_codebook():
    text = (PROJECT / "seeds" / "gold" / "CODEBOOK.md").read_text(encoding="utf-8").replace("\n", " ")
    for question in ("tone", "frame", "function"):
        for code, wording in codebook(question).items():
            assert wording in text, (question, code)
    with pytest.raises(CaseError, match="no question 'mood': it asks tone, frame, function"):
        codebook("mood")


def test_the_codebook_covers_the_reference(reference):
    for question in ("frame", "function"):
        assert set(reference[question]) - {""} <= set(codebook(question))


def test_intervals_are_seeded_and_hold_the_value(reference):
    machine = reference[reference.tone.notna()].assign(tone=0, coder="zero")
    codings = merge_codings([machine[["coder", "sentence", "tone"]], reference[["sentence", "tone"]]])
    first, second = agreement(codings), agreement(codings)
    assert first.equals(second)
    assert (first.low <= first.alpha).all() and (first.alpha <= first.high).all()


def test_the_interval_of_a_difference():
    one, two = [0.1, 0.5, 0.9] * 10, [0.0, 0.2, 0.1] * 10
    difference, low, high = bootstrap_difference(one, two)
    assert difference == pytest.approx(0.4) and 0.2 < low < difference < high < 0.6
    assert bootstrap_difference(two, one)[0] == pytest.approx(-0.4)
    assert bootstrap_difference(one, two) == bootstrap_difference(one, two)
    # Two means drawn anew apart move more than either alone: the widths add in squares.
    widths = [high - low for _, low, high in (bootstrap_mean(one), bootstrap_mean(two), (0, low, high))]
    assert widths[2] == pytest.approx(math.hypot(*widths[:2]), rel=0.05)
    assert all(math.isnan(value) for value in bootstrap_difference([], one))


def test_intervals_overlap_where_the_difference_is_clear():
    """Overlap of two intervals is no test: here they overlap, and the interval of the difference holds no 0."""
    one, two = [0.0, 1.0] * 30, [0.2, 1.2] * 30
    (_, _, top), (_, bottom, _) = bootstrap_mean(one), bootstrap_mean(two)
    assert bottom < top and bootstrap_difference(two, one)[1] > 0


def test_the_interval_of_five_sentences_is_too_short(reference):
    tones = tone_table(load_case("seeds"))
    pism = tones.tone[(tones.source == "pism") & (tones.role == "body")]
    assert 0.82 < coverage(pism, 5) < 0.86
    assert 0.92 < coverage(pism, 56, samples=600, draws=500) < 0.97


def test_a_file_may_hold_several_coders(tmp_path):
    """A row without a coder has the file's; where the column names one alone, the file's name is the coder's."""
    (tmp_path / "both.csv").write_text("coder,sentence,tone\nanna,a,1\nben,a,0\n,a,-1\n")
    (tmp_path / "eva.csv").write_text("coder,sentence,tone\nanna,a,1\nanna,b,1\n")
    merged = merge_codings(tmp_path)
    rows = list(merged[["coder", "sentence", "tone"]].itertuples(index=False, name=None))
    assert rows == [("anna", "a", "1"), ("ben", "a", "0"), ("both", "a", "-1"), ("eva", "a", "1"), ("eva", "b", "1")]


def test_samples_of_one_code_alone_are_left_out_of_the_interval():
    """Of three sentences one in three samples has one code alone, for which there is no alpha."""
    codings = long("tone", {"a": "1 1 0", "b": "1 1 0"})
    assert agreement(codings)[["alpha", "low", "high"]].values.tolist() == [[1, 1, 1]]


def test_an_interval_of_values_all_alike_holds_them_always():
    assert coverage([0.5, 0.5, 0.5], 2, samples=20, draws=20) == 1
