"""Who is called what, where and in whose words; who is named, who acts and who speaks."""

import re
from collections import Counter
from itertools import dropwhile

import pandas as pd

from tellings.case.errors import CaseError
from tellings.case.files import is_blank
from tellings.case.places import find_table
from tellings.case.sources import as_sources
from tellings.case.tables import read_numbered
from tellings.perspectives.speech.words import AUXILIARIES, FINITE, PREPOSITIONS, VERBS, is_adverb, tokenise
from tellings.perspectives.voices import sentence_at, speech_spans
from tellings.perspectives.wording import say
from tellings.reading.spans import UNNAMED, Spans
from tellings.reading.text import SPAN, TEXT_ROLES, clean, composed, sentence_rows

NEEDED = ["actor", "label", "term"]
OPTIONAL = ["source", "kind", "speaks_for", "other_label", "note"]
LABELS = ("neutral", "legitimising", "delegitimising", "favourable", "critical")
PROPOSED = "proposed by program"  # how the note begins of a row that nobody has settled yet
_BE = ("is", "are", "was", "were", "been", "be")
_ACTIVE = (AUXILIARIES - {"to", "'s"}) | FINITE | frozenset(VERBS)


def read_actors(case):
    """The actors of a case: actors.csv in its folder, a row per name that its texts use for one.

    Out: actor, label (neutral, legitimising, delegitimising, favourable, critical), term (words as they stand in a
    text), source (the one text in which the term has this meaning, before any other; "": all), kind ("thing" for what
    is no actor), speaks_for (the actor in whose office this one speaks, by the words of the text: a head, a president,
    a spokesman, asked of every party alike), other_label (what another careful reader could write as label), note; the
    last five may be missing.
    Errors: CaseError that names the row and the remedy.
    """
    if not hasattr(case, "folder"):
        raise TypeError(say("actors.no_case", kind=type(case).__name__))
    path = actors_table(case)
    if path is None:
        place = case.folder / "actors.csv" if case.folder else "actors.csv"
        raise CaseError(say("actors.missing", path=place, columns=", ".join(NEEDED)))
    table = read_numbered(path)
    for column in NEEDED:
        if column not in table:
            raise CaseError(say("actors.no_column", path=path, column=column, columns=", ".join(NEEDED)))
    table = table.astype(object).where(table.notna(), "").astype(str).apply(lambda column: column.str.strip())
    table = table.assign(**{column: "" for column in OPTIONAL if column not in table}, label=table.label.str.lower())
    known = set(table.actor)
    for entry in table.itertuples():
        if fault := _fault(entry, list(case), known):
            raise CaseError(say("actors.row", path=path, row=entry.Index, fault=fault))
    # A row that stands twice says nothing new, and would be searched for twice.
    table = table.drop_duplicates(ignore_index=True)
    meant = table.drop_duplicates(["term", "source", "actor", "label"])
    for term in meant.term[meant.duplicated(["term", "source"])]:
        raise CaseError(say("actors.two", path=path, term=term))
    return table


def actors_table(case):
    """The table of a case's actors, None where it has none. Errors: CaseError (see find_table)."""
    return find_table(case.folder, "actors.csv") if case.folder else None


def find_names(case, speech=None, actors=None, roles=TEXT_ROLES):
    """Find every mention of the actors of a case; of overlapping names of one actor the first counts, of those
    that begin together the longest; a proposed name inside a longer one of another actor does not count.

    In: a case; a table of find_speech (or the reference coding) that says whose words are whose, or None; the actors
    (read_actors); the roles of the sentences to search (captions and links to other stories are left out).
    Out: a row per mention: source, start, end, text, actor, label, sentence, item, role, voice (whose claim it stands
    in: a speaker, UNNAMED or "author"), worded_by (whose words they are: the speaker's only between quotation marks).
    """
    actors = read_actors(case) if actors is None else actors
    rows = []
    for source in as_sources(case):
        inside = Spans(sentence_rows(source))
        said = Spans([]) if speech is None else speech_spans(speech, source)
        for start, end, actor, label in _mentions(source, actors):
            _, _, _, sentence, _, item, role = sentence_at(inside, start)
            if role in roles:
                text = clean(source.text[start:end])
                rows.append((source.id, start, end, text, actor, label, sentence, item, role, *_voices(said.at(start))))
    return pd.DataFrame(rows, columns=[*SPAN, "actor", "label", "sentence", "item", "role", "voice", "worded_by"])


