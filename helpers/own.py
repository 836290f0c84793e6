"""Your own sources: what do these methods say of any texts, and what can't they? The words of lesson 06."""

from helpers.cases import say
from tellings.case.files import CaseError
from tellings.own import parts, report, sections

SECTIONS = {make.__name__: make for make in sections.ALL}


def read(folder):
    """The texts of a folder, read once: texts.case, texts.sentences, texts.dates, texts.speech and so on."""
    texts = parts.open_case(folder)
    texts.shown = {}
    return texts


def section(texts, name):
    """A section of the report, such as "tone", kept for the findings and the report."""
    if name not in SECTIONS:
        raise CaseError(say("own.no_section", name=name, known=", ".join(SECTIONS)))
    texts.shown[name] = SECTIONS[name](texts)
    return texts.shown[name]


def findings(texts):
    """What the figures shown so far say, one sentence each."""
    return parts.findings(texts.shown.values())


def write_report(texts):
    """Write what was shown as one page, and the tables as CSV; says where they lie."""
    print(report.write_report(texts, list(texts.shown.values())))
