"""Whether a speaker that is called .9 sure is right in nine cases of ten.

Rows are quotations whose speaker is known and bound: by names in PolNeAR's tuning part, by the
labels of ``labels/speakers.csv`` there, and by the even articles of ``bench/press``. With
``--write`` the table ``extract/sureness.toml`` is fitted on them; the figures are those of what
was not fitted on: PolNeAR's dev part, of which only totals are looked at, and the odd articles.

A kind of binding with few rows leans on a modest share: each is lent ``_LENT`` rows of ``_MODEST``.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from typing import NamedTuple

from bench.polnear import part_of
from bench.press.gold import articles
from bench.press.readings import ours
from bench.press.scores import meant, nearest
from bench.rows import Row, folder, printed
from bench.speakers import Told, accounts_of, attributed_in, bound, pointing_in
from secondsource.extract.sureness import Sureness, sureness
from secondsource.records import How

_LENT, _MODEST = 4, 0.85
_POWERS = (0.05, 0.1, 0.15, 0.25, 0.35, 0.5, 0.7, 1.0)
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
_TABLE = Path(__file__).parent.parent / "secondsource" / "extract" / "sureness.toml"
_HEAD = "# How often a speaker was the right one, by how he was bound: made by bench/sureness.py.\n"


class Case(NamedTuple):
    """One bound speaker: how, how sure, and whether he is right."""

    how: How
    sure: float
    right: bool


def of_told(told: Iterable[Told]) -> Iterator[Case]:
    """Give the cases of labelled quotations that are bound."""
    for one in told:
        if one.ours is not None and one.names:
            yield Case(one.ours.bound.how, one.ours.confidence, one.right)


def of_press(odd: bool) -> Iterator[Case]:
    """Give the cases of one half of the labelled articles."""
    every = articles()
    found = ours(every)
    who = meant(every, found)
    for article in every:
        for said in article.said if article.number % 2 == odd else ():
            mine = nearest(article, said, found[article.number].said)
            if mine is not None and mine.speaker is not None:
                right = bool(who.get(mine.speaker, frozenset()) & said.speakers)
                yield Case(mine.how, mine.sure, right)


def of_polnear(root: Path, *, tuning: bool) -> Iterator[Case]:
    """Give the cases of PolNeAR's tuning or dev part."""
    texts = part_of(root / "polnear", "tuning" if tuning else "dev")
    accounts, known = bound(accounts_of(texts))
    yield from of_told(attributed_in(texts, accounts, known))
    if tuning:
        yield from of_told(pointing_in(texts, accounts, known))


# -- fitting -----------------------------------------------------------------------------------


def fitted(cases: Sequence[Case], now: Sureness) -> Sureness:
    """Fit shares and power anew; ``now`` is the table the cases were made with.

    >>> told = [Case("named", 0.8, True)] * 3 + [Case("named", 0.8, False)]
    >>> 0.75 < fitted(told, Sureness({"named": 0.8}, 1.0)).of("named", 1.0) < 0.85
    True
    """
    claims = [(one.how, now.claimed(one.how, one.sure), one.right) for one in cases]
    tables = [_shares(claims, power) for power in _POWERS]
    return max(tables, key=lambda one: (round(_likelihood(claims, one), 6), -one.power))


def _shares(claims: Sequence[tuple[How, float, bool]], power: float) -> Sureness:
    right: dict[str, float] = defaultdict(float)
    worth: dict[str, float] = defaultdict(float)
    for how, claimed, is_right in claims:
        right[how] += is_right
        worth[how] += claimed**power
    shares = {how: (right[how] + _LENT * _MODEST) / (worth[how] + _LENT) for how in sorted(right)}
    return Sureness({how: round(min(0.995, share), 3) for how, share in shares.items()}, power)


def _likelihood(claims: Sequence[tuple[How, float, bool]], table: Sureness) -> float:
    chances = ((min(0.999, max(0.001, table.of(how, c))), is_right) for how, c, is_right in claims)
    return sum(log(chance if is_right else 1 - chance) for chance, is_right in chances)


def write(table: Sureness) -> None:
    """Write the table; kinds without a case keep their share."""
    kept = {**sureness().right, **table.right}
    lines = [f"{how} = {share}\n" for how, share in sorted(kept.items())]
    _TABLE.write_text(f"{_HEAD}power = {table.power}\n\n[right]\n{''.join(lines)}", "utf-8")


# -- figures -----------------------------------------------------------------------------------


def binned(cases: Sequence[Case]) -> Iterator[tuple[str, list[Case]]]:
    """Yield the cases by how sure they are."""
    for low, high in pairwise(_BINS):
        held = [one for one in cases if low <= one.sure < high]
        if held:
            yield f"{low:.2f} to {min(high, 1.0):.2f}", held


def error(cases: Sequence[Case]) -> float:
    """Give the expected calibration error: how far each bin's share right is from its mean.

    >>> error([Case("named", 0.9, True), Case("named", 0.9, False)])
    0.4
    """
    gaps = (
        abs(sum(one.sure for one in held) - sum(one.right for one in held))
        for _, held in binned(cases)
    )
    return round(sum(gaps) / max(1, len(cases)), 4)


def run(root: Path) -> Iterator[Row]:
    """Give the reliability of what was not fitted on: by bin, and the error in all."""
    parts = {
        ("polnear", "dev"): list(of_polnear(root, tuning=False)),
        ("press", "odd"): list(of_press(odd=True)),
    }
    for (name, split), cases in parts.items():
        for told, held in binned(cases):
            mean = sum(one.sure for one in held) / len(held)
            share = sum(one.right for one in held) / len(held)
            yield Row(
                name, split, f"speaker right, of {len(held)} {told} sure", share, "told", mean
            )
        metric = f"speakers, expected calibration error of {len(cases)}"
        yield Row(name, split, metric, error(cases), "none", "-")


def main() -> None:
    """Print the reliability; fit first where ``--write`` is asked for."""
    root = folder("polnear").parent
    if "--write" in sys.argv:
        cases = [*of_polnear(root, tuning=True), *of_press(odd=False)]
        write(fitted(cases, sureness()))
        sureness.cache_clear()
    print(printed(run(root)))


if __name__ == "__main__":
    main()
