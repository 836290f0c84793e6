"""What a cue reports, by word order: where the reported words begin behind it, and where the reporter speaks again."""

from tellings.perspectives.speech.subjects import SUBJECT_PRONOUNS, subject_before
from tellings.perspectives.speech.words import (
    ADJUNCTS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    QUOTE,
    STOPS,
    VERBS,
    WH,
    is_adverb,
    is_name,
    is_word,
    looks_like_clause,
    words_of,
)

DASHES = frozenset(["—", "–", "--", "-", "―"])
_BOUND = words_of("bound infinitive")
_JOINTS = words_of("joint")
_OCCASIONS = words_of("occasion")
_OBJECTS = words_of("object pronoun")
_EMPTY = words_of("empty object")


def content_after(words, at, limit, passive=False):
    """Where the content of the cue at a place begins, and its kind, by what the verb takes.

    Out: (start, kind), kind one of quote, clause, infinitive, noun; None where the cue reports nothing.
    """
    low, verb = words.low, VERBS[words.low[at]]
    takes = verb.takes
    i = at + 1
    while i < limit and (
        is_adverb(low[i]) and low[i] not in ("both", "all") or low[i] in ("out", "back") and i == at + 1
    ):
        i += 1
    if i >= limit or low[i] in STOPS or low[i] in (")", "]"):
        return None
    clausal = bool(takes & {"that", "bare", "clause"})
    if low[i] == QUOTE:
        return i, "quote"
    if low[i] == ":":
        return (i + 1, "quote") if takes & {"quote", "that"} and i + 1 < limit else None
    if low[i] == "," and i + 1 < limit and low[i + 1] == QUOTE and "quote" in takes:
        return i + 1, "quote"
    if low[i] == "that" and clausal:
        return (i + 1, "clause") if _something(low, i + 1, limit) else None
    if low[i] in WH and low[i] != "which" and "wh" in takes:
        return i, "clause"
    if low[i] == "to" or low[i : i + 2] == ["not", "to"]:
        return (i, "infinitive") if "infinitive" in takes else (i + 1, "noun") if "to" in takes else None
    if low[i] in takes and i + 1 < limit and low[i] in PREPOSITIONS:
        if verb.lemma == "call" and low[i] in ("on", "upon"):
            return _after_recipient(words, i + 1, frozenset(["infinitive"]), limit) or (i + 1, "noun")
        return i + 1, "noun"
    if low[i] == "as" and passive:
        return i + 1, "noun"
    if "object" in takes and low[i] not in PREPOSITIONS:
        told = _after_recipient(words, i, takes, limit)
        if told or not takes & {"noun", "bare", "clause"}:
            return told
    if low[i] == "by":
        return None
    if low[i] == "," or low[i] in ADJUNCTS or low[i] in PREPOSITIONS:
        return _after_adjunct(words, i, takes, limit) if clausal or "quote" in takes else None
    if low[i] in CONJUNCTIONS and low[i] != "that" or passive and "noun" not in takes:
        return None
    return _bare_content(words, i, verb, limit)


def _something(low, at, limit):
    """Whether a clause can stand at a place: a quotation, or more than one word before the end."""
    return at < limit and low[at] not in STOPS and (low[at] == QUOTE or at + 1 < limit)


def _bare_content(words, i, verb, limit):
    """Content that follows its cue with nothing between: a clause without "that", or an object."""
    low, takes = words.low, verb.takes
    colon = next((j for j in range(i, min(limit - 1, i + 15)) if low[j] in (":", ",") or low[j] in AUXILIARIES), None)
    if colon and low[colon : colon + 2] == [":", QUOTE] and "quote" in takes:
        return colon + 1, "quote"
    if "asnoun" in takes:
        return (i, "noun") if "as" in low[i : i + 8] else None
    if "bare" in takes:
        if low[i] in _EMPTY and (
            i + 1 >= limit or not is_word(low[i + 1]) or low[i + 1] in PREPOSITIONS | CONJUNCTIONS
        ):
            return None
        if verb.form != "ing" or looks_like_clause(words, i) or verb.lemma in ("say", "add"):
            return i, "clause"
    if "clause" in takes and looks_like_clause(words, i) or "named" in takes and is_name(words.raw[i]):
        return i, "clause"
    if "noun" not in takes or not (is_word(low[i]) or low[i] == "[") or low[i : i + 2] == ["each", "other"]:
        return None
    return None if low[i].endswith("ed") and i + 1 < limit and low[i + 1] in PREPOSITIONS else (i, "noun")


