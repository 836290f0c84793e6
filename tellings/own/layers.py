"""The layers of the reading room: what is marked in the texts, by which letter, and what was measured of it."""

from typing import NamedTuple

from tellings.case.files import CaseError
from tellings.case.places import tables_in
from tellings.coding.agreement import QUESTIONS, differences, merge_codings, signs
from tellings.coding.recoding import doubted, recodings
from tellings.coding.sheets import coders_of
from tellings.framing.frames import FRAMES, frame_by_words
from tellings.own.parts import is_of_the_collection
from tellings.own.pasted import VOICES
from tellings.own.scores import given_coding, tool_scores
from tellings.own.wording import say
from tellings.perspectives.names import is_proposed
from tellings.reading.show import letters_of
from tellings.reading.spans import UNNAMED
from tellings.reading.tables import words
from tellings.reading.text import TEXT_ROLES

ROLES = ("headline", "abstract", "body", "quotation", "heading", "byline", "dateline", "caption", "credit", "teaser")
# No letter stands for two things, whatever layers are seen together: names have two letters, roles small ones.
LETTERS = letters_of([*VOICES, "time", *FRAMES[:-1]])
ROLE_LETTERS = {role: letter.lower() for role, letter in letters_of([*ROLES, "furniture"]).items()}
TONES = {"negative": "−", "positive": "+"}
FITTED = ("voice", "time")  # the finders made with the collection's texts; the lists of tone and frame were not


class Layer(NamedTuple):
    """One layer: its marks, the letter of each kind of mark, what was measured of it, and how.

    A mark is (source, start, end, kind, said); where `whole`, it covers a sentence: (sentence, kind, said). `said` is
    what the finder or coder says of the place.
    """

    name: str
    what: str
    marks: list
    letters: dict
    right: str
    how: str
    whole: bool = False


def layers_of(it):
    """The layers of a case: those that it can have, and why it can't have the others.

    In: what room.found gives. Out: a list of Layers, the first the one that is switched on; a dict, name -> reason and
    remedy.
    """
    scores = tool_scores(it.case, it.dates, it.speech).set_index("tool")
    offered, missing = [], {}
    for name, make in MADE.items():
        try:
            layer = make(it, scores)
        except CaseError as error:
            missing[name] = f"{error}."
            continue
        if layer.marks:
            offered.append(layer)
        else:
            missing[name] = say(f"room.no_{name}")
    return offered, missing


def _voice(it, scores):
    marks = [
        (row.source, row.start, row.end, row.kind, f"{row.kind}, {_text(row.speaker) or UNNAMED}{_cue(row.cue)}")
        for row in it.speech.itertuples()
    ]
    letters = {kind: LETTERS[kind] for kind in VOICES}
    measured = _measured(it, scores, "voice", "speech with its speaker", say("room.outside"))
    return Layer("voice", say("layer.voice"), marks, letters, *measured)


def _cue(cue):
    return f" ({cue})" if _text(cue) else ""


def _time(it, scores):
    marks = [
        (row.source, row.start, row.end, "time", "; ".join(filter(None, [f"{row.value}, {row.basis}", row.note])))
        for row in it.dates.itertuples()
    ]
    measured = _measured(it, scores, "time", "dates with their value", say("room.outside"))
    return Layer("time", say("layer.time"), marks, {"time": LETTERS["time"]}, *measured)


def _tone(it, scores):
    told = it.tone[it.tone.role.isin(TEXT_ROLES)]
    kinds = {-1: "negative", 1: "positive"}
    marks = [
        (row.sentence, kinds[sign], f"{row.tone:+.2f}".replace("-", "−"))
        for row, sign in zip(told.itertuples(), signs(told.tone))
        if sign
    ]
    measured = _measured(it, scores, "tone", "tone of a sentence", say("room.outside_tone"))
    return Layer("tone", say("layer.tone"), marks, TONES, *measured, whole=True)


def _frame(it, scores):
    """The frame as coded, beside what the word list says; where nothing is coded, the list alone."""
    by_words = frame_by_words(words(it.case))
    read = it.sentences[it.sentences.role.isin(TEXT_ROLES)].sentence
    coded = _coded_frames(it.case)
    if coded:
        found = [(name, coded.get(name, ""), by_words.get(name, "none")) for name in read]
        marks = [
            (name, frame, say("room.frame_both", coded=frame, listed=listed))
            for name, frame, listed in found
            if frame in FRAMES[:-1]
        ]
        what, measured = say("layer.frame_coded"), _measured(it, scores, "frame_coded", "frame of a sentence")
    else:
        marks = [
            (name, by_words[name], say("room.frame_listed", listed=by_words[name]))
            for name in read
            if by_words.get(name, "none") != "none"
        ]
        what, measured = say("layer.frame"), _measured(it, scores, "frame")
    return Layer("frame", what, marks, {frame: LETTERS[frame] for frame in FRAMES[:-1]}, *measured, whole=True)


