"""The finder of dates: spans, values and where they come from; what it must decline; and its time."""

import re

import pandas as pd
import pytest
from doubling import took
from hypothesis import given
from hypothesis import strategies as st
from tries import seen, tries

from helpers import CaseError, find_dates, match_spans, precision_recall, text_source
from tellings.timeline import dates as module
from tellings.timeline.calendar import WORDS
from tellings.timeline.rules import vague
from tellings.timeline.tables import COLUMNS

FRIDAY = "2013-03-22"


def values(text, published=FRIDAY, narrative=False, **card):
    found = find_dates(text_source(text, published=published, **card), narrative)
    return list(zip(found.text, found.value))


def test_every_row_of_the_reference_coding(case):
    same = ["source", "start", "end", "text", "type", "value", "basis"]
    found, gold = find_dates(case)[same], case.gold("dates")[same]
    assert found.astype(str).values.tolist() == gold.astype(str).values.tolist()
    assert precision_recall(match_spans(found, gold, same=("value", "basis")))["f1"] == 1.0


@pytest.mark.parametrize(
    "text, expected",
    [
        # the document's weekday, the days before it, and ahead only where the clause looks ahead
        (
            "NEW YORK, March 22 (Reuters) - Shares fell on Friday.",
            [("March 22", "2013-03-22"), ("Friday", "2013-03-22")],
        ),
        ("It lost money, officials said Thursday.", [("Thursday", "2013-03-21")]),
        ("The council will vote on Monday.", [("Monday", "2013-03-25")]),
        ("It will be decided, he said Monday.", [("Monday", "2013-03-18")]),
        ("On Tuesday, the court will hear the case.", [("Tuesday", "2013-03-26")]),
        ("Markets stay closed until Wednesday.", [("Wednesday", "2013-03-27")]),
        ("On Wednesday they agreed to go.", [("Wednesday", "2013-03-20")]),
        ("They agreed to go on Wednesday.", [("Wednesday", "2013-03-27")]),
        ("Prices fell on Tues. Lorne bought.", [("Tues.", "2013-03-19")]),
        (
            "last Friday, next Friday, this Friday",
            [("last Friday", "2013-03-15"), ("next Friday", "2013-03-29"), ("this Friday", "2013-03-22")],
        ),
        (
            "It rained on Sunday. The following Monday it snowed.",
            [("Sunday", "2013-03-17"), ("The following Monday", "2013-03-18")],
        ),
        # days and months without a year
        ("He resigned on Nov. 6.", [("Nov. 6", "2012-11-06")]),
        ("It opened on April 30.", [("April 30", "2013-04-30")]),
        ("It opened in December, and will close in February.", [("December", "2012-12"), ("February", "2014-02")]),
        (
            "the 31st of August, 2021, 31 August 2021 and Aug. 31, 2021",
            [
                ("the 31st of August, 2021", "2021-08-31"),
                ("31 August 2021", "2021-08-31"),
                ("Aug. 31, 2021", "2021-08-31"),
            ],
        ),
        ("between 12 and 14 May 2011", [("12", "2011-05-12"), ("14 May 2011", "2011-05-14")]),
        ("March 3-5", [("March 3", "2013-03-03"), ("5", "2013-03-05")]),
        ("Friday, March 22, 2013", [("Friday, March 22, 2013", "2013-03-22")]),
        # "May" and "March" are words too
        ("May the road rise. It may rain in May.", [("May", "2013-05")]),
        ("The march in March. March on!", [("March", "2013-03")]),
        # units at their own size
        (
            "last week, this month, next year",
            [("last week", "2013-W11"), ("this month", "2013-03"), ("next year", "2014")],
        ),
        (
            "five years ago, two weeks ago, three days ago",
            [("five years ago", "2008"), ("two weeks ago", "2013-W10"), ("three days ago", "2013-03-19")],
        ),
        ("over the weekend", [("the weekend", "2013-W12-WE")]),
        (
            "last summer, next spring, the summer of 2005",
            [("last summer", "2012-SU"), ("next spring", "2014-SP"), ("the summer of 2005", "2005-SU")],
        ),
        (
            "the third quarter, the fourth quarter of last year",
            [("the third quarter", "2012-Q3"), ("the fourth quarter of last year", "2012-Q4")],
        ),
        ("They sold twice as many as a year earlier.", [("a year earlier", "2012")]),
        (
            "In the fourth quarter sales fell from a year earlier.",
            [("the fourth quarter", "2012-Q4"), ("a year earlier", "2011-Q4")],
        ),
        (
            "the 1990s, the early '80s, the 19th century",
            [("the 1990s", "199"), ("the early '80s", "198"), ("the 19th century", "18")],
        ),
        ("from 499 to 493 BC, in 2007-08", [("499", "BC0499"), ("493 BC", "BC0493"), ("2007", "2007"), ("08", "2008")]),
        # lengths and repetitions
        (
            "nearly two months, two and a half years, half an hour",
            [("nearly two months", "P2M"), ("two and a half years", "P2.5Y"), ("half an hour", "PT30M")],
        ),
        ("several and a half years", [("several and a half years", "PXY")]),
        # A name that stands twice in a rule's pattern is read wherever it matches.
        ("in the week of 5 May 2021", [("the week of 5 May 2021", "2021-W18")]),
        ("in the week of May 5, 2021", [("the week of May 5, 2021", "2021-W18")]),
        ("in the week ending 5 May 490 BC", [("the week ending 5 May 490 BC", "BC0490-WXX")]),
        (
            "the past two months, several years, for decades",
            [("the past two months", "P2M"), ("several years", "PXY"), ("decades", "PXDE")],
        ),
        (
            "daily, every Monday, twice a week, every two years",
            [("daily", "P1D"), ("every Monday", "XXXX-WXX-1"), ("twice a week", "P1W"), ("every two years", "P2Y")],
        ),
        ("a two-year plan for a 12-year-old aged 60 years", [("two-year", "P2Y")]),
        ("a second man, a quarter of them, the first time", []),
        (
            "over the last year, in the last year, the last week of May, the year ended March 31",
            [
                ("the last year", "P1Y"),
                ("the last year", "2012"),
                ("the last week of May", "2012-W22"),
                ("the year", "P1Y"),
                ("March 31", "2013-03-31"),
            ],
        ),
        # times of day
        (
            "Friday night, yesterday morning, last night",
            [
                ("Friday night", "2013-03-22TNI"),
                ("yesterday morning", "2013-03-21TMO"),
                ("last night", "2013-03-21TNI"),
            ],
        ),
        ("at 9:30 a.m. on Thursday", [("9:30 a.m.", "2013-03-21T09:30"), ("Thursday", "2013-03-21")]),
        ("9 p.m. Sunday, noon Monday", [("9 p.m. Sunday", "2013-03-17T21:00"), ("noon Monday", "2013-03-18T12:00")]),
        ("They won 21:14.", []),
        (
            "On Thursday he came. The next morning he left.",
            [("Thursday", "2013-03-21"), ("The next morning", "2013-03-22TMO")],
        ),
        (
            "Mass is at 9:30 a.m. (0830 GMT) on Sunday.",
            [("9:30 a.m.", "2013-03-17T09:30"), ("0830 GMT", "2013-03-17T08:30Z"), ("Sunday", "2013-03-17")],
        ),
        # references that stay vague
        (
            "now, recently, in the past, the coming weeks, in the near future",
            [
                ("now", "PRESENT_REF"),
                ("recently", "PAST_REF"),
                ("the past", "PAST_REF"),
                ("the coming weeks", "FUTURE_REF"),
                ("the near future", "FUTURE_REF"),
            ],
        ),
        ("Today's world is not the world he left today.", [("Today", "PRESENT_REF"), ("today", "2013-03-22")]),
        ("still, already, former, previously, annual", []),
        # numbers that are no year
        ("2000 people, 1500 soldiers, flight 1549, $2012, the Russell 2000 index, call 555-2010", []),
        (
            "They came at night, in spring, for two full days; the spring was cold; the spring offensive failed.",
            [("night", "XXXX-XX-XXTNI"), ("spring", "2012-SP"), ("two full days", "P2D"), ("the spring", "2012-SP")],
        ),
    ],
)
def test_expressions_of_the_news(text, expected):
    assert values(text) == expected


