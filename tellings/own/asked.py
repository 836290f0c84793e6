"""What a page asks of Python in the browser, and the answer, both as JSON."""

import json

from tellings.case.files import CaseError
from tellings.exercises.check import VERDICTS, judge
from tellings.own.coded import compare, take
from tellings.own.pasted import find, read


def answer(asked):
    """The answer to a page.

    In: JSON of {"what": one of DOES, and what that takes}. Out: JSON of {"given": what it gives}, or of {"fault": one
    sentence}. Errors: MemoryError, after which nothing that Python says can be relied on.
    """
    asked = json.loads(asked)
    try:
        return json.dumps({"given": DOES[asked.pop("what")](**asked)})
    except CaseError as fault:
        return json.dumps({"fault": str(fault)})
    except MemoryError:
        raise
    # A page shows a sentence, whatever it was that went wrong.
    except Exception as wrong:
        return json.dumps({"fault": f"Python could not read this: {type(wrong).__name__}: {wrong}"})


def check(name, answer):
    """What check says of an answer. Out: {"verdict", "message"}."""
    verdict, message = judge(name, answer)
    return {"verdict": verdict, "message": f"{VERDICTS[verdict]} {message}".strip()}


# What a page may ask for; the names of its values are those of the function.
DOES = {"find": find, "read": read, "check": check, "compare": compare, "take": take}
