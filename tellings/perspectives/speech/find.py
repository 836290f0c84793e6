"""Reported speech: which words of a text are somebody's, direct or indirect, and whose."""

import re
from bisect import bisect_left
from dataclasses import replace

from tellings.perspectives.speech.marks import begun_in, quoted_spans, stretches
from tellings.perspectives.speech.patterns import attributions
from tellings.perspectives.speech.people import UNKNOWN, People, main_subject, phrase_voice, thing_before
from tellings.perspectives.speech.phrases import compiled
from tellings.perspectives.speech.transcripts import signed, turns
from tellings.perspectives.speech.unlabelled import unlabelled
from tellings.perspectives.speech.words import QUOTE, is_name, is_word, tokenise, words_of
from tellings.reading.text import clean, composed

_READ = ("headline", "heading", "abstract", "body", "quotation", "teaser", "caption")
_RUNNING = ("heading", "abstract", "body", "quotation")
_ASIDE = ("teaser", "caption")
_HEADS = ("headline", "teaser")
_CROSSHEADS = ("headline", "heading")
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
    text, found = source.text, _outermost(stretches(source))
    spoken = signed(text, found) | (turns(text, found) or unlabelled(text, found))
    blocks = [block for block in found if block[2] in _READ and block[0] not in spoken]
    people = People(text)
    spans, people.works = _quotations(text, blocks)
    rows = [(start, end, "direct", *said) for turn in spoken.values() for start, end, *said in turn]
    before, voiced = _NOBODY, False
    for block, following in zip(blocks, [*blocks[1:], (len(text), len(text), "nothing")]):
        kept = people.last, people.topic
        quotes, ahead = begun_in(spans, *block[:2]), begun_in(spans, *following[:2])
        if not voiced and _is_bare(text, block, quotes):
            before = _named_next(text, following, ahead, people, before)
        told, after = _block(text, block, quotes, people, before, _introduced(text, block, following, ahead))
        if _is_set_apart(text, block) and not quotes:
            # Whoever the line before names speaks, or nobody.
            words = text[block[0] : block[1]].lstrip("> \n")
            said = (block[1] - len(words), block[1], "direct", before[0].name, before[1])
            told, after = [said] if words else [], before
        rows += told
        if block[2] in _ASIDE:
            people.last, people.topic = kept
            people.unread.clear()
        else:
            silent = not (quotes or told or begun_in(people.mentions, *block[:2])) and block[2] == "body"
            before = before if silent else after
            voiced = any(row[2] == "direct" for row in told) or text[block[1] - 1] == ":"
    rows.sort(key=lambda row: (row[0], -row[1]))
    _carry_back(text, rows, {start for start, _, goes_on in spans if goes_on})
    heads = {block[0]: text[block[0] : block[1]].strip(" \n*_#>") for block in blocks if block[2] in _CROSSHEADS}
    _name_crossheads(text, rows, heads)
    return rows


def _name_crossheads(text, rows, heads):
    """Give words quoted in a heading the speaker who says them further down: the paragraph above says nothing of it.

    In: the text; its rows in order, changed here; the start of each heading and headline -> its words.
    """
    said = None
    for i, (start, end, kind, _, cue) in enumerate(rows):
        alone = start in heads and len(heads[start]) == end - start
        if not (alone and kind == "direct" or kind == "headline" and not cue):
            continue
        said = said or [(row, _plain(text[row[0] : row[1]])) for row in rows if row[2] == "direct" and row[3]]
        words = _plain(text[start:end])
        same = next((row for row, told in said if row[0] > end and row[0] not in heads and words in told), None)
        if same or kind == "direct":
            rows[i] = (start, end, kind, *(same[3:] if same else (None, None)))


def _plain(words):
    """Words without their marks, in lower case, between blanks."""
    return " ".join(["", *_PLAIN_WORDS(words.lower().replace("’", "'")), ""])


_PLAIN_WORDS = re.compile(r"\w+(?:'\w+)*").findall


def _outermost(blocks):
    """The paragraphs without the lines that a page has put inside one: they are read where they stand."""
    kept = []
    for block in blocks:
        if not kept or block[0] >= kept[-1][1]:
            kept.append(block)
    return kept


def _is_bare(text, block, quotes):
    """Whether a paragraph is one quotation and nothing else."""
    return len(quotes) == 1 and len(text[block[0] : block[1]].strip(" \n*_>")) == quotes[0][1] - quotes[0][0]


def _is_set_apart(text, block):
    """Whether a paragraph is a quotation by its place on the page, or by the mark of Markdown and letters."""
    marked = block[2] == "body" and text[block[0]] == ">" and text[block[1] - 1] in '.!?…"”’'
    return block[2] == "quotation" or marked


def _opens_quoted(text, block, quotes):
    """Whether a paragraph begins with the first of its quotations."""
    return bool(quotes) and not text[block[0] : quotes[0][0]].strip("*_> \n")


