"""Coding in the page: the same codes and the same agreement as in the notebook, and no code of others before one's own."""

import base64
import json
import re

import pandas as pd
import pytest

from helpers import CaseError, doubted, framing
from tellings.case import wording
from tellings.case.files import PROJECT
from tellings.coding.agreement import agreement, alpha, coding, merge_codings
from tellings.coding.recoding import recodings
from tellings.own.asked import answer
from tellings.own.coded import coding_page, codings, compare, take
from tellings.reading.text import TEXT_ROLES

MINE = {
    "lbc-09": {"tone": "1", "frame": "security"},
    "lbc-20": {"tone": "-1", "frame": "policy"},
    "pism-12": {"tone": "0", "frame": "policy"},
    "pism-13": {"tone": "0", "frame": "capacity", "function": "none"},
    "pism-39": {"tone": "-1"},
    "later-05": {"tone": "1", "frame": "morality"},
}


def coded(text):
    return base64.b64encode(text if isinstance(text, bytes) else text.encode()).decode()


def table(codes, coder="me"):
    return pd.DataFrame([{"coder": coder, "sentence": name, **own} for name, own in codes.items()]).fillna("")


@pytest.fixture(scope="module")
def page(case):
    return coding_page(case.values())


# -- What the page begins with


def test_a_page_has_the_sentences_and_the_codebook_of_the_lessons(case, page, coding):
    names = [name for text in page["texts"] for name, _, role, _ in text["sentences"] if role in TEXT_ROLES]
    sets = {one["id"]: one["sentences"] for one in page["sets"]}
    assert names == sets["all"] == list(coding.sentence[coding.tone.notna()])
    assert [len(sets[name]) for name in ("twenty", "mixed", "lbc", "pism", "later", "all")] == [20, 20, 22, 60, 14, 96]
    assert sets["twenty"] == names[::5]
    for question in page["questions"]:
        assert dict(question["codes"]) == framing.codebook(question["id"])
    assert [question["id"] for question in page["questions"]] == ["tone", "frame", "function"]


def test_twenty_mixed_sentences_are_half_doubted_by_all_and_half_by_none(case, page):
    mixed = next(one["sentences"] for one in page["sets"] if one["id"] == "mixed")
    doubts = doubted(case).set_index("sentence").doubts.reindex(mixed).fillna(0)
    assert sorted(doubts) == [0] * 10 + [3] * 10
    assert mixed == [name for name in page["sets"][-1]["sentences"] if name in mixed], "in the order of the texts"


def test_a_page_begins_with_nothing_that_anybody_has_coded(page):
    """Which sentences are hard is not told by their order either: the list of the mixed ones says nothing of each."""
    told = json.dumps(page)
    for word in ("coder_", "reference", "doubt", '"note"'):
        assert word not in told
    assert {key for part in page.values() for one in part for key in one} == {
        "id", "title", "about", "sentences", "name", "codes"
    }  # fmt: skip
    assert all(len(row) == 4 for text in page["texts"] for row in text["sentences"])


# -- Agreement


@pytest.mark.parametrize("question", ["tone", "frame", "function"])
def test_agreement_is_that_of_the_notebook(case, coding, question):
    reference = coding[coding.tone.notna()]
    others = {"reference": reference, **dict(list(recodings(case).groupby("coder")))}
    rows = compare(MINE, [question], {})["agreement"]
    assert [row["coder"] for row in rows] == list(others) == ["reference", "coder_a", "coder_b", "coder_c"]
    for row, other in zip(rows, others.values()):
        found = framing.agreement_on(
            question, table(MINE).reindex(columns=["coder", "sentence", question]), other
        ).iloc[0]
        assert row["sentences"] == found.sentences
        assert [row["agree"], row["alpha"]] == [None if pd.isna(one) else one for one in (found.agree, found.alpha)]


def test_numbers_are_rounded_as_the_notebook_rounds_them(coding):
    """39 of 40 is .975: halves go to the even digit by the product, as in pandas."""
    reference = coding[coding.tone.notna()].head(40)
    mine = {name: {"tone": str(int(code))} for name, code in zip(reference.sentence, reference.tone)}
    first = next(iter(mine))
    mine[first] = {"tone": "0" if mine[first]["tone"] != "0" else "1"}
    row = compare(mine, ["tone"], {})["agreement"][0]
    assert row["agree"] == agreement(merge_codings([table(mine), reference[["sentence", "tone"]]])).agree[0] == 0.98


def test_partners_agree_as_a_class_does(tmp_path, page):
    ann = {name: {"tone": "0", "frame": "policy"} for name in MINE}
    ben = {name: {"tone": "-1"} for name in list(MINE)[:4]}
    rows = compare(MINE, ["tone", "frame"], {"ann": ann, "ben": ben})["agreement"]
    for name, codes in {"me": MINE, "ann": ann, "ben": ben}.items():
        table(codes).to_csv(tmp_path / f"{name}.csv", index=False)
    whole = agreement(merge_codings(tmp_path)).set_index("question")
    for row in (row for row in rows if row["coder"] == ""):
        assert [row["sentences"], row["agree"], row["alpha"]] == list(
            whole.loc[row["question"], ["sentences", "agree", "alpha"]]
        )
    both = merge_codings([table(MINE), table(ann, "ann")])
    pair = next(row for row in rows if row["coder"] == "ann" and row["question"] == "tone")
    assert pair["alpha"] == round(alpha(both, "tone"), 2)


