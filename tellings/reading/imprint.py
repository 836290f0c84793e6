"""The imprint: which outlet a page says that it is, in its line of rights or in the name at its top."""

import re

from tellings.reading.byline import known_name, of_the_press
from tellings.reading.dateline import listed

_RIGHTS = re.compile(
    r"(?=.*(?:(?:19|20)\d\d|(?i:all rights reserved)))(?:.{0,40}\W)?(?i:©|\(c\)|copyright)[\s©:]*"
    r"(?i:\(c\)|copyright)?\s*(?:(?:19|20)\d\d[\s,–-]*){0,2}(?i:by )?(?!(?i:copyright|all rights)\b)"
    r"(?P<name>[^\W\d_a-z][^|.,;()]{1,50}?)\s*(?:,? (?i:pvt|ltd|limited|inc|llc|plc|corporation|corp|gmbh)\b.*|"
    r"(?i:\bor its|\band its|- all rights|all rights)\b.*|(?:19|20)\d\d.*|[|.,;(].*)?$"
)
_FIRM = frozenset(
    ("media", "group", "company", "holdings", "publishing", "network", "networks", "communications", "foundation", "&")
)
INSTITUTION = re.compile(
    r"(?:[^\W\d_a-z][\w&-]* ){0,4}"
    r"(?:University|Institute|Ministry|Department|Parliament|Court|Council|Office|Committee)"
    r" (?:of|for|on)(?: (?:the |and |of |for )?[^\W\d_a-z][\w&-]*,?){1,5}$"
)
MENU = 20  # lines at the top of a page among which the name of its site stands
TOP = 3  # lines above a headline in which the name of a paper stands


def read_outlet(above, below):
    """The line that names the outlet of an article and the name, ("", "") where none does.

    A name in the line of rights counts where it is no agency and no person, and has a word of the press or stands above
    the headline, too: a firm may own the paper. A name at the top counts where it is that of a paper, or where the line
    of rights has its words, or of a university or ministry, or the page says below the text what it "is".
    In: the lines above the headline, and those below the text.
    """
    rights = [(line, found["name"]) for line in below if (found := _RIGHTS.match(line))]
    firms = [_words(name) for _, name in rights if not _FIRM.isdisjoint(name.lower().split())]
    rights = [row for row in rights if row[1].lower() not in listed("agency") and not known_name(row[1])]
    for line in above:
        if any(_words(line) <= firm for firm in firms) and not _words(line) <= _SECTION:
            return line, line
    written = {line.lower(): line for line in [*below, *above[::-1]]}
    for line, name in rights:
        fits = len(name.split()) <= 5 and _FIRM.isdisjoint(name.lower().split())
        if fits and (name.lower() in written or any(map(of_the_press, name.split()))):
            return line, written.get(name.lower(), name)
    own = [line for line in above[:TOP] if _is_paper(line) or INSTITUTION.match(line)]
    own += [line for line in above[:MENU] if line.count(" ") in range(1, 8) and any(map(_speaks_of(line), below))]
    return next(((line, line) for line in own), ("", ""))


def _speaks_of(name):
    """A pattern for lines in which a site says whose it is: its name and "is", its app, rights."""
    name = re.escape(name)
    forms = rf"(?:.{{0,40}}\bby )?(?:the )?{name} is |.{{0,40}}\bthe {name} app\b|(?:©|\(c\)) ?{name}\W*$"
    return re.compile(forms, re.I).match


def _words(name):
    return {word for word in re.findall(r"\w+", name.lower()) if word != "the"}


def _is_paper(line):
    """Whether a line is the name of a newspaper: "The Alder Courier", "Alder Post-Dispatch", "The Tribune"."""
    words = line.split()
    last = words[-1].lower().rpartition("-")[2]
    paper = listed("outlet").get(last) == "paper" and last not in _SECTION or words[0] == "Daily"
    return paper and 2 <= len(words) <= 5 and all(word[0].isupper() for word in words)


_SECTION = frozenset(("news", "online", "review", "reviews", "record", "mail", "voice", "star", "radio", "magazine"))
