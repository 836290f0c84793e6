"""The sections of a report on any case: each says what was found, shows it, and says what it cannot know."""
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
from IPython.display import HTML, display

from helpers import charts, frames
from helpers.agreement import QUESTIONS, agreement, alpha, differences, merge_codings
from helpers.case import CaseError, load_case
from helpers.dates import find_dates
from helpers.fragility import fragility
from helpers.own import SHORT, check_case, coders_of
from helpers.quotations import unbalanced_marks
from helpers.scores import tool_scores
from helpers.show import Page, show, table, visible
from helpers.speech import find_speech
from helpers.text import TEXT_ROLES, paragraphs, sentences, words
from helpers.timeline import dated_statements, propose_events
from helpers.tone import tone_by_voice, tone_table, voices_of

SHOWN = 20_000       # characters of a text that the page shows
ROWS = 30            # rows of a table that the page shows; the CSV has all
HEAVY = 2_000        # sentences: with more, trying every choice of tone takes minutes
LONG = 100           # sentences in one paragraph: the same
FIGURES = 3          # texts: with more, keyness is a table


class Section:
    """A title and its parts (sentences, tables, figures, texts), shown one after the other."""

    def __init__(self, title, *parts):
        self.title, self.parts = title, parts

    def _ipython_display_(self):
        for part in self.parts:
            display(part if isinstance(part, charts.Chart) else HTML(part_html(part)))

    def __repr__(self):
        return "\n".join([self.title, *(part if isinstance(part, str) else repr(part) for part in self.parts)])


def part_html(part):
    """A part of a section as HTML: text as a paragraph, a table, or a page; all text escaped."""
    if isinstance(part, pd.DataFrame):
        note = f"The first {ROWS} of {len(part):,} rows; the CSV file has all." if len(part) > ROWS else ""
        return f'<div style="overflow-x:auto" tabindex="0">{table(part.head(ROWS), note).html}</div>'
    if isinstance(part, Page):
        return part.html
    return f'<p style="max-width:46em">{visible(part)}</p>'


def read(folder):
    """Read a case once for all sections.

    Out: case, and its span tables sentences, words, dates, speech, tone, statements. Errors: CaseError.
    """
    case = load_case(folder)
    tones = tone_table(case)
    speech = find_speech(case)
    tones["voice"] = voices_of(tones, speech)
    return SimpleNamespace(case=case, sentences=sentences(case), words=words(case), dates=find_dates(case),
                           speech=speech, tone=tones, statements=dated_statements(case),
                           names=pd.DataFrame())


def source_cards(it):
    """Who says it, when, and how this is known; what is missing, and what becomes weaker by it."""
    counts = frames.body(it.words).groupby("source").size()
    cards = it.case.cards.reset_index()
    cards["words"] = [int(counts.get(name, 0)) for name in cards.source]
    several = it.sentences.groupby("source").item.max()
    cards["articles"] = [int(several.get(name, 1)) for name in cards.source]
    parts = [f"{_count(len(it.case), 'text')}, {cards.words.sum():,} words of headline, abstract and body. Words and "
             "articles are counted by the program; all else is what the cards say.", cards]
    weak = []
    if len(it.case) == 1:
        weak.append("There is one text. It can be read, dated and shown, and its voices can be told apart. Nothing can "
                    "be compared: no order of publication, no favoured words, no event that two witnesses tell.")
    if not (it.case.folder / "sources.csv").exists():
        weak.append("There is no sources.csv: titles are first lines, and outlet, author and date are unknown.")
    undated = list(cards.source[cards.published == ""])
    if undated:
        weak.append(f"No date of publication: {_list(undated)}. Days and months without a year stay open there, "
                    "“today” and “last week” have no place in time, and the place in the order of texts means nothing.")
    loose = [source.id for source in it.case.values() if source.published and source.earliest != source.latest]
    if loose:
        weak.append(f"Published on a day that is not known exactly: {_list(loose)}. A date reckoned from it carries "
                    "the other possible value in the column note.")
    outside = list(cards.source[(cards.published != "") & (cards.published_basis == "outside")])
    if outside:
        weak.append(f"Dated by outside knowledge: {_list(outside)}. What is reckoned from that date is outside "
                    "knowledge too.")
    unknown = {column: list(cards.source[cards[column] == ""]) for column in ("outlet", "author")}
    if any(unknown.values()):
        weak.append(" ".join(f"No {column}: {_list(names)}." for column, names in unknown.items() if names)
                    + " Whose interest such a text serves cannot be asked of it.")
    short = list(cards.source[cards.words < SHORT])
    if short:
        weak.append(f"Fewer than {SHORT} words: {_list(short)}. Shares of so few words jump with every sentence.")
    return Section("The sources", *parts, *weak)


