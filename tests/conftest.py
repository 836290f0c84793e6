"""The case and its coding of sentences, which most tests ask for."""

import pytest

from helpers import load_case


@pytest.fixture(scope="session")
def case():
    return load_case("seeds")


@pytest.fixture(scope="session")
def coding(case):
    return case.gold("sentences")
