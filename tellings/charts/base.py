"""What all figures share: a palette that colour-blind readers can tell apart, and the chart that describes itself."""

import base64
import io
import textwrap
import warnings

import matplotlib
import pandas as pd
from IPython.display import HTML, display
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tellings.case.files import guarded
from tellings.reading.show import visible

# Okabe and Ito (2008), without yellow, which is too pale for lines on white.
PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#4D4D4D"]
MARKERS = ["o", "s", "^", "D", "v", "P", "X"]
HATCHES = ["", "///", "...", "\\\\\\", "xxx", "ooo", "+++"]
GREY = "#8c8c8c"
DPI = 110
# Two dollar signs in a text are no formula.
matplotlib.rcParams["text.parse_math"] = False


class Chart:
    """A figure with a title that states its finding, a sentence for readers who cannot see it, and its data.

    title, description: text; data: the table that is drawn; figure: the matplotlib Figure.
    """

    def __init__(self, figure, title, description, data):
        self.figure, self.title, self.description, self.data = figure, title, description, data
        self._drawn = None

    def png(self):
        """The figure as the bytes of a PNG file."""
        # A report shows what the notebook has shown: drawing costs more than all else about a figure.
        if self._drawn is None:
            self._drawn = self._draw()
        return self._drawn

    def _draw(self):
        buffer = io.BytesIO()
        with warnings.catch_warnings():
            # A letter that the font lacks is drawn as a box; the caption beneath has it in full.
            warnings.filterwarnings("ignore", "Glyph .* missing")
            self.figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
        return buffer.getvalue()

    def save(self, path):
        """Write the figure to a PNG, SVG or PDF file, by the ending of its name."""
        self.figure.savefig(path, dpi=2 * DPI)

    def csv(self):
        """The data as CSV text, floats with at most six digits; no cell of text runs as a formula (see write_table)."""
        safe = self.data.round(6).map(lambda cell: guarded(cell) if isinstance(cell, str) else cell)
        return safe.rename(columns=lambda name: guarded(str(name))).to_csv(index=False, lineterminator="\n")

    def _ipython_display_(self):
        alt = f"{self.title}. {self.description}"
        image = {"image/png": base64.b64encode(self.png()).decode(), "text/plain": f"Figure: {self.title}"}
        display(image, raw=True, metadata={"image/png": {"alt": alt}})
        display(HTML(self.caption()))

    def caption(self):
        """What is printed beneath the figure, as HTML: the description and the data as CSV."""
        data = base64.b64encode(self.csv().encode()).decode()
        name = "".join(c if c.isalnum() else "-" for c in self.title.lower())[:40].strip("-")
        return (
            f'<p style="max-width:60em"><b>What the figure shows.</b> {visible(self.description)} '
            f'<a download="{name}.csv" href="data:text/csv;base64,{data}">Its data as CSV</a></p>'
        )

    def __repr__(self):
        return f"Figure: {self.title}. {self.description}"


def new_figure(width=9.0, height=4.0, rows=1, columns=1, **options):
    """A matplotlib figure and its axes, made without pyplot so that nothing is drawn twice; sizes in inches."""
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(rows, columns, **options)
    for axis in getattr(axes, "flat", [axes]):
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(labelsize=9)
    return figure, axes


def finish(figure, title, description, data):
    """Give a drawn figure its title, the finding, and make it a Chart; a named index of `data` becomes columns."""
    wide = int(figure.get_figwidth() * 9.5)
    figure.suptitle("\n".join(textwrap.wrap(title, wide)), x=0.01, ha="left", fontsize=12, fontweight="bold")
    if not isinstance(data.index, pd.RangeIndex):
        data = data.reset_index()
    return Chart(figure, title, description, data)
