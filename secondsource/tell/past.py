"""What happened to stories, as a view asks for it: the changes that led to one, and as JSON.

What may live here: choosing among the kept changes; nothing is laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from secondsource.records import Change


def history_of(changes: Sequence[Change], story: str) -> tuple[Change, ...]:
    """Give the changes that a story took part in, under every id that it went by, in order.

    What the stories that it took in had been through before belongs to it too.

    >>> told = [Change("begun", "s1"), Change("begun", "s2"), Change("merged", "s3", "s1")]
    >>> [one.story for one in history_of(told, "s3")]
    ['s1', 's3']
    """
    names = {story}
    found: list[Change] = []
    for one in reversed(changes):
        if one.story in names or one.other in names:
            found.append(one)
            if one.other is not None and one.story in names and one.verb in ("merged", "renamed"):
                names.add(one.other)
    return tuple(reversed(found))


def object_of(change: Change) -> dict[str, Any]:
    """Give a change as the JSON shows it."""
    return {
        "number": change.number,
        "verb": change.verb,
        "story": change.story,
        "other": change.other,
        "articles": list(change.articles),
        "reasons": [{"kind": one.kind, "text": one.text} for one in change.reasons],
    }
