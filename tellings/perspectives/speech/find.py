"""Reported speech: which words of a text are somebody's, direct or indirect, and whose."""

from bisect import bisect_left
from dataclasses import replace

from tellings.perspectives.speech.marks import quoted_spans, stretches
from tellings.perspectives.speech.patterns import attributions
from tellings.perspectives.speech.people import UNKNOWN, People, main_subject
from tellings.perspectives.speech.transcripts import turns
from tellings.perspectives.speech.words import QUOTE, is_name, is_word, tokenise, words_of
from tellings.reading.text import clean, composed

_READ = ("headline", "heading", "abstract", "body", "teaser", "caption")
_RUNNING = ("heading", "abstract", "body")
_ASIDE = ("teaser", "caption")
_HEADS = ("headline", "teaser")
_NOBODY = (UNKNOWN, None)


def speech_rows(source):
    """The speech of a source: tuples (start, end, text, kind, speaker, cue), see tables.find_speech.

    A speaker has one name however the file writes accents.
    """
    text, offset = composed(source.text)
    # The patterns know an accent and its letter as one character; rows have the offsets and the words of the file.
    found = _speech(source if text == source.text else replace(source, text=text))
    spans = [(offset(start), offset(end), *rest) for start, end, *rest in found]
    return [(start, end, _cleaned(source.text[start:end]), *rest) for start, end, *rest in spans]


def _cleaned(raw):
    """What clean() gives, faster for the many stretches that have nothing to fold."""
    return raw if raw.isprintable() and "  " not in raw else clean(raw)


def _speech(source):
    """The rows of a source without their words, in order; the longer of two that start together first."""
    text, found = source.text, stretches(source)
    spoken, blocks = turns(text, found), [block for block in found if block[2] in _READ]
    spans, people = _quotations(text, blocks), People(text)
    rows, before = [(*row[:2], "direct", row[2], ":") for turn in spoken.values() for row in turn], _NOBODY
    for block in blocks:
        start, end, role = block[:3]
        if start in spoken:
            continue
        kept = people.last, people.topic
        quotes = spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))]
        found, after = _block(text, block, quotes, people, before)
        rows += found
        if role in _ASIDE:
            people.last, people.topic = kept
            people.unread.clear()
        else:
            before = after
    rows.sort(key=lambda row: (row[0], -row[1]))
    _carry_back(rows, {start for start, _, goes_on in spans if goes_on})
    return rows


def _quotations(text, blocks):
    """The quotations of the blocks, in order: those of the running text may go on from one paragraph to the next."""
    running = [block[:2] for block in blocks if block[2] in _RUNNING]
    units = [running, *([block[:2]] for block in blocks if block[2] not in _RUNNING)]
    spans = [span for unit in units for span in quoted_spans(text, unit)[0]]
    return sorted(span for span in spans if not _is_title(text, *span[:2]))


def _carry_back(rows, going_on):
    """Give a quotation that goes on in the next paragraph the speaker who is named only there."""
    following = None
    for i in range(len(rows) - 1, -1, -1):
        start, end, kind, speaker, cue = rows[i]
        if kind == "direct":
            if speaker is None and start in going_on and following:
                rows[i] = (start, end, kind, *following)
            following = rows[i][3:] if rows[i][3] else None


def _block(text, block, quotes, people, before):
    """The rows of one paragraph, and the voice and cue with which it ends."""
    start, _, role, _, sentences = block
    rows = []
    current = before if quotes and quotes[0][0] == start else _NOBODY
    for first, last, gaps in _units(sentences, quotes):
        words = tokenise(text, first, last, gaps)
        people.position = last
        told = attributions(words, people)
        rows += _reported(words, told)
        named = [(voice, cue) for cue, voice, _ in told if voice.name]
        current = named[-1] if named else current
        people.last = named[-1][0] if named else people.last
        given = {i: (voice, cue) for cue, voice, ranges in told for range_ in ranges for i in range(*range_)}
        alone = QUOTE in words.low and not any(map(is_word, words.low))
        for i in [i for i, low in enumerate(words.low) if low == QUOTE] if gaps else ():
            voice, cue = said = given.get(i) or _unreported(words, i, alone, current, people)
            if i not in given and not alone and not _is_speech(words.raw[i], role):
                continue
            kind = "headline" if role in _HEADS else "direct"
            rows.append((words.start[i], words.end[i], kind, voice.name, cue))
            current = said if voice.name else current
        _follow(words, people, named[-1][0] if named else UNKNOWN)
    return rows, current


def _reported(words, told):
    """The rows of the reported clauses of a sentence that hold more than a quotation."""
    for cue, voice, ranges in told:
        for first, last in ranges:
            inside = words.low[first:last]
            if any(is_word(low) and low not in _FILLERS for low in inside):
                yield words.start[first], words.end[last - 1], "indirect", voice.name, cue


def _unreported(words, at, alone, current, people):
    """The voice and cue of a quotation that no cue reports: the latest, where it stands alone, or the subject."""
    if alone:
        return current
    subject = main_subject(words, people)
    return subject if subject.name else current[0], ":" if at and words.low[at - 1] == ":" else None


_FILLERS = words_of("filler")
_SMALL = words_of("small word")


def _units(sentences, quotes):
    """Sentences with their quotations, those that a quotation spans joined to one."""
    unit, gaps, at = None, [], 0
    for start, end in sentences:
        if unit is None:
            unit = [start, end]
        elif gaps and start < gaps[-1][1]:
            unit[1] = max(unit[1], end)
        else:
            yield unit[0], unit[1], gaps
            unit, gaps = [start, end], []
        while at < len(quotes) and quotes[at][0] < unit[1]:
            gaps.append((quotes[at][0], quotes[at][1], True))
            at += 1
        if gaps:
            unit[1] = max(unit[1], gaps[-1][1])
    if unit:
        yield unit[0], unit[1], gaps


_WORKS = words_of("before a title")


def _is_title(text, start, end):
    """Whether marks hold the title of a work: all its words in capitals, behind a word such as "book" or "Lee's"."""
    inner = text[start + 1 : end - 1].rstrip(",").split()
    if not 2 <= len(inner) <= 7 or text[end - 2] in "!?" or not all(is_name(w) or w.lower() in _SMALL for w in inner):
        return False
    before = text[max(0, start - 25) : start].split()
    return bool(before) and (before[-1].lower() in _WORKS or before[-1].endswith(("'s", "’s")) and is_name(before[-1]))


def _is_speech(quotation, role):
    """Whether quoted words without a cue are speech rather than a title or a word held at arm's length."""
    inner = quotation[1:-1].split()
    if role in _HEADS:
        return True
    if len(inner) <= 2:
        return False
    return not (len(inner) <= 8 and all(is_name(w) or w.lower() in _SMALL for w in inner if w[0].isalpha()))


def _follow(words, people, voice):
    """Remember whom a sentence is about, for the pronouns of the next."""
    low = words.low
    if low[1:2] == ["and"] and len(low) > 3 and is_name(words.raw[0]) and is_name(words.raw[2]):
        people.pair = people.resolve(words.raw[:1], low[:1], words.start[0])._replace(
            name=f"{words.raw[0]} and {words.raw[2]}", plural=True, person=False
        )
    if voice.name and voice.person:
        people.topic = voice
        people.unread.clear()
    else:
        people.unread.append(words)
