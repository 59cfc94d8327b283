"""Pieces of lines as they stand on printed pages, to paragraphs in reading order.

What may live here: judging by place and size of type alone. It works because a typesetter marks
a paragraph: by space above it, by an indent, or by a last line that ends short; and because what
runs along the edges of the pages (heads, feet, numbers) repeats from page to page. Lines of a
paragraph are joined by a space. A hyphen at a line's end goes only where the document prints the
word without it elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from secondsource.records import Block, Cut, Page, Span

_EDGE = 0.1  # of a page's height, at its top and its foot, where heads and numbers run
_MIDDLE = 0.5  # of a page's height: what runs above it is a head, below it a foot
_SAME = 0.12  # by which two heights of one size of type differ, in parts of the larger
_INDENT = 0.7  # heights of a letter that a new paragraph's first line is set in
_SHORT = 0.15  # of a column's width that a last line ends short by
_AIR = 1.25  # times the usual leading that still is one paragraph
_LEADING = 1.1  # heights from line to line where a document has too few to tell
_PARTED = 1.6  # heights from line to line that, seen once or twice, are a paragraph's space
_LARGE = 1.25  # times the size of the running text from which type is a heading's
_OPEN = 8  # paragraphs that stand side by side, as columns drawn line by line do
_FEW = 3  # pages that repeat a line at their edge
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*(?:\w+ )?\d{1,4}(?: ?(?:/|of|von|de) ?\d{1,4})?\W*|[ivxlc]{1,7}")
_STAMP = re.compile(
    r"(?:file|https?)://\S+|\d{1,4}([/.-])\d{1,2}\1\d{2,4},? \d{1,2}[:.]\d\d(?: ?[AP]M)?", re.I
)
_ROW = 6.0  # points by which the feet of a row's words differ, small type beside large
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in one line of one column; places in points from the page's lower left.

    ``above`` is the part of the page's height above it; ``hyphen`` says that the last character
    is a hyphen that the line's end asked for.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    above: float = 0.5
    hyphen: bool = False


@dataclass(slots=True)
class _Paragraph:
    """The pieces of one paragraph so far."""

    page: int
    pieces: list[Piece] = field(default_factory=list)
    running: bool = False
    stamped: bool = False

    @property
    def last(self) -> Piece:
        return self.pieces[-1]


def set_in_type(pages: Sequence[Sequence[Piece]]) -> tuple[str, tuple[Block, ...]]:
    """Give the text of pages and its blocks: ``p``, ``h1`` and ``h2``, ``running``, and ``stamp``
    for what the program that printed them put on the sheets.

    A paragraph that goes on over a page's end is one block, and what runs along the edges there
    stands after it. Errors: none; no pieces give an empty text.

    >>> lines = [Piece("Nine died on Mon-", 60, 300, 700, 12, hyphen=True),
    ...          Piece("day, police said.", 60, 200, 687, 12), Piece("Monday", 60, 90, 650, 12)]
    >>> set_in_type([lines])[0]
    'Nine died on Monday, police said.\\n\\nMonday'
    """
    leading = _leading_of(pages)
    running = _running(pages, leading)
    paragraphs: list[_Paragraph] = []
    for number, page in enumerate(pages):
        rights = _rights(page)
        paragraphs += _of_page(number, page, running[number], rights, leading)
    return _written(_carried_over(paragraphs))


# -- what runs along the edges --------------------------------------------------------------


def _running(pages: Sequence[Sequence[Piece]], leading: float) -> list[set[int]]:
    """Give, for each page, the places of the pieces that run along the edges."""
    forms = [_edge_forms(page, leading) for page in pages]
    counts = Counter(form for page in forms for form in set(page.values()))
    least = min(_FEW, len(pages))
    return [
        {
            at
            for at, form in page.items()
            if (counts[form] >= least and len(pages) > 1) or _NUMBER.fullmatch(pages[n][at].text)
        }
        for n, page in enumerate(forms)
    ]


def _edge_forms(page: Sequence[Piece], leading: float) -> dict[int, str]:
    """Give what stands apart at a page's edges, by its place; its numbers levelled."""
    edge = {at for at, one in enumerate(page) if not _EDGE < one.above < 1 - _EDGE}
    inner = sorted((one for at, one in enumerate(page) if at not in edge), key=_base)
    return {
        at: f"{page[at].above < _MIDDLE}{_DIGITS.sub('#', page[at].text.lower())}"
        for at in sorted(edge)
        if not any(_touch(page[at], one, leading) for one in _nearest(page[at], inner))
    }


