"""The sections of a report on any case: each says what was found, shows it, and says what it cannot know."""

import warnings
from dataclasses import replace

import pandas as pd

from tellings import charts
from tellings.case.coders import Unfilled
from tellings.case.files import CaseError
from tellings.case.wording import listed
from tellings.coding.agreement import QUESTIONS, agreement, alpha, differences, merge_codings
from tellings.coding.sheets import coders_of
from tellings.framing.fragility import fragility, mean_differences
from tellings.framing.keyness import keyness
from tellings.framing.tone import tone_by_voice
from tellings.own.check import check_case
from tellings.own.first import FIRST
from tellings.own.parts import NAMED, ROWS, Found, counted_cards, folded, part_html, section
from tellings.own.scores import tool_scores
from tellings.own.wording import say
from tellings.perspectives.names import is_proposed, naming_counts, presence
from tellings.perspectives.tables import unbalanced_marks
from tellings.perspectives.voices import SPOKEN, cues, speaker_shares, voice_shares, words_by_voice
from tellings.reading.show import Page, show
from tellings.reading.tables import paragraphs
from tellings.reading.terms import body
from tellings.reading.text import TEXT_ROLES

SHOWN = 20_000  # characters of a text that the page shows
HEAVY = 2_000  # sentences or dates: with more, shuffling, drawing and trying every choice take minutes
LONG = 100  # sentences in one paragraph: the same
FIGURES = 3  # texts: with more, keyness is a table and the texts are folded
WIDE = 8  # texts: with more, a matrix is a table
FAVOURED = [
    *("text", "favours most", "largest z", "chance reaches", "beyond chance", "avoids", "by G² too", "least count")
]


@section("sources")
def source_cards(it):
    """Who says it, when, and how this is known; what is missing, and what becomes weaker by it."""
    cards = counted_cards(it)
    for column in ("outlet", "author", "published"):
        known = cards[column] + cards.pop(f"{column}_basis").map(lambda basis: f" ({basis})" if basis else "")
        cards[column] = known.where(cards[column] != "", "")
    cards["articles"] = cards.source.map(it.sentences.groupby("source").item.max()).fillna(1).astype(int)
    posts = say("sources.posts") if (it.words.role == "quotation").any() else ""
    yield say("sources.counted", texts=say("count.texts", count=len(cards)), words=cards.words.sum(), posts=posts)
    yield cards
    yield from _weak_dates(it.case.values())
    unknown = {column: list(cards.source[cards[column] == ""]) for column in ("outlet", "author")}
    if any(unknown.values()):
        lacking = " ".join(
            say(f"sources.no_{column}", sources=listed(names, NAMED)) for column, names in unknown.items() if names
        )
        yield say("sources.unknown", lacking=lacking)


def _weak_dates(sources):
    dated = [source for source in sources if source.published]
    weak = {
        "undated": [source.id for source in sources if not source.published],
        "loose": [source.id for source in dated if source.earliest != source.latest],
        "outside": [source.id for source in dated if source.published_basis == "outside"],
    }
    for why, names in weak.items():
        if names:
            yield say(f"sources.{why}", sources=listed(names, NAMED))


@section("files")
def files(it):
    """What each file is made of, and where it holds more than one article."""
    if it.words.empty:
        yield say("files.no_word")
        return
    yield charts.role_shares(it.case)
    yield say("files.roles")


@section("texts")
def texts(it):
    """Each text as the reader sees it, with dates and speech marked."""
    marks = pd.concat([it.dates.assign(mark="time"), it.speech.assign(mark=it.speech.kind)], ignore_index=True)
    marks["mark"] = pd.Categorical(marks.mark, ["time", "direct", "indirect", "headline"])
    yield say("texts.marks")
    for source in it.case.values():
        kept = source
        if len(source.text) > SHOWN:
            ends = paragraphs(source).end
            kept = replace(source, text=source.text[: max(ends[ends <= SHOWN], default=SHOWN)])
            yield say("texts.long", source=source.id, shown=len(kept.text), characters=len(source.text))
        shown = show(kept, marks[(marks.source == source.id) & (marks.end <= len(kept.text))], "mark")
        if len(it.case) > FIGURES:
            shown = Page(folded(f"{source.id}: {source.title or say('texts.no_title')}", shown.html), repr(shown))
        yield shown


