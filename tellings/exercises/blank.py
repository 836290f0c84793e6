"""Whether anything has been answered yet."""

import math
import re
from collections.abc import Mapping

from tellings.exercises.forms import LISTS, LONGEST

# Types whose one value means that there is none; the last two are pandas's.
NOTHING = ("NoneType", "ellipsis", "NotImplementedType", "NAType", "NaTType")


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
