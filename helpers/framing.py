"""Framing: how positive a text sounds, and what it makes of its matter. The words of lesson 02."""

import re

import pandas as pd
from IPython.display import Markdown

from helpers.cases import say
from tellings import charts
from tellings.case.files import CaseError
from tellings.coding.agreement import agreement, codebook, coding, coverage, differences, merge_codings, program_coding
from tellings.framing import fragility as choices
from tellings.framing import keyness as shuffles
from tellings.framing.fragility import mean_differences
from tellings.framing.frames import entman_grid, frame_by_words, frame_counts, frame_ties, score_frames, stance_counts
from tellings.framing.keyness import group_chance
from tellings.framing.lexicons import LEXICONS, listed_value, sentence_tone
from tellings.framing.tone import explain, tone_by_voice, tone_table
from tellings.reading.show import as_typed, table
from tellings.reading.terms import body as article
from tellings.reading.terms import concordance, group_rates, list_hits, word_groups


def tone_of(text, lexicon="vader", mask=True):
    """The tone of one text scored as one piece, −1 to 1; mask=True sets names of institutions aside."""
    return sentence_tone([text], lexicon, mask)[0]


def scored(sentences, mask=True):
    """Each sentence with its tone by VADER: sentence, tone."""
    return pd.DataFrame({"sentence": sentences, "tone": sentence_tone(sentences, mask=mask)})


def tone_by_program(*sentences):
    """The tone of sentences by each of the three programs: sentence, vader, textblob, nltk."""
    texts = list(sentences)
    return pd.DataFrame({"sentence": texts, **{name: sentence_tone(texts, name) for name in LEXICONS}})


def listed_values(words):
    """VADER's own value of each word, empty where it has none: word, value."""
    return pd.DataFrame({"word": words, "value": [listed_value(word) for word in words]})


def as_one_text(sentences):
    """The tone of a table of sentences read as one text, nothing set aside."""
    return tone_of(" ".join(sentences.text), mask=False)


def taken_away(texts):
    """The tone of whole texts as the program reads them, with straight marks, and without "but": a row per text.

    In: name -> text. Nothing is set aside; "but" becomes a word that no list has.
    """
    rows = []
    for name, text in texts.items():
        silent = re.sub(r"\bbut\b", "name", text, flags=re.I)
        plain = [sentence_tone([one], mask=False, marks="as written")[0] for one in (text, silent)]
        rows.append((name, plain[0], plain[1], tone_of(text, mask=False), tone_of(silent, mask=False)))
    return pd.DataFrame(rows, columns=["text", "as written", "without “but”", "straight marks", "both"])


def wordings(*questions):
    """What the codebook says of each code of its questions: question, code, wording."""
    rows = [(question, *pair) for question in questions for pair in codebook(question).items()]
    return pd.DataFrame(rows, columns=["question", "code", "wording"])


def always(code, reference):
    """The coding of somebody who gives one tone to every sentence that has a tone in the reference."""
    return coding(dict.fromkeys(reference.sentence[reference.tone.notna()], [code]), f"always {code}", ["tone"])


def agreement_on(questions, *codings):
    """How far codings of the same sentences agree: a row per question with agree, alpha, low, high."""
    return agreement(_merged(questions, codings))


def differences_on(question, *codings, sentences):
    """The sentences on which codings differ in one question, with their words and the codebook's wording."""
    return differences(_merged(question, codings), question, sentences)


def _merged(questions, codings):
    questions = [questions] if isinstance(questions, str) else questions
    return merge_codings([one.filter(["coder", "sentence", *questions]) for one in codings])


def programs_against(reference, case):
    """How far each program agrees with the reference on tone: program, sentences, agree, alpha, low, high."""
    rows = []
    for name in LEXICONS:
        codes = program_coding(tone_table(case, name), coder=name)
        rows.append(agreement_on("tone", codes, reference).assign(program=name))
    return pd.concat(rows, ignore_index=True)[["program", "sentences", "agree", "alpha", "low", "high"]]


