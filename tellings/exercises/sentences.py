"""Sentences by their ids as people type them: one, or words each with that of its sentence."""

import re
from collections.abc import Mapping

from tellings.exercises.forms import DENIED_ID, NUMBERED, all_quoted, plain, quoted, sentence_id, sentence_ids
from tellings.exercises.objects import Unreadable, answered, is_pair, is_table, items, opened, single, text_of
from tellings.exercises.wording import say


def read_sentence(exercise, answer, notes=None):
    """The id of a sentence: later-05, also typed later-5, later 5 or #later-05."""
    word = plain(text_of(single(answer), numbers=True))
    found = sentence_ids(DENIED_ID.sub("", word))
    if len(found) == 1:
        return found[0]
    if found:
        raise Unreadable(say("sentence.several", typed=quoted(word), ids=all_quoted(found)), say("option.one"))
    raise Unreadable(say("sentence.no_id", typed=quoted(word)), say("sentence.write"))


def read_pairs(exercise, answer, notes=None):
    """Words each with the id of its sentence, as "word id": pairs, a mapping in either direction, texts with both."""
    answer = opened(answer)
    if is_table(answer) and answer.shape[1] > 1:
        answer = list(answer.iloc[:, :2].itertuples(index=False, name=None))
    if isinstance(answer, str):
        # Behind the number of a sentence begins the next word, also where no comma says so.
        behind = r"(?<=\d)\)?\s+(?=[A-Za-z])"
        parts = items(NUMBERED.sub("\n", answer))
        answer = [part for item in parts for part in (re.split(behind, item) if _ids_in(item) > 1 else [item])]
    return frozenset(pair for item in answered(answer) for pair in _pairs(item))


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
    elif is_pair(item) and is_pair(item[1]) and str(item[0]).isdigit():
        item = item[1]
    if not is_pair(item):
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
