"""Sheet 5: keys that the lesson's programs give, what can be argued taken, each mistake sent its own way."""

import re
import tomllib

import keys
import pytest
from answered import ALL, right_answer
from sheets import RELEASED, marked, read

from helpers import check_argument, load_case
from tellings.argument.page import rubric
from tellings.case.files import PROJECT
from tellings.exercises import verdicts
from tellings.exercises.check import judge

TASKS = [name for name in ALL if name.startswith("5.")]
CHECKED = [name for name in TASKS if ALL[name]["kind"] != "person"]
DEMAND = "called on the Taliban to facilitate their evacuation"
SOURCE = PROJECT / "classroom" / "source" / "sheet_5_argued_comparison"


@pytest.fixture(scope="module")
def case():
    return load_case("seeds")


@pytest.fixture(autouse=True)
def fresh():
    verdicts._missed.clear()


def told(task, **entries):
    """The verdict on a right answer of which some entries are others."""
    return judge(task, right_answer(ALL[task]) | {name.replace("_", " "): answer for name, answer in entries.items()})


def test_the_sheet_has_six_tasks_of_22_points_and_ten_of_them_are_a_persons():
    assert TASKS == ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6"]
    points = {name: ALL[name]["points"] for name in TASKS}
    assert sum(points.values()) == 22 and sum(points[name] for name in TASKS if name not in CHECKED) == 10


def test_nothing_in_a_released_sheet_shows_a_key():
    cells = marked(read(RELEASED["sheet_5_argued_comparison"]))
    given = "\n".join(cell.source for label, cell in cells.items() if label.startswith(("answer", "free")))
    assert "lbc-27" not in given and "inferable" not in given and "safe haven" not in given


# -- 5.1


def test_what_the_dates_allow_is_what_the_lessons_chart_has():
    key = {name: cell["key"] for name, cell in ALL["5.1"]["cells"].items()}
    assert (key["lbc"], key["pism"], key["later"]) == (["none"], ["lbc"], ["lbc", "pism"])
    assert set(key["one man"]) == {"lbc", "pism", "later"}


def test_without_outside_knowledge_the_limits_of_the_texts_leave_later_open(case):
    """later can be of 8 November 2021, and pism of December: so pism can have drawn on it."""
    limits = case.table("date_windows").set_index(["text", "knowledge"])
    latest = limits.loc[("pism", "text alone"), "latest"]
    assert limits.loc[("later 1", "with the other texts"), "earliest"] < latest
    assert limits.loc[("lbc", "text alone"), "latest"] < limits.loc[("pism", "text alone"), "earliest"]
    assert set(ALL["5.1"]["cells"]["pism by the texts alone"]["key"]) == {"lbc", "later"}


def test_whoever_takes_a_title_for_that_of_the_day_of_writing_sets_later_after_pism(case):
    """As date_windows.csv does for the second article: pism has him in office, later calls him the former one."""
    assert "NATO Secretary General Jens Stoltenberg" in case.sentence("pism-39")
    assert case.sentence("later-02").startswith("Former NATO Secretary General")
    for answer in (["lbc"], "lbc", ["later", "lbc"]):
        assert told("5.1", pism_by_the_texts_alone=answer)[0] == "right", answer
    for answer in (["none"], ["later"]):
        assert told("5.1", pism_by_the_texts_alone=answer)[0] == "known", answer
    assert "(pism-39) for his title on the day of writing" in ALL["5.1"]["right"]
    lesson = (PROJECT / "notebooks" / "05_argued_comparison.ipynb").read_text(encoding="utf-8")
    assert "if its title for him (`pism-39`) is that of the day of writing" in lesson


@pytest.mark.parametrize("none", ["none", ["none"], ["nobody"], "neither"])
@pytest.mark.parametrize("both", [["pism", "lbc"], "lbc, pism", ("pism", "LBC")])
def test_texts_may_be_listed_in_any_form_and_order(none, both):
    assert told("5.1", lbc=none, later=both)[0] == "right"


