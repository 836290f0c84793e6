"""The desk in Chromium: Python in the page finds what Python finds, and nothing that is typed leaves it or is lost."""

import base64
import functools
import hashlib
import html
import json
import random
import re
import shutil
import sys
import threading
import time
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from browser import barriers, opening, until

from helpers import load_case
from tellings.case.files import PROJECT
from tellings.own.pasted import find

sys.path.insert(0, str(PROJECT / "site"))
import desk  # noqa: E402
import serve  # noqa: E402

CASES = ["seeds", "tests/cases/dam", "tests/cases/ferry", "tests/cases/school"]
FIND = "asked => Promise.all(asked.map(([text, day]) => threeTellings.find(text, day)))"


@contextmanager
def pages_of(site, browser):
    """A function that opens the desk; at the end nothing may have been asked of another host, and no fault been heard."""
    _, address, _ = site
    with opening(browser, (address, "blob:")) as open_page:
        yield functools.partial(open_page, f"{address}desk.html")


@pytest.fixture
def opened(site, browser):
    with pages_of(site, browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(site, browser):
    with pages_of(site, browser) as opened:
        yield opened()


@pytest.fixture
def warm(shared):
    """A desk in which Python runs already, since each start takes its seconds; cleared, as it is opened."""
    shared.once("dialog", lambda asked: asked.accept())
    shared.locator("textarea").first.fill("It rained.")
    shared.click("#clear")
    assert shared.locator("textarea").count() == 1 and not shared.locator("#found").is_visible()
    return shared


def test_the_pages_are_served_to_this_machine_on_whatever_port_is_free(tmp_path):
    (tmp_path / "index.html").write_text("<title>Front</title>")
    first = serve.server(tmp_path, 0)
    second = serve.server(tmp_path, first.server_port)
    try:
        assert second.server_port != first.server_port and second.server_address[0] == "127.0.0.1"
        threading.Thread(target=second.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{second.server_port}/") as answer:
            assert b"Front" in answer.read()
    finally:
        second.shutdown()
        first.server_close()
        second.server_close()


def test_without_pages_a_sentence_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(serve, "PAGES", tmp_path)
    with pytest.raises(SystemExit, match="build them first"):
        serve.main()


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


def test_rows_are_those_of_python(warm):
    """The three texts, the worked cases and 200 texts by chance; offsets count characters, whatever the browser counts."""
    asked = [[source.text, source.published] for folder in CASES for source in load_case(folder).values()]
    asked += [
        [text, None if number % 2 else "2021-08-20"] for number, text in enumerate(random_texts(200)) if text.strip()
    ]
    found = warm.evaluate(FIND, asked)
    assert [json.dumps(one) for one in found] == [json.dumps(find(*one)) for one in asked]
    assert sum(len(one["dates"]) for one in found[-200:]) > 200 < sum(len(one["speech"]) for one in found[-200:])


def test_a_reader_reads_layers_tables_and_takes_them_away(warm, tmp_path):
    page = warm
    words = "the southern pier was cracked and nobody in the office had listened to the engineer"
    read(page, f"On Monday Ann Lee said that {words}.", f"A terrible day. They wrote that {words}.")
    page.locator("#layers input").first.check()
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
    asked = site[2]
    read(page, "A secret word: Rumpelstiltskin. On Monday she said that it rained.")
    until(page, "Boolean(navigator.serviceWorker.controller)")
    until(
        page, "caches.keys().then(([name]) => caches.open(name)).then(kept => kept.keys()).then(had => had.length > 9)"
    )
    assert not [line for line in asked if "Rumpel" in line or not line.startswith("GET ")]
    page.context.set_offline(True)
    before = len(asked)
    page.reload()
    assert page.locator("textarea").first.input_value().startswith("A secret word"), "what was typed is kept"
    assert page.evaluate("threeTellings.find('On 5 May 2019 it rained.')")["dates"][0]["value"] == "2019-05-05"
    # The browser itself looks whether the service worker has changed, where it has a network after all.
    assert [line for line in asked[before:] if "favicon" not in line and "desk-sw.js" not in line] == []


def test_files_are_kept_by_version_and_other_pages_of_the_host_are_left_alone(opened, site, tmp_path):
    asked = site[2]
    page = opened("caches.open('desk / old'); caches.open('desk /other/ old'); caches.open('desk-lamps');")
    until(page, "Boolean(navigator.serviceWorker.controller)")
    until(page, "caches.keys().then(names => !names.includes('desk / old'))")
    version = re.search(r'OWN \+ "(\w{12})"', (site[0] / "desk-sw.js").read_text(encoding="utf-8"))[1]
    assert sorted(page.evaluate("caches.keys()")) == [f"desk / {version}", "desk /other/ old", "desk-lamps"]
    page.evaluate(f"caches.delete('desk / {version}')")
    before = asked.count("GET /desk/desk.css")
    page.evaluate("fetch('desk/desk.css').then(answer => answer.text())")
    assert asked.count("GET /desk/desk.css") == before + 1, "past the browser's other store"

    (tmp_path / "desk").mkdir()
    versions = set()
    for name in ("desk.html", "desk/desk.js", "desk.html"):
        (tmp_path / name).write_text(f"{len(versions)}")
        (tmp_path / "desk.html").touch()
        desk.write_keeper(tmp_path)
        versions.add((tmp_path / "desk-sw.js").read_text(encoding="utf-8"))
    assert len(versions) == 3, "the page counts, too"


def test_a_full_store_is_no_reason_to_have_no_python(opened, site):
    page = opened()
    until(page, "Boolean(navigator.serviceWorker.controller)")
    origin = site[1].rstrip("/")
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1000})
    read(page, "On 5 May 2019 it rained.")
    assert page.inner_text("#state p").startswith("Read in"), page.inner_text("#fault")


