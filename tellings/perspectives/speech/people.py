"""Who a phrase means: names, titles, pronouns and descriptions resolved to the fullest name that the text gives."""

import re
from bisect import bisect_right
from collections import defaultdict, deque, namedtuple
from functools import cached_property, lru_cache
from itertools import dropwhile

from tellings.case.files import word_list
from tellings.perspectives.speech.marks import begun_in
from tellings.perspectives.speech.phrases import compiled, named, opened
from tellings.perspectives.speech.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKER_NOUNS,
    VERBS,
    is_name,
    is_word,
    kinds_of,
    words_of,
)

# name as the text gives it or None; gender m, f or "" (not known); person: one human being; plural: several speakers.
Voice = namedtuple("Voice", "name gender person plural")
UNKNOWN = Voice(None, "", False, False)

_TITLES = word_list("perspectives/speech", "titles")
TITLES = {row["title"].lower(): row["gender"] for row in _TITLES}
_SPELLED_OUT = {row["title"].lower().strip("."): row["full"].split() for row in _TITLES}
OFFICES = frozenset(row["title"].lower() for row in _TITLES if row["kind"] == "title")
FIRST_NAMES = {row["name"]: row["gender"] for row in word_list("perspectives/speech", "first_names")}
_FUNCTION_WORDS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES
_SUFFIXES = ("Jr.", "Sr.", "Jr", "Sr", "II", "III")
_PREFIXES = TITLES.keys() | _FUNCTION_WORDS
_OWNING = ("'s", "’s")
_PARTICLES = words_of("name_particle")
_STOPPERS = (PREPOSITIONS - {"of"}) | CONJUNCTIONS | AUXILIARIES | {w for w, v in VERBS.items() if v.form != "base"}
_GENDERED = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_GENDER_OF = TITLES | dict.fromkeys(words_of("man"), "m") | dict.fromkeys(words_of("woman"), "f")
_THEY, _IT = ("they", "their", "them"), ("it", "its")
_UNLISTED = frozenset({"word"})
_SENTENCE_EDGE = re.compile(r"[.!?\n]")
_MAY_BE_NAMES = {"will", "may", "an", "do", "so", "no", "said", "read", "like", "can"}
_BODIES = words_of("body") | words_of("document")
_NOT_IN_NAMES = PRONOUNS | CONJUNCTIONS | PREPOSITIONS | AUXILIARIES
_NOT_IN_NAMES |= {w for w, v in VERBS.items() if v.form in ("past", "s")}
_NOT_IN_NAMES = _NOT_IN_NAMES - _MAY_BE_NAMES | _BODIES
_SPEAKING_PRONOUNS = words_of("subject pronoun") | words_of("possessive") | {"who"}
_SHARE = frozenset(["head of a phrase", "number", "degree"])
_COUNTING = ("of", "in", "than")
_OF_OFFICE = (["state"], ["defense"], ["defence"], ["staff"])
_INDEFINITE = words_of("indefinite")
_AGES = ("-year-old", "-of-two", "-of-three", "-of-four", "-of-five")
_CALLINGS = words_of("calling")
_BEHIND_A_NAME = words_of("behind a name")
_KIN = words_of("kin")
_LEADERS = words_of("leader")
_ONE_OF_A_KIND = words_of("one of a kind")
_TITLES_OF_A_NAME = words_of("title of a name")
_OFFICES_OF_A_PLACE = words_of("office of a place")

