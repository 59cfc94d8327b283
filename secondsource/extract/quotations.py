"""Who is reported to have said what: direct, mixed and indirect quotations with their words.

Paragraph by paragraph: the marks are paired (marks.py), the paragraph is cut into the reporter's
sentences with each marked stretch as one token (clauses.py), each sentence gives its sayings
(sayings.py), and what stands in marks without a reporting word of its own is joined to the
speech it belongs to: the same paragraph's, or that of the paragraph before where its mark was
left open. What nothing claims - a scare quote, a title - is no quotation.

Speakers stay words here; speakers.py binds them to entities.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from secondsource.extract.clauses import Sentence
from secondsource.extract.cues import Words, words_for
from secondsource.extract.drafts import (
    QuotationDraft,
    after_dateline,
    draft_of,
    drafts_of,
    quotation_from,
    with_channel,
    words_of,
)
from secondsource.extract.headlines import headline_sayings
from secondsource.extract.marks import Marked
from secondsource.extract.paragraphs import Paragraph
from secondsource.extract.pointers import lead_in, sayings_in
from secondsource.extract.sayings import Saying
from secondsource.extract.tellings import Told, inner_sentence, joined_sayings, told_in
from secondsource.language import has_pack
from secondsource.records import Article, Mention, Page, Passage, Quotation, Tagged

_BACK = 3  # quotations looked back for the voice of a paragraph that is nothing but marks
_PIECES = 64  # of one speech; 160 texts of PolNeAR's training part have up to 9
_SCARE = 4  # words: a shorter stretch in marks that nobody says is a title or a scare quote


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
    drafts: list[QuotationDraft] = []
    nested: list[QuotationDraft] = []
    ordered = sorted(mentions, key=lambda mention: (mention.span.start, mention.span.end))
    told_all = told_in(page, passages, tags or {})
    lead: QuotationDraft | None = None
    for headline, group in groupby(passages, key=lambda one: (one.headline, one.paragraph)):
        inside = tuple(group)
        paragraph = Paragraph.of(page, [one.span for one in inside], ordered, words)
        told = _inside(told_all, inside[0].span.start, inside[-1].span.end) if told_all else None
        nested += _nested_drafts(paragraph, told or (), words)
        if headline[0]:
            drafts += _headline_drafts(paragraph, told, words)
        else:
            lead = _add_paragraph(drafts, paragraph, told, words, lead)
    floor = after_dateline(page, article)
    made = [quotation_from(page, one, floor, words) for one in (*drafts, *nested)]
    quotations = {one.id: one for one in made}
    return tuple(sorted(quotations.values(), key=lambda one: (one.span, one.kind, one.id)))


# -- one paragraph --------------------------------------------------------------------------


def _add_paragraph(
    drafts: list[QuotationDraft],
    paragraph: Paragraph,
    told: Sequence[Told] | None,
    words: Words,
    lead: QuotationDraft | None,
) -> QuotationDraft | None:
    """Add a paragraph's quotations to those before it; give the voice that it leads in."""
    made: list[QuotationDraft] = []
    waiting: list[tuple[int, Marked]] = []
    for number, sentence in enumerate(paragraph.sentences):
        ruled = sayings_in(sentence, words, paragraph.persons)
        sayings = _joined(sentence, ruled, told, words)
        fresh = drafts_of(sentence, number, sayings, words)
        fresh = [with_channel(one, sentence, paragraph.bodies, words) for one in fresh]
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


def _led_in(paragraph: Paragraph, words: Words) -> QuotationDraft | None:
    """Give who is to speak in the next paragraph: "Roos went on:"."""
    sentence = paragraph.sentences[-1] if paragraph.sentences else None
    saying = sentence and lead_in(sentence, paragraph.persons, words)
    return draft_of(sentence, 0, saying, (), words) if sentence and saying else None


def _joined(
    sentence: Sentence, ruled: Sequence[Saying], told: Sequence[Told] | None, words: Words
) -> Sequence[Saying]:
    if told is None:
        return ruled
    return joined_sayings(sentence, ruled, _inside(told, sentence.start, sentence.end), words)


