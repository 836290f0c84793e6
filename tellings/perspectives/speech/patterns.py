"""The orders in which news puts source, cue and content, one line each, and what a line means.

A line is a pattern over classes of words (phrases.py says how it is written) and the function that says what its match
means. `cue` is the word that reports; what is written in front of it is matched leftwards from it. `source` is who
speaks; `unspoken` stands where the subject of the cue before goes on; what is reported begins at `quote`, `clause`,
`infinitive` or `noun`. The first line that fits and means something counts. Method: the orders that Pareti (2015) and
Newell et al. (2018) describe for news.
"""

import re
from bisect import bisect_left
from collections import namedtuple
from functools import lru_cache
from types import SimpleNamespace

from tellings.perspectives.speech.people import UNKNOWN, phrase_voice, subject_before
from tellings.perspectives.speech.phrases import clause_limit, compiled, named, opened, read_leftwards, trimmed
from tellings.perspectives.speech.words import AUXILIARIES, QUOTE, VERBS, is_name, is_word, kinds_of, words_of

# ranges are pairs of word indices; two where the cue interrupts what it reports.
Attribution = namedtuple("Attribution", "cue voice ranges")

# -- What a line means ------------------------------------------------------------------------------------------------


def reports(found, at, state):
    """The content follows its cue, the source stands before it."""
    words, verb = state.words, VERBS[state.words.low[at]]
    if verb.form in ("past", "participle") and _is_passive(words, at):
        return None
    source = found.get("source")
    # "A man accused of theft"; "Who wrote it, who publishes it": nobody is told who.
    asks = "unspoken" in found and words.low[found["unspoken"][0]] == "who" and not state.previous.name
    if asks or verb.lemma == "accuse" and words.low[at + 1] == "of":
        return None
    # "Lee, known to friends as “Bo”"
    if verb.form == "participle" and not _PERFECT(words.mirrored, len(words.low) - at):
        return None
    if source and (
        verb.form == "base"
        and not _agrees(words, source, at)
        or _is_no_verb(words, source, at)
        or ("noun" in found or verb.lemma == "call" or verb.lemma in _OF_THINGS and not _SAID_SO(words.letters, at + 1))
        and not _speaks(words, source)
        or _UNSAID(words.letters, max(0, source[0] - 1))
    ):
        return None
    if "infinitive" in found and _names(words, found["infinitive"][0] + 1):
        return None
    # "They warned it again"; "the union rejected the claim": no word of what is said.
    begin, end = found.get("noun") or found.get("clause") or (0, 0)
    reached = begin == at + 1 and verb.lemma == "call"
    if reached and (_REACHED(words.letters, begin) or _NAMED_SO(words.letters, begin)):
        return None
    if end and _SAYS_NOTHING(words.letters, begin) or words.low[at] in _DENYING and _DISPUTES(words.letters, begin):
        return None
    told = _attributed(found, at, state, verb.form)
    # "Those who deny the charge are few": the verb of those ends what they deny.
    if told and source and _BEHIND_WHO(words.mirrored, len(words.low) - at):
        # "Those who fear a rise in tolls say it is late": what they fear may look like a clause.
        first = "clause" not in found or "noun" in verb.takes and not _SECOND_PREDICATE(words.letters, begin)
        told = _to_main_verb(told, _NEXT_PREDICATE if first else _SECOND_PREDICATE, source[0], state)
    # "…, remember the fountain" bids a reader: nobody has said it.
    unsure = verb.form == "base" or verb.lemma in _OF_THINGS
    return None if told and unsure and not (source or told.voice.name) else told


def _to_main_verb(told, pattern, first, state):
    """A report that hangs on the subject of its sentence, which begins at a place, without the verb of that subject."""
    letters, (start, end) = state.words.letters, told.ranges[0]
    own = None if _PREDICATE(letters, state.floor, first) else pattern(letters, start, end)
    return told._replace(ranges=[(start, named(own)["own"][0])]) if own else told


def aims(found, at, state):
    """What somebody does in order to say it ("rose to say that …"), if nothing shows that it is not said."""
    unsaid = not _UNSURE.isdisjoint(state.words.low[state.floor : at])
    told = None if unsaid else _attributed(found, at, state, "base")
    return told if told and told.voice.name else None


_UNSURE = words_of("unsure")


def passive(found, at, state):
    """The agent stands behind "by", or nobody is named."""
    form = VERBS[state.words.low[at]].form
    # "is expected to say that": the second verb reports.
    if "infinitive" in found and _TO_SAY(state.words.letters, found["infinitive"][0]):
        return None
    return None if form == "ing" else _attributed(found, at, state, form)


def described(found, at, state):
    """A thing is called something by somebody, before the sentence says what becomes of it: "a plan described by …"."""
    told = passive(found, at, state)
    return _to_main_verb(told, _NEXT_PREDICATE, found["first"], state) if told else None


def noun(found, at, state):
    """A noun reports ("Lee's claim that …"):"""
    words = state.words
    if words.low[at] in VERBS and not _NOUN_HERE(words.mirrored, len(words.low) - at):
        return None
    # "The report that the ministry published said": it is published, and says something else.
    if "clause" in found and _RELATES(words.letters, found["clause"][0]):
        return None
    told = _attributed(found, at, state, "")
    # "The claim that the dam is safe was made in May": the claim's own verb ends what is claimed.
    if told and "clause" in found and "voicing" not in found:
        return _to_main_verb(told, _SECOND_PREDICATE, found["first"], state)
    return told


