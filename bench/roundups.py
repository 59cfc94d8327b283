"""Digests, columns and live pages made of the newsroom's coverage, and which stories they tell.

Here live the writer of such pages and their score. A coverage of several happenings of one week is
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

import html
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from bench.newsroom import coverage_of
from bench.rows import Row
from bench.stories import bcubed
from secondsource import pipeline
from secondsource.compare.kinds import settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.compare.stories import stories_of
from secondsource.extract.people import entities_of
from secondsource.records import Account, Draft, Given, Media, Span, Story
from secondsource.textview import level as level_of

SEEDS = {"even seeds (tuned on)": (2, 4, 6, 8), "odd seeds": (1, 3, 5, 7)}
STORIES = 7
WEEK = date(2024, 3, 12)  # the Tuesday to which every happening is moved, by whole weeks
_MONTHS = [date(2024, month, 1).strftime("%B") for month in range(1, 13)]
_PRINTED = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)"
    rf"|(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{'|'.join(_MONTHS)}) (?P<year2>\d{{4}})"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a page tells of one happening in one place."""

    story: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A made-up page: its name, what is read, and the story of each of its paragraphs."""

    name: str
    text: str
    media: Media
    headline: str
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Newsstand:
    """Accounts to group, the happening of each ordinary one, and the papers by page id.

    ``affairs`` are the happenings of one saga each, in the order of their days.
    """

    accounts: tuple[Account, ...]
    happening: Mapping[str, str]
    papers: Mapping[str, Paper]
    affairs: tuple[tuple[str, ...], ...] = ()


# -- the papers -----------------------------------------------------------------------------


def newsstand_of(seed: int, *, level: str = "fair") -> Newsstand:
    """Generate a coverage and put papers beside it; the same seed gives the same."""
    rng = random.Random(f"roundups/{level}/{seed}")
    told = coverage_of(level, seed, stories=STORIES)
    begun = _begun((one.story, one.day) for one in told.articles)
    story = {one.key: one.story for one in told.articles}
    lines = [_moved(line, begun[story[line["id"]].partition(".")[0]]) for line in told.lines]
    first = [_page(line, at) for at, line in enumerate(lines)]
    by_story: defaultdict[str, list[Account]] = defaultdict(list)
    for one in _extracted(first):
        key = one.page.key or ""
        if "." not in story[key] and len(_paragraphs(one)) >= 4:
            by_story[story[key]].append(one)
    papers, gone = _papers(rng, by_story)
    kept = [line for line in lines if line["id"] not in gone]
    drafts = [_page(line, at) for at, line in enumerate(kept)]
    drafts += [_printed(paper, len(kept) + at) for at, paper in enumerate(papers)]
    accounts = _extracted(drafts)
    named = {paper.name: paper for paper in papers}
    return Newsstand(
        accounts,
        {a.page.id: story[a.page.key] for a in accounts if a.page.key in story},
        {a.page.id: named[a.page.key] for a in accounts if a.page.key in named},
    )


def newsroom_of(seed: int, *, level: str = "fair") -> Newsstand:
    """Take the newsroom's own digests, beside twins and the episodes of a saga."""
    told = coverage_of(level, seed, stories=4, twins=2, sagas=1, digests=3)
    accounts = _extracted([_page(line, at) for at, line in enumerate(told.lines)])
    truth = {one.key: one for one in told.articles}
    happening, papers = {}, {}
    for account in accounts:
        key = account.page.key or ""
        one = truth[key]
        if not one.story.startswith("digest"):
            happening[account.page.id] = one.story
            continue
        words = {
            one.passages[number].text: also.story for also in one.also for number in also.passages
        }
        papers[account.page.id] = Paper(one.story, "", "plain", "", words)
    return Newsstand(accounts, happening, papers, tuple(each.stories for each in told.affairs))


