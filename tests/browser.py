"""A real browser for the tests: Debian's Chromium, driven by Playwright, and axe-core, which finds barriers in a page."""

import functools
import http.server
import os
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

# The shell first: it draws the same pages with a fifth less work.
PROGRAMS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
CHROMIUM = next(filter(None, map(shutil.which, PROGRAMS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def need_browser():
    """Skip where no browser is installed and say what to install; in CI nothing is skipped."""
    if not CHROMIUM and os.environ.get("CI") != "true":
        pytest.skip("no Chromium here; install it to test in a browser (Debian and Ubuntu: apt install chromium)")
    assert CHROMIUM, "no Chromium found"


@contextmanager
def chromium():
    """A running browser; each page of it is to be opened in a context of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def served(folder):
    """The files of a folder over HTTP; gives the address, and a list that grows by each request, such as GET /index.html."""
    asked = []

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            asked.append(f"{self.command} {self.path}")

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    # A page that is closed in the middle of an answer is no fault of the server's.
    server.handle_error = lambda *_: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()


def listen(page, own, faults, expected="favicon"):
    """Let a list grow by each fault of a page: of a script, in the console, a request to what is not its own.

    In: the page; the beginnings of the addresses that it may ask for; the list; what the text or the place of a fault
    that is none has in it.
    """

    def hear(said, where=""):
        if expected not in said + where and "favicon" not in said + where:
            faults.append(said)

    page.on("pageerror", lambda error: hear(str(error)))
    page.on("console", lambda said: said.type == "error" and hear(said.text, said.location["url"]))
    page.context.on("request", lambda asked: asked.url.startswith(own) or hear(asked.url))


@contextmanager
def opening(browser, own):
    """A function that opens pages, each in a context of its own; at the end no fault may have been heard of any.

    In: a browser; the beginnings of the addresses that the pages may ask for.
    """
    faults, contexts = [], []

    def open_page(address, script="", width=1280, height=800, expected="favicon", **options):
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, accept_downloads=True, **options)
        contexts.append(context)
        context.add_init_script(script)
        page = context.new_page()
        listen(page, own, faults, expected)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def until(page, what):
    """Wait until an expression is true; Playwright's own waiting evaluates text, which some pages' rules forbid."""
    for _ in range(1200):
        if page.evaluate(what):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {what}; {page.locator('#fault, #state, .said').all_inner_texts()}")


def barriers(page, within="document", rules=None):
    """What axe-core finds on a page, a line each; `within` is a CSS selector or the document, `rules` a list of rules."""
    import axe_playwright_python

    page.evaluate(Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8"))
    options = {"preload": False, "resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    target = "document" if within == "document" else repr(within)
    found = page.evaluate(f"options => axe.run({target}, options)", options)["violations"]
    return [
        f"{fault['id']} ({fault['impact']}), {len(fault['nodes'])} times, first: {fault['nodes'][0]['html'][:160]}"
        for fault in found
    ]
