"""Pairs of articles told apart: copy, shared quotations, furniture alone, independent.

The labels are a person's, of ``wire-events`` (``bench/labels``). Ours is read from the finished
records: the words of all shared stretches outside quotations, those inside, and, where neither
suffices, whether both pages carry words that the reader of bodies cut. The references give one
number a pair - the share of runs of eight words, and the likeness of whole documents by MinHash -
and three cuts of it. The cuts, and whether they see the page as it came or the body that our reader
leaves, are chosen on the pairs of even events for the best F1 they can have there.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
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
    alike: bool


def labelled() -> list[Labelled]:
    """Read the labels; a pair that touches an odd event is odd, and one of one event is alike."""
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return [
            Labelled(
                (row["a"], row["b"]),
                row["label"],
                any(int(event) % 2 for event in row["events"].split("/")),
                "/" not in row["events"],
            )
            for row in csv.DictReader(lines)
        ]


def rows_of(collection: Collection, shared: Sequence[Reuse]) -> list[Row]:
    """Measure ours and both references on the same pairs, by halves."""
    pairs = labelled()
    accounts = {account.page.input: account for account in collection.accounts}
    even = [one for one in pairs if not one.odd]
    seen = list(_seen(accounts))
    tells: dict[str, Tell] = {
        "ours": Ours(accounts, shared).tell,
        "8-gram overlap": best_cut(even, [overlaps(texts, pairs) for texts in seen]),
        "MinHash, documents": best_cut(even, [minhashes(texts, pairs) for texts in seen]),
    }
    return [
        row
        for split, odd in (("even events", False), ("odd events", True))
        for row in _compared(split, [one for one in pairs if one.odd is odd], tells)
    ]


def _compared(split: str, pairs: Sequence[Labelled], tells: Mapping[str, Tell]) -> Iterator[Row]:
    """Give the rows of one half: all its pairs, each class, and the pairs of one event alone."""
    alike = [one for one in pairs if one.alike]
    scores = {name: scored(pairs, tell) for name, tell in tells.items()}
    for name, tell in tells.items():
        scores[name]["of one event"] = scored(alike, tell)["macro F1"]
    metrics = {"macro F1": "macro F1", "of one event": "macro F1, pairs of one event"}
    metrics |= {name: f"F1 {name}" for name in CLASSES}
    for key, metric in metrics.items():
        for reference in ("8-gram overlap", "MinHash, documents"):
            figure = scores[reference][key]
            yield Row("wire-events", split, metric, scores["ours"][key], reference, figure)


def _seen(accounts: Mapping[str, Account]) -> Iterator[dict[str, str]]:
    """Give the texts a reference may see: pages as they came, and their bodies."""
    yield {name: account.page.text for name, account in accounts.items()}
    yield {name: body_text(account) for name, account in accounts.items()}


def scored(pairs: Iterable[Labelled], tell: Tell) -> dict[str, float]:
    """Give the F1 of each class that is there, and their mean.

    >>> told = [Labelled(("a", "b"), "copy", True, True)]
    >>> told.append(Labelled(("a", "c"), "independent", True, True))
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


def overlaps(texts: Mapping[str, str], pairs: Iterable[Labelled]) -> dict[Pair, float]:
    """Give, for each pair, the share of the shorter text's runs of eight words."""
    runs = {name: runs_of(text, 8) for name, text in texts.items()}
    found = {}
    for one in pairs:
        a, b = (runs[name] for name in one.pair)
        found[one.pair] = len(a & b) / max(1, min(len(a), len(b)))
    return found


def minhashes(texts: Mapping[str, str], pairs: Iterable[Labelled]) -> dict[Pair, float]:
    """Give, for each pair, the likeness that 128 hashes of runs of three words estimate."""
    from datasketch import MinHash

    hashes = {}
    for name, text in texts.items():
        hashes[name] = MinHash(num_perm=128, seed=1)
        hashes[name].update_batch(sorted(" ".join(run).encode() for run in runs_of(text, 3)))
    return {one.pair: float(hashes[one.pair[0]].jaccard(hashes[one.pair[1]])) for one in pairs}


def best_cut(pairs: Sequence[Labelled], seen: Sequence[Mapping[Pair, float]]) -> Tell:
    """Choose what is seen, and three cuts of it, that tell these pairs best."""
    tells = [
        _by(shares, cuts)
        for shares in seen
        for cuts in combinations_with_replacement(_places([shares[one.pair] for one in pairs]), 3)
    ]
    return max(tells, key=lambda tell: scored(pairs, tell)["macro F1"])


def _places(shares: Sequence[float]) -> list[float]:
    """Give some 25 places to cut at, among the shares that are there."""
    levels = sorted(set(shares))
    return [*sorted({0.0, *levels[:: max(1, len(levels) // 24)], levels[-1]}), 1.1]


def _by(shares: Mapping[Pair, float], cuts: Sequence[float]) -> Tell:
    def tell(pair: Pair) -> str:
        return CLASSES[sum(shares[pair] <= cut for cut in cuts)]

    return tell
