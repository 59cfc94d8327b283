"""Who carries whose text: for each article, and each stretch of it, its possible parents.

Here lives the putting together of the layers that an article stands in (``groups``, each judged by
``judging``), of credits that no look-alike bears out, and of what persons decided.

Why it works: what an agency or an outlet wrote travels together, so each such text is judged on
its own, over all its carriers at once; an article with two wires has two judgements. For the whole
article the parent is the one that it has most words from. The wire is usually not in the
collection, so the earliest of its copies is nobody's parent: look-alikes hang from ONE hidden text
unless the evidence says that one has it from another. Probabilities of an article's parents, with
"none" among them, add up to 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from secondsource.compare.carried import Shown, shown_in, stretches_of
from secondsource.compare.groups import layers_of
from secondsource.compare.judging import Judged, Option, judged_layer
from secondsource.compare.rewritten import rewritten_parts
from secondsource.compare.rulings import Rulings, rulings_of
from secondsource.compare.sides import sides_of
from secondsource.compare.unseen import (
    MAYBE,
    Part,
    credited_parts,
    held_by,
    hidden_id,
    hidden_of,
)
from secondsource.records import (
    Account,
    Carried,
    Decision,
    Lineage,
    Parent,
    Reason,
    Reuse,
)

__all__ = ["lineage_of"]

_SAID, _MANY = 0.0005, 12
"""Parents less probable than the first, and more than so many, are left out; the rest share what
they had. Of a hundred copies each may have it from each."""

_TOLD = 0.01
"""And those less probable than this are told without their reasons."""

_SUREST = 0.995
"""No parent is surer than 199 to 1: certainty of 1 is never claimed, nor by what a person says."""

Key = tuple[str | None, str | None]
Why = Callable[[], tuple[Reason, ...]]


def lineage_of(
    accounts: Iterable[Account], reuse: Iterable[Reuse], decisions: Iterable[Decision] = ()
) -> Lineage:
    """Give the hidden texts, and the possible parents of every article and shared stretch.

    Parents of a child are in falling order of probability; "none" has neither article nor
    hidden. ``decisions`` say what a person knows of two articles. Errors: none.

    >>> from secondsource.records import Article, Page
    >>> alone = Account(Page("p1", "a.txt", "It sank."), Article("p1", "The Post"))
    >>> lineage_of([alone], []).parents[0].probability
    1.0
    """
    known = {one.page.id: one for one in sorted(accounts, key=lambda one: one.page.id)}
    shared = [one for one in reuse if one.kind != "furniture"]
    sides = sides_of(known.values(), known)
    rulings = rulings_of(decisions)
    judged = [judged_layer(layer, sides, rulings, hidden_id) for layer in layers_of(shared, sides)]
    parts, agencies = _parts(known.values(), judged)
    for child, part in list(rewritten_parts(sides, parts, rulings)):
        parts[child].append(part)
    held = held_by(parts, agencies)
    shown = shown_in(judged)
    parents: dict[str, list[Parent]] = {}
    stretches: list[Carried] = []
    for child, account in known.items():
        own = [_kept(part, held) for part in parts[child]]
        parents[child] = _decided(child, _mixed(child, own), rulings)
        stretches.extend(_carried(account, own, shown.get(child, {})))
    told = tuple(one for some in _ringless(parents).values() for one in some)
    return Lineage(hidden_of(held, agencies, judged, known), told, tuple(stretches))


def _parts(
    accounts: Iterable[Account], judged: Sequence[Judged]
) -> tuple[dict[str, list[Part]], dict[str, str | None]]:
    """Give each article's parts, and the agency of each hidden text."""
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    agencies: dict[str, str | None] = {}
    for number, one in enumerate(judged):
        agencies.update(one.agencies)
        for child, options in one.options.items():
            held = [wording[child] for wording in one.layer.wordings if child in wording]
            spans = tuple(sorted(each.span for each in held))
            weight = float(sum(each.words for each in held))
            parts[child].append(Part(spans, options, weight, number))
    known = list(accounts)
    outlets = {account.article.outlet for account in known}
    for account in known:
        own = parts[account.page.id] = _distinct(parts[account.page.id])
        for name, agency, part in list(credited_parts(account, own, agencies)):
            if agency not in outlets:
                agencies[name] = agency
                own.append(part)
    return parts, agencies


def _distinct(parts: Sequence[Part]) -> list[Part]:
    """Leave out a part of which every passage stands in another that is surer to be derived.

    Speech that an agency's copies print is judged with the agency's text, and once more among all
    who heard it; what is a copy is no hearer's.
    """
    kept: list[Part] = []
    for part in sorted(
        parts, key=lambda one: (-round(one.derived, 4), -one.weight, one.layer or 0)
    ):
        spans = {span for one in kept for span in one.spans}
        if not set(part.spans) <= spans:
            kept.append(part)
    return kept


def _kept(part: Part, held: Mapping[str, object]) -> Part:
    """Leave out hidden texts that nobody is likely to have; the rest shares what they had."""
    options = [one for one in part.options if one.hidden is None or one.hidden in held]
    total = sum(one.probability for one in options) or 1.0
    scaled = (Option(one.article, one.hidden, one.probability / total, one.why) for one in options)
    return Part(part.spans, tuple(scaled), part.weight, part.layer)


