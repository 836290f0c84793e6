"""A weekday, day, week or month counted within a longer unit: "the last Friday of this month"."""

from datetime import timedelta

from tellings.timeline import calendar as cal
from tellings.timeline.calendar import WORDS, counts_from, step_of
from tellings.timeline.rules import IMPOSSIBLE, digits
from tellings.timeline.tense import told_year


def _whole(found, state):
    """The whole within which a day or week is counted: the answer that names it, its first and last day if known."""
    span = found.get("whole_span")
    if found.get("whole") in ("each", "every", "any", "a"):
        return ("SET", cal.duration_value(1, cal.unit_of(span)), "explicit"), None, None
    if found.get("month"):
        month = int(WORDS["month"][found["month"]])
        year, basis = told_year(found.get("year"), month, 0, state)
        value = cal.date_value(year, month)
    elif span:
        reference, basis = counts_from(state, found["whole"] not in ("that", "same", "following", "previous"))
        value = cal.shift(reference, step_of(found["whole"]), cal.unit_of(span))
    else:
        year, basis = cal.year_of(found["year"], state)
        value = cal.year_value(year)
    return ("DATE", value, basis), *cal.first_and_last(value)


def _nth(word):
    """The number of "third" or "3rd"; 0 for the last."""
    return digits(word) or int(WORDS["ordinal"][word])


def _counts_nothing(found):
    """Whether it is the 0th of something."""
    return found["which"].startswith("0")


def counted_weekday(found, state):
    """ "the last Friday of this month", "the first weekend in November"."""
    if _counts_nothing(found):
        return IMPOSSIBLE
    whole, first, last = _whole(found, state)
    if first is None:
        return whole
    nth, weekday = _nth(found["which"]), int(WORDS["weekday"].get(found["weekday"], 6))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days = [day for day in days if day.isoweekday() == weekday]
    if nth > len(days):
        return IMPOSSIBLE
    day = days[nth - 1]
    return "DATE", f"{cal.week_value(day)}-WE" if found["weekday"] == "weekend" else day.isoformat(), whole[2]


def counted_unit(found, state):
    """ "the last week of this month", "the second month of 2021": a week belongs where most of its days lie."""
    if _counts_nothing(found):
        return IMPOSSIBLE
    whole, first, last = _whole(found, state)
    if first is None:
        return whole
    unit, nth, basis = cal.unit_of(found["span"]), _nth(found["which"]), whole[2]
    if unit == "M":
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        month = first.month - 1 + (nth or months)
        return ("DATE", f"{first.year:04d}-{month:02d}", basis) if nth <= months > 1 else IMPOSSIBLE
    day = first + timedelta(days=(nth - 1) * 7 + 3) if nth else last - timedelta(days=3)
    if unit == "D":
        day = first + timedelta(days=nth - 1) if nth else last
    if not first <= day <= last:
        return IMPOSSIBLE
    return "DATE", day.isoformat() if unit == "D" else cal.week_value(day), basis
