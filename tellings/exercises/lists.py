"""Lists, orders, places and tables as people type them: in any container that holds them, in either direction."""

import re
from collections.abc import Mapping
from numbers import Real

from tellings.exercises.blank import is_blank
from tellings.exercises.days import read_date
from tellings.exercises.forms import (
    BULLET,
    CITED,
    DATED,
    LISTS,
    MARKED,
    NUMBERED,
    Unreadable,
    all_quoted,
    bare,
    counted,
    forms,
    is_table,
    items,
    mapped,
    meant,
    one_slip,
    plain,
    quoted,
    short,
    text_of,
    uncited,
)
from tellings.exercises.wording import say
from tellings.exercises.words import (
    DENIED_ID,
    keys_of,
    led,
    listed_answers,
    not_among,
    option,
    sentence_id,
    sentence_ids,
    source,
    spellings,
)

ENOUGH = 20  # items that are none of the options, after which no more are looked at
MARKS = '"“” \n'
NO_NAMES = {"the", "in", "a", "an", "of"}  # small words that may be left out of the name of an entry
# What may stand between items that are known by name, in the order in which it is tried.
AND = r"(?:^|\s+)(?:and also|and|plus|as well as)\s+"
BETWEEN = (rf"{AND}|\s*[&+/]\s*|\s+-\s+", r"\s+")
BETWEEN_TURNS = (r"\s+-\s+", r"\s+", "/")
# "Lbc-27 or lbc-28", "or lbc-31".
_HEDGED = re.compile(r"\d\W*\bor\b|\bor\W+(?:\w+ )?[a-z_]+[-_ ]?\d", re.IGNORECASE)
# "First a second b", "1 a 2 b": the number of a place in front of what stands there.
_PLACE = re.compile(
    r"(?:^|[\s,;]+)(?:and )?(first|second|third|fourth|\d\d?)(?:ly)?[:,]?\s+(?=[A-Za-z])", re.IGNORECASE
)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
IN_BRACKETS = re.compile(r"(?<=\S) ?[(\[]([^()\[\]]*)[)\]]")


def read_set(exercise, answer, notes):
    """The different items of a list, set, column or mapping, or of a text with whatever stands between them."""
    answer = _opened(answer)
    if isinstance(answer, str):
        answer = _sentences_apart(exercise, NUMBERED.sub("\n", answer))
    if isinstance(answer, Mapping):
        answer = _sides(exercise, answer)
    if isinstance(answer, str):
        known = _known(exercise)
        # In a bracket stand a reason and ids, whose commas part nothing, or another of the options.
        text = IN_BRACKETS.sub(lambda found: found[0] if plain(found[1]) in known else "", answer)
        text = answer if _asks_ids(exercise) else text
        answer = _parted(exercise, [item.strip(MARKED) for item in items(text)])
    given = _answered(answer)
    typed = DENIED_ID.sub("", ", ".join(map(str, given)))
    if _asks_ids(exercise) and _HEDGED.search(typed):
        ids = all_quoted(list(dict.fromkeys(CITED.findall(typed))))
        raise Unreadable(say("sentence.several", typed=quoted(typed), ids=ids), say("option.one"))
    return frozenset(_options(exercise, [_item(exercise, item) for item in given], notes))


def read_pairs(exercise, answer, notes=None):
    """Words each with the id of its sentence, as "word id": pairs, a mapping in either direction, texts with both."""
    answer = _opened(answer)
    if is_table(answer) and answer.shape[1] > 1:
        answer = list(answer.iloc[:, :2].itertuples(index=False, name=None))
    if isinstance(answer, str):
        # Behind the number of a sentence begins the next word, also where no comma says so.
        behind = r"(?<=\d)\)?\s+(?=[A-Za-z])"
        parts = items(NUMBERED.sub("\n", answer))
        answer = [part for item in parts for part in (re.split(behind, item) if _ids_in(item) > 1 else [item])]
    return frozenset(pair for item in _answered(answer) for pair in _pairs(item))


def read_dates(exercise, answer, notes):
    """Several dates, each as read_date reads it."""
    answer = _opened(answer)
    if isinstance(answer, str):
        if re.match(r"\W*(?:between|from)\b", answer, re.IGNORECASE):
            raise Unreadable(say("date.range"))
        parts = re.split(r";|\n|\bor\b|\band\b|&| / |(?<=\d{4}),|(?:^|\s)\(?\d\)\s", short(answer))
        answer = parts if len(parts) > 1 else answer.split(",")
    if isinstance(answer, Mapping):
        answer = list(answer.values())
    unnumbered = [DATED.sub("", item) if isinstance(item, str) else item for item in _answered(answer)]
    dates = [read_date(exercise, item, notes) for item in unnumbered]
    years = {day[:4] for day in dates if day[:4].isdigit()}
    # "3 April and 4 March 2021" says the year once for both.
    return frozenset(day.replace("XXXX", min(years)) if len(years) == 1 else day for day in dates)


