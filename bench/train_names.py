"""Train how much each slip between two names weighs: ``python -m bench.train_names [OUT.json]``.

Reads the even rows, by position, of the labelled name pairs; the odd ones are never looked at.
Fits one line for persons and one for organisations: the logarithm of the odds is a number where
nothing speaks against two names, less a weight for each measure of ``extract.resemblance``. No
weight may speak for two names, and small ones are preferred (the penalty is the best of .3, 1, 3
when each eighth of the rows is judged by what the others teach; that F1 is printed).
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.rows import folder
from secondsource.extract.resemblance import SAME, measures, settled

SHIPPED = Path(__file__).parent.parent / "secondsource" / "extract" / "resemblance.json"
PENALTY = 1.0
STEPS, RATE, PARTS = 4000, 0.5, 8


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled pair: what speaks against it, what needs no weighing, and its label."""

    kind: str
    against: dict[str, float]
    settled: float | None
    same: bool


def examples(place: Path) -> list[Example]:
    """Give the labelled pairs in the order of the file, the even rows only."""
    found = []
    with place.open(encoding="utf-8", newline="") as lines:
        for row in list(csv.DictReader(lines))[0::2]:
            thing = row["schema"] != "Person"
            names = row["name1"], row["name2"]
            against = measures(*names, organisation=thing)
            sure = settled(*names, organisation=thing)
            kind = "organisation" if thing else "person"
            found.append(Example(kind, against, sure, row["is_match"] == "true"))
    return found


def fitted(pairs: Sequence[Example]) -> dict[str, float]:
    """Fit one line by projected gradient: the weights at or below 0, the start free."""
    names = sorted({name for pair in pairs for name in pair.against})
    table = np.array([[pair.against.get(name, 0.0) for name in names] for pair in pairs])
    same = np.array([pair.same for pair in pairs], dtype=float)
    spread = table.std(axis=0) + 1e-9
    table = table / spread
    weights, start = np.zeros(len(names)), 0.0
    for _ in range(STEPS):
        wrong = 1 / (1 + np.exp(-(table @ weights + start))) - same
        slope = (table.T @ wrong + PENALTY * weights) / len(pairs)
        weights = np.minimum(weights - RATE * slope, 0.0)
        start -= RATE * float(wrong.mean())
    line = {name: round(float(w / s), 3) for name, w, s in zip(names, weights, spread, strict=True)}
    return {"nothing against": round(start, 3)} | {name: w for name, w in line.items() if w}


def likely(line: dict[str, float], pair: Example) -> float:
    """Give how likely a pair is one name, by a line."""
    if pair.settled is not None:
        return pair.settled
    odds = line["nothing against"] + sum(line.get(k, 0.0) * v for k, v in pair.against.items())
    return float(1 / (1 + np.exp(-odds)))


def lines(pairs: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Fit both lines on the pairs that need weighing."""
    kinds = ("organisation", "person")
    return {
        kind: fitted([p for p in pairs if p.kind == kind and p.settled is None]) for kind in kinds
    }


def by_eighths(pairs: Sequence[Example]) -> float:
    """Give the F1 of the pairs when each eighth is judged by lines that the others teach."""
    right = said = true = 0
    for part in range(PARTS):
        taught = lines([pair for at, pair in enumerate(pairs) if at // 2 % PARTS != part])
        for pair in (pair for at, pair in enumerate(pairs) if at // 2 % PARTS == part):
            ours = likely(taught[pair.kind], pair) >= SAME
            right, said, true = right + (ours and pair.same), said + ours, true + pair.same
    return 2 * right / (said + true)


def main() -> None:
    """Fit, print the F1 by eighths and write the weights."""
    pairs = examples(folder("names") / "name_bench" / "cases.csv")
    print(f"F1 of {len(pairs)} pairs by eighths: {by_eighths(pairs):.3f}")
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    place.write_text(json.dumps(lines(pairs), indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
