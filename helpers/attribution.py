"""Within one sentence: which words are reported, by which cue, and of whom; rules over word order, no parser."""
from collections import namedtuple

from helpers.clauses import (ADJUNCTS, AUXILIARIES, BE, CONJUNCTIONS, DETERMINERS, FINITE, NOUNS, PREPOSITIONS, PRONOUNS, QUOTE,
                             STOPS, VERBS, WH, is_adverb, is_name, is_word, looks_like_clause)
from helpers.speakers import UNKNOWN, Voice, is_speaker_noun

Attribution = namedtuple("Attribution", "cue voice ranges")

_BOUND = frozenset("going able likely trying supposed set ought willing ready unable due want plan".split())
_DASHES = frozenset("— – -- - ―".split())
_RAISING = frozenset("on seemed appeared seems appears continued continues tried sought used managed proceeded attempted began "
                     "started rushed went goes".split())
_CLAUSE_JOINTS = frozenset("but while though although whereas as and".split())
_OCCASIONS = frozenset("statement interview tweet speech rally email e-mail briefing conference letter memo twitter facebook "
                       "reporters post appearance call town".split())
_MODALS = frozenset("may might can could should must".split())
_VOICING = frozenset("expressed expresses expressing voiced voices voicing made makes making issued issues issuing repeated reiterated "
                     "repeating raised raises shared offered aired gave has had".split())
_SUBJECTS = frozenset("he she they it i we you there".split())
_INVERTING = frozenset("say add write explain note report argue warn claim ask tweet".split())


def attributions(words, people):
    """The reported stretches of one sentence, left to right, none inside another.

    In: the sentence (clauses.tokenise), the persons of the text (speakers.People). Out: Attribution(cue as written,
    voice, ranges of word indices). The method is the surface order of source, cue and content that Pareti (2015)
    and Newell et al. (2018) describe for news.
    """
    found, free = [], 0
    named = []
    previous = UNKNOWN
    for at in _framing_cues(words):
        if at < free:
            continue
        frame = _content_first(words, at, free)
        if frame:
            (left, right), subject, resume, rest = frame
            voice = _voice(words, subject, people, named, previous)
            ranges = [(left, right)] + ([rest] if rest else [])
            found += _inside(words, people, named, free, left)
            found.append(Attribution(_cue(words, at), voice, ranges))
            named.append(voice)
            previous, free = voice, rest[1] if rest else resume
    found += _inside(words, people, named, free, len(words.low), previous)
    return found


def _inside(words, people, named, start, end, previous=UNKNOWN):
    """Attributions whose content follows the cue, between two places of a sentence."""
    found, at = [], start
    while at < end:
        frame = _source_first(words, at, start, end, people, named, previous)
        if frame:
            found.append(frame)
            named.append(frame.voice)
            previous = frame.voice
            at = max(at + 1, frame.ranges[-1][1])
        else:
            at += 1
    return found


# --- content before the cue: "…," Lee said; … , according to Lee -------------------------------------------------

def _framing_cues(words):
    """Places of the words that can stand behind or within what they report."""
    return [i for i, low in enumerate(words.low) if low == "according" and words.low[i + 1:i + 2] == ["to"] or
            low in VERBS and VERBS[low].form in ("past", "s", "base") and "quote" in VERBS[low].takes]