_WORD = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Adm|Rev|Prof|Jr|Sr|St)\.|"
    r"(?:[A-Z]\.){1,4}|(?:(?:a[dlnrst]|el)[-‑])?[A-ZÀ-ÞŠŽ](?:[\w’'-]{0,40}\w)?)"
)
_CAPITALS = re.compile(rf"(?<!\w){_WORD}(?:[ \xa0](?:(?:{'|'.join(sorted(_PARTICLES))})[ \xa0])*{_WORD})+")
_TWO_CAPITALS = re.compile(r"\b([A-ZÀ-Þ][\w.'’-]*) (?=([A-ZÀ-Þ][\w'’-]*))")
_CAPITAL_INSIDE = re.compile(r"[a-z,;”\"] ([A-ZÀ-Þ]\w*)")
_MONTH_IN_FRONT = re.compile(
    r"(?:\b(?:By|From|[Ii]n|[Oo]n|since|until|[Ll]ast|[Nn]ext|early|late)|\d) (?:April|May|June|August) (?=[A-Z])"
).search
_PHRASE_EDGE = re.compile(r"[.,;:!?\"“”‘()\n]")
_NAMED_BEFORE = re.compile(r"(?:[A-Z][\w'’-]*|\b[A-Z]\.|Mr\.|Mrs\.|Ms\.|Dr\.) $")
_SAYS = "|".join(sorted(w for w, v in VERBS.items() if v.form in ("past", "s") and "quote" in v.takes))
_APPOSITION = re.compile(r", (?:(?:an?|the|its|his|her|current|former) )?([\w’' -]{3,70}?)(?:,| who\b| said\b|\.|$)")
_DESCRIBED_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|\w+['’]s) ([\w’' -]{3,70}), $")
_BODIES_NAMED = "|".join(sorted(word for word, kind in SPEAKER_NOUNS.items() if kind == "body"))
_SPOKE_BEFORE = re.compile(rf"[”\"’»] (?:{_SAYS}) $").search  # “…,” says Bo Oke
# What shows behind a run of capitals that it names a person: "… said", an age or a party, the member of a body.
_SHOWS_A_PERSON = re.compile(
    rf",? (?:(?:[a-z]+ly )?(?:{_SAYS})\b|who |\d\d,|\(?[RD]-|of the (?:[\w.’'-]+ ){{0,3}}(?:{_BODIES_NAMED})\b)"
).match


