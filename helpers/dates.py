"""Dates: every temporal expression of a text, found by rules and resolved to a TIMEX3 value.

The word lists lie in data/calendar.csv, the rules in RULES below: a line each, a pattern and the function that
resolves it. In a pattern `<month>` stands for any word of the list month, and a space for any white space.
Method: rules in the manner of HeidelTime (Strötgen and Gertz, 2013); values after TimeML's TIMEX3.
"""
import re
from datetime import date, timedelta
from functools import lru_cache
from types import SimpleNamespace

import pandas as pd

from helpers.case import as_sources
from helpers.page import lexicon
from helpers.text import clean

COLUMNS = ["source", "start", "end", "text", "type", "value", "basis", "note"]
WORDS = {name: dict(zip(rows.word, rows.value)) for name, rows in lexicon("calendar").groupby("list")}
BC = r" ?(?:bce?|b\.c\.e\.|b\.c\.?)"


def _any(name):
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(WORDS[name], key=lambda w: (-len(w), w)))


# What stands for each <name> of a pattern.
PARTS = {name: _any(name) for name in WORDS} | {
    "n": rf"\d{{1,3}}(?:,\d{{3}}|\d)?(?:\.\d{{1,2}})?|(?:twen|thir|for|fif|six|seven|eigh|nine)ty-(?:{_any('number')})|{_any('number')}",
    "unit": rf"(?:{_any('unit')})",
    "day": r"\d{1,2}(?:st|nd|rd|th)?",
    "year": rf"\d{{1,4}}{BC}|(?:ad )?\d{{4}}|(?:this|last|next|that|the same|the following|the previous) year",
    "phase": rf"(?:the )?(?:very )?(?:{_any('phase')})(?: in)?(?: the)?[ -]",
    "approx": rf"(?:{_any('approx')}) ",
    "hour": r"[01]?\d|2[0-3]",
    "zone": r" (?:gmt|utc|[ecmp][sd]?t|bst|cest|cet|local time)",
}

# A clause looks ahead where the last of these verbs before the date is of the first kind.
AHEAD = re.compile(r"(?P<ahead>\b(?:will|won't|shall|would|should|can|could|may|might|must|is to|are to|be|due|scheduled|"
                   r"expected|expects?|set|plans?|planned|going|until|till|by|begins?|starts?|hopes?|upcoming)\b|'ll\b)|"
                   r"\b(?:was|were|had|did|has|have|been|said|says|came|went|took|rose|fell|met|held|told|made|began|won|"
                   r"lost|left|sent|gave|found|led|saw|got|shot|hit|cut|broke|wrote|ran|grew|paid|spoke|since|\w{2,20}ed)\b")


