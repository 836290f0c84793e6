"""An argument checked: every fault of evidence by its name, nothing else, and no traceback whatever is written."""

import pytest
from doubling import growth, took
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from helpers import check_argument, load_case
from tellings.case.files import CaseError


@pytest.fixture(scope="module")
def case():
    return load_case("seeds")


def problem(case, claim):
    return check_argument(claim, case).problem.tolist()


@pytest.mark.parametrize(
    "claim",
    [
        "The bulletin says that the collapse “took NATO by surprise” [pism-12].",
        'It says that it "TOOK Nato by surprise". [pism-12]',
        "It speaks of a “rapid collapse … by surprise” [PISM-12].",
        "Of “the rapid collapse of the […] structures” it says so [pism-12; lbc-17].",
        "Two sentences in a row: “This is the biggest defeat of NATO … the right decision” [later-03, later-04].",
        "In any order: “biggest defeat of NATO however, I still believe” [later-04, later-03].",
        "Two links stand between: “organised from Afghanistan … do not regain a foothold” [lbc-09, lbc-12].",
        "Each in its text: “failed to stand up”, and “the biggest defeat of NATO” [lbc-17, later-03].",
        "The leaders ‘failed to stand up’ in his eyes [lbc-17].",
        "[pism-12] has the word ‘surprise’.",
        "It is told at length [lbc-09 to lbc-12].",
        "It is told at length [lbc-09–12 and pism-03].",
        "He was in office (outside: the government’s site, 4 February 2025).",
        "He was in office [outside: the government’s site].",
        "He was in office (from outside: the government’s site).",
        # Citations as students type them.
        "The leaders “failed to stand up” (lbc-17).",
        "The leaders failed (see lbc-17, lbc-15).",
        "The leaders failed [lbc 17].",
        "As #lbc-17 says, the leaders failed.",
        "The leaders failed [LBC17; cf. lbc, sentence 15].",
        "He warned [lbc-7].",
        "The leaders failed [see lbc–15, 17 and 18].",
        "The leaders failed [lbc-17/18, p. 2].",
        "The leaders failed [lbc-17; outside].",
        "According to lbc-17, the leaders “failed to stand up”.",
        "The leaders failed[^a].\n\n[^a]: lbc-17",
        "He says: “This is the biggest defeat of NATO. However, I still believe” it [later-03, later-04].",
        # Who asks claims nothing.
        "Whose failure was it?",
    ],
)
def test_evidence_that_stands(case, claim):
    assert problem(case, claim) == [""]


@pytest.mark.parametrize(
    "cited, ids, said",
    [
        ("lbc-09 to lbc-12", "lbc-09, lbc-10, lbc-11, lbc-12", ""),
        ("lbc-09–12 and pism-03", "lbc-09, lbc-10, lbc-11, lbc-12, pism-03", ""),
        ("lbc-12 to lbc-10", "lbc-10, lbc-11, lbc-12", ""),
        ("pism-01 to pism-60", "pism-01, pism-60", ""),
        ("lbc-26 to lbc-90", "lbc-26, lbc-90", "no such sentence"),
        ("see lbc–15, 17 and 18", "lbc-15, lbc-17, lbc-18", ""),
        ("lbc-17/18, p. 2", "lbc-17, lbc-18", ""),
        ("LBC17; cf. lbc, sentence 15", "lbc-17, lbc-15", ""),
    ],
)
def test_each_sentence_of_a_citation_is_looked_up(case, cited, ids, said):
    found = check_argument(f"So it went [{cited}].", case)
    assert found.citations.tolist() == [ids] and found.problem.tolist() == [said]


@pytest.mark.parametrize(
    "claim, wrong",
    [
        ("The mission failed.", "no evidence"),
        ("The mission “failed”.", "no evidence"),
        ("The mission failed [sic] (see [here](http://a.b)).", "no evidence"),
        ("The mission failed [1].", "no evidence"),
        ("The mission failed [lbc-99].", "no such sentence"),
        ("The mission failed [times-03].", "no such sentence"),
        ("The mission failed [lbc-17, lbc-99].", "no such sentence"),
        ("He speaks of a “total failure” [lbc-17].", "words not in the sentence"),
        ("It says “by surprise … rapid collapse” [pism-12].", "words not in the sentence"),
        ("It “took NATO by” storm and “by night” [pism-12].", "words not in the sentence"),
        ("NATO “failed to stand up … the biggest defeat of NATO” [lbc-17, later-03].", "words not in the sentence"),
        ("He says “was not easy … albeit a painful one” [lbc-20, later-04].", "words not in the sentence"),
        ("“Have the capability … a stable and peaceful Afghanistan” [lbc-13, lbc-26].", "words not in the sentence"),
        ("“Allies have the capability … to focus on training” [lbc-13, lbc-15].", "words not in the sentence"),
        ("Of a “challenging endeavor … recognizes Taliban Regime” [later-06, later-07].", "words not in the sentence"),
        ("“From Afghanistan … calls for meeting” [lbc-09, lbc-10].", "words not in the sentence"),
        ("The leaders failed (lbc-99).", "no such sentence"),
        ("The leaders “failed to sit down” (lbc-17).", "words not in the sentence"),
        (
            "“The biggest defeat of NATO. However, I still deny it” is his [later-03, later-04].",
            "words not in the sentence",
        ),
        ("In later 3 people speak, and in COVID-19 none.", "no evidence"),
        ("Whose failure was it [lbc-99]?", "no such sentence"),
        ("He was in office (outside knowledge).", "outside knowledge without a source"),
        ("He was in office (outside).", "outside knowledge without a source"),
        ("He was in office (outside: ) [lbc-17].", "outside knowledge without a source"),
        ("He said “nonsense” [lbc-17, lbc-99].", "no such sentence; words not in the sentence"),
    ],
)
def test_each_fault_by_its_name(case, claim, wrong):
    assert problem(case, claim) == [wrong]


