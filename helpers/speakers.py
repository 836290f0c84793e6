"""Who a phrase means: names, titles, pronouns and descriptions resolved to the fullest name that the text gives."""
import re
from collections import namedtuple

from helpers.page import lexicon
from helpers.clauses import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, VERBS, is_name

Voice = namedtuple("Voice", "name gender person plural")
UNKNOWN = Voice(None, "", False, False)

_TITLES = {row.title.lower(): row.gender for row in lexicon("titles").itertuples()}
_OFFICES = frozenset(row.title.lower() for row in lexicon("titles").itertuples() if row.kind == "title")
_FIRST = dict(lexicon("first_names")[["name", "gender"]].itertuples(index=False))
SPEAKER_NOUNS = dict(lexicon("speaker_nouns")[["noun", "kind"]].itertuples(index=False))
_PARTICLES = frozenset("de da di del della der den van von la le bin ibn al el ben dos du".split())
_FUNCTION = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES
_GENDERED = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_WORD = r"[A-ZÀ-ÞŠŽ](?:[\w’'-]*\w|\.)?\.?"
_CAPITALS = re.compile(rf"{_WORD}(?:[ \xa0](?:(?:{'|'.join(sorted(_PARTICLES))})[ \xa0])*{_WORD})+")
_PERSON_ENDINGS = ("man", "men", "woman", "women", "er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants")


def is_speaker_noun(low):
    """Whether a common noun stands for somebody who can speak: an office, a group, a body, a document."""
    if low in SPEAKER_NOUNS:
        return SPEAKER_NOUNS[low] != "proper"
    single = low[:-3] + "y" if low.endswith("ies") else low[:-1] if low.endswith("s") else low
    return SPEAKER_NOUNS.get(single, "proper") != "proper" or (len(low) > 5 and low.endswith(_PERSON_ENDINGS))


def _is_plural(low):
    return low in ("people", "men", "women", "police", "others", "some", "many", "several") or (
        low.endswith("s") and not low.endswith("ss"))


