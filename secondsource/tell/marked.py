"""An article's text as HTML: what is body, what was cut and why, and a mark at every proof.

Spans of proofs overlap and cross; elements must nest. So marks are opened in the order of
their starts, the widest first, and one that would cross the end of another is continued behind
it. Not a character is added to the text or taken from it but what ``safe`` replaces one for one.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from secondsource.tell.plain import safe


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a text to be marked: its class, its anchor, a note shown before it.

    ``refs`` are (address, words, title) of links that stand behind its end.
    """

    start: int
    end: int
    kind: str
    anchor: str = ""
    note: str = ""
    refs: tuple[tuple[str, str, str], ...] = field(default=(), compare=False)


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """Write a text as HTML with its marks as nested ``span`` elements.

    >>> str(marked("ferry <b>", [Mark(0, 5, "w", "w-0-5")]))
    '<span class="w" id="w-0-5">ferry</span> &lt;b&gt;'
    """
    whole = safe(text)
    waiting = [_placed(mark) for mark in marks if 0 <= mark.start < mark.end <= len(whole)]
    heapq.heapify(waiting)
    pieces: list[Markup] = []
    open_marks: list[Mark] = []
    at = 0

    def write_to(end: int) -> None:
        nonlocal at
        pieces.append(escape(whole[at:end]))
        at = max(at, end)

    def close_until(start: int) -> None:
        while open_marks and open_marks[-1].end <= start:
            mark = open_marks.pop()
            write_to(mark.end)
            pieces.append(_closing(mark))

    while waiting:
        mark = heapq.heappop(waiting)[-1]
        close_until(mark.start)
        write_to(mark.start)
        if open_marks and mark.end > open_marks[-1].end:
            here = open_marks[-1].end
            heapq.heappush(waiting, _placed(_rest(mark, here)))
            mark = Mark(mark.start, here, mark.kind, mark.anchor, mark.note)
        pieces.append(_opening(mark))
        open_marks.append(mark)
    close_until(len(whole))
    write_to(len(whole))
    return Markup("").join(pieces)


def _placed(mark: Mark) -> tuple[int, int, str, str, Mark]:
    return (mark.start, -mark.end, mark.kind, mark.anchor, mark)


def _rest(mark: Mark, start: int) -> Mark:
    return Mark(start, mark.end, f"{mark.kind} rest", refs=mark.refs)


def _opening(mark: Mark) -> Markup:
    anchor = Markup(' id="{}"').format(mark.anchor) if mark.anchor else Markup("")
    note = Markup('<i class="why">{}</i>').format(mark.note) if mark.note else Markup("")
    return Markup('<span class="{}"{}>{}').format(mark.kind, anchor, note)


def _closing(mark: Mark) -> Markup:
    return Markup("</span>") + _references(mark.refs)


def _references(refs: Sequence[tuple[str, str, str]]) -> Markup:
    link = Markup('<a class="ref" href="{}" title="{}">{}</a>')
    return Markup("").join(link.format(address, title, words) for address, words, title in refs)
