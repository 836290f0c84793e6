"""Reading: every sentence of the reference in span, role and words; general rules on other pages; linear time."""

import unicodedata

import pytest
from doubling import took
from hypothesis import given
from hypothesis import strategies as st
from tries import seen, tries

from helpers import clean, load_case, match_spans, paragraphs, precision_recall, sentences, text_source, words
from tellings.reading.text import composed

CASE = load_case()


def roles(text):
    return [(row.role, row.text) for row in sentences(text_source(text)).itertuples()]


def test_agrees_with_the_reference_on_every_row():
    ours, reference = sentences(CASE), CASE.gold("sentences")
    columns = ["sentence", "source", "item", "role", "start", "end", "text"]
    key = ["source", "start", "end"]
    assert ours.sort_values(key)[columns].values.tolist() == reference.sort_values(key)[columns].values.tolist()


def test_sentences_cut_by_a_page_are_whole():
    rows = sentences(CASE["pism"]).set_index("sentence")
    assert rows.text["pism-30"] == "Despite this criticism, NATO managed to avoid major tensions."
    assert "individual allies, who" in rows.text["pism-17"]
    assert rows.role["pism-31"] == "furniture"


def test_words():
    table = words(CASE)
    body = table[table.role.isin(["body", "abstract"])].groupby(["source", "item"]).size().to_dict()
    assert body == {("lbc", 1): 474, ("pism", 1): 1414, ("later", 1): 120, ("later", 2): 153}
    assert set(table[table.word.isin(["biden", "withdrawal"]) & (table.source == "lbc")].role) == {"teaser"}
    assert "isis-k" in set(table.word) and "#" not in set(table.text)
    for row in table.itertuples():
        assert CASE[row.source].text[row.start : row.end] == row.text


def test_words_inside_a_running_head_belong_to_it():
    table = words(CASE["pism"])
    assert list(table[table.sentence == "pism-31"].word) == ["pism", "bulletin"]
    assert "bulletin" not in set(table[table.sentence == "pism-30"].word)


@pytest.mark.parametrize(
    "written, normal",
    [("U.S.", "u.s."), ("US", "u.s."), ("us", "us"), ("Taliban's", "taliban"), ("NATO’s", "nato"), ("don’t", "don't")],
)
def test_normal_forms(written, normal):
    assert words(text_source(f"It said {written} once more.")).word[2] == normal


@pytest.mark.parametrize(
    "text, count",
    [
        ("Mr. Lee of the U.S. Senate met Dr. Ito. They left.", 2),
        ("12. Masters are reminded of it. They forget.", 2),
        ("It was 12. They forgot. It was 2012. They left.", 4),
        ("I thank my hon. Friend, who paid Rs. 400. He sat down.", 2),
        ('He asked: "Why?" Nobody answered. "I don\'t know," she said.', 3),
        ('"Why now?" Smith asked.', 1),
        ("It cost 3.5 million. Prices rose by 2.1 per cent.", 2),
        ("The U.S. They left the U.K. on Monday.", 2),
        ("J. Smith came. “It ended.” That was all…", 3),
        ("Wait... What happened? Nothing!", 3),
    ],
)
def test_sentence_ends(text, count):
    assert len(sentences(text_source(text))) == count


