"""What most tests of pages ask for: a running browser, and the static pages, served."""

import os
import shutil

import pytest
from browser import chromium, need_browser, served
from built import built_site


@pytest.fixture(scope="module")
def browser():
    need_browser()
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def site():
    """The static pages, those that run Python among them, over HTTP: the folder, the address, and what was asked for."""
    if not shutil.which("npm") and os.environ.get("CI") != "true":
        pytest.skip("no npm here; install it to build pages that run Python (Debian and Ubuntu: apt install npm)")
    folder = built_site()
    # Old enough that a browser would take it from its own store without asking.
    os.utime(folder / "desk" / "desk.css", (0, 0))
    with served(folder) as (address, asked):
        yield folder, address, asked
