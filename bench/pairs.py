"""Pairs of articles told apart: copy, shared quotations, furniture alone, independent.

The labels are a person's, of ``wire-events`` (``bench/labels``). Ours is read from the finished
records: the words of all shared stretches outside quotations, those inside, and, where neither
suffices, whether both pages carry words that the reader of bodies cut. The references give one
number a pair - the share of runs of eight words, and the likeness of whole documents by MinHash -
and three cuts of it, chosen on the pairs of even events for the best F1 they can have there.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from bench.collections import Collection, body_text
from bench.rows import Row
from secondsource.compare.spoken import spoken_of
from secondsource.records import Account, Reuse, Span
from secondsource.sentences import words_of
from secondsource.textview import level

LABELS = Path(__file__).parent / "labels" / "wire-events.csv"
CLASSES = ("copy", "quotations", "furniture", "independent")
_PROSE, _SAID, _RUN = 15, 5, 6
"""Words of prose that make a copy (as for the labels), of speech that make a
shared quotation, and running that make shared furniture."""

Pair = tuple[str, str]
Tell = Callable[[Pair], str]


class Labelled(NamedTuple):
    """A pair of articles, by the data set's ids, with what a person called it."""

    pair: Pair
    label: str
    odd: bool


def labelled() -> list[Labelled]:
    """Read the labels; a pair that touches an odd event is odd."""
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return [
            Labelled(
                (row["a"], row["b"]),
                row["label"],
                any(int(event) % 2 for event in row["events"].split("/")),
            )
            for row in csv.DictReader(lines)
        ]


def rows_of(collection: Collection, shared: Sequence[Reuse]) -> list[Row]:
    """Measure ours and both references on the same pairs, by halves."""
    pairs = labelled()
    accounts = {account.page.input: account for account in collection.accounts}
    even = [one for one in pairs if not one.odd]
    tells: dict[str, Tell] = {
        "ours": Ours(accounts, shared).tell,
        "8-gram overlap": cut(even, overlaps(accounts, pairs)),
        "MinHash, documents": cut(even, minhashes(accounts, pairs)),
    }
    rows = []
    for split, odd in (("even events", False), ("odd events", True)):
        half = [one for one in pairs if one.odd is odd]
        scores = {name: scored(half, tell) for name, tell in tells.items()}
        for metric in ("macro F1", *CLASSES):
            name = metric if metric == "macro F1" else f"F1 {metric}"
            for reference in ("8-gram overlap", "MinHash, documents"):
                figure = scores[reference][metric]
                rows.append(
                    Row("wire-events", split, name, scores["ours"][metric], reference, figure)
                )
    return rows


def scored(pairs: Iterable[Labelled], tell: Tell) -> dict[str, float]:
    """Give the F1 of each class that is there, and their mean.

    >>> told = [Labelled(("a", "b"), "copy", True), Labelled(("a", "c"), "independent", True)]
    >>> round(scored(told, lambda pair: "copy")["macro F1"], 2)
    0.33
    """
    right, said, true = Counter[str](), Counter[str](), Counter[str]()
    for one in pairs:
        answer = tell(one.pair)
        said[answer] += 1
        true[one.label] += 1
        right[answer] += answer == one.label
    scores = {name: 2 * right[name] / max(1, said[name] + true[name]) for name in CLASSES}
    present = [scores[name] for name in CLASSES if true[name]]
    return {**scores, "macro F1": sum(present) / max(1, len(present))}


# -- ours -----------------------------------------------------------------------------------


