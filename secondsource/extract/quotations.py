"""Who is reported to have said what: direct, mixed and indirect quotations with their words.

Paragraph by paragraph: the marks are paired (marks.py), the paragraph is cut into the reporter's
sentences with each marked stretch as one token (clauses.py), each sentence gives its sayings
(sayings.py), and what stands in marks without a reporting word of its own is joined to the
speech it belongs to: the same paragraph's, or that of the paragraph before where its mark was
left open. What nothing claims - a scare quote, a title - is no quotation.

Speakers stay words here; speakers.py binds them to entities.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from secondsource.extract.attributions import Range, span_tokens
from secondsource.extract.callings import called
from secondsource.extract.clauses import Sentence, Token
from secondsource.extract.cues import Words, words_for
from secondsource.extract.headlines import headline_sayings
from secondsource.extract.marks import Marked
from secondsource.extract.paragraphs import Paragraph
from secondsource.extract.pointers import lead_in, sayings_in
from secondsource.extract.sayings import Saying
from secondsource.language import has_pack
from secondsource.records import Article, Mention, Page, Passage, Quotation, Span, Tagged

_BACK = 3  # quotations looked back for the voice of a paragraph that is nothing but marks
_PIECES = 64  # of one speech; 160 texts of PolNeAR's training part have up to 9
_SCARE = 4  # words: a shorter stretch in marks that nobody says is a title or a scare quote


@dataclass(frozen=True, slots=True)
class _Draft:
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
    last: int = 0  # the sentence of the paragraph in which it ends


def quotations_of(
    page: Page,
    article: Article,
    passages: Sequence[Passage],
    mentions: Sequence[Mention],
    tags: Mapping[str, Tagged] | None = None,
) -> tuple[Quotation, ...]:
    """Find an article's quotations, headline included, in order of their first character.

    Spans are of ``page.text``; parts and marked words leave the marks out. ``speaker`` is None
    throughout; ``tags`` hold what was read in each passage alone, by its key. Errors: none.
    """
    code = article.language if has_pack(article.language) else "en"
    words = words_for(code or "en")
    drafts: list[_Draft] = []
    ordered = sorted(mentions, key=lambda mention: (mention.span.start, mention.span.end))
    lead: _Draft | None = None
    for headline, group in groupby(passages, key=lambda one: (one.headline, one.paragraph)):
        spans = [passage.span for passage in group]
        paragraph = Paragraph.of(page, spans, ordered, words)
        if headline[0]:
            drafts += _headline_drafts(paragraph, words)
        else:
            lead = _add_paragraph(drafts, paragraph, words, lead)
    floor = _after_dateline(page, article)
    quotations = {made.id: made for made in (_quotation(page, one, floor) for one in drafts)}
    return tuple(sorted(quotations.values(), key=lambda one: (one.span, one.kind, one.id)))


# -- one paragraph --------------------------------------------------------------------------


def _add_paragraph(
    drafts: list[_Draft], paragraph: Paragraph, words: Words, lead: _Draft | None
) -> _Draft | None:
    """Add a paragraph's quotations to those before it; give the voice that it leads in."""
    made: list[_Draft] = []
    waiting: list[tuple[int, Marked]] = []
    for number, sentence in enumerate(paragraph.sentences):
        sayings = sayings_in(sentence, words, paragraph.persons)
        fresh = _sentence_drafts(sentence, number, sayings, words)
        fresh = [_with_channel(one, sentence, paragraph.bodies, words) for one in fresh]
        claimed = [part for draft in fresh for part in (*draft.parts, *draft.marked)]
        loose = [m for m in _stretches(sentence) if not _covered(m, claimed)]
        if _only_marked(sentence):
            _stand_alone(made, waiting, number, loose)
            continue
        if fresh and waiting and waiting[-1][0] == number - 1 and fresh[0].kind == "direct":
            fresh[0] = _with_parts(fresh[0], [m for _, m in waiting], fresh[0].last)
            waiting = []
        made += fresh
        made += _unclaimed(paragraph, loose, fresh or made)
    opens = bool(paragraph.marked) and not paragraph.marked[-1].closed
    if opens and made and made[-1].kind == "direct":
        made[-1] = replace(made[-1], open=_holds(made[-1], paragraph.marked[-1]))
    _join_paragraphs(drafts, made, waiting, paragraph, lead)
    return _led_in(paragraph, words)


