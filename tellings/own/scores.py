"""How well the tools match the coding that a case brings, sentence by sentence or span by span."""

import pandas as pd

from tellings.case.files import CaseError
from tellings.coding.scoring import match_spans, precision_recall
from tellings.framing import frames
from tellings.framing.lexicons import sentence_tone
from tellings.perspectives.tables import find_speech
from tellings.reading.tables import sentences, words
from tellings.timeline.tables import find_dates

COLUMNS = ["tool", "measured on", "coded", "found", "right", "precision", "recall"]


def tool_scores(case):
    """The tools against the coding of a case, whatever of it there is: gold/*.csv, or sheets that coders have filled.

    Out: a row per tool: tool, measured on (spans or sentences), coded, found, right (counts), precision, recall.
    For tone and frame every coded sentence is found, and precision is the share of them that get the coded value.
    """
    rows = []
    for name, finder, same in (("dates", find_dates, ("value",)), ("quotes", find_speech, ("speaker",))):
        try:
            reference = case.gold(name)
        except CaseError:
            continue
        tool = {"dates": "dates with their value", "quotes": "speech with its speaker"}[name]
        found = finder(case)
        if name == "quotes":
            rows.append(("speech, speaker aside", "spans", *_spans(match_spans(found, reference))))
            found = found.assign(speaker=found.speaker.map(_last_name))
            reference = reference.assign(speaker=reference.speaker.map(_last_name))
        rows.append((tool, "spans", *_spans(match_spans(found, reference, same=same))))
    try:
        coded = case.gold("sentences")
    except CaseError:
        return pd.DataFrame(rows, columns=COLUMNS).round(2)
    coded = coded.astype(object).where(coded.notna(), "").astype(str)
    coded = coded.merge(sentences(case)[["sentence", "source", "start", "end"]], on="sentence", suffixes=("_coded", ""))
    for column, judge in (("tone", _tone), ("frame", _frame)):
        own = coded[coded[column] != ""] if column in coded else coded[:0]
        if len(own):
            right = int((judge(case, own) == own[column]).sum())
            rows.append(
                (f"{column} of a sentence", "sentences", len(own), len(own), right, right / len(own), right / len(own))
            )
    for column, finder, tool in (("dates", find_dates, "dates"), ("speaker", find_speech, "speech")):
        own = coded[coded[column] != ""] if column in coded else coded[:0]
        if len(own):
            rows.append((f"sentences with {tool}", "sentences", *_with_any(own, column, finder(case))))
    return pd.DataFrame(rows, columns=COLUMNS).round(2)


def _spans(pairs):
    result = precision_recall(pairs)
    return [result[name] for name in ("reference", "found", "right", "precision", "recall")]


def _tone(case, rows):
    tones = sentence_tone(list(rows.text))
    return pd.Series([("1" if tone >= 0.05 else "-1" if tone <= -0.05 else "0") for tone in tones], index=rows.index)


def _frame(case, rows):
    table = words(case)
    found = frames.frame_by_words(table[table.sentence.isin(rows.sentence)])
    return rows.sentence.map(found).fillna("none")


def _with_any(rows, column, spans):
    """Whether a sentence has any span at all, against whether the coder named any (none: there is none)."""
    starts = {source: own[["start", "end"]].to_numpy() for source, own in spans.groupby("source")}
    has = [
        bool(((starts[row.source][:, 0] < row.end) & (starts[row.source][:, 1] > row.start)).any())
        if row.source in starts
        else False
        for row in rows.itertuples()
    ]
    says = [value.lower() != "none" for value in rows[column]]
    right = sum(a and b for a, b in zip(has, says))
    return [sum(says), sum(has), right, right / sum(has) if sum(has) else 0.0, right / sum(says) if sum(says) else 0.0]


def _last_name(name):
    """A speaker as codings write him: a name by its last word, a description without its article."""
    if not isinstance(name, str):
        return ""
    words = name.split()
    capitals = [word for word in words if word[:1].isupper()]
    return words[-1].lower() if words and len(capitals) == len(words) else name.lower().removeprefix("the ")
