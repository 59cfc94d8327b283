"""Which quotations are the same words, and which assertions are one statement.

Quotations come first because words in marks are the surest tie: exact, trimmed, respelled, or
put differently by another translator. Everything else is compared as frames. Groups are grown
from the likeliest pair down, and two groups join only when their members agree *on average*
and no slot of any pair forbids it, so that one weak link never chains two statements together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import fuzz

from secondsource.compare.contrasts import contrasted
from secondsource.compare.frames import Frame, Weights, clash, frame_of
from secondsource.compare.measures import Told, scaled, told
from secondsource.compare.paraphrase import WORTH, hopeless, probability, shared_weight
from secondsource.compare.vetoes import forbidden
from secondsource.records import Instance, Quotation, Span
from secondsource.sentences import words_of
from secondsource.textview import level

# Words that a trimmed print must still share, one after another. Four words in a row are met
# in any two articles; the shortest trimmed quotation of the example coverage has five.
_TRIMMED = 5
# Respelled: one letter in ten may differ (neighbour/neighbor) ; translated: half the words of
# the same speaker. Both from the example coverage, with the wrong pairs well below.
_RESPELLED, _TRANSLATED = 90.0, 0.5
_SURE = 0.97
# The newsroom's tuning seeds ask for .35 (pairs P .97, R .81); at .32 two sentences of one visit,
# in real news, that share only its frame are joined, at .36 they are not.
JOINED, _JOINED_SURELY = 0.36, 0.2
_RARE_TERMS, _POSTINGS, _SEEN_TOGETHER = 8, 60, 24
_PARTNERS = 8
_LIKE_MEDOID = 0.3
_HARDLY = 0.05  # Less keeps two apart by itself.
MOST_TWINS = _POSTINGS  # prints, word for word the same, that are compared with others


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation ready for comparing: its levelled words and its speaker."""

    id: str
    article: str
    speaker: str | None
    kind: str
    words: tuple[str, ...]
    terms: frozenset[str]


def said_of(article: str, text: str, quote: Quotation, terms: Iterable[str] = ()) -> Said:
    """Prepare a quotation; ``text`` is its page's text, ``terms`` its assertion's terms.

    >>> from secondsource.records import Span
    >>> quote = Quotation("q", Span("p", 1, 14), "direct", ())
    >>> said_of("p", "“We won’t stop,” he said.", quote).words
    ('we', "won't", 'stop')
    """
    return said_in(article, text, quote, quote.parts or (quote.span,), terms)


def said_in(
    article: str, text: str, quote: Quotation, parts: Iterable[Span], terms: Iterable[str] = ()
) -> Said:
    """Prepare some parts of a quotation, such as one of its sentences."""
    flat = level(" ".join(text[p.start : p.end] for p in parts), fold=True)
    words = tuple(flat[a:b] for a, b in words_of(flat))
    return Said(quote.id, article, quote.speaker, quote.kind, words, frozenset(terms))


def same_words(a: Said, b: Said) -> bool:
    """Say whether two quotations print the same words: exact, trimmed or respelled."""
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return False
    small, large = sorted((a.words, b.words), key=lambda words: (len(words), words))
    if len(small) < 3:
        return False
    if small == large:
        return True
    if len(small) >= _TRIMMED and _runs_in(small, large):
        return True
    if "indirect" in (a.kind, b.kind) or len(small) < _TRIMMED:
        return False
    one, other = " ".join(small), " ".join(large)
    if _overlapping(small, large):
        return True
    if len(small) * 10 >= len(large) * 8:
        return fuzz.ratio(one, other) >= _RESPELLED
    return fuzz.partial_ratio(one, other) >= _RESPELLED + 5


def _overlapping(small: Sequence[str], large: Sequence[str]) -> bool:
    """Say whether half of the smaller's word triples stand in the larger: cut differently."""
    mine, yours = ({tuple(w[i : i + 3]) for i in range(len(w) - 2)} for w in (small, large))
    return len(mine & yours) >= max(_TRIMMED, len(mine) / 2)


def _runs_in(small: Sequence[str], large: Sequence[str]) -> bool:
    return f" {' '.join(small)} " in f" {' '.join(large)} "


