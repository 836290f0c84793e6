"""What people type for one thing: texts made alike, slips of a letter, the accepted forms of forms.csv."""

import os
import re
from collections.abc import Mapping
from functools import cache
from itertools import islice
from numbers import Real

from tellings.case.files import word_list
from tellings.exercises.wording import say

LONGEST = 5_000  # characters of a text
MOST = 2_000  # entries of a list
LISTS = (list, tuple, set, frozenset)
MARKED = " .,;:!?…\"'*_`()[]{}#"  # what may stand around a word and says nothing
UP_TO_THREE = r"(?:[^\w,;.]+\w+){0,3}[^\w,;.]+"
SHORT_WORD = 3  # letters up to which another letter makes another word, also in a long phrase
LONG_WORD = 6  # letters from which a slip of one is taken for a slip
# The id of a sentence, which says where something stands; "Nov-08" is none.
MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
CITED = re.compile(rf"[(\[]?(?<![\w-])(?!{MONTH}[a-z]*-)[a-z_]+-\d{{1,3}}\b(?!-\d)[)\]]?:?")
# Where what follows is only said about the answer, and what shows that it is not.
ASIDE = re.compile(r" ?[(\[{]|(?: -|[,;:.]) (?=[^\W\d])| (?=because |since )")
# What may lead to a second answer.
ANOTHER = (
    r"or|but|else|otherwise|however|if not|although|though|then|also|maybe|perhaps|possibly|sometimes|likely|no|rather"
    "|actually"
)
OTHERWISE = re.compile(rf"\b(?:{ANOTHER}|and|not$)\b")
# "Yes, but one"; "all without the last"; "yes, three of four"; "yes, most".
EXCEPTED = re.compile(
    r"\b(?:but|except|without|apart from)(?: for)? (?:the )?(?:one|two|three|\d+|first|last|not all)\b"
    r"|^yes\W+(?:almost|nearly|most|some|(one|two|three|\d+) ?(?:/|(?:out )?of) ?+(?:the )?+(?!\1\b))"
)
SENTENCE = 400  # characters: of a longer text nothing is taken off, since it is no short answer in a sentence
NUMBERED = re.compile(r"(?:^|\s)\(?(?:\d{1,2}[.)]\s+(?=[A-Za-z\"'])|(?:\d{1,2}|[a-e])\)\s+)")
BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.)]|\(?[a-e]\))\s+")
# In "3. April 2021" and "3. 4. 2021" the number is the day.
DATED = re.compile(r"^\s*(?:(?:[-*•–]|\(?\d{1,2}[.)](?= +\d\d?(?!\. ?\d)))\s+|\d{1,2}[.)]\s*$)")


class Unreadable(ValueError):
    """An answer of a form that the exercise cannot use: what is the matter with it, and what to write instead."""

    def __init__(self, fault, remedy=""):
        super().__init__(fault, remedy)
        self.fault, self.remedy = fault, remedy


@cache
def forms(name):
    """One of the lists of accepted forms, word -> value (the last reading of a word that stands there twice)."""
    return {row["word"]: row["value"] for row in word_list("exercises", "forms") if row["list"] == name}


@cache
def same_words():
    """What stands for another word in a choice, (word, the word that the exercise offers)."""
    return [(row["word"], row["value"]) for row in word_list("exercises", "forms") if row["list"] == "same"]


def plain(text):
    """A text as it is compared: lower case, straight quotation marks, no article in front, no stop at the end.

    Errors: Unreadable for a text that is too long to be an answer.
    """
    text = short(str(text)).casefold().translate(str.maketrans("’‘“”–—‑\u00a0", "''\"\"--- "))
    text = re.sub(r"(?<![\w.])u\. ?s(?:\.|(?!\w))", "us", text)  # One name, with its stops and without.
    text = " ".join(text.split()).strip(" .,;:!?…\"'*`")
    return re.sub(r"^(the|a|an) (?=\w)", "", text)


def bare(text):
    """A plain text without what stands around an answer and says nothing: "I think it is", "the word", "at all"."""
    if len(text) > SENTENCE:
        return text
    lead, tail = _around()
    return tail.sub("", lead.sub("", written_out(text))).strip(MARKED) or text


def written_out(text):
    """A plain text without short forms: "cannot", "it is"."""
    text = re.sub(r"\bcan(?:'?t| not)\b", "cannot", text)
    text = re.sub(r"\b(are|could|did|do|does|had|has|have|is|should|was|were|wo|would)n'?t\b", r"\1 not", text)
    return re.sub(r"\b(it|that|there)'s\b", r"\1 is", text)


def says_one_of(name, text):
    """Whether a text holds a word of one of the lists of forms."""
    return re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms(name)))})(?!\w)", text) is not None


def withheld(text):
    """Whether a plain text says of what it names that this is not its answer, or perhaps another."""
    said = written_out(text)
    return says_one_of("doubt", said) or says_one_of("denial", said) or bool(re.search(r"\W (?:no|nope)$", text))


@cache
def _around():
    lead, tail = ("|".join(sorted(map(re.escape, forms(name)), key=len, reverse=True)) for name in ("lead", "tail"))
    # Taken once they are not tried in other parts: "it is" may be one of them or two.
    before = rf"^(?>(?:(?:the )?(?:(?:{lead})(?!\w)|[~≈=+])[ .:,]*)+)(?:the |an? )?(?!$)"
    return re.compile(before), re.compile(rf"(?>(?:,? (?:{tail})(?!\w))+)$")


def uncited(text):
    """A plain text without the ids of sentences; the text itself where nothing else is in it."""
    left = CITED.sub("", text).strip()
    # "Silent and later-12" has two answers.
    return (
        left if re.search(r"\w", left) and not re.search(rf"^(?:and|{ANOTHER})\b|\b(?:and|{ANOTHER})$", left) else text
    )


