"""How hard a coverage is: the odds of everything that hides who wrote what.

Here lives one table of three rows. The figures are choices, not measurements; the strata that
come of them are in the package's own account.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """The odds of one level; ``keep`` is the least share of paragraphs that trimming leaves."""

    name: str
    credit: float  # that a credit which is due is printed
    seen: float  # that an agency's own page is in the collection
    trim: float
    keep: float
    move: float
    respell: float
    drop: float
    swap: float
    join: float
    unname: float
    headline: float  # that a copy gets a new headline
    large: float  # that a story has 20 to 40 articles
    redated: float
    undated: float
    unsigned: float  # that a line lacks its outlet
    html: float
    ways: tuple[tuple[str, float], ...]  # how derived articles come about


LEVELS = {
    "easy": Level(
        name="easy",
        credit=0.97,
        seen=0.6,
        trim=0.2,
        keep=0.7,
        move=0.05,
        respell=0.2,
        drop=0.1,
        swap=0.0,
        join=0.0,
        unname=0.0,
        headline=0.3,
        large=0.05,
        redated=0.0,
        undated=0.0,
        unsigned=0.0,
        html=0.4,
        ways=(("wire", 12), ("pickup", 2), ("rewrite", 1), ("release", 1), ("told", 1)),
    ),
    "fair": Level(
        name="fair",
        credit=0.72,
        seen=0.4,
        trim=0.45,
        keep=0.4,
        move=0.15,
        respell=0.5,
        drop=0.3,
        swap=0.15,
        join=0.15,
        unname=0.12,
        headline=0.6,
        large=0.1,
        redated=0.06,
        undated=0.06,
        unsigned=0.05,
        html=0.5,
        ways=(
            ("wire", 8),
            ("pickup", 2.5),
            ("rewrite", 2),
            ("release", 1),
            ("told", 2),
            ("mix", 1.5),
            ("chain", 1.5),
            ("part", 2),
        ),
    ),
    "hard": Level(
        name="hard",
        credit=0.35,
        seen=0.25,
        trim=0.7,
        keep=0.2,
        move=0.35,
        respell=0.8,
        drop=0.7,
        swap=0.7,
        join=0.5,
        unname=0.5,
        headline=0.85,
        large=0.18,
        redated=0.18,
        undated=0.12,
        unsigned=0.12,
        html=0.5,
        ways=(
            ("wire", 6),
            ("pickup", 3),
            ("rewrite", 4),
            ("release", 1),
            ("told", 2.5),
            ("mix", 2.5),
            ("chain", 3),
            ("part", 3),
        ),
    ),
}
