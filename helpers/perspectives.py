"""Perspectives: whose account is this? The words of lesson 04."""

import re

import pandas as pd

from helpers.cases import containing, only, without
from tellings import charts
from tellings.case.files import PROJECT
from tellings.case.tables import read_table
from tellings.coding.scoring import match_spans, precision_recall
from tellings.perspectives import card, claims, names, voices
from tellings.reading.tables import words
from tellings.reading.terms import list_hits, word_groups
from tellings.reading.text import SPAN, TEXT_ROLES, clean

CERTAINTY = ["will and may", "must and should", "hedges"]


def marks_as_they_come(source):
    """Quotation marks paired as they come, the first with the second, the third with the fourth: a span table."""
    pairs = [(source.id, *mark.span(), clean(mark[0])) for mark in re.finditer('"[^"]*"', source.text)]
    return pd.DataFrame(pairs, columns=SPAN)


def against_coding(speech, case):
    """Speech that was found, held against the coding: a row per pair, or span without a partner, with its outcome.

    A pair is right if half of its characters are common and the speaker is the same, under any name the case gives.
    Out: as match_spans, and speech: "quoted" for what stands between marks, "reported" for the rest.
    """
    found, coded = (_by_marks(rows, case) for rows in (speech, case.coding.quotes))
    pairs = [
        match_spans(found[found.speech == part], coded[coded.speech == part], ["speaker"], 0.5).assign(speech=part)
        for part in ("quoted", "reported")
    ]
    return pd.concat(pairs, ignore_index=True)


def scores(pairs):
    """Precision, recall and F1 of quoted and of reported speech."""
    return pd.DataFrame([{"speech": part, **precision_recall(rows)} for part, rows in pairs.groupby("speech")]).round(2)


def benchmarks():
    """How well finders of speech do on news that nobody had on the desk, and how well people agree there."""
    return read_table(PROJECT / "tellings" / "perspectives" / "speech" / "benchmarks.csv").drop(columns="source")


class Voices:
    """Whose words the texts are made of: `words` (a row per word), `shares` (of the parts of a text, in percent)."""

    def __init__(self, case, speech):
        self.words = voices.words_by_voice(case, speech)
        self.shares = voices.voice_shares(self.words)
        self.sentences = voices.sentence_voices(case, speech)

    @property
    def speakers(self):
        """How many words each speaker has in each text, quoted and reported."""
        return without(voices.speaker_shares(self.words), speaker="")

    def chart(self, by):
        """The parts of each text as a bar; by: who told the voices apart, "coding" or "program"."""
        return charts.voice_share(self.shares, by)

    def strip(self):
        """The sentences in order, each in the look of the voice that has most of its words."""
        return charts.voice_strip(self.sentences)


def whose_words(case, speech):
    """Whose words the texts of a case are made of, by the coding or by the program: see Voices."""
    return Voices(case, speech)


def side_by_side(coded, found):
    """The shares of quoted and reported words by the coding and by the program."""
    both = coded.shares.merge(found.shares, on=["text", "words"], suffixes=(" coded", " found"))
    return both[["text", "direct coded", "direct found", "indirect coded", "indirect found"]]


def reporting_words(case, speech):
    """The reporting words of headlines, abstracts, bodies and posts, each with its class."""
    return voices.cues(case, speech).query("role in @TEXT_ROLES")


def by_class(reporting):
    """Which reporting words each text has of each class."""
    verbs = reporting.groupby(["source", "class"], sort=False).lemma.agg(_listed)
    return verbs.reset_index(name="verbs")


def judging(found, *actors):
    """The names of these actors that judge: whose claim they stand in, and whose words they are."""
    counts = without(names.naming_counts(only(found, actor=actors)), label="neutral")
    counts = counts.rename(columns={"voice": "claim of", "worded_by": "words of"})
    return counts[["actor", "name", "label", "source", "claim of", "words of", "hits", "sentences"]]


