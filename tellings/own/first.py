"""The first page of a report, for a class: what the texts are, where they differ and agree, whom they let speak."""

from collections import Counter, defaultdict

import pandas as pd

from tellings import charts
from tellings.argument.outlets import named_outlets
from tellings.argument.witnesses import dependence, shared_passages, with_sentences
from tellings.case.wording import listed
from tellings.corpus.notes import is_english, notes_of
from tellings.own.check import files_left_out
from tellings.own.parts import NAMED, counted_cards, folded, section
from tellings.own.wording import say
from tellings.perspectives.proposals import whole_names
from tellings.perspectives.speech.words import PRONOUNS
from tellings.perspectives.tables import left_numbers
from tellings.perspectives.voices import SPOKEN, speaker_shares, words_by_voice
from tellings.reading.show import Page, visible
from tellings.reading.spans import UNNAMED, begin_inside
from tellings.reading.tables import articles

ABREAST = 5  # texts: with more, what they tell stands in a box for each number or wording, not for each text
OPEN = 12  # things or events that the page shows at once; the rest is folded
BOXES = 3  # wordings of one event that the page shows at once, where there are many texts
TOLD = 400  # characters of a sentence
VERDICTS = ("differs", "may agree", "agrees")
GRID = "list-style:none;padding:0;margin:.3em 0 1.2em;display:grid;gap:.4em 1em;"
GRID += "grid-template-columns:repeat(auto-fit,minmax(min({width}em,100%),1fr))"
BOX = "border-left:3px solid #bbb;padding-left:.6em;overflow-wrap:anywhere"


@section("overview")
def overview(it):
    """Title, outlet and date of each text."""
    cards = counted_cards(it)
    texts = say("count.texts", count=len(cards))
    yield say("overview.counted", texts=texts, words=cards.words.sum())
    yield Page(_list_of(cards), texts)
    if unread := files_left_out(it.case):
        yield say("overview.unread", files=listed(unread), part=say("doubts.heading"))
    foreign = [name for name, source in it.case.items() if not is_english(source)]
    if foreign:
        yield say("overview.foreign", sources=listed(foreign))
    partly = [name for name, source in it.case.items() if name not in foreign and any(notes_of(source))]
    if partly:
        yield say("overview.partly", sources=listed(partly), part=say("doubts.heading"))
    yield say("overview.reading")


def _list_of(cards):
    lines = [
        f"<li><b>{visible(row.source)}</b>: “{visible(row.title or say('texts.no_title'))}”"
        f"{_said(row.outlet)}{_said(row.published or say('texts.no_date'))}</li>"
        for row in cards.itertuples()
    ]
    columns = "columns:2 24em;column-gap:2em;" if len(lines) > ABREAST else ""
    return f'<ul style="{columns}padding-left:1.2em">{"".join(lines)}</ul>'


def _said(words):
    return f", {visible(words)}" if words else ""


# -- Numbers


@section("numbers")
def numbers(it):
    """The numbers that texts give for one thing, those that differ first."""
    if len(it.case) == 1:
        yield say("numbers.one")
        return
    yield from it.noted
    if it.numbers.empty:
        yield say("numbers.none")
        return
    yield say("numbers.method")
    yield say("numbers.error")
    told, shared = _sentences(it), begin_inside(it.numbers, shared_passages(it.case))
    found = it.numbers.assign(told=[told[name] for name in it.numbers.sentence], shared=shared)
    for verdict in VERDICTS:
        sign = say(f"numbers.{verdict.replace(' ', '_')}")
        things = [_thing(it.case, own, sign) for _, own in found[found.verdict == verdict].groupby("number")]
        # What differs is read at once; what agrees is opened.
        most = OPEN if verdict == "differs" else 0
        yield from _opened(things, most, say("numbers.rest", sign=sign, count=len(things) - most))
    left = left_numbers(it.case, it.dates, it.numbers)
    if len(left):
        yield say("numbers.left")
        yield left[["thing", "source", "sentence", "text"]]


