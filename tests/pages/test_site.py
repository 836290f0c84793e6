"""The static pages: whole, linked, without barriers, usable from a folder on a stick and on paper."""

import html
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from about import about
from browser import barriers, listen
from browser import served as over_http
from built import SITE, built_site
from collection import DEEPER, LESSONS, SHEETS
from following import followed
from front_picture import PICTURE, mark
from heads import DESCRIBED
from PIL import Image
from reading_minutes import stated

from tellings.case.files import PROJECT
from tellings.case.folder import load_case
from tellings.reading.tables import sentences

NOTEBOOKS = LESSONS + DEEPER + SHEETS


@pytest.fixture(scope="module")
def pages():
    """All pages as {path: html}, built anew; Sphinx reports a dead link as a warning, and a warning stops it."""
    return {path: path.read_text(encoding="utf-8") for path in sorted(built_site().rglob("*.html"))}


def words(markup):
    """HTML as its reader's words."""
    markup = re.sub(r"<(script|style|svg)\b.*?</\1>", "", markup, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


@pytest.fixture(scope="module")
def served(pages):
    """The address at which the pages are served, as a web host or `python -m http.server` does it."""
    with over_http(SITE) as (address, _):
        yield address


def test_every_notebook_sheet_and_term_has_its_page(pages):
    names = {path.relative_to(SITE).with_suffix("").as_posix() for path in pages}
    assert {path.relative_to(PROJECT).with_suffix("").as_posix() for path in NOTEBOOKS} <= names
    assert {"index", "search", "classroom/glossary", "classroom/guide", "classroom/teaching_note"} <= names


def test_the_front_names_each_notebook_by_its_number(pages):
    front = pages[SITE / "index.html"]
    for path in LESSONS + DEEPER:
        assert re.search(rf'href="[^"]*{path.stem}\.html">{path.stem[:2]} \w', front), path
    assert "03 Which year is “later” of?" in front


def test_lessons_lead_to_binder_and_colab_of_the_copy_where_its_address_is_known():
    sys.path.insert(0, str(PROJECT / "site"))
    import build

    found = build.launches("notebooks/03_timeline.ipynb", "https://github.com/someone/three")
    assert "https://mybinder.org/v2/gh/someone/three/HEAD?urlpath=lab/tree/notebooks/03_timeline.ipynb" in found
    assert "https://colab.research.google.com/github/someone/three/blob/HEAD/notebooks/03_timeline.ipynb" in found
    assert "!git clone -q https://github.com/someone/three three-tellings" in found and "ADDRESS" not in found
    elsewhere = build.launches("notebooks/03_timeline.ipynb", "https://codeberg.org/someone/three")
    assert "mybinder.org/v2/git/" in elsewhere and "colab" not in elsewhere
    assert build.launches("notebooks/03_timeline.ipynb", "") == ""


def test_all_that_lessons_say_can_be_translated(tmp_path):
    command = [sys.executable, str(PROJECT / "site" / "build.py"), "--gettext", str(tmp_path / "catalogues")]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    for path in NOTEBOOKS:
        name = path.relative_to(PROJECT).with_suffix(".pot")
        said = (tmp_path / "catalogues" / name).read_text(encoding="utf-8")
        title = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"]).splitlines()[0]
        assert re.sub(r"^# ", "", title) in said.replace('\\"', '"').replace('"\n"', ""), path.name


def test_number_of_a_lesson_stands_wherever_it_is_named(pages):
    """In the title and heading of its page, in the list beside every page, in the links to the next and to the last."""
    for path in LESSONS + DEEPER:
        page = pages[SITE / path.relative_to(PROJECT).with_suffix(".html")]
        assert re.search(rf"<title>{path.stem[:2]} ", page) and re.search(rf"<h1>{path.stem[:2]} ", page), path
    names = "|".join(path.stem for path in LESSONS + DEEPER)
    for path, page in pages.items():
        for part in (
            r'<div class="sidebar-tree">.*?</aside>',
            r'<div class="related-pages">.*?<div class="bottom-of-page">',
        ):
            block = "".join(re.findall(part, page, re.S))
            for name, title in re.findall(rf'href="[^"]*?({names})\.html">(.*?)</a>', block, re.S):
                assert words(title).removeprefix("Next ").removeprefix("Previous ").startswith(name[:2]), (path, title)


def test_the_walk_has_each_lesson_with_its_minutes(pages):
    front = pages[SITE / "index.html"]
    walk = re.search(r'<ul class="walk">(.*?)</ul>', front, re.S)[1]
    rows = re.findall(r'<li><a href="notebooks/(\w+)\.html">(.*?)</a> <span class="minutes">(\d+) minutes</span>', walk)
    assert {name: int(minutes) for name, _, minutes in rows} == {path.stem: stated(path) for path in LESSONS}
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert [(name, minutes) for name, _, minutes in rows] == re.findall(r"\| `(\d\d_\w+)` \|[^|]*\| (\d+) \|", readme)
    assert f"{sum(map(stated, LESSONS))} minutes" in words(front)


def test_sample_is_what_the_texts_say_each_sentence_at_its_place(pages):
    front, case = pages[SITE / "index.html"], load_case("seeds")
    said = dict(zip(sentences(case).sentence, sentences(case).text))
    events = re.findall(r'<dl class="texts">(.*?)</dl>', front, re.S)
    assert len(events) == 2 and all(event.count("<dt>") == len(case) for event in events)
    shown = re.findall(r'<dd>([^<]+) <a href="room\.html#([^"]+)">', "".join(events))
    assert [html.unescape(text) for text, name in shown if text != "also"] == [
        said[n] for text, n in shown if text != "also"
    ]
    assert {name.split("-")[0] for _, name in shown if name in re.findall(r"#([\w-]+)", events[0])} == set(case)
    assert "silent" not in events[0] and '<dd class="silent">silent</dd>' in events[1]


def test_each_page_says_what_it_is_about(pages):
    """A description of its own, in words and not too long; a title and a picture for whoever passes the page on."""
    found = {}
    for path, page in pages.items():
        if "_downloads" in path.parts:
            continue
        tags = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))
        said = html.unescape(tags["description"])
        assert 40 <= len(said) <= 160 and not re.search(r"[*`<]|\]\(|\s\s", said), f"{path}: {said}"
        assert re.search(r"[.?!][”\"')]?$| …$", said), f"{path}: {said}"
        assert tags["og:description"] == tags["description"] and tags["og:title"] and tags["og:type"]
        assert (tags.get("robots") == "noindex") is not about()["places"]["public"]
        if not about()["places"]["pages"]:
            assert (path.parent / tags["og:image"]).resolve().is_file()
        name = path.relative_to(SITE).as_posix()
        article = words(page.partition("<article")[2])
        if name != "index.html" and name not in DESCRIBED:
            assert said.removesuffix(" …") in article, f"{path} does not say: {said}"
        found.setdefault(said, []).append(name)
    assert [names for names in found.values() if len(names) > 1] == []


