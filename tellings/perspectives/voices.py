"""Whose account a text is: words, sentences and verbs by voice, who is present, who is to blame, what is claimed."""

from bisect import bisect_left

import pandas as pd

from tellings.case.files import CaseError, word_list
from tellings.case.sources import as_sources
from tellings.perspectives.names import RUNNING, Places, canonical
from tellings.perspectives.speech.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    is_adverb,
    tokenise,
)
from tellings.reading.tables import articles, sentences, words
from tellings.reading.text import SPAN, clean

PARTS = ["direct", "indirect", "reporting", "author"]
_FUNCTION = PREPOSITIONS | AUXILIARIES | PRONOUNS | CONJUNCTIONS | DETERMINERS
CLASSES = ["neutral", "assertive", "factive", "distancing", "evaluative", "directive"]


def words_by_voice(sources, speech, roles=("abstract", "body")):
    """Whose words a text is made of, word by word.

    In: sources; a table of find_speech or a reference coding with the same columns; the roles of sentences to count.
    Out: a row per word: source, start, end, text, sentence, item, part, speaker. part: direct (between quotation
    marks),
    indirect (in a reported clause), reporting (the rest of a sentence that reports), author (a sentence that reports
    nobody);
    speaker: None for author and reporting, and where nobody is named.
    """
    rows = []
    for source in as_sources(sources):
        table = words(source)
        table = table[table.role.isin(roles)]
        mine = speech[speech.source == source.id]
        quoted = _Spans(mine[mine.kind != "indirect"])
        reported = _Spans(mine[mine.kind == "indirect"])
        parts = []
        for start in table.start:
            inside = quoted.at(start) or reported.at(start)
            parts.append(
                ("direct" if quoted.at(start) else "indirect", _name(inside.speaker)) if inside else ("author", None)
            )
        table = table.assign(
            part=[part for part, _ in parts], speaker=pd.Series([s for _, s in parts], index=table.index, dtype=object)
        )
        speaking = set(table.sentence[table.part != "author"])
        table.loc[(table.part == "author") & table.sentence.isin(speaking), "part"] = "reporting"
        rows.append(table[[*SPAN, "sentence", "item", "part", "speaker"]])
    return pd.concat(rows, ignore_index=True)


def voice_shares(by_word):
    """Shares of a text's words by part, in percent.

    In: a table of words_by_voice. Out: a row per article (a file may hold several): text, words, direct, indirect,
    reporting, author.
    """
    labels = articles(by_word)
    counts = pd.crosstab(labels, by_word.part).reindex(columns=PARTS, fill_value=0)
    counts = counts.reindex(list(dict.fromkeys(labels)))
    sizes = counts.sum(axis=1)
    table = (100 * counts.div(sizes, axis=0)).round(1)
    table.insert(0, "words", sizes)
    table.columns.name = None
    return table.rename_axis("text").reset_index()


def speaker_shares(by_word):
    """Words by article, part and speaker: text, part, speaker (None: nobody named), words, percent of the article."""
    table = by_word.assign(
        text=articles(by_word), speaker=by_word.speaker.map(lambda s: s if isinstance(s, str) else "")
    )
    order = {name: n for n, name in enumerate(dict.fromkeys(table.text))}
    sizes = table.text.value_counts()
    found = table.groupby(["text", "part", "speaker"], sort=False).size().rename("words").reset_index()
    found["percent"] = [round(100 * n / sizes[text], 1) for n, text in zip(found.words, found.text)]
    found["place"] = found.text.map(order)
    found = found.sort_values(["place", "words", "speaker"], ascending=[True, False, True], kind="stable")
    return found.drop(columns="place").reset_index(drop=True)


def sentence_voices(sources, speech, roles=RUNNING):
    """The voice that has most of the words of each sentence, in the order of the text.

    Out: a row per sentence: source, start, end, text, sentence, item, role, part (as in words_by_voice), speaker, share
    (of the sentence's words, 0 to 1). A sentence that reports counts as direct or indirect if these have more than
    half its words.
    """
    by_word = words_by_voice(sources, speech, roles)
    rows = []
    for sentence, group in by_word.groupby("sentence", sort=False):
        counts = group.part.value_counts()
        spoken = group[group.part.isin(["direct", "indirect"])]
        part = "author" if "author" in counts else "reporting"
        if len(spoken) * 2 > len(group):
            part = "direct" if counts.get("direct", 0) * 2 >= len(spoken) else "indirect"
        named = spoken.speaker.dropna()
        rows.append((sentence, part, named.mode().iloc[0] if len(named) else None, len(spoken) / len(group)))
    voices = pd.DataFrame(rows, columns=["sentence", "part", "speaker", "share"])
    table = sentences(sources)
    return table.drop(columns="paragraph").merge(voices, on="sentence").reset_index(drop=True)


