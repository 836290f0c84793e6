"""How well a finder's spans agree with a reference coding."""

import numpy as np
import pandas as pd

KEYS = ["source", "start", "end"]


def match_spans(found, reference, same=(), overlap=1.0):
    """Pair found spans with reference spans of the same source, one to one, the largest overlaps first.

    In: two span tables; `same`, the columns that must agree for a pair to be right; `overlap`, the least share of the
    union of two spans that they must have in common (1.0: identical spans).
    Out: a row per pair or single span, in text order: outcome (right, differs, missed, extra), source, and the columns
    start, end, text and `same` of both tables with the endings _found and _reference.
    """
    found, reference = found.reset_index(drop=True), reference.reset_index(drop=True)
    pairs, used_found, used_reference = [], set(), set()
    for _, i, j in sorted(_overlaps(found, reference, overlap), key=lambda t: (-t[0], t[1], t[2])):
        if i not in used_found and j not in used_reference:
            used_found.add(i)
            used_reference.add(j)
            pairs.append((i, j))
    pairs += [(i, None) for i in range(len(found)) if i not in used_found]
    pairs += [(None, j) for j in range(len(reference)) if j not in used_reference]
    rows = [_row(found, reference, i, j, list(same)) for i, j in pairs]
    columns = ["outcome", "source"] + [
        f"{c}_{side}" for side in ("found", "reference") for c in ("start", "end", "text", *same)
    ]
    table = pd.DataFrame(rows, columns=columns)
    place = table.start_reference.fillna(table.start_found)
    table = table.assign(place=place).sort_values(["source", "place"], kind="stable")
    return table.drop(columns="place").reset_index(drop=True)


def precision_recall(pairs):
    """Precision (share of the found spans that are right), recall (share of the reference found) and their F1.

    In: a table of match_spans. Out: a dict precision, recall, f1 (0 to 1), found, reference, right (counts).
    """
    counts = pairs.outcome.value_counts()
    right, differs, missed, extra = (int(counts.get(name, 0)) for name in ("right", "differs", "missed", "extra"))
    found, reference = right + differs + extra, right + differs + missed
    precision = right / found if found else 0.0
    recall = right / reference if reference else 0.0
    f1 = 2 * right / (found + reference) if found + reference else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "found": found, "reference": reference, "right": right}


def _overlaps(found, reference, least):
    for name, rows in found.groupby("source"):
        others = reference[reference.source == name]
        starts, ends = others["start"].to_numpy(), others["end"].to_numpy()
        for i, start, end in rows[["start", "end"]].itertuples():
            common = np.minimum(end, ends) - np.maximum(start, starts)
            shares = common / (np.maximum(end, ends) - np.minimum(start, starts))
            yield from ((shares[k], i, others.index[k]) for k in np.flatnonzero((common > 0) & (shares >= least)))


def _row(found, reference, i, j, same):
    columns = ["start", "end", "text", *same]
    left = [found.at[i, c] if i is not None else None for c in columns]
    right = [reference.at[j, c] if j is not None else None for c in columns]
    if i is None or j is None:
        outcome = "missed" if i is None else "extra"
    else:
        agree = all(_equal(found.at[i, c], reference.at[j, c]) for c in same)
        outcome = "right" if agree else "differs"
    return [outcome, (found if i is not None else reference).at[i if i is not None else j, "source"], *left, *right]


def _equal(a, b):
    empty = [value is None or value == "" or value != value for value in (a, b)]
    return all(empty) or not any(empty) and a == b
