"""The functions that a sheet's formulas name ("=word_count lbc body"): keys computed when the sheets are released."""

import re
from functools import cache
from pathlib import Path

from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance

from tellings.argument import check_argument, common_speakers, corroboration, dependence
from tellings.case import load_case, read_table, wording
from tellings.case.files import CaseError, read_text
from tellings.coding.agreement import agreement, coding, kappa, merge_codings
from tellings.framing import sentence_tone, tone_table, word_effects
from tellings.framing.keyness import keyness
from tellings.reading import TEXT_ROLES, body, words

say = wording.of(__file__)


@cache
def case():
    """The case that the exercises ask about."""
    return load_case("seeds")


def named(name, known, what, place=""):
    """A name that a formula gives. Errors: CaseError where it is none of those known: a count of nothing is no key."""
    if name not in known:
        raise CaseError(say(f"formula.no_{what}", name=name, known=", ".join(map(str, known)), place=place))
    return name


def text_of(source):
    """The source of this id."""
    return case()[named(source, list(case()), "source")]


def coded(source, *roles):
    """The rows of the reference coding of one source, of these roles if any are given."""
    rows = case().gold("sentences")
    for role in roles:
        named(role, sorted({*rows["role"], *TEXT_ROLES}), "role")
    rows = rows[rows["source"] == text_of(source).id]
    return rows[rows["role"].isin(roles)] if roles else rows


def word_count(source, *roles):
    """The number of words in a source, in sentences of these roles if any are given."""
    rows = words(text_of(source))
    return int(rows["role"].isin(roles).sum()) if roles else len(rows)


def spaced_count(source, *roles):
    """The same count by one who splits the text at white space."""
    texts = coded(source, *roles)["text"] if roles else [text_of(source).text]
    return sum(len(text.split()) for text in texts)


def uses(term, source, *roles):
    """How often a word or a phrase (word|word for several) stands in a source, in sentences of these roles."""
    return sum(len(re.findall(rf"\b(?:{term})\b", text, re.I)) for text in coded(source, *roles)["text"])


def sentences_with(term, source):
    """The number of sentences of a source that hold the word."""
    return int(coded(source)["text"].str.contains(rf"\b{term}\b", case=False).sum())


def modals(source, *roles):
    """How often will, would, may, might and could stand in a source's own text, the month of May not counted."""
    terms = r"will|would|might|could|(?<!1 )may"
    return uses(terms, source, *(roles or TEXT_ROLES))


def sentence_text(*names):
    """The texts of these sentences, mended."""
    rows = case().gold("sentences").set_index("sentence")["text"]
    return [rows[name] for name in names]


def ground(source, field):
    """What an entry of a source card rests on, by the table that notebook 01 shows: stated, inferable or outside."""
    rows = read_table(case().folder / "evidence.csv").set_index(["source", "field"])
    return rows.loc[(source, field), "basis"].replace("inferred", "inferable")


def time_value(sentence, text):
    """The TIMEX3 value of a temporal expression in the reference coding; a year known only from outside is XXXX."""
    row = _time(sentence, text)
    return "XXXX" + row["value"][4:] if row["basis"] == "outside" else row["value"]


def time_basis(sentence, text):
    """What the value of a temporal expression rests on: explicit, document_date, context or outside."""
    return _time(sentence, text)["basis"]


def _time(sentence, text):
    rows = case().gold("dates")
    rows = rows[rows["sentence"] == sentence]
    named(text, list(rows["text"]), "date", sentence)
    return rows[rows["text"] == text].iloc[0]


def witnessed(*names):
    """Those of the named events (name=id) of which two texts or more speak in headline, abstract or body."""
    events = case().gold("events").set_index("event")["sentences"]
    rows = case().gold("sentences")
    source = rows[rows["role"].isin(TEXT_ROLES)].set_index("sentence")["source"]
    pairs = [name.split("=") for name in names]
    return [name for name, event in pairs if source.reindex(events[event].split()).nunique() > 1]


def dated(*names):
    """Those of the named events (name=id) that two texts or more date, if only by a year."""
    times = read_table(case().folder / "event_times.csv")
    texts = times[times["value"].str.match(r"\d{4}")].groupby("event")["source"].nunique()
    pairs = [name.split("=") for name in names]
    known = list(case().gold("events")["event"])
    return [name for name, event in pairs if texts.get(named(event, known, "event"), 0) > 1]


def spoken(source, speaker, *more):
    """The spans of a source that quote a speaker directly, as a list of [start, end].

    More: "headline" takes the words quoted in headlines in, "unbracketed" leaves a reporter's insertion in brackets at
    the head of a quotation out.
    """
    rows, text = case().gold("quotes"), text_of(source).text
    kinds = ["direct", "headline"] if "headline" in more else ["direct"]
    rows = rows[(rows["source"] == source) & rows["kind"].isin(kinds)]
    named(speaker, sorted(set(rows["speaker"].dropna())), "speaker", source)
    rows = rows[rows["speaker"] == speaker]
    spans = rows[["start", "end"]].values.tolist()
    if "unbracketed" in more:
        spans = [[start + len(re.match(r'"\(\w+\)\s+|', text[start:end])[0]), end] for start, end in spans]
    return spans


def naive_quotations(source, *roles):
    """What pairing quotation marks in turn takes for quotations, as (start, end); in these roles if any are given."""
    text = text_of(source).text
    if roles:
        kept = [" "] * len(text)
        for start, end in coded(source, *roles)[["start", "end"]].itertuples(index=False):
            kept[start:end] = text[start:end]
        text = "".join(kept)
    return [match.span() for match in re.finditer(r'"[^"]*"', text)]


