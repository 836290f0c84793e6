"""Bylines: who wrote, in the forms that sites name him; lines that say when, who, or both, and those beside them."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from tellings.case.files import word_list
from tellings.reading.dateline import EDGE, TELLS, any_of, beside_a_date, cut, dateline, listed


class Byline(NamedTuple):
    """Whom a byline names.

    form: "by" (a word such as "By" says so), "office" (a name with an office of the press, an outlet or a handle),
    "name" (nothing but a name: its neighbours must bear it out), "initials" (a signature such as "ab/cd (AP)").
    """

    names: tuple
    words: str  # the line's part that names them
    form: str


_BETWEEN = re.compile(r"(\s*(?:[,;&|·•]|(?<=\w)/(?= )|\band\b|\bwith\b| [-–—/] )\s*)", re.I)
_NOT_A_NAME = re.compile(r"\([^()]*(?:\)|$)|['’]\d\d\b|(?<![\w.])[a-z0-9._-]+@\S+|@\S+|https?://\S+|\*+|_+")
_INITIALS = re.compile(r"[a-z]{2,4}(?:[/,] ?[a-z]{2,4}){0,3} \([^()]{2,40}\)?$")
_LETTERS = re.compile(r"[A-Z]{2,6}$")  # of an agency
_OUTLET_BEFORE = re.compile(r"(?:[^\W\d_a-zß-ÿ][\w.&'’-]*\s){1,4}(?P<apart>[|•·]\s)?(?=By [^\W\d_a-zß-ÿ])")
_SECTION_BEFORE = re.compile(r"[Ii]n (?:[^\W\d_a-zß-ÿ][\w&-]*,? ){1,5}(?=by [^\W\d_a-zß-ÿ])")
_RUN_IN = re.compile(
    r"(?<=[a-zß-ÿ]{3})(?=[A-Z]{2,}|[A-Z]\w+(?: \w+){0,2} (?:reporter|correspondent|editor|producer)\b)|"
    r"(?<=[^\W\d_])(?=(?:STAFF|Staff) (?:WRITER|Writer|REPORTER|Reporter)\b)"
)
_OFFICE_BEFORE = re.compile(
    r"(?:[\w’'-]+ ){0,4}?(?:correspondent|reporter|editor|writer|columnist),? (?=[A-Z][\w’'-]+ [A-Z])"
)


@cache
def _by():
    """The words that name a writer, before a capital: some of them anywhere, all of them with a colon."""
    anywhere, all_of_them = any_of(word for word, mark in listed("by").items() if not mark), any_of(listed("by"))
    before = r"(?=(?:the )?(?-i:[^\W\d_a-zß-ÿ])|[\"“‘'@])"
    return re.compile(rf"(?:(?:{anywhere})(?: ?: ?| )|(?:{all_of_them}) ?: ?){before}", re.I)


# The list of the room that needs it most; a list is data, and floors are for code.
_FIRST_NAMES = {row["name"].lower() for row in word_list("perspectives/speech", "first_names")}
_PRESS = {word for word, value in listed("role").items() if value == "press"} | set(listed("outlet"))


def known_name(name):
    """Whether a name begins with a first name that is frequent in English-language news, or with an initial."""
    first = name.split()[0]
    return first.split("-")[0].lower() in _FIRST_NAMES or bool(re.fullmatch(r"(?:[A-Z]\.){1,3}", first))


def read_names(segment, a_name=known_name):
    """The byline that a stretch without dates is, or None; `a_name` tells a second name from a place."""
    if _INITIALS.match(segment):
        return Byline((segment + ")" * (segment.count("(") - segment.count(")")),), segment, "initials")
    segment = segment[_before_by(segment) :]
    by = _by().match(segment)
    if not by and not _may_name(segment):
        return None
    words = _OFFICE_BEFORE.sub("", segment[by.end() :]) if by else segment
    pieces = _BETWEEN.split(_RUN_IN.sub(", ", _NOT_A_NAME.sub(" ", words)).strip(EDGE))
    if by and (agency := _agency(pieces[0]) or ":" in by[0] and _LETTERS.match(pieces[0]) and pieces[0]):
        return Byline((agency,), words, "by")
    names, office = [], bool(re.search(r"(?<!\w)@\w", words))
    stated = bool(by) or any(map(of_the_press, words.split()))
    joined = not {"and", "&"}.isdisjoint(mark.strip().lower() for mark in pieces[1::2])
    for piece in pieces[::2]:
        name, rest = _name(piece, bool(by), stated)
        office |= any(map(of_the_press, rest))
        if name and (not names or joined or a_name(name)):
            names.append(name)
        elif not names or not (by or _goes_on(piece.strip(EDGE).split())):
            return None
    return Byline(tuple(dict.fromkeys(names)), words, "by" if by else "office" if office else "name")


def _before_by(segment):
    """How many characters stand before "By": a desk or an outlet ("CMRN Coast By"), or a section ("In News by")."""
    if section := _SECTION_BEFORE.match(segment):
        return section.end()
    desk = _OUTLET_BEFORE.match(segment)
    if not desk:
        return 0
    told = any(len(word) > 1 and word.isupper() or of_the_press(word) for word in desk[0].split())
    return desk.end() if told or desk["apart"] else 0


def _may_name(segment):
    """Whether a line can begin with a name; most lines of a page are sentences or words in small letters."""
    words = segment.split()
    if not 1 < len(words) <= _MOST or not segment[0].isupper() or words[-1].lower() in listed("no_name"):
        return False
    shouted = segment.isupper() and len(words) > 4 and "," not in segment
    # So others call a speaker, and no writer himself; with a stroke it is the credit of a picture.
    others = listed("honorific").get(words[0].lower()) or " / " in segment
    return not (shouted or others) and (not words[1][0].islower() or words[1] in listed("particle"))


def of_the_press(word):
    """Whether a word beside a name says that it is a writer's: an office of the press, an outlet, a site."""
    word = word.lower().strip(".,")
    return word in _PRESS or word.endswith(_SITES)