def adjective(found, at, state):
    """An adjective reports ("Lee was adamant that …"), the source stands before it."""
    source = found.get("source")
    if not source or state.words.low[source[0]] in ("it", "that", "this") or not _speaks(state.words, source):
        return None
    return _attributed(found, at, state, "")


def closes(found, at, state):
    """The content stands in front of its source and cue, and may go on behind them."""
    words, low, tail = state.words, state.words.low, found["end"]
    start, edge = opened(words, state.floor), found["first"]
    form, voice = VERBS[low[at]].form, None
    if form in ("past", "participle") and _is_passive(words, at):
        # "…, it was announced", "…, he was told": nobody is named; "…, few are reassured": nobody speaks.
        if low[at] != "told" and "it" not in low[slice(*found.get("source", (0, 0)))]:
            return None
        voice = UNKNOWN
    # "…, jury told": whoever tells needs a hearer; "…, the court heard"
    if low[at] == "told" and tail == at + 1 or low[at] in _HEARING:
        voice = UNKNOWN
    # "the prisoners, whose release Lee has demanded": no words of Lee's.
    if "whose" in low[edge:at]:
        return None
    if "source" not in found or form == "base" and not _agrees(words, found["source"], at):
        return None
    if "quoted" not in found and "inverting" not in kinds_of(low[at]) and not _speaks(words, found["source"]):
        return None
    right, following = edge + (low[edge] == QUOTE), _goes_on(words, tail, "quoted" in found)
    start = _behind_colon(words, start, right)
    # "On Monday, Lee said, “No”", "The plan, Lee said in May": what stands in front only introduces.
    introduced = "when" in found or "quoted" not in found and following and low[following[0]] == QUOTE
    if right <= start or introduced and _INTRODUCES(words.letters, start):
        return None
    # "a town where, Lee said, nobody slept": what stands in front is the reporter's.
    alone = right - start == 1 and _INTRODUCES(words.letters, start)
    if following and (alone or "wh" in kinds_of(words.raw[right - 1])):
        return Attribution(words.raw[at], voice or _voice(found, state), [following])
    return Attribution(
        words.raw[at], voice or _voice(found, state), [(start, right), *([following] if following else [])]
    )


def inverts(found, at, state):
    """The content stands in front, the source behind the cue: "…, said Lee"."""
    words, low = state.words, state.words.low
    start, right = opened(words, state.floor), at - (low[at - 1] != QUOTE)
    start = _behind_colon(words, start, right)
    following = _goes_on(words, found["end"], "quoted" in found)
    # "What hurts, says Lee, is the winter"
    goes_on = following and (low[following[0]] == QUOTE or _FINITE(words.letters, following[0]))
    # A base form shows by itself that it has a subject: "…, say locals".
    base, source = VERBS[low[at]].form == "base", found["source"]
    if right <= start or base and not _agrees(words, source, source[1]):
        return None
    if "quoted" not in found and not base and not _speaks(words, source):
        return None
    # "Lee, the head of the port, said the emails “concerned another ship”": in front stands no sentence, but a source.
    half = source[1] < len(low) and low[source[1]] == QUOTE and words.raw[source[1]][1:2].islower()
    if "quoted" not in found and (
        half and not _PREDICATE(words.letters, start, right) or _NO_CLAUSE(words.letters, start, right)
    ):
        return None
    return Attribution(words.raw[at], _voice(found, state), [(start, right), *([following] if goes_on else [])])


def _behind_colon(words, start, right):
    """Where the content begins of which a quotation ends: "Not all agree: “No,” says Lee" has the reporter's words."""
    low = words.low
    quote = next((i for i in range(right - 1, max(start, right - 3), -1) if low[i] == QUOTE), start)
    return quote if quote > start and low[quote - 1] == ":" else start


def accords(found, at, state):
    """The content stands before "according to", and may go on behind the source."""
    words, start = state.words, opened(state.words, state.floor)
    right = found["first"] + (words.low[found["first"]] == QUOTE)
    if right - start < 2 and words.low[start] != QUOTE:
        return None
    ranges = [(start, right)]
    if "clause" in found:
        begin = found["clause"][0]
        end = content_end(words, begin, len(words.low), "clause")
        # "…, according to Lee, the council's deputy head": no more of the words, but who Lee is.
        office = any("person" in kinds_of(word) for word in words.raw[begin:end])
        if not (office and _PREDICATE(words.letters, *ranges[0]) and not _PREDICATE(words.letters, begin, end)):
            ranges.append((begin, end))
    cue = _IN_FULL.get(words.low[at], words.raw[at])
    if cue != "according to" and not _speaks(words, found["source"]):
        return None
    return Attribution(cue, _voice(found, state), ranges)


def accords_first(found, at, state):
    """The content stands behind "according to" and its source."""
    words, begin = state.words, found["clause"][0]
    start = opened(words, state.floor)
    if found["first"] - start >= 2 or words.low[start] == QUOTE:
        return None
    # "…; others disagree"
    limit = begin + words.low[begin:].index(";") if ";" in words.low[begin:] else len(words.low)
    end = trimmed(words, begin, limit)
    return Attribution(_IN_FULL[words.low[at]], _voice(found, state), [(begin, end)]) if end > begin else None


_IN_FULL = {"according": "according to"} | {word: f"in the {word} of" for word in words_of("own words")}


# The prepositions behind which some verbs have what they report (reporting_verbs.csv).
TAKEN = ("about", "against", "at", "for", "in", "of", "on", "to", "upon", "with")
TAKEN_TOO = ("about", "against", "for", "of")  # behind whoever is told or accused

