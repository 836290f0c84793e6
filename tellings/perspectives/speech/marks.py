"""Quotation marks: where quoted words begin and end, before anybody asks who said them."""

import re
from bisect import bisect_left

from tellings.reading.text import sentence_rows

_MARK = re.compile(r"``|''|‘‘|’’|‚‚|[\"“”„‟«»‹›‘’‚‛']")
_FAMILY = {
    **dict.fromkeys(["``", "''", "‘‘", "’’", "‚‚", '"', "“", "”", "„", "‟"], "double"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "guillemet"),
    **dict.fromkeys("‘’‚‛'", "single"),
}
_OPENERS, _CLOSERS = ("``", "‘‘", "‚‚", "“", "„", "‟", "«", "‹", "‘", "‚", "‛"), ("''", "’’", "”", "»", "›", "’")
_BEFORE_OPENING = "([{<—–-/|*_:>"
_AFTER_CLOSING = ")]}>.,;:!?—–-/|*_…"
# 'em, '90s, 'til: an apostrophe that stands where an opening mark could.
_CLIPPED = re.compile(
    r"['’‘](?:\d\ds?\b|(?:em|til|till|tis|twas|twere|twill|cause|cuz|cos|coz|bout|round|neath|gainst|fore|fraid|im|er|ere"
    r"|ello|ow|ave|alf|ad|n|n['’])(?![\w-]))",
    re.I,
)
# rock 'n' roll, goin' home, the drivers' plan: one that stands where a closing mark could.
_AFTER_CLIPPED = re.compile(r"(?:\b['’‘]?n|\B['’‘]n|\w{2}in|\b(?:o|th|an|ol|wi|mo)|[sS])$")
_ENDS_SENTENCE = (".", "!", "?", "…")


def quoted_spans(text, blocks):
    """The outermost quotations of a text, in order.

    In: the text and its blocks, (start, end) of each stretch in which marks must be in balance (a paragraph). A mark
    that opens a paragraph while the paragraph before is still open is taken as a quotation that goes on.
    Out: a list of (start, end, goes_on) with the marks inside the span, and the offsets of marks without a partner.
    """
    spans, odd, carried = [], [], None
    for start, end in blocks:
        found, stray, left = _pair(text, start, end, carried)
        if carried:
            previous_start, previous_end, family = carried
            first = _first_mark(text, start, end, family)
            if first in ("opens", "closes"):
                spans.append((previous_start, previous_end, True))
            else:
                odd.append(previous_start)
        spans += found
        odd += stray
        carried = (left[0], _last_character(text, left[0], end), left[1]) if left else None
    if carried:
        odd.append(carried[0])
    return spans, sorted(odd)


def stretches(source):
    """The paragraphs of a source as (start, end, role, item, sentences), one that a page break cuts in one piece."""
    found = {}
    for start, end, _, _, paragraph, item, role in sentence_rows(source):
        found.setdefault(paragraph, []).append((start, end, role, item))
    blocks = [
        (rows[0][0], max(row[1] for row in rows), *rows[0][2:], [row[:2] for row in rows]) for rows in found.values()
    ]
    return sorted(blocks, key=lambda block: block[0])


def begun_in(rows, start, end):
    """Those of some rows (start, …), in order, that begin within a stretch."""
    return rows[bisect_left(rows, (start,)) : bisect_left(rows, (end,))]


def _pair(text, start, end, carried):
    """The quotations inside one block, stray marks, and (offset, family) of the one that is still open at its end."""
    found, stray, opened, tentative, inner = [], [], None, None, []
    if carried and _first_mark(text, start, end, carried[2]) == "closes":
        opened = (start, carried[2])
    for match in _MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        family, turn = _FAMILY[mark], _turn(text, match, start, end)
        if opened is None:
            if turn in ("opens", "either") and not _CLIPPED.match(text, at):
                opened, tentative = (at, family), None
            elif family != "single":
                stray.append(at)
        elif family != opened[1]:
            continue
        elif turn == "opens" and not (family == "single" and _CLIPPED.match(text, at)):
            if tentative:
                found.append((opened[0], tentative, False))
            elif ended := _run_together(text, opened[0], at):
                found.append((opened[0], ended, True))
            elif mark in _OPENERS and text.startswith(mark, opened[0]) and not inner:
                inner = [at]  # “He said “go” to me”
                continue
            elif family != "single":
                stray.append(opened[0])
            opened, tentative, inner = (at, family), None, []
        elif turn in ("closes", "either") and len(inner) == 1:
            inner.append(match.end())
        elif turn in ("closes", "either"):
            if _may_be_apostrophe(text, opened[0], match):
                tentative = match.end()
            else:
                found.append((opened[0], match.end(), False))
                opened, tentative, inner = None, None, []
    if opened and (tentative or len(inner) == 2):
        # Never surely closed: what is whole stays, the inner of two if need be.
        found.append((opened[0], tentative, False) if tentative else (*inner, False))
        stray += [] if tentative else [opened[0]]
        opened = None
    return found, stray, opened


def _may_be_apostrophe(text, opened, match):
    """Whether a closing mark may be one of "the allies' plan" or "goin' home": it closes if no surer mark follows."""
    if match[0] not in ("'", "’") or text[match.end() : match.end() + 1] != " ":
        return False
    return bool(_AFTER_CLIPPED.search(text, max(opened, match.start() - 6), match.start()))


def _run_together(text, opened, at):
    """Where a quotation ends whose next paragraph opens at a mark behind a full stop, on the same line; or None."""
    ended = _last_character(text, opened, at)
    return ended if opened < ended - 2 and text[ended - 1] in _ENDS_SENTENCE and text[at - 1].isspace() else None


def _turn(text, match, start, end):
    """Whether a mark opens, closes or could do either, by the characters beside it, then by its shape."""
    mark = match[0]
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    inside = before.isalnum() and after.isalnum()
    if _FAMILY[mark] == "single" and inside:
        return "apostrophe"
    left = before.isspace() or before in _BEFORE_OPENING
    right = after.isspace() or after in _AFTER_CLOSING
    if left and not right:
        return "opens"
    if right and not left:
        return "closes"
    return "opens" if mark in _OPENERS else "closes" if mark in _CLOSERS else "either"


def _first_mark(text, start, end, family):
    """What the first mark of a family in a block does: it opens the block, it closes, or something else."""
    for match in _MARK.finditer(text, start, end):
        if _FAMILY[match[0]] == family:
            turn = _turn(text, match, start, end)
            if turn in ("opens", "either"):
                return "opens" if not text[start : match.start()].strip("*_> \n") else None
            if turn == "closes":
                return "closes" if family != "single" else None
    return None


def _last_character(text, start, end):
    return start + len(text[start:end].rstrip())
