"""Tables that go to a spreadsheet and come back: CSV files as data frames, and data frames as CSV files."""

import csv
from numbers import Number

import pandas as pd

from tellings.case.files import guarded, read_rows, write_text


def read_table(path):
    """A CSV file as a table, as a program or a spreadsheet has saved it.

    Commas, semicolons or tabs between the cells; the guard against formulas (see write_table) taken off; columns of
    numbers as numbers, empty cells as "", <NA> or nan. Errors: CaseError for a file that is no text or has no header.
    """
    header, rows = read_rows(path)
    named = [i for i, name in enumerate(header) if name]
    cells = [[row[i] if i < len(row) else "" for i in named] for _, row in rows]
    table = pd.DataFrame(cells, columns=[header[i] for i in named], dtype=object).astype("str")
    for column in table:
        filled = table[column] != ""
        # TIMEX3 values such as 2021 stay text: they stand beside 2021-08.
        cells = table.loc[filled, column]
        if column == "value" or cells.empty or not cells.str.fullmatch(r"-?\d{1,9}(\.\d{1,9})?").all():
            continue
        whole = not cells.str.contains(".", regex=False).any()
        numbers = pd.to_numeric(table[column])
        table[column] = numbers.astype(("int64" if filled.all() else "Int64") if whole else "float64")
    return table


def write_table(table, path=None):
    """Write a table as CSV that a spreadsheet opens without running anything in it.

    A text cell that begins with =, +, - or @ (or a tab or a line break) gets an apostrophe in front, which read_table
    takes off again; numbers stay numbers, floats have at most six digits after the point.
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
    return round(value, 6) if number else guarded(str(value))
