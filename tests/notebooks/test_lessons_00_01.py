"""What a hostile reader found in the first two lessons and in the pages beside them, held to what was mended."""

import csv
import re

import pytest
from collection import cells
from live import run

from helpers import load_case, paragraphs, text_source
from tellings.case.files import PROJECT

CASE = load_case("seeds")
LESSONS = PROJECT / "notebooks"
PAGES = [
    *sorted(LESSONS.glob("*.ipynb")),
    *sorted(LESSONS.glob("deeper/*.ipynb")),
    *sorted((PROJECT / "classroom").glob("*.md")),
    *sorted(PROJECT.glob("*.md")),
    *(PROJECT / "seeds" / name for name in ("README.md", "gold/CODEBOOK.md")),
]


def prose(path):
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return "\n\n".join(source for _, source, _ in cells(path, "markdown"))


FIRST = prose(LESSONS / "01_source_reading.ipynb")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_no_page_gives_an_agreement_that_cannot_be_checked(path):
    assert not re.search(r"kappa\S*\s+(of )?\.9", prose(path)), "the passes behind that figure were not kept"


def test_how_the_reference_was_made_is_said_at_the_head_of_its_codebook():
    head = prose(PROJECT / "seeds" / "gold" / "CODEBOOK.md").split("## Rows")[0]
    for words in (
        "large language model",
        "November 2026",
        "two passes",
        "not kept",
        "row by row",
        "stability",
        "reliability",
    ):
        assert words in head, words
    for page in PAGES:
        assert page.name == "CODEBOOK.md" or "two passes" not in prose(page), f"{page} says it a second time"


@pytest.mark.parametrize(
    "term", ["provenance", "purpose-and-audience", "primary-and-secondary-source", "lateral-reading", "corroboration"]
)
def test_the_words_of_source_criticism_are_used_and_explained(term):
    assert f"glossary.md#{term} " in FIRST


def test_traces_that_the_lesson_names_are_in_the_text_it_names():
    later = CASE["later"].text
    quoted = re.search("“(excessively[^”]*)”", later)[1]
    assert "endeavor" in quoted and "deputy official representative" in later and "November 8" in later
    assert all(f'"{trace}"' in FIRST for trace in ("endeavor", "deputy official representative"))


def test_two_sentences_beside_the_cut_ones_are_damaged():
    whole = CASE.sentences(["pism-20", "pism-45"]).text
    assert not whole[0].endswith(".") and "will more difficult" in whole[1]
    assert "Two others are damaged" in FIRST


def test_the_card_of_pism_says_why_it_begins_with_september():
    grounds = CASE.table("evidence").set_index(["source", "field"]).ground
    assert "31 August itself" in grounds["pism", "date"]
    window = CASE.table("date_windows").set_index(["text", "knowledge"])
    assert window.loc[("pism", "text alone"), "earliest"] == "2021-08-31"
    why = window.loc[("later 1", "with the other texts"), "why"]
    assert why.startswith("pism") and "lbc-07" in why


def test_nothing_internal_yields_a_year_that_no_text_prints():
    checks = CASE.gold("claims").check
    internal = checks.str.findall(r"internal:[^;]*").str.join(" ")
    assert not internal.str.contains("2025").any()


def test_nobody_has_taught_with_it_and_the_headings_say_so():
    for page in (PROJECT / "README.md", PROJECT / "classroom" / "guide.md"):
        assert "get wrong" not in re.sub(r"\s+", " ", prose(page)), page
    assert "## Mistakes to expect" in prose(PROJECT / "classroom" / "guide.md")


@pytest.mark.parametrize("lesson", ["00_start_here", "04_perspectives"])
def test_a_reporters_insertion_between_the_marks_is_not_the_speakers(lesson):
    whole = "\n".join(source for _, source, _ in cells(LESSONS / f"{lesson}.ipynb"))
    assert "bracketed “(Nato)”" in whole and "all of them one man's" not in whole


def test_nobody_heard_stoltenberg_at_first_hand():
    assert (
        "`later` at third or further; `pism` names no occasion" in FIRST and "tells it at second hand, perhaps" in FIRST
    )
    assert "four months" not in FIRST