def _thing(case, own, sign):
    """One thing that is counted: a box for each text, or with many texts for each number."""
    texts = own.source.nunique()
    boxes = _by_text(case, own) if len(case) <= ABREAST else _by_number(own)
    copied = own[own.shared].source.nunique()
    thing = say("numbers.money", unit=own.thing.iloc[0]) if own.thing.iloc[0] in "$£€" else own.thing.iloc[0]
    counts = {"thing": f"<b>{visible(thing)}</b>", "sign": sign, "texts": texts, "all": len(case)}
    head = say("numbers.copied", **counts, copied=copied) if copied > 1 else say("numbers.told", **counts)
    said = f"{thing}: {sign}: {'; '.join(own.source + ' ' + own.text)}"
    return Page(f"<h3>{head}</h3>{_grid(boxes, len(case))}", said)


def _by_text(case, own):
    for name in case:
        mine = own[own.source == name].drop_duplicates("sentence")
        told = "<br>".join(_marked(row.told, own.text[own.sentence == row.sentence]) for row in mine.itertuples())
        yield f"<b>{visible(name)}</b><br>{told or '–'}"


def _by_number(own):
    """A box for each number: which texts give it, and a sentence that does; the others folded."""
    own = own.assign(value=[_value(row) for row in own.itertuples()])
    order = own.groupby("value", sort=False).source.nunique().sort_values(ascending=False, kind="stable")
    for value in order.index:
        mine = own[own.value == value].drop_duplicates(["source"])
        lines = [f"{visible(row.source)}: {_marked(row.told, [row.text])}" for row in mine.itertuples()]
        others = say("count.other_texts", count=len(lines) - 1)
        rest = folded(others, "<br>".join(lines[1:])) if lines[1:] else ""
        names = visible(listed(mine.source, 5))
        head = say("numbers.box", value=f"<b>{visible(value)}</b>", count=len(lines), sources=names)
        yield f"{head}<br>{lines[0]}{rest}"


def _value(row):
    """A number as the head of its box: 14; as the text writes it where it is no single number."""
    return f"{row.least:,.10g}" if row.least == row.most else f"“{row.text.lower()}”"


# -- Events


@section("alike")
def alike(it):
    """Sentences of different texts that may tell one event, side by side."""
    if len(it.case) == 1:
        yield say("alike.one")
        return
    found = it.events
    if found.empty:
        yield say("alike.none")
        return
    yield say("alike.method")
    yield say("alike.error")
    texts = found.groupby("event").source.transform("nunique")
    # What most texts tell comes first, and of that what they tell first.
    place = found.start.groupby(found.event).transform("mean")
    found = found.assign(texts=-texts, place=place)
    told = _sentences(it)
    found["told"] = [" … ".join(told[name] for name in ids.split()) for ids in found.sentence]
    found = found.sort_values(["texts", "place", "event"], kind="stable")
    events = [_event(it.case, own) for _, own in found.groupby("event", sort=False)]
    yield from _opened(events, OPEN, say("alike.rest", count=len(events) - OPEN))


def _event(case, own):
    dated = ", ".join(dict.fromkeys(own.value[own.value != ""])) or say("alike.undated")
    label = f"<b>{visible(own.label.iloc[0])}</b>"
    head = say("alike.told", event=label, dated=visible(dated), texts=len(own), all=len(case))
    if len(case) <= ABREAST:
        told = own.set_index("source").told
        boxes = [f"<b>{visible(name)}</b><br>{visible(told.get(name, '–'))}" for name in case]
        return Page(f"<h3>{head}</h3>{_grid(boxes, len(case))}", f"{own.label.iloc[0]}, {dated}")
    wordings = defaultdict(list)
    for row in own.itertuples():
        wordings[row.told].append(row.source)
    boxes = [
        f"<b>{visible(listed(names, 5))}</b><br>{visible(told)}"
        for told, names in sorted(wordings.items(), key=lambda item: -len(item[1]))
    ]
    others = say("alike.wordings", count=len(boxes) - BOXES)
    rest = folded(others, _grid(boxes[BOXES:], len(case))) if boxes[BOXES:] else ""
    return Page(f"<h3>{head}</h3>{_grid(boxes[:BOXES], len(case))}{rest}", f"{own.label.iloc[0]}, {dated}")


