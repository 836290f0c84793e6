"""What a text claims and who is to blame in it: claims held against each other, failures, headlines against bodies."""

import pandas as pd

from tellings.case.files import CaseError
from tellings.case.sources import as_sources
from tellings.perspectives.speech.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, VERBS
from tellings.perspectives.voices import speech_spans
from tellings.perspectives.wording import say
from tellings.reading.tables import words
from tellings.reading.text import SPAN, TEXT_ROLES, clean

STATUS = ["agrees", "one voice", "conflicts", "noted", "open"]
PLACE = ["claim", "source", "sentence", "text", "voice"]
_FUNCTION = PREPOSITIONS | AUXILIARIES | PRONOUNS | CONJUNCTIONS | DETERMINERS


def claim_pairs(case):
    """Claims of different texts that agree or conflict, from the reference coding (gold/claims.csv).

    A text that repeats or contradicts itself bears nothing out, and links to other stories and date lines are not the
    article: such pairs are no rows. Out: a row per pair, each once: relation (agrees, conflicts), claim, source,
    sentence, text, voice (whose claim), and the same of the other claim.
    Errors: CaseError where a claim names one that is not in the table, or a sentence that is not in the case.
    """
    claims, known = _told(case).set_index("claim", drop=False), set(case.gold("claims").claim)
    rows, seen = [], set()
    for row in claims.itertuples():
        for note in row.check.split(";"):
            relation, _, name = note.strip().partition(":")
            pair = frozenset((row.claim, name))
            if relation not in ("agrees", "conflicts"):
                continue
            if name not in known:
                raise CaseError(say("claims.no_claim", claim=row.claim, relation=relation, name=name))
            if pair in seen or name not in claims.index:
                continue
            seen.add(pair)
            if claims.source[name] != row.source:
                rows.append((relation, *claims.loc[row.claim, PLACE], *claims.loc[name, PLACE]))
    return pd.DataFrame(rows, columns=["relation", *PLACE, *(f"other {column}" for column in PLACE)])


def claim_status(case):
    """How far the claims of the articles can be checked from the other texts: status by source, counts.

    A claim counts once, under the first that holds: conflicts (with a claim of another text), agrees (with a claim of
    another text that is somebody else's), one voice (agrees, but with the same speaker only), noted (the coder noted
    something of the texts for, against or beside it, or another claim of its own text conflicts), open (also where the
    notes are from outside the texts, or name a claim to be read beside it, or one that agrees in its own text or a
    link).
    """
    claims, pairs = _told(case), claim_pairs(case)
    back = pairs.rename(columns=lambda name: name[6:] if name.startswith("other ") else f"other {name}")
    pairs = pd.concat([pairs, back.rename(columns={"other relation": "relation"})])
    agreeing = pairs[pairs.relation == "agrees"]
    others = [_differ(*voices) for voices in agreeing[["voice", "other voice"]].itertuples(index=False)]
    found = {
        "conflicts": set(pairs.claim[pairs.relation == "conflicts"]),
        "agrees": set(agreeing.claim[others]),
        "one voice": set(agreeing.claim),
        "noted": set(claims.claim[claims.check.str.contains("internal:|conflicts:")]),
    }
    status = [next((name for name, these in found.items() if claim in these), "open") for claim in claims.claim]
    table = pd.crosstab(pd.Series(status, name="status"), claims.source.to_numpy())
    return table.reindex(index=STATUS, columns=list(case), fill_value=0)


def _differ(mine, other):
    """Whether two claims are of different people; two texts have two authors."""
    return mine == "author" or not set(mine.split(" and ")) & set(other.split(" and "))


def _told(case):
    """The claims of headlines, abstracts and bodies, with the voice of their sentence."""
    claims, told = case.gold("claims"), case.gold("sentences").set_index("sentence")
    for row in claims[~claims.sentence.isin(told.index)].itertuples():
        raise CaseError(say("claims.no_sentence", claim=row.claim, sentence=row.sentence))
    claims = claims[claims.sentence.map(told.role).isin(TEXT_ROLES)]
    voice = claims.sentence.map(told.voice)
    # Who somebody is, and in what office, the writer says, also in a sentence that reports.
    return claims.assign(voice=voice.where(claims.kind != "person", "author"))


def failures(case):
    """Who failed, in which grammar: gold/failures.csv with the words of each place and the voice that says them: the
    speaker of the coded speech there, or else of the sentence.

    Out: source, start, end, text, sentence, failure, subject (as written, "" for nobody), culprit (an actor), grammar,
    voice. Errors: CaseError where the case has no such coding, or it names a text that is not in the case.
    """
    table = case.gold("failures")
    for source in table.source:
        if source not in case:
            raise CaseError(say("claims.no_text", text=source))
    quotes, voices = case.gold("quotes"), case.gold("sentences").set_index("sentence").voice
    said = {name: speech_spans(quotes, case[name]) for name in table.source.unique()}
    table["text"] = [clean(case[row.source].text[row.start : row.end]) for row in table.itertuples()]
    spoken = [said[row.source].at(row.start) for row in table.itertuples()]
    table["voice"] = [rows[-1].speaker if rows else voices[name] for rows, name in zip(spoken, table.sentence)]
    return table[[*SPAN, "sentence", "failure", "subject", "culprit", "grammar", "voice"]]


def headline_check(sources, speech):
    """Each word of substance in a headline, and the sentences under it in which the same word stands, in any form.

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
            hits = below[below.word.str.startswith(_stem(head.word)) | below.word.isin(_forms(head.word))]
            quoted = any(row.kind == "headline" for row in said.at(head.start))
            spoken = sum(bool(said.at(start)) for start in hits.start)
            told = ", ".join(dict.fromkeys(hits.sentence))
            rows.append((source.id, head.sentence, head.item, head.text, quoted, told, spoken))
    return pd.DataFrame(rows, columns=["source", "headline", "item", "word", "quoted", "sentences", "in speech"])


def _forms(word):
    """All forms of a reporting verb, which no stem joins (says, said); of another word itself."""
    lemma = VERBS[word].lemma if word in VERBS else None
    return {form for form, verb in VERBS.items() if verb.lemma == lemma} | {word}


def _stem(word):
    """The part of a word that its forms share, roughly: withdrawal, withdraw; recognizes, recognition."""
    return word[: max(4, len(word) - 3)] if len(word) > 5 else word