def find_dates(sources, narrative=False):
    """Find every temporal expression and resolve it to a TIMEX3 value.

    In: a source, a case or a list of sources; narrative=True for histories, whose dates follow one another and not
    the day of publication (always so for a source without a date).
    Out: a row per expression: source, start, end, text, type (DATE, TIME, DURATION, SET), value (2021-08-17, 2021-W33,
    P20Y, PAST_REF; what stays open is X), basis (explicit, document_date, context, outside), note (the other value
    where the document's date is an interval and matters).
    """
    rows = []
    for source in as_sources(sources):
        found = _find(source, source.earliest, narrative)
        notes = [""] * len(found)
        if source.earliest != source.latest and not narrative:
            late = {row[:2]: row[3] for row in _find(source, source.latest, narrative)}
            notes = [f"{late[row[:2]]} if published on {source.latest}" if late.get(row[:2], row[3]) != row[3] else ""
                     for row in found]
        rows += [(source.id, start, end, clean(source.text[start:end]), kind, value, basis, note)
                 for (start, end, kind, value, basis), note in zip(found, notes)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _find(source, published, narrative):
    text = _level(source.text)
    state = SimpleNamespace(text=text, raw=source.text, published=published, narrative=narrative or published is None,
                            outside=source.published_basis == "outside", order=source.date_order,
                            last=(None, None, None), quarter=None)
    starts, rules = _compile(tuple(RULES))
    found, position = [], 0
    for start in starts(text):
        if start < position:
            continue
        matches = [(m.end(), -rank, m, resolve) for rank, (pattern, resolve) in enumerate(rules)
                   if (m := pattern.match(text, start))]
        for end, _, match, resolve in sorted(matches, key=lambda row: row[:2], reverse=True):
            state.start, state.end = start, end
            answer = resolve(match.groupdict(), state) if _capitals(source.text[start:end]) else None
            if answer:
                kind, value, basis = answer
                found.append((start, end, kind, value, basis))
                _remember(value, state)
                position = end
                break
    return _join(found, state)


# -- The text and the rules made ready --------------------------------------------------------------------------------

_LEVEL = {ord(c): " " for c in "\t\r\x0b\x0c\u00a0\u2007\u2009\u202f"} | {ord("’"): "'", ord("‘"): "'", ord("–"): "-",
          ord("‑"): "-", ord("−"): "-"} | {c: c + 32 for c in range(65, 91)}


def _level(text):
    """The text in lower case, line breaks within paragraphs as spaces; every character keeps its place."""
    return re.sub(r"\n(?! *\n)", " ", text.translate(_LEVEL))


def _expand(pattern, named=True):
    seen = set()

    def part(match):
        name = match[1]
        group = f"(?P<{name}>" if named and name not in seen else "(?:"
        seen.add(name)
        return group + PARTS[name.rstrip("2")] + ")"
    pattern = re.sub(r"(?<!P)<(\w+)>", part, pattern)
    pattern = pattern if named else re.sub(r"\(\?P<\w+>", "(?:", pattern)
    return pattern.replace(" ", " {1,4}").replace(" {1,4}?", " {0,4}")


@lru_cache(maxsize=8)
def _compile(rules):
    compiled = [(re.compile(rf"{_expand(pattern)}(?![\w%]|[.,]\d)"), resolve) for pattern, resolve in rules]
    every = "|".join(_expand(pattern, named=False) for pattern, _ in rules)
    anywhere = re.compile(every).match
    words = set(re.findall(r"[a-z]+", " ".join([*PARTS.values(), *(p for p, _ in rules)])))
    word = re.compile(r"(?<![\w$£€])(?<!\d[.,:/])['\w]")

    def starts(text):
        for match in re.finditer(r"\w+|'\d", text):
            head = match[0]
            if (head in words or head[0].isdigit() or head[0] == "'") and word.match(text, match.start()):
                if anywhere(text, match.start()):
                    yield match.start()
    return starts, compiled


_NAMES = re.compile(rf"\b(?:{_any('month')}|{_any('weekday')}|sun|christmas)s?\b")


def _capitals(raw):
    return all(raw[m.start()].isupper() for m in _NAMES.finditer(raw.lower())) if len(raw) == len(raw.lower()) else True


# -- Small calendar ---------------------------------------------------------------------------------------------------

def _number(word):
    word = (word or "1").replace(",", "").strip()
    if word[0].isdigit():
        return float(word) if "." in word else int(word)
    if word in WORDS["number"]:
        value = WORDS["number"][word]
        return "X" if value == "X" else float(value) if "." in value else int(value)
    tens, _, ones = word.partition("-")
    ones = WORDS["number"].get(ones, "X")
    return int(WORDS["number"][tens]) + int(ones) if ones.isdigit() and int(ones) < 10 else "X"


def _unit(word):
    return WORDS["unit"][word if word in WORDS["unit"] else word.rstrip("s")]


def _year(year):
    return "XXXX" if year is None else f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def _date(year, month=None, day=None):
    """An ISO value as exact as its parts; None where there is no such day."""
    if day:
        try:
            date(year if year and 0 < year < 10000 else 2000, month, day)
        except ValueError:
            return None
    return _year(year) + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _duration(n, unit):
    unit, times = {"DE": ("Y", 10), "FN": ("W", 2)}.get(unit, (unit, 1)) if n != "X" else (unit, 1)
    if n != "X":
        n = n * times
        if n == 0.5 and unit in ("H", "Y", "D", "CE"):
            n, unit = {"H": (30, "TM"), "Y": (6, "M"), "D": (12, "H"), "CE": (50, "Y")}[unit]
        n = int(n) if n == int(n) else n
    return f"PT{n}{unit[-1]}" if unit in ("S", "TM", "H") else f"P{n}{unit}"


def _week(day):
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _remember(value, state):
    match = re.match(r"(BC)?(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\d])(?:-Q(\d))?", value)
    if match:
        year = -int(match[2]) if match[1] else int(match[2])
        state.last = (year, *(int(part) if part else None for part in match.group(3, 4)))
        state.quarter = (year, int(match[5])) if match[5] else state.quarter


def _reference(state, here=True):
    """The date that "last year" (here) or "the previous year" (there) counts from, and its basis."""
    now = state.published
    if now and not state.narrative and (here or state.last[0] is None):
        return (now.year, now.month, now.day), _document(state)
    return state.last, "context"


def _document(state):
    return "outside" if state.outside else "document_date"


def _ahead(state):
    """Whether the clause before the expression looks ahead."""
    before = state.text[max(0, state.start - 150):state.start]
    before = re.split(r"[.;!?\n] ", before)[-1]
    cues = list(AHEAD.finditer(before))
    return bool(cues and cues[-1]["ahead"])


def _shift(reference, n, unit):
    """The value n units away from a date that may lack its month or day."""
    year, month, day = reference
    if unit == "Y":
        return _year(None if year is None else year + n)
    if unit == "DE":
        return "XXX" if year is None else f"{year // 10 + n:03d}" if year > 0 else f"BC{-year // 10 - n:03d}"
    if unit == "CE":
        return "XX" if year is None else f"{year // 100 + n:02d}" if year > 0 else f"BC{-year // 100 - n:02d}"
    if unit in ("M", "Q"):
        if month is None:
            return f"{_year(year)}-{'XX' if unit == 'M' else 'QX'}"
        if unit == "Q":
            count = year * 4 + (month - 1) // 3 + n
            return f"{_year(count // 4)}-Q{count % 4 + 1}"
        count = year * 12 + month - 1 + n
        return f"{_year(count // 12)}-{count % 12 + 1:02d}"
    if day is None or not 1 < year < 9000:
        form = "" if month is None else f"-{month:02d}"
        return f"{_year(year)}{form or '-XX'}-XX" if unit == "D" else f"{_year(year)}-WXX"
    if abs(n) > 100000:
        return "XXXX-XX-XX"
    that = date(year, month, day) + timedelta(days=n * {"D": 1, "W": 7, "FN": 14, "WE": 7}[unit])
    return that.isoformat() if unit == "D" else _week(that) + ("-WE" if unit == "WE" else "")


# -- Resolvers: groups of the pattern and the state in; (type, value, basis) or None for "no date after all" out ------

def _year_of(words, state):
    """(year, basis) of what stands for a year."""
    if words[-1].isdigit():
        return int(re.sub(r"\D", "", words)), "explicit"
    if words[0].isdigit():
        return -int(re.sub(r"\D.*", "", words)), "explicit"
    first = words.split()[-2]
    reference, basis = _reference(state, first in ("this", "last", "next"))
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(first, 0)
    return (None if reference[0] is None else reference[0] + step), basis


def calendar_day(found, state):
    month, day = int(WORDS["month"][found["month"]]), int(re.sub(r"\D", "", found.get("day") or "0")) or None
    if found.get("year"):
        year, basis = _year_of(found["year"], state)
    else:
        year, basis = _guess_year(month, day, state)
    value = _date(year, month, day)
    return value and ("DATE", value, basis)


def _guess_year(month, day, state):
    if state.narrative:
        return state.last[0], "context"
    now = state.published
    year, ahead = now.year, _ahead(state)
    gap = (month - now.month) * 30.4 + (day - now.day if day else 0)
    if gap > (90 if day else 15) and not ahead:
        year -= 1
    if ahead and gap < (-90 if day else -15) and "since" not in state.text[max(0, state.start - 9):state.start]:
        year += 1
    return year, _document(state)


def bare_month(found, state):
    before = state.text[max(0, state.start - 16):state.start].split()
    word = found["month"]
    if (word in ("may", "march") or len(word) < 4) and not found["phase"] and (not before or before[-1] not in PREPOSITIONS):
        return None
    if len(word) < 4 and word != "may":
        return None
    return calendar_day(found, state)


PREPOSITIONS = set("in of since by until till from to for during after before between through throughout last this next "
                   "around late early and or through".split())


def bare_year(found, state):
    year, basis = _year_of(found["year"], state)
    if year > 0 and "ad" not in found["year"]:
        before, after = state.text[max(0, state.start - 12):state.start], state.text[state.end:state.end + 24]
        cue = before.split()[-1:] and before.split()[-1] in PREPOSITIONS or before.endswith(("(", "-"))
        if not (1000 <= year <= 2100 and (cue or 1900 <= year < 2050 or not after.strip()[:1].isalpha())):
            return None
        if COUNTED.match(after) or re.search(r"(?:no\.|number|room|flight|page|route|model|article|resolution) $", before):
            return None
    return "DATE", _year(year), basis


COUNTED = re.compile(r" (?:or so )?(?:points?|dollars|people|men|women|troops|soldiers|workers|jobs|employees|euros?|pounds|"
                     r"percent|per cent|miles|km|kilomet|met(?:er|re)s|feet|tons|tonnes|years?|days?|hours?|deaths|"
                     r"civilians|prisoners|members|ships|aircraft|planes|times|votes|mark|level|series)\b")


def iso(found, state):
    value = _date(int(found["y"]), int(found["m"]), int(found["d"])) if int(found["m"]) in range(1, 13) else None
    if value and found["clock"]:
        return "TIME", value + found["clock"].strip().replace(" ", "T").upper().rjust(6, "T")[-6:], "explicit"
    return value and ("DATE", value, "explicit")


def numeric(found, state):
    a, b, year = int(found["a"]), int(found["b"]), int(found["y"])
    order = state.order or ("dmy" if a > 12 else "mdy" if b > 12 else "both" if a == b else "")
    day, month = (a, b) if order in ("dmy", "both") else (b, a)
    if not order or not 1 <= month <= 12 or len(found["y"]) == 3:
        return None
    value = _date(year if len(found["y"]) == 4 else None, month, day)
    if len(found["y"]) == 2:
        value = _date(year + (2000 if year < 50 else 1900), month, day)
    return value and ("DATE", value, "explicit")


def first_year(found, state):
    """The first of two years that share their last word: (499-493 BC), 2007-08."""
    if found["era"]:
        return "DATE", _year(-int(found["y"])), "explicit"
    return bare_year({"year": found["y"]}, state) if len(found["y"]) == 4 else None


def second_year(found, state):
    first = state.text[state.start - 5:state.start - 1]
    if not (first.isdigit() and state.last[0] == int(first)) or int(found["y"]) <= int(first) % 100:
        return None
    return "DATE", first[:2] + found["y"], "context"


def first_day(found, state):
    return calendar_day(found, state)


def second_day(found, state):
    year, month, day = state.last
    before = re.search(r"\d(?:st|nd|rd|th)?(?:-| - | to | and )$", state.text[max(0, state.start - 8):state.start])
    if not (before and day and int(re.sub(r"\D", "", found["day"])) > day):
        return None
    value = _date(year, month, int(re.sub(r"\D", "", found["day"])))
    return value and ("DATE", value, "context")


def weekday(found, state):
    before = state.text[max(0, state.start - 10):state.start].split()
    if before and before[-1] in ("black", "good", "bloody", "ash", "super", "cyber", "palm"):
        return None
    which = found.get("which") or ""
    number = int(WORDS["weekday"][found["weekday"]])
    if state.narrative or not state.published:
        return "DATE", f"XXXX-WXX-{number}", "context"
    ago = (state.published.isoweekday() - number) % 7
    tail = found.get("tail") or ""
    if tail:
        monday = state.published - timedelta(days=state.published.isoweekday() - 1)
        day = monday + timedelta(days=number - 1 + {"last": -7, "this": 0, "next": 7}[tail.split()[0]])
    elif which in ("next", "this coming", "the coming") or (which != "last" and ago and _ahead(state)):
        day = state.published + timedelta(days=7 - ago if ago or which else 0)
    elif which == "this":
        day = state.published + timedelta(days=number - state.published.isoweekday())
    else:
        day = state.published - timedelta(days=7 if which == "last" and not ago else ago)
    return "DATE", day.isoformat(), _document(state)


def near_day(found, state):
    word = found["near"]
    step = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
            "the day after tomorrow": 2, "last night": -1}[word]
    if word == "today" and TODAYS.match(state.raw, state.start):
        return "DATE", "PRESENT_REF", "document_date"
    reference, basis = _reference(state)
    value = _shift(reference, step, "D")
    return ("TIME", value + "TNI", basis) if word.endswith("night") else ("DATE", value, basis)


