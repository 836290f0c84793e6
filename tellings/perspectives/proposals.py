"""Who a case may be about: the names that its texts share, as a first actors.csv for its reader to mend."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

import pandas as pd

from tellings.case.files import word_list
from tellings.case.sources import as_sources
from tellings.perspectives.names import NEEDED, OPTIONAL, PROPOSED
from tellings.perspectives.speech.words import SPEAKER_NOUNS, kinds_of
from tellings.perspectives.wording import say
from tellings.reading.byline import known_name, of_the_press
from tellings.reading.likeness import is_content
from tellings.reading.text import clean, sentence_rows

MOST = 40  # actors: more would not be read
PLACE = 0.4  # share of a name's mentions behind a word of place from which it is taken for a place


def _listed(name):
    return "|".join(row["word"] for row in word_list("perspectives", "name_words") if row["list"] == name)


# "St Mary's Hospital", "People's Party": the possessive is part of the name.
_WHOSE = rf"(?:St\.?\s[A-Z]\w+|{_listed('whose')})['’]s(?=\s[A-Z])"
_PART = rf"(?:{_WHOSE}|[A-Z][^\W_]*(?:[.'’&-][A-Z][^\W_]*)*|[a-z]l-[A-Z]\w+)"
_BODY = "|".join(word.capitalize() for word, kind in SPEAKER_NOUNS.items() if kind == "body")
_NAME = re.compile(
    rf"(?<![\w’'-]){_PART}(?:(?:\s(?:of|for)(?:\sthe)?|(?:\s(?:de|del|della|da|la|van|von|der|den|bin|ibn)){{1,2}}|"
    rf"(?<=s)['’](?=\s(?:{_BODY})\b))?\s{_PART})*"
)
_OF = re.compile(r"\s(?:of|for)\s(?:the\s)?")
_OPENS_SPEECH = re.compile(r"[,:.]\s[“\"‘']$")
# "In the", "the river", "the town of"
_PLACED = re.compile(rf"\b(?:{_listed('where')}|(?:{_listed('place')})(?:\sof)?)(?:\sthe)?\s$", re.I)
_OF_SOMETHING = re.compile(r"\b(?:of|for)\b")
_LEGAL = re.compile(rf" (?:{_listed('legal form')})$")
_INITIAL = re.compile(r"[A-Z]\. (\S+)")
_INITIALS = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?")


def propose_actors(case):
    """The names that two texts of a case or more use, with the forms in which they use them.

    A name is a run of capitalised words in an abstract or a body. Forms are joined where one is the last
    word of the other (Jens Stoltenberg, Stoltenberg), its initials, or differs in capitals or a legal form only.
    A proposal: it knows nothing of descriptions ("the alliance"), takes two people of one surname for two strangers,
    and judges no word.
    In: a case. Out: a table as read_actors gives it, a row per form, the 40 actors in most texts, every row with
    "proposed by program" in its note; kind is "thing" for what looks like a place.
    """
    uses, behind_place = _uses(case)
    groups = defaultdict(Counter)
    for form, whole in _joined(uses, behind_place).items():
        groups[whole][form] = uses[form].total()
    rows = []
    for actor, forms in groups.items():
        texts = set().union(*(uses[form] for form in forms))
        if len(texts) > 1:
            placed = sum(behind_place[form] for form in forms) / forms.total()
            rows.append((len(texts), forms.total(), actor, forms, placed))
    table = []
    for texts, hits, actor, forms, placed in sorted(rows, key=lambda row: (-row[0], -row[1], row[2]))[:MOST]:
        # "He talked to Ann Lind" says nothing of a place.
        kind = "thing" if placed > PLACE and not (" " in actor and known_name(actor)) else "actor"
        for form, _ in forms.most_common():
            note = say("actors.note", proposed=PROPOSED, places=hits, texts=texts)
            table.append({"actor": actor, "label": "neutral", "term": form, "kind": kind, "note": note})
    return pd.DataFrame(table).reindex(columns=[*NEEDED, *OPTIONAL], fill_value="")


class _Use(NamedTuple):
    """A name at its place, or the two halves of one that an "and" joins."""

    source: str
    form: str
    opens: bool  # whether it opens a sentence
    placed: bool  # whether it stands behind a word of place
    halves: tuple = ()


def _uses(case):
    """Where each form of a name stands: form -> Counter of texts; and form -> how often behind a word of place."""
    found = []
    for source in as_sources(case):
        for start, end, _, _, _, _, role in sentence_rows(source):
            if role in ("abstract", "body"):
                found += _in_sentence(source.id, clean(source.text[start:end]))
    inner, first, behind_place = defaultdict(Counter), defaultdict(Counter), Counter()
    for use in _with_whole_bodies(found):
        seen = first if use.opens and " " not in use.form else inner
        seen[use.form][use.source] += 1
        behind_place[use.form] += use.placed
    # A word that opens a sentence has its capital from there, unless it has one elsewhere too.
    for form in first.keys() & inner.keys():
        inner[form] += first[form]
    return inner, behind_place


def _in_sentence(source, text):
    """The names of a sentence; two that an "and" joins and that may be one body as one, with its halves."""
    uses, behind = [], 0
    for form, begin in (_bare_form(*half) for match in _NAME.finditer(text) for half in _halves(match)):
        if not form:
            continue
        opens = not re.search(r"\w", text[:begin]) or bool(_OPENS_SPEECH.search(text[:begin]))
        use = _Use(source, form, opens, bool(_PLACED.search(text[:begin])))
        joint, behind = text[behind:begin], begin + len(form)
        if uses and joint in (" and ", " & ") and not uses[-1].halves and _may_be_one(uses[-1].form, joint, form):
            one = uses.pop()
            use = one._replace(form=f"{one.form}{joint}{form}", halves=(one, use))
        uses.append(use)
    return uses


def _may_be_one(one, joint, other):
    """Whether two names that an "and" joins may be one body: Alder Fire and Rescue Service, Ministry of Sea and Air."""
    if known_name(one) or known_name(other) and joint != " & ":
        return False
    if joint == " & ":
        return True
    holds = [any("body" in kinds_of(word) for word in name.split()) for name in (one, other)]
    ends = not holds[0] and "body" in kinds_of(other.split()[-1]) and " " in other
    return ends or holds == [True, False] and bool(_OF_SOMETHING.search(one))


def _with_whole_bodies(found):
    """The names, halves of a body apart where one of them stands alone anywhere."""
    alone = {use.form for use in found if not use.halves}
    for use in found:
        if use.halves and alone & {half.form for half in use.halves}:
            yield from use.halves
        else:
            yield use


def _halves(match):
    """A run of words with its place; a person and the body that he is of apart: Ana Silva of the River Trust."""
    of = _OF.search(match[0])
    words = match[0][: of.start()].split() if of else []
    bare = words[_front(words) :]
    person = _titles(words) or len(bare) > 1 and known_name(bare[0])
    if bare and person and not any("body" in kinds_of(word) for word in bare):
        return (match[0][: of.start()], match.start()), (match[0][of.end() :], match.start() + of.end())
    return ((match[0], match.start()),)


def _titles(words):
    """How many words of a name are its titles and what stands before them."""
    return max((i for i, word in enumerate(words, 1) if word.rstrip(".") in _TITLES), default=0)


def _front(words):
    """How many words in front of a name are titles, or have their capital from where they stand."""
    drop = _titles(words)
    while drop < len(words) and _is_common(words[drop]):
        drop += 1
    return drop


def _bare_form(name, begin):
    """A name without articles and titles in front, a possessive behind, and its place; "" for what is no name."""
    words = name.split()
    drop = _front(words)
    # "Afghan Taliban" are the Taliban; an "American Honey Council" is called so.
    drop += _is_adjective(words[drop]) if len(words) - drop in (1, 2) else 0
    begin += sum(len(word) + 1 for word in words[:drop])
    words = words[drop:]
    while words and (_is_common(words[-1]) or words[-1][0].islower()):
        words.pop()
    form = re.sub(r"['’]s?$", "", " ".join(words))
    # "(R-Kan.)" says whom somebody stands for.
    return ("" if len(form) < 2 or form.lower() in _NUMERALS or re.fullmatch(r"[RDI]-[A-Z]\w+", form) else form), begin


def _is_adjective(word):
    return f"{word}s" in SPEAKER_NOUNS


def _is_common(word):
    """Whether a word has its capital from where it stands, as "However" and "Monday", and not from being a name."""
    bare = word.rstrip(".")
    return bare in _ZONES or not bare.isupper() and (bare in _CALENDAR or not is_content(bare.lower()))


_ZONES = {row["word"] for row in word_list("reading", "sentence_words") if row["list"] == "after an hour"}
_CALENDAR = {
    row["word"].capitalize()
    for row in word_list("timeline", "calendar")
    if row["list"] in ("month", "weekday", "ordinal")
}
_NUMERALS = {
    row["word"] for row in word_list("perspectives", "counted") if row["class"] in ("number", "scale", "vague")
}
_TITLES = {row["title"].rstrip(".") for row in word_list("perspectives/speech", "titles") if row["kind"] == "title"}


def _joined(uses, behind_place):
    """The whole form to which each form belongs: form -> the longest form of the same name."""
    whole = {form: form for form in uses}
    by_last, by_initials, by_letters = defaultdict(set), defaultdict(set), defaultdict(set)
    for form in uses:
        words = [word for word in form.split() if word[0].isupper()]
        if len(words) > 1:
            if len(words) == len(form.split()):
                by_last[words[-1]].add(form)
            by_initials["".join(word[0] for word in words)].add(form)
        by_letters[_letters(form)].add(form)
    for form, last in [(form, found[1]) for form in uses if (found := _INITIAL.fullmatch(form))]:
        spelt = {other for other in by_last[last] if other[0] == form[0] and not _INITIAL.match(other)}
        if len(spelt) == 1:
            whole[form] = spelt.pop()
            by_last[last].remove(form)
    for form in uses:
        initials = form.replace(".", "").removesuffix("s") if _INITIALS.fullmatch(form.replace(".", "")) else ""
        # "Mitch Reed" and "Senator Mitch Reed" are one where the shorter ends the longer.
        longer = {other for other in by_last[form.split()[-1]] if other.endswith(f" {form}")}
        placed = behind_place[form] > PLACE * uses[form].total()
        longer = {other for other in longer if not _is_of_a_place(other, form, placed)}
        longer = longer or by_initials[initials.upper()] - {form}
        if len(longer) == 1:
            whole[form] = longer.pop()
        elif len(by_letters[_letters(form)]) > 1:
            whole[form] = max(by_letters[_letters(form)], key=lambda other: (uses[other].total(), -len(other), other))
    return {form: whole[whole[form]] for form in whole}


def whole_names(names):
    """The fullest form under which several texts name each: "Dana Whitlock" for the "Whitlock" of another text.

    In: an iterable of names. Out: name -> fullest form; two people of one surname stay apart.
    """
    return _joined({name: Counter([name]) for name in names}, Counter())


def _is_of_a_place(longer, form, placed):
    """Whether the last word of a name says where something is, and is no surname: BBC Radio Norfolk, New Norfolk."""
    if " " in form or known_name(longer) or "body" in kinds_of(form):
        return False
    before = longer.split()[:-1]
    return placed or any("body" in kinds_of(word) or of_the_press(word) for word in before)


def _letters(form):
    """Nato, NATO; US, U.S.; Alder Rovers, Alder Rovers F.C."""
    return _LEGAL.sub("", form.replace(".", "").replace("’", "'")).casefold()
