"""How well the tools match the coding that a case brings, sentence by sentence or span by span."""

import pandas as pd

from tellings.case.cards import ids_in
from tellings.case.coders import as_codes
from tellings.case.errors import CaseError
from tellings.case.places import find_table
from tellings.case.tables import read_numbered
from tellings.coding.agreement import signs
from tellings.coding.scoring import match_spans, precision_recall
from tellings.framing.frames import frame_by_words
from tellings.framing.lexicons import sentence_tone
from tellings.own.wording import say
from tellings.perspectives.names import canonical, read_actors
from tellings.perspectives.tables import find_speech
from tellings.reading.spans import by_source
from tellings.reading.tables import sentences, words
from tellings.timeline.tables import find_dates

COLUMNS = ["tool", "measured on", "coded", "found", "right", "precision", "recall"]
# Without which columns a coding of spans or sentences can't be compared; those that must hold whole numbers.
NEEDED = {"dates": ["source", "start", "end", "value"], "quotes": ["source", "start", "end", "speaker"]}
NEEDED["sentences"] = ["sentence"]
PLACES = ("start", "end")
_OUTCOMES = {(True, True): "right", (True, False): "extra", (False, True): "missed"}  # (found, coded) -> outcome


def tool_scores(case, dates=None, speech=None):
    """The tools against the coding of a case, whatever of it there is: gold/*.csv, or sheets that coders have filled.

    In: a case; its dates and speech, where they have been found already.
    Out: a row per tool: tool, measured on (spans or sentences), coded, found, right (counts), precision, recall. A span
    is right if it begins and ends as coded; a speaker may have any of his names.
    For tone and frame every coded sentence is found, and precision is the share of them that get the coded value.
    Errors: CaseError for a coding that can't be read (see given_coding).
    """
    dates = find_dates(case) if dates is None else dates
    speech = find_speech(case) if speech is None else speech
    rows = [*_span_scores(case, dates, speech), *_sentence_scores(case, dates, speech)]
    return pd.DataFrame(rows, columns=COLUMNS).round(2)


def _span_scores(case, found_dates, found):
    dates, quotes = given_coding(case, "dates"), given_coding(case, "quotes")
    if dates is not None:
        pairs = match_spans(found_dates, dates, same=["value"])
        yield "dates with their value", "spans", *_figures(pairs)
    if quotes is not None:
        yield "speech, speaker aside", "spans", *_figures(match_spans(found, quotes))
        found, quotes = (table.assign(speaker=speakers_as_coded(case, table.speaker)) for table in (found, quotes))
        yield "speech with its speaker", "spans", *_figures(match_spans(found, quotes, same=["speaker"]))


def _sentence_scores(case, dates, speech):
    coded = given_coding(case, "sentences")
    if coded is None:
        return
    codes = {column: as_codes(coded[column]) for column in ("tone", "frame") if column in coded}
    coded = coded.astype(object).where(coded.notna(), "").astype(str).assign(**codes)
    told = sentences(case)[["sentence", "source", "start", "end", "text"]]
    coded = coded.merge(told, on="sentence", suffixes=("_coded", ""))
    answered = {
        column: coded[coded[column] != ""] for column in ("tone", "frame", "dates", "speaker") if column in coded
    }
    for column, judge in (("tone", _tone), ("frame", _frame)):
        own = answered.get(column, ())
        if len(own):
            right = int((judge(case, own) == own[column]).sum())
            share = right / len(own)
            yield f"{column} of a sentence", "sentences", len(own), len(own), right, share, share
    for column, found, tool in (("dates", dates, "dates"), ("speaker", speech, "speech")):
        own = answered.get(column, ())
        if len(own):
            yield f"sentences with {tool}", "sentences", *_figures(_with_any(own, column, found))


