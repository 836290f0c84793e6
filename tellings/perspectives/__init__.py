"""Perspectives: whose account a text is.

Its question: who speaks, who is named, who is blamed, in whose words? In: a source, the actors of a case. Out: speech
with speakers, shares of voices, names, claims, a card per text, the numbers that several texts give for one thing.
Lists: counted, name_words, and in speech/. Stands on: case, reading.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__,
    tables="compare_numbers find_speech left_numbers unbalanced_marks",
    voices="cues sentence_voices speaker_shares voice_shares words_by_voice",
    names="canonical find_names naming_counts presence read_actors spokesmen",
    claims="claim_pairs claim_status failures headline_check",
    card="perspective_card",
)
