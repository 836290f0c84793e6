"""Whose words a text is made of: words and sentences by voice, shares, and the words that report."""

from bisect import bisect_right
from collections import namedtuple

import pandas as pd

from tellings.case.files import word_list
from tellings.case.sources import as_sources
from tellings.perspectives.speech.words import NOUNS, VERBS
from tellings.reading.spans import UNNAMED, Spans
from tellings.reading.tables import articles, sentences
from tellings.reading.text import SPAN, TEXT_ROLES, sentence_rows, word_rows

PARTS = ["direct", "indirect", "reporting", "author"]
SPOKEN = ["direct", "indirect"]
# What a verb does with the words it reports: neutral (only says that they were said), assertive (puts them forward as
# true), concedes (grants what could count against the speaker; a reading of use, not factivity), factive (not said but
# known, realised, regretted), distancing (leaves open), evaluative (praises, blames), directive (wants something done).
CLASSES = ["neutral", "assertive", "concedes", "factive", "distancing", "evaluative", "directive"]

Speech = namedtuple("Speech", "start end kind speaker")


def speech_spans(speech, source):
    """The stretches of speech in one source, to be asked by place: start, end, kind, speaker (UNNAMED for nobody)."""
    mine = speech[speech.source == source.id]
    return Spans(map(Speech, mine.start, mine.end, mine.kind, mine.speaker.fillna("").replace("", UNNAMED)))


def sentence_at(inside, place):
    """The row of the sentence that holds a place; between two sentences, of the one before.

    In: Spans of sentence_rows, a place. A sentence that a page break cuts goes on after the running head inside it.
    """
    return inside.innermost(place) or inside.rows[max(0, bisect_right(inside.rows, place, key=lambda row: row[0]) - 1)]


def words_by_voice(sources, speech, roles=("abstract", "body")):
    """Whose words a text is made of, word by word.

    In: sources; a table of find_speech or a reference coding with the same columns; the roles of sentences to count.
    Out: a row per word: source, start, end, text, sentence, item, part, speaker. part: direct (between quotation
    marks), indirect (in a reported clause), reporting (the rest of a sentence that reports), author (a sentence that
    reports nobody); speaker: UNNAMED where the text names none, None for author and reporting.
    """
    rows = []
    for source in as_sources(sources):
        said = speech_spans(speech, source)
        for start, end, text, _, sentence, item, role in word_rows(source):
            if role in roles:
                rows.append((source.id, start, end, text, sentence, item, *_part_and_speaker(said.at(start))))
    table = pd.DataFrame(rows, columns=[*SPAN, "sentence", "item", "part", "speaker"])
    reports = table.sentence.isin(table.sentence[table.part != "author"])
    table.loc[reports & (table.part == "author"), "part"] = "reporting"
    return table


def voice_shares(by_word):
    """Shares of a text's words by part, in percent.

    In: a table of words_by_voice. Out: a row per article (a file may hold several): text, words, direct, indirect,
    reporting, author.
    """
    labels = articles(by_word)
    counts = pd.crosstab(labels, by_word.part).reindex(labels.unique(), columns=PARTS, fill_value=0)
    sizes = counts.sum(axis=1)
    shares = (100 * counts.div(sizes, axis=0)).round(2)
    shares.insert(0, "words", sizes)
    return shares.rename_axis(index="text", columns=None).reset_index()


def speaker_shares(by_word):
    """Words by article, part and speaker.

    In: a table of words_by_voice. Out: text, part, speaker ("" for author and reporting), words, percent (of the
    article); within an article those with most words first.
    """
    table = by_word.assign(text=articles(by_word), speaker=by_word.speaker.fillna(""))
    sizes = table.text.value_counts(sort=False)
    order = {text: place for place, text in enumerate(table.text.unique())}
    found = table.groupby(["text", "part", "speaker"], sort=False).size().reset_index(name="words")
    found["percent"] = (100 * found.words / found.text.map(sizes).astype(int)).round(2)
    found["place"] = found.text.map(order)
    found = found.sort_values(["place", "words", "speaker"], ascending=[True, False, True], kind="stable")
    return found.drop(columns="place").reset_index(drop=True)


def sentence_voices(sources, speech):
    """The voice that has most of the words of each sentence, in the order of the text.

    Out: a row per sentence: source, start, end, text, sentence, item, role, part (as in words_by_voice), speaker, share
    (of the sentence's words, 0 to 1). A sentence that reports counts as direct or indirect if these have more than
    half its words.
    """
    rows = []
    for sentence, group in words_by_voice(sources, speech, TEXT_ROLES).groupby("sentence", sort=False):
        spoken = group[group.part.isin(SPOKEN)]
        named = spoken.speaker[spoken.speaker != UNNAMED]
        if len(spoken) * 2 > len(group):
            part = "direct" if (spoken.part == "direct").mean() >= 0.5 else "indirect"
        else:
            part = "reporting" if len(spoken) else "author"
        speaker = named.mode().iloc[0] if len(named) else UNNAMED if len(spoken) else None
        rows.append((sentence, part, speaker, len(spoken) / len(group)))
    voices = pd.DataFrame(rows, columns=["sentence", "part", "speaker", "share"])
    return sentences(sources).drop(columns="paragraph").merge(voices, on="sentence").reset_index(drop=True)


def cues(sources, speech):
    """Every reporting word of a text, once where it stands, with its lemma and class.

    Out: a row per cue: source, sentence, item, role, speaker, cue, lemma, class (of reporting_verbs.csv; "call on" and
    its like by reporting_phrases.csv; "other" for nouns, colons and "according to"). A quotation that goes on under an
    earlier cue adds none.
    """
    classes = {row["lemma"]: row["class"] for row in word_list("perspectives/speech", "reporting_verbs")}
    classes |= {row["phrase"]: row["class"] for row in word_list("perspectives/speech", "reporting_phrases")}
    rows, seen = [], set()
    for source in as_sources(sources):
        inside = Spans(sentence_rows(source))
        mine = speech[(speech.source == source.id) & (speech.cue.fillna("") != "")].sort_values(["start", "end"])
        for row in mine.itertuples():
            start, end, _, sentence, _, item, role = sentence_at(inside, row.start)
            around = source.text[start : row.start] + " " + source.text[row.end : max(end, row.end)]
            # A cue that opens a sentence has a capital.
            if row.cue.lower() in around.lower() and (sentence, row.cue) not in seen:
                seen.add((sentence, row.cue))
                lemma = _lemma(row.cue, classes)
                speaker = row.speaker if isinstance(row.speaker, str) and row.speaker else None
                found = (sentence, item, role, speaker, row.cue, lemma, classes.get(lemma, "other"))
                rows.append((source.id, *found))
    return pd.DataFrame(rows, columns=["source", "sentence", "item", "role", "speaker", "cue", "lemma", "class"])


def _part_and_speaker(covering):
    """Part and speaker of a word, by the stretches of speech that cover it: the inner one, quoted before reported."""
    if not covering:
        return "author", None
    inner = next((row for row in covering[::-1] if row.kind != "indirect"), covering[-1])
    return "indirect" if inner.kind == "indirect" else "direct", inner.speaker


def _lemma(cue, classes):
    """The lemma of a reporting word, with the word behind it where the two have a class of their own (call on)."""
    said = cue.lower().split()
    verb = next((place for place, word in enumerate(said) if word in VERBS and word not in NOUNS), None)
    if verb is None:
        return cue.lower()
    lemma = VERBS[said[verb]].lemma
    phrase = " ".join([lemma, *said[verb + 1 : verb + 2]])
    return phrase if phrase in classes else lemma
