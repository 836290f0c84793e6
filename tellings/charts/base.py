"""What all figures share: a palette that colour-blind readers can tell apart, and the chart that describes itself."""

import base64
import io
import math
import os
import re
import textwrap
import warnings
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.text import Text
from PIL import Image

from tellings.case.files import CaseError, guarded, write_bytes
from tellings.charts.wording import say
from tellings.reading.show import as_written, sentence_address, visible

# Okabe and Ito (2008), without yellow, which is too pale for lines on white.
PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#4D4D4D"]
MARKERS = ["o", "s", "^", "D", "v", "P", "X"]
HATCHES = ["", "///", "...", "\\\\\\", "xxx", "ooo", "+++"]
GREY = "#8c8c8c"
# A light card with round corners: ink stays readable on it, and on a dark page it glares less than a white sheet.
CARD = "#f3f1ea"
# In JupyterLab's dark theme the light of a figure, which stands right above its caption, turns over; hues stay.
IN_THE_DARK = (
    '<style>[data-jp-theme-light="false"] .jp-OutputArea-child:has(+ .jp-OutputArea-child .told) img '
    "{filter: invert(0.92) hue-rotate(180deg)}</style>"
)
DPI, SHADES = 110, 128
MANY = 8  # columns: the names of fewer have room side by side
LONG_NAME = 36  # letters of a row's name; a longer one is broken
# A picture is up to twice as wide as it is shown, to be sharp on a fine screen; a tall one less, to save memory.
SHARP, PIXELS = 2, 1_500_000
PLACES = {
    "inside": {},
    "above": {"loc": "lower center", "bbox_to_anchor": (0.5, 1)},
    "beside": {"loc": "center left", "bbox_to_anchor": (1, 0.5)},
    "below": {"loc": "outside lower center"},
}
# Two dollar signs in a text are no formula.
matplotlib.rcParams["text.parse_math"] = False
# Letters stay letters, which a reader can search and copy.
AS_SVG = {"svg.fonttype": "none"}
SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
# A page knows the names of SVG without a prefix only.
ElementTree.register_namespace("", SVG.strip("{}"))
ElementTree.register_namespace("xlink", XLINK.strip("{}"))
MOST_SVG = 600_000  # characters: some 2,000 marks
# Characters that a text may hold and no XML can.
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LEAST_LETTER = 9  # pixels of the smallest letters on a narrow screen, where a figure is as wide as they need