class People:
    """The persons a text names in full, with what it calls them, and whom it spoke of last."""

    def __init__(self, text):
        self.text = text
        self.names = {}  # surname -> {(first name, surname): (offset, Voice)}
        self.called = {}  # the same key, or a surname alone -> (the words that introduce the person, their places)
        self.callers = defaultdict(lambda: deque(maxlen=50))  # word -> the latest whom it introduces
        self.mentions = []  # (offset, Voice) of every full name, in order
        self.position = 0  # how far the text has been read
        self.last = self.topic = UNKNOWN
        self.thing = UNKNOWN  # the body, or the several persons, whom the latest sentence is about
        self.unread = deque(maxlen=4)  # the latest sentences whose subject nobody has asked for
        self.pair = None
        self.works = frozenset()  # the titles of books, films and the like that the text names
        self.called_so = {}  # a person's name -> the gender of the pronoun that stood for it first
        self.spelled = {}  # a name in lower case -> as it is written first
        self.alone = {}  # (surname, place, place) -> whether it was used alone between them
        for match in _CAPITALS.finditer(text):
            self._learn(match)
        for key, (noted, _) in self.called.items():
            for word in noted:
                self.callers[word].append(key)

    # -- What a text says of its persons

    def _learn(self, match):
        """Read a run of capitals as titles and a name, if there is evidence that it names a person."""
        # "In May Reed said": a month, and nobody's first name.
        month = _MONTH_IN_FRONT(self.text, max(0, match.start() - 12), match.end())
        before, words = split_titles(
            self.text[month.end() if month else match.start() : match.end()].replace("\xa0", " ").split()
        )
        if not words or not _NOT_IN_NAMES.isdisjoint(map(str.lower, words)):
            return
        titled = [w for w in before if w.lower() in TITLES]
        if len(words) == 1 and titled and titled[-1].lower() in _TITLES_OF_A_NAME:
            words.insert(0, titled[-1])
        if len(words) == 1 or titled and words[0].lower() in _PARTICLES and words[0] not in FIRST_NAMES:
            if titled and words[-1].lower() not in TITLES:
                self._note(words[-1], before, match)
            return
        if words[0].lower() in AUXILIARIES and not before and self._opens_a_question(match):
            return
        if words[0].lower() in _PARTICLES and self._end_a_name(words):
            return
        if len(words) > 5 or not (words[0] in FIRST_NAMES or titled or self._introduced(match)):
            return
        surname, gender = _surname(words), _gender(titled) or FIRST_NAMES.get(words[0], "")
        key = (words[0], surname)
        person = (match.start(), Voice(" ".join(words), gender, True, False))
        self.mentions.append((match.start(), self.names.setdefault(surname, {}).setdefault(key, person)[1]))
        self._note(key, before, match)

    def _opens_a_question(self, match):
        """Whether "Will Oke" opens a sentence and nothing behind it shows that this is a name."""
        before = self.text[max(0, match.start() - 3) : match.start()].strip()
        return (not before or before[-1] in '.?!“"”') and not self._introduced(match)

    def _end_a_name(self, words):
        """Whether the full name of a person known so far ends in these words: De la Vega."""
        known = self.names.get(_surname(words), {}).values()
        return any(voice.name.lower().endswith(" " + " ".join(words).lower()) for _, voice in known)

    def _introduced(self, match):
        """Whether the words around a run of capitals show that it names a person: "… said", an age, an office."""
        if _SHOWS_A_PERSON(self.text, match.end(), match.end() + 90):
            return True
        if _SPOKE_BEFORE(self.text, max(0, match.start() - 20), match.start()):
            return True
        # "The mayor Bo Oke", but not "the mayor, Bo Oke".
        *_, before, gap = ["", *self.text[max(0, match.start() - 20) : match.start()].split(" ")]
        told = [*self._described_before(match), *self._described_behind(match)[:5], before if not gap else ""]
        return any(map(is_person, told))

    def _described_before(self, match):
        """The description in front of a name between commas: "The mayor of Alder, Bo Oke, came"."""
        if self.text[match.start() - 2 : match.start()] != ", " or self.text[match.end() : match.end() + 1] != ",":
            return []
        described = _DESCRIBED_BEFORE.search(self.text, max(0, match.start() - 90), match.start())
        return described[1].split() if described else []

    def _described_behind(self, match):
        """The description behind a name and its comma: "Bo Oke, the mayor of Alder, came"."""
        described = _APPOSITION.match(self.text[match.end() : match.end() + 90])
        return described[1].split() if described else []

    def _note(self, key, titles, match):
        """Remember the words that introduce a person, before the name and behind its comma."""
        noted, places = self.called.setdefault(key, (set(), []))
        if len(places) > 5:
            return
        places.append(match.start())
        left = _PHRASE_EDGE.split(self.text[max(0, match.start() - 70) : match.start()])[-1].split()
        stops = (i + 1 for i, word in enumerate(left) if word.lower() in _STOPPERS or word.endswith("ed"))
        stop = max(stops, default=0)
        told = (*left[stop:], *titles, *self._described_behind(match), *self._described_before(match))
        for word in map(bare, told):
            noted.add(word)
            noted.update(_SPELLED_OUT.get(word, ()))

    @cached_property
    def _capitals_inside(self):
        """The words that have their capital within a sentence too."""
        return frozenset(_CAPITAL_INSIDE.findall(self.text))

    @cached_property
    def _first_full(self):
        """Each last word of two capitals in a row -> the first place where it stands so."""
        found = {}
        for match in _TWO_CAPITALS.finditer(self.text):
            found.setdefault(match[2], match)
        return found

    def knows(self, word):
        """Whether a word that opens a sentence is a name: of a person, or with its capital inside a sentence too."""
        known = word in self.names or word in FIRST_NAMES or word.lower() in _KIN or word.isupper()
        # “No.” Would she go?
        return known or word in self._capitals_inside and word.lower() not in AUXILIARIES

    # -- Whom words mean

    def by_surname(self, surname, position, gender=""):
        """The person whom a bare surname means at a place, or None.

        The last full name before the place that fits, or the first after it; but a surname that the text has used for
        one person stays with that person when another of the name is introduced.
        """
        entries = list(self.names.get(surname, {}).values()) or self._learn_late(surname, gender)
        if gender:
            entries = [e for e in entries if e[1].gender in ("", gender)] or entries
        earlier = entries[: bisect_right(entries, position, key=lambda entry: entry[0])][-20:]
        if not earlier:
            return entries[0][1] if entries else None
        chosen = earlier[0]
        for following in earlier[1:]:
            if not self._used_alone(surname, chosen[0], following[0]):
                chosen = following
        return chosen[1]

    @cached_property
    def _first_names(self):
        """The first name of each person -> those who have it."""
        found = defaultdict(list)
        for known in self.names.values():
            for (first, _), (_, voice) in known.items():
                found[first].append(voice)
        return found

    def _by_first_name(self, first):
        """The one person with a first name, or None."""
        voices = self._first_names.get(first, ())
        return voices[0] if len(voices) == 1 else None

    def _learn_late(self, surname, gender):
        """The entry of a surname that speaks and stands behind another capital somewhere: Mr Oke is Babatunde Oke."""
        full = self._first_full.get(surname)
        given = full[1].lower() if full else "."
        if "." in given or given in TITLES or surname.isupper() or kinds_of(given) != _UNLISTED:
            return []
        person = (full.start(), Voice(f"{full[1]} {surname}", gender, True, False))
        return [self.names.setdefault(surname, {}).setdefault((full[1], surname), person)]

    def _used_alone(self, surname, start, end):
        """Whether a surname stands alone, no first name or title before it, between two places (20,000 characters)."""
        key = (surname, start, end)
        if key not in self.alone:
            found = re.compile(rf"\b{re.escape(surname)}\b").finditer(self.text, start, min(end, start + 20_000))
            self.alone[key] = any(not _NAMED_BEFORE.search(self.text, max(0, m.start() - 20), m.start()) for m in found)
        return self.alone[key]

    def by_description(self, words, position):
        """The person whom the text itself introduces by these words, or None."""
        wanted = {bare(w) for w in words if w.lower() not in _FUNCTION_WORDS} - {""}
        if not any(is_person(w) or w in OFFICES for w in wanted):
            return None
        whole = [key for key in self.callers.get(min(wanted), ()) if wanted <= self.called[key][0]]
        part = [] if whole or not wanted & _LEADERS else self._leaders_of(words)
        voices = [self.by_surname(k, position) if isinstance(k, str) else self.names[k[1]][k][1] for k in whole or part]
        voices = list(dict.fromkeys(v for v in voices if v))
        focused = [voice for voice in (self.topic, self.last) if voice in voices]
        if focused:
            return focused[0]
        # Any officer may be "the officer": a name only where the word means one in the whole report.
        if not wanted & _ONE_OF_A_KIND:
            return None
        near = [voice for voice in voices if self._is_near(voice, position)]
        meant = near if len(near) == 1 else voices
        return meant[0] if len(meant) == 1 else None

    def _is_near(self, voice, position):
        """Whether the surname of a person stands in the 250 characters before a place."""
        return _surname(voice.name.split()) in self.text[max(0, position - 250) : position]

    def _leaders_of(self, words):
        """Those whom the text introduces by a name that the words hold, and by no office: "the Labour leader"."""
        proper = {bare(w) for w in words if is_name(w)} - _FUNCTION_WORDS - set(TITLES)
        keys = dict.fromkeys(key for word in proper for key in self.callers.get(word, ()))
        return [key for key in keys if not any(map(is_person, self.called[key][0]))]

    def by_pronoun(self, low, earlier=(), position=0):
        """Whom a pronoun means: somebody named earlier in the sentence, the topic, or the last speaker."""
        self._catch_up()
        candidates = [voice for voice in (*earlier[:20], self.topic, self.last) if voice.name]
        if low in _GENDERED:
            return self._of_gender(_GENDERED[low], candidates, position)
        thing, fits = [self.thing] if self.thing.name else [], []
        if low in _THEY:
            fits = [v for v in (*thing, *reversed(candidates)) if not v.person]
        elif low in _IT:
            fits = [v for v in (*thing, *candidates) if not (v.person or v.plural)]
        if low == "it" and not fits:
            # What the text has taken for a person only because it spoke: "Corrin Line said …, it said".
            fits = [v._replace(person=False) for v in candidates if not (v.plural or self._is_human(v))]
        return fits[0] if fits else UNKNOWN

    def _of_gender(self, gender, candidates, position):
        """Whom "he" or "she" means: surely one of the candidates, one named right before, a candidate, one above."""
        fits = [v for v in candidates if v.person and (v.gender or self.called_so.get(v.name, gender)) == gender]
        sure = any(v.gender for v in fits)
        near = None if sure else self._named_before(position, gender)
        if near or fits:
            meant = near or fits[0]
            self.called_so.setdefault(meant.name, gender)
            return meant
        # Nobody in focus fits: the last full name of that gender, not far above.
        above = begun_in(self.mentions, self.position - 1500, self.position)
        return next((v for _, v in reversed(above) if v.gender == gender), UNKNOWN)

    def _is_human(self, voice):
        """Whether a gender, a first name, an age or an office shows that a voice is a human being."""
        words = voice.name.split()
        if voice.gender or words[0] in FIRST_NAMES or len(words) < 2 and words[0] in self.names:
            return True
        noted, _ = self.called.get((words[0], _surname(words)) if len(words) > 1 else words[0], ((), ()))
        return any(map(is_person, noted))

    def _named_before(self, position, gender):
        """The person of a gender whom the same sentence names in full in front of a place, or None."""
        for start, voice in reversed(begun_in(self.mentions, position - 250, position)):
            if voice.gender == gender and not _SENTENCE_EDGE.search(self.text, start + len(voice.name), position):
                return voice
        return None

    def _catch_up(self):
        """Find out whom the latest sentences are about; put off until a pronoun or a description asks."""
        pending, self.unread = self.unread, deque(maxlen=4)
        for words in pending:
            subject = main_subject(words, self)
            self.topic = subject if subject.person else self.topic
            self.thing = thing_before(words, self)

    def resolve(self, words, low, position, earlier=()):
        """The voice that a noun phrase means.

        In: its words as written and in lower case, its place in the text, the voices named earlier in the sentence.
        """
        pronoun = low[0].replace("’", "'").split("'")[0] if len(low) == 1 else ""
        if pronoun in _SPEAKING_PRONOUNS and words[0] != "WHO":
            return self.by_pronoun(pronoun, earlier, position)
        voice = self._called_anew(low) or self._meant(words, low, position)
        # "The board" and "the board" are one speaker, written as it is met first.
        name = self.spelled.setdefault(voice.name.lower(), voice.name) if voice.name else None
        return voice if name == voice.name or name.isupper() else voice._replace(name=name)

    def _called_anew(self, low):
        """The person in focus, whom "the 29-year-old", "the Spaniard" call by what the text need not have said."""
        aged = any(word.endswith(_AGES) for word in low[1:])
        if low[0] != "the" or not aged and (low[-1] not in _CALLINGS or low[-1] in self.callers):
            return None
        self._catch_up()
        gender = _GENDER_OF.get(low[-1].split("-")[0], "")
        fits = (v for v in (self.topic, self.last) if v.person and (not gender or v.gender in ("", gender)))
        return next(fits, None)

    def _meant(self, words, low, position):
        """The voice of a noun phrase that is no pronoun."""
        hangs = not PREPOSITIONS.isdisjoint(low)
        if hangs and (tied := _tied_name(words, low)):
            return Voice(" ".join(tied), "", False, False)
        head = head_of(words, low)
        if not head:
            return UNKNOWN
        # "Few in the Senate": a share of a body is no member of it.
        share = kinds_of(head[0]) & _SHARE and not PREPOSITIONS.isdisjoint(head)
        run = [] if share else hangs and _behind_body(words, low) or trailing_name(tuple(head))
        if not run or hangs and len(run) == 1 and _names_people(run[0].lower().removesuffix("s")):
            return self._described(words, low, head, position)  # "Villagers in Alder": a capital that opens a sentence
        gender = _gender(head[: len(head) - len(run)])
        titled = any(w.lower() in TITLES for w in head[: len(head) - len(run)])
        body = any(is_body(w) for w in run)
        if len(run) == 1:
            known = None if body else self.by_surname(run[0], position, gender)
            # "Sir Bo" and "Bo" are Bo Lind.
            by_first = known.name.split()[0].lower() in _TITLES_OF_A_NAME if known else not (body or titled)
            known = by_first and self._by_first_name(run[0]) or known
            people = _names_people(run[0]) or _names_people(run[0].lower().removesuffix("s"))
            if run[0].lower() in _KIN:
                return Voice(run[0], _GENDER_OF[run[0].lower()], True, False)
            # A name that stands for nothing else may be the surname of somebody whom the text never names in full.
            person = not people and (titled or not body and not run[0].isupper())
            return known or Voice(run[0], gender, person, people and is_plural(run[0].lower()))
        known = self.names.get(_surname(run), {}).get((run[0], _surname(run)))
        if known:
            return known[1]
        if run[0].lower() in _PARTICLES:
            whole = self.by_surname(run[-1], position, gender)
            if whole and whole.name.lower().endswith(" ".join(run).lower()):
                return whole
        person = not body and (run[0] in FIRST_NAMES or titled or run[-1].lower() in OFFICES)
        if "'" in words or "’" in words:
            # the Growers ' Association
            run = words[words.index(run[0]) : len(words) - list(reversed(words)).index(run[-1])]
        name = _APART(r"\1 ", " ".join(run))
        return Voice(name, (gender or FIRST_NAMES.get(run[0], "")) if person else "", person, False)

    def _described(self, words, low, head, position):
        """The voice of a description: the person introduced by it, or the words themselves."""
        if low[0] not in _INDEFINITE:
            known = self.by_description(words, position) or self._same_description(low, head)
            if known:
                return known
        nouns = [w.lower() for w in head if is_person(w) or w.lower() in OFFICES]
        noun = nouns[-1] if nouns else head[-1].lower()
        plural = is_plural(head[-1].lower())
        gender = _GENDER_OF.get(noun, "")
        told = (i for i in range(2, len(low)) if _is_participle(words, low, i) and is_person(low[i - 1]))
        name = _APART(r"\1 ", " ".join(words[: next(told, None)]).strip(" ,"))
        return Voice(name, gender, bool(nouns) and not plural, plural)

    def _same_description(self, low, head):
        """ "A Home Office source … the source": the person before, called by the same noun; or None."""
        self._catch_up()
        for voice in (self.topic, self.last) if low[0] == "the" and len(head) == 2 else ():
            called = (voice.name or "").split()
            if called and called[0].lower() in _INDEFINITE and head[-1] in called:
                return voice
        return None


