"""What the rules of the date finder say: one function per kind of expression.

Each takes what the pattern found (a dictionary of its named parts) and the state of the reading, and returns
(type, value, basis), None where this is no date after all, or IMPOSSIBLE where no part of it may be read as one.
The state holds the text, where the expression starts and ends, the document's day (`published`), and what was told
last: `last` (year, month, day), `day` (the last full date) and `quarter`.
"""

import re
from datetime import date

from tellings.timeline import calendar as cal
from tellings.timeline.calendar import WORDS, after, any_of, before, counts_from, follows, step_of

IMPOSSIBLE = False  # "31 February" is not February either
COUNTED = re.compile(rf" (?:or so )?(?:{any_of('counted')})\b")
NUMBERED = re.compile(rf"\b(?:(?:{any_of('numbered')}) |\d{{1,3}}-)$")
SEASONAL = re.compile(rf" (?:{any_of('seasonal')})s?\b")
SHARED_YEAR = re.compile(rf" and (?:the )?(?:{any_of('season')})(?: of)? (?P<year>\d{{1,4}}{cal.BC}|\d{{4}})")
VERBAL = re.compile(rf" (?:{any_of('verbal')})\b")
IN_A_DATE = re.compile(rf",? (?:\d|{any_of('month')})")
OF_A_WHOLE = re.compile(rf" of (?:the|his|its|an?|{any_of('month')})\b")
NOUN = re.compile(r"(?! (?:is|was|and|or|but)\b)(?: \w|-)")
AGE = re.compile(r"-olds?\b| old\b| of age")
RATE = re.compile(r"(?:\d|%|percent|million|billion|thousand|times|once|twice) ?\w{0,12} $")
TODAYS = re.compile(r"(?i:today)['’]s (?:[A-Z][a-z]|world|society|econom|generation|young|standards|technolog|life)")


def digits(word):
    """The number in "31st"; 0 where there is none."""
    return int(re.sub(r"\D", "", word or "") or 0)


def in_calendar(value, basis):
    return ("DATE", value, basis) if value else IMPOSSIBLE


# -- Dates of the calendar --------------------------------------------------------------------------------------------


def calendar_day(found, state):
    month, day = int(WORDS["month"][found["month"]]), digits(found.get("day")) or None
    year, basis = cal.told_year(found.get("year"), month, day, state)
    return in_calendar(cal.date_value(year, month, day), basis)


def bare_month(found, state):
    """ "March" alone: with a capital, and "May" and "March" only where the word before expects a time."""
    word = found["month"]
    expected = found["phase"] or follows(state, "before_season", "before_year") or cal.word_before(state) == "a"
    if word in ("may", "march"):
        return calendar_day(found, state) if expected and not VERBAL.match(after(state)) else None
    return calendar_day(found, state) if len(word) > 3 else None


def first_year(found, state):
    """The first of two years before Christ: 499-493 BC."""
    return "DATE", cal.year_value(-int(found["y"])), "explicit"


def bare_year(found, state):
    """A number of four digits, unless it counts or numbers something; before 1900 only where a year is expected."""
    year, basis = cal.year_of(found["year"], state)
    if found["year"].isdigit():
        expected = follows(state, "before_season", "before_year") or before(state).endswith(("(", "-", "\n"))
        likely = 1900 < year < 2050 and year != 2000 or not after(state).strip()[:1].isalpha() and year % 100
        if not 1000 <= year <= 2100 or not (expected or likely):
            return None
        if COUNTED.match(after(state)) or NUMBERED.search(before(state)):
            return None  # 2000 people, flight 1549, 555-2010
    return "DATE", cal.year_value(year), basis


def second_year(found, state):
    """The second of two years that share a century: 2007-08."""
    first = state.text[state.start - 5 : state.start - 1]
    if state.last[0] != int(first) or int(found["y"]) <= int(first) % 100:
        return None
    return "DATE", first[:2] + found["y"], "context"


def second_day(found, state):
    """The second of two days that share a month: "March 3-5"."""
    year, month, day = state.last
    second = digits(found["day"])
    if not day or second <= day or not re.search(r"\d(?:st|nd|rd|th)?(?:-| - | to | and )$", before(state, 8)):
        return None
    value = cal.date_value(int(found["year"]) if (found["year"] or "").isdigit() else year, month, second)
    return value and ("DATE", value, "context")


