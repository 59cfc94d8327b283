"""What is passed over in a folder or an archive, counted by kind and said once.

What may live here: counting. A folder of coverage is full of pictures and scripts; a line for
each would bury the one page that could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.edges.sniffing import UNREAD_KINDS, Kind
from secondsource.records import Unread


class Passed:
    """Counts of what was passed over; of each kind the first by name, in whatever order it came.

    >>> passed = Passed()
    >>> passed.add("picture", "b.jpg"), passed.add("picture", "a.jpg")
    (None, None)
    >>> [one.reason[:48] for one in passed.said("news")]
    ['2 pictures are not read (the first by name is a.']
    """

    __slots__ = ("_counts",)

    def __init__(self) -> None:
        """Begin with none."""
        self._counts: dict[Kind, tuple[int, str]] = {}

    def add(self, kind: Kind, name: str) -> None:
        """Count one."""
        count, first = self._counts.get(kind, (0, name))
        self._counts[kind] = (count + 1, min(first, name))

    def said(self, where: str, *, inside: bool = False) -> Iterator[Unread]:
        """Say each kind once; one alone is named itself, unless it stands inside ``where``."""
        for kind, (count, first) in sorted(self._counts.items()):
            one, many, then = UNREAD_KINDS[kind]
            if count > 1:
                said = f"{count} {many} are not read (the first by name is {first}): {then}"
                yield Unread(where, said)
            elif inside:
                yield Unread(where, f"{first}: it is {one}: {then}")
            else:
                yield Unread(first, f"not a page but {one}: {then}")
