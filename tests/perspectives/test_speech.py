"""Speech: the spans, speakers and cues that the finder must get right, and input that must not break it."""

import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from doubling import growth
from hypothesis import given
from hypothesis import strategies as st
from tries import seen, tries

from helpers import find_speech, load_case, match_spans, precision_recall, text_source, words
from tellings.case.files import word_list
from tellings.perspectives.names import canonical, read_actors
from tellings.perspectives.speech import patterns, phrases
from tellings.perspectives.speech.find import speech_rows
from tellings.perspectives.speech.marks import quoted_spans
from tellings.perspectives.speech.words import VERBS, inflect
from tellings.perspectives.tables import unbalanced_marks
from tellings.perspectives.voices import CLASSES
from tellings.reading.text import clean

OWN = Path(__file__).parent / "speech"
case = load_case("seeds")
actors = read_actors(case)


def speech(text):
    """The rows of a text as (kind, speaker, text)."""
    table = find_speech(text_source(text))
    return [(row.kind, row.speaker if isinstance(row.speaker, str) else None, row.text) for row in table.itertuples()]


def pairs(kinds):
    found, coded = find_speech(case), case.gold("quotes")
    found = found.assign(speaker=canonical(found.speaker, actors))
    coded = coded.assign(speaker=canonical(coded.speaker, actors))
    return match_spans(
        found[found.kind.isin(kinds)],
        coded[coded.kind.isin(kinds)],
        same=["speaker"],
        overlap=0.5 if "indirect" in kinds else 1.0,
    )


def test_every_quotation_of_the_case_with_its_speaker():
    table = pairs(["direct", "headline"])
    assert set(table.outcome) == {"right"}
    assert table[table.text_reference.str.len() > 0].groupby("source").size().to_dict() == {"lbc": 20, "later": 5}


def test_quoted_words_of_lbc_are_250_in_18_spans():
    rows = find_speech(case["lbc"]).query("kind == 'direct'")
    starts = words(case["lbc"]).start
    assert len(rows) == 18
    assert sum(any(a <= s < b for a, b in zip(rows.start, rows.end)) for s in starts) == 250


def test_reported_clauses_of_the_case():
    score = precision_recall(pairs(["indirect"]))
    assert score["recall"] >= 0.8 and score["precision"] >= 0.7, score


@pytest.mark.parametrize("name", ["tabloid", "agency", "interview"])
def test_texts_in_other_styles(name):
    text = (OWN / f"{name}.txt").read_text(encoding="utf-8")
    expected = pd.read_csv(OWN / f"{name}.csv", keep_default_na=False)
    found = find_speech(text_source(text)).fillna("")
    assert found[["kind", "speaker", "cue", "text"]].to_dict("records") == expected.to_dict("records")
    assert [clean(text[a:b]) for a, b in zip(found.start, found.end)] == list(expected.text)


