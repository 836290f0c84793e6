"""Coding sheets for a case: written empty for its coders, read back filled, checked against texts and codebook."""

import re

from tellings.case.coders import ASKED, filled_rows, sheets_in
from tellings.case.codes import QUESTIONS
from tellings.case.errors import CaseError
from tellings.case.files import word_list, write_text
from tellings.case.folder import load_case
from tellings.case.places import tables_in
from tellings.case.tables import read_table, write_table
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
    if tables_in(place):
        raise CaseError(f"{place} holds coding sheets already: rename the folder to have new ones written")
    table = _asked_about(case)
    if twice := next(iter(table.sentence[table.sentence.duplicated()]), ""):
        raise CaseError(
            f"two texts have a sentence {twice}, for blanks count as _: give one of them another id or name"
        )
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
    table = sentences(case)
    now = dict(zip(table.sentence, table.text))
    for path in sheets_in(case.folder / "coding"):
        rows = filled_rows(path)
        if set(QUESTIONS) & set(rows):
            checked(rows, f"coding/{path.name}")
        for row in rows.itertuples():
            if fault := _strange_sentence(row, now):
                raise CaseError(f"coding/{path.name}, row {row.Index}: {fault}")
    return case.gold("coding")


def short_sheets(case):
    """The coders' sheets that lack sentences of the texts: (name, sentences that it has, sentences of the texts).

    A sheet that was cut at the end of a row, or sorted and saved in part, shows no other sign of it.
    """
    asked = set(_asked_about(case).sentence)
    for path in sheets_in(case.folder / "coding"):
        table = read_table(path)
        has = asked & set(table.sentence.str.strip()) if "sentence" in table else asked
        if len(has) < len(asked):
            yield path.name, len(has), len(asked)


def _asked_about(case):
    """The sentences that coders are asked about: sentence, source, item, role, text."""
    table = sentences(case)
    return table.loc[table.role.isin(TEXT_ROLES), ["sentence", "source", "item", "role", "text"]]


def _strange_sentence(row, now):
    """What is wrong with the sentence that a row codes, and the remedy; "" for nothing. In: id -> text as it is now."""
    if row.sentence not in now:
        return f"there is no sentence {row.sentence}: write the id as the sheet had it, or delete the row"
    if _letters(now[row.sentence]) != _letters(getattr(row, "text", now[row.sentence])):
        return (
            f"sentence {row.sentence} is not what the text has now (“{row.text[:40]}…”), for the text was changed "
            "after the sheet was written: write new sheets and copy the codes"
        )
    return ""


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
