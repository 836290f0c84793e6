"""What the rules of the date finder say: one function per kind of expression.

Each takes what the pattern found (a dictionary of its named parts, "" for one that the text lacks) and the state of
the reading, and returns (type, value, basis), None where this is no date after all, or IMPOSSIBLE where no part of it
may be read as one.
The state holds the text, where the expression starts and ends, the document's day (`published`; a text without one is
read as a `narrative`), and what was told last: `last` (year, month, day), `day` (the last full date), `quarter`. Left
out of these is what does not move the story: a year behind "since" or "as of", what is counted from another ("a year
earlier", "that year") and, in a narrative, looks ahead. `just` is the last date whatever it was (where it ended, what
it was, its basis).
"""

import re
from datetime import date, timedelta

from tellings.timeline import calendar as cal
from tellings.timeline import names
from tellings.timeline.calendar import WORDS, after, any_of, before, counts_from, follows, step_of
from tellings.timeline.tense import guess_year, looks_ahead, tense, told_year

IMPOSSIBLE = False  # "31 February" is not February either
COUNTED = re.compile(rf"[ -](?:or so )?(?:{any_of('counted')})\b|(?: ?- ?| to | and )[012]\d[0-5]\d ?(?:hrs|hours|z)\b")
NUMBERED = re.compile(
    rf"\b(?:(?:{any_of('numbered')}) (?:\d{{1,4}}-)?|\d{{1,3}}-|"
    r"0\d+ (?:\d{3,4} )?|(?!1[89]|20)\d{3,4} |[a-z]{2}\d\d )$"  # of a telephone, a plate
)
SEASONAL = re.compile(rf" (?:{any_of('seasonal')})s?\b")
SHARED_YEAR = re.compile(rf" and (?:the )?(?:{any_of('season')})(?: of)? (?P<year>\d{{1,4}}{cal.BC}|\d{{4}})")
VERBAL = re.compile(rf" (?:{any_of('verbal')})\b(?! (?:{any_of('month')})\b)")
THROUGH = re.compile(r"\bthrough (?:(?:next|this|the end of|early|late) )?$")
LASTED = re.compile(
    rf"\b(?:lasted|continued|went on|ran|rained|snowed|raged|burned|burnt|dragged|stretched|stayed|remained|was|"
    r"were|worked|fought|held|kept|lived|slept|camped|waited|"
    rf"(?:on |last |since )?(?:{any_of('weekday')}))(?: on| out|ing)? $"
)
TO_A_MONTH = re.compile(rf"(?:-|/| - | to | and | or | until | through )(?:{any_of('month')})\b")
AHEAD = ("later", "from ", "after", "time")
YEAR_TO = re.compile(rf" (?:through|ended|ending|to (?=(?:(?:the )?end(?: of |-))?(?:\d|{any_of('month')})))\b")
SHARED_WEEK = re.compile(
    rf"(?:-|/| - | to | and | or |, )(?:{any_of('weekday')})(?: of)? (last|this|next) week\b(?! (?:of|in)\b)"
)
IN_A_DATE = re.compile(rf",? (?:\d|{any_of('month')})")
OF_A_WHOLE = re.compile(rf" of (?:the|his|its|an?|{any_of('month')})\b")
NOUN = re.compile(r"(?! (?:is|was|and|or|but)\b)(?: \w|-)")
SEPTEMBER_11 = re.compile(rf"(?:, 2001,?)?(?: \w{{4,12}})?(?:,? |-)(?:{any_of('september_11')})\b")
GENERAL = re.compile(
    r",? (?:such|most|many|some|few|fewer|only|more than|half|nearly|almost|about|all|no) [^.;!?\n]{0,60}?"
    r"\b(?:are|have|live|remain|exist|do|use)\b"
)
STANDS = re.compile(rf",?(?: [\w'-]+){{1,5}}? (?:{any_of('stands')})\b")
ORDINAL = re.compile(r"[a-z -]+ +second")
ONE_DAY = re.compile(r"(?:one|some) +day")
LABEL = re.compile(r"(?: [A-Z][\w’']+){1,3} *(?:\n|$)")
PART_NOUN = re.compile(rf" (?:{any_of('part_noun')})s?\b")
OCLOCK_PART = re.compile(
    rf" (?:on |in )?(?:the|this|that|yesterday|tomorrow|{any_of('weekday')}) (?:{any_of('half_day')})\b| tonight\b"
)
SOON = re.compile(rf" (?:tomorrow|tonight|this (?:{any_of('part')}))\b")
OF_A_DAY = re.compile(rf",?(?: on)? (?:{any_of('weekday')})\b")
AGE = re.compile(r"-olds?\b| old\b| of age")
RATE = re.compile(
    rf"(?:\d|%|\b(?:{any_of('hour_word')})|percent|million|billion|thousand|times|once|twice) ?\w{{0,12}} $"
)
PRICE = re.compile(rf"(?:[$£€₹]\d[\d.,]*|\d (?:{any_of('counted')})|\b(?:once|twice|times)) $")
SIZES = ("Y", "M", "W", "D", "H", "TM", "S")
BESIDE = re.compile(r" (?:before|after|that|when|leading|following|since|until|away|apart|passed)\b")
TO_A_DAY = re.compile(r"-| - | to | and ")
WEEKDAY_BEFORE = re.compile(rf"\b({any_of('weekday')}),? (?:the )?$")
TO_ANOTHER = re.compile(rf"{TO_A_DAY.pattern}|, ")
NO_YEAR = re.compile(rf" (?!(?:{any_of('function')}|he|she|they|it|when|where|were|had)\b)[a-z]|[-,]\w|%")
ENDED = re.compile(r"[,.;:)\n]|$")
CLOSED = re.compile(
    r"(?: and \d{1,2}(?:st|nd|rd|th))?(?:[,.;:)\n]|$|"
    rf" (?!of\b|and \d|or \d)(?:{any_of('function')}|{any_of('behind')}|{any_of('hour_word')}|"
    r"he|she|it|they|we|i|there|who|where|again)\b)"
)
YEAR_BEFORE = re.compile(r"[(\n-]$|\b(?:1\d|20)\d\d[,;] $")
LASTS = re.compile(rf"\b(?:{any_of('ahead')}|to|not|may) $")
OF_A_PART = re.compile(r"\b(?:night|morning|evening|afternoon|letter|yours|note|favour|telegram) of $")
LETTER = re.compile(r"\b(?:letter|yours|note|favour|telegram) of $")
MATCH = re.compile(rf"\b(?:{any_of('match')})\b")
SAME_SENTENCE = re.compile(r"[^.:!?\n]{1,60}")
OPENS_A_LINE = re.compile(r"(?<![^\n])\d\d:\d\d")
CLOSED_FIGURE = re.compile(rf"[,.;)\n](?!\d)|$|:(?!\d)| (?:and|to|or) (?:{any_of('weekday')})\b")
GAME = re.compile(r"\b(?:hole|bogey|birdie|par|eagle|putt|tee|floor|inning|lap|percentile|grade)(?:s|d|ed)?\b")
NEXT_WEEK = re.compile(r"\bnext week\b[^.;!?\n]{0,60} on $")
RANGE_OF_DAYS = re.compile(
    r"-|(?: night| morning| afternoon| evening)?(?: - | to | into | and | or | through | until )"
    r"(?:\d[\d:.]{0,4} ?(?:[ap]\.?m\.? )?|noon |midnight )?"
)
FIGURES = re.compile(r" (?:results|revenue|sales|earnings|profit|net|income|loss|guidance|report|figures|growth)\b")
DECADE_BEFORE = re.compile(r"(\d\d)\d0'?s,? (?:and|or|to) (?:the )?(?:early |late )?$")
DIARY_LINE = re.compile(r"(?:[.!?\n] |.\n)\w+[.:]")
EVERY = re.compile(rf"\b(?:every|each) (?:(?:{any_of('weekday')})(?:,|,? and|,? or) ){{1,3}}$")
CLOCK_HOURS = re.compile(r"(?:[01]\d|2[0-3])(?!00)[0-5]\d")
TO_A_CLOCK = re.compile(r"\d\d(?:z|hrs)? (?:to|and|-) $")
NO_LENGTH = re.compile(rf" \d| of (?:the|a|an|our|its) (?:\w{{3,15}} ){{0,2}}(?:{any_of('gathering')})\b")
TODAYS = re.compile(rf"(?i:today)['’]s (?:[A-Z][a-z]|(?:{any_of('todays')})\b)")


