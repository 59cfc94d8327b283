"""Versions: a page that changed at the same address is a new version of its article.

Versions are kept, all of them, and they are not corroboration: a later version carries the
first one's family, so whatever both say is carried by one outlet. The order is that of the
day the page was fetched where that is known, else of the day it bears, else of its arrival.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from secondsource.records import Draft


def with_versions(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Mark each draft that replaces an earlier one at its address; the order is kept.

    >>> from secondsource.records import Article, Page
    >>> old = Draft(Page("p2", "a.txt", "Two dead."), Article("p2", "?p2"), "/a.txt", 1)
    >>> new = Draft(Page("p1", "a.txt", "Three dead."), Article("p1", "?p1"), "/a.txt", 2)
    >>> [(d.article.version_of, d.article.family) for d in with_versions([new, old])]
    [('p2', '?p2'), (None, '?p2')]
    """
    kept = tuple(drafts)
    places: dict[str, list[int]] = defaultdict(list)
    for place, draft in enumerate(kept):
        if draft.address:
            places[draft.address].append(place)
    articles = {place: draft.article for place, draft in enumerate(kept)}
    for same in places.values():
        same.sort(key=lambda place: _age(kept[place]))
        first = kept[same[0]].article
        for earlier, later in itertools.pairwise(same):
            articles[later] = replace(
                articles[later], version_of=kept[earlier].article.id, family=first.family
            )
    return tuple(replace(draft, article=articles[place]) for place, draft in enumerate(kept))


def _age(draft: Draft) -> tuple[str, str, int, str]:
    return (
        draft.page.given.fetched or "",
        draft.article.published.latest or "",
        draft.arrival,
        draft.page.id,
    )
