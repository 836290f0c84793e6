"""nbgrader's settings for the sheets; commands are run from this folder (classroom/). The guide says how."""

c = get_config()  # noqa: F821  nbgrader puts get_config in place

c.CourseDirectory.course_id = "three-tellings"
# The questions and keys of a sheet, which lie beside its source, are not copied into the released one.
c.CourseDirectory.ignore.append("*.toml")
# What stands in a released sheet where the solution was: a blank sheet survives "Run All".
c.ClearSolutions.code_stub = {"python": "# Run this cell, then the one beneath it."}
c.ClearSolutions.text_stub = "*Write your answer here.*"
# Seconds a cell may take before an endless loop is stopped.
c.Execute.timeout = 30
# hand_in() names the copies STUDENT_SHEET.ipynb.
c.FileNameCollectorPlugin.named_regexp = r"(?:.*/)?(?P<student_id>[^_/]+)_(?P<file_id>[^/]+)\.ipynb$"
