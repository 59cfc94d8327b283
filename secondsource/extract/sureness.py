"""How sure a speaker is, by the way he was bound: shares that were right, and nothing felt.

What may live here: one table and the one place that reads it.
"""

from __future__ import annotations

from secondsource.records import How

_RIGHT: dict[How, float] = {
    "named": 0.97, "together": 0.6, "body": 0.8, "role": 0.85, "pronoun": 1.0, "who": 0.9,
    "office": 0.8, "itself": 0.9, "carried": 0.6, "votes": 0.8,
}  # fmt: skip


def sure_of(how: How, share: float, told: float) -> float:
    """Say how likely a speaker is right; 0 where nobody is bound.

    >>> sure_of("nothing", 1.0, 0.9)
    0.0
    """
    return round(_RIGHT.get(how, 0.0) * share * told, 4)
