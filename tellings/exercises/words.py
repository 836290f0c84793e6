"""Words as people type them: one of several options, a name, the id of a sentence, a few words quoted from a text."""

import re
from collections.abc import Mapping
from functools import cache

from tellings.case.files import PROJECT
from tellings.case.files import read_text as read_file
from tellings.exercises.blank import is_blank
from tellings.exercises.forms import (
    ANOTHER,
    CITED,
    EXCEPTED,
    LISTS,
    LONG_WORD,
    MARKED,
    NUMBERED,
    Unreadable,
    all_quoted,
    bare,
    counted,
    forms,
    front,
    holds,
    items,
    meant,
    note,
    plain,
    quoted,
    same_words,
    says_one_of,
    single,
    text_of,
    uncited,
    withheld,
    written_out,
)
from tellings.exercises.wording import say

SHORTEST = 3  # letters of an option that may be found inside a longer answer
WORDS = re.compile(r"\w+(?:['.]\w+)*")
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
# "Later-05, not later-04" has one.
DENIED_ID = re.compile(r"(?<=\d),? (?:and |but )?not [a-z_]+-\d+", re.IGNORECASE)
ID = re.compile(r"#?([a-z][a-z_]*?)[-_ #.]*0*(\d{1,3})")


# -- Options ----------------------------------------------------------------------------------------------------------


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


def listed(exercise):
    """The words that an exercise itself lists as right or typically wrong, never read as something else."""
    return {plain(answer) for answer in listed_answers(exercise) if isinstance(answer, str)}


def keys_of(exercise):
    """The key of an exercise, and what is right too."""
    return [exercise["key"], *exercise.get("also", [])]


def listed_answers(exercise):
    """What is right and what is a typical mistake."""
    mistakes = [mistake["answer"] for mistake in exercise.get("wrong", [])]
    return [exercise.get("key"), *exercise.get("also", []), *mistakes]


def option(exercise, word, notes, typed=""):
    """The option that a plain word is, in whatever form it was typed; the word itself where no options are listed."""
    options = exercise.get("options")
    spelled = spellings(exercise)
    shapes = list(_shapes(word))
    another = word not in spelled and _names_another(exercise, typed or word, spelled)
    if options and (another or word not in spelled and EXCEPTED.search(word)):
        raise _no_option(exercise, typed or word, spelled)
    if not another:
        shapes += _in_front(word)
    if word not in spelled and (found := _put_otherwise(word, spelled, exercise.get("beside", []))):
        return found
    for shape in shapes:
        if shape in spelled:
            return spelled[shape]
    for shape in shapes:
        if near := meant(shape, spelled, notes, spelled):
            return near
    if not options:
        sides = [side.strip(MARKED) for side in re.split(r"\bor\b", re.sub("^either ", "", typed or word, flags=re.I))]
        if len(sides) > 1 and any(bare(plain(side)) in spelled for side in sides):
            raise _two(typed or word, sides)
        return shapes[-1] if exercise.get("names") else word
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
            raise _two(typed or word, [longest, equal[1] or equal[2]])
        if not _turned(longest, found, word):
            note(notes, word, found)
            return found
    raise _no_option(exercise, typed or word, spelled)


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


def not_among(words, options):
    """Unreadable for words that are none of the options, which are listed."""
    strange = say("option.not_among", count=len(words), words=all_quoted(words), options=counted(len(options)))
    return Unreadable(strange, say("option.among", options=", ".join(options)))


def _shapes(word):
    """A plain word in the shapes in which an option may be found: without marks, without what says nothing."""
    stripped = word.strip(MARKED + "-")
    yield word
    yield stripped
    yield re.sub("['\"]", "", stripped)
    yield written_out(stripped)
    lead = bare(uncited(stripped))
    yield lead
    yield re.sub("['\"]", "", lead)
    if letter := re.match(r"([a-z])[*_]*(?:[).:]| ?-) ?", lead):
        yield letter[1]