_FOR_SOMEBODY = re.compile(r" (?:for|FOR|For) \S+$")
_SITES = (".com", ".org", ".net", ".co.uk")


def _agency(piece):
    """An agency or a desk that stands in the place of a writer, as it is written."""
    words = piece.strip(EDGE).split()
    written = " ".join(words)
    if written.lower() in listed("agency"):
        return written
    desk = len(words) <= 4 and all(word == "the" or word[0].isupper() or _foreign(word) for word in words)
    named = desk and any(map(of_the_press, words)) and not known_name(words[0]) and not _FOR_SOMEBODY.search(written)
    return written if named else ""


def _foreign(word):
    """Whether a word is no part of a name but of what follows it: of an office, an outlet, a site."""
    return of_the_press(word) or word.lower().strip(".,") in listed("role")


_MOST = 19  # words of a byline that no "By" begins
_STOPS = {"for", "in", "at", "from", "of", "via", "reporting", "contributing", "on", "to", "the"}
_TO = frozenset(("to", "on"))  # whom or what a sentence is about, where no "By" says that it is a byline
_GOES_ON = {"for", "in", "at", "from", "of", "the", "and", "via", "reporting", "contributing", "our", "to"}


def _goes_on(words):
    """Whether words after a name can be an office, an outlet or a place, and are no sentence."""
    office = 0 < len(words) < 5 and words[-1].lower() in listed("role")
    return office or all(word[0].isupper() or _foreign(word) or word.lower() in _GOES_ON for word in words)


def _takes_one_more(word):
    """Whether the word before an office or a paper is part of it: "Ann Lee Rivers editor", "Ann Lee Wend Post"."""
    paper = listed("outlet").get(word.lower()) == "paper" and word.istitle()
    return paper or word in ("Editor", "Correspondent") or word.islower() and word not in _STOPS


def _name(piece, stated, borne_out):
    """The name that a piece of a byline begins with, "" where it is none, and the words after it."""
    tokens = piece.strip(EDGE).split()
    tokens = tokens[1:] if tokens and tokens[0].lower() in listed("honorific") else tokens
    end = _end_of_name(tokens)
    name, rest = tokens[:end], tokens[end:]
    while len(name) > 2 and name[-1].lower() in listed("button"):
        name.pop()
    fits = _goes_on(rest) and (stated or _TO.isdisjoint(token.lower() for token in rest))
    return (_written(name) if fits and _like_a_name(name, borne_out) else ""), rest


def _end_of_name(tokens):
    """How many words stand before the first that is an office, an outlet or such as "for"."""
    end = next((i for i, token in enumerate(tokens) if _foreign(token) or token.lower() in _STOPS), len(tokens))
    # A first name before it makes a word of an outlet a family name: Emily Post.
    if end == 1 and len(tokens) == 2 and known_name(tokens[0]) and tokens[1].istitle():
        return 2
    one_more = 2 < end < len(tokens) and _takes_one_more(tokens[end])
    return end - 1 if one_more else end