def _base(piece: Piece) -> float:
    return piece.base


def _nearest(piece: Piece, others: Sequence[Piece]) -> Sequence[Piece]:
    """Give the few pieces, sorted by height, that may be the line before or after one."""
    at = bisect_left(others, piece.base, key=_base)
    return others[max(0, at - _OPEN) : at + _OPEN]


def _touch(one: Piece, two: Piece, leading: float) -> bool:
    near = abs(one.base - two.base) <= leading * _AIR * max(one.height, two.height)
    return near and _same_type(one, two) and _overlap(one, two)


def _stamped(page: Sequence[Piece]) -> set[int]:
    """Give the places of what a browser prints on a sheet: day and title, address and number.

    Its row is known by an address or by a day with a clock that stands there alone; the page's
    title stands in the same row.
    """
    edge = [at for at, one in enumerate(page) if not _EDGE < one.above < 1 - _EDGE]
    rows = [page[at].base for at in edge if _STAMP.fullmatch(page[at].text)]
    return {at for at in edge if any(abs(page[at].base - row) < _ROW for row in rows)}


def running_cuts(page: Page) -> Iterator[Cut]:
    """Yield what runs along a document's pages; the first print of a head may name the outlet."""
    seen: set[str] = set()
    for block in page.blocks:
        words = page.text[block.start : block.end]
        form = _DIGITS.sub("#", words.lower())
        repeated = block.kind == "running" and (form in seen or _NUMBER.fullmatch(words))
        if repeated or block.kind == "stamp":
            span = Span(page.id, block.start, block.end)
            yield Cut(span, "label: runs along the edge of the pages")
        seen.add(form)


# -- paragraphs -----------------------------------------------------------------------------


