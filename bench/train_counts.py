"""Fit by which measures two figures are of one thing: ``python -m bench.train_counts``.

Trained on the tuning part of the slot gold: for every two values of one unit in its stories the two
prints whose surroundings agree most, told one thing where a reader said anything but ``none``.
Pairs that no reader saw count as two things, lightly, since most are and some are not. Printed are
the constants of ``secondsource/compare/counts.py`` and the figures of five folds by article.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.assertions import instanced
from bench.collections import Collection, collection_of, texts_of
from bench.disagreement import fictions
from bench.gold.slots import SlotPair, slots
from bench.rows import folder
from secondsource.compare import counts
from secondsource.compare.agreement import statements_of
from secondsource.compare.beside import agreeing
from secondsource.compare.knowers import knowers_of
from secondsource.compare.slots import Scene
from secondsource.extract.people import entities_of
from secondsource.records import Account, Span, Story

# What a pair weighs that no reader saw: at .3 and 1 fewer of the read ones are found.
_UNREAD, _RIDGE, _FOLDS = 0.15, 1.0, 5


class Row(NamedTuple):
    """Two figures measured, whether they are of one thing, and who said so."""

    measures: tuple[float, ...]
    same: bool
    read: bool
    article: str


def rows_of(collection: Collection, pairs: Sequence[SlotPair]) -> Iterator[Row]:
    """Measure the pairs of values of a set's stories."""
    accounts = instanced(collection.accounts)
    by_page = {one.page.id: one for one in accounts}
    members: defaultdict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        members[collection.happening[account.page.id]].append(account)
    stories = tuple(
        Story(one, None, tuple(sorted(a.page.id for a in own)))
        for one, own in sorted(members.items())
    )
    stated = statements_of(accounts, entities_of(accounts), stories, ())
    knowers = knowers_of(accounts)
    for story in stories:
        scene = Scene(story.id, by_page, knowers)
        units = counts.by_unit(scene, members[story.id], [s for s in stated if s.story == story.id])
        gold = [one for one in pairs if one.story == story.id]
        for unit, values in units.items():
            yield from _rows(unit, values, gold, {a.page.input: a for a in members[story.id]})


def _rows(
    unit: str,
    values: Mapping[counts.Value, Sequence[counts.Print]],
    gold: Sequence[SlotPair],
    named: Mapping[str, Account],
) -> Iterator[Row]:
    company = counts.Company.of(unit, values)
    keys = sorted(values)
    for place, one in enumerate(keys):
        for other in keys[place + 1 :]:
            pairs = [
                (a, b)
                for a in values[one]
                for b in values[other]
                if a.page != b.page and not counts.of_others(a, b)
            ]
            if not pairs:
                continue
            read = [p for p in gold if any(_is(p, a, b, named) for a, b in pairs)]
            a, b = max(pairs, key=lambda p: agreeing(p[0].near, p[1].near, aside=company.aside))
            met = counts.met_in(values[one], values[other], company)
            same = bool(read) and read[0].relation != "none"
            yield Row(counts.measured(a, b, company, met=met), same, bool(read), a.page)


def _is(pair: SlotPair, a: counts.Print, b: counts.Print, named: Mapping[str, Account]) -> bool:
    if pair.a.article not in named or pair.b.article not in named:
        return False
    mine, yours = (Span(named[p.article].page.id, p.start, p.end) for p in (pair.a, pair.b))
    one, other = a.figure.span, b.figure.span
    return (one.touches(mine) and other.touches(yours)) or (
        one.touches(yours) and other.touches(mine)
    )


Numbers = NDArray[np.float64]


def fitted(table: Numbers, truth: Numbers, weights: Numbers) -> Numbers:
    """Fit a ridged logistic curve by Newton's method; the constant is not ridged."""
    curve = np.zeros(table.shape[1])
    ridge = _RIDGE * np.eye(table.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(60):
        guess = 1 / (1 + np.exp(-table @ curve))
        slope = table.T @ (weights * (truth - guess)) - ridge @ curve
        bend = (table * (weights * guess * (1 - guess))[:, None]).T @ table + ridge
        curve = curve + np.linalg.solve(bend, slope)
    return curve


def _read(root: Path) -> list[Row]:
    pairs = [p for p in slots() if p.part == "tuning" and p.slot in ("count", "amount")]
    found: list[Row] = []
    for name in ("ecbplus", "wire-events", "fiction"):
        own = [one for one in pairs if one.set == name]
        stories = {one.story for one in own}
        texts = fictions() if name == "fiction" else texts_of(root, name)
        found.extend(rows_of(collection_of(t for t in texts if t.happening in stories), own))
    return found


def main() -> None:
    """Print the constants, and what five folds by article give."""
    rows = _read(folder("ecbplus").parent)
    table = np.array([(1.0, *row.measures) for row in rows])
    truth = np.array([float(row.same) for row in rows])
    weights = np.array([1.0 if row.read else _UNREAD for row in rows])
    curve = fitted(table, truth, weights)
    told = zip(("constant", *counts.MEASURES), curve, strict=True)
    out = [f"{name}: {value:.2f}" for name, value in told]
    fold = np.array([sum(map(ord, row.article)) % _FOLDS for row in rows])
    guess = np.zeros(len(rows))
    for one in range(_FOLDS):
        kept = fold != one
        part = fitted(table[kept], truth[kept], weights[kept])
        guess[~kept] = 1 / (1 + np.exp(-table[~kept] @ part))
    read = np.array([row.read for row in rows])
    for least in (0.2, 0.3, 0.4, 0.5):
        said = (guess >= least) & read
        right = truth[said].sum()
        out.append(f"{least}: P {right / max(1, said.sum()):.3f} R {right / truth.sum():.3f}")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
