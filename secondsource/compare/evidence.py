"""The table of evidence for whose text a shared stretch is: log-likelihood ratios, with reasons.

Here live the four ways in which two articles can come to share text, and what each piece of
evidence says for or against each of them. Nothing here reads a page.

    taken     the second article took it from the first
    given     the first took it from the second
    hidden    both print a third text, which is not one of the two
    apart     nobody's text: one speaker heard by both, a formula, chance

Each row adds its natural logarithms of odds; the sum, through a softmax, is the posterior. The
figures are judgements, not fits - no public set of news labels whose text is whose - and were
set so that no row alone decides but those in which an outlet says whose text it prints. Time is
the weakest: pages are re-dated, and the earliest copy of a wire is not its origin.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Way = Literal["taken", "given", "hidden", "apart"]
WAYS: tuple[Way, ...] = ("taken", "given", "hidden", "apart")

START: Mapping[Way, float] = {"taken": -1.5, "given": -1.5, "hidden": 0.0, "apart": 0.0}
"""Before anything is known: of look-alikes, most carry a wire that is not in the collection."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one piece of evidence adds for each way, and why it does."""

    adds: Mapping[Way, float]
    why: str


TABLE: Mapping[str, Row] = {
    "prose": Row(
        {"apart": -1.0},
        "Reporters who hear one man write his words alike, not their own: every unit of telling "
        "words shared in prose speaks for one text (counted up to eight units).",
    ),
    "speech only": Row(
        {"apart": 3.0},
        "Only words inside quotation marks are shared; whoever was in the room has them.",
    ),
    "translated": Row(
        {"apart": -5.0},
        "A quotation that was not spoken in English has one translator behind its one English.",
    ),
    "several quotations": Row(
        {"apart": -1.5},
        "Two reporters rarely choose the same sentences of a speech and cut them at the same "
        "words: each shared quotation after the second, if they are translated or of two speakers "
        "(one man's sentences at one occasion are cut alike by many).",
    ),
    "two speakers": Row(
        {"apart": -1.0},
        "The same sentences chosen from more than one speaker.",
    ),
    "own report": Row(
        {"apart": 1.0},
        "One of the two has its own reporter or witness: it was there to hear what was said. Read "
        "only where nothing but speech is shared; a byline stands over rewritten wires too.",
    ),
    "agency's own": Row(
        {"taken": 6.0, "hidden": 0.0, "apart": -3.0},
        "The first is the agency's own page, and agencies write to be copied.",
    ),
    "credit": Row(
        {"hidden": 2.5, "apart": -2.0},
        "An agency that is neither of the two is credited with the text or with the shared words.",
    ),
    "credits it": Row(
        {"taken": 5.0, "apart": -3.0},
        "The second credits the first with the text.",
    ),
    "names it": Row(
        {"taken": 4.0, "apart": -1.0},
        "The second says that the first reported it.",
    ),
    "mentions it": Row(
        {"taken": 1.0},
        "The second names the first, without saying that it reported this.",
    ),
    "links to it": Row(
        {"taken": 3.0, "apart": -1.0},
        "The second links to the first.",
    ),
    "contained": Row(
        {"taken": 0.8},
        "Nearly all of the second stands in the first, which has much more: texts are cut.",
    ),
    "whole": Row(
        {"apart": -4.0},
        "Most of one article stands in the other.",
    ),
    "earlier": Row(
        {"taken": 0.9, "given": -2.0},
        "The first was published before the second; never decisive, for pages are re-dated.",
    ),
    "version": Row(
        {"taken": 6.0, "given": -6.0, "hidden": -4.0, "apart": -6.0},
        "The second is a later version of the first's page.",
    ),
    "own": Row(
        {"taken": 1.5, "given": 1.5, "hidden": -2.0},
        "One outlet, or outlets of one owner: it has its own text at hand.",
    ),
    "background": Row(
        {"taken": 1.2},
        "The shared words stand at the top of the first and low in the second: an outlet's old "
        "news becomes its background.",
    ),
}

_MIRROR: Mapping[Way, Way] = {
    "taken": "given",
    "given": "taken",
    "hidden": "hidden",
    "apart": "apart",
}


def weighed(found: Iterable[tuple[str, float, bool]]) -> dict[Way, float]:
    """Give the posterior of the four ways from (row, times, turned) pieces of evidence.

    ``turned`` says that "first" and "second" of the row are the pair's second and first.

    >>> posterior = weighed([("prose", 8, False), ("names it", 1, False)])
    >>> max(posterior, key=posterior.get), weighed([("speech only", 1, False)])["apart"] > .9
    ('taken', True)
    """
    odds = dict(START)
    for row, times, turned in found:
        for way, add in TABLE[row].adds.items():
            odds[_MIRROR[way] if turned else way] += add * times
    top = max(odds.values())
    weights = {way: math.exp(odds[way] - top) for way in WAYS}
    total = sum(weights.values())
    return {way: round(weight / total, 4) for way, weight in weights.items()}