def _in_front(word):
    """What stands before the first bracket or comma of a plain word, with the title of a name and without it."""
    first = bare(_BEHIND.split(word.strip(MARKED))[0].strip(MARKED))
    return [first, re.sub(rf"^(?:(?:{'|'.join(forms('title'))})\b\.? )+", "", first)]


def _names_another(exercise, typed, spelled):
    """Whether what stands behind the first mark of an answer is another option or name than what stands before it.

    "NATO, Biden", not "NATO (he is its head)": a name is what the exercise knows as one, or is typed with capitals.
    Of options a reason may name another; and two that are both right do not speak against each other.
    """
    typed = typed.strip(MARKED)
    mark = _BEHIND.search(typed)
    if not mark:
        return False
    before, behind = plain(typed[: mark.start()]), typed[mark.end() :].strip(MARKED)
    name = next((spelled[shape] for shape in [*_shapes(before), *_in_front(before)] if shape in spelled), None)
    parts = [led(part.strip(MARKED + "-"), spelled) for part in re.split(_JOINED, behind)]
    parts = [re.sub(f"^{_ARTICLE.pattern}", "", part) for part in parts]
    named = {part: spelled.get(plain(part)) or spelled.get(bare(plain(part))) for part in parts if part}
    keys = {plain(str(key)) for key in keys_of(exercise)} if "key" in exercise else set()
    if not exercise.get("options"):
        known = [named[part] or part.istitle() or part.isupper() for part in named]
        others = {*named.values()} - ({*keys, name} if name in keys else {name or before})
        return bool(others) and (all(known) or re.search(r"\bor\b", behind) is not None)
    # "Outside, not stated" says what it is not.
    own = {plain(form) for several in exercise["options"].values() for form in several}
    denied = {part for part in named if part.startswith("not ") and bare(part[4:]) in spelled and part not in own}
    others = {named[part] for part in named.keys() - denied} - {name}
    denials = {"no", "nope", "not", *forms("denial")}
    taken_back = plain(led(behind, denials)) in denials
    two = bool(others) and None not in others and not {plain(str(one)) for one in (name, *others)} <= keys
    return name is not None and (taken_back or two)


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


def says(text, phrase):
    """Whether a plain text holds a phrase and does not deny it."""
    negators = "|".join(map(re.escape, forms("negator")))
    named = re.escape(plain(phrase))
    # "Stated? No" and "it is not said" deny what stands before.
    before = rf"(?:{negators}) (?:\w+ ){{0,2}}{named}(?!\w)"
    behind = rf"{named}(?: (?:not|never)(?: said)?|\? no)$"
    return holds(text, phrase) and not re.search(rf"(?<!\w)(?:{before}|{behind})", written_out(text))


# -- Sentences and quotations -----------------------------------------------------------------------------------------


def read_sentence(exercise, answer, notes=None):
    """The id of a sentence: later-05, also typed later-5, later 5 or #later-05."""
    word = plain(text_of(single(answer), numbers=True))
    found = sentence_ids(DENIED_ID.sub("", word))
    if len(found) == 1:
        return found[0]
    if found:
        raise Unreadable(say("sentence.several", typed=quoted(word), ids=all_quoted(found)), say("option.one"))
    raise Unreadable(say("sentence.no_id", typed=quoted(word)), say("sentence.write"))


def sentence_ids(word):
    """The ids that a plain text is or names, in their usual form; none where it says of one that it is not."""
    if found := sentence_id(bare(word.strip(MARKED))):
        return [found]
    ids = list(dict.fromkeys(sentence_id(id_.strip("()[]:")) for id_ in CITED.findall(word)))
    denied = len(ids) == 1 and (withheld(front(word)) or says_one_of("negator", written_out(front(word))))
    return [] if denied or re.search(r"\bnot [a-z_]+-\d", word) else ids


def sentence_id(word):
    """The usual form of a sentence's id, None for a word that is none."""
    found = ID.fullmatch(word)
    return found and f"{found[1]}-{int(found[2]):02d}"


