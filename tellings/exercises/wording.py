"""What check, hand_in and grade say to students and teachers; the sentences stand in wording.toml."""

from tellings.case import wording

say = wording.of(__file__)
