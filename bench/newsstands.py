"""Round-up pages made of the newsroom's coverage, with the stories that each of them tells.

Here lives the writer alone; ``roundups`` keeps the score. A coverage of several happenings is moved
into one week, and paragraphs of its articles are put together as a desk would: briefs under
headings, columns, live pages, lists, and ordinary articles with some background as controls.
"""

from __future__ import annotations

import html
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bench.newsroom import coverage_of
from secondsource import pipeline
from secondsource.records import Account, Draft, Given, Media

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