def _leading_of(pages: Sequence[Sequence[Piece]]) -> float:
    """Give the usual step from line to line, in heights of a letter."""
    steps = [
        (one.base - two.base) / one.height
        for page in pages
        for rights in [_rights(page)]
        for one, two in pairwise(page)
        if one.height > 0 and _same_type(one, two) and _overlap(one, two)
        if not _ends_short(one, rights)
    ]
    steps = sorted(step for step in steps if 0.6 < step < 2.5)
    if len(steps) > 3:
        return median(steps[: max(1, len(steps) * 3 // 4)])
    return min((step for step in steps if step < _PARTED), default=_LEADING)


def _rights(page: Sequence[Piece]) -> dict[tuple[int, int], float]:
    """Give where columns end, by where they begin and the size of their type."""
    rights: dict[tuple[int, int], float] = {}
    for piece in page:
        key = _column(piece)
        rights[key] = max(piece.right, rights.get(key, piece.right))
    return rights


def _column(piece: Piece) -> tuple[int, int]:
    return (round(piece.left / 24), round(piece.height))


def _of_page(
    number: int,
    page: Sequence[Piece],
    running: set[int],
    rights: dict[tuple[int, int], float],
    leading: float,
) -> list[_Paragraph]:
    stamped = _stamped(page)
    running = running | stamped
    edges = [
        (page[at].above, _Paragraph(number, [page[at]], running=True, stamped=at in stamped))
        for at in sorted(running)
    ]
    found = [one for above, one in edges if above < _MIDDLE]
    for at, piece in enumerate(page):
        if at in running:
            continue
        goes_on = (
            one
            for one in reversed(found[-_OPEN:])
            if not one.running and _goes_on(one, piece, rights, leading)
        )
        open_one = next(goes_on, None)
        if open_one is None:
            found.append(_Paragraph(number, [piece]))
        else:
            open_one.pieces.append(piece)
    return found + [one for above, one in edges if above >= _MIDDLE]


def _goes_on(
    paragraph: _Paragraph, piece: Piece, rights: dict[tuple[int, int], float], leading: float
) -> bool:
    """Say whether a piece is the next line of a paragraph."""
    last = paragraph.last
    step = last.base - piece.base
    if not _same_type(last, piece) or not _overlap(last, piece):
        return False
    if not 0.3 * piece.height < step <= leading * _AIR * max(last.height, piece.height):
        return False
    if last.hyphen:
        return True
    if piece.left > last.left + _INDENT * piece.height:
        return False
    end = rights.get(_column(piece), last.right)
    short = last.right < end - _SHORT * (end - piece.left)
    return not (short and _ENDED.search(last.text))


def _ends_short(piece: Piece, rights: dict[tuple[int, int], float]) -> bool:
    """Say whether a line ends where no line must: below it may stand another paragraph."""
    end = rights.get(_column(piece), piece.right)
    return piece.right < end - _SHORT * (end - piece.left)


def _same_type(one: Piece, two: Piece) -> bool:
    return abs(one.height - two.height) <= _SAME * max(one.height, two.height)


def _overlap(one: Piece, two: Piece) -> bool:
    return min(one.right, two.right) > max(one.left, two.left)


def _carried_over(paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
    """Join paragraphs that a page's or a column's end has parted; what runs there comes after."""
    done: list[_Paragraph] = []
    waiting: list[_Paragraph] = []
    for one in paragraphs:
        if one.running:
            waiting.append(one)
            continue
        before = done[-1] if done and not done[-1].running else None
        if before is not None and _parted(before, one):
            before.pieces.extend(one.pieces)
            before.page = one.page
            continue
        done += [*waiting, one]
        waiting = []
    return done + waiting


def _parted(before: _Paragraph, after: _Paragraph) -> bool:
    one, two = before.last, after.pieces[0]
    turned = after.page != before.page or two.base > one.base
    goes_on = one.hyphen or (two.text[:1].islower() and not _ENDED.search(one.text))
    return turned and _same_type(one, two) and goes_on


# -- writing it out -------------------------------------------------------------------------


def _written(paragraphs: Sequence[_Paragraph]) -> tuple[str, tuple[Block, ...]]:
    heights = Counter[float]()
    printed: set[str] = set()
    for one in paragraphs:
        for piece in one.pieces:
            heights[piece.height] += len(piece.text)
            printed.update(word.lower() for word in _WORD.findall(piece.text))
    usual = heights.most_common(1)[0][0] if heights else 0.0
    largest = max((one.last.height for one in paragraphs if one.page == 0), default=0.0)
    texts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for one in paragraphs:
        words = "".join(_joined(one.pieces, printed)).strip()
        if not words:
            continue
        start = length + (2 if texts else 0)
        length = start + len(words)
        texts.append(words)
        blocks.append(Block(start, length, _kind(one, usual, largest), "pdf"))
    return "\n\n".join(texts), tuple(blocks)


def _kind(paragraph: _Paragraph, usual: float, largest: float) -> str:
    if paragraph.running:
        return "stamp" if paragraph.stamped else "running"
    height = paragraph.last.height
    if height < usual * _LARGE:
        return "p"
    return "h1" if height >= largest * (1 - _SAME) else "h2"


def _joined(pieces: Sequence[Piece], printed: set[str]) -> Iterator[str]:
    """Yield the lines of a paragraph and what joins them."""
    for one, two in zip(pieces, [*pieces[1:], None], strict=True):
        if two is None:
            yield one.text
        elif not one.hyphen:
            yield one.text + " "
        else:
            halves = _WORD.findall(one.text[:-1])[-1:] + _WORD.findall(two.text)[:1]
            whole = "".join(halves).lower() in printed
            yield one.text[:-1] if whole else one.text
