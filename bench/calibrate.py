"""How far the counts of origins and texts are from the truth, and what calibration fits best.

``python -m bench.calibrate [LEVEL SEEDS]...`` runs the newsroom's collections (even seeds are for
tuning) and prints, for origins and for texts, the calibration under which the true numbers are
likeliest given what was found, and how often the intervals then hold the truth. Statements that
were not found at all are left out: no count was claimed for them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import product
from math import log

from bench.origins import seeds_of
from bench.origins_counts import STRATA
from bench.origins_truth import Run, Tags, matches_of, run_of
from secondsource.compare.chances import Calibration, Chances, calibrated, interval_of, likeliest
from secondsource.compare.corroboration import in_doubt

Pairs = list[tuple[Chances, int]]

_KEPT = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_MISSED = (0.02, 0.05, 0.08, 0.12, 0.2, 0.3)
_EACH = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7)
_LEAST = 1e-4  # no outcome is held for less likely: one freak must not rule the fit


def found_and_true(run: Run) -> Iterator[tuple[tuple[Chances, int], tuple[Chances, int]]]:
    """Give the counts found for each true statement, each with the true number."""
    report = run.report
    counts = in_doubt(report.statements, report.accounts, report.entities, report.lineage)
    by_id = {one.id: found for one, found in zip(report.statements, counts, strict=True)}
    for match in matches_of(run):
        if match.found is not None:
            origins, texts = by_id[match.found.id]
            yield (origins, match.truth["origins"]), (texts, match.truth["texts"])


def fitted(pairs: Pairs) -> Calibration:
    """Choose the calibration under which the true numbers are likeliest.

    >>> fitted([({1: 1.0}, 1)] * 95 + [({1: 1.0}, 2)] * 5).missed
    0.05
    """
    tried = (Calibration(*some) for some in product(_KEPT, _MISSED, _EACH))
    return max(tried, key=lambda by: (round(_likelihood(pairs, by), 6), by.kept, -by.missed))


def _likelihood(pairs: Pairs, by: Calibration) -> float:
    seen: dict[tuple[tuple[int, float], ...], Chances] = {}
    total = 0.0
    for counts, true in pairs:
        shape = tuple((count, round(share, 2)) for count, share in counts.items())
        if shape not in seen:
            seen[shape] = calibrated(dict(shape), by)
        total += log(max(_LEAST, seen[shape].get(true, 0.0)))
    return total


def report_of(pairs: Pairs, by: Calibration) -> str:
    """Say how often the calibrated intervals hold the truth, in all and by stratum."""
    held = [
        (interval_of(calibrated(counts, by), likeliest(counts)), true) for counts, true in pairs
    ]
    parts = [("all", held)]
    parts += [
        (name, [(told, true) for told, true in held if inside(true)])
        for name, inside in STRATA.items()
    ]
    shares = [
        f"{name} {sum(told.low <= true <= told.high for told, true in some) / len(some):.3f}"
        for name, some in parts
        if some
    ]
    width = sum(told.high - told.low for told, _ in held) / max(1, len(held))
    return f"{len(pairs)} statements, in the interval: {', '.join(shares)}; mean width {width:.2f}"


def main(asked: Iterable[str]) -> int:
    """Fit on the collections that are asked for and print what fits."""
    words = list(asked) or ["fair", "2,4,6,8,10,12", "hard", "2,4,6,8,10,12"]
    both: tuple[Pairs, Pairs] = ([], [])
    tags: Tags = {}
    for level, seeds in zip(words[::2], words[1::2], strict=True):
        for seed in seeds_of(seeds):
            for pairs in found_and_true(run_of(level, seed, tags=tags)):
                for kept, pair in zip(both, pairs, strict=True):
                    kept.append(pair)
    for name, kept in zip(("origins", "texts"), both, strict=True):
        by = fitted(kept)
        print(f"{name}: {by}\n  {report_of(kept, by)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
