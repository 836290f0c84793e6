"""Source cards: the rows of sources.csv, also as a spreadsheet has changed them, and what can be wrong with one."""

import hashlib
import os
import re
from calendar import monthrange
from contextlib import suppress
from datetime import date
from pathlib import Path
from unicodedata import normalize

from tellings.case.documents import document_of, is_document, is_readme, text_path, write_document_text
from tellings.case.errors import CaseError, readable_name
from tellings.case.files import is_blank, read_rows, read_text, word_list
from tellings.case.places import find_table, is_there, paths_in, read_bytes, stay_inside, why_no_file
from tellings.case.wording import say

TEXT_SUFFIXES = (".txt", ".md")
ID_LENGTH = 40  # characters: longer names leave no room in figures
MOST = 1000  # texts: what reads them side by side would have no end
ABOUT = ["title", "outlet", "outlet_basis", "author", "author_basis", "published", "published_basis", "kind"]
CARD_COLUMNS = ["file", "id", *ABOUT, "rights", "sha256", "date_order"]
MONTHS = {row["word"]: int(row["value"]) for row in word_list("timeline", "calendar") if row["list"] == "month"}

_BASIS = ("stated", "inferred", "outside", "")
_KNOWN = {  # column -> what may stand in it
    "outlet_basis": _BASIS,
    "author_basis": _BASIS,
    "published_basis": _BASIS,
    "date_order": ("dmy", "mdy", ""),
}
# Line breaks, controls, marks of direction, spaces of no width: not the joiners, which some scripts write words with.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_MIDNIGHT = re.compile(r"^(\d{4}-\d\d-\d\d)[ T]0?0:00(?::00)?(?:\.0+)?$")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|(?<![.])\d\d)")
_WRITTEN = [
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})[/.](?P<month>\d{1,2})(?:[/.](?P<day>\d{1,2}))?",
        # 1-Jun-19 is the month Jun-19 with a day that the spreadsheet has put in front.
        r"(?:0?1-)?(?P<month>[A-Za-z]{3,9})\.?[ -](?P<year>\d{4}|\d\d)",
        r"(?P<day>\d{1,2})[ -](?P<month>[A-Za-z]{3,9})\.?[ -](?P<year>\d{4}|\d\d)",
        r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})",
    )
]


def text_files(folder):
    """The text files of a folder in order of their names; hidden files and a README are not the case's.

    A saved page or document stands for the text that lies, or will lie, beside it (see documents).
    Errors: CaseError where the folder can't be listed.
    """
    files = [path for path in paths_in(folder) if not path.name.startswith((".", "~$")) and not os.path.isdir(path)]
    texts = {path for path in files if path.suffix.lower() in TEXT_SUFFIXES}
    texts |= {text_path(path) for path in files if is_document(path)}
    return sorted(path for path in texts if not is_readme(path))


def short_name(path):
    """The name of a text without its endings, which is its id where no card gives it one."""
    return (document_of(path) or Path(path)).stem[:ID_LENGTH]


def read_cards(folder):
    """The cards in the folder's sources.csv.

    Out: a dict per row, column -> text, dates in ISO form where a spreadsheet has changed them; `row` is the row's
    number in the spreadsheet, `as_written` the date before.
    Errors: CaseError where there is no such file, or it has no rows or no column `file`.
    """
    path = cards_table(folder) or Path(folder) / "sources.csv"
    columns, rows = read_rows(path)
    if "file" not in columns or not rows:
        raise CaseError(say("cards.no_rows", path=path))
    cards = []
    for number, cells in rows:
        card = {column: cell.strip() for column, cell in zip(columns, cells) if column}
        for column in ("file", "id", "published", *_KNOWN):
            card[column] = card.get(column, "").strip('“”"„ ')
        # Spreadsheets begin a cell with a capital.
        card |= {column: card[column].lower() for column in _KNOWN}
        cards.append({**card, "row": number, "as_written": card["published"]})
    order = _order_of([card["published"] for card in cards])
    for card in cards:
        card["published"] = mended_date(card["published"], order)
    return cards


def cards_table(folder):
    """The table of a case's cards, None where it has none. Errors: CaseError (see find_table)."""
    return find_table(folder, "sources.csv")


def ids_in(folder):
    """The ids of all texts that a folder has, whether they can be read or not."""
    if cards_table(folder):
        return [card["id"] or short_name(card["file"]) for card in read_cards(folder)]
    return [short_name(path) for path in text_files(folder)]


def found_in(folder):
    """The table of a case's cards with its rows, or None with the paths of its texts.

    Errors: CaseError where it has more texts than can be read side by side, and as read_cards.
    """
    described = cards_table(folder)
    found = read_cards(folder) if described else text_files(folder)
    if len(found) > MOST:
        raise CaseError(say("cards.too_many", folder=folder, texts=len(found), most=MOST))
    return described, found


def same_id(name):
    """What two ids have in common that readers, and who cites a sentence, would not tell apart."""
    return normalize("NFC", normalize("NFC", name).casefold())