def test_without_a_network_a_sentence_says_what_helps_and_reading_goes_on_with_one(opened):
    page = opened(expected="ERR_INTERNET_DISCONNECTED")
    until(page, "Boolean(navigator.serviceWorker.controller)")
    page.context.set_offline(True)
    read(page, "On 5 May 2019 it rained.")
    assert "Python could not be loaded" in page.inner_text("#fault") and "network" in page.inner_text("#fault")
    page.context.set_offline(False)
    page.click("#go")
    until(page, "!document.querySelector('#found').hidden")


def test_a_read_can_be_stopped_and_cleared(opened):
    page = opened()
    long = "\n\n".join(source.text for source in load_case("seeds").values()) * 60
    # As if pasted: to type as much takes Chromium half a minute.
    page.evaluate("text => { document.querySelector('textarea').value = text; }", long[:900_000])
    page.click("#go")
    until(page, "document.querySelector('#state p').textContent.includes('lists')")
    page.click("#stop")
    assert "Stopped" in page.inner_text("#state p") and not page.locator("#stop").is_visible()
    assert len(page.locator("textarea").first.input_value()) == len(long[:900_000])
    read(page, "On 5 May 2019 it rained.")
    assert page.locator(".column").count() == 1
    page.once("dialog", lambda asked: asked.dismiss())
    page.click("#clear")
    assert page.locator("textarea").first.input_value() == "On 5 May 2019 it rained.", "it asks first"
    page.locator("textarea").first.fill(long[:50_000])
    page.click("#go")
    page.once("dialog", lambda asked: asked.accept())
    page.click("#clear")
    assert page.locator("textarea").first.input_value() == ""
    page.wait_for_timeout(3000)
    assert not page.locator("#found").is_visible() and page.inner_text("#state p") == ""
    assert page.evaluate("threeTellings.find('On 5 May 2019 it rained.')")["dates"]


def test_a_worker_that_dies_is_ended_and_the_next_read_starts_another(opened):
    page = opened(
        """window.revoked = 0;
        const One = Worker, revoke = URL.revokeObjectURL;
        URL.revokeObjectURL = address => { revoked += 1; revoke.call(URL, address); };
        const dead = URL.createObjectURL(new Blob(["onmessage = () => { throw new Error('dead'); }"]));
        window.Worker = function(address) { window.Worker = One; return new One(dead); };"""
    )
    read(page, "On 5 May 2019 it rained.")
    assert "could not start" in page.inner_text("#fault") and page.evaluate("revoked") == 1
    page.click("#go")
    until(page, "!document.querySelector('#found').hidden")


def test_what_is_asked_wrongly_names_what_is_wrong_and_python_goes_on(warm):
    page = warm
    said = page.evaluate("threeTellings.find(5).then(() => 'read', fault => fault.message)")
    assert "TypeError" in said and "stopped" not in said
    assert page.inner_text("#state p") == ""
    page.evaluate("window.asked = performance.now()")
    assert page.evaluate("threeTellings.find('On 5 May 2019 it rained.')")["dates"]
    assert page.evaluate("performance.now() - asked < 1000"), "no other Python was started"


def test_what_was_kept_in_another_shape_does_no_harm(opened):
    kept = [None, 5, {"text": 3}, {"text": "It rained.", "id": 7, "published": None}]
    page = opened(f"localStorage.setItem('three-tellings-desk', {json.dumps(json.dumps(kept))})")
    assert page.locator("textarea").count() == 1
    assert page.locator("textarea").first.input_value() == "It rained."


