"""What Binder makes of this repository, asked of its own code: no Docker needed, nothing is built."""

import os
import re
import shutil
import subprocess
import sys
import warnings

import pytest

from tellings.case.files import PROJECT


@pytest.fixture(scope="module")
def dockerfile():
    """What repo2docker would build, as text."""
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "repo2docker",
            "--no-build",
            "--no-run",
            "--debug",
            "--user-id",
            "1000",
            "--user-name",
            "jovyan",
            ".",
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return (run.stdout + run.stderr).replace("\\n", "\n")


@pytest.fixture(scope="module")
def buildpack():
    """The recipe that repo2docker picks for this folder, tried in its own order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from repo2docker.app import Repo2Docker

        app = Repo2Docker()
    before = os.getcwd()
    os.chdir(PROJECT)
    try:
        yield next(pack for pack in (kind(app.base_image) for kind in app.buildpacks) if pack.detect())
    finally:
        os.chdir(before)


def test_binder_takes_environment_yml_and_its_python(buildpack):
    assert type(buildpack).__name__ == "CondaBuildPack"
    assert buildpack.python_version == "3.12"
    assert buildpack.environment_yaml_path == "environment.yml"


def test_nothing_overrides_the_environment():
    for name in ("binder", ".binder", "Dockerfile", "runtime.txt", "postBuild", "apt.txt", "Pipfile"):
        assert not (PROJECT / name).exists(), f"{name} would change what Binder builds"


def test_pins_come_from_the_lock_file(buildpack):
    pip = next(part["pip"] for part in buildpack.environment_yaml["dependencies"] if isinstance(part, dict))
    assert pip == ["-r requirements.txt"]
    lines = [
        line
        for line in (PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    loose = [line for line in lines if "==" not in line and line.strip() != "-e ."]
    assert not loose, f"not pinned: {loose}"
    assert "-e ." in [line.strip() for line in lines], "without it no notebook on Binder could import helpers"


def test_whole_repository_is_there_before_pip_runs(buildpack, dockerfile):
    """`-e .` in requirements.txt needs pyproject.toml and helpers/; repo2docker must therefore copy first."""
    assert not buildpack._should_preassemble_env
    copied = dockerfile.index("COPY --chown=1000:1000 src/ ${REPO_DIR}/")
    assert copied < dockerfile.index('env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"')


def test_what_pip_installs_can_be_imported_from_any_folder(tmp_path):
    """The last step of Binder's build that can be tried here: helpers, installed from a copy, imported elsewhere."""
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(PROJECT / name, tmp_path / name)
    for name in ("helpers", "tellings", "seeds", "notebooks"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    found = subprocess.run(
        [sys.executable, "-c", "import setuptools; print(setuptools.find_packages(include=['helpers*', 'tellings*']))"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    ).stdout
    assert "'helpers'" in found and "'tellings.perspectives.speech'" in found
    code = "import helpers, tellings; case = helpers.load_case('seeds'); print(helpers.__file__, tellings.__file__, len(case))"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    run = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    ours = [str(tmp_path / name / "__init__.py") for name in ("helpers", "tellings")]
    assert run.stdout.split() == [*ours, "3"], run.stderr


def test_link_to_binder_opens_the_first_notebook():
    link = [sys.executable, str(PROJECT / "site" / "binder_link.py")]
    asked = {
        "git@github.com:someone/three-tellings.git": "gh/someone/three-tellings/main",
        "https://github.com/someone/three-tellings": "gh/someone/three-tellings/main",
        "https://gitlab.com/group/deep/three.git": "gl/group%2Fdeep%2Fthree/main",
        "https://codeberg.org/a/b.git": "git/https%3A%2F%2Fcodeberg.org%2Fa%2Fb.git/main",
    }
    for remote, place in asked.items():
        run = subprocess.run([*link, remote, "main"], capture_output=True, text=True)
        assert run.stdout.strip() == f"https://mybinder.org/v2/{place}?urlpath=lab/tree/notebooks/00_start_here.ipynb"
    assert (PROJECT / "notebooks" / "00_start_here.ipynb").exists()
    run = subprocess.run([*link, "/somewhere/else.git", "main"], capture_output=True, text=True)
    assert run.returncode == 1 and re.search("no public address", run.stderr)
