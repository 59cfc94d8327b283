"""Who is reported to have said what: direct, mixed and indirect quotations with their words.

Paragraph by paragraph: the marks are paired (marks.py), the paragraph is cut into the reporter's
sentences with each marked stretch as one token (clauses.py), each sentence gives its sayings
(sayings.py), and what stands in marks without a reporting word of its own is joined to the
speech it belongs to (speeches.py). What nothing claims - a scare quote, a title - is no
quotation.

Speakers stay words here; speakers.py binds them to entities.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
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
)
from secondsource.extract.headlines import headline_sayings
from secondsource.extract.interviews import beside_turns, turns_of
from secondsource.extract.paragraphs import Paragraph
from secondsource.extract.pointers import lead_in, sayings_in
from secondsource.extract.sayings import Saying
from secondsource.extract.speeches import Speeches, joined_on
from secondsource.extract.tellings import Told, inner_sentences, is_speech, joined_sayings, told_in
from secondsource.language import has_pack
from secondsource.records import Article, Mention, Page, Passage, Quotation, Tagged


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
    lead: QuotationDraft | None = None
    for headline, group in groupby(passages, key=lambda one: (one.headline, one.paragraph)):
        inside = tuple(group)
        start, end = inside[0].span.start, inside[-1].span.end
        told = told_in(page, inside, tags) if tags and inside[0].key in tags else None
        going_on = bool(drafts) and drafts[-1].open
        plain = told == () and not headline[0] and not going_on
        if plain and not _may_tell(page.text[start:end], code or "en"):
            lead = None
            continue
        paragraph = Paragraph.of(page, [one.span for one in inside], ordered, words)
        nested += _nested_drafts(paragraph, told, ordered, words)
        if headline[0]:
            drafts += _headline_drafts(paragraph, told, words)
        else:
            lead = _add_paragraph(drafts, paragraph, told, words, lead)
    places, turns = turns_of(page, article, passages, ordered, words)
    drafts = [*beside_turns(drafts, places), *turns]
    floor = after_dateline(page, article)
    made = [quotation_from(page, one, floor, words) for one in (*drafts, *nested)]
    quotations = {one.id: one for one in made if one is not None}
    return tuple(sorted(quotations.values(), key=lambda one: (one.span, one.kind, one.id)))


_MARK = re.compile("[\"“„‟«‘'‚‹`＂]")
_WORD = re.compile(r"[a-z]+")


def _may_tell(text: str, code: str) -> bool:
    """Say whether the rules may find speech where the model finds none.

    Only marks, a colon or a verb of speech lead to any that is kept.
    """
    if ":" in text or _MARK.search(text):
        return True
    return not _speech_words(code).isdisjoint(_WORD.findall(text.lower()))


@cache
def _speech_words(code: str) -> frozenset[str]:
    verbs = words_for(code).verbs
    return frozenset(word for word, verb in verbs.items() if is_speech(verb))


# -- one paragraph --------------------------------------------------------------------------


def _add_paragraph(
    drafts: list[QuotationDraft],
    paragraph: Paragraph,
    told: Sequence[Told] | None,
    words: Words,
    lead: QuotationDraft | None,
) -> QuotationDraft | None:
    """Add a paragraph's quotations to those before it; give the voice that it leads in."""
    speeches = Speeches(paragraph)
    for number, sentence in enumerate(paragraph.sentences):
        ruled = sayings_in(sentence, words, paragraph.persons)
        sayings = _joined(sentence, ruled, told, words)
        fresh = drafts_of(sentence, number, sayings, words)
        fresh = [with_channel(one, sentence, paragraph.bodies, words) for one in fresh]
        speeches.add(number, sentence, fresh)
    joined_on(drafts, speeches, lead)
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
    paragraph: Paragraph,
    told: Sequence[Told] | None,
    mentions: Sequence[Mention],
    words: Words,
) -> Iterator[QuotationDraft]:
    """Yield what somebody tells inside another's words in marks: the model's, or in marks again."""
    for marked in paragraph.marked:
        inside = _inside(told or (), marked.first, marked.last)
        if not inside and not _MARK.search(paragraph.text, marked.first, marked.last):
            continue
        first = bisect_left(mentions, marked.first, key=lambda one: one.span.start)
        last = bisect_left(mentions, marked.last, key=lambda one: one.span.start)
        for sentence in inner_sentences(paragraph.text, marked, mentions[first:last]):
            ruled = [one for one in sayings_in(sentence, words) if _in_marks(sentence, one)]
            yield from drafts_of(sentence, 0, _joined(sentence, ruled, told, words), words)


def _in_marks(sentence: Sentence, saying: Saying) -> bool:
    tokens = (token for start, end in saying.contents for token in sentence.tokens[start:end])
    return saying.speaker is not None and all(token.kind != "word" for token in tokens)


def _headline_drafts(
    paragraph: Paragraph, told: Sequence[Told] | None, words: Words
) -> list[QuotationDraft]:
    drafts = []
    for number, sentence in enumerate(paragraph.sentences):
        sayings = _joined(sentence, sayings_in(sentence, words), told, words)
        sayings = sayings or headline_sayings(sentence, words, paragraph.voices, paragraph.persons)
        drafts += drafts_of(sentence, number, sayings, words)
    return drafts