# -- The orders -------------------------------------------------------------------------------------------------------

# fmt: off
# The content stands before the cue, or around it. These are looked for first.
ENCLOSING = [
    # according to Lee, …; …, according to Lee
    ("<,|dash>* cue:according to FROM , <determiner> PLAIN{0,3} <speaker> PLAIN{0,9} , clause:<any>",
     accords_first),
    ("<,|dash>* cue:according to FROM <!, !: !stop>{0,40} <,|:> clause:<any>", accords_first),
    ("<,|dash>* cue:according to FROM , clause:<!verb !conjunction !which !who !a !an> <any> <any>", accords),
    ("<,|dash>* cue:according to FROM", accords),
    # in the words of Lee, …; …, in the words of Lee
    ("in the cue:<own_words> of FROM , who <!, !stop>{1,30} , clause:<any>", accords_first),
    ("in the cue:<own_words> of FROM , clause:<any>", accords_first),
    ("<,|dash|quotation> in the cue:<own_words> of FROM", accords),
    # "…," said Lee; "…," said one of them, Maya Lee; "…," said a man who; …, says Lee; …, say officials
    ("QUOTED cue:SAID <determiner|speaker> <word !auxiliary !name>{0,9} , CALLED? source:NAME{1,6} ^<,|stop>", inverts),
    ("<,|dash> cue:<inverting past|inverting s> <determiner> <word !auxiliary !name>{0,9} , source:NAME{1,6} ^<,|stop>",
     inverts),
    ("quoted:QUOTED cue:SAID source:SPEAKER !GOING_ON", inverts),
    ("quoted:QUOTED cue:<verb +quote base> source:SEVERAL !GOING_ON", inverts),
    ("<,|dash> cue:<inverting past|inverting s> BY_SPEAKER", inverts),
    ("<,|dash> cue:<inverting base> source:<word plural> ^<stop|,>", inverts),
    ("<,|dash> cue:<inverting base> source:SEVERAL ^<stop|,|who>", inverts),
    # “…,” as Lee put it
    ("quoted:QUOTED <is|was>? ~<as|how> <as|how>? CLOSER cue:<verb +asit> it", closes),
    # “…” was all Lee would say
    ("quoted:QUOTED <is|was> ~<all|what> <all|what>? CLOSER cue:<verb +quote !+noun> TAIL{0,12} ^<stop|,>", closes),
    # …, the court heard
    ("MARK source:BENCH HELPERS cue:<verb +that +hearing> TAIL{0,6} ^<stop|,|dash>", closes),
    # “…” was Lee's answer
    ("QUOTED <is|was> source:OWNER <word>{0,2} cue:<noun+quote> ^<stop|,>", accords),
    # …, per a survey by Lee
    (", cue:per source:BY ^<stop|,>", accords),
    # "…," Lee said; "…," Lee said in Ohio; …, Lee said; …, Lee told the paper; …, Lee said on Monday
    ("quoted:QUOTED CLOSER cue:SAYING GAP ^<stop|,|dash>", closes),
    ("quoted:QUOTED CLOSER cue:SAYING GAP IN_PASSING", closes),
    ("quoted:QUOTED CLOSER cue:<verb +quote +object !ing> GAP <the>? <quotation> ^<stop|,>", closes),
    ("MARK CLOSER cue:STATING GAP ^<stop|,|dash>", closes),
    ("MARK CLOSER cue:<verb +quote +object !ing> GAP <word !adjunct !that !to !wh>{1,6}? ^<stop|,>", closes),
    ("MARK CLOSER cue:<verb +quote +object !ing> GAP HEARER HEARD{0,4}? when:<adjunct> TAIL{1,12} ^<stop|,>", closes),
    ("MARK CLOSER cue:STATING GAP when:<adjunct> TAIL{0,60} ^<stop|,>", closes),
]

