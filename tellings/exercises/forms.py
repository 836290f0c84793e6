"""What people type for one thing: texts made alike, slips of a letter, the accepted forms of forms.csv."""

import os
import re
from functools import cache

from tellings.case.files import word_list
from tellings.exercises.objects import short
from tellings.exercises.wording import say

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
    r"\b(?:but|although|though|except|without|apart from)(?: for)? (?:the )?(?:one|two|three|\d+|first|last|not all)\b"
    r"|^yes\W+(?:almost|nearly|most|many|some|(one|two|three|\d+) ?(?:/|(?:out )?of) ?+(?:the )?+(?!\1\b))"
)
SENTENCE = 400  # characters: of a longer text nothing is taken off, since it is no short answer in a sentence
NUMBERED = re.compile(r"(?:^|\s)\(?(?:\d{1,2}[.)]\s+(?=[A-Za-z\"'])|(?:\d{1,2}|[a-e])\)\s+)")
BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.)]|\(?[a-e]\))\s+")
# In "3. April 2021" and "3. 4. 2021" the number is the day.
DATED = re.compile(r"^\s*(?:(?:[-*•–]|\(?\d{1,2}[.)](?= +\d\d?(?!\. ?\d)))\s+|\d{1,2}[.)]\s*$)")
WORDS = re.compile(r"\w+(?:['.]\w+)*")
# "Later-05, not later-04" has one.
DENIED_ID = re.compile(r"(?<=\d),? (?:and |but )?not [a-z_]+-\d+", re.IGNORECASE)
ID = re.compile(r"#?([a-z][a-z_]*?)[-_ #.]*0*(\d{1,3})")


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


def says(text, phrase):
    """Whether a plain text holds a phrase and does not deny it."""
    negators = "|".join(map(re.escape, forms("negator")))
    named = re.escape(plain(phrase))
    # "Stated? No" and "it is not said" deny what stands before.
    before = rf"(?:{negators}) (?:\w+ ){{0,2}}{named}(?!\w)"
    behind = rf"{named}(?: (?:not|never)(?: said)?|\? no)$"
    return holds(text, phrase) and not re.search(rf"(?<!\w)(?:{before}|{behind})", written_out(text))


def words_of(text):
    """The words of a text as they are compared, what a hyphen joins apart."""
    return WORDS.findall(plain(text))


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


# -- Sentences and numbers -------------------------------------------------------------------------------------------


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


@cache
def number_words():
    """The numbers below a thousand in words, without "and" and hyphens, and what else people write for a number."""
    rows = [row for row in word_list("timeline", "calendar") if row["list"] == "number" and row["value"].isdigit()]
    named = {int(row["value"]): row["word"] for row in reversed(rows)}
    spelled = {_spelled(number, named): float(number) for number in range(1, 1000)}
    return spelled | {plain(word): float(value) for word, value in forms("number").items()}


def _spelled(number, named):
    hundreds, rest = divmod(number, 100)
    words = [named[hundreds], "hundred"] if hundreds else []
    if rest in named:
        words.append(named[rest])
    elif rest:
        words += [named[rest // 10 * 10], named[rest % 10]]
    return " ".join(words)
