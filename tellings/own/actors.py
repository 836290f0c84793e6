"""The first table of actors of a case of one's own, proposed from the names that its texts share."""

from tellings.case.folder import Case, load_case
from tellings.case.tables import write_table
from tellings.corpus.notes import is_english
from tellings.perspectives.names import actors_table
from tellings.perspectives.proposals import propose_actors


def new_actors(folder):
    """Write actors.csv with the names that two texts or more use, for the reader to mend (see propose_actors).

    A text that is not English gives none: where nouns have capitals, each would be a name.
    In: a folder that load_case reads. Out: the table; empty, and nothing written, where there is an actors.csv already
    or the texts share no name.
    """
    case = load_case(folder)
    english = [source for source in case.values() if is_english(source)]
    table = propose_actors(Case(english, case.folder))
    if actors_table(case) or table.empty:
        return table.head(0)
    write_table(table, case.folder / "actors.csv")
    return table
