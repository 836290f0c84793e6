"""Frames: what a text makes of its matter, by a coder's reading and by a list of words."""

from collections import Counter

import numpy as np
import pandas as pd

from tellings.case.files import word_list
from tellings.framing.wording import say
from tellings.reading.tables import articles
from tellings.reading.terms import find_terms

FUNCTIONS = ("problem", "cause", "judgement", "remedy")
FRAMES = ("security", "capacity", "political", "reputation", "humanitarian", "policy", "morality", "none")


def entman_grid(coding, quotations=2):
    """Entman's grid: what each text calls the problem, its cause, its judgement and the remedy, in its own words.

    In: a coding of sentences (columns source, item, sentence, function, text). Out: a row per function, a column per
    text; a cell quotes its shortest sentences with their ids and lists the ids of the others; "absent" where none is.
    Source: Entman (1993), "Framing: toward clarification of a fractured paradigm".
    """
    by_text = coding.groupby(articles(coding), sort=False)
    cells = {
        name: [_cell(rows[rows["function"] == function], quotations) for function in FUNCTIONS]
        for name, rows in by_text
    }
    return pd.DataFrame(cells, index=pd.Index(FUNCTIONS, name="function"))


def frame_counts(coding):
    """How many sentences of each text have which policy frame: group, frame, count, of (all coded), share (%)."""
    coded = _coded(coding)
    by_text = coded["frame"].groupby(articles(coded), sort=False)
    rows = [(name, frame, (frames == frame).sum(), len(frames)) for name, frames in by_text for frame in FRAMES]
    table = pd.DataFrame(rows, columns=["group", "frame", "count", "of"])
    return table.assign(share=(100 * table["count"] / table["of"]).round(2))


def stance_counts(coding):
    """How many sentences of each text make an actor look bad, neutral or good: a row per actor, a column per text."""
    by_text = coding.groupby(articles(coding), sort=False)
    counts = {
        column.removeprefix("stance_").replace("_", " "): by_text[column].agg(_bad_neutral_good)
        for column in coding
        if column.startswith("stance_")
    }
    return pd.DataFrame(counts).T.rename_axis(index="actor", columns=None)


def frame_by_words(words, tie="first"):
    """The frame of each sentence by the dictionary in framing/frame_terms.csv: the one with most hits.

    In: tie, whether the "first" or the "last" of those in FRAMES that have as many.
    Out: sentence id -> frame, "none" where no term stands in it.
    """
    place = {"first": 0, "last": -1}[tie]
    return {sentence: (most or ["none"])[place] for sentence, most in _most_hits(words).items()}


def frame_ties(words):
    """The sentences in which several frames have most hits in the dictionary: sentence id -> those, as in FRAMES."""
    return {sentence: most for sentence, most in _most_hits(words).items() if len(most) > 1}


def _most_hits(words):
    """The frames with most hits in each sentence, in the order of FRAMES; none where no term stands in it."""
    terms = word_list("framing", "frame_terms")
    found = {sentence: Counter() for sentence in words["sentence"]}
    for frame in FRAMES[:-1]:
        for sentence in find_terms(words, [row["term"] for row in terms if row["frame"] == frame])["sentence"]:
            found[sentence][frame] += 1
    return {
        sentence: [frame for frame in hits if hits[frame] == max(hits.values())] for sentence, hits in found.items()
    }


def score_frames(found, coding):
    """How well frames found by a program match a coding.

    In: sentence id -> frame; a coding with the columns sentence and frame. Out: two tables: per frame the counts coded,
    found, right, and precision, recall, f1 (0 to 1; nan where nothing was found, or coded, of which it would be a
    share); and the confusion, rows as coded, columns as found.
    """
    coded = _coded(coding)
    coded = coded[coded["sentence"].isin(list(found))]
    given = coded["sentence"].map(found)
    confusion = pd.crosstab(coded["frame"], given).reindex(index=FRAMES, columns=FRAMES, fill_value=0)
    confusion = confusion.rename_axis(index="coded", columns="found")
    table = pd.DataFrame({"coded": confusion.sum(axis=1), "found": confusion.sum(), "right": np.diag(confusion)})
    table["precision"] = table["right"] / table["found"]
    table["recall"] = table["right"] / table["coded"]
    table["f1"] = 2 * table["right"] / (table["coded"] + table["found"])
    return table.rename_axis("frame").reset_index(), confusion


def _coded(coding):
    return coding[coding["frame"].fillna("") != ""]


def _bad_neutral_good(codes):
    return " / ".join(str((codes == code).sum()) for code in (-1, 0, 1))


def _cell(rows, quotations):
    if rows.empty:
        return "absent"
    shortest = rows["text"].str.len().sort_values(kind="stable").index[:quotations]
    quoted = rows.index.isin(shortest)
    lines = [f"• {row.text} ({row.sentence})" for row in rows[quoted].itertuples()]
    others = list(rows.loc[~quoted, "sentence"])
    if others:
        lines.append(say("frames.more", rest=len(others), ids=", ".join(others)))
    return "\n".join(lines)
