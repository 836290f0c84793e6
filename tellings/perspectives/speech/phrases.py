"""Phrases of a sentence as patterns over classes of words: noun phrases, sources, and where reported words end.

A pattern is a line of items, one a word: `that` the word itself; `<name !day|pronoun>` a word of these classes (a space
for "and", "|" for "or", "!" for "not", "<any>" any word); `NP` a phrase of PARTS. An item may be named (`source:NP`)
and counted as in regular expressions (`?`, `*`, `{0,5}`, `*?`). Looks that take no word: `!<verb>` the next word is
none of these; `&NP` this follows; `^<,>` this follows, or there is no word; `~<verb ing>` the word just read is one of
these. What stands in front of a cue is read from the cue leftwards: there the next word is the one on the left, and the
word just read at first the cue.
"""

import re
from functools import lru_cache

from tellings.perspectives.speech.words import kinds_of, letters_of

_NO_PHRASE = "!party !conjunction !preposition !determiner !subject_pronoun !who !which !whom"
_WORD = f"word !auxiliary {_NO_PHRASE}"
_NAME = f"name !ing {_NO_PHRASE}"
_SAID_BY = "!stop !, !: !quotation !auxiliary !finite !ed !past !subject_pronoun !that !who !whose !which|to"
_OF_TOPIC = "!day !ed !past !s !conjunction !wh !subject_pronoun !preposition"
_OF_SPEAKER = f"word !auxiliary !finite !adjunct !wh !pronoun !determiner !preposition !ly !day !past|{_NAME} !day"
_OF_START = "!preposition !conjunction !adjunct !auxiliary !empty_object"
_RELATED = "!stop !, !: !that !wh !conjunction !subject_pronoun"
_RUNS = "word !determiner !name !pronoun !preposition !conjunction !adverb !auxiliary !wh !speaker"
_VERBLESS = "<word !auxiliary !finite !past !ed>{0,8}"
_ANY_OF_PHRASE = "'|’|&"

