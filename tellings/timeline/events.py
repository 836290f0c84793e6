"""From dates to a timeline: statements with their dates, and events that several texts tell."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

import pandas as pd

from tellings.case.cards import ids_in
from tellings.case.files import CaseError, word_list
from tellings.case.sources import as_sources
from tellings.coding.scoring import KEYS
from tellings.reading.likeness import is_content
from tellings.reading.spans import Spans
from tellings.reading.tables import sentences, words
from tellings.reading.text import TEXT_ROLES, clean, sentence_rows
from tellings.timeline.alike import alike, shared_words
from tellings.timeline.tables import find_dates
from tellings.timeline.wording import say

EVENT = [*KEYS, "text", "event", "label", "sentence", "item", "value", "first", "last", "precision", "basis"]
CODED = ["coded", "coded_basis"]
STATEMENT = [*KEYS, "text", "sentence", "item", "type", "value", "basis"]
STATEMENT += ["first", "last", "precision", "bound", "clause", "statement"]
NEAR = 1000  # characters around a date that are looked at: a sentence of many pages has lost its full stops
_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 12), "H1": (1, 6), "H2": (7, 12)}
_MONTHS |= {f"Q{n}": (3 * n - 2, 3 * n) for n in (1, 2, 3, 4)}
_VALUE = re.compile(r"(BC)?(\d{2,4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?|-(W\d\d)(?:-\w+)?|-(SP|SU|FA|WI|Q\d|H\d))?")
_OPEN_END, _OPEN_START = ("since", "after"), ("until", "till", "by", "before")
_BOUND = re.compile(rf"\b({'|'.join(_OPEN_END + _OPEN_START)})\s+(?:the\s+)?$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:—]\s")


def bounds(value):
    """First day, last day and precision of a TIMEX3 value or of two dates with a slash between.

    Out: two ISO days (BC0490-01-01 before Christ) and day, week, month, season, year or interval; ("", "", "unknown")
    for what has no place in time by itself, such as a duration, PAST_REF or XXXX-11-08.
    """
    value = str(value)
    if value.count("/") == 1:
        (first, _, one), (_, last, other) = (bounds(part) for part in value.split("/"))
        return (first, last, "interval") if "unknown" not in (one, other) else ("", "", "unknown")
    match = _VALUE.fullmatch(value)
    if not match:
        return "", "", "unknown"
    era, year, month, day, week, part = match.groups(default="")
    if len(year) < 4:
        first, last = f"{year:0<4}", f"{year:9<4}"
        first, last = (last, first) if era else (first, last)
        return f"{era}{first}-01-01", f"{era}{last}-12-31", "interval"
    if day:
        return f"{era}{year}-{month}-{day}", f"{era}{year}-{month}-{day}", "day"
    if week and not era:
        monday = date.fromisocalendar(int(year), max(1, min(52, int(week[1:]))), 1)
        return str(monday), str(monday + timedelta(days=6)), "week"
    start, end = (int(month), int(month)) if month else _MONTHS.get(part, (1, 12))
    last_day = monthrange(2000 if era else max(1, int(year)), end)[1]
    precision = "month" if month else "season" if part else "year"
    return f"{era}{year}-{start:02d}-01", f"{era}{year}-{end:02d}-{last_day}", precision


def dated_statements(sources, narrative=False):
    """Each date with the clause and sentence it belongs to, and its place in time.

    In: a source, a case or a list of sources; narrative as in find_dates.
    Out: a row per date: source, start, end, text, sentence (its id), item (its article), type, value, basis, first,
    last (ISO days; empty where unknown or open), precision, bound (since, by, until … where a state keeps an open
    end), clause, statement.
    """
    rows = []
    for source in as_sources(sources):
        parts = Spans(sentence_rows(source))
        found = find_dates(source, narrative)
        rows += [{**row, **_statement(row, source, parts)} for row in found.to_dict("records")]
    return pd.DataFrame(rows, columns=STATEMENT)


def _statement(row, source, parts):
    """What a row of find_dates tells: its sentence and clause, and the first and last day it can mean."""
    start, end = row["start"], row["end"]
    first, last, precision = _place(row, source)
    before = _BOUND.search(source.text[max(0, start - 20) : start]) if precision != "unknown" else None
    bound = before[1].lower() if before else ""
    # Where a page break nests one sentence in another, the innermost.
    begins, ends, text, sentence, _, item, _ = parts.innermost(start) or (start, end, row["text"], "", 0, 1, "")
    a, b = _clause(source.text, begins, ends, start, end)
    return {
        "sentence": sentence,
        "item": item,
        "first": "" if bound in _OPEN_START else first,
        "last": "" if bound in _OPEN_END else last,
        "precision": precision,
        "bound": bound,
        "clause": clean(source.text[a:b]),
        "statement": text[: 2 * NEAR],
    }


def told_events(case):
    """The events of gold/events.csv, a row for each article that tells one in headline, abstract, body or post.

    Out: source, start, end, text (of its first sentence there), event, label, sentence (all ids, with spaces between),
    item; value, first, last, precision, basis of the time that this text itself gives by event_times.csv (value and
    basis empty, precision unknown where its words have no place in time, whatever another text knows); coded and
    coded_basis, the time that the coding gives the event. A text of the folder that is not in this case is passed over.
    Errors: CaseError where the case lacks one of the two tables, and for an id that no sentence has.
    """
    places = sentences(case)
    known = places.sentence
    # A teaser or a caption is a link or a label: what it names is not told by the article it stands in.
    places = places[places.role.isin(TEXT_ROLES)]
    events = case.gold("events")[["event", "label", "value", "basis", "sentences"]]
    events = events.rename(columns={"value": "coded", "basis": "coded_basis"})
    told = events.assign(row=events.index, sentence=events.sentences.str.split()).explode("sentence")
    _refuse_unknown(case, told, known, case.folder / "gold" / "events.csv")
    told = told.merge(places, on="sentence")
    telling = ["row", "source", "item"]
    told["sentence"] = told.groupby(telling).sentence.transform(" ".join)
    told = told.sort_values("start").drop_duplicates(telling)
    told = told.merge(_own_times(case, places, known), how="left", on=["event", "source", "item"])
    told[["value", "basis"]] = told[["value", "basis"]].fillna("")
    told["first"], told["last"], told["precision"] = zip(*map(bounds, told.value)) if len(told) else ([], [], [])
    return _in_order(case, told[[*EVENT, *CODED]])


def _refuse_unknown(case, rows, known, path):
    """CaseError for the first event whose sentence is not known and of no text that the case leaves out."""
    rows = rows[rows.sentence.notna() & ~rows.sentence.isin(known)]
    if rows.empty:
        return
    left_out = {"_".join(name.split()) for name in ids_in(case.folder) if name not in case}
    for event, sentence in rows[["event", "sentence"]].itertuples(index=False):
        if sentence.rpartition("-")[0] not in left_out:
            raise CaseError(say("events.no_sentence", path=path, event=event, sentence=sentence))


def _own_times(case, places, known):
    """The times in event_times.csv that have a place in time, one a telling: event, source, item, value, basis."""
    times = case.table("event_times")
    _refuse_unknown(case, times, known, case.folder / "event_times.csv")
    times = times[times.value.map(lambda value: bounds(value)[2] != "unknown").astype(bool)]
    times = times.merge(places[["sentence", "item"]], on="sentence")
    return times.drop_duplicates(["event", "source", "item"])[["event", "source", "item", "value", "basis"]]


def propose_events(sources, narrative=False, least=2):
    """Sentences of different texts that may tell one event: alike in their words, and no date speaks against it.

    Of two texts about one matter, sentences are put forward that share `least` words or more, one of them neither a
    name nor a verb of speech, weighed by how few sentences have them, and are of all the most like each other (see
    alike.py); dates that meet count for it, dates that exclude each other forbid it.
    A proposal, never a fact: how often it is right on the collection's own coding, proposal_scores says.
    Only headline, abstract, body and posts.
    Out: the rows of an event beside one another, a row a text, as in told_events (start and end are those of the first
    date there, or of the sentence where it has none; value and basis are empty and precision is unknown then), and
    `shared`, the words in common.
    """
    parts = sentences(sources)
    parts = parts[parts.role.isin(TEXT_ROLES)].drop_duplicates("sentence").set_index("sentence")
    stated = dated_statements(sources, narrative)
    stated = stated[stated.sentence.isin(parts.index) & ~stated.precision.isin(["interval", "unknown"])]
    dates = defaultdict(list)
    for row in stated.itertuples():
        dates[row.sentence].append((*bounds(row.value)[:2], row.bound))
    table = words(sources)
    content = defaultdict(list)
    for sentence, word in zip(table.sentence, table.word):
        if is_content(word):
            content[sentence].append(word)
    told = {row.Index: (row.source, content.get(row.Index, []), dates.get(row.Index, [])) for row in parts.itertuples()}
    dated = stated.drop_duplicates("sentence").set_index("sentence", drop=False)
    rows = []
    for count, group in enumerate(alike(told, least, _no_event(table)), 1):
        rows += _proposal(f"p{count:02d}", group, shared_words(told, group), parts, dated)
    return pd.DataFrame(rows, columns=[*EVENT, "shared"])


def _no_event(table):
    """The words of each sentence that are no event by themselves: its words with a capital, verbs of speech, titles of
    people and units of time."""
    verbs = word_list("perspectives/speech", "reporting_verbs")
    spoken = {form for row in verbs for form in (row["lemma"], *row["irregular"].split())}
    spoken |= {row["title"].lower() for row in word_list("perspectives/speech", "titles")}
    units = {row["word"] for row in word_list("timeline", "calendar") if row["list"] == "unit"}
    spoken |= units | {f"{unit}s" for unit in units}
    found = defaultdict(set)
    for sentence, word, text in zip(table.sentence, table.word, table.text):
        if text[:1].isupper() or word in spoken:
            found[sentence].add(word)
    return found


def _proposal(event, group, shared, parts, dated):
    """A group of sentences as rows of told_events, one a source: its first date there, all its sentences."""
    numerals = {row["word"] for row in word_list("perspectives", "counted") if row["class"] in ("number", "scale")}
    for source in dict.fromkeys(parts.source[group]):
        own = [name for name in group if parts.source[name] == source]
        date = next((dated.loc[name] for name in own if name in dated.index), None)
        first = parts.loc[own[0]]
        place = dict(first[[*KEYS, "text", "item"]], value="", basis="", precision="unknown")
        if date is not None:
            place |= dict(date[[*KEYS, "item", "value", "basis", "precision"]], text=date.statement)
        place["first"], place["last"], _ = bounds(place["value"])
        # A number in a label would count some of those whom an event struck and leave out others.
        told = [word for word in shared if word.isalpha() and len(word) > 3 and word not in numerals] or shared
        yield {
            **place,
            "event": event,
            "label": " ".join(told[:6]),
            "sentence": " ".join(own),
            "shared": " ".join(told),
        }


def found_events(proposed, told):
    """The events told by two texts or more that a proposal finds: it has sentences of two texts that tell the event."""
    by_text = told.groupby(["event", "source"]).sentence.agg(" ".join).str.split().map(set)
    found = set()
    for event, own in by_text.groupby(level="event"):
        for _, rows in proposed.groupby("event"):
            texts = {r.source for r in rows.itertuples() if own.get((event, r.source), set()) & set(r.sentence.split())}
            if len(texts) > 1:
                found.add(event)
    return sorted(found)


def proposal_scores(proposed, told):
    """How far proposals agree with a coding: pairs of sentences of two texts that tell one event.

    In: a table of propose_events, one of told_events. Out: a dictionary: pairs (proposed), right (of them, by the
    coding), events (that two texts or more tell), found (of them).
    """
    events_of = defaultdict(set)
    for row in told.itertuples():
        for sentence in row.sentence.split():
            events_of[sentence].add(row.event)
    pairs = [
        (one, other)
        for _, rows in proposed.groupby("event")
        for mine, others in combinations(rows.sentence.str.split(), 2)
        for one in mine
        for other in others
    ]
    right = sum(bool(events_of[one] & events_of[other]) for one, other in pairs)
    events = int((told.groupby("event").source.nunique() > 1).sum())
    return {"pairs": len(pairs), "right": right, "events": events, "found": len(found_events(proposed, told))}


def times_in_sentences(events, statements):
    """The dates that stand in the sentences in which a text tells an event: event, source, text, value.

    Coarse: a date in the same sentence need not be the event's own. A table made by reading is better.
    """
    placed = statements[statements.precision != "unknown"]
    rows = []
    for row in events.itertuples():
        dates = placed[placed.sentence.isin(row.sentence.split())].drop_duplicates("value")
        rows += [(row.event, row.source, date.text, date.value) for date in dates.itertuples()]
    return pd.DataFrame(rows, columns=["event", "source", "text", "value"])


def compare_events(events, times):
    """For each event what each text says of its time: a row per event, a column per text, and a verdict.

    In: a table of told_events or propose_events; a table event, source, text (the words that date the event there),
    value, and perhaps differs ("yes" where a reader finds that the text contradicts another, "may" where it may).
    Out: event, label, told_by (number of texts), a column per source (its words; "told, no date"; "silent"), verdict:
    agree (of every two texts that date it, one date of each meets), differ, may differ, one date, no date, one text;
    sentences (those that tell it).
    """
    sources = list(dict.fromkeys(events.source))
    rows = []
    for (event, label), told in events.groupby(["event", "label"], sort=False):
        own = times[times.event == event]
        words_of = own.groupby("source", sort=False).text.agg(lambda texts: "; ".join(dict.fromkeys(texts)))
        telling = set(told.source) | set(words_of.index)
        cells = [words_of.get(name, "told, no date") if name in telling else "silent" for name in sources]
        ranges = [[bounds(value)[:2] for value in values] for _, values in own.groupby("source", sort=False).value]
        dated = [spans for spans in ranges if any(first for first, _ in spans)]
        noted = set(own.differs) if "differs" in own else set()
        told_by = len(sources) - cells.count("silent")
        if told_by == 1:
            verdict = "one text"
        elif "yes" in noted or not all(_meet(one, other) for one, other in combinations(dated, 2)):
            verdict = "differ"
        elif "may" in noted:
            verdict = "may differ"
        else:
            verdict = "agree" if len(dated) > 1 else "one date" if dated else "no date"
        rows.append((event, label, told_by, *cells, verdict, " ".join(told.sentence)))
    return pd.DataFrame(rows, columns=["event", "label", "told_by", *sources, "verdict", "sentences"])


def year_number(day):
    """An ISO day as a number of years, for an axis: 2021-07-02 is about 2021.5, BC0490-01-01 is -490."""
    match = re.fullmatch(r"(BC)?(\d{4})-(\d\d)-(\d\d)", str(day))
    if not match:
        return float("nan")
    year = -int(match[2]) if match[1] else int(match[2])
    return year + ((int(match[3]) - 1) * 30.4375 + int(match[4]) - 1) / 365.25


# -- Details ----------------------------------------------------------------------------------------------------------


def _place(row, source):
    """The place of a date in time; "the last two decades" reaches back from the document's date."""
    match = re.fullmatch(r"P(\d+)Y", row["value"])
    if match and re.match(r"the (?:last|past)\b", row["text"].lower()) and source.published:
        first = source.earliest.replace(year=max(1, source.earliest.year - int(match[1])), day=1)
        return first.isoformat(), source.latest.isoformat(), "interval"
    return bounds(row["value"])


def _clause(text, begins, ends, start, end):
    """The stretch between commas and colons around a date; a piece of fewer than five words joins its neighbour."""
    begins, ends = max(begins, start - NEAR), min(ends, end + NEAR)
    edges = [begins, *(m.end() for m in _CLAUSE_END.finditer(text, begins, ends)), ends]
    pieces = [(a, b) for a, b in zip(edges, edges[1:]) if a < b]
    place = bisect_right(pieces, start, key=lambda piece: piece[0]) - 1
    a, b = pieces[place][0], max(pieces[place][1], end)
    if len(text[a:b].split()) < 5:
        if place + 1 < len(pieces):
            b = pieces[place + 1][1]
        elif place:
            a = pieces[place - 1][0]
    return a, b


def _meet(one, other):
    return any(a <= d and c <= b for a, b in one for c, d in other)


def _in_order(sources, table):
    order = {source.id: i for i, source in enumerate(as_sources(sources))}
    return table.sort_values(
        ["source", "start", "event"], key=lambda c: c.map(order) if c.name == "source" else c, kind="stable"
    ).reset_index(drop=True)
