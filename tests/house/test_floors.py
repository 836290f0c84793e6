"""The floors: what each room of the library stands on, in the order in which data flows; nothing looks up or across."""

import ast
import re
from graphlib import TopologicalSorter
from importlib import import_module

import pytest

from tellings.case.files import PROJECT

# A room may import from itself and from the rooms named beside it, each of which stands above it in this list.
STANDS_ON = {
    "case": "",
    "reading": "case",
    "exercises": "case reading",
    "coding": "case reading",
    "framing": "case reading coding",
    "timeline": "case reading coding",
    "perspectives": "case reading",
    "charts": "case reading coding framing timeline perspectives",
    "corpus": "case reading coding framing timeline perspectives",
    "argument": "case reading coding framing timeline perspectives",
    "own": "case reading exercises coding framing timeline perspectives charts argument corpus",
    "__main__": "case coding exercises corpus own",
    "helpers": "case reading exercises coding framing timeline perspectives charts argument corpus own",
}
MODULES = {
    ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
        path.read_text("utf-8")
    )
    for package in ("tellings", "helpers")
    for path in sorted((PROJECT / package).rglob("*.py"))
}


def imports(module):
    """The names, with their dots, that a module imports anywhere in it."""
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def ours(name):
    """The module of the project that an imported name is or lies in, or "" where it is nobody's here."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name


def room(module):
    return module.removeprefix("tellings.").partition(".")[0]


@pytest.mark.parametrize("module", [name for name in MODULES if name != "tellings"])
def test_module_imports_from_its_own_room_and_from_those_below(module):
    below = STANDS_ON[room(module)].split()
    for name in imports(module):
        other = ours(name)
        assert other in ("", "tellings") or room(other) in (room(module), *below), f"{module} imports {name}"
        private = [part for part in name.split(".")[1:] if part.startswith("_") and not part.endswith("__")]
        assert not (other and private), f"{module} imports {name}, which is private"


def test_rooms_stand_in_order():
    rooms = list(STANDS_ON)
    assert {room(module) for module in MODULES} - {"tellings"} == set(rooms)
    assert not [name for name in rooms for below in STANDS_ON[name].split() if rooms.index(below) >= rooms.index(name)]


@pytest.mark.parametrize("name", [name for name in STANDS_ON if (PROJECT / "tellings" / name).is_dir()])
def test_the_first_lines_of_a_room_name_its_lists(name):
    folder = PROJECT / "tellings" / name
    told = re.search(r"Lists:(.*?)(?:\.\n|\. Stands on)", import_module(f"tellings.{name}").__doc__, re.S)[1]
    for path in folder.rglob("*.csv"):
        named = path.stem if path.parent == folder else f"{path.parent.name}/"
        assert named in told, f"{path.relative_to(PROJECT)} is not named"
    assert any(folder.rglob("*.csv")) or "none" in told or "*." in told


def test_modules_import_in_no_circle():
    TopologicalSorter({module: {ours(name) for name in imports(module)} - {module, ""} for module in MODULES}).prepare()


@pytest.mark.parametrize("face", [module for module in MODULES if "id='__all__'" in ast.dump(MODULES[module])])
def test_face_hands_on_what_it_names(face):
    """And no name that is one of its modules' too: which of them came would hang on what was imported before."""
    names = import_module(face).__all__
    assert [name for name in names if not hasattr(import_module(face), name)] == []
    assert {f"{face}.{name}" for name in names}.isdisjoint(MODULES)
