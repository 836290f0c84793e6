"""Dates: every temporal expression of a text, found by rules and resolved to a TIMEX3 value.

A rule is a line of RULES: a pattern, and the function of rules.py that says what the expression means. In a pattern
`<month>` stands for any word of the list month in calendar.csv, `{Y}` for a year with its comma or "of", and a space
for any white space. Method: rules in the manner of HeidelTime (Strötgen and Gertz, 2013), values after
TIMEX3 (Pustejovsky et al., 2003).
"""

import re
from datetime import date
from functools import lru_cache
from types import SimpleNamespace

from tellings.reading.lines import TAIL, ended
from tellings.reading.text import clean, paragraph_rows
from tellings.timeline import rules as r
from tellings.timeline.calendar import BC, SEASON_MONTHS, WORDS, any_of, before, document, named_parts
from tellings.timeline.counted import counted_unit, counted_weekday
from tellings.timeline.named_days import every_named_day, named_day
from tellings.timeline.names import is_name, people
from tellings.timeline.tense import looks_ahead
from tellings.timeline.wording import say

Y = r"(?:,? | of |, of )<year>"

# "In November", "of this month", "of the year 2020": within which a day or week is counted.
WITHIN = (
    rf"(?:of|in) (?:<month>(?:{Y})?|(?:the (?:year )?)?<year>|(?:the )?(?P<whole>this|last|next|the|that|same|"
    r"following|previous|coming|current|each|every|any|a) (?P<whole_span>week|month|quarter|year))"
)

# Where a page says how long ago it was changed, it counts from the day on which it was copied.
STAMPS = ("dateline", "furniture", "teaser")

STRETCH = "(?P<which>past|last|next|first|final|previous|preceding|following|coming)"
IN_THE_PART = "(?P<part> in the (?:morning|forenoon|afternoon|evening)| at night)?"

TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty-(?:one|two|three|four|five|six|seven|eight|nine)"

# What stands for each <name> of a pattern, beside the word lists.
PARTS = {name: any_of(name) for name in WORDS} | {
    "n": r"\d{1,2}(?:[ -]1/2| ?½)|(?!0\d)\d{1,3}(?:,\d{3}|\d)?(?:\.\d{1,2})?|"
    rf"{TENS}|(?:\d{{1,3}}|{any_of('number')}) (?:{any_of('hundreds')})"
    rf"(?: and (?:{TENS}|[a-z]{{3,5}}(?:teen|ty)|{any_of('hour_word')}))?|{any_of('number')}",
    "upto": rf"(?:(?: ?- ?| to | or |-to-|- to |-or-|- or )(?:\d{{1,3}}|{any_of('number')}))",
    "day": r"\d{1,2}(?:st|nd|rd|th|(?<=[23])d)?",
    "year": rf"\d{{1,4}}(?:{BC}| ad| a\.d\.)|\d{{2,4}} ce|(?:ad|a\.d\.) \d{{1,4}}|\d{{4}}|'\d\d|"
    "(?:this|last|next|that|the same|the following|the previous) year",
    "phase": rf"(?:the )?(?:very )?(?:{any_of('phase')})(?: in| on)?(?: the)?[ -]|end-",
    "approx": rf"(?:{any_of('approx')}) ",
    "span": r"day|week|month|quarter|year|decade|century|weekend",
    "hour": r"[01]?\d|2[0-3]",
    "oclock": rf"\d\d?|{any_of('hour_word')}",
    "zone": r"(?: (?:gmt|utc|[ecmp][sd]?t|bst|cest|cet|(?:local|eastern|central|mountain|pacific)(?: daylight)? time)|"
    r" ?(?:z|zulu|h|hrs|hours)(?: local time)?)",
}

# A date ends where no word or figure goes on, save a time that a page has run on to it: "March 3, 20199:15 AM".
END = r"(?:(?![\w%]|[.,]\d)|(?<=, \d{4})(?=[012]?\d:\d\d ?[ap]m))"

