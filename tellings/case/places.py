"""Where the files of a case lie, and whether they may be read: links, rights, capitals, pipes, names without an end."""

import os
import stat
from pathlib import Path

from tellings.case.errors import CaseError

LARGEST = 200_000_000  # bytes of a file: no text that is read, and no table, comes near


def existing_folder(folder, holds):
    """The path of a folder that is there and can be listed.

    In: the path as somebody gave it; what the folder is to hold ("the texts"). Out: a Path, "~" resolved.
    Errors: CaseError for what is no folder or can't be listed; TypeError for anything but a path.
    """
    if not isinstance(folder, (str, Path)):
        raise TypeError(f"the folder with {holds} is given as its path, not as {type(folder).__name__}")
    # Path("") would be the folder in which the program runs.
    if not str(folder).strip() or "\0" in str(folder):
        raise CaseError(f"{str(folder)!r} is no folder: give the folder that holds {holds}")
    path = Path(os.path.expanduser(folder))
    try:
        os.listdir(path)
    except NotADirectoryError:
        # Also where the name goes on behind that of a file.
        what = "is a file, not a folder" if os.path.lexists(path) else "is no folder"
        raise CaseError(f"{folder} {what}: give the folder that holds {holds}") from None
    except PermissionError as error:
        raise CaseError(_shut(folder, error)) from None
    except (OSError, ValueError):
        raise CaseError(f"there is no folder {folder}: give the folder that holds {holds}") from None
    return path


def working_folder():
    """The folder in which the program runs. Errors: CaseError where it was deleted meanwhile."""
    try:
        return Path.cwd()
    except OSError:
        raise CaseError("the folder in which this runs is gone: change into one that is there, and try again") from None


def paths_in(folder):
    """What lies in a folder, in order of the names. Errors: CaseError where it can't be listed."""
    try:
        return sorted(Path(folder).iterdir())
    except OSError as error:
        raise CaseError(_shut(folder, error)) from None


def tables_in(folder):
    """The tables (.csv, in any capitals) in a folder in order of their names; none where there is no such folder.

    What systems put beside them (._coder-1.csv) is left out. Errors: CaseError where the folder can't be listed.
    """
    paths = paths_in(folder) if os.path.isdir(folder) else []
    return [path for path in paths if path.suffix.lower() == ".csv" and not path.name.startswith(".")]


def find_table(folder, *place):
    """A table of a case, in whatever capitals its name is written; None where the case has none.

    In: the case's folder; the table's name, behind those of the folders in it ("gold", "dates.csv").
    Errors: CaseError where it leads outside, is no file, or where two names differ in their capitals alone.
    """
    *inner, name = place
    parent = Path(folder, *inner)
    if inner and not os.path.lexists(parent):
        return None
    if not os.path.isdir(parent):
        raise CaseError(f"{parent} is no folder: rename it, and put the folder of that name in its place")
    found = [path for path in paths_in(parent) if path.name.casefold() == name.casefold()]
    if len(found) > 1:
        raise CaseError(f"{found[0]} and {found[1].name} have one name but for capitals: rename or delete one of them")
    for path in found:
        stay_inside(path, folder)
        why_no_file(path)
    return found[0] if found else None


def is_there(path):
    """Whether a path leads to anything, a broken link too. Errors: CaseError where its folder may not be entered."""
    try:
        os.lstat(path)
    except PermissionError as error:
        raise CaseError(_unreadable(path, error)) from None
    except (OSError, ValueError):
        return False
    return True


def stay_inside(path, folder):
    """CaseError where a path in a folder leads outside it by a link, or nowhere."""
    name = str(path.relative_to(folder))
    try:
        inside = path.resolve(strict=True).is_relative_to(Path(folder).resolve())
    except (OSError, RuntimeError) as error:
        if not os.path.islink(path):
            raise CaseError(_unreadable(path, error)) from None
        raise CaseError(f"{name!r} in {folder} is a link to nowhere: put the file itself in its place") from None
    if not inside:
        raise CaseError(f"{name!r} lies outside the folder {folder}, for a link leads there: copy the file into it")


def why_no_file(path):
    """CaseError where a path is no ordinary file, or one that is too large to be read whole."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        raise CaseError(f"{path} is missing: put the file there, or correct its name") from None
    except (OSError, ValueError) as error:
        raise CaseError(_unreadable(path, error)) from None
    if stat.S_ISDIR(found.st_mode):
        raise CaseError(f"{path} is a folder, not a file: rename it, and put the file in its place")
    # A pipe would be waited for without an end.
    if not stat.S_ISREG(found.st_mode):
        raise CaseError(f"{path} is no ordinary file (a pipe or a device): put a file in its place, or take it away")
    if found.st_size > LARGEST:
        raise CaseError(f"{path} has more than {LARGEST // 1_000_000} MB: cut it into parts, or take it away")


def folder_to_write(folder):
    """Make a folder that is missing. Errors: CaseError where it is a link or a file, or can't be made."""
    if os.path.islink(folder):
        raise CaseError(f"{folder} is a link: remove the link, so that nothing elsewhere is overwritten")
    try:
        Path(folder).mkdir(exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CaseError(f"{folder} is to be a folder, and a file has that name: rename the file") from None
    except OSError as error:
        raise CaseError(
            f"{folder} cannot be written ({reason_of(error)}): copy the folder to a place of yours"
        ) from None


def read_bytes(path):
    """The bytes of a file. Errors: CaseError where it can't be read, is no ordinary file, or is too large."""
    why_no_file(path)
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CaseError(_unreadable(path, error)) from None


def _unreadable(path, error):
    return f"{path} cannot be read ({reason_of(error)}): check its name and your rights to it"


def _shut(folder, error):
    return f"{folder} cannot be listed ({reason_of(error)}): see to your rights to it, or copy it to a place of yours"


def reason_of(error):
    """What the system says of an error, without the path."""
    return getattr(error, "strerror", "") or str(error) or type(error).__name__
