"""The sheets answered in their pages, in Chromium: the notebook's words for every answer, and a file that grade takes."""

import csv
import json
import re
import sys
from contextlib import contextmanager

import pytest
from answered import ALL, AUTOMATIC, every_answer, right_answer
from browser import barriers, opening, until
from sheet_cells import CELLS, typed

from helpers import load_case
from tellings.case.files import PROJECT
from tellings.exercises import verdicts
from tellings.exercises.check import VERDICTS, judge
from tellings.exercises.grade import grade
from tellings.exercises.typed import fields, filled
from tellings.own.tools import look_up

SHEETS = sorted(path.stem for path in (PROJECT / "notebooks" / "exercises").glob("sheet_*.ipynb"))
ONE = "sheet_1_source_reading"


@contextmanager
def sheets_of(site, browser):
    """A function that opens a sheet; at the end nothing may have been asked of another host, and no fault been heard."""
    _, address, _ = site
    with opening(browser, (address, "blob:")) as open_page:
        yield lambda sheet=ONE, **how: open_page(f"{address}notebooks/exercises/{sheet}.html", **how)


@pytest.fixture
def opened(site, browser):
    with sheets_of(site, browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(site, browser):
    with sheets_of(site, browser) as opened:
        yield opened()


@pytest.fixture
def warm(shared):
    """The first sheet in a page in which Python runs already, since each start takes its seconds; cleared."""
    shared.once("dialog", lambda asked: asked.accept())
    shared.click("#clear")
    assert shared.locator('form[data-task="1.1"] input').input_value() == ""
    return shared


def type_in(page, task, values):
    """Give the fields of a task these values, as a hand does."""
    for place, (field, value) in enumerate(zip(fields(task, CELLS[task]), values, strict=True)):
        at = page.locator(f'form[data-task="{task}"] [data-shape]').nth(place)
        if field["shape"] == "several":
            for box in at.locator("input").all():
                box.set_checked(box.get_attribute("value") in value)
        elif field["shape"] == "places":
            for box, text in zip(at.locator("input").all(), value, strict=True):
                box.fill(text)
        elif field["shape"] == "choice":
            at.select_option(value)
        else:
            at.fill(value)


def check(page, task):
    """Press the button of a task. Out: what is said of it."""
    form = f'form[data-task="{task}"]'
    page.click(f"{form} button")
    until(page, f"!document.querySelector('{form} button').disabled")
    return page.inner_text(f"{form} .said")


def sheet_of(task):
    return ALL[task]["sheet"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_worked_from_start_to_hand_in_on_its_page_alone(opened, tmp_path, sheet):
    page = opened(sheet)
    tasks = [task for task in AUTOMATIC if sheet_of(task) == sheet]
    for task in tasks:
        type_in(page, task, typed(task, AUTOMATIC[task], right_answer(AUTOMATIC[task])))
        assert check(page, task) == f"Right. {AUTOMATIC[task]['right']}"
    free = [task for task in ALL if sheet_of(task) == sheet and task not in AUTOMATIC]
    for task in free:
        page.fill(f'form.free[data-task="{task}"] textarea', "My words.\n\n“Here.”")
    assert (
        f"Of {len(tasks)} tasks that a program checks, {len(tasks)} were checked and {len(tasks)} are right"
        in page.inner_text("#sum")
    )
    page.fill("#student", "Zoë Ng")
    with page.expect_download() as given:
        page.click("#file")
    assert given.value.suggested_filename == f"Zoë-Ng_{sheet}.ipynb"
    given.value.save_as(tmp_path / given.value.suggested_filename)
    assert "Not answered" not in page.inner_text("#said")
    grade(tmp_path, 60, tell=lambda line: None)
    with open(tmp_path / "grades" / "tasks.csv", encoding="utf-8-sig", newline="") as file:
        rows = {row["task"]: row for row in csv.DictReader(file)}
    assert {task: rows[task]["result"] for task in tasks} == dict.fromkeys(tasks, "right")
    assert {rows[task]["answer"] for task in free} == ({"My words.\n\n“Here.”"} if free else set())
    with open(tmp_path / "grades" / "grades.csv", encoding="utf-8-sig", newline="") as file:
        assert [row["student"] for row in csv.DictReader(file)] == ["Zoë Ng"]


def test_every_answer_gets_the_same_words_in_page_and_notebook(opened):
    page = opened()
    asked, expected = [], []
    verdicts._missed.clear()
    for name in AUTOMATIC:
        for answer in every_answer(name):
            values = typed(name, AUTOMATIC[name], answer)
            if values is not None:
                asked.append({"what": "check_fields", "name": name, "source": CELLS[name], "values": values})
                verdict, message = judge(name, filled(name, CELLS[name], values)[0])
            else:
                # Fields can't take it; Python in the page is asked for it all the same.
                asked.append({"what": "check", "name": name, "answer": answer})
                verdict, message = judge(name, answer)
            expected.append({"verdict": verdict, "message": f"{VERDICTS[verdict]} {message}".strip()})
    verdicts._missed.clear()
    given = page.evaluate(
        "async asked => { const all = []; for (const one of asked) all.push(await Page.ask(one)); return all; }", asked
    )
    assert len(given) > 700
    assert [one for one in zip(asked, given, expected) if one[1] != one[2]] == []


def test_a_check_can_be_asked_by_program(warm):
    page = warm
    assert page.evaluate("threeTellings.check('1.1', 486)")["verdict"] == "right"
    assert page.evaluate("threeTellings.check('1.2', {'lbc earliest': '17 August 2021'})")["verdict"] == "blank"


def test_answers_and_what_was_said_of_them_are_kept(opened):
    page = opened()
    type_in(page, "1.1", ["480"])
    said = check(page, "1.1")
    assert said.startswith("Not yet.")
    type_in(page, "1.5", ["stated", *[""] * 14])
    page.fill("form.free textarea", "Two chains.")
    page.fill("#student", "Ana")
    page.reload()
    assert page.locator('form[data-task="1.1"] input').input_value() == "480"
    assert page.inner_text('form[data-task="1.1"] .said') == said
    assert page.locator('form[data-task="1.5"] select').first.input_value() == "stated"
    assert page.locator("form.free textarea").input_value() == "Two chains."
    assert page.locator("#student").input_value() == "Ana"
    page.fill('form[data-task="1.1"] input', "481")
    assert page.inner_text('form[data-task="1.1"] .said') == "Changed since it was checked."
    page.once("dialog", lambda asked: asked.dismiss())
    page.click("#clear")
    assert page.locator("form.free textarea").input_value() == "Two chains.", "it asks first"
    page.once("dialog", lambda asked: asked.accept())
    page.click("#clear")
    page.reload()
    assert page.locator("form.free textarea").input_value() == ""
    assert page.locator('form[data-task="1.1"] input').input_value() == ""


def test_nothing_is_sent_and_a_second_visit_needs_no_network(opened, site):
    page = opened()
    asked = site[2]
    type_in(page, "1.4", ["Rumpelstiltskin"])
    check(page, "1.4")
    assert not [line for line in asked if "Rumpel" in line or not line.startswith("GET ")]
    until(page, "Boolean(navigator.serviceWorker.controller)")
    until(
        page, "caches.keys().then(([name]) => caches.open(name)).then(kept => kept.keys()).then(had => had.length > 20)"
    )
    page.context.set_offline(True)
    before = len(asked)
    for name in ("exercises", "room", "classroom/glossary"):
        assert page.goto(f"{site[1]}{name}.html").ok
    for sheet in (ONE, SHEETS[2]):
        page.goto(f"{site[1]}notebooks/exercises/{sheet}.html")
        task = next(task for task in AUTOMATIC if sheet_of(task) == sheet)
        type_in(page, task, typed(task, AUTOMATIC[task], right_answer(AUTOMATIC[task])))
        assert check(page, task).startswith("Right.")
    page.fill("#student", "Ana")
    with page.expect_download() as given:
        page.click("#file")
    assert given.value.suggested_filename == f"Ana_{SHEETS[2]}.ipynb"
    assert [line for line in asked[before:] if "favicon" not in line and "desk-sw.js" not in line] == []


def test_the_pages_own_rules_forbid_to_send(opened):
    page = opened(expected="Content Security Policy")
    refused = "fetch('https://192.0.2.1/').then(() => 'sent', () => 'refused')"
    heard = []
    page.on("console", lambda said: heard.append(said.text))
    assert page.evaluate(refused) == "refused" and any("Content Security Policy" in said for said in heard)


def test_keys_do_not_stand_in_clear_in_what_a_page_loads(site):
    folder = site[0]
    shown = [*folder.glob("notebooks/exercises/*.html"), *folder.glob("desk/*.js"), *folder.glob("desk/blank/*")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in shown)
    told = [
        sentence
        for task in AUTOMATIC.values()
        for sentence in (task["right"], task["hint"], *(mistake["hint"] for mistake in task.get("wrong", [])))
    ]
    assert (
        len(told) > 90
        and [
            sentence for sentence in told if json.dumps(sentence, ensure_ascii=False)[1:-1] in text or sentence in text
        ]
        == []
    )


def test_what_code_gives_stands_beside_the_tasks_that_lead_to_it(site):
    page = (site[0] / "notebooks" / "exercises" / f"{ONE}.html").read_text(encoding="utf-8")
    counts = page.partition("What <code>words(case[&quot;lbc&quot;]).role.value_counts()</code> gives")[2].partition(
        "</table>"
    )[0]
    assert re.findall(r">body</td>.*?>474</td>", counts, re.S)
    text = load_case("seeds")["pism"].text
    printed = re.search(r"<summary>What <code>print.*?<pre>(.*?)</pre>", page, re.S)[1]
    assert printed.count("BULLETIN") == text.count("BULLETIN") and "\n\n" in printed
    page = (site[0] / "notebooks" / "exercises" / f"{SHEETS[1]}.html").read_text(encoding="utf-8")
    assert (
        page.count("<summary>The text <b>") == 3 and page.count("<summary>What ") == 5 and "(0.7306, -0.8689)" in page
    )


def test_tools_answer_beside_the_tasks_and_what_is_typed_stays_text(warm, opened):
    page = warm
    page.fill("#tool-look_up", "withdrawal")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('[data-tool=look_up] .said table')")
    assert page.evaluate("document.querySelector('[data-tool=look_up] .said table').outerHTML.includes('9 uses')")
    assert "9 uses of" in look_up("withdrawal")["counts"]
    page.fill("#tool-look_up", "<img src=x onerror=document.title=1>")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('[data-tool=look_up] .said').textContent.includes('0 uses')")
    assert page.locator(".said img").count() == 0
    page.fill("#tool-look_up", "…")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('[data-tool=look_up] .said').textContent.includes('no word to look up')")
    page = opened(SHEETS[4])
    page.fill('form.free[data-task="5.6"] textarea', "NATO left [lbc-99]. <b>No evidence</b>.")
    page.click("[data-tool=argument] button")
    until(page, "document.querySelector('[data-tool=argument] .said table')")
    assert "no such sentence" in page.inner_text("[data-tool=argument] .said") and page.locator(".said b").count() == 0


def test_print_shows_every_answer_as_text(opened):
    page = opened(SHEETS[2])
    type_in(page, "3.3", [["2", "1", *[""] * 11]])
    page.fill("form.free textarea", "A long text.\n" * 40)
    page.fill("#student", "Zoë Ng")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown = page.locator('form[data-task="3.3"] .printed').inner_text()
    assert "2 Stoltenberg's press conference" in shown and "1 NATO takes command" in shown
    assert page.locator("form.free .printed").inner_text().count("A long text.") == 40
    assert shown.index("NATO takes command") < shown.index("press conference"), "in the order that was given"
    assert page.locator('form[data-task="3.2"] .printed').inner_text() == "Not answered."
    assert (
        page.locator("p.printed").inner_text().startswith("Zoë Ng · ")
        and "Of 7 tasks" in page.locator("p.printed").inner_text()
    )
    assert not page.locator("div.cell").first.is_visible() and not page.locator("#hand-it-in").is_visible()
    assert not page.locator("form.free textarea").is_visible() and not page.locator("#file").is_visible()


def test_an_empty_sheet_is_printed_to_be_written_on(opened):
    page = opened(SHEETS[2])
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.inner_text("p.printed").startswith("Your name: ____")
    for field in ('[data-task="3.1"] input', '[data-task="3.4"] input', "form.free textarea"):
        assert page.locator(field).first.is_visible()
    assert "explicit / document date" in page.inner_text('[data-task="3.7"]')
    printed = page.inner_text("article")
    assert "Not answered" not in printed and not page.locator("button.check").first.is_visible()
    assert "On this page." not in printed and "the reading room prints them" in printed
    page.emulate_media(media="screen")
    type_in(page, "3.2", ["18"])
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.locator("form input").first.is_visible() and "Not answered" in page.inner_text("article")


def test_on_a_telephone_nothing_reaches_beyond_the_page_and_a_check_keeps_the_keyboard(opened):
    page = opened(width=390)
    page.click("summary:has-text('print(case')")
    assert page.evaluate("document.querySelector('.content').scrollWidth") == 390
    assert page.locator("details[open] pre").evaluate("text => text.scrollWidth - text.clientWidth") == 0
    page.focus('form[data-task="1.1"] button')
    page.keyboard.press("Enter")
    until(page, "document.querySelector('form[data-task=\"1.1\"] .said').textContent.includes('Not answered yet')")
    assert page.evaluate("document.activeElement.textContent") == "Check 1.1"
    assert "0 were checked" in page.inner_text("#sum"), "an empty task is nothing that was checked"


def test_what_hinders_is_said_and_nothing_typed_is_lost(opened, site, browser):
    # The theme asks for its own store, and is refused too.
    refused = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});"
    page = opened(script=refused, expected="refused")
    type_in(page, "1.1", ["486"])
    until(page, "document.querySelector('#elsewhere').textContent.includes('This browser keeps nothing')")
    assert check(page, "1.1").startswith("Right.")

    page = opened(script="delete window.WebAssembly;")
    type_in(page, "1.1", ["486"])
    assert "no WebAssembly" in check(page, "1.1")
    assert page.locator('form[data-task="1.1"] input').input_value() == "486"
    page.click("#file")
    assert "type your name" in page.inner_text("#said")

    page = opened(expected="ERR_INTERNET_DISCONNECTED")
    until(page, "Boolean(navigator.serviceWorker.controller)")
    page.context.set_offline(True)
    type_in(page, "1.1", ["486"])
    assert "Python could not be loaded" in check(page, "1.1")
    page.context.set_offline(False)
    assert check(page, "1.1").startswith("Right.")

    page = browser.new_page()
    page.goto((site[0] / "notebooks" / "exercises" / f"{ONE}.html").as_uri())
    page.fill('form[data-task="1.1"] input', "486")
    assert "python -m http.server" in check(page, "1.1")
    page.close()


