"""What the text as it is shown says beside the text itself; the sentences stand in wording.toml."""

from tellings.case import wording

say = wording.of(__file__)
