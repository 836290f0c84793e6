"""An argument as a page to hand in: every citation a link to its sentence, the sentences cited beneath."""

import re

from mistune import create_markdown

from tellings.argument.claims import cited_ids
from tellings.argument.tables import check_argument
from tellings.argument.wording import say
from tellings.case.files import CaseError, read_text, write_text
from tellings.reading.inert import inert
from tellings.reading.show import link_sentences, visible
from tellings.reading.tables import sentences
from tellings.reading.templates import render

ASKED, LEVELS = ("evidence", "weighing", "limits"), ("full", "middling", "low")
_TEXT = re.compile(r"(<[^>]*>)")
_BRACKET = re.compile(r"\[([^\[\]<>]{1,300})\]")


def case_argument(case, name):
    """An argument that lies beside the texts of a case, arguments/NAME.md, as Markdown.

    Errors: CaseError where there is none of this name.
    """
    path = case.folder / "arguments" / f"{name}.md"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in path.parent.glob("*.md"))) or say("argument.none")
        raise CaseError(say("argument.missing", path=path, known=known))
    return read_text(path)


def rubric():
    """What is asked of an argument -> what it is at each of LEVELS."""
    return {say(f"rubric.{asked}"): [say(f"rubric.{asked}_{level}") for level in LEVELS] for asked in ASKED}


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
    body = inert(create_markdown(escape=True, plugins=["table"])(text))
    html = "".join(part if part.startswith("<") else _linked(part, known) for part in _TEXT.split(body))
    page = render(
        "argument.html",
        title=say("page.title_by" if author else "page.title", author=author),
        author=author,
        body=html,
        claims=len(checked),
        problems=checked[checked.problem != ""].to_dict("records"),
        cited=[(name, visible(words)) for name, words in table.text.items() if name in cited],
        rubric=rubric(),
        say=say,
    )
    # What is named among the problems leads to its sentence, too; the sentences themselves stand beneath.
    head, title, rest = page.partition(f"<h2>{visible(say('page.cited'))}</h2>")
    write_text(path, link_sentences(head, cited) + title + rest)
    return path


def _linked(text, known):
    """The text with a link to its sentence around every id that the case has."""

    def link(match):
        ids = cited_ids(match[1], {name.rpartition("-")[0] for name in known})
        if not ids or not all(name.casefold() in known for name in ids):
            return match[0]
        links = (f'<a href="#{known[name.casefold()]}">{known[name.casefold()]}</a>' for name in ids)
        return f"[{', '.join(links)}]"

    return _BRACKET.sub(link, text)
