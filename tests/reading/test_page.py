"""The page: what is the article's and what is not, on pages as they are pasted; every pattern has a line that needs it."""

import re

import pytest
from doubling import growth
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from helpers import find_speech, paragraphs, sentences, text_source, words
from tellings.case.files import PROJECT, word_list
from tellings.case.tables import read_table
from tellings.perspectives.tables import unbalanced_marks
from tellings.reading import pieces
from tellings.reading.page import find_paragraphs
from tellings.reading.pieces import by_pattern, is_note, is_request
from tellings.reading.tables import page_share

HERE = PROJECT / "tests" / "reading"
LINES = read_table(HERE / "page_lines.csv")
REQUESTS = read_table(HERE / "request_lines.csv")

HEAD = "The lamp at Cape Merrow goes out after a century\nBy Ines Falk\n\n"
ONE = "The lighthouse board put out the lamp on Friday, and the keepers of the coast came to see it go dark."
TWO = "Ships now steer by signals from above, and the board could no longer pay for oil, glass and two keepers."
THREE = "The tower will be kept, and the town hopes that it will draw visitors once the path has been repaired."
TEXT = f"{ONE}\n\n{TWO}\n\n{THREE}\n"


def roles(text, title=""):
    return [part.role for part in find_paragraphs(text, title)]


def role_of(text, words, title=""):
    """The role of the first paragraph that begins with the words."""
    return next(p.role for p in find_paragraphs(text, title) if text.startswith(words, p.start))


# -- Patterns -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line, role, opens", LINES.values.tolist())
def test_a_line_is_known_by_its_pattern(line, role, opens):
    assert by_pattern(line) == (("", "") if role == "note" else (role, opens))
    assert is_note(line) == (role == "note") or role != "note"


def test_every_pattern_is_the_first_that_knows_some_line():
    rows = word_list("reading", "furniture")
    notes = [line for line, role, _ in LINES.values.tolist() if role == "note"]
    others = [line for line in LINES.line if line not in notes]

    def first(kinds, line):
        reach = {"start": (0, 0), "note": (0, 0)}
        for number, row in enumerate(rows):
            begin, end = reach.get(row["at"], (max(pieces.LEAST, len(line) - pieces.FOOT), len(line)))
            found = re.compile(row["pattern"]).search(line, begin) if end else re.compile(row["pattern"]).match(line)
            if row["at"] in kinds and found:
                return number
        return None

    used = {first({"note"}, line) for line in notes} | {first({"start", "bracket", "end"}, line) for line in others}
    assert [row["pattern"] for number, row in enumerate(rows) if number not in used] == []


def test_the_first_characters_of_a_pattern_are_all_that_a_line_of_it_can_begin_with():
    rows = [row for row in word_list("reading", "furniture") if row["begins"]]
    for line in [*LINES.line, *REQUESTS.line]:
        for row in rows:
            assert not re.match(row["pattern"], line) or line[0].lower() in row["begins"], (line, row["pattern"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Terms of the deal were not disclosed.",
        "By signing the accord the two sides agree to stop.",
        "Just two years ago the tower was sold for $3 million.",
        "Like us, the farmers have waited for rain.",
        "In this small town many people still live by the sea.",
        "The tower was bought by Cape Bank, according to Credit Merrow.",
        "Published in 1898, the book tells how the tower was built.",
        "Photographs by the hundred lie in the archive.",
        "More than half of them had never seen it.",
        "Print is dead, he said, and so is the lamp.",
        "The price fell by 3 per cent (source: the board of trade).",
        "The keepers left in May, the town said. (AP)",
        "Comments on the plan were few.",
        "Corrections to the chart were made in May.",
        "From there the keepers rowed to the pier.",
        "Only $40 for oil was left in the purse.",
        "This story has been told on the coast for a century.",
        "An earlier version of the lamp burnt oil of whales.",
        "Contents of the tower were sold in June.",
        "See how the board of 1898 saw it.",
    ],
)
def test_a_sentence_of_the_text_is_body_whatever_it_begins_with(sentence):
    text = f"{HEAD}{ONE}\n\n{sentence}\n\n{TWO}\n"
    assert role_of(text, sentence) == "body"
    assert role_of(f"{HEAD}{ONE}\n\n{TWO}\n\n{sentence}\n", sentence) == "body"


@pytest.mark.parametrize(
    "title",
    [
        "Share prices fall as lamp goes out",
        "Save our lamp, say keepers",
        "Return to the sea: a keeper leaves",
        "Print and paint: the colours of Cape Merrow",
        "Comments on lamp cost mayor her office",
        "Opinion: Why the lamp must burn",
        "The lamp is out. Nobody was asked.",
        "Is the lamp worth its oil?",
    ],
)
def test_a_headline_may_begin_like_a_button_and_end_like_a_sentence(title):
    assert roles(f"{title}\n\n{TEXT}") == ["headline", "body", "body", "body"]


@pytest.mark.parametrize("line, asks", REQUESTS.values.tolist())
def test_a_page_that_speaks_to_its_reader_is_told_from_a_text_that_does(line, asks):
    assert is_request(line) == (asks == "yes")
    in_text = role_of(f"{HEAD}{ONE}\n\n{TWO}\n\n{THREE}\n\n{line}\n\n{ONE}\n\n{TWO}\n\n{THREE}\n", line)
    assert (in_text == "furniture") == (asks == "yes")


def test_every_pattern_of_a_request_knows_some_line():
    asked = [line for line, asks in REQUESTS.values.tolist() if asks == "yes"]
    patterns = [re.compile(rf"\b(?:{row['pattern']})\b", re.I) for row in word_list("reading", "request_words")]
    assert [pattern.pattern for pattern in patterns if not any(map(pattern.search, asked))] == []


def test_a_text_about_newsletters_is_one():
    sentence = "If you sign up for newsletters you agree to a privacy policy that you have never seen."
    assert roles(f"How to read a newsletter\n\n{sentence}\n\n{sentence}\n") == ["headline", "body", "body"]


def test_a_request_of_two_words_needs_a_button_beside_it():
    asks = "You can follow us by email"
    assert role_of(f"{HEAD}{ONE}\n\n{TWO}\n\nSubscribe\n{asks}\n\n{THREE}\n", asks) == "furniture"
    assert role_of(f"{HEAD}{ONE}\n\n{TWO}\n\n{asks}\n\n{THREE}\n", asks) != "furniture"


@pytest.mark.parametrize(
    "line", ["Community rulesDiscussion of lamps", "LIGHTHOUSESHarbour", "Comment via FacebookComment here"]
)
def test_names_of_buttons_that_a_paste_has_run_together(line):
    assert role_of(f"{HEAD}{ONE}\n\n{line}\n\n{TWO}\n", line) == "furniture"
    assert role_of(f"{HEAD}{ONE}\n\nMacDonald\n\n{TWO}\n", "MacDonald") == "heading"


# -- Where the article begins --------------------------------------------------------------------------------------------

MENU = "Skip to content\nHome\nNews\nSport\nLocal Weather\nCape Merrow\nThe Merrow Post\n"


