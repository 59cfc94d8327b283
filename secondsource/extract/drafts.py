"""A quotation in the making: one saying of a sentence, in offsets of its page, and its record.

What may live here: which words of a saying stand in marks, what kind of quotation that makes,
and the record that is written of it. What belongs together over several sentences is joined in
quotations.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from secondsource.extract.attributions import Range, span_tokens
from secondsource.extract.callings import called
from secondsource.extract.clauses import Sentence, Token
from secondsource.extract.cues import Words
from secondsource.extract.marks import Marked
from secondsource.extract.sayings import Saying
from secondsource.extract.tenses import refuses, supposed, tense_of
from secondsource.records import Article, Page, Quotation, Span


@dataclass(frozen=True, slots=True)
class QuotationDraft:
    """A quotation in the making; offsets of the page's text."""

    kind: str
    parts: tuple[tuple[int, int], ...]
    marked: tuple[tuple[int, int], ...] = ()
    cue: tuple[int, int] | None = None
    speaker: tuple[int, int] | None = None
    addressee: tuple[int, int] | None = None
    occasion: tuple[int, int] | None = None
    via: tuple[int, int] | None = None
    hedge: tuple[int, int] | None = None
    denied: bool = False
    reacts: bool = False
    confidence: float = 0.0
    open: bool = field(default=False)
    voiced: bool = True  # somebody speaks, and not a document ("according to a tally")
    described: tuple[int, int] | None = None
    reporting: tuple[int, int] | None = None
    said: bool = True
    last: int = 0  # the sentence of the paragraph in which it ends


# -- one sentence ---------------------------------------------------------------------------


def drafts_of(
    sentence: Sentence,
    number: int,
    sayings: Sequence[Saying],
    words: Words,
) -> list[QuotationDraft]:
    """Give the drafts of a paragraph's sentence; ``number`` is its place there."""
    drafts = []
    for saying in sayings:
        inner = [other for other in sayings if other is not saying and _inside(other, saying)]
        drafts.append(draft_of(sentence, number, saying, inner, words))
    return [draft for draft in drafts if draft.parts]


def _inside(other: Saying, saying: Saying) -> bool:
    return any(start <= other.cue[0] < end for start, end in saying.contents)


def draft_of(
    sentence: Sentence,
    number: int,
    saying: Saying,
    inner: Sequence[Saying],
    words: Words,
) -> QuotationDraft:
    """Give a saying's draft; what stands in marks in ``inner`` sayings is theirs."""
    taken = [piece for other in inner for piece in other.contents]
    marked: list[tuple[int, int]] = []
    parts: list[tuple[int, int]] = []
    plain = False
    for start, end in saying.contents:
        tokens = sentence.tokens[start:end]
        plain = plain or any(token.kind == "word" for token in tokens)
        plain = plain or words.has("governing", sentence.low(start - 1))
        for at in range(start, end):
            stretch = sentence.tokens[at].marked
            own = stretch and not any(first <= at < last for first, last in taken)
            if stretch and own and not _named(sentence, at, words):
                marked.append(words_of(stretch))
        parts.append(_part(sentence, (start, end)))
    kind = "indirect" if not marked else "mixed" if plain else "direct"
    return QuotationDraft(
        kind,
        tuple(parts),
        tuple(marked),
        cue=saying.cue_at or _cue(sentence, saying.cue),
        speaker=_speaker(sentence, saying, words),
        described=saying.speaker_at or _offsets(sentence, saying.speaker),
        said=saying.said,
        reporting=saying.reporting,
        addressee=_offsets(sentence, saying.addressee),
        occasion=_offsets(sentence, saying.occasion),
        via=_offsets(sentence, saying.via),
        hedge=_offsets(sentence, saying.hedge),
        denied=saying.denied,
        reacts=saying.reacts,
        confidence=saying.confidence,
        last=number,
        voiced=sentence.low(saying.cue[0]) != "according",
    )


def with_channel(
    draft: QuotationDraft, sentence: Sentence, bodies: frozenset[int], words: Words
) -> QuotationDraft:
    """Take an organisation that was told something for its channel: "told Nordia Press"."""
    if draft.addressee is None or draft.cue is None or draft.via is not None:
        return draft
    start, end = draft.addressee
    told = [one for one in sentence.tokens if start <= one.start < end]
    first = next((one.name for one in told if one.name >= 0), -1)
    heard = first in bodies or any(words.has("media", one.low) for one in told)
    if not heard or start < draft.cue[1]:
        return draft
    verb = [one.start for one in sentence.tokens if draft.cue[0] <= one.start < draft.cue[1]]
    return replace(draft, via=(verb[-1], end))


def _offsets(sentence: Sentence, where: Range | None) -> tuple[int, int] | None:
    return span_tokens(sentence, where) if where and where[0] < where[1] else None


def _speaker(sentence: Sentence, saying: Saying, words: Words) -> tuple[int, int] | None:
    """Give the words that name or point to who speaks, without what only tells of him."""
    short = called(sentence, saying.speaker, words)
    if saying.speaker_at is None or short is None or saying.speaker is None:
        return _offsets(sentence, short)
    start, end = saying.speaker_at
    if short[0] != saying.speaker[0]:
        return _offsets(sentence, short)
    return start, end if short == saying.speaker else min(end, sentence.tokens[short[1] - 1].end)