# -- the whole article ----------------------------------------------------------------------


def _mixed(child: str, parts: Sequence[Part]) -> list[Parent]:
    """Give the parents of a whole article: the surest derivation, by whose words it has most."""
    derived = max((part.derived for part in parts), default=0.0)
    weights: defaultdict[Key, float] = defaultdict(float)
    why: dict[Key, tuple[float, Why]] = {(None, None): (-1.0, _alone)}
    for part in parts:
        for one in part.options:
            key = (one.article, one.hidden)
            weight = part.weight * one.probability
            weights[key] += weight
            if weight > why.get(key, (-1.0, _alone))[0]:
                why[key] = (weight, one.why)
    weights.pop((None, None), None)
    total = sum(weights.values())
    chances = {key: derived * weight / total for key, weight in weights.items()} if total else {}
    return list(_rounded(child, chances, {key: say for key, (_, say) in why.items()}))


def _alone() -> tuple[Reason, ...]:
    return (Reason("none", "no text of another stands in it"),)


def _rounded(child: str, chances: Mapping[Key, float], why: Mapping[Key, Why]) -> Iterator[Parent]:
    """Round to four digits, so that all add up to 1; the surest first."""
    near = [key for key, chance in chances.items() if chance > 0.9 * _SAID]  # rounding apart
    likely = sorted(near, key=lambda key: (-round(chances[key], 6), str(key)))[:_MANY]
    likely = [key for key in likely if chances[key] >= _SAID]
    left_out = sum(chances.values()) - sum(chances[key] for key in likely)
    scale = 1 / max(1.0 - left_out, _SAID)
    kept = {key: round(min(chances[key] * scale, _SUREST), 4) for key in likely}
    over = round(sum(kept.values()) - _SUREST, 4)
    if over > 0:
        first = max(sorted(kept, key=str), key=lambda key: kept[key])
        kept[first] = round(kept[first] - over, 4)
    kept[None, None] = round(1.0 - sum(kept.values()), 4)
    for article, hidden in sorted(kept, key=lambda k: (-kept[k], k[0] or "", k[1] or "")):
        key = (article, hidden)
        reasons = why[key]() if kept[key] >= _TOLD else ()
        yield Parent(child, article, hidden, kept[key], reasons)


def _decided(child: str, parents: list[Parent], rulings: Rulings) -> list[Parent]:
    """Give a decided parent its probability, also where no shared text shows it."""
    if child not in rulings.derives:
        return parents
    reason = (Reason("decided", "decided by a person"),)
    left = round(1 - _SUREST, 4)
    return [
        Parent(child, rulings.derives[child], None, _SUREST, reason),
        Parent(child, None, None, left, (MAYBE,)),
    ]


def _ringless(parents: dict[str, list[Parent]]) -> dict[str, list[Parent]]:
    """See that the likeliest parents form no ring: of those in one, one must have been first.

    No tree that was weighed has a ring, but the likeliest parents of several articles need not be
    of one tree. Whoever is likeliest to have written the text alone is then told to have.
    """
    best = {child: some[0].article for child, some in parents.items()}
    for child in sorted(parents):
        ring = _ring(best, child)
        if ring:
            first = max(ring, key=lambda one: (_own(parents[one]), one))
            best[first] = None
            parents[first] = _turned(parents[first])
    return parents


def _ring(best: Mapping[str, str | None], child: str) -> list[str]:
    """Follow the likeliest parents from an article; give the ring they lead back to it in."""
    chain = [child]
    while (here := best.get(chain[-1])) is not None and here not in chain:
        chain.append(here)
    return chain if here == child else []


def _own(parents: Sequence[Parent]) -> float:
    return sum(one.probability for one in parents if not one.article and not one.hidden)


def _turned(parents: Sequence[Parent]) -> list[Parent]:
    """Exchange the chances of the likeliest parent and of "none"."""
    none = next((one for one in parents if not one.article and not one.hidden), None)
    first = parents[0]
    own = none or Parent(first.child, None, None, 0.0, (MAYBE,))
    rest = [one for one in parents[1:] if one is not none]
    turned = [
        replace(own, probability=first.probability),
        replace(first, probability=own.probability),
        *rest,
    ]
    return sorted(
        (one for one in turned if one.probability > 0),
        key=lambda one: (-one.probability, one.article or "", one.hidden or ""),
    )


def _carried(
    account: Account, parts: Sequence[Part], shown: Mapping[int, Sequence[Shown]]
) -> Iterator[Carried]:
    for stretch in stretches_of(account, parts, shown):
        chances: defaultdict[Key, float] = defaultdict(float)
        why: dict[Key, Why] = {(None, None): _alone}
        for one in stretch.options:
            key = (one.article, one.hidden)
            chances[key] += one.probability
            why.setdefault(key, one.why)
        chances.pop((None, None), None)
        yield Carried(stretch.span, tuple(_rounded(account.page.id, chances, why)))
