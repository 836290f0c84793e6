"""The first cards of a case of one's own, filled with what its texts state."""

import re

import pandas as pd

from tellings.case.cards import CARD_COLUMNS
from tellings.case.files import CaseError
from tellings.case.folder import find_folder, load_case
from tellings.case.tables import write_table
from tellings.reading.spans import Spans
from tellings.reading.tables import paragraphs
from tellings.timeline.tables import find_dates

_BYLINE = re.compile(r"(?:By|BY|by|Author|Written by|Words by|Report by)\b:?\s+")


def new_cards(folder):
    """Write sources.csv with a row per text, filled with what the text itself states: title, author, date.

    In: a folder with .txt and .md files. Out: the table of cards.
    Errors: CaseError where a text cannot be read, or where there is a sources.csv already.
    """
    folder = find_folder(folder)
    path = folder / "sources.csv"
    if path.exists():
        raise CaseError(f"{path} is there already: change it in a spreadsheet, or rename it to have a new one written")
    case = load_case(folder)
    table = pd.DataFrame([_stated(source, list(case)) for source in case.values()], columns=CARD_COLUMNS)
    write_table(table.drop(columns="sha256"), path)
    return table


def _stated(source, taken):
    """A card with what the text itself says; what it does not say stays empty, for its owner to fill."""
    parts = paragraphs(source)
    first = parts[parts.item == 1].groupby("role").text.first()
    author = _BYLINE.sub("", first.get("byline", ""))
    published, order = _stated_date(source, parts[(parts.item == 1) & (parts.role == "dateline")])
    return {
        **dict.fromkeys(CARD_COLUMNS, ""),
        "file": source.file,
        "id": _short_id(source.id, taken),
        "title": first.get("headline", source.title),
        "author": author,
        "author_basis": "stated" if author else "",
        "published": published,
        "published_basis": "stated" if published else "",
        "date_order": order,
    }


def _stated_date(source, datelines):
    """The earliest complete day in the date lines, "" where there is none; the order of figures where they show it."""
    dates, lines = find_dates(source), Spans(zip(datelines.start, datelines.end))
    figures = dates.text.str.extract(r"^(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}$").dropna().astype(int)
    order = "dmy" if (figures[0] > 12).any() else "mdy" if (figures[1] > 12).any() else ""
    days = dates.value[[bool(lines.at(start)) for start in dates.start]].str.extract(r"^(\d{4}-\d\d-\d\d)")[0]
    return min(days.dropna(), default=""), order


def _short_id(name, taken):
    """A short name for figures and sentence ids; the file's own where the short one would not be unique."""
    short = _slug(name)
    return short if short and [_slug(other) for other in taken].count(short) == 1 else name


def _slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:20].strip("-")