class Chart:
    """A figure with a title that states its finding, a sentence for readers who cannot see it, and its data.

    title, description: text; data: the table that is drawn; figure: the matplotlib Figure.
    """

    def __init__(self, figure, title, description, data):
        self.figure, self.title, self.description, self.data = figure, title, description, data
        self._drawn, self._width = {}, round(figure.get_figwidth() * DPI)

    def png(self):
        """The figure as the bytes of a PNG file."""
        return self._kept("png", self._as_png)

    def svg(self):
        """The figure as the text of an SVG file: sharp at any width, each mark of a sentence a link to its place.

        The links lead to a place in the page where the figure stands, such as #lbc-17 (see show.link_marks).
        """
        return self._kept("svg", self._as_svg)

    def html(self):
        """The figure as part of a page: the SVG, which can be moved to and fro where the screen is narrow.

        Where it has so many marks that a page would be slow, the PNG: the data beneath it name every sentence.
        """
        drawn = self.svg()
        if len(drawn) > MOST_SVG:
            alt, image = visible(f"{self.title}. {self.description}"), base64.b64encode(self.png()).decode()
            drawn = f'<img alt="{alt}" width="{self._width}" src="data:image/png;base64,{image}">'
        return boxed(drawn)

    def put_away(self):
        """Keep the drawings and let the figure go, which takes ten times as much room."""
        self.png(), self.svg()
        self.figure = None

    def _kept(self, kind, draw):
        # A report shows what the notebook has shown: drawing costs more than all else about a figure.
        if kind not in self._drawn:
            with warnings.catch_warnings():
                # A letter that the font lacks is drawn as a box; the caption beneath has it in full.
                warnings.filterwarnings("ignore", "Glyph .* missing")
                self._drawn[kind] = draw()
        return self._drawn[kind]

    def _as_png(self):
        buffer = io.BytesIO()
        wide, high = self.figure.get_size_inches() * DPI
        self.figure.dpi = DPI * min(SHARP, max(1, (PIXELS / (wide * high)) ** 0.5))
        self.figure.canvas.draw()
        self.figure.dpi = DPI
        # No copy is made of the drawing; the colours are so few that a wider picture takes no more room.
        drawn = self.figure.canvas.buffer_rgba()
        image = Image.frombuffer("RGBA", drawn.shape[1::-1], drawn).quantize(SHADES, Image.Quantize.FASTOCTREE)
        # The canvas would keep it, some megabytes a figure, and so would each text that was drawn on it.
        FigureCanvasAgg(self.figure)
        for text in self._texts():
            text._renderer = None
        image.save(buffer, "png")
        return buffer.getvalue()

    def _texts(self):
        """All texts of the figure, with those of the ticks that its axes keep in store."""
        axes = [axis for both in self.figure.axes for axis in (both.xaxis, both.yaxis)]
        ticks = [tick for axis in axes for tick in (*axis.majorTicks, *axis.minorTicks)]
        return [*self.figure.findobj(Text), *(label for tick in ticks for label in (tick.label1, tick.label2))]

    def _as_svg(self):
        buffer, agg, dpi = io.StringIO(), self.figure.canvas, self.figure.dpi
        # As the picture has it: to find a place for all parts takes as long as to draw them.
        if "png" in self._drawn:
            self.figure.set_layout_engine("none")
        # The names of parts are the same in every run, and others in every figure of a page.
        with matplotlib.rc_context(AS_SVG | {"svg.hashsalt": repr(self)}):
            # Without these four no block of metadata is written, and so no date.
            nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
            FigureCanvasSVG(self.figure).print_svg(buffer, metadata=nothing)
        self.figure.set_canvas(agg)
        self.figure.dpi = dpi
        written = [text.get_fontsize() for text in self.figure.findobj(Text) if text.get_text()]
        drawn, said = (NOT_XML.sub("", text) for text in (buffer.getvalue(), f"{self.title}. {self.description}"))
        return _plain_svg(drawn, said, min(written, default=LEAST_LETTER))

    def save(self, path):
        """Write the figure to a PNG, SVG or PDF file, by the ending of its name.

        Errors: CaseError where the figure was put away or the file can't be written; ValueError for another ending.
        """
        if self.figure is None:
            raise CaseError(say("figure.put_away"))
        path, drawn = Path(path), io.BytesIO()
        self.figure.savefig(drawn, format=path.suffix[1:] or "png", dpi=2 * DPI)
        write_bytes(path, drawn.getvalue())

    def csv(self):
        """The data as CSV text, floats with at most six digits; no cell of text runs as a formula (see write_table)."""
        safe = self.data.round(6).map(lambda cell: guarded(cell) if isinstance(cell, str) else cell)
        return safe.rename(columns=lambda name: guarded(str(name))).to_csv(index=False, lineterminator="\n")

    def _ipython_display_(self):
        # Only a notebook asks for this, and it has IPython loaded.
        from IPython.display import HTML, display

        from tellings.reading.hover import listed, told

        image = {
            "image/png": base64.b64encode(self.png()).decode(),
            "text/plain": say("figure.short", title=self.title),
        }
        said = {"alt": f"{self.title}. {self.description}", "width": self._width}
        # The SVG is for the pages that are made of a stored notebook (tests/execute.py --store asks for it). JupyterLab
        # lets it run over the edge of a narrow window, its links lead nowhere there, and to draw it takes its time.
        if os.environ.get("TELLINGS_STORE") == "1" and len(self.svg()) <= MOST_SVG:
            said["svg"] = self.svg()
        display(image, raw=True, metadata={"image/png": said})
        known = told()
        own = {name: known[name] for name in self.sentences() if name in known}
        beneath = self.caption() + listed(own, say("figure.sentences"))
        display(HTML(as_written(f'{IN_THE_DARK}<div class="told">{beneath}</div>')))

    def sentences(self):
        """The ids of the sentences that the data of the figure name, each once."""
        named = self.data.loc[:, ["sentence" in str(name) for name in self.data]].select_dtypes(exclude="number")
        cells = (cell for _, column in named.items() for cell in column.dropna())
        return list(dict.fromkeys(name for cell in cells for name in cell.split()))

    def caption(self):
        """What is printed beneath the figure, as HTML: the description and the data as CSV."""
        data = base64.b64encode(self.csv().encode()).decode()
        name = "".join(c if c.isalnum() else "-" for c in self.title.lower())[:40].strip("-")
        return (
            f'<p style="max-width:60em"><b>{say("figure.shows")}</b> {visible(self.description)} '
            f'<a download="{name}.csv" href="data:text/csv;base64,{data}">{say("figure.data")}</a></p>'
        )

    def __repr__(self):
        return say("figure.whole", title=self.title, description=self.description)


