"""The error that its reader can mend: one sentence, on one line, with the file, the row and the remedy."""

import re

LONGEST = 1000  # characters without a blank: few paths are so long

_OF_BYTES = re.compile("[\udc80-\udcff]")
_ENDLESS = re.compile(rf"\S{{{LONGEST},}}")


class CaseError(ValueError):
    """A fault in a case that its owner can mend; the one sentence names the file and the remedy."""

    def __init__(self, message):
        super().__init__(readable_name(message))

    def _render_traceback_(self):
        # Jupyter shows this in place of a traceback.
        return [f"CaseError: {self}"]


def readable_name(name):
    """A file's name, or a sentence with one in it, as a message can hold it: on one line and in UTF-8.

    Bytes that are no UTF-8 stand as \\xe9, line breaks and the like as their pictures (␊); of a word without an end the
    first and the last letters.
    """
    text = as_utf8(str(name))
    text = "".join(chr(0x2400 + ord(c)) if c < " " else " " if c in "\x85\u2028\u2029" else c for c in text)
    return _ENDLESS.sub(lambda word: f"{word[0][:100]}…{word[0][-50:]}", text)


def as_utf8(text):
    """Text that can be written as UTF-8: bytes of a name that are none stand as \\xe9."""
    text = _OF_BYTES.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", text)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def printable(text):
    """Text for a terminal: characters that could act on it are written out as [U+001B]."""
    return "".join(c if c.isprintable() or c == "\n" else f"[U+{ord(c):04X}]" for c in as_utf8(str(text)))


def in_command(path):
    """A path as it is typed in a command: between marks where it has a blank or a letter that a shell may read."""
    return f'"{path}"' if re.search(r"[^\w./\\:~-]", str(path)) else str(path)
