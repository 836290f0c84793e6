"""The head of a page: date lines and bylines as sites write them, fields, and which of a page's lines are the article's."""

import pytest
from doubling import growth
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from tellings.reading.byline import known_name, read_byline, read_dateline, read_line, read_lines
from tellings.reading.dateline import listed
from tellings.reading.head import order_of_figures, read_head
from tellings.reading.lines import read_front_matter
from tellings.reading.page import Paragraph, find_paragraphs, one_break

DAY = "2022-06-14"  # a Tuesday
BODY = (
    "The keeper of the lock at Wend opened both gates on Tuesday, and the barges that had waited for a week went down to "
    "the sea before noon.\n\nNobody has told the miller, whose wheel stood still all the while, who will pay him for the "
    "flour that he could not grind.\n"
)


def page(head, foot="", title="Barges pass the lock at Wend"):
    """The head of a page whose paragraphs are a title, head, two paragraphs and a foot."""
    text = f"{title}\n{head}\n\n{BODY}{foot}"
    paragraphs = [Paragraph(0, len(title), "headline")]
    for part in BODY.strip().split("\n\n"):
        start = text.index(part)
        paragraphs.append(Paragraph(start, start + len(part)))
    return read_head(text, paragraphs)


# -- date lines


@pytest.mark.parametrize(
    "line",
    [
        "June 14, 2022",
        "14 June 2022",
        "14th of June, 2022",
        "Jun 14 2022",
        "JUNE 14 2022",
        "(June 14, 2022)",
        "2022-06-14",
        "2022-06-14T08:03:12.123Z",
        "2022-06-14 08:03:12+01:00",
        "2022/06/14 08:03",
        "2022 June 14",
        "14.06.2022, 23:06",
        "14/06/2022 - 10:32",
        "6/14/22 06:56 AM EST 128",
        "14 Jun 2022 05:44 GMT",
        "Tue 14 Jun 2022 09.34 BST",
        "Tuesday, June 14, 2022 | 2 a.m.",
        "Tue Jun 14 08:03:12 EST 2022",
        "June 14, 2022 / 8:33 AM",
        "June 14, 2022 at 8:59 p.m. EDT",
        "June 14, 2022 · 5 min read",
        "June 14, 202212:48 PM ET",
        "14 June 2022 12 comments",
        "Updated 5:12 PM ET, Tue June 14, 2022",
        "Updated 1712 GMT (0112 HKT) June 14, 2022",
        "On June 14, 2022",
        "Date: June 14, 2022",
        "Issued on: 14/06/2022",
        "Published time: 14 June, 2022 10:10",
        "Last update: 14 Jun 2022, 08:03 hrs IST",
        "**Published:** 14 June 2022",
        "_June 14, 2022_",
        "June\u00a014,\u00a02022\u200b",
        "Date: Tue, 14 Jun 2022 06:31:08 +0100",
        "Published14 June 2022",
        "June 14, 2022, 6:12 p.m. ET37 minutes ago",
        "06/14/2022June 14, 2022",
        "Veröffentlicht am 14. Juni 2022, 14:05 Uhr",
        "14 de junio de 2022",
        "Publié le : 14/06/2022 - 16:42",
    ],
)
def test_a_line_that_is_a_date(line):
    found = read_dateline(line)
    assert (found.day, found.rest, found.problem) == (DAY, "", "")


@pytest.mark.parametrize(
    "line, rest",
    [
        ("June 14, 2022 / 8:33 AM / WBN News", "WBN News"),
        ("BUSINESS NEWS JUNE 14, 2022", "BUSINESS NEWS"),
        ("WEND, Tuesday, June 14, 2022.", "WEND"),
        ("WEND, Kenya, June 14, 2022 /PRWire/", "WEND, Kenya | PRWire"),
        ("For Immediate Release: Tuesday, June 14, 2022", ""),
        ("Tuesday 14 June 2022 08:03, UK", "UK"),
        ("ENVIRONMENT NEWSJUNE 14, 2022 / 4:30 AM", "ENVIRONMENT NEWS"),
        ("On June 14, 20228:03 am In News by Mira", "In News by Mira"),
        ("14 June 2022 — See all updates", ""),
        ("14 June 2022 - View full history", ""),
        ("14 June 2022 (show changes)", ""),
    ],
)
def test_what_stands_beside_a_date(line, rest):
    assert read_dateline(line)[::3] == (DAY, rest)


