"""Options as people type them: one of several, a name, some of them, all in an order."""

import re
from collections.abc import Mapping
from itertools import chain
from numbers import Real

from tellings.exercises.forms import (
    ANOTHER,
    BULLET,
    CITED,
    DENIED_ID,
    EXCEPTED,
    MARKED,
    NUMBERED,
    all_quoted,
    bare,
    counted,
    forms,
    holds,
    meant,
    note,
    plain,
    quoted,
    same_words,
    says,
    sentence_id,
    sentence_ids,
    uncited,
    withheld,
    words_of,
)
from tellings.exercises.objects import LISTS, Unreadable, answered, is_blank, items, opened, short, single, text_of
from tellings.exercises.wording import say

SHORTEST = 3  # letters of an option that may be found inside a longer answer
_ARTICLE = re.compile(r"\b(?:the|an?) ")
_JOINED = r"[,;&+/()]|\b(?:and|with|together with|along with|alongside|as well as|plus)\b"
# "Stoltenberg, head of NATO" is one man; "Stoltenberg, with NATO" are two.
# A stop ends a sentence, and not the title of a name.
_BEHIND = re.compile(
    rf" ?(?:[(;:]|,(?! (?:{_JOINED})))| - |(?<=[A-Za-z]{{2}})(?<!\b[MmDd][rs])(?<!\b[Mm]rs)\. | (?=because |since )"
)
# Another word that stands beside an option as its equal: "inside and", "/inside".
_EQUAL = re.compile(r"\W*(\w+(?: \w+)?) ?(?:\b(?:and|or)\b|[/&])\W*|\W*(?:\b(?:and|or)\b|[/&]) ?(\w+(?: \w+)?)\W*")
_LETTERS = re.compile(
    rf"\(?\b([a-z])\)?(?:\s*(?:[,;/&+=→-]|->)\s*(?:(?:{ANOTHER})\W+)?|\.?\s+(?:and|to|{ANOTHER})\W+)\(?([a-z])\b\)?",
    re.IGNORECASE,
)
# What may stand before the second of two options.
LEADING = re.compile(rf"(?:{ANOTHER}|i\.e\.?|more|in other words)(?:\W+|$)", re.IGNORECASE)
_GENITIVE = re.compile(r"^(\S.*?)'s? (.+)$")
ENOUGH = 20  # items that are none of the options, after which no more are looked at
# What may stand between items that are known by name, in the order in which it is tried.
AND = r"(?:^|\s+)(?:and also|and|plus|as well as)\s+"
BETWEEN = (rf"{AND}|\s*[&+/]\s*|\s+-\s+", r"\s+")
BETWEEN_TURNS = (AND, r"\s+-\s+", r"\s+", "/")  # the first also before the last of several
# "Lbc-27 or lbc-28", "or lbc-31".
_HEDGED = re.compile(r"\d\W*\bor\b|\bor\W+(?:\w+ )?[a-z_]+[-_ ]?\d", re.IGNORECASE)
# "First a second b", "1 a 2 b": the number of a place in front of what stands there.
_PLACE = re.compile(
    r"(?:^|[\s,;]+)(?:and )?(first|second|third|fourth|\d\d?)(?:ly)?[:,]?\s+(?=[A-Za-z])", re.IGNORECASE
)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
IN_BRACKETS = re.compile(r"(?<=\S) ?[(\[]([^()\[\]]*)[)\]]")


def keys_of(exercise):
    """The key of an exercise, and what is right too."""
    return [exercise.get("key"), *exercise.get("also", [])]


def listed_answers(exercise):
    """What is right and what is a typical mistake."""
    return [*keys_of(exercise), *(mistake["answer"] for mistake in exercise.get("wrong", []))]


def listed(exercise):
    """The words that an exercise itself lists as right or typically wrong, never read as something else."""
    return {plain(answer) for answer in listed_answers(exercise) if isinstance(answer, str)}


def spellings(exercise):
    """Every spelling of every option or name of an exercise, plain, with the option that it stands for."""
    named = exercise.get("options") or exercise.get("names") or {}
    spelled = {plain(form): name for name in named for form in named[name]} | {plain(name): name for name in named}
    for word, meaning in same_words():
        if meaning in named or meaning == exercise.get("key"):
            spelled.setdefault(plain(word), meaning)
    if not exercise.get("options"):
        spelled |= {word: spelled.get(word, "nobody") for word in forms("open") if "nobody" in named}
        spelled |= {word: spelled.get(word, word) for word in listed(exercise)}
    return spelled


