"""Own texts: a stranger's folder, checked, and read into a report.

Its question: what do the methods say of texts of yours, and how often are they right? In: a folder, what is pasted
into the desk, or what is coded in the page. Out: findings with remedies, sections, pages. Lists: none. Stands on:
all rooms below.
"""

from tellings import hand_on

__getattr__, __all__ = hand_on(
    __name__, cards="new_cards", check="check_case text_warnings", report="write_report", parts="findings open_case"
)
