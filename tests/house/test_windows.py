"""What would trip on Windows, as far as it can be seen elsewhere: names of files, a console of few letters, line ends."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from tellings.case.files import PROJECT
from tellings.exercises.handin import file_name

# Names that Windows refuses, or changes: reserved characters and names, a blank or a stop at the end.
REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[ .]$')
DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.I)


def refused(name):
    return bool(REFUSED.search(name) or DEVICE.fullmatch(name))


def test_the_rule_knows_what_windows_refuses():
    assert all(map(refused, ["a:b", "end.", "end ", "CON", "nul.txt", "com1", 'a"', "a?"]))
    assert not any(map(refused, ["Console", "a.b", "Zoë Müller", "communication"]))


@tries(100)
@given(st.one_of(st.text(max_size=40), st.sampled_from(["con", "Aux", "COM1", "a.", "a: b ", "nul.txt", "lpt9"])))
def test_a_students_name_is_a_name_of_a_file_there_too(student):
    name = file_name(student)
    assert name == "" or not refused(name)


def test_every_file_of_the_repository_can_be_checked_out_there():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False).stdout.decode()
    if not listed:
        pytest.skip("no git, or no repository: an unpacked ZIP")
    paths = listed.strip("\0").split("\0")
    assert not [path for path in paths if any(map(refused, path.split("/")))]
    lower = [path.lower() for path in paths]
    assert len(set(lower)) == len(lower), "two names that differ in capitals only"
    # A path of a repository in a user's folder has to stay below 260 letters.
    assert max(map(len, paths)) < 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A case in a folder that a German console can't print in full, with Windows line ends."""
    place = tmp_path_factory.mktemp("Übung ≠ 1") / "Fähre Łódź"
    shutil.copytree(PROJECT / "tests" / "cases" / "ferry", place)
    for path in [*place.glob("*.txt"), *place.glob("*.csv")]:
        text = path.read_bytes().replace(b"\r\n", b"\n")
        path.write_bytes(text.replace(b"\n", b"\r\n"))
    heap = place.parent / "Abgaben"
    heap.mkdir()
    sheet = next((PROJECT / "notebooks" / "exercises").glob("sheet_1*.ipynb"))
    (heap / "Zoë ≠ Łukasz.ipynb").write_bytes(sheet.read_bytes().replace(b"\n", b"\r\n"))
    return place


# Each with what its last line says; the corpus command needs packages of its own.
COMMANDS = {
    "check": ["-m", "tellings", "check", "{case}"],
    "coding": ["-m", "tellings", "coding", "{case}"],
    "report": ["-m", "tellings", "report", "{case}"],
    "sheet": ["-m", "tellings", "sheet", "{case}"],
    "grade": ["-m", "tellings", "grade", "{heap}"],
    "nothing there": ["-m", "tellings", "report", "{case}/≠"],
    "collect": [str(PROJECT / "classroom" / "collect.py"), "{heap}/≠"],
    "execute": [str(PROJECT / "tests" / "execute.py"), "--help"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_console_of_few_letters_shows_what_it_can_and_nothing_breaks(folder, name):
    places = {"case": folder, "heap": folder.parent / "Abgaben"}
    command = [part.format(**places) for part in COMMANDS[name]]
    environment = os.environ | {"PYTHONIOENCODING": "cp1252:strict", "PYTHONPATH": str(PROJECT)}
    done = subprocess.run([sys.executable, *command], cwd=folder, env=environment, capture_output=True, timeout=300)
    said = (done.stdout + done.stderr).decode("cp1252")
    assert "Traceback" not in said, said
    fails = name in ("nothing there", "collect")
    assert bool(done.returncode) == fails and (not fails or "is not there" in said or "no folder" in said), said


def test_what_is_written_has_names_that_windows_takes(folder):
    written = [path for path in folder.parent.rglob("*") if path.is_file()]
    assert len(written) > 20, "the commands before have written here"
    assert not [path for path in written if refused(path.name)]
