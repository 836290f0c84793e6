"""Exercises: an answer is read as people type it, judged, and answered.

Its question: is this right, and if not, which way to look? In: the name of an exercise and an answer. Out: a verdict
and a sentence; a sheet as a page to hand in; of a heap of hand-ins, tables of points. Lists: forms, file_words;
sheets/*.json, packed by classroom/release.py. Stands on: case, reading.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(__name__, check="exercises judge", handin="hand_in")
