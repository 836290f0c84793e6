"""What the figures say: titles, axes, legends and descriptions; the sentences stand in wording.toml."""

from tellings.case import wording

say = wording.of(__file__)