def _after_recipient(words, i, takes, limit):
    """The content behind the person told: "told the paper that …", "urged them to …"."""
    low = words.low
    pronoun = low[i] in SUBJECT_PRONOUNS | _OBJECTS and words.raw[i] != "US"
    for step in range(i + pronoun, min(limit, i + 14)):
        word = low[step]
        if word in STOPS:
            return None
        if word == QUOTE:
            return step, "quote"
        if word == ":" or word == "," and low[step + 1 : step + 2] == [QUOTE]:
            return step + 1, "quote"
        if step == i:
            continue
        if word == "that":
            return step + 1, "clause"
        if word in WH and word not in ("who", "which"):
            return step, "clause"
        if "infinitive" in takes and (word == "to" or low[step : step + 2] == ["not", "to"]):
            return (step, "infinitive") if low[step - 1] not in FINITE | AUXILIARIES | _BOUND else None
        if word in ("and", "but") and low[step + 1 : step + 2] and low[step + 1] in VERBS or word == ",":
            return None
        if word in takes and word in ("of", "about", "against", "for"):
            return step + 1, "noun"
        if takes & {"bare", "clause"}:
            if word in SUBJECT_PRONOUNS or pronoun and step == i + 1 and is_word(word) and word not in ADJUNCTS:
                return step, "clause"
            if (
                word in ("the", "a", "his", "their")
                and low[step - 1] not in PREPOSITIONS
                and looks_like_clause(words, step)
            ):
                return step, "clause"
    return None


def _after_adjunct(words, i, takes, limit):
    """The content behind words of place and time: "said on Monday that …", "said in Ohio: …"."""
    low, commas = words.low, 0
    clausal = takes & {"that", "bare", "clause"}
    for step in range(i, min(limit, i + 26)):
        word = low[step]
        if word in STOPS:
            return None
        # "… would apologise, Lee said, “No”": the quotation is that cue's.
        if low[i] == "," and step > i and word in VERBS and VERBS[word].form in ("past", "s"):
            return None
        if word == ":" or word == "," and low[step + 1 : step + 2] == [QUOTE]:
            return (step + 1, "quote") if "quote" in takes and step + 1 < limit else None
        if word == "that" and clausal and _something(low, step + 1, limit):
            return step + 1, "clause"
        if word == QUOTE and low[i] != ",":
            return step, "quote"
        if word in ("whether", "if", "how", "why", "what") and "wh" in takes and low[i] != ",":
            return step, "clause"
        if (
            word in SUBJECT_PRONOUNS
            and takes & {"bare", "clause"}
            and low[step - 1] not in PREPOSITIONS
            and low[i] not in ("as", "after", "before", "when", "while", ",", "about", "of")
        ):
            return step, "clause"
        commas += word == ","
        if commas > 2:
            return None
        if (
            step == i + 1
            and "bare" in takes
            and low[i].endswith("day")
            and (word in DETERMINERS or is_name(words.raw[step]))
        ):
            return step, "clause"
    return None


def content_end(words, start, limit, kind, tense=""):
    """Where reported words end: at the sentence's end, or where the reporter speaks again."""
    low = words.low
    if low[start] == QUOTE and kind in ("quote", "noun"):
        end = _quotations_end(words, start, limit)
        inner = words.raw[end - 1]
        closed = len(inner) > 2 and inner[-2] in ".,?!" or end < limit and not is_word(low[end])
        if closed or end >= limit or low[end] in ADJUNCTS or low[end] in CONJUNCTIONS:
            return end
        return content_end(words, end, limit, "clause", tense)
    i = start
    while i < limit:
        word = low[i]
        if word == ";" or word in DASHES and word != "-" and kind in ("noun", "infinitive"):
            break
        if i > start and word == "according" and low[i + 1 : i + 2] == ["to"]:
            break
        if i > start + 1 and word in _HANDOVERS and _takes_over(words, i, limit, tense):
            break
        if word == "," and start < i < limit - 1 and _reporter_returns(words, i, limit, kind):
            break
        if i > start + 2 and word in ("in", "during", "at", "on") and kind != "noun" and _occasion(words, i, limit):
            break
        i += 1
    return trimmed(words, start, i)


_HANDOVERS = words_of("handover")


