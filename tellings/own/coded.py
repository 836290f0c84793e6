"""Coding in the page: what its reader codes, how far the codes agree with those of others, and coders' files."""

import base64
import re
from functools import cache
from pathlib import Path

from tellings.case.codes import QUESTIONS, as_code
from tellings.case.files import PROJECT, CaseError, read_dictionaries, read_text, rows_of, text_of
from tellings.coding.codes import asked_in, codebook, measured, only_known, only_once, pairable
from tellings.own.wording import say
from tellings.reading.text import clean, sentence_rows

GOLD = PROJECT / "seeds" / "gold"
REFERENCE = "reference"
DOUBT = "x"
TWENTY = slice(None, None, 5)  # of 96 sentences
# Of the 48 sentences that all three recoders doubted, and of the 22 that none did: ten each.
HARD, EASY = slice(None, None, 5), slice(None, 20, 2)
OWN = ""  # the coder who sits at the page; no file has that name
# What a coder's file may hold beside the codes.
BESIDE = ("coder", "sentence", "source", "item", "role", "text", "note", "speaker", "voice", "dates", "doubt")


# -- What the page begins with, made when the pages are built


def coding_page(sources):
    """What a reader codes and by which rules; nothing of what anybody has coded.

    In: the sources of the collection's case. Out: {"texts": [{"id", "title", "about", "sentences": [[id, paragraph,
    role, words]]}], "sets": [{"id", "name", "sentences": ids}], "questions": [{"id", "about", "codes": [[code,
    wording]]}]}.
    """
    texts = [
        {
            "id": source.id,
            "title": source.title,
            "about": ", ".join(filter(None, [source.outlet, source.published])),
            "sentences": [[row[3], row[4], row[6], clean(row[2])] for row in sentence_rows(source)],
        }
        for source in sources
    ]
    coded = codings()[0][REFERENCE]
    own = {text["id"]: [name for name, *_ in text["sentences"] if name in coded] for text in texts}
    names = [name for part in own.values() for name in part]
    sets = [("twenty", say("coded.twenty"), names[TWENTY]), ("mixed", say("coded.mixed"), _mixed(names))]
    sets += [(name, say("coded.text", name=name, count=len(part)), part) for name, part in own.items()]
    sets += [("all", say("coded.all", count=len(names)), names)]
    questions = [(name, say(f"coded.{name}"), list(codebook(name).items())) for name in QUESTIONS]
    return {
        "texts": texts,
        "sets": [dict(zip(("id", "name", "sentences"), one)) for one in sets],
        "questions": [dict(zip(("id", "about", "codes"), one)) for one in questions],
    }


def _mixed(names):
    """Twenty sentences in the order of the texts: ten that all recoders doubted, ten that none did."""
    given, doubts = codings()
    hard = [name for name in names if len(doubts[name]) == len(given) - 1][HARD]
    easy = [name for name in names if not doubts[name]][EASY]
    return sorted([*hard, *easy], key=names.index)


# -- What others gave, for sentences that the reader has coded


def compare(codes, questions, partners):
    """What others gave to the sentences that a reader has coded, and how far they agree with the reader.

    In: sentence -> {question: code}, the reader's; the questions asked; partner -> codes of that shape.
    Out: {"sentences": {id: {"questions": those that the reader has answered here, and of these alone "codes": {coder:
    {question: code}} and "notes": [[question, what the codebook left open, the rule since]]; "doubts": [coder], none
    while one of the questions asked is open}}, "agreement": [{"question", "coder", "sentences", "agree", "alpha"}], the
    numbers rounded as in the table of agreement(), None for nan; a row per question and coder, and one for all together
    (coder "") where there are two partners}.
    Errors: CaseError for a code that the codebook does not know.
    """
    for coder, given in {OWN: codes, **partners}.items():
        for question in QUESTIONS:
            only_known(question, _column(given, question), coder or say("coded.page"))
    given, doubts = codings()
    others, sentences = given | partners, {}
    for name, own in codes.items():
        if answered := [question for question in questions if own.get(question)]:
            sentences[name] = {
                "questions": answered,
                "codes": {
                    coder: {question: theirs[name][question] for question in answered if theirs[name].get(question)}
                    for coder, theirs in others.items()
                    if name in theirs
                },
                "notes": [note for note in _notes().get(name, []) if note[0] in answered],
                "doubts": doubts.get(name, []) if answered == questions else [],
            }
    agreement = [row for question in questions for row in _agreement(codes, question, others, partners)]
    return {"sentences": sentences, "agreement": agreement}


