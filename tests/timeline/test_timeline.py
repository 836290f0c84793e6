"""From dates to a timeline: places in time, clauses, events and their witnesses."""

import tomllib
from collections import Counter

import pandas as pd
import pytest

from helpers import (
    CaseError,
    compare_events,
    dated_statements,
    load_case,
    propose_events,
    sentences,
    text_source,
    times_in_sentences,
    told_events,
)
from tellings.case.files import PROJECT
from tellings.case.folder import Case
from tellings.own.wording import say
from tellings.timeline.alike import alike
from tellings.timeline.events import bounds, proposal_scores, year_number


@pytest.mark.parametrize(
    "value, expected",
    [
        ("2021-08-17", ("2021-08-17", "2021-08-17", "day")),
        ("2021-08-17T22:07", ("2021-08-17", "2021-08-17", "day")),
        ("2021-02", ("2021-02-01", "2021-02-28", "month")),
        ("2021", ("2021-01-01", "2021-12-31", "year")),
        ("2021-Q3", ("2021-07-01", "2021-09-30", "season")),
        ("2021-SU", ("2021-06-01", "2021-08-31", "season")),
        ("2021-W33", ("2021-08-16", "2021-08-22", "week")),
        ("199", ("1990-01-01", "1999-12-31", "interval")),
        ("BC0490", ("BC0490-01-01", "BC0490-12-31", "year")),
        ("2003/2021-08", ("2003-01-01", "2021-08-31", "interval")),
        ("P20Y", ("", "", "unknown")),
        ("PAST_REF", ("", "", "unknown")),
        ("XXXX-11-08", ("", "", "unknown")),
        ("2021/XXXX", ("", "", "unknown")),
    ],
)
def test_a_value_has_its_place_in_time(value, expected):
    assert bounds(value) == expected


def test_years_before_christ_lie_before_those_after():
    assert year_number("BC0490-01-01") == -490 < year_number("0001-01-01") < year_number("2021-07-02") < 2021.6


def test_each_date_stands_in_its_clause(stated):
    clauses = stated.set_index(["sentence", "text"]).clause
    assert clauses["pism-13", "15 August"] == "When on 15 August the Taliban entered the capital,"
    assert clauses["pism-06", "31 August"].startswith("On 31 August, the U.S. officially ended its mission")
    assert clauses["pism-09", "2003"] == "which had commanded the mission in Afghanistan since 2003,"


def test_a_clause_holds_its_date_in_every_case(stated):
    assert all(row.text in row.clause and row.clause in row.statement for row in stated.itertuples())


def test_states_keep_their_open_ends(stated):
    rows = stated.set_index(["sentence", "text"])
    since, by = rows.loc[("pism-09", "2003")], rows.loc[("later-14", "2021")]
    assert (since["first"], since["last"], since.bound) == ("2003-01-01", "", "since")
    assert (by["first"], by["last"], by.bound) == ("", "2021-12-31", "by")


def test_the_last_two_decades_reach_back_from_the_document(stated):
    row = stated[stated.text == "the last two decades"].iloc[0]
    assert (row["first"], row["last"], row.precision) == ("2001-08-01", "2021-08-17", "interval")


def test_a_sentence_cut_by_a_page_holds_its_date():
    source = text_source(
        "## Report\n\nA first line of text stands here. In 1990 the individual\n\n# BULLETIN\n\n"
        "allies met in May 1991 for talks.",
        published="1995",
    )
    assert set(dated_statements(source).text) == {"1990", "May 1991"}


def test_every_telling_of_the_reference_has_its_row(case, told):
    article = sentences(case).query("role in ['headline', 'abstract', 'body']").set_index("sentence")
    pairs = {
        (row.event, *article.loc[s, ["source", "item"]])
        for row in case.gold("events").itertuples()
        for s in row.sentences.split()
        if s in article.index
    }
    assert set(zip(told.event, told.source, told["item"])) == pairs and len(told) == len(pairs)
    assert told[told.event == "e16"].groupby("source", sort=False)["item"].apply(list).to_dict() == {
        "pism": [1],
        "later": [1, 2],
    }


def test_what_stands_only_in_links_and_labels_is_not_told(told):
    assert not {"e22", "e23", "e26"} & set(told.event), "lbc-11 and lbc-10 are teasers, lbc-02 is the date line"
    assert not {"lbc-02", "lbc-03", "lbc-04", "lbc-10", "lbc-11", "lbc-16"} & set(" ".join(told.sentence).split())


def test_a_case_without_a_readers_table_says_so(tmp_path):
    (tmp_path / "a.txt").write_text("It rained on 3 May 2001.", encoding="utf-8")
    with pytest.raises(CaseError, match="events"):
        told_events(load_case(tmp_path))


