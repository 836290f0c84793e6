"""What only a run of the notebooks can tell: the numbers in their prose, and marks in figures that are more than colour.

tests/numbers.csv pins each number in the prose of a notebook or of the README: the words as they stand there, and
`values`, an expression that computes their numbers from the notebook's own names, or `reason`, where nothing can.
"""

import csv
import itertools
import re

import pytest
from collection import DEEPER, LESSONS, SHEETS, cells
from live import run
from matplotlib.colors import to_rgb
from matplotlib.container import BarContainer, ErrorbarContainer
from matplotlib.text import Text

from helpers import clean, load_case
from tellings.case.files import PROJECT


def folded(text):
    return re.sub(r"\s+", " ", text)


WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
NUMBER = re.compile(rf"(?<![\w.])[−-]?(?:\d{{1,3}}(?:,\d{{3}})+|\d*\.\d+|\d+)(?![\w])|\b(?:{'|'.join(WORDS)})\b", re.I)
DIGITS = re.compile(r"(?<![\w/–-])[−-]?\.?\d[\d.,]*(?![\w/])")
# What stands in prose with digits and is no result: dates, years, names of sentences, of notebooks and of sections.
NO_RESULT = re.compile(
    r"`[^`]*`|^#+ .*$|<[^>]*>|\bnotebook \d\d\b|Python 3\.\d+(?:(?:,| to| or) 3\.\d+)*|CC BY 4\.0|\*\*Time:\*\* .*?·|\b\w+-\d+h?\b|9/11|\b[sS]ections? \d(?: and \d)?"
    r"|\b\d{1,2}(?: and \d{1,2})? (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?:19|20)\d\d(?:[–/-]\d\d+)?\b|^\|.*\|$|^\d+\. ",
    re.M,
)
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
with open(PROJECT / "tests" / "numbers.csv", encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
TOLD = folded(" ".join(clean(source.text) for source in load_case().values())).lower()
PAGES = {**{path.stem: path for path in LESSONS + DEEPER}, "README": PROJECT / "README.md"}
pages = {"argvalues": list(PAGES), "ids": list(PAGES)}


def text_of(page):
    path = PAGES[page]
    text = path.read_text(encoding="utf-8") if path.suffix == ".md" else text_of_cells(path)
    return LINK.sub(lambda link: "" if link[1][:2].isdigit() else link[1], text)


def text_of_cells(path):
    return "\n\n".join(source for _, source, _ in cells(path, "markdown"))


def numbers(words):
    """The numbers in a piece of prose with the decimals each is given with."""
    for found in NUMBER.findall(words):
        plain = found.lower().replace("−", "-").replace(",", "")
        yield (WORDS[plain], 0) if plain in WORDS else (float(plain), len(plain.partition(".")[2]))


@pytest.mark.parametrize("page", **pages)
def test_numbers_in_prose_are_what_the_code_computes(page):
    names = (
        dict(run(PAGES[page])[0])
        if PAGES[page].suffix == ".ipynb"
        else {
            "SHEET_NUMBERS": [int(path.name.split("_")[1]) for path in SHEETS],
            "SHEET_MINUTES": [int(re.search(r"Time:\*\* about (\d+)", text_of_cells(path))[1]) for path in SHEETS],
            "GUIDE": (PROJECT / "classroom" / "guide.md").read_text(encoding="utf-8"),
        }
    )
    text, faults = folded(text_of(page)), []
    for row in ROWS:
        if row["page"] != page:
            continue
        if folded(row["words"]) not in text:
            faults.append(f"no longer in the prose: {row['words']}")
        elif row["values"]:
            stated = list(numbers(row["words"]))
            computed = [float(value) for value in eval(row["values"], names)]
            if [number for number, _ in stated] != [
                round(value, places) for value, (_, places) in zip(computed, stated)
            ] or len(computed) != len(stated):
                faults.append(f"{row['words']}: computed {computed}")
        elif not row["reason"]:
            faults.append(f"neither values nor reason: {row['words']}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("page", **pages)
def test_no_number_in_prose_is_left_unwatched(page):
    text = NO_RESULT.sub(lambda place: "\0" * len(place[0]), text_of(page))
    text = re.sub(
        '"[^"]*"|“[^”]*”', lambda quoted: "\0" * len(quoted[0]) if quoted[0][1:-1].lower() in TOLD else quoted[0], text
    )
    for row in ROWS:
        if row["page"] == page:
            pattern = r"\s+".join(re.escape(word) for word in row["words"].split())
            for place in re.finditer(pattern, text_of(page)):
                text = text[: place.start()] + "\0" * len(place[0]) + text[place.end() :]
    left = [text[max(0, place.start() - 50) : place.end() + 30].replace("\0", "·") for place in DIGITS.finditer(text)]
    assert not left, "pin these in tests/numbers.csv:\n" + "\n".join(map(repr, left))


def second_mark(handle):
    """What tells a legend's entry apart besides its colour; a legend holds the bars of a line that has error bars."""
    if isinstance(handle, ErrorbarContainer):
        handle = handle.lines[0]
    elif isinstance(handle, BarContainer):
        handle = handle.patches[0]
    if hasattr(handle, "get_hatch") and hasattr(handle, "get_width"):
        return handle.get_hatch() or ""
    if hasattr(handle, "get_marker"):
        hollow = to_rgb(handle.get_markerfacecolor()) == (1, 1, 1) if handle.get_marker() not in ("None", "") else False
        return f"{handle.get_marker()} {handle.get_linestyle()} {hollow}"
    return handle.get_paths()[0].vertices.round(3).tobytes()


@pytest.mark.parametrize("path", LESSONS + DEEPER, ids=[path.name for path in LESSONS + DEEPER])
def test_marks_differ_by_more_than_colour(path):
    """Two entries of a legend that differ in colour differ in hatch, marker or line style as well."""
    for chart in run(path)[1]:
        containers = {
            label: handle for axes in chart.figure.axes for handle, label in zip(*axes.get_legend_handles_labels())
        }
        legends = [*chart.figure.legends, *(axes.get_legend() for axes in chart.figure.axes if axes.get_legend())]
        for legend in legends:
            words = [text.get_text() for text in legend.get_texts()]
            marks = [second_mark(containers.get(word, handle)) for word, handle in zip(words, legend.legend_handles)]
            marks = [(mark, re.match(r"\w |\W|", word)[0]) for mark, word in zip(marks, words)]
            same = [
                pair
                for pair, (one, other) in zip(itertools.combinations(words, 2), itertools.combinations(marks, 2))
                if one == other
            ]
            assert not same, f"{chart.title}: told apart by colour alone: {same}"


def words_drawn(figure):
    """The texts of a figure that are drawn: ticks beyond the ends of their axis are not."""
    unseen = set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if not low <= tick.get_loc() <= high:
                unseen |= {tick.label1, tick.label2}
    return [
        text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip() and text not in unseen
    ]


@pytest.mark.parametrize("path", LESSONS + DEEPER, ids=[path.name for path in LESSONS + DEEPER])
def test_no_word_in_a_figure_is_cut_off(path):
    for chart in run(path)[1]:
        chart.figure.canvas.draw()
        box = chart.figure.bbox
        for text in words_drawn(chart.figure):
            part = text.get_window_extent()
            inside = part.x0 >= -2 and part.y0 >= -2 and part.x1 <= box.x1 + 2 and part.y1 <= box.y1 + 2
            assert inside, f"{chart.title}: “{text.get_text()}” is cut off"
