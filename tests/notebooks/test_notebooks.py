"""Every notebook runs with the network cut off, from another working folder, and writes nothing to stderr."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

import nbformat
import pytest
from collection import DEEPER, LESSONS

from tellings.case.files import PROJECT

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}


def without_network():
    """What cuts the network off: a namespace of its own where the system allows it, else refused sockets."""
    if shutil.which("unshare") and subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0:
        return ["unshare", "-rn"], {}
    return [], {"PYTHONPATH": str(PROJECT / "tests" / "offline")}


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("executed")
    prefix, extra = without_network()
    run = subprocess.run(
        [*prefix, sys.executable, str(PROJECT / "tests" / "execute.py"), "--to", str(folder)],
        cwd=folder,
        env={**os.environ, **extra},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.ipynb")}


@pytest.mark.parametrize("name", [path.name for path in LESSONS + DEEPER])
def test_offline_and_silent(executed, name):
    for number, cell in enumerate(executed[name]["cells"], 1):
        for output in cell.get("outputs", []):
            assert output.get("name") != "stderr", f"{name}, cell {number}: {''.join(output['text'])[:200]}"


def test_nothing_of_a_kernel_is_left_behind(tmp_path):
    """Three at once, in a temporary folder with blanks and umlauts in its name, which must be short for a socket's."""
    for number in range(3):
        cells = [nbformat.v4.new_code_cell("print(1 + 1)")]
        nbformat.write(
            nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), tmp_path / f"ein Übungsheft {number}.ipynb"
        )
    code = (
        "import execute, pathlib; here = pathlib.Path.cwd();"
        "print(execute.execute_all(sorted(here.glob('*.ipynb')), here / 'out'))"
    )
    with tempfile.TemporaryDirectory(prefix="ü b ") as folder:
        env = {**os.environ, "TMPDIR": folder, "PYTHONPATH": os.pathsep.join([str(PROJECT / "tests"), str(PROJECT)])}
        run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True)
        assert run.stdout.endswith("{}\n") and not run.stderr, run.stdout + run.stderr
        assert os.listdir(folder) == []
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_the_network_was_off():
    prefix, extra = without_network()
    probe = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=2)"
    run = subprocess.run(
        [*prefix, sys.executable, "-c", probe], env={**os.environ, **extra}, capture_output=True, text=True
    )
    assert run.returncode != 0
    assert "refused by the tests" in run.stderr or "unreachable" in run.stderr
