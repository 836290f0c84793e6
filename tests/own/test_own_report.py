"""The report and the finders against what strangers' texts may hold; one text, and parameters that are none."""

import base64
import html.parser
import re
import time
import warnings

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers import CaseError, load_case, sentences, show, text_source, words
from tellings.case.files import PROJECT
from tellings.case.tables import read_table
from tellings.charts import Chart
from tellings.framing.tone import tone_table
from tellings.own import parts as material
from tellings.own import sections
from tellings.own.check import text_warnings
from tellings.own.report import write_report
from tellings.perspectives.names import find_names
from tellings.perspectives.tables import find_speech, unbalanced_marks
from tellings.reading.tables import paragraphs
from tellings.timeline.events import dated_statements, propose_events
from tellings.timeline.tables import find_dates

SCRIPT = "<script>alert('x')</script>"
ACTORS = pd.DataFrame(
    [("us", "neutral", "the council", "", "", "")], columns=["actor", "label", "term", "source", "kind", "note"]
)
FINDERS = {
    "paragraphs": paragraphs,
    "sentences": sentences,
    "words": words,
    "find_dates": find_dates,
    "find_speech": find_speech,
    "dated_statements": dated_statements,
    "unbalanced_marks": unbalanced_marks,
    "tone_table": tone_table,
    "find_names": lambda source: find_names(source, find_speech(source), ACTORS),
}


# -- the report on a hostile case


class Tags(html.parser.HTMLParser):
    """What a browser would take for tags and attributes."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = set(), [], []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes += attributes

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("case") / "<b>hostile"
    folder.mkdir()
    for number, name in enumerate(("a", "b")):
        (folder / f"{name}.txt").write_text(
            f"=cmd|'/C calc'!A0 {SCRIPT}\n\nBy {SCRIPT}\n\n"
            f'=1+1 was said on 5 May 2019 by the council. "=SUM(A1) <img src=x onerror=alert(1)>" said {SCRIPT} Smith.\n\n'
            f"The price rose from $5 to $6 \\frac{{ and \u202eback\u202c \0 again in 201{number}. The council said that @all "
            "must pay, and the mayor warned of worse on Monday. [link](javascript:alert(1)) \x1b[2J\n\n" * 4,
            encoding="utf-8",
        )
    (folder / "sources.csv").write_text(
        f"file,id,title,outlet,author,published,published_basis,kind\na.txt,=a{SCRIPT},{SCRIPT},@out,+auth,2019-05-06,stated,"
        f'-kind\nb.txt,b,$x$ \\frac,"""onload=x",,,,\n',
        encoding="utf-8",
    )
    (folder / "actors.csv").write_text(
        f"actor,label,term\n{SCRIPT},neutral,the council\n=x,critical,the mayor\n", encoding="utf-8"
    )
    shown = write_report(folder)
    return folder, shown