@pytest.mark.parametrize(
    "above",
    [
        MENU,
        f"We value your privacy\nWe and our partners store information on devices.\nAccept all\n{MENU}",
        f"Before you go on\nThis service keeps some facts of your visit. Choose what you allow.\nFine\n{MENU}",
        f"{MENU}Old boat sold to hotel\nPlague ship kept away from the coast\nMayor opens new school by the sea\n"
        "Whale seen from the pier on Monday\nPrices of fish go up\n",
        "Home News Sport Weather Video Travel Money\n",
        "Home > News > The lamp at Cape Merrow goes out after a century\n",
    ],
)
def test_what_stands_above_the_headline_is_furniture(above):
    text = above + HEAD + TEXT
    assert roles(text) == ["furniture"] * above.count("\n") + ["headline", "byline", "body", "body", "body"]


@pytest.mark.parametrize(
    "head, expected",
    [
        ("A lamp has burnt here since 1887.\nBy Ines Falk\n", ["abstract", "byline"]),
        ("A lamp has burnt here since 1887\n\nInes Falk\n3 May 2019\n", ["abstract", "byline", "dateline"]),
        (
            "\nIt has burnt here since 1887. Bo Lind went to see it go dark with the keepers.\n\nInes Falk\n3 May 2019\n",
            ["abstract", "byline", "dateline"],
        ),
        ("By Ines Falk\n12 Comments\nShare\nTweet\n", ["byline", "furniture", "furniture", "furniture"]),
        ("By Ines Falk\n\nThe tower on Sunday, May 5, 2019. (Bo Lind/Coast News)\n", ["byline", "caption"]),
        (
            "By Ines Falk\n1 of 3\nFILE - The tower in May.\nHide Caption\n",
            ["byline", "furniture", "caption", "furniture"],
        ),
    ],
)
def test_the_lines_between_headline_and_text(head, expected):
    found = roles(f"The lamp at Cape Merrow goes out\n{head}\n{TEXT}")
    assert found[0] == "headline" and found[-3:] == ["body"] * 3
    assert not expected or found[1:-3] == expected


@pytest.mark.parametrize("above", ["EXPLAINER\n", "The Cut-Off\n", "NNA\n3 May 2019\n", "merrowpost.example\n"])
def test_a_site_or_a_kind_of_piece_above_a_headline_is_none(above):
    page = f"{above}She sang to the ships. Then the lamp went out.\nInes Falk\n4 May 2019\n\n{TEXT}"
    assert role_of(page, "She sang") == "headline" and roles(page).count("headline") == 1
    assert roles(f"On Waiting\nInes Falk\n3 May 2019\n\n{TEXT}")[0] == "headline"


def test_a_few_words_in_capitals_above_a_headline_are_none():
    title = "Thieves put out the lamp of the cape, police say"
    page = f"{MENU}NEWSCRIME AND PUBLIC SAFETY\n{title}\nBy Ines Falk\n\n{TEXT}"
    assert role_of(page, title) == "headline" and roles(page).count("headline") == 1


def test_a_date_line_may_end_in_the_point_of_an_hour():
    day = "PUBLISHED: March 11, 2022 at 2:14 p.m. | UPDATED: March 12, 2022 at 9:01 a.m."
    assert role_of(f"{HEAD.strip()}\n{day}\n\n{TEXT}", day) == "dateline"


def test_a_count_of_pictures_below_a_headline_is_no_path():
    shown = "1 / 2\nThe lamp on Monday. (AFP)\n2 / 2\nOil for the lamp of the cape. (Supplied)\n"
    points = "The lamp burned six hundred tons of oil\nThe board says that papers were missing\n"
    page = f"{MENU}Lamp of the cape goes out\n{shown}Updated 3 May 2019\n\n{points}\n{TEXT}"
    assert role_of(page, "Lamp of") == "headline"


def test_a_paragraph_that_ends_in_the_mark_of_a_magazine_is_body():
    last = "Ines Falk, who led the keepers of the coast, would not say what they sang, either. ♦"
    page = f"{HEAD}{ONE}\n\n{TWO}\n\n{last}\n\nPublished in the print edition of the May issue.\n"
    assert roles(page)[2:] == ["body", "body", "body", "furniture"]


def test_a_short_headline_goes_before_its_long_standfirst():
    standfirst = "For eighty years a family has kept the lamp of the cape burning. Then the oil ran out."
    assert roles(f"The Last Oil\n\n{standfirst}\n\nBy Ines Falk\n3 May 2019\n\n{TEXT}")[:2] == ["headline", "abstract"]


def test_the_head_of_every_page_is_no_headline_though_a_file_without_a_card_begins_with_it():
    head = "Board of the Northern Lights"
    page = f"{head}\n\nThe lamp at Cape Merrow goes out\nBy Ines Falk\n\n{TEXT}\n{head}\n\n{TEXT}"
    assert roles(page, head)[4:6] == ["body", "body"]


def test_a_mail_has_its_headline_in_the_subject():
    fields = "From: Harbour Notes <notes@merrow.example>\nTo: a@merrow.example\nDate: Fri, 3 May 2019 06:31:08 +0100\n"
    page = f"{fields}Subject: The lamp is out\n\nView this email in your browser\n\nBy Ines Falk\n\n{TEXT}"
    assert roles(page)[:6] == ["furniture", "furniture", "dateline", "headline", "furniture", "byline"]


def test_a_line_among_buttons_is_no_headline():
    buttons = "Share on Facebook\nThree other ways of telling it\nClick to expand\n"
    page = f"{MENU}\nThe lamp is out\n\n{buttons}\n{TEXT}"
    assert role_of(page, "The lamp is out") == "headline"


def test_a_speaker_in_brackets_below_the_day_is_no_headline():
    page = f"Lamps and Oil\nFriday 3 May 2019\n\nMr. Bo Lind (Merrow) (Lab)\n\n{TEXT}"
    assert roles(page)[:3] == ["headline", "dateline", "heading"]


def test_the_title_of_the_card_finds_the_headline():
    text = f"Lamps and lanterns\n{ONE}\n\nDark days!\n\n{TEXT}"
    assert role_of(text, "Dark days") == "body"
    assert roles(text, "Dark Days") == ["furniture", "furniture", "headline", "body", "body", "body"]
    source = text_source(text, title="“Dark days!”")
    assert list(paragraphs(source).role)[2] == list(sentences(source).role)[2] == "headline"
    menu = f"Dark days | Merrow Post\nDark days\nNews\nDark days\nBy Ines Falk\n\n{TEXT}Most Read\nDark days\n"
    assert roles(menu, "Dark days").index("headline") == 3


def test_a_title_that_is_the_first_line_moves_no_headline():
    text = MENU.replace("Skip to content", "The Merrow Post and Pilot") + HEAD + TEXT
    assert roles(text, "The Merrow Post and Pilot") == roles(text)


@pytest.mark.parametrize("title", ["'A lamp'", '"A lamp"', "A lamp"])
def test_front_matter_is_furniture_and_its_title_the_headline(title):
    text = f"---\ntitle: {title}\ndate: 2021-08-26\nauthor: Ines Falk\n---\n\n{TEXT}"
    parts = find_paragraphs(text)
    assert [text[p.start : p.end] for p in parts if p.role == "headline"] == ["A lamp"]
    assert {p.role for p in parts if p.start < text.rindex("---")} == {"furniture", "headline"}
    repeated = text.replace("---\n\n", "---\n\n# A lamp\n\n")
    assert text != repeated and roles(repeated).count("headline") == 1
    assert roles(repeated)[-4:] == ["headline", "body", "body", "body"]


