"""Names and the comparison of voices: shares, verbs, presence, blame, cards; and the figures by their data."""

import re
import shutil
import unicodedata

import pandas as pd
import pytest

from helpers import CaseError, find_speech, load_case, match_spans, precision_recall, text_source, words
from tellings import charts
from tellings.case.files import word_list
from tellings.case.folder import Case
from tellings.perspectives.card import perspective_card
from tellings.perspectives.claims import claim_pairs, claim_status, failures, headline_check
from tellings.perspectives.names import (
    NEEDED,
    OPTIONAL,
    canonical,
    find_names,
    naming_counts,
    presence,
    read_actors,
    spokesmen,
)
from tellings.perspectives.voices import (
    cues,
    sentence_at,
    sentence_voices,
    speaker_shares,
    voice_shares,
    words_by_voice,
)
from tellings.reading.spans import Spans
from tellings.reading.tables import articles
from tellings.reading.text import sentence_rows

REPUBLIC = "Afghan republic (until August 2021)"
case = load_case("seeds")
quotes, actors = case.gold("quotes"), read_actors(case)
speech = find_speech(case)
names = find_names(case, quotes, actors)


def test_shares_of_the_reference_coding():
    shares = voice_shares(words_by_voice(case, quotes)).set_index("text")
    assert shares.words.to_dict() == {"lbc": 474, "pism": 1414, "later 1": 120, "later 2": 153}
    assert shares[["direct", "indirect"]].round().astype(int).T.to_dict("list") == {
        "lbc": [53, 23],
        "pism": [0, 12],
        "later 1": [26, 47],
        "later 2": [3, 49],
    }
    assert (shares[["direct", "indirect", "reporting", "author"]].sum(axis=1) - 100).abs().max() < 0.03
    assert shares.direct["lbc"] == 52.74, "250 of 474 words, true to the hundredth that a table prints"


def test_every_word_has_one_voice_and_speech_is_nobody_elses():
    table = words_by_voice(case, speech)
    assert not table.duplicated(["source", "start"]).any()
    assert table[table.part == "author"].speaker.isna().all()
    shares = speaker_shares(words_by_voice(case, quotes))
    assert shares.text.unique().tolist() == ["lbc", "pism", "later 1", "later 2"]
    assert shares.groupby("text").words.is_monotonic_decreasing.all(), "those with most words first"
    stoltenberg = shares.query("text == 'lbc' and speaker == 'Stoltenberg' and part == 'direct'")
    assert stoltenberg.words.tolist() == [250] and stoltenberg.percent.tolist() == [52.74]


def test_of_overlapping_names_the_first_counts_and_of_those_that_begin_together_the_longest():
    rows = {
        "actor": "it",
        "label": "neutral",
        "source": "",
        "kind": "actor",
        "speaks_for": "",
        "other_label": "",
        "note": "",
    }
    terms = ["the old bridge", "bridge over the river", "the old"]
    listed = pd.DataFrame([{**rows, "term": term} for term in terms])
    found = find_names([text_source("They crossed the old bridge over the river.")], actors=listed)
    assert found.text.tolist() == ["the old bridge"]
    assert "the first counts, of those\n    that begin together the longest" in find_names.__doc__


def test_reporting_words_are_counted_where_they_stand():
    table = cues(case, quotes)
    body = table[(table.source == "lbc") & (table.role == "body")]
    assert body.lemma.value_counts().to_dict() == {"say": 12, "insist": 2, "warn": 1, "blame": 1, "add": 1}
    first = table[(table.source == "later") & (table["item"] == 1) & (table.role == "body")]
    assert first[["lemma", "class"]].values.tolist() == [
        ["acknowledge", "concedes"],
        ["assert", "assertive"],
        ["emphasize", "assertive"],
        ["argue", "assertive"],
    ]


def test_sentences_by_voice():
    table = sentence_voices(case, quotes).set_index("sentence")
    assert table.part[["lbc-13", "lbc-14", "lbc-28", "pism-06", "later-04"]].tolist() == [
        "direct",
        "author",
        "indirect",
        "author",
        "direct",
    ]
    assert set(articles(table)) == {"lbc", "pism", "later 1", "later 2"}


