"""Measure disagreement: ``python -m bench disagreement`` on slot pairs read by people, and played.

A slot pair of the gold is two stretches of print that fill a slot, and how they stand to each
other. The program is given the story whole and has found a pair where one of its entries has an
end at each: at the words themselves, or at another print of the same value. An
entry says that the two differ (conflict, update, dispute) or that both hold (compatible), and
nothing where it sees two things. Precision: of the pairs it says differ, those that a reader says
differ. Recall: of those that a reader says differ, the pairs that it says differ; beside it, how
often the kind of difference is the reader's as well. The reference calls a pair different where
both have a number before the same word, and the numbers differ.

The newsroom knows which facts had an early and a late value: a pair of them that was printed is to
be found, and every entry with an end in another fact, or in the same value twice, is false.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.assertions import instanced
from bench.collections import Collection, Text, collection_of, texts_of
from bench.gold.slots import Part, SlotPair, slots
from bench.gold.texts import FOLDER, Place
from bench.origins_truth import Run, Tags, place_of, run_of, same_place
from bench.rows import Row, folder, printed
from secondsource import pipeline
from secondsource.compare.agreement import statements_of
from secondsource.compare.differences import conflicts_of
from secondsource.compare.figures import figures_in
from secondsource.compare.reuse import reuse_in
from secondsource.compare.slots import printed as valued
from secondsource.extract.people import entities_of
from secondsource.laid import Laid
from secondsource.language import language
from secondsource.records import Account, Conflict, Given, Side, Span, Story

DIFFER = frozenset(("conflict", "update", "dispute"))
_NUMBERS = frozenset(("count", "amount"))
_TUNING, _UNSEEN = range(0, 20, 2), range(257, 277, 2)
_COUNTED = re.compile(r"(?<![\w.,])(\d[\d,.]*|[a-z]+)[\s-]+(?:[a-z]+[\s-]+)?([a-z]{3,})", re.I)


@dataclass(frozen=True, slots=True)
class Scene:
    """The accounts of a set with the differences the program finds, by the articles' names."""

    accounts: Mapping[str, Account]
    conflicts: Mapping[str, Sequence[Conflict]]


def scene_of(collection: Collection) -> Scene:
    """Find the differences of every story of a collection, its stories as people made them."""
    accounts = instanced(collection.accounts)
    entities = entities_of(accounts)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for account in accounts:
        members[collection.happening[account.page.id]].append(account.page.id)
    stories = tuple(Story(one, None, tuple(sorted(own))) for one, own in sorted(members.items()))
    shared = reuse_in(pipeline.shared_text(accounts))
    stated = statements_of(accounts, entities, stories, shared)
    conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
    for one in conflicts_of(accounts, stories, stated, shared):
        conflicts[one.story].append(one)
    return Scene({account.page.input: account for account in accounts}, dict(conflicts))


# -- the gold -------------------------------------------------------------------------------


class Answer(NamedTuple):
    """A pair of the gold with what the program says of it; None where it says nothing."""

    pair: SlotPair
    relation: str | None
    peer: bool


def answers(scene: Scene, pairs: Sequence[SlotPair]) -> list[Answer]:
    """Look up what the program says of each pair of the gold."""
    return [
        Answer(one, _relation(scene, one), _differ_in_numbers(scene, one))
        for one in pairs
        if {one.a.article, one.b.article} <= scene.accounts.keys()
    ]


def _relation(scene: Scene, pair: SlotPair) -> str | None:
    said = [
        one.kind
        for one in scene.conflicts.get(pair.story, ())
        if (one.slot in _NUMBERS) == (pair.slot in _NUMBERS)
        and (one.slot == "date") == (pair.slot == "date")
        and any(
            _at(scene, pair.a, first) and _at(scene, pair.b, second)
            for first, second in ((one.a, one.b), (one.b, one.a))
        )
    ]
    return next((kind for kind in said if kind in DIFFER), said[0] if said else None)


def _at(scene: Scene, place: Place, side: Side) -> bool:
    """Say whether an end of an entry stands for a place: there, or the same value elsewhere.

    A story has one entry for two values, at the prints that show it best; who reads it of the
    same number of the same unit, or in the same words, has read it of this place.
    """
    account = scene.accounts[place.article]
    span = Span(account.page.id, place.start, place.end)
    if side.span.touches(span):
        return True
    text = account.page.text
    values = {
        valued(q, account.page[q.span])
        for one in account.instances
        for q in one.quantities
        if q.span.touches(span)
    }
    for passage in account.passages:
        if passage.span.touches(span):
            values |= {
                valued(one.shown, account.page[one.shown.span])
                for one in figures_in(text, passage.span)
                if one.span.touches(span)
            }
    if values:
        return side.value in values
    words, value = " ".join(text[place.start : place.end].lower().split()), side.value.lower()
    return value in words or words in value


def _differ_in_numbers(scene: Scene, pair: SlotPair) -> bool:
    """Apply the rule of reference: the same word counted by different numbers."""
    mine, yours = (
        _numbered(scene.accounts[place.article].page.text, place) for place in (pair.a, pair.b)
    )
    return any(unit in yours and number != yours[unit] for unit, number in mine.items())


