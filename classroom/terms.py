"""Put the links of lessons and sheets right: python classroom/terms.py (or make terms).

In: the glossary, whose first sentence on a term is its definition; the lessons, and the texts of the sheets in source/.
Out: the same pages. A link to a term carries the definition as its title, which a browser shows on hover; a file or
folder of the collection that is named as code becomes a link to it; a link to a notebook leads to its beginning.
A second run changes nothing.
"""

import json
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "classroom" / "glossary.md"
LESSONS = [*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("notebooks/deeper/*.ipynb")]
SHEETS = ROOT / "notebooks" / "exercises"
SOURCES = list(ROOT.glob("classroom/source/*/*.md"))
ENTRY = re.compile(r"^## (.+)\n(.+)", re.M)
TO_TERM = re.compile(r'\]\(([^)\s#]*glossary\.md)#([\w-]+)(?: "[^"]*")?\)')
# JupyterLab scrolls to a section only where the notebook is open already: a link to one would arrive elsewhere.
TO_SECTION = re.compile(r"\]\(([^)\s#]+\.ipynb)#[^)\s]*\)")
# Code blocks and links are matched to be left as they are.
NAMED = re.compile(r"```.*?```|\[[^]]*\]\([^)]*\)|`([\w.-]+/[\w./-]*)`", re.S)
# JupyterLab opens no folder by a link: what of a folder is opened instead.
FRONTS = ("README.md", "CODEBOOK.md", "__init__.py")


def definitions():
    """The first sentence of each entry of the glossary as plain words, {anchor: sentence}."""
    entries = ENTRY.findall(GLOSSARY.read_text(encoding="utf-8"))
    return {term.replace(" ", "-"): plain(re.match(r".+?[.?](?=\s|$)", text)[0]) for term, text in entries}


def plain(sentence):
    """A sentence of Markdown without mark-up and asides, so that it can be the title of a link."""
    sentence = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", sentence)
    sentence = re.sub(r" \([^()]*\)", "", sentence)
    sentence = re.sub(r'"([^"]*)"', r"“\1”", sentence)
    return re.sub(r"[*`]", "", sentence)


def titled(text, terms):
    """Markdown in which each link to a term carries its definition."""

    def link(place):
        return f']({place[1]}#{place[2]} "{terms[place[2]]}")' if place[2] in terms else place[0]

    return TO_TERM.sub(link, text)


def linked(text, folder):
    """Markdown of a page in this folder, in which each file of the collection that is named as code is a link."""

    def link(place):
        front = place[1] and _front(ROOT / place[1])
        return f"[{place[0]}]({Path(os.path.relpath(front, folder)).as_posix()})" if front else place[0]

    return NAMED.sub(link, text)


def _front(path):
    return next((page for page in (path, *(path / name for name in FRONTS)) if page.is_file()), None)


def put_right(text, folder, terms):
    return titled(linked(TO_SECTION.sub(r"](\1)", text), folder), terms)


def put_right_notebook(path, terms):
    """The text of a notebook's file with the links of its prose put right."""
    text = path.read_text(encoding="utf-8")
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = put_right("".join(cell["source"]), path.parent, terms).splitlines(keepends=True)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def pages():
    """What each page should hold, {path: text}."""
    terms = definitions()
    notebooks = {path: put_right_notebook(path, terms) for path in LESSONS}
    # The text of a sheet stands elsewhere than the notebook that is made of it, and its links are the notebook's.
    return notebooks | {path: put_right(path.read_text(encoding="utf-8"), SHEETS, terms) for path in SOURCES}


def main():
    for path, text in pages().items():
        if text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"Links put right: {path.relative_to(ROOT).as_posix()}")


if __name__ == "__main__":
    main()
