"""The report and the finders against what strangers' texts may hold; one text, and parameters that are none."""

import base64
import html.parser
import re
import warnings
from urllib.parse import unquote

import pandas as pd
import pytest
from collection import LESSONS, cells
from doubling import growth
from hypothesis import example, given
from hypothesis import strategies as st
from tries import seen, tries

from helpers import CaseError, load_case, sentences, show, text_source, words
from tellings.case.files import PROJECT, word_list
from tellings.case.tables import read_table, write_table
from tellings.charts import Chart
from tellings.framing.tone import tone_table
from tellings.own import parts as material
from tellings.own import sections
from tellings.own.check import text_warnings
from tellings.own.report import write_report
from tellings.own.wording import say
from tellings.perspectives.names import find_names
from tellings.perspectives.proposals import propose_actors
from tellings.perspectives.tables import find_speech, unbalanced_marks
from tellings.reading.tables import page_share, paragraphs
from tellings.reading.text import TEXT_ROLES
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
    acting = {"script", "iframe", "object", "embed", "link", "form", "base", "animate", "set", "foreignobject"}
    assert not seen.tags & acting
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    links = [value for name, value in seen.attributes if name in ("href", "src")]
    assert all(
        re.match(
            r"#(s\d+|figures|tables)$|data:image/png;base64,|data:text/csv;base64,|\w+\.csv$|room\.html(#|$)", value
        )
        for value in links
    )
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert ("content", policy) in seen.attributes
    assert SCRIPT in "".join(seen.text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", page)
    assert "[U+202E]" in page and "[U+0000]" in page


def test_page_lists_the_tables_that_were_written_and_no_others(hostile, tmp_path):
    def listed(folder):
        page = (folder / "report" / "report.html").read_text(encoding="utf-8")
        return sorted(re.findall(r'<li><a href="(\w+)\.csv">', page))

    assert listed(hostile[0]) == sorted(path.stem for path in (hostile[0] / "report").glob("*.csv"))
    (tmp_path / "one.txt").write_text("Fire in the school\n\nA fire broke out, said Ann Lee.\n")
    write_report(tmp_path)
    assert listed(tmp_path) == ["dates", "sentences", "speech", "statements"]


def test_a_long_table_is_shown_in_part_and_carries_all_its_rows():
    rows = pd.DataFrame({"word": ["=1+1", *(f"w{n}" for n in range(49))], "count": range(50)})
    shown = material.part_html(rows)
    assert "The first 30 of 50 rows; the link beneath has all." in shown and "w28" in shown and "<td>w29" not in shown
    data = base64.b64decode(re.search(r"base64,([^\"]+)", shown)[1]).decode()
    assert len(data.splitlines()) == 51 and "'=1+1" in data and "w48" in data
    assert "base64" not in material.part_html(rows.head(30))


@pytest.mark.parametrize("texts, each", [(2, 15), (5, 6), (12, 2), (30, 2)])
def test_every_text_has_its_rows_in_a_long_table(texts, each):
    """Of 365 rows of voices the first thirty were shown, so that most of thirty texts had none."""
    rows = pd.DataFrame([(f"text{n:02d}", f"speaker {n} {m}") for n in range(texts) for m in range(20)])
    shown = material.part_html(rows.set_axis(["text", "speaker"], axis=1))
    assert f"The first {each} rows of each text; the link beneath has all {20 * texts}." in shown
    assert [shown.count(f">text{n:02d}<") for n in range(texts)] == [each] * texts
    assert all(f">speaker {n} {each - 1}<" in shown for n in range(texts))


def test_numbers_under_a_figure_are_folded_on_the_screen_and_open_on_paper(hostile):
    page = (hostile[0] / "report" / "report.html").read_text(encoding="utf-8")
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", page, re.S)
    assert len(captions) >= 6
    assert all(
        caption.startswith("<details><summary>The figure in words and numbers</summary>") for caption in captions
    )
    assert "details::details-content" in page.partition("@media print")[2]


def test_tables_run_nothing_and_come_back(hostile):
    folder, _ = hostile
    tables = sorted((folder / "report").glob("*.csv"))
    assert [path.stem for path in tables] == ["dates", "events", "grid", "names", "sentences", "speech", "statements"]
    texts = {source.id: source.text for source in load_case(folder).values()}
    for path in tables:
        for row in path.read_text(encoding="utf-8-sig").splitlines():
            assert not re.match(r'"?[=+@\t]', row)
            assert not re.search(r',"[=+@-]', row), row
        back = read_table(path)
        if path.stem == "grid":
            assert set(texts) <= set(back.columns)
            continue
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
    with pytest.raises(CaseError, match="report is a link: remove"):
        write_report(it, [sections.source_cards(it)])
    assert not list((tmp_path / "elsewhere").iterdir())


def test_every_sentence_that_the_report_names_is_a_link_into_its_room(hostile):
    folder, _ = hostile
    page = (folder / "report" / "report.html").read_text(encoding="utf-8")
    room = (folder / "report" / "room.html").read_text(encoding="utf-8")
    places = {html.unescape(name) for name in re.findall(r' id="([^"]*)"', room)}
    linked = [unquote(name) for name in re.findall(r'href="room.html#([^"]*)"', page)]
    assert len(linked) > 5 and set(linked) <= places
    bare = re.sub(r"<a [^>]*>.*?</a>|<style.*?</style>|<[^>]*>", " ", page, flags=re.S)
    ids = set(sentences(load_case(folder)).sentence)
    assert not [word for word in re.findall(r"[^\s<>,:()\[\]“”]+-\d+h?(?![\w-])", bare) if word in ids]


def test_texts_whose_sentences_would_share_an_address_get_a_report_without_a_room(tmp_path):
    it = write_texts(tmp_path, **{"my_text": TOLD["wire"], "my text": TOLD["paper"]})
    write_report(it)
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "No reading room was made: " in page and "room.html#" not in page


def test_the_report_says_who_can_have_drawn_on_whom(tmp_path):
    copied = "The lock keeper opened the old gate at dawn and let eleven barges through before the wall gave way."
    it = write_texts(tmp_path, one=f"{copied} The Aldis Courier reported it.", two=f"It was late. {copied}")
    method, chart, said, passages, _, named = first_page(it)["witnesses"]
    assert chart.title == "1 of 1 pairs of texts share wording" and "bear each other out" in method
    assert passages.sentence.str.split().str[-1].tolist() == ["one-02", "two-03"] and "eight words" in said
    assert named.text.tolist() == ["The Aldis Courier"]
    alone = tmp_path / "alone"
    alone.mkdir()
    assert only_one(first_page(write_texts(alone, one=copied))["witnesses"]).startswith("One text has no")


def only_one(parts):
    (part,) = parts
    return part


# -- the first page


def write_texts(folder, **texts):
    rows = ["file,id,title,outlet,published,published_basis"]
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(f"{name.title()} on the fire\n\n{text}\n", encoding="utf-8")
        rows.append(f"{name}.txt,{name},{name.title()} on the fire,The {name},2018-04-17,stated")
    (folder / "sources.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return material.read(folder)


TOLD = {
    "wire": "The fire at Orsay Quay injured 14 people on Monday, the brigade said. Six engines came to the quay. "
    "“It burned like straw,” said Rosa Dunn.",
    "paper": "Sixteen people were hurt in a fire at Orsay Quay. Six engines came to the quay.\n\n"
    "Mayor Tom Brandt told reporters that the hall would be rebuilt. “It burned like straw,” said Rosa Dunn.",
    "radio": "A number of people were injured by the fire at Orsay Quay on Monday.",
}


def first_page(it):
    return {make.__name__: make(it).parts for make in sections.FIRST}


def test_the_first_page_begins_with_the_texts_and_the_numbers_that_differ(tmp_path):
    it = write_texts(tmp_path, **TOLD)
    parts = first_page(it)
    assert "<b>wire</b>: “Wire on the fire”, The wire, 2018-04-17" in parts["overview"][1].html
    differing, agreeing = parts["numbers"][2].html, parts["numbers"][3].html
    assert "<b>injured</b>: ≠ differs in a number (3 of 3 texts)" in differing
    assert "<mark>14 people</mark> on Monday, the brigade said." in differing
    assert "<mark>Sixteen people</mark> were hurt" in differing and "<mark>A number of people</mark>" in differing
    assert agreeing.startswith("<details><summary>= agrees: 1 thing</summary>") and "engines" in agreeing
    assert say("numbers.error") in parts["numbers"][1] and "says of none that it is wrong" in parts["overview"][2]


def test_the_first_page_names_what_was_left_out_and_what_no_program_understands(tmp_path):
    german = "Die Fähre wurde am Dienstag eingestellt, weil der Rumpf bei dem Sturm beschädigt wurde. " * 4
    it = write_texts(tmp_path, **TOLD, german=german)
    said = " ".join(map(str, first_page(it)["overview"]))
    assert "Probably not English, the one language that the programs know: german." in said and "Not read" not in said
    (tmp_path / "newsletter.odt").write_text("Words.", encoding="utf-8")
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "page.jpg").write_text("Words.", encoding="utf-8")
    (tmp_path / "late.txt").write_text("A text without a card.", encoding="utf-8")
    said = " ".join(map(str, sections.FIRST[0](it).parts))
    assert "Not read, and in none of the counts: newsletter.odt, scans and late.txt." in said


def test_what_was_noted_while_numbers_were_compared_stands_among_them(tmp_path):
    many = " ".join(f"On that day the crew found {number} cracks in the old dam." for number in range(2, 60))
    it = write_texts(tmp_path, one=many, two="The crew found 70 cracks in the old dam, the mayor said on Monday.")
    assert any("the first 40 are compared" in str(part) for part in first_page(it)["numbers"])


def test_one_event_stands_in_one_row_a_column_a_text(tmp_path):
    parts = first_page(write_texts(tmp_path, **TOLD))["alike"]
    assert parts[1] == say("alike.error")
    row = next(part.html for part in parts[2:] if "engines" in part.html)
    assert re.findall(r"<b>(\w+)</b><br>", row) == ["paper", "radio", "wire"]
    assert row.count("Six engines came to the quay.") == 2 and "<b>radio</b><br>–" in row


def test_who_speaks_in_several_texts_and_who_in_one_alone(tmp_path):
    parts = first_page(write_texts(tmp_path, **TOLD))["speakers"]
    several, alone = (part for part in parts if isinstance(part, pd.DataFrame))
    assert several.values.tolist() == [["Rosa Dunn", 2, "paper and wire"]]
    assert dict(alone.values)["paper"] == "Tom Brandt"
    assert parts[-1] == "Nobody who speaks in no other text: radio."


def test_a_speaker_whom_a_text_calls_by_the_surname_speaks_in_both(tmp_path):
    texts = {**TOLD, "paper": TOLD["paper"].replace("said Rosa Dunn", "said Ms Dunn")}
    several, alone = (
        part for part in first_page(write_texts(tmp_path, **texts))["speakers"] if hasattr(part, "columns")
    )
    assert several.values.tolist() == [["Rosa Dunn", 2, "paper and wire"]]
    assert dict(alone.values)["paper"] == "Tom Brandt"


def test_a_text_with_a_blank_in_its_name_is_known_by_the_whole_name(tmp_path):
    texts = {"evening paper": TOLD["paper"], "wire": TOLD["wire"], "radio": TOLD["radio"]}
    parts = first_page(write_texts(tmp_path, **texts))["speakers"]
    assert parts[-1] == "Nobody who speaks in no other text: radio."


def test_with_many_texts_there_is_a_box_for_each_number_and_each_wording(tmp_path):
    told = {
        f"t{n:02d}": f"The fire at Orsay Quay injured {14 if n < 9 else 16} people. Hall {n} was dark."
        for n in range(12)
    }
    parts = first_page(write_texts(tmp_path, **told))
    shown = next(part.html for part in parts["numbers"][2:] if "injured" in part.html)
    assert "<b>14</b> in 9 texts: t00, t01, t02, t03, t04 and 4 more" in shown and "<b>16</b> in 3 texts" in shown
    assert "12 of them in words that others share" in shown
    shown = next(part.html for part in parts["alike"][2:] if "(12 of 12 texts)" in part.html)
    assert shown.count("injured 14 people") == 1 and shown.count("injured 16 people") == 1


def test_the_statistics_stand_behind_and_can_be_jumped_to(hostile):
    page = (hostile[0] / "report" / "report.html").read_text(encoding="utf-8")
    heads = re.findall(r'<h2 id="(\w+)">([^<]+)', page)
    assert [head for _, head in heads[: len(sections.FIRST)]] == [
        say(f"{make.part}.heading") for make in sections.FIRST
    ]
    assert (
        page.index('href="#figures"')
        < page.index(heads[0][1])
        < page.index('id="figures"')
        < page.index(">The sources</h2>")
    )
    ids = re.findall(r' id="(\w+)"', page)
    assert len(ids) == len(set(ids)), "a part of a figure has the name of another"
    text = re.sub(r"<svg.*?</svg>", "", page, flags=re.S)
    assert set(re.findall(r'href="#(\w+)"', text)) == set(re.findall(r' id="(\w+)"', text))


def test_a_page_of_one_half_needs_no_jump(tmp_path):
    it = write_texts(tmp_path, **TOLD)
    write_report(it, [sections.source_cards(it)])
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "stand behind it" not in page and "The sources" in page


def test_rows_of_actors_that_nobody_has_settled_are_said_to_be_proposed(tmp_path):
    it = write_texts(tmp_path, **TOLD)
    write_table(propose_actors(it.case), tmp_path / "actors.csv")
    said = repr(sections.names(material.read(tmp_path)))
    rows = len(read_table(tmp_path / "actors.csv"))
    assert f"{rows} of the {rows} rows in actors.csv are still the program's proposal" in said and "Rosa Dunn" in said


# -- few texts, weak texts


def sections_of(folder):
    it = material.read(folder)
    return {make.__name__: repr(make(it)) for make in sections.ALL}


def test_one_text_says_what_cannot_be_done(tmp_path):
    (tmp_path / "only.txt").write_text(
        "Bridge Closed\n\n" + "On 5 May 2019 the council closed the bridge. " * 12, encoding="utf-8"
    )
    said = sections_of(tmp_path)
    assert "holds one text: it can be read" in said["doubts"]
    assert "has no sources.csv: the first line" in said["doubts"]
    assert (
        "No date of publication: only. Days and months without a year, and expressions such as “last week”, stay open there or are reckoned"
        in said["source_cards"]
    )
    assert said["favoured_words"].endswith("Favoured words need a second text to compare with.")
    assert "no actors.csv" in said["names"] and "is not coded" in said["coding"]


@pytest.mark.parametrize("text", ["x", "READ MORE: x", "# Heading", "Die Fähre fährt nicht.", "5 May", '"', "123 456"])
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
    found = propose_events(it.case)
    assert set(found.value) == {"", "2019-05-05"} and not found.text.str.contains("ferry").any()
    charts_of = [
        part
        for make in (sections.time, sections.names, sections.voices)
        for part in make(it).parts
        if isinstance(part, Chart)
    ]
    assert set(charts_of[0].data.value) == {"2019-05-05"}
    assert "2 more stand on the pages around them" in repr(sections.time(it))
    for chart in charts_of:
        assert "ferry" not in chart.data.drop(columns=["actor"], errors="ignore").to_csv().lower(), chart.title
    present = sections.presence(it.case, it.names, it.speech, it.actors)
    assert present[present.actor == "ferry"].named.sum() == 0 and present.speaks.sum() == 0


def test_worked_case_report_names_its_findings():
    it = material.read(PROJECT / "tests" / "cases" / "ferry")
    said = repr(sections.doubts(it)), repr(sections.coding(it)), repr(sections.time(it)), repr(sections.names(it))
    assert "speech without a speaker" in material.part_html(sections.doubts(it).parts[1])
    tables = [part for part in sections.coding(it).parts if isinstance(part, pd.DataFrame)]
    assert "dates with their value" in material.part_html(tables[-1])
    assert "expressions of time" in said[2] and "mentions" in said[3]


def test_findings_keep_what_rests_on_outside_knowledge():
    rest = material.Found("Outside knowledge: 3 dates rest on <it>.")
    shown = [material.Section("Time", "30 expressions of time.", rest, ACTORS)]
    said = material.findings(shown)
    assert said.parts[0].html == "<ul><li>Outside knowledge: 3 dates rest on &lt;it&gt;.</li></ul>"


# -- what a hostile reader would take apart


@pytest.fixture(scope="module")
def of_dam():
    return material.read(PROJECT / "tests" / "cases" / "dam")


def test_what_stands_outside_the_text_is_named_as_it_is_counted(of_dam):
    """The inquiry has headings: with them outside, it and not the wire would have most."""
    chart = sections.files(of_dam).parts[0]
    shares = 100 - 100 * page_share(of_dam.words)
    assert chart.title == (
        f"In wire, {100 - shares['wire']:.0f} % of the words stand outside headline, headings, abstract and body: "
        "the most of all files"
    )
    outside = 1 - of_dam.words.role.isin(TEXT_ROLES).groupby(of_dam.words.source).mean()
    assert outside.idxmax() == "inquiry", "of headline, abstract and body alone the title would be false"


def test_sentences_that_do_not_lie_far_apart_are_not_said_to(of_dam):
    chart = next(part for part in sections.tone(of_dam).parts if isinstance(part, Chart))
    rows = of_dam.tone[of_dam.tone.role.isin(TEXT_ROLES)]
    assert rows[rows.source == "memoir"].tone.std() < 0.1
    assert f"a standard deviation of {rows.groupby('group').tone.std().mean():.2f} on average" in chart.title
    assert "far apart" not in chart.title


def test_a_place_with_two_doubts_is_one_place(of_dam):
    said, table = sections.doubts(of_dam).parts[:2]
    assert said.startswith("8 places") and len(table) == 8
    assert "date by outside knowledge" in table.why[table.text == "noon"].item()
    assert "; " in table.why[table.text == "noon"].item()


def test_no_more_is_said_of_an_abstract_than_holds(of_dam):
    """That no life was lost stands in the abstract of the inquiry and nowhere in its body."""
    own = of_dam.sentences[of_dam.sentences.source == "inquiry"]
    told = own.groupby("role").text.agg(" ".join)
    assert "No life was lost" in told["abstract"] and "life" not in told["body"] and "neighbours" not in told["body"]
    assert "an abstract often says again" in repr(sections.source_cards(of_dam))
    assert "is mostly said again" in (PROJECT / "classroom" / "glossary.md").read_text(encoding="utf-8")


def test_that_dates_that_meet_count_for_a_proposal_is_said(monkeypatch):
    case = load_case("seeds")
    with_dates = set(propose_events(case).sentence)
    monkeypatch.setattr("tellings.timeline.alike.MET", 0)
    assert with_dates - set(propose_events(case).sentence) == {"lbc-14", "pism-09"}
    said = say("alike.method")
    assert (
        "and not names alone. Dates that meet count for it" in said
        and "dates that exclude each other forbid it" in said
    )


@pytest.fixture(scope="module")
def of_collection():
    it = material.read(PROJECT / "seeds")
    return it, {make.__name__: make(it) for make in sections.ALL}


def test_favoured_words_have_a_band_on_each_side_and_are_read_by_two_measures(of_collection):
    """One band of |z| hid what the longer text favours: against the others, *for* is beyond it and *afghan* is not."""
    figures = [part for part in of_collection[1]["favoured_words"].parts if isinstance(part, Chart)]
    titles = [figure.title.partition(":")[0] for figure in figures]
    assert titles[1] == "“he”, “said”, “the” and “for” lie beyond the chance band"
    assert "afghan" in set(figures[1].data.word)
    assert "the least count that can be found is" in figures[0].description
    assert repr(of_collection[1]["favoured_words"]).count("by the second measure, G², as well:") == 3


def test_with_many_texts_a_row_says_what_each_favours_and_avoids_and_what_could_be_found(monkeypatch, of_collection):
    monkeypatch.setattr(sections, "FIGURES", 2)
    found = next(part for part in sections.favoured_words(of_collection[0]).parts if isinstance(part, pd.DataFrame))
    rows = found.set_index("text")
    assert "for" in rows.loc["pism", "beyond chance"] and "said" in rows.loc["pism", "avoids"]
    assert rows.loc["lbc", "by G² too"] == "said and he" and rows.loc["later", "beyond chance"] == "none"
    assert 3 < rows.loc["lbc", "least count"] < 12


def test_texts_are_compared_by_the_interval_of_their_difference(of_collection):
    said = of_collection[1]["tone"]
    differences = next(part for part in said.parts if isinstance(part, pd.DataFrame))
    assert len(differences) == 6 and (differences.low < 0).all() and (differences.high > 0).all()
    assert "cannot be ranked" in repr(said) and "84 of 100 tries, not in 95" in repr(said)
    assert "all reasonable" not in repr(said)
    assert "one would seem to have one, and of texts with few sentences two or three" in repr(said)
    assert "of twenty texts so compared one would show a word by chance" in say("favoured.method")
    # With more than a few texts there is a table and no grey band in it.
    assert "chance reaches" in sections.FAVOURED
    assert 'how far "chance reaches"' in say("favoured.method")
    assert "The texts are all there is" in repr(said) and "nothing of an outlet" in repr(said)


def test_report_says_what_is_counted_how_alpha_weighs_and_how_often_the_tools_are_right_elsewhere(of_collection):
    sources, coding = (repr(of_collection[1][name]) for name in ("source_cards", "coding"))
    assert "voices in abstract and body" in sources and "of the body alone is another number" in sources
    assert "3 of its 4 pairs tell one event" in say("alike.error")
    assert "of 203 dates found 187 were right" in coding and "readers can't repeat" in coding
    assert "interval scale" in say("coding.alpha") and "grants that the words are true" not in say("voices.verbs")


def test_figures_print_no_label_of_the_list_as_it_stands(of_collection):
    said = repr(of_collection[1]["names"])
    assert "Given no words in any text: Afghan government" not in said and "Afghan_government" not in said
    assert "Afghan republic (until August 2021)" in said


def test_the_report_repeats_the_published_figures_as_the_tables_of_the_rooms_have_them():
    dates, speech = word_list("timeline", "date_benchmarks"), word_list("perspectives/speech", "benchmarks")
    own = {row["documents"][:8]: row["value F1"] for row in dates if row["system"] == "this finder"}
    news, campaign, outlets = own["TempEval"], *(row for row in speech if row["finder"].startswith("find_speech"))
    held_out = next(
        row["value F1"] for row in dates if "held out" in row["documents"] and row["system"] == "this finder"
    )
    elsewhere = say("coding.elsewhere")
    for figure in (
        float(news) / 100,
        float(held_out) / 100,
        campaign["quoted spans F1"],
        campaign["named speaker right"],
    ):
        assert f"{float(figure):.2f}".lstrip("0") in elsewhere
    assert f"{float(outlets['named speaker right']) + 1e-9:.2f}".lstrip("0") in elsewhere
    assert campaign["on texts that were not used in making it"].startswith("PolNeAR, test part: 84 articles")


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
    with pytest.raises(CaseError, match=f"this notebook has no parameter '{unknown}': write case"):
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
            PROJECT / "notebooks" / "06_your_own_sources.ipynb",
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


@tries(60)
@example('"A.\n\n"B," he said. \'C\' \u202e')
@given(st.one_of(PIECES, st.text(max_size=200)))
def test_offsets_lie_in_the_text_and_spans_are_not_empty(text):
    if not seen(text):
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
    def made(size):
        return pattern * (size // len(pattern)) + "\nend."

    finders = {**FINDERS, "show": lambda source: show(source, find_speech(source)), "text_warnings": text_warnings}
    del finders["tone_table"]
    for name, finder in finders.items():
        assert growth(lambda text, finder=finder: finder(text_source(text)), made, 8_000) < 2.6, name


def test_texts_too_long_to_draw_are_said_to_be(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"Bridge {name}\n\n" + "".join(f"On 5 May 2019 the council met room {n}.\n\n" for n in range(10)),
            encoding="utf-8",
        )
    monkeypatch.setattr(sections, "HEAVY", 15)
    said = sections_of(tmp_path)
    assert "too many to shuffle here" in said["favoured_words"]
    assert "20 dates have a place in the calendar, too many to draw" in said["time"]
    assert "too long to try every choice" in said["tone"]


def test_names_of_files_with_blanks_are_reported_like_others(tmp_path):
    """Lists of sentence ids are split at blanks, so that "my text-01" once ended in a KeyError."""
    text = "Weir opened\n\nThe weir at Alder burst on Monday and the flood injured 14 people in the town of Alder."
    (tmp_path / "my first text (1).txt").write_text(text, encoding="utf-8")
    (tmp_path / "second.txt").write_text(text.replace("14", "16"), encoding="utf-8")
    write_report(tmp_path)
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "my first text (1)" in page and "differs in a number" in page


POSTED = """Bridge closed after crack

By Ann Lee

The bridge at Orr was closed on Monday after an engineer found a crack in its northern arch.

The council wrote on its page:

We are very sorry. The bridge will stay shut until safety is certain.

— Orr Council (@orrcouncil) March 3, 2021

The arch was built in 1911 and nobody was hurt.
"""


def test_the_words_of_an_embedded_post_are_named_where_they_are_counted(tmp_path):
    (tmp_path / "orr.txt").write_text(POSTED, encoding="utf-8")
    it = material.read(tmp_path)
    parts = it.words.role.value_counts()
    counted = parts[["headline", "body", "quotation"]].sum()
    assert parts["quotation"] == 13 and counted == 51
    said = repr(sections.source_cards(it))
    assert f"{counted} words of headline, abstract and body, with the posts that the pages show" in said
    title = sections.files(it).parts[0].title
    outside = 100 * (1 - counted / len(it.words))
    assert title.startswith(
        f"In orr, {outside:.0f} % of the words stand outside headline, headings, abstract, body and posts"
    )


def test_more_than_eight_texts_are_not_ranked_in_pairs_and_are_told_why(tmp_path):
    """The figures of the lesson's first cell: of how many texts what is a figure, a table, or left out."""
    names = [f"t{number}" for number in range(sections.WIDE + 1)]
    moods = ["angry", "calm", "sad", "glad", "furious", "patient", "afraid", "amused", "tired"]
    body = "The bridge was closed on Monday. Drivers were {} about it. A crack was found in its arch. Nobody was hurt."
    it = write_texts(tmp_path, **{name: body.format(mood) for name, mood in zip(names, moods)})
    parts = sections.tone(it).parts
    assert not any(isinstance(part, pd.DataFrame) for part in parts)
    assert f"More than {sections.WIDE} articles are not set against each other pair by pair" in str(parts[-1])
    assert "of 36 intervals" in str(parts[-1])
    assert any(isinstance(part, pd.DataFrame) for part in sections.favoured_words(it).parts)
    assert (sections.FIGURES, sections.WIDE) == (3, 8)
    prose = "".join(source for _, source, _ in cells(LESSONS[6], "markdown"))
    assert "of more than three, some figures become tables" in prose and "of more than eight, tone is not" in prose
    assert "the same tables and figures" not in prose


def test_a_date_has_another_possible_value_only_where_it_has_one():
    """pism is published on no known day, and each of its dates comes out the same on all of them."""
    case = load_case("seeds")
    assert case["pism"].earliest != case["pism"].latest and set(find_dates(case).note) == {""}
    loose = text_source("The bridge opens in November.", id="x", published="2021-09/2022-03")
    assert find_dates(loose).note.item()
    assert "where the last day would give another value, the column note has it" in say("sources.loose", sources="pism")


def test_what_is_not_the_article_is_counted_where_the_lesson_says(of_collection):
    """In the figure of roles, in one choice of tone, beside the dates, and by the tools against the coding."""
    it, made = of_collection
    inside = it.sentences.sentence[it.sentences.role.isin(TEXT_ROLES)]
    around = (~it.statements.sentence.isin(inside)).sum()
    assert around and f"{around} more stand on the pages around them" in repr(made["time"])
    scores = next(part for part in made["coding"].parts if isinstance(part, pd.DataFrame) and "tool" in part)
    coded = scores.set_index("tool").coded["dates with their value"]
    assert coded == len(it.statements) > it.statements.sentence.isin(inside).sum()
    prose = "".join(source for _, source, _ in cells(LESSONS[6], "markdown"))
    assert "but for three: the last figure of tone tries the whole file" in prose
    assert "dates around the article are numbered, and the tools are measured on all that is coded" in prose


def test_a_hollow_mark_may_be_known_from_outside_and_reckoned_from_nothing():
    case = load_case("seeds")
    named = find_dates(case["pism"]).set_index("text").basis["9/11"]
    assert named == "outside"
    prose = "".join(source for _, source, _ in cells(LESSONS[6], "markdown"))
    assert "often from the day of publication, or is known from outside" in prose
