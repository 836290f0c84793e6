"""The corroboration grid: claims and events in rows, texts in columns, each cell a text's own words or "silent"."""

import re
from collections import defaultdict
from itertools import combinations, product

import pandas as pd

from tellings.argument.witnesses import common_speakers, shared_passages, with_sentences
from tellings.argument.wording import say
from tellings.case.files import CaseError
from tellings.perspectives.claims import claim_pairs
from tellings.perspectives.tables import compare_numbers
from tellings.reading.spans import begin_inside
from tellings.reading.tables import sentences
from tellings.timeline.events import compare_events, propose_events, told_events
from tellings.timeline.tables import find_dates

SILENT = "silent"
TELLING = 4  # words from which a claim says by itself what it is about
VERDICTS = ["differs in a number", "differs", "can't be compared", "one man twice", "agrees"]
COLUMNS = ["row", "kind", "what", "verdict", "basis", "note"]
_OF_EVENTS = {
    "agree": "agrees",
    "differ": "differs",
    "may differ": "can't be compared",
    "one date": "can't be compared",
    "no date": "can't be compared",
}
_ON_CONDITION = re.compile(r"internal:\s*(if [^;]*)")  # "internal:if the agreement is the same"
_OF_NUMBERS = {"differs": "differs in a number", "may agree": "agrees", "agrees": "agrees"}


def corroboration(case):
    """What the texts of a case say of the same thing, side by side: who agrees, who differs, who is silent.

    With a coding (gold/claims.csv, gold/events.csv and event_times.csv) the rows are those that the coding joins, basis
    coded; without one the program proposes rows, basis proposed, for the reader to strike out and mend: numbers
    of one thing, sentences alike with no date or number against it, passages that two texts share, speakers whom two
    texts let speak. How often its rows are right, grid_scores says.
    In: a case. Out: row (g01 …), kind (number, claim, event, speech), what, verdict (agrees, differs, differs in a
    number, can't be compared, one man twice), basis, note, and a column per text: its own words, each sentence with
    its id in brackets, or "silent". Numbers that differ come first. To be edited, write it with write_table.
    """
    return as_table(case, grid_rows(case))


def grid_rows(case):
    """The rows of the grid in their order: (row, kind, what, verdict, basis, note, source -> ids of its sentences)."""
    try:
        found = [*_coded_claims(case), *_coded_events(case)]
    except CaseError:
        found = proposed_rows(case)
    found = sorted(found, key=lambda row: (VERDICTS.index(row[2]), -len(row[5])))
    return [(f"g{number:02d}", *row) for number, row in enumerate((row for row in found if len(row[5]) > 1), 1)]


def as_table(case, rows):
    """The grid as corroboration gives it. In: what grid_rows gives."""
    words = sentences(case).set_index("sentence").text
    told = [
        [" ".join(f"{words[name]} [{name}]" for name in cells.get(source, ())) or SILENT for source in case]
        for *_, cells in rows
    ]
    return pd.DataFrame([[*row[:-1], *texts] for row, texts in zip(rows, told)], columns=[*COLUMNS, *case])


def proposed_rows(case):
    """The rows that the program proposes: (kind, what, verdict, basis, note, source -> ids of sentences)."""
    passages = shared_passages(case)
    numbers = list(_numbers(case, passages))
    return [*numbers, *_events(case, numbers), *_quoted(case, passages), *_speakers(case)]


def grid_scores(case):
    """How far the proposed rows agree with the coding of a case: pairs of sentences of two texts that tell one thing.

    In: a case with a coding. Out: pairs (proposed), right (of them, since a coded row has both), rows (coded, of two
    texts or more), found (coded rows of which a pair is proposed). Rows of speakers are left out: they join all that
    one man says. Errors: CaseError where the case has no coding.
    """
    coded = [set().union(*row[5].values()) for row in (*_coded_claims(case), *_coded_events(case))]
    pairs = set()
    for kind, *_, cells in proposed_rows(case):
        if kind != "speech":
            pairs |= {frozenset(pair) for two in combinations(cells.values(), 2) for pair in product(*two)}
    right = [pair for pair in pairs if any(pair <= row for row in coded)]
    found = [row for row in coded if any(pair <= row for pair in right)]
    return {"pairs": len(pairs), "right": len(right), "rows": len(coded), "found": len(found)}


# -- Rows that a coding has joined


