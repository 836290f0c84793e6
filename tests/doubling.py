"""What a function costs, measured so that a busy machine changes no verdict: its time, and how that grows.

Growth by a doubling of the size is 2 where it is linear; what it may be is 2.6.
"""

import gc
import time
from itertools import count

_fresh = count()


def took(work, least=0.0, runs=5):
    """The seconds of this process that a work takes: the best of some runs.

    In: the work, a function of a number that is never given twice, so that it can make what nobody remembers; what is
    fast enough, so that the first run below it ends the measuring. Other programs run here too: what holds up one run
    is not the function's, and what is slow by itself is slow each time.
    """
    best = float("inf")
    for _ in range(runs):
        turn = next(_fresh)
        began = time.process_time()
        work(turn)
        best = min(best, time.process_time() - began)
        if best < least:
            break
    return best


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
    for _ in range(12):
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
