"""Whether the clause around a date looks ahead or back, and the year that a month or day without one gets from it."""

import re

from tellings.timeline.calendar import WORDS, after, any_of, before, document, follows, named_parts, year_of

SENTENCE_END = re.compile(
    r"[.;!?](?<![ap]\.m\.)(?<!\b[a-z]\.)(?<!\b(?:mr|dr|st)\.)(?<!\b(?:mrs|gen|sen|rep)\.)"
    r"(?<!\b(?:jan|feb|aug|oct|nov|dec)\.)[\"')”]? |\n"
)
NO_NOUN = r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\banother )(?<!\brate )(?<!\btax )"
PAST = rf"(?<!-){NO_NOUN}(?:{any_of('behind')}|(?!(?:{any_of('no_verb')})\b)\w{{2,20}}ed)\b"
A_NOUN = r"(?<!\bthe )(?<!\ba )(?<!\bhis )(?<!\bher )(?<!\bfree )(?<!'s )(?<!\bof )(?<!\bin )"
VERB = re.compile(
    rf"\b(?:(?P<ahead>(?:{A_NOUN}(?:{any_of('ahead')}|may(?! \d))\b|(?<=')ll\b)"
    rf"(?! (?!(?:have|be|put|set|cut|hit|let|shut)\b){PAST})"
    r"(?: not| also)?(?: to)?(?: be(?: \w{2,20})?| (?!will\b)[a-z]{2,20}\b(?<!ed))?|"
    r"(?:until|till|starting|beginning|effective|ahead of|later than) (?:on |in |from )?(?:the )?$|"
    r"(?:is|are) (?:(?:(?:in|on) )?(?:the )?$|valid (?!since)|in (?:force|effect|place) (?!since))|"
    rf"(?:{any_of('ahead_noun')}) (?:is |of |on |for |in |to ){{0,2}}(?:the )?$)|"
    rf"(?P<to>to (?:\w{{2,12}}ly )?(?:{any_of('infinitive')})\b)|"
    rf"(?P<behind>{PAST}))"
)
# A line that begins with a capital or a figure is one of its own on a pasted page; a broken line mostly goes on small.
LINE = re.compile(r"\n\s*(?=[A-Z0-9“\"'‘])")
REPORTS = set(WORDS["reports"])
DUE = re.compile(rf"(?:'s)? (?:\w{{3,12}} )?(?:{any_of('due')})\b")
DUE_BEFORE = re.compile(rf"\b(?:{any_of('due_before')}) (?:in|of|this|next|on|for) (?:early |late )?$")
DELIVERY = re.compile(r" (?:delivery|settlement|futures|contracts?)\b")
MONTH_OR_DAY = (
    rf"(?:(?:{any_of('month')})(?: \d{{1,2}}(?:st|nd|rd|th)?)?|\d{{1,2}}(?:st|nd|rd|th)? (?:{any_of('month')}))"
)
JOINED = r"(?:-|/| - | to | and | or |, | until | till | through |, and )(?:(?:early|late|mid|the)[ -]){0,2}"
SAME_YEAR = re.compile(
    rf"(?:{JOINED}{MONTH_OR_DAY}){{0,2}}{JOINED}"
    rf"(?:(?P<month>{any_of('month')})(?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{any_of('month')})|(?P<day22>\d{{1,2}})(?=,))"
    r"(?:,? |,? of )(?P<year>\d{4})\b"
)
SETTLED = re.compile("|".join(word for word, way in WORDS["ahead"].items() if way == "settled"))
BACK_IN = re.compile(r"\bback (?:in|on) $")
NOT_UNTIL = re.compile(r"(?:\b(?:not|never|no)|n't)\b.* (?:until|till) (?:on |in )?(?:the )?$")
BY = re.compile(r"\b(?:by|no later than) (?:cob |close of business )?$")
RANGE = re.compile(r"(?:-|/| - | to | until | till | through )(?:(?:early|late|mid|the|end of)[ -]){0,2}")
GOES_ON = re.compile(r"[^.;!?\n]{0,120}(?:\. [^.;!?\n]{0,60})?")
LIST = re.compile(r"(?:,| and| or|, and)? ?(?:from |between |in |during |on )?")


def _verbs(part, at, state):
    """The verbs of a part of the text that begins at `at`; "Plan" and "Will" within a sentence are names."""
    for verb in VERB.finditer(part):
        if not state.raw[at + verb.start()].isupper() or not part[: verb.start()].strip(" “\"'"):
            yield verb


