"""The sections of a report on any case: each says what was found, shows it, and says what it cannot know."""

import warnings
from dataclasses import replace

import pandas as pd

from tellings import charts
from tellings.case.files import CaseError
from tellings.coding.agreement import QUESTIONS, agreement, alpha, differences, merge_codings
from tellings.coding.sheets import coders_of
from tellings.framing.fragility import fragility
from tellings.framing.keyness import keyness
from tellings.framing.tone import tone_by_voice
from tellings.own.check import SHORT, check_case
from tellings.own.parts import ROWS, count_of, listed, section
from tellings.own.scores import tool_scores
from tellings.perspectives.names import naming_counts, presence
from tellings.perspectives.tables import unbalanced_marks
from tellings.perspectives.voices import SPOKEN, cues, speaker_shares, voice_shares, words_by_voice
from tellings.reading.show import show
from tellings.reading.tables import paragraphs
from tellings.reading.terms import body
from tellings.reading.text import TEXT_ROLES
from tellings.timeline.events import propose_events

SHOWN = 20_000  # characters of a text that the page shows
HEAVY = 2_000  # sentences or dates: with more, shuffling, drawing and trying every choice take minutes
LONG = 100  # sentences in one paragraph: the same
FIGURES = 3  # texts: with more, keyness is a table
WIDE = 8  # texts: with more, a matrix is a table
TOLD = 400  # characters of a sentence beside a proposed event


@section("The sources")
def source_cards(it):
    """Who says it, when, and how this is known; what is missing, and what becomes weaker by it."""
    cards = it.case.cards.reset_index()
    for column in ("outlet", "author", "published"):
        known = cards[column] + cards.pop(f"{column}_basis").map(lambda basis: f" ({basis})" if basis else "")
        cards[column] = known.where(cards[column] != "", "")
    cards["words"] = cards.source.map(body(it.words).source.value_counts()).fillna(0).astype(int)
    cards["articles"] = cards.source.map(it.sentences.groupby("source").item.max()).fillna(1).astype(int)
    yield (
        f"{count_of(len(cards), 'text')}, {cards.words.sum():,} words of headline, abstract and body. Words and "
        "articles are counted by the program; all else is what the cards say."
    )
    yield cards
    if len(cards) == 1:
        yield (
            "There is one text. It can be read, dated and shown, and its voices can be told apart. Nothing can be "
            "compared: no order of publication, no favoured words, no event that two witnesses tell."
        )
    if not (it.case.folder / "sources.csv").exists():
        yield "There is no sources.csv: titles are first lines, and outlet, author and date are unknown."
    yield from _weak_dates(it.case.values())
    unknown = {column: list(cards.source[cards[column] == ""]) for column in ("outlet", "author")}
    if any(unknown.values()):
        lacking = " ".join(f"No {column}: {listed(names)}." for column, names in unknown.items() if names)
        yield f"{lacking} Such a card gives no help with the question whose interest the text serves."
    short = list(cards.source[cards.words < SHORT])
    if short:
        yield f"Fewer than {SHORT} words: {listed(short)}. Shares of so few words jump with every sentence."


def _weak_dates(sources):
    dated = [source for source in sources if source.published]
    undated = [source.id for source in sources if not source.published]
    if undated:
        yield (
            f"No date of publication: {listed(undated)}. Days and months without a year stay open there, “today” and "
            "“last week” have no place in time, and the place in the order of texts means nothing."
        )
    loose = [source.id for source in dated if source.earliest != source.latest]
    if loose:
        yield (
            f"Published on a day that is not known exactly: {listed(loose)}. A date reckoned from it carries the other "
            "possible value in the column note."
        )
    outside = [source.id for source in dated if source.published_basis == "outside"]
    if outside:
        yield (
            f"Dated by outside knowledge: {listed(outside)}. What is reckoned from that date is outside knowledge too."
        )


@section("What the files are made of")
def files(it):
    """What each file is made of, and where it holds more than one article."""
    if it.words.empty:
        yield "No file holds a word."
        return
    yield charts.role_shares(it.case)
    yield (
        "Roles are given by the form and place of a line, not by its meaning. Look at the greyed lines in the texts "
        "below: a caption taken for a paragraph changes every count a little."
    )