def new_figure(width=9.0, height=4.0, rows=1, columns=1, **options):
    """A matplotlib figure and its axes, made without pyplot so that nothing is drawn twice; sizes in inches."""
    figure = Figure(figsize=(width, height), dpi=DPI, layout="constrained", facecolor="none")
    figure.get_layout_engine().set(w_pad=0.14, h_pad=0.12)
    FigureCanvasAgg(figure)
    _lay_card(figure, width, height)
    axes = figure.subplots(rows, columns, **options)
    for axis in getattr(axes, "flat", [axes]):
        axis.set_facecolor("none")
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(labelsize=9)
    return figure, axes


def _lay_card(figure, width, height):
    card = FancyBboxPatch(
        (0, 0),
        width,
        height,
        boxstyle="round,pad=0,rounding_size=0.12",
        transform=figure.dpi_scale_trans,
        fc=CARD,
        ec="none",
        zorder=-9,
    )
    card.set_in_layout(False)
    figure.add_artist(card)


def boxed(drawn):
    """The HTML of a figure in a box of its own, which scrolls where the screen is narrower than its letters allow."""
    return f'<div class="figure-box" tabindex="0" style="overflow-x:auto">{drawn}</div>'


def _plain_svg(drawn, said, smallest):
    """matplotlib's SVG made fit to stand in a page: links within it, a description, no style or name for all of it.

    In: the SVG, its description, the size of its smallest letters in points.
    """
    root = ElementTree.fromstring(drawn)
    used = set(re.findall(r"#([\w-]+)", " ".join(value for part in root.iter() for value in part.attrib.values())))
    for part in root.iter():
        for style in part.findall(f"{SVG}style"):
            part.remove(style)
        if part.get("id") not in used:
            part.attrib.pop("id", None)
        if part.tag == f"{SVG}a":
            _link_within(part)
        for name in {"d", "x", "y", "transform"} & part.attrib.keys():
            # Hundredths of a point are seen by nobody; further digits differ from machine to machine.
            part.set(name, " ".join(re.sub(r"(?<=\.\d\d)\d+", "", part.get(name)).split()))
        if part.get("style"):
            # Once for the whole figure, and in fewer words.
            part.set("style", re.sub(r"font-family: [^;]*(; |$)", "", part.get("style")))
        part.text, part.tail = (words if words and words.strip() else None for words in (part.text, part.tail))
    for path in root.iterfind(f".//{SVG}pattern/{SVG}path"):
        path.set("d", re.sub(r"M[^Mz]*C[^Mz]*z", _circle, path.get("d")))
    wide = root.get("viewBox").split()[2]
    root.attrib |= {
        "class": "figure",
        "role": "group" if root.find(f".//{SVG}a") is not None else "img",
        "aria-label": said,
        "style": f"min-width:{math.ceil(float(wide) * LEAST_LETTER / smallest)}px",
        "font-family": "DejaVu Sans, Verdana, sans-serif",
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }
    return ElementTree.tostring(root, encoding="unicode")


