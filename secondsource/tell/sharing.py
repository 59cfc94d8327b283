"""Who shares text with whom, said in words: of one article.

An article is said to share with another what they share most of; what it shares with articles of
other stories - background, forms of words - is only counted. Where a stretch of it is probably
from another text than the whole, that is said too: one article may carry two wires.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from secondsource.records import Parent, Reuse
from secondsource.tell.desk import Desk
from secondsource.tell.phrases import KINDS, counted, percent

_WORTH_SAYING = 0.05  # a parent less likely than this is outside the 90 % interval
_NAMED = 5  # others named on one line
_STRETCHES = 3  # stretches from elsewhere that are told: the longest


def sharing_of(desk: Desk, article: str) -> Iterator[str]:
    """Say with whom an article shares what kind of text, and whose that text may be."""
    story = desk.story_of.get(article)
    here = frozenset(story.articles) if story else frozenset()
    by_kind: dict[str, list[str]] = defaultdict(list)
    elsewhere = 0
    for other, shared in desk.companions(article):
        if other in here:
            by_kind[_kind(shared)].append(f"{desk.outlet(other)} ({_amount(article, shared)})")
        elsewhere += other not in here
    for kind, others in by_kind.items():
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        yield f"{kind}, shared with {', '.join(others[:_NAMED])}{more}"
    if elsewhere:
        yield f"text shared with {counted(elsewhere, 'article')} of other stories"
    parents = desk.parents.get(article, ())
    for parent in parents[:2]:
        if (parent.article or parent.hidden) and parent.probability >= _WORTH_SAYING:
            yield f"{percent(parent.probability)} likely to come from {desk.parent(parent)}"
    yield from _stretches(desk, article, parents)


def _kind(shared: Sequence[Reuse]) -> str:
    """Name what two articles share most of."""
    sizes: dict[str, int] = defaultdict(int)
    for one in shared:
        sizes[one.kind] += one.a.end - one.a.start
    return KINDS[min(sizes, key=lambda kind: (-sizes[kind], kind))]


def _amount(article: str, shared: Sequence[Reuse]) -> str:
    mine = [one.a if one.a.page == article else one.b for one in shared]
    return counted(sum(span.end - span.start for span in mine), "character")


def _stretches(desk: Desk, article: str, parents: Sequence[Parent]) -> Iterator[str]:
    """Say which stretches are probably from another text than the article as a whole."""
    whole = {(one.article, one.hidden) for one in parents[:2]}
    found = []
    for one in desk.stretches.get(article, ()):
        best = max(one.parents, key=lambda parent: parent.probability, default=None)
        named = best and best.probability > 0.5 and (best.article or best.hidden)
        if best and named and (best.article, best.hidden) not in whole:
            found.append((one.span, best))
    for span, best in sorted(found, key=lambda row: row[0].start - row[0].end)[:_STRETCHES]:
        sure = percent(best.probability)
        yield f"its characters {span.start}-{span.end}: {sure} likely from {desk.parent(best)}"
