"""What is wrong with a case of one's own, and what makes it weak: every finding with its remedy."""

import re
from contextlib import suppress
from itertools import combinations

import pandas as pd

from tellings.case.cards import CARD_COLUMNS, card_faults, find_file, read_cards, text_files
from tellings.case.files import CaseError, word_list
from tellings.case.folder import Case, card_source, file_source, find_folder
from tellings.coding.sheets import coders_of
from tellings.perspectives.names import read_actors
from tellings.reading.tables import paragraphs, words
from tellings.reading.terms import body

SHORT = 100  # words of article: a text of fewer gives single hits, not shares
LEGIBLE = 30  # texts: with more, figures and tables cannot be read
UNEVEN = 10  # times as long
SHARED = 0.3  # share of eight-word runs that two texts have in common
RUN = 8  # words
ENGLISH = 0.06  # share of the words in english.csv; English texts have .13 to .25, German and Dutch below .04
AROUND = 0.35  # share of the words that are the page's
LONGEST = 1000  # words of a paragraph

_UNSEEN = "[\x00-\x08\x0e-\x1f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069]"
_EITHER = re.compile(r"(?<![\d/.])(?:0?[1-9]|1[0-2])([/.])(?:0?[1-9]|1[0-2])\1(?:\d\d){1,2}(?![\d/])")
# What a text should not hold: a pattern, how many places of it may be the text's own, and what is said of more.
_MARRED = (
    (
        re.compile(r"</?(?:p|div|br|a|span|script|html|body|td|li|h[1-6])\b[^<>]{0,200}>", re.I),
        2,
        "holds HTML tags: they are shown as text and counted as words; copy the text from the page",
    ),
    (
        re.compile(r"\ufffd|â€|Ã[©¨¤¶¼]|Â[£ ]"),
        0,
        "holds broken letters (such as “â€”): a program has read it in a wrong encoding; copy it anew",
    ),
    (
        re.compile(_UNSEEN),
        0,
        "holds {places} invisible characters (control or direction marks): they are shown as [U+202E]; delete them "
        "unless they belong to the text",
    ),
    (re.compile(r"[a-z]-\r?\n[a-z]"), 2, "has words cut by hyphens at line ends: join them, or they count as two"),
)


def check_case(folder):
    """All that is wrong with a case or makes it weak.

    Out: a row per finding: level (fault: the case cannot be read so; warning: what a careful colleague would say),
    file, row (in sources.csv, "" elsewhere), message (what and the remedy). Errors: CaseError where there is no folder.
    """
    folder = find_folder(folder)
    findings, sources = _read_all(folder)
    findings += [("warning", source.file, "", message) for source in sources for message in text_warnings(source)]
    findings += [("warning", folder.name, "", message) for message in _case_warnings(sources)]
    given = [("actors.csv", read_actors)] if (folder / "actors.csv").exists() else []
    if sources and any((folder / "coding").glob("*.csv")):
        given.append(("coding", coders_of))
    for name, read in given:
        try:
            read(Case(sources, folder))
        except CaseError as error:
            # Sheets that nobody has filled yet are no fault.
            if "no filled coding sheet" not in str(error):
                findings.append(("fault", name, "", str(error)))
    table = pd.DataFrame(findings, columns=["level", "file", "row", "message"])
    return table.sort_values("level", kind="stable", ignore_index=True)


def text_warnings(source):
    """What a careful colleague would say of one text, a sentence each."""
    return [*_weak_content(source), *_marred_form(source)]


def _weak_content(source):
    table = words(source)
    article = body(table)
    if len(article) < SHORT:
        yield (
            f"is too short to compare: {len(article)} words of article; below {SHORT} one sentence changes every share"
        )
    english = article.word.isin([row["word"] for row in word_list("framing", "english")]).mean()
    if len(article) >= 30 and english < ENGLISH:
        yield (
            f"is probably not English ({english:.0%} of its words are common English ones): the word lists and rules "
            "are English, so take it out or put in a translation"
        )
    if source.published is None:
        yield (
            "has no date: its days and months without a year stay open, and its place in the order is unknown; write "
            "the date into sources.csv, with the basis stated, inferred or outside"
        )
    around = 1 - len(article) / max(1, len(table))
    if len(table) and around > AROUND:
        yield (
            f"has much furniture: {around:.0%} of its words are the page's (captions, teasers, buttons); delete what "
            "is not the article"
        )


