"""How sure it is that each line of a plain text is the article's: a small trained network.

What may live here: scoring lines. The numbers (``plainlines.json``) are trained on flattened
news pages by ``bench/train_lines.py``; ``plainlines.md`` says on which. The network sees a line
beside two neighbours on either side, so it tells a subheading between paragraphs from a link
between links.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from secondsource.read.datelines import dateline_in
from secondsource.read.length import MOST_LINES
from secondsource.read.lines import Line, ended
from secondsource.read.linetraits import traits
from secondsource.read.runs import outside

REACH = 2  # neighbours on either side
SOFT = ("related: among", "menu: a run")  # judged for its neighbours, not its own words
_FURNITURE = -0.3  # log odds; at -0.5 a fifth less of the news is lost, at 0 a third more
_ARTICLE = 1.0  # of a line that stands outside the run; half and double change no outlet's F1
_SURELY = -2.5  # of one or two last lines, which may be a signature, a place or a kicker
_NEVER = -20.0
_OPENING = 4  # lines of the run; lists of other news print datelines too
_LEDE = 50  # characters
_SAVED = 6  # lines over a headline; with more, the page was saved with its menus and teasers
_FEW = 3  # lines after the run
_TURN = re.compile(r"[A-Z]{1,3}: ")  # who answers, in an interview: initials, or A
_WHY = "outside: not in the run of the article's text"
_STRIPE = 8  # lines multiplied at once; more, and BLAS wakes threads that cost thrice the page


@cache
def _network() -> tuple[Any, Any, Any, float, dict[str, float]]:
    import numpy  # deferred: importing it takes longer than --help may

    place = resources.files("secondsource.read") / "plainlines.json"
    kept = json.loads(place.read_text(encoding="utf-8"))
    return (
        numpy.array(kept["hidden"]).T,
        numpy.array(kept["hidden_bias"]),
        numpy.array(kept["out"]),
        kept["out_bias"],
        kept["words"],
    )


def odds_of(lines: Sequence[Line], why: Sequence[str | None], run: tuple[int, int]) -> list[float]:
    """Give each line's log odds of being the article's, rounded to four digits.

    ``why`` says which lines the rules take for furniture, ``run`` where they see the article.
    Above 0 a line is more likely the article's than not.
    """
    import numpy

    if not lines:
        return []
    hidden, hidden_bias, out, out_bias, words = _network()
    one = numpy.array(traits(lines, why, run, words))
    edge = numpy.zeros((REACH, one.shape[1]))
    padded = numpy.vstack([edge, one, edge])
    window = numpy.hstack([padded[at : at + len(one)] for at in range(2 * REACH + 1)])
    stripes = [window[at : at + _STRIPE] @ hidden for at in range(0, len(one), _STRIPE)]
    layer = numpy.maximum(numpy.vstack(stripes) + hidden_bias, 0.0)
    return [round(float(odds), 4) for odds in layer @ out + out_bias]


def settled(
    lines: Sequence[Line],
    why: Sequence[str | None],
    run: tuple[int, int],
    *,
    headline: int | None = None,
) -> list[str | None]:
    """Say of every line why it is furniture, or None: by the rules and by all that can be seen.

    What a rule says of a line's own words stands; what it says for its neighbours gives way
    where the line is surely the article's. A text is never cut to nothing.
    """
    if len(lines) > MOST_LINES or run == (0, 0):
        return list(why)
    odds = odds_of(lines, why, run)
    bounds = [_FURNITURE] * len(lines)
    if len(lines) - run[1] < _FEW and not any(why[run[1] :]):
        bounds[run[1] :] = [_SURELY] * (len(lines) - run[1])
    for at in outside(lines, why, run, headline=headline):
        bounds[at] = _ARTICLE
    for at in range(run[0], min(run[1], run[0] + _OPENING)):
        if len(lines[at].text) > _LEDE and dateline_in(lines[at].text[:200]):
            bounds[at] = _NEVER  # a dateline opens the news and nothing else
    turns = _turns(lines, why)
    lede = _under(lines, why, headline)
    if lede is not None:
        bounds[lede] = _NEVER
    found = [
        _decided(reason, odds[at], bounds[at]) if at != headline and at not in turns else None
        for at, reason in enumerate(why)
    ]
    return found if _left(found, headline) or not _left(why, headline) else list(why)


def _turns(lines: Sequence[Line], why: Sequence[str | None]) -> list[int]:
    """Find the lines that answer as one of the article does: "AR: It will"."""
    found = {at: turn[0] for at, one in enumerate(lines) if (turn := _TURN.match(one.text))}
    spoken = {words for at, words in found.items() if why[at] is None}
    return [at for at, words in found.items() if words in spoken]


def _under(lines: Sequence[Line], why: Sequence[str | None], headline: int | None) -> int | None:
    """Give the first line under the headline that is no label, where it ends as a lede does."""
    if headline is None or headline > _SAVED:
        return None
    below = range(headline + 1, len(lines))
    first = next((at for at in below if why[at] is None), None)
    if first is None or len(lines[first].text) <= _LEDE or not ended(lines[first].text):
        return None
    return first


def _decided(reason: str | None, odds: float, bound: float) -> str | None:
    if reason is None:
        return _WHY if odds < bound else None
    return None if odds > _ARTICLE and reason.startswith(SOFT) else reason


def _left(why: Sequence[str | None], headline: int | None) -> bool:
    return any(reason is None and at != headline for at, reason in enumerate(why))
