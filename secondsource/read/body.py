"""Which blocks of a web page are the article: a small trained network over what can be seen.

What may live here: scoring blocks and deciding by the scores. The weights
(``body.json``) are trained on hand-labelled news pages by ``bench/train_body.py``; the network
sees a block beside two neighbours on either side (``traits.windows``), which is enough to tell
a short subheading between paragraphs from a short menu line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np

from secondsource.read.characters import Floats, Places
from secondsource.read.labels import labels_in
from secondsource.read.traits import NAMES, traits
from secondsource.records import Block, Page

REACH = 2
_STRIPE = 32  # blocks multiplied at once; more, and BLAS wakes threads that cost twice the page
_EMBED = re.compile(r"twitter-?(?:tweet|video)|instagram-?media|fb-(?:post|video)", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z]+(?:\s+[a-z-]+\s*=|\s*/?>)", re.IGNORECASE)


class Network(NamedTuple):
    """The weights: ``near`` are the places in a row that are seen of neighbours too."""

    near: Places
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: float


@cache
def shipped() -> Network:
    """Load the weights that ship."""
    place = resources.files("secondsource.read") / "body.json"
    return network_of(json.loads(place.read_text(encoding="utf-8")))


def network_of(kept: Mapping[str, Any]) -> Network:
    """Make a network of its numbers; ``ValueError`` where it was trained on other measures."""
    if tuple(kept["measures"]) != NAMES:
        raise ValueError("the weights are of other measures: run python -m bench.train_body")
    return Network(
        np.array([NAMES.index(name) for name in kept["near"]]),
        np.array(kept["hidden"]).T,
        np.array(kept["hidden_bias"]),
        np.array(kept["out"]),
        kept["out_bias"],
    )


def window(rows: Floats, near: Places) -> Floats:
    """Set beside each row some measures of its neighbours; beyond the ends stand zeros.

    The neighbours come first, from ``REACH`` before to ``REACH`` after, then the row itself.
    """
    size, width = len(rows), len(near)
    padded = np.zeros((size + 2 * REACH, width))
    padded[REACH : REACH + size] = rows[:, near]
    steps = [step for step in range(2 * REACH + 1) if step != REACH]
    return np.hstack([*(padded[step : step + size] for step in steps), rows])


def scores_of(
    page: Page, *, headline: int | None = None, network: Network | None = None
) -> list[float]:
    """Give each block's probability of being the article's, rounded to four digits.

    ``headline`` is the index of the headline's block where it is known; ``network`` is the one
    that ships unless another is given.
    """
    rows = traits(page, headline=headline)
    if not len(rows):
        return []
    network = network or shipped()
    seen = window(rows, network.near)
    stripes = [seen[at : at + _STRIPE] @ network.hidden for at in range(0, len(rows), _STRIPE)]
    layer = np.maximum(np.vstack(stripes) + network.hidden_bias, 0.0)
    odds = np.clip(layer @ network.out + network.out_bias, -30.0, 30.0)
    scores: list[float] = np.round(1.0 / (1.0 + np.exp(-odds)), 4).tolist()
    return scores


def body_of(page: Page, scores: Sequence[float], *, headline: int | None = None) -> list[bool]:
    """Decide which blocks are the article's; the headline's block is not of the body.

    Where the score is at least one half, less the labels at its head, posts of other sites, and
    markup shown as text.

    >>> page = Page("p", "a.html", "By Ann Vale", blocks=(Block(0, 11, "p", "html body p"),))
    >>> body_of(page, [0.9])
    [False]
    """
    kept = [score >= 0.5 for score in scores]
    if headline is not None:
        kept[headline] = False
    for at in labels_in(page, kept, headline=headline):
        kept[at] = False
    for at, block in enumerate(page.blocks):
        if kept[at] and (_is_embed(block.path) or _is_markup(page, block)):
            kept[at] = False
    return kept


@lru_cache(maxsize=32_768)
def _is_embed(path: str) -> bool:
    """Say whether a block is of a post of another site shown in the page.

    Of 51 such blocks on the pages with a typed-out body, 13 are in it, 12 of them on one page.
    """
    return any(_EMBED.search(step) for step in path.split(" ")[2:])


def _is_markup(page: Page, block: Block) -> bool:
    opens = page.text[block.start] == "<"
    return opens and _MARKUP.match(page.text, block.start, block.end) is not None