def translated(a: Said, b: Said, weights: Weights) -> bool:
    """Say whether two quotations of one speaker put one utterance into different words."""
    if not a.speaker or a.speaker != b.speaker or a.article == b.article:
        return False
    if "indirect" in (a.kind, b.kind) or min(len(a.terms), len(b.terms)) < 3:
        return False
    shared = sum(weights.get(term, 1.0) for term in sorted(a.terms & b.terms))
    smaller = min(sum(weights.get(t, 1.0) for t in sorted(s.terms)) for s in (a, b))
    return len(a.terms & b.terms) >= 3 and shared >= _TRANSLATED * smaller


def candidates(keys: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Pair up ids that share a rare key, at most ``_POSTINGS`` ids a key; sorted.

    >>> candidates({"a": ["sink", "varn"], "b": ["varn"], "c": ["dock"]})
    [('a', 'b')]
    """
    used = Counter(key for own in keys.values() for key in set(own))
    places: defaultdict[str, list[str]] = defaultdict(list)
    for ident, own in sorted(keys.items()):
        shared = (key for key in set(own) if used[key] > 1)
        for key in sorted(shared, key=lambda key: (used[key], key))[:_RARE_TERMS]:
            places[key].append(ident)
    pairs: set[tuple[str, str]] = set()
    for idents in places.values():
        for place, one in enumerate(idents):
            pairs.update((one, other) for other in idents[place + 1 : place + 1 + _POSTINGS])
    return sorted(pairs)


def partners(weighed: Mapping[str, Told]) -> set[tuple[str, str]]:
    """Pair up the assertions to be measured: each with those that share most with it."""
    nearest: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for a, b in candidates({ident: one.weights for ident, one in weighed.items()}):
        share = shared_weight(weighed[a], weighed[b])
        if share >= WORTH:
            nearest[a].append((-share, b))
            nearest[b].append((-share, a))
    return {
        (min(one, other), max(one, other))
        for one, others in nearest.items()
        for _, other in nsmallest(_PARTNERS, others)
    }


@dataclass(frozen=True, slots=True)
class Grouped:
    """Instances that are one statement, each with the probability that it belongs."""

    members: tuple[tuple[Instance, float], ...]


class _Groups:
    """Groups being grown; lives for one call."""

    def __init__(
        self,
        weighed: Mapping[str, Told],
        known: Mapping[tuple[str, str], float],
        twins: Mapping[str, Sequence[str]],
    ) -> None:
        self.weighed, self.known, self.twins = weighed, dict(known), twins
        self.group = {ident: ident for ident in weighed}
        self.members = {ident: [ident] for ident in weighed}

    def score(self, a: str, b: str) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in self.known:
            self.known[pair] = likelihood(self.weighed[a], self.weighed[b])
        return self.known[pair]

    def join(self, a: str, b: str) -> None:
        one, other = self.group[a], self.group[b]
        if one == other:
            return
        mine, yours = self.members[one], self.members[other]
        mine, yours = mine[:_SEEN_TOGETHER], yours[:_SEEN_TOGETHER]
        sure = self.score(a, b) == _SURE
        if not self._agree(mine, yours, sure=sure):
            return
        if sure or len(mine) == len(yours) == 1 or self._hangs_together([*mine, *yours]):
            self._joined(one, other)

    def _agree(self, mine: Sequence[str], yours: Sequence[str], *, sure: bool) -> bool:
        """Say whether two groups agree on average and no slot keeps them apart.

        As soon as all that is left to be measured could not lift the average, none of it is.
        """
        least, left, total = (_JOINED_SURELY if sure else JOINED), len(mine) * len(yours), 0.0
        asked = round(least * left, 4)
        for one in mine:
            for other in yours:
                score = self.score(one, other)
                if score == 0.0 and self._forbidden([one], [other], sure=sure):
                    return False
                total, left = round(total + score, 4), left - 1
                if total + left < asked:
                    return False
        return True

    def _joined(self, one: str, other: str) -> None:
        self.members[one] = sorted([*self.members[one], *self.members.pop(other)])
        self.group.update(dict.fromkeys(self.members[one], one))

    def _hangs_together(self, members: Sequence[str]) -> bool:
        """Say whether each member is like the one that is most like them all."""
        medoid = self.medoid(members)
        return all(self.score(medoid, one) >= _LIKE_MEDOID for one in members if one != medoid)

    def medoid(self, members: Sequence[str]) -> str:
        """Give the member that is most like all prints, its own among them; the first of equals."""
        likeness = {
            one: len(self.twins[one])
            + sum(len(self.twins[two]) * self.score(one, two) for two in members if two != one)
            for one in sorted(members)
        }
        return max(likeness, key=lambda one: round(likeness[one], 4))

    def _forbidden(self, mine: Sequence[str], yours: Sequence[str], *, sure: bool) -> bool:
        """Say whether a slot keeps two groups apart: of any pair, or only of counts if surely one.

        Where the same words tie two groups, a mood read from how they were cut does not part them.
        """
        pairs = [
            (self.weighed[x], self.weighed[y])
            for x in mine
            for y in yours
            if self.score(x, y) == 0.0
        ]
        return any(
            clash(a.frame.counts, b.frame.counts)
            or (not sure and contrasted(a, b))
            or forbidden(a, b, tied=sure) is not None
            for a, b in pairs
        )


def likelihood(a: Told, b: Told) -> float:
    """Give how likely two assertions are one, 0 where that is forbidden."""
    found = probability(a, b)
    return 0.0 if found >= _HARDLY and forbidden(a, b) else found


def grouped(
    instances: Sequence[Instance],
    sure: Iterable[tuple[str, str]],
    weights: Weights,
    *,
    texts: Mapping[str, str] | None = None,
) -> list[Grouped]:
    """Group the instances of one story into statements: groups that are ``JOINED`` on average.

    ``sure`` pairs instances known to be the same: one quotation, one passage. Instances that read
    alike are weighed once, so a thousand copies of a text cost what one costs.
    """
    by_id = {instance.id: instance for instance in instances}
    frames = {ident: frame_of(instance, weights) for ident, instance in by_id.items()}
    words = texts or {}
    acting = _acting(frames)
    scale = scaled(frames.values())
    weighed = {
        ident: told(frames[ident], scale, words.get(ident, ""))
        for ident in sorted(set(acting.values()))
    }
    pairs = {(acting[a], acting[b]) for a, b in sure if a in by_id and b in by_id}
    known = {
        (min(a, b), max(a, b)): _SURE
        for a, b in pairs
        if a != b
        and not clash(frames[a].counts, frames[b].counts)
        and not forbidden(weighed[a], weighed[b], tied=True)
    }
    twins: defaultdict[str, list[str]] = defaultdict(list)
    for ident, actor in acting.items():
        twins[actor].append(ident)
    groups = _Groups(weighed, known, twins)
    met = (pair for pair in partners(weighed) if not hopeless(*map(weighed.__getitem__, pair)))
    scored = [(groups.score(a, b), a, b) for a, b in {*met, *known}]
    for score, a, b in sorted(scored, key=lambda found: (-found[0], found[1], found[2])):
        if score >= JOINED:
            groups.join(a, b)
    return [_told(groups, own, by_id) for _, own in sorted(groups.members.items())]


def _acting(frames: Mapping[str, Frame]) -> dict[str, str]:
    """Give who acts for each assertion: the first of those that read alike."""
    firsts: dict[object, str] = {}
    acting: dict[str, str] = {}
    for ident, frame in sorted(frames.items()):
        one = frame.instance
        read = (one.terms, one.core, one.mood, one.negated, one.subject, one.headline)
        deed = (one.predicate, one.status, one.place)
        acting[ident] = firsts.setdefault((*read, *deed, frame.counts, frame.days), ident)
    return acting


def _told(
    groups: _Groups,
    actors: Sequence[str],
    by_id: Mapping[str, Instance],
) -> Grouped:
    medoid = groups.medoid(actors[:_SEEN_TOGETHER])
    likely: dict[str, float] = {}
    for one in actors:
        likely.update(dict.fromkeys(groups.twins[one], _belonging(groups, one, medoid, actors)))
    return Grouped(tuple((by_id[ident], likely[ident]) for ident in sorted(likely)))


def _belonging(groups: _Groups, ident: str, medoid: str, members: Sequence[str]) -> float:
    """Give the probability of a member: between its likeness to the medoid and to all others.

    The medoid is what the statement says, so it belongs. Of likeness to the medoid, to all and to
    the nearest, the mean of the first two was closest to the truth on ECB+'s even topics.
    """
    if ident == medoid:
        return 1.0
    others = [other for other in members[: _SEEN_TOGETHER + 1] if other != ident]
    mean = sum(groups.score(ident, other) for other in others) / len(others)
    return round((groups.score(ident, medoid) + mean) / 2, 4)
