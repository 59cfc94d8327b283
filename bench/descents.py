"""Collections of the newsroom made ready for the fit of the evidence: layers with true parents.

Here lives reading a collection as far as shared text (no statements are needed), and laying the
truth on each layer: which article or hidden text each carrier truly has the layer's words from.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.origins_truth import Json, Run, Tags, accounts_in, laid_out
from secondsource.compare.reuse import reuse_of
from secondsource.extract.people import entities_of
from secondsource.extract.speakers import with_speakers
from secondsource.records import Account, Report, Reuse, Span


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection's articles, what they share, and its truth laid on their pages."""

    accounts: tuple[Account, ...]
    reuse: tuple[Reuse, ...]
    run: Run


def collection_of(level: str, seed: int, *, tags: Tags) -> Collection:
    """Generate a collection and read it as far as shared text; ``tags`` grows."""
    from bench.newsroom import coverage_of
    from bench.newsroom.truth import written

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        written(coverage_of(level, seed), folder)
        accounts = accounts_in(folder, tags)
        accounts = with_speakers(accounts, entities_of(accounts))
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    run = laid_out(f"{level} {seed}", Report(accounts=accounts), truth)
    return Collection(accounts, reuse_of(accounts), run)


Origin = tuple[str | None, str | None]
"""A true parent: the page of an article, or a hidden text's id, or neither."""


def origins_in(run: Run, spans: Sequence[Span]) -> Counter[Origin]:
    """Count the letters of some spans of one article by where they truly were taken from."""
    found: Counter[Origin] = Counter()
    for place, origin in _placed(run, spans[0].page) if spans else ():
        for span in spans:
            found[origin] += max(0, min(place.end, span.end) - max(place.start, span.start))
    return Counter({origin: letters for origin, letters in found.items() if letters})


def _placed(run: Run, page: str) -> list[tuple[Span, Origin]]:
    by_page: Mapping[str, Json] = {run.page[one["key"]]: one for one in run.articles()}
    article = by_page[page]
    found: list[tuple[Span, Origin]] = []
    for number, passage in enumerate(article["passages"]):
        span = run.places.get((article["key"], number))
        if span is not None:
            parent = passage["parent"] or {"article": None, "hidden": None}
            found.append((span, (run.page.get(parent["article"] or ""), parent["hidden"])))
    return found


def agencies_in(run: Run) -> dict[str, str]:
    """Give the agency of each true hidden text."""
    return {one["id"]: one["agency"] for one in run.truth["hidden"]}


def seeds(numbers: Sequence[int]) -> list[int]:
    """Keep the seeds that one may tune on: the even ones."""
    return [seed for seed in numbers if seed % 2 == 0]


def told(collections: Sequence[Collection]) -> dict[str, int]:
    """Count articles by whom they truly have most of their words from."""
    found: defaultdict[str, int] = defaultdict(int)
    for one in collections:
        for article in one.run.articles():
            first = next(iter(article["parents"]), None)
            found["own" if first is None else "hidden" if first["hidden"] else "article"] += 1
    return dict(found)
