"""What a text claims and who is to blame in it: claims held against each other, failures, headlines against bodies."""

import pandas as pd

from tellings.case.files import CaseError
from tellings.case.sources import as_sources
from tellings.perspectives.speech.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS
from tellings.perspectives.voices import speech_spans
from tellings.reading.tables import words
from tellings.reading.text import SPAN, clean

STATUS = {"conflicts:": "conflicts", "agrees:": "agrees", "internal:": "questioned"}  # note in the coding -> status
_FUNCTION = PREPOSITIONS | AUXILIARIES | PRONOUNS | CONJUNCTIONS | DETERMINERS


def claim_pairs(case):
    """Claims that agree, conflict or are checked against each other, from the reference coding (gold/claims.csv).

    Out: a row per pair, each once: relation (agrees, conflicts), source, sentence, text, other source, other sentence,
    other text.
    """
    claims = case.gold("claims").set_index("claim")
    place = ["source", "sentence", "text"]
    rows, seen = [], set()
    for name, row in claims.iterrows():
        for note in row["check"].split(";"):
            relation, _, other = note.strip().partition(":")
            pair = frozenset((name, other))
            if relation in ("agrees", "conflicts") and other in claims.index and pair not in seen:
                seen.add(pair)
                rows.append((relation, *row[place], *claims.loc[other, place]))
    return pd.DataFrame(rows, columns=["relation", *place, *(f"other {column}" for column in place)])


def claim_status(case):
    """How far the claims can be checked from the texts: status by source, counts.

    A claim counts once, under the first that holds: conflicts, agrees, questioned (its own text gives a reason for
    doubt), open.
    """
    claims = case.gold("claims")
    status = [next((STATUS[mark] for mark in STATUS if mark in note), "open") for note in claims.check]
    table = pd.crosstab(pd.Series(status, name="status"), claims.source)
    return table.reindex(index=["agrees", "conflicts", "questioned", "open"], columns=list(case), fill_value=0)


def failures(case):
    """Who failed, in which grammar: gold/failures.csv with the words of each place and the voice that says them.

    Out: source, start, end, text, sentence, failure, subject (as written, "" for nobody), culprit (an actor), grammar,
    voice. Errors: CaseError where the case has no such coding, or it names a text that is not in the case.
    """
    table = case.gold("failures")
    for source in table.source:
        if source not in case:
            raise CaseError(f"gold/failures.csv names a text {source!r} that is not in the case; correct the row")
    voices = case.gold("sentences").set_index("sentence").voice
    table["text"] = [clean(case[row.source].text[row.start : row.end]) for row in table.itertuples()]
    table["voice"] = table.sentence.map(voices)
    return table[[*SPAN, "sentence", "failure", "subject", "culprit", "grammar", "voice"]]


def headline_check(sources, speech):
    """Each word of substance in a headline, and the sentences under it in which the same word stands.

    Out: a row per word: source, headline (sentence id), item, word, quoted (in the headline), sentences, in speech (how
    many of these hits are somebody's reported words). A word that stands nowhere beneath is the first thing to ask
    about.
    """
    rows = []
    for source in as_sources(sources):
        said, table = speech_spans(speech, source), words(source)
        for head in table[table.role == "headline"].itertuples():
            if len(head.word) < 4 or head.word in _FUNCTION:
                continue
            below = table[(table["item"] == head.item) & table.role.isin(["body", "abstract"])]
            hits = below[below.word.str.startswith(_stem(head.word))]
            quoted = any(row.kind == "headline" for row in said.at(head.start))
            spoken = sum(bool(said.at(start)) for start in hits.start)
            told = ", ".join(dict.fromkeys(hits.sentence))
            rows.append((source.id, head.sentence, head.item, head.text, quoted, told, spoken))
    return pd.DataFrame(rows, columns=["source", "headline", "item", "word", "quoted", "sentences", "in speech"])


def _stem(word):
    """The part of a word that its forms share, roughly: withdrawal, withdraw; recognizes, recognition."""
    return word[: max(4, len(word) - 3)] if len(word) > 5 else word
