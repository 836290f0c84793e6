"""Coders' files: sheets with a row per sentence, filled in by one or more readers of a case."""

from pathlib import Path

import pandas as pd

from tellings.case.codes import QUESTIONS, as_code
from tellings.case.files import CaseError
from tellings.case.tables import read_table

ASKED = (*QUESTIONS, "speaker", "dates")
KEPT = ("source", "text", "role", "item")


def read_coders(folder):
    """What the coders of a case have filled in.

    In: the folder of the sheets, a CSV file per coder; the file's name is the coder's. Rows without a code, and sheets
    without any, are passed over.
    Out: coder, sentence, source, role, item, text and the columns asked for (tone, frame, function, speaker, dates),
    codes as text, "" where a coder gave none.
    Errors: CaseError names the file, the row and the remedy.
    """
    case = Path(folder).parent
    paths = sorted(Path(folder).glob("*.csv"))
    linked = next((path for path in paths if not path.resolve().is_relative_to(case.resolve())), None)
    if linked:
        raise CaseError(f"{linked} leads outside {case}: copy the sheet into the folder in place of the link")
    command = f"python -m tellings coding {case}"
    tables = [_filled_rows(path, command) for path in paths]
    if not any(map(len, tables)):
        raise CaseError(f"{folder} holds no filled coding sheet: write empty ones with {command}, and fill one")
    rows = pd.concat(tables, ignore_index=True)
    return rows[[column for column in ("coder", "sentence", *KEPT, *ASKED) if column in rows]].fillna("")


def reference_of(rows):
    """One coding out of several: for each sentence and question the code that more than half of its coders gave.

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


def _filled_rows(path, command):
    """The rows of one coder's sheet that hold a code, all cells as text, with the coder's name."""
    table = read_table(path)
    asked = [column for column in ASKED if column in table]
    if "sentence" not in table or not asked:
        raise CaseError(
            f"{path} needs the column sentence and one of {', '.join(ASKED)}: write a new sheet with {command}"
        )
    table = table.apply(lambda column: as_codes(column) if column.name in QUESTIONS else _as_text(column))
    table = table[(table[asked] != "").any(axis=1)]
    twice = table.sentence[table.sentence.duplicated()]
    if len(twice):
        raise CaseError(f"{path} codes {twice.iloc[0]} twice: keep one of the two rows")
    return table.assign(coder=path.stem)


def as_codes(column):
    """A column of codes as text, one spelling each (see as_code)."""
    return _as_text(column).map(as_code)


def _as_text(column):
    # Spreadsheets write -1 as a number, as -1.0 or with a typographic minus.
    text = column.astype(object).where(column.notna(), "").map(str).str.strip()
    return text.str.replace("−", "-").str.replace(r"^(-?\d+)\.0$", r"\1", regex=True)
