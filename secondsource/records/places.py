"""Where words stand, why something is believed, and numbers in doubt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a page's text, in code points, end exclusive.

    >>> from secondsource.records import Page
    >>> page = Page(id="p1", input="a.txt", text="The ferry sank.")
    >>> page[Span("p1", 4, 9)]
    'ferry'
    """

    page: str
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that cannot be read."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end} of page {self.page}")

    def within(self, other: Span) -> bool:
        """Say whether this span lies wholly inside the other."""
        return self.page == other.page and other.start <= self.start and self.end <= other.end

    def touches(self, other: Span) -> bool:
        """Say whether the two spans share at least one character."""
        return self.page == other.page and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is believed: a short kind for programs, a sentence for people, the proof."""

    kind: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """A number in doubt: the 90 % interval and the likely value inside it.

    >>> str(Interval(1, 1, 3)), str(Interval.exactly(2))
    ('1 (1-3)', '2')
    """

    low: int
    likely: int
    high: int

    def __post_init__(self) -> None:
        """Refuse an interval that is out of order."""
        if not 0 <= self.low <= self.likely <= self.high:
            raise ValueError(f"not an interval: {self.low}, {self.likely}, {self.high}")

    @classmethod
    def exactly(cls, number: int) -> Interval:
        """Give the interval of a number that is not in doubt."""
        return cls(number, number, number)

    def __str__(self) -> str:
        """Print the likely value, and the interval where there is doubt."""
        if self.low == self.high:
            return str(self.likely)
        return f"{self.likely} ({self.low}-{self.high})"