def mended_date(text, order=""):
    """A date as ISO writes it, from what a spreadsheet has made of it; anything else comes back as it is.

    Spreadsheets turn the month 2019-06 into 01/06/2019, 6/1/2019 or Jun-19. So the first of a month in figures is read
    as that month: the day may be the spreadsheet's. Figures that are two days stay as they are (a fault, not a guess).
    In: the text; `order`, "dmy", "mdy" or "". Out: text.
    """
    text = _MIDNIGHT.sub(r"\1", text.strip())
    for pattern in _WRITTEN:
        if m := pattern.fullmatch(text):
            return _iso(**m.groupdict()) or text
    days = {day for name, day in _readings(text).items() if not order or name == order}
    months = {day.removesuffix("-01") for day in days if day.endswith("-01")}
    meant = months or days
    return meant.pop() if len(meant) == 1 else text


def card_faults(folder, card):
    """What is wrong with a card, a sentence each, without the name of the file and the row."""
    if not card["file"]:
        return [say("cards.no_file")]
    return [*_text_faults(folder, card), *_cell_faults(card)]


def _text_faults(folder, card):
    try:
        path = find_file(folder, card["file"])
        if is_blank(read_text(path)):
            yield say("sources.empty", path=path)
        if card.get("sha256") and hashlib.sha256(read_bytes(path)).hexdigest() != card["sha256"].lower():
            yield say("cards.changed", path=path)
    except CaseError as error:
        yield str(error)


def _cell_faults(card):
    if len(card["id"]) > ID_LENGTH:
        yield say("cards.long_id", characters=len(card["id"]), most=ID_LENGTH)
    if _HIDDEN.search(card["id"]):
        yield say("cards.hidden_in_id", id=card["id"][:ID_LENGTH])
    try:
        if card["published"]:
            day_range(card["published"])
    except CaseError as error:
        either = "dmy" in _readings(card["published"])
        yield say("cards.either_day", published=card["published"]) if either else str(error)
    for column, values in _KNOWN.items():
        if card[column] not in values:
            basis = values is _BASIS
            yield say("cards.unknown_basis" if basis else "cards.unknown_order", column=column, value=card[column])


def find_file(folder, name):
    """The path of a file in the folder, whatever the name claims.

    Of a saved page or document it is the path of its text, which is taken out if it was not yet.
    Errors: CaseError where the name leads outside by "..", an absolute path or a link, is no text file, or is no UTF-8.
    """
    folder = Path(folder)
    if _HIDDEN.search(name):
        raise CaseError(say("cards.hidden_in_name", name=name))
    if not name.isascii() and readable_name(name) != name:
        raise CaseError(say("cards.no_utf8_name", folder=folder, name=name))
    if Path(name).is_absolute() or os.path.normpath(name).startswith(".."):
        raise CaseError(say("cards.outside", folder=folder, name=name))
    path = folder / name
    document = document_of(path)
    there = is_there(path)
    if not there and not document:
        # Spreadsheets curl apostrophes, cells lose blanks at their ends, and systems differ in capitals.
        alike = [other for other in text_files(folder) if other.name != name and _folded(other.name) == _folded(name)]
        if len(alike) != 1:
            raise CaseError(say("cards.missing", folder=folder, name=name))
        return find_file(folder, alike[0].name)
    path = path if there else document
    stay_inside(path, folder)
    why_no_file(path)
    if is_document(path):
        text = write_document_text(path)
        stay_inside(text, folder)
        return text
    if path.suffix.lower() not in TEXT_SUFFIXES:
        raise CaseError(say("cards.no_text_file", name=name))
    return path


def _folded(name):
    return normalize("NFC", name).replace("’", "'").replace("‘", "'").strip().casefold()


def day_range(published):
    """First and last day of a date as cards write it: a day, a month, a year, or two of them with a slash between.

    Errors: CaseError where the text is no date.
    """
    parts = published.split("/")
    with suppress(ValueError):
        first, last = _days(parts[0])[0], _days(parts[-1])[1]
        if first <= last and len(parts) <= 2:
            return first, last
    raise CaseError(say("cards.no_date", published=published))


def _days(text):
    text = text.strip()
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise ValueError(text)
    first = date.fromisoformat(f"{text}-01-01"[:10])
    year, month = first.replace(month=12, day=31), first.replace(day=monthrange(first.year, first.month)[1])
    return first, {4: year, 7: month, 10: first}[len(text)]


def _readings(text):
    """The days that a date in figures can be: the order of its parts -> the day as an ISO date."""
    m = _NUMERIC.fullmatch(text)
    days = {"dmy": _iso(m[3], m[2], m[1]), "mdy": _iso(m[3], m[1], m[2])} if m else {}
    return {order: day for order, day in days.items() if day}


def _order_of(dates):
    """The order of day and month in a column, where one of its dates can be read in only one way."""
    readings = [_readings(text.strip()) for text in dates]
    orders = {order for days in readings if len(days) == 1 for order in days}
    return orders.pop() if len(orders) == 1 else ""


def _iso(year, month, day=None):
    """The parts as an ISO date, "" where there is no such day."""
    if not month.isdigit():
        month = next((number for name, number in MONTHS.items() if name.startswith(month.lower()[:4])), 0)
    # Two figures of a year are read as Excel reads them.
    year = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 30 else 1900)
    try:
        return date(year, int(month), int(day or 1)).isoformat()[: 10 if day else 7]
    except ValueError:
        return ""
