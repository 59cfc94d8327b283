"""Who shares text with whom, said in words: of an article, of a pair, of a statement's prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from secondsource.records import Reuse, Span, Statement
from secondsource.tell.desk import Desk
from secondsource.tell.phrases import KINDS, counted, percent

_WORTH_SAYING = 0.05  # a parent less likely than this is outside the 90 % interval
_NAMED = 8  # others named on one line


def sharing_of(desk: Desk, article: str) -> Iterator[str]:
    """Say with whom an article shares what kind of text, and whose that text may be."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for other, shared in desk.companions(article):
        kinds = ", ".join(sorted({KINDS[one.kind] for one in shared}))
        by_kind[kinds].append(f"{desk.outlet(other)} ({_amount(article, shared)})")
    for kinds, others in by_kind.items():
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        yield f"{kinds}, shared with {', '.join(others[:_NAMED])}{more}"
    for parent in desk.parents.get(article, ())[:2]:
        if (parent.article or parent.hidden) and parent.probability >= _WORTH_SAYING:
            yield f"{percent(parent.probability)} likely to come from {desk.parent(parent)}"


def _amount(article: str, shared: Sequence[Reuse]) -> str:
    mine = [one.a if one.a.page == article else one.b for one in shared]
    return counted(sum(span.end - span.start for span in mine), "character")


def pairs_of(desk: Desk, statement: Statement) -> list[tuple[Reuse, Span, Span]]:
    """Give the shared texts that run through a statement's words, with both prints.

    One for each pair of articles, the surest first.
    """
    spans: dict[str, Span] = {}
    for member in desk.shown(statement):
        spans.setdefault(member.instance.span.page, member.instance.span)
    found: dict[tuple[str, str], Reuse] = {}
    for article in spans:
        for one in desk.reuse.get(article, ()):
            a, b = spans.get(one.a.page), spans.get(one.b.page)
            if a and b and (one.a.touches(a) or one.b.touches(b)):
                best = found.get((one.a.page, one.b.page))
                if best is None or _size(one) > _size(best):
                    found[one.a.page, one.b.page] = one
    ordered = sorted(found.values(), key=lambda one: (-one.probability, one.a, one.b))
    return [(one, spans[one.a.page], spans[one.b.page]) for one in ordered]


def _size(one: Reuse) -> int:
    return one.a.end - one.a.start


def direction_words(desk: Desk, one: Reuse) -> str:
    """Say which way a shared text went, or that it is not established."""
    a, b = desk.outlet(one.a.page), desk.outlet(one.b.page)
    return {
        "a>b": f"{b} has it from {a}",
        "b>a": f"{a} has it from {b}",
        "hidden": "both have it from a text that is not in the collection",
        "undirected": "which way it went is not established",
    }[one.direction]
