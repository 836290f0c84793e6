"""The notebooks run in this process, so that a test can ask for what their names hold and which charts they drew."""

import ast
import contextlib
import functools
import io
import os
from unittest import mock

from collection import cells

from tellings.charts import base


@functools.cache
def run(path):
    """Run a notebook's cells in order; out: its names as a dictionary, and the charts it made as a list."""
    charts, names = [], {"__name__": "__main__"}
    make = base.Chart.__init__

    def remember(chart, *arguments):
        make(chart, *arguments)
        charts.append(chart)

    before = os.getcwd()
    os.chdir(path.parent)
    try:
        with mock.patch.object(base.Chart, "__init__", remember), contextlib.redirect_stdout(io.StringIO()):
            for number, source, _ in cells(path, "code"):
                exec(compile(ast.parse(source), f"{path.name}, cell {number}", "exec"), names)
    finally:
        os.chdir(before)
    return names, charts
