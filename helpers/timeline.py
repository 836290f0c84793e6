"""Timeline: what happened when, and how does each text know? The words of lesson 03."""

import re
from dataclasses import replace

from IPython.display import Markdown

from helpers.cases import say
from tellings.case.files import PROJECT, CaseError
from tellings.case.sources import as_sources, text_source
from tellings.case.tables import read_table
from tellings.reading.tables import paragraphs
from tellings.timeline import dates as finder
from tellings.timeline.events import compare_events, times_in_sentences
from tellings.timeline.tables import find_dates

VALUE = re.compile(r"[PX\d][A-Z\d:.-]*|(?:PAST|PRESENT|FUTURE)_REF")  # in the manner of TIMEX3
WRONG = (LookupError, TypeError, ValueError, AttributeError)  # what a meaning raises that lacks a part of its pattern


def excerpt(source, opening):
    """The paragraph of a text that opens with these words, as a text of its own with the same date of publication."""
    for row in paragraphs(source).itertuples():
        if row.text.startswith(opening):
            return text_source(row.text, source.id, source.published)
    raise CaseError(say("timeline.no_paragraph", source=source.id, opening=opening))


def as_if_published(sources, when):
    """The same texts as if they had been published at another time; None: as if nobody knew when."""
    return [replace(source, published=when and str(when)) for source in as_sources(sources)]


def rules():
    """The finder's rules: for each its pattern, and the name of the function that says what the words mean."""
    return [(pattern, meaning.__name__) for pattern, meaning in finder.RULES]


def with_rule(sources, pattern, meaning):
    """The dates of the texts if the finder had one more rule; the finder keeps its own rules as they are.

    In: texts; a pattern in lower case; what its words mean: a value such as "2001-09-11", or the name of a function
    in rules(). Out: as find_dates. Errors: CaseError where the rule cannot be read, does not work, or finds nothing.
    """
    before = find_dates(sources)
    finder.RULES.append((pattern, _meaning(meaning)))
    try:
        found = find_dates(sources)
    except re.error as fault:
        raise CaseError(say("timeline.broken_pattern", pattern=pattern, reason=fault)) from None
    except WRONG as fault:
        raise CaseError(_why(pattern, meaning, fault)) from None
    finally:
        finder.RULES.pop()
    if found.equals(before):
        raise CaseError(say("timeline.nothing_new", pattern=pattern))
    return found


def benchmarks():
    """How finders of dates do on texts in which people have marked every expression of time, and who measured it."""
    return read_table(PROJECT / "tellings" / "timeline" / "date_benchmarks.csv").astype(str)


def windows(case):
    """Between which days each article was written, by what its text says, the other texts say, and the world knows."""
    return case.table("date_windows")


def dated_by_sentence(told, stated):
    """The events text beside text, each with the dates that stand in a sentence which tells it."""
    return compare_events(told, times_in_sentences(told, stated))


def dated_by_reading(told, case):
    """The events text beside text, each with the words by which a reader found the text to date it."""
    return compare_events(told, case.table("event_times"))


def by_text(rows):
    """How many of the rows each text has, as Markdown: 13 in `lbc`, 26 in `pism`."""
    counts = rows.source.value_counts(sort=False)
    return Markdown(", ".join(say("timeline.in_text", count=count, source=source) for source, count in counts.items()))


def numbers(dates, missed, told, compared):
    """The numbers of what was found: of dates, of those that need the day of publication, of events told, compared."""
    complete = dates[dates.basis == "explicit"]
    by_all = compared[compared.told_by == told.source.nunique()]
    agree, may_differ = (sum(compared.verdict == verdict) for verdict in ("agree", "may differ"))
    return {
        "dates": len(dates),
        "complete": len(complete),
        "durations": sum(complete.type == "DURATION"),
        "missed": len(missed),
        "events": told.event.nunique(),
        "tellings": len(told),
        "own": sum(told.basis == "explicit"),
        "shared": sum(compared.told_by > 1),
        "by_all": len(by_all),
        "label": "; ".join(by_all.label),
        "agree": agree,
        "may_differ": may_differ,
        "compared": agree + may_differ,
    }


def _meaning(meaning):
    """The function of this name among those of the rules; for a value, a function that gives just that."""
    known = {function.__name__: function for _, function in finder.RULES}
    if meaning in known:
        return known[meaning]
    if not VALUE.fullmatch(meaning):
        raise CaseError(say("timeline.no_meaning", meaning=meaning))
    kind = "DURATION" if meaning.startswith("P") and "_" not in meaning else "DATE"
    return lambda found, state: (kind, meaning, "explicit")


def _why(pattern, meaning, fault):
    """Why a rule does not work: a list that is none, or parts that the function asks for and the pattern lacks."""
    lists = {name for name in re.findall(r"(?<!P)<(\w+)>", pattern) if name.rstrip("2") not in finder.PARTS}
    if lists:
        return say("timeline.no_list", name=min(lists), known=", ".join(sorted(finder.PARTS)))
    like = next(known for known, function in finder.RULES if function.__name__ == meaning)
    return say("timeline.part_lacking", pattern=pattern, meaning=meaning, reason=fault, like=like)
