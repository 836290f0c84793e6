"""Coding in Chromium: by mouse and by keys, with the notebook's alpha, and nothing of others' codes before one's own."""

import json
import re
import sys
from contextlib import contextmanager

import pandas as pd
import pytest
from browser import barriers, opening, until

from helpers import framing
from tellings.case.files import PROJECT
from tellings.coding.agreement import agreement, merge_codings
from tellings.coding.recoding import recodings

sys.path.insert(0, str(PROJECT / "site"))
import desk  # noqa: E402

STORE = "three-tellings-coding"
# What a reader might give to the first eight of the twenty.
TONES = ["-1", "0", "1", "0", "-1", "0", "0", "-1"]
FRAMES = ["security", "political", "capacity", "policy", "none", "humanitarian", "morality", "reputation"]
KEYS = dict(zip(FRAMES, "spcynhmr")) | {"-1": "-", "0": "0", "1": "+"}
# Words that stand in the page only beside what others gave.
OTHERS = ("reference", "coder A", "coder_", "In doubt", "≠", "codebook left open")


@contextmanager
def pages_of(site, browser):
    """A function that opens the page; at the end nothing may have been asked of another host, and no fault been heard."""
    _, address, _ = site
    with opening(browser, (address, "blob:")) as open_page:

        def open_coding(script="", expected="favicon", codes=None):
            # Once: a page that is loaded again has what was kept.
            if codes is not None:
                had = json.dumps(json.dumps({"codes": codes}))
                script += f"if (!localStorage.getItem('{STORE}')) localStorage.setItem('{STORE}', {had});"
            return open_page(f"{address}coding.html", script, expected=expected)

        yield open_coding


