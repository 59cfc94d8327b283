"""Texts that are not in the collection: behind look-alikes, and behind a credit alone.

Here live their names, whose they are, who carries them, and the words of an article that it
credits to an agency without a look-alike to show for it. How likely each is to stand behind an
article is judged elsewhere.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from secondsource.compare.evidence import table
from secondsource.compare.groups import Layer
from secondsource.compare.judging import Judged, Option
from secondsource.records import Account, Hidden, Reason, Span

_CARRIES = 0.05
"""A hidden text is told to be carried by whoever has it with this probability, or left out."""

_ALONE = 0.13
"""An agency's that only one article may have: thanks for help alone (.15) are enough to tell it."""

_LETTERS = 6.0
"""Characters of a word with its space, to weigh what a credit covers against shared words."""

_SHOWN = 8
"""Spans of shared words that prove a hidden text; more prove no more."""

MAYBE = Reason("none", "may be nobody's copy")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one article with their possible parents; ``weight`` says how many words.

    ``layer`` is the number of the judged layer they are of, None for words that a credit covers.
    """

    spans: tuple[Span, ...]
    options: tuple[Option, ...]
    weight: float
    layer: int | None = None

    @property
    def derived(self) -> float:
        """How surely somebody else wrote the words."""
        return sum(one.probability for one in self.options if one.article or one.hidden)


def hidden_id(*parts: object) -> str:
    """Name a hidden text by words that are its own: the same in any collection that has them."""
    return "h" + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:15]


def credited_parts(
    account: Account, parts: Sequence[Part], agencies: Mapping[str, str | None]
) -> Iterator[tuple[str, str, Part]]:
    """Give the words that only a credit says are another's: hidden id, agency and the part.

    ``agencies`` names the agencies of hidden texts; one that stands behind the article already is
    not told twice, nor one whose page the article took from.
    """
    seen = {account.article.outlet}
    taken = any(part.derived >= 1 - part.derived for part in parts)
    for part in parts:
        for one in part.options:
            if one.hidden and one.probability >= _CARRIES:
                seen.add(agencies[one.hidden])
    for credit in account.article.credits:
        agency = credit.agency
        if agency in seen or (agency == "agencies" and taken):
            continue
        seen.add(agency)
        chance = 1 / (1 + math.exp(-table()[f"credited {credit.scope}"]))
        name = hidden_id(account.page.id, agency)
        reason = Reason("credit", f"credits {agency} ({credit.scope})", (credit.span,))
        spans = _covered(account, credit.scope, credit.covers)
        words = sum(span.end - span.start for span in spans) / _LETTERS
        options = (
            Option(None, name, chance, partial(_alone, reason)),
            Option(None, None, 1 - chance, partial(_alone, MAYBE)),
        )
        yield name, agency, Part(spans, options, words * chance)


def _alone(reason: Reason) -> tuple[Reason, ...]:
    return (reason,)


def _covered(account: Account, scope: str, covers: tuple[Span, ...]) -> tuple[Span, ...]:
    if scope == "text":
        return tuple(one.span for one in account.passages if not one.headline)
    return covers if scope == "part" else ()


# -- whose they are -------------------------------------------------------------------------


def held_by(
    parts: Mapping[str, Sequence[Part]], agencies: Mapping[str, str | None]
) -> dict[str, dict[str, float]]:
    """Give for each hidden text how surely each article has it.

    One that nobody names and that only one article may have is no more than that article's own.
    """
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for child, some in parts.items():
        for part in some:
            for one in part.options:
                if one.hidden:
                    before = found[one.hidden].get(child, 0.0)
                    found[one.hidden][child] = max(before, one.probability)
    return {name: held for name, held in found.items() if _there(held, agencies[name])}


def _there(held: Mapping[str, float], agency: str | None) -> bool:
    chances = sorted((round(chance, 4) for chance in held.values()), reverse=True)
    if agency and chances[0] >= _ALONE:
        return True
    return len(chances) > 1 and chances[1] >= _CARRIES


def hidden_of(
    held: Mapping[str, Mapping[str, float]],
    agencies: Mapping[str, str | None],
    judged: Iterable[Judged],
    known: Mapping[str, Account],
) -> tuple[Hidden, ...]:
    """Give the hidden texts with who carries them and why they are thought to be there."""
    layers = {name: one.layer for one in judged for name in one.agencies}
    found = []
    for name in sorted(held):
        articles = tuple(
            sorted(child for child, chance in held[name].items() if round(chance, 4) >= _CARRIES)
        )
        reasons = [*_look_alikes(layers.get(name), articles)]
        reasons += _credits(articles, agencies[name], known)
        found.append(Hidden(name, agencies[name], articles, tuple(reasons)))
    return tuple(found)


def _look_alikes(layer: Layer | None, articles: Sequence[str]) -> Iterator[Reason]:
    if layer is None:
        return
    among = set(articles)
    spans = sorted(
        held.span
        for wording in layer.wordings
        for article, held in wording.items()
        if article in among
    )
    text = "they share text, and none of them need be its parent"
    yield Reason("look-alikes", text, tuple(spans[:_SHOWN]))


def _credits(
    articles: Sequence[str], agency: str | None, known: Mapping[str, Account]
) -> Iterator[Reason]:
    spans = tuple(
        credit.span
        for article in articles
        for credit in known[article].article.credits
        if credit.agency == agency
    )
    if spans and agency:
        yield Reason("credit", f"{agency} is credited", spans)