def _content_first(words, at, free):
    """Content, subject, and where the rest begins, if the cue closes or interrupts what it reports."""
    low, size = words.low, len(words.low)
    if low[at] == "according":
        end = _phrase_end(words, at + 2)
        subject = (at + 2, end)
        left = at
        while left > free and (low[left - 1] in (",", "least") or low[left - 1] in _DASHES or low[left - 1] == "at"):
            left -= 1
        if left - free < 2:
            start = end + (end < size and low[end] == ",")
            stop = _trim(words, start, size)
            return ((start, stop), subject, stop, None) if stop > start else None
        stop = _trim(words, end + 1, size) if end < size and low[end] == "," else end
        rest = (end + 1, stop) if stop - end > 3 and low[end + 1] not in VERBS and low[end + 1] not in CONJUNCTIONS else None
        return (_lead(words, free), left), subject, end, rest
    verb = VERBS[low[at]]
    before = at - 1
    while before >= free and is_adverb(low[before]):
        before -= 1
    if before >= free and (low[before] in (",", QUOTE) or low[before] in _DASHES) and before + 1 == at:
        inverted = _inverted(words, at, verb, low[before] == QUOTE or (before and low[before - 1] == QUOTE))
        if inverted:
            subject, end = inverted
            right = before if low[before] != QUOTE else before + 1
            if right > free:
                return (_lead(words, free), right), subject, end, _rest(words, end)
    subject = subject_before(words, at, free)
    if not subject or subject[0] <= free or subject[2]:
        return None
    start = subject[0]
    edge = low[start - 1]
    if not (edge in (",", QUOTE, "?", "!") or edge in _DASHES):
        return None
    tail = at + 1
    while tail < size and is_adverb(low[tail]):
        tail += 1
    if "object" in verb.takes and tail < size and low[tail] not in STOPS:
        step = tail
        while step < size and step < tail + 6 and is_word(low[step]) and low[step] not in ADJUNCTS and low[step] not in ("that", "to"):
            step += 1
        if step >= size or low[step] in STOPS or low[step] in (",", *ADJUNCTS) and low[step - 1] not in _SUBJECTS:
            tail = step
    ends = tail >= size or low[tail] in STOPS or low[tail] in _DASHES
    quoted = edge == QUOTE or (start > 1 and low[start - 2] == QUOTE)
    if not ends and low[tail] == ",":
        ends = True
    elif not ends and (low[tail] in ADJUNCTS or (quoted and low[tail] not in (":", QUOTE, "that"))):
        end = tail
        while end < size and low[end] not in STOPS and low[end] not in (",", ":", QUOTE):
            if low[end] == "that":
                return None
            end += 1
        if not quoted and (_introduces(words, free) or (end < size and low[end] in (":", QUOTE))):
            return None
        if end < size and low[end] == QUOTE and not quoted:
            return None
        tail, ends = end, True
    if not ends:
        return None
    left, right = _lead(words, free), start - (edge != QUOTE)
    if right <= left or (right - left < 3 and not quoted and not _has_quote(words, left, right)):
        return None
    if tail < size and low[tail] == "," and not quoted and right - left < 2:
        return None
    return (left, right), subject, tail, _rest(words, tail)


def _inverted(words, at, verb, quoted):
    """The subject behind a cue ("said Lee") and where it ends, or None."""
    low, size = words.low, len(words.low)
    if verb.form not in ("past", "s") or not (quoted or verb.lemma in _INVERTING):
        return None
    first = at + 1
    if first >= size or not (is_name(words.raw[first]) or low[first] in DETERMINERS or is_speaker_noun(low[first])):
        return None
    end = first
    while end < size and low[end] not in STOPS and low[end] not in (",", ":", QUOTE) and end - first < 25:
        if low[end] in AUXILIARIES and low[end] not in ("to", "'s") or low[end] in ("that", *_SUBJECTS):
            return None
        end += 1
    name_end = first
    while name_end < end and not (low[name_end] in ADJUNCTS and low[name_end] not in ("of", "for", "at", "from", "with")):
        name_end += 1
    return (first, max(name_end, first + 1), False), end


def _rest(words, tail):
    """The content that goes on behind an interrupting cue, or None."""
    low, size = words.low, len(words.low)
    if tail >= size or low[tail] not in (",", ":", *_DASHES):
        return None
    after = tail + 1
    while after < size and low[after] in ("and", "but", "that", ","):
        after += 1
    if after >= size:
        return None
    if low[after] == QUOTE:
        return (after, _content_end(words, after, size, "quote"))
    if low[after] in VERBS and VERBS[low[after]].form == "ing" or after != tail + 1:
        return None
    if not looks_like_clause(words, after) or low[after] in ("who", "which", "a", "an", "adding", "as", "when", "after", "while"):
        return None
    return (after, _content_end(words, after, size, "clause"))


