"""What the corpus command costs: texts a second, processor time a text, memory a worker, what a second worker brings.

python tests/budget.py --corpus                 100, 5,000 and 50,000 texts, about twenty minutes on two cores
python tests/budget.py --corpus 100 2000        other sizes, for a first look
The texts are made from the three (500 words each), so that they read and are marked up like news.
"""

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tellings.case.folder import load_case
from tellings.corpus import command as corpus
from tellings.corpus import tables
from tellings.corpus.reading import LONGEST
from tellings.corpus.resampling import resample

SIZES = (100, 5000, 50_000)
FLAT, MEMORY_MB, SPEED_UP, LEAST = 1.2, 500, 1.7, 60
SENTENCES = 22  # of 23 words each


def write(path, texts, joined=1):
    """A JSON Lines file of made texts, `joined` of them in one; out: their mean number of words."""
    case, words = load_case("seeds"), 0
    with open(path, "w", encoding="utf-8") as file:
        for number, source in enumerate(resample(case, texts, SENTENCES * joined)):
            row = {
                "id": source.id,
                "text": source.text,
                "outlet": source.outlet,
                "published": f"2021-08-{1 + number % 31:02d}",
            }
            file.write(json.dumps(row) + "\n")
            words += len(source.text.split())
    return words / texts


def state():
    """Run on a worker: its processor time so far in s, the most memory that it ever held in MB."""
    return sum(psutil.Process().cpu_times()[:2]), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def warm():
    """Run on a worker: import and compile what is needed once, whatever the number of texts."""
    tables._parquet(tables.span_tables(list(resample(load_case("seeds"), 30)))["dates"])


def measure(path, workers):
    """Work a corpus out from nothing; out: dict texts, seconds, cpu (s, of the workers), own (s, of the
    command itself), memory (MB, the most of a worker), command (MB, the command with its scheduler at the end)."""
    with tempfile.TemporaryDirectory() as folder, corpus.connect(workers=workers) as client:
        client.run(warm)
        before, own, started = client.run(state), time.process_time(), time.perf_counter()
        tally = corpus.run(path, Path(folder), client)
        seconds, own, after = time.perf_counter() - started, time.process_time() - own, client.run(state)
        corpus.check_counts(Path(folder), tally)
        if set(before) != set(after):
            raise SystemExit(f"a worker of {path.name} had to be started anew")
        command = psutil.Process().memory_info().rss / 1e6
    return {
        "texts": tally["texts"],
        "seconds": seconds,
        "own": own,
        "command": command,
        "memory": max(peak for _, peak in after.values()),
        "cpu": sum(after[name][0] - before[name][0] for name in after),
    }


def main(sizes=SIZES):
    """Print the figures; out: the limits that are passed, a sentence each."""
    over, costs, cores = [], {}, os.cpu_count()
    print(
        f"Load before: {os.getloadavg()[0]:.1f} on {cores} cores; other work on this machine makes every figure worse.\n"
    )
    print(
        "| texts | words a text | workers | seconds | texts/s | texts/s and core | processor ms a text | "
        "most memory of a worker, MB | the command itself, MB |\n|---|---|---|---|---|---|---|---|---|"
    )

    def row(path, words, workers):
        found = measure(path, workers)
        rate, busy = found["texts"] / found["seconds"], found["texts"] / (found["cpu"] + found["own"])
        print(
            f"| {found['texts']:,} | {words:,.0f} | {workers} | {found['seconds']:.1f} | {rate:.0f} | {busy:.0f} | "
            f"{1000 * found['cpu'] / found['texts']:.2f} | {found['memory']:.0f} | {found['command']:.0f} |",
            flush=True,
        )
        nonlocal over
        for who in ("memory", "command"):
            over += [f"{who}: {found[who]:.0f} MB, the limit of a process is {MEMORY_MB}"] * (found[who] > MEMORY_MB)
        return found, busy

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "corpus.jsonl")
        for size in sizes:
            words = write(path, size)
            # A second of work says little by itself: the best of three.
            found = [row(path, words, 2) for _ in range(3 if size < 1000 else 1)]
            costs[size] = min(run["cpu"] for run, _ in found) / size
            busy = max(busy for _, busy in found)
            over += [f"{busy:.0f} texts a second and core, the least is {LEAST}"] * (busy < LEAST)
        row(path, write(path, 3, LONGEST // 170 // SENTENCES), 1)
        path.unlink()
        words, times = write(path, min(max(sizes), 4000)), {1: [], 2: []}
        for workers in (1, 2, 2, 1):
            times[workers].append(row(path, words, workers)[0]["seconds"])
    change = max(costs.values()) / min(costs.values())
    speed_up = min(times[1]) / min(times[2])
    print(
        f"\nCost of a text, dearest to cheapest size: {change:.2f} (limit {FLAT}). "
        f"Two workers over one: {speed_up:.2f} (least {SPEED_UP}). Load after: {os.getloadavg()[0]:.1f}."
    )
    over += [f"the cost of a text changes by {change:.2f}, the limit is {FLAT}"] * (change > FLAT)
    over += [f"two workers bring {speed_up:.2f}, the least is {SPEED_UP}"] * (speed_up < SPEED_UP)
    return over


if __name__ == "__main__":
    faults = main([int(size) for size in sys.argv[1:]] or SIZES)
    sys.exit("\n".join(faults))
