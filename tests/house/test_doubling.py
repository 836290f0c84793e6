"""What the tests of growth stand on: linear work passes, work that grows faster does not."""

from doubling import growth


def test_growth_tells_linear_work_from_what_grows_faster():
    def made(size):
        return "a" * size

    assert growth(lambda text: [letter for letter in text for _ in range(40)], made, 20_000) < 2.6
    assert growth(lambda text: sum(range(int(len(text) ** 1.5))), made, 4_000) > 2.6
    assert growth(lambda text: sum(range(len(text) ** 2 // 64)), made, 4_000) > 3.2
