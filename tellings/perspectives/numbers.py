"""Numbers with the thing that they count, found in sentences, and held against those of other texts.

What is counted is the noun behind the number ("six helicopters"), or what befell somebody ("14 people were injured",
"injuring 14", "16 hurt"). No parser: a noun is the first plural among the words behind a number. The lists are in
counted.csv.
"""

import re
import warnings
from bisect import bisect_right
from collections import defaultdict, namedtuple
from itertools import accumulate, chain, combinations
from math import inf
from operator import attrgetter

from tellings.case.files import word_list
from tellings.perspectives.speech.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, VERBS
from tellings.perspectives.wording import say
from tellings.reading.likeness import related, stem
from tellings.reading.spans import Spans
from tellings.reading.text import TEXT_ROLES, clean, sentence_rows

# low and high: the limits of what the words can mean; thing: "injured", "helicopters", "€"; group: what sets some
# apart, the people that are counted ("troops"), what befell a thing ("destroyed"), the time of a rate ("year"), or that
# it is the whole of which a part is told; near: the words around it, by which tellings are compared;
# vague: whether the words give no number ("dozens"); strict: whether they leave out the limit that they name ("more
# than 150").
Number = namedtuple("Number", "source start end text low high thing group sentence near years published vague strict")

ROUNDED = 0.1  # how far "about 400" may lie from the number that is meant
REACH = 12  # words before and behind a number that are compared
NEEDED = 2  # signs that two numbers count one thing, where no state (killed, injured) says so
SMALL = 12  # numbers that meet by chance
MOST = 40  # numbers of one thing in a text: each is laid beside each of the other texts
EVEN = 0.5  # what equal numbers have before others that else look as much alike, near ones a part of it; no sign
FAR = 1.5  # how many times the smaller number the larger may be and still look like another count of one thing
LONGEST = 8  # words of a number ("two hundred and …" without its and)
BEHIND = 7  # words between a number and what befell those whom it counts
OPENING = 20  # characters before a year that opens its sentence ("In 2009", "On 3 March 2009")

_NEAR_NOUN = 4  # words behind a number in which its noun is looked for
# "61-year-old" and "737s" are one token, and no number.
_TOKEN = re.compile(
    r"[$£€]?\d+(?:[.,]\d+)*(?:[–-]\d+(?:[.,]\d+)*)?(?:m|mn|bn|k)?(?![\w-])|%|\w+(?:['’‑-]\w+)*|[$£€]|[^\w\s]"
)
_FIGURE = re.compile(r"([$£€]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[–-](\d[\d,]*))?(m|mn|bn|k)?")
_WHOLE = "in all"
_STOP = PREPOSITIONS | AUXILIARIES | CONJUNCTIONS | PRONOUNS


def _lists():
    lists = defaultdict(dict)
    for row in word_list("perspectives", "counted"):
        lists[row["class"]][row["word"]] = row["value"]
    return lists


_BOUNDS = {  # kind of words before a number -> the least and the most that it can mean then
    "least": lambda least, most: (least, inf),
    "about": lambda least, most: (round(least * (1 - ROUNDED), 6), round(most * (1 + ROUNDED), 6)),
    "above": lambda least, most: (least, inf),
    "nearly": lambda least, most: (round(least * (1 - ROUNDED), 6), most),
    "most": lambda least, most: (0, most),
    "below": lambda least, most: (0, most),
}
_LISTS = _lists()
_SETS_NOBODY_APART = _LISTS["people"].keys() | _LISTS["state"].keys()
_BEFORE_A_STATE = AUXILIARIES | _LISTS["degree"].keys() | {"of", "them", "more"}
_OPENS_A_CLAUSE = CONJUNCTIONS - {"that"}
_WORTH = {word: int(value) for word, value in (_LISTS["number"] | _LISTS["scale"]).items()}
_VAGUE = {tuple(phrase.split()): int(least) for phrase, least in _LISTS["vague"].items()}
_VAGUE_SIZES = sorted({len(phrase) for phrase in _VAGUE}, reverse=True)
_FATES = set(_LISTS["fate"].values())  # of things: destroyed, damaged
_LISTS["state"] |= _LISTS["fate"]
# "Two boys, aged nine and 12, were rescued": ages count nobody. What follows "aged 24 and 31 others" is no age.
_AGE = rf"(?:\d+|{'|'.join(_LISTS['number'])})"
_AGES = re.compile(
    rf",? (?:both |all )?aged (?:between )?{_AGE}(?:(?:,|,? and|,? or| to) {_AGE})*,?"
    rf"(?=[.,;:)]|$| (?:{'|'.join(sorted(_STOP))})\b)"
)
_TIMES = {row["word"] for row in word_list("timeline", "calendar") if row["list"] == "unit"}
_BOUNDING = {tuple(phrase.split()): kind for kind in _BOUNDS for phrase in _LISTS[kind]}