@section("The texts")
def texts(it):
    """Each text as the reader sees it, with dates and speech marked."""
    marks = pd.concat([it.dates.assign(mark="time"), it.speech.assign(mark=it.speech.kind)], ignore_index=True)
    marks["mark"] = pd.Categorical(marks.mark, ["time", "direct", "indirect", "headline"])
    yield (
        "The marks are the program's: expressions of time, direct and indirect speech, quotations in headlines. What "
        "is not the article is grey."
    )
    for source in it.case.values():
        kept = source
        if len(source.text) > SHOWN:
            ends = paragraphs(source).end
            kept = replace(source, text=source.text[: max(ends[ends <= SHOWN], default=SHOWN)])
            yield (
                f"{source.id} is long: the page shows its first {len(kept.text):,} of {len(source.text):,} characters. "
                "The tables cover all of it."
            )
        yield show(kept, marks[(marks.source == source.id) & (marks.end <= len(kept.text))], "mark")


@section("Voices")
def voices(it):
    """Whose words the texts are made of, and by which verbs they are reported."""
    by_word = words_by_voice(it.case, it.speech)
    if by_word.empty:
        yield "No text has an abstract or a body, so there are no voices to tell apart."
        return
    yield (
        "Every word of abstract and body belongs to one part: quoted, reported, the rest of a sentence that reports, "
        "or the author's own."
    )
    yield charts.voice_share(voice_shares(by_word))
    speakers = speaker_shares(by_word)
    speakers = speakers[speakers.part.isin(SPOKEN)].reset_index(drop=True)
    if len(speakers):
        yield (
            "Whose words they are, by number of words. A pronoun or a title that the program could not lead back to a "
            "name stands as a speaker of its own."
        )
        yield speakers
    found = cues(it.case, it.speech)
    found = found[found.role.isin(TEXT_ROLES)]
    if len(found):
        yield charts.verb_classes(found)
        yield (
            "“said” takes no side. “admitted” grants that the words are true, “claimed” keeps a distance. The classes "
            "are those of the verb; what it does in its sentence only reading tells."
        )


@section("Tone")
def tone(it):
    """Tone by text and by voice, and how far the order of the texts survives other choices."""
    rows = it.tone[it.tone.role.isin(TEXT_ROLES)]
    if not len(rows):
        yield "No text has a headline, an abstract or a body, so there is nothing to score."
        return
    yield (
        "The tone of a sentence is that of the words in it that VADER's list knows, from −1 to 1. The list was made "
        "for short messages on the web. On sentences of newspaper editorials its scores correlate .50 with people's "
        "mean rating (data of Hutto and Gilbert, 2014), so read the sentences before you believe a mean."
    )
    yield charts.tone_by_sentence(rows)
    voices = tone_by_voice(rows, it.speech)
    # The voices with most sentences, in the order of the texts, as many as a figure holds.
    drawn = voices.loc[sorted(voices.sentences.nlargest(ROWS).index)].reset_index(drop=True)
    yield charts.tone_by_voice(drawn)
    yield (
        f"Pairs of text and voice in the figure: {len(drawn)} of {len(voices)}. One who speaks in two texts, or under "
        "two names, is there twice. A quoted sentence shows the speaker's tone, not the reporter's, and one other "
        "sentence can turn the mean of a few."
    )
    if len(rows) > HEAVY or rows.groupby(["source", "paragraph"]).size().max() > LONG:
        yield (
            "The texts are too long to try every choice of lexicon, page and unit here: try fragility() on a part of "
            "them before you compare means."
        )
    else:
        yield from _other_choices(it.case)


def _other_choices(case):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*do not look English")
        tried = fragility(case)
    if tried.empty:
        yield "One of the texts has no body, so the means cannot be compared."
        return
    yield charts.fragility(tried)
    if len(case) > 1:
        yield (
            "The choices tried are all reasonable. If the order of the texts changes with them, it is a property of "
            "the choices and not of the texts."
        )


