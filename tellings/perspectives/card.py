"""One page on whose account a text is, to print or to hand in."""

from pathlib import Path

from tellings.case.files import CaseError
from tellings.perspectives.names import canonical, find_names, read_actors
from tellings.perspectives.voices import cues, naming_counts, presence, speaker_shares, voice_shares, words_by_voice
from tellings.reading.show import Page, visible
from tellings.reading.tables import words
from tellings.reading.terms import word_groups

_MARK = "<!-- perspective card -->"


class PerspectiveCard(Page):
    """A page that shows itself and can be saved as an HTML file."""

    def __init__(self, name, html_text, plain):
        super().__init__(html_text, plain)
        self.name = name

    def save(self, folder="."):
        """Write the page as perspective_NAME.html into a folder, which is made if need be, and return the path.

        Errors: CaseError where a file of that name stands there that is no perspective card.
        """
        safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in self.name)
        path = Path(folder) / f"perspective_{safe}.html"
        if path.exists() and not path.read_text(encoding="utf-8", errors="replace").startswith(
            f"<!doctype html>{_MARK}"
        ):
            raise CaseError(f"{path} is there already and is no perspective card: move it, or save into another folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'<!doctype html>{_MARK}<html lang="en"><meta charset="utf-8"><title>{visible(self.name)}</title>'
            f'<body style="font-family:sans-serif;margin:2em">{self._repr_html_()}</body></html>\n',
            encoding="utf-8",
        )
        return path


def perspective_card(case, name, speech, note=""):
    """The perspective card of one text of a case: whose words, by which verbs, who is called what, who has no voice.

    In: a case, the id of a text, a table of find_speech or the reference coding, a remark of the reader's own.
    Out: a PerspectiveCard. What needs a table that the case lacks (actors.csv, gold/failures.csv) is left out and
    said so.
    """
    source = case[name]
    mine = speech[speech.source == name]
    rows = [("Source card", _source_line(source))]
    by_word = words_by_voice(source, mine)
    if len(by_word):
        rows += [
            (
                f"Whose words: {row.text}",
                f"{row.words} words: {row.direct:.0f} % quoted, {row.indirect:.0f} % reported, "
                f"{row.reporting:.0f} % reporting clauses, {row.author:.0f} % the author's own",
            )
            for row in voice_shares(by_word).itertuples()
        ]
    actors = None
    try:
        actors = read_actors(case)
    except CaseError:
        rows.append(("Names", "not looked at: the case has no table actors.csv that can be read"))
    by_word["speaker"] = canonical(by_word.speaker, actors) if actors is not None else by_word.speaker
    shares = speaker_shares(by_word)
    shares = shares[shares.speaker != ""].groupby("speaker").words.sum().sort_values(ascending=False, kind="stable")
    rows.append(
        ("Who speaks", ", ".join(f"{who} ({n} words)" for who, n in shares.head(8).items()) or "nobody by name")
    )
    verbs = cues(source, mine).groupby("class").lemma.agg(lambda lemmas: ", ".join(dict.fromkeys(lemmas)))
    rows.append(("Reporting words", "; ".join(f"{kind}: {lemmas}" for kind, lemmas in verbs.items()) or "none"))
    if actors is not None:
        rows += _actor_lines(case, name, mine, actors)
    groups = word_groups(words(source)).groupby("group", sort=False).size()
    groups = groups[groups.index.isin(["will and may", "must and should", "hedges"])]
    rows.append(("Certainty", ", ".join(f"{group}: {n}" for group, n in groups.items()) or "no modal or hedge"))
    rows.append(("Who failed", _failure_line(case, name)))
    rows.append(
        (
            "What this page cannot say",
            "It counts words and names; it does not know whether what is said is true, "
            "what the speaker said besides, or who was never asked.",
        )
    )
    if note:
        rows.append(("The reader's note", note))
    cell = "border-bottom:1px solid #ccc;padding:4px 8px;text-align:left;vertical-align:top"
    lines = "".join(
        f'<tr><th scope="row" style="{cell};width:12em">{visible(head)}</th>'
        f'<td style="{cell}">{visible(body)}</td></tr>'
        for head, body in rows
    )
    page = (
        f'<table style="border-collapse:collapse;max-width:60em;font-size:95%">'
        f'<caption style="text-align:left;font-weight:bold">'
        f"Perspective card: {visible(name)}</caption><tbody>{lines}</tbody></table>"
    )
    return PerspectiveCard(
        name, page, f"Perspective card of {name}: " + "; ".join(f"{head}: {body}" for head, body in rows)
    )


def _source_line(source):
    """What the source card says, each with its basis."""
    parts = [source.title or "no title"]
    for label, value, basis in (
        ("outlet", source.outlet, source.outlet_basis),
        ("author", source.author, source.author_basis),
        ("published", source.published, source.published_basis),
    ):
        parts.append(f"{label} {value} ({basis or 'basis not given'})" if value else f"{label} unknown")
    return "; ".join(parts)


def _actor_lines(case, name, speech, actors):
    """Lines of the card on names and presence."""
    names = find_names(case[name], speech, actors)
    counts = naming_counts(names)
    judged = counts[counts.label != "neutral"]
    judged = "; ".join(
        f"{actor}: “{term}” ({label}, {places})"
        for actor, term, label, places in zip(judged.actor, judged["name"], judged.label, judged.sentences)
    )
    lines = [("Names that judge", judged or "none")]
    table = presence({name: case[name]}, names, speech, actors)
    mute = table[(table.named > 0) & (table.speaks == 0)].sort_values("named", ascending=False, kind="stable")
    lines.append(
        ("Named, given no words", ", ".join(f"{row.actor} ({row.named})" for row in mute.itertuples()) or "nobody")
    )
    return lines


def _failure_line(case, name):
    try:
        table = case.gold("failures")
    except CaseError:
        return "not coded: the case has no gold/failures.csv"
    mine = table[table.source == name]
    return (
        "; ".join(
            f"{row.failure}: {row.subject or 'nobody named'} ({row.grammar}, {row.sentence})"
            for row in mine.itertuples()
        )
        or "nobody"
    )
