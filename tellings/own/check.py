"""What is wrong with a case of one's own, and what makes it weak: every finding with its remedy."""

import re
from collections import defaultdict
from contextlib import suppress
from functools import partial
from itertools import combinations

import pandas as pd

from tellings.argument.witnesses import shared_passages
from tellings.case.cards import text_files
from tellings.case.coders import Unfilled, unread_sheets
from tellings.case.documents import unread_files
from tellings.case.errors import CaseError, readable_name
from tellings.case.folder import Case, find_folder
from tellings.case.places import find_table, tables_in
from tellings.coding.sheets import coders_of, short_sheets
from tellings.corpus.notes import notes_of
from tellings.own.cards import head_of, unread_lines
from tellings.own.readable import read_all, shown_name
from tellings.own.scores import NEEDED, given_coding
from tellings.own.wording import say
from tellings.perspectives.names import actors_table, is_proposed, read_actors
from tellings.reading.page import one_break
from tellings.reading.tables import page_share, paragraphs, words
from tellings.reading.terms import body
from tellings.reading.text import UNSEEN

SHORT = 100  # words of article: a text of fewer gives single hits, not shares
LEGIBLE = 30  # texts: with more, figures and tables cannot be read
WORDED = 0.5  # share of the words that have a letter: of fewer, a text is a table
UNEVEN = 10  # times as long
MOST = 10  # pairs of texts that share passages, of which each gets its sentence
AROUND = 0.35  # share of the words that are the page's
LINES = 30  # links, buttons and names of sections: a menu or a list of stories has been pasted with the article
LONGEST = 400  # words of a paragraph

_EITHER = re.compile(r"(?<![\d/.])(?:0?[1-9]|1[0-2])([/.])(?:0?[1-9]|1[0-2])\1(?:\d\d){1,2}(?![\d/])")
# What a text should not hold, and how many places of it may be the text's own.
_MARRED = {
    "tags": (re.compile(r"</?(?:p|div|br|a|span|script|html|body|td|li|h[1-6])\b[^<>]{0,200}>", re.I), 2),
    "broken": (re.compile(r"\ufffd|â€|Ã[©¨¤¶¼]|Â[£ ]"), 0),
    "unseen": (UNSEEN, 0),
    "hyphens": (re.compile(r"[a-z]-\r?\n[a-z]"), 2),
}


def check_case(folder):
    """All that is wrong with a case or makes it weak.

    Out: a row per finding: level (fault: the case cannot be read so; warning: what a careful colleague would say),
    file, row (in sources.csv, "" elsewhere), message (what and the remedy). Errors: CaseError where there is no folder.
    """
    folder = find_folder(folder)
    findings, sources = read_all(folder)
    findings += [("warning", name, "", message) for name, message in unread_files(folder)]
    findings += [("warning", source.file, "", message) for source in sources for message in text_warnings(source)]
    findings += [("warning", folder.name, "", message) for message in _case_warnings(sources)]
    findings += _tables_beside(Case(sources, folder))
    # A name that is no UTF-8 could not even be printed.
    findings = [(level, readable_name(file), row, readable_name(message)) for level, file, row, message in findings]
    table = pd.DataFrame(findings, columns=["level", "file", "row", "message"])
    return table.sort_values("level", kind="stable", ignore_index=True)


def _tables_beside(case):
    """The findings on the tables that lie beside the texts: actors, coders' sheets, reference coding."""
    asked = [("actors.csv", _actors)]
    if case:
        asked += [("coding", _coders), *((f"gold/{name}.csv", partial(_gold, name=name)) for name in NEEDED)]
    told = set()
    for name, find in asked:
        try:
            yield from (("warning", name, "", message) for message in find(case))
        except CaseError as error:
            # A folder that can't be entered is one fault, whatever was looked for in it.
            if str(error) not in told:
                yield "fault", name, "", str(error)
            told.add(str(error))


def _actors(case):
    if actors_table(case):
        rows = read_actors(case)
        if proposed := is_proposed(rows).sum():
            yield say("case.proposed", rows=proposed, of=len(rows))


def _coders(case):
    for name in unread_sheets(case.folder / "coding"):
        yield say("coding.unread", name=name)
    if not tables_in(case.folder / "coding"):
        return
    with suppress(Unfilled):
        coders_of(case)
    for name, has, asked in short_sheets(case):
        yield say("coding.short", name=readable_name(name), has=has, asked=asked)


def _gold(case, name):
    if find_table(case.folder, "gold", f"{name}.csv"):
        given_coding(case, name)
    return ()


def files_left_out(case):
    """The names of what lies in the folder of a case and is none of its texts, tables and coding."""
    # A document is read as the text beside it.
    read = {name for source in case.values() for name in (source.file, source.file.removesuffix(".txt"))}
    there = [name for name, _ in unread_files(case.folder)] + [shown_name(path) for path in text_files(case.folder)]
    return [readable_name(name) for name in there if name not in read]


