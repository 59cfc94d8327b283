"""Where round-ups stand, and what of them is told in other stories.

What may live here: grouping without the round-ups, putting each of them where its headline or
most of its text belongs - or alone - and saying which of its passages belong to other groups, with
the reasons. A round-up never takes part in the grouping, so it cannot bridge two happenings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from secondsource.compare.affairs import Collection, Portions
from secondsource.compare.roundups import Groups, Roundup, Topic, roundups_in, topics_in
from secondsource.records import Entity, Part, Reason, Reuse, Span

_ONE_TEXT = 0.5
"""Share of both of two round-ups that is one text where they are copies of one another."""

_SHOWN = 5
"""Names and words shown as reasons of a part."""


def portioned(
    collection: Collection,
    entities: Sequence[Entity],
    reuse: Iterable[Reuse],
    grouping: Callable[[Collection], Groups],
    *,
    placed: frozenset[str] = frozenset(),
) -> Portions:
    """Group a collection by ``grouping``, its round-ups apart.

    ``placed`` are articles of which a person said where they belong: those that are round-ups are
    left alone, to be put there.
    """
    groups = grouping(collection)
    found = set(roundups_in(collection, groups, entities))
    if not found:
        return Portions(tuple(tuple(one) for one in groups))
    groups = grouping(_without(collection, found))
    told = topics_in(collection, groups, entities, of=sorted(found))
    firsts = _firsts(collection, sorted(found), reuse)
    free = {firsts[name] for name in found & placed}
    told |= {n: replace(told[n], main=None) for n in sorted(found) if firsts[n] in free}
    members = _placed(groups, told, firsts)
    parts: defaultdict[int, list[Part]] = defaultdict(list)
    for name in sorted(found):
        for topic in _elsewhere(told[name]):
            parts[topic.side.group].append(_part(collection, name, topic))
    return Portions(
        tuple(tuple(sorted(one)) for one in members),
        {at: tuple(some) for at, some in sorted(parts.items())},
        frozenset(found),
    )


def _placed(
    groups: Groups, told: Mapping[str, Roundup], firsts: Mapping[str, str]
) -> list[list[str]]:
    """Put each round-up into the group it is mainly on, or alone with its copies."""
    placed = [list(one) for one in groups]
    alone: dict[str, list[str]] = {}
    for name, first in sorted(firsts.items()):
        main = told[first].main
        if main is not None:
            placed[main].append(name)
        else:
            alone.setdefault(first, []).append(name)
    return [*placed, *(alone[first] for first in sorted(alone))]


def _without(collection: Collection, names: set[str]) -> Collection:
    kept = {name: one for name, one in collection.accounts.items() if name not in names}
    return replace(collection, accounts=kept)


def _firsts(collection: Collection, names: Sequence[str], reuse: Iterable[Reuse]) -> dict[str, str]:
    """Give each round-up the first of those that are one text with it: copies stand together."""
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    known = set(names)
    for one in reuse:
        if one.a.page in known and one.b.page in known and one.kind not in ("furniture", "speech"):
            shared[one.a.page, one.b.page] += one.a.end - one.a.start
    first = {name: name for name in names}
    for (a, b), size in sorted(shared.items()):
        sizes = [
            sum(each.span.end - each.span.start for each in collection.accounts[one].passages)
            for one in (a, b)
        ]
        if size >= _ONE_TEXT * max(sizes):
            first[b] = first[a]
    return first


def _elsewhere(roundup: Roundup) -> list[Topic]:
    """Give the topics on other groups than the round-up's own, one for each group."""
    found: dict[int, Topic] = {}
    for one in roundup.topics:
        at = one.side.group
        if at != roundup.main:
            known = found.get(at)
            more = (*known.paragraphs, *one.paragraphs) if known else one.paragraphs
            found[at] = replace(known or one, paragraphs=more)
    return [found[at] for at in sorted(found)]


def _part(collection: Collection, name: str, topic: Topic) -> Part:
    spans = sorted(one.span for each in topic.paragraphs for one in each.passages)
    return Part(name, tuple(spans), tuple(_reasons(collection, topic)))


def _reasons(collection: Collection, topic: Topic) -> Iterator[Reason]:
    mean = topic.side.mean
    shared = sorted(
        (term for term in topic.places if term in mean),
        key=lambda term: (-round(mean[term], 6), term),
    )
    for kind, named in (("names", True), ("words", False)):
        terms = [term for term in shared if (term in collection.names) == named][:_SHOWN]
        if terms:
            shown = ", ".join(collection.names.get(term, term) for term in terms)
            spans = tuple(span for term in terms for span in _both(collection, topic, term))
            yield Reason(kind, f"shared {kind}: {shown}", spans)


def _both(collection: Collection, topic: Topic, term: str) -> Iterator[Span]:
    """Yield where a term stands in a round-up's topic, and where in the first other article."""
    yield topic.places[term]
    found = (collection.terms[name].places.get(term) for name in topic.side.articles)
    yield from [span for span in found if span][:1]
