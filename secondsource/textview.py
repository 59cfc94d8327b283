"""Typography levelled - quotes, dashes, spaces, soft hyphens - and the way back to the page.

Two prints of one sentence differ in their marks and spaces; comparing works on levelled text.
A ``TextView`` keeps, for every levelled stretch, where its page's own characters stand, so
that whatever is found in the view is reported in the page. Levelling twice changes nothing.

It works in two steps. Most changes replace one character by one, which moves nothing and is a
plain ``translate``. The few that change lengths (runs of spaces, invisible characters, the
ellipsis, ligatures, composed letters) are kept as break points, found again by bisection.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from secondsource.records import Span

SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›′´`ʼ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    }
)
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00"
LIGATURES = {
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "İ": "I",
}
_MOVES = re.compile(
    rf"[\s{INVISIBLE}]*[^\S ][\s{INVISIBLE}]*|[\s{INVISIBLE}]{{2,}}|[{INVISIBLE}]"
    rf"|[{''.join(LIGATURES)}]|[^\W\d_][\u0300-\u036f]+"
)
# Text in which nothing moves, as five passages in six: asked first, it halves the time.
_STILL = re.compile(rf"(?: ?[^\s{INVISIBLE}{''.join(LIGATURES)}\u0300-\u036f]++)*+ ?")
_SPACE = re.compile(r"\s")


def _levelled(found: str) -> str:
    if found in LIGATURES:
        return LIGATURES[found]
    if _SPACE.search(found):
        return " "
    if found[0].isalpha():
        return unicodedata.normalize("NFC", found)
    return ""


@dataclass(frozen=True, slots=True)
class TextView:
    """Levelled text of a stretch of a page, with the way back.

    ``text`` is the levelled text; ``span(start, end)`` gives the page's own span of a
    stretch of it.

    >>> view = TextView.of("p1", "He said:\\u00a0“No…”")
    >>> view.text
    'He said: "No..."'
    >>> view.span(9, 16)
    Span(page='p1', start=9, end=14)
    """

    page: str
    text: str
    _levels: tuple[int, ...]
    _places: tuple[int, ...]
    _lengths: tuple[tuple[int, int], ...]

    @classmethod
    def of(
        cls, page: str, text: str, start: int = 0, end: int | None = None, *, fold: bool = False
    ) -> TextView:
        """Level ``text[start:end]`` of a page; ``fold`` also drops case.

        Errors: none; any text can be levelled.
        """
        stop = len(text) if end is None else min(end, len(text))
        if start < stop and _STILL.fullmatch(text, start, stop):
            levelled = text[start:stop].translate(SAME_LENGTH)
            size = stop - start
            return cls(
                page, levelled.lower() if fold else levelled, (0,), (start,), ((size, size),)
            )
        pieces: list[str] = []
        levels: list[int] = []
        places: list[int] = []
        lengths: list[tuple[int, int]] = []
        level, place = 0, start

        def add(piece: str, taken: int) -> None:
            nonlocal level, place
            if not taken:
                return
            pieces.append(piece)
            levels.append(level)
            places.append(place)
            lengths.append((len(piece), taken))
            level += len(piece)
            place += taken

        for move in _MOVES.finditer(text, start, stop):
            add(text[place : move.start()], move.start() - place)
            add(_levelled(move.group()), move.end() - move.start())
        add(text[place:stop], stop - place)
        levelled = "".join(pieces).translate(SAME_LENGTH)
        return cls(
            page,
            levelled.lower() if fold else levelled,
            tuple(levels),
            tuple(places),
            tuple(lengths),
        )

    def span(self, start: int, end: int) -> Span:
        """Give the page's span of ``text[start:end]``; an empty stretch gives an empty span."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"not a stretch of the view: {start}..{end} of {len(self.text)}")
        if start == end:
            at = self._place(start) if start < len(self.text) else self._end()
            return Span(self.page, at, at)
        return Span(self.page, self._place(start), self._place(end - 1, closing=True))

    def _end(self) -> int:
        return self._places[-1] + self._lengths[-1][1] if self._places else 0

    def _place(self, at: int, *, closing: bool = False) -> int:
        piece = bisect_right(self._levels, at) - 1
        levelled, taken = self._lengths[piece]
        if levelled == taken:
            return self._places[piece] + at - self._levels[piece] + closing
        return self._places[piece] + (taken if closing else 0)


def level(text: str, *, fold: bool = False) -> str:
    """Level a text where the way back is not needed.

    >>> level("“Never”,  she said — twice", fold=True)
    '"never", she said - twice'
    """
    if not _STILL.fullmatch(text):
        text = _MOVES.sub(lambda move: _levelled(move.group()), text)
    levelled = text.translate(SAME_LENGTH)
    return levelled.lower() if fold else levelled


def passage_key(text: str) -> str:
    """Hash a passage so that two prints of one sentence share the key: 16 hex digits.

    >>> passage_key("“No,” she said.") == passage_key('"No,"  she said.')
    True
    """
    return hashlib.sha256(level(text).strip().encode("utf-8", "replace")).hexdigest()[:16]
