"""A two-second look at the installation, with the remedy for each fault."""

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from tellings.case.errors import CaseError
from tellings.case.files import PROJECT
from tellings.case.folder import load_case

PACKAGES = ["pandas", "matplotlib", "nltk", "vaderSentiment", "textblob", "papermill", "nbval"]
INSTALL = f'run "python -m pip install -r requirements.txt" in {PROJECT.name}/ and restart the kernel'


def check_installation(folder="seeds"):
    """What the notebooks need and whether it is there.

    In: the folder of the case. Out: a row per need: need, found (ok or missing), remedy (empty where nothing is to do).
    """
    new = sys.version_info >= (3, 11)
    rows = [("Python 3.11 or newer", new, "install a newer Python from python.org, or open the collection on Binder")]
    rows += [(f"package {name}", find_spec(name) is not None, INSTALL) for name in PACKAGES]
    whole, remedy = (
        Path(PROJECT, "notebooks").is_dir(),
        "open the notebooks from the folder that you cloned or unpacked",
    )
    rows.append(("helpers of this copy of the collection", whole, f"{remedy}, helpers/ beside notebooks/"))
    try:
        fault = "" if load_case(folder) else "empty"
    except CaseError as error:
        fault = str(error)
    rows.append(("the three texts, unchanged", not fault, fault))
    rows.append(("a folder to write results to", _writable(), "free some space, or work in a folder of yours"))
    found = [(need, "ok" if there else "missing", "" if there else remedy) for need, there, remedy in rows]
    return pd.DataFrame(found, columns=["need", "found", "remedy"])


def _writable():
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
    except OSError:
        return False
    return True
