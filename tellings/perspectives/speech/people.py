"""Who a phrase means: names, titles, pronouns and descriptions resolved to the fullest name that the text gives."""

import re
from bisect import bisect_left
from collections import deque, namedtuple

from tellings.perspectives.speech.name_parts import (
    FIRST_NAMES,
    FUNCTION_WORDS,
    OFFICES,
    PARTICLES,
    SPEAKER_NOUNS,
    SUFFIXES,
    TITLES,
    bare,
    head_of,
    is_body,
    is_person_noun,
    is_plural,
    split_titles,
    trailing_name,
)
from tellings.perspectives.speech.words import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, VERBS, is_name, words_of

# name as the text gives it or None; gender m, f or "" (not known); person: one human being; plural: several speakers.
Voice = namedtuple("Voice", "name gender person plural")
UNKNOWN = Voice(None, "", False, False)

_STOPPERS = (PREPOSITIONS - {"of"}) | CONJUNCTIONS | AUXILIARIES | {w for w, v in VERBS.items() if v.form != "base"}
_GENDERED = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_WOMEN, _MEN = words_of("woman"), words_of("man")
_INDEFINITE = words_of("indefinite")
_LEADERS = words_of("leader")

_WORD = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Adm|Rev|Prof|Jr|Sr|St)\.|"
    r"(?:[A-Z]\.){1,4}|[A-ZÀ-ÞŠŽ](?:[\w’'-]{0,40}\w)?)"
)
_CAPITALS = re.compile(rf"(?<!\w){_WORD}(?:[ \xa0](?:(?:{'|'.join(sorted(PARTICLES))})[ \xa0])*{_WORD})+")
_PHRASE_EDGE = re.compile(r"[.,;:!?\"“”‘()\n]")
_NAMED_BEFORE = re.compile(r"(?:[A-Z][\w'’-]*|\b[A-Z]\.|Mr\.|Mrs\.|Ms\.|Dr\.) $")
_SAYS = "|".join(sorted(w for w, v in VERBS.items() if v.form in ("past", "s") and "quote" in v.takes))
_THEN_SAYS = re.compile(rf",? (?:[a-z]+ly )?(?:{_SAYS})\b")
_APPOSITION = re.compile(r", (?:(?:an?|the|its|his|her|current|former) )?([\w’' -]{3,70}?)(?:,| who\b| said\b|\.|$)")
_AGE_OR_WHO = re.compile(r",? (?:who |\d\d,)|,? \(?[RD]-")


