"""A sheet on any case: what it asks, what it leaves to the teacher, what it can't ask; and no key in sight of students."""

import json
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from helpers import load_case
from tellings.__main__ import main
from tellings.case.files import PROJECT, CaseError
from tellings.coding.scoring import match_spans
from tellings.exercises import bank
from tellings.exercises import check as exercises
from tellings.exercises.grade import grade
from tellings.own import asking
from tellings.own.scores import speakers_as_coded
from tellings.own.sheet import as_toml, write_sheet_of
from tellings.own.wording import say

CODED = ["seeds", *(f"tests/cases/{name}" for name in ("ferry", "school", "dam"))]
BRIDGE = {
    "gazette": """Bridge closed after crack is found

3 June 2019

By Ana Silva

The bridge at Orr was closed on Monday after an engineer found a crack in its northern arch. The arch was built in 1911.

"We will not take a risk with anybody's life," said Tom Weller, who leads the council. Traffic is sent over Tarn.

Twelve buses a day used the bridge. The council wants to open it again on 1 July.
""",
    "post": """Who closed our bridge?

5 June 2019

By Ben Okoro

On Monday the council closed the bridge at Orr because of a crack in the northern arch, and told nobody beforehand.

"Not one of them has asked the shops," said Mia Lund, who sells bread at the bridge. About thirty buses a day crossed it.

In May the same council had praised the bridge. The last inspection was on 14 March 2017.
""",
}


@pytest.fixture(autouse=True)
def forgotten():
    """What check knows of a test's own sheets is forgotten after it."""
    exercises.exercises.cache_clear()
    yield
    exercises.exercises.cache_clear()


def case_of(folder, texts):
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def bridge(tmp_path):
    folder = case_of(tmp_path / "bridge", BRIDGE)
    main(["new", str(folder)])
    return folder


def data(folder):
    tables = tomllib.loads((folder / "sheet" / "teacher" / "sheet.toml").read_text("utf-8"))
    return tables.pop("sheet"), tables


def by_title(folder):
    return {task["title"]: task for task in data(folder)[1].values()}


def sources_of(folder):
    cells = json.loads((folder / "sheet" / "sheet.ipynb").read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells]


# -- What it asks


def test_any_case_gets_a_sheet_a_page_to_print_and_a_key(bridge):
    told = write_sheet_of(bridge)
    assert {path.name for path in (bridge / "sheet").iterdir()} == {
        "sheet.ipynb",
        "sheet.json",
        "sheet.html",
        "teacher",
    }
    assert {path.name for path in (bridge / "sheet" / "teacher").iterdir()} == {"sheet.toml", "key.html"}
    assert told[0].startswith("7 tasks written to ") or told[0].startswith("8 tasks written to ")
    titles = by_title(bridge)
    assert {"At how many removes?", "Full dates", "Who says it?", "In order of time", "Tone, argued"} <= set(titles)


def test_keys_are_those_of_the_texts(bridge):
    write_sheet_of(bridge)
    tasks = by_title(bridge)
    keys = {label: cell["key"] for label, cell in tasks["Full dates"]["cells"].items()}
    assert keys["gazette-04 Monday"] == "2019-06-03" and keys["gazette-09 1 July"] == "2019-07-01"
    assert keys["post-08 14 March 2017"] == "2017-03-14"
    said = [cell["key"] for cell in tasks["Who says it?"]["cells"].values()]
    assert said == [[["Tom Weller", "Tom", "Weller"]], [["Mia Lund", "Lund", "Mia"]]]
    order = tasks["In order of time"]["key"]
    assert order.index("gazette-05") < order.index("post-08") < order.index("gazette-09")


def test_what_the_program_is_not_sure_of_is_left_to_the_teacher(bridge):
    write_sheet_of(bridge)
    task = by_title(bridge)["Dates that are harder"]
    assert task["kind"] == "person" and "May" in task["asks"] and "2019-05" in task["note"]
    assert "2019-05" not in task["asks"] and "cells" not in task
    assert not any("May" in label for label in by_title(bridge)["Full dates"]["cells"])


def test_proposals_of_the_program_stand_in_the_note_with_their_error(bridge):
    write_sheet_of(bridge)
    task = by_title(bridge)["What two texts tell"]
    assert task["kind"] == "person" and "gazette-04 and post-04" in task["note"] and say("alike.error") in task["note"]
    assert "post-04" not in task["asks"]


