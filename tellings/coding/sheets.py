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
from tellings.coding.wording import say
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
        raise CaseError(say("sheets.there", folder=place))
    table = _asked_about(case)
    if twice := next(iter(table.sentence[table.sentence.duplicated()]), ""):
        raise CaseError(say("sheets.two_sentences", sentence=twice))
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
                raise CaseError(say("sheets.row", name=path.name, row=row.Index, fault=fault))
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
        return say("sheets.no_sentence", sentence=row.sentence)
    if _letters(now[row.sentence]) != _letters(getattr(row, "text", now[row.sentence])):
        return say("sheets.changed", sentence=row.sentence, text=row.text[:40])
    return ""


def _codebook():
    questions = dict.fromkeys(row["question"] for row in word_list("coding", "codebook"))
    codes = [f"## {question}\n\n{_listed(codebook(question, general=True))}" for question in questions]
    return "\n\n".join([say("codebook.head"), *codes, say("codebook.tail")]) + "\n"


def _listed(codes):
    return "\n".join(f"- `{code}` {wording}" for code, wording in codes.items())


def _letters(text):
    return re.sub(r"\W+", "", clean(str(text))).casefold()
