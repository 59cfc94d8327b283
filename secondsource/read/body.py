"""Which blocks of a web page are the article: a small trained network over what can be seen.

What may live here: scoring blocks and naming why a block was left out. The weights
(``body.json``) are trained on hand-labelled news pages by ``bench/train_body.py``; the network
sees a block beside two neighbours on either side (``traits.windows``), which is enough to tell
a short subheading between paragraphs from a short menu line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np

from secondsource.read.characters import Floats, Places
from secondsource.read.labels import is_label, labels_in
from secondsource.read.places import BIT, way
from secondsource.read.traits import NAMES, traits
from secondsource.records import Block, Page

REACH = 2
_STRIPE = 32  # blocks multiplied at once; more, and BLAS wakes threads that cost twice the page
_WHY = {
    "comment": "comments: among readers' comments",
    "related": "related: among links to other articles",
    "footer": "outside: in the page's foot",
    "nav": "menu: in the page's navigation",
    "share": "menu: share buttons",
    "caption": "caption: beside a picture",
    "form": "form: part of a form",
    "byline": "label: about the author",
    "meta": "label: day, topic or place of the article",
    "advert": "outside: in a box of its own",
    "header": "menu: in the page's head",
    "aside": "outside: beside the article",
}
_ORDER = tuple((BIT[place], why) for place, why in _WHY.items())
_KINDS = {"figcaption": "caption", "button": "form", "label": "form", "legend": "form"}
_MARKUP = re.compile(r"</?[a-z]+(?:\s+[a-z-]+\s*=|\s*/?>)", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\bcopyright\b|all rights reserved", re.IGNORECASE)


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

    Where the score is at least one half, less the labels at its head and markup shown as text.

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
        if kept[at] and page.text[block.start] == "<" and _is_markup(page, block):
            kept[at] = False
    return kept


def _is_markup(page: Page, block: Block) -> bool:
    return _MARKUP.match(page.text, block.start, block.end) is not None


def why_left_out(block: Block, text: str) -> str:
    """Say why a block is not of the article; the reason opens with its kind.

    >>> why_left_out(Block(0, 9, "button", "html body button"), "Subscribe")
    'form: part of a form'
    """
    if block.kind in _KINDS:
        return _WHY[_KINDS[block.kind]]
    if len(text) < 300 and _RIGHTS.search(text):
        return "copyright: who owns the text"
    within = way(block.path).whole
    for bit, why in _ORDER:
        if within & bit:
            return why
    if len(text) < 200 and is_label(text):
        return "label: who wrote it, and when"
    if block.linked >= block.end - block.start - 2:
        return "link: a link and nothing else"
    return "outside: not in the run of the article's text"
