"""Codes as people and spreadsheets write them, brought to one spelling."""

import re

QUESTIONS = ("tone", "frame", "function")  # those that the codebook answers with codes
CUT = 0.05  # a tone nearer to zero counts as neither good nor bad; the cut of VADER's authors
# A number in every form in which a spreadsheet saves one: 1, +1, 01, 1.0
_NUMBER = re.compile(r"[+-]?\d+(?=(?:\.0+)?$)")


def as_code(cell):
    """A code in one spelling: small letters, −1 and 1 however a spreadsheet has them. In and out: text."""
    # An en dash is what word processors make of a minus.
    text = cell.strip().replace("−", "-").replace("–", "-").lower()
    number = _NUMBER.match(text)
    return str(int(number[0])) if number else text