# -- Speakers


@section("speakers")
def speakers(it):
    """Whom several texts let speak, and whom one alone does."""
    by_word = words_by_voice(it.case, it.speech)
    said = speaker_shares(by_word)
    said = said[said.part.isin(SPOKEN) & ~said.speaker.isin(["", UNNAMED])]
    said = said[~said.speaker.str.lower().isin(PRONOUNS)]
    if said.empty:
        yield say("speakers.none")
        return
    yield say("speakers.method")
    said = said.assign(speaker=said.speaker.replace(whole_names(said.speaker)))
    key = said.speaker.map(_bare)
    names = said.groupby(key).speaker.agg(lambda forms: Counter(forms).most_common(1)[0][0])
    texts = said.groupby(key).text.agg(lambda own: list(dict.fromkeys(own)))
    several = texts[texts.map(len) > 1]
    several = several.loc[sorted(several.index, key=lambda name: (-len(several[name]), name))]
    if len(several):
        yield pd.DataFrame(
            {
                "speaks in several texts": names[several.index].to_numpy(),
                "texts": several.map(len).to_numpy(),
                "which": several.map(lambda own: listed(own, NAMED)).to_numpy(),
            }
        )
    alone = said[~key.isin(several.index)].groupby("text", sort=False).speaker.agg(lambda own: listed(own.unique(), 12))
    if len(alone):
        yield say("speakers.alone")
        yield pd.DataFrame({"text": alone.index, "speaks in this text alone": alone.to_numpy()})
    source_of = dict(zip(articles(by_word), by_word.source))
    heard = {source_of[text] for text in alone.index}
    nobody = [name for name in it.case if name not in heard]
    if nobody:
        yield say("speakers.nobody", sources=listed(nobody))


def _bare(name):
    """ "The US military" and "the US military" are one."""
    return name.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")


# -- Boxes


def _sentences(it):
    """The words of each sentence, cut where it is long: id -> text."""
    told = it.sentences.drop_duplicates("sentence")
    return {name: text if len(text) <= TOLD else text[:TOLD] + " …" for name, text in zip(told.sentence, told.text)}


def _marked(told, phrases):
    """A sentence, escaped, with the first place of each phrase marked."""
    places = sorted({(told.find(phrase), len(phrase)) for phrase in phrases})
    pieces, done = [], 0
    for start, size in places:
        if start >= done:
            pieces += [visible(told[done:start]), f"<mark>{visible(told[start : start + size])}</mark>"]
            done = start + size
    return "".join(pieces) + visible(told[done:])


def _grid(boxes, texts):
    """Boxes side by side, below one another on a narrow page."""
    items = "".join(f'<li style="{BOX}">{box}</li>' for box in boxes)
    return f'<ul style="{GRID.format(width=10 if texts <= ABREAST else 16)}">{items}</ul>'


def _opened(pages, most, summary):
    """The first pages as they are, the rest in one fold."""
    yield from pages[:most]
    rest = pages[most:]
    if rest:
        content = "".join(page.html for page in rest)
        yield Page(folded(summary, content), "\n".join(map(repr, rest)))


# -- Witnesses


@section("witnesses")
def witnesses(it):
    """Which texts may have it from one another: by their dates, and by what their words show."""
    if len(it.case) == 1:
        yield say("witnesses.one")
        return
    yield say("witnesses.method")
    yield charts.dependence(dependence(it.case))
    passages = with_sentences(it.case, shared_passages(it.case))
    if passages.empty:
        yield say("witnesses.no_passage")
    else:
        yield say("witnesses.passages")
        yield passages[["passage", "source", "sentence", "text", "kind"]]
    named = named_outlets(it.case)
    if len(named):
        yield say("witnesses.named")
        yield named[["source", "sentence", "text"]]


FIRST = [overview, numbers, alike, speakers, witnesses]
