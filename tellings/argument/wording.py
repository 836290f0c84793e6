"""What the argued comparison, its grid and its page say; the sentences stand in wording.toml."""

from tellings.case import wording

say = wording.of(__file__)
