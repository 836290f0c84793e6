"""The case: a folder of texts that tell one event, and the card of each text.

Its question: what lies in the folder, and who says so? In: a folder, as its owner left it. Out: a Case of Sources,
tables of its gold coding; every fault as a CaseError with its remedy. Lists: other_files; cards
and coding are the case's own. Stands on: nothing.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__,
    files="CaseError PROJECT read_text word_list write_text",
    tables="read_table write_table",
    sources="Source as_sources text_source",
    folder="Case load_case",
    installation="check_installation",
)