@pytest.fixture
def opened(site, browser):
    with pages_of(site, browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(site, browser):
    with pages_of(site, browser) as opened:
        page = opened()
        until(page, "Boolean(navigator.serviceWorker.controller)")
        yield page


@pytest.fixture
def warm(shared):
    """A page in which Python runs already, since each start takes its seconds; cleared, as it is opened."""
    shared.once("dialog", lambda asked: asked.accept())
    shared.evaluate(
        "document.querySelector('#name').value = ''; document.querySelector('#name').dispatchEvent(new Event('input'))"
    )
    shared.select_option("#set", "twenty")
    shared.keyboard.press("0")
    shared.click("#clear")
    return shared


def twenty(page):
    return json.loads(page.inner_text("#data"))["sets"][0]["sentences"]


def given(page):
    return page.evaluate(f"JSON.parse(localStorage.getItem('{STORE}')).codes")


def compared(page):
    """Ask for the comparison; the table of agreement as rows of text."""
    page.once("dialog", lambda asked: asked.accept())
    page.click("#compare")
    until(page, "document.querySelector('#agreement table')")
    return [row.locator("td").all_inner_texts() for row in page.locator("#agreement tbody tr").all()]


def answered(page):
    """The codes of the first eight sentences as the notebook has them."""
    return dict(zip(twenty(page), zip(TONES, FRAMES)))


def shown(value):
    return "–" if pd.isna(value) else f"{value:.2f}".replace("-", "−")


def taken_away(page, tmp_path):
    with page.expect_download() as download:
        page.click("#away")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def file(name, text):
    return {"name": name, "mimeType": "text/csv", "buffer": text if isinstance(text, bytes) else text.encode()}


# -- Coding


def test_a_coding_by_mouse_and_by_keys_gives_the_notebooks_alpha_and_its_file(warm, site, case, coding, tmp_path):
    page, asked = warm, site[2]
    del asked[:]
    for number, codes in enumerate(zip(TONES, FRAMES)):
        if number < 4:
            for code in codes:
                page.locator("#questions label").filter(has=page.locator(f"[value='{code}']")).first.click()
            page.click("#forward")
        else:
            for code in codes:
                page.keyboard.press(KEYS[code])
            page.keyboard.press(".")
    assert "8 of these 20" in page.inner_text("#count") and page.inner_text("#which").endswith("9 of 20")
    assert not any(word in page.content() for word in OTHERS)
    page.fill("#name", "Anna")
    path = taken_away(page, tmp_path)
    mine = framing.coding(answered(page), "Anna")
    assert path.name == "Anna.csv" and path.read_text(encoding="utf-8") == mine.to_csv(index=False)
    assert merge_codings(tmp_path).equals(mine)
    assert not [line for line in asked if "sw.js" not in line], "neither coding nor a file needs more than the page"

    rows = compared(page)
    reference = coding[coding.tone.notna()]
    others = [
        ("reference", reference),
        *((f"coder {name[-1].upper()}", own) for name, own in recodings(case).groupby("coder")),
    ]
    expected = []
    for question in ("tone", "frame"):
        for name, other in others:
            found = framing.agreement_on(question, mine, other).iloc[0]
            expected.append([question, name, str(found.sentences), shown(found.agree), shown(found.alpha)])
    assert rows == expected
    assert not [line for line in asked if "lbc" in line or "Anna" in line or not line.startswith("GET ")]


def test_a_code_is_changed_by_choosing_again_and_taken_back(opened):
    page = opened()
    page.keyboard.press("-")
    page.keyboard.press("+")
    assert given(page)["lbc-01"] == {"tone": "1"}
    page.keyboard.press("Backspace")
    assert given(page) == {} and page.locator("#questions :checked").count() == 0
    page.keyboard.press(",")
    assert "first of these" in page.inner_text("#said")
    page.keyboard.press(".")
    page.keyboard.press("0")
    page.keyboard.press("n")
    page.keyboard.press(",")
    assert page.inner_text("#which").startswith("lbc-01") and page.locator("#questions :checked").count() == 0
    page.keyboard.press("/")
    assert page.inner_text("#which").startswith(twenty(page)[2]), "the second is coded"
    page.uncheck("#keys")
    page.keyboard.press("-")
    assert list(given(page)) == [twenty(page)[1]]


def test_keys_give_no_codes_while_a_name_is_typed_and_only_what_is_asked(opened):
    page = opened()
    page.locator("#name").press_sequentially("sarah -0.")
    assert page.inner_text("#which").endswith("1 of 20") and page.locator("#questions :checked").count() == 0
    page.get_by_label("function").check()
    page.keyboard.press("b")
    page.get_by_label("function").uncheck()
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    assert given(page) == {"lbc-01": {"function": "problem"}}, "what is not asked now is not taken back either"
    page.get_by_label("tone", exact=True).uncheck()
    page.get_by_label("frame").click()
    assert page.get_by_label("frame").is_checked(), "one question at least"


def test_sentences_are_chosen_by_text_or_rule_and_stand_in_their_context(opened):
    page = opened()
    for name, count in (("all", 96), ("pism", 60), ("mixed", 20), ("twenty", 20)):
        page.select_option("#set", name)
        assert page.inner_text("#which").endswith(f"of {count}")
    page.select_option("#set", "later")
    page.click("#forward")
    words = page.inner_text("#words")
    page.click("#whole summary")
    until(page, "document.querySelector('#whole mark')")
    assert page.inner_text("#whole mark") == words and page.inner_text("#before") in page.inner_text("#whole div")
    for _ in range(13):
        page.click("#forward")
    # On a telephone the next sentence comes into view, wherever the reader has scrolled.
    page.set_viewport_size({"width": 390, "height": 600})
    page.evaluate("document.querySelector('#back').scrollIntoView()")
    page.click("#back")
    assert 0 <= page.locator("#which").bounding_box()["y"] < 300
    page.click("#forward")
    page.click("#forward")
    assert "the last of these sentences; 14 of them are left open" in page.inner_text("#said")


# -- What others gave


def test_others_are_shown_on_request_for_what_is_coded_and_nowhere_before(warm):
    page = warm
    assert page.locator("#show").is_disabled() and page.locator("#compare").is_disabled()
    page.keyboard.press("-")
    page.click("#show")
    until(page, "document.querySelector('#others table')")
    told = page.inner_text("#others")
    assert "coder A\t0 ≠" in told and "security" not in told and "doubt" not in told, "the frame is not given yet"
    page.keyboard.press("Backspace")
    page.keyboard.press(".")
    page.keyboard.press(",")
    page.keyboard.press("-")
    page.keyboard.press("s")
    assert "security" not in page.inner_text("#others"), "coded, and not asked for"
    page.once("dialog", lambda asked: asked.accept())
    page.click("#clear")
    page.keyboard.press("-")
    page.keyboard.press("s")
    assert not any(word in page.content() for word in OTHERS), "coded, and not asked for"
    at_once = "document.querySelector('#show').click(), document.querySelector('#others').textContent"
    assert page.evaluate(at_once) == "Python compares", "said where the reader looks"
    until(page, "document.querySelector('#others table')")
    rows = [row.all_inner_texts() for row in (row.locator("td") for row in page.locator("#others tbody tr").all())]
    assert rows == [["−1", "security"], ["−1", "security"], ["0 ≠", "security"], ["−1", "security"], ["−1", "security"]]
    assert "In doubt here: coder A, coder B and coder C." in page.inner_text("#others")
    page.keyboard.press(".")
    assert page.locator("#others").inner_text() == "" and page.locator("#list tbody tr").count() == 1
    page.keyboard.press(",")
    assert page.locator("#others table").count() == 1
    page.keyboard.press("Backspace")
    assert not any(word in page.content() for word in OTHERS), "without a code of one's own it is gone again"

    # A code that changes after the others were seen is named.
    page.select_option("#set", "pism")
    while not page.inner_text("#which").startswith("pism-19"):
        page.keyboard.press(".")
    page.keyboard.press("0")
    page.keyboard.press("h")
    compared(page)
    assert "after you had seen" not in page.inner_text("#agreement")
    row = page.locator("#list tbody tr").inner_text()
    assert "tone: −1 by coder A, coder B and coder C." in row and "deaths plainly told" in row
    page.select_option("#set", "lbc")
    page.locator("#list button").click()
    assert page.inner_text("#which").startswith("pism-19")
    page.keyboard.press("-")
    assert page.locator("#agreement table").count() == 0, "what was reckoned is not of these codes"
    compared(page)
    assert "after you had seen what others gave (pism-19)" in page.inner_text("#agreement")


def test_what_changes_while_python_compares_is_noticed(warm):
    page = warm
    page.keyboard.press("-")
    page.keyboard.press("s")
    page.evaluate(
        "document.querySelector('#show').click(), document.querySelector('#asked input[value=function]').click()"
    )
    until(page, "document.querySelector('#state p').textContent.includes('What is asked has changed')")
    assert not any(word in page.content() for word in OTHERS)
    page.get_by_label("function").uncheck()
    page.once("dialog", lambda asked: asked.accept())
    page.evaluate(
        "document.querySelector('#compare').click(), document.querySelector('[name=tone][value=\"1\"]').click()"
    )
    until(page, "document.querySelector('#state p').textContent.includes('Your codes have changed')")
    assert page.locator("#agreement table").count() == 0 and page.locator("#others table").count() == 1


# -- What is kept, and files


def test_a_reload_keeps_codes_and_a_store_in_another_shape_does_no_harm(opened):
    page = opened()
    page.keyboard.press("+")
    page.keyboard.press(".")
    page.fill("#name", "Ann")
    page.reload()
    assert page.inner_text("#which").endswith("2 of 20") and page.locator("#name").input_value() == "Ann"
    page.keyboard.press(",")
    assert page.locator("[name=tone][value='1']").is_checked()
    # What is kept after a pause would be kept again.
    page.wait_for_timeout(600)
    page.evaluate(f"""() => {{
      const had = JSON.parse(localStorage.getItem('{STORE}'));
      localStorage.setItem('{STORE}', JSON.stringify({{...had, partners: {{ben: had.codes}}}}));
    }}""")
    page.goto(page.url)
    assert "ben: 1 sentence" in page.inner_text("#partners")
    for odd in (
        "5",
        '"x"',
        "[]",
        '{"codes": {"lbc-01": {"tone": "9", "mood": 1}, "x-1": {"tone": "0"}, "lbc-09": 3}, "asked": 3, "at": "x", "partners": {"b": [1]}}',
    ):
        page.evaluate(f"localStorage.setItem('{STORE}', {json.dumps(odd)})")
        page.goto(page.url)
        assert page.inner_text("#which").endswith("1 of 20") and "given in all: 0" in page.inner_text("#count")


def test_where_nothing_is_kept_or_python_cannot_run_a_sentence_says_so_and_codes_can_be_taken_away(opened, tmp_path):
    page = opened(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }}); delete window.WebAssembly;"
    )
    page.keyboard.press("0")
    page.keyboard.press("n")
    assert "This browser keeps nothing" in page.inner_text("#stays")
    page.click("#show")
    until(page, "document.querySelector('#fault').textContent.includes('no WebAssembly')")
    assert taken_away(page, tmp_path).read_text(encoding="utf-8") == "coder,sentence,tone,frame\nme,lbc-01,0,none\n"


