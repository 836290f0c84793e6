"""Days with a name: fixed in the calendar, counted within a month, counted from Easter, or set by the moon.

The list `holiday` of calendar.csv says how: 12-25; 11-thu4+1, the day after the fourth Thursday of November; 05-monL,
the last Monday of May; easter-2; /2 and /4+1 where the day falls in every second year, or in the first of every four;
open where no rule of the calendar sets it, whose years stand in the list `moveable` as far as they are known.
"""

import re
from datetime import date, timedelta

from tellings.timeline import calendar as cal
from tellings.timeline.calendar import WORDS, document, word_before, year_of
from tellings.timeline.tense import tense

RULE = re.compile(
    r"(?:(?P<easter>easter)|(?P<month>\d\d)-(?:(?P<day>\d\d)|(?P<weekday>[a-z]{3})(?P<nth>[1-5L])))"
    r"(?P<shift>[+-]\d+)?(?: /(?P<every>\d)(?:\+(?P<rest>\d))?)?"
)


def easter(year):
    """Easter Sunday of the western churches (the computus of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year, month, weekday, nth):
    """The nth Monday (1) to Sunday (7) of a month, the last where nth is 0; None where it has no fifth."""
    first = date(year, month, 1)
    days = [day for day in range(1 + (weekday - first.isoweekday()) % 7, 32, 7) if cal.date_value(year, month, day)]
    return date(year, month, days[nth - 1]) if nth <= len(days) else None


def day_named(name, year):
    """The date of a named day in a year, or None where it has none there or it isn't known."""
    known = WORDS["moveable"].get(f"{name} {year}")
    if known:
        return date.fromisoformat(f"{year:04d}-{known}")
    rule = RULE.fullmatch(WORDS["holiday"][name])
    if not rule or not 1583 <= year < 9999 or year % int(rule["every"] or 1) != int(rule["rest"] or 0):
        return None
    if rule["easter"]:
        day = easter(year)
    elif rule["day"]:
        day = date(year, int(rule["month"]), int(rule["day"]))
    else:
        weekday = int(WORDS["weekday_short"][rule["weekday"]])
        day = nth_weekday(year, int(rule["month"]), weekday, int(rule["nth"].replace("L", "0")))
    return day + timedelta(days=int(rule["shift"] or 0))


def named_day(found, state):
    """ "Easter", "last Thanksgiving", "Election Day 2016": the nearest by the tense, without one that of this year."""
    name, which = found["holiday"], cal.step_of(found["which"])
    size = "" if WORDS["holiday"][name] == "open month" else "-XX"
    if name in WORDS["elsewhere"] and not _at_home(state):
        return "DATE", "XXXX-XX-XX", "context"
    if found["year"] or state.narrative:
        year, basis = year_of(found["year"], state) if found["year"] else (state.last[0], "context")
        fixed = re.fullmatch(r"\d\d-\d\d", WORDS["holiday"][name])
        day = day_named(name, year or 0)
        open_value = f"{cal.year_value(year)}-{fixed[0]}" if fixed else f"{cal.year_value(year)}-XX{size}"
        return _weekend(day, found, basis) if day else ("DATE", open_value, basis)
    now = state.published
    days = [day for year in range(now.year - 4, now.year + 5) if (day := day_named(name, year))]
    day = _nearest(days, now, which, state)
    return _weekend(day, found, document(state)) if day else ("DATE", f"XXXX-XX{size}", "context")


def every_named_day(found, state):
    """ "Every Christmas", "each Easter"."""
    fixed = re.fullmatch(r"\d\d-\d\d", WORDS["holiday"][found["holiday"]])
    return "SET", f"XXXX-{fixed[0]}" if fixed else "P1Y", "explicit"


def _nearest(days, now, which, state):
    """Of the dates of a day in several years the one meant: by "last" or "next", by the tense, or that of this year."""
    behind = max((day for day in days if day <= now), default=None)
    ahead = min((day for day in days if day >= now), default=None)
    if which:
        return behind if which < 0 else ahead
    way = "behind" if cal.follows(state, "look_back") else tense(state)
    if way == "behind":
        return ahead if ahead and (ahead - now).days < 4 else behind  # a Christmas notice of the 23rd
    if way == "ahead":
        return ahead
    near = [day for day in days if abs((day - now).days) < 275]
    this_year = [day for day in near if day.year == now.year]
    return min(this_year or near, key=lambda day: abs((day - now).days), default=ahead or behind)


def _weekend(day, found, basis):
    if found.get("weekend"):
        return "DATE", f"{cal.week_value(day - timedelta(days=1))}-WE", basis
    return "DATE", day.isoformat(), basis


def _at_home(state):
    """Whether no other country is named before a day that each keeps on its own date."""
    word = word_before(state)
    if word.endswith("'s") and word not in WORDS["home"]:
        return False
    place = state.start - len(word) - 1
    return not word[-1:].isalnum() or not state.raw[max(0, place) : place + 1].isupper() or word in WORDS["home"]