# Of the rules that match at one place the longest match wins, then the upper rule.
# fmt: off
RULES = [
    # dates of the calendar
    (r"(?P<y>\d{4})[-/.](?P<m>\d\d)[-/.](?P<d>\d\d)(?P<clock>[t ]\d\d:\d\d(?::\d\d)?z?)?", r.iso),
    (r"(?P<a>\d{1,2})(?:[/.](?P<b>\d{1,2})[/.](?P<y>\d{2,4})|-(?P<b2>\d{1,2})-(?P<y2>\d{4}))", r.numeric),
    (r"<named>", r.named),
    (r"(?:september|sept?\.?) 11(?:th)?|11(?:th)? (?:september|sept?\.?)", r.september_11),
    (rf"<phase>?(?:the )?<day>(?: of)? <month>(?:{Y})?", r.calendar_day),
    (rf"<phase>?<month> (?:the )?<day>(?:{Y})?", r.calendar_day),
    (r"(?:the )?<day>(?=(?:, (?:the )?\d{1,2}(?:st|nd|rd|th|d)?){0,3}(?:-|/| - | to |,? and | or )(?:the )?"
     r"\d{1,2}(?:st|nd|rd|th|d)?(?: of)? <month>(?!\w)(?:,? <year>)?)", r.calendar_day),
    (r"(?:(?<=\d-)|(?<=\d\x20-\x20)|(?<=\x20and\x20)|(?<=\x20to\x20))<day>(?!-\d)(?:,? <year>)?|"
     r"(?<=\d,\x20)<day>(?=,? and \d{1,2}\b(?!,\d))", r.second_day),
    (rf"<phase>?<month>{Y}", r.calendar_day),
    (r"<phase>?<month>", r.bare_month),
    (r"<phase>?(?:the year )?<year>", r.bare_year),
    (r"fiscal (?:year )?<year>", r.bare_year),
    (r"(?:the )?<ordinal> of <month>(?:,? <year>)?|<month> (?:the )?<ordinal>(?=[,.;:)\n]|$)(?:,? <year>)?",
     r.calendar_day),
    (r"the year of our lord <year>", r.bare_year),
    (r"the <day>(?<=[a-z])", r.bare_day),
    (r"(?:<weekday>|<weekday_short>),? (?:the )?<day>", r.weekday_and_day),
    (r"(?:<phase>?(?:the )?(?:<season>|<month>)(?: of)? |(?P<named>the year ))?(?P<y>\d{3})", r.year_of_the_story),
    (rf"<phase>?(?P<y>\d{{1,4}})(?=(?:-| - | to | and )\d{{1,4}}{BC})", r.first_year),
    (r"(?:(?<=\d{4}-)|(?<=\d{4}/))(?P<y>\d\d?)", r.second_year),
    (r"(?P<y>\d{4})-(?:(?P<m>0[1-9]|1[0-2])|w(?P<week>\d\d)(?:-(?P<d>[1-7]))?)", r.iso_month),
    (rf"<phase>?(?:(?P<which>last|next|this|this past|this coming) )?<holiday>(?:{Y}| (?P<weekend>weekend))?",
     named_day),
    (r"<day>(?:-|/|\.|\. | )?<month>[-/., ]?(?P<y>\d{4})", r.month_in_letters),
    (r"<day>[-/.]<month>[-/.](?P<y>\d{2}|\d{4})|<month>[-/]<day>[-/](?P<y2>\d{4})|(?P<y22>\d{4})[-/.]<month>[-/.]<day>",
     r.month_in_letters),
    (rf"<weekday_short>\.?,? (?:<day> <month>|<month> <day>)(?:{Y})?", r.calendar_day),
    (r"fy ?'?(?P<y>\d{4}|\d\d)|(?:the )?(?:financial|tax|school|academic|calendar) year (?P<y2>\d{4})", r.fiscal_year),
    (r"'(?P<yy>\d\d)", r.short_year),
    (r"(?:the )?<day> (?:(?P<which>inst(?:ant)?|ult(?:im)?o?|prox(?:imo)?)\b\.?|"
     r"of (?P<which2>this|last|next|that|the (?:same|next|following|previous)) month)", r.of_this_month),
    (rf"(?:the )?(?P<which><ordinal>|\d(?:st|nd|rd|th)) (?:<weekday>|(?P<weekday2>weekend)) {WITHIN}", counted_weekday),
    (rf"(?:the )?(?:very )?(?P<which><ordinal>|\d{{1,2}}(?:st|nd|rd|th)) (?:full )?(?P<span>day|week|month) {WITHIN}",
     counted_unit),
    (r"(?:the )?(?:week(?P<end>end)? (?:of|beginning|starting|commencing|ending|ended)|w/[ce]) "
     rf"(?:<month> <day>|(?:\d{{1,2}}(?:-|/| and | - ))?<day> <month>)(?:{Y})?",
     r.week_of),
    (r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?P<zone>z)(?: <month> (?P<y>\d{2}|\d{4}))?", r.date_time_group),
    # periods
    (r"<phase>?(?:the )?<season>(?: months)?(?:(?: of)? <year>)?", r.season),
    (r"(?:the )?<season>s of <year>", r.season),
    (rf"<phase>?(?:the )?(?:(?P<years>\d{{2,4}})'?s(?P<era>{BC})?|'(?P<years2>\d0)s)", r.decade),
    (r"<phase>?(?:the )?(?:(?P<hundreds>(?:seven|eigh|nine)teen)[ -])?<decade_word>", r.decade_in_words),
    (r"<phase>?(?:(?:the )?<ordinal> (?:quarter|third) of )?"
     rf"(?:the )?(?P<which>\d{{1,2}}(?:st|nd|rd|th)|<ordinal>)(?:[ -]centur(?:y|ies)(?:(?P<era>{BC})| ad| ce)?|"
     r"(?=(?:-|-? (?:-|to|and|or) )(?:the |early |late )?(?:\d{1,2}(?:st|nd|rd|th)|<ordinal>)[ -]centur(?:y|ies)"
     rf"(?P<era2>{BC})?))", r.century),
    (r"(?:the )?<ordinal>(?= (?:and|or|to) (?:the )?<ordinal> (?P<what>quarter|half)s?\b"
     r"(?:(?:,? | of | in )(?:fiscal )?<year>)?)", r.quarter),
    (r"(?:the |(?P<year2>(?:this|last|next) year)'s )?(?:fiscal )?<ordinal>[ -](?:fiscal )?"
     r"(?P<what>quarters?|half(?![ -](?:an |hour|day|dozen|century|mile|of (?:the )?(?:<month>|<season>|<ordinal>|"
     r"\d{1,4}(?:'?s|th)))))(?:(?:,? | of | in )(?:fiscal )?<year>)?", r.quarter),
    (r"(?:(?P<q>q|h)(?P<ordinal>[1-4])|(?P<ordinal2>[1-4])(?P<q2>q))(?P<what>)(?:,?(?: of)? (?:fiscal |fy ?)?<year>|"
     r"(?=(?:-|/| - | to | and )[qh][1-4],?(?: of)? <year>))?", r.quarter),
    (r"(?:the )?<month> quarter(?!-| (?:sessions?|finals?|days?)\b)(?: of)?(?: <year>)?", r.quarter_of_month),
    (r"(?:the |a )?(?:year-ago|year-earlier|prior[ -]year|previous[ -]year) (?:period|quarter|month)", r.same_period),
    (r"(?:the )?(?:same|comparable|corresponding) (?:period|quarter|month|time|day|week) "
     r"(?:(?:of |in )?<year>|a year (?:ago|earlier))", r.same_period),
    # seen from the document's date, or from the date just told
    (r"<phase>?<near>", r.near_day),
    (r"<phase>?(?:(?P<which>last|next|this coming|this past|this|the coming|the following|the previous) )?<weekday>"
     r"(?:(?: of)? (?P<tail>last|this|next) week)?", r.weekday),
    (r"the <weekday> (?P<which>before|after|following)(?=[,.;:)\n]|$)|"
     r"(?:the )?<weekday> (?P<which2>(?P<twice>after )next)", r.weekday),
    (r"the (?:<month>|<season>) (?P<which>before|after)(?=[,.;:)\n]|$)", r.this_month),
    (r"the <part> (?P<which>before|after)(?=[,.;:)\n]|$)", r.this_part),
    (r"<weekday>(?P<which>) (?P<tail>week|fortnight)(?=[,.;:)\n]|$| (?:at|in|and|when|for|with)\b)", r.weekday),
    (r"<weekday> (?P<which>last|next)(?=[,.;:)\n]|$| (?:at|in|on|by|when|and|was|were|will|he|she|they|the)\b)",
     r.weekday),
    (r"<phase>?(?P<which>(?:the (?:very )?)?(?:current|last|next|coming|following|previous|preceding|same)|this past|"
     r"this|that|that same) (?:fiscal |calendar |financial )?<span>", r.this_unit),
    (r"the <span> (?P<which>before|after|following|earlier|previous|prior)(?=(?: that)?(?:[.,;:)\n]|$)|"
     r" that (?:he|she|it|they|we|i|there)\b)|"
     r"the <span> (?P<which2>(?P<twice>before last|after next))"
     r"(?=[,.;:)\n]|$| (?:at|in|on|by|when|and|was|were|will|he|she|they|the)\b)", r.this_unit),
    (r"the end of the day|(?P<sure>this day and age|(?<=back\x20in\x20)the day(?! of))", r.idiom),
    (r"<phase>?the (?:fiscal |financial )?<span>", r.the_unit),
    (r"(?:the )?(?P<full>entire|whole|full) (?:fiscal )?<span>"
     r"(?=[.,;:)\n]|$| (?:and|as|was|is|to|in|it|he|she|we|they|the) )", r.the_unit),
    (r"(?:the )?latest quarter", r.latest),
    (r"(?P<sure>(?:man|woman|<award>) of the (?:day|week|month|year|decade|century))", r.idiom),
    (r"(?:the )?(?P<span>week|month|quarter|year)(?P<phase>-|'s )end", r.the_unit),
    (r"(?:the )?(?P<phase>end of )<span>", r.the_unit),
    (r"(?:(?<=by\x20)|(?<=at\x20))(?P<span>year)(?P<phase> )end", r.the_unit),
    (r"<phase>?(?P<which>(?:the )?(?:last|next|coming|following|previous|preceding|same)|this past|this|that same|that)"
     r" (?:<month>|<season>)", r.this_month),
    (r"(?:late |early |later |earlier )?(?P<which>this|that|(?:the|that) same|"
     r"the (?:next|following|previous)) <part>", r.this_part),
    (r"<n> <unit>s? (?:(?P<where>ago|from|on) )?(?:<near>|(?:on )?<weekday>|this <span>)", r.ago_on),
    (r"(?<=in\x20)<n> <unit>(?:s?'|'s|s) (?P<where>time)(?! (?:of|for)\b)", r.ago),
    (r"(?:<approx>?<n><upto>?(?P<half> and a half)? <unit>s?(?P<half2> and a half)?|<unit>s) "
     r"(?P<where>ago|earlier|later|from now|previously|afterwards?|(?:before|after|back)(?=[,.;:)\n]|$))",
     r.ago),
    (r"(?:the )?(?P<which>recent|coming) (?:hours|days|weeks|months|quarters|years|decades|centuries)", r.vague),
    (r"(?:the )?(?:hours|days|weeks?|months|quarters|years?|decades) (?P<which>ahead(?! of)|to come)", r.vague),
    (r"<vague>", r.vague),
    (r"(?<!up\x20to\x20)(?<=\x20to\x20)(?P<to_date>date)(?! (?:of|with|for|back|set|from|on))", r.vague),
    # lengths and repetitions
    (rf"(?:the )?{STRETCH} <n><upto>? <unit>s?", r.stretch),
    (rf"the <n><upto>? {STRETCH} <unit>s?", r.stretch),
    (r"the (?P<which>past|following|next|last|previous|preceding) <unit>s", r.stretch),
    (r"the (?P<which>past) <unit>|the (?P<which2>first|final) (?P<unit2>hour|week|month|decade)(?!-)|"
     r"the (?P<which22>last|next|coming) (?P<unit22>fortnight)", r.stretch),
    (r"(?:<approx><approx>?)?(?:the )?<n>(?:-plus|\+|-odd)?<upto>? (?:<stretched> )?<unit>s?(?: long)?(?!-?long)",
     r.duration),
    (r"<approx>?<n> <unit>s?(?: and)? (?P<more>\d{1,2}|<number>) (?P<less>month|week|day|hour|minute|second)s?"
     r"(?: (?P<where>ago|earlier|later|(?:before|after)(?=[,.;:)\n]|$)))?", r.compound),
    (r"(?<=between\x20)<n> and (?:\d{1,3}|<number>) <unit>s?", r.duration),
    (r"(?P<n>a|an|one) <unit> or (?:two|so|more|less)", r.duration),
    (rf"(?:the )?{STRETCH} <unit> (?:or (?:two|so)|(?P<half>and a half))", r.stretch),
    (r"<approx>?<n><upto>?-<unit>s?(?:-long)?", r.duration),
    (r"(?P<unit>decade|century|centurie)(?P<many>s?)-old", r.age_of_a_thing),
    (r"<approx>?<n>(?:[ -](?P<half>and[ -]a[ -](?:half|quarter))[ -]<unit>s?| <unit>s? (?P<half2>and a half))",
     r.duration),
    (r"<unit>-?long", r.duration),
    (r"(?P<unit>minute|hour|day|week|month|year|decade|centurie)s|(?:(?<=\x20in\x20)|(?<=within\x20))(?P<unit2>second)s",
     r.duration),
    (r"(?:(?:once|twice|(?:\d{1,3}|<hour_word>) times) )?(?:every|each|per) "
     r"(?:(?P<n>other|single|<ordinal>|<number>|\d{1,3}(?:\.\d)?)<upto>? )?<unit>s?(?: of the <span>)?", r.times),
    (r"(?:once|twice|(?:\d{1,3}|<number>)<upto>? times) (?:an? <unit>|<set>)", r.times),
    (r"(?:every|each) (?:(?:other|single|second|third|fourth) )?"
     r"(?:<weekday>(?: <part>)?|<part>|<month>|<season>)|per <part>", r.times),
    (r"(?:every|each) <holiday>", every_named_day),
    (r"(?P<n>a) night", r.a_night),
    (r"<weekday> <part>s", r.times),
    (r"<weekday>s", r.times),
    (r"<set>", r.adverb),
    # times of day
    (r"<hour>(?::(?P<minute>\d\d))?(?=(?: ?- ?| to | and | or )(?P<second_hour>\d\d?)(?:[:.]\d\d)? ?"
     r"(?P<half>[ap]\.?m))", r.clock),
    (rf"<oclock>(?: ?o'clock{IN_THE_PART}|(?P<part2> in the (?:morning|forenoon|afternoon|evening)| at night))",
     r.oclock),
    (rf"(?:(?P<how>half|five|ten|twenty|twenty-five)[ -](?P<way>past)|(?:a )?(?P<how2>quarter)[ -](?P<way2>past|to)|"
     rf"(?<=at\x20)(?P<how22>ten|twenty|twenty-five) (?P<way22>to)(?! one\b)) "
     rf"<oclock>(?: o'clock)?{IN_THE_PART}", r.half_past),
    (r"<hour>(?:[:.]?(?P<minute>\d\d))? ?(?P<half>[ap]m|[ap]\.m\.?)<zone>?", r.clock),
    (r"(?<=at\x20)<hour>\.?(?P<minute>\d\d)", r.clock_to_come),
    (r"<hour>(?::(?P<minute>\d\d)(?P<second>:\d\d)?<zone>?|\.(?P<minute2>\d\d)<zone>)", r.clock),
    (r"<hour>(?P<minute>\d\d)(?=(?: ?- ?| to | and )[012]\d[0-5]\d<zone>)", r.clock),
    (r"<hour>(?:(?P<minute>\d\d)<zone>|(?P<zone2>h)(?P<minute2>\d\d))|(?P<hour2>0\d)(?P<minute22>\d\d)", r.clock),
    (r"(?:12(?::00)? )?(?P<noon>noon|midnight|midday)", r.noon),
    (r"overnight", r.overnight),
    (r"(?:the )?<title>|today\W{0,2} (?:show|programme|program|host|co-host|anchor)|"
     r"(?:sunday|saturday|evening|morning) <paper>", r.title),
    (r"<weekday> <part>", r.title),
    (r"(?:the |late |early |mid[ -])?<part>", r.part_of_day),
]
# fmt: on