def _marred_form(source):
    parts = paragraphs(source)
    items = parts.item.max() if len(parts) else 1
    if items > 1:
        later = parts[(parts.item > 1) & (parts.role == "headline")].text
        begins = f", the second at “{later.iloc[0][:60]}”" if len(later) else ""
        yield f"seems to hold {items} articles{begins}: give each a file of its own, or compare them as items"
    for pattern, allowed, message in _MARRED:
        places = len(pattern.findall(source.text))
        if places > allowed:
            yield message.format(places=places)
    either = _EITHER.search(source.text)
    if either and not source.date_order:
        yield f"has a date in figures ({either[0]}) that can be two days: write dmy or mdy in the column date_order"
    longest = parts.text.str.count(" ").max() if len(parts) else 0
    if longest > LONGEST:
        yield (
            f"has a paragraph of {longest:,} words: line breaks seem lost, so that roles and quotations that run over "
            "paragraphs cannot be told"
        )


def _read_all(folder):
    """The findings on cards and files, and the sources that can be read."""
    if (folder / "sources.csv").exists():
        try:
            findings, sources = _read_by_cards(folder, read_cards(folder))
        except CaseError as error:
            return [("fault", "sources.csv", "", str(error))], []
    else:
        findings, sources = _read_without_cards(folder)
    unique = {}
    for source in sources:
        if source.id in unique:
            message = f"has the same id {source.id!r} as {unique[source.id].file}: rename one"
            findings.append(("fault", source.file, "", message))
        unique[source.id] = source
    if not sources and not findings or not text_files(folder):
        findings.append(("fault", folder.name, "", "holds no text: put two or more .txt or .md files into it"))
    return findings, list(unique.values())


def _read_by_cards(folder, cards):
    findings, sources, listed = [], [], set()
    for card in cards:
        faults = card_faults(folder, card)
        findings += [("fault", "sources.csv", card["row"], fault) for fault in faults]
        findings += [("warning", "sources.csv", card["row"], message) for message in _card_warnings(card)]
        with suppress(CaseError):
            listed.add(find_file(folder, card["file"]).name)
        if not faults:
            sources.append(card_source(folder, card))
    missed = [path.name for path in text_files(folder) if path.name not in listed]
    unread = "has no row in sources.csv and is not read: give it a row"
    return findings + [("warning", name, "", unread) for name in missed], sources


def _read_without_cards(folder):
    findings, sources = [], []
    for path in text_files(folder):
        try:
            sources.append(file_source(folder, path.name))
        except CaseError as error:
            findings.append(("fault", path.name, "", str(error)))
    unknown = (
        "has no sources.csv: the first line is taken for the title, and outlet, author and date are unknown; write one "
        f"with python -m tellings new {folder}"
    )
    return [*findings, ("warning", folder.name, "", unknown)], sources


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
    articles = {source.id: body(words(source)).word.tolist() for source in sources}
    sizes = {name: len(article) for name, article in articles.items() if article}
    if sizes and max(sizes.values()) > UNEVEN * min(sizes.values()):
        long, short = max(sizes, key=sizes.get), min(sizes, key=sizes.get)
        yield (
            f"is uneven: {long} has {sizes[long]:,} words, {short} {sizes[short]:,}; compare shares, never counts, and "
            "say so"
        )
    runs = {
        name: {tuple(article[i : i + RUN]) for i in range(len(article) - RUN + 1)} for name, article in articles.items()
    }
    for (one, first), (two, second) in combinations(runs.items(), 2):
        share = len(first & second) / max(1, min(len(first), len(second)))
        if share > SHARED:
            yield (
                f"{one} and {two} share {share:.0%} of their wording: they are no independent witnesses; find out "
                "which copied, or whether both copied an agency"
            )
