"""Plain text: pages saved as text, where no element tells article from furniture.

The pages of ``pages-fulltext`` are flattened (``bench.flattened`` says in which ways) and read as
plain text, each alone. ``body F1`` is the F1 of word 4-grams against the body typed out by hand
(headline included), the mean over an outlet's pages. ``furniture F1`` counts the characters of
lines that are, and are not, in that body, over all pages of an outlet; ``paragraphs lost`` is the
share of the body's characters that were cut. Lines that stand in the body by half, and those
that print the headline, count for neither. Beside it: the whole text, uncut. No page of these
outlets was trained on (``bench/train_lines.py``). The last rows of a way are means over outlets.

``--each 20`` pages an outlet, evenly from four years; ``--way`` one of the ways; the errors of
the two outlets ``READ`` are printed with ``python -m bench.plain -v``, those of others never.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.body import likeness
from bench.flattened import WAYS, chosen, flattened, labelled
from bench.rows import Row, folder, printed
from secondsource.read.articles import article_of
from secondsource.read.pages import page_of
from secondsource.records import Article

READ = ("cnn", "forbes", "latimes")
EACH = 20


@dataclass(slots=True)
class Tally:
    """What was measured on one outlet's pages; the last five count characters."""

    body: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    right: int = 0
    cut: int = 0
    furniture: int = 0
    paragraphs: int = 0
    lost: int = 0

    @property
    def f1(self) -> float:
        """The F1 of furniture's characters."""
        return 2 * self.right / max(1, self.cut + self.furniture)

    def figures(self) -> list[tuple[str, float, float]]:
        """Give (metric, ours, whole text's)."""
        body, whole = (sum(x) / max(1, len(x)) for x in (self.body, self.whole))
        lost = self.lost / max(1, self.paragraphs)
        return [
            ("body F1", body, whole),
            ("furniture F1", self.f1, 0.0),
            ("paragraphs lost", lost, 0.0),
        ]


def cut_of(article: Article, start: int, end: int) -> int:
    """Count the characters of a line that were cut."""
    spans = [cut.span for cut in article.furniture if cut.span.start < end > start < cut.span.end]
    return sum(min(end, span.end) - max(start, span.start) for span in spans)


def _measured(tally: Tally, text: str, gold: str, shown: bool) -> None:
    page = page_of(text.encode("utf-8", "replace"), input="a.txt")
    article = article_of(page)
    spans = [*([article.headline] if article.headline else []), *article.body]
    tally.body.append(likeness(gold, "\n".join(page[span] for span in sorted(spans))))
    tally.whole.append(likeness(gold, text))
    for block, right in zip(page.blocks, labelled(page, gold), strict=True):
        size, cut = block.end - block.start, cut_of(article, block.start, block.end)
        if right is None:
            continue
        tally.cut += cut
        if right:
            tally.paragraphs += size
            tally.lost += cut
        else:
            tally.furniture += size
            tally.right += cut
        if shown and (cut if right else cut < size):
            print("LOST" if right else "KEPT", page.text[block.start : block.end][:110])


def run(root: Path, *, each: str = str(EACH), way: str = "", shown: bool = False) -> list[Row]:
    """Measure; ``shown`` prints what went wrong on the outlets that may be read."""
    ways = (way,) if way else WAYS
    tallies: dict[tuple[str, str], Tally] = {}
    for number, (outlet, raw, gold) in enumerate(chosen(root / "pages-fulltext", int(each))):
        for one in ways:
            reading = shown and outlet in READ
            if reading:
                print(f"== {outlet} {number} {one}: {gold[:60]!r}")
            tally = tallies.setdefault((one, outlet), Tally())
            _measured(tally, flattened(raw, one), gold, reading)
    return [row for one in ways for row in _rows(one, tallies)]


def _rows(way: str, tallies: dict[tuple[str, str], Tally]) -> list[Row]:
    """Write an outlet's figures, in the first of the ways, and the means over outlets in all."""
    own = {outlet: tally for (one, outlet), tally in sorted(tallies.items()) if one == way}
    rows = []
    if way in (WAYS[0], *([] if WAYS[0] in {one for one, _ in tallies} else [way])):
        for outlet, tally in own.items():
            split = f"{outlet}, {len(tally.body)} pages, {way}"
            split += " (errors read)" if outlet in READ else ""
            rows += [Row("pages-fulltext", split, name, ours, "whole text", whole)
                     for name, ours, whole in tally.figures()]  # fmt: skip
    return rows + _means(way, list(own.values()))


def _means(way: str, tallies: Sequence[Tally]) -> list[Row]:
    columns = zip(*(tally.figures() for tally in tallies), strict=True)
    split = f"mean of {len(tallies)} outlets, {way}"
    return [
        Row(
            "pages-fulltext",
            split,
            column[0][0],
            sum(figure[1] for figure in column) / len(column),
            "whole text",
            sum(figure[2] for figure in column) / len(column),
        )
        for column in columns
    ]


if __name__ == "__main__":
    try:
        place = folder("pages-fulltext").parent
    except FileNotFoundError as error:
        sys.exit(str(error))
    print(printed(run(place, shown="-v" in sys.argv)))
