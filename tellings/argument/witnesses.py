"""Independent witnesses: agreement counts only between texts that do not draw on one another."""

import pandas as pd

from tellings.argument.passages import passage_rows
from tellings.case.sources import as_sources
from tellings.reading.text import SPAN, clean


def shared_passages(sources, words=8):
    """The passages that two texts or more share, word for word or up to small edits: a sign that one drew on another.

    In: a case or a list of sources; the least number of words of a passage (see passages).
    Out: passage (s01 …), source, start, end, text, kind: a row per place; kind is quotation where the words stand
    between quotation marks at each of their places (two outlets quote one man), else wording (one copied, or both used
    a third). Errors: TypeError for what is no source; ValueError for fewer than four words.
    """
    sources = as_sources(sources)
    if not isinstance(words, int) or words < 4:
        raise ValueError(f"words is the least number of words of a passage, four or more, not {words!r}")
    rows = [
        (passage, sources[number].id, start, end, clean(sources[number].text[start:end]), kind)
        for passage, number, start, end, kind in passage_rows(sources, words)
    ]
    return pd.DataFrame(rows, columns=["passage", *SPAN, "kind"])