def date_rows(source, narrative=False):
    """The dates of a source: tuples (start, end, text, type, value, basis, note), see tables.find_dates."""
    paragraphs = [(start, end, role) for start, end, *_, role in paragraph_rows(source)]
    text = _level(source.text, paragraphs)
    places = list(_compile(tuple(RULES))(text))
    late = {}
    if source.earliest != source.latest and not narrative:
        late = {row[:2]: row[3] for row in _find(places, _state(source, text, paragraphs, source.latest, narrative))}
    rows, state = [], _state(source, text, paragraphs, source.earliest, narrative)
    for start, end, kind, value, basis in _find(places, state):
        other = late.get((start, end), value)
        note = say("dates.if_published", value=other, day=source.latest) if other != value else ""
        rows.append((start, end, clean(source.text[start:end]), kind, value, basis, note))
    return rows


def _state(source, text, paragraphs, published, narrative):
    """What the rules know of the text, and what has been told so far."""
    return SimpleNamespace(
        text=text,
        raw=source.text,
        published=published,
        narrative=narrative or published is None,
        outside=source.published_basis == "outside",
        order=source.date_order,
        last=(None, None, None),
        story=None,
        leapt=0,
        told_at=0,
        day=None,
        day_at=0,
        quarter=None,
        just=None,
        half="",
        half_at=0,
        people=people(source.text),
        stamps=[(start, end) for start, end, role in paragraphs if role in STAMPS],
    )


