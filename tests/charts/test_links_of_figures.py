"""The marks of figures lead to their sentences: every mark, no dead one, whatever the ids are."""

import html
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from helpers import (
    compare_events,
    dated_statements,
    failures,
    propose_events,
    text_source,
    timeline,
    times_in_sentences,
    told_events,
    tone_table,
)
from tellings import charts
from tellings.charts import base
from tellings.perspectives.tables import find_speech
from tellings.perspectives.voices import sentence_voices
from tellings.reading.show import link_marks, sentence_address, visible
from tellings.reading.tables import sentences

SVG = "{http://www.w3.org/2000/svg}"


def links(drawn):
    return [part.get("href") for part in ElementTree.fromstring(drawn).iter(f"{SVG}a")]


def sentence_of(address):
    return unquote(address.removeprefix("#"))


@pytest.fixture(scope="module")
def figures(case):
    told = told_events(case)
    return {
        "tone": charts.tone_by_sentence(tone_table(case)),
        "tone and coding": charts.tone_and_coding(tone_table(case), case.gold("sentences")),
        "voices": charts.voice_strip(sentence_voices(case, find_speech(case))),
        "failures": charts.who_failed(failures(case)),
        "events": charts.event_time(told, zoom=("2021-06-01", "2021-09-30")),
        "statements": charts.event_time(dated_statements(case)),
        "order": charts.telling_order(told),
        "agreement": charts.event_agreement(timeline.dated_by_reading(told, case)),
    }


def test_every_sentence_of_the_data_has_its_mark_and_no_mark_is_dead(figures, case):
    known = set(sentences(case).sentence)
    for name, chart in figures.items():
        led = {sentence_of(address) for address in links(chart.svg())}
        assert led <= known, name
        first = {words.split()[0] for words in chart.data.filter(regex="^sentences?$").iloc[:, 0]}
        if name == "agreement":
            first = {
                f"{text}-{number}"
                for text, number in re.findall(r"\b(lbc|pism|later)-(\d+)", " ".join(chart.data.sentences))
            }
            assert led <= first and {each.rpartition("-")[0] for each in led} == {"lbc", "pism", "later"}
        else:
            assert led == first, name
        assert set(chart.sentences()) >= led and set(chart.sentences()) <= known, name


def test_each_mark_leads_to_the_sentence_at_its_place(case):
    table = tone_table(case)
    chart = charts.tone_by_sentence(table)
    assert [sentence_of(address) for address in links(chart.svg())] == list(chart.data.sentence)
    axis = chart.figure.axes[0]
    drawn = [x for dots in axis.collections for x in dots.get_offsets()[:, 0]]
    assert drawn == list(chart.data.tone)


def test_a_box_of_a_text_leads_to_its_first_sentence_on_the_event(figures):
    chart = figures["agreement"]
    row = chart.data.set_index("event").loc["e18"]
    first = {text: re.search(rf"{text}-\d+", row.sentences)[0] for text in ("lbc", "pism")}
    assert first == {"lbc": "lbc-01", "pism": "pism-13"} and row.later == "silent"
    assert links(chart.svg())[:2] == ["#lbc-01", "#pism-13"], "the first row; a text that is silent has no link"


def test_the_svg_stands_in_a_page(figures):
    for name, chart in figures.items():
        drawn, root = chart.svg(), ElementTree.fromstring(chart.svg())
        assert root.get("role") == "group" and root.get("aria-label") == f"{chart.title}. {chart.description}", name
        assert not root.findall(f".//{SVG}style") and not root.findall(f".//{SVG}script") and "_blank" not in drawn
        places = [value for part in root.iter() for key in ("d", "x", "y") if (value := part.get(key))]
        assert not re.search(r"\.\d{3}", " ".join(places)), "hundredths of a point"
        ids = [part.get("id") for part in root.iter() if part.get("id")]
        assert len(ids) == len(set(ids)), name
        assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= set(ids)
        assert set(ids) <= set(re.findall(r"#([\w-]+)", drawn)), "a name that nothing leads to"


def test_the_svg_is_the_same_in_every_run_and_another_figure_has_other_names(case):
    table = tone_table(case)
    once, again = charts.tone_by_sentence(table).svg(), charts.tone_by_sentence(table).svg()
    assert once == again
    other = charts.tone_by_sentence(table[table.source == "pism"]).svg()
    ids = [set(re.findall(r' id="([^"]+)"', drawn)) for drawn in (once, other)]
    assert ids[0] and not ids[0] & ids[1]


