"""Build the static pages: python site/build.py [FOLDER], by default into build/site.

The notebooks, the glossary and what a teacher needs are copied to a folder beside the pages and prepared there:
each figure gets its description as the image's alt text, each notebook a link to its file. Nothing is executed.
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
# What the pages show or link to. Keys and the exercise sources with their solutions stay out.
PARTS = ["notebooks/*.ipynb", "notebooks/exercises/*.ipynb", "classroom/*.md", "classroom/*.html", "seeds/*.*",
         "seeds/gold/*", "helpers/**/*.py", "helpers/data/**/*.csv", "site/*.png", "*.md", "LICENSE", "CITATION.cff"]
KEYS = {"key.md", "answers.py", "keys.py"}


def stage(folder):
    """Copy what the pages are made of into a folder, notebooks prepared for Sphinx."""
    shutil.rmtree(folder, ignore_errors=True)
    for source in sorted({path for part in PARTS for path in ROOT.glob(part) if path.name not in KEYS}):
        name = source.relative_to(ROOT)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".ipynb":
            (folder / "files" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / "files" / name)
            nbformat.write(prepare(nbformat.read(source, 4), name), folder / name)
        elif source.suffix == ".md":
            (folder / name).write_text(with_pages(source.read_text(encoding="utf-8"), name), encoding="utf-8")
        else:
            shutil.copyfile(source, folder / name)
    for page in (ROOT / "site").glob("*.md"):
        shutil.copyfile(page, folder / page.name)


def prepare(notebook, name):
    """A notebook for Sphinx: alt texts where myst-nb looks for them, links to folders made links to pages."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = with_pages(cell.source, name)
        for output in cell.get("outputs", []):
            alt = output.get("metadata", {}).get("image/png", {}).get("alt")
            if alt:
                cell.metadata["mystnb"] = {"image": {"alt": alt}}
    up = "../" * (len(name.parts) - 1)
    notebook.cells[0].source += f"\n\n{{download}}`This page as a notebook, to run it <{up}files/{name.as_posix()}>`"
    return notebook


def with_pages(text, name):
    """Markdown whose links to the folder of exercises lead to their page, and whose links to the key are words."""
    text = re.sub(r"\[([^]]*)\]\((?:\.\./)*(?:classroom/)?key\.md[^)]*\)",
                  r"\1 (`classroom/key.md` in the repository)", text)
    up = "../" * (len(name.parts) - 1)
    return re.sub(r"\]\((\.\./)*(notebooks/)?exercises/?\)", f"]({up}exercises.md)", text)


# What the theme leaves out for readers who listen to the page: levels of headings, names of landmarks.
MENDS = [('role="heading">', 'role="heading" aria-level="2">'),
         ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="All pages">'),
         ('<aside class="toc-drawer">', '<aside class="toc-drawer" aria-label="On this page">'),
         ('<div id="search-results">', '<h1>Search</h1>\n<div id="search-results">')]


def mend(folder):
    """Give the finished pages what the theme leaves out."""
    for path in folder.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        for old, new in MENDS:
            page = page.replace(old, new)
        path.write_text(page, encoding="utf-8")


def main():
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "site").resolve()
    pages = target.with_name(target.name + "-source")
    stage(pages)
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-j", "auto",
               "-c", str(ROOT / "site"), "-d", str(pages / ".doctrees"), str(pages), str(target)]
    done = subprocess.run(command)
    mend(target)
    if done.returncode == 0:
        shutil.rmtree(pages)
        print(f"Open {target / 'index.html'}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
