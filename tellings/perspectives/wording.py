"""What the perspective card and the tables of names, claims and numbers say; the sentences stand in wording.toml."""

from tellings.case import wording

say = wording.of(__file__)
