"""Build the static pages: python site/build.py [FOLDER], by default into build/site; with --gettext their catalogues.

The notebooks, the glossary and what a teacher needs are copied to a folder beside the pages and prepared there; the
figures stand in the pages as SVG, each mark a link to its sentence. Nothing is executed.
"""

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import desk
import nbformat
import sheet_pages
from about import about, notes, say
from binder_link import colab, link
from front import filled, numbered, room_words
from heads import add_heads

from tellings.case.folder import load_case
from tellings.charts.base import boxed
from tellings.own.room import write_room
from tellings.reading.show import link_marks, link_sentences
from tellings.reading.tables import sentences

ROOT = Path(__file__).resolve().parent.parent
# What the pages show or link to. ANSWERS, and the sheets with their solutions in classroom/source, stay out.
PARTS = [
    "notebooks/*.ipynb",
    "notebooks/deeper/*.ipynb",
    "notebooks/exercises/*.ipynb",
    "classroom/*.md",
    "classroom/*.html",
    "seeds/*.*",
    "seeds/gold/*.*",
    "seeds/gold/coders/*",
    "helpers/**/*.py",
    "tellings/**/*.py",
    "tellings/**/*.csv",
    "tests/cases/README.md",
    "classroom/*.png",
    "site/*.png",
    "*.md",
    "LICENSE",
    "CITATION.cff",
]
ANSWERS = ("key.md", "samples.md")
# The first cell for Colab, as the guide has it.
COLAB = re.search(r"```\n(!git clone.*?)\n```", (ROOT / "classroom" / "guide.md").read_text(encoding="utf-8"), re.S)[
    1
].splitlines()


def stage(folder, said):
    """Copy what the pages are made of into a folder, notebooks prepared for Sphinx; said is what about() gives."""
    shutil.rmtree(folder, ignore_errors=True)
    for source in sorted({path for part in PARTS for path in ROOT.glob(part) if path.name not in ANSWERS}):
        name = source.relative_to(ROOT)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".ipynb":
            (folder / "files" / name).parent.mkdir(parents=True, exist_ok=True)
            notebook = nbformat.read(source, 4)
            notebook = sheet_pages.answerable(notebook, name.stem) if sheet_pages.is_sheet(name) else notebook
            nbformat.write(prepare(notebook, name, said["places"]["repository"]), folder / name)
            nbformat.write(without_svg(nbformat.read(source, 4)), folder / "files" / name)
        elif source.suffix == ".md":
            (folder / name).write_text(with_pages(source.read_text(encoding="utf-8"), name), encoding="utf-8")
        else:
            shutil.copyfile(source, folder / name)
    case = load_case("seeds")
    for page in (ROOT / "site").glob("*.md"):
        text = filled(with_numbers(page.read_text(encoding="utf-8")), case, said)
        (folder / page.name).write_text(text, encoding="utf-8")
    (folder / "room.md").write_text(room_words(case), encoding="utf-8")