def test_dots_of_a_hatch_are_arcs_and_rings_stay_rings(case):
    """As matplotlib writes them, three hundred dots take 300,000 characters."""
    drawn = charts.role_shares(case).svg()
    assert len(drawn) < 120_000
    dots, rings = [
        re.findall(r"M \S+ \S+ a (\S+) \S+ 0 1 (\d)", pattern)
        for pattern in re.findall(r"<pattern.*?</pattern>", drawn)
        if " a " in pattern
    ]
    assert set(dots) == {("0.4", "0")}
    heights = {float(height) for height in re.findall(r"M \S+ (\S+) a 0.4 ", drawn)}
    assert len(heights) > 5 and min(heights) < 2 and max(heights) > 70, "all over the pattern's 72 points"
    assert set(rings) == {("0.8", "0"), ("0.72", "1")}, "the inner one runs the other way round, and so is left out"


def test_the_figure_without_marks_of_sentences_is_a_picture(case):
    shares = charts.role_shares(case)
    assert ElementTree.fromstring(shares.svg()).get("role") == "img" and links(shares.svg()) == []


def test_small_letters_decide_how_narrow_a_figure_may_be(figures):
    """In points, at 72 to the inch: the smallest letters have nine pixels where the figure is as wide as it says."""
    for name, chart in figures.items():
        root = ElementTree.fromstring(chart.svg())
        letters = [float(size) for size in re.findall(r"font(?:-size)?: (?:\w+ )?([\d.]+)px", chart.svg())]
        least = int(re.search(r"min-width:(\d+)px", root.get("style"))[1])
        wide = float(root.get("viewBox").split()[2])
        assert 9 <= min(letters) * least / wide < 9.1, name


ODD = ['a "b" <c>&', "größe 2", "a-01", "x'y", "a#b%20c", "ا", "event", "a\x01b", "verdict", "sentences", "label"]


def test_ids_of_any_characters_lead_to_their_place():
    texts = [
        text_source("We won a great prize. It was a terrible day, he said on 5 May 2019.", id=name) for name in ODD
    ]
    told = dict(zip(*sentences(texts)[["sentence", "text"]].T.to_numpy()))
    for chart in (charts.tone_by_sentence(tone_table(texts)), charts.event_time(dated_statements(texts))):
        page = link_marks(chart.svg(), told, "room.html")
        led = re.findall(r'<a href="room\.html#([^"]+)"><title>(.*?)</title>', page)
        assert led and {f"#{place}" for place, _ in led} <= {sentence_address(name) for name in told}
        assert {said for _, said in led} <= {f"{visible(name)}: {visible(words)}" for name, words in told.items()}
        ElementTree.fromstring(page)


@pytest.mark.parametrize("name", ["my text", "event", "label", "told_by", "verdict", "sentences"])
def test_texts_of_any_name_meet_in_the_figure_of_agreement(name):
    texts = [text_source("The bridge over the Orr was closed on 5 May 2019 for repairs.", id=id) for id in (name, "B")]
    table = propose_events(texts)
    chart = charts.event_agreement(compare_events(table, times_in_sentences(table, dated_statements(texts))))
    assert links(chart.svg())[:2] == ["#" + "_".join(name.split()) + "-01", "#B-01"]
    assert "1 of 1 events" in chart.title


def test_a_label_of_any_characters_is_drawn(told):
    strange = told.assign(label=told.label + "\x01 <b>&amp;</b>")
    drawn = charts.event_time(strange, zoom=("2021-06-01", "2021-09-30")).svg()
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in drawn and ElementTree.fromstring(drawn) is not None


def test_an_empty_cell_is_no_sentence(told):
    chart = charts.event_time(told.assign(sentence=[float("nan"), "", *told.sentence[2:]]))
    assert not [address for address in links(chart.svg()) if address in ("#", "#nan")]


def test_a_mark_of_an_unknown_sentence_is_no_link(case):
    drawn = charts.tone_by_sentence(tone_table(case)).svg()
    told = {"lbc-01": "Words <with> & marks"}
    page = link_marks(drawn, told, "room.html")
    assert page.count("<a ") == page.count('<a href="room.html#lbc-01">') == 1
    assert "<title>lbc-01: Words &lt;with&gt; &amp; marks</title>" in page
    assert page.count("<use ") == drawn.count("<use "), "the marks stay"


def test_a_figure_of_very_many_marks_is_a_picture_whose_data_name_them(monkeypatch, case):
    monkeypatch.setattr(base, "MOST_SVG", 1000)
    chart = charts.tone_by_sentence(tone_table(case))
    shown = chart.html()
    assert "<svg" not in shown and f'alt="{html.escape(chart.title)}' in shown and 'width="990"' in shown
    assert list(chart.data.sentence) == list(tone_table(case).sentence)


def test_a_growing_text_names_the_last_sentence_read(case):
    data = charts.tone_growing(tone_table(case)).data
    assert set(charts.tone_growing(tone_table(case)).sentences()) <= set(tone_table(case).sentence), "no counts"
    ends = data.groupby("group")["last sentence"].last()
    assert ends["pism"] == tone_table(case).query("group == 'pism'").sentence.iloc[-1]
