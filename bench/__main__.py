"""Run every measurement, or those named: ``python -m bench [speed body dates ...]``.

``--name value`` pairs after the names are passed on: ``bench origins --level fair --seeds 1-60``.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bench.rows import folder, printed

SETS: dict[str, tuple[str, ...]] = {
    "examples": (),
    "press": (),
    "origins": (),
    "speed": ("pages-fulltext", "wire-events"),
    "reading": ("pages-fulltext", "pages-snippets", "page-dates"),
    "body": ("pages-fulltext", "pages-snippets", "page-dates"),
    "plain": ("pages-fulltext",),
    "dates": ("page-dates",),
    "proofs": ("pages-fulltext", "pages-snippets", "page-dates"),
    "masthead": ("pages-snippets", "page-dates"),
    "times": ("time-phrases",),
    "names": ("names",),
    "found": ("ecbplus",),
    "quotations": ("polnear",),
    "speakers": ("polnear",),
    "sureness": ("polnear",),
    "extracting": ("polnear",),
    "frames": (),
    "stories": ("ecbplus", "wire-events"),
    "roundups": (),
    "copies": ("wire-events",),
    "stream": (),
    "floods": (),
    "archives": (),
    "revisions": ("pages-fulltext",),
    "growth": (),
    "disagreement": ("ecbplus", "wire-events"),
    "statements": ("sentence-pairs", "claimdiff"),
}


def main(asked: list[str]) -> int:
    """Print the rows of each task; say which could not be measured and why."""
    asked, options = _parted(asked)
    unknown = [task for task in asked if task not in SETS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are: {', '.join(SETS)}", file=sys.stderr)
        return 2
    missing = False
    for place, task in enumerate(asked or SETS):
        try:
            root = folder(SETS[task][0]).parent if SETS[task] else Path()
        except FileNotFoundError as error:
            print(f"{task}: {error}", file=sys.stderr)
            missing = True
            continue
        rows = importlib.import_module(f"bench.{task}").run(root, **options)
        print(printed(rows, head=place == 0), flush=True)
    return 1 if missing else 0


def _parted(asked: list[str]) -> tuple[list[str], dict[str, str]]:
    """Part the tasks from the options that follow them."""
    first = next((at for at, word in enumerate(asked) if word.startswith("--")), len(asked))
    names, values = asked[first::2], asked[first + 1 :: 2]
    return asked[:first], {n.removeprefix("--"): v for n, v in zip(names, values, strict=False)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