def read_order(exercise, answer, notes):
    """A list of items; items whose order is open stand together in a list or set of their own."""
    answer = _opened(answer)
    turns = _in_turn(answer)
    if isinstance(answer, str) and (len(turns) > 1 or answer.count(" and ") > 1):
        # "a, b and c"; two with "&" between them stand at one place.
        turns = [*turns[:-1], *_parted(exercise, turns[-1:], (AND,))]
    elif isinstance(answer, str):
        turns = _parted(exercise, turns, BETWEEN_TURNS)
    places = [_place_in_order(exercise, item, notes) for item in turns]
    given = [item for place in places for item in place]
    twice = sorted({item for item in given if given.count(item) > 1})
    missing = [item for item in exercise.get("options", []) if plain(item) not in given]
    if twice:
        shown = {plain(option): option for option in exercise.get("options", [])}
        named = ", ".join(shown.get(item, item) for item in twice)
        raise Unreadable(say("order.twice", items=named), say("order.once"))
    if missing:
        raise Unreadable(
            say(
                "order.missing",
                count=len(missing),
                missing=counted(len(missing)).capitalize(),
                all=counted(len(exercise["options"])),
                items=", ".join(missing),
            ),
            say("answer.give", form=exercise["form"]) if exercise.get("form") else say("order.all"),
        )
    return [frozenset(place) for place in places]


def read_spans(exercise, answer, notes=None):
    """Stretches of the exercise's text as a set of (start, end), from a first word to a last.

    What counts is which words they cover: single words that follow one another are one stretch, and one that runs over
    two paragraphs is two.
    """
    text = source(exercise["text"])
    if is_table(answer) and {"start", "end"} <= set(answer.columns):
        given = zip(answer["start"], answer["end"], strict=True)
    else:
        given = _answered(answer)
    return _stretches(text, [_span(text, item, exercise["text"]) for item in given])


def read_cells(answer, names):
    """The answers to the entries of an exercise, by the entries' names; what was given for no entry comes under None.

    In: a mapping or a table, nested or flat, in either direction, or a list with as many items as there are entries.
    Out: a dictionary; None for an answer that is one value. A table with two columns and no index of its own pairs its
    rows; any other is read as row name, column name.
    """
    if isinstance(answer, (list, tuple)) and len(answer) == len(names) and not any(map(_is_pair, answer)):
        return dict(zip(names, answer))
    try:
        given = dict(_rows(answer) if is_table(answer) else answer)
    except (TypeError, ValueError):
        return None
    keys = {_key(name): name for name in names}
    found = {}
    for told, item in _flat(given, keys):
        name = keys.get(_key(told)) or next((name for key, name in keys.items() if one_slip(_key(told), key)), None)
        if name is None:
            found.setdefault(None, []).append((told, item))
        else:
            found[name] = item
    return found


def _opened(answer):
    """A column with names as a mapping, and a list whose only entry is a text as that text: all may stand in it."""
    answer = mapped(answer)
    alone = isinstance(answer, (list, tuple)) and len(answer) == 1 and isinstance(answer[0], str)
    return answer[0] if alone else answer


# -- Items ------------------------------------------------------------------------------------------------------------


def _item(exercise, item):
    parts = item if isinstance(item, (tuple, list)) else [item]
    # Beside a name a number is its score or its place.
    named = [part for part in parts if isinstance(part, str)] or parts
    text = " ".join(plain(BULLET.sub("", text_of(part, numbers=True))) for part in named)
    if _asks_ids(exercise):
        return "; ".join(sentence_ids(text)) or text
    aside = re.search(rf"{IN_BRACKETS.pattern}$", text)
    # In a bracket stands a reason, or another of the options.
    return plain(uncited(text[: aside.start()] if aside and plain(aside[1]) not in spellings(exercise) else text))


def _asks_ids(exercise):
    return not exercise.get("options") and all(sentence_id(str(item)) for item in exercise["key"])


def _sides(exercise, answer):
    """Of a mapping the side on which the items stand."""
    known = _known(exercise)
    if any(plain(str(name)) in known for name in answer):
        return list(answer)
    return [one for item in answer.values() for one in (item if isinstance(item, LISTS) else [item])]


def _answered(answer):
    return [item for item in items(answer) if not is_blank(item)]