# A phrase is tried as its first line, then as the next; once it fits it is not tried otherwise.
PARTS = {
    "NAME": [f"<{_NAME}>"],
    "INNER": [f"<{_WORD} !name !adverb !past !finite !ing|{_NAME}|{_ANY_OF_PHRASE}>"],
    "LAST": [f"<{_WORD} !owner|{_NAME} !owner|'|’>"],
    # "more than", "at least", "nearly"
    "ABOUT": ["<more|less|fewer> than", "at <least|most>", "<about_a_number>"],
    # "a spokesman for", "one in three of": what may stand before a preposition inside a phrase
    "TYING": [
        "<speaker|name !day !preposition !conjunction !adverb !ing !ing_ending !ly|"
        "head_of_a_phrase|within_a_phrase|number>",
        "NAME <name ing_ending>",
    ],
    "TIED": [
        "<determiner>? INNER{0,20} <speaker> <at|for|from|in|of|with> <determiner>? INNER{0,4} <in|at|near>",
        "<determiner>? INNER{0,20} TYING <preposition !than>",
    ],
    "CORE": ["<determiner>? INNER{0,20} LAST"],
    "NP": [
        "ABOUT <number|head_of_a_phrase> <in|of>? <number|head_of_a_phrase>? INNER{0,8} LAST",
        "<the>? NAME{0,4} <body name|proper name> <of|for> NAME{1,4} ,? <and|&> NAME{1,4}",
        "^<,|that|but|both|quotation|(|determiner|name_of_a_month|day|year> NAME{1,6} <and|&> <the>? NAME{1,6}",
        "^<,|that|but|quotation> INNER{0,3} <speaker plural> <and|or> INNER{0,3} <speaker plural>",
        "TIED{0,4} CORE",
    ],
    "ONE_OF": ["ABOUT? <head_of_a_phrase|number> of <object_pronoun|those|these>"],
    "HEAD": ["TIED{0,4} <determiner>? INNER{0,20} <speaker !owner|name !owner !ing>"],
    "DESCRIBED": ["TIED{0,4} <determiner>? INNER{0,20} <speaker !name !owner>"],
    # "on Monday"; "in 2011", "in May 2011"
    "WHEN_IN_FRONT": [
        "~<on|by|until|since> <name_of_a_month> <number>",
        "~<preposition|early|late> <number>? <name_of_a_month> <year>?",
        "~<preposition> <day|period|year> <period>?",
        "<yesterday|today>",
        "<this|that|last|the> <same|following>? <period>",
    ],
    "DAY": ["<last|this> <period>", "<ed>? <on|late|early|last>? <day name>", "in NAME? <year>"],
    # "has also", "began to publicly"
    "HELPERS": [
        "<auxiliary !to !name|adverb !name|ly !name|raising_verb>{0,9} <raising_verb> to "
        "<auxiliary !to !name|adverb !name|ly !name>*",
        "<auxiliary !to !name|adverb !name|ly !name|since>*",
    ],
    # what stands in front of a cue and its auxiliaries
    "SOURCE": [
        "with source:NP ~<verb ing>",
        "unspoken:~<verb ing>",
        "source:ONE_OF , <!stop !: !, !quotation>{1,20} ,",
        "source:ONE_OF",
        "source:NP <himself|herself|itself|themselves>",
        "source:<pronoun !who !which !that|contracted>",
        "source:NP ,? <who|which|that>",
        "source:HEAD <i|we> <any>",
        "NP ,? who gave <word>{1,5} , source:NAME{1,3} ,",
        "NP ,? <word>{0,3} identified <word>{0,3} as source:NAME{1,3} ,",
        "!<preposition> DESCRIBED , source:NAME{1,5} , <while|when> <!stop !, !:>{1,20} ,",
        "!<preposition> DESCRIBED , <word !preposition !who !which !whose !that !name>{0,5} source:NAME{1,5} ,",
        "!<preposition> <determiner|number|head_of_a_phrase> <word !finite !auxiliary>{1,9} , source:NAME{2,5} ,",
        "source:NP <who> <word>{1,3} to <not>? <be|remain> <made_known>",
        f"source:NP <who|whose> <{_RELATED}|conjunction !wh !that>{{1,40}} <preposition !conjunction> NP",
        f"source:HEAD <ed|ing_ending|done> <{_RELATED}>{{0,30}} <preposition !conjunction> <ing_ending>? NP",
        "source:HEAD , <ed|a|an|the|number> <word !name>{0,5} , who <!stop !:>{1,44} <,|quotation>",
        "source:NP , who <!stop !:>{1,44} <,|quotation>",
        "!<preposition> source:HEAD , <!stop !:>{1,44} ,",
        "!<preposition> source:HEAD <dash> <!stop !: !dash>{1,44} <dash>",
        "!<preposition> source:HEAD , <!stop !: !,>{0,20} <in|from|at|near|outside|of> NAME{1,3} , NAME{1,3}",
        "source:NP ( <!) !(>{1,12} )",
        "source:<some|many|all|another>",
        "source:NP ,? who <word>? NP",
        f"source:NP <that|which> <{_RUNS}> NP",
        f"source:NP <that|which> NP <{_RUNS}>",
        f"source:NP <that|which> <{_RUNS}> <{_RELATED}>{{0,20}} <preposition !conjunction> NP",
        "source:NP",
        ", unspoken:who",
        "unspoken:<and|but|or|then|,|quotation>",
    ],
    "SUBJECT": ["SOURCE DAY? HELPERS"],
    "OWNER": ["<possessive>", "TIED{0,4} <determiner>? INNER{0,20} <owner>"],
    # The subject of a sentence, read from its beginning: what introduces it, it, and what is put in behind it.
    "INTRODUCTION": ["<preposition|conjunction|adverb|ly|adjunct|ing_ending> <!stop !, !quotation>{0,20} ,"],
    "TOPIC": [
        "<word !preposition !conjunction !adverb !auxiliary !finite> "
        f"<word !auxiliary !finite {_OF_TOPIC}|{_NAME}|of|for|at|'|’>{{0,12}}"
    ],
    "ASIDE": [", CALLED name:NAME{2,5} ,", ", <!stop !quotation !,>{1,30} ,", "( <!stop !)>{1,12} )"],
    # "after", "shortly after", "two days before"; "pressed by the board"
    # an office behind a name that no comma closes: "statement by Lee, mayor of Alder:"
    "BEHIND": [", <!: !, !stop !quotation>{1,12}"],
    # "Vicar: ‘…’", as a headline has it
    "LABEL": ["<name|word !verb !auxiliary !preposition !determiner !conjunction !wh>{0,3} <person|body>"],
    "CIRCUMSTANCE": [
        "<adverb|ly|number|head_of_a_phrase|plural>{0,3} <when|after|before|while|as|since|although>",
        "<past>",
    ],
    # "A resident, Bo Lind, who had come on Monday"; "A police spokesman, Sgt Bo Lind": somebody, and no sentence
    "NO_CLAUSE": [
        "<!auxiliary !finite !past !ed !stop !quotation>{1,16} , <who|which|whose> <!, !stop>{1,40}",
        f"<determiner> {_VERBLESS} <speaker> {_VERBLESS} , NAME{{1,5}}",
        f"NAME{{1,5}} , <determiner> {_VERBLESS} <speaker> {_VERBLESS}",
    ],
    "BEING": ["<be|finite|raising_verb> <adverb|ly|degree>*"],
    "PASSIVE": ["!<modal_of_possibility> <be> <adverb|ly>*"],
    "QUOTED": ["<quotation> <,|?|!|dash>?"],
    "PUT_IN": [", <ing|ing_ending|preposition|a|an|the|who|number> <!stop !, !: !quotation !verb>{0,20}"],
    "MARK": ["<,|?|!|dash>"],
    "CLOSER": ["SUBJECT !<who|which|that>"],
    # cues
    "SAID": ["<verb +quote past|verb +quote s>"],
    "STATING": ["<verb +quote +bare !ing !participle|verb +quote +clause !ing !participle|verb +quote +wh past>"],
    "SAYING": ["<verb +quote past|verb +quote s|verb +quote base>"],
    "CLAUSAL": ["<verb +that|verb +bare|verb +clause>"],
    "BARE": ["<verb +bare|verb +clause>"],
    "TELLING": ["<verb +object +bare|verb +object +clause>"],
    "GAP": ["<adverb !both !all|ly|back|out>*"],
    # "it goes without saying", "she admitted under questioning", "at the time of writing"
    "IDIOM": ["<goes|went> without", "under", "at the <word> of"],
    # what stands behind a cue
    "IN_PASSING": ["<!: !quotation !that !how !why !whether !subject_pronoun !stop> STRETCH{0,60}"],
    "PLAIN": ["<word !auxiliary>"],
    # "the verdict that Lee won", but not "the verdict that surprised him"
    "CLAIMED": ["<!auxiliary !past !finite !ed>"],
    "VOICED": ["<word !verb !been !the !to>"],
    "STRETCH": ["<!stop !, !: !quotation>"],
    "TAIL": ["<!stop !, !: !quotation !that !auxiliary|to>"],
    "NAMED": ["<word !auxiliary !who !that !which !while !but !and|to|'|’|&>", "( <!) !stop>{1,9} )"],
    # "its mayor, Ana Lee"
    "APPOSED": [
        "<determiner|owner> <word !auxiliary !preposition !person>{0,5} <person> "
        "<word !auxiliary !preposition|of|for>{0,6} , CALLED? source:NAME{1,6} ^<stop|,|dash|quotation>"
    ],
    "FROM": ["APPOSED", "source:BY"],
    "WHOM": ["APPOSED ,", "source:AGENT"],
    # "one of them, the driver Ana Lee"
    "CALLED": ["<determiner>? <word !name !auxiliary !preposition>{0,2} <speaker !name>"],
    "BY": ["<word !stop> NAMED{0,24} NAME and NAME{1,6}", "<word !stop> NAMED{0,24}"],
    "BY_WHOM": ["by source:<word !wh !auxiliary>{1,12}"],
    "AGENT": ["<word !preposition> <word !auxiliary !who !that !which !while !but !and !for !as !of !in|'|’|&>{0,24}"],
    "BY_SPEAKER": [f"source:SPEAKER <{_SAID_BY}>{{0,24}} ^<stop|,|:|quotation|who>"],
    # whoever stands behind a cue: "a spokesman for the mayor", "attorney Gene Oke", "de la Vega", "a migrant"
    "SPEAKER": [
        f"<determiner !that|number>? <{_OF_SPEAKER}|speaker>{{0,12}} <speaker|name !day> OF{{0,3}}",
        f"<determiner !that|number> <{_OF_SPEAKER} !ing_ending>{{1,6}} OF{{0,3}}",
        "another",
    ],
    "OF": [f"<of|for|from> <determiner !possessive !that>? <{_OF_SPEAKER}>{{1,8}}", "<at|with|in> <the>? NAME{1,5}"],
    "BENCH": ["<determiner>? INNER{0,4} <bench>"],
    # "quoted her as saying", "citing the mayor as saying"
    "TOLD_OF": ["NP", "<pronoun>"],
    # nobody is told to have spoken: "not everybody says", "if Lee said", "no official said"
    "UNSAID": ["not <everybody|everyone|all>", "<if|unless|had|should>", "<any>?? <nobody|none|no>"],
    # "the choir claimed it was late", but not "the fire claimed four lives before it died down"
    "SAID_SO": [
        "<that|quotation|,|:>",
        "<word !auxiliary !finite !past !ed !conjunction !preposition !adjunct>+ <auxiliary !to|finite|past|ed>",
    ],
    # what shows that words behind a cue are a clause: "said the board was", "said the board openly opposed it"
    "GOING_ON": ["<adverb|ly>* <auxiliary !to|finite>", "<adverb|ly>* <past|ed> <word !preposition>"],
    "SEVERAL": [f"<determiner !that|number>? <{_OF_SPEAKER} !plural>{{0,4}} <speaker plural> OF{{0,2}}"],
    "AGE": [", <number> ,"],
    "HEARER": ["<!stop !quotation !: !, !preposition !that>"],
    "HEARD": ["<and|but> !<verb>", "<!stop !quotation !: !, !that !and !but !wh !finite !auxiliary|to|who|which>"],
    "WHEN": ["<!stop !quotation !: !that !past !s !ing|hearing|inquiry>"],
    "PLACE": ["<adjunct !as !after !before !when !while !about !of|on>"],
    "SENTENCE": [
        "<subject_pronoun|there> !<a|an|the>",
        "<share> <word !finite !auxiliary>{0,8} <past|ed> <word>",
        "<any> <word !finite !auxiliary|to|been|being|be|have|do|'|’|(|)|quotation>{0,14} "
        "<finite|auxiliary !to !may|may !name>",
    ],
    # "the thieves had a van", but not "the men who had a van"
    "STATEMENT": ["<determiner|name|subject_pronoun> <word !finite !auxiliary !wh>{0,8} <finite|auxiliary !to>"],
    # "said on Wednesday net profit rose", but not "said on Wednesday night that"
    "SAYS": [
        "<determiner !that|name|subject_pronoun>",
        "<word !name !preposition !conjunction !adverb !period !wh> "
        "<word !finite !auxiliary !preposition !that>{0,5} <finite|auxiliary !to>",
    ],
    "CLAIM": ["<any> <word !finite !auxiliary|to|'|’>{0,14} <ed> <word>"],
    "TO": ["to <word !determiner !possessive !object_pronoun !number !day|quotation>"],
    "START": [
        "<empty_object> <word !preposition !conjunction|quotation>",
        "<ed> <word !preposition !determiner>",
        f"<word !ed !past {_OF_START}|word name !ed {_OF_START}|(|[> <!stop !,>",
    ],
    "OBJECT": [
        "<ed> <word !preposition !determiner>",
        "<word !ed !past !preposition !conjunction !adjunct !auxiliary !each|that|having|being|[>",
        "<name !ed !preposition !conjunction>",
    ],
    "A_PERSON": ["<a|an|one|the|my|his|her|their|our>"],
    "SOMEBODY": [
        "<he|she|they>",
        "A_PERSON INNER{0,4} <person> <name>{0,3} <of|for>? <the>? INNER{0,4} , name:NAME{1,5} ,",
        "<a|an|one|the> <word !person !auxiliary !finite !preposition !owner !determiner>{0,4} <person !plural !one>",
        "<my|his|her|their|our> INNER{0,4} <person !plural !one> !<name>",
        "<name>{0,2} <name owner> INNER{0,2} <person !plural !one> !<name>",
        f"<{_NAME} !pronoun>{{1,20}}",
    ],
    "JOINING": [", <even>? <joint>"],
    "BREAK": ["<;|:|(|dash|,|according|handover>", "~<quotation>"],
    "JOINED": ["<and|but|or|that|,|also|then|dash>* <quotation>"],
}

