"""Articles that tell in other words what another tells: the same facts, in the same order.

Here lives the search for such pairs, the evidence that one was written from the other, and the
parents that it makes likely. Words that are shared as they stand are left to the layers of text;
only what an article tells in sentences of its own is looked at.

Why it works: who rewrites an article keeps its selection of facts - names, figures, rare words -
sentence by sentence and mostly in order, where reporters of one happening choose for themselves.
That alone is weak, since one happening has one set of main facts. It becomes strong where the
article says that the other reported it. Pairs come from references, and from words that few
articles of the collection have.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from secondsource.compare.evidence import Found
from secondsource.compare.pairs import about_days, about_references, say
from secondsource.compare.sides import Side
from secondsource.records import Span

_TELLS = 0.4
"""Weight from which a word is a fact's: names have it, and what a twelfth of all news has not."""

_FACTS = 3
"""Facts of a sentence below which it is anybody's."""

_LIKE = 0.3
"""Likeness of two sentences' facts (cosine) from which they tell one thing: over the tuning half
of the newsroom .3 parts written-from pairs from others best of .2 to .5."""

_TOLD = 0.15
"""Likeness from which a sentence that names the other's outlet tells what that one tells."""

_FREE = 3
"""Sentences of its own from which an article may be written from another."""

_FEW = 8
"""Articles that share a word beyond which it names no pair."""

_LEAST, _TRIED = 8, 4
"""Such words that two articles share to be looked at, and how many an article is tried against."""

_ORDERED = 4
"""Sentences from which their order tells."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What an article tells, sentence by sentence: the numbers of its telling words."""

    side: Side
    passages: tuple[int, ...]
    sentences: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A pair that may be one written from the other: how much of the child, and in what order.

    ``spans`` are the child's sentences that tell what the parent tells; ``cited`` those of them
    for which it names the parent's outlet.
    """

    parent: str
    child: str
    share: float
    order: float
    matched: int
    spans: tuple[Span, ...]
    cited: tuple[Span, ...] = ()


def facts_of(side: Side) -> Facts:
    """Read what an article's sentences tell."""
    found: list[tuple[int, frozenset[int]]] = []
    telling = np.flatnonzero(side.stream.weights >= _TELLS)
    places, numbers = telling.tolist(), side.stream.words[telling].tolist()
    for number, passage in enumerate(side.passages):
        if not passage.headline:
            first, last = side.bounds[number]
            low = bisect_left(places, first)
            words = frozenset(numbers[low : bisect_left(places, last, low)])
            if len(words) >= _FACTS:
                found.append((number, words))
    return _facts(side, found)


def _facts(side: Side, found: Sequence[tuple[int, frozenset[int]]]) -> Facts:
    return Facts(side, tuple(number for number, _ in found), tuple(words for _, words in found))


def _free(whole: Facts, taken: frozenset[int]) -> Facts:
    """Leave out the sentences that others print as they stand."""
    told = zip(whole.passages, whole.sentences, strict=True)
    return _facts(whole.side, [each for each in told if each[0] not in taken])


def written_from(
    sides: Mapping[str, Side], taken: Mapping[str, frozenset[int]]
) -> tuple[Written, ...]:
    """Find the pairs of which one may be written from the other, in the order of their ids.

    ``taken`` gives for each article the passages that others print as they stand.
    """
    whole = {name: facts_of(side) for name, side in sides.items()}
    rarity = _rarity(whole.values())
    found: list[Written] = []
    for child, parents in sorted(_candidates(whole).items()):
        free = _free(whole[child], taken.get(child, frozenset()))
        for parent in sorted(parents):
            cited = _cited(whole[parent], whole[child], rarity)
            enough = len(free.sentences) >= _FREE
            one = _compared(whole[parent], free, rarity) if enough else None
            if cited or one is not None:
                one = one or Written(parent, child, 0.0, 0.0, 0, ())
                spans = tuple(sorted({*one.spans, *cited}))
                found.append(replace(one, spans=spans, cited=cited))
    return tuple(found)


def _rarity(facts: Iterable[Facts]) -> dict[int, float]:
    counts: Counter[int] = Counter()
    sentences = 0
    for one in facts:
        for words in one.sentences:
            counts.update(words)
        sentences += len(one.sentences)
    return {word: math.log1p(sentences / count) ** 2 for word, count in counts.items()}