@pytest.mark.parametrize(
    "line, label, day",
    [
        ("PUBLISHED: 05:44 GMT, 14 June 2022 | UPDATED: 06:44 GMT, 15 June 2022", "published", DAY),
        ("Posted at 5:12 PM, Jun 14, 2022 and last updated 6:20 PM, Jun 15, 2022", "published", DAY),
        ("Updated 15 June 2022, first published 14 June 2022", "published", DAY),
        ("14/06/2022 - 10:32 Modified: 15/06/2022 - 11:00", "", DAY),
        ("08:03, 14 JUN 2022UPDATED08:30, 15 JUN 2022", "", DAY),
        ("Last modified on Tue 14 Jun 2022 09.34 GMT", "updated", DAY),
        ("Published", "published", ""),
        ("Updated 3 hrs ago", "updated", ""),
    ],
)
def test_the_day_of_publication_goes_before_that_of_a_change(line, label, day):
    found = read_dateline(line)
    assert (found.label, found.day) == (label, day)


@pytest.mark.parametrize(
    "line, problem",
    [
        ("11/12/2022", "either"),
        ("2 hours ago", "relative"),
        ("POLITICS · Published 3 hours ago", "relative"),
        ("Yesterday", "relative"),
        ("June 14", "year"),
        ("14 June (Newswire)", "year"),
        ("31 June 2022", "impossible"),
        ("13/13/2022", "impossible"),
        ("Published", "label"),
    ],
)
def test_a_date_that_gives_no_day_says_why(line, problem):
    found = read_dateline(line)
    assert (found.day, found.problem) == ("", problem)


def test_a_weekday_that_the_day_was_not_is_named_and_the_day_kept():
    assert read_dateline("Monday, 14 June 2022")[::4] == (DAY, "weekday")
    assert read_dateline("Mon 14 Jun 2022").problem == "weekday" and not read_dateline("Tue 14 Jun 2022").problem


@pytest.mark.parametrize("write", [str.lower, str.upper, str.title])
def test_every_word_of_the_lists_is_read(write):
    for label, kind in listed("label").items():
        kind, *order = kind.split()
        assert read_dateline(f"{write(label)}: 14 June 2022")[:2] == (DAY, kind), label
        assert read_dateline(f"{write(label)}: 03/04/2022").day == ("2022-04-03" if order else ""), label
    for month, number in listed("month").items():
        assert read_dateline(f"14. {write(month)} 2022").day == f"2022-{int(number):02}-14", month
    for zone, order in listed("zone").items():
        assert read_dateline(f"03/04/2022 06:56 {zone}").day == ("2022-03-04" if order else ""), zone
    for word in listed("by"):
        assert read_byline(f"{write(word)}: Ann Lee").names == ("Ann Lee",), word
    for agency in listed("agency"):
        assert read_byline(f"By {agency.title()}").names == (agency.title(),), agency
    for word in {**listed("role"), **listed("outlet")}.keys() - {"today"}:
        assert read_byline(f"By Ann Lee, {word.title()} of Wend").names == ("Ann Lee",), word
    for word in listed("button"):
        assert read_byline(f"By Ann Lee {word.title()}").names == ("Ann Lee",), word
    for title in listed("honorific"):
        assert read_byline(f"By {title.title()} Ann Lee").names == ("Ann Lee",), title
    for particle in listed("particle"):
        assert read_byline(f"By Ann {particle} Lee").names == (f"Ann {particle} Lee",), particle
    for word in listed("no_name"):
        assert read_byline(f"Xaver {word.title()}") is None, word


def test_a_month_alone_is_read_as_such():
    assert read_dateline("June 2022").day == "2022-06"


@pytest.mark.parametrize(
    "line, order, day",
    [
        ("03/04/2022", "dmy", "2022-04-03"),
        ("03/04/2022", "mdy", "2022-03-04"),
        ("03/04/22 06:56 AM EST", "", "2022-03-04"),
        ("Sunday 03/04/2022", "", "2022-04-03"),
        ("Friday 03/04/2022", "", "2022-03-04"),
        ("03.04.2022", "", "2022-04-03"),
        ("Publié le : 03/04/2022", "", "2022-04-03"),
        ("Publié le : 03/04/2022", "mdy", "2022-03-04"),
        ("04/04/2022", "", "2022-04-04"),
        ("04/04/68", "", "1968-04-04"),
    ],
)
def test_figures_that_are_two_days_are_told_apart_by_what_stands_beside_them(line, order, day):
    assert read_dateline(line, order).day == day