_APART = re.compile(r" (['’]) ").sub  # the farmers ' union


def _names_people(word):
    """Whether a word is a common noun of the list for a person or persons."""
    return SPEAKER_NOUNS.get(word, SPEAKER_NOUNS.get(word.lower())) == "person"


# -- The parts of names -----------------------------------------------------------------------------------------------


def is_person(word):
    """Whether a common noun names a person or persons."""
    return "person" in kinds_of(word.lower() or "-")


def is_body(word):
    """Whether a word names an organisation or a document."""
    return word.lower() in _BODIES


def is_plural(low):
    return bool(kinds_of(low) & {"plural", "plural subject"})


def bare(word):
    """A word without its marks and its possessive."""
    word = word.lower().strip(".,*()[]#")
    return word[:-2] if word.endswith(_OWNING) else word


def _surname(words):
    return words[-2] if words[-1] in _SUFFIXES else words[-1]


def _gender(titles):
    return next((TITLES[w.lower()] for w in titles if TITLES.get(w.lower())), "")


def _is_prefix(word):
    return word.lower() in _PREFIXES and word not in ("May", "Will")


def _starts_a_name(run, i):
    """Whether a person's name may begin inside a run of capitals: at a first name, or behind "Rep.", "Judge"."""
    return run[i] in FIRST_NAMES or i > 0 and run[i - 1].lower() in OFFICES and run[i].lower() not in TITLES


