"""Commands for a case of one's own: python -m helpers new|check|coding|report FOLDER."""
import argparse
import sys

from helpers.case import CaseError

COMMANDS = {
    "new": "write sources.csv, a row per text, filled with what the texts state",
    "check": "list every fault with its remedy, and what makes the case weak",
    "coding": "write empty coding sheets, a row per sentence, and the codebook",
    "report": "write report.html and the tables as CSV into FOLDER/report",
}


def main(arguments=None):
    """Run a command. Out: the exit code: 0, or 1 where the case has a fault."""
    parser = argparse.ArgumentParser(prog="python -m helpers", description="Commands for a case of your own.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="new|check|coding|report")
    for name, does in COMMANDS.items():
        commands.add_parser(name, help=does, description=does).add_argument("folder", metavar="FOLDER")
    given = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        return {"new": _new, "check": _check, "coding": _coding, "report": _report}[given.command](given.folder)
    except CaseError as error:
        print(printable(error), file=sys.stderr)
        return 1


def _new(folder):
    from helpers.own import new_cards
    table = new_cards(folder)
    print(f"{len(table)} rows written to sources.csv in {printable(folder)}. The texts themselves state:")
    for card in table.to_dict("records"):
        known = [f"{name} {card[name]}" for name in ("title", "author", "published") if card[name]]
        print(printable(f"  {card['file']}: {'; '.join(known)}"))
    print(f"Fill in the rest in a spreadsheet, then: python -m helpers check {printable(folder)}")
    return 0


def _check(folder):
    from helpers.own import check_case
    table = check_case(folder)
    for row in table.itertuples():
        place = f"{row.file}, row {row.row}" if row.row != "" else row.file
        print(printable(f"{row.level}: {place}: {row.message}"))
    faults = int((table.level == "fault").sum())
    print(f"{faults} fault{'s' * (faults != 1)}, {len(table) - faults} warning{'s' * (len(table) - faults != 1)}")
    return 1 if faults else 0


def _coding(folder):
    from helpers.own import write_sheets
    for path in write_sheets(folder):
        print(printable(path))
    print("Rename the sheets after the coders; fill them apart from each other, with the codebook at hand.")
    return 0


def _report(folder):
    from helpers.report import write_report
    print(printable(write_report(folder)))
    return 0


def printable(text):
    """Text for a terminal: characters that could act on it are written out as [U+001B]."""
    return "".join(c if c.isprintable() or c == "\n" else f"[U+{ord(c):04X}]" for c in str(text))


if __name__ == "__main__":
    sys.exit(main())
