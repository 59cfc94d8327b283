"""Where printed accounts differ, read off the sheets: each pair of values once, with its places.

A statement has values in the slots of its fact; here are found the words of each on every page that
prints it, as its newsroom wrote it and a copy desk left it. Beside the differences that were drawn
there are two more: a value that grew in the course of the day (``update``), and two facts of a kind
that count what looks alike and is not (``none``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bench.newsroom.counting import COUNTED
from bench.newsroom.differing import alike_in
from bench.newsroom.edits import respelling
from bench.newsroom.layout import Sheet
from bench.newsroom.prose import statement_of
from bench.newsroom.texts import Fact, Happening, Style
from bench.newsroom.truth import Difference, Filled
from bench.newsroom.valuing import slot_in
from bench.newsroom.wording import in_words, slots_of

_DESKS = tuple(respelling(Style(american, 0, 0, "", "")) for american in (False, True))
Printed = Mapping[str, Sequence[tuple[Sheet, int]]]


@dataclass(frozen=True, slots=True)
class Side:
    """A value: the statements that hold it, and its form in the tables."""

    statements: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values of a story for one slot, and how they stand to each other."""

    story: str
    slot: str
    relation: str
    one: Side
    other: Side


def differences_of(sheets: Sequence[Sheet], stories: Sequence[Happening]) -> tuple[Difference, ...]:
    """List the pairs of values of which both are printed."""
    printed: defaultdict[str, list[tuple[Sheet, int]]] = defaultdict(list)
    for sheet in sheets:
        for at, passage in enumerate(sheet.passages):
            for name in {part.claim.statement for part in passage.segments if part.claim}:
                printed[name].append((sheet, at))
    found = []
    for pair in (one for story in stories if "." not in story.id for one in pairs_of(story)):
        a, b = _places(printed, pair, first=True), _places(printed, pair, first=False)
        if a and b:
            values = (shown_in(pair.one.value)[0], shown_in(pair.other.value)[0])
            found.append(Difference(pair.story, pair.slot, pair.relation, a, b, values))
    return tuple(found)


def pairs_of(story: Happening) -> Iterator[Pair]:
    """Give the pairs of values of a story, each once: drawn, grown, and looking alike."""
    for one in story.differing:
        a, b = (
            Side(
                tuple({statement_of(story, side.fact, late=late): 0 for late in (False, True)}),
                value,
            )
            for side, value in zip((one.one, one.other), one.values, strict=True)
        )
        yield Pair(story.id, one.slot, one.relation, a, b)
    for fact in story.facts:
        yield from _grown(story, fact)
    for group in alike_in(story.kind):
        facts = [fact for fact in story.facts if fact.id in group]
        for at, fact in enumerate(facts):
            for other in facts[at + 1 :]:
                yield from _unlike(story, fact, other)


def _grown(story: Happening, fact: Fact) -> Iterator[Pair]:
    for key in slots_of(fact.gloss):
        early, late = story.early[key], story.late[key]
        if early != late:
            names = [statement_of(story, fact, late=stage) for stage in (False, True)]
            slot = slot_in(late, fact.gloss)
            yield Pair(story.id, slot, "update", Side((names[0],), early), Side((names[1],), late))


def _unlike(story: Happening, fact: Fact, other: Fact) -> Iterator[Pair]:
    for one, two in product(_sides(story, fact), _sides(story, other)):
        if one.value != two.value:
            yield Pair(story.id, slot_in(one.value, fact.gloss), "none", one, two)


def _sides(story: Happening, fact: Fact) -> Iterable[Side]:
    """Give the values of a fact's one number, with the statements that hold each."""
    key = next(key for key in slots_of(fact.gloss) if story.late[key][:5] in ("count", "money"))
    found = {}
    for values, late in ((story.early, False), (story.late, True)):
        found[values[key]] = Side((statement_of(story, fact, late=late),), values[key])
    return found.values()


def _places(printed: Printed, pair: Pair, *, first: bool) -> tuple[Filled, ...]:
    """Find the words of one side; what was brought up to date may name the earlier value, too."""
    mine, other = (pair.one, pair.other) if first else (pair.other, pair.one)
    found = [one for name in mine.statements for one in _filled(printed, name, mine.value)]
    if first and pair.relation == "update":
        found += [one for name in other.statements for one in _filled(printed, name, mine.value)]
    order = {(one.article, one.passage, one.words): one for one in found}
    return tuple(order[key] for key in sorted(order))


def _filled(printed: Printed, statement: str, value: str) -> Iterator[Filled]:
    for sheet, at in printed.get(statement, ()):
        before = 0
        for part in sheet.passages[at].segments:
            claim = part.claim
            if claim and claim.statement == statement and claim.stance in COUNTED:
                found = found_in(part.text, value)
                if found:
                    start = before + found.start()
                    yield Filled(sheet.key, at, start, found[0], claim.stance, claim.knower)
            before += len(part.text)


def found_in(text: str, value: str) -> re.Match[str] | None:
    """Find the words of a text that print a value.

    >>> found_in("Twelve boats, not 12,000, sailed", "count:12")[0]
    'Twelve'
    """
    for form in shown_in(value):
        found = re.search(rf"(?<![\w.,€-]){re.escape(form)}(?![\w€]|[.,]\d|-\w)", text, re.I)
        if found:
            return found
    return None


def shown_in(value: str) -> tuple[str, ...]:
    """Give every way in which a newsroom prints a value, the plainest first.

    >>> shown_in("count:12"), shown_in("money:4.3")[1]
    (('12', 'twelve'), '€4.3 million')
    """
    form, _, rest = value.partition(":")
    if form == "count":
        return tuple(dict.fromkeys((f"{int(rest):,}", in_words(int(rest)))))
    if form == "money":
        return f"{rest} million euros", f"€{rest} million", f"€{rest}m"
    plain = rest.removesuffix(" of")
    return tuple(dict.fromkeys((plain, *(desk(plain) for desk in _DESKS))))