TODAYS = re.compile(r"(?i:today)['’]s (?:[A-Z][a-z]|world|society|econom|generation|youth|young|standards|technolog|life)")


def this_unit(found, state):
    unit = {"weekend": "WE"}.get(found["span"]) or _unit(found["span"])
    which = found["which"].split()[-1]
    here = which in ("this", "last", "next", "current", "coming") and not (unit == "D" and which != "this")
    step = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    reference, basis = _reference(state, here)
    if unit == "Q" and state.quarter and not here:
        year, quarter = state.quarter
        reference = (year, quarter * 3, 1)
    return "DATE", _shift(reference, step, unit), basis


def the_unit(found, state):
    """"the year", "the day", which point at a date just told."""
    unit = {"weekend": "WE"}.get(found["span"]) or _unit(found["span"])
    before = state.text[max(0, state.start - 12):state.start]
    if not found["phase"] and not (unit == "WE" or re.search(r"\b(?:for|end|ending|ended|over|during) $", before)):
        return None
    reference, basis = _reference(state, unit != "D")
    if unit == "WE" and state.published and not state.narrative:
        step = -1 if state.published.isoweekday() < 4 and not _ahead(state) else 0
        return "DATE", _shift(reference, step, "WE"), basis
    return "DATE", _shift(reference, 0, unit), basis


