"""The subject of a verb by word order: what stands in front of it, and whom that means."""

from collections import namedtuple

from tellings.perspectives.speech.name_parts import is_person_noun, is_speaker_noun
from tellings.perspectives.speech.people import UNKNOWN, Voice
from tellings.perspectives.speech.words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTE,
    STOPS,
    VERBS,
    is_adverb,
    is_name,
    is_word,
    words_of,
)

# The words from start to end; unspoken where the subject must be taken from the cue before ("and added");
# edge is where the phrase begins with its apposition.
Subject = namedtuple("Subject", "start end unspoken edge")

SUBJECT_PRONOUNS = words_of("subject pronoun")
_RAISING, _QUANTITIES = words_of("raising verb"), words_of("head of a phrase")
_VERBAL_ENDINGS = ("'d", "'s", "'ve", "'ll", "'re", "'m")


def subject_before(words, at, floor=0):
    """The Subject of the verb at a place; None where the form is no cue there (a noun, an infinitive, an attribute)."""
    low, form = words.low, VERBS[words.low[at]].form if words.low[at] in VERBS else "past"
    unspoken = Subject(at, at, True, at)
    i, helped = at - 1, False
    # "A survey released Wednesday found": the day is no subject.
    i -= i > floor and low[i] in ("night", "morning", "afternoon", "evening") and low[i - 1].endswith("day")
    while i > floor and low[i].endswith("day") and is_name(words.raw[i]) and low[i - 1] not in (",", "and"):
        i -= 2 if low[i - 1] in ("on", "released", "published", "conducted", "issued", "late", "early") else 1
        i -= i > floor and low[i] in ("released", "published", "conducted", "issued")
    while i >= floor and (low[i] in AUXILIARIES and low[i] != "to" or is_adverb(low[i])):
        helped = helped or low[i] in AUXILIARIES
        i -= 1
    if i >= floor and low[i] == "to":
        if form != "base" or i <= floor or low[i - 1] not in _RAISING:
            return None
        helped, i = True, i - 1
        while i >= floor and (low[i] in _RAISING or low[i] in AUXILIARIES or is_adverb(low[i])):
            i -= 1
    if form == "ing" and not helped:
        return unspoken
    if i < floor:
        return unspoken if floor and i >= 0 and low[i] in (",", QUOTE) else None
    if low[i] in ("and", "but", "or", "then"):
        return unspoken if form in ("past", "s", "participle") or helped else None
    if low[i] in ("who", "which", "that") and i > floor:
        end = i - (low[i - 1] == ",")
        start = noun_phrase_start(words, end, floor)
        return Subject(start, end, False, start) if start < end else None
    if low[i] in PRONOUNS or _contracted(low[i]):
        return Subject(i, i + 1, False, i)
    if low[i] in PREPOSITIONS or low[i] in DETERMINERS and low[i] not in ("some", "many", "all", "another"):
        return None
    if low[i] == ",":
        return _before_apposition(words, i, floor) or unspoken
    if low[i] == ")":
        while i > floor and low[i] != "(":
            i -= 1
        i -= 1
        if i < floor:
            return None
    if not is_word(low[i]) and low[i] not in "'’" or low[i].endswith(("'s", "’s")):
        return None
    start = noun_phrase_start(words, i + 1, floor)
    if start - 1 > floor and low[start - 1] == "who":
        # "Scientists who study debates say": the phrase in front of the relative clause.
        end = start - 1 - (low[start - 2] == ",")
        start = noun_phrase_start(words, end, floor)
        return Subject(start, end, False, start) if start < end else None
    return Subject(start, i + 1, False, start) if start <= i else None


def is_noun_here(words, at):
    """Whether a form that is noun and verb ("claims", "report") is a noun, by the word before it."""
    before = words.low[at - 1] if at else ""
    return before in DETERMINERS or before in PREPOSITIONS and before != "to" or before.endswith(("'s", "’s")) or not at


def _contracted(low):
    """Whether a word is a pronoun with its verb: he'd, they've."""
    low = low.replace("’", "'")
    return "'" in low and low.split("'")[0] in SUBJECT_PRONOUNS and low.endswith(_VERBAL_ENDINGS)


