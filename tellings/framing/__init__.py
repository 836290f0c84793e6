"""Framing: how positive a text sounds, what it makes of its matter, and which words it favours.

Its question: what do words alone show, and how much of it is the instrument? In: sentences, words, a coding. Out: tone
by sentence, its fragility, frames, keyness. Lists: institutions, english, frame_terms. Stands on: case, reading,
coding.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__,
    lexicons="LEXICONS listed_value masked sentence_tone word_effects",
    tone="explain tone_by_voice tone_table",
    frames="entman_grid frame_by_words frame_counts frame_ties score_frames stance_counts",
)
