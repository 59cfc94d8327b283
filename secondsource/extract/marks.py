"""Quotation marks: which stretches of a paragraph stand in them.

A state machine over one paragraph at a time. Marks open and close by their shape where the
shape tells (“ ” „ « »), and by what stands beside them where it does not (the straight ones).
A mark that nobody closes reads to the end of its paragraph, and since nothing is carried over,
one mark too many or too few changes only its own paragraph. A closing mark that closes nothing
is ignored. Single marks count in pairs: one alone is an apostrophe, unless a capital follows it
where a speech begins. Feet, inches, minutes and seconds are no marks.

Time is linear in the number of marks; what stands inside the outermost pair is not reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Four and more of one sign in a row are an ornament, and so are five of any. An apostrophe
# inside a word is none of ours.
_MARK = re.compile(
    r"([\"“”„‟«»＂‘’'‚‹›`])\1{3,}|[\"“”„‟«»＂‘’'‚‹›`]{5,}|``|''|[\"“”„‟«»＂‚‹›]"
    r"|(?<![^\W_])[‘’']|[‘’'](?![^\W_])"
)
_SINGLE = frozenset("‘’'‚‹›")
_OPENING_SHAPE = frozenset(("“", "„", "‟", "«", "``"))
_STRAIGHT = frozenset(('"', "''", "＂"))
_BEFORE_OPENING = frozenset("([{<-–—―/:“‘„«\"'=*•")
_SHORTENED = re.compile(r"['‘’](?:\d0s\b|\d\d\b|(?:tis|twas|em|til|cause|bout|n)\b)", re.IGNORECASE)
# 6'2", 5’ 11”, 12" x 8", 45°26'12"N: the sign belongs to the number before it.
_MEASURED = re.compile(r"[\"”](?=\s?[x×]\s?\d|\s?[NSEW]\b)")
_FEET = re.compile(r"\d\s?['’°]\s?\d{1,2}(?:[.½]\d?)?\s?$")
_NEAR = 10  # characters of "45°26'12" before the sign


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch in quotation marks: ``start``/``end`` with the marks, ``first``/``last`` without.

    Offsets count code points of the text it was found in. ``closed`` is False where the
    paragraph ended first.
    """

    start: int
    first: int
    last: int
    end: int
    closed: bool = True


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    before: str
    after: str

    @property
    def may_open(self) -> bool:
        """Nothing, a space or an opening sign before it, and something after it."""
        free = not self.before or self.before.isspace() or self.before in _BEFORE_OPENING
        return free and bool(self.after) and not self.after.isspace()

    @property
    def may_close(self) -> bool:
        """Something before it, and no letter or digit after it."""
        held = bool(self.before) and not self.before.isspace()
        return held and not self.after.isalnum()


def marked_in(text: str, start: int = 0, end: int | None = None) -> tuple[Marked, ...]:
    """Find the stretches of one paragraph, ``text[start:end]``, that stand in quotation marks.

    Outermost stretches only, in order, never touching. Errors: none.

    >>> text = 'The "ferry" sank. “It\\'s gone, she said.'
    >>> [(text[m.first : m.last], m.closed) for m in marked_in(text)]
    [('ferry', True), ("It's gone, she said.", False)]
    """
    stop = len(text) if end is None else end
    marks = _marks(text, start, stop)
    if not marks:
        return ()
    pairs = _paired(text, marks, stop)
    straight = sum(mark.sign in _STRAIGHT for mark in marks)
    if pairs and not pairs[-1].closed and straight and straight % 2 == 0:
        # An even number of straight marks that do not nest: one stands on the wrong side of
        # a space, so they are read in turn.
        in_turn = _paired(text, marks, stop, turns=True)
        if not in_turn or in_turn[-1].closed:
            return in_turn
    return pairs