_ITEM = re.compile(r"(?:(\w+):)?([!^&~])?(<.*>|[A-Z_]+(?![a-z])|.+?)((?:[?*+]|\{\d+,\d*\})[?+]?)?", re.S)


@lru_cache(maxsize=500)
def compiled(pattern, leftwards=False):
    """A pattern as a regular expression over the letters of a sentence, or over the same read from right to left."""
    count = iter(range(1000))
    return re.compile(_expanded(pattern, leftwards, count), re.S)


@lru_cache(maxsize=500)
def read_leftwards(pattern):
    """A function that reads a pattern from right to left, as compiled(pattern, leftwards=True).match does.

    In: the letters of a sentence from right to left, where to begin, where to end. Out: the named parts as named()
    gives them and where the match ends; None where there is none. SUBJECT, which many a pattern has and which takes a
    tenth of a second to compile, is one expression for them all: once it fits it is not tried otherwise.
    """
    before, subject, after = pattern.replace("CLOSER", PARTS["CLOSER"][0]).partition("SUBJECT")
    steps = [compiled(part, leftwards=True).match for part in (after, subject, before) if part.strip()]

    def read(mirrored, start, end):
        found = {}
        for step in steps:
            match = step(mirrored, start, end)
            if not match:
                return None
            found |= named(match)
            start = match.end()
        return found, start

    return read