def _like_a_name(tokens, stated):
    # Words of offices and outlets are not on that list: they end a name (_name).
    strange = [token.lower().strip(".") in listed("no_name") for token in tokens]
    fits = not any(strange) or sum(strange) == 1 and known_name(tokens[0]) and (stated or not strange[0])
    return fits and 2 <= len(tokens) <= 5 and all(map(_name_word, tokens))


# Two words that a paste has glued together; names have capitals inside after such prefixes only.
_GLUED = re.compile(
    r"[a-zß-ÿ][A-Z](?<!^Mc[A-Z])(?<!^Mac[A-Z])(?<!^De[A-Z])(?<!^Di[A-Z])(?<!^La[A-Z])(?<!^Le[A-Z])(?<!^Van[A-Z])"
)


_NAME_WORD = re.compile(r"(?!.*\.\.)(?:[^\W\d_]|['’.-])+(?<!['’]s)")


def _name_word(token):
    """Whether a word can stand in a name: a particle, or letters with a capital that are no possessive."""
    letters = token[0].isupper() and _NAME_WORD.fullmatch(token) and not _GLUED.search(token)
    return token.lower() in listed("particle") or bool(letters)


def _written(tokens):
    """A name as a card has it: capitals throughout are a page's style."""
    shouted = [re.sub("^Ma?c", "", token).isupper() and not {*token} <= {*"IVX"} for token in tokens]
    all_of_it = all(upper or token.lower() in listed("particle") for upper, token in zip(shouted, tokens))
    least = 2 if all_of_it else 3  # letters: beside a name in small letters "JD" keeps its capitals
    name = [_small(token) if upper and len(token) >= least else token for upper, token in zip(shouted, tokens)]
    return " ".join(name).rstrip(",")


def _small(token):
    small = "".join(part.capitalize() for part in re.split(r"([-.'’])", token))
    return re.sub(r"^(Mc)([a-z])", lambda m: m[1] + m[2].upper(), small)


# -- A line that says when, who, or both -------------------------------------------------------------------------------

LONG = 200  # characters: no date line or byline is longer
HANDLE = re.compile(r"@\w{2,30}$")


def read_dateline(line, order=""):
    """What a line says of the day of publication, or None where it is no date line.

    A line that also holds a byline is read past it. In: the line; `order`, "dmy" or "mdy", decides on figures that are
    two days, and so do a clock of the United States and a weekday beside them.
    """
    return read_line(line, order)[0]


def read_byline(line):
    """Whom a line names as the writer, or None where it is no byline; a date on the line, an office, a desk, a place
    and a handle are cut off."""
    return read_line(line)[1]


_MARKS = re.compile(r"\[([^\[\]]{1,80})\]\([^()\s]{1,300}\)|\*+|(?<!\w)_+|_+(?!\w)|[\u200b-\u200f\u2060\ufeff\u00ad]")
_SIGNS = re.compile("[][*_\u200b-\u200f\u2060\ufeff\u00ad]")  # most lines have none of them, and are not searched


def plain(line):
    """A line without the marks of Markdown and characters that nobody sees, white space folded."""
    return " ".join((_MARKS.sub(r"\1", line) if _SIGNS.search(line) else line).split())


POST = re.compile(r"\s*[—–-] ?[^\n]{1,80}\(@\w+\)")  # who wrote a post that a page quotes, and when
# The rows of a table tell when and where something was, not who told it and when.
_CELLS = re.compile(r"(?!by\b|author|written|posted|published|updated)[^\t:]{1,20}[^\t:\s]\t", re.I)


@lru_cache(maxsize=4096)
def read_line(line, order=""):
    """The date line and the byline that a line of a page is; None for either where it is none."""
    if len(line) > 2 * LONG or _CELLS.match(line):
        return None, None
    line = plain(line)
    if not line or len(line) > LONG or POST.match(line):
        return None, None
    tokens, segments = cut(line)
    byline, rest = None, []
    for segment in segments:
        found = read_names(segment)
        if found and (byline is None or found.form == "by" != byline.form):
            byline = found
        else:
            rest.append(segment)
    if TELLS.isdisjoint(kind for kind, _ in tokens):
        # A name and a colon are who speaks.
        sure = byline and (byline.form == "by" or len(segments) == 1 and line[-1] != ":")
        return None, byline if sure else None
    # A line with other words is a sentence or a headline, whatever day it names.
    return (dateline(tokens, rest, order), byline) if all(map(beside_a_date, rest)) else (None, None)


