"""How sure a body is: the weights of ``read/sureness.py`` trained, and their truth measured.

``python -m bench.sure_bodies`` prints a reliability table and Brier scores of sureness by
cross-validation over sites; ``python -m bench.sure_bodies OUT.toml`` also writes the weights
(``secondsource/read/sureness.toml`` ships). The pages are read by networks that have not seen
their sites (``bench.body.networks``). A body of pages-fulltext is right with a 4-gram F1 of .9;
one of the snippet pages if none of its strings is wrong, and wrong if their F is under .8; pages
between are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.body import Asked, asked_pages, likeness, networks
from bench.rows import Row, folders, printed
from secondsource.errors import Unreadable
from secondsource.read.body import body_of, scores_of
from secondsource.read.mastheads import headline_block
from secondsource.read.pages import page_of
from secondsource.read.sureness import MEASURES, measures_of
from secondsource.records import Page

FOLDS = 8
BINS = (0.0, 0.7, 0.8, 0.9, 0.95, 1.01)


class Judged(NamedTuple):
    """A page's measures, whether its body is right, its set, and the fold it is measured in."""

    measures: list[float]
    right: bool
    place: str
    fold: int


def _right(asked: Asked, page: Page, kept: list[bool], headline: int | None) -> bool | None:
    text = "\n".join(
        page.text[block.start : block.end]
        for at, block in enumerate(page.blocks)
        if kept[at] or at == headline
    )
    if asked.gold:
        return likeness(asked.gold, text) >= 0.9
    held = sum(wanted in text for wanted in asked.told["with"])
    wrong = sum(unwanted in text for unwanted in asked.told["without"])
    score = 2 * held / max(1, held + len(asked.told["with"]) + wrong)
    return None if 0.8 <= score < 0.99 else score >= 0.99


def judged(root: Path) -> Iterator[Judged]:
    """Read every page by a network that has not seen its site."""
    judges = networks(root)
    for number, asked in enumerate(asked_pages(root)):
        try:
            page = page_of(asked.raw, input="page.html", media="html")
        except Unreadable:
            continue
        headline = headline_block(page)
        scores = scores_of(page, headline=headline, network=judges[asked.split])
        kept = body_of(page, scores, headline=headline)
        right = _right(asked, page, kept, headline)
        if right is not None and any(kept):
            fold = hash_of(asked.split) if asked.gold else number % FOLDS
            yield Judged(
                measures_of(page, scores, kept, headline=headline), right, asked.place, fold
            )


def hash_of(outlet: str) -> int:
    """Put all pages of an outlet in one fold."""
    return sum(outlet.encode()) % FOLDS


def _fitted(pages: list[Judged]) -> Any:
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    rows = np.array([page.measures for page in pages])
    return LogisticRegression(C=1.0).fit(rows, [page.right for page in pages])


def _crossed(pages: list[Judged]) -> list[float]:
    given = [0.0] * len(pages)
    for fold in range(FOLDS):
        inside = [at for at, page in enumerate(pages) if page.fold == fold]
        if not inside:
            continue
        model = _fitted([page for page in pages if page.fold != fold])
        sure = model.predict_proba(np.array([pages[at].measures for at in inside]))[:, 1]
        for at, one in zip(inside, sure.tolist(), strict=True):
            given[at] = one
    return given


def rows_of(pages: list[Judged]) -> Iterator[Row]:
    """Yield the Brier scores beside that of the mean alone, and the reliability table."""
    given = _crossed(pages)
    for place in ("pages-fulltext", "pages-snippets"):
        own = [
            (one, page.right) for one, page in zip(given, pages, strict=True) if page.place == place
        ]
        brier = sum((one - right) ** 2 for one, right in own) / len(own)
        mean = sum(right for _, right in own) / len(own)
        yield Row(
            place, "unseen sites", "Brier of sureness", brier, "mean alone", mean * (1 - mean)
        )
    for low, high in pairwise(BINS):
        inside = [
            (one, page.right) for one, page in zip(given, pages, strict=True) if low <= one < high
        ]
        if inside:
            right = sum(right for _, right in inside) / len(inside)
            said = sum(one for one, _ in inside) / len(inside)
            split = f"sureness {low:.2f} to {min(1.0, high):.2f}, {len(inside)} pages"
            yield Row("both sets", split, "bodies right", right, "said", said)


def main(names: list[str]) -> int:
    """Measure, and write the weights where a name says."""
    try:
        root = folders("pages-fulltext", "pages-snippets", "page-dates")
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    pages = list(judged(root))
    print(printed(rows_of(pages)))
    if names:
        model = _fitted(pages)
        lines = ["# Trained by bench/sure_bodies.py: a logistic regression over the measures of"]
        lines.append("# read/sureness.py, on pages read by networks that had not seen their sites.")
        lines.append(f"constant = {model.intercept_[0]:.4f}")
        for name, weight in zip(MEASURES, model.coef_[0], strict=True):
            lines.append(f"{name} = {weight:.4f}")
        Path(names[0]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