def _marks(text: str, start: int, stop: int) -> list[_Mark]:
    marks = []
    for found in _MARK.finditer(text, start, stop):
        here, past = found.span()
        if past - here > 2:
            continue
        before = text[here - 1] if here > start else ""
        if before.isdigit() and _is_measure(text, here, start):
            continue
        marks.append(_Mark(here, past, found[0], before, text[past] if past < stop else ""))
    return marks


def _is_measure(text: str, here: int, start: int) -> bool:
    """Say whether the sign after a digit gives a measure: 6'2", 12" x 8", 26'12"N."""
    if text[here] not in "\"”'’":
        return False
    return bool(_MEASURED.match(text, here) or _FEET.search(text, max(start, here - _NEAR), here))


def _paired(
    text: str, marks: Sequence[_Mark], stop: int, *, turns: bool = False
) -> tuple[Marked, ...]:
    closers = _single_closers(text, marks)
    found: list[Marked] = []
    stack: list[_Mark] = []
    skip = -1
    for at, mark in enumerate(marks):
        if mark.start < skip:
            continue
        if mark.sign in _SINGLE:
            closer = closers[at] if not stack else -1
            if closer >= 0:
                close = marks[closer]
                found.append(_without_spaces(text, mark, close.start, close.end))
                skip = close.end
            elif not stack and _leads_speech(text, mark, marks[0]):
                stack.append(mark)
                break
            continue
        if _opens(mark, stack, turns=turns):
            stack.append(mark)
        elif stack:
            opened = stack.pop()
            if not stack:
                found.append(_without_spaces(text, opened, mark.start, mark.end))
    if stack:
        last = len(text[stack[0].end : stop].rstrip()) + stack[0].end
        found.append(Marked(stack[0].start, stack[0].end, last, last, closed=False))
    return tuple(found)


def _without_spaces(text: str, opened: _Mark, last: int, end: int) -> Marked:
    """Give a closed stretch less the spaces inside its marks, as French has them.

    So are backslashes, which a broken feed leaves before its marks.
    """
    first = opened.end
    while first < last and text[first].isspace():
        first += 1
    while last > first and (text[last - 1].isspace() or text[last - 1] == "\\"):
        last -= 1
    return Marked(opened.start, first, last, end)


def _leads_speech(text: str, mark: _Mark, first: _Mark) -> bool:
    """Say whether a single mark that nobody closes opens its paragraph: ‘We ran."""
    if mark is not first or mark.before or mark.sign not in "‘'" or not mark.after.isupper():
        return False
    return not _SHORTENED.match(text, mark.start)


def _opens(mark: _Mark, stack: Sequence[_Mark], *, turns: bool) -> bool:
    if mark.sign in _STRAIGHT:
        if turns:
            return not stack
        opens = mark.may_open
        return not stack if opens == mark.may_close else opens
    if mark.sign in _OPENING_SHAPE:
        if not stack:
            return mark.sign != "«" or not mark.may_close or mark.may_open
        closes = (mark.sign == "“" and stack[-1].sign == "„") or (
            mark.sign == "«" and stack[-1].sign == "»"
        )
        return not closes
    return not stack and mark.may_open and not mark.may_close


def _single_closers(text: str, marks: Sequence[_Mark]) -> list[int]:
    """Give for each single mark the index of the one that closes it, or -1.

    From right to left: the next mark that can close, unless it looks like a plural's
    apostrophe (the ministers' plan) and one that follows a comma or a stop comes before any
    other opening mark.
    """
    closers = [-1] * len(marks)
    close = strong = opening = -1
    for at in range(len(marks) - 1, -1, -1):
        mark = marks[at]
        if mark.sign not in _SINGLE:
            continue
        opens = mark.sign != "’" and mark.may_open and not _SHORTENED.match(text, mark.start)
        if opens and close >= 0:
            plural = marks[close].before in "sS" and strong >= 0
            early = opening < 0 or strong < opening
            closers[at] = strong if plural and early else close
        if mark.may_close and mark.sign not in "‘‚‹":
            close = at
            if mark.before in ".,!?…":
                strong = at
        if opens:
            opening = at
    return closers
