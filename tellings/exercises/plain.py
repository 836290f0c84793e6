"""Answers as plain data: what a student's process may hand to the one that grades, and nothing that could act there."""

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from numbers import Integral, Real

from tellings.exercises.objects import LONGEST, MOST, NOTHING, mapped
from tellings.exercises.wording import say

DEEPEST = 8
ROWS = 5_000
# Types that come back as they are; a tuple, a set or a mapping comes back as what it was.
LISTS = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}
# Of the other kinds that hold one value: how it is made again.
SINGLE = {
    "none": lambda text: ... if text else None,
    "truth": bool,
    "text": str,
    "number": float,
    "whole": int,
    "date": date.fromisoformat,
}


class Strange(TypeError):
    """A value that is neither number, text, date, list, mapping nor table; the message is its type."""


def plain_data(value, depth=0):
    """A value as lists that JSON can carry, [kind, content]. Errors: Strange, which names the type of anything else."""
    name = type(value).__name__
    if depth > DEEPEST:
        raise Strange(say("value.deep"))
    if name in NOTHING:
        return ["none", "..." if value is ... else ""]
    if isinstance(value, str):
        return ["text", str(value)[: LONGEST + 1]]
    if name in ("bool", "bool_"):
        return ["truth", bool(value)]
    if isinstance(value, (datetime, date)) or name == "datetime64":
        return ["date", str(value)[:10]]
    if isinstance(value, (Real, Decimal)):
        return _number(value)
    if hasattr(type(value), "iterrows"):
        return ["table", _table(value, depth)]
    value = mapped(value)
    if isinstance(value, Mapping):
        items = islice(value.items(), MOST + 1)
        return ["mapping", [[plain_data(key, depth + 1), plain_data(item, depth + 1)] for key, item in items]]
    if isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray, type)):
        kind = name if name in LISTS else "list"
        return [kind, [plain_data(item, depth + 1) for item in islice(value, MOST + 1)]]
    raise Strange(name)


def _number(value):
    if isinstance(value, Integral):
        # A number of a million digits is no answer, and slow to write.
        return ["whole", str(int(value))] if abs(value) < 10**300 else ["text", say("value.digits")]
    value = float(value)
    return ["number", value if math.isfinite(value) else str(value)]


def _table(value, depth):
    rows = value.iloc[:ROWS]
    named = type(rows.index).__name__ != "RangeIndex"
    return {
        "columns": [plain_data(name, depth + 1) for name in rows.columns],
        "index": [plain_data(name, depth + 1) for name in rows.index] if named else None,
        "rows": [[plain_data(cell, depth + 1) for cell in row] for row in rows.itertuples(index=False, name=None)],
    }


def from_plain(data):
    """The value that plain_data has put into lists, made of Python's own types; a table is one of pandas.

    Errors: ValueError, TypeError or KeyError for what it can't have made.
    """
    kind, content = data
    if kind in LISTS:
        return LISTS[kind](map(from_plain, content))
    if kind == "mapping":
        return {from_plain(key): from_plain(item) for key, item in content}
    if kind == "table":
        import pandas as pd

        made = [[from_plain(cell) for cell in content[part] or []] for part in ("columns", "index")]
        rows = [[from_plain(cell) for cell in row] for row in content["rows"]]
        return pd.DataFrame(rows, columns=made[0], index=made[1] if content["index"] is not None else None)
    return SINGLE[kind](content)


def shown(value, inner=False):
    """A value of from_plain as a reader sees it: a, 12, …, a line an entry of a form; "" for none."""
    if value is None or value is ...:
        return "…" if inner and value is ... else ""
    if hasattr(value, "iloc"):
        return value.to_csv(index=type(value.index).__name__ != "RangeIndex")
    if isinstance(value, dict):
        entries = [f"{shown(key, True)}: {shown(item, True)}" for key, item in value.items()]
        return ("; " if inner else "\n").join(entries)
    if not isinstance(value, tuple(LISTS.values())):
        return str(value)
    items = [shown(item, True) for item in (sorted(value, key=str) if isinstance(value, (set, frozenset)) else value)]
    # Whole sentences have commas of their own.
    return (" | " if any(item.endswith((".", "!", "?")) for item in items) else ", ").join(items)
