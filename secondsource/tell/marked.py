"""An article's text as HTML: what is body, what was cut and why, and a mark at every proof.

Spans of proofs overlap and cross; elements must nest. So marks are opened in the order of
their starts, the widest first, and one that would cross the end of another is continued behind
it. Of the text nothing is left out but empty lines: several are shown as one, none beside a cut.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from secondsource.tell.plain import safe

CUT = "cut"
_EMPTY_LINES = re.compile(r"[^\S\n]*\n\s*\n\s*")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a text to be marked: its class, its anchor, a note shown before it, a tooltip.

    ``refs`` are (address, words, title) of links that stand behind its end.
    """

    start: int
    end: int
    kind: str
    anchor: str = ""
    note: str = ""
    tip: str = ""
    refs: tuple[tuple[str, str, str], ...] = field(default=(), compare=False)


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """Write a text as HTML with its marks as nested ``span`` elements.

    Marks that lie outside the text are left out.

    >>> str(marked("ferry <b>", [Mark(0, 5, "w", "w-0-5")]))
    '<span class="w" id="w-0-5">ferry</span> &lt;b&gt;'
    """
    writer = _Writer(safe(text))
    waiting = [_placed(mark) for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    heapq.heapify(waiting)
    while waiting:
        mark = heapq.heappop(waiting)[-1]
        writer.close(mark.start)
        here = writer.room(mark)
        if here < mark.end:
            heapq.heappush(waiting, _placed(_rest(mark, here)))
            mark = Mark(mark.start, here, mark.kind, mark.anchor, mark.note, mark.tip)
        writer.open(mark)
    writer.close(len(text))
    writer.write(len(text))
    return Markup("").join(writer.pieces)


@dataclass(slots=True)
class _Writer:
    """Writes a text from its start to its end; lives for one call."""

    text: str
    at: int = 0
    after_cut: bool = False
    pieces: list[Markup] = field(default_factory=list)
    opened: list[Mark] = field(default_factory=list)

    def write(self, end: int, *, before_cut: bool = False) -> None:
        """Write the text up to a place."""
        piece = _EMPTY_LINES.sub("\n\n", self.text[self.at : end])
        piece = piece.rstrip() if before_cut else piece
        piece = piece.lstrip() if self.after_cut else piece
        self.after_cut = self.after_cut and not piece
        self.pieces.append(escape(piece))
        self.at = max(self.at, end)

    def room(self, mark: Mark) -> int:
        """Say how far a mark can reach before it crosses the one it stands in."""
        return min(mark.end, self.opened[-1].end) if self.opened else mark.end

    def open(self, mark: Mark) -> None:
        """Open a mark at its start."""
        self.write(mark.start, before_cut=mark.kind == CUT)
        self.pieces.append(_opening(mark))
        self.opened.append(mark)

    def close(self, start: int) -> None:
        """Close the marks that end before a place."""
        while self.opened and self.opened[-1].end <= start:
            mark = self.opened.pop()
            self.write(mark.end)
            self.pieces.append(_closing(mark))
            self.after_cut = mark.kind == CUT


def _placed(mark: Mark) -> tuple[int, int, str, str, Mark]:
    return (mark.start, -mark.end, mark.kind, mark.anchor, mark)


def _rest(mark: Mark, start: int) -> Mark:
    return Mark(start, mark.end, f"{mark.kind} rest", tip=mark.tip, refs=mark.refs)


def _opening(mark: Mark) -> Markup:
    anchor = Markup(' id="{}"').format(mark.anchor) if mark.anchor else Markup("")
    note = Markup('<i class="why">{}</i>').format(mark.note) if mark.note else Markup("")
    tip = Markup(' title="{}"').format(mark.tip) if mark.tip else Markup("")
    return Markup('<span class="{}"{}{}>{}').format(mark.kind, anchor, tip, note)


def _closing(mark: Mark) -> Markup:
    return Markup("</span>") + _references(mark.refs)


def _references(refs: Sequence[tuple[str, str, str]]) -> Markup:
    link = Markup('<a class="ref" href="{}" title="{}">{}</a>')
    return Markup("").join(link.format(address, title, words) for address, words, title in refs)
