"""Dates as a table of spans."""

import pandas as pd

from tellings.case.sources import as_sources
from tellings.timeline.dates import date_rows

COLUMNS = ["source", "start", "end", "text", "type", "value", "basis", "note"]


def find_dates(sources, narrative=False):
    """Find every temporal expression and resolve it to a TIMEX3 value.

    In: a source, a case or a list of sources; narrative=True for histories, whose dates follow one another and not
    the day of publication (always so for a source without a date).
    Out: a row per expression: source, start, end, text, type (DATE, TIME, DURATION, SET), value (2021-08-17, 2021-W33,
    P20Y, PAST_REF; what stays open is X), basis (explicit, document_date, context, outside), note (the other value
    where the document's date is an interval and matters).
    """
    rows = [(source.id, *row) for source in as_sources(sources) for row in date_rows(source, narrative)]
    return pd.DataFrame(rows, columns=COLUMNS)