def _find(places, state):
    """The rows of the expressions that start at the places: (start, end, type, value, basis)."""
    found, position = [], 0
    for start, rules in places:
        if start < position:
            continue
        matches = [(match, resolve) for matching, resolve in rules if (match := matching(state.text, start))]
        # Sorting keeps the order of the rules where matches are of one length.
        for match, resolve in sorted(matches, key=lambda row: -row[0].end()):
            state.start, state.end = start, end = match.span()
            answer = resolve(named_parts(match), state) if _capitals(match[0], state.raw[start:end]) else None
            if answer and resolve not in (named_day, every_named_day) and is_name(state):
                answer = r.IMPOSSIBLE
            if answer:
                found.append((start, end, *answer))
                _remember(answer, state)
            if answer is not None:
                position = end
                break
    return _join(found, state)


_VALUE = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)|-(?P<season>SP|SU|FA|WI)|-(?P<quarter>[QH]\d))?(?:-(?P<day>\d\d))?(?!\d)"
).match
UNTIL = re.compile(r"\b(?:until|till) (?:early |late )?$").search
_WEEK = re.compile(r"(\d{4})-W(\d\d)").match
_APART = re.compile(
    rf"\b(?:that|same)\b(?! (?:same |{any_of('month')}|{any_of('season')}))|(?:earlier|previously|winter)$"
).search


