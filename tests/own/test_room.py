"""The reading room by its data: every sentence addressed once, every mark a finder's row, silence and errors said."""

import base64
import hashlib
import html.parser
import re
import shutil
from collections import Counter, defaultdict
from urllib.parse import unquote

import pytest

from helpers import CaseError, load_case, sentences
from tellings.argument.grid import SILENT, corroboration, grid_scores
from tellings.case.files import PROJECT, word_list
from tellings.case.folder import Case
from tellings.case.sources import text_source
from tellings.case.tables import read_table, write_table
from tellings.coding.recoding import doubted
from tellings.coding.scoring import match_spans, precision_recall
from tellings.coding.sheets import write_sheets
from tellings.own.layers import LETTERS, ROLE_LETTERS, TONES, layers_of
from tellings.own.parts import read
from tellings.own.room import found, write_room
from tellings.own.scores import tool_scores
from tellings.own.wording import say
from tellings.perspectives.names import find_names
from tellings.perspectives.tables import find_speech
from tellings.reading.spans import Spans
from tellings.reading.text import TEXT_ROLES, paragraph_rows
from tellings.timeline.tables import find_dates

VOID = {"meta", "input", "br", "img", "link"}
CASES = ["seeds", "tests/cases/dam", "tests/cases/school", "tests/cases/ferry"]


class Room(html.parser.HTMLParser):
    """A room as a browser would read it: ids, links, sentences and marks with the words that stand in them."""

    def __init__(self, page):
        super().__init__()
        self.page, self.stack = page, []
        self.ids, self.links, self.tags, self.attributes = [], [], Counter(), []
        self.sentences, self.marks, self.titles, self.texts = defaultdict(str), defaultdict(str), {}, defaultdict(str)
        self.rows, self.silent, self.shown = defaultdict(list), defaultdict(str), []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags[tag] += 1
        self.attributes += attributes
        if "id" in given:
            self.ids.append(given["id"])
        if tag not in VOID:
            self.stack.append((tag, given))
        if tag == "a":
            self.links.append(given["href"])
            if row := self._around("row"):
                self.rows[row["id"]].append(unquote(given["href"][1:]))
        if tag == "mark":
            self.titles[self._key(given)] = given["title"]

    def handle_endtag(self, tag):
        opened, _ = self.stack.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, words):
        classes = {given.get("class") for _, given in self.stack}
        self.shown.append(words)
        if classes & {"l", "q", "n", "role"}:
            return
        if sentence := self._around("s"):
            self.sentences[sentence.get("id") or sentence["data-of"]] += words
        for tag, given in self.stack:
            if tag == "mark":
                self.marks[self._key(given)] += words
        if (text := self._around("text")) and any(tag == "p" for tag, _ in self.stack):
            self.texts[text["id"]] += words

    def _around(self, name):
        return next((given for _, given in self.stack[::-1] if given.get("class") == name), None)

    def _key(self, given):
        return given["class"].split()[0], int(given["data-r"])


