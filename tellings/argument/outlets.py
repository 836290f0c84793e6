"""Agencies and outlets that a text names as its source."""

import re
from functools import cache

import pandas as pd

from tellings.case.files import word_list
from tellings.case.sources import as_sources
from tellings.reading.dateline import listed
from tellings.reading.tables import sentences
from tellings.reading.text import SPAN, TEXT_ROLES, clean

_NAME = re.compile(
    r"(?!(?:By|In|On|At|From|For|But|And|As|When|While|After|Before)\b)"
    r"(?:[Tt]he\s+)?[A-Z][\w’'&]*(?:[\s-]+(?:of\s+)?[A-Z][\w’'&]*){0,5}"
)
_HEAD_ROLES = ("byline", "dateline")
_NEAR = 60  # characters beside a name in which the words that make it a source stand


def named_outlets(sources):
    """The agencies and outlets that a text names as its source: "an interview with The Times", "CNN reported".

    A name counts that is an agency's or ends in a word of the press, where words beside it say that it told or printed
    something (sourcing.csv), or in a byline or date line; its own outlet is no
    source of it. What a text took without saying so is not found.
    Out: source, start, end, text (the name), sentence (its id).
    """
    rows = []
    table = sentences(sources)
    table = table[table.role.isin([*TEXT_ROLES, *_HEAD_ROLES])]
    for source in as_sources(sources):
        for row in table[table.source == source.id].itertuples():
            for run in _NAME.finditer(source.text, row.start, row.end):
                end = run.start() + len(press_name(run[0]))
                name = source.text[run.start() : end]
                # "Eastmoor Gazette, 22 November" says where the text itself stood; "Reuters, 22 November" whose it is.
                where = row.role == "dateline" and run.start() == row.start and plain_name(name) not in listed("agency")
                own = where or plain_name(name) == plain_name(source.outlet)
                if name and not own and (row.role in _HEAD_ROLES or _told_by(source.text, run.start(), end)):
                    rows.append((source.id, run.start(), end, clean(name), row.sentence))
    return pd.DataFrame(rows, columns=[*SPAN, "sentence"])


def plain_name(name):
    """A name as names are compared: in small letters, without its article."""
    return re.sub(r"^the\s+", "", " ".join(name.casefold().split()))


def press_name(run):
    """The name of an agency or outlet at the beginning of a run of words with capitals; "" where there is none."""
    names, papers = _press_words()
    words = list(re.finditer(r"\S+", run))
    for number in range(len(words), 0, -1):
        name = run[: words[number - 1].end()]
        if plain_name(name) in names or number > 1 and words[number - 1][0].casefold() in papers:
            return name
    return ""


@cache
def _press_words():
    """Names of agencies and outlets, and the words with which names of newspapers end, from the list of page heads."""
    rows = [row for row in word_list("reading", "head") if row["list"] in ("agency", "outlet")]
    papers = {row["word"] for row in rows if row["value"] == "paper"}
    return {row["word"] for row in rows} - papers, papers


@cache
def _sourcing():
    """Patterns of what stands before and behind a name that a text gives as its source."""
    rows = word_list("argument", "sourcing")
    before, behind = (
        "|".join(row["pattern"] for row in rows if row["place"] == place) for place in ("before", "behind")
    )
    return re.compile(rf"(?:{before})\s+$", re.I), re.compile(behind, re.I)


def _told_by(text, start, end):
    before, behind = _sourcing()
    return bool(before.search(text[max(0, start - _NEAR) : start]) or behind.match(text[end : end + _NEAR]))
