"""The lines of a file: which of them are one paragraph that was broken by hand, and which hold two things."""

import re
from collections import Counter
from typing import NamedTuple

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SENT_ON = re.compile(r"[^\s>](?:[^\n]*\S)?")  # a line of a mail that was sent on, each of which ">" begins
_BREAKS = str.maketrans(dict.fromkeys("\r\f\v\x85\u2028\u2029", "\n"))
_ODD_BREAK = re.compile("[\r\f\v\x85\u2028\u2029]")
# Where a paragraph may end: a stop, with the marks and the note numbers that may follow it.
_NOTE = r"(?:(?<=[a-z]{3}[.!?])\d{1,3}|(?<=[.!?][”\"])\d{1,3})?"  # its number, as PDF files set it behind a word
_ENDED = re.compile(
    rf"[.!?:;…。！？؟।]\s?[\"'”’»)\]*_]*(?:\s?[♦■∎◼◆●▪])?{_NOTE}(?:\s?\[[^][\n]{{1,20}}\]|\s\([^()]{{1,40}}\)|\s(?:Enditem|ENDS))*$"
)
_RUN_IN_HEADING = re.compile(r"\*\*([^*\n]{3,120}[.:?!])\*\*\s+(?=\S)")
_APART = re.compile(r"[-*•·]\s|\d{1,2}[.)][ \t]|[#>@]|https?:|(?:[Bb]y|BY)\s+[A-Z]")
_CAP_ABOVE = re.compile(r"([\"'“‘]?[^\W\d_a-zß-ÿ])[ \t]*[\r\n\f\v\x85\u2028\u2029]\s*(?=[^\W\d_])")
_DROP_CAP = re.compile(r"[\"'“‘]?[^\W\d_a-zß-ÿ]$")
_HANGING = re.compile(r"[ ](?:and|or|of|the|to|in|for|with|an?|on|at|by|from)$")  # words that end no title
SMALL = re.compile(r"[^\W\d_A-ZÀ-Þ]")  # a small letter, or one of a script that has no capitals
TAIL = 64  # characters at the end of a stretch that tell whether a sentence ends there
LEAST = 25  # characters: a line that stands alone for being full has more
WIDEST = 100  # characters of a line that was broken by hand
TITLE = 3  # lines of a title and its writer: more may be verse
FULL = 0.85  # of the width: a line is full where the first word of the next would have passed this


class Line(NamedTuple):
    """A stretch of the file that stands apart: a line, or the lines of a paragraph that was broken by hand."""

    start: int
    end: int
    gap: int  # line breaks before it: one where it hangs on the line above
    hint: str  # its role where its form alone tells it, else ""


def one_break(text):
    """The text with every kind of line break as a line feed, as long as before, so that offsets stay true."""
    text = text.replace("\r\n", " \n")
    # Translating is slow, and few files need it.
    return text.translate(_BREAKS) if _ODD_BREAK.search(text) else text


def drop_cap(text, start=0):
    """The characters of a first letter that stands on a line above the rest of its word; 0 where none does."""
    match = _CAP_ABOVE.match(text, start)
    return len(match[1]) if match else 0


def ended(raw):
    """Whether a stretch ends as a sentence does."""
    return bool(_ENDED.search(raw[-TAIL:]))


def find_lines(text):
    """The lines of a file in order, those of a hand-broken paragraph as one; headings inside a line set apart."""
    front, fields = read_front_matter(text)
    sent_on = 2 * text.count("\n>") > text.count("\n")
    spans = [m.span() for m in (_SENT_ON if sent_on else _LINE).finditer(text)]
    kept = next((i for i, (start, _) in enumerate(spans) if start >= front), len(spans))
    rows = [(start, end, "furniture") for start, end in spans[:kept]]
    rows += _cut(text, _with_drop_caps(text, _unwrapped(text, spans[kept:])))
    if fields.get("title"):
        rows = list(_with_title(text, rows, kept, fields["title"]))
    found, last = [], 0
    for start, end, hint in rows:
        found.append(Line(start, end, text.count("\n", last, start), hint))
        last = end
    return found