# What news, transcripts and reports are full of: text, day of publication, expressions and values.
KINDS = [
    # the tense says whether a month or weekday lies ahead
    ("The Blues hope to win the valley in October.", "2019-02-04", [("October", "2019-10")]),
    ("the best woman to lead them in October", "2019-02-04", [("October", "2019-10")]),
    ("Brandt failed to win a seat in October.", "2019-02-04", [("October", "2018-10")]),
    ("He said the October election was a farce.", "2019-02-04", [("October", "2018-10")]),
    ("Lind said the October election will be close.", "2019-02-04", [("October", "2019-10")]),
    ("Lind, who is up for re-election in October, smiled.", "2019-02-04", [("October", "2019-10")]),
    ("In the October election, Lind and Brandt both hoped.", "2019-12-04", [("October", "2019-10")]),
    ("the general election in October", "2019-02-04", [("October", "2019-10")]),
    ("The envoy is unlikely to arrive on Wednesday.", "2019-05-20", [("Wednesday", "2019-05-22")]),
    ("Both sides agreed to meet on Wednesday.", "2019-05-20", [("Wednesday", "2019-05-22")]),
    ("The rule takes effect on Wednesday.", "2019-05-20", [("Wednesday", "2019-05-22")]),
    (
        "The deadline is Wednesday. Ahead of Thursday's count he left.",
        "2019-05-20",
        [("Wednesday", "2019-05-22"), ("Thursday", "2019-05-23")],
    ),
    ("She came to see them on Wednesday.", "2019-05-20", [("Wednesday", "2019-05-15")]),
    ("He told reporters on Wednesday the mill would shut.", "2019-05-20", [("Wednesday", "2019-05-15")]),
    ("The council said the 3 March fair would take place.", "2018-12-12", [("the 3 March", "2019-03-03")]),
    ("The market opens again: Jan. 4.", "2018-12-20", [("Jan. 4", "2019-01-04")]),
    (
        "The Mill Plan failed on March 4. Will said so on Wednesday.",
        "2019-05-20",
        [("March 4", "2019-03-04"), ("Wednesday", "2019-05-15")],
    ),
    ("The United Mills spoke on Wednesday of the need.", "2019-05-20", [("Wednesday", "2019-05-15")]),
    # a neighbour's year
    (
        "shut from 20 December to 8 January 2018",
        "2021-08-17",
        [("20 December", "2017-12-20"), ("8 January 2018", "2018-01-08")],
    ),
    (
        "from March to July 2011, in April, May and June 2012",
        "2021-08-17",
        [
            ("March", "2011-03"),
            ("July 2011", "2011-07"),
            ("April", "2012-04"),
            ("May", "2012-05"),
            ("June 2012", "2012-06"),
        ],
    ),
    (
        "from October 2019 to February, and in 2015 from March to May",
        "2021-08-17",
        [
            ("October 2019", "2019-10"),
            ("February", "2020-02"),
            ("2015", "2015"),
            ("March", "2015-03"),
            ("May", "2015-05"),
        ],
    ),
    ("between November and February", "2021-08-17", [("November", "2020-11"), ("February", "2021-02")]),
    # counted within a longer unit
    (
        "the first Monday of March 2020, the last Friday of this month",
        "2021-08-17",
        [("the first Monday of March 2020", "2020-03-02"), ("the last Friday of this month", "2021-08-27")],
    ),
    (
        "the 2nd Tuesday in June, the fifth Friday of September, the third Sunday of every month",
        "2021-08-17",
        [("the 2nd Tuesday in June", "2021-06-08"), ("the third Sunday of every month", "P1M")],
    ),
    (
        "the last week of this month, the second month of 2020, the last day of this year, the first day of next week",
        "2021-08-17",
        [
            ("the last week of this month", "2021-W34"),
            ("the second month of 2020", "2020-02"),
            ("the last day of this year", "2021-12-31"),
            ("the first day of next week", "2021-08-23"),
        ],
    ),
    (
        "the last month of the quarter, the first week of each year",
        "2021-08-17",
        [("the last month of the quarter", "2021-09"), ("the first week of each year", "P1Y")],
    ),
    # ranges of numbers are one length
    (
        "five or six years, 8-10 weeks, 20 to 30 days, a ten-to-twelve-year wait",
        "2019-05-20",
        [
            ("five or six years", "P5Y"),
            ("8-10 weeks", "P8W"),
            ("20 to 30 days", "P20D"),
            ("ten-to-twelve-year", "P10Y"),
        ],
    ),
    (
        "between four and six weeks, a month or two, the past 10 to 15 years, three or four days ago",
        "2019-05-20",
        [
            ("four and six weeks", "P4W"),
            ("a month or two", "P1M"),
            ("the past 10 to 15 years", "P10Y"),
            ("three or four days ago", "PAST_REF"),
        ],
    ),
    ("from 9 to 5 days a year", "2019-05-20", [("5 days", "P5D"), ("a year", "P1Y")]),
    (
        "four years and a half, two and a half years ago",
        "2019-05-20",
        [("four years and a half", "P4.5Y"), ("two and a half years ago", "2016-11")],
    ),
    (
        "two thousand years, three hundred days, a few hundred years",
        "2019-05-20",
        [("two thousand years", "P2000Y"), ("three hundred days", "P300D"), ("a few hundred years", "PXY")],
    ),
    (
        "a century-old mill, decades-old oaks, a 12-year-old",
        "2019-05-20",
        [("century-old", "P100Y"), ("decades-old", "PXDE")],
    ),
    # names that are no dates
    (
        "“Harbour News Sunday,” the Sunday Herald and the Weekly Standard said so on Sunday.",
        "2019-05-20",
        [("Sunday", "2019-05-19")],
    ),
    (
        "The Daily Mail asked on “This Week” and the “Today” show, and 60 Minutes ran for 60 minutes.",
        "2019-05-20",
        [("60 minutes", "PT60M")],
    ),
    ("She sang on Saturday Night Live, he on Friday Night Hits.", "2019-05-20", []),
    ("the Alder Times; “This Week”; “World News Tonight”; the Six-Day War; “Today” host Lind", "2019-05-20", []),
    ("The Hundred Years’ War is taught in the Evening Institute.", "2019-05-20", []),
    ("Miller Held Over Last Week’s Fire", "2019-05-20", [("Last Week", "2019-W20")]),
    ("the player of the year, the soup of the day, the heat of the year", "2019-05-20", [("the year", "2019")]),
    ("April Jones met June Falk and Mr August; Theresa May and Mrs May left.", "2019-05-20", []),
    (
        "In May, May resigned. After May spoke, Theresa May left; it was over by May.",
        "2019-05-20",
        [("May", "2019-05")],
    ),
    (
        "H.R. 2009, SB 1982, section 1983, 1776 houses, nearly 1900 ducks, pp. 1980-1999, ISSN 1995-2004, in 2009",
        "2019-05-20",
        [("2009", "2009")],
    ),
    (
        "“At the end of the day, we lost,” she said. One day he will see; in this day and age it took one day.",
        "2019-05-20",
        [("one day", "P1D")],
    ),
    ("He worked to the end of the day.", "2019-05-20", [("the end of the day", "2019-05-20")]),
    (
        "Today's children, and the children of today; today, most boats are of steel.",
        "2019-05-20",
        [("Today", "PRESENT_REF"), ("today", "2019-05-20"), ("today", "PRESENT_REF")],
    ),
    (
        "Peter August said so; China August exports rose, and Lind’s August visit ended.",
        "2019-09-20",
        [("August", "2019-08"), ("August", "2019-08")],
    ),
    (
        "The mayor visits the mill on Monday; the hearing was set for Tuesday; the bill goes to the house on Friday.",
        "2019-09-19",
        [("Monday", "2019-09-23"), ("Tuesday", "2019-09-24"), ("Friday", "2019-09-20")],
    ),
    ("The March election drew few.", "2019-05-20", [("March", "2019-03")]),
    # the day under discussion, and one told in passing
    (
        "He was shown her March 4 letter. Later in the day, he left, and in the evening he came back.",
        "2019-05-20",
        [("March 4", "2019-03-04"), ("Later in the day", "2019-05-20"), ("the evening", "2019-05-20TEV")],
    ),
    (
        "On March 4 the mill burned. Later in the day, rain fell.",
        "2019-05-20",
        [("March 4", "2019-03-04"), ("Later in the day", "2019-03-04")],
    ),
    (
        "On March 4 the mill burned.\n\nThe market was calm at the end of the day.",
        "2019-05-20",
        [("March 4", "2019-03-04"), ("the end of the day", "2019-05-20")],
    ),
    ("early Sunday, May 19, 2019", "2019-05-20", [("early Sunday, May 19, 2019", "2019-05-19")]),
    # nights, weekends, weeks just over
    (
        "Snow fell overnight, and more will fall overnight. An overnight train came overnight on Saturday.",
        "2019-05-20",
        [
            ("overnight", "2019-05-19TNI"),
            ("overnight", "2019-05-20TNI"),
            ("overnight", "2019-05-18TNI"),
            ("Saturday", "2019-05-18"),
        ],
    ),
    (
        "They danced this weekend. They will sing this weekend.",
        "2019-05-20",
        [("this weekend", "2019-W20-WE"), ("this weekend", "2019-W21-WE")],
    ),
    (
        "this past week, this past March, this past Sunday",
        "2019-05-22",
        [("this past week", "2019-W20"), ("this past March", "2019-03"), ("this past Sunday", "2019-05-19")],
    ),
    (
        "three years ago Monday, two weeks ago today, a year ago this month",
        "2019-05-22",
        [
            ("three years ago Monday", "2016-05-20"),
            ("two weeks ago today", "2019-05-08"),
            ("a year ago this month", "2018-05"),
        ],
    ),
    # years, decades and days in other dress
    (
        "in ’42, in ’24; March to May were wet",
        "2019-05-20",
        [("’42", "1942"), ("’24", "2024"), ("March", "2019-03"), ("May", "2019-05")],
    ),
    (
        "in ’09 and ’98; ’12 Democrats; the ‘12 men’ of '09",
        "2019-05-20",
        [("’09", "2009"), ("’98", "1998"), ("’12", "2012"), ("'09", "2009")],
    ),
    (
        "FY2018, fy 19, the full year, in Q3, the latest quarter",
        "2019-05-20",
        [
            ("FY2018", "2018"),
            ("fy 19", "2019"),
            ("the full year", "2019"),
            ("Q3", "2019-Q3"),
            ("the latest quarter", "2019-Q3"),
        ],
    ),
    (
        "the 1300s, the 1970's, the mid-1980's, the seventies, the late nineteen thirties, an F-16's wing",
        "2019-05-20",
        [
            ("the 1300s", "13"),
            ("the 1970's", "197"),
            ("the mid-1980's", "198"),
            ("the seventies", "197"),
            ("the late nineteen thirties", "193"),
        ],
    ),
    ("a woman in her eighties", "2019-05-20", []),
    (
        "3-Jun-14, 03/Jun/2014, 3.Jun.2014, Jun-3-2014, 2014-Jun-03, 3Jun2014, 2014/06/03, 13-06-2014",
        "2019-05-20",
        [
            (text, "2014-06-03")
            for text in ("3-Jun-14", "03/Jun/2014", "3.Jun.2014", "Jun-3-2014", "2014-Jun-03", "3Jun2014", "2014/06/03")
        ]
        + [("13-06-2014", "2014-06-13")],
    ),
    (
        "Mon 3 June 2019; Tue, Jun 4, 2019",
        "2019-05-20",
        [("Mon 3 June 2019", "2019-06-03"), ("Tue, Jun 4, 2019", "2019-06-04")],
    ),
    (
        "circa 480 BC, the largest to date, up to date",
        "2019-05-20",
        [("circa 480 BC", "BC0480"), ("date", "PRESENT_REF")],
    ),
    # times with a full stop, o'clock, and ranges of hours
    (
        "by 6.20 pm yesterday; at 7 o’clock, and at 5 o’clock in the morning",
        "2019-05-20",
        [
            ("6.20 pm yesterday", "2019-05-19T18:20"),
            ("7 o’clock", "2019-05-19T19:00"),
            ("5 o’clock in the morning", "2019-05-19T05:00"),
        ],
    ),
    (
        "from 3 to 5 p.m. and 11 to 1 p.m.",
        "2019-05-20",
        [
            ("3", "2019-05-20T15:00"),
            ("5 p.m.", "2019-05-20T17:00"),
            ("11", "2019-05-20T11:00"),
            ("1 p.m.", "2019-05-20T13:00"),
        ],
    ),
    # what is counted from the quarter, the year or the day under discussion
    (
        "fiscal 2016, the year-ago quarter, the same week last year, at year-end, in the years ahead",
        "2019-05-20",
        [
            ("fiscal 2016", "2016"),
            ("the year-ago quarter", "2015"),
            ("the same week last year", "2018"),
            ("year-end", "2019"),
            ("the years ahead", "FUTURE_REF"),
        ],
    ),
    (
        "On March 4 it burned. He had come the day before.",
        "2019-05-20",
        [("March 4", "2019-03-04"), ("the day before", "2019-03-03")],
    ),
    (
        "the three previous years, the past weeks, the past year, a yearlong wait, a week-long one",
        "2019-05-20",
        [
            ("the three previous years", "P3Y"),
            ("the past weeks", "PXW"),
            ("the past year", "P1Y"),
            ("yearlong", "P1Y"),
            ("week-long", "P1W"),
        ],
    ),
    (
        "Friday nights, Sundays, 18:30 GMT",
        "2019-05-20",
        [("Friday nights", "XXXX-WXX-5TNI"), ("Sundays", "XXXX-WXX-7"), ("18:30 GMT", "2019-05-20T18:30Z")],
    ),
    ("a man in his 40s, a woman in her mid-80s, in the 40s", "2019-05-20", [("the 40s", "194")]),
    (
        "a quarter of a century, a quarter-century, a quarter of an hour, no more than 30 days",
        "2019-05-20",
        [
            ("a quarter of a century", "P25Y"),
            ("a quarter-century", "P25Y"),
            ("a quarter of an hour", "PT15M"),
            ("no more than 30 days", "P30D"),
        ],
    ),
    (
        "each Friday morning in the summer months, and a week from Monday, by year end",
        "2019-05-22",
        [
            ("each Friday morning", "XXXX-WXX-5TMO"),
            ("the summer months", "2018-SU"),
            ("a week from Monday", "2019-06-03"),
            ("year end", "2019"),
        ],
    ),
    # as pages are pasted: run on to a name or a time, broken lines, buttons
    (
        "By ADA BRANDTMarch 3, 2019\nMarch 4, 20199:15 AM ET",
        "2019-05-20",
        [("March 3, 2019", "2019-03-03"), ("March 4, 2019", "2019-03-04")],
    ),
    ("a farmer aged 91\nMar 3, 2019", "2019-05-20", [("Mar 3, 2019", "2019-03-03")]),
    (
        "Tue 19 Mar 2019 09.34 GMT; 14M 31S AGO; Harbour Money Daily",
        "2019-05-20",
        [("Tue 19 Mar 2019 09.34 GMT", "2019-03-19T09:34Z")],
    ),
    ("NATION TODAY\nRecent Posts\nDaily Mirror\nNow Britain waits.", "2019-05-20", [("Now", "PRESENT_REF")]),
    ("He knew what was going on\nOn Saturday I stood at the gate.", "2019-05-20", [("Saturday", "2019-05-18")]),
    (
        "Lind said Brandt would have an operation on Friday. The field-bred apple is to come in July.",
        "2019-05-20",
        [("Friday", "2019-05-24"), ("July", "2019-07")],
    ),
    (
        "They put the matter to a vote in June. Rain to last until Friday.",
        "2019-05-20",
        [("June", "2018-06"), ("Friday", "2019-05-24")],
    ),
    (
        "the last half hour, the night shift, how many days; Comrade Sunday Eze spoke",
        "2019-05-20",
        [("the last half hour", "PT30M")],
    ),
    (
        "At 2:47 p.m. he said some had stood since ten o'clock this morning.",
        "2019-05-20",
        [("2:47 p.m.", "2019-05-20T14:47"), ("ten o'clock this morning", "2019-05-20T10:00")],
    ),
    # as old papers write
    (
        "On the 14th inst., on the 3rd ult., by the 2nd prox.",
        "1898-03-17",
        [("the 14th inst.", "1898-03-14"), ("the 3rd ult.", "1898-02-03"), ("the 2nd prox.", "1898-04-02")],
    ),
    (
        "On Tuesday last, at half past nine o’clock in the evening; on Monday next at a quarter to five.",
        "1898-03-17",
        [
            ("Tuesday last", "1898-03-15"),
            ("half past nine o’clock in the evening", "1898-03-15T21:30"),
            ("Monday next", "1898-03-21"),
            ("a quarter to five", "1898-03-21T16:45"),
        ],
    ),
    # quarters soon to begin, a quarter and its full year
    (
        "Two mills close in the third quarter. It lost more in the fourth quarter of 2017 and the full year.",
        "2019-05-20",
        [("the third quarter", "2019-Q3"), ("the fourth quarter of 2017", "2017-Q4"), ("the full year", "2017")],
    ),
    ("the most recent model, a recent model", "2019-05-20", [("recent", "PAST_REF")]),
    # days told by their number, of the month told last or the document's
    (
        "It opened on 3 May. On the 5th it burned, and on the 2nd of the following month it shut.",
        "2019-06-20",
        [("3 May", "2019-05-03"), ("the 5th", "2019-05-05"), ("the 2nd of the following month", "2019-06-02")],
    ),
    (
        "The bill came on the 14th. It is to be paid by the 3rd of next month.",
        "2019-06-20",
        [("the 14th", "2019-06-14"), ("the 3rd of next month", "2019-07-03")],
    ),
    (
        "He left on the 28th, and will return on the 4th.",
        "2019-06-20",
        [("the 28th", "2019-05-28"), ("the 4th", "2019-06-04")],
    ),
    (
        "He left on 28 March and came back on the 2nd and 9th.",
        "2019-06-20",
        [("28 March", "2019-03-28"), ("the 2nd", "2019-04-02"), ("9th", "2019-04-09")],
    ),
    (
        "On 3 May he had a bogey on the 18th; they live on the 9th floor; by the 20th minute it was lost.",
        "2019-06-20",
        [("3 May", "2019-05-03")],
    ),
    ("on the 8th and 9th floors", "2019-06-20", []),
    (
        "Lunch is on Thursday 27th; it was shut on Tuesday 11th and (Mon 10). Sunday, 12 men sang.",
        "2019-06-20",
        [
            ("Thursday 27th", "2019-06-27"),
            ("Tuesday 11th", "2019-06-11"),
            ("Mon 10", "2019-06-10"),
            ("Sunday", "2019-06-16"),
        ],
    ),
    (
        "on the twenty-first of June, on June the third, in June the first stones fell",
        "2019-06-20",
        [("the twenty-first of June", "2019-06-21"), ("June the third", "2019-06-03"), ("June", "2019-06")],
    ),
    (
        "the 23rd or 30th of June, between the 1st and the 3rd of May",
        "2019-06-20",
        [
            ("the 23rd", "2019-06-23"),
            ("30th of June", "2019-06-30"),
            ("the 1st", "2019-05-01"),
            ("the 3rd of May", "2019-05-03"),
        ],
    ),
    ("On 9 May two lads, 15 and 16, sang.", "2019-06-20", [("9 May", "2019-05-09")]),
    # weekdays beside one another, and of next week
    (
        "Rain from Friday to Sunday. Outlook for Sunday to Tuesday: dry. They met on Monday and Tuesday.",
        "2019-06-20",
        [
            ("Friday", "2019-06-14"),
            ("Sunday", "2019-06-16"),
            ("Sunday", "2019-06-23"),
            ("Tuesday", "2019-06-25"),
            ("Monday", "2019-06-17"),
            ("Tuesday", "2019-06-18"),
        ],
    ),
    (
        "Next week brings a debate on Monday. This Tuesday is the fair; this Monday it rained.",
        "2019-06-20",
        [
            ("Next week", "2019-W26"),
            ("Monday", "2019-06-24"),
            ("This Tuesday", "2019-06-25"),
            ("this Monday", "2019-06-17"),
        ],
    ),
    (
        "It burned on 3 May; the Sunday after, it was rebuilt.",
        "2019-06-20",
        [("3 May", "2019-05-03"), ("the Sunday after", "2019-05-05")],
    ),
    # a verb "last", years in a list
    (
        "A match could last three days; the last three days were wet, as in 1416, 1521 and 1659.",
        "2019-06-20",
        [("three days", "P3D"), ("the last three days", "P3D"), ("1416", "1416"), ("1521", "1521"), ("1659", "1659")],
    ),
    (
        "over the field over two days, for over two days, in seconds, every two to four weeks",
        "2019-06-20",
        [("two days", "P2D"), ("over two days", "P2D"), ("seconds", "PTXS"), ("every two to four weeks", "P2W")],
    ),
    (
        "They came on Tuesday the sixth of June, and that same evening sang.",
        "2017-06-20",
        [("Tuesday the sixth of June", "2017-06-06"), ("that same evening", "2017-06-06TEV")],
    ),
    (
        "Shut on Monday 17 and Tuesday 18 June.",
        "2019-06-20",
        [("Monday 17", "2019-06-17"), ("Tuesday 18 June", "2019-06-18")],
    ),
    (
        "the winter of ’47; the fair is in August",
        "1953-01-30",
        [("the winter of ’47", "1947-WI"), ("August", "1953-08")],
    ),
    (
        "They expect another cut by Friday. The board will open the delayed trial on Friday. She retires in December.",
        "2019-06-20",
        [("Friday", "2019-06-21"), ("Friday", "2019-06-21"), ("December", "2019-12")],
    ),
    (
        "at 12:00 noon, in the summers of 1902",
        "2019-06-20",
        [("12:00 noon", "2019-06-20T12:00"), ("the summers of 1902", "1902-SU")],
    ),
    # halves and quarters of a match
    (
        "Brandt scored twice in the second half; the coach had changed two men in the third quarter.\n\n"
        + "Nobody had thought that the firm would come through so bad a time as well as it did, said its head. " * 2
        + "Profit rose in the second half.",
        "2019-06-20",
        [("the second half", "2019-H2")],
    ),
    (
        "She sang last evening. A long time ago she sailed. The case was adjourned to January. He said he would put it to "
        "a vote on Monday. It rained over the weekend. The "
        "next update will be published at the end of December.",
        "2015-11-19",
        [
            ("last evening", "2015-11-18TEV"),
            ("A long time ago", "PAST_REF"),
            ("January", "2016-01"),
            ("Monday", "2015-11-23"),
            ("the weekend", "2015-W46-WE"),
            ("the end of December", "2015-12"),
        ],
    ),
    (
        "on the evening of the 3rd, on Wednesday week, Monday of last week, 19th- and 20th-century art",
        "2019-06-20",
        [
            ("the evening of the 3rd", "2019-06-03TEV"),
            ("Wednesday week", "2019-07-03"),
            ("Monday of last week", "2019-06-10"),
            ("19th", "18"),
            ("20th-century", "19"),
        ],
    ),
    (
        "a few months back, 8 1/2 years, 2½ hours, a two-and-a-half-year term, a year and a half ago",
        "2019-06-20",
        [
            ("a few months back", "PAST_REF"),
            ("8 1/2 years", "P8.5Y"),
            ("2½ hours", "PT2.5H"),
            ("two-and-a-half-year", "P2.5Y"),
            ("a year and a half ago", "2017-12"),
        ],
    ),
    (
        "the first hour, first-year students, in days to come, the week ahead, at week’s end, the Evening Standard",
        "2019-06-20",
        [
            ("the first hour", "PT1H"),
            ("days to come", "FUTURE_REF"),
            ("the week ahead", "FUTURE_REF"),
            ("week’s end", "2019-W25"),
        ],
    ),
    # what tells the tense
    (
        "Tomorrow we rest, on Tuesday we cross. Tomorrow we rest. On Tuesday we crossed.",
        "2019-06-20",
        [("Tomorrow", "2019-06-21"), ("Tuesday", "2019-06-25"), ("Tomorrow", "2019-06-21"), ("Tuesday", "2019-06-18")],
    ),
    (
        "He did not return until Friday. He will not return until Friday.",
        "2019-06-20",
        [("Friday", "2019-06-14"), ("Friday", "2019-06-21")],
    ),
    (
        "Drafts by Friday, please. Back in October we set up a team, to be exact.",
        "2019-06-20",
        [("Friday", "2019-06-21"), ("October", "2018-10")],
    ),
    (
        "Oil for October delivery fell. Accounts are due no later than 31 December.",
        "2019-06-20",
        [("October", "2019-10"), ("31 December", "2019-12-31")],
    ),
    (
        "She was hired on 3 May 2011 and dismissed on 9 July. He will go on 9 July.",
        "2019-06-20",
        [("3 May 2011", "2011-05-03"), ("9 July", "2011-07-09"), ("9 July", "2019-07-09")],
    ),
    # months and seasons beside "that", "the following", "every"; halves of a month or century
    (
        "In May 2011 it opened. That winter it shut; in the following March it fell, and said that April prices rose.",
        "2019-06-20",
        [("May 2011", "2011-05"), ("That winter", "2011-WI"), ("the following March", "2012-03"), ("April", "2019-04")],
    ),
    (
        "every other Tuesday, every second year, each April, every summer, every single day, twice daily, per annum",
        "2019-06-20",
        [
            ("every other Tuesday", "XXXX-WXX-2"),
            ("every second year", "P2Y"),
            ("each April", "XXXX-04"),
            ("every summer", "XXXX-SU"),
            ("every single day", "P1D"),
            ("twice daily", "P1D"),
            ("per annum", "P1Y"),
        ],
    ),
    ("once every five years, every second", "2019-06-20", [("once every five years", "P5Y"), ("every second", "PT1S")]),
    (
        "the first half of June, the second half of the 19th century, the first half of 2013, the first half",
        "2019-06-20",
        [
            ("the first half of June", "2019-06"),
            ("the second half of the 19th century", "18"),
            ("the first half of 2013", "2013-H1"),
            ("the first half", "2019-H1"),
        ],
    ),
    (
        "the 12th and 13th centuries, the late tenth and early eleventh century, the 3rd century AD",
        "2019-06-20",
        [
            ("the 12th", "11"),
            ("13th centuries", "12"),
            ("the late tenth", "09"),
            ("early eleventh century", "10"),
            ("the 3rd century AD", "02"),
        ],
    ),
    (
        "the summer of ’69, in early ’98, the ’08-’09 season, 2017/18, late eighties, in her late eighties",
        "2019-06-20",
        [
            ("the summer of ’69", "1969-SU"),
            ("early ’98", "1998"),
            ("’08", "2008"),
            ("’09", "2009"),
            ("2017", "2017"),
            ("18", "2018"),
            ("late eighties", "198"),
        ],
    ),
    ("regulation 2016/679 of 2016, 17/08/2016", "2019-06-20", [("2016", "2016"), ("17/08/2016", "2016-08-17")]),
    # lengths
    (
        "a hundred and fifty years, two hours and 15 minutes, a year and three months, a century and a half",
        "2019-06-20",
        [
            ("a hundred and fifty years", "P150Y"),
            ("two hours and 15 minutes", "PT2H15M"),
            ("a year and three months", "P1Y3M"),
            ("a century and a half", "P150Y"),
        ],
    ),
    (
        "another month, a further three years, five business days, three nights, 24 h, 30 min, 30-plus years",
        "2019-06-20",
        [
            ("another month", "P1M"),
            ("a further three years", "P3Y"),
            ("five business days", "P5D"),
            ("three nights", "P3D"),
            ("24 h", "PT24H"),
            ("30 min", "PT30M"),
            ("30-plus years", "P30Y"),
        ],
    ),
    (
        "It will last another month, or the next day or so.",
        "2019-06-20",
        [("another month", "P1M"), ("the next day or so", "P1D")],
    ),
    (
        "office hours, 31 light-years, days 4 to 6, the minutes of 3 May, back in the day; for hours, within minutes",
        "2019-06-20",
        [("3 May", "2019-05-03"), ("hours", "PTXH"), ("minutes", "PTXM")],
    ),
    (
        "five days a week, as recently as 2010",
        "2019-06-20",
        [("five days", "P5D"), ("a week", "P1W"), ("2010", "2010")],
    ),
    (
        "She died in 2009; they had met two years before. On 3 May it fell; a day earlier it stood.",
        "2019-06-20",
        [("2009", "2009"), ("two years before", "2007"), ("3 May", "2019-05-03"), ("a day earlier", "2019-05-02")],
    ),
    # times of day
    (
        "09:12 Good morning.\n12:02 BST They left on Monday.\n12:15 He was 21:14 down.",
        "2019-06-20",
        [
            ("09:12", "2019-06-20T09:12"),
            ("12:02 BST", "2019-06-20T12:02"),
            ("Monday", "2019-06-17"),
            ("12:15", "2019-06-20T12:15"),
        ],
    ),
    (
        "At 6pm tonight, at 0415 hours, at 22:15 hours, seven in the morning, 18h30, 2157Z, at 0430, 06:41:30Z",
        "2019-06-20",
        [
            ("6pm tonight", "2019-06-20T18:00"),
            ("0415 hours", "2019-06-20T04:15"),
            ("22:15 hours", "2019-06-20T22:15"),
            ("seven in the morning", "2019-06-20T07:00"),
            ("18h30", "2019-06-20T18:30"),
            ("2157Z", "2019-06-20T21:57Z"),
            ("0430", "2019-06-20T04:30"),
            ("06:41:30Z", "2019-06-20T06:41:30Z"),
        ],
    ),
    (
        "141530Z MAY 19, 200600Z, at 2019-06-19T14:22:05Z; 310 have come by 1930 hours; it ran for 1200 hours",
        "2019-06-20",
        [
            ("141530Z MAY 19", "2019-05-14T15:30Z"),
            ("200600Z", "2019-06-20T06:00Z"),
            ("2019-06-19T14:22:05Z", "2019-06-19T14:22:05Z"),
            ("1930 hours", "2019-06-19T19:30"),
            ("1200 hours", "PT1200H"),
        ],
    ),
    (
        "On 3 May the mill burned. At 9 p.m. it fell. Rain came by mid-afternoon, until early evening. An early train.",
        "2019-06-20",
        [
            ("3 May", "2019-05-03"),
            ("9 p.m.", "2019-05-03T21:00"),
            ("mid-afternoon", "2019-05-03TAF"),
            ("early evening", "2019-05-03TEV"),
        ],
    ),
    (
        "It opens on 3 July. The fire broke out at 9 p.m.",
        "2019-06-20",
        [("3 July", "2019-07-03"), ("9 p.m.", "2019-06-20T21:00")],
    ),
    (
        "He spoke on Sunday. At 9 a.m. bells rang. He spoke on Sunday as in January. The flag fell at 9 a.m.",
        "2019-06-20",
        [
            ("Sunday", "2019-06-16"),
            ("9 a.m.", "2019-06-16T09:00"),
            ("Sunday", "2019-06-16"),
            ("January", "2019-01"),
            ("9 a.m.", "2019-06-20T09:00"),
        ],
    ),
    # quarters and halves of a business year
    (
        "H1 2021, 3Q 2020, Q2 results, Q4 FY2020, the prior-year quarter, the coming quarters; Q1: Who are you?",
        "2021-08-17",
        [
            ("H1 2021", "2021-H1"),
            ("3Q 2020", "2020-Q3"),
            ("Q2", "2021-Q2"),
            ("Q4 FY2020", "2020-Q4"),
            ("the prior-year quarter", "2019-Q4"),
            ("the coming quarters", "FUTURE_REF"),
            ("Q1", "2021-Q1"),
        ],
    ),
    ("Q1: Who are you? For 2h he spoke.", "2021-08-17", []),
    (
        "the weekend of 22 June, the end of year, the early hours of 3 May, the early hours of New Year’s Day",
        "2019-06-20",
        [
            ("the weekend of 22 June", "2019-W25-WE"),
            ("the end of year", "2019"),
            ("the early hours of 3 May", "2019-05-03"),
            ("the early hours of New Year’s Day", "2019-01-01"),
        ],
    ),
    # numbers that are no year, people that are no month
    (
        "2019 shelters, 1024-bit keys, call 0161 496 2010, plate KX19 2010, Rooms 1990, a 1990 film",
        "2019-06-20",
        [("1990", "1990")],
    ),
    ("the actress June Hale, 71, died; Acting June Hale, 71, died", "2019-06-20", []),
    # logs: clocks in hours, days with their number, days that share a month
    (
        "Fire from 1100 to 1145 hrs; he was back 1330 hrs, and from 0600 to 1800 GMT it was wet. He flew 1500 hours.",
        "2019-06-20",
        [
            ("1100", "2019-06-20T11:00"),
            ("1145 hrs", "2019-06-20T11:45"),
            ("1330 hrs", "2019-06-20T13:30"),
            ("0600", "2019-06-20T06:00Z"),
            ("1800 GMT", "2019-06-20T18:00Z"),
            ("1500 hours", "PT1500H"),
        ],
    ),
    (
        "At 1100 AM EDT it lay off Port Ada; the station on 1130 AM.",
        "2019-06-20",
        [("1100 AM EDT", "2019-06-20T11:00")],
    ),
    (
        "5, 6 and 7 May; the 5th, 6th and 7th of May; 5/6 May; May 5, 6 and 7; on May 5, 12 men came",
        "2019-06-20",
        [
            ("5", "2019-05-05"),
            ("6", "2019-05-06"),
            ("7 May", "2019-05-07"),
            ("the 5th", "2019-05-05"),
            ("6th", "2019-05-06"),
            ("7th of May", "2019-05-07"),
            ("5", "2019-05-05"),
            ("6 May", "2019-05-06"),
            ("May 5", "2019-05-05"),
            ("6", "2019-05-06"),
            ("7", "2019-05-07"),
            ("May 5", "2019-05-05"),
        ],
    ),
    (
        "It ran from the 5th to the 9th. Your letter of the 2nd came on 14 June; on the 3rd it snowed.",
        "2019-06-20",
        [
            ("the 5th", "2019-06-05"),
            ("the 9th", "2019-06-09"),
            ("the 2nd", "2019-06-02"),
            ("14 June", "2019-06-14"),
            ("the 3rd", "2019-06-03"),
        ],
    ),
    (
        "They were cut off in January 1947. It must be paid by the 31st.",
        "1983-01-05",
        [("January 1947", "1947-01"), ("the 31st", "1983-01-31")],
    ),
    # calendars: what follows a day to come without a verb lies ahead too
    (
        "Term begins on 6 September. Half term: 25-29 October. Spring: 4 January. The hall burned on 25 November.",
        "2019-07-02",
        [
            ("6 September", "2019-09-06"),
            ("25", "2019-10-25"),
            ("29 October", "2019-10-29"),
            ("4 January", "2020-01-04"),
            ("25 November", "2018-11-25"),
        ],
    ),
    (
        "A warning is out from 6 p.m. Sunday to noon Tuesday, with snow from Sunday night into Monday.",
        "2019-06-23",
        [
            ("6 p.m. Sunday", "2019-06-23T18:00"),
            ("noon Tuesday", "2019-06-25T12:00"),
            ("Sunday night", "2019-06-23TNI"),
            ("Monday", "2019-06-24"),
        ],
    ),
    (
        "w/c 14 May, the week commencing 14 May; staff training days; Minutes of the meeting of 3 May; every Monday and "
        "Thursday, three or four times a week, every hour of the day, per night",
        "2019-06-20",
        [
            ("w/c 14 May", "2019-W20"),
            ("the week commencing 14 May", "2019-W20"),
            ("3 May", "2019-05-03"),
            ("every Monday", "XXXX-WXX-1"),
            ("Thursday", "XXXX-WXX-4"),
            ("three or four times a week", "P1W"),
            ("every hour of the day", "PT1H"),
            ("per night", "XXXX-XX-XXTNI"),
        ],
    ),
    # markets: halves, quarters by their last month, business years, prices
    (
        "Profit for the first half rose on the same period last year; in the June quarter of 2018 it fell.",
        "2019-07-20",
        [
            ("the first half", "2019-H1"),
            ("the same period last year", "2018-H1"),
            ("the June quarter of 2018", "2018-Q2"),
        ],
    ),
    ("in the June\nquarter 12 mills shut; 20 guests a night", "2019-06-20", [("June", "2019-06"), ("a night", "P1D")]),
    (
        "the March quarter-finals, the April Quarter Sessions",
        "2019-06-20",
        [("March", "2019-03"), ("April", "2019-04")],
    ),
    (
        "by end-2017; the financial year 2016-17; the January-March figures; in May/June 2018; School year 12 pupils",
        "2019-06-20",
        [
            ("end-2017", "2017"),
            ("the financial year 2016", "2016"),
            ("17", "2017"),
            ("January", "2019-01"),
            ("March", "2019-03"),
            ("May", "2018-05"),
            ("June 2018", "2018-06"),
        ],
    ),
    (
        "It cost 2016 pence, Rs 1950 a bag, ₹1999 or EUR 2018; at 1650 ft, of 1700 kcal, of 1995 kJ, at 1013 hPa.",
        "2019-06-20",
        [],
    ),
    # as the standard has it, and otherwise
    (
        "2018-12, 2018-W33, 2018-W33-2, 2018.12.31; 2007-08, No. 2016-10, 2018-W60",
        "2019-06-20",
        [
            ("2018-12", "2018-12"),
            ("2018-W33", "2018-W33"),
            ("2018-W33-2", "2018-08-14"),
            ("2018.12.31", "2018-12-31"),
            ("2007", "2007"),
            ("08", "2008"),
        ],
    ),
    (
        "In A.D. 79; in 79 A.D.; the 1840s and ’50s; in midsummer 1331; between the years 1790 and 1800",
        "2019-06-20",
        [
            ("A.D. 79", "0079"),
            ("79 A.D.", "0079"),
            ("the 1840s", "184"),
            ("’50s", "185"),
            ("midsummer 1331", "1331-SU"),
            ("1790", "1790"),
            ("1800", "1800"),
        ],
    ),
    (
        "It closed on 3 May 2011. He had come the night before. The May after, he died; he had been ill the summer before.",
        "2019-06-20",
        [
            ("3 May 2011", "2011-05-03"),
            ("the night before", "2011-05-02TNI"),
            ("The May after", "2012-05"),
            ("the summer before", "2011-SU"),
        ],
    ),
    (
        "the year before last, the week after next, the year before last month’s vote",
        "2019-06-20",
        [("the year before last", "2017"), ("the week after next", "2019-W27"), ("last month", "2019-05")],
    ),
    # a weekday told with a day says of which year it is
    (
        "On Monday 8 June he came in; on Mon 8 June too. On Tuesday, 8 June, he came in.",
        "2021-03-19",
        [("Monday 8 June", "2020-06-08"), ("Mon 8 June", "2020-06-08"), ("Tuesday, 8 June", "2021-06-08")],
    ),
    (
        "She retired in 1991 and was honoured the next summer. Next summer she will be ninety.",
        "2011-02-07",
        [("1991", "1991"), ("the next summer", "1992-SU"), ("Next summer", "2011-SU")],
    ),
    (
        "Visitation is Thursday from 4 to 8 p.m., and there will be a mass a week on Thursday; it was put off a week on Thursday.",
        "2011-02-07",
        [
            ("Thursday", "2011-02-10"),
            ("4", "2011-02-10T16:00"),
            ("8 p.m.", "2011-02-10T20:00"),
            ("a week on Thursday", "2011-02-17"),
            ("a week", "P1W"),
            ("Thursday", "2011-02-03"),
        ],
    ),
    (
        "Overnight rain held up play until 1.15pm. He saw the crews on the 13th and spoke at noon.",
        "2009-06-26",
        [
            ("Overnight", "2009-06-25TNI"),
            ("1.15pm", "2009-06-26T13:15"),
            ("the 13th", "2009-06-13"),
            ("noon", "2009-06-13T12:00"),
        ],
    ),
    (
        "Play begins at 10.30 tomorrow; shares closed at 10.30. Rooms are £60 to £110 a night. In 1990 a night fell.",
        "2009-06-26",
        [("10.30 tomorrow", "2009-06-27T10:30"), ("a night", "P1D"), ("1990", "1990")],
    ),
    (
        "Flour is at 1750 a tonne, at the end of 1780 at 1430, and at 1995 prices; between 2100 and 2345 hrs; 900 sheets",
        "2009-06-26",
        [("the end of 1780", "1780"), ("1995", "1995"), ("2100", "2009-06-26T21:00"), ("2345 hrs", "2009-06-26T23:45")],
    ),
    (
        "in the first half-hour; on the 2d and 3d of May; in July 3D prints",
        "2009-06-26",
        [("half-hour", "PT30M"), ("the 2d", "2009-05-02"), ("3d of May", "2009-05-03"), ("July", "2008-07")],
    ),
    # what is set for a day to come: warnings in force, next meetings
    (
        "A warning is valid from 9am Monday until 9pm. Next update at 1800 tomorrow and at 6pm on Sunday. "
        "A ban is in force since Monday; the next game was on Sunday.",
        "2017-10-14",
        [
            ("9am Monday", "2017-10-16T09:00"),
            ("9pm", "2017-10-16T21:00"),
            ("1800 tomorrow", "2017-10-15T18:00"),
            ("6pm", "2017-10-15T18:00"),
            ("Sunday", "2017-10-15"),
            ("Monday", "2017-10-09"),
            ("Sunday", "2017-10-08"),
        ],
    ),
    (
        "the first weekend of September, the last weekend in May 2018; on the 5th two horses fell",
        "2017-10-14",
        [
            ("the first weekend of September", "2017-W35-WE"),
            ("the last weekend in May 2018", "2018-W21-WE"),
            ("the 5th", "2017-10-05"),
        ],
    ),
    ("Thorpe 21-21 Marsh; Town 2-1 Marlow, 3-2 Mayfield; 12 and 14 Marines", "2017-10-14", []),
    ("The August contract traded at 112.40.", "2014-06-13", [("August", "2014-08")]),
    # a bare time of a day to come, and no price of one that is over
    (
        "The meeting is on Tuesday 12 April at 7.30; the concert will begin at 7.30 on Saturday. Shares closed on Friday "
        "at 12.30, and stood at 10.15 on Monday.",
        "2022-03-09",
        [
            ("Tuesday 12 April", "2022-04-12"),
            ("7.30", "2022-04-12T07:30"),
            ("7.30", "2022-03-12T07:30"),
            ("Saturday", "2022-03-12"),
            ("Friday", "2022-03-04"),
            ("Monday", "2022-03-07"),
        ],
    ),
    (
        "Symptoms last 2-7 days, after waiting over an hour; in last five years it fell; the firm’s last two years.",
        "2024-11-18",
        [("2-7 days", "P2D"), ("over an hour", "PT1H"), ("last five years", "P5Y"), ("last two years", "P2Y")],
    ),
    (
        "The fair is on 7 December. Choir every Monday in December; articles for the January issue. The May floods killed two.",
        "2024-11-18",
        [
            ("7 December", "2024-12-07"),
            ("every Monday", "XXXX-WXX-1"),
            ("December", "2024-12"),
            ("January", "2025-01"),
            ("May", "2024-05"),
        ],
    ),
    (
        "It took two and a quarter hours, to ten past nine in the evening; at twenty to eight; odds at ten to one",
        "2019-06-20",
        [
            ("two and a quarter hours", "PT2.25H"),
            ("ten past nine in the evening", "2019-06-20T21:10"),
            ("twenty to eight", "2019-06-20T19:40"),
        ],
    ),
    # weeks and weekdays counted on, lengths in two parts, a neighbour's time
    (
        "They will meet on the Monday after next; a week tomorrow, in two weeks’ time, "
        "Friday fortnight. He was there a week today.",
        "2019-06-20",
        [
            ("the Monday after next", "2019-07-01"),
            ("a week tomorrow", "2019-06-28"),
            ("two weeks’ time", "2019-W27"),
            ("Friday fortnight", "2019-07-05"),
            ("a week", "P1W"),
            ("today", "2019-06-20"),
        ],
    ),
    (
        "It opened on 3 May 2011. A year and a day later it shut. A year and two months ago he came, for a year and a day.",
        "2019-06-20",
        [
            ("3 May 2011", "2011-05-03"),
            ("A year and a day later", "2012-05-04"),
            ("A year and two months ago", "2018-04"),
            ("a year and a day", "P1Y1D"),
        ],
    ),
    (
        "It burned on 3 May; the very next day, it rained, and the Tuesday following, snowed. Last week he rested; the "
        "week before that he ran; some day, he said.",
        "2019-06-20",
        [
            ("3 May", "2019-05-03"),
            ("the very next day", "2019-05-04"),
            ("the Tuesday following", "2019-05-07"),
            ("Last week", "2019-W24"),
            ("the week before", "2019-W23"),
        ],
    ),
    (
        "the weekend of 15/16 June, the week of 9-15 June, in 1830-1 and 2007-9, August fifteenth, the fall of the town",
        "2019-06-20",
        [
            ("the weekend of 15/16 June", "2019-W24-WE"),
            ("the week of 9-15 June", "2019-W24"),
            ("1830", "1830"),
            ("1", "1831"),
            ("2007", "2007"),
            ("August fifteenth", "2019-08-15"),
        ],
    ),
    ("Three died on the day of the fall, and two since the fall.", "2019-06-20", []),
    (
        "Closed Thursday and Friday last week, and Monday to Wednesday next week; every Christmas, each Easter, every May "
        "Day. Two goals in four second-half shots; in the month of May and the holy month of Ramadan.",
        "2019-06-20",
        [
            ("Thursday", "2019-06-13"),
            ("Friday last week", "2019-06-14"),
            ("Monday", "2019-06-24"),
            ("Wednesday next week", "2019-06-26"),
            ("every Christmas", "XXXX-12-25"),
            ("each Easter", "P1Y"),
            ("every May Day", "XXXX-05-01"),
            ("the month of May", "2019-05"),
            ("the holy month of Ramadan", "XXXX-XX"),
        ],
    ),
    (
        "City play on Boxing Day and have until the end of January.",
        "2012-12-01",
        [("Boxing Day", "2012-12-26"), ("the end of January", "2013-01")],
    ),
    # quarters side by side, of a year told before; the year to a day; parts of centuries
    (
        "the third and fourth quarters of 2017, Q1 and Q2 2016; it fell in the first half of 2015 and rose in Q4; last "
        "year’s third quarter",
        "2019-06-20",
        [
            ("the third", "2017-Q3"),
            ("fourth quarters of 2017", "2017-Q4"),
            ("Q1", "2016-Q1"),
            ("Q2 2016", "2016-Q2"),
            ("the first half of 2015", "2015-H1"),
            ("Q4", "2015-Q4"),
            ("last year’s third quarter", "2018-Q3"),
        ],
    ),
    (
        "in the year to 31 March 2018, the last decade and a half, savings of 1900 million, the second quarter of the "
        "17th century, the turn of the century, the early years of this century",
        "2019-06-20",
        [
            ("the year", "P1Y"),
            ("31 March 2018", "2018-03-31"),
            ("the last decade and a half", "P15Y"),
            ("the second quarter of the 17th century", "16"),
            ("the turn of the century", "20"),
            ("the early years of this century", "20"),
        ],
    ),
    ("It was built at the turn of the century.", "1953-01-30", [("the turn of the century", "19")]),
    # what lies ahead without a verb of the future
    (
        "From August she is supposed to lead. The book is out in October. The ban lapses in November.",
        "2019-05-20",
        [("August", "2019-08"), ("October", "2019-10"), ("November", "2019-11")],
    ),
    # a title has its capital: the mayor Friday is a day
    (
        "He met the mayor Friday, and the King Friday. Mayor Friday, Cllr March and Judge Alma June sat with Pastor Sunday on Monday.",
        "2019-06-20",
        [("Friday", "2019-06-14"), ("Friday", "2019-06-14"), ("Monday", "2019-06-17")],
    ),
    (
        "Harper To Meet King Friday\nThe thefts in May Street and June Road went on.",
        "2019-06-20",
        [("Friday", "2019-06-14")],
    ),
    (
        "It fell in 1803; two years and six months later it burned. In the eighteen-sixties and the nineteen-twenties it "
        "was dearer than at this time last year.",
        "2019-06-20",
        [
            ("1803", "1803"),
            ("two years and six months later", "FUTURE_REF"),
            ("the eighteen-sixties", "186"),
            ("the nineteen-twenties", "192"),
            ("last year", "2018"),
        ],
    ),
    (
        "over the last fortnight, the next quarter of a century, for the whole month of May, in a village of 1900 souls",
        "2019-06-20",
        [
            ("the last fortnight", "P2W"),
            ("the next quarter of a century", "P25Y"),
            ("the whole month of May", "2019-05"),
        ],
    ),
    # minutes that are written, letters of old
    (
        "Council minutes. Minutes: approved. He died within minutes. It fell minutes before the vote, with minutes to spare.",
        "2019-06-20",
        [("minutes", "PTXM"), ("minutes", "PTXM"), ("minutes", "PTXM")],
    ),
    (
        "Yours of the 12th ulto. came, and your letter of the 11th reached me on Wednesday, the 2d instant, at eleven "
        "o’clock in the forenoon; in the year of our Lord 1645.",
        "1898-03-17",
        [
            ("the 12th ulto.", "1898-02-12"),
            ("the 11th", "1898-03-11"),
            ("Wednesday, the 2d instant", "1898-03-02"),
            ("eleven o’clock in the forenoon", "1898-03-02T11:00"),
            ("the year of our Lord 1645", "1645"),
        ],
    ),
]