# -- One text


def number_rows(source, dates=()):
    """The numbers of a source's headline, abstract, body and posts with what they count.

    In: a source; the rows (start, end, value) of its dates, since a number in a date counts nothing.
    Out: a list of Number, in the order of the text.
    """
    published = (source.published or "")[:4]
    dated, found, earlier, place = Spans(dates), [], frozenset(), None
    for start, end, text, sentence, paragraph, _, role in sentence_rows(source):
        own = dated.touching(start, end)
        years = _years(own)
        if role in TEXT_ROLES:
            before = earlier if paragraph == place and not own else frozenset()
            found += _in_sentence(source, start, end, sentence, dated, before, published)
        past = years and max(years) < published and _opens(text, start, own)
        earlier, place = years if past else frozenset(), paragraph
    return found


def _opens(text, start, dates):
    """Whether dates open a sentence and hold for the next: "In 2009 she ran aground. Nobody was hurt." """
    return text.split(" ")[0].lower() in PREPOSITIONS and any(row[0] - start <= OPENING for row in dates)


def _years(dates):
    return frozenset(row[2][:4] for row in dates if re.match(r"\d{4}", row[2]))


def _years_by_piece(text, dates):
    """The years of the numbers between two commas: of the dates there, or else of the last before, or of those behind.

    What a clause or a participle adds ("which was opened in 1902", "founded in 1988") dates that alone.
    Out: the ends of the pieces, the years of each.
    """
    pieces = [(m.end(), _ADDED.match(m[0])) for m in _PIECE.finditer(text)]
    ends = [end for end, _ in pieces]
    held = [[] for _ in pieces]
    for row in dates:
        held[bisect_right(ends, row[0])].append(row)
    behind = [*accumulate(map(_years, reversed(held)), frozenset.union)][::-1]
    last, found = frozenset(), []
    for (_, added), rows, later in zip(pieces, held, behind):
        found.append(_years(rows) or last or later)
        last = last if added else _years(rows[-1:]) or last
    return ends, found


_PIECE = re.compile(r"(?:,\d|[^,;:–—])+")
_ADDED = re.compile(r"\s*(?:which|who|whose|where|that|built|born|[a-z]+ed)\b", re.I)


def _in_sentence(source, start, end, sentence, dated, earlier, published):
    text = _AGES.sub(lambda ages: " " * len(ages[0]), source.text[start:end])
    dates = [(row[0] - start, *row[1:]) for row in dated.touching(start, end)]
    tokens = [(m[0], start + m.start(), start + m.end()) for m in _TOKEN.finditer(text)]
    low = [token.lower() for token, *_ in tokens]
    borders, told = _years_by_piece(text, dates)
    found, place = [], 0
    while place < len(low):
        quantity = _quantity(low, place)
        if quantity is None or dated.touching(*tokens[place][1:]) or _is_label(tokens, place):
            place += 1
            continue
        begin, after, least, most, unit, strict = quantity
        if _is_share(low, after) and not dated.touching(*tokens[after + 1][1:]):
            place = after + 2
            continue
        before = found[-1] if found else None
        if not unit and (before and before[1] > place or _is_behind_a_part(low, begin)):
            # "six of the 212 passengers", "half of the 300": what befell a part befell not all of them.
            (thing, last), group = _noun(low, place, after), _WHOLE
        else:
            thing, group, last = _counted(low, place, after, unit, before)
        if thing or low[place].count(","):
            last = max(after, last)
            begins, ends = tokens[begin][1], tokens[last - 1][2]
            near = _near(low, place, last, thing)
            words = clean(source.text[begins:ends])
            vague = _vague(low, place) is not None
            years = told[bisect_right(borders, begins - start)] if dates else earlier
            row = (source.id, begins, ends, words, least, most, thing, group, sentence, near, years, published, vague)
            found.append((Number(*row, strict), last, _state_before(low, place)))
        place = after
    return [row for row, *_ in found]


