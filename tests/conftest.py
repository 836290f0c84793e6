"""The case and its coding of sentences, which most tests ask for; and a PATH on which nbgrader finds its own programs."""

import os
import sys
from pathlib import Path

import pytest

from helpers import load_case

os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


@pytest.fixture(scope="session")
def case():
    return load_case("seeds")


@pytest.fixture(scope="session")
def coding(case):
    return case.gold("sentences")
