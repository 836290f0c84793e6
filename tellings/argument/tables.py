"""The table of an argument's claims."""

import pandas as pd

from tellings.argument.claims import claim_rows
from tellings.reading.tables import sentences


def check_argument(text, case):
    """Whether each claim of an argued comparison has evidence, and whether its quotations stand where it says.

    A claim is a sentence; headings are none. It cites sentences in brackets, [lbc-17], [lbc-17, pism-03] or
    [lbc-17 to lbc-19], in it or behind its full stop; what no text says is marked (outside: where it is known from).
    Words between quotation marks must stand in one cited sentence, or run through cited sentences that follow one
    another in one article; marks, capitals, … and words in square brackets apart. Whether an argument is good, and
    whether a sentence bears a claim out, no program can say.
    In: Markdown, a case. Out: a row per claim: claim (its number), text, citations (the ids, with commas), problem: ""
    or no evidence, no such sentence, words not in the sentence, outside knowledge without a source (several with "; ").
    Errors: TypeError for what is no text; CaseError for one of more than 200,000 characters.
    """
    told = sentences(case)[["source", "sentence", "text", "item", "role"]].itertuples(index=False, name=None)
    return pd.DataFrame(claim_rows(text, list(told)), columns=["claim", "text", "citations", "problem"])