def text_warnings(source):
    """What a careful colleague would say of one text, a sentence each."""
    return [*_weak_content(source), *_marred_form(source)]


def _weak_content(source):
    table = words(source)
    article = body(table)
    if article.empty:
        yield say("text.none")
    elif article.word.str.contains(r"[^\W\d_]").mean() < WORDED:
        yield say("text.figures")
    elif len(article) < SHORT:
        yield say("text.short", words=say("count.words", count=len(article)), least=SHORT)
    yield from notes_of(source)
    yield from _doubtful_head(source)
    around = page_share(table).sum()
    lines = int(paragraphs(source).role.isin(["teaser", "furniture"]).sum())
    if around > AROUND or lines > LINES:
        yield say("text.furniture", share=around, lines=lines)


def _doubtful_head(source):
    """What the page seems to say of its day and its writer, where the card lacks it or the page contradicts itself."""
    head = head_of(source)
    of_day = unread_lines(head._replace(unread=tuple(row for row in head.unread if row[0] != "byline")))
    if source.published is None and head.day:
        # The lines that tell the day stand before those of the writers.
        _, number, line = head.read[0]
        yield say("text.undated_read", number=number, line=line[:80], day=head.day)
    elif source.published is None:
        yield say("text.undated_line", reason=of_day[0]) if of_day else say("text.undated")
    elif head.day == source.published:
        yield from of_day
    if not source.author:
        yield from unread_lines(head)[len(of_day) :]


def _marred_form(source):
    parts = paragraphs(source)
    items = parts.item.max()
    if items > 1:
        later = parts[(parts.item > 1) & (parts.role == "headline")].text
        begins = {"begins": later.iloc[0][:60]} if len(later) else {}
        yield say("text.several_from" if begins else "text.several", items=items, **begins)
    for name, (pattern, allowed) in _MARRED.items():
        # A form feed between two pages is a line break, as one_break has it.
        places = len(pattern.findall(one_break(source.text)))
        if places > allowed:
            yield say(f"text.{name}", places=places)
    either = _EITHER.search(source.text)
    if either and not source.date_order:
        yield say("text.either", date=either[0])
    longest = parts.text.str.count(" ").max()
    if longest > LONGEST:
        yield say("text.lost_breaks", words=longest)


def _case_warnings(sources):
    if len(sources) == 1:
        yield say("case.one")
    yield from _same_addresses([source.id for source in sources])
    if len(sources) > LEGIBLE:
        yield say("case.many", texts=len(sources), most=LEGIBLE)
    articles = {source.id: body(words(source)).word.tolist() for source in sources}
    sizes = {name: len(article) for name, article in articles.items() if article}
    if sizes and max(sizes.values()) > UNEVEN * min(sizes.values()):
        long, short = max(sizes, key=sizes.get), min(sizes, key=sizes.get)
        yield say("case.uneven", long=long, words=sizes[long], short=short, fewer=sizes[short])
    same = _same_articles(articles)
    for names in same:
        yield say("case.same_text", first=names[0], others=f" {say('joined.and')} ".join(names[1:]))
    doubles = {name for names in same for name in names[1:]}
    yield from _shared([source for source in sources if source.id not in doubles])


def _same_addresses(names):
    """A sentence for each id whose sentences have the addresses of another's: for them a blank is an underscore."""
    seen = {}
    for name in names:
        address = "_".join(name.split())
        other = seen.setdefault(address, name)
        if other != name:
            yield say("room.same_address", one=other, other=name, sentence=f"{address}-01")


def _same_articles(articles):
    """The ids of texts whose articles are word for word the same, a list for each such article."""
    names = defaultdict(list)
    for name, article in articles.items():
        names[tuple(article)].append(name)
    return [alike for article, alike in names.items() if article and len(alike) > 1]


def _shared(sources):
    """Which texts share wording, and which quote one man: a sentence for each two, those that share most first."""
    passages = shared_passages(sources)
    shared = defaultdict(list)
    for _, places in passages.groupby("passage"):
        for (one, first), (two, second) in combinations(places.groupby("source", sort=False), 2):
            # A third text may share more of the passage with one of them than they do with each other.
            text = min(first.text.iloc[0], second.text.iloc[0], key=lambda text: len(text.split()))
            shared[one, two].append((places.kind.iloc[0], text))
    by_words = sorted(shared.items(), key=lambda item: -sum(len(text.split()) for _, text in item[1]))
    for (one, two), told in by_words[:MOST]:
        wording = [text for kind, text in told if kind == "wording"]
        quoted = [text for kind, text in told if kind == "quotation"]
        if wording:
            size, text = sum(len(text.split()) for text in wording), max(wording, key=len)[:80]
            passages = say("count.passages", count=len(wording))
            yield say("case.copied", one=one, two=two, passages=passages, words=size, text=text)
        if quoted:
            passages = say("count.passages", count=len(quoted))
            yield say("case.quoted", one=one, two=two, passages=passages, text=quoted[0][:80])
    if len(shared) > MOST:
        yield say("case.more_shared", pairs=len(shared) - MOST)
