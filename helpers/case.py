"""A case: a folder of texts that tell one event, and the card of each text."""
import csv
import hashlib
import io
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

PROJECT = Path(__file__).resolve().parent.parent
TEXT_SUFFIXES = (".txt", ".md")
BASES = ("stated", "inferred", "outside", "")
CARD_COLUMNS = ["file", "id", "title", "outlet", "outlet_basis", "author", "author_basis", "published",
                "published_basis", "kind", "rights", "sha256", "date_order"]


class CaseError(ValueError):
    """A fault in a case that its owner can mend; the one sentence names the file and the remedy."""


@dataclass(frozen=True)
class Source:
    """One text as it lies in its file, with what its card says of it.

    `published` is a day (2021-08-17), a month, a year, an interval (2021-09/2021-12) or None;
    `date_order` is "dmy", "mdy" or "" where numeric dates may be either.
    """
    id: str
    text: str
    title: str = ""
    outlet: str = ""
    outlet_basis: str = ""
    author: str = ""
    author_basis: str = ""
    published: str | None = None
    published_basis: str = ""
    kind: str = ""
    rights: str = ""
    date_order: str = ""
    file: str = ""

    @property
    def earliest(self):
        """The first day on which the text can have been published, or None."""
        return day_range(self.published)[0] if self.published else None

    @property
    def latest(self):
        """The last day on which the text can have been published, or None."""
        return day_range(self.published)[1] if self.published else None


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
        columns = ["title", "outlet", "outlet_basis", "author", "author_basis", "published", "published_basis", "kind"]
        rows = [[getattr(source, column) or "" for column in columns] for source in self.values()]
        return pd.DataFrame(rows, columns=columns, index=pd.Index(list(self), name="source"))

    def gold(self, name):
        """The reference coding `name` ("sentences", "dates", "quotes", …) as a table; CaseError where the case has none."""
        path = Path(self.folder or ".") / "gold" / f"{name}.csv"
        if not path.is_file():
            raise CaseError(f"{path} is missing: this case has no reference coding of {name}")
        return read_table(path)


def load_case(folder="seeds"):
    """Read a folder of texts as a case.

    In: a path, absolute, or relative to the working folder, one of its parents or this project.
    Out: a Case, sources in order of publication (unknown dates last, then by id).
    Errors: CaseError with one sentence that names the file and the remedy.
    """
    folder = _find(folder)
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in TEXT_SUFFIXES and p.stem.lower() != "readme")
    manifest = folder / "sources.csv"
    if manifest.exists():
        sources = [_from_card(folder, card, row) for row, card in enumerate(_cards(manifest), 2)]
    else:
        sources = [_from_file(path) for path in files]
    if not sources:
        raise CaseError(f"{folder} holds no text: put .txt or .md files into it")
    seen = {}
    for source in sources:
        if source.id in seen:
            raise CaseError(f"{folder}: {seen[source.id]} and {source.file} have the same id {source.id!r}; rename one")
        seen[source.id] = source.file
    return Case(sources, folder)


def text_source(text, id="text", published=None, **card):
    """A Source without a file.

    In: the text, an id, the publication date or None, any other field of Source by name.
    Errors: TypeError for anything but text; CaseError for an empty text or a date that is none.
    """
    if not isinstance(text, str) or not isinstance(id, str):
        raise TypeError(f"a source needs its text and id as str, not {type(text).__name__} and {type(id).__name__}")
    if published is not None and not isinstance(published, str):
        raise TypeError(f'a publication date is text such as "2021-08-17", not {type(published).__name__}')
    published = (published or "").strip() or None
    if not text.strip():
        raise CaseError(f"{card.get('file') or id} is empty: put the text into it, or take it out of the case")
    if published:
        day_range(published)
    return Source(id=id, text=text, published=published, **card)