@pytest.mark.parametrize("answer", ["b", "B", "b)", "no such passage was copied, and no more"])
def test_what_no_shared_wording_shows_may_be_said_by_letter_or_words(answer):
    assert told("5.1", no_shared_wording=answer)[0] == "right"


def test_whoever_takes_no_sign_for_independence_is_asked_for_the_trace_of_retelling():
    verdict, hint = told("5.1", no_shared_wording="a")
    assert verdict == "known" and "trace" in hint


def test_two_who_quote_one_man_are_not_yet_all_who_have_it_from_him():
    verdict, hint = told("5.1", one_man=["lbc", "later"])
    assert verdict == "known" and "retells a man" in hint and "pism" not in hint


# -- 5.2


def test_the_row_is_that_of_the_coding():
    assert keys.grid_cell(DEMAND, "lbc") == ["lbc-27"] and keys.grid_cell(DEMAND, "pism") == ["pism-22"]
    assert keys.grid_silent(DEMAND, "later") == "silent" and keys.grid_verdict(DEMAND) == "agrees"


def test_a_formula_for_a_row_that_is_none_is_an_error():
    with pytest.raises(keys.CaseError, match="row of the grid"):
        keys.grid_verdict("a bridge was opened")
    with pytest.raises(keys.CaseError, match="cell"):
        keys.grid_silent(DEMAND, "pism")


@pytest.mark.parametrize(
    "entries",
    [
        {"lbc": "lbc-27", "pism": "pism-22"},
        {"lbc": ["lbc-28", "lbc-27"], "pism": ("pism-22", "pism-21")},
        {"verdict": "can't be compared"},
        {"verdict": "can’t be compared"},
        {"verdict": "cannot be compared"},
        {"later": ["silent"]},
        {"later": "nothing"},
        {"asks_in_lbc": "NATO's Secretary General"},
        {"asks_in_lbc": "he"},
        {"asks_in_lbc": "He"},
        {"asks_in_lbc": "he (Stoltenberg)"},
        {"asks_in_lbc": "NATO Secretary-General Jens Stoltenberg"},
        {"asks_in_lbc": "NATO chief (Jens) Stoltenberg"},
        {"asks_in_lbc": "NATO Secretary General Jens Stoltenberg"},
        {"asks_in_pism": "NATO/EU"},
        {"asks_in_pism": "NATO, together with the EU and nearly a hundred other nations (pism-22)"},
        {"asks_in_pism": "NATO with the EU and almost 100 nations"},
        {"asks_in_pism": "NATO and around a hundred nations"},
        {"asks_in_pism": "NATO and the European Union (EU)"},
        {"asks_in_pism": "the EU and nearly a hundred nations together with NATO"},
        {"asks_in_pism": "NATO along with the EU and nearly 100 nations"},
        {"asks_in_pism": "the allies and the EU"},
        {"asks_in_pism": "the North Atlantic Alliance"},
        {"later": "later is silent"},
        {"asks_in_lbc": "Nato's Jens Stoltenberg"},
        {"asks_in_lbc": "Nato’s Secretary General Jens Stoltenberg"},
        {"asks_in_lbc": "the Secretary General of NATO, Jens Stoltenberg"},
        {"asks_in_lbc": "Nato head Jens Stoltenberg"},
        {"asks_in_pism": "the EU and NATO"},
        {"asks_in_pism": "the European Union and NATO"},
        {"asks_in_pism": "The EU, NATO"},
        {"asks_in_pism": "NATO + EU"},
        {"asks_in_pism": "NATO, together with the EU and nearly a hundred nations"},
        {"asks_in_pism": "NATO and the EU"},
        {"asks_in_pism": "the Alliance"},
    ],
    ids=str,
)
def test_a_row_that_can_be_argued_or_is_said_in_other_words_is_taken(entries):
    assert told("5.2", **entries)[0] == "right"


