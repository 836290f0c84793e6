"""Every notebook runs with the network cut off, from another working folder, and writes nothing to stderr."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from collection import DEEPER, LESSONS

from tellings.case.files import PROJECT


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


def test_the_network_was_off():
    prefix, extra = without_network()
    probe = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=2)"
    run = subprocess.run(
        [*prefix, sys.executable, "-c", probe], env={**os.environ, **extra}, capture_output=True, text=True
    )
    assert run.returncode != 0
    assert "refused by the tests" in run.stderr or "unreachable" in run.stderr
