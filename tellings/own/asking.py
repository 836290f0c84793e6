"""What can be asked of any case: tasks, with keys where the program is sure; what can't be asked, and why."""

import re
from types import SimpleNamespace

from tellings.argument.witnesses import shared_passages
from tellings.case.folder import Case
from tellings.case.wording import listed
from tellings.corpus.notes import is_english
from tellings.exercises import answers
from tellings.framing.lexicons import sentence_tone
from tellings.own.parts import NAMED
from tellings.own.wording import say
from tellings.perspectives.speech.words import PRONOUNS
from tellings.perspectives.tables import compare_numbers, find_speech
from tellings.reading.show import as_typed
from tellings.reading.tables import sentences
from tellings.reading.text import TEXT_ROLES
from tellings.timeline.events import dated_statements, propose_events
from tellings.timeline.tables import find_dates

NUMBER = 10  # of the sheet: its tasks are 10.1, 10.2, …; the collection's own have smaller ones
CHOSEN = 3  # texts that a sheet asks about: with more it would fill no two pages
EACH = 3  # dates or quotations of a text
ORDERED = 5  # sentences to be put in order
LONG = 240  # characters of a sentence
LONG_WORDS = 30  # words of a quotation
LABEL = 40  # characters of an expression of time

_FULL = re.compile(r"\d{4}(-\d\d){0,2}")
_OF_NAME = re.compile(r"\w[\w.'’-]*")
_WITHIN = frozenset(["of", "the", "de", "van", "von", "bin", "al", "and", "for"])


def ask(case):
    """The tasks for a case and what can't be asked of it.

    In: a case. Out: name -> exercise (see exercises/source.py), a list of sentences.
    """
    it = _read(case)
    tasks = []
    for make in (_removes, _dates, _doubtful, _speakers, _order, _agreement, _numbers, _tone):
        made = make(it)
        if isinstance(made, str):
            it.left.append(made)
        elif made:
            tasks.append(made)
    return {f"{NUMBER}.{count}": task for count, task in enumerate(tasks, 1)}, it.left


def _read(case):
    """The spans of the texts that the sheet asks about, in the order of the case."""
    left, chosen = [], _chosen(case)
    if len(chosen) < len(case):
        rest = say("count.more_texts", count=len(case) - len(chosen))
        left.append(say("sheet_left.texts", chosen=listed(map(as_typed, chosen)), left=rest))
    case = Case([case[name] for name in chosen], case.folder)
    english = [name for name, source in case.items() if is_english(source)]
    left += [say("sheet_left.foreign", source=as_typed(name)) for name in chosen if name not in english]
    read = [case[name] for name in english]
    told = sentences(case)
    told = told[told.role.isin(TEXT_ROLES)].drop_duplicates("sentence")
    dates = find_dates(read)
    stated = dated_statements(read).merge(dates[["source", "start", "end", "note"]], on=["source", "start", "end"])
    speech = find_speech(read)
    return SimpleNamespace(
        case=case,
        read=read,
        left=left,
        told=told,
        text=told.set_index("sentence").text,
        stated=stated[stated.sentence.isin(told.sentence)],
        speech=speech[(speech.kind == "direct") & speech.text.str.split().str.len().between(4, 60)],
        dates=dates,
    )


def _chosen(case):
    """The texts to ask about: all of a few; of many those with most sentences that others may tell too."""
    if len(case) <= CHOSEN:
        return list(case)
    shared = propose_events(case).source.value_counts()
    best = sorted(case, key=lambda name: (-shared.get(name, 0), list(case).index(name)))[:CHOSEN]
    return [name for name in case if name in best]


# -- The tasks --------------------------------------------------------------------------------------------------------


def _removes(it):
    names = [name for name in it.case if (it.speech.source == name).any()]
    if not names:
        return say("sheet_left.removes")
    asks = say("sheet.removes", texts=listed(map(as_typed, names)))
    return _person("removes", asks, say("sheet.removes_rubric"), say("sheet_key.none"))


def _dates(it):
    rows = sure(it.stated)
    rows = rows[rows.text.str.len() <= LABEL]
    # What is complete as it stands asks for nothing but copying.
    rows = rows.assign(complete=rows.text.str.contains(r"\d{4}"), label=rows.sentence + " " + rows.text)
    rows = rows[~rows.label.map(answers.plain).duplicated(keep=False)]
    rows = rows.sort_values("complete", kind="stable").groupby("source", sort=False).head(EACH).sort_index()
    if rows.empty:
        undated = [as_typed(source.id) for source in it.read if not source.published]
        why = say("sheet_left.undated", sources=listed(undated)) if undated else ""
        return say("sheet_left.dates", why=why).strip()
    # Where only outside knowledge gives the day of publication, students are not told it.
    dated = [source for source in it.read if source.published and source.published_basis != "outside"]
    days = {source.id: str(source.published) for source in dated}
    cells = {}
    for row in rows.itertuples():
        cells[row.label] = {"key": row.value}
        day = days.get(row.source, "")
        if _FULL.fullmatch(day) and day != row.value and not re.search(r"\d", row.text):
            cells[row.label]["wrong"] = [{"answer": day, "hint": say("sheet.dates_day")}]
    asked = [f"**{as_typed(row.label)}**: “{_told(it, row.sentence)}”" for row in rows.itertuples()]
    sharper = say("sheet.dates_sharper_undated")
    if days and (rows.basis == "document_date").any():
        sharper = say("sheet.dates_sharper", days=listed([f"{name}: {day}" for name, day in days.items()]))
    return _checked("dates", "date", "full_dates", asked, len(cells), sharper, cells=cells)