def _remember(answer, state):
    """Keep what later expressions count from; not what leaves the story where it is ("since 1995")."""
    _, value, basis = answer
    if value[0] == "@" and value[2].isdigit():
        state.half, state.half_at = "p" if value[2:4] > "11" else "a", state.end
    told = _VALUE(value.replace("BC", "-"))
    if value[0] != "@":
        state.just = None
    if told:
        year, month, day = (int(told[part] or 0) for part in ("year", "month", "day"))
        if not (told["season"] or told["quarter"]):
            state.just = (state.end, (year, month, day), basis)
    back = state.text.endswith(("since ", "as of "), 0, state.start)
    onward = not back and state.narrative and not UNTIL(before(state)) and looks_ahead(state)
    if back or onward or _APART(state.text, state.start, state.end):
        return
    week = _WEEK(value)
    if week:
        thursday = date.fromisocalendar(int(week[1]), int(week[2]), 4)
        state.last = (thursday.year, thursday.month, thursday.day)
    elif told:
        state.last = (year, month or SEASON_MONTHS.get(told["season"]), day or None)
        state.story = _story(year, state)
        state.told_at = state.end
        if day and not _in_passing(state.start, state.end, state.text):
            state.day, state.day_at = state.last, state.end
        state.quarter = (year, told["quarter"]) if told["quarter"] else state.quarter


