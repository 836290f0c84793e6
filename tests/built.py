"""The static pages, built once for all tests of a run that look at them."""

import fcntl
import os
import subprocess
import sys

from tellings.case.files import PROJECT

SITE = PROJECT / "build" / "site"


def built_site():
    """The folder of the pages, built anew by the first of a run's test processes that asks; another waits for it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    SITE.parent.mkdir(exist_ok=True)
    with open(SITE.with_name("site.run"), "a+") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        mark.seek(0)
        if mark.read() != run:
            build = subprocess.run([sys.executable, PROJECT / "site" / "build.py"], capture_output=True, text=True)
            assert build.returncode == 0, build.stderr
            mark.truncate(0)
            mark.write(run)
    return SITE
