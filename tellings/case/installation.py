"""A two-second look at the installation, with the remedy for each fault."""

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from tellings.case.errors import CaseError
from tellings.case.files import PROJECT
from tellings.case.folder import load_case
from tellings.case.wording import say

PACKAGES = ["pandas", "matplotlib", "nltk", "vaderSentiment", "textblob", "papermill", "nbval"]


def check_installation():
    """What the notebooks need and whether it is there.

    Out: a row per need: need, found (ok or missing), remedy (empty where nothing is to do).
    """
    new = sys.version_info >= (3, 11)
    rows = [(say("installation.python"), new, say("installation.python_remedy"))]
    install = say("installation.package_remedy", folder=PROJECT.name)
    rows += [(say("installation.package", name=name), find_spec(name) is not None, install) for name in PACKAGES]
    whole = Path(PROJECT, "notebooks").is_dir()
    rows.append((say("installation.helpers"), whole, say("installation.helpers_remedy")))
    fault = ""
    try:
        load_case()
    except CaseError as error:
        fault = str(error)
    rows.append((say("installation.texts"), not fault, fault))
    rows.append((say("installation.results"), _writable(), say("installation.results_remedy")))
    found = [(need, "ok" if there else "missing", "" if there else remedy) for need, there, remedy in rows]
    return pd.DataFrame(found, columns=["need", "found", "remedy"])


def _writable():
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
    except OSError:
        return False
    return True