@pytest.mark.parametrize(
    "line",
    [
        "The lock at Wend was opened on June 14, 2022.",
        "In pictures: Tuesday 14 June 2022",
        "What happened to the barges of 14 June 2022",
        "Wend: Locks of the Valley - Flash Update No. 3, 14 June 2022",
        "Port Wend: What We Know Now | 14 June 2022",
        "Chapter 11",
        "24/7",
        "5:12",
        "1/2 cup sugar",
        "Sign In",
        "Updated designs for the lock",
        "Three weeks ago nobody had heard of the miller",
        "",
        "14 June 2022 " * 40,
    ],
)
def test_a_line_that_is_no_date_line(line):
    assert read_dateline(line) is None


# -- bylines


@pytest.mark.parametrize(
    "line, names",
    [
        ("By Ines Okoro", "Ines Okoro"),
        ("BY INES OKORO", "Ines Okoro"),
        ("ByInes Okoro", "Ines Okoro"),
        ("By: Ines Okoro", "Ines Okoro"),
        ("Author: Ines Okoro", "Ines Okoro"),
        ("Written by Ines Okoro", "Ines Okoro"),
        ("Analysis by Ines Okoro, WBN", "Ines Okoro"),
        ("By Ines Okoro | Jun 14, 2022, 7:53pm EST", "Ines Okoro"),
        ("By Ines Okoro - 06/14/22 06:56 AM EST", "Ines Okoro"),
        ("By Ines Okoro on Tuesday, June 14th, 2022 at 11:04 a.m.", "Ines Okoro"),
        ("By INES OKOROJune 14, 2022", "Ines Okoro"),
        ("By Ines Okoro@inesokoro  Jun 14, 2022", "Ines Okoro"),
        ("By Ines Okoro (iokoro@wbn.example)", "Ines Okoro"),
        ("By Ines OkoroWBN News, Wend", "Ines Okoro"),
        ("By INES OKORO FOR THE WEND POST", "Ines Okoro"),
        ("By Ines Okoro For Wend Online and Tom Breck For The Post", "Ines Okoro; Tom Breck"),
        ("By Ines Okoro in Wend and Tom Breck in Aldis", "Ines Okoro; Tom Breck"),
        ("By Ines Okoro, Tom Breck and J. P. McDonald, WBN", "Ines Okoro; Tom Breck; J. P. McDonald"),
        ("By Ines Okoro, with Tom Breck", "Ines Okoro; Tom Breck"),
        ("By TOM BRECK and ANN McDONALD Associated Press", "Tom Breck; Ann McDonald"),
        ("By Ines Okoro Political Editor", "Ines Okoro"),
        ("By Ines Okoro, Staff Writer", "Ines Okoro"),
        ("By Ines Okoro Special to The Gazette", "Ines Okoro"),
        ("By Dr. Ines Okoro", "Ines Okoro"),
        ("By Jean-Luc van der Berg", "Jean-Luc van der Berg"),
        ("By MARY O’DONNELL-SMITH", "Mary O’Donnell-Smith"),
        ("By Emily Post", "Emily Post"),
        ("By Ann Lee Rivers correspondent", "Ann Lee"),
        ("By Ann Lee The Wend Post", "Ann Lee"),
        ("By Ann LeeSTAFF WRITER", "Ann Lee"),
        ("By Ann LEE", "Ann Lee"),
        ("BY JOHN LEE III", "John Lee III"),
        ("By J.D. McBride, opinion contributor", "J.D. McBride"),
        ("By [Ann Lee](https://wend.example/people/ann-lee)", "Ann Lee"),
        ("**By Ann Lee**", "Ann Lee"),
        ("By Ann Lee Follow @annlee", "Ann Lee"),
        ("By Ann Lee Rivers Editor", "Ann Lee"),
        ("By Ann Lee For Wendpost.com", "Ann Lee"),
        ("By Ann Lee Wendpost.com", "Ann Lee"),
        ("Words: Ann Lee", "Ann Lee"),
        ("By the WBN Wire Staff", "the WBN Wire Staff"),
        ("By Reuters", "Reuters"),
        ("By The Associated Press", "The Associated Press"),
        ("By Staff", "Staff"),
        ("By Gazette Reporters", "Gazette Reporters"),
        ("Reporting by Ines Okoro and Tom Breck; Editing by Ann Lee", "Ines Okoro; Tom Breck"),
        # The year of a class, the desk before a name, the letters of an agency, an hour.
        ("By Ann Lee '21 and Tom Breck, Contributing Writers", "Ann Lee; Tom Breck"),
        ("CMRN North Coast By Ann Lee", "Ann Lee"),
        ("Coast News By Ann Lee", "Ann Lee"),
        ("Text by: AWX", "AWX"),
        ("By XENA WENDLER FOR MAILONLINE", "Xena Wendler"),
        ("In News, Coast by Ann Lee", "Ann Lee"),
        ("On November 19, 20193:26 pmIn News by Ann Lee", "Ann Lee"),
    ],
)
def test_a_line_that_says_who_wrote(line, names):
    found = read_byline(line)
    assert "; ".join(found.names) == names and found.form == "by"