# The source stands before the cue, the content behind it.
FOLLOWING = [
    # quoted her as saying that; as saying “…”
    ("<naming_verb> source:TOLD_OF as cue:<verb ing> GAP quote:<quotation>", reports),
    ("<naming_verb> source:TOLD_OF as cue:<verb ing> that? clause:<!stop !quotation>", reports),
    # Said one of them: “…”
    ("$ cue:SAID source:SPEAKER : quote:<quotation>", reports),
    # As Lee put it, “…”; Lee put it this way: “…”
    ("as SUBJECT cue:<verb +asit> it , quote:<quotation>", reports),
    ("SUBJECT cue:<verb +asit> it <word>{0,4} : quote:<quotation>", reports),
    # Lee expressed hope that; Lee's claim that; the claim that; Lee's promise to; her call for
    ("SUBJECT voicing:<voicing_verb> VOICED{0,3} cue:<noun+that> that clause:CLAIMED <any>", noun),
    ("source:OWNER <word>{0,4} cue:<noun+that> that clause:CLAIMED <any>", noun),
    ("cue:<noun+that> that clause:CLAIMED <any>", noun),
    # Lee was adamant that; Lee is sure the plan will
    ("SUBJECT BEING cue:<reporting_adjective> that clause:<!auxiliary> <any>", adjective),
    ("SUBJECT BEING cue:<reporting_adjective> &SENTENCE clause:<determiner|subject_pronoun|name>", adjective),
    # Lee's answer was short: “No.”
    ("source:OWNER <word>{0,2} cue:<noun+quote> <word>{0,4} : quote:<quotation>", noun),
    ("source:OWNER <word>{0,4} cue:<noun+infinitive> infinitive:TO", noun),
    ("source:OWNER <word>{0,4} cue:<noun+for> for noun:<any>", noun),
    # was accused by Lee of; it is said that; is expected to; was described as; was called "…"; was denied entry
    ("PASSIVE cue:<verb +passive|verb +that> <word !by>{0,3}? by WHOM <for|as|of|that> noun:<!ing>", passive),
    ("cue:<verb +passive !s !base> GAP <as>? <a|an|the>? quote:<quotation> by WHOM", passive),
    ("cue:<verb +passive !s !base> by WHOM as noun:<any>", described),
    ("PASSIVE cue:<verb +that> GAP that clause:<!stop>", passive),
    ("it <auxiliary>* PASSIVE cue:<verb +that> GAP <adjunct|preposition> WHEN{0,12}? that clause:<!stop>", passive),
    ("PASSIVE cue:<verb +wh +object> GAP BY_WHOM? clause:<wh !which !who> <!stop !,>", passive),
    ("PASSIVE cue:TELLING GAP &SENTENCE clause:START", passive),
    ("PASSIVE cue:<verb +infinitive> by WHOM infinitive:TO", passive),
    ("PASSIVE cue:<verb +infinitive|verb +object +bare> GAP infinitive:TO", passive),
    ("PASSIVE cue:<verb +that> GAP infinitive:to <be|have> !<verb>", passive),
    ("PASSIVE cue:<verb +passive> GAP <as|of|for> noun:<any>", passive),
    ("PASSIVE cue:<verb +passive|verb +that> GAP quote:<quotation>", passive),
    ("PASSIVE cue:<verb +quote +object> GAP WHEN{0,12}? : quote:<quotation>", passive),
    ("PASSIVE cue:<verb +noun +passive|verb +noun +that> GAP noun:OBJECT", passive),
    # Lee told “The Hour” that
    ("SUBJECT cue:<verb +object> GAP <quotation> that clause:<!stop>", reports),
    # Lee said “…”; said: …; said, “…”; said that; asked whether; refused to; spoke of; called on them to
    ("SUBJECT cue:<verb !+asit> GAP quote:<quotation>", reports),
    ("SUBJECT cue:<verb +quote !ing|verb +that !ing> GAP : quote:<any>", reports),
    ("SUBJECT cue:<verb +quote> GAP <:|,> quote:<quotation>", reports),
    ("SUBJECT cue:CLAUSAL GAP that ,? !<finite|auxiliary !to> clause:<!stop>", reports),
    ("SUBJECT cue:CLAUSAL GAP clause:that <finite|auxiliary !to>", reports),
    ("source:BENCH cue:<verb +that +hearing> &SENTENCE clause:START", reports),
    ("SUBJECT cue:<verb +wh> GAP clause:<wh !which> <!stop !,>", reports),
    ("SUBJECT cue:<verb +for +infinitive> GAP to <determiner|name|plural> HEARD{0,12}? infinitive:TO", reports),
    ("SUBJECT !<will|modal_of_possibility> cue:<verb +infinitive> GAP infinitive:TO", reports),
    ("SUBJECT cue:<verb +upon|verb +on> GAP <on|upon> HEARER HEARD{0,12}? infinitive:TO", reports),
    *((f"SUBJECT cue:<verb +{word}> GAP {word} noun:<!day !empty_object !auxiliary>", reports) for word in TAKEN),
    # rose to say that
    ("unspoken:<word !auxiliary !bound_infinitive !name !object_pronoun !speaker> to cue:<verb +quote +that base> GAP "
     "that clause:<!stop>", aims),
    # told a man who had come: “…”
    ("SUBJECT cue:<verb +object> GAP HEARER{1,6} who <!stop !: !quotation>{1,20} : quote:<quotation>", reports),
    # told Lee to; told Lee that; asked Lee whether; accused Lee of; told Lee it was; told them the plan was
    ("SUBJECT cue:<verb +object +infinitive> GAP HEARER HEARD{0,12}? ~<!bound_infinitive> infinitive:TO", reports),
    ("SUBJECT cue:TELLING GAP <determiner>? INNER{0,2} <hearer|speaker|object_pronoun> infinitive:TO", reports),
    ("SUBJECT cue:<verb +object +that> GAP HEARER HEARD{0,12}? AGE? that clause:<!stop>", reports),
    ("SUBJECT cue:<verb +object> GAP HEARER HEARD{0,12}? clause:<wh !who !which> <!stop !,>", reports),
    *((f"SUBJECT cue:<verb +object +{too}> GAP HEARER HEARD{{0,12}}? {too} noun:<!empty_object>", reports)
      for too in TAKEN_TOO),
    ("SUBJECT cue:TELLING GAP <determiner>? <word>{0,3}? <hearer> !<wh|and|or> &SENTENCE clause:START", reports),
    ("SUBJECT cue:TELLING GAP <the>? NAME{1,4} &SENTENCE clause:<word !name !hearer !wh !conjunction "
     "!preposition !auxiliary !adjunct !ed>", reports),
    ("SUBJECT cue:TELLING GAP HEARER HEARD{0,12}? &SENTENCE clause:<the|a|his|their|subject_pronoun>", reports),
    ("SUBJECT cue:TELLING GAP <object_pronoun> clause:<word !adjunct !preposition>", reports),
    # said in Ohio: …; told them on Monday, “…”; wrote of “…”; said in Ohio that; said on Monday the plan
    ("SUBJECT cue:<verb +quote> GAP !STATEMENT WHEN{1,24}? : quote:<any>", reports),
    ("SUBJECT cue:<verb +quote> GAP !STATEMENT WHEN{1,24}? , quote:<quotation>", reports),
    ("SUBJECT cue:<verb +bare> GAP <on|last>? <day> &SAYS clause:START", reports),
    ("SUBJECT cue:<verb !+asit> GAP <adjunct|preposition> WHEN{0,24}? quote:<quotation>", reports),
    ("SUBJECT cue:CLAUSAL GAP <adjunct|preposition|,|dash> WHEN{0,24}? ~<!wh !preposition> that clause:<!stop>",
     reports),
    ("SUBJECT cue:<verb +wh> GAP <adjunct|preposition> WHEN{0,24}? clause:<whether|if|how|why|what>", reports),
    ("SUBJECT cue:<verb +bare> GAP clause:<at|about|around|over|under|between> <word>? <number>", reports),
    ("SUBJECT cue:BARE GAP PLACE WHEN{0,24}? ~<!preposition> clause:<subject_pronoun>", reports),
    # Lee put the figure at £80 million
    ("SUBJECT cue:<verb +asit> GAP noun:<determiner> <word !on>{1,8}? at <word>{0,2}? <number|head_of_a_phrase>",
     reports),
    # As Lee noted, …; regards it as; said the plan was; believes it is; rejected the plan
    ("^<quotation|,|conjunction|adverb> as SUBJECT cue:<verb +quote> <himself|herself>? GAP , clause:<any>",
     reports),
    ("SUBJECT cue:<verb +asnoun> GAP noun:<!preposition !,> <any>{0,6}? as", reports),
    ("SUBJECT cue:<verb +bare !+object !ing> GAP clause:START", reports),
    ("SUBJECT cue:BARE GAP &SENTENCE clause:START", reports),
    ("SUBJECT cue:<verb +bare +quote ing> GAP &CLAIM clause:<determiner|subject_pronoun|name>", reports),
    ("SUBJECT cue:<verb +noun !+asnoun> GAP noun:OBJECT", reports),
]

