"""The same texts give the same tables on every machine: whatever the seed of hashes, the language, the hour, the folder."""

import os
import subprocess
import sys

import pytest

from tellings.case.files import PROJECT

# What the finders give for the seeds, what `new` and `check` write and say of a folder, and the coding sheets.
WORK = """
import hashlib, io, os, pathlib, shutil, sys, warnings
from contextlib import redirect_stdout
os.umask(int(sys.argv[1], 8))
warnings.simplefilter("ignore")
from helpers import find_dates, find_speech, load_case, sentences, shared_passages, tone_table, words
from tellings.__main__ import main
from tellings.perspectives.tables import compare_numbers
from tellings.timeline.events import propose_events
case = load_case("seeds")
dates = find_dates(case)
tables = [dates, find_speech(case), sentences(case), words(case), shared_passages(case), tone_table(case)]
tables += [compare_numbers(case, dates), propose_events(case)]
digest = hashlib.sha256("".join(table.to_csv() for table in tables).encode())
here = pathlib.Path.cwd() / "case"
here.mkdir()
for name in ("lbc.txt", "pism.txt", "later.txt"):
    (here / name).write_bytes((case.folder / name).read_bytes())
said = io.StringIO()
said.reconfigure = lambda **options: None
with redirect_stdout(said):
    main(["new", "case"]), main(["check", "case"]), main(["coding", "case"])
digest.update(said.getvalue().replace(str(pathlib.Path.cwd()), '').encode())
for path in sorted(here.rglob("*.*")):
    digest.update(path.name.encode() + path.read_bytes())
print(digest.hexdigest())
"""
PLACES = {
    "plain": ({"PYTHONHASHSEED": "0"}, "022"),
    "Ärger und O'Neill": (
        {"PYTHONHASHSEED": "4711", "LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Auckland", "HOME": ""},
        "077",
    ),
    "日本 x": (
        {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns", "HOME": "/nonexistent"},
        "027",
    ),
}


@pytest.fixture(scope="module")
def digests(tmp_path_factory):
    found = {}
    for name, (env, umask) in PLACES.items():
        place = tmp_path_factory.mktemp("place") / name
        place.mkdir()
        run = subprocess.run(
            [sys.executable, "-c", WORK, umask],
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(PROJECT), **env},
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr
        found[name] = run.stdout.strip()
    return found


def test_the_same_texts_give_the_same_tables_everywhere(digests):
    assert len(set(digests.values())) == 1, digests