@pytest.mark.parametrize(
    "text, expected",
    [
        # the cue before, between and after
        ('Ana Silva said: "We will go." ', [("direct", "Ana Silva", '"We will go."')]),
        ('"We will go," Ana Silva said.', [("direct", "Ana Silva", '"We will go,"')]),
        (
            '"We will go," said Ana Silva, a pilot. "Soon."',
            [("direct", "Ana Silva", '"We will go,"'), ("direct", "Ana Silva", '"Soon."')],
        ),
        (
            '"If they come," Ana Silva said, "we will go."',
            [("direct", "Ana Silva", '"If they come,"'), ("direct", "Ana Silva", '"we will go."')],
        ),
        ("Ana Silva said that the bridge was closed.", [("indirect", "Ana Silva", "the bridge was closed")]),
        ("The bridge was closed, Ana Silva said on Monday.", [("indirect", "Ana Silva", "The bridge was closed")]),
        (
            "The bridge, Ana Silva said, would be closed.",
            [("indirect", "Ana Silva", "The bridge"), ("indirect", "Ana Silva", "would be closed")],
        ),
        ("According to Ana Silva, the bridge was closed.", [("indirect", "Ana Silva", "the bridge was closed")]),
        (
            "The bridge was closed, according to the city council.",
            [("indirect", "city council", "The bridge was closed")],
        ),
        (
            "Ana Silva told reporters on Monday that the bridge was closed.",
            [("indirect", "Ana Silva", "the bridge was closed")],
        ),
        ("Ana Silva urged drivers to stay at home.", [("indirect", "Ana Silva", "to stay at home")]),
        ("Ana Silva asked whether the bridge was safe.", [("indirect", "Ana Silva", "whether the bridge was safe")]),
        ("Ana Silva's claim that the bridge was safe surprised nobody in town.", None),
        ("Ana Silva wrote that “the bridge is closed.”", [("direct", "Ana Silva", "“the bridge is closed.”")]),
        ("Asked if the bridge was safe, Ana Silva said, “No.”", [("direct", "Ana Silva", "“No.”")]),
        # the subject of the cue, not the nearest name
        (
            "The board of The Dale Herald, which never endorsed a Democrat, wrote: “No.”",
            [
                ("indirect", "The board of The Dale Herald", "a Democrat"),
                ("direct", "The board of The Dale Herald", "“No.”"),
            ],
        ),
        (
            "Ana Silva, a rival of Tom Reed, said the bridge was closed.",
            [("indirect", "Ana Silva", "the bridge was closed")],
        ),
        (
            "A spokesman for Tom Reed said the bridge was closed.",
            [("indirect", "A spokesman for Tom Reed", "the bridge was closed")],
        ),
        (
            "Tom Reed's lawyer, Ana Silva, said the bridge was closed.",
            [("indirect", "Ana Silva", "the bridge was closed")],
        ),
        # a date beside the subject is no part of it
        ("In May Reed said the bridge was closed.", [("indirect", "Reed", "the bridge was closed")]),
        (
            "The following year my father came home. He said the bridge was closed.",
            [("indirect", "my father", "the bridge was closed")],
        ),
        (
            "Ana Silva, born on 12 May 1930, was a pilot. By 12 May 1960, she said, the bridge was closed.",
            [("indirect", "Ana Silva", "By 12 May 1960"), ("indirect", "Ana Silva", "the bridge was closed")],
        ),
        (
            "On Monday Reed and Silva said the bridge was closed.",
            [("indirect", "Reed and Silva", "the bridge was closed")],
        ),
        # a description keeps what hangs on it
        ("Pilots in Oport said the bridge was closed.", [("indirect", "Pilots in Oport", "the bridge was closed")]),
        ("A man accused of closing the bridge told police he was ill.", [("indirect", "A man", "he was ill")]),
        # minutes
        ("It was AGREED that the bridge be closed.", [("indirect", None, "the bridge be closed")]),
        # nobody speaks
        ("The claim that the minister made was false.", []),
        ("Who wrote it, who said it was late, and where it stands: that is the question.", []),
        ("The jury reached a verdict that surprised the town.", []),
        ("At the time of writing no answer had come.", []),
        ("The bridge was closed on Monday. Nobody was hurt.", []),
        ('The so-called "smart" bridge was closed.', []),
        ('She reads from "The Old Bridge" every year.', []),
        ("It is argued that the bridge was unsafe.", [("indirect", None, "the bridge was unsafe")]),
        # marks
        ("“A ‘second’ bridge is needed,” Ana Silva said.", [("direct", "Ana Silva", "“A ‘second’ bridge is needed,”")]),
        ("«We will go», said Ana Silva.", [("direct", "Ana Silva", "«We will go»")]),
        ("„We will go“, said Ana Silva.", [("direct", "Ana Silva", "„We will go“")]),
        (
            "'The drivers' patience is gone,' said Ana Silva.",
            [("direct", "Ana Silva", "'The drivers' patience is gone,'")],
        ),
        (
            '"We will go.\n\n"And we will stay," Ana Silva said.',
            [("direct", "Ana Silva", '"We will go.'), ("direct", "Ana Silva", '"And we will stay,"')],
        ),
    ],
)
def test_one_sentence(text, expected):
    if expected is None:
        assert speech(text)[0][:2] == ("indirect", "Ana Silva")
    else:
        found = [(kind, who.removeprefix("the ") if who else who, words) for kind, who, words in speech(text)]
        assert found == expected


@pytest.mark.parametrize(
    "text, speakers",
    [
        ("Jane Doe met Paul Roe. She said it was late. He said it was early.", ["Jane Doe", "Paul Roe"]),
        ("Senator Jane Doe came. Mr. Roe, the mayor, left. Doe said it was late.", ["Jane Doe"]),
        ("Jane Doe, the Labour leader, came by train. The Labour leader said it was late.", ["Jane Doe"]),
        ("Jane Doe came by train. The Labour leader said it was late.", ["The Labour leader"]),
        ("Jane Roe spoke first. Then Paul Roe spoke. Roe said it was late.", ["Paul Roe"]),
        ("Jane Roe came. Roe was late. Paul Roe came. Roe said it was late.", ["Jane Roe"]),
        ("Jane Roe and Paul Roe came. Mr Roe said it was late.", ["Paul Roe"]),
        ("He said it was late.", [None]),
    ],
)
def test_names_titles_pronouns_and_descriptions(text, speakers):
    assert [who for _, who, _ in speech(text)] == speakers


def examples():
    """The sentences of orders.csv and the rows they must give."""
    table = pd.read_csv(OWN / "orders.csv", keep_default_na=False)
    return {
        text: [tuple(row) for row in rows[["kind", "speaker", "cue", "said"]].to_numpy() if row[3]]
        for text, rows in table.groupby("text", sort=False)
    }


