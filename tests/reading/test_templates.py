"""Pages for other people: nothing in them acts, whatever their fields hold."""

import subprocess
import sys

import pytest
from jinja2 import UndefinedError

from tellings.argument import wording as argument
from tellings.case.files import PROJECT
from tellings.own import wording as own
from tellings.reading.templates import render

HOSTILE = "<script>alert('x')</script>\u202e\0\"onload=\"x"


@pytest.mark.parametrize(
    "name, fields",
    [
        ("page.html", {}),
        ("card.html", {}),
        ("hand_in.html", {**dict.fromkeys(["student", "sheet", "saved"], HOSTILE), "notebook": "{}"}),
        (
            "report.html",
            {
                "first": [("a", HOSTILE, ["<p>part</p>"])],
                "second": [],
                "tables": {"dates": HOSTILE},
                "room": HOSTILE,
                "made": False,
                "say": own.say,
            },
        ),
        (
            "argument.html",
            {
                "author": HOSTILE,
                "claims": 1,
                "problems": [{"problem": "", "text": HOSTILE, "citations": HOSTILE}],
                "cited": [],
                "rubric": {},
                "say": argument.say,
            },
        ),
    ],
)
def test_fields_are_text_and_html_stays(name, fields):
    page = render(name, title=HOSTILE, body="<p>part</p>", **fields)
    assert page.startswith("<!DOCTYPE html>\n<!-- ") and page.endswith("</html>\n")
    # The cells of a hand-in are data in it, which no browser runs.
    page = page.replace('<script type="application/json" id="three-tellings-notebook">{}</script>', "")
    assert "<script" not in page and "\u202e" not in page and "\0" not in page
    assert page.count("&lt;script&gt;") >= 1 and "[U+202E][U+0000]&quot;onload" in page
    assert "<p>part</p>" in page and '<html lang="en">' in page
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in page


def test_a_page_says_its_language_and_misses_no_field():
    assert '<html lang="de">' in render("page.html", title="x", body="", language="de")
    with pytest.raises(UndefinedError, match="title"):
        render("page.html", body="")


def test_importing_costs_nothing():
    code = "import sys, tellings.reading.templates; print({'jinja2', 'pandas'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT).stdout == "set()\n"
