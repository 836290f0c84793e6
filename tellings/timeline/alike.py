"""Sentences of different texts that may tell one thing, by the words that they share and few others have."""

from collections import Counter, defaultdict
from itertools import combinations
from math import log, sqrt

from tellings.reading.likeness import related, stem

ALIKE = 0.2  # likeness from which two sentences are put forward; 1 is the same words
MET = 0.1  # what it adds that their dates meet
DATES = 20  # of a sentence that are held against those of another: one that names more is a list
COMMON = 60  # sentences: a word in more of them leads to no pair by itself


def alike(told, least=2, weak=None):
    """Groups of sentences of different texts that are alike.

    In: id of a sentence -> (source, its words, its dates as (first day, last day, bound)), in the order of the texts;
    how many words two of them must share; id -> its words that are no event by themselves, such as names: one that is
    not so in both must be shared. Likeness is the cosine of their words, each weighed by how few sentences
    have it (Salton and Buckley 1988); dates that meet add to it, dates that exclude each other forbid it. Of two texts
    only sentences that are most like each other are joined; a group keeps this likeness on average.
    Out: a list of lists of ids.
    """
    bags = {name: {stem(word) for word in words} for name, (_, words, _) in told.items()}
    weak = {name: {stem(word) for word in words} for name, words in (weak or {}).items()}
    seen = Counter(form for bag in bags.values() for form in bag)
    # Half a sentence more than there are: a word that all have still tells a little.
    weight = {form: log((len(told) + 0.5) / count) for form, count in seen.items()}
    norm = {name: sqrt(sum(weight[form] ** 2 for form in bag)) for name, bag in bags.items()}
    likeness = {}
    for one, other in _candidates(bags, seen, told):
        shared = bags[one] & bags[other]
        met = _dates_meet(told[one][2], told[other][2])
        if len(shared) >= least and shared - (weak.get(one, set()) & weak.get(other, set())) and met is not False:
            score = sum(weight[form] ** 2 for form in shared) / (norm[one] * norm[other]) + MET * bool(met)
            if score >= ALIKE:
                likeness[one, other] = score
    return _joined(_mutual(likeness, told), likeness, told)


def shared_words(told, group):
    """The words of a group's first sentence that another text of the group has too, in any form."""
    first, *others = group
    source, words, _ = told[first]
    known = {stem(word) for name in others if told[name][0] != source for word in told[name][1]}
    return sorted({word for word in words if stem(word) in known})


def _candidates(bags, seen, told):
    """Pairs of sentences of different texts about one matter that share a word which is not everywhere."""
    texts = defaultdict(set)
    for name, bag in bags.items():
        texts[told[name][0]] |= bag
    one_matter = {frozenset(pair) for pair in combinations(texts, 2) if related(texts[pair[0]], texts[pair[1]])}
    holding = defaultdict(list)
    for name, bag in bags.items():
        for form in bag:
            if seen[form] <= max(COMMON, len(bags) // 10):
                holding[form].append(name)
    pairs = {pair for names in holding.values() for pair in combinations(names, 2)}
    return [(one, other) for one, other in pairs if {told[one][0], told[other][0]} in one_matter]


def _dates_meet(mine, others):
    """True where a date of one sentence may be one of the other; False where none is; None where one has no date."""
    if not mine or not others:
        return None
    meeting = [(a, b) for a in mine[:DATES] for b in others[:DATES] if a[0] <= b[1] and b[0] <= a[1]]
    # Of a list that is cut nothing is excluded: the date may stand in the rest.
    undecided = meeting or max(len(mine), len(others)) > DATES
    return any(a[2] == b[2] for a, b in meeting) or (None if undecided else False)


def _mutual(likeness, told):
    best = Counter()
    for (one, other), score in likeness.items():
        for key in ((one, told[other][0]), (other, told[one][0])):
            best[key] = max(best[key], score)
    return [
        pair
        for pair, score in sorted(likeness.items(), key=lambda item: (-item[1], item[0]))
        if score >= max(best[pair[0], told[pair[1]][0]], best[pair[1], told[pair[0]][0]])
    ]


def _joined(pairs, likeness, told):
    """Groups of linked sentences, joined from the most alike on as long as they are alike on average."""
    group_of = {}
    for one, other in pairs:
        mine, others = group_of.get(one, [one]), group_of.get(other, [other])
        if mine is others:
            continue
        total = sum(likeness.get((a, b), 0) + likeness.get((b, a), 0) for a in mine for b in others)
        across = sum(told[a][0] != told[b][0] for a in mine for b in others)
        if total >= ALIKE * across:
            joined = mine + others
            group_of.update(dict.fromkeys(joined, joined))
    order = {name: place for place, name in enumerate(told)}
    groups = {id(group): sorted(group, key=order.get) for group in group_of.values()}
    return sorted(groups.values(), key=lambda group: order[group[0]])