@pytest.mark.parametrize(
    "above, expected",
    [
        # A list of news above a path, and a path above the headline.
        ("Breaking\nOld pier falls into the sea at last\nHome > Coast > Lamps\n", 3),
        # The head of a report in two columns, the name of an old newspaper.
        ("HARBOUR BOARD            Note 12/7\n\n", 1),
        ("THE MERROW DAILY COURIER\n", 1),
    ],
)
def test_a_path_and_the_name_of_a_paper_are_no_headline(above, expected):
    found = roles(f"{above}The lamp goes out\nBy Ines Falk\n3 May 2019\n\n{TEXT}")
    assert found[expected] == "headline" and found.count("headline") == 1


def test_titles_of_an_old_newspaper_stand_one_below_the_other():
    decks = "THE LAMP IS OUT.\n\nTHE KEEPERS OF THE COAST SAW IT GO DARK AT NIGHT.\n\n"
    found = roles(f"THE MERROW DAILY COURIER\nMERROW, FRIDAY, MAY 3, 1898.\n\n{decks}{TEXT}")
    assert found[-5:] == ["headline", "abstract", "body", "body", "body"]


def test_a_headline_said_again_below_its_writer_is_the_first():
    title = "The lamp at Cape Merrow goes out after a century"
    found = roles(f"Home\nNews\n{title}\nShare\nBy\nInes Falk\n3 May 2019\nNews\n{title}\n\n{TEXT}")
    assert found.index("headline") == 2 and found.count("headline") == 1


def test_points_and_a_notice_below_a_headline_leave_it_one():
    title = "Lamp out at last! Keepers of Cape Merrow weep as the board shuts the tower for good"
    points = "The board put out the lamp on Friday, after a century\nKeepers of the whole coast came to see it go\n"
    points += "Ships now steer by signals that come from above\nThe town hopes that visitors will pay for the path\n"
    found = roles(f"{MENU}{title}\n{points}By Ines Falk\n3 May 2019\n\n{TEXT}")
    assert found[7:] == ["headline", *["abstract"] * 4, "byline", "dateline", "body", "body", "body"]
    links = "Old boat sold to a hotel\nPlague ship kept away from coast\nMayor opens school by the sea\n"
    links += "Whale seen from the old pier\n"
    assert roles(f"{MENU}{links}{title}\nBy Ines Falk\n3 May 2019\n\n{TEXT}").index("headline") == 11
    aged = f"{MENU}{title}\nThis article is more than 2 years old\nThe board shut the tower on Friday and has no money\nBy Ines Falk\n"
    assert roles(f"{aged}\n{TEXT}").index("headline") == 7


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize(
    "title, standfirst",
    [
        (
            "Keepers say warnings over lamp were ignored",
            "Tower at Merrow dark for a third day as board admits it was told",
        ),
        (
            "Keepers of the whole coast say their warnings over the lamp were ignored for two years",
            "Tower dark for a third day as board admits it was told",
        ),
    ],
)
def test_a_standfirst_apart_from_its_headline_is_no_headline(title, standfirst, between):
    head = f"{title}{between}{standfirst}{between}By Ines Falk\n3 May 2019\n\n{TEXT}"
    for menu in (f"{MENU}\n", f"{MENU}\nCoast\nThis article is more than 1 year old\n\n"):
        page = menu + head
        assert (role_of(page, title), role_of(page, standfirst)) == ("headline", "abstract")


def test_points_apart_from_their_headline_leave_it_one():
    title = "Keeper, 71, sleeps on the job as board of the coast offers to QUIT"
    points = "The lamp of the cape was dark for nine minutes\nKeepers had turned their chairs to the wall\n"
    assert roles(f"{MENU}\n{title}\n\n{points}\nBy Ines Falk\n3 May 2019\n\n{TEXT}")[7:10] == [
        "headline",
        "abstract",
        "abstract",
    ]


def test_a_link_apart_above_a_headline_is_none():
    title = "Keepers of the whole coast say warnings over the lamp were ignored"
    links = "Ferries of the west coast on strike again\n\nWhale seen from the old pier on Sunday\n"
    for above in ("Live: ferries on strike\n", links):
        assert role_of(f"{MENU}\n{above}\n{title}\n\nBy Ines Falk\n\n{TEXT}", title) == "headline"


def test_points_below_the_writer_sum_the_text_up():
    points = "Board to close two of five towers by June\nKeepers to move to a port in the north\n"
    found = roles(f"{HEAD.strip()}\n{points}The tower in May. Photographer: Bo Lind\n\n{TEXT}")
    assert found[2:5] == ["abstract", "abstract", "caption"]


def test_what_a_page_says_of_its_writer_below_him_is_no_standfirst():
    note = "Ines Falk is a novelist and keeps bees."
    page = f"{HEAD.strip()}\n{note}\n3 May 2019\n\n{TEXT}"
    assert roles(page)[2:4] == ["furniture", "dateline"]
    assert roles(f"{HEAD}{note}\n\n{TEXT}")[2:4] == ["furniture", "body"]
    above = f"The lamp at Cape Merrow goes out\nBo Lind is a reporter who saw it.\nBy Ines Falk\n\n{TEXT}"
    assert roles(above)[1] == "abstract"


def test_the_pictures_of_a_gallery_have_captions_between_count_and_credit():
    shown = "1 of 9\nThe lamp at dusk. It was lit in 1887.\nBo Lind / Merrow Post\n"
    assert roles(f"{HEAD}{ONE}\n\n{shown}\n{TWO}\n\n{THREE}\n")[3:6] == ["furniture", "caption", "credit"]
    assert roles(f"Europe\nThe lamp at Cape Merrow goes out\nReuters\n3 May 2019\n\n{TEXT}")[1] == "headline"


def test_the_frame_of_an_embedded_picture_is_none_of_its_words():
    post = "View this post on Instagram\nA post shared by Port Alder (@alder)\n"
    assert "quotation" not in roles(f"{HEAD}{ONE}\n\n{post}\n{TWO}\n")


def test_a_section_in_capitals_below_writer_and_day_is_a_heading():
    page = f"ON THE LAW OF LAMPS\n3 May 2019\nby Bo Lind\n\nI. THE DUTY TO BURN OIL\n\n{TEXT}"
    assert roles(page)[3] == "heading"


def test_a_sentence_above_a_credit_is_a_caption_above_the_text_only():
    picture = "The tower stands on a rock.\nBo Lind/University of Alder\n"
    assert roles(f"{HEAD.strip()}\n{picture}\n{TEXT}")[2:] == ["caption", "credit", "body", "body", "body"]
    assert roles(f"{HEAD}{ONE}\n{picture}\n{TEXT}")[2:4] == ["body", "body"]


# -- In the text and below -----------------------------------------------------------------------------------------------


def test_links_under_a_label_are_no_headings_and_end_at_the_text():
    links = "More On:\nlamps\nPlague ship kept away from the coast\nOld boat sold to hotel\nsee also\n"
    found = roles(f"{HEAD}{ONE}\n\n{links}\n{TWO}\n\nWhat comes next\n\n{THREE}\n")
    assert found == ["headline", "byline", "body", *["teaser"] * 5, "body", "heading", "body"]


