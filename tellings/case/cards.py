"""Source cards: the rows of sources.csv, also as a spreadsheet has changed them, and what can be wrong with one."""

import hashlib
import re
from calendar import monthrange
from datetime import date
from pathlib import Path

from tellings.case.files import CaseError, read_rows, read_text

TEXT_SUFFIXES = (".txt", ".md")
BASES = ("stated", "inferred", "outside", "")
ORDERS = ("dmy", "mdy", "")
ID_LENGTH = 40  # characters: longer names leave no room in figures
CARD_COLUMNS = [
    "file",
    "id",
    "title",
    "outlet",
    "outlet_basis",
    "author",
    "author_basis",
    "published",
    "published_basis",
    "kind",
    "rights",
    "sha256",
    "date_order",
]
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]

_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|(?<![.])\d\d)")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?[ -](\d{4}|\d\d)")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})([ -])([A-Za-z]{3,9})\.?[ -](\d{4}|\d\d)")
_MONTH_DAY_YEAR = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")


def text_files(folder):
    """The text files of a folder in order of their names; hidden files and a README are not the case's."""
    return sorted(
        path
        for path in Path(folder).iterdir()
        if path.suffix.lower() in TEXT_SUFFIXES
        and path.stem.lower() != "readme"
        and not path.name.startswith(".")
        and not path.is_dir()
    )


def read_cards(folder):
    """The cards in the folder's sources.csv.

    Out: a dict per row, column -> text, dates in ISO form where a spreadsheet has changed them; `row` is the row's
    number in the spreadsheet, `as_written` the date before.
    Errors: CaseError where the file has no rows or no column `file`.
    """
    path = Path(folder) / "sources.csv"
    header, rows = read_rows(path)
    columns = [name.lower().replace(" ", "_") for name in header]
    if "file" not in columns or not rows:
        raise CaseError(f"{path} has no rows with a column 'file': give each text a row, its file name in that column")
    cards = []
    for number, cells in rows:
        card = {column: cell.strip() for column, cell in zip(columns, cells) if column}
        for column in ("file", "id", "published", "published_basis", "outlet_basis", "author_basis", "date_order"):
            card[column] = card.get(column, "").strip('“”"„ ')
        cards.append({**card, "row": number, "as_written": card["published"]})
    order = _order_of([card["published"] for card in cards])
    for card in cards:
        card["published"] = mended_date(card["published"], order)
    return cards