def split_titles(words):
    """The titles and possessors in front of a name, and the name."""
    cut = 0
    for i, word in enumerate(words[:-1], 1):
        named_ = word in FIRST_NAMES or _INITIAL(word)
        given = i < len(words) - 1 and words[i] in FIRST_NAMES and not named_
        if word.endswith(_OWNING) or word.lower() in OFFICES or given:
            cut = i
    before, words = words[:cut], words[cut:]
    words = _bare_name(words)
    first = next((i for i, w in enumerate(words) if w in FIRST_NAMES or not _is_prefix(w)), len(words))
    before, words = before + words[:first], words[first:]
    if _opens_with_a_role(words):
        before, words = [*before, words[0]], words[1:]
    if words and words[-1].endswith(_OWNING):
        words[-1] = words[-1][:-2]
    return before, words


def _bare_name(run):
    """A name without the letters behind it and the epithet in front: Smooth-talking Bo Lind QC."""
    run = run[:-1] if len(run) > 2 and run[-1].lower() in _BEHIND_A_NAME else run
    return run[1:] if len(run) > 1 and _EPITHET(run[0]) else run


_INITIAL = re.compile(r"[A-Z]\.$").match
_EPITHET = re.compile(r"[A-Z][a-z]+-(?:[a-z]+(?:ing|ed|er|rat)|of-[a-z]+|up)$").match