def digits(word):
    """The number in "31st"; 0 where there is none."""
    return int(re.sub(r"\D", "", word) or 0)


def in_calendar(value, basis):
    return ("DATE", value, basis) if value else IMPOSSIBLE


# -- Dates of the calendar --------------------------------------------------------------------------------------------


def calendar_day(found, state):
    """A day and month, and the year if told; not the last number of a line and the month that begins the next."""
    if "\n" in state.raw[state.start : state.end] and re.match(r" \d{1,2}\b(?!:)", after(state)):
        return None
    month, day = int(WORDS["month"][found["month"]]), digits(found.get("day", ""))
    if found.get("ordinal"):
        day = int(WORDS["ordinal"][found["ordinal"]])
    year, basis = told_year(found.get("year"), month, day, state)
    if day and not found.get("year"):
        year = _on_weekday(year, month, day, found, state)
    return in_calendar(cal.date_value(year, month, day), basis)


def _on_weekday(year, month, day, found, state):
    """The year, or the one before or after it in which the day falls on the weekday that is told with it."""
    named = WEEKDAY_BEFORE.search(before(state, 16))
    word = named[1] if named else found.get("weekday_short")
    count = word and (WORDS["weekday"] | WORDS["weekday_short"])[word]
    near = [year, year - 1, year + 1] if count and year and 1 < year < 9999 else []
    fitting = (
        that for that in near if cal.date_value(that, month, day) and str(date(that, month, day).isoweekday()) == count
    )
    return next(fitting, year)


def bare_month(found, state):
    """ "March" alone: with a capital, and "May" and "March" only where the word before expects a time."""
    word = found["month"]
    doubtful = word in ("may", "march")
    if not found["phase"] and (names.is_person(state) or doubtful and not _is_expected(word, state)):
        return None
    if VERBAL.match(after(state)) if doubtful else len(word) < 4:
        return None
    return calendar_day(found, state)


def _is_expected(word, state):
    """Whether "may" or "march" is the month by the words beside it, in a text that may call somebody so."""
    if word in state.people:
        return follows(state, "before_season") and cal.word_before(state) not in ("by", "from")
    listed = names.is_listed(state) or TO_A_MONTH.match(after(state))
    return listed or follows(state, "before_season", "before_year") or cal.word_before(state) == "a"


def first_year(found, state):
    """The first of two years before Christ: 499-493 BC."""
    return "DATE", cal.year_value(-int(found["y"])), "explicit"


def year_of_the_story(found, state):
    """Of three figures in a story of such years, on its side of Christ: "born in 247 BC ... in 221 he became"."""
    last, year = state.last[0] or 0, int(found["y"])
    if found["named"]:
        return "DATE", cal.year_value(year), "explicit"
    near = 100 <= abs(last) < 1000 and abs(abs(last) - year) <= 150
    expected = found["season"] or found["month"] or follows(state, "before_season", "before_year")
    if not near or not expected or NO_YEAR.match(state.raw, state.end):
        return None
    told = cal.year_value(year if last > 0 else -year)
    if found["season"]:
        return "DATE", f"{told}-{WORDS['season'][found['season']]}", "context"
    return "DATE", told + (f"-{int(WORDS['month'][found['month']]):02d}" if found["month"] else ""), "context"


