"""How well a finder's spans agree with a reference coding."""

import pandas as pd

from tellings.case.tables import expect_table
from tellings.reading.spans import Spans

KEYS = ["source", "start", "end"]


def match_spans(found, reference, same=(), overlap=1.0):
    """Pair found spans with reference spans of the same source, one to one, the largest overlaps first.

    In: two span tables; `same`, the columns that must agree for a pair to be right; `overlap`, the least share of the
    union of two spans that they must have in common (1.0: identical spans).
    Out: a row per pair or single span, in text order: outcome (right, differs, missed, extra), source, and the columns
    start, end, text and `same` of both tables with the endings _found and _reference.
    """
    columns = list(dict.fromkeys(["start", "end", "text", *same]))
    found, reference = (
        expect_table(rows, ["source", *columns], "match_spans")[["source", *columns]].to_dict("records")
        for rows in (found, reference)
    )
    partner, taken = {}, set()
    for _, i, j in sorted(_overlaps(found, reference, overlap)):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs = [(found[i], reference[j]) for i, j in partner.items()]
    pairs += [(row, {}) for i, row in enumerate(found) if i not in partner]
    pairs += [({}, row) for j, row in enumerate(reference) if j not in taken]
    rows = [
        (_outcome(one, other, same), (one or other)["source"], *map(one.get, columns), *map(other.get, columns))
        for one, other in pairs
    ]
    sides = [f"{column}_{side}" for side in ("found", "reference") for column in columns]
    table = pd.DataFrame(rows, columns=["outcome", "source", *sides])
    table["place"] = table.start_reference.fillna(table.start_found)
    return table.sort_values(["source", "place"], kind="stable", ignore_index=True).drop(columns="place")


def precision_recall(pairs):
    """Precision (share of the found spans that are right), recall (share of the reference found) and their F1.

    In: a table of match_spans. Out: a dict precision, recall, f1 (0 to 1), found, reference, right (counts).
    """
    expect_table(pairs, ["outcome"], "precision_recall")
    counts = pairs.outcome.value_counts()
    right, differs, missed, extra = (int(counts.get(name, 0)) for name in ("right", "differs", "missed", "extra"))
    found, reference = right + differs + extra, right + differs + missed
    precision = right / found if found else 0.0
    recall = right / reference if reference else 0.0
    f1 = 2 * right / (found + reference) if found + reference else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "found": found, "reference": reference, "right": right}


def _overlaps(found, reference, least):
    """Every pair that has enough in common: (minus the share of its union, number found, number in the reference)."""
    places = {}
    for j, row in enumerate(reference):
        places.setdefault(row["source"], []).append((row["start"], row["end"], j))
    spans = {source: Spans(rows) for source, rows in places.items()}
    for i, row in enumerate(found):
        mine = spans.get(row["source"], Spans([]))
        for start, end, j in mine.touching(row["start"], row["end"]):
            common = min(row["end"], end) - max(row["start"], start)
            share = common / (max(row["end"], end) - min(row["start"], start))
            if share >= least:
                yield -share, i, j


def _outcome(found, reference, same):
    if not (found and reference):
        return "extra" if found else "missed"
    return "right" if all(_filled(found[column]) == _filled(reference[column]) for column in same) else "differs"


def _filled(value):
    return None if pd.isna(value) or value == "" else value
