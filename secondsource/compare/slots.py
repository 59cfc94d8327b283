"""What deciding about two values of one slot needs: their story, who knows, which came first.

Here live the scene of a story and the four ways in which two values relate, with the words that
say why; which values belong to one slot is decided where each kind of slot has its home. Values
that can both be right are compatible. Of the rest, what the words or the days tell to be a later
value of one knower is an update, two knowers who are named make a dispute, and what remains is
a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

from secondsource.compare.alternatives import any_of, no_case
from secondsource.compare.cast import plain
from secondsource.compare.knowers import Knowers
from secondsource.language import language
from secondsource.records import Account, Conflict, Instance, Quantity, Side, Span

Kind = Literal["conflict", "update", "dispute", "compatible"]


@dataclass(frozen=True, slots=True)
class Filling:
    """A value of a slot where it stands, in normal form."""

    instance: Instance
    statement: str | None
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Related:
    """How two values relate and why; ``turned`` where the second is the earlier one."""

    kind: Kind
    why: str
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What deciding about two values needs to know of their story."""

    story: str
    accounts: Mapping[str, Account]
    knowers: Knowers
    copies: frozenset[str] = frozenset()

    def apart(self, a: Instance, b: Instance, *, moves: bool = True) -> Related:
        """Say how two values that cannot both hold relate; ``moves``: such a value may change."""
        turned = not self.ordered(a, b)
        if turned:
            a, b = b, a
        one, other = self.credited(a), self.credited(b)
        names = [self._named(who) for who in (a, b)]
        if one and one == other:
            why = f"both go back to {names[0]}, who gave one after the other"
            return Related("update", why, turned)
        if one and other:
            why = f"one is put down to {names[0]}, the other to {names[1]}"
            return Related("dispute", why, turned)
        if moves and before(self.accounts[a.span.page], self.accounts[b.span.page]):
            return Related("update", "the article with the second value is the later", turned)
        return Related("conflict", "no account updates the other", turned)

    def credited(self, instance: Instance) -> str | None:
        """Give whom an assertion is put down to: the root knower, or the words for somebody."""
        who = self.knowers.who(instance)
        if who or instance.speaker_span is None:
            return who
        words = self.accounts[instance.span.page].page[instance.speaker_span]
        return plain(words) or None

    def _named(self, instance: Instance) -> str:
        if instance.speaker_span is None:
            return "somebody named"
        return self.accounts[instance.span.page].page[instance.speaker_span].strip(" ,")

    def ordered(self, a: Instance, b: Instance) -> bool:
        """Say whether ``a`` comes first: by its day where known, else by its place."""
        one, other = self.accounts[a.span.page], self.accounts[b.span.page]
        if before(one, other) or before(other, one):
            return before(one, other)
        return a.span <= b.span

    def rank(self, one: Instance) -> tuple[bool, bool, str, Span]:
        """Prefer a print somebody is named for, then an original, then the earliest."""
        page = one.span.page
        day = self.accounts[page].article.published.earliest or "9"
        return (self.knowers.who(one) is None, page in self.copies, day, one.span)

    def told(self, instance: Instance) -> str:
        """Read the sentence an assertion stands in."""
        return self.accounts[instance.span.page].page[instance.passage]

    def differ(self, slot: str, a: Filling, b: Filling, *, topic: str) -> Conflict | None:
        """Make the entry of two values that cannot both hold; an article that says both has none.

        An article that gives two values in its own words speaks of two things.
        """
        found = self.apart(a.instance, b.instance, moves=False)
        if found.kind == "conflict" and a.span.page == b.span.page:
            return None
        if found.turned:
            a, b = b, a
        return entry(found, slot, self.story, (side(a), side(b)), topic=topic)


def before(a: Account, b: Account) -> bool:
    """Say whether one account is certainly older: its latest time before the other's earliest."""
    end, start = a.article.published.latest, b.article.published.earliest
    if not end or not start:
        return False
    if end[:10] != start[:10] or len(end) <= 10 or len(start) <= 10:
        return end[:10] < start[:10]
    try:
        return datetime.fromisoformat(end) < datetime.fromisoformat(start)
    except (TypeError, ValueError):
        return end[:16] < start[:16]


def side(filling: Filling) -> Side:
    """Give a value as one end of a difference."""
    return Side(filling.span, filling.value, filling.statement)


def entry(
    related: Related, slot: str, story: str, ends: tuple[Side, Side], *, topic: str
) -> Conflict:
    """Make an entry that says in words what both ends speak of and what decided.

    >>> ends = Side(Span("p", 0, 4), "9 dead"), Side(Span("q", 0, 6), "12 dead")
    >>> entry(Related("conflict", "no account updates the other"), "count", "s", ends,
    ...       topic="the dead").why
    'both speak of the dead: 9 dead and 12 dead; no account updates the other'
    """
    a, b = ends
    why = f"both speak of {topic}: {a.value} and {b.value}; {related.why}"
    return Conflict(related.kind, slot, story, a, b, why)


# A number that goes on beyond its span - "26, 000", "41 / 2", "06: 00", "AK-47" - was read wrong.
_GOES_ON = re.compile(r"\s?[,.:/]\s?\d|\s?[-–]\s?\d|\s?[�¼½¾]")
_BEGAN = re.compile(r"\d\s?[,.:/–-]\s?$|[A-Z][\s-]$")


def cut_number(text: str, at: Span) -> bool:
    """Say whether a number was cut out of a longer one, or out of a name.

    >>> text = "It cost 26, 000 crowns."
    >>> cut_number(text, Span("p", 8, 10)), cut_number(text, Span("p", 12, 15))
    (True, True)
    """
    after = _GOES_ON.match(text, at.end, at.end + 4)
    return bool(after or _BEGAN.search(text[max(0, at.start - 4) : at.start]))


def printed(quantity: Quantity, words: str = "") -> str:
    """Write a number's value in normal form: ``12``, ``>=12``, ``<=12``, ``36-44``.

    ``words`` are those of its span: a rounded number ("5 million") is written as it stands, one
    that is only said roughly as what it may be.

    >>> printed(Quantity(Span("p", 0, 1), 12, float("inf"), "dead", 12))
    '>=12 dead'
    >>> printed(Quantity(Span("p", 0, 1), 4.5e6, 5.5e6, "eur", 5e6), "5 million")
    '5000000 eur'
    """
    low, high, amount = (f"{end:.12g}" for end in (quantity.low, quantity.high, quantity.amount))
    rounded = quantity.low < quantity.amount < quantity.high and not _rough().match(words)
    bare = low if low == high else f"{low}-{high}"
    if high == "inf":
        bare = f">={low}"
    elif low == "0" and high == amount != "0":
        bare = f"<={high}"
    elif words and rounded:
        bare = amount
    return f"{bare} {quantity.unit}".strip()


@cache
def _rough() -> re.Pattern[str]:
    return no_case(any_of(language("en").terms("quantities.about")) + r"\b")
