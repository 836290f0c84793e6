"""A case read once for the sections of a report, and the shape of a section."""

import ast
import base64
import warnings
from functools import wraps
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
from IPython import get_ipython
from IPython.display import HTML, display

from tellings.argument.grid import as_table, grid_rows
from tellings.case.files import PROJECT, CaseError
from tellings.case.folder import load_case
from tellings.case.places import folder_to_write
from tellings.case.tables import write_table
from tellings.charts import Chart
from tellings.framing.tone import tone_table
from tellings.own.wording import say
from tellings.perspectives.names import actors_table, find_names, read_actors
from tellings.perspectives.tables import compare_numbers, find_speech
from tellings.reading.hover import remember
from tellings.reading.show import Page, table, visible
from tellings.reading.tables import sentences, voices_of, words
from tellings.reading.terms import body
from tellings.timeline.events import dated_statements, propose_events
from tellings.timeline.tables import find_dates

ROWS = 30  # rows of a table that the page shows; the CSV has all
LEAST = 2  # rows that each text has there, however many texts there are
NAMED = 8  # of a list in a sentence; of more the rest is counted


class Section:
    """A title and its parts (sentences, tables, figures, texts), shown one after the other."""

    def __init__(self, title, *parts):
        self.title, self.parts = title, parts

    def _ipython_display_(self):
        for part in self.parts:
            if isinstance(part, Chart):
                display(part)
                part.put_away()  # thirty texts have many figures, and the report needs the drawings alone
            else:
                display(HTML(part_html(part)))

    def __repr__(self):
        return "\n".join([self.title, *(part if isinstance(part, str) else repr(part) for part in self.parts)])


class Found(str):
    """A sentence of a section that says what was found, and that the findings say again."""


def section(part):
    """Make a Section of what a function yields for a case that `read` gives. In: the part of the wording it says."""

    def of_parts(make):
        made = wraps(make)(lambda it: Section(say(f"{part}.heading"), *make(it)))
        made.part = part
        return made

    return of_parts


def part_html(part):
    """A part of a section as HTML: text as a paragraph, a table, a page, a figure; all text escaped.

    A long table shows the first rows of each text, as many as there is room for; the numbers of a figure are folded.
    """
    if isinstance(part, pd.DataFrame):
        few, note = _first_rows(part)
        shown = f'<div style="overflow-x:auto" tabindex="0">{table(few, note).html}</div>'
        return shown + (_all_rows(part) if note else "")
    if isinstance(part, Page):
        return part.html
    if isinstance(part, Chart):
        numbers = folded(say("page.figure"), part.caption())
        return f"<figure>{part.html()}<figcaption>{numbers}</figcaption></figure>"
    return f'<p style="max-width:46em">{visible(part)}</p>'


def folded(summary, content):
    """HTML that only its summary shows until the reader opens it, or prints the page."""
    return f"<details><summary>{visible(summary)}</summary>{content}</details>"


