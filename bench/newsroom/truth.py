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
class Told:
    """One article of a coverage; ``story`` is the happening it tells of."""

    key: str
    outlet: str
    family: str
    day: str
    story: str
    parents: tuple[Parent, ...]
    passages: tuple[Printed, ...]


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
class Coverage:
    """A generated coverage: the lines to read, the outlets, and everything that is true."""

    level: str
    seed: int
    lines: tuple[Mapping[str, str], ...]
    outlets: tuple[tuple[str, str, str], ...]
    articles: tuple[Told, ...]
    hidden: tuple[Hidden, ...]
    knowers: tuple[Known, ...]
    statements: tuple[Stated, ...]
    shared: tuple[Shared, ...]


def truth_of(coverage: Coverage) -> dict[str, Any]:
    """Give the truth alone, as ``truth.json`` has it."""
    return {
        "level": coverage.level,
        "seed": coverage.seed,
        "articles": [asdict(one) for one in coverage.articles],
        "hidden": [asdict(one) for one in coverage.hidden],
        "knowers": [asdict(one) for one in coverage.knowers],
        "statements": [asdict(one) for one in coverage.statements],
        "shared": [asdict(one) for one in coverage.shared],
    }


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
