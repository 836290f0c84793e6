"""What is said to readers stands in one file per room: each sentence is said with its fields, and none in the code."""

import ast
import csv
import re
import string
import tomllib

import pytest

from tellings.case import wording
from tellings.case.files import PROJECT

ROOTS = ("tellings", "helpers", "site", "classroom")
FILES = sorted(path for root in ROOTS for path in (PROJECT / root).rglob("wording.toml"))
# `{{ say("report.head", count=texts | length) }}` in a template.
IN_TEMPLATE = re.compile(r"say\(\s*\"([\w.]+)\"((?:[^()]|\([^()]*\))*)\)")
TEMPLATES = PROJECT / "tellings" / "reading" / "templates"
# `say("room_js.rows", { count: many, sentence })` in a script, and a name that it puts into say() later.
IN_SCRIPT = re.compile(r"say\(\s*\"([\w.]+)\"((?:[^()]|\([^()]*\))*)\)")
NAME = re.compile(r"[\"`](\w+_js\.(?:\w|\$\{[^}]*\})+)[\"`]")
# Names that only tables hold, as `say(f"room.{layer}")` builds them, are said with whatever they are given.
ANY = object()


def sentences(path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        f"{part}.{name}": text for part, said in table.items() if isinstance(said, dict) for name, text in said.items()
    }


def forms(text):
    return text if isinstance(text, list) else [text]


def fields_of(text):
    return {
        re.split(r"[.\[]", field)[0]
        for form in forms(text)
        for _, field, _, _ in string.Formatter().parse(form)
        if field
    } | ({"count"} if isinstance(text, list) else set())


def named(node):
    """What a name of a sentence is in the code: the name, or a pattern where part of it is put in."""
    if isinstance(node, ast.Constant):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in node.values)
    if isinstance(node, ast.IfExp):
        return f"{named(node.body)}|{named(node.orelse)}"
    return r"[\w.]+"


def said_in(room):
    """(pattern of a name, its fields or ANY) for each place of a room, and of the templates it fills, that says something.

    What stands in `tellings` itself, the commands, is a room of its own.
    """
    modules = sorted(room.glob("*.py") if room.name == "tellings" else room.rglob("*.py"))
    texts = [path.read_text(encoding="utf-8") for path in modules]
    for text in texts:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "say":
                given = {keyword.arg for keyword in node.keywords}
                yield named(node.args[0]), ANY if None in given else given
    filled = {name for text in texts for name in re.findall(r"render\(\s*\"([\w.]+)\"", text)}
    filled |= {"page.html"} if room.name == "reading" else set()
    pages = [TEMPLATES / name for name in sorted(filled) if (TEMPLATES / name).exists()]
    scripts = [TEMPLATES / "room.js"] if "room.html" in filled else []
    if room.name == "site":
        pages, scripts = room.rglob("*.html"), room.rglob("*.js")
    for path in pages:
        for said, given in IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            yield re.escape(said), set(re.findall(r"(\w+)=", given))
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        told = {said: set(re.findall(r"[{,]\s*(\w+)\s*(?=[:,}])", given)) for said, given in IN_SCRIPT.findall(text)}
        for said in NAME.findall(text):
            yield re.sub(r"\$\{[^}]*\}", r"\\w+", said).replace(".", r"\.", 1), told.get(said, ANY)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_each_sentence_is_said_with_its_fields(path):
    said = list(said_in(path.parent))
    for name, text in sentences(path).items():
        places = [(pattern, given) for pattern, given in said if re.fullmatch(pattern, name)]
        assert places, f"no code says {name}, which stands in {path}"
        right = [given is ANY or fields_of(text) <= given for _, given in places]
        exact = [fits for (pattern, _), fits in zip(places, right, strict=True) if r"\w" not in pattern]
        assert all(exact) if exact else any(right), (
            f"{name} in {path} has a field that the code does not give it: {fields_of(text)}"
        )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_what_is_said_is_there(path):
    names = sentences(path)
    said = {pattern for pattern, _ in said_in(path.parent)}
    missing = [pattern for pattern in said if not any(re.fullmatch(pattern, name) for name in names)]
    assert not missing, f"said in the code and missing in {path}: {missing}"