def _begun(days: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Give by how many weeks each story is moved."""
    first: dict[str, date] = {}
    for story, day in sorted(days):
        if "." not in story:
            first[story] = min(first.get(story, date.max), date.fromisoformat(day))
    return {story: round((WEEK - day).days / 7) for story, day in first.items()}


def _moved(line: Mapping[str, str], weeks: int) -> dict[str, str]:
    def later(found: re.Match[str]) -> str:
        if found["iso"]:
            return (date.fromisoformat(found["iso"]) + timedelta(weeks=weeks)).isoformat()
        month, year = found["month"] or found["month2"], int(found["year"] or found["year2"])
        day = int(found["day"] or found["day2"])
        moved = date(year, _MONTHS.index(month) + 1, day) + timedelta(weeks=weeks)
        name = _MONTHS[moved.month - 1]
        if found["month"]:
            return f"{name} {moved.day}, {moved.year}"
        return f"{moved.day} {name} {moved.year}"

    return {key: _PRINTED.sub(later, value) for key, value in line.items()}


def _page(line: Mapping[str, str], at: int) -> Draft:
    text, media = (line["html"], "html") if "html" in line else (line["text"], "plain")
    given = Given(outlet=line.get("outlet"), headline=line.get("headline"), date=line.get("date"))
    page, article = pipeline.read_page(
        text.encode(),
        input="coverage.jsonl",
        media=media,  # type: ignore[arg-type]
        given=given,
        url=line.get("url"),
        key=line["id"],
    )
    return Draft(page, article, line.get("url"), at)


def _printed(paper: Paper, at: int) -> Draft:
    day = (WEEK + timedelta(days=1)).isoformat()
    page, article = pipeline.read_page(
        paper.text.encode(),
        input="papers.jsonl",
        media=paper.media,
        given=Given(outlet=f"The {paper.name.title()}", headline=paper.headline, date=day),
        key=paper.name,
    )
    return Draft(page, article, None, at)


def _extracted(drafts: Sequence[Draft]) -> tuple[Account, ...]:
    pairs = [(one.page, one.article) for one in pipeline.read_together(drafts)]
    tags = pipeline.tags_of(pipeline.untagged(pairs, {}))
    return tuple(pipeline.extracted(page, article, tags) for page, article in pairs)


def _paragraphs(account: Account) -> list[str]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for one in account.passages:
        if not one.headline:
            found[one.paragraph].append(account.page[one.span])
    return [" ".join(several) for _, several in sorted(found.items())]


def _papers(
    rng: random.Random, by_story: Mapping[str, Sequence[Account]]
) -> tuple[list[Paper], set[str]]:
    """Write two papers of each kind, and say which articles are taken out of the coverage."""
    papers: list[Paper] = []
    gone: set[str] = set()
    for number in range(2):
        for kind, make in _KINDS.items():
            stories = rng.sample(sorted(by_story), min(rng.randint(3, 6), len(by_story)))
            taken = []
            for story in stories:
                one = rng.choice(by_story[story])
                if rng.random() < 0.5 and sum(a.page.key not in gone for a in by_story[story]) > 3:
                    gone.add(one.page.key or "")
                taken.append((story, one))
            papers.append(make(rng, f"{kind}{number}", taken))
    return papers, gone


Taken = Sequence[tuple[str, Account]]


def _entry(rng: random.Random, story: str, one: Account, *, most: int, first: int = 0) -> Entry:
    paragraphs = _paragraphs(one)[first : first + rng.randint(1, most)]
    heading = one.page[one.article.headline] if one.article.headline else one.page.given.headline
    return Entry(story, heading or "In brief", tuple(paragraphs))


def _told(entries: Iterable[Entry]) -> dict[str, str]:
    return {
        words: one.story for one in entries for words in (one.heading, *one.paragraphs) if words
    }


def _briefs(rng: random.Random, name: str, taken: Taken) -> Paper:
    entries = [_entry(rng, *one, most=3) for one in taken]
    head = rng.choice(("Evening briefing: the day in short", "What you need to know this morning"))
    body = "".join(f"<h2>{html.escape(one.heading)}</h2>{_html(one.paragraphs)}" for one in entries)
    return Paper(name, _document(head, body), "html", head, _told(entries))


def _column(rng: random.Random, name: str, taken: Taken) -> Paper:
    story, one = taken[0]
    opening = Entry(story, "", tuple(_paragraphs(one)[: rng.randint(3, 5)]))
    rest = [_entry(rng, *other, most=2) for other in taken[1:]]
    head = one.page[one.article.headline] if one.article.headline else one.page.given.headline
    parts = [head or "", *opening.paragraphs]
    parts += [words for entry in rest for words in entry.paragraphs]
    told = {words: entry.story for entry in (opening, *rest) for words in entry.paragraphs}
    return Paper(name, "\n\n".join(parts), "plain", head or "", told)


def _live(rng: random.Random, name: str, taken: Taken) -> Paper:
    entries = [
        Entry(story, "", tuple(_paragraphs(one)[at : at + rng.randint(1, 2)]))
        for story, one in taken
        for at in range(0, min(6, len(_paragraphs(one))), 2)
    ]
    rng.shuffle(entries)
    head = "As it happened: the day's news, live"
    body = "".join(
        f"<p>{22 - at // 3:02}:{rng.randint(10, 59)}</p>{_html(one.paragraphs)}"
        for at, one in enumerate(entries)
    )
    told = {words: one.story for one in entries for words in one.paragraphs}
    return Paper(name, _document(head, body), "html", head, told)


def _list(rng: random.Random, name: str, taken: Taken) -> Paper:
    head = rng.choice(("News in brief", "Five stories to read tonight"))
    told = {f"{_title(one)}. {_paragraphs(one)[0]}": story for story, one in taken}
    return Paper(name, "\n\n".join((head, *told)), "plain", head, told)


def _title(account: Account) -> str:
    headline = account.article.headline
    return account.page[headline] if headline else account.page.given.headline or "News"


def _background(rng: random.Random, name: str, taken: Taken) -> Paper:
    """Write a control: one article, and at its end a paragraph on another happening."""
    _, one = taken[0]
    _, other = taken[1]
    head = _title(one)
    end = f"It comes days after other news: {_paragraphs(other)[0]}"
    parts = [head, *_paragraphs(one), end]
    return Paper(
        name, "\n\n".join(parts), "plain", head, dict.fromkeys(_paragraphs(one), taken[0][0])
    )


_KINDS = {
    "briefs": _briefs,
    "column": _column,
    "live": _live,
    "list": _list,
    "background": _background,
}


def _html(paragraphs: Iterable[str]) -> str:
    return "".join(f"<p>{html.escape(words)}</p>" for words in paragraphs)


def _document(head: str, body: str) -> str:
    title = html.escape(head)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


# -- the score ------------------------------------------------------------------------------


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
