"""Reported speech: which words of a text are somebody's, direct or indirect, and whose."""

import re

from tellings.perspectives.speech.attribution import attributions
from tellings.perspectives.speech.marks import quoted_spans, stretches
from tellings.perspectives.speech.people import UNKNOWN, People
from tellings.perspectives.speech.subjects import main_subject
from tellings.perspectives.speech.words import QUOTE, is_name, is_word, tokenise, words_of
from tellings.reading.text import clean

_READ = ("headline", "heading", "abstract", "body", "teaser", "caption")
_RUNNING = ("heading", "abstract", "body")
_ASIDE = ("teaser", "caption")
_HEADS = ("headline", "teaser")
_LABEL = re.compile(r"\**([A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,4})\**:\**\s+(?=\S)")


def speech_rows(source):
    """The speech of a source: tuples (start, end, text, kind, speaker, cue), see tables.find_speech."""
    text = source.text
    return [(start, end, _cleaned(text[start:end]), *rest) for start, end, *rest in _speech(source)]


def _cleaned(raw):
    """What clean() gives, faster for the many stretches that have nothing to fold."""
    return raw if raw.isprintable() and "  " not in raw else clean(raw)


def _speech(source):
    text = source.text
    everything = stretches(source)
    blocks = [block for block in everything if block[2] in _READ]
    running = [block[:2] for block in blocks if block[2] in _RUNNING]
    spans = quoted_spans(text, running)[0]
    for block in blocks:
        if block[2] not in _RUNNING:
            spans += quoted_spans(text, [block[:2]])[0]
    spans = sorted(span for span in spans if not _is_title(text, *span[:2]))
    people, nested = People(text, main_subject), _nested(everything)
    rows, at, before = [], 0, (UNKNOWN, None)
    labels = [_LABEL.match(text, block[0], block[1]) for block in blocks]
    transcript = sum(1 for label in labels if label) > max(1, len(blocks) // 4)
    voices = {
        label[1]: people.by_label(label[1]) if len(label[1]) > 2 else UNKNOWN
        for label in labels
        if transcript and label
    }
    for block, label in zip(blocks, labels):
        start, end, role = block[:3]
        while at < len(spans) and spans[at][0] < start:
            at += 1
        inside = []
        while at < len(spans) and spans[at][0] < end:
            inside.append(spans[at])
            at += 1
        holes = nested.get(start, ())
        if transcript and label and role not in _HEADS:
            rows.append((label.end(), start + len(text[start:end].rstrip()), "direct", voices[label[1]].name, ":"))
            continue
        kept = people.last, people.topic
        found, after = _block(text, block, inside, holes, people, before)
        rows += found
        if role in _ASIDE:
            people.last, people.topic = kept
            people.unread.clear()
        else:
            before = after
    rows = sorted(rows, key=lambda row: (row[0], -row[1]))
    _carry_back(rows, {start for start, _, goes_on in spans if goes_on})
    return rows


def _carry_back(rows, going_on):
    """Give a quotation that goes on in the next paragraph the speaker who is named only there."""
    following = None
    for i in range(len(rows) - 1, -1, -1):
        start, end, kind, speaker, cue = rows[i]
        if kind == "direct":
            if speaker is None and start in going_on and following:
                rows[i] = (start, end, kind, *following)
            following = rows[i][3:] if rows[i][3] else None


def _nested(blocks):
    """The furniture that stands inside a paragraph which a page break cuts: start of the paragraph -> stretches."""
    found, outer = {}, None
    for start, end, *_ in blocks:
        if outer and end <= outer[1]:
            found.setdefault(outer[0], []).append((start, end, False))
        else:
            outer = (start, end)
    return found


def _block(text, block, quotes, holes, people, before):
    """The rows of one paragraph, and the voice and cue with which it ends."""
    start, end, role, _, sentences = block
    rows, pending = [], []
    kind = "headline" if role in _HEADS else "direct"
    current = before if quotes and quotes[0][0] == start else (UNKNOWN, None)
    for unit_start, unit_end, gaps in _units(sentences, quotes, holes):
        words = tokenise(text, unit_start, unit_end, gaps)
        people.position = unit_end
        if not words.low:
            continue
        unit_voice = UNKNOWN
        given = {}
        for cue, voice, ranges in attributions(words, people):
            for first, last in ranges:
                if last <= first:
                    continue
                inner = [i for i in range(first, last) if words.low[i] == QUOTE]
                for i in inner:
                    given[words.start[i]] = (voice, cue)
                if any(is_word(words.low[i]) and words.low[i] not in _JOINTS for i in range(first, last)):
                    rows.append((words.start[first], words.end[last - 1], "indirect", voice.name, cue))
            unit_voice = voice if voice.name else unit_voice
            if voice.name:
                people.last = voice
                current = (voice, cue)
        subject, alone = None, not any(is_word(w) for w in words.low)
        for i in [i for i, low in enumerate(words.low) if low == QUOTE] if gaps else ():
            if words.start[i] in given:
                voice, cue = given[words.start[i]]
            else:
                if alone:
                    voice, cue = current
                else:
                    if not _is_speech(words.raw[i], role):
                        continue
                    subject = subject or main_subject(words, people)
                    voice, cue = (
                        (subject if subject.name else current[0]),
                        ":" if i and words.low[i - 1] == ":" else None,
                    )
                if not voice.name and alone:
                    pending.append(len(rows))
            rows.append((words.start[i], words.end[i], kind, voice.name, cue))
            if voice.name:
                current = (voice, cue)
        _follow(words, people, unit_voice)
    if not quotes and not rows:
        current = (UNKNOWN, None)
    for index in pending:
        if rows[index][3] is None and current[0].name:
            rows[index] = (*rows[index][:3], current[0].name, current[1])
    return rows, current


_JOINTS = words_of("filler")
_SMALL = words_of("small word")


def _units(sentences, quotes, holes):
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
        gaps += [hole for hole in holes if unit[0] < hole[0] < unit[1]]
        gaps.sort()
        if gaps:
            unit[1] = max(unit[1], gaps[-1][1])
    if unit:
        yield unit[0], unit[1], gaps


_WORKS = words_of("before a title")


def _is_title(text, start, end):
    """Whether marks hold the title of a work: all its words in capitals, behind a word such as "book" or in front of
    "host".
    """
    inner = text[start + 1 : end - 1].rstrip(",").split()
    if not 2 <= len(inner) <= 7 or text[end - 2] in "!?" or not all(is_name(w) or w.lower() in _SMALL for w in inner):
        return False
    before = text[max(0, start - 25) : start].split()
    opens = not before or before[-1][-1] in ".!?"
    return (
        bool(before)
        and (before[-1].lower() in _WORKS or before[-1].endswith(("'s", "’s")) and before[-1][0].isupper())
        or opens
        and text[end : end + 1] == " "
        and text[end + 1 : end + 2].islower()
        and (text[end + 1 : end + 6] not in ("said ", "says "))
    )


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
    if (
        len(low) > 3
        and low[1] == "and"
        and is_name(words.raw[0])
        and is_name(words.raw[2])
        and low[0] not in ("he", "she", "they")
    ):
        people.pair = people.resolve(words.raw[:1], low[:1], words.start[0])._replace(
            name=f"{words.raw[0]} and {words.raw[2]}", plural=True, person=False
        )
    if voice.name and voice.person:
        people.topic = voice
        people.unread.clear()
    else:
        people.unread.append(words)
