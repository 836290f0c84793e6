"""The report on a case: one page that needs no network and no script, and the span tables as CSV."""

from pathlib import Path

from tellings.case.files import CaseError, write_text
from tellings.case.places import folder_to_write
from tellings.case.tables import write_table
from tellings.own import sections
from tellings.own.parts import part_html, place_for, read
from tellings.own.room import write_room
from tellings.reading.show import link_marks, link_sentences
from tellings.reading.templates import render

TABLES = {
    "sentences": "every sentence with its role, tone and voice",
    "dates": "every expression of time with its value",
    "speech": "every stretch of reported speech with its speaker",
    "statements": "every date with the clause it stands in and its place in time",
    "numbers": "the numbers that several texts give for one thing, with what they can mean; proposed by the program",
    "events": "sentences of several texts that may tell one event, with the words they share; proposed by the program",
    "grid": "what the texts say of the same thing, a row for each, with a verdict: to be edited; see corroboration",
    "names": "every mention of an actor with its label and with whose words it stands in",
}


def write_report(it, shown=None):
    """Write report.html and the span tables as CSV.

    In: what parts.read gives, or the folder of a case; the sections to write (default: all).
    Out: a sentence that says where they lie: in the folder `report` of the case; for the project's own texts in
    build/report-seeds. Errors: CaseError where nothing can be written there.
    """
    it = read(it) if isinstance(it, (str, Path)) else it
    shown = shown or [make(it) for make in sections.ALL]
    place, named = place_for(it.case.folder, "report")
    folder_to_write(place)
    written = tables(it)
    for name, rows in written.items():
        write_table(rows, place / f"{name}.csv")
    try:
        write_room(it, place / "room.html", home=("report.html", "The report"))
        room = "room.html"
    except CaseError as fault:
        room = str(fault)
    write_text(place / "report.html", page(it, shown, room))
    return f"report.html, room.html and {len(written)} tables as CSV are in {named}"


def tables(it):
    """The span tables of a report: name -> table."""
    rest = {"numbers": it.numbers, "events": it.events, "grid": it.grid, "names": it.names}
    return {
        "sentences": it.tone.drop(columns="group"),
        "dates": it.dates,
        "speech": it.speech,
        "statements": it.statements.drop(columns="statement"),
        **{name: rows for name, rows in rest.items() if len(rows)},
    }


def page(it, shown, room):
    """The report as the text of one HTML page; each sentence that it names is a link into the reading room.

    In: what parts.read gives, the sections, the name of the page of the room, or why there is none.
    """
    title = f"Report on {Path(it.case.folder).resolve().name}"
    first = {make.title for make in sections.FIRST}
    named = [(f"s{number}", section.title, map(part_html, section.parts)) for number, section in enumerate(shown)]
    halves = {half: [row for row in named if (row[1] in first) == half] for half in (True, False)}
    written = {name: TABLES[name] for name in tables(it)}
    made = room.endswith(".html")
    text = render(
        "report.html", title=title, first=halves[True], second=halves[False], tables=written, room=room, made=made
    )
    told = dict(zip(it.sentences.sentence, it.sentences.text)) if made else {}
    return link_sentences(link_marks(text, told, room), told, room)