def _way(verbs):
    """Where the last of some verbs looks; "to win" as the verb before it does, and ahead where none is."""
    *others, verb = verbs
    if not verb["to"]:
        return "ahead" if verb["ahead"] else "behind"
    past = others and others[-1]["behind"] and others[-1]["behind"] not in REPORTS
    return "behind" if past else "ahead"


def _tells_of(verb, clause, state):
    """Whether a verb of saying stands before a clause that has its own tense: "said the Tuesday game would go on"."""
    if verb["behind"] not in REPORTS:
        return False
    return " that " in clause[verb.end() :] or state.text.startswith("the ", state.start) or waits(state)


def _clause(state):
    """What stands of the clause before the expression, and after it."""
    left = LINE.split(state.raw[max(0, state.start - 150) : state.start])[-1]
    right = LINE.split(state.raw[state.end : state.end + 100])[0]
    return SENTENCE_END.split(before(state, len(left)))[-1], SENTENCE_END.split(after(state, len(right)))[0]


def tense(state):
    """ "ahead" or "behind" by the last verb of the clause before the expression, else the first after it; or ""."""
    clause, rest = _clause(state)
    if BACK_IN.search(clause):
        return "behind"
    verbs = [*_verbs(clause, state.start - len(clause), state)]
    if NOT_UNTIL.search(clause):
        verbs = verbs[:-1] or verbs
    if verbs and not _tells_of(verbs[-1], clause, state):
        return _way(verbs)
    later = next(_verbs(rest, state.end, state), None)
    if later and not (waits(state) and later["behind"] in REPORTS):
        return "behind" if SETTLED.match(later[0]) else _way([later])  # "On Monday they agreed to go"
    return "behind" if verbs and not waits(state) else "ahead" if not verbs and BY.search(clause) else ""


def looks_ahead(state):
    return tense(state) == "ahead"


def waits(state):
    """Whether a month without a verb is that of an election to come: "the November election"."""
    return bool(DUE.match(after(state, 40)) or DUE_BEFORE.search(before(state, 40)))


def told_year(words, month, day, state):
    """The year and its basis of a month or day (0: a month alone): the one told with it, or a guess."""
    return year_of(words, state) if words else guess_year(month, day, state)


def guess_year(month, day, state):
    """The year of a month or day told without it: that of a neighbour, the story's, or the nearest by the tense."""
    shared = _shared_year(month, day, state)
    if shared:
        return shared, "context"
    if state.narrative:
        return state.story, "context"
    now = state.published
    to_come = state.day and state.start - state.day_at < 300 and state.day > (now.year, now.month, now.day)
    if to_come and not tense(state):
        return state.day[0] + round((state.day[1] - month) / 12), document(state)  # a list of days to come
    months_ahead = month - now.month + ((day - now.day) / 30 if day else 0)
    limit = 3 if day else 0.5
    way = "ahead" if DELIVERY.match(after(state)) else tense(state)
    if months_ahead > limit and way != "ahead" and (way or day or not waits(state)):
        return now.year - 1, document(state)
    soon = day and months_ahead < -9 and way != "behind"  # "Jan. 5", told on 20 December
    if (soon or months_ahead < -limit and way == "ahead") and not follows(state, "look_back"):
        return now.year + 1, document(state)
    return now.year, document(state)


def _shared_year(month, day, state):
    """The year told behind the last month of a list, or with the first of a range; a range may cross the year."""
    shared = SAME_YEAR.match(after(state, 70))
    if shared:
        last = named_parts(shared)
        its_month, its_day = int(WORDS["month"].get(last["month"], 0)), int(last["day"] or 0)
        crosses = its_month and (month, day) > (its_month, its_day)
        return int(last["year"]) - bool(crosses)
    if not state.just:
        return None
    place, (year, its_month, its_day), basis = state.just
    gap = state.text[place : state.start]
    onward = basis != document(state) and (month, day) > (its_month, its_day) and GOES_ON.fullmatch(gap)
    if onward and (day and its_day and tense(state) == "behind" or state.narrative and ". " not in gap):
        return year
    if len(gap) > 20:
        return None
    if its_month and RANGE.fullmatch(gap):
        return year + ((month, day) < (its_month, its_day))
    if basis == "explicit" and LIST.fullmatch(gap) and (not its_month or month > its_month):
        return year
    return None
