"""What every lesson says: open a case, take some of its rows, put numbers into a sentence."""

from functools import cached_property
from numbers import Number
from string import Formatter
from textwrap import dedent

from IPython.display import Markdown

from tellings.case import folder as library
from tellings.case.files import CaseError
from tellings.reading.spans import Spans
from tellings.reading.tables import sentences


def load_case(folder="seeds"):
    """Open a folder of texts as a Case: case["lbc"] is one text, case.coding.quotes a table of its reference coding."""
    case = library.load_case(folder)
    return Case(case.values(), case.folder)


class Case(library.Case):
    """The texts of one folder in order of publication, with their sentences and their reference coding at hand."""

    def sentence(self, name):
        """The text of one sentence, such as "pism-27"."""
        return self.sentences([name]).text[0]

    def sentences(self, names):
        """The sentences of these names, in the order asked: a table with the columns sentence and text."""
        unknown = [name for name in names if name not in self._by_name.index]
        if unknown:
            raise CaseError(f"there is no sentence {unknown[0]!r}: show() counts the sentences of a text, as in lbc-01")
        return self._by_name.loc[list(names), ["text"]].reset_index()

    @property
    def coding(self):
        """The reference coding: case.coding.quotes is the table of quotations, gold/quotes.csv."""
        return Coding(self)

    @cached_property
    def _by_name(self):
        return sentences(self).set_index("sentence")


class Coding:
    """The reference coding of a case: coding.quotes is the table in gold/quotes.csv."""

    def __init__(self, case):
        self._case = case

    def __getattr__(self, name):
        if name.startswith("_"):  # Python and Jupyter ask for such names themselves.
            raise AttributeError(name)
        return self._case.gold(name)

    def __dir__(self):
        return sorted(path.stem for path in (self._case.folder / "gold").glob("*.csv"))


def only(table, source=None, **columns):
    """The rows of one source whose columns have these values; a list means any of its values.

    In: a table; the name of a source, or None for all; column=value, as in kind="direct". Out: those rows, in order.
    Errors: CaseError where the table has no such column, or no row such a value.
    """
    if source is not None:
        columns = {"source": source, **columns}
    for column, value in columns.items():
        if column not in table:
            raise CaseError(f"there is no column {column!r}; the table has {', '.join(map(str, table.columns))}")
        wanted = list(value) if isinstance(value, (list, tuple, set)) else [value]
        rows = table[table[column].isin(wanted)]
        if rows.empty:
            raise CaseError(_no_such_value(table, column, wanted))
        table = rows
    return table


def inside(rows, spans):
    """The rows that begin within one of the spans. In: two span tables. Out: rows of the first, in their order."""
    within = {
        source: Spans(part[["start", "end"]].itertuples(index=False, name=None))
        for source, part in spans.groupby("source")
    }
    return rows[[bool(within.get(s, Spans([])).at(start)) for s, start in zip(rows.source, rows.start, strict=True)]]


def fill(template, **numbers):
    """A text with numbers put where their names stand: fill("**{n}** words", n=5); a number below 0 has a true minus.

    In: Markdown with names in braces, a format after a colon ("{share:.0%}"); the numbers by name. Out: Markdown.
    Errors: CaseError where the text asks for a name that is not given.
    """
    try:
        return Markdown(_Filler().vformat(dedent(template).strip(), (), numbers))
    except KeyError as name:
        given = ", ".join(numbers) or "none"
        raise CaseError(f"the text asks for {{{name.args[0]}}}; the names given are {given}") from None


class _Filler(Formatter):
    def format_field(self, value, form):
        words = super().format_field(value, form)
        return words.replace("-", "−") if isinstance(value, Number) else words


def _no_such_value(table, column, wanted):
    known = table[column].dropna().astype(str).unique()
    listed = ", ".join(known[:8]) + (" …" if len(known) > 8 else "")
    return f"no rows with {column} {' or '.join(map(repr, wanted))}; {column} is {listed or 'empty'}"