# --- cue before the content: Lee said that …; Lee's claim that …; According to Lee, … -----------------------------

def _source_first(words, at, floor, limit, people, named, previous):
    """The attribution whose cue stands at a place and whose content follows, or None."""
    low = words.low
    word = low[at]
    if word in NOUNS and (word not in VERBS or not subject_before(words, at, floor) or low[at - 1] in DETERMINERS
                          or low[at - 1].endswith(("'s", "’s"))):
        noun = _noun_cue(words, at, limit, people, named)
        if noun or word not in VERBS:
            return noun
    if word not in VERBS or is_name(words.raw[at]) and at > floor and not _is_title_case(words):
        return None
    if is_name(words.raw[at]) and at and words.raw[at - 1] == "United":
        return None
    verb = VERBS[word]
    passive = verb.form in ("past", "participle") and _is_passive(words, at)
    if passive and (not verb.takes & {"passive", "that", "infinitive"} or low[at - 2] in _MODALS):
        return None
    if verb.lemma == "want" and low[at - 1] in _MODALS | {"will"}:
        return None
    if passive:
        subject, voice = None, UNKNOWN
    else:
        subject = subject_before(words, at, floor)
        if not subject:
            return None
        if verb.form == "base" and subject[2] is False and not _agrees(words, at, subject):
            return None
    content = _content(words, at, verb, limit, passive)
    if not content:
        return None
    start, kind = content
    if kind == "noun" and not passive and not _can_speak(words, subject):
        return None
    end = _content_end(words, start, limit, kind, verb.form)
    if end <= start:
        return None
    if passive:
        by = next((i for i in range(at + 1, min(limit, at + 8)) if low[i] == "by"), None)
        if by:
            stop = _phrase_end(words, by + 1)
            voice = people.resolve(words.raw[by + 1:stop], low[by + 1:stop], words.start[by], named)
            if start <= by + 1:
                start = max(start, stop)
            if voice.name and not is_name(voice.name) and not is_speaker_noun(voice.name.split()[-1].lower()):
                return None
    else:
        voice = _voice(words, subject, people, named, previous)
    return Attribution(_cue(words, at), voice, [(start, end)]) if end > start else None


def _noun_cue(words, at, limit, people, named):
    """The attribution of a noun such as "claim" or "statement" with what it governs, or None."""
    low, takes = words.low, NOUNS[words.low[at]]
    after = at + 1
    if after >= limit:
        return None
    if low[after] == "that" and "that" in takes and after + 2 < limit and low[after + 1] not in AUXILIARIES:
        start, kind = after + 1, "clause"
    elif low[after] == "to" and "infinitive" in takes:
        start, kind = after, "infinitive"
    elif low[after] == "for" and "for" in takes:
        start, kind = after + 1, "noun"
    else:
        return None
    owner = at - 1
    while owner >= 0 and is_word(low[owner]) and at - owner < 5 and not low[owner].endswith(("'s", "’s")) and low[owner] not in (
            "his", "her", "their", "its") and low[owner] not in PREPOSITIONS:
        owner -= 1
    voice, cue = UNKNOWN, words.raw[at]
    voicing = next((i for i in range(at - 1, max(at - 5, -1), -1) if low[i] in _VOICING), None)
    if voicing is not None and low[voicing + 1] not in ("been", "the", "to") and low[voicing + 1] not in VERBS:
        subject = subject_before(words, voicing, 0)
        if subject and _can_speak(words, subject):
            voice = _voice(words, subject, people, named, UNKNOWN)
            cue = " ".join(words.raw[voicing:at + 1])
    elif owner >= 0 and low[owner] in ("his", "her", "their", "its"):
        voice = people.by_pronoun(low[owner], named)
    elif owner >= 0 and low[owner].endswith(("'s", "’s")) and low[owner] not in ("it's", "that's", "there's", "he's", "she's"):
        begin = noun_phrase_start(words, owner + 1, 0)
        bare = [*words.raw[begin:owner], words.raw[owner][:-2]]
        voice = people.resolve(bare, [w.lower() for w in bare], words.start[owner], named)
    if not voice.name and kind != "clause":
        return None
    end = _content_end(words, start, limit, kind)
    return Attribution(cue, voice, [(start, end)]) if end > start else None