def read_choice(exercise, answer, notes):
    """A word or a few; yes and no also as True and False; only the options, if the exercise lists any."""
    answer = single(answer)
    if type(answer).__name__ in ("bool", "bool_"):
        answer = str(bool(answer))
    typed = text_of(answer, numbers=True)
    word = plain(typed)
    spelled = spellings(exercise)
    # "a and b": in front of a letter the first is no article.
    if (letters := _LETTERS.match(typed.strip())) and {*map(str.lower, letters.groups())} <= {*spelled}:
        raise not_among([typed], exercise["options"])
    if word in spelled or word in listed(exercise):
        return spelled.get(word, word)
    # A clause that holds what was left out is as good as the word itself.
    if any(says(word, phrase) for phrase in exercise.get("phrases", [])):
        return plain(exercise["key"])
    return option(exercise, word, notes, typed)


def option(exercise, word, notes, typed=""):
    """The option that a plain word is, in whatever form it was typed; the word itself where no options are listed."""
    typed, spelled, options = typed or word, spellings(exercise), exercise.get("options")
    if word in spelled:
        return spelled[word]
    another = _names_another(exercise, typed, spelled)
    if options and (another or EXCEPTED.search(word)):
        raise _no_option(exercise, typed, spelled)
    if found := _put_otherwise(word, spelled, exercise.get("beside", [])):
        return found
    shapes = [*_shapes(word), *([] if another else [_in_front(word)])]
    exact = (spelled[shape] for shape in shapes if shape in spelled)
    near = (meant(shape, spelled, notes, spelled) for shape in shapes)
    if found := next(filter(None, chain(exact, near)), None):
        return found
    if options:
        return _held(exercise, word, notes, typed, spelled)
    sides = [side.strip(MARKED) for side in re.split(r"\bor\b", re.sub("^either ", "", typed, flags=re.I))]
    if len(sides) > 1 and any(bare(plain(side)) in spelled for side in sides):
        raise _two(typed, sides)
    return shapes[-1] if exercise.get("names") else word


def _held(exercise, word, notes, typed, spelled):
    """The only option that a longer text holds, where nothing else in it speaks for another."""
    inside = {spelled[phrase]: phrase for phrase in sorted(spelled, key=len) if len(phrase) > 1 and says(word, phrase)}
    # A word as short as "no" is too little to be found, and enough to speak against another.
    longest = max(inside.values(), key=len, default="")
    # The word may be one of the option's own.
    rest = re.sub(rf"(?<!\w)(?<!all ){re.escape(longest)}(?!\w)", "", word)
    # Beside an option's words the letter of another; in front of a word "a" is an article.
    letters = {spelled[letter] for letter in re.findall(r"(?<![\w'.])[a-z](?![\w'.]| \w)", rest) if letter in spelled}
    # "None" denies what follows it, and may itself be one of two: "none perhaps lbc".
    letters |= {spelled[other] for other in [led(rest.strip(), spelled)] if other in spelled}
    # "Nothing, no evidence": what is itself a denial is not denied.
    letters |= {spelled[phrase] for phrase in spelled if phrase.split()[0] in forms("negator") and holds(rest, phrase)}
    if len(inside) == 1 and letters <= {*inside} and len(longest) >= SHORTEST and not withheld(rest):
        (found,) = inside
        if equal := _EQUAL.fullmatch(rest):
            raise _two(typed, [longest, equal[1] or equal[2]])
        if not _turned(longest, found, word):
            note(notes, word, found)
            return found
    raise _no_option(exercise, typed, spelled)


def led(text, known):
    """A text without the words that may stand before a second answer, as long as it is none that is known."""
    while plain(text) not in known and (lead := LEADING.match(text)):
        text = text[lead.end() :]
    return text


def _two(typed, words):
    """Unreadable for a text that names two and does not choose one."""
    return Unreadable(say("option.several", typed=quoted(typed), words=all_quoted(words)), say("option.one"))


def _turned(phrase, option, word):
    """Whether a text has what its option denies, and no denial: "knowledge with a source" for one without."""
    denied = set(words_of(plain(option))) - set(words_of(phrase)) - {*forms("filler")}
    negators = {*forms("negator")}
    return bool(denied & negators and (denied - negators) & {*words_of(word)}) and not negators & {*words_of(word)}