def cues(sources, speech):
    """Every reporting word of a text, once where it stands, with its lemma and class.

    Out: a row per cue: source, sentence, item, speaker, cue, lemma, class (of data/reporting_verbs.csv; "call on" and
    its like by data/reporting_phrases.csv; "other" for nouns, colons and "according to"). A quotation that goes on
    under an earlier cue adds none.
    """
    classes = {row["lemma"]: row["class"] for row in word_list("perspectives/speech", "reporting_verbs")}
    classes |= {row["phrase"]: row["class"] for row in word_list("perspectives/speech", "reporting_phrases")}
    rows, seen = [], set()
    for source in as_sources(sources):
        places = sentences(source)
        starts = list(places.start)
        for row in speech[speech.source == source.id].sort_values(["start", "end"]).itertuples():
            place = places.iloc[max(0, bisect_left(starts, row.start + 1) - 1)]
            cue = _name(row.cue)
            sentence = source.text[place.start : max(place.end, row.end)]
            plain = sentence[: max(row.start - place.start, 0)] + " " + sentence[row.end - place.start :]
            if cue is None or cue not in plain or (place.sentence, cue) in seen:
                continue
            seen.add((place.sentence, cue))
            said = cue.lower().split()
            at = next((n for n, w in enumerate(said) if w in VERBS and w not in NOUNS), None)
            lemma = cue.lower() if at is None else VERBS[said[at]].lemma
            phrase = lemma if at is None else " ".join([lemma, *said[at + 1 : at + 2]])
            lemma = phrase if phrase in classes else lemma
            rows.append(
                (
                    source.id,
                    place.sentence,
                    place["item"],
                    place.role,
                    _name(row.speaker),
                    cue,
                    lemma,
                    classes.get(lemma, "other"),
                )
            )
    return pd.DataFrame(rows, columns=["source", "sentence", "item", "role", "speaker", "cue", "lemma", "class"])


def presence(case, names, speech, actors, roles=RUNNING):
    """Who is named, who acts and who speaks in which text.

    named: mentions; acts: mentions that look like the subject of an active verb (the next word is a verb, no
    preposition in front); speaks: stretches of speech given to the actor or to a spokesman of his. Two who speak with
    one voice ("Ann and Ben") each have it and are no third actor.
    In: a case, tables of find_names and find_speech, the actors, the roles of the sentences that count.
    Out: a row per actor and text: actor, source, named, acts, speaks.
    """
    people = list(dict.fromkeys(actors.actor[actors.kind != "thing"]))
    people = [name for name in people if " and " not in name or not set(name.split(" and ")) <= set(people)]
    masters = actors[actors.speaks_for != ""].groupby("actor").speaks_for.agg(set)
    spoken = speech.assign(actor=canonical(speech.speaker, actors))
    rows = []
    for source in as_sources(case):
        mine = names[(names.source == source.id) & names.role.isin(roles)]
        active = {row.Index for row in mine.itertuples() if _acts(source.text, row.start, row.end)}
        places = Places(source)
        voices = spoken[(spoken.source == source.id) & spoken.actor.notna()]
        said = [
            {row.actor, *row.actor.split(" and "), *masters.get(row.actor, ())}
            for row in voices.itertuples()
            if places.sentence(row.start).role in roles
        ]
        for actor in people:
            hits = mine[mine.actor == actor]
            rows.append((actor, source.id, len(hits), len(active & set(hits.index)), sum(actor in who for who in said)))
    return pd.DataFrame(rows, columns=["actor", "source", "named", "acts", "speaks"])


def naming_counts(names):
    """How often each actor gets each name, and in whose speech.

    Out: actor, name (first as written), label, source, voice (whose claim), worded_by (whose words), hits, sentences.
    """
    key = names.text.str.lower().str.replace("’", "'").str.replace(r"^(?:the|a|an) ", "", regex=True)
    written = names.text.groupby(key).first().str.replace(r"^(?:[Tt]he|[Aa]n?) ", "", regex=True)
    table = names.assign(name=key.map(written))
    counts = table.groupby(["actor", "name", "label", "source", "voice", "worded_by"], sort=False).sentence
    counts = counts.agg(hits="size", sentences=lambda s: ", ".join(dict.fromkeys(s))).reset_index()
    order = ["actor", "hits", "name", "source"]
    return counts.sort_values(order, ascending=[True, False, True, True], kind="stable", ignore_index=True)