def _is_label(tokens, place):
    """ "Section 21 notices", "number 9 buses": a number that names something, and counts nothing."""
    before = tokens[place - 1][0] if place else ""
    named = _LISTS["label"].get(before.lower())
    return tokens[place][0].isdigit() and named is not None and (named == "any" or before[0].isupper())


def _is_share(low, after):
    """ "nine in ten nurses" """
    return _at(low, after) == "in" and _at(low, after + 1) in _LISTS["number"] and _at(low, after + 1) != "one"


def _is_behind_a_part(low, begin):
    """ "half of the 300 nurses", "nobody among them": what is told is told of a part."""
    of = begin - 1 - (_at(low, begin - 1) in DETERMINERS)
    return of > 0 and low[of] in ("of", "among") and low[of - 1] in _LISTS["part"]


def _quantity(low, place):
    """What the words at a place say of a number, or None for no number.

    Out: where it begins ("at least 14"), the place behind it, the least and the most, its unit, whether a limit
    that it names is left out.
    """
    if phrase := _vague(low, place):
        return place, place + len(phrase), _VAGUE[phrase], inf, "", False
    if _at(low, place) in _LISTS["none"]:
        return place, place + 1 + (low[place : place + 2] == ["no", "one"]), 0, 0, "", False
    read = _figure(low, place) or _words(low, place)
    if read is None:
        return None
    after, least, most, unit = read
    if _at(low, after) in ("to", "or") and not unit:
        other = _figure(low, after + 1) or _words(low, after + 1)
        if other and other[1] > least:
            after, most = other[0], other[2]
    if low[after : after + 2] == ["per", "cent"] or _at(low, after) in ("%", "percent"):
        after, unit = after + 1 + (low[after] == "per"), "per cent"
    if low[after : after + 3] == ["and", "a", "half"]:
        scale = _LISTS["scale"].get(_at(low, after + 3))
        after, least, most = after + 3 + bool(scale), *((n + 0.5) * int(scale or 1) for n in (least, most))
    words, least, most, strict = _bounds(low, place, least, most)
    return place - words, after, least, most, unit, strict


def _vague(low, place):
    """The longest phrase at a place that gives no number, or None."""
    phrases = (tuple(low[place : place + size]) for size in _VAGUE_SIZES)
    return next((phrase for phrase in phrases if phrase in _VAGUE), None)


def _at(low, place):
    """The word at a place, "" before the first and behind the last."""
    return low[place] if 0 <= place < len(low) else ""


def _figure(low, place):
    match = _FIGURE.fullmatch(_at(low, place))
    if not match:
        return None
    behind = _at(low, place + 1)
    scale = match[5] or (behind if behind in _LISTS["scale"] else "")
    # "7.30" is a time: figures with a point are read only with a scale, a currency or a share.
    if match[3] and not (scale or match[1] or behind in ("%", "per", "percent")):
        return None
    worth = _WORTH.get(scale, 1)
    value = float(match[2].replace(",", "") + (match[3] or "")) * worth
    most = float(match[4].replace(",", "")) * worth if match[4] else value
    return place + 1 + (scale == behind != ""), value, max(value, most), match[1]


def _words(low, place):
    """ "forty-two", "two hundred", "a dozen"."""
    begins, total, part = place, 0, 0
    if _at(low, place) == "a" and _at(low, place + 1) in _LISTS["scale"]:
        place, part = place + 1, 1
    for word in low[place : begins + LONGEST]:
        values = [_WORTH.get(piece) for piece in word.split("-")]
        if None in values or word in ("m", "k", "bn", "mn") or place == begins and word in _LISTS["scale"]:
            break
        for value in values:
            multiplies = value >= 100 or value == 12 and part  # two hundred, two dozen
            part = max(part, 1) * value if multiplies else part + value
            if value >= 1000:
                total, part = total + part, 0
        place += 1
    value = float(total + part)
    return None if place == begins else (place, value, value, "")


