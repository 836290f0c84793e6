"""The front page's own parts: the walk through the lessons, a sample of the reading room, the link to Binder."""

import html
import re

import nbformat
from about import ROOT, say
from binder_link import link

from tellings.argument.grid import SILENT, corroboration
from tellings.reading.show import sentence_link, visible
from tellings.reading.tables import sentences

# Two events of the reference coding: one that all three texts tell, one on which a text is silent.
SAMPLE = ("NATO decides to end its presence", "Kabul evacuation")
SHOWN = 1  # sentences of a text on one event; the others are named
LINE = 130  # characters of a lesson's line, about


def title(path):
    """The first heading of a notebook; a list has no code: what is code in it stands between quotation marks."""
    heading = opening(path).split("\n")[0].lstrip("# ")
    return re.sub(r"`([^`]+)`", r"“\1”", heading)


def numbered(path):
    """A notebook's title with the number of its lesson, as guide and class call it; a sheet's has one already."""
    return f"{path.stem[:2]} {title(path)}" if path.stem[:2].isdigit() else title(path)


def opening(path):
    """The first cell of a notebook, in which it says its question, its minutes and what a reader can do afterwards."""
    return nbformat.read(path, 4).cells[0].source


def minutes(path):
    """The minutes that a lesson or a sheet gives itself; None where it gives none."""
    found = re.search(r"\*\*Time:\*\* (?:about )?(\d+) minutes", opening(path))
    return int(found[1]) if found else None


def afterwards(path):
    """What a lesson says that its reader can do afterwards, as plain words; "" where it says nothing."""
    said = opening(path).partition("**Afterwards you can:**")[2].split("\n")[0]
    return re.sub(r"\[([^]]+)\]\([^)]*\)|[*`]", r"\1", said).strip()


def filled(text, case, said):
    """A page of ours in which each name between double braces, such as the walk, is replaced by what it stands for."""
    lessons = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
    sheets = [minutes(path) for path in sorted((ROOT / "notebooks" / "exercises").glob("*.ipynb"))]
    values = {
        "abstract": said["abstract"],
        "minutes": sum(map(minutes, lessons)),
        "hours": hours(sum(map(minutes, lessons))),
        "sheets": say("front.minutes", least=min(sheets), most=max(sheets)),
        "walk": walk(lessons),
        "sample": sample(case),
        "binder": binder(said["places"]["repository"]),
    }
    return re.sub(r"\{\{ (\w+) \}\}", lambda name: str(values[name[1]]), text)


def hours(count):
    """Minutes as hours and halves, as one says them of a course: 390 is 6½."""
    halves = round(count / 30)
    return f"{halves // 2}{'½' * (halves % 2)}"


def walk(lessons):
    """The lessons as a list: number and name as a link, the minutes, and in a line what one does there."""
    rows = [
        f'<li><a href="notebooks/{path.stem}.html">{html.escape(numbered(path).partition(":")[0])}</a> '
        f'<span class="minutes">{say("front.lesson_minutes", minutes=minutes(path))}</span> '
        f'<span class="done">{say("front.does", does=html.escape(line(path)))}</span></li>'
        for path in lessons
    ]
    return "\n".join(['<ul class="walk">', *rows, "</ul>"])


def line(path):
    """What a reader does in a lesson: as many parts of its own sentence as a line holds, the first in any case."""
    first, *others = afterwards(path).rstrip(".").split("; ")
    for part in others:
        if len(first) + len(part) > LINE:
            break
        first += f"; {part}"
    return f"{first}."


def sample(case):
    """What each text has on the events of SAMPLE, text by text, each sentence with its link into the reading room.

    In: a case with a coding that has these events. Errors: KeyError where it has them no longer.
    """
    grid = corroboration(case).set_index("what")
    words = dict(zip(sentences(case).sentence, sentences(case).text))
    return "\n".join(_event(case, grid.loc[event], words) for event in SAMPLE)


def _event(case, row, words):
    texts = "\n".join(
        f"<div><dt><b>{name}</b>, {visible(source.kind)}</dt>{_told(row[name], words)}</div>"
        for name, source in case.items()
    )
    return f'<h3>{visible(row.name)}</h3>\n<dl class="texts">\n{texts}\n</dl>'


def _told(cell, words):
    """A cell of the grid as HTML: its first sentences in full, the names of the others, or that the text is silent."""
    if cell == SILENT:
        return f'<dd class="silent">{SILENT}</dd>'
    names = [name for name in re.findall(r"\[([^\[\]]+)\]", cell) if name in words]
    shown = [f"<dd>{visible(words[name])} {sentence_link(name, 'room.html')}</dd>" for name in names[:SHOWN]]
    also = ", ".join(sentence_link(name, "room.html") for name in names[SHOWN:])
    return "".join(shown) + (f"<dd>{say('front.also', sentences=also)}</dd>" if also else "")


def binder(repository):
    """How to come to Binder: the link where the repository is known, else who has it."""
    found = link(repository, "HEAD")
    return say("front.binder", address=found) if found else say("front.no_binder")


def room_words(case):
    """A page that only the search reads: every sentence under its name, so that it finds both; the room replaces it."""
    table = sentences(case)
    # Marks of Markdown are no words, and nobody sees this page.
    plain = table.text.str.replace(r"[^\w\s]", " ", regex=True)
    parts = [f"## {name}\n\n{words}" for name, words in zip(table.sentence, plain)]
    return "\n\n".join([f"# {say('front.room')}", *parts, ""])