def other_labels(found, case):
    """The names to which another careful reader could give another label, by seeds/actors.csv, with that label."""
    listed = names.read_actors(case).query("other_label != ''")
    other = dict(zip(listed.term.map(names.bare), listed.other_label))
    counts = names.naming_counts(found)[["actor", "name", "source", "label", "hits", "sentences"]]
    return counts.assign(other=counts.name.map(names.bare).map(other)).dropna(subset="other")


def spokesmen(case):
    """Who speaks in whose office, by which words of which text: actor, source, speaks_for, note."""
    rows = names.read_actors(case)
    rows = rows[(rows.speaks_for != "") | rows.actor.isin(rows.actor[rows.speaks_for != ""])]
    return rows[["actor", "source", "speaks_for", "note"]].drop_duplicates(["actor", "source"], ignore_index=True)


def presence(case, found, speech):
    """Who is named, who acts and who speaks in which text: actor, source, named, acts, speaks."""
    return names.presence(case, found, speech, names.read_actors(case))


def certainty(case):
    """Every word of forecast, of obligation and of caution in abstracts and bodies."""
    return only(word_groups(words(case)), group=CERTAINTY, role=["abstract", "body"])


def listed(hits):
    """The hits of each word in each article, with the sentences in which they stand."""
    return list_hits(hits)[["group", "source", "item", "term", "hits", "sentences"]]


def per_100_words(hits, by_word):
    """How often each group of words stands in each text: the counts, and the rates for 100 words."""
    texts = by_word.source.unique()
    counts = pd.crosstab(hits.group, hits.source).reindex(columns=texts, fill_value=0)
    rates = (100 * counts / by_word.source.value_counts()[texts]).round(2)
    return counts.join(rates.add_suffix(" per 100 words"))


def claims_by_text(case):
    """How many claims of each text agree with another text, stand in tension, have a note on the texts, or are open."""
    told = {"one voice": "agrees, same speaker", "conflicts": "in tension"}
    return claims.claim_status(case).rename(told).rename_axis("status").reset_index()


def tensions(case):
    """The pairs of claims of different texts that pull against each other."""
    pairs = only(claims.claim_pairs(case), relation="conflicts")
    return pairs[["sentence", "voice", "text", "other sentence", "other voice", "other text"]]


def said_by(name, case):
    """The words that the coding gives to a speaker, alone or with another, under any name; headlines left out."""
    coded = without(_by_marks(case.coding.quotes, case), kind="headline")
    return containing(coded, speaker=name)


def by_topic(rows, topics):
    """The rows that hold certain words, each under its topic. In: a span table; topic -> list of words to look for."""
    found = [containing(rows, text=words).assign(topic=topic) for topic, some in topics.items() for words in some]
    return pd.concat(found)[["topic", "source", "speaker", "kind", "cue", "text"]]


def save_cards(case, speech, folder):
    """Save the perspective card of each text as a page in a folder; "" saves nothing. Out: the names of the pages."""
    return [card.perspective_card(case, name, speech).save(folder).name for name in case if folder]


def numbers(coded, reporting, pairs):
    """The numbers of what was found: shares of words, reporting words of lbc, scores of the program."""
    shares = coded.shares.set_index("text")
    verbs = only(reporting, "lbc").lemma
    quoted, reported = (precision_recall(only(pairs, speech=part)) for part in ("quoted", "reported"))
    return {
        "quoted": shares.direct["lbc"],
        "told": shares.indirect["lbc"],
        "author": shares.author["pism"],
        "say": sum(verbs == "say"),
        "verbs": len(verbs),
        "right": quoted["right"],
        "quotations": quoted["reference"],
        "precision": reported["precision"],
        "recall": reported["recall"],
    }


def _by_marks(rows, case):
    """Speech with its speakers under the names of the case, and whether it stands between marks."""
    speaker = names.canonical(rows.speaker, names.read_actors(case))
    part = (rows.kind == "indirect").map({True: "reported", False: "quoted"})
    return rows.assign(speaker=speaker, speech=part)


def _listed(words):
    return ", ".join(dict.fromkeys(words))