def this_month(found, state):
    """"last September", "next spring": the nearest one before or after."""
    reference, basis = _reference(state)
    year, month, _ = reference
    if year is None:
        return None
    which = found["which"].split()[-1]
    if found.get("month"):
        that = int(WORDS["month"][found["month"]])
    else:
        that = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[WORDS["season"][found["season"]]]
    if which == "last" and that >= (month or 13):
        year -= 1
    if which in ("next", "coming", "following") and that <= (month or 0):
        year += 1
    if found.get("month"):
        return "DATE", _date(year, that), basis
    return "DATE", f"{_year(year)}-{WORDS['season'][found['season']]}", basis


def this_part(found, state):
    reference, basis = _reference(state)
    return "TIME", _shift(reference, 0, "D") + "T" + WORDS["part"][found["part"]], basis


def season(found, state):
    code = WORDS["season"][found["season"]]
    if found.get("year"):
        year, basis = _year_of(found["year"], state)
    else:
        if found["season"] in ("spring", "fall") and not found["the"]:
            return None
        month = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[code]
        year, basis = _guess_year(month, None, state)
    return "DATE", f"{_year(year)}-{code}", basis


def decade(found, state):
    digits = found["digits"]
    if found["era"]:
        return "DATE", f"BC{int(digits) // 10:03d}", "explicit"
    if len(digits) == 2:
        return "DATE", "19" + digits[0], "explicit"
    return ("DATE", digits[:3], "explicit") if len(digits) == 4 and digits[3] == "0" else None


