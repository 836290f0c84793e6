"""Quotations: where they begin and end in every kind of mark, and whose they are when no verb stands beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import seen, tries

from helpers import find_speech, text_source
from tellings.perspectives.speech.find import speech_rows


def rows(text):
    """The rows of a text as (kind, speaker, text)."""
    return [(kind, speaker, said) for _, _, said, kind, speaker, _ in speech_rows(text_source(text))]


def direct(text):
    return [(speaker, said) for kind, speaker, said in rows(text) if kind == "direct"]


@pytest.mark.parametrize(
    "text, said",
    [
        ("'Get 'em out of the well,' said Ana Silva.", ["'Get 'em out of the well,'"]),
        ("'I'm goin' home to the goats,' said Ana Silva.", ["'I'm goin' home to the goats,'"]),
        ("'It was rock 'n' roll all night,' said Ana Silva.", ["'It was rock 'n' roll all night,'"]),
        ("'The goats' patience is gone,' said Ana Silva.", ["'The goats' patience is gone,'"]),
        (
            "‘‘The goats left,’’ said Ana Silva. ''All of them,'' she added.",
            ["‘‘The goats left,’’", "''All of them,''"],
        ),
        ("»The goats left,« said Ana Silva. ›All left,‹ she added.", ["»The goats left,«", "›All left,‹"]),
        ("“ The goats left, ” said Ana Silva. « All », she added.", ["“ The goats left, ”", "« All »"]),
        ("“He told me “no goats” and left,” said Ana Silva.", ["“He told me “no goats” and left,”"]),
        ("‘We don’t sell ‘goats’ here,’ said Ana Silva.", ["‘We don’t sell ‘goats’ here,’"]),
        ("“Goats...” Ana Silva began. “I never saw them.”", ["“Goats...”", "“I never saw them.”"]),
        # paragraphs run together: the mark opens anew behind a full stop, and only the last is closed
        ('"The well is dry. "Goats died there," said Ana Silva.', ['"The well is dry.', '"Goats died there,"']),
        ("“The well is dry.” “Goats died there,” said Ana Silva.", ["“The well is dry.”", "“Goats died there,”"]),
        (
            "“The well is dry.\n\n“Goats died.\n\n“I left,” said Ana Silva.",
            ["“The well is dry.", "“Goats died.", "“I left,”"],
        ),
    ],
)
def test_marks(text, said):
    assert direct(text) == [("Ana Silva", words) for words in said]


def test_the_mark_of_an_inch_opens_nothing():
    assert direct('The pipe is 6" wide. It leaks. "Both leak," said Ana Silva.') == [("Ana Silva", '"Both leak,"')]


SAID = "“The well is dry and will stay dry for weeks.”"


@pytest.mark.parametrize(
    "line",
    [
        "Ana Silva told reporters:",
        "As Ana Silva told the council:",
        "Ana Silva warned drivers:",
        "Ana Silva came late. She told us:",
        "In a statement Ana Silva said:",
        "Ana Silva wrote the following:",
        "**Ana Silva added:**",
        "And from Chairwoman Ana Silva:",
        "Statement by Ana Silva:",
        "The answer of Ana Silva, mayor of Dunmore:",
    ],
)
def test_a_line_that_ends_in_a_colon_names_the_speaker_of_the_paragraphs_below(line):
    text = f"Nobody slept.\n\n{line}\n\n{SAID}\n\n“Goats died there.”\n\nThen it rained.\n"
    assert direct(text) == [("Ana Silva", SAID), ("Ana Silva", "“Goats died there.”")]
    assert direct(text.replace("\n\n“", "\n\n> “")) == direct(text)


def test_a_quotation_set_apart_needs_no_marks():
    text = (
        "Nobody slept.\n\nAna Silva wrote on Monday:\n\n> The well is dry.\n\n> Goats died there.\n\nThen it rained.\n"
    )
    assert direct(text) == [("Ana Silva", "The well is dry."), ("Ana Silva", "Goats died there.")]
    assert not direct("Nobody slept.\n\n> More stories\n\nAna Silva left. It rained.\n")


@pytest.mark.parametrize(
    "before, behind, speaker",
    [
        # nobody before: whom the next paragraph names at once
        ("", "Ana Silva stands at her well and shakes her head.", "Ana Silva"),
        ("", "It rained.", None),
        # the last speaker goes on
        ("“It is hot,” said Bo Lind.", "Ana Silva disagreed with all of it.", "Bo Lind"),
        ("Bo Lind said it was hot.", "Ana Silva stands at her well.", "Bo Lind"),
        # unless the next paragraph says whose it was
        ("The farm board said it was hot.", "So Ana Silva begins her story.", "Ana Silva"),
        ("The farm board said it was hot.", "Those were the words of Ana Silva, a farmer.", "Ana Silva"),
    ],
)
def test_a_quotation_on_its_own(before, behind, speaker):
    text = f"A dry year\n\n{before}\n\n{SAID}\n\n{behind}\n".replace("\n\n\n\n", "\n\n")
    assert (speaker, SAID) in direct(text)


def test_a_quotation_behind_a_sentence_is_of_whom_it_is_about():
    assert direct(f"Ana Silva shook her head. {SAID}") == [("Ana Silva", SAID)]
    assert direct(f"And from Mayor Ana Silva: {SAID}") == [("Ana Silva", SAID)]


@pytest.mark.parametrize(
    "verb", ["demanded", "insisted", "shouted", "wondered", "warned", "then asked", "whispered", "murmured"]
)
def test_a_cry_belongs_to_the_name_behind_it(verb):
    for cry in ("“Who knew?”", "“Never!”", "“I thought…”"):
        assert direct(f"“So it goes,” said Tom Reed. {cry} Ana Silva {verb}.")[1] == ("Ana Silva", cry)


@pytest.mark.parametrize(
    "text",
    [
        "The town’s new “Bees. We keep them.” posters are all over town.",
        "He hated the “leave nobody behind” slogan of the year.",
        "The slogan “we shall all be there” was on every wall.",
        "The so-called “bridge to nowhere at all” was closed.",
    ],
)
def test_slogans_are_no_speech(text):
    assert not direct(text)


@pytest.mark.parametrize(
    "source", ["an official who asked for no name", "a man whose house burnt", "a nurse that night"]
)
def test_a_source_without_a_name_is_never_the_speaker_before(source):
    assert direct(f"“It is hot,” said Tom Reed. “The well is dry,” said {source}.")[1] == (
        " ".join(source.split()[:2]),
        "“The well is dry,”",
    )


@pytest.mark.parametrize("signature", ["— Bo Lind (@bolind) November 18, 2019", "- Bo Lind 🚢 (@bolind) 3 May 2019"])
def test_a_post_is_of_whom_its_signature_names(signature):
    text = f"A dry year\n\nMany wrote about the well.\n\nNo well, no goats. Thanks!\n\n{signature}\n\nIt rained.\n"
    assert direct(text) == [("Bo Lind", "No well, no goats. Thanks!")]
    assert direct(text.replace("Thanks!\n\n", "Thanks! ")) == direct(text)


def test_a_motto_is_of_whom_its_signature_names():
    assert direct(f"A dry year\n\n{SAID}\n— Ana Silva, farmer\n\nIt rained.\n") == [("Ana Silva", SAID)]


COLUMNS = [
    """Leave the clock alone