def _cue(sentence: Sentence, where: Range) -> tuple[int, int] | None:
    """Give the reporting words; a colon alone is none."""
    plain = any(sentence.tokens[at].kind == "word" for at in range(*where))
    return span_tokens(sentence, where) if plain else None


def words_of(marked: Marked) -> tuple[int, int]:
    """Give a stretch in marks without them."""
    return marked.first, marked.last


def _part(sentence: Sentence, where: Range) -> tuple[int, int]:
    """Give a piece's offsets: without its marks where all of it stands in them."""
    first, last = sentence.tokens[where[0]], sentence.tokens[where[1] - 1]
    if any(token.kind == "word" for token in sentence.tokens[where[0] : where[1]]):
        return first.start, last.end
    start = first.marked.first if first.marked else first.start
    end = last.marked.last if last.marked else last.end
    return start, end


def _named(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether marks give a name or a scare quote: the so-called “caliphate”."""
    before = [sentence.low(k) for k in (at - 1, at - 2)]
    if before[0] in words.classes["naming"] or "so-called" in before:
        return True
    if _so_called(sentence, at, words):
        return True
    return at > 0 and sentence.tokens[at - 1].kind == "word" and _is_title(sentence.tokens[at])


def _so_called(sentence: Sentence, at: int, words: Words) -> bool:
    """Read "the “drawbridge”, as sailors call it": a name for a thing, and nobody's words."""
    after = [sentence.low(at + ahead) for ahead in range(1, 9)]
    start = after.index("as") if "as" in after[:2] else len(after)
    names = [ahead for ahead in range(start, 7) if after[ahead] in words.verbs]
    return any(
        words.has("judging", words.verbs[after[ahead]].lemma)
        and words.has("pointers", after[ahead + 1])
        for ahead in names
    )


def _is_title(token: Token) -> bool:
    """Say whether a stretch in marks is written as a title is: “The Lamps of Port Sel”."""
    inside = token.text[1:-1].split()
    small = sum(word[0].islower() and len(word) > 4 for word in inside)
    capitals = sum(word[0].isupper() for word in inside)
    return capitals >= 2 and not small and capitals * 2 > len(inside)


# -- the record -----------------------------------------------------------------------------


def after_dateline(page: Page, article: Article) -> tuple[int, int]:
    """Give where a dateline begins and where the words after it do; both 0 without one."""
    if article.dateline is None:
        return 0, 0
    end = article.dateline.end
    while end < len(page.text) and (page.text[end].isspace() or page.text[end] in "-–—:"):
        end += 1
    return article.dateline.start, end


def quotation_from(
    page: Page, draft: QuotationDraft, dateline: tuple[int, int], words: Words
) -> Quotation | None:
    """Write the record of a draft, none where no words are left between its marks.

    A dateline that begins what is told is left out of it.
    """
    parts = _told(
        page,
        (
            (dateline[1], end) if dateline[0] <= start < dateline[1] < end else (start, end)
            for start, end in draft.parts
        ),
    )
    if not parts:
        return None
    span = Span(page.id, parts[0].start, max(part.end for part in parts))
    cue = page.text[slice(*draft.cue)] if draft.cue else ""
    refused = refuses(cue, words)
    return Quotation(
        id=_id(span, draft.kind),
        span=span,
        kind=draft.kind,  # type: ignore[arg-type]
        parts=parts,
        marked=_told(page, draft.marked),
        cue=_span(page, draft.cue),
        speaker_span=_span(page, draft.speaker),
        described=_span(page, draft.described),
        said=draft.said and not supposed(_around(page, draft)),
        reporting=_span(page, draft.reporting),
        via=_span(page, draft.via),
        addressee=_span(page, draft.addressee),
        occasion=_span(page, draft.occasion),
        hedge=_span(page, draft.hedge),
        denied=draft.denied and not refused,
        reacts=draft.reacts,
        refused=refused,
        tense=tense_of(cue, words),
        confidence=round(draft.confidence, 4),
    )


def _around(page: Page, draft: QuotationDraft) -> tuple[str, str]:
    """Give the words before whoever speaks, and those from there to the reporting word's end."""
    if draft.cue is None or draft.speaker is None or draft.speaker[0] > draft.cue[0]:
        return "", ""
    start = draft.speaker[0]
    return page.text[max(0, start - 24) : start], page.text[draft.speaker[1] : draft.cue[1]]


def _told(page: Page, places: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    spans = (_trimmed(page, place) for place in places)
    return tuple(span for span in spans if span.start < span.end)


def _id(span: Span, kind: str) -> str:
    named = f"{span.page} {span.start} {span.end} {kind}"
    return "q" + hashlib.sha256(named.encode()).hexdigest()[:15]


def _span(page: Page, place: tuple[int, int] | None) -> Span | None:
    return Span(page.id, *place) if place else None


def _trimmed(page: Page, place: tuple[int, int]) -> Span:
    """Leave out the spaces and the comma that belong to the reporter's sentence."""
    start, end = place
    while end > start and (page.text[end - 1].isspace() or page.text[end - 1] in ",;"):
        end -= 1
    while start < end and page.text[start].isspace():
        start += 1
    return Span(page.id, start, end)
