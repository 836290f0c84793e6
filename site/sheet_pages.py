"""The sheets as pages on which they can be answered: fields for each answer cell, what a task's code gives, tools."""

import ast
import contextlib
import html
import io
import re

import nbformat
import pandas as pd
from about import ROOT, say

import helpers
from tellings.exercises.typed import fields
from tellings.reading.show import Page, table, visible

# Where a task leads to code that no page runs for its reader, what that code gives stands on the page. Where it needs
# pandas or a lexicon that browsers don't have, more is done than the task asks to begin with, and the reading is left.
WORKED = {
    "1.1": ['words(case["lbc"]).role.value_counts()'],
    "1.3": ['print(case["pism"].text)'],
    "2.1": [
        """means = {}
for lexicon in ("vader", "textblob", "nltk"):
    scores = framing.tone_table(case, lexicon)
    scores = scores[scores.role.isin(["abstract", "body"])]
    means[lexicon] = scores.groupby("source").tone.mean().round(3)
pd.DataFrame(means)"""
    ],
    "2.2": [
        """rows = {}
for word in sentence.split():
    rest = " ".join(other for other in sentence.split() if other != word)
    rows[word] = [framing.tone_of(rest, "vader"), framing.tone_of(rest, "nltk")]
pd.DataFrame(rows, ["vader without it", "nltk without it"]).T.rename_axis("word")"""
    ],
    "2.3": ['framing.explain(case["later"].text).query("effect != 0")'],
    "2.4": [
        """rows = sentences(case).query("role in ('headline', 'abstract', 'body')")
found = [framing.explain(text).query("effect != 0") for text in rows.text]
effects = [", ".join(f"{w.word} {w.effect:+.2f}" for w in one.itertuples()) for one in found]
rows.assign(words=effects)[["sentence", "text", "words"]]"""
    ],
    "2.7": ['framing.tone_table(case["later"]).query("item == 1")[["sentence", "role", "text", "tone"]]'],
    "4.7": ['only(words(case["lbc"]), role="body").shape[0]'],
    "5.1": ['case.table("sources")[["id", "title", "published", "published_basis"]]'],
}
# Where something is otherwise on the page than in the notebook for which a task is worded.
ASIDE = ("1.3", "1.7", "1.8", "2.3", "3.3", "3.6", "4.1", "4.7", "5.2", "5.6", "6.1", "6.2", "6.3")
BESIDE = {"1": ["look_up"], "2": ["look_up", "score"], "3": ["look_up"], "4": ["look_up", "score"]}
BESIDE |= {"5": ["look_up"]}
# The tool that works on the text of a free task.
CHECKED = {"5.6": "argument"}
SHAPES = ("lines", "pairs", "places", "several")
# What stands before each option of a field that has several.
BOXES = {
    "several": '<input type="checkbox" value="{}">',
    "places": '<input type="number" min="1" max="99" inputmode="numeric">',
}
SHORT = 60  # characters of a line that is named where what it gives is folded


def answerable(notebook, sheet):
    """A sheet's notebook with all that its page needs to be answered; the cells stand folded beside their fields.

    In: the notebook of a sheet, the name of its file. Out: the same notebook, changed.
    """
    names, number = {}, sheet.split("_")[1]
    cells, checks = [], {}
    for cell in notebook.cells:
        checks |= {cell.id: cell.source} if cell.id.startswith("check-") else {}
    for cell in notebook.cells:
        kind, _, rest = cell.id.partition("-")
        task = rest.replace("-", ".")
        if kind == "check":
            continue
        if kind == "answer":
            cells += _aside(task)
            cells += [_worked(source, names) for source in WORKED.get(task, [])]
            cells += [_written(form(task, cell.source)), _folded(cell, checks[f"check-{rest}"])]
        elif kind == "free":
            cells += _aside(task)
            cells.append(_written(free(task)))
        elif kind == "end" and cell.cell_type == "markdown":
            heading, _, text = cell.source.partition("\n\n")
            cells += [_written(heading), _written(end()), _written(_unfolding(text))]
        elif cell.cell_type == "code":
            given = _run(cell.source, names)
            if kind in ("head", "end"):
                cell.metadata["tags"] = ["hide-input"]
            cells.append(_code(cell.source, given) if given else cell)
            if kind == "head" and number in BESIDE:
                cells += [_text(name, names["case"]) for name in names["case"]]
                cells.append(_written("".join(map(tool, BESIDE[number]))))
        else:
            # How a notebook is filled in stays at hand for who takes the notebook.
            if cell.id == "head-2":
                cell.source = _unfolding(cell.source)
            cells.append(cell)
            if cell.id == "head-1":
                cells.append(_written(here(sheet)))
    notebook.cells = cells
    return notebook