def century(found, state):
    word = found["which"]
    number = int(re.sub(r"\D", "", word) or 0) or int(WORDS["ordinal"].get(word, 0))
    if not number or number > 30:
        return None
    return "DATE", f"{'BC' if found['era'] else ''}{number - 1:02d}", "explicit"


def quarter(found, state):
    number, half = int(WORDS["ordinal"][found["ordinal"]]), found["what"] == "half"
    if number > (2 if half else 4) and found["ordinal"] not in ("final", "last"):
        return None
    number = min(number, 2) if half else number
    if found.get("year"):
        year, basis = _year_of(found["year"], state)
    else:
        (year, month, _), basis = _reference(state)
        starts = (number - 1) * (6 if half else 3) + 1
        if year and month and starts > month and not _ahead(state):
            year -= 1
    return "DATE", f"{_year(year)}-{'H' if half else 'Q'}{number}", basis


def ago(found, state):
    n, unit = _number(found["n"]), _unit(found["unit"])
    where = found["where"]
    if n == "X" or unit in ("S", "TM", "H"):
        return "DATE", "FUTURE_REF" if where in ("later", "from now") else "PAST_REF", "document_date"
    sign = 1 if where in ("later", "from now", "on") else -1
    here = where in ("ago", "from now")
    if n != int(n):
        n, unit = (int(n * 12), "M") if unit == "Y" else (int(n), unit)
    reference, basis = _reference(state, here)
    if not here and unit == "Y" and state.last[0] is not None:
        year, month, day = state.last
        shifted = year + sign * n
        if state.quarter and state.quarter[0] == year and month is None:
            return "DATE", f"{_year(shifted)}-Q{state.quarter[1]}", "context"
        return "DATE", _date(shifted, month if not state.narrative and not day else None), "context"
    if unit in ("DE", "CE"):
        n, unit = n * (10 if unit == "DE" else 100), "Y"
    return "DATE", _shift(reference, sign * int(n), unit), basis