def _story(year, state):
    """The year that the months of a story go on with.

    A year far ahead, told behind a full stop in the paragraph, is a look ahead, unless the next year bears it out.
    """
    line = max(state.raw.rfind("\n", 0, state.start) + 1, state.start - 1000)
    inside = ". " in state.raw[line : state.start]
    leaps = state.story and year > state.story + 2 and inside and not abs(year - state.leapt) < 2
    state.leapt = year if leaps else 0
    return state.story if leaps else year


_NOUN = re.compile(rf" (?!(?:{any_of('function')})\b)[a-z]{{3}}")
_OWNED = re.compile(r"(?:\b(?:her|his|its|their|the|an?|my|our|your|this|that)|'s) $")


def _in_passing(start, end, text):
    """Whether a date only says which one: "her July 25 letter"."""
    owned = _OWNED.search(text, max(0, start - 8), start) or re.match("the (?!next |following )", text[start:end])
    return bool(owned and _NOUN.match(text, end))


# -- Text and rules made ready ----------------------------------------------------------------------------------------

_SAME_LENGTH = (
    {ord(c): " " for c in "\t\r\x0b\x0c\u00a0\u2007\u2009\u202f"}
    | {c: c + 32 for c in range(65, 91)}
    | {ord("’"): "'", ord("‘"): "'", ord("–"): "-", ord("‑"): "-", ord("−"): "-"}
)
_NAMES = re.compile(rf"\b(?:{any_of('month')}|{any_of('weekday')}|sun|christmas)s?\b")


