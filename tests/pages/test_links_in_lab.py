"""In a real JupyterLab, started as the README says, every link of the lessons and sheets arrives, at its heading too."""

import json
import re
import subprocess
import sys

import pytest
import terms
from browser import need_browser
from collection import DEEPER, LESSONS, SHEETS
from lab import START

from tellings.case.files import PROJECT


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """What tests/lab_links.py met on its way from the first page."""
    need_browser()
    file = tmp_path_factory.mktemp("links") / "report.json"
    command = [sys.executable, str(PROJECT / "tests" / "lab_links.py"), str(file)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-500:] + run.stderr[-3000:]
    return json.loads(file.read_text(encoding="utf-8"))


def test_every_link_arrives(report):
    assert not report["faults"], "\n".join(report["faults"])
    assert len([target for target in report["targets"] if "glossary.md#" in target]) > 45


def test_the_first_page_leads_to_all_others(report):
    assert report["start"] == "notebooks/00_start_here.ipynb"
    all_of_them = {path.relative_to(PROJECT).as_posix() for path in LESSONS + DEEPER + SHEETS}
    assert all_of_them | {"classroom/glossary.md"} <= set(report["pages"])


def test_terms_are_explained_on_hover(report):
    said = terms.definitions()
    for path, links in report["pages"].items():
        for link in links:
            if link["path"] == "classroom/glossary.md" and link["heading"] and path.startswith("notebooks/"):
                assert link["title"] == said[link["heading"]], f"{path}: {link['words']}"


def test_readme_and_make_start_jupyterlab_where_all_links_can_be_followed():
    start = " ".join(START)
    makefile, readme = (PROJECT / name for name in ("Makefile", "README.md"))
    assert f"jupyter lab {start}\n" in makefile.read_text(encoding="utf-8")
    started = re.findall(r"jupyter lab[^`]*`", readme.read_text(encoding="utf-8"))
    assert started == [f"jupyter lab {start}`"] * 3
