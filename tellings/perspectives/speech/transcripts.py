"""Whose a whole paragraph is: a speaker's by a label in front, until the next, or by a signature behind."""

import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache

from tellings.perspectives.speech.labels import ANSWERS, ASKS, WORDS, full_names, is_name, label_at, named, names_of
from tellings.perspectives.speech.marks import begun_in

_TEXT = ("body", "abstract", "quotation")
_APART = ("headline", "heading", "caption")
_NEW_ARTICLE = ("headline", "byline")
_NO_POSTER = ("headline", "heading", "byline", "furniture", "teaser")
_ENDED = re.compile(r"[.!?…—–-][\"'”’)\]*_]*$").search
_DIRECTION, _ENDS = (re.compile("|".join(WORDS[kind]), re.I).fullmatch for kind in ("direction", "ends"))
_GENRE = re.compile(rf"\b(?:{'|'.join(WORDS['genre'])})\b", re.I)
_LINE = re.compile(r"\n[ \t]*(?=\S)")
_INLINE = re.compile(r"(?<=[.?!…”\"’)])[ \t]+(?=[QA][.:][ \t]+\S)")
_DIALOGUE = re.compile(r"\?|\b(?:I|we|We|my|My|our|Our|us|you|You|your|Your)\b")
_POST = re.compile(r"[—–-]{1,2}[ \xa0]?(?P<name>[^\W_][^()\n]{0,58}?\w)\W{0,6}\(@\w{1,20}\)")
_POST_ON_LINE = re.compile(
    r"(?<=\S) [—–-]{1,2}[ \xa0]?(?P<name>[^\W_][^()\n—–]{0,58}?\w)\W{0,6}\(@\w{1,20}\)[^.\n]{0,40}$"
)
# The head of an embedded post: a name and, on its line or the next, an account: "Bo Lind" / "@bolind · 18 Nov".
_POSTER = re.compile(
    r"(?P<name>[^\W\d_][^()@\n:;!?]{1,58}\w)(?:[^\S\n]*✓)?\s+@\w{1,20}(?: ?[·•] ?[^\n]{1,20})?"
).fullmatch
_POST_ENDS = re.compile(
    r"\d{1,2}[:.]\d\d\b.{0,40}|.{0,20}\b(?:19|20)\d\d\b.{0,20}|[\d.,]+[KM]? \w+", re.I | re.S
).fullmatch
_MOTTO = re.compile(
    r"[—–-]{1,2}[ \xa0]?(?P<name>[A-ZÀ-Þ][\w.’'-]{0,30}(?: [A-ZÀ-Þ][\w.’'-]{0,30}){1,4})(?:,[^.\n]{0,60})?(?=\n|$)"
)
_FORMAL = ("question", "report", "stop", "line")  # forms that only transcripts use
_OWN_WORDS = re.compile(r"\b(?:I|we|We|my|My|our|Our|us)\b")
_SAID = r"(?:said|says|told|added|asked|explained|replied|recalled|insisted)"
FEW = 5  # paragraphs: a name that nothing else shows to be a speaker's must stand before one in so many
POST = 400  # characters: a post and its signature on one line
NEAR = 8  # paragraphs: the label of a speech by one person stands within the first of a text


def turns(text, blocks):
    """The turns of a transcript; nothing where the text is none.

    In: the text and its paragraphs (marks.stretches). Out: a dict, start of a paragraph -> a list of (start, end,
    speaker, cue) of the words spoken in it, which is empty for a stage direction; paragraphs that are read as prose are
    left out.
    """
    labels = _evident(_labels(text, blocks), blocks, text)
    if not labels:
        return {}
    names, holds, last = names_of(text, labels), _holds(labels), labels[-1][0]
    found, voice = {}, None
    for start, end, role, *_ in blocks:
        own = begun_in(labels, start, end)
        if not own and voice and (role in _NEW_ARTICLE or _ends(text[start:end], voice)):
            voice = None
        if own or voice and is_spoken(text[start:end], role, start < last):
            said = [(at, label.behind, names[label.name]) for at, label in own]
            found[start] = _pieces(text, end, [(start, start, voice), *said])
            voice = (said[-1][2] if said else voice) if holds else None
        elif voice and role in _TEXT:
            found[start] = []
    return found