def test_what_was_kept_in_another_shape_does_no_harm(opened):
    for kept in (
        [],
        5,
        {"tasks": {"1.1": 5, "1.2": ["a"], "1.5": [None] * 15}, "free": 3, "verdicts": {"1.1": 7}},
        "text",
    ):
        page = opened(script=f"localStorage.setItem('three-tellings-{ONE}', {json.dumps(json.dumps(kept))})")
        assert page.locator('form[data-task="1.1"] input').input_value() == ""
        assert "0 were checked" in page.inner_text("#sum")


def test_what_is_typed_in_two_tabs_is_kept_from_both(opened):
    page = opened()
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("form.free textarea", "An essay of an hour.")
    type_in(other, "1.8", ["3", "2", "3", "2", "2", "1"])
    assert check(other, "1.8").startswith("Right.")
    until(page, "document.querySelector('form.free textarea').value.includes('essay')")
    assert page.inner_text('form[data-task="1.8"] .said').startswith("Right.")
    type_in(page, "1.1", ["486"])
    page.reload()
    other.reload()
    for tab in (page, other):
        assert tab.locator("form.free textarea").input_value() == "An essay of an hour."
        assert tab.locator('form[data-task="1.1"] input').input_value() == "486"
        assert tab.inner_text('form[data-task="1.8"] .said').startswith("Right.")
    type_in(other, "1.1", ["480"])
    until(page, "document.querySelector('form[data-task=\"1.1\"] input').value === '480'")
    page.fill("form.free textarea", "And more.")
    page.reload()
    assert page.locator('form[data-task="1.1"] input').input_value() == "480", "the later of two tabs, task by task"
    assert page.locator("form.free textarea").input_value() == "And more."