def _bounds(low, place, least, most):
    """How many words before a number bound it (at least, up to, about), its limits then, whether it leaves them out."""
    for size in (3, 2, 1):
        phrase = tuple(low[max(0, place - size) : place])
        if (kind := _BOUNDING.get(phrase)) and not (phrase == ("about",) and _is_topic(low, place)):
            return len(phrase), *_BOUNDS[kind](least, most), kind in ("above", "below")
    return 0, least, most, False


def _is_topic(low, place):
    """ "told the court about 40 letters", "talked about 40 leaks", but not "told the court about 40 had left"."""
    verbs = [VERBS[word].takes if word in VERBS else () for word in low[max(0, place - 5) : place - 1]]
    told = any("about" in takes and "object" in takes for takes in verbs[:-1])
    alone = verbs and "about" in verbs[-1] and not {"object", "that"} & verbs[-1]
    return (told or alone) and _at(low, place + 2) not in AUXILIARIES


def _counted(low, place, after, unit, before):
    """What a number counts: (thing, group, place behind the noun)."""
    noun, last = _noun(low, place, after)
    if unit:
        # "£3 million a year" is no other number of "£200,000 a day".
        rate = _at(low, after + 1) if _at(low, after) in ("a", "an", "per", "each", "every") else ""
        return unit, rate if rate in _TIMES else "", last if unit == "per cent" else after
    state = _state(low, place, after, last, before)
    if low[place] == "none" and noun in _LISTS["state"]:
        return "", "", after  # "none of the injuries was grave"
    if state in _FATES and not noun and before:
        return before[0].thing, state, last  # "43 houses were damaged and 12 destroyed"
    if noun and (state in _FATES or state and noun in _LISTS["place"]):
        return noun, state, last  # "60 homes were evacuated"
    if state:
        return state, "" if noun in _SETS_NOBODY_APART else noun, last
    if low[place] in _LISTS["none"]:
        return "", "", after
    # "a crew of 31"
    if not noun and _at(low, place - 1) == "of" and _at(low, place - 3) in ("a", "an"):
        return low[place - 2], "", after
    return noun, "", last


def _noun(low, place, after):
    """The first plural behind a number, and the place behind it; ("", place) where there is none."""
    at = after
    if _at(low, at) == "of":
        # "161 of 418 households", "14 of the firm's 212 buses": what is behind is what a part is counted of.
        at = next((i + 1 for i in range(at + _NEAR_NOUN, at, -1) if _is_owner(low, i)), at + 1)
        while _at(low, at) in DETERMINERS or _at(low, at)[:1].isdigit():
            at += 1
    for i in range(at, min(len(low), at + _NEAR_NOUN)):
        word = low[i]
        if not word[0].isalpha() or word in _STOP or (word in _LISTS["state"] and i > at) or _is_owner(low, i):
            break
        if _is_plural(word) or (after - place == 1 and low[place] in ("one", "1") and word in _LISTS["people"]):
            return _LISTS["same"].get(word, word), i + 1
    return "", after


def _is_owner(low, at):
    """ "the company's 700 drivers" """
    return _at(low, at)[-2:] in ("'s", "’s")


def _is_plural(word):
    return word in _LISTS["plural"] or bool(_PLURAL(word)) and word not in _LISTS["singular"]


_PLURAL = re.compile(r".{2,}[^sui]s|.{3,}men").fullmatch


def _state(low, place, after, last, before):
    """What befell those who are counted: behind them ("were injured"), before ("injuring 14") or with one before."""
    if found := _state_behind(low, after, last):
        return _in_degree(low[max(0, place - 2) : last + 4], found)
    # "34 were hurt, six of them badly"
    if before and low[after : after + 2] in (["of", "them"], ["of", "whom"]) and before[0].thing in _STATES:
        part = _in_degree(low[after + 2 : after + 4], before[0].thing.split()[-1])
        if " " in part or part == "dead":
            return part
    behind = " ".join(low[last : last + BEHIND])
    # "six were in a serious condition"
    if _CONDITION.match(behind):
        return "seriously injured"
    # "120 people fled their homes"
    if _OUT_OF_HOME.match(behind) and (last == after or low[last - 1] not in _LISTS["place"]):
        return "evacuated"
    if own := _state_before(low, place):
        return own
    # "killed 13 troops and more than 150 civilians"
    if before and _JOINING.issuperset(low[before[1] : place]):
        return before[2]
    return ""