def front(text):
    """What stands before the first bracket or remark of a plain text, where the remark names nothing else."""
    mark = ASIDE.search(text)
    return text[: mark.start()] if mark and not OTHERWISE.search(text[mark.start() :]) else text


def short(text):
    """The text itself; Unreadable where it is too long to be an answer."""
    if len(text) > LONGEST:
        raise Unreadable(say("answer.long", most=LONGEST))
    return text


def quoted(item):
    """An entry as a message quotes it, cut where it is long."""
    text = " ".join(str(item).split())
    return f"'{text[:37]}…'" if len(text) > 38 else f"'{text}'"


def all_quoted(items):
    """Entries as a message quotes them, the first three."""
    return f" {say('words.and')} ".join(map(quoted, items[:3]))


def counted(number):
    """A number as a sentence has it: in words up to fifteen."""
    words = say("words.numbers").split()
    return words[number] if number < len(words) else f"{number:,}"


def holds(text, phrase):
    """Whether a plain text holds a phrase as whole words; three dots in a phrase stand for up to three words."""
    parts = [re.escape(plain(part)) for part in phrase.split("…")]
    return re.search(rf"(?<!\w){UP_TO_THREE.join(parts)}(?!\w)", text) is not None


def meant(typed, words, notes, stands_for=None):
    """The one of these plain words or phrases that a text is, up to a slip of one letter; None where there is none.

    Where words stand for others, that for which it stands. A slip that is forgiven is noted, so that whoever typed it
    sees how it was read.
    """
    near = {typed} if typed in words else {word for word in words if one_slip(typed, word)}
    found = {stands_for[word] if stands_for else word for word in near}
    if len(found) != 1:
        return None
    if typed not in words:
        note(notes, typed, min(near))
    (word,) = found
    return word


def note(notes, typed, word):
    """Note how something was read that was typed otherwise."""
    had, read = typed.split(), word.split()
    # Of two long texts only the words in which they differ: cut, both would look the same.
    if len(had) == len(read) > 3:
        differing = [pair for pair in zip(had, read) if len(set(pair)) > 1]
        typed, word = (" ".join(words) for words in zip(*differing)) if differing else (typed, word)
    elif max(len(typed), len(word)) > 38:
        start = len(os.path.commonprefix([had, read]))
        end = len(os.path.commonprefix([had[start:][::-1], read[start:][::-1]]))
        typed, word = (" ".join(words[max(start - 1, 0) : len(words) - end]) for words in (had, read))
    notes.append(say("answer.read_as", typed=quoted(typed), word=quoted(word)))


def one_slip(typed, word):
    """Whether a long word was typed with one letter too many, missing, wrong or changed for its neighbour."""
    if len(word) < LONG_WORD or abs(len(typed) - len(word)) > 1 or typed[:1] != word[:1]:
        return False
    if re.findall(r"\d", typed) != re.findall(r"\d", word):
        return False
    had, read = re.findall(r"\w+", typed), re.findall(r"\w+", word)
    if len(had) == len(read) and any(one != other and len(other) <= SHORT_WORD for one, other in zip(had, read)):
        return False
    start = len(os.path.commonprefix([typed, word]))
    left, right = typed[start:], word[start:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


# -- Kinds of object --------------------------------------------------------------------------------------------------

# Of objects that are no answers, by the name of their type: what probably happened.
SLIPS = {
    **dict.fromkeys(("function", "method", "builtin_function_or_method", "type"), "function"),
    **dict.fromkeys(("bool", "bool_"), "truth"),
}


def no_answer(answer):
    """Unreadable for an object that is no answer, with what probably happened."""
    kind = type(answer).__name__
    if kind in SLIPS:
        return Unreadable(say(f"slip.{SLIPS[kind]}"))
    return Unreadable(say("answer.object_vowel" if kind[0] in "aeiouAEIO" else "answer.object", type=kind))


def is_table(answer):
    """Whether an answer is a table of pandas."""
    return hasattr(type(answer), "iterrows")


def mapped(answer):
    """A column with names of its own as a mapping; anything else as it is."""
    named = hasattr(type(answer), "to_dict") and not is_table(answer) and type(answer.index).__name__ != "RangeIndex"
    return answer.to_dict() if named else answer


def single(answer):
    """The answer itself, or the only entry of a list, mapping or table."""
    if isinstance(answer, Mapping) and len(answer) == 1:
        (answer,) = answer.values()
    if isinstance(answer, (str, dict)) or not hasattr(type(answer), "__len__"):
        return answer
    items = list(islice(answer.to_numpy().ravel() if is_table(answer) else answer, 2))
    if len(items) != 1:
        raise Unreadable(say("answer.several", type=type(answer).__name__, entries=len(answer)))
    return items[0]


def text_of(answer, numbers=False):
    """The text of a text, and of a number where numbers may be; Unreadable for anything else."""
    if isinstance(answer, str) or numbers and isinstance(answer, Real):
        return str(answer)
    raise no_answer(answer)


def items(answer):
    """The entries of a list, a mapping, a column; the parts of a text; of a table its column text, or the first."""
    if isinstance(answer, str):
        parts = re.split(r"[;\n]", short(answer))
        return parts if len(parts) > 1 else answer.split(",")
    if is_table(answer):
        return list(answer["text" if "text" in answer else answer.columns[0]])
    if isinstance(answer, Mapping):
        return list(answer.items())
    if not hasattr(type(answer), "__iter__"):
        raise no_answer(answer)
    # A generator may never end.
    found = list(islice(answer, MOST + 1))
    if len(found) > MOST:
        raise Unreadable(say("answer.many", most=MOST))
    return found
