"""The figures of tone and framing where their look says something: places, names and colours of what is drawn."""

import pytest

from helpers import load_case, tone_table
from tellings import charts
from tellings.charts.base import colour
from tellings.coding.agreement import CUT
from tellings.framing.frames import FRAMES, frame_by_words, score_frames
from tellings.framing.keyness import keyness
from tellings.reading import body, words


@pytest.fixture(scope="module")
def case():
    return load_case("seeds")


def shown(labels):
    return [label.get_text() for label in labels]


def test_tone_and_coding_has_a_row_a_code_and_a_band_where_the_program_says_neither(case):
    axis = charts.tone_and_coding(tone_table(case), case.gold("sentences")).figure.axes[0]
    assert shown(axis.get_yticklabels()) == ["−1", "0", "+1"] and axis.get_xlim() == (-1.05, 1.05)
    (band,) = axis.patches
    assert (band.get_x(), band.get_x() + band.get_width()) == (-CUT, CUT)


def test_a_confusion_has_its_counts_at_their_places_and_the_right_ones_in_bold(case):
    _, confusion = score_frames(frame_by_words(words(case)), case.gold("sentences"))
    axis = charts.frame_confusion(confusion).figure.axes[0]
    assert shown(axis.get_yticklabels()) == shown(axis.get_xticklabels()) == list(FRAMES)
    for text in axis.texts:
        column, row = text.get_position()
        assert text.get_text() == str(confusion.iloc[row, column])
        assert text.get_fontweight() == ("bold" if row == column else "normal")
    assert len(axis.texts) == (confusion > 0).to_numpy().sum()


def test_favoured_words_have_the_colour_of_their_text_and_are_filled_beyond_the_band(case):
    favoured = keyness(body(words(case)), "lbc", "pism", draws=200)
    chart = charts.keyness(favoured, top=3)
    words_of, shuffles = chart.figure.axes
    dots = [line for line in words_of.lines if line.get_marker() not in ("None", "", None)]
    assert len(dots) == len(chart.data) == 6
    for dot, row in zip(dots, chart.data.itertuples()):
        own = colour(0 if row.z > 0 else 1)
        beyond = row.z > favoured.high or row.z < favoured.low
        assert dot.get_color() == own and dot.get_markerfacecolor() == (own if beyond else "white")
    assert (
        shown(words_of.get_yticklabels())[0]
        == f"{chart.data.word[0]}  {chart.data.count_1[0]} : {chart.data.count_2[0]}"
    )
    low, high = [bars.patches[0].get_facecolor() for bars in shuffles.containers]
    assert low != high, "each side's heap in its own colour"