@pytest.mark.parametrize("cards", ["", "file,id\na.txt,a\nb.txt,the b\n"])
def test_an_id_that_no_sentence_has_is_refused_and_a_text_left_out_is_not(tmp_path, cards):
    names = ("a", "the_b") if cards else ("a", "b")
    for file in ("a.txt", "b.txt"):
        (tmp_path / file).write_text("Rain came\n\nIt rained on 3 May 2001. It was cold.\n", encoding="utf-8")
    if cards:
        (tmp_path / "sources.csv").write_text(cards, encoding="utf-8")
    (tmp_path / "event_times.csv").write_text("event,source,sentence,value,basis\n", encoding="utf-8")
    (tmp_path / "gold").mkdir()

    def told(ids):
        rows = f"event,label,value,basis,sentences\ne1,rain,2001-05-03,stated,{ids}\n"
        (tmp_path / "gold" / "events.csv").write_text(rows, encoding="utf-8")
        return told_events

    case = load_case(tmp_path)
    half = Case([case["a"]], tmp_path)
    ids = f"a-02 {names[1]}-02"
    assert told(ids)(case).source.tolist() == list(case) and told(ids)(half).source.tolist() == ["a"]
    for wrong in (f"a-99 {names[1]}-02", f"a-02 x-02 {names[1]}-02", "a-02 rain"):
        for some in (case, half):
            with pytest.raises(
                CaseError, match=r"events\.csv, event e1: there is no sentence (a-99|x-02|rain): correct"
            ):
                told(wrong)(some)
    with pytest.raises(CaseError, match=f"there is no sentence {names[1]}-99"):
        told(f"a-02 {names[1]}-99")(case)
    times = "event,source,sentence,value,basis\ne1,a,a-02,2001-05-03,stated\ne1,a,a-77,2001-05-03,stated\n"
    (tmp_path / "event_times.csv").write_text(times, encoding="utf-8")
    with pytest.raises(CaseError, match=r"event_times\.csv, event e1: there is no sentence a-77"):
        told("a-02")(case)


MEETING = [
    text_source("The harbour strike ended on 3 May 1926 after long talks in Hull.", id="paper", published="1926-05-04"),
    text_source(
        "On May 3 dockers ended their strike in Hull harbour. In June 1926 a fair was held.",
        id="diary",
        published="1926-07",
    ),
    text_source("The king opened a library on 3 May 1926.", id="court", published="1926-05-04"),
]


def test_events_are_proposed_by_date_and_shared_words():
    found = propose_events(MEETING)
    assert found.source.tolist() == ["paper", "diary"] and set(found.value) == {"1926-05-03"}
    assert {"harbour", "strike", "hull"} <= set(found.shared.iloc[0].split())


def proposed(*texts, published="1926-05-04"):
    sources = [text_source(f"Head Line {n}\n\n{text}", id=f"t{n}", published=published) for n, text in enumerate(texts)]
    found = propose_events(sources)
    return found[~found.sentence.str.endswith("-01")]


def test_an_event_that_one_text_leaves_undated_is_proposed_by_its_words():
    found = proposed(
        "Dockers walked out of Hull harbour on 3 May 1926. It rained.", "Hull dockers walked out. Bread was dear."
    )
    assert found.value.tolist() == ["1926-05-03", ""] and found.precision.tolist() == ["day", "unknown"]
    assert found.text.tolist() == ["Dockers walked out of Hull harbour on 3 May 1926.", "Hull dockers walked out."]


def test_the_parts_of_one_event_stand_beside_one_another():
    first = "Dockers walked out of Hull harbour on 3 May 1926. The grain merchant Abel locked his warehouse doors."
    found = proposed(first, "The grain merchant Abel locked his warehouse. Hull dockers walked out on 3 May 1926.")
    assert found.event.tolist() == ["p01", "p01", "p02", "p02"] and found.source.tolist() == ["t0", "t1"] * 2


def test_a_name_and_a_verb_of_speech_are_no_event():
    """One man speaks in two texts: of two things, unless another word is shared."""
    one = "Rosa Dunn of the Aldis Port Board said the cranes were sold."
    assert proposed(one, "Rain fell, said Rosa Dunn of the Aldis Port Board.").empty
    found = proposed(one, "The cranes went cheap, said Rosa Dunn of the Aldis Port Board.")
    assert found.source.tolist() == ["t0", "t1"]


def test_dates_that_exclude_each_other_speak_against_one_event():
    told = "Dockers walked out of Hull harbour on {}. It rained."
    assert len(proposed(told.format("3 May 1926"), told.format("May 1926"))) == 2
    assert proposed(told.format("3 May 1926"), told.format("3 May 1911")).empty


