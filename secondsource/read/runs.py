"""The run of an article's sentences in a plain text, and what stands outside it.

What may live here: finding where a saved page's article begins and ends when no element tells.
It works because an article is a run of ended sentences while menus, lists of links and buttons
are short lines that do not end: with sentences counted for and other lines against, the
stretch of the greatest sum is the article. Inside it nothing is judged, so a list, a subheading
or a poem stays; outside it sentences that stand together stay too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondsource.read.lines import Line, ended

_MOST = 250  # characters a sentence line counts for; one long notice must not beat an article
_AGAINST = 30  # what an unended line counts against; half and double change no page measured
_PARAGRAPH = 300  # characters of sentences together that are never cut for where they stand
_UNENDED = 3  # lines; fewer outside the run may be a signature, a place or a kicker
_LONG = 160  # an unended line longer than this is text
_SIGNED = re.compile(
    r"\b(?:report(?:ing|s|ed)?|edit(?:ing|ed)|writ(?:ing|ten)|contribut\w+)\b", re.I
)
_NUMBERED = re.compile(r"\s*(?:[•*–—]|\d+[.)])\s")


def run_of(lines: Sequence[Line], why: Sequence[str | None]) -> tuple[int, int]:
    """Find the run of the article: the places of its first line and after its last.

    ``why`` says which lines are known to be furniture. An empty run is (0, 0).

    >>> rows = ["Home", "Nine people died when a ferry sank.", "The search goes on.", "More"]
    >>> run_of([Line(0, 0, row) for row in rows], [None] * 4)
    (1, 3)
    """
    best, most, start, total = (0, 0), 0, 0, 0
    for at, line in enumerate(lines):
        if total <= 0:
            start, total = at, 0
        total += _weight(line.text, why[at])
        if total > most:
            best, most = (start, at + 1), total
    return best


def _weight(text: str, why: str | None) -> int:
    if why:
        return -_AGAINST // 2
    if ended(text) or len(text) > _LONG:
        return min(_MOST, len(text)) if len(text.split()) > 5 else _AGAINST // 2
    return -_AGAINST


def outside(
    lines: Sequence[Line], why: Sequence[str | None], run: tuple[int, int], *, headline: int | None
) -> Iterator[int]:
    """Yield the lines before the headline and after the run that are not the article's.

    Nothing is yielded on a side with fewer than three unended lines, nor where they are a
    list's, nor where sentences stand together at length.
    """
    if run == (0, 0):
        return
    yield from _beyond(lines, why, range(headline or 0))
    yield from _beyond(lines, why, range(run[1], len(lines)))


def _beyond(lines: Sequence[Line], why: Sequence[str | None], side: range) -> Iterator[int]:
    loose = [at for at in side if why[at] is None and _is_loose(lines[at].text)]
    links = sum(why[at] is not None for at in side)
    if len(loose) < _UNENDED and not (loose and len(loose) + links >= _UNENDED):
        return
    listed = sum(bool(_NUMBERED.match(lines[at].text)) for at in loose)
    if listed * 2 > len(loose) and not links:
        return
    yield from loose
    yield from _alone(lines, why, side)


def _alone(lines: Sequence[Line], why: Sequence[str | None], side: range) -> Iterator[int]:
    """Yield the sentences that stand between loose lines and are too few to be paragraphs."""
    stretch: list[int] = []
    for at in [*side, -1]:
        if at >= 0 and why[at] is None and not _is_loose(lines[at].text):
            stretch.append(at)
            continue
        signed = any(_SIGNED.search(lines[place].text) for place in stretch)
        if not signed and sum(len(lines[place].text) for place in stretch) < _PARAGRAPH:
            yield from (place for place in stretch if place != side.start)
        stretch = []


def _is_loose(text: str) -> bool:
    return not ended(text) and len(text) <= _LONG and not _SIGNED.search(text)
