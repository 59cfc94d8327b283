"""Train the weights that choose a page's day: ``python -m bench.train_dates [OUT.json]``.

Without a name it writes the weights that ship (``secondsource/read/dates.json``): one number a
sign (``weighing.signs_of``), fitted by maximum likelihood with a ridge. Every page is one choice
among the days it names and "none of these". Signs of fewer than three pages are left out.

Trained on all of page-dates; and, with little weight, on pages of the two sets of bodies whose
fields state one day of publication: that day is the label, and the fields that state it are
hidden, so that they teach how a page prints and addresses its own day. ``bench.dates`` measures
by ten folds, each with weights from the other folds' outlets alone.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # before numpy

from bench.body import full_pages, snippet_pages
from bench.rows import folder
from secondsource.errors import Unreadable
from secondsource.read.articles import article_of
from secondsource.read.clues import Candidate
from secondsource.read.dates import candidates_of
from secondsource.read.pages import page_of
from secondsource.read.weighing import NONE, signs_of
from secondsource.records import Page, Span

SHIPPED = Path(__file__).parent.parent / "secondsource" / "read" / "dates.json"
RIDGE = 2.0  # of .3, 1 and 2 the likelihood of outlets left out is best at 2
MARKS = 2.0  # times the ridge, for the signs of how a day is printed, which are many
FEWEST = 3  # pages with a sign
BARE_WEIGHT, BARE_HIDDEN_WEIGHT = 0.05, 0.02  # of pages bared; see ``bared``
HIDDEN_WEIGHT = 0.2  # of a page whose fields are the label; at .3 the days chosen are no better
FOLDS = 10
_HIDDEN = frozenset(
    {"json-ld datePublished", "meta", "meta created", "json-ld dateCreated", "meta date"}
)


class Choice(NamedTuple):
    """A page as it is trained on: its days with their signs, and which day is right."""

    outlet: str
    day: str
    signs: Mapping[str, Sequence[str]]
    weight: float = 1.0


def outlet_named(url: str) -> str:
    """Name the outlet of an address by its last two labels; an archive's by the address kept.

    >>> outlet_named("https://news.osk.example/ferry")
    'osk.example'
    """
    kept = url[url.find("http", 8) :] if url.find("http", 8) > 0 else url
    host = urlsplit(kept).hostname or kept
    return ".".join(host.split(".")[-2:])


def fold_of(outlet: str) -> int:
    """Give the fold of an outlet: all its pages are in one."""
    return int(sha256(f"f{outlet}".encode()).hexdigest(), 16) % FOLDS


def bared(candidates: Sequence[Candidate], right: Choice) -> Iterator[Choice]:
    """Yield the page without the clues that name its day: then none of its days is right.

    Every page of the sets has a day. Without such pages the one day in a header or a sidebar is
    believed; of their weight, .05 leaves one in twenty of them with a confidence over .9 (half,
    at 0), and more costs days of pages that have one. A page that still states a day of
    publication is left out: its fields and the set disagree.
    """
    rest = [one for one in candidates if not one.names(right.day)]
    signs = signs_of(rest)
    if signs and not any(_is_stated(one) for one in rest):
        weight = BARE_WEIGHT if right.weight == 1.0 else BARE_HIDDEN_WEIGHT
        yield Choice(right.outlet, "", signs, weight)


def parted(page: Page, raw: bytes) -> tuple[Page, Sequence[Span]]:
    """Give a page with its body, without its links, which dates do not need."""
    return page, article_of(page, raw).body


def hidden_choices(root: Path) -> Iterator[Choice]:
    """Yield the pages of the two sets of bodies whose fields state one day, with these hidden."""
    for url, raw in _bodies(root):
        try:
            page, body = parted(page_of(raw, input="page.html", media="html", url=url), raw)
        except Unreadable:
            continue
        candidates = candidates_of(page, body, raw)
        stated = {day for one in candidates if _is_stated(one) for day in one.days}
        shown = [one for one in candidates if one.clue.kind not in _HIDDEN]
        if len(stated) != 1:
            continue
        outlet = outlet_named(url or _own_address(page))
        choice = Choice(outlet, next(iter(stated)), signs_of(shown), HIDDEN_WEIGHT)
        yield from bared(shown, choice)
        if choice.day in choice.signs:
            yield choice


def _is_stated(one: Candidate) -> bool:
    return one.clue.kind in ("json-ld datePublished", "meta")


def _own_address(page: Page) -> str:
    names = ("link:canonical", "meta:og:url")
    stated = (one.value for one in page.fields if one.name in names and "//" in one.value)
    return next(stated, f"https://{page.id}.example/")


def _bodies(root: Path) -> Iterator[tuple[str | None, bytes]]:
    listed = json.loads((root / "pages-snippets" / "evaldata.json").read_text(encoding="utf-8"))
    address = {told["file"]: url for url, told in sorted(listed.items())}
    for _, raw, told in snippet_pages(root / "pages-snippets"):
        yield address[str(told["file"])], raw
    for _, raw, _ in full_pages(root / "pages-fulltext"):
        yield None, raw


# -- fitting --------------------------------------------------------------------------------


def fitted(choices: Sequence[Choice]) -> dict[str, float]:
    """Fit one weight a sign to a list of choices, rounded to three digits."""
    import numpy
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    names = _names(choices)
    rows, starts, right = _rows(choices, {name: at for at, name in enumerate(names)})
    weights = numpy.array([one.weight for one in choices])
    page = numpy.repeat(numpy.arange(len(starts)), numpy.diff([*starts, rows.shape[0]]))
    ridge = RIDGE * numpy.array([MARKS if ":" in name else 1.0 for name in names])
    ridge[0] = 0.0

    def loss(found: Any) -> tuple[float, Any]:
        sums = rows @ found
        top = numpy.maximum.reduceat(sums, starts)
        odds = numpy.exp(sums - top[page])
        whole = numpy.add.reduceat(odds, starts)
        likely = (weights * (sums[right] - top - numpy.log(whole))).sum()
        slope = -(odds / whole[page]) * weights[page]
        slope[right] += weights
        return float(0.5 * (ridge * found**2).sum() - likely), ridge * found - rows.T @ slope

    best = minimize(loss, numpy.zeros(len(names)), jac=True, method="L-BFGS-B",
                    options={"maxiter": 400})  # fmt: skip
    return {name: round(float(one), 3) for name, one in zip(names, best.x, strict=True)}


def _names(choices: Sequence[Choice]) -> list[str]:
    counted = Counter(
        sign for one in choices for sign in {s for of in one.signs.values() for s in of}
    )
    return [NONE, *sorted(sign for sign, count in counted.items() if count >= FEWEST)]


def _rows(choices: Sequence[Choice], places: Mapping[str, int]) -> tuple[Any, Any, Any]:
    """Give a row of signs for each day of each page, "none" first; where pages begin; the right."""
    import numpy
    from scipy import sparse  # type: ignore[import-untyped]

    columns: list[list[int]] = []
    starts, right = [], []
    for one in choices:
        starts.append(len(columns))
        right.append(len(columns))
        columns.append([places[NONE]])
        for day, signs in sorted(one.signs.items()):
            if day == one.day:
                right[-1] = len(columns)
            columns.append([places[sign] for sign in signs if sign in places])
    counts = [len(row) for row in columns]
    ones = numpy.ones(sum(counts))
    flat = [place for row in columns for place in row]
    edges = numpy.concatenate([[0], numpy.cumsum(counts)])
    matrix = sparse.csr_matrix((ones, flat, edges), shape=(len(columns), len(places)))
    return matrix, numpy.array(starts), numpy.array(right)


def by_fold(choices: Iterable[Choice]) -> list[dict[str, float]]:
    """Fit the weights for each fold to the pages of the others."""
    listed = list(choices)
    return [fitted([one for one in listed if fold_of(one.outlet) != fold]) for fold in range(FOLDS)]


def main(names: list[str]) -> int:
    """Train, and write the weights where they are read or where a name says."""
    from bench.dates import choices_of

    try:
        root = folder("page-dates").parent
        folder("pages-snippets")
        folder("pages-fulltext")
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    found = fitted([*choices_of(root), *hidden_choices(root)])
    kept = {name: one for name, one in sorted(found.items()) if one or name == NONE}
    written = (json.dumps(kept, indent=0, ensure_ascii=False) + "\n").encode()
    place = Path(names[0]) if names else SHIPPED
    place.write_bytes(written)
    print(f"{place.name}: {len(kept)} weights, SHA-256 {sha256(written).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
