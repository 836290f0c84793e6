"""Speech: which words of a text are somebody's, and whose.

Its question: where are source, cue and content? In: a source. Out: tuples (start, end, text, kind, speaker, cue).
Lists: reporting_verbs, _nouns, _phrases, function_words, titles, first_names, speaker_nouns, transcripts, benchmarks.
Stands on: case, reading.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(__name__, find="speech_rows")
