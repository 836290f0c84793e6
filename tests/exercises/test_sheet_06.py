"""Sheet 6: an answer may be typed as it comes, as a fraction too; what another measure gives is said."""

import pytest

from tellings.exercises.check import exercises, judge


@pytest.mark.parametrize("quality", [("6/8", "6/9"), (0.75, 0.66), ("75 %", "2/3"), (" 6 / 8 ", 66.7)])
def test_precision_and_recall_may_be_typed_as_fractions(quality):
    assert judge("6.5", dict(zip(("precision", "recall"), quality)))[0] == "right"


def test_a_fraction_of_nothing_is_no_number():
    assert judge("6.5", {"precision": "6/0", "recall": "6/9"})[0] != "right"


def test_seven_of_ten_may_be_a_fraction_and_a_weighted_kappa_is_named():
    assert judge("6.3", {"agree": "7/10", "alpha": 0.71})[0] == "right"
    ana, ben = (
        [int(code) for code in codes.split()] for codes in ("0 -1 0 -1 1 0 -1 0 0 -1", "0 -1 -1 -1 1 0 0 0 1 -1")
    )
    seen = sum((one - other) ** 2 for one, other in zip(ana, ben)) / 10
    by_chance = sum((one - other) ** 2 for one in ana for other in ben) / 100
    assert round(1 - seen / by_chance, 2) == 0.69 and "quadratic weights comes to .69" in exercises()["6.3"]["right"]