def vague_ago(found, state):
    return "DATE", "FUTURE_REF" if found["where"] in ("later", "from now") else "PAST_REF", "document_date"


def duration(found, state):
    n = _number(found["n"]) if found.get("n") else "X"
    unit = _unit(found["unit"])
    if found.get("half") and n != "X":
        n += 0.5
    if unit == "Q" and "-" in state.text[state.start:state.end] or unit == "S" and found["n"] in ("a", "one", "an"):
        return None
    after = state.text[state.end:state.end + 8]
    if re.match(r"-olds?\b| old\b| of age", after) or state.text[max(0, state.start - 5):state.start] == "aged ":
        return None
    before = state.text[max(0, state.start - 30):state.start]
    rate = found.get("n") in ("a", "an") and re.search(r"(?:\d|%|percent|million|billion|thousand|times|once|twice) ?\w{0,12} $", before)
    return ("SET" if rate else "DURATION"), _duration(n, unit), "explicit"


def stretch(found, state):
    """"the past two months", "the next few days"."""
    n = _number(found["n"]) if found.get("n") else 1
    which = found["which"]
    basis = "explicit" if which in ("first", "final") else "document_date"
    return "DURATION", _duration(n, _unit(found["unit"])), basis


def times(found, state):
    words, unit = found.get("n"), found.get("unit")
    if found.get("weekday"):
        return "SET", f"XXXX-WXX-{WORDS['weekday'][found['weekday']]}", "explicit"
    if found.get("part"):
        return "SET", "XXXX-XX-XXT" + WORDS["part"][found["part"]], "explicit"
    n = 2 if words == "other" else _number(words)
    return "SET", _duration(n, _unit(unit)), "explicit"


def set_word(found, state):
    return "SET", WORDS["set"][found["set"]], "explicit"


def vague(found, state):
    word, value = found["vague"], WORDS["vague"][found["vague"]]
    after, before = state.text[state.end:state.end + 12], state.text[max(0, state.start - 9):state.start]
    if word in ("the past", "the present", "the long term", "the short term") and re.match(r" \w|-", after):
        if not re.search(r"\b(?:in|of|than|from) $", before) or re.match(r" (?!is|was|and|or|but)\w", after):
            return None
    if word == "the moment" and not before.endswith("at "):
        return None
    return "DATE", value, "document_date"


def vague_units(found, state):
    return "DATE", "FUTURE_REF" if "coming" in found["which"] or found["which"] == "ahead" else "PAST_REF", "document_date"


