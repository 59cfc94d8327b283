"""What anybody could do without lineage: overlap of words, MinHash over documents, counting.

Here live the references of ``bench.origins``, which are given what they ask for: the article's
own words without furniture, and the true places of a statement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from secondsource.records import Account, Span
from secondsource.sentences import words_of

Marks = dict[tuple[str, str], tuple[list[Span], list[Span]]]
Ids = NDArray[np.uint64]

_PERMUTATIONS, _ALIKE = 128, 0.5  # datasketch's defaults: 128 permutations, threshold a half


class Grams:
    """The runs of so many words of each article, as numbers, with the places of its words."""

    def __init__(self, accounts: Iterable[Account], size: int) -> None:
        self.ids: dict[str, Ids] = {}
        self.ends: dict[str, list[list[tuple[int, int]]]] = {}
        for account in accounts:
            words = [
                (account.page.text[a:b].lower(), a, b)
                for passage in account.passages
                for a, b in words_of(account.page.text, passage.span.start, passage.span.end)
            ]
            runs = [words[at : at + size] for at in range(len(words) - size + 1)]
            names = [_number(" ".join(word for word, _, _ in run)) for run in runs]
            self.ids[account.page.id] = np.array(names, dtype=np.uint64)
            self.ends[account.page.id] = [[(a, b) for _, a, b in run] for run in runs]

    def shared(self, one: str, other: str) -> bool:
        """Say whether two articles share a run."""
        return bool(np.isin(self.ids[one], self.ids[other]).any())

    def contained(self, one: str, other: str) -> float:
        """Give the share of the shorter article's runs that stand in the other."""
        small, large = sorted((set(self.ids[one]), set(self.ids[other])), key=len)
        return len(small & large) / (len(small) or 1)

    def marks(self) -> Marks:
        """Give what every pair of articles shares, as spans in either."""
        return {
            (one, other): (self._marked(one, other), self._marked(other, one))
            for one, other in combinations(sorted(self.ids), 2)
            if self.shared(one, other)
        }

    def _marked(self, one: str, other: str) -> list[Span]:
        there = np.isin(self.ids[one], self.ids[other]).nonzero()[0]
        return [Span(one, a, b) for a, b in {word for at in there for word in self.ends[one][at]}]


def _number(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big")


def alike_documents(accounts: Sequence[Account], grams: Grams) -> Marks:
    """Give the pairs of articles whose MinHash likeness is a half, marked from end to end."""
    rows = np.random.default_rng(1)
    # Multiplying by an odd number, modulo 2**64, orders the runs anew each time.
    factors = rows.integers(0, 1 << 63, _PERMUTATIONS, dtype=np.uint64) * np.uint64(2) + np.uint64(
        1
    )
    names = [account.page.id for account in accounts if len(grams.ids[account.page.id])]
    sketch = {name: (grams.ids[name][:, None] * factors).min(axis=0) for name in names}
    whole = {a.page.id: [passage.span for passage in a.passages] for a in accounts}
    return {
        (one, other): (whole[one], whole[other])
        for one, other in combinations(sorted(names), 2)
        if float((sketch[one] == sketch[other]).mean()) >= _ALIKE
    }


def pieces(names: Sequence[str], tied: Iterable[tuple[str, str]]) -> int:
    """Count the groups that remain when tied names are one.

    >>> pieces(["Post", "Echo", "Herald"], [("Post", "Echo")])
    2
    """
    root: dict[str, str] = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    for one, other in tied:
        root[find(one)] = find(other)
    return len({find(name) for name in names})


def counts_of(
    carriers: Sequence[str], families: Mapping[str, str], eight: Grams, five: Grams
) -> dict[str, int]:
    """Count the origins or texts behind the true carriers of a statement, the easy ways."""
    pairs = list(combinations(sorted(set(carriers)), 2))
    return {
        "always one": 1,
        "counting outlets": len({families[name] for name in carriers}),
        "no shared 8-gram": pieces(carriers, (pair for pair in pairs if eight.shared(*pair))),
        "5-grams contained > .3": pieces(
            carriers, (pair for pair in pairs if five.contained(*pair) > 0.3)
        ),
    }
