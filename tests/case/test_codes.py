"""Codes as people and spreadsheets write them."""

import pytest

from tellings.case.codes import as_code


@pytest.mark.parametrize(
    "cell, code",
    [("1", "1"), ("+1", "1"), ("01", "1"), ("1.0", "1"), ("-1.00", "-1"), ("−1", "-1"), ("-0", "0"), ("", "")]
    + [(" Security ", "security"), ("1.5", "1.5"), ("1 or 0", "1 or 0"), ("--1", "--1")],
)
def test_a_code_has_one_spelling(cell, code):
    assert as_code(cell) == code
