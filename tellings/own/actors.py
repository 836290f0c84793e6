"""The first table of actors of a case of one's own, proposed from the names that its texts share."""

from tellings.case.folder import find_folder, load_case
from tellings.case.tables import write_table
from tellings.perspectives.proposals import propose_actors


def new_actors(folder):
    """Write actors.csv with the names that two texts or more use, for the reader to mend (see propose_actors).

    In: a folder that load_case reads. Out: the table; empty, and nothing written, where there is an actors.csv already
    or the texts share no name.
    """
    path = find_folder(folder) / "actors.csv"
    table = propose_actors(load_case(folder))
    if path.exists() or table.empty:
        return table.head(0)
    write_table(table, path)
    return table