def _coded_frames(case):
    coded = given_coding(case, "sentences")
    if coded is None or "frame" not in coded:
        return {}
    return {name: frame for name, frame in zip(coded.sentence, coded.frame.map(_text)) if frame}


def _names(it, scores):
    if it.actors is None:
        return Layer("names", "", [], {}, "", "")
    marks = [
        (
            *(row.source, row.start, row.end, row.actor),
            say("room.naming", actor=row.actor, label=row.label, by=row.worded_by),
        )
        for row in it.names.itertuples()
    ]
    often = it.names.actor.value_counts() if marks else {}
    actors = sorted(often.keys(), key=lambda actor: (-often[actor], actor))
    open_rows = int(is_proposed(it.actors).sum())
    proposed = say("room.names_proposed", rows=open_rows, all=len(it.actors)) if open_rows else ""
    measured = _measured(it, scores, "names", "", proposed)
    return Layer("names", say("layer.names"), marks, letters_of(actors, size=2), *measured)


def _roles(it, scores):
    marks = [(row.sentence, row.role, row.role) for row in it.sentences.itertuples()]
    measured = _measured(it, scores, "roles")
    return Layer("roles", say("layer.roles"), marks, ROLE_LETTERS, *measured, whole=True)


def _doubts(it, scores):
    folder = it.case.folder
    if folder and tables_in(folder / "gold" / "coders"):
        rows, coders = doubted(it.case), recodings(it.case).coder.nunique()
        marks = [
            (row.sentence, _doubt(row.doubts, coders), "; ".join(_apart(row, ("tone", "frame", "function", "voice"))))
            for row in rows.itertuples()
        ]
        kinds = {_doubt(number, coders): f"?{number}" for number in range(coders, 0, -1)}
        right = [say("room.doubts", coders=coders) + ".", say("room.doubts_how")]
    elif folder and tables_in(folder / "coding"):
        marks, kinds, right = _sheets_apart(it), {}, _measured(it, scores, "doubts_sheets")
    else:
        marks, kinds, right = [], {}, ["", ""]
    known = set(it.sentences.sentence)
    marks = [mark for mark in marks if mark[0] in known]
    return Layer("doubts", say("layer.doubts"), marks, kinds | {say("room.apart"): "≠"}, *right, whole=True)


def _doubt(number, coders):
    return say("room.in_doubt", doubt=number, coders=coders) if number else say("room.apart")


def _apart(row, questions):
    return [f"{question} {getattr(row, question)}" for question in questions if getattr(row, question)]


def _sheets_apart(it):
    """Where the coders of a case of one's own give different codes: their sheets have no column for doubt."""
    rows = coders_of(it.case)
    codings, said = merge_codings([rows]), {}
    for question in QUESTIONS:
        if question in codings:
            apart = differences(codings, question, it.sentences, general=True)
            coders = [name for name in apart if name not in ("sentence", "text", "codebook")]
            for row in apart.to_dict("records"):
                codes = [f"{coder}: {row[coder].replace('-', '−')}" for coder in coders if row[coder]]
                said.setdefault(row["sentence"], []).append(f"{question} {', '.join(codes)}")
    return [(name, say("room.apart"), "; ".join(lines)) for name, lines in said.items()]


def _measured(it, scores, name, tool="", more=""):
    """What was measured of a layer, elsewhere and by the coding of this case where it has one; and how."""
    right, made = say(f"room.{name}"), ""
    if tool in scores.index:
        row = scores.loc[tool]
        counts = {"right": row.right, "found": row.found, "coded": row.coded, "missed": row.coded - row.right}
        right += "; " + say(f"room.here_{row['measured on']}", **counts)
        fitted = name in FITTED and it.case.folder and is_of_the_collection(it.case.folder)
        made = say("room.made_with") if fitted else ""
    return right + ".", " ".join(filter(None, [say(f"room.{name}_how"), more, made]))


def _text(value):
    return value if isinstance(value, str) else ""


MADE = {
    "voice": _voice,
    "time": _time,
    "tone": _tone,
    "frame": _frame,
    "names": _names,
    "roles": _roles,
    "doubts": _doubts,
}