def test_typing_is_kept_in_pauses_and_two_tabs_say_which_is_kept(opened):
    page = opened(
        "window.kept = 0; const set = Storage.prototype.setItem;"
        "Storage.prototype.setItem = function(...given) { kept += 1; set.apply(this, given); };"
    )
    page.locator("textarea").first.press_sequentially("It rained on Monday.")
    until(page, "kept > 0")
    assert page.evaluate("kept") < 4
    page.locator("textarea").first.press_sequentially(" Again")
    page.reload()
    assert page.locator("textarea").first.input_value() == "It rained on Monday. Again"
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("textarea").first.fill("Another text.")
    until(page, "document.querySelector('#elsewhere').textContent.includes('Another tab')")
    page.locator("textarea").first.fill("This one.")
    until(other, "document.querySelector('#elsewhere').textContent.includes('Another tab')")
    assert page.inner_text("#elsewhere") == ""


def test_what_is_told_is_in_sight_on_a_telephone_and_the_keyboard_stays(warm):
    page = warm
    seen = "(name) => { const at = document.querySelector(name).getBoundingClientRect(); return at.top > -2 && at.bottom <= innerHeight }"
    page.set_viewport_size({"width": 390, "height": 600})
    try:
        page.click("#go")
        assert "no text yet" in page.inner_text("#fault") and page.evaluate(seen, "#fault")
        page.locator("textarea").first.fill("It rained.")
        page.focus("#go")
        page.keyboard.press("Enter")
        until(page, "!document.querySelector('#go').disabled")
        assert page.evaluate("document.activeElement.id") == "go" and page.evaluate(seen, "#what")
    finally:
        page.set_viewport_size({"width": 1280, "height": 800})


def test_layer_and_notes_stay_and_a_fault_hides_what_was_found(warm, tmp_path):
    page = warm
    words = "the southern pier was cracked and nobody in the office had listened to the engineer"
    read(page, f"On Monday Ann Lee said that {words}.", f"They wrote that {words}.", "Nothing of that on Monday.")
    page.get_by_label("shared words").check()
    page.click("#go")
    until(page, "!document.querySelector('#go').disabled")
    assert page.get_by_label("shared words").is_checked()
    assert "No day of publication" in page.locator(".column").nth(2).inner_text()
    with page.expect_download() as given:
        page.click("#page")
    given.value.save_as(tmp_path / "desk.html")
    kept = (tmp_path / "desk.html").read_text(encoding="utf-8")
    assert kept.count("No day of publication") == 2 and "No words are shared" in kept
    page.locator(".published").first.fill("someday")
    page.click("#go")
    until(page, "document.querySelector('#fault').textContent.includes('someday')")
    assert not page.locator("#found").is_visible()
    page.locator(".published").first.fill("2021-08-17")
    page.click("#go")
    until(page, "!document.querySelector('#found').hidden")
    assert page.get_by_label("shared words").is_checked()
    for number in range(3):
        page.locator("textarea").nth(number).fill("")
    assert page.inner_text("#state p") == ""


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
def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(warm, text, said):
    page = warm
    read(page, text)
    assert said in page.inner_text("#fault") and page.locator("textarea").first.input_value() == text
    page.locator("textarea").first.fill("On 5 May 2019 it rained.")
    page.locator(".published").first.fill("someday")
    page.click("#go")
    until(page, "document.querySelector('#fault').textContent.includes('someday')")
    assert page.locator("textarea").first.input_value() == "On 5 May 2019 it rained."


def test_texts_of_no_words_of_another_script_and_with_markup(warm):
    page = warm
    read(
        page,
        "!!! 123 ...",
        "قال الوزير إن الجسر مغلق.",
        '<img src=x onerror="document.title=1"> <script>document.title=2</script> said: "No."',
    )
    page.locator("#layers input").first.check()
    assert page.inner_text("#fault") == "" and page.locator(".column").count() == 3
    assert page.title() == "The desk · Three Tellings"
    assert page.locator(".seen img, .seen script, .rows img").count() == 0
    assert "found nothing of this kind" in page.locator(".column").first.inner_text()
    assert "<img src=x" in page.locator(".column").nth(2).inner_text()


def test_a_long_text_is_read_and_the_page_stays_alive(warm):
    page = warm
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
    until(page, "document.querySelector('#stays').textContent.includes('This browser keeps nothing')")
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
    load = [folder / "desk.html", folder / "desk-sw.js", *(folder / "desk").rglob("*")]
    size = sum(path.stat().st_size for path in load if path.is_file())
    assert size < 16_000_000, f"{size / 1e6:.1f} MB"