def _before_apposition(words, comma, floor):
    """The subject in front of an apposition or an aside that ends with a comma: "Lee, a lawyer, said"."""
    low, best = words.low, None
    for i in range(comma - 1, max(floor, comma - 45), -1):
        if low[i] in STOPS or low[i] == ":":
            break
        if low[i] != ",":
            continue
        start = noun_phrase_start(words, i, floor)
        if (
            start < i
            and not (start > floor and low[start - 1] in PREPOSITIONS)
            and (
                is_name(words.raw[i - 1])
                or is_speaker_noun(low[i - 1])
                or low[i - 1] in SUBJECT_PRONOUNS
                or low[i - 1] == ")"
                or is_speaker_noun(low[start + 1])
            )
        ):
            best = Subject(start, i, False, start)
    if best and best.end < comma and not ends_with_name(words, best):
        return named_in(words, best, comma) or best
    return best


def named_in(words, subject, comma):
    """The name in the apposition of a description, the better answer: "a spokesman, John Lee, said"."""
    low, raw = words.low, words.raw
    if low[subject.end + 1] in ("who", "which", "whose", "that"):
        return None
    end = next(i for i in range(subject.end + 1, comma + 1) if low[i] == ",")
    first = end
    while first > subject.end + 1 and is_name(raw[first - 1]):
        first -= 1
    if first < end and not any(low[i] in PREPOSITIONS for i in range(subject.end + 1, first)):
        return Subject(first, end, False, subject.start)
    return None


def ends_with_name(words, subject):
    head = next((i for i in range(subject.start + 1, subject.end) if words.low[i] in PREPOSITIONS), subject.end)
    return is_name(words.raw[head - 1])


def noun_phrase_start(words, end, floor=0):
    """Where the noun phrase that ends at a place begins, with what is tied to it by "of", "for" or "and"."""
    low, raw = words.low, words.raw
    start = inner = end
    while start > floor and end - start < 30:
        word = low[start - 1]
        if (
            word in ("and", "&")
            and start < end
            and start - 2 >= floor
            and is_name(raw[start])
            and is_name(raw[start - 2])
        ):
            first = start - 2
            while first > floor and is_name(raw[first - 1]):
                first -= 1
            if (
                first > floor
                and low[first - 1] not in (",", "that", "but", "both", QUOTE, "(")
                and low[first - 1] not in DETERMINERS
            ):
                break
            start = first
        elif word in PREPOSITIONS:
            before = start - 2
            if (
                start == end
                or before < floor
                or low[before].endswith("day")
                or not (is_speaker_noun(low[before]) or is_name(raw[before]) or low[before] in _QUANTITIES)
            ):
                break
            inner = start
            start -= 1
        elif (
            word in AUXILIARIES
            or word in CONJUNCTIONS
            or word in SUBJECT_PRONOUNS
            or word in ("who", "which", "whom", ".")
            or not is_word(word)
            and word not in ("'", "’", "&")
            or start < end
            and not is_name(raw[start - 1])
            and (word in ADVERBS or start - 1 > floor and word in VERBS and VERBS[word].form in ("past", "ing"))
        ):
            break
        else:
            start -= 1
            if word in DETERMINERS and start > floor and low[start - 1] not in PREPOSITIONS | {"all", "both", "and"}:
                break
    if start > floor and low[start - 1] in PREPOSITIONS and inner < end:
        start = inner
    while start < end - 1 and (low[start].endswith("day") or low[start] in ("'", "’")):
        start += 1
    return start


def phrase_end(words, start):
    """Where the noun phrase behind "according to" or "by" ends."""
    low, i = words.low, start
    while (
        i < len(low)
        and i - start < 25
        and (is_word(low[i]) or low[i] in ("'", "’", "&", "(", "#"))
        and low[i] not in STOPS
    ):
        if i > start and (
            low[i] in AUXILIARIES
            and low[i] != "to"
            or low[i] in ("who", "that", "which", "while", "but")
            or low[i] == "and"
            and not (is_name(words.raw[i - 1]) and is_name(words.raw[min(i + 1, len(low) - 1)]))
        ):
            break
        i += 1
    return max(i, min(start + 1, len(low)))


def voice_of(words, subject, people, named, previous):
    """The voice of a subject; of an unspoken one that of the cue before, or of the sentence's first person."""
    if subject.unspoken:
        return previous if previous.name else main_subject(words, people, named)
    if not can_speak(words, subject):
        # "Experts hired to read the records said": the first who can speak, if the sentence opens with one.
        noun = next((i for i in range(min(subject.start, 4)) if is_speaker_noun(words.low[i])), None)
        if noun is not None and not any(w in PREPOSITIONS or w == "," for w in words.low[:noun]):
            return phrase_voice(words, 0, noun + 1, people, named)
    if words.low[subject.start] == "both" and people.pair:
        return people.pair
    return phrase_voice(words, subject.start, subject.end, people, named)


