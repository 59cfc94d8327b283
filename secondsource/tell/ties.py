"""Who hangs from what among the articles that carry a statement, as the lineage sees it.

What may live here: reading the lineage for one statement. Nothing is weighed again: a tie is a
possible parent that the lineage gives, a bundle is what the likely ties hold together. What a
statement's texts are counted from is the same, but counted exactly and with the words in view;
so bundles explain the count, they do not make it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from secondsource.records import Instance, Parent, Span, Statement
from secondsource.tell.desk import Desk

COUNTED = frozenset(("asserts", "attributes", "hedges"))
POSSIBLE = 0.05  # the 90 % interval: what is rarer than this on one side is left out


@dataclass(frozen=True, slots=True)
class Bundle:
    """Articles that likely ties hold together: one text, by whoever wrote it.

    ``root`` is the article or the hidden text (``hidden``) that the others hang from.
    """

    root: str
    hidden: bool
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """Of a statement: its carriers in order of day, their possible parents, the bundles.

    ``carriers`` gives the words of each article that count, ``parents`` what these words may be
    from: another carrier, an article that does not carry the statement as such, a hidden text.
    ``first`` is the first carrier of each hidden text, ``given`` the articles that others may
    hang from.
    """

    carriers: Mapping[str, Instance]
    parents: Mapping[str, tuple[Parent, ...]]
    first: Mapping[str, str]
    given: frozenset[str]
    bundles: tuple[Bundle, ...]


def ties_of(desk: Desk, statement: Statement) -> Ties:
    """Read a statement's ties from the lineage.

    >>> from secondsource.records import Interval, Report
    >>> from secondsource.tell.desk import desk_of
    >>> nobody = Statement("s", "t", None, (), 0, Interval.exactly(0), Interval.exactly(0))
    >>> ties_of(desk_of(Report()), nobody).bundles
    ()
    """
    carriers = carriers_of(desk, statement)
    parents = {article: tuple(_possible(desk, one)) for article, one in carriers.items()}
    first: dict[str, str] = {}
    for one in (parent for own in parents.values() for parent in own):
        if one.hidden:
            first.setdefault(one.hidden, one.child)
    given = frozenset(one.article for own in parents.values() for one in own if one.article)
    return Ties(carriers, parents, first, given, _bundles(carriers, parents))


def _possible(desk: Desk, words: Instance) -> Iterator[Parent]:
    """Give the possible parents of some words: of their stretch; of the article where none is cut.

    Words outside every stretch of an article that has some are printed by nobody else.
    """
    article = words.span.page
    found = desk.parents.get(article, ())
    if desk.report.lineage.stretches:
        here = words.span
        touching = [one for one in desk.stretches.get(article, ()) if one.span.touches(here)]
        ranked = sorted(touching, key=lambda one: (-_overlap(one.span, here), one.span))
        found = ranked[0].parents if ranked else ()
    for one in found:
        if one.probability >= POSSIBLE and (one.article or one.hidden):
            yield one


def _overlap(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def carriers_of(desk: Desk, statement: Statement) -> dict[str, Instance]:
    """Give the words that count of each article, in order of day; a headline's only if alone."""
    found: dict[str, Instance] = {}
    for member in desk.shown(statement):
        one = member.instance
        if one.stance in COUNTED:
            held = found.get(one.span.page)
            if held is None or (in_headline(desk, held) and not in_headline(desk, one)):
                found[one.span.page] = one
    return found


def in_headline(desk: Desk, one: Instance) -> bool:
    """Say whether words stand in their article's headline."""
    headline = desk.accounts[one.span.page].article.headline
    return headline is not None and one.span.within(headline)


def _bundles(
    carriers: Mapping[str, Instance], parents: Mapping[str, Sequence[Parent]]
) -> tuple[Bundle, ...]:
    root = {article: article for article in carriers}

    def find(one: str) -> str:
        while root.setdefault(one, one) != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    hanging: dict[str, str] = {}
    for article in carriers:
        likely = next((one for one in parents[article] if one.probability > 0.5), None)
        if likely:
            hanging[article] = likely.hidden or likely.article or article
            root[find(article)] = find(hanging[article])
    held: dict[str, list[str]] = defaultdict(list)
    for article in carriers:
        held[find(article)].append(article)
    return tuple(_bundle(articles, hanging) for articles in held.values())


def _bundle(articles: Sequence[str], hanging: Mapping[str, str]) -> Bundle:
    own = [article for article in articles if article not in hanging]
    unseen = sorted({hanging[a] for a in articles if a in hanging} - set(articles))
    top = own[0] if own else unseen[0] if unseen else articles[0]
    return Bundle(top, not own and bool(unseen), tuple(articles))
