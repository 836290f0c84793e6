"""What the library says to its readers: the sentences of each room stand in its wording.toml, none in its code.

A second language is a file beside it, such as wording.de.toml, with the same names; the environment variable
TELLINGS_LANGUAGE=de chooses it. What it lacks is said in English.
"""

import gettext
import json
import os
import re
import tomllib
import warnings
from functools import cache, partial
from pathlib import Path

LANGUAGE = os.environ.get("TELLINGS_LANGUAGE", "en")
# Which form of a list is said of a count, as gettext has it; a file may give its own as `plural` in its first line.
ENGLISH = "n != 1"

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def of(module):
    """The function that says what a room has to say.

    In: the path of a module of the room. Out: a function say(name, **fields). Its name is a part and a sentence of the
    room's wording.toml ("tone.method"); it gives the sentence, its line breaks folded (an empty line parts paragraphs),
    its fields filled in as str.format does it. Where there is a list, the field `count` chooses the form: one, more.
    Errors: KeyError for a sentence or a field that is not there.
    """
    return partial(_say, Path(module).parent)


def script(module, *parts):
    """JavaScript of the same function, say(name, {field: value}), for what the page of a room says while it is used.

    In: the path of a module of the room; the parts of its wording.toml that the page needs. There a field is a name in
    braces, and a value is put in as it is. say.language is the language in which it speaks.
    """
    tables = [_wording(Path(module).parent, language) for language in dict.fromkeys([LANGUAGE, "en"])]
    told = ", ".join(f"[(n) => {plural}, {_as_json(sentences, parts)}]" for sentences, plural in tables)
    return _SCRIPT.replace("LANGUAGE", LANGUAGE).replace("TABLES", told)


_SCRIPT = r""""use strict";
const say = ((tables) => (name, fields = {}) => {
  const [plural, said] = tables.find((table) => name in table[1]), text = said[name];
  const form = typeof text === "string" ? text : text[Number(plural(fields.count))];
  return form.replace(/\{(\w+)\}/g, (_, field) => fields[field]);
})([TABLES]);
say.language = "LANGUAGE";
"""


def _as_json(sentences, parts):
    named = {f"{part}.{name}": text for part in parts for name, text in sentences.get(part, {}).items()}
    # In a page "</script>" would end it wherever it stands.
    return json.dumps(named, ensure_ascii=False).replace("<", "\\u003c")


def _say(room, name, /, **fields):
    part, sentence = name.split(".")
    sentences, plural = _wording(room, LANGUAGE)
    text = sentences.get(part, {}).get(sentence)
    if text is None:
        sentences, plural = _wording(room, "en")
        text = sentences[part][sentence]
    if isinstance(text, tuple):
        text = text[_chosen(plural)(int(fields["count"]))]
    return text.format(**fields)


_chosen = cache(gettext.c2py)


@cache
def _wording(room, language):
    path = room / ("wording.toml" if language == "en" else f"wording.{language}.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    plural = table.pop("plural", ENGLISH)
    return {part: {name: _folded(text) for name, text in said.items()} for part, said in table.items()}, plural


def _folded(text):
    if isinstance(text, list):
        return tuple(map(_folded, text))
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in _PARAGRAPHS.split(text))


say = of(__file__)


def translations():
    """The languages for which any room has a translation, such as de."""
    return sorted({path.name.split(".")[1] for path in Path(__file__).parents[1].rglob("wording.*.toml")})


if LANGUAGE != "en" and LANGUAGE not in translations():
    languages = ", ".join(["en", *translations()])
    warnings.warn(say("language.none", language=LANGUAGE, languages=languages), stacklevel=1)


def listed(items, most=None):
    """A list as it is read: a, b and c; of more than `most` the first of them; "none" where it is empty."""
    items = [str(item) for item in items]
    if most and len(items) > most:
        items = [*items[:most], say("list.more", rest=len(items) - most)]
    if len(items) < 2:
        return "".join(items) or say("list.none")
    return say("list.joined", most=", ".join(items[:-1]), last=items[-1])