@pytest.mark.parametrize("text, published, expected", KINDS)
def test_kinds_that_real_pages_brought_up(text, published, expected):
    assert values(text, published) == expected


@pytest.mark.parametrize(
    "text, published, expected",
    [
        (
            "It runs on Super Tuesday, Election Day and Thanksgiving.",
            "2020-03-12",
            ["2020-03-03", "2020-11-03", "2020-11-26"],
        ),
        ("Shops shut on Thanksgiving and reopened on Black Friday.", "2020-03-12", ["2019-11-28", "2019-11-29"]),
        (
            "Easter, Good Friday, Ash Wednesday, Easter Monday",
            "2020-03-12",
            ["2020-04-12", "2020-04-10", "2020-02-26", "2020-04-13"],
        ),
        (
            "Easter 1961, Easter 2000, last Easter, next Easter",
            "2020-03-12",
            ["1961-04-02", "2000-04-23", "2019-04-21", "2020-04-12"],
        ),
        (
            "Labor Day, Memorial Day, Martin Luther King Day, Veterans Day",
            "2020-03-12",
            ["2020-09-07", "2020-05-25", "2020-01-20", "2020-11-11"],
        ),
        (
            "Inauguration Day 2017, Election Day 2016, Super Tuesday 2008",
            "2020-03-12",
            ["2017-01-20", "2016-11-08", "2008-02-05"],
        ),
        (
            "Diwali, Diwali 1990, Eid al-Fitr, Ramadan",
            "2020-03-12",
            ["2020-11-14", "1990-XX-XX", "XXXX-XX-XX", "XXXX-XX"],
        ),
        ("It rained at Christmas. We will sing at Christmas.", "2020-01-12", ["2019-12-25", "2020-12-25"]),
        ("the Christmas floods", "2020-01-12", ["2019-12-25"]),
        ("Easter weekend, St Patrick’s Day, Bastille Day", "2020-03-12", ["2020-W15-WE", "2020-03-17", "2020-07-14"]),
        (
            "On Independence Day we sang; India’s Independence Day came next.",
            "2020-09-01",
            ["2020-07-04", "XXXX-XX-XX"],
        ),
        ("Christmas 1066, Thanksgiving 1400", "2020-03-12", ["1066-12-25", "1400-XX-XX"]),
    ],
)
def test_named_days_are_reckoned(text, published, expected):
    assert [value for _, value in values(text, published)] == expected


