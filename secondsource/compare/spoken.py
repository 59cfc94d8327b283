"""The words of an article that stand in quotation marks.

Here lives one question: is this stretch somebody's speech or the outlet's prose? The quotations
found by extraction answer it; marks that no quotation claims are read too, paragraph by
paragraph, so that an unclosed mark spoils no more than its own paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.compare.words import Stream
from secondsource.records import Account, Span

_MARKS = '"“”„‟«»＂'
_MARKED = re.compile(f"[{_MARKS}][^{_MARKS}]*(?:[{_MARKS}]|$)")
_POSTED = re.compile(r"\s[\u2014\u2013-]+ [^\n()]{2,60}\(@\w{1,20}\)")
"""Who posted the words before it on its line, which need no marks."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Stretches of a page in quotation marks: in order, never touching."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covers(self, place: int) -> bool:
        """Say whether the character at a place is spoken."""
        at = bisect_right(self.starts, place) - 1
        return at >= 0 and place < self.ends[at]


def spoken_words(stream: Stream) -> NDArray[np.bool_]:
    """Say of each word of a stream whether it is spoken."""
    spoken = spoken_of(stream.account)
    if not spoken.starts:
        return np.zeros(len(stream.words), dtype=np.bool_)
    at = np.searchsorted(np.array(spoken.starts), stream.starts, side="right") - 1
    return (at >= 0) & (stream.starts < np.array(spoken.ends)[at])


def spoken_of(account: Account) -> Spoken:
    """Give what stands in quotation marks in an account's body and headline."""
    spans = [*_recorded(account), *_marked(account), *_posted(account.page.text)]
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return Spoken(tuple(starts), tuple(ends))


def _recorded(account: Account) -> list[tuple[int, int]]:
    found: list[Span] = []
    for quotation in account.quotations:
        found.extend(quotation.marked)
        if quotation.kind == "direct":
            found.extend(quotation.parts)
    return [(span.start, span.end) for span in found]


def _posted(text: str) -> list[tuple[int, int]]:
    if "(@" not in text:
        return []
    ends = (found.start() for found in _POSTED.finditer(text))
    return [(text.rfind("\n", 0, end) + 1, end) for end in ends]


def _marked(account: Account) -> list[tuple[int, int]]:
    text = account.page.text
    if not _MARKED.search(text):
        return []
    paragraphs: dict[int, list[int]] = {}
    for passage in account.passages:
        span = passage.span
        hull = paragraphs.setdefault(passage.paragraph, [span.start, span.end])
        hull[0] = min(hull[0], span.start)
        hull[1] = max(hull[1], span.end)
    return [
        (start + found.start(), start + found.end())
        for start, end in paragraphs.values()
        for found in _MARKED.finditer(text[start:end])
    ]
