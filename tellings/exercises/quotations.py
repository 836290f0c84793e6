"""Words quoted from a text as people type them, and stretches of it."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain

from tellings.case.files import PROJECT
from tellings.case.files import read_text as read_file
from tellings.exercises.forms import LONG_WORD, NUMBERED, counted, forms, meant, plain, quoted, words_of
from tellings.exercises.objects import LISTS, Unreadable, answered, is_blank, is_table, items, short, text_of
from tellings.exercises.wording import say

MARKS = '"“” \n'
_WORD = re.compile(r"\w+(?:[-.'’]\w+)*")


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
    # Every phrase that is looked for, as right or as a mistake.
    phrases = chain(*exercise["key"], *map(told, exercise.get("wrong", [])))
    known = {word for phrase in phrases for word in words_of(phrase) if len(word) >= LONG_WORD}
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


def told(mistake):
    """The phrases, any of which makes a typical mistake of quoting."""
    return mistake["answer"] if isinstance(mistake["answer"], list) else [mistake["answer"]]


def vocabulary(exercise):
    """The words that may stand in a quotation: those of the text, what the exercise allows beside them, small words."""
    own = _source_words(exercise["text"]) if "text" in exercise else []
    return {*forms("filler"), *_beside(exercise), *own}


def _beside(exercise):
    """The words that an exercise allows beside those of the text."""
    return {word for phrase in exercise.get("beside", []) for word in words_of(phrase)}


def not_quoted(exercise, text):
    """What in a quotation does not stand in the text that is quoted, in order; a denial counts with its next word."""
    if exercise["kind"] != "mentions" or "text" not in exercise:
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


# -- Stretches --------------------------------------------------------------------------------------------------------


def read_spans(exercise, answer, notes=None):
    """Stretches of the exercise's text as a set of (start, end), from a first word to a last.

    What counts is which words they cover: single words that follow one another are one stretch, and one that runs over
    two paragraphs is two.
    """
    text = source(exercise["text"])
    if is_table(answer) and {"start", "end"} <= set(answer.columns):
        given = zip(answer["start"], answer["end"], strict=True)
    else:
        given = answered(answer)
    return _stretches(text, [_span(text, item, exercise["text"]) for item in given])


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
