"""One page on whose account a text is, to print or to hand in."""

from pathlib import Path

import pandas as pd

from tellings.case.files import CaseError
from tellings.perspectives.names import canonical, find_names, naming_counts, presence, read_actors
from tellings.perspectives.voices import SPOKEN, cues, speaker_shares, voice_shares, words_by_voice
from tellings.reading.show import Page, table
from tellings.reading.spans import UNNAMED
from tellings.reading.tables import words
from tellings.reading.templates import render
from tellings.reading.terms import word_groups
from tellings.reading.text import TEXT_ROLES

MARK = "<!-- perspective card -->"  # in the second line of the page, so that it is known again
CERTAINTY = ["will and may", "must and should", "hedges"]
LIMITS = (
    "It counts words and names; it does not know whether what is said is true, what the speaker said besides, or who "
    "was never asked."
)


class PerspectiveCard(Page):
    """A page that shows itself and can be saved as an HTML file."""

    def __init__(self, name, rows):
        page = table(pd.DataFrame(rows, columns=["asked", "found"]), f"Perspective card: {name}")
        plain = "; ".join(f"{asked}: {found}" for asked, found in rows)
        super().__init__(page.html, f"Perspective card of {name}: {plain}")
        self.name = name

    def save(self, folder="."):
        """Write the page as perspective_NAME.html into a folder, which is made if need be, and return the path.

        Errors: CaseError where a file of that name stands there that is no perspective card.
        """
        safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in self.name)
        path = Path(folder) / f"perspective_{safe}.html"
        if path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace")[:100]:
            raise CaseError(f"{path} is there already and is no perspective card: move it, or save into another folder")
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
    rows = [("Source card", _source_line(source)), *_share_lines(by_word)]
    try:
        actors = read_actors(case)
    except CaseError:
        named = []
        rows.append(("Names", "not looked at: the case has no table actors.csv that can be read"))
    else:
        named = _actor_lines(source, mine, actors)
        by_word["speaker"] = canonical(by_word.speaker, actors)
    # Captions, links and other furniture are not the article's.
    hits, verbs = (rows[rows.role.isin(TEXT_ROLES)] for rows in (word_groups(words(source)), cues(source, mine)))
    groups = hits.groupby("group", sort=False).size()
    certain = ", ".join(f"{group}: {hits}" for group, hits in groups.items() if group in CERTAINTY)
    rows += [
        ("Who speaks", _speakers_line(by_word)),
        ("Reporting words", _verbs_line(verbs)),
        *named,
        ("Certainty", certain or "no modal or hedge"),
        ("Who failed", _failure_line(case, name)),
        ("What this page cannot say", LIMITS),
    ]
    return PerspectiveCard(name, [*rows, ("The reader's note", note)] if note else rows)


def _source_line(source):
    """What the source card says, each with its basis."""
    parts = [source.title or "no title"]
    for label in ("outlet", "author", "published"):
        value, basis = getattr(source, label), getattr(source, f"{label}_basis")
        parts.append(f"{label} {value} ({basis or 'basis not given'})" if value else f"{label} unknown")
    return "; ".join(parts)


def _share_lines(by_word):
    for row in voice_shares(by_word).itertuples():
        yield (
            f"Whose words: {row.text}",
            f"{row.words} words: {row.direct:.0f} % quoted, {row.indirect:.0f} % reported, "
            f"{row.reporting:.0f} % the rest of sentences that report, {row.author:.0f} % the author's own",
        )


def _speakers_line(by_word):
    shares = speaker_shares(by_word[by_word.part.isin(SPOKEN) & (by_word.speaker != UNNAMED)])
    shares = shares.groupby("speaker").words.sum().sort_values(ascending=False, kind="stable")
    return ", ".join(f"{who} ({count} words)" for who, count in shares.head(8).items()) or "nobody by name"


def _verbs_line(found):
    verbs = found.groupby("class").lemma.agg(lambda lemmas: ", ".join(dict.fromkeys(lemmas)))
    return "; ".join(f"{kind}: {lemmas}" for kind, lemmas in verbs.items()) or "none"


def _actor_lines(source, speech, actors):
    """Lines of the card on names and presence."""
    names = find_names(source, speech, actors)
    counts = naming_counts(names)
    judged = [
        f"{row.actor}: “{row.name}” ({row.label}, {row.sentences})"
        for row in counts[counts.label != "neutral"].itertuples()
    ]
    table = presence(source, names, speech, actors)
    mute = table[(table.named > 0) & (table.speaks == 0)].sort_values("named", ascending=False, kind="stable")
    unheard = [f"{row.actor} ({row.named})" for row in mute.itertuples()]
    return [
        ("Names that judge", "; ".join(judged) or "none"),
        ("Named, given no words", ", ".join(unheard) or "nobody"),
    ]


def _failure_line(case, name):
    try:
        coded = case.gold("failures")
    except CaseError:
        return "not coded: the case has no gold/failures.csv"
    told = [
        f"{row.failure}: {row.subject or UNNAMED} ({row.grammar}, {row.sentence})"
        for row in coded[coded.source == name].itertuples()
    ]
    return "; ".join(told) or "nobody"