def bare_year(found, state):
    """A number of four digits, unless it counts or numbers something; before 1900 only where a year is expected."""
    phase = found.get("phase", "")
    if found["year"][0] == "'" and not phase or "half" in phase:
        return None  # each has a rule of its own
    year, basis = cal.year_of(found["year"], state)
    if found["year"].isdigit():
        expected = follows(state, "before_season", "before_year") or YEAR_BEFORE.search(before(state))
        likely = 1900 < year < 2050 and year != 2000 or not after(state).strip()[:1].isalpha() and year % 100
        if not 1000 <= year <= 2100 or not (expected or likely):
            return None
        if not phase and cal.word_before(state) == "at" and not 1900 <= year < 2060:
            return None  # at 1430
        if COUNTED.match(after(state)) or NUMBERED.search(before(state, 16)):
            return None  # 2000 people, flight 1549, 555-2010, H.R. 2009
    return "DATE", cal.year_value(year), basis


def short_year(found, state):
    """The year in "’08": behind a word that expects a year, or an apostrophe that opens no quotation, before a name."""
    mark = state.raw[state.start]
    expected = follows(state, "before_season", "before_year") or re.search(r"'\d\d ?- ?$", before(state))
    noun = re.match(r" [a-z]", state.raw[state.end : state.end + 2])
    if mark == "‘" and noun or not expected and (mark != "’" or noun):
        return None
    return "DATE", cal.year_value(cal.short_year(found["yy"], state)), "explicit"


def fiscal_year(found, state):
    return "DATE", cal.year_value(cal.whole_year(found["y"])), "explicit"


def second_year(found, state):
    """The second of two years that share a century: 2007-08; of one figure the next: 1830-1."""
    first, second = state.text[state.start - 5 : state.start - 1], found["y"]
    years_on = int(second) - int(first[-len(second) :])
    if state.last[0] != int(first) or years_on < 1 or len(second) == 1 < years_on:
        return None
    return "DATE", first[: -len(second)] + second, "context"


def second_day(found, state):
    """The second of two days that share a month: "March 3-5"."""
    year, month, day = state.last
    second = digits(found["day"])
    if not day or second <= day or not state.just or not TO_ANOTHER.fullmatch(state.text, state.just[0], state.start):
        return None
    value = cal.date_value(int(found["year"]) if found["year"].isdigit() else year, month, second)
    return value and ("DATE", value, "context")


def iso(found, state):
    value = cal.date_value(int(found["y"]), int(found["m"]), int(found["d"]))
    if value and found["clock"]:
        return "TIME", f"{value}T{found['clock'][1:].upper()}", "explicit"
    return in_calendar(value, "explicit")


def numeric(found, state):
    """25/12/2012; where both orders are possible, the source's card decides or nobody."""
    a, b, year = int(found["a"]), int(found["b"]), cal.whole_year(found["y"])
    order = state.order or ("dmy" if a > 12 or a == b else "mdy" if b > 12 else "")
    day, month = (a, b) if order == "dmy" else (b, a)
    if not order or not day or len(found["y"]) == 3:
        return IMPOSSIBLE
    return in_calendar(cal.date_value(year, month, day), "explicit")


def iso_month(found, state):
    """2021-10, where the second figures can't be a year (as in 2007-08); 2021-W33."""
    year = int(found["y"])
    if found["m"]:
        fits = 1900 < year < 2100 and int(found["m"]) <= year % 100 and not NUMBERED.search(before(state, 16))
        return ("DATE", f"{year}-{found['m']}", "explicit") if fits else None
    if not 1 <= int(found["week"]) <= date(year, 12, 28).isocalendar().week:
        return IMPOSSIBLE
    if found["d"]:
        return "DATE", date.fromisocalendar(year, int(found["week"]), int(found["d"])).isoformat(), "explicit"
    return "DATE", f"{year}-W{found['week']}", "explicit"


def month_in_letters(found, state):
    """23-Oct-12, 17.Aug.2021, Aug-31-2021, 2021-Aug-17."""
    year = cal.whole_year(found["y"])
    return in_calendar(cal.date_value(year, int(WORDS["month"][found["month"]]), digits(found["day"])), "explicit")


def of_this_month(found, state):
    """ "The 14th inst.", "the 3rd ult.", "the 2nd of next month": of this month, the last, the next."""
    which = found["which"].split(" ")[-1]
    (year, month, _), basis = counts_from(state, which not in ("that", "same", "following", "previous"))
    return _in_month(year, month, step_of(which), digits(found["day"]), basis)


