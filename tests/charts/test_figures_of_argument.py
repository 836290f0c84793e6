"""The figure of who can have drawn on whom: a cell a pair that the dates allow, its letter the strongest sign."""

from helpers import charts, dependence, load_case, text_source
from tellings.charts.argument import SIGN_LOOK

COPY = "The lock keeper opened the old gate at dawn and let eleven barges through before the wall gave way."


def drawn(chart):
    return [text.get_text() for text in chart.figure.axes[0].texts]


def test_three_texts_three_ways_one_man():
    table = dependence(load_case("seeds"))
    chart = charts.dependence(table)
    assert chart.title == (
        "Outside quotations no two texts share a passage of eight words or more; all let Jens Stoltenberg speak"
    )
    assert sorted(drawn(chart)) == ["S", "S", "S", "too early", "too early", "too early"]
    assert chart.data.equals(table) and "later on pism: same speaker (Jens Stoltenberg)" in chart.description
    assert "Too early: lbc on pism, lbc on later and pism on later" in chart.description


def test_a_copy_stands_out_and_an_unknown_date_has_a_question_mark():
    sources = [text_source(f"A Head {n}\n\n{COPY}", id=f"t{n}", published=day) for n, day in enumerate(["2024", None])]
    chart = charts.dependence(dependence(sources))
    assert chart.title == "1 of 1 pairs of texts share wording" and drawn(chart) == ["W?", "W?"]


def test_the_title_tells_a_shared_passage_and_no_shared_word():
    """Two texts that quote the same words, or share a few words of their own, share no wording as the figure means it."""
    told = f"First this. “{COPY}” he said.", f"Then that happened here. She added: “{COPY}”"
    quoted = [text_source(f"A Head {n}\n\n{text}", id=f"t{n}") for n, text in enumerate(told)]
    few = [
        text_source(f"{thing}\n\nThe lock keeper opened it.", id=f"t{n}") for n, thing in enumerate(["Dawn", "Noon"])
    ]
    for sources in (quoted, few):
        title = charts.dependence(dependence(sources)).title
        assert title.startswith("Outside quotations no two texts share a passage of eight words or more")


def test_every_sign_has_its_own_letter():
    assert len({letter for letter, _, _ in SIGN_LOOK.values()}) == len(SIGN_LOOK)


def test_one_text_and_none():
    assert charts.dependence(dependence([text_source(COPY)])).title == "One text alone can have drawn on no other"
