"""From whom each carrier of a statement may have its words.

An article that copies one paragraph of another has not copied the next, so the lineage is asked
for the stretch that a statement's words stand in; words that nobody else prints are the
article's own. A parent that does not carry the statement here is followed to its own parents:
two copies of a copy go back to one text although what lies between was not found to say it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from secondsource.compare.roots import Choice
from secondsource.laid import Laid
from secondsource.records import Account, Carried, Lineage, Parent, Span

# How far a parent that carries nothing is followed; three removes are rare and four unheard of.
_REMOVES = 3
# Of some words so much must stand in a stretch to have come with it.
_WITHIN = 0.5
# An outlet's two articles are one newsroom's; that it asked anew is taken to be as rare.
_SAME_HOUSE = 0.9


@dataclass(frozen=True, slots=True)
class Descent:
    """A collection's lineage, ready to be asked about some words of an article."""

    parents: Mapping[str, tuple[Parent, ...]]
    stretches: Laid[Carried]
    whole: bool  # nothing is known of stretches, so an article is one
    families: Mapping[str, str]


def descent_of(accounts: Iterable[Account], lineage: Lineage) -> Descent:
    """Lay a lineage out for asking.

    >>> descent_of([], Lineage()).whole
    True
    """
    parents: defaultdict[str, list[Parent]] = defaultdict(list)
    for parent in lineage.parents:
        parents[parent.child].append(parent)
    return Descent(
        {child: tuple(found) for child, found in parents.items()},
        Laid.of(lineage.stretches, attrgetter("span")),
        not lineage.stretches,
        {account.page.id: account.article.family for account in accounts},
    )


def choices_of(
    carriers: Mapping[str, Sequence[Span]], descent: Descent, *, among: Collection[str] = ()
) -> dict[str, list[Choice]]:
    """Give the possible parents of each carrier's words: other carriers, texts elsewhere, none.

    ``carriers`` gives each article the places where it states the statement; ``among`` names
    further articles that carry it. Probabilities of one carrier add up to 1.

    >>> choices_of({"p": [Span("p", 0, 9)]}, descent_of([], Lineage()))
    {'p': [Choice(parent=None, probability=1.0)]}
    """
    known = {*carriers, *among}
    first: dict[str, str] = {}
    for page in sorted(carriers):
        first.setdefault(descent.families.get(page, page), page)
    return {
        page: _choices(
            carriers[page], known, (page, first[descent.families.get(page, page)]), descent
        )
        for page in sorted(carriers)
    }


def _choices(
    places: Sequence[Span], known: Collection[str], house: tuple[str, str], descent: Descent
) -> list[Choice]:
    """Weigh the parents of one article's words; ``house`` is it and its newsroom's first."""
    weight = min((_weights(span, known, descent) for span in places), key=_free)
    page, first = house
    if first != page and first not in weight:
        weight[first] = _SAME_HOUSE * _free(weight)
    found = [Choice(parent, round(share, 4)) for parent, share in sorted(weight.items()) if share]
    left = max(0.0, 1.0 - sum(choice.probability for choice in found))
    return [*found, Choice(None, round(left, 4))]


def _free(weight: Mapping[str, float]) -> float:
    return max(0.0, 1.0 - sum(weight.values()))


def _weights(span: Span, carriers: Collection[str], descent: Descent) -> dict[str, float]:
    """Give each possible parent of some words its probability; what is missing is "none"."""
    weight: defaultdict[str, float] = defaultdict(float)
    for parent in _parents(span, descent):
        for name, share in _followed(parent, carriers, descent, _REMOVES):
            weight[name] += share
    return dict(weight)


def _parents(span: Span, descent: Descent) -> Sequence[Parent]:
    if descent.whole:
        return descent.parents.get(span.page, ())
    size = max(1, span.end - span.start)
    best = max(
        descent.stretches.touching(span),
        key=lambda one: (_shared(one.span, span), -one.span.start),
        default=None,
    )
    return best.parents if best and _shared(best.span, span) >= _WITHIN * size else ()


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _followed(
    parent: Parent, carriers: Collection[str], descent: Descent, removes: int
) -> Iterable[tuple[str, float]]:
    """Yield the carrier, the hidden text or the text elsewhere that a parent leads to."""
    if parent.hidden is not None:
        yield f"hidden:{parent.hidden}", parent.probability
    elif parent.article is not None and (parent.article in carriers or removes == 0):
        yield parent.article, parent.probability
    elif parent.article is not None:
        for further in descent.parents.get(parent.article, ()):
            if further.article is None and further.hidden is None:
                yield parent.article, parent.probability * further.probability
                continue
            for name, share in _followed(further, carriers, descent, removes - 1):
                yield name, parent.probability * share
