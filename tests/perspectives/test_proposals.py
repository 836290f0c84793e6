"""The names that texts share, as a first table of actors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from tellings.__main__ import main
from tellings.case.files import CaseError
from tellings.case.folder import Case, load_case
from tellings.case.sources import text_source
from tellings.own.check import check_case
from tellings.perspectives.names import find_names, is_proposed, read_actors
from tellings.perspectives.proposals import propose_actors

ONE = """Weir opened

Mayor Ruth Aldana opened the weir at Port Alder on Monday. “Nobody was told,” said Aldana’s deputy, Bo Lind.

The National River Trust (NRT) had warned her. Afghan engineers watched. However, the Trust of Alder was silent.
"""
TWO = """Siren silent

On Tuesday Aldana met the NRT in Port Alder. In Port Alder, however, nobody spoke. “However,” she wrote.

Lind’s sister, Ann Lind, was not asked. British papers said so.
"""


def proposed(*texts):
    return propose_actors(Case([text_source(text, id=f"t{i}") for i, text in enumerate(texts)]))


def test_forms_of_one_name_are_one_actor():
    table = proposed(ONE, TWO)
    forms = table.groupby("actor").term.agg(set).to_dict()
    assert forms["Ruth Aldana"] == {"Ruth Aldana", "Aldana"}
    assert forms["National River Trust"] == {"National River Trust", "NRT"}
    assert table.kind[table.actor == "Port Alder"].tolist() == ["thing"]
    assert set(table.kind[table.actor == "Ruth Aldana"]) == {"actor"}


def test_what_is_no_shared_name_is_left_out():
    actors = set(proposed(ONE, TWO).actor)
    assert not actors & {"However", "Monday", "Mayor", "Afghan", "British", "Nobody"}
    assert "Trust of Alder" not in actors


def test_whom_somebody_stands_for_is_no_name_and_an_adjective_may_be_part_of_one():
    page = "Head\n\nThen Bo Lind (R-Kan.) met the American Honey Council on the Fourth of July."
    assert set(proposed(page, page).actor) == {"Bo Lind", "American Honey Council"}


@pytest.mark.parametrize(
    "sentence, names",
    [
        ("Then Mary Lind of the Alder Trust spoke.", {"Mary Lind", "Alder Trust"}),
        ("Then Governor Lind of Norland spoke.", {"Lind", "Norland"}),
        ("Then the University of Norland closed.", {"University of Norland"}),
        ("Then the Finance Workers’ Union spoke.", {"Finance Workers’ Union"}),
        ("Then the Greens’ Mary Lind spoke.", {"Greens", "Mary Lind"}),
        ("Then St Anne's Hospital closed.", {"St Anne's Hospital"}),
        ("Then the People’s Party and Alder’s Party met.", {"People’s Party", "Alder", "Party"}),
        ("Then Karl von der Lind came.", {"Karl von der Lind"}),
        ("Then Marks & Spencer closed.", {"Marks & Spencer"}),
        ("Then Mary & Ann Lind came.", {"Mary", "Ann Lind"}),
        ("He said: “Six years is nothing.”", set()),
    ],
)
def test_where_a_name_begins_and_ends(sentence, names):
    assert set(proposed(f"Head\n\n{sentence}", f"Head\n\n{sentence}").term) == names


def test_who_is_talked_to_is_no_place():
    text = "Head\n\nThen she talked to Ann Lind. Then she went to Port Alder."
    assert dict(proposed(text, text)[["term", "kind"]].values) == {"Ann Lind": "actor", "Port Alder": "thing"}


def test_what_stands_behind_a_word_of_place_is_one_however_it_is_written():
    text = (
        "Head\n\nIn Oster it rained. Then the town of Oster, the river Veldt and Bo Lind slept. Oster and Veldt woke."
    )
    kinds = dict(proposed(text, text)[["term", "kind"]].values)
    assert kinds == {"Oster": "thing", "Veldt": "thing", "Bo Lind": "actor"}


def test_a_firm_is_one_actor_with_and_without_its_form():
    text = "Head\n\nThen Nordbank AS met Alder Rovers F.C. and Nordbank sold Alder Rovers."
    forms = proposed(text, text).groupby("actor").term.agg(set).to_dict()
    assert forms == {"Nordbank": {"Nordbank", "Nordbank AS"}, "Alder Rovers": {"Alder Rovers", "Alder Rovers F.C"}}


def test_two_people_of_one_surname_are_not_joined():
    table = proposed(ONE, TWO)
    assert not {"Bo Lind", "Ann Lind"} & set(table.actor[table.term == "Lind"])


@pytest.mark.parametrize(
    "body",
    [
        "Alder Fire and Rescue Service",
        "Alder Fire & Rescue Service",
        "Health and Safety Board",
        "Ministry of Rivers and Weirs",
    ],
)
def test_a_body_with_and_in_its_name_is_one_actor(body):
    text = f"Head\n\nThen the {body} met Bo Lind, and Bo Lind and the {body} were silent."
    assert set(proposed(text, text).actor) == {body, "Bo Lind"}


@pytest.mark.parametrize(
    "pair",
    [
        "Alder Council and River Trust",
        "Alder Rowers and Weir Board",
        "Bo Lind and River Board",
        "Merrow and Port Alder",
    ],
)
def test_two_names_are_two_actors_though_an_and_joins_them(pair):
    one, other = pair.split(" and ")
    text = f"Head\n\nThen {pair} met again. Nobody saw {one} there."
    assert set(proposed(text, text).actor) == {one, other}


@pytest.mark.parametrize(
    "longer", ["BBC Radio Norland", "University Norland", "North Norland", "Norland Times Norland"]
)
def test_the_place_in_the_name_of_a_body_is_no_surname(longer):
    text = f"Head\n\nThe weir in Norland broke. Then Bo Lind told {longer} that Lind had seen it in Norland."
    assert {*proposed(text, text).groupby("actor").term.agg(tuple)} == {("Norland",), (longer,), ("Bo Lind", "Lind")}


def test_names_of_the_three_texts():
    table = propose_actors(load_case("seeds"))
    forms = table.groupby("actor").term.agg(set).to_dict()
    assert forms["NATO"] == {"NATO", "Nato"} and forms["Jens Stoltenberg"] == {"Jens Stoltenberg", "Stoltenberg"}
    assert forms["United States"] == {"United States", "US", "U.S"} and forms["Donald Trump"] >= {"Trump"}
    assert set(table.actor[table.kind == "thing"]) == {"Afghanistan", "Kabul", "Brussels"}
    assert set(forms) == {
        *("Afghanistan", "NATO", "Taliban", "United States", "Jens Stoltenberg", "Donald Trump", "Kabul", "Brussels"),
        "North Atlantic Alliance",
    }


def test_a_proposal_is_written_read_and_named_until_it_is_mended(tmp_path, capsys):
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    assert main(["new", str(tmp_path)]) == 0
    assert "rows written to actors.csv" in capsys.readouterr().out
    case = load_case(tmp_path)
    actors = read_actors(case)
    assert is_proposed(actors).all() and set(find_names(case, actors=actors).actor) >= {"Ruth Aldana", "Port Alder"}
    said = check_case(tmp_path)
    assert "a proposal of the program in 5 of its 5 rows" in said.message[said.file == "actors.csv"].item()
    path = tmp_path / "actors.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("proposed by program", "settled"), encoding="utf-8")
    assert "actors.csv" not in set(check_case(tmp_path).file)


def test_a_proposed_name_is_not_counted_within_a_longer_one(tmp_path):
    text = "Head\n\nThen Corrin Line met the RMT at noon GMT in Corrin. Now Corrin Line is silent."
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    main(["new", str(tmp_path)])
    case = load_case(tmp_path)
    actors = read_actors(case)
    counts = find_names(case, actors=actors).groupby("actor").size()
    assert counts.to_dict() == {"Corrin": 2, "Corrin Line": 4, "RMT": 2}
    settled = actors.assign(note=actors.note.where(actors.actor != "Corrin Line", ""))
    assert find_names(case, actors=settled).groupby("actor").size().equals(counts), "the longer may be settled already"


def test_a_table_of_actors_that_is_there_stays(tmp_path):
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    (tmp_path / "actors.csv").write_text("actor,label,term\nmine,neutral,Aldana\n", encoding="utf-8")
    main(["new", str(tmp_path)])
    assert "mine" in (tmp_path / "actors.csv").read_text(encoding="utf-8")


@tries(200)
@given(st.lists(st.text(st.sampled_from("Ab Cé.U S’-“”of\nthe 1"), min_size=1, max_size=200), min_size=2, max_size=3))
def test_any_texts_give_a_table_that_can_be_read_back(texts):
    try:
        table = proposed(*texts)
    except CaseError:
        return
    assert not table.duplicated("term").any() and not (table.term.str.strip() == "").any()


@pytest.mark.parametrize("size", [2000, 4000])
def test_many_names_take_seconds(size):
    text = "Head\n\n" + " ".join(f"Then Anna Bel{chr(97 + i % 26)}{i} came." for i in range(size))
    assert len(proposed(text, text)) > 10