def _content(words, at, verb, limit, passive):
    """Where the content of a cue begins and what it is, by what the verb takes; None where it reports nothing."""
    low, takes = words.low, verb.takes
    i = at + 1
    while i < limit and (is_adverb(low[i]) or low[i] in ("out", "back") and i == at + 1):
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
        return (i + 1, "clause") if i + 2 < limit and low[i + 1] not in STOPS else None
    if low[i] in WH and low[i] != "which" and "wh" in takes:
        return i, "clause"
    if low[i] == "to" or low[i:i + 2] == ["not", "to"]:
        if "infinitive" in takes:
            return i, "infinitive"
        return (i + 1, "noun") if "to" in takes else None
    if low[i] in takes and i + 1 < limit:
        return i + 1, "noun"
    if low[i] == "as" and passive:
        return i + 1, "noun"
    if "object" in takes and low[i] not in PREPOSITIONS:
        told = _after_recipient(words, i, takes, limit)
        if told:
            return told
        if "noun" not in takes and "bare" not in takes:
            return None
    if verb.lemma == "call" and low[i] in ("on", "upon") and i + 1 < limit:
        told = _after_recipient(words, i + 1, frozenset(["infinitive"]), limit)
        return told or (i + 1, "noun")
    if low[i] == "," or low[i] in ADJUNCTS or low[i] in PREPOSITIONS:
        return _after_adjunct(words, i, takes, limit) if clausal or "quote" in takes else None
    if low[i] in CONJUNCTIONS or passive and "noun" not in takes:
        return None
    if "asnoun" in takes:
        return (i, "noun") if "as" in low[i:i + 8] else None
    if "bare" in takes:
        trivial = low[i] in ("so", "nothing", "little", "much", "yes", "no", "hello", "it", "this", "anything", "something")
        if trivial and (i + 1 >= limit or low[i + 1] in STOPS or low[i + 1] in (",", *PREPOSITIONS, *CONJUNCTIONS)):
            return None
        if verb.form != "ing" or looks_like_clause(words, i) or verb.lemma in ("say", "add"):
            return i, "clause"
    if "clause" in takes and looks_like_clause(words, i):
        return i, "clause"
    if "noun" in takes and (is_word(low[i]) or low[i] == "["):
        return i, "noun"
    return None


def _after_recipient(words, i, takes, limit):
    """The content behind the person told: "told the paper that …", "urged them to …"."""
    low = words.low
    step = i + ((low[i] in _SUBJECTS or low[i] in ("him", "her", "them", "me", "us")) and words.raw[i] != "US")
    recipient = step > i
    while step < limit and step - i < 14 and low[step] not in STOPS:
        word = low[step]
        if word == QUOTE or (word in (":", ",") and low[step + 1:step + 2] == [QUOTE]):
            return step + (word != QUOTE), "quote"
        if word == ":":
            return step + 1, "quote"
        if word == "that" and step > i:
            return step + 1, "clause"
        if word in WH and step > i and word not in ("who", "which"):
            return step, "clause"
        if "infinitive" in takes and (word == "to" or low[step:step + 2] == ["not", "to"]):
            return (step, "infinitive") if step > i and low[step - 1] not in FINITE | AUXILIARIES | _BOUND else None
        if word in ("and", "but") and step + 1 < limit and low[step + 1] in VERBS:
            return None
        if word in ("of", "about", "against", "for") and word in takes and step > i:
            return step + 1, "noun"
        if takes & {"bare", "clause"} and (recipient or step > i) and (
                word in _SUBJECTS or (recipient and step == i + 1 and is_word(word) and word not in ADJUNCTS) or
                (step > i and (word in ("the", "a", "his", "their", "if")) and low[step - 1] not in PREPOSITIONS
                 and looks_like_clause(words, step))):
            return step, "clause"
        if word == "," and low[step + 1:step + 2] != ["that"]:
            return None
        step += 1
    return None