def _opens_with_a_role(run):
    """Whether a common noun for a person stands in front of a full name: "Student Bo Lind said"."""
    role = len(run) > 2 and run[0] not in FIRST_NAMES and SPEAKER_NOUNS.get(run[0].lower()) == "person"
    return role and run[0].istitle() and not any(map(is_body, run))


def head_of(words, low):
    """The words of a noun phrase before what is tied to it: "a spokesman for Lee" is a spokesman."""
    for i in range(1, len(low)):
        if low[i] in PREPOSITIONS:
            office = low[i] == "of" and low[i - 1] in OFFICES and low[i + 1 : i + 2] in _OF_OFFICE
            if office or low[i] in _COUNTING and i <= 3 and kinds_of(low[i - 1]) & _SHARE:
                continue
            words = _behind_office(words, low, i) or words[:i]
            break
        if low[i][-2:] == "ed" and _is_participle(words, low, i):
            words = words[:i]
            break
    return [w for w in words if is_word(w)]


def _is_participle(words, low, i):
    """Whether a word describes whoever stands before it: "an official briefed on the plan"."""
    return low[i].endswith("ed") and not is_name(words[i]) and "speaker" in kinds_of(low[i - 1])


def _behind_body(words, low):
    """The name at the end of "Chamber of Commerce president Tom Oke", where a body's name and an office precede it."""
    tied = next((i for i, word in enumerate(low) if word in ("of", "for")), len(low))
    end = next((i for i in range(len(words) - 1, tied, -1) if not is_name(words[i])), 0)
    office = end and is_name(words[0]) and (is_person(words[end]) or low[end] in OFFICES)
    return words[end + 1 :] if office else []