def test_what_a_start_imports_comes_compiled_and_in_the_same_bytes_from_each_build(site, tmp_path):
    built = site[0] / "desk"
    with zipfile.ZipFile(built / "tellings.zip") as packed:
        assert not [name for name in packed.namelist() if name.endswith(".py")]
        assert {"tellings/timeline/dates.pyc", "vaderSentiment/vaderSentiment.pyc"} <= set(packed.namelist())
    with zipfile.ZipFile(built / "pyodide" / "python_stdlib.zip") as packed:
        assert {"re/_compiler.pyc", "json/decoder.pyc", "unittest/mock.py"} <= set(packed.namelist())
    assert desk.build(tmp_path) == ""
    for name in ("tellings.zip", "pyodide/python_stdlib.zip"):
        assert (tmp_path / "desk" / name).read_bytes() == (built / name).read_bytes()


@pytest.mark.parametrize("node", ["echo 'SyntaxError: too old' >&2; exit 1", None])
def test_where_node_cannot_compile_it_python_is_taken_as_it_is_and_that_is_said(monkeypatch, tmp_path, node):
    program = tmp_path / "node"
    if node:
        program.write_text(f"#!/bin/sh\n{node}\n")
        program.chmod(0o755)
    which = shutil.which
    monkeypatch.setattr(desk.shutil, "which", lambda name: str(program) if name == "node" else which(name))
    said = desk.build(tmp_path)
    assert "takes some seconds longer to start" in said and ("too old" if node else "No such file") in said
    with zipfile.ZipFile(tmp_path / "desk" / "tellings.zip") as packed:
        assert "tellings/timeline/dates.py" in packed.namelist()


def test_what_python_in_the_page_takes_is_one_number_wherever_it_stands(site):
    desk = site[0] / "desk"
    size = sum(path.stat().st_size for path in [*(desk / "pyodide").iterdir(), desk / "tellings.zip"])
    pages = [PROJECT / "site" / "wording.toml", PROJECT / "classroom" / "guide.md"]
    told = {path.name: re.findall(r"(\d\d) MB", path.read_text(encoding="utf-8")) for path in pages}
    assert {name for name, found in told.items() if found} == {"wording.toml", "guide.md"}
    (said,) = {one for found in told.values() for one in found}
    # A rule more in the library is not to turn the number.
    assert abs(int(said) - size / 1e6) < 0.8, size


def test_two_builds_at_once_bring_python_whole(monkeypatch, tmp_path):
    monkeypatch.setattr(desk, "KEPT", tmp_path / "kept")
    program = tmp_path / "npm"
    # Half of it, a pause, the rest: what another build would see in between.
    program.write_text(
        f"#!/bin/sh\nprintf one > pyodide-{desk.PYODIDE}.tgz; sleep 1; printf two >> pyodide-{desk.PYODIDE}.tgz\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(desk.shutil, "which", lambda name: str(program))
    monkeypatch.setattr(desk, "SHA512", base64.b64encode(hashlib.sha512(b"onetwo").digest()).decode())
    with ThreadPoolExecutor() as both:
        first = both.submit(desk.pyodide)
        time.sleep(0.5)
        assert [(path.name, missing) for path, missing in (both.submit(desk.pyodide).result(), first.result())] == [
            (f"pyodide-{desk.PYODIDE}.tgz", "")
        ] * 2


@pytest.mark.parametrize(
    "npm, said",
    [
        (None, "Install npm"),
        ("exit 1", "npm could not bring pyodide .*the network"),
        ("echo 'npm error code ENOTFOUND' >&2; exit 1", r"\(npm error code ENOTFOUND\)"),
        (f"echo another > pyodide-{desk.PYODIDE}.tgz", "not the locked one: delete it"),
    ],
)
def test_without_the_locked_python_the_pages_say_what_is_missing(monkeypatch, tmp_path, npm, said):
    monkeypatch.setattr(desk, "KEPT", tmp_path / "kept")
    program = tmp_path / "npm"
    program.write_text(f"#!/bin/sh\n{npm}\n")
    program.chmod(0o755)
    monkeypatch.setattr(desk.shutil, "which", lambda name: npm and str(program))
    missing = desk.build(tmp_path)
    desk.write_keeper(tmp_path)
    assert missing.startswith("These pages have no desk") and re.search(said, missing)
    page = (tmp_path / "desk.html").read_text(encoding="utf-8")
    assert html.escape(missing) in page and "<h1>" in page, "the front leads there all the same"
    assert not (tmp_path / "desk").exists() and not (tmp_path / "desk-sw.js").exists()
