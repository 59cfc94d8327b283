"""Who hangs from what among the articles that carry a statement, as the lineage sees it.

What may live here: reading the lineage for one statement. Nothing is weighed again: a tie is a
possible parent that the lineage gives, a bundle is what the likely ties hold together. What a
statement's texts are counted from is the same, but counted exactly and with the words in view;
so bundles explain the count, they do not make it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from secondsource.records import Instance, Parent, Span, Statement
from secondsource.tell.desk import Desk

COUNTED = frozenset(("asserts", "attributes", "hedges"))
POSSIBLE = 0.05  # the 90 % interval: what is rarer than this on one side is left out
_WITHIN = 0.5  # of some words so much must stand in a stretch to have come with it, as for counting
_REMOVES = 3  # how far a parent that carries nothing is followed, as for counting
_OWN = "own words of "


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

    ``carriers`` gives of each article the words that count, those that it shares where it says it
    twice; ``parents`` what these words may be from: another carrier, an article that does not
    carry the statement as such, a hidden text. ``apart`` gives other words of the same articles
    that nobody else prints. ``first`` is the first carrier of each hidden text, ``given`` the
    articles that others may hang from.
    """

    carriers: Mapping[str, Instance]
    parents: Mapping[str, tuple[Parent, ...]]
    apart: Mapping[str, Instance]
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
    told = _told(desk, statement)
    carriers: dict[str, Instance] = {}
    parents: dict[str, tuple[Parent, ...]] = {}
    apart: dict[str, Instance] = {}
    for article, own in told.items():
        ranked = [(one, tuple(_possible(desk, one))) for one in own]
        best, best_parents = max(ranked, key=lambda row: sum(p.probability for p in row[1]))
        carriers[article], parents[article] = best, best_parents
        lone = [one for one, possible in ranked if not possible]
        if best_parents and lone:
            apart[article] = lone[0]
    first: dict[str, str] = {}
    for one in (parent for own in parents.values() for parent in own):
        if one.hidden:
            first.setdefault(one.hidden, one.child)
    given = frozenset(one.article for own in parents.values() for one in own if one.article)
    bundles = _bundles(desk, carriers, parents, apart)
    return Ties(carriers, parents, apart, first, given, bundles)


def _told(desk: Desk, statement: Statement) -> dict[str, list[Instance]]:
    """Give the words that count of each article, in order of day; a headline's only if alone."""
    found: dict[str, list[Instance]] = defaultdict(list)
    for member in desk.shown(statement):
        if member.instance.stance in COUNTED:
            found[member.instance.span.page].append(member.instance)
    below = {
        article: [one for one in own if not in_headline(desk, one)]
        for article, own in found.items()
    }
    return {article: below[article] or own for article, own in found.items()}


def _possible(desk: Desk, words: Instance) -> Iterator[Parent]:
    """Give the possible parents of some words: of their stretch; of the article where none is cut.

    Words outside every stretch of an article that has some are printed by nobody else; a headline
    is judged as its article is.
    """
    article, here = words.span.page, words.span
    found = desk.parents.get(article, ())
    if desk.report.lineage.stretches and not in_headline(desk, words):
        touching = [one for one in desk.stretches.get(article, ()) if one.span.touches(here)]
        ranked = sorted(touching, key=lambda one: (-_overlap(one.span, here), one.span))
        within = ranked and _overlap(ranked[0].span, here) >= _WITHIN * (here.end - here.start)
        found = ranked[0].parents if within else ()
    for one in found:
        if one.probability >= POSSIBLE and (one.article or one.hidden):
            yield one


def _overlap(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def in_headline(desk: Desk, one: Instance) -> bool:
    """Say whether words stand in their article's headline."""
    headline = desk.accounts[one.span.page].article.headline
    return headline is not None and one.span.within(headline)


# -- bundles --------------------------------------------------------------------------------


def _bundles(
    desk: Desk,
    carriers: Mapping[str, Instance],
    parents: Mapping[str, Sequence[Parent]],
    apart: Mapping[str, Instance],
) -> tuple[Bundle, ...]:
    """Gather the articles by the text they hang from; an outlet's own words are of one text."""
    root: dict[str, str] = {}

    def find(one: str) -> str:
        while root.setdefault(one, one) != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    hanging: dict[str, str] = {}
    for article in carriers:
        top = _top(desk, parents[article], carriers)
        if top:
            hanging[article] = top
            root[find(article)] = find(top)
    houses: dict[str, str] = {}
    for article in carriers:
        if article not in hanging or article in apart:
            alone = f"{_OWN}{article}" if article in apart else article
            outlet = desk.accounts[article].article.outlet or article
            root[find(alone)] = find(houses.setdefault(outlet, alone))
    held: dict[str, list[str]] = defaultdict(list)
    for article in carriers:
        held[find(article)].append(article)
    found = [_bundle(articles, hanging) for articles in held.values()]
    lone = {find(f"{_OWN}{article}"): article for article in reversed([*apart])}
    found += [Bundle(a, False, (a,)) for group, a in lone.items() if group not in held]
    return tuple(found)


def _top(desk: Desk, parents: Sequence[Parent], carriers: Collection[str]) -> str | None:
    """Give what some words likely hang from; a parent that carries nothing, what it hangs from."""
    likely = _likely(parents)
    removes = 0
    while likely and likely.article and likely.article not in carriers and removes < _REMOVES:
        above = _likely(desk.parents.get(likely.article, ()))
        if above is None:
            break
        likely, removes = above, removes + 1
    return (likely.hidden or likely.article) if likely else None


def _likely(parents: Sequence[Parent]) -> Parent | None:
    found = (one for one in parents if one.probability > 0.5 and (one.article or one.hidden))
    return next(found, None)


def _bundle(articles: Sequence[str], hanging: Mapping[str, str]) -> Bundle:
    own = [article for article in articles if article not in hanging]
    unseen = sorted({hanging[a] for a in articles if a in hanging} - set(articles))
    top = own[0] if own else unseen[0] if unseen else articles[0]
    return Bundle(top, not own and bool(unseen), tuple(articles))
