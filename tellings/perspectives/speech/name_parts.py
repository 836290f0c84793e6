"""The parts of names: titles, first names, organisations' words, and which words of a phrase are the name."""

from functools import lru_cache

from tellings.case.files import word_list
from tellings.perspectives.speech.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    is_name,
    words_of,
)

_TITLES = word_list("perspectives/speech", "titles")
TITLES = {row["title"].lower(): row["gender"] for row in _TITLES}
OFFICES = frozenset(row["title"].lower() for row in _TITLES if row["kind"] == "title")
FIRST_NAMES = {row["name"]: row["gender"] for row in word_list("perspectives/speech", "first_names")}
SPEAKER_NOUNS = {row["noun"]: row["kind"] for row in word_list("perspectives/speech", "speaker_nouns")}
FUNCTION_WORDS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES
SUFFIXES = ("Jr.", "Sr.", "Jr", "Sr", "II", "III")
_PERSON_ENDINGS = (
    "man",
    "men",
    "woman",
    "women",
    "er",
    "ers",
    "or",
    "ors",
    "ist",
    "ists",
    "ian",
    "ians",
    "ant",
    "ants",
)
_NO_PERSONS = words_of("no person")
PARTICLES = words_of("name_particle")


@lru_cache(maxsize=20_000)
def is_speaker_noun(low):
    """Whether a common noun stands for somebody who can speak: an office, a group, a body, a document."""
    kind = SPEAKER_NOUNS.get(low) or SPEAKER_NOUNS.get(_singular(low))
    return kind != "proper" if kind else _looks_like_persons(low)


@lru_cache(maxsize=20_000)
def is_person_noun(low):
    """Whether a common noun names a person or persons."""
    kind = SPEAKER_NOUNS.get(low) or SPEAKER_NOUNS.get(_singular(low))
    return kind == "person" if kind else _looks_like_persons(low)


def _looks_like_persons(low):
    return len(low) > 5 and low.endswith(_PERSON_ENDINGS) and low not in _NO_PERSONS


def _singular(low):
    return low[:-3] + "y" if low.endswith("ies") else low[:-1] if low.endswith("s") else low


def is_plural(low):
    return low in ("people", "men", "women", "police", "others", "some", "many", "several") or (
        low.endswith("s") and not low.endswith("ss")
    )


def split_titles(words):
    """The titles and possessors in front of a name, and the name."""
    cut = max(
        (
            i + 1
            for i, w in enumerate(words[:-1])
            if w.endswith(("'s", "’s"))
            or w.lower() in OFFICES
            or i + 1 < len(words) - 1
            and words[i + 1] in FIRST_NAMES
        ),
        default=0,
    )
    before, words = words[:cut], words[cut:]
    while words and (words[0].lower() in TITLES or words[0].lower() in FUNCTION_WORDS) and words[0] not in FIRST_NAMES:
        before.append(words.pop(0))
    if words and words[-1].endswith(("'s", "’s")):
        words[-1] = words[-1][:-2]
    return before, words


def head_of(words, low):
    """The words of a noun phrase before what is tied to it: "a spokesman for Lee" is a spokesman."""
    for i in range(1, len(low)):
        office = (
            low[i] == "of"
            and low[i - 1] in OFFICES
            and low[i + 1 : i + 2]
            and low[i + 1] in ("state", "defense", "defence", "staff")
        )
        tied = (
            low[i] in PREPOSITIONS
            and not office
            or low[i].endswith("ed")
            and not is_name(words[i])
            and is_speaker_noun(low[i - 1])
        )
        if tied:
            words = words[:i]
            break
    return [w for w in words if w[0].isalnum()]


@lru_cache(maxsize=20_000)
def trailing_name(head):
    """The name at the end of a phrase, its titles, its article and the possessor in front of it taken off."""
    run = []
    for word in reversed(head):
        if word.endswith(("'s", "’s")) and run or not (is_name(word) or run and word.lower() in PARTICLES):
            break
        run.insert(0, word)
    while run and run[0].lower() in DETERMINERS:
        run.pop(0)
    if run and run[-1].endswith(("'s", "’s")):
        run[-1] = run[-1][:-2]
    whole = list(run)
    # House Speaker Paul Ryan: a first name with no organisation's word behind it begins a person's name.
    given = [i for i, w in enumerate(run[:-1]) if w in FIRST_NAMES and not any(is_body(x) for x in run[i:])]
    if given and any(is_body(w) for w in run):
        return run[given[-1] :]
    if len(run) > 1 and any(is_body(w) for w in run):
        return run
    first = max(
        (
            i
            for i, w in enumerate(run[:-1])
            if i and (w in FIRST_NAMES or run[i - 1].lower() in OFFICES) and run[0] not in FIRST_NAMES
        ),
        default=0,
    )
    run = run[first:]
    while (
        run
        and (run[0].lower() in TITLES or run[0].lower() in FUNCTION_WORDS)
        and not (run[0] in FIRST_NAMES and len(run) == 2)
    ):
        run.pop(0)
    if not run and whole and whole[-1].lower() not in OFFICES:
        return whole
    return [] if len(run) > 1 and run[-1].lower() in OFFICES else run


def is_body(word):
    return SPEAKER_NOUNS.get(word.lower()) in ("body", "proper", "document")


def bare(word):
    word = word.lower().strip(".,*()[]#")
    return word[:-2] if word.endswith(("'s", "’s")) else word