def _first_rows(rows):
    """The rows of a table that the page shows, and the sentence that says so; all, and no sentence, of a short one."""
    if len(rows) <= ROWS:
        return rows, ""
    # The column that names the text of a row; a table of spans has its words in "text".
    column = next((name for name in ("source", "text", "file") if name in rows), None)
    texts = rows[column].nunique() if column else len(rows)
    if texts > ROWS:
        return rows.head(ROWS), say("page.first_rows", shown=ROWS, all=len(rows))
    each = max(LEAST, ROWS // texts)
    few = rows.groupby(column, sort=False).head(each)
    if len(few) == len(rows):
        return rows, ""
    return few, say("page.rows_of_files" if column == "file" else "page.rows_of_texts", shown=each, all=len(rows))


def _all_rows(rows):
    data = base64.b64encode(write_table(rows).encode()).decode()
    words = visible(say("page.all_rows", all=len(rows)))
    return f'<p><a download="table.csv" href="data:text/csv;base64,{data}">{words}</a></p>'


def open_case(folder):
    """Read the case that a notebook's parameter names, for all sections (see read).

    Errors: CaseError for what is no folder, and for a parameter that the notebook does not have: papermill sets any
    name it is given, and only logs that nobody reads it.
    """
    for name in _set_by_papermill():
        if name != "case":
            raise CaseError(say("case.no_parameter", name=name))
    if not isinstance(folder, (str, int)) or isinstance(folder, bool):
        raise CaseError(say("case.parameter", given=folder))
    it = read(str(folder))
    remember(it.case)
    return it


def _set_by_papermill():
    shell = get_ipython()
    cells = shell.user_ns.get("In", []) if shell else []
    found = [ast.parse(cell).body for cell in cells if cell.startswith("# Parameters\n")]
    return [target.id for body in found for line in body if isinstance(line, ast.Assign) for target in line.targets]


def read(folder):
    """Read a case once for all sections.

    Out: what base_tables gives, the tone with the column voice, and words, statements, numbers (see compare_numbers),
    what was noted while they were compared, events (see propose_events). Errors: CaseError.
    """
    it = base_tables(load_case(folder))
    it.tone["voice"] = voices_of(it.tone, it.speech)
    it.words, it.statements = words(it.case), dated_statements(it.case)
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always", UserWarning)
        it.numbers = compare_numbers(it.case, it.dates)
    it.noted, it.events = [str(warning.message) for warning in noted], propose_events(it.case)
    return it


def base_tables(case):
    """What report and reading room both need of a case.

    Out: case, its span tables sentences, dates, speech, tone and names, grid (see corroboration), its rows with
    the ids of their sentences (grid_rows), and actors (None where the case has no actors.csv). Errors: CaseError.
    """
    actors = read_actors(case) if actors_table(case) else None
    with warnings.catch_warnings():
        # Whether a text is English is said once, by the check of the case, and not of single sentences; which numbers
        # are not compared, by `read`.
        warnings.filterwarnings("ignore", category=UserWarning)
        tones, rows = tone_table(case), grid_rows(case)
    speech = find_speech(case)
    return SimpleNamespace(
        case=case,
        sentences=sentences(case),
        dates=find_dates(case),
        speech=speech,
        tone=tones,
        actors=actors,
        names=pd.DataFrame() if actors is None else find_names(case, speech, actors),
        grid_rows=rows,
        grid=as_table(case, rows),
    )


def counted_cards(it):
    """The cards of a case, a row per text, with the words of its article."""
    cards = it.case.cards.reset_index()
    cards["words"] = cards.source.map(body(it.words).source.value_counts()).fillna(0).astype(int)
    return cards


def findings(shown):
    """What the figures of the sections say, one sentence each, and which of it rests on outside knowledge."""
    said = []
    for part in chain.from_iterable(section.parts for section in shown):
        if isinstance(part, Chart):
            said.append(f"{part.title}.")
        elif isinstance(part, Found):
            said.append(part)
    lines = "".join(f"<li>{visible(one)}</li>" for one in said)
    return Section(say("findings.heading"), Page(f"<ul>{lines}</ul>", "\n".join(said)))


def is_own(folder):
    """Whether a case is the project's own, whose folder nothing is written into."""
    return Path(folder).resolve() == (PROJECT / "seeds").resolve()


def is_of_the_collection(folder):
    """Whether a case is the collection's, its own or an invented one of tests/cases: the finders were made there."""
    return is_own(folder) or Path(folder).resolve().parent == (PROJECT / "tests" / "cases").resolve()


def place_for(folder, name):
    """Where a command writes what it makes of a case, and how its message names that place.

    In: the folder of the case; the name of the folder to write. Out: FOLDER/name; for the project's own texts
    build/name-seeds, named from the project on. Errors: CaseError where build/ is missing and can't be made.
    """
    if not is_own(folder):
        return Path(folder) / name, Path(folder) / name
    folder_to_write(PROJECT / "build")
    shown = Path("build") / f"{name}-seeds"
    return PROJECT / shown, shown
