"""An argument checked against its evidence: what it cites exists, and what it quotes stands there."""

import re
from bisect import bisect_right

from tellings.argument.wording import say
from tellings.case.files import CaseError
from tellings.case.sources import text_source
from tellings.reading.text import TEXT_ROLES, composed, sentence_rows

NO_EVIDENCE, NO_SENTENCE = "no evidence", "no such sentence"
NOT_THERE, NO_SOURCE = "words not in the sentence", "outside knowledge without a source"
LONGEST = 200_000  # characters of an argument: a long book's chapter

_BRACKET = re.compile(r"(?<![ \t])[ \t]*\[([^\[\]\n]{1,300})\](?!\()")
_IDS = re.compile(r"\s*(?:[,;/]|\band\b|&)\s*")
_ROUND = re.compile(r"\(([^()\[\]\n]{3,100})\)")
# What may stand beside ids in a round bracket.
_BESIDE = re.compile(r"\b(?:see|cf|also|and|in|to|sentences?)\b|[\W\d_]")
_NOTE = re.compile(r"(?m)^\[\^([^\]\n]{1,20})\]:[ \t]*(.{1,200})$")
_NOTED = re.compile(r"\[\^([^\]\n]{1,20})\]")
_RANGE = re.compile(r"(.+?)-(\d+)\s*(?:[–—]|-|\bto\b)\s*(?:\1-)?(\d+)", re.I)
_LIKE_AN_ID = re.compile(r"[^\W_][\w.’'-]*-\d{1,5}h?\d*", re.I)
_OUTSIDE = re.compile(
    r"[(\[]\s*(?:known )?(?:from )?outside\b(?: (?:knowledge|information|source)\b)?(?P<source>[^()\[\]]{0,500})[)\]]",
    re.I,
)
_QUOTED = re.compile(
    r"[“„«\"]([^“”„«»\"]{1,2000})[”“»\"]|(?<!\w)[‘']((?:[^‘’'\n]|(?<=\w)[’'](?=\w)){1,2000})[’'](?!\w)"
)
_ELLIPSIS = re.compile(r"\[?\s*(?:…|\.{3}|\. \. \.)\s*\]?|\[[^\[\]]{0,100}\]")
_NO_CLAIM = re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t].*|(?:[-*_][ \t]*){3,}|```.*|\|?[ \t:|-]+)$")
# A table in Markdown: its head, the line beneath it, its rows.
_TABLE = re.compile(r"(?m)^[^|\n]*\|.*\n[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t:-]*((?:\n[^|\n]*\|.*)*)$")
# In Markdown a single line break is a blank, but before an item or a quotation.
_SOFT_BREAK = re.compile(r"(?<=\S)[ \t]*\n(?=[ \t]*(?![-*+>][ \t]|\d{1,3}[.)][ \t])\S)")
_ITEM = re.compile(r"(?m)^[ \t]*(?:>[ \t]*)*\d{1,3}[.)][ \t]+")  # a number's full stop ends no sentence
_MARKUP = re.compile(r"(?m)^[ \t]*(?:[-*+]|\d{1,3}[.)]|>)[ \t]+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")


def claim_rows(text, told):
    """The claims of an argument, as check_argument has them, as plain rows.

    In: Markdown; the sentences of a case in their order, a list of (text's id, sentence's id, words, number of the
    article, role).
    Out: (claim, text, citations, problem) a row. Errors: as check_argument.
    """
    if not isinstance(text, str):
        raise TypeError(say("argument.no_text", kind=type(text).__name__))
    if len(text) > LONGEST:
        raise CaseError(say("argument.long", characters=len(text), most=LONGEST))
    known = {name.casefold(): (name, place) for place, (_, name, *_) in enumerate(told)}
    words, follows, rows = [row[2] for row in told], _neighbours(told), []
    for claim, cited in _claims(text, known, list(dict.fromkeys(name for name, *_ in told))):
        ids, strangers = _resolved(cited, known)
        places = sorted(known[name.casefold()][1] for name in ids)
        evidence = [_letters(" ".join(words[place] for place in run)) for run in _runs(places, follows)]
        problems = _problems(claim, evidence, strangers)
        shown = " ".join(_MARKUP.sub("", claim).split())
        rows.append((len(rows) + 1, shown, ", ".join([*ids, *strangers]), "; ".join(problems)))
    return rows


def _claims(text, known, texts):
    """The sentences of an argument without their citations, and what each cites."""
    ids = _ids_of(texts)
    notes = dict(_NOTE.findall(text))
    text = _NOTED.sub(lambda match: f"[{notes.get(match[1], match[1])}]", _NOTE.sub("", text))
    text = _ROUND.sub(lambda match: f"[{match[1]}]" if _cites_only(match[1], ids) else match[0], text)
    # Each row of a table is a claim, its head is none.
    text = _TABLE.sub(
        lambda table: re.sub(r"\|?[ \t]*\n[ \t]*\|?", "\n\n", f"{table[1]}\n"), text.replace("\r\n", "\n")
    )
    text = _SOFT_BREAK.sub(" ", re.sub(r"(?m)^[ \t]+$", "", _NO_CLAIM.sub("", text)))
    text = _ITEM.sub("\n\n", text)
    bare, cited, last = "", [], 0
    for match in _BRACKET.finditer(text):
        names = cited_ids(match[1], texts)
        if any(name.casefold() in known or _LIKE_AN_ID.fullmatch(name) for name in names):
            bare += text[last : match.start()]
            cited.append((len(bare), names))
            last = match.end()
    bare += text[last:]
    # A sentence may begin with a text's name, which is in small letters, and a paragraph as its writer likes.
    names = "|".join(map(re.escape, texts))
    begins = re.compile(rf"((?<=\n\n)[ \t]*[“\"‘'(]?|[.!?][\"”’')]*\s+(?=[`*_]*(?:{names})\b))([`*_]*)[^\W\d_]")
    parted = begins.sub(lambda match: f"{match[1]}{' ' * len(match[2])}A", bare)
    try:
        rows = [row[:2] for row in sentence_rows(text_source(parted))]
    except CaseError:
        rows = []
    rows = [(start, end) for start, end in rows if re.search(r"\w", bare[start:end])]
    rows = _joined(rows, bare)
    starts, own = [start for start, _ in rows], {}
    for place, names in cited:
        # Behind a full stop a citation belongs to what it follows, at a beginning to what it precedes.
        number = max(0, bisect_right(starts, place) - 1)
        number -= number > 0 and starts[number] == place and not bare.endswith("\n", 0, place)
        own.setdefault(number, []).extend(names)
    for match in ids.finditer(bare):
        # "As pism-12 says" cites, too; "later 3" in a sentence is no id.
        name = match[0].lstrip("#")
        if re.fullmatch(r".+-\d{2,}h?", name):
            own.setdefault(max(0, bisect_right(starts, match.start()) - 1), []).append(name)
    claims = [(bare[start:end], own.get(number, [])) for number, (start, end) in enumerate(rows)]
    return claims or [("", own[0])] if own else claims


def _joined(rows, text):
    """The sentences of a text, those that one quotation runs through in one."""
    quoted = [match.span() for match in _QUOTED.finditer(text) if "\n\n" not in match[0]]
    begins, joined = [start for start, _ in quoted], []
    for start, end in rows:
        within = bisect_right(begins, start - 1) - 1
        if joined and within >= 0 and quoted[within][1] > start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _ids_of(texts):
    """What can be the id of a sentence of these texts, as people type it: lbc-17, lbc 7, LBC, sentence 17."""
    named = "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))
    return re.compile(
        rf"(?<![\w-])#?({named})\s*[-–—_.,:#]?\s*(?:sentence |no\.? )?0*(\d{{1,3}})(h?)(?![\w.]*\w)", re.I
    )


def _cites_only(bracket, ids):
    return bool(ids.search(bracket)) and not _BESIDE.sub("", ids.sub("", bracket))


def cited_ids(bracket, texts):
    """The ids that a bracket may name: lbc-17, pism-03; lbc-17 to lbc-19 with those between.

    Of these texts also an id that is typed otherwise, or stands beside other words: see lbc 7, 18.
    """
    ids, names = _ids_of(texts), []
    bracket = ids.sub(lambda match: f"{match[1]}-{int(match[2]):02d}{match[3]}", bracket)
    for part in _IDS.split(bracket.strip(" .")):
        if part.isdecimal() and names and _LIKE_AN_ID.fullmatch(names[-1]):
            part = f"{names[-1].rpartition('-')[0]}-{int(part):02d}"
        if span := _RANGE.fullmatch(part):
            first, last = sorted((int(span[2]), int(span[3])))
            # Nobody means each of so many, but the two that are named.
            between = range(first, last + 1) if last - first < 50 else (first, last)
            names += [f"{span[1]}-{number:0{len(span[2])}d}" for number in between]
            continue
        inside = ids.search(part)
        names.append(inside[0] if inside else part)
    # A page, or the word "outside", is no sentence that is not there.
    return [name for name in names if _LIKE_AN_ID.fullmatch(name)] or [name for name in names if name]


def _resolved(cited, known):
    """The ids that the case has, as it writes them, and those that it has not."""
    names = list(dict.fromkeys(cited))
    ids = list(dict.fromkeys(known[name.casefold()][0] for name in names if name.casefold() in known))
    return ids, [name for name in names if name.casefold() not in known]


def _neighbours(told):
    """The next sentence of the same article, past captions, links and headings between the two: place -> place."""
    inside = [place for place, row in enumerate(told) if row[4] in TEXT_ROLES]
    return {
        one: two for one, two in zip(inside, inside[1:]) if (told[one][0], told[one][3]) == (told[two][0], told[two][3])
    }


def _runs(places, follows):
    """Cited sentences, those that follow one another in one article together: what a quotation may run through."""
    runs = []
    for place in places:
        if runs and follows.get(runs[-1][-1]) == place:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _problems(claim, evidence, strangers):
    outside = [match["source"].strip(" :,;.") for match in _OUTSIDE.finditer(claim)]
    if strangers:
        yield NO_SENTENCE
    # Who asks claims nothing.
    if not evidence and not strangers and not outside and not re.search(r"\?\W*$", claim):
        yield NO_EVIDENCE
    quoted = [double or single for double, single in _QUOTED.findall(_OUTSIDE.sub("", claim))] if evidence else []
    if not all(any(_stands(words, run) for run in evidence) for words in quoted):
        yield NOT_THERE
    if outside and not all(re.search(r"\w", source) for source in outside):
        yield NO_SOURCE


def _stands(quotation, evidence):
    """Whether the parts of a quotation between its ellipses stand in the evidence in their order."""
    place = 0
    for part in _ELLIPSIS.split(quotation):
        words = _letters(part)
        if words.strip():
            found = evidence.find(words, place)
            if found < 0:
                return False
            # The space behind one word is the space before the next.
            place = found + len(words) - 1
    return True


def _letters(text):
    """The words of a text alone, in lower case with one space around each: marks and capitals do not count."""
    plain = re.sub(r"[’']", "", composed(text)[0].casefold())
    return " ".join(["", *re.findall(r"[^\W_]+", plain), ""])