@pytest.mark.parametrize(
    "links",
    [
        "Plague ship kept away from the coast\nOld boat sold to the hotel\n",
        "Plague ship kept away after its captain, 60, fell...\nOld boat sold to the hotel whose owner has never...\n",
    ],
)
def test_two_links_below_each_other_and_titles_cut_off_are_no_text(links):
    assert roles(f"{HEAD}Share\n\n{ONE}\n\n{links}\n{TWO}\n")[4:] == ["teaser", "teaser", "body"]


def test_a_paragraph_below_a_list_of_links_is_no_blurb():
    found = roles(
        f"{HEAD}{ONE}\n\nRead next\nOld boat sold\nPlague ship kept away\nIt will be kept.\n\n{TWO}\n\n{ONE}\n"
    )
    assert found[3:] == ["teaser", "teaser", "teaser", "body", "body", "body"]
    last = roles(
        f"{HEAD}{ONE}\n\n{TWO}\n\nRead next\nOld boat sold\nPlague ship kept away\nIt will be kept.\n\nTopics\n"
    )
    assert last[4:] == ["teaser", "teaser", "teaser", "body", "furniture"]


def test_a_sentence_between_two_buttons_is_furniture_where_paragraphs_stand_apart():
    long = f"{ONE} {TWO}"
    box = "Harbour newsletter\nAll that the tide brings in.\nSubscribe\n"
    assert role_of(f"{HEAD}{long}\n\n{box}\n{long}\n\n{long}\n", "All that") == "furniture"
    assert role_of(f"{HEAD}{long}\n{box}{long}\n{long}\n", "All that") == "body"


def test_the_heading_below_a_list_of_links_stays_one():
    found = roles(f"{HEAD}{ONE}\n\nRead next\nOld boat sold to hotel\nPrices of fish go up\n\nA new path\n\n{TWO}\n")
    assert found[3:] == ["teaser", "teaser", "teaser", "heading", "body"]


@pytest.mark.parametrize(
    "listed",
    [
        "These firms will mend the path:\n\nAlder Dock, Kent\n\nNorth Works, Palo Alto\n\nSeaview Steel, Hawthorne\n",
        "They need three things.\n\n- oil\n- glass\n- two keepers\n",
        "They need three things.\n\n2 barrels of oil\n\n200 panes of glass\n\n2 keepers\n",
        "So ran the score.\n\nAlder 3 1 4\nBirch 2 2 4\nCedar 0 5 1\n",
        "So they sang.\n\nThe sea was calm that night,\nthe boats were in,\nand no one saw the light\nor heard the din\n",
    ],
)
def test_lists_tables_and_verse_are_body_line_by_line(listed):
    count = len([line for line in listed.splitlines() if line])
    assert roles(f"{HEAD}{ONE}\n\n{listed}\n{TWO}\n") == ["headline", "byline", "body", *["body"] * count, "body"]


def test_numbered_parts_are_a_list_of_links_and_a_number_alone_begins_a_section():
    parts = "Contents\n1 Lamps\n2 Keepers of the Lamps\n3 Oil\n4 Notes\n"
    assert roles(f"{HEAD}{ONE}\n\n{parts}\nLamps[edit]\n\n{TWO}\n")[3:9] == ["furniture", *["teaser"] * 4, "heading"]
    for title in ("2. The stair", "7. AGGREGATION WITH INDEPENDENT WORKS"):
        assert roles(f"{HEAD}{ONE}\n\n{title}\n\n{TWO}\n")[3] == "heading"
    assert roles(f"{HEAD}{ONE}\n\n- the stair\n\n{TWO}\n")[3] == "body"
    years = "1945 War ends on the coast\n1949 Lamp is lit again\n1955 Keeper moves in\n"
    assert roles(f"{HEAD}{ONE}\n\n{years}\n{TWO}\n")[3:6] == ["body"] * 3


def test_verse_alone_is_body():
    assert roles("The pier\n\nThe sea was calm that night,\nthe boats were in,\nand no one saw the light\n") == [
        "headline",
        "body",
        "body",
        "body",
    ]


@pytest.mark.parametrize(
    "post, expected",
    [
        ("No lamp, no boat. https://t.co/abc\n\n— Bo Lind (@bolind) May 3, 2019\n", ["quotation", "credit"]),
        ("Dark now\nand cold\n— Bo Lind (@bolind) May 3, 2019\n", ["quotation", "quotation", "credit"]),
        (
            "Bo Lind\n@bolind\nNo lamp, no boat.\n8:03 AM · May 3, 2019 · Twitter Web App\n",
            ["credit", "credit", "quotation", "credit"],
        ),
    ],
)
def test_an_embedded_post_is_a_quotation(post, expected):
    text = f"{HEAD}{ONE}\n\n{post}\n{TWO}\n"
    assert roles(text) == ["headline", "byline", "body", *expected, "body"]
    assert page_share(words(text_source(text))).sum() < 0.25
    said = find_speech(text_source(text))
    assert set(said.kind) == {"direct"} and (expected[0] == "credit" or "Bo Lind" in set(said.speaker))


@pytest.mark.parametrize(
    "below",
    [
        "View comments\n\nWell done, I say.\n\nI live near the tower and saw it go dark. A shame.\n",
        "3 Comments\nbolind\n2 hours ago\nI think that the board is right, all in all, and that it saved us money.\nReply\n",
        "Leave a Reply\n\nYour email address will not be published.\n",
        "Ines Falk is a reporter for The Merrow Post. She covers the coast.\n\nSign up for our newsletter.\n",
        "Bo Lind contributed reporting from Alder.\n\nTopics\nCape Merrow\nLighthouses\n",
        "Read next\nOld boat sold to hotel\nThe boat was sold on Monday.\nPrices of fish go up\nThey rose.\n\nPrivacy policy\n",
        "© 2019 The Merrow Post. All rights reserved.\n",
        "Listen to the show:\nPart one\nPart two\n",
    ],
)
def test_what_stands_below_the_text_is_not_the_article(below):
    found = roles(HEAD + TEXT + "\n" + below)
    assert found[:5] == ["headline", "byline", "body", "body", "body"]
    assert set(found[5:]) <= {"furniture", "teaser", "dateline"}


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}Bo Lind is a reporter for the Post who was held on Monday.\n\n{TEXT}",
        f"{HEAD}{ONE}\n\nComments\n\n{TEXT}\n{TEXT}",
        f"{HEAD}12 Comments\nShare\n\n{TEXT}",
        f"{HEAD}{ONE}\n\nRead next\nOld boat sold\n\n{TWO}\n",
        f"{HEAD}{ONE}\n\n{TWO}\n\nIt left.\n\nAll wept.\n",
        f"{TEXT}\n{TEXT}",
    ],
)
def test_no_paragraph_of_the_text_is_lost(text):
    for part in find_paragraphs(text):
        if text[part.start : part.end].endswith("."):
            assert part.role == "body", text[part.start : part.end]