def holiday(found, state):
    month, day = (int(part) for part in WORDS["holiday"][found["holiday"]].split("-"))
    if found.get("year"):
        year, basis = _year_of(found["year"], state)
    else:
        year, basis = _guess_year(month, day, state)
    return "DATE", _date(year, month, day), basis


def named(found, state):
    return "DATE", WORDS["named"][found["named"]], "outside"


def clock(found, state):
    """A time of day; "@" stands for its day until the neighbouring dates are known."""
    if found.get("noon"):
        return "TIME", "@T12:00" if found["noon"] in ("noon", "midday") else "@T24:00", "document_date"
    hour, minute = int(found["hour"]), int(found.get("minute") or 0)
    half = (found.get("half") or "")[:1]
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif not found.get("zone") and not re.search(r"(?:\bat|\bby|until|from|to|around|about|since|,|-) $",
                                                state.text[max(0, state.start - 7):state.start]):
        return None
    zone = "Z" if (found.get("zone") or "").strip() in ("gmt", "utc") else ""
    return ("TIME", f"@T{hour:02d}:{minute:02d}{zone}", "document_date") if minute < 60 else None


def part_of_day(found, state):
    return "TIME", "@T" + ("NI" if found["part"] == "overnight" else WORDS["part"][found["part"]]), "document_date"


# -- The rules. Of the rules that match at a place, the longest match wins, then the upper one. -----------------------

Y = r"(?:,? | of |, of )<year>"
RULES = [
    # calendar dates
    (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?P<clock>[t ]\d\d:\d\d)?", iso),
    (r"(?P<a>\d{1,2})(?P<dot>[/.])(?P<b>\d{1,2})(?:[/.])(?P<y>\d{2,4})", numeric),
    (r"<named>", named),
    (rf"<phase>?(?:the )?<day>(?: of)? <month>(?:{Y})?", calendar_day),
    (rf"<phase>?<month> (?:the )?<day>(?:{Y})?", calendar_day),
    (r"<day>(?=(?:-| - | to | and | or )\d{1,2} <month>(?: <year>)?)", first_day),
    (r"<day>", second_day),
    (rf"<phase>?<month>{Y}", calendar_day),
    (r"<phase>?<month>", bare_month),
    (r"<phase>?(?:the year )?<year>", bare_year),
    (r"<phase>?(?P<y>\d{1,4})(?=(?:-| - | to | and )\d{1,4}(?P<era> ?bc?|b\.c))", first_year),
    (r"(?P<y>\d\d)", second_year),
    (rf"<holiday>(?:{Y})?", holiday),
    # periods
    (rf"<phase>?(?P<the>the )?<season>(?:(?: of)? <year>)?", season),
    (rf"<phase>?(?:the )?(?P<digits>\d{{2,4}})s(?P<era>{BC})?", decade),
    (rf"<phase>?(?:the )?'(?P<digits>\d0)(?P<era>$)?s", decade),
    (rf"<phase>?(?:the )?(?P<which>\d{{1,2}}(?:st|nd|rd|th)|{_any('ordinal')})[ -]century(?P<era>{BC})?", century),
    (rf"(?:the |this year's |last year's )?(?:fiscal )?<ordinal>[ -](?:fiscal )?(?P<what>quarter|half)(?:(?:,? | of | in )(?:fiscal )?<year>)?", quarter),
    (r"fiscal (?:year )?<year>", bare_year),
    # deictic
    (r"<phase>?(?P<near>today|tonight|yesterday|tomorrow|the day before yesterday|the day after tomorrow|last night)", near_day),
    (r"<phase>?(?:(?P<which>last|next|this coming|this|the coming) )?<weekday>(?: (?P<tail>(?:last|this|next) week))?", weekday),
    (r"<phase>?(?P<which>(?:the )?(?:current|last|next|coming|following|previous|preceding|same)|this|this coming|that|that same) (?:fiscal |calendar |financial )?(?P<span>day|week|month|quarter|year|decade|century|weekend)", this_unit),
    (r"<phase>?the (?P<span>day|week|month|quarter|year|decade|century|weekend)", the_unit),
    (r"<phase>?(?P<which>(?:the )?(?:last|next|coming|following)|this) (?:<month>|<season>)", this_month),
    (r"(?:late |early |later |earlier )?this <part>", this_part),
    # counted from somewhere
    (r"<approx>?<n> <unit>s? (?P<where>ago|earlier|later|from now|previously)", ago),
    (r"(?P<unit>second|minute|hour|day|week|month|year|decade|centurie)s (?P<where>ago|earlier|later|from now|previously)", vague_ago),
    (r"(?:the )?(?P<which>recent|coming) (?:days|weeks|months|years|decades)", vague_units),
    (r"the (?:days|weeks|months|years|decades) (?P<which>ahead)", vague_units),
    (r"(?:the )?(?P<which>past|last|next|first|final|previous|preceding|following|coming) <n> <unit>s?", stretch),
    (r"the (?P<which>past) <unit>s?", stretch),
    # durations and sets
    (r"<approx>?(?:the )?<n>[ -]<unit>s?(?:[ -]long)?", duration),
    (r"<approx>?<n> (?P<half>and a half) <unit>s?", duration),
    (r"<approx>?<n> <unit>s? (?P<half>and a half)", duration),
    (r"(?P<unit>minute|hour|day|week|month|year|decade|centurie)s", duration),
    (r"(?:every|each|per) (?:(?P<n>other|<number>|\d{1,3}) )?<unit>s?", times),
    (r"(?:once|twice|<n> times) (?:a|an|per|each|every) <unit>", times),
    (r"(?:every|each) (?:<weekday>|<part>)", times),
    (r"<weekday>s", times),
    (r"<set>", set_word),
    (r"<vague>", vague),
    # times of day
    (r"<hour>(?::(?P<minute>\d\d))? ?(?P<half>[ap]\.?m\.?)<zone>?", clock),
    (r"<hour>(?::(?P<minute>\d\d)|(?P<minute2>\d\d)(?= gmt| utc))<zone>?", clock),
    (r"(?P<noon>noon|midnight|midday)", clock),
    (r"(?:the |late |early )?(?P<part>morning|afternoon|evening|night|overnight)", part_of_day),
]


