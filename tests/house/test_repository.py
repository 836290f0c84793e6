"""What a copy of the collection brings on GitHub and GitLab: valid, pinned, and calling what `make` calls."""

import json
import re
import subprocess
import sys
from pathlib import PurePosixPath

import check_jsonschema
import pytest
import yaml
from browser import served
from click.testing import CliRunner

from tellings.case.files import PROJECT

sys.path.insert(0, str(PROJECT / "site"))
import about  # noqa: E402
import outside_links  # noqa: E402

WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (PROJECT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [PROJECT / ".github" / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.gitlab-ci": [PROJECT / ".gitlab-ci.yml"],
    "vendor.citation-file-format": [PROJECT / "CITATION.cff"],
}
TARGETS = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.M))


def commands():
    """Every command of the workflows and of GitLab's file, (file, line)."""
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
            yield from ((path.name, step["run"]) for step in job["steps"] if "run" in step)
    for job in yaml.safe_load((PROJECT / ".gitlab-ci.yml").read_text(encoding="utf-8")).values():
        if isinstance(job, dict):
            yield from ((".gitlab-ci.yml", line) for line in job.get("script", []))


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_fit_their_schemas(schema):
    assert SCHEMAS[schema]
    checked = CliRunner().invoke(check_jsonschema.main, ["--builtin-schema", schema, *map(str, SCHEMAS[schema])])
    assert checked.exit_code == 0, checked.output


def test_a_file_that_does_not_fit_is_found(tmp_path):
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(WORKFLOWS[0].read_text(encoding="utf-8").replace("runs-on", "runs_on"))
    checked = CliRunner().invoke(check_jsonschema.main, ["--builtin-schema", "vendor.github-workflows", str(wrong)])
    assert checked.exit_code == 1 and "runs_on" in checked.output


def test_what_a_workflow_takes_from_others_is_pinned_and_needs_no_secret():
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        used = re.findall(r"uses: (.+)", text)
        assert used and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}  # v[\d.]+", line) for line in used), path.name
        assert "secrets." not in text and yaml.safe_load(text)["permissions"] == {"contents": "read"}


def test_every_command_is_one_of_the_collections_own():
    found = list(commands())
    assert len(found) > 9
    for name, line in found:
        for target in re.findall(r"\bmake ([a-z-]+)", line):
            assert target in TARGETS, f"{name}: make {target}"
        for part in re.findall(r"(?<![\w/])(?:tests|site)/[\w./]+", line):
            assert (PROJECT / part).exists() or PurePosixPath(part).parts[0] == "build", f"{name}: {part}"


def test_pages_are_published_with_leave_only():
    jobs = yaml.safe_load((PROJECT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))["jobs"]
    assert jobs["publish"]["if"] == "needs.build.outputs.public == 'true'"
    said = subprocess.run([sys.executable, "site/about.py", "--public"], cwd=PROJECT, capture_output=True, text=True)
    assert said.stdout == f"public={str(about.stated()['places']['public']).lower()}\n"
    gitlab = yaml.safe_load((PROJECT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["pages"]
    assert gitlab["rules"][0]["when"] == "manual" and any("grep -x public=true" in line for line in gitlab["script"])


def test_gitlabs_file_is_short():
    assert len((PROJECT / ".gitlab-ci.yml").read_text(encoding="utf-8").splitlines()) < 40


def test_codemeta_is_in_step_with_metadata_and_says_what_it_must():
    said = about.stated()
    assert about.CODEMETA.read_text(encoding="utf-8") == about.codemeta(said), "run make release"
    told = json.loads(about.codemeta(said | {"places": said["places"] | {"repository": "https://example.org/a"}}))
    assert told["codeRepository"] == "https://example.org/a" and "url" not in told
    assert told["version"] == said["version"] and told["@context"] == "https://w3id.org/codemeta/3.0"


def test_the_container_opens_the_first_notebook_with_the_collections_python():
    told = json.loads((PROJECT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    (opened,) = told["customizations"]["codespaces"]["openFiles"]
    assert (PROJECT / opened).is_file() and told["postCreateCommand"].split()[1] in TARGETS


def test_links_that_lead_nowhere_are_named_with_their_place(tmp_path, capsys, monkeypatch):
    (tmp_path / "there.html").write_text("here")
    with served(tmp_path) as (address, _):
        monkeypatch.setattr(outside_links, "EXAMPLES", re.compile("example"))
        (tmp_path / "page.md").write_text(f"[a]({address}there.html), <{address}gone.html>. https://example.org/none")
        monkeypatch.setattr(sys, "argv", ["outside_links.py", str(tmp_path)])
        assert outside_links.main() is True
    said = capsys.readouterr().out
    assert f"{address}gone.html (page.md): HTTP Error 404" in said and "2 addresses, 1 without" in said