def test_a_second_language_says_what_it_has_and_english_the_rest(tmp_path, monkeypatch):
    (tmp_path / "wording.toml").write_text('[a]\nb = "a <b>dog"\nc = "{n} left"\nd = ["{count} cat", "{count} cats"]\n')
    (tmp_path / "wording.pl.toml").write_text(
        'plural = "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"\n'
        '[a]\nb = """\npies\ni kot"""\nd = ["{count} kot", "{count} koty", "{count} kotów"]\n',
        encoding="utf-8",
    )
    say = wording.of(tmp_path / "module.py")
    assert [say("a.d", count=count) for count in (1, 2, 5)] == ["1 cat", "2 cats", "5 cats"]
    monkeypatch.setattr(wording, "LANGUAGE", "pl")
    assert (say("a.b"), say("a.c", n="{x}")) == ("pies i kot", "{x} left")
    assert [say("a.d", count=count) for count in (1, 22, 5)] == ["1 kot", "22 koty", "5 kotów"]
    with pytest.raises(KeyError):
        say("a.none")
    script = wording.script(tmp_path / "module.py", "a")
    assert '[(n) => n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2, {"a.b": "pies i kot", ' in script
    assert '[(n) => n != 1, {"a.b": "a \\u003cb>dog", "a.c": "{n} left", ' in script
    assert 'say.language = "pl";' in script


# -- No sentence in the code

SENTENCE = re.compile(r"(?:[A-Za-z{}’'“”]+[,;:]? ){3}[A-Za-z{(]")
PATTERN = re.compile(r"\\|\(\?|\||<[a-z]|\{\d|[a-z]=|\bvar\(|px\b")
# What no reader reads, or what stands in tables and lists that the project's names are made of: path, text, why.
with open(PROJECT / "tests" / "house" / "no_sentences.csv", encoding="utf-8", newline="") as file:
    NO_SENTENCES = {(row["path"], row["text"]): row["why"] for row in csv.DictReader(file)}
MODULES = [path for root in ("tellings", "helpers", "site", "classroom") for path in (PROJECT / root).rglob("*.py")]


def in_the_code(path):
    """(line, text) of each text in a module that reads like a sentence and is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and isinstance(node.body[0], ast.Expr)
    }
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)} - {
        id(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
    }
    for node in ast.walk(tree):
        if id(node) in docstrings or (id(node) in inside and not isinstance(node, ast.JoinedStr)):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        else:
            continue
        if SENTENCE.search(text) and not PATTERN.search(text):
            yield node.lineno, text


def test_no_sentence_stands_in_the_code():
    found = {
        (path.relative_to(PROJECT).as_posix(), text)
        for path in MODULES
        if not {"release", "source", "submitted"} & set(path.relative_to(PROJECT).parts)
        for _, text in in_the_code(path)
    }
    new, gone = sorted(found - set(NO_SENTENCES)), sorted(set(NO_SENTENCES) - found)
    assert not new, f"into the room's wording.toml, or no_sentences.csv where no reader reads it: {new}"
    assert not gone, f"no longer in the code, but in no_sentences.csv: {gone}"
    assert all(NO_SENTENCES.values())


def test_a_sentence_in_the_code_would_be_seen(tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        '"""A docstring is for those who read code."""\n'
        "def f(path):\n"
        '    """So is that of a function, and it is long."""\n'
        '    raise ValueError(f"there is no file {path}: write one")\n'
        'X = "Look again at the first line."\n'
        'Y = r"(?:no sentence but a pattern)\\b"\n',
        encoding="utf-8",
    )
    assert [text for _, text in in_the_code(module)] == [
        "Look again at the first line.",
        "there is no file {}: write one",
    ]


# -- Another language


def strange(path):
    """What a translation says that nobody would say, or with fields that nobody fills: it would break where it is said."""
    english, other = sentences(path.with_name("wording.toml")), sentences(path)
    return [name for name in other if name not in english or not fields_of(other[name]) <= fields_of(english[name])]


def test_a_translation_has_the_names_and_fields_of_the_english():
    others = [path for english in FILES for path in english.parent.glob("wording.*.toml")]
    assert [f"{path}: {name}" for path in others for name in strange(path)] == []


def test_a_translation_that_would_break_is_seen(tmp_path):
    (tmp_path / "wording.toml").write_text('[a]\nb = "no {path}"\nc = ["{count} cat", "{count} cats"]\nd = "dog"\n')
    other = tmp_path / "wording.de.toml"
    other.write_text('plural = "n != 1"\n[a]\nb = "kein {pfad}"\nc = "{count} Katzen"\ne = "Hund"\n')
    assert strange(other) == ["a.b", "a.e"]