@pytest.mark.parametrize(
    "below",
    [
        "# # #\n\nThe harbour board keeps five towers.\n\nBo Lind, 0123 456\n",
        "About the Merrow Board\nMerrow has kept lamps since 1887, and it is proud of them.\n",
        "Notes to editors\n\nPictures can be had from the board.\n",
    ],
)
def test_a_press_release_ends_where_it_speaks_of_its_firm(below):
    assert set(roles(f"{HEAD}{TEXT}\n{below}")[5:]) == {"furniture"}
    # With more text below than above it is no end.
    assert roles(f"{HEAD}{TEXT}\n{below}\n{TEXT}\n{TEXT}")[-6:] == ["body"] * 6


def test_a_list_at_the_end_of_the_text_is_not_lost_below_two_words_and_a_colon():
    listed = "Highlights include:\n\n1,240 lamps over 9 miles of coast\n24-hour watch from the shore\n"
    assert roles(f"{HEAD}{TEXT}\n{listed}\nShare\n")[5:] == ["body", "body", "body", "furniture"]
    links = "Our pages:\n\nOld Boat Sold to Hotel Group\nPlague Ship Kept Away\n"
    assert "body" not in roles(f"{HEAD}{TEXT}\n{links}")[6:]


def test_a_sign_before_a_button_is_passed_over():
    button = "♦ Download the Merrow Post app for your telephone"
    assert role_of(f"{HEAD}{ONE}\n\n{button}\n\n{TWO}\n", button) == "furniture"


def test_what_is_about_something_else_than_the_next_words_is_a_heading():
    assert role_of(f"{HEAD}{TEXT}\nAbout Old Boats\n\nNobody asked the keepers.\n", "About") == "heading"


@pytest.mark.parametrize(
    "line, role",
    [
        ("The ones who are staying", "heading"),
        ("‘They never once asked us about the lamp’", "heading"),
        ("PLAGUE SHIP KEPT AWAY FROM THE COAST BY BOARD", "teaser"),
        ("OIL AND GLASS", "heading"),
        ("Families of people who live on the coast", "caption"),
    ],
)
def test_a_short_line_alone_between_two_paragraphs(line, role):
    page = f"{HEAD}Share\n\n{ONE}\n\n{line}\n\n{TWO}\n"
    assert role_of(page, line) == role
    # A page that writes its own titles in capitals has no links that are told by them.
    if line.isupper():
        assert (
            role_of(page.replace("The lamp at Cape Merrow goes out after a century", "THE LAMP IS OUT"), line)
            == "heading"
        )


def test_the_rest_of_a_broken_notice_is_one():
    notice = "This material may not, without the leave of the wire,\nbe published or printed again.\n"
    assert roles(f"{HEAD}{TEXT}\n{notice}")[-2:] == ["furniture", "furniture"]
    assert roles(f"{HEAD}{ONE}\n\n{notice}\n{TWO}\n")[3:5] == ["furniture", "furniture"]


def test_a_name_below_the_text_signs_it_and_topics_do_not():
    assert roles(f"A letter from the cape\n\n{TEXT}\nYours sincerely,\n\nInes Falk\n")[-2:] == ["furniture", "byline"]
    assert roles(f"A letter from the cape\n\n{TEXT}\nYours faithfully,\nInes Falk\nMerrow\n")[-2] == "byline"
    assert "byline" not in roles(f"A letter from the cape\n\n{TEXT}\nTopics\nCape Merrow\nCity Council\n")


def test_several_articles_are_told_apart_and_links_begin_none():
    two = f"The Lamp Goes Out at Last\nBy Ines Falk\n\n{TEXT}\nOld Boat Is Sold to Hotel\nBy Bo Lind\n\n{TEXT}"
    assert [p.item for p in find_paragraphs(two)] == [1] * 5 + [2] * 5
    links = "Read next\n\nOld Boat Is Sold to Hotel\nMay 3, 2019\n\nPrices Of Fish Go Up\nMay 2, 2019\n\n"
    assert {p.item for p in find_paragraphs(HEAD + ONE + "\n\n" + links + TEXT)} == {1}
    marked = f"# The lamp\n\n{TEXT}\n# The boat\n\n{TEXT}"
    assert [p.item for p in find_paragraphs(marked)] == [1] * 4 + [2] * 4


# -- Broken lines --------------------------------------------------------------------------------------------------------


def wrapped(text, width):
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize("width", [45, 60, 72, 90])
def test_each_paragraph_is_joined_by_itself(width):
    broken, long = wrapped(f"{ONE} {TWO}", width), f"{TWO} {THREE} {ONE}"
    text = f"{HEAD}{broken}\n\n{long}\n\n{wrapped(THREE + ' ' + TWO, width)}\n"
    assert roles(text) == ["headline", "byline", "body", "body", "body"]
    assert list(paragraphs(text_source(text)).text)[2] == f"{ONE} {TWO}"


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize("stop", ["", "."])
def test_items_without_full_stops_that_a_colon_introduces_stay_apart(apart, stop):
    items = [
        "the lamp was last looked at on 21 November, when the keeper wrote that the glass of it had gone blind on the lee",
        "the board was told in writing on 4 December and was asked for an answer to the keeper within the month of May",
        "no answer came",
        "the town had seven letters from people between May and June, two of which it did not answer in the whole year",
    ]
    page = f"{HEAD}{ONE}\n\nThe board finds that:{apart}" + "\n".join(items) + f"{stop}\n\n{TWO}\n"
    parts = paragraphs(text_source(page))
    assert list(parts.text)[4:8] == [*items[:3], items[3] + stop] and set(parts.role[2:]) == {"body"}


def test_a_paragraph_in_small_letters_below_a_colon_is_joined_where_it_was_broken_by_hand():
    small = f"and {TWO[0].lower()}{TWO[1:].lower()}"
    page = f"{HEAD}{wrapped(ONE, 60)}\n\nSo the keeper wrote:\n\n{wrapped(small, 60)}\n\n{wrapped(THREE, 60)}\n"
    assert list(paragraphs(text_source(page)).text)[4] == small


def test_a_title_that_a_page_of_broken_lines_breaks_sooner_is_one():
    title = "Lamps without keepers: what the board of\nthe north can tell"
    page = f"{title}\nInes Falk and Bo Lind\n\n" + "".join(f"{wrapped(f'{ONE} {TWO}', 72)}\n\n" for _ in range(3))
    assert list(paragraphs(text_source(page)).text)[:2] == [title.replace("\n", " "), "Ines Falk and Bo Lind"]
    assert len(roles(f"{title}\nBy Ines Falk\n\n{TEXT}")) == 6
    short = page.replace(title, "The Lamp and\nthe Oil")
    assert list(paragraphs(text_source(short)).text)[:2] == ["The Lamp and the Oil", "Ines Falk and Bo Lind"]


def test_an_indented_line_begins_a_paragraph_where_no_empty_line_does():
    broken = "".join(f"     {wrapped(part, 60)}\n" for part in (ONE, TWO, THREE, ONE))
    parts = list(paragraphs(text_source(f"The lamp goes out\nBy Ines Falk\n{broken}")).text)
    assert parts[2:] == [ONE, TWO, THREE, ONE]


def test_lines_that_were_not_broken_by_hand_stay_apart():
    short = "Ines Falk\n12 Pier Road\nCape Merrow\nME7 4XX\n"
    assert len(roles(f"{HEAD}{ONE}\n\n{short}\n{TWO}\n")) == 8
    assert len(roles(HEAD + TEXT.replace("\n\n", "\n"))) == 5