def _after_adjunct(words, i, takes, limit):
    """The content behind words of place and time: "said on Monday that …", "said in Ohio: …"."""
    low = words.low
    commas = 0
    for step in range(i, min(limit, i + 26)):
        word = low[step]
        if word in STOPS:
            return None
        if word == "," and low[step + 1:step + 2] == [QUOTE] or word == ":":
            return (step + 1, "quote") if "quote" in takes and step + 1 < limit else None
        if word == "that" and takes & {"that", "bare", "clause"} and step + 2 < limit:
            return step + 1, "clause"
        if word == QUOTE and low[i] != ",":
            return step, "quote"
        if word in WH and "wh" in takes and low[i] != "," and word not in ("when", "where", "which", "who"):
            return step, "clause"
        if word in _SUBJECTS and takes & {"bare", "clause"} and low[i] not in ("as", "after", "before", "when", "while", ",",
                                                                                "about", "of") and low[step - 1] not in PREPOSITIONS:
            return step, "clause"
        if word == ",":
            commas += 1
            if commas > 2:
                return None
        if step == i + 1 and "bare" in takes and low[i].endswith("day") and word in DETERMINERS or (
                step == i + 1 and low[i].endswith("day") and is_name(words.raw[step]) and "bare" in takes):
            return step, "clause"
    return None


def _content_end(words, start, limit, kind, tense=""):
    """Where reported words end: at the sentence's end, or where the reporter speaks again."""
    low = words.low
    if low[start] == QUOTE and kind in ("quote", "noun"):
        end = start + 1
        while end < limit:
            step = end
            while step < limit and (low[step] in ("and", "but", "or", "that", ",", "also", "then") or low[step] in _DASHES):
                step += 1
            if step < limit and low[step] == QUOTE:
                end = step + 1
                continue
            inner = words.raw[end - 1]
            ended = len(inner) > 2 and inner[-2] in ".,?!" or end < limit and not is_word(low[end])
            if ended or end >= limit or low[end] in ADJUNCTS or low[end] in CONJUNCTIONS:
                return end
            return _content_end(words, end, limit, "clause", tense)
        return end
    i = start
    while i < limit:
        word = low[i]
        if word == ";" or (word in _DASHES and kind in ("noun", "infinitive") and word != "-"):
            break
        if i > start and word == "according" and low[i + 1:i + 2] == ["to"]:
            break
        if i > start + 1 and word in ("and", "but", "or", "before", "while", "after", "then", "by") and _takes_over(words, i, limit, tense):
            break
        if word == "," and i > start and i + 1 < limit:
            after = low[i + 1]
            if after in VERBS and VERBS[after].form == "ing" and _content(words, i + 1, VERBS[after], limit, False):
                break
            if after in _CLAUSE_JOINTS and (kind in ("noun", "infinitive") or _cue_follows(words, i + 2, limit)):
                break
            if kind == "noun" and after in ("after", "before", "when", "because", "since", "who", "with", "he", "she"):
                break
        if i > start + 2 and word in ("in", "during", "at", "on") and kind != "noun" and _occasion(words, i, limit):
            break
        i += 1
    return _trim(words, start, i)


def _takes_over(words, at, limit, tense):
    """Whether behind "and" the same subject takes a new cue: "… but said the alliance must …"."""
    low = words.low
    step = at + 1
    while step < limit and is_adverb(low[step]):
        step += 1
    verb = VERBS.get(low[step]) if step < limit else None
    if not verb:
        return False
    if low[at] in ("before", "while", "after", "then", "by"):
        return verb.form == "ing" and _content(words, step, verb, limit, False) is not None
    agrees = verb.form == tense or {verb.form, tense} <= {"past", "participle"}
    content = _content(words, step, verb, limit, False) if agrees and tense in ("past", "s", "participle") else None
    return content is not None and (content[1] != "noun" or verb.form == "s")


