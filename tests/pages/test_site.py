"""The static pages: whole, linked, without barriers, usable from a folder on a stick and on paper."""

import html
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from browser import barriers, chromium, need_browser
from collection import DEEPER, LESSONS, SHEETS

from tellings.case.files import PROJECT
from tellings.case.folder import load_case
from tellings.reading.tables import sentences

SITE = PROJECT / "build" / "site"
NOTEBOOKS = LESSONS + DEEPER + SHEETS


@pytest.fixture(scope="module")
def pages():
    """All pages as {path: html}, built anew; Sphinx reports a dead link as a warning, and a warning stops it."""
    build = subprocess.run([sys.executable, str(PROJECT / "site" / "build.py")], capture_output=True, text=True)
    assert build.returncode == 0, build.stderr
    return {path: path.read_text(encoding="utf-8") for path in sorted(SITE.rglob("*.html"))}


@pytest.fixture(scope="module")
def browser():
    need_browser()
    with chromium() as running:
        yield running


def test_every_notebook_sheet_and_term_has_its_page(pages):
    names = {path.relative_to(SITE).with_suffix("").as_posix() for path in pages}
    assert {path.relative_to(PROJECT).with_suffix("").as_posix() for path in NOTEBOOKS} <= names
    assert {"index", "search", "classroom/glossary", "classroom/guide", "classroom/teaching_note"} <= names


def test_the_front_names_each_notebook_by_its_number(pages):
    front = pages[SITE / "index.html"]
    for path in LESSONS + DEEPER:
        assert re.search(rf'href="[^"]*{path.stem}\.html">{path.stem[:2]} \w', front), path
    assert "03 Which year is “later” of?" in front


def test_the_front_says_that_the_texts_are_for_no_open_page(pages):
    front = re.sub(r"<[^>]+>", "", pages[SITE / "index.html"])
    assert "put them on no open page" in front


def test_quotation_marks_stand_as_they_were_written(pages):
    """A sheet that asks for straight marks shows them, and no marks of the texts are curled."""
    for notebook in NOTEBOOKS:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        written = sum("".join(cell["source"]).count("“") for cell in cells)
        stored = sum(json.dumps(cell.get("outputs", ""), ensure_ascii=False).count("“") for cell in cells)
        article = pages[SITE / notebook.relative_to(PROJECT).with_suffix(".html")].partition("<article")[2]
        shown = re.sub(r"<[^>]*>", "", article.partition("</article>")[0]).count("“")
        assert shown <= written + stored, f"{notebook.name}: {shown} for {written} and {stored}"
    sheet = html.unescape(pages[SITE / "notebooks" / "exercises" / "sheet_1_source_reading.html"])
    assert 'type straight ones (").' in sheet


def test_no_solution_is_published(pages):
    assert pages
    published = [
        path
        for path in SITE.rglob("*")
        if re.search(
            r"classroom/(source|release|key|samples)|sheets/|\.toml$|\.json$", path.relative_to(SITE).as_posix()
        )
    ]
    assert not published


def test_pages_ask_no_other_host_for_anything(pages):
    for path, page in pages.items():
        loaded = re.findall(r'<(?:script|img|link|iframe|source)\b[^>]*?(?:src|href)="([^"]*)"', page)
        assert not [url for url in loaded if re.match(r"(https?:)?//", url)], path
    for path in [*SITE.rglob("*.css"), *SITE.rglob("*.js")]:
        asked = re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^)\"']+", path.read_text(encoding="utf-8"))
        assert not asked, path


def test_every_internal_link_arrives(pages):
    anchors = {path: set(re.findall(r'\bid="([^"]+)"', page)) for path, page in pages.items()}
    for path, page in pages.items():
        for href in re.findall(r'<a\b[^>]*?\bhref="([^"]*)"', page):
            if re.match(r"[a-z]+:", href):
                assert href.startswith(("https:", "http:", "mailto:", "data:")), f"{path}: {href}"
                continue
            name, anchor = urldefrag(html.unescape(href))
            target = (path.parent / unquote(name)).resolve() if name else path
            assert target.is_file() and SITE in target.parents, f"{path}: {href}"
            assert not anchor or target.suffix != ".html" or unquote(anchor) in anchors[target], f"{path}: {href}"