def test_a_file_of_the_page_is_taken_in_again_and_another_is_not(opened, tmp_path):
    page = opened()
    type_in(page, "1.1", ["486"])
    type_in(page, "1.5", ["stated", *[""] * 14])
    page.fill("form.free textarea", "Two chains.")
    page.fill("#student", "Ana")
    with page.expect_download() as given:
        page.click("#file")
    given.value.save_as(tmp_path / "ana.ipynb")
    fresh = opened()
    fresh.set_input_files("#in", tmp_path / "ana.ipynb")
    until(fresh, "document.querySelector('#said').textContent.includes('stand here now')")
    fresh.reload()
    assert fresh.locator('form[data-task="1.1"] input').input_value() == "486"
    assert fresh.locator('form[data-task="1.5"] select').first.input_value() == "stated"
    assert fresh.locator("form.free textarea").input_value() == "Two chains."
    assert fresh.locator("#student").input_value() == "Ana"
    (tmp_path / "notes.txt").write_text("no notebook")
    fresh.set_input_files("#in", tmp_path / "notes.txt")
    until(fresh, "document.querySelector('#said').textContent.includes('notes.txt is no file of a sheet')")
    assert fresh.locator("form.free textarea").input_value() == "Two chains."
    other = opened(SHEETS[2])
    other.set_input_files("#in", tmp_path / "ana.ipynb")
    until(other, f"document.querySelector('#said').textContent.includes('ana.ipynb is of {ONE}')")


