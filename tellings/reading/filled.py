"""Markdown with numbers and words put where their names stand."""

from numbers import Number
from string import Formatter

from tellings.reading.show import as_typed


class Filler(Formatter):
    """Fills "**{n}** of {all:,}": a number below 0 gets a true minus, words stay as they are typed (see as_typed).

    Between backticks words are put in as they are, since nothing in them is Markdown there; Markdown stays Markdown.
    """

    in_code = False

    def parse(self, text):
        for literal, *field in super().parse(text):
            self.in_code ^= literal.count("`") % 2 == 1
            yield literal, *field

    def format_field(self, value, form):
        if hasattr(value, "_repr_markdown_"):
            return value.data
        words = super().format_field(value, form)
        if isinstance(value, Number):
            return words.replace("-", "−")
        return words if self.in_code else as_typed(words)
