"""Words that lean on what stands before them, shown with it: "who fled", "leaving 12 dead".

What may live here: whether a clause can be read by itself, and which words of its sentence it
needs. A clause that was told apart from its sentence may begin with a verb whose subject stands
before it; shown alone it says nothing to a reader.
"""

from __future__ import annotations

from functools import cache

from secondsource.language import language

_LONGEST = 90  # characters of what is shown before a clause: a line of the terminal
_EDGES = ' \t\n,;:-–—“”"‘’'
_CUT = "... "


@cache
def _standing() -> frozenset[str]:
    return frozenset(language("en").terms("telling.standing"))


def lead_in(text: str, begun: int, start: int) -> str:
    """Read what stands between the beginning of a sentence and a clause in it that leans on it.

    Empty where the clause begins the sentence, or opens with a subject of its own.

    >>> text = "The ferry hit the pier, leaving 12 dead, and the port was closed."
    >>> lead_in(text, 0, 24), lead_in(text, 0, 45), lead_in(text, 0, 0)
    ('The ferry hit the pier,', '', '')
    """
    first = text[start : start + 40].split(" ", 1)[0].strip(_EDGES).lower()
    before = " ".join(text[begun:start].split())
    if not before.strip(_EDGES) or not text[start : start + 1].islower() or first in _standing():
        return ""
    if len(before) <= _LONGEST:
        return before
    return _CUT + before[-_LONGEST:].partition(" ")[2]