@pytest.mark.parametrize(
    "line, form, names",
    [
        ("Ann Lee, Political Editor", "office", "Ann Lee"),
        ("Ann Lee, USA TODAY", "office", "Ann Lee"),
        ("Ann Lee and Tom Breck | The Associated Press", "office", "Ann Lee; Tom Breck"),
        ("Ann Lee @annlee", "office", "Ann Lee"),
        ("ANN LEE", "name", "Ann Lee"),
        ("Ann Lee, home affairs correspondent", "office", "Ann Lee"),
        ("Ann Lee in Wend, Tom Breck in Aldis", "name", "Ann Lee; Tom Breck"),
        ("Ann Lee, Foreign Secretary", "name", "Ann Lee"),
        ("Ann Lee | TNN | Updated: Jun 14, 2022, 08:03 IST", "name", "Ann Lee"),
        ("ab/cd (AP, dpa)", "initials", "ab/cd (AP, dpa)"),
        ("Ann Lee (now) and Tom Breck (earlier)", "name", "Ann Lee; Tom Breck"),
        ("Ann Lee and van der Berg", "name", "Ann Lee; van der Berg"),
    ],
)
def test_a_line_that_has_only_the_form_of_a_byline(line, form, names):
    found = read_byline(line)
    assert (found.form, "; ".join(found.names)) == (form, names)


@pytest.mark.parametrize(
    "line",
    [
        "Sign In",
        "Related Topics",
        "View Comments",
        "Hong Kong",
        "Privacy Policy",
        "Port Aldis",
        "By the time the board met, nobody was there",
        "By Monday the board had met",
        "By Popular Demand the Ferry Returned",
        "Tuesday's Papers",
        "A Kentucky school district ended homework.",
        "Retired Col. Samuel Rourke at his home in Virginia. (Photo: WBN)",
        "SALMON BROKER PLEADS GUILTY TO SELLING DYED TROUT",
        "Ms. Ann Lee, who leads the board, said no",
        "Ann Lee is a reporter for the Wend Post",
        "Associated Press",
        "Political Editor",
        "Ann Lee / WBN",
        "CreditCreditAnn Lee for The Wend Post",
        "Photograph by Ann Lee",
        "Story Ann Lee",
        "— Ann Lee (@annlee) June 14, 2022",
        "",
        "Boy Saved By Ann Lee",
        "By AWX",
    ],
)
def test_a_line_that_names_no_writer(line):
    assert read_byline(line) is None


def test_date_and_writer_on_one_line_are_both_read():
    dated, named = read_line("By Ines Okoro - 06/14/22 06:56 AM EST")
    assert dated.day == DAY and named.names == ("Ines Okoro",)


@pytest.mark.parametrize(
    "line, names",
    [
        ("Bill Harrigan, Staff Writer", ("Bill Harrigan",)),
        ("By Bill Harrigan", ("Bill Harrigan",)),
        ("By Lucy HartBusiness reporter", ("Lucy Hart",)),
        ("By Lucy McHart", ("Lucy McHart",)),
        ("Von Ilse Renner, Karst", ("Ilse Renner",)),
        ("Texte de Luc Perrin", ("Luc Perrin",)),
        ("By Europe correspondent Mel Whitby in Halden", ("Mel Whitby",)),
        ("By Ann Lee Political Editor The Times", ("Ann Lee",)),
        ("Coast Public Radio | By Ben Folau", ("Ben Folau",)),
        ("Credit...Bo Lind for The Wend Times", None),
        ("Peer-Reviewed Publication", None),
        ("Ad Feedback", None),
        ("Open Crossing for the Sick", None),
        ("Bill Passes", None),
        ("LENA STRAND, HOST:", None),
        ("Mr. Lars Eide (Skell) (Lab)", None),
        ("Mrs Ann Lee", None),
        ("BOW DOORS OF PASSENGER VESSELS", None),
    ],
)
def test_names_that_look_like_other_words_and_other_words_that_look_like_names(line, names):
    named = read_byline(line)
    assert (named.names if named else None) == names