def test_days_of_old_calendars():
    text = "At Michaelmas 1642, on Lady Day 1643; Candlemas, Lammas and Martinmas; at Whitsun or Whitsuntide"
    assert [value for _, value in values(text, "2019-06-20")] == [
        "1642-09-29",
        "1643-03-25",
        "2019-02-02",
        "2019-08-01",
        "2019-11-11",
        "2019-06-09",
        "2019-06-09",
    ]


def test_a_named_day_of_a_story_takes_its_year():
    assert values("In 1776 they froze. At Christmas they crossed; Easter was warm.", None)[1:] == [
        ("Christmas", "1776-12-25"),
        ("Easter", "1776-04-07"),
    ]


@pytest.mark.parametrize(
    "text, published, value",
    [
        ("The fund pays Sept. 11 widows.", "2018-09-20", "2001-09-11"),
        ("Since September 11 the tower has stood empty.", "2015-03-01", "2001-09-11"),
        ("They met on Sept. 11 and agreed.", "2018-09-20", "2018-09-11"),
        ("They met on Sept. 11, 2009.", "2018-09-20", "2009-09-11"),
        ("The deadline was moved to 11 September.", "2021-08-20", "2021-09-11"),
        ("The fair opened on Sept. 11.", "1998-09-20", "1998-09-11"),
    ],
)
def test_september_11_without_a_year(text, published, value):
    assert [found for _, found in values(text, published)] == [value]