def signed(text, blocks):
    """The posts and mottoes that a line behind them signs ("— Bo Lind (@bolind) November 18, 2019"), or one above.

    In, Out: as of turns; a signature on the line of the words is left out of them.
    """
    found = {}
    for (start, end, role, *_), (behind, its_end, *_) in zip(blocks, blocks[1:]):
        quoted = text[start] in "\"“‘'«" and text[end - 1] in "\"”’'»"
        sign = _POST.match(text, behind, its_end) or quoted and _MOTTO.match(text, behind, its_end)
        if sign and role != "headline":
            found[start], found[behind] = [(start, end, named(sign["name"]), None)], []
    if "@" not in text:
        return found
    for start, end, *_ in blocks:
        post = start not in found and end - start < POST and _POST_ON_LINE.search(text, start, end)
        if post:
            words = text[start : post.start()]
            found[start] = [(start, start + len(words.rstrip()), named(post["name"]), None)]
    return found | _headed(text, blocks)


def _headed(text, blocks):
    """The posts above which the name and the account stand, to the line of their time; as of signed."""
    found = {}
    behind = next((i for i, block in enumerate(blocks) if block[2] == "body"), len(blocks))
    for i, (start, _, role, *_) in enumerate(blocks[behind:], behind):
        if text[start : start + 1].islower() or role in _NO_POSTER:
            continue
        size = next((n for n in (1, 2) if i + n < len(blocks) and _POSTER(text[start : blocks[i + n - 1][1]])), 0)
        post = blocks[i + size : i + size + 6] if size and start not in found else []
        set_apart = int(bool(post) and post[0][2] == "quotation")
        ends = next((n for n, block in enumerate(post) if _POST_ENDS(text[slice(*block[:2])])), set_apart)
        if ends and not any(block[2] in _APART for block in post[:ends]):
            name = named(_POSTER(text[start : blocks[i + size - 1][1]])["name"])
            found |= {block[0]: [] for block in blocks[i : i + size]}
            found |= {first: [(first, last, name, None)] for first, last, *_ in post[:ends]}
    return found


def _labels(text, blocks):
    """What looks like a label, (start, Label): at the head of a paragraph or a line, or of an answer on one line."""
    found = []
    for start, end, *_ in blocks:
        first = label_at(text, start, end)
        places = [start, *(match.end() for match in _LINE.finditer(text, start, end))]
        if first and first.style == "question":
            places = sorted({*places, *(match.end() for match in _INLINE.finditer(text, start, end))})
        found += [(at, label) for at in places if (label := first if at == start else label_at(text, at, end))]
    return found


def _evident(labels, blocks, text):
    """Those labels that make the text a transcript, or none.

    Evidence: a sentence stands behind the label; it is Q, a title or an office; or a person's name, or words of a
    dialogue follow, and a label comes again, so that the labels stand before one in FEW of the paragraphs.
    """
    if not labels:
        return []
    times = Counter(label.bare for _, label in labels)
    asked = any(label.bare.capitalize() in ASKS for _, label in labels)
    labels = [(at, label) for at, label in labels if asked or label.bare.capitalize() not in ANSWERS]
    # Two labels whose words alone do not tell are none, whatever the text says: no need to read it for names.
    surnames = full_names(text, labels) if len(labels) > 2 else ()
    likely = [(at, x) for at, x in labels if x.sure or times[x.bare] > 1 or is_name(x, surnames)]
    common = Counter(x.style for _, x in likely if x.style != "question").most_common(1)
    styles = {"question", *dict(common)}
    said = {at: _words_behind(text, at, x, blocks) for at, x in likely if x.style in styles}
    full = [(at, x) for at, x in likely if said.get(at)]
    names, capitals = {x.bare for _, x in full}, all(x.bare.isupper() for _, x in full)
    if len(names) < 2:
        return full if names and _is_speech_of_one(text, full, blocks) else []
    following = sum(block[2] in _TEXT for block in blocks[bisect_left(blocks, (full[0][0],)) :])
    if not _is_dialogue([x for _, x in full], [said[at] for at, _ in full], times, surnames, following):
        return []
    return [(at, x) for at, x in labels if x.style in styles and (x.bare in names or capitals and x.bare.isupper())]


