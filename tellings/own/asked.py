"""What a page asks of Python in the browser, and the answer, both as JSON."""

import json

from tellings.case.files import CaseError
from tellings.own.answered import check, check_fields, take_away
from tellings.own.coded import compare, take
from tellings.own.pasted import find, read
from tellings.own.tools import argument, look_up, score
from tellings.own.wording import say


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
        return json.dumps({"fault": say("asked.wrong", kind=type(wrong).__name__, what=wrong)})


# What a page may ask for; the names of its values are those of the function.
DOES = {
    "find": find,
    "read": read,
    "check": check,
    "check_fields": check_fields,
    "take_away": take_away,
    "look_up": look_up,
    "score": score,
    "argument": argument,
    "compare": compare,
    "take": take,
}
