"""The argument: who can have drawn on whom, where texts agree and differ, and what may be claimed.

Its question: what do these texts, taken together, let us say? In: sources and their codings. Out: tables of passages,
of rows that agree or differ, of claims with their evidence. Lists: formulas, sourcing. Stands on: case,
reading, coding, framing, timeline, perspectives.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__,
    tables="check_argument",
    page="argument_page case_argument",
    grid="corroboration grid_scores",
    outlets="named_outlets",
    witnesses="common_speakers shared_passages with_sentences dependence",
)