def is_proposed(actors):
    """Which rows of a table of read_actors nobody has settled yet. Out: a column of booleans."""
    return actors.note.str.startswith(PROPOSED)


def naming_counts(names):
    """How often each actor gets each name, and in whose speech.

    In: a table of find_names. Out: actor, name (first as written), label, source, voice (whose claim), worded_by (whose
    words), hits, sentences.
    """
    key = names.text.map(bare)
    written = names.text.groupby(key).first().str.replace(r"^(?:[Tt]he|[Aa]n?) ", "", regex=True)
    table = names.assign(name=key.map(written))
    counts = table.groupby(["actor", "name", "label", "source", "voice", "worded_by"], sort=False).sentence
    counts = counts.agg(hits="size", sentences=lambda ids: ", ".join(dict.fromkeys(ids))).reset_index()
    order = ["actor", "hits", "name", "source"]
    return counts.sort_values(order, ascending=[True, False, True, True], kind="stable", ignore_index=True)


def presence(case, names, speech, actors, roles=TEXT_ROLES):
    """Who is named, who acts and who speaks in which text.

    In: a case, tables of find_names and find_speech, the actors, the roles of the sentences that count.
    Out: a row per actor and text: actor, source, named (mentions), acts (mentions that look like the subject of an
    active verb: the next word is a verb, no preposition in front), speaks (stretches of speech given to the actor or to
    one who by the same text speaks for him). Two who speak with one voice ("Ann and Ben") each have it and are no third
    actor.
    """
    people = list(dict.fromkeys(actors.actor[actors.kind != "thing"]))
    people = [name for name in people if " and " not in name or not set(name.split(" and ")) <= set(people)]
    rows = []
    for source in as_sources(case):
        inside, speaks = Spans(sentence_rows(source)), Counter()
        masters = spokesmen(actors, source.id).groupby("actor").speaks_for.agg(set)
        spoken = speech[speech.source == source.id]
        for start, actor in zip(spoken.start, canonical(spoken.speaker, actors, source.id)):
            *_, role = sentence_at(inside, start)
            if actor and role in roles:
                voices = {actor, *actor.split(" and ")}
                speaks.update(voices.union(*(masters.get(voice, ()) for voice in voices)))
        mine = names[(names.source == source.id) & names.role.isin(roles)]
        named = Counter(mine.actor)
        acts = Counter(row.actor for row in mine.itertuples() if _acts(source.text, row.start, row.end))
        rows += [(actor, source.id, named[actor], acts[actor], speaks[actor]) for actor in people]
    return pd.DataFrame(rows, columns=["actor", "source", "named", "acts", "speaks"])


def spokesmen(actors, source):
    """The rows of the actors who speak for another in one text. A man's office is what that text says of it."""
    return actors[(actors.speaks_for != "") & actors.source.isin(["", source])]


def canonical(speakers, actors, source=""):
    """Speakers under the names that the case gives them: both "Jens Stoltenberg" and "the Nato secretary general" are
    Stoltenberg.

    In: an iterable of names (None where nobody is named), the actors of the case, the text in which they speak, whose
    own rows count before others. Out: a list; unknown names stay as they are.
    """
    known = {}
    actors = actors.sort_values("source", key=lambda texts: texts.map({source: 0, "": 1}).fillna(2), kind="stable")
    for actor, term in actors[["actor", "term"]].itertuples(index=False):
        known.setdefault(bare(term), actor)
        known.setdefault(bare(actor), actor)
    return [_canonical(speaker, known) for speaker in speakers]


