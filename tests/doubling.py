"""How the time of a function grows with the size of what it gets: linear is 2, what it may be 2.6."""

import time
from itertools import count

_fresh = count()


def growth(work, made, size):
    """By how much a doubling of the size multiplies the time, over two of them; the best of three runs each.

    In: a function of a text; one that makes a text of so many characters; the first of three sizes. No text is given
    twice, so that nothing is remembered.
    """
    took = []
    for times in (1, 2, 4):
        runs = []
        for _ in range(3):
            text = f"{made(size * times)} {next(_fresh)}"
            began = time.process_time()
            work(text)
            runs.append(time.process_time() - began)
        took.append(min(runs))
    return (took[2] / max(took[0], 1e-4)) ** 0.5
