"""Draw site/picture.png, the picture of the front and of the README: a text with its quotations, and two figures of lessons.

python tests/front_picture.py     needs Chromium, and Pillow, which comes with matplotlib
"""

import hashlib
import io

import nbformat
from browser import chromium
from PIL import Image, PngImagePlugin

from tellings.case.files import PROJECT
from tellings.case.folder import load_case
from tellings.charts.base import boxed
from tellings.reading.show import show

PICTURE = PROJECT / "site" / "picture.png"
# The figures, by the code of their cells in the lessons, from top to bottom.
FIGURES = {"03_timeline": "charts.event_time(stated)", "04_perspectives": 'coded.chart(by="coding")'}
FIRST, LAST = "09 At a press", "18 "  # the text is shown from the one sentence to before the other
COLOURS = 256  # with fewer, hues that tell the texts apart run together
PAGE = """<style>body { margin: 0; display: flex; font: 17.3px/1.65 sans-serif; background: #fff }
.text { width: 670px; padding: 12px 20px 0 0; height: 690px; overflow: hidden }
svg { display: block; height: auto; width: 900px; margin-bottom: 6px }</style>"""


def figures():
    """The two figures as they are stored, in SVG."""
    for name, code in FIGURES.items():
        cells = nbformat.read(PROJECT / "notebooks" / f"{name}.ipynb", 4).cells
        outputs = next(cell.outputs for cell in cells if cell.cell_type == "code" and code in cell.source)
        yield next(svg for one in outputs if (svg := one.get("metadata", {}).get("image/png", {}).get("svg")))


def mark():
    """What tells whether the picture shows the figures that the lessons have now."""
    return hashlib.sha256("".join(figures()).encode()).hexdigest()


def main():
    case = load_case("seeds")
    shown = show(case["lbc"], case.gold("quotes").query("kind == 'direct'")).html
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1600, "height": 702})
        drawn = "".join(map(boxed, figures()))
        page.set_content(f'{PAGE}<div class="text">{shown}</div><div>{drawn}</div>')
        page.evaluate(
            """([first, last]) => {
              const text = document.querySelector(".text"), parts = [...text.querySelectorAll("p, li, div")];
              const top = parts.findLast((part) => part.textContent.trim().startsWith(first));
              text.scrollTop += top.getBoundingClientRect().top - 12;
              const end = parts.findLast((part) => part.textContent.trim().startsWith(last));
              text.style.height = `${end.getBoundingClientRect().top - 24}px`;
            }""",
            [FIRST, LAST],
        )
        image = Image.open(io.BytesIO(page.screenshot()))
    kept = PngImagePlugin.PngInfo()
    kept.add_text("figures", mark())
    image.convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True, pnginfo=kept)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
