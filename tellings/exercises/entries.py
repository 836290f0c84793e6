"""The entries of an answer by their names: nested or flat, in either direction, mapping, table or list."""

from collections.abc import Mapping

from tellings.exercises.forms import one_slip, plain
from tellings.exercises.objects import Unreadable, is_pair, is_table
from tellings.exercises.wording import say

NO_NAMES = {"the", "in", "a", "an", "of"}  # small words that may be left out of the name of an entry


def read_cells(answer, names):
    """The answers to the entries of an exercise, by the entries' names; what was given for no entry comes under None.

    In: a mapping or a table, nested or flat, in either direction, or a list with as many items as there are entries.
    Out: a dictionary. A table with two columns and no index of its own pairs its rows; any other is read as row name,
    column name. Errors: Unreadable for an answer that is one value.
    """
    if isinstance(answer, (list, tuple)) and len(answer) == len(names) and not any(map(is_pair, answer)):
        return dict(zip(names, answer))
    try:
        given = dict(_rows(answer) if is_table(answer) else answer)
    except (TypeError, ValueError):
        raise Unreadable(say("answer.one_value")) from None
    keys = {_key(name): name for name in names}
    found = {}
    for told, item in _flat(given, keys):
        name = keys.get(_key(told)) or next((name for key, name in keys.items() if one_slip(_key(told), key)), None)
        if name is None:
            found.setdefault(None, []).append((told, item))
        else:
            found[name] = item
    return found


def _rows(table):
    """A table as a mapping, row name -> column name -> cell; rows without names are named by their first column."""
    named = type(table.index).__name__ != "RangeIndex"
    if not named and table.shape[1] == 2:
        return dict(table.itertuples(index=False, name=None))
    return (table if named else table.set_index(table.columns[0])).to_dict(orient="index")


def _flat(cells, entries=()):
    """A nested mapping as pairs of a plain name and an answer; what is given for an entry stays as it is."""
    for name, item in cells.items():
        name = plain(" ".join(map(str, name)) if isinstance(name, tuple) else name)
        if isinstance(item, Mapping) and _key(name) not in entries:
            yield from ((f"{name} {inner}", cell) for inner, cell in _flat(item))
        elif isinstance(item, (list, tuple)) and len(item) == len(own := _beneath(name, entries)):
            yield from zip(own, item)
        else:
            yield name, item


def _beneath(name, entries):
    """The names of the entries that hold this one, which is none itself."""
    words = set(_key(name).split())
    return [entry for entry in entries if words <= set(entry.split()) and _key(name) not in entries]


def _key(name):
    """The name of an entry as it is looked up: its words in any order, small ones left out."""
    return " ".join(sorted(set(plain(name).replace("_", " ").split()) - NO_NAMES))
