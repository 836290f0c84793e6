"""The least that a Word document consists of, for tests of what is read of it and what is not."""

import zipfile

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TAGS = {"header1": "hdr", "footer1": "ftr", "comments": "comments"}


def word_file(path, paragraphs, more="", **parts):
    """Write a Word document.

    In: its path; the words of its paragraphs; XML behind them; other parts, their name (one of TAGS) and words.
    Out: the path.
    """
    body = "".join(map(paragraph, paragraphs)) + more
    others = {
        f"word/{name}.xml": f"<w:{TAGS[name]} {SPACE}>{paragraph(parts[name])}</w:{TAGS[name]}>" for name in parts
    }
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", f"<w:document {SPACE}><w:body>{body}</w:body></w:document>")
        file.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r" Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        for name, xml in others.items():
            file.writestr(name, xml)
    return path


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
