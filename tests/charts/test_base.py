"""What all figures share: parts drawn alike, numbers in words, and a chart that says what it shows."""

import base64
import gc
import io
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.image import imread

from tellings import charts
from tellings.case.files import CaseError
from tellings.charts.base import CARD, Chart, columns_of, finish, interval, legend, new_figure, number, rows_of, stacked

LOOK = {"told": ("#0072B2", ""), "silent": ("#d9d9d9", "///")}


def chart(title="A finding", description="What it shows.", data=None):
    figure, axis = new_figure(4, 2)
    axis.plot([0, 1])
    return finish(figure, title, description, pd.DataFrame({"n": [1]}) if data is None else data)


@pytest.mark.parametrize(
    "value, digits, said", [(-0.256, 2, "−0.26"), (3, 1, "3.0"), (0, 2, "0.00"), (-1234.5, 0, "−1234")]
)
def test_a_negative_number_has_a_minus_and_no_hyphen(value, digits, said):
    assert number(value, digits) == said


def test_stacked_bars_follow_one_another_and_hold_their_numbers():
    table = pd.DataFrame({"told": [30.0, 4.0], "silent": [70.0, 96.0]}, index=["a", "b"])
    _, axis = new_figure()
    stacked(axis, table, LOOK, least=6)
    told, silent = axis.containers
    assert [bar.get_x() for bar in silent] == [bar.get_x() + bar.get_width() for bar in told] == [30, 4]
    assert [text.get_text() for text in axis.texts] == ["30", "", "70", "96"]
    assert [bar.get_hatch() for bar in silent] == ["///", "///"]
    assert [label.get_text() for label in axis.get_yticklabels()] == ["a", "b"]
    bottom, top = axis.get_ylim()
    assert bottom > top, "the first row is on top"


def test_stacked_bars_of_nothing_are_an_empty_figure():
    _, axis = new_figure()
    stacked(axis, pd.DataFrame(columns=list(LOOK), dtype=float), LOOK)
    rows_of(axis, [])
    assert axis.get_ylim() == (0.5, -0.5)


def test_an_interval_is_drawn_where_it_is_known_only():
    _, axis = new_figure()
    interval(axis, 0, 0.5, 0.2, 0.8, number=0)
    interval(axis, 1, 0.5, np.nan, np.nan, number=1, hollow=True)
    known, mean, unknown, hollow = axis.lines
    assert list(known.get_xdata()) == [0.2, 0.8] and np.isnan(unknown.get_xdata()).all()
    assert hollow.get_markerfacecolor() == "white" != mean.get_markerfacecolor()


@pytest.mark.parametrize("place", ["inside", "above", "beside", "below"])
def test_a_legend_stands_where_it_is_asked_for(place):
    figure, axis = new_figure()
    axis.plot([0, 1], label="a line")
    legend(axis, place)
    found = figure.legends[0] if place == "below" else axis.get_legend()
    assert [text.get_text() for text in found.get_texts()] == ["a line"]


def test_a_figure_is_drawn_once(monkeypatch):
    made = chart()
    first = made.png()
    monkeypatch.setattr(made.figure.canvas, "print_png", None)
    assert made.png() is first and first.startswith(b"\x89PNG")


def test_what_a_figure_was_drawn_on_is_let_go():
    """Five figures of a lesson would hold 25 MB."""
    gc.collect()
    before = sum(isinstance(one, RendererAgg) for one in gc.get_objects())
    made = chart()
    made.png()
    gc.collect()
    assert sum(isinstance(one, RendererAgg) for one in gc.get_objects()) == before and made.figure is not None


