"""What is true of a generated coverage, in the records that the measurements read.

Here live the public records (the shape of ``truth.json``) and the writing of a folder:
``coverage.jsonl``, ``outlets.csv`` and ``truth.json``. Nothing is worked out here.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a passage was taken from; ``kind`` is how."""

    article: str | None
    hidden: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One passage as printed, the authored wording it is, and where it was taken from."""

    text: str
    role: str
    root: str
    parent: Origin | None


@dataclass(frozen=True, slots=True)
class Parent:
    """Whose text an article carries, and the share of its body's words."""

    article: str | None
    hidden: str | None
    share: float


@dataclass(frozen=True, slots=True)
class Also:
    """The passages of an article, by their numbers, that tell of another story."""

    story: str
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One article of a coverage; ``story`` is the happening it tells of.

    ``affair`` names the affair of which that is an episode, if of any; ``also`` holds what it
    tells of other stories: a digest of everything in it, an episode of earlier ones.
    """

    key: str
    outlet: str
    family: str
    day: str
    story: str
    parents: tuple[Parent, ...]
    passages: tuple[Printed, ...]
    affair: str = ""
    also: tuple[Also, ...] = ()


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text that is not in the collection, and the articles that took from it at first hand.

    ``agency`` is null for what an office put out itself.
    """

    id: str
    agency: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A knower; ``of`` is whom it counts as: a spokesman as his principal."""

    id: str
    kind: str
    name: str
    of: str


@dataclass(frozen=True, slots=True)
class Instance:
    """Where a statement stands: a stretch of a passage, its stance and the root knower."""

    article: str
    passage: int
    text: str
    stance: str
    knower: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement with its instances and its three numbers."""

    id: str
    words: str
    instances: tuple[Instance, ...]
    reach: int
    texts: int
    origins: int


@dataclass(frozen=True, slots=True)
class Shared:
    """Two articles that carry one authored wording, and why."""

    a: str
    b: str
    root: str
    kind: str


@dataclass(frozen=True, slots=True)
class Affair:
    """An affair and the stories that are its episodes, in their order."""

    id: str
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """Where a value stands: its words, from ``start`` in a passage; in which stance, who knew."""

    article: str
    passage: int
    start: int
    words: str
    stance: str
    knower: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two values of a story for one slot, how they stand to each other, and who prints each."""

    story: str
    slot: str
    relation: str
    a: tuple[Filled, ...]
    b: tuple[Filled, ...]
    values: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A generated coverage: the lines to read, the outlets, and everything that is true.

    ``twins`` are pairs of stories: two happenings of one kind at one time. ``differences`` are
    known only where they were asked for.
    """

    level: str
    seed: int
    lines: tuple[Mapping[str, str], ...]
    outlets: tuple[tuple[str, str, str], ...]
    articles: tuple[Told, ...]
    hidden: tuple[Hidden, ...]
    knowers: tuple[Known, ...]
    statements: tuple[Stated, ...]
    shared: tuple[Shared, ...]
    affairs: tuple[Affair, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    differences: tuple[Difference, ...] = ()


_SELDOM = ("affair", "affairs", "also", "twins", "differences")


def truth_of(coverage: Coverage) -> dict[str, Any]:
    """Give the truth alone, as ``truth.json`` has it; what is seldom there only where it is."""
    truth = {
        "level": coverage.level,
        "seed": coverage.seed,
        "articles": [_without_seldom(asdict(one)) for one in coverage.articles],
        "hidden": [asdict(one) for one in coverage.hidden],
        "knowers": [asdict(one) for one in coverage.knowers],
        "statements": [asdict(one) for one in coverage.statements],
        "shared": [asdict(one) for one in coverage.shared],
        "affairs": [asdict(one) for one in coverage.affairs],
        "twins": coverage.twins,
        "differences": [asdict(one) for one in coverage.differences],
    }
    return _without_seldom(truth)


def _without_seldom(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value or key not in _SELDOM}


def written(coverage: Coverage, folder: Path) -> None:
    """Write a coverage and its truth into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    told = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in coverage.lines)
    (folder / "coverage.jsonl").write_text(told, "utf-8")
    with (folder / "outlets.csv").open("w", encoding="utf-8", newline="") as place:
        rows = csv.writer(place)
        rows.writerow(("name", "domain", "owner"))
        rows.writerows(coverage.outlets)
    truth = json.dumps(truth_of(coverage), ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(truth + "\n", "utf-8")