def _expanded(pattern, leftwards, count):
    items = re.findall(r"(?:<[^>]*>|\S)+", pattern)
    return "".join(_item(item, leftwards, count) for item in (reversed(items) if leftwards else items))


def _item(item, leftwards, count):
    name, look, atom, times = _ITEM.fullmatch(item).groups()
    if atom in PARTS:
        inner = "(?>" + "|".join(_expanded(line, leftwards, count) for line in PARTS[atom]) + ")"
    elif atom in ("<any>", "$"):
        inner = atom.replace("<any>", ".")
    else:
        inner = f"[{letters_of(atom[1:-1] if len(atom) > 2 and atom[0] == '<' else atom)}]"
    if look:
        inner = {"!": f"(?!{inner})", "&": f"(?={inner})", "^": f"(?={inner}|$)", "~": f"(?<={inner})"}[look]
    inner += times or ""
    # One name may stand in several lines of a part: a number keeps them apart.
    return f"(?P<{name}_{next(count)}>{inner})" if name else inner


def named(match):
    """The named parts of a match: name -> (start, end) in the string that was searched."""
    parts = _PARTS_OF.get(match.re.pattern)
    if parts is None:
        groups = match.re.groupindex.items()
        parts = _PARTS_OF[match.re.pattern] = [(name[: name.rindex("_")], number) for name, number in groups]
    spans = match.regs
    return {name: spans[number] for name, number in parts if spans[number][0] >= 0}


