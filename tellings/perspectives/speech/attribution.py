"""Within one sentence: which words are reported, by which cue, and of whom; rules over word order, no parser."""

from collections import namedtuple

from tellings.perspectives.speech.contents import (
    DASHES,
    content_after,
    content_end,
    introduces,
    opened,
    relative_end,
    trimmed,
)
from tellings.perspectives.speech.name_parts import SPEAKER_NOUNS, is_speaker_noun
from tellings.perspectives.speech.noun_cues import noun_cue
from tellings.perspectives.speech.people import UNKNOWN
from tellings.perspectives.speech.subjects import (
    SUBJECT_PRONOUNS,
    Subject,
    agrees,
    can_speak,
    ends_with_name,
    is_noun_here,
    phrase_end,
    phrase_voice,
    subject_before,
    voice_of,
)
from tellings.perspectives.speech.words import (
    ADJUNCTS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    NOUNS,
    PREPOSITIONS,
    QUOTE,
    STOPS,
    VERBS,
    is_adverb,
    is_name,
    is_word,
    words_of,
)

# ranges are pairs of word indices; two where the cue interrupts what it reports.
Attribution = namedtuple("Attribution", "cue voice ranges")

_INVERTING = words_of("inverting verb")
_MODALS = words_of("modal of possibility")


def attributions(words, people):
    """The reported stretches of one sentence, left to right, none inside another.

    In: the sentence (clauses.tokenise) and the persons of the text (speakers.People). Out: a list of Attribution.
    Method: the orders of source, cue and content that Pareti (2015) and Newell et al. (2018) describe for news.
    """
    found, named, free, previous = [], [], 0, UNKNOWN
    cues = [i for i, low in enumerate(words.low) if low in VERBS or low in NOUNS or low == "according"]
    for at in cues:
        if at < free:
            continue
        frame = _according(words, at, free) if words.low[at] == "according" else _content_first(words, at, free)
        if frame:
            left, right, subject, resume, rest = frame
            found += _between(words, cues, people, named, free, left)
            voice = voice_of(words, subject, people, named, previous)
            ranges = [(left, right)] * (right > left) + ([rest] if rest else [])
            found.append(Attribution("according to" if words.low[at] == "according" else words.raw[at], voice, ranges))
            named.append(voice)
            previous, free = voice, rest[1] if rest else resume
    return found + _between(words, cues, people, named, free, len(words.low), previous)


def _between(words, cues, people, named, start, end, previous=UNKNOWN):
    """Attributions whose content follows the cue, between two places of a sentence."""
    found, free = [], start
    for at in cues:
        if free <= at < end:
            frame = _source_first(words, at, start, end, people, named, previous)
            if frame:
                found.append(frame)
                named.append(frame.voice)
                previous, free = frame.voice, frame.ranges[-1][1]
    return found


def _according(words, at, free):
    """Content, source and rest of "according to", which stands before, behind or within what it reports."""
    low, size = words.low, len(words.low)
    if low[at + 1 : at + 2] != ["to"] or at + 2 >= size:
        return None
    end = phrase_end(words, at + 2)
    source = Subject(at + 2, end, False, at + 2)
    left = at
    while left > free and (low[left - 1] in (",", "at", "least") or low[left - 1] in DASHES):
        left -= 1
    start = opened(words, free)
    if left - start < 2:
        aside = end + 1 < size and low[end] == "," and low[end + 1].endswith("ed")
        end += 2 * aside
        while end < min(size, at + 60) and low[end] not in (",", ":") and low[end] not in STOPS:
            end += 1
        stop = trimmed(words, min(end + 1, size), size)
        return (start, start, source, stop, (end + 1, stop)) if stop > end + 1 else None
    rest = None
    if (
        end < size
        and low[end] == ","
        and size - end > 4
        and low[end + 1] not in VERBS
        and low[end + 1] not in CONJUNCTIONS
        and (low[end + 1] not in ("which", "who", "a", "an"))
    ):
        rest = (end + 1, content_end(words, end + 1, size, "clause"))
    return start, left, source, end, rest