def rows_of(text):
    return [(kind, who or "", cue or "", said) for _, _, said, kind, who, cue in speech_rows(text_source(text))]


def test_every_order_reads_its_sentence():
    for text, expected in examples().items():
        assert rows_of(text) == expected, text


def test_no_order_is_idle():
    """Each line of the tables is needed: without it some sentence of orders.csv is read otherwise."""
    expected, idle = [*examples().items()], []

    def differs():
        patterns._lines_for.cache_clear()
        for place, (text, rows) in enumerate(expected):
            if rows_of(text) != rows:
                # Neighbours in a table have their sentences near one another: the next look begins here.
                expected[:] = expected[place:] + expected[:place]
                return True
        return False

    read_once = (
        "WHEN_IN_FRONT",
        "IDIOM",
        "SOMEBODY",
        "JOINED",
        "ASIDE",
        "CIRCUMSTANCE",
        "BREAK",
        "UNSAID",
        "NO_CLAUSE",
        "SAID_SO",
    )
    phrases_read_again = {name: lines for name, lines in phrases.PARTS.items() if name not in read_once}
    for lines in (patterns.ENCLOSING, patterns.FOLLOWING, patterns._ENDINGS, *phrases_read_again.values()):
        for i, line in enumerate(list(lines) if len(lines) > 1 else ()):
            del lines[i]
            if isinstance(line, str):
                phrases.compiled.cache_clear()
                phrases.read_leftwards.cache_clear()
            if not differs():
                idle.append(line)
            lines.insert(i, line)
    phrases.compiled.cache_clear()
    phrases.read_leftwards.cache_clear()
    patterns._lines_for.cache_clear()
    assert not idle


def test_an_order_is_added_by_one_line(monkeypatch):
    text = "Said by Ana Silva: “The bridge is ours.”"
    assert rows_of(text) == [("direct", "Ana Silva", ":", "“The bridge is ours.”")]
    line = ("cue:<verb +quote past> by source:AGENT : quote:<quotation>", patterns.passive)
    monkeypatch.setattr(patterns, "FOLLOWING", [line, *patterns.FOLLOWING])
    patterns._lines_for.cache_clear()
    assert rows_of(text) == [("direct", "Ana Silva", "Said", "“The bridge is ours.”")]
    monkeypatch.undo()
    patterns._lines_for.cache_clear()


def test_a_line_with_an_unknown_word_says_so():
    with pytest.raises(ValueError, match="wobble in <wobble> is no word and no class of function_words.csv"):
        phrases.read_leftwards("SUBJECT wobble ")


