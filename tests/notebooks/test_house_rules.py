"""House rules of the notebooks: each a short function, each message with the cell at fault."""

import ast
import importlib
import json
import re
from urllib.parse import unquote, urldefrag

import pytest
from collection import DEEPER, LESSONS, SHEETS, cells, outputs, prose, slug

import helpers
from tellings.case.files import PROJECT

ALL = LESSONS + DEEPER + SHEETS
PAGES = ALL + sorted(PROJECT.glob("*.md")) + sorted((PROJECT / "classroom").glob("*.md"))
by_name = {"argvalues": ALL, "ids": [path.relative_to(PROJECT / "notebooks").as_posix() for path in ALL]}
lessons = {"argvalues": LESSONS, "ids": [path.name for path in LESSONS]}
executed = {"argvalues": LESSONS + DEEPER, "ids": [path.name for path in LESSONS + DEEPER]}
pages = {"argvalues": PAGES, "ids": [path.relative_to(PROJECT).as_posix() for path in PAGES]}
# Terms that are everyday words as well: linked where they are meant as terms, which only a reader can tell.
EVERYDAY = {
    "body",
    "case",
    "item",
    "word",
    "sentence",
    "source",
    "role",
    "quotation",
    "agency",
    "voice",
    "event",
    "text",
    "tone",
    "frame",
}
GLOSSARY = PROJECT / "classroom" / "glossary.md"


def markdown(path):
    """All prose of a notebook or page in one string."""
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return "\n\n".join(source for _, source, _ in cells(path, "markdown"))


def headings(path):
    return re.findall(r"^(#+) +(.+?)\s*$", re.sub(r"```.*?```", "", markdown(path), flags=re.S), re.M)


@pytest.mark.parametrize("path", **by_name)
def test_one_title_and_it_comes_first(path):
    assert [level for level, _ in headings(path)].count("#") == 1
    assert cells(path)[0][1].startswith("# ")


@pytest.mark.parametrize("path", **by_name)
def test_headings_go_down_one_step_at_a_time(path):
    levels = [len(level) for level, _ in headings(path)]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:])), headings(path)


@pytest.mark.parametrize("path", **lessons)
def test_opens_with_question_minutes_and_aim(path):
    opening = cells(path)[0][1]
    assert "?" in opening, "a lesson opens with a question"
    assert re.search(r"\*\*Time:\*\* (about )?\d+ minutes", opening), "how long does it take?"
    assert "**Afterwards you can:**" in opening, "what will the reader be able to do?"


@pytest.mark.parametrize("path", **lessons)
def test_ends_with_findings_limits_and_next_step(path):
    last = [title for level, title in headings(path) if level == "##"][-3:]
    assert last == ["What was found", "What cannot be known", "Where next"]
    assert re.search(r"\]\([^)]+\.(ipynb|md)", cells(path, "markdown")[-1][1]), "a link to the next step"


@pytest.mark.parametrize("path", DEEPER, ids=lambda path: path.name)
def test_what_goes_deeper_asks_and_leads_back(path):
    opening = cells(path)[0][1]
    assert "?" in opening, "it opens with a question"
    back = re.search(r"\]\(\.\./(\d\d_\w+\.ipynb)\)", opening)
    assert back, "it names the lesson that it belongs to"
    linked = f"](deeper/{path.name}" in markdown(PROJECT / "notebooks" / back[1])
    assert linked, f"no cell of {back[1]} links to deeper/{path.name}"


@pytest.mark.parametrize("sheet", SHEETS, ids=[path.name for path in SHEETS])
def test_sheet_says_minutes_and_lesson(sheet):
    opening = cells(sheet)[0][1]
    assert re.search(r"\*\*Time:\*\* about \d+ minutes", opening)
    assert re.search(r"\]\(\.\./\d\d_\w+\.ipynb\)", opening)


def test_start_page_gives_the_minutes_that_the_lessons_give():
    rows = re.findall(r"\| \[[^]]+\]\((\d\d_\w+\.ipynb)\) \|[^|]*\| (\d+) \|", markdown(LESSONS[0]))
    stated = {path.name: re.search(r"\*\*Time:\*\* (?:about )?(\d+)", cells(path)[0][1])[1] for path in LESSONS[1:]}
    assert dict(rows) == stated
    readme = re.findall(r"\| `(\d\d_\w+)` \|[^|]*\| (\d+) \|", markdown(PROJECT / "README.md"))
    assert {f"{name}.ipynb": minutes for name, minutes in readme[1:]} == stated


@pytest.mark.parametrize("path", **by_name)
def test_code_cells_are_short_and_lead_by_prose(path):
    in_a_row = 0
    for number, source, cell in cells(path):
        in_a_row = in_a_row + 1 if cell["cell_type"] == "code" else 0
        lines = [line for line in source.splitlines() if line.strip() and not line.strip().startswith("#")]
        assert cell["cell_type"] != "code" or len(lines) <= 12, f"cell {number}, {len(lines)} lines: {source[:200]}"
        assert in_a_row <= 2, f"cell {number}: {in_a_row} code cells without a word to the reader: {source[:200]}"


@pytest.mark.parametrize("path", **executed)
def test_executed_from_top_to_bottom_without_complaint(path):
    counts = [cell["execution_count"] for _, source, cell in cells(path, "code") if source.strip()]
    assert counts == list(range(1, len(counts) + 1)), f"store its outputs: tests/execute.py --store {path}"
    for number, output in outputs(path):
        assert output["output_type"] != "error", f"cell {number}: {output.get('evalue')}"
        assert output.get("name") != "stderr", f"cell {number}: {output['text']}"