def phrase_voice(words, start, end, people, named=()):
    """The voice of a noun phrase; two names joined by "and" stay together."""
    low, raw = words.low, words.raw
    if low[start:end] in (["he"], ["she"]) and start and low[start - 1] in CONJUNCTIONS:
        # "Lee has yet to decide, though he said …": the subject of the sentence before the last speaker.
        subject = main_subject(words, people, named, start)
        named = [*named, subject] if subject.person else named
    joint = next(
        (i for i in range(start + 1, end - 1) if low[i] == "and" and is_name(raw[i - 1]) and is_name(raw[i + 1])), None
    )
    if joint and not any(w in PREPOSITIONS for w in low[start:joint]) and all(is_name(w) for w in raw[joint + 1 : end]):
        one = people.resolve(raw[start:joint], low[start:joint], words.start[start], named)
        two = people.resolve(raw[joint + 1 : end], low[joint + 1 : end], words.start[joint], named)
        # In "Secretary General and Finance Minister Jens Stoltenberg" one person has two offices.
        return (
            two
            if two.person and not one.person and joint - start > 1
            else Voice(f"{one.name} and {two.name}", "", False, True)
        )
    return people.resolve(raw[start:end], low[start:end], words.start[start], named)


def main_subject(words, people, named=(), limit=40):
    """The first person of a sentence, named, described or a pronoun, who does not hang on a preposition."""
    low, raw = words.low, words.raw
    i, size = 0, min(len(low), limit, 40)
    while i < size:
        word = low[i]
        if word in ("he", "she", "they") and not (i and low[i - 1] == "that"):
            return people.by_pronoun(word, named)
        if word in ("a", "an", "one", "the") and (i == 0 or low[i - 1] in (",", "but", "and")):
            noun = next((j for j in range(i + 1, min(i + 6, size)) if is_person_noun(low[j])), None)
            if noun and not low[noun].endswith("s") and all(is_word(w) for w in low[i:noun]):
                return people.resolve(raw[i : noun + 1], low[i : noun + 1], words.start[i], named)
        if is_name(raw[i]) and not (
            word in DETERMINERS or word in PREPOSITIONS or word in PRONOUNS or word in CONJUNCTIONS
        ):
            end = i + 1
            while end < len(low) and is_name(raw[end]):
                end += 1
            if end - i == 1 and (not i or not is_word(low[i - 1])) and not people.knows(raw[i]):
                i = end
                continue
            owned = next((j for j in range(end, min(end + 3, size)) if is_speaker_noun(low[j])), None)
            if raw[end - 1].endswith(("'s", "’s")) and owned and not (i and low[i - 1] in PREPOSITIONS):
                return people.resolve(raw[i : owned + 1], low[i : owned + 1], words.start[i], named)
            hangs = i and low[i - 1] in PREPOSITIONS or raw[end - 1].endswith(("'s", "’s"))
            if not hangs:
                start = noun_phrase_start(words, end)
                voice = (
                    UNKNOWN
                    if start and low[start - 1] in PREPOSITIONS
                    else people.resolve(raw[i:end], low[i:end], words.start[i], named)
                )
                if voice.person or voice.name and raw[end - 1].isupper() and end - i == 1:
                    return voice
            i = end
        else:
            i += 1
    return UNKNOWN


def can_speak(words, subject):
    """Whether a subject is somebody: a pronoun, a name, an office, a body."""
    if subject.unspoken:
        return True
    inside = words.low[subject.start : subject.end]
    return (
        inside[-1] in SUBJECT_PRONOUNS
        or inside[-1] == "who"
        or is_name(words.raw[subject.end - 1])
        or any(is_speaker_noun(w) for w in inside)
    )


def agrees(words, at, subject):
    """Whether a base form can belong to a subject: a plural, a pronoun, or an auxiliary in between."""
    if any(words.low[i] in AUXILIARIES for i in range(subject.end, at)):
        return True
    last = words.low[subject.end - 1]
    return (
        last.endswith("s")
        or last
        in (
            "they",
            "we",
            "i",
            "you",
            "who",
            "people",
            "some",
            "many",
            "most",
            "others",
            "both",
            "men",
            "women",
            "police",
            "several",
            "those",
            "few",
            "all",
            "that",
            "which",
        )
        or "and" in words.low[subject.start : subject.end]
    )
