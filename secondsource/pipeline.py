"""The only module that knows the order.

    page -> article -> passages -> (names, times, quotations) -> names joined, speakers
         -> instances -> reuse -> lineage -> stories -> statements -> the three numbers
         -> differences, novelty, timeline -> report

Three steps, because of what each needs to see: ``read_page`` one page alone, ``extracted`` one
article alone (after the collection has shown what is furniture), ``compared`` the whole
collection. The first two can run in many processes; none of them keeps anything.

Everything is sorted by id on the way in, so the order of arrival changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from secondsource.compare.agreement import statements_of
from secondsource.compare.choices import choices_of
from secondsource.compare.corroboration import counted, with_texts
from secondsource.compare.coverage import coverage_of
from secondsource.compare.differences import conflicts_of
from secondsource.compare.kinds import settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.novelty import novelty_of
from secondsource.compare.reuse import aligned_pairs, reuse_in
from secondsource.compare.stories import stories_of
from secondsource.compare.succession import NO_PAST, Past
from secondsource.compare.utterances import utterances_of, with_same_as
from secondsource.extract.names import mentions_of
from secondsource.extract.offices import with_roles
from secondsource.extract.people import entities_of
from secondsource.extract.quotations import quotations_of
from secondsource.extract.speakers import with_speakers
from secondsource.extract.statements import with_instances
from secondsource.extract.suggestions import suggestions_of
from secondsource.extract.tagging import tagged, tagger_of
from secondsource.extract.times import times_of
from secondsource.language import analysed
from secondsource.publishers import Publishers
from secondsource.read.agencies import with_agencies
from secondsource.read.articles import article_of
from secondsource.read.furniture import without_repeats
from secondsource.read.outlets import with_outlets
from secondsource.read.pages import page_of
from secondsource.read.passages import passages_of
from secondsource.read.references import with_references
from secondsource.read.revisions import revisions_of
from secondsource.read.versions import with_versions
from secondsource.read.wholeness import with_wholeness
from secondsource.records import (
    Account,
    AlignedPair,
    Article,
    Decision,
    Draft,
    Given,
    Media,
    Page,
    Passage,
    Report,
    Tagged,
    Unread,
)
from secondsource.tell.timeline import timeline_of

Tags = Mapping[str, Tagged]

LONGEST_FIELD = 2_000  # characters of a field that is kept; only article texts are longer
MODEL = "reader"  # the shipped model, extract/reader


def read_page(
    raw: bytes,
    *,
    input: str,
    media: Media | None = None,
    given: Given | None = None,
    url: str | None = None,
    key: str | None = None,
    outlets: Mapping[str, tuple[str, str]] | None = None,
    known: Publishers | None = None,
) -> tuple[Page, Article]:
    """Read one page alone: its text and a first draft of its article.

    ``known`` are the publishers and agencies known beforehand; ``outlets`` wins over it. A page's
    links are kept as its article's references, so the page that comes back is without them, and
    without the longest of its fields (an article's text, stated once more).
    Raises ``Unreadable`` with a reason a person can act on.
    """
    page = page_of(raw, input=input, media=media, given=given or Given(), url=url, key=key)
    article = with_wholeness(page, article_of(page, raw, outlets=outlets or {}, known=known))
    fields = tuple(one for one in page.fields if len(one.value) <= LONGEST_FIELD)
    return replace(page, links=(), fields=fields), article


def read_together(drafts: Iterable[Draft], *, known: Publishers | None = None) -> tuple[Draft, ...]:
    """Settle what only the collection shows: furniture, outlets, agencies, references, versions."""
    ordered = sorted(drafts, key=lambda draft: draft.page.id)
    pages = [draft.page for draft in ordered]
    articles = without_repeats([(draft.page, draft.article) for draft in ordered])
    articles = with_agencies(list(zip(pages, with_outlets(articles), strict=True)), known=known)
    articles = with_references(list(zip(pages, articles, strict=True)), known=known)
    return with_versions(
        replace(draft, article=article) for draft, article in zip(ordered, articles, strict=True)
    )


def passages_in(page: Page, article: Article) -> tuple[Passage, ...]:
    """Cut an article into passages, which need no language pack."""
    return passages_of(page, article)


def untagged(drafts: Iterable[tuple[Page, Article]], known: Mapping[str, object]) -> dict[str, str]:
    """Give the passages nobody has analysed yet, each once: key to text."""
    return {
        passage.key: page[passage.span]
        for page, article in drafts
        if analysed(article.language)
        for passage in passages_in(page, article)
        if passage.key not in known
    }


def tags_of(passages: Mapping[str, str], *, model: str = MODEL) -> dict[str, Tagged]:
    """Read each passage alone, keyed as it came; the model is loaded once a process."""
    return dict(zip(passages, tagged(list(passages.values()), tagger_of(model)), strict=True))


def extracted(page: Page, article: Article, tags: Tags) -> Account:
    """Find in one article alone what it names, when, and who is quoted.

    An article in a language without a pack is passed through: its passages, and nothing in them.
    """
    passages = passages_in(page, article)
    if not analysed(article.language):
        return Account(page=page, article=article, passages=passages)
    mentions = mentions_of(page, article, passages, tags)
    return Account(
        page=page,
        article=article,
        passages=passages,
        mentions=mentions,
        times=times_of(page, article, passages),
        quotations=quotations_of(page, article, passages, mentions, tags),
    )


def shared_text(
    accounts: Iterable[Account], known: Mapping[tuple[str, str], AlignedPair] | None = None
) -> tuple[AlignedPair, ...]:
    """Align the articles that may share text; pairs known from before are taken as they are."""
    return aligned_pairs(accounts, known)


def compared(
    accounts: Sequence[Account],
    *,
    unread: Sequence[Unread] = (),
    decisions: Sequence[Decision] = (),
    aligned: Sequence[AlignedPair] | None = None,
    known: Publishers | None = None,
    past: Past = NO_PAST,
) -> Report:
    """Compare the articles of a collection and count what stands behind each statement.

    ``aligned`` is what ``shared_text`` gives of the same accounts, where it is at hand; ``known``
    as for ``read_page``; ``past`` the stories there were, which keep their ids.
    """
    ordered = tuple(sorted(accounts, key=lambda account: account.page.id))
    entities = with_roles(ordered, entities_of(ordered, decisions))
    ordered = with_speakers(ordered, entities)
    ordered = with_instances(ordered, entities)
    shared = reuse_in(shared_text(ordered) if aligned is None else aligned)
    lineage = lineage_of(ordered, shared, decisions)
    shared = settled(ordered, shared, lineage)
    stories = stories_of(ordered, entities, shared, decisions, past=past)
    ordered = with_same_as(ordered, stories)
    stated = statements_of(ordered, entities, stories, shared)
    stated = counted(stated, ordered, entities, lineage, shared, known=known)
    return Report(
        accounts=ordered,
        unread=tuple(sorted(unread, key=lambda one: (one.input, one.reason))),
        entities=entities,
        reuse=shared,
        lineage=lineage,
        stories=with_texts(stories, ordered, lineage),
        statements=stated,
        conflicts=conflicts_of(ordered, stories, stated, shared),
        novelty=novelty_of(ordered, stories, shared, stated),
        timeline=timeline_of(ordered, stories, stated),
        utterances=utterances_of(ordered),
        suggestions=suggestions_of(
            entities,
            decisions,
            quotations=[one for account in ordered for one in account.quotations],
        ),
        decisions=tuple(decisions),
        choices=choices_of(ordered, stories, stated),
        coverage=coverage_of(ordered, stories, stated, shared),
        revisions=revisions_of(ordered),
    )
