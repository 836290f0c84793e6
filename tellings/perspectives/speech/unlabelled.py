"""Speeches and interviews without labels: what the head announces, and questions that stand by themselves."""

import re

from tellings.perspectives.speech.labels import PERSON, asked, named
from tellings.perspectives.speech.transcripts import is_spoken, told_by_one

_TEXT = ("body", "abstract", "quotation", "heading")
_WHAT = r"(?:[Rr]emarks|[Ss]tatement|[Ss]peech|[Aa]ddress|[Tt]estimony|[Mm]essage|[Kk]eynote|[Ss]ermon)"
_SPEECHES = [
    # a head that announces the words of one person, a line each
    rf"^[#*_ ]*(?i:{_WHAT})(?: [Aa]s [Pp]repared(?: [Ff]or [Dd]elivery)?)? (?:[Bb]y|[Oo]f|[Ff]rom) (?P<who>{PERSON})",
    rf"^[#*_ ]*(?:Full text|Text|Transcript|FULL TEXT)(?: of|:| -| –)? (?P<who>{PERSON})['’]s? (?:\w+ ){{0,4}}{_WHAT}",
    rf"(?P<who>{PERSON})['’]s? (?:\w+ ){{0,4}}{_WHAT},? in full",
]
_SPEECHES = [re.compile(line, re.M).search for line in _SPEECHES]
_EDITED = re.compile(
    r"(?:interview|conversation|transcript|exchange|discussion|Q ?& ?A|answers)\b[^.\n]{0,60}\b(?:edited|condensed)\b"
    r"|edited (?:and condensed )?(?:excerpts|extracts|transcript|version) (?:of|from)",
    re.I,
)
_REPORTED = re.compile(
    r"[,.?!][\"”’] (?:\w+ ){0,3}(?:said|says|told|added)\b|\b(?:said|says) (?:that|on|in)\b"
    r"|\b(?:said|says|added): [\"“‘']"
)
HEAD = 600  # characters of a head that may announce a speech
LONG = 60  # words: what is longer is no question of an interviewer
FEW = 3  # paragraphs of a speech, questions of an interview


def unlabelled(text, blocks):
    """The turns of a speech or an interview without labels; nothing where the text is neither.

    In, Out: as of transcripts.turns. A speech is announced by the head ("Remarks by Ines Falk") and told in the first
    person; an interview says of itself that it was edited, and has questions in paragraphs of their own.
    """
    body = [block for block in blocks if block[2] in _TEXT and is_spoken(text[slice(*block[:2])], block[2], False)]
    return (_speech(text, body) or _interview(text, body)) if len(body) >= FEW else {}


def _speech(text, body):
    """The paragraphs of a speech that the head announces, all of one speaker."""
    head = text[max(0, body[0][0] - HEAD) : body[0][0]]
    match = next((match for search in _SPEECHES if (match := search(head))), None)
    if not match:
        return {}
    said = [text[start:end] for start, end, *_ in body]
    if not told_by_one(said, 2) or any(map(_REPORTED.search, said)):
        return {}
    speaker = named(match["who"])
    return {start: [(start, end, speaker, None)] for start, end, *_ in body}


def _interview(text, body):
    """The paragraphs of an interview from its first question on: questions of who asks, the rest of who answers."""
    asking = _questions(text, body)
    marker = _EDITED.search(text) if len(asking) >= FEW else None
    if not marker:
        return {}
    behind = [start for start in asking if start > marker.start()]
    asking = behind if len(behind) >= FEW else asking
    first = asking[0]
    asks, answers = asked(text[:first][-3000:])
    answers = answers or _introduced(text[:first], [text[a:b] for a, b, *_ in body if b <= first])
    turns = [block for block in body if block[0] >= first and not _EDITED.search(text, block[0], block[1])]
    return {
        start: [(start, end, (asks or "Q") if start in asking else answers or "A", None)] for start, end, *_ in turns
    }


def _questions(text, body):
    """The paragraphs that ask, but not what asks back behind a question."""
    found, before = [], False
    for start, end, *_ in body:
        words = text[start:end].rstrip("*_ ")
        before = words.endswith("?") and len(words.split()) <= LONG and not before
        found += [start] if before else []
    return found


def _introduced(head, paragraphs):
    """The one person whom the paragraphs in front of an interview and the head above them name, or None."""
    within = " ".join(paragraphs)
    names = [name for name in dict.fromkeys(_FULL_NAME.findall(within)) if head.count(name) > within.count(name)]
    return named(names[0]) if len(names) == 1 else None


_FULL_NAME = re.compile(rf"(?<![“\"‘'\w])(?:{PERSON})(?!\w)")