def test_a_look_ahead_within_a_paragraph_does_not_move_a_story():
    text = "In 1803 the bridge fell. In 1850 a stone was set there. On April 5 the ferry sank."
    assert values(text, None)[2] == ("April 5", "1803-04-05")
    assert values(text.replace(" In 1850", "\n\nIn 1850"), None)[2] == ("April 5", "1850-04-05")
    assert values(text.replace("there.", "there, in May 1851."), None)[3] == ("April 5", "1851-04-05")


def test_types_and_bases_say_where_a_value_comes_from():
    found = find_dates(text_source("Since 2003, on Friday, a year later, for two days, every week.", published=FRIDAY))
    assert found.type.tolist() == ["DATE", "DATE", "DATE", "DURATION", "SET"]
    assert found.basis.tolist() == ["explicit", "document_date", "context", "explicit", "explicit"]


def test_a_document_date_from_outside_makes_what_rests_on_it_outside():
    source = text_source("On Friday, now, in 2003.", published=FRIDAY, published_basis="outside")
    assert find_dates(source).basis.tolist() == ["outside", "document_date", "explicit"]


def test_numeric_dates_that_could_be_either_are_declined_unless_the_card_decides():
    assert values("on 03/04/2013") == []
    assert values("on 03/04/2013", date_order="dmy") == [("03/04/2013", "2013-04-03")]
    assert values("on 03/04/2013", date_order="mdy") == [("03/04/2013", "2013-03-04")]
    assert values("on 25/12/2012 or 12/25/2012") == [("25/12/2012", "2012-12-25"), ("12/25/2012", "2012-12-25")]


