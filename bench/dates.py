"""Page dates: the share of pages whose day is right, beside htmldate in the same run.

The set is 800 pages of many countries, a good part of them blogs, shops and home pages rather
than news. A page counts as right if its day is given exactly; unknown counts as wrong. The day
is that of publication; where a page was changed later, the set has the later day for a few.

Every page is dated with weights from pages of other outlets: ten folds, an outlet in one of
them. The halves are also by outlet: the rules were written with an eye on the pages of the
tuning half alone. ``sure`` rows are the reliability of the confidence.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import htmldate

from bench.rows import Row
from bench.train_dates import Choice, bared, by_fold, fold_of, hidden_choices, outlet_named, parted
from secondsource.errors import Unreadable
from secondsource.read.clues import Candidate
from secondsource.read.dates import candidates_of, chosen, datings_of
from secondsource.read.pages import page_of
from secondsource.read.weighing import signs_of
from secondsource.records import Dating, Page, Span

_SURE = 0.9
_STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


@dataclass(frozen=True, slots=True)
class _Case:
    """A page of the set with its day."""

    url: str
    day: str
    raw: bytes

    @property
    def half(self) -> str:
        """Name the half by the registered name, so that an outlet is in one half only."""
        host = urlsplit(self.url).hostname or self.url
        name = ".".join(host.split(".")[-2:])
        return "tuning" if hashlib.sha256(name.encode()).digest()[-1] % 2 == 0 else "held out"


def _cases(folder: Path) -> list[_Case]:
    root = folder / "page-dates"
    stated = json.loads((root / "eval_default.json").read_text(encoding="utf-8"))
    cases = []
    for url, entry in sorted(stated.items()):
        places = [root / sub / entry["file"] for sub in ("eval", "cache")]
        raw = next((place.read_bytes() for place in places if place.is_file()), None)
        if raw is not None:
            cases.append(_Case(url, entry["date"], raw))
    return cases


def _theirs(case: _Case) -> str | None:
    html = case.raw.decode("utf-8", "replace")
    found: str | None = htmldate.find_date(html, original_date=True, url=case.url)
    return found


def _read(case: _Case) -> tuple[Page, Sequence[Span]]:
    try:
        page = page_of(case.raw, input="page.html", media="html", url=case.url)
    except Unreadable:
        return Page("", "page.html", "", url=case.url), ()
    return parted(page, case.raw)


def choices_of(root: Path) -> Iterator[Choice]:
    """Yield the pages of the set as choices, to train on, with and without their day."""
    for case in _cases(root):
        page, body = _read(case)
        clues = candidates_of(page, body, case.raw)
        choice = Choice(outlet_named(case.url), case.day, signs_of(clues))
        yield from (choice, *bared(clues, choice))


def _fitted(
    cases: Sequence[_Case], clues: Sequence[list[Candidate]], root: Path
) -> list[dict[str, float]]:
    """Give for each page the weights that were fitted without its outlet."""
    outlets = [outlet_named(case.url) for case in cases]
    choices = [
        Choice(outlet, case.day, signs_of(found))
        for outlet, case, found in zip(outlets, cases, clues, strict=True)
    ]
    bare = [one for right, found in zip(choices, clues, strict=True) for one in bared(found, right)]
    weights = by_fold([*choices, *bare, *hidden_choices(root)])
    return [weights[fold_of(outlet)] for outlet in outlets]


def _share(right: Iterable[bool]) -> float:
    counted = list(right)
    return sum(counted) / len(counted) if counted else 0.0


def _right(case: _Case, dating: Dating) -> bool:
    return dating.earliest == dating.latest == case.day


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def run(folder: Path) -> list[Row]:
    """Measure on the unpacked set in ``folder``; rows for each half, and the reliability."""
    cases = _cases(folder)
    read = [_read(case) for case in cases]
    clues = [
        candidates_of(page, body, case.raw) for case, (page, body) in zip(cases, read, strict=True)
    ]
    weights = _fitted(cases, clues, folder)
    ours = [chosen(found, weights=one) for found, one in zip(clues, weights, strict=True)]
    judged = list(zip(cases, ours, [_theirs(case) for case in cases], strict=True))
    rows: list[Row] = []
    for half in ("tuning", "held out", "all"):
        rows += _rows(half, [one for one in judged if half in (one[0].half, "all")])
    rows += _reliability([(case, dating) for case, dating, _ in judged])
    rows.append(_believed(cases, clues, weights))
    seconds = _timed(
        lambda: [
            datings_of(page, body, case.raw) for case, (page, body) in zip(cases, read, strict=True)
        ]
    )
    other = _timed(lambda: [_theirs(case) for case in cases])
    metric = "pages/s (ours from the page read, theirs from HTML)"
    speeds = round(len(cases) / seconds), round(len(cases) / other)
    return [*rows, Row("page-dates", "all", metric, speeds[0], "htmldate", speeds[1])]


def _believed(
    cases: Sequence[_Case], clues: Sequence[list[Candidate]], weights: Sequence[dict[str, float]]
) -> Row:
    """Count the pages that get a day, though the clues to their own were taken from them."""
    bare = [
        chosen([one for one in found if not one.names(case.day)], weights=of)
        for case, found, of in zip(cases, clues, weights, strict=True)
        if next(bared(found, Choice("", case.day, {})), None)
    ]
    metric = (
        f"believed with confidence > {_SURE} of {len(bare)} pages without the clues to their day"
    )
    return Row(
        "page-dates", "all", metric, _share(one.confidence > _SURE for one in bare), "-", "-"
    )


def _rows(half: str, judged: Sequence[tuple[_Case, Dating, str | None]]) -> list[Row]:
    split = f"{half}, {len(judged)} pages"
    sure = [(case, dating) for case, dating, _ in judged if dating.confidence > _SURE]
    return [
        Row(
            "page-dates", split, "right day",
            _share(_right(case, dating) for case, dating, _ in judged),
            "htmldate", _share(case.day == day for case, _, day in judged),
        ),
        Row(
            "page-dates", split, "coverage",
            _share(dating.earliest is not None for _, dating, _ in judged),
            "htmldate", _share(day is not None for _, _, day in judged),
        ),
        Row(
            "page-dates", split, f"right where confidence > {_SURE} ({len(sure)} pages)",
            _share(_right(case, dating) for case, dating in sure), "-", "-",
        ),
    ]  # fmt: skip


def _reliability(judged: Sequence[tuple[_Case, Dating]]) -> Iterator[Row]:
    """Yield, for each step of the confidence, the share of days that are right."""
    days = [(case, one) for case, one in judged if one.earliest and one.earliest == one.latest]
    for low, high in pairwise(_STEPS):
        here = [(case, one) for case, one in days if low <= one.confidence < high]
        if here:
            said = sum(one.confidence for _, one in here) / len(here)
            metric = f"right of {len(here)} days with confidence from {low:.2f}"
            right = _share(_right(case, one) for case, one in here)
            yield Row("page-dates", "all", metric, right, "confidence said", round(said, 3))
