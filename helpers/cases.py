"""What every lesson says: open a case, take some of its rows, put numbers into a sentence."""

from functools import cached_property
from textwrap import dedent

from IPython.display import Markdown

from tellings.case import folder as library
from tellings.case import wording
from tellings.case.files import CaseError
from tellings.case.tables import expect_table
from tellings.coding.recoding import recodings
from tellings.reading.filling import filled
from tellings.reading.hover import remember
from tellings.reading.spans import begin_inside
from tellings.reading.tables import sentences

say = wording.of(__file__)


def load_case(folder="seeds"):
    """Open a folder of texts as a Case: case["lbc"] is one text, case.coding.quotes a table of its reference coding."""
    found = library.load_case(folder)
    return remember(Case(found.values(), found.folder))


class Case(library.Case):
    """The texts of one folder in order of publication, with their sentences and their reference coding at hand."""

    def sentence(self, name):
        """The text of one sentence, such as "pism-27"."""
        return self.sentences([name]).text[0]

    def sentences(self, names):
        """The sentences of these names, in the order asked: a table with the columns sentence and text."""
        for name in names:
            if name not in self._by_name.index:
                raise CaseError(say("cases.no_sentence", name=name))
        return self._by_name.loc[list(names), ["text"]].reset_index()

    @property
    def coding(self):
        """The reference coding: case.coding.quotes is the table of quotations, gold/quotes.csv."""
        return Coding(self)

    def coders(self):
        """Three more codings of the same sentences: coder, sentence, tone, frame, function, voice, doubt."""
        return recodings(self)

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


def only(rows, source=None, **columns):
    """The rows of one source whose columns have these values; a list means any of its values.

    In: a table; the name of a source, or None for all; column=value, as in kind="direct". Out: those rows, in order.
    Errors: CaseError where the table has no such column, or no row has such a value.
    """
    if source is not None:
        columns = {"source": source, **columns}
    for column, value in columns.items():
        known, asked = _column(rows, column), _as_list(value)
        near = {str(one).lower(): one for one in known.dropna()}
        for one in asked:
            if str(one).lower() in near and not known.eq(one).any():
                raise CaseError(say("cases.capitals", column=column, asked=one, there=near[str(one).lower()]))
        kept = rows[known.isin(asked)]
        if kept.empty:
            known, asked = _listed(known.dropna()), f" {say('cases.or')} ".join(map(repr, asked))
            there = say("cases.one_word" if column == "word" else "cases.column_is", column=column, known=known)
            raise CaseError(say("cases.no_rows", column=column, asked=asked, there=there))
        rows = kept
    return rows


def without(rows, **columns):
    """The rows whose columns have none of these values: what only() leaves.

    In: a table; column=value, or a list of values. Out: the rows that are left, in order.
    Errors: CaseError where the table has no such column.
    """
    for column, value in columns.items():
        rows = rows[~_column(rows, column).isin(_as_list(value))]
    return rows


def containing(rows, **columns):
    """The rows whose columns hold these words: containing(claims, check="internal:").

    In: a table; column=words, capitals and all. Out: those rows, in order.
    Errors: CaseError where the table has no such column, or no row has the words.
    """
    for column, words in columns.items():
        kept = rows[_column(rows, column).astype("string").fillna("").str.contains(str(words), regex=False)]
        if kept.empty:
            raise CaseError(say("cases.no_words", words=words, column=column))
        rows = kept
    return rows


def inside(rows, spans):
    """The rows that begin within one of the spans. In: two span tables. Out: rows of the first, in order."""
    rows, spans = (expect_table(table, ["source", "start", "end"], "inside") for table in (rows, spans))
    return rows[begin_inside(rows, spans)]


def count(rows, *columns):
    """How many rows have which values in these columns, in the order in which they first stand: the columns, count."""
    for column in columns:
        _column(rows, column)
    return rows.groupby(list(columns), sort=False).size().reset_index(name="count")


def fill(text, /, **numbers):
    """A text with numbers put where their names stand: fill("**{n}** words", n=5).

    In: Markdown with names in braces and, after a colon, how to write a number ("{share:.0%}", "{mean:.2f}"); the
    numbers by name, and words, which stay as they are written: no mark of theirs becomes Markdown or mathematics.
    Out: Markdown; a number below 0 has a true minus.
    Errors: CaseError where the text asks for a name that is not given.
    """
    try:
        return Markdown(filled(dedent(text).strip(), numbers))
    except (KeyError, AttributeError) as error:
        raise CaseError(say("cases.not_given", name=error, known=_listed(numbers))) from None


def _column(rows, name):
    if name not in expect_table(rows, [], say("cases.this")):
        raise CaseError(say("cases.no_column", name=name, known=_listed(rows.columns)))
    return rows[name]


def _as_list(value):
    return [value] if isinstance(value, str) or not hasattr(value, "__iter__") else list(value)


def _listed(values, most=12):
    known = list(dict.fromkeys(str(value) for value in values))
    return ", ".join(known[:most]) + (" …" if len(known) > most else "") if known else say("cases.empty")
