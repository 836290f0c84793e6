"""Nouns that report: "Lee's claim that …", "expressed hope that …", "the promise to …"."""

from tellings.perspectives.speech.contents import content_end, opened
from tellings.perspectives.speech.people import UNKNOWN
from tellings.perspectives.speech.subjects import (
    SUBJECT_PRONOUNS,
    can_speak,
    noun_phrase_start,
    subject_before,
    voice_of,
)
from tellings.perspectives.speech.words import AUXILIARIES, CONJUNCTIONS, NOUNS, QUOTE, VERBS, words_of

_POSSESSIVES = words_of("possessive")
_VOICING = words_of("voicing verb")


def noun_cue(words, at, limit, people, named):
    """Cue, voice and ranges of a noun such as "claim" or "statement" with what it governs, or None."""
    low, takes, after = words.low, NOUNS[words.low[at]], at + 1
    if (
        low[after : after + 1] == ["that"]
        and "that" in takes
        and after + 2 < limit
        and low[after + 1] not in AUXILIARIES
    ):
        start, kind = after + 1, "clause"
    elif low[after : after + 1] == ["to"] and "infinitive" in takes and after + 1 < limit:
        start, kind = after, "infinitive"
    elif low[after : after + 1] == ["for"] and "for" in takes and after + 1 < limit:
        start, kind = after + 1, "noun"
    else:
        return None
    voice, cue = UNKNOWN, words.raw[at]
    voicing = next((i for i in range(at - 1, max(at - 5, -1), -1) if low[i] in _VOICING), None)
    owner = next(
        (i for i in range(at - 1, max(at - 6, -1), -1) if low[i] in _POSSESSIVES or low[i].endswith(("'s", "’s"))), None
    )
    if voicing is not None and low[voicing + 1] not in ("been", "the", "to") and low[voicing + 1] not in VERBS:
        subject = subject_before(words, voicing)
        if subject and can_speak(words, subject):
            voice, cue = voice_of(words, subject, people, named, UNKNOWN), " ".join(words.raw[voicing : at + 1])
    elif owner is not None and low[owner] in _POSSESSIVES:
        voice = people.by_pronoun(low[owner], named)
    elif owner is not None and low[owner][:-2] not in SUBJECT_PRONOUNS | {"that"}:
        begin = noun_phrase_start(words, owner + 1)
        phrase = [*words.raw[begin:owner], words.raw[owner][:-2]]
        voice = people.resolve(phrase, [w.lower() for w in phrase], words.start[owner], named)
    if not voice.name and kind != "clause":
        return None
    end = content_end(words, start, limit, kind)
    if kind == "clause" and noun_phrase_start(words, at + 1) == opened(words, 0):
        end = _second_verb(words, start, end)
    return (cue, voice, [(start, end)]) if end > start else None


def _second_verb(words, start, end):
    """Where the main verb stands behind a claim that is itself the subject: "the claim that he lied has been …"."""
    seen = False
    for i in range(start, end):
        low = words.low[i]
        if low in (",", QUOTE) or low in CONJUNCTIONS or low in ("who", "which", "that"):
            break
        if (
            low in AUXILIARIES
            and low not in ("to", "not", "be", "been", "being")
            and words.low[i - 1] not in AUXILIARIES
        ):
            if seen:
                return i
            seen = True
    return end