@pytest.mark.parametrize("ending, begins", [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_figure_is_saved_by_the_ending_of_its_name(tmp_path, ending, begins):
    path = tmp_path / "figures" / f"figure.{ending}"
    chart().save(path)
    assert path.read_bytes().startswith(begins)


def test_the_svg_is_drawn_for_notebooks_that_are_stored_and_no_others(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda *parts, **options: shown.append(options.get("metadata")))
    for asked in ("", "1"):
        monkeypatch.setenv("TELLINGS_STORE", asked)
        chart()._ipython_display_()
    assert ["svg" in said["image/png"] for said in shown if said] == [False, True]


def test_where_a_figure_cannot_be_saved_is_said_and_why(tmp_path):
    (tmp_path / "figures").write_text("a file")
    with pytest.raises(CaseError, match="figures"):
        chart().save(tmp_path / "figures" / "figure.png")
    with pytest.raises(ValueError, match="xyz"):
        chart().save(tmp_path / "figure.xyz")
    assert not (tmp_path / "figure.xyz").exists()


@pytest.mark.parametrize("width, height, finer", [(4, 3, 2), (9, 4, 1.8), (10, 14, 1)])
def test_a_picture_is_as_fine_as_its_pixels_may_cost(width, height, finer):
    """A kernel with a tall figure at twice its width would take 50 MB more, and its canvas is let go."""
    figure, _ = new_figure(width, height)
    drawn = finish(figure, "A finding", "What it shows.", pd.DataFrame({"n": [1]}))
    high, wide, _ = imread(io.BytesIO(drawn.png())).shape
    assert wide / (width * 110) == pytest.approx(finer, abs=0.06) and high / wide == pytest.approx(
        height / width, abs=0.01
    )
    assert not hasattr(figure.canvas, "renderer") and figure.dpi == 110


def test_title_and_description_are_said_and_text_is_escaped():
    made = chart("Costs $5 to $6", "a < b")
    assert repr(made) == "Figure: Costs $5 to $6. a < b"
    assert "a &lt; b" in made.caption() and 'download="costs--5-to--6.csv"' in made.caption()
    assert made.png(), "two dollar signs are no formula"


def test_the_data_keep_a_named_index_and_run_no_formula():
    data = pd.DataFrame({"=n": ["=1+1", "b"], "x": [1 / 3, 2.0]}, index=pd.Index(["l", "m"], name="text"))
    made = chart(data=data)
    assert isinstance(made, Chart) and list(made.data) == ["text", "=n", "x"]
    read = pd.read_csv(io.StringIO(made.csv()))
    assert list(read) == ["text", "'=n", "x"] and read["'=n"][0] == "'=1+1" and read["x"][0] == 0.333333
    assert base64.b64encode(made.csv().encode()).decode() in made.caption()


def test_every_figure_is_found_and_explained():
    assert all(getattr(charts, name).__doc__ for name in charts.__all__)
    with pytest.raises(AttributeError):
        charts.no_such_figure  # noqa: B018


def test_the_room_is_entered_without_matplotlib():
    code = "import sys, tellings.charts; sys.exit('matplotlib' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_figure_is_a_light_card_with_round_corners():
    """On a dark page a white sheet glares: the corners let the page through, the card is no white."""
    pixels = imread(io.BytesIO(chart().png()))
    # A picture of 128 colours has them to within a shade that nobody sees.
    assert pixels[0, 0, 3] < 0.01 and np.allclose(pixels[len(pixels) // 2, 3, :3], to_rgb(CARD), atol=0.01)


def test_names_of_forty_letters_leave_room_for_what_is_drawn():
    figure, (left, right) = new_figure(11, 3, columns=2)
    one, other = ("a-long-name-" * 4)[:40], "b" * 40
    rows_of(left, [one, other, "lbc"])
    rows_of(right, [f"{one} < {other}", "pism < later 1"])
    figure.canvas.draw()
    assert min(axis.get_position().width for axis in (left, right)) > 0.15
    assert [label.get_text() for label in left.get_yticklabels()][2] == "lbc"
    assert "".join(right.get_yticklabels()[0].get_text().split()) == f"{one}<{other}"


@pytest.mark.parametrize("count, slant", [(1, 0), (7, 0), (8, 60)])
def test_columns_have_a_place_each_and_the_names_of_many_stand_slanted(count, slant):
    _, axis = new_figure()
    columns_of(axis, [f"t{n}" for n in range(count)])
    assert axis.get_xlim() == (-0.5, count - 0.5)
    labels = axis.get_xticklabels()
    assert {label.get_rotation() for label in labels} == {slant} and labels[-1].get_text() == f"t{count - 1}"
