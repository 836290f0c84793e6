"""HTML that strangers wrote, made so that a page can show it and nothing in it acts."""

import re
from functools import cache
from html import unescape
from itertools import groupby

TAGS = (
    "a abbr b blockquote br caption cite code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark "
    "ol p pre q s small span strong sub summary sup table tbody td tfoot th thead tr u ul var"
)
# None takes a box out of its place; pages clip each piece, since the edges of words may be wide.
STYLES = (
    "background background-color border border-bottom border-collapse border-left border-radius caption-side color "
    "display font-size font-style font-weight list-style margin margin-right max-width opacity "
    "overflow-wrap overflow-x padding padding-left text-align text-decoration unicode-bidi user-select vertical-align "
    "white-space"
)
ATTRIBUTES = "alt aria-hidden aria-label colspan dir download height href lang rowspan scope src style title width"
CLASSES = ("anchor-link", "highlight hl-ipython3")
# Of what these hold nothing is text.
_STYLE_SHEET = re.compile(r"<style\b[^>]*>[^<]*</style>", re.I)
# What a style calls, as in url(…), may load; what is below nought leaves its place.
_FAR_REACHING = re.compile(r"[^;]*(?:[(\\]|-\s*[\d.])[^;]*(?:;|$)")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.I)
_TABLE = re.compile(r"data:text/csv[;,]", re.I)


def inert(html):
    """HTML that sends, loads, opens and covers nothing: elements that could stand in it as they were typed.

    Tables, marks and pictures that stand in the page itself stay. Behind a link to elsewhere stands its address; in
    place of a picture elsewhere, too.
    In: HTML, whole or broken. Out: HTML whose elements are all closed.
    """
    return _cleaner().clean(_STYLE_SHEET.sub("", html))


@cache
def _cleaner():
    from bleach._vendor.html5lib import getTreeBuilder
    from bleach.css_sanitizer import CSSSanitizer
    from bleach.html5lib_shim import BleachHTMLParser, Filter, getTreeWalker
    from bleach.sanitizer import Cleaner

    from tellings.reading.show import SPOKEN
    from tellings.reading.text import UNSEEN

    class Styles(CSSSanitizer):
        def sanitize_css(self, style):
            # What is only spoken is taken out of its place by the collection itself.
            return style if style == SPOKEN else super().sanitize_css(_FAR_REACHING.sub("", style))

    class Addresses(Filter):
        def __iter__(self):
            behind = []
            for token in super().__iter__():
                data = token.get("data")
                if token["type"] in ("StartTag", "EmptyTag"):
                    address = UNSEEN.sub("", data.get((None, "src"), "") or data.get((None, "href"), ""))
                    # Browsers pass over such signs, and over case.
                    in_page = re.sub(r"[\x00-\x20\x7f-\xa0]", "", unescape(address)).lower().startswith("data:")
                    if token["name"] == "img" and not _PICTURE.match(address):
                        alt = data.get((None, "alt"), "")
                        yield {"type": "Characters", "data": f"[picture: {alt} {address}]"}
                        continue
                    if token["name"] == "a":
                        if in_page and not _TABLE.match(address):
                            del data[None, "href"]
                        elsewhere = not in_page and not address.startswith("#") and address
                        behind.append(f" ({address})" if elsewhere else "")
                yield token
                if token["type"] == "EndTag" and token["name"] == "a" and behind and (words := behind.pop()):
                    yield {"type": "Characters", "data": words}

    def kept(tag, name, value):
        return name in ATTRIBUTES.split() or name == "class" and value in CLASSES

    cleaner = Cleaner(
        tags=TAGS.split(),
        attributes=kept,
        protocols=["http", "https", "mailto", "data"],
        css_sanitizer=Styles(STYLES.split()),
        filters=[Addresses],
    )
    # bleach's own kind of tree looks for an element among all of its siblings: of a long list quadratic.
    cleaner.parser = BleachHTMLParser(
        tags=cleaner.tags,
        strip=cleaner.strip,
        consume_entities=False,
        namespaceHTMLElements=False,
        tree=getTreeBuilder("dom"),
    )
    steps = getTreeWalker("dom")

    def walked(tree):
        # That tree cuts text at each "&", and half a character reference is none.
        for is_text, tokens in groupby(steps(tree), lambda token: token["type"] in ("Characters", "SpaceCharacters")):
            tokens = list(tokens)
            yield from [{"type": "Characters", "data": "".join(one["data"] for one in tokens)}] if is_text else tokens

    cleaner.walker = walked
    return cleaner
