"""Write a coverage into a folder: ``python -m bench.newsroom LEVEL SEED FOLDER [--stories N]``.

``--twins``, ``--sagas`` and ``--digests`` add so many of each, ``--differences`` so many to each
story.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.newsroom import coverage_of, written
from bench.newsroom.levels import LEVELS

_MORE = ("twins", "sagas", "digests", "differences")


def main(asked: list[str]) -> int:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(prog="python -m bench.newsroom", description=__doc__)
    parser.add_argument("level", choices=list(LEVELS))
    parser.add_argument("seed", type=int, help="even: the tuning kinds; odd: the unseen kinds")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=int, default=1)
    for more in _MORE:
        parser.add_argument(f"--{more}", type=int, default=0)
    given = parser.parse_args(asked)
    asked_for = {key: getattr(given, key) for key in ("stories", *_MORE)}
    coverage = coverage_of(given.level, given.seed, **asked_for)
    written(coverage, given.folder)
    print(f"{len(coverage.articles)} articles, {len(coverage.statements)} statements")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