def _quotations_end(words, start, limit):
    """Where a run of quotations joined by "and", "but", "that" ends."""
    low, end = words.low, start + 1
    while end < limit:
        step = end
        while step < limit and (low[step] in ("and", "but", "or", "that", ",", "also", "then") or low[step] in DASHES):
            step += 1
        if step >= limit or low[step] != QUOTE:
            break
        end = step + 1
    return end


def _reporter_returns(words, comma, limit, kind):
    """Whether the reported words end at a comma: a new participle, or a contrast with a cue of its own, follows."""
    after = words.low[comma + 1]
    if after in VERBS and VERBS[after].form == "ing" and content_after(words, comma + 1, limit):
        return True
    if after in _JOINTS:
        return kind in ("noun", "infinitive") or _cue_follows(words, comma + 2, limit)
    return kind == "noun" and after in ("after", "before", "when", "because", "since", "who", "with", "he", "she")


def _takes_over(words, at, limit, tense):
    """Whether behind "and" the same subject takes a new cue: "… but said the alliance must …"."""
    low, step = words.low, at + 1
    while step < limit and is_adverb(low[step]):
        step += 1
    verb = VERBS.get(low[step]) if step < limit else None
    if not verb:
        return False
    if low[at] in ("before", "while", "after", "then", "by"):
        return verb.form == "ing" and content_after(words, step, limit) is not None
    if (
        tense not in ("past", "s", "participle")
        or verb.form != tense
        and not {verb.form, tense} <= {"past", "participle"}
    ):
        return False
    content = content_after(words, step, limit)
    return content is not None and (content[1] != "noun" or verb.form == "s")


def _cue_follows(words, start, limit):
    """Whether a new subject with a cue of its own stands at a place."""
    for i in range(start + 1, min(limit, start + 14)):
        low = words.low[i]
        if low in (",", QUOTE) and i > start + 8:
            return False
        if low in VERBS and VERBS[low].form in ("past", "s", "base") and VERBS[low].takes & {"quote", "infinitive"}:
            subject = subject_before(words, i, start)
            return bool(subject) and not subject.unspoken and subject.edge <= start + 2
    return False


def _occasion(words, at, limit):
    """Whether the rest of the sentence only says where the words were spoken: "… in an interview with CNN"."""
    low = words.low
    for i in range(at + 1, min(limit, at + 6)):
        if low[i] in _OCCASIONS:
            return limit - i < 25 and not any(
                low[j] in (",", QUOTE) or low[j] in AUXILIARIES for j in range(i + 1, limit)
            )
        if low[i] in PREPOSITIONS or not is_word(low[i]):
            return False
    return False


def trimmed(words, start, end):
    """The end of a stretch without closing stops and commas."""
    while end > start and (
        words.low[end - 1] in STOPS or words.low[end - 1] in (",", ":", "*", "_", "#") or words.low[end - 1] in DASHES
    ):
        end -= 1
    return end


def opened(words, start):
    """The start of a stretch without the marks and the "and" or "but" it opens with."""
    while start < len(words.low) - 1 and (
        not is_word(words.low[start])
        and words.low[start] not in (QUOTE, "(", "[")
        or words.low[start] in ("and", "but")
    ):
        start += 1
    return start


def relative_end(words, at, start, limit):
    """Where a clause with "who", or an opening "when he announced it", ends: "Lee, who said he would run, is here"."""
    first = opened(words, 0)
    if (
        words.low[first] in ("when", "after", "before", "while", "as", "since", "although")
        and "," not in words.low[first:at]
    ):
        # The comma behind which the main clause begins.
        return next(
            (
                i
                for i in range(start, limit - 1)
                if words.low[i] == ","
                and (
                    is_name(words.raw[i + 1]) or words.low[i + 1] in SUBJECT_PRONOUNS or words.low[i + 1] in DETERMINERS
                )
            ),
            limit,
        )
    who = next((i for i in range(at - 1, max(at - 5, 0), -1) if words.low[i] in ("who", "which")), None)
    if who is None or words.low[who - 1] != ",":
        return limit
    return next((i for i in range(start, limit) if words.low[i] == ","), limit)


def introduces(words, start):
    """Whether a sentence opens with words of time, place or circumstance rather than with a subject."""
    low = words.low[start]
    return (
        low in PREPOSITIONS
        or low in CONJUNCTIONS
        or is_adverb(low)
        or low.endswith(("ing", "day"))
        or (low in VERBS and VERBS[low].form == "past")
    )