# Where the reported words end before the sentence does, and for which content; a cue there must report itself.
ENDINGS = [
    ("any", ";"),
    ("any", ": <quotation>"),
    ("any", ", <effect>"),
    ("any", ", <a|an> <word>? <noun+that|figure> <that|which|determiner|name>"),
    ("any", "( <!)>{0,40} <year> <!)>{0,9} ) ^<stop>"),
    ("any", "~<quotation> <after|before|while> <ing_ending>"),
    ("any", "<and|but> <subject_pronoun> HELPERS cue:<verb +quote !ing>"),
    ("any", "~<quotation> <adverb|ly>* cue:<verb ing>"),
    ("any", ", as <name|subject_pronoun|determiner> INNER{0,6} <puts|verb +quote past|verb +quote s> <it>? ^<stop|,>"),
    ("any", "<,|before|while|after|then|by> <adverb|ly>* cue:<verb ing>"),
    ("any", "<and|but|or|then> <adverb|ly>* same:<verb past|verb s|verb participle>"),
    ("any", "JOINING <determiner|subject_pronoun>? INNER{0,12} ASIDE? HELPERS "
     "cue:<verb +quote !ing|verb +that !ing|+infinitive !ing>"),
    ("noun", "~<quotation> <and|but|then> <adverb|ly>* <past|ed>"),
    ("noun", ", same:<verb past>"),
    ("words", "JOINING"),
    ("words", ", <preposition> which"),
    ("words", ", which <subject_pronoun> HELPERS cue:<verb !ing>"),
    ("noun", ", <down|up|more|less|after|before|when|because|since|where|who|with|he|she>"),
]
# fmt: on


# -- The matcher ------------------------------------------------------------------------------------------------------


def _cue_of(pattern):
    """What a line asks of the word that is its cue."""
    behind = pattern.partition("cue:")[2]
    return compiled(behind.split(">")[0] + ">" if behind[0] == "<" else behind.split()[0]).match


def _from_cue(pattern):
    """What a line asks for from its cue on."""
    return compiled("cue:" + pattern.partition("cue:")[2]).match


def _in_front(pattern):
    """What a line asks for in front of its cue, read leftwards."""
    return read_leftwards(pattern.partition("cue:")[0])


# What many a line asks for and many a sentence has not: the parts of the pattern that show it -> the word.
_ASKS = {"QUOTED": QUOTE, "quote:<quotation>": QUOTE, " : ": ":", " that ": "that", " by ": "by"}
_ASKS |= {"MARK CLOSER": ",", "<,|dash> cue:": ","}
_ASKS |= {"infinitive:": "to", "PASSIVE": "be", "as SUBJECT": "as", " as c": "as", "+asit> it": "it", " who <": "who"}
_ASKED_FOR = frozenset(_ASKS.values())


@lru_cache(maxsize=1000)
def _asked(pattern):
    """The words without which a sentence can't fit a line."""
    return frozenset(word for part, word in _ASKS.items() if part in pattern)


@lru_cache(maxsize=20_000)
def _lines_for(letter, enclosing, present):
    """The lines whose cue can be a word of this letter and that ask for nothing but what is present in the sentence."""
    lines = ENCLOSING if enclosing else FOLLOWING
    return [
        (_from_cue(pattern), _in_front(pattern), meaning)
        for pattern, meaning in lines
        if _asked(pattern) <= present and _cue_of(pattern)(letter)
    ]