def _in_degree(words, state):
    """A state with its degree: seriously or slightly injured; fatally injured is dead."""
    degree = next((_LISTS["degree"][word] for word in words if word in _LISTS["degree"]), "")
    return "dead" if degree == "fatally" else f"{degree} {state}".strip()


_CONDITION = re.compile(
    r"(?:of them )?(?:was|were|is|are|remained|remain) (?:still )?in an? (?:serious|critical|grave) condition"
)

# Behind those who are counted, up to the next mark: "had to leave their homes", "from their houses".
_OUT_OF_HOME = re.compile(
    r"(?:[a-z'’-]+ ){0,4}?(?:leave|left|leaving|flee|fled|fleeing|abandon|abandoned|from|out of) "
    r"(?:their|his|her|nearby) (?:own )?(?:homes?|houses?|flats?|properties|apartments?)\b"
)


def _state_behind(low, after, last):
    """The state in the words behind a number and its noun, up to the next mark, number or clause."""
    for i in range(after, min(len(low), last + BEHIND)):
        word = low[i]
        if word in _LISTS["state"]:
            return "" if _is_active(low, i, last) else _LISTS["state"][word]
        # Without a noun ("16 were hurt") nothing but an auxiliary stands between; "Ann Lee, 68, died" counts nobody.
        if last == after and word not in _BEFORE_A_STATE:
            return ""
        opens = word in DETERMINERS and low[i - 1] not in PREPOSITIONS or word in _OPENS_A_CLAUSE
        if i >= max(last, after + 1) and (not word[0].isalpha() or opens or _quantity(low, i)):
            return ""
    return ""


def _is_active(low, i, last):
    """ "two gunmen killed a guard": whom it befell stands behind the verb."""
    if i < last or AUXILIARIES & set(low[last:i]) or low[i] in ("dead", "died", "injuries", "deaths"):
        return False
    return _at(low, i + 1) in DETERMINERS | PRONOUNS or _quantity(low, i + 1) is not None


def _state_before(low, place):
    """The state that stands right before a number, with nothing but "at least" or "another" between."""
    i = place - 1
    if _at(low, i) == "at":
        return ""  # "died at 91"
    while place - i < 5 and _at(low, i) in _JOINING - {"and"}:
        i -= 1
    # "who lives 80 metres from it"
    if _at(low, i) in _LISTS["state"].keys() - {"lives"}:
        return _LISTS["state"][low[i]]
    toll = re.search(r"\b(?:toll|number of (?:the )?(\w+))\b[^,;]{0,40}$", " ".join(low[max(0, place - 9) : place]))
    return _LISTS["state"].get(toll[1] or "dead", "") if toll else ""


_JOINS = {word for phrase in _BOUNDING for word in phrase}
_JOINING = _JOINS | {"and", "another", "a", "further", "the"}
_TELLS_NOTHING = _STOP | DETERMINERS | _JOINS | _WORTH.keys() | _LISTS["speech"].keys()


def _near(low, place, last, thing):
    around = [*low[max(0, place - REACH) : place], *low[last : last + REACH]]
    telling = {stem(word) for word in around if len(word) > 3 and word.isalpha() and word not in _TELLS_NOTHING}
    return frozenset(telling - {stem(thing)})


# -- Several texts


def number_groups(texts, vocabularies):
    """The numbers that different texts give for one thing.

    In: a list of the rows of number_rows, one list a text; source -> the vocabulary of the text (see likeness.py):
    texts about two matters count two things.
    Out: a list of (verdict, numbers), those that differ first, then those that most texts give; see `verdict`.
    """
    groups = _groups([row for rows in texts for row in rows], vocabularies)
    groups = [(verdict(group), group) for group in groups]
    return sorted(groups, key=lambda one: (VERDICTS.index(one[0]), -len({row.source for row in one[1]})))


VERDICTS = ["differs", "may agree", "agrees"]