def given_coding(case, name):
    """A coding of a case as a table, None where the case has none.

    In: a case, "dates", "quotes" or "sentences". Errors: CaseError where there is one that can't be read or compared.
    """
    path = find_table(case.folder, "gold", f"{name}.csv") if case.folder else None
    if path is None:
        try:
            return case.gold(name)
        except CaseError:
            return None
    coded = read_numbered(path)
    for column in {"source", "sentence"} & set(coded):
        coded[column] = coded[column].str.strip()
    for column in NEEDED[name]:
        if column not in coded:
            raise CaseError(say("gold.no_column", file=path, column=column, needed=", ".join(NEEDED[name])))
        if column not in PLACES or coded.empty:
            continue
        if coded[column].dtype == "float64" and (coded[column] % 1 == 0).all():
            coded[column] = coded[column].astype("int64")
        if coded[column].dtype != "int64":
            raise CaseError(say("gold.no_number", file=path, column=column))
    for row, fault in _strange_rows(case, coded, name):
        raise CaseError(say("gold.row", file=path, row=row, fault=fault))
    if "text" not in coded and name != "sentences":
        known = coded.source.isin(list(case))
        coded = coded[known].assign(
            text=[case[row.source].text[row.start : row.end] for row in coded[known].itertuples()]
        )
    return coded.reset_index(drop=True)


def _strange_rows(case, coded, name):
    """The rows of a coding that can be compared with nothing in the texts: (row, what is wrong and the remedy)."""
    # Of a text that the folder has and this case leaves out, nothing can be said.
    left_out = {name for name in ids_in(case.folder) if name not in case}
    if name == "sentences":
        known, out = set(sentences(case).sentence), {"_".join(name.split()) for name in left_out}
        for row, sentence in coded.sentence[~coded.sentence.isin(known)].items():
            if sentence.rpartition("-")[0] not in out:
                yield row, say("gold.no_sentence", sentence=sentence)
        for row, sentence in coded.sentence[coded.sentence.duplicated()].items():
            yield row, say("gold.twice", sentence=sentence)
        return
    for row in coded[~coded.source.isin(left_out)].itertuples():
        if row.source not in case:
            yield row.Index, say("gold.no_text", source=row.source, texts=", ".join(case))
        elif not 0 <= row.start < row.end <= len(case[row.source].text):
            yield row.Index, say("gold.no_place", source=row.source, start=row.start, end=row.end)


def _figures(pairs):
    result = precision_recall(pairs)
    return [result[name] for name in ("reference", "found", "right", "precision", "recall")]


def _tone(case, rows):
    return signs(sentence_tone(list(rows.text))).astype(str)


def _frame(case, rows):
    table = words(case)
    found = frame_by_words(table[table.sentence.isin(rows.sentence)])
    return rows.sentence.map(found).fillna("none")


def _with_any(rows, column, spans):
    """Whether a sentence has any span at all, against whether the coder named any (none: there is none)."""
    known, outcomes = by_source(spans), []
    for row in rows.itertuples():
        found = bool(known[row.source].touching(row.start, row.end))
        outcomes.append(_OUTCOMES.get((found, getattr(row, column).lower() != "none")))
    return pd.DataFrame({"outcome": outcomes})


def speakers_as_coded(case, speakers):
    """Speakers under the names of actors.csv, where the case has one; two who speak together each in their short form.

    A coding writes "WSJ" and a text "The Wall Street Journal": that is another spelling and no other speaker.
    """
    try:
        speakers = canonical(speakers, read_actors(case))
    except CaseError:
        speakers = list(speakers)
    named = [speaker if isinstance(speaker, str) else "" for speaker in speakers]
    return [" and ".join(map(_last_name, speaker.split(" and "))) for speaker in named]


def _last_name(name):
    """A speaker as codings write him: a name by its last word, a description without its article."""
    capitals = [word[:1].isupper() for word in name.split()]
    return name.split()[-1].lower() if capitals and all(capitals) else name.lower().removeprefix("the ")
