"""An argument as a page to hand in: every citation a link to its sentence, the sentences cited beneath."""

import re

from mistune import create_markdown

from tellings.argument.claims import cited_ids
from tellings.argument.tables import check_argument
from tellings.case.files import CaseError, read_text, write_text
from tellings.reading.inert import inert
from tellings.reading.show import link_sentences, visible
from tellings.reading.tables import sentences
from tellings.reading.templates import render

RUBRIC = {  # what is asked for -> at full, middling, low
    "evidence": (
        "each claim has its sentences, quoted in their own words",
        "most claims have a sentence; some are only near it",
        "claims stand without sentences, or with sentences that say something else",
    ),
    "weighing": (
        "says what each text is good evidence for, and where two agree only because one draws on the other",
        "names differences between the texts without saying what follows from them",
        "takes one text's word, or counts texts",
    ),
    "limits": (
        "says what the texts don't let one claim, and what would overturn the argument",
        "says that more sources would help, but not which, or for what",
        "claims more than three texts can show",
    ),
}
_TEXT = re.compile(r"(<[^>]*>)")
_BRACKET = re.compile(r"\[([^\[\]<>]{1,300})\]")


def case_argument(case, name):
    """An argument that lies beside the texts of a case, arguments/NAME.md, as Markdown.

    Errors: CaseError where there is none of this name.
    """
    path = case.folder / "arguments" / f"{name}.md"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in path.parent.glob("*.md"))) or "none"
        raise CaseError(f"{path} is not there: write it, or open one of the arguments beside these texts: {known}")
    return read_text(path)


def argument_page(text, case, path, author=""):
    """Write an argued comparison as one HTML page that loads nothing: for reading, printing and grading.

    In: Markdown, a case, the path of the page, the author's name. What is no sentence of the case stays as it was
    typed. Out: the path. The page shows what check_argument found, the argument with its citations as links, the
    sentences cited in the order of the case, and a rubric of three levels.
    Errors: those of check_argument; CaseError where the page cannot be written.
    """
    checked = check_argument(text, case)
    table = sentences(case).set_index("sentence")
    known = {name.casefold(): name for name in table.index}
    cited = {name for names in checked.citations for name in names.split(", ") if name in table.index}
    body = inert(create_markdown(escape=True)(text))
    html = "".join(part if part.startswith("<") else _linked(part, known) for part in _TEXT.split(body))
    page = render(
        "argument.html",
        title=f"Argument{f' by {author}' if author else ''}",
        author=author,
        body=html,
        claims=len(checked),
        problems=checked[checked.problem != ""].to_dict("records"),
        cited=[(name, visible(words)) for name, words in table.text.items() if name in cited],
        rubric=RUBRIC,
    )
    # What is named among the problems leads to its sentence, too; the sentences themselves stand beneath.
    head, title, rest = page.partition("<h2>The sentences cited</h2>")
    write_text(path, link_sentences(head, cited) + title + rest)
    return path


def _linked(text, known):
    """The text with a link to its sentence around every id that the case has."""

    def link(match):
        ids = cited_ids(match[1])
        if not ids or not all(name.casefold() in known for name in ids):
            return match[0]
        links = (f'<a href="#{known[name.casefold()]}">{known[name.casefold()]}</a>' for name in ids)
        return f"[{', '.join(links)}]"

    return _BRACKET.sub(link, text)
