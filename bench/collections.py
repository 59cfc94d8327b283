"""The news collections that stories and copies are measured on, read by the program's own wings.

Here live the readers: ECB+ (a topic has two twin happenings, in files ending ``ecb`` and
``ecbplus``), wire-events (a happening an ``EventId``, with outlet, address and day) and made-up
coverage (``bench/gold/fiction``). Each gives accounts and, by article id, the happening that
people said it reports.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from bench.floods import Told
from secondsource import pipeline
from secondsource.records import Account, Article, Draft, Given, Page

_GLUED = re.compile(r" (?=[.,;:!?%)’]|n't\b|'s\b)")


class Collection(NamedTuple):
    """Accounts, and each article's happening."""

    accounts: tuple[Account, ...]
    happening: dict[str, str]


class Text(NamedTuple):
    """One text of a data set with what the set says about it."""

    name: str
    text: str
    happening: str
    given: Given = Given()
    url: str | None = None


def ecbplus(folder: Path, *, odd: bool) -> Collection:
    """Read the odd or the even topics of ECB+."""
    return _collection(
        text for text in _ecbplus(folder) if int(text.name.partition("_")[0]) % 2 == odd
    )


def _ecbplus(folder: Path) -> Iterator[Text]:
    for place in sorted((folder / "ecbplus" / "ECB+").glob("*/*.xml")):
        lines: dict[int, list[str]] = defaultdict(list)
        for token in ElementTree.parse(place).getroot().iter("token"):
            lines[int(token.get("sentence", "0"))].append(token.text or "")
        written = [_GLUED.sub("", " ".join(lines[at])) for at in sorted(lines)]
        kept = [line for line in written if not line.startswith("http")]
        topic, _, rest = place.stem.partition("_")
        yield Text(place.stem, "\n".join(kept), topic + rest.lstrip("0123456789"))


def wire_events(folder: Path) -> Collection:
    """Read wire-events."""
    return _collection(_wire_events(folder))


def _wire_events(folder: Path) -> Iterator[Text]:
    for place in sorted((folder / "wire-events").glob("*.json")):
        told = json.loads(place.read_text("utf-8"))
        given = Given(
            outlet=told["source_domain"], headline=told["title"], date=told["date_publish"]
        )
        text = f"{told['title']}\n\n{told['text']}"
        event = str(told["newsCluster"]["EventId"])
        yield Text(told["dId"], text, event, given, told["url"])


def fictions(folder: Path) -> Collection:
    """Read made-up coverage: a file a happening, a line an article, named ``file/line``."""
    return _collection(
        Text(
            f"{place.stem}/{at}",
            f"{told['headline']}\n\n{told['text']}",
            place.stem,
            Given(outlet=told["outlet"], headline=told["headline"], date=told["date"]),
        )
        for place in sorted(folder.glob("*.jsonl"))
        for at, told in enumerate(map(json.loads, place.read_text("utf-8").splitlines()))
    )


def texts_of(folder: Path, name: str) -> Iterator[Text]:
    """Yield the texts of ``ecbplus`` or ``wire-events`` with what the set says about them."""
    yield from {"ecbplus": _ecbplus, "wire-events": _wire_events}[name](folder)


def collection_of(texts: Iterable[Text]) -> Collection:
    """Read texts, those of one collection together."""
    return _collection(texts)


def page_texts(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield each article's name and its page's text, of ``ecbplus`` or ``wire-events``."""
    for text in texts_of(folder, name):
        page, _ = _read(text)
        yield text.name, page.text


def _read(text: Text) -> tuple[Page, Article]:
    return pipeline.read_page(
        text.text.encode(), input=text.name, media="plain", given=text.given, url=text.url
    )


def _collection(texts: Iterable[Text]) -> Collection:
    drafts, happening = [], {}
    for one in texts:
        page, article = _read(one)
        drafts.append(Draft(page, article))
        happening[page.id] = one.happening
    pairs = [(one.page, one.article) for one in pipeline.read_together(drafts)]
    tags = pipeline.tags_of(pipeline.untagged(pairs, {}))
    accounts = tuple(pipeline.extracted(page, article, tags) for page, article in pairs)
    return Collection(accounts, happening)


def written(articles: Iterable[Told]) -> Collection:
    """Read made-up articles."""
    return _collection(
        Text(f"{at:05}", one.text.replace("\n", "\n\n"), str(one.happening))
        for at, one in enumerate(articles)
    )


def body_text(account: Account) -> str:
    """Give an article's headline and body as one text."""
    page: Page = account.page
    return "\n".join(page[passage.span] for passage in account.passages)