def iso(found, state):
    value = cal.date_value(int(found["y"]), int(found["m"]), int(found["d"]))
    if value and found["clock"]:
        return "TIME", f"{value}T{found['clock'][1:]}", "explicit"
    return in_calendar(value, "explicit")


def numeric(found, state):
    """25/12/2012; where both orders are possible, the source's card decides or nobody."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["y"])
    order = state.order or ("dmy" if a > 12 or a == b else "mdy" if b > 12 else "")
    day, month = (a, b) if order == "dmy" else (b, a)
    if not order or not day or len(found["y"]) == 3:
        return IMPOSSIBLE
    year += (2000 if year < 50 else 1900) if len(found["y"]) == 2 else 0
    return in_calendar(cal.date_value(year, month, day), "explicit")


def named(found, state):
    return "DATE", WORDS["named"][found.get("named") or "9/11"], "outside"


def holiday(found, state):
    month, day = (int(part) for part in WORDS["holiday"][found["holiday"]].split("-"))
    year, basis = cal.told_year(found["year"], month, day, state)
    return "DATE", cal.date_value(year, month, day), basis


def week_of(found, state):
    answer = calendar_day(found, state)
    if not answer or "X" in answer[1] or "BC" in answer[1]:
        return answer and ("DATE", f"{answer[1].rsplit('-', 2)[0]}-WXX", answer[2])
    return "DATE", cal.week_value(date.fromisoformat(answer[1])), answer[2]


# -- Periods ----------------------------------------------------------------------------------------------------------


def season(found, state):
    word, code = found["season"], WORDS["season"][found["season"]]
    if found["year"]:
        year, basis = cal.year_of(found["year"], state)
    elif shared := SHARED_YEAR.match(after(state)):
        year, basis = cal.year_of(shared["year"], state)[0], "context"
    else:
        expected = found["phase"] or follows(state, "before_season") or SEASONAL.match(after(state))
        if word in ("spring", "fall") and not expected or word == "fall" and re.match(r" (?:of|in) ", after(state)):
            return None  # water, or a tumble
        year, basis = cal.guess_year(cal.SEASON_MONTHS[code], None, state)
        if code == "WI" and year and state.narrative and (state.last[1] or 0) >= 9:
            year += 1
    return "DATE", f"{cal.year_value(year)}-{code}", basis


def decade(found, state):
    years = found["years"]
    if found["era"]:
        return "DATE", f"BC{int(years) // 10:03d}", "explicit"
    years = f"19{years[0]}0" if len(years) == 2 else years
    return ("DATE", years[:3], "explicit") if len(years) == 4 and years[3] == "0" else None


def century(found, state):
    count = digits(found["which"]) or int(WORDS["ordinal"].get(found["which"], 0))
    return ("DATE", f"{'BC' if found['era'] else ''}{count - 1:02d}", "explicit") if 0 < count < 31 else None


def quarter(found, state):
    """A quarter or half of a year: the one told with it, or the latest that has begun."""
    letter, months, most = ("H", 6, 2) if found["what"] == "half" else ("Q", 3, 4)
    count = int(WORDS["ordinal"].get(found["ordinal"], found["ordinal"])) or most  # the final, the last, the latter
    if count > most:
        return None
    if found.get("year"):
        year, basis = cal.year_of(found["year"], state)
    else:
        (year, month, _), basis = counts_from(state)
        if year and month and (count - 1) * months + 1 > month and not cal.looks_ahead(state):
            year -= 1
    return "DATE", f"{cal.year_value(year)}-{letter}{count}", basis


def same_period(found, state):
    """ "the same quarter last year": the month or quarter just told, in another year."""
    if found.get("year"):
        year, basis = cal.year_of(found["year"], state)
    else:
        year, basis = state.last[0] and state.last[0] - 1, "context"
    if year is None:
        return None
    if state.quarter and state.last[1] is None:
        return "DATE", f"{cal.year_value(year)}-Q{state.quarter[1]}", basis
    return "DATE", cal.date_value(year, state.last[1]), basis


# -- Seen from the document's date or from the date just told ---------------------------------------------------------


def weekday(found, state):
    """Its own name is the document's day, else the day before it, or after it where the clause looks ahead."""
    word, which = found["weekday"], (found["which"] or "").split(" ")[-1]
    cut = word.endswith(".") and not IN_A_DATE.match(after(state))
    if follows(state, "nickname") or cut and not follows(state, "before_season") and cal.word_before(state) != "on":
        return None
    count = int(WORDS["weekday"][word])
    if which in ("following", "previous") and state.day and state.day[0] > 0:
        now, basis = date(*state.day), "context"
    elif state.narrative or not state.published:
        return "DATE", f"XXXX-WXX-{count}", "context"
    else:
        now, basis = state.published, cal.document(state)
    back = (now.isoweekday() - count) % 7
    if found["tail"] or which == "this":
        days = 7 * step_of(found["tail"]) + count - now.isoweekday()
    elif step_of(which) > 0 or not which and back and cal.looks_ahead(state):
        days = 7 - back
    else:
        days = -7 if which and not back else -back
    return "DATE", cal.shift((now.year, now.month, now.day), days, "D"), basis