def _introduced(text, block, following, ahead):
    """The quotation that opens the next paragraph where this one ends in a colon, else None."""
    if not text[block[0] : block[1]].rstrip(" \n*_").endswith(":"):
        return None
    if _is_set_apart(text, following) and not ahead:
        return following[:2]
    return ahead[0][:2] if _opens_quoted(text, following, ahead) else None


def _named_next(text, following, ahead, people, before):
    """The voice and cue of a bare quotation: of the sentence behind it that says whose it is, or those before."""
    if following[2] not in _RUNNING or before[0].name and not _POINTS_BACK(text, following[0]):
        return before
    first, last, gaps = _units(following[4], ahead)[0]
    words, kept = tokenise(text, first, last, gaps), people.position
    people.position = last
    name = _POINTS_BACK(text, following[0]) and _FIRST_NAME(words.letters)
    said = next(((voice, cue) for cue, voice, _ in attributions(words, people) if voice.person), None)
    subject = phrase_voice(words, *name.span("source_0"), people) if name else main_subject(words, people)
    people.position = kept
    if name:
        return subject, None
    return said or ((subject, None) if subject.person and " " in subject.name else before)


# So Lee begins her story; Those were the words of Lee: what stands behind a quotation and says whose it is.
_POINTS_BACK = re.compile(r"(?:So|Thus|Th(?:is|at) (?:is|was) how|Th[eo]se (?:are|were) the words)\b").match
_FIRST_NAME = compiled("source:<name !conjunction !determiner !preposition !pronoun !wh>{1,5}").search


def _quotations(text, blocks):
    """The quotations of the blocks, in order, and the titles that some are.

    Those of the running text may go on from one paragraph to the next.
    """
    running = [block[:2] for block in blocks if block[2] in _RUNNING]
    units = [running, *([block[:2]] for block in blocks if block[2] not in _RUNNING)]
    spans = [span for unit in units for span in quoted_spans(text, unit)[0]]
    works = {span for span in spans if _is_title(text, *span[:2])}
    return sorted(set(spans) - works), {text[start + 1 : end - 1].rstrip(",") for start, end, _ in works}


def _carry_back(text, rows, going_on):
    """Give a quotation that goes on in the next the speaker who is named only there."""
    following, at = None, 0
    for i in range(len(rows) - 1, -1, -1):
        start, end, kind, speaker, cue = rows[i]
        if kind == "direct":
            # “We go.” “We stay,” said Lee: nothing stands between the two.
            together = start in going_on or end < at < end + 4 and text[end:at].isspace() and "\n" not in text[end:at]
            if speaker is None and following and together:
                rows[i] = (start, end, kind, *following)
            following, at = rows[i][3:] if rows[i][3] else None, start


def _block(text, block, quotes, people, before, ahead=None):
    """The rows of one paragraph, and the voice and cue with which it ends, or of the quotation ahead."""
    start, end, role, _, sentences = block
    rows, subject = [], UNKNOWN
    current = before if _opens_quoted(text, block, quotes) else _NOBODY
    units = _units(sentences, quotes)
    for first, last, gaps in units:
        if ahead and last == units[-1][1]:
            colon = text.rindex(":", start, end) + 1
            gaps, last = [*gaps, (colon, ahead[0], False), (*ahead, True)], ahead[1]
        words = tokenise(text, first, last, gaps)
        people.position = last
        told = attributions(words, people)
        rows += _reported(words, told, end)
        named = [(voice, cue) for cue, voice, _ in told if voice.name]
        if named:
            current = named[-1]
            people.last = current[0]
        # Who is quoted within what another says stands in front of him.
        given = {i: (voice, cue) for cue, voice, ranges in reversed(told) for range_ in ranges for i in range(*range_)}
        alone = not any(map(is_word, words.low))
        for i in [i for i, low in enumerate(words.low) if low == QUOTE] if gaps else ():
            latest = (subject, None) if subject.name else current
            voice, cue = said = given.get(i) or _unreported(words, i, alone, latest, people)
            if words.start[i] >= end:
                return rows, said if voice.name else _unreported(words, i, False, current, people)
            # What a text calls a book once is a book wherever it stands.
            named_before = words.raw[i][1:-1] in people.works
            if named_before or i not in given and not alone and not _is_speech(words, i, role):
                continue
            kind = "headline" if role in _HEADS else "direct"
            rows.append((words.start[i], words.end[i], kind, voice.name, cue))
            current = said if voice.name else current
        subject = main_subject(words, people) if quotes and not gaps and not named else UNKNOWN
        # "The mayor was asked by Lee": the mayor is whom the sentence is about.
        agent = "by" in words.low and _BY_AGENT(words.letters)
        _follow(words, people, named[-1][0] if named and not agent else UNKNOWN)
    return rows, current


