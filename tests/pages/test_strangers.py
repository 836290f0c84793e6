"""Pages that show what strangers typed, in Chromium: nothing is asked for, sent or opened, nothing covers the page."""

import json
import shutil
import tomllib

import nbformat
import pytest
from browser import listen, served
from hand_ins import SHEET, answering

from helpers import load_case
from tellings.argument.page import argument_page
from tellings.exercises import handin
from tellings.exercises.grade import grade
from tellings.exercises.handin import hand_in
from tellings.own.report import write_report
from tellings.own.sheet import as_toml, write_sheet_of

ELSEWHERE = "http://elsewhere.example"
# A kind each: what loads, what sends, what leads away by itself, what covers, what acts, what lies about its address.
HOSTILE = f"""
<img src="{ELSEWHERE}/pixel.png" alt="pixel"> <link rel="stylesheet" href="{ELSEWHERE}/style.css">
<form action="{ELSEWHERE}/sent"><input name="typed"><button>Log in</button></form>
<base href="{ELSEWHERE}/"> <meta http-equiv="refresh" content="0; url={ELSEWHERE}/away">
<iframe src="{ELSEWHERE}/frame"></iframe> <object data="{ELSEWHERE}/object"></object> <embed src="{ELSEWHERE}/embed">
<video src="{ELSEWHERE}/video" autoplay></video> <svg onload="alert(1)"><use href="{ELSEWHERE}/use"/></svg>
<div style="position:fixed;inset:0;z-index:99;background:#fff">covers</div> <style>body {{ display: none }}</style>
<p style="margin-top:-4000px;font-size:900px;line-height:0;background:url({ELSEWHERE}/paper.png)">█</p>
<a href="{ELSEWHERE}/bank">my bank</a> <a href="javascript:alert(1)" onclick="alert(1)">click</a>
<b style="padding:4000px;background:#fff;border:99px solid #fff">wide</b>
<script>alert(1)</script> <img src=x onerror="alert(1)"> <dialog open>covers</dialog> <a href="data:text/html,x">data</a>
"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
ACTIVE = "form, input, button, base, iframe, frame, object, embed, video, audio, link, dialog, meta[http-equiv=refresh], svg [onload], [onerror], [onclick], [onload], portal, template"


def hand_in_page(folder, monkeypatch):
    notebook = answering(answer_1_1="words_written = 777")
    outputs = [
        nbformat.v4.new_output("display_data", {kind: HOSTILE})
        for kind in (
            "text/html",
            "text/markdown",
            "text/latex",
            "application/javascript",
            "image/svg+xml",
            "text/plain",
        )
    ]
    outputs.append(
        nbformat.v4.new_output("display_data", {"text/html": HOSTILE}, metadata={"text/html": {"isolated": True}})
    )
    outputs.append(nbformat.v4.new_output("stream", text=HOSTILE))
    outputs.append(nbformat.v4.new_output("error", ename="<form>", evalue=HOSTILE, traceback=[HOSTILE]))
    outputs.append(
        nbformat.v4.new_output(
            "display_data",
            {"image/png": PIXEL},
            metadata={"image/png": {"width": '1"><base href="//x">', "height": "2'><form>", "alt": '"><form>'}},
        )
    )
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(HOSTILE, metadata={"tags": ['x"><form>']}))
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell("</div></div></div></div></main>" + HOSTILE))
    notebook.cells.insert(2, nbformat.v4.new_raw_cell(HOSTILE, metadata={"raw_mimetype": "text/html"}))
    notebook.cells.insert(3, nbformat.v4.new_code_cell(HOSTILE, outputs=outputs))
    nbformat.write(notebook, folder / f"{SHEET}.ipynb")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(handin, "_session", lambda: ("", []))
    hand_in(SHEET, f"Ana {HOSTILE}"[:150])
    return next(folder.glob("Ana*.html"))


def overview_page(folder, monkeypatch):
    heap = folder / "heap"
    heap.mkdir()
    answer = json.dumps(HOSTILE)
    notebook = answering(answer_1_1=f"words_written = {answer}", answer_1_4=f"clash = {answer}", free_1_6=HOSTILE)
    nbformat.write(notebook, heap / "<form><base href='x'>Ana.ipynb")
    (heap / "<iframe src=x>.txt").write_text(HOSTILE, encoding="utf-8")
    return grade(heap, 8, tell=lambda line: None)


def argument(folder, monkeypatch):
    text = f"He said so [lbc-17]. [my bank]({ELSEWHERE}/bank) ![pixel]({ELSEWHERE}/pixel.png) <{ELSEWHERE}/auto>\n\n{HOSTILE}"
    return argument_page(text, load_case("seeds"), folder / "argument.html", author=HOSTILE)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    for name in ("a", "b"):
        told = f"{HOSTILE}\n\nOn 5 May 2019 the council of Dover said: “We must pay $5 and $6.” Ana Silva said {HOSTILE}\n\n"
        (folder / f"{name}.txt").write_text(f"Talks {HOSTILE}\n\n" + told * 3, encoding="utf-8")
    cell = HOSTILE.replace('"', '""').replace("\n", " ")
    rows = [f'{name}.txt,{name},"{cell}","{cell}","{cell}",2019-05-06' for name in ("a", "b")]
    (folder / "sources.csv").write_text("\n".join(["file,id,title,outlet,author,published", *rows]), encoding="utf-8")
    return folder


def report_page(folder, case):
    shutil.copytree(case, folder / "case")
    write_report(folder / "case")
    return folder / "case" / "report" / "report.html"


def sheet_pages(folder, case):
    """The sheet on a case, after whoever sent the folder has put their own Markdown into its file of data."""
    shutil.copytree(case, folder / "case")
    write_sheet_of(folder / "case")
    data = folder / "case" / "sheet" / "teacher" / "sheet.toml"
    tables = tomllib.loads(data.read_text(encoding="utf-8"))
    asking = [table for table in tables.values() if "asks" in table]
    assert asking
    for table in asking:
        table["asks"] = HOSTILE
    data.write_text(as_toml(tables), encoding="utf-8")
    write_sheet_of(folder / "case")
    return sorted((folder / "case" / "sheet").rglob("*.html"))


def opened(browser, path):
    """The page of a file, and what came of opening it: requests, navigations and dialogs beyond its own."""
    page = browser.new_context(viewport={"width": 1000, "height": 900}).new_page()
    happened, came = [], []
    with served(path.parent) as (address, asked):
        listen(page, (address, "data:"), happened, expected="Content Security Policy")
        page.on("framenavigated", lambda frame: came.append(frame.url))
        page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
        page.on("popup", lambda popup: happened.append(popup.url))
        page.goto(address + path.name.replace("%", "%25"), wait_until="load")
        page.wait_for_timeout(1200)
        happened += [one for one in asked[1:] if "favicon" not in one]
    assert len(came) == 1, came
    return page, happened


def harmless(browser, path):
    page, happened = opened(browser, path)
    assert happened == [], path
    main = page.locator("main")
    assert main.locator(ACTIVE).evaluate_all("all => all.map(one => one.outerHTML.slice(0, 200))") == []
    outward = main.locator("a[href]").evaluate_all(
        "all => all.filter(one => new URL(one.getAttribute('href'), location).origin !== location.origin && !/^data:text.csv/.test(one.href))"
        ".map(one => [one.getAttribute('href'), one.parentElement.textContent])"
    )
    assert [address for address, said in outward if address not in said] == []
    return page


def covered(page, selector):
    """What lies over the middle of an element that is no part of it, "" where nothing does."""
    return page.locator(selector).first.evaluate(
        """one => { one.scrollIntoView({block: 'center'}); const box = one.getBoundingClientRect();
        const top = document.elementFromPoint(box.left + 5, box.top + box.height / 2);
        return one === top || one.contains(top) ? '' : top.outerHTML.slice(0, 200); }"""
    )


def test_a_hand_in_page(browser, tmp_path, monkeypatch):
    page = harmless(browser, hand_in_page(tmp_path, monkeypatch))
    assert [covered(page, one) for one in ("body > p", ".input_area")] == ["", ""]
    said = page.locator("main").inner_text()
    assert f'<form action="{ELSEWHERE}/sent">' in said and f"my bank ({ELSEWHERE}/bank)" in said
    assert f"[picture: pixel {ELSEWHERE}/pixel.png]" in said and "words_written = 777" in said


def test_the_class_at_a_glance(browser, tmp_path, monkeypatch):
    page = harmless(browser, overview_page(tmp_path, monkeypatch))
    assert "<form action=" in page.locator("main").inner_text() and covered(page, "h1") == ""


def test_an_argument(browser, tmp_path, monkeypatch):
    page = harmless(browser, argument(tmp_path, monkeypatch))
    said = page.locator("main").inner_text()
    assert f"my bank ({ELSEWHERE}/bank)" in said and "<form action=" in said and covered(page, "h2") == ""


def test_a_report(browser, tmp_path, case):
    page = harmless(browser, report_page(tmp_path, case))
    assert "<form action=" in page.locator("main").inner_text() and covered(page, "h1, h2") == ""


def test_a_sheet_and_its_key(browser, tmp_path, case):
    pages = sheet_pages(tmp_path, case)
    assert len(pages) >= 2
    for path in pages:
        page = harmless(browser, path)
        assert "<form action=" in page.locator("main").inner_text() and covered(page, "h1") == ""