def _canonical(speaker, known):
    if not isinstance(speaker, str) or not speaker.strip():
        return None
    if bare(speaker) in known:
        return known[bare(speaker)]
    if " and " in speaker:
        return " and ".join(known.get(bare(one), one) for one in speaker.split(" and "))
    # A full name of which the case has the last part only.
    full = speaker.istitle() and len(speaker.split()) > 1
    return known.get(bare(speaker.split()[-1]), speaker) if full else speaker


def _fault(entry, texts, names):
    """What is wrong with a row of actors.csv and its remedy, "" for nothing."""
    if is_blank(entry.actor) or is_blank(entry.term):
        return say("actors.empty")
    if entry.source and entry.source not in texts:
        return say("actors.no_text", text=entry.source, texts=", ".join(texts))
    if entry.label not in LABELS:
        return say("actors.no_label", label=entry.label, labels=", ".join(LABELS))
    if entry.other_label and entry.other_label not in LABELS:
        return say("actors.no_other_label", label=entry.other_label, labels=", ".join(LABELS))
    if entry.speaks_for and entry.speaks_for not in names:
        return say("actors.no_actor", actor=entry.speaks_for)
    return ""


def _mentions(source, actors):
    """The (start, end, actor, label) of every name in a source, in text order."""
    text, offset = composed(source.text)
    found = []
    # A row for this text counts before one for all texts, whomever that means.
    own = actors[actors.source.isin(["", source.id])].sort_values("source").drop_duplicates("term", keep="last")
    for actor, entries in own.groupby("actor", sort=False):
        labels = dict(entries[["term", "label"]].itertuples(index=False))
        terms = sorted(labels, key=len, reverse=True)
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(f'({_pattern(term)})' for term in terms)})(?![\w-])")
        found += [
            (offset(m.start()), offset(m.end()), actor, labels[terms[m.lastindex - 1]]) for m in pattern.finditer(text)
        ]
    return _longest(sorted(found), set(actors.actor[is_proposed(actors)]))


def _longest(found, proposed):
    """The mentions without those of a proposed name inside a longer one: Corrin is not named in "Corrin Line"."""
    spans = Spans([row[:3] for row in found])

    def inside(start, end, actor):
        around = spans.touching(start, end)
        return any(a <= start and end <= b and b - a > end - start and name != actor for a, b, name in around)

    return [row for row in found if row[2] not in proposed or not inside(*row[:3])]


def _pattern(term):
    """A term as a pattern: any white space, either apostrophe, a capital where it may begin a sentence."""
    term = composed(term.replace("’", "'"))[0]
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in term.split())
    return f"[{words[0]}{words[0].upper()}]{words[1:]}" if words[0].islower() else words


def bare(name):
    """A name without its article, in lower case, with straight apostrophes and single spaces."""
    name = " ".join(str(name).replace("’", "'").lower().split())
    return re.sub(r"^(?:the|a|an) ", "", name)


def _voices(covering):
    """Whose claim and whose words stand at a place, by the stretches of speech that cover it."""
    if not covering:
        return "author", "author"
    claimed = _first_named(covering)
    quoted = [row for row in covering if row.kind != "indirect"]
    return claimed, _first_named(quoted) if quoted else f"author, for {claimed}"


def _first_named(covering):
    return next((row.speaker for row in covering if row.speaker != UNNAMED), UNNAMED)


def _acts(text, start, end):
    """Whether a mention looks like the subject of an active verb."""
    before = text[max(0, start - 30) : start].split()
    if before and before[-1].lower().strip("(\"“‘'") in PREPOSITIONS:
        return False
    after = list(dropwhile(is_adverb, tokenise(text, end, min(len(text), end + 60)).low))
    verb, following = (*after, "", "")[:2]
    if verb in _BE:
        return following.endswith("ing")
    return verb in _ACTIVE or verb.endswith("ed")