def _with_title(text, rows, kept, title):
    """The title that a front matter states, as a line of its own."""
    for i, (start, end, hint) in enumerate(rows):
        place = text.find(title, start, end) if i < kept and text[start:end].lower().startswith("title") else -1
        yield (place, place + len(title), "title") if place >= 0 else (start, end, hint)


def _cut(text, spans):
    for start, end in spans:
        if m := _RUN_IN_HEADING.match(text, start, end):
            yield m.start(1), m.end(1), "heading"
            start = m.end()
        yield start, end, ""


def _with_drop_caps(text, spans):
    joined = []
    for start, end in spans:
        before = joined[-1] if joined else None
        if before and before[1] - before[0] <= 2 and _DROP_CAP.match(text, *before) and _goes_on(text, start, end):
            joined[-1] = (before[0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(text, start, end):
    """Whether a line can be the rest of a word whose first letter stands above it: "he harbour", "HE HARBOUR board"."""
    return bool(SMALL.match(text, start)) or end - start > 80 and text[start : start + 2].isupper()


def _unwrapped(text, spans):
    """(start, end) of every line, the lines of a hand-broken paragraph taken as one, each block judged by itself.

    A line is broken by hand where it is as full as the others of its block and the next goes on in small letters.
    """
    blocks = _blocks(text, spans)
    broken = [_broken(text, block) for block in blocks]
    widths = [end - start for ends in broken for start, end in ends]
    usual = sorted(widths)[len(widths) * 9 // 10] if len(widths) >= 3 else 0
    wrapped = [_is_wrapped(text, block, ends) for block, ends in zip(blocks, broken)]
    sizes = Counter()
    for block, yes in zip(blocks, wrapped):
        sizes[yes] += block[-1][1] - block[0][0]
    everywhere = usual and sizes[True] > 0.4 * sizes.total()
    joined = []
    for above, block, yes in zip([[], *blocks], blocks, wrapped):
        if _is_list(text, above, block):
            joined += block
            continue
        width = max(end - start for start, end in block[:-1]) if yes else 0
        width = max(width, usual) if everywhere else width
        joined += _joined(text, block, width, everywhere) if width else block
    return joined


def _blocks(text, spans):
    """The lines in blocks, each of which an empty line or one that stands further in begins."""
    blocks = []
    for span in spans:
        before = blocks[-1][-1] if blocks else None
        if before and text.count("\n", before[1], span[0]) == 1 and not _indented(text, before, span):
            blocks[-1].append(span)
        else:
            blocks.append([span])
    return blocks


def _broken(text, block):
    """The lines of a block after which the sentence goes on on the next, in small letters or behind "in the"."""
    return [
        line
        for line, after in zip(block, block[1:])
        if line[1] - line[0] >= LEAST
        and (SMALL.match(text, after[0]) or _HANGING.search(text, line[1] - LEAST, line[1]))
        and not ended(text[max(line[0], line[1] - TAIL) : line[1]])
        and not _APART.match(text, after[0])
    ]


def _is_wrapped(text, block, broken):
    """Whether the lines of a block were broken at one width: most are full, and many break off in a sentence."""
    if not broken or len(block) == 2 and block[0][1] - block[0][0] < 1.6 * LEAST:
        return False
    # Where no empty line parts them, titles and heads of pages stand among the lines of the text.
    longest, going_on = max(end - start for start, end in broken), set(broken)
    pairs = (pair for pair in zip(block, block[1:]) if pair[0] in going_on)
    if longest >= 2 * LEAST and len(broken) > TITLE and all(_full(text, *pair, longest) for pair in pairs):
        return True
    inner = block[block.index(broken[0]) : block.index(broken[-1]) + 2]
    block = inner if len(inner) > 2 or inner[0][1] - inner[0][0] > 2.4 * LEAST else block
    width = max(end - start for start, end in block[:-1])
    full = sum(_full(text, line, after, width) for line, after in zip(block, block[1:]))
    # Verse ends its lines where the voice does, and a page where no more letters fit.
    stops = sum(text[end - 1] in ",;:—–.!?" for _, end in block[:-1])
    return full >= 0.6 * (len(block) - 1) and len(broken) >= 0.4 * full and stops <= 0.5 * len(block[:-1])


def _is_list(text, above, block):
    """Whether the lines of a block are items that a colon above them introduces.

    Each begins in a small letter; of a paragraph that was broken by hand the last ends in a stop, and none is so long.
    """
    above, items = (block[0], block[1:]) if text[block[0][1] - 1] == ":" else (above[-1] if above else None, block)
    if not above or len(items) < 2 or text[above[1] - 1] != ":":
        return False
    long = max(end - start for start, end in items) > WIDEST
    return (long or not ended(text[slice(*items[-1])])) and all(SMALL.match(text, start) for start, _ in items)


def _full(text, line, after, width):
    """Whether the first word of the next line had no room any more at the end of a line."""
    word = text[after[0] : after[0] + 20].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) >= FULL * width


def _joined(text, block, width, everywhere):
    joined, before, broken = block[:1], block[0], _broken(text, block)
    for line, after in zip(block[1:], [*block[2:], None]):
        full = LEAST <= before[1] - before[0] <= 1.1 * width and _full(text, before, line, width)
        # Where all lines are broken by hand, a title in larger letters is broken sooner.
        hangs = SMALL.match(text, line[0]) and _HANGING.search(text[before[0] : before[1]])
        full |= bool(everywhere and len(block) <= TITLE and (before in broken or hangs))
        # The last line of a paragraph has a stop; a name or a day below a full line is none.
        ends = SMALL.match(text, line[0]) or ended(text[line[0] : line[1]]) or after and _full(text, line, after, width)
        if full and ends and not _APART.match(text, line[0]) and not _indented(text, before, line):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
        before = line
    return joined


def _indented(text, before, line):
    """Whether a line stands further in than the one before, as the first of a paragraph does where no empty line is."""
    first, second = (start - text.rfind("\n", 0, start) - 1 for start, _ in (before, line))
    return second >= first + 2 and not re.match(r"[-*•·]\s|\d+[.)]\s", text[before[0] : before[0] + 6])


# -- The front matter of a file in Markdown ----------------------------------------------------------------------------

_FENCE = re.compile(r"\ufeff?\s{0,20}(---|\+\+\+)[ \t\r]*\n")
FIELD = re.compile(r"[ \t]{0,3}[\"']?([A-Za-z][A-Za-z _-]{1,30}?)[\"']?[ \t]{0,3}[:=][ \t]*(\S.*)?$")
_ITEM = re.compile(r"\s*-\s+(\S.*)$")
_QUOTED = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|\"(.*)\"|'(.*)'", re.S)
_EMPTY = {"null", "~", "none", "n/a", ">", "|", ">-", "|-", "[]"}


def read_front_matter(text):
    """The fields in front of a text between two lines --- or +++, as Markdown files carry them.

    Out: where the text proper begins, and a dictionary of the fields, names in small letters; 0 and {} where there are
    none.
    """
    opened = _FENCE.match(text)
    if not opened:
        return 0, {}
    fence = re.compile(rf"^{re.escape(opened[1])}[ \t\r]*(?:\n|\Z)", re.M)
    closed = fence.search(text, opened.end(), opened.end() + 10_000)
    if not closed:
        return 0, {}
    fields, name = {}, ""
    for line in text[opened.end() : closed.start()].splitlines():
        if field := FIELD.match(line):
            name = re.sub("[_-]", " ", field[1].strip().lower())
            fields[name] = _value(field[2] or "")
        elif name and (item := _ITEM.match(line)):
            fields[name] = f"{fields[name]}; {_value(item[1])}".strip("; ")
        elif name and line.strip() and line[0] in " \t":
            fields[name] = f"{fields[name]} {_value(line)}".strip()
    return (closed.end(), fields) if fields else (0, {})


def _value(words):
    """What a field holds, without the marks of its notation: quotes around the whole of it, brackets around a list.

    A curled mark whose partner stands further in is one of its words.
    """
    words = words.strip()
    if words.startswith("["):
        return "; ".join(part.strip("\"'“”‘’ ") for part in words.strip("[]").split(","))
    if words.lower() in _EMPTY:
        return ""
    marked = _QUOTED.fullmatch(words)
    return marked[marked.lastindex].strip() if marked else words
