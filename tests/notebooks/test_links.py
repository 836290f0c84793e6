"""Links of lessons and sheets: a term's definition on hover, a file where one is named, nothing that JupyterLab can't follow."""

import re

import pytest
import terms
from collection import DEEPER, LESSONS, SHEETS, cells, slug

from tellings.case.files import PROJECT

TITLED = re.compile(r'\]\([^)\s]*glossary\.md#([\w-]+)(?: "([^"]*)")?\)')
PAGES = terms.pages()


def prose_of(path):
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return "\n\n".join(source for _, source, _ in cells(path, "markdown"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_are_as_the_glossary_has_them(path):
    assert path.read_text(encoding="utf-8") == PAGES[path], "a link or the glossary has changed: run make terms"


@pytest.mark.parametrize("path", LESSONS + DEEPER + SHEETS, ids=lambda path: path.name)
def test_every_link_to_a_term_shows_its_definition(path):
    said = terms.definitions()
    for term, title in TITLED.findall(prose_of(path)):
        assert title == said[term], f"{term}: run make terms, and make release for a sheet"


def test_a_definition_is_the_first_sentence_in_plain_words():
    said = terms.definitions()
    assert said["recall"] == "The share of what is there that was found."
    assert said["source-card"] == "The table of what is known of a source, each entry with its basis."
    assert said["mask"].endswith("so that “United States” and “security forces” are no praise.")
    assert said["attribution"] == "A statement given as somebody else's: a source, a cue and a content."
    for term, title in said.items():
        assert not re.search(r'[()"\[\]*`]', title) and 3 <= len(title.split()) <= 40, f"{term}: {title}"


def test_titles_are_put_in_and_renewed():
    new = {"span": "A stretch of a text."}
    right = '[Spans](../classroom/glossary.md#span "A stretch of a text.") and [tone](glossary.md#tone)'
    assert terms.titled("[Spans](../classroom/glossary.md#span) and [tone](glossary.md#tone)", new) == right
    assert terms.titled(right.replace("A stretch of", "A piece of"), new) == right == terms.titled(right, new)


def test_files_that_are_named_are_linked_and_folders_by_what_opens():
    folder = PROJECT / "notebooks" / "deeper"
    for name, link in {
        "`seeds/actors.csv`": "[`seeds/actors.csv`](../../seeds/actors.csv)",
        "`helpers/`": "[`helpers/`](../../helpers/__init__.py)",
        "`seeds/gold/`": "[`seeds/gold/`](../../seeds/gold/CODEBOOK.md)",
        "`tests/cases/`": "[`tests/cases/`](../../tests/cases/README.md)",
    }.items():
        assert terms.linked(f"See {name}.", folder) == f"See {link}." == terms.linked(f"See {link}.", folder)
    for text in ("`build/report.html` and `s/√(s² + 15)`", "`actors.csv`", "```\n`seeds/actors.csv`\n```"):
        assert terms.linked(text, folder) == text


def test_a_link_to_a_notebook_leads_to_its_beginning():
    text = "[there](deeper/03_rules.ipynb#how-well) and [here](../seeds/gold/CODEBOOK.md#tone)"
    assert terms.put_right(text, PROJECT / "notebooks", {}) == text.replace("#how-well", "")


def test_headings_of_the_glossary_are_their_own_anchors():
    """JupyterLab keeps the capitals of a heading in its anchor, GitHub and the static pages do not."""
    headings = re.findall(r"^## (.+)$", terms.GLOSSARY.read_text(encoding="utf-8"), re.M)
    assert len(headings) > 50
    assert [heading.replace(" ", "-") for heading in headings] == [slug(heading) for heading in headings]


@pytest.mark.parametrize("path", [*LESSONS, *DEEPER, *SHEETS, terms.GLOSSARY], ids=lambda path: path.name)
def test_no_link_that_jupyterlab_cannot_follow(path):
    """It opens no folder by a link, and does nothing for a link that is an anchor alone."""
    text = re.sub(r"```.*?```|(?<!\[)`[^`\n]*`", "", prose_of(path), flags=re.S)
    for href in re.findall(r"\]\(([^)\s]+)[^)]*\)", text):
        name, _, anchor = href.partition("#")
        assert re.match(r"https?:", href) or (path.parent / name).is_file(), href
        assert name or not anchor, f"{href}: name the page as well"
