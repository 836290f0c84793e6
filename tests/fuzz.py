"""Throw what strangers may send at all that reads it, for as long as one likes, and keep what makes something fail.

python tests/fuzz.py                       a minute, another seed each time
python tests/fuzz.py --minutes 60 --seed 7 the same inputs in the same order, as far as the time allows
python tests/fuzz.py --only check pages    some of the targets alone (see --help)
python tests/fuzz.py --replay FILE ...     inputs that were kept, once more

A failure is: any exception but CaseError (and what a wrong argument deserves), a CaseError of more than one line, more
seconds than SLOW, a count that does not add up, an element in a page that acts. Its input is written to build/fuzz/ as
TARGET-NUMBER.bin, and how it failed beside it. The exit code is 1 where something failed.
"""

import argparse
import html.parser
import io
import random
import re
import signal
import sys
import tempfile
import time
import traceback
import warnings
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

from tellings.case.files import PROJECT, CaseError

KEPT = PROJECT / "build" / "fuzz"
SLOW, HANGS = 20, 180  # seconds of work; seconds by the clock, for what waits and does not work
MOST = 4000  # characters of an input, but for those that repeat something without end
ENDLESS = 30_000
WORDS = [
    *(
        "“We are sorry,” said Ana Silva, the minister.",
        "On Monday, 9 November 2021,",
        "He said that",
        "May ",
        "2021-08-",
    ),
    *(
        "twelve people were killed",
        "ANA: Yes.\n",
        "Q: Why?\nA: So.\n",
        "\n\n",
        "\n",
        "\t",
        "# Head\n",
        "By Ana Silva\n",
    ),
    *("KABUL, Aug. 17 (Reuters) — ", "> quoted\n", "- a point\n", "[lbc-17]", "[lbc-1 to lbc-3]", "(outside: a book)"),
    *("---\ntitle: a\n---\n", "https://a.example/b ", "<form action='http://a.example'>", "<script>alert(1)</script>"),
    *(
        "<base href='//x'>",
        "<style>*{display:none}</style>",
        "<p style='position:fixed'>",
        "<a href='http://b'>",
        "</a>",
    ),
    *("![x](http://a.example/p.png)", "$5 and $6", "`code`", "**bold**", "_", "|", "1234567890", "12/11/2021 ", "1,5"),
    *("“", "”", '"', "'", "‘", "’", "«", "(", ")", "[", "]", "{", "}", "…", "—", "--", "*", "!?", ":-)", ";", ",", "="),
    *(
        "👩\u200d👩\u200d👧",
        "\u200b",
        "\u200d",
        "\u202e",
        "\ufeff",
        "\0",
        "\x1b[2J",
        "a\u0301",
        "\u00ad",
        "中文",
        "سلام",
        "ß",
        "İ",
    ),
    *("id,text\n", "a,b\n", '"open', '"whole",', "file,id,title\n", "sep=;\n", ";", "=1+1", "nan", "None", "…", "True"),
]
BYTES = [
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\x00",
    b"\xe2\x80",
    b"%PDF",
    b"PK\x03\x04",
    b"PAR1",
    b"\r",
]


# -- Inputs


