"""In a real JupyterLab with the network off, each lesson is drawn whole, as it carries its outputs, and each sheet runs."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from browser import need_browser
from collection import DEEPER, LESSONS, SHEETS
from sheets import marked, read

from tellings.case.files import PROJECT
from tellings.case.folder import load_case
from tellings.reading.tables import sentences

NOTEBOOKS = [path.relative_to(PROJECT).as_posix() for path in LESSONS + DEEPER + SHEETS]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """What tests/lab.py found, run in a network namespace of its own where the system allows one."""
    need_browser()
    file = tmp_path_factory.mktemp("lab") / "report.json"
    alone = shutil.which("unshare") and not subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode
    run = subprocess.run(
        [*(["unshare", "-rn"] if alone else []), sys.executable, str(PROJECT / "tests" / "lab.py"), str(file)],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-500:] + run.stderr[-3000:]
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["offline"] == bool(alone)
    return report


def test_jupyterlab_starts_without_asking_anybody(report):
    assert not report["start"]


def test_faults_are_found(report):
    found = report["notebooks"]["faulty.ipynb"]
    assert "complaint" in found["complaints"][0] and "ZeroDivisionError" in found["complaints"][1]
    assert len(found["wide"]) == 1 and len(found["blank"]) == 1 and len(found["undescribed"]) == 1
    assert any(said.startswith("request to http://192.0.2.1") for said in found["heard"])
    assert any("empty-table-header" in barrier for barrier in found["barriers"])


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_all_is_drawn_and_nothing_complained_of(report, name):
    found = report["notebooks"][name]
    for what in ("complaints", "heard", "blank", "empty", "undescribed", "wide", "barriers"):
        assert not found[what], f"{name}, {what}: " + "\n".join(found[what])
    assert found["unrun"] == 0, f"{name}: {found['unrun']} cells were not run"


@pytest.mark.parametrize("path", SHEETS)
def test_a_blank_sheet_says_of_each_task_that_it_is_not_answered(report, path):
    tasks = [label for label in marked(read(path)) if label.startswith("check")]
    assert report["notebooks"][path.relative_to(PROJECT).as_posix()]["unanswered"] == len(tasks) > 3


def test_a_lesson_can_be_read_in_the_dark_theme(report):
    found = report["notebooks"]["notebooks/04_perspectives.ipynb"]
    assert found["dark"] == [] and found["images"] == 5


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if "exercises/" not in name])
def test_a_sentence_that_an_output_names_says_its_words(report, name):
    """On hover; the list beneath has them for the keyboard and for a touch screen."""
    cells = json.loads((PROJECT / name).read_text(encoding="utf-8"))["cells"]
    stored = "".join(
        "".join(output.get("data", {}).get("text/html", "")) for cell in cells for output in cell.get("outputs", [])
    )
    named = report["notebooks"][name]["named"]
    assert len(named) == len(re.findall(r'<span title="', stored))
    told = dict(zip(*sentences(load_case("seeds"))[["sentence", "text"]].T.to_numpy()))
    assert [words for name, words in named if name in told] == [told[name] for name, _ in named if name in told]


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if "exercises/" not in name])
def test_every_stored_figure_and_table_is_drawn(report, name):
    cells = json.loads((PROJECT / name).read_text(encoding="utf-8"))["cells"]
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    found = report["notebooks"][name]
    assert found["images"] == sum("image/png" in data for data in outputs)
    assert found["tables"] == sum("".join(data.get("text/html", "")).count("<table") for data in outputs)


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if re.fullmatch(r"notebooks/0[0-4]_\w+\.ipynb", name)])
def test_a_lesson_is_not_longer_than_25_screens(report, name):
    """Of 1280 × 800, of which JupyterLab leaves 680 pixels to the notebook; answers folded."""
    screens = report["notebooks"][name]["height"] / 680
    assert screens <= 25, f"{screens:.1f} screens: move what goes deeper to notebooks/deeper/"