def _content_first(words, at, free):
    """Start and end of the content, subject, where to go on, and the rest, if the cue closes or interrupts what it
    reports.
    """
    low, size, verb = words.low, len(words.low), VERBS.get(words.low[at])
    if not verb or "quote" not in verb.takes or verb.form not in ("past", "s", "base") or at <= free:
        return None
    start = opened(words, free)
    if low[at - 1] in (",", QUOTE) or low[at - 1] in DASHES:
        inverted = _inverted(words, at, verb, QUOTE in low[max(at - 2, 0) : at])
        if inverted:
            subject, end = inverted
            rest = _rest(words, end)
            right = at - (low[at - 1] != QUOTE)
            return (
                (start, right, subject, end, rest if rest and low[rest[0]] == QUOTE else None)
                if right > start
                else None
            )
    following = low[at + 1] if at + 1 < size else "."
    if following in ("that", ":") or following in SUBJECT_PRONOUNS and "object" not in verb.takes:
        return None
    subject = subject_before(words, at, free)
    if not subject or subject.unspoken or subject.edge <= start:
        return None
    if low[at - 1] in ("who", "which", "that"):
        return None
    mark = low[subject.edge - 1]
    if mark not in (",", QUOTE, "?", "!") and mark not in DASHES:
        return None
    quoted = QUOTE in low[max(subject.edge - 2, 0) : subject.edge]
    tail = _tail(words, at, verb, quoted, start)
    if tail is None:
        return None
    right = subject.edge - (mark != QUOTE)
    rest = _rest(words, tail)
    # "Asked about it, Lee said, “No.”": what stands in front only introduces.
    if not quoted and rest and low[rest[0]] == QUOTE and introduces(words, start):
        return None
    # "Asked if she was tired, Lee laughed."
    asked = low[start] in ("when", "asked", "pressed", "told") and "," not in low[start : subject.edge - 1]
    if not quoted and asked:
        return None
    interrupted = tail == at + 1 and tail < size and low[tail] == ","
    if right <= start or right - start < 3 and not (quoted or interrupted or QUOTE in low[start:right]):
        return None
    return start, right, subject, tail, rest


def _inverted(words, at, verb, quoted):
    """The subject behind a cue ("said Lee") and where its phrase ends, or None."""
    low, size, first = words.low, len(words.low), at + 1
    if verb.form not in ("past", "s") or not (quoted or verb.lemma in _INVERTING) or first >= size:
        return None
    if not (is_name(words.raw[first]) or low[first] in DETERMINERS or is_speaker_noun(low[first])):
        return None
    end = first
    while end < size and low[end] not in STOPS and low[end] not in (",", ":", QUOTE) and end - first < 25:
        if low[end] in AUXILIARIES and low[end] != "to" or low[end] in SUBJECT_PRONOUNS or low[end] == "that":
            return None
        end += 1
    name_end = first + 1
    while name_end < end and (low[name_end] not in ADJUNCTS or low[name_end] in ("of", "for", "at", "from", "with")):
        name_end += 1
    subject = Subject(first, name_end, False, first)
    # "said one of them, Maya Ortiz, 23": the name in the apposition.
    if not ends_with_name(words, subject) and end + 1 < size and low[end] == "," and is_name(words.raw[end + 1]):
        last = end + 1
        while last < size and is_name(words.raw[last]):
            last += 1
        if low[last : last + 1] in ([","], ["."], []):
            return Subject(end + 1, last, False, first), last
    return subject, end


def _tail(words, at, verb, quoted, start):
    """Where a reporting clause ends that has nothing to report behind it; None if it has."""
    low, size = words.low, len(words.low)
    tail = at + 1
    while tail < size and (is_adverb(low[tail]) or low[tail] in ("back", "out")):
        tail += 1
    if "object" in verb.takes:
        step = tail
        while (
            step < min(size, tail + 6)
            and is_word(low[step])
            and low[step] not in ADJUNCTS
            and low[step] not in ("that", "to")
        ):
            step += 1
        if step >= size or low[step] in STOPS or low[step] in (",", *ADJUNCTS):
            tail = step
    if tail >= size or low[tail] in STOPS or low[tail] == "," or low[tail] in DASHES:
        return tail
    if low[tail] not in ADJUNCTS and (not quoted or low[tail] in (":", QUOTE, "that")):
        return None
    end = tail
    while end < min(size, at + 60) and low[end] not in STOPS and low[end] not in (",", ":", QUOTE):
        if low[end] == "that" and not quoted:
            return None
        end += 1
    if not quoted and (introduces(words, start) or end < size and low[end] in (":", QUOTE)):
        return None
    return end