def _read(at, state, enclosing):
    """What the first line says that fits at a place and means something, and where its match ends."""
    letters, size, lefts = state.words.letters, len(state.words.letters), {}
    # Whose words end in a quotation may say more behind it: "Lee, who called it “a ruin,” said …"
    quoted = not enclosing and state.floor and state.words.low[state.floor - 1] == QUOTE
    # "People who oppose the toll say …": what they oppose has ended right here, and they go on.
    seen = size if at == state.floor else size - state.floor + bool(quoted)
    for behind, front, meaning in _lines_for(letters[at], enclosing, state.present):
        right = behind(letters, at, state.limit)
        if right and front not in lefts:
            lefts[front] = front(state.words.mirrored, size - at, seen)
        left = right and lefts[front]
        if not left:
            continue
        spans, first = left
        found = {name: (size - end, size - start) for name, (start, end) in spans.items()}
        found |= named(right) | {"first": size - first, "end": right.end()}
        answer = meaning(found, at, state)
        if answer:
            return answer, right.end()
    return None, 0


def attributions(words, people):
    """The reported stretches of one sentence, left to right, none inside another.

    In: the sentence (words.tokenise) and the persons of the text (people.People). Out: a list of Attribution.
    """
    cues = _cues(words)
    if not cues:
        return []
    size = len(words.low)
    present = _ASKED_FOR.intersection(words.low)
    present |= {mark for mark, found in ((",", _MARKED), ("be", _BE)) if found(words.letters)}
    state = SimpleNamespace(words=words, people=people, told=[], previous=UNKNOWN, present=present)
    asked = _ASKED(words.letters, opened(words, 0))
    found, state.floor = [], asked.end() if asked else 0
    for at in cues:
        state.limit = size
        answer, end = _read(at, state, enclosing=True) if at >= state.floor else (None, 0)
        if answer and (inner := _reported_inside(answer, cues, state)):
            found += inner
        elif answer:
            found += _following(cues, state, answer.ranges[0][0])
            found += [*_quoted_inside(answer, cues, state), answer]
            state.told.append(answer.voice)
            state.previous, state.floor = answer.voice, max(end, answer.ranges[-1][1])
    return found + _following(cues, state, size)


def _cues(words):
    """The places of the words that may report: no part of an idiom ("goes without saying") or of a name."""
    mirrored, size = words.mirrored, len(words.low)
    cues = [match.start() for match in _CUES(words.letters) if not _UNNAMED(words.letters, match.end())]
    # "The mayor, asked about the raid, said"
    cues = [at for at in cues if not _IDIOM(mirrored, size - at)]
    cues = [at for at in cues if words.low[at - 1] != "," or not _PUT_IN(words.letters, at)]
    if any(is_name(words.raw[at]) for at in cues):
        title = _is_title_case(words)
        named_ = [at for at in cues if at and is_name(words.raw[at]) and not words.raw[at].isupper()]
        cues = [at for at in cues if at not in named_ or title and words.raw[at - 1] != "United"]
    return cues


def _reported_inside(answer, cues, state):
    """What somebody says within words "according to" another: "Lee said he would go, according to the paper"."""
    if answer.voice.name and answer.cue not in ("according to", "per", "reported") or len(answer.ranges) > 1:
        return []
    floor, told, previous = state.floor, len(state.told), state.previous
    inner = _following(cues, state, answer.ranges[0][1])
    if not any(voice.name and "quote" in VERBS.get(cue.lower(), VERBS["said"]).takes for cue, voice, _ in inner):
        state.floor, state.previous, inner = floor, previous, []
        del state.told[told:]
    return inner


def _following(cues, state, end):
    """The attributions whose content follows the cue, from where the sentence has been read to a place."""
    found, state.limit = [], end
    for at in cues[bisect_left(cues, state.floor) : bisect_left(cues, end)]:
        if at >= state.floor:
            answer, _ = _read(at, state, enclosing=False)
            if answer:
                found += [*_quoted_inside(answer, cues, state), answer]
                state.told.append(answer.voice)
                state.previous, state.floor = answer.voice, answer.ranges[-1][1]
    return found


def _quoted_inside(answer, cues, state):
    """Whose the quotations are within what somebody reports: "Lee said that Oke had called it “a ruin”"."""
    found, start = [], answer.ranges[0][0]
    end = min(answer.ranges[-1][1], start + _NEAR)
    inside = cues[bisect_left(cues, start) : bisect_left(cues, end)]
    inside = [at for at in inside if _TELLS(state.words.letters, at)]
    if inside and QUOTE in state.words.low[inside[0] : end]:
        kept = state.floor, state.limit
        state.floor, state.limit = start, end
        for at in inside:
            told, _ = _read(at, state, enclosing=False)
            if told and told.voice.name and (told.voice.person or _NAMES(state.words.letters, at, told.ranges[-1][1])):
                quoted = [(i, i + 1) for range_ in told.ranges for i in range(*range_) if state.words.low[i] == QUOTE]
                found.append(told._replace(ranges=quoted))
        state.floor, state.limit = kept
    return found


def _is_title_case(words):
    """Whether a sentence is written as headlines are, so that capitals tell nothing."""
    plain = [w for w in words.raw[:200] if is_word(w) and len(w) > 3]
    return sum(map(is_name, plain)) > 0.7 * len(plain)


