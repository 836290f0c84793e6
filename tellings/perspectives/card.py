"""One page on whose account a text is, to print or to hand in."""

from pathlib import Path

import pandas as pd

from tellings.case.files import CaseError
from tellings.perspectives.names import canonical, find_names, naming_counts, presence, read_actors
from tellings.perspectives.voices import SPOKEN, cues, speaker_shares, voice_shares, words_by_voice
from tellings.perspectives.wording import say
from tellings.reading.show import Page, table
from tellings.reading.spans import UNNAMED
from tellings.reading.tables import words
from tellings.reading.templates import render
from tellings.reading.terms import word_groups
from tellings.reading.text import TEXT_ROLES

MARK = "<!-- perspective card -->"  # in the second line of the page, so that it is known again
CERTAINTY = ["will and may", "must and should", "hedges"]


class PerspectiveCard(Page):
    """A page that shows itself and can be saved as an HTML file."""

    def __init__(self, name, rows):
        page = table(pd.DataFrame(rows, columns=["asked", "found"]), say("card.title", name=name))
        plain = "; ".join(f"{asked}: {found}" for asked, found in rows)
        super().__init__(page.html, say("card.plain", name=name, rows=plain))
        self.name = name

    def save(self, folder="."):
        """Write the page as perspective_NAME.html into a folder, which is made if need be, and return the path.

        Errors: CaseError where a file of that name stands there that is no perspective card.
        """
        safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in self.name)
        path = Path(folder) / f"perspective_{safe}.html"
        if path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace")[:100]:
            raise CaseError(say("card.there", path=path))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render("card.html", title=self.name, body=self.html), encoding="utf-8")
        return path


def perspective_card(case, name, speech, note=""):
    """The perspective card of one text of a case: whose words, by which verbs, who is called what, who has no voice.

    In: a case, the id of a text, a table of find_speech or the reference coding, a remark of the reader's own.
    Out: a PerspectiveCard. What needs a table that the case lacks (actors.csv, gold/failures.csv) is left out and
    said so.
    """
    source, mine = case[name], speech[speech.source == name]
    by_word = words_by_voice(source, mine)
    rows = [(say("card.source"), _source_line(source)), *_share_lines(by_word)]
    try:
        actors = read_actors(case)
    except CaseError:
        named = []
        rows.append((say("card.names"), say("card.no_actors")))
    else:
        named = _actor_lines(source, mine, actors)
        by_word["speaker"] = canonical(by_word.speaker, actors, name)
    # Captions, links and other furniture are not the article's.
    hits, verbs = (rows[rows.role.isin(TEXT_ROLES)] for rows in (word_groups(words(source)), cues(source, mine)))
    groups = hits.groupby("group", sort=False).size()
    certain = ", ".join(f"{group}: {hits}" for group, hits in groups.items() if group in CERTAINTY)
    rows += [
        (say("card.speaks"), _speakers_line(by_word)),
        (say("card.verbs"), _verbs_line(verbs)),
        *named,
        (say("card.certainty"), certain or say("card.no_certainty")),
        (say("card.failed"), _failure_line(case, name)),
        (say("card.limits"), say("card.limit")),
    ]
    return PerspectiveCard(name, [*rows, (say("card.note"), note)] if note else rows)


def _source_line(source):
    """What the source card says, each with its basis."""
    parts = [source.title or say("source.no_title")]
    for label in ("outlet", "author", "published"):
        value, basis = getattr(source, label), getattr(source, f"{label}_basis")
        known = {"value": value, "basis": basis or say("source.no_basis")}
        parts.append(say(f"source.{label}", **known) if value else say(f"source.no_{label}"))
    return "; ".join(parts)


def _share_lines(by_word):
    for row in voice_shares(by_word).itertuples():
        shares = {"direct": row.direct, "indirect": row.indirect, "reporting": row.reporting, "author": row.author}
        yield say("card.share", text=row.text), say("card.shares", words=row.words, **shares)


def _speakers_line(by_word):
    shares = speaker_shares(by_word[by_word.part.isin(SPOKEN) & (by_word.speaker != UNNAMED)])
    shares = shares.groupby("speaker").words.sum().sort_values(ascending=False, kind="stable")
    told = [say("card.speaker", who=who, words=count) for who, count in shares.head(8).items()]
    return ", ".join(told) or say("card.no_speaker")


def _verbs_line(found):
    verbs = found.groupby("class").lemma.agg(lambda lemmas: ", ".join(dict.fromkeys(lemmas)))
    return "; ".join(f"{kind}: {lemmas}" for kind, lemmas in verbs.items()) or say("card.no_verb")


def _actor_lines(source, speech, actors):
    """Lines of the card on names and presence."""
    names = find_names(source, speech, actors)
    counts = naming_counts(names)
    judged = [
        say("card.judged", actor=row.actor, name=row.name, label=row.label, sentences=row.sentences)
        for row in counts[counts.label != "neutral"].itertuples()
    ]
    table = presence(source, names, speech, actors)
    mute = table[(table.named > 0) & (table.speaks == 0)].sort_values("named", ascending=False, kind="stable")
    unheard = [f"{row.actor} ({row.named})" for row in mute.itertuples()]
    return [
        (say("card.judging"), "; ".join(judged) or say("card.none_judges")),
        (say("card.unheard"), ", ".join(unheard) or say("card.none_unheard")),
    ]


def _failure_line(case, name):
    try:
        coded = case.gold("failures")
    except CaseError:
        return say("card.not_coded")
    told = [
        f"{row.failure}: {row.subject or UNNAMED} ({row.grammar}, {row.sentence})"
        for row in coded[coded.source == name].itertuples()
    ]
    return "; ".join(told) or say("card.none_failed")