def test_an_unknown_code_is_refused():
    for mine, partners in (({"lbc-09": {"tone": "5"}}, {}), ({}, {"ann": {"lbc-09": {"tone": "5"}}})):
        with pytest.raises(CaseError, match="lbc-09: '5' is no code for tone: choose -1, 0, 1"):
            compare(mine, ["tone"], partners)


# -- What others gave


def test_others_codes_come_only_for_what_is_coded(case):
    found = compare(MINE, ["tone", "frame"], {"ann": {"lbc-09": {"tone": "1"}, "lbc-20": {"frame": "none"}}})[
        "sentences"
    ]
    assert set(found) == set(MINE)
    assert found["lbc-09"]["codes"]["ann"] == {"tone": "1"} and found["lbc-09"]["doubts"]
    half = found["pism-39"]
    assert half["questions"] == ["tone"] and all(set(codes) == {"tone"} for codes in half["codes"].values())
    assert half["doubts"] == [] != compare({"pism-39": MINE["pism-39"]}, ["tone"], {})["sentences"]["pism-39"]["doubts"]
    assert set(found["pism-13"]["codes"]["reference"]) == {"tone", "frame"}, "function was not asked"
    three = compare(MINE, ["tone", "frame", "function"], {})["sentences"]
    assert (
        three["pism-13"]["notes"]
        and three["lbc-09"]["questions"] == ["tone", "frame"]
        and not three["lbc-09"]["doubts"]
    )
    for codes in ({}, {"lbc-09": {}}, {"lbc-09": {"function": "none"}}):
        assert compare(codes, ["tone"], {})["sentences"] == {}


def test_codes_and_doubts_are_those_of_the_lesson(case):
    reference = codings()[0]["reference"]
    found = compare(reference, ["tone", "frame", "function"], {})["sentences"]
    assert len(found) == 96
    table = doubted(case).set_index("sentence")
    for name, one in found.items():
        codes = list(one["codes"].values())
        apart = [name for name in ("tone", "frame", "function") if len({own[name] for own in codes}) > 1]
        if name in table.index:
            row = table.loc[name]
            assert len(one["doubts"]) == row.doubts
            assert apart == [name for name in ("tone", "frame", "function") if row[name]]
        else:
            assert not apart and not one["doubts"]


def test_notes_are_the_codebooks_and_say_nothing_of_another_sentence():
    reference = codings()[0]["reference"]
    found = compare(reference, ["tone", "frame", "function"], {})["sentences"]
    notes = {name: one["notes"] for name, one in found.items() if one["notes"]}
    assert set(notes) == {
        "lbc-12", "lbc-17", "later-05", "later-12", "pism-03", "pism-13", "pism-16", "pism-19", "pism-20", "pism-24", "pism-55"
    }  # fmt: skip
    assert notes["pism-13"] == [
        [
            "function",
            "is every reported deed a remedy?",
            "Only where the sentence presents the deed as an answer to a problem.",
        ]
    ]
    book = (PROJECT / "seeds" / "gold" / "CODEBOOK.md").read_text(encoding="utf-8").replace("`", "")
    for rows in notes.values():
        for _, left_open, rule in rows:
            assert left_open in book and rule and "-" not in rule.replace("codebook's", "")
            assert all(one in book for one in re.split(r"(?<=\.) ", rule))
    # "As above." is the rule of the row above: without it a remark is left, and no rule.
    (later,), (lbc,) = notes["later-05"], notes["lbc-12"]
    assert lbc[2].startswith("Code the object of the duty.") and later[2].startswith(f"{lbc[2]} Whoever codes morality")
    assert compare({"pism-13": MINE["pism-13"]}, ["tone"], {})["sentences"]["pism-13"]["notes"] == []


def test_nobody_says_that_the_codings_are_of_one_and_the_same_model():
    """The codebook and the coders' README have "a large language model" for each."""
    said = wording.of(PROJECT / "site" / "desk.py")("coding_js.readings")
    assert "A, B and C are readings by a large language model, no key" in said
    told = [PROJECT / "seeds" / "gold" / name for name in ("CODEBOOK.md", "coders/README.md")]
    assert all("by a large language model" in path.read_text(encoding="utf-8").lower() for path in told)


# -- Files


def test_a_notebooks_file_is_taken_as_merge_codings_takes_it(tmp_path):
    answers = {"lbc-09": (1, "security"), "lbc-20": ("−1", ""), "pism-12": ("0.0", "Policy ")}
    text = coding(answers, "me").to_csv(index=False)
    assert take("anna.csv", coded(text)) == {
        "coders": {
            "anna": {
                "lbc-09": {"tone": "1", "frame": "security"},
                "lbc-20": {"tone": "-1"},
                "pism-12": {"tone": "0", "frame": "policy"},
            }
        },
        "notes": [],
    }