def _candidates(facts: Mapping[str, Facts]) -> dict[str, set[str]]:
    """Give for each article those it may be written from: named by it, or sharing rare words."""
    shared = _sharing(facts)
    families: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(facts):
        families[facts[name].side.article.family].append(name)
    found: dict[str, set[str]] = {}
    for name in sorted(facts):
        article, near = facts[name].side.article, shared[name]
        others = [
            [other for other in near if near[other] >= _LEAST],
            *(families.get(one.family, ()) for one in article.references),
        ]
        found[name] = {
            other
            for some in others
            for other in sorted(some, key=lambda other: (-near[other], other))[:_TRIED]
            if facts[other].side.article.family != article.family
        }
    return {name: parents for name, parents in found.items() if parents}


def _sharing(facts: Mapping[str, Facts]) -> dict[str, Counter[str]]:
    """Count for each article the words that it shares with each other and with few besides."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(facts):
        for word in frozenset().union(*facts[name].sentences):
            holders[word].append(name)
    near: dict[str, list[str]] = {name: [] for name in facts}
    for who in holders.values():
        if 2 <= len(who) <= _FEW:
            for name in who:
                near[name] += who
    found = {name: Counter(who) for name, who in near.items()}
    for name, who_else in found.items():
        del who_else[name]
    return found


def _cited(parent: Facts, child: Facts, rarity: Mapping[int, float]) -> tuple[Span, ...]:
    """Give the sentences for which a child names a parent's outlet, and the parent tells them."""
    family = parent.side.article.family
    named = [one for one in child.side.article.references if one.family == family]
    if not named:
        return ()
    places = [span for one in named for span in (one.covers or (one.span,))]
    found = []
    for number, words in zip(child.passages, child.sentences, strict=True):
        span = child.side.passages[number].span
        if any(span.touches(place) for place in places):
            like, _ = _likest(words, parent, rarity)
            if like >= _TOLD:
                found.append(span)
    return tuple(found)


def _likest(words: frozenset[int], parent: Facts, rarity: Mapping[int, float]) -> tuple[float, int]:
    """Give how like the likest sentence of a parent is to a sentence, and its number."""
    best, at, own = 0.0, -1, 0.0
    for place, others in enumerate(parent.sentences):
        common = words & others
        if len(common) > 1:
            weight = sum([rarity[word] for word in common])
            own = own or _sum(words, rarity)
            like = weight / math.sqrt(own * _sum(others, rarity))
            if like > best:
                best, at = like, place
    return best, at


def _compared(parent: Facts, child: Facts, rarity: Mapping[int, float]) -> Written | None:
    """Match a child's own sentences with the likest of a parent's."""
    matched: list[tuple[int, int]] = []
    for number, words in zip(child.passages, child.sentences, strict=True):
        best, at = _likest(words, parent, rarity)
        if best >= _LIKE:
            matched.append((number, at))
    if not matched:
        return None
    places = [at for _, at in matched]
    order = _rising(places) / len(places) if len(places) >= _ORDERED else 0.0
    spans = tuple(child.side.passages[number].span for number, _ in matched)
    share = len(matched) / len(child.sentences)
    return Written(
        parent.side.id, child.side.id, round(share, 4), round(order, 4), len(matched), spans
    )


def _sum(words: frozenset[int], rarity: Mapping[int, float]) -> float:
    return sum([rarity[word] for word in words])


def _rising(places: Sequence[int]) -> int:
    """Give the length of the longest run of rising numbers, gaps allowed."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)


def written_rows(one: Written, parent: Side, child: Side) -> Iterator[Found]:
    """Give what speaks for and against a child's being written from a parent."""
    yield "in other words", 1.0, say("rewriting", "tells what the other tells, in other words")
    text = f"{one.matched} sentences tell what single sentences of the other tell"
    yield "same facts", one.share, say("rewriting: same facts", text, one.spans)
    if one.order:
        text = f"{one.order:.0%} of these sentences stand in the same order"
        yield "same order", one.order, say("rewriting: same order", text)
    if one.cited:
        text = "names the other's outlet for what the other tells"
        yield "cited for it", 1.0, say("rewriting: cited", text, one.cited)
    yield from about_references(parent, child, one.spans)
    credits = [each for each in child.article.credits if each.agency == parent.article.outlet]
    if credits and not child.agency:
        spans = tuple(each.span for each in credits)
        yield "credits it", 1.0, say("credits it", f"credits {parent.article.outlet}", spans)
    if child.agency and not parent.agency:
        yield (
            "an agency takes it",
            1.0,
            say("an agency takes it", "an agency seldom takes an outlet's text"),
        )
    yield from about_days(parent, child)