@section("voices")
def voices(it):
    """Whose words the texts are made of, and by which verbs they are reported."""
    by_word = words_by_voice(it.case, it.speech)
    if by_word.empty:
        yield say("voices.no_text")
        return
    yield say("voices.parts")
    yield charts.voice_share(voice_shares(by_word))
    speakers = speaker_shares(by_word)
    speakers = speakers[speakers.part.isin(SPOKEN)].reset_index(drop=True)
    if len(speakers):
        yield say("voices.speakers")
        yield speakers
    found = cues(it.case, it.speech)
    found = found[found.role.isin(TEXT_ROLES)]
    if len(found):
        yield charts.verb_classes(found)
        yield say("voices.verbs")


@section("tone")
def tone(it):
    """Tone by text and by voice, and how far the order of the texts survives other choices."""
    rows = it.tone[it.tone.role.isin(TEXT_ROLES)]
    if not len(rows):
        yield say("tone.no_text")
        return
    yield say("tone.method")
    yield charts.tone_by_sentence(rows)
    voices = tone_by_voice(rows, it.speech)
    # The voices with most sentences, in the order of the texts, as many as a figure holds.
    drawn = voices.loc[sorted(voices.sentences.nlargest(ROWS).index)].reset_index(drop=True)
    yield charts.tone_by_voice(drawn)
    yield say("tone.pairs", drawn=len(drawn), all=len(voices))
    if len(rows) > HEAVY or rows.groupby(["source", "paragraph"]).size().max() > LONG:
        yield say("tone.too_long")
    else:
        yield from _other_choices(it.case)
    yield from _differences(rows)


def _other_choices(case):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning)  # of texts in another language
        tried = fragility(case, page="article")  # as the figures of tone above it
    if tried.empty:
        yield say("tone.no_body")
        return
    yield charts.fragility(tried)
    if len(case) > 1:
        yield say("tone.choices")


