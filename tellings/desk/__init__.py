"""The desk: what the finders say of a text that was just pasted, in Python and in a web page alike.

Its question: what does a program see in this text, and how often is it right? In: texts, with their dates where known.
Out: rows and marked pages as plain data, which a browser can take over. Stands on: case, reading, framing, timeline,
perspectives, argument, own's wording; on Python alone, so that it runs in the page.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(__name__, pasted="find read")