def _options(exercise, given, notes):
    """The options that these plain items are; Unreadable where some are none, with all of those."""
    options = exercise.get("options")
    if not options and not exercise.get("names"):
        words = {_item(exercise, item) for key in keys_of(exercise) for item in key}
        apart = [part for item in given for part in (item.split("; ") if _asks_ids(exercise) else [item])]
        # Beside the id of a sentence its words are no item of their own.
        ids = [part for part in apart if sentence_id(part)] if _asks_ids(exercise) else []
        apart = apart if (set(apart) - set(ids)) & _known(exercise) else ids or apart
        return [meant(item, words, notes) or meant(bare(item), words, notes) or item for item in apart]
    read, strange = [], []
    every = [plain(name) for name in options or () if forms("number").get(name) != "0"]
    others = [name for name in every if name != exercise.get("entry", "").partition(" ")[0]]
    # "lbc, not later" says lbc, and "NATO command, 2003" says when.
    known = spellings(exercise)
    behind = {led(item.strip(MARKED), known) for item in given[1:]}
    if behind and forms("number").get(given[0]) == "0" and not behind & known.keys():
        given = given[:1]  # What stands behind "none" is the reason.
    told = [item for item in given if item in known or re.match(r"(?!(?:but )?not |because |since ).*[a-z]", item)]
    for item in told or given:
        if every and bare(item) in forms("every"):
            read += every
            continue
        if len(others) == 2 < len(every) and bare(item) in forms("both"):
            read += others
            continue
        try:
            read.append(plain(option(exercise, item, notes)))
        except Unreadable:
            strange.append(item)
        if len(strange) > ENOUGH:
            break
    if strange:
        raise not_among(strange, options)
    return read


def _parted(exercise, parts, between=BETWEEN):
    """The parts of a text, and what stands on both sides of an "and" or a blank apart where each is known by itself."""
    known = _known(exercise)
    return [side for part in parts for side in _split(part, known, between)]


def _split(part, known, between):
    if _is_known(part, known):
        return [part]
    joined = re.sub("^both:? ", "", part.strip(), flags=re.IGNORECASE)
    for pattern in between:
        sides = [side for side in re.split(pattern, joined) if side]
        if sides != [part] and all(_is_known(side, known) for side in sides):
            return sides
    return [part]


def _is_known(part, known):
    return plain(part) in known or bare(plain(uncited(plain(part)))) in known


def _known(exercise):
    """All that an exercise on several items knows by name, plain: options, and items of its key and its mistakes."""
    items = [item for answer in listed_answers(exercise) if isinstance(answer, LISTS) for item in answer]
    items = [part for item in items for part in (item if isinstance(item, LISTS) else [item])]
    return {*spellings(exercise), *(plain(item) for item in items if isinstance(item, str))}


def _sentences_apart(exercise, answer):
    """A text of several sentences as a list of them, where the exercise asks for sentences."""
    if not any(len(str(item).split()) > 5 for item in exercise["key"]):
        return answer
    return re.split(r"[;\n]+|(?<=[.!?])\s+(?=[A-Z])", short(answer))


def _ids_in(text):
    return len(re.findall(r"[A-Za-z_]+[-_]\d+", text))


def _pairs(item):
    """The pairs "word id" that one entry gives; a word may come with several sentences and a sentence with several."""
    if isinstance(item, Mapping):
        item = tuple(item.values())
    if isinstance(item, str):
        found = re.search(r"#?\b[A-Za-z_]+[-_ ]?\d+\b", item)
        word = re.sub(r"^\W+|(?:\W+(?:in|from|at))?\W+$", "", item.replace(found[0], " ")) if found else item
        item = (word, found[0] if found else "")
    elif _is_pair(item) and _is_pair(item[1]) and str(item[0]).isdigit():
        item = item[1]
    if not _is_pair(item):
        raise Unreadable(say("sentence.no_pair", typed=quoted(item)))
    first, second = (part if isinstance(part, (list, tuple, set)) else [part] for part in item)
    for one in first:
        for other in second:
            word, name = (plain(re.sub(r" \([^()]*\)$", "", text_of(side, numbers=True))) for side in (one, other))
            if not sentence_id(name) and sentence_id(word):
                word, name = name, word
            if not sentence_id(name):
                raise Unreadable(say("sentence.without", word=quoted(word)))
            if not word:
                raise Unreadable(say("sentence.no_pair", typed=quoted(name)))
            yield f"{word} {sentence_id(name)}"


# -- Order ------------------------------------------------------------------------------------------------------------


