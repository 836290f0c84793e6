"""The commands: python -m tellings new|check|coding|report|sheet|grade FOLDER, python -m tellings corpus IN OUT."""

import argparse
import sys

from tellings.case.errors import CaseError, as_utf8

COMMANDS = {
    "new": "write sources.csv, a row per text, with what the texts state, and actors.csv with the names they share",
    "check": "list every fault with its remedy, and what makes the case weak",
    "coding": "write empty coding sheets, a row per sentence, and the codebook",
    "report": "write report.html and the tables as CSV into FOLDER/report",
    "sheet": "write an exercise sheet on the case, to work in and to print, and its key, into FOLDER/sheet",
    "grade": "grade the notebooks and pages that were handed in, in any names, into FOLDER/grades",
}


def main(arguments=None):
    """Run a command. Out: the exit code: 0, or 1 where the case has a fault."""
    parser = argparse.ArgumentParser(prog="python -m tellings", description="Commands for a case of your own.")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="new|check|coding|report|sheet|grade|corpus"
    )
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does, description=does)
        command.add_argument("folder", metavar="FOLDER")
        if name == "grade":
            command.add_argument("--hide-names", action="store_true", help="leave the names out of the page")
            command.add_argument("--seconds", type=int, default=20, help="how long a cell may take (20)")
    commands.add_parser("corpus", help="write the tables of thousands of texts as Parquet files", add_help=False)
    given, rest = parser.parse_known_args(arguments)
    if given.command == "corpus":
        from tellings.corpus.command import main as corpus

        return corpus(rest)
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        if given.command == "grade":
            return _grade(given.folder, given.seconds, given.hide_names)
        run = {"new": _new, "check": _check, "coding": _coding, "report": _report, "sheet": _sheet}
        return run[given.command](given.folder)
    except CaseError as error:
        print(printable(error), file=sys.stderr)
        if given.command not in ("grade", "check") and (faults := _faults(given.folder)) > 1:
            print(f"{faults} faults in all: python -m tellings check {printable(given.folder)}", file=sys.stderr)
        return 1


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

    table = new_cards(folder)
    rows = f"{len(table)} row{'s' * (len(table) != 1)}"
    print(f"{rows} written to sources.csv in {printable(folder)}. The texts themselves state:")
    for card in table.to_dict("records"):
        known = [f"{name} {card[name]}" for name in ("title", "author", "published") if card[name]]
        document = document_of(find_folder(folder) / card["file"])
        taken = f" (the text of {document.name})" if document else ""
        print(printable(f"  {card['file']}{taken}: {'; '.join(known)}"))
        print(*(printable(f"    {lines}\n") for lines in (card["read"], card["unread"]) if lines), sep="", end="")
    if len(actors := new_actors(folder)):
        names = list(dict.fromkeys(actors.actor))
        print(printable(f"{len(actors)} rows written to actors.csv, names that two texts or more use, to be mended:"))
        print(printable(f"  {', '.join(names)}"))
    for name, remedy in unread_files(find_folder(folder)):
        print(printable(f"  {name} {remedy}"))
    print("Is a title wrong? Paste from the headline to the last line of the article; more does no harm.")
    print(f"Fill in the rest in a spreadsheet, then: python -m tellings check {printable(folder)}")
    return 0


def _check(folder):
    from tellings.own.check import check_case

    table = check_case(folder)
    for row in table.itertuples():
        place = f"{row.file}, row {row.row}" if row.row != "" else row.file
        print(printable(f"{row.level}: {place}: {row.message}"))
    faults = int((table.level == "fault").sum())
    print(f"{faults} fault{'s' * (faults != 1)}, {len(table) - faults} warning{'s' * (len(table) - faults != 1)}")
    return 1 if faults else 0


def _coding(folder):
    from tellings.coding.sheets import write_sheets

    for path in write_sheets(folder):
        print(printable(path))
    print("Rename the sheets after the coders; fill them apart from each other, with the codebook at hand.")
    return 0


def _report(folder):
    from tellings.own.report import write_report

    print("Reading and drawing: half a minute for three texts, some minutes for thirty …", flush=True)
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
    print(printable(f"Written: {page}, and beside it grades.csv (a row a file) and tasks.csv (a row a task)."))
    return 0


def printable(text):
    """Text for a terminal: characters that could act on it are written out as [U+001B]."""
    return "".join(c if c.isprintable() or c == "\n" else f"[U+{ord(c):04X}]" for c in as_utf8(str(text)))


if __name__ == "__main__":
    sys.exit(main())
