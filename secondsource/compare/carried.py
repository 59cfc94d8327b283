"""Whose text each stretch of an article may be: what holds of the whole need not hold of a part.

Here lives the cutting of an article into stretches that others print too. The parents of a
stretch are those of its layer that print these words; a paragraph that the likely parent lacks
came from elsewhere. Neighbouring passages with the same parents are one stretch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from secondsource.compare.judging import Judged, Option
from secondsource.compare.unseen import Part
from secondsource.records import Account, Span


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage's shared words, the layer they are of, and who else prints them."""

    span: Span
    layer: int
    carriers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of an article in one piece, with their possible parents."""

    span: Span
    options: tuple[Option, ...]


def shown_in(judged: Sequence[Judged]) -> dict[str, dict[int, list[Shown]]]:
    """Give for each article, by passage, the shared words that stand there."""
    found: defaultdict[str, defaultdict[int, list[Shown]]] = defaultdict(lambda: defaultdict(list))
    for number, one in enumerate(judged):
        for wording in one.layer.wordings:
            carriers = frozenset(wording)
            for article, held in wording.items():
                found[article][held.passage].append(Shown(held.span, number, carriers))
    return {article: dict(some) for article, some in found.items()}


def stretches_of(
    account: Account, parts: Sequence[Part], shown: Mapping[int, Sequence[Shown]]
) -> Iterator[Stretch]:
    """Give the stretches of an article that others print, or that a credit covers, in order."""
    layers = {
        part.layer: (part, round(part.derived, 4)) for part in parts if part.layer is not None
    }
    found: list[tuple[int, Stretch]] = []
    restricted: dict[tuple[int, frozenset[str]], tuple[Option, ...]] = {}
    for number in sorted(shown):
        some = [(one, layers[one.layer]) for one in shown[number] if one.layer in layers]
        if some:
            one, (part, _) = max(some, key=lambda each: (each[1][1], -each[0].layer))
            key = (one.layer, one.carriers)
            if key not in restricted:  # neighbouring passages mostly have the same carriers
                restricted[key] = _restricted(part.options, one.carriers)
            options = restricted[key]
            if found and found[-1][0] == number - 1 and _same(found[-1][1].options, options):
                before = found.pop()[1].span
                span = Span(before.page, before.start, max(before.end, one.span.end))
                found.append((number, Stretch(span, options)))
            else:
                found.append((number, Stretch(one.span, options)))
    taken = [stretch.span for _, stretch in found]
    yield from sorted(
        (*(stretch for _, stretch in found), *_credited(parts, taken)),
        key=lambda stretch: stretch.span,
    )


def _credited(parts: Sequence[Part], taken: list[Span]) -> Iterator[Stretch]:
    """Give the passages that a credit covers and no look-alike prints."""
    for part in parts:
        if part.layer is None:
            for span in part.spans:
                if not any(span.touches(other) for other in taken):
                    taken.append(span)
                    yield Stretch(span, part.options)


def _restricted(options: Sequence[Option], carriers: frozenset[str]) -> tuple[Option, ...]:
    """Keep the parents that have these words; "none" stays as likely against each as it was."""
    kept = [one for one in options if one.article is None or one.article in carriers]
    total = sum(one.probability for one in kept) or 1.0
    return tuple(Option(one.article, one.hidden, one.probability / total, one.why) for one in kept)


def _same(one: Sequence[Option], other: Sequence[Option]) -> bool:
    if one is other:
        return True
    return len(one) == len(other) and all(
        a.article == b.article
        and a.hidden == b.hidden
        and round(a.probability, 3) == round(b.probability, 3)
        for a, b in zip(one, other, strict=True)
    )
