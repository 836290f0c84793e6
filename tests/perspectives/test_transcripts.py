"""Transcripts: every turn of fifteen of the project's own has its voice, and pages with colons are none."""

from pathlib import Path

import pandas as pd
import pytest
from doubling import growth

from helpers import find_speech, text_source
from tellings.case.files import word_list
from tellings.perspectives.speech.labels import cased

HERE = Path(__file__).parent
TRANSCRIPTS = sorted((HERE / "transcripts").glob("*.txt"))
OTHERS = sorted((HERE / "no_transcripts").glob("*.txt"))
TURNS = pd.read_csv(HERE / "transcripts" / "turns.csv", keep_default_na=False)


def direct(text):
    """The direct rows of a text as [speaker, text]."""
    rows = find_speech(text_source(text))
    return rows[rows.kind == "direct"][["speaker", "text"]].values.tolist()


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_every_turn_has_its_voice(path):
    text = path.read_text(encoding="utf-8")
    assert direct(text) == TURNS[TURNS.transcript == path.stem][["speaker", "text"]].values.tolist()
    assert not (find_speech(text_source(text)).kind == "indirect").any()


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_a_page_with_colons_is_no_transcript(path):
    assert not (find_speech(text_source(path.read_text(encoding="utf-8"))).cue == ":").any()


def test_an_article_behind_a_transcript_is_nobody_s_speech():
    talk = "MS. PARK: The bridge is shut.\n\nQ: Until when?\n\nMS. PARK: Until May.\n"
    story = "By Ana Silva\n\nThe farmers have sown their wheat a week late.\n\nThe fields were wet until Monday.\n"
    said = [["Park", "The bridge is shut."], ["Q", "Until when?"], ["Park", "Until May."]]
    assert direct(f"# The bridge\n\n{talk}\n# The wheat\n\n{story}") == said
    again = f"# The bridge\n\nBy Tom Reed\n\n{talk}\n# The wheat\n\n{story}\n# The road\n\n{talk}"
    assert [row[1] for row in direct(again)] == [row[1] for row in said + said]


BODY = "Did you see it?\n\n{0} I did.\n\nIt was as big as a house.\n\n{1} And then?\n\n{0} Then it was gone.\n"


@pytest.mark.parametrize(
    "asks, answers, speakers",
    [
        ("MR. OKE:", "MS. FALK:", ["Oke", "Falk"]),
        ("**Oke:**", "**Ines Falk:**", ["Oke", "Ines Falk"]),
        ("Interviewer:", "Dr. Falk:", ["Interviewer", "Falk"]),
        ("SPEAKER 1:", "SPEAKER 2:", ["Speaker 1", "Speaker 2"]),
        ("Mr Oke -", "Dr Falk -", ["Oke", "Falk"]),
        ("HON. B. OKE.-", "HON. I. FALK.-", ["B. Oke", "I. Falk"]),
        ("[00:00:03] Host:", "[00:00:09] Ines McKay:", ["Host", "Ines McKay"]),
        ("Mr. OKE.", "Ms. O'BRIEN of Ohio.", ["Oke", "O'Brien"]),
        ("Q.", "A.", ["Q", "A"]),
        ("QUESTION:", "MR. FALK:", ["Q", "Falk"]),
        ("Q:", "PRESS SECRETARY JOHN B. FALK:", ["Q", "John B. Falk"]),
        ("Senator Oke.", "Mr. Falk.", ["Oke", "Falk"]),
        ("The Chairman.", "Dr. Falk.", ["The Chairman", "Falk"]),
        ("Q  ", "THE MAYOR: ", ["Q", "The Mayor"]),
        ("Speaker 1  0:04\n", "Ines Falk  0:11\n", ["Speaker 1", "Ines Falk"]),
    ],
)
def test_forms_of_labels(asks, answers, speakers):
    asked, answered = speakers
    expected = [(asked, "Did you see it?"), (answered, "I did."), (answered, "It was as big as a house.")]
    expected += [(asked, "And then?"), (answered, "Then it was gone.")]
    text = f"The whale of Merrow\n\n{asks} {BODY.format(answers, asks)}"
    assert [tuple(row) for row in direct(text)] == expected


@pytest.mark.parametrize(
    "head, asks, answers",
    [
        ("Interview with Ines Falk by Bo Lind", "Bo Lind", "Ines Falk"),
        ("Ines Falk, a pilot, was interviewed by Bo Lind", "Bo Lind", "Ines Falk"),
        ("Ines Falk answers questions from Bo Lind", "Bo Lind", "Ines Falk"),
        ("Bo Lind interviews Captain Ines Falk", "Bo Lind", "Ines Falk"),
        ("The captain Ines Falk spoke to Bo Lind about the whale", "Bo Lind", "Ines Falk"),
        ("The whale\n\nBy Bo Lind\n\nBo Lind spoke to Ines Falk", "Bo Lind", "Ines Falk"),
        ("A conversation with Ines Falk", "Q", "Ines Falk"),
        ("The whale\n\nQuestions by Bo Lind", "Bo Lind", "A"),
        ("The whale", "Q", "A"),
    ],
)
def test_who_asks_and_who_answers_is_said_by_the_head(head, asks, answers):
    assert [speaker for speaker, _ in direct(f"{head}\n\nQ: {BODY.format('A:', 'Q:')}")] == [
        asks,
        answers,
        answers,
        asks,
        answers,
    ]