def _coded_claims(case):
    """Claims of different texts that agree or conflict by the coding; what one says of another hangs together."""
    pairs = claim_pairs(case)
    group_of = {}
    for row in pairs.itertuples(index=False):
        one, other = row.claim, row[6]
        joined = group_of.get(one, {one}) | group_of.get(other, {other})
        group_of.update(dict.fromkeys(joined, joined))
    claims = case.gold("claims").set_index("claim")
    kinds, checks = claims.kind, claims.check
    for group in {id(group): group for group in group_of.values()}.values():
        own = pairs[pairs.claim.isin(group)]
        cells, words = defaultdict(dict), {}
        for row in own.itertuples(index=False):
            for claim, source, sentence, text in (row[1:5], row[6:10]):
                cells[source][sentence] = None
                words[claim] = text
        conflict = own[own.relation == "conflicts"]
        in_numbers = {kinds[name] for name in [*conflict.claim, *conflict["other claim"]]} == {"number"}
        one_voice = (own.voice == own["other voice"]) & (own.voice != "author")
        verdict = "agrees"
        if len(conflict):
            verdict = "differs in a number" if in_numbers else "differs"
        elif one_voice.all():
            verdict = "one man twice"
        what = min(words.values(), key=lambda text: (len(text.split()) < TELLING, len(text)))
        note = "; ".join(dict.fromkeys(found for claim in words for found in _ON_CONDITION.findall(checks[claim])))
        yield "number" if in_numbers else "claim", what, verdict, "coded", note, _in_order(case, cells)


def _coded_events(case):
    told = told_events(case)
    times = case.table("event_times")
    verdicts = compare_events(told, times).set_index("event").verdict
    coded = case.gold("events").set_index("event")
    for (event, label), own in told.groupby(["event", "label"], sort=False):
        if own.source.nunique() > 1:
            note = say(f"event.{verdicts[event].replace(' ', '_')}")
            # What the coding says of its own row: "told by later only if NATO is the one that leaves".
            note = "; ".join(filter(None, [note, coded.note[event] if "note" in coded else ""]))
            yield "event", label, _OF_EVENTS[verdicts[event]], "coded", note, _cells(case, own)


# -- Rows that the program proposes


def _numbers(case, passages):
    found = compare_numbers(case, find_dates(case))
    found = found.assign(copied=begin_inside(found, passages))
    for _, own in found.groupby("number", sort=False):
        verdict = own.verdict.iloc[0]
        notes = [] if verdict == "agrees" else [say(f"number.{verdict.replace(' ', '_')}")]
        if own.copied.sum() > 1:
            notes.append(say("number.copied"))
        yield "number", own.thing.iloc[0], _OF_NUMBERS[verdict], "proposed", "; ".join(notes), _cells(case, own)


def _events(case, numbers):
    """Sentences that are alike; they don't agree where a row of numbers has them and its numbers differ."""
    differing = [cells for _, _, verdict, _, _, cells in numbers if verdict != "agrees"]
    for _, own in propose_events(case).groupby("event", sort=False):
        cells = _cells(case, own)
        shared = [sum(any(one in row.get(name, ()) for one in ids) for name, ids in cells.items()) for row in differing]
        verdict = "differs in a number" if max(shared, default=0) > 1 else "agrees"
        note = say("proposed.alike" if (own.value == "").any() else "proposed.alike_dated")
        yield "event", own.label.iloc[0], verdict, "proposed", note, cells


def _quoted(case, passages):
    found = with_sentences(case, passages)
    for _, own in found.groupby("passage", sort=False):
        quoted = own.kind.iloc[0] == "quotation"
        verdict = "one man twice" if quoted else "can't be compared"
        note = say("proposed.quoted" if quoted else "proposed.copied")
        yield "claim", " ".join(own.text.iloc[0].split()[:12]), verdict, "proposed", note, _cells(case, own)


def _speakers(case):
    """Whom two texts or more let speak, and the first three sentences of each in which he does."""
    for speaker, told in common_speakers(case).items():
        first = {source: dict.fromkeys(ids[:3]) for source, ids in told.items()}
        yield "speech", speaker, "one man twice", "proposed", say("proposed.speaker"), _in_order(case, first)


def _cells(case, own):
    cells = own.groupby("source").sentence.agg(lambda ids: dict.fromkeys(" ".join(ids).split())).to_dict()
    return _in_order(case, cells)


def _in_order(case, cells):
    return {name: cells[name] for name in case if name in cells}
