"""Who a phrase means: names, titles, pronouns and descriptions resolved to the fullest name that the text gives."""

import re
from collections import deque, namedtuple

from helpers.clauses import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, VERBS, is_name, words_of
from helpers.page import lexicon

# name as the text gives it or None; gender m, f or "" (not known); person: one human being; plural: several speakers.
Voice = namedtuple("Voice", "name gender person plural")
UNKNOWN = Voice(None, "", False, False)

_TITLES = {row.title.lower(): row.gender for row in lexicon("titles").itertuples()}
_OFFICES = frozenset(row.title.lower() for row in lexicon("titles").itertuples() if row.kind == "title")
_FIRST = dict(lexicon("first_names")[["name", "gender"]].itertuples(index=False))
SPEAKER_NOUNS = dict(lexicon("speaker_nouns")[["noun", "kind"]].itertuples(index=False))
_FUNCTION = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES
_STOPPERS = (PREPOSITIONS - {"of"}) | CONJUNCTIONS | AUXILIARIES | {w for w, v in VERBS.items() if v.form != "base"}
_GENDERED = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_INDEFINITE = words_of("indefinite")
_LEADERS = words_of("leader")
_SUFFIXES = ("Jr.", "Sr.", "Jr", "Sr", "II", "III")
_PERSON_ENDINGS = (
    "man",
    "men",
    "woman",
    "women",
    "er",
    "ers",
    "or",
    "ors",
    "ist",
    "ists",
    "ian",
    "ians",
    "ant",
    "ants",
)
_NO_PERSONS = words_of("no person")

_PARTICLES = words_of("name_particle")
_WORD = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Adm|Rev|Prof|Jr|Sr|St)\.|"
    r"(?:[A-Z]\.)+|[A-ZÀ-ÞŠŽ](?:[\w’'-]*\w)?)"
)
_CAPITALS = re.compile(rf"(?<!\w){_WORD}(?:[ \xa0](?:(?:{'|'.join(sorted(_PARTICLES))})[ \xa0])*{_WORD})+")
_SAYS = "|".join(sorted(w for w, v in VERBS.items() if v.form in ("past", "s") and "quote" in v.takes))
_THEN_SAYS = re.compile(rf",? (?:[a-z]+ly )?(?:{_SAYS})\b")
_APPOSITION = re.compile(r", (?:(?:an?|the|its|his|her|current|former) )?([\w’' -]{3,70}?)(?:,| who\b| said\b|\.|$)")
_AGE_OR_WHO = re.compile(r",? (?:who |\d\d,)|,? \(?[RD]-")


def is_speaker_noun(low):
    """Whether a common noun stands for somebody who can speak: an office, a group, a body, a document."""
    kind = SPEAKER_NOUNS.get(low) or SPEAKER_NOUNS.get(_singular(low))
    return kind != "proper" if kind else _looks_like_persons(low)


def is_person_noun(low):
    """Whether a common noun names a person or persons."""
    kind = SPEAKER_NOUNS.get(low) or SPEAKER_NOUNS.get(_singular(low))
    return kind == "person" if kind else _looks_like_persons(low)


def _looks_like_persons(low):
    return len(low) > 5 and low.endswith(_PERSON_ENDINGS) and low not in _NO_PERSONS


def _singular(low):
    return low[:-3] + "y" if low.endswith("ies") else low[:-1] if low.endswith("s") else low


def _is_plural(low):
    return low in ("people", "men", "women", "police", "others", "some", "many", "several") or (
        low.endswith("s") and not low.endswith("ss")
    )


