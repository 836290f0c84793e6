"""The report on a case: one page that needs no network and no script, and the span tables as CSV."""

from pathlib import Path

from tellings.case.files import CaseError, write_text
from tellings.case.places import folder_to_write
from tellings.case.tables import write_table
from tellings.own import sections
from tellings.own.parts import part_html, place_for, read
from tellings.own.room import write_room
from tellings.own.wording import say
from tellings.reading.show import link_marks, link_sentences
from tellings.reading.templates import render


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
        write_room(it, place / "room.html", home=("report.html", say("report.home")))
        room = "room.html"
    except CaseError as fault:
        room = str(fault)
    write_text(place / "report.html", page(it, shown, room))
    return say("report.written", tables=len(written), folder=named)


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
    title = say("report.title", case=Path(it.case.folder).resolve().name)
    first = {say(f"{make.part}.heading") for make in sections.FIRST}
    named = [(f"s{number}", section.title, map(part_html, section.parts)) for number, section in enumerate(shown)]
    halves = {half: [row for row in named if (row[1] in first) == half] for half in (True, False)}
    written = {name: say(f"tables.{name}") for name in tables(it)}
    made = room.endswith(".html")
    shown = {"first": halves[True], "second": halves[False], "tables": written, "room": room, "made": made}
    text = render("report.html", say=say, title=title, **shown)
    told = dict(zip(it.sentences.sentence, it.sentences.text)) if made else {}
    return link_sentences(link_marks(text, told, room), told, room)