@pytest.mark.parametrize(
    "before, after, speaker",
    [
        ("Remarks by President Ilves", "THE PRESIDENT:", "Ilves"),
        ("Remarks at the pier", "THE MAYOR:", "The Mayor"),
        ("Statement at the pier", "Ines Falk:", "Ines Falk"),
        ("The pier", "Ines Falk:", None),
        ("The pier", "Mayor:", None),
    ],
)
def test_a_speech_by_one_person_has_one_label(before, after, speaker):
    speech = "I am glad to see you.\n\nWe paid for it.\n\n(Applause.)\n\nUse it well, and I will too."
    said = direct(f"{before}\n\n{after} {speech}\n")
    assert said == [[speaker, words] for words in speech.split("\n\n") if speaker and "(" not in words]


def test_a_label_holds_until_prose_says_that_the_speaker_spoke():
    text = f"The whale\n\nQ: {BODY.format('FALK:', 'Q:')}\nFalk said all this on Monday. The boat left at noon.\n"
    assert not any("Monday" in words for _, words in direct(text))


def test_initials_are_those_of_whom_the_text_has_named():
    for who, whose in ((("Bo Oke", "Ada Falk"), ["Bo Oke", "Ada Falk"]), (("Bo Lind", "Bo Lee"), ["BO", "AF"])):
        head = "The whale\n\n" + "".join(f"{name}: Good day.\n\n" for name in who)
        said = direct(f"{head}BO: {BODY.format('AF:', 'BO:')}")
        assert [speaker for speaker, _ in said][2:4] == whose


def test_words_in_capitals_are_cased_as_names_are():
    assert [cased(word) for word in ("PARK", "O'BRIEN", "McKAY", "McKay", "SAYED-KHAIYUM", "R.", "de")] == [
        "Park",
        "O'Brien",
        "McKay",
        "McKay",
        "Sayed-Khaiyum",
        "R.",
        "de",
    ]


def test_every_word_of_the_list_has_a_source():
    rows = word_list("perspectives/speech", "transcripts")
    assert all(row["source"] for row in rows)
    assert len({(row["word"], row["kind"]) for row in rows}) == len(rows)


SPOKEN = (
    "I am glad to see you.\n\nWe paid for this pier, and nobody thanked us.\n\n(Applause.)\n\nUse it well.\n\n"
    "I will come back in May, and my family too."
)


@pytest.mark.parametrize(
    "head, speaker",
    [
        ("Remarks by President Ines Falk at the new pier", "Ines Falk"),
        ("Statement from Bo Lind on the pier", "Bo Lind"),
        ("Full text: Ines Falk’s speech at the pier", "Ines Falk"),
        ("Ines Falk’s speech in full", "Ines Falk"),
        ("The new pier", None),
        ("A statement from Bo Lind angers the pier's owners", None),
    ],
)
def test_a_speech_that_the_head_announces_needs_no_label(head, speaker):
    said = direct(f"{head}\n\nPort Alder, 3 May 2019\n\n{SPOKEN}\n")
    assert {who for who, _ in said} == ({speaker} if speaker else set())
    assert len(said) >= (4 if speaker else 0)


def test_news_of_a_statement_is_no_speech():
    text = f"Statement by Ines Falk on the pier\n\n“I am glad,” Falk said on Monday.\n\n{SPOKEN}\n"
    assert direct(text) == [["Ines Falk", "“I am glad,”"]]


QUESTIONS = (
    "How deep is it?\n\nDeeper than I thought. Would you go in?\n\nWho found it?\n\nMy dog did.\n\nAnd then?\n\n"
    "I went in, and I did not come out for a week."
)


def test_an_interview_that_was_edited_needs_no_labels():
    head = (
        "Ines Falk on the well\n\nBy Bo Lind\n\nInes Falk lives by a well. This interview has been edited for length."
    )
    said = direct(f"{head}\n\n{QUESTIONS}\n")
    assert [who for who, _ in said] == ["Bo Lind", "Ines Falk"] * 3
    assert not direct(f"Ines Falk on the well\n\nBy Bo Lind\n\nInes Falk lives by a well.\n\n{QUESTIONS}\n")


@pytest.mark.parametrize("mark", ["*", "_", "* ", "*a", "(a) ", "*a* "])
def test_marks_without_end_are_read_in_time_that_grows_with_them(mark):
    spoken = "ANA: We go.\n\nBEN: We stay.\n\n" * 3

    def made(size):
        return f"{spoken}{mark * (size // len(mark))}x\n\nANA: Good."

    assert growth(lambda text: find_speech(text_source(text)), made, 8000) < 2.6


@pytest.mark.parametrize(
    "line",
    ["(Laughter.)", "[Applause] (Laughter)", "*laughs*", "_(Interruption)_", "**[music]**.", "… (laughs)", "*a* *b*"],
)
def test_a_stage_direction_is_nobodys_words(line):
    rows = find_speech(text_source(f"ANA: We go.\n\n{line}\n\nBEN: We stay.\n\nANA: So be it.\n\nBEN: Good."))
    assert [text for text in rows.text if text in line] == []
