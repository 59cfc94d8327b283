"""Which container of a page holds its article, and how each block stands to it.

What may live here: weighing containers - blocks of one path, of one parent, of one grandparent -
by the running text in them, and a block's place among them. It works because an article is a run
of unlinked sentences in one container, whatever the outlet calls it; what the names of elements
say is told of the rest of a path only, since what a block shares with the article tells nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from secondsource.read.characters import Floats, Places
from secondsource.read.places import BIT, common, joined, place, way
from secondsource.records import Block

_ASIDE = BIT["comment"] | BIT["related"] | BIT["footer"] | BIT["nav"] | BIT["hidden"]
_DOUBT = 0.3  # of the weight of a container so named; a page may print more comments than article


class Containers(NamedTuple):
    """A page's paths and parents, and for each block the places of its own among them.

    ``paths`` and ``parents`` are distinct, ``over`` the parent of each path; ``path``, ``parent``
    and ``above`` (the parent's parent) number them block by block; ``best`` is the parent that
    holds the article, ``weights`` what each parent holds beside it.
    """

    paths: tuple[str, ...]
    parents: tuple[str, ...]
    over: tuple[str, ...]
    path: Places
    parent: Places
    above: Places
    best: str
    weights: Floats


def _parent(path: str) -> str:
    """Give the container of a block's path; a cell of a table is its own."""
    rest, _, own = path.rpartition(" ")
    return path if own.startswith("td") else rest


def containers_of(blocks: Sequence[Block], running: Floats) -> Containers:
    """Number the containers of a page's blocks and find the one with most running text.

    ``running`` weighs each block's unlinked text. A container counts what stands straight in
    it, and half of what stands one level below.
    """
    paths: dict[str, int] = {}
    path = np.array([paths.setdefault(block.path, len(paths)) for block in blocks], dtype=np.int64)
    parents: dict[str, int] = {}
    above: dict[str, int] = {}
    of_path, of_above, over = [], [], []
    for one in paths:
        parent = _parent(one)
        over.append(parent)
        of_path.append(parents.setdefault(parent, len(parents)))
        of_above.append(above.setdefault(parent.rpartition(" ")[0], len(above)))
    parent_of = np.array(of_path, dtype=np.int64)[path]
    straight = np.bincount(parent_of, weights=running, minlength=len(parents))
    mass: dict[str, float] = defaultdict(float)
    for one, weight in zip(parents, straight.tolist(), strict=True):
        if weight:
            outer = joined([place(step) for step in way(one).steps[2:]])
            weight *= _DOUBT if outer & _ASIDE else 1.0
            mass[one] += weight
            mass[one.rpartition(" ")[0]] += weight / 2
    best = max(mass, key=lambda one: (round(mass[one], 4), one), default="")
    heaviest = max(mass.values(), default=1.0)
    return Containers(
        tuple(paths),
        tuple(parents),
        tuple(over),
        path,
        parent_of,
        np.array(of_above, dtype=np.int64)[path],
        best,
        np.array([mass.get(one, 0.0) / heaviest for one in parents]),
    )


def shares(groups: Places, lengths: Floats, linked: Floats, prose: Floats) -> list[Floats]:
    """Measure the groups that blocks are in: their number, length, links and prose."""
    blocks = np.bincount(groups)
    letters = np.bincount(groups, weights=lengths)
    links = np.bincount(groups, weights=linked)
    sentences = np.bincount(groups, weights=prose)
    letters_each = letters / np.maximum(blocks, 1)
    measured = (
        np.log1p(blocks) / 5,
        np.log1p(letters_each) / 8,
        links / np.maximum(1, letters),
        sentences / max(1.0, float(prose.sum())),
        sentences / np.maximum(1, letters),
    )
    return [one[groups] for one in measured]


def standing(found: Containers) -> tuple[list[Floats], Places]:
    """Say how each block's parent stands to the best one, and what the rest of its path says.

    Gives six measures - weight, is it, begins with it, share of its steps, steps up, steps
    down - and the bits (``places.PLACES``) of the elements that are not the best container's.
    """
    best = way(found.best).steps
    deep = max(1, len(best))
    told, rest = [], []
    for path, parent in zip(found.paths, found.over, strict=True):
        steps = way(path).steps
        shared = common(steps, best)
        rest.append(joined([place(step) for step in steps[shared:]]))
        inner = len(steps) if parent is path else len(steps) - 1
        shared = min(shared, inner)
        told.append(
            (
                float(parent == found.best),
                float(parent.startswith(found.best)),
                shared / deep,
                min(10, deep - shared) / 10,
                min(10, inner - shared) / 10,
            )
        )
    measured = np.array(told).reshape(-1, 5)[found.path]
    weight = found.weights[found.parent]
    return [weight, *measured.T], np.array(rest, dtype=np.int64)[found.path]


def nearby(prose: Floats, parent: Places) -> list[Floats]:
    """Say how blocks lie to the article's prose: shares before and after, and the way to it.

    ``prose`` weighs the sentences of blocks inside the best container, and is 0 elsewhere.
    """
    size, total = len(prose), max(1.0, float(prose.sum()))
    places, running = np.arange(size), np.cumsum(prose)
    shares_of = [(running - prose) / total, (total - running) / total]
    found = np.flatnonzero(prose > 0)
    if not len(found):
        return shares_of + [np.zeros(size)] * 7
    first, last = found[0], found[-1]
    before = np.searchsorted(found, places, side="left") - 1
    after = np.searchsorted(found, places, side="right")
    above, below = found[np.maximum(before, 0)], found[np.minimum(after, len(found) - 1)]
    has_above, has_below = before >= 0, after < len(found)
    return [
        *shares_of,
        np.clip((places - first) / 20, -1, 1),
        np.clip((places - last) / 20, -1, 1),
        ((places >= first) & (places <= last)).astype(float),
        np.where(has_above, 1 / (1.0 + np.abs(places - above)), 0.01),
        np.where(has_below, 1 / (1.0 + np.abs(below - places)), 0.01),
        (has_above & (parent[above] == parent)).astype(float),
        (has_below & (parent[below] == parent)).astype(float),
    ]


def alike(groups: Places) -> list[Floats]:
    """Say of each block whether the one before it, and the one after it, is of its group."""
    same = (groups[1:] == groups[:-1]).astype(float)
    return [np.concatenate([[0.0], same]), np.concatenate([same, [0.0]])]


def around(values: Floats, lengths: Floats, reach: int = 5) -> Floats:
    """Give the share of ``values`` in the lengths of a block and ``reach`` on either side."""
    return _summed(values, reach) / np.maximum(1, _summed(lengths, reach))


def _summed(values: Floats, reach: int) -> Floats:
    running = np.concatenate([[0.0], np.cumsum(values)])
    places = np.arange(len(values))
    ends = np.minimum(places + reach + 1, len(values))
    return np.asarray(running[ends] - running[np.maximum(places - reach, 0)])
