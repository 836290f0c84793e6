"""What machines read of a page: its description, its preview, its LearningResource; and the map of the site."""

import html
import json
import re

from about import ROOT, say
from front import afterwards, minutes, numbered

PREVIEW = "_images/picture.png"
LONGEST = 160  # characters of a description: what a list of search results shows
LEAST = 60  # under so many, the sentences that fit say too little: the next one is begun
# Pages whose first paragraph is not about them: a text stands there, or nothing.
DESCRIBED = ("coding.html", "desk.html", "room.html", "search.html")


def add_heads(folder, said):
    """Give each finished page in a folder what machines read of it, and the folder its map where it may have one."""
    found = pages(folder)
    for name in found:
        page = (folder / name).read_text(encoding="utf-8")
        tags = "\n".join(head(name, page, said))
        (folder / name).write_text(page.replace("</head>", f"{tags}\n</head>", 1), encoding="utf-8")
    places = said["places"]
    if places["pages"] and places["public"]:
        (folder / "sitemap.xml").write_text(sitemap(found, places["pages"]), encoding="utf-8")


def pages(folder):
    """The names of the pages of a folder; what a reader can download is none."""
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    return [name for name in names if not name.startswith("_")]


def head(name, page, said):
    """The tags of a page, a line each. In: its name, its HTML, what the collection says of itself."""
    places, about = said["places"], description(name, page, said)
    up = places["pages"] or "../" * name.count("/")
    if not places["public"]:
        yield '<meta name="robots" content="noindex">'
    yield f'<meta name="description" content="{html.escape(about)}">'
    preview = {
        "site_name": said["name"],
        "type": "website" if name == "index.html" else "article",
        "title": said["title"] if name == "index.html" else heading(page),
        "description": about,
        "locale": said["language"].replace("-", "_"),
        "image": up + PREVIEW,
        "image:alt": say("heads.preview"),
    }
    if places["pages"]:
        preview["url"] = address(name, places["pages"])
    for key, value in preview.items():
        yield f'<meta property="og:{key}" content="{html.escape(value)}">'
    if resource := learning(name, heading(page), about, said):
        # In a script, "</script>" would end it wherever it stands; JSON can say "<" in another way.
        told = json.dumps({"@context": "https://schema.org"} | resource, ensure_ascii=False).replace("<", "\\u003c")
        yield f'<script type="application/ld+json">{told}</script>'


def address(name, place):
    """Where a page is found: that of the front is the folder's own."""
    return place + ("" if name == "index.html" else name)


def sitemap(names, place):
    """The map of the site, as search engines read it (sitemaps.org 0.9)."""
    rows = [f"<url><loc>{html.escape(address(name, place))}</loc></url>" for name in names]
    opened = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([opened, *rows, "</urlset>", ""])


# -- Words of a page


def heading(page):
    """The words of a page's first heading."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S) or re.search(r"<title>(.*?)</title>", page, re.S)
    return words(found[1]) if found else ""


def words(markup):
    """HTML as the words that a reader sees."""
    markup = re.sub(r'<a class="headerlink".*?</a>', "", markup, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def description(name, page, said):
    """What a page is about, in 160 characters: its first sentences of prose; the collection's own for the front."""
    if name == "index.html":
        return said["description"]
    if name in DESCRIBED:
        return say(f"heads.{name.removesuffix('.html')}")
    article = page.partition("<article")[2].partition("</article>")[0]
    article = re.sub(r"<table.*?</table>", "", article, flags=re.S)
    prose = [words(text) for text in re.findall(r"<p>(.*?)</p>", article, re.S)]
    # Minutes and what one needs open a sheet; a picture, or lines to fill in, are a paragraph too.
    sentences = [text for text in prose if re.search(r"\w[.?!]", text) and not text.startswith("Time:")]
    if not sentences:
        raise SystemExit(say("heads.none", page=name))
    return shortened(sentences[0])


def shortened(text):
    """A text's first sentences, as many as a description holds; cut at a word where they are too long or too short."""
    if len(text) <= LONGEST:
        return text
    ends = [found.end(1) for found in re.finditer(r"([.?!][”\"')]?) (?=[A-Z“\"'‘(])", text)]
    whole = max([end for end in ends if end <= LONGEST], default=0)
    return text[:whole] if whole >= LEAST else text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:(–-") + " …"


# -- schema.org


def learning(name, title, about, said):
    """A page as schema.org's LearningResource: the front, a lesson, a sheet; None for another page."""
    if name == "index.html":
        return collection(said) | {"hasPart": [_part(path, said) for path in _notebooks()]}
    path = (ROOT / name).with_suffix(".ipynb")
    if path not in _notebooks():
        return None
    kind = "exercise" if path.parent.name == "exercises" else "lesson"
    own = _resource(title, about, kind, afterwards(path) or said["teaches"], minutes(path), said)
    return own | _placed(name, said) | {"isPartOf": _brief(said["title"]) | _placed("index.html", said)}


def collection(said):
    """The whole collection as a LearningResource, without its parts."""
    lessons = sum(minutes(path) for path in _notebooks() if path.parent.name == "notebooks")
    own = _resource(said["title"], said["description"], "collection of lessons", said["teaches"], lessons, said)
    return own | {
        "abstract": said["abstract"],
        "keywords": said["keywords"],
        "version": said["version"],
        "datePublished": said["date"].isoformat(),
        **_placed("index.html", said),
    }


def _resource(title, about, kind, teaches, length, said):
    return {
        "@type": "LearningResource",
        "name": title,
        "description": about,
        "learningResourceType": kind,
        "teaches": teaches,
        "timeRequired": f"PT{length}M",
        "inLanguage": said["language"],
        "educationalLevel": said["level"],
        "audience": {"@type": "EducationalAudience", "educationalRole": said["roles"]},
        "isAccessibleForFree": True,
        "author": [{"@type": "Organization", "name": name} for name in said["authors"]],
        "license": [licence["url"] for licence in said["licences"]],
        "copyrightNotice": said["notice"],
    }


def _part(path, said):
    name = path.relative_to(ROOT).with_suffix(".html").as_posix()
    return _brief(numbered(path)) | {"timeRequired": f"PT{minutes(path)}M"} | _placed(name, said)


def _brief(title):
    return {"@type": "LearningResource", "name": title}


def _placed(name, said):
    """Where a page is, for a resource; nothing where no address is known."""
    place = said["places"]["pages"]
    return {"url": address(name, place)} if place else {}


def _notebooks():
    """The lessons and the sheets: what states its minutes and belongs to the walk."""
    folder = ROOT / "notebooks"
    return [*sorted(folder.glob("[0-9]*.ipynb")), *sorted(folder.glob("exercises/*.ipynb"))]