def test_page_numbers_and_running_heads_between_the_halves_of_a_sentence_are_furniture():
    halves = TWO.split(", and the board ")
    text = f"{ONE}\n{halves[0]}, and the board\n\n12\n\nLAMPS OF THE COAST\n\x0c{halves[1]} {ONE}\n\nLAMPS OF THE COAST\n\n{THREE}\n"
    rows = sentences(text_source(text))
    assert list(rows.role[rows.text.isin(["12", "LAMPS OF THE COAST"])]) == ["furniture"] * 3
    assert TWO in list(rows.text)


@pytest.mark.parametrize("cap", ["T\nhe", "T\n\nhe", "T\r\nhe", "“T\nhe"])
def test_a_drop_cap_belongs_to_its_word(cap):
    text = f"{HEAD}{cap} lamp went out on Friday, the keepers said, and the coast was dark that night.\n\n{TEXT}"
    source = text_source(text)
    first = words(source)[words(source).role == "body"].iloc[0]
    assert (first.word, first.text) == ("the", "The")
    assert list(sentences(source).text)[2].lstrip("“").startswith("The lamp went out")
    assert list(paragraphs(source).text)[2].lstrip("“").startswith("The lamp went out")


# -- Any page ------------------------------------------------------------------------------------------------------------


def test_other_scripts_have_headlines_and_text():
    chinese = "灯塔熄灭了\n\n周五，灯塔管理局熄灭了灯，海岸的守护者们前来观看它变暗。船只现在靠来自上方的信号航行。\n\n塔将被保留。\n"
    assert roles(chinese) == ["headline", "body", "body"]
    german = "Das Licht am Kap erlischt\n\nAm Freitag hat das Amt das Licht gelöscht, und alle kamen, um es zu sehen.\n\nEs war kalt.\n"
    assert roles(german) == ["headline", "body", "body"]


@pytest.mark.parametrize(
    "piece",
    [
        "Home\nNews\nLocal Weather\nCape Merrow\n",
        "Old boat sold to hotel group\n",
        "bolind\n2 hours ago\nI think that the board is right.\nReply\n",
        "Most Popular\nOld boat sold\n",
        "No lamp.\n— Bo (@bolind) May 3, 2019\n",
        "The firms are these:\n",
        "Ines Falk is a reporter for the Post.\n\n",
        "# A\n\nb c d e f\n\n",
        "the lighthouse board put out the lamp and then it\n\n12\n\n",
        "(a/(b/",
        "T\n",
        "By \n",
    ],
)
def test_any_page_is_read_in_linear_time(piece):
    assert growth(find_paragraphs, lambda size: HEAD + TEXT + piece * (size // len(piece)), 20_000) < 2.6


PIECES = [
    "Home\n", "By Ines Falk\n", "3 May 2019\n", "\n", "\n\n", f"{ONE}\n", "It left.\n", "Read next\n", "Comments\n", "# A\n",
    "— Bo (@bolind) May 3, 2019\n", "**A**\n", "T\n", "he lamp went out.\n", "the lamp went out and\n", "---\n", "title: A\n", "12\n", "\x0c",
]  # fmt: skip


@tries(300)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join).filter(str.strip),
    st.sampled_from(["", "A", ONE]),
)
def test_every_word_of_a_page_lies_in_one_paragraph_and_none_is_left_out(text, title):
    parts = find_paragraphs(text, title)
    assert all(a.end <= b.start for a, b in zip(parts, parts[1:]))
    assert all(p.start < p.end and p.role for p in parts)
    covered = {place for p in parts for place in range(p.start, p.end)}
    assert not [text[i] for i in range(len(text)) if text[i].isalpha() and i not in covered and "title:" not in text]
    assert {p.role for p in parts} <= {
        "headline", "byline", "dateline", "abstract", "body", "quotation", "heading", "caption", "credit", "teaser", "furniture",
    }  # fmt: skip


def test_what_a_picture_shows_is_a_caption():
    seen = "People in foil blankets walk along a quay."
    credited = "Visitors at the tower in Merrow on Friday.Credit...Mary Turner for The Courier"
    page = f"{HEAD}{ONE}\nImage\n{seen}\n{credited}\n{TWO}\n{THREE}\n"
    assert role_of(page, seen) == role_of(page, credited) == "caption"
    assert role_of(f"{HEAD}{ONE}\n{seen}\n{TWO}\n{THREE}\n", seen) == "body"
    above = page.replace("Ines Falk\n\n", f"Ines Falk\n157\nA white tower beside the sea.\n{credited}\n")
    assert role_of(above, "A white tower") == "caption"


def test_a_heading_apart_below_points_is_none_of_them():
    points = "HIGHLIGHTS\n\n• Two lamps of five are out\n• The board has no oil\n\nTHE LAMPS OF THE NORTH\n\n"
    page = f"The lamp at Cape Merrow goes out\n3 May 2019\n\n{points}{TEXT}"
    assert roles(page)[3:6] == ["abstract", "abstract", "heading"]


def test_points_below_a_summary():
    points = "Summary\nCompanies\nBoard says the lamp costs too much\nKeepers say they were not asked\n"
    page = f"The lamp at Cape Merrow goes out after a century\nBy Ines Falk\n{points}{ONE}\n{TWO}\n{THREE}\n"
    assert role_of(page, "Board says") == role_of(page, "Keepers say") == "abstract"


def test_the_arrows_of_a_path_are_no_quotation_marks():
    path = "Home › News › North West › Merrow\n"
    assert unbalanced_marks(text_source(path + HEAD + TEXT)).empty
    assert unbalanced_marks(
        text_source(f"{HEAD}{ONE}\n\nThe way is Menu › Tower › Lamp for those who ask.\n\n{TWO}")
    ).empty
    assert len(unbalanced_marks(text_source(f"{HEAD}{ONE}\n\n«We will go, said the keeper.\n\n{TWO}"))) == 1


# -- Rows of the tables that no page above needs ------------------------------------------------------------------------

LETTER = "Sign up to our newsletter and get the news of the coast in your inbox every week."


@pytest.mark.parametrize(
    "between, told",
    [
        ("The northern stair\n\nPhoto: Bo Lind", ["caption", "credit"]),
        ("Stair held by ropes\nStair held by ropes above the sea", ["caption", "heading"]),
        ("the tower\nthe northern stair,", ["body"] * 2),
        ("Read more\nFerry runs again at night\nWill the lamp ever burn again?", ["teaser"] * 3),
        ("Height: 30 metres\nBuilt: in wartime\nMaterial: stone and brick", ["body"] * 3),
        (f"The Merrow Letter every Friday\n{LETTER}", ["furniture"] * 2),
        ("Ferry runs again at night\nSchool has a new roof now\nMarket opens in the square\n\n\nWhat comes next", None),
        (
            "Photo\n\nThe northern stair held by ropes.\nThe stair on Monday. (Bo Lind/Reuters)",
            ["heading", *["caption"] * 2],
        ),
        (
            "Share\n\nTwo men with ropes stand beside the stair.\nThe stair on Monday. Photo: Bo Lind",
            ["furniture", "caption", "caption", "credit"],
        ),
    ],
)
def test_what_stands_between_two_paragraphs(between, told):
    told = told or ["teaser", "teaser", "teaser", "heading"]
    assert roles(f"{HEAD}{ONE}\n\n{between}\n\n{TWO}\n\n{THREE}\n")[2:] == ["body", *told, "body", "body"]


