"""The imprint: which outlet a page names in its line of rights or at its top, and what is no name of one."""

import pytest

from tellings.case.sources import text_source
from tellings.own.cards import card_of
from tellings.reading.imprint import read_outlet


@pytest.mark.parametrize(
    "above, below, outlet",
    [
        ([], "© 2021 Alder Radio. All rights reserved.", "Alder Radio"),
        (["ANS"], "Copyright © 2021 ANS. The ANS is not responsible for other sites.", "ANS"),
        (["Alder 24"], "2021 © Copyright Alder 24 - All rights reserved.", "Alder 24"),
        (["News", "The Alder"], "Copyright © The Alder 2021", "The Alder"),
        ([], "© 2021 Alder West", ""),
        ([], "All content © 1996-2021 Daily Alder.", "Daily Alder"),
        (["News", "The Alder"], "© 2021 Alder News & Media Limited or its affiliated companies.", "The Alder"),
        (["The Alder Courier", "News"], "", "The Alder Courier"),
        (["Daily Alder", "Premium"], "", "Daily Alder"),
        (["Alder Post-Dispatch", "News"], "© 2021 The Associated Press. All rights reserved.", "Alder Post-Dispatch"),
        ([], "© 2021 The Associated Press. All rights reserved.", ""),
        ([], "© 2021 Ann Lee", ""),
        ([], "© 2021 Alder Media Inc. All rights reserved.", ""),
        (["Sport"], "© 2021 All rights reserved", ""),
        (["World News", "Breaking News", "Lamp goes out: Post"], "", ""),
        (["Sport", "News", "Jobs", "Old boat sold to The Alder Courier"], "", ""),
    ],
)
def test_the_outlet_that_a_page_names(above, below, outlet):
    assert read_outlet(above, [below])[1] == outlet


def test_the_card_says_from_which_line_it_has_the_outlet():
    said = "The keepers of the coast came on Friday to see the lamp go dark, and nobody spoke. " * 4
    page = f"The lamp goes out\nBy Ines Falk\n\n{said}\n\n© 2021 Alder Radio. All rights reserved.\n"
    card = card_of(text_source(page, id="a"))
    assert (card["outlet"], card["outlet_basis"]) == ("Alder Radio", "stated")
    assert "outlet: line 6" in card["read"]
    stated = card_of(text_source(f"---\ntitle: A lamp\noutlet: The Post\n---\n{page}", id="a"))
    assert stated["outlet"] == "The Post" and "outlet:" not in stated["read"]