def test_a_mail_is_written_by_whom_it_names_and_else_by_its_sender():
    fields = "From: Wend Notes <notes@wend.example>\nTo: a@wend.example\nSubject: The lock is open"
    assert page(f"{fields}\nBy Ines Okoro").authors == ("Ines Okoro",)
    assert page(fields).authors == ("Wend Notes",)


def test_a_known_name_begins_with_a_frequent_first_name_or_an_initial():
    assert known_name("Mary Xyz") and known_name("J.P. Xyz") and not known_name("Xyz Mary")


# -- neighbours


def names_of(*lines):
    return ["; ".join(named.names) if named else "" for _, named in read_lines(lines)]


def test_a_label_is_read_with_the_line_below_it():
    (_, _), (dated, _), (_, _), (_, named) = read_lines(["Published", "14 June 2022", "By", "Ines Okoro"])
    assert (dated.label, dated.day) == ("published", DAY) and named.form == "by"
    assert names_of("By", "Ines Okoro and", "Tom Breck", "Sign In") == ["", "Ines Okoro", "Tom Breck", ""]
    assert names_of("Reporter", "Ines Okoro") == ["", ""] and names_of("Reporter:", "Ines Okoro") == ["", "Ines Okoro"]


def test_names_below_each_other_with_and_between_them_are_read():
    read = read_lines(["By", "Ines Okoro", "and", "Jovan Breck", "June 14, 2022"])
    assert [named.names for _, named in read if named] == [("Ines Okoro",), ("Jovan Breck",)]


def test_a_label_above_a_day_with_a_link_to_its_changes_is_read():
    found = read_lines(["Published", "14 June 2022", "Last updated", "15 June 2022 — See all updates"])
    assert [(row[0].label, row[0].day) for row in found[1::2]] == [("published", DAY), ("updated", "2022-06-15")]


def test_a_name_alone_needs_a_neighbour_that_bears_it_out():
    assert names_of("Mary Okoro", "The miller waits.") == ["", ""]
    assert names_of("Mary Okoro", "14 June 2022") == ["Mary Okoro", ""]
    assert names_of("Mary Okoro", "@maryokoro") == ["Mary Okoro", ""]
    assert names_of("Mary Okoro", "Political Editor") == ["Mary Okoro", ""]
    assert names_of("Mary Okoro", "5 min read") == ["Mary Okoro", ""]
    assert names_of("Mary Okoro", "Ann Lee", "14 June 2022") == ["Mary Okoro", "Ann Lee", ""]


def test_an_unknown_name_is_no_writer_where_the_page_uses_its_words_otherwise():
    assert names_of("Ikemba Adeyo", "14 June 2022", BODY) == ["Ikemba Adeyo", "", ""]
    assert names_of("Ikemba Adeyo", "14 June 2022", BODY.replace("the lock", "Ikemba Adeyo")) == ["", "", ""]
    assert names_of("Barges Waited", "14 June 2022", BODY) == ["", "", ""]


def test_a_second_name_is_told_from_a_place_that_the_text_names():
    assert names_of("By Ann Lee, Ikemba Adeyo", BODY)[0] == "Ann Lee; Ikemba Adeyo"
    assert names_of("By Ann Lee, Ikemba Adeyo", BODY.replace("Wend", "Ikemba Adeyo"))[0] == "Ann Lee"
    assert names_of("Ikemba Adeyo, Wend", BODY) == ["Ikemba Adeyo", ""]


# -- fields


def test_front_matter():
    text = "---\ntitle: \"On the Lock\"\ndate: '2022-06-14'\nauthor: Ines Okoro\n---\n\nThe keeper"
    begins, fields = read_front_matter(text)
    assert text[begins:] == "\nThe keeper"
    assert fields == {"title": "On the Lock", "date": DAY, "author": "Ines Okoro"}
    assert read_front_matter("+++\ntitle = 'X'\n+++\n")[1] == {"title": "X"}
    quoted = "‘We need a boat’: Corrin after the crash"
    for field in (f'"{quoted}"', quoted, f"'{quoted}'"):
        assert read_front_matter(f"---\ntitle: {field}\n---\n")[1] == {"title": quoted}
    assert read_front_matter("---\ntitle: The day of “the bang”\n---\n")[1] == {"title": "The day of “the bang”"}
    assert read_front_matter("---\nauthors:\n  - Ann Lee\n  - Tom Breck\n---\n")[1] == {"authors": "Ann Lee; Tom Breck"}