@pytest.mark.parametrize(
    "text, count",
    [
        # marks of notes behind the stop
        ("The well ran dry.[1] Goats died.[2][3] Then it rained.", 3),
        ("The well ran dry.² Goats died.[note 4] It rained.[a]", 3),
        ("“The well ran dry.”[5] Goats died.3 Was it so?[6] It was.(7) Rain came.4,5 All left.†", 6),
        ("It rose by 3.5 Million. The file is v.2 Beta.", 2),
        # abbreviations that end a sentence too, and what shows that they don't
        ("The shop shut at 9 p.m. Goats came.", 2),
        ("The shop shuts at 9 p.m. GMT. It opens at 7 a.m. Monday. Come early.", 3),
        ("She fled to the U.S. Everybody wept.", 2),
        ("The U.S. Navy left. She fled to the U.S. So it goes.", 3),
        ("He sued Goat Farms Ltd. Villagers cheered.", 2),
        ("Goat Farms Inc. Tuesday said it would sell. Goat Farms Co. CEO Ann Lee left.", 2),
        ("It rained on 4 Feb. Goats drowned. In Feb. 2011 it was dry.", 3),
        ("Then came plan C. Nobody liked it.", 2),
        ("She said no. Seven goats died.", 2),
        # abbreviations before a name, a number, a bracket
        ("Lee et al. [2009] and Ito et al. (2010) say so.", 1),
        ("See pp. 4–7, ch. 2, no. 5, vols. 3 and Fig. 8; op. cit. [9] and art. IV agree.", 1),
        ("The Rt. Hon. Ann Lee met Messrs. Ito, Lt.-Col. Kim and Sens. Roe on Thurs. 5 May.", 1),
        ("Dr. He met Mr. So. Mr. No was late.", 2),
        # titles in capitals
        ("MS. PARK: Good day. MR. SPEAKER, I thank HON. LEWA for it.", 2),
        ("THE ANSWER IS NO. GOATS STAY.", 2),
        # a quoted question or cry stays with its speaker, not with whatever follows
        ("“Is it deep?” Ito demanded. “Get out!” Lee shouted. “Wait…” Roe then whispered.", 3),
        ("“Who knows...” Ana de la Cruz, 34, sadly sighed. “Stop!” Ms. Lee cried.", 2),
        ("“Never!” Lee insisted that it was over. “Why?” Nobody answered. “How?” Then it rained.", 6),
        # marks the other way round, doubled, or with blanks inside
        ("She wrote. »It ended.« He left. „It began.“ They came. ›Rain.‹ Sun.", 7),
        ("“ It ended. ” He left. « It began. » They came. ``Rain.'' Sun.", 6),
    ],
)
def test_sentence_ends_that_are_hard_to_see(text, count):
    found = list(sentences(text_source(text)).text)
    assert len(found) == count, found


def test_a_mark_of_a_note_belongs_to_the_sentence_before():
    found = list(sentences(text_source("The well ran dry.[1][2] Goats died.² It rained.")).text)
    assert found == ["The well ran dry.[1][2]", "Goats died.²", "It rained."]


def test_a_news_page():
    text = (
        "Bridge closed after inspection\n\nBy Ada Lorne\n\n3 March 2020, 09:15\n\nThe bridge at Hale. Picture: Agency\n\n"
        "The bridge at Hale has been closed. Engineers found cracks.\n\nREAD MORE: Ferry timetable\n\n"
        "It will stay closed for weeks.\n\nAdvertisement\n\nShare this article\n"
    )
    assert [role for role, _ in roles(text)] == [
        "headline",
        "byline",
        "dateline",
        "caption",
        "credit",
        "body",
        "body",
        "teaser",
        "body",
        "furniture",
        "furniture",
    ]


def test_a_markdown_report():
    text = (
        "# Water in the valley\n\nThe valley has two wells. Both are old.\n\n## What was measured\n\nThe first well is deep.\n\n"
        "## Conclusions\n\nMore should be done.\n"
    )
    assert [(role, words) for role, words in roles(text) if role != "body"] == [
        ("headline", "Water in the valley"),
        ("heading", "What was measured"),
        ("heading", "Conclusions"),
    ]


def test_hand_broken_lines_are_one_paragraph():
    text = (
        "Council votes on the new road\n\nThe council voted on Tuesday to build the road that\nhad been planned for years, "
        "and the mayor said that\nwork would begin soon. It will take two years to\nfinish.\n"
    )
    assert [role for role, _ in roles(text)] == ["headline", "body", "body"]
    assert roles(text)[2][1] == "It will take two years to finish."


def test_plain_sentences_are_body():
    assert [role for role, _ in roles("Lee said that the plan failed. Ito agreed.")] == ["body", "body"]
    assert [role for role, _ in roles("One line only")] == ["body"]


def test_second_article_is_its_own_item():
    rows = paragraphs(CASE["later"])
    assert rows.groupby("item").size().to_dict() == {1: 2, 2: 2}


def test_clean_heals():
    assert clean("a b\n\n# HEAD\n\nc\xa0d") == "a b c d"


