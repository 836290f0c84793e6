"""Agreement: how far coders who read the same sentences agree, and how far a mean depends on its sentences."""

from pathlib import Path

import numpy as np
import pandas as pd

from tellings.case.coders import as_codes, as_text
from tellings.case.codes import CUT, QUESTIONS
from tellings.case.errors import CaseError, readable_name
from tellings.case.places import tables_in
from tellings.case.tables import read_numbered
from tellings.coding.codes import alpha_of, asked_in, by_sentence, codebook, measured, only_known, only_once, pairable
from tellings.coding.wording import say

SEED = 20210831  # of every draw at random in the collection, so that it can be drawn again


def coding(answers, coder="me", questions=("tone", "frame")):
    """One reader's codes as a table.

    In: sentence id -> its codes in the order of `questions`, "" or None where not coded yet.
    Out: coder, sentence, and a column per question, codes as text; sentences without any code are left out.
    Errors: CaseError names the sentence and the codes that the codebook knows.
    """
    rows = []
    for sentence, codes in answers.items():
        if isinstance(codes, (str, int)) or len(codes) != len(questions):
            asked = ", ".join(questions)
            raise CaseError(say("agreement.codes_lacking", sentence=sentence, codes=len(questions), questions=asked))
        rows.append((coder, sentence, *codes))
    table = pd.DataFrame(rows, columns=["coder", "sentence", *questions])
    return checked(table, coder)


def merge_codings(codings):
    """The codes of several coders as one table.

    In: a folder of CSV files, one a coder and named for the coder; a list of such files; or a list of tables.
    A file needs the column sentence and one or more of tone, frame, function; where one file holds several coders, they
    stand in a column coder; a row without one has the file's.
    Out: coder, sentence, tone, frame, function (those that occur), codes as text, "" where a coder gave none.
    Errors: CaseError names the file, what is wrong and the remedy.
    """
    if isinstance(codings, (str, Path)):
        folder = Path(codings)
        codings = tables_in(folder)
        if not codings:
            raise CaseError(say("agreement.no_coding", folder=folder))
    tables = []
    for one in codings:
        given = isinstance(one, pd.DataFrame)
        table, name, coder = (
            (one, say("agreement.the_table"), "reference")
            if given
            else (read_numbered(one), Path(one).name, readable_name(Path(one).stem))
        )
        named = "coder" in table and (given or table["coder"].nunique() > 1)
        coders = as_text(table["coder"]).replace("", coder) if named else coder
        tables.append(checked(table.assign(coder=coders), name))
    table = pd.concat(tables, ignore_index=True).fillna("")
    only_once(zip(table["coder"], table["sentence"], strict=True))
    return table


def program_coding(tones, coder="vader"):
    """A program's tones as one more coder. In: a table with the columns sentence and tone. Out: as from `coding`."""
    codes = signs(tones["tone"]).astype(str)
    return pd.DataFrame({"coder": coder, "sentence": list(tones["sentence"]), "tone": codes})


def signs(tones):
    """Tones as codes: −1 from −CUT down, 1 from CUT up, 0 between. In: numbers. Out: an array of whole numbers."""
    tones = np.asarray(tones, dtype=float)
    return np.select([tones >= CUT, tones <= -CUT], [1, -1], 0)


def alpha(codings, question):
    """Krippendorff's alpha: 1 where coders always agree, 0 where they agree as often as chance would have it.

    Tone counts as an interval scale (−1 against 1 is a worse difference than −1 against 0), other questions as names.
    In: a table from merge_codings. Out: a float; nan where no sentence has two codes, or only one code was ever used.
    Source: Krippendorff (2011), "Computing Krippendorff's alpha-reliability".
    """
    return alpha_of(_pairable(codings, question), question)


def kappa(codings, question):
    """Cohen's kappa of two coders, on the sentences that both have coded (1960); computed by NLTK."""
    from nltk.metrics.agreement import AnnotationTask

    rows = _pairable(codings, question)
    if codings["coder"].nunique() != 2:
        raise CaseError(say("agreement.two_coders", coders=codings["coder"].nunique()))
    return AnnotationTask(data=rows).kappa() if len({code for _, _, code in rows}) > 1 else float("nan")


def agreement(codings, draws=300):
    """How far coders agree, question by question.

    In: a table from merge_codings; the number of bootstrap samples.
    Out: question, coders, sentences (with two codes or more), agree (share of pairs of codes that are the same), alpha,
    low and high (95 % of bootstrap samples of the sentences, seeded).
    """
    rng = np.random.default_rng(SEED)
    result = []
    for question in [question for question in QUESTIONS if question in codings]:
        rows = _pairable(codings, question)
        low, high = _alpha_interval(by_sentence(rows), question, draws, rng)
        result.append((question, *measured(rows, question), low, high))
    columns = ["question", "coders", "sentences", "agree", "alpha", "low", "high"]
    return pd.DataFrame(result, columns=columns).round(2)


