"""One's own case: its cards, a check of all that can be wrong or weak, and sheets for coders."""

import re
from itertools import combinations

import pandas as pd

from tellings.case.cards import CARD_COLUMNS, card_faults, find_file, read_cards, text_files
from tellings.case.files import CaseError, word_list
from tellings.case.folder import Case, card_source, file_source, find_folder, load_case
from tellings.case.tables import write_table
from tellings.coding.sheets import coders_of
from tellings.perspectives.names import read_actors
from tellings.reading.tables import paragraphs, words
from tellings.reading.text import TEXT_ROLES
from tellings.timeline.tables import find_dates

SHORT = 100  # words of article: a text of fewer gives single hits, not shares
LEGIBLE = 30  # texts: with more, figures and tables cannot be read
UNEVEN = 10  # times as long
SHARED = 0.3  # share of eight-word runs that two texts have in common
ENGLISH = 0.06  # share of the words in data/english.csv; English texts have .13 to .25, German and Dutch below .04

_BYLINE = re.compile(r"(?:By|BY|by|Author|Written by|Words by|Report by)\b:?\s+")
_HTML = re.compile(r"</?(?:p|div|br|a|span|script|html|body|td|li|h[1-6])\b[^<>]{0,200}>", re.I)
_BROKEN = re.compile(r"\ufffd|â€|Ã[©¨¤¶¼]|Â[£ ]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069]")
_EITHER = re.compile(r"(?<![\d/.])(?:0?[1-9]|1[0-2])([/.])(?:0?[1-9]|1[0-2])\1(?:\d\d){1,2}(?![\d/])")
_HYPHENS = re.compile(r"[a-z]-\r?\n[a-z]")


def new_cards(folder):
    """Write sources.csv with a row per text, filled with what the text itself states: title, author, date.

    In: a folder with .txt and .md files. Out: the table of cards.
    Errors: CaseError where a text cannot be read, or where there is a sources.csv already.
    """
    folder = find_folder(folder)
    path = folder / "sources.csv"
    if path.exists():
        raise CaseError(f"{path} is there already: change it in a spreadsheet, or rename it to have a new one written")
    case = load_case(folder)
    table = pd.DataFrame([_stated(source, list(case)) for source in case.values()], columns=CARD_COLUMNS)
    write_table(table.drop(columns="sha256"), path)
    return table


def check_case(folder):
    """All that is wrong with a case or makes it weak.

    Out: a row per finding: level (fault: the case cannot be read so; warning: what a careful colleague would say),
    file, row (in sources.csv, "" elsewhere), message (what and the remedy). Errors: CaseError where there is no folder.
    """
    folder = find_folder(folder)
    findings, sources = _read_all(folder)
    findings += [("warning", source.file, "", message) for source in sources for message in text_warnings(source)]
    findings += [("warning", folder.name, "", message) for message in _case_warnings(sources)]
    case = Case(sources, folder)
    if (folder / "actors.csv").exists():
        findings += _faults("actors.csv", lambda: read_actors(case))
    if sources and any((folder / "coding").glob("*.csv")):
        faults = _faults("coding", lambda: coders_of(case))
        findings += [fault for fault in faults if "no filled coding sheet" not in fault[3]]
    table = pd.DataFrame(findings, columns=["level", "file", "row", "message"])
    return table.sort_values("level", kind="stable", ignore_index=True)


def text_warnings(source):
    """What a careful colleague would say of one text, a sentence each."""
    table, parts = words(source), paragraphs(source)
    article = table[table.role.isin(TEXT_ROLES)]
    result = []
    if len(article) < SHORT:
        result.append(
            f"is too short to compare: {len(article)} words of article; below {SHORT} one sentence changes every share"
        )
    english = {row["word"] for row in word_list("framing", "english")}
    common = article.word.isin(english).mean() if len(article) >= 30 else 1
    if common < ENGLISH:
        result.append(
            f"is probably not English ({common:.0%} of its words are common English ones): the word lists "
            "and rules are English, so take it out or put in a translation"
        )
    if source.published is None:
        result.append(
            "has no date: its days and months without a year stay open, and its place in the order is "
            "unknown; write the date into sources.csv, with the basis stated, inferred or outside"
        )
    around = 1 - len(article) / len(table) if len(table) else 0
    if around > 0.35:
        result.append(
            f"has much furniture: {around:.0%} of its words are the page's (captions, teasers, buttons); "
            "delete what is not the article"
        )
    items = parts.item.max() if len(parts) else 1
    if items > 1:
        later = parts[(parts.item > 1) & (parts.role == "headline")].text
        begins = f", the second at “{later.iloc[0][:60]}”" if len(later) else ""
        result.append(f"seems to hold {items} articles{begins}: give each a file of its own, or compare them as items")
    if len(_HTML.findall(source.text)) > 2:
        result.append("holds HTML tags: they are shown as text and counted as words; copy the text from the page")
    if _BROKEN.search(source.text):
        result.append("holds broken letters (such as “â€”): a program has read it in a wrong encoding; copy it anew")
    unseen = _UNSEEN.findall(source.text)
    if unseen:
        result.append(
            f"holds {len(unseen)} invisible characters (control or direction marks): they are shown as "
            "[U+202E]; delete them unless they belong to the text"
        )
    if len(_HYPHENS.findall(source.text)) > 2:
        result.append("has words cut by hyphens at line ends: join them, or they count as two")
    either = _EITHER.search(source.text)
    if either and not source.date_order:
        result.append(
            f"has a date in figures ({either[0]}) that can be two days: write dmy or mdy in the column date_order"
        )
    longest = parts.text.str.count(" ").max() if len(parts) else 0
    if longest > 1000:
        result.append(
            f"has a paragraph of {longest:,} words: line breaks seem lost, so that roles and quotations that "
            "run over paragraphs cannot be told"
        )
    return result