def class_agreement(folder):
    """How far a class agrees, from a folder with a file for each coder; None says that there is no folder yet."""
    if folder is None:
        return Markdown(say("framing.no_folder"))
    return table(agreement(merge_codings(folder)), say("framing.class"))


class Fragility:
    """The mean tone of each text under every combination of choices: `table`; also with each sentence left out."""

    def __init__(self, table):
        self.table = table
        self.combinations = table[table.left_out == ""]
        self.sound = self.combinations[self.combinations.against == ""]

    @property
    def orders(self):
        """Which orders of the texts come out, in how many combinations that can be defended, and in how many others."""
        found, sound = choices.orders(self.combinations), self.combinations.against == ""
        counts = pd.crosstab(found, sound).reindex(columns=[True, False], fill_value=0)
        counts = counts.rename(columns={True: "can be defended", False: "others"})
        counts = counts.sort_values(["can be defended", "others"], ascending=False)
        return counts.rename_axis(index="order, lowest first", columns=None).reset_index()

    def below(self, low, high, by="lexicon"):
        """In how many combinations one text lies below another, by one choice or several: the choice, holds, of."""
        for text in {low, high} - set(self.combinations):
            raise CaseError(say("framing.no_text", text=text))
        by = [self.combinations[choice] for choice in ([by] if isinstance(by, str) else by)]
        held = (self.combinations[low] < self.combinations[high]).groupby(by, sort=False)
        return held.agg(holds="sum", of="size").reset_index()

    def in_words(self):
        """How often the order of the first choices holds, as a sentence."""
        return Markdown(as_typed(choices.fragility_in_words(self.table)))

    def chart(self):
        """The means under every combination, and how often each pair of texts keeps its order."""
        return charts.fragility(self.table)


def fragility(case, items=True):
    """What becomes of a comparison of tone under other choices; items=False keeps the articles of a file together."""
    return Fragility(choices.fragility(case, items))


class Favoured(shuffles.Keyness):
    """The words that one text favours against another: table, low and high (the chance band), beyond, beyond_by_g2."""

    def chart(self):
        """The most favoured words on both sides, against what shuffled sentences give."""
        return charts.keyness(self)


def keyness(words, first, second=None, **options):
    """The words that one text favours against another, and what chance would bring up as well."""
    return Favoured(**vars(shuffles.keyness(words, first, second, **options)))


def beyond_by(words, first, second, **option):
    """The words beyond chance by both measures, a row per value of one option: prior=[50, 500] or seed=[1, 2, 3]."""
    ((name, values),) = option.items()
    rows = [(value, keyness(words, first, second, **{name: value})) for value in values]
    rows = [(value, ", ".join(found.beyond), ", ".join(found.beyond_by_g2)) for value, found in rows]
    return pd.DataFrame(rows, columns=[name, "beyond by z", "beyond by G²"])


def chance_of_groups(words, first, second):
    """Counts of the planned groups in two texts, and 1,000 times the p of group_chance.

    As read; as planned, before reading; without the abstract, said again in the body; without words of two groups.
    """
    hits, body = word_groups(words), words[words.role != "abstract"]
    ways = {
        "as read": (hits, words),
        "as planned": (word_groups(words, as_planned=True), words),
        "without abstract": (word_groups(body), body),
        "of one group only": (hits[~hits.duplicated(["source", "start", "end"], keep=False)], words),
    }
    table = {}
    for way, (hits, inside) in ways.items():
        found = group_chance(hits, inside, first, second).set_index("group")
        table[way] = found.count_1.astype(str) + " : " + found.count_2.astype(str)
        table[f"of 1,000, {way}"] = (1000 * found.p).round().astype(int)
    return pd.DataFrame(table).reset_index()


def in_halves(words):
    """The words of a text with a column half: "first" or "second", by sentences."""
    sentences = list(dict.fromkeys(words.sentence))
    early = sentences[: len(sentences) // 2]
    return words.assign(half=words.sentence.isin(early).map({True: "first", False: "second"}))