def _level(text, paragraphs):
    """The text in lower case, line breaks within paragraphs as spaces; every character keeps its place.

    A page that was pasted parts its lines by no empty line: the break before a paragraph stays a break, save where a
    line of running text may have been broken by hand.
    """
    level = list(re.sub(r"\n(?! *\n)", " ", text.translate(_SAME_LENGTH)))
    last, above = 0, ""
    for start, end, role in paragraphs:
        at = text.rfind("\n", last, start)
        goes_on = role == "body" and (above == "body" or text[start : start + 4].isdigit())
        broken = goes_on or text[start].islower() or text[last - 1 : last] == ","
        if at >= 0 and not (broken and not ended(text[max(0, last - TAIL) : last])):
            level[at] = "\n"
        last, above = end, role
    return "".join(level)


def _capitals(text, raw):
    """Whether the names of months and days have their capital ("may" and "march" are other words), but not "3D"."""
    return all(raw[match.start()].isupper() for match in _NAMES.finditer(text)) and not raw.endswith(("2D", "3D"))


def _expand(pattern, named=True):
    seen = set()

    def part(match):
        name = match[1]
        while name in seen:
            name += "2"
        seen.add(name)
        return (f"(?P<{name}>" if named else "(?:") + PARTS[match[1]] + ")"

    pattern = re.sub(r"(?<!P)<(\w+)>", part, pattern)
    pattern = pattern if named else re.sub(r"\(\?P<\w+>", "(?:", pattern)
    # A space within brackets is one of several marks.
    return re.sub(r"\[[^]]*\]| \??", lambda m: {" ": " {1,4}", " ?": " {0,4}"}.get(m[0], m[0]), pattern)


_PIECE = re.compile(r"\(\?<?[=!:]|\(|\)|\||\\.|\[[^]]*\]| \{1,4\}|\{[^}]*\}|[a-z]+|.").findall


def _begins(pattern):
    """The words that a match of an expanded pattern may begin with, "0" for a figure: rather one too many."""
    first, past_a_space, groups = set(), False, [(False, False)]
    for piece in _PIECE(pattern):
        if piece[0] == "(":
            inside = past_a_space or piece[-1] in "=!"  # what is only looked at begins nothing
            groups.append((past_a_space, inside))
            past_a_space = inside
        elif piece == ")":
            past_a_space, _ = groups.pop()
        elif piece == "|":
            _, past_a_space = groups[-1]
        elif piece in (" {1,4}", "[ -]"):
            past_a_space = True
        elif not past_a_space and piece[0] != "{":
            first.add("0" if re.search(r"\\d|\d", piece) else piece)
    return first


@lru_cache(maxsize=8)
def _compile(rules):
    """A function that gives the places of a text where an expression may start, each with the rules that may fit there.

    No pattern repeats without bound, so that the time for a text is in proportion to its length.
    """
    plain = [_expand(pattern, named=False) for pattern, _ in rules]
    compiled = [(re.compile(rf"(?:{_expand(pattern)}){END}").match, resolve) for pattern, resolve in rules]
    begins = [_begins(pattern) for pattern in plain]
    beginning = frozenset().union(*begins)
    words = set(re.findall(r"[a-z]+", " ".join(plain)))
    # "The" begins nothing where a word follows that stands in no rule; "Tues" with its full stop does.
    needs_another = {word for word in words if not any(match(word) or match(f"{word}.") for match, _ in compiled)}
    free = re.compile(
        rf"(?<![\w$£€₹¥])(?<!\d[.,:])(?:(?<!\d/)|(?<=\d{{4}}/)(?=\d\d\b)|(?=\d\d? {{1,4}}(?:{any_of('month')})))"
    ).match
    run_on = re.compile(rf"(?<=[a-z])(?P<month>{any_of('month')}) \d{{1,2}}, \d{{4}}").search  # JANE ROEMarch 3, 2019

    @lru_cache(maxsize=20_000)
    def fitting(head):
        """Whether a word stands in the rules ("0" for a figure), and the rules that may begin with it."""
        figure = head[0] in "'0123456789"
        forms = {"0"} if figure else {head, head.rstrip("s0123456789").removesuffix("long")}
        known = "0" if figure else not forms.isdisjoint(words)
        begun = [] if forms.isdisjoint(beginning) else zip(compiled, begins)
        return known, [rule for rule, first in begun if not forms.isdisjoint(first)]

    def starts(text):
        heads = list(re.finditer(r"\w+|'\d", text))
        known = [fitting(match[0]) for match in heads]
        for match, (this, fits), (following, _) in zip(heads, known, [*known[1:], (False, [])]):
            start = match.start()
            if fits and (following or match[0] not in needs_another) and free(text, start):
                yield start, fits
            elif not this and following == "0" and (date := run_on(text, start, match.end() + 9)):
                yield date.start(), fitting(date["month"].rstrip("."))[1]

    return starts


