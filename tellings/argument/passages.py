"""Passages that texts share, word for word or nearly: begun where three words agree, grown as long as most words do."""

from bisect import bisect_right
from collections import Counter, defaultdict, namedtuple
from itertools import groupby

from tellings.case.files import word_list
from tellings.perspectives.speech.marks import quoted_spans, stretches
from tellings.reading.likeness import is_content
from tellings.reading.text import TEXT_ROLES, word_rows

SEED = 3  # words in a row that agree: of twelve words with three changed, three in a row always stay
COMMON = 2  # places of a run of words in one text that are looked at: where it is commoner, its first ones
LOOK = 3  # words that may be changed, put in or left out at one place
PATIENCE = 3  # words more lost than kept since the best end: the passage is over
EDITS = 3  # that any passage may have; a longer one, one in four of its words
KEPT = 0.75  # share of the least number of words that must agree exactly
CONTENT = 4  # words of a passage that are no function words
QUOTED = 0.9  # share of the words of a place between quotation marks

Text = namedtuple("Text", "words starts ends quoted block")

_FORMULAS = [row["words"].split() for row in word_list("argument", "formulas")]
# How many words to pass over in the one text and the other, the fewest first.
_SKIPS = sorted(((i, j) for i in range(LOOK + 1) for j in range(LOOK + 1) if i or j), key=lambda s: (max(s), sum(s)))


def passage_rows(sources, words=8):
    """The passages that two sources or more share in headline, abstract, body and posts, up to small edits.

    In: a list of sources; the least number of words of a passage. Small edits: a few words changed, put in or left
    out, marks and capitals. Turns of phrase that news uses everywhere (formulas.csv) are no passage.
    Out: (passage, number of the source, start, end, kind) for every place of every passage, in the order of the texts;
    kind is quotation where the words stand between quotation marks at each of their places, else wording.
    Time grows with the size of the texts: of a run of words, COMMON places in each text are a beginning.
    """
    texts = [_read(source) for source in sources]
    shared = []
    for (one, two), hits in _hits(texts).items():
        for pairs in _aligned(texts[one].words, texts[two].words, hits):
            for part in _parted(texts[one], texts[two], pairs, words):
                if _tells(texts[one], part, words):
                    (a, b), (c, d) = part[0], part[-1]
                    shared.append(((one, a, c + 1), (two, b, d + 1)))
    return _as_rows(texts, shared)


def _read(source):
    """The words of an article in normal form, where each begins and ends, whether it stands in quotation marks, and the
    number of its block: what the page puts between two paragraphs parts them.
    """
    spans, _ = quoted_spans(source.text, [block[:2] for block in stretches(source)])
    begins = [span[0] for span in spans]
    rows, block, count = [], [], 0
    for row in word_rows(source):
        if row[6] in TEXT_ROLES:
            rows.append(row)
            block.append(count)
        else:
            count += 1
    starts = [row[0] for row in rows]
    before = [bisect_right(begins, start) - 1 for start in starts]
    quoted = [place >= 0 and start < spans[place][1] for place, start in zip(before, starts)]
    return Text([row[3] for row in rows], starts, [row[1] for row in rows], quoted, block)


def _hits(texts):
    """Where two texts have the same words in a row: (text, text) -> list of (place, place)."""
    index = defaultdict(list)
    for number, text in enumerate(texts):
        seen = Counter()
        for place, run in enumerate(zip(*(text.words[i:] for i in range(SEED)))):
            seen[run] += 1
            if seen[run] <= COMMON:
                index[run].append((number, place))
    hits = defaultdict(list)
    for places in index.values():
        for i, (one, a) in enumerate(places):
            for two, b in places[i + 1 :]:
                if one != two:
                    hits[one, two].append((a, b))
    return hits


def _aligned(one, two, hits):
    """The places that agree, as pairs, a list for each passage that two lists of words share."""
    done = []
    for a, b in sorted(hits):
        done = [(first, last, shift) for first, last, shift in done if last > a]
        if any(abs(a - b - shift) <= LOOK for _, _, shift in done):
            continue
        pairs = [*reversed(_grown(one, two, a - 1, b - 1, -1)), *_grown(one, two, a, b, 1)]
        done.append((pairs[0][0], pairs[-1][0] + 1, pairs[-1][0] - pairs[-1][1]))
        yield pairs