def test_traces_are_no_proof_of_a_hand():
    fourth = prose(LESSONS / "04_perspectives.ipynb")
    assert "Together they suggest" in fourth and "they show that a hand" not in fourth
    assert "it shows traces" not in FIRST
    for part in (PROJECT / "classroom" / "source" / "sheet_1_source_reading").iterdir():
        assert "shows at least that somebody" not in part.read_text(encoding="utf-8")


def test_that_later_was_found_on_the_web_is_outside_knowledge():
    later = (PROJECT / "seeds" / "later.txt").read_text(encoding="utf-8").lower()
    assert not re.search(r"\bweb|www|http", later)
    for page in [
        *LESSONS.glob("*.ipynb"),
        *LESSONS.glob("deeper/*.ipynb"),
        *(PROJECT / "classroom" / "source").glob("*/*.ipynb"),
    ]:
        assert "web report" not in prose(page) and "years later" not in prose(page), page.name


def test_who_speaks_in_a_text_is_listed_whole():
    agreement = prose(LESSONS / "deeper" / "04_certainty_and_agreement.ipynb")
    table = dict(re.findall(r"^\| (`\w+`(?:, \w+ article)?) \| (.*) \|$", agreement, re.M))
    quotes = CASE.coding.quotes
    second = quotes[(quotes.source == "later") & (quotes.start > CASE["later"].text.index("Russia Recognizes"))]
    names = {"WSJ": "Wall Street Journal", "US": "U.S.", "NATO members": "its members", "critics": "critics"}
    for key, rows in (("`later`, second article", second), ("`pism`", quotes[quotes.source == "pism"])):
        missing = [
            one for one in rows.speaker.dropna().unique() if names.get(one, one.split(" and ")[0]) not in table[key]
        ]
        assert not missing, (key, missing)


def test_the_glossary_quotes_whole_words_of_a_sentence():
    glossary = prose(PROJECT / "classroom" / "glossary.md")
    assert '"The Afghan political leadership failed to stand up" (`lbc-17`)' in glossary
    assert '"the Afghan political leadership failed to stand up"' in CASE["lbc"].text


def test_that_two_decades_are_no_agreement_is_said_where_claims_are_counted():
    names = ("04_perspectives", "deeper/04_certainty_and_agreement", "deeper/04_how_good_is_the_finder")
    fourth, agreement, finder = (prose(LESSONS / f"{name}.ipynb") for name in names)
    assert "one number, said of years without attacks" in agreement and "two things or three" in agreement
    assert "as far as the list finds them" in fourth
    assert "`pism-34`" in finder and "not in `pism-10`" in finder


def test_the_date_of_pism_rests_on_six_sentences_that_the_card_names():
    row = CASE.table("evidence").set_index(["source", "field"]).loc[("pism", "date")]
    named = [row.sentence, *re.findall(r"pism-\d\d", row.ground)]
    assert sorted(set(named)) == ["pism-06", "pism-07", "pism-08", "pism-25", "pism-26", "pism-58"]
    assert "worked out from six sentences" in FIRST
    for sentence, words in (("pism-07", "in 2020"), ("pism-08", "this year"), ("pism-58", "adopted in 2022")):
        assert words in CASE.sentence(sentence)


def test_the_tensions_of_pism_are_tensions():
    """Each row names another sentence or claim of pism as against it; an agreement is none."""
    names, _ = run(LESSONS / "deeper" / "01_tensions_within_a_text.ipynb")
    told = names["tensions"]
    assert "Twelve claims of the bulletin" in prose(LESSONS / "deeper" / "01_tensions_within_a_text.ipynb")
    assert "pism-c06" not in set(told.claim) and {"pism-c09", "pism-c23", "pism-c39"} <= set(told.claim)
    for check in told.check:
        notes = [note.strip() for note in check.split(";")]
        assert any(
            note.startswith("conflicts:pism-") or (note.startswith("internal:") and "pism-" in note) for note in notes
        ), check
    pairs = {(row.claim, name) for row in told.itertuples() for name in re.findall(r"conflicts:(pism-c\d+)", row.check)}
    assert pairs == {(other, one) for one, other in pairs}, "both claims of a pair have their row"