@pytest.mark.parametrize("path", **by_name)
def test_nothing_stored_changes_from_machine_to_machine(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert "version" not in notebook["metadata"].get("language_info", {})
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    assert not [cell["id"] for cell in notebook["cells"] if "execution" in cell["metadata"]], "timings"
    for number, output in outputs(path):
        stored = json.dumps({kind: data for kind, data in output.get("data", {}).items() if kind != "image/png"})
        assert str(PROJECT) not in stored and not re.search(r"/(home|tmp|Users)/\w", stored), (
            f"cell {number} shows a path"
        )


@pytest.mark.parametrize("path", **by_name)
def test_every_chart_is_titled_and_described(path):
    for number, output in outputs(path):
        if "image/png" in output.get("data", {}):
            title = "".join(output["data"]["text/plain"]).removeprefix("Figure: ").strip("'\"")
            alt = output["metadata"].get("image/png", {}).get("alt", "")
            assert len(title.split()) >= 4 and "Figure(" not in title, f"cell {number}: a title that states the finding"
            assert alt.startswith(title[:40]) and len(alt) > len(title) + 20, (
                f"cell {number}: a description after the title"
            )


@pytest.mark.parametrize("path", **pages)
def test_no_relative_link_is_dead(path):
    for href in re.findall(r"\]\(<?([^)\s>]+)>?[^)]*\)", re.sub(r"```.*?```", "", markdown(path), flags=re.S)):
        name, anchor = urldefrag(unquote(href))
        if re.match(r"[a-z]+:", href):
            continue
        target = (path.parent / name).resolve() if name else path
        assert target.exists() and PROJECT in target.parents, f"dead link: {href}"
        if anchor and target.suffix in (".md", ".ipynb"):
            assert anchor in {slug(title) for _, title in headings(target)}, f"no such heading: {href}"


def terms():
    """The glossary's terms with the pattern that finds each in prose: {anchor: pattern}."""
    found = (
        {slug(title): title for level, title in headings(GLOSSARY) if level in ("##", "###")}
        if GLOSSARY.exists()
        else {}
    )
    return {
        anchor: re.compile(rf"(?<![\w-]){re.escape(title)}(?![\w-])", re.I)
        for anchor, title in found.items()
        if anchor not in EVERYDAY
    }


@pytest.mark.parametrize("path", **executed)
def test_terms_are_linked_where_they_are_first_used(path):
    links = [(place.start(), place[1]) for place in re.finditer(r"\]\([^)#]*glossary\.md#([\w-]+)", markdown(path))]
    assert len({anchor for _, anchor in links}) == len(links), f"linked twice: {links}"
    plain = re.sub(r"\[([^]]*)\]\([^)]*glossary[^)]*\)", lambda link: "\0" * len(link[0]), markdown(path))
    plain = re.sub(r"`[^`]*`|^#.*$|^\|.*\|$|\[[^]]*\]\([^)]*\)", lambda code: "\0" * len(code[0]), plain, flags=re.M)
    faults = []
    for anchor, pattern in terms().items():
        used = pattern.search(plain)
        linked = next((place for place, name in links if name == anchor), None)
        if used and (linked is None or used.start() < linked):
            faults.append(f"{anchor}: …{plain[max(0, used.start() - 30) : used.end() + 30]}…")
    assert not faults, "\n".join(faults)


def test_all_that_helpers_define_says_what_it_is_for():
    for path in sorted((PROJECT / "helpers").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        defined = [
            node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
        ]
        verbs = [
            verb for node in defined for verb in node.body if isinstance(verb, ast.FunctionDef) and verb.name[0] != "_"
        ]
        for node in [tree, *defined, *verbs]:
            assert ast.get_docstring(node), f"{path.name}: what is {getattr(node, 'name', 'it')} for?"


@pytest.mark.parametrize("path", **executed)
def test_a_lesson_imports_from_helpers_and_in_three_lines(path):
    code = "\n".join(source for _, source, _ in cells(path, "code"))
    lines = re.findall(r"^ *(?:import|from) .+$", code, re.M)
    assert not re.findall(r"^ *(?:import|from) tellings.*$", code, re.M), "the library is spoken through helpers"
    assert len(lines) <= 3, lines


def test_what_a_notebook_imports_is_explained():
    for path in ALL:
        for number, source, _ in cells(path, "code"):
            for module, names in re.findall(r"^from (helpers[\w.]*) import (.+)$", source, re.M):
                for name in re.findall(r"(\w+)(?: as \w+)?", names):
                    home = importlib.import_module(module)
                    thing = getattr(home, name, None) or importlib.import_module(f"{module}.{name}")
                    assert not callable(thing) or thing.__doc__, (
                        f"{path.name}, cell {number}: {module}.{name} has no docstring"
                    )
    for name in helpers.charts.__all__:
        assert getattr(helpers.charts, name).__doc__, f"charts.{name} has no docstring"


def test_public_names_exist():
    assert [name for name in helpers.__all__ if not hasattr(helpers, name)] == []


@pytest.mark.parametrize("path", **pages)
def test_prose_is_free_of_stock_phrases(path):
    stock = r"let's dive|\bdelve|in this notebook, we will|it is important to note|game.changer|powerful tool|seamless"
    found = re.search(stock, prose(markdown(path)), re.I)
    assert not found, found[0]