def _behind_office(words, low, at):
    """The name at the end of a long office: Minister of State for Home Affairs Bo Lind; else nothing."""
    if low[at] not in ("of", "for") or low[at - 1] not in _OFFICES_OF_A_PLACE:
        return []
    given = [i for i in range(at + 2, len(words) - 1) if words[i] in FIRST_NAMES and is_name(words[i + 1])]
    return words[given[0] :] if given else []


def _tied_name(words, low):
    """The words of a body whose name holds a preposition, "the Department of Health"; else nothing."""
    for i in range(1, len(low) - 1):
        if low[i] in PREPOSITIONS:
            behind = i + 1 + (low[i + 1] == "the")
            kinds = kinds_of(low[i - 1])
            tied = kinds & {"body", "proper"} or "plural" in kinds and (low[i] in _UNITING or is_name(words[i]))
            named_ = is_name(words[i - 1]) and behind < len(words) and is_name(words[behind])
            return words[low[0] in DETERMINERS :] if tied and named_ and (low[i] in _TYING or is_name(words[i])) else []
    return []


_UNITING = ("for", "against", "without")  # Students for Debate, Doctors Without Borders
_TYING = ("of", "for", "on", *_UNITING)


@lru_cache(maxsize=20_000)
def trailing_name(head):
    """The name at the end of a phrase, its titles, its article and the possessor in front of it taken off."""
    run = []
    for word in reversed(head):
        if word.endswith(_OWNING) and run or not (is_name(word) or run and word.lower() in _PARTICLES):
            break
        run.insert(0, word)
    run = list(dropwhile(lambda word: word.lower() in DETERMINERS, run))
    run = _bare_name(run)
    whole = list(run)
    if len(run) > 1 and any(map(is_body, run)):
        # House Speaker Paul Ryan: a first name with no organisation's word behind it begins a person's name.
        given = (i for i in range(len(run) - 1) if _starts_a_name(run, i) and not any(map(is_body, run[i:])))
        return run[next(given, 0) :]
    for i in range(len(run) - 2, 0, -1):
        if run[0] not in FIRST_NAMES and (run[i] in FIRST_NAMES or run[i - 1].lower() in OFFICES):
            run = run[i - (run[i - 1] in FIRST_NAMES or bool(_INITIAL(run[i - 1]))) :]
            break
    while run and _is_prefix(run[0]) and not (run[0] in FIRST_NAMES and len(run) == 2):
        run = run[1:]
    if _opens_with_a_role(run):
        run = run[1:]
    if not run and whole and whole[-1].lower() not in OFFICES:
        return whole
    return run


# -- Whom a sentence is about -----------------------------------------------------------------------------------------


def phrase_voice(words, start, end, people, told=()):
    """The voice of a noun phrase; two names joined by "and" stay together."""
    low = words.low
    if when := _WHEN_IN_FRONT(words.letters, start, end - 1):
        start = when.end()
    if "(" in low[start + 1 : end]:
        end = low.index("(", start)
    raw = list(words.raw[start:end])
    if "owner" in kinds_of(raw[-1]):
        raw[-1] = raw[-1][:-2]
    if low[start] == "both" and people.pair:
        return people.pair
    # "The union reacted to what they called “a joke”": the sentence itself says who they are.
    if low[start:end] == ["they"] and (own := thing_before(words, people, start)).plural:
        return own
    joint = _JOINT(words.letters, start, end)
    if joint:
        middle = joint.start("joint_0")
        one = people.resolve(words.raw[start:middle], low[start:middle], words.start[start], told)
        two = people.resolve(words.raw[middle + 1 : end], low[middle + 1 : end], words.start[middle], told)
        return Voice(f"{one.name} and {two.name}", "", False, True)
    return people.resolve(raw, [w.lower() for w in raw], words.start[start], told)


# "In May farmers said", "Last year ministers promised": no part of who speaks.
_WHEN_IN_FRONT = compiled("WHEN_IN_FRONT").match