class People:
    """The persons a text names in full, with what it calls them, and whom it spoke of last."""

    def __init__(self, text, subject_of=None):
        self.text = text
        self.subject_of = subject_of  # how to find the person a sentence is about
        self.unread = deque(maxlen=4)  # the latest sentences whose subject nobody has asked for
        self.names = {}  # surname -> {(first name, surname): (offset, Voice)}
        self.called = {}  # the same key, or a surname alone -> the words that introduce the person
        self.settled = {}  # surname -> the Voice it was last understood as
        self.last = self.topic = UNKNOWN
        self.pair = None
        for match in _CAPITALS.finditer(text):
            self._learn(match)

    def _learn(self, match):
        """Read a run of capitals as titles and a name, if there is evidence that it names a person."""
        before, words = _split_titles(match[0].replace("\xa0", " ").split())
        if not words or any(_is_body(w) for w in words):
            return
        titled = [w for w in before if w.lower() in _TITLES]
        if len(words) == 1:
            if titled and words[0].lower() not in _TITLES:
                self._note(words[0], before, match)
            return
        tail = self.text[match.end() : match.end() + 90]
        described = self.text[max(0, match.start() - 20) : match.start()].split(" ")[-2:]
        apposition = _APPOSITION.match(tail)
        evident = (
            words[0] in _FIRST
            or titled
            or len(described) == 2
            and not described[1]
            and is_person_noun(described[0])
            or re.fullmatch(r"(?:[A-Z]\.)+", words[0])
            or _THEN_SAYS.match(tail)
            or _AGE_OR_WHO.match(tail)
            or apposition
            and any(is_person_noun(w) for w in apposition[1].lower().split()[:5])
        )
        if len(words) > 5 or not evident:
            return
        surname = words[-2] if words[-1] in _SUFFIXES else words[-1]
        key = (words[0], surname)
        gender = next((_TITLES[w.lower()] for w in titled if _TITLES[w.lower()]), "") or _FIRST.get(words[0], "")
        self.names.setdefault(surname, {}).setdefault(key, (match.start(), Voice(" ".join(words), gender, True, False)))
        self._note(key, before, match)

    def _note(self, key, titles, match):
        """Remember the words that introduce a person, before the name and behind its comma."""
        noted, _ = self.called.setdefault(key, (set(), []))
        if len(_) > 12:
            return
        _.append(match.start())
        left = re.split(r"[.,;:!?\"“”‘()\n]", self.text[max(0, match.start() - 70) : match.start()])[-1].split()
        while left and any(w.lower() in _STOPPERS for w in left):
            left.pop(0)
        right = _APPOSITION.match(self.text[match.end() : match.end() + 100])
        noted.update(_bare(w) for w in (*left, *titles, *(right[1].split() if right else ())))

    def by_surname(self, surname, position, gender=""):
        """The person whom a bare surname means at a place, or None.

        It stays with the person it was used for; else it means the last full name before the place, or the first
        after it.
        """
        entries = self.names.get(surname)
        if not entries:
            return None
        if gender:
            fitting = [e for e in entries.values() if e[1].gender in ("", gender)] or list(entries.values())
        elif surname in self.settled:
            return self.settled[surname]
        else:
            fitting = list(entries.values())
        earlier = [voice for offset, voice in fitting if offset <= position]
        chosen = earlier[-1] if earlier else fitting[0][1]
        if not gender:
            self.settled[surname] = chosen
        return chosen

    def by_description(self, words, position):
        """The person whom the text itself introduces by these words, or None."""
        wanted = {_bare(w) for w in words if w.lower() not in _FUNCTION} - {""}
        if not any(is_person_noun(w) or w in _OFFICES for w in wanted):
            return None
        proper = {_bare(w) for w in words if is_name(w)} - _FUNCTION - set(_TITLES)
        whole = [key for key, (noted, _) in self.called.items() if wanted <= noted]
        part = [key for key, (noted, _) in self.called.items() if proper & noted and wanted & _LEADERS]
        voices = [self.by_surname(k, position) if isinstance(k, str) else self.names[k[1]][k][1] for k in whole or part]
        voices = list(dict.fromkeys(v for v in voices if v))
        if self.last in voices:
            return self.last
        return voices[-1] if voices and (whole or len(voices) == 1) else None

    def by_pronoun(self, low, earlier=()):
        """Whom a pronoun means: somebody named earlier in the sentence, the topic, or the last speaker."""
        pending, self.unread = self.unread, deque(maxlen=4)
        for words in pending:
            subject = self.subject_of(words, self)
            self.topic = subject if subject.person else self.topic
        candidates = [voice for voice in (*earlier, self.topic, self.last) if voice.name]
        if low in _GENDERED:
            fits = [v for v in candidates if v.person and not v.plural and v.gender in ("", _GENDERED[low])]
        elif low in ("they", "their", "them"):
            fits = [v for v in candidates[::-1] if v.plural or not v.person]
        elif low in ("it", "its"):
            fits = [v for v in candidates if not v.person and not v.plural]
        else:
            fits = []
        return fits[0] if fits else UNKNOWN

    def by_label(self, label):
        """The person of a label in a transcript: FALK is Ines Falk where the text names her."""
        words = [w.capitalize() if w.isupper() and len(w) > 3 else w for w in label.split()]
        full = re.search(rf"\b[A-ZÀ-Þ][\w.'’-]+ {re.escape(words[-1])}\b", self.text)
        if len(words) == 1 and full and full[0].split()[0].lower() not in _FUNCTION | set(_TITLES):
            first = full[0].split()[0]
            entries = self.names.setdefault(words[0], {})
            return entries.setdefault(
                (first, words[0]), (full.start(), Voice(full[0], _FIRST.get(first, ""), True, False))
            )[1]
        return self.resolve(words, [w.lower() for w in words], 0)

    def resolve(self, words, low, position, earlier=()):
        """The voice that a noun phrase means.

        In: its words as written and in lower case, its place in the text, the voices named earlier in the sentence.
        """
        pronoun = low[0].replace("’", "'").split("'")[0] if len(low) == 1 else ""
        if pronoun in ("he", "she", "they", "it", "i", "we", "you", "who", "there"):
            return self.by_pronoun(pronoun, earlier)
        head = _head(words, low)
        if not head:
            return UNKNOWN
        run = _trailing_name(head)
        if not run:
            return self._described(words, low, head, position)
        titles = [w.lower() for w in head[: len(head) - len(run)] if w.lower() in _TITLES]
        gender = next((_TITLES[w] for w in titles if _TITLES[w]), "")
        if len(run) == 1:
            known = None if _is_body(run[0]) else self.by_surname(run[0], position, gender)
            people = SPEAKER_NOUNS.get(run[0].lower()) == "person" or SPEAKER_NOUNS.get(run[0]) == "person"
            return known or Voice(run[0], gender, bool(titles) and not people, people and _is_plural(run[0].lower()))
        surname = run[-2] if run[-1] in _SUFFIXES else run[-1]
        known = self.names.get(surname, {}).get((run[0], surname))
        if known:
            return known[1]
        person = not any(_is_body(w) for w in run) and (run[0] in _FIRST or bool(titles))
        return Voice(" ".join(run), (gender or _FIRST.get(run[0], "")) if person else "", person, False)

    def _described(self, words, low, head, position):
        if low[0] not in _INDEFINITE:
            known = self.by_description(words, position)
            if known:
                return known
            # "A Home Office source … the source": the speaker before, called by the same noun.
            if (
                low[0] == "the"
                and len(head) == 2
                and self.last.name
                and self.last.name.lower().split()[0] in _INDEFINITE
                and (head[-1] in self.last.name.split())
            ):
                return self.last
        nouns = [w.lower() for w in head if is_person_noun(w.lower()) or w.lower() in _OFFICES]
        noun = nouns[-1] if nouns else head[-1].lower()
        plural = _is_plural(head[-1].lower())
        return Voice(" ".join(words).strip(" ,"), _TITLES.get(noun, ""), bool(nouns) and not plural, plural)


