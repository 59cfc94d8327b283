"""Digests, columns and live pages made of the newsroom's coverage, and which stories they tell.

Here lives their score; the writer is ``newsstands``. A coverage of several happenings of a week is
generated; for each page one article of each of some happenings is taken, half of the time out of
the coverage, and its paragraphs are put together as a desk would: briefs under headings, a column
that opens with one story, a live page whose entries go to and fro, a list of one sentence each.
Controls are ordinary articles that end with a paragraph on another happening, as background: they
belong to their own story alone. Pairs of article and story, and passages, are counted; and how much
the pages disturb the stories of the others (BCubed F1 with them and without).

The newsroom's own digests, whose coverage has twins and sagas, are scored as well, and how the
stories of one saga are linked. ``python -m bench roundups``; ``python -m bench.roundups SEED
[digests]`` prints what is wrong in one coverage of an even seed, to be read. Even seeds are for
tuning, odd ones are not.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from bench.newsstands import Newsstand, Paper, newsroom_of, newsstand_of
from bench.rows import Row
from bench.stories import bcubed
from secondsource.compare.kinds import settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.compare.stories import stories_of
from secondsource.extract.people import entities_of
from secondsource.records import Account, Span, Story
from secondsource.textview import level as level_of

SEEDS = {"even seeds (tuned on)": (2, 4, 6, 8), "odd seeds": (1, 3, 5, 7)}


@dataclass(slots=True)
class Score:
    """What is counted over several newsstands."""

    pairs: Counter[str] = field(default_factory=Counter)
    passages: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    ordinary: int = 0
    parted: int = 0
    bridged: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def run(folder: Path, *, level: str = "fair") -> list[Row]:
    """Measure; nothing is read from ``folder``."""
    rows = []
    for data, make in (("papers", newsstand_of), ("newsroom's digests", newsroom_of)):
        for split, seeds in SEEDS.items():
            score = Score()
            for seed in seeds:
                measured(make(seed, level=level), score)
            rows += [Row(f"{data}, {level}", split, *rest, "-", "-") for rest in _figures(score)]
    return rows


def _figures(score: Score) -> Iterator[tuple[str, float | str]]:
    for what, counts in (("pairs of page and story", score.pairs), ("passages", score.passages)):
        yield f"{what}, P", counts["right"] / max(1, counts["found"])
        yield f"{what}, R", counts["reached"] / max(1, counts["true"])
    yield "ordinary articles parted", f"{score.parted} of {score.ordinary}"
    yield "BCubed F1 of the others, with", sum(score.bridged) / len(score.bridged)
    yield "BCubed F1 of the others, without", sum(score.alone) / len(score.alone)
    if score.links["true"]:
        yield "episodes of one saga linked, P", score.links["right"] / max(1, score.links["found"])
        yield "episodes of one saga linked, R", score.links["right"] / score.links["true"]
        yield "their order right", score.links["ordered"] / max(1, score.links["dated"])


def measured(stand: Newsstand, score: Score) -> None:
    """Group a newsstand with and without its papers, and count."""
    stories = grouped(stand.accounts)
    others = [one for one in stand.accounts if one.page.id not in stand.papers]
    label = {
        article: one.id for one in stories for article in one.articles if article in stand.happening
    }
    before = {article: one.id for one in grouped(others) for article in one.articles}
    score.bridged.append(bcubed(label, stand.happening)[2])
    score.alone.append(bcubed(before, stand.happening)[2])
    gold = _gold(stories, stand.happening)
    score.ordinary += len(others)
    parted = {part.article for one in stories for part in one.also} - stand.papers.keys()
    score.parted += len(parted)
    score.pairs["found"] += len(parted)
    score.wrong += [f"parted: {name[:10]}" for name in sorted(parted)]
    _linked(stand, stories, gold, score)
    accounts = {one.page.id: one for one in stand.accounts}
    for name, paper in sorted(stand.papers.items()):
        _judged(accounts[name], paper, gold, stories, score)


def _linked(
    stand: Newsstand,
    stories: Sequence[Story],
    gold: Mapping[str, frozenset[str]],
    score: Score,
) -> None:
    """Count the links between stories: those of one saga, or of an older happening's, are right."""
    affair = {name: at for at, several in enumerate(stand.affairs) for name in several}
    held = {
        one.id: {affair[name] for name in gold.get(one.id, ()) if name in affair} for one in stories
    }
    for one in stories:
        for relation in one.relations if one.id < "t" and stand.affairs else ():
            if relation.story < one.id or not (gold.get(one.id) and gold.get(relation.story)):
                continue
            right = bool(held[one.id] & held[relation.story])
            score.links.update(found=1, right=right)
            first, second = (min(_place(stand, gold[i])) for i in (one.id, relation.story))
            if right and relation.order in ("before", "after"):
                score.links.update(dated=1, ordered=(relation.order == "after") == (first < second))
    for a, b in combinations(stories, 2):
        score.links["true"] += bool(held[a.id] & held[b.id])


