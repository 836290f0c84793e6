"""The programs in tests/ run as their first lines say: from any folder, by their own path alone."""

import os
import subprocess
import sys
import time

import pytest

from tellings.case.files import PROJECT

SCRIPTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((PROJECT / "tests").glob("*.py"))}
ALONE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def run(*arguments, folder):
    return subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=folder, env=ALONE, capture_output=True, text=True, timeout=120
    )


def test_each_finds_what_it_imports(tmp_path):
    """The folder of a script stands first on its path, and tests/ has folders named as the packages are."""
    names = ", ".join(["corpus_budget", *(name for name, text in SCRIPTS.items() if '__name__ == "__main__"' in text)])
    done = run("-c", f"import sys; sys.path.insert(0, {str(PROJECT / 'tests')!r}); import {names}", folder=tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("target", ["readers", "argument", "pages"])
def test_fuzzing_runs_for_as_long_as_one_says_and_tells_what_failed(tmp_path, target):
    script = PROJECT / "tests" / "fuzz.py"
    done = run(script, "--minutes", "0.02", "--seed", "3", "--only", target, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].endswith("tries, 0 kinds of failure")


def test_fuzzing_stops_what_does_not_end(monkeypatch):
    monkeypatch.syspath_prepend(str(PROJECT / "tests"))
    import fuzz

    def endless(content, folder):
        while True:
            pass

    monkeypatch.setattr(fuzz, "SLOW", 0.3)
    assert fuzz.tried(endless, b"").splitlines()[-1].endswith("TooSlow: no end in 0.3 seconds of work")
    monkeypatch.setattr(fuzz, "HANGS", 0.3)
    assert "TooSlow" in fuzz.tried(lambda content, folder: time.sleep(60), b"")
    assert fuzz.tried(lambda content, folder: None, b"") == ""