@pytest.mark.parametrize("folder", CODED)
def test_every_solution_passes_and_every_cell_is_there(folder, tmp_path):
    case = tmp_path / "case"
    shutil.copytree(PROJECT / folder, case)
    write_sheet_of(case)
    _, tasks = data(case)
    sources = sources_of(case)
    for name, task in tasks.items():
        assert any(source.startswith(f"## {name} {task['title']}") for source in sources)
        if task["kind"] != "person":
            assert f'check("{name}", {task["variable"]})' in sources
            assert exercises.judge(name, ...)[0] == "blank"
    assert sources.count("*Write your answer here.*") == [task["kind"] for task in tasks.values()].count("person")


def test_measured_figures_are_those_that_the_key_names():
    dates = right = ordered = right_order = quotes = named = 0
    for folder in CODED:
        case = load_case(folder)
        # What a sheet asks of: places of the article, and quotations of 4 to 60 words.
        it = asking._read(case)
        sure = asking.sure(it.stated)
        dates += len(sure)
        right += (match_spans(sure, case.gold("dates"), same=["value"]).outcome == "right").sum()
        alone = asking.in_one_order(it.stated)
        ordered += len(alone)
        right_order += (match_spans(alone, case.gold("dates"), same=["value"]).outcome == "right").sum()
        found, coded = it.speech[it.speech.speaker.map(asking.is_name)], case.gold("quotes")
        coded = coded[coded.kind == "direct"]
        found, coded = (rows.assign(speaker=speakers_as_coded(case, rows.speaker)) for rows in (found, coded))
        quotes += len(found)
        named += (match_spans(found, coded, same=["speaker"]).outcome == "right").sum()
    assert f"Of {dates} such dates" in say("sheet_key.dates") and f"{right} are right" in say("sheet_key.dates")
    assert f"Of {ordered} such dates" in say("sheet_key.order") and f"{right_order} are right" in say("sheet_key.order")
    assert f"Of {quotes} such quotations" in say("sheet_key.speakers")
    assert f"{named} have the right speaker" in say("sheet_key.speakers")


# -- What students see


def test_no_key_is_in_sight_of_students(bridge):
    write_sheet_of(bridge)
    for name in ("sheet.ipynb", "sheet.json", "sheet.html"):
        text = (bridge / "sheet" / name).read_text("utf-8")
        assert not re.search(r"2019-0[67]|2017-03|Tom.{1,4}Weller.{1,4}Tom", text), name
        assert "look them over" not in text and "SOLUTION" not in text
    key = (bridge / "sheet" / "teacher" / "key.html").read_text("utf-8")
    assert "2019-06-03" in key and "Tom Weller or Tom or Weller" in key and "look them over" in key


def test_a_sheet_is_checked_where_it_lies(bridge):
    write_sheet_of(bridge)
    name, task = next((name, task) for name, task in data(bridge)[1].items() if task["title"] == "Full dates")
    answer = {label: cell["key"] for label, cell in task["cells"].items()}
    code = f"from helpers import check, load_case; load_case('..'); check({name!r}, {answer!r})"
    run = subprocess.run([sys.executable, "-c", code], cwd=bridge / "sheet", capture_output=True, text=True)
    assert run.stdout.startswith("Right. Each of them is complete as it stands"), run.stderr


