"""A notebook inside a page: what hand_in puts there for grading, and what can be read of a page without it."""

import json
import re
from html.parser import HTMLParser

from tellings.case.files import CaseError
from tellings.exercises.wording import say

EMBEDDED = re.compile(r'<script type="application/json" id="three-tellings-notebook">(.*?)</script>', re.S)
# The classes of the elements that hold a cell's code and its text, in the pages of nbconvert, old and new.
CODE = ("hl-ipython3", "hl-python", "hl-python3")
TEXT = ("text_cell_render", "jp-RenderedMarkdown")
BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr", "br", "div")


def embedded(cells, about):
    """Cells and what is known about them as text for a page's inert script element."""
    text = json.dumps({"cells": cells, "about": about}, ensure_ascii=False)
    # Nothing in it may end the element, or open a comment within it.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def page_cells(page):
    """The cells in a page, as embedded() put them there, else as nbconvert shows them; and what is known about them.

    Errors: CaseError for a page that is none of a notebook.
    """
    # The first one: it stands in the head, before anything that a student wrote.
    if found := EMBEDDED.search(page):
        try:
            held = json.loads(found[1])
            cells = [(str(kind), str(source), str(mark)) for kind, source, mark in held["cells"]]
            return cells, dict(held["about"])
        except (ValueError, KeyError, TypeError, RecursionError):
            raise CaseError(say("heap.page_damaged")) from None
    reader = _Shown()
    reader.feed(page)
    if not any(kind == "code" for kind, _, _ in reader.cells):
        raise CaseError(say("heap.page"))
    return reader.cells, {}


class _Shown(HTMLParser):
    """Gathers the code and the text that a page of nbconvert shows."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.cells, self.kind, self.depth, self.text = [], None, 0, []

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        if self.kind is None:
            self.kind = "code" if set(CODE) & set(classes) else "markdown" if set(TEXT) & set(classes) else None
            self.opened, self.depth = tag, 0
        if self.kind and tag == self.opened:
            self.depth += 1
        if self.kind == "markdown" and re.fullmatch("h[1-6]", tag):
            self.text.append(f"\n{'#' * int(tag[1])} ")

    def handle_endtag(self, tag):
        if self.kind == "markdown" and tag in BLOCKS:
            self.text.append("\n")
        if self.kind and tag == self.opened:
            self.depth -= 1
            if not self.depth:
                text = "".join(self.text).replace("¶", "")
                self.cells.append((self.kind, text.strip("\n"), ""))
                self.kind, self.text = None, []

    def handle_data(self, data):
        if self.kind:
            self.text.append(data)
