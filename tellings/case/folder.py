"""A case: a folder of texts that tell one event, and the card of each text."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from tellings.case.cards import ABOUT, CARD_COLUMNS, card_faults, find_file, read_cards, short_name, text_files
from tellings.case.coders import read_coders, reference_of
from tellings.case.files import PROJECT, CaseError, read_text
from tellings.case.sources import text_source
from tellings.case.tables import read_table

_FRONT_MATTER = re.compile(r"\s*---\r?\n(?:[^\n]*\n){1,60}?---\s")


class Case(Mapping):
    """The sources of one folder in order of publication: id -> Source."""

    def __init__(self, sources, folder=None):
        self._sources = {source.id: source for source in sorted(sources, key=_publication_order)}
        self.folder = folder

    def __getitem__(self, name):
        try:
            return self._sources[name]
        except KeyError:
            raise KeyError(f"no source {name!r}; this case has {', '.join(self._sources)}") from None

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
        sentence (see coders); where there is no gold/sentences.csv, "sentences" is what more than half
        of them gave.
        Errors: CaseError where the case has none.
        """
        if not re.fullmatch(r"\w+", name):
            raise CaseError(f"{name!r} is no name of a reference coding: it is a word such as dates")
        folder = Path(self.folder or ".")
        path = folder / "gold" / f"{name}.csv"
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return read_table(path)
        if name in ("coding", "sentences"):
            rows = read_coders(folder / "coding")
            return rows if name == "coding" else reference_of(rows)
        raise CaseError(f"{path} is missing: this case has no reference coding of {name}")


def load_case(folder="seeds"):
    """Read a folder of texts as a case.

    In: a path, absolute, or relative to the working folder, one of its parents or this project.
    Out: a Case, sources in order of publication (unknown dates last, then by id).
    Errors: CaseError with one sentence that names the file and the remedy.
    """
    folder = find_folder(folder)
    if (folder / "sources.csv").exists():
        sources = [card_source(folder, card) for card in read_cards(folder)]
    else:
        sources = [file_source(folder, path.name) for path in text_files(folder)]
    if not sources:
        raise CaseError(f"{folder} holds no text: put two or more texts into it (.txt, .md, .html, .pdf, .docx)")
    seen = {}
    for source in sources:
        if source.id in seen:
            raise CaseError(_same_id(folder, seen[source.id], source))
        seen[source.id] = source.file
    return Case(sources, folder)


def _same_id(folder, file, source):
    """What to do where two sources of a folder have one id."""
    table = folder / "sources.csv"
    if file == source.file:
        return f"{table} has two rows for {file}, id {source.id!r}: delete one of them"
    remedy = f"give one of them another id in {table.name}" if table.exists() else "rename one of the files"
    return f"{folder}: {file} and {source.file} have the same id {source.id!r}: {remedy}"


def find_folder(folder):
    """The folder of a case: absolute, or relative to the working folder, one of its parents or this project.

    Errors: CaseError where there is none; TypeError for anything but a path.
    """
    if not isinstance(folder, (str, Path)):
        raise TypeError(f"a case is the path of a folder, not {type(folder).__name__}")
    if not str(folder).strip() or "\0" in str(folder):
        raise CaseError(f"{str(folder)!r} is no folder: give the folder that holds the texts")
    path = Path(folder).expanduser()
    places = [path] if path.is_absolute() else [base / path for base in (Path.cwd(), *Path.cwd().parents, PROJECT)]
    for place in places:
        if place.is_dir():
            return place
    if path.exists():
        raise CaseError(f"{folder} is a file, not a folder: give the folder that holds the texts")
    raise CaseError(f"there is no folder {folder}: looked in {Path.cwd()}, the folders above it and {PROJECT}")


def card_source(folder, card):
    """The source that a row of sources.csv describes; CaseError with the row's number and its first fault."""
    for fault in card_faults(folder, card):
        raise CaseError(f"{folder / 'sources.csv'}, row {card['row']}: {fault}")
    path = find_file(folder, card["file"])
    fields = {key: card[key] for key in CARD_COLUMNS if key in card and key not in ("sha256", "published")}
    fields.update(id=fields["id"] or short_name(path), file=str(path.relative_to(folder)))
    return text_source(read_text(path), published=card["published"], **fields)


def file_source(folder, name):
    """The source in a file without a card: its id is the file's name, its title the first line."""
    path = find_file(folder, name)
    text = read_text(path)
    lines = _FRONT_MATTER.sub("", text).splitlines()
    title = next((line.strip(" #*\t") for line in lines if line.strip(" #*\t")), "")
    return text_source(text, id=short_name(path), title=title, file=path.name)


def _publication_order(source):
    return (source.published is None, source.earliest or date.min, source.latest or date.min, source.id)