def test_front_lessons_and_sheets_are_learning_resources(pages):
    needed = {
        "name",
        "description",
        "inLanguage",
        "learningResourceType",
        "timeRequired",
        "license",
        "educationalLevel",
    }
    for path in [None, *LESSONS, *SHEETS]:
        name = path.relative_to(PROJECT).with_suffix(".html") if path else "index.html"
        (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', pages[SITE / name], re.S)
        told = json.loads(told)
        assert told["@context"] == "https://schema.org" and told["@type"] == "LearningResource"
        assert needed <= {key for key, value in told.items() if value} and told["isAccessibleForFree"] is True
        assert told["teaches"] and ("isPartOf" in told) is (path is not None)
        assert told["timeRequired"] == f"PT{stated(path) if path else sum(map(stated, LESSONS))}M"
    front = json.loads(re.search(r'ld\+json">(.*?)</script>', pages[SITE / "index.html"])[1])
    assert len(front["hasPart"]) == len(LESSONS + SHEETS)


def test_map_of_the_site_needs_an_address_and_leave(pages):
    places = about()["places"]
    assert (SITE / "sitemap.xml").exists() is bool(places["pages"] and places["public"])


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
        # What a sheet's page adds is what code gives: words of the texts.
        added = r"<svg.*?</svg>|<details><summary>(?:What|The text) .*?</details>"
        prose = re.sub(added, "", article.partition("</article>")[0], flags=re.S)
        shown = re.sub(r"<[^>]*>", "", prose).count("“")
        assert shown <= written + stored, f"{notebook.name}: {shown} for {written} and {stored}"
    sheet = html.unescape(pages[SITE / "notebooks" / "exercises" / "sheet_1_source_reading.html"])
    assert 'type straight ones (").' in sheet


def test_no_solution_is_published(pages):
    assert pages
    published = [
        path
        for path in SITE.rglob("*")
        if "pyodide" not in path.parts
        and re.search(
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


def test_figures_carry_their_description_and_link_their_marks(pages):
    """Each figure stands in its page as SVG; what it links to is a sentence, which the link says when pointed at."""
    told = dict(zip(*sentences(load_case("seeds"))[["sentence", "text"]].T.to_numpy()))
    marks = 0
    for notebook in NOTEBOOKS:
        page = pages[SITE / notebook.relative_to(PROJECT).with_suffix(".html")]
        drawn = re.findall(r"<svg [^>]*class=\"figure\".*?</svg>", page, re.S)
        stored = [
            output["metadata"]["image/png"]
            for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
            for output in cell.get("outputs", [])
            if "image/png" in output.get("data", {})
        ]
        assert len(drawn) == len(stored) and "<img" not in page.partition("<article")[2].partition("</article>")[0]
        for figure, said in zip(drawn, stored):
            assert html.unescape(re.search(r'aria-label="([^"]*)"', figure)[1]) == said["alt"]
            links = re.findall(r'<a href="[./]*room\.html#([^"]+)"><title>(.*?)</title>', figure, re.S)
            assert len(links) == figure.count("<a ") == said["svg"].count("<a ")
            assert all(html.unescape(title) == f"{unquote(name)}: {told[unquote(name)]}" for name, title in links)
            marks += len(links)
    assert marks > 600


def test_every_link_arrives_in_the_browser(pages, browser):
    count, dead = followed(browser, pages)
    assert count > 3000 and not dead, "\n".join(dead)


def test_a_mark_leads_to_its_sentence_and_back_by_mouse_and_keyboard(pages, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    lesson = SITE / "notebooks" / "02_sentiment_and_framing.html"
    page.goto(lesson.as_uri())
    mark = page.locator("svg.figure a[href*='#pism-19']").first
    mark.scroll_into_view_if_needed()
    was = page.evaluate("scrollY")
    mark.locator("use").click()
    page.wait_for_url("**/room.html#pism-19")
    assert "pism-19" in page.locator(".which").inner_text()
    page.go_back()
    assert page.url == lesson.as_uri() and abs(page.evaluate("scrollY") - was) < 5
    stops = "[...document.querySelectorAll('svg.figure')].map(one => one.querySelectorAll('a[tabindex=\"0\"]').length)"
    assert set(page.evaluate(stops)) <= {0, 1}, "a figure is one stop of the Tab key"
    first = page.locator("svg.figure a").first
    first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement === document.querySelectorAll('svg.figure a')[1]")
    page.locator("svg.figure a[href*='#lbc-12']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/room.html#lbc-12")
    page.locator("a.home").click()
    page.wait_for_url("**/index.html")
    page.close()


FIGURES = """[...document.querySelectorAll("svg.figure")].map(figure => {
  const scale = figure.getBoundingClientRect().width / figure.viewBox.baseVal.width;
  return {
    letters: Math.min(...[...figure.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize) * scale)),
    reached: figure.parentElement.scrollWidth >= figure.getBoundingClientRect().width - 1
      && ["auto", "scroll"].includes(getComputedStyle(figure.parentElement).overflowX),
    turned: getComputedStyle(figure).filter,
  };
})"""


@pytest.mark.parametrize("scheme, width", [("light", 390), ("light", 1280), ("dark", 390)])
def test_letters_of_figures_are_nine_pixels_and_no_figure_is_a_white_block(pages, browser, scheme, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, seen = context.new_page(), 0
    for notebook in LESSONS + DEEPER:
        page.goto((SITE / notebook.relative_to(PROJECT)).with_suffix(".html").as_uri())
        for figure in page.evaluate(FIGURES):
            assert figure["letters"] >= 9 and figure["reached"], f"{notebook.name}: {figure}"
            assert ("invert" in figure["turned"]) == (scheme == "dark"), notebook.name
            seen += 1
    context.close()
    assert seen > 40


@pytest.mark.parametrize(
    "scheme, width, rules", [("light", 1366, None), ("dark", 700, ["color-contrast", "scrollable-region-focusable"])]
)
def test_no_barrier_no_request_no_overflow(pages, browser, scheme, width, rules):
    """axe-core on every page in light, on lessons and glossary in dark; no request, no console error, nothing too wide."""
    faults = []
    context = browser.new_context(viewport={"width": width, "height": 768}, color_scheme=scheme)
    page = context.new_page()
    listen(page, ("file:", "data:", "blob:"), faults)
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


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_front_and_search_on_a_desk_and_on_a_telephone(served, browser, scheme, width):
    """Served: no barrier, nothing too wide, no request to another host, the results of a search included."""
    faults = []
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    listen(page, (served, "data:", "blob:"), faults)
    for name, ready in [("index.html", "ul.walk"), ("search.html?q=keyness", "#search-results li p.context")]:
        page.goto(served + name)
        page.wait_for_selector(ready)
        faults += [f"{name}: {fault}" for fault in barriers(page)]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{name}: wider than its window")
    context.close()
    assert not faults, "\n".join(faults)


def test_front_needs_no_script(pages, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto((SITE / "index.html").as_uri())
    for part in ("ul.walk li:last-child", "dl.texts .silent", "#how-to-start dd pre"):
        assert page.is_visible(part), part
    page.goto((SITE / "desk.html").as_uri())
    assert not page.is_visible("button"), "what needs a script is not offered"
    context.close()


@pytest.mark.parametrize(
    "asked, place",
    [
        ("keyness", "classroom/glossary.html#keyness"),
        ("lbc-17", "room.html#lbc-17"),
        ("pism-38h", "room.html#pism-38h"),
        ("repressive Taliban rule, human rights abuses", "room.html"),
    ],
)
def test_search_finds_terms_sentences_and_their_names(served, browser, asked, place):
    page = browser.new_page()
    page.goto(f"{served}index.html")
    page.fill("input.sidebar-search", asked)
    page.press("input.sidebar-search", "Enter")
    page.wait_for_selector("#search-results li a")
    page.wait_for_function("document.querySelector('#search-results p.search-summary').innerText.includes('found')")
    found = page.eval_on_selector_all("#search-results li a", "links => links.map(link => link.href)")
    page.close()
    assert served + place in found
    assert "#" not in place or not place.startswith("room") or found[0] == served + place


def test_search_shows_a_sentence_and_says_what_it_does_not_find(served, browser):
    page, faults = browser.new_page(), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{served}search.html?q=lbc-17")
    page.wait_for_selector("#search-results li:first-child p.context")
    first = page.inner_text("#search-results li:first-child")
    assert '"parts of the Afghan security forces fought bravely" but' in first
    for asked in ("zzzqx", "lbc-99", "the", "", "%20"):
        page.goto(f"{served}search.html?q={asked}")
        page.wait_for_function("document.querySelector('#search-results').innerText.includes('by its name')")
        assert "categories" not in page.inner_text("#search-results")
    page.close()
    assert faults == []


def test_the_picture_shows_the_figures_as_the_lessons_have_them():
    assert Image.open(PICTURE).text["figures"] == mark(), "draw it anew: python tests/front_picture.py"


def test_on_a_telephone_a_wide_table_says_so_and_no_sentence_is_squeezed(pages, browser):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((SITE / "notebooks" / "03_timeline.html").as_uri())
    wide = "[...document.querySelectorAll('div.cell_output[aria-label]')].filter(part => part.querySelector('td'))"
    assert "The table goes on" in page.evaluate(f"getComputedStyle({wide}[0], '::before').content")
    folded = page.locator("details:has(table)").first
    folded.locator("summary").first.click()
    tall = f"{wide}.flatMap(part => [...part.querySelectorAll('td')]).map(cell => cell.offsetHeight)"
    page.wait_for_function(f"Math.max(...{tall}) < 260")
    assert folded.evaluate("part => part.closest('.cell_output').tabIndex") == 0, "the keyboard moves it, too"
    page.emulate_media(media="print")
    assert page.evaluate(f"getComputedStyle({wide}[0], '::before').content") == "none"
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_function("!document.querySelector('[role=group][aria-label^=Wide]')")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto((SITE / "index.html").as_uri())
    assert page.evaluate("document.querySelector('.content').scrollWidth") == 320
    # The list of pages comes out for the keyboard, which else would go through links that nobody sees.
    page.emulate_media(reduced_motion="reduce")
    page.focus(".sidebar-tree a")
    assert page.locator(".sidebar-tree a").first.bounding_box()["x"] >= 0
    page.focus("article p a")
    assert page.locator(".sidebar-tree a").first.bounding_box()["x"] < 0
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_in_code_do_not_look_like_links(pages, browser, scheme):
    """What is no link has no line beneath it; and the name of a library has not the colour of a link."""
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    faults = []
    for path in (
        path
        for path in pages
        if "_downloads" not in path.parts and path.name not in ("room.html", "desk.html", "coding.html")
    ):
        page.goto(path.as_uri())
        faults += page.evaluate(
            """() => {
              const link = document.createElement("a");
              link.href = "#";
              document.querySelector("article").append(link);
              const blue = getComputedStyle(link).color;
              return [...document.querySelectorAll("article code, article .highlight span")]
                .filter(name => !name.closest("a"))
                .filter(name => getComputedStyle(name).textDecorationLine != "none"
                  || (name.matches("code, .nn") && getComputedStyle(name).color == blue))
                .map(name => `${document.title}: ${name.textContent}`);
            }"""
        )
    context.close()
    assert not faults, faults[:5]


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
    assert page.is_visible("article h1") and page.is_visible("article svg.figure")
    letters = "[...document.querySelectorAll('article b')].map(b => getComputedStyle(b).printColorAdjust)"
    assert set(page.evaluate(letters)) == {"exact"}, "white letters on white paper"
    page.close()


def test_page_of_a_notebook_gives_the_notebook(pages):
    for notebook in NOTEBOOKS:
        page = pages[SITE / notebook.relative_to(PROJECT).with_suffix(".html")]
        name = re.search(rf'href="([^"]*_downloads/[^"]*{notebook.name})"', page)[1]
        copy = (SITE / notebook.relative_to(PROJECT)).parent / unquote(name)
        given, kept = (json.loads(path.read_text(encoding="utf-8")) for path in (copy.resolve(), Path(notebook)))
        for cell in kept["cells"]:
            for output in cell.get("outputs", []):
                output.get("metadata", {}).get("image/png", {}).pop("svg", None)
        assert given == kept


def test_the_site_is_small_enough_to_carry(pages):
    """12 MB without what Python in the page needs."""
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file() and "pyodide" not in path.parts)
    assert size < 12_000_000, f"{size / 1e6:.1f} MB"
