"""What articles are about, weighed against the live window of a stream and not a collection.

Here live the counts of the terms of what is live, and how they fade. How a term's weight comes of
its counts and the static prior stands in ``likeness``.

Why it works: how rare a term is changes slowly, so a gist is weighed once, when its article
arrives. What leaves the window is taken to have had terms as all of it had: its counts are taken
off in proportion, which needs no memory of each article, and what nobody says any more dies out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from secondsource.compare.bonds import Gist, gist_of
from secondsource.compare.days import Day, counted
from secondsource.compare.likeness import Tally, Terms, Vector, rarities, vector_of

SILENT = Tally({}, 0.0)

_KEPT = 96
"""Terms of an article that are kept, the heaviest, so that a month of them fits into memory."""

_DEAD = 0.5
"""Count under which a term is forgotten: it was said once, and half of that has left."""


class Telling(NamedTuple):
    """One article's terms, with the static shares of those that are names, and its day."""

    terms: Terms
    names: Mapping[str, float]
    day: Day


def weighed(tally: Tally, several: Sequence[Telling]) -> tuple[Tally, tuple[Gist, ...]]:
    """Count the terms of articles in, and give what each is about by the counts there are then.

    >>> ferry = Telling(Terms({"Sofia": 3.0, "ferry": 1.0}, {}, set()), {"Sofia": 0.01}, Day())
    >>> tally, [gist] = weighed(SILENT, [ferry])
    >>> tally.articles, gist.total["Sofia"] > gist.total["ferry"]
    (1.0, True)
    """
    counts, names = dict(tally.counts), dict[str, float]()
    found: dict[str, None] = {}
    for one in several:
        names |= one.names
        for term in one.terms.weights:
            counts[term] = counts.get(term, 0.0) + 1.0
            found[term] = None
    now = Tally(counts, tally.articles + len(several))
    rare = rarities(found, now, names)
    gists = (
        gist_of(_short(vector_of(one.terms, rare, names)), counted([one.day])) for one in several
    )
    return now, tuple(gists)


def _short(vector: Vector) -> Vector:
    kept = sorted(vector, key=vector.__getitem__, reverse=True)[:_KEPT]
    return {term: vector[term] for term in kept}


def faded(tally: Tally, left: float) -> Tally:
    """Give the counts when only a share of the articles is left.

    >>> faded(Tally({"ferry": 4.0, "sofia": 1.0}, 8.0), 0.25)
    Tally(counts={'ferry': 1.0}, articles=2.0)
    """
    counts = {term: count * left for term, count in tally.counts.items() if count * left >= _DEAD}
    return Tally(counts, tally.articles * left)