# -- What stands on the page


def here(sheet):
    """What stands at the head of a sheet's page, to be said anew where the sheet can be answered."""
    return (
        f'<div id="sheet" data-sheet="{sheet}"><p><b>{say("sheet.here")}</b> '
        f'<span id="here">{say("sheet.here_built")}</span></p><p id="elsewhere" class="note" role="status"></p></div>'
    )


def end():
    """What stands at the end of a sheet's page: how far one is, and the ways to take the answers away and in."""
    return (
        '<div id="away" hidden>'
        '<p id="sum" role="status"></p>'
        f"<p>{say('sheet.file')}</p>"
        f'<p class="buttons"><label>{say("sheet.name")} <input id="student" autocomplete="name"></label> '
        f'<button type="button" id="file">{say("sheet.download")}</button>'
        f'<button type="button" id="print">{say("sheet.print")}</button>'
        f'<button type="button" id="clear">{say("sheet.clear")}</button></p>'
        f'<p class="field"><label for="in">{say("sheet.take_in")}</label>'
        '<input type="file" id="in" accept=".ipynb"></p>'
        '<p id="said" class="said" role="status"></p></div>'
    )


def form(task, source):
    """The fields of a task as HTML. In: its number, its answer cell. Out: one line, without empty ones in it."""
    asked = fields(task, source)
    parts = [_field(task, number, field) for number, field in enumerate(asked)]
    many = " many" if len(asked) > 1 else ""
    return (
        f'<form class="task{many}" data-task="{task}" data-source="{one_line(source)}" novalidate hidden>'
        f"{''.join(parts)}"
        f'<p class="buttons"><button class="check">{say("sheet.check", task=task)}</button></p>'
        '<p class="said" role="status"></p></form>'
    )


def one_line(text):
    """A text as the value of an attribute, its breaks as signs: an empty line would end the block for Markdown."""
    return html.escape(text).replace("\n", "&#10;")


def _field(task, number, field):
    name, shape = f"f-{task.replace('.', '-')}-{number}", field["shape"]
    label = html.escape(field["label"] or say("sheet.answer", task=task))
    told = f" <small>({say(f'shape.{shape}')})</small>" if shape in SHAPES else ""
    if shape in BOXES:
        options = map(html.escape, field["options"])
        boxes = "".join(f"<label>{BOXES[shape].format(option)} {option}</label>" for option in options)
        return f'<fieldset class="field" data-shape="{shape}"><legend>{label}{told}</legend>{boxes}</fieldset>'
    if shape == "choice":
        options = "".join(f"<option>{html.escape(option)}</option>" for option in field["options"])
        inner = f'<select id="{name}" data-shape="choice"><option value="">…</option>{options}</select>'
    elif shape in ("lines", "pairs"):
        inner = f'<textarea id="{name}" data-shape="{shape}" rows="5" spellcheck="false"></textarea>'
    else:
        inner = f'<input id="{name}" data-shape="one" autocomplete="off" autocapitalize="off" spellcheck="false">'
    # Sentences and quotations are long, and want to be seen whole.
    wide = " wide" if field["kind"] in ("set", "mentions") and shape == "one" else ""
    return f'<p class="field{wide}"><label for="{name}">{label}{told}</label>{inner}</p>'


def free(task):
    """The box of a task that a person grades."""
    # What the tool of a task works on is its text.
    works = f' data-tool="{CHECKED[task]}"' if task in CHECKED else ""
    button = (
        f'<p class="buttons"><button>{say(f"tool.{CHECKED[task]}_does")}</button></p>'
        '<div class="said" role="status"></div>'
        if works
        else ""
    )
    return (
        f'<form class="free" data-task="{task}"{works} hidden><p class="field">'
        f'<label for="free-{task}">{say("sheet.free", task=task)}</label>'
        f'<textarea id="free-{task}" rows="12"></textarea></p>{button}</form>'
    )


