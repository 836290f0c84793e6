"""For every reader: figures described and given as data, colours that the colour-blind can tell apart, marks in words."""

import base64
import html
import io
import itertools
import re

import numpy as np
import pandas as pd
import pytest
from collection import DEEPER, LESSONS, SHEETS, outputs
from matplotlib.colors import to_rgb

from helpers import load_case, show, table
from tellings.charts.base import PALETTE
from tellings.reading.show import COLOURS

ALL = LESSONS + DEEPER + SHEETS
lessons = {"argvalues": ALL, "ids": [f"{path.parent.name}/{path.name}" for path in ALL]}

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "full colour": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour):
    value = np.array(to_rgb(colour))
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(colour, sight):
    """CIE 1976 L*a*b* of a colour as somebody with that sight sees it."""
    t = XYZ @ np.clip(SIGHT[sight] @ linear(colour), 0, 1) / (0.95047, 1, 1.08883)
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t * 841 / 108 + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one, other):
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((XYZ[1] @ linear(one), XYZ[1] @ linear(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colours, apart", [(PALETTE, 15), (COLOURS, 10)], ids=["figures", "marks"])
def test_colours_are_told_apart(colours, apart, sight):
    """The distance in CIE L*a*b*: 2.3 is just noticeable side by side, 15 is seen across a figure, 10 beside a letter."""
    for one, other in itertools.combinations(colours, 2):
        distance = np.linalg.norm(lab(one, sight) - lab(other, sight))
        assert distance >= apart, f"{one} and {other} are {distance:.1f} apart in {sight}"


def test_simulation_confuses_what_it_should():
    """Red and green of one lightness: far apart in full colour, close for the two red-green kinds."""
    red, green = "#c1672c", "#7f8a00"
    apart = {sight: np.linalg.norm(lab(red, sight) - lab(green, sight)) for sight in SIGHT}
    assert apart["deuteranopia"] < 15 < 30 < apart["full colour"]


def test_marked_words_can_be_read():
    page = show(load_case()["lbc"], load_case().gold("quotes"))._repr_html_()
    ink = re.search(r"<mark [^>]*[^-]color:(#\w+)", page)[1]
    assert min(contrast(ink, colour) for colour in COLOURS) >= 7


def test_marks_are_spoken_and_lettered():
    quotes = load_case().gold("quotes")
    page = show(load_case()["lbc"], quotes)._repr_html_()
    marks = re.findall(r'<mark [^>]*><b [^>]*aria-hidden="true">\w</b><span [^>]*> \w+: </span>', page)
    assert len(marks) >= sum(quotes.source == "lbc")
    assert 'aria-label="Legend"' in page and 'lang="en"' in page


@pytest.mark.parametrize("path", **lessons)
def test_figures_have_description_and_data_beneath(path):
    found = outputs(path)
    for (number, output), (_, after) in zip(found, [*found[1:], (None, {})]):
        if "image/png" not in output.get("data", {}):
            continue
        alt = output["metadata"]["image/png"]["alt"]
        beneath = "".join(after.get("data", {}).get("text/html", ""))
        said = html.unescape(re.search(r"What the figure shows\.</b> (.*?) <a ", beneath, re.S)[1])
        assert alt.endswith(said), f"cell {number}: the stored description and the printed one differ"
        data = base64.b64decode(re.search(r'download="[^"]+\.csv" href="data:text/csv;base64,([^"]+)"', beneath)[1])
        rows = pd.read_csv(io.BytesIO(data))
        assert len(rows) and not [name for name in rows if "Unnamed" in name], (
            f"cell {number}: data without header or rows"
        )


@pytest.mark.parametrize("path", **lessons)
def test_tables_have_headers(path):
    for number, output in outputs(path):
        for found in re.findall(r"<table.*?</table>", "".join(output.get("data", {}).get("text/html", "")), re.S):
            assert re.search(r"<th[ >]", found), f"cell {number}: a table without headers"
            assert not re.search(r"<th[^>]*>\s*</th>", found), f"cell {number}: an empty header; show it with table()"


def test_table_names_its_index():
    rows = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["a", "b"], name="letter"))
    assert table(rows)._repr_html_().count('scope="col"') == 2