class Ours:
    """What our records say of a pair: the mapping from reuse to the four classes."""

    def __init__(self, accounts: Mapping[str, Account], shared: Iterable[Reuse]) -> None:
        """Group the shared stretches by pair of the data set's ids."""
        names = {account.page.id: name for name, account in accounts.items()}
        self.accounts = accounts
        self.shared: dict[frozenset[str], list[Reuse]] = {}
        for one in shared:
            key = frozenset((names[one.a.page], names[one.b.page]))
            self.shared.setdefault(key, []).append(one)
        self.cut: dict[str, frozenset[tuple[str, ...]]] = {}

    def tell(self, pair: Pair) -> str:
        """Name the class of a pair."""
        prose, said = self.words(pair)
        if prose >= _PROSE:
            return "copy"
        if said >= _SAID:
            return "quotations"
        return "furniture" if self._furniture(pair) else "independent"

    def words(self, pair: Pair) -> tuple[int, int]:
        """Count the shared words outside quotations, and inside, furniture apart."""
        prose = said = 0
        for one in self.shared.get(frozenset(pair), ()):
            if one.kind != "furniture":
                sides = [self._counted(name, (one.a, one.b)) for name in pair]
                prose += min(outside for outside, _ in sides)
                said += max(inside for _, inside in sides)
        return prose, said

    def _counted(self, name: str, ends: tuple[Span, Span]) -> tuple[int, int]:
        account = self.accounts[name]
        span = next(end for end in ends if end.page == account.page.id)
        spoken = spoken_of(account)
        said = [spoken.covers(at) for at, _ in words_of(account.page.text, span.start, span.end)]
        return len(said) - sum(said), sum(said)

    def _furniture(self, pair: Pair) -> bool:
        kinds = {one.kind for one in self.shared.get(frozenset(pair), ())}
        one, other = (self._runs(name) for name in pair)
        return "furniture" in kinds or bool(one & other)

    def _runs(self, name: str) -> frozenset[tuple[str, ...]]:
        """Give the runs of words of what was cut from a page."""
        if name not in self.cut:
            account = self.accounts[name]
            cuts = (account.page[cut.span] for cut in account.article.furniture)
            self.cut[name] = frozenset(run for text in cuts for run in runs_of(text, _RUN))
        return self.cut[name]


# -- the references -------------------------------------------------------------------------


def runs_of(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """Give the runs of so many levelled words of a text.

    >>> len(runs_of("The ferry sank off the north harbour.", 5))
    3
    """
    flat = level(text, fold=True)
    words = [flat[start:end] for start, end in words_of(flat)]
    return frozenset(zip(*(words[at:] for at in range(size)), strict=False))


def overlaps(accounts: Mapping[str, Account], pairs: Iterable[Labelled]) -> dict[Pair, float]:
    """Give, for each pair, the share of the shorter article's runs of eight words."""
    runs = {name: runs_of(body_text(account), 8) for name, account in accounts.items()}
    found = {}
    for one in pairs:
        a, b = (runs[name] for name in one.pair)
        found[one.pair] = len(a & b) / max(1, min(len(a), len(b)))
    return found


def minhashes(accounts: Mapping[str, Account], pairs: Iterable[Labelled]) -> dict[Pair, float]:
    """Give, for each pair, the likeness of the two documents that 128 hashes of words estimate."""
    from datasketch import MinHash

    hashes = {}
    for name, account in accounts.items():
        hashes[name] = MinHash(num_perm=128, seed=1)
        hashes[name].update_batch(
            sorted(" ".join(run).encode() for run in runs_of(body_text(account), 3))
        )
    return {one.pair: float(hashes[one.pair[0]].jaccard(hashes[one.pair[1]])) for one in pairs}


def cut(pairs: Sequence[Labelled], shares: Mapping[Pair, float]) -> Tell:
    """Choose three cuts of a share that tell these pairs best: copy over quotations over..."""
    levels = sorted({shares[one.pair] for one in pairs})
    places = sorted({0.0, *levels[:: max(1, len(levels) // 24)], levels[-1]})
    best = max(
        combinations([*places, 1.1], 3),
        key=lambda cuts: scored(pairs, _by(shares, cuts))["macro F1"],
    )
    return _by(shares, best)


def _by(shares: Mapping[Pair, float], cuts: Sequence[float]) -> Tell:
    def tell(pair: Pair) -> str:
        return CLASSES[sum(shares[pair] <= cut for cut in cuts)]

    return tell