def _cue_follows(words, start, limit):
    """Whether a new subject with a cue of its own stands at a place."""
    for i in range(start + 1, min(limit, start + 14)):
        low = words.low[i]
        if low in (",", QUOTE) and i > start + 8:
            return False
        if low in VERBS and VERBS[low].form in ("past", "s") and "quote" in VERBS[low].takes:
            subject = subject_before(words, i, start)
            return bool(subject) and subject[0] <= start + 2
    return False


def _occasion(words, at, limit):
    """Whether the rest of the sentence only says where the words were spoken: "… in an interview with CNN"."""
    low = words.low
    for i in range(at + 1, min(limit, at + 6)):
        if low[i] in _OCCASIONS:
            return not any(low[j] in (",", QUOTE) or low[j] in AUXILIARIES for j in range(i + 1, limit))
        if low[i] in PREPOSITIONS or not is_word(low[i]):
            return False
    return False


# --- subjects -------------------------------------------------------------------------------------------------

def subject_before(words, at, floor=0):
    """The subject of the verb at a place.

    Out: (start, end, same): the words of the subject, or same=True where it must be taken from the cue before
    ("and added"); None where the form can't be a cue here (a noun, an infinitive, an attribute).
    """
    low, raw = words.low, words.raw
    form = VERBS[low[at]].form if low[at] in VERBS else "past"
    i, helped = at - 1, False
    while i >= floor and (low[i] in AUXILIARIES and low[i] != "to" or is_adverb(low[i]) and low[i] not in ("both", "all", "once")):
        helped = helped or low[i] in AUXILIARIES
        i -= 1
    if i >= floor and low[i] == "to":
        if form == "base" and i > floor and low[i - 1] in _RAISING:
            i -= 1
            while i >= floor and (low[i] in _RAISING or low[i] in AUXILIARIES or is_adverb(low[i])):
                i -= 1
            helped = True
        else:
            return None
    if form == "ing" and not helped:
        return (at, at, True)
    if i < floor:
        return (at, at, True) if form == "ing" or floor and i >= 0 and low[i] not in STOPS and low[i] in (",", QUOTE) else None
    if low[i] in ("and", "but", "or", "then"):
        return (at, at, True) if form in ("past", "s", "participle") or helped else None
    if low[i] in PREPOSITIONS or low[i] in DETERMINERS and low[i] not in ("that", "this", "some", "many", "both", "all", "those", "these"):
        return None
    if form in ("s", "base") and not helped and low[at] in NOUNS and (low[i].endswith(("'s", "’s")) or low[i] in DETERMINERS):
        return None
    if low[i] in ("who", "which", "that") and i > floor:
        end = i - (low[i - 1] == ",")
        start = noun_phrase_start(words, end, floor)
        return (start, end, False) if start < end else None
    if low[i] in PRONOUNS:
        return (i, i + 1, False)
    contracted = low[i].replace("’", "'").split("'")
    if contracted[0] in _SUBJECTS and contracted[-1] in ("d", "s", "ve", "ll", "re", "m"):
        return (i, i + 1, False)
    if low[i] == ",":
        return _before_apposition(words, i, floor)
    if low[i] == ")":
        while i > floor and low[i] != "(":
            i -= 1
        i -= 1
        if i < floor:
            return None
    if not is_word(low[i]) and low[i] not in ("'", "’"):
        return None
    if raw[i].endswith(("'s", "’s")):
        return None
    start = noun_phrase_start(words, i + 1, floor)
    return (start, i + 1, False) if start <= i else None


def _before_apposition(words, comma, floor):
    """The subject in front of an apposition or an aside that ends with a comma: "Lee, a lawyer, said"."""
    low = words.low
    best = None
    for i in range(comma - 1, max(floor, comma - 45), -1):
        if low[i] in STOPS or low[i] == ":":
            break
        if low[i] == ",":
            start = noun_phrase_start(words, i, floor)
            if start < i and (is_name(words.raw[i - 1]) or is_speaker_noun(low[i - 1]) or low[i - 1] in _SUBJECTS or low[i - 1] == ")"):
                best = (start, i, False)
                if start == floor or low[start - 1] in (",", "and", "but", "that", "when", "as", "while", QUOTE):
                    if not (start > floor and low[start - 1] == "," and is_name(words.raw[start]) and i - start <= 2
                            and low[i + 1:i + 2] and False):
                        return _prefer_name(words, best, i, comma)
    return _prefer_name(words, best, best[1], comma) if best else (comma, comma, True)


