"""Which words two prints of one text share, word by word, for marking them side by side.

Words are compared as they are levelled, with case folded. The texts shown are passages, so the
matching of ``difflib`` - quadratic at worst - is bounded by the words it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import Match, SequenceMatcher

from secondsource.sentences import words_of
from secondsource.textview import level

MOST = 400  # words on a side; longer texts are never shown side by side
_LEAST = 3  # shared words in a row that are worth a mark: shorter runs are "of the", "he said"
_BESIDE = 2  # words between a shorter run and a worthy one that are an edit, not another sentence

Stretches = list[tuple[int, int]]


def shared_words(a: str, b: str) -> tuple[Stretches, Stretches]:
    """Give the stretches of each text that stand in the other too, in code points.

    The two lists are of one length: the words at one place of the first are those at the same
    place of the second, but for typography and case. A respelled word is not shared.

    >>> a, b = "Waves of our neighbouring bay", "waves of our neighboring bay"
    >>> [a[start:end] for start, end in shared_words(a, b)[0]]
    ['Waves of our', 'bay']
    """
    mine, yours = list(words_of(a))[:MOST], list(words_of(b))[:MOST]
    matcher = SequenceMatcher(None, _levelled(a, mine), _levelled(b, yours), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    left: Stretches = []
    right: Stretches = []
    for at, block in enumerate(blocks):
        if block.size >= _LEAST or _beside(block, blocks[max(0, at - 1) : at + 2]):
            left.append((mine[block.a][0], mine[block.a + block.size - 1][1]))
            right.append((yours[block.b][0], yours[block.b + block.size - 1][1]))
    return left, right


def _levelled(text: str, words: Stretches) -> list[str]:
    return [level(text[start:end], fold=True) for start, end in words]


def _beside(block: Match, neighbours: Sequence[Match]) -> bool:
    """Say whether a short run continues a long one behind a changed word or two."""
    for one in neighbours:
        first, second = sorted((one, block))
        gap = max(second.a - first.a, second.b - first.b) - first.size
        if one.size >= _LEAST and gap <= _BESIDE:
            return True
    return False
