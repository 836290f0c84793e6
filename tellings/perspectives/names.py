"""Who is called what: every mention of an actor of the case, with the sentence it stands in and the voice that says
it.
"""

import re
from bisect import bisect_right

import pandas as pd

from tellings.case.files import CaseError
from tellings.case.sources import as_sources
from tellings.case.tables import read_table
from tellings.reading.tables import sentences
from tellings.reading.text import SPAN, clean

ACTOR_COLUMNS = ["actor", "label", "term"]
NAME_COLUMNS = [*SPAN, "actor", "label", "sentence", "item", "role", "voice", "worded_by"]
RUNNING = ("headline", "abstract", "body")
LABELS = ("neutral", "legitimising", "delegitimising", "favourable", "critical")


def read_actors(case):
    """Read the table of the case that says by which words its texts speak of whom: actors.csv in the folder of the
    case.

    Columns: actor, label (neutral, legitimising, delegitimising, favourable, critical), term (words as they stand in
    a text);
    optional: source (the one text in which the term has this meaning; empty: all), kind ("thing" for what is no
    actor), speaks_for (the actor whose spokesman this one is, by the words of the text), note.
    Errors: CaseError that names the row and the remedy.
    """
    path = case.folder / "actors.csv" if case.folder else None
    if path is None or not path.is_file():
        raise CaseError(f"{path or 'actors.csv'} is missing: write a table with columns {', '.join(ACTOR_COLUMNS)}")
    table = read_table(path)
    for column in ACTOR_COLUMNS:
        if column not in table:
            raise CaseError(f"{path} has no column {column!r}: its columns are {', '.join(ACTOR_COLUMNS)}")
    table = table.assign(**{name: "" for name in ("source", "kind", "speaks_for", "note") if name not in table})
    for row, entry in enumerate(table.itertuples(), 2):
        if not str(entry.actor).strip() or not str(entry.term).strip():
            raise CaseError(f"{path}, row {row}: actor or term is empty; fill it in or remove the row")
        if entry.source and entry.source not in case:
            raise CaseError(
                f"{path}, row {row}: there is no text {entry.source!r}; write one of {', '.join(case)}, or nothing"
            )
        if entry.label not in LABELS:
            raise CaseError(f"{path}, row {row}: {entry.label!r} is no label; write one of {', '.join(LABELS)}")
        if entry.speaks_for and entry.speaks_for not in set(table.actor):
            raise CaseError(f"{path}, row {row}: there is no actor {entry.speaks_for!r} to speak for; correct the name")
    table = table.assign(term=table.term.astype(str), actor=table.actor.astype(str))
    claims = table[table.label != ""].groupby(["term", "source"]).actor.nunique()
    if (claims > 1).any():
        term = claims[claims > 1].index[0][0]
        raise CaseError(f"{path}: {term!r} stands for two actors in the same text; give each row its source")
    return table


def find_names(case, speech=None, actors=None, roles=RUNNING):
    """Find every mention of the actors of a case; of overlapping names of one actor the longest counts.

    In: a case; a table of find_speech (or the reference coding) that says whose words are whose, or None; the actors
    (read_actors); the roles of the sentences to search (captions and links to other stories are left out).
    Out: a row per mention: source, start, end, text, actor, label, sentence, item, role, voice (whose claim it stands
    in: a speaker, or "author"), worded_by (whose words they are: the speaker's only between quotation marks).
    """
    actors = read_actors(case) if actors is None else actors
    rows = []
    for source in as_sources(case):
        found = []
        for actor, entries in actors[actors.source.isin(["", source.id])].groupby("actor", sort=False):
            # A row for this text stands before a row for all texts.
            labels = dict(entries.sort_values("source")[["term", "label"]].itertuples(index=False))
            found += [(start, end, actor, label) for start, end, label in _hits(source.text, labels)]
        places = Places(source, speech)
        rows += [
            (source.id, start, end, clean(source.text[start:end]), actor, label, *places.at(start))
            for start, end, actor, label in sorted(found)
            if places.sentence(start).role in roles
        ]
    return pd.DataFrame(rows, columns=NAME_COLUMNS)


def canonical(speakers, actors):
    """Speakers under the name that the case gives them: "Jens Stoltenberg" and "the Nato secretary general" are
    Stoltenberg.

    In: an iterable of names (None where nobody is named), the actors of the case. Out: a list; unknown names stay as
    they are.
    """
    known = {}
    for actor, term in actors[["actor", "term"]].itertuples(index=False):
        known.setdefault(_bare(term), actor)
        known.setdefault(_bare(actor), actor)
    return [_canonical(speaker, known) for speaker in speakers]


def _canonical(speaker, known):
    if speaker is None or speaker != speaker or not str(speaker).strip():
        return None
    if _bare(speaker) in known:
        return known[_bare(speaker)]
    parts = str(speaker).split(" and ")
    if len(parts) == 2:
        return " and ".join(known.get(_bare(part), part) for part in parts)
    return (
        known.get(_bare(str(speaker).split()[-1]))
        if str(speaker).istitle() and len(str(speaker).split()) > 1 and _bare(str(speaker).split()[-1]) in known
        else str(speaker)
    )


def _bare(name):
    name = " ".join(str(name).replace("’", "'").lower().split())
    return re.sub(r"^(?:the|a|an) ", "", name)


def _hits(text, labels):
    """The longest terms of one actor in a text: (start, end, label)."""
    terms = sorted(labels, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(f'({_pattern(term)})' for term in terms)})(?![\w-])")
    for match in pattern.finditer(text):
        yield match.start(), match.end(), labels[terms[match.lastindex - 1]]


def _pattern(term):
    """A term as a pattern: any white space, either apostrophe, a capital where it may begin a sentence."""
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in term.replace("’", "'").split())
    return f"[{words[0]}{words[0].upper()}]{words[1:]}" if words[0].islower() else words


class Places:
    """The sentence and the voice at a place of a source."""

    def __init__(self, source, speech=None):
        self.rows = list(sentences(source).itertuples())
        self.starts = [row.start for row in self.rows]
        mine = [] if speech is None else speech[speech.source == source.id].sort_values(["start", "end"]).itertuples()
        self.speech = [(row.start, row.end, row.speaker, row.kind) for row in mine]
        self.speech_starts = [row[0] for row in self.speech]

    def sentence(self, place):
        """The row of the sentence; one that a page break cuts goes on after the running head that stands in it."""
        near = max(0, bisect_right(self.starts, place) - 1)
        inside = (row for row in self.rows[max(0, near - 9) : near + 1][::-1] if row.start <= place < row.end)
        return next(inside, self.rows[near])

    def at(self, place):
        row = self.sentence(place)
        near = bisect_right(self.speech_starts, place)
        spans = [span for span in self.speech[max(0, near - 9) : near] if span[0] <= place < span[1]]
        voice, worded_by = "author", "author"
        if spans:
            quoted = [span for span in spans if span[3] != "indirect"]
            voice = _speaker(spans)
            worded_by = _speaker(quoted) if quoted else f"author, for {voice}"
        return row.sentence, row.item, row.role, voice, worded_by


def _speaker(spans):
    return next((span[2] for span in spans if isinstance(span[2], str) and span[2]), "unnamed speaker")