def _no_option(exercise, typed, spelled):
    """Unreadable for a text that is none of the options, or names them and does not choose one."""
    held = {spelled[phrase] for phrase in spelled if len(phrase) >= SHORTEST and holds(plain(typed), phrase)}
    refused = not_among([typed], exercise["options"])
    if not held:
        return refused
    which = "several" if len(held) > 1 else "denied"
    return Unreadable(say(f"option.{which}", typed=quoted(typed), words=all_quoted(sorted(held))), refused.remedy)


def not_among(words, options):
    """Unreadable for words that are none of the options, which are listed."""
    strange = say("option.not_among", count=len(words), words=all_quoted(words), options=counted(len(options)))
    return Unreadable(strange, say("option.among", options=", ".join(options)))


def _shapes(word):
    """A plain word in the shapes in which an option may be found: without marks, without what says nothing."""
    stripped = word.strip(MARKED + "-")
    yield word
    yield stripped
    lead = bare(uncited(stripped))
    yield lead
    yield re.sub("['\"]", "", lead)
    if letter := re.match(r"([a-z])[*_]*(?:[).:]| ?-) ?", lead):
        yield letter[1]


def _in_front(word):
    """What stands before the first mark of a plain word, without the title of a name."""
    first = bare(_BEHIND.split(word.strip(MARKED))[0].strip(MARKED))
    return re.sub(rf"^(?:(?:{'|'.join(forms('title'))})\b\.? )+", "", first)


def _names_another(exercise, typed, spelled):
    """Whether behind the first mark of an answer stands another option or name than before it, or "no".

    "NATO, Biden", not "NATO (he is its head)": a name is what the exercise knows as one, or is typed with capitals.
    """
    typed = typed.strip(MARKED)
    mark = _BEHIND.search(typed)
    if not mark:
        return False
    before, behind = plain(typed[: mark.start()]), typed[mark.end() :].strip(MARKED)
    name = next((spelled[shape] for shape in [*_shapes(before), _in_front(before)] if shape in spelled), None)
    parts = [led(part.strip(MARKED + "-"), spelled) for part in re.split(_JOINED, behind)]
    parts = [re.sub(f"^{_ARTICLE.pattern}", "", part) for part in parts]
    named = {part: spelled.get(bare(plain(part))) for part in parts if part}
    keys = {plain(str(key)) for key in keys_of(exercise)}
    if exercise.get("options"):
        # "Outside, not stated" says what it is not; and two that are both right do not speak against each other.
        others = {named[part] for part in named if not part.startswith("not ")} - {name, None}
        two = bool(others) and not {plain(str(one)) for one in (name, *others)} <= keys
        denials = {"no", "nope", "not", *forms("denial")}
        return name is not None and (two or plain(led(behind, denials)) in denials)
    known = [named[part] or part.istitle() or part.isupper() for part in named]
    others = {*named.values()} - ({*keys, name} if name in keys else {name or before})
    return bool(others) and (all(known) or re.search(r"\bor\b", behind) is not None)


def _put_otherwise(word, spelled, beside):
    """The option whose spellings a plain word has in another order, or of which it has several.

    "Afghanistan's leaders" for "leaders of Afghanistan", "the U.S. and NATO" for "NATO and the U.S.", "NATO's secretary
    general Jens Stoltenberg" for two spellings of one name; `beside` are words that may stand with any of them. None
    where it is no option's, or that of more than one.
    """
    word = uncited(word)
    found = {spelled[form] for form in spelled if _in_order(form) == _in_order(word)}
    passed = {_bare(plain(form)) for form in beside}
    for name in set(spelled.values()):
        bares = {_bare(form) for form in spelled if spelled[form] == name}
        own = bares | {_GENITIVE.sub(r"\2 of \1", form) for form in bares}
        # What one branch has taken no other is tried on: of many spellings each may begin another.
        part = rf"(?>(?P<own>{_any_of(own)})(?!\w)|(?:{_any_of(passed - own) or '(?!)'})(?!\w))(?>(?:[ .]|{_JOINED})*)"
        if (match := re.fullmatch(rf"(?>{part})+", _bare(word))) and match["own"]:
            found.add(name)
    return found.pop() if len(found) == 1 else None


