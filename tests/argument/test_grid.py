"""The corroboration grid: what a coding joins stands side by side, what the program proposes says so and how well."""

import shutil

import pandas as pd
import pytest

from helpers import corroboration, load_case, text_source
from tellings.argument.grid import SILENT, VERDICTS, grid_scores, proposed_rows
from tellings.case.files import CaseError
from tellings.case.folder import Case
from tellings.case.tables import read_table, write_table


@pytest.fixture(scope="module")
def case():
    return load_case("seeds")


@pytest.fixture(scope="module")
def grid(case):
    return corroboration(case)


def test_rows_of_the_three_texts_are_the_coded_ones(case, grid):
    assert list(grid)[6:] == list(case) and set(grid.basis) == {"coded"} and set(grid.verdict) <= set(VERDICTS)
    takeover = grid[grid.what == "Taliban enter Kabul and take power"].squeeze()
    assert "[lbc-08]" in takeover.lbc and "[pism-13]" in takeover.pism and takeover.later == SILENT
    assert grid.verdict.map(VERDICTS.index).is_monotonic_increasing


def test_claims_that_conflict_and_one_man_in_two_texts(grid):
    claims = grid[grid.kind == "claim"]
    gains = claims[claims.lbc.str.contains("lbc-25", regex=False)].squeeze()
    assert gains.verdict == "differs" and "[later-06]" in gains.later
    assert (grid.iloc[:, 6:] != SILENT).sum(axis=1).min() >= 2


def test_a_condition_that_the_coding_sets_stands_beside_the_verdict(grid):
    """claims.csv: the agreement of pism-07 and that of later-14 agree "if the agreement is the same"."""
    rows = grid[grid.pism.str.contains("pism-07", regex=False) & grid.later.str.contains("later-14", regex=False)]
    (claim,) = rows[rows.kind == "claim"].itertuples()
    assert claim.verdict == "agrees" and claim.note == "if the agreement is the same, which no text says"
    (leaving,) = grid.note[grid.what == "NATO decides to end its presence"]
    assert "told by later only if NATO is the one that leaves" in leaving
    (agreement,) = grid.note[grid.what.str.startswith("US-Taliban agreement")]
    assert "that they mean one agreement is inferred" in agreement


def test_sentences_alike_may_have_no_date_and_are_then_not_said_to_have_dates_that_meet(case):
    rows = pd.DataFrame(proposed_rows(case)).loc[lambda rows: rows[0] == "event"]
    assert list(rows[4]).count("sentences that are alike") == 3 and len(rows) == 4


def test_proposals_are_measured_on_the_coding(case):
    scores = grid_scores(case)
    assert scores["right"] <= scores["pairs"] and scores["found"] <= scores["rows"]
    assert scores["right"] / scores["pairs"] >= 0.6


def proposed(*texts):
    return corroboration(Case([text_source(text, id=f"t{n}", published="2019-11-19") for n, text in enumerate(texts)]))


SAID = "“We saw the water come over the wall at night, and nobody had rung the bell for us,”"
ONE = f"Weir opened\n\nThe weir at Alder burst on Monday. The flood injured 14 people in Alder. {SAID} said Bo Lind."
TWO = f"Siren silent\n\nThe weir at Alder burst on Monday. The flood at Alder injured 16 people. {SAID} said Bo Lind."


def test_numbers_that_differ_come_first_in_any_case():
    grid = proposed(ONE, TWO)
    first = grid.iloc[0]
    assert (first.kind, first.what, first.verdict, first.basis) == (
        "number",
        "injured",
        "differs in a number",
        "proposed",
    )
    assert "14 people" in first.t0 and "16 people" in first.t1 and "[t1-03]" in first.t1


def test_sentences_alike_whose_numbers_differ_do_not_agree():
    def verdicts(*texts):
        rows = proposed(*texts)
        return [(row.kind, row.verdict, row.note) for row in rows.itertuples() if "14 people" in row.t0]

    number = ("number", "differs in a number", "at two times, or counted in two ways, both can be right")
    assert {number, ("event", "differs in a number", "sentences that are alike")} < set(verdicts(ONE, TWO))
    number = ("number", "agrees", "in words that two texts share")
    assert {number, ("event", "agrees", "sentences that are alike")} < set(verdicts(ONE, TWO.replace("16", "14")))
    assert ("number", "agrees", "") in verdicts(ONE, "Siren silent\n\nAt Alder 14 people were injured.")


def test_one_man_quoted_twice_is_no_second_witness():
    grid = proposed(ONE, TWO)
    quoted = grid[grid.note == "the same words between quotation marks"]
    assert quoted.verdict.tolist() == ["one man twice"] and "Bo Lind" in set(grid.what[grid.kind == "speech"])


@pytest.mark.parametrize("texts", [[ONE], ["Nothing\n\nNobody was asked.", "Other\n\nIt rained there."]])
def test_texts_that_share_nothing_give_an_empty_grid(texts):
    assert proposed(*texts).empty


def test_the_grid_can_be_edited_and_comes_back(tmp_path, grid):
    write_table(grid, tmp_path / "grid.csv")
    assert read_table(tmp_path / "grid.csv").pism.tolist() == grid.pism.tolist()


def test_scores_need_a_coding():
    with pytest.raises(CaseError):
        grid_scores(Case([text_source(ONE, id="a"), text_source(TWO, id="b")]))


def test_coded_numbers_that_conflict_differ_in_a_number(tmp_path, case):
    """The claims of later-06 and lbc-25 that conflict, coded as numbers."""
    shutil.copytree(case.folder, tmp_path / "case")
    path = tmp_path / "case" / "gold" / "claims.csv"
    claims = read_table(path)
    claims.loc[claims.check.str.contains("conflicts:"), "kind"] = "number"
    write_table(claims, path)
    grid = corroboration(load_case(tmp_path / "case"))
    gains = grid[grid.lbc.str.contains("[lbc-25]", regex=False) & grid.later.str.contains("[later-06]", regex=False)]
    assert gains[["kind", "verdict", "basis"]].values.tolist() == [["number", "differs in a number", "coded"]]


def test_of_a_speaker_three_sentences_a_text_are_shown():
    said = "\n\n".join(f"“The {place} was shut,” said Bo Lind." for place in ("gate", "weir", "dam", "lock"))
    (row,) = (
        proposed(f"Weir opened\n\n{said}", "Siren\n\n“Nobody rang a bell,” said Bo Lind.").query("kind == 'speech'").t0
    )
    assert "dam was shut" in row and "lock was shut" not in row