def _differences(rows):
    many = rows["group"].nunique()
    if 1 < many <= WIDE:
        yield say("tone.differences")
        yield mean_differences(rows)
    elif many > WIDE:
        yield say("tone.many", most=WIDE, pairs=many * (many - 1) // 2)


@section("favoured")
def favoured_words(it):
    """The words that each text favours against the others, beside what chance gives."""
    rows = body(it.words)
    names = [name for name in it.case if (rows.source == name).any()]
    if len(names) < 2:
        yield say("favoured.one")
        return
    sentences = rows.sentence.nunique()
    if sentences > HEAVY:
        yield say("favoured.too_long", sentences=sentences)
        return
    yield say("favoured.method")
    rows = rows[rows.word.str.contains(r"[^\W\d_]")]
    few, found = len(names) <= FIGURES, []
    # Of two texts one says of the other what the other says of it.
    for name, other in [names] if len(names) == 2 else [(name, None) for name in names]:
        try:
            favoured = keyness(rows, name, other, by="source", draws=500 if few else 200)
        except CaseError as error:
            yield f"{name}: {error}."
            continue
        if few:
            yield say("favoured.against", one=name, other=other) if other else say("favoured.against_all", one=name)
            yield charts.keyness(favoured)
            yield say("favoured.both", words=listed(_by_both(favoured), NAMED))
        found.append(_favoured_line(favoured))
    if not few:
        yield pd.DataFrame(found, columns=FAVOURED)
    yield say("favoured.reading")


def _favoured_line(favoured):
    z = favoured.table.set_index("word").z
    most, beyond = listed(z[z > 0].head(5).index), favoured.beyond
    favours, avoids = (listed([word for word in beyond if (z[word] > 0) == liked], NAMED) for liked in (True, False))
    least, _ = favoured.smallest_count()
    both = listed(_by_both(favoured), NAMED)
    return favoured.first, most, f"{z.max():.1f}", f"{favoured.high:.1f}", favours, avoids, both, least or listed([])


def _by_both(favoured):
    by_g2 = set(favoured.beyond_by_g2)
    return [word for word in favoured.beyond if word in by_g2]


@section("time")
def time(it):
    """What is dated, and in which order each text tells it."""
    # A date line, a caption or a teaser is not told by the article that it stands beside.
    inside = it.statements.sentence.isin(it.sentences.sentence[it.sentences.role.isin(TEXT_ROLES)])
    told = it.statements[inside]
    placed = told[told["first"].ne("") | told["last"].ne("")]
    if placed.empty:
        yield say("time.no_place", expressions=say("count.expressions", count=len(told)))
        return
    if len(placed) > HEAVY:
        yield say("time.too_many", dates=len(placed))
        return
    yield say(
        "time.counted",
        expressions=say("count.expressions", count=len(told)),
        open=len(told) - len(placed),
        around=len(it.statements) - len(told),
    )
    yield charts.event_time(placed)
    order = charts.telling_order(placed)
    yield order if len(it.case) <= WIDE else Page(folded(order.title, part_html(order.description)), order.description)
    outside = int((placed.basis == "outside").sum())
    if outside:
        yield Found(say("time.outside", count=outside))


@section("names")
def names(it):
    """Who is called what, where the case says which names belong to whom."""
    if it.actors is None:
        yield say("names.no_actors")
        return
    if it.names.empty:
        yield say("names.none")
        return
    # The actors whose names judge, then those named most, as many as a figure holds.
    judged = it.names[it.names.label != "neutral"].actor.value_counts()
    often = it.names.actor.value_counts()
    drawn = sorted(often.index, key=lambda actor: (-judged.get(actor, 0), -often[actor], actor))
    yield from _proposed(it.actors)
    yield say("names.method")
    yield charts.naming(it.names, drawn[: max(1, ROWS // len(it.case))])
    present = presence(it.case, it.names, it.speech, it.actors)
    yield charts.presence(present) if len(it.case) <= WIDE else present[present[["named", "speaks"]].any(axis=1)]
    yield say("names.letters")
    yield naming_counts(it.names)


def _proposed(actors):
    """Which rows of actors.csv nobody has settled yet."""
    open_rows = actors[is_proposed(actors)]
    if len(open_rows):
        whose, of = listed(open_rows.actor.unique(), NAMED), say("count.rows", count=len(actors))
        yield say("names.proposed", rows=len(open_rows), of=of, actors=whose)


@section("doubts")
def doubts(it):
    """What the program is unsure of, and what a careful colleague would say of the case."""
    dates, speech = it.dates, it.speech
    undated = dates[dates.value.str.contains("X") & dates.type.isin(["DATE", "TIME"])]
    noted = dates[dates.note != ""]
    unsaid = speech[(speech.kind != "headline") & speech.speaker.isna()]
    unsure = pd.concat(
        [
            undated.assign(why=[say("doubts.undated", value=value) for value in undated.value]),
            noted.assign(why=noted.note),
            dates[dates.basis == "outside"].assign(why=say("doubts.outside")),
            unsaid.assign(why=[say("doubts.unsaid", kind=kind) for kind in unsaid.kind]),
            unbalanced_marks(it.case).assign(why=say("doubts.mark")),
        ]
    )
    # A place may be unsure for two reasons: a date that is outside knowledge and hangs on an uncertain card.
    unsure = unsure.groupby(["source", "start", "end", "text"], sort=False).why.agg("; ".join).reset_index()
    yield say("doubts.places", places=say("count.places", count=len(unsure)))
    if len(unsure):
        yield unsure[["source", "text", "why"]]
    checked = check_case(it.case.folder)
    weak = checked[checked.level == "warning"]
    if len(weak):
        yield say("doubts.colleague")
        yield weak[["file", "message"]].reset_index(drop=True)


@section("coding")
def coding(it):
    """How far the coders agree, where they differ, and how well the tools match them."""
    rows = _coders(it.case)
    if rows is not None:
        yield say(
            "coding.coded",
            coders=say("count.coders", count=rows.coder.nunique()),
            sentences=say("count.sentences", count=rows.sentence.nunique()),
        )
        yield from _agreement(rows, it.sentences)
    scores = tool_scores(it.case, it.dates, it.speech)
    if len(scores):
        yield say("coding.tools")
        yield scores
    if rows is None and scores.empty:
        yield say("coding.none")
    yield from (say("coding.elsewhere"), say("coding.pasted"))


def _coders(case):
    """The codes of all coders; None where nobody has filled a sheet."""
    try:
        return coders_of(case)
    except Unfilled:
        return None


def _agreement(rows, sentences):
    if rows.coder.nunique() == 1:
        yield say("coding.one")
        return
    asked = [question for question in QUESTIONS if question in rows and (rows[question] != "").any()]
    if not asked:
        return
    codings = merge_codings([rows])
    yield say("coding.alpha")
    yield agreement(codings)
    for question in asked:
        apart = differences(codings, question, sentences, general=True)
        if len(apart):
            yield say(
                "coding.apart",
                question=question,
                alpha=alpha(codings, question),
                sentences=say("count.sentences", count=len(apart)),
            )
            yield apart


SECOND = [source_cards, files, texts, voices, tone, favoured_words, time, names, doubts, coding]
ALL = [*FIRST, *SECOND]