def made(chance):
    """An input, by chance: words, one of them without end, bytes, or a seed text that was cut and mixed up."""
    kind = chance.random()
    if kind < 0.15:
        word = chance.choice(WORDS) + (chance.choice(WORDS) if chance.random() < 0.5 else "")
        return (word * (1 + ENDLESS // len(word)))[: chance.randrange(ENDLESS)].encode("utf-8", "surrogatepass")
    if kind < 0.25:
        return bytes(chance.randrange(256) for _ in range(chance.randrange(200)))
    if kind < 0.5:
        text = chance.choice(seeds())
        first = chance.randrange(len(text))
        text = text[first : first + chance.randrange(MOST)]
        for _ in range(chance.randrange(8)):
            place = chance.randrange(len(text) + 1)
            text = text[:place] + chance.choice(WORDS) + text[place + chance.randrange(40) :]
    else:
        text = "".join(chance.choice([*WORDS, " ", " "]) for _ in range(chance.randrange(1, 60)))
    content = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.2:
        place = chance.randrange(len(content) + 1)
        content = content[:place] + chance.choice(BYTES) + content[place:]
    return content


@cache
def seeds():
    paths = [
        *(PROJECT / "seeds").glob("*.txt"),
        *(PROJECT / "seeds").glob("*.csv"),
        *(PROJECT / "seeds").glob("*/*.csv"),
    ]
    return [path.read_text(encoding="utf-8-sig") for path in sorted(paths)]


@cache
def case():
    from tellings.case.folder import load_case

    return load_case(str(PROJECT / "seeds"))


def said(content):
    return content.decode("utf-8", "replace")


def sources(content):
    """Texts made of an input; CaseError where it holds none."""
    from tellings.case.sources import text_source

    text = said(content)
    return [
        text_source(text, id="a", published="2021-08-17"),
        text_source(f"{text[len(text) // 3 :]} and more", id="b", published="2021"),
    ]


# -- Targets


def readers(content, folder):
    """The readers of texts and tables: each names the file in one sentence, or gives what is in it."""
    from tellings.case.files import read_text
    from tellings.case.folder import load_case
    from tellings.case.tables import read_table

    outcomes = 0
    for name in ("a.txt", "a.csv", "actors.csv"):
        (folder / name).write_bytes(content)
        for read in (read_text, read_table):
            outcomes += refused(read, folder / name, names=name)
    (folder / "a.csv").unlink()
    refused(load_case, folder)
    (folder / "sources.csv").write_bytes(content)
    refused(load_case, folder)


def tables(content, folder):
    """The corpus: any bytes as a table, each row a text or a fault, none twice."""
    from tellings.case.sources import Source
    from tellings.corpus.command import partitions
    from tellings.corpus.reading import read_corpus

    for name, head in (("a.csv", b"id,text\n"), ("b.csv", b""), ("c.jsonl", b""), ("d.parquet", b"")):
        path = folder / name
        path.write_bytes(head + content)
        try:
            items = list(read_corpus(path))
        except CaseError as error:
            assert "\n" not in str(error), str(error)
            continue
        assert sum(len(block) for _, block in partitions(items)) == len(items), "what goes in comes out"
        ids = [item.id for _, item in items if isinstance(item, Source)]
        assert len(set(ids)) == len(ids), "no text is counted twice"
        if name == "a.csv" and b'"' not in content:
            lines = io.TextIOWrapper(io.BytesIO(head + content), "utf-8-sig", "surrogateescape", newline="")
            assert len(items) == sum(bool(line.strip("\r\n")) for line in list(lines)[1:]), "a line is lost"


def finders(content, _):
    """Every finder, and the page of a text: rows that lie in the text, no matter what it holds."""
    from tellings.argument import named_outlets, shared_passages
    from tellings.framing.tone import tone_table
    from tellings.perspectives.tables import compare_numbers, find_speech, unbalanced_marks
    from tellings.reading import tables as reading
    from tellings.reading.show import show
    from tellings.timeline.events import dated_statements, propose_events
    from tellings.timeline.tables import find_dates

    given = sources(content)
    found = [find_dates(given), find_speech(given), reading.sentences(given), reading.words(given)]
    found += [reading.paragraphs(given), unbalanced_marks(given), shared_passages(given), dated_statements(given)]
    named_outlets(given), propose_events(given), compare_numbers(given, found[0]), tone_table(given)
    size = {source.id: len(source.text) for source in given}
    for rows in found:
        assert all(0 <= row.start < row.end <= size[row.source] for row in rows.itertuples()), rows.columns
    assert inactive(show(given[0], found[1])._repr_html_())


def desk(content, _):
    """The desk and the report's words on a text that somebody pasted."""
    from tellings.own.check import text_warnings
    from tellings.own.pasted import read

    for source in sources(content):
        list(text_warnings(source))
    read([{"id": "a", "text": said(content), "published": None}, {"id": "b", "text": "A text.", "published": "2021"}])


def check(content, _):
    """Any answer to any exercise: a verdict and a sentence."""
    from tellings.exercises.check import exercises, judge

    text = said(content)
    names = list(exercises())
    # Which ones hangs on the input, so that it fails again when it is read from its file.
    for name in random.Random(content).sample(names, 6):
        for answer in (text, [text], {text: text}, text.split(), {"a": [text, 1]}, content):
            assert isinstance(judge(name, answer)[0], str)


def argument(content, folder):
    """An argument: checked, and as a page on which nothing acts."""
    from tellings.argument import argument_page, check_argument

    check_argument(said(content), case())
    page = argument_page(said(content), case(), folder / "argument.html", author=said(content)[:80])
    assert inactive(Path(page).read_text(encoding="utf-8").split("<main>")[1])


def pages(content, folder):
    """A hand-in page: of a notebook that holds the input everywhere, and the input read as a page."""
    import nbformat

    from tellings.exercises import handin
    from tellings.exercises.heap import notebook_cells
    from tellings.exercises.pages import page_cells

    refused(page_cells, said(content))
    text = re.sub("[\ud800-\udfff]", "", said(content))[:MOST]
    outputs = [
        nbformat.v4.new_output("display_data", {kind: text}) for kind in ("text/html", "text/markdown", "text/plain")
    ]
    outputs.append(nbformat.v4.new_output("error", ename=text, evalue=text, traceback=[text]))
    cells = [nbformat.v4.new_markdown_cell(text), nbformat.v4.new_raw_cell(text)]
    cells.append(nbformat.v4.new_code_cell(text, outputs=outputs))
    notebook = nbformat.v4.new_notebook(cells=cells)
    kept, about = notebook_cells(notebook)
    about |= {"student": text[:80], "sheet": "s", "saved": "2021-08-17T10:00:00"}
    page, _ = handin._write(folder / "sheet.ipynb", notebook, kept, about, "Ana")
    written = page.read_text(encoding="utf-8")
    assert inactive(written.split("<main>")[1]), "something in the page acts"
    assert page_cells(written)[0] == kept, "the page holds other cells"


TARGETS = {target.__name__: target for target in (readers, tables, finders, desk, check, argument, pages)}


def refused(read, *given, names=""):
    """Whether a reader refuses what it is given, in one sentence that names the file."""
    try:
        read(*given)
    except CaseError as error:
        assert "\n" not in str(error), f"more than a sentence: {error}"
        assert names in str(error), f"{names} is not named: {error}"
        return True
    return False


ACTIVE = {
    *("form", "input", "button", "base", "meta", "iframe", "object", "embed", "link", "script", "style", "video"),
    *("audio", "dialog"),
}


class Acting(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        acts = tag in ACTIVE
        acts |= any(name.startswith("on") for name in told) or "position:fixed" in (told.get("style") or "")
        acts |= tag == "img" and not (told.get("src") or "").startswith("data:image/")
        if acts or (told.get("href") or "").strip().lower().startswith("javascript"):
            self.found.append((tag, attributes))


def inactive(page):
    acting = Acting(page).found
    assert not acting, acting[:3]
    return True


# -- The work


class TooSlow(Exception):
    pass


def tried(target, content):
    """What failed when a target met an input, "" where nothing did."""

    def stop(*_):
        raise TooSlow(f"no end in {SLOW} seconds of work")

    from tellings.reading import text

    # Other programs run here too: what they take is not the target's.
    timers = ((signal.SIGPROF, signal.ITIMER_PROF, SLOW), (signal.SIGALRM, signal.ITIMER_REAL, HANGS))
    before = [signal.signal(given, stop) for given, *_ in timers]
    for _, timer, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            target(content, Path(folder))
    except CaseError as error:
        return f"more than a sentence: {error}" if "\n" in str(error) else ""
    except Exception:
        return traceback.format_exc()
    finally:
        for (given, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(given, handler)
        text.forget()
    return ""


def keep(name, content, fault):
    KEPT.mkdir(parents=True, exist_ok=True)
    number = 1 + len(list(KEPT.glob(f"{name}-*.bin")))
    path = KEPT / f"{name}-{number:03d}.bin"
    path.write_bytes(content)
    path.with_suffix(".txt").write_text(fault, encoding="utf-8", errors="backslashreplace")
    print(
        f"FAILED {name}: {fault.strip().splitlines()[-1][:200]}\n  replay: python tests/fuzz.py --replay {path}",
        flush=True,
    )


def fuzz(minutes, seed, names):
    """Try inputs in turn until the time is up; out: how many tries, how many failures of another kind each."""
    chance, until, tries, faults = random.Random(seed), time.monotonic() + 60 * minutes, 0, set()
    while time.monotonic() < until:
        content = made(chance)
        for name in names:
            fault = tried(TARGETS[name], content)
            tries += 1
            # A fault is known by where it was raised: the same one a hundred times helps nobody.
            lines = [line for line in fault.splitlines() if line.startswith("  File")]
            kind = (name, lines[-1] if lines else fault)
            if fault and kind not in faults:
                faults.add(kind)
                keep(name, content, fault)
    return tries, len(faults)


def replay(paths):
    faults = 0
    for path in paths:
        name = path.name.rpartition("-")[0]
        fault = tried(TARGETS[name], path.read_bytes())
        faults += bool(fault)
        print(f"{path}: {fault or 'nothing fails any more'}")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument(
        "--only", nargs="+", choices=TARGETS, default=list(TARGETS), metavar="TARGET", help=", ".join(TARGETS)
    )
    parser.add_argument("--replay", nargs="+", type=Path, metavar="FILE")
    given = parser.parse_args()
    if given.replay:
        return 1 if replay(given.replay) else 0
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    print(f"Seed {seed}, {given.minutes:g} minutes: {', '.join(given.only)}", flush=True)
    tries, faults = fuzz(given.minutes, seed, given.only)
    print(f"{tries:,} tries, {faults} kinds of failure{f'; look in {KEPT}' if faults else ''}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
