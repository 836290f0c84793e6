"""A text in Markdown with numbers and words put where their names stand."""

from numbers import Number
from string import Formatter

from tellings.reading.show import as_typed


def filled(text, values):
    """The text with each name in braces, and how it is to be written, replaced by its value.

    In: Markdown; name -> a number, words, or Markdown of IPython. Words stay as they are written, a number below 0 has
    a true minus, Markdown stays Markdown. Out: Markdown as text.
    Errors: KeyError, AttributeError where the text asks for what is not given.
    """
    return _Filler().vformat(text, (), values)


class _Filler(Formatter):
    in_code = False

    def parse(self, text):
        for literal, *field in super().parse(text):
            self.in_code ^= literal.count("`") % 2 == 1
            yield literal, *field

    def format_field(self, value, form):
        if hasattr(type(value), "_repr_markdown_"):
            return value.data
        words = super().format_field(value, form)
        if isinstance(value, Number):
            return words.replace("-", "−")
        return words if self.in_code else as_typed(words)