def files(it):
    """What each file is made of, and where it holds more than one article."""
    parts = [charts.role_shares(it.case), "Roles are given by the form and place of a line, not by its meaning. Look "
             "at the greyed lines in the texts below: a caption taken for a heading changes every count a little."]
    return Section("What the files are made of", *parts)


def texts(it):
    """Each text as the reader sees it, with dates and speech marked."""
    marks = pd.concat([it.dates.assign(mark="date " + it.dates.type.str.lower()),
                       it.speech.assign(mark=it.speech.kind + " speech")], ignore_index=True)
    parts = ["The marks are the program's. What is not the article is grey."]
    for source in it.case.values():
        kept = source
        if len(source.text) > SHOWN:
            ends = paragraphs(source).end
            kept = replace(source, text=source.text[:max([end for end in ends if end <= SHOWN], default=SHOWN)])
            parts.append(f"{source.id} is long: the page shows its first {len(kept.text):,} of {len(source.text):,} "
                         "characters. The tables cover all of it.")
        parts.append(show(kept, marks[(marks.source == source.id) & (marks.end <= len(kept.text))], "mark"))
    return Section("The texts", *parts)


def tone(it):
    """Tone by text and by voice, and how far the order of the texts survives other choices."""
    rows = it.tone[it.tone.role.isin(TEXT_ROLES)]
    if not len(rows):
        return Section("Tone", "No text has a headline, an abstract or a body, so there is nothing to score.")
    parts = ["The tone of a sentence is that of the words in it that VADER's list knows, from −1 to 1. The list was "
             "made for short messages on the web. On news it agrees with human judgement about as far as r = .5, so "
             "read the sentences before you believe a mean.", charts.tone_by_sentence(rows)]
    voices = tone_by_voice(rows, it.speech)
    # The voices with most sentences, in the order of the texts, as many as a figure holds.
    drawn = voices.loc[sorted(voices.sentences.nlargest(ROWS).index)].reset_index(drop=True)
    parts += [charts.tone_by_voice(drawn), f"Voices in the figure: {len(drawn)} of {len(voices)}. A quoted sentence "
              "shows the speaker's tone, not the reporter's; the mean of a few sentences is an anecdote."]
    biggest = rows.groupby(["source", "paragraph"]).size().max()
    if len(rows) > HEAVY or biggest > LONG:
        return Section("Tone", *parts, "The texts are too long to try every choice of lexicon, page and unit here: try "
                       "fragility() on a part of them before you compare means.")
    tried = fragility(it.case)
    if tried.empty:
        return Section("Tone", *parts, "One of the texts has no body, so the means cannot be compared.")
    parts.append(charts.fragility(tried))
    if len(it.case) > 1:
        parts.append("The choices tried are all reasonable. If the order of the texts changes with them, it is a "
                     "property of the choices and not of the texts.")
    return Section("Tone", *parts)


def favoured_words(it):
    """The words that each text favours against the others, beside what chance gives."""
    rows = frames.body(it.words)
    names = [name for name in it.case if (rows.source == name).any()]
    if len(names) < 2:
        return Section("Favoured words", "Favoured words need a second text to compare with.")
    rows = rows[rows.word.str.contains(r"[^\W\d_]")].assign(text=rows.source)
    parts = ["A word is favoured if a text uses it more than the others do, for its length. Chance favours words too: "
             "the grey band is what comes of dealing the same sentences to the texts at random."]
    found = []
    compared = names[:1] if len(names) == 2 else names
    for name in compared:
        other = names[1] if len(names) == 2 else "the others"
        try:
            favoured = frames.keyness(rows, name, by="text")
            null = frames.keyness_null(rows, name, by="text", draws=500 if len(names) <= FIGURES else 100)
        except CaseError as error:
            parts.append(f"{name}: {error}.")
            continue
        beyond = frames.beyond_chance(favoured, null)
        best = favoured[favoured.z > 0].head(5)
        found.append((name, _list(best.word), f"{favoured.z.abs().max():.1f}", f"{pd.Series(null).quantile(.95):.1f}",
                      _list(beyond) if beyond else "none"))
        if len(names) <= FIGURES:
            parts.append(charts.keyness(favoured, null, name, other))
    if len(names) > FIGURES:
        columns = ["text", "favours most", "largest |z|", "chance reaches", "beyond chance"]
        parts.append(pd.DataFrame(found, columns=columns))
    parts.append("A favoured word may belong to the subject, the genre or one quoted speaker. Read its sentences; the "
                 "function concordance() lists them.")
    return Section("Favoured words", *parts)


