"""Who a case may be about: the names that its texts share, as a first actors.csv for its reader to mend."""

import re
from collections import Counter, defaultdict

import pandas as pd

from tellings.case.files import word_list
from tellings.case.sources import as_sources
from tellings.perspectives.names import NEEDED, OPTIONAL, PROPOSED
from tellings.perspectives.speech.words import SPEAKER_NOUNS
from tellings.reading.likeness import is_content
from tellings.reading.text import clean, sentence_rows

MOST = 40  # actors: more would not be read
PLACE = 0.4  # share of a name's mentions behind a word of place from which it is taken for a place

_PART = r"(?:[A-Z][^\W_]*(?:[.'’&-][A-Z][^\W_]*)*|[a-z]l-[A-Z]\w+)"
_NAME = re.compile(
    rf"(?<![\w’'-]){_PART}(?:(?:\s(?:of|for|de|del|della|da|van|von|der|den|bin|ibn)(?:\sthe)?)?\s{_PART})*"
)
_PLACED = re.compile(r"\b(?:in|at|near|across|from|to|into|around|outside|throughout)(?:\sthe)?\s$")
_INITIALS = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?")


def propose_actors(case):
    """The names that two texts of a case or more use, with the forms in which they use them.

    A name is a run of capitalised words in an abstract or a body. Forms are joined where one is the last
    word of the other (Jens Stoltenberg, Stoltenberg), its initials, or differs in capitals only. A proposal: it knows
    nothing of descriptions ("the alliance"), takes two people of one surname for two strangers, and judges no word.
    In: a case. Out: a table as read_actors gives it, a row per form, the 40 actors in most texts, every row with
    "proposed by program" in its note; kind is "thing" for what looks like a place.
    """
    uses, behind_place = _uses(case)
    groups = defaultdict(Counter)
    for form, whole in _joined(uses).items():
        groups[whole][form] = uses[form].total()
    rows = []
    for actor, forms in groups.items():
        texts = {source for form in forms for source in uses[form]}
        if len(texts) > 1:
            placed = sum(behind_place[form] for form in forms) / forms.total()
            rows.append((len(texts), forms.total(), actor, forms, placed))
    table = []
    for texts, hits, actor, forms, placed in sorted(rows, key=lambda row: (-row[0], -row[1], row[2]))[:MOST]:
        kind = "thing" if placed > PLACE else "actor"
        for form, _ in forms.most_common():
            note = f"{PROPOSED}: {hits} places in {texts} texts"
            table.append({"actor": actor, "label": "neutral", "term": form, "kind": kind, "note": note})
    return pd.DataFrame(table).reindex(columns=[*NEEDED, *OPTIONAL], fill_value="")


def _uses(case):
    """Where each form of a name stands: form -> Counter of texts; and form -> how often behind a word of place."""
    inner, first, behind_place = defaultdict(Counter), defaultdict(Counter), Counter()
    for source in as_sources(case):
        for start, end, _, _, _, _, role in sentence_rows(source):
            if role not in ("abstract", "body"):
                continue
            text = clean(source.text[start:end])
            for match in _NAME.finditer(text):
                form, begin = _bare_form(match)
                if form:
                    opens = not re.search(r"\w", text[:begin])
                    seen = first if opens and " " not in form else inner
                    seen[form][source.id] += 1
                    behind_place[form] += bool(_PLACED.search(text[:begin]))
    # A word that opens a sentence has its capital from there, unless it has one elsewhere too.
    for form in first:
        if form in inner:
            inner[form] += first[form]
    return inner, behind_place


def _bare_form(match):
    """A name without articles and titles in front, a possessive behind, and its place; "" for what is no name."""
    words, begin = match[0].split(), match.start()
    titles = [i for i, word in enumerate(words) if word.rstrip(".") in _TITLES]
    drop = titles[-1] + 1 if titles else 0
    while drop < len(words) and _is_common(words[drop]):
        drop += 1
    # "Afghan Taliban" are the Taliban; an "American Honey Council" is called so.
    drop += _is_adjective(words[drop]) if len(words) - drop in (1, 2) else 0
    begin += sum(len(word) + 1 for word in words[:drop])
    words = words[drop:]
    while words and (_is_common(words[-1]) or words[-1][0].islower()):
        words.pop()
    form = re.sub(r"['’]s?$", "", " ".join(words))
    # "(R-Kan.)" says whom somebody stands for.
    return ("" if len(form) < 2 or re.fullmatch(r"[RDI]-[A-Z]\w+", form) else form), begin


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
_TITLES = {row["title"].rstrip(".") for row in word_list("perspectives/speech", "titles") if row["kind"] == "title"}


def _joined(uses):
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
    for form in uses:
        initials = form.replace(".", "").removesuffix("s") if _INITIALS.fullmatch(form.replace(".", "")) else ""
        # "Mitch Reed" and "Senator Mitch Reed" are one where the shorter ends the longer.
        longer = {other for other in by_last[form.split()[-1]] if other != form and other.endswith(f" {form}")}
        longer = longer or by_initials[initials.upper()] - {form}
        if len(longer) == 1:
            whole[form] = longer.pop()
        elif len(by_letters[_letters(form)]) > 1:
            whole[form] = max(by_letters[_letters(form)], key=lambda other: (sum(uses[other].values()), other))
    return {form: whole[whole[form]] for form in whole}


def _letters(form):
    """Nato, NATO; US, U.S."""
    return form.replace(".", "").casefold()