def test_a_blank_sheet_runs_through(bridge):
    write_sheet_of(bridge)
    cells = json.loads((bridge / "sheet" / "sheet.ipynb").read_text("utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    run = subprocess.run([sys.executable, "-c", code], cwd=bridge / "sheet", capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("Not answered yet.") == code.count("check(")


def test_the_page_to_print_has_room_to_write_and_needs_nothing_else(bridge):
    write_sheet_of(bridge)
    page = (bridge / "sheet" / "sheet.html").read_text("utf-8")
    assert "size: A4" in page and page.count('class="line"') > 10 and page.count("<td></td>") > 4
    assert not re.search(r"<script|<link|src=|https?://|@import|url\(", page)


def test_grade_takes_the_sheet_by_its_file(bridge):
    write_sheet_of(bridge)
    heap = bridge / "sheet" / "class"
    heap.mkdir()
    notebook = json.loads((bridge / "sheet" / "sheet.ipynb").read_text("utf-8"))
    name, task = next((name, task) for name, task in data(bridge)[1].items() if task["title"] == "Who says it?")
    for cell in notebook["cells"]:
        if cell["id"] == f"answer-{name.replace('.', '-')}":
            cell["source"] = f"{task['variable']} = {{'a': 'Mr Weller', 'b': 'Mia Lund'}}"
    (heap / "Ana-Silva_sheet.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    exercises.exercises().clear()
    grade(heap, tell=lambda line: None)
    rows = (heap / "grades" / "tasks.csv").read_text("utf-8-sig").splitlines()
    (row,) = [row for row in rows if f'"{name}"' in row]
    assert '"right"' in row and '"Ana Silva"' in row
    assert "edition" not in (heap / "grades" / "grades.csv").read_text("utf-8-sig")


# -- The teacher's file


def test_a_changed_key_is_kept_and_used(bridge):
    write_sheet_of(bridge)
    path = bridge / "sheet" / "teacher" / "sheet.toml"
    path.write_text(path.read_text("utf-8").replace('key = "2019-07-01"', 'key = "2019-07-02"'), encoding="utf-8")
    told = write_sheet_of(bridge)
    assert " tasks read from " in told[0] and "2019-07-02" in path.read_text("utf-8")
    packed = bank.read_sheet(bridge / "sheet" / "sheet.json")
    assert any(cell["key"] == "2019-07-02" for task in packed.values() for cell in task.get("cells", {}).values())


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('key = "2019-07-01"', 'key = "in summer"', "its own solution is not right by its key"),
        ('key = "2019-07-01"\n', "", "'key' is missing"),
        ('title = "Full dates"\n', "", "'title' is missing"),
        ('kind = "date"', 'kind = "dat"', "there is no kind 'dat'"),
        ('["10.1"]', '["10.2"]', "stands there twice"),
        ("points = ", "points ", "is no TOML"),
    ],
)
def test_a_wrong_change_gets_a_sentence_and_the_old_sheet_stays(bridge, old, new, sentence):
    write_sheet_of(bridge)
    before = (bridge / "sheet" / "sheet.ipynb").read_bytes()
    path = bridge / "sheet" / "teacher" / "sheet.toml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CaseError) as told:
        write_sheet_of(bridge)
    assert sentence in str(told.value) and "\n" not in str(told.value)
    assert (bridge / "sheet" / "sheet.ipynb").read_bytes() == before


def test_toml_gives_back_what_was_written():
    odd = "a \"b\" 'c' \\ \x7f \u202e 'three''' \U0001f600 \t"
    tables = {"sheet": {"title": odd}, "1.1": {"n": 2, "l": [odd, ["x"]], "cells": {odd: {"key": odd + "\n" + odd}}}}
    assert tomllib.loads(as_toml(tables)) == tables


# -- What cannot be asked


def test_one_text_has_nothing_to_be_compared_with(tmp_path):
    folder = case_of(tmp_path / "one", {"gazette": BRIDGE["gazette"]})
    told = write_sheet_of(folder)
    assert say("sheet_left.one") in told and "What two texts tell" not in by_title(folder)
    assert any(say("sheet_left.one") in source for source in sources_of(folder))


def test_texts_without_dates_and_speech(tmp_path):
    plain = "The pond lay still below the old mill, and nobody came to look at it for a long while.\n\n"
    folder = case_of(tmp_path / "plain", {"one": plain * 5, "two": "A heron stood in the reeds and waited there. " * 9})
    told = write_sheet_of(folder)
    assert say("sheet_left.removes") in told and say("sheet_left.speakers") in told and say("sheet_left.order") in told
    assert any(line.startswith("No date was found that the program is sure of") for line in told)
    assert list(by_title(folder)) == ["Tone, argued"] or "Tone, argued" in by_title(folder)


def test_of_many_texts_three_are_asked_about(tmp_path):
    texts = {
        f"t{number:02}": BRIDGE["gazette" if number % 2 else "post"].replace("Orr", f"Orr{number}")
        for number in range(30)
    }
    folder = case_of(tmp_path / "many", texts)
    told = write_sheet_of(folder)
    assert any("27 more texts would make it too long" in line for line in told)
    assert len({label[:3] for label in by_title(folder)["Full dates"]["cells"]}) <= 3


def test_a_foreign_text_is_named_and_asked_only_what_needs_no_finder(tmp_path):
    german = (
        "Die Brücke wurde am Montag gesperrt, weil ein Riss im Bogen gefunden worden war und niemand haften will. " * 8
    )
    folder = case_of(tmp_path / "foreign", {**BRIDGE, "zeitung": german})
    told = write_sheet_of(folder)
    assert say("sheet_left.foreign", source="zeitung") in told
    assert not any("zeitung" in label for label in by_title(folder)["Full dates"]["cells"])


def test_only_foreign_texts(tmp_path):
    german = (
        "Die Brücke wurde am Montag gesperrt, weil ein Riss im Bogen gefunden worden war und niemand haften will. " * 8
    )
    folder = case_of(tmp_path / "foreign", {"eins": german, "zwei": german.replace("Montag", "Dienstag")})
    write_sheet_of(folder)
    assert list(by_title(folder)) == ["Tone, argued"]


@pytest.mark.parametrize(
    "name", ["a b", "1.2", "it's", "x`y", "a_b*c", "Brücke", "[z]", "a#b", "100%", "{points}", "$x$"]
)
def test_ids_with_odd_characters(tmp_path, name):
    folder = case_of(tmp_path / "odd", {name: BRIDGE["gazette"], "post": BRIDGE["post"]})
    write_sheet_of(folder)
    sources = sources_of(folder)
    assert all("\n" not in name or name for name in sources)
    for source in sources:
        if source.startswith(("full_dates", "from helpers import check")):
            compile(source, "cell", "exec")


def test_hostile_words_are_shown_and_do_nothing(tmp_path):
    script = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) $\\frac{a}{b}$ {points}"
    text = BRIDGE["gazette"].replace("Traffic is sent over Tarn", script).replace("on Monday", f"on Monday {script}")
    folder = case_of(tmp_path / "hostile", {"a": text, "b": BRIDGE["post"]})
    write_sheet_of(folder)
    for path in [*(folder / "sheet").glob("*.html"), *(folder / "sheet" / "teacher").glob("*.html")]:
        page = path.read_text("utf-8")
        assert not re.search(r"<script|<img|href=.javascript", page), path.name
    text = "\n".join(sources_of(folder))
    assert "<script" not in text.replace("\\<script", "") and "{points}" not in text


def test_the_command_says_what_was_written_and_what_is_wrong(bridge, tmp_path, capsys):
    assert main(["sheet", str(bridge)]) == 0
    out = capsys.readouterr().out
    assert "For students: sheet.ipynb, sheet.json and sheet.html (to print) in " in out and "For you alone: " in out
    assert main(["sheet", str(tmp_path / "nowhere")]) == 1
    assert "there is no folder" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main(["sheet", str(tmp_path / "empty")]) == 1


# -- What a sheet says of itself holds on cases that nobody planned for

HALE = "Ana Silva met the council. “We were late with the bridge,” she said. It opened on 3 June 2001 and closed on 7 July 2002."
TORN = "The bridge of Hale was a warning. On 5 May 2001 and on 6 May 2001 it shook. Recently it was torn down."


@pytest.fixture
def undated(tmp_path):
    (tmp_path / "one.txt").write_text(f"The bridge at Hale\n\n{HALE}\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text(
        f"A bridge is gone\n\n{TORN} Bo Lind called it “no surprise”.\n", encoding="utf-8"
    )
    return asking.ask(load_case(tmp_path))


def test_a_sheet_on_undated_texts_does_not_count_from_a_day_that_nobody_knows(undated):
    tasks, left = list(undated[0].values()), undated[1]
    dates = next(task for task in tasks if task["title"] == "Full dates")
    assert "may need the day" in dates["asks"] and "Count from" not in dates["sharper"]
    speakers = next(task for task in tasks if task.get("variable") == "speakers")
    assert "a word such as “he”" in speakers["right"], "the name stands a sentence before"
    why = " ".join(left)
    assert "each alone in its sentence and each at another time" in why
    assert "vague ones, such as “recently”, are not asked for" in why


@pytest.mark.parametrize("speaker", ["Élodie Martin", "Šefčovič", "Łukasz Nowak", "Óscar Ruiz", "Ana van der Silva"])
def test_a_name_begins_with_a_capital_of_any_script(speaker):
    assert asking.is_name(speaker) == ("der" not in speaker)
    assert not asking.is_name("the minister") and not asking.is_name(None) and not asking.is_name("")


def test_a_sheet_on_one_text_compares_nothing(tmp_path):
    (tmp_path / "one.txt").write_text(f"The bridge at Hale\n\n{HALE}\n", encoding="utf-8")
    write_sheet_of(tmp_path)
    cells = json.loads((tmp_path / "sheet" / "sheet.ipynb").read_text(encoding="utf-8"))["cells"]
    head = "".join(cells[0]["source"])
    assert "through whose hands its words came" in head and "where they agree" not in head


def test_where_nothing_can_be_asked_no_file_stands_in_the_way(tmp_path):
    (tmp_path / "one.txt").write_text("Bridge\n\nClosed.\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(
            CaseError, match=r"nothing can be asked of .* \(.*No quotation.*\): add a text with quotations"
        ):
            write_sheet_of(tmp_path)
    assert not list(tmp_path.rglob("sheet.toml"))


def test_complete_dates_need_no_counting_from_a_day(tmp_path):
    (tmp_path / "one.txt").write_text(f"The bridge at Hale\n\n{HALE}\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text(
        "file,published,published_basis\none.txt,2003-04-05,stated\n", encoding="utf-8"
    )
    tasks, _ = asking.ask(load_case(tmp_path))
    dates = next(task for task in tasks.values() if task["title"] == "Full dates")
    assert "Count from" not in dates["sharper"]