def subject_before(words, at, people, told=()):
    """The voice of the subject of a second predicate ("The choir met and said …"), by the words in front of it."""
    clause = at - words.low[at::-1].index(";") + 1 if ";" in words.low[:at] else 0
    match = _SUBJECT(words.letters, opened(words, clause), at)
    if match:
        found = named(match)
        start, end = found["subject"]
        # "Her ex, the drummer Bo Lind, smiled and said"
        if "name" in found and not is_name(words.raw[end - 1]):
            start, end = found["name"]
        inside = words.raw[start:end]
        speaks = any(kinds_of(w) & {"speaker", "subject pronoun"} or is_name(w) and people.knows(w) for w in inside)
        voice = phrase_voice(words, start, end, people, told) if speaks else UNKNOWN
        if voice.name:
            return voice
    return main_subject(words, people, told)


def thing_before(words, people, end=None):
    """The voice of the subject of a sentence, up to a place, that is a body or several persons, else nobody's."""
    match = _SUBJECT(words.letters, opened(words, 0), len(words.letters) if end is None else end)
    start, end = named(match)["subject"] if match else (0, 0)
    if not any(kinds_of(word) & {"body", "speaker"} for word in words.raw[start:end]):
        return UNKNOWN
    voice = phrase_voice(words, start, end, people)
    return UNKNOWN if voice.person else voice


def main_subject(words, people, told=()):
    """The first person of a sentence, named, described or a pronoun, who does not hang on a preposition."""
    # "Asked if he would come, Mr Oke smiled": a pronoun in front means whoever stands behind.
    behind = _INTRODUCED(words.letters, opened(words, 0))
    at = named(behind)["subject"][0] if behind else 0
    while match := _SOMEBODY(words.letters, at, _REACH):
        start, end = named(match).get("name", match.span())
        voice, at = _somebody(words, start, end, people, told)
        if voice:
            return voice
    return UNKNOWN


def _somebody(words, start, end, people, told):
    """The voice of a pronoun, a description or a name, None if it is not what the sentence is about; where to go on."""
    low, raw = words.low, words.raw
    before = low[start - 1] if start else ","
    if low[start] in _PRONOUNS:
        return people.by_pronoun(low[start], told), end
    if low[start] in DETERMINERS or low[start] == "one":
        if before not in _NEW_CLAUSE:
            return None, start + 1
        return people.resolve(raw[start:end], low[start:end], words.start[start], told), end
    # "Corvane, the lift maker, cut a post and said": what the text says of a word shows that it is a name.
    if end - start == 1 and not (is_word(before) or people.knows(raw[start]) or _CALLED(words.letters, start)):
        return None, end
    hangs = (
        before in PREPOSITIONS
        or before[0].isdigit()
        or raw[end - 1].endswith(_OWNING)
        or _NAMES_A_BODY(words.letters, end)
    )
    if hangs or not _FREE(words.mirrored, len(low) - end):
        return None, end
    voice = people.resolve(raw[start:end], low[start:end], words.start[start], told)
    return (voice if voice.person or voice.name and raw[start].isupper() and end - start == 1 else None), end


_REACH = 40  # words of a sentence in which its subject is looked for
_PRONOUNS = ("he", "she", "they")
_NEW_CLAUSE = {",", "but", "and", "later"} | words_of("period")
_SOMEBODY = compiled("SOMEBODY").search
_INTRODUCED = compiled(
    "<preposition|conjunction|past|ing_ending> <!stop !, !quotation>{0,20} , subject:<name> <name>{0,5} "
    "<adverb|ly>* <auxiliary !to|finite|past|verb s|ed|,>"
).match
_SUBJECT = compiled(
    "INTRODUCTION? subject:TOPIC ASIDE? DAY? <adverb|ly|day>* <auxiliary !to|finite|past|verb s|ed>"
).match
_CALLED = compiled("<name !adverb !adjunct !conjunction> , <a|an|the> <!, !stop !finite !auxiliary>{1,12} ,").match
# Alder district council: the place in front of a body is not what the sentence is about.
_NAMES_A_BODY = compiled(
    "<word !name !verb !auxiliary !finite !ed !ly !adverb !wh !preposition !conjunction !determiner>{0,3} "
    "<body !name !verb>"
).match
_FREE = compiled("!<preposition> NP", leftwards=True).match
_JOINT = compiled("<!preposition !and>{0,20} <name> joint:and <the>? <name>{1,9} $").match
