"""The fit of the figures that tell kinds of reuse: ``python -m bench.kinds [--seeds 2-80]``.

A softmax over few traits (``compare/kinds.py``), held near zero by a normal prior, on the pieces
of shared text of the newsroom's collections with even seeds. ``--write`` writes ``kinds.toml``.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.descents import Collection, collection_of, seeds
from bench.origins import seeds_of
from secondsource.compare.kinds import judge_of
from secondsource.compare.lineage import lineage_of
from secondsource.compare.sides import sides_of
from secondsource.records import Reuse, Span

Numbers = NDArray[Any]
KINDS = ("own", "pickup", "speech", "wire")
_PRIOR, _STEPS, _RATE = 1.0, 1500, 0.5
_HEAD = """\
# What each trait of a piece of shared text adds to the log odds of each kind, fitted by
# `python -m bench.kinds` on the newsroom's collections with even seeds. `base` is one of them.
"""


def pieces_in(one: Collection) -> Iterator[tuple[Mapping[str, float], str]]:
    """Give the traits of each piece of shared text whose true kind is known, and the kind."""
    lineage = lineage_of(one.accounts, one.reuse)
    pages = {span.page for each in one.reuse for span in (each.a, each.b)}
    judge = judge_of(sides_of(one.accounts, pages), lineage)
    true = _true(one)
    for each in one.reuse:
        kinds = true.get((each.a.page, each.b.page), ())
        found = [kind for first, second, kind in kinds if _lies_in(each, first, second)]
        if each.kind != "furniture" and found:
            traits = judge.traits(each, judge.chances(each.a), judge.chances(each.b))
            yield traits, max(sorted(set(found)), key=found.count)


def _lies_in(one: Reuse, first: Span, second: Span) -> bool:
    return one.a.touches(first) and one.b.touches(second)


def _true(one: Collection) -> dict[tuple[str, str], list[tuple[Span, Span, str]]]:
    places: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for article in one.run.articles():
        for number, passage in enumerate(article["passages"]):
            if span := one.run.places.get((article["key"], number)):
                places[article["key"], passage["root"]].append(span)
    found: defaultdict[tuple[str, str], list[tuple[Span, Span, str]]] = defaultdict(list)
    for shared in one.run.truth["shared"]:
        if shared["kind"] in KINDS:
            for a in places[shared["a"], shared["root"]]:
                for b in places[shared["b"], shared["root"]]:
                    first, second = sorted((a, b))
                    found[first.page, second.page].append((first, second, shared["kind"]))
    return found


def fitted(traits: Numbers, kinds: Numbers, weights: Numbers) -> Numbers:
    """Fit a softmax by gradient ascent; one row of figures a kind."""
    adds = np.zeros((len(KINDS), traits.shape[1]))
    for _ in range(_STEPS):
        scores = traits @ adds.T
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        slope = ((kinds - chances) * weights[:, None]).T @ traits - _PRIOR * adds
        adds = adds + _RATE * slope / weights.sum()
    return adds


def main(asked: Sequence[str]) -> int:
    """Fit on collections; print the figures, or write them."""
    numbers = asked[asked.index("--seeds") + 1] if "--seeds" in asked else "2-80"
    told: list[tuple[Mapping[str, float], str]] = []
    for level in ("easy", "fair", "hard"):
        tags: dict[str, Any] = {}
        for seed in seeds(seeds_of(numbers)):
            told.extend(pieces_in(collection_of(level, seed, tags=tags)))
    text = written(told)
    if "--write" in asked:
        place = resources.files("secondsource.compare") / "kinds.toml"
        Path(str(place)).write_text(text, encoding="utf-8")
    else:
        print(text)
    return 0


def written(told: Sequence[tuple[Mapping[str, float], str]]) -> str:
    """Fit on pieces and write the figures as the table that the program reads."""
    names = list(told[0][0])
    traits = np.array([[traits[name] for name in names] for traits, _ in told])
    kinds = np.array([[float(kind == each) for each in KINDS] for _, kind in told])
    adds = fitted(traits, kinds, np.ones(len(told)))
    lines = [_HEAD + f"# {len(told)} pieces.\n"]
    for kind, row in zip(KINDS, adds, strict=True):
        figures = (f'"{name}" = {add:.2f}' for name, add in zip(names, row, strict=True))
        lines.append(f"[{kind}]\n" + "\n".join(figures) + "\n")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