@pytest.mark.parametrize(
    "text, speakers",
    [
        # who a surname means
        ("Jane Roe and Paul Roe came. Mrs Roe said it was late.", ["Jane Roe"]),
        ("Paul Dole Jr. came by train. Dole said it was late.", ["Paul Dole Jr."]),
        # what shows that two capitals are a person
        ("Wren Oke, 71, came by train. Oke said it was late.", ["Wren Oke"]),
        ("Wren Oke, a pilot, came by train. Oke said it was late.", ["Wren Oke"]),
        ("The pilot Wren Oke came by train. Oke said it was late.", ["Wren Oke"]),
        ("Wren Oke said no. Oke said it was late.", ["Wren Oke"]),
        ("Secretary of State Paul Dole said it was late.", ["Paul Dole"]),
        # what stands in front only introduces; a participle, a month, a state are no cues
        ("When asked if the toll would rise, Ana Silva said, “No.”", ["Ana Silva"]),
        ("When Ana Silva announced the toll, Tom Reed left the room.", ["Ana Silva"]),
        ("Ana Silva crossed the United States in May.", []),
        ("The dam broke, reported a loss in May.", [None]),
        ("The rain attacked the toll.", []),
        ("Ana Silva met the United States Army chief in May.", []),
        ("Ana Silva claims that the toll rose.", ["Ana Silva"]),
        ("Most wells are safe, says WHO.", ["WHO"]),
        # a surname in -ly is no adverb; today is nobody
        ("Pilot Bo Kealy said it was late.", ["Bo Kealy"]),
        ("The board, the owner of the pier, today said it was late.", ["The board"]),
        ("The farmers' union said it was late.", ["The farmers' union"]),
        # a question's verb is no name; nor is what opens a sentence
        ("Ana Silva came. Would she go? “No.” Would she stay? She said it was late.", ["Ana Silva", "Ana Silva"]),
        ("Reacting, the board, which was tired, said it was late.", ["the board"]),
        ("Bo Lind sat. Minister Ima Cole visits the relief camp. She said it was late.", ["Ima Cole"]),
        ("Councillor Brandt came. When rain fell, it said that the toll rose.", [None]),
        ("The Oport Teachers' Federation said it was late.", ["Oport Teachers' Federation"]),
        ("Federation head G. Ravi Lind said it was late.", ["G. Ravi Lind"]),
        ("Corvane, the maker of lifts, closed a plant, saying it was late.", ["Corvane"]),
        ("The Education Minister left the room. “It is late,” he said.", ["Education Minister"]),
        ("Pilots who fear a rise in tolls say it is late.", ["Pilots", "Pilots"]),
        ("Corvane, the lift group, cut a post and said it was late.", ["Corvane"]),
        ("Instead, the board, a guild, cut a post and said it was late.", [None]),
        ("Ana Silva came. The 44-year-old put the toll at 17.", ["Ana Silva"]),
        # nobody has said it
        ("When the rain comes, remember the bridge.", []),
        ("Its chapter called “What Rain Knew” is long.", []),
        ("The letters speak of little else.", []),
        ("The story is told in the words of two pilots.", []),
        ("A pilot called Maya Ortiz, who was tired, left.", []),
        ("A man called Tom Reed said it was late.", ["Tom Reed"]),
        ("Ana Silva said goodbye.", []),
        # whom a sentence is about
        ("NATO met in Oport in May and said the toll rose.", ["NATO"]),
        ("Bridges fell, Tom Reed came and said it was late.", ["Tom Reed"]),
        ("With old pilot Maya Ortiz, Ana Silva came and said it was late.", ["Ana Silva"]),
        ("“We will go.\n\nAnd we will stay,” Ana Silva said.", ["Ana Silva", "Ana Silva"]),
        ("The claim of the board rose.", []),
        # offices, long names and surnames of an odd spelling
        ("Northland Minister of State for Roads Ravi Lind said it was late.", ["Ravi Lind"]),
        ("Chamber of Farmers president Bo Lind said it was late.", ["Bo Lind"]),
        ("The Department of Bridges said it was late.", ["Department of Bridges"]),
        ("State Rep. Buck Lind, R-Oport, was tired. Lind said it was late.", ["Buck Lind"]),
        ("Col. Ana de la Vega came. De la Vega said it was late.", ["Ana de la Vega"]),
        ("Omar al-Lind, a pilot, came. Mr. al-Lind said it was late.", ["Omar al-Lind"]),
        ("Senator Jo Ann Wren of Oport said it was late.", ["Jo Ann Wren"]),
        ("The judge, Lord Marsh, came. He said it was late.", ["Lord Marsh"]),
        ("The mayor of Oport, Babatunde Oke, came. Mr Oke said it was late.", ["Babatunde Oke"]),
        ("May Wren, the mayor, came. Mrs. Wren said it was late.", ["May Wren"]),
        ("Will Wren come? Wren said it was late.", ["Wren"]),
        # a common noun is nobody's name; one spelling for one speaker
        ("Officer Bo Lind came. Maya Ortiz sang. It rained. The officer said it was late.", ["The officer"]),
        ("The board met. It rained, the board said.", ["The board"]),
        ("Sen. Bo Lind, R-Opo., who was tired, said it was late.", ["Bo Lind"]),
        ("Four pilots sent Mr. Lind a letter. In it, they argued that it was late.", ["Four pilots"]),
        (
            f"Sen. Bo Lind sat. Sen. Ima Cole slept. {'It rained. ' * 25}Lind rose. The senator said it was late.",
            ["Bo Lind"],
        ),
        ("Republican Senate hopeful Garrett Wren refused to go.", ["Garrett Wren"]),
        ("The board said it was late. It rained, the board said.", ["The board", "The board"]),
        ("While the fair was no joy for Ines Marsh, she said it was late.", ["Ines Marsh"]),
        ("Bo Lind came. Asked if he would go, Tom Reed smiled. “No,” he said.", ["Tom Reed"]),
        # where a report was filed
        ("PORT ALDER, Nov 19 (Reuters) - Bo Lind said on Monday the bridge was shut.", ["Bo Lind"]),
        ("OPORT — Bo Lind, head of the board, left after declaring that the bridge was shut.", ["Bo Lind"]),
        # nouns and adjectives that look like cues; verbs that report nothing
        ("Most coastal states that ban the net have built piers.", []),
        ("There are some old questions about how the dam was paid for.", []),
        ("Read the latest updates here in one place.", []),
        ("It is made from a shell - a mollusc often found in warm water.", []),
        ("Those charged included the cook.", []),
        ("The new timetable does not appeal to Bo Lind.", []),
        ("Police reports said the bridge was shut.", ["Police reports"]),
        ("Asked if he supported a new pier, Mr. Marsh said “ask me in spring.”", ["Marsh"]),
    ],
)
def test_who_speaks_and_who_does_not(text, speakers):
    assert [who for _, who, _ in speech(text)] == speakers


