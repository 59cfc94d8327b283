"""A sequence that grows at its end without being copied: full lots, and the last one.

Here lives the sequence alone; it is a value. Putting one more into a tuple of twenty thousand
copies them all, which made a long story's time grow with the square of its length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

_LOT = 128


@dataclass(frozen=True, slots=True)
class Lots:
    """Names in order; every lot but the last is full. Made by ``lots_of`` and ``with_one``."""

    full: tuple[tuple[str, ...], ...] = ()
    last: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Count the names."""
        return _LOT * len(self.full) + len(self.last)

    def __iter__(self) -> Iterator[str]:
        """Yield the names in order."""
        return chain(chain.from_iterable(self.full), self.last)

    def with_one(self, name: str) -> Lots:
        """Give the same with one more at the end.

        >>> list(lots_of(["a", "b"]).with_one("c"))
        ['a', 'b', 'c']
        """
        if len(self.last) < _LOT:
            return Lots(self.full, (*self.last, name))
        return Lots((*self.full, self.last), (name,))

    def parted(self, last: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give those before the last so many, and these.

        >>> lots_of("abcd").parted(3)
        (('a',), ('b', 'c', 'd'))
        """
        names = tuple(self)
        cut = max(0, len(names) - last)
        return names[:cut], names[cut:]


def lots_of(names: Iterable[str]) -> Lots:
    """Lay names into lots."""
    every = tuple(names)
    full = len(every) // _LOT * _LOT
    return Lots(
        tuple(every[at : at + _LOT] for at in range(0, full, _LOT)),
        every[full:],
    )