@pytest.mark.parametrize(
    "who",
    [
        *(
            "NATO and Stoltenberg",
            "NATO, together with Stoltenberg",
            "Stoltenberg, for the EU and NATO",
            "NATO and Biden",
        ),
        *("NATO, Stoltenberg", "NATO (Stoltenberg)", "NATO, Biden", "NATO; the U.S.", "NATO, Russia and China"),
        *("NATO, the EU and Russia", "NATO (the author)", "NATO - Stoltenberg"),
        *("NATO and the U.S.", "NATO with the Taliban", "not NATO and the EU", "Russia, the EU and NATO", "the EU"),
    ],
)
def test_who_asks_with_nato_is_whom_the_sentence_names(who):
    assert told("5.2", asks_in_pism=who)[0] != "right"


@pytest.mark.parametrize(
    "who",
    [
        "NATO Taliban",
        "the Taliban's Jens Stoltenberg",
        "Stoltenberg and Biden",
        "Stoltenberg, Biden",
        "Stoltenberg, the Taliban",
    ],
)
def test_a_name_beside_another_is_not_the_name(who):
    assert told("5.2", asks_in_lbc=who)[0] != "right"


@pytest.mark.parametrize(
    ("entries", "asked"),
    [
        ({"lbc": ["lbc-28"]}, "what stands before it"),
        ({"lbc": ["lbc-31"]}, "his own side"),
        ({"pism": ["pism-52"]}, "the Taliban?"),
        ({"pism": ["pism-35"]}, "the sentence before"),
        ({"later": "later-14"}, "Whose withdrawal"),
        ({"asks_in_pism": "Stoltenberg"}, "name him"),
        ({"asks_in_pism": "the European Union"}, "Together with whom"),
        ({"asks_in_pism": "nearly a hundred nations"}, "Together with whom"),
        ({"verdict": "one man twice"}, "it is he who asks"),
        ({"verdict": "differs"}, "contradicts nothing"),
    ],
    ids=str,
)
def test_each_slip_in_the_row_is_asked_its_own_question(entries, asked):
    verdict, hint = told("5.2", **entries)
    assert verdict == "known" and asked in hint
    assert not re.search(r"lbc-27|pism-22|silent|agrees", hint)


def test_a_sentence_that_tells_something_else_is_not_taken_for_a_slip_of_the_key():
    for entries in ({"lbc": ["lbc-26"]}, {"pism": ["pism-23"]}, {"lbc": ["lbc-27", "lbc-20"]}):
        assert told("5.2", **entries)[0] == "wrong", entries


# -- 5.3


def test_the_card_is_that_of_the_collection(case):
    cards = case.table("evidence").set_index(["source", "field"]).basis.replace("inferred", "inferable")
    key = {name: cell["key"] for name, cell in ALL["5.3"]["cells"].items()}
    assert key == {f"{text} {field}": cards[text, field] for text, field in (name.split(" ", 1) for name in key)}
    assert len(key) == 9 and set(key.values()) == {"inferable", "outside", "unknown"}


@pytest.mark.parametrize(("cell", "basis"), [("lbc distance", "stated"), ("later hands", "stated")])
def test_a_field_that_can_be_argued_takes_both(cell, basis):
    assert judge("5.3", right_answer(ALL["5.3"]) | {cell: basis})[0] == "right"


def test_what_somebody_knows_is_outside_and_what_nobody_here_knows_is_unknown():
    full = right_answer(ALL["5.3"])
    for cell, key in full.items():
        if key in ("outside", "unknown"):
            other = "unknown" if key == "outside" else "outside"
            verdict, hint = judge("5.3", full | {cell: other})
            assert verdict == "known" and re.search("told you", hint), cell
            assert key not in hint.replace("somebody", ""), cell


def test_every_wrong_basis_has_a_hint_of_its_own():
    full = right_answer(ALL["5.3"])
    for cell, entry in ALL["5.3"]["cells"].items():
        for basis in {*entry["options"]} - {entry["key"], *entry.get("also", [])}:
            assert judge("5.3", full | {cell: basis})[0] == "known", (cell, basis)