def read_text(exercise, answer, notes):
    """The words of a text, or of all texts in a list or a mapping; a text that quotes everything has found nothing."""
    texts = [NUMBERED.sub("\n", text) for text in _uncited(exercise, _texts(answer), notes)]
    if most := exercise.get("most"):
        beside = {plain(word) for word in exercise.get("beside", [])}
        given = [
            part for text in texts for part in re.split(r"[;,\n]", text) if part.strip() and plain(part) not in beside
        ]
        if len(given) > most:
            many = say("quotation.many", quotations=counted(len(given)), most=counted(most))
            raise Unreadable(many, say("quotation.fewer"))
    text = plain(" ; ".join(texts))
    if len(text.split()) > exercise["at_most"]:
        raise Unreadable(say("quotation.long", words=len(text.split()), most=exercise["at_most"]))
    known = {word for phrase in _phrases(exercise) for word in words_of(phrase) if len(word) >= LONG_WORD}
    passed = known | vocabulary(exercise)
    for word in words_of(text):
        if word not in passed and (other := meant(word, known, notes)):
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", other, text)
    return text


def _uncited(exercise, texts, notes):
    """Texts without the ids of sentences of the text that is quoted, which say where the words stand."""
    id_ = re.compile(rf"[(\[]?\b{re.escape(exercise.get('text', ''))}-\d{{1,3}}\b[)\]]?", re.IGNORECASE)
    left = [text for text in (id_.sub(" ", text) for text in texts) if not is_blank(text)]
    if "text" not in exercise or left == texts:
        return texts
    if not left:
        raise Unreadable(say("quotation.id"), say("quotation.own_words"))
    notes.append(say("quotation.id"))
    return left


def _texts(answer, depth=4):
    """The texts in an answer: itself, the members of a list, of pairs and of a mapping, in either direction."""
    if isinstance(answer, str) or depth == 0:
        return [text_of(answer)]
    if isinstance(answer, Mapping):
        answer = [part for pair in answer.items() for part in pair]
    if not isinstance(answer, LISTS):
        answer = items(answer)
    return [text for part in answer if part is not ... for text in _texts(part, depth - 1)]


def _phrases(exercise):
    """Every phrase that an exercise on quoted words looks for."""
    yield from (phrase for group in exercise["key"] for phrase in group)
    yield from (phrase for mistake in exercise.get("wrong", []) for phrase in told(mistake))


def told(mistake):
    """The phrases, any of which makes a typical mistake of quoting."""
    return mistake["answer"] if isinstance(mistake["answer"], list) else [mistake["answer"]]


def words_of(text):
    """The words of a text as they are compared, what a hyphen joins apart."""
    return WORDS.findall(plain(text))


def vocabulary(exercise):
    """The words that may stand in a quotation: those of the text, what the exercise allows beside them, small words."""
    own = _source_words(exercise["text"]) if "text" in exercise else []
    return {*forms("filler"), *_beside(exercise), *own}


def _beside(exercise):
    """The words that an exercise allows beside those of the text."""
    return {word for phrase in exercise.get("beside", []) for word in words_of(phrase)}


def not_quoted(exercise, text):
    """What in a quotation does not stand in the text that is quoted, in order; a denial counts with its next word."""
    if "text" not in exercise:
        return []
    allowed, source, beside = vocabulary(exercise), _source_words(exercise["text"]), _beside(exercise)
    pairs = set(zip(source, source[1:]))
    words, strange = words_of(text), []
    for word, after in zip(words, [*words[1:], ""]):
        if word in forms("negator") and word not in beside:
            strange += [] if (word, after) in pairs else [f"{word} {after}".strip()]
        elif word not in allowed and not (strange and strange[-1].endswith(f" {word}")):
            strange.append(word)
    return strange


@cache
def _source_words(name):
    return [word for paragraph in source(name).split("\n\n") for word in words_of(paragraph)]


@cache
def source(name):
    """The text that an exercise quotes from."""
    return read_file(PROJECT / "seeds" / f"{name}.txt")
