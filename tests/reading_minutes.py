"""How long a lesson takes: its words at 200 a minute, and what there is to do in it.

python tests/reading_minutes.py     a line a notebook

Read is the prose of the page, and what code writes as prose. Done is the rest: a cell is run, a table or a marked text
is looked at, a figure is read, a cell tagged `your-turn` is answered. Cells whose metadata have `minutes` take those.
"""

import re
from statistics import quantiles

from collection import DEEPER, LESSONS, cells, prose

WORDS_A_MINUTE = 200
RUN, TABLE, FIGURE, YOUR_TURN = 0.25, 1, 2, 2  # minutes, by the clock of one reader who tried all lessons
STATED = re.compile(r"\*\*Time:\*\* (?:about )?(\d+)")


def words(text):
    """How many words a piece of Markdown has for its reader."""
    return len(re.findall(r"[^\W_]+(?:[-'’.,/][^\W_]+)*", prose(text.replace("`", ""))))


def reading(path):
    """The words that there are to read: of the prose cells, and of what code writes as prose."""
    written = [
        "".join(output["data"]["text/markdown"])
        for _, _, cell in cells(path, "code")
        for output in cell["outputs"]
        if "text/markdown" in output.get("data", {})
    ]
    return sum(map(words, [source for _, source, _ in cells(path, "markdown")] + written))


def doing(path):
    """The minutes that running, looking and answering take."""
    return sum(_minutes(cell) for _, _, cell in cells(path, "code"))


def _minutes(cell):
    if "minutes" in cell["metadata"]:
        return cell["metadata"]["minutes"]
    if "your-turn" in cell["metadata"].get("tags", []):
        return YOUR_TURN
    shown = [output.get("data", {}) for output in cell["outputs"]]
    if any("image/png" in data for data in shown):
        return RUN + FIGURE
    return RUN + TABLE * any("text/html" in data for data in shown)


def sections(path):
    """The minutes of each section of a notebook, by its heading without its number."""
    found, title = {}, None
    for _, source, cell in cells(path):
        if cell["cell_type"] == "markdown":
            title = ([title] + re.findall(r"^## (?:\d+ )?(.+)$", source, re.M))[-1]
            took = words(source) / WORDS_A_MINUTE
        else:
            shown = ["".join(output.get("data", {}).get("text/markdown", "")) for output in cell["outputs"]]
            took = _minutes(cell) + sum(map(words, shown)) / WORDS_A_MINUTE
        found[title] = found.get(title, 0) + took
    return found


def stated(path):
    """The minutes that a lesson gives itself in its first cell."""
    return int(STATED.search(cells(path)[0][1])[1])


def lengths(path):
    """The words of each prose cell, in order of their number: the median and the ninth tenth."""
    tenths = quantiles([words(source) for _, source, _ in cells(path, "markdown")], n=10, method="inclusive")
    return tenths[4], tenths[8]


def main():
    for path in LESSONS + DEEPER:
        read, done = reading(path) / WORDS_A_MINUTE, doing(path)
        median, ninth = lengths(path)
        said = stated(path) if STATED.search(cells(path)[0][1]) else "no"
        turns = sum("your-turn" in cell["metadata"].get("tags", []) for _, _, cell in cells(path))
        print(
            f"{path.stem}: {reading(path)} words, {read:.0f} minutes; {done:.0f} to do; {read + done:.0f} in all, "
            f"{said} stated; prose cells {median:.0f} words (nine of ten under {ninth:.0f}); {turns} turns"
        )


if __name__ == "__main__":
    main()