def test_match_spans_pairs_the_largest_overlap_once():
    import pandas as pd

    found = pd.DataFrame(
        [["a", 0, 10, "x", 1], ["a", 0, 9, "x", 2]], columns=["source", "start", "end", "text", "value"]
    )
    reference = pd.DataFrame([["a", 0, 10, "x", 1], ["a", 20, 22, "y", 1]], columns=found.columns)
    pairs = match_spans(found, reference, same=["value"], overlap=0.5)
    assert list(pairs.outcome) == ["right", "extra", "missed"] or list(pairs.outcome) == ["extra", "right", "missed"]
    assert precision_recall(pairs)["precision"] == 0.5
    assert precision_recall(match_spans(found[:0], reference[:0]))["f1"] == 0


@tries(200)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(seen))
def test_any_text(text):
    source = text_source(text)
    for table in (paragraphs(source), sentences(source), words(source)):
        assert ((table.start >= 0) & (table.end <= len(text)) & (table.start < table.end)).all()
    assert sentences(source).sentence.is_unique


@tries(100)
@given(
    st.lists(
        st.sampled_from(["He left", "no", ".", "\n\n", "\n", " ", '"', "# ", "**A.** ", "Mr.", "x" * 300, "\r\n"]),
        min_size=1,
    )
    .map("".join)
    .filter(str.strip)
)
def test_any_page(text):
    source = text_source(text)
    for row in words(source).itertuples():
        assert source.text[row.start : row.end] == row.text


@pytest.mark.parametrize(
    "piece", ["a", ". ", '"', "A. ", "#", "\n", "\n\n", '."', "word ", "**A.** ", "(", "a\n\nb ", "x.y"]
)
def test_linear_time(piece):
    text = "Start. " + piece * (100_000 // len(piece)) + "end"

    def work(turn):
        source = text_source(f"{text} {turn}")
        sentences(source), words(source)

    assert took(work, 3) < 3


def test_a_line_set_apart_is_a_caption_only_on_a_web_page():
    report = "The river\n\nThe river rose in May.\n\nWater in the lower valley today\n\nIt fell again in June.\n"
    assert roles(report)[2][0] == "heading"
    assert roles(report + "\nREAD MORE: Floods of the past\n")[2][0] == "caption"


ACCENTED = (
    "Doğan Says Talks in Zürich Were “Déjà Vu”\n\nŞefik Doğan met É. Müller and the Français’s envoy in São Paulo. "
    "“Qué pasó?” Ángela Núñez asked. He left on 3 May.\n\nThe naïve coöperation of Łódź-based Škoda ended."
)


def test_an_accent_is_part_of_its_word_however_the_file_writes_it():
    composed, decomposed = (text_source(unicodedata.normalize(form, ACCENTED)) for form in ("NFC", "NFD"))
    assert len(decomposed.text) > len(composed.text)
    assert list(words(decomposed).word) == list(words(composed).word)
    assert {"doğan", "núñez", "français", "łódź-based"} <= set(words(decomposed).word)
    for found in (words(decomposed), sentences(decomposed)):
        assert all(clean(decomposed.text[row.start : row.end]) == row.text for row in found.itertuples())
    shapes = [sentences(source)[["sentence", "role", "paragraph"]].values.tolist() for source in (composed, decomposed)]
    assert shapes[0] == shapes[1]
    assert [unicodedata.normalize("NFC", text) for text in sentences(decomposed).text] == list(sentences(composed).text)


@given(st.text("aeışğnz ÅéÖ’'-.,“” \u0301\u0308\u0327\u0306", max_size=60))
@tries(200)
def test_words_do_not_depend_on_how_accents_are_written(text):
    counted = [
        list(words(text_source(unicodedata.normalize(form, text))).word) if seen(text) else []
        for form in ("NFC", "NFD")
    ]
    assert counted[0] == counted[1]


@given(st.text("aeğnzÅ q,.“” \u0301\u0308\u0327\u0303", max_size=40))
@tries(200)
def test_offsets_of_composed_text_are_those_of_the_file(text):
    for form in (text, unicodedata.normalize("NFD", text)):
        joined, offset = composed(form)
        assert joined == unicodedata.normalize("NFC", form)
        assert (offset(0), offset(len(joined))) == (0, len(form))
        places = [offset(place) for place in range(len(joined) + 1)]
        assert places == sorted(places)