def _split_titles(words):
    """The titles and possessors in front of a name, and the name."""
    cut = max(
        (
            i + 1
            for i, w in enumerate(words[:-1])
            if w.endswith(("'s", "’s")) or w.lower() in _OFFICES or i + 1 < len(words) - 1 and words[i + 1] in _FIRST
        ),
        default=0,
    )
    before, words = words[:cut], words[cut:]
    while words and (words[0].lower() in _TITLES or words[0].lower() in _FUNCTION) and words[0] not in _FIRST:
        before.append(words.pop(0))
    if words and words[-1].endswith(("'s", "’s")):
        words[-1] = words[-1][:-2]
    return before, words


def _head(words, low):
    """The words of a noun phrase before what is tied to it: "a spokesman for Lee" is a spokesman."""
    for i in range(1, len(low)):
        office = (
            low[i] == "of"
            and low[i - 1] in _OFFICES
            and low[i + 1 : i + 2]
            and low[i + 1] in ("state", "defense", "defence", "staff")
        )
        tied = (
            low[i] in PREPOSITIONS
            and not office
            or low[i].endswith("ed")
            and not is_name(words[i])
            and is_speaker_noun(low[i - 1])
        )
        if tied:
            words = words[:i]
            break
    return [w for w in words if w[0].isalnum()]


def _trailing_name(head):
    """The name at the end of a phrase, its titles, its article and the possessor in front of it taken off."""
    run = []
    for word in reversed(head):
        if word.endswith(("'s", "’s")) and run or not (is_name(word) or run and word.lower() in _PARTICLES):
            break
        run.insert(0, word)
    while run and run[0].lower() in DETERMINERS:
        run.pop(0)
    if run and run[-1].endswith(("'s", "’s")):
        run[-1] = run[-1][:-2]
    whole = list(run)
    # House Speaker Paul Ryan: a first name with no organisation's word behind it begins a person's name.
    given = [i for i, w in enumerate(run[:-1]) if w in _FIRST and not any(_is_body(x) for x in run[i:])]
    if given and any(_is_body(w) for w in run):
        return run[given[-1] :]
    if len(run) > 1 and any(_is_body(w) for w in run):
        return run
    first = max(
        (
            i
            for i, w in enumerate(run[:-1])
            if i and (w in _FIRST or run[i - 1].lower() in _OFFICES) and run[0] not in _FIRST
        ),
        default=0,
    )
    run = run[first:]
    while (
        run and (run[0].lower() in _TITLES or run[0].lower() in _FUNCTION) and not (run[0] in _FIRST and len(run) == 2)
    ):
        run.pop(0)
    if not run and whole and whole[-1].lower() not in _OFFICES:
        return whole
    return [] if len(run) > 1 and run[-1].lower() in _OFFICES else run


def _is_body(word):
    return SPEAKER_NOUNS.get(word.lower()) in ("body", "proper", "document")


def _bare(word):
    word = word.lower().strip(".,*()[]#")
    return word[:-2] if word.endswith(("'s", "’s")) else word