def _led_in(paragraph: Paragraph, words: Words) -> _Draft | None:
    """Give who is to speak in the next paragraph: "Roos went on:"."""
    sentence = paragraph.sentences[-1] if paragraph.sentences else None
    saying = sentence and lead_in(sentence, paragraph.persons, words)
    return _draft(sentence, 0, saying, (), words) if sentence and saying else None


def _stretches(sentence: Sentence) -> list[Marked]:
    return [token.marked for token in sentence.tokens if token.marked is not None]


def _covered(marked: Marked, claimed: Sequence[tuple[int, int]]) -> bool:
    return any(start <= marked.first and marked.last <= end for start, end in claimed)


def _only_marked(sentence: Sentence) -> bool:
    return any(token.kind == "marked" for token in sentence.tokens) and all(
        token.kind != "word" for token in sentence.tokens
    )


def _stand_alone(
    made: list[_Draft],
    waiting: list[tuple[int, Marked]],
    number: int,
    loose: Sequence[Marked],
) -> None:
    """Join a sentence that is nothing but a quotation to the speech just before it."""
    if not made or made[-1].last != number - 1 or waiting:
        waiting += [(number, one) for one in loose]
        return
    speech = made[-1]
    if speech.kind == "direct" and len(speech.parts) < _PIECES:
        made[-1] = _with_parts(speech, loose, number)
        return
    carried = _Draft(
        "direct",
        (),
        speaker=speech.speaker,
        addressee=speech.addressee,
        confidence=round(speech.confidence * 0.9, 4),
    )
    made.append(_with_parts(carried, loose, number))


def _with_parts(draft: _Draft, marked: Sequence[Marked], last: int) -> _Draft:
    extra = tuple(_words_of(one) for one in marked)
    return replace(
        draft,
        parts=tuple(sorted({*draft.parts, *extra})),
        marked=tuple(sorted({*draft.marked, *extra})),
        last=last,
    )


def _holds(draft: _Draft, marked: Marked) -> bool:
    return any(start <= marked.first and marked.last <= end for start, end in draft.parts)


def _join_paragraphs(
    drafts: list[_Draft],
    made: list[_Draft],
    waiting: Sequence[tuple[int, Marked]],
    paragraph: Paragraph,
    lead: _Draft | None,
) -> None:
    """Carry a speech over the paragraph's edge where a mark was left open, or nobody speaks."""
    first = paragraph.marked[0] if paragraph.marked else None
    voiced = first is not None and any(_holds(draft, first) and draft.cue for draft in made)
    if drafts and drafts[-1].open and len(drafts[-1].parts) < _PIECES:
        if first is not None and first.start == paragraph.start and not voiced:
            pieces = [m for _, m in waiting] or [first]
            grown = _with_parts(drafts[-1], pieces, drafts[-1].last)
            rest = [draft for draft in made if not _holds(draft, first)]
            still = not paragraph.marked[-1].closed
            drafts[-1:] = [*rest, replace(grown, open=still)]
            return
        drafts[-1] = replace(drafts[-1], open=False)
    if waiting:
        alone = [one for _, one in waiting]
        if lead is not None:
            made.insert(0, _with_parts(replace(lead, kind="direct"), alone, 0))
            made[0] = replace(made[0], open=not alone[-1].closed)
        else:
            made += _carried(drafts, made, alone, paragraph)
    drafts += made


def _carried(
    drafts: Sequence[_Draft],
    made: Sequence[_Draft],
    alone: Sequence[Marked],
    paragraph: Paragraph,
) -> list[_Draft]:
    """Give sentences that stand in marks alone the voice of their neighbour, believed less."""
    length = sum(len(paragraph.text[one.first : one.last].split()) for one in alone)
    if length < _SCARE and not made:
        return []
    before = (one for one in reversed(drafts[-_BACK:]) if one.voiced)
    voice = made[0] if made else next(before, None)
    draft = _Draft(
        "direct",
        (),
        speaker=voice.speaker if voice else None,
        confidence=round(0.6 * voice.confidence, 4) if voice else 0.0,
        open=not alone[-1].closed,
    )
    return [_with_parts(draft, alone, len(paragraph.sentences))]


# -- one sentence ---------------------------------------------------------------------------