def _place(stand: Newsstand, names: Iterable[str]) -> list[int]:
    """Give where happenings stand in their saga."""
    return [several.index(n) for several in stand.affairs for n in names if n in several] or [0]


def grouped(accounts: Sequence[Account]) -> tuple[Story, ...]:
    """Group accounts with the program's own stages."""
    entities = entities_of(accounts)
    shared = reuse_of(accounts)
    shared = settled(accounts, shared, lineage_of(accounts, shared))
    return stories_of(accounts, entities, shared)


def _gold(stories: Iterable[Story], happening: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Give each story the happenings that a quarter or more of its ordinary articles tell."""
    found = {}
    for one in stories:
        told = Counter(happening[name] for name in one.articles if name in happening)
        if told:
            found[one.id] = frozenset(n for n in told if 4 * told[n] >= told.total())
    return found


def _judged(
    account: Account,
    paper: Paper,
    gold: Mapping[str, frozenset[str]],
    stories: Sequence[Story],
    score: Score,
) -> None:
    """Count one paper; the story of twins that were not told apart is right for both."""
    name = account.page.id
    own = next(one for one in stories if name in one.articles)
    nothing: frozenset[str] = frozenset()
    found = {own.id} & gold.keys()
    places: list[tuple[Span, frozenset[str]]] = []
    for one in stories:
        for part in one.also:
            if part.article == name:
                places += [(span, gold.get(one.id, nothing)) for span in part.spans]
                found.add(one.id)
    true = set(paper.told.values())
    told = frozenset().union(*(gold.get(one, nothing) for one in found))
    right = sum(bool(gold.get(one, nothing) & true) for one in found)
    score.pairs.update(found=len(found), true=len(true), right=right, reached=len(told & true))
    if right < len(found) or not true <= told:
        score.wrong.append(f"{paper.name}: found {sorted(told)}, true {sorted(true)}")
    for passage in account.passages:
        words = account.page[passage.span]
        near = (s for told, s in paper.told.items() if level_of(words) in level_of(told))
        story = next(near, None)
        if story is None:
            continue
        here = [one for span, one in places if passage.span.within(span)]
        stands = here[0] if here else gold.get(own.id, nothing)
        score.passages.update(found=bool(stands), true=1)
        score.passages.update(right=story in stands, reached=story in stands)
        if story not in stands:
            score.wrong.append(f"  {paper.name} {story} told {sorted(stands)}: {words[:100]}")


if __name__ == "__main__":
    if int(sys.argv[1]) % 2:
        sys.exit("odd seeds are not read")
    seen = Score()
    measured((newsroom_of if "digests" in sys.argv else newsstand_of)(int(sys.argv[1])), seen)
    print("\n".join(seen.wrong))
    print("\n".join(f"{what}: {figure}" for what, figure in _figures(seen)))
