"""Spans in text order, and the one way to ask which of them cover a place."""

from bisect import bisect_right
from itertools import accumulate

UNNAMED = "unnamed"  # whose words it is where the text names nobody; the codebook's word


class Spans:
    """Rows (start, end, …) of one source, kept so that what covers a place is found without a look at the others."""

    def __init__(self, rows):
        self.rows = sorted(rows, key=lambda row: (row[0], -row[1]))
        self.starts = [row[0] for row in self.rows]
        # How far the rows up to each one reach: those before the first that reaches a place need no look.
        self.reach = list(accumulate((row[1] for row in self.rows), max))

    def touching(self, start, end):
        """The rows that have a character in common with a stretch, in text order, the longer before the shorter."""
        first = bisect_right(self.reach, start)
        last = bisect_right(self.starts, end - 1)
        return [row for row in self.rows[first:last] if row[1] > start]

    def at(self, place):
        """The rows that cover a place, the outermost first."""
        return self.touching(place, place + 1)

    def innermost(self, place):
        """The last to begin of the rows that cover a place; None where none does."""
        return next(iter(self.at(place)[::-1]), None)