def _sentence_drafts(
    sentence: Sentence,
    number: int,
    sayings: Sequence[Saying],
    words: Words,
) -> list[_Draft]:
    drafts = []
    for saying in sayings:
        inner = [other for other in sayings if other is not saying and _inside(other, saying)]
        drafts.append(_draft(sentence, number, saying, inner, words))
    return [draft for draft in drafts if draft.parts]


def _inside(other: Saying, saying: Saying) -> bool:
    return any(start <= other.cue[0] < end for start, end in saying.contents)


def _draft(
    sentence: Sentence,
    number: int,
    saying: Saying,
    inner: Sequence[Saying],
    words: Words,
) -> _Draft:
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
                marked.append(_words_of(stretch))
        parts.append(_part(sentence, (start, end)))
    speaker = called(sentence, saying.speaker, words)
    kind = "indirect" if not marked else "mixed" if plain else "direct"
    return _Draft(
        kind,
        tuple(parts),
        tuple(marked),
        cue=_cue(sentence, saying.cue),
        speaker=_offsets(sentence, speaker),
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


def _with_channel(
    draft: _Draft, sentence: Sentence, bodies: frozenset[int], words: Words
) -> _Draft:
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


def _cue(sentence: Sentence, where: Range) -> tuple[int, int] | None:
    """Give the reporting words; a colon alone is none."""
    plain = any(sentence.tokens[at].kind == "word" for at in range(*where))
    return span_tokens(sentence, where) if plain else None


def _words_of(marked: Marked) -> tuple[int, int]:
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
    return at > 0 and sentence.tokens[at - 1].kind == "word" and _is_title(sentence.tokens[at])


def _is_title(token: Token) -> bool:
    """Say whether a stretch in marks is written as a title is: “The Lamps of Port Sel”."""
    inside = token.text[1:-1].split()
    small = sum(word[0].islower() and len(word) > 4 for word in inside)
    capitals = sum(word[0].isupper() for word in inside)
    return capitals >= 2 and not small and capitals * 2 > len(inside)


def _unclaimed(
    paragraph: Paragraph, loose: Sequence[Marked], near: Sequence[_Draft]
) -> list[_Draft]:
    """Keep a long stretch in marks that no reporting word claims, with its neighbour's voice."""
    drafts = []
    for marked in loose:
        text = paragraph.text[marked.first : marked.last].split()
        capitals = sum(word[0].isupper() for word in text)
        if len(text) < _SCARE + 1 or capitals * 2 > len(text):
            continue
        voice = near[-1] if near else None
        drafts.append(
            _Draft(
                "direct",
                (_words_of(marked),),
                (_words_of(marked),),
                speaker=voice.speaker if voice else None,
                confidence=round(0.5 * voice.confidence, 4) if voice else 0.0,
            )
        )
    return drafts


def _headline_drafts(paragraph: Paragraph, words: Words) -> list[_Draft]:
    drafts = []
    for number, sentence in enumerate(paragraph.sentences):
        sayings = sayings_in(sentence, words)
        sayings = sayings or headline_sayings(sentence, words, paragraph.voices)
        drafts += _sentence_drafts(sentence, number, sayings, words)
    return drafts


# -- the record -----------------------------------------------------------------------------


def _after_dateline(page: Page, article: Article) -> tuple[int, int]:
    """Give where a dateline begins and where the words after it do; both 0 without one."""
    if article.dateline is None:
        return 0, 0
    end = article.dateline.end
    while end < len(page.text) and (page.text[end].isspace() or page.text[end] in "-–—:"):
        end += 1
    return article.dateline.start, end


def _quotation(page: Page, draft: _Draft, dateline: tuple[int, int]) -> Quotation:
    parts = tuple(
        _trimmed(
            page, (dateline[1], end) if dateline[0] <= start < dateline[1] < end else (start, end)
        )
        for start, end in draft.parts
    )
    span = Span(page.id, parts[0].start, max(part.end for part in parts))
    return Quotation(
        id=_id(span, draft.kind),
        span=span,
        kind=draft.kind,  # type: ignore[arg-type]
        parts=parts,
        marked=tuple(_trimmed(page, place) for place in draft.marked),
        cue=_span(page, draft.cue),
        speaker_span=_span(page, draft.speaker),
        via=_span(page, draft.via),
        addressee=_span(page, draft.addressee),
        occasion=_span(page, draft.occasion),
        hedge=_span(page, draft.hedge),
        denied=draft.denied,
        reacts=draft.reacts,
        confidence=round(draft.confidence, 4),
    )


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
