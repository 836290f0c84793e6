"""Lists as they are read."""

import pytest

from tellings.case.wording import listed


@pytest.mark.parametrize(
    "items, most, said",
    [
        ([], None, "none"),
        (["a"], None, "a"),
        (["a", "b"], None, "a and b"),
        ([1, 2, 3], None, "1, 2 and 3"),
        ([1, 2, 3], 3, "1, 2 and 3"),
        ([1, 2, 3, 4], 2, "1, 2 and 2 more"),
    ],
)
def test_a_list_is_read_as_one(items, most, said):
    assert listed(items, most) == said