def _in_turn(answer):
    """The places of an order: the entries, of a mapping with numbers its values by number."""
    if isinstance(answer, str):
        if ">" in answer.replace("->", ""):
            raise Unreadable(say("order.direction"), say("order.commas"))
        text = NUMBERED.sub("\n", short(answer))
        start, *numbered = _PLACE.split(text)
        places = [_ORDINALS.get(place.lower(), place) for place in numbered[::2]]
        if not start and len(places) > 1 and places == [str(place) for place in range(1, len(places) + 1)]:
            text = "\n".join(numbered[1::2])
        parts = re.split(r"->|[→<;,\n]|\b(?:and )?(?:then|finally|lastly)\b", text)
        return [part for part in parts if not is_blank(part)]
    if isinstance(answer, Mapping) and all(str(place).isdigit() for place in answer):
        answer = [answer[place] for place in sorted(answer, key=int)]
    if isinstance(answer, Mapping):
        places = list(answer.values())
        ranks = all(isinstance(place, Real) for place in places) and set(places) == set(range(1, len(places) + 1))
        # Values that are no places are what was measured: then the order is that in which they are given.
        answer = sorted(answer, key=answer.get) if ranks else list(answer)
    return _answered(answer)


def _place_in_order(exercise, item, notes):
    """The items that stand at one place: one, or those whose order is open."""
    if isinstance(item, LISTS):
        parts = [part for part in item if isinstance(part, str) and plain(part) not in ("or", "and")]
        return _options(exercise, [_item(exercise, part) for part in parts or item if not is_blank(part)], notes)
    together = re.split(r" (?:/|or|&|=) ", item) if isinstance(item, str) else [item]
    return _options(exercise, [_item(exercise, part) for part in together], notes)


# -- Places in a text -------------------------------------------------------------------------------------------------


_WORD = re.compile(r"\w+(?:[-.'’]\w+)*")


def _span(text, item, name):
    if isinstance(item, str):
        return _place(text, item, name)
    if isinstance(item, re.Match):
        item = item.span()
    start, end = map(int, item)
    if not 0 <= start < end <= len(text):
        raise Unreadable(say("quotation.outside", start=start, end=end))
    return _bare(text, start, end)


def _stretches(text, spans):
    found, last = [], None
    for word in _WORD.finditer(text):
        covered = any(start <= word.start() < end for start, end in spans)
        if covered and last and "\n\n" not in text[last.end() : word.start()]:
            found[-1] = (found[-1][0], word.end())
        elif covered:
            found.append(word.span())
        last = word if covered else None
    return frozenset(found)


def _place(text, words, name):
    """Where words stand in a text for the first time, in whatever way its lines break and its marks are drawn."""
    pattern = r"\s+".join(map(re.escape, short(words).strip(MARKS + "'‘’.,").split()))
    pattern = re.sub("['’‘]", "['’‘]", re.sub('["“”]', '["“”]', pattern)) or "(?!)"
    found = re.search(pattern, text) or re.search(pattern, text, re.I)
    if not found:
        strange = say("quotation.strange", count=1, words=quoted(words), text=name)
        raise Unreadable(strange, say("quotation.copy"))
    return _bare(text, *found.span())


def _bare(text, start, end):
    words = text[start:end].lstrip(MARKS)
    start = end - len(words)
    return start, start + len(words.rstrip(MARKS + ".,"))


# -- Entries ----------------------------------------------------------------------------------------------------------


def _is_pair(item):
    return isinstance(item, (tuple, list)) and len(item) == 2


def _rows(table):
    """A table as a mapping, row name -> column name -> cell; rows without names are named by their first column."""
    named = type(table.index).__name__ != "RangeIndex"
    if not named and table.shape[1] == 2:
        return dict(table.itertuples(index=False, name=None))
    return (table if named else table.set_index(table.columns[0])).to_dict(orient="index")


def _flat(cells, entries=()):
    """A nested mapping as pairs of a plain name and an answer; what is given for an entry stays as it is."""
    for name, item in cells.items():
        name = plain(" ".join(map(str, name)) if isinstance(name, tuple) else name)
        if isinstance(item, Mapping) and _key(name) not in entries:
            yield from ((f"{name} {inner}", cell) for inner, cell in _flat(item))
        elif isinstance(item, (list, tuple)) and len(item) == len(own := _beneath(name, entries)):
            yield from zip(own, item)
        else:
            yield name, item


def _beneath(name, entries):
    """The names of the entries that hold this one, which is none itself."""
    words = set(_key(name).split())
    return [entry for entry in entries if words <= set(entry.split()) and _key(name) not in entries]


def _key(name):
    """The name of an entry as it is looked up: its words in any order, small ones left out."""
    return " ".join(sorted(set(plain(name).replace("_", " ").split()) - NO_NAMES))