def room_of(case, folder):
    return Room(write_room(case, folder / "room.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=CASES)
def told(request, tmp_path_factory):
    """A case, what was found in it, and its room."""
    it = read(PROJECT / request.param)
    return it, room_of(it, tmp_path_factory.mktemp("room"))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    return room_of(load_case("seeds"), tmp_path_factory.mktemp("seeds"))


def test_every_sentence_is_addressed_once_in_page_order(told):
    it, room = told
    named = [name for name in room.ids if name in set(it.sentences.sentence)]
    assert named == list(it.sentences.sentence)
    assert max(Counter(room.ids).values()) == 1


def test_every_sentence_has_its_words_and_every_text_all_of_its_own(told):
    it, room = told
    cut = re.compile(r"\W+")
    for name, words in zip(it.sentences.sentence, it.sentences.text):
        assert cut.sub("", room.sentences[name]) == cut.sub("", words), name
    for number, source in enumerate(it.case.values()):
        raw = "".join(source.text[start:end] for start, end, *_ in paragraph_rows(source))
        assert "".join(room.texts[f"text{number}"].split()) == "".join(raw.split())


def test_marks_are_the_rows_of_the_finders(told):
    """Each row is marked, at its words, and nothing else is."""
    it, room = told
    offered, _ = layers_of(it)
    assert [layer.name for layer in offered][:3] == ["voice", "time", "tone"]
    for layer in offered:
        marked = {number: words for (name, number), words in room.marks.items() if name == layer.name}
        assert sorted(marked) == list(range(len(layer.marks))), layer.name
    for name, rows in (("voice", it.speech), ("time", it.dates), ("names", it.names)):
        for number, row in enumerate(rows.itertuples()):
            source = it.case[row.source]
            paragraphs = Spans(paragraph_rows(source)).touching(row.start, row.end)
            raw = [source.text[max(row.start, p[0]) : min(row.end, p[1])] for p in paragraphs]
            assert "".join(room.marks[name, number].split()) == "".join("".join(raw).split())
    body = it.tone[it.tone.role.isin(TEXT_ROLES)]
    tones = {name: value for name, value in zip(body.sentence, body.tone) if abs(value) >= 0.05}
    assert len(tones) == sum(name == "tone" for name, _ in room.marks)


def test_a_mark_says_what_was_found(seeds):
    said = set(seeds.titles.values())
    assert "voice: direct, Jens Stoltenberg (said)" in said and "voice: direct, unnamed (said)" not in said
    assert {"time: 2021-08-17T22:07, explicit", "roles: caption"} <= said
    assert "frame: security by the coding; by the word list security" in said
    assert "doubts: tone −1 | 0, −1, −1" in said
    assert any(one.startswith("names: Taliban, legitimising; worded by") for one in said)


def test_letters_stand_for_one_thing_each(told):
    """Whatever layers are seen together."""
    offered, _ = layers_of(told[0])
    letters = [letter for layer in offered for letter in layer.letters.values()]
    assert len(letters) == len(set(letters))
    assert len({*LETTERS.values(), *ROLE_LETTERS.values(), *TONES.values()}) == len(LETTERS) + len(ROLE_LETTERS) + 2


def test_coders_doubts_are_those_of_the_recodings(seeds):
    rows = doubted(load_case("seeds"))
    names = {}
    for name in rows.sentence:
        names[name] = f'id="{name}"' in seeds.page
    assert all(names.values()) and len(rows) == sum(name == "doubts" for name, _ in seeds.marks)
    legend = re.search(r'<div class="legend doubts">.*?</div>', seeds.page, re.S)[0]
    for number, count in rows.doubts.value_counts().items():
        assert f"{number} of 3 coders in doubt ({count})" in legend


def test_rows_are_those_of_the_grid_and_silence_is_said(told):
    it, room = told
    table = corroboration(it.case)
    assert list(room.rows) == list(table.row)
    for row in table.to_dict("records"):
        told_here = " ".join(row[name] for name in it.case if row[name] != SILENT)
        assert all(f"[{name}]" in told_here for name in room.rows[row["row"]])
        assert len(room.rows[row["row"]]) == sum(f"[{name}]" in told_here for name in it.sentences.sentence)
        own = room.page.partition(f'<li class="row" id="{row["row"]}">')[2].partition("</li>")[0]
        silent = [name for name in it.case if row[name] == SILENT]
        assert ("<h3>silent</h3>" in own) == bool(silent) and all(name in own for name in silent)
        assert row["basis"] in own.partition("</p>")[0]
    assert say("room.coded" if "coded" in set(table.basis) else "room.proposed") in "".join(room.shown)


def test_every_link_arrives(told):
    _, room = told
    assert {unquote(link[1:]) for link in room.links} <= set(room.ids)
    assert all(link.startswith("#") for link in room.links)


def test_first_layer_is_on_and_furniture_is_grey(told):
    _, room = told
    assert '<html lang="en" class="on-voice">' in room.page
    assert re.search(r'<p class="quiet"><span class="role">(?:caption|byline|dateline)</span>', room.page)


# -- what each layer says of its error


def test_each_layer_says_how_often_it_is_right(told):
    it, room = told
    scores = tool_scores(it.case).set_index("tool")
    for layer in layers_of(it)[0]:
        assert layer.right.endswith(".") and layer.how.endswith(".") and layer.right in "".join(room.shown)
    spoken = scores.loc["speech with its speaker"]
    assert (
        f"{spoken.right} of {spoken.found}; {spoken.coded - spoken.right} of {spoken.coded} not found so" in room.page
    )


def test_speech_found_with_another_extent_is_not_told_to_be_missed():
    """lbc-07 and pism-45 are found, a few words longer or shorter than coded; that is not right, and not missed either."""
    case = load_case("seeds")
    found, coded = find_speech(case), case.coding.quotes
    wrong, missed = ((match_spans(found, coded, overlap=least).outcome == "missed").sum() for least in (1.0, 0.5))
    assert (wrong, missed) == (2, 0)
    voice = next(layer for layer in layers_of(read(PROJECT / "seeds"))[0] if layer.name == "voice")
    here = voice.right.partition("by the coding of this case")[2]
    assert f"{wrong} of {len(coded)} not found so" in here and "extent included" in here and "missed" not in here


def test_what_was_made_with_the_texts_is_said_of_finders_and_not_of_lists():
    """VADER's list is of 2014, that of frames was made from the codebook's words (frame_terms.csv)."""
    offered = {layer.name: layer for layer in layers_of(read(PROJECT / "seeds"))[0]}
    made = say("room.made_with")
    assert {name for name, layer in offered.items() if made in layer.how} == {"voice", "time"}
    sources = {row["source"].partition(":")[0] for row in word_list("framing", "frame_terms")}
    assert sources == {
        "a word of the codebook's own definition",
        "another form of a word of the codebook's own definition",
        "project, general knowledge",
    }
    assert "from the codebook's words and from general knowledge" in say("room.frame_how")
    assert "made with the three texts of the collection and with the invented ones in tests/cases" in say(
        "coding.tools"
    )
    # The sheets' keys say the same: "the four coded cases of the collection, with which the program was made".
    for name in CASES[1:]:
        invented = {layer.name for layer in layers_of(read(PROJECT / name))[0] if made in layer.how}
        assert invented == {"voice", "time"}, name


def test_a_case_of_the_readers_own_says_nothing_of_how_the_finder_was_made(tmp_path):
    shutil.copytree(PROJECT / "tests/cases/dam", tmp_path / "dam")
    assert not any(say("room.made_with") in layer.how for layer in layers_of(read(tmp_path / "dam"))[0])


def test_no_people_are_said_to_have_coded_what_a_language_model_has():
    """CODEBOOK.md: "By a large language model … No panel of people made or checked it"."""
    assert "No panel of people" in (PROJECT / "seeds/gold/CODEBOOK.md").read_text(encoding="utf-8")
    script = (PROJECT / "tellings/reading/templates/room.js").read_text(encoding="utf-8")
    for words in (say("room.coded"), say("room.frame_coded"), script):
        assert not re.search(r"\b(?:people|nobody) ha(?:ve|s)\b", words), words


def test_figures_that_the_layers_state_are_those_measured():
    case = load_case("seeds")
    frames = tool_scores(case).set_index("tool").loc["frame of a sentence"]
    assert f"{frames.right} of {frames.coded} sentences" in say("room.frame")
    coded = case.gold("names")
    table = sentences(case)
    text = {name: Spans(zip(own.start, own.end)) for name, own in table[table.role.isin(TEXT_ROLES)].groupby("source")}
    coded = coded[[bool(text[row.source].at(row.start)) for row in coded.itertuples()]]
    names = find_names(case)
    names = names[names.actor.isin(set(coded.actor))]
    score = precision_recall(match_spans(names, coded, same=["actor"], overlap=0.5))
    right, all_of_them = score["right"], score["reference"]
    assert f"{right} of {score['found']} found" in say("room.names")
    assert "an overlap by half" in say("room.names_how"), "by exact extents fewer are right"
    assert f"{all_of_them - right} of {all_of_them} missed" in say("room.names") and coded.actor.nunique() == 5
    merged = table.merge(case.gold("sentences"), on="sentence")
    assert len(merged) == len(table) and (merged.role_x == merged.role_y).all()
    written = sum(len(sentences(load_case(PROJECT / name))) for name in CASES[1:])  # test_own holds their roles
    assert f"all {len(table) + written} sentences" in say("room.roles")
    grid = grid_scores(case)
    assert f"{grid['right']} of its {grid['pairs']} pairs" in say("room.proposed")
    assert f"of {grid['found']} of the {grid['rows']} coded rows" in say("room.proposed")
    rows = read_table(PROJECT / "tellings" / "timeline" / "date_benchmarks.csv").set_index(["system", "documents"])
    value = rows["value F1"]
    assert value["this finder", "TempEval-3 test (news)"] == 81.3
    assert value["this finder", "MEANTIME (news), the half held out"] == 77.0
    assert "F1 is .81" in say("room.time_how") and ".77 (MEANTIME)" in say("room.time_how")
    for counts in ("163 of 222", "10 missed"):
        assert counts in say("room.voice")
    assert "of 222 stretches of speech 163" in say("coding.pasted") and "of 203 dates found 187" in say("coding.pasted")


# -- layers that are missing


def test_a_missing_layer_is_named_with_its_remedy(tmp_path):
    (tmp_path / "a.txt").write_text("The dam\n\nIt stands.\n")
    (tmp_path / "b.txt").write_text("The lake\n\nIt is wide.\n")
    room = room_of(load_case(tmp_path), tmp_path)
    shown = " ".join("".join(room.shown).split())
    for name in ("voice", "time", "tone", "frame", "names", "doubts"):
        assert f"No layer {name}: {say(f'room.no_{name}')}" in shown
    assert '<html lang="en" class="on-roles">' in room.page
    assert say("room.none") in shown and not room.rows


def test_one_text_has_no_second_beside_it(tmp_path):
    room = room_of(Case([text_source("Fire\n\nA fire broke out, said Ann Lee.", id="a")]), tmp_path)
    assert say("room.one") in " ".join("".join(room.shown).split()) and "<nav" not in room.page


def test_own_coding_sheets_give_the_doubts(tmp_path):
    case = tmp_path / "ferry"
    shutil.copytree(PROJECT / "tests" / "cases" / "ferry", case)
    one, two, _ = write_sheets(case)
    for path, tone in ((one, "-1"), (two, "0")):
        table = read_table(path).astype(str)
        table.loc[:1, "tone"] = [tone, "1"]
        write_table(table, path)
    doubts = next(layer for layer in layers_of(read(case))[0] if layer.name == "doubts")
    assert [mark[1:] for mark in doubts.marks] == [("codes differ", "tone coder-1: −1, coder-2: 0")]
    table.loc[0, "text"] = "other words"
    write_table(table, two)
    _, missing = layers_of(read(case))
    assert "the text was changed after the sheet was written" in missing["doubts"]


def test_without_coded_frames_the_word_list_gives_them(tmp_path):
    it = read(PROJECT / "tests" / "cases" / "ferry")
    frame = next(layer for layer in layers_of(it)[0] if layer.name == "frame")
    assert frame.what == "frames by a word list" and all(said.endswith("by the word list") for *_, said in frame.marks)


# -- bad input

HOSTILE = "<script>alert(1)</script>"
IDS = ['a"b', "a'<b>", "über [x]", "A", "a", "100%23#", "كتاب", "row", "text"]


@pytest.fixture(scope="module")
def strange(tmp_path_factory):
    text = (
        f'One title {HOSTILE}\n\nBy {HOSTILE}\n\n"We were late [a]," said <b>Ann</b> Lee on 5 May 2019. {HOSTILE} & \x00 \u202eabc.'
        "\n\nقال الوزير إن الجسر مغلق. 14 people were hurt in the fire at the mill in Porto.\n"
    )
    case = Case([text_source(text, id=name, title=f"One title {HOSTILE}", published="2019-05-06") for name in IDS])
    return case, room_of(case, tmp_path_factory.mktemp("strange"))


def test_nothing_in_a_text_acts(strange):
    _, room = strange
    assert room.tags["script"] == 1 and not {"b", "img", "iframe", "form"} & set(room.tags) - {"b"}
    assert not [name for name, _ in room.attributes if name.startswith("on")]
    assert HOSTILE in "".join(room.shown) and "<script>alert" not in room.page
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", room.page) and "[U+202E]" in room.page


def test_only_the_script_of_the_room_may_run_and_nothing_is_loaded(strange):
    _, room = strange
    policy = next(value for name, value in room.attributes if name == "content" and "default-src" in value)
    script = re.search(r"<script>(.*?)</script>", room.page, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert sorted(policy.split("; ")) == sorted([*allowed.split("; "), f"script-src 'sha256-{digest}'"])
    assert not re.search(r"(?:src|url\(|@import|https?:)", room.page.replace(policy, "").replace(script, ""))


def test_ids_of_any_characters_are_addresses_of_their_own(strange):
    case, room = strange
    table = sentences(case)
    assert [name for name in room.ids if name in set(table.sentence)] == list(table.sentence)
    assert max(Counter(room.ids).values()) == 1 and not [name for name in room.ids if " " in name]
    assert {unquote(link[1:]) for link in room.links} <= set(room.ids)
    assert {"A-01", "a-01"} <= set(room.ids)
    assert room.page.count("One title &lt;script&gt;") >= 2 * len(IDS)


def test_rows_of_ids_with_brackets_lead_to_their_sentences(strange):
    case, room = strange
    joined = {name for names in room.rows.values() for name in names}
    assert {re.sub(r"-\d+h?$", "", name) for name in joined} == {"_".join(name.split()) for name in IDS}


def test_text_from_right_to_left_is_set_so(strange):
    assert strange[1].page.count('<p dir="rtl">') == len(IDS)


def test_a_sentence_that_a_page_cuts_has_one_address_and_all_its_pieces(told):
    it, room = told
    for name in re.findall(r'data-of="([^"]+)"', room.page):
        assert room.ids.count(name) == 1
    if (PROJECT / "tests" / "cases" / "dam").resolve() == it.case.folder.resolve():
        assert "data-of=" in room.page


def test_what_is_no_case_is_refused(tmp_path):
    for wrong in (None, "seeds", 3, load_case("seeds")["lbc"]):
        with pytest.raises(TypeError, match="a room is made of a case"):
            write_room(wrong, tmp_path / "room.html")


def test_two_texts_of_one_address_are_refused_with_a_remedy(tmp_path):
    case = Case([text_source("One two.", id="my text"), text_source("One two.", id="my_text")])
    with pytest.raises(CaseError, match="my text and my_text would have .* my_text-01: rename one"):
        write_room(case, tmp_path / "room.html")


def test_a_page_that_cannot_be_written_and_actors_that_cannot_be_read(tmp_path):
    with pytest.raises(CaseError, match="cannot be written"):
        write_room(load_case(PROJECT / "tests" / "cases" / "ferry"), tmp_path / "no" / "such" / "room.html")
    (tmp_path / "a.txt").write_text("One two.")
    (tmp_path / "actors.csv").write_text("actor,label,term\nus,wicked,we\n")
    with pytest.raises(CaseError, match="'wicked' is no label"):
        write_room(load_case(tmp_path), tmp_path / "room.html")


def test_a_case_and_what_was_read_of_it_give_one_room(tmp_path):
    folder = PROJECT / "tests" / "cases" / "ferry"
    one = room_of(load_case(folder), tmp_path).page
    assert one == room_of(read(folder), tmp_path).page
    it = found(load_case(folder))
    assert len(it.speech) == len(find_speech(it.case)) and len(it.dates) == len(find_dates(it.case))
