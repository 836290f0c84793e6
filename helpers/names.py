"""Who is called what: every mention of an actor of the case, with the sentence it stands in and the voice that says
it.
"""

import re
from bisect import bisect_right

import pandas as pd

from helpers.case import CaseError, as_sources, read_table
from helpers.text import SPAN, clean, sentences

ACTOR_COLUMNS = ["actor", "label", "term"]
NAME_COLUMNS = [*SPAN, "actor", "label", "sentence", "item", "role", "voice"]
LABELS = ("neutral", "legitimising", "delegitimising", "favourable", "critical")


def read_actors(case):
    """Read the table of the case that says by which words its texts speak of whom: actors.csv in the folder of the
    case.

    Columns: actor, label (neutral, legitimising, delegitimising, favourable, critical), term (words as they stand in
    a text);
    optional: source (the one text in which the term has this meaning; empty: all), kind ("thing" for what is no
    actor), note.
    Errors: CaseError that names the row and the remedy.
    """
    path = case.folder / "actors.csv" if case.folder else None
    if path is None or not path.is_file():
        raise CaseError(f"{path or 'actors.csv'} is missing: write a table with columns {', '.join(ACTOR_COLUMNS)}")
    table = read_table(path)
    for column in ACTOR_COLUMNS:
        if column not in table:
            raise CaseError(f"{path} has no column {column!r}: its columns are {', '.join(ACTOR_COLUMNS)}")
    table = table.assign(**{name: "" for name in ("source", "kind", "note") if name not in table})
    for row, entry in enumerate(table.itertuples(), 2):
        if not str(entry.actor).strip() or not str(entry.term).strip():
            raise CaseError(f"{path}, row {row}: actor or term is empty; fill it in or remove the row")
        if entry.source and entry.source not in case:
            raise CaseError(
                f"{path}, row {row}: there is no text {entry.source!r}; write one of {', '.join(case)}, or nothing"
            )
        if entry.label not in LABELS:
            raise CaseError(f"{path}, row {row}: {entry.label!r} is no label; write one of {', '.join(LABELS)}")
    table = table.assign(term=table.term.astype(str), actor=table.actor.astype(str))
    claims = table[table.label != ""].groupby(["term", "source"]).actor.nunique()
    if (claims > 1).any():
        term = claims[claims > 1].index[0][0]
        raise CaseError(f"{path}: {term!r} stands for two actors in the same text; give each row its source")
    return table


def find_names(case, speech=None, actors=None):
    """Find every mention of the actors of a case; of overlapping names of one actor the longest counts.

    In: a case; a table of find_speech (or the reference coding) that says whose words are whose, or None; the actors
    (read_actors).
    Out: a row per mention: source, start, end, text, actor, label, sentence, item, role, voice (a speaker, or
    "author").
    """
    actors = read_actors(case) if actors is None else actors
    rows = []
    for source in as_sources(case):
        found = []
        for actor, entries in actors[actors.source.isin(["", source.id])].groupby("actor", sort=False):
            # A row for this text stands before a row for all texts.
            labels = dict(entries.sort_values("source")[["term", "label"]].itertuples(index=False))
            found += [(start, end, actor, label) for start, end, label in _hits(source.text, labels)]
        places = _Places(source, speech)
        rows += [
            (source.id, start, end, clean(source.text[start:end]), actor, label, *places.at(start, end))
            for start, end, actor, label in sorted(found)
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


class _Places:
    """The sentence and the voice at a place of a source."""

    def __init__(self, source, speech):
        self.rows = list(sentences(source).itertuples())
        self.starts = [row.start for row in self.rows]
        mine = [] if speech is None else speech[(speech.source == source.id)].sort_values(["start", "end"]).itertuples()
        self.speech = [(row.start, row.end, row.speaker) for row in mine]
        self.speech_starts = [start for start, _, _ in self.speech]

    def at(self, start, end):
        row = self.rows[max(0, bisect_right(self.starts, start) - 1)]
        near = bisect_right(self.speech_starts, start)
        voices = [speaker for a, b, speaker in self.speech[max(0, near - 9) : near] if a <= start < b]
        voice = "author" if not voices else next((v for v in voices if isinstance(v, str) and v), "unnamed speaker")
        return row.sentence, row.item, row.role, voice