class People:
    """The persons a text names in full, with what it calls them, and whom it spoke of last."""

    def __init__(self, text, subject_of=None):
        self.text = text
        self.subject_of = subject_of  # how to find the person a sentence is about
        self.unread = deque(maxlen=4)  # the latest sentences whose subject nobody has asked for
        self.names = {}  # surname -> {(first name, surname): (offset, Voice)}
        self.called = {}  # the same key, or a surname alone -> the words that introduce the person
        self.alone = {}  # (surname, place, place) -> whether it was used alone between them
        self.inside = {}  # word -> whether it has its capital within a sentence
        self.mentions = []  # (offset, Voice) of every full name, in order
        self.position = 0  # how far the text has been read
        self.last = self.topic = UNKNOWN
        self.pair = None
        for match in _CAPITALS.finditer(text):
            self._learn(match)

    def _learn(self, match):
        """Read a run of capitals as titles and a name, if there is evidence that it names a person."""
        before, words = split_titles(match[0].replace("\xa0", " ").split())
        if not words or any(is_body(w) for w in words):
            return
        titled = [w for w in before if w.lower() in TITLES]
        if len(words) == 1:
            if titled and words[0].lower() not in TITLES:
                self._note(words[0], before, match)
            return
        if len(words) > 5 or not (words[0] in FIRST_NAMES or titled or self._introduced(words[0], match)):
            return
        surname = words[-2] if words[-1] in SUFFIXES else words[-1]
        key = (words[0], surname)
        gender = next((TITLES[w.lower()] for w in titled if TITLES[w.lower()]), "") or FIRST_NAMES.get(words[0], "")
        entry = self.names.setdefault(surname, {}).setdefault(
            key, (match.start(), Voice(" ".join(words), gender, True, False))
        )
        self.mentions.append((match.start(), entry[1]))
        self._note(key, before, match)

    def _introduced(self, first, match):
        """Whether the words around a run of capitals show that it names a person: an initial, an office, "… said"."""
        if re.fullmatch(r"(?:[A-Z]\.)+", first):
            return True
        tail = self.text[match.end() : match.end() + 90]
        if _THEN_SAYS.match(tail) or _AGE_OR_WHO.match(tail):
            return True
        before = self.text[max(0, match.start() - 20) : match.start()].split(" ")[-2:]
        if len(before) == 2 and not before[1] and is_person_noun(before[0]):
            return True
        apposition = _APPOSITION.match(tail)
        return bool(apposition) and any(is_person_noun(w) for w in apposition[1].lower().split()[:5])

    def _note(self, key, titles, match):
        """Remember the words that introduce a person, before the name and behind its comma."""
        noted, places = self.called.setdefault(key, (set(), []))
        if len(places) > 5:
            return
        places.append(match.start())
        left = _PHRASE_EDGE.split(self.text[max(0, match.start() - 70) : match.start()])[-1].split()
        stop = max((i + 1 for i, word in enumerate(left) if word.lower() in _STOPPERS), default=0)
        left = left[stop:]
        right = _APPOSITION.match(self.text[match.end() : match.end() + 100])
        noted.update(bare(w) for w in (*left, *titles, *(right[1].split() if right else ())))

    def by_surname(self, surname, position, gender=""):
        """The person whom a bare surname means at a place, or None.

        The last full name before the place that fits, or the first after it; but a surname that the text has used for
        one person stays with that person when another of the name is introduced.
        """
        entries = list(self.names.get(surname, {}).values())
        if gender:
            entries = [e for e in entries if e[1].gender in ("", gender)] or entries
        earlier = [e for e in entries if e[0] <= position]
        if not earlier:
            return entries[0][1] if entries else None
        chosen = earlier[0]
        for following in earlier[1:]:
            if not self._used_alone(surname, chosen[0], following[0]):
                chosen = following
        return chosen[1]

    def _used_alone(self, surname, start, end):
        """Whether a surname stands alone, no first name or title before it, between two places (20,000 characters)."""
        key = (surname, start, end)
        if key not in self.alone:
            found = re.compile(rf"\b{re.escape(surname)}\b").finditer(self.text, start, min(end, start + 20_000))
            self.alone[key] = any(
                not _NAMED_BEFORE.search(self.text, max(0, m.end() - len(surname) - 20), m.end() - len(surname))
                for m in found
            )
        return self.alone[key]

    def by_description(self, words, position):
        """The person whom the text itself introduces by these words, or None."""
        wanted = {bare(w) for w in words if w.lower() not in FUNCTION_WORDS} - {""}
        if not any(is_person_noun(w) or w in OFFICES for w in wanted):
            return None
        proper = {bare(w) for w in words if is_name(w)} - FUNCTION_WORDS - set(TITLES)
        whole = [key for key, (noted, _) in self.called.items() if wanted <= noted]
        part = [
            key
            for key, (noted, _) in self.called.items()
            if proper & noted and wanted & _LEADERS and not any(map(is_person_noun, noted))
        ]
        voices = [self.by_surname(k, position) if isinstance(k, str) else self.names[k[1]][k][1] for k in whole or part]
        voices = list(dict.fromkeys(v for v in voices if v))
        if self.last in voices:
            return self.last
        return voices[-1] if voices and (whole or len(voices) == 1) else None

    def by_pronoun(self, low, earlier=()):
        """Whom a pronoun means: somebody named earlier in the sentence, the topic, or the last speaker."""
        self._catch_up()
        candidates = [voice for voice in (*earlier, self.topic, self.last) if voice.name]
        if low in _GENDERED:
            fits = [v for v in candidates if v.person and not v.plural and v.gender in ("", _GENDERED[low])]
        elif low in ("they", "their", "them"):
            fits = [v for v in candidates[::-1] if v.plural or not v.person]
        elif low in ("it", "its"):
            fits = [v for v in candidates if not v.person and not v.plural]
        else:
            fits = []
        if not fits and low in _GENDERED:
            # Nobody in focus fits: the last full name of that gender, not far above.
            near = self.mentions[
                bisect_left(self.mentions, (self.position - 1500,)) : bisect_left(self.mentions, (self.position,))
            ]
            fits = [v for _, v in reversed(near) if v.gender == _GENDERED[low]]
        return fits[0] if fits else UNKNOWN

    def _catch_up(self):
        """Find out whom the latest sentences are about; put off until a pronoun or a description asks."""
        pending, self.unread = self.unread, deque(maxlen=4)
        for words in pending:
            subject = self.subject_of(words, self)
            self.topic = subject if subject.person else self.topic

    def knows(self, word):
        """Whether a word that opens a sentence is a name: of a person, or with its capital inside a sentence too."""
        if word in self.names or word in FIRST_NAMES or word.isupper():
            return True
        if word not in self.inside:
            self.inside[word] = len(self.inside) < 500 and bool(
                re.search(rf"[a-z,;”\"] {re.escape(word)}\b", self.text[:50_000])
            )
        return self.inside[word]

    def by_label(self, label):
        """The person of a label in a transcript: FALK is Ines Falk where the text names her."""
        words = [w.capitalize() if w.isupper() and len(w) > 3 else w for w in label.split()]
        full = re.search(rf"\b[A-ZÀ-Þ][\w.'’-]+ {re.escape(words[-1])}\b", self.text)
        if len(words) == 1 and full and full[0].split()[0].lower() not in FUNCTION_WORDS | set(TITLES):
            first = full[0].split()[0]
            entries = self.names.setdefault(words[0], {})
            return entries.setdefault(
                (first, words[0]), (full.start(), Voice(full[0], FIRST_NAMES.get(first, ""), True, False))
            )[1]
        return self.resolve(words, [w.lower() for w in words], 0)

    def resolve(self, words, low, position, earlier=()):
        """The voice that a noun phrase means.

        In: its words as written and in lower case, its place in the text, the voices named earlier in the sentence.
        """
        pronoun = low[0].replace("’", "'").split("'")[0] if len(low) == 1 else ""
        if pronoun in ("he", "she", "they", "it", "i", "we", "you", "who", "there"):
            return self.by_pronoun(pronoun, earlier)
        head = head_of(words, low)
        if not head:
            return UNKNOWN
        run = trailing_name(tuple(head))
        if not run:
            return self._described(words, low, head, position)
        titles = [w.lower() for w in head[: len(head) - len(run)] if w.lower() in TITLES]
        gender = next((TITLES[w] for w in titles if TITLES[w]), "")
        if len(run) == 1:
            known = None if is_body(run[0]) else self.by_surname(run[0], position, gender)
            people = SPEAKER_NOUNS.get(run[0].lower()) == "person" or SPEAKER_NOUNS.get(run[0]) == "person"
            # A name that stands for nothing else may be the surname of somebody whom the text never names in full.
            person = not people and (bool(titles) or not is_body(run[0]) and not run[0].isupper())
            return known or Voice(run[0], gender, person, people and is_plural(run[0].lower()))
        surname = run[-2] if run[-1] in SUFFIXES else run[-1]
        known = self.names.get(surname, {}).get((run[0], surname))
        if known:
            return known[1]
        person = not any(is_body(w) for w in run) and (run[0] in FIRST_NAMES or bool(titles))
        return Voice(" ".join(run), (gender or FIRST_NAMES.get(run[0], "")) if person else "", person, False)

    def _described(self, words, low, head, position):
        if low[0] not in _INDEFINITE:
            known = self.by_description(words, position)
            if known:
                return known
            # "A Home Office source … the source": the person before, called by the same noun.
            self._catch_up()
            for voice in (self.topic, self.last) if low[0] == "the" and len(head) == 2 else ():
                if voice.name and voice.name.split()[0].lower() in _INDEFINITE and head[-1] in voice.name.split():
                    return voice
        nouns = [w.lower() for w in head if is_person_noun(w.lower()) or w.lower() in OFFICES]
        noun = nouns[-1] if nouns else head[-1].lower()
        plural = is_plural(head[-1].lower())
        return Voice(
            " ".join(words).strip(" ,"),
            "f" if noun in _WOMEN else "m" if noun in _MEN else TITLES.get(noun, ""),
            bool(nouns) and not plural,
            plural,
        )