_MARKED, _BE = compiled("MARK").search, compiled("<be>").search
# "A resident, Bo Lind, who had come on Monday"
_NO_CLAUSE = compiled("NO_CLAUSE $").match
_FINITE = compiled("<finite|auxiliary !to>").match
_PERFECT = compiled("<auxiliary !be> <adverb|ly>*", leftwards=True).match
# "told him “go”", "told them in May: “Go.”", "called the bridge “a ruin”"; not "showed that it was “a ruin”"
_NAMES = compiled("<word> <!that !stop !quotation !finite !auxiliary>{0,8} <quotation>").match
_NEAR = 60  # words of a report in which another is looked for: a sentence without end must not take the square of it
_TELLS = compiled("<verb +that !ing|verb +noun !ing>").match
_HEARING = frozenset(w for w, verb in VERBS.items() if verb.lemma == "hear")
_DENYING = frozenset(w for w, verb in VERBS.items() if verb.lemma in ("dispute", "reject", "contest", "dismiss"))
_TO_SAY = compiled("to <verb +quote +that base> <!stop !,>{0,6}? <that|quotation>").match
_IDIOM = compiled("IDIOM", leftwards=True).match
_PUT_IN = compiled("<asked> <!quotation !stop !,>{1,30} ,").match
# "a man who did not want to be named": how he is written of, and nothing that he says.
_UNNAMED = compiled("GAP not? to <not>? <be|remain> <made_known>").match
_CUES = compiled(
    "<verb|noun+that|noun+quote|noun+infinitive|noun+for|according|per|own_words|reporting_adjective>"
).finditer
# What somebody was asked is not what he says: "Asked if he would support the plan, Lee said no."
_ASKED = compiled(
    "<when|if|while>? <asked> <!quotation !stop>{1,60}? , &<name|determiner|subject_pronoun|speaker>"
).match


# -- What the meanings share ------------------------------------------------------------------------------------------

_KINDS = ("quote", "clause", "infinitive", "noun")


def _attributed(found, at, state, form):
    """The attribution of a cue whose content follows, to where it ends."""
    words = state.words
    kind = next(kind for kind in _KINDS if kind in found)
    start = found[kind][0]
    # "said only half came": the adverb is what is counted.
    start -= kind == "clause" and start > at + 1 and "about a number" in kinds_of(words.raw[start - 1])
    # "promised not to go"
    start -= kind == "infinitive" and words.low[start - 1] in ("not", "never")
    voice = UNKNOWN if words.low[at] in _HEARING else _voice(found, state)
    end = content_end(words, start, clause_limit(words, at, start, state.limit), kind, form)
    cue = " ".join(words.raw[found.get("voicing", (at,))[0] : at + 1])
    # "Lee said it was late: “Go.”": the same person goes on.
    quoted = [(end + 1, end + 2)] if words.low[end : end + 2] == [":", QUOTE] else []
    return Attribution(cue, voice, [(start, end), *quoted]) if end > start else None


def _voice(found, state):
    """The voice of a match: of its source, of the cue before where the subject goes on, or nobody's."""
    if "source" in found:
        return phrase_voice(state.words, *found["source"], state.people, state.told)
    if "unspoken" in found:
        if state.previous.name:
            return state.previous
        return subject_before(state.words, found["unspoken"][0], state.people, state.told)
    return UNKNOWN


def _goes_on(words, tail, quoted=True):
    """The range of the content that goes on behind an interrupting cue, or None: what was quoted, in marks only."""
    match = _GOES_ON(words.letters, tail)
    if not (match or quoted):
        match = _RESUMES(words.letters, tail) or _STARTS_ANEW(words.letters, tail)
    if not match:
        return None
    start = match.end() - 1
    return start, content_end(words, start, len(words.low), "quote" if words.low[start] == QUOTE else "clause")


_GOES_ON = compiled("PUT_IN? <,|:|dash> <and|but|that|,>* <quotation>").match
_STARTS_ANEW = compiled(
    "<,|:|dash> !<ing|ing_ending !empty_object|according|and|but|that|who|which|a|an|as|when|after|while|before|by|not|"
    "his|her|their|,> <any>"
).match
# "The plan, said Lee, a lawyer, was late"
_RESUMES = compiled(", <a|an|the|who> <!stop !, !: !quotation>{1,20} , <auxiliary !to|finite>").match
_INTRODUCES = compiled("<preposition|conjunction|adverb|ly|ing|ing_ending|day|past>").match


def _is_passive(words, at):
    return bool(_PASSIVE(words.mirrored, len(words.low) - at))


_UNSAID = compiled("UNSAID").match
_OF_THINGS = words_of("of things too")
_SAID_SO = compiled("SAID_SO").match
_SAYS_NOTHING = compiled("<it|that|this|before> <again|adverb|ly>* <stop|,>").match
# "Lee called the police", but not "called the police liars"
_REACHED = compiled(
    "<determiner> <word !determiner !auxiliary !conjunction>{0,3} <speaker> ^<stop|,|and|from|to>"
).match
# "a dentist called Ruth Lee, who …", but not "called Lee a liar"
_NAMED_SO = compiled("NAME{1,5} ^<stop|,|who|whose|auxiliary|finite|past|s>").match
_DISPUTES = compiled("<determiner !a !an>? <noun+that|told> <stop|,>").match
_PREDICATE = compiled("<!auxiliary !finite !past !ed !stop>* <auxiliary !to|finite|past|ed>").match
_SECOND_PREDICATE = compiled(
    "<!auxiliary !finite !past !ed !wh !, !stop>{1,20} <auxiliary !to|finite|past|ed> <auxiliary>* "
    "<!auxiliary !finite !wh !that !conjunction !subject_pronoun !, !stop>{1,25} own:<auxiliary !to !name>"
).match
_RELATES = compiled(
    "<!auxiliary !finite !past !ed !stop !,>{1,6} <auxiliary>{0,2} <past|ed|made> <verb past|finite|be|auxiliary !to>"
).match
_NEXT_PREDICATE = compiled(
    "<!auxiliary !finite !past !ed !wh !that !, !stop|to>{1,20}? ~<!to> "
    "own:<auxiliary !to !name|finite|past !ed|inverting base !also_a_noun>"
).match
_BEHIND_WHO = compiled("HELPERS <who|which>", leftwards=True).match
_NOUN_HERE = compiled("^<determiner|preposition !to|owner|voicing_verb>", leftwards=True).match
_PASSIVE = compiled("<be> <adverb|ly>*", leftwards=True).match


