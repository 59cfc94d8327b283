"""One step of a proof, and how long lists are said.

What may live here: the record that the terminal, the page and the export share, and lists cut
to a length at which they are still read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from secondsource.records import Span

NAMED = 8  # names in one sentence; more are counted

Section = Literal["carries", "shares", "hidden", "knows", "left", "count"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof: what is said, and the words that prove it.

    ``section`` is the question it answers; ``kind`` what it is, for programs. ``left`` and
    ``right`` are two prints to be set side by side, or ``left`` alone is what the step is about;
    ``marked`` are the words of both that the two share, those of ``left`` first; ``places`` are
    further spans that prove the sentence.
    """

    section: Section
    kind: str
    text: str
    left: Span | None = None
    right: Span | None = None
    marked: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()

    def spans(self) -> tuple[Span, ...]:
        """Give every span of the step but the marks, the two sides first."""
        return (*(one for one in (self.left, self.right) if one is not None), *self.places)


def listed(names: Iterable[str], *, most: int = NAMED) -> str:
    """Say names in a row, the same name once with its number, and count what is beyond.

    >>> listed(["Levpress", "Herald", "Levpress"]), listed(["A", "B", "C", "D"], most=2)
    ('Levpress (2) and Herald', 'A, B and 2 more')
    """
    found = Counter(iter(names))  # of a mapping its keys, not its values
    said = [name if number == 1 else f"{name} ({number})" for name, number in found.items()]
    if len(said) > most:
        return f"{', '.join(said[:most])} and {len(said) - most:,} more"
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else ""


def section_of(steps: Iterable[Step], name: str) -> list[Step]:
    """Give the steps of one section, in order."""
    return [step for step in steps if step.section == name]
