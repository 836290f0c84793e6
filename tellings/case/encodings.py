"""What bytes are: plain text and in which encoding, or a document, a picture, an archive."""

import re

from tellings.case.wording import say

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DOCUMENTS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "office"),
    (b"\xd0\xcf\x11\xe0", "word"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
)
OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # these are workbooks where a table is asked for
PAGES = (b"<!doctype", b"<html", b"<?xml")
# Names as iconv knows them. The first is the likeliest: on a tie it wins.
ENCODINGS = {
    "WINDOWS-1252": "cp1252",
    "MACINTOSH": "mac_roman",
    "WINDOWS-1250": "cp1250",
    "WINDOWS-1251": "cp1251",
    "GB18030": "gb18030",
    "SHIFT_JIS": "shift_jis",
}
COMMON = "‘’“”–—…•£€°½«»áàâäåçéèêëíîïóôöøúüñßæœÉÄÖÜąćęłńśźżŁŚŻčřšžőű"
OTHER_LETTERS = re.compile("(?<=[а-яА-Я])[а-я]|(?<=[ぁ-ヿ一-鿿])[ぁ-ヿ一-鿿]")
LOST = "\ufffd"


def document_in(data):
    """What bytes are that begin as a document or a picture does, "" for others.

    In: the bytes, behind a byte-order mark or not. Out: ("a PDF", the same where a table is asked for).
    """
    start = _start(data)
    for sign, kind in DOCUMENTS:
        if start.startswith(sign):
            kind = say(f"kind.{kind}")
            return kind, say("kind.workbook") if sign in OFFICE else kind
    return "", say("kind.page") if start.lower().startswith(PAGES) else ""


def ending_of(data):
    """The ending that the name of a document should have that a case reads, and what it is; None for all others."""
    start = _start(data)
    if start.lower().startswith(PAGES[:2]):
        return ".html", say("kind.page")
    if start.startswith(b"%PDF-"):
        return ".pdf", say("kind.pdf")
    return (".docx", say("kind.word")) if start.startswith(OFFICE[0]) and b"word/document.xml" in data else None


def _start(data):
    return data[:200].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")


def encoding_mark(data):
    """The encoding that a byte-order mark names, as Python calls it; utf-8 where there is no mark."""
    return next((name for start, name in MARKS if data.startswith(start)), "utf-8")


def guess_encoding(data):
    """The encoding that bytes which are not UTF-8 seem to have, under the name that iconv uses; "" if they are no text.

    A guess: of the encodings that fit, the one in which most of the bytes beyond ASCII are marks and letters common in
    European texts, or Cyrillic, Chinese or Japanese letters beside one another.
    """
    if wide := wide_encoding(data):
        return wide
    sample = data[:200_000]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    if controls * 50 > len(sample):
        return ""
    scores = {}
    for name, codec in ENCODINGS.items():
        text = sample.decode(codec, errors="replace")
        # A sample may end inside a character; anything more means that the encoding does not fit.
        if text.count(LOST) <= (1 if len(sample) < len(data) else 0):
            common = sum(c in COMMON for c in text) + len(OTHER_LETTERS.findall(text))
            scores[name] = (common - sum(not c.isascii() for c in text) / 2) / max(1, len(text))
    return max(scores, key=scores.get, default="WINDOWS-1252")


def wide_encoding(data):
    """UTF-16 or UTF-32 without its mark, told by the nulls at every second place or at three of four; else ""."""
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "UTF-32"
    sample = data[: min(len(data), 4000) // 4 * 4]
    if len(sample) < 8:
        return ""
    share = [sample[place::4].count(0) * 4 / len(sample) for place in range(4)]
    # Two letters of ASCII in UTF-16 have nulls at one of two places, one in UTF-32 at all but the first or the last.
    for nulls, name in (((1, 2, 3), "UTF-32LE"), ((0, 1, 2), "UTF-32BE"), ((1, 3), "UTF-16LE"), ((0, 2), "UTF-16BE")):
        others = [share[place] for place in range(4) if place not in nulls]
        if min(share[place] for place in nulls) > 0.35 and max(others) < 0.1:
            return name
    return ""


def spoilt_utf8(data, fault):
    """Where bytes that are UTF-8 but for a few stop being so.

    A file that was cut within a letter, or into which one letter of another encoding was pasted, is still UTF-8: read
    in any other, each of its good letters would become two or three wrong ones.
    In: the bytes; the place of the first that is no UTF-8.
    Out: (number of places, line of the first, the words before it); None where most letters beyond ASCII are no UTF-8.
    """
    text = data.decode("utf-8", "replace")
    places = text.count(LOST) - data.count(LOST.encode())
    good = sum(not c.isascii() for c in text) - text.count(LOST)
    if not places or good < places:
        return None
    before = data[:fault].decode("utf-8")
    return places, before.count("\n") + 1, " ".join(before[-40:].lstrip("\ufeff").split())