def _circle(drawn):
    """A dot of a hatch as two arcs: matplotlib writes it as eight curves, and a pattern has three hundred dots."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", drawn[0])]
    across, down = numbers[::2], numbers[1::2]
    # A ring is a dot with a smaller one in it that runs the other way round.
    points = [(x - across[0], y - down[0]) for x, y in zip(across, down)]
    area = sum(x * below - y * right for (x, y), (right, below) in pairwise(points))
    wide = max(across) - min(across)
    arcs = [f"a {wide / 2:.3g} {wide / 2:.3g} 0 1 {int(area > 0)} {step:.3g} 0" for step in (wide, -wide)]
    return f"M {min(across):.4g} {(max(down) + min(down)) / 2:.4g} {' '.join(arcs)} z"


def _link_within(part):
    # matplotlib opens every link in a window of its own.
    address = part.attrib.pop(f"{XLINK}href")
    part.attrib.pop("target", None)
    part.set("href", address)
    title = ElementTree.Element(f"{SVG}title")
    title.text = unquote(address.removeprefix("#"))
    part.insert(0, title)


def finish(figure, title, description, data):
    """Give a drawn figure its title, the finding, and make it a Chart; a named index of `data` becomes columns."""
    wide = int(figure.get_figwidth() * 9.5)
    figure.suptitle("\n".join(textwrap.wrap(title, wide)), x=0.016, ha="left", fontsize=12, fontweight="bold")
    if not isinstance(data.index, pd.RangeIndex):
        data = data.reset_index()
    return Chart(figure, title, description, data)


# -- Parts of figures


def colour(number):
    """The colour of the first, second, … of several things."""
    return PALETTE[number % len(PALETTE)]


def mark(number):
    """Colour and marker of the first, second, … of several things that are drawn as lines or points."""
    return {"color": colour(number), "marker": MARKERS[number % len(MARKERS)]}


def fill(number):
    """Colour and hatch of the first, second, … of several things that are drawn as bars."""
    return {"color": colour(number), "hatch": HATCHES[number % len(HATCHES)], "edgecolor": "white"}


def rows_of(axis, names, **options):
    """Make the vertical axis one of named rows, 0, 1, …, the first on top; options: what else axis.set takes."""
    # Ids may have forty letters, and two of them stand in one row: unbroken they leave no room for what is drawn.
    names = [textwrap.fill(str(name), LONG_NAME) if len(str(name)) > LONG_NAME else name for name in names]
    reach = {"ylim": (max(len(names), 1) - 0.5, -0.5)}
    axis.set(yticks=range(len(names)), yticklabels=names, **reach | options)


def columns_of(axis, names):
    """Make the horizontal axis one of named columns, 0, 1, …; the names of many stand slanted."""
    axis.set_xlim(-0.5, max(len(names), 1) - 0.5)
    axis.set_xticks(range(len(names)), names, rotation=0 if len(names) < MANY else 60)
    axis.tick_params(length=0)


def stacked(axis, table, look, least=np.inf, **options):
    """Bars of parts that follow one another, one bar per row of a table, with the part's number in it.

    In: a table of numbers, rows × parts; part -> colour and hatch; the least number that is written; what barh takes.
    """
    starts = table.cumsum(axis=1) - table
    box = {"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none"}
    for part in table:
        look_of = dict(zip(("color", "hatch"), look[part])) | options
        bars = axis.barh(range(len(table)), table[part], left=starts[part], label=part, **look_of)
        written = [f"{value:.0f}" if value >= least else "" for value in table[part]]
        axis.bar_label(bars, written, label_type="center", fontsize=9, bbox=box)
    rows_of(axis, table.index)


def cell(axis, x, y, text, width=1.0, height=1.0, ink="black", size=9, **look):
    """A box around a place with a text in its middle, and the box; look: what a Rectangle takes."""
    axis.text(x, y, text, ha="center", va="center", fontsize=size, color=ink)
    return axis.add_patch(Rectangle((x - width / 2, y - height / 2), width, height, **look))


def linked(mark, sentence):
    """Make a mark of a figure, or its words, a link to the place of a sentence; "" and an empty cell are none."""
    mark.set_url(sentence_address(sentence) if isinstance(sentence, str) and sentence else None)
    return mark


def interval(axis, place, mean, low, high, number, hollow=False):
    """A mean and its 95 % interval on a row; low and high are NaN where there is none."""
    axis.plot([low, high], [place, place], color=colour(number), lw=2)
    axis.plot(mean, place, **mark(number), ms=8, mfc="white" if hollow else colour(number))


def legend(axis, place, **options):
    """A legend inside, above or beside the axes, or below the figure; options: what matplotlib's legend takes."""
    if place == "below":
        options.setdefault("handles", axis.get_legend_handles_labels()[0])
    owner = axis.figure if place == "below" else axis
    owner.legend(frameon=False, **{"fontsize": 9} | PLACES[place] | options)


def number(value, digits=2):
    """A number with a minus that is one, not a hyphen."""
    return f"{value:.{digits}f}".replace("-", "−")
