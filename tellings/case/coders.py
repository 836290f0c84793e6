"""Coders' files: sheets with a row per sentence, filled in by one or more readers of a case."""

import os
from pathlib import Path

import pandas as pd

from tellings.case.codes import QUESTIONS, as_code
from tellings.case.errors import CaseError, in_command, readable_name
from tellings.case.places import paths_in, stay_inside, tables_in, why_no_file
from tellings.case.tables import read_numbered
from tellings.case.wording import say

ASKED = (*QUESTIONS, "speaker", "dates")
KEPT = ("source", "text", "role", "item")


class Unfilled(CaseError):
    """Nobody has filled a sheet yet: a case without a coding, and no fault in one."""


def read_coders(folder):
    """What the coders of a case have filled in.

    In: the folder of the sheets, a CSV file per coder; the file's name is the coder's. Rows without a code, and sheets
    without any, are passed over.
    Out: coder, sentence, source, role, item, text and the columns asked for (tone, frame, function, speaker, dates),
    codes as text, "" where a coder gave none.
    Errors: CaseError names the file, the row and the remedy; Unfilled where nobody has filled a sheet.
    """
    tables = [filled_rows(path).reset_index(drop=True) for path in sheets_in(folder)]
    if not any(map(len, tables)):
        raise Unfilled(say("coders.none", folder=folder, case=in_command(Path(folder).parent)))
    rows = pd.concat(tables, ignore_index=True)
    return rows[[column for column in ("coder", "sentence", *KEPT, *ASKED) if column in rows]].fillna("")


def reference_of(rows):
    """One coding out of several: for each sentence and question the code of more than half of those who gave one.

    In: a table of read_coders. Out: sentence, source, role, item, text and the questions; "" where no code has more
    than half, or nobody gave one.
    """
    kept = [column for column in KEPT if column in rows]
    asked = [column for column in ASKED if column in rows]
    how = dict.fromkeys(kept, "first") | dict.fromkeys(asked, _majority)
    return rows.groupby("sentence", sort=False).agg(how).reset_index()


def _majority(codes):
    counts = codes[codes != ""].value_counts()
    return next(iter(counts.index[counts * 2 > counts.sum()]), "")


def sheets_in(folder):
    """The coders' sheets in a folder, in order of their names.

    Errors: CaseError where one leads outside the case or is no file, or two coders have one name but for capitals.
    """
    paths, names = tables_in(folder), {}
    for path in paths:
        stay_inside(path, Path(folder).parent)
        why_no_file(path)
        other = names.setdefault(path.stem.casefold(), path)
        if other != path:
            raise CaseError(say("coders.same_name", one=other, two=path.name))
    return paths


def unread_sheets(folder):
    """What lies among the coders' sheets and is none that is read, by its readable name."""
    paths = paths_in(folder) if os.path.isdir(folder) else []
    known = [path for path in paths if path.name.startswith(".") or path.name.lower() == "codebook.md"]
    return [readable_name(path.name) for path in paths if path not in known and path not in tables_in(folder)]


def filled_rows(path):
    """The rows of one coder's sheet that hold a code, all cells as text, with the coder's name.

    Out: a table as of read_coders, each row under the number that a spreadsheet gives it. Errors: CaseError.
    """
    table = read_numbered(path)
    asked = [column for column in ASKED if column in table]
    if "sentence" not in table or not asked:
        raise CaseError(say("coders.no_question", path=path, questions=", ".join(ASKED)))
    table = table.apply(lambda column: as_codes(column) if column.name in QUESTIONS else as_text(column))
    table = table[(table[asked] != "").any(axis=1)]
    for row in table.index[table.sentence == ""]:
        raise CaseError(say("coders.no_sentence", path=path, row=row))
    for row, sentence in table.sentence[table.sentence.duplicated()].items():
        raise CaseError(say("coders.twice", path=path, row=row, sentence=sentence))
    return table.assign(coder=readable_name(path.stem))


def as_codes(column):
    """A column of codes as text, one spelling each (see as_code)."""
    return as_text(column).map(as_code)


def as_text(column):
    """A column as text, empty cells as "", no blanks around."""
    return column.astype(object).where(column.notna(), "").map(str).str.strip()
