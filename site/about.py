"""What the collection says of itself, read from metadata.toml.

python site/about.py            writes CITATION.cff and codemeta.json
python site/about.py --public   prints public=true or public=false: whether the pages may be published
"""

import json
import re
import sys
import tomllib
from pathlib import Path

from binder_link import git, public_address

from tellings.case import wording

ROOT = Path(__file__).resolve().parent.parent
CITATION, CODEMETA = ROOT / "CITATION.cff", ROOT / "codemeta.json"
say = wording.of(__file__)


def stated():
    """The fields of metadata.toml as they are written there."""
    return tomllib.loads((ROOT / "site" / "metadata.toml").read_text(encoding="utf-8"))


def about():
    """The fields of metadata.toml, and where it leaves a place empty, what the git remote says of it."""
    said = stated()
    return said | {"places": placed(said["places"], remote())}


def placed(places, remote):
    """The places of the collection, repository and pages, each as it is stated or else as the remote gives it."""
    repository = places["repository"] or (public_address(remote) or "").removesuffix(".git")
    pages = places["pages"] or github_pages(repository)
    return places | {"repository": repository, "pages": pages and pages.rstrip("/") + "/"}


def github_pages(repository):
    """Where GitHub shows the pages of a repository; "" for a repository that lies elsewhere."""
    found = re.fullmatch(r"https://github\.com/([^/]+)/([^/]+)", repository)
    if not found:
        return ""
    host, name = f"{found[1].lower()}.github.io", found[2]
    return f"https://{host}/" + ("" if name.lower() == host else f"{name}/")


def remote():
    """The git remote "origin" of this folder; "" where the folder is no repository, but lies in one or in none."""
    inside = git("-C", str(ROOT), "rev-parse", "--show-prefix")
    return "" if inside else git("-C", str(ROOT), "remote", "get-url", "origin")


def notes(places):
    """What a build leaves out for want of an address or of leave, a sentence each with its remedy."""
    if not places["pages"]:
        yield say("about.no_address")
    if not places["public"]:
        yield say("about.not_public")


def citation(said):
    """The text of CITATION.cff (Citation File Format 1.2.0) for what metadata.toml says, stated places only."""
    fields = {
        "cff-version": "1.2.0",
        "message": say("about.cite"),
        "title": said["title"],
        "abstract": said["abstract"],
        "type": "software",
        "authors": [{"name": name} for name in said["authors"]],
        "version": said["version"],
        "date-released": said["date"].isoformat(),
        "license": [licence["name"] for licence in said["licences"]],
        "keywords": said["keywords"],
        "repository-code": said["places"]["repository"],
        "url": said["places"]["pages"],
    }
    # JSON is YAML: every value in quotation marks is read as the text that it is, a version and a day too.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value]
    return "\n".join(["# Written from site/metadata.toml by make release.", *lines, ""])


def codemeta(said):
    """The text of codemeta.json (CodeMeta 3.0) for what metadata.toml says, stated places only."""
    fields = {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": said["title"],
        "description": " ".join(said["abstract"].split()),
        "version": said["version"],
        "datePublished": said["date"].isoformat(),
        "author": [{"@type": "Organization", "name": name} for name in said["authors"]],
        "license": [licence["url"] for licence in said["licences"]],
        "copyrightNotice": said["notice"],
        "keywords": said["keywords"],
        "inLanguage": said["language"],
        "programmingLanguage": "Python",
        "runtimePlatform": "Python 3.11 to 3.13, JupyterLab",
        "applicationCategory": "Education",
        "audience": {"@type": "EducationalAudience", "educationalRole": said["roles"]},
        "codeRepository": said["places"]["repository"],
        "url": said["places"]["pages"],
    }
    return json.dumps({name: value for name, value in fields.items() if value}, indent=1, ensure_ascii=False) + "\n"


def main():
    if sys.argv[1:] == ["--public"]:
        print(f"public={str(stated()['places']['public']).lower()}")
        return
    CITATION.write_text(citation(stated()), encoding="utf-8")
    CODEMETA.write_text(codemeta(stated()), encoding="utf-8")
    print("Wrote CITATION.cff and codemeta.json from site/metadata.toml")


if __name__ == "__main__":
    main()