def _in_month(year, month, step, day, basis):
    """The day of the month that is so many on from the one told."""
    if month is None:
        return None
    months = year * 12 + month - 1 + step
    return in_calendar(cal.date_value(months // 12, months % 12 + 1, day), basis)


def bare_day(found, state):
    """ "On the 20th": of the month told last, or the next where it is past; else of the document's by the tense."""
    day = digits(found["day"])
    second = state.just and state.just[1][2] and TO_A_DAY.fullmatch(state.text, state.just[0], state.start)
    expected = follows(state, "before_day") or second or OF_A_PART.search(before(state, 20))
    closed = CLOSED.match(after(state)) or LETTER.search(before(state)) and state.raw[state.end + 1 :][:1].islower()
    if not expected or not closed or GAME.search(before(state, 80)):
        return None
    (year, month, told), now, ahead = state.last, state.published, looks_ahead(state)
    on, today = day < (told or 0), now and (now.year, now.month, now.day)
    if state.narrative:
        return _in_month(year, month, on, day, "context")
    near = month and state.start - state.told_at < 300
    if near and ((year, month) > (now.year, now.month - 3) if ahead else (year, month, day) <= today):
        on = on and (ahead or (year, month + 1, day) <= today)
        return _in_month(year, month, on, day, "context")
    step = now.day > day if ahead else -(now.day < day)
    return _in_month(now.year, now.month, step, day, cal.document(state))


def weekday_and_day(found, state):
    """ "Thursday 13th", "Mon 16": the nearest day of this number that falls on such a weekday."""
    count = int((WORDS["weekday"] | WORDS["weekday_short"])[found["weekday"] or found["weekday_short"]])
    closed = CLOSED if found["day"][-1].isalpha() else CLOSED_FIGURE
    told = state.day and (state.narrative or state.start - state.day_at < 300)
    near = state.day if told else counts_from(state)[0]
    if not closed.match(after(state)) or state.narrative and not told or not 1 < near[0] < 9999:
        return None
    now, day = date(*near), digits(found["day"])
    way = {"ahead": 1, "behind": -1}.get(not state.narrative and tense(state), 0)
    days = [now + timedelta(days=n) for n in range(-62, 63)]
    fitting = [that for that in days if that.day == day and that.isoweekday() == count]
    nearest = min(fitting, key=lambda that: (way * (that - now).days < 0, abs(that - now)), default=None)
    return nearest and ("DATE", nearest.isoformat(), cal.document(state))


def date_time_group(found, state):
    """ "141530Z MAY 21", as soldiers write: day, hour and minute, and the month if it isn't this one."""
    (year, month, _), basis = counts_from(state)
    if found["month"]:
        year, month, basis = cal.whole_year(found["y"]), int(WORDS["month"][found["month"]]), "explicit"
    day = month and cal.date_value(year, month, int(found["day"]))
    if not day or found["hour"] > "23" or found["minute"] > "59":
        return None
    return "TIME", f"{day}T{found['hour']}:{found['minute']}Z", basis


def named(found, state):
    return "DATE", WORDS["named"][found["named"]], "outside"


def september_11(found, state):
    """September 11 without a year: that of 2001 in the news after it, unless it is a day near the document's own."""
    if re.match(r",? (?:in )?\d{4}\b|-\d| (?:to|and|or|until) \d", after(state)):
        return None
    now = state.published
    if not SEPTEMBER_11.match(after(state)):
        if state.narrative or now < date(2001, 9, 11):
            return None
        near = abs((now - date(now.year, 9, 11)).days) < 60
        dateline = before(state, 3).strip()[-1:] in ",–—-"
        if near and (dateline or cal.word_before(state) in ("on", "until", "till", "by", "from", "to", "through")):
            return None
    return "DATE", WORDS["named"]["9/11"], "outside"


def title(found, state):
    """A name with a word of time in it, of which no part is a date: Sunday Times, 60 Minutes, Friday Night Lights."""
    named_so = names.is_name(state) if found.get("weekday") else names.is_title(state)
    return IMPOSSIBLE if named_so else None


def idiom(found, state):
    """ "At the end of the day," she said: all in all; "in this day and age"; "player of the year" is a kind."""
    all_in_all = cal.word_before(state).strip("“\"'‘") == "at" and after(state)[:1] == ","
    return IMPOSSIBLE if found["sure"] or all_in_all else None


def week_of(found, state):
    answer, end = calendar_day(found, state), "-WE" if found["end"] else ""
    if not answer or "X" in answer[1] or "BC" in answer[1]:
        return answer and ("DATE", f"{answer[1].rsplit('-', 2)[0]}-WXX{end}", answer[2])
    return "DATE", cal.week_value(date.fromisoformat(answer[1])) + end, answer[2]


# -- Periods ----------------------------------------------------------------------------------------------------------


def season(found, state):
    word, code = found["season"], WORDS["season"][found["season"]]
    if found["year"]:
        year, basis = cal.year_of(found["year"], state)
    elif shared := SHARED_YEAR.match(after(state)):
        year, basis = cal.year_of(shared["year"], state)[0], "context"
    else:
        expected = found["phase"] or follows(state, "before_season") or SEASONAL.match(after(state))
        fell = re.match(r" (?:of|in) ", after(state)) or cal.word_before(state) in ("of", "since")
        if word in ("spring", "fall") and not expected or word == "fall" and fell:
            return None  # water, or a tumble, or the fall of a town
        year, basis = guess_year(cal.SEASON_MONTHS[code], 0, state)
        if code == "WI" and year and state.narrative and (state.last[1] or 0) >= 9:
            year += 1
    return "DATE", f"{cal.year_value(year)}-{code}", basis


def decade(found, state):
    years, the = found["years"], state.text.startswith("the", state.start)
    figures = years[1] != "0" or state.raw[state.end - 1] == "S" or not the and state.text[state.end - 2] == "'"
    if len(years) == 2 and (figures or follows(state, "owner")):
        return IMPOSSIBLE  # 31S, F-16's, "in her mid-80s"
    if found["era"]:
        return "DATE", f"BC{int(years) // 10:03d}", "explicit"
    told = DECADE_BEFORE.search(before(state, 24))
    years = f"{told[1] if told else 19}{years[0]}0" if len(years) == 2 else years
    if not re.fullmatch(r"\d{3}0", years):
        return None
    is_century = years.endswith("00") and years < "1900"  # the 1300s
    return "DATE", years[: 2 if is_century else 3], "explicit"


def decade_in_words(found, state):
    """ "the late eighties"; not those of a person, "in her eighties"."""
    the = state.text.startswith("the", state.start) or cal.word_before(state) == "the"
    if not (the or found["hundreds"] or found["phase"]) or follows(state, "owner"):
        return None
    hundreds = cal.number(found["hundreds"] or "nineteen")
    return "DATE", f"{hundreds}{WORDS['decade_word'][found['decade_word']][0]}", "explicit"


def century(found, state):
    count = digits(found["which"]) or int(WORDS["ordinal"].get(found["which"], 0))
    return ("DATE", f"{'BC' if found['era'] else ''}{count - 1:02d}", "explicit") if 0 < count < 31 else None


def quarter(found, state):
    """A quarter or half of a year: the one told with it, the latest that has begun, or one that is soon to begin."""
    letter, months, most = ("H", 6, 2) if found["what"] == "half" or found.get("q") == "h" else ("Q", 3, 4)
    count = int(WORDS["ordinal"].get(found["ordinal"], found["ordinal"])) or most  # the final, the last, the latter
    expected = state.quarter or follows(state, "before_season", "before_period") or FIGURES.match(after(state))
    if count > most or "q" in found and not found["year"] and not expected:
        return None
    if not found["year"] and MATCH.search(before(state, 150) + after(state, 150)):
        return IMPOSSIBLE  # "a goal in the second half"
    if found.get("year"):
        year, basis = cal.year_of(found["year"], state)
    else:
        (year, month, _), basis = counts_from(state)
        told = state.quarter if ". " not in state.text[state.told_at : state.start] else None
        over = told and int(told[1][1]) * {"H": 6, "Q": 3}[told[1][0]] <= (count - 1) * months
        if over and year and told[0] < year:
            year, basis = told[0], "context"  # "in the first half of 2018, and again in the fourth quarter"
        elif year and month and (count - 1) * months + 1 > month + 2 and not looks_ahead(state):
            year -= 1
    return "DATE", f"{cal.year_value(year)}-{letter}{count}", basis


def quarter_of_month(found, state):
    """ "the June quarter": the one that ends with it."""
    answer = calendar_day(found, state)
    if not answer:
        return answer
    year, _, month = answer[1].rpartition("-")
    return "DATE", f"{year}-Q{(int(month) + 2) // 3}", answer[2]


def same_period(found, state):
    """ "the same quarter last year": the month or quarter just told, in another year."""
    if found.get("year"):
        year, basis = cal.year_of(found["year"], state)
    else:
        year, basis = state.last[0] and state.last[0] - 1, "context"
    if year is None:
        return None
    if state.quarter and state.last[1] is None:
        return "DATE", f"{cal.year_value(year)}-{state.quarter[1]}", basis
    return "DATE", cal.date_value(year, state.last[1]), basis


# -- Seen from the document's date or from the date just told ---------------------------------------------------------


def weekday(found, state):
    """Its own name is the document's day, else the day before it, or after it where the clause looks ahead."""
    word, which = found["weekday"], found["which"].split(" ")[-1]
    cut = word.endswith(".") and not IN_A_DATE.match(after(state))
    if follows(state, "nickname") or names.is_bearer(state) or names.is_quoted_title(state):
        return None
    if cut and not follows(state, "before_season") and cal.word_before(state) != "on":
        return None
    count = int(WORDS["weekday"][word])
    if EVERY.search(before(state, 50)):
        return "SET", f"XXXX-WXX-{count}", "explicit"
    if which in ("following", "previous", "before", "after") and state.day and state.day[0] > 0:
        now, basis = date(*state.day), "context"
    elif state.narrative and state.day and state.day[0] > 0 and DIARY_LINE.match(state.text, state.start - 2):
        return "DATE", cal.shift(state.day, (count - date(*state.day).isoweekday()) % 7, "D"), "context"
    elif state.narrative:
        return "DATE", f"XXXX-WXX-{count}", "context"
    else:
        now, basis = state.published, cal.document(state)
    days = _days_on(found, which, count, now, state)
    return "DATE", cal.shift((now.year, now.month, now.day), days, "D"), basis


def _days_on(found, which, count, now, state):
    """How many days on from the day it is counted from, by the words beside it, the day before it or the tense."""
    back, within = (now.isoweekday() - count) % 7, count - now.isoweekday()
    shared = SHARED_WEEK.match(after(state, 40))
    tail = found.get("tail") or shared and shared[1]
    if tail in ("week", "fortnight"):
        return 14 + 7 * (tail == "fortnight") - back  # "on Wednesday week"
    if tail or which == "this":
        soon = which == "this" and within < 0 and tense(state) != "behind"  # "this Tuesday", told on a Sunday
        return within + 7 * (soon or step_of(tail or ""))
    if which:
        return 7 * (1 + bool(found.get("twice"))) - back if step_of(which) > 0 else -(back or 7)
    if NEXT_WEEK.search(before(state, 90)):
        return 7 + within
    first = state.just and RANGE_OF_DAYS.fullmatch(state.text, state.just[0], state.start) and state.just[1]
    if first and all(part > 0 for part in first):
        first = date(*first)
        return (first - now).days + ((count - first.isoweekday()) % 7 or 7)
    coming = looks_ahead(state) or _through(state) or _after_one_to_come(now, state)
    return 7 - back if back and coming else -back


def _after_one_to_come(now, state):
    """Whether a day ahead was told just before it, and no verb looks back: "tomorrow we rest, on Tuesday we cross"."""
    near = state.just and all(state.just[1]) and SAME_SENTENCE.fullmatch(state.text, state.just[0], state.start)
    return near and state.just[1] > (now.year, now.month, now.day) and not tense(state)


def _through(state):
    """Whether a day is the last of a time that is set: "suspended through Friday", but not "it rained through Friday",
    where what went on is told, nor the second of two days."""
    match = THROUGH.search(before(state, 60))
    return bool(match) and not LASTED.search(before(state, 60)[: match.start()])


def near_day(found, state):
    word = found["near"]
    if word == "today" and (TODAYS.match(state.raw, state.start) or _generally(state)):
        return "DATE", "PRESENT_REF", "document_date"
    reference, basis = counts_from(state)
    value = cal.shift(reference, int(WORDS["near"][word]), "D")
    part = WORDS["part"].get(word.split(" ")[-1].removeprefix("to"))
    return ("TIME", f"{value}T{part}", basis) if part else ("DATE", value, basis)


def _generally(state):
    """Whether "today" means our time: "Today, such boats are rare", and "Today the tower is a ruin" in a history."""
    return bool(GENERAL.match(state.text, state.end) or state.narrative and STANDS.match(state.text, state.end))


def this_unit(found, state):
    """ "last week", "the previous year", "that month"."""
    unit, which = cal.unit_of(found["span"]), found["which"].split()[-1]
    if which == "last" and (unit == "D" or OF_A_WHOLE.match(after(state))):
        return None  # "the last week of May"
    if cal.word_before(state) == "over" and found["which"] in ("the last", "the next", "the coming"):
        return "DURATION", cal.duration_value(1, unit), "document_date"
    here = which in ("this", "current", "past") or which in ("last", "next", "coming") and unit != "D"
    reference, basis = counts_from(state, here, by_day=unit == "D")
    if unit == "WE" and which == "this" and _behind_the_week(state):
        return "DATE", cal.shift(reference, -1, unit), basis
    if not here and state.quarter and state.quarter[1][0] == unit:
        reference = (state.quarter[0], int(state.quarter[1][1]) * 3, 1)
    return "DATE", cal.shift(reference, step_of(which) * (1 + bool(found.get("twice"))), unit), basis


def _left_behind(state):
    """Whether, in the news, the last day told is no longer under discussion: weeks before, in another paragraph."""
    if state.narrative or state.day[0] <= 0:
        return False
    between = state.text[state.day_at : state.start]
    return abs((state.published - date(*state.day)).days) > 7 and ("\n" in between or len(between) > 250)


def _behind_the_week(state):
    """Whether "this weekend", told on a Monday or Tuesday in the past tense, is the one just over."""
    return bool(state.published and state.published.isoweekday() < 3 and tense(state) == "behind")


def latest(found, state):
    """ "the latest quarter": the one under discussion, else the last that is over."""
    if state.quarter and state.quarter[1][0] == "Q":
        return "DATE", f"{cal.year_value(state.quarter[0])}-{state.quarter[1]}", "context"
    reference, basis = counts_from(state)
    return "DATE", cal.shift(reference, -1, "Q"), basis


def the_unit(found, state):
    """ "the end of the year", "for the day": the day or period under discussion."""
    unit = cal.unit_of(found["span"])
    if found.get("full") and state.last[0] and ". " not in state.text[state.told_at : state.start]:
        return "DATE", cal.shift(state.last, 0, unit), "context"  # "in the fourth quarter of 2005 and the full year"
    if not found.get("phase") and not found.get("full") and unit != "WE":
        if YEAR_TO.match(after(state)):
            return "DURATION", cal.duration_value(1, unit), "explicit"
        if not follows(state, "before_period") and (cal.word_before(state) != "of" or unit in cal.YEARS):
            return None
    if unit == "D" and state.day and not _left_behind(state):
        return "DATE", cal.shift(state.day, 0, unit), "context"
    reference, basis = counts_from(state)
    if unit == "CE" and "turn" in found["phase"] and reference[0]:
        reference = (reference[0] + (50 if state.narrative else 25), *reference[1:])  # told in 1953 that of 1900
    over = unit == "WE" and state.published and state.published.isoweekday() < (6 if tense(state) == "behind" else 4)
    past = over and not looks_ahead(state)
    return "DATE", cal.shift(reference, -1 if past else 0, unit), basis


def this_month(found, state):
    """ "last September", "next spring": the nearest one before or after."""
    which = found["which"].split(" ")[-1]
    word = cal.word_before(state)
    if which == "that" and word[-1:].isalpha() and word not in WORDS["function"] and not ENDED.match(after(state)):
        return None  # "it said that August exports rose"
    here = which in ("this", "last", "next", "past", "coming") and found["which"] != "the next"
    (year, month, _), basis = counts_from(state, here)
    code = WORDS["season"].get(found.get("season"))
    that = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code] if code else int(WORDS["month"][found["month"]])
    step = step_of(found["which"])
    if year and (step < 0 and that >= (month or 0) or step > 0 and that <= (month or 12)):
        year += step
    return "DATE", f"{cal.year_value(year)}-{code}" if code else cal.date_value(year, that), basis


def this_part(found, state):
    """ "this morning", "the next night": counted from the last day told unless it says "this"."""
    here = found["which"] == "this"
    reference, basis = counts_from(state, here, by_day=True)
    day = cal.shift(reference, step_of(found["which"]), "D")
    return "TIME", f"{day}T{WORDS['part'][found['part']]}", basis


def _number(found):
    """The number told, with its half: "two and a half"."""
    n, half = cal.number(found.get("n")), found.get("half")
    return n if n == "X" or not half else n + (0.25 if half.endswith("quarter") else 0.5)


def ago(found, state):
    """ "five years ago" is a year, "two weeks ago" a week; "a year earlier" follows what was told last."""
    n, unit = _number(found), cal.unit_of(found["unit"])
    forward, here = found["where"][:5] in AHEAD, found["where"] in ("ago", "back", "from now", "time")
    stamped = found["where"] == "ago" and any(start <= state.start < end for start, end in state.stamps)
    if n == "X" or found.get("upto") or unit in ("S", "TM", "H") or stamped:
        return "DATE", "FUTURE_REF" if forward else "PAST_REF", "document_date"
    if unit in cal.YEARS:
        n, unit = n * cal.YEARS[unit][0], "Y"
    if n != int(n):
        n, unit = n * 12, "M"
    n = int(n) if forward else -int(n)
    year, month, day = state.last
    if here or unit != "Y" or year is None:
        reference, basis = counts_from(state, here, by_day=unit == "D" and day)
        return "DATE", cal.shift(reference, n, unit), basis
    if state.quarter and state.quarter[0] == year and month is None:
        return "DATE", f"{cal.year_value(year + n)}-{state.quarter[1]}", "context"
    return "DATE", cal.date_value(year + n, None if state.narrative or day else month), "context"


def ago_on(found, state):
    """ "five years ago Thursday", "a week from today": the day so far from the one told."""
    now, n, unit = state.published, cal.number(found.get("n")), cal.unit_of(found["unit"])
    if state.narrative or n == "X" or n != int(n) or n > 900 or unit not in ("D", "W", "FN", "Y"):
        return None
    way, basis = -1 if found["where"] == "ago" else 1, cal.document(state)
    ahead = found["near"] == "tomorrow" or looks_ahead(state)
    if found["where"] in ("on", "") and (unit not in ("W", "FN") or found["span"] or not ahead):
        return None  # not "a week on Thursday", which is eight days or more ahead
    if found["span"] and unit != "Y":
        return None
    if found["span"]:
        that = (now.year + way * n, now.month, now.day)
        return "DATE", cal.shift(that, 0, cal.unit_of(found["span"])), basis
    days = int(WORDS["near"].get(found["near"], 0))
    if found["weekday"]:
        days = (int(WORDS["weekday"][found["weekday"]]) - now.isoweekday()) % 7
        days -= 7 if days and not (way > 0 or looks_ahead(state)) else 0
    day = now + timedelta(days=days)
    if unit == "Y":
        value = cal.date_value(day.year + way * int(n), day.month, day.day)
        return value and ("DATE", value, basis)
    return "DATE", (day + timedelta(days=way * n * {"D": 1, "W": 7, "FN": 14}[unit])).isoformat(), basis


def vague(found, state):
    """ "now", "the past", "recent weeks": but not "the past failed strategies", and not "the moment they met"."""
    if found.get("which"):
        return "DATE", "PAST_REF" if found["which"] == "recent" else "FUTURE_REF", "document_date"
    if found.get("to_date"):
        return "DATE", "PRESENT_REF", "document_date"
    word = found["vague"]
    if word == "recent" and cal.word_before(state) == "most" or after(state).startswith(" as "):
        return None  # "the most recent model" is the latest, "as recently as 2010" a year
    if state.raw[state.start].isupper() and LABEL.match(state.raw, state.end):
        return None  # "Recent Posts" on a line of its own
    if word in ("the past", "the present", "the long term", "the short term") and NOUN.match(after(state)):
        return None
    if word == "this time" and re.match(r" (?:last|next|yesterday|tomorrow)\b", after(state)):
        return None  # "this time last year" is that of last year
    if word in ("the moment", "this time", "that time") and not follows(state, "before_moment"):
        return None
    return "DATE", WORDS["vague"][word], "document_date"


# -- Lengths, repetitions, times of day -------------------------------------------------------------------------------


def _falls(found):
    """Whether of "9 to 5 days" the second number is no more than the first, so that the two are no range."""
    least, most = cal.number(found["n"]), cal.number(re.sub(r"^[ -]*(?:to|or)?[ -]*", "", found["upto"]))
    return "X" not in (least, most) and most <= least


def duration(found, state):
    unit, long = cal.unit_of(found["unit"]), state.text.endswith("long", state.start, state.end)
    n = 1 if long and not found.get("n") else _number(found)
    if found.get("upto") and _falls(found):
        return None
    if (n, unit) in ((0.5, "Q"), (1, "Q"), (3, "Q"), (1, "S")):
        return None  # "a quarter of them", "a second man"
    if ORDINAL.fullmatch(state.text, state.start, state.end):
        return IMPOSSIBLE  # "four second-half goals", "two second homes"
    if n == "X" and follows(state, "how_many"):
        return IMPOSSIBLE  # "in as many months", "how many days"
    if state.text.startswith("over ", state.start) and not follows(state, "before_over"):
        return None  # "spread over two days"
    if unit in cal.YEARS and after(state).startswith("-old"):
        return None  # "a century-old mill", which has a rule of its own
    if "n" not in found and not long and _is_no_length(unit, state):
        return None
    if unit == "H" and re.fullmatch(r"[012]\d[0-5]\d", found.get("n", "")):
        abbreviated = found["unit"] == "hr" and CLOCK_HOURS.fullmatch(found["n"])
        if abbreviated or follows(state, "before_clock") or TO_A_CLOCK.search(before(state)):
            return None  # "at 1930 hours", "1330 hrs" are times of day
    if AGE.match(after(state)) or cal.word_before(state) == "aged":
        return IMPOSSIBLE
    if ONE_DAY.fullmatch(state.text, state.start, state.end) and not _counts(state):
        return None
    rate = found.get("n") in ("a", "an") and RATE.search(before(state, 30))
    return "SET" if rate else "DURATION", cal.duration_value(n, unit), "explicit"


def compound(found, state):
    """ "two hours and 15 minutes", "a year and three months"; with "ago" or "later" a date."""
    one, other = cal.unit_of(found["unit"]), cal.unit_of(found["less"])
    numbers = cal.number(found["n"]), cal.number(found["more"])
    if one not in SIZES or SIZES.index(one) >= SIZES.index(other) or "X" in numbers:
        return None
    if found["where"]:
        return _from_there(found, state)
    first, second = cal.duration_value(numbers[0], one), cal.duration_value(numbers[1], other)
    both = first + (second.removeprefix("PT") if first.startswith("PT") else second.removeprefix("P"))
    return "DURATION", both, "explicit"


def _from_there(found, state):
    """ "a year and a day later", "two years and three months ago"."""
    unit, less = cal.unit_of(found["unit"]), cal.unit_of(found["less"])
    n, more = cal.number(found["n"]), cal.number(found["more"])
    (year, month, day), basis = counts_from(state, found["where"] == "ago")
    if unit not in ("Y", "M") or less not in ("M", "W", "D"):
        return None
    way = 1 if found["where"] in AHEAD else -1
    if not month:
        return "DATE", "FUTURE_REF" if way > 0 else "PAST_REF", basis
    months = year * 12 + month - 1 + way * int(n * (12 if unit == "Y" else 1) + more * (less == "M"))
    return "DATE", cal.shift((months // 12, months % 12 + 1, day), 0 if less == "M" else way * more, less), basis


def _is_no_length(unit, state):
    """Whether a unit without a number only seems one: "office hours", "light-years", "days 4 to 6", "the minutes"."""
    kind = (
        WORDS["no_length"].get(cal.word_before(state)) == unit
        or unit == "TM"
        and not follows(state, "one_day", "to_spare")
    )
    return kind and not BESIDE.match(after(state)) or NO_LENGTH.match(after(state, 60))


def _counts(state):
    """Whether "one day" is a length, or the whole of an answer: not "one day he came", "one day she will go"."""
    if state.raw[state.start - 1 : state.start] in ("“", '"') and state.raw[state.end : state.end + 1] in ("”", '"'):
        return True
    return follows(state, "one_day") or re.match(r" (?:before|after|later|of|per|each|at|and|only)\b", after(state))


def age_of_a_thing(found, state):
    """ "the century-old bridge": an age, in years."""
    unit = cal.unit_of(found["unit"])
    one = "P100Y" if unit == "CE" else cal.duration_value(1, unit)
    return "DURATION", cal.duration_value("X", unit) if found["many"] else one, "explicit"


def stretch(found, state):
    """ "the past two months", "the next few days", "the past year"."""
    word = cal.word_before(state)
    verb = word[-1:].isalpha() and not word.endswith("'s") and word not in WORDS["function"]
    if (
        found.get("n") == "another"
        or state.text.startswith("last", state.start)
        and (verb or LASTS.search(before(state)))
    ):
        return None  # "it will last another month", "symptoms last two days"
    one = not found.get("n") and not state.text.endswith("s", state.start, state.end)
    n = 1 + bool(found.get("half")) / 2 if one else cal.number(found.get("n"))
    basis = "explicit" if found["which"] in ("first", "final") else "document_date"
    return "DURATION", cal.duration_value(n, cal.unit_of(found["unit"])), basis


def times(found, state):
    """ "every two days", "twice a week", "every Monday", "Sunday nights"."""
    if found.get("set"):
        return adverb(found, state)
    if found.get("unit"):
        n = found.get("n", "")
        n = cal.number({"": "1", "single": "1", "other": "2"}.get(n) or WORDS["ordinal"].get(n, n)) or 1
        return "SET", cal.duration_value(n, cal.unit_of(found["unit"])), "explicit"
    if found.get("month") or found.get("season"):
        month = int(WORDS["month"].get(found["month"], 0))
        return "SET", f"XXXX-{month:02d}" if month else f"XXXX-{WORDS['season'][found['season']]}", "explicit"
    day = f"WXX-{WORDS['weekday'][found['weekday']]}" if found.get("weekday") else "XX-XX"
    part = f"T{WORDS['part'][found['part']]}" if found.get("part") else ""
    return "SET", f"XXXX-{day}{part}", "explicit"


def adverb(found, state):
    """ "Daily", "weekly"; but not the Daily Caller."""
    follower = re.match(r" [A-Z]", state.raw[state.end : state.end + 2])
    if state.raw[state.start].isupper() and (follower or names.ends_a_name(state)):
        return IMPOSSIBLE
    return "SET", WORDS["set"][found["set"]], "explicit"


def a_night(found, state):
    """ "£95 a night"."""
    return ("SET", "P1D", "explicit") if PRICE.search(before(state, 30)) else None


def _in_half(hour, half):
    """The hour of the day that one of the morning ("a") or the afternoon ("p") is."""
    return hour % 12 + 12 * (half == "p")


def clock(found, state):
    """A time of day; "@" stands for its day until the dates beside it are known."""
    hour, minute, half = int(found["hour"]), digits(found["minute"]), found.get("half", "")[:1]
    if minute > 59 or half and not 0 < hour <= 12:
        return None
    packed = half and minute and not re.search(r"[:.]\d", state.text[state.start : state.end])
    if packed and not found["zone"] and not follows(state, "before_clock"):
        return None  # a station on 1130 AM
    if half == "p" and "second_hour" in found and hour > int(found["second_hour"]) != 12:
        half = "a"  # 11 to 1 p.m.
    hour = _in_half(hour, half) if half else hour
    begins = OPENS_A_LINE.match(state.raw, state.start) and after(state)[:1] != "-"
    sure = half or found.get("zone") or begins or follows(state, "before_clock")
    zone = "Z" if found.get("zone", "").strip() in ("gmt", "utc", "z", "zulu") else ""
    return "TIME", f"@T{hour:02d}:{minute:02d}{found.get('second', '')}{zone}", "document_date" if sure else ""


def clock_to_come(found, state):
    """ "At 7.30 tomorrow", "on 12 April at 7.30": of a day to come no price and no length is told like that."""
    now, just = state.published, state.just
    told = just and just[1][2] and state.text[just[0] : state.start] in (" at ", ", at ")
    ahead = told and now and just[1] > (now.year, now.month, now.day)
    coming = ahead or SOON.match(after(state)) or OF_A_DAY.match(after(state)) and looks_ahead(state)
    return clock(found, state) if coming else None


def _hour(found, state):
    """The hour told in words, in the half of the day that is told with it or was told last; None where it is none."""
    hour = int(WORDS["number"].get(found["oclock"], found["oclock"]))
    part = found["part"] or (OCLOCK_PART.match(after(state, 40)) or [""])[0]
    half = WORDS["half_day"].get(part.split(" ")[-1]) or (state.half if state.start - state.half_at < 150 else "")
    if half and 0 < hour <= 12:
        return _in_half(hour, half)
    return hour if 0 < hour <= 24 else None


def oclock(found, state):
    """ "5 o'clock", "five o'clock in the morning"."""
    hour = _hour(found, state)
    return None if hour is None else ("TIME", f"@T{hour:02d}:00", "document_date")


def half_past(found, state):
    """ "Half past nine", "a quarter to five"."""
    hour = _hour(found, state)
    if hour is None:
        return None
    way = -1 if found["way"] == "to" else 1
    minutes = hour * 60 + way * ({"half": 30, "quarter": 15}.get(found["how"]) or cal.number(found["how"]))
    return "TIME", f"@T{minutes // 60 % 24:02d}:{minutes % 60:02d}", "document_date"


def noon(found, state):
    return "TIME", "@T24:00" if found["noon"] == "midnight" else "@T12:00", "document_date"


def part_of_day(found, state):
    """ "The evening"; but not "the night shift"."""
    if PART_NOUN.match(after(state)):
        return None
    near = state.text.startswith(("the ", "mid"), state.start) or state.text.startswith(" trad", state.end)
    hour = state.text.startswith(("early ", "late "), state.start) and follows(state, "before_clock", "before_season")
    return "TIME", "@T" + WORDS["part"][found["part"]], "document_date" if near or hour else ""


def overnight(found, state):
    """The night before the document's day, or that day's where the clause looks ahead; none in "an overnight train"."""
    if cal.word_before(state) in ("a", "an"):
        return None
    if state.narrative or OF_A_DAY.match(after(state)) or follows(state, "weekday"):
        return "TIME", "@TNI", "document_date"
    day = cal.shift((state.published.year, state.published.month, state.published.day), -(not looks_ahead(state)), "D")
    return "TIME", day + "TNI", cal.document(state)