@pytest.mark.parametrize(
    "text", ["", "---\n", "---\ntitle: x\n", "---\nno field\n---\n", "The keeper\n---\ntitle: x\n---\n"]
)
def test_what_is_no_front_matter(text):
    assert read_front_matter(text) == (0, {})


@pytest.mark.parametrize(
    "fields, read",
    [
        (
            '"title": "On the Lock"\n"authors": ["Ann Lee", "Tom Breck"]\n',
            {"title": "On the Lock", "authors": "Ann Lee; Tom Breck"},
        ),
        ("title: >\n  On the\n  Lock\n", {"title": "On the Lock"}),
        ("title: ~\nauthor: null\ndate:\n", {"title": "", "author": "", "date": ""}),
        (
            "title: On: the Lock\nurl: https://wend.example/a\n",
            {"title": "On: the Lock", "url": "https://wend.example/a"},
        ),
    ],
)
def test_fields_in_other_notations(fields, read):
    assert read_front_matter(f"---\n{fields}---\nThe keeper")[1] == read
    assert read_front_matter(f"---\n{fields}---\nThe keeper".replace("\n", "\r\n"))[1] == read


@pytest.mark.parametrize(
    "head, day",
    [
        ("MEMORANDUM\n\nTO:\tThe Board\nFROM:\tAnn Lee, Keeper\nDATE:\tJune 14, 2022\nRE:\tThe lock\n", DAY),
        ("From: Ann Lee <al@wend.example>\nSent: Tuesday, June 14, 2022 8:03 AM\nTo: Tom\nSubject: The lock\n", DAY),
    ],
)
def test_the_head_of_a_memorandum(head, day):
    text = f"{head}\n{BODY}"
    found = read_head(text, find_paragraphs(text))
    assert (found.title, found.authors, found.day) == ("The lock", ("Ann Lee",), day)


def test_a_subject_goes_on_below_above_the_next_field():
    head = "From: Ann Lee\nDate: 2022-06-14\nSubject: The lock of Wend is\nopen again\nTo: list@wend.example\n"
    text = f"{head}\n{BODY}"
    assert read_head(text, find_paragraphs(text)).title == "The lock of Wend is open again"
    single = text.replace("open again\n", "")
    assert read_head(single, find_paragraphs(single)).title == "The lock of Wend is"


def test_fields_go_before_lines():
    text = f"---\ntitle: On the Lock\nauthor: Ann Lee\ndate: 2022-06-14T05:00:00+00:00\noutlet: The Post\n---\n{BODY}"
    head = read_head(text, find_paragraphs(text))
    assert head[:4] == ("On the Lock", "The Post", ("Ann Lee",), DAY)
    assert [row[:2] for row in head.read] == [("published", 4), ("author", 3)]


# -- the head of an article


def test_the_lines_that_were_read_are_told_with_their_numbers():
    head = page("By Ines Okoro\nPublished 14 June 2022\nUpdated 15 June 2022")
    assert (head.title, head.authors, head.day) == ("Barges pass the lock at Wend", ("Ines Okoro",), DAY)
    assert head.read == (
        ("published", 3, "Published 14 June 2022"),
        ("updated", 4, "Updated 15 June 2022"),
        ("author", 2, "By Ines Okoro"),
    )


def test_the_day_above_a_headline_counts_where_none_stands_below():
    text = f"14 June 2022\nBarges pass the lock at Wend\n\n{BODY}"
    start = text.index("Barges")
    parts = [Paragraph(start, start + 28, "headline"), *(p for p in find_paragraphs(text) if p.start > start + 28)]
    assert read_head(text, parts).day == DAY
    assert read_head(text.replace("Wend\n", "Wend\n15 June 2022\n", 1), parts).day == "2022-06-15"


def test_a_name_above_the_headline_counts_beside_the_day():
    text = f"Post\nAnn Lee\nJune 14, 2022 - Rivers\nBarges pass the lock at Wend after a week\n\n{BODY}"
    head = read_head(text, find_paragraphs(text))
    assert (head.authors, head.day) == (("Ann Lee",), DAY)
    undated = text.replace("June 14, 2022 - Rivers\n", "")
    assert read_head(undated, find_paragraphs(undated)).authors == ()