def headline_check(sources, speech):
    """Each word of substance in a headline, and the sentences under it in which the same word stands.

    Out: a row per word: source, headline (sentence id), item, word, quoted (in the headline), sentences, in speech
    (how many of
    these hits are somebody's reported words). A word that stands nowhere beneath is the first thing to ask about.
    """
    table = words(sources)
    spans = {source.id: _Spans(speech[speech.source == source.id]) for source in as_sources(sources)}
    quoted = {
        source.id: _Spans(speech[(speech.source == source.id) & (speech.kind == "headline")])
        for source in as_sources(sources)
    }
    rows = []
    for head in table[table.role == "headline"].itertuples():
        if len(head.word) < 4 or head.word in _FUNCTION:
            continue
        below = table[(table.source == head.source) & (table.item == head.item) & table.role.isin(["body", "abstract"])]
        hits = below[below.word.str.startswith(_stem(head.word))]
        rows.append(
            (
                head.source,
                head.sentence,
                head.item,
                head.text,
                bool(quoted[head.source].at(head.start)),
                ", ".join(dict.fromkeys(hits.sentence)),
                sum(1 for s in hits.start if spans[head.source].at(s)),
            )
        )
    return pd.DataFrame(rows, columns=["source", "headline", "item", "word", "quoted", "sentences", "in speech"])


def claim_pairs(case):
    """Claims that agree, conflict or are checked against each other, from the reference coding (gold/claims.csv).

    Out: a row per pair, each once: relation (agrees, conflicts), source, sentence, text, other source, other
    sentence, other text.
    """
    claims = case.gold("claims").set_index("claim")
    rows, seen = [], set()
    for name, row in claims.iterrows():
        for note in row["check"].split(";"):
            relation, _, other = note.strip().partition(":")
            if relation in ("agrees", "conflicts") and other in claims.index and frozenset((name, other)) not in seen:
                seen.add(frozenset((name, other)))
                there = claims.loc[other]
                rows.append((relation, row.source, row.sentence, row.text, there.source, there.sentence, there.text))
    return pd.DataFrame(
        rows, columns=["relation", "source", "sentence", "text", "other source", "other sentence", "other text"]
    )


def claim_status(case):
    """How far the claims can be checked from the texts: status by source, counts.

    A claim counts once, under the first that holds: conflicts, agrees, questioned (its own text gives a reason for
    doubt), open.
    """
    claims = case.gold("claims")
    status = [
        "conflicts"
        if "conflicts:" in note
        else "agrees"
        if "agrees:" in note
        else "questioned"
        if "internal:" in note
        else "open"
        for note in claims.check
    ]
    table = pd.crosstab(pd.Series(status, name="status"), claims.source)
    return table.reindex(index=["agrees", "conflicts", "questioned", "open"], columns=list(case), fill_value=0)


def failures(case):
    """Who failed, in which grammar: gold/failures.csv with the words of each place and the voice that says them.

    Out: source, start, end, text, sentence, failure, subject (as written, "" for nobody), culprit (an actor),
    grammar, voice.
    """
    table = case.gold("failures")
    for row in table.itertuples():
        if row.source not in case:
            raise CaseError(f"gold/failures.csv names a text {row.source!r} that is not in the case; correct the row")
    voices = case.gold("sentences").set_index("sentence").voice
    table["text"] = [clean(case[row.source].text[row.start : row.end]) for row in table.itertuples()]
    table["voice"] = table.sentence.map(voices)
    return table[[*SPAN, "sentence", "failure", "subject", "culprit", "grammar", "voice"]]


def _acts(text, start, end):
    """Whether a mention looks like the subject of an active verb."""
    before = text[max(0, start - 30) : start].split()
    if before and before[-1].lower().strip("(\"“‘'") in PREPOSITIONS:
        return False
    after = tokenise(text, end, min(len(text), end + 60)).low
    i = 0
    while i < len(after) and is_adverb(after[i]):
        i += 1
    if i >= len(after):
        return False
    if after[i] in ("is", "are", "was", "were", "been", "be"):
        return i + 1 < len(after) and after[i + 1].endswith("ing")
    return after[i] in AUXILIARIES - {"to", "'s"} or after[i] in FINITE or after[i].endswith("ed") or after[i] in VERBS


def _stem(word):
    """The part of a word that its forms share, roughly: withdrawal, withdraw; recognizes, recognition."""
    return word[: max(4, len(word) - 3)] if len(word) > 5 else word


def _name(value):
    return value if isinstance(value, str) and value else None


class _Spans:
    """Which row of a span table covers a place; of nested rows the inner one."""

    def __init__(self, rows):
        self.rows = sorted(rows.itertuples(), key=lambda row: (row.start, -row.end))
        self.starts = [row.start for row in self.rows]

    def at(self, place):
        i = bisect_left(self.starts, place + 1) - 1
        for row in self.rows[max(0, i - 8) : i + 1][::-1]:
            if row.start <= place < row.end:
                return row
        return None
