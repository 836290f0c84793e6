"""Passages that texts share: planted ones are found with their edits, what differs is left out, time stays linear."""

import random

import pytest
from doubling import growth, took
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from helpers import load_case, text_source
from tellings.argument.passages import passage_rows
from tellings.argument.witnesses import shared_passages
from tellings.case.files import CaseError

NOUNS = ["weir", "bridge", "council", "engineer", "valley", "river", "mayor", "siren", "meadow", "harbour", "mill"]
VERBS = ["opened", "closed", "flooded", "warned", "repaired", "crossed", "measured", "painted", "counted", "sold"]
SMALL = ["the", "a", "of", "in", "by", "with", "after", "before", "and", "when", "while", "near", "under", "over"]
QUOTED = "We saw the water come over the wall at night, and nobody had rung the bell for them"


def prose(rng, sentences):
    """Made-up sentences: small words, nouns and verbs in turn."""
    made = []
    for _ in range(sentences):
        words = []
        for _ in range(4):
            words += [rng.choice(SMALL), rng.choice(NOUNS) + rng.choice(["", "s", "side", "man"]), rng.choice(VERBS)]
        made.append(" ".join(words).capitalize() + ".")
    return made


def edited(rng, words, edits):
    words = list(words)
    for place in sorted(rng.sample(range(1, len(words) - 1), edits), reverse=True):
        kind = rng.choice(["changed", "put in", "left out"])
        if kind == "changed":
            words[place] = f"word{place}"
        elif kind == "put in":
            words.insert(place, f"word{place}")
        else:
            del words[place]
    return words


def share_found(length, edits):
    """The share of planted copies of so many words, with so many edits, that are found in most of their extent."""
    rng, found = random.Random(length * 10 + edits), 0
    for _ in range(25):
        one, two, copy = (prose(rng, 12) for _ in range(3))
        passage = " ".join(copy).split()[:length]
        first = " ".join(one[:6]) + " " + " ".join(passage) + " " + " ".join(one[6:])
        second = " ".join(two[:3]) + " " + " ".join(edited(rng, passage, edits)) + " " + " ".join(two[3:])
        texts = [text_source(f"Head\n\n{text}", id=name) for name, text in (("a", first), ("b", second))]
        start = len(f"Head\n\n{' '.join(one[:6])} ")
        end = start + len(" ".join(passage))
        rows = shared_passages(texts)
        places = rows[rows.source == "a"]
        found += any(min(r.end, end) - max(r.start, start) > 0.6 * (end - start) for r in places.itertuples())
    return found / 25


def test_planted_copies_are_found():
    shares = {(length, edits): share_found(length, edits) for length in (12, 16, 24, 40) for edits in range(4)}
    assert sum(shares.values()) / len(shares) >= 0.95 and min(shares.values()) >= 0.7, shares


def test_texts_on_different_matters_share_nothing():
    rng = random.Random(1)
    alarms = sum(
        len(shared_passages([text_source("Head\n\n" + " ".join(prose(rng, 40)), id=name) for name in "ab"])) > 0
        for _ in range(100)
    )
    assert alarms <= 2


def passages(*texts):
    return shared_passages([text_source(f"Head\n\n{text}", id=f"t{i}") for i, text in enumerate(texts)])


def test_two_who_quote_one_man_share_a_quotation_two_who_copy_share_wording():
    rows = passages(
        f"“{QUOTED},” said Bo Lind. The council met on Monday in the old mill beside the river to hear the engineers.",
        f"Bo Lind told all: '{QUOTED}.' On Monday the council met in the old mill beside the river to hear engineers.",
    )
    kinds = rows.groupby("kind").text.agg(list)
    assert [text.lower().startswith("we saw the water") for text in kinds["quotation"]] == [True, True]
    assert all("in the old mill beside the river to hear" in text for text in kinds["wording"])


def test_what_one_quotes_and_another_tells_as_its_own_is_wording():
    rows = passages(f"“{QUOTED},” said Bo Lind.", f"{QUOTED}.")
    assert set(rows.kind) == {"wording"} and rows.passage.nunique() == 1


def test_offsets_are_those_of_the_words_in_each_text():
    rows = passages(f"First this. “{QUOTED},” he said.", f"Then that happened here. “{QUOTED.upper()}!” she said.")
    assert rows.text.str.casefold().nunique() == 1 and list(rows.source) == ["t0", "t1"]
    text = f"Head\n\nFirst this. “{QUOTED},” he said."
    assert text[rows.start[0] : rows.end[0]] == QUOTED


