"""What the desk finds is what the finders find, and whatever is pasted is met with rows or with a sentence."""

import csv
import io
import re

import pytest
from doubling import took
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from helpers import find_dates, find_speech, load_case, text_source
from tellings.case import wording
from tellings.case.files import PROJECT, CaseError
from tellings.own import parts
from tellings.own.layers import layers_of
from tellings.own.pasted import MOST, find, read
from tellings.own.wording import say

CASES = ["seeds", "tests/cases/dam", "tests/cases/ferry", "tests/cases/school"]
PASTED = {"id": "a", "published": None}


def rows(table, *columns):
    found = table[list(columns)].astype(object)
    return found.where(found.notna(), None).to_dict("records")


@pytest.mark.parametrize("folder", CASES)
def test_rows_are_those_of_the_tables(folder):
    for source in load_case(folder).values():
        plain = text_source(source.text, published=source.published)
        assert find(source.text, source.published) == {
            "dates": rows(find_dates(plain), "start", "end", "type", "value"),
            "speech": rows(find_speech(plain), "start", "end", "kind", "speaker"),
        }


def test_layers_have_marks_tables_and_how_often_they_are_right():
    case = load_case("seeds")
    texts = [{"id": source.id, "text": source.text, "published": source.published} for source in case.values()]
    shown = read(texts)
    assert list(shown["layers"]) == ["voice", "time", "tone", "roles", "shared words"]
    assert all(re.search(r"\d", said["right"]) and said["what"] and said["how"] for said in shown["layers"].values())
    for text, source in zip(shown["texts"], case.values()):
        speech = text["layers"]["voice"]
        table = list(csv.DictReader(io.StringIO(speech["csv"])))
        found = find_speech(source)
        assert [(int(row["start"]), row["kind"]) for row in table] == list(zip(found.start, found.kind))
        assert speech["rows"] == len(found) and speech["page"].count("<mark ") >= len(found)
        assert text["notes"] == [] and "shared words" not in text["layers"], "these three share no passage"


def test_figures_of_the_first_edition_are_no_figures_of_the_finders_that_run_here():
    """Measured once, elsewhere, with the first edition: readers can't repeat it (outside.csv)."""
    layers = read([{**PASTED, "text": "It rained on 5 May 2019."}])["layers"]
    marked = {name for name, said in layers.items() if say("room.outside") in said["how"]}
    assert marked == {"voice", "time"}
    assert "with the first edition" in say("room.outside") and "outside figure" in say("room.outside")
    for key in ("dates", "speakers"):
        assert "an outside figure, of the finder's first edition" in say(f"sheet_key.{key}")
    about = wording.of(PROJECT / "site" / "desk.py")("desk_page.about")
    assert "each layer says how it was measured" in about and "how often" not in about, "tone has a correlation"


def test_the_figure_of_tone_is_of_the_scores_that_run_here():
    """The first edition had .50; .51 is of the scores since marks and accents change none."""
    desk = read([{**PASTED, "text": "It was a terrible day."}])["layers"]["tone"]
    room, _ = layers_of(parts.read(PROJECT / "tests" / "cases" / "dam"))
    (tone,) = [layer for layer in room if layer.name == "tone"]
    for right, how in ((desk["right"], desk["how"]), (tone.right, tone.how)):
        assert ".51" in right and "first edition" not in right + how
        assert "outside figure" in how and "VADER's scores as taken here; readers can't repeat it" in how
    (deeper,) = (PROJECT / "notebooks" / "deeper").glob("02_how_far*")
    assert "VADER's scores, as taken here, correlate .51" in deeper.read_text(encoding="utf-8")


def test_what_two_texts_share_is_marked_in_both():
    words = "the southern pier was cracked and nobody in the office had listened to the engineer"
    texts = [{**PASTED, "id": name, "text": f"{name} began. They wrote that {words}."} for name in ("one", "two")]
    shown = read(texts)
    for text in shown["texts"]:
        (row,) = csv.DictReader(io.StringIO(text["layers"]["shared words"]["csv"]))
        assert words in row["text"] and row["passage"] == "s01" and row["kind"] == "wording"


