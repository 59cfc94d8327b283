"""Which blocks of a web page are the article: a small trained network over what can be seen.

What may live here: scoring blocks and naming why a block was left out. The weights
(``body.json``) are trained on hand-labelled news pages by ``bench/train_body.py``; the network
sees a block beside two neighbours on either side (``traits.windows``), which is enough to tell
a short subheading between paragraphs from a short menu line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from secondsource.read.traits import PLACES, places, traits
from secondsource.records import Block, Page

_REACH = 2
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
_ORDER = tuple((tuple(PLACES).index(place), why) for place, why in _WHY.items())
_KINDS = {"figcaption": "caption", "button": "form", "label": "form", "legend": "form"}
_RIGHTS = re.compile(r"©|\bcopyright\b|all rights reserved", re.IGNORECASE)


@cache
def _network() -> tuple[Any, Any, Any, float]:
    import numpy  # deferred: importing it takes longer than --help may

    place = resources.files("secondsource.read") / "body.json"
    kept = json.loads(place.read_text(encoding="utf-8"))
    hidden = numpy.array(kept["hidden"])
    return (
        hidden.T,
        numpy.array(kept["hidden_bias"]),
        numpy.array(kept["out"]),
        kept["out_bias"],
    )


def scores_of(page: Page, *, headline: int | None = None) -> list[float]:
    """Give each block's probability of being the article's, rounded to four digits.

    ``headline`` is the index of the headline's block where it is known.
    """
    import numpy

    rows = traits(page, headline=headline)
    if not rows:
        return []
    hidden, hidden_bias, out, out_bias = _network()
    one = numpy.array(rows)
    edge = numpy.zeros((_REACH, one.shape[1]))
    padded = numpy.vstack([edge, one, edge])
    window = numpy.hstack([padded[at : at + len(rows)] for at in range(2 * _REACH + 1)])
    stripes = [window[at : at + _STRIPE] @ hidden for at in range(0, len(rows), _STRIPE)]
    layer = numpy.maximum(numpy.vstack(stripes) + hidden_bias, 0.0)
    odds = numpy.clip(layer @ out + out_bias, -30.0, 30.0)
    return [round(float(score), 4) for score in 1.0 / (1.0 + numpy.exp(-odds))]


def body_of(scores: Sequence[float]) -> list[bool]:
    """Decide which blocks are the article's.

    >>> body_of([0.1, 0.9, 0.8])
    [False, True, True]
    """
    return [score >= 0.5 for score in scores]


def why_left_out(block: Block, text: str) -> str:
    """Say why a block is not of the article; the reason opens with its kind.

    >>> why_left_out(Block(0, 9, "button", "html body button"), "Subscribe")
    'form: part of a form'
    """
    if block.kind in _KINDS:
        return _WHY[_KINDS[block.kind]]
    if len(text) < 300 and _RIGHTS.search(text):
        return "copyright: who owns the text"
    within = places(block.path)
    for at, why in _ORDER:
        if within[at]:
            return why
    if block.linked >= block.end - block.start - 2:
        return "link: a link and nothing else"
    return "outside: not in the run of the article's text"