def test_a_question_between_paragraphs_is_a_heading_where_longer_lines_are_captions():
    asked = "What does the board say about this now"
    text = f"{HEAD}{ONE}\n\n{asked}\n\n{TWO}\n\nShare\n\n{THREE}\n"
    assert role_of(text, asked) == "heading"
    assert role_of(text.replace(asked, "all that the board says about this now"), "all that") == "caption"


def test_comments_that_are_answered_are_none_of_the_article_however_long():
    text = f"{HEAD}{ONE}\n\n{TWO}\n\nComments\n\nAnna\n\n{THREE}\n\nReply\n\n{ONE}\n"
    assert roles(text)[2:] == ["body", "body", *["furniture"] * 5]


def comments(count, words=ONE):
    return "".join(f"anna{i}\n{i} hours ago\n{words}\n{i} likes\nReply\nShare\nReport\n" for i in range(1, count + 1))


@pytest.mark.parametrize("label", ["", "Comments (214)\nSort by: Newest\n", f"{MENU}\n214 comments\n"])
@pytest.mark.parametrize("words", ["They should have known!", ONE, f"{ONE}\n{THREE}"])
def test_a_page_of_comments_alone_has_no_article(label, words):
    assert set(roles(label + comments(4, words))) == {"furniture"}


@pytest.mark.parametrize("label", ["", "Comments (3)\n"])
def test_an_article_above_its_comments_is_one_though_a_button_for_comments_stands_above(label):
    page = f"{label}{HEAD}{ONE}\n\n{TWO}\n\n{THREE}\n\nReply\n\nComments\n\n{comments(4)}"
    assert roles(page)[bool(label) :][:5] == ["headline", "byline", "body", "body", "body"]
    short = f"{label}The lamp goes out\n3 May 2019\n\n{ONE}\n\nReply\n\n{comments(4, 'They knew.')}{comments(1, TEXT)}"
    assert roles(short)[bool(label) :][:2] == ["headline", "dateline"]
    assert roles(f"{label}{HEAD}{ONE}\n\n{comments(4)}")[bool(label) :][:2] == ["headline", "byline"]


@pytest.mark.parametrize(
    "title",
    [
        "# The lamp at Cape Merrow goes out after a century in which two keepers and their families had to burn oil "
        "every night of the year for ships that nobody counted",
        "‘We will wait’: who will light the lamp?",
    ],
)
def test_a_long_title_in_markdown_and_a_quoted_question_can_be_the_headline(title):
    assert roles(f"{title}\n\nBo Lind\n\n19 November 2019\n\n{TEXT}")[0] == "headline"


def test_a_long_question_heads_a_text_that_nobody_signs():
    asked = "How? Who will light the old lamp over the cape at Merrow before the next winter comes?"
    assert roles(f"{asked}\n\n{TEXT}")[0] == "headline"


def test_a_section_in_markdown_goes_before_a_short_first_line():
    assert roles(f"Merrow Weekly\n\n## The lamp goes out\n\n{TEXT}")[:2] == ["furniture", "headline"]


def test_a_headline_below_a_notice_of_the_page_is_told_by_its_writer():
    notice = "This page is older than a year and may tell what is no longer true, so look for a newer one."
    page = f"{notice}\n\nThe lamp goes out again\nPolitics\nNews\nTown\n\nBy Bo Lind\n\n{TEXT}"
    assert roles(page)[:2] == ["furniture", "headline"]


def test_a_sentence_with_its_credit_does_not_begin_the_text_above_the_writer():
    picture = "The northern stair is held by ropes.\nPhoto: Bo Lind"
    head = f"# The lamp goes out\n\nIt burned a century.\n\nNobody pays for oil.\n\n{picture}\n\nBy Ines Falk\n\n"
    assert roles(head + TEXT)[1:6] == ["abstract", "abstract", "caption", "credit", "byline"]


def test_a_line_of_names_parted_by_strokes_is_no_headline():
    page = f"Gazette of the Coast | Town and country\n\nThe lamp at Cape Merrow goes out\n\n{TEXT}"
    assert roles(page)[:2] == ["furniture", "headline"]


def test_a_section_in_markdown_above_the_writer_is_a_heading():
    assert roles(f"# The lamp at Cape Merrow goes out\n\n## Coast\n\nBy Bo Lind\n\n{TEXT}")[:3] == [
        "headline",
        "heading",
        "byline",
    ]


def test_a_second_article_begins_below_its_own_day():
    page = f"The lamp goes out again\n19 November 2019\n\n{TEXT}\nFerry runs again at night\n20 November 2019\n\n{TEXT}"
    assert [part.role for part in find_paragraphs(page) if part.item == 2][:2] == ["headline", "dateline"]


# -- Kinds of pages -------------------------------------------------------------------------------------------------------


def test_a_mail_that_was_sent_on_is_read_without_its_signs():
    mail = "\n>\n".join("> " + wrapped(part, 60).replace("\n", "\n> ") for part in (ONE, TWO))
    text = f"From: The Post <a@post.example>\nSubject: The lamp\n\n> By Ines Falk\n>\n{mail}\n"
    assert roles(text)[-3:] == ["byline", "body", "body"]
    assert [*sentences(text_source(text)).text[-2:]] == [ONE, TWO]
    assert [*paragraphs(text_source(text)).text[-2:]] == [ONE, TWO]


def test_a_broken_line_may_go_on_with_a_name():
    block = (
        "The lamp is now run by a clerk of the board who lives in\nMerrow. He comes on Mondays to see that it burns."
    )
    assert roles(f"{HEAD}{wrapped(ONE, 60)}\n\n{block}\n\n{wrapped(TWO, 60)}\n") == [
        "headline",
        "byline",
        *["body"] * 3,
    ]


@pytest.mark.parametrize("note", ["2", "[7]", "[citation needed]"])
def test_a_note_behind_the_stop_ends_no_sentence_later(note):
    # As a line without a stop it would be a link in a list of the page.
    short = f"The keepers had no oil.{note}"
    assert role_of(f"{HEAD}{ONE}\n\nOld boat\n\n{short}\n\nNew path\n{TWO}\n", short) == "body"


def test_a_line_below_the_words_image_caption_is_one():
    page = f"{HEAD}{ONE}\n\nImage source, Alder Pictures\nImage caption,\nThe keepers came on Friday.\n\n{TWO}\n"
    assert roles(page)[3:] == ["credit", "furniture", "caption", "body"]


def test_a_list_below_its_heading_between_paragraphs_is_none_of_links():
    listed = "What they need\n\nGood oil\nA second pair of gloves\nMore tea than you think"
    assert roles(f"{HEAD}{ONE}\n\n{listed}\n\n{TWO}\n")[3:] == ["heading", "body", "body", "body", "body"]
    links = listed.replace("\n\n", "\n")
    assert set(roles(f"{HEAD}{ONE}\n\n{links}\n\n{TWO}\n")[3:-1]) == {"teaser"}