def test_names_against_the_reference_coding():
    mine = names[names.actor.isin(["Taliban", REPUBLIC, "mission", "exit", "collapse"])]
    coded, rows = case.gold("names"), case.gold("sentences").query("role in ['headline', 'abstract', 'body']")
    inside = [
        ((rows.source == row.source) & (rows.start <= row.start) & (row.start < rows.end)).any()
        for row in coded.itertuples()
    ]
    score = precision_recall(match_spans(mine, coded[inside], same=["actor"], overlap=0.5))
    assert score["precision"] > 0.9 and score["recall"] > 0.8, score


def test_the_government_is_two_parties():
    hits = names[names.text.str.lower().str.contains("government") & names.source.isin(["pism", "later"])]
    assert set(zip(hits.source, hits.actor)) == {("pism", REPUBLIC), ("later", "Taliban")}


def test_a_name_has_its_sentence_and_voice():
    row = names[names.text == "this failure of Afghan leadership"].iloc[0]
    assert (row.sentence, row.voice, row.worded_by, row.label) == (
        "lbc-17",
        "Stoltenberg",
        "Stoltenberg",
        "delegitimising",
    )
    told = names[(names.sentence == "lbc-15") & (names.text == "a failure of Afghan leadership")].iloc[0]
    assert (told.voice, told.worded_by) == ("Stoltenberg", "author, for Stoltenberg")
    assert names[(names.source == "later") & (names["item"] == 1) & (names.actor == "Taliban")].empty


def test_names_in_links_and_captions_are_left_out_unless_asked_for():
    assert names[(names.source == "lbc") & (names.actor == "Biden")].empty
    teasers = find_names(case, quotes, actors, roles=["teaser"])
    assert set(teasers.role) == {"teaser"} and "Biden" in set(teasers[teasers.source == "lbc"].actor)


def test_a_place_after_a_running_head_is_in_the_sentence_that_the_head_cuts():
    rest = case["pism"].text.index("managed to avoid major tensions")
    inside = Spans(sentence_rows(case["pism"]))
    assert sentence_at(inside, rest)[3::3] == ("pism-30", "body")
    assert sentence_at(inside, case["pism"].text.index("PISM BULLETIN"))[6] == "furniture"


def test_a_place_between_two_sentences_is_of_the_one_before():
    text = "\n Plans\n\nIt rained.  It snowed. "
    inside = Spans(sentence_rows(text_source(text, id="a")))
    places = {0: "a-01", text.index("  It") + 1: "a-02", len(text) - 1: "a-03"}
    assert {place: sentence_at(inside, place)[3] for place in places} == places


def test_speakers_under_one_name():
    assert canonical(
        [
            "Jens Stoltenberg",
            "The Wall Street Journal",
            "the U.S.",
            "Joe Biden and Jens Stoltenberg",
            None,
            "Ana Silva",
        ],
        actors,
    ) == ["Stoltenberg", "WSJ", "US", "Biden and Stoltenberg", None, "Ana Silva"]
    told = ["Joe Biden and Ana Silva and Jens Stoltenberg", "Zabihullah Fitrat", "the fitrat", "his old friend Fitrat"]
    assert canonical(told, actors) == [
        "Biden and Ana Silva and Stoltenberg",
        "Fitrat",
        "Fitrat",
        "his old friend Fitrat",
    ]


def test_presence():
    table = presence(case, names, quotes, actors).set_index(["actor", "source"])
    assert table.loc[("Taliban", "lbc"), "speaks"] == 0 and table.loc[("Taliban", "lbc"), "named"] == 8
    assert table.loc[("Biden", "lbc")].tolist() == [0, 0, 0]
    everywhere = presence(
        case, find_names(case, quotes, actors, roles=["body", "teaser"]), quotes, actors, ["body", "teaser"]
    )
    assert everywhere.set_index(["actor", "source"]).loc[("Biden", "lbc"), "speaks"] == 2
    silent = table.groupby("actor").speaks.sum().loc[lambda n: n == 0]
    assert set(silent.index) == {"those it happened to", REPUBLIC}