def _read_all(folder):
    findings, sources, ids = [], [], {}
    if (folder / "sources.csv").exists():
        try:
            cards = read_cards(folder)
        except CaseError as error:
            return [("fault", "sources.csv", "", str(error))], []
        listed = set()
        for card in cards:
            faults = card_faults(folder, card)
            findings += [("fault", "sources.csv", card["row"], fault) for fault in faults]
            findings += [("warning", "sources.csv", card["row"], message) for message in _card_warnings(card)]
            if card["file"] and not any("lies outside" in f or "no file" in f or "no text file" in f for f in faults):
                listed.add(find_file(folder, card["file"]).name)
            if not faults:
                sources.append(card_source(folder, card))
        findings += [
            ("warning", path.name, "", "has no row in sources.csv and is not read: give it a row")
            for path in text_files(folder)
            if path.name not in listed
        ]
    else:
        for path in text_files(folder):
            try:
                sources.append(file_source(folder, path.name))
            except CaseError as error:
                findings.append(("fault", path.name, "", str(error)))
        findings.append(
            (
                "warning",
                folder.name,
                "",
                "has no sources.csv: the first line is taken for the title, and "
                f"outlet, author and date are unknown; write one with python -m tellings new {folder}",
            )
        )
    for source in sources:
        if source.id in ids:
            message = f"has the same id {source.id!r} as {ids[source.id]}: rename one"
            findings.append(("fault", source.file, "", message))
        ids[source.id] = source.file
    unique = {source.id: source for source in sources}
    if not sources and not findings or not text_files(folder):
        findings.append(("fault", folder.name, "", "holds no text: put two or more .txt or .md files into it"))
    return findings, list(unique.values())


def _card_warnings(card):
    if card["published"] != card["as_written"]:
        yield (
            f"published {card['as_written']!r} is read as {card['published']} (spreadsheets turn 2019-06 into such "
            "dates): if that is wrong, write the month in letters, as in 5 June 2019"
        )
    if card["published"] and not card["published_basis"]:
        yield "published has no basis: write stated, inferred or outside in the column published_basis"
    unknown = [name for name in card if name not in (*CARD_COLUMNS, "row", "as_written")]
    if unknown:
        yield f"the column {unknown[0]!r} is not read: the columns are {', '.join(CARD_COLUMNS)}"


def _case_warnings(sources):
    if len(sources) == 1:
        yield "holds one text: it can be read, dated and shown, but there is nothing to compare it with; add a second"
    if len(sources) > LEGIBLE:
        yield f"holds {len(sources)} texts: figures and tables are legible up to {LEGIBLE}; split the case"
    runs = {}
    for source in sources:
        table = words(source)
        run = table[table.role.isin(TEXT_ROLES)].word.tolist()
        runs[source.id] = len(run), {tuple(run[i : i + 8]) for i in range(len(run) - 7)}
    sizes = {name: size for name, (size, _) in runs.items() if size}
    if sizes and max(sizes.values()) > UNEVEN * min(sizes.values()):
        long, short = max(sizes, key=sizes.get), min(sizes, key=sizes.get)
        yield (
            f"is uneven: {long} has {sizes[long]:,} words, {short} {sizes[short]:,}; compare shares, never counts, "
            "and say so"
        )
    for (one, (_, first)), (two, (_, second)) in combinations(runs.items(), 2):
        smaller = min(len(first), len(second))
        share = len(first & second) / smaller if smaller else 0
        if share > SHARED:
            yield (
                f"{one} and {two} share {share:.0%} of their wording: they are no independent witnesses; find out "
                "which copied, or whether both copied an agency"
            )


def _faults(name, read):
    try:
        read()
    except CaseError as error:
        return [("fault", name, "", str(error))]
    return []


def _stated(source, taken):
    """A card with what the text itself says; what it does not say stays empty, for its owner to fill."""
    parts = paragraphs(source)
    parts = parts[parts.item == 1]
    named = {role: parts.text[parts.role == role] for role in ("headline", "byline", "dateline")}
    title = named["headline"].iloc[0] if len(named["headline"]) else source.title
    author = _BYLINE.sub("", named["byline"].iloc[0]) if len(named["byline"]) else ""
    published, order = _stated_date(source, parts[parts.role == "dateline"])
    card = {
        "file": source.file,
        "id": _short_id(source.id, taken),
        "title": title,
        "author": author,
        "author_basis": "stated" if author else "",
        "published": published,
        "published_basis": "stated" if published else "",
        "date_order": order,
    }
    return {column: card.get(column, "") for column in CARD_COLUMNS}


def _stated_date(source, datelines):
    """The earliest complete day in the date lines, "" where there is none; the order of figures where they show it."""
    dates = find_dates(source)
    figures = dates.text.str.extract(r"^(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}$").dropna().astype(int)
    order = "dmy" if (figures[0] > 12).any() else "mdy" if (figures[1] > 12).any() else ""
    inside = [any((datelines.start <= start) & (datelines.end >= end)) for start, end in zip(dates.start, dates.end)]
    days = dates.value[inside].str.extract(r"^(\d{4}-\d\d-\d\d)")[0].dropna()
    return (min(days) if len(days) else ""), order


def _short_id(name, taken):
    """A short name for figures and sentence ids; the file's own where the short one would not be unique."""
    short = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:20].strip("-")
    alike = [other for other in taken if re.sub(r"[^a-z0-9]+", "-", other.lower()).strip("-")[:20].strip("-") == short]
    return short if short and len(alike) == 1 else name
