"""How many inputs a property test tries: few in the suite, as many as one likes by the environment.

TRIES=10000 python -m pytest -m hypothesis      every property, ten thousand inputs each: an hour or two

In the suite each run tries the same inputs, so that what fails is the change and not the day; new ones are drawn where
TRIES is set, as the weekly run does it.
"""

import os

from hypothesis import settings

LEAST = int(os.environ.get("TRIES", 0))


def tries(examples):
    """The decorator of a property test: so many examples, or as many as TRIES asks for where these are more."""
    return settings(max_examples=max(examples, LEAST), deadline=None, derandomize=not LEAST)


def seen(text):
    """Whether a text has a character that can be seen: without one it is no text."""
    return any(character.isprintable() and not character.isspace() for character in text)
