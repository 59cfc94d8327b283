"""Which words two prints of one text share, word by word, for marking them side by side.

Words are compared as they are levelled, with case folded. The texts shown are passages, so the
matching of ``difflib`` - quadratic at worst - is bounded by the words it is given.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from secondsource.sentences import words_of
from secondsource.textview import level

MOST = 400  # words on a side; longer texts are never shown side by side
_LEAST = 3  # shared words in a row that are worth a mark: shorter runs are "of the", "he said"


def shared_words(a: str, b: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Give the stretches of each text that stand in the other too, in code points.

    >>> a, b = "Waves of our neighbouring bay", "waves of our neighboring bay"
    >>> [a[start:end] for start, end in shared_words(a, b)[0]]
    ['Waves of our']
    """
    mine, yours = list(words_of(a))[:MOST], list(words_of(b))[:MOST]
    matcher = SequenceMatcher(
        None,
        [level(a[start:end], fold=True) for start, end in mine],
        [level(b[start:end], fold=True) for start, end in yours],
        autojunk=False,
    )
    left, right = [], []
    for block in matcher.get_matching_blocks():
        if block.size >= _LEAST:
            left.append((mine[block.a][0], mine[block.a + block.size - 1][1]))
            right.append((yours[block.b][0], yours[block.b + block.size - 1][1]))
    return left, right
