"""Near: the blocks of a page that stand around a place, and what their elements are called.

What may live here: finding them fast. Blocks are in the order of the page, so the ones between two
places are found by bisection; the elements around a block repeat over a page and over the pages
of an outlet, so what a pattern says of them is kept.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from secondsource.records import Block, Page

_PARTS = str.maketrans(dict.fromkeys(".#_-:/@[]()", " "))
_KEPT = 16_384  # distinct paths; a page has some fifty paths near its headline


def blocks_between(page: Page, first: int, last: int) -> Sequence[Block]:
    """Give the blocks that start between two places of a page's text, both counted in.

    >>> page = Page("p", "a", "Ferry sinks\\nNine died", blocks=(Block(0, 11), Block(12, 21)))
    >>> blocks_between(page, 5, 12)
    (Block(start=12, end=21, kind='line', path='', linked=0),)
    """
    start = attrgetter("start")
    begins = bisect_left(page.blocks, first, key=start)
    return page.blocks[begins : bisect_right(page.blocks, last, lo=begins, key=start)]


@lru_cache(maxsize=_KEPT)
def called(path: str, last: int) -> str:
    """Give what the last elements of a path are called: their words, parted by spaces.

    >>> called("main div.Article-byLine p", 2)
    ' div article byline p '
    """
    return f" {' '.join(path.split(' ')[-last:]).lower().translate(_PARTS)} "


@lru_cache(maxsize=_KEPT)
def is_called(names: tuple[str, ...], path: str, last: int) -> bool:
    """Say whether one of the last elements of a path has one of these names, or a part of it.

    >>> is_called((" byline ", "author"), "main div.postAuthorBox", 1)
    True
    """
    words = called(path, last)
    return any(name in words for name in names)