@pytest.mark.parametrize(
    "text",
    [
        'He said: "We will go. The reporter wrote the rest of this line.',
        'The mayor spoke. "This never ends and the report goes on and on.\n\nThe next day it rained, he said.',
        "‘ ’ “ ” \" ' « » „ ‟",
        '"' * 7,
        '"All of it is quoted. There is no reporter at all."',
        "",
    ],
)
def test_marks_without_a_partner_are_nobodys_speech(text):
    if not text:
        return
    rows = find_speech(text_source(text))
    assert not rows[rows.kind == "direct"].text.str.contains("report goes|reporter wrote").any()
    assert rows.columns.tolist() == ["source", "start", "end", "text", "kind", "speaker", "cue"]


def test_a_quotation_that_never_ends_is_reported():
    odd = unbalanced_marks(text_source('It rained. "We will go. The meeting ended.'))
    assert odd.start.tolist() == [11]


@pytest.mark.parametrize("part", ["Home › ", "Home › News\n", "Share “\nAdvertisement\n", "“a b c.\n\n", "‹a Home › "])
def test_marks_without_a_partner_are_told_in_time_that_grows_with_them(part):
    def made(size):
        return f"{part * (size // len(part))}x"

    assert growth(lambda text: unbalanced_marks(text_source(text)), made, 24_000) < 2.6


def test_a_quotation_without_a_speaker_says_so():
    assert speech('"All of it is quoted. There is no reporter at all."')[0][1] is None


@tries(150)
@given(
    st.lists(
        st.sampled_from([*"aA .,:;'\"“”‘’«»-", "\n\n", "said ", "Lee ", "that ", "“We go,” ", "he ", "told "]),
        min_size=1,
        max_size=60,
    ).map("".join)
)
def test_any_text_gives_rows_inside_it(text):
    if not seen(text):
        return
    source = text_source(text)
    rows = find_speech(source)
    assert ((rows.start >= 0) & (rows.start < rows.end) & (rows.end <= len(text))).all()
    assert [clean(text[a:b]) for a, b in zip(rows.start, rows.end)] == rows.text.tolist()
    told = rows[rows.kind == "indirect"].sort_values("start")
    assert (told.start.to_numpy()[1:] >= told.end.to_numpy()[:-1]).all(), "reported clauses overlap"