def time(it):
    """What is dated, in which order each text tells it, and which statements may tell one event."""
    placed = it.statements[it.statements["first"].ne("") | it.statements["last"].ne("")]
    if placed.empty:
        return Section("Time", f"Of {_count(len(it.statements), 'expression')} of time none has a place in the "
                       "calendar: the texts name no full date, or the cards give no date of publication to reckon from.")
    open_ = len(it.statements) - len(placed)
    parts = [f"{_count(len(it.statements), 'expression')} of time; {open_} of them are durations, vague or open and "
             "have no place on the axis.", charts.event_time(placed), charts.telling_order(placed)]
    outside = int((placed.basis == "outside").sum())
    if outside:
        parts.append(f"Outside knowledge: {_count(outside, 'date')} on the axis rest{'s' * (outside == 1)} on a date "
                     "of publication, or a name of a day, that no text states.")
    if len(it.case) > 1:
        proposed = propose_events(it.case)
        if len(proposed):
            parts += ["Statements of different texts that may tell one event, since their dates meet and they share "
                      "words. A proposal to check by reading: two meetings on one day look alike to it.",
                      proposed[["event", "source", "sentence", "value", "shared"]]]
        else:
            parts.append("No two texts make dated statements that share a date and two words. That they tell no common "
                         "event does not follow: they may date it differently, or not at all.")
    return Section("Time", *parts)


def doubts(it):
    """What the program is unsure of, and what a careful colleague would say of the case."""
    rows = [(row.source, row.text, f"no certain date: {row.value}") for row in it.dates.itertuples()
            if "X" in row.value and row.type in ("DATE", "TIME")]
    rows += [(row.source, row.text, row.note) for row in it.dates.itertuples() if row.note]
    rows += [(row.source, row.text, "date by outside knowledge") for row in it.dates.itertuples()
             if row.basis == "outside"]
    rows += [(row.source, row.text, f"{row.kind} speech without a speaker") for row in it.speech.itertuples()
             if row.kind != "headline" and (row.speaker is None or row.speaker != row.speaker)]
    rows += [(row.source, row.text, "a quotation mark without a partner")
             for row in unbalanced_marks(it.case).itertuples()]
    table_ = pd.DataFrame(rows, columns=["source", "text", "why"])
    checked = check_case(it.case.folder)
    warnings = [f"{row.file}: {row.message}" for row in checked[checked.level == "warning"].itertuples()]
    parts = [f"{_count(len(table_), 'place')} where the program found something and could not settle it. What it did "
             "not find at all is in no list: read one text against its marks to see how much that is.", table_]
    if warnings:
        parts += ["A careful colleague would add:", *warnings]
    return Section("What the tools are unsure of", *parts)


def coding(it):
    """How far the coders agree, where they differ, and how well the tools match them."""
    parts = []
    try:
        rows = coders_of(it.case)
        coders = rows.coder.nunique()
        parts.append(f"{_count(coders, 'coder')}, {_count(rows.sentence.nunique(), 'sentence')} coded.")
        asked = [question for question in QUESTIONS if question in rows and (rows[question] != "").any()]
        if coders > 1 and asked:
            codings = merge_codings([rows])
            parts += ["Alpha is 1 where coders always agree and 0 where they agree as often as chance would have it. "
                      "Trained coders often reach .25 to .5 on frames.", agreement(codings)]
            for question in asked:
                apart = differences(codings, question, it.sentences)
                if len(apart):
                    reached = alpha(codings, question)
                    parts += [f"{question} (alpha {reached:.2f}): {_count(len(apart), 'sentence')} coded differently. "
                              "Each is a question for the coders, not a mistake.", apart]
        elif coders == 1:
            parts.append("With one coder there is no agreement to report: what is coded is one reading.")
    except CaseError as error:
        if "no filled coding sheet" not in str(error):
            raise
    scores = tool_scores(it.case)
    if len(scores):
        parts += ["The tools against the coding of this case: precision is the share of what a tool found that the "
                  "coding has too, recall the share of the coding that it found.", scores]
    if not parts:
        parts = ["This case is not coded, so nothing here says how well the tools work on it. Write sheets with python "
                 "-m helpers coding and the folder, fill them, and run this again."]
    return Section("The coding, and the tools against it", *parts)


def _count(number, noun):
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _list(items, most=8):
    items = [str(item) for item in items]
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "none"


ALL = [source_cards, files, texts, tone, favoured_words, time, doubts, coding]
