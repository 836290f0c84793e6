"""What the collection says of itself: one file, and all that is written from it in step; nothing is built here."""

import datetime
import tomllib
from xml.etree import ElementTree

import about
import heads
import pytest
import yaml
from front import binder, hours

from tellings.case.files import PROJECT

SAID = about.stated()
PUBLIC = SAID | {"places": {"repository": "", "pages": "https://someone.github.io/three/", "public": True}}
PAGE = (
    "<html><head><title>t</title></head><body><article><h1>A &amp; B</h1><p>One word. Two.</p></article></body></html>"
)
# https://github.com/citation-file-format/citation-file-format, schema 1.2.0: what it needs, and what we may add.
NEEDED = {"authors", "cff-version", "message", "title"}
ALLOWED = NEEDED | {"abstract", "date-released", "keywords", "license", "repository-code", "type", "url", "version"}


def test_citation_is_in_step_with_metadata():
    assert about.CITATION.read_text(encoding="utf-8") == about.citation(SAID), "run make release"


def test_citation_is_of_its_format():
    cited = yaml.safe_load(
        about.citation(SAID | {"places": PUBLIC["places"] | {"repository": "https://example.org/a"}})
    )
    assert set(cited) >= NEEDED and set(cited) <= ALLOWED
    assert cited["cff-version"] == "1.2.0" and cited["type"] == "software" and cited["abstract"] == SAID["abstract"]
    assert datetime.date.fromisoformat(cited["date-released"]) == SAID["date"]
    assert cited["license"] == ["MIT", "CC-BY-4.0"] and len(set(cited["keywords"])) == len(cited["keywords"])
    assert cited["url"] == PUBLIC["places"]["pages"] and cited["repository-code"] == "https://example.org/a"


def test_version_is_that_of_the_package():
    assert (
        SAID["version"] == tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    )


@pytest.mark.parametrize(
    "remote, repository, pages",
    [
        ("git@github.com:Someone/three.git", "https://github.com/Someone/three", "https://someone.github.io/three/"),
        ("https://name:secret@github.com/a/b.git", "https://github.com/a/b", "https://a.github.io/b/"),
        ("https://github.com/a/a.github.io", "https://github.com/a/a.github.io", "https://a.github.io/"),
        ("https://github.com/A/A.github.io", "https://github.com/A/A.github.io", "https://a.github.io/"),
        ("https://codeberg.org/a/b.git", "https://codeberg.org/a/b", ""),
        ("/somewhere/else.git", "", ""),
        ("", "", ""),
    ],
)
def test_places_are_those_of_the_remote(remote, repository, pages):
    found = about.placed({"repository": "", "pages": "", "public": False}, remote)
    assert (found["repository"], found["pages"]) == (repository, pages)


def test_stated_places_count_more_than_the_remote():
    stated = {"repository": "https://example.org/x", "pages": "https://example.org/pages", "public": True}
    found = about.placed(stated, "git@github.com:a/b.git")
    assert (found["repository"], found["pages"]) == ("https://example.org/x", "https://example.org/pages/")


@pytest.mark.parametrize(
    "pages, public, told", [("", False, 2), ("", True, 1), ("https://x.org/", False, 1), ("https://x.org/", True, 0)]
)
def test_what_is_left_out_is_said_with_its_remedy(pages, public, told):
    notes = list(about.notes({"pages": pages, "public": public}))
    assert len(notes) == told and all("site/metadata.toml" in note for note in notes)


