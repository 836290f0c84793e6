"""What codes, sheets and the codebook for coders say; the sentences stand in wording.toml."""

from tellings.case import wording

say = wording.of(__file__)