def _grown(one, two, a, b, step):
    """The pairs that agree from two places on in one direction, up to where they most outnumber the words lost."""
    pairs, lost, best, end = [], 0, 0, 0
    while 0 <= a < len(one) and 0 <= b < len(two):
        if one[a] == two[b]:
            pairs.append((a, b))
            if len(pairs) - lost > best:
                best, end = len(pairs) - lost, len(pairs)
            a, b = a + step, b + step
        else:
            skip = _skip(one, two, a, b, step)
            lost += max(skip, default=0)
            if not skip or len(pairs) - lost < best - PATIENCE:
                break
            a, b = a + step * skip[0], b + step * skip[1]
    return pairs[:end]


def _skip(one, two, a, b, step):
    """The first of _SKIPS behind which two words in a row agree, or one that is no function word; () for none."""
    for i, j in _SKIPS:
        c, d = a + step * i, b + step * j
        if 0 <= c < len(one) and 0 <= d < len(two) and one[c] == two[d]:
            e, f = c + step, d + step
            again = 0 <= e < len(one) and 0 <= f < len(two) and one[e] == two[f]
            if again or max(i, j) == 1 and is_content(one[c]):
                return i, j
    return ()


def _parted(one, two, pairs, words):
    """A passage cut where the page interrupts it, and where quoted words that could stand alone meet others."""
    for _, block in groupby(pairs, key=lambda pair: (one.block[pair[0]], two.block[pair[1]])):
        block = list(block)
        parts = [
            (quoted, list(part))
            for quoted, part in groupby(block, key=lambda pair: one.quoted[pair[0]] and two.quoted[pair[1]])
        ]
        long = [(quoted, part) for quoted, part in parts if len(part) >= words]
        # A quotation of which both also copied who said it is still a quotation; the few words around it tell nothing.
        if len(long) > 1 or long and long[0][0]:
            yield from (part for _, part in long)
        else:
            yield block


def _tells(text, pairs, words):
    """Whether what agrees is long, close and telling enough to be no accident."""
    (a, b), (c, d) = pairs[0], pairs[-1]
    length = max(c - a, d - b) + 1
    shared = [text.words[place] for place, _ in pairs]
    # A long passage is more than a turn of phrase.
    for formula in _FORMULAS if len(shared) < 3 * words else ():
        shared = _without(shared, formula)
    content = {word for word in shared if is_content(word)}
    near = length - len(pairs) <= max(EDITS, len(pairs) / 4)
    return length >= words and len(shared) >= KEPT * words and near and len(content) >= CONTENT


def _without(words, formula):
    for start in range(len(words)):
        if words[start : start + len(formula)] == formula:
            return words[:start] + words[start + len(formula) :]
    return words


def _as_rows(texts, shared):
    """Passages numbered in the order of the texts; places of one text that overlap by half are one place."""
    places = sorted({place for pair in shared for place in pair})
    leader = {place: place for place in places}

    def lead(place):
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    def join(one, two):
        leader[max(lead(one), lead(two))] = min(lead(one), lead(two))

    for one, two in shared:
        join(one, two)
    for one, two in zip(places, places[1:]):
        overlap = min(one[2], two[2]) - two[1]
        if one[0] == two[0] and overlap * 2 >= min(one[2] - one[1], two[2] - two[1]):
            join(one, two)
    groups = defaultdict(list)
    for place in places:
        groups[lead(place)].append(place)
    rows = []
    for number, group in enumerate(groups.values(), 1):
        whole = _merged(group)
        quoted = all(sum(texts[text].quoted[first:last]) >= QUOTED * (last - first) for text, first, last in whole)
        for text, first, last in whole:
            start, end = texts[text].starts[first], texts[text].ends[last - 1]
            rows.append((f"s{number:02d}", text, start, end, "quotation" if quoted else "wording"))
    return rows


def _merged(places):
    """The places of one passage, those that overlap within a text as one."""
    whole = []
    for text, first, last in sorted(places):
        if whole and whole[-1][0] == text and first < whole[-1][2]:
            whole[-1] = (text, whole[-1][1], max(last, whole[-1][2]))
        else:
            whole.append((text, first, last))
    return whole