def built(folder):
    for name in ("index.html", "room.html", "notebooks/03_timeline.html", "_downloads/a/worksheet.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE, encoding="utf-8")
    return folder


def test_public_pages_have_a_map_and_absolute_addresses(tmp_path):
    heads.add_heads(built(tmp_path), PUBLIC)
    root = ElementTree.parse(tmp_path / "sitemap.xml").getroot()
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    place = PUBLIC["places"]["pages"]
    assert {loc.text for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")} == {
        place, f"{place}room.html", f"{place}notebooks/03_timeline.html"
    }  # fmt: skip
    page = (tmp_path / "notebooks" / "03_timeline.html").read_text(encoding="utf-8")
    assert f'property="og:image" content="{place}_images/picture.png"' in page
    assert f'property="og:url" content="{place}notebooks/03_timeline.html"' in page
    assert f'"isPartOf": {{"@type": "LearningResource", "name": "{SAID["title"]}", "url": "{place}"}}' in page
    assert "noindex" not in page and page.count("</head>") == 1
    assert (tmp_path / "_downloads" / "a" / "worksheet.html").read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("pages", ["", "https://someone.github.io/three/"])
def test_pages_without_leave_ask_to_be_left_out(tmp_path, pages):
    """An address alone is no leave: the three texts stand on the pages (RIGHTS.md)."""
    heads.add_heads(built(tmp_path), SAID | {"places": {"repository": "", "pages": pages, "public": False}})
    assert not (tmp_path / "sitemap.xml").exists()
    for name in ("index.html", "room.html", "notebooks/03_timeline.html"):
        assert '<meta name="robots" content="noindex">' in (tmp_path / name).read_text(encoding="utf-8")


def test_no_word_of_a_page_ends_its_script():
    sly = "<h1>A &lt;/script&gt;</h1><article><p>One &lt;/script&gt; word.</p></article>"
    *_, script = heads.head("notebooks/03_timeline.html", sly, PUBLIC)
    assert script.count("</script>") == 1 and script.endswith("</script>") and "\\u003c/script>" in script


@pytest.mark.parametrize(
    "text, short",
    [
        ("Short. And whole.", "Short. And whole."),
        ("A question that is long enough to stand for the whole of its page, is it? " + "More " * 40, "A question that is long enough to stand for the whole of its page, is it?"),
        ("Too short. " + "word " * 40, "Too short. " + "word " * 29 + "…"),
    ],
)  # fmt: skip
def test_description_ends_with_a_sentence_or_at_a_word(text, short):
    assert heads.shortened(text) == short and len(short) <= heads.LONGEST


def test_front_tells_what_is_true_of_binder():
    assert "https://mybinder.org/v2/gh/a/b/HEAD?urlpath=lab" in binder("https://github.com/a/b")
    assert "make binder-link" in binder("")


def test_hours_are_said_in_halves():
    assert [hours(count) for count in (60, 390, 405)] == ["1", "6½", "7"]


@pytest.mark.parametrize(
    "name, kind",
    [
        ("index.html", "collection of lessons"),
        ("notebooks/03_timeline.html", "lesson"),
        ("notebooks/exercises/sheet_3_timeline.html", "exercise"),
        ("room.html", None),
    ],
)
def test_a_page_is_the_kind_of_resource_that_it_is(name, kind):
    assert (heads.learning(name, "A title", "What it is about.", SAID) or {}).get("learningResourceType") == kind


def test_a_description_may_have_160_letters_and_no_more():
    ends = f"{'a' * 159}."
    assert heads.shortened(ends) == ends and heads.shortened(f"{ends} And more.") == ends
    assert heads.shortened(f"a{ends} And more.").endswith(" …")


def test_what_is_written_and_whether_the_pages_may_be_published(tmp_path, monkeypatch, capsys):
    for name in ("CITATION", "CODEMETA"):
        monkeypatch.setattr(about, name, tmp_path / name)
    monkeypatch.setattr(about.sys, "argv", ["about.py", "--public"])
    about.main()
    assert capsys.readouterr().out == f"public={'true' if SAID['places']['public'] else 'false'}\n"
    assert not list(tmp_path.iterdir()), "a question writes nothing"
    monkeypatch.setattr(about.sys, "argv", ["about.py"])
    about.main()
    assert (tmp_path / "CITATION").read_text(encoding="utf-8") == about.citation(SAID)
    assert (tmp_path / "CODEMETA").read_text(encoding="utf-8") == about.codemeta(SAID)