def _reported(words, told, end):
    """The rows of the reported clauses of a sentence that hold more than a quotation, to the end of the paragraph."""
    for cue, voice, ranges in told:
        for first, last in ranges:
            last -= words.start[last - 1] >= end
            inside = words.low[first:last]
            if any(is_word(low) and low not in _FILLERS for low in inside):
                yield words.start[first], words.end[last - 1], "indirect", voice.name, cue


def _unreported(words, at, alone, current, people):
    """The voice and cue of a quotation that no cue reports: the latest, where it stands alone, or the subject."""
    if alone:
        return current
    colon = ":" if at and words.low[at - 1] == ":" else None
    subject = main_subject(words, people)
    place = len(words.low) - at
    if subject.name:
        return subject, colon
    behind = _LABELLED_LAST(words.letters, at)
    front = None if behind else colon and _MADE_BY(words.mirrored, place) or _LABELLED(words.mirrored, place)
    if not (front or behind):
        thing = thing_before(words, people, at) if colon else UNKNOWN
        return thing if thing.name else current[0], colon
    first, last = behind.span("source_0") if behind else [len(words.low) - i for i in front.span("source_0")[::-1]]
    return phrase_voice(words, first, last, people), ":"


_PLAINLY = "<word !verb !auxiliary !finite !past>{0,8}"
# And from Mayor Lee: “…”; Statement by Lee: “…”
_MADE_BY = compiled("<from|by|of> source:<!, !: !stop !quotation !auxiliary>{1,9} BEHIND? :", leftwards=True).match
# Vicar: ‘…’; Water board: Wells ‘safe’, as a headline has it
_LABELLED = compiled(f"$ source:LABEL : {_PLAINLY}", leftwards=True).match
_LABELLED_LAST = compiled(f"<quotation> {_PLAINLY} <:|dash> source:LABEL $").match
_BY_AGENT = compiled("<be> <adverb|ly>* <verb !ing !base> <word>{0,2} by <!ing>").search
_FILLERS = words_of("filler")
_SMALL = words_of("small word")


def _units(sentences, quotes):
    """Sentences with their quotations, those that a quotation spans joined to one."""
    units, at = [], 0
    for first, last in sentences:
        # Sentences stand apart: one that begins before the last ends stands in its quotation.
        if units and first < units[-1][1]:
            first, before, gaps = units.pop()
            last = max(last, before)
        else:
            gaps = []
        behind = bisect_left(quotes, (last,))
        gaps += [(start, end, True) for start, end, _ in quotes[at:behind]]
        at = behind
        if gaps:
            last = max(last, gaps[-1][1])
        units.append((first, last, gaps))
    return units


_WORKS = words_of("before a title")


def _is_title(text, start, end):
    """Whether marks hold the title of a work: all its words in capitals, behind a word such as "book" or "Lee's"."""
    inner = text[start + 1 : end - 1].rstrip(",").split()
    if not 2 <= len(inner) <= 7 or text[end - 2] in "!?" or not _in_capitals(inner):
        return False
    before = text[max(0, start - 25) : start].split()
    return bool(before) and (before[-1].lower() in _WORKS or before[-1].endswith(("'s", "’s")) and is_name(before[-1]))


def _is_speech(words, at, role):
    """Whether quoted words without a cue are speech rather than a title, a slogan or a word held at arm's length."""
    if role in _HEADS:
        return True
    inner, before = words.raw[at][1:-1].split(), words.low[at - 1] if at else ""
    # The new “Bees. We keep them.” posters, the slogan “We keep bees”
    closed = inner and inner[-1][-1] in ".!?…"
    if before == ":" and (closed or inner[1:]) or closed and _BEATS(words.letters, at):
        return True
    if len(inner) <= 2 or _DESCRIBES(words.letters, at) or before in _ARMS_LENGTH:
        return False
    return not (len(inner) <= 8 and _in_capitals([w for w in inner if w[0].isalpha()]))


def _in_capitals(words):
    """Whether words are written as those of a title."""
    return all(is_name(w) or w.lower() in _SMALL for w in words)


# “Never.” Lee began.
_BEATS = compiled("<quotation> <name !verb !auxiliary>{1,5} <word !name>{1,2} <stop> $").match
_ARMS_LENGTH = words_of("before words held apart")
_DESCRIBES = compiled(
    "<quotation> <word !name !auxiliary !preposition !conjunction !adverb !verb !pronoun !determiner !that !wh>"
).match


def _follow(words, people, voice):
    """Remember whom a sentence is about, for the pronouns of the next."""
    low = words.low
    if low[1:2] == ["and"] and len(low) > 3 and is_name(words.raw[0]) and is_name(words.raw[2]):
        people.pair = people.resolve(words.raw[:1], low[:1], words.start[0])._replace(
            name=f"{words.raw[0]} and {words.raw[2]}", plural=True, person=False
        )
    if voice.person:
        people.topic = voice
        people.unread.clear()
    else:
        people.unread.append(words)