def test_the_day_in_the_head_of_an_old_newspaper():
    text = f"THE WEND POST.\nWEND, TUESDAY, JUNE 14, 1898.\nPRICE TWO CENTS\n\nTHE LOCK IS OPEN.\n\n{BODY}"
    assert read_head(text, find_paragraphs(text)).day == "1898-06-14"


@pytest.mark.parametrize(
    "foot, day",
    [
        ("\nOriginally published 14 June 2022\n", DAY),
        ("\n14 June 2022\n", ""),
        ("\nMore on Wend\nThe mill stands still\n14 June 2022\n", ""),
        ("\n— The Lock (@lock) June 14, 2022\n", ""),
    ],
)
def test_a_day_below_the_text_counts_only_with_a_label(foot, day):
    assert page("", foot).day == day


@pytest.mark.parametrize(
    "foot, author",
    [
        ("\nBy Ines Okoro\n", "Ines Okoro"),
        ("\nReporting by Ines Okoro; Editing by Tom Breck\n", "Ines Okoro"),
        ("\n— Ines Okoro, The Wend Post\n", "Ines Okoro"),
        ("\nInes Okoro, 14 June 2022\n", "Ines Okoro"),
        ("\nYours sincerely,\nIkemba Adeyo\n", "Ikemba Adeyo"),
        ("\nIkemba Adeyo is a reporter for the Wend Post. Follow her: @ikemba\n", "Ikemba Adeyo"),
        ("\nIkemba Adeyo is the mayor of Wend.\n", ""),
        ("\nab/cd (AP, dpa)\n", "ab/cd (AP, dpa)"),
        ("\nTopics\nWend\nCity Council\n", ""),
        ("\n— Ines Okoro (@ines) June 14, 2022\n", ""),
    ],
)
def test_writers_below_the_text(foot, author):
    assert "; ".join(page("", foot).authors) == author


@pytest.mark.parametrize(
    "title, day",
    [
        ("Debate in the Council - Tuesday, 14 June 2022", DAY),
        ("Remarks on the Lock (June 14, 2022)", DAY),
        ("Briefing by the Keeper, June 14, 2022", DAY),
        ("What happened on the river on 14 June 2022", ""),
        ("The keeper of the lock (1930 – 14 June 2022)", ""),
        ("Briefing by the Keeper, June 2022", ""),
    ],
)
def test_a_day_set_apart_at_the_end_of_a_title_is_the_last_resort(title, day):
    assert page("", title=title).day == day
    assert page("15 June 2022", title=title).day == "2022-06-15"


def test_the_day_below_a_link_is_that_of_the_link():
    text = f"Barges pass\n\nRelated: The mill stands still\n10 June 2022\n\n14 June 2022\n\n{BODY}"
    assert read_head(text, find_paragraphs(text)).day == DAY


def test_a_day_below_the_text_is_told_where_no_other_is():
    assert page("By Ines Okoro", foot="\n14 June 2022, 12:10\n").unread[0][0] == "below"
    assert page("13 June 2022", foot="\n14 June 2022, 12:10\n").unread == ()


@pytest.mark.parametrize(
    "head, line",
    [
        ("Minutes of the meeting of 14 June 2022", 2),
        ("By Ines Okoro\nRecorded at the lock on 14 June 2022 for the museum", 3),
        ("What the keeper of the lock wrote to the mayor and to all who asked him in those days, 14 June 2022", 0),
        (
            "The lock was closed and the barges had to wait for a day and more at Hale.\nThe Hale Mail, no. 9, 14 June 2022",
            0,
        ),
    ],
)
def test_a_short_line_of_the_head_that_names_a_day_among_other_words_is_told(head, line):
    told = page(head)
    assert told.day == "" and [number for what, number, _ in told.unread if what == "within"] == [line] * bool(line)


def test_the_day_on_which_the_page_was_read_is_not_the_articles():
    text = f"Wednesday, June 15, 2022\nToday's Paper\nHome\nNews\nSport\nMy Account\nBarges pass the lock\nBy Ann Lee\n\n{BODY}"
    assert read_head(text, find_paragraphs(text)).day == ""


def test_of_several_articles_the_first_long_one_gives_the_card():
    text = f"A\n\nB\n\n{BODY}"
    start = text.index("The keeper")
    parts = [Paragraph(0, 1, "headline"), Paragraph(3, 4, "headline", 2), Paragraph(start, len(text), "body", 2)]
    assert read_head(text, parts).title == "B"
    assert read_head(text, [parts[0], Paragraph(start, len(text)), parts[1]]).title == "A"