def near_day(found, state):
    word = found["near"]
    if word == "today" and TODAYS.match(state.raw, state.start):
        return "DATE", "PRESENT_REF", "document_date"
    reference, basis = counts_from(state)
    value = cal.shift(reference, int(WORDS["near"][word]), "D")
    return ("TIME", value + "TNI", basis) if word.endswith("night") else ("DATE", value, basis)


def this_unit(found, state):
    """ "last week", "the previous year", "that month"."""
    unit, which = cal.unit_of(found["span"]), found["which"].split()[-1]
    if which == "last" and (unit == "D" or OF_A_WHOLE.match(after(state))):
        return None  # "the last week of May"
    if cal.word_before(state) == "over" and found["which"] in ("the last", "the next", "the coming"):
        return "DURATION", cal.duration_value(1, unit), "document_date"
    here = which in ("this", "current") or which in ("last", "next", "coming") and unit != "D"
    reference, basis = counts_from(state, here)
    if not here and unit == "Q" and state.quarter:
        reference = (state.quarter[0], state.quarter[1] * 3, 1)
    if not here and unit == "D" and state.day:
        reference, basis = state.day, "context"
    return "DATE", cal.shift(reference, step_of(which), unit), basis


def the_unit(found, state):
    """ "the end of the year", "for the day": the day or period under discussion."""
    unit = cal.unit_of(found["span"])
    if not found["phase"] and unit != "WE":
        if re.match(r" (?:through|ended|ending)\b", after(state)):
            return "DURATION", cal.duration_value(1, unit), "explicit"
        if not follows(state, "before_period") and (cal.word_before(state) != "of" or unit in ("DE", "CE")):
            return None
    if unit == "D" and state.day:
        return "DATE", cal.shift(state.day, 0, unit), "context"
    reference, basis = counts_from(state)
    past = unit == "WE" and state.published and state.published.isoweekday() < 4 and not cal.looks_ahead(state)
    return "DATE", cal.shift(reference, -1 if past else 0, unit), basis


def this_month(found, state):
    """ "last September", "next spring": the nearest one before or after."""
    (year, month, _), basis = counts_from(state)
    if year is None:
        return None
    code = WORDS["season"].get(found.get("season"))
    that = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code] if code else int(WORDS["month"][found["month"]])
    step = step_of(found["which"])
    if step < 0 and that >= (month or 13) or step > 0 and that <= (month or 0):
        year += step
    return "DATE", f"{cal.year_value(year)}-{code}" if code else cal.date_value(year, that), basis


def this_part(found, state):
    """ "this morning", "the next night": counted from the last day told unless it says "this"."""
    here = found["which"] == "this"
    reference, basis = (state.day, "context") if not here and state.day else counts_from(state, here)
    day = cal.shift(reference, step_of(found["which"]), "D")
    return "TIME", f"{day}T{WORDS['part'][found['part']]}", basis


