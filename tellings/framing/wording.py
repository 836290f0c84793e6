"""What tone, frames and favoured words say in words; the sentences stand in wording.toml."""

from tellings.case import wording

say = wording.of(__file__)
