"""Coders' files: sheets with a row per sentence, filled in by one or more readers of a case."""

from pathlib import Path

import pandas as pd

from tellings.case.files import CaseError
from tellings.case.tables import read_table

ASKED = ("tone", "frame", "function", "speaker", "dates")
KEPT = ("source", "text", "role", "item")


def read_coders(folder):
    """What the coders of a case have filled in.

    In: the folder of the sheets, a CSV file per coder; the file's name is the coder's. Rows without a code, and sheets
    without any, are passed over.
    Out: coder, sentence, source, role, item, text and the columns asked for (tone, frame, function, speaker, dates),
    codes as text, "" where a coder gave none.
    Errors: CaseError names the file, the row and the remedy.
    """
    tables, case = [], Path(folder).parent.resolve()
    for path in sorted(path for path in Path(folder).glob("*.csv") if path.resolve().is_relative_to(case)):
        table = read_table(path)
        asked = [column for column in ASKED if column in table]
        if "sentence" not in table or not asked:
            raise CaseError(
                f"{path} needs the column sentence and one of {', '.join(ASKED)}: write a new sheet with "
                f"python -m tellings coding {Path(folder).parent}"
            )
        table = table.assign(**{column: _as_text(table[column]) for column in table})
        table = table[(table[asked] != "").any(axis=1)]
        twice = table.sentence[table.sentence.duplicated()]
        if len(twice):
            raise CaseError(f"{path} codes {twice.iloc[0]} twice: keep one of the two rows")
        tables.append(table.assign(coder=path.stem))
    rows = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    if not len(rows):
        raise CaseError(
            f"{folder} holds no filled coding sheet: write empty ones with "
            f"python -m tellings coding {Path(folder).parent}, and fill one"
        )
    return rows[[column for column in ("coder", "sentence", *KEPT, *ASKED) if column in rows]].fillna("")


def reference_of(rows):
    """One coding out of several: for each sentence and question the code that more than half of its coders gave.

    In: a table of read_coders. Out: sentence, source, role, item, text and the questions; "" where no code has more
    than half, or nobody gave one.
    """
    asked = [column for column in ASKED if column in rows]
    kept = [column for column in KEPT if column in rows]
    result = []
    for sentence, group in rows.groupby("sentence", sort=False):
        codes = {}
        for column in asked:
            given = group[column][group[column] != ""]
            counts = given.value_counts()
            codes[column] = counts.index[0] if len(counts) and counts.iloc[0] * 2 > len(given) else ""
        result.append({"sentence": sentence, **{column: group[column].iloc[0] for column in kept}, **codes})
    return pd.DataFrame(result, columns=["sentence", *kept, *asked])


def _as_text(column):
    # Spreadsheets write -1 as a number, as -1.0 or with a typographic minus.
    text = column.astype(object).where(column.notna(), "").map(str).str.strip()
    return text.str.replace("−", "-").str.replace(r"^\+?(-?\d+)\.0$", r"\1", regex=True)