@pytest.mark.parametrize(
    "party, source, voice, stretches",
    [
        ("NATO", "lbc", "Stoltenberg", 29),  # "Nato head says", and a press conference of the Secretary General
        ("NATO", "pism", "Stoltenberg", 2),  # "NATO Secretary General Jens Stoltenberg"; NATO's own call is a third
        ("NATO", "later", "Stoltenberg", 0),  # "Former NATO Secretary General"
        ("US", "pism", "Biden", 1),  # "President Biden"; what "the U.S. has assured" is a second
        ("US", "later", "Trump", 4),  # "US President Donald Trump"
        ("US", "lbc", "Biden", 0),  # in links to other stories, with no office
        ("Taliban", "later", "Fitrat", 3),  # "deputy official representative of the Afghan government"
        ("Taliban", "lbc", "Fitrat", 0),
    ],
)
def test_one_rule_for_every_party_who_speaks_for_whom(party, source, voice, stretches):
    mine = quotes[quotes.source == source]
    his = mine[[voice in str(name).split(" and ") for name in canonical(mine.speaker, actors)]]
    table = presence(case, names, his, actors).set_index(["actor", "source"])
    assert table.loc[(party, source), "speaks"] == stretches
    assert bool(stretches) == bool((spokesmen(actors, source).actor == voice).any())


def test_who_speaks_for_whom_has_its_words_in_the_text():
    told = case.gold("sentences").set_index("sentence").text
    offices = {
        "NATO": "Nato|NATO",
        "US": "US President|President Biden|President Joe Biden",
        "Taliban": "representative",
    }
    for row in actors[actors.speaks_for != ""].itertuples():
        assert row.source, "an office is what one text says of it"
        cited = re.findall(r"\w+-\d\d", row.note)
        assert cited and all(re.search(offices[row.speaks_for], told[name]) for name in cited), row


def test_one_voice_of_two_speaks_for_each():
    table = presence(case, names, quotes, actors).set_index(["actor", "source"])
    assert table.loc[("Russia", "pism"), "speaks"] == table.loc[("China", "pism"), "speaks"] == 1
    assert "Russia and China" not in table.index.get_level_values("actor")


def test_a_verb_with_its_preposition_has_a_class_of_its_own():
    table = cues(case, quotes).set_index("sentence")
    assert table.loc["pism-22", ["lemma", "class"]].tolist() == ["call on", "directive"]
    assert table.loc["pism-50", ["lemma", "class"]].tolist() == ["point", "assertive"]


def test_failures_told_by_all_who_tell_of_them():
    table = failures(case).set_index("sentence")
    assert {"later-03", "later-06", "later-13", "pism-27"} <= set(table.index) and "lbc-18" not in table.index
    assert table.loc["later-13", ["voice", "subject", "culprit"]].tolist() == ["Fitrat", "Washington", "US"]
    assert table.loc["pism-38", "voice"] == "unnamed"  # a reproach that the author reports, not his own


def test_failures_are_quoted_from_the_texts():
    table = failures(case)
    for row in table.itertuples():
        assert not row.subject or row.subject.replace("’", "'").lower() in row.text.replace("’", "'").lower(), row
    sentences = case.gold("sentences").set_index("sentence")
    assert (
        (table.start >= sentences.start[table.sentence].to_numpy())
        & (table.end <= sentences.end[table.sentence].to_numpy())
    ).all()


def test_headline_words_that_stand_nowhere_beneath():
    table = headline_check(case, quotes).set_index("word")
    assert {"Condemns", "Recognizes", "resurgence"} <= set(table[table.sentences == ""].index)
    assert table.loc["vigilance", "quoted"] and "lbc-13" in table.loc["vigilance", "sentences"]
    # No stem joins "says" and "said": the forms of a reporting verb are one word.
    assert "lbc-09" in table.loc["says", "sentences"] and "lbc-31" in table.loc["says", "sentences"]


def test_claims_are_paired_once():
    table = claim_pairs(case)
    assert set(table.relation) == {"agrees", "conflicts"}
    pairs = [frozenset(p) for p in zip(table.sentence + table.text, table["other sentence"] + table["other text"])]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("agrees:pism-c32", "agrees:pism-c99", "lbc-c03 agrees with 'pism-c99', and no claim has this id"),
        ("lbc-c03,lbc,lbc-07", "lbc-c03,lbc,lbc-99", "lbc-c03 stands in 'lbc-99', no sentence of the case"),
    ],
)
def test_a_claim_that_would_be_left_out_says_so(tmp_path, right, wrong, told):
    shutil.copytree(case.folder, tmp_path / "case")
    path = tmp_path / "case" / "gold" / "claims.csv"
    path.write_text(path.read_text("utf-8").replace(right, wrong), "utf-8")
    with pytest.raises(CaseError, match=told):
        claim_pairs(load_case(tmp_path / "case"))