@pytest.mark.parametrize(
    "text",
    [
        '"' * 20_000,
        "' " * 20_000,
        "“a " * 20_000,
        "he said that " * 20_000,
        "Lee, " * 20_000,
        "according to " * 20_000,
        "his claim that " * 20_000,
        "Lee Brown " * 20_000,
        "May " * 20_000,
        "“no,” Lee said, " * 10_000,
        "when asked if he said “no”, " * 5_000,
        "Lee said Oke told him “no” and " * 5_000,
        "".join(f"F{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}k{n}: It is late.\n\n" for n in range(6_000)),
        "".join(f"Ana K{chr(97 + n % 26)}{n}, a pilot, came. The pilot said no. " for n in range(4_000)),
    ],
)
def test_no_input_takes_more_than_linear_time(text):
    assert growth(lambda told: find_speech(text_source(told)), lambda size: text[:size], len(text) // 4) < 2.6


def test_marks_balance_by_paragraph():
    text = 'A "b" c.\n\nD "e.\n\n"f" g.'
    spans, odd = quoted_spans(text, [(0, 8), (10, 15), (17, 23)])
    assert [text[a:b] for a, b, _ in spans] == ['"b"', '"e.', '"f"'] and odd == []


def test_tables_of_words_are_sound():
    verbs = word_list("perspectives/speech", "reporting_verbs")
    lemmas = [row["lemma"] for row in verbs]
    assert {row["class"] for row in verbs} <= set(CLASSES) and len(set(lemmas)) == len(lemmas)
    assert (
        inflect("deny")["past"] == "denied"
        and inflect("admit")["ing"] == "admitting"
        and inflect("say", "said")["past"] == "said"
    )
    assert VERBS["says"].lemma == "say" and VERBS["told"].form == "past"
    for name in ("reporting_verbs", "titles", "first_names", "speaker_nouns", "function_words", "reporting_nouns"):
        assert all(row["source"] for row in word_list("perspectives/speech", name)), name


ACCENTS = (
    "“The talks failed,” Şefik Doğan said on Tuesday. Doğan said the army would leave. “We stay,” said Zoë Núñez, the "
    "minister. Núñez added that it was over. According to Émile Müller, the plan works. José Ángel Gurría warned that "
    "growth is slowing."
)


def test_a_speaker_is_found_however_the_file_writes_accents():
    composed, decomposed = (text_source(unicodedata.normalize(form, ACCENTS)) for form in ("NFC", "NFD"))
    ours, other = find_speech(composed), find_speech(decomposed)
    columns = ["kind", "speaker", "cue"]
    assert other[columns].values.tolist() == ours[columns].values.tolist()
    assert {"Şefik Doğan", "Doğan", "Zoë Núñez", "Émile Müller", "José Ángel Gurría"} == set(other.speaker)
    assert [unicodedata.normalize("NFC", text) for text in other.text] == list(ours.text)
    # Offsets are those of the file, whose letters are more characters.
    assert all(decomposed.text[row.start : row.end] == row.text for row in other.itertuples())


def test_a_letter_with_a_mark_that_no_character_joins_is_one_word():
    rows = find_speech(text_source("Bq\u0303an said that it was over."))
    assert list(rows.speaker) == ["Bq\u0303an"]


SHIP = "the ferry had been old for years"


@pytest.mark.parametrize(
    "text, speaker, said",
    [
        # a year and a number are nobody: the speaker is what they belong to
        (f"An inquiry in 2011 found that {SHIP}.", "An inquiry", SHIP),
        (f"A report in May 1998 said that {SHIP}.", "A report", SHIP),
        (f"More than 2,000 of them said that {SHIP}.", "More than 2,000 of them", SHIP),
        # words quoted only in part, of a thing, behind a speaker with an office
        (
            "Ana Silva, the head of the port office, said the letters “concerned another ferry” and accused them of haste.",
            "Ana Silva",
            "the letters “concerned another ferry”",
        ),
        ("Ana Silva said the letters “concerned another ferry”.", "Ana Silva", "the letters “concerned another ferry”"),
    ],
)
def test_the_speaker_is_the_head_of_the_subject(text, speaker, said):
    assert ("indirect", speaker, said) in speech(text)
    assert {who for _, who, _ in speech(text)} == {speaker}


def test_the_place_in_a_bodys_name_does_not_speak():
    told = "had “had letters of all sorts” and had “passed them on to others”."
    text = f"Nobody in Alder slept. Alder district council said on Thursday it {told}"
    assert {who for _, who, _ in speech(text)} == {"Alder district council"}


def test_she_is_the_subject_of_the_sentence_before_though_her_first_name_is_in_no_list():
    text = (
        "Ana Silva was thrown down. “I keep hearing the bang,” she says.\n\n"
        "Zofka Hugh of the port union has copies of the letters. “They were told,” she said."
    )
    assert speech(text)[-1] == ("direct", "Zofka Hugh", "“They were told,”")


@pytest.mark.parametrize(
    "text",
    [
        "Two of the crew asked not to be named.",
        "A passenger did not want to be identified.",
        "Several passengers disputed that account.",
        "The company rejected the accusation.",
        "Not everybody blames the company.",
        "Engineers told the company of it. In February they warned it again.",
        "On the quay, where the windows are now grey, few are reassured.",
    ],
)
def test_words_about_words_are_not_speech(text):
    assert not [row for row in speech(text) if row[2] != "it"]


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "The bridge will open in May, according to Ana Silva, the agency's deputy chief inspector.",
            [("indirect", "Ana Silva", "The bridge will open in May")],
        ),
        (
            "Student Zofka Hugh, 19, said the bridge was closed. Zofka Hugh said it was old.",
            [("indirect", "Zofka Hugh", "the bridge was closed"), ("indirect", "Zofka Hugh", "it was old")],
        ),
        (
            "Corrin Line said the ferry was old. A new one could sail by May, it said, although the port was closed.",
            [
                ("indirect", "Corrin Line", "the ferry was old"),
                ("indirect", "Corrin Line", "A new one could sail by May"),
                ("indirect", "Corrin Line", "although the port was closed"),
            ],
        ),
        (
            "The ferry came in fast when it failed to turn, officials and witnesses said.",
            [("indirect", "officials and witnesses", "The ferry came in fast when it failed to turn")],
        ),
    ],
)
def test_who_a_role_a_pronoun_and_two_groups_are(text, expected):
    assert speech(text) == expected


LATE = "it was late"