@section("Favoured words")
def favoured_words(it):
    """The words that each text favours against the others, beside what chance gives."""
    rows = body(it.words)
    names = [name for name in it.case if (rows.source == name).any()]
    if len(names) < 2:
        yield "Favoured words need a second text to compare with."
        return
    sentences = rows.sentence.nunique()
    if sentences > HEAVY:
        yield f"{sentences:,} sentences are too many to shuffle here: use keyness() on a part of the texts."
        return
    yield (
        "A word is favoured if a text uses it more than the others do, for its length. Chance favours words too: the "
        "grey band is what comes of dealing the same sentences to the texts at random."
    )
    rows = rows[rows.word.str.contains(r"[^\W\d_]")]
    few, found = len(names) <= FIGURES, []
    for name in names[:1] if len(names) == 2 else names:
        other = names[1] if len(names) == 2 else None
        try:
            favoured = keyness(rows, name, other, by="source", draws=500 if few else 100)
        except CaseError as error:
            yield f"{name}: {error}."
            continue
        if few:
            yield f"{name} against {other or 'the others'}:"
            yield charts.keyness(favoured)
        found.append(_favoured_line(favoured))
    if not few:
        yield pd.DataFrame(found, columns=["text", "favours most", "largest |z|", "chance reaches", "beyond chance"])
    yield (
        "A favoured word may belong to the subject, the genre or one quoted speaker. Read its sentences; the function "
        "concordance() lists them."
    )


def _favoured_line(favoured):
    z, most = favoured.table.z, listed(favoured.table.word[favoured.table.z > 0].head(5))
    return favoured.first, most, f"{z.abs().max():.1f}", f"{favoured.limit:.1f}", listed(favoured.beyond)


@section("Time")
def time(it):
    """What is dated, in which order each text tells it, and which statements may tell one event."""
    # A date line, a caption or a teaser is not told by the article that it stands beside.
    inside = it.statements.sentence.isin(it.sentences.sentence[it.sentences.role.isin(TEXT_ROLES)])
    told = it.statements[inside]
    placed = told[told["first"].ne("") | told["last"].ne("")]
    if placed.empty:
        yield (
            f"Of {count_of(len(told), 'expression')} of time in headline, abstract and body none has a place in the "
            "calendar: the texts name no full date, or the cards give no date of publication to reckon from."
        )
        return
    if len(placed) > HEAVY:
        yield (
            f"{len(placed):,} dates have a place in the calendar, too many to draw: the table statements.csv lists "
            "them."
        )
        return
    yield (
        f"{count_of(len(told), 'expression')} of time in headline, abstract and body; {len(told) - len(placed)} of "
        f"them are durations, vague or open and have no place on the axis. {len(it.statements) - len(told)} more stand "
        "on the page around the article."
    )
    yield charts.event_time(placed)
    order = charts.telling_order(placed)
    yield order if len(it.case) <= WIDE else order.description
    outside = int((placed.basis == "outside").sum())
    if outside:
        yield (
            f"Outside knowledge: {count_of(outside, 'date')} on the axis rest{'s' * (outside == 1)} on a date of "
            "publication, or a name of a day, that no text states."
        )
    if len(it.case) > 1:
        yield from _one_event(it)


def _one_event(it):
    proposed = propose_events(it.case)
    if proposed.empty:
        yield (
            "No two texts make dated statements that share a date and two words. That they tell no common event does "
            "not follow: they may date it differently, or not at all."
        )
        return
    wording = it.sentences.set_index("sentence").text.str[:TOLD]
    proposed["told"] = [" … ".join(wording[ids.split()]) for ids in proposed.sentence]
    yield (
        "Statements of different texts that may tell one event, since their dates meet and they share words. A "
        "proposal to check by reading: two meetings on one day look alike to it."
    )
    yield proposed[["event", "source", "sentence", "value", "told", "shared"]]