def test_a_text_bears_out_neither_itself_nor_a_link():
    pairs, claims = claim_pairs(case), case.gold("claims")
    assert (pairs.source != pairs["other source"]).all()
    roles = case.gold("sentences").set_index("sentence").role
    told = claims[claims.sentence.map(roles).isin(["headline", "abstract", "body"])]
    assert set(claims.claim) - set(told.claim) == {"lbc-c02", "lbc-c05", "lbc-c06"}  # a date line and two teasers
    status = claim_status(case)
    assert status.sum().to_dict() == told.source.value_counts().to_dict()
    assert status.loc["agrees"].to_dict() == {"lbc": 5, "pism": 8, "later": 3}
    # lessons, flaws and no attacks in August, and what Stoltenberg says in the bulletin: one man agrees with himself
    assert status.loc["one voice"].to_dict() == {"lbc": 3, "pism": 1, "later": 0}
    assert not {"lbc-c14", "lbc-c16", "pism-c01"} & set(
        pairs[pairs.relation == "agrees"][["claim", "other claim"]].stack()
    )


def test_open_claims_have_no_note_that_the_other_texts_bear_on():
    """As deeper/04_certainty says it: none, or from outside, or a claim beside it, or one that bears nothing out."""
    pairs, claims = claim_pairs(case), case.gold("claims")
    roles = case.gold("sentences").set_index("sentence").role
    told = claims[claims.sentence.map(roles).isin(["headline", "abstract", "body"])].set_index("claim")
    paired = set(pairs.claim) | set(pairs["other claim"])
    rest = told[~told.index.isin(paired) & ~told.check.str.contains("internal:|conflicts:")]
    assert len(rest) == claim_status(case).loc["open"].sum() == 34
    no_witness = []
    for claim, row in rest.iterrows():
        # What is from outside may go on behind a semicolon; it stands last.
        for kind, _, other in (note.partition(":") for note in row.check.partition("outside:")[0].split("; ") if note):
            assert kind in ("open", "compare", "agrees")
            if kind == "agrees":
                assert other not in told.index or told.source[other] == row.source
                no_witness.append(claim)
    assert no_witness == ["lbc-c14", "lbc-c16", "pism-c04", "pism-c05"]


def test_a_dilemma_and_a_right_decision_do_not_say_the_same():
    notes = case.gold("claims").set_index("claim").check
    assert "compare:later-c06" in notes["lbc-c20"] and "compare:lbc-c20" in notes["later-c06"]
    assert "agrees:later-c06" not in notes["lbc-c20"] and "agrees:lbc-c20" not in notes["later-c06"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pism-c02", "lbc-c08"),  # two decades of the American mission, of no attacks, of an operation
        ("pism-c02", "lbc-c22"),
        ("pism-c02", "later-c10"),
        ("pism-c03", "later-c18"),  # a past administration and a President in office
        ("pism-c38", "lbc-c04"),  # a risk and a need
    ],
)
def test_one_number_or_one_name_given_to_two_things_is_no_agreement(one, other):
    notes = case.gold("claims").set_index("claim").check
    assert f"compare:{other}" in notes[one] and f"compare:{one}" in notes[other]
    assert f"agrees:{other}" not in notes[one] and f"agrees:{one}" not in notes[other]


def test_a_note_on_a_claim_says_no_more_than_is_known():
    notes = case.gold("claims").set_index("claim").check
    assert "may" in notes["later-c16"] and "may" in notes["later-c04"] and "sign of" not in notes["later-c16"]
    assert "bears out" not in notes["later-c02"]
    assert all("if the agreement" in notes[name] for name in ("later-c23", "pism-c03", "pism-c06"))
    assert "Biden's" in notes["pism-c26"] and "set by the US" not in notes["pism-c26"]


def test_every_cross_reference_between_claims_is_kept_on_both_sides():
    claims = case.gold("claims").set_index("claim")
    for name, check in claims.check.items():
        for relation, other in re.findall(r"(agrees|conflicts|compare):([a-z]+-c\d+)", check):
            assert f"{relation}:{name}" in claims.check[other], (name, relation, other)