def test_report_holds_no_script_and_asks_for_nothing(hostile):
    folder, shown = hostile
    page = (folder / "report" / "report.html").read_text(encoding="utf-8")
    seen = Tags()
    seen.feed(page)
    assert not seen.tags & {"script", "iframe", "object", "embed", "link", "form", "svg", "base"}
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    links = [value for name, value in seen.attributes if name in ("href", "src")]
    assert all(re.match(r"#s\d+$|data:image/png;base64,|data:text/csv;base64,|\w+\.csv$", value) for value in links)
    assert ("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'") in seen.attributes
    assert SCRIPT in "".join(seen.text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", page)
    assert "[U+202E]" in page and "[U+0000]" in page


def test_tables_run_nothing_and_come_back(hostile):
    folder, _ = hostile
    tables = sorted((folder / "report").glob("*.csv"))
    assert [path.stem for path in tables] == ["dates", "names", "sentences", "speech", "statements"]
    texts = {source.id: source.text for source in load_case(folder).values()}
    for path in tables:
        for row in path.read_text(encoding="utf-8-sig").splitlines():
            assert not re.match(r'"?[=+@\t]', row)
            assert not re.search(r',"[=+@-]', row), row
        back = read_table(path)
        assert back.start.dtype == back.end.dtype == "int64"
        assert set(back.source) <= set(texts)
    assert (read_table(folder / "report" / "sentences.csv").tone < 0).any()


def test_data_of_the_figures_run_nothing(hostile):
    page = (hostile[0] / "report" / "report.html").read_text(encoding="utf-8")
    data = [base64.b64decode(code).decode() for code in re.findall(r"data:text/csv;base64,([^\"]+)", page)]
    assert len(data) >= 6
    assert not [line for text in data for line in text.splitlines() if re.match(r'"?[=+@]', line)]


def test_a_report_is_not_written_through_a_link(hostile, tmp_path):
    import shutil

    folder = shutil.copytree(hostile[0], tmp_path / "copy")
    shutil.rmtree(folder / "report")
    (tmp_path / "elsewhere").mkdir()
    (folder / "report").symlink_to(tmp_path / "elsewhere")
    it = material.read(folder)
    with pytest.raises(CaseError, match="is a link or lies in one"):
        write_report(it, [sections.source_cards(it)])
    assert not list((tmp_path / "elsewhere").iterdir())


# -- few texts, weak texts


def sections_of(folder):
    it = material.read(folder)
    return {make.__name__: repr(make(it)) for make in sections.ALL}


def test_one_text_says_what_cannot_be_done(tmp_path):
    (tmp_path / "only.txt").write_text(
        "Bridge Closed\n\n" + "On 5 May 2019 the council closed the bridge. " * 12, encoding="utf-8"
    )
    said = sections_of(tmp_path)
    assert "There is one text. It can be read, dated and shown" in said["source_cards"]
    assert "no sources.csv: titles are first lines, and outlet, author and date are unknown" in said["source_cards"]
    assert "No date of publication: only. Days and months without a year stay open" in said["source_cards"]
    assert said["favoured_words"].endswith("Favoured words need a second text to compare with.")
    assert "no actors.csv" in said["names"] and "is not coded" in said["coding"]


@pytest.mark.parametrize(
    "text", ["x", "READ MORE: x", "# Heading", "\0", "Die Fähre fährt nicht.", "5 May", '"', "123 456"]
)
def test_texts_with_nothing_in_them(tmp_path, text):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    for said in sections_of(tmp_path).values():
        assert said


def test_marks_have_the_same_letters_in_every_text():
    it = material.read(PROJECT / "tests" / "cases" / "ferry")
    pages = [part.html for part in sections.texts(it).parts if hasattr(part, "html")]
    legends = [dict(re.findall(r'aria-hidden="true">(\w)</b> (\w+) \(', page)) for page in pages]
    letters = {pair for legend in legends for pair in legend.items()}
    assert len(pages) == 3 and all(legend["T"] == "time" for legend in legends)
    assert {("T", "time"), ("D", "direct"), ("I", "indirect")} <= letters
    assert len(letters) == len(dict(letters)) == len({name for _, name in letters})


def test_long_text_is_shown_in_part_and_counted_whole(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"Bridge {name}\n\n" + "On 5 May 2019 the council met.\n\n" * 40, encoding="utf-8"
        )
    monkeypatch.setattr(sections, "SHOWN", 500)
    it = material.read(tmp_path)
    section = sections.texts(it)
    assert "a is long: the page shows its first" in repr(section)
    assert "of 1,290 characters" in repr(section)
    assert len(it.dates) == 80


def test_what_stands_around_an_article_is_counted_nowhere(tmp_path):
    (tmp_path / "actors.csv").write_text("actor,label,term\ncouncil,neutral,the council\nferry,neutral,the ferry\n")
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"Bridge closed by {name}\n\nOn 5 May 2019 the council closed the old bridge.\n\n"
            "READ MORE: 'The ferry sank,' says the council on 3 March 2018\n"
        )
    it = material.read(tmp_path)
    assert "2018-03-03" in set(it.dates.value)
    assert set(propose_events(it.case).value) == {"2019-05-05"}
    charts_of = [
        part
        for make in (sections.time, sections.names, sections.voices)
        for part in make(it).parts
        if isinstance(part, Chart)
    ]
    assert set(charts_of[0].data.value) == {"2019-05-05"}
    assert "2 more stand on the page around the article" in repr(sections.time(it))
    for chart in charts_of:
        assert "ferry" not in chart.data.drop(columns=["actor"], errors="ignore").to_csv().lower(), chart.title
    present = sections.presence(it.case, it.names, it.speech, it.actors)
    assert present[present.actor == "ferry"].named.sum() == 0 and present.speaks.sum() == 0


def test_worked_case_report_names_its_findings():
    it = material.read(PROJECT / "tests" / "cases" / "ferry")
    said = repr(sections.doubts(it)), repr(sections.coding(it)), repr(sections.time(it)), repr(sections.names(it))
    assert "speech without a speaker" in material.part_html(sections.doubts(it).parts[1])
    assert "dates with their value" in material.part_html(sections.coding(it).parts[-1])
    assert "expressions of time" in said[2] and "mentions" in said[3]


def test_findings_keep_what_rests_on_outside_knowledge():
    shown = [material.Section("Time", "30 expressions of time.", "Outside knowledge: 3 dates rest on <it>.", ACTORS)]
    said = material.findings(shown)
    assert said.parts[0].html == "<ul><li>Outside knowledge: 3 dates rest on &lt;it&gt;.</li></ul>"


# -- the parameter


class Shell:
    def __init__(self, *cells):
        self.user_ns = {"In": ["", *cells]}


@pytest.mark.parametrize(
    "cells, unknown",
    [
        (['case = "seeds"', '# Parameters\nfolder = "x"\n'], "folder"),
        (['# Parameters\ncase = "x"\nCase = 1\n'], "Case"),
    ],
)
def test_unknown_parameter_stops_with_a_sentence(monkeypatch, cells, unknown):
    monkeypatch.setattr(material, "get_ipython", lambda: Shell(*cells))
    with pytest.raises(CaseError, match=f"this notebook has no parameter '{unknown}': it has one, case"):
        material.open_case("seeds")