def verdict(numbers):
    """Whether texts give one number for a thing.

    differs: two of them can't both be right of one thing, counted at one time and in one way ("more than 150" and 150),
    or they name two least numbers ("at least 34", "at least 38"); agrees: all give the same; may agree: one gives no
    number, or a rounded one, that the other may be ("about 400" and 418). Of a text that has a number, the words that
    give none are not asked.
    """
    texts = _sorted_by(numbers, attrgetter("source"))
    exact = [{_limits(row) for row in own if not row.vague} or set(map(_limits, own)) for own in texts]
    # A text that gives two numbers is at one with no other that gives the first alone.
    pairs = list(combinations(exact, 2)) + [({one}, {other}) for own in exact for one, other in combinations(own, 2)]
    if not all(any(_both_right(a, b) for a in one for b in other) for one, other in pairs):
        return "differs"
    return "agrees" if all(one & other for one, other in pairs) else "may agree"


def _sorted_by(rows, key):
    """The rows that have a key in common, a list for each key."""
    found = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found.values()


def _limits(row):
    return row.low, row.high, row.vague, row.strict


def thing_of(numbers):
    """What the numbers of a group count, by the narrowest noun: "passengers" where others have "people"."""
    things = [row.thing for row in numbers if row.thing]
    return next((thing for thing in things if thing not in _ANYBODY), things[0])


def _both_right(one, other):
    """Whether two numbers (the least, the most, whether vague, whether strict) may be one, strictly read."""
    return _may_be(one, other) and not (_leaves_out(one, other) or _leaves_out(other, one))


def _leaves_out(one, other):
    """Whether two numbers meet at nothing but a limit that the first leaves out: "more than 150" and 150."""
    low, high, _, strict = one
    return strict and (other[1] == low if high == inf else other[0] == high)


def _may_be(one, other):
    """Whether two numbers may be one; a limit is taken as within."""
    if one[1] == other[1] == inf and not (one[2] or other[2]):
        # "more than 200" may be "at least 212"; "at least 34" is not what says "at least 38".
        least, most = sorted((one[0], other[0]))
        return least == most or (least % 10 == 0 and most <= least * (1 + ROUNDED))
    return one[0] <= other[1] and other[0] <= one[1]


def _groups(rows, vocabularies):
    """Numbers of different texts that count one thing: what is linked, however many steps apart."""
    counted = [row for row in rows if row.thing]
    things = _sorted_by(counted, lambda row: "people" if row.thing in _LISTS["people"] else row.thing)
    links = [link for own in things for link in _links(own, vocabularies)]
    group_of = {row: [row] for row in rows}
    for one, other in chain(links, _unmistakable(rows, vocabularies)):
        if group_of[one] is not group_of[other]:
            joined = group_of[one] + group_of[other]
            group_of.update(dict.fromkeys(joined, joined))
    groups = {id(group): group for group in group_of.values()}.values()
    groups = [group for group in groups if len({row.source for row in group}) > 1 and any(row.thing for row in group)]
    # In each text the number stands before words that give none ("dozens").
    order = {source: place for place, source in enumerate(dict.fromkeys(row.source for row in rows))}
    return [sorted(group, key=lambda row: (order[row.source], row.vague)) for group in groups]


def _unmistakable(rows, vocabularies):
    """Pairs of texts that give one number of three digits that count or more, by whatever noun: "a crowd of 9,412"."""
    first = defaultdict(dict)
    for row in rows:
        if row.low == row.high >= 1000 and row.thing not in _UNITS and len(f"{row.low:.0f}".rstrip("0")) > 2:
            first[row.low].setdefault(row.source, row)
    for own in first.values():
        for one, other in combinations(own.values(), 2):
            alike = related(vocabularies[one.source], vocabularies[other.source])
            if alike and one.thing != other.thing and _same_time(one, other):
                yield one, other


def _links(rows, vocabularies):
    """Pairs of numbers that count one thing: each with the number of another text that is most like it."""
    texts = _sorted_by(rows, attrgetter("source"))
    for own in texts:
        if len(own) > MOST:
            name, thing = own[0].source, own[0].thing
            warnings.warn(say("numbers.many", name=name, numbers=len(own), thing=thing, most=MOST), stacklevel=2)
            del own[MOST:]
    for own in texts:
        yield from ((one, other) for one, other in combinations(own, 2) if _told_again(one, other, own))
    for mine, others in combinations(texts, 2):
        if not related(vocabularies[mine[0].source], vocabularies[others[0].source]):
            continue
        alike = {(a, b): _likeness(a, b, mine, others) for a in mine for b in others}
        for (a, b), score in alike.items():
            best = max([alike[a, x] for x in others] + [alike[x, b] for x in mine])
            if score > 0 and (score == best or (a.low, a.high) == (b.low, b.high)):
                yield a, b


