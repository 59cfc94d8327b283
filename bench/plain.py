"""Plain text: pages saved as text, where no element tells article from furniture.

The pages of ``pages-fulltext`` are flattened - their tags dropped, their lines kept - and read
as plain text. ``body F1`` is the F1 of word 4-grams against the body typed out by hand (headline
included); ``furniture F1`` counts characters of lines that are, and are not, in that body;
``paragraphs lost`` is the share of the characters of real paragraphs that were cut. Ten pages of
each of four outlets: two were tuned on, two only measured. Beside it: the whole text, uncut.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.body import full_pages, likeness
from bench.rows import Row, folder, printed
from secondsource.read.articles import article_of
from secondsource.read.pages import page_of
from secondsource.records import Article, Page

TUNED, HELD = ("cnn", "forbes"), ("bbc", "latimes")
EACH = 10
_SITE = re.compile(rb"\b([a-z]{3,20})\.(?:com|org|co)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Tally:
    """What was measured on one outlet's pages; the last three count characters."""

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


def outlet_in(raw: bytes) -> str:
    """Name the site that a page speaks of most."""
    sites = Counter(name.decode().lower() for name in _SITE.findall(raw))
    known = [name for name in sites if name in TUNED + HELD]
    return max(known, key=lambda name: (sites[name], name), default="")


def chosen(root: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (outlet, flattened text, gold text): of each outlet as many from every part."""
    taken: Counter[tuple[str, str]] = Counter()
    full: Counter[str] = Counter()
    for split, raw, gold in full_pages(root):
        outlet = outlet_in(raw)
        if outlet and taken[outlet, split] < 3 and full[outlet] < EACH:
            taken[outlet, split] += 1
            full[outlet] += 1
            yield outlet, page_of(raw, input="a.html", media="html").text, gold


def labelled(page: Page, gold: str) -> list[bool | None]:
    """Say of each line whether it stands in the gold text; None where half of it does."""
    wanted = _WORD.findall(gold.lower())
    grams = set(zip(wanted, wanted[1:], wanted[2:], wanted[3:], strict=False))
    lines = {" ".join(_WORD.findall(line.lower())) for line in gold.split("\n")}
    found: list[bool | None] = []
    for block in page.blocks:
        words = _WORD.findall(page.text[block.start : block.end].lower())
        own = list(zip(words, words[1:], words[2:], words[3:], strict=False))
        share = sum(gram in grams for gram in own) / max(1, len(own))
        if len(words) < 6:
            found.append(" ".join(words) in lines if words else None)
        else:
            found.append(True if share > 0.6 else False if share < 0.3 else None)
    return found


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


def run(root: Path, *, shown: bool = False) -> list[Row]:
    """Measure; ``shown`` prints what went wrong on the outlets tuned on."""
    tallies = {outlet: Tally() for outlet in TUNED + HELD}
    for number, (outlet, text, gold) in enumerate(chosen(root / "pages-fulltext")):
        if shown and outlet in TUNED:
            print(f"== {outlet} {number}: {gold[:60]!r}")
        _measured(tallies[outlet], text, gold, shown and outlet in TUNED)
    rows = []
    for outlet, tally in tallies.items():
        split = f"{outlet}, {len(tally.body)} pages as text"
        split += " (tuned on)" if outlet in TUNED else " (held out)"
        body, whole = (sum(x) / max(1, len(x)) for x in (tally.body, tally.whole))
        lost = tally.lost / max(1, tally.paragraphs)
        rows.append(Row("pages-fulltext", split, "body F1", body, "whole text", whole))
        rows.append(Row("pages-fulltext", split, "furniture F1", tally.f1, "whole text", 0.0))
        rows.append(Row("pages-fulltext", split, "paragraphs lost", lost, "whole text", 0.0))
    return rows


if __name__ == "__main__":
    try:
        place = folder("pages-fulltext").parent
    except FileNotFoundError as error:
        sys.exit(str(error))
    print(printed(run(place, shown="-v" in sys.argv)))