def test_a_citation_behind_the_stop_belongs_to_its_sentence(case):
    found = check_argument("He blames the leaders. [lbc-17] Nobody else does. “And so”, they say. [pism-12]", case)
    assert found.citations.tolist() == ["lbc-17", "", "pism-12"]
    assert found.problem.tolist() == ["", "no evidence", "words not in the sentence"]


def test_markdown_is_read_as_its_reader_sees_it(case):
    text = "# Whose failure?\n\nHe *blames* the leaders\nof the **republic** [lbc-17].\n\n---\n\n- One reason [lbc-20]\n- two\n"
    found = check_argument(text, case)
    assert found.text.tolist() == ["He blames the leaders of the republic.", "One reason", "two"]
    assert found.citations.tolist() == ["lbc-17", "lbc-20", ""] and found.claim.tolist() == [1, 2, 3]


def test_markup_is_text(case):
    assert "<script>" in check_argument("Look <script>alert(1)</script> here [lbc-17].", case).text[0]


@pytest.mark.parametrize("text", ["", "  ", "#", "“", "[", "[lbc-17]", "Failure", "[[lbc-17]]", "(outside", "…"])
def test_the_shortest_arguments_give_a_table(case, text):
    assert list(check_argument(text, case)) == ["claim", "text", "citations", "problem"]


def test_a_long_argument_takes_seconds_and_a_book_gets_a_sentence(case):
    text = "He “failed” them all, said one [lbc-17]. " * 4000
    assert len(check_argument(text, case)) == 4000 and took(lambda turn: check_argument(f"{text}{turn}", case), 10) < 10
    with pytest.raises(CaseError, match="check it in parts"):
        check_argument("word " * 50_000, case)
    with pytest.raises(TypeError):
        check_argument(None, case)


@tries(300)
@given(st.text(st.sampled_from("ab.|[]()“”\"'‘’-–17lbc:,;# \n*…outside"), max_size=200))
def test_any_text_gives_a_row_a_claim(case, text):
    found = check_argument(text, case)
    known = {"", "no evidence", "no such sentence", "words not in the sentence", "outside knowledge without a source"}
    assert {one for problem in found.problem for one in problem.split("; ")} <= known


@pytest.mark.parametrize("form", ["1. {}\n2. {}", "1) {}\n\n2) {}", "> 1. {}\n> 2. {}"])
def test_the_number_of_a_claim_in_a_list_is_no_claim(case, form):
    found = check_argument(form.format("He was surprised [lbc-18].", "Nobody was."), case)
    assert found.text.tolist() == ["He was surprised.", "Nobody was."]
    assert found.problem.tolist() == ["", "no evidence"]


@pytest.mark.parametrize(
    "form",
    [
        "- {}\n- {}",
        "1. {}\n2. {}",
        "{}\n\n{}",
        "{}\n \t\n  *{}",
        "{}\n\n“{}",
        "| what | who |\n|---|:-:|\n| {} |\n| {} |",
        "what | who\n--- | ---\n{}| \n{}|",
    ],
)
def test_claims_without_a_stop_that_begin_small_are_two(case, form):
    """One with a sentence must not hide one without."""
    found = check_argument(form.format("the rapid collapse [lbc-18]", "no evidence at all"), case)
    assert [text.strip(" |*“") for text in found.text] == ["the rapid collapse", "no evidence at all"]
    assert found.problem.tolist() == ["", "no evidence"]


@pytest.mark.parametrize("name", ["pism", "`pism`", "*pism*"])
def test_a_sentence_may_begin_with_the_name_of_a_text(case, name):
    found = check_argument(
        f"So it went. {name} has it of “surprise” [pism-12]. They left later. later is silent.", case
    )
    assert found.text.tolist() == ["So it went.", "pism has it of “surprise”.", "They left later.", "later is silent."]
    assert found.problem.tolist() == ["no evidence", "", "no evidence", "no evidence"]


@pytest.mark.parametrize("part", [" ", "\t", "[a] ", "[lbc-01] ", "“a” ", "(outside ", "a|", "| a\n|-|\n", " \n"])
def test_what_is_typed_without_end_is_checked_in_time_that_grows_with_it(case, part):
    def made(size):
        return f"He left.{part * (size // len(part))}x"

    assert growth(lambda text: check_argument(text, case), made, 12_000) < 2.6
