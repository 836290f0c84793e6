"""Independent witnesses: agreement counts only between texts that do not draw on one another."""

from collections import defaultdict
from itertools import permutations

import pandas as pd

from tellings.argument.outlets import named_outlets, plain_name
from tellings.argument.passages import passage_rows
from tellings.argument.wording import say
from tellings.case.sources import as_sources
from tellings.perspectives.proposals import whole_names
from tellings.perspectives.tables import find_speech
from tellings.reading.spans import UNNAMED, by_source
from tellings.reading.tables import sentences
from tellings.reading.text import SPAN, TEXT_ROLES, clean

SIGNS = ["shared wording", "names it", "same agency or outlet", "quotes the same words", "same speaker", "no sign"]
DEPENDENCE = ["text", "on", "dates", "sign", "wording", "quotations", "names", "speakers"]


def shared_passages(sources, words=8):
    """The passages that two texts or more share, word for word or up to small edits: a sign that one drew on another.

    In: a case or a list of sources; the least number of words of a passage (see passages).
    Out: passage (s01 …), source, start, end, text, kind: a row per place; kind is quotation where the words stand
    between quotation marks at each of their places (two outlets quote one man), else wording (one copied, or both used
    a third). Errors: TypeError for what is no source; ValueError for fewer than four words.
    """
    sources = as_sources(sources)
    if not isinstance(words, int) or words < 4:
        raise ValueError(say("argument.few_words", words=words))
    rows = [
        (passage, sources[number].id, start, end, clean(sources[number].text[start:end]), kind)
        for passage, number, start, end, kind in passage_rows(sources, words)
    ]
    return pd.DataFrame(rows, columns=["passage", *SPAN, "kind"])


def with_sentences(sources, rows):
    """A span table with the column sentence: the ids of the sentences that each span touches, spaces between."""
    places = sentence_spans(sources)
    ids = [" ".join(place[2] for place in places[row.source].touching(row.start, row.end)) for row in rows.itertuples()]
    return rows.assign(sentence=ids)


def sentence_spans(sources):
    """Where the sentences of an article (TEXT_ROLES) stand in each source: its id -> Spans of (start, end, id)."""
    table = sentences(sources)
    return by_source(table[table.role.isin(TEXT_ROLES)], "sentence")


def common_speakers(sources):
    """Whom two texts or more let speak, under the fullest name: speaker -> source -> ids of the sentences, in order."""
    inside = sentence_spans(sources)
    heard = defaultdict(lambda: defaultdict(dict))
    speech = find_speech(sources)
    speech["speaker"] = speech.speaker.replace(whole_names(speech.speaker.dropna()))
    for row in speech.itertuples():
        if isinstance(row.speaker, str) and row.speaker not in ("", UNNAMED) and row.speaker[0].isupper():
            spoken = inside[row.source].touching(row.start, row.end)
            heard[row.speaker][row.source].update(dict.fromkeys(place[2] for place in spoken))
    # Who speaks in a link or a caption only is not let speak by the article.
    heard = {name: {text: list(ids) for text, ids in told.items() if ids} for name, told in heard.items()}
    return {name: told for name, told in heard.items() if len(told) > 1}


def dependence(sources):
    """Who can have drawn on whom: each text beside each other one, with what speaks for it.

    A text can have drawn on another that may be older, by the dates of the cards; equal days leave it open. Signs, the
    strongest first: wording that both share, the other's outlet named, one agency or outlet named by both, one
    quotation, one speaker. No sign shows independence: what was taken in other words leaves none.
    In: a case or a list of sources. Out: text, on (the other text), dates (possible, impossible, unknown), sign,
    wording and quotations (how many passages), names (agencies and outlets), speakers: a row per pair and direction.
    """
    sources = as_sources(sources)
    passages = shared_passages(sources)
    holds = {kind: defaultdict(set) for kind in ("wording", "quotation")}
    for row in passages.itertuples():
        holds[row.kind][row.source].add(row.passage)
    named = named_outlets(sources).groupby("source").text.agg(dict.fromkeys).to_dict()
    heard = common_speakers(sources)
    rows = []
    for one, other in permutations(sources, 2):
        own, others = (named.get(source.id, {}) for source in (one, other))
        outlet = [name for name in own if plain_name(name) == plain_name(other.outlet)]
        both = [name for name in own if plain_name(name) in map(plain_name, others)]
        speakers = [name for name, told in heard.items() if one.id in told and other.id in told]
        wording, quoted = (len(holds[kind][one.id] & holds[kind][other.id]) for kind in ("wording", "quotation"))
        sign = next(sign for sign, seen in zip(SIGNS, (wording, outlet, both, quoted, speakers, True)) if seen)
        names = "; ".join(dict.fromkeys([*outlet, *both]))
        rows.append((one.id, other.id, _dates(one, other), sign, wording, quoted, names, "; ".join(speakers)))
    return pd.DataFrame(rows, columns=DEPENDENCE)


def _dates(one, other):
    if not one.published or not other.published:
        return "unknown"
    return "possible" if other.earliest <= one.latest else "impossible"