def test_another_tab_is_noticed_and_clear_asks_first(opened):
    page = opened()
    page.keyboard.press("0")
    other = page.context.new_page()
    other.goto(page.url)
    other.keyboard.press("-")
    until(page, "document.querySelector('#elsewhere').textContent.includes('Another tab')")
    page.once("dialog", lambda asked: asked.dismiss())
    page.click("#clear")
    assert page.locator("#questions :checked").count() == 1
    page.once("dialog", lambda asked: asked.accept())
    page.click("#clear")
    assert given(page) == {} and page.locator("#questions :checked").count() == 0


def test_without_a_network_a_sentence_says_what_helps_and_later_visits_need_none(opened):
    page = opened(expected="ERR_INTERNET_DISCONNECTED", codes={"lbc-01": {"tone": "0", "frame": "none"}})
    until(page, "Boolean(navigator.serviceWorker.controller)")
    page.context.set_offline(True)
    page.click("#show")
    until(page, "document.querySelector('#fault').textContent.includes('see that there is a network')")
    page.reload()
    assert page.locator("#questions :checked").count() == 2, "the page itself is kept"
    page.context.set_offline(False)
    page.click("#show")
    until(page, "document.querySelector('#others table')")


def test_a_page_that_is_opened_as_a_file_codes_and_says_what_python_needs(site, browser):
    page = browser.new_page()
    page.goto((site[0] / "coding.html").as_uri())
    page.keyboard.press("0")
    page.keyboard.press("n")
    page.click("#show")
    until(page, "document.querySelector('#fault').textContent.includes('python -m http.server')")
    page.close()