def test_words_that_all_sentences_have_make_no_event():
    one = "In Hull dockers baked bread for children. In Hull dockers sang hymns till dawn."
    assert proposed(one, "In Hull dockers counted empty coal barges.").empty


def test_of_two_texts_only_the_sentences_most_like_each_other_are_joined():
    found = proposed(
        "Hull dockers walked out at noon. Some dockers sang. Bread was dear.",
        "At noon the dockers of Hull walked out. Coal was short.",
    )
    assert found.sentence.tolist() == ["t0-02", "t1-02"]


def test_texts_about_two_matters_tell_no_event_together():
    fair = "Children of Leeds danced around the maypole for ribbons. Judges praised calves, cheese, marrows and honey. "
    fair += "Bands played marches until midnight. Stalls sold gingerbread. Some Hull dockers sang."
    strike = "Hull dockers walked out at seven. Their union asked for bread money, shorter nights, dry boots and coal. "
    strike += "Owners of cargo ships refused. Police guarded empty cranes."
    told = [
        text_source(text, id=name) for name, text in zip("abc", (strike, fair, strike.replace("at seven", "early")))
    ]
    assert propose_events(told[:2]).empty and not propose_events(told[::2]).empty


def test_a_label_counts_nobody():
    """A number in it would count some of the dead and leave out others."""
    told = "The shelling of Hull killed thirteen dockers and 150 sailors."
    found = proposed(told, told.replace("shelling of Hull", "Hull shelling"))
    assert not found.empty and not found.label.str.contains(r"\d|thirteen").any()


def test_a_group_of_many_texts_is_told_alike_by_all():
    texts = [f"Hull dockers walked out at noon, wrote paper {n}. Word{n}x came late." for n in range(12)]
    found = proposed(*texts)
    assert found.groupby("event").source.nunique().tolist() == [12]


def test_a_page_says_how_often_proposals_are_right():
    """On eighteen short texts written for these tests, whose sentences are coded by the event that they tell."""
    sums = Counter()
    for path in sorted((PROJECT / "tests" / "perspectives" / "numbers").glob("*.toml")):
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        sources = [text_source(text.strip(), name, published=case["published"]) for name, text in case["texts"].items()]
        rows = [
            (str(number), sentence.rpartition("-")[0], sentence)
            for number, event in enumerate(case["told"]["events"])
            for sentence in event.split()
        ]
        told = pd.DataFrame(rows, columns=["event", "source", "sentence"])
        sums.update(proposal_scores(propose_events(sources), told))
    assert sums == {"pairs": 14, "right": 14, "events": 26, "found": 14}
    assert "all 14 of its pairs" in say("alike.error") and "14 of the 26 events" in say("alike.error")


def test_no_dates_no_proposal():
    found = propose_events([text_source("Nothing happened.", id="a"), text_source("Nothing at all.", id="b")])
    assert found.empty and "shared" in found


def test_the_readers_table_of_times_quotes_the_texts(case, told, times):
    """The words stand in the sentence named, of the same article, and are an expression of time in the reference."""
    parts = sentences(case).set_index("sentence")
    dates = case.gold("dates")
    for row in times.itertuples():
        assert row.text.lower() in parts.text[row.sentence].lower(), row
        assert (row.event, row.source, parts["item"][row.sentence]) in set(zip(told.event, told.source, told["item"]))
        own = dates[dates.sentence == row.sentence]
        assert any(text in row.text or row.text in text for text in own.text), row
        if row.value in set(own.value):
            assert row.basis in set(own.basis[own.value == row.value]), row


def test_a_telling_has_no_date_that_only_another_text_knows(told):
    """The year of the agreement is pism's; later tells the agreement and has no year for it."""
    rows = told.drop_duplicates(["source", "event"]).set_index(["source", "event"])[["value", "precision", "basis"]]
    assert rows.loc[("pism", "e09")].tolist() == ["2020", "year", "explicit"]
    assert rows.loc[("later", "e09")].tolist() == ["", "unknown", ""]
    assert rows.loc[("lbc", "e18")].tolist() == ["", "unknown", ""]
    assert rows.loc[("pism", "e18")].tolist() == ["2021-08-15", "day", "document_date"]
    assert set(told.coded[told.event == "e09"]) == {"2020"}, "placed by the coding, which merges the texts"


