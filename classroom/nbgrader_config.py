"""nbgrader's settings for the sheets; commands are run from this folder (classroom/). The guide says how."""

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute
from nbgrader.utils import is_grade

c = get_config()  # noqa: F821  nbgrader puts get_config in place

# A check asks the collection, anew from its files, whatever a sheet has made of the name or of the module.
HONEST = """\
def _honest():
    import sys
    ours = [name for name in sys.modules if name.partition(".")[0] == "tellings"]
    kept, path = {name: sys.modules.pop(name) for name in ours}, list(sys.path)
    sys.path[:] = [place for place in path if place not in ("", ".")]
    try:
        from tellings.exercises.check import check
        return check
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "tellings"]:
            del sys.modules[name]
        sys.modules.update(kept)
        sys.path[:] = path
check = _honest()
"""


class ExecuteHonestly(Execute):
    """Runs a sheet; each check it runs is the collection's own."""

    def preprocess_cell(self, cell, resources, index):
        """Run a cell, a check with the line that fetches it in front; the cell keeps its own source."""
        if cell.cell_type != "code" or not is_grade(cell):
            return super().preprocess_cell(cell, resources, index)
        source, cell.source = cell.source, HONEST + cell.source
        try:
            cell, resources = super().preprocess_cell(cell, resources, index)
        finally:
            cell.source = source
        return cell, resources


c.CourseDirectory.course_id = "three-tellings"
# The exercises and texts of a sheet, which lie beside its notebook, are not copied into the released one.
c.CourseDirectory.ignore.extend(["*.toml", "*.md"])
# What stands in a released sheet where the solution was: a blank sheet survives "Run All".
c.ClearSolutions.code_stub = {"python": "# Run this cell, then the one beneath it."}
c.ClearSolutions.text_stub = "*Write your answer here.*"
# Seconds a cell may take before an endless loop is stopped.
c.Execute.timeout = 30
c.Autograde.autograde_preprocessors = [
    ExecuteHonestly if step is Execute else step for step in Autograde.autograde_preprocessors.default()
]
# hand_in() names the copies STUDENT_SHEET.ipynb.
c.FileNameCollectorPlugin.named_regexp = r"(?:.*/)?(?P<student_id>[^_/]+)_(?P<file_id>[^/]+)\.ipynb$"
