"""What covers a place: as a look at every row would say, and as fast where one row covers all the others."""

from doubling import took
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from tellings.reading.spans import Spans

ROWS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair))), max_size=12)


@tries(100)
@given(ROWS, st.integers(0, 25), st.integers(1, 6))
def test_touching_is_what_a_look_at_every_row_finds(rows, start, length):
    found = Spans(rows).touching(start, start + length)
    assert found == sorted(found, key=lambda row: (row[0], -row[1]))
    assert sorted(found) == sorted(row for row in rows if row[0] < start + length and row[1] > start)


@tries(100)
@given(ROWS, st.integers(0, 25))
def test_innermost_is_the_last_to_begin(rows, place):
    covering = [row for row in rows if row[0] <= place < row[1]]
    found = Spans(rows).innermost(place)
    assert sorted(Spans(rows).at(place)) == sorted(covering)
    assert found in covering and found[0] == max(covering)[0] if covering else found is None


def test_a_row_that_covers_all_costs_the_others_nothing():
    spans = Spans([(0, 200_000), *((10 * n, 10 * n + 8) for n in range(20_000))])
    assert all(len(spans.at(10 * n)) == 2 for n in range(20_000))
    assert took(lambda _: [spans.at(10 * n) for n in range(20_000)], 2) < 2  # about a tenth of a second
