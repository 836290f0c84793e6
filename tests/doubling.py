"""How the time of a function grows with the size of what it gets: linear is 2, what it may be 2.6."""

import gc
import time
from itertools import count

_fresh = count()


def growth(work, made, size):
    """By how much a doubling of the size multiplies the time, over two of them.

    In: a function of a text; one that makes a text of so many characters; the first of three sizes. No text is given
    twice, so that nothing is remembered. Other programs run here too: of the runs the best counts, and what looks too
    slow is measured again.
    """
    took = {1: [], 2: [], 4: []}
    # What is done once only, such as compiling an expression, is not to count for the smallest.
    work(f"{made(size // 8)} {next(_fresh)}")
    # What earlier tests have left is not looked through at each collection.
    gc.freeze()
    for _ in range(6):
        for times, runs in took.items():
            text = f"{made(size * times)} {next(_fresh)}"
            gc.collect()
            began = time.process_time()
            work(text)
            runs.append(time.process_time() - began)
        found = (min(took[4]) / max(min(took[1]), 1e-3)) ** 0.5
        if found < 2.4:
            break
    gc.unfreeze()
    return found
