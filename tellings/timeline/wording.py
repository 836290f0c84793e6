"""What the timeline says of dates and events; the sentences stand in wording.toml."""

from tellings.case import wording

say = wording.of(__file__)