_PARTS_OF = {}  # an expression -> the names of its groups with their numbers


# -- Stretches of words -----------------------------------------------------------------------------------------------

_OPENED = compiled("<!word !quotation !( ![|and|but>*").match
_TRIMMED = compiled("<stop|dash|,|:>*", leftwards=True).match
_CIRCUMSTANCE = compiled("CIRCUMSTANCE <!,>{0,60} $").match
_MAIN_CLAUSE = compiled(", <name|subject_pronoun|determiner|speaker>").search
_RELATIVE = compiled(", <who|which> <!,>{0,3}", leftwards=True).match
_COMMA = compiled(",").search


def opened(words, start):
    """The start of a stretch without the marks and the "and" or "but" it opens with."""
    return min(_OPENED(words.letters, start).end(), len(words.low) - 1)


def trimmed(words, start, end):
    """The end of a stretch without closing stops and commas."""
    size = len(words.low)
    return size - _TRIMMED(words.mirrored, size - end, size - start).end()


def clause_limit(words, at, start, limit):
    """Where the clause of a cue ends that hangs on another: "Lee, who said he would run, is here"; else the limit."""
    size, edge = len(words.low), None
    if _CIRCUMSTANCE(words.letters, opened(words, 0), at):
        edge = _MAIN_CLAUSE(words.letters, start, min(limit, start + 60))
    elif _RELATIVE(words.mirrored, size - at) or at == opened(words, 0) and "ing" in kinds_of(words.raw[at]):
        edge = _COMMA(words.letters, start, min(limit, start + 60))
    return edge.start() if edge else limit
