"""Recoding: how far readers with the same codebook come to the codes of the reference again, and where they doubted.

What this measures is stability, which Krippendorff ("Content Analysis") holds for the weakest kind of reliability and
sets apart from reproducibility, what independent people would have to show: like readers can share one error.
"""

import pandas as pd

from tellings.case.errors import CaseError, readable_name
from tellings.case.places import stay_inside, tables_in
from tellings.case.tables import read_table
from tellings.coding.agreement import alpha, merge_codings
from tellings.coding.wording import say

ASKED = ["tone", "frame", "function", "voice"]
REFERENCE = "reference"


def recodings(case):
    """The codings with which a case's reference can be checked, each made apart: gold/coders/*.csv.

    Each coder had the codebook and an instruction of its own.
    Out: coder (the file's name), sentence, tone, frame, function, voice, doubt (x where the coder hesitated), as text.
    Errors: CaseError where there is none, or one has a code that the codebook does not know, a sentence that the
    reference does not code, or lacks one.
    """
    folder = case.folder / "gold" / "coders"
    coded = set(_reference(case)["sentence"])
    tables = []
    for path in tables_in(folder):
        stay_inside(path, case.folder)
        rows = read_table(path)
        if missing := next((column for column in ("voice", "doubt") if column not in rows), ""):
            raise CaseError(say("recoding.no_column", path=path, column=missing))
        if strange := sorted(coded ^ set(rows["sentence"])):
            raise CaseError(say("recoding.not_in_both", path=path, sentence=strange[0]))
        tables.append(rows[["sentence", "voice", "doubt"]].assign(coder=readable_name(path.stem)))
    return merge_codings(folder).merge(pd.concat(tables), on=["coder", "sentence"], validate="one_to_one")


def stability(case):
    """How far the recodings agree among themselves and with the reference, question by question.

    Out: question; the recodings (Krippendorff's alpha among them, tone as an interval scale, the rest as names); a
    column for the reference with each of them; all agree (share of sentences on which all give one code).
    """
    rows = _with_reference(case)
    others = [coder for coder in rows["coder"].unique() if coder != REFERENCE]
    result = []
    for question in ASKED:
        pairs = [alpha(rows[rows["coder"].isin([REFERENCE, coder])], question) for coder in others]
        same = rows.groupby("sentence")[question].nunique() == 1
        result.append((question, alpha(rows[rows["coder"] != REFERENCE], question), *pairs, same.mean()))
    names = [f"{REFERENCE} and {coder}" for coder in others]
    return pd.DataFrame(result, columns=["question", "the recodings", *names, "all agree"]).round(2)


def doubted(case):
    """The sentences that the reference and its recodings code differently, or on which a recoder hesitated.

    Out: sentence; doubts (how many recoders hesitated); tone, frame, function, voice (where codes differ: that of the
    reference, a stroke, then one for each recoding); text; note (the rule that was missing, see CODEBOOK.md).
    """
    rows = _with_reference(case)
    doubts = rows["doubt"].eq("x").groupby(rows["sentence"]).sum()
    codes = {question: rows.pivot(index="sentence", columns="coder", values=question) for question in ASKED}
    result = []
    for row in _reference(case).itertuples():
        given = [codes[question].loc[row.sentence] for question in ASKED]
        told = [_told(one) if one.nunique() > 1 else "" for one in given]
        if doubts[row.sentence] or any(told):
            result.append((row.sentence, doubts[row.sentence], *told, row.text, getattr(row, "note", "")))
    return pd.DataFrame(result, columns=["sentence", "doubts", *ASKED, "text", "note"])


def _told(codes):
    others = ", ".join(code for coder, code in codes.items() if coder != REFERENCE)
    return f"{codes[REFERENCE]} | {others}".replace("-", "−")


def _reference(case):
    rows = case.gold("sentences")
    return rows[rows["tone"].notna()]


def _with_reference(case):
    reference = _reference(case)[["sentence", *ASKED]].assign(coder=REFERENCE, doubt="")
    reference["tone"] = reference["tone"].astype(str)
    return pd.concat([reference, recodings(case)], ignore_index=True)