def _prefer_name(words, subject, comma, end):
    """Of "a spokesman, John Lee," the name; otherwise the phrase in front."""
    start, stop, same = subject
    if not is_name(words.raw[stop - 1]) and comma + 1 < end and is_name(words.raw[comma + 1]) and all(
            is_name(w) for w in words.raw[comma + 1:end]):
        return (comma + 1, end, same)
    return subject


def noun_phrase_start(words, end, floor=0):
    """Where the noun phrase that ends at a place begins, with what is tied to it by "of", "for" or "and"."""
    low, raw = words.low, words.raw
    start, inner = end, end
    while start > floor and end - start < 30:
        word = low[start - 1]
        if word in ("and", "&") and start < end and start - 2 >= floor and is_name(raw[start]) and is_name(raw[start - 2]):
            first = start - 2
            while first > floor and is_name(raw[first - 1]):
                first -= 1
            if first > floor and low[first - 1] not in (",", "that", "but", "both", QUOTE, "(") and low[first - 1] not in DETERMINERS:
                break
            start = first
            continue
        if word in PREPOSITIONS:
            before = start - 2
            if start == end or before < floor or not (is_speaker_noun(low[before]) or is_name(raw[before]) or
                                                      low[before] in ("familiar", "close", "involved", "director")):
                break
            if low[before].endswith("day"):
                break
            inner = start
            start -= 1
            continue
        if word in AUXILIARIES or word in CONJUNCTIONS or word in ("who", "which", "whom") or word in _SUBJECTS:
            break
        if not is_word(word) and word not in ("'", "’", "&", ".", "#"):
            break
        if word in (".", "#"):
            break
        if word in VERBS and VERBS[word].form in ("past", "ing") and not is_name(raw[start - 1]) and start - 1 > floor:
            break
        if is_adverb(word) and word not in ("both", "all") and start < end and not is_name(raw[start - 1]):
            break
        start -= 1
    if start > floor and low[start - 1] in PREPOSITIONS and inner < end:
        start = inner
    while start < end and (low[start].endswith("day") and start + 1 < end or low[start] in (".", "'", "’")):
        start += 1
    return start


def _voice(words, subject, people, named, previous):
    """The voice of a subject; for an unspoken one, that of the cue before or of the sentence's first person."""
    start, end, same = subject
    if not same:
        if words.low[start:end] and words.low[start] == "both" and people.pair:
            return people.pair
        return _resolved(words, start, end, people, named)
    if previous.name:
        return previous
    return main_subject(words, people, named)


def _resolved(words, start, end, people, named):
    """The voice of a noun phrase, two names joined by "and" kept together."""
    low, raw = words.low, words.raw
    joint = next((i for i in range(start + 1, end - 1) if low[i] == "and" and is_name(raw[i - 1]) and is_name(raw[i + 1])), None)
    if joint and not any(w in PREPOSITIONS for w in low[start:joint]):
        last = [i for i in range(joint + 1, end)]
        if all(is_name(raw[i]) for i in last):
            one = people.resolve(raw[start:joint], low[start:joint], words.start[start], named)
            two = people.resolve(raw[joint + 1:end], low[joint + 1:end], words.start[joint], named)
            if one.person and two.person and not (low[joint - 1] in ("general", "secretary")):
                return Voice(f"{one.name} and {two.name}", "", False, True)
            if two.person and not one.person:
                return two
            return Voice(f"{one.name} and {two.name}", "", False, True)
    return people.resolve(raw[start:end], low[start:end], words.start[start], named)