def test_a_partner_is_compared_as_in_a_class_and_faulty_files_are_named(warm):
    page = warm
    mine = answered(page)
    for tone, frame in mine.values():
        for key in (KEYS[tone], KEYS[frame], "."):
            page.keyboard.press(key)
    ben = {name: (tone, "policy") for name, (tone, _) in mine.items()} | {twenty(page)[9]: ("1", "none")}
    page.set_input_files(
        "#partner",
        [
            file("ben.csv", framing.coding(ben).to_csv(index=False)),
            file("eva.csv", "sentence;tone\nlbc-01;5\n"),
            file("map.csv", b"PK\x03\x04"),
            file("big.csv", "x" * 1_000_001),
            file("odd.csv", "sentence,tone\nx-1,0\nlbc-01,1\n"),
        ],
    )
    until(page, "document.querySelector('#fault').textContent")
    said = page.inner_text("#fault")
    for fault in ("eva.csv, lbc-01: '5' is no code for tone", "map.csv is a workbook", "big.csv has more than 1 MB"):
        assert fault in said
    assert "9 sentences, 8 of them coded by you" in page.inner_text("#state") and "x-1" in page.inner_text("#state")
    before = given(page)
    assert before == {name: {"tone": tone, "frame": frame} for name, (tone, frame) in mine.items()}
    page.click("#partners button >> text=Take odd out")
    rows = {(row[0], row[1]): row[2:] for row in compared(page)}
    class_ = agreement(merge_codings([framing.coding(mine), framing.coding(ben, "ben")])).set_index("question")
    for question in ("tone", "frame"):
        row = class_.loc[question]
        assert rows[question, "ben"] == [str(int(row.sentences)), shown(row.agree), shown(row.alpha)]
    assert twenty(page)[9] not in page.inner_text("#list")

    # A file of one's own; where it has another code, that is asked about.
    first = next(iter(mine))
    text = framing.coding({first: (1, "security"), "lbc-08": (0, "")}, "Anna").to_csv(index=False)
    page.once("dialog", lambda asked: asked.dismiss())
    page.set_input_files("#mine", file("Anna.csv", text))
    until(page, "document.querySelector('#state p').textContent.includes('not taken')")
    assert given(page) == before
    page.once("dialog", lambda asked: asked.accept())
    page.set_input_files("#mine", file("Anna.csv", text))
    until(page, "document.querySelector('#state p').textContent.includes('2 sentences taken in')")
    assert given(page) == before | {first: {"tone": "1", "frame": "security"}, "lbc-08": {"tone": "0"}}
    page.set_input_files("#mine", file("two.csv", f"coder,sentence,tone\na,{first},0\nb,{first},1\n"))
    until(page, "document.querySelector('#state p').textContent.includes('holds 2 coders')")
    assert given(page)[first]["tone"] == "1"