def test_the_traces_of_a_page_are_all_named():
    raw = (PROJECT / "seeds" / "pism.txt").read_text(encoding="utf-8")
    assert raw.count("**") == 6 and raw.count("[ISIS-K](#)") == 1
    assert re.findall(r"^#+(?= )", raw, re.M) == ["##", "#"]
    told = next(part for part in FIRST.split("\n\n") if part.startswith("The file has traces"))
    assert all(f"`{mark}`" in told for mark in ("[ISIS-K](#)", "#", "##", "**"))


def test_which_teaser_a_full_stop_would_have_hidden():
    raw, source = CASE["lbc"].text, {"id": "lbc", "published": "2021-08-17"}
    teasers = paragraphs(CASE["lbc"]).query("role == 'teaser'")
    assert len(teasers) == 3
    for text, (start, end) in zip(teasers.text, teasers[["start", "end"]].to_numpy()):
        stopped = paragraphs(text_source(raw[:end] + "." + raw[end:], **source))
        role = stopped.role[stopped.start == start].item()
        assert role == ("teaser" if text.startswith("READ MORE") else "body"), text
    assert 'the third ("Caller\'s merciless attack …") would have passed' in FIRST


def test_what_an_agreement_asked_is_no_state_of_the_base():
    assert "is weaker evidence" in FIRST and "*complete withdrawal* in Fitrat's reminder of what" not in FIRST


def test_what_the_first_lesson_says_of_pism_19_and_20():
    """One sentence has all later codings against the reference in tone; the evacuated are counted in the next."""
    first = prose(LESSONS / "00_start_here.ipynb")
    folder = PROJECT / "seeds" / "gold" / "coders"
    later = [
        {row["sentence"]: row["tone"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())}
        for path in sorted(folder.glob("coder_*.csv"))
    ]
    mine = {row.sentence: str(int(row.tone)) for row in CASE.coding.sentences.dropna(subset="tone").itertuples()}
    against = [one for one in mine if all(one in coder and coder[one] != mine[one] for coder in later)]
    assert len(later) == 3 and against == ["pism-19"] and "It is the only sentence where all three" in first
    assert "more than 120,000 people were evacuated" in CASE.sentence("pism-20") and "by `pism-20` more than" in first


def test_the_simple_rule_is_worded_as_it_is_run():
    """Without the closing mark it finds two pieces less, and four fewer of them are right."""
    names = run(LESSONS / "01_source_reading.ipynb")[0]
    ends = names["reading"].simple_sentences(CASE).text.str[-1]
    assert ends.isin(["”", '"']).any()
    assert "up to a full stop, with its closing quotation mark if there is one, and a space after it" in FIRST


def test_the_no_break_spaces_are_not_all_of_the_difference():
    text = CASE["lbc"].text
    assert len(text.replace("\xa0", " ").split(" ")) == 535 and "the other 29 are ends of lines" in FIRST


def test_a_share_of_sentences_is_not_called_alpha():
    first = prose(LESSONS / "00_start_here.ipynb")
    table = run(LESSONS / "00_start_here.ipynb")[0]["stability"](CASE)
    assert list(table)[-1] == "all agree" and table["all agree"].tolist() == [0.93, 0.83, 0.86, 0.97]
    assert "The last column is no alpha: it is the share of sentences on which all four agree." in first


def test_quotation_marks_stand_around_another_word_of_the_item_too():
    assert "“past failed strategies" in CASE.sentence("later-13") or '"past failed' in CASE.sentence("later-13")
    marked = [CASE.sentence(name) for name in ("later-09", "later-11", "later-14")]
    assert [re.findall("“.*?”", text) for text in marked] == [[], ["“immediately.”"], []]
    assert 'None of these words is in quotation marks; in their sentences only "immediately" is.' in FIRST