@pytest.mark.parametrize(
    "text",
    [
        "sentence,tone\nlbc-09,1.0\nlbc-20,-1.0\nlbc-21,\n",
        "\ufeffsentence;tone\r\nlbc-09;+1\r\nlbc-20;−1\r\n",
        "coder,sentence,tone,frame\nme,lbc-09,01,\nme,lbc-20,-1,SECURITY\n",
        "sentence,tone\nlbc-09,1\nlbc-20,'-1\n",
        "coder,sentence,tone\nann,lbc-09,1\nben,lbc-09,0\n,lbc-20,0\n",
    ],
)
def test_files_of_spreadsheets_read_as_the_class_reads_them(tmp_path, text):
    path = tmp_path / "anna.csv"
    path.write_text(text, encoding="utf-8")
    merged = merge_codings([path])
    expected = {}
    for row in merged.to_dict("records"):
        given = {name: row[name] for name in ("tone", "frame") if row.get(name)}
        expected.setdefault(row["coder"], {})[row["sentence"]] = given
    assert take("anna.csv", base64.b64encode(path.read_bytes()).decode())["coders"] == expected


@pytest.mark.parametrize(
    "data, said",
    [
        ("", "anna.csv is empty: write the names of the columns into its first line"),
        ("id,mood\nlbc-09,1\n", "anna.csv needs the column sentence and one of tone, frame, function"),
        ("sentence,tone\nlbc-09,5\n", "anna.csv, lbc-09: '5' is no code for tone: choose -1, 0, 1"),
        ("sentence,frame\nlbc-09,war\n", "'war' is no code for frame: choose security"),
        ("sentence,tone\nlbc-09,1\nlbc-09,0\n", "anna has coded lbc-09 twice: keep one of the two rows"),
        ("sentence,tone\nlbc-09,\n", "anna.csv has no code in it"),
        ("sentence,tone\nlbc-09,1\n,1\n", "anna.csv has codes and no sentence: write the id of the sentence"),
        ("sentence,tone\n", "anna.csv has no code in it"),
        ("sentence,tone\nx-1,1\n", "anna.csv codes none of the 96 sentences of headline, abstract and body"),
        ("sentence,tone,tone\nlbc-09,1,1\n", "anna.csv has two columns 'tone': rename or delete one"),
        ("sentence,tone\nlbc-09,1,0\n", "anna.csv, row 2 has 3 cells, the header 2"),
        (
            b"PK\x03\x04 anything",
            "anna.csv is a workbook, not a table as text: open it in a spreadsheet and save it as CSV",
        ),
        ("sentence,tone\nlbc-09,1\nMüller,0".encode("cp1252"), "anna.csv is not UTF-8; it seems to be WINDOWS-1252"),
        (bytes(range(1, 9)) * 40 + b"\xff", "anna.csv is no text"),
    ],
)
def test_a_fault_of_a_file_is_a_sentence_that_names_it(data, said):
    with pytest.raises(CaseError) as fault:
        take("anna.csv", coded(data))
    assert str(fault.value).startswith(("anna.csv", "anna has")) and said in str(fault.value)
    told = json.loads(answer(json.dumps({"what": "take", "name": "anna.csv", "data": coded(data)})))
    assert told == {"fault": str(fault.value)}


def test_what_is_not_taken_from_a_file_is_named():
    text = "coder,sentence,tone,mood,note\n" + "".join(f"a,x-{i},0,,\n" for i in range(5)) + "a,lbc-09,1,glad,why\n"
    found = take("anna.csv", coded(text))
    assert found["coders"] == {"anna": {"lbc-09": {"tone": "1"}}}
    assert found["notes"] == [
        "anna.csv codes 5 sentences not to be coded here (x-0, x-1, x-2 …): left out",
        "anna.csv has columns that are not read here: mood",
    ]


def test_a_link_to_another_story_is_a_sentence_of_the_texts_and_not_to_be_coded(case):
    assert case.sentence("lbc-10"), "a teaser"
    found = take("anna.csv", coded("sentence,tone\nlbc-09,1\nlbc-10,0\n"))
    assert found["notes"] == ["anna.csv codes 1 sentence not to be coded here (lbc-10): left out"]
    with pytest.raises(CaseError, match="none of the 96 sentences of headline, abstract and body"):
        take("anna.csv", coded("sentence,tone\nlbc-10,0\n"))


def test_a_file_that_is_called_as_the_reference_is_stands_beside_it():
    found = take("reference.csv", coded("sentence,tone\nlbc-09,1\n"))["coders"]
    assert list(found) == ["reference (file)"]
    rows = compare({"lbc-09": {"tone": "1"}}, ["tone"], found)["agreement"]
    assert [row["coder"] for row in rows] == ["reference", "coder_a", "coder_b", "coder_c", "reference (file)"]
