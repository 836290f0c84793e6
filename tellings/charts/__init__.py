"""Figures, one function each; every one returns a Chart with its title, description and data.

Their question: what does a table say at a glance, and to those who cannot see it? In: the tables of the other rooms.
Out: a Chart, which shows itself in a notebook. A module per lesson; base has what they share. Lists: none. Stands on:
case, reading, coding, framing, timeline, perspectives; matplotlib is imported with the first figure.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__,
    base="Chart",
    reading="date_windows role_shares",
    framing="fragility frame_confusion frame_counts keyness tone_and_coding tone_by_sentence tone_by_voice "
    "tone_growing word_groups",
    timeline="event_agreement event_time telling_order",
    perspectives="naming presence verb_classes voice_share voice_strip who_failed",
    argument="dependence",
    corpus="keyness_growth tone_by_outlet tone_growth years_named",
)
