"""An answer as an object, its entries, its text; tables and columns are known by what they can do."""

import math
import re
from collections.abc import Mapping
from itertools import islice
from numbers import Real

from tellings.exercises.wording import say

LONGEST = 5_000  # characters of a text
MOST = 2_000  # entries of a list
LISTS = (list, tuple, set, frozenset)
# Types whose one value means that there is none; the last two are pandas's.
NOTHING = ("NoneType", "ellipsis", "NotImplementedType", "NAType", "NaTType")
# Of objects that are no answers, by the name of their type: what probably happened.
SLIPS = {
    **dict.fromkeys(("function", "method", "builtin_function_or_method", "type"), "function"),
    **dict.fromkeys(("bool", "bool_"), "truth"),
}


class Unreadable(ValueError):
    """An answer of a form that the exercise cannot use: what is the matter with it, and what to write instead."""

    def __init__(self, fault, remedy=""):
        super().__init__(fault, remedy)
        self.fault, self.remedy = fault, remedy


def is_blank(answer):
    """Whether nothing has been answered yet: None, three dots, an empty text, list or table, or only such in a list."""
    if type(answer).__name__ in NOTHING:
        return True
    if isinstance(answer, str):
        return len(answer) <= LONGEST and not re.search(r"\w", answer)
    if isinstance(answer, float):
        return math.isnan(answer)
    if isinstance(answer, Mapping):
        return all(map(is_blank, answer.values()))
    if isinstance(answer, LISTS):
        return all(map(is_blank, answer))
    return hasattr(type(answer), "size") and answer.size == 0


def no_answer(answer):
    """Unreadable for an object that is no answer, with what probably happened."""
    kind = type(answer).__name__
    if kind in SLIPS:
        return Unreadable(say(f"slip.{SLIPS[kind]}"))
    return Unreadable(say("answer.object_vowel" if kind[0] in "aeiouAEIO" else "answer.object", type=kind))


def is_table(answer):
    """Whether an answer is a table of pandas."""
    return hasattr(type(answer), "iterrows")


def is_pair(item):
    return isinstance(item, (tuple, list)) and len(item) == 2


def mapped(answer):
    """A column with names of its own as a mapping; anything else as it is."""
    named = hasattr(type(answer), "to_dict") and not is_table(answer) and type(answer.index).__name__ != "RangeIndex"
    return answer.to_dict() if named else answer


def opened(answer):
    """A column with names as a mapping, and a list whose only entry is a text as that text: all may stand in it."""
    answer = mapped(answer)
    alone = isinstance(answer, (list, tuple)) and len(answer) == 1 and isinstance(answer[0], str)
    return answer[0] if alone else answer


def single(answer):
    """The answer itself, or the only entry of a list, mapping or table."""
    if isinstance(answer, Mapping) and len(answer) == 1:
        (answer,) = answer.values()
    if isinstance(answer, (str, dict)) or not hasattr(type(answer), "__len__"):
        return answer
    items = list(islice(answer.to_numpy().ravel() if is_table(answer) else answer, 2))
    if len(items) != 1:
        raise Unreadable(say("answer.several", type=type(answer).__name__, entries=len(answer)))
    return items[0]


def text_of(answer, numbers=False):
    """The text of a text, and of a number where numbers may be; Unreadable for anything else."""
    if isinstance(answer, str) or numbers and isinstance(answer, Real):
        return str(answer)
    raise no_answer(answer)


def short(text):
    """The text itself; Unreadable where it is too long to be an answer."""
    if len(text) > LONGEST:
        raise Unreadable(say("answer.long", most=LONGEST))
    return text


def items(answer):
    """The entries of a list, a mapping, a column; the parts of a text; of a table its column text, or the first."""
    if isinstance(answer, str):
        parts = re.split(r"[;\n]", short(answer))
        return parts if len(parts) > 1 else answer.split(",")
    if is_table(answer):
        return list(answer["text" if "text" in answer else answer.columns[0]])
    if isinstance(answer, Mapping):
        return list(answer.items())
    if not hasattr(type(answer), "__iter__"):
        raise no_answer(answer)
    # A generator may never end.
    found = list(islice(answer, MOST + 1))
    if len(found) > MOST:
        raise Unreadable(say("answer.many", most=MOST))
    return found


def answered(answer):
    """The entries of an answer that hold something."""
    return [item for item in items(answer) if not is_blank(item)]
