"""A case: a folder of texts that tell one event, and the card of each text."""

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from tellings.case.cards import ABOUT, CARD_COLUMNS, card_faults, cards_table, find_file, found_in, same_id, short_name
from tellings.case.coders import read_coders, reference_of
from tellings.case.errors import CaseError
from tellings.case.files import PROJECT, is_blank, read_text
from tellings.case.places import existing_folder, find_table, working_folder
from tellings.case.sources import text_source
from tellings.case.tables import read_table
from tellings.case.wording import say

_FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t\r]*\n(?:[^\n]*\n){1,60}?\1\s")


class Case(Mapping):
    """The sources of one folder in order of publication: id -> Source."""

    def __init__(self, sources, folder=None):
        self._sources = {source.id: source for source in sorted(sources, key=_publication_order)}
        self.folder = folder

    def __getitem__(self, name):
        try:
            return self._sources[name]
        except KeyError:
            raise KeyError(say("folder.no_source", name=name, sources=", ".join(self._sources))) from None

    def __iter__(self):
        return iter(self._sources)

    def __len__(self):
        return len(self._sources)

    @property
    def cards(self):
        """The source cards: a row per source, indexed by id, in order of publication."""
        rows = [[getattr(source, column) or "" for column in ABOUT] for source in self.values()]
        return pd.DataFrame(rows, columns=ABOUT, index=pd.Index(list(self), name="source"))

    def gold(self, name):
        """The reference coding `name` ("sentences", "dates", "quotes", …) as a table.

        It lies in the case's folder as gold/NAME.csv. "coding" is what the coders have filled in, a row per coder and
        sentence (see coders); where there is no gold/sentences.csv, "sentences" has the codes of
        more than half of those who gave one.
        Errors: CaseError where the case has none.
        """
        if not isinstance(name, str):
            raise TypeError(say("folder.gold_type", given=type(name).__name__))
        if not re.fullmatch(r"\w{1,80}", name):
            raise CaseError(say("folder.gold_name", name=name))
        folder = Path(self.folder or ".")
        if path := find_table(folder, "gold", f"{name}.csv"):
            return read_table(path)
        if name in ("coding", "sentences"):
            rows = read_coders(folder / "coding")
            return rows if name == "coding" else reference_of(rows)
        path = folder / "gold" / f"{name}.csv"
        raise CaseError(say("folder.no_gold", path=path, name=name))

    def table(self, name):
        """A table that lies beside the texts: case.table("evidence") is evidence.csv.

        Errors: CaseError where there is none, or it leads outside the folder.
        """
        if not isinstance(name, str):
            raise TypeError(say("folder.table_type", given=type(name).__name__))
        folder = Path(self.folder or ".")
        path = find_table(folder, f"{name}.csv")
        if path is None:
            raise CaseError(say("folder.no_table", name=name, folder=folder))
        return read_table(path)


def load_case(folder="seeds"):
    """Read a folder of texts as a case.

    In: a path, absolute, or relative to the working folder, one of its parents or this project.
    Out: a Case, sources in order of publication (unknown dates last, then by id).
    Errors: CaseError with one sentence that names the file and the remedy.
    """
    folder = find_folder(folder)
    described, found = found_in(folder)
    sources = [card_source(folder, one) if described else file_source(folder, one.name) for one in found]
    if not sources:
        raise CaseError(say("folder.no_text", folder=folder))
    seen = {}
    for source in sources:
        other = seen.setdefault(same_id(source.id), source)
        if other is not source:
            raise CaseError(_alike(folder, other, source, described))
    return Case(sources, folder)


def _alike(folder, one, two, described):
    """What to do where two sources of a folder have one id; whether a table describes them."""
    if one.file == two.file and one.id == two.id:
        return say("folder.two_rows", table=described or folder, file=one.file, id=one.id)
    same = repr(one.id) if one.id == two.id else say("folder.id_but_for", id=one.id, other=two.id)
    if described:
        return say("folder.same_id_cards", folder=folder, one=one.file, two=two.file, id=same, table=described.name)
    return say("folder.same_id_files", folder=folder, one=one.file, two=two.file, id=same)


def find_folder(folder):
    """The folder of a case: absolute, or relative to the working folder, one of its parents or this project.

    Errors: CaseError where there is none, or it can't be listed; TypeError for anything but a path.
    """
    path = folder
    if isinstance(folder, (str, Path)) and str(folder).strip():
        path = Path(os.path.expanduser(folder))
        if not path.is_absolute():
            here = working_folder()
            path = next(filter(os.path.isdir, (place / path for place in (here, *here.parents, PROJECT))), path)
            if not os.path.lexists(path):
                raise CaseError(say("folder.missing", folder=folder, here=here, project=PROJECT))
    return existing_folder(path, say("folder.texts"))


def card_source(folder, card):
    """The source that a row of sources.csv describes; CaseError with the row's number and its first fault."""
    for fault in card_faults(folder, card):
        raise CaseError(say("folder.row", table=cards_table(folder), row=card["row"], fault=fault))
    path = find_file(folder, card["file"])
    fields = {key: card[key] for key in CARD_COLUMNS if key in card and key not in ("sha256", "published")}
    fields.update(id=fields["id"] or short_name(path), file=str(path.relative_to(folder)))
    return text_source(read_text(path), published=card["published"], **fields)


def file_source(folder, name):
    """The source in a file without a card: its id is the file's name, its title the first line."""
    path = find_file(folder, name)
    text = read_text(path)
    if is_blank(text):
        raise CaseError(say("sources.empty", path=path))
    return text_source(text, id=short_name(path), title=first_line(text), file=path.name)


def first_line(text):
    """The first line with a word of a text, below its front matter, without the marks of a title; "" for none."""
    front = _FRONT_MATTER.match(text)
    lines = (line.strip(" #*\t") for line in text[front.end() if front else 0 :].splitlines())
    return next(filter(re.compile(r"\w").search, lines), "")


def _publication_order(source):
    return (source.published is None, source.earliest or date.min, source.latest or date.min, source.id)
