"""Who shares text with whom, said in words: of one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from secondsource.records import Reuse
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
