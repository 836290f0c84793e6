"""What of a folder can be read, and why the rest can't: each file, each row of its cards, with the remedy."""

from contextlib import suppress

from tellings.case.cards import CARD_COLUMNS, card_faults, find_file, found_in, same_id, text_files
from tellings.case.documents import document_of
from tellings.case.errors import CaseError, in_command
from tellings.case.folder import card_source, file_source
from tellings.own.wording import say


def read_all(folder):
    """Read a folder as far as it can be read.

    Out: the findings on its cards and files, (level, file, row, message) as in the table of check_case; a list of
    Sources, no two with one id.
    """
    try:
        described, found = found_in(folder)
    except CaseError as error:
        return [("fault", "sources.csv", "", str(error))], []
    findings, sources = _by_cards(folder, found) if described else _without_cards(folder, found)
    unique = {}
    for source in sources:
        other = unique.setdefault(same_id(source.id), source)
        if other is not source:
            twice = source.file == other.file and source.id == other.id
            same = say("case.two_rows") if twice else say("case.same_id", id=source.id, other=other.file)
            findings.append(("fault", source.file, "", same))
    if not sources and not findings or not text_files(folder):
        findings.append(("fault", folder.name, "", say("case.no_text")))
    return findings, list(unique.values())


def _by_cards(folder, cards):
    findings, sources, listed = [], [], set()
    for card in cards:
        faults = card_faults(folder, card)
        findings += [("fault", "sources.csv", card["row"], fault) for fault in faults]
        findings += [("warning", "sources.csv", card["row"], message) for message in _card_warnings(card)]
        with suppress(CaseError):
            listed.add(find_file(folder, card["file"]).name)
        if not faults:
            sources.append(card_source(folder, card))
    missed = [path for path in text_files(folder) if path.name not in listed]
    _, unread = _read_files(folder, missed)
    why = {name: say("card.no_row_unread", fault=fault) for name, fault in unread}
    names = [shown_name(path) for path in missed]
    return findings + [("warning", name, "", why.get(name, say("card.no_row"))) for name in names], sources


def _without_cards(folder, paths):
    sources, unread = _read_files(folder, paths)
    findings = [("fault", name, "", fault) for name, fault in unread]
    return [*findings, ("warning", folder.name, "", say("case.no_cards", folder=in_command(folder)))], sources


def _read_files(folder, paths):
    """The sources in files without a card, and (name, what is wrong and the remedy) of those that can't be read."""
    sources, unread = [], []
    for path in paths:
        try:
            sources.append(file_source(folder, path.name))
        except CaseError as error:
            name = shown_name(path)
            message = str(error).removeprefix(f"{path.with_name(name)} ").removeprefix(f"{name} ")
            unread.append((name, message))
    return sources, unread


def shown_name(path):
    """A document is named by its own name, not by that of the text that it gives, or would have given."""
    return (document_of(path) or path).name


def _card_warnings(card):
    if card["published"] != card["as_written"]:
        yield say("card.mended", written=card["as_written"], read=card["published"])
    if card["published"] and not card["published_basis"]:
        yield say("card.no_basis")
    unknown = [name for name in card if name not in (*CARD_COLUMNS, "row", "as_written")]
    if unknown:
        yield say("card.unknown_column", column=unknown[0], known=", ".join(CARD_COLUMNS))