def test_a_note_need_be_no_doubt_and_open_is_said_of_other_claims():
    claims = CASE.coding.claims.set_index("claim").check
    noted, unsettled = claims.str.contains("internal:"), claims.str.contains(r"(?:^|; )open\b")
    assert not claims[unsettled].str.contains("agrees:|conflicts:").any()
    assert (noted & unsettled).sum() == 11
    elsewhere = {"lbc-c26": "pism-20", "lbc-c27": "pism-21", "pism-c12": "lbc", "pism-c43": "later-c05"}
    elsewhere["pism-c44"] = "here from adversaries and there in a paraphrase of Stoltenberg"
    assert all(words in claims[name].partition("internal:")[2] for name, words in elsewhere.items())
    named = {name for name, note in claims[noted].items() if _other_text(name, note.partition("internal:")[2])}
    assert named == set(elsewhere) - {"pism-c44"}
    codebook = prose(PROJECT / "seeds" / "gold" / "CODEBOOK.md")
    assert (
        "at least five such notes rest on another text" in codebook and "beside `internal` in eleven rows" in codebook
    )
    assert "for it, against it, or beside it" in FIRST and "found nothing in the texts" not in FIRST
    assert "found no other claim that says the same or the contrary" in FIRST


def _other_text(claim, note):
    """Whether a note names a text that the claim doesn't stand in."""
    return any(re.search(rf"\b{text}\b", note.partition(";")[0]) for text in CASE if not claim.startswith(text))


def test_the_marks_of_a_page_are_told_as_they_stand():
    """H9: ## is the headline's, # the running head's, ** the headings'; no word is in bold besides."""
    text = CASE["pism"].text
    assert re.findall(r"^#+ .*", text, re.M) == [f"## {CASE['pism'].title}", "# PISM BULLETIN"]
    headings = [clean.strip() for clean in CASE.coding.sentences.query("role == 'heading'").text]
    assert [bold.strip() for bold in re.findall(r"\*\*(.+?)\*\*", text)] == [name.strip("*") for name in headings]
    assert "`##` stands before the headline, `#` before the running head and `**` around the headings" in FIRST


def test_later_has_a_year_though_none_of_its_own():
    assert "by 2021" in CASE["later"].text
    for page in [*PAGES, *(PROJECT / "classroom" / "source").rglob("*.*")]:
        said = page.read_text(encoding="utf-8") if page.suffix in (".toml", ".md") else prose(page)
        assert not re.search(r"no year in(?:side)? (?:the|its) text|that gives no year|and gives no year\.", said), page


def test_what_is_told_of_the_origin_of_a_text_is_in_it_or_marked():
    """Outlet and author, where stated or inferred, are words of the file; the meaning of PISM is not."""
    for name, card in CASE.table("sources").set_index("id").iterrows():
        for field in ("outlet", "author"):
            if card[f"{field}_basis"] in ("stated", "inferred"):
                assert card[field] in CASE[name].text, (name, field)
    entries = CASE.table("evidence")
    assert not entries[entries.basis.isin(["stated", "inferred"])].value.str.contains("Institute").any()
    assert entries.query("source == 'pism' and field == 'outlet'").value.item() == "PISM"
    for page in ("README.md", "seeds/sources.csv"):
        assert not re.search(r"web report|web copy|Polish Institute", (PROJECT / page).read_text(encoding="utf-8")), (
            page
        )


def test_half_of_the_claims_have_no_note_and_no_page_says_otherwise():
    checks = CASE.coding.claims.check
    assert (len(checks), (~checks.str.contains("internal:|conflicts:")).sum()) == (101, 48)
    told = "\n".join(prose(path) for path in PAGES)
    assert "notes for every checkable claim" not in told and "themselves say for or against each" not in told
    assert "beside each checkable claim what the [coder]" in told and told.count("of the texts, if anything") == 1
    assert "for, against or beside each, if anything" in told


def test_each_later_coder_had_an_instruction_of_its_own():
    made = prose(PROJECT / "seeds" / "gold" / "coders" / "README.md")
    assert "They differed in instruction and order" in made and "sections on tone, frame, function and voice" in made
    for path in PAGES:
        assert "with the codebook alone" not in prose(path), path
    for page in ("notebooks/00_start_here.ipynb", "notebooks/02_sentiment_and_framing.ipynb", "seeds/gold/CODEBOOK.md"):
        assert "instruction of its own" in prose(PROJECT / page), page


