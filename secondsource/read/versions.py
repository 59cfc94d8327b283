"""Versions: a page that changed at the same address is a new version of its article.

Versions are kept, all of them, and they are not corroboration: a later version carries the
first one's family, so whatever both say is carried by one outlet. The order is that of the
day the page was fetched where that is known, else of the day it bears, else of its arrival.

Two addresses are one if they differ only in what servers ignore (scheme, ``www.``, marks of
campaigns); and pages of one outlet that name one canonical address are one if they share text,
for a careless outlet names one for all its pages.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from secondsource.publishers import page_address
from secondsource.read.passages import passages_of
from secondsource.records import Draft

# What links are given to tell where a reader came from; servers print the same page without.
_CAMPAIGNS = frozenset(
    {
        "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref", "ref_src",
        "cmpid", "cmp", "ocid", "ito", "smid", "ns_mchannel", "ns_source", "ns_campaign", "xtor",
        "guccounter", "at_medium", "at_campaign",
    }
)  # fmt: skip
_SHARED = 0.2  # of the sentences of the shorter of two pages with one canonical address


def with_versions(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Mark each draft that replaces an earlier one at its address; the order is kept.

    >>> from secondsource.records import Article, Page
    >>> old = Draft(Page("p2", "a.txt", "Two dead."), Article("p2", "?p2"), "/a.txt", 1)
    >>> new = Draft(Page("p1", "a.txt", "Three dead."), Article("p1", "?p1"), "/a.txt", 2)
    >>> [(d.article.version_of, d.article.family) for d in with_versions([new, old])]
    [('p2', '?p2'), (None, '?p2')]
    """
    kept = tuple(drafts)
    articles = {place: draft.article for place, draft in enumerate(kept)}
    for same in _groups(kept):
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


def address_key(address: str) -> str:
    """Level an address: what two addresses of one page differ in is left out.

    >>> address_key("https://www.osk.example/ferry/?utm_source=x&id=7#top")
    'osk.example/ferry?id=7'
    >>> address_key("news/ferry.txt")
    'news/ferry.txt'
    """
    if not address.lower().startswith(("http://", "https://")):
        return address
    try:
        asked = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    except ValueError:
        return address
    kept = sorted(
        pair
        for pair in asked
        if pair[0].lower() not in _CAMPAIGNS and not pair[0].lower().startswith("utm_")
    )
    bare = page_address(address)
    return f"{bare}?{urlencode(kept)}" if kept else bare


def _groups(drafts: Sequence[Draft]) -> list[list[int]]:
    """Give the places of the drafts that are versions of one page."""
    root = list(range(len(drafts)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    first: dict[str, int] = {}
    for place, draft in enumerate(drafts):
        for key in {address_key(one) for one in (draft.address, draft.page.url) if one}:
            root[find(place)] = find(first.setdefault(key, place))
    for one, other in _same_canonical(drafts):
        root[find(one)] = find(other)
    found: dict[int, list[int]] = defaultdict(list)
    for place in range(len(drafts)):
        found[find(place)].append(place)
    return [same for same in found.values() if len(same) > 1]


def _same_canonical(drafts: Sequence[Draft]) -> Iterator[tuple[int, int]]:
    """Yield pairs of drafts of one family that name one canonical address and share text."""
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, draft in enumerate(drafts):
        stated = draft.article.canonical
        own = [stated.value] if stated and not stated.note else []
        for key in sorted({address_key(one) for one in (*own, draft.page.url) if one}):
            named[draft.article.family, key].append(place)
    for same in named.values():
        keys = [_sentences(drafts[place]) for place in same] if len(same) > 1 else []
        for (one, mine), (other, yours) in itertools.pairwise(zip(same, keys, strict=False)):
            shared = len(mine & yours)
            if shared and shared >= _SHARED * min(len(mine), len(yours)):
                yield one, other


def _sentences(draft: Draft) -> frozenset[str]:
    found = passages_of(draft.page, draft.article)
    return frozenset(passage.key for passage in found if not passage.headline)