def _agreement(codes, question, others, partners):
    groups = [(coder, {OWN: codes, coder: own}) for coder, own in others.items()]
    if len(partners) > 1:
        groups.append((OWN, {OWN: codes, **partners}))
    for coder, group in groups:
        rows = pairable((who, name, code) for who, own in group.items() for name, code in _column(own, question))
        _, sentences, agree, alpha = measured(rows, question)
        values = (question, coder, sentences, _rounded(agree), _rounded(alpha))
        yield dict(zip(("question", "coder", "sentences", "agree", "alpha"), values))


def _column(codes, question):
    return [(name, own.get(question, "")) for name, own in codes.items()]


def _rounded(value):
    """A number as the table of agreement() rounds it; None for nan, which JSON has no word for."""
    return None if value != value else round(100 * value) / 100


# -- Coders' files


def take(name, data):
    """The codes in a coder's file, as merge_codings reads it; of several coders the one without a name has the file's.

    In: the file's name; what it holds, as base64. Out: {"coders": {coder: {sentence: {question: code}}}, "notes": [a
    sentence each on what was not taken]}. Errors: CaseError with what is wrong in the file and the remedy.
    """
    path = Path(name)
    header, rows = rows_of(text_of(base64.b64decode(data), path), path)
    questions, places = asked_in(header, name), {column: place for place, column in enumerate(header) if column}
    cells = [{column: row[place].strip() for column, place in places.items()} for _, row in rows]
    several = len({row.get("coder") for row in cells}) > 1
    cells = [
        row
        | {"coder": several and row["coder"] or path.stem}
        | {question: as_code(row[question]) for question in questions}
        for row in cells
    ]
    for question in questions:
        only_known(question, [(row["sentence"], row[question]) for row in cells], name)
    cells = [row for row in cells if any(row[question] for question in questions)]
    only_once((row["coder"], row["sentence"]) for row in cells)
    others, coders, strange = codings()[0], {}, []
    for row in cells:
        if row["sentence"] not in others[REFERENCE]:
            strange.append(row["sentence"])
            continue
        # A file may be called as the reference is; it stands beside it all the same.
        coder = say("coded.again", coder=row["coder"]) if row["coder"] in others else row["coder"]
        given = {question: row[question] for question in questions if row[question]}
        coders.setdefault(coder, {})[row["sentence"]] = given
    if not coders:
        foreign = say("coded.foreign", file=name, count=len(others[REFERENCE]))
        raise CaseError(foreign if strange else say("coded.blank", file=name))
    return {"coders": coders, "notes": list(_left_out(name, strange, header))}


def _left_out(name, strange, header):
    """A sentence each on the rows and the columns of a file that were not taken."""
    if strange:
        few = ", ".join(strange[:3]) + (" …" if len(strange) > 3 else "")
        yield say("coded.strange", file=name, count=len(strange), few=few)
    if columns := [column for column in header if column and column not in (*QUESTIONS, *BESIDE)]:
        yield say("coded.columns", file=name, columns=", ".join(columns))


# -- The codings of the collection


@cache
def codings():
    """The reference and the codings with which it can be checked.

    Out: coder -> sentence -> {question: code}, the reference first; sentence -> the coders who hesitated there.
    """
    given = {REFERENCE: _coded(read_dictionaries(GOLD / "sentences.csv"))}
    doubts = {name: [] for name in given[REFERENCE]}
    for path in sorted((GOLD / "coders").glob("*.csv")):
        rows = read_dictionaries(path)
        given[path.stem] = _coded(rows)
        for row in rows:
            if row["doubt"] == DOUBT:
                doubts[row["sentence"]].append(path.stem)
    return given, doubts


def _coded(rows):
    return {
        row["sentence"]: {question: as_code(row[question]) for question in QUESTIONS} for row in rows if row["tone"]
    }


@cache
def _notes():
    """The table at the end of the codebook: sentence -> [(question, what it left open, the rule since)]."""
    notes, above = {}, ""
    for row in re.findall(r"^\| (\w+-\d.*?) \| (\w+): (.*?) \| (.*?) \|$", read_text(GOLD / "CODEBOOK.md"), re.M):
        names, question, left_open, rule = (cell.replace("`", "") for cell in row)
        # What names another sentence would say how that was coded, and nobody may have coded it yet.
        own = [one for one in re.split(r"(?<=\.) ", rule) if not re.search(r"\w-\d", one)]
        above = " ".join(own).replace("As above.", above)
        for name in names.split(", "):
            notes.setdefault(name, []).append([question, left_open, above])
    return notes