def test_the_exit_is_not_the_fall_of_the_republic():
    for table in (actors.rename(columns={"term": "text"}), case.gold("names")):
        exit_ = " ".join(table[table.actor == "exit"].text).lower()
        assert not re.search("collapse|evacuation(?! )|hasty|tragedy|crisis|failure of the alliance", exit_)
        assert set(table[table.text.str.contains("ollapse|tragedy")].actor) == {"collapse"}
        assert not table.text.str.contains("open-ended").any()  # what might have come is no name for what was
    counts = names[names.actor.isin(["exit", "collapse"])].groupby(["actor", "label"]).size().to_dict()
    assert counts == {
        ("exit", "critical"): 6,
        ("exit", "favourable"): 1,
        ("exit", "neutral"): 16,
        ("collapse", "critical"): 7,
    }


def test_all_who_died_or_fled_are_named_alike():
    mine = names[names.actor == "those it happened to"]
    assert {"13 American troops", "more than 150 civilians", "all those who wish to leave"} <= set(mine.text)
    assert {"pism-13", "pism-19", "pism-20", "pism-21", "lbc-27", "lbc-31", "later-04"} <= set(mine.sentence)
    assert {"their citizens", "all their citizens", "allied citizens"} <= set(mine.text)
    assert {"Around 800 Nato civilian personnel", "parts of the Afghan security forces"} <= set(mine.text)
    # Those who fought are still the republic's.
    assert "lbc-17" in set(names[(names.actor == REPUBLIC) & (names.text == "the Afghan security forces")].sentence)


def test_a_defeat_of_which_it_is_not_said_what_it_was_can_be_labelled_otherwise():
    row = actors[actors.term == "the biggest defeat of NATO"].iloc[0]
    assert row.other_label == "neutral" and "paraphrase" in row.note


def test_verbs_that_concede_are_no_factives():
    rows = {row["lemma"]: row for row in word_list("perspectives/speech", "reporting_verbs")}
    for verb in ("acknowledge", "admit", "concede", "confess", "grant"):
        assert rows[verb]["class"] == "concedes", verb
    # Anand and Hacquard 2014: no English predicate that reports a communicative act is factive.
    for verb in ("point", "reveal", "disclose", "divulge", "confirm", "verify", "remind", "note", "observe"):
        assert rows[verb]["class"] in ("assertive", "neutral"), verb
    for verb in ("know", "realize", "regret", "remember", "notice", "learn", "discover", "forget"):
        assert rows[verb]["class"] == "factive" and rows[verb]["source"].endswith("Hooper 1975, factive"), verb
    for row in rows.values():
        assert row["class"] == "factive" or "Hooper 1975, factive" not in row["source"], row
        assert row["class"] != "factive" or "Hooper 1975, assertive" not in row["source"], row


def test_no_phrase_was_chosen_for_the_three_texts():
    for row in word_list("perspectives/speech", "reporting_phrases"):
        assert not re.search(r"(?:lbc|pism|later)-\d", row["source"]), row


# --- other cases ---------------------------------------------------------------------------------------------------


