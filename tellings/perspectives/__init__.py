"""Perspectives: whose account a text is.

Its question: who speaks, who is named, who is blamed, in whose words? In: a source, the actors of a case. Out: speech
with speakers, names, shares of voices, claims, a card per text. Lists: in speech/. Stands on: case, reading, framing.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__, tables="find_speech unbalanced_marks", names="canonical find_names read_actors"
)
