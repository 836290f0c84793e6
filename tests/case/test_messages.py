"""Every message says what is wrong and what to do, in one sentence on one line; no name can break it."""

import ast
import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from tellings.case.errors import CaseError, as_utf8, readable_name
from tellings.case.files import PROJECT

# What a reader is told to do begins with one of these.
DO = {
    *(
        "add",
        "ask",
        "change",
        "check",
        "choose",
        "clear",
        "close",
        "copy",
        "correct",
        "cut",
        "delete",
        "empty",
        "export",
    ),
    *(
        "fetch",
        "fill",
        "free",
        "give",
        "grade",
        "install",
        "join",
        "keep",
        "leave",
        "let",
        "look",
        "lower",
        "make",
        "mend",
    ),
    *(
        "mind",
        "move",
        "name",
        "open",
        "paste",
        "press",
        "put",
        "read",
        "rename",
        "remove",
        "restore",
        "run",
        "save",
        "see",
    ),
    *("show", "start", "take", "try", "turn", "type", "unpack", "use", "write", "compare", "convert", "do", "copies"),
}
# Or the things there are to choose from stand at the end.
CHOICE = re.compile(r"\b(?:are|has|have|asks|is|holds|needs)\b[^:;]*\{\}$")
# What a program of its own is: the release of the sheets is read by those who write them.
OUTSIDE = ("classroom/release.py",)


def template(node, path):
    """A text of the code, or of its room's wording, with {} where something is put in; None where it is made elsewhere."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and isinstance(node.args[0], ast.Constant):
        room = next(folder for folder in path.parents if (folder / "wording.toml").exists())
        part, name = node.args[0].value.split(".")
        text = tomllib.loads((room / "wording.toml").read_text(encoding="utf-8"))[part][name]
        return re.sub(r"\{[^}]*\}", "{}", " ".join((text[-1] if isinstance(text, list) else text).split()))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def told(text):
    """Whether a text says what to do; one that ends in what is put in leaves it to that."""
    parts = re.split(r"[:;,] (?:and |or )?|\bor ", text)[1:]
    begins = {words[0].strip("“(") for part in parts if (words := part.lower().split())}
    return bool(begins & DO) or bool(CHOICE.search(text)) or text.endswith((": {}", "; {}", "{} {}"))


def messages():
    for root in ("tellings", "helpers", "classroom"):
        for path in sorted((PROJECT / root).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "CaseError":
                    yield f"{path.relative_to(PROJECT).as_posix()}:{node.lineno}", template(node.args[0], path)


MESSAGES = {place: text for place, text in messages() if text and not place.startswith(OUTSIDE)}
CHECKED = tomllib.loads((PROJECT / "tellings" / "own" / "wording.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("place", MESSAGES)
def test_each_error_says_what_is_wrong_and_what_to_do(place):
    text = MESSAGES[place]
    assert told(text), text
    assert "\n" not in text and not re.search(r"[.!]$|[.] [A-Z]", text), "one sentence, without its stop"


@pytest.mark.parametrize("part", ["head", "card"])
def test_what_check_says_of_heads_and_cards_has_its_remedy(part):
    for name, text in CHECKED[part].items():
        plain = re.sub(r"\{[^}]*\}", "{}", " ".join(text.split()))
        assert name == "more" or told(plain), text


def test_a_message_is_one_line_in_utf_8_whatever_name_is_in_it():
    error = CaseError("na\udce9ve lies in two\nlines: rename " + "x" * 5000)
    assert str(error).startswith(r"na\xe9ve lies in two␊lines: rename xxx") and len(str(error)) < 300
    assert readable_name("Zoë's notes.txt") == "Zoë's notes.txt"


@tries(100)
@given(st.text(st.characters(), max_size=50))
def test_any_name_can_be_printed(name):
    as_utf8(name).encode()
    assert len(readable_name(name).splitlines()) <= 1
    assert readable_name(readable_name(name)) == readable_name(name)