def differences(codings, question, sentences, general=False):
    """The sentences on which coders differ, with the codebook's wording of each code that was given.

    In: a table from merge_codings, a question, the sentence table (for the words), which codebook (see codebook).
    Out: sentence, text, one column per coder, codebook; a row per sentence that at least two coders code differently.
    """
    wording = {**codebook(question, general=True), **codebook(question, general)}
    words = dict(zip(sentences["sentence"], sentences["text"], strict=True))
    wide = codings[codings[question] != ""].pivot(index="sentence", columns="coder", values=question)
    wide = wide[wide.nunique(axis=1) > 1].fillna("")
    rows = []
    for sentence, codes in wide.iterrows():
        given = "; ".join(f"{code}: {wording[code]}" for code in sorted({*codes} - {""}))
        rows.append((sentence, words.get(sentence, ""), *codes, given))
    return pd.DataFrame(rows, columns=["sentence", "text", *wide.columns, "codebook"])


def bootstrap_mean(values, draws=5000):
    """The mean of the values, and the interval that holds 95 % of the means of samples drawn from them anew.

    Out: mean, low, high. The interval says how far the mean hangs on single sentences; it knows nothing of the
    lexicon's or the coder's errors, and of few values it is too short (see coverage).
    Source: Efron (1979), percentile method, seeded.
    """
    values = np.asarray(list(values), dtype=float)
    if not len(values):
        return float("nan"), float("nan"), float("nan")
    low, high = np.percentile(_means_drawn(values, draws), [2.5, 97.5])
    return float(values.mean()), float(low), float(high)


def bootstrap_difference(one, two, draws=5000):
    """The mean of one less the mean of another, and the interval that holds 95 % of such differences drawn anew.

    Out: difference, low, high. Both are drawn within themselves, as in bootstrap_mean.
    """
    one, two = (np.asarray(list(values), dtype=float) for values in (one, two))
    if not len(one) or not len(two):
        return float("nan"), float("nan"), float("nan")
    low, high = np.percentile(_means_drawn(one, draws) - _means_drawn(two, draws, SEED + 1), [2.5, 97.5])
    return float(one.mean() - two.mean()), float(low), float(high)


def coverage(values, size, samples=2000, draws=1000):
    """How often the interval of bootstrap_mean holds the mean of all values, if it is given only `size` of them.

    Out: a share, 0 to 1, over many samples drawn with replacement, seeded; a good 95 % interval would give .95.
    """
    values, rng = np.asarray(list(values), dtype=float), np.random.default_rng(SEED)
    held = 0
    for _ in range(samples):
        drawn = rng.choice(values, size)
        low, high = np.percentile(rng.choice(drawn, (draws, size)).mean(axis=1), [2.5, 97.5])
        held += low <= values.mean() <= high
    return held / samples


def _means_drawn(values, draws, seed=SEED):
    return np.random.default_rng(seed).choice(values, (draws, len(values))).mean(axis=1)


def checked(table, name):
    """A table of codes as text, rows without any left out.

    In: a table; what it is called in messages. Errors: CaseError that begins with the name, and with the row where the
    table was read by its numbers (see read_numbered), for an unknown code or a row of codes without a sentence.
    """
    questions = asked_in(table, name)
    codes = {column: as_codes(table[column]) for column in questions}
    table = table[["coder", "sentence", *questions]].assign(sentence=as_text(table.sentence), **codes)
    table = table[(table[questions] != "").any(axis=1)]
    known = {question: ["", *codebook(question, general=True)] for question in questions}
    for row, entry in table[table.sentence.eq("") | ~table[questions].isin(known).all(axis=1)].iterrows():
        place = say("agreement.row", name=name, row=row) if table.index.name == "row" else name
        for question in questions:
            only_known(question, [(entry.sentence, entry[question])], place)
    return table.reset_index(drop=True)


def _pairable(codings, question):
    """The (coder, sentence, code) of all sentences that two coders or more have coded."""
    return pairable(zip(codings["coder"], codings["sentence"], codings[question], strict=True))


def _alpha_interval(coded, question, draws, rng):
    """What lies between the 2.5th and the 97.5th percentile of alpha on samples of the sentences.

    In: sentence -> its (coder, code).
    """
    samples = []
    for _ in range(draws if len(coded) > 1 else 0):
        chosen = enumerate(rng.choice(list(coded), len(coded)))
        rows = [(coder, place, code) for place, sentence in chosen for coder, code in coded[sentence]]
        samples.append(alpha_of(rows, question))
    samples = [sample for sample in samples if not np.isnan(sample)]
    return np.percentile(samples, [2.5, 97.5]) if samples else (np.nan, np.nan)
