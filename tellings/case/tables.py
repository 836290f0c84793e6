"""Tables that go to a spreadsheet and come back: CSV files as data frames, and data frames as CSV files."""

import csv
from numbers import Number

import pandas as pd

from tellings.case.files import guarded, read_rows, write_text
from tellings.case.wording import say

# Names of things, whatever they look like: texts may be called 1 and 2, 01 or 2021; TIMEX3 values such as 2021 stand
# beside 2021-08.
NAMES = {
    *("id", "file", "source", "sentence", "sentences", "event", "coder", "actor", "label", "term", "speaker", "cue"),
    *("speaks_for", "voice", "title", "outlet", "author", "published", "text", "value", "dates", "note"),
}
_NUMBER = r"-?(0|[1-9]\d{0,8})(\.\d{1,9})?"  # 007 is a name


def read_table(path):
    """A CSV file as a table, as a program or a spreadsheet has saved it.

    Commas, semicolons, tabs or strokes between the cells; the guard against formulas (see write_table) taken off;
    columns of numbers as numbers, but for those that hold names (ids stay text); empty cells as "", <NA> or nan.
    Errors: CaseError for a file that is no text or no whole table (see read_rows).
    """
    return read_numbered(path).reset_index(drop=True)


def read_numbered(path):
    """The same table, each row under the number that a spreadsheet gives it: an index called row."""
    header, rows = read_rows(path)
    named = [i for i, name in enumerate(header) if name]
    cells = [[row[i] for i in named] for _, row in rows]
    index = pd.Index([number for number, _ in rows], name="row", dtype="int64")
    table = pd.DataFrame(cells, columns=[header[i] for i in named], index=index, dtype=object).astype("str")
    for column in table:
        filled = table[column] != ""
        cells = table.loc[filled, column]
        if column in NAMES or cells.empty or not cells.str.fullmatch(_NUMBER).all():
            continue
        whole = not cells.str.contains(".", regex=False).any()
        numbers = pd.to_numeric(table[column])
        table[column] = numbers.astype(("int64" if filled.all() else "Int64") if whole else "float64")
    return table


def expect_table(rows, columns, call):
    """What a function was given, if it is a table with the columns that it needs.

    In: what was given; the columns; the name of the function. Errors: TypeError that says what was expected.
    """
    if not isinstance(rows, pd.DataFrame):
        raise TypeError(say("tables.no_table", call=call, given=type(rows).__name__))
    for column in columns:
        if column not in rows:
            has = ", ".join(map(str, rows.columns[:12])) or say("list.none")
            raise TypeError(say("tables.no_column", call=call, column=column, columns=has))
    return rows


def write_table(table, path=None):
    """Write a table as CSV that a spreadsheet opens without running anything in it.

    A text cell that begins with =, +, - or @ (or a tab or a line break) gets an apostrophe in front, which read_table
    takes off again; numbers stay numbers, floats have at most six digits after the point. A null character, which no
    table holds that can be read again, is written as its picture (␀).
    In: a table and a path, or no path. Out: the CSV as text; the file has a byte-order mark, so that Excel sees UTF-8.
    """
    cells = table.astype(object).map(_cell, na_action="ignore")
    cells.columns = [guarded(str(column)) for column in table]
    text = cells.to_csv(index=False, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    if path is not None:
        write_text(path, text, "utf-8-sig")
    return text


def _cell(value):
    number = isinstance(value, Number) and not isinstance(value, bool)
    return round(value, 6) if number else guarded(str(value).replace("\0", "␀"))