def without_svg(notebook):
    """A notebook as it is given away: its figures as PNG alone, since the SVG stands in the page."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("metadata", {}).get("image/png", {}).pop("svg", None)
    return notebook


def prepare(notebook, name, repository=""):
    """A notebook for Sphinx: its number in its title, figures and links as parts of the pages, and ways to run it.

    Binder and Colab are named where the repository's address is known, so that a copy's pages lead to the copy.
    """
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = with_pages(cell.source, name)
        for output in cell.get("outputs", []):
            if drawn := output.get("metadata", {}).get("image/png", {}).get("svg"):
                output.data = {"text/html": boxed(drawn)}
    if name.stem[:2].isdigit():
        notebook.cells[0].source = notebook.cells[0].source.replace("# ", f"# {name.stem[:2]} ", 1)
    up = "../" * (len(name.parts) - 1)
    notebook.cells[0].source += f"\n\n{{download}}`{say('build.download')} <{up}files/{name.as_posix()}>`"
    notebook.cells[0].source += launches(name.as_posix(), repository)
    return notebook


def launches(name, repository):
    """The links that open a notebook elsewhere, as Markdown; "" where no repository is known."""
    binder, place = link(repository, "HEAD", name), colab(repository, "HEAD", name)
    found = f" · [{say('build.binder')}]({binder})" if binder else ""
    if place:
        # Colab brings the notebook alone, and packages of its own.
        lines = "\n".join(html.escape(line.replace("ADDRESS", repository)) for line in COLAB)
        found += (
            f" · [{say('build.colab')}]({place})\n\n<details><summary>{say('build.colab_cell')}</summary>"
            f"<pre>{lines}</pre></details>"
        )
    return found


def with_numbers(text):
    """A page of ours whose lists of notebooks name each with the number of its lesson, as guide and class call it."""

    def listed(found):
        paths = sorted(ROOT.glob(f"{found[1]}/[0-9]*.ipynb"))
        return "\n".join(f"{numbered(path)} <{found[1]}/{path.stem}>" for path in paths)

    return re.sub(r"^(notebooks(?:/deeper)?)/\*$", listed, text, flags=re.M)


def with_pages(text, name):
    """Markdown whose links to the folder of exercises lead to their page, and whose links to answers are words."""
    text = re.sub(
        r"\[([^]]*)\]\((?:\.\./)*(?:classroom/)?(key|samples)\.md[^)]*\)",
        lambda found: say("build.answers", words=found[1], name=found[2]),
        text,
    )
    up = "../" * (len(name.parts) - 1)
    return re.sub(r"\]\((\.\./)*(notebooks/)?exercises/?\)", f"]({up}exercises.md)", text)


# What the theme leaves out for readers who listen to the page: levels of headings, names of landmarks.
MENDS = [
    ('role="heading">', 'role="heading" aria-level="2">'),
    ('<aside class="sidebar-drawer">', f'<aside class="sidebar-drawer" aria-label="{say("build.pages")}">'),
    ('<aside class="toc-drawer">', f'<aside class="toc-drawer" aria-label="{say("build.contents")}">'),
    ('<th class="head"><p></p></th>', "<td></td>"),
    ('<div id="search-results">', f'<h1>{say("build.search")}</h1>\n<div id="search-results">'),
]


def mend(folder):
    """Give the finished pages what Sphinx and the theme leave out, and every sentence that they name its link."""
    case = load_case("seeds")
    rows = sentences(case)
    told = dict(zip(rows.sentence, rows.text))
    for path in sorted(folder.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        for old, new in MENDS:
            page = page.replace(old, new)
        up = "../" * (len(path.relative_to(folder).parts) - 1)
        page = link_sentences(link_marks(page, told, f"{up}room.html"), told, f"{up}room.html")
        if (folder / "desk").is_dir() and sheet_pages.is_sheet(path.relative_to(folder)):
            page = sheet_pages.with_rules(page, up)
        path.write_text(page, encoding="utf-8")
    write_room(case, folder / "room.html", home=("index.html", say("build.home")))


def sphinx(builder, pages, target, settings=()):
    """Let Sphinx make something of the prepared pages; a warning stops it. Out: its exit code."""
    options = ["-W", "--keep-going", "-q", "-j", "auto", "-c", str(ROOT / "site"), "-d", str(pages / ".doctrees")]
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", builder, *options, *settings, str(pages), str(target)]
    ).returncode


def main():
    if sys.argv[1:2] == ["--gettext"]:
        return catalogue(Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "build" / "gettext").resolve())
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "site").resolve()
    pages = target.with_name(target.name + "-source")
    said = about()
    stage(pages, said)
    shutil.rmtree(target, ignore_errors=True)
    if code := sphinx("html", pages, target):
        return code
    missing = desk.build(target)
    mend(target)
    add_heads(target, said)
    desk.write_keeper(target)
    shutil.rmtree(pages)
    print(*notes(said["places"]), *filter(None, [missing]), sep="\n")
    print(say("build.open", page=target / "index.html"))
    return 0


def catalogue(target):
    """Write what lessons and pages say as catalogues of gettext, a file a page, each sentence with where it stands."""
    pages = target.with_name(target.name + "-source")
    stage(pages, about())
    shutil.rmtree(target, ignore_errors=True)
    # A file a page; what code gives is nobody's to translate.
    code = sphinx("gettext", pages, target, ["-Dgettext_compact=0", "-Dsuppress_warnings=mystnb.mime_priority"])
    if code == 0:
        shutil.rmtree(pages)
        print(say("build.wrote", catalogues=len(list(target.rglob("*.pot"))), folder=target))
    return code


if __name__ == "__main__":
    sys.exit(main())
