"""Frames: what a text makes of its matter, by a coder's reading, by word lists, and by the words it favours."""

import pandas as pd

from tellings.case.files import word_list
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
    coding = coding.assign(group=articles(coding))
    names = list(dict.fromkeys(coding["group"]))
    cells = [
        [_cell(coding[(coding["group"] == name) & (coding["function"] == function)], quotations) for name in names]
        for function in FUNCTIONS
    ]
    return pd.DataFrame(cells, columns=names, index=pd.Index(FUNCTIONS, name="function"))


def frame_counts(coding):
    """How many sentences of each text have which policy frame: group, frame, count, of (all coded), share (%)."""
    coded = coding[coding["frame"].fillna("") != ""]
    coded = coded.assign(group=articles(coded))
    rows = []
    for name in dict.fromkeys(coded["group"]):
        frames = coded.loc[coded["group"] == name, "frame"]
        rows += [(name, frame, int((frames == frame).sum()), len(frames)) for frame in FRAMES]
    table = pd.DataFrame(rows, columns=["group", "frame", "count", "of"])
    return table.assign(share=(100 * table["count"] / table["of"]).round(1))


def stance_counts(coding):
    """How many sentences of each text make an actor look bad, neutral or good: a row per actor, a column per text."""
    actors = [column for column in coding if column.startswith("stance_")]
    coding = coding.assign(group=articles(coding))
    rows = {}
    for actor in actors:
        by_text = coding.groupby("group", sort=False)[actor]
        rows[actor.removeprefix("stance_").replace("_", " ")] = {
            text: " / ".join(str(int((codes == code).sum())) for code in (-1, 0, 1)) for text, codes in by_text
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("actor")


def frame_by_words(words):
    """The frame of each sentence by the dictionary in data/frame_terms.csv: the one with most hits, the first in a tie.

    Out: sentence id -> frame, "none" where no term stands in it.
    """
    terms = word_list("framing", "frame_terms")
    found = {sentence: {} for sentence in words["sentence"]}
    for frame in FRAMES[:-1]:
        for sentence in find_terms(words, [row["term"] for row in terms if row["frame"] == frame])["sentence"]:
            found[sentence][frame] = found[sentence].get(frame, 0) + 1
    return {sentence: max(hits, key=hits.get) if hits else "none" for sentence, hits in found.items()}


def score_frames(found, coding):
    """How well frames found by a program match a coding.

    In: sentence id -> frame; a coding with the columns sentence and frame. Out: two tables: per frame the counts coded,
    found, right, and precision, recall, f1 (0 to 1); and the confusion, rows as coded, columns as found.
    """
    coded = coding[(coding["frame"].fillna("") != "") & coding["sentence"].isin(list(found))]
    given = coded["sentence"].map(found)
    rows = []
    for frame in FRAMES:
        n, m, right = (
            (coded["frame"] == frame).sum(),
            (given == frame).sum(),
            ((coded["frame"] == frame) & (given == frame)).sum(),
        )
        rows.append(
            (
                frame,
                n,
                m,
                right,
                right / m if m else 0.0,
                right / n if n else 0.0,
                2 * right / (n + m) if n + m else 0.0,
            )
        )
    table = pd.DataFrame(rows, columns=["frame", "coded", "found", "right", "precision", "recall", "f1"])
    confusion = pd.crosstab(coded["frame"], given).reindex(index=FRAMES, columns=FRAMES, fill_value=0)
    return table, confusion.rename_axis(index="coded", columns="found")


def _cell(rows, quotations):
    if rows.empty:
        return "absent"
    shortest = set(rows["text"].str.len().sort_values(kind="stable").index[:quotations])
    quoted = [f"• {row.text} ({row.sentence})" for row in rows.loc[rows.index.isin(shortest)].itertuples()]
    others = [sentence for number, sentence in rows["sentence"].items() if number not in shortest]
    return "\n".join(quoted + ([f"and {len(others)} more: {', '.join(others)}"] if others else []))
