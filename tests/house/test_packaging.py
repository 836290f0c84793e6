"""What pyproject.toml declares, uv.lock pins and requirements*.txt hand to pip, conda and Binder is one and the same."""

import re
import shutil
import subprocess
import tomllib

import pytest

from tellings.case.files import PROJECT

FILES = {"requirements.txt": None, "requirements-corpus.txt": "corpus", "requirements-dev.txt": "dev"}
DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = tomllib.loads((PROJECT / "uv.lock").read_text(encoding="utf-8"))
LOCKED = {package["name"]: [p for p in LOCK["package"] if p["name"] == package["name"]] for package in LOCK["package"]}
OURS = LOCKED[DECLARED["project"]["name"]][0]


def name(requirement):
    """A requirement's name as the lock spells it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def pinned(group):
    """The name==version of all that the classroom, and a group where one is named, needs by the lock."""
    wanted = [*OURS["dependencies"], *(OURS["dev-dependencies"][group] if group else [])]
    wanted += OURS["optional-dependencies"]["documents"] if group == "dev" else []
    seen = set()
    while wanted:
        need = wanted.pop()
        for package in LOCKED[need["name"]]:
            one = package["name"], package["version"]
            if need.get("version", one[1]) != one[1]:
                continue
            for extra in ("", *need.get("extra", [])):
                if (*one, extra) not in seen:
                    seen.add((*one, extra))
                    wanted += package["optional-dependencies"][extra] if extra else package.get("dependencies", [])
    return {f"{name}=={version}" for name, version, _ in seen}


@pytest.mark.parametrize("file, group", FILES.items())
def test_pins_of_pip_are_those_of_the_lock(file, group):
    lines = (PROJECT / file).read_text(encoding="utf-8").splitlines()
    pins = {re.split(r"[ ;]", line)[0] for line in lines if not line.startswith(("#", "-"))}
    assert pins == pinned(group), "run make lock"


def test_lock_is_of_what_is_declared():
    project, groups = DECLARED["project"], DECLARED["dependency-groups"]
    locked = {(need["name"], need.get("marker", "")) for need in OURS["metadata"]["requires-dist"]}
    extras = {
        (name(need), f"extra == '{extra}'")
        for extra, needs in project["optional-dependencies"].items()
        for need in needs
    }
    assert locked == {(name(need), "") for need in project["dependencies"]} | extras, "run make lock"
    for group in ("corpus", "dev"):
        needs = [name(need) for need in groups[group] if isinstance(need, str)]
        assert set(needs) <= {need["name"] for need in OURS["dev-dependencies"][group]}, "run make lock"


def test_lock_names_no_place_but_the_public_index():
    sources = {tuple(package["source"].items()) for package in LOCK["package"]}
    assert len(sources) == 2 and (("editable", "."),) in sources
    assert not re.search(r"file:|localhost|\d+\.\d+\.\d+\.\d+[:/]", (PROJECT / "uv.lock").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file, group", FILES.items())
def test_uv_would_write_the_same(file, group):
    if not shutil.which("uv") or subprocess.run(["uv", "--version"], capture_output=True).returncode:
        pytest.skip("no uv here; the pins were compared without it")
    export = ["uv", "export", "--offline", "--frozen", "--quiet", "--no-hashes", "--no-annotate", "--no-header"]
    also = [*(["--group", group] if group else []), *(["--extra", "documents"] if group == "dev" else [])]
    run = subprocess.run([*export, *also], cwd=PROJECT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert (PROJECT / file).read_text(encoding="utf-8").split("\n", 1)[1] == run.stdout, "run make lock"


def test_every_list_and_sheet_is_packaged():
    """What lies beside the code and is no code has to be named, or a wheel would come without it."""
    named = DECLARED["tool"]["setuptools"]["package-data"]
    for package in ("helpers", "tellings"):
        beside = [
            path
            for path in (PROJECT / package).rglob("*.*")
            if path.suffix != ".py" and "__pycache__" not in path.parts
        ]
        missing = [path.name for path in beside if not any(path.match(glob) for glob in named.get(package, []))]
        assert not missing