# -- Lines with their neighbours --------------------------------------------------------------------------------------

_GOES_ON_BELOW = re.compile(r"(?:\band|[,&])\s*$", re.I)
_READING_TIME = re.compile(r"\W{0,3}\d{1,3}[ -]min(?:ute)?s?\.?[ -]read\W{0,3}$", re.I)
_SMALL_WORD = re.compile(r"\b[^\W\d_A-ZÀ-Þ][^\W\d_]+\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
RUNNING = 20  # words: a line or paragraph of fewer may be a heading, a caption, a standfirst


def read_lines(lines, order="", placed=()):
    """The date line and the byline of each line of a page, as read_line gives them, with what its neighbours say.

    A label alone ("By", "Published") is read with the line below it. A line that holds nothing but a name is a byline
    only beside a date line, a handle or an office, and where the page does not use its words for anything else.
    In: all lines of a page; `order` as in read_dateline; `placed`, the numbers of lines that their place bears out.
    Out: a pair of Dateline or None, Byline or None per line.
    """
    found = [read_line(line, order) for line in lines]
    for i, line in enumerate(lines[:-1]):
        below, label = lines[i + 1].strip(), " ".join(line.split()).strip(" :").lower()
        before = found[i][1] or i and label in ("and", "&") and found[i - 1][1]
        goes_on = before and before.form == "by" and _GOES_ON_BELOW.search(line)
        alone = label in listed("by") and (not listed("by")[label] or line.rstrip().endswith(":"))
        if (alone or goes_on) and (named := read_byline(f"By {below}")) and below[:1].isupper():
            found[i + 1] = (found[i + 1][0], named)
        dated = found[i + 1][0]
        if dated and not dated.label and found[i][0] and found[i][0].problem == "label":
            found[i + 1] = (dated._replace(label=found[i][0].label), found[i + 1][1])
    return _with_neighbours(lines, found, placed)


def _with_neighbours(lines, found, placed):
    """The lines read, those that only look like a byline left out where no neighbour bears them out."""
    named = [i for i, (_, byline) in enumerate(found) if byline]
    if not named:
        return found
    # Words that the page uses in small letters, and what its running text says, a word or two side by side: a place is
    # named there, a writer isn't.
    common = set(_SMALL_WORD.findall("\n".join(lines)))
    texts = [_WORD.findall(line) for line in lines if len(line.split()) > RUNNING]
    told = {pair for words in texts for pair in (*zip(words), *zip(words, words[1:]))}

    def a_name(name):
        words = _WORD.findall(name)
        return known_name(name) or not (tuple(words[:2]) in told or any(word.lower() in common for word in words))

    fitting = [i for i in named if found[i][1].form != "name" or all(map(a_name, found[i][1].names))]
    sure = {i for i in fitting if i in placed or found[i][1].form != "name" or _borne_out(i, lines, found, told)}
    for i in [*fitting, *fitting[::-1]]:
        # Names stand one below the other.
        sure |= {i} if {i - 1, i + 1} & sure else set()
    for i in named:
        dated, byline = found[i]
        if i in sure and "," in byline.words:
            byline = read_names("By " * (byline.form == "by") + byline.words, a_name) or byline
        found[i] = (dated, byline if i in sure else None)
    return found


def _borne_out(i, lines, found, told):
    """Whether a date or a line beside a name says that it is a writer's, or a place that the text tells of follows."""
    reach = 2 if known_name(found[i][1].names[0]) else 1
    near = slice(max(0, i - reach), i + reach + 1)
    dated = found[i][0] or any(other and other.problem != "label" for other, _ in found[near])
    if dated or any(map(_READING_TIME.match, lines[near])):
        return True
    below, place = "".join(lines[i + 1 : i + 2]).strip(), _WORD.findall(lines[i].partition(",")[2])
    return bool(HANDLE.match(below)) or _is_office(below) or tuple(place[:2]) in told


def _is_office(line):
    """Whether a line is an office alone: "Political Editor", "Staff Writer, The Gazette"."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", line)
    return any(map(of_the_press, words)) and len(words) <= 8 and words[0][0].isupper() and ". " not in line
