"""Page dates: the share of pages whose day is right, beside htmldate in the same run.

The set is 800 pages of many countries, a good part of them blogs, shops and home pages rather
than news. A page counts as right if its day is given exactly; unknown counts as wrong. Pages of
one outlet are all in one half: one half is for tuning, the other is only measured.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import htmldate

from bench.rows import Row
from secondsource.errors import Unreadable
from secondsource.read.articles import article_of
from secondsource.read.dates import published_of
from secondsource.read.pages import page_of
from secondsource.records import Dating, Page, Span

_SURE = 0.9


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
        return Page("", "page.html", ""), ()
    return page, article_of(page, case.raw).body


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
    """Measure on the unpacked set in ``folder``; a row for each half and metric."""
    cases = _cases(folder)
    read = [_read(case) for case in cases]
    ours = [published_of(page, body) for page, body in read]
    theirs = [_theirs(case) for case in cases]
    rows: list[Row] = []
    for half in ("tuning", "held out", "all"):
        chosen = [n for n, case in enumerate(cases) if half in (case.half, "all")]
        rows += _rows(half, [(cases[n], ours[n], theirs[n]) for n in chosen])
    seconds = _timed(lambda: [published_of(page, body) for page, body in read])
    other = _timed(lambda: [_theirs(case) for case in cases])
    metric = "pages/s (ours from the page read, theirs from HTML)"
    speeds = round(len(cases) / seconds), round(len(cases) / other)
    return [*rows, Row("page-dates", "all", metric, speeds[0], "htmldate", speeds[1])]


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
