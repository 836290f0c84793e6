"""A sheet answered in its page: the answer that its fields make, what check says of it, the notebook to hand in."""

import json

from tellings.case.files import CaseError
from tellings.exercises.check import VERDICTS, judge
from tellings.exercises.handin import file_name
from tellings.exercises.typed import filled
from tellings.own.wording import say


def check(name, answer):
    """What check says of an answer. Out: {"verdict", "message": the line that a notebook prints}."""
    verdict, message = judge(name, answer)
    return {"verdict": verdict, "message": f"{VERDICTS[verdict]} {message}".strip()}


def check_fields(name, source, values):
    """What check says of the answer that typed values make; in and errors as filled, out as check."""
    return check(name, filled(name, source, values)[0])


def take_away(sheet, student, notebook, cells, time):
    """The sheet as a notebook with its answers, as hand_in writes its copy: what grade takes.

    In: the sheet's name, the student's, the blank notebook (JSON), for each cell with an answer by its id (task,
    source, values) or the text of a free answer, the time (2026-11-29T10:00:00). Out: {"name": of the file,
    "notebook": JSON, "left": the tasks without an answer, "" where there is none}. Errors: CaseError for a name without
    a letter, or for answers of which the sheet has no cell.
    """
    name = file_name(student)
    if not name:
        raise CaseError(say("asked.no_name"))
    made, left, here = json.loads(notebook), [], set()
    for cell in made["cells"]:
        kind, _, task = cell["id"].partition("-")
        if kind not in ("answer", "free"):
            continue
        here.add(cell["id"])
        given = cells.get(cell["id"])
        source = given if isinstance(given, str) else filled(*given)[1] if given else ""
        if not source.strip() or source == "".join(cell["source"]):
            left.append(task.replace("-", "."))
        else:
            cell["source"] = source.splitlines(keepends=True)
    if strange := sorted(set(cells) - here):
        raise CaseError(say("asked.no_cell", cells=", ".join(strange)))
    # The sheet's edition stands there already.
    made["metadata"]["three_tellings"] |= {"sheet": sheet, "student": student.strip(), "saved": time}
    # What was typed, so that the page can take its own file in again.
    made["metadata"]["three_tellings"]["typed"] = {
        name: given if isinstance(given, str) else given[2] for name, given in cells.items()
    }
    text = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
    return {"name": f"{name}_{sheet}.ipynb", "notebook": text, "left": ", ".join(left)}