def test_a_name_alone_counts_where_the_page_sets_it_between_headline_and_text():
    text = f"Barges pass\nIkemba Adeyo\n\n{BODY}"
    start = text.index(BODY)
    parts = [Paragraph(0, 11, "headline"), Paragraph(12, 24, "byline"), Paragraph(start, len(text))]
    assert read_head(text, parts).authors == ("Ikemba Adeyo",)
    assert read_head(text, [parts[0], parts[2]]).authors == ()


def test_a_report_that_begins_with_place_day_and_agency():
    text = f"Barges pass\n\nWEND, June 14, 2022 (AP) — {BODY}"
    assert read_head(text, find_paragraphs(text)).day == DAY


def test_a_day_that_cant_be_read_is_told_with_its_line():
    assert page("By Ines Okoro\n2 hours ago").unread == (("relative", 3, "2 hours ago"),)
    assert page("Monday 14 June 2022").unread == (("weekday", 2, "Monday 14 June 2022"),)
    assert page("11/12/2022").unread == (("either", 2, "11/12/2022"),)
    assert page("2 hours ago\n14 June 2022").unread == ()
    assert page("By our correspondent").unread == (("byline", 2, "By our correspondent"),)


def test_figures_elsewhere_in_the_text_decide_on_the_order():
    assert order_of_figures("on 3/4/2022 and 25/4/2022") == "dmy"
    assert order_of_figures("on 3/4/2022 and 4/25/22") == "mdy"
    assert order_of_figures("on 3/4/2022") == order_of_figures("25/4/2022 and 4/25/2022") == ""
    head = page("03/04/2022", "\nThe lock was built on 25/04/1822.\n")
    assert (head.day, head.order) == ("2022-04-03", "dmy")
    assert page("03/04/2022 06:56 AM EST")[3:5] == ("2022-03-04", "mdy")


# -- free text

pieces = st.sampled_from(
    ["By ", "Published", "Updated", " 14 Jun 2022", "2 hours ago", "Ann Lee", " and ", ", ", "|", "\n", "\n\n", "@x"]
    + [
        "---\n",
        "date: ",
        "“",
        "(",
        ")",
        "11/12/2022",
        "Friday",
        "—",
        " - ",
        "HOME",
        "é",
        "\u2028",
        "\r\n",
        "0",
        "Yours,",
    ]
)


@tries(300)
@given(st.one_of(st.lists(pieces, max_size=40).map("".join), st.text(max_size=200)))
def test_any_text_gives_an_answer(text):
    text = one_break(text)
    head = read_head(text, find_paragraphs(text))
    lines = text.split("\n")
    assert all(words in lines[number - 1] or words in text for _, number, words in (*head.read, *head.unread))
    assert head.day == "" or len(head.day) in (7, 10)


@pytest.mark.parametrize(
    "line",
    [
        "World Sport Football\n",
        "June 14, 2022 8:03 am ET\n",
        "Ann Lee\n",
        "By\n",
        "Ann Lee\nJune 14, 2022\n",
        "1 " * 99 + "\n",
    ],
)
def test_a_long_menu_is_read_in_linear_time(line):
    def made(size):
        return line * (size // len(line))

    assert growth(lambda text: read_head(text, [Paragraph(0, 5, "headline")]), made, 20_000) < 2.6


# -- kinds of pages


def test_who_posted_a_text_may_stand_beside_its_day_by_the_name_of_an_account():
    assert read_dateline("Posted on June 14, 2022 by ann_lee")[:2] == (DAY, "published")
    assert read_line("Seen on June 14, 2022 by the miller") == (None, None)


def test_a_row_of_a_table_tells_when_something_was():
    assert read_line("Date\t14 June 2022") == read_line("Place\tWend, Kent") == (None, None)
    assert read_dateline("Date:\t14 June 2022").day == read_dateline("Published\t14 June 2022").day == DAY


def test_what_stands_beside_the_day_of_a_film_is_passed_over():
    assert read_dateline("1,204,558 views  Jun 14, 2022  #barge #wend")[::3] == (DAY, "")


def test_an_office_may_follow_a_stroke():
    assert read_byline("By ANN LEE and BO ROE/ Staff Writers").names == ("Ann Lee", "Bo Roe")


def test_the_year_may_stand_first_in_other_languages():
    assert read_dateline("2022. június 14. 10:12").day == DAY


def test_the_name_of_a_room_is_no_writers():
    assert read_byline("James S. Lee Press Briefing Room") is None