def _rest(words, tail):
    """The content that goes on behind an interrupting cue, or None."""
    low, size = words.low, len(words.low)
    if tail >= size or low[tail] not in (",", ":") and low[tail] not in DASHES:
        return None
    after = tail + 1
    while after < size and low[after] in ("and", "but", "that", ","):
        after += 1
    if after >= size:
        return None
    if low[after] == QUOTE:
        return after, content_end(words, after, size, "quote")
    if (
        after != tail + 1
        or low[after] in VERBS
        and VERBS[low[after]].form == "ing"
        or low[after] in ("who", "which", "a", "an", "as", "when", "after", "while", "before", "his", "her", "their")
    ):
        return None
    return after, content_end(words, after, size, "clause")


def _source_first(words, at, floor, limit, people, named, previous):
    """The attribution whose cue stands at a place and whose content follows, or None."""
    low, word = words.low, words.low[at]
    if word in NOUNS and (word not in VERBS or is_noun_here(words, at)):
        noun = noun_cue(words, at, limit, people, named)
        return Attribution(*noun) if noun else None
    if (
        word not in VERBS
        or is_name(words.raw[at])
        and at > floor
        and (words.raw[at - 1] == "United" or not _is_title_case(words))
    ):
        return None
    verb = VERBS[word]
    if verb.form in ("past", "participle") and _is_passive(words, at):
        return _passive(words, at, verb, limit, people, named)
    subject = subject_before(words, at, floor)
    if not subject or verb.form == "base" and not subject.unspoken and not agrees(words, at, subject):
        return None
    if (
        verb.form in ("base", "s")
        and is_noun_here(words, at)
        and at > floor
        or verb.lemma == "want"
        and low[at - 1] in _MODALS | {"will"}
    ):
        return None
    content = content_after(words, at, limit)
    if (
        not content
        and "named" in verb.takes
        and any(SPEAKER_NOUNS.get(w) == "document" for w in low[subject.start : subject.end])
    ):
        content = (
            (at + 1, "noun") if at + 1 < limit and is_word(low[at + 1]) and low[at + 1] not in PREPOSITIONS else None
        )
    if _is_aside(words, at, subject, limit):
        content = at + 2, "clause"
    if not content or content[1] == "noun" and not can_speak(words, subject):
        return None
    start, kind = content
    end = content_end(words, start, relative_end(words, at, start, limit), kind, verb.form)
    voice = voice_of(words, subject, people, named, previous)
    return Attribution(words.raw[at], voice, [(start, end)]) if end > start else None


def _passive(words, at, verb, limit, people, named):
    """The attribution of "was accused of", "is expected to"; its voice is the agent behind "by", if any."""
    low = words.low
    if not verb.takes & {"passive", "that", "infinitive"} or at > 1 and low[at - 2] in _MODALS:
        return None
    voice, by = UNKNOWN, next((i for i in range(at + 1, min(limit - 1, at + 8)) if low[i] == "by"), None)
    content = content_after(words, at, limit, passive=True)
    if by:
        agent = by + 1
        stop = min(
            phrase_end(words, agent),
            next((i for i in range(agent + 1, limit) if low[i] in ("for", "as", "of", "in")), limit),
        )
        voice = phrase_voice(words, agent, stop, people, named)
        if not is_name(words.raw[agent]) and not any(is_speaker_noun(w) for w in low[agent:stop]):
            return None
        if stop < limit and (not content or content[0] < stop):
            content = (
                (stop + (low[stop] in ("for", "as", "of")), "noun") if low[stop] in ("for", "as", "of", "to") else None
            )
    if not content:
        return None
    start, kind = content
    end = content_end(words, start, limit, kind, verb.form)
    return Attribution(words.raw[at], voice, [(start, end)]) if end > start else None


def _is_aside(words, at, subject, limit):
    """Whether a sentence opens with "As Lee noted," so that all that follows is hers."""
    return (
        not subject.unspoken
        and subject.edge == opened(words, 0) + 1
        and words.low[subject.edge - 1] == "as"
        and at + 2 < limit
        and words.low[at + 1] == ","
        and "quote" in VERBS[words.low[at]].takes
    )


def _is_passive(words, at):
    i = at - 1
    while i >= 0 and is_adverb(words.low[i]):
        i -= 1
    return i >= 0 and words.low[i] in BE


def _is_title_case(words):
    """Whether a sentence is written as headlines are, so that capitals tell nothing."""
    plain = [w for w in words.raw[:200] if is_word(w) and len(w) > 3]
    return sum(1 for w in plain if is_name(w)) > 0.7 * len(plain)