def _is_dialogue(labels, said, times, surnames, following):
    """Whether labels are those of speakers, by their form, their return, and the words behind them."""
    sure, again = sum(x.sure for x in labels), sum(times[x.bare] > 1 for x in labels)
    own = sum(bool(_DIALOGUE.search(words)) for words in said) * 2 > len(said)
    formal = all(x.style in _FORMAL or x.bare.isupper() for x in labels)
    if sure > 1 and (formal or again or own):
        return True
    named = any(x.sure or is_name(x, surnames) for x in labels)
    dense = len(labels) > 2 and len(labels) * FEW >= following
    return dense and (again > 1 and (named or own) or len(labels) > 3 and own)


def _words_behind(text, at, label, blocks):
    """The words behind a label where they are a sentence, or end the line so that the next may be; else nothing."""
    end = blocks[bisect_left(blocks, (at + 1,)) - 1][1]
    line = text[label.behind : end].split("\n")[0].strip()
    if not line:
        return ":"
    return line if _ENDED(line) or len(line.split()) > 7 else ""


def _is_speech_of_one(text, labels, blocks):
    """Whether a text with one label is a speech: announced by the head or a title, in the first person."""
    first, label = labels[0]
    before = bisect_left(blocks, (first,))
    behind = [text[start:end] for start, end, role, *_ in blocks[before:] if role in _TEXT]
    announced = bool(_GENRE.search(text[:first])) or label.sure and label.bare.isupper()
    return before <= NEAR and announced and (label.sure or is_name(label)) and told_by_one(behind, 3)


def told_by_one(paragraphs, of):
    """Whether one in so many paragraphs, and one at least, is told in the first person."""
    return sum(bool(_OWN_WORDS.search(words)) for words in paragraphs) * of >= max(1, len(paragraphs))


def _holds(labels):
    """Whether a label holds until the next: not in a list of voices in which nobody speaks twice."""
    names = [label.bare for _, label in labels]
    return len(set(names)) < len(names) or any(label.sure for _, label in labels) or len(names) == 1


def _ends(raw, voice):
    """Whether a paragraph stands behind the transcript: it says so, or it reports what the speaker said."""
    return bool(_ENDS(raw.strip()) or _reports(voice)(raw))


@lru_cache(maxsize=1000)
def _reports(voice):
    last = re.escape(voice.split()[-1])
    nobody = r"(?!)" if len(last) < 3 or voice.startswith("The ") else ""
    return re.compile(rf"{nobody}(?:\b{last},? {_SAID}\b|\b{_SAID} (?:[\w.]{{1,20}} ){{0,2}}{last}\b)").search


def is_spoken(raw, role, inside):
    """Whether a paragraph without a label is a speaker's words: no direction, no heading, no line in capitals.

    What the page takes for furniture, a teaser and the like is spoken only inside, where a label comes later.
    """
    raw = raw.strip()
    if _DIRECTION(raw) or role not in (*_TEXT, *_APART) and not inside:
        return False
    return bool(_ENDED(raw)) or role in _TEXT and not raw.isupper()


def _pieces(text, end, said):
    """The words of each speaker in a paragraph, (start, end, speaker, cue)."""
    rows = []
    for (_, behind, speaker), (following, *_) in zip(said, [*said[1:], (end,)]):
        words = text[behind:following]
        start = behind + len(words) - len(words.lstrip())
        if words.strip() and speaker:
            rows.append((start, start + len(words.strip()), speaker, ":"))
    return rows
