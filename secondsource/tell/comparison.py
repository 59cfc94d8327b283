"""Two articles compared: what both state, where they differ, what one has and the other lacks.

What may live here: choosing, from the statements and differences of a report, those that concern
two of its articles. Nothing is compared anew; a difference that was found between two other
prints of the same statements holds for these two as well, and is shown in their own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from secondsource.records import Choice, Conflict, Member, Reuse, Side, Span, Statement
from secondsource.tell.desk import Desk
from secondsource.textview import level

_CARRIES = frozenset(("asserts", "attributes", "hedges"))


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement that both articles carry, with the places of each; ``verbatim`` if one prints
    it in the words of the other."""

    statement: Statement
    a: tuple[Member, ...]
    b: tuple[Member, ...]
    verbatim: bool

    @property
    def probability(self) -> float:
        """How likely the two say the same: both must belong to the statement."""
        return round(max(m.probability for m in self.a) * max(m.probability for m in self.b), 4)


@dataclass(frozen=True, slots=True)
class Lone:
    """A statement that one article carries and the other does not."""

    statement: Statement
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles (ids) side by side; lists are in the order in which ``a`` tells them."""

    a: str
    b: str
    both: tuple[Shared, ...] = ()
    only_a: tuple[Lone, ...] = ()
    only_b: tuple[Lone, ...] = ()
    differences: tuple[Conflict, ...] = ()
    choices: tuple[Choice, ...] = ()
    copied: tuple[Reuse, ...] = ()


def comparison_of(desk: Desk, a: str, b: str) -> Comparison:
    """Compare two articles of a report by their ids; what neither states is left out."""
    both, only_a, only_b = [], [], []
    for statement in desk.report.statements:
        mine, yours = (_carried(statement, article) for article in (a, b))
        if mine and yours:
            both.append(Shared(statement, mine, yours, _verbatim(desk, mine, yours)))
        elif mine:
            only_a.append(Lone(statement, mine))
        elif yours:
            only_b.append(Lone(statement, yours))
    return Comparison(
        a,
        b,
        tuple(sorted(both, key=lambda one: one.a[0].instance.span)),
        tuple(sorted(only_a, key=lambda one: one.members[0].instance.span)),
        tuple(sorted(only_b, key=lambda one: one.members[0].instance.span)),
        tuple(_differences(desk, a, b)),
        tuple(_choices(desk, a, b)),
        tuple(one for one in desk.report.reuse if (one.a.page, one.b.page) in ((a, b), (b, a))),
    )


def _carried(statement: Statement, article: str) -> tuple[Member, ...]:
    """Give the places where an article carries a statement: its body before its headline."""
    found = [
        one
        for one in statement.members
        if one.instance.span.page == article and one.instance.stance in _CARRIES
    ]
    return tuple(sorted(found, key=lambda one: (one.instance.headline, one.instance.span)))


def _verbatim(desk: Desk, mine: Iterable[Member], yours: Iterable[Member]) -> bool:
    one, other = (
        {level(desk.words(m.instance.span), fold=True).strip(" .,;") for m in members}
        for members in (mine, yours)
    )
    return bool(one & other)


# -- differences ----------------------------------------------------------------------------


def _differences(desk: Desk, a: str, b: str) -> Iterator[Conflict]:
    """Yield the differences that hold between two articles, each side in its own print."""
    seen: set[tuple[str, Span, Span]] = set()
    for one in desk.report.conflicts:
        for first, second in ((one.a, one.b), (one.b, one.a)):
            mine, yours = _in_article(desk, first, a), _in_article(desk, second, b)
            if mine is None or yours is None or (one.slot, mine.span, yours.span) in seen:
                continue
            seen.add((one.slot, mine.span, yours.span))
            yield Conflict(one.kind, one.slot, one.story, mine, yours, one.why)
            break


def _in_article(desk: Desk, side: Side, article: str) -> Side | None:
    """Give a side of a difference as an article prints it; None where it does not."""
    if side.span.page == article:
        return side
    statement = desk.statements.get(side.statement or "")
    words = level(desk.words(side.span), fold=True)
    page = desk.accounts[article].page
    for member in statement.members if statement else ():
        span = member.instance.span
        if span.page != article or member.instance.stance == "reacts":
            continue
        for quantity in member.instance.quantities:
            if level(page[quantity.span], fold=True) == words:
                return Side(quantity.span, side.value, side.statement)
        if words in level(desk.words(span), fold=True):
            return Side(span, side.value, side.statement)
    return None


def _choices(desk: Desk, a: str, b: str) -> Iterator[Choice]:
    """Yield what the two call one thing by different words."""
    for choice in desk.report.choices:
        mine, yours = (_words(choice, article) for article in (a, b))
        if mine and yours and mine != yours:
            kept = tuple(
                use
                for use in choice.uses
                if any(span.page in (a, b) for span in (*use.spans, *use.quoted))
            )
            yield Choice(choice.story, choice.thing, kept)


def _words(choice: Choice, article: str) -> frozenset[str]:
    return frozenset(
        use.word for use in choice.uses if any(span.page == article for span in use.spans)
    )