@pytest.mark.parametrize(
    "text",
    [
        "31 February",
        "February 30, 2021",
        "13/13/2021",
        "31/02/2021",
        "2021-02-31",
        "99 March 2020",
        "on 2021-13-01",
        "0/0/2021",
        "25:99 p.m.",
        "June 31",
        "the 0th Friday of June 2019",
        "the 0th week of June 2019",
        "the 0th day of 2019",
    ],
)
@pytest.mark.parametrize("published", [FRIDAY, None])
def test_impossible_dates_are_declined_and_not_read_in_part(text, published):
    assert values(text, published) == []


def test_an_interval_takes_the_earliest_day_and_says_so():
    found = find_dates(text_source("On 31 December and today, in 2003.", published="2021-09/2022-02"))
    assert found.value.tolist() == ["2020-12-31", "2021-09-01", "2003"]
    assert found.note.tolist() == ["2021-12-31 if published on 2022-02-28", "2022-02-28 if published on 2022-02-28", ""]


def test_without_a_document_date_a_text_is_read_as_a_story():
    text = "In March 1776 the guns came. On June 8 the army failed. On Tuesday it rained. In October it fell back."
    assert values(text, published=None) == [
        ("March 1776", "1776-03"),
        ("June 8", "1776-06-08"),
        ("Tuesday", "XXXX-WXX-2"),
        ("October", "1776-10"),
    ]
    assert values("On November 8 he spoke.", published=None) == [("November 8", "XXXX-11-08")]
    assert values(text, narrative=True) == values(text, published=None)