# -- Neighbours brought together --------------------------------------------------------------------------------------

_WEEKDAY = re.compile(rf"(?:(?:early|late|last|next|this)(?: on)? )?(?:{any_of('weekday')})")
_DAY = re.compile(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)")
_DAY_OR_PART = re.compile(rf"({_DAY.pattern})(?:T[A-Z]{{2}})?")


def _join(found, state):
    """Bring together "Friday, March 22", then "9 a.m. Friday" and "Friday night", and give each time its day."""
    rows = _merged(_merged(found, _weekday_and_day, state.text), _day_and_time, state.text)
    settled = []
    for i, row in enumerate(rows):
        settled += _settle(row, settled[-8:], rows[i + 1 : i + 3], state)
    return settled


def _merged(rows, together, text):
    """The rows, neighbours that are one expression made one; `together` gives the row for two, or None."""
    merged = []
    for row in rows:
        both = merged and together(merged[-1], row, text)
        if both:
            merged.pop()
        merged.append(both or row)
    return merged


def _weekday_and_day(one, other, text):
    """ "Friday" and "March 22" as the row of "Friday, March 22"."""
    named = _WEEKDAY.fullmatch(text, one[0], one[1]) and text[one[1] : other[0]] in (" ", ", ", ", the ")
    day = named and re.fullmatch(r"\d{4}-\d\d-\d\d", other[3])
    figures = day and re.search(r"\d| of ", text[other[0] : other[1]])
    return (one[0], *other[1:]) if figures else None


def _day_and_time(one, other, text):
    """ "9 a.m." and "Friday", or "Friday" and "night", as one row."""
    gap = text[one[1] : other[0]]
    told = one[3][0] == "@" and other[2] != "SET" and _DAY_OR_PART.fullmatch(other[3])
    if told and gap in (" ", ", ", " of "):
        return one[0], other[1], "TIME", told[1] + one[3][1:], other[4]
    there = text.startswith("the", other[0])
    if other[3][0] == "@" and one[2] == "DATE" and _DAY.fullmatch(one[3]) and gap in (" ", ", ") and not there:
        return one[0], other[1], "TIME", one[3] + other[3][1:], one[4]
    return None


def _settle(row, earlier, later, state):
    """A row with its day where it is a time without one: of the date that follows at once, or told before it."""
    start, end, kind, value, basis = row
    if value[0] != "@":
        return [row]
    if value == "@TNI" and state.text.endswith("at ", 0, start):
        return [(start, end, kind, "XXXX-XX-XXTNI", "explicit")]
    if not basis:
        return []  # "21:14" with no date beside it may be a score, "morning" alone a greeting
    if value[2].isdigit() and state.text[start - 1 : start] in ("", "\n"):
        earlier = later = []  # the clock of a live report, of the document's day
    near = [row for row in later if row[0] - end < 20 and not re.search(r"[.;!?] | and ", state.text[end : row[0]])]
    told = [row for row in reversed(earlier) if row[2] in ("DATE", "TIME") and not row[3].endswith("_REF")]
    told = [row for row in told if state.text[row[0] : row[1]] != "overnight"]
    if value[2].isdigit() and not state.narrative:
        told = [row for row in told if _goes_on(row, row is told[0], start, state)]
    days = [row for row in [*near, *told] if _is_a_day(row, state)]
    if days:
        return [(start, end, kind, days[0][3][:10] + value[1:], "context")]
    if state.narrative:
        return [(start, end, kind, "XXXX-XX-XX" + value[1:], "context")]
    return [(start, end, kind, state.published.isoformat() + value[1:], document(state))]


def _is_a_day(row, state):
    passing = row[2] == "DATE" and _in_passing(*row[:2], state.text)
    return re.match(r"\d{4}-\d\d-\d\d", row[3]) and not passing


def _goes_on(told, last, start, state):
    """Whether a clock time of the news is of a day told before it: in its sentence, or last in its paragraph."""
    between = state.text[told[1] : start]
    over = last and told[3][:10] <= state.published.isoformat()
    return len(between) < 300 and "\n" not in between and (over or ". " not in between)


_compile(tuple(RULES))  # at import, so that the first text is read as fast as the second