def small_case(tmp_path, rows="firm,neutral,the firm\n", head="actor,label,term\n"):
    (tmp_path / "a.txt").write_text(
        'Plans\n\nThe firm said "we will build". Ana Silva said that the firm lied.', encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text(
        "Rain\n\nIt rained in the valley all day. Nobody came to the meeting.", encoding="utf-8"
    )
    if rows is not None:
        (tmp_path / "actors.csv").write_text(head + rows, encoding="utf-8")
    return load_case(tmp_path)


@pytest.mark.parametrize(
    "rows, head, message",
    [
        (None, "", "actors.csv is missing"),
        ("", "actor,term\n", "has no column 'label'"),
        ("firm,neutral,\n", "actor,label,term\n", "row 2: actor or term is empty"),
        ("firm,nice,the firm\n", "actor,label,term\n", "row 2: 'nice' is no label"),
        ("firm,neutral,the firm,c\n", "actor,label,term,source\n", "row 2: there is no text 'c'"),
        ("Ann,neutral,Ann,firm\n", "actor,label,term,speaks_for\n", "row 2: there is no actor 'firm' to speak for"),
        ("firm,neutral,it\nrain,neutral,it\n", "actor,label,term\n", "'it' has two actors or two labels"),
        ("firm,neutral,it\nfirm,critical,it\n", "actor,label,term\n", "give each row its source, or keep one of them"),
    ],
)
def test_a_faulty_table_of_actors_names_row_and_remedy(tmp_path, rows, head, message):
    with pytest.raises(CaseError, match=message):
        read_actors(small_case(tmp_path, rows, head))


def test_words_of_substance_are_looked_for_beneath_their_headline():
    head = "Envoys leave Kabul with allies they trust"
    text = f"{head}\n\nThe envoy left on Friday. They trust nobody. Trusted allies stayed with them, the leaves fell.\n"
    source = text_source(text, id="a", title=head)
    found = headline_check(source, find_speech(source)).set_index("word").sentences.to_dict()
    assert found == {"Envoys": "a-02", "leave": "a-04", "Kabul": "", "allies": "a-04", "trust": "a-03, a-04"}, (
        "they and with are no words of substance"
    )


@pytest.mark.parametrize(
    "text, acts",
    [
        ("The council says no.", 1),
        ("The council quietly voted.", 1),
        ("The council is failing.", 1),
        ("The council has a plan.", 1),
        ("The council was closed.", 0),
        ("A letter to the council arrived.", 0),
        ("Rain hit the council offices.", 0),
    ],
)
def test_who_acts_is_the_subject_of_an_active_verb(text, acts):
    source, row = text_source(f"Plans\n\n{text}", id="a"), dict.fromkeys([*NEEDED, *OPTIONAL], "")
    who = pd.DataFrame([row | {"actor": "C", "label": "neutral", "term": "the council"}])
    assert presence(source, find_names(source, None, who), find_speech(source), who).acts.item() == acts


def test_a_name_means_in_a_text_what_a_row_for_that_text_says(tmp_path):
    for name in ("ayr", "dun", "elm"):
        (tmp_path / f"{name}.txt").write_text(
            'Plans\n\nIt rained. "We will build," the council said.\n', encoding="utf-8"
        )
    rows = "Elm,neutral,the council,elm\nAyr,neutral,the council,\nDun,critical,the council,dun\n"
    (tmp_path / "actors.csv").write_text(f"actor,label,term,source\n{rows}", encoding="utf-8")
    other = load_case(tmp_path)
    who, found = read_actors(other), find_speech(other)
    mentions = find_names(other, found, who)
    assert mentions.set_index("source").actor.to_dict() == {"ayr": "Ayr", "dun": "Dun", "elm": "Elm"}
    table = presence(other, mentions, found, who)
    speaking = table[table.speaks > 0]
    assert dict(zip(speaking.source, speaking.actor)) == {"ayr": "Ayr", "dun": "Dun", "elm": "Elm"}
    assert "Dun (" in repr(perspective_card(other, "dun", found))


def test_another_case_without_coding(tmp_path):
    other = small_case(tmp_path)
    found, who = find_speech(other), read_actors(other)
    hits = find_names(other, found, who)
    assert hits.text.tolist() == ["The firm", "the firm"] or hits.text.tolist() == ["the firm"]
    for chart in (
        charts.voice_share(voice_shares(words_by_voice(other, found))),
        charts.voice_strip(sentence_voices(other, found)),
        charts.verb_classes(cues(other, found)),
        charts.naming(hits),
        charts.presence(presence(other, hits, found, who)),
    ):
        assert chart.title and chart.description and len(chart.png()) > 1000
    with pytest.raises(CaseError, match="gold/failures.csv is missing"):
        failures(other)


def test_figures_of_one_and_of_thirty_texts():
    texts = ["It rained. " * n + f'Ana Silva said that town {n} was wet. "Very," she said.' for n in range(1, 31)]
    for size in (1, 30):
        many = Case([text_source(t, id=f"t{n:02d}") for n, t in enumerate(texts[:size])])
        found = find_speech(many)
        share = charts.voice_share(voice_shares(words_by_voice(many, found)))
        assert share.data.text.tolist() == list(many)
        assert len(charts.voice_strip(sentence_voices(many, found)).png()) > 1000
        assert charts.verb_classes(cues(many, found)).data.source.tolist() == list(many)


def test_figures_without_any_speech():
    quiet = Case([text_source("It rained all day. Nobody came.", id="quiet")])
    found = find_speech(quiet)
    assert charts.voice_share(voice_shares(words_by_voice(quiet, found))).data.author.tolist() == [100.0]
    assert charts.verb_classes(cues(quiet, found)).title and naming_counts(names[:0]).empty


def test_figures_by_their_data():
    blame = charts.who_failed(failures(case))
    assert blame.title == "Whom the words name or mean for a failure, in 15 statements that one coder chose"
    assert len(blame.data) == len(case.gold("failures")) == 15
    assert (
        charts.presence(presence(case, names, quotes, actors)).title
        == f"Given no words in any text: {REPUBLIC}, those it happened to"
    )
    shares = voice_shares(words_by_voice(case, quotes))
    assert charts.voice_share(shares, by="coding").title.startswith("By the coding, ")
    assert charts.voice_share(shares).title.startswith("By the program, ")
    chart = charts.naming(names, ["Taliban"])
    assert chart.data.set_index("source").legitimising.to_dict() == {"lbc": 1, "pism": 1, "later": 6}
    strip = charts.voice_strip(sentence_voices(case, quotes)).data
    assert strip.part.isin(["direct", "indirect", "reporting", "author"]).all()


# --- cards ---------------------------------------------------------------------------------------------------------


def test_card_is_saved_only_when_asked_and_over_no_other_file(tmp_path):
    card = perspective_card(case, "lbc", quotes, note="<b>mine</b>")
    assert "53 % quoted" in repr(card) and "<b>mine" not in card._repr_html_()
    path = card.save(tmp_path / "cards")
    assert path.name == "perspective_lbc.html" and card.save(tmp_path / "cards") == path
    path.write_text("my own notes", encoding="utf-8")
    with pytest.raises(CaseError, match="is no perspective card"):
        card.save(tmp_path / "cards")
    assert path.read_text(encoding="utf-8") == "my own notes"


def test_card_of_a_case_without_tables(tmp_path):
    other = small_case(tmp_path, rows=None)
    assert "not looked at" in repr(perspective_card(other, "a", find_speech(other)))
    assert "not coded" in repr(perspective_card(other, "b", find_speech(other)))


def test_tables_keep_their_columns_when_empty():
    nothing = find_speech(text_source("Rain."))
    assert cues(text_source("Rain."), nothing).columns.tolist() == [
        "source",
        "sentence",
        "item",
        "role",
        "speaker",
        "cue",
        "lemma",
        "class",
    ]
    assert isinstance(words_by_voice(text_source("Rain."), nothing), pd.DataFrame)


def test_a_cue_that_opens_a_sentence_is_counted():
    source = text_source("Ferry stops\n\nAccording to Ana Silva, the ferry was stopped by the council on Monday.\n")
    assert cues([source], find_speech(source)).cue.tolist() == ["according to"]


def test_a_name_is_found_however_the_file_and_the_list_write_accents():
    said = "Minister Doğan met the envoy. Nobody named Doğa came."
    for form in ("NFC", "NFD"):
        for listed in ("NFC", "NFD"):
            source = text_source(unicodedata.normalize(form, said), id="a")
            row = {"actor": "A", "label": "neutral", "term": unicodedata.normalize(listed, "Doğan"), "source": ""}
            who = pd.DataFrame([row | {"note": ""}])
            found = find_names([source], actors=who)
            assert [source.text[row.start : row.end] for row in found.itertuples()] == [
                unicodedata.normalize(form, "Doğan")
            ]


def test_a_card_counts_the_article_and_not_the_links_beside_it(tmp_path):
    """By the finder lbc-10, a link to another story, has the cue "calls"; what a link must and may is not counted."""
    found = find_speech(case)
    assert cues(case["lbc"], found).set_index("sentence").cue["lbc-10"] == "calls"
    line = re.search(r"Reporting words: (.*?); Names that judge", repr(perspective_card(case, "lbc", found)))[1]
    assert "say" in line and "call" not in line
    page = "A ferry runs\n\nBy Bo Lind\n\nA ferry runs from noon, and it is small.\n\nREAD MORE: You must pay or may walk\n\nIt runs at six."
    (tmp_path / "ferry.txt").write_text(page, encoding="utf-8")
    other = load_case(tmp_path)
    assert set(words(other).query("word in ('must', 'may')").role) == {"teaser"}
    assert "Certainty: no modal or hedge" in repr(perspective_card(other, "ferry", find_speech(other)))