def main_subject(words, people, named=()):
    """The first person or pronoun of a sentence that does not hang on a preposition."""
    low, raw = words.low, words.raw
    for i in range(min(len(low), 60)):
        if low[i] in ("he", "she", "they"):
            return people.by_pronoun(low[i], named)
        if is_name(raw[i]) and low[i] not in DETERMINERS and low[i] not in PREPOSITIONS and low[i] not in PRONOUNS:
            end = i + 1
            while end < len(low) and is_name(raw[end]):
                end += 1
            if i and low[i - 1] in PREPOSITIONS or raw[end - 1].endswith(("'s", "’s")):
                continue
            start = noun_phrase_start(words, end)
            if start and low[start - 1] in PREPOSITIONS:
                continue
            voice = people.resolve(raw[i:end], low[i:end], words.start[i], named)
            if voice.person or raw[end - 1].isupper() and end - i == 1:
                return voice
    return UNKNOWN


def _can_speak(words, subject):
    """Whether a subject is somebody: a pronoun, a name, an office, a body."""
    start, end, same = subject
    if same:
        return True
    last = words.low[end - 1]
    return last in ("he", "she", "they", "who", "it", "i", "we") or is_name(words.raw[end - 1]) or any(
        is_speaker_noun(w) for w in words.low[start:end])


def _agrees(words, at, subject):
    """Whether a base form can belong to a subject: a plural, a pronoun, or an auxiliary in between."""
    start, end, _ = subject
    if any(words.low[i] in AUXILIARIES for i in range(end, at)):
        return True
    last = words.low[end - 1]
    return last in ("they", "we", "i", "you", "who", "people", "some", "many", "most", "others", "both", "men", "women", "police",
                    "several", "those", "few", "all", "that", "which") or last.endswith("s") or "and" in words.low[start:end]


def _is_passive(words, at):
    i = at - 1
    while i >= 0 and is_adverb(words.low[i]):
        i -= 1
    return i >= 0 and (words.low[i] in BE or words.low[i] in ("it's", "he's", "she's", "it’s", "he’s", "she’s") and False)


# --- small helpers ---------------------------------------------------------------------------------------------

def _phrase_end(words, start):
    """Where the noun phrase behind "according to" or "by" ends."""
    low = words.low
    i = start
    while i < len(low) and i - start < 25 and low[i] not in STOPS and low[i] not in (",", ":", QUOTE, ";", ")") and low[i] not in _DASHES:
        if i > start and (low[i] in AUXILIARIES and low[i] != "to" or low[i] in ("who", "that", "which", "while", "and", "but")):
            if low[i] != "and" or not (is_name(words.raw[i - 1]) and i + 1 < len(low) and is_name(words.raw[i + 1])):
                break
        i += 1
    return max(i, min(start + 1, len(low)))


def _trim(words, start, end):
    """The end of a stretch without closing stops, commas and brackets."""
    while end > start and (words.low[end - 1] in STOPS or words.low[end - 1] in (",", ":", "*", "_", "#") or words.low[end - 1] in _DASHES):
        end -= 1
    return end


def _lead(words, start):
    """The start of a stretch without the commas and conjunctions it opens with."""
    while start < len(words.low) and (words.low[start] in (",", ".", ":", "*", "#", "-", "—", "–", "?", "!", "…")
                                      or words.low[start] in ("and", "but") and start + 1 < len(words.low)):
        start += 1
    return start


def _introduces(words, start):
    """Whether a sentence opens with words of time, place or circumstance and has no verb before its first comma."""
    low = words.low
    first = _lead(words, start)
    if first >= len(low):
        return True
    opening = low[first] in PREPOSITIONS or low[first] in CONJUNCTIONS or is_adverb(low[first]) or low[first].endswith("ing") or (
        low[first] in VERBS and VERBS[low[first]].form == "past") or low[first].endswith("day")
    return opening


def _has_quote(words, start, end):
    return QUOTE in words.low[start:end]


def _cue(words, at):
    return "according to" if words.low[at] == "according" else words.raw[at]


def _is_title_case(words):
    """Whether a sentence is written as headlines are, so that capitals tell nothing."""
    plain = [w for w in words.raw if is_word(w) and len(w) > 3]
    return sum(1 for w in plain if is_name(w)) > 0.7 * len(plain)
