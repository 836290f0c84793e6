"""Reading: what lies in front of us, and what a naive count gets wrong. The words of lesson 01."""

import re

import pandas as pd

from tellings.reading.tables import sentences


def count_spellings(case, spellings):
    """How often each spelling stands in the whole of each file: spelling, and a column of counts per text."""
    counts = {name: [source.text.count(spelling) for spelling in spellings] for name, source in case.items()}
    return pd.DataFrame({"spelling": spellings, **counts})


def cut_sentences(source):
    """The sentences that a page cuts: those whose raw text runs over an empty line.

    Out: sentence; in the file (the raw text as Python writes it); mended.
    """
    rows = sentences(source)
    raw = pd.Series([source.text[start:end] for start, end in zip(rows.start, rows.end)])
    cut = raw.str.contains("\n\n")
    return pd.DataFrame({"sentence": rows.sentence, "in the file": raw.map(repr), "mended": rows.text})[cut]


def simple_sentences(case):
    """What the simplest rule takes for sentences: pieces of a line up to a full stop, its closing mark and a space.

    A question mark and an exclamation mark count as full stops. Out: a span table.
    """
    piece = re.compile(r"""\S(?:[^\n]*?[.!?]["'”’]?(?=\s)|[^\n]*)""")
    rows = [
        (name, found.start(), found.start() + len(found.group().rstrip()), found.group().rstrip())
        for name, source in case.items()
        for found in piece.finditer(source.text)
    ]
    return pd.DataFrame(rows, columns=["source", "start", "end", "text"])
