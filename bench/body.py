"""Body extraction: ours beside trafilatura (four modes) and resiliparse, in one run.

Two sets. ``pages-fulltext``: the mean over pages of the F1 of word 4-grams (as multisets)
against the body typed out by hand. ``pages-snippets``: strings that must and must not be in
the body, F over all strings. The headline counts as text of the article, as both sets have it.

No page is measured by a network that has seen its site. An outlet of pages-fulltext is read by a
network trained on the pages of the other eight and of all sites of the other sets but its own;
the even sites of the snippets by one trained without them, the odd ones by another (every other
one of their sorted names). The networks are trained here (``bench.train_body.kept``) and kept in
the computer's temporary folder; what ships is trained in the same way on everything. Every other
page of the snippets is measured, to be done in minutes; one page of latimes carries the
typed-out body of another article, so that no reader can reach 1.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.bodypeers import Reader, judged_by, ours, peers
from bench.rows import Row, folders, printed
from secondsource.read.body import Network, network_of
from secondsource.read.decoding import decoded
from secondsource.read.mastheads import registrable

_WORD = re.compile(r"\w+")
EACH = 2  # of the snippet pages; all 990 take the readers five minutes


@dataclass(slots=True)
class Tally:
    """What one reader scored on one split."""

    scores: list[float] = field(default_factory=list)
    hits: int = 0
    wrong: int = 0
    missed: int = 0
    pages: int = 0
    seconds: float = 0.0

    def read(self, reader: Reader, raw: bytes) -> str:
        """Read a page against the clock."""
        started = time.perf_counter()
        text = reader(raw)
        self.seconds += time.perf_counter() - started
        self.pages += 1
        return text

    def add(self, other: Tally) -> None:
        """Take another's counts in."""
        self.scores += other.scores
        for name in ("hits", "wrong", "missed", "pages", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def snippets(self) -> float:
        """F over the strings that must and must not be there."""
        return round(2 * self.hits / max(1, 2 * self.hits + self.wrong + self.missed), 4)

    @property
    def mean(self) -> float:
        """The mean F1 of the pages."""
        return round(sum(self.scores) / max(1, len(self.scores)), 4)

    @property
    def rate(self) -> float:
        """Pages a second."""
        return round(self.pages / max(1e-9, self.seconds), 0)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Count a text's runs of ``size`` words.

    >>> sorted(shingles("the ferry sank at noon"))
    [('ferry', 'sank', 'at', 'noon'), ('the', 'ferry', 'sank', 'at')]
    """
    words = _WORD.findall(text.lower())
    return Counter(zip(*(words[at:] for at in range(size)), strict=False))


def likeness(gold: str, text: str) -> float:
    """Give the F1 of 4-grams: 1 where both are empty."""
    wanted, found = shingles(gold), shingles(text)
    if not wanted and not found:
        return 1.0
    shared = sum((wanted & found).values())
    return 2 * shared / max(1, sum(wanted.values()) + sum(found.values()))


def full_pages(root: Path, splits: Sequence[str] = ()) -> Iterator[tuple[str, bytes, str]]:
    """Yield (split, page, gold text) of pages-fulltext, or of some of its splits."""
    for split in sorted(path for path in root.iterdir() if (path / "gold").is_dir()):
        if splits and split.name not in splits:
            continue
        for gold in sorted((split / "gold").iterdir()):
            pages = [split / "html" / (gold.stem + ending) for ending in (".htm", ".html")]
            for page in pages:
                if page.exists():
                    yield split.name, page.read_bytes(), decoded(gold.read_bytes())[0]


def snippet_pages(
    root: Path, splits: Sequence[str] = (), *, each: int = 1
) -> Iterator[tuple[str, bytes, dict[str, list[str]]]]:
    """Yield (split, page, strings ``with`` and ``without``), split by site, of every nth page."""
    listed = json.loads((root / "evaldata.json").read_text(encoding="utf-8"))
    site = {address: registrable(address) or address for address in listed}
    places = {name: at for at, name in enumerate(sorted(set(site.values())))}
    for number, (address, told) in enumerate(sorted(listed.items())):
        split = "odd sites" if places[site[address]] % 2 else "even sites"
        if number % each or (splits and split not in splits):
            continue
        for place in (root / "cache" / told["file"], root / "eval" / told["file"]):
            if place.exists():
                yield split, place.read_bytes(), told
                break


@dataclass(frozen=True, slots=True)
class Asked:
    """A page to measure: what stands for it in a row, who is kept from training, what is gold."""

    place: str
    split: str
    raw: bytes
    gold: str
    told: dict[str, list[str]]


def asked_pages(root: Path) -> Iterator[Asked]:
    """Yield every page that is measured."""
    from bench.flattened import outlet_in

    for _, raw, gold in full_pages(root / "pages-fulltext"):
        yield Asked("pages-fulltext", outlet_in(raw), raw, gold, {})
    for split, raw, told in snippet_pages(root / "pages-snippets", each=EACH):
        yield Asked("pages-snippets", split, raw, "", told)


def networks(root: Path) -> dict[str, Network]:
    """Train, for each outlet and for each half of the sites, a network that has not seen it."""
    from bench.flattened import OUTLETS
    from bench.lessons import lessons, without_outlet, without_sites
    from bench.train_body import kept

    pages = list(lessons(root))
    found = {}
    for outlet in sorted(set(OUTLETS.values())):
        weights = kept(outlet, pages, lambda page, name=outlet: without_outlet(page, name))
        found[outlet] = network_of(weights)
    for split in ("even sites", "odd sites"):
        sites = {page.site for page in pages if page.part == split}
        weights = kept(split, pages, lambda page, own=sites: without_sites(page, own))
        found[split] = network_of(weights)
    return found


def _measured(asked: Asked, tally: Tally, reader: Reader) -> None:
    text = tally.read(reader, asked.raw)
    if asked.place == "pages-fulltext":
        tally.scores.append(likeness(asked.gold, text))
        return
    held = sum(wanted in text for wanted in asked.told["with"])
    tally.hits += held
    tally.missed += len(asked.told["with"]) - held
    tally.wrong += sum(unwanted in text for unwanted in asked.told["without"])


def run(root: Path, *, only: str | None = None) -> list[Row]:
    """Measure on the sets unpacked in ``root``; ``only`` names one reader beside ours."""
    judges = networks(root)
    readers = {name: one for name, one in peers().items() if only in (None, name)}
    tallies: dict[tuple[str, str, str], Tally] = {}
    for asked in asked_pages(root):
        splits = (asked.split, "all outlets") if asked.gold else (asked.split,)
        for name, reader in [("ours", ours), *readers.items()]:
            tally = Tally()
            with judged_by(judges[asked.split]):
                _measured(asked, tally, reader)
            for split in splits:
                tallies.setdefault((asked.place, split, name), Tally()).add(tally)
    return list(_rows(tallies))


def _rows(tallies: dict[tuple[str, str, str], Tally]) -> Iterator[Row]:
    for (place, split, name), tally in sorted(tallies.items()):
        if name == "ours":
            continue
        mine = tallies[place, split, "ours"]
        if place == "pages-fulltext":
            yield Row(place, f"{split}, unseen", "4-gram F1", mine.mean, name, tally.mean)
        else:
            yield Row(place, f"{split}, unseen", "snippet F", mine.snippets, name, tally.snippets)
        if split not in ("even sites", "odd sites", "all outlets"):
            continue
        yield Row(place, split, "pages/s", str(mine.rate), name, str(tally.rate))


if __name__ == "__main__":
    try:
        root = folders("pages-fulltext", "pages-snippets", "page-dates")
    except FileNotFoundError as error:
        sys.exit(str(error))
    print(printed(run(root, only=sys.argv[1] if len(sys.argv) > 1 else None)))