def mended_date(text, order=""):
    """A date as ISO writes it, from what a spreadsheet has made of it; anything else comes back as it is.

    Spreadsheets turn the month 2019-06 into 01/06/2019, 6/1/2019 or Jun-19. So the first of a month in figures is read
    as that month: the day may be the spreadsheet's. Figures that are two days stay as they are (a fault, not a guess).
    In: the text; `order`, "dmy", "mdy" or "". Out: text.
    """
    text = text.strip()
    if m := re.fullmatch(r"(\d{4}-\d\d-\d\d)[ T]0?0:00(?::00)?(?:\.0+)?", text):
        return m[1]
    if m := re.fullmatch(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?", text):
        return _iso(m[1], m[2], m[3]) or text
    if m := _MONTH_YEAR.fullmatch(text):
        return _iso(m[2], m[1]) or text
    if m := _DAY_MONTH_YEAR.fullmatch(text):
        return _iso(m[4], m[3], None if m[2] == "-" and int(m[1]) == 1 else m[1]) or text
    if m := _MONTH_DAY_YEAR.fullmatch(text):
        return _iso(m[3], m[1], m[2]) or text
    if m := _NUMERIC.fullmatch(text):
        readings = {"dmy": _iso(m[3], m[2], m[1]), "mdy": _iso(m[3], m[1], m[2])}
        readings = {name: value for name, value in readings.items() if value and name in (order or name)}
        firsts = {value for value in readings.values() if value.endswith("-01")}
        chosen = firsts or set(readings.values())
        return min(chosen).removesuffix("-01" if firsts else "") if len(chosen) == 1 else text
    return text


def card_faults(folder, card):
    """What is wrong with a card, a sentence each, without the name of the file and the row."""
    faults = []
    if not card["file"]:
        return ["no file is named; write the name of the text in the column file, or delete the row"]
    try:
        path = find_file(folder, card["file"])
        text = read_text(path)
        if not text.strip():
            faults.append(f"{path} is empty: put the text into it, or take it out of the case")
        if card.get("sha256") and hashlib.sha256(path.read_bytes()).hexdigest() != card["sha256"].lower():
            faults.append(
                f"{path} is not the text that sources.csv describes (its SHA-256 differs): "
                "restore the file with git checkout, or empty the cell sha256"
            )
    except CaseError as error:
        faults.append(str(error))
    if len(card["id"]) > ID_LENGTH:
        faults.append(f"the id has {len(card['id'])} characters; write one of at most {ID_LENGTH}")
    if card["published"]:
        try:
            day_range(card["published"])
        except CaseError as error:
            either = _NUMERIC.fullmatch(card["published"])
            faults.append(
                f"{card['published']!r} can be two days: write the month in letters, as in 5 June 2019"
                if either and _iso(either[3], either[2], either[1])
                else str(error)
            )
    for column in ("outlet_basis", "author_basis", "published_basis"):
        if card[column] not in BASES:
            faults.append(
                f"{column} {card[column]!r} is unknown: write stated (the text says it), inferred "
                "(from what the text says), outside (you know it), or leave it empty"
            )
    if card["date_order"] not in ORDERS:
        faults.append(
            f"date_order {card['date_order']!r} is unknown: write dmy (31/8/2021), mdy (8/31/2021) or nothing"
        )
    return faults


def find_file(folder, name):
    """The path of a file in the folder, whatever the name claims.

    Errors: CaseError where the name leads outside by "..", an absolute path or a link, or is no text file.
    """
    folder = Path(folder)
    try:
        path = folder / name
        inside = not Path(name).is_absolute() and path.resolve().is_relative_to(folder.resolve())
        known = inside and path.is_file()
    except (OSError, RuntimeError, ValueError):
        inside, known = True, False
    if not inside:
        raise CaseError(f"{name!r} lies outside the folder {folder}: copy the text into it and write its name alone")
    if not known:
        # Spreadsheets curl apostrophes, and systems differ in capitals.
        alike = [other for other in text_files(folder) if _folded(other.name) == _folded(name) and other.name != name]
        if len(alike) != 1:
            raise CaseError(f"there is no file {name!r} in {folder}: correct the name or delete the row")
        path = find_file(folder, alike[0].name)
    if path.suffix.lower() not in TEXT_SUFFIXES:
        raise CaseError(f"{name!r} is no text file: name a .txt or .md file")
    return path


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
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text.strip())
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    first = date(year, month or 1, day or 1)
    last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    return first, last


def _iso(year, month, day=None):
    """The parts as an ISO date, "" where there is no such day."""
    if not month.isdigit():
        month = next((number for number, name in enumerate(MONTHS, 1) if name.startswith(month.lower()[:4])), 0)
    # Two figures of a year are read as Excel reads them.
    year = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 30 else 1900)
    try:
        return date(year, int(month), int(day or 1)).isoformat()[: 10 if day else 7]
    except ValueError:
        return ""


def _order_of(dates):
    """The order of day and month in a column, where one of its dates can be read in only one way."""
    orders = set()
    for text in dates:
        m = _NUMERIC.fullmatch(text.strip())
        if m and bool(_iso(m[3], m[2], m[1])) != bool(_iso(m[3], m[1], m[2])):
            orders.add("dmy" if _iso(m[3], m[2], m[1]) else "mdy")
    return orders.pop() if len(orders) == 1 else ""


def _folded(name):
    return name.replace("’", "'").replace("‘", "'").casefold()
