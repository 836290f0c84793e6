"""What the check of a case and its report say; the sentences stand in wording.toml."""

import tomllib
from functools import cache
from pathlib import Path


def say(name, /, **fields):
    """A sentence of wording.toml ("tone.method"), its line breaks folded, its fields filled in."""
    part, sentence = name.split(".")
    return " ".join(_wording()[part][sentence].split()).format(**fields)


@cache
def _wording():
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
