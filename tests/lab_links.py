"""Follow every link of the lessons and sheets in a real JupyterLab, from the page that it opens first, by clicking.

python tests/lab_links.py REPORT.json
"""

import json
import re
import sys
import tempfile
from pathlib import Path

from browser import chromium
from collection import cells
from lab import ROOT, SETTINGS, start_server

# As a reader has it, but for the question about news.
AS_INSTALLED = {name: values for name, values in SETTINGS.items() if name != "notebook-extension/tracker"}
# No link needs a kernel.
NO_KERNELS = (
    'Object.defineProperty(jupyterapp.docRegistry.getWidgetFactory("Notebook"), "canStartKernel", {value: false})'
)

# The links of the page that is open: where each leads, and what it shows on hover.
LINKS = """() => {
  const page = jupyterapp.shell.currentWidget.node;
  return [...page.querySelectorAll(".jp-RenderedMarkdown a:not(.jp-InternalAnchorLink)")].map((link, number) => {
    const url = new URL(link.href, location.href);
    const local = url.host === location.host;
    return {number, local, path: decodeURIComponent(url.pathname).replace("/files/", ""),
            heading: decodeURIComponent(url.hash.slice(1)), title: link.title, words: link.textContent};
  });
}"""
# True as soon as a page that holds so many links has drawn them all.
DRAWN = """count => {
  const links = [...jupyterapp.shell.currentWidget.node.querySelectorAll(".jp-RenderedMarkdown a:not(.jp-InternalAnchorLink)")];
  return links.length >= count && links.every(link => /^(https?:|#)/.test(link.getAttribute("href")));
}"""
# Click link number … of page …; Markdown that is open already is first scrolled to its beginning.
CLICK = """([path, number]) => {
  document.querySelectorAll(".jp-MarkdownViewer .jp-RenderedMarkdown").forEach(page => page.scrollTop = 0);
  const page = [...jupyterapp.shell.widgets("main")].find(widget => widget.context && widget.context.path === path);
  page.node.querySelectorAll(".jp-RenderedMarkdown a:not(.jp-InternalAnchorLink)")[number].click();
}"""
# True as soon as the document is open, its content is there, and its heading, where one is asked for, is in sight.
ARRIVED = """([path, heading]) => {
  const widget = jupyterapp.shell.currentWidget;
  if (!widget || !widget.context || widget.context.path !== path || !widget.context.isReady) return false;
  if (!heading) return true;
  const found = [...widget.node.querySelectorAll("[data-jupyter-id]")].find(part => part.dataset.jupyterId === heading);
  if (!found) return false;
  const [place, page] = [found.getBoundingClientRect(), widget.node.getBoundingClientRect()];
  return place.height > 0 && place.top >= page.top && place.bottom <= page.bottom;
}"""
OPEN = """async path => {
  const factory = path.endsWith("md") ? "Markdown Preview" : "Notebook";
  await jupyterapp.commands.execute("docmanager:open", {path, factory});
}"""
CLOSE = """async path => {
  const widget = [...jupyterapp.shell.widgets("main")].find(widget => widget.context && widget.context.path === path);
  if (widget.sessionContext) await widget.sessionContext.shutdown();
  widget.dispose();
}"""


def first_page(folder):
    """The address that JupyterLab opens in the browser when it starts."""
    opened = next((folder / "runtime").glob("*file-to-run*.html")).read_text(encoding="utf-8")
    return re.search(r'href="([^"]+)"', opened)[1]


def follow(page, path, link):
    """Click a link; out: None, or what went wrong."""
    page.evaluate(CLICK, [path, link["number"]])
    try:
        page.wait_for_function(ARRIVED, arg=[link["path"], link["heading"]], timeout=30_000, polling=100)
    except Exception:
        dialog = page.locator(".jp-Dialog")
        said = dialog.inner_text().replace("\n", ": ") if dialog.count() else "nothing happens"
        page.keyboard.press("Escape")
        return f"{path}, [{link['words']}] to {link['path']}#{link['heading']}: {said}"
    return None


def links_of(path):
    """How many links the Markdown of a notebook or page holds."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        text = "\n\n".join(source for _, source, _ in cells(path, "markdown"))
    return len(re.findall(r"\]\(", re.sub(r"```.*?```|(?<!\[)`[^`\n]*`", "", text, flags=re.S)))


def crawl(page, start):
    """Open what can be reached from a page, each target once; out: {page: its links}, faults."""
    seen, waiting, visited, faults = {(start, "")}, [start], {}, []
    while waiting:
        path = waiting.pop()
        page.evaluate(OPEN, path)
        page.wait_for_function(DRAWN, arg=links_of(ROOT / path), polling=100)
        visited[path] = page.evaluate(LINKS)
        for link in visited[path]:
            target = (link["path"], link["heading"])
            if not link["local"] or target in seen:
                continue
            known = link["path"] in {path for path, _ in seen}
            seen.add(target)
            if fault := follow(page, path, link):
                faults.append(fault)
            elif not known and link["path"].endswith((".ipynb", "glossary.md")):
                waiting.append(link["path"])
            elif not known:
                page.evaluate(CLOSE, link["path"])
        if not path.endswith("glossary.md"):
            page.evaluate(CLOSE, path)
    return visited, faults, sorted(f"{path}#{heading}".strip("#") for path, heading in seen)


def main():
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server, _ = start_server(Path(folder), AS_INSTALLED)
        try:
            # Low, since JupyterLab draws each table of a CSV file dozens of times over the whole height.
            page = browser.new_page(viewport={"width": 1000, "height": 400})
            page.set_default_timeout(120_000)
            page.goto(first_page(Path(folder)))
            page.wait_for_function("window.jupyterapp && jupyterapp.restored.then(() => true)")
            page.wait_for_function("jupyterapp.shell.currentWidget && jupyterapp.shell.currentWidget.context")
            page.evaluate(NO_KERNELS)
            start = page.evaluate("jupyterapp.shell.currentWidget.context.path")
            visited, faults, targets = crawl(page, start)
        finally:
            server.terminate()
            server.wait(20)
    report = {"start": start, "pages": visited, "faults": faults, "targets": targets}
    Path(sys.argv[1]).write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
