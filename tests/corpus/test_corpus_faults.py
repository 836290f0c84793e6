"""The corpus command with real processes: workers, schedulers and disks fail, and no text is lost."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest

from tellings.case.files import PROJECT
from tellings.corpus import command as corpus
from tellings.corpus.reading import read_corpus

TEXTS = 2000
FAULTS = 3
PLACES = ("Kabul", "Brussels", "Geneva", "Warsaw")


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """A JSON Lines file of short texts; among them one that is empty, an id that is taken, a line that is no JSON."""
    path = tmp_path_factory.mktemp("corpus") / "reports.jsonl"
    with open(path, "w", encoding="utf-8") as file:
        for number in range(TEXTS):
            place = PLACES[number % 4]
            row = {
                "id": f"r{number:05d}",
                "published": f"2021-{1 + number % 12:02d}-17",
                "outlet": f"agency {number % 3}",
                "text": f"Talks in {place} failed again\n\n“We are sorry,” the minister said on Monday in {place}. "
                f"It was attempt number {number} in two years. The envoy warned that the ceasefire may end by May.",
            }
            file.write(json.dumps(row) + "\n")
            if number == 700:
                file.write('{"id": "empty", "text": "  "}\n{"id": "r00001", "text": "Twice."}\n{"id": "cut", "te\n')
    return path


@pytest.fixture(scope="module")
def expected(reports, tmp_path_factory):
    """What one process writes without Dask: relative path -> bytes."""
    out = tmp_path_factory.mktemp("expected")
    for name in (*corpus.TABLES, "finished"):
        (out / name).mkdir()
    last = -1
    for last, (_, block) in enumerate(corpus.partitions(read_corpus(reports))):
        corpus.work_out(last, block, str(out), "")
    assert corpus.write_said(out, "faults", last) == FAULTS
    assert corpus.write_said(out, "notes", last) == 0
    return tables(out)


def tables(out):
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.parent.name != "finished"
    }


def command(reports, out, *options):
    return [sys.executable, "-m", "tellings", "corpus", str(reports), str(out), *options]


def start(arguments):
    return subprocess.Popen(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        start_new_session=True,
        # A job that a shell has put into the background ignores Ctrl+C, and so would all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def run(arguments, **options):
    return subprocess.run(arguments, capture_output=True, text=True, timeout=120, cwd=PROJECT, **options)


def wait_for(what, process):
    deadline = time.monotonic() + 90
    while not what():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, "nothing happened for a minute and a half"
        time.sleep(0.01)


def parts(out):
    return {path: path.stat().st_mtime_ns for path in out.glob("finished/part-*.json")}


def workers_of(process):
    return [
        child
        for child in psutil.Process(process.pid).children(recursive=True)
        if "spawn_main" in " ".join(child.cmdline())
    ]


def test_a_killed_worker_loses_nothing(reports, expected, tmp_path):
    process = start(command(reports, tmp_path, "--workers", "2"))
    wait_for(lambda: parts(tmp_path), process)
    workers_of(process)[0].kill()
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert f"{TEXTS + FAULTS:,} texts in = {TEXTS:,} out + {FAULTS:,} faults" in out
    assert "Traceback" not in err
    assert tables(tmp_path) == expected


def test_a_killed_scheduler_and_a_killed_command_lose_nothing(reports, expected, tmp_path):
    out, address = tmp_path / "out", tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    scheduler = start([*dask, "scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(address)])
    worker = start(
        [*dask, "worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--scheduler-file", str(address)]
    )
    try:
        wait_for(lambda: address.exists() and address.stat().st_size, scheduler)
        process = start(command(reports, out, "--scheduler", json.loads(address.read_text())["address"]))
        wait_for(lambda: parts(out), process)
        scheduler.kill()
        err = process.communicate(timeout=120)[1]
    finally:
        for each in (scheduler, worker):
            os.killpg(each.pid, signal.SIGKILL)
            each.communicate()
    assert process.returncode == 1
    assert "the Dask scheduler is gone" in err and "Traceback" not in err
    first = parts(out)
    assert 0 < len(first) < TEXTS // 200, "the scheduler was to be killed in the middle"

    # On this machine the scheduler lives in the command itself.
    process = start(command(reports, out, "--workers", "1"))
    wait_for(lambda: len(parts(out)) > len(first), process)
    workers = workers_of(process)
    process.kill()
    process.communicate()
    assert not psutil.wait_procs(workers, timeout=20)[1], "workers outlive the command"
    second = parts(out)
    assert len(first) < len(second) < TEXTS // 200 + 1, "the command was to be killed in the middle"

    # Ctrl+C in a terminal goes to every process of the group.
    process = start(command(reports, out, "--workers", "1"))
    wait_for(lambda: len(parts(out)) > len(second), process)
    os.killpg(process.pid, signal.SIGINT)
    err = process.communicate(timeout=120)[1]
    assert process.returncode == 130
    assert err.endswith("Stopped. The same command goes on from here.\n") and "Traceback" not in err
    third = parts(out)

    done = run(command(reports, out, "--workers", "1"))
    assert done.returncode == 0, done.stderr
    last = parts(out)
    assert first.items() <= second.items() <= third.items() <= last.items(), "finished partitions were worked out again"
    assert tables(out) == expected


def test_a_full_disk_leaves_whole_files_only(reports, expected, tmp_path):
    """A disk of 256 kB where disks can be made (root on Linux), else a limit on the size of files; then the same with room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    line = command(reports, disk / "out", "--workers", "1")
    if shutil.which("unshare") and run(["unshare", "-m", "mount", "-t", "tmpfs", "none", str(disk)]).returncode == 0:
        script = (
            'mount -t tmpfs -o size=256k none "$0"; "$@"; echo "code $?"; cp -a "$0" "$0"-full; '
            'mount -o remount,size=64m "$0"; "$@"; echo "code $?"; cp -a "$0" "$0"-free'
        )
        done = run(["unshare", "-m", "sh", "-c", script, str(disk), *line])
        assert "code 1\n" in done.stdout and "code 0\n" in done.stdout, done
        err, full, free = done.stderr, tmp_path / "disk-full" / "out", tmp_path / "disk-free" / "out"
    else:
        limit = len(expected["sentences/part-000000.parquet"]) - 1
        failed = run(line, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        assert failed.returncode == 1
        err, full, free = failed.stderr, tmp_path / "full", disk / "out"
        shutil.copytree(disk / "out", full)
        assert run(line).returncode == 0
    assert "is full: free some space" in err and "Traceback" not in err
    whole = tables(full)
    whole.pop("faults.csv", None)
    assert whole.items() <= expected.items(), "a file that is not whole, or hidden, was left"
    assert len(whole) < len(expected) - 1
    assert tables(free) == expected