def _told_again(one, other, own):
    """Whether a text gives one number twice, as in a headline and below it: the same, or one that it may be.

    Words that give no number are those of the only number that the text has for what befell people.
    """
    if (one.thing, one.group) != (other.thing, other.group) or not _same_time(one, other) or one.thing in _UNITS:
        return False
    if one.thing not in _STATES:
        return (one.low, one.high) == (other.low, other.high) and one.low > SMALL
    given = {(row.low, row.high) for row in own if not row.vague and _now(row)}
    return _may_be(_limits(one), _limits(other)) and (one.vague == other.vague or len(given) == 1)


def _now(row):
    return not row.years or max(row.years) >= row.published


def _likeness(one, other, mine, others):
    """How much speaks for it that two numbers count one thing; 0 for not enough.

    Words in common, a number that is the same or not far off, and that neither text counts the thing twice.
    """
    if not _same_people(one, other, mine, others) or not _same_time(one, other):
        return 0
    if one.thing != other.thing:
        # Passengers are people, as many as may be the same and in like words.
        alike = _may_be(_limits(one), _limits(other)) and min(one.low, other.low) > SMALL
        return len(one.near & other.near) if alike and _ANYBODY & {one.thing, other.thing} else 0
    mine, others = ([row for row in rows if row.thing == one.thing] for rows in (mine, others))
    mine, others = _but_common(one, mine, others), _but_common(other, others, mine)
    evidence = len(one.near & other.near) + _closeness(one, other) + _once(mine) * _once(others)
    needed = 1 if one.thing in _STATES else NEEDED + (one.thing in ANYTHING)
    return evidence if evidence >= needed else 0


def _but_common(one, mine, others):
    """The numbers of a text without those that another gives too, which count something else if this one is none."""
    given = {_stated(row) for row in others}
    left = [row for row in mine if _stated(row) not in given]
    return left if one in left else mine


def _stated(row):
    """The number that the words name, whatever bounds it: 400 of "about 400", "more than 400" and "up to 400"."""
    return row.high if not row.low else row.low if row.high == inf else (row.low + row.high) / 2


def _once(rows):
    """Whether a text gives one number for a thing, however often."""
    now = [row for row in rows if _now(row)]
    exact = [row for row in now if not row.vague] or now
    return len({(row.low, row.high) for row in exact}) == 1


def _closeness(one, other):
    least, most = sorted((_stated(one), _stated(other)))
    if least == most:
        return EVEN + (3 if one.thing in _UNITS else 2 if least > SMALL else 1)
    return (0 < most <= FAR * least) + EVEN * max(0, least) / most


_UNITS = {"per cent", *"$£€"}
_ANYBODY = {"people", "persons"}
ANYTHING = {"people", *_UNITS}  # what any number may count
_STATES = set(_LISTS["state"].values()) | {
    f"{degree} {state}" for degree in ("seriously", "slightly") for state in _LISTS["state"].values()
}


def _same_people(one, other, mine, others):
    """Whether two numbers may count the same people: a group that is set apart is compared with itself alone."""
    if one.group == other.group:
        return True
    if one.group and other.group:
        return False
    if SMALL < _stated(one) == _stated(other):
        return True
    # "13 troops and 150 civilians": parts of the dead are not all of them.
    return not any(
        row.group and sum(x.sentence == row.sentence for x in rows) > 1 for row, rows in ((one, mine), (other, others))
    )


def _same_time(one, other):
    """False where the words name years and none is common, or only one names a year, before that of both texts, and
    they do not give one number."""
    if one.years and other.years:
        return bool(one.years & other.years)
    if SMALL < _stated(one) == _stated(other):
        return True
    now = min(filter(None, (one.published, other.published)), default="")
    return not any(years and max(years) < now for years in (one.years, other.years))
