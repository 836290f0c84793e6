"""Coding sheets for a case: written empty for its coders, read back filled, checked against texts and codebook."""

import re

from tellings.case.coders import ASKED
from tellings.case.codes import QUESTIONS
from tellings.case.files import CaseError, word_list, write_text
from tellings.case.folder import load_case
from tellings.case.tables import write_table
from tellings.coding.agreement import checked
from tellings.coding.codes import codebook
from tellings.reading.tables import sentences
from tellings.reading.text import TEXT_ROLES, clean


def write_sheets(folder):
    """Write two empty coding sheets, a row per sentence of an article (TEXT_ROLES), and the codebook beside them.

    They lie in the folder `coding` of the case; rename a sheet after its coder, and copy one for each further coder.
    Out: the paths. Errors: CaseError where there are sheets already.
    """
    case = load_case(folder)
    place = case.folder / "coding"
    if any(place.glob("*.csv")):
        raise CaseError(f"{place} holds coding sheets already: rename the folder to have new ones written")
    table = sentences(case)
    table = table.loc[table.role.isin(TEXT_ROLES), ["sentence", "source", "item", "role", "text"]]
    for column in (*ASKED, "note"):
        table[column] = ""
    paths = [place / "coder-1.csv", place / "coder-2.csv", place / "CODEBOOK.md"]
    for path in paths[:2]:
        write_table(table, path)
    write_text(paths[2], _codebook())
    return paths


def coders_of(case):
    """The codes of all coders of a case, checked against the codebook and against the texts as they are now.

    Out: the table of case.gold("coding"). Errors: CaseError where a code is unknown or a sentence has changed.
    """
    rows = case.gold("coding")
    for coder, own in rows.groupby("coder", sort=False) if set(QUESTIONS) & set(rows) else ():
        checked(own, f"coding/{coder}.csv")
    table = sentences(case)
    now = dict(zip(table.sentence, table.text))
    for row in rows.itertuples() if "text" in rows else ():
        if _letters(now.get(row.sentence, "")) != _letters(row.text):
            raise CaseError(
                f"coding/{row.coder}.csv: sentence {row.sentence} is not what the text has now (“{row.text[:40]}…”): "
                "the text was changed after the sheet was written; write new sheets and copy the codes"
            )
    return rows


def _codebook():
    rows = word_list("coding", "codebook")
    parts = [
        "# Codebook",
        "One row is one sentence, read in its context. Write one code in each column, and leave a "
        "cell empty where you cannot decide. Do not speak with the other coder before both have finished. Keep "
        "the columns sentence and text as they are, and save the sheet as CSV under your own name.",
        "The codes are general; your texts are not. Before you begin, read three sentences together and write down, "
        "under each code, one sentence of yours that has it and one that only seems to. What you settle afterwards, "
        "note here, and code anew.",
    ]
    for question in dict.fromkeys(row["question"] for row in rows):
        parts += [f"## {question}", _listed(codebook(question, general=True))]
    parts += [
        "## speaker",
        "Whose words or thoughts the sentence reports, by name or as the text calls them; `none` "
        "where it is the author's own.",
        "## dates",
        "Every expression of time as it stands in the sentence, with `;` between two of them "
        "(31 August; two decades); `none` where there is none.",
    ]
    return "\n\n".join(parts) + "\n"


def _listed(codes):
    return "\n".join(f"- `{code}` {wording}" for code, wording in codes.items())


def _letters(text):
    return re.sub(r"\W+", "", clean(str(text))).casefold()