@pytest.mark.parametrize(
    "folder, message",
    [
        ("nowhere", "there is no folder nowhere"),
        ("", "is no folder"),
        (None, "is the name of a folder, not None"),
        (["a"], "is the name of a folder"),
        (True, "is the name of a folder"),
        ("README.md", "is a file, not a folder"),
    ],
)
def test_no_folder_stops_with_a_sentence(monkeypatch, folder, message):
    monkeypatch.chdir(PROJECT)
    with pytest.raises(CaseError, match=message) as error:
        material.open_case(folder)
    assert error.value._render_traceback_() == [f"CaseError: {error.value}"]
    assert "\n" not in str(error.value)


def test_folder_with_a_number_for_a_name(tmp_path, monkeypatch):
    (tmp_path / "2016").mkdir()
    (tmp_path / "2016" / "a.txt").write_text("The dam was opened.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert list(material.open_case(2016).case) == ["a"]


def test_papermill_stops_at_an_unknown_parameter(tmp_path):
    papermill = pytest.importorskip("papermill")
    with pytest.raises(papermill.PapermillExecutionError, match="CaseError: this notebook has no parameter 'folder'"):
        papermill.execute_notebook(
            PROJECT / "notebooks" / "05_your_own_sources.ipynb",
            tmp_path / "out.ipynb",
            parameters={"folder": "x"},
            progress_bar=False,
            log_output=False,
        )


# -- any text

PIECES = st.lists(
    st.sampled_from(
        [
            '"',
            "“",
            "”",
            "‘",
            "’",
            "'",
            "«",
            "»",
            "(",
            ")",
            "[",
            "](",
            "# ",
            "**",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\u2028",
            " ",
            "\xa0",
            "\0",
            "\u202e",
            "\u2066",
            "said",
            " said that ",
            "Mr Smith",
            " he ",
            ": ",
            ". ",
            "? ",
            ", ",
            "…",
            "May",
            " 5 May ",
            "2019",
            "5/6/2019",
            "last week",
            "two ",
            " years",
            "according to ",
            "READ MORE: ",
            "By Ann Lee",
            "$",
            "\\",
            "<b>",
            "=1",
            "é",
            "漢",
        ]
    ),
    max_size=40,
).map("".join)


def tables_of(source):
    for name, finder in FINDERS.items():
        yield name, finder(source)


@settings(max_examples=60, deadline=None)
@example('"A.\n\n"B," he said. \'C\' \u202e')
@given(st.one_of(PIECES, st.text(max_size=200)))
def test_offsets_lie_in_the_text_and_spans_are_not_empty(text):
    if not text.strip():
        return
    source = text_source(text, "x", published="2019-05-06")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, table in tables_of(source):
            assert ((table.start >= 0) & (table.end <= len(text))).all(), name
            assert (table.start < table.end).all(), name
            for start, end, words_ in zip(table.start, table.end, table.text):
                assert text[start:end].strip(), (name, start, end)
                assert isinstance(words_, str), name
    assert show(source, find_speech(source)).html.count("<b>") == 1
    text_warnings(source)


PATTERNS = {
    "one line": "The mayor said the ferry, on 3 May, had stopped. ",
    "no end": "word ",
    "quotation marks": '"',
    "quoted letters": '"a" ',
    "open marks": "“",
    "brackets": "(",
    "nested": "“‘(",
    "bidi": "\u202e\u2066abc ",
    "nulls": "a\0b. ",
    "breaks": "\n",
    "links": "[a](b) ",
    "dots": ". ",
    "captions": "Photo: x\n\n",
    "headings": "# Head Line Here\n\nSome text.\n\n",
    "lower case": "some words. And so\n\n",
    "figures": "1/2/3/",
    "months": "May ",
    "said that": "he said that ",
    "capitals": "A. B. ",
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=list(PATTERNS))
def test_time_is_linear_in_the_size(pattern):
    def seconds(finder, size):
        source = text_source(pattern * (size // len(pattern)) + "\nend.", "x")
        started = time.process_time()
        finder(source)
        return time.process_time() - started

    finders = {**FINDERS, "show": lambda source: show(source, find_speech(source)), "text_warnings": text_warnings}
    del finders["tone_table"]
    for name, finder in finders.items():
        small, large = seconds(finder, 4_000), seconds(finder, 32_000)
        # Eight times the text: linear takes eight times as long, quadratic sixty-four times.
        assert large < 20 * small + 0.5, (name, small, large)


def test_texts_too_long_to_draw_are_said_to_be(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"Bridge {name}\n\n" + "On 5 May 2019 the council met.\n\n" * 10, encoding="utf-8"
        )
    monkeypatch.setattr(sections, "HEAVY", 15)
    said = sections_of(tmp_path)
    assert "too many to shuffle here" in said["favoured_words"]
    assert "20 dates have a place in the calendar, too many to draw" in said["time"]
    assert "too long to try every choice" in said["tone"]
