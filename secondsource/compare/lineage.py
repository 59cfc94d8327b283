"""Who carries whose text: for each article a posterior over its possible parents.

Here live the judgement of a whole group - which look-alikes share one hidden text, which copy is
explained by which - and the final kind and direction of each piece of shared text.

Why it works: the wire is usually not in the collection, so the earliest of its copies is nobody's
parent. Each pair is weighed alone (``pairs``, ``evidence``); pairs that are best explained by a
third text, and whose stretches overlap in an article, hang from ONE hidden node. A pair of copies
of one article that is here needs no hidden text, so none is made. An article may be taken from
another only if no chain of takings leads back, so the graph has no cycles. The probabilities of
an article's parents, with "none" among them, add up to 1.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.compare.agencies import agencies_of
from secondsource.compare.pairs import Pair, pairs_of
from secondsource.compare.sides import sides_of
from secondsource.records import (
    Account,
    Credit,
    Direction,
    Hidden,
    Lineage,
    Parent,
    Reason,
    Reuse,
    ReuseKind,
    Span,
)

_LIKELY = 0.5
"""A way that is more probable than all the others together."""

_DIRECTED = 0.65
"""Below this, a direction is not established: the weaker rows of the table alone give .3-.6."""

_ODDS = 199.0
"""No parent is surer than 199 to 1: certainty of 1 is never claimed."""

_SUREST = round(_ODDS / (_ODDS + 1), 4)

_ALONE: Mapping[str, float] = {"text": 0.85, "part": 0.6, "aid": 0.15}
"""An agency is credited and no look-alike is known: the chance that its text was used."""

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Group:
    """Pairs that one hidden text stands behind, and who carries it."""

    pairs: tuple[Pair, ...]
    articles: tuple[str, ...]


def lineage_of(accounts: Iterable[Account], reuse: Iterable[Reuse]) -> Lineage:
    """Give the hidden texts and, for every article, its possible parents; they add up to 1.

    Parents of a child are in falling order of probability; "none" has neither article nor
    hidden. Errors: none.

    >>> from secondsource.records import Article, Page
    >>> alone = Account(Page("p1", "a.txt", "It sank."), Article("p1", "The Post"))
    >>> lineage_of([alone], []).parents[0].probability
    1.0
    """
    ordered = sorted(accounts, key=lambda one: one.page.id)
    pairs = _pairs(ordered, reuse)
    taken = _taken(pairs)
    groups = _groups(pairs, taken)
    hidden = {_hidden_id(group): group for group in groups}
    known = {account.page.id: account for account in ordered}
    nodes = [_hidden(name, group, known) for name, group in hidden.items()]
    nodes += _credited(ordered, groups, pairs)
    parents = _parents(ordered, pairs, taken, nodes)
    return Lineage(tuple(sorted(nodes, key=lambda node: node.id)), tuple(parents))


def _pairs(accounts: Sequence[Account], reuse: Iterable[Reuse]) -> tuple[Pair, ...]:
    shared = tuple(one for one in reuse if one.kind != "furniture")
    sides = sides_of(accounts, {span.page for one in shared for span in (one.a, one.b)})
    return pairs_of(shared, sides)


# -- who took it from whom ------------------------------------------------------------------


def _taken(pairs: Iterable[Pair]) -> dict[Edge, float]:
    """Give the odds for each (parent, child), surest first, leaving out what would close a ring."""
    offers: list[tuple[float, str, str]] = []
    for pair in pairs:
        for parent, child, way in ((pair.a, pair.b, "taken"), (pair.b, pair.a, "given")):
            if pair.ways[way] > pair.ways["given" if way == "taken" else "taken"]:  # type: ignore[index]
                offers.append((pair.ways[way], parent, child))  # type: ignore[index]
    kept: dict[Edge, float] = {}
    children: dict[str, list[str]] = defaultdict(list)
    for probability, parent, child in sorted(offers, key=lambda one: (-one[0], one[1], one[2])):
        if not _reaches(children, child, parent):
            kept[parent, child] = probability
            children[parent].append(child)
    return kept


def _reaches(children: Mapping[str, Sequence[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child == goal:
                return True
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return start == goal


# -- hidden texts ---------------------------------------------------------------------------


def _groups(pairs: Sequence[Pair], taken: Mapping[Edge, float]) -> list[_Group]:
    """Join the pairs best explained by a third text where their stretches overlap."""
    parents: dict[str, set[str]] = defaultdict(set)
    for (parent, child), probability in taken.items():
        if probability >= _LIKELY:
            parents[child].add(parent)
    open_pairs = [
        pair
        for pair in pairs
        if pair.ways["hidden"] >= max(pair.ways["taken"], pair.ways["given"], pair.ways["apart"])
        and (pair.credited or not pair.own)
        and not parents[pair.a] & parents[pair.b]
    ]
    joined = _joined(open_pairs)
    return [
        _Group(tuple(some), tuple(sorted({name for pair in some for name in (pair.a, pair.b)})))
        for some in joined
    ]


def _joined(pairs: Sequence[Pair]) -> list[list[Pair]]:
    roots = list(range(len(pairs)))

    def root(at: int) -> int:
        while roots[at] != at:
            roots[at] = roots[roots[at]]
            at = roots[at]
        return at

    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        for one in pair.shared:
            for span in (one.a, one.b):
                places[span.page].append((span.start, span.end, number))
    for stretches in places.values():
        reach, holder = -1, -1
        for start, end, number in sorted(stretches):
            if start < reach:
                roots[max(root(number), root(holder))] = min(root(number), root(holder))
            if end > reach:
                reach, holder = end, number
    found: dict[int, list[Pair]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        found[root(number)].append(pair)
    return [found[at] for at in sorted(found)]


def _hidden_id(group: _Group) -> str:
    first = min(span for pair in group.pairs for one in pair.shared for span in (one.a, one.b))
    return _named(first.page, str(first.start))


def _named(*parts: str) -> str:
    return "h" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:15]


def _hidden(name: str, group: _Group, known: Mapping[str, Account]) -> Hidden:
    spans = [span for pair in group.pairs for one in pair.shared for span in (one.a, one.b)]
    votes: dict[str, float] = defaultdict(float)
    proof: dict[str, list[Span]] = defaultdict(list)
    for article in group.articles:
        for credit in known[article].article.credits:
            weight = _vote(credit, [span for span in spans if span.page == article])
            if weight:
                votes[credit.agency] += weight
                proof[credit.agency].append(credit.span)
    ranked = sorted(votes, key=lambda agency: (-votes[agency], agency))
    sure = ranked and (len(ranked) == 1 or votes[ranked[0]] > votes[ranked[1]])
    agency = ranked[0] if sure else None
    reasons = [
        Reason("look-alikes", "they share text, and none of them is its parent", tuple(spans[:8]))
    ]
    for other in ranked:
        reasons.append(Reason("credit", f"{other} is credited", tuple(proof[other])))
    return Hidden(name, agency, group.articles, tuple(reasons))


def _vote(credit: Credit, shared: Sequence[Span]) -> float:
    if credit.scope == "aid":
        return 0.0
    covered = credit.covers or (credit.span,)
    touched = any(span.touches(one) for span in covered for one in shared)
    return (2.0 if touched else 0.0) if credit.scope == "part" else 1.5


def _credited(
    accounts: Sequence[Account], groups: Sequence[_Group], pairs: Sequence[Pair]
) -> Iterator[Hidden]:
    """Give the texts of agencies that one article credits and no look-alike shows."""
    grouped: dict[str, list[Span]] = defaultdict(list)
    for group in groups:
        for pair in group.pairs:
            for one in pair.shared:
                grouped[one.a.page].append(one.a)
                grouped[one.b.page].append(one.b)
    outlets = {account.page.id: account.article.outlet for account in accounts}
    partners: dict[str, set[str | None]] = defaultdict(set)
    for pair in pairs:
        partners[pair.a].add(outlets[pair.b])
        partners[pair.b].add(outlets[pair.a])
    for account in accounts:
        seen: set[str] = set()
        for credit in account.article.credits:
            here = account.page.id
            if credit.agency == account.article.outlet or credit.agency in partners[here] | seen:
                continue
            if _vote(credit, grouped[here]) and grouped[here]:
                continue
            seen.add(credit.agency)
            reason = Reason("credit", f"credits {credit.agency} ({credit.scope})", (credit.span,))
            yield Hidden(_named(here, credit.agency), credit.agency, (here,), (reason,))


# -- parents --------------------------------------------------------------------------------


def _parents(
    accounts: Sequence[Account],
    pairs: Sequence[Pair],
    taken: Mapping[Edge, float],
    nodes: Sequence[Hidden],
) -> Iterator[Parent]:
    by_child: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_child[pair.a].append(pair)
        by_child[pair.b].append(pair)
    behind: dict[str, list[Hidden]] = defaultdict(list)
    carriers = {node.id: frozenset(node.articles) for node in nodes}
    for node in nodes:
        for article in node.articles:
            behind[article].append(node)
    for account in accounts:
        child = account.page.id
        offers = [
            *_from_articles(child, by_child[child], taken),
            *_from_hidden(account, by_child[child], behind[child], carriers),
        ]
        yield from _sharing_one(child, offers)


Offer = tuple[float, str | None, str | None, tuple[Reason, ...]]


def _from_articles(
    child: str, pairs: Iterable[Pair], taken: Mapping[Edge, float]
) -> Iterator[Offer]:
    for pair in pairs:
        parent = pair.b if pair.a == child else pair.a
        probability = taken.get((parent, child))
        if probability is not None:
            against = pair.ways["apart"] + pair.ways["taken" if parent == pair.b else "given"]
            against += 0.0 if pair.own else pair.ways["hidden"] / 2
            yield probability / max(against, 1 / _ODDS), parent, None, pair.reasons


def _from_hidden(
    account: Account,
    pairs: Sequence[Pair],
    nodes: Iterable[Hidden],
    carriers: Mapping[str, frozenset[str]],
) -> Iterator[Offer]:
    child = account.page.id
    for node in nodes:
        if len(node.articles) == 1:
            scope = max(
                _ALONE[credit.scope]
                for credit in account.article.credits
                if credit.agency == node.agency
            )
            yield scope / (1 - scope), None, node.id, node.reasons
            continue
        members = carriers[node.id]
        among = [pair for pair in pairs if pair.a in members and pair.b in members]
        best = max(among, key=lambda pair: (pair.ways["hidden"], pair.a, pair.b))
        mine = best.ways["taken" if best.a == child else "given"]
        against = best.ways["apart"] + mine
        yield best.ways["hidden"] / max(against, 1 / _ODDS), None, node.id, best.reasons


def _sharing_one(child: str, offers: Sequence[Offer]) -> Iterator[Parent]:
    """Turn odds against "none" into probabilities that add up to 1."""
    total = 1.0 + sum(min(odds, _ODDS) for odds, *_ in offers)
    found = [
        Parent(child, article, hidden, round(min(odds, _ODDS) / total, 4), reasons)
        for odds, article, hidden, reasons in offers
    ]
    left = round(1.0 - sum(one.probability for one in found), 4)
    text = "no text of another stands in it" if not offers else "may be nobody's copy"
    found.append(Parent(child, None, None, left, (Reason("none", text),)))
    yield from sorted(
        (one for one in found if one.probability > 0),
        key=lambda one: (-one.probability, one.article or "", one.hidden or ""),
    )


# -- kinds and directions -------------------------------------------------------------------


def settled(
    accounts: Iterable[Account], reuse: Iterable[Reuse], lineage: Lineage
) -> tuple[Reuse, ...]:
    """Give each piece of shared text its kind, direction, probability and reasons.

    ``probability`` is that of the direction; where it is undirected, that of the kind.
    """
    ordered = sorted(accounts, key=lambda one: one.page.id)
    named = agencies_of(ordered)
    agencies = {one.page.id for one in ordered if one.article.outlet in named}
    behind: dict[str, set[str]] = defaultdict(set)
    parents: dict[str, set[str]] = defaultdict(set)
    for node in lineage.hidden:
        for article in node.articles:
            behind[article].add(node.id)
    for parent in lineage.parents:
        if parent.article is not None and parent.probability >= _LIKELY:
            parents[parent.child].add(parent.article)
    shared = tuple(reuse)
    found = [one for one in shared if one.kind == "furniture"]
    for pair in _pairs(ordered, shared):
        common = parents[pair.a] & parents[pair.b]
        kind, direction, probability = _judged(
            pair, agencies, bool(behind[pair.a] & behind[pair.b]), common
        )
        probability = min(probability, _SUREST)
        for one in pair.shared:
            reasons = (*one.reasons, *pair.reasons)
            found.append(
                replace(
                    one, kind=kind, direction=direction, probability=probability, reasons=reasons
                )
            )
    return tuple(sorted(found, key=lambda one: (one.a, one.b)))


def _judged(
    pair: Pair, agencies: set[str], hidden: bool, common: set[str]
) -> tuple[ReuseKind, Direction, float]:
    ways = pair.ways
    forth, back = ways["taken"], ways["given"]
    if pair.own and not (pair.credited and hidden) and not common & agencies:
        return ("own", *_directed(forth / (forth + back or 1.0)))
    if hidden and ways["hidden"] >= max(forth, back):
        return "wire", "hidden", ways["hidden"]
    if ways["apart"] >= _LIKELY:
        return ("speech" if pair.speech else "unknown"), "undirected", ways["apart"]
    if common:
        kind: ReuseKind = "wire" if common & agencies else "pickup"
        return kind, "undirected", round(1 - ways["apart"], 4)
    if max(forth, back) >= _LIKELY:
        parent = pair.a if forth >= back else pair.b
        kind = "wire" if parent in agencies else "pickup"
        return (kind, *_directed(forth / (forth + back)))
    return "unknown", "undirected", round(1 - ways["apart"], 4)


def _directed(forth: float) -> tuple[Direction, float]:
    if forth >= _DIRECTED:
        return "a>b", round(forth, 4)
    if forth <= 1 - _DIRECTED:
        return "b>a", round(1 - forth, 4)
    return "undirected", round(max(forth, 1 - forth), 4)