def sure(rows):
    """The dates that the program is sure of: complete, or completed by the day of publication, with one value.

    A month without a year is not among them: whether it lies ahead, the program can't always tell.
    """
    sure = rows.basis.isin(["explicit", "document_date"]) & (rows.type == "DATE") & (rows.note == "")
    sure &= rows.value.map(lambda value: bool(_FULL.fullmatch(str(value)))).astype(bool)
    return rows[sure & ~(rows.value.str.len().eq(7) & ~rows.text.str.contains(r"\d{4}"))]


def _doubtful(it):
    rows = it.stated[~it.stated.index.isin(sure(it.stated).index) & it.stated.type.isin(["DATE", "TIME"])]
    rows = rows[~rows.value.str.contains("_REF")]
    rows = rows[rows.text.str.len() <= LABEL].groupby("source", sort=False).head(1).head(EACH)
    if rows.empty:
        return say("sheet_left.doubtful")
    asked = [
        f"**{as_typed(row.text)}** ({as_typed(row.sentence)}): “{_told(it, row.sentence)}”" for row in rows.itertuples()
    ]
    said = "; ".join(f"{row.sentence} “{row.text}”: {row.value} ({row.basis})" for row in rows.itertuples())
    rubric = "; ".join(
        f"1: {say('sheet.doubtful_rubric', words=row.text, sentence=row.sentence)}" for row in rows.itertuples()
    )
    return _person("doubtful", _list(say("sheet.doubtful"), asked), rubric, say("sheet_key.doubtful", said=said))


def _speakers(it):
    rows = it.speech.dropna(subset="speaker").drop_duplicates("text")
    rows = rows[rows.speaker.map(is_name).astype(bool)]
    words_of = {name: _names(name) for name in rows.speaker}
    # One speaker a line: who is quoted often is asked for once.
    rows = rows.drop_duplicates(["source", "speaker"]).groupby("source", sort=False).head(EACH)
    if rows.empty:
        return say("sheet_left.speakers")
    cells, asked = {}, []
    for letter, row in zip("abcdefghi", rows.itertuples()):
        own = words_of[row.speaker]
        shared = {word for name, said in words_of.items() if name != row.speaker for word in said}
        cells[letter] = {"key": [[row.speaker, *(word for word in sorted(own - shared) if len(word) > 2)]]}
        near = [name for name in rows.speaker[rows.source == row.source] if words_of[name].isdisjoint(own)]
        if near:
            cells[letter]["wrong"] = [{"answer": name, "hint": say("sheet.speakers_wrong")} for name in near]
        asked.append(f"**{letter}** ({as_typed(row.source)}): {as_typed(_cut(row.text.split(), LONG_WORDS))}")
    sharper = say("sheet.speakers_sharper")
    return _checked("speakers", "mentions", "speakers", asked, len(cells), sharper, cells=cells, at_most=10)


def is_name(speaker):
    """Whether a speaker of find_speech has a name with capitals, such as Ana Silva, no description or pronoun."""
    words = speaker.split(" ") if isinstance(speaker, str) else [""]
    named = all(_OF_NAME.fullmatch(word) and (word[0].isupper() or word in _WITHIN) for word in words)
    return named and words[0][0].isupper() and speaker.lower() not in PRONOUNS


def _names(speaker):
    """The words by which a speaker can be told: {"Alec", "Rendall"}."""
    return {word for word in answers.plain(speaker).title().split() if word.lower() not in _WITHIN}


def in_one_order(stated):
    """The dates that give their sentence one place in an order: sure, alone in it, no open end, not too long."""
    rows = sure(stated[~stated.sentence.duplicated(keep=False)])
    return rows[(rows.bound == "") & (rows.statement.str.len() <= LONG)]


def _order(it):
    picked, rows = [], in_one_order(it.stated)
    for row in rows.sort_values(["first", "last"], kind="stable").itertuples():
        # A month and a day within it have no order.
        if not picked or row.first > picked[-1].last:
            picked.append(row)
    picked = _spread(picked)
    if len(picked) < 3:
        return say("sheet_left.order")
    key = [row.sentence for row in picked]
    pages = [row.sentence for row in sorted(picked, key=lambda row: (list(it.case).index(row.source), row.start))]
    asked = [
        f"**{as_typed(name)}**: “{_told(it, name)}”" for name in sorted(key, key=lambda name: it.text[name].casefold())
    ]
    form, sharper = say("sheet.order_form", sentences=len(key)), say("sheet.order_sharper")
    task = _checked("order", "order", "in_time", asked, len(key), sharper, form=form, key=key)
    return task | ({"wrong": [{"answer": pages, "hint": say("sheet.order_pages")}]} if pages != key else {})


