"""The vocabulary of the lessons: what `from helpers import …` can name.

The verbs stand in the modules beside this file: `cases` for what every lesson says, and one module for each lesson.
All other names are the library's, `tellings/`, which does the work. Nothing is imported before it is named.
"""

from importlib import import_module

from tellings import hand_on

_verb, _verbs = hand_on(__name__, cases="Case containing count fill inside load_case only without")
_name, _names = hand_on(
    "tellings",
    **{
        "case": "CaseError Source as_sources check_installation text_source",
        "reading": "clean paragraphs sentences words",
        "reading.show": "show table",
        "coding.recoding": "doubted stability",
        "coding.scoring": "match_spans precision_recall",
        "framing": "explain sentence_tone tone_table",
        "timeline.tables": "find_dates",
        "timeline.events": "compare_events dated_statements propose_events found_events times_in_sentences told_events",
        "corpus.resampling": "difference_by_source instruments tone_by_size years_named",
        "perspectives": "failures find_names find_speech headline_check perspective_card unbalanced_marks",
        "exercises.check": "check",
        "exercises.handin": "hand_in",
        "argument": "argument_page case_argument check_argument corroboration dependence grid_scores "
        "named_outlets shared_passages",
    },
)
__all__ = ["charts", *_verbs, *_names]


def __getattr__(name):
    if name == "charts":
        return import_module("tellings.charts")
    return _verb(name) if name in _verbs else _name(name)
