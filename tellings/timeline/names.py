"""What only looks like a date: names of papers, programmes and wars, and of people called May, June or August."""

import re

from tellings.timeline.calendar import WORDS, any_of, word_before

PLAIN = re.compile(rf"\b(?:{any_of('plain')})\b")
BEGINS = re.compile(r"(?:^|[.!?:;•|/][\"”’')]*|[“‘\"'(\[—–-]|\n)\s*$|(?:—|–|-|\*)\s+$")
SMALL = re.compile(rf"\b(?!(?:{any_of('small')})\b)[a-z]{{3,}}")
LAST_WORD = re.compile(r"\b([A-Z][\w’']+) $")
QUOTED = re.compile(r"[“\"](?:[A-Z][\w.'’]* ){1,4}$")
MAY = re.compile(r" (May|March)\b(?!,? \d| of )")
CALLED = re.compile(r"\b(?:M(?:rs|r|s)\.|[A-Z][a-z]+)$")
ACTS = re.compile(rf"[,.;:)’'\"”]| (?:{any_of('behind')}|{any_of('ahead')}|\w{{2,12}}ed|and|is|says|who)\b")
STREET = re.compile(rf" (?:{any_of('street')})\b")
ADDRESS = re.compile(r"(?<![Tt]he )\b([A-Z][a-z]*\.?) +$")
TITLED = re.compile(r"\b([A-Z][a-z]*\.?) +[A-Z][\w'’-]+ +$")
LISTED = re.compile(rf"\b(?:{any_of('month')})(?:-|/| - |,? (?:and |or |to )?)$")
FUNCTION = WORDS["function"]


def in_running_text(raw, start, end):
    """Whether words with a small letter stand on the same line: in a headline every word may have a capital."""
    left = raw[max(0, start - 60) : start].rpartition("\n")[2]
    right = raw[end : end + 60].partition("\n")[0]
    return bool(SMALL.search(left.partition(" ")[2] if len(left) == 60 else left) or SMALL.search(right))


def is_name(state):
    """Whether a word that needs no capital has one within a sentence: "This Week", "the Daily Mail", "60 Minutes"."""
    raw, start, end = state.raw, state.start, state.end
    for word in PLAIN.finditer(state.text, start, end):
        at = word.start()
        if raw[at].isupper() and not BEGINS.search(raw, max(0, at - 6), at):
            shouted = raw[at : at + 2].isupper() and ends_a_name(state)
            return shouted or in_running_text(raw, start, end)
    return False


def ends_a_name(state):
    """Whether the word before on the line has a capital too, and is written in the same way: NATION TODAY."""
    word = LAST_WORD.search(state.raw, max(0, state.start - 24), state.start)
    return bool(word) and word[1].isupper() == state.raw[state.start : state.start + 2].isupper()


def is_title(state):
    """Whether the words of a title are written as a name: "60 Minutes", and not "60 minutes"."""
    return any(map(str.isupper, state.raw[state.start : state.end]))


def is_quoted_title(state):
    """“Fox News Sunday”: a weekday that ends words in quotation marks which all have a capital."""
    closed = re.match(r"[,.]?[”\"]", state.raw[state.end : state.end + 2])
    return bool(closed and QUOTED.search(state.raw, max(0, state.start - 60), state.start))


def is_addressed(state):
    """Whether the word before is a title with its capital: "Mrs Sunday", and not "she met the mayor Sunday"."""
    title = ADDRESS.search(state.raw, max(0, state.start - 16), state.start)
    return bool(title) and title[1].lower() in WORDS["person"]


def is_bearer(state):
    """Whether a weekday is the name of somebody with a title; but not "Harper to meet King Friday", in a headline."""
    return is_addressed(state) and in_running_text(state.raw, state.start, state.end)


def is_titled(before):
    """Whether a title and a first name stand before: Judge Ada June."""
    title = TITLED.search(before)
    return bool(title) and title[1].lower() in WORDS["person"]


def is_person(state):
    """Whether a month alone is a person: Mrs May, June Falk, "Peter August said"; but not "China August exports"."""
    raw, word = state.raw, word_before(state)
    plain = word.strip("“\"'(,")
    street = STREET.match(state.text, state.end) and raw[state.end + 1].isupper()
    if street or is_addressed(state) or is_titled(raw[max(0, state.start - 40) : state.start]):
        return True
    known = plain in FUNCTION or not word[-1:].isalpha() or plain in WORDS["weekday"]
    at = state.start - len(word) - 1
    if not known and raw[at : at + 1].isupper() and not plain.endswith("s'") and plain[-2:] != "'s":
        acts = ACTS.match(state.text, state.end) or re.match(r" [A-Z][a-z]+,", raw[state.end : state.end + 20])
        return bool(acts) and in_running_text(raw, state.start, state.end)
    timely = FUNCTION.get(plain) == "time" or is_listed(state)
    surname = re.match(r" [A-Z][a-z]", raw[state.end : state.end + 3])
    return bool(surname and not timely and in_running_text(raw, state.start, state.end))


def is_listed(state):
    """Whether a month stands before it in a list."""
    return bool(LISTED.search(state.text, max(0, state.start - 20), state.start))


def people(raw):
    """The months that are also the name of somebody in the text, in lower case."""
    return {month[1].lower() for month in MAY.finditer(raw) if _is_called(raw, month.start())}


def _is_called(raw, end):
    """Whether a first name or a title ends at a place."""
    before = CALLED.search(raw, max(0, end - 30), end)
    return bool(before) and before[0].lower() not in FUNCTION