def test_a_check_that_comes_after_all_was_cleared_says_nothing(warm):
    page = warm
    type_in(page, "1.1", ["480"])
    page.once("dialog", lambda asked: asked.accept())
    page.evaluate(
        "document.querySelector('form[data-task=\"1.1\"] button').click(); document.querySelector('#clear').click();"
    )
    until(page, "!document.querySelector('form[data-task=\"1.1\"] button').disabled")
    assert page.inner_text('form[data-task="1.1"] .said') == "" and "0 were checked" in page.inner_text("#sum")


def test_a_picture_in_the_clipboard_is_answered_where_it_is_seen(opened):
    page = opened(SHEETS[2])
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["x"], "timeline.png", { type: "image/png" }));
          document.querySelector("form.free textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }"""
    )
    assert "hand it in beside the file" in page.inner_text("#elsewhere")
    box = page.locator("#elsewhere").bounding_box()
    assert 0 <= box["y"] < 800, "in sight wherever the page is scrolled to"


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("width, scheme", [(1280, "light"), (390, "dark")])
def test_no_barrier_narrow_and_dark(opened, sheet, width, scheme):
    page = opened(sheet, width=width, color_scheme=scheme)
    until(page, "document.querySelector('#sum').textContent.length > 20")
    assert not barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_task_is_answered_by_keyboard_alone(warm):
    page = warm
    page.locator("#tool-look_up").focus()
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.closest('form.task') !== null"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("486")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('form[data-task=\"1.1\"] .said').textContent.startsWith('Right.')")


def test_without_python_the_pages_show_the_sheets_and_say_so(tmp_path, monkeypatch):
    sys.path.insert(0, str(PROJECT / "site"))
    import sheet_pages

    notebook = sheet_pages.nbformat.read(PROJECT / "notebooks" / "exercises" / f"{ONE}.ipynb", 4)
    page = "\n".join(cell.source for cell in sheet_pages.answerable(notebook, ONE).cells)
    assert "can be answered here where the pages were built with Python for browsers" in page
    assert page.count("<form") == page.count(" hidden>") - page.count('id="away" hidden>')
    assert 'check("1.1", words_written)' in page, "the cells stand there for who can't use the fields"
