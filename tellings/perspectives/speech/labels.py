"""Labels of speakers at the head of a line ("MS. PARK:", "Q", "Hon. R. Lewa.-"): what is one, and whom it names."""

import re
from collections import defaultdict, namedtuple

from tellings.case.files import word_list
from tellings.perspectives.speech.people import FIRST_NAMES

# style: how label and words are parted; name: the label as written; bare: without brackets and what its comma adds;
# behind: where the words begin; sure: see _sure.
Label = namedtuple("Label", "style name bare behind sure")

WORDS = defaultdict(list)
for _row in word_list("perspectives/speech", "transcripts"):
    WORDS[_row["kind"]].append(_row["word"])
ASKS, ANSWERS, _HONOURS = (frozenset(WORDS[kind]) for kind in ("asks", "answers", "behind a name"))
_ROLES, _NOBODY, _TITLES = (frozenset(map(str.lower, WORDS[kind])) for kind in ("role", "no speaker", "title"))
_PARTIES = "|".join(map(re.escape, WORDS["party"]))

# -- What is a label --------------------------------------------------------------------------------------------------

_BOLD = r"(?:\*\*|__|\*)?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIME = rf"(?:[\[(]?{_CLOCK}[\])]?[ \t]*(?:[-–][ \t]*)?)?"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME_WORD = rf"(?:{_CAPITAL}[\w.'’-]{{0,40}}|#?\d{{1,2}}\b)"
_BETWEEN = r"(?:(?:of|the|for|and|to|in|at|de|da|van|von|der|bin|al|el|na|pro|tempore|&)[ \t]+){0,3}"
_NAME = rf"{_CAPITAL}[\w.'’-]{{0,40}}(?:[ \t]+{_BETWEEN}{_NAME_WORD}){{0,9}}"
_BRACKETS = r"(?:[ \t]?[(\[][^()\[\]\n]{1,80}[)\]]){0,3}"
_OFFICE = r"(?:, [^:\n“\"!?]{1,80})?"
_TITLED = r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Senator|Chairman|Chairwoman|Admiral|General|Secretary|Mayor|Judge)\.? "
_HOLDER = (
    r"The (?:Chair(?:man|woman|person)?|CHAIR(?:MAN|WOMAN|PERSON)?|Clerk|CLERK|Speaker|SPEAKER|President|PRESIDENT)"
)
_STYLES = [
    # how a label is set off from its words, a line each; the first that fits counts
    ("question", rf"(?P<name>[QA])(?:{_BOLD}[.:]{_BOLD}[ \t]+|[.:]?[ \t]{{2,}}|\t|(?<=Q)[ \t](?={_CAPITAL}))(?=\S)"),
    ("question", rf"(?P<name>Question|Answer|QUESTION|ANSWER){_BOLD}:{_BOLD}\s+(?=\S)"),
    ("colon", rf"(?P<name>{_NAME}{_BRACKETS}{_OFFICE}{_BRACKETS})[ \t]?{_BOLD}:(?!\w|/){_BOLD}\s*"),
    ("report", rf"(?P<name>{_NAME}{_BRACKETS})[ \t]?\.[ \t]?[-–—]{{1,2}}[ \t]*"),
    ("dash", rf"(?P<name>{_NAME}{_BRACKETS}){_BOLD}[ \t]+[-–—]{{1,2}}[ \t]+(?=\S)"),
    ("stop", rf"(?P<name>{_TITLED}[A-Z][\w'’-]+(?: [A-Z][A-Z'’-]+){{0,3}}(?: of [A-Z]\w+)?)\. (?=[A-Z“\"])"),
    ("stop", rf"(?P<name>{_HOLDER}(?: pro tempore)?)\. (?=[A-Z“\"])"),
    ("line", rf"(?P<name>{_NAME})[ \t]*[\[(]?{_CLOCK}[\])]?[ \t]*(?=\n|$)"),
    ("line", rf"(?P<name>{_NAME})(?:[ \t]?\([^()\n]{{1,60}}\))?[ \t]?\((?:{_PARTIES})\)[ \t]*(?=\n|$)"),
]
_STYLES = [(style, re.compile(rf"{_BOLD}{_TIME}{_BOLD}{pattern}").match) for style, pattern in _STYLES]
# Most lines begin like a sentence: they are told apart at a glance.
_LIKELY = re.compile(
    rf"{_BOLD}{_TIME}{_BOLD}(?:[QA]\b|Question|Answer|{_TITLED}[A-Z]|{_HOLDER}|{_NAME}[ \t]*[-:.–—(\[,*_\d])"
).match
_LETTERS = re.compile(r"[^\W\d_]+(?:['’.&-][^\W\d_]+)*")


def label_at(text, start, end):
    """The label at the head of a line, or None.

    In: the text, where the line begins and where its paragraph ends. Out: a Label, its name without brackets.
    """
    if not _LIKELY(text, start, end):
        return None
    for style, matches in _STYLES:
        match = matches(text, start, end)
        if match and len(match["name"]) <= 120:
            bare = _bare(match["name"])
            words = _LETTERS.findall(bare)
            if not {words[0].lower(), words[-1].lower()} & _NOBODY - _ROLES - _TITLES:
                return Label(style, match["name"].strip(" *_"), bare, match.end(), _sure(style, words))
    return None


def _sure(style, words):
    """Whether a label can only be a speaker's by its words alone: Q, a title, an office, a role."""
    if style in ("question", "stop"):
        return True
    low = [word.lower().rstrip(".") for word in words]
    if low[0] in _TITLES and len(low) > 1:
        return True
    named = {part for word in low for part in word.split("-")} if low[0] == "the" else {low[0], low[-1]}
    return not _ROLES.isdisjoint(named) and (low[0] == "the" or len(low) < 4)


def is_name(label, surnames=()):
    """Whether a label begins with a first name and has more words, or ends in one of some surnames."""
    words = _LETTERS.findall(label.bare)
    return len(words) > 1 and cased(words[0]) in FIRST_NAMES or words[-1].lower() in surnames


# -- Whom it names ----------------------------------------------------------------------------------------------------

_ONE = rf"{_CAPITAL}[\w'’.-]{{0,40}}"
_RUN = re.compile(rf"{_ONE}(?:[ \xa0](?:(?:de|da|van|von|der|bin|al|el)[ \xa0])?{_ONE}){{1,5}}")
_INSIDE = re.compile(r"[^\W\d_]+")


def cased(word):
    """A word in capitals as a name is written: O'BRIEN as O'Brien, McKAY as McKay; another word as it stands."""
    if not any(c.isupper() for c in word[1:]) or sum(c.islower() for c in word) > 2:
        return word
    start = "Mc" if word.upper().startswith("MC") and len(word) > 4 else ""
    return start + _INSIDE.sub(lambda m: m[0].capitalize(), word[len(start) :])


def _bare(name):
    """A label without its brackets, its marks and what its comma adds (", HOST")."""
    return re.sub(r"[(\[][^()\[\]]*[)\]]", "", name).split(",")[0].strip(" *_.")


def names_of(text, labels):
    """Whom each label of a transcript means.

    In: the text and its labels in order. Out: a dict, label as written -> name: in full where the text gives one full
    name for it, Q and A by what is said in front of the first label, an office by the one person who has it there.
    """
    head = text[: labels[0][0]][-3000:]
    full = full_names(text, labels)
    asks, answers = asked(head)
    roles = {**dict.fromkeys(ASKS, asks), **dict.fromkeys(ANSWERS, answers)}
    meant = {}
    for _, label in labels:
        if label.name not in meant:
            first = _LETTERS.findall(label.name)[0].capitalize()
            meant[label.name] = roles.get(first) or _UNNAMED.get(first) or _person(label.name, full, head)
    return meant


_UNNAMED = {"Q": "Q", "Question": "Q", "A": "A", "Answer": "A"}


def full_names(text, labels):
    """Surname in small letters -> the names of several words that end in it: of the labels, or else of the text."""
    found = defaultdict(dict)
    for _, label in labels:
        words = _behind_offices(label.bare.split())
        if len(words) > 1:
            found[words[-1].lower()].setdefault(" ".join(map(cased, words)))
    elsewhere = defaultdict(dict)
    for run in _RUN.finditer(text):
        words = _without_titles(run[0].replace("\xa0", " ").split())
        words[-1:] = [word.removesuffix("'s").removesuffix("’s").rstrip(".") for word in words[-1:]]
        if (given := _first_name(words)) is not None:
            elsewhere[words[-1].lower()].setdefault(" ".join(map(cased, words[given:])))
    return {**elsewhere, **found}


def _first_name(words):
    """The place of the first name that is not the last word of a name, or None."""
    return next((i for i, word in enumerate(words[:-1]) if cased(word) in FIRST_NAMES), None)


def _without_titles(words):
    """The words of a name behind its titles."""
    while len(words) > 1 and words[0].lower().rstrip(".") in _TITLES:
        words = words[1:]
    return words


def _behind_offices(words):
    """The words of a name behind its titles and offices: PRESS SECRETARY JOHN KIRBY is John Kirby."""
    words = _without_titles(words)
    return words[_first_name(words) :] if words[0].lower() not in ("the", "an", "a") else words


def _person(name, full, head):
    """The name of a label that is no Q: the fullest the text gives, or the label's own words."""
    bare = re.sub(r" of [A-Z]\w+$", "", _bare(name)) if re.match(_TITLED, name) else _bare(name)
    words = _behind_offices(bare.split())
    if words[0].lower() in ("the", "an", "a") or {word.lower() for word in words} <= _ROLES | {"and"}:
        return _holder(name, bare, head)
    if len(bare) in (2, 3) and bare.isalpha() and bare.isupper():
        # AS and TR, where Ana Silva and Tom Reed have been introduced.
        those = [one for names in full.values() for one in names if "".join(w[0] for w in one.split()) == bare]
        if len(those) == 1:
            return those[0]
        if len(bare) == 2:
            return bare
    names = list(full.get(words[-1].lower(), ()))
    if len(words) == 1 and len(names) == 1:
        return names[0]
    return " ".join(map(cased, words))


def _holder(name, bare, head):
    """The person of an office: named in the label's brackets, or the only one with that title in the head."""
    bracket = " ".join(re.findall(r"\(([^()]+)\)", name)[:1]).split()
    inside = _without_titles(bracket)
    if len(inside) > 1 and cased(inside[0]) in FIRST_NAMES or len(inside) < len(bracket):
        return " ".join(map(cased, inside))
    office = [cased(word) for word in bare.split()]
    held = " ".join(office[office[0] in ("The", "An", "A") :])
    found = re.findall(rf"\b{re.escape(held)} ({_CAPITAL}[\w’'-]+(?: {_CAPITAL}[\w’'-]+)?)", head)
    last = {one.split()[-1] for one in found if one.split()[0].lower() not in _ROLES | _NOBODY}
    return max(found, key=len) if len(last) == 1 and office[0] == "The" else " ".join(office)


PERSON = rf"(?:{_CAPITAL}[\w.’'-]{{0,40}}[ \xa0]){{1,4}}{_CAPITAL}[\w’'-]{{1,40}}"
_ASIDE = r"(?:,[^,.\n]{1,80},)?"
_HEADS = [
    # what a head says of who asks and who answers, a line each
    rf"[Ii]nterview with (?P<answers>{PERSON}){_ASIDE},? (?:conducted )?by (?P<asks>{PERSON})",
    rf"(?P<answers>{PERSON}){_ASIDE},? (?:was |is )?(?:interviewed|questioned) by (?P<asks>{PERSON})",
    rf"(?P<answers>{PERSON}){_ASIDE},? (?:answers|answered|takes|took) questions (?:from|by) (?P<asks>{PERSON})",
    rf"(?P<asks>{PERSON}){_ASIDE},? (?:interviews|interviewed|questions|questioned|quizzed) (?P<answers>{PERSON})",
    rf"(?P<one>{PERSON}){_ASIDE},? (?:speaks|spoke|talks|talked|sits? down|sat down) (?:to|with) (?P<two>{PERSON})",
    rf"(?P<one>{PERSON}){_ASIDE},? in conversation with (?P<two>{PERSON})",
    rf"(?:[Ii]nterview|[Cc]onversation|Q ?& ?A|[Qq]uestions|[Cc]hat|INTERVIEW) (?:with|for|to) (?P<answers>{PERSON})",
    rf"(?:Q ?& ?A|[Ii]nterview|INTERVIEW): (?P<answers>{PERSON})",
    rf"(?P<answers>{PERSON}){_ASIDE},? (?:answers|answered|takes|took) (?:your |our |some )?questions",
    rf"(?:[Ii]nterviewed?|[Qq]uestions) by (?P<asks>{PERSON})",
]
_HEADS = [re.compile(pattern) for pattern in _HEADS]
_BYLINE = re.compile(rf"^[*_]*(?:By|BY|by) (?P<asks>{PERSON})", re.M)


def asked(head):
    """Who asks and who answers by the head of an interview; None where it does not say."""
    byline = _BYLINE.search(head)
    said = {"asks": byline and named(byline["asks"]), "answers": None}
    for pattern in _HEADS:
        for name, words in (m.groupdict() if (m := pattern.search(head)) else {}).items():
            said[name] = said.get(name) or named(words)
    one, two = said.get("one"), said.get("two")
    if one and not said["answers"]:
        # "Lee spoke to Ito": the author of the page asks; else the first of the two is the one who is asked.
        said["asks"], said["answers"] = (one, two) if said["asks"] == one else (two, one)
    return said["asks"], said["answers"]


def named(words):
    """The name in a run of capitals: from its first name on, or without its titles."""
    words = _without_titles(words.split())
    while len(words) > 2 and words[-1].strip(".,") in _HONOURS:
        words = words[:-1]
    return " ".join(map(cased, words[_first_name(words) :])).rstrip(",")
