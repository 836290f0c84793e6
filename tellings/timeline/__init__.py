"""Timeline: what happened when, and which text says so.

Its question: which days and years does a text name, and what does each value rest on? In: a source with the date on its
card. Out: expressions of time with TIMEX3 values; statements and events with their place in time. Lists: calendar,
date_benchmarks. Stands on: case, reading, coding.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__,
    tables="find_dates",
    events="bounds compare_events dated_statements propose_events times_in_sentences told_events "
    "found_events proposal_scores",
)
