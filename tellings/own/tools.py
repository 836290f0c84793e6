"""What stands beside a sheet in its page, where no notebook is: a word looked up, a text scored, an argument checked.

The texts are those of the collection, the rows those of the lessons' functions; each answer is HTML of a table.
"""

import re
from collections import Counter

from tellings.argument.claims import claim_rows
from tellings.case.cards import CARD_COLUMNS, read_cards
from tellings.case.files import PROJECT, CaseError, read_text
from tellings.case.sources import text_source
from tellings.framing.lexicons import masked, scorer, straight, word_effects
from tellings.own.pasted import ENDLESS, LONG, words_of
from tellings.own.wording import say
from tellings.reading.show import grid, link_sentences
from tellings.reading.text import around, asked_words, clean, sentence_rows, word_rows

AROUND = 45  # characters a side, as in concordance
MOST = 400  # uses that are shown
_POSSESSIVE = re.compile(r"\w(?:['’]s|s['’])(?!\w)")
ROOM = "../../room.html"  # the reading room, from the page of a sheet


def texts():
    """The three texts as load_case reads them, a list of Sources."""
    folder, found = PROJECT / "seeds", []
    for card in read_cards(folder):
        about = {key: card[key] for key in CARD_COLUMNS if key not in ("sha256", "published", "id")}
        found.append(text_source(read_text(folder / card["file"]), card["id"], card["published"], **about))
    return found


def look_up(text):
    """Every use of a word or a phrase in the three texts, files whole, with what part of its page it stands in.

    In: one word or several, in any case but for US, USA, UK, EU and UN ("us" is no "US"), marks around them left off; a
    star behind one stands for any ending. Where no words of a sentence are so, the places where the letters stand.
    Out: {"said": what the reader should know of it, or "", "counts": HTML, a row per text and role, "uses": HTML, a
    row per use, each sentence a link into the reading room}. Errors: CaseError for no word.
    """
    # As the tasks write it, between marks.
    text = " ".join(text.split()).strip("\"'“”‘’ ")
    wanted = asked_words(text)
    if not wanted:
        raise CaseError(say("tools.no_word"))
    sources = texts()
    uses = [use for source in sources for use in _as_words(word_rows(source), wanted, source)]
    said = say("tools.possessive") if _POSSESSIVE.search(text) else ""
    words = " ".join(typed for *_, typed in wanted)
    found = say("tools.uses", count=len(uses), words=words)
    if not uses and "*" not in text:
        uses = [use for source in sources for use in _as_letters(word_rows(source), text, source)]
        said, found = say("tools.letters", words=text), say("tools.places", count=len(uses), words=text)
    if not uses:
        return {"said": say("tools.uses", count=0, words=words), "counts": "", "uses": ""}
    counts = Counter((source.id, role) for source, _, role, *_ in uses)
    told = {row[3]: row[2] for source in sources for row in sentence_rows(source)}
    rows = []
    for source, sentence, role, start, end in uses[:MOST]:
        before, behind = around(source.text, start, end, AROUND)
        rows.append((sentence, role, before, clean(source.text[start:end]), behind))
    caption = say("tools.where_first", most=MOST) if len(uses) > MOST else say("tools.where")
    where = grid(("sentence", "role", "before", "words", "behind"), rows, caption).html
    return {
        "said": said,
        "counts": grid(("text", "role", "uses"), [(*key, count) for key, count in counts.items()], found).html,
        "uses": link_sentences(where, told, ROOM),
    }


def _as_words(rows, wanted, source):
    """The places where words stand one behind another in a sentence: (source, sentence, role, start, end)."""
    for place in range(len(rows) - len(wanted) + 1):
        inside = rows[place : place + len(wanted)]
        start, *_, sentence, _, role = inside[0]
        fits = (
            row[3].startswith(form) if starred else row[3] == form
            for row, (form, starred, _) in zip(inside, wanted, strict=True)
        )
        if sentence == inside[-1][4] and all(fits):
            yield source, sentence, role, start, inside[-1][1]


def _as_letters(rows, text, source):
    """The places where the letters stand between others, in whatever words: 9/11 in 9/11-style."""
    letters = r"\s+".join(map(re.escape, straight(text).split()))
    for match in re.finditer(rf"(?<!\w){letters}(?!\w)", straight(source.text), re.I):
        whole = [row for row in rows if row[0] < match.end() and match.start() < row[1]]
        if whole:
            yield source, whole[0][4], whole[0][6], whole[0][0], whole[-1][1]


def score(text):
    """The words of a text, its tone by VADER and what each word does to it, as framing.tone_of and explain have them.

    In: a text of one sentence or several, scored as one. Out: {"said": one sentence, "effects": HTML, "" where there
    are too many words}. Errors: CaseError for a text without words or of more than 1,000 words and marks.
    """
    many = len(word_rows(text_source(text))) if text.strip() else 0
    if not many:
        raise CaseError(say("tools.nothing"))
    if words_of(text) > ENDLESS:
        raise CaseError(say("tools.too_long", most=ENDLESS))
    said = say("tools.score", count=many, score=scorer("vader")(masked(text)))
    if words_of(text) > LONG:
        return {"said": f"{said} {say('tools.no_effects', most=LONG)}", "effects": ""}
    rows = [(word, value, effect, rule) for word, value, effect, _, rule in word_effects(text) if value or effect]
    return {"said": said, "effects": grid(("word", "listed value", "effect", "rule"), rows).html if rows else ""}


def argument(text):
    """The claims of an argument on the three texts as check_argument has them.

    Out: {"claims": HTML}. Errors: CaseError for a text without a claim, and as check_argument.
    """
    told = [(source.id, row[3], row[2], *row[5:7]) for source in texts() for row in sentence_rows(source)]
    rows = claim_rows(text, told)
    if not rows:
        raise CaseError(say("tools.no_claim"))
    return {"claims": grid(("claim", "text", "citations", "problem"), rows).html}
