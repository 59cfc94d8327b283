"""Made-up accounts for tests of the comparing stages: a text, its names, its quotations."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from secondsource.compare.utterances import with_same_as
from secondsource.extract.statements import instances_of
from secondsource.records import (
    Account,
    Article,
    Dating,
    Entity,
    Mention,
    NameKind,
    Page,
    Passage,
    Quotation,
    Span,
    Story,
)
from secondsource.sentences import sentences_of
from secondsource.textview import passage_key


@dataclass(frozen=True)
class Said:
    """A quotation of a test: its words, who says it, and the words that name the speaker."""

    words: str
    speaker: str | None = None
    named: str | None = None
    kind: str = "indirect"
    cue: str | None = None
    denied: bool = False


def account(
    name: str,
    text: str,
    *,
    said: Sequence[Said] = (),
    names: Sequence[tuple[str, NameKind]] = (),
    outlet: str | None = None,
    day: str | None = None,
) -> Account:
    """Build the account of one made-up article, without its instances."""
    page = Page(id=name, input=f"{name}.txt", text=text)
    passages = tuple(
        Passage(Span(name, a, b), passage_key(text[a:b]), 0) for a, b in sentences_of(text)
    )
    family = (outlet or f"?{name}").lower()
    return Account(
        page,
        Article(name, family, outlet=outlet, published=Dating(day, day), body=(_at(page, text),)),
        passages,
        tuple(sorted(_mentions(page, names), key=lambda m: m.span)),
        quotations=tuple(_quotation(page, one) for one in said),
    )


def read(*accounts: Account) -> tuple[tuple[Account, ...], tuple[Entity, ...], tuple[Story, ...]]:
    """Give accounts with their instances, their entities, and the one story they make."""
    entities = _entities(accounts)
    read = tuple(replace(one, instances=instances_of(one, entities)) for one in accounts)
    stories = (Story("s", None, tuple(sorted(a.page.id for a in accounts))),)
    return with_same_as(read, stories), entities, stories


def _at(page: Page, words: str, after: int = 0) -> Span:
    start = page.text.index(words, after)
    return Span(page.id, start, start + len(words))


def _mentions(page: Page, names: Sequence[tuple[str, NameKind]]) -> list[Mention]:
    found = []
    for name, kind in names:
        start = page.text.find(name)
        while start >= 0:
            found.append(Mention(Span(page.id, start, start + len(name)), kind))
            start = page.text.find(name, start + len(name))
    return found


def _quotation(page: Page, one: Said) -> Quotation:
    span = _at(page, one.words)
    key = hashlib.sha256(f"{page.id}{span.start}".encode()).hexdigest()[:8]
    return Quotation(
        id=key,
        span=span,
        kind=one.kind,  # type: ignore[arg-type]
        parts=(span,),
        cue=_at(page, one.cue) if one.cue else None,
        speaker=f"e-{one.speaker.lower()}" if one.speaker else None,
        speaker_span=_at(page, one.named or one.speaker) if one.named or one.speaker else None,
        denied=one.denied,
    )


def _entities(accounts: Sequence[Account]) -> tuple[Entity, ...]:
    found: dict[str, list[tuple[str, Mention]]] = {}
    for one in accounts:
        for mention in one.mentions:
            name = one.page[mention.span]
            found.setdefault(f"e-{name.split()[-1].lower()}", []).append((name, mention))
    return tuple(
        Entity(
            ident,
            own[0][1].kind,
            max((name for name, _ in own), key=len),
            tuple(sorted({name for name, _ in own})),
            tuple(mention for _, mention in own),
        )
        for ident, own in sorted(found.items())
    )