# -- 5.4


def test_the_key_is_what_the_program_finds_in_the_argument_that_the_sheet_prints(case):
    notebook = read(RELEASED["sheet_5_argued_comparison"])
    text = next(cell.source for cell in notebook.cells if cell.source.startswith("## 5.4"))
    printed = "\n".join(re.findall(r"^> .*", text, re.M))
    found = check_argument(printed, case)
    key = [ALL["5.4"]["cells"][f"claim {number}"]["key"] for number in found.claim]
    assert len(key) == 7 and [problem or "nothing" for problem in found.problem] == key
    assert set(key) == {*ALL["5.4"]["cells"]["claim 1"]["options"]}, "a fault that no claim shows"


def test_the_claim_that_is_not_borne_out_passes_and_its_sentence_says_less(case):
    cells = ALL["5.4"]["cells"]
    assert cells[f"claim {cells['not borne out']['key']}"]["key"] == "nothing"
    told = case.gold("sentences").set_index("sentence").text
    assert "expected a deterioration in security" in told["pism-10"] and "by surprise" in told["pism-12"]
    assert "airport" in told["lbc-28"] and "lbc-48" not in told.index


@pytest.mark.parametrize(
    ("claim", "typed"),
    [("claim_1", "no fault"), ("claim_3", "No citation"), ("claim_6", "outside"), ("claim_4", "not in the sentence")],
)
def test_faults_may_be_said_in_other_words(claim, typed):
    assert told("5.4", **{claim: typed})[0] == "right"


@pytest.mark.parametrize("number", [1, 2, 3, 4, 6, 7])
def test_every_other_claim_is_told_why_it_is_not_the_one(number):
    verdict, hint = told("5.4", not_borne_out=number)
    assert verdict == "known" and ("The program sees" in hint) == (number in (3, 4, 6, 7))


@pytest.mark.parametrize("typed", [5, "5", "claim 5", "five"])
def test_the_number_of_a_claim_may_be_typed_as_it_comes(typed):
    assert told("5.4", not_borne_out=typed)[0] == "right"


def test_no_hint_of_a_claim_names_its_fault():
    for name, cell in ALL["5.4"]["cells"].items():
        if name.startswith("claim"):
            assert not any(cell["key"] in mistake["hint"] for mistake in cell["wrong"] if cell["key"] != "nothing")


# -- 5.5 and 5.6


def test_the_rubric_is_the_one_that_the_page_to_hand_in_prints():
    rows = [row for row in ALL["5.6"]["rubric"] if row[0].isdigit()]
    for (name, levels), row in zip(rubric().items(), rows, strict=True):
        assert row.startswith(f"2: {name}. 2: {levels[0]}. 1: {levels[1]}. 0: {levels[2]}")


def test_the_arguments_that_show_full_marks_have_no_fault_that_a_program_sees(case):
    with open(SOURCE / "sheet_5_argued_comparison.toml", "rb") as file:
        solution = tomllib.load(file)["5.6"]["solution"]
    page = (PROJECT / "classroom" / "samples.md").read_text(encoding="utf-8")
    sample = page.partition("### 5.6 full")[2].partition("\n| row")[0]
    for text in (solution, "\n".join(re.findall(r"^> ?(.*)", sample, re.M))):
        found = check_argument(text, case)
        assert len(found) >= 8 and not any(found.problem), found[found.problem != ""]
        assert 150 <= len(" ".join(found.text).split()) <= 250


def test_a_blank_argument_is_checked_without_an_error(case):
    assert set(check_argument("\n…\n", case).problem) <= {"no evidence"}


def test_the_plan_asks_who_is_behind_the_text_and_looks_nothing_up():
    task = ALL["5.5"]
    assert any("who is behind" in row for row in task["full"]) and "Nothing has to be looked up" in task["rubric"][-1]