def ago(found, state):
    """ "five years ago" is a year, "two weeks ago" a week; "a year earlier" follows what was told last."""
    n, unit = cal.number(found.get("n")), cal.unit_of(found["unit"])
    forward, here = found["where"] in ("later", "from now"), found["where"] in ("ago", "from now")
    if n == "X" or unit in ("S", "TM", "H"):
        return "DATE", "FUTURE_REF" if forward else "PAST_REF", "document_date"
    if unit in ("DE", "CE"):
        n, unit = n * (10 if unit == "DE" else 100), "Y"
    if n != int(n):
        n, unit = n * 12, "M"
    n = int(n) if forward else -int(n)
    year, month, day = state.last
    if here or unit != "Y" or year is None:
        reference, basis = counts_from(state, here)
        return "DATE", cal.shift(reference, n, unit), basis
    if state.quarter and state.quarter[0] == year and month is None:
        return "DATE", f"{cal.year_value(year + n)}-Q{state.quarter[1]}", "context"
    return "DATE", cal.date_value(year + n, None if state.narrative or day else month), "context"


def vague(found, state):
    """ "now", "the past", "recent weeks": but not "the past failed strategies", and not "the moment they met"."""
    if found.get("which"):
        return "DATE", "PAST_REF" if found["which"] == "recent" else "FUTURE_REF", "document_date"
    word = found["vague"]
    if word in ("the past", "the present", "the long term", "the short term") and NOUN.match(after(state)):
        return None
    if word in ("the moment", "this time", "that time") and not follows(state, "before_moment"):
        return None
    return "DATE", WORDS["vague"][word], "document_date"


# -- Lengths, repetitions, times of day -------------------------------------------------------------------------------


def duration(found, state):
    unit, long = cal.unit_of(found["unit"]), state.text.endswith("long", state.start, state.end)
    n = 1 if long and not found.get("n") else cal.number(found.get("n"))
    if found.get("half") and n != "X":
        n += 0.5
    if unit == "Q" and n in (0.5, 1, 3) or unit == "S" and n == 1 or n == "X" and cal.word_before(state) == "as":
        return None  # "a quarter of them", "a second man", "in as many months"
    if AGE.match(after(state)) or cal.word_before(state) == "aged":
        return IMPOSSIBLE
    rate = found.get("n") in ("a", "an") and RATE.search(before(state, 30))
    return "SET" if rate else "DURATION", cal.duration_value(n, unit), "explicit"


def stretch(found, state):
    """ "the past two months", "the next few days", "the past year"."""
    one = not found.get("n") and not state.text.endswith("s", state.start, state.end)
    basis = "explicit" if found["which"] in ("first", "final") else "document_date"
    return "DURATION", cal.duration_value(1 if one else cal.number(found.get("n")), cal.unit_of(found["unit"])), basis


def times(found, state):
    """ "every two days", "twice a week", "every Monday", "Sunday nights"."""
    if found.get("unit"):
        n = 2 if found.get("n") == "other" else cal.number(found.get("n") or "1")
        return "SET", cal.duration_value(n, cal.unit_of(found["unit"])), "explicit"
    day = f"WXX-{WORDS['weekday'][found['weekday']]}" if found.get("weekday") else "XX-XX"
    part = f"T{WORDS['part'][found['part']]}" if found.get("part") else ""
    return "SET", f"XXXX-{day}{part}", "explicit"


def adverb(found, state):
    return "SET", WORDS["set"][found["set"]], "explicit"


def clock(found, state):
    """A time of day; "@" stands for its day until the dates beside it are known."""
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found.get("half") or "")[:1]
    if minute > 59 or half and not 0 < hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    sure = half or found["zone"] or follows(state, "before_clock")
    zone = "Z" if (found["zone"] or "").strip() in ("gmt", "utc") else ""
    return "TIME", f"@T{hour:02d}:{minute:02d}{zone}", "document_date" if sure else ""


def noon(found, state):
    return "TIME", "@T24:00" if found["noon"] == "midnight" else "@T12:00", "document_date"


def part_of_day(found, state):
    return "TIME", "@T" + WORDS["part"][found["part"]], "document_date"
