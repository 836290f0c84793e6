"""Figures, one function each; every one returns a Chart with its title, description and data."""

from tellings.charts.base import Chart
from tellings.charts.corpus import keyness_growth, tone_by_outlet, tone_growth, years_named
from tellings.charts.framing import frame_confusion, frame_counts, keyness, word_groups
from tellings.charts.perspectives import naming, presence, verb_classes, voice_share, voice_strip, who_failed
from tellings.charts.reading import date_windows, role_shares
from tellings.charts.timeline import event_agreement, event_time, telling_order
from tellings.charts.tone import fragility, tone_and_coding, tone_by_sentence, tone_by_voice, tone_growing

__all__ = [
    "Chart",
    "date_windows",
    "event_agreement",
    "event_time",
    "fragility",
    "frame_confusion",
    "frame_counts",
    "keyness",
    "keyness_growth",
    "naming",
    "presence",
    "role_shares",
    "telling_order",
    "tone_and_coding",
    "tone_by_outlet",
    "tone_by_sentence",
    "tone_by_voice",
    "tone_growing",
    "tone_growth",
    "verb_classes",
    "voice_share",
    "voice_strip",
    "who_failed",
    "word_groups",
    "years_named",
]
