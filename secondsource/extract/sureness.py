"""How sure a speaker is, by the way he was bound: shares that were right, and nothing felt.

What may live here: the table ``sureness.toml``, which ``bench/sureness.py`` writes from labelled
quotations, and the one way it is read. A reading is worth a power of what its steps claim for
themselves - they multiply chances that hang together, and so claim too little - times the share
of its kind that was right.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from secondsource.records import How


@dataclass(frozen=True, slots=True)
class Sureness:
    """The share that is right by how a speaker was bound, and the power of what is claimed."""

    right: Mapping[str, float]
    power: float

    def of(self, how: How, claimed: float) -> float:
        """Give how likely a speaker is right; 0 where nobody is bound."""
        return round(float(self.right.get(how, 0.0) * claimed**self.power), 4)

    def claimed(self, how: How, sure: float) -> float:
        """Give back what was claimed where ``of`` gave ``sure``.

        >>> table = Sureness({"named": 0.9}, 0.5)
        >>> table.of("named", 0.64), round(table.claimed("named", 0.72), 2)
        (0.72, 0.64)
        """
        share = self.right.get(how, 0.0)
        return min(1.0, (sure / share) ** (1 / self.power)) if share else 0.0


@cache
def sureness() -> Sureness:
    """Load the table."""
    place = resources.files("secondsource.extract") / "sureness.toml"
    told = tomllib.loads(place.read_text(encoding="utf-8"))
    return Sureness({how: float(share) for how, share in told["right"].items()}, told["power"])


def sure_of(how: How, share: float, told: float) -> float:
    """Say how likely a speaker is right: by how he was bound, his chance, and the telling's.

    >>> sure_of("nothing", 1.0, 0.9)
    0.0
    >>> sure_of("named", 1.0, 0.9) > sure_of("pronoun", 0.6, 0.9) > sure_of("carried", 1.0, 0.3)
    True
    """
    return sureness().of(how, share * told)
