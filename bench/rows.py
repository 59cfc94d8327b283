"""The row of a measurement, how it is printed, and where data sets are found.

Data sets stay outside the repository: ``SECONDSOURCE_DATA`` names the folder they are unpacked
in. A set that is not there is said, never skipped in silence.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One figure beside its reference, measured in the same run."""

    data: str
    split: str
    metric: str
    ours: float | str
    reference: str
    figure: float | str


HEAD = ("commit", "data set", "split", "metric", "ours", "reference", "its figure")


def folder(name: str) -> Path:
    """Find an unpacked data set; ``FileNotFoundError`` says what to do where it is missing."""
    root = os.environ.get("SECONDSOURCE_DATA")
    if not root:
        raise FileNotFoundError("set SECONDSOURCE_DATA to the folder the data sets are unpacked in")
    place = Path(root) / name
    if not place.is_dir():
        raise FileNotFoundError(f"data set {name} is missing from SECONDSOURCE_DATA: not measured")
    return place


def folders(*names: str) -> Path:
    """Give the folder that holds all these data sets; ``FileNotFoundError`` as for one."""
    places = [folder(name) for name in names]
    return places[0].parent


def commit() -> str:
    """Name the commit measured, with a plus sign where files differ from it."""
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty=+"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent,
    )
    return told.stdout.strip() or "unknown"


def printed(rows: Iterable[tuple[object, ...]], *, head: bool = True) -> str:
    """Write rows as the Markdown table of ``RESULTS.md``."""
    at = commit()
    lines = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)] if head else []
    for row in rows:
        cells = [f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row]
        lines.append("| " + " | ".join([at, *cells]) + " |")
    return "\n".join(lines)