def _join(found, state):
    """Bring together what belongs together ("Friday, March 22", "9 a.m. Friday", "Friday night") and give times their day."""
    joined = []
    for row in found:
        if joined:
            start, end, kind, value, basis = joined[-1]
            gap = state.text[end:row[0]]
            day = re.fullmatch(r"(?:BC)?[\dX]{4}-(?:\d\d-\d\d|WXX-\d|XX-XX)", value)
            if value[0] == "@" and row[2] == "DATE" and gap.strip(",") in (" ", " of ") and len(row[3]) > 9:
                joined[-1] = (start, row[1], "TIME", row[3] + value[1:], row[4])
                continue
            if day and row[3][0] == "@" and gap.strip(",") in (" ", "") and not state.text.startswith("the", row[0]):
                joined[-1] = (start, row[1], "TIME", value + row[3][1:], basis)
                continue
            if day and row[2] == "DATE" and len(row[3]) == 10 and gap in (", ", " ") \
                    and state.text[start:end].rstrip(".").split()[-1] in WORDS["weekday"]:
                joined[-1] = (start, row[1], *row[2:])
                continue
        joined.append(row)
    return [row for row in (_settle(i, joined, state) for i in range(len(joined))) if row]


def _settle(i, rows, state):
    start, end, kind, value, basis = rows[i]
    if value[0] != "@":
        return rows[i]
    if value[2].isalpha() and not state.text.startswith("the ", start):
        return None
    nearby = rows[i + 1:i + 2] + rows[max(0, i - 1):i]
    for other in nearby:
        between = state.text[min(end, other[1]):max(start, other[0])]
        if len(between) < 60 and ". " not in between and re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", other[3]):
            return start, end, kind, other[3][:10] + value[1:], "context"
    now = state.published
    if now and not state.narrative:
        return start, end, kind, now.isoformat() + value[1:], _document(state)
    return start, end, kind, "XXXX-XX-XX" + value[1:], "context"