class People:
    """The persons a text names in full, with what it calls them, and who was spoken of last."""

    def __init__(self, text):
        self.names, self.modifiers, self.bare = {}, {}, {}
        for match in _CAPITALS.finditer(text):
            self._learn(text, match)
        self.last, self.topic, self.pair = UNKNOWN, UNKNOWN, None

    def _learn(self, text, match):
        words = match[0].replace("\xa0", " ").split()
        tail = text[match.end():match.end() + 90]
        after = tail[:12].lower().split()
        if "'s" in match[0] or "’s" in match[0]:
            cut = max(i for i, w in enumerate(words) if w.endswith(("'s", "’s"))) if any(
                w.endswith(("'s", "’s")) for w in words[:-1]) else -1
            before_name, words = words[:cut + 1], words[cut + 1:]
            if words and words[-1].endswith(("'s", "’s")):
                words[-1] = words[-1][:-2]
        else:
            before_name = []
        while words and (words[0].lower() in _TITLES or words[0].lower() in _FUNCTION) and words[0] not in _FIRST:
            before_name.append(words.pop(0))
        first = next((i for i, w in enumerate(words[:-1]) if i and w in _FIRST), 0)
        first = max([first, *(i + 1 for i, w in enumerate(words[:-1]) if w.lower() in _OFFICES)])
        before_name, words = before_name + words[:first], words[first:]
        if not words or any(_is_body(w) for w in words):
            return
        known = words[0] in _FIRST or (len(words[0]) <= 2 and len(words) > 1)
        titled = [w for w in before_name if w.lower() in _TITLES]
        introduced = bool(re.match(r",? (?:[a-z]+ly )?(?:%s)\b" % _SAYS, tail)) or bool(
            re.match(r", (?:an? |the |who |\d\d?,|[a-z]+ )", tail)) and after[:1] != ["and"]
        if len(words) == 1:
            if titled:
                self._note(words[0], before_name, text, match)
            return
        if len(words) > 5 or not (known or titled or introduced):
            return
        surname = words[-2] if words[-1] in ("Jr.", "Sr.", "Jr", "Sr", "II", "III") else words[-1]
        gender = next((_TITLES[w.lower()] for w in titled if _TITLES[w.lower()]), "") or _FIRST.get(words[0], "")
        key = (words[0], surname)
        entries = self.names.setdefault(surname, {})
        if key not in entries:
            entries[key] = [match.start(), Voice(" ".join(w for w in words), gender, True, False)]
        self._note(key, before_name, text, match)

    def _note(self, key, before_name, text, match):
        """Remember by which words a text introduces a person, before the name and behind its comma."""
        noted = self.modifiers.setdefault(key, [0, set()])
        noted[0] += 1
        if noted[0] > 12:
            return
        start = match.start()
        left = re.split(r"[.,;:!?\"“”‘()\n]", text[max(0, start - 70):start])[-1].split()
        while left and left[0].lower() not in DETERMINERS and any(w.lower() in _STOPPERS for w in left):
            left.pop(0)
        right = re.match(r", (?:an?|the|its|his|her|current|former)? ?([\w’' -]{3,70}?)(?:,| who\b| said\b|\.)",
                         text[match.end():match.end() + 100])
        for word in (*left, *before_name, *(right[1].split() if right else ())):
            noted[1].add(_bare(word))

    def by_surname(self, surname, position, gender=""):
        """The person whom a bare surname means at a place: the last full name before it, or the first in the text."""
        entries = self.names.get(surname)
        if not entries:
            return None
        fitting = [e for e in entries.values() if not gender or e[1].gender in ("", gender)] or list(entries.values())
        earlier = [e for e in fitting if e[0] <= position]
        settled = self.bare.get(surname)
        if settled and not gender:
            return settled
        chosen = earlier[-1][1] if earlier else fitting[0][1]
        if not gender:
            self.bare[surname] = chosen
        return chosen

    def by_full_name(self, words):
        """The person of a full name as first written, or None."""
        surname = words[-2] if words[-1] in ("Jr.", "Sr.", "Jr", "Sr", "II", "III") and len(words) > 1 else words[-1]
        entry = self.names.get(surname, {}).get((words[0], surname))
        return entry[1] if entry else None

    def by_description(self, words, position):
        """The person whom the text itself introduces by these words, or None."""
        wanted = {_bare(w) for w in words if w.lower() not in _FUNCTION and w.lower() not in ("then", "now")} - {""}
        if not wanted or not any(is_speaker_noun(w) or w in _TITLES for w in wanted):
            return None
        proper = {_bare(w) for w in words if is_name(w)}
        whole, part = [], []
        for key, (_, noted) in self.modifiers.items():
            if wanted <= noted:
                whole.append(key)
            elif proper & noted - set(_TITLES) and any(w in _TITLES or w in ("head", "chief", "boss", "leader") for w in wanted):
                part.append(key)
        found = whole or part
        if len(found) > 1 and not whole:
            return None
        if not found:
            return None
        voices = [self.by_surname(k, position) if isinstance(k, str) else self.names[k[1]][k][1] for k in found]
        voices = [v for v in voices if v]
        if self.last in voices:
            return self.last
        return voices[-1] if len(set(voices)) == 1 or whole and voices else None

    def by_pronoun(self, low, earlier=()):
        """The person or body whom a pronoun means: somebody of the same sentence, the topic, or the last speaker."""
        if low in _GENDERED:
            wanted = _GENDERED[low]
            for voice in (*earlier, self.topic, self.last):
                if voice.person and not voice.plural and voice.gender in ("", wanted):
                    if not voice.gender:
                        return voice
                    return voice
        if low in ("they", "their", "them"):
            for voice in (self.last, self.topic):
                if voice.name and (voice.plural or not voice.person):
                    return voice
        if low in ("it", "its"):
            for voice in (*earlier, self.topic, self.last):
                if voice.name and not voice.person and not voice.plural:
                    return voice
        return UNKNOWN

    def resolve(self, words, low, position, earlier=()):
        """The voice that a noun phrase means.

        In: its tokens as written and in lower case, its place in the text, the voices named earlier in the sentence.
        """
        if len(low) == 1 and low[0].split("'")[0].split("’")[0] in ("he", "she", "they", "it", "i", "we", "you"):
            return self.by_pronoun(low[0].split("'")[0].split("’")[0], earlier)
        cut = next((i for i, w in enumerate(low) if i and w in PREPOSITIONS and (w != "of" or not _office_of(low, i))), len(low))
        head = [w for w in words[:cut] if w not in ("’", "'", "(", ")", "*", "[")]
        if not head:
            return UNKNOWN
        run = _trailing_name(head)
        if run:
            titles = [w for w in head[:len(head) - len(run)] if w.lower() in _TITLES]
            gender = next((_TITLES[w.lower()] for w in titles if _TITLES[w.lower()]), "")
            if len(run) > 1:
                known = self.by_full_name(run)
                if known:
                    return known
                if any(_is_body(w) for w in run):
                    return Voice(" ".join(run), "", False, False)
                person = run[0] in _FIRST or bool(titles)
                return Voice(" ".join(run), gender or _FIRST.get(run[0], ""), person, False)
            known = self.by_surname(run[0], position, gender)
            if known and not _is_body(run[0]):
                return known
            return Voice(run[0], gender, bool(titles), _is_plural(run[0].lower()) and not titles and run[0].lower() in SPEAKER_NOUNS)
        definite = low[0] not in ("a", "an", "some", "several", "many", "one", "two", "three", "other", "most")
        if definite:
            known = self.by_description(words, position)
            if known:
                return known
        name = " ".join(words).strip(" ,")
        noun = head[-1].lower()
        return Voice(name, _TITLES.get(noun, ""), SPEAKER_NOUNS.get(noun) == "person", _is_plural(noun))