def _agrees(words, source, at):
    """Whether a base form can belong to a source: a plural, a pronoun, or an auxiliary in between."""
    first, last = source
    inside = [kinds_of(word) for word in words.raw[first:last]]
    return (
        any(low in AUXILIARIES for low in words.low[last:at])
        or bool((inside[0] | inside[-1] | _head(inside)) & _PLURAL)
        or any("number" in kinds for kinds in inside[:3])
        and any(kinds & _PLURAL for kinds in inside)
        or "and" in words.low[first:last]
    )


def _is_no_verb(words, source, at):
    """Whether a form that may be a noun or an adjective is one here: "coastal states", "its most anticipated"."""
    first, last = source
    inside = [kinds_of(word) for word in words.raw[first:last]]
    form = VERBS[words.low[at]].form
    if last - first > 1 and "degree" in inside[-1]:
        return True
    if form not in ("base", "s") or "also a noun" not in kinds_of(VERBS[words.low[at]].lemma):
        return False
    if any(low in AUXILIARIES for low in words.low[last:at]):
        return False
    # "Ministry figures show"
    if _FINITE(words.letters, at + 1) or "base" in kinds_of(words.raw[min(at + 1, len(words.raw) - 1)]):
        return True
    described = "adjective" in inside[-1] or _ADJECTIVE(words.low[last - 1])
    hangs = first and "preposition" in (before := kinds_of(words.low[first - 1])) and "conjunction" not in before
    several = form == "s" and any(kinds & {"plural subject", "number", "head of a phrase"} for kinds in inside[:1])
    speaker = inside[-1] & {"speaker", "name", "subject pronoun"}
    return bool(hangs or several or described and not speaker or not _speaks(words, source))


_ADJECTIVE = re.compile(r".{2,}(?:al|ic|ive|ous|ful|less|[ai]ble|ish|est|ern)").fullmatch


def _names(words, at):
    """Whether a name stands at a place, in a sentence whose capitals tell anything."""
    return at < len(words.raw) and is_name(words.raw[at]) and not _is_title_case(words)


_PLURAL = frozenset(["plural", "plural subject"])


def _speaks(words, source):
    """Whether a source is somebody: a pronoun, a name, an office, a body."""
    inside = [kinds_of(word) for word in words.raw[slice(*source)]]
    named_ = _head(inside) & {"subject pronoun", "contracted", "who", "name"}
    return bool(named_) or any("speaker" in kinds for kinds in inside)


def _head(inside):
    """The classes of the last word of a phrase in front of its first preposition."""
    return inside[next((i for i, kinds in enumerate(inside) if i and "preposition" in kinds), len(inside)) - 1]


def content_end(words, start, limit, kind, form=""):
    """Where reported words end: at the sentence's end, or where the reporter speaks again."""
    low = words.low
    if low[start] == QUOTE and kind in ("quote", "noun"):
        end = _QUOTATIONS(words.letters, start, limit).end()
        inner = words.raw[end - 1]
        closed = inner[-2:-1] in tuple(".,?!") or end < limit and not is_word(low[end])
        if closed or end >= limit or kinds_of(words.raw[end]) & {"adjunct", "conjunction"}:
            return end
        return content_end(words, end, limit, "clause", form)
    endings = [ends for kinds, ends in _ENDINGS if kind in kinds]
    for place in _BREAKS(words.letters, start + 1, limit):
        fits = (ends(words.letters, place.start(), limit) for ends in endings)
        if any(match and _ends(words, match, limit, form) for match in fits):
            return trimmed(words, start, place.start())
    return trimmed(words, start, limit)


def _ends(words, match, limit, form):
    """Whether the cue in a line of ENDINGS that fits, if there is one, reports something."""
    found = named(match)
    cue = found.get("cue") or found.get("same")
    if not cue:
        return True
    new = VERBS[words.low[cue[0]]].form
    if "same" in found and {new, form} not in ({form}, {"past", "participle"}):
        return False
    reports_ = _REPORTS if new == "s" or "cue" in found else _REPORT_CLAUSES
    return any(report(words.letters, cue[0], limit) for report in reports_)


_QUOTATIONS = compiled("<quotation> JOINED{0,50}").match
_BREAKS = compiled("BREAK").finditer
_ENDED = {"any": _KINDS, "words": ("infinitive", "noun"), "noun": ("noun",)}
_ENDINGS = [(_ENDED[kinds], compiled(pattern).match) for kinds, pattern in ENDINGS]
_REPORTS = [_from_cue(pattern) for pattern, meaning in FOLLOWING if meaning is reports]
_REPORT_CLAUSES = [
    _from_cue(pattern)
    for pattern, meaning in FOLLOWING
    if meaning is reports and ("noun:" not in pattern or any(f" {word} noun:" in pattern for word in TAKEN))
]
