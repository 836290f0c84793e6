"""Follow every link of some pages in the browser, and say which don't arrive."""

from pathlib import Path
from urllib.parse import unquote, urldefrag, urlparse

ALL = """[...document.querySelectorAll("a[href]")].map(link => new URL(link.getAttribute("href"), document.baseURI).href)"""
# Goes to a place of the page that is open, as the browser does for its address (which Chromium lets a page do 200 times
# in a row and no more), and says whether what stands there is seen.
GO = """place => {
  const goal = document.getElementById(decodeURIComponent(place));
  if (!goal) return false;
  goal.scrollIntoView({behavior: "instant"});
  const box = goal.getClientRects()[0];
  return Boolean(box) && box.bottom > 0 && box.top < innerHeight;
}"""


def followed(browser, pages):
    """Open each page, then each page and place that it links to; out: how many links there are, and the dead ones.

    A link to another host is counted and not opened; a file that is no page has to be there.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page, asked, count = context.new_page(), {}, 0
    for path in pages:
        page.goto(Path(path).as_uri())
        for address in page.evaluate(ALL):
            count += 1
            if address.startswith("file:"):
                target, place = urldefrag(address)
                asked.setdefault(target, {}).setdefault(place, Path(path).name)
    dead = []
    for target, places in asked.items():
        path = Path(unquote(urlparse(target).path))
        if not path.is_file():
            dead += [f"{name}: {target}" for name in set(places.values())]
        elif path.suffix == ".html":
            page.goto(target)
            dead += [
                f"{name}: {target}#{place}" for place, name in places.items() if place and not page.evaluate(GO, place)
            ]
    context.close()
    return count, dead
