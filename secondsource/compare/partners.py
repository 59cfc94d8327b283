"""An article made ready for comparing with its partners, once for all of them.

Here live the running sums over its words and what stands between them; nothing here knows a
second article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.alignment import Text, text_of
from secondsource.compare.shingles import Kept
from secondsource.compare.spoken import spoken_words
from secondsource.compare.tips import tips_of
from secondsource.compare.words import Places, Stream, summed


@dataclass(frozen=True, slots=True, eq=False)
class Partner:
    """One article of a pair, read once for all its pairs, with running sums over its words.

    ``goes_on`` says of each word whether a sentence, or speech in it, goes on from the word before;
    ``tips`` says of each passage whether it is a tip line; no stretch runs into or out of one,
    nor over one of the ``breaks``: words before which other text of the page stands.
    """

    text: Text
    kept: Kept
    spoken: NDArray[np.bool_]
    weights: NDArray[np.float64]
    letters: Places
    goes_on: NDArray[np.bool_]
    tips: NDArray[np.bool_]
    breaks: list[int]

    @property
    def stream(self) -> Stream:
        """The article's words."""
        return self.text.stream


def partner_of(stream: Stream, kept: Kept) -> Partner:
    """Make an article ready for aligning, once for all its pairs."""
    passages = stream.passages
    spoken = spoken_words(stream)
    spans = tips_of(stream, spoken)
    tips = np.array(
        [any(one.span.within(span) for span in spans) for one in passages], dtype=np.bool_
    )
    edges = (np.flatnonzero(tips[1:] != tips[:-1]) + 1).tolist()
    breaks = {int(stream.firsts[at]) for at in (*edges, *_interrupted(stream))}
    return Partner(
        text_of(stream),
        kept,
        spoken,
        summed(stream.weights),
        summed(stream.ends - stream.starts),
        _going_on(stream, spoken),
        tips,
        sorted(breaks),
    )


def _going_on(stream: Stream, spoken: NDArray[np.bool_]) -> NDArray[np.bool_]:
    goes_on = np.zeros(len(spoken) + 1, dtype=np.bool_)
    goes_on[1:-1] = spoken[1:] == spoken[:-1]
    goes_on[stream.firsts] = False
    return goes_on


def _interrupted(stream: Stream) -> Iterator[int]:
    """Find the passages before which other text of the page stands."""
    text = stream.account.page.text
    for at, (one, other) in enumerate(pairwise(stream.passages), start=1):
        end, start = one.span.end, other.span.start
        if start < end or text[end:start].strip(" \t\r\n\xa0\"'“”‘’"):
            yield at