def test_every_sentence_that_a_page_names_is_a_link_to_its_place(pages):
    case = load_case("seeds")
    known, linked, bare = set(sentences(case).sentence), 0, []
    for path, page in pages.items():
        if path.name == "room.html":
            assert known == {name for name in re.findall(r' id="([^"]+)"', page) if name in known}
            continue
        linked += page.count("room.html#")
        rest = re.sub(r"<a\b[^>]*>.*?</a>|<(style|script|title|svg)\b.*?</\1>|<[^>]*>", " ", page, flags=re.S)
        bare += [name for name in re.findall(r"(?<![\w-])(?:lbc|pism|later)-\d+h?(?![\w-])", rest) if name in known]
    assert linked > 900 and bare == []


def test_nothing_tells_where_the_pages_were_built(pages):
    for path, page in pages.items():
        assert str(PROJECT) not in page, path


def test_figures_carry_their_description(pages):
    for notebook in NOTEBOOKS:
        page = pages[SITE / notebook.relative_to(PROJECT).with_suffix(".html")]
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                if "image/png" in output.get("data", {}):
                    alt = output["metadata"]["image/png"]["alt"]
                    assert f'<img alt="{html.escape(alt)}"' in page, f"{notebook.name}: {alt[:60]}"


@pytest.mark.parametrize(
    "scheme, width, rules", [("light", 1366, None), ("dark", 700, ["color-contrast", "scrollable-region-focusable"])]
)
def test_no_barrier_no_request_no_overflow(pages, browser, scheme, width, rules):
    """axe-core on every page in light, on lessons and glossary in dark; no request, no console error, nothing too wide."""
    faults = []
    context = browser.new_context(viewport={"width": width, "height": 768}, color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda message: message.type == "error" and faults.append(message.text))
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:", "blob:")) or faults.append(asked.url))
    for path in [path for path in pages if scheme == "light" or path.parent.name in ("notebooks", "classroom")]:
        page.goto(path.as_uri())
        name = f"{path.relative_to(SITE)}: "
        faults += [name + fault for fault in barriers(page, rules=rules)]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(name + "wider than its window")
        if page.evaluate("document.documentElement.lang") != "en":
            faults.append(name + "no language")
        if page.evaluate("[...document.images].some(image => image.loading != 'lazy' && !image.naturalWidth)"):
            faults.append(name + "an image is not drawn")
    context.close()
    assert not faults, "\n".join(faults)


def test_search_works_from_a_folder(pages, browser):
    page = browser.new_page()
    page.goto((SITE / "search.html").as_uri() + "?q=furniture")
    page.wait_for_selector("#search-results li a")
    found = page.eval_on_selector_all("#search-results li a", "links => links.map(link => link.href)")
    page.close()
    assert any("01_source_reading" in link for link in found)


def test_keyboard_alone_reaches_text_data_and_next_page(pages, browser):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto((SITE / "notebooks" / "01_source_reading.html").as_uri())
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate("document.activeElement.className + document.activeElement.textContent").lower()
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(150):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(document.activeElement.textContent || '').trim().replace(/\\s+/g, ' ')"))
    page.close()
    assert "Its data as CSV" in reached
    assert any(text.startswith("Next") for text in reached)


def test_prints_text_and_figures_alone(pages, browser):
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme="dark")
    page.goto((SITE / "notebooks" / "01_source_reading.html").as_uri())
    page.emulate_media(media="print", color_scheme="light")
    assert not page.is_visible(".sidebar-drawer") and not page.is_visible(".toc-drawer")
    assert page.is_visible("article h1") and page.is_visible("article img")
    page.close()


def test_page_of_a_notebook_gives_the_notebook(pages):
    for notebook in NOTEBOOKS:
        page = pages[SITE / notebook.relative_to(PROJECT).with_suffix(".html")]
        name = re.search(rf'href="([^"]*_downloads/[^"]*{notebook.name})"', page)[1]
        copy = (SITE / notebook.relative_to(PROJECT)).parent / unquote(name)
        assert copy.resolve().read_bytes() == Path(notebook).read_bytes()