def test_the_pages_own_rules_are_the_desks(site):
    """The desk's test shows that they forbid to send."""
    rules = [
        re.search(r'http-equiv="Content-Security-Policy" content="[^"]+"', (site[0] / name).read_text())[0]
        for name in desk.PAGES
    ]
    assert len(rules) > 1 and len(set(rules)) == 1


def test_without_python_the_page_says_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(desk, "pyodide", lambda: (None, desk.say("missing.no_npm")))
    missing = desk.build(tmp_path)
    page = (tmp_path / "coding.html").read_text(encoding="utf-8")
    assert missing in page and "<h1>Coding</h1>" in page


# -- How it looks


def test_no_barrier_narrow_dark_and_by_keyboard(warm):
    """By Tab, arrows, blank and Enter alone, single keys switched off."""
    page = warm
    page.keyboard.press("0")
    page.keyboard.press("n")
    page.locator("#keys").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert given(page)["lbc-01"]["tone"] == "1"
    page.keyboard.press("Tab")
    covered = "document.activeElement.getBoundingClientRect().bottom - document.querySelector('#back').getBoundingClientRect().top"
    assert page.evaluate(covered) <= 0, "what the keyboard has stands above the buttons that stay"
    page.keyboard.press("ArrowUp")
    assert given(page)["lbc-01"]["frame"] == "morality"
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#others table')")
    page.click("#list summary")
    for width, scheme in ((1280, "light"), (390, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert not barriers(page), (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.check("#keys")


def test_print_shows_codes_and_no_controls(opened):
    page = opened(codes={"lbc-01": {"tone": "-1", "frame": "none"}})
    page.fill("#name", "Ann")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.inner_text("main")
    assert (
        "Codes of Ann: 1 sentence" in printed
        and "vigilance" in printed
        and "−1" in printed
        and "Clear" not in printed
        and "Questions" not in printed
    )
    page.emulate_media(media="screen")
    page.keyboard.press("Escape")
    page.click("#none")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.inner_text("main")
    assert page.locator("#list tbody tr:visible").count() == 20 and "humanitarian Quality of life" in printed
    assert "Name: Ann" in printed and "Forward" not in printed and "What you coded" not in printed
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#list").is_hidden()