def _any_of(forms):
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


def _bare(text):
    return _ARTICLE.sub("", text.replace("-", " ").replace('"', ""))


def _in_order(word):
    parts = re.split(rf"(?: ?(?:{_JOINED}) ?)+", _bare(word))
    return sorted(_GENITIVE.sub(r"\2 of \1", part) for part in parts if part)


# -- Several ----------------------------------------------------------------------------------------------------------


def read_set(exercise, answer, notes):
    """The different items of a list, set, column or mapping, or of a text with whatever stands between them."""
    answer = opened(answer)
    if isinstance(answer, str):
        answer = _apart(exercise, NUMBERED.sub("\n", answer))
    if isinstance(answer, Mapping):
        answer = _sides(exercise, answer)
    given = answered(answer)
    typed = DENIED_ID.sub("", ", ".join(map(str, given)))
    if _asks_ids(exercise) and _HEDGED.search(typed):
        ids = all_quoted(list(dict.fromkeys(CITED.findall(typed))))
        raise Unreadable(say("sentence.several", typed=quoted(typed), ids=ids), say("option.one"))
    return frozenset(_options(exercise, [_item(exercise, item) for item in given], notes))


def _apart(exercise, text):
    """The items in a text: its sentences, where such are asked for, else what commas and the like part."""
    if any(len(str(item).split()) > 5 for item in exercise["key"]):
        return re.split(r"[;\n]+|(?<=[.!?])\s+(?=[A-Z])", short(text))
    if not _asks_ids(exercise):
        known = _known(exercise)
        # In a bracket stand a reason and ids, whose commas part nothing, or another of the options.
        text = IN_BRACKETS.sub(lambda found: found[0] if plain(found[1]) in known else "", text)
    return _parted(exercise, [item.strip(MARKED) for item in items(text)])


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
    several = dict.fromkeys(forms("both") if len(others) == 2 < len(every) else (), others)
    several |= dict.fromkeys(forms("every"), every)
    # "lbc, not later" says lbc, and "NATO command, 2003" says when.
    known = spellings(exercise)
    behind = {led(item.strip(MARKED), known) for item in given[1:]}
    if behind and forms("number").get(given[0]) == "0" and not behind & known.keys():
        given = given[:1]  # What stands behind "none" is the reason.
    told = [item for item in given if item in known or re.match(r"(?!(?:but )?not |because |since ).*[a-z]", item)]
    for item in told or given:
        try:
            read += several.get(bare(item)) or [plain(option(exercise, item, notes))]
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


# -- Order ------------------------------------------------------------------------------------------------------------


def read_order(exercise, answer, notes):
    """A list of items; items whose order is open stand together in a list or set of their own."""
    answer = opened(answer)
    turns = _in_turn(answer)
    if isinstance(answer, str):
        # "a, b and c"; two with "&" between them stand at one place.
        turns = [*turns[:-1], *_parted(exercise, turns[-1:], BETWEEN_TURNS[: 1 if len(turns) > 1 else None])]
    places = [_place_in_order(exercise, item, notes) for item in turns]
    given, options = [item for place in places for item in place], exercise.get("options", [])
    shown = {plain(option): option for option in options}
    if twice := sorted({item for item in given if given.count(item) > 1}):
        named = ", ".join(shown.get(item, item) for item in twice)
        raise Unreadable(say("order.twice", items=named), say("order.once"))
    if missing := [shown[item] for item in shown if item not in given]:
        how_many, of = counted(len(missing)).capitalize(), counted(len(options))
        lacking = say("order.missing", count=len(missing), missing=how_many, all=of, items=", ".join(missing))
        raise Unreadable(lacking, say("answer.give", form=exercise["form"]) if "form" in exercise else say("order.all"))
    return [frozenset(place) for place in places]


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
    return answered(answer)


def _place_in_order(exercise, item, notes):
    """The items that stand at one place: one, or those whose order is open."""
    if isinstance(item, str):
        together = re.split(r" (?:/|or|&|=) ", item)
    elif isinstance(item, LISTS):
        texts = [part for part in item if isinstance(part, str) and plain(part) not in ("or", "and")]
        together = answered(texts or item)
    else:
        together = [item]
    return _options(exercise, [_item(exercise, part) for part in together], notes)
