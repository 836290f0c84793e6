"""The report on a case: one page that needs no network and no script, and the span tables as CSV."""

import base64
from pathlib import Path

from tellings.case.files import PROJECT, write_text
from tellings.case.tables import write_table
from tellings.charts import Chart
from tellings.own import sections
from tellings.own.parts import part_html, read
from tellings.reading.show import visible

# No script, no network: what strangers' texts hold cannot act on the page.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
STYLE = """body{font:16px/1.5 Georgia,serif;max-width:60em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}
h1,h2{line-height:1.2}h2{margin-top:2.5em;border-top:1px solid #ccc;padding-top:.7em}img{max-width:100%;height:auto}
figure{margin:1.5em 0}table{border-collapse:collapse;font-size:90%}nav li{display:inline;margin-right:1.2em}
nav ul{padding:0;list-style:none}@media print{h2{break-after:avoid}figure,tr{break-inside:avoid}}"""
TABLES = {
    "sentences": "every sentence with its role, tone and voice",
    "dates": "every expression of time with its value",
    "speech": "every stretch of reported speech with its speaker",
    "statements": "every date with the clause it stands in and its place in time",
}


def write_report(it, shown=None):
    """Write report.html and the span tables as CSV.

    In: what material.read gives, or the folder of a case; the sections to write (default: all).
    Out: a sentence that says where they lie: in the folder `report` of the case; for the project's own texts in
    build/report-seeds. Errors: CaseError where nothing can be written there.
    """
    it = read(it) if isinstance(it, (str, Path)) else it
    shown = shown or [make(it) for make in sections.ALL]
    folder = Path(it.case.folder)
    own = folder.resolve() == (PROJECT / "seeds").resolve()
    place = PROJECT / "build" / "report-seeds" if own else folder / "report"
    place.parent.mkdir(exist_ok=True)
    for name, rows in tables(it).items():
        write_table(rows, place / f"{name}.csv")
    write_text(place / "report.html", page(it, shown))
    return f"report.html and {len(tables(it))} tables as CSV are in {place.relative_to(PROJECT) if own else place}"


def tables(it):
    """The span tables of a report: name -> table."""
    return {
        "sentences": it.tone.drop(columns="group"),
        "dates": it.dates,
        "speech": it.speech,
        "statements": it.statements.drop(columns="statement"),
        **({"names": it.names} if len(it.names) else {}),
    }


def page(it, shown):
    """The report as the text of one HTML page."""
    name = visible(Path(it.case.folder).resolve().name)
    links = "".join(
        f'<li><a href="#s{number}">{visible(section.title)}</a></li>' for number, section in enumerate(shown)
    )
    body = "".join(
        f'<section aria-labelledby="s{number}"><h2 id="s{number}">{visible(section.title)}</h2>'
        + "".join(_part(part) for part in section.parts)
        + "</section>"
        for number, section in enumerate(shown)
    )
    beside = "".join(f'<li><a href="{key}.csv">{key}.csv</a>: {does}</li>' for key, does in TABLES.items())
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Report on {name}</title>'
        f'<meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY}"><style>{STYLE}</style></head><body><main><h1>Report on {name}</h1>'
        "<p>Made by programs that find, count and draw. Every number comes of spans in the texts; the tables "
        f'beside this page list them.</p><nav aria-label="Sections"><ul>{links}</ul></nav>{body}<h2>The tables</h2>'
        f"<ul>{beside}</ul><p>start and end count characters of the text file. A cell that begins with an "
        "apostrophe and =, +, - or @ is guarded, so that a spreadsheet does not run it.</p></main></body></html>\n"
    )


def _part(part):
    if not isinstance(part, Chart):
        return part_html(part)
    alt = visible(f"{part.title}. {part.description}")
    image = base64.b64encode(part.png()).decode()
    return (
        f'<figure><img alt="{alt}" src="data:image/png;base64,{image}">'
        f"<figcaption>{part.caption()}</figcaption></figure>"
    )