def test_what_a_text_dates_is_what_its_own_sentences_say(case, told, times):
    """No value without words of time in that very text; no basis explicit without a year in them."""
    dated = told[told.value != ""]
    assert len(dated) < len(told)
    for row in dated.itertuples():
        own = times[(times.event == row.event) & (times.source == row.source)]
        assert row.value in set(own.value) and row.basis in set(own.basis)
        assert row.basis != "explicit" or row.value[:4] in " ".join(own.text)
    explicit = dated[dated.basis == "explicit"]
    assert sorted(explicit.event) == ["e02", "e07", "e09", "e13", "e37"]
    assert told[told.value == ""].basis.eq("").all() and told[told.value == ""].precision.eq("unknown").all()


def test_the_years_without_attacks_do_not_begin_before_the_attacks(case, told, times):
    """Two decades back from 17 August 2021 take in 11 September; the event begins after it, in both tables alike."""
    event = case.gold("events").set_index("event").loc["e04"]
    assert set(times[times.event == "e04"].value) == {event["value"]}
    drawn = told[told.event == "e04"]
    assert all(bounds(value)[0] > "2001-09-11" for value in drawn.coded) and event["basis"] == "outside"


def test_no_label_counts_some_of_the_dead_and_leaves_out_others(case):
    """pism-19 has soldiers and civilians dead: a label has both or neither, and no number of one of them."""
    events = case.gold("events").set_index("event")
    assert events.label["e28"] == "ISIS-K attack kills soldiers and civilians"
    deaths = events.label[events.label.str.contains(r"\b(?:kill|dead\b|die\b|dies\b|died\b|death|casualt|victim)")]
    assert deaths.str.contains("civilians").all() and not deaths.str.contains(r"\d").any()


def test_texts_agree_differ_or_are_silent(told, times):
    compared = compare_events(told, times).set_index("event")
    assert len(compared) == told.event.nunique() == 39
    assert compared.loc["e06", ["lbc", "pism", "later", "verdict"]].tolist() == [
        "since 2003",
        "since 2003",
        "silent",
        "agree",
    ]
    assert compared.loc["e03", "verdict"] == "may differ"
    assert compared.loc["e16", ["lbc", "pism", "later", "verdict"]].tolist() == [
        "silent",
        "told, no date",
        "told, no date",
        "no date",
    ]
    assert compared.loc["e11", ["told_by", "verdict"]].tolist() == [3, "no date"]
    assert compared.loc["e28", "verdict"] == "one text"


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("2021-08-17", "2021-08-17", "agree"),
        ("2021-08-17", "2021-08-18", "differ"),
        ("2021-08-31", "2021-08", "agree"),
        ("2021-08", "2021-08-01", "agree"),
        ("2021-09-01", "2021-08", "differ"),
        ("2021-08", "2021-07-31", "differ"),
        ("2021", "2021-12-31", "agree"),
        ("2021-08-17", "", "one date"),
    ],
)
def test_two_texts_agree_where_their_dates_have_a_day_in_common(one, other, verdict):
    events = pd.DataFrame(
        [(name, "e1", "it", f"{name}-01") for name in "ab"], columns=["source", "event", "label", "sentence"]
    )
    times = pd.DataFrame(
        [("e1", name, value, value) for name, value in (("a", one), ("b", other)) if value],
        columns=["event", "source", "text", "value"],
    )
    for turned in (times, times[::-1]):
        assert compare_events(events, turned).verdict.tolist() == [verdict]


def test_a_reader_says_differ_where_the_dates_meet(told, times):
    noted = times.assign(differs=times.differs.replace("may", "yes"))
    assert compare_events(told, noted).set_index("event").verdict["e03"] == "differ"


def test_dates_of_the_sentence_are_a_coarse_guess(told, stated, times):
    coarse = compare_events(told, times_in_sentences(told, stated)).set_index("event").verdict
    careful = compare_events(told, times).set_index("event").verdict
    assert coarse["e18"] == "differ" and careful["e18"] == "one date"


def test_of_a_list_of_dates_that_is_cut_nothing_is_excluded():
    """Twenty dates of a sentence are held against another; one that stands behind them must not count as missing."""
    harvest = ["harvest", "granary", "flooded", "village"]
    many = [(f"2001-01-{day:02d}", f"2001-01-{day:02d}", "") for day in range(1, 26)]

    def groups(theirs):
        told = {
            "a-01": ("a", harvest, many),
            "b-01": ("b", harvest, theirs),
            "a-02": ("a", ["harvest", "market"], []),
            "b-02": ("b", ["granary", "road"], []),
        }
        return alike(told)

    assert (
        groups([("2001-01-03", "2001-01-03", "")]) == groups([("2001-01-25", "2001-01-25", "")]) == [["a-01", "b-01"]]
    )
    many = many[:3]
    assert groups([("2001-01-03", "2001-01-03", "")]) == [["a-01", "b-01"]]
    assert groups([("2001-01-25", "2001-01-25", "")]) == []