def tool(name):
    """One of the tools beside a sheet as HTML."""
    box = (
        f'<input id="tool-{name}" autocomplete="off" autocapitalize="off">'
        if name == "look_up"
        else f'<textarea id="tool-{name}" rows="5"></textarea>'
    )
    return (
        f'<form class="tool" data-tool="{name}" hidden><p class="field"><label for="tool-{name}">{say(f"tool.{name}")} '
        f"<small>({say(f'tool.{name}_about')})</small></label>{box}</p>"
        f'<p class="buttons"><button>{say(f"tool.{name}_does")}</button></p>'
        '<div class="said" role="status"></div></form>'
    )


# -- What code gives


def _worked(source, names):
    """A cell that the page has and the sheet hasn't: with what it imports beyond the sheet's, so that it runs there."""
    used = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    ours = sorted(name for name in used - set(names) if hasattr(helpers, name))
    lines = [f"from helpers import {', '.join(ours)}"] * bool(ours)
    lines += ["import pandas as pd"] * ("pd" in used - set(names))
    source = "\n".join([*lines, source])
    cell = _code(source, _run(source, names))
    cell.metadata["tags"] = ["worked"]
    return cell


def _run(source, names):
    """What a cell prints, or what its last line gives, as HTML; "" where it does neither."""
    tree, printed = ast.parse(source), io.StringIO()
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<sheet>", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "<sheet>", "eval"), names) if last else None
    value = printed.getvalue() or value
    return "" if value is None else _shown(value, source.splitlines()[-1])


def _shown(value, line):
    if isinstance(value, pd.Series):
        value = value.reset_index()
    if isinstance(value, pd.DataFrame):
        value = table(value)
    if isinstance(value, Page):
        shown = value.html
    elif isinstance(value, str):
        shown = f"<pre>{html.escape(value)}</pre>"
    else:
        return f"<pre>{html.escape(repr(value))}</pre>"
    given = say("sheet.gives", line=html.escape(line)) if len(line) < SHORT else say("sheet.these_give")
    return f"<details><summary>{given}</summary>{shown}</details>"


def _code(source, given):
    output = nbformat.v4.new_output("display_data", {"text/html": given})
    return nbformat.v4.new_code_cell(source, outputs=[output])


def _aside(task):
    aside = [say(f"aside.{task.replace('.', '_')}")] if task in ASIDE else []
    return [_written(f'<div class="aside">\n\n{say("aside.head", aside=told)}\n\n</div>') for told in aside]


def _text(name, case):
    """A text of the case as show() shows it, under its name: what a reader of the page looks for."""
    told = say("sheet.text", name=name, title=visible(case[name].title))
    shown = f"<details><summary>{told}</summary>{helpers.show(case[name]).html}</details>"
    cell = _code(f'show(case["{name}"])', shown)
    cell.metadata["tags"] = ["remove-input"]
    return cell


def _unfolding(text):
    return f"<details><summary>{say('sheet.notebook')}</summary>\n\n{text}\n\n</details>"


def _written(markup):
    return nbformat.v4.new_markdown_cell(markup)


def _folded(cell, check):
    """The cells that the fields stand for, as the notebook has them."""
    folded = nbformat.v4.new_code_cell(f"{cell.source}\n\n{check}")
    folded.metadata["tags"] = ["hide-input"]
    return folded


def with_rules(page, up):
    """A sheet's finished page with the program by which it is answered, and the rule that nothing is sent elsewhere."""
    rules = (
        "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self'; "
        "worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self' data:; base-uri 'none'; form-action 'self'"
    )
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
        f'<link rel="stylesheet" href="{up}desk/sheet.css">'
        f'<script src="{up}desk/words.js" defer></script><script src="{up}desk/python.js" defer></script>'
        f'<script src="{up}desk/sheet.js" defer></script>'
    )
    return re.sub(r"(<meta charset=[^>]+>)", rf"\1{head}", page, count=1)


def is_sheet(name):
    """Whether a file of the collection is a sheet."""
    return (ROOT / name).parent.name == "exercises" and (ROOT / name).stem.startswith("sheet_")
