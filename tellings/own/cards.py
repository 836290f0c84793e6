"""The first cards of a case of one's own, filled with what its texts state."""

import re
import unicodedata

import pandas as pd

from tellings.case.cards import CARD_COLUMNS, cards_table
from tellings.case.files import CaseError
from tellings.case.folder import Case, find_folder
from tellings.case.tables import write_table
from tellings.own.readable import read_all
from tellings.own.wording import say
from tellings.reading.head import read_head
from tellings.reading.page import find_paragraphs, one_break

LONG_TITLE = 400  # characters: no headline is so long, a text that has lost its line breaks is
MOST = 3  # lines that could not be read, of which each is named


def new_cards(folder):
    """Write sources.csv with a row per text, filled with what the text itself states: title, outlet, author, date.

    Several authors stand in one cell, "; " between them.
    In: a folder of texts (.txt, .md, .html, .pdf, .docx). Out: the table of cards, with two columns that are not
    written: `read`, the lines from which outlet, author and date were taken, and `unread`, what looks like one of them
    and could not be read; and (name, what is wrong and the remedy) of what can't be read, which gets no row. Where
    nothing can be read nothing is written.
    Errors: CaseError where there is a sources.csv already.
    """
    folder = find_folder(folder)
    if there := cards_table(folder):
        raise CaseError(say("card.there", file=there))
    findings, sources = read_all(folder)
    rows = [card_of(source, [one.id for one in sources]) for source in Case(sources).values()]
    table = pd.DataFrame(rows, columns=[*CARD_COLUMNS, "read", "unread"])
    if rows:
        write_table(table.drop(columns=["sha256", "read", "unread"]), folder / "sources.csv")
    return table, [(name, message) for level, name, _, message in findings if level == "fault"]


def head_of(source):
    """The head of a source: the title, writers and day that its page states (see read_head)."""
    return read_head(one_break(source.text), find_paragraphs(source.text), source.date_order)


def card_of(source, taken=()):
    """A card with what the text itself says; what it does not say stays empty, for its owner to fill."""
    head = head_of(source)
    title, unread = head.title or source.title, unread_lines(head)
    if len(unread) > MOST:
        unread[MOST:] = [say("head.more", lines=len(unread) - MOST)]
    if len(title) > LONG_TITLE:
        unread.insert(0, say("head.title", characters=len(title)))
        title = f"{title[: LONG_TITLE // 4].rsplit(' ', 1)[0]} …"
    elif not head.title and len(title) > LONG_TITLE // 4:
        unread.append(say("head.no_title"))
    return {
        **dict.fromkeys(CARD_COLUMNS, ""),
        "file": source.file,
        "id": _short_id(source.id, [*taken] or [source.id]),
        "title": title,
        "outlet": head.outlet,
        "outlet_basis": "stated" if head.outlet else "",
        "author": "; ".join(head.authors),
        "author_basis": "stated" if head.authors else "",
        "published": head.day,
        "published_basis": "stated" if head.day else "",
        "date_order": head.order,
        "read": "; ".join(
            say("new.read", what=what, number=number, line=line[:80]) for what, number, line in head.read
        ),
        "unread": "; ".join(unread),
    }


def unread_lines(head):
    """What looks like a date or a byline in the head of a text and can't be read without doubt, a sentence each."""
    return [say(f"head.{problem}", number=number, line=line[:80]) for problem, number, line in head.unread]


def _short_id(name, taken):
    """A short name for figures and sentence ids; the file's own where the short one would not be unique."""
    short = _slug(name)
    return short if short and [_slug(other) for other in taken].count(short) == 1 else name


def _slug(name):
    """The letters of a name without their marks, words joined by hyphens, at most 20 characters."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:20].strip("-")
