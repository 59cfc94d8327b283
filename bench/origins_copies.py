"""Shared text, its kinds and the parents of articles, against the newsroom's truth.

Characters are letters and digits, counted pair of articles by pair; furniture is left out on
both sides, for what is furniture is nobody's copy.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.origins_peers import Grams, Marks, alike_documents
from bench.origins_truth import Json, Run
from secondsource.records import Parent, Span

Pair = tuple[str, str]
Mask = NDArray[np.bool_]

_MOST = 0.5  # a passage is found when half of its letters are covered


@dataclass
class Copies:
    """Counts over collections: characters, kinds and parents."""

    letters: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    parents: Counter[tuple[str, bool]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def precision(self, who: str) -> float:
        """Give the share of the characters called shared that are."""
        return self.letters[who]["right"] / (self.letters[who]["found"] or 1)

    def recall(self, who: str) -> float:
        """Give the share of the shared characters that are found."""
        return self.letters[who]["right"] / (self.letters[who]["true"] or 1)

    def kinds_right(self, kind: str | None = None) -> float:
        """Give the share of found pairs of passages whose kind is right."""
        some = {k: n for k, n in self.kinds.items() if k[1] != "-" and kind in (None, k[0])}
        return sum(n for k, n in some.items() if k[0] == k[1]) / (sum(some.values()) or 1)

    def parents_right(self, of: str | None = None) -> float:
        """Give the share of articles whose most likely parent is the true one."""
        some = {k: n for k, n in self.parents.items() if of in (None, k[0])}
        return sum(n for k, n in some.items() if k[1]) / (sum(some.values()) or 1)


def measured(run: Run, into: Copies) -> None:
    """Add one collection to the counts."""
    truth = true_marks(run)
    eight = Grams(run.report.accounts, 8)
    marks = {
        "ours": _ours(run),
        "8-gram overlap": eight.marks(),
        "MinHash": alike_documents(run.report.accounts, Grams(run.report.accounts, 5)),
    }
    letters = {
        page: np.fromiter((c.isalnum() for c in text), bool, len(text))
        for page, text in run.texts.items()
    }
    for who, found in marks.items():
        for pair in truth.keys() | found.keys():
            _letters(into, who, pair, (truth, found), letters)
    into.wrong.extend(_kinds(run, into))
    into.wrong.extend(_parents(run, into))


def true_marks(run: Run) -> Marks:
    """Give the places of the passages that each pair of articles truly shares."""
    by_root: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for article in run.articles():
        for number, passage in enumerate(article["passages"]):
            if (article["key"], number) in run.places:
                place = run.places[article["key"], number]
                by_root[article["key"], passage["root"]].append(place)
    marks: Marks = {}
    for one in run.truth["shared"]:
        ends = [by_root.get((one[side], one["root"]), []) for side in "ab"]
        if one["kind"] == "furniture" or not all(ends):
            continue
        first, second = sorted(ends, key=lambda spans: spans[0].page)
        mine, yours = marks.setdefault((first[0].page, second[0].page), ([], []))
        mine.extend(first)
        yours.extend(second)
    return marks


def _ours(run: Run) -> Marks:
    marks: Marks = {}
    for one in run.report.reuse:
        if one.kind != "furniture":
            mine, yours = marks.setdefault((one.a.page, one.b.page), ([], []))
            mine.append(one.a)
            yours.append(one.b)
    return marks


def _letters(
    into: Copies, who: str, pair: Pair, both: tuple[Marks, Marks], letters: Mapping[str, Mask]
) -> None:
    told = into.letters[who]
    for side, page in enumerate(pair):
        true, found = (_mask(marks.get(pair, ([], []))[side], letters[page]) for marks in both)
        told["true"] += int(true.sum())
        told["found"] += int(found.sum())
        told["right"] += int((true & found).sum())


def _mask(spans: Iterable[Span], letters: Mask) -> Mask:
    mask = np.zeros(len(letters), bool)
    for span in spans:
        mask[span.start : span.end] = True
    found: Mask = mask & letters
    return found


# -- kinds ----------------------------------------------------------------------------------


def _kinds(run: Run, into: Copies) -> Iterator[str]:
    by_pair: defaultdict[Pair, list[tuple[str, Span, Span]]] = defaultdict(list)
    for one in run.report.reuse:
        by_pair[one.a.page, one.b.page].append((one.kind, one.a, one.b))
    cut = {a.page.id: [c.span for c in a.article.furniture] for a in run.report.accounts}
    where = _rooted(run)
    for shared in run.truth["shared"]:
        there = [where[key] for side in "ab" if (key := (shared[side], shared["root"])) in where]
        if len(there) < 2:
            continue
        first, second = sorted(there)
        found = _kind(by_pair[first.page, second.page], first, second)
        hidden = all(_cover(end, cut[end.page]) > _MOST for end in there)
        if shared["kind"] == "furniture" and hidden:
            found = "furniture"
        into.kinds[shared["kind"], found] += 1
        if found not in (shared["kind"], "-"):
            words = " ".join(run.texts[first.page][first.start : first.end].split())[:90]
            yield f"kind {found}, not {shared['kind']}: {shared['a']}-{shared['b']} {words!r}"


def _rooted(run: Run) -> dict[tuple[str, str], Span]:
    return {
        (article["key"], passage["root"]): run.places[article["key"], number]
        for article in run.articles()
        for number, passage in enumerate(article["passages"])
        if (article["key"], number) in run.places
    }


def _kind(found: Sequence[tuple[str, Span, Span]], first: Span, second: Span) -> str:
    kinds: Counter[str] = Counter()
    for kind, a, b in found:
        if b.touches(second) or a.touches(first):
            kinds[kind] += round(1000 * (_cover(first, [a]) + _cover(second, [b])) / 2)
    best = max(kinds, key=lambda kind: (kinds[kind], kind), default="-")
    return best if kinds[best] > 1000 * _MOST else "-"


def _cover(span: Span, others: Iterable[Span]) -> float:
    shared = sum(
        max(0, min(span.end, one.end) - max(span.start, one.start))
        for one in others
        if one.page == span.page
    )
    return shared / max(1, span.end - span.start)


# -- parents --------------------------------------------------------------------------------


def _parents(run: Run, into: Copies) -> Iterator[str]:
    likely: dict[str, Parent] = {}
    for parent in run.report.lineage.parents:
        if parent.child not in likely or parent.probability > likely[parent.child].probability:
            likely[parent.child] = parent
    hidden = _hidden(run)
    key = {page: name for name, page in run.page.items()}
    for article in run.articles():
        true = next((one for one in article["parents"] if _readable(one, run)), None)
        ours = likely[run.page[article["key"]]]
        kind = "own" if true is None else "hidden" if true["hidden"] else "article"
        if true is None:
            right = ours.article is None and ours.hidden is None
        elif true["hidden"]:
            right = ours.hidden is not None and hidden[ours.hidden] == true["hidden"]
        else:
            right = ours.article == run.page[true["article"]]
        into.parents[kind, right] += 1
        if not right:
            named = key.get(ours.article or "", ours.hidden and hidden[ours.hidden])
            yield (
                f"parent of {article['key']} {named or 'none'} ({ours.probability:.2f}), not "
                f"{true and (true['article'] or true['hidden'])} (share {true and true['share']})"
            )


def _readable(parent: Json, run: Run) -> bool:
    return bool(parent["hidden"]) or parent["article"] in run.page


def _hidden(run: Run) -> dict[str, str | None]:
    """Give for each of our hidden texts the true one that most of its articles carry."""
    carried: dict[str, set[str]] = {
        one["id"]: {run.page[key] for key in one["articles"] if key in run.page}
        for one in run.truth["hidden"]
    }
    return {
        node.id: max(
            (name for name in carried if carried[name] & set(node.articles)),
            key=lambda name: (len(carried[name] & set(node.articles)), -len(carried[name]), name),
            default=None,
        )
        for node in run.report.lineage.hidden
    }