def _numbered(text: str, place: Place) -> dict[str, str]:
    """Give the numbers of a place's words by the word behind them."""
    end = text.find("\n", place.end)
    shown = text[place.start : min(place.end + 24, end if end > 0 else len(text))]
    words = language("en").table("quantities.numbers")
    found: dict[str, str] = {}
    for one in _COUNTED.finditer(shown):
        number = one[1].lower().strip(".,").replace(",", "")
        number = str(words.get(number, number))
        if number[0].isdigit():
            found.setdefault(one[2].lower().rstrip("s"), number)
    return found


def _fictions() -> Iterator[Text]:
    for file in sorted((FOLDER / "fiction").glob("*.jsonl")):
        for at, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            told = json.loads(line)
            given = Given(outlet=told["outlet"], headline=told["headline"], date=told["date"])
            text = f"{told['headline']}\n\n{told['text']}"
            yield Text(f"{file.stem}/{at}", text, file.stem, given)


def gold_of(root: Path, part: Part) -> list[Answer]:
    """Read the stories of the gold that a part holds, and look up its pairs."""
    pairs = [one for one in slots() if one.part == part]
    found = []
    for name in ("ecbplus", "wire-events", "fiction"):
        own = [one for one in pairs if one.set == name]
        stories = {one.story for one in own}
        texts = _fictions() if name == "fiction" else texts_of(root, name)
        scene = scene_of(collection_of(one for one in texts if one.happening in stories))
        found.extend(answers(scene, own))
    return found


class Figures(NamedTuple):
    """Precision and recall of differing, and how often the kind of difference is right, too."""

    precision: float
    recall: float
    kind: float
    said: int


def figures(found: Sequence[Answer], *, peer: bool = False) -> Figures:
    """Count answers."""
    said = [one for one in found if (one.peer if peer else one.relation in DIFFER)]
    true = [one for one in found if one.pair.relation in DIFFER]
    right = [one for one in said if one.pair.relation in DIFFER]
    kinds = sum(one.relation == one.pair.relation for one in right)
    return Figures(
        round(len(right) / max(1, len(said)), 3),
        round(len(right) / max(1, len(true)), 3),
        round(kinds / max(1, len(right)), 3),
        len(said),
    )


# -- the newsroom ---------------------------------------------------------------------------


def played(run: Run) -> Counter[str]:
    """Count the entries on numbers of one played coverage: right, false; and values missed."""
    facts: list[tuple[Span, str]] = []
    printed_: defaultdict[str, set[str]] = defaultdict(set)
    for statement in run.truth["statements"]:
        for one in statement["instances"]:
            place = place_of(run, one)
            if place is not None and one["stance"] not in ("denies", "reacts"):
                facts.append((place, statement["id"]))
                printed_[_fact(statement["id"])].add(statement["id"])
    laid = Laid.of(facts, lambda pair: pair[0])
    counts: Counter[str] = Counter()
    found: set[str] = set()
    for one in run.report.conflicts:
        if one.slot not in _NUMBERS or one.kind == "compatible":
            continue
        mine, yours = (
            {name for at, name in laid.touching(side.span) if same_place(at, side.span)}
            for side in (one.a, one.b)
        )
        if not mine and not yours:
            continue  # of the background, whose numbers are drawn anew each time it is told
        both = {_fact(name) for name in mine} & {_fact(name) for name in yours}
        right = {fact for fact in both if not mine & yours}
        counts["right" if right else "false"] += 1
        found |= right
    grown = {fact for fact, names in printed_.items() if len(names) > 1}
    counts["found"], counts["grown"] = len(found & grown), len(grown)
    return counts


def _fact(statement: str) -> str:
    return re.sub(r"\.(?:early|late)$", "", statement)


def _newsroom(seeds: Iterable[int]) -> Counter[str]:
    tags: Tags = {}
    total: Counter[str] = Counter()
    for level in ("fair", "hard"):
        for seed in seeds:
            total += played(run_of(level, seed, tags=tags))
    return total


def run(root: Path) -> list[Row]:
    """Give the rows of the gold and of the newsroom; ``root`` is where the sets are unpacked."""
    rows = []
    for part in ("tuning", "unseen"):
        found = gold_of(root, part)  # type: ignore[arg-type]
        ours, peer = figures(found), figures(found, peer=True)
        data = f"{part}, {len(found)} pairs"
        rule = "numbers differ"
        rows.append(Row("slot gold", data, "precision", ours.precision, rule, peer.precision))
        rows.append(Row("slot gold", data, "recall", ours.recall, rule, peer.recall))
        rows.append(Row("slot gold", data, "kind right", ours.kind, "pairs called", ours.said))
    for split, seeds in (("even seeds 0-18", _TUNING), ("odd seeds 257-275", _UNSEEN)):
        told = _newsroom(seeds)
        said = told["right"] + told["false"]
        rate = round(told["right"] / max(1, said), 3)
        rows.append(Row("newsroom, numbers", split, "precision", rate, "entries", said))
        rate = round(told["found"] / max(1, told["grown"]), 3)
        rows.append(Row("newsroom, numbers", split, "recall", rate, "facts", told["grown"]))
    return rows


if __name__ == "__main__":
    sys.stdout.write(printed(run(folder("ecbplus").parent)) + "\n")
