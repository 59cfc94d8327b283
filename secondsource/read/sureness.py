"""How sure it is that a page's body is right: a probability, from the scores of its blocks.

What may live here: judging a body that is decided already. It works because the scores are
probabilities themselves: what the kept blocks are expected to hold of the article, and the others
to have lost of it, is an expected F1; a body in many pieces is wrong more often than one in one.
The weights (``sureness.toml``) are trained by ``bench/sure_bodies.py`` on pages that the scoring
network had not seen.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from secondsource.records import Page

MEASURES = ("expected", "pieces")
_LEAST = 0.001  # and most: no expectation is nearer to 0 or 1


@cache
def _weights() -> dict[str, float]:
    place = resources.files("secondsource.read") / "sureness.toml"
    weights: dict[str, float] = tomllib.loads(place.read_text(encoding="utf-8"))
    return weights


def sureness_of(
    page: Page, scores: Sequence[float], kept: Sequence[bool], *, headline: int | None = None
) -> float:
    """Give the probability that the body is right (4-gram F1 of .9), rounded to two digits.

    ``scores`` and ``kept`` are of ``body.scores_of`` and ``body.body_of``. A page of which
    nothing is kept gives 0.
    """
    if not any(kept):
        return 0.0
    weights, measures = _weights(), measures_of(page, scores, kept, headline=headline)
    odds = weights["constant"] + sum(
        weights[name] * value for name, value in zip(MEASURES, measures, strict=True)
    )
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 2)


def measures_of(
    page: Page, scores: Sequence[float], kept: Sequence[bool], *, headline: int | None = None
) -> list[float]:
    """Measure a body (``MEASURES``): what is weighed.

    The odds of the expected F1 by letters, and the pieces the body is in, ten at most. Its
    length, its share of the page and whether there is a headline gained nothing (Brier .060,
    with them .059).

    >>> from secondsource.records import Block
    >>> page = Page("p1", "a.html", "x" * 200, blocks=(Block(0, 100), Block(100, 200)))
    >>> [round(one, 2) for one in measures_of(page, [0.9, 0.1], [True, False])]
    [2.2, 0.1]
    """
    held = wrong = missed = 0.0
    pieces, before = 0, False
    for at, (block, score, keep) in enumerate(zip(page.blocks, scores, kept, strict=True)):
        if at == headline:
            continue
        letters = block.end - block.start
        if keep:
            held += letters * score
            wrong += letters * (1 - score)
            pieces += not before
        else:
            missed += letters * score
        before = keep
    expected = 2 * held / max(1.0, 2 * held + wrong + missed)
    expected = max(_LEAST, min(1 - _LEAST, expected))
    return [math.log(expected / (1 - expected)), min(1.0, pieces / 10)]