def _office_of(low, i):
    """Whether an "of" stands inside an office: secretary of state."""
    return low[i - 1] in _TITLES and i + 1 < len(low) and low[i + 1] in ("state", "defense", "defence", "staff", "the")


def _trailing_name(head):
    """The name at the end of a phrase, its titles, its article and the possessor in front of it taken off."""
    run = []
    for word in reversed(head):
        if word.endswith(("'s", "’s")) and run:
            break
        if is_name(word) or (word.lower() in _PARTICLES and run) or (run and word == "&"):
            run.insert(0, word)
        else:
            break
    while run and run[0].lower() in DETERMINERS:
        run.pop(0)
    if any(_is_body(w) for w in run) and len(run) > 1:
        last = len(run) - 1
        if not (len(run) > 2 and run[last - 1] in _FIRST and not _is_body(run[last])):
            return run
    whole = list(run)
    while run and (run[0].lower() in _TITLES or run[0].lower() in _FUNCTION) and not (
            run[0] in _FIRST and len(run) == 2):
        run.pop(0)
    if not run and whole and whole[-1].lower() not in _OFFICES:
        return whole
    for i, word in enumerate(run):
        if i and word in _FIRST and i < len(run) - 1 and run[0] not in _FIRST:
            return run[i:]
        if i and word.lower() in _TITLES and i < len(run) - 1:
            return _trailing_name(run[i + 1:])
    if run and run[-1].lower() in _TITLES and len(run) > 1:
        return []
    return run


def _is_body(word):
    low = word.lower()
    return low in SPEAKER_NOUNS and SPEAKER_NOUNS[low] in ("body", "proper", "document")


def _bare(word):
    word = word.lower().strip(".,*()[]#")
    return word[:-2] if word.endswith(("'s", "’s")) else word


_SAYS = "|".join(sorted(w for w, v in VERBS.items() if v.form in ("past", "s") and "quote" in v.takes))
_STOPPERS = (PREPOSITIONS - {"of"}) | CONJUNCTIONS | AUXILIARIES | frozenset(VERBS) - {"head"}
