"""Codes on Python alone: what the codebook knows, what a coder's file may hold, and how far codes agree."""

from collections import Counter
from itertools import combinations, permutations
from math import fsum

from tellings.case.codes import QUESTIONS
from tellings.case.files import CaseError, word_list
from tellings.coding.wording import say


def codebook(question, general=False):
    """What the codebook says of each code of a question: code -> wording.

    In: the question; general=True for the codebook of any case, which has frames that the three texts do not need.
    Errors: CaseError for a question that it does not ask.
    """
    rows = word_list("coding", "codebook")
    asked = list(dict.fromkeys(row["question"] for row in rows))
    if question not in asked:
        raise CaseError(say("codes.no_question", question=question, questions=", ".join(asked)))
    column = "general" if general else "wording"
    return {row["code"]: row[column] for row in rows if row["question"] == question and row[column]}


# -- What a coder's file may hold


def asked_in(columns, name):
    """The questions that a coding answers. Errors: CaseError that begins with the name where it answers none."""
    questions = [question for question in QUESTIONS if question in columns]
    if "sentence" not in columns or not questions:
        raise CaseError(say("codes.columns_lacking", name=name, questions=", ".join(QUESTIONS)))
    return questions


def only_known(question, coded, name):
    """Refuse codes that no codebook has or no sentence. In: (sentence, code), "" for none. Errors: CaseError."""
    known = codebook(question, general=True)
    for sentence, code in coded:
        if code and not sentence:
            raise CaseError(say("codes.no_sentence", name=name))
        if code and code not in known:
            codes = ", ".join(known)
            raise CaseError(
                say("codes.unknown", name=name, sentence=sentence, code=code, question=question, codes=codes)
            )


def only_once(coded):
    """Refuse a sentence that one coder has coded twice. In: (coder, sentence). Errors: CaseError."""
    for (coder, sentence), count in Counter(coded).items():
        if count > 1:
            raise CaseError(say("codes.twice", coder=coder, sentence=sentence))


# -- How far codes agree


def pairable(rows):
    """Of (coder, sentence, code), "" where none was given, those of sentences that two coders or more have coded."""
    rows = [row for row in rows if row[2] != ""]
    coders = {}
    for coder, sentence, _ in rows:
        coders.setdefault(sentence, set()).add(coder)
    return [row for row in rows if len(coders[row[1]]) > 1]


def by_sentence(rows):
    """Of (coder, sentence, code): sentence -> its (coder, code)."""
    coded = {}
    for coder, sentence, code in rows:
        coded.setdefault(sentence, []).append((coder, code))
    return coded


def measured(rows, question):
    """How far coders agree in one question.

    In: what pairable gives. Out: coders; sentences; the share of pairs of codes that are the same; alpha. Both are nan
    where there is no pair, alpha also where only one code was ever used.
    """
    coded = by_sentence(rows)
    same = [one == two for codes in coded.values() for (_, one), (_, two) in combinations(codes, 2)]
    agree = sum(same) / len(same) if same else float("nan")
    return len({coder for coder, _, _ in rows}), len(coded), agree, alpha_of(rows, question)


def alpha_of(rows, question):
    """Krippendorff's alpha: tone is an interval scale, the rest are names.

    In: what pairable gives. Out: a float; nan where there is no pair, or only one code was ever used.
    Source: Krippendorff (2011), "Computing Krippendorff's alpha-reliability", by the values of each unit.
    """
    distance = _interval if question == "tone" else _nominal
    coded = [[code for _, code in codes] for codes in by_sentence(rows).values()]
    counts = Counter(code for codes in coded for code in codes)
    if len(counts) < 2:
        return float("nan")
    # fsum: the same value in whatever order the sentences come.
    observed = fsum(sum(distance(*pair) for pair in permutations(codes, 2)) / (len(codes) - 1) for codes in coded)
    expected = sum(counts[one] * counts[two] * distance(one, two) for one, two in permutations(counts, 2))
    return 1 - observed * (counts.total() - 1) / expected


def _interval(one, two):
    return (int(one) - int(two)) ** 2


def _nominal(one, two):
    return int(one != two)
