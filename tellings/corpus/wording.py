"""What the corpus command, its help and its list of faults say; the sentences stand in wording.toml."""

from tellings.case import wording

say = wording.of(__file__)