def _spread(rows):
    """No more rows than are asked for, from first to last."""
    if len(rows) <= ORDERED:
        return rows
    step = (len(rows) - 1) / (ORDERED - 1)
    return [rows[round(place * step)] for place in range(ORDERED)]


def _agreement(it):
    if len(it.case) == 1:
        return say("sheet_left.one")
    events = propose_events(it.read)
    events = events[events.event.isin(events.event[events.event.duplicated()])]
    groups = [own for _, own in events.groupby("event", sort=False)][:2]
    passages = shared_passages(it.read)
    if not groups and passages.empty:
        return say("sheet_left.agreement")
    asked, said = [], []
    for own in groups:
        first, *others = own.sentence.str.split()
        asked.append(f"{as_typed(own.source.iloc[0])}, **{as_typed(first[0])}**: “{_told(it, first[0])}”")
        partners = listed([name for ids in others for name in ids], NAMED)
        said.append(say("sheet_key.partners", sentence=first[0], partners=partners))
    asks = _list(say("sheet.agreement"), asked) if asked else ""
    if len(passages):
        copied = passages[passages.passage == passages.passage.iloc[0]]
        where = listed(map(as_typed, copied.source.unique()))
        line = f"{where}: “{as_typed(_cut(copied.text.iloc[0].split(), LONG_WORDS))}”"
        asks = "\n\n".join(filter(None, [asks, _list(say("sheet.agreement_copied"), [line])]))
        texts = listed(copied.source.unique())
        said.append(say("sheet_key.shared", texts=texts, kind=copied.kind.iloc[0]))
    note = f"{say('sheet_key.agreement', said='; '.join(said))} {say('alike.error')}"
    return _person("agreement", asks, say("sheet.agreement_rubric"), note)


def _numbers(it):
    if len(it.case) == 1:
        return None
    found = compare_numbers(it.read, it.dates)
    found = found[found.verdict == "differs"]
    if found.empty:
        return say("sheet_left.numbers")
    groups = [own for _, own in found.groupby("number", sort=False)][:2]
    asked = [f"**{as_typed(own.thing.iloc[0])}** ({listed(map(as_typed, own.source.unique()))})" for own in groups]
    said = "; ".join(f"{row.sentence} “{row.text}”" for own in groups for row in own.itertuples())
    asks = _list(say("sheet.numbers"), asked)
    note = f"{say('sheet_key.numbers', said=said)} {say('numbers.error')}"
    return _person("numbers", asks, say("sheet.numbers_rubric"), note)


def _tone(it):
    rows = it.told[it.told.role.eq("body") & it.told.text.str.split().str.len().between(8, 45)]
    rows = rows[rows.text.str.len() <= LONG]
    if rows.empty:
        return say("sheet_left.tone")
    english = rows[rows.source.isin([source.id for source in it.read])]
    rows = english if len(english) else rows
    rows = rows.assign(tone=sentence_tone(list(rows.text)) if len(english) else 0.0).sort_values("tone", kind="stable")
    rows = rows.iloc[sorted({0, len(rows) // 2, len(rows) - 1})].sort_index()
    asked = [f"**{as_typed(row.sentence)}**: “{_told(it, row.sentence)}”" for row in rows.itertuples()]
    said = "; ".join(f"{row.sentence} {row.tone:+.2f}" for row in rows.itertuples())
    asks, note = _list(say("sheet.tone"), asked), say("sheet_key.tone", said=said)
    return _person("tone", asks, say("sheet.tone_rubric"), note)


# -- Their form -------------------------------------------------------------------------------------------------------


def _person(name, asks, rubric, note):
    full, rubric = say(f"sheet.{name}_full"), rubric.split("; 1: ")
    rubric = [rubric[0], *(f"1: {row}" for row in rubric[1:])]
    return {
        "title": say(f"sheet.{name}_title"),
        "asks": f"{asks}\n\n{say('sheet.full', full=full)}",
        "kind": "person",
        "points": len(rubric),
        "full": full.split("; "),
        "rubric": rubric,
        "solution": say("sheet.example"),
        "note": note,
    }


def _checked(name, kind, variable, asked, entries, sharper, **more):
    return {
        "title": say(f"sheet.{name}_title"),
        "asks": _list(say(f"sheet.{name}"), asked),
        "kind": kind,
        "variable": variable,
        "form": say("sheet.form", entries=entries),
        "points": max(1, entries // 2),
        **more,
        "right": say(f"sheet.{name}_right"),
        "hint": say(f"sheet.{name}_hint"),
        "sharper": sharper,
        "note": say(f"sheet_key.{name}"),
    }


def _list(asks, lines):
    return "\n".join([asks, "", *(f"- {line}" for line in lines)])


def _told(it, name):
    text = it.text[name]
    return as_typed(text if len(text) <= LONG else f"{text[:LONG].rsplit(' ', 1)[0]} …")


def _cut(said, most):
    return " ".join(said if len(said) <= most else [*said[:most], "…"])
