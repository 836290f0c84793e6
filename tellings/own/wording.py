"""What check, report, room, desk and sheets on own texts say; the sentences stand in wording.toml."""

from tellings.case import wording

say = wording.of(__file__)