def as_sources(sources):
    """The list of Source objects in a Source, a Case or any iterable of Sources; TypeError for anything else."""
    if isinstance(sources, Source):
        return [sources]
    found = list(sources.values()) if isinstance(sources, Mapping) else None
    if found is None and not isinstance(sources, (str, bytes)):
        try:
            found = list(sources)
        except TypeError:
            pass
    if found is None or not all(isinstance(source, Source) for source in found):
        raise TypeError(f"expected a source, a case or a list of sources, not {type(sources).__name__}; "
                        'make one with text_source("…")')
    return found


def day_range(published):
    """First and last day of a date as cards write it: a day, a month, a year, or two of them with a slash between.

    Errors: CaseError where the text is no date.
    """
    parts = published.split("/")
    if len(parts) <= 2:
        try:
            first, last = _days(parts[0])[0], _days(parts[-1])[1]
            if first <= last:
                return first, last
        except ValueError:
            pass
    raise CaseError(f"{published!r} is no date: write 2021-08-17, 2021-08, 2021 or 2021-09/2021-12")


def _days(text):
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text.strip())
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    first = date(year, month or 1, day or 1)
    last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    return first, last


def read_text(path):
    """The text of a file, line ends as they stand, a byte-order mark not counted.

    Errors: CaseError for bytes that are no text, with the command that converts them.
    """
    data = Path(path).read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise CaseError(f"{path} is not UTF-8 text: save it as UTF-8, or convert it with "
                        f"iconv -f WINDOWS-1252 -t UTF-8 {Path(path).name} > new.txt") from None


def read_table(path):
    """A CSV file as a table of text, with whole-number columns as numbers and empty cells as "" or <NA>."""
    table = pd.read_csv(io.StringIO(read_text(path)), dtype=str, keep_default_na=False)
    for column in table:
        filled = table[column] != ""
        if filled.any() and table.loc[filled, column].str.fullmatch(r"-?\d{1,9}").all() and column not in ("value",):
            table[column] = pd.to_numeric(table[column]).astype("Int64" if not filled.all() else "int64")
    return table


def _find(folder):
    path = Path(folder)
    places = [path] if path.is_absolute() else [base / path for base in (Path.cwd(), *Path.cwd().parents, PROJECT)]
    for place in places:
        if place.is_dir():
            return place
    if path.exists():
        raise CaseError(f"{folder} is a file, not a folder: give the folder that holds the texts")
    raise CaseError(f"there is no folder {folder}: looked in {Path.cwd()}, the folders above it and {PROJECT}")


def _cards(manifest):
    rows = list(csv.DictReader(io.StringIO(read_text(manifest), newline="")))
    if not rows or "file" not in rows[0]:
        raise CaseError(f"{manifest} has no rows with a column 'file': give each text a row, its file name first")
    return [{key: (value or "").strip() for key, value in row.items() if key} for row in rows]


def _from_card(folder, card, row):
    name = card["file"]
    path = folder / name
    if not name or not path.is_file():
        raise CaseError(f"{folder / 'sources.csv'}, row {row}: there is no file {name!r}; correct the name or remove the row")
    if path.resolve().parent != folder.resolve():
        raise CaseError(f"{folder / 'sources.csv'}, row {row}: {name!r} lies outside the folder; copy it in")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if card.get("sha256") and digest != card["sha256"]:
        raise CaseError(f"{path} is not the text that sources.csv describes (its SHA-256 differs): "
                        "restore the file with git checkout, or empty the cell sha256")
    fields = {key: card[key] for key in CARD_COLUMNS if key in card and key not in ("sha256", "published")}
    fields["id"] = fields.get("id") or path.stem
    try:
        return text_source(read_text(path), published=card.get("published"), **fields)
    except CaseError as error:
        raise CaseError(f"{folder / 'sources.csv'}, row {row}: {error}") from None


def _from_file(path):
    text = read_text(path)
    title = next((line.strip(" #*\t") for line in text.splitlines() if line.strip()), "")
    return text_source(text, id=path.stem, title=title, file=path.name)


def _publication_order(source):
    return (source.published is None, source.earliest or date.min, source.latest or date.min, source.id)