I say the clock should stay slow. They say it confuses visitors. So what? Who ever came here for the time?

My neighbour thinks I am a crank. He may be right. But I know this: nobody has missed a train in Dunmore since 1962,
because there is no train.

Ask yourself: what would we do with the minutes? You know the answer. I do too.

Note: I am on the clock committee. I always have been.
""",
    """Why I gave up my phone

Here is a question: when did you last look up? I looked up on Tuesday. A heron was standing on the bank.

“Progress” is what they call it. I call it a leash. And don't tell me about emergencies: we had those before.

Let me be clear. This is not a sermon. We all need help, and I need more than most.

What next? A letter, perhaps. I may even write it.
""",
]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_is_not_turned_into_speech(column):
    assert not direct(column)


PIECES = [
    *"aA .,:;'\"“”‘’«»-?!…>",
    *(
        "\n\n",
        "\n",
        "\r\n",
        "said ",
        "Lee ",
        "Ana Silva ",
        "that ",
        "“We go,” ",
        "he ",
        "told us:",
        "Q: ",
        "A. ",
        "Q  Why?",
    ),
    *("MS. PARK: ", "THE MAYOR:", "HON. X.- ", "[Applause]", "— Bo (@bo) May 3", "according to ", "''", "``", "‘‘"),
    *("Statement by ", "So ", "# ", "**", "(", "[1] ", "e\u0301", "\u200b", "[00:01:02] ", "Ana Silva 00:12\n"),
]


@tries(300)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join).filter(seen))
def test_whatever_is_pasted_every_row_holds_words(text):
    found = find_speech(text_source(text))
    assert ((found.start >= 0) & (found.start < found.end) & (found.end <= len(text)) & (found.text != "")).all()
    told = found[found.kind == "indirect"].sort_values("start")
    assert (told.start.to_numpy()[1:] >= told.end.to_numpy()[:-1]).all(), "reported clauses overlap"


def test_a_quoted_heading_is_theirs_who_say_the_words_further_down_or_nobodys():
    first = "# The old well\n\nTom Reed said the well was dry. The mayor came by and looked at it for an hour.\n\n"
    text = first + "## ‘Thirty years of promises’\n\n“Thirty years of promises,” said Ana Silva, who keeps goats."
    assert direct(text)[0] == ("Ana Silva", "‘Thirty years of promises’")
    assert direct(text.replace("“Thirty years", "“Many months"))[0] == (None, "‘Thirty years of promises’")


def test_a_quoted_headline_is_theirs_who_say_the_words_below():
    text = "# ‘We need a well’: Corrin a week later\n\n“We need a well we can trust,” says Ana Silva, who keeps goats."
    assert rows(text)[0] == ("headline", "Ana Silva", "‘We need a well’")


@pytest.mark.parametrize(
    "headline, speaker",
    [
        ("Harbour board: Wells at Orla ‘safe to drink’", "Harbour board"),
        ("Wells at Orla ‘safe to drink’: harbour board", "harbour board"),
        ("Council ‘wasted’ £4m – auditor", "auditor"),
        ("Rail union: Drivers ‘pushed past breaking point’", "Rail union"),
        ("Thirty years on: Wells at Orla ‘safe to drink’", None),
    ],
)
def test_a_headline_says_before_or_behind_a_colon_whose_words_it_has(headline, speaker):
    text = f"# {headline}\n\nThe old wells lie by the river. Nobody had drawn any water there for years."
    assert rows(text)[0][:2] == ("headline", speaker)


POST = "The wells of the valley are dry. I will ask the minister for answers."
ARTICLE = "# The old well\n\nTom Reed said the well was dry. The mayor came by and looked at it for an hour.\n\n"


@pytest.mark.parametrize(
    "head, foot",
    [
        ("Ana Silva MP\n\n@anasilva\n\n", "\n\n10:42 AM · Mar 14, 2023"),
        ("", "\n\n— Ana Silva MP (@anasilva) March 14, 2023"),
    ],
)
def test_a_post_is_its_account_holders_who_stands_above_or_below(head, foot):
    text = f"{ARTICLE}{head}{POST}{foot}\n\nThe council meets on Monday to speak of the wells and of the goats."
    assert direct(text) == [("Ana Silva", POST)]


def test_the_account_of_a_byline_heads_no_post():
    assert not direct(f"# The old well\n\nBy Ana Silva\n@anasilva\n\n{POST}\n\nThe council meets on Monday.")