def _inside(told: Sequence[Told], start: int, end: int) -> Sequence[Told]:
    first = bisect_left(told, start, key=lambda one: one.cue[0])
    return told[first : bisect_left(told, end, key=lambda one: one.cue[0])]


def _nested_drafts(
    paragraph: Paragraph, told: Sequence[Told], words: Words
) -> Iterator[QuotationDraft]:
    """Yield what somebody tells inside another's words in marks."""
    for marked in paragraph.marked:
        inside = _inside(told, marked.first, marked.last)
        if inside:
            sentence = inner_sentence(paragraph.text, marked)
            yield from drafts_of(sentence, 0, joined_sayings(sentence, (), inside, words), words)


def _stretches(sentence: Sentence) -> list[Marked]:
    return [token.marked for token in sentence.tokens if token.marked is not None]


def _covered(marked: Marked, claimed: Sequence[tuple[int, int]]) -> bool:
    return any(start <= marked.first and marked.last <= end for start, end in claimed)


def _only_marked(sentence: Sentence) -> bool:
    return any(token.kind == "marked" for token in sentence.tokens) and all(
        token.kind != "word" for token in sentence.tokens
    )


def _stand_alone(
    made: list[QuotationDraft],
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
    carried = QuotationDraft(
        "direct",
        (),
        speaker=speech.speaker,
        addressee=speech.addressee,
        confidence=round(speech.confidence * 0.9, 4),
    )
    made.append(_with_parts(carried, loose, number))


def _with_parts(draft: QuotationDraft, marked: Sequence[Marked], last: int) -> QuotationDraft:
    extra = tuple(words_of(one) for one in marked)
    return replace(
        draft,
        parts=tuple(sorted({*draft.parts, *extra})),
        marked=tuple(sorted({*draft.marked, *extra})),
        last=last,
    )


def _holds(draft: QuotationDraft, marked: Marked) -> bool:
    return any(start <= marked.first and marked.last <= end for start, end in draft.parts)


def _join_paragraphs(
    drafts: list[QuotationDraft],
    made: list[QuotationDraft],
    waiting: Sequence[tuple[int, Marked]],
    paragraph: Paragraph,
    lead: QuotationDraft | None,
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
    drafts: Sequence[QuotationDraft],
    made: Sequence[QuotationDraft],
    alone: Sequence[Marked],
    paragraph: Paragraph,
) -> list[QuotationDraft]:
    """Give sentences that stand in marks alone the voice of their neighbour, believed less."""
    length = sum(len(paragraph.text[one.first : one.last].split()) for one in alone)
    if length < _SCARE and not made:
        return []
    before = (one for one in reversed(drafts[-_BACK:]) if one.voiced)
    voice = made[0] if made else next(before, None)
    draft = QuotationDraft(
        "direct",
        (),
        speaker=voice.speaker if voice else None,
        confidence=round(0.6 * voice.confidence, 4) if voice else 0.0,
        open=not alone[-1].closed,
    )
    return [_with_parts(draft, alone, len(paragraph.sentences))]


def _unclaimed(
    paragraph: Paragraph, loose: Sequence[Marked], near: Sequence[QuotationDraft]
) -> list[QuotationDraft]:
    """Keep a long stretch in marks that no reporting word claims, with its neighbour's voice."""
    drafts = []
    for marked in loose:
        text = paragraph.text[marked.first : marked.last].split()
        capitals = sum(word[0].isupper() for word in text)
        if len(text) < _SCARE + 1 or capitals * 2 > len(text):
            continue
        voice = near[-1] if near else None
        drafts.append(
            QuotationDraft(
                "direct",
                (words_of(marked),),
                (words_of(marked),),
                speaker=voice.speaker if voice else None,
                confidence=round(0.5 * voice.confidence, 4) if voice else 0.0,
            )
        )
    return drafts


def _headline_drafts(
    paragraph: Paragraph, told: Sequence[Told] | None, words: Words
) -> list[QuotationDraft]:
    drafts = []
    for number, sentence in enumerate(paragraph.sentences):
        sayings = _joined(sentence, sayings_in(sentence, words), told, words)
        sayings = sayings or headline_sayings(sentence, words, paragraph.voices)
        drafts += drafts_of(sentence, number, sayings, words)
    return drafts
