"""Spans in text order, and the one way to ask which of them cover a place."""

from bisect import bisect_left, bisect_right
from collections import defaultdict

UNNAMED = "unnamed"  # whose words it is where the text names nobody; the codebook's word


def _in_text_order(row):
    return row[0], -row[1]


class Spans:
    """Rows (start, end, …) of one source, kept so that what covers a place is found without a look at the others."""

    def __init__(self, rows):
        self.rows = sorted(rows, key=_in_text_order)
        # Layers of rows of which none lies inside another: starts and ends both rise, so that both can be looked up.
        self.layers = []
        for row in self.rows:
            layer = next((layer for layer in self.layers if layer[-1][1] <= row[1]), None)
            if layer is None:
                self.layers.append(layer := [])
            layer.append(row)

    def touching(self, start, end):
        """The rows that have a character in common with a stretch, in text order, the longer before the shorter."""
        found = []
        for layer in self.layers:
            first = bisect_right(layer, start, key=lambda row: row[1])
            last = bisect_left(layer, end, key=lambda row: row[0])
            found += layer[first:last]
        return sorted(found, key=_in_text_order)

    def at(self, place):
        """The rows that cover a place, the outermost first."""
        return self.touching(place, place + 1)

    def innermost(self, place):
        """The last to begin of the rows that cover a place; None where none does."""
        return next(iter(self.at(place)[::-1]), None)


def by_source(table, *columns):
    """The spans of each source of a span table: its id -> Spans of (start, end, these columns)."""
    found = defaultdict(lambda: Spans([]))
    for source, own in table.groupby("source"):
        found[source] = Spans(own[["start", "end", *columns]].itertuples(index=False, name=None))
    return found


def begin_inside(rows, spans):
    """Whether each row of one span table begins within a span of another: a list of truth values."""
    within = by_source(spans)
    return [bool(within[source].at(start)) for source, start in zip(rows["source"], rows["start"])]