def spoken_share(source, speaker, *roles):
    """The share of a speaker's quoted words in the words of these roles (of the whole file if none is given), in %."""
    rows = words(text_of(source))
    quoted = sum(((rows["start"] >= start) & (rows["end"] <= end)).sum() for start, end in spoken(source, speaker))
    return round(100 * quoted / word_count(source, *roles), 1)


def cues(source, item):
    """The reporting verbs of one article in the reference coding."""
    rows = coded(source, "body")
    rows = rows[rows["item"] == named(int(item), sorted(set(rows["item"])), "article", source)]
    quotes = case().gold("quotes")
    inside = (quotes["source"] == source) & quotes["start"].between(rows["start"].min(), rows["end"].max())
    return sorted(set(quotes.loc[inside, "cue"]))


def tone_order(lexicon):
    """The sources from the lowest to the highest mean tone of their sentences, headlines left out."""
    table = tone_table(case(), lexicon)
    table = table[table["role"].isin(["abstract", "body"])]
    return list(table.groupby("source")["tone"].mean().sort_values().index)


def most_positive(source, item):
    """The sentence of one article with the highest tone."""
    rows = coded(source, "body")
    rows = rows[rows["item"] == named(int(item), sorted(set(rows["item"])), "article", source)]
    return rows.assign(score=sentence_tone(rows["text"])).set_index("sentence")["score"].idxmax()


def raising_words(source):
    """The words of a source without which the whole of it would score lower."""
    effects = word_effects(text_of(source).text)
    return sorted({word.lower() for word, _, effect, *_ in effects if effect > 0})


def misleading_words(*apt):
    """Each word that VADER lists with each sentence that holds it, as (word, sentence id), but for the apt ones.

    An apt word misleads all the same where a rule turns it round, as in "no terrorist attacks", and in a sentence whose
    tone by the reference coding is not the word's: "the Taliban lost control" is no bad news there.
    """
    rows = case().gold("sentences")
    rows = rows[rows["role"].isin(TEXT_ROLES)]
    found = {
        (word.lower(), row.sentence): None
        for row in rows.itertuples()
        for word, listed, effect, *_ in word_effects(row.text, mask=False)
        if listed and (word.lower() not in apt or listed * effect < 0 or listed * row.tone <= 0)
    }
    return list(found)


def least_count(first, second):
    """How often a word that only the first text uses must occur there to be found by keyness."""
    return keyness(body(words(case())), first, second).smallest_count()[0]


def agreed(column, first, second):
    """How far two codings of tone (codes with commas between) agree, rounded to two places.

    In: agree, alpha (tone as an interval scale), ordinal or nominal (alpha on such a scale) or kappa; the codings.
    """
    codings = merge_codings([_tones(first, "first"), _tones(second, "second")])
    if column in SCALES:
        rows = [(coder, sentence, int(code)) for coder, sentence, code in codings.itertuples(index=False)]
        value = AnnotationTask(data=rows, distance=SCALES[column](rows)).alpha()
    else:
        value = kappa(codings, "tone") if column == "kappa" else agreement(codings)[column].iloc[0]
    return round(float(value), 2)


def may_draw(source):
    """The texts on which a source can have drawn, by the dates of the cards, or "none"."""
    rows = dependence(case())
    rows = rows[(rows["text"] == text_of(source).id) & (rows["dates"] == "possible")]
    return list(rows["on"]) or ["none"]


def heard(speaker):
    """The texts that have something from this speaker, of those whom two or more let speak."""
    told = common_speakers(case())
    return list(told[named(speaker, list(told), "voice")])


def grid_cell(what, source):
    """The ids of the sentences in one cell of the corroboration grid, or "silent"."""
    cell = _grid_row(what)[text_of(source).id]
    return [cell] if cell == "silent" else re.findall(r"\[([a-z]+-\d+h?)\]", cell)


def grid_silent(what, source):
    """The word "silent" of a cell of the grid that holds no sentence."""
    return named("silent", grid_cell(what, source), "cell")


def grid_verdict(what):
    """The verdict of a row of the corroboration grid."""
    return _grid_row(what)["verdict"]


def _grid_row(what):
    rows = corroboration(case()).set_index("what")
    return rows.loc[named(what, list(rows.index), "row")]


def problem(number):
    """What check_argument finds in a claim of the argument that sheet 5 prints, or "nothing"."""
    rows = check_argument(argument(), case()).set_index("claim")["problem"]
    return rows[named(int(number), list(rows.index), "claim")] or "nothing"


def argument():
    """The argument of 5.4 as its sheet prints it: the lines that begin with >."""
    path = Path(__file__).parent / "source" / "sheet_5_argued_comparison" / "sheet_5_argued_comparison.md"
    section = read_text(path).partition("## 5.4 ")[2].partition("\n## ")[0]
    return "\n".join(re.findall(r"^> (.+)", section, re.M))


def _ordinal(rows):
    """Krippendorff's distance of ordered codes: how many codes were given from the one to the other, squared."""
    given = [code for _, _, code in rows]

    def distance(one, other):
        low, high = sorted([one, other])
        return (sum(low <= code <= high for code in given) - (given.count(low) + given.count(high)) / 2) ** 2

    return distance


SCALES = {"ordinal": _ordinal, "nominal": lambda rows: binary_distance}


def _tones(codes, coder):
    return coding({f"s{number:02d}": [code] for number, code in enumerate(codes.split(","))}, coder, ["tone"])
