"""Which article tells another's story in other words: the same statements in the same order.

Words can be changed and their order kept: of an article that was rewritten from another, most
statements stand in the other too, one after another as there. Two who were at the same place
share statements, but each has its own and puts them as it likes. Shared text is the lineage's
matter; here only articles that have none in common are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from secondsource.records import Lineage, Statement

# Fewer statements in one order are chance: two articles on a sinking tell the toll and the cause.
_LEAST = 4
# The share of an article's statements that stand in the other in one order: of 17 rewritten
# articles of the newsroom 15 had over .54, of 55 that were not, 3 (even seeds, fair).
_SOME, _MOST, _SUREST = 0.48, 0.7, 0.85
# Articles that share most statements are compared, and of a statement so many carriers count.
_NEAREST, _CARRIERS = 6, 60
_TIED = 0.2

Retold = Mapping[str, tuple[tuple[str, float], ...]]


def retold_in(statements: Sequence[Statement], lineage: Lineage) -> Retold:
    """Give each article the others that it may retell, likeliest first, each with its chance.

    >>> retold_in([], Lineage())
    {}
    """
    orders = _orders(statements)
    shared = _shared(orders)
    tied = _ties(lineage)
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for page, order in sorted(orders.items()):
        others = [other for other in shared.get(page, ()) if (page, other) not in tied]
        chances = [(other, _chance(order, orders[other])) for other in others[:_NEAREST]]
        best = max(chances, key=lambda one: (one[1], one[0]), default=("", 0.0))
        if len(order) >= _LEAST and best[1] > 0:
            found[page] = (best,)
    return found


def _orders(statements: Sequence[Statement]) -> dict[str, list[str]]:
    """Give each article its statements in the order in which they first stand there."""
    first: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for statement in statements:
        for member in statement.members:
            span = member.instance.span
            begins = first[span.page].get(statement.id, span.start)
            first[span.page][statement.id] = min(begins, span.start)
    return {page: sorted(own, key=lambda ident: (own[ident], ident)) for page, own in first.items()}


def _shared(orders: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Give each article those that share statements with it, most first."""
    carriers: defaultdict[str, list[str]] = defaultdict(list)
    for page in sorted(orders):
        for statement in orders[page]:
            carriers[statement].append(page)
    found: dict[str, list[str]] = {}
    for page, order in orders.items():
        counts: Counter[str] = Counter()
        for statement in order:
            counts.update(carriers[statement][:_CARRIERS])
        del counts[page]
        enough = [other for other, count in counts.items() if count >= _LEAST * _SOME]
        found[page] = sorted(enough, key=lambda other: (-counts[other], other))
    return found


def _ties(lineage: Lineage) -> Collection[tuple[str, str]]:
    """Give the pairs of articles that share text: one's parent, or one parent of both."""
    behind: defaultdict[str, set[str]] = defaultdict(set)
    tied: set[tuple[str, str]] = set()
    for parent in lineage.parents:
        if parent.probability >= _TIED and parent.article is not None:
            tied |= {(parent.child, parent.article), (parent.article, parent.child)}
        if parent.probability >= _TIED and (text := parent.article or parent.hidden):
            behind[text].add(parent.child)
    for children in behind.values():
        if len(children) <= _CARRIERS:
            tied.update((one, other) for one in children for other in children if one != other)
    return tied


def _chance(order: Sequence[str], other: Sequence[str]) -> float:
    share = _in_order(order, other) / len(order)
    return round(_SUREST * min(1.0, max(0.0, (share - _SOME) / (_MOST - _SOME))), 4)


def _in_order(mine: Sequence[str], yours: Sequence[str]) -> int:
    """Count the statements that stand in both in one order (longest common subsequence)."""
    row = [0] * (len(yours) + 1)
    for one in mine:
        before = 0
        for at, other in enumerate(yours, start=1):
            above = row[at]
            row[at] = before + 1 if one == other else max(above, row[at - 1])
            before = above
    return row[-1]
