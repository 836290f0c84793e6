"""The desk in Chromium: Python in the page finds what Python finds, and nothing that is typed leaves it or is lost."""

import json
import os
import random
import re
import shutil
import sys

import pytest
from browser import barriers, chromium, need_browser, served

from helpers import load_case
from tellings.case.files import PROJECT
from tellings.desk import find

sys.path.insert(0, str(PROJECT / "site"))
import desk  # noqa: E402

CASES = ["seeds", "tests/cases/dam", "tests/cases/ferry", "tests/cases/school"]
FIND = "asked => Promise.all(asked.map(([text, day]) => threeTellings.find(text, day)))"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The desk, built and served over HTTP; the folder, the address, and what was asked for."""
    if not shutil.which("npm") and os.environ.get("CI") != "true":
        pytest.skip("no npm here; install it to build the desk (Debian and Ubuntu: apt install npm)")
    folder = tmp_path_factory.mktemp("site")
    assert desk.build(folder) == ""
    (folder / "index.html").write_text("<!DOCTYPE html><title>Front</title>")

    with served(folder) as (address, asked):
        yield folder, f"{address}desk.html", asked


@pytest.fixture(scope="module")
def browser():
    need_browser()
    with chromium() as running:
        yield running


@pytest.fixture
def opened(site, browser):
    """A function that opens the desk; at the end nothing may have been asked of another host, and no fault been heard."""
    faults, contexts = [], []
    _, address, _ = site

    def open_desk(script="", width=1280, expected="nothing is", **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, accept_downloads=True, **options)
        contexts.append(context)
        context.add_init_script(script)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda said: (
                said.type == "error"
                and "favicon" not in said.location["url"]
                and expected not in said.text
                and faults.append(said.text)
            ),
        )
        context.on(
            "request", lambda one: one.url.startswith((address.rpartition("/")[0], "blob:")) or faults.append(one.url)
        )
        page.goto(address)
        return page

    yield open_desk
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def until(page, what):
    """Wait until an expression is true; Playwright's own waiting evaluates text, which the page's rules forbid."""
    for _ in range(1200):
        if page.evaluate(what):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {what}; {page.inner_text('#fault')} {page.inner_text('#state')}")


def read(page, *texts):
    for number, text in enumerate(texts):
        if number:
            page.click("#add")
        page.locator("textarea").nth(number).fill(text)
    page.click("#go")
    until(page, "!document.querySelector('#go').disabled")


def random_texts(count):
    """Texts of words, marks, dates and lines in no order, the same every time."""
    chance = random.Random(17)
    pieces = [
        "said",
        "warned that",
        "the mayor",
        "Ann Lee",
        "Mr Orr",
        "on Monday",
        "in 2019",
        "17 August 2021",
        "two years ago",
        "the dam",
        "was closed",
        "it",
        "“",
        "”",
        '"',
        "'",
        ".",
        ",",
        "?",
        "\n\n",
        ":",
        "not",
        "great",
        "terrible",
        "NATO",
        "since",
        "last week",
        "according to",
        "—",
        "😀",
        "é",
        "é",
        "ß",
        "\xa0",
        "İ",
        "…",
        "(",
        ")",
        "# ",
        "** ",
    ]
    return [" ".join(chance.choices(pieces, k=chance.randint(1, 120))) for _ in range(count)]


def test_rows_are_those_of_python(opened):
    """The three texts, the worked cases and 200 texts by chance; offsets count characters, whatever the browser counts."""
    asked = [[source.text, source.published] for folder in CASES for source in load_case(folder).values()]
    asked += [
        [text, None if number % 2 else "2021-08-20"] for number, text in enumerate(random_texts(200)) if text.strip()
    ]
    found = opened().evaluate(FIND, asked)
    assert [json.dumps(one) for one in found] == [json.dumps(find(*one)) for one in asked]
    assert sum(len(one["dates"]) for one in found[-200:]) > 200 < sum(len(one["speech"]) for one in found[-200:])


def test_a_reader_reads_layers_tables_and_takes_them_away(opened, tmp_path):
    page = opened()
    words = "the southern pier was cracked and nobody in the office had listened to the engineer"
    read(page, f"On Monday Ann Lee said that {words}.", f"A terrible day. They wrote that {words}.")
    assert page.locator("#layers input").count() == 5
    assert page.locator(".column").count() == 2 and "Right: 163 of 222" in page.inner_text("#measured")
    page.get_by_label("tone").check()
    assert (
        "correlates .51" in page.inner_text("#measured")
        and "negative (1)" in page.locator(".column").nth(1).inner_text()
    )
    page.get_by_label("shared words").check()
    assert page.locator(".seen mark").count() == 2
    page.locator("details summary").first.click()
    with page.expect_download() as given:
        page.locator("details button").first.click()
    assert given.value.suggested_filename == "text-1-shared-words.csv"
    given.value.save_as(tmp_path / "rows.csv")
    assert words in (tmp_path / "rows.csv").read_text(encoding="utf-8")
    with page.expect_download() as given:
        page.click("#page")
    given.value.save_as(tmp_path / "desk.html")
    kept = (tmp_path / "desk.html").read_text(encoding="utf-8")
    assert kept.count("<mark ") == 2 and "default-src 'none'" in kept and "<script" not in kept


def test_nothing_is_sent_and_a_second_visit_needs_no_network(opened, site):
    page = opened()
    read(page, "A secret word: Rumpelstiltskin. On Monday she said that it rained.")
    until(page, "navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    until(page, "Boolean(navigator.serviceWorker.controller)")
    page.evaluate("threeTellings.find('It rained.')")
    asked = site[2]
    assert not [line for line in asked if "Rumpel" in line or not line.startswith("GET ")]
    page.context.set_offline(True)
    before = len(asked)
    page.reload()
    assert page.locator("textarea").first.input_value().startswith("A secret word"), "what was typed is kept"
    assert page.evaluate("threeTellings.find('On 5 May 2019 it rained.')")["dates"][0]["value"] == "2019-05-05"
    # The browser itself looks whether the service worker has changed, where it has a network after all.
    assert [line for line in asked[before:] if "favicon" not in line and "desk-sw.js" not in line] == []


def test_the_pages_own_rules_forbid_to_send(opened):
    page = opened(expected="Content Security Policy")
    refused = "fetch('https://192.0.2.1/').then(() => 'sent', () => 'refused')"
    heard = []
    page.on("console", lambda said: heard.append(said.text))
    assert page.evaluate(refused) == "refused" and any("Content Security Policy" in said for said in heard)
    in_worker = f"""() => new Promise(done => {{
      const worker = new Worker(URL.createObjectURL(new Blob(["{refused.replace('"', "'")}.then(postMessage)"])));
      worker.onmessage = ({{data}}) => done(data);
    }})"""
    assert page.evaluate(in_worker) == "refused"


@pytest.mark.parametrize(
    "text, said", [("", "There is no text yet"), ("x" * 1_000_001, "more than 1,000,000 characters")]
)
def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(opened, text, said):
    page = opened()
    read(page, text)
    assert said in page.inner_text("#fault") and page.locator("textarea").first.input_value() == text
    page.locator("textarea").first.fill("On 5 May 2019 it rained.")
    page.locator(".published").first.fill("someday")
    page.click("#go")
    until(page, "document.querySelector('#fault').textContent.includes('someday')")
    assert page.locator("textarea").first.input_value() == "On 5 May 2019 it rained."


def test_texts_of_no_words_of_another_script_and_with_markup(opened):
    page = opened()
    read(
        page,
        "!!! 123 ...",
        "قال الوزير إن الجسر مغلق.",
        '<img src=x onerror="document.title=1"> <script>document.title=2</script> said: "No."',
    )
    assert page.inner_text("#fault") == "" and page.locator(".column").count() == 3
    assert page.title() == "The desk · Three Tellings"
    assert page.locator(".seen img, .seen script, .rows img").count() == 0
    assert "<img src=x" in page.locator(".column").nth(2).inner_text()


def test_a_megabyte_is_read_and_the_page_stays_alive(opened):
    page = opened()
    text = "\n\n".join(source.text for source in load_case("seeds").values())
    page.locator("textarea").first.fill((text * 60)[:200_000])
    page.click("#go")
    page.wait_for_timeout(500)
    assert page.evaluate("new Promise(done => setTimeout(() => done(1), 0))") == 1
    until(page, "!document.querySelector('#go').disabled")
    assert re.fullmatch(r"Read in [\d.]+ seconds\.", page.inner_text("#state p")), page.inner_text("#fault")


def test_without_store_or_webassembly_a_sentence_says_so(opened):
    page = opened("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});")
    page.locator("textarea").first.fill("It rained.")
    assert "This browser keeps nothing" in page.inner_text("#stays")
    page = opened("delete window.WebAssembly;")
    read(page, "It rained.")
    assert (
        "no WebAssembly" in page.inner_text("#fault") and page.locator("textarea").first.input_value() == "It rained."
    )


def test_a_page_that_is_opened_as_a_file_says_what_helps(site, browser):
    page = browser.new_page()
    page.goto((site[0] / "desk.html").as_uri())
    page.locator("textarea").first.fill("It rained.")
    page.click("#go")
    until(page, "document.querySelector('#fault').textContent.includes('python -m http.server')")
    page.close()


@pytest.mark.parametrize("width, scheme", [(1280, "light"), (390, "light"), (390, "dark")])
def test_no_barrier_narrow_dark_and_by_keyboard(opened, width, scheme):
    page = opened(width=width, color_scheme=scheme)
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("On 5 May 2019 Ann Lee said that it rained. A terrible day.")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "!document.querySelector('#found').hidden")
    assert page.locator(".seen mark").count() == 1
    assert not barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_load_keeps_within_its_size(site):
    folder = site[0]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert size < 16_000_000, f"{size / 1e6:.1f} MB"
    assert "sheets" not in json.dumps([str(path) for path in folder.rglob("*")])


def test_python_is_the_locked_one(monkeypatch, tmp_path):
    """Another archive is refused, and without npm the pages say what is missing."""
    monkeypatch.setattr(desk, "KEPT", tmp_path)
    (tmp_path / f"pyodide-{desk.PYODIDE}.tgz").write_bytes(b"another")
    with pytest.raises(SystemExit, match="not the locked one: delete it"):
        desk.pyodide()
    monkeypatch.setattr(desk, "KEPT", tmp_path / "none")
    monkeypatch.setattr(desk.shutil, "which", lambda name: None)
    assert desk.build(tmp_path) == desk.WITHOUT
    assert desk.WITHOUT in (tmp_path / "desk.html").read_text(encoding="utf-8"), "the front leads there all the same"
