"""Figures, one function each; every one returns a Chart with its title, description and data."""
from helpers.charts.base import Chart
from helpers.charts.corpus import keyness_growth, tone_by_outlet, tone_growth, years_named
from helpers.charts.frames import frame_confusion, frame_counts, keyness, word_groups
from helpers.charts.reading import date_windows, role_shares
from helpers.charts.time import event_agreement, event_time, telling_order
from helpers.charts.tone import fragility, tone_and_coding, tone_by_sentence, tone_by_voice, tone_growing
from helpers.charts.voices import naming, presence, verb_classes, voice_share, voice_strip, who_failed

__all__ = [
    "Chart", "date_windows", "event_agreement", "event_time", "fragility", "frame_confusion", "frame_counts", "keyness",
    "keyness_growth", "naming", "presence", "role_shares", "telling_order", "tone_and_coding", "tone_by_outlet",
    "tone_by_sentence", "tone_by_voice", "tone_growing", "tone_growth", "verb_classes", "voice_share", "voice_strip",
    "who_failed", "word_groups", "years_named",
]