def test_no_text_says_of_what_nation_the_civilians_were():
    assert "13 American troops and more than 150 civilians" in CASE.sentence("pism-19")
    front = prose(PROJECT / "site" / "index.md")
    assert "People died and fled in these events" in front
    assert not any("Afghans died" in told for told in [front, *map(prose, PAGES)])


def test_each_file_of_the_seeds_has_its_terms():
    told = prose(PROJECT / "RIGHTS.md")
    for path in sorted((PROJECT / "seeds").rglob("*")):
        place = path.relative_to(PROJECT).as_posix()
        if path.is_file() and path.name != "README.md":
            folders = [
                f"`{parent.as_posix()}/`" for parent in path.relative_to(PROJECT).parents if parent.name != "seeds"
            ]
            assert any(f"`{name}`" in told for name in (place, path.name)) or any(name in told for name in folders), (
                place
            )


def test_the_tables_of_one_pass_are_all_named():
    tables = {path.name for path in (PROJECT / "seeds").glob("*.csv")} - {"sources.csv", "outside.csv"}
    readme = prose(PROJECT / "seeds" / "README.md").split("made in one pass")[1].split("\n\n")[0]
    book = prose(PROJECT / "seeds" / "gold" / "CODEBOOK.md").split("## Tables of one pass")[1]
    for page in (readme, book):
        assert tables <= set(re.findall(r"`(\w+\.csv)`", page)), tables


def test_the_key_of_the_worksheet_fits_its_excerpts():
    sheet = (PROJECT / "classroom" / "worksheet.html").read_text(encoding="utf-8")
    lines = {
        name: words for name, words in re.findall(r'<li data-id="([\w-]+)">(.*?)</li>', sheet) if name[:3] == "lbc"
    }
    article = " ".join(words for name, words in lines.items() if name not in ("lbc-02", "lbc-04", "lbc-05", "lbc-10"))
    gone = [word for word in ("withdrawal", "Biden") if word in lines["lbc-10"] and word not in article]
    guide = prose(PROJECT / "classroom" / "guide.md")
    assert gone == ["withdrawal", "Biden"] and '"withdrawal" is gone in task 1, and "Biden" with it' in guide
    assert '"Those taking power' in article and "Stoltenberg does, quoted and in the words of two reporters" in guide


def test_whom_it_surprised_lbc_does_not_say():
    assert "NATO by surprise" in CASE.sentence("pism-12") and "was a surprise" in CASE.sentence("lbc-18")
    sample = prose(PROJECT / "classroom" / "samples.md")
    assert (
        "Two texts say that NATO was surprised" not in sample and "to whom the sentence does not say [lbc-18]" in sample
    )


def test_the_card_of_pism_has_no_season():
    """By its words it may be of any day from 31 August to December."""
    card = CASE.table("evidence").query("source == 'pism'")
    assert not card[["value", "ground"]].agg(" ".join, axis=1).str.contains("autumn").any()
    assert "in the autumn" not in prose(PROJECT / "classroom" / "samples.md")


def test_furniture_is_a_word_of_two_widths():
    told = prose(PROJECT / "classroom" / "glossary.md").split("## furniture\n")[1].split("##")[0]
    assert "a picture credit is a *credit*, a link to another story a *teaser*" in told


def test_textblob_lists_no_word_of_the_first_sentence():
    told = prose(LESSONS / "02_sentiment_and_framing.ipynb")
    assert "lists no word of the first sentence" in told and "knows no word of" not in told


def test_lines_that_are_explained_by_number_are_there():
    """Line by line: whoever looks for a third line of two is lost."""
    numbers = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    for path in sorted([*LESSONS.glob("*.ipynb"), *LESSONS.glob("deeper/*.ipynb")]):
        before = ""
        for _, source, cell in cells(path):
            if cell["cell_type"] == "code":
                before = source
            elif re.match(r"\**Line by line", source):
                lines = [line for line in before.splitlines() if line.strip() and line[0] != "#"]
                named = re.findall(r"\bthe (first|second|third|fourth)\b(?! row)", source.lower())
                assert all(numbers[word] <= len(lines) for word in named), (path.stem, source)
    assert "The second line shows three columns of it" in FIRST