def test_a_diary_goes_on_from_day_to_day():
    text = (
        "Tuesday, 3 September 1940. A raid. Wednesday. Wrote to Arthur. Saturday. They "
        "will be back tomorrow, he said. He left on Monday."
    )
    days = ["Tuesday, 3 September 1940", "Wednesday", "Saturday", "tomorrow", "Monday"]
    told = ["1940-09-03", "1940-09-04", "1940-09-07", "1940-09-08", "XXXX-WXX-1"]
    assert values(text, published=None) == list(zip(days, told))


def test_a_story_goes_on_from_the_day_until_which_something_lasted():
    text = "She served from May 2006 until early 2011 and left in the autumn of that year."
    assert values(text, published=None)[-1] == ("the autumn of that year", "2011-FA")


def test_the_next_day_moves_a_story():
    text = "On 8 June 1917 it burned. The next morning men came. Three days later they left."
    assert values(text, published=None)[-1] == ("Three days later", "1917-06-12")


def test_a_look_back_does_not_move_a_story():
    text = (
        "In 1940 it began, the worst since 1870. On May 10 they came. Ten years earlier none did. In June all was lost."
    )
    assert values(text, published=None) == [
        ("1940", "1940"),
        ("1870", "1870"),
        ("May 10", "1940-05-10"),
        ("Ten years earlier", "1930"),
        ("June", "1940-06"),
    ]


def test_9_11_is_outside_knowledge():
    found = find_dates(text_source("After 9/11, and after the Sept. 11 attacks.", published="2012-01-01"))
    assert found.value.tolist() == ["2001-09-11"] * 2 and found.basis.tolist() == ["outside"] * 2


def test_spans_count_raw_characters_and_text_is_clean():
    raw = "He came on 3\u00a0June\n2019 — “last\nweek”."
    found = find_dates(text_source(raw, published=FRIDAY))
    assert [raw[a:b] for a, b in zip(found.start, found.end)] == ["3\u00a0June\n2019", "last\nweek"]
    assert found.text.tolist() == ["3 June 2019", "last week"]


def test_an_expression_does_not_cross_a_paragraph():
    assert values("in May\n\n2012 was") == [("May", "2012-05"), ("2012", "2012")]


def test_a_text_without_a_date_gives_an_empty_table_of_the_same_columns():
    found = find_dates(text_source("Nothing happened."))
    assert found.empty and list(found.columns) == COLUMNS


def test_errors_say_what_to_do():
    with pytest.raises(TypeError, match="text_source"):
        find_dates("On Friday")
    with pytest.raises(CaseError, match="'yesterday' is no date"):
        text_source("On Friday", published="yesterday")


def test_a_rule_is_a_line_that_a_reader_can_add(monkeypatch):
    assert values("in the days of yore") == [("days", "PXD")]
    monkeypatch.setattr(module, "RULES", [*module.RULES, (r"the (?P<which>days) of yore", vague)])
    assert values("in the days of yore") == [("the days of yore", "FUTURE_REF")]


# -- Three texts of other fields, with their answers -----------------------------------------------------------------

REPORT = """River floods old town

LINDEN, Oct. 12 - The river Orle broke its banks early on Thursday and flooded about forty houses, the fire brigade
said. Mayor Ada Brandt, who took office in May, called it the worst flood since 1954.

"We warned of this two years ago," said Jonas Weil, head of the water board, on Wednesday night, a few minutes before the
dam gave way at 9:40 p.m. Schools will stay closed until Monday. The council is to meet next week, and the state has
promised help by the end of the year. Last month it had cut the budget for dams, which is reviewed every two years.
"""
REPORT_ANSWERS = [
    ("Oct. 12", "2023-10-12"),
    ("early on Thursday", "2023-10-12"),
    ("May", "2023-05"),
    ("1954", "1954"),
    ("two years ago", "2021"),
    ("Wednesday night", "2023-10-11TNI"),
    ("a few minutes", "PTXM"),
    ("9:40 p.m.", "2023-10-11T21:40"),
    ("Monday", "2023-10-16"),
    ("next week", "2023-W42"),
    ("the end of the year", "2023"),
    ("Last month", "2023-09"),
    ("every two years", "P2Y"),
]

HISTORY = """The lighthouse on Skerrow was begun in the spring of 1838. In August the first stones were landed, and on
September 3 a storm carried them off. Work stopped for two years. On 14 June 1841 the lamp was lit; it could be seen for
the next ninety years. In the early 1930s the keepers left, and by December 1934 the house stood empty. The following
year the roof fell in. Today the tower is a ruin. In the nineteenth century three such lights stood on this coast.
"""
HISTORY_ANSWERS = [
    ("the spring of 1838", "1838-SP"),
    ("August", "1838-08"),
    ("September 3", "1838-09-03"),
    ("two years", "P2Y"),
    ("14 June 1841", "1841-06-14"),
    ("the next ninety years", "P90Y"),
    ("the early 1930s", "193"),
    ("December 1934", "1934-12"),
    ("The following year", "1935"),
    ("Today", "PRESENT_REF"),
    ("the nineteenth century", "18"),
]

NOTICE = """Choir: dates for the term

Rehearsals are every Tuesday at 7.30 p.m., first on 09/01/2024. There is none on 13 February. The concert is on Saturday,
16 March 2024, at 6 p.m.; doors open at 5:15 pm. Please pay the fee for this year by 31 January. Last year we sang the
Mass in B minor; in the summer of 2022 we had no concert at all. The outing in June will take three days.
"""
NOTICE_ANSWERS = [
    ("every Tuesday", "XXXX-WXX-2"),
    ("7.30 p.m.", "2024-01-09T19:30"),
    ("09/01/2024", "2024-01-09"),
    ("13 February", "2024-02-13"),
    ("Saturday, 16 March 2024", "2024-03-16"),
    ("6 p.m.", "2024-03-16T18:00"),
    ("5:15 pm", "2024-03-16T17:15"),
    ("this year", "2024"),
    ("31 January", "2024-01-31"),
    ("Last year", "2023"),
    ("the summer of 2022", "2022-SU"),
    ("June", "2024-06"),
    ("three days", "P3D"),
]


