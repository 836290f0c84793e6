"""The commands: python -m tellings new|check|coding|report|sheet|grade FOLDER, python -m tellings corpus IN OUT."""

import argparse
import sys
import warnings

from tellings.case import wording
from tellings.case.errors import CaseError, in_command, printable

COMMANDS = ("new", "check", "coding", "report", "sheet", "grade")

say = wording.of(__file__)


def main(arguments=None):
    """Run a command. Out: the exit code: 0, or 1 where the case has a fault."""
    parser = argparse.ArgumentParser(prog="python -m tellings", description=say("help.about"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="|".join([*COMMANDS, "corpus"]))
    for name in COMMANDS:
        does = say(f"help.{name}")
        command = commands.add_parser(name, help=does, description=does)
        command.add_argument("folder", metavar="FOLDER")
        if name == "grade":
            command.add_argument("--hide-names", action="store_true", help=say("help.hide_names"))
            command.add_argument("--seconds", type=int, default=20, help=say("help.seconds"))
    commands.add_parser("corpus", help=say("help.corpus"), add_help=False)
    given, rest = parser.parse_known_args(arguments)
    if given.command == "corpus":
        from tellings.corpus.command import main as corpus

        return corpus(rest)
    if rest:
        parser.error(say("help.unrecognized", arguments=" ".join(rest)))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    warnings.showwarning = _note
    try:
        if given.command == "grade":
            return _grade(given.folder, given.seconds, given.hide_names)
        run = {"new": _new, "check": _check, "coding": _coding, "report": _report, "sheet": _sheet}
        return run[given.command](given.folder)
    except CaseError as error:
        print(printable(error), file=sys.stderr)
        if given.command not in ("grade", "check") and (faults := _faults(given.folder)) > 1:
            print(say("check.in_all", faults=faults, folder=printable(in_command(given.folder))), file=sys.stderr)
        return 1


def _note(message, *_):
    """Say what a finder warns of, without the line of code from which Python would quote."""
    print(printable(message), file=sys.stderr)


def _faults(folder):
    """How many faults a case has, 0 where it can't be read at all."""
    from tellings.own.check import check_case

    try:
        return int((check_case(folder).level == "fault").sum())
    except CaseError:
        return 0


def _new(folder):
    from tellings.case.documents import document_of, unread_files
    from tellings.case.folder import find_folder
    from tellings.own.actors import new_actors
    from tellings.own.cards import new_cards

    table, faults = new_cards(folder)
    for name, message in faults:
        print(printable(f"{name}: {message}"), file=sys.stderr)
    if table.empty:
        return 1
    place, typed = find_folder(folder), printable(in_command(folder))
    print(say("new.written", count=len(table), folder=printable(folder)))
    for card in table.to_dict("records"):
        known = "; ".join(f"{name} {card[name]}" for name in ("title", "outlet", "author", "published") if card[name])
        told = say("new.card", file=card["file"], known=known)
        if document := document_of(place / card["file"]):
            told = say("new.card_of_document", file=card["file"], document=document.name, known=known)
        print(printable(f"  {told}"))
        print(*(printable(f"    {lines}\n") for lines in (card["read"], card["unread"]) if lines), sep="", end="")
    if len(actors := new_actors(folder)):
        print(say("new.actors", count=len(actors)))
        print(printable(f"  {', '.join(actors.actor.unique())}"))
    for name, remedy in unread_files(place):
        print(printable(f"  {name} {remedy}"))
    print(say("new.title"))
    if faults:
        print(say("new.faults", count=len(faults), folder=typed))
    print(say("new.next", folder=typed))
    return 1 if faults else 0


def _check(folder):
    from tellings.own.check import check_case

    table = check_case(folder)
    for row in table.itertuples():
        place = say("check.row", file=row.file, row=row.row) if row.row != "" else row.file
        print(printable(f"{row.level}: {place}: {row.message}"))
    count = int((table.level == "fault").sum())
    faults, warnings = say("check.faults", count=count), say("check.warnings", count=len(table) - count)
    print(say("check.counted", faults=faults, warnings=warnings))
    return 1 if count else 0


def _coding(folder):
    from tellings.coding.sheets import write_sheets

    for path in write_sheets(folder):
        print(printable(path))
    print(say("done.coding"))
    return 0


def _report(folder):
    from tellings.own.report import write_report

    print(say("done.report"), flush=True)
    print(printable(write_report(folder)))
    return 0


def _sheet(folder):
    from tellings.own.sheet import write_sheet_of

    for line in write_sheet_of(folder):
        print(printable(line))
    return 0


def _grade(folder, seconds, hide_names):
    from tellings.exercises.grade import grade

    page = grade(folder, max(1, seconds), hide_names, lambda line: print(printable(line), flush=True))
    print(printable(say("done.grade", page=page)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
