"""The case and its coding of sentences, which most tests ask for; and a PATH on which nbgrader finds its own programs."""

import gc
import os
import sys
from pathlib import Path

import pytest

from helpers import dated_statements, load_case, told_events
from tellings.case.files import PROJECT
from tellings.case.tables import read_table

os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
# jsonschema would build a grammar of web addresses in each worker: a second for what no notebook holds.
sys.modules.setdefault("rfc3987_syntax", None)

# Files that take a minute or more are begun first (with --no-loadscope-reorder): one worker would wait for the other at
# the end, since xdist begins with those that have most tests.
LONG = (
    "test_nbgrader",
    "test_links_in_lab",
    "test_site",
    "test_browser",
    "test_room",
    "test_desk",
    "test_sheet_pages",
    "test_coding_page",
    "test_corpus_faults",
    "test_corpus",
    "test_notebooks",
    "test_grade",
)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG))


def pytest_collection_finish():
    # Thousands of tests stay to the end: a collection of garbage need not look through them each time.
    gc.freeze()


@pytest.fixture(scope="session")
def case():
    return load_case("seeds")


@pytest.fixture(scope="session")
def coding(case):
    return case.gold("sentences")


@pytest.fixture(scope="session")
def stated(case):
    return dated_statements(case)


@pytest.fixture(scope="session")
def told(case):
    return told_events(case)


@pytest.fixture(scope="session")
def times():
    return read_table(PROJECT / "seeds" / "event_times.csv")