def test_a_passage_of_three_texts_is_one_passage():
    rows = passages(f"One. {QUOTED}.", f"Two, two. {QUOTED}.", f"Three and three. {QUOTED}.")
    assert rows.passage.tolist() == ["s01"] * 3


def test_a_passage_ends_where_the_page_interrupts_it():
    page = (
        f"{QUOTED}.\n\nADVERTISEMENT\n\nThe council met on Monday in the old mill beside the river to hear engineers."
    )
    rows = passages(page, page.replace("\n\nADVERTISEMENT", ""))
    assert rows.passage.nunique() == 2 and not rows.text.str.contains("ADVERT").any()


def test_words_in_a_row_with_as_many_others_between_them_are_no_passage():
    told = QUOTED.split()
    others = [f"other{place}" for place in range(9)]
    scattered = [*told[:3], *others[:3], *told[3:6], *others[3:6], *told[6:9], *others[6:], *told[9:12]]
    mended = [*told[:3], *told[3:6], *others[3:6], *told[6:9], *told[9:12]]
    assert passages(f"It was so. {QUOTED}.", f"So it was. {' '.join(scattered)}.").empty
    assert not passages(f"It was so. {QUOTED}.", f"So it was. {' '.join(mended)}.").empty


def test_turns_of_phrase_are_no_passage():
    phrase = "The official spoke on condition of anonymity because he was not authorized to speak publicly"
    assert passages(f"{phrase} of rivers.", f"{phrase} about mills.").empty


def test_the_three_texts_share_no_passage():
    assert shared_passages(load_case("seeds")).empty


def test_what_is_no_source_or_no_number_is_refused():
    with pytest.raises(TypeError):
        shared_passages(["a text"])
    with pytest.raises(ValueError, match="four or more"):
        shared_passages(load_case("seeds"), words=1)


@tries(200)
@given(st.lists(st.text(st.sampled_from("abc “”’.\n AB"), min_size=1, max_size=120), min_size=1, max_size=3))
def test_any_texts_give_places_in_them(texts):
    try:
        sources = [text_source(text, id=str(number)) for number, text in enumerate(texts)]
    except CaseError:
        return
    for _, number, start, end, kind in passage_rows(sources, 4):
        assert 0 <= start < end <= len(texts[number]) and kind in ("quotation", "wording")


@pytest.mark.parametrize(
    "text",
    [
        lambda size: " ".join(prose(random.Random(5), size // 60)),
        lambda size: "the weir was opened again and " * (size // 30),
        lambda size: " ".join(f"w{i} x{i} y{i} z" for i in range(size // 16)),
    ],
    ids=["alike", "one phrase", "new words"],
)
def test_time_is_linear_in_the_size_of_the_texts(text):
    def work(told):
        passage_rows([text_source(f"Head\n\n{told}", id=name) for name in "ab"])

    assert growth(work, text, 12_000) < 2.6


def test_thirty_texts_take_seconds():
    rng = random.Random(3)
    shared = " ".join(prose(rng, 20))
    texts = ["Head\n\n" + " ".join(prose(rng, 60)) + " " + shared for _ in range(30)]

    def work(turn):
        assert passage_rows([text_source(f"{text} {turn}", id=f"t{i}") for i, text in enumerate(texts)])

    assert took(work, 10) < 10


@pytest.mark.parametrize("ends", [("", " who came by"), (" who came by", "")])
def test_a_text_may_end_with_the_word_that_agrees_again(ends):
    """One word is lost and one agrees, which carries the passage no further; behind the last word stands none."""
    one, two = (f"{QUOTED} {word} farmers{end}" for word, end in zip(("loudly", "softly"), ends))
    assert [text.split()[-1] for text in passages(one, two).text] == ["them", "them"]


def test_what_stands_around_a_turn_of_phrase_must_be_long_enough_by_itself():
    told = "Mayor Lind declined to comment on Alder weir sirens"
    assert passages(f"{told} then.", f"Again {told}.").empty
    assert not passages(f"Yesterday {told} then.", f"Again yesterday {told}.").empty


def test_two_passages_far_apart_are_two_though_a_few_words_between_them_agree():
    met = "The council met on Monday in the old mill beside the river"
    between = "{0}a {0}b {0}c heavy rain {0}d {0}e {0}f cold wind {0}g {0}h {0}i"
    one, two = (f"{name} {met} {between.format(name)} {QUOTED}" for name in ("one", "two"))
    rows = passages(one, two)
    assert rows.text.tolist() == [met, met, QUOTED, QUOTED]