@section("Names")
def names(it):
    """Who is called what, where the case says which names belong to whom."""
    if it.actors is None:
        yield (
            "This case has no actors.csv. With a table of the columns actor, label and term in its folder (a row per "
            "name, as in tests/cases/ferry), this section counts who is called what, where, and in whose words."
        )
        return
    if it.names.empty:
        yield (
            "None of the names in actors.csv stands in headline, abstract or body: terms are found as they are "
            "written, capitals included."
        )
        return
    # The actors whose names judge, then those named most, as many as a figure holds.
    judged = it.names[it.names.label != "neutral"].actor.value_counts()
    often = it.names.actor.value_counts()
    drawn = sorted(often.index, key=lambda actor: (-judged.get(actor, 0), -often[actor], actor))
    yield (
        "Which names belong to one actor, and which of them judge, is the reading of whoever wrote actors.csv. Names "
        "and speech are counted in headline, abstract and body."
    )
    yield charts.naming(it.names, drawn[: max(1, ROWS // len(it.case))])
    present = presence(it.case, it.names, it.speech, it.actors)
    yield charts.presence(present) if len(it.case) <= WIDE else present[present[["named", "speaks"]].any(axis=1)]
    yield (
        "N: named. A: seems to act, since the next word is a verb. S: speaks. An actor who is spoken of and never "
        "speaks is the first thing to ask about."
    )
    yield naming_counts(it.names)


@section("What the tools are unsure of")
def doubts(it):
    """What the program is unsure of, and what a careful colleague would say of the case."""
    dates, speech = it.dates, it.speech
    undated = dates[dates.value.str.contains("X") & dates.type.isin(["DATE", "TIME"])]
    noted = dates[dates.note != ""]
    unsaid = speech[(speech.kind != "headline") & speech.speaker.isna()]
    unsure = pd.concat(
        [
            undated.assign(why="no certain date: " + undated.value),
            noted.assign(why=noted.note),
            dates[dates.basis == "outside"].assign(why="date by outside knowledge"),
            unsaid.assign(why=unsaid.kind + " speech without a speaker"),
            unbalanced_marks(it.case).assign(why="a quotation mark without a partner"),
        ]
    )
    yield (
        f"{count_of(len(unsure), 'place')} where the program found something and could not settle it. What it did not "
        "find at all is in no list: read one text against its marks to see how much that is."
    )
    yield unsure[["source", "text", "why"]].reset_index(drop=True)
    checked = check_case(it.case.folder)
    weak = [f"{row.file}: {row.message}" for row in checked[checked.level == "warning"].itertuples()]
    if weak:
        yield from ("A careful colleague would add:", *weak)


@section("The coding, and the tools against it")
def coding(it):
    """How far the coders agree, where they differ, and how well the tools match them."""
    rows = _coders(it.case)
    if rows is not None:
        yield f"{count_of(rows.coder.nunique(), 'coder')}, {count_of(rows.sentence.nunique(), 'sentence')} coded."
        yield from _agreement(rows, it.sentences)
    scores = tool_scores(it.case)
    if len(scores):
        yield (
            "The tools against the coding of this case: precision is the share of what a tool found that the coding "
            "has too, recall the share of the coding that it found."
        )
        yield scores
    if rows is None and scores.empty:
        yield (
            "This case is not coded, so nothing here says how well the tools work on it. Write sheets with python -m "
            "tellings coding and the folder, fill them, and run this again."
        )


def _coders(case):
    """The codes of all coders; None where nobody has filled a sheet."""
    try:
        return coders_of(case)
    except CaseError as error:
        if "no filled coding sheet" not in str(error):
            raise
    return None


def _agreement(rows, sentences):
    if rows.coder.nunique() == 1:
        yield "With one coder there is no agreement to report: what is coded is one reading."
        return
    asked = [question for question in QUESTIONS if question in rows and (rows[question] != "").any()]
    if not asked:
        return
    codings = merge_codings([rows])
    yield (
        "Alpha is 1 where coders always agree and 0 where they agree as often as chance would have it. Trained coders "
        "often reach .25 to .5 on frames (Frermann and others, 2023; an outside figure)."
    )
    yield agreement(codings)
    for question in asked:
        apart = differences(codings, question, sentences)
        if len(apart):
            yield (
                f"{question} (alpha {alpha(codings, question):.2f}): {count_of(len(apart), 'sentence')} coded "
                "differently. Each is a question for the coders, not a mistake."
            )
            yield apart


ALL = [source_cards, files, texts, voices, tone, favoured_words, time, names, doubts, coding]