def test_tone_names_the_words_it_rests_on():
    (text,) = read([{**PASTED, "text": "It was a terrible day. It rained. A great success."}])["texts"]
    table = list(csv.DictReader(io.StringIO(text["layers"]["tone"]["csv"])))
    assert [row["tone"] for row in table] == ["-0.48", "0.0", "0.83"], "a number is no formula"
    assert [row["words"] for row in table] == ["terrible −0.48", "", "great +0.26, success +0.21"]


def test_markup_and_formulas_stand_as_text():
    hostile = '=1+1 he said: "<img src=x onerror=alert(1)>" \u202e on <b>5 May 2019</b>.'
    (text,) = read([{**PASTED, "id": "<i>", "text": hostile}])["texts"]
    for layer in text["layers"].values():
        assert not re.search(r"<(img|i)\b", layer["page"] + layer["table"]), "escaped"
        assert "\u202e" not in layer["page"] + layer["table"]
        assert "\n=" not in layer["csv"] and ",=1" not in layer["csv"]


@pytest.mark.parametrize(
    "text, published, said",
    [
        ("", None, "a is empty"),
        (" \n", None, "a is empty"),
        ("It rained.", "yesterday", "a: "),
        ("x" * (MOST + 1), None, "more than 1,000,000 characters"),
    ],
)
def test_what_cannot_be_read_is_said(text, published, said):
    with pytest.raises(CaseError, match=re.escape(said)):
        read([{"id": "a", "text": text, "published": published}])


def notes(text, published=None):
    (shown,) = read([{**PASTED, "text": text, "published": published}])["texts"]
    return shown["notes"]


def test_each_text_has_a_name_of_its_own():
    for names in (["a", "a"], [""], ["a", ""]):
        with pytest.raises(CaseError, match="name of its own"):
            read([{"id": name, "text": "It rained.", "published": None} for name in names])


def test_another_language_is_noted():
    german = "Die Brücke wurde am Montag geschlossen, weil der südliche Pfeiler einen Riss hatte, sagte die Stadt. " * 5
    assert "does not look like English" in notes(german)[0]
    assert "does not look like English" in notes("Мост закрыли в понедельник.")[0]


def test_plain_english_is_not_called_another_language():
    plain = "Firefighters rescued seven children near Blackwater Lake yesterday morning after heavy overnight flooding."
    assert not any("English" in note for note in notes(plain, "2021-08-17")), "too few words to tell"
    for source in load_case("seeds").values():
        assert notes(source.text, source.published) == []


def test_a_missing_day_of_publication_is_noted_where_it_matters():
    for text in (
        "On Monday it rained.",
        "Last year it snowed.",
        "On 12 May she came.",
        "In 2019 it rained. In May too.",
    ):
        assert any("No day of publication" in note for note in notes(text)), text
        assert notes(text, "2021-08-17") == []
    assert notes("On 5 May 2019 it rained for three days, as in the 1970s.") == []


@pytest.mark.parametrize(
    "size, note", [(4_000, "more than 80 words: the tone is given"), (200_000, "more than 1,000 words: no tone")]
)
def test_a_text_without_full_stops_is_read_in_a_moment(size, note):
    words = "the great river was terrible but the mayor did not say why it flooded the good town "
    assert [note in said for said in notes((words * 3000)[:size])] == [True]
    assert took(lambda turn: notes(f"{turn} {(words * 3000)[:size]}"), 10) < 10


def test_rows_name_their_sentence():
    text = "It rained.\n\nOn 5 May 2019 Ann Lee said that it rained. Nobody came. “No,” said Mr Orr in 2020."
    (shown,) = read([{**PASTED, "text": text}])["texts"]
    named = {
        name: list(csv.DictReader(io.StringIO(shown["layers"][name]["csv"]))) for name in ("voice", "time", "tone")
    }
    told = {row["sentence"]: row["text"] for row in named["tone"]}
    assert [row["sentence"] for row in named["time"]] == ["a-02", "a-04"]
    assert all(row["text"] in told[row["sentence"]] for row in named["time"] + named["voice"]) and named["voice"]


@tries(200)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    try:
        (shown,) = read([{**PASTED, "text": text}])["texts"]
    except CaseError as fault:
        assert str(fault).startswith("a")
    else:
        assert all(row["start"] < row["end"] <= len(text) for row in find(text)["speech"] + find(text)["dates"])
        assert set(shown["layers"]) == {"voice", "time", "tone", "roles"}
