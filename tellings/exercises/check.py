"""`check(name, answer)`: says at once whether an answer is right, and if not, which way to look."""

import os
import textwrap

from tellings.exercises import runs
from tellings.exercises.bank import exercises
from tellings.exercises.verdicts import called, judge, share
from tellings.exercises.wording import say

# The first words on an answer.
VERDICTS = {
    verdict: say(f"verdict.{verdict}")
    for verdict in ("right", "wrong", "known", "blank", "unread", "unrun", "person", "unknown")
}
# Verdicts that earn no part of the points: all of them, or nothing that could be reckoned.
WHOLE = ("right", "person", "unrun", "unknown")
runs.watch()


class NotYet(Exception):
    """Raised in strict mode for an answer that earns no points; Jupyter shows it as one line."""

    def _render_traceback_(self):
        return [str(self)]


def check(name=None, answer=None):
    """Say whether an answer is right: the reason if it is, a hint if not, never the key.

    In: the exercise's name ("1.2") and the answer as people type it (a number or its text, a date in words, a list,
    a set, a table). Out: nothing, the verdict is printed; in grading the points of an answer that is right in part.
    Errors: none in class. Where EXERCISES_STRICT=1 or NBGRADER_EXECUTION is set (tests, grading), NotYet for any
    answer that earns nothing.
    """
    if runs.heard(name, answer):
        return None
    name = called(name)
    error = runs.unfinished(name)
    verdict, message = ("unrun", runs.why(error)) if error else judge(name, answer)
    line = f"{VERDICTS[verdict]} {message}".strip()
    earned, points = 0, exercises().get(name, {}).get("points", 0)
    grading = bool(os.environ.get("NBGRADER_EXECUTION"))
    if grading and verdict not in WHOLE:
        earned = round(share(name, answer) * points, 2)
    strict = grading or os.environ.get("EXERCISES_STRICT") == "1"
    if strict and not earned and verdict not in ("right", "person"):
        raise NotYet(line)
    print(textwrap.fill(line, 88))
    if not earned:
        return None
    # What nbgrader takes for the points of a cell: the number that it shows as its result.
    print(say("answer.earns", earned=earned, points=points))
    return earned