def test_a_news_report_of_another_field():
    assert values(REPORT, published="2023-10-12") == REPORT_ANSWERS


ANTIQUITY = """He was born in 247 BC. In 221 he became general, and two years later he took a town of 300 men. He crossed
the hills in the autumn of 218 with 203 boats, won that December, and lost in October 202. By 20 he could ride.
"""


def test_years_of_three_figures_in_a_story_of_such_years():
    assert values(ANTIQUITY, published=None) == [
        ("247 BC", "BC0247"),
        ("221", "BC0221"),
        ("two years later", "BC0219"),
        ("the autumn of 218", "BC0218-FA"),
        ("that December", "BC0218-12"),
        ("October 202", "BC0202-10"),
    ]
    assert values("In the year 990 she came.", published=None) == [("the year 990", "0990")]
    assert values("It froze. The following spring it thawed.", published=None)[0][1] == "XXXX-SP"
    assert values("In 1921 he came, and in 221 days he had gone.", published=None)[:1] == [("1921", "1921")]


def test_a_month_of_a_story_is_of_the_year_told_in_its_sentence():
    text = "It was first played in 1877. In 2010 it was put off on 1 April, the following summer it was held."
    assert values(text, None)[2:] == [("1 April", "2010-04-01"), ("the following summer", "2010-SU")]
    assert values("Launched in late 1797, she sailed the following summer.", None)[1][1] == "1798-SU"


def test_that_autumn_moves_a_story():
    text = "It opened in 1915. That autumn she married; eighteen months later she was alone."
    assert values(text, None)[1:] == [("That autumn", "1915-FA"), ("eighteen months later", "1917-04")]


def test_days_told_by_their_number_follow_the_month_of_a_story():
    text = (
        "On 28 March 1891 they rose. On the 30th it fell. On the 2nd a ship came; at 4 p.m. it left. That May it sank."
    )
    assert values(text, published=None) == [
        ("28 March 1891", "1891-03-28"),
        ("the 30th", "1891-03-30"),
        ("the 2nd", "1891-04-02"),
        ("4 p.m.", "1891-04-02T16:00"),
        ("That May", "1891-05"),
    ]


def test_a_log_without_a_day_of_its_own_goes_on_from_day_to_day():
    text = "Sunday, March 2d, 1817. Tuesday, 4th March 1817. Hazy. Wednesday, 5th. At 4 p.m. rain. Saw land on Saturday the 8th. Sunday, 40 lay ill."
    assert values(text, published=None) == [
        ("Sunday, March 2d, 1817", "1817-03-02"),
        ("Tuesday, 4th March 1817", "1817-03-04"),
        ("Wednesday, 5th", "1817-03-05"),
        ("4 p.m.", "1817-03-05T16:00"),
        ("Saturday the 8th", "1817-03-08"),
        ("Sunday", "XXXX-WXX-7"),
    ]


def test_a_history_says_today_of_what_belongs_and_lies():
    assert values("It closed in 1931. Today its herbarium belongs to the town.", None)[1] == ("Today", "PRESENT_REF")


def test_a_history_without_a_date_of_its_own():
    assert values(HISTORY, published=None) == HISTORY_ANSWERS


def test_a_notice_that_looks_ahead():
    assert values(NOTICE, published="2024-01-03", date_order="dmy") == NOTICE_ANSWERS


@pytest.mark.parametrize(
    "text, expected",
    [
        ("With all sailings suspended through Monday, the council flew in food.", "2013-03-25"),
        ("The pier is shut through Monday.", "2013-03-25"),
        ("It stayed shut until Monday.", "2013-03-25"),
        ("The rain lasted through Monday.", "2013-03-18"),
        ("It was open Saturday through Monday.", "2013-03-18"),
    ],
)
def test_a_time_that_is_set_looks_ahead_to_its_last_day(text, expected):
    assert values(text)[-1] == ("Monday", expected)


PAGE = """The pier falls into the harbour
By Ines Falk
22 March 2013
Last Updated 8 months ago
The pier of the old town fell into the harbour on Friday, said the board, and nobody stood on it.
The board had asked for repairs eight months ago, and it was told that there was no money for a pier.
More on this story
Ferry fares to rise from April
2 March 2013
"""


def test_no_date_goes_over_the_end_of_a_line_of_the_page():
    found = [text for text, _ in values(PAGE)]
    assert "2 March 2013" in found and "April" in found
    assert ("3 June\n2019".replace("\n", " "), "2019-06-03") in values("It closed on 3 June\n2019, and it is shut.")


def test_what_a_page_says_of_its_own_age_counts_from_the_day_of_copying():
    found = dict(values(PAGE))
    assert found["8 months ago"] == "PAST_REF" and found["eight months ago"] == "2012-07"


# -- Any text whatever ------------------------------------------------------------------------------------------------

VALUE = re.compile(
    r"(BC)?[\dX]{2,4}(-[\dX]{2}(-[\dX]{2})?|-W[\dX]{2}(-\d|-WE)?|-(SP|SU|FA|WI|Q[\dX]|H\d))?"
    r"(T(\d\d:\d\d(:\d\d)?Z?|MO|AF|EV|NI))?|(PAST|PRESENT|FUTURE)_REF|"
    r"P(T?[\dX]+(\.\d+)?(S|M|H|D|W|Y|DE|CE|Q|WE)){1,2}"
)
PIECES = st.sampled_from(
    [
        "the ",
        "May ",
        "31 ",
        "last ",
        "two ",
        "years ",
        "ago ",
        "Monday ",
        "2021",
        "-",
        "/",
        "12",
        " BC",
        "every ",
        "9 p.m. ",
        "early ",
        "the end of ",
        "week",
        "s ",
        "quarter ",
        "’",
        "\n",
        "a ",
        "first ",
        "century ",
        "Feb. ",
        "30, ",
        "10000 ",
        "later ",
        "9999",
        "0",
        "weekend ",
        "İ",
        "half ",
        ", ",
        "Easter ",
        "Election Day ",
        "Sept. 11 ",
        "o’clock ",
        "overnight ",
        "the first Monday of ",
        "the 0th Monday of ",
        "the last day of ",
        "this past ",
        "or three ",
        "‘08 ",
        "century-old ",
        "on the 20th ",
        "of next month ",
        "Thursday 13th, ",
        "141530Z ",
        "and 15 minutes ",
        "that winter ",
        "in 218 ",
        "Monday week.",
        "8 1/2 ",
        "Q3 ",
        "FY19 ",
        "from ",
        "to ",
        "today ",
        "The Daily ",
        "will ",
    ]
)


@tries(150)
@given(
    st.one_of(st.text(min_size=1, max_size=60), st.lists(PIECES, min_size=1, max_size=14).map("".join)),
    st.sampled_from([None, "2021-02-28", "0001-01-01", "9999-12-31", "2021-09/2021-12"]),
)
def test_any_text_gives_spans_in_order_and_values_of_a_known_form(text, published):
    if not seen(text):
        return
    found = find_dates(text_source(text, published=published))
    assert all(0 <= a < b <= len(text) for a, b in zip(found.start, found.end))
    assert all(b <= a for b, a in zip(found.end, found.start[1:]))
    for value in found.value:
        assert VALUE.fullmatch(value), value
        if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", value) and value[:4] != "0000":
            pd.Timestamp.fromisoformat("2000" + value[4:10] if value[5:10] != "02-29" else value[:10])


EVERY = [re.compile(f"(?:{module._expand(pattern)}){module.END}") for pattern, _ in module.RULES]
FIGURES = ["1", "3rd", "31st", "1990s", "'08", "12:30", "9", "9 p.m.", "12,000", "2021-08-17", "17.aug.2021", "490 bc"]
IN_RULES = {name for pattern, _ in module.RULES for name in re.findall(r"(?<!P)<(\w+)>", pattern)} & WORDS.keys()
LISTED = sorted(
    {word for name in IN_RULES for word in WORDS[name]} | {"days", "centuries", "daylong", "mondays", "fy08"}
)


@tries(150)
@given(st.lists(st.sampled_from([*LISTED, *FIGURES, "the", "of the", "at"]), min_size=1, max_size=12).map(" ".join))
def test_the_first_word_of_an_expression_rules_out_no_rule_that_fits(text):
    fitting = dict(module._compile(tuple(module.RULES))(f"{text} the"))
    for head in re.finditer(r"(?<!\S)(?:\w|'\d)", text):
        tried = [match for match, _ in fitting.get(head.start(), [])]
        matching = [rule for rule in EVERY if rule.match(f"{text} the", head.start())]
        assert matching == [match.__self__ for match in tried if match(f"{text} the", head.start())]


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "the very early in the ",
        " ",
        "\n ",
        "a",
        "1",
        "1-",
        "Monday ",
        "1900-",
        "twenty-",
        "a few ",
        "9 p.m. ",
        "will said ",
        "1.",
    ],
)
def test_no_text_takes_more_than_its_length_deserves(unit):
    text = "x" + unit * (100_000 // len(unit))
    # About a tenth of a second to one second on one core.
    assert took(lambda turn: find_dates(text_source(f"{text} {turn}", published=FRIDAY)), 2) < 2


def test_words_of_a_list_may_stand_apart():
    assert values("on Easter  Monday and the day  before\nyesterday") == [
        ("Easter Monday", "2013-04-01"),
        ("the day before yesterday", "2013-03-20"),
    ]


def test_a_week_without_a_year_stays_open():
    found = find_dates(text_source("The week of May 5 was hot."))
    assert found[["text", "value"]].values.tolist() == [["The week of May 5", "XXXX-WXX"]]


def test_a_space_that_may_be_another_mark_is_no_figure():
    assert values("on 17 Aug,2021, in the mid-1990s") == [("17 Aug,2021", "2021-08-17"), ("the mid-1990s", "199")]
    assert ("2021-08-17112:30", "2021-08-17T12:30") not in values("file 2021-08-17112:30")
