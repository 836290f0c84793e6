"""Where the files of a case lie, and whether they may be read: links, rights, capitals, pipes, names without an end."""

import os
import stat
from pathlib import Path

from tellings.case.errors import CaseError
from tellings.case.wording import say

LARGEST = 200_000_000  # bytes of a file: no text that is read, and no table, comes near


def existing_folder(folder, holds):
    """The path of a folder that is there and can be listed.

    In: the path as somebody gave it; what the folder is to hold ("the texts"). Out: a Path, "~" resolved.
    Errors: CaseError for what is no folder or can't be listed; TypeError for anything but a path.
    """
    if not isinstance(folder, (str, Path)):
        raise TypeError(say("places.folder_type", holds=holds, given=type(folder).__name__))
    # Path("") would be the folder in which the program runs.
    if not str(folder).strip() or "\0" in str(folder):
        raise CaseError(say("places.no_folder", folder=repr(str(folder)), holds=holds))
    path = Path(os.path.expanduser(folder))
    try:
        os.listdir(path)
    except NotADirectoryError:
        # Also where the name goes on behind that of a file.
        kind = "file_as_folder" if os.path.lexists(path) else "no_folder"
        raise CaseError(say(f"places.{kind}", folder=folder, holds=holds)) from None
    except PermissionError as error:
        raise CaseError(_shut(folder, error)) from None
    except (OSError, ValueError):
        raise CaseError(say("places.missing_folder", folder=folder, holds=holds)) from None
    return path


def working_folder():
    """The folder in which the program runs. Errors: CaseError where it was deleted meanwhile."""
    try:
        return Path.cwd()
    except OSError:
        raise CaseError(say("places.gone")) from None


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
        raise CaseError(say("places.no_inner_folder", path=parent))
    found = [path for path in paths_in(parent) if path.name.casefold() == name.casefold()]
    if len(found) > 1:
        raise CaseError(say("places.same_name", one=found[0], two=found[1].name))
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
        raise CaseError(say("places.link_to_nowhere", name=name, folder=folder)) from None
    if not inside:
        raise CaseError(say("places.link_outside", name=name, folder=folder))


def why_no_file(path):
    """CaseError where a path is no ordinary file, or one that is too large to be read whole."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        raise CaseError(say("places.missing", path=path)) from None
    except (OSError, ValueError) as error:
        raise CaseError(_unreadable(path, error)) from None
    if stat.S_ISDIR(found.st_mode):
        raise CaseError(say("places.folder_as_file", path=path))
    # A pipe would be waited for without an end.
    if not stat.S_ISREG(found.st_mode):
        raise CaseError(say("places.no_file", path=path))
    if found.st_size > LARGEST:
        raise CaseError(say("places.too_large", path=path, megabytes=LARGEST // 1_000_000))


def folder_to_write(folder):
    """Make a folder that is missing. Errors: CaseError where it is a link or a file, or can't be made."""
    if os.path.islink(folder):
        raise CaseError(say("places.link", folder=folder))
    try:
        Path(folder).mkdir(exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CaseError(say("places.file_in_place", folder=folder)) from None
    except OSError as error:
        raise CaseError(say("places.not_written", path=folder, reason=reason_of(error))) from None


def read_bytes(path):
    """The bytes of a file. Errors: CaseError where it can't be read, is no ordinary file, or is too large."""
    why_no_file(path)
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CaseError(_unreadable(path, error)) from None


def _unreadable(path, error):
    return say("places.unreadable", path=path, reason=reason_of(error))


def _shut(folder, error):
    return say("places.shut", folder=folder, reason=reason_of(error))


def reason_of(error):
    """What the system says of an error, without the path."""
    return getattr(error, "strerror", "") or str(error) or type(error).__name__
