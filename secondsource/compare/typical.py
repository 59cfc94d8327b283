"""The headline that stands for a story: verbatim, and the most typical of its distinct texts.

What may live here: that choice. Copies of one text count once, whatever number of outlets print
it, so that a wire's headline does not win by being carried. A headline that opens with a label
("LIVE:", "In pictures") or belongs to a round-up speaks for the story only where no other does.

Why it works: a headline says most of what happened where its names and words are those of most
texts, and its weight is divided by the square root of its length, so a long one does not win by
saying everything (a cosine, but for the terms that only it has).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection as Names
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import fsum, sqrt

from secondsource.compare.likeness import Terms, Vector
from secondsource.language import language
from secondsource.records import Account, Reuse, Span

_ONE_TEXT = 0.5
"""Share of the shorter of two articles that both print where they count as one text."""

_SPARE = 4
"""Terms added to a headline's length: one of two words is not four times as dense as one of 8."""


def headline_of(
    accounts: Mapping[str, Account],
    terms: Mapping[str, Terms],
    vectors: Mapping[str, Vector],
    texts: Sequence[Sequence[str]],
    *,
    last: Names[str] = (),
) -> Span | None:
    """Choose the headline most typical of some texts, each given as its articles.

    ``last`` are articles whose headline is taken only where there is no other. None where no
    article has a headline in its text.
    """
    total: defaultdict[str, float] = defaultdict(float)
    for copies in texts:
        for name in copies:
            for term, weight in vectors[name].items():
                total[term] += weight / len(copies)
    ranked: list[tuple[bool, bool, float, Span]] = []
    for name in sorted(name for copies in texts for name in copies):
        headline = accounts[name].article.headline
        if headline is not None:
            label = is_labelled(accounts[name].page[headline])
            said = _said(terms[name], headline)
            ranked.append((name in last, label, -_typical(said, total), headline))
    return min(ranked)[3] if ranked else None


def _said(terms: Terms, headline: Span) -> list[str]:
    return [term for term, at in terms.places.items() if at.within(headline)]


def _typical(said: Sequence[str], total: Mapping[str, float]) -> float:
    return round(fsum(total.get(term, 0.0) for term in said) / sqrt(len(said) + _SPARE), 4)


def is_labelled(headline: str) -> bool:
    """Say whether a headline opens with a label that tells the kind of page, not the news.

    >>> is_labelled("LIVE: ferry sinks off Varnova"), is_labelled("Ferry sinks off Varnova")
    (True, False)
    >>> is_labelled("In pictures: the Varnova ferry"), is_labelled("Live music ends at the Anker")
    (True, False)
    """
    return bool(_labels().match(headline))


@cache
def _labels() -> re.Pattern[str]:
    labels = "|".join(language("en").terms("stories.labels"))
    return re.compile(rf"\W*(?:{labels})\s*(?:[:|–—]| - |$)", re.IGNORECASE)


def distinct(
    names: Sequence[str], reuse: Iterable[Reuse], lengths: Mapping[str, int]
) -> list[tuple[str, ...]]:
    """Put articles that are one text together: half of the shorter one stands in the other.

    ``reuse`` is between these articles; ``lengths`` are in characters.
    """
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in reuse:
        if one.kind not in ("furniture", "speech"):
            shared[one.a.page, one.b.page] += one.a.end - one.a.start
    first = {name: name for name in names}

    def top(name: str) -> str:
        while first[name] != name:
            first[name] = first[first[name]]
            name = first[name]
        return name

    for (a, b), size in sorted(shared.items()):
        if size >= _ONE_TEXT * min(lengths[a], lengths[b]):
            kept, gone = sorted((top(a), top(b)))
            first[gone] = kept
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        texts[top(name)].append(name)
    return [tuple(some) for _, some in sorted(texts.items())]
