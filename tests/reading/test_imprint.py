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
        (["Alder News Board"], "Alder News Board is a registered charity.", "Alder News Board"),
        (["Alder News Board"], "Alder News Board issued a warning.", ""),
        (["Court of Alder", "Contact"], "© Court of Alder", "Court of Alder"),
        (["Home", "Alder Paths"], "© Alder Paths", "Alder Paths"),
        (["University of Alder", "Staff"], "", "University of Alder"),
        (["Ministry for the Coast and Fisheries"], "", "Ministry for the Coast and Fisheries"),
        (["Supreme Court", "Council tax"], "", ""),
        (["Alder News"], "Download the Alder News app for your phone.", "Alder News"),
        (["Alder News Agency", "Sport"], "All Content by Alder News Agency is licensed freely.", "Alder News Agency"),
        (["The Alder Shimbun"], "Copyright © The Alder Shimbun Company. All rights reserved.", "The Alder Shimbun"),
        (["The Alder Tide"], "Copyright© 2022, THE ALDER TIDE PVT LTD. All rights reserved.", "The Alder Tide"),
        (["Ann Alder"], "© 2021 Ann Alder Media Network", "Ann Alder"),
        (["Alder Notes"], "© Copyright 2021 Alder Notes Foundation", "Alder Notes"),
        (["AFP", "Home"], "© 2021 AFP. All rights reserved.", ""),
        (["Courier"], "", ""),
        (["Old Lamp Oil Sold To Courier"], "", ""),
        (["Sport", "News", "Jobs", "Old boat sold to The Alder Courier"], "", ""),
    ],
)
def test_the_outlet_that_a_page_names(above, below, outlet):
    assert read_outlet(above, [below])[1] == outlet


def test_a_name_on_a_line_of_its_own_below_the_text_is_that_of_the_rights():
    assert read_outlet([], ["WQXZ", "1200 Tower Rd.", "Copyright 2023 WQXZ. All rights reserved."])[1] == "WQXZ"
    assert read_outlet([], ["1200 Tower Rd.", "Copyright 2023 WQXZ. All rights reserved."])[1] == ""


@pytest.mark.parametrize("sender, outlet", [("Alder Tide", "Alder Tide"), ("Wahida Noor", "")])
def test_a_mail_is_of_the_newsletter_that_sends_it_where_its_head_names_that(sender, outlet):
    said = "The keepers of the coast came on Friday to see the lamp go dark, and nobody spoke. " * 4
    mail = f"From: {sender} <a@b.example>\nSubject: The lamp\n\nALDER TIDE\nBy Ines Falk\n\n{said}\n"
    card = card_of(text_source(mail, id="a"))
    assert (card["outlet"], card["author"]) == (outlet, "Ines Falk")


def test_the_card_says_from_which_line_it_has_the_outlet():
    said = "The keepers of the coast came on Friday to see the lamp go dark, and nobody spoke. " * 4
    page = f"The lamp goes out\nBy Ines Falk\n\n{said}\n\n© 2021 Alder Radio. All rights reserved.\n"
    card = card_of(text_source(page, id="a"))
    assert (card["outlet"], card["outlet_basis"]) == ("Alder Radio", "stated")
    assert "outlet: line 6" in card["read"]
    stated = card_of(text_source(f"---\ntitle: A lamp\noutlet: The Post\n---\n{page}", id="a"))
    assert stated["outlet"] == "The Post" and "outlet:" not in stated["read"]