def test_a_field_among_others_is_no_headline():
    fields = "Case number: 12\nJustices: Lord Marr, Lady Keane, Lord Tully\nDate: 3 May 2019"
    found = roles(f"Merrow and another v Harbour Board\n{fields}\n\n{TEXT}")
    assert found[:4] == ["headline", "furniture", "furniture", "dateline"]


def test_a_headline_below_a_button_has_its_standfirst_apart():
    title, standfirst = "Lamp of Merrow goes out after a century", "Board priced the tower at two million last summer"
    page = f"Most read\n{title}\n\n{standfirst}\n\nBy Ines Falk\n3 May 2019\n\n{TEXT}"
    assert roles(page)[1:3] == ["headline", "abstract"]


def test_a_report_begins_with_its_title_though_a_longer_line_hangs_on_it():
    page = "Merrow Policy Brief 12/2019\nSmall Lamps, Large Risks\nWhy coastal towns need a plan for the next dark night\n\n"
    assert roles(f"{page}Ines Falk and Bo Amadi\nMay 2019\n\nSummary\n{ONE}\n\n{TEXT}")[1:3] == ["headline", "abstract"]


def test_the_title_of_an_entry_stands_above_its_buttons():
    table = "Lamp of Merrow\nDate\t3 May 2019\nPlace\tMerrow, Kent"
    page = f"Contents\nOil\nKeepers\nLamp of Merrow\n4 languages\nTalk\nTools\nFrom Merrowpedia, the free encyclopedia\n{table}"
    found = find_paragraphs(f"{page}\n\n{TEXT}")
    assert [part.role for part in found].index("headline") == 3
    assert {"dateline", "byline"}.isdisjoint(part.role for part in found)


def test_a_sentence_among_buttons_below_a_note_is_none_of_the_text():
    foot = "Ines Falk, a staff writer, has contributed to the Post since 2009.\n\nThe Weekly\nOur best stories, every Saturday.\nSign up\n"
    assert set(roles(f"{HEAD}{TEXT}\n{foot}")[5:]) == {"furniture"}
    assert role_of(f"{HEAD}{TEXT}\nThe tower is dark.\nSign up\n", "The tower is dark.") == "body"


def test_broken_lines_are_joined_below_titles_that_no_empty_line_parts_from_them():
    text = "\n".join(wrapped(part, 60) for part in (ONE, TWO, THREE))
    assert roles(f"THE LAMP IS OUT\nMANY KEEPERS SAW IT GO\n{text}\n[Continued on Page 4.]\n")[2:5] == ["body"] * 3


@pytest.mark.parametrize(
    "item", ["(c) that no member should wash a boat", "(c) The board shall keep two towers, at least."]
)
def test_the_third_of_three_points_is_no_credit(item):
    assert by_pattern(item) == ("", "")


def test_the_mark_at_the_end_of_an_agencys_report_follows_its_last_stop():
    last = "The county has bought a second boat, which is red. Enditem"
    assert role_of(f"{HEAD}{ONE}\n\n{TWO}\n\n{last}\n", last) == "body"


def test_a_numbered_line_between_paragraphs_is_a_heading_where_longer_lines_are_captions():
    page = f"{HEAD}{ONE}\n\nShare\n\n1. What the keepers of the coast saw\n\n{TWO}\n\nA view of the stair from the pier\n\n{THREE}\n"
    assert roles(page)[4:] == ["heading", "body", "caption", "body"]


def test_a_name_above_a_button_that_hides_a_caption_is_its_credit():
    page = f"{HEAD}Playlist\nThe keepers came on Friday. They saw it go dark.\nIna Webber for the Post\nhide caption\n{ONE}\n\n{TWO}\n"
    assert roles(page)[2:6] == ["furniture", "caption", "credit", "furniture"]


def test_a_caption_that_begins_with_its_place_is_no_field():
    caption = "MERROW: Keepers look at the dark tower on Friday.—Merrow Post"
    assert role_of(f"{HEAD}{caption}\nMERROW: {ONE}\n\n{TWO}\n", caption) == "caption"


@pytest.mark.parametrize(
    "above, between",
    [("Office of the Inspector for Merrow\n", ""), ("", "Old lamp\n\nEmma Falk and Jon Lind in Merrow\n")],
)
def test_an_office_of_state_and_persons_beside_the_day_are_no_headline(above, between):
    title = "Lessons from the Lamp" if above else "Lamp of Merrow goes dark after a long century"
    page = f"Note 17\n{above}{title}\n{between}3 May 2019\n\n{TEXT}"
    assert role_of(page, title) == "headline"


def test_a_title_may_end_in_its_day():
    title = "Press Briefing by Press Secretary Anne Kessler, May 3, 2019"
    assert role_of(f"The Tower\nPress Office\nMay 3, 2019\n{title}\n\n{TEXT}", title) == "headline"


def test_few_words_may_be_left_of_a_sentence_that_a_page_cuts():
    cut = "They had been told by the board not to speak of the lamp before the"
    page = f"{HEAD}{ONE}\n\n{cut}\n\nMAY I\n13\nspring of 2016.\n\n{TWO}\n\nMAY I\n14\n\n{THREE}\n"
    assert role_of(page, cut) == role_of(page, "spring") == "body" and role_of(page, "MAY I") == "furniture"


def test_broken_lines_are_joined_around_the_heads_of_printed_pages():
    short = "The lamp is out.\nNobody speaks of it."
    leaf = "Lamps | Long Evening\nhttps://evening.example/lamp\n1/3\n5/3/2019"
    told = [f"{ONE} {TWO}", f"{TWO} {THREE}", f"{THREE} {ONE}"]
    parts = [wrapped(part, 64) for part in told]
    text = "\n".join([HEAD.strip(), short, parts[0], leaf, short, parts[1], leaf, short, parts[2]])
    assert {*told} <= {*paragraphs(text_source(text)).text}


def test_no_headline_begins_in_a_small_letter():
    listed = "But look at what we say now:\n\nwe say that a lamp is overdrawn\nwe say that it is borrowed from\nwe speak of its oil"
    foot = (
        "Posted by Ines Falk at 10:41 PM\nLabels: law, lamps\n4 comments:\nAnonymous said...\nMine is also overdrawn.\n"
    )
    answer = "May 4, 2019 at 8:02 AM\nBert said...\nHave you read Lind on trees? He asks the same of them.\nMay 4, 2019 at 6:15 PM"
    text = f"{ONE}\n\n{TWO}\n\n{listed}\n\n{THREE} {ONE}\n\nMore next week. It is late.\n\n{foot}{answer}"
    assert role_of(f"May 3, 2019\nWhat the lamp owes us\n{text}\n", "What the lamp owes us") == "headline"


def test_a_list_below_a_title_in_markdown_is_none_of_links():
    listed = "## What they need\n\nGood oil\n\nA second pair of gloves\n\nMore tea than you think"
    assert roles(f"{HEAD}{ONE}\n\n{listed}\n\n{TWO}\n")[3:] == ["heading", *["body"] * 4]
    links = listed.replace("Good oil", "Old Boat Sold to Hotel").replace(
        "A second pair of gloves", "Plague Ship Kept Away"
    )
    assert set(roles(f"{HEAD}{ONE}\n\n{links}\n\n{TWO}\n")[4:-1]) == {"teaser"}
