"""Measure disagreement: ``python -m bench disagreement`` on slot pairs read by people, and played.

A slot pair of the gold is two stretches of print that fill a slot, and how they stand to each
other. The program is given the story whole and has found a pair where one of its entries has an
end at each: at the words themselves, or at another print of the same value. An
entry says that the two differ (conflict, update, dispute) or that both hold (compatible), and
nothing where it sees two things. Precision: of the pairs it says differ, those that a reader says
differ. Recall: of those that a reader says differ, the pairs that it says differ; beside it, how
often the kind of difference is the reader's as well. The reference calls a pair different where
both have a number before the same word, and the numbers differ.

The newsroom knows every place where it printed either value of a pair, and how the two stand to
each other; a pair is found where an entry has an end at a place of each.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from bench.assertions import instanced
from bench.collections import Collection, Text, collection_of, texts_of
from bench.gold.slots import Part, SlotPair, slots
from bench.gold.texts import FOLDER, Place
from bench.newsroom import coverage_of, written
from bench.origins_truth import Run, Tags, place_of, run_in
from bench.rows import Row, folder, printed
from secondsource import pipeline
from secondsource.compare.agreement import statements_of
from secondsource.compare.differences import conflicts_of
from secondsource.compare.figures import figures_in
from secondsource.compare.reuse import reuse_in
from secondsource.compare.slots import printed as valued
from secondsource.extract.people import entities_of
from secondsource.language import language
from secondsource.records import Account, Conflict, Given, Side, Span, Story

DIFFER = frozenset(("conflict", "update", "dispute"))
_NUMBERS = frozenset(("count", "amount"))
_TUNING, _UNSEEN, _A_STORY = range(0, 20, 2), range(257, 277, 2), 6
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


def fictions() -> Iterator[Text]:
    """Yield the gold's made-up articles, their file the happening."""
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
        texts = fictions() if name == "fiction" else texts_of(root, name)
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


class Played(NamedTuple):
    """A pair of values that the newsroom printed, and what the program says of it."""

    slot: str
    relation: str
    said: str | None


def played(level: str, seed: int, tags: Tags) -> list[Played]:
    """Look up what the program says of each pair of values of one made-up coverage."""
    run = played_run(level, seed, tags)
    ends = [(one, one.a.span, one.b.span) for one in run.report.conflicts]
    found = []
    for one in run.truth["differences"]:
        mine, yours = (printed_at(run, one[side]) for side in ("a", "b"))
        kinds = [
            entry.kind
            for entry, a, b in ends
            if (touch(a, mine) and touch(b, yours)) or (touch(a, yours) and touch(b, mine))
        ]
        said = next((kind for kind in kinds if kind in DIFFER), kinds[0] if kinds else None)
        found.append(Played(one["slot"], one["relation"], said))
    return found


def played_run(level: str, seed: int, tags: Tags) -> Run:
    """Read a made-up coverage whose accounts differ; ``tags`` grows."""
    told = coverage_of(level, seed, stories=2, twins=1, sagas=1, differences=_A_STORY)
    with tempfile.TemporaryDirectory() as place:
        written(told, Path(place))
        return run_in(Path(place), tags=tags)


def printed_at(run: Run, places: Sequence[Mapping[str, Any]]) -> list[Span]:
    """Find where a value was printed."""
    spans = (place_of(run, {**one, "text": one["words"]}) for one in places)
    return [span for span in spans if span is not None]


def touch(one: Span, places: Sequence[Span]) -> bool:
    """Say whether a span shares a character with any place."""
    return any(one.touches(place) for place in places)


def _newsroom(seeds: Iterable[int]) -> list[Played]:
    tags: Tags = {}
    return [
        one for level in ("fair", "hard") for seed in seeds for one in played(level, seed, tags)
    ]


def run(root: Path) -> list[Row]:
    """Give the rows of the gold and of the newsroom; ``root`` is where the sets are unpacked."""
    rows: list[Row] = []
    parts: tuple[Part, ...] = ("tuning", "unseen")
    for part in parts:
        found = gold_of(root, part)
        ours, peer = figures(found), figures(found, peer=True)
        data = f"{part}, {len(found)} pairs"
        rule = "numbers differ"
        rows.append(Row("slot gold", data, "precision", ours.precision, rule, peer.precision))
        rows.append(Row("slot gold", data, "recall", ours.recall, rule, peer.recall))
        rows.append(Row("slot gold", data, "kind right", ours.kind, "pairs called", ours.said))
    for split, seeds in (("even seeds 0-18", _TUNING), ("odd seeds 257-275", _UNSEEN)):
        told = _newsroom(seeds)
        said = [one for one in told if one.said in DIFFER]
        true = [one for one in told if one.relation in DIFFER]
        right = [one for one in said if one.relation in DIFFER]
        kinds = sum(one.said == one.relation for one in right)
        data = f"{split}, {len(told)} pairs"
        for metric, hits, whole in (
            ("precision", len(right), len(said)),
            ("recall", len(right), len(true)),
            ("kind right", kinds, len(right)),
        ):
            rate = round(hits / max(1, whole), 3)
            rows.append(Row("newsroom", data, metric, rate, "of", whole))
    return rows


if __name__ == "__main__":
    sys.stdout.write(printed(run(folder("ecbplus").parent)) + "\n")