@pytest.mark.parametrize(
    "text, who",
    [
        # names and pronouns that no list of one country's papers has
        (f"The bridge is old. Mr Tully said {LATE}.", "Tully"),
        (f"Dad came in from the yard. He said {LATE}.", "Dad"),
        (f"My brother wrote to me from Oport. He said {LATE}.", "My brother"),
        (f"Years later my brother wrote to me from Oport. He said {LATE}.", "my brother"),
        (f"His daughter, Maya Ortiz, lives nearby. She said {LATE}.", "Maya Ortiz"),
        (f"Ministers met. Ines Marsh did not answer. She said {LATE}.", "Ines Marsh"),
        (f"Her team counted nine boats. They said {LATE}.", "Her team"),
        (f"Port leaders yesterday left the room. They said {LATE}.", "Port leaders"),
        (f"Bo Lind won again. The 26-year-old said {LATE}.", "Bo Lind"),
        (f"Bo Lind won again. The Spaniard said {LATE}.", "Bo Lind"),
        (f"The Spaniard said {LATE}.", "Spaniard"),
        (f"A friend, Mr Bo Lind, spoke. The chairman thanked Mr Lind and assured him that {LATE}.", "The chairman"),
        (f"Jensen et al. (2016) argue that {LATE}.", "Jensen et al."),
        (f"According to Jensen (2016: 44), {LATE}.", "Jensen"),
        # who it is that speaks, and what only stands beside
        (f"A pilot whose boat was stripped of its new roof says {LATE}.", "A pilot"),
        (f"A member of the public, Mr Bo Lind, spoke. He said {LATE}.", "Bo Lind"),
        (f"Minutes obtained under a new law show that {LATE}.", "Minutes"),
        ("It was late, emails seen by this paper reveal.", "emails"),
        ("It was late, data compiled by Corrin Line show.", "data"),
        ("It was late, the hospital said.", "the hospital"),
        (f"People here say {LATE}.", "People"),
        (f"Bo Lind liked to say that {LATE}.", "Bo Lind"),
        (f"Bo Lind was quick to stress that {LATE}.", "Bo Lind"),
        (f"Bo Lind accepted {LATE}.", "Bo Lind"),
        (f"As Bo Lind has pointed out, {LATE}.", "Bo Lind"),
        (f"Bo Lind promised the town last year that {LATE}.", "Bo Lind"),
        (f"Bo Lind does not believe that {LATE}.", "Bo Lind"),
        (f"Bo Lind not only said that {LATE}.", "Bo Lind"),
        (f"Bo Lind, who did not come, said that {LATE}.", "Bo Lind"),
        (f"Ravi Lind slept. Mother came in. She said {LATE}.", "Mother"),
        (f"Ravi Lind slept. The widow of the port came in. Ravi Lind's widow said {LATE}.", "Ravi Lind's widow"),
        (f"Maya Ortiz, 26, won again. The actress said {LATE}.", "Maya Ortiz"),
        (f"Ravi Lind won again. The actress said {LATE}.", "The actress"),
        (f"Bo Lind, a plumber, came. Maya Ortiz won. The plumber said {LATE}.", "The plumber"),
        (f"Bo Lind was thrilled to announce that {LATE}.", "Bo Lind"),
        (f"A survey last week found that {LATE}.", "A survey"),
        (f"But as Bo Lind notes, {LATE}.", "Bo Lind"),
        (f"Bo Lind said that {LATE}, the agency reported.", "Bo Lind"),
        (f"Judge Bo Lind QC said {LATE}.", "Bo Lind"),
        (f"Smooth-talking Bo Lind said {LATE}.", "Bo Lind"),
        (f"Mum-of-two Maya Ortiz said {LATE}.", "Maya Ortiz"),
        (f"Jung-hoon Lind said {LATE}.", "Jung-hoon Lind"),
        (f"Maya Ortiz won again. The mum-of-two said {LATE}.", "Maya Ortiz"),
        (f"Bo Lind told Maya Ortiz, 72, that {LATE}.", "Bo Lind"),
        # a court hears what others have said
        ("It was late, a court heard yesterday.", None),
        ("It was late, jury told", None),
        ("It was late, a court has heard.", None),
        (f"The court heard that {LATE}.", None),
        # where and when a line was written
        (f"BELUR: Bo Lind said {LATE}.", "Bo Lind"),
        (f"14.32 Bo Lind said {LATE}.", "Bo Lind"),
    ],
)
def test_speakers_in_texts_of_all_sorts(text, who):
    assert [(kind, speaker, said.lower()) for kind, speaker, said in speech(text)][-1:] == [("indirect", who, LATE)]
    assert len(speech(text)) == 1


@pytest.mark.parametrize(
    "text, said",
    [
        ("MORVANE – « It is late », Bo Lind said.", "« It is late »"),
        ("14:32 “It is late,” says Bo Lind.", "“It is late,”"),
        ("It is a town where, Bo Lind once said, “nobody sleeps.”", "“nobody sleeps.”"),
        ("“It is late,” Bo Lind said, setting down the oars.", "“It is late,”"),
        ("“It is late,” Bo Lind said, by way of hello.", "“It is late,”"),
        ("“It is late,” Bo Lind said, not looking up.", "“It is late,”"),
        ("Bo Lind told the men who were waiting, “Go.”", "“Go.”"),
        ("Bo Lind expects a loss of 3 crowns, down from 9 in May.", "a loss of 3 crowns"),
        ("The paper quoted Bo Lind as saying he was tired.", "he was tired"),
        ("Bo Lind called the police a gang.", "the police a gang"),
        ("Bo Lind said only half came.", "only half came"),
        ("Bo Lind said after the hearing: “It is late.”", "“It is late.”"),
        ("“It is late,” wept Bo Lind.", "“It is late,”"),
        ("Bo Lind told the Echo staff had left.", "staff had left"),
        ("Bo Lind labelled the plan a joke.", "the plan a joke"),
        ("Bo Lind admitted to feeling tired.", "feeling tired"),
        ("According to Bo Lind, it was late; others disagree.", "it was late"),
        ("Bo Lind argues – and few dispute – that it was late.", "it was late"),
        ("Bo Lind admitted under questioning that it was late.", "it was late"),
        ("Bo Lind, asked about the storm, would only say that it was late.", "it was late"),
        ("Not everyone agrees: “It is late,” says Bo Lind.", "“It is late,”"),
        ("Bo Lind, citing two officials, reported that it was late.", "it was late"),
        ("Citing two officials, Bo Lind reported that it was late.", "it was late"),
        ("Bo Lind – who has since left – insisted it was late.", "it was late"),
        ("Bo Lind - a former engineer - told reporters that it was late.", "it was late"),
        ("Bo Lind accused the port of hiding a note that said it was late.", "hiding a note that said it was late"),
        # The words are given to him, and what he leaves open is told by them.
        ("Bo Lind did not say how long it was.", "how long it was"),
        ("Bo Lind has never said that it was late.", "it was late"),
        ("“It is late,” Bo Lind said at the port, at one point rising.", "“It is late,”"),
    ],
)
def test_what_is_said_and_no_word_of_the_reporter(text, said):
    assert [(who, words) for _, who, words in speech(text)] == [("Bo Lind", said)]


@pytest.mark.parametrize(
    "text",
    [
        "A friend of Bo Lind, who preferred to remain anonymous, slept.",
        "Bo Lind, known to friends as “Lindy Boy”, slept.",
        "Bo Lind called the police.",
        "Bo Lind addressed a rally.",
        "Bo Lind read all 900 pages.",
        "Bo Lind thought about this.",
        "The report, whose end Bo Lind demanded, was late.",
        "It goes without saying that it was late.",
        "When Bo Lind heard of it, he grinned.",
        "The transport committee hearing: as it happened",
        "Ravi Lind, author of “The Salt Road”, came. “The Salt Road” has a hero.",
    ],
)
def test_nobody_has_spoken(text):
    assert speech(text) == []


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "Since Bo Lind argued that prices are “always late”, scholars have asked how it rose.",
            ["Bo Lind", "Bo Lind", "scholars"],
        ),
        ("Bo Lind said the thieves had a van, “a big one”.", ["Bo Lind", "Bo Lind"]),
        ("What hurts, says Bo Lind, is the wind.", ["Bo Lind", "Bo Lind"]),
        ("Said one diplomat: “It is late.”", ["one diplomat"]),
        ("Two sources with knowledge of the talks said it was late.", ["Two sources with knowledge of the talks"]),
        ("A resident of the village near the dam said it was late.", ["A resident of the village near the dam"]),
        (
            "Officials from the ministry of health in Kabul said it was late.",
            ["Officials from the ministry of health in Kabul"],
        ),
        ("An official who declined to be named said it was late.", ["An official"]),
        ("It was late, a nurse who did not want to be identified said.", ["a nurse"]),
        ("Sources said the bridge was shut. “It is old,” they added.", ["Sources", "Sources"]),
        ("Port leaders reacted to what they called “a ruin” in May.", ["Port leaders"]),
        (
            "Bo Lind lost. Zofka Hugh said it was late. “It is,” she said. “No,” he said.",
            [*["Zofka Hugh"] * 2, "Bo Lind"],
        ),
        ("Security forces came and ordered the drivers to leave.", ["Security forces"]),
        ("She held a note that read “It is late.”", ["a note"]),
        ("Skyhop apologised for the delay. It said it was late.", ["Skyhop", "Skyhop"]),
        ("The court heard that Bo Lind told police at the port: “It is late.”", [None, "Bo Lind"]),
        ("Bo Lind said the study showed that prices were “always late”.", ["Bo Lind", "Bo Lind"]),
        ("Bo Lind told staff that there would be “late days”, two drivers said.", ["two drivers", "Bo Lind"]),
        ("Pilot: ‘I was late and I knew it’\n\nIt rained.", ["Pilot"]),
        ("Ravi Lind, author of “The Salt Road”, came. The jury called “The Salt Road” a gem.", ["The jury"]),
        # quotations that stand free: of whoever spoke last, or of whom the sentence before is about
        ("Maya Ortiz came. “We go,” she said.\n\nIt rained.\n\n“You dread the phone.”", ["Maya Ortiz", "Maya Ortiz"]),
        ("Maya Ortiz came. “We go,” she said.\n\nTom Reed slept.\n\n“You dread the phone.”", ["Maya Ortiz", None]),
        ("Tom Reed says it is safe. Maya Ortiz laughs. “He should come and see.”", ["Tom Reed", "Maya Ortiz"]),
        # a statement in which somebody is quoted is no speech of one
        ("Statement from Oport Hospital\n\nWe are sorry.\n\nWe are late.\n\nBo Lind said: “We know it.”", ["Bo Lind"]),
    ],
)
def test_whose_each_of_several_is(text, expected):
    assert [who for _, who, _ in speech(text)] == expected
